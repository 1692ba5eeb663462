/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The demo: goes through a whole interview by itself, with a recording in place
 * of a microphone, and leaves pictures and the report in a folder. It presses the
 * same buttons as a person, so nothing in it knows how the interview works.
 */
#include "kiosk_internal.h"

#include "paths.h"
#include "report_text.h"
#include "terminal.h"
#include "wav.h"

#include <errno.h>
#include <source.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define STUCK_S   60.0  /* on one screen, beyond what it should take */
#define LATE_S    180.0 /* for words that are late: the feedback is kept, so it shall be whole */
#define ENDING_S  1.5   /* silence after the recording before "Done" */

struct demo {
    struct kiosk *kiosk;        /* borrowed */
    char *folder, *recording;
    double recording_s;
    double entered_s;           /* when the screen of now was entered */
    enum screen_id screen;
    bool shot;                  /* of this screen; is on disk */
    bool acted;                 /* its button was pressed */
    unsigned shots;
    bool reported;
    bool over;
    int status;
};

/* What the demo does on a screen, and when. */
struct act {
    double shot_s;              /* picture, seconds after entering */
    double act_s;               /* button; negative: it goes on by itself */
    int command, number;
    bool (*due)(const struct demo *d);  /* NULL: when act_s has passed */
};

static bool recording_over(const struct demo *d)
{
    return d->kiosk->scene.state->answer_s > d->recording_s + ENDING_S;
}

static const struct act acts[SCREEN_COUNT] = {
    [SCREEN_ATTRACT] = { 1.0, 1.5, CMD_START, 0, NULL },
    [SCREEN_CHOOSE] = { 1.0, 1.5, CMD_CHOOSE, 0, NULL },
    [SCREEN_CHECK] = { 2.5, 3.0, CMD_CONTINUE, 0, NULL },
    [SCREEN_QUESTION] = { 1.6, -1, CMD_NONE, 0, NULL },
    [SCREEN_THINK] = { 1.5, 2.5, CMD_READY, 0, NULL },
    [SCREEN_ANSWER] = { 25.0, 3.0, CMD_DONE, 0, recording_over },
    [SCREEN_FEEDBACK] = { 3.0, 6.0, CMD_FINISH, 0, NULL },
    [SCREEN_COMPARE] = { 1.0, 2.0, CMD_FINISH, 0, NULL },
    [SCREEN_SUMMARY] = { 2.0, 4.0, CMD_ERASE, 0, NULL },
    [SCREEN_STILL_THERE] = { 1.0, 2.0, CMD_HERE, 0, NULL },
    [SCREEN_MIC_LOST] = { 1.0, 2.0, CMD_LOOK_AGAIN, 0, NULL },
    [SCREEN_NOTHING_HEARD] = { 1.0, 2.0, CMD_KEEP_LISTENING, 0, NULL },
};

static char *make_folder(const char *wanted, char *err, size_t err_size)
{
    const char *base = getenv("TMPDIR");
    char *folder = NULL;
    if (wanted != NULL) {
        folder = strdup(wanted);
        if (folder != NULL && mkdir(folder, 0755) != 0 && errno != EEXIST) {
            snprintf(err, err_size, "%s: cannot make the folder for the demo's pictures: %s",
                     wanted, strerror(errno));
            free(folder);
            return NULL;
        }
    } else if (asprintf(&folder, "%s/greenroom-demo-XXXXXX", base != NULL ? base : "/tmp") < 0 ||
               mkdtemp(folder) == NULL) {
        snprintf(err, err_size, "cannot make a folder for the demo's pictures: %s",
                 strerror(errno));
        free(folder);
        return NULL;
    }
    return folder;
}

static bool measure_recording(struct demo *d, char *err, size_t err_size)
{
    size_t count = 0;
    int16_t *samples = wav_read(d->recording, &count, err, err_size);
    if (samples == NULL) {
        return false;
    }
    d->recording_s = (double)count / SAMPLE_RATE;
    free(samples);
    return true;
}

