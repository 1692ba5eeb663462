/* SPDX-License-Identifier: GPL-3.0-or-later */
/* greenroom score: feedback on answers from files. */
#include <errno.h>
#include <secret.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "command.h"
#include "hear.h"
#include "output.h"
#include "report_json.h"
#include "report_text.h"
#include "score.h"
#include "text_file.h"

static void print_report(const struct scorer *s, const struct scored *a, const char *wording,
                         bool json, const struct rubric_report *report)
{
    if (json || s->options.json) {
        const struct judged judged = { .id = a->id, .question = wording, .words = a->words,
                                       .report = report, .explain = s->options.explain };
        report_write_json(stdout, &judged);
        return;
    }
    const struct report_text text = {
        .title = strcmp(a->id, "-") != 0 ? a->id : NULL, .question = wording, .report = report,
        .explain = s->options.explain, .words = s->options.words };
    report_print(stdout, &s->style, &text);
}

bool score_print(const struct scorer *s, const struct scored *a, bool json)
{
    const struct rubric_answer answer = { .words = a->words, .word_count = a->word_count,
                                          .length_s = a->length_s, .job_terms = s->job_terms,
                                          .explain = s->options.explain };
    struct rubric_question question = *(a->question != NULL ? a->question : s->goals);
    if (a->question == NULL && a->question_text != NULL) {
        question.wording = a->question_text;
    }
    question.also = s->goals->criteria;
    question.also_count = s->goals->criteria_count;
    struct rubric_report *report = rubric_assess(s->content.rubric, &question, &answer, NULL);
    if (report == NULL) {
        command_fail("%s: cannot be judged: out of memory", a->id);
        return false;
    }
    print_report(s, a, question.wording, json, report);
    rubric_report_destroy(report);
    return true;
}

static bool score_text(const struct scorer *s, const char *path)
{
    char err[400];
    char *text = text_file_read(path, err, sizeof(err));
    if (text == NULL) {
        command_fail("%s", err);
        return false;
    }
    struct scored answer = { .id = path, .question = s->question, .length_s = -1 };
    struct rubric_word *words = rubric_words_from_text(text, &answer.word_count);
    bool done = false;
    if (words == NULL) {
        command_fail("%s: there are no words in it", path);
    } else {
        answer.words = words;
        done = score_print(s, &answer, false);
    }
    rubric_words_free(words);
    wipe_string(text);
    return done;
}

static bool score_sound(const struct scorer *s, const char *path)
{
    char err[400];
    struct heard_file heard;
    if (!hear_file(path, s->options.engine, NULL, NULL, &heard, err, sizeof(err))) {
        command_fail("%s", err);
        return false;
    }
    const struct scored answer = { .id = path, .question = s->question,
                                   .words = heard.words.items, .word_count = heard.words.count,
                                   .length_s = heard.length_s };
    bool done = score_print(s, &answer, false);
    heard_file_free(&heard);
    return done;
}

static bool score_jsonl(const struct scorer *s, const char *path)
{
    FILE *file = fopen(path, "re");
    if (file == NULL) {
        command_fail("%s: cannot be read: %s", path, strerror(errno));
        return false;
    }
    bool good = score_records(s, path, file);
    fclose(file);
    return good;
}

/* What a file is, by its name; anything else is taken for text. */
static const struct kind {
    const char *suffix;
    bool (*score)(const struct scorer *s, const char *path);
} kinds[] = {
    { ".jsonl", score_jsonl }, { ".wav", score_sound },  { ".flac", score_sound },
    { ".ogg", score_sound },   { ".oga", score_sound },  { ".aiff", score_sound },
    { ".aif", score_sound },   { ".mp3", score_sound },  { "", score_text },
};

static bool score_file(const struct scorer *s, const char *path)
{
    size_t length = strlen(path);
    const struct kind *kind = kinds;
    for (;; kind++) {
        size_t tail = strlen(kind->suffix);
        if (tail <= length && strcasecmp(path + length - tail, kind->suffix) == 0) {
            return kind->score(s, path);
        }
    }
}

