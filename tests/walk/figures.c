/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * figures: the time from an event's arrival until the frame that shows it was presented, in a real
 * window of 1920x1080. By turns a switch is pressed, which changes a corner, and the text size,
 * which changes the whole page.
 */
#include "studio_options.h"
#include "walk.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#define PRESSES 60  /* of each kind */
#define KINDS   2
#define MOST_MS 33.0

struct photon {
    double pushed_s;        /* 0: nothing is on its way */
    double took_ms[KINDS][PRESSES], cpu_ms[KINDS][PRESSES], cpu_s;
    unsigned count, down;   /* presses of all kinds; Return was pressed */
    unsigned seen;          /* frames in which the person's setting had changed */
    struct person_settings before;
    double rest_s;
};

static double cpu_seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void push(struct photon *p)
{
    SDL_Event e = { .type = SDL_KEYDOWN };
    bool large = p->before.text_size > 0;
    e.key.keysym.sym = p->count % KINDS == 0 ? SDLK_F3 : large ? SDLK_MINUS : SDLK_PLUS;
    e.key.keysym.mod = p->count % KINDS == 0 ? 0 : KMOD_LCTRL;
    p->cpu_s = cpu_seconds();
    p->pushed_s = kiosk_now();
    SDL_PushEvent(&e);
}

static void each_frame(void *user, struct kiosk *k, double now_s)
{
    struct photon *p = user;
    bool choosing = k->scene.state->screen == SCREEN_CHOOSE && !window_fading(&k->window);
    if (p->pushed_s > 0 && now_s > p->pushed_s) {   /* this frame began after it and was presented */
        unsigned kind = p->count % KINDS, i = p->count / KINDS;
        const struct person_settings *person = &k->scene.state->person;
        p->took_ms[kind][i] = (kiosk_now() - p->pushed_s) * 1000;
        p->cpu_ms[kind][i] = (cpu_seconds() - p->cpu_s) * 1000;
        p->seen += person->captions != p->before.captions ||
                   (person->text_size != p->before.text_size &&
                    k->stage->text_size == person->text_size);
        p->count++;
        p->pushed_s = 0;
        p->rest_s = now_s + 0.05;
    }
    p->before = k->scene.state->person;
    if (p->count == PRESSES * KINDS) {
        SDL_Event e = { .type = SDL_QUIT };
        SDL_PushEvent(&e);
    } else if (k->scene.state->screen == SCREEN_ATTRACT && p->down++ == 0) {
        SDL_Event e = { .type = SDL_KEYDOWN };
        e.key.keysym.sym = SDLK_RETURN;
        SDL_PushEvent(&e);
        p->rest_s = now_s + 1;
    } else if (choosing && p->pushed_s <= 0 && now_s > p->rest_s) {
        push(p);
    }
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The clock also counts what else the machine does; the processor's time does not. */
static bool report(struct photon *p)
{
    static const char *const names[KINDS] = { "a switch", "the whole page" };
    bool good = true;
    printf("input to presented frame  median   95 %%   (processor time: median, 95 %%)\n");
    for (int kind = 0; kind < KINDS; kind++) {
        double *took = p->took_ms[kind], *cpu = p->cpu_ms[kind];
        qsort(took, PRESSES, sizeof(*took), compare);
        qsort(cpu, PRESSES, sizeof(*cpu), compare);
        printf("%-24s %5.1f ms %5.1f ms (%.1f ms, %.1f ms)\n", names[kind], took[PRESSES / 2],
               took[PRESSES * 95 / 100], cpu[PRESSES / 2], cpu[PRESSES * 95 / 100]);
        good = good && (took[PRESSES / 2] < MOST_MS || cpu[PRESSES / 2] < MOST_MS * 0.75);
    }
    return good;
}

int main(void)
{
    struct settings settings = settings_defaults();
    struct photon p = { .count = 0 };
    struct kiosk_options o = { .width = 1920, .height = 1080, .windowed = true,
                               .each_frame = each_frame, .each_frame_user = &p };
    alarm(120);
    o.studio = studio_from_settings(&settings);
    o.studio.recording = "";
    if (kiosk_run(&o) != 0 || p.seen < PRESSES * KINDS) {
        fprintf(stderr, "%u presses, %u of them shown\n", p.count, p.seen);
        return 1;
    }
    return report(&p) ? 0 : 1;
}
