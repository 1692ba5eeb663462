/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The microphone: every sample arrives, and what happens when the sound system breaks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <capture.h>
#include <clock.h>
#include <device.h>
#include <portaudio.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rig.h"
#include "signals.h"

#define ROOM (SAMPLE_RATE * 40)

/* A device that knows one rate only: the linker puts this in front of PortAudio's function. */
static double only_rate;    /* 0: any */

PaError __real_Pa_OpenStream(PaStream **, const PaStreamParameters *, const PaStreamParameters *,
                             double, unsigned long, PaStreamFlags, PaStreamCallback *, void *);
PaError __wrap_Pa_OpenStream(PaStream **, const PaStreamParameters *, const PaStreamParameters *,
                             double, unsigned long, PaStreamFlags, PaStreamCallback *, void *);

PaError __wrap_Pa_OpenStream(PaStream **stream, const PaStreamParameters *in,
                             const PaStreamParameters *out, double rate, unsigned long frames,
                             PaStreamFlags flags, PaStreamCallback *callback, void *user)
{
    return only_rate != 0 && rate != only_rate
        ? paInvalidSampleRate
        : __real_Pa_OpenStream(stream, in, out, rate, frames, flags, callback, user);
}

struct hearing {
    struct sample_source *source;
    int16_t *samples;
    size_t count;
    enum source_state state;    /* of the last reading */
    double longest_read_s;
};

static void hear_for(struct hearing *h, double seconds)
{
    double until = rig_time() + seconds;

    while (rig_time() < until) {
        double began = rig_time();
        size_t n;
        h->state = source_read(h->source, h->samples + h->count, ROOM - h->count, &n, 50);
        h->count += n;
        h->longest_read_s = rig_time() - began > h->longest_read_s ? rig_time() - began
                                                                   : h->longest_read_s;
    }
}

/* Until somebody has said all, and it has come through the sound server. */
static void hear_all(struct hearing *h, pid_t saying)
{
    while (!rig_finished(saying)) {
        hear_for(h, 0.05);
    }
    hear_for(h, 0.5);
}

static bool is_heard(void *user)
{
    struct hearing *h = user;
    size_t before = h->count;
    hear_for(h, 0.02);
    return h->state == SOURCE_OK && h->count > before;
}

static bool is_lost(void *user)
{
    struct hearing *h = user;
    hear_for(h, 0.02);
    return h->state == SOURCE_LOST;
}

static void hear(struct hearing *h)
{
    char err[256] = "";

    *h = (struct hearing) { .source = capture_create(NULL) };
    h->samples = calloc(ROOM, sizeof(*h->samples));
    assert_non_null(h->source);
    assert_non_null(h->samples);
    assert_true(source_start(h->source, err, sizeof(err)));
    assert_true(rig_wait(is_heard, h, 3) < 2);
}

static void stop_hearing(struct hearing *h)
{
    source_stop(h->source);
    source_destroy(h->source);
    free(h->samples);
}

/* Where the first samples of `noise` are in what was heard from `from` on. */
static size_t find(const struct hearing *h, size_t from, const int16_t *noise)
{
    for (size_t i = from; i + 64 <= h->count; i++) {
        if (memcmp(h->samples + i, noise, 64 * sizeof(*noise)) == 0) {
            return i;
        }
    }
    fail_msg("the beginning was not heard in %zu samples", h->count);
    return 0;
}

/* Head, tail and all between, bit by bit; while the reader takes a rest of 3 s. */
static void test_no_sample_is_lost(void **state)
{
    (void)state;
    enum { LENGTH = SAMPLE_RATE * 8 };
    struct hearing h;
    int16_t *noise = rig_noise(rig_path("noise.wav"), LENGTH, SAMPLE_RATE, 11);
    pid_t saying;
    size_t at;

    hear(&h);
    saying = rig_begin("say-into-mic $RIG/noise.wav");
    hear_for(&h, 2);
    clock_sleep_ms(3000);
    hear_all(&h, saying);
    at = find(&h, 0, noise);
    assert_true(at + LENGTH <= h.count);
    for (size_t i = 0; i < LENGTH; i++) {
        if (h.samples[at + i] != noise[i]) {
            fail_msg("sample %zu of %d differs", i, LENGTH);
        }
    }
    assert_int_equal(source_dropped(h.source), 0);
    assert_true(h.longest_read_s < 0.2);
    stop_hearing(&h);
    free(noise);
}

