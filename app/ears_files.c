/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ears_files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "paths.h"
#include "settings.h"

/* Where packages of PocketSphinx put the English models. */
static const char *const system_folders[] = {
    "/usr/share/pocketsphinx/model/en-us",
    "/usr/local/share/pocketsphinx/model/en-us",
    "/usr/share/pocketsphinx/en-us",
};

static char *find_in_system(const char *name)
{
    for (size_t i = 0; i < sizeof(system_folders) / sizeof(system_folders[0]); i++) {
        char *path = NULL;
        if (asprintf(&path, "%s/%s", system_folders[i], name) < 0) {
            return NULL;
        }
        if (access(path, R_OK) == 0) {
            return path;
        }
        free(path);
    }
    return NULL;
}

static char *find(const char *own, const char *packaged)
{
    char *path = paths_find(own);
    return path != NULL ? path : find_in_system(packaged);
}

/* Staff's own, beside their settings. */
static char *find_words(void)
{
    char *settings = settings_path();
    char *path = paths_beside(settings, "words.txt");
    free(settings);
    if (path != NULL && access(path, R_OK) != 0) {
        free(path);
        path = NULL;
    }
    return path;
}

void ears_files_find(struct ears_files *files)
{
    files->model_dir = find("models/en-us", "en-us");
    files->language_model = find("models/interview.lm.bin", "en-us.lm.bin");
    files->dictionary = find("models/interview.dict", "cmudict-en-us.dict");
    files->grammar_dir = paths_find("models/grammars");
    files->word_file = find_words();
}

void ears_files_free(struct ears_files *files)
{
    free(files->model_dir);
    free(files->language_model);
    free(files->dictionary);
    free(files->grammar_dir);
    free(files->word_file);
    *files = (struct ears_files){ 0 };
}
