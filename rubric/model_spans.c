/* SPDX-License-Identifier: MIT */
/* Evidence: the shortest words that earned a verdict. */
#include "model_parts.h"

/* Words looked at on either side; and as many as one takes in at a glance. */
enum { SPAN_WORDS_MAX = 24, QUOTE_WORDS_MAX = 12 };

/* Words belong to the span from this share of its best token on; chosen by cross-validation. */
static const float share_of_best = 0.4f;
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

/*
 * How far the span goes from `best` in steps of `step`: to where the sum of what its
 * tokens have above `least` is largest, so that a weak word between strong ones stays.
 */
static size_t reach(const struct model_work *work, size_t tokens, size_t criterion, size_t best,
                    int step, float least, const struct model_span *spans, size_t count)
{
    size_t end = best, t = best;
    float sum = 0, most = 0;
    for (size_t n = 1; n < SPAN_WORDS_MAX; n++) {
        if ((step < 0 && t == 0) || (step > 0 && t + 1 == tokens)) {
            break;
        }
        t = step < 0 ? t - 1 : t + 1;
        if (is_taken(spans, count, t)) {
            break;
        }
        sum += likely(work, t, criterion) - least;
        if (sum >= most) {
            most = sum;
            end = t;
        }
    }
    return end;
}

static struct model_span grow(const struct model_work *work, size_t tokens, size_t criterion,
                              size_t best, const struct model_span *spans, size_t count)
{
    float most = likely(work, best, criterion), least = most * share_of_best;
    struct model_span span = {
        reach(work, tokens, criterion, best, -1, least, spans, count),
        reach(work, tokens, criterion, best, 1, least, spans, count) + 1, most,
    };
    while (span.to - span.from > QUOTE_WORDS_MAX) {
        bool drop_last = likely(work, span.from, criterion) > likely(work, span.to - 1, criterion);
        span.from += !drop_last;
        span.to -= drop_last;
    }
    return span;
}

size_t model_find_spans(const struct model_work *work, size_t tokens, size_t criterion,
                        struct model_span spans[MODEL_SPANS])
{
    size_t count = 0;
    while (count < MODEL_SPANS) {
        size_t best = find_best(work, tokens, criterion, spans, count);
        if (best == tokens || (count > 0 && likely(work, best, criterion) < second_least)) {
            break;
        }
        spans[count] = grow(work, tokens, criterion, best, spans, count);
        count++;
    }
    return count;
}
