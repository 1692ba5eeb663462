/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "settings.h"
#include "studio_options.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "leftovers.h"
#include "paths.h"
#include "settings_file.h"

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))

static char folder[64];     /* of this run; settings and state lie in it */

static int make_folder(void **state)
{
    (void)state;
    snprintf(folder, sizeof(folder), "/tmp/greenroom-settings-XXXXXX");
    assert_non_null(mkdtemp(folder));
    setenv("XDG_CONFIG_HOME", folder, 1);
    setenv("XDG_STATE_HOME", folder, 1);
    unsetenv("STATE_DIRECTORY");
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    static const char *const names[] = { "greenroom/settings.yaml", "greenroom/pin",
                                         "greenroom/settings-last-good.yaml", "greenroom", "" };
    leftovers_remove(folder, names, ARRAY_LEN(names));
    assert_int_not_equal(access(folder, F_OK), 0);    /* nothing else was left behind */
    return 0;
}

static void put(const char *text)
{
    char err[300];
    char *path = settings_own_path();
    assert_true(settings_file_put(path, text, err, sizeof(err)));
    free(path);
}

static char *get(void)
{
    char *path = settings_own_path();
    char *text = calloc(8192, 1);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    assert_true(fread(text, 1, 8191, file) > 0);
    fclose(file);
    free(path);
    return text;
}

static void test_documented_file_says_the_defaults(void **state)
{
    (void)state;
    char err[400] = "";
    char *path = paths_find("settings/greenroom.yaml");
    struct settings read, want = settings_defaults();
    if (!settings_read(path, &read, err, sizeof(err))) {
        fail_msg("%s", err);
    }
    assert_memory_equal(&read, &want, sizeof(read));
    free(path);
}

static void test_mistakes_are_named(void **state)
{
    (void)state;
    static const struct { const char *text, *want; } rows[] = {
        { "sound:\n  volume: 101\n", "settings.yaml:2:11: sound.volume" },
        { "sound:\n  volume: loud\n", ":2:11: sound.volume" },
        { "sound:\n  speed: 20\n", ":2:10: sound.speed" },
        { "sound:\n  voice: \"\"\n", ":2:10: sound.voice" },
        { "sound:\n  volum: 50\n", "\"volum\" is not known here; expected: microphone" },
        { "screen:\n  text_size: huge\n", ":2:14: screen.text_size: \"huge\" is not one of: normal" },
        { "interview:\n  answer_length: 45\n", ":2:18: interview.answer_length: \"45\"" },
        { "interview:\n  sets_off: full-mock\n", ":2:13: interview.sets_off" },
        { "time:\n  scale: 0.5\n", ":2:10: time.scale" },
        { "remarks:\n  pace: maybe\n", ":2:9: remarks.pace" },
        { "sound: [1\n", "settings.yaml:" },
        { "\tsound:\n", "settings.yaml:1:" },
        { "", "settings.yaml:1:1" },
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        char err[800] = "";
        put(rows[i].text);
        struct settings s = settings_load(err, sizeof(err)), want = settings_defaults();
        if (strstr(err, rows[i].want) == NULL) {
            fail_msg("\"%s\": said \"%s\", want \"%s\"", rows[i].text, err, rows[i].want);
        }
        assert_memory_equal(&s, &want, sizeof(s));
    }
}

static void test_every_mistake_is_named(void **state)
{
    (void)state;
    char err[800];
    put("sound:\n  volume: 200\n  speed: 1\nscreen:\n  captions: perhaps\n");
    settings_load(err, sizeof(err));
    assert_non_null(strstr(err, ":2:11:"));
    assert_non_null(strstr(err, ":3:10:"));
    assert_non_null(strstr(err, ":5:13:"));
}

static void test_bad_edit_keeps_the_last_good_one(void **state)
{
    (void)state;
    char err[800];
    put("sound:\n  volume: 35\n");
    assert_int_equal(settings_load(err, sizeof(err)).volume, 35);
    assert_string_equal(err, "");
    put("sound:\n  volume: 3500\n");
    assert_int_equal(settings_load(err, sizeof(err)).volume, 35);
    assert_non_null(strstr(err, ":2:11:"));
}

static void test_saving_keeps_remarks(void **state)
{
    (void)state;
    char err[400];
    put("# by the desk\nsound:\n  volume: 35   # not too loud\n  microphone: 'a # b'  # ours\n"
        "screen:\n  captions: no\n  high_contrast: no\n  text_size: normal\n  read_aloud: no\n"
        "  reduced_motion: no\n"
        "interview:\n  answer_length: 60\n  sets_off:\n    - full-mock\n    - other\n"
        "  check_microphone: no\n");
    struct settings s = settings_load(err, sizeof(err)), again;
    assert_string_equal(err, "");
    assert_int_equal(s.sets_off_count, 2);
    s.volume = 50;
    settings_turn_set(&s, "other", true);
    snprintf(s.microphone, sizeof(s.microphone), "%s", "The \"good\" one \\ USB");
    if (!settings_save(&s, err, sizeof(err))) {
        fail_msg("%s", err);
    }
    char *text = get();
    static const char *const wanted[] = { "# by the desk\n", "volume: 50   # not too loud\n",
                                          "  # ours\n", "sets_off: [\"full-mock\"]\n" };
    for (size_t i = 0; i < ARRAY_LEN(wanted); i++) {
        if (strstr(text, wanted[i]) == NULL) {
            fail_msg("no \"%s\" in\n%s", wanted[i], text);
        }
    }
    free(text);
    again = settings_load(err, sizeof(err));
    assert_string_equal(again.microphone, s.microphone);
    assert_int_equal(again.sets_off_count, 1);
    assert_false(settings_set_is_on(&again, "full-mock"));
    assert_true(settings_set_is_on(&again, "other"));
}

