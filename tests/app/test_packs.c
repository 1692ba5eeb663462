/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Packs from a stick: taken in as a whole or not at all, every mistake named, removed again. */
#include "packs.h"

#include <ftw.h>
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

#include "content.h"
#include "job.h"
#include "paths.h"
#include "settings_file.h"

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))

static const char bank[] =
    "version: 1\nid: our-center\nname: Our own questions\nline: What employers here ask.\n"
    "icon: star\norder: 8\nminutes: 4\nask: 1\nshuffle: false\nquestions:\n"
    "  - id: why-night-shift\n    wording: Why would you like to work nights?\n"
    "    why: They want to know whether you have thought it through.\n    target: 60\n"
    "    think: 15\n    criteria: [motive_work, employer_benefit, vague]\n"
    "    tips: [Say what you like about quiet hours.]\n    sample:\n"
    "      text: I sleep well by day, and at night I can finish what I begin.\n      notes:\n"
    "        - words: at night I can finish what I begin\n          criterion: motive_work\n"
    "          why: It names what draws this person to the work itself.\n";

/* Asks a question of the bank above. */
static const char follower[] =
    "version: 1\nid: nights\nname: Nights\nline: One question.\nicon: star\norder: 9\n"
    "minutes: 2\nask: 1\nshuffle: false\ninclude: [why-night-shift]\nquestions: []\n";

static const char job[] = "version: 1\njob: baker\nname: Baker\ndescription: |\n"
                          "  You bake sourdough and pastries before the sun is up.\n";

static char folder[64], stick[96];

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status;
    (void)kind;
    (void)place;
    return remove(path);
}

