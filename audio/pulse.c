/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pulse.h"

#include <pulse/pulseaudio.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

#include "clock.h"

#define RETRY_NS (2 * CLOCK_SECOND)

/* The keeper's own. */
static pa_threaded_mainloop *loop;      /* NULL: not asking */
static pa_context *context;
static int64_t begun_ns;

/* Written on libpulse's thread, read by the keeper; relaxed: each is all there is to it. */
static atomic_int news;                 /* enum pulse_microphone */
static atomic_bool broken;              /* the connection is gone */
static atomic_uint moves;

/* libpulse's thread only */
static uint32_t last_source = PA_INVALID_INDEX;

static void on_source(pa_context *c, const pa_source_info *source, int end, void *user)
{
    (void)c;
    (void)user;
    if (end != 0 || source == NULL) {
        return;
    }
    bool monitor = source->monitor_of_sink != PA_INVALID_INDEX;
    if (!monitor && source->index != last_source) {
        atomic_fetch_add_explicit(&moves, last_source != PA_INVALID_INDEX, memory_order_relaxed);
        last_source = source->index;
    }
    atomic_store_explicit(&news, monitor ? PULSE_NO_MICROPHONE
                          : source->mute ? PULSE_MUTED : PULSE_MICROPHONE, memory_order_relaxed);
}

static void forget_operation(pa_operation *operation)
{
    if (operation != NULL) {
        pa_operation_unref(operation);
    }
}

static void on_server(pa_context *c, const pa_server_info *server, void *user)
{
    (void)user;
    if (server == NULL || server->default_source_name == NULL) {
        atomic_store_explicit(&news, PULSE_NO_MICROPHONE, memory_order_relaxed);
        return;
    }
    forget_operation(pa_context_get_source_info_by_name(c, server->default_source_name, on_source,
                                                        NULL));
}

static void on_change(pa_context *c, pa_subscription_event_type_t type, uint32_t index, void *user)
{
    (void)type;
    (void)index;
    (void)user;
    forget_operation(pa_context_get_server_info(c, on_server, NULL));
}

static void on_state(pa_context *c, void *user)
{
    pa_context_state_t state = pa_context_get_state(c);

    (void)user;
    if (state == PA_CONTEXT_READY) {
        pa_context_set_subscribe_callback(c, on_change, NULL);
        forget_operation(pa_context_subscribe(c, PA_SUBSCRIPTION_MASK_SERVER
                                              | PA_SUBSCRIPTION_MASK_SOURCE, NULL, NULL));
        forget_operation(pa_context_get_server_info(c, on_server, NULL));
    } else if (!PA_CONTEXT_IS_GOOD(state)) {
        atomic_store_explicit(&news, PULSE_UNKNOWN, memory_order_relaxed);
        atomic_store_explicit(&broken, true, memory_order_relaxed);
    }
}

/* Nothing here waits for the server. */
static void begin(void)
{
    begun_ns = clock_ns();
    last_source = PA_INVALID_INDEX;     /* libpulse's thread has not begun */
    atomic_store_explicit(&broken, false, memory_order_relaxed);
    loop = pa_threaded_mainloop_new();
    if (loop == NULL) {
        return;
    }
    context = pa_context_new(pa_threaded_mainloop_get_api(loop), "greenroom");
    if (context != NULL) {
        pa_context_set_state_callback(context, on_state, NULL);
    }
    if (context == NULL || pa_context_connect(context, NULL, PA_CONTEXT_NOAUTOSPAWN, NULL) < 0
        || pa_threaded_mainloop_start(loop) < 0) {
        pulse_release();
    }
}

void pulse_release(void)
{
    if (loop == NULL) {
        return;
    }
    pa_threaded_mainloop_stop(loop);
    if (context != NULL) {
        pa_context_set_state_callback(context, NULL, NULL);
        pa_context_disconnect(context);
        pa_context_unref(context);
        context = NULL;
    }
    pa_threaded_mainloop_free(loop);
    loop = NULL;
    atomic_store_explicit(&news, PULSE_UNKNOWN, memory_order_relaxed);
}

unsigned pulse_moves(void)
{
    return atomic_load_explicit(&moves, memory_order_relaxed);
}

enum pulse_microphone pulse_microphone(void)
{
    bool gone = loop == NULL || atomic_load_explicit(&broken, memory_order_relaxed);

    if (gone && (begun_ns == 0 || clock_ns() - begun_ns > RETRY_NS)) {
        pulse_release();
        begin();
    }
    return (enum pulse_microphone)atomic_load_explicit(&news, memory_order_relaxed);
}
