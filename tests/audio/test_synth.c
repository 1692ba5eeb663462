/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <level.h>
#include <stdio.h>
#include <string.h>
#include <voice.h>

#include "signals.h"

/* The words as the caption will light them up, with "|" between. */
static void list_words(const char *text, const struct speech *speech, char *list, size_t size)
{
    size_t n = 0;

    list[0] = '\0';
    for (size_t i = 0; i < speech->word_count && n < size; i++) {
        const struct spoken_word *w = &speech->words[i];
        n += (size_t)snprintf(list + n, size - n, "%s%.*s", i > 0 ? "|" : "",
                              (int)(w->to - w->from), text + w->from);
    }
}

static void test_words_are_found_in_the_text(void **state)
{
    (void)state;
    static const struct { const char *text, *words; } rows[] = {
        { "Tell me about yourself.", "Tell|me|about|yourself" },
        { "Where do you see yourself in 5 years?", "Where|do|you|see|yourself|in|5|years" },
        { "About 42 caf\xC3\xA9s \xE2\x80\x94 don\xE2\x80\x99t self-drive C++ (really).",
          "About|42|caf\xC3\xA9s|don\xE2\x80\x99t|self-drive|C++|really" },
        { "R\xC3\xA9sum\xC3\xA9, na\xC3\xAFve \xE2\x80\x9Cquoted\xE2\x80\x9D 1,000 people. "
          "Next one?",
          "R\xC3\xA9sum\xC3\xA9|na\xC3\xAFve|quoted|1,000|people|Next|one" },
        { "Ask Dr. Smith, e.g. about plans.", "Ask|Dr|Smith|e.g|about|plans" },
        { "\xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E and more",
          "\xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E|and|more" },
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct speech speech;
        char got[512], err[256];
        assert_true(voice_synthesise(rows[i].text, NULL, &speech, err, sizeof(err)));
        list_words(rows[i].text, &speech, got, sizeof(got));
        if (strcmp(got, rows[i].words) != 0) {
            fail_msg("\"%s\": %s", rows[i].text, got);
        }
        speech_free(&speech);
    }
}

static void test_words_follow_each_other_in_time(void **state)
{
    (void)state;
    const char *text = "Tell me about a time when you had to work with a difficult colleague. "
                       "What did you do, and how did it end?";
    struct speech speech;
    char err[256];
    double before = -1;

    assert_true(voice_synthesise(text, NULL, &speech, err, sizeof(err)));
    assert_int_equal(speech.word_count, 23);
    for (size_t i = 0; i < speech.word_count; i++) {
        assert_true(speech.words[i].at_s > before);
        before = speech.words[i].at_s;
    }
    assert_true(before < (double)speech.count / speech.rate);
    assert_true(level_rms_db(speech.samples, speech.count) > -35);
    speech_free(&speech);
}

static void test_pace(void **state)
{
    (void)state;
    const char *text = "one two three four five six seven eight nine ten eleven twelve";
    static const unsigned paces[] = { 100, 140, 200 };
    double before = 1e9;

    for (size_t i = 0; i < ARRAY_LEN(paces); i++) {
        struct voice_settings settings = { .words_per_minute = paces[i] };
        struct speech speech;
        char err[256];
        assert_true(voice_synthesise(text, &settings, &speech, err, sizeof(err)));
        double length = (double)speech.count / speech.rate;
        if (length >= before) {
            fail_msg("%u words a minute: %.2f s, slower ones took %.2f s", paces[i], length,
                     before);
        }
        before = length;
        speech_free(&speech);
    }
}

static void test_nothing_to_say(void **state)
{
    (void)state;
    static const char *const texts[] = { "", " ", "...", "\n\n", "\xFF\xFE" };
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        struct speech speech;
        char err[256];
        assert_true(voice_synthesise(texts[i], NULL, &speech, err, sizeof(err)));
        speech_free(&speech);
    }
}

static void test_unknown_voice(void **state)
{
    (void)state;
    struct voice_settings settings = { .name = "klingon-xx" };
    struct speech speech = { .count = 7 };
    char err[256] = "";

    assert_false(voice_synthesise("Hello", &settings, &speech, err, sizeof(err)));
    assert_non_null(strstr(err, "\"klingon-xx\""));
    assert_int_equal(speech.count, 7);
}

static void test_languages_name_voices_too(void **state)
{
    (void)state;
    static const char *const names[] = { "en-gb", "en-gb+f3", "en-gb-x-rp", "en-us", "es", "fr-fr" };
    size_t counts[ARRAY_LEN(names)];

    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        struct voice_settings settings = { .name = names[i] };
        struct speech speech;
        char err[256];
        if (!voice_synthesise("Tell me about your last summer.", &settings, &speech, err,
                              sizeof(err))) {
            fail_msg("%s", err);
        }
        counts[i] = speech.count;
        speech_free(&speech);
        for (size_t j = 0; j < i; j++) {
            assert_int_not_equal(counts[i], counts[j]);     /* not the former voice again */
        }
    }
}

/* How often `text` stands in espeak-ng's own variables: its mapping that can be written to, and the
 * nameless one right behind it. */
static size_t count_kept(const char *text)
{
    FILE *maps = fopen("/proc/self/maps", "r");
    char line[512];
    unsigned long from, to, end = 0;
    size_t count = 0;

    assert_non_null(maps);
    while (fgets(line, sizeof(line), maps) != NULL) {
        bool writable = sscanf(line, "%lx-%lx rw", &from, &to) == 2 && strstr(line, " rw-p ") != NULL;
        if (!writable || (strstr(line, "libespeak-ng") == NULL && from != end)) {
            continue;
        }
        end = strstr(line, "libespeak-ng") != NULL ? to : 0;
        const char *at = (const char *)from;
        while ((at = memmem(at, to - (uintptr_t)at, text, strlen(text))) != NULL) {
            at++;
            count++;
        }
    }
    fclose(maps);
    return count;
}

/* A quoted answer is read aloud: its words must not stay behind, not even under shorter ones. */
static void test_forgets_what_it_read(void **state)
{
    (void)state;
    static const char *const texts[] = { "You said: I repair zeppelins and nothing but zeppelins, "
                                         "and every second airship is mine", "Bye." };
    struct speech speech;
    char err[256];

    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        assert_true(voice_synthesise(texts[i], NULL, &speech, err, sizeof(err)));
        speech_free(&speech);
    }
    if (count_kept("airship") == 0) {
        print_message("this espeak-ng keeps nothing that could be found\n");
    }
    voice_forget();
    assert_int_equal(count_kept("zeppelin"), 0);
    assert_int_equal(count_kept("airship"), 0);
    assert_true(voice_synthesise("Bye.", NULL, &speech, err, sizeof(err)));
    assert_true(speech.count > 0);
    speech_free(&speech);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_are_found_in_the_text),
        cmocka_unit_test(test_words_follow_each_other_in_time),
        cmocka_unit_test(test_pace),
        cmocka_unit_test(test_nothing_to_say),
        cmocka_unit_test(test_unknown_voice),
        cmocka_unit_test(test_languages_name_voices_too),
        cmocka_unit_test(test_forgets_what_it_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
