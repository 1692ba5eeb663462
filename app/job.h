/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Jobs to practice for: files jobs/ *.yaml with a name and the text of the job's
 * description, whose terms count as fit with the job. Any thread.
 */
#ifndef JOB_H
#define JOB_H

#include <rubric.h>

struct job {
    char *id, *name, *description;
};

/** False after reporting every mistake with line and column; `job` is then empty. */
bool job_read(const char *path, struct job *job, const struct rubric_diagnostics *diagnostics);
void job_free(struct job *job);

struct jobs {
    struct job *items;
    size_t count;
};

/** All jobs there are, imported ones first; a file with a mistake is left out. */
void jobs_load(struct jobs *jobs);
void jobs_free(struct jobs *jobs);
/** NULL: there is none of that id. */
const struct job *jobs_find(const struct jobs *jobs, const char *id);

#endif