static void remove_all(const char *path)
{
    nftw(path, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static int make_folder(void **state)
{
    (void)state;
    snprintf(folder, sizeof(folder), "/tmp/greenroom-packs-XXXXXX");
    assert_non_null(mkdtemp(folder));
    snprintf(stick, sizeof(stick), "%s/stick", folder);
    assert_int_equal(mkdir(stick, 0700), 0);
    setenv("XDG_DATA_HOME", folder, 1);
    setenv("GREENROOM_STICKS", stick, 1);
    unsetenv("STATE_DIRECTORY");
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    remove_all(folder);
    return 0;
}

static void put(const char *name, const char *text)
{
    char path[300], err[400];
    snprintf(path, sizeof(path), "%s/%s", stick, name);
    if (!settings_file_put(path, text, err, sizeof(err))) {
        fail_msg("%s", err);
    }
}

static void import(bool want, const char *mistake)
{
    struct pack_result result;
    packs_import(&result);
    const char *text = result.text != NULL ? result.text : "";
    if (result.done != want || (mistake != NULL && strstr(text, mistake) == NULL)) {
        fail_msg("done %d, said \"%s\", want \"%s\"", result.done, text,
                 mistake != NULL ? mistake : "");
    }
    pack_result_free(&result);
}

static size_t in_place(void)
{
    struct pack_list list;
    packs_list(&list);
    size_t count = list.count;
    packs_list_free(&list);
    return count;
}

static bool has_practice(const char *id)
{
    char err[400];
    struct content content;
    if (!content_load(&content, err, sizeof(err))) {
        fail_msg("%s", err);
    }
    bool found = rubric_bank_find_practice(content.bank, id) != NULL;
    content_free(&content);
    return found;
}

static void test_all_kinds_are_taken(void **state)
{
    (void)state;
    char *rubric = paths_find(CONTENT_RUBRIC), command[600];
    struct jobs jobs;
    put("ours.yaml", bank);
    put("Greenroom/baker.yml", job);
    put("notes.txt", "not for us");
    put(".hidden.yaml", "nor this");
    snprintf(command, sizeof(command), "cp '%s' '%s/criteria.yaml'", rubric, stick);
    assert_int_equal(system(command), 0);
    free(rubric);
    import(true, NULL);
    assert_int_equal(in_place(), 3);
    assert_true(has_practice("our-center"));
    assert_true(has_practice("career-goals"));
    jobs_load(&jobs);
    assert_non_null(jobs_find(&jobs, "baker"));
    assert_null(jobs_find(&jobs, "butcher"));
    jobs_free(&jobs);
    import(true, NULL);         /* once more changes nothing */
    assert_int_equal(in_place(), 3);
}

static void test_nothing_on_the_stick(void **state)
{
    (void)state;
    struct pack_result result;
    packs_import(&result);
    assert_false(result.done);
    assert_int_equal(result.mistakes, 0);
    pack_result_free(&result);
    setenv("GREENROOM_STICKS", "/there/is/none", 1);
    packs_import(&result);
    assert_false(result.done);
    pack_result_free(&result);
}

/* Whatever is wrong with one file, the good ones beside it are not taken either. */
static void test_mistakes_are_named(void **state)
{
    (void)state;
    static const struct { const char *name, *text, *want; } rows[] = {
        { "bad.yaml", "version: 1\nid: x\n", "bad.yaml:" },
        { "bad.yaml", "questions: [\n", "bad.yaml:2:1:" },
        { "Greenroom/bad.yaml", "\tjob: x\n", "Greenroom/bad.yaml:1:1:" },
        { "bad.yaml", "version: 1\njob: x\nname: X\ndescription: short\n", "bad.yaml:4:14:" },
        { "bad.yaml", "version: 1\njob: x\nnam: X\ndescription: twenty bytes and more\n",
          "bad.yaml:3:1:" },
        { "bad.yaml", "version: 1\ncriteria: []\n", "bad.yaml:" },
        { "bad.yaml", "version: 1\nid: z\nname: Z\nline: Z.\nicon: star\norder: 9\nminutes: 2\n"
                      "ask: 1\nshuffle: false\ninclude: [no-such-question]\nquestions: []\n",
          "bad.yaml:10:11:" },
        { "bad.yaml", "version: 1\nid: career-goals\nname: Z\nline: Z.\nicon: star\norder: 9\n"
                      "minutes: 2\nask: 1\nshuffle: false\ninclude: [five-years]\nquestions: []\n",
          "bad.yaml:2:5:" },
        { "bad.yaml", "\xff\xfe", "bad.yaml:1" },
        { "bad.yaml", "", "bad.yaml:1:1" },
        { "Greenroom/ours.yaml", bank, "Greenroom/ours.yaml:1:1: another file" },
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        remove_all(stick);
        put("ours.yaml", bank);
        put(rows[i].name, rows[i].text);
        import(false, rows[i].want);
        if (in_place() != 0 || has_practice("our-center")) {
            fail_msg("\"%s\": something was imported", rows[i].text);
        }
    }
}

static void test_every_mistake_of_every_file(void **state)
{
    (void)state;
    struct pack_result result;
    put("a.yaml", "version: 2\njob: x\nname: X\ndescription: short\n");
    put("b.yaml", "version: 1\nid: B\nname: B\n");
    packs_import(&result);
    assert_non_null(result.text);
    assert_non_null(strstr(result.text, "a.yaml:1:10:"));
    assert_non_null(strstr(result.text, "a.yaml:4:14:"));
    assert_non_null(strstr(result.text, "b.yaml:"));
    assert_true(result.mistakes >= 4);
    assert_null(strstr(result.text, "packs.new"));
    pack_result_free(&result);
}

/* A stick cannot lead to what does not lie on it. */
static void test_links_are_not_followed(void **state)
{
    (void)state;
    char secret[160], link[160];
    snprintf(secret, sizeof(secret), "%s/secret", folder);
    snprintf(link, sizeof(link), "%s/link.yaml", stick);
    FILE *out = fopen(secret, "w");
    assert_non_null(out);
    fputs(job, out);
    fclose(out);
    assert_int_equal(symlink(secret, link), 0);
    import(false, NULL);
    assert_int_equal(in_place(), 0);
}

static void test_removing(void **state)
{
    (void)state;
    struct pack_result result;
    put("ours.yaml", bank);
    put("nights.yaml", follower);
    import(true, NULL);
    assert_int_equal(in_place(), 2);
    packs_remove("banks/ours.yaml", &result);   /* the other one asks its question */
    assert_false(result.done);
    assert_non_null(strstr(result.text, "banks/nights.yaml:10:11:"));
    pack_result_free(&result);
    assert_int_equal(in_place(), 2);
    packs_remove("banks/nights.yaml", &result);
    assert_true(result.done);
    packs_remove("banks/ours.yaml", &result);
    assert_true(result.done);
    assert_int_equal(in_place(), 0);
    assert_false(has_practice("our-center"));
    assert_true(has_practice("career-goals"));
}

/* What no longer fits is left out of the interview, and can be removed one by one. */
static void test_broken_ones_do_no_harm(void **state)
{
    (void)state;
    char err[400], path[200];
    static const char *const names[] = { "banks/a.yaml", "banks/b.yaml" };
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        snprintf(path, sizeof(path), "%s/greenroom/packs/%s", folder, names[i]);
        assert_true(settings_file_put(path, "questions: [\n", err, sizeof(err)));
    }
    assert_true(has_practice("career-goals"));
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        struct pack_result result;
        packs_remove(names[i], &result);
        if (!result.done) {
            fail_msg("%s stays: %s", names[i], result.text);
        }
        pack_result_free(&result);
    }
    assert_int_equal(in_place(), 0);
}

static void test_a_full_disk_changes_nothing(void **state)
{
    (void)state;
    char packs[200];
    put("ours.yaml", bank);
    snprintf(packs, sizeof(packs), "%s/greenroom", folder);
    FILE *in_the_way = fopen(packs, "w");   /* as root, nothing is read-only */
    assert_non_null(in_the_way);
    fclose(in_the_way);
    import(false, "cannot be written");
    assert_false(has_practice("our-center"));
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(test_all_kinds_are_taken),    IN_FOLDER(test_nothing_on_the_stick),
        IN_FOLDER(test_mistakes_are_named),     IN_FOLDER(test_every_mistake_of_every_file),
        IN_FOLDER(test_links_are_not_followed), IN_FOLDER(test_removing),
        IN_FOLDER(test_broken_ones_do_no_harm), IN_FOLDER(test_a_full_disk_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
