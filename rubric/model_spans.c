/* SPDX-License-Identifier: MIT */
/* Evidence: the shortest words that earned a verdict. */
#include "model_parts.h"

/* As many as one takes in at a glance. */
enum { QUOTE_WORDS_MAX = 12 };

/* Length in words of what people mark; by it a longer stretch is weighed against a shorter one. */
static const float marked_words = 11;
/* A stretch over the beginning of a clause is worth so much of one that stays within. */
static const float across = 0.9f;
/* A second place is only shown when it speaks for itself. */
static const float second_least = 0.5f;

static float likely(const struct model_work *work, size_t t, size_t criterion)
{
    return model_sigmoid(work->scores[t * MODEL_ROW_MAX + criterion]);
}

static bool is_taken(const struct model_span *spans, size_t count, size_t t)
{
    for (size_t i = 0; i < count; i++) {
        if (t >= spans[i].from && t < spans[i].to) {
            return true;
        }
    }
    return false;
}

static size_t find_best(const struct model_work *work, size_t tokens, size_t criterion,
                        const struct model_span *spans, size_t count)
{
    size_t best = tokens;
    float most = 0;
    for (size_t t = 0; t < tokens; t++) {
        float score = work->scores[t * MODEL_ROW_MAX + criterion];
        if (!is_taken(spans, count, t) && (best == tokens || score > most)) {
            best = t;
            most = score;
        }
    }
    return best;
}

/* How far from `best` a span may go in steps of `step`: up to other spans and the ends. */
static size_t find_limit(size_t tokens, size_t best, int step, const struct model_span *spans,
                         size_t count)
{
    size_t limit = best;
    for (size_t n = 1; n < QUOTE_WORDS_MAX; n++) {
        size_t next = step < 0 ? limit - 1 : limit + 1;
        if ((step < 0 && limit == 0) || next >= tokens || is_taken(spans, count, next)) {
            break;
        }
        limit = next;
    }
    return limit;
}

/* The share left when a stretch goes on over the token `t`. */
static float go_on(const struct text *text, size_t t)
{
    return text->tokens[t].flags & TOKEN_CLAUSE ? across : 1;
}

/*
 * The stretch around `best` from which most agreement with people's marks is expected: twice the
 * words that both have, by how likely each is marked, over the words of both; less where it goes on
 * into another clause. Half of it goes to `most`, which is less when it comes.
 */
static struct model_span grow(const struct model_work *work, const struct text *text,
                              size_t criterion, size_t best, const struct model_span *spans,
                              size_t count, float *most)
{
    size_t first = find_limit(text->count, best, -1, spans, count);
    size_t last = find_limit(text->count, best, 1, spans, count);
    float before[2 * QUOTE_WORDS_MAX] = { 0 };
    struct model_span span = { best, best + 1, likely(work, best, criterion) };
    for (size_t t = first; t <= last; t++) {
        before[t - first + 1] = before[t - first] + likely(work, t, criterion);
    }
    for (size_t from = first; from <= best; from++) {
        float share = 1;
        for (size_t t = from + 1; t < best; t++) {
            share *= go_on(text, t);
        }
        for (size_t to = best + 1; to <= last + 1 && to - from <= QUOTE_WORDS_MAX; to++) {
            share *= to - from > 1 ? go_on(text, to - 1) : 1;
            float agreement = share * (before[to - first] - before[from - first])
                              / ((float)(to - from) + marked_words);
            if (agreement > *most) {
                *most = agreement;
                span.from = from;
                span.to = to;
            }
        }
    }
    return span;
}

/* The place that is likely to agree with people's marks as a whole goes before one good word. */
static void move_up(struct model_span *spans, float *worth, size_t place)
{
    for (; place > 0 && worth[place] > worth[place - 1]; place--) {
        struct model_span span = spans[place];
        float kept = worth[place];
        spans[place] = spans[place - 1];
        worth[place] = worth[place - 1];
        spans[place - 1] = span;
        worth[place - 1] = kept;
    }
}

size_t model_find_spans(const struct model_work *work, const struct text *text, size_t criterion,
                        struct model_span spans[MODEL_SPANS])
{
    size_t count = 0;
    float worth[MODEL_SPANS];
    while (count < MODEL_SPANS) {
        size_t best = find_best(work, text->count, criterion, spans, count);
        if (best == text->count || (count > 0 && likely(work, best, criterion) < second_least)) {
            break;
        }
        worth[count] = -1;
        spans[count] = grow(work, text, criterion, best, spans, count, &worth[count]);
        move_up(spans, worth, count);
        count++;
    }
    return count;
}
