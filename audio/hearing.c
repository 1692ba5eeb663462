/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hearing.h"

#include "endpoint.h"
#include "improver.h"
#include "level.h"
#include "orders.h"
#include "protocol.h"
#include "recent.h"
#include "settler.h"
#include "source.h"

#include <poll.h>
#include <stdlib.h>

/* All in frames of 10 ms. */
enum {
    LEAD_FRAMES = 30,           /* kept before a piece: soft beginnings */
    TAIL_FRAMES = 20,           /* kept after it */
    PAUSE_FRAMES = 35,          /* a pause, for people and for cutting */
    CAP_FRAMES = 700,           /* longer pieces are cut where they are quietest ... */
    CAP_SEARCH_FRAMES = 120,    /* ... within their last part: the settler follows up to there */
    PARTIAL_FRAMES = 20,        /* between live words */
    LEVELS_PER_SECOND = 10,
    ALONE_FRAMES = 70           /* without speech before a command */
};

/* A piece that takes longer hangs; then our owner had better notice. */
static const double longest_settling_s = 30;

struct hearing {
    const struct engine *engine;
    FILE *out;
    bool broken;
    struct ear *live;           /* NULL: the engine has no live words */
    struct settler *settler;
    struct improver *improver;  /* NULL: no better engine */
    struct endpointer endpointer;
    struct recent recent;       /* a piece and its lead */
    struct orders orders;
    bool piece_open;
    bool piece_fresh;           /* it begins after a silence: it may be a command */
    uint64_t speech_ended;      /* frame; 0: there was none in this utterance */
    uint64_t piece_start;       /* frame */
    uint64_t last_cut;          /* frame; the next piece begins no earlier */
    bool live_on;               /* the live ear follows this piece */
    bool hurry;
    uint64_t live_fed;          /* frame */
    size_t head;                /* what the settler begins this piece with, samples */
    uint64_t followed;          /* frame */
    bool first_piece;           /* the next one is the first of the utterance: its sound tells of
                                   voice and room, so the settler waits for more of it */
    uint64_t partial_told;      /* frame */
    struct word_list waiting;   /* live words of pieces that are being settled */
    struct level level;
};

static double frames_to_s(uint64_t frames)
{
    return (double)frames / ENDPOINT_FRAMES_PER_SECOND;
}

static void tell(struct hearing *h, const struct answer *a)
{
    h->broken |= !answer_write(h->out, a);
}

static void tell_level(struct hearing *h, const int16_t *samples)
{
    if (level_add(&h->level, samples, ENDPOINT_FRAME)) {
        tell(h, &(struct answer){ .type = ANSWER_LEVEL, .rms_db = (double)h->level.rms_db,
                                  .peak_db = (double)h->level.peak_db });
    }
}

static bool add_live_words(struct hearing *h, struct word_list *words)
{
    struct word_list live = { 0 };
    bool good = !h->live_on || h->engine->words(h->live, &live);
    for (size_t i = 0; i < live.count && good; i++) {
        good = word_list_add(words, &live.words[i], frames_to_s(h->piece_start));
    }
    word_list_clear(&live);
    return good;
}

static void tell_partial(struct hearing *h)
{
    struct answer partial = { .type = ANSWER_PARTIAL };
    word_list_append(&partial.words, &h->waiting);
    if (h->piece_open) {
        add_live_words(h, &partial.words);
    }
    tell(h, &partial);
    answer_clear(&partial);
    h->partial_told = h->endpointer.frames;
}

static void follow_live(struct hearing *h)
{
    uint64_t now = h->endpointer.frames;
    if (h->hurry) {
        h->live_on = false;
    }
    if (h->live_on && now > h->live_fed) {
        size_t count = (size_t)(now - h->live_fed) * ENDPOINT_FRAME;
        h->live_on = h->engine->feed(h->live, recent_at(&h->recent, h->live_fed), count);
        h->live_fed = now;
    }
    if (h->live_on && now >= h->partial_told + PARTIAL_FRAMES) {
        tell_partial(h);
    }
}

/* Never beyond where the piece may be cut. */
static void follow_whole(struct hearing *h)
{
    const struct endpointer *e = &h->endpointer;
    uint64_t until = e->last_active + TAIL_FRAMES;
    const uint64_t last = h->piece_start + CAP_FRAMES - CAP_SEARCH_FRAMES;
    until = until < e->frames ? until : e->frames;
    until = until < last ? until : last;
    if (h->piece_open && until > h->followed) {
        settler_follow(h->settler, recent_at(&h->recent, h->followed),
                       (size_t)(until - h->followed) * ENDPOINT_FRAME, h->head);
        h->followed = until;
    }
}

static void open_piece(struct hearing *h, uint64_t onset)
{
    uint64_t start = onset > LEAD_FRAMES ? onset - LEAD_FRAMES : 0;
    start = start > h->last_cut ? start : h->last_cut;
    h->piece_start = start > h->recent.base ? start : h->recent.base;
    h->piece_open = true;
    h->live_fed = h->piece_start;
    h->head = h->first_piece ? SETTLER_HEAD : SETTLER_PORTION;
    h->first_piece = false;
    h->followed = h->piece_start;
    h->live_on = h->live != NULL && !h->hurry && h->engine->begin(h->live);
}

