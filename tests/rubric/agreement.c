/* SPDX-License-Identifier: MIT */
/*
 * How far the engine agrees with people who labelled answers.
 *
 * agreement [--strict] [--model MODEL] CRITERIA LABELLED.jsonl
 *
 * A line of the file: {"id", "question", "text", "labels": {criterion: words}, "note"}, where
 * words may be a list of places, of which the nearest counts, and
 * maybe "heard", a recognizer's words for it: {"text", "start", "end", "confidence"}.
 * A criterion counts for all answers when it is labelled in one of them. --strict
 * leaves out what a note names after "borderline:".
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "rubric.h"
#include "word_errors.h"

struct tally {
    size_t both, only_engine, only_people, neither;
    double overlap;         /* sum of token F1 over `both` with words on either side */
    size_t overlaps;
    size_t quoted, labelled;    /* words in those */
};

struct options {
    const char *criteria, *model, *labelled;
    bool strict, list;
};

struct agreement {
    struct options options;
    struct rubric *rubric;
    json_t *answers;
    const char **ids;       /* labelled criteria, in the rubric's order */
    struct tally *tallies;
    size_t count;
    struct word_errors errors;  /* of the answers with "heard" */
};

static void tell(void *user, const char *message)
{
    (void)user;
    fprintf(stderr, "%s\n", message);
}

static json_t *read_answers(const char *path)
{
    char *line = NULL;
    size_t room = 0, number = 0;
    FILE *file = fopen(path, "r");
    json_t *answers = json_array();
    if (file == NULL) {
        fprintf(stderr, "%s cannot be read\n", path);
        json_decref(answers);
        return NULL;
    }
    while (answers != NULL && getline(&line, &room, file) > 0) {
        json_error_t error;
        json_t *answer = json_loads(line, 0, &error);
        number++;
        if (!json_is_string(json_object_get(answer, "text"))
            || !json_is_object(json_object_get(answer, "labels"))) {
            fprintf(stderr, "%s:%zu: \"text\" and \"labels\" are expected\n", path, number);
            json_decref(answer);
            json_decref(answers);
            answers = NULL;
        } else {
            json_array_append_new(answers, answer);
        }
    }
    free(line);
    fclose(file);
    return answers;
}

static bool is_labelled_anywhere(const json_t *answers, const char *id)
{
    size_t i;
    json_t *answer;
    json_array_foreach(answers, i, answer) {
        if (json_object_get(json_object_get(answer, "labels"), id) != NULL) {
            return true;
        }
    }
    return false;
}

static bool find_criteria(struct agreement *a)
{
    size_t count = rubric_criterion_count(a->rubric);
    a->ids = calloc(count, sizeof(*a->ids));
    a->tallies = calloc(count, sizeof(*a->tallies));
    for (size_t i = 0; a->ids != NULL && i < count; i++) {
        const char *id = rubric_criterion_at(a->rubric, i)->id;
        if (is_labelled_anywhere(a->answers, id)) {
            a->ids[a->count++] = id;
        }
    }
    return a->ids != NULL && a->tallies != NULL;
}

static bool is_borderline(const json_t *answer, const char *id)
{
    const char *note = json_string_value(json_object_get(answer, "note"));
    const char *list = note != NULL ? strstr(note, "borderline:") : NULL;
    const char *found = list;
    size_t size = strlen(id);
    while (found != NULL && (found = strstr(found, id)) != NULL) {
        if (strchr(" ,.;", found[size]) != NULL && strchr(" ,", found[-1]) != NULL) {
            return true;
        }
        found += size;
    }
    return false;
}

/* How many of `words` stand in [from, to) of `other`, each once. */
static size_t count_common(const struct rubric_word *words, size_t count,
                           const struct rubric_word *other, size_t from, size_t to)
{
    size_t common = 0;
    bool *used = calloc(to - from + 1, sizeof(*used));
    for (size_t i = 0; used != NULL && i < count; i++) {
        for (size_t k = from; k < to; k++) {
            if (!used[k - from] && strcmp(words[i].text, other[k].text) == 0) {
                used[k - from] = true;
                common++;
                break;
            }
        }
    }
    free(used);
    return common;
}

/* The words of one place, against the evidence. */
static double find_overlap(const struct rubric_word *words, struct rubric_span span,
                           const char *label, size_t *label_words)
{
    struct rubric_word *wanted = rubric_words_from_text(label, label_words);
    double overlap = -1;
    if (wanted != NULL) {
        size_t common = count_common(wanted, *label_words, words, span.from, span.to);
        overlap = 2.0 * (double)common / (double)(*label_words + span.to - span.from);
    }
    rubric_words_free(wanted);
    return overlap;
}