/* A reader that sleeps for longer than the ring holds: the count of lost samples is exact. */
static void test_drops_are_counted(void **state)
{
    (void)state;
    enum { LENGTH = SAMPLE_RATE * 13 };
    struct hearing h;
    int16_t *noise = rig_noise(rig_path("noise.wav"), LENGTH, SAMPLE_RATE, 12);
    pid_t saying;
    size_t at, dropped;

    hear(&h);
    saying = rig_begin("say-into-mic $RIG/noise.wav");
    hear_for(&h, 1);
    clock_sleep_ms(10000);
    hear_all(&h, saying);
    dropped = (size_t)source_dropped(h.source);
    assert_in_range(dropped, SAMPLE_RATE, SAMPLE_RATE * 3);
    at = find(&h, 0, noise);
    assert_memory_equal(h.samples + find(&h, at, noise + LENGTH - 64), noise + LENGTH - 64, 128);
    assert_int_equal(find(&h, at, noise + LENGTH - 64) + 64 - at + dropped, LENGTH);
    stop_hearing(&h);
    free(noise);
}

/* The device gives 44100 samples a second: a tone keeps length and pitch, and a reader that comes
 * seldom gets all that is there, not only a part of it. */
static void test_device_with_another_rate(void **state)
{
    (void)state;
    enum { LENGTH = SAMPLE_RATE * 2 };
    struct hearing h;
    int16_t *tone = rig_noise(rig_path("tone.wav"), LENGTH, SAMPLE_RATE, 1);
    size_t first = 0, last = 0;

    rig("sox -n -r 16000 -b 16 -c 1 $RIG/tone.wav synth 2 sine 440 vol 0.5");
    only_rate = 44100;      /* what the rig's device names as its own */
    hear(&h);
    rig("say-into-mic $RIG/tone.wav");
    hear_for(&h, 0.5);
    for (size_t i = 0; i < h.count; i++) {
        if (abs(h.samples[i]) > 500) {
            first = first == 0 ? i : first;
            last = i;
        }
    }
    assert_in_range(last - first, LENGTH - 200, LENGTH + 200);
    assert_true(signal_share(h.samples + first + 800, LENGTH - 1600, 440, SAMPLE_RATE) > 0.999);
    clock_sleep_ms(500);
    source_read(h.source, h.samples, SAMPLE_RATE / 4, &first, 50);
    assert_int_equal(first, SAMPLE_RATE / 4);
    stop_hearing(&h);
    only_rate = 0;
    free(tone);
}

/* Each fault is noticed, reading never waits for it, and mended, the person is heard again. */
static void test_faults(void **state)
{
    (void)state;
    static const struct { const char *fault, *mend; } rows[] = {
        { "fault kill", "fault restart" },
        { "fault suspend", "fault resume" },
        { "fault hang", "fault wake" },
        { "fault unplug", "fault plug" },       /* the server would offer the speaker's sound */
        { "fault no-devices", "fault kill; fault restart" },
    };
    int16_t *noise = rig_noise(rig_path("noise.wav"), SAMPLE_RATE, SAMPLE_RATE, 13);
    struct hearing h;

    hear(&h);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        double lost_s, back_s;
        h.longest_read_s = 0;
        rig(rows[i].fault);
        lost_s = rig_wait(is_lost, &h, 5);
        hear_for(&h, 1);
        if (lost_s > 2 || h.state != SOURCE_LOST || h.longest_read_s > 0.2) {
            fail_msg("%s: noticed after %.2f s, then state %d, a reading took %.2f s",
                     rows[i].fault, lost_s, (int)h.state, h.longest_read_s);
        }
        rig(rows[i].mend);
        back_s = rig_wait(is_heard, &h, 5);
        hear_for(&h, 0.3);
        h.count = 0;
        rig("say-into-mic $RIG/noise.wav");
        hear_for(&h, 0.3);
        if (back_s > 2 || find(&h, 0, noise) + SAMPLE_RATE > h.count
            || memcmp(h.samples + find(&h, 0, noise), noise, SAMPLE_RATE * sizeof(*noise)) != 0) {
            fail_msg("%s: heard again after %.2f s", rows[i].mend, back_s);
        }
        print_message("%-18s lost after %.2f s, heard %.2f s after mending\n", rows[i].fault,
                      lost_s, back_s);
    }
    stop_hearing(&h);
    free(noise);
}

