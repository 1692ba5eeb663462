/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "device.h"

#include <alsa/asoundlib.h>
#include <dlfcn.h>
#include <portaudio.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "keeper.h"

#define LIST_WAIT_MS 2000
#define FAILED_REST (CLOCK_SECOND / 4)
#define RENEW_REST 30                       /* times as long as renewing the list takes */
#define RENEW_REST_MOST (3 * CLOCK_SECOND)

/* The keeper's own, so no lock. PortAudio freezes its list of devices when it is initialised, so
 * renewing the list is terminating and initialising it, which no stream survives. */
static bool ready, stale;
static unsigned streams_open;
static int64_t ready_ns, cost_ns;   /* when that was last tried, and how long it took */

static void no_jack_noise(const char *text)
{
    (void)text;
}

static void no_alsa_noise(const char *file, int line, const char *function, int error,
                          const char *format, ...)
{
    (void)file;
    (void)line;
    (void)function;
    (void)error;
    (void)format;
}

/* PortAudio's JACK part, there or not, writes to the terminal when there is no JACK server. */
static void hush_jack(const char *function)
{
    void *found = dlsym(RTLD_DEFAULT, function);
    void (*set)(void (*print)(const char *text));

    if (found != NULL) {
        memcpy(&set, &found, sizeof(set));      /* C has no cast from data to function */
        set(no_jack_noise);
    }
}

static void be_quiet(void)
{
    snd_lib_error_set_handler(no_alsa_noise);
    hush_jack("jack_set_error_function");
    hush_jack("jack_set_info_function");
}

/* Looking for devices takes 10 ms with a sound server and 200 without: where there are none, it
 * shall not keep the machine busy. */
static bool may_renew(void)
{
    int64_t rest = cost_ns * RENEW_REST;
    rest = rest < RENEW_REST_MOST ? rest : RENEW_REST_MOST;
    return stale && streams_open == 0 && clock_ns() - ready_ns >= rest;
}

/* Where ALSA's settings are missing or know no default device, PortAudio's Pa_Initialize() ends the
 * process with a failed assertion. */
static bool alsa_is_sound(void)
{
    snd_config_t *standard;
    return snd_config_update() >= 0 && snd_config_search(snd_config, "pcm.default", &standard) >= 0;
}

static bool get_ready(void)
{
    if (ready && may_renew()) {
        device_release();
    }
    if (!ready && clock_ns() - ready_ns >= FAILED_REST) {
        int64_t began = clock_ns();
        be_quiet();
        ready = alsa_is_sound() && Pa_Initialize() == paNoError;
        stale = false;
        ready_ns = clock_ns();
        cost_ns = ready_ns - began;
    }
    return ready;
}

void device_release(void)
{
    if (ready) {
        Pa_Terminate();
        ready = false;
    }
    ready_ns = 0;
}

void device_forget(void)
{
    stale = true;
}

void device_stream_opened(void)
{
    streams_open++;
}

void device_stream_closed(void)
{
    streams_open--;
}

static bool can(const PaDeviceInfo *info, bool input)
{
    return (input ? info->maxInputChannels : info->maxOutputChannels) > 0;
}

int device_find(const char *part, bool input)
{
    if (!get_ready()) {
        return -1;
    }
    if (part == NULL) {
        return input ? Pa_GetDefaultInputDevice() : Pa_GetDefaultOutputDevice();
    }
    for (int i = 0; i < Pa_GetDeviceCount(); i++) {
        const PaDeviceInfo *info = Pa_GetDeviceInfo(i);
        if (can(info, input) && strcasestr(info->name, part) != NULL) {
            return i;
        }
    }
    return -1;
}

bool device_is_server(int index)
{
    static const char *const names[] = { "default", "pulse", "pipewire" };
    const PaDeviceInfo *info = Pa_GetDeviceInfo(index);

    for (size_t i = 0; info != NULL && i < sizeof(names) / sizeof(names[0]); i++) {
        if (strcmp(info->name, names[i]) == 0) {
            return true;
        }
    }
    return false;
}

struct listing {
    struct kept kept;
    struct sound_device devices[DEVICES_MAX];
    size_t count;
    atomic_bool done;
};

static bool listing_tend(struct kept *k)
{
    struct listing *l = (struct listing *)k;

    if (atomic_load_explicit(&l->done, memory_order_relaxed)) {     /* set by this thread only */
        return false;
    }
    device_forget();
    for (int i = 0; get_ready() && i < Pa_GetDeviceCount() && l->count < DEVICES_MAX; i++) {
        const PaDeviceInfo *info = Pa_GetDeviceInfo(i);
        struct sound_device *d = &l->devices[l->count++];
        snprintf(d->name, sizeof(d->name), "%s", info->name);
        d->input = can(info, true);
        d->output = can(info, false);
        d->standard = i == Pa_GetDefaultInputDevice() || i == Pa_GetDefaultOutputDevice();
    }
    /* release: the devices are written before the waiting thread reads them */
    atomic_store_explicit(&l->done, true, memory_order_release);
    return false;
}

static void listing_finish(struct kept *k)
{
    free(k);
}

size_t device_list(struct sound_device *devices, size_t max)
{
    struct listing *l = calloc(1, sizeof(*l));
    size_t count = 0;

    if (l == NULL) {
        return 0;
    }
    l->kept = (struct kept) { .tend = listing_tend, .finish = listing_finish };
    if (!keeper_add(&l->kept)) {
        free(l);
        return 0;
    }
    /* acquire: with `done` the devices are there, too */
    for (unsigned waited = 0; waited < LIST_WAIT_MS
         && !atomic_load_explicit(&l->done, memory_order_acquire); waited += 10) {
        clock_sleep_ms(10);
    }
    if (atomic_load_explicit(&l->done, memory_order_acquire)) {
        count = l->count;
        memcpy(devices, l->devices, (count < max ? count : max) * sizeof(*devices));
    }
    keeper_remove(&l->kept, count > 0 ? LIST_WAIT_MS : 0);
    return count;
}
