/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "packs_find.h"

#include <dirent.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "stick.h"
#include "text_file.h"

struct finding {
    struct found_packs *found;
    struct mistakes *mistakes;
};

static void complain(struct finding *f, const char *path, const char *what)
{
    char line[PATH_MAX + 200];
    snprintf(line, sizeof(line), "%s:1:1: %s", path, what);
    mistakes_add(f->mistakes, line);
}

/* Whether a line at the file's outermost level begins with `key`. */
static bool has_key(const char *text, const char *key)
{
    size_t length = strlen(key);
    while (text != NULL) {
        text += *text == '\n';
        if (strncmp(text, key, length) == 0 && text[length] == ':') {
            return true;
        }
        text = strchr(text, '\n');
    }
    return false;
}

/* A file that is nothing of this is read as a bank, which then says what it misses. */
static enum pack_kind kind_of(const char *text)
{
    return has_key(text, "criteria") ? PACK_RUBRIC : has_key(text, "job") ? PACK_JOB : PACK_BANK;
}

static bool is_yaml(const char *name)
{
    const char *dot = strrchr(name, '.');
    return name[0] != '.' && dot != NULL && dot != name &&
           (strcasecmp(dot, ".yaml") == 0 || strcasecmp(dot, ".yml") == 0);
}

static bool is_there(const struct found_packs *found, const struct found_pack *pack)
{
    for (size_t i = 0; i < found->count; i++) {
        const struct found_pack *p = &found->items[i];
        if (p->kind == pack->kind && (p->kind == PACK_RUBRIC ||
                                      strcasecmp(p->name, pack->name) == 0)) {
            return true;
        }
    }
    return false;
}

static void add_file(struct finding *f, const char *path, const char *name)
{
    char err[PATH_MAX + 200];
    struct found_pack pack = { 0 };
    size_t stem = (size_t)(strrchr(name, '.') - name);
    if (f->found->count == PACKS_MAX || stem + 6 > sizeof(pack.name)) {
        complain(f, path, f->found->count == PACKS_MAX
                              ? "more files than can be imported at once (64)"
                              : "the file's name is too long; give it a shorter one");
        return;
    }
    char *text = text_file_read(path, err, sizeof(err));
    if (text == NULL) {
        mistakes_add(f->mistakes, err);
        return;
    }
    snprintf(pack.name, sizeof(pack.name), "%.*s.yaml", (int)stem, name);
    pack.kind = kind_of(text);
    free(text);
    if (is_there(f->found, &pack)) {
        complain(f, path, pack.kind == PACK_RUBRIC
                              ? "there are other criteria on the stick; only one file of criteria "
                                "can be imported, so remove one"
                              : "another file on the stick has the same name; rename one");
        return;
    }
    pack.path = strdup(path);
    if (pack.path != NULL) {
        f->found->items[f->found->count++] = pack;
    }
}

/* Plain files only: a stick cannot lead to anything that does not lie on it. */
static void add_folder(struct finding *f, const char *folder)
{
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        char path[PATH_MAX];
        struct stat file;
        snprintf(path, sizeof(path), "%s/%s", folder, entries[i]->d_name);
        if (is_yaml(entries[i]->d_name) && lstat(path, &file) == 0 && S_ISREG(file.st_mode)) {
            add_file(f, path, entries[i]->d_name);
        }
        free(entries[i]);
    }
    free(entries);
}

static bool add_stick(void *user, const char *folder)
{
    struct dirent **entries = NULL;
    add_folder(user, folder);
    int count = scandir(folder, &entries, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        char path[PATH_MAX];
        struct stat file;
        snprintf(path, sizeof(path), "%s/%s", folder, entries[i]->d_name);
        if (strcasecmp(entries[i]->d_name, "greenroom") == 0 && lstat(path, &file) == 0 &&
            S_ISDIR(file.st_mode)) {
            add_folder(user, path);
        }
        free(entries[i]);
    }
    free(entries);
    return false;   /* the next stick, too */
}

void packs_find(struct found_packs *found, struct mistakes *mistakes)
{
    struct finding f = { found, mistakes };
    *found = (struct found_packs){ .count = 0 };
    stick_each(false, add_stick, &f);
}

void packs_found_free(struct found_packs *found)
{
    for (size_t i = 0; i < found->count; i++) {
        free(found->items[i].path);
    }
    found->count = 0;
}
