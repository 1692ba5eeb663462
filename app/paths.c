/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paths.h"

#include <dirent.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ROOTS_MAX 16

struct roots {
    char *folders[ROOTS_MAX];
    size_t count;
};

static void add_root(struct roots *r, char *folder)
{
    if (folder != NULL && r->count < ROOTS_MAX) {
        r->folders[r->count++] = folder;
    } else {
        free(folder);
    }
}

__attribute__((format(printf, 1, 2))) static char *format_path(const char *format, ...)
{
    char *path = NULL;
    va_list args;
    va_start(args, format);
    int length = vasprintf(&path, format, args);
    va_end(args);
    return length >= 0 ? path : NULL;
}

/* Since a newer Greenroom was installed the system says that the one which runs is gone; what stands in
 * its place does the same. */
static void leave_out_mark(char *path)
{
    static const char mark[] = " (deleted)";
    size_t length = strlen(path), tail = sizeof(mark) - 1;
    if (length > tail && strcmp(path + length - tail, mark) == 0 && access(path, F_OK) != 0) {
        path[length - tail] = '\0';
    }
}

char *paths_self(void)
{
    const char *named = getenv("GREENROOM_PROGRAM");
    if (named != NULL && named[0] != '\0') {
        return strdup(named);
    }
    char path[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", path, sizeof(path) - 1);
    if (length <= 0) {
        return NULL;
    }
    path[length] = '\0';
    leave_out_mark(path);
    return strdup(path);
}

/* The build leaves the name of its source tree beside the program; it is not installed. */
static void add_source_tree(struct roots *r, const char *program_folder)
{
    char *note = format_path("%s/source-tree", program_folder);
    FILE *file = note != NULL ? fopen(note, "re") : NULL;
    char tree[PATH_MAX];
    if (file != NULL && fgets(tree, sizeof(tree), file) != NULL) {
        tree[strcspn(tree, "\n")] = '\0';
        add_root(r, format_path("%s/assets", tree));
        add_root(r, strdup(tree));
    }
    if (file != NULL) {
        fclose(file);
    }
    free(note);
}

static void add_named_roots(struct roots *r, const char *folders)
{
    while (folders != NULL && *folders != '\0') {
        size_t length = strcspn(folders, ":");
        if (length > 0) {
            add_root(r, strndup(folders, length));
        }
        folders += length + (folders[length] == ':');
    }
}

static void find_roots(struct roots *r)
{
    *r = (struct roots){ 0 };
    add_named_roots(r, getenv("GREENROOM_DATA"));
    char *folder = paths_self();
    char *slash = folder != NULL ? strrchr(folder, '/') : NULL;
    if (slash != NULL) {
        *slash = '\0';
        add_root(r, format_path("%s/../share/greenroom", folder));
        add_root(r, format_path("%s/../assets", folder));
        add_root(r, format_path("%s/..", folder));
        add_source_tree(r, folder);
    }
    free(folder);
}

static void free_roots(struct roots *r)
{
    for (size_t i = 0; i < r->count; i++) {
        free(r->folders[i]);
    }
}

char *paths_find(const char *name)
{
    struct roots roots;
    char *found = NULL;
    find_roots(&roots);
    for (size_t i = 0; i < roots.count && found == NULL; i++) {
        char *path = format_path("%s/%s", roots.folders[i], name);
        if (path != NULL && access(path, F_OK) == 0) {
            found = path;
        } else {
            free(path);
        }
    }
    free_roots(&roots);
    return found;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool has_suffix(const char *name, const char *suffix)
{
    size_t length = strlen(name);
    size_t tail = strlen(suffix);
    return name[0] != '.' && length > tail && strcmp(name + length - tail, suffix) == 0;
}

char *paths_packs(void)
{
    const char *state = getenv("STATE_DIRECTORY");
    const char *xdg = getenv("XDG_DATA_HOME");
    const char *home = getenv("HOME");
    if (state != NULL && state[0] == '/') {
        return format_path("%.*s/packs", (int)strcspn(state, ":"), state);
    }
    if (xdg != NULL && xdg[0] == '/') {
        return format_path("%s/greenroom/packs", xdg);
    }
    return format_path("%s/.local/share/greenroom/packs", home != NULL ? home : "");
}

char *paths_in(const char *packs, const char *name)
{
    char *path = packs != NULL ? format_path("%s/%s", packs, name) : NULL;
    if (path != NULL && access(path, F_OK) != 0) {
        free(path);
        path = NULL;
    }
    return path;
}

char *paths_beside(const char *file, const char *name)
{
    const char *slash = file != NULL ? strrchr(file, '/') : NULL;
    return slash != NULL ? format_path("%.*s/%s", (int)(slash - file), file, name) : NULL;
}

char **paths_list_in(const char *path, const char *suffix)
{
    DIR *dir = path != NULL ? opendir(path) : NULL;
    size_t count = 0;
    char **list = calloc(1, sizeof(*list));
    const struct dirent *entry;
    while (dir != NULL && list != NULL && (entry = readdir(dir)) != NULL) {
        if (!has_suffix(entry->d_name, suffix)) {
            continue;
        }
        char **longer = realloc(list, (count + 2) * sizeof(*longer));
        if (longer == NULL) {
            break;
        }
        list = longer;
        list[count] = format_path("%s/%s", path, entry->d_name);
        count += list[count] != NULL;
        list[count] = NULL;
    }
    if (dir != NULL) {
        closedir(dir);
    }
    if (list != NULL) {
        qsort(list, count, sizeof(*list), by_name);
    }
    return list;
}

char **paths_list(const char *folder, const char *suffix)
{
    char *path = paths_find(folder);
    char **list = paths_list_in(path, suffix);
    free(path);
    return list;
}

size_t paths_count(char *const *paths)
{
    size_t count = 0;
    while (paths != NULL && paths[count] != NULL) {
        count++;
    }
    return count;
}

void paths_free(char **paths)
{
    for (size_t i = 0; paths != NULL && paths[i] != NULL; i++) {
        free(paths[i]);
    }
    free(paths);
}
