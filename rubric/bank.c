/* SPDX-License-Identifier: MIT */
/* Practice files into one bank, checked against each other and the criteria. */
#include "bank_parts.h"

#include <stdlib.h>
#include <string.h>

#include "loose.h"

static void *allocate(struct loading *loading, size_t count, size_t size)
{
    void *memory = arena_array(&loading->bank->arena, count, size);
    loading->no_memory = loading->no_memory || memory == NULL;
    return memory;
}

const struct rubric_question *bank_find_question(const struct rubric_bank *bank, const char *id)
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
                           ? bank_find_question(loading->bank, file->include[i].text)
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
        bank_check_practice(loading, i);
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
    const struct rubric_question *question = bank_find_question(bank, id_or_wording);
    for (size_t s = 0; question == NULL && s < bank->source_count; s++) {
        for (size_t i = 0; question == NULL && i < bank->sources[s].file.question_count; i++) {
            const struct rubric_question *other = &bank->sources[s].questions[i];
            question = loose_equal(other->wording, id_or_wording) ? other : NULL;
        }
    }
    return question;
}
