/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "packs_check.h"

#include <rubric.h>
#include <stdlib.h>
#include <string.h>

#include "content.h"
#include "job.h"
#include "packs_find.h"
#include "paths.h"

#define MISTAKES_MAX 200    /* more are not read by anybody */

void mistakes_add(struct mistakes *m, const char *line)
{
    if (m->lines == NULL) {
        m->lines = open_memstream(&m->text, &m->size);
    }
    if (m->lines != NULL && m->count < MISTAKES_MAX) {
        fprintf(m->lines, "%s%s", m->count > 0 ? "\n" : "", line);
    }
    m->count++;
}

char *mistakes_text(struct mistakes *m)
{
    if (m->lines != NULL) {
        fclose(m->lines);
        m->lines = NULL;
    }
    char *text = m->text;
    m->text = NULL;
    return text;
}

void mistakes_forget(struct mistakes *m)
{
    free(mistakes_text(m));
    *m = (struct mistakes){ 0 };
}

struct checking {
    const char *packs;
    const struct found_packs *found;
    struct mistakes *mistakes;
};

static const char *place_on_stick(const struct checking *c, const char *file, size_t length)
{
    const char *slash = memrchr(file, '/', length);
    const char *name = slash != NULL ? slash + 1 : file;
    size_t name_length = length - (size_t)(name - file);
    bool rubric = strncmp(file, "rubrics/", 8) == 0;
    for (size_t i = 0; c->found != NULL && i < c->found->count; i++) {
        const struct found_pack *p = &c->found->items[i];
        bool same = strlen(p->name) == name_length && memcmp(p->name, name, name_length) == 0;
        if (rubric ? p->kind == PACK_RUBRIC : same && p->kind != PACK_RUBRIC) {
            return p->path;
        }
    }
    return NULL;
}

/* The person knows the file on the stick, not our copy of it. */
static void report(void *user, const char *message)
{
    const struct checking *c = user;
    size_t prefix = strlen(c->packs);
    char line[1200];
    if (strncmp(message, c->packs, prefix) != 0 || message[prefix] != '/') {
        mistakes_add(c->mistakes, message);
        return;
    }
    const char *file = message + prefix + 1;
    size_t length = strcspn(file, ":");
    const char *place = place_on_stick(c, file, length);
    if (place != NULL) {
        snprintf(line, sizeof(line), "%s%s", place, file + length);
    } else {
        snprintf(line, sizeof(line), "%s", file);
    }
    mistakes_add(c->mistakes, line);
}

static void check_jobs(struct checking *c, const struct rubric_diagnostics *diagnostics)
{
    char *folder = paths_in(c->packs, "jobs");
    char **files = paths_list_in(folder, ".yaml");
    for (size_t i = 0; files != NULL && files[i] != NULL; i++) {
        struct job job;
        if (job_read(files[i], &job, diagnostics)) {
            job_free(&job);
        }
    }
    paths_free(files);
    free(folder);
}

static void check_banks(struct checking *c, const struct rubric *rubric,
                        const struct rubric_diagnostics *diagnostics)
{
    char **files = content_bank_files(c->packs);
    struct rubric_bank *bank = rubric_bank_load((const char *const *)files, paths_count(files),
                                                rubric, diagnostics);
    if (bank == NULL && c->mistakes->count == 0) {
        mistakes_add(c->mistakes, "the questions could not be loaded: out of memory");
    }
    rubric_bank_destroy(bank);
    paths_free(files);
}

/* Without the trained model: it follows the criteria, not they it. */
void packs_check(const char *packs, const struct found_packs *found, struct mistakes *mistakes)
{
    struct checking c = { packs, found, mistakes };
    const struct rubric_diagnostics diagnostics = { .report = report, .user = &c };
    char *path = content_rubric_path(packs);
    struct rubric *rubric = path != NULL ? rubric_load(path, NULL, &diagnostics) : NULL;
    if (rubric == NULL && mistakes->count == 0) {
        mistakes_add(mistakes, "the criteria could not be loaded");
    }
    check_banks(&c, rubric, &diagnostics);
    check_jobs(&c, &diagnostics);
    rubric_destroy(rubric);
    free(path);
}
