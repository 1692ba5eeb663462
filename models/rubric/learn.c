/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "learn.h"

#include <stdlib.h>

#include "noise.h"

enum { DOCUMENT_TOKENS = 240, DOCUMENT_ANSWERS = 4 };

/* Chosen by cross-validation over answers and writers. */
static const struct net_options options = {
    .rate = 0.003f, .decay = 0.05f,
    .drop_unit = 0.3f, .drop_row = 0.3f, .drop_word = 0.08f, .drop_vector = 0.12f,
    .mark_weight = 2, .answer_weight = 0.3f,
};
/* Answers are often put together, because people talk longer than our samples. */
static const float joined_share = 0.65f, last_share = 0.25f;

/* Shares of samples with so many wrong words; of those, so many without confidences. */
static const struct { float until, rate; } noise_steps[] = {
    { 0.7f, 0 }, { 0.8f, 0.15f }, { 0.9f, 0.3f }, { 1, 0.6f },
};
static const float sure_share = 0.5f;

struct course {
    const struct samples *samples;
    size_t *order;
    size_t next;
    struct rng rng;
    struct net_batch *batch;
};

static void shuffle(struct course *course)
{
    for (size_t i = course->samples->count - 1; i > 0; i--) {
        size_t k = rng_next(&course->rng) % (i + 1), kept = course->order[i];
        course->order[i] = course->order[k];
        course->order[k] = kept;
    }
    course->next = 0;
}

static void add_gap(struct net_batch *batch)
{
    for (size_t i = 0; i < MODEL_NEAR; i++) {
        batch->tokens[batch->count++] = (struct net_token){ .entry = { -1, -1 } };
    }
}

static const struct sample *peek(const struct course *course)
{
    return course->next < course->samples->count
               ? &course->samples->items[course->order[course->next]]
               : NULL;
}

static float draw_noise(struct rng *rng)
{
    float x = rng_uniform(rng);
    size_t i = 0;
    while (x >= noise_steps[i].until) {
        i++;
    }
    return noise_steps[i].rate;
}

/* Adds the next sample to the document, and returns what is known of it. */
static criteria_set add_answer(struct course *course, struct net_document *document, float noise,
                               bool sure)
{
    struct net_batch *batch = course->batch;
    const struct sample *sample = peek(course);
    criteria_set known = sample->answer->known;
    struct net_token *out = batch->tokens + batch->count;
    size_t room = (NET_TOKENS - 2 * MODEL_NEAR) / NET_DOCUMENTS - 2 * MODEL_NEAR - document->count;
    size_t count = sample->answer->text.count;
    if (noise > 0) {
        count = noise_add(course->samples, sample->tokens, count, noise, sure, &course->rng, out,
                          room, &known);
    } else {
        count = count < room ? count : room;
        for (size_t t = 0; t < count; t++) {
            out[t] = sample->tokens[t];
        }
    }
    batch->count += count;
    document->count += count;
    course->next++;
    return known;
}

/* Joined answers meet what one of them meets; they are vague only when all are. */
static void join(struct net_document *document, const struct answer *answer, criteria_set known)
{
    criteria_set vague = (criteria_set)1 << corpus_find_criterion("vague", 5);
    criteria_set both = document->known & known;
    criteria_set sure = (document->met & document->known) | (answer->met & known);
    criteria_set met = (document->met | answer->met) & ~vague;
    document->met = met | (document->met & answer->met & vague);
    document->known = (both | sure) & ~(corpus_whole & ~vague);
}

static void add_document(struct course *course)
{
    struct net_batch *batch = course->batch;
    struct net_document *document = &batch->documents[batch->document_count++];
    const struct answer *answer = peek(course)->answer;
    float noise = draw_noise(&course->rng);
    bool sure = rng_uniform(&course->rng) < sure_share;
    *document = (struct net_document){ batch->count, 0, answer->met, 0 };
    document->known = add_answer(course, document, noise, sure);
    bool more = rng_uniform(&course->rng) < joined_share;
    for (size_t n = 1; more && n < DOCUMENT_ANSWERS && peek(course) != NULL; n++) {
        answer = peek(course)->answer;
        if (document->count + answer->text.count > DOCUMENT_TOKENS) {
            break;
        }
        join(document, answer, add_answer(course, document, noise, sure));
        more = rng_uniform(&course->rng) >= last_share;
    }
    if (document->count == 0) {
        batch->document_count--;
    }
    add_gap(batch);
}

static void fill(struct course *course)
{
    course->batch->count = 0;
    course->batch->document_count = 0;
    add_gap(course->batch);
    while (peek(course) != NULL && course->batch->document_count < NET_DOCUMENTS) {
        add_document(course);
    }
}

static void run(struct course *course, struct net *net, struct net_space *space)
{
    for (size_t round = 0; round < LEARN_ROUNDS; round++) {
        shuffle(course);
        while (peek(course) != NULL) {
            fill(course);
            float done = ((float)round + (float)course->next / (float)course->samples->count)
                         / LEARN_ROUNDS;
            if (course->batch->document_count > 0) {
                net_learn(net, space, course->batch, &options, 1 - done, &course->rng);
            }
        }
    }
}

struct net *learn(const struct samples *samples, unsigned seed)
{
    struct course course = {
        .samples = samples, .rng = { 88172645463325252u + 7919u * (uint64_t)seed },
        .order = calloc(samples->count + 1, sizeof(*course.order)),
        .batch = calloc(1, sizeof(*course.batch)),
    };
    struct net *net = net_create(LEARN_UNITS, samples->dictionary.count, &course.rng);
    struct net_space *space = net == NULL ? NULL : net_space_create(net);
    bool ok = course.order != NULL && course.batch != NULL && space != NULL && samples->count > 0;
    for (size_t i = 0; ok && i < samples->count; i++) {
        course.order[i] = i;
    }
    if (ok) {
        run(&course, net, space);
    } else {
        net_destroy(net);
        net = NULL;
    }
    net_space_destroy(space);
    free(course.batch);
    free(course.order);
    return net;
}
