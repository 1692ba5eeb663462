/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The speaker: what is played is heard, when the player says so, and stops when it is told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <capture.h>
#include <clock.h>
#include <math.h>
#include <player.h>
#include <pthread.h>
#include <resample.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <wav.h>

#include "rig.h"
#include "signals.h"

#define VOICE_RATE 22050

struct told {
    pthread_mutex_t lock;       /* protects the rest; written on the player's thread */
    unsigned whole, cut, troubles;
    uint32_t last_id;
    double at_s;
    char sentence[256];
};

static void on_ended(void *user, uint32_t id, bool whole)
{
    struct told *t = user;

    pthread_mutex_lock(&t->lock);
    t->whole += whole;
    t->cut += !whole;
    t->last_id = id;
    t->at_s = rig_time();
    pthread_mutex_unlock(&t->lock);
}

static void on_trouble(void *user, const char *sentence)
{
    struct told *t = user;

    pthread_mutex_lock(&t->lock);
    t->troubles++;
    snprintf(t->sentence, sizeof(t->sentence), "%s", sentence);
    pthread_mutex_unlock(&t->lock);
}

static const struct player_events events = { on_ended, on_trouble, NULL };

static struct told told_so_far(struct told *t)
{
    pthread_mutex_lock(&t->lock);
    struct told now = *t;
    pthread_mutex_unlock(&t->lock);
    return now;
}

static struct player *create(struct told *t)
{
    *t = (struct told) { .lock = PTHREAD_MUTEX_INITIALIZER };
    struct player *p = player_create(NULL, &events, t);
    assert_non_null(p);
    clock_sleep_ms(300);    /* PortAudio gets ready behind it, as when a program starts */
    return p;
}

static int16_t *make_tone(double seconds, double hz)
{
    size_t count = (size_t)(seconds * VOICE_RATE);
    int16_t *samples = malloc(count * sizeof(*samples));

    assert_non_null(samples);
    for (size_t i = 0; i < count; i++) {
        samples[i] = signal_sine(i, hz, VOICE_RATE, 12000);
    }
    return samples;
}

static uint32_t play_tone(struct player *p, double seconds, double hz)
{
    int16_t *samples = make_tone(seconds, hz);
    uint32_t id = player_play(p, samples, (size_t)(seconds * VOICE_RATE), VOICE_RATE);

    free(samples);
    assert_true(id != 0);
    return id;
}

/* Follows the position until the sound is over; it must never go back. Returns the last one. */
static double follow(struct player *p, uint32_t id, double limit_s)
{
    double at_s, furthest = 0, began = rig_time();

    while ((at_s = player_position(p, id)) >= 0 && rig_time() - began < limit_s) {
        assert_true(at_s >= furthest);
        furthest = at_s;
        clock_sleep_ms(2);
    }
    return furthest;
}

static double wait_for_sound(struct player *p, uint32_t id)
{
    double began = rig_time();

    while (player_position(p, id) <= 0 && rig_time() - began < 2) {
        clock_sleep_ms(1);
    }
    return rig_time() - began;
}

/* What the speaker played meanwhile: 48000 samples a second, mono. */
struct recording {
    pid_t recorder;
    int16_t *samples;
    size_t count;
};

static bool is_recorded(void *user)
{
    struct stat begun;
    (void)user;
    return stat(rig_path("heard.raw.wav.raw"), &begun) == 0 && begun.st_size > 0;
}

static void record(struct recording *r, const char *seconds)
{
    char command[128];

    snprintf(command, sizeof(command), "hear-speaker $RIG/heard.raw.wav %s 48000", seconds);
    remove(rig_path("heard.raw.wav.raw"));
    r->recorder = rig_begin(command);
    rig_wait(is_recorded, NULL, 20);
}

static void read_recording(struct recording *r)
{
    char err[256] = "";
    FILE *file;

    rig_finish(r->recorder);
    /* wav_read() would resample: the samples behind the header as they are */
    r->samples = wav_read(rig_path("heard.raw.wav"), &r->count, err, sizeof(err));
    assert_non_null(r->samples);
    r->count *= 3;
    r->samples = realloc(r->samples, r->count * sizeof(*r->samples));
    file = fopen(rig_path("heard.raw.wav"), "rb");
    assert_int_equal(fseek(file, 44, SEEK_SET), 0);
    r->count = fread(r->samples, sizeof(*r->samples), r->count, file);
    fclose(file);
}

