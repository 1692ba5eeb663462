/* SPDX-License-Identifier: MIT */
/* The trained model: what it says of plain sentences, and that no file can break it. */
#include "case.h"
#include "model_parts.h"

static const char *model_path(void)
{
    return getenv("RUBRIC_MODEL");
}

static struct model *load(void)
{
    char err[256] = "";
    struct model *model = model_load(model_path(), err, sizeof(err));
    if (model == NULL) {
        fail_msg("%s", err);
    }
    return model;
}

static void read_text(struct text *text, const char *plain, float confidence)
{
    size_t count = 0;
    struct rubric_word *words = rubric_words_from_text(plain, &count);
    for (size_t i = 0; i < count; i++) {
        words[i].confidence = confidence;
    }
    assert_true(text_read(text, words, count));
    /* Tokens keep their own letters. */
    rubric_words_free(words);
}

static struct model_verdict judge(const struct model *model, const char *plain, const char *id,
                                  float confidence)
{
    struct model_verdict verdicts[MODEL_CRITERIA_MAX];
    struct text text = { 0 };
    size_t criterion = model_find_criterion(model, id);
    assert_true(criterion < model_criterion_count(model));
    read_text(&text, plain, confidence);
    assert_true(model_judge(model, &text, verdicts, NULL));
    text_finish(&text);
    return verdicts[criterion];
}

/* Each criterion's likely words beside unlikely ones of nearly the same letters. */
static void test_tells_apart(void **state)
{
    (void)state;
    static const struct { const char *id, *likely, *unlikely; } rows[] = {
        { "clear_goal",
          "well what i would really like is to become a veterinary nurse and look after horses",
          "well what i would really like is for things to be good and to be happy and see" },
        { "time_bound",
          "i want to have finished the certificate by the end of next year",
          "i want to have finished the certificate some day when it suits me" },
        { "money",
          "the main thing for me is a bigger salary and a good bonus every year",
          "the main thing for me is the budget of the museum that i look after every year" },
        { "star_action",
          "last winter the pump broke down one night so i rang the engineer and i drained the tank",
          "when a pump breaks down you should usually ring an engineer and have the tank drained" },
        { "quality_criticism",
          "when my boss told me my notes were messy i asked her to show me and i changed them",
          "the shelf with the paint is by the door and the van comes on monday for the rest" },
    };
    struct model *model = load();
    for (size_t i = 0; i < COUNT(rows); i++) {
        float more = judge(model, rows[i].likely, rows[i].id, 1).probability;
        float less = judge(model, rows[i].unlikely, rows[i].id, 1).probability;
        if (!(more > less + 0.1f)) {
            fail_msg("%s: %.2f for \"%s\", %.2f for \"%s\"", rows[i].id, (double)more,
                     rows[i].likely, (double)less, rows[i].unlikely);
        }
    }
    model_destroy(model);
}

static void test_points_at_words(void **state)
{
    (void)state;
    static const char *plain = "so um yes i am happy to talk about that and i want to be done by "
                               "the first of march next year and thank you for asking me today";
    struct model *model = load();
    struct model_verdict verdict = judge(model, plain, "time_bound", 1);
    assert_true(verdict.span_count > 0);
    assert_in_range(verdict.spans[0].from, 10, 22);
    assert_in_range(verdict.spans[0].to, 17, 25);
    model_destroy(model);
}

static void test_unsure_words_count_less(void **state)
{
    (void)state;
    static const char *plain = "i want to become a welder and i have booked the course for may";
    struct model *model = load();
    float sure = judge(model, plain, "horizon", 1).probability;
    float unsure = judge(model, plain, "horizon", 0.1f).probability;
    assert_true(sure > unsure);
    model_destroy(model);
}

static void test_gives_chances(void **state)
{
    (void)state;
    static const char *const rows[] = { "", "um", "a", "zzxxyq", "i i i i i", "\xff\xfe \x01" };
    struct model *model = load();
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct model_verdict verdicts[MODEL_CRITERIA_MAX];
        struct text text = { 0 };
        read_text(&text, rows[i], 1);
        assert_true(model_judge(model, &text, verdicts, NULL));
        for (size_t c = 0; c < model_criterion_count(model); c++) {
            if (!(verdicts[c].probability >= 0 && verdicts[c].probability <= 1)) {
                fail_msg("\"%s\": %s: %g", rows[i], model_criterion_id(model, c),
                         (double)verdicts[c].probability);
            }
            for (size_t k = 0; k < verdicts[c].span_count; k++) {
                assert_true(verdicts[c].spans[k].from < verdicts[c].spans[k].to);
                assert_true(verdicts[c].spans[k].to <= text.count);
            }
        }
        text_finish(&text);
    }
    model_destroy(model);
}

static void test_explains(void **state)
{
    (void)state;
    struct model *model = load();
    struct text text = { 0 };
    struct model_verdict verdicts[MODEL_CRITERIA_MAX];
    char why[128], little[8];
    size_t criterion = model_find_criterion(model, "clear_goal");
    read_text(&text, "i want to become a carpenter", 1);
    assert_true(model_judge(model, &text, verdicts, NULL));
    assert_true(verdicts[criterion].span_count > 0);
    struct model_span span = verdicts[criterion].spans[0];
    assert_true(model_explain(model, &text, criterion, span, 4, why, sizeof(why)));
    assert_non_null(strstr(why, "\" +"));
    assert_true(model_explain(model, &text, criterion, span, 4, little, sizeof(little)));
    assert_true(strlen(little) < sizeof(little));
    text_finish(&text);
    model_destroy(model);
}