static void test_no_server_at_the_start(void **state)
{
    (void)state;
    struct hearing h = { .source = capture_create(NULL) };
    char err[256];

    h.samples = calloc(ROOM, sizeof(*h.samples));
    rig("fault kill");
    assert_true(source_start(h.source, err, sizeof(err)));
    assert_true(rig_wait(is_lost, &h, 3) < 2);
    rig("fault restart");
    assert_true(rig_wait(is_heard, &h, 5) < 3);
    stop_hearing(&h);
}

/* Stopping must not wait for a server that hangs. */
static void test_stop_while_hung(void **state)
{
    (void)state;
    struct sound_device devices[8];
    struct hearing h;
    double began;

    hear(&h);
    rig("fault hang");
    hear_for(&h, 1.5);
    began = rig_time();
    stop_hearing(&h);
    assert_true(rig_time() - began < 1.5);
    began = rig_time();
    assert_int_equal(device_list(devices, 8), 0);
    assert_true(rig_time() - began < 2.5);
    rig("fault wake");
    clock_sleep_ms(300);
    hear(&h);
    stop_hearing(&h);
}

static void test_device_list(void **state)
{
    (void)state;
    struct sound_device devices[8];

    assert_int_equal(device_list(devices, 8), 2);
    for (size_t i = 0; i < 2; i++) {
        assert_true(devices[i].input && devices[i].output);
        assert_true(devices[i].standard == (strcmp(devices[i].name, "default") == 0));
    }
    assert_int_equal(device_list(devices, 1), 2);
    rig("fault kill");
    assert_int_equal(device_list(devices, 8), 0);
    rig("fault restart");
    assert_int_equal(device_list(devices, 8), 2);
}

/* PortAudio ends the process where ALSA knows no default device. */
static void test_broken_settings(void **state)
{
    (void)state;
    static const char *const settings[] = { "", "pcm.other { type null }", "garbage {" };
    struct sound_device devices[8];
    char good[256];

    snprintf(good, sizeof(good), "%s", getenv("ALSA_CONFIG_PATH"));
    for (size_t i = 0; i < ARRAY_LEN(settings); i++) {
        FILE *file = fopen(rig_path("broken.conf"), "w");
        assert_non_null(file);
        fprintf(file, "%s\n", settings[i]);
        fclose(file);
        setenv("ALSA_CONFIG_PATH", rig_path("broken.conf"), 1);
        assert_int_equal(device_list(devices, 8), 0);
        setenv("ALSA_CONFIG_PATH", "/nowhere/alsa.conf", 1);
        assert_int_equal(device_list(devices, 8), 0);
        setenv("ALSA_CONFIG_PATH", good, 1);
        assert_int_equal(device_list(devices, 8), 2);
    }
}

static void test_wrong_name(void **state)
{
    (void)state;
    static const struct { const char *name; bool found; } rows[] = {
        { "puls", true }, { "DEFAULT", true }, { "no such microphone", false },
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct hearing h = { .source = capture_create(rows[i].name) };
        char err[256];
        h.samples = calloc(ROOM, sizeof(*h.samples));
        assert_true(source_start(h.source, err, sizeof(err)));
        rig_wait(is_heard, &h, 1.5);
        if ((h.state == SOURCE_OK) != rows[i].found) {
            fail_msg("\"%s\": state %d", rows[i].name, (int)h.state);
        }
        stop_hearing(&h);
    }
}

/* A kiosk runs for months. */
static void test_nothing_grows(void **state)
{
    (void)state;
    size_t files = 0, kilobytes = 0;
    struct hearing h;
    char err[256];

    hear(&h);
    for (int i = 0; i < 40; i++) {
        if (i % 4 == 0) {
            rig("fault kill; fault restart");
            assert_true(rig_wait(is_heard, &h, 4) < 4);
        } else {
            source_stop(h.source);
            assert_true(source_start(h.source, err, sizeof(err)));
            assert_true(rig_wait(is_heard, &h, 3) < 2);
        }
        h.count = 0;
        if (i == 19) {
            files = rig_open_files();
            kilobytes = rig_resident_kb();
        }
    }
    rig_check_growth(files, kilobytes);
    stop_hearing(&h);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_sample_is_lost),
        cmocka_unit_test(test_drops_are_counted),
        cmocka_unit_test(test_device_with_another_rate),
        cmocka_unit_test(test_device_list),
        cmocka_unit_test(test_broken_settings),
        cmocka_unit_test(test_wrong_name),
        cmocka_unit_test(test_faults),
        cmocka_unit_test(test_no_server_at_the_start),
        cmocka_unit_test(test_stop_while_hung),
        cmocka_unit_test(test_nothing_grows),
    };
    return rig_run(tests, ARRAY_LEN(tests));
}
