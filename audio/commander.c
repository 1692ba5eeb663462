/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "commander.h"

#include "channel.h"
#include "phrases.h"
#include "sphinx.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_FRAMES = 400 };

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
enum { LEAST_SILENCE = 8 };             /* frames before the phrase */

/* The surer a phrase, the shorter the silence after it may be; the last row is for all others. */
static const struct {
    double confidence;
    unsigned quiet_frames;
} quiet_rows[] = { { 0.97, 8 }, { 0.85, 9 }, { 0, 14 } };
enum {
    LEAST_QUIET_FRAMES = 8,
    UNSURE_QUIET_FRAMES = 12    /* of what could also be the beginning of a longer phrase */
};

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
    ps_decoder_t *phone_decoder;/* of mere phones */
    struct channel channel;     /* a mean of the phrase itself is only known at its end */
    bool hearing;               /* both are in an utterance */
    char grammar[32];           /* "" none */
    struct phrases phrases;     /* of the grammar */
    unsigned quiet_frames;
    float phones[MOST_FRAMES];  /* score of each frame as mere phones */
    size_t frames;
};

static const char *const options[] = {
    "-compallsen", "yes",       /* or the scores of the two searches could not be compared */
    "-pl_window", "0", "-remove_silence", "no", "-fwdflat", "no", "-bestpath", "no",
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

static bool keep_mean(struct commander *c, char *err, size_t err_size)
{
    if (!sphinx_keep_mean(c->decoder) || !sphinx_keep_mean(c->phone_decoder)) {
        snprintf(err, err_size, "PocketSphinx cannot keep to one mean: no commands by voice");
        return false;
    }
    channel_init(&c->channel, c->decoder);
    return true;
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
    if (c->phone_decoder == NULL || !set_phones(c, err, err_size)
        || !keep_mean(c, err, err_size)) {
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
    return LEAST_QUIET_FRAMES;
}

bool commander_grammar(struct commander *c, const char *name)
{
    char path[1024];
    commander_forget(c);
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
    phrases_read(&c->phrases, path);
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
    int first;                  /* frame */
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
    w->lost += here;
    w->frames += last - first + 1;
    w->worst = fmax(w->worst, here / (last - first + 1));
    add_word(phrase, size, word);
}

static unsigned quiet_after(const struct commander *c, const struct command_heard *heard)
{
    unsigned quiet = phrases_go_on(&c->phrases, heard->phrase) ? UNSURE_QUIET_FRAMES : 0;
    size_t row = 0;
    while (heard->confidence < quiet_rows[row].confidence) {
        row++;
    }
    quiet = quiet > quiet_rows[row].quiet_frames ? quiet : quiet_rows[row].quiet_frames;
    return quiet > c->quiet_frames ? quiet : c->quiet_frames;
}

static bool weigh_phrase(const struct commander *c, struct command_heard *heard)
{
    struct weighed w = { 0 };
    heard->phrase[0] = '\0';
    for (ps_seg_t *s = ps_seg_iter(c->decoder); s != NULL; s = ps_seg_next(s)) {
        weigh_segment(c, s, &w, heard->phrase, sizeof(heard->phrase));
    }
    int silence = (int)c->frames > w.frames ? (int)c->frames - w.frames : 1;
    if (w.frames == 0 || w.first < LEAST_SILENCE || w.lost / w.frames > most_lost
        || w.worst > most_lost_in_word || w.around / silence > most_lost_around) {
        return false;
    }
    heard->confidence = 1 / (1 + exp((w.lost / w.frames - most_lost) / doubt_slope));
    heard->quiet_frames = quiet_after(c, heard);
    return heard->confidence >= (strchr(heard->phrase, ' ') != NULL ? least_confidence
                                                                    : least_of_lone_word);
}

void commander_forget(struct commander *c)
{
    if (c->hearing) {
        ps_end_utt(c->decoder);
        ps_end_utt(c->phone_decoder);
        c->hearing = false;
    }
}

static bool begin(struct commander *c)
{
    channel_use(&c->channel, c->decoder);
    channel_use(&c->channel, c->phone_decoder);
    if (c->grammar[0] == '\0' || !sphinx_use_search(c->decoder, c->grammar)
        || !sphinx_begin(c->decoder)) {
        return false;
    }
    if (!sphinx_begin(c->phone_decoder)) {
        ps_end_utt(c->decoder);
        return false;
    }
    return true;
}

bool commander_feed(struct commander *c, const int16_t *samples, size_t count)
{
    if (!c->hearing) {
        c->hearing = begin(c);
    }
    return c->hearing && ps_process_raw(c->decoder, samples, count, FALSE, FALSE) >= 0
        && ps_process_raw(c->phone_decoder, samples, count, FALSE, FALSE) >= 0;
}

bool commander_expects(struct commander *c)
{
    struct command_heard heard;
    if (!c->hearing) {
        return false;
    }
    keep_phones(c);
    return weigh_phrase(c, &heard);
}

bool commander_end(struct commander *c, struct command_heard *heard)
{
    if (!c->hearing) {
        return false;
    }
    commander_forget(c);
    keep_phones(c);
    return weigh_phrase(c, heard);
}

void commander_learn(struct commander *c, const int16_t *samples, size_t count)
{
    commander_forget(c);
    channel_add(&c->channel, c->decoder, samples, count);
}
