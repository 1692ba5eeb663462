/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Hesitations at known places: sounds of several synthetic voices between
 * phrases of the same voice..
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <hesitation.h>
#include <math.h>
#include <source.h>
#include <voice.h>

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))

enum { MOST = 32, ROOM = 20 * SAMPLE_RATE };

static const char *const voices[] = { "en-us", "en-us-nyc", "en-gb-x-rp", "en-gb-scotland", "en-us+f3",
                                      "en-us+m3" };
static const unsigned rates[] = { 60, 90, 120 };
static const char *const sounds[] = { "um", "uhm", "erm" };
static const char *const phrases[] = {
    "I worked in a shop for three years.",
    "We met the deadline and the customer was happy.",
    "My goal is to lead a team of engineers.",
};

static int16_t scene[ROOM];
static size_t scene_count;

static void add_silence(double seconds)
{
    for (size_t i = 0; i < (size_t)(seconds * SAMPLE_RATE) && scene_count < ROOM; i++) {
        scene[scene_count++] = (int16_t)(rand() % 9 - 4);
    }
}

/* Returns where it was put, in seconds. Leading and trailing silence of the voice is left out. */
static struct hesitation add_speech(const char *text, const char *voice, unsigned rate)
{
    struct speech speech;
    char err[200] = "";
    const struct voice_settings settings = { .name = voice, .words_per_minute = rate };
    if (!voice_synthesise(text, &settings, &speech, err, sizeof(err))) {
        fail_msg("%s", err);
    }
    size_t first = 0, last = speech.count;
    while (first < last && abs(speech.samples[first]) < 300) {
        first++;
    }
    while (last > first && abs(speech.samples[last - 1]) < 300) {
        last--;
    }
    struct hesitation place = { .start_s = (double)scene_count / SAMPLE_RATE };
    const double step = (double)speech.rate / SAMPLE_RATE;
    for (double at = (double)first; at < (double)last && scene_count < ROOM; at += step) {
        scene[scene_count++] = speech.samples[(size_t)at];
    }
    place.end_s = (double)scene_count / SAMPLE_RATE;
    speech_free(&speech);
    return place;
}

struct score {
    unsigned hits, of, false_alarms;
    double seconds;
};

static void judge(const struct hesitation *place, struct score *score)
{
    struct hesitation found[MOST];
    size_t count = hesitation_find(scene, scene_count, found, MOST);
    bool hit = false;
    for (size_t i = 0; i < count; i++) {
        double both = fmin(found[i].end_s, place->end_s) - fmax(found[i].start_s, place->start_s);
        if (both > 0.5 * (found[i].end_s - found[i].start_s)) {
            hit = true;
        } else {
            score->false_alarms++;
        }
    }
    score->hits += hit;
    score->of++;
    score->seconds += (double)scene_count / SAMPLE_RATE;
}

static void test_known_places(void **state)
{
    (void)state;
    struct score all = { 0 };
    srand(1);
    for (size_t s = 0; s < ARRAY_LEN(sounds); s++) {
        struct score score = { 0 };
        for (size_t v = 0; v < ARRAY_LEN(voices); v++) {
            for (size_t r = 0; r < ARRAY_LEN(rates); r++) {
                scene_count = 0;
                add_silence(0.3);
                add_speech(phrases[(v + r) % ARRAY_LEN(phrases)], voices[v], 140);
                add_silence(0.3);
                struct hesitation place = add_speech(sounds[s], voices[v], rates[r]);
                add_silence(0.3);
                add_speech(phrases[(v + r + 1) % ARRAY_LEN(phrases)], voices[v], 140);
                add_silence(0.3);
                judge(&place, &score);
            }
        }
        print_message("%s: %u of %u found, %u false alarms in %.0f s\n", sounds[s], score.hits,
                      score.of, score.false_alarms, score.seconds);
        all.hits += score.hits;
        all.of += score.of;
        all.false_alarms += score.false_alarms;
        all.seconds += score.seconds;
    }
    assert_true(all.hits * 10 >= all.of * 6);
    assert_true(all.false_alarms * 60 <= all.seconds);
}

static bool add_word(struct word_list *words, const char *text, double start_s, double end_s,
                     float confidence)
{
    return word_list_add(words, &(struct heard_word){ .text = text, .start_s = start_s,
                                                      .end_s = end_s, .confidence = confidence }, 0);
}

/* What is heard there with confidence is a word; what is not gives way. */
static void test_among_words(void **state)
{
    (void)state;
    static const struct {
        float confidence;       /* of the word at the sound */
        bool hesitation;
    } rows[] = { { 0.2F, true }, { 0.9F, false } };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct word_list words = { 0 };
        scene_count = 0;
        add_silence(0.5);
        struct hesitation place = add_speech("uhm", "en-us", 90);
        add_silence(0.5);
        assert_true(add_word(&words, "the", place.start_s, place.end_s, rows[i].confidence));
        assert_true(add_word(&words, "shop", place.end_s + 0.2, place.end_s + 0.4, 0.3F));
        assert_true(hesitation_mark(scene, scene_count, &words));
        assert_int_equal(words.count, 2);
        assert_int_equal(words.words[0].hesitation, rows[i].hesitation);
        assert_string_equal(words.words[0].text, rows[i].hesitation ? "um" : "the");
        assert_string_equal(words.words[1].text, "shop");
        word_list_clear(&words);
    }
}

static void test_no_sound(void **state)
{
    (void)state;
    struct hesitation found[MOST];
    scene_count = 0;
    assert_int_equal(hesitation_find(scene, 0, found, MOST), 0);
    assert_int_equal(hesitation_find(scene, 10, found, MOST), 0);
    add_silence(2);
    assert_int_equal(hesitation_find(scene, scene_count, found, MOST), 0);
    memset(scene, 0, sizeof(scene));
    assert_int_equal(hesitation_find(scene, SAMPLE_RATE, found, MOST), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_known_places),
        cmocka_unit_test(test_among_words),
        cmocka_unit_test(test_no_sound),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
