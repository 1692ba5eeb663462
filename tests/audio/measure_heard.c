/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure_heard.h"

#include <clock.h>
#include <source.h>

#include <math.h>
#include <stdio.h>

#define BREATH_S 1.0    /* a pause that begins later behind a word is another one */

static double seconds_since(int64_t start_ns)
{
    return (double)(clock_ns() - start_ns) / (double)CLOCK_SECOND;
}

static void on_words(void *user, const struct heard_word *words, size_t count, bool settled)
{
    struct heard *h = user;
    double late_s = 0;
    h->partials += !settled && h->speaking;
    for (size_t i = 0; settled && i < count; i++) {
        late_s = seconds_since(h->start_ns) - words[i].end_s * fmax(h->slowness, 1);
        h->settled_late_s += late_s;
        h->settled_worst_s = fmax(h->settled_worst_s, late_s);
        h->settled_words++;
        word_list_add(&h->words, &words[i], 0);
    }
    if (settled && count > 0) {     /* breath and noise behind the last word are no pause */
        double behind_s = h->pause_s - words[count - 1].end_s;
        late_s -= behind_s > 0 && behind_s < BREATH_S ? behind_s * fmax(h->slowness, 1) : 0;
        h->pieces++;
        h->pause_late_s += late_s;
        h->pause_worst_s = fmax(h->pause_worst_s, late_s);
    }
}

static void on_replaced(void *user, double from_s, double to_s, bool finished,
                        const struct heard_word *words, size_t count)
{
    struct heard *h = user;
    struct word_list old = h->words;
    size_t at = 0;
    (void)finished;
    h->words = (struct word_list){ 0 };
    while (at < old.count && old.words[at].start_s < from_s) {
        word_list_add(&h->words, &old.words[at++], 0);
    }
    for (size_t i = 0; i < count; i++) {
        word_list_add(&h->words, &words[i], 0);
    }
    for (; at < old.count; at++) {
        if (old.words[at].start_s >= to_s) {
            word_list_add(&h->words, &old.words[at], 0);
        }
    }
    word_list_clear(&old);
}

static void on_speech(void *user, bool speaking, double at_s)
{
    struct heard *h = user;
    h->speech_s += h->speaking && !speaking ? at_s - h->speech_at_s : 0;
    h->pause_s = speaking ? h->pause_s : at_s;
    h->speech_at_s = at_s;
    h->speaking = speaking;
}

static void on_ready(void *user)
{
    ((struct heard *)user)->ready = true;
}

static void on_improved(void *user)
{
    ((struct heard *)user)->improved = true;
}

static void on_finished(void *user)
{
    struct heard *h = user;
    h->finished = true;
    h->speaking = false;
}

static void on_failed(void *user, const char *reason)
{
    struct heard *h = user;
    snprintf(h->failure, sizeof(h->failure), "%s", reason);
}

const struct recognizer_events heard_events = {
    .on_words = on_words, .on_replaced = on_replaced, .on_finished = on_finished,
    .on_improved = on_improved, .on_failed = on_failed, .on_speech = on_speech,
    .on_ready = on_ready,
};

/* As fast as it is taken, or as fast as a microphone gives it. */
static bool give(struct heard *h, const int16_t *samples, size_t count)
{
    h->start_ns = clock_ns();
    for (size_t given = 0; given < count;) {
        size_t due = count;
        if (h->slowness > 0) {
            due = (size_t)(seconds_since(h->start_ns) / h->slowness * SAMPLE_RATE);
            due = due < count ? due : count;
        }
        size_t taken = due > given
            ? recognizer_write(h->recognizer, samples + given, due - given) : 0;
        given += taken;
        if (!recognizer_poll(h->recognizer, taken > 0 ? 0 : 10)) {
            return false;
        }
    }
    return true;
}

bool heard_take(struct heard *h, const int16_t *samples, size_t count)
{
    word_list_clear(&h->words);
    h->pause_s = 0;
    h->finished = false;
    h->improved = false;
    bool good = true;
    while (good && !h->ready) {
        good = recognizer_poll(h->recognizer, 100);
    }
    good = good && give(h, samples, count);
    while (good && !recognizer_finish(h->recognizer)) {
        good = recognizer_poll(h->recognizer, 10);
    }
    int64_t finish_ns = clock_ns();
    double before_s = recognizer_cpu_s(h->recognizer);
    while (good && !h->finished) {
        good = recognizer_poll(h->recognizer, 100);
    }
    double late_s = seconds_since(finish_ns);
    double after_s = recognizer_cpu_s(h->recognizer) - before_s;
    h->after_s += after_s;
    h->worst_after_s = fmax(h->worst_after_s, after_s);
    h->late_s += late_s;
    h->worst_late_s = fmax(h->worst_late_s, late_s);
    h->lates++;
    while (good && recognizer_better(h->recognizer) != NULL && !h->improved) {
        good = recognizer_poll(h->recognizer, 100);
    }
    return good;
}

void heard_print(const struct heard *h)
{
    if (h->slowness > 0) {
        printf("live words: %.1f times a second of speech\n",
               (double)h->partials / (h->speech_s > 0 ? h->speech_s : 1));
        printf("processor time from the end to the last word: mean %.2f s, worst %.2f s\n",
               h->after_s / (double)h->lates, h->worst_after_s);
        printf("last word settled after the end: mean %.2f s, worst %.2f s\n",
               h->late_s / (double)h->lates, h->worst_late_s);
        printf("words settled after they were said: mean %.2f s, worst %.2f s\n",
               h->settled_late_s / (double)(h->settled_words > 0 ? h->settled_words : 1),
               h->settled_worst_s);
        printf("pieces settled after their pause began: mean %.2f s, worst %.2f s\n",
               h->pause_late_s / (double)(h->pieces > 0 ? h->pieces : 1), h->pause_worst_s);
    }
}