/* The piece ends before frame `end` and goes to the settler. */
static void cut_piece(struct hearing *h, uint64_t end)
{
    add_live_words(h, &h->waiting);
    struct piece *piece = piece_create(recent_at(&h->recent, h->piece_start),
                                       (size_t)(end - h->piece_start) * ENDPOINT_FRAME,
                                       frames_to_s(h->piece_start));
    if (piece != NULL) {
        piece->head = h->head;
        settler_put(h->settler, piece);
    }
    orders_end(&h->orders, recent_at(&h->recent, h->piece_start),
               h->endpointer.frames - h->piece_start);
    h->piece_open = false;
    h->live_on = false;
    h->last_cut = end;
    recent_forget_before(&h->recent, end);
}

/* The longer a piece, the shorter a pause will do: the last one of an answer must settle soon. */
static unsigned cutting_pause(uint64_t length)
{
    static const struct {
        unsigned length, pause;
    } rows[] = { { 250, PAUSE_FRAMES }, { 400, 20 }, { CAP_FRAMES, 12 } };
    size_t row = 0;
    while (row + 1 < sizeof(rows) / sizeof(rows[0]) && length > rows[row].length) {
        row++;
    }
    return rows[row].pause;
}

static void cut_when_due(struct hearing *h)
{
    const struct endpointer *e = &h->endpointer;
    uint64_t silence = e->frames - e->last_active;
    if (silence >= cutting_pause(e->frames - h->piece_start)) {
        uint64_t end = e->last_active + TAIL_FRAMES;
        cut_piece(h, end < e->frames ? end : e->frames);
    } else if (e->frames - h->piece_start >= CAP_FRAMES) {
        uint64_t end = recent_quietest(&h->recent, e->frames - CAP_SEARCH_FRAMES, e->frames);
        cut_piece(h, end);
        open_piece(h, end);
        h->piece_fresh = false;
    }
}

static void tell_command(struct hearing *h)
{
    struct command_heard heard;
    if (orders_due(&h->orders, h->endpointer.frames, &heard)) {
        struct answer command = { .type = ANSWER_COMMAND, .confidence = heard.confidence,
                                  .at_s = frames_to_s(h->endpointer.last_active) };
        snprintf(command.text, sizeof(command.text), "%s", heard.phrase);
        tell(h, &command);
        h->piece_fresh = false;     /* what follows at once does not stand alone */
    }
}

static void follow_orders(struct hearing *h)
{
    const struct endpointer *e = &h->endpointer;
    const uint64_t quiet = e->frames - e->last_active;
    if (quiet == 0) {
        orders_go_on(&h->orders);
    }
    if (h->piece_open && h->piece_fresh) {
        orders_follow(&h->orders, recent_at(&h->recent, h->piece_start),
                      e->frames - h->piece_start, quiet, e->last_active);
    }
    tell_command(h);
}

static void take_frame(struct hearing *h, const int16_t *samples)
{
    struct endpointer *e = &h->endpointer;
    uint64_t frame;
    enum endpoint_event event = endpointer_take(e, samples, PAUSE_FRAMES, &frame);
    tell_level(h, samples);
    if (event != ENDPOINT_NOTHING) {
        tell(h, &(struct answer){ .type = ANSWER_SPEECH, .at_s = frames_to_s(frame),
                                  .speaking = event == ENDPOINT_BEGAN });
    }
    if (!h->piece_open && e->speaking && e->last_active > h->last_cut) {
        open_piece(h, event == ENDPOINT_BEGAN ? frame : e->last_active - 1);
        h->piece_fresh = event == ENDPOINT_BEGAN
            && (h->speech_ended == 0 || frame >= h->speech_ended + ALONE_FRAMES);
    }
    h->speech_ended = event == ENDPOINT_ENDED ? frame : h->speech_ended;
    follow_orders(h);
    if (h->piece_open) {
        cut_when_due(h);
    } else if (e->frames > h->recent.base + 2 * (uint64_t)LEAD_FRAMES) {
        recent_forget_before(&h->recent, e->frames - LEAD_FRAMES);
    }
}

void hearing_samples(struct hearing *h, const int16_t *samples, size_t count)
{
    while (count > 0) {
        bool whole;
        size_t took = recent_add(&h->recent, samples, count, &whole);
        samples += took;
        count -= took;
        if (whole) {
            take_frame(h, recent_at(&h->recent, h->endpointer.frames));
        }
    }
    follow_live(h);
    follow_whole(h);
}

static void begin_utterance(struct hearing *h)
{
    endpointer_begin(&h->endpointer);
    recent_begin(&h->recent);
    h->piece_open = false;
    h->live_on = false;
    h->first_piece = true;
    h->last_cut = 0;
    h->speech_ended = 0;
    h->partial_told = 0;
    level_init(&h->level, SAMPLE_RATE, LEVELS_PER_SECOND);
    orders_forget(&h->orders);
    word_list_clear(&h->waiting);
}

