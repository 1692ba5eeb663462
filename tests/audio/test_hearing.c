/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How utterances are cut, settled and told, with an engine that hears one word
 * in each piece: how many hundredths of a second it is long.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <hearing.h>
#include <math.h>
#include <poll.h>
#include <protocol.h>
#include <settler.h>
#include <source.h>

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))

static struct ear *const an_ear = (struct ear *)&an_ear;
static bool engine_fails;

static struct ear *open_ear(const struct listen_settings *settings, enum ear_kind kind, char *err,
                            size_t err_size)
{
    (void)settings;
    if (engine_fails && kind == EAR_WHOLE) {
        snprintf(err, err_size, "no ear today");
        return NULL;
    }
    return an_ear;
}

static void close_ear(struct ear *ear)
{
    (void)ear;
}

static bool hear(struct ear *ear, const int16_t *samples, size_t count, struct word_list *words)
{
    char text[32];
    (void)ear;
    (void)samples;
    snprintf(text, sizeof(text), "%zu", count / 160);
    const struct heard_word word = { .text = text, .end_s = (double)count / SAMPLE_RATE,
                                     .confidence = 0.5F };
    return word_list_add(words, &word, 0);
}

static const struct engine engine = {
    .name = "lengths", .open = open_ear, .close = close_ear, .hear = hear,
};

/* What the engine below was given ahead; the settler's thread only, until it is joined. */
static struct {
    size_t count;
    int64_t sum;                /* of each sample times its place: another order is seen */
    size_t pieces, ahead;       /* heard, and of them with samples given before */
    size_t heads;               /* of these, with what tells of voice and room */
    bool wrong;                 /* what was given ahead is not how the piece begins */
} listened;

static int64_t add_up(const int16_t *samples, size_t count, size_t place, int64_t sum)
{
    for (size_t i = 0; i < count; i++) {
        sum += (int64_t)samples[i] * (int64_t)(place + i + 1);
    }
    return sum;
}

static bool listen_ahead(struct ear *ear, const int16_t *samples, size_t count, bool begin)
{
    (void)ear;
    listened.count = begin ? 0 : listened.count;
    listened.sum = add_up(samples, count, listened.count, begin ? 0 : listened.sum);
    listened.count += count;
    listened.heads += begin && count == SETTLER_HEAD;
    listened.wrong |= count > 0 && count != SETTLER_PORTION && !(begin && count == SETTLER_HEAD);
    return true;
}

static bool hear_the_rest(struct ear *ear, const int16_t *samples, size_t count,
                          struct word_list *words)
{
    listened.wrong |= listened.count > count
        || add_up(samples, listened.count, 0, 0) != listened.sum;
    listened.pieces++;
    listened.ahead += listened.count > 0;
    listened.count = 0;
    listened.sum = 0;
    return hear(ear, samples, count, words);
}

static const struct engine engine_ahead = {
    .name = "ahead", .open = open_ear, .close = close_ear, .hear = hear_the_rest,
    .listen = listen_ahead,
};

struct span {
    double from_s, to_s;
};

struct told {
    struct word_list words;     /* settled */
    unsigned speech, finished, resets;
    double length_s;
};

static int16_t voice_at(size_t i, const struct span *spans, size_t count)
{
    double t = (double)i / SAMPLE_RATE, x = (rand() % 21 - 10) / 32768.0;
    for (size_t s = 0; s < count; s++) {
        if (t >= spans[s].from_s && t < spans[s].to_s) {
            x += 0.1 * sin(2 * 3.14159265 * 150 * t) * (1 + sin(2 * 3.14159265 * 4 * t));
        }
    }
    return (int16_t)(x * 32767);
}

static void speak(struct hearing *h, double length_s, const struct span *spans, size_t count)
{
    int16_t samples[333];
    size_t total = (size_t)(length_s * SAMPLE_RATE);
    for (size_t i = 0; i < total; i += ARRAY_LEN(samples)) {
        size_t n = total - i < ARRAY_LEN(samples) ? total - i : ARRAY_LEN(samples);
        for (size_t k = 0; k < n; k++) {
            samples[k] = voice_at(i + k, spans, count);
        }
        hearing_samples(h, samples, n);
        hearing_settled(h);
    }
}

static void read_told(const char *text, struct told *told)
{
    *told = (struct told){ .speech = 0 };
    for (const char *line = text, *end; (end = strchr(line, '\n')) != NULL; line = end + 1) {
        struct answer a;
        char err[200];
        assert_true(answer_parse(line, (size_t)(end - line), &a, err, sizeof(err)));
        told->speech += a.type == ANSWER_SPEECH;
        told->finished += a.type == ANSWER_FINISHED;
        told->resets += a.type == ANSWER_RESET;
        told->length_s = a.type == ANSWER_FINISHED ? a.at_s : told->length_s;
        if (a.type == ANSWER_SETTLED) {
            assert_true(word_list_append(&told->words, &a.words));
        }
        answer_clear(&a);
    }
}

struct scene {
    struct listen_settings settings;
    struct hearing *hearing;
    char *text;
    size_t size;
    FILE *out;
};

static void begin_with(struct scene *s, const struct engine *with)
{
    char err[200];
    *s = (struct scene){ .hearing = NULL };
    srand(1);
    s->out = open_memstream(&s->text, &s->size);
    s->hearing = hearing_create(with, NULL, &s->settings, s->out, err, sizeof(err));
    assert_non_null(s->hearing);
}

static void begin(struct scene *s)
{
    begin_with(s, &engine);
}

