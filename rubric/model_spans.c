/* SPDX-License-Identifier: MIT */
/* Evidence: the shortest words that earned a verdict. */
#include "model_parts.h"

enum { SPAN_WORDS_MAX = 24 };

/* A neighbour belongs to the span while it is at least this likely, against the best token. */
static const float share_of_best = 0.5f;

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

static struct model_span grow(const struct model_work *work, size_t tokens, size_t criterion,
                              size_t best, const struct model_span *spans, size_t count)
{
    float most = likely(work, best, criterion), least = most * share_of_best;
    struct model_span span = { best, best + 1, most };
    while (span.from > 0 && span.to - span.from < SPAN_WORDS_MAX
           && !is_taken(spans, count, span.from - 1)
           && likely(work, span.from - 1, criterion) >= least) {
        span.from--;
    }
    while (span.to < tokens && span.to - span.from < SPAN_WORDS_MAX
           && !is_taken(spans, count, span.to) && likely(work, span.to, criterion) >= least) {
        span.to++;
    }
    return span;
}

size_t model_find_spans(const struct model_work *work, size_t tokens, size_t criterion,
                        struct model_span spans[MODEL_SPANS])
{
    size_t count = 0;
    while (count < MODEL_SPANS) {
        size_t best = find_best(work, tokens, criterion, spans, count);
        if (best == tokens || (count > 0 && likely(work, best, criterion) < share_of_best)) {
            break;
        }
        spans[count] = grow(work, tokens, criterion, best, spans, count);
        count++;
    }
    return count;
}
