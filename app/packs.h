/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Packs: question banks, criteria and jobs that staff bring on a USB stick. An
 * import takes everything on the sticks or, when there is a mistake anywhere,
 * nothing; what is in place is always a set that loads as a whole. Main thread only.
 */
#ifndef PACKS_H
#define PACKS_H

#include <stdbool.h>
#include <stddef.h>

enum pack_kind { PACK_BANK, PACK_RUBRIC, PACK_JOB, PACK_KIND_COUNT };

#define PACKS_MAX  64           /* files on the sticks */
#define PACK_BYTES (1U << 20)   /* of one file */

struct pack {
    enum pack_kind kind;
    char *file;                 /* "banks/ours.yaml", below paths_packs() */
};

struct pack_list {
    struct pack *items;
    size_t count;
};

/** What an import or removal came to. */
struct pack_result {
    bool done;
    unsigned count[PACK_KIND_COUNT];    /* files that were imported */
    unsigned mistakes;
    char *text;                 /* a line each, "file:line:column: ..."; NULL: none */
};

/** What is in place, by kind and name. */
void packs_list(struct pack_list *list);
void packs_list_free(struct pack_list *list);
/**
 * Take in all *.yaml and *.yml on the sticks and in their folder Greenroom. What
 * they are is seen by their keys; a file of the same name is replaced.
 */
void packs_import(struct pack_result *result);
/** Remove one, unless others need it: then their mistakes are told and it stays. */
void packs_remove(const char *file, struct pack_result *result);
void pack_result_free(struct pack_result *result);

#endif
