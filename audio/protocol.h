/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * What the recognizer process and its owner say to each other; described for
 * authors of other engines in models/README.md.
 *
 * Requests (to the process) are lines, "samples N" followed by N samples; a
 * stream that does not begin with the greeting is nothing but samples. Answers
 * (from the process) are JSON objects, one a line.
 */
#ifndef PROTOCOL_H
#define PROTOCOL_H

#include "word_list.h"

#include <stdio.h>

#define PROTOCOL_VERSION 1
#define PROTOCOL_GREETING "greenroom 1\n"
#define PROTOCOL_MAX_SAMPLES 16000      /* in one request */
#define PROTOCOL_MAX_LINE 65536         /* bytes of an answer */

enum request_type {
    REQUEST_SAMPLES,
    REQUEST_FINISH,
    REQUEST_RESET,
    REQUEST_GRAMMAR
};

struct request {
    enum request_type type;
    const int16_t *samples;     /* valid during the call */
    size_t count;
    const char *name;           /* of the grammar; "" none; valid during the call */
};

struct request_reader {
    enum { READ_GREETING, READ_LINE, READ_SAMPLES, READ_PLAIN } state;
    char line[64];              /* also holds a greeting that is not complete yet */
    size_t line_length;
    size_t bytes_left;          /* of the samples of this request */
    uint8_t odd_byte;
    bool has_odd_byte;
};

/** Splits `bytes` into requests for `handle`, in order; an incomplete rest waits in the reader.
 *  False after one sentence to `err`: the stream cannot be understood from there on. */
bool request_reader_feed(struct request_reader *r, const uint8_t *bytes, size_t length,
                         void (*handle)(void *user, const struct request *request), void *user,
                         char *err, size_t err_size);
/** The stream ended: a short plain stream that still looked like a greeting is given as samples. */
void request_reader_end(struct request_reader *r,
                        void (*handle)(void *user, const struct request *request), void *user);

enum answer_type {
    ANSWER_READY,       /* protocol, text: the engine's name, better */
    ANSWER_PARTIAL,     /* words */
    ANSWER_SETTLED,     /* words */
    ANSWER_SPEECH,      /* speaking, at_s */
    ANSWER_LEVEL,       /* rms_db, peak_db; also the sign of life while samples come in */
    ANSWER_FINISHED,    /* at_s: length of the utterance */
    ANSWER_RESET,       /* a reset was carried out; lines before it are of the old utterance */
    ANSWER_COMMAND,     /* text: the phrase, confidence, at_s */
    ANSWER_FAILED,      /* text: one sentence */
    ANSWER_BETTER,      /* works; text: why it does not */
    ANSWER_REPLACED,    /* words, at_s, until_s, finished: it is about the last finished utterance */
    ANSWER_IMPROVED,    /* nothing of the last finished utterance will be replaced any more */
    ANSWER_OTHER        /* a type that this version does not know: to be ignored */
};

struct answer {
    enum answer_type type;
    struct word_list words;
    bool speaking;
    double at_s, until_s;
    bool finished;
    bool works;
    double rms_db, peak_db;
    double confidence;
    int protocol;
    char text[512];
    char better[64];            /* the name of the engine that improves words later; "" none */
};

/** Fills `a`; clear it with answer_clear(). False after one sentence to `err`, `a` is empty. */
bool answer_parse(const char *line, size_t length, struct answer *a, char *err, size_t err_size);
/** Writes one line and flushes; false when `out` takes no more. */
bool answer_write(FILE *out, const struct answer *a);
void answer_clear(struct answer *a);

#endif