/* Every sample of a noise comes out of the speaker, at full loudness. */
static void test_all_is_heard(void **state)
{
    (void)state;
    enum { LENGTH = VOICE_RATE * 2 };
    struct told t;
    struct player *p = create(&t);
    struct recording r;
    int16_t *noise = rig_noise(rig_path("noise.wav"), LENGTH, VOICE_RATE, 21);
    size_t count, at = 0;
    int16_t *want = resample(noise, LENGTH, VOICE_RATE, 48000, &count);
    uint32_t id;

    record(&r, "4");
    id = player_play(p, noise, LENGTH, VOICE_RATE);
    follow(p, id, 3);
    read_recording(&r);
    /* the first and last 5 ms are softened: look for the noise behind them */
    for (size_t i = 0; i + count < r.count && at == 0; i++) {
        int off = 0;
        for (size_t k = 500; k < 564 && off < 5; k++) {
            off = abs(r.samples[i + k] - want[k]);
        }
        at = off < 5 ? i : 0;
    }
    assert_true(at > 0);
    for (size_t k = 500; k < count - 500; k++) {
        if (abs(r.samples[at + k] - want[k]) > 4) {
            fail_msg("sample %zu of %zu: %d, want %d", k, count, r.samples[at + k], want[k]);
        }
    }
    assert_int_equal(told_so_far(&t).whole, 1);
    player_destroy(p);
    free(r.samples);
    free(want);
    free(noise);
}

static void test_clock(void **state)
{
    (void)state;
    struct told t;
    struct player *p = create(&t);
    uint32_t id = play_tone(p, 1.5, 500);
    double first_s = wait_for_sound(p, id), began = rig_time(), last_s;

    last_s = follow(p, id, 3);
    print_message("heard after %.0f ms; 1.5 s took %.3f s\n", first_s * 1000,
                  rig_time() - began);
    assert_true(first_s < 0.3);
    assert_true(last_s > 1.45 && last_s <= 1.5);
    /* A sound server that wakes late puts silence between: what is heard is longer, never shorter. */
    assert_true(rig_time() - began > 1.45 && rig_time() - began < 1.8);
    clock_sleep_ms(20);
    assert_int_equal(told_so_far(&t).last_id, id);
    assert_true(player_position(p, id) < 0);
    assert_true(player_position(p, 999) < 0);
    assert_true(player_loudness(p) == 0);
    player_destroy(p);
}

/* How much longer the speaker sounded than the player said when it was stopped. */
static void test_silence_when_stopped(void **state)
{
    (void)state;
    enum { TIMES = 6 };
    struct told t;
    struct player *p = create(&t);
    struct recording r;
    double at_s[TIMES], length_s[TIMES];
    size_t found = 0, loud = 0, since = 0, good = 0;

    record(&r, "7");
    for (int i = 0; i < TIMES; i++) {
        uint32_t id = play_tone(p, 3, 500);
        wait_for_sound(p, id);
        clock_sleep_ms((unsigned)(400 + 37 * i));
        at_s[i] = player_position(p, id);
        player_stop(p);
        assert_true(player_position(p, id) < 0);
        clock_sleep_ms(300);
    }
    read_recording(&r);
    for (size_t i = 0; i < r.count && found < TIMES; i++) {
        if (abs(r.samples[i]) > 300) {
            since = loud == 0 ? i : since;
            loud = i;
        } else if (loud != 0 && i - loud > 4800) {
            length_s[found++] = (double)(loud - since) / 48000;
            loud = 0;
        }
    }
    assert_int_equal(found, TIMES);
    for (size_t i = 0; i < TIMES; i++) {
        print_message("stopped at %.3f s, heard %.3f s\n", at_s[i], length_s[i]);
        good += fabs(length_s[i] - at_s[i]) < 0.03;
    }
    assert_true(good >= TIMES - 2);     /* the machine may be busy with something else */
    assert_int_equal(told_so_far(&t).cut, TIMES);
    player_destroy(p);
    free(r.samples);
}

static void test_one_sound_replaces_another(void **state)
{
    (void)state;
    struct told t;
    struct player *p = create(&t);
    uint32_t first = play_tone(p, 3, 500), second, unheard, last;

    wait_for_sound(p, first);
    clock_sleep_ms(200);
    second = play_tone(p, 3, 600);
    assert_true(player_position(p, first) < 0);
    assert_true(wait_for_sound(p, second) < 0.3);
    unheard = play_tone(p, 3, 700);
    last = play_tone(p, 0.3, 800);
    assert_true(first != second && second != unheard && unheard != last);
    assert_true(follow(p, last, 2) > 0.28);
    clock_sleep_ms(30);
    assert_int_equal(told_so_far(&t).cut, 3);
    assert_int_equal(told_so_far(&t).whole, 1);
    assert_int_equal(told_so_far(&t).last_id, last);
    player_destroy(p);
}

static void test_volume(void **state)
{
    (void)state;
    struct told t;
    struct player *p = create(&t);
    struct recording r;
    int most = 0;
    uint32_t id;

    player_volume(p, 0.25F);
    record(&r, "2");
    id = play_tone(p, 0.5, 500);
    clock_sleep_ms(300);
    assert_true(player_loudness(p) > 0.1F && player_loudness(p) < 0.26F);
    follow(p, id, 1);
    read_recording(&r);
    for (size_t i = 0; i < r.count; i++) {
        most = abs(r.samples[i]) > most ? abs(r.samples[i]) : most;
    }
    assert_in_range(most, 2900, 3100);
    player_destroy(p);
    free(r.samples);
}

