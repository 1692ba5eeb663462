/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "commander.h"

#include "sphinx.h"

#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_FRAMES = 400, QUIET_FRAMES = 14 };

static const char phones_search[] = "phones";

/*
 * Acoustic score lost a frame by saying the phrase instead of any phones: over
 * the whole phrase, in its worst word, and where the grammar wants silence. Set
 * on synthetic voices (right phrases) and real speech (anything else); see
 * models/README.md.
 */
static const double most_lost = 36, most_lost_in_word = 60, most_lost_around = 12;
static const double doubt_slope = 9;    /* how fast confidence falls towards most_lost */
/* A lone word is soon found in any speech, so it must be heard the better. */
static const double least_confidence = 0.68, least_of_lone_word = 0.94;
enum { LEAST_SILENCE = 8 };             /* frames before and after the phrase */

/* Grammars whose phrases end something: they need a longer silence after them. */
static const struct {
    const char *name;
    unsigned quiet_frames;
} patient[] = {
    { "answer", 100 },
};

struct commander {
    const struct listen_settings *settings;
    ps_decoder_t *decoder;      /* of phrases */
    ps_decoder_t *phone_decoder;/* of mere phones; both hear at once: the answer must be quick */
    char grammar[32];           /* "" none */
    unsigned quiet_frames;
    float phones[MOST_FRAMES];  /* score of each frame as mere phones */
    size_t frames;
};

static const char *const options[] = {
    "-compallsen", "yes",       /* or the scores of the two searches could not be compared */
    "-cmn", "batch", "-remove_silence", "no", "-fwdflat", "no", "-bestpath", "no",
    "-allphone_ci", "yes", "-beam", "1e-40", "-pbeam", "1e-40", "-wbeam", "1e-30", "-lw", "2.0",
    NULL
};

static bool set_phones(struct commander *c, char *err, size_t err_size)
{
    char path[1024];
    snprintf(path, sizeof(path), "%s/../en-us-phone.lm.bin", c->settings->model_dir);
    bool good = access(path, R_OK) == 0
        && sphinx_add_phones(c->phone_decoder, phones_search, path)
        && sphinx_use_search(c->phone_decoder, phones_search);
    if (!good) {
        snprintf(err, err_size, "%s: cannot read this model of phones: no commands by voice", path);
    }
    return good;
}

struct commander *commander_create(const struct listen_settings *settings, char *err,
                                   size_t err_size)
{
    if (settings->grammar_dir == NULL) {
        snprintf(err, err_size, "there are no grammars: no commands by voice");
        return NULL;
    }
    struct commander *c = calloc(1, sizeof(*c));
    if (c == NULL) {
        snprintf(err, err_size, "no memory for commands");
        return NULL;
    }
    c->settings = settings;
    c->decoder = sphinx_open(settings, false, options, err, err_size);
    struct listen_settings wordless = *settings;
    wordless.dictionary = "/dev/null";      /* phones need none, and it takes memory */
    c->phone_decoder = c->decoder != NULL
        ? sphinx_open(&wordless, false, options, err, err_size) : NULL;
    if (c->phone_decoder == NULL || !set_phones(c, err, err_size)) {
        commander_destroy(c);
        return NULL;
    }
    return c;
}

void commander_destroy(struct commander *c)
{
    if (c != NULL) {
        sphinx_close(c->decoder);
        sphinx_close(c->phone_decoder);
        free(c);
    }
}

static unsigned patience_of(const char *name)
{
    for (size_t i = 0; i < sizeof(patient) / sizeof(patient[0]); i++) {
        if (strcmp(patient[i].name, name) == 0) {
            return patient[i].quiet_frames;
        }
    }
    return QUIET_FRAMES;
}

bool commander_grammar(struct commander *c, const char *name)
{
    char path[1024];
    c->grammar[0] = '\0';
    c->quiet_frames = 0;
    if (name == NULL || name[0] == '\0') {
        return true;
    }
    if (strlen(name) >= sizeof(c->grammar) || strchr(name, '/') != NULL) {
        return false;
    }
    snprintf(path, sizeof(path), "%s/%s.gram", c->settings->grammar_dir, name);
    if (access(path, R_OK) != 0 || !sphinx_add_grammar(c->decoder, name, path)) {
        return false;
    }
    strcpy(c->grammar, name);
    c->quiet_frames = patience_of(name);
    return true;
}

