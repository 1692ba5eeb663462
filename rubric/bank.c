/* SPDX-License-Identifier: MIT */
/* Practice files into one bank, checked against each other and the criteria. */
#include "rubric.h"

#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "bank_file.h"
#include "loose.h"

struct source {
    const char *path;           /* as given; in the bank's arena */
    struct schema_file *texts;
    struct bank_file file;
    struct rubric_question *questions;  /* its own, file.question_count */
};

struct rubric_bank {
    struct arena arena;
    struct source *sources;
    size_t source_count;
    struct rubric_practice *practices;
};

struct loading {
    struct rubric_bank *bank;
    const struct rubric *rubric;        /* may be NULL */
    schema_report_fn report;            /* may be NULL */
    void *user;
    unsigned mistakes;
    bool incomplete;                    /* a file is left out, so questions may be missing */
    bool no_memory;
};

#define COMPLAIN(loading, source, place, ...) \
    ((loading)->mistakes++, schema_complain((loading)->report, (loading)->user, (source)->path, \
                                            place, __VA_ARGS__))

static void *allocate(struct loading *loading, size_t count, size_t size)
{
    void *memory = arena_array(&loading->bank->arena, count, size);
    loading->no_memory = loading->no_memory || memory == NULL;
    return memory;
}

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

static const struct rubric_question *find_included(const struct rubric_bank *bank, const char *id)
{
    for (size_t s = 0; s < bank->source_count; s++) {
        for (size_t i = 0; i < bank->sources[s].file.question_count; i++) {
            if (strcmp(bank->sources[s].file.questions[i].id, id) == 0) {
                return &bank->sources[s].questions[i];
            }
        }
    }
    return NULL;
}

