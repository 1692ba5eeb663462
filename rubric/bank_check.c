/* SPDX-License-Identifier: MIT */
/* Mistakes of practice files: names, repetitions, and what they refer to. */
#include "bank_parts.h"

#include <string.h>

#include "loose.h"

#define COMPLAIN(loading, source, place, ...) \
    ((loading)->mistakes++, schema_complain((loading)->report, (loading)->user, (source)->path, \
                                            place, __VA_ARGS__))

static void check_id(struct loading *loading, const struct source *source, const char *id,
                     struct schema_place place)
{
    if (id[strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-")] != '\0') {
        COMPLAIN(loading, source, place, "id: \"%s\" may have small letters, digits and - only",
                 id);
    }
}

static bool known_criterion(const struct loading *loading, const char *id)
{
    return loading->rubric == NULL || rubric_find_criterion(loading->rubric, id) != NULL;
}

static void check_criteria(struct loading *loading, const struct source *source,
                           const struct bank_question *question)
{
    for (size_t i = 0; i < question->criteria_count; i++) {
        const struct bank_name *name = &question->criteria[i];
        if (!known_criterion(loading, name->text)) {
            COMPLAIN(loading, source, name->place, "question \"%s\": there is no criterion \"%s\"",
                     question->id, name->text);
        }
        for (size_t k = 0; k < i; k++) {
            if (strcmp(name->text, question->criteria[k].text) == 0) {
                COMPLAIN(loading, source, name->place,
                         "question \"%s\": the criterion \"%s\" is listed twice", question->id,
                         name->text);
                break;
            }
        }
    }
}

static void check_notes(struct loading *loading, const struct source *source,
                        const struct bank_question *question)
{
    for (size_t i = 0; i < question->sample.note_count; i++) {
        const struct bank_note *note = &question->sample.notes[i];
        if (!loose_contains(question->sample.text, note->words)) {
            COMPLAIN(loading, source, note->words_place,
                     "question \"%s\": the words \"%.80s\" do not stand in the sample's text",
                     question->id, note->words);
        }
        if (note->criterion[0] != '\0' && !known_criterion(loading, note->criterion)) {
            COMPLAIN(loading, source, note->criterion_place,
                     "question \"%s\": there is no criterion \"%s\"", question->id,
                     note->criterion);
        }
    }
}

/* Looks only at questions that stand before (source, index), so that each pair is told once. */
static void check_unique(struct loading *loading, size_t at, size_t index)
{
    const struct source *sources = loading->bank->sources;
    const struct bank_question *question = &sources[at].file.questions[index];
    for (size_t s = 0; s <= at; s++) {
        size_t end = s < at ? sources[s].file.question_count : index;
        for (size_t i = 0; i < end; i++) {
            const struct bank_question *other = &sources[s].file.questions[i];
            if (strcmp(other->id, question->id) == 0) {
                COMPLAIN(loading, &sources[at], question->id_place,
                         "id: the question \"%s\" is also in %s:%u", question->id,
                         sources[s].path, other->id_place.line);
                return;
            }
            if (loose_equal(other->wording, question->wording)) {
                COMPLAIN(loading, &sources[at], question->wording_place,
                         "wording: the same question is in %s:%u; use include", sources[s].path,
                         other->wording_place.line);
                return;
            }
        }
    }
}

static void check_include(struct loading *loading, const struct source *source)
{
    for (size_t i = 0; i < source->file.include_count; i++) {
        const struct bank_name *name = &source->file.include[i];
        if (!loading->incomplete && bank_find_question(loading->bank, name->text) == NULL) {
            COMPLAIN(loading, source, name->place, "include: there is no question \"%s\"",
                     name->text);
        }
        for (size_t k = 0; k < i; k++) {
            if (strcmp(name->text, source->file.include[k].text) == 0) {
                COMPLAIN(loading, source, name->place, "include: \"%s\" is listed twice",
                         name->text);
                break;
            }
        }
    }
}

void bank_check_practice(struct loading *loading, size_t at)
{
    const struct source *source = &loading->bank->sources[at];
    const struct bank_file *file = &source->file;
    size_t count = file->include_count + file->question_count;
    check_id(loading, source, file->id, file->id_place);
    for (size_t s = 0; s < at; s++) {
        if (strcmp(loading->bank->sources[s].file.id, file->id) == 0) {
            COMPLAIN(loading, source, file->id_place, "id: the practice \"%s\" is also in %s",
                     file->id, loading->bank->sources[s].path);
        }
    }
    if (count == 0) {
        COMPLAIN(loading, source, file->id_place,
                 "the practice \"%s\" has no questions; add some under questions or include",
                 file->id);
    } else if (file->ask > count) {
        COMPLAIN(loading, source, file->ask_place, "ask: %u is more than the %zu questions",
                 file->ask, count);
    }
    check_include(loading, source);
    for (size_t i = 0; i < file->question_count; i++) {
        const struct bank_question *question = &file->questions[i];
        check_id(loading, source, question->id, question->id_place);
        check_unique(loading, at, i);
        check_criteria(loading, source, question);
        check_notes(loading, source, question);
    }
}