static void add_overlap(struct tally *tally, const struct rubric_word *words,
                        const struct rubric_finding *finding, const json_t *label)
{
    if (finding->evidence_count == 0) {
        return;
    }
    struct rubric_span span = finding->evidence[0];
    double best = -1;
    size_t nearest = 0, places = json_is_array(label) ? json_array_size(label) : 1;
    for (size_t i = 0; i < places; i++) {
        const json_t *place = json_is_array(label) ? json_array_get(label, i) : label;
        size_t count = 0;
        const char *text = json_string_value(place);
        double overlap = find_overlap(words, span, text != NULL ? text : "", &count);
        nearest = overlap > best ? count : nearest;
        best = overlap > best ? overlap : best;
    }
    if (best >= 0) {
        tally->overlap += best;
        tally->overlaps++;
        tally->quoted += span.to - span.from;
        tally->labelled += nearest;
    }
}

static void tell_words(const json_t *label)
{
    size_t i;
    json_t *place;
    if (json_is_string(label)) {
        printf(" %s", json_string_value(label));
    }
    json_array_foreach(label, i, place) {
        printf("%s %s", i > 0 ? " |" : "", json_string_value(place));
    }
}

static void add_finding(struct agreement *a, size_t i, const json_t *answer,
                        const struct rubric_word *words, const struct rubric_finding *finding)
{
    struct tally *tally = &a->tallies[i];
    const json_t *label = json_object_get(json_object_get(answer, "labels"), a->ids[i]);
    bool engine = finding->verdict == RUBRIC_MET || finding->verdict == RUBRIC_FLAGGED;
    if (a->options.strict && is_borderline(answer, a->ids[i])) {
        return;
    }
    tally->both += engine && label != NULL;
    tally->only_engine += engine && label == NULL;
    tally->only_people += !engine && label != NULL;
    tally->neither += !engine && label == NULL;
    if (engine && label != NULL) {
        add_overlap(tally, words, finding, label);
    }
    if (a->options.list && engine != (label != NULL)) {
        printf("%s %s %s %s:", json_string_value(json_object_get(answer, "id")), a->ids[i],
               engine ? "only engine" : "only people", engine ? finding->why : "");
        tell_words(engine ? NULL : label);
        for (size_t k = 0; engine && k < finding->evidence_count; k++) {
            printf(" |");
            for (size_t w = finding->evidence[k].from; w < finding->evidence[k].to; w++) {
                printf(" %s", words[w].text);
            }
        }
        printf("\n");
    }
}

/* Heard words joined to a text, which is cut into words again; NULL: no memory. */
static char *join_heard(const json_t *heard)
{
    size_t i, size = 0, room = 1;
    json_t *word;
    json_array_foreach(heard, i, word) {
        room += json_string_length(json_object_get(word, "text")) + 1;
    }
    char *text = calloc(room, 1);
    json_array_foreach(heard, i, word) {
        const char *said = json_string_value(json_object_get(word, "text"));
        if (text != NULL && said != NULL) {
            size += (size_t)snprintf(text + size, room - size, "%s ", said);
        }
    }
    return text;
}

/*
 * The answer's words: those of "heard" where it is there, with their times and confidences,
 * else those of "text". How far what was heard is from the text is counted.
 */
static struct rubric_word *read_words(struct agreement *a, const json_t *answer, size_t *count)
{
    const char *text = json_string_value(json_object_get(answer, "text"));
    const json_t *heard = json_object_get(answer, "heard");
    if (!json_is_array(heard)) {
        return rubric_words_from_text(text, count);
    }
    char *joined = join_heard(heard);
    struct rubric_word *words = joined != NULL ? rubric_words_from_text(joined, count) : NULL;
    for (size_t i = 0; words != NULL && i < *count && *count == json_array_size(heard); i++) {
        const json_t *word = json_array_get(heard, i);
        const json_t *confidence = json_object_get(word, "confidence");
        const json_t *start = json_object_get(word, "start"), *end = json_object_get(word, "end");
        words[i].confidence = confidence ? (float)json_number_value(confidence) : 1;
        words[i].start_s = start ? json_number_value(start) : -1;
        words[i].end_s = end ? json_number_value(end) : -1;
    }
    if (joined != NULL) {
        struct word_errors errors = count_word_errors(text, joined);
        a->errors.errors += errors.errors;
        a->errors.reference_words += errors.reference_words;
    }
    free(joined);
    return words;
}