static void check_include(struct loading *loading, const struct source *source)
{
    for (size_t i = 0; i < source->file.include_count; i++) {
        const struct bank_name *name = &source->file.include[i];
        if (!loading->incomplete && find_included(loading->bank, name->text) == NULL) {
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

static void check_practice(struct loading *loading, size_t at)
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

static const char *const *copy_names(struct loading *loading, const struct bank_name *names,
                                     size_t count)
{
    const char **texts = allocate(loading, count, sizeof(*texts));
    for (size_t i = 0; texts != NULL && i < count; i++) {
        texts[i] = names[i].text;
    }
    return texts;
}

static const struct rubric_sample_note *copy_notes(struct loading *loading,
                                                   const struct bank_question *question)
{
    size_t count = question->sample.note_count;
    struct rubric_sample_note *notes = allocate(loading, count, sizeof(*notes));
    for (size_t i = 0; notes != NULL && i < count; i++) {
        const struct bank_note *note = &question->sample.notes[i];
        notes[i] = (struct rubric_sample_note){ note->words, note->criterion, note->why };
    }
    return notes;
}

static void make_questions(struct loading *loading, struct source *source)
{
    source->questions = allocate(loading, source->file.question_count,
                                 sizeof(*source->questions));
    for (size_t i = 0; source->questions != NULL && i < source->file.question_count; i++) {
        const struct bank_question *from = &source->file.questions[i];
        source->questions[i] = (struct rubric_question){
            .id = from->id, .wording = from->wording, .why = from->why,
            .target_s = from->target_s, .think_s = from->think_s,
            .criteria = copy_names(loading, from->criteria, from->criteria_count),
            .criteria_count = from->criteria_count,
            .tips = copy_names(loading, from->tips, from->tip_count),
            .tip_count = from->tip_count,
            .sample = from->sample.text,
            .notes = copy_notes(loading, from),
            .note_count = from->sample.note_count,
        };
    }
}

/* Its included questions first, then its own. */
static void make_practice(struct loading *loading, const struct source *source,
                          struct rubric_practice *practice)
{
    const struct bank_file *file = &source->file;
    size_t count = file->include_count + file->question_count;
    const struct rubric_question **questions = allocate(loading, count, sizeof(*questions));
    if (questions == NULL) {
        return;
    }
    for (size_t i = 0; i < count; i++) {
        questions[i] = i < file->include_count
                           ? find_included(loading->bank, file->include[i].text)
                           : &source->questions[i - file->include_count];
    }
    *practice = (struct rubric_practice){
        .id = file->id, .name = file->name, .line = file->line, .icon = file->icon,
        .minutes = file->minutes, .ask = file->ask, .shuffle = file->shuffle,
        .questions = questions, .question_count = count,
    };
}

static int compare_sources(const void *a, const void *b)
{
    const struct source *x = a, *y = b;
    if (x->file.order != y->file.order) {
        return x->file.order < y->file.order ? -1 : 1;
    }
    return strcmp(x->path, y->path);
}

static void load_sources(struct loading *loading, const char *const *paths, size_t count)
{
    struct rubric_bank *bank = loading->bank;
    bank->sources = allocate(loading, count, sizeof(*bank->sources));
    for (size_t i = 0; bank->sources != NULL && i < count; i++) {
        struct source *source = &bank->sources[bank->source_count];
        source->path = arena_copy(&bank->arena, paths[i], strlen(paths[i]));
        if (source->path == NULL) {
            loading->no_memory = true;
            return;
        }
        source->texts = bank_file_load(paths[i], &source->file, loading->report, loading->user);
        loading->mistakes += source->texts == NULL;
        loading->incomplete = loading->incomplete || source->texts == NULL;
        bank->source_count += source->texts != NULL;
    }
}

static void build(struct loading *loading)
{
    struct rubric_bank *bank = loading->bank;
    for (size_t i = 0; i < bank->source_count; i++) {
        make_questions(loading, &bank->sources[i]);
    }
    if (loading->no_memory) {
        return;
    }
    for (size_t i = 0; i < bank->source_count; i++) {
        check_practice(loading, i);
    }
    if (loading->mistakes > 0) {
        return;
    }
    qsort(bank->sources, bank->source_count, sizeof(*bank->sources), compare_sources);
    bank->practices = allocate(loading, bank->source_count, sizeof(*bank->practices));
    for (size_t i = 0; bank->practices != NULL && i < bank->source_count; i++) {
        make_practice(loading, &bank->sources[i], &bank->practices[i]);
    }
}

struct rubric_bank *rubric_bank_load(const char *const *paths, size_t count,
                                     const struct rubric *rubric,
                                     const struct rubric_diagnostics *diagnostics)
{
    struct loading loading = { .rubric = rubric };
    struct schema_place start = { 1, 1 };
    if (diagnostics != NULL) {
        loading.report = diagnostics->report;
        loading.user = diagnostics->user;
    }
    loading.bank = calloc(1, sizeof(*loading.bank));
    loading.no_memory = loading.bank == NULL;
    if (count == 0) {
        loading.mistakes++;
        schema_complain(loading.report, loading.user, "question bank", start,
                        "there is no practice file");
    } else if (loading.bank != NULL) {
        load_sources(&loading, paths, count);
        if (!loading.no_memory) {
            build(&loading);
        }
    }
    if (loading.no_memory) {
        schema_complain(loading.report, loading.user, "question bank", start,
                        "not enough memory to load it");
    }
    if (loading.no_memory || loading.mistakes > 0) {
        rubric_bank_destroy(loading.bank);
        return NULL;
    }
    return loading.bank;
}

void rubric_bank_destroy(struct rubric_bank *bank)
{
    if (bank == NULL) {
        return;
    }
    for (size_t i = 0; i < bank->source_count; i++) {
        schema_destroy(bank->sources[i].texts);
    }
    arena_finish(&bank->arena);
    free(bank);
}

size_t rubric_bank_practice_count(const struct rubric_bank *bank)
{
    return bank->source_count;
}

const struct rubric_practice *rubric_bank_practice_at(const struct rubric_bank *bank, size_t i)
{
    return &bank->practices[i];
}

const struct rubric_practice *rubric_bank_find_practice(const struct rubric_bank *bank,
                                                        const char *id)
{
    for (size_t i = 0; i < bank->source_count; i++) {
        if (strcmp(bank->practices[i].id, id) == 0) {
            return &bank->practices[i];
        }
    }
    return NULL;
}

const struct rubric_question *rubric_bank_find_question(const struct rubric_bank *bank,
                                                        const char *id_or_wording)
{
    const struct rubric_question *question = find_included(bank, id_or_wording);
    for (size_t s = 0; question == NULL && s < bank->source_count; s++) {
        for (size_t i = 0; question == NULL && i < bank->sources[s].file.question_count; i++) {
            const struct rubric_question *other = &bank->sources[s].questions[i];
            question = loose_equal(other->wording, id_or_wording) ? other : NULL;
        }
    }
    return question;
}
