/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a frame of each screen costs, in processor time, drawn offscreen at 1920x1080:
 *     cost [--most MS] [SAMPLE...]
 * first: with all text to lay out anew, as after a change of screen; whole: everything drawn again;
 * moving: time, sound, wave, caption and words go on by a sixtieth of a second; still: no change.
 * The best of several counts for all but moving, so that other work on the machine tells little;
 * of moving the frame in the middle and the one of twenty that costs most. With --most the status
 * is 1 when a whole or a moving frame costs more than MS.
 */
#include "sample.h"
#include "stage.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define WIDTH  1920
#define HEIGHT 1080
#define FIRSTS 7
#define WHOLES 20
#define AGAIN  3    /* a screen that seems dear is measured so often: others share the caches */
#define FRAMES 60   /* of a moving picture: one second */

struct cost {
    double first, whole, middle, worst, still; /* milliseconds */
    double share;       /* of the page, drawn by the moving frame in the middle */
};

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static double region_share(const cairo_region_t *region)
{
    double area = 0;
    for (int i = 0; region != NULL && i < cairo_region_num_rectangles(region); i++) {
        cairo_rectangle_int_t r;
        cairo_region_get_rectangle(region, i, &r);
        area += (double)r.width * r.height;
    }
    return area / (WIDTH * HEIGHT);
}

static double frame(struct stage *stage, const struct scene *scene, double time_s, double *share)
{
    double began = now_ms();
    const cairo_region_t *drawn = stage_draw(stage, scene, time_s);
    double took = now_ms() - began;
    if (share != NULL) {
        *share = region_share(drawn);
    }
    return took;
}

/* A word lasts a quarter of a second. */
static void next_word(struct spoken_caption *c, int i)
{
    if (c->text == NULL || i % 15 != 0) {
        return;
    }
    size_t from = c->to + strspn(c->text + c->to, " ");
    from = c->text[from] == '\0' ? 0 : from;
    c->from = from;
    c->to = from + strcspn(c->text + from, " ");
}

static void move_on(struct sample *s, size_t words, int i)
{
    double dt = 1 / 60.0;
    struct scene *scene = &s->scene;
    scene->voice = scene->voice > 0 ? (float)(0.5 + 0.4 * sin(i * 0.35)) : 0;
    scene->mic = scene->mic > 0 ? (float)(0.5 + 0.4 * sin(i * 0.3)) : 0;
    if (i % 6 == 0 && scene->wave_count > 1) {
        float first = scene->wave[0];
        memmove(scene->wave, scene->wave + 1, (scene->wave_count - 1) * sizeof(first));
        scene->wave[scene->wave_count - 1] = first;
    }
    next_word(&scene->caption, i);
    s->state.answer_s += dt;
    s->state.countdown_s = s->state.countdown_s > dt ? s->state.countdown_s - dt : 0;
    scene->playhead += scene->playhead >= 0 ? dt : 0;
    if (i % 15 == 0 && words > 8) {     /* the live words come and go */
        s->state.word_count = words - 4 + (size_t)(i / 15 % 4);
    }
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void measure_moving(struct stage *stage, struct sample *sample, struct cost *c)
{
    double took[FRAMES], share[FRAMES];
    size_t words = sample->state.word_count;
    for (int i = 0; i < FRAMES; i++) {
        move_on(sample, words, i);
        took[i] = frame(stage, &sample->scene, 1 + i / 60.0, &share[i]);
    }
    qsort(took, FRAMES, sizeof(*took), compare);
    qsort(share, FRAMES, sizeof(*share), compare);
    c->middle = took[FRAMES / 2];
    c->worst = took[FRAMES * 95 / 100];
    c->share = share[FRAMES / 2];
}

static struct cost measure_once(struct stage *stage, struct sample *sample)
{
    struct cost c = { .first = 1e9, .whole = 1e9, .still = 1e9 };
    const struct scene *scene = &sample->scene;
    for (int i = 0; i < FIRSTS; i++) {
        stage_forget(stage);
        canvas_spoil(stage->canvas);
        c.first = fmin(c.first, frame(stage, scene, 1, NULL));
    }
    for (int i = 0; i < WHOLES; i++) {
        canvas_spoil(stage->canvas);
        c.whole = fmin(c.whole, frame(stage, scene, 1, NULL));
        c.still = fmin(c.still, frame(stage, scene, 1, NULL));
    }
    measure_moving(stage, sample, &c);
    return c;
}

static bool cheap(const struct cost *c, double most)
{
    return c->whole <= most && c->middle <= most;
}

static struct cost measure(struct stage *stage, struct sample *sample, double most)
{
    struct cost c = measure_once(stage, sample);
    for (int i = 1; i < AGAIN && !cheap(&c, most); i++) {
        struct cost more = measure_once(stage, sample);
        c = more.whole < c.whole ? more : c;
    }
    return c;
}

static bool report(struct stage *stage, const char *name, double most)
{
    struct sample *sample = malloc(sizeof(*sample));
    if (sample == NULL || !sample_make(sample, name)) {
        fprintf(stderr, "cost: there is no sample \"%s\"\n", name);
        free(sample);
        return false;
    }
    struct cost c = measure(stage, sample, most);
    bool good = cheap(&c, most);
    printf("%-20s %6.1f %6.1f %8.2f %6.2f %5.0f %% %7.3f%s\n", name, c.first, c.whole, c.middle,
           c.worst, c.share * 100, c.still, good ? "" : "  too much");
    free(sample);
    return good;
}

int main(int argc, char **argv)
{
    char err[512];
    int at = 1;
    double most = 1e9;
    if (argc > 2 && strcmp(argv[1], "--most") == 0) {
        most = atof(argv[2]);
        at = 3;
    }
    struct stage *stage = stage_create(err, sizeof(err));
    if (stage == NULL) {
        fprintf(stderr, "cost: %s\n", err);
        return 1;
    }
    cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
    stage_target(stage, s);
    bool good = true;
    printf("milliseconds          first  whole   moving  worst  drawn   still\n");
    for (const char *const *n = sample_names(); argc == at && *n != NULL; n++) {
        good &= report(stage, *n, most);
    }
    for (; at < argc; at++) {
        good &= report(stage, argv[at], most);
    }
    stage_destroy(stage);
    cairo_surface_destroy(s);
    stage_drop_fonts();
    return good ? 0 : 1;
}
