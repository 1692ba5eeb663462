/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every language has every text, with the same placeholders, and translates all that is data. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "content.h"
#include "interview_internal.h"
#include "languages.h"
#include "paths.h"

#include <schema.h>

struct texts {
    const char *language, *voice;
    struct schema_pair *texts, *content;
    size_t text_count, content_count;
};

static const struct schema_field fields[] = {
    { .key = "language", .type = SCHEMA_STRING, .offset = offsetof(struct texts, language) },
    { .key = "voice", .type = SCHEMA_STRING, .offset = offsetof(struct texts, voice) },
    { .key = "texts", .type = SCHEMA_MAP, .offset = offsetof(struct texts, texts),
      .count_offset = offsetof(struct texts, text_count) },
    { .key = "content", .type = SCHEMA_MAP, .offset = offsetof(struct texts, content),
      .count_offset = offsetof(struct texts, content_count) },
    { .key = NULL },
};

static char *path_of(const char *code)
{
    char name[64];
    snprintf(name, sizeof(name), "strings/%s.yaml", code);
    char *path = paths_find(name);
    assert_non_null(path);
    return path;
}

static struct schema_file *load(const char *code, struct texts *t)
{
    char *path = path_of(code);
    struct schema_file *file = schema_load(path, fields, t, sizeof(*t), NULL, NULL);
    assert_non_null(file);
    free(path);
    return file;
}

static const char *find(const struct texts *t, const char *key)
{
    for (size_t i = 0; i < t->text_count; i++) {
        if (strcmp(t->texts[i].key, key) == 0) {
            return t->texts[i].value;
        }
    }
    return NULL;
}

/* Names, signs, and what is said in English whatever the screen speaks. */
static bool may_be_alike(const char *key)
{
    static const char *const alike[] = {
        "name", "key.escape", "key.backspace", "attract.say_word", "choose.seconds",
        "choose.letter", "takeaway.finding", "answer.done_word",
        "staff.test_text", "staff.time_1", "staff.s60", "staff.s90", "staff.s120",
    };
    for (size_t i = 0; i < ARRAY_LEN(alike); i++) {
        if (strcmp(alike[i], key) == 0) {
            return true;
        }
    }
    return false;
}

/* Every "{name}" of one text stands in the other, too. */
static bool same_places(const char *a, const char *b)
{
    for (const char *at = strchr(a, '{'); at != NULL; at = strchr(at + 1, '{')) {
        char place[64];
        snprintf(place, sizeof(place), "%.*s", (int)strcspn(at, "}") + 1, at);
        if (strstr(b, place) == NULL) {
            return false;
        }
    }
    return true;
}

static void test_texts(void **state)
{
    const struct languages *all = *state;
    struct texts english = { 0 };
    struct schema_file *first = load(all->codes[0], &english);
    for (size_t l = 1; l < all->count; l++) {
        struct texts other = { 0 };
        struct schema_file *file = load(all->codes[l], &other);
        for (size_t i = 0; i < english.text_count; i++) {
            const char *key = english.texts[i].key, *text = english.texts[i].value;
            const char *there = find(&other, key);
            if (there == NULL || !same_places(text, there) || !same_places(there, text) ||
                (strcmp(text, there) == 0 && !may_be_alike(key))) {
                fail_msg("%s: %s is \"%s\", in English \"%s\"", all->codes[l], key,
                         there != NULL ? there : "missing", text);
            }
        }
        assert_int_equal(other.text_count, english.text_count);
        schema_destroy(file);
    }
    schema_destroy(first);
}

static void translated(struct strings *strings, const char *text)
{
    if (text[0] != '\0' && strcmp(strings_translate(strings, text), text) == 0) {
        fail_msg("\"%s\" is not translated", text);
    }
}

/* Everything that a report can say: every criterion, and the headlines of timing. */
static void check_criteria(struct strings *strings, const struct rubric *rubric)
{
    static const char *const timing[] = {
        "Your pace was easy to follow.", "Aim for 1:10 to 1:50.", "Pause instead of \"um\".",
        "Slow down a little.", "Keep a steady pace.", "Say it once more, in your own words.",
        "Move a little closer and try once more.",
    };
    const struct rubric_answer nothing = { .length_s = -1 };
    struct rubric_report *r = rubric_assess(rubric, NULL, &nothing, NULL);
    assert_non_null(r);
    assert_true(r->finding_count > 20);
    for (size_t i = 0; i < r->finding_count; i++) {
        translated(strings, r->findings[i].criterion->label);
        translated(strings, r->findings[i].criterion->strength);
        translated(strings, r->findings[i].criterion->next_step);
    }
    for (size_t i = 0; i < ARRAY_LEN(timing); i++) {
        translated(strings, timing[i]);
    }
    rubric_report_destroy(r);
}

static void test_content(void **state)
{
    char err[512];
    const struct languages *all = *state;
    struct content content = { NULL, NULL };
    assert_true(content_load(&content, err, sizeof(err)));
    for (size_t l = 1; l < all->count; l++) {
        struct strings *strings = all->strings[l];
        for (size_t i = 0; i < rubric_bank_practice_count(content.bank); i++) {
            const struct rubric_practice *p = rubric_bank_practice_at(content.bank, i);
            translated(strings, p->name);
            translated(strings, p->line);
        }
        for (int i = 0; i < PHRASE_COUNT; i++) {
            translated(strings, iv_phrase((enum interview_phrase)i));
        }
        check_criteria(strings, content.rubric);
    }
    content_free(&content);
}

/* What the sheets show and the screens promise, for every question of every set. */
static void test_questions(void **state)
{
    (void)state;
    char err[512];
    struct content content = { NULL, NULL };
    assert_true(content_load(&content, err, sizeof(err)));
    for (size_t i = 0; i < rubric_bank_practice_count(content.bank); i++) {
        const struct rubric_practice *p = rubric_bank_practice_at(content.bank, i);
        for (size_t j = 0; j < p->question_count; j++) {
            const struct rubric_question *q = p->questions[j];
            if (q->why[0] == '\0' || q->sample[0] == '\0' || q->note_count == 0 ||
                q->tip_count == 0) {
                fail_msg("%s has no why, sample, note or tip", q->id);
            }
            for (size_t n = 0; n < q->note_count; n++) {
                if (strstr(q->sample, q->notes[n].words) == NULL) {
                    fail_msg("%s: its sample does not say \"%s\"", q->id, q->notes[n].words);
                }
            }
        }
    }
    content_free(&content);
}

static void test_pattern(void **state)
{
    const struct languages *all = *state;
    size_t spanish = languages_find(all, "es");
    assert_true(spanish > 0 && spanish < all->count);
    struct strings *strings = all->strings[spanish];
    assert_string_equal(strings_translate(strings, "Aim for 1:10 to 1:50."),
                        "Apunta a entre 1:10 y 1:50.");
    assert_string_equal(strings_translate(strings, "Aim for the moon."), "Aim for the moon.");
    assert_string_equal(strings_translate(strings, ""), "");
    assert_string_equal(languages_voice(all, spanish), "es-419");
    assert_null(languages_voice(all, 0));
    assert_int_equal(languages_find(all, "xx"), all->count);
}

static int open_languages(void **state)
{
    static struct languages all;
    char err[512];
    *state = &all;
    return languages_load(&all, err, sizeof(err)) ? 0 : -1;
}

static int close_languages(void **state)
{
    languages_free(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_texts),
        cmocka_unit_test(test_content),
        cmocka_unit_test(test_questions),
        cmocka_unit_test(test_pattern),
    };
    return cmocka_run_group_tests(tests, open_languages, close_languages);
}