/* Captions must move, and the interview go on, on a machine without a speaker. */
static void test_no_speaker(void **state)
{
    (void)state;
    struct told t;
    struct player *p;
    uint32_t id;
    double began;

    rig("fault kill");
    p = create(&t);
    for (int i = 0; i < 2; i++) {
        began = rig_time();
        id = play_tone(p, 0.7, 500);
        assert_true(follow(p, id, 4) > 0.68);
        assert_true(rig_time() - began < 2.5);
    }
    clock_sleep_ms(20);
    assert_int_equal(told_so_far(&t).whole, 2);
    assert_int_equal(told_so_far(&t).troubles, 1);
    print_message("trouble: %s\n", told_so_far(&t).sentence);
    assert_true(told_so_far(&t).sentence[0] != '\0');
    rig("fault restart");
    id = play_tone(p, 0.3, 500);
    assert_true(wait_for_sound(p, id) < 1);
    player_destroy(p);
}

/* The server hangs, dies and comes back in the middle: the sound ends when it should. */
static void test_speaker_lost_meanwhile(void **state)
{
    (void)state;
    static const struct { const char *fault, *mend; } rows[] = {
        { "fault kill", "fault restart" },
        { "fault hang", "fault wake" },
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct told t;
        struct player *p = create(&t);
        uint32_t id = play_tone(p, 4, 500);
        double began, asked;
        wait_for_sound(p, id);
        began = rig_time();
        clock_sleep_ms(700);
        rig(rows[i].fault);
        clock_sleep_ms(1300);
        rig(rows[i].mend);
        follow(p, id, 5);
        if (fabs(rig_time() - began - 4) > 0.2) {
            fail_msg("%s: 4 s took %.2f s", rows[i].fault, rig_time() - began);
        }
        id = play_tone(p, 4, 500);
        assert_true(wait_for_sound(p, id) < 1);
        rig(rows[i].fault);
        asked = rig_time();
        player_stop(p);
        play_tone(p, 4, 500);
        player_loudness(p);
        assert_true(rig_time() - asked < 0.05);
        clock_sleep_ms(1500);
        asked = rig_time();
        player_destroy(p);
        assert_true(rig_time() - asked < 1.5);
        rig(rows[i].mend);
        clock_sleep_ms(300);
    }
}

/* Speaker and microphone at once, as in an interview where people interrupt. */
static void test_both_directions(void **state)
{
    (void)state;
    struct told t;
    struct player *p = create(&t);
    struct sample_source *mic = capture_create(NULL);
    int16_t *noise = rig_noise(rig_path("noise.wav"), SAMPLE_RATE * 3, SAMPLE_RATE, 22);
    int16_t *heard = calloc(SAMPLE_RATE * 8, sizeof(*heard));
    size_t count = 0, n, at = 0;
    char err[256];
    pid_t saying;

    assert_true(source_start(mic, err, sizeof(err)));
    clock_sleep_ms(300);
    saying = rig_begin("say-into-mic $RIG/noise.wav");
    for (int i = 0; i < 90 || !rig_finished(saying); i++) {
        if (i % 10 == 0) {
            play_tone(p, 2, 400 + 10 * i);
        } else if (i % 10 == 7) {
            player_stop(p);
        }
        assert_int_equal(source_read(mic, heard + count, SAMPLE_RATE * 8 - count, &n, 50),
                         SOURCE_OK);
        count += n;
        clock_sleep_ms(20);
    }
    for (size_t i = 0; i + SAMPLE_RATE * 3 <= count && at == 0; i++) {
        at = memcmp(heard + i, noise, 128) == 0 ? i : 0;
    }
    assert_true(at > 0);
    assert_memory_equal(heard + at, noise, SAMPLE_RATE * 3 * sizeof(*noise));
    source_destroy(mic);
    player_destroy(p);
    free(heard);
    free(noise);
}

static void test_nothing_grows(void **state)
{
    (void)state;
    struct told t;
    size_t files = 0, kilobytes = 0;

    for (int i = 0; i < 30; i++) {
        struct player *p = create(&t);
        wait_for_sound(p, play_tone(p, 1, 500));
        play_tone(p, 1, 600);
        player_stop(p);
        player_destroy(p);
        if (i == 14) {
            files = rig_open_files();
            kilobytes = rig_resident_kb();
        }
    }
    rig_check_growth(files, kilobytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_is_heard),
        cmocka_unit_test(test_clock),
        cmocka_unit_test(test_silence_when_stopped),
        cmocka_unit_test(test_one_sound_replaces_another),
        cmocka_unit_test(test_volume),
        cmocka_unit_test(test_no_speaker),
        cmocka_unit_test(test_speaker_lost_meanwhile),
        cmocka_unit_test(test_both_directions),
        cmocka_unit_test(test_nothing_grows),
    };
    player_destroy(NULL);
    return rig_run(tests, ARRAY_LEN(tests));
}
