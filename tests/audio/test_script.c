/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <script.h>
#include <stdio.h>
#include <string.h>

#include "signals.h"

static void test_what_is_read(void **state)
{
    (void)state;
    static const struct { const char *written, *read; } rows[] = {
        { "", "" },
        { "Tell me more.", "Tell me more." },
        { "Ask Dr. Smith, e.g. today.", "Ask Doctor Smith, for example today." },
        { "cats vs. dogs etc.", "cats versus dogs et cetera" },
        { "Tmr. XDr. are not forms", "Tmr. XDr. are not forms" },
        { "wait\xE2\x80\x94no", "wait, no" },
        { "caf\xC3\xA9s", "caf\xC3\xA9s" },
        { "broken \xC3", "broken \xC3" },
        { "\xFF\xFE\x80", "\xFF\xFE\x80" },
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct script s;
        assert_true(script_init(&s, rows[i].written));
        if (strcmp(s.text, rows[i].read) != 0) {
            fail_msg("\"%s\" is read \"%s\", want \"%s\"", rows[i].written, s.text, rows[i].read);
        }
        script_finish(&s);
    }
}

/* Which written word a character of the script belongs to. */
static void test_words(void **state)
{
    (void)state;
    static const struct { const char *written; size_t character; const char *word; } rows[] = {
        { "Tell me more.", 0, "Tell" },
        { "Tell me more.", 5, "me" },
        { "Tell me more.", 8, "more" },
        { "self-drive (really)", 6, "self-drive" },
        { "self-drive (really)", 12, "really" },
        { "Use C++, then", 4, "C++" },
        { "the caf\xC3\xA9s and \xE2\x80\x9Cothers\xE2\x80\x9D", 4, "caf\xC3\xA9s" },
        { "the caf\xC3\xA9s and \xE2\x80\x9Cothers\xE2\x80\x9D", 15, "others" },
        { "this\xE2\x80\x94that", 0, "this" },
        { "this\xE2\x80\x94that", 6, "that" },
        { "Ask Dr. Smith", 6, "Dr" },
        { "Ask Dr. Smith", 11, "Smith" },
        { "e.g. one", 4, "e.g" },
        { "1,000 people", 1, "1,000" },
        { "don't", 4, "don't" },
        { " ... ", 2, NULL },
        { "word", 99, NULL },
        { "", 0, NULL },
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct script s;
        size_t from = 0, to = 0;
        char got[64] = "nothing";
        assert_true(script_init(&s, rows[i].written));
        if (script_word(&s, rows[i].written, rows[i].character, &from, &to)) {
            snprintf(got, sizeof(got), "%.*s", (int)(to - from), rows[i].written + from);
        }
        if (strcmp(got, rows[i].word != NULL ? rows[i].word : "nothing") != 0) {
            fail_msg("\"%s\", character %zu: \"%s\", want \"%s\"", rows[i].written,
                     rows[i].character, got, rows[i].word);
        }
        script_finish(&s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_read),
        cmocka_unit_test(test_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
