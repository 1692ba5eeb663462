/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers from a .jsonl file: one {"id", "question", "text"} a line, any number of lines. */
#include <errno.h>
#include <jansson.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "output.h"
#include "score.h"
#include "text_file.h"

#define ID_MAX 64
#define KEPT_BYTES (1 << 20)

struct record {
    const char *path;
    unsigned long line;
    json_t *json;
    char id[ID_MAX];            /* used when the record's own is no string */
};

static bool bad(const struct record *r, const char *sentence)
{
    command_fail("%s:%lu: %s", r->path, r->line, sentence);
    return false;
}

static const char *record_id(struct record *r)
{
    const json_t *id = json_object_get(r->json, "id");
    if (json_is_string(id)) {
        return json_string_value(id);
    }
    if (json_is_integer(id)) {
        snprintf(r->id, sizeof(r->id), "%" JSON_INTEGER_FORMAT, json_integer_value(id));
    } else {
        snprintf(r->id, sizeof(r->id), "%lu", r->line);
    }
    return r->id;
}

static bool check(const struct record *r)
{
    const json_t *id = json_object_get(r->json, "id");
    const json_t *question = json_object_get(r->json, "question");
    const json_t *text = json_object_get(r->json, "text");
    if (!json_is_object(r->json)) {
        return bad(r, "not an object like {\"id\": ..., \"question\": ..., \"text\": ...}");
    }
    if (!json_is_string(text)) {
        return bad(r, "\"text\", the answer's words, is missing or no string");
    }
    if (json_string_length(text) > TEXT_FILE_MAX) {
        return bad(r, "\"text\" is longer than 1 MB; an answer is a page or two at most");
    }
    if (question != NULL && !json_is_string(question) && !json_is_null(question)) {
        return bad(r, "\"question\" is no string");
    }
    if (id != NULL && !json_is_string(id) && !json_is_integer(id) && !json_is_null(id)) {
        return bad(r, "\"id\" is neither a string nor a whole number");
    }
    return true;
}

static bool score_record(const struct scorer *s, struct record *r)
{
    if (!check(r)) {
        return false;
    }
    const char *question = json_string_value(json_object_get(r->json, "question"));
    struct scored answer = { .id = record_id(r), .question = s->question, .length_s = -1 };
    if (question != NULL && s->question == NULL) {
        answer.question = rubric_bank_find_question(s->content.bank, question);
        answer.question_text = question;
    }
    struct rubric_word *words = rubric_words_from_text(
        json_string_value(json_object_get(r->json, "text")), &answer.word_count);
    answer.words = words;
    answer.word_count = words != NULL ? answer.word_count : 0;
    bool done = score_print(s, &answer, true);
    rubric_words_free(words);
    return done;
}

static bool read_record(struct record *r, const char *line, size_t length)
{
    json_error_t error;
    r->json = json_loadb(line, length, JSON_REJECT_DUPLICATES, &error);
    if (r->json == NULL) {
        command_fail("%s:%lu:%d: not a JSON record: %s", r->path, r->line, error.column,
                     error.text);
    }
    return r->json != NULL;
}

bool score_records(const struct scorer *s, const char *path, FILE *file)
{
    struct record r = { .path = path };
    char *line = NULL;
    size_t size = 0;
    ssize_t length = 0;
    bool good = true;
    /* Else the end of the heap goes back to the system after each answer, and comes again. */
    mallopt(M_TRIM_THRESHOLD, KEPT_BYTES);
    while (!output_broken() && (length = getline(&line, &size, file)) >= 0) {
        r.line++;
        if (strspn(line, " \t\r\n") == (size_t)length) {
            continue;
        }
        good = read_record(&r, line, (size_t)length) && score_record(s, &r) && good;
        json_decref(r.json);
    }
    if (ferror(file)) {
        command_fail("%s: cannot be read: %s", path, strerror(errno));
        good = false;
    }
    free(line);
    return good;
}
