/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trying the devices out, without an interview. */
#include <stdlib.h>
#include <string.h>

#include "studio_internal.h"

#define TRIAL_S 4   /* a bit more than is ever recorded */

const char *studio_microphone(const struct studio *st)
{
    return st->microphone;
}

void studio_next_microphone(struct studio *st)
{
    studio_search_microphone(st);
}

void studio_take_microphone(struct studio *st, const char *name)
{
    studio_use_microphone(st, name);
}

void studio_try_tone(struct studio *st)
{
    const struct tone_sound *t = &st->tones[TONE_TURN];
    if (t->samples != NULL) {
        player_play(st->player, t->samples, t->count, TONE_RATE);
    }
}

void studio_deafen(struct studio *st, bool deaf)
{
    st->deaf = deaf;
    studio_settle_mute(st);
}

void studio_try_recording(struct studio *st, bool on)
{
    if (st->listener != NULL && on) {
        st->utterance = listener_open(st->listener);
    } else if (st->listener != NULL) {
        listener_close(st->listener);
    }
}

void studio_try_playing(struct studio *st)
{
    size_t room = (size_t)TRIAL_S * SAMPLE_RATE, count = 0, some = 0;
    int16_t *samples = st->listener != NULL ? calloc(room, sizeof(*samples)) : NULL;
    if (samples == NULL) {
        return;
    }
    do {
        some = listener_samples(st->listener, count, samples + count, room - count);
        count += some;
    } while (some > 0 && count < room);
    if (count > 0) {
        player_play(st->player, samples, count, SAMPLE_RATE);
    }
    explicit_bzero(samples, room * sizeof(*samples));
    free(samples);
}

void studio_forget_trial(struct studio *st)
{
    player_stop(st->player);
    studio_wipe_workers(st);
}
