/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking for another microphone: a helper thread, because the sound server may hang. */
#include <device.h>
#include <string.h>

#include "studio_internal.h"

/* The microphone after the one in use, in the system's order, around in a circle. */
static const struct sound_device *next_microphone(const struct sound_device *devices, size_t count,
                                                  const char *current)
{
    const struct sound_device *first = NULL;
    bool passed = false;
    for (size_t i = 0; i < count; i++) {
        if (!devices[i].input) {
            continue;
        }
        if (passed) {
            return &devices[i];
        }
        first = first != NULL ? first : &devices[i];
        passed = current[0] != '\0' ? strstr(devices[i].name, current) != NULL
                                    : devices[i].standard;
    }
    return first;
}

static void *search(void *user)
{
    struct studio *st = user;
    struct sound_device devices[DEVICES_MAX];
    size_t count = device_list(devices, DEVICES_MAX);
    const struct sound_device *d = next_microphone(devices, count, st->search_from);
    const struct told told = { .type = TOLD_MICROPHONE,
                               .text = d != NULL ? strdup(d->name) : NULL };
    event_queue_put(&st->queue, &told);
    if (st->wake != NULL) {
        st->wake(st->wake_user);
    }
    return NULL;
}

/* From a copy: staff may name another one meanwhile. */
void studio_search_microphone(struct studio *st)
{
    if (!st->searching && st->listener != NULL && st->recorded == NULL) {
        memcpy(st->search_from, st->microphone, sizeof(st->search_from));
        st->searching = pthread_create(&st->search, NULL, search, st) == 0;
    }
}
