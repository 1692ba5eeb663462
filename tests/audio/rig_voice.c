/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The interviewer's voice: soon, in step with its words, and quiet when it should be. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <capture.h>
#include <clock.h>
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <voice.h>

#include "rig.h"
#include "signals.h"

#define QUESTION "Where do you see yourself in five years?"

struct told {
    pthread_mutex_t lock;       /* protects the rest; written on the voice's thread */
    unsigned started, whole, cut, troubles, substitutes;
    uint32_t last_id;
    double length_s;
    size_t words;
    char sentence[256];
};

static void on_started(void *user, uint32_t id, const struct speech *speech)
{
    struct told *t = user;

    pthread_mutex_lock(&t->lock);
    t->started++;
    t->last_id = id;
    t->length_s = (double)speech->count / speech->rate;
    t->words = speech->word_count;
    pthread_mutex_unlock(&t->lock);
}

static void on_ended(void *user, uint32_t id, bool whole)
{
    struct told *t = user;

    pthread_mutex_lock(&t->lock);
    t->whole += whole;
    t->cut += !whole;
    t->last_id = id;
    pthread_mutex_unlock(&t->lock);
}

static void keep(struct told *t, unsigned *count, const char *sentence)
{
    pthread_mutex_lock(&t->lock);
    ++*count;
    snprintf(t->sentence, sizeof(t->sentence), "%s", sentence);
    pthread_mutex_unlock(&t->lock);
}

static void on_trouble(void *user, const char *sentence)
{
    struct told *t = user;
    keep(t, &t->troubles, sentence);
}

static void on_substitute(void *user, const char *sentence)
{
    struct told *t = user;
    keep(t, &t->substitutes, sentence);
}

static const struct voice_events events = { on_started, on_ended, on_trouble, on_substitute };
static const struct player_events no_events = { NULL, NULL, NULL };

struct mouth {
    struct told told;
    struct player *player;
    struct voice *voice;
};

static void begin(struct mouth *m)
{
    char err[256];

    *m = (struct mouth) { .told.lock = PTHREAD_MUTEX_INITIALIZER };
    m->player = player_create(NULL, &no_events, NULL);
    assert_non_null(m->player);
    m->voice = voice_create(m->player, &events, &m->told, err, sizeof(err));
    assert_non_null(m->voice);
    assert_true(voice_start(m->voice));
    clock_sleep_ms(300);
}

static void end(struct mouth *m)
{
    voice_stop(m->voice);
    voice_join(m->voice);
    voice_destroy(m->voice);
    player_destroy(m->player);
}

static struct told told_so_far(struct mouth *m)
{
    pthread_mutex_lock(&m->told.lock);
    struct told now = m->told;
    pthread_mutex_unlock(&m->told.lock);
    return now;
}

static double follow(struct mouth *m, uint32_t id, double limit_s)
{
    double at_s, furthest = 0, began = rig_time();

    while ((at_s = voice_position(m->voice, id)) >= 0 && rig_time() - began < limit_s) {
        assert_true(at_s >= furthest);
        furthest = at_s;
        clock_sleep_ms(5);
    }
    clock_sleep_ms(30);
    return furthest;
}

/* The microphone hears the speaker: how long from the request to a sound, hearing included. */
static double seconds_until_heard(struct mouth *m)
{
    struct sample_source *room = capture_create(NULL);
    int16_t samples[4096];
    char err[256];
    size_t n;
    bool heard = false;
    double asked;

    assert_true(source_start(room, err, sizeof(err)));
    for (int i = 0; i < 20; i++) {
        source_read(room, samples, ARRAY_LEN(samples), &n, 20);
    }
    asked = rig_time();
    voice_speak(m->voice, QUESTION, NULL);
    while (!heard && rig_time() - asked < 3) {
        source_read(room, samples, ARRAY_LEN(samples), &n, 20);
        for (size_t i = 0; i < n && !heard; i++) {
            heard = abs(samples[i]) > 500;
        }
    }
    asked = rig_time() - asked;
    voice_hush(m->voice);
    source_destroy(room);
    return asked;
}

static void test_first_sound(void **state)
{
    (void)state;
    struct mouth m;

    begin(&m);
    rig("pactl load-module module-remap-source source_name=room master=speaker.monitor");
    rig("pactl set-default-source room");
    for (int i = 0; i < 3; i++) {
        double seconds = seconds_until_heard(&m);
        print_message("heard after %.0f ms, the way through the microphone included\n",
                      seconds * 1000);
        assert_true(seconds < 0.4);
        clock_sleep_ms(i == 1 ? 4000 : 300);    /* the speaker is closed meanwhile, or not */
    }
    end(&m);
    rig("fault kill; fault restart");
}