/* Also where the file says nothing of what was changed, or there is none. */
/* A stick may have a link where the file is made: what it leads to stays as it is. */
static void test_no_link_is_written_through(void **state)
{
    (void)state;
    char victim[160], path[160], link[200], err[300], text[32] = "";
    snprintf(victim, sizeof(victim), "%s/greenroom/settings.yaml", folder);
    snprintf(path, sizeof(path), "%s/greenroom/settings-last-good.yaml", folder);
    snprintf(link, sizeof(link), "%s.new", path);
    assert_true(settings_file_put(victim, "ours", err, sizeof(err)));
    assert_int_equal(symlink(victim, link), 0);
    assert_true(settings_file_put(path, "theirs", err, sizeof(err)));
    FILE *file = fopen(victim, "r");
    assert_non_null(file);
    assert_non_null(fgets(text, sizeof(text), file));
    fclose(file);
    assert_string_equal(text, "ours");
    assert_int_not_equal(access(link, F_OK), 0);
}

static void test_saving_without_a_line_for_it(void **state)
{
    (void)state;
    static const char *const before[] = { "sound:\n  volume: 35\n", "sound: {volume: 35}\n",
                                          "sound: [\n" };
    for (size_t i = 0; i < ARRAY_LEN(before); i++) {
        char err[400];
        struct settings s = settings_defaults();
        put(before[i]);
        s.time_scale = 2.5;
        s.filler_remarks = false;
        if (!settings_save(&s, err, sizeof(err))) {
            fail_msg("%s: %s", before[i], err);
        }
        struct settings again = settings_load(err, sizeof(err));
        assert_string_equal(err, "");
        assert_false(again.filler_remarks);
        assert_float_equal(again.time_scale, 2.5, 1e-6);
    }
}

static void test_studio_gets_all_of_it(void **state)
{
    (void)state;
    struct settings s = settings_defaults();
    snprintf(s.microphone, sizeof(s.microphone), "usb");
    s.volume = 40;
    s.speed = 120;
    s.answer_length = 120;
    s.text_size = 2;
    s.unlimited_answer = true;
    s.filler_remarks = false;
    settings_turn_set(&s, "full-mock", false);
    struct studio_options o = studio_from_settings(&s);
    assert_string_equal(o.microphone, "usb");
    assert_null(o.speaker);
    assert_float_equal(o.volume, 0.4, 1e-6);
    assert_int_equal(o.interview.defaults.rate, 120);
    assert_int_equal(o.interview.defaults.target_s, 120);
    assert_int_equal(o.interview.defaults.text_size, 2);
    assert_true(o.interview.unlimited_answer);
    assert_true(o.interview.no_filler_remarks);
    assert_false(o.interview.no_pace_remarks);
    assert_false(o.interview.offers(o.interview.offers_user, "full-mock"));
    assert_true(o.interview.offers(o.interview.offers_user, "career-goals"));
}

/* Whoever imported many sets turns off as many as they like. */
static void test_many_sets_off(void **state)
{
    (void)state;
    char err[400], id[64];
    put("# ours\ninterview:\n  sets_off: []  # those we have no use for\n");
    struct settings s = settings_load(err, sizeof(err));
    for (int i = 0; i < 150; i++) {
        snprintf(id, sizeof(id), "a-rather-long-name-of-a-set-of-questions-number-%d", i);
        settings_turn_set(&s, id, false);
    }
    for (int i = 0; i < 2; i++) {
        if (!settings_save(&s, err, sizeof(err))) {
            fail_msg("%s", err);
        }
        struct settings again = settings_load(err, sizeof(err));
        assert_int_equal(again.sets_off_count, 150);
        assert_false(settings_set_is_on(&again, id));
    }
    char *path = settings_own_path(), line[64] = "";
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    assert_non_null(fgets(line, sizeof(line), file));
    assert_string_equal(line, "# ours\n");
    fclose(file);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_documented_file_says_the_defaults),
        cmocka_unit_test_setup_teardown(test_mistakes_are_named, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(test_every_mistake_is_named, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(test_bad_edit_keeps_the_last_good_one, make_folder,
                                        remove_folder),
        cmocka_unit_test_setup_teardown(test_saving_keeps_remarks, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(test_many_sets_off, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(test_no_link_is_written_through, make_folder,
                                        remove_folder),
        cmocka_unit_test_setup_teardown(test_saving_without_a_line_for_it, make_folder,
                                        remove_folder),
        cmocka_unit_test(test_studio_gets_all_of_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
