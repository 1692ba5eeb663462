/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "packs.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "packs_check.h"
#include "packs_find.h"
#include "paths.h"
#include "settings_file.h"
#include "text_file.h"

static const char *const folders[PACK_KIND_COUNT] = {
    [PACK_BANK] = "banks", [PACK_RUBRIC] = "rubrics", [PACK_JOB] = "jobs",
};

void packs_list(struct pack_list *list)
{
    char *packs = paths_packs();
    *list = (struct pack_list){ 0 };
    for (int kind = 0; kind < PACK_KIND_COUNT; kind++) {
        char *folder = paths_in(packs, folders[kind]);
        char **files = paths_list_in(folder, ".yaml");
        for (size_t i = 0; files != NULL && files[i] != NULL; i++) {
            struct pack *longer = realloc(list->items, (list->count + 1) * sizeof(*longer));
            char *file = strdup(files[i] + strlen(packs) + 1);
            if (longer == NULL || file == NULL) {
                free(file);
                break;
            }
            list->items = longer;
            list->items[list->count++] = (struct pack){ (enum pack_kind)kind, file };
        }
        paths_free(files);
        free(folder);
    }
    free(packs);
}

void packs_list_free(struct pack_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        free(list->items[i].file);
    }
    free(list->items);
    *list = (struct pack_list){ 0 };
}

void pack_result_free(struct pack_result *result)
{
    free(result->text);
    *result = (struct pack_result){ 0 };
}

static void empty(const char *folder)
{
    for (int kind = 0; kind < PACK_KIND_COUNT; kind++) {
        char path[PATH_MAX];
        snprintf(path, sizeof(path), "%s/%s", folder, folders[kind]);
        char **files = paths_list_in(path, "");
        for (size_t i = 0; files != NULL && files[i] != NULL; i++) {
            unlink(files[i]);
        }
        paths_free(files);
        rmdir(path);
    }
    rmdir(folder);
}

static bool copy_file(const char *from, const char *folder, const char *name,
                      struct mistakes *mistakes)
{
    char path[PATH_MAX], err[400];
    char *text = text_file_read(from, err, sizeof(err));
    snprintf(path, sizeof(path), "%s/%s", folder, name);
    bool good = text != NULL && settings_file_put(path, text, err, sizeof(err));
    if (!good) {
        mistakes_add(mistakes, err);
    }
    free(text);
    return good;
}

/* What stays of the former set. */
static bool copy_former(const char *from, const char *to, const char *without,
                        struct mistakes *mistakes)
{
    struct pack_list list;
    bool good = true;
    packs_list(&list);
    for (size_t i = 0; good && i < list.count; i++) {
        const char *file = list.items[i].file;
        char *path = paths_in(from, file);
        if (without == NULL || strcmp(file, without) != 0) {
            good = path != NULL && copy_file(path, to, file, mistakes);
        }
        free(path);
    }
    packs_list_free(&list);
    return good;
}

static bool copy_found(const struct found_packs *found, const char *to, struct mistakes *mistakes)
{
    bool good = true;
    for (size_t i = 0; good && i < found->count; i++) {
        const struct found_pack *p = &found->items[i];
        char name[300];
        if (p->kind == PACK_RUBRIC) {
            snprintf(name, sizeof(name), "rubrics/interview.yaml");
        } else {
            snprintf(name, sizeof(name), "%s/%s", folders[p->kind], p->name);
        }
        good = copy_file(p->path, to, name, mistakes);
    }
    return good;
}

/* One step: after a power cut there is the former set or the new one, never a mixture. */
static bool put_in_place(const char *fresh, const char *packs, struct mistakes *mistakes)
{
    bool good = renameat2(AT_FDCWD, fresh, AT_FDCWD, packs, RENAME_EXCHANGE) == 0 ||
                (errno == ENOENT && rename(fresh, packs) == 0);
    if (!good) {
        char text[PATH_MAX + 200];
        snprintf(text, sizeof(text), "%s cannot be written: %s; nothing was changed", packs,
                 strerror(errno));
        mistakes_add(mistakes, text);
    }
    return good;
}

/* The set that would be, made beside the one that is, checked as a whole, then put in its place. */
static void change(const struct found_packs *found, const char *without, unsigned allowed,
                   struct mistakes *mistakes)
{
    char fresh[PATH_MAX];
    char *packs = paths_packs();
    snprintf(fresh, sizeof(fresh), "%s.new", packs != NULL ? packs : "");
    if (packs != NULL) {
        empty(fresh);
        settings_file_folders(fresh);
        mkdir(fresh, 0700);     /* what fails shows with the first file */
        bool good = copy_former(packs, fresh, without, mistakes) &&
                    copy_found(found, fresh, mistakes);
        packs_check(fresh, found, mistakes);
        if (good && mistakes->count <= allowed) {
            mistakes_forget(mistakes);
            put_in_place(fresh, packs, mistakes);
        }
        empty(fresh);
    } else {
        mistakes_add(mistakes, "out of memory");
    }
    free(packs);
}

static void tell(struct pack_result *result, struct mistakes *mistakes)
{
    result->mistakes = mistakes->count;
    result->done = mistakes->count == 0;
    result->text = mistakes_text(mistakes);
}

void packs_import(struct pack_result *result)
{
    struct mistakes mistakes = { 0 };
    struct found_packs found;
    *result = (struct pack_result){ 0 };
    packs_find(&found, &mistakes);
    if (mistakes.count == 0 && found.count > 0) {
        change(&found, NULL, 0, &mistakes);
    }
    tell(result, &mistakes);
    for (size_t i = 0; result->done && i < found.count; i++) {
        result->count[found.items[i].kind]++;
    }
    result->done = result->done && found.count > 0;
    packs_found_free(&found);
}

static unsigned count_mistakes(void)
{
    struct mistakes mistakes = { 0 };
    char *packs = paths_packs();
    if (packs != NULL) {
        packs_check(packs, NULL, &mistakes);
    }
    free(packs);
    unsigned count = mistakes.count;
    mistakes_forget(&mistakes);
    return count;
}

/* Where several no longer fit a newer Greenroom, they can be removed one by one. */
void packs_remove(const char *file, struct pack_result *result)
{
    struct mistakes mistakes = { 0 };
    const struct found_packs none = { 0 };
    *result = (struct pack_result){ 0 };
    unsigned now = count_mistakes();
    change(&none, file, now > 0 ? now - 1 : 0, &mistakes);
    tell(result, &mistakes);
}
