/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "corpus.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEPTH_MAX = 16, FIELDS = 6, WORDS_MAX = 4000, BIT_WHOLE_FROM = 23 };

const char *const corpus_criteria[CRITERIA] = {
    "clear_goal", "achievements", "short_term", "long_term", "alignment", "action_plan",
    "horizon", "employer_benefit", "commitment", "measurable", "time_bound", "achievable",
    "quality_criticism", "quality_passion", "quality_learning", "quality_deadlines",
    "quality_other", "star_situation", "star_action", "star_result",
    "money", "titles", "unrealistic", "vague", "off_topic",
    "intro_present", "intro_past", "intro_future", "intro_relevance",
    "strength_named", "strength_example", "strength_use",
    "weakness_real", "weakness_work", "weakness_progress",
    "employer_specific", "motive_work", "motive_match",
};
const criteria_set corpus_whole = (criteria_set)3 << BIT_WHOLE_FROM;
const criteria_set corpus_flags = (criteria_set)31 << (BIT_WHOLE_FROM - 3);
static const criteria_set all_criteria = ((criteria_set)1 << CRITERIA) - 1;

struct reader {
    const char *path;
    unsigned line;
    struct corpus *corpus;
    char *err;
    size_t err_size;
};

/* One answer while its words are read. */
struct draft {
    struct rubric_word words[WORDS_MAX];
    criteria_set marks[WORDS_MAX];
    size_t count;
    criteria_set open[DEPTH_MAX];
    size_t depth;
    criteria_set now;           /* union of open */
    criteria_set met;
};

static bool fail(const struct reader *reader, const char *what, const char *value)
{
    snprintf(reader->err, reader->err_size, "%s:%u: %s \"%s\"", reader->path, reader->line, what,
             value);
    return false;
}

size_t corpus_find_criterion(const char *id, size_t size)
{
    size_t i = 0;
    while (i < CRITERIA
           && (strlen(corpus_criteria[i]) != size || memcmp(corpus_criteria[i], id, size) != 0)) {
        i++;
    }
    return i;
}

/* A list of ids between commas and spaces. */
static bool read_set(const struct reader *reader, const char *list, criteria_set *set)
{
    while (*(list += strspn(list, ", ")) != '\0') {
        size_t size = strcspn(list, ", ");
        size_t criterion = corpus_find_criterion(list, size);
        if (criterion == CRITERIA) {
            return fail(reader, "no such criterion in the list", list);
        }
        *set |= (criteria_set)1 << criterion;
        list += size;
    }
    return true;
}

static char *trim(char *s)
{
    s += strspn(s, " \t");
    size_t size = strlen(s);
    while (size > 0 && strchr(" \t\r\n", s[size - 1]) != NULL) {
        s[--size] = '\0';
    }
    return s;
}

/* "@ id | question | kind | writer | whole | unsure: list" */
static bool read_header(const struct reader *reader, char *line, struct answer *answer,
                        const char **question)
{
    char *fields[FIELDS] = { NULL };
    size_t count = 0;
    for (char *at = line + 1; at != NULL && count < FIELDS; count++) {
        char *bar = strchr(at, '|');
        if (bar != NULL) {
            *bar++ = '\0';
        }
        fields[count] = trim(at);
        at = bar;
    }
    if (count < 4 || fields[0][0] == '\0' || strlen(fields[0]) >= sizeof(answer->id)
        || strlen(fields[3]) >= sizeof(answer->writer)) {
        return fail(reader, "expected \"@ id | question | kind | writer\" in", line);
    }
    memcpy(answer->id, fields[0], strlen(fields[0]) + 1);
    memcpy(answer->writer, fields[3], strlen(fields[3]) + 1);
    *question = fields[1];
    answer->known = all_criteria;
    answer->marked = all_criteria & ~corpus_whole;
    for (size_t i = 4; i < count; i++) {
        criteria_set set = 0;
        bool unsure = strncmp(fields[i], "unsure:", 7) == 0;
        if (!read_set(reader, fields[i] + (unsure ? 7 : 0), &set)) {
            return false;
        }
        if (unsure) {
            answer->known &= ~set;
        } else {
            answer->met |= set;
        }
        answer->marked &= ~set;
    }
    return true;
}

static bool open_mark(const struct reader *reader, struct draft *draft, char **at)
{
    char list[512];
    size_t size = strcspn(*at, " \n");
    if (draft->depth == DEPTH_MAX || size >= sizeof(list)) {
        return fail(reader, "too many brackets at", *at);
    }
    memcpy(list, *at, size);
    list[size] = '\0';
    criteria_set set = 0;
    if (!read_set(reader, list, &set)) {
        return false;
    }
    draft->open[draft->depth++] = draft->now;
    draft->now |= set;
    draft->met |= set;
    *at += size;
    return true;
}

