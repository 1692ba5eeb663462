/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers to be heard again: the latest from the listener, the first try from a copy of our own. */
#include <secret.h>
#include <stdlib.h>
#include <string.h>

#include "studio_internal.h"

static size_t copy_answer(struct studio *st, size_t first, int16_t *samples, size_t count)
{
    size_t copied = 0;
    size_t some = 0;
    do {
        some = listener_samples(st->listener, first + copied, samples + copied, count - copied);
        copied += some;
    } while (some > 0 && copied < count);
    return copied;
}

/* From the turn on: what was said while thinking is no part of the answer. */
static struct kept_answer copy_latest(struct studio *st)
{
    const struct attempt *a = interview_state(st->interview)->latest;
    struct kept_answer k = { .size = 0 };
    if (a == NULL || a->length_s <= 0 || st->listener == NULL) {
        return k;
    }
    k.size = (size_t)(a->length_s * SAMPLE_RATE) * sizeof(*k.samples);
    k.samples = k.size > 0 ? secret_alloc(k.size) : NULL;
    if (k.samples != NULL) {
        k.count = copy_answer(st, (size_t)(a->turn_s * SAMPLE_RATE), k.samples,
                              k.size / sizeof(*k.samples));
    }
    return k;
}

static void drop(struct kept_answer *k)
{
    secret_free(k->samples, k->size);
    *k = (struct kept_answer){ .size = 0 };
}

void studio_keep_answer(struct studio *st)
{
    drop(&st->kept);
    st->kept = copy_latest(st);
}

void studio_drop_answer(struct studio *st)
{
    drop(&st->kept);
}

void studio_play_answer(struct studio *st)
{
    bool first = interview_state(st->interview)->playing_first;
    struct kept_answer latest = { .size = 0 };
    const struct kept_answer *heard = &st->kept;
    if (!first) {
        latest = copy_latest(st);
        heard = &latest;
    }
    st->play_id = heard->count > 0
                      ? player_play(st->player, heard->samples, heard->count, SAMPLE_RATE)
                      : 0;
    if (st->play_id == 0) {     /* nothing to hear is heard at once */
        event_queue_put(&st->queue, &(struct told){ .type = TOLD_PLAYED });
    }
    drop(&latest);
}

void studio_stop_playing(struct studio *st)
{
    st->play_id = 0;
    player_stop(st->player);
}