static void test_speaks_to_the_end(void **state)
{
    (void)state;
    struct mouth m;
    uint32_t id;
    double last_s;

    begin(&m);
    id = voice_speak(m.voice, QUESTION, NULL);
    assert_true(voice_position(m.voice, id) == 0);
    last_s = follow(&m, id, 10);
    assert_int_equal(told_so_far(&m).started, 1);
    assert_int_equal(told_so_far(&m).words, 8);
    assert_int_equal(told_so_far(&m).whole, 1);
    assert_int_equal(told_so_far(&m).last_id, id);
    assert_true(fabs(last_s - told_so_far(&m).length_s) < 0.05);
    assert_true(voice_position(m.voice, id) < 0);
    end(&m);
}

static void test_hush_and_replace(void **state)
{
    (void)state;
    struct mouth m;
    uint32_t id;

    begin(&m);
    id = voice_speak(m.voice, QUESTION, NULL);
    clock_sleep_ms(600);
    assert_true(voice_position(m.voice, id) > 0.2);
    voice_hush(m.voice);
    assert_true(voice_position(m.voice, id) < 0);
    clock_sleep_ms(50);
    assert_int_equal(told_so_far(&m).cut, 1);

    voice_speak(m.voice, QUESTION, NULL);       /* hushed before a sound was made */
    voice_hush(m.voice);
    voice_hush(m.voice);
    clock_sleep_ms(300);
    assert_true(player_loudness(m.player) == 0);

    voice_speak(m.voice, QUESTION, NULL);
    clock_sleep_ms(400);
    id = voice_speak(m.voice, "No, wait.", NULL);
    follow(&m, id, 5);
    assert_int_equal(told_so_far(&m).last_id, id);
    assert_int_equal(told_so_far(&m).whole, 1);
    end(&m);
}

/* The voice must not stop a tone or a played answer that is none of its own. */
static void test_hush_leaves_other_sounds(void **state)
{
    (void)state;
    struct mouth m;
    int16_t tone[22050];
    uint32_t id;

    for (size_t i = 0; i < ARRAY_LEN(tone); i++) {
        tone[i] = signal_sine(i, 500, 22050, 5000);
    }
    begin(&m);
    id = player_play(m.player, tone, ARRAY_LEN(tone), 22050);
    clock_sleep_ms(300);
    voice_hush(m.voice);
    clock_sleep_ms(100);
    assert_true(player_position(m.player, id) > 0);
    end(&m);
}

static void test_wrong_voice(void **state)
{
    (void)state;
    struct mouth m;
    struct voice_settings wrong = { .name = "nobody" };

    begin(&m);
    follow(&m, voice_speak(m.voice, "Hello.", &wrong), 5);
    follow(&m, voice_speak(m.voice, "Hello.", &wrong), 5);
    assert_int_equal(told_so_far(&m).whole, 2);
    assert_int_equal(told_so_far(&m).troubles, 0);
    assert_int_equal(told_so_far(&m).substitutes, 1);
    assert_non_null(strstr(told_so_far(&m).sentence, "\"nobody\""));
    end(&m);
}

static void test_no_server(void **state)
{
    (void)state;
    struct mouth m;

    rig("fault kill");
    begin(&m);
    follow(&m, voice_speak(m.voice, QUESTION, NULL), 10);
    assert_int_equal(told_so_far(&m).whole, 1);
    end(&m);
    rig("fault restart");
}

/* The first test: espeak-ng, when it begins, must not ask a server that hangs. */
static void test_hung_server(void **state)
{
    (void)state;
    struct mouth m;
    double asked;

    rig("fault hang");
    begin(&m);
    asked = rig_time();
    voice_speak(m.voice, QUESTION, NULL);
    voice_hush(m.voice);
    follow(&m, voice_speak(m.voice, "Hello.", NULL), 5);
    assert_true(rig_time() - asked < 3);
    assert_int_equal(told_so_far(&m).whole, 1);
    voice_speak(m.voice, QUESTION, NULL);
    clock_sleep_ms(500);
    asked = rig_time();
    end(&m);
    assert_true(rig_time() - asked < 1.5);
    rig("fault wake");
    clock_sleep_ms(300);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hung_server),
        cmocka_unit_test(test_first_sound),
        cmocka_unit_test(test_speaks_to_the_end),
        cmocka_unit_test(test_hush_and_replace),
        cmocka_unit_test(test_hush_leaves_other_sounds),
        cmocka_unit_test(test_wrong_voice),
        cmocka_unit_test(test_no_server),
        cmocka_unit_test(test_hung_server),
    };
    voice_destroy(NULL);
    return rig_run(tests, ARRAY_LEN(tests));
}