struct demo *demo_create(struct kiosk *k, char *err, size_t err_size)
{
    struct demo *d = calloc(1, sizeof(*d));
    const char *recording = k->options->studio.recording;
    if (d == NULL) {
        snprintf(err, err_size, "out of memory");
        return NULL;
    }
    d->kiosk = k;
    d->screen = SCREEN_COUNT;
    d->recording = recording != NULL ? strdup(recording) : paths_find(DEMO_RECORDING);
    d->folder = make_folder(k->options->demo_dir, err, err_size);
    if (d->recording == NULL || d->folder == NULL || !measure_recording(d, err, err_size)) {
        if (err[0] == '\0') {
            snprintf(err, err_size, "%s: the demo's recording is not there; build the program "
                                    "with flite installed, or name one with --recording",
                     DEMO_RECORDING);
        }
        demo_destroy(d);
        return NULL;
    }
    return d;
}

void demo_destroy(struct demo *d)
{
    if (d != NULL) {
        free(d->folder);
        free(d->recording);
        free(d);
    }
}

int demo_status(const struct demo *d)
{
    return d->status;
}

static void give_up(struct demo *d, const char *why)
{
    fprintf(stderr, "greenroom: the demo stopped: %s\n", why);
    d->status = 1;
    d->over = true;
    d->kiosk->quit = true;
}

static void take_picture(struct demo *d)
{
    char path[4096];
    snprintf(path, sizeof(path), "%s/%02u-%s.png", d->folder, ++d->shots,
             screens_get(d->screen)->name);
    if (cairo_surface_write_to_png(d->kiosk->window.frame, path) != CAIRO_STATUS_SUCCESS) {
        snprintf(path, sizeof(path), "no picture could be written to %s", d->folder);
        give_up(d, path);
    }
}

/* The same text into the folder and onto the terminal. */
static void report(struct demo *d)
{
    const struct attempt *latest = d->kiosk->scene.state->latest;
    char path[4096];
    if (latest == NULL || latest->report == NULL) {
        return;
    }
    struct report_text text = { .question = latest->question->wording, .report = latest->report,
                                .words = true };
    struct text_style style = terminal_style(stdout), plain = { .utf8 = true, .width = 80 };
    report_print(stdout, &style, &text);
    fflush(stdout);
    snprintf(path, sizeof(path), "%s/feedback.txt", d->folder);
    FILE *f = fopen(path, "w");
    if (f == NULL) {
        give_up(d, "feedback.txt could not be written");
        return;
    }
    report_print(f, &plain, &text);
    fclose(f);
    d->reported = true;
}

static void enter(struct demo *d, double now_s)
{
    d->screen = d->kiosk->screen;
    d->entered_s = now_s;
    d->shot = d->acted = false;
    if (d->screen == SCREEN_THINK) {
        studio_next_recording(d->kiosk->studio, d->recording);
    }
    if (d->screen == SCREEN_ATTRACT && d->reported) {
        fprintf(stderr, "greenroom: pictures and feedback are in %s\n", d->folder);
        d->over = true;
        d->kiosk->quit = true;
    }
}

static void act(struct demo *d, const struct act *a, double here_s, double now_s)
{
    bool fading = window_fading(&d->kiosk->window);
    bool waits = d->kiosk->scene.state->late && here_s < LATE_S;
    if (!d->shot && here_s >= a->shot_s && !fading && !waits) {
        take_picture(d);
        d->shot = true;
        if (d->screen == SCREEN_FEEDBACK && !d->reported) {
            report(d);
        }
    }
    bool due = a->due != NULL ? a->due(d) : d->shot;
    if (d->acted || a->act_s < 0 || here_s < a->act_s || !due || d->over) {
        return;
    }
    d->acted = true;
    kiosk_do(d->kiosk, a->command, a->number, now_s);
    if (d->screen == SCREEN_SUMMARY) { /* erasing asks once */
        kiosk_do(d->kiosk, a->command, a->number, now_s);
    }
}

void demo_step(struct demo *d, double now_s)
{
    if (d->over) {
        return;
    }
    if (d->kiosk->screen != d->screen) {
        enter(d, now_s);
    }
    double here_s = now_s - d->entered_s;
    const struct act *a = &acts[d->screen];
    act(d, a, here_s, now_s);
    double limit = STUCK_S + fmax(a->act_s, 0) +
                   (d->screen == SCREEN_ANSWER ? d->recording_s : 0) +
                   (d->screen == SCREEN_FEEDBACK ? LATE_S : 0);
    if (here_s > limit && !d->over) {
        char why[128];
        snprintf(why, sizeof(why), "nothing went on from the screen \"%s\"",
                 screens_get(d->screen)->name);
        give_up(d, why);
    }
}
