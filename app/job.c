/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "job.h"

#include <schema.h>
#include <stdlib.h>
#include <string.h>

#include "paths.h"

#define DESCRIPTION_MAX 20000   /* bytes; a long posting has 6,000 */

struct written {
    unsigned version;
    const char *id, *name, *description;
};

static const struct schema_field fields[] = {
    { .key = "version", .type = SCHEMA_WHOLE, .offset = offsetof(struct written, version),
      .required = true, .min = 1, .max = 1 },
    { .key = "job", .type = SCHEMA_STRING, .offset = offsetof(struct written, id),
      .required = true, .min = 1, .max = 60 },
    { .key = "name", .type = SCHEMA_STRING, .offset = offsetof(struct written, name),
      .required = true, .min = 1, .max = 60 },
    { .key = "description", .type = SCHEMA_STRING,
      .offset = offsetof(struct written, description), .required = true, .min = 20,
      .max = DESCRIPTION_MAX },
    { 0 },
};

bool job_read(const char *path, struct job *job, const struct rubric_diagnostics *diagnostics)
{
    const struct rubric_diagnostics to = diagnostics != NULL ? *diagnostics
                                                             : (struct rubric_diagnostics){ 0 };
    struct written w = { 0 };
    *job = (struct job){ 0 };
    struct schema_file *file = schema_load(path, fields, &w, sizeof(w), to.report, to.user);
    if (file == NULL) {
        return false;
    }
    *job = (struct job){ strdup(w.id), strdup(w.name), strdup(w.description) };
    schema_destroy(file);
    if (job->id == NULL || job->name == NULL || job->description == NULL) {
        job_free(job);
        return false;
    }
    return true;
}

void job_free(struct job *job)
{
    free(job->id);
    free(job->name);
    free(job->description);
    *job = (struct job){ 0 };
}

const struct job *jobs_find(const struct jobs *jobs, const char *id)
{
    for (size_t i = 0; i < jobs->count; i++) {
        if (strcmp(jobs->items[i].id, id) == 0) {
            return &jobs->items[i];
        }
    }
    return NULL;
}

static void add_files(struct jobs *jobs, char **paths)
{
    for (size_t i = 0; paths != NULL && paths[i] != NULL; i++) {
        struct job job;
        struct job *longer = realloc(jobs->items, (jobs->count + 1) * sizeof(*longer));
        if (longer == NULL) {
            break;
        }
        jobs->items = longer;
        if (job_read(paths[i], &job, NULL) && jobs_find(jobs, job.id) == NULL) {
            jobs->items[jobs->count++] = job;
        } else {
            job_free(&job);
        }
    }
    paths_free(paths);
}

void jobs_load(struct jobs *jobs)
{
    char *packs = paths_packs(), *imported = paths_in(packs, "jobs");
    *jobs = (struct jobs){ 0 };
    add_files(jobs, paths_list_in(imported, ".yaml"));
    add_files(jobs, paths_list("jobs", ".yaml"));
    free(packs);
    free(imported);
}

void jobs_free(struct jobs *jobs)
{
    for (size_t i = 0; i < jobs->count; i++) {
        job_free(&jobs->items[i]);
    }
    free(jobs->items);
    *jobs = (struct jobs){ 0 };
}