unsigned commander_quiet_frames(const struct commander *c)
{
    return c->quiet_frames;
}

/* Spreads the score of each phone over its frames. */
static void keep_phones(struct commander *c)
{
    int first, last;
    int32 score;
    c->frames = 0;
    for (ps_seg_t *s = ps_seg_iter(c->phone_decoder); s != NULL; s = ps_seg_next(s)) {
        ps_seg_frames(s, &first, &last);
        ps_seg_prob(s, &score, NULL, NULL);
        for (int f = first; f >= 0 && f <= last && f < MOST_FRAMES; f++) {
            c->phones[f] = (float)score / (float)(last - first + 1);
            c->frames = (size_t)f + 1;
        }
    }
}

/* What was lost in frames [first, last] against mere phones. */
static double lost_in(const struct commander *c, int first, int last, int32 score)
{
    double phones = 0;
    for (int f = first; f >= 0 && f <= last && (size_t)f < c->frames; f++) {
        phones += (double)c->phones[f];
    }
    return phones - score;
}

static bool add_word(char *phrase, size_t size, const char *word)
{
    size_t used = strlen(phrase);
    int wrote = snprintf(phrase + used, size - used, "%s%s", used > 0 ? " " : "", word);
    return wrote > 0 && used + (size_t)wrote < size;
}

/* Losses of what was heard last as a phrase. */
struct weighed {
    double lost, worst, around;
    int frames;                 /* of the phrase */
    int first, last;            /* frames of its first and last word */
};

static void weigh_segment(const struct commander *c, ps_seg_t *segment, struct weighed *w,
                          char *phrase, size_t size)
{
    char word[48];
    int first, last;
    int32 score;
    ps_seg_frames(segment, &first, &last);
    ps_seg_prob(segment, &score, NULL, NULL);
    double here = lost_in(c, first, last, score);
    if (!sphinx_plain_word(ps_seg_word(segment), word, sizeof(word))) {
        w->around += here;
        return;
    }
    w->first = w->frames == 0 ? first : w->first;
    w->last = last;
    w->lost += here;
    w->frames += last - first + 1;
    w->worst = fmax(w->worst, here / (last - first + 1));
    add_word(phrase, size, word);
}

static bool weigh_phrase(const struct commander *c, struct command_heard *heard)
{
    struct weighed w = { 0 };
    heard->phrase[0] = '\0';
    for (ps_seg_t *s = ps_seg_iter(c->decoder); s != NULL; s = ps_seg_next(s)) {
        weigh_segment(c, s, &w, heard->phrase, sizeof(heard->phrase));
    }
    int silence = (int)c->frames - w.frames;
    if (w.frames == 0 || w.first < LEAST_SILENCE || (int)c->frames - w.last < LEAST_SILENCE
        || w.lost / w.frames > most_lost || w.worst > most_lost_in_word
        || w.around / silence > most_lost_around) {
        return false;
    }
    heard->confidence = 1 / (1 + exp((w.lost / w.frames - most_lost) / doubt_slope));
    return heard->confidence >= (strchr(heard->phrase, ' ') != NULL ? least_confidence
                                                                    : least_of_lone_word);
}

/* What the thread of the phones is given, and gives back. */
struct phones_task {
    struct commander *commander;
    const int16_t *samples;
    size_t count;
    bool heard;
};

static void *hear_phones(void *user)
{
    struct phones_task *task = user;
    task->heard = sphinx_hear(task->commander->phone_decoder, task->samples, task->count);
    return NULL;
}

bool commander_hear(struct commander *c, const int16_t *samples, size_t count,
                    struct command_heard *heard)
{
    struct phones_task task = { .commander = c, .samples = samples, .count = count };
    pthread_t thread;
    if (c->grammar[0] == '\0') {
        return false;
    }
    bool apart = pthread_create(&thread, NULL, hear_phones, &task) == 0;
    bool good = sphinx_use_search(c->decoder, c->grammar)
        && sphinx_hear(c->decoder, samples, count);
    if (apart) {
        pthread_join(thread, NULL);
    } else {
        hear_phones(&task);
    }
    if (!good || !task.heard) {
        return false;
    }
    keep_phones(c);
    return weigh_phrase(c, heard);
}
