/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * walk_hear ANSWER.wav SECONDS: answers twice with a recording of that length, hears it, then both
 * tries. The gold block must lie on the word that is heard, and the playhead must keep time.
 * Leaves what the speaker played in $RIG/heard-it.wav and $RIG/heard-both.wav.
 */
#include "studio_options.h"
#include "walk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define GOLD   0xF4B545U    /* of the bright theme */
#define SLACK  0.15         /* seconds: a frame, and what the machine's other work costs */

struct hearing {
    double answer_s;
    bool recorded;          /* the speaker is, or will be at once */
    double began_s, last;   /* of this play-back: when, and the playhead last seen */
    bool was_playing;
    unsigned played;        /* answers heard to their end */
    unsigned frames, lit, astray, late;
};

static bool pixel_is_gold(struct walk *w, double x, double y)
{
    struct rect page = canvas_page(w->k->stage->canvas);
    double scale = canvas_scale(w->k->stage->canvas);
    cairo_surface_t *s = w->k->window.frame;
    int px = (int)((x - page.x) * scale), py = (int)((y - page.y) * scale);
    if (px < 0 || py < 0 || px >= cairo_image_surface_get_width(s) ||
        py >= cairo_image_surface_get_height(s)) {
        return false;
    }
    const unsigned char *row = cairo_image_surface_get_data(s) +
                               (size_t)py * (size_t)cairo_image_surface_get_stride(s);
    uint32_t pixel;
    memcpy(&pixel, row + (size_t)px * 4, sizeof(pixel));
    return (pixel & 0xFFFFFF) == GOLD;
}

/* The block reaches a little before the word, where no letter is. */
static int lit_word(struct walk *w)
{
    const struct spots *s = &w->k->stage->spots;
    for (size_t i = 0; i < s->count; i++) {
        struct rect r = s->items[i].ring;
        if (s->items[i].command == LOCAL_WORD && pixel_is_gold(w, r.x - 2, r.y + r.h / 2)) {
            return s->items[i].number;
        }
    }
    return -1;
}

static void look(struct walk *w)
{
    struct hearing *h = w->user;
    const struct interview_state *s = walk_state(w);
    double at = w->k->scene.playhead;
    int word = lit_word(w);
    h->frames++;
    h->late += fabs(at - (w->now_s - h->began_s)) > 0.5;    /* the speaker's own latency is in it */
    h->last = fmax(h->last, at);
    if (s->screen == SCREEN_FEEDBACK && word >= 0) {
        const struct rubric_word *heard = &s->latest->words[word];
        h->lit++;
        h->astray += at < heard->start_s - SLACK || at > heard->end_s + SLACK;
    }
}

static void watch(struct walk *w)
{
    struct hearing *h = w->user;
    bool playing = walk_state(w)->playing && w->k->scene.playhead >= 0;
    bool again = playing && h->was_playing && w->k->scene.playhead < h->last - 0.5;
    if (playing && (!h->was_playing || again)) {
        h->played += again;
        h->began_s = w->now_s - w->k->scene.playhead;
        h->last = 0;
    }
    if (playing) {
        look(w);
    }
    h->played += h->was_playing && !walk_state(w)->playing && h->last > h->answer_s * 0.7;
    h->was_playing = playing || (h->was_playing && walk_state(w)->playing);
}

static bool said_all(struct walk *w)
{
    const struct hearing *h = w->user;
    return walk_state(w)->answer_s > h->answer_s + 1 && walk_state(w)->word_count > 3;
}

/* Once the interviewer is silent: what the answer's own sound cuts short would be in the recording. */
static bool record(struct walk *w, const char *name)
{
    struct hearing *h = w->user;
    char text[256];
    if (!h->recorded && walk_state(w)->speech_id == 0) {
        snprintf(text, sizeof(text), "timeout 300 parec --device=speaker.monitor --format=s16le "
                 "--rate=16000 --channels=1 --latency-msec=20 --raw >$RIG/%s.raw &", name);
        h->recorded = system(text) == 0;
    }
    snprintf(text, sizeof(text), "%s.raw", name);
    return h->recorded && walk_has_file(text);
}

/* All that was played until now, however long the machine took to hear that the answer was over. */
static bool keep(struct walk *w, const char *name)
{
    struct hearing *h = w->user;
    char command[256];
    snprintf(command, sizeof(command), "sox -q -t raw -r 16000 -e signed -b 16 -c 1 "
             "$RIG/%s.raw $RIG/%s.wav", name, name);
    h->recorded = false;
    return system(command) == 0;
}

static bool recording_one(struct walk *w)
{
    return record(w, "heard-it");
}

static bool recording_two(struct walk *w)
{
    return record(w, "heard-both");
}

static bool heard_one(struct walk *w)
{
    const struct hearing *h = w->user;
    return h->played == 1 && !walk_state(w)->playing && keep(w, "heard-it");
}

static bool heard_both(struct walk *w)
{
    const struct hearing *h = w->user;
    return h->played == 3 && !walk_state(w)->playing && keep(w, "heard-both");
}

static const struct step steps[] = {
    GO("start", CMD_START, 0, CHOOSE, NONE, NULL),
    GO("choose", CMD_CHOOSE, 4, QUESTION, NONE, NULL),
    GO("skip ahead", CMD_SKIP, 0, THINK, NONE, NULL),
    GO("begin by speaking", CMD_NONE, 0, ANSWER, NONE, NULL),
    GO("speak", CMD_NONE, 0, ANSWER, NONE, said_all),
    GO("done", CMD_DONE, 0, FEEDBACK, NONE, recording_one),
    GO("hear it", CMD_HEAR_IT, 0, FEEDBACK, NONE, heard_one),
    GO("try again", CMD_TRY_AGAIN, 0, QUESTION, NONE, NULL),
    GO("skip ahead again", CMD_SKIP, 0, THINK, NONE, NULL),
    GO("begin again", CMD_NONE, 0, ANSWER, NONE, NULL),
    GO("speak again", CMD_NONE, 0, ANSWER, NONE, said_all),
    GO("done again", CMD_DONE, 0, COMPARE, NONE, recording_two),
    GO("hear both", CMD_HEAR_IT, 0, COMPARE, NONE, heard_both),
};

int main(int argc, char **argv)
{
    struct settings settings = settings_defaults();
    struct kiosk_options o = { .width = 1920, .height = 1080 };
    struct hearing h = { .answer_s = argc == 3 ? atof(argv[2]) : 0 };
    struct walk w = { .by = BY_TOUCH, .steps = steps, .user = &h, .watch = watch, .limit_s = 90,
                      .step_count = sizeof(steps) / sizeof(steps[0]) };
    if (h.answer_s <= 0 || getenv("RIG") == NULL) {
        fprintf(stderr, "usage, in the rig: walk_hear ANSWER.wav SECONDS\n");
        return 2;
    }
    alarm(350);
    settings.check_microphone = false;
    o.studio = studio_from_settings(&settings);
    o.studio.recording = argv[1];
    bool good = walk_run(&w, &o);
    printf("%u answers played, %u frames: a word lit in %u, another than is heard in %u; "
           "playhead more than half a second off in %u\n",
           h.played, h.frames, h.lit, h.astray, h.late);
    return good && h.lit > 10 && h.astray == 0 && h.late == 0 ? 0 : 1;
}
