/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * walk_caption: how far the word that is lit in the question is from the sound of it. The speaker
 * is recorded while the question is asked three times; where it begins is found in the recording
 * and in the same sentence synthesised once more. Each word's frame, once presented, is held
 * against the time at which its first sample was heard. The best asking counts: the clock also
 * sees other work.
 */
#include "studio_internal.h"
#include "studio_options.h"
#include "walk.h"

#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define RATE     16000
#define ASKINGS  3
#define WORDS    40
#define MOST_S   0.050
#define LOUD     0.02   /* of full scale: the voice has begun */
#define REST     (RATE / 4)

/* The recorder's thread writes, the main thread reads after joining it. */
struct recording {
    pthread_t thread;
    pid_t recorder;
    int pipe;
    double began_s;             /* of the first sample: the earliest that arrivals tell */
    double onsets_s[64];        /* sounds after at least a quarter of a second of silence */
    size_t onset_count;
};

struct asking {
    char text[512];
    double seen_s;                          /* when it was new */
    double at_s[WORDS], shown_s[WORDS];     /* in the speech; on the screen */
    size_t count;
};

struct captions {
    struct recording recording;
    struct asking askings[ASKINGS];
    size_t asked;
    unsigned speech_id;
    size_t last_from;
};

static void note_onsets(struct recording *r, const int16_t *samples, size_t count, size_t before)
{
    static size_t quiet = REST;
    for (size_t i = 0; i < count; i++) {
        bool loud = abs(samples[i]) > LOUD * 32768;
        if (loud && quiet >= REST && r->onset_count < 64) {
            r->onsets_s[r->onset_count++] = (double)(before + i) / RATE;    /* and began_s later */
        }
        quiet = loud ? 0 : quiet + 1;
    }
}

static void *record(void *user)
{
    struct recording *r = user;
    int16_t block[1024];
    size_t total = 0;
    ssize_t n;
    r->began_s = 1e18;
    while ((n = read(r->pipe, block, sizeof(block))) > 0) { /* parec writes whole samples */
        size_t count = (size_t)n / sizeof(*block);
        r->began_s = fmin(r->began_s, kiosk_now() - (double)(total + count) / RATE);
        note_onsets(r, block, count, total);
        total += count;
    }
    return NULL;
}

static void begin_recording(struct recording *r)
{
    int ends[2];
    if (pipe(ends) != 0 || (r->recorder = fork()) < 0) {
        perror("parec");
        exit(1);
    }
    if (r->recorder == 0) {
        dup2(ends[1], STDOUT_FILENO);
        execlp("parec", "parec", "--device=speaker.monitor", "--format=s16le", "--rate=16000",
               "--channels=1", "--latency-msec=5", "--raw", (char *)NULL);
        _exit(1);
    }
    close(ends[1]);
    r->pipe = ends[0];
    if (pthread_create(&r->thread, NULL, record, r) != 0) {
        perror("parec");
        exit(1);
    }
}

static void end_recording(struct recording *r)
{
    kill(r->recorder, SIGTERM);
    waitpid(r->recorder, NULL, 0);
    pthread_join(r->thread, NULL);
    close(r->pipe);
}

static void watch(struct walk *w)
{
    struct captions *c = w->user;
    const struct interview_state *s = walk_state(w);
    const struct studio *st = w->k->studio;
    const struct spoken_caption *now = &w->k->scene.caption;
    if (s->screen != SCREEN_QUESTION || s->speech_id == 0 || now->text == NULL) {
        return;
    }
    if (s->speech_id != c->speech_id && c->asked < ASKINGS) {
        c->speech_id = s->speech_id;
        c->last_from = now->from;
        c->askings[c->asked].seen_s = kiosk_now();
        snprintf(c->askings[c->asked].text, sizeof(c->askings[0].text), "%s", now->text);
        c->asked++;
    }
    struct asking *a = &c->askings[c->asked - 1];
    if (now->from > c->last_from && a->count < WORDS) {   /* back to the start is the end */
        for (size_t i = 0; i < st->caption_count; i++) {
            if (st->caption[i].from == now->from) {
                a->at_s[a->count] = st->caption[i].at_s;
            }
        }
        a->shown_s[a->count++] = kiosk_now();
        c->last_from = now->from;
    }
}

/* Where the voice begins in the same words. */
static double lead_of(const char *text)
{
    char err[256];
    struct speech speech;
    size_t at = 0;
    if (!voice_synthesise(text, NULL, &speech, err, sizeof(err))) {
        fprintf(stderr, "%s\n", err);
        exit(1);
    }
    while (at < speech.count && abs(speech.samples[at]) <= LOUD * 32768) {
        at++;
    }
    double lead = (double)at / speech.rate;
    speech_free(&speech);
    return lead;
}

/* The share of words within MOST_S; tells all of them. */
static double report(const struct recording *r, const struct asking *a, double lead_s)
{
    double worst = 0, sum = 0, began = -1;
    size_t good = 0;
    for (size_t i = 0; i < r->onset_count && began < 0; i++) {
        double onset = r->began_s + r->onsets_s[i];
        began = onset > a->seen_s - 0.5 ? onset - lead_s : -1;
    }
    for (size_t i = 0; i < a->count; i++) {
        double off = a->shown_s[i] - (began + a->at_s[i]);
        printf(" %+.0f", off * 1000);
        sum += off;
        worst = fmax(worst, fabs(off));
        good += fabs(off) <= MOST_S;
    }
    printf(" ms: %zu of %zu words within 50 ms, mean %+.0f ms, worst %.0f ms\n", good, a->count,
           a->count > 0 ? sum / (double)a->count * 1000 : 0, worst * 1000);
    return a->count > 3 ? (double)good / (double)a->count : 0;
}

/* The tones that follow the question are over. */
static bool quiet(struct walk *w)
{
    const struct interview_state *s = walk_state(w);
    return s->countdown_s < s->countdown_total_s - 1.5;
}

static const struct step steps[] = {
    GO("start", CMD_START, 0, CHOOSE, NONE, NULL),
    GO("choose", CMD_CHOOSE, 0, QUESTION, NONE, NULL),
    GO("hear it asked", CMD_NONE, 0, THINK, NONE, quiet),
    GO("again", CMD_REPEAT, 0, QUESTION, NONE, NULL),
    GO("hear it again", CMD_NONE, 0, THINK, NONE, quiet),
    GO("once more", CMD_REPEAT, 0, QUESTION, NONE, NULL),
    GO("hear it once more", CMD_NONE, 0, THINK, NONE, quiet),
};

int main(void)
{
    struct settings settings = settings_defaults();
    struct kiosk_options o = { .width = 1920, .height = 1080 };
    static struct captions c;
    struct walk w = { .by = BY_KEYS, .steps = steps, .user = &c, .watch = watch, .limit_s = 20,
                      .step_count = sizeof(steps) / sizeof(steps[0]) };
    double best = 0;
    alarm(120);
    settings.check_microphone = false;
    o.studio = studio_from_settings(&settings);
    o.studio.recording = "";
    begin_recording(&c.recording);
    bool good = walk_run(&w, &o);
    end_recording(&c.recording);
    for (size_t i = 0; i < c.asked; i++) {
        best = fmax(best, report(&c.recording, &c.askings[i], lead_of(c.askings[i].text)));
    }
    return good && c.asked == ASKINGS && best >= 0.9 ? 0 : 1;
}
