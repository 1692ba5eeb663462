/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "protocol.h"

#include <jansson.h>
#include <math.h>
#include <string.h>

static const char *const type_names[] = {
    [ANSWER_READY] = "ready",
    [ANSWER_PARTIAL] = "partial",
    [ANSWER_SETTLED] = "settled",
    [ANSWER_SPEECH] = "speech",
    [ANSWER_LEVEL] = "level",
    [ANSWER_FINISHED] = "finished",
    [ANSWER_RESET] = "reset",
    [ANSWER_COMMAND] = "command",
    [ANSWER_FAILED] = "failed",
    [ANSWER_BETTER] = "better",
    [ANSWER_REPLACED] = "replaced",
    [ANSWER_IMPROVED] = "improved",
};
_Static_assert(sizeof(type_names) / sizeof(type_names[0]) == ANSWER_OTHER, "a type has no name");

static bool is_time(double s)
{
    return isfinite(s) && s >= 0 && s < 1e6;
}

static bool parse_word(json_t *item, struct word_list *words)
{
    const char *text;
    double start, end, confidence;
    int hesitation = 0;
    if (json_unpack(item, "{s:s, s:F, s:F, s:F, s?b}", "text", &text, "start", &start, "end", &end,
                    "confidence", &confidence, "hesitation", &hesitation) != 0) {
        return false;
    }
    if (!is_time(start) || !is_time(end) || end < start || !(confidence >= 0 && confidence <= 1)
        || text[0] == '\0') {
        return false;
    }
    const struct heard_word word = { .text = text, .start_s = start, .end_s = end,
                                     .confidence = (float)confidence,
                                     .hesitation = hesitation != 0 };
    return word_list_add(words, &word, 0);
}

static bool parse_words(json_t *root, struct answer *a)
{
    json_t *items = json_object_get(root, "words");
    if (!json_is_array(items)) {
        return false;
    }
    size_t i;
    json_t *item;
    json_array_foreach(items, i, item) {
        if (!parse_word(item, &a->words)) {
            return false;
        }
    }
    return true;
}

static bool copy_text(struct answer *a, const char *text)
{
    snprintf(a->text, sizeof(a->text), "%s", text);
    return true;
}

static bool parse_ready(json_t *root, struct answer *a)
{
    const char *engine = "", *better = "";
    bool good = json_unpack(root, "{s:i, s?s, s?s}", "protocol", &a->protocol, "engine", &engine,
                            "better", &better) == 0;
    snprintf(a->better, sizeof(a->better), "%s", better);
    return good && copy_text(a, engine);
}

static bool parse_speech(json_t *root, struct answer *a)
{
    int speaking;
    if (json_unpack(root, "{s:b, s:F}", "speaking", &speaking, "at", &a->at_s) != 0) {
        return false;
    }
    a->speaking = speaking != 0;
    return is_time(a->at_s);
}

static bool parse_level(json_t *root, struct answer *a)
{
    return json_unpack(root, "{s?F, s?F}", "rms", &a->rms_db, "peak", &a->peak_db) == 0;
}

static bool parse_finished(json_t *root, struct answer *a)
{
    return json_unpack(root, "{s:F}", "length", &a->at_s) == 0 && is_time(a->at_s);
}

static bool parse_nothing(json_t *root, struct answer *a)
{
    (void)root;
    (void)a;
    return true;
}

static bool parse_command(json_t *root, struct answer *a)
{
    const char *phrase;
    return json_unpack(root, "{s:s, s:F, s?F}", "phrase", &phrase, "confidence", &a->confidence,
                       "at", &a->at_s) == 0
        && a->confidence >= 0 && a->confidence <= 1 && is_time(a->at_s) && copy_text(a, phrase);
}

static bool parse_failed(json_t *root, struct answer *a)
{
    const char *reason;
    return json_unpack(root, "{s:s}", "reason", &reason) == 0 && copy_text(a, reason);
}

static bool parse_better(json_t *root, struct answer *a)
{
    const char *reason = "";
    int works;
    if (json_unpack(root, "{s:b, s?s}", "works", &works, "reason", &reason) != 0) {
        return false;
    }
    a->works = works != 0;
    return copy_text(a, reason);
}

static bool parse_replaced(json_t *root, struct answer *a)
{
    int finished = 0;
    if (json_unpack(root, "{s:F, s:F, s?b}", "start", &a->at_s, "end", &a->until_s, "finished",
                    &finished) != 0) {
        return false;
    }
    a->finished = finished != 0;
    return is_time(a->at_s) && is_time(a->until_s) && parse_words(root, a);
}