static void tell_settled(struct hearing *h, const struct piece *piece)
{
    struct answer settled = { .type = ANSWER_SETTLED };
    if (piece->heard) {
        word_list_append(&settled.words, &piece->words);
    }
    tell(h, &settled);
    answer_clear(&settled);
    word_list_drop(&h->waiting, piece->end_s);
    tell_partial(h);
}

void hearing_settled(struct hearing *h)
{
    struct piece *piece;
    while ((piece = settler_take(h->settler)) != NULL) {
        tell_settled(h, piece);
        if (h->improver != NULL) {
            improver_put(h->improver, piece);
        } else {
            piece_destroy(piece);
        }
    }
    struct answer better;
    while (h->improver != NULL && improver_next(h->improver, &better)) {
        tell(h, &better);
        answer_clear(&better);
    }
}

void hearing_alive(struct hearing *h)
{
    if (settler_busy_s(h->settler) < longest_settling_s) {
        tell(h, &(struct answer){ .type = ANSWER_LEVEL, .rms_db = (double)LEVEL_FLOOR_DB,
                                  .peak_db = (double)LEVEL_FLOOR_DB });
    }
}

void hearing_finish(struct hearing *h)
{
    double length_s = (double)recent_length(&h->recent) / SAMPLE_RATE;
    if (h->piece_open) {
        cut_piece(h, h->endpointer.frames);
    }
    while (settler_count(h->settler) > 0 && !h->broken) {
        struct pollfd fd = { .fd = settler_fd(h->settler), .events = POLLIN };
        if (poll(&fd, 1, 1000) == 0) {
            hearing_alive(h);
        }
        hearing_settled(h);
    }
    tell(h, &(struct answer){ .type = ANSWER_FINISHED, .at_s = length_s });
    if (h->improver != NULL) {
        improver_finish(h->improver);
        hearing_settled(h);
    }
    begin_utterance(h);
}

void hearing_improve(struct hearing *h)
{
    while (h->improver != NULL && !improver_done(h->improver) && !h->broken) {
        struct pollfd fd = { .fd = improver_fd(h->improver), .events = POLLIN };
        poll(&fd, 1, 1000);
        hearing_settled(h);
    }
}

void hearing_reset(struct hearing *h)
{
    settler_forget(h->settler);
    if (h->improver != NULL) {
        improver_reset(h->improver);
    }
    begin_utterance(h);
    tell(h, &(struct answer){ .type = ANSWER_RESET });
}

void hearing_grammar(struct hearing *h, const char *name)
{
    char err[200];
    orders_grammar(&h->orders, name, err, sizeof(err));     /* without one there are no commands */
}

void hearing_hurry(struct hearing *h, bool hurry)
{
    h->hurry = hurry;
}

int hearing_fd(const struct hearing *h)
{
    return settler_fd(h->settler);
}

int hearing_better_fd(const struct hearing *h)
{
    return h->improver != NULL ? improver_fd(h->improver) : -1;
}

size_t hearing_pieces(struct hearing *h)
{
    return settler_count(h->settler);
}

bool hearing_broken(const struct hearing *h)
{
    return h->broken;
}

static bool load(struct hearing *h, const struct listen_settings *settings, char *err,
                 size_t err_size)
{
    if (!settler_start(h->settler)) {
        snprintf(err, err_size, "no thread for the recognizer");
        return false;
    }
    bool has_live = h->engine->begin != NULL;
    if (has_live) {
        h->live = h->engine->open(settings, EAR_LIVE, err, err_size);
    }
    return settler_ready(h->settler, err, err_size) && (h->live != NULL || !has_live);
}

struct hearing *hearing_create(const struct engine *engine, const struct engine *better,
                               const struct listen_settings *settings, FILE *out, char *err,
                               size_t err_size)
{
    snprintf(err, err_size, "no memory for the recognizer");
    struct hearing *h = calloc(1, sizeof(*h));
    if (h == NULL) {
        return NULL;
    }
    h->engine = engine;
    h->out = out;
    h->settler = settler_create(engine, settings);
    if (!recent_init(&h->recent) || h->settler == NULL || !load(h, settings, err, err_size)) {
        hearing_destroy(h);
        return NULL;
    }
    endpointer_init(&h->endpointer);
    begin_utterance(h);
    orders_init(&h->orders, settings);
    h->improver = better != NULL ? improver_create(better, settings) : NULL;
    struct answer ready = { .type = ANSWER_READY };
    if (h->improver != NULL) {
        snprintf(ready.better, sizeof(ready.better), "%s", settings->engine != NULL
                 ? settings->engine : better->name);
    }
    snprintf(ready.text, sizeof(ready.text), "%s", engine->name);
    tell(h, &ready);
    return h;
}

void hearing_destroy(struct hearing *h)
{
    if (h == NULL) {
        return;
    }
    improver_destroy(h->improver);
    if (h->settler != NULL) {
        settler_stop(h->settler);
        settler_join(h->settler);
        settler_destroy(h->settler);
    }
    if (h->live != NULL) {
        h->engine->close(h->live);
    }
    orders_finish(&h->orders);
    word_list_clear(&h->waiting);
    recent_finish(&h->recent);
    free(h);
}