/* A model of eight units, one criterion and one word, all weights the same. */
static char *write_small(const char *head, size_t slots, const char *weight, const char *tail)
{
    static const char *const rows[] = { "mean", "most", "token" };
    char *text = NULL, row[128] = "";
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    for (size_t i = 0; i < 8; i++) {
        strcat(strcat(row, " "), weight);
    }
    fprintf(out, "%scriterion clear_goal 1 1 1 1 1 1\nsecond clear_goal 1\n"
                 "others clear_goal 1\n", head);
    for (size_t i = 0; i < COUNT(rows); i++) {
        fprintf(out, "%s clear_goal%s\n", rows[i], row);
    }
    for (size_t i = 0; i < slots; i++) {
        fprintf(out, "slot %zu%s\n", i, row);
    }
    fprintf(out, "base -%s\n", row);
    for (size_t i = 0; i < VECTORS_SIZE; i++) {
        fprintf(out, "vector %zu%s\n", i, row);
    }
    fprintf(out, "entry nurse%s\n%s", row, tail);
    fclose(out);
    return text;
}

static struct vectors *small_vectors(void)
{
    static const char head[] = "greenroom-vectors 1 1 100\ncook\n";
    char err[256], *data = calloc(1, sizeof(head) + 101);
    memcpy(data, head, sizeof(head) - 1);
    return vectors_parse("small", data, sizeof(head) - 1 + 102, err, sizeof(err));
}

static void test_bad_models(void **state)
{
    (void)state;
    static const char good[] = "greenroom-rubric-model 1\nscale 10\nshape 8 1 1\n";
    static const struct { const char *head, *weight, *tail, *want; size_t slots; } rows[] = {
        { good, "5", "", "", MODEL_SLOTS },
        { "greenroom-rubric-model 2\nscale 10\nshape 8 1 1\n", "5", "", "model:1:", MODEL_SLOTS },
        { "greenroom-rubric-model 1\nscale 0\nshape 8 1 1\n", "5", "", "model:2:", MODEL_SLOTS },
        { "greenroom-rubric-model 1\nscale 10\nshape 7 1 1\n", "5", "", "model:3:", MODEL_SLOTS },
        { "greenroom-rubric-model 1\nscale 10\nshape 8 99 1\n", "5", "", "model:3:", MODEL_SLOTS },
        { "greenroom-rubric-model 1\nscale 10\nshape 8 1 2\n", "5", "", "\"entry\"", MODEL_SLOTS },
        { good, "x", "", "whole number", MODEL_SLOTS },
        { good, "123456789", "", "seven digits", MODEL_SLOTS },
        { good, "5", "more", "end of the file", MODEL_SLOTS },
        { good, "5", "", "\"slot\"", MODEL_SLOTS - 1 },
        { "", "5", "", "model:1:", MODEL_SLOTS },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char err[256] = "";
        char *text = write_small(rows[i].head, rows[i].slots, rows[i].weight, rows[i].tail);
        struct model *model = model_parse("model", text, small_vectors(), err, sizeof(err));
        if ((model != NULL) != (rows[i].want[0] == '\0') || strstr(err, rows[i].want) == NULL) {
            fail_msg("row %zu: \"%s\", want \"%s\"", i, err, rows[i].want);
        }
        model_destroy(model);
    }
}

static void test_bad_vectors(void **state)
{
    (void)state;
    static const struct { const char *text; const char *want; } rows[] = {
        { "", ":1:" },
        { "greenroom-vectors 2 1 100\ncook\n", ":1:" },
        { "greenroom-vectors 1 0 100\n", ":1:" },
        { "greenroom-vectors 1 9999999999 100\n", ":1:" },
        { "greenroom-vectors 1 1 50\ncook\n", ":1:" },
        { "greenroom-vectors 1 1 100\ncook\n", "cut off" },
        { "greenroom-vectors 1 1 100\ncook", "cut off" },
        { "greenroom-vectors 1 900000 100\ncook\n", "cut off" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char err[256] = "", *data = strdup(rows[i].text);
        struct vectors *vectors = vectors_parse("file", data, strlen(data), err, sizeof(err));
        if (vectors != NULL || strstr(err, rows[i].want) == NULL) {
            fail_msg("row %zu: \"%s\", want \"%s\"", i, err, rows[i].want);
        }
        vectors_destroy(vectors);
    }
}

static void test_missing_files(void **state)
{
    (void)state;
    char err[256] = "";
    assert_null(model_load("/nowhere/weights.txt", err, sizeof(err)));
    assert_non_null(strstr(err, "/nowhere/weights.txt: cannot open"));
    assert_null(vectors_load("/nowhere/vectors.bin", err, sizeof(err)));
    assert_non_null(strstr(err, "/nowhere/vectors.bin: cannot open"));
    model_destroy(NULL);
    vectors_destroy(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tells_apart),
        cmocka_unit_test(test_points_at_words),
        cmocka_unit_test(test_unsure_words_count_less),
        cmocka_unit_test(test_gives_chances),
        cmocka_unit_test(test_explains),
        cmocka_unit_test(test_bad_models),
        cmocka_unit_test(test_bad_vectors),
        cmocka_unit_test(test_missing_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