static bool judge(struct agreement *a, const json_t *answer)
{
    size_t count = 0;
    struct rubric_word *words = read_words(a, answer, &count);
    const char *wording = json_string_value(json_object_get(answer, "question"));
    struct rubric_question question = {
        .id = "", .wording = wording != NULL ? wording : "", .why = "", .sample = "",
        .criteria = a->ids, .criteria_count = a->count,
    };
    struct rubric_answer spoken = { .words = words, .word_count = count, .length_s = -1,
                                    .explain = a->options.list };
    struct rubric_report *report = rubric_assess(a->rubric, &question, &spoken, NULL);
    for (size_t i = 0; report != NULL && i < a->count; i++) {
        add_finding(a, i, answer, words, rubric_report_find(report, a->ids[i]));
    }
    bool ok = report != NULL;
    rubric_report_destroy(report);
    rubric_words_free(words);
    return ok;
}

static double ratio(double part, double whole)
{
    return whole > 0 ? part / whole : 0;
}

static double kappa(const struct tally *t)
{
    double n = (double)(t->both + t->only_engine + t->only_people + t->neither);
    double agreed = ratio((double)(t->both + t->neither), n);
    double engine = ratio((double)(t->both + t->only_engine), n);
    double people = ratio((double)(t->both + t->only_people), n);
    double chance = engine * people + (1 - engine) * (1 - people);
    return chance < 1 ? (agreed - chance) / (1 - chance) : 0;
}

static void print_table(const struct agreement *a)
{
    double sum = 0, overlap = 0;
    size_t overlaps = 0, called[2] = { 0 }, right[2] = { 0 };
    printf("%-20s %5s %6s %6s %6s %6s %6s %8s %7s\n", "criterion", "n", "found", "prec",
           "recall", "F1", "kappa", "evidence", "length");
    for (size_t i = 0; i < a->count; i++) {
        const struct tally *t = &a->tallies[i];
        size_t people = t->both + t->only_people, engine = t->both + t->only_engine;
        double f1 = ratio(2.0 * (double)t->both, (double)(people + engine));
        printf("%-20s %5zu %6zu %6.2f %6.2f %6.2f %6.2f %8.2f %7.2f\n", a->ids[i], people, engine,
               ratio((double)t->both, (double)engine), ratio((double)t->both, (double)people), f1,
               kappa(t), ratio(t->overlap, (double)t->overlaps),
               ratio((double)t->quoted, (double)t->labelled));
        const struct rubric_criterion *criterion = rubric_find_criterion(a->rubric, a->ids[i]);
        bool flag = criterion->group == RUBRIC_GROUP_WATCH;
        called[flag] += engine;
        right[flag] += t->both;
        sum += f1;
        overlap += t->overlap;
        overlaps += t->overlaps;
    }
    printf("macro-F1 %.3f over %zu criteria, evidence %.3f, %zu answers\n",
           ratio(sum, (double)a->count), a->count, ratio(overlap, (double)overlaps),
           json_array_size(a->answers));
    printf("\"met\" precision %.3f of %zu, flags' precision %.3f of %zu\n",
           ratio((double)right[0], (double)called[0]), called[0],
           ratio((double)right[1], (double)called[1]), called[1]);
    if (a->errors.reference_words > 0) {
        printf("words wrong: %.0f %%\n", 100 * ratio((double)a->errors.errors,
                                                    (double)a->errors.reference_words));
    }
}

static bool read_options(int argc, char **argv, struct options *options)
{
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--strict") == 0) {
            options->strict = true;
        } else if (strcmp(argv[i], "--list") == 0) {
            options->list = true;
        } else if (strcmp(argv[i], "--model") == 0 && i + 1 < argc) {
            options->model = argv[++i];
        } else if (options->criteria == NULL) {
            options->criteria = argv[i];
        } else if (options->labelled == NULL) {
            options->labelled = argv[i];
        } else {
            return false;
        }
    }
    return options->labelled != NULL;
}

int main(int argc, char **argv)
{
    struct agreement a = { .count = 0 };
    struct rubric_diagnostics diagnostics = { tell, NULL };
    if (!read_options(argc, argv, &a.options)) {
        fprintf(stderr, "agreement [--strict] [--list] [--model MODEL] CRITERIA LABELLED.jsonl\n");
        return 2;
    }
    a.rubric = rubric_load(a.options.criteria, a.options.model, &diagnostics);
    a.answers = a.rubric != NULL ? read_answers(a.options.labelled) : NULL;
    bool ok = a.answers != NULL && find_criteria(&a);
    for (size_t i = 0; ok && i < json_array_size(a.answers); i++) {
        ok = judge(&a, json_array_get(a.answers, i));
    }
    if (ok) {
        print_table(&a);
    }
    free(a.ids);
    free(a.tallies);
    json_decref(a.answers);
    rubric_destroy(a.rubric);
    return ok ? 0 : 1;
}