static bool (*const parsers[])(json_t *root, struct answer *a) = {
    [ANSWER_READY] = parse_ready,
    [ANSWER_PARTIAL] = parse_words,
    [ANSWER_SETTLED] = parse_words,
    [ANSWER_SPEECH] = parse_speech,
    [ANSWER_LEVEL] = parse_level,
    [ANSWER_FINISHED] = parse_finished,
    [ANSWER_RESET] = parse_nothing,
    [ANSWER_COMMAND] = parse_command,
    [ANSWER_FAILED] = parse_failed,
    [ANSWER_BETTER] = parse_better,
    [ANSWER_REPLACED] = parse_replaced,
    [ANSWER_IMPROVED] = parse_nothing,
    [ANSWER_OTHER] = parse_nothing,
};
_Static_assert(sizeof(parsers) / sizeof(parsers[0]) == ANSWER_OTHER + 1, "a type has no parser");

static enum answer_type find_type(const char *name)
{
    size_t type = 0;
    while (type < ANSWER_OTHER && strcmp(type_names[type], name) != 0) {
        type++;
    }
    return (enum answer_type)type;
}

bool answer_parse(const char *line, size_t length, struct answer *a, char *err, size_t err_size)
{
    *a = (struct answer){ .type = ANSWER_OTHER };
    json_error_t json_error;
    json_t *root = json_loadb(line, length, JSON_REJECT_DUPLICATES, &json_error);
    const char *name = json_string_value(json_object_get(root, "type"));
    bool good = false;
    if (root == NULL) {     /* jansson's own text would quote what a person said */
        snprintf(err, err_size, "the recognizer wrote a line that is no JSON from column %d on",
                 json_error.column);
    } else if (name == NULL) {
        snprintf(err, err_size, "the recognizer wrote a line without a \"type\"");
    } else {
        a->type = find_type(name);
        good = parsers[a->type](root, a);
        if (!good) {
            snprintf(err, err_size, "the recognizer wrote a \"%.20s\" line with missing or wrong "
                     "values", name);
            answer_clear(a);
        }
    }
    json_decref(root);
    return good;
}

static json_t *pack_words(const struct word_list *words)
{
    json_t *items = json_array();
    for (size_t i = 0; i < words->count; i++) {
        const struct heard_word *w = &words->words[i];
        json_t *item = json_pack("{s:s, s:f, s:f, s:f}", "text", w->text, "start", w->start_s,
                                 "end", w->end_s, "confidence", (double)w->confidence);
        if (w->hesitation) {
            json_object_set_new(item, "hesitation", json_true());
        }
        json_array_append_new(items, item);
    }
    return items;
}

static json_t *pack(const struct answer *a)
{
    const char *type = type_names[a->type];
    switch (a->type) {
    case ANSWER_READY:
        return json_pack("{s:s, s:i, s:s, s:s*}", "type", type, "protocol", PROTOCOL_VERSION,
                         "engine", a->text, "better", a->better[0] != '\0' ? a->better : NULL);
    case ANSWER_PARTIAL:
    case ANSWER_SETTLED:
        return json_pack("{s:s, s:o}", "type", type, "words", pack_words(&a->words));
    case ANSWER_SPEECH:
        return json_pack("{s:s, s:b, s:f}", "type", type, "speaking", a->speaking, "at", a->at_s);
    case ANSWER_LEVEL:
        return json_pack("{s:s, s:f, s:f}", "type", type, "rms", a->rms_db, "peak", a->peak_db);
    case ANSWER_FINISHED:
        return json_pack("{s:s, s:f}", "type", type, "length", a->at_s);
    case ANSWER_COMMAND:
        return json_pack("{s:s, s:s, s:f, s:f}", "type", type, "phrase", a->text, "confidence",
                         a->confidence, "at", a->at_s);
    case ANSWER_FAILED:
        return json_pack("{s:s, s:s}", "type", type, "reason", a->text);
    case ANSWER_BETTER:
        return json_pack("{s:s, s:b, s:s*}", "type", type, "works", a->works, "reason",
                         a->works ? NULL : a->text);
    case ANSWER_REPLACED:
        return json_pack("{s:s, s:f, s:f, s:b, s:o}", "type", type, "start", a->at_s, "end",
                         a->until_s, "finished", a->finished, "words", pack_words(&a->words));
    case ANSWER_IMPROVED:
    case ANSWER_RESET:
    case ANSWER_OTHER:
        break;
    }
    return json_pack("{s:s}", "type", type);
}

bool answer_write(FILE *out, const struct answer *a)
{
    if (a->type == ANSWER_OTHER) {
        return true;
    }
    json_t *root = pack(a);
    bool good = root != NULL && json_dumpf(root, out, JSON_COMPACT | JSON_REAL_PRECISION(6)) == 0
        && fputc('\n', out) != EOF && fflush(out) == 0;
    json_decref(root);
    return good;
}

void answer_clear(struct answer *a)
{
    word_list_clear(&a->words);
    explicit_bzero(a->text, sizeof(a->text));
}