static void end(struct scene *s, struct told *told)
{
    hearing_destroy(s->hearing);
    fclose(s->out);
    read_told(s->text, told);
    free(s->text);
}

static const struct {
    const char *what;
    double length_s;
    struct span spans[4];
    size_t span_count;
    size_t pieces_least, pieces_most;
    unsigned speech;            /* lines */
} rows[] = {
    { "silence", 4, { { 0, 0 } }, 0, 0, 0, 0 },
    { "one phrase", 4, { { 1, 2 } }, 1, 1, 1, 2 },
    { "two phrases", 6, { { 1, 2 }, { 3, 4 } }, 2, 2, 2, 4 },
    { "a short gap", 6, { { 1, 2 }, { 2.2, 3.2 } }, 2, 1, 1, 2 },
    { "cut off by the end", 4, { { 1, 4 } }, 1, 1, 1, 1 },
    { "from the start", 4, { { 0, 2 } }, 1, 1, 1, 2 },
    { "a gap in a long piece", 9, { { 1, 4.5 }, { 4.75, 8 } }, 2, 2, 2, 2 },
    { "without a breath", 20, { { 1, 19 } }, 1, 3, 5, 2 },
};

/* Each piece begins where or after the one before ended, and all speech is in some piece. */
static void check_pieces(const char *what, const struct told *told, const struct span *spans,
                         size_t count)
{
    double covered_s = 0, spoken_s = 0, last_s = 0;
    for (size_t i = 0; i < told->words.count; i++) {
        const struct heard_word *w = &told->words.words[i];
        if (w->start_s < last_s - 1e-6) {
            fail_msg("%s: a piece at %.2f before %.2f", what, w->start_s, last_s);
        }
        last_s = w->end_s;
        for (size_t s = 0; s < count; s++) {
            covered_s += fmax(0, fmin(w->end_s, spans[s].to_s) - fmax(w->start_s, spans[s].from_s));
        }
    }
    for (size_t s = 0; s < count; s++) {
        spoken_s += spans[s].to_s - spans[s].from_s;
    }
    if (covered_s < spoken_s - 0.02) {
        fail_msg("%s: %.2f s of %.2f s are in pieces", what, covered_s, spoken_s);
    }
}

static void test_pieces(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct scene s;
        struct told told;
        begin(&s);
        speak(s.hearing, rows[i].length_s, rows[i].spans, rows[i].span_count);
        hearing_finish(s.hearing);
        end(&s, &told);
        if (told.words.count < rows[i].pieces_least || told.words.count > rows[i].pieces_most
            || told.finished != 1 || fabs(told.length_s - rows[i].length_s) > 0.001
            || told.speech != rows[i].speech) {
            fail_msg("%s: %zu pieces, %u speech lines, %u finished, %.2f s", rows[i].what,
                     told.words.count, told.speech, told.finished, told.length_s);
        }
        check_pieces(rows[i].what, &told, rows[i].spans, rows[i].span_count);
        word_list_clear(&told.words);
    }
}

/* Cut like without, and what the engine is given ahead is how the piece begins. Only the first
 * piece of each of two utterances is heard whole while it is short, or begun with much at once. */
static void test_pieces_ahead(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct scene s;
        struct told told;
        const double first_s = rows[i].span_count == 0 ? 0
            : rows[i].spans[0].to_s - rows[i].spans[0].from_s;
        memset(&listened, 0, sizeof(listened));
        begin_with(&s, &engine_ahead);
        speak(s.hearing, 2, rows[i].spans, rows[i].span_count);
        hearing_reset(s.hearing);
        speak(s.hearing, rows[i].length_s, rows[i].spans, rows[i].span_count);
        hearing_finish(s.hearing);
        end(&s, &told);
        check_pieces(rows[i].what, &told, rows[i].spans, rows[i].span_count);
        if (told.words.count < rows[i].pieces_least || told.words.count > rows[i].pieces_most
            || listened.wrong || listened.ahead + 2 < listened.pieces
            || (listened.heads == 1) != (first_s > 2.9)) {
            fail_msg("%s: %zu pieces, of %zu heard %zu ahead, %zu heads%s", rows[i].what,
                     told.words.count, listened.pieces, listened.ahead, listened.heads,
                     listened.wrong ? ", wrongly" : "");
        }
        word_list_clear(&told.words);
    }
}

static void test_reset_forgets(void **state)
{
    (void)state;
    static const struct span spans[] = { { 0.5, 2 } };
    struct scene s;
    struct told told;
    begin(&s);
    speak(s.hearing, 1.5, spans, 1);
    hearing_reset(s.hearing);
    speak(s.hearing, 1, NULL, 0);
    hearing_finish(s.hearing);
    end(&s, &told);
    assert_int_equal(told.resets, 1);
    assert_int_equal(told.words.count, 0);
    assert_float_equal(told.length_s, 1, 0.001);
    word_list_clear(&told.words);
}

static void test_engine_that_does_not_open(void **state)
{
    (void)state;
    char err[200] = "", *text = NULL;
    size_t size;
    const struct listen_settings settings = { 0 };
    FILE *out = open_memstream(&text, &size);
    engine_fails = true;
    assert_null(hearing_create(&engine, NULL, &settings, out, err, sizeof(err)));
    engine_fails = false;
    fclose(out);
    free(text);
    assert_string_equal(err, "no ear today");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pieces),
        cmocka_unit_test(test_pieces_ahead),
        cmocka_unit_test(test_reset_forgets),
        cmocka_unit_test(test_engine_that_does_not_open),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