/* What is asked when nobody says what was asked: the first question about goals. */
static bool find_goals(struct scorer *s, char *err, size_t err_size)
{
    const struct rubric_bank *bank = s->content.bank;
    const struct rubric_practice *goals = rubric_bank_find_practice(bank, "career-goals");
    if (goals == NULL || goals->question_count == 0) {
        goals = rubric_bank_practice_count(bank) > 0 ? rubric_bank_practice_at(bank, 0) : NULL;
    }
    if (goals == NULL || goals->question_count == 0) {
        snprintf(err, err_size, "there is no question to judge by; \"greenroom check\" says why");
        return false;
    }
    s->goals = goals->questions[0];
    return true;
}

static bool find_question(struct scorer *s, char *err, size_t err_size)
{
    const char *wanted = s->options.question;
    s->question = wanted != NULL ? rubric_bank_find_question(s->content.bank, wanted) : NULL;
    if (wanted != NULL && s->question == NULL) {
        snprintf(err, err_size, "there is no question \"%s\"; \"greenroom questions\" lists them",
                 wanted);
        return false;
    }
    return find_goals(s, err, err_size);
}

static bool prepare(struct scorer *s)
{
    char err[400];
    if (!content_load(&s->content, err, sizeof(err)) || !find_question(s, err, sizeof(err))) {
        command_fail("%s", err);
        return false;
    }
    if (s->options.job != NULL) {
        s->job_terms = text_file_read(s->options.job, err, sizeof(err));
        if (s->job_terms == NULL) {
            command_fail("%s", err);
            return false;
        }
    }
    s->style = terminal_style(stdout);
    return true;
}

static int score_all(const struct scorer *s, int count, char **paths)
{
    int status = STATUS_DONE;
    for (int i = 0; i < count && !output_broken(); i++) {
        if (!s->options.json && i > 0) {
            putchar('\n');
        }
        if (!score_file(s, paths[i])) {
            status = STATUS_FAILED;
        }
    }
    return status;
}

static int run(const struct greenroom_command *self, int argc, char **argv)
{
    struct settings settings = settings_for_command();
    struct scorer s = { .options.engine = settings.engine[0] != '\0' ? settings.engine : NULL };
    int first = 0;
    int status = STATUS_DONE;
    if (!command_options(self, argc, argv, &s.options, &first, &status)) {
        return status;
    }
    if (first == argc) {
        return command_wrong_use(self, "score needs a file (- for standard input)");
    }
    status = prepare(&s) ? score_all(&s, argc - first, argv + first) : STATUS_FAILED;
    content_free(&s.content);
    free(s.job_terms);
    return status;
}

static const struct option_row options[] = {
    { .name = "question", .letter = 'q', .kind = OPTION_TEXT,
      .offset = offsetof(struct score_options, question), .value = "QUESTION",
      .help = "the question answered: an id or its wording" },
    { .name = "json", .kind = OPTION_FLAG, .offset = offsetof(struct score_options, json),
      .help = "one JSON line an answer" },
    { .name = "explain", .kind = OPTION_FLAG, .offset = offsetof(struct score_options, explain),
      .help = "show what each verdict rests on" },
    { .name = "words", .kind = OPTION_FLAG, .offset = offsetof(struct score_options, words),
      .help = "show the answer's words as well" },
    { .name = "job", .kind = OPTION_TEXT, .offset = offsetof(struct score_options, job),
      .value = "FILE.txt", .help = "a job description; its terms count as fit with this job" },
    { .name = "engine", .kind = OPTION_TEXT, .offset = offsetof(struct score_options, engine),
      .value = "ENGINE", .help = ENGINE_HELP },
    { 0 },
};

const struct greenroom_command command_score = {
    .name = "score",
    .usage = "[-q QUESTION] [--json] FILE...",
    .summary = "feedback on answers from files",
    .help = "Gives feedback on answers: sound files (.wav, .flac, .ogg), texts (.txt, or - for\n"
            "standard input), or a .jsonl file of {\"id\", \"question\", \"text\"} records, which\n"
            "gives one JSON result a line. Without a question, it is taken to be about\n"
            "career goals. JSON holds the question's criteria, then all others about goals.",
    .options = options,
    .run = run,
};