static bool read_words(const struct reader *reader, struct draft *draft, char *at)
{
    while (*(at += strspn(at, " \t\r\n")) != '\0') {
        if (*at == '[') {
            at++;
            if (!open_mark(reader, draft, &at)) {
                return false;
            }
        } else if (*at == ']') {
            if (draft->depth == 0) {
                return fail(reader, "a bracket closes that was not opened, before", at);
            }
            draft->now = draft->open[--draft->depth];
            *at++ = ' ';
        } else {
            size_t size = strcspn(at, " \t\r\n[]");
            if (draft->count == WORDS_MAX) {
                return fail(reader, "an answer is too long at", at);
            }
            draft->words[draft->count] = (struct rubric_word){
                .text = at, .start_s = -1, .end_s = -1, .confidence = 1,
            };
            draft->marks[draft->count++] = draft->now;
            at += size;
        }
    }
    return true;
}

/* Ends the words in place, now that every bracket was read. */
static void end_words(struct draft *draft)
{
    for (size_t i = 0; i < draft->count; i++) {
        char *word = (char *)(uintptr_t)draft->words[i].text;
        word[strcspn(word, " \t\r\n[]")] = '\0';
    }
}

static bool keep_answer(const struct reader *reader, struct draft *draft, struct answer *answer)
{
    if (draft->depth > 0) {
        return fail(reader, "a bracket stays open in", answer->id);
    }
    end_words(draft);
    if (!text_read(&answer->text, draft->words, draft->count)) {
        return fail(reader, "no memory for", answer->id);
    }
    answer->marks = calloc(answer->text.count + 1, sizeof(*answer->marks));
    if (answer->marks == NULL) {
        text_finish(&answer->text);
        return fail(reader, "no memory for", answer->id);
    }
    for (size_t t = 0; t < answer->text.count; t++) {
        for (size_t w = answer->text.tokens[t].from; w < answer->text.tokens[t].to; w++) {
            answer->marks[t] |= draft->marks[w];
        }
    }
    answer->met |= draft->met;
    answer->marked |= draft->met & ~corpus_whole & answer->known;
    return true;
}

static bool is_known_id(const struct corpus *corpus, const char *id)
{
    for (size_t i = 0; i < corpus->count; i++) {
        if (strcmp(corpus->answers[i].id, id) == 0) {
            return true;
        }
    }
    return false;
}

static bool add_answer(const struct reader *reader, struct answer *answer, const char *question,
                       char *body)
{
    struct corpus *corpus = reader->corpus;
    if (is_known_id(corpus, answer->id)) {
        return fail(reader, "an answer of this id was read before:", answer->id);
    }
    if (corpus->count == corpus->room) {
        size_t room = corpus->room * 2 + 256;
        struct answer *answers = realloc(corpus->answers, room * sizeof(*answers));
        if (answers == NULL) {
            return fail(reader, "no memory for", answer->id);
        }
        corpus->answers = answers;
        corpus->room = room;
    }
    struct draft *draft = calloc(1, sizeof(*draft));
    bool ok = draft != NULL && read_words(reader, draft, body)
              && keep_answer(reader, draft, answer);
    free(draft);
    if (ok) {
        answer->unasked = corpus_unasked(question, answer->met);
        corpus->answers[corpus->count++] = *answer;
    }
    return ok;
}

/* Cuts the line off at *at and moves behind it; NULL at the end. */
static char *next_line(struct reader *reader, char **at)
{
    char *line = *at;
    if (line == NULL || *line == '\0') {
        return NULL;
    }
    *at = strchr(line, '\n');
    if (*at != NULL) {
        *(*at)++ = '\0';
    }
    reader->line++;
    return line;
}

static bool is_blank(const char *line)
{
    return line[strspn(line, " \t\r")] == '\0';
}

/* The lines from `body` up to a blank one become one. */
static bool read_body(struct reader *reader, struct answer *answer, const char *question,
                      char **at)
{
    char *body = next_line(reader, at), *last = body;
    while (body != NULL && *at != NULL && !is_blank(last) && **at != '\n' && **at != '@') {
        char *more = next_line(reader, at);
        if (more == NULL || is_blank(more)) {
            break;
        }
        more[-1] = ' ';
        last = more;
    }
    return body != NULL ? add_answer(reader, answer, question, body)
                        : fail(reader, "no words below the line of", answer->id);
}

static bool read_answers(struct reader *reader, char *data)
{
    char *at = data, *line;
    while ((line = next_line(reader, &at)) != NULL) {
        struct answer answer = { 0 };
        const char *question = "";
        if (*line == '#' || is_blank(line)) {
            continue;
        }
        if (*line != '@') {
            return fail(reader, "expected a line that begins with @ instead of", line);
        }
        if (!read_header(reader, line, &answer, &question)
            || !read_body(reader, &answer, question, &at)) {
            return false;
        }
    }
    return true;
}

bool corpus_read(struct corpus *corpus, const char *path, char *err, size_t err_size)
{
    struct reader reader = { path, 0, corpus, err, err_size };
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return fail(&reader, "cannot open:", strerror(errno));
    }
    char *data = NULL;
    size_t room = 0;
    bool ok = getdelim(&data, &room, '\0', file) >= 0;
    fclose(file);
    ok = ok ? read_answers(&reader, data) : fail(&reader, "cannot read", path);
    free(data);
    return ok;
}

void corpus_finish(struct corpus *corpus)
{
    for (size_t i = 0; i < corpus->count; i++) {
        text_finish(&corpus->answers[i].text);
        free(corpus->answers[i].marks);
    }
    free(corpus->answers);
    *corpus = (struct corpus){ 0 };
}
