/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ears_files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "job.h"
#include "paths.h"
#include "settings.h"
#include "text_file.h"

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
    files->network_dir = paths_find("models/network");
    files->language_model = find("models/interview.lm.bin", "en-us.lm.bin");
    files->dictionary = find("models/interview.dict", "cmudict-en-us.dict");
    files->live_language_model = paths_find("models/live.lm.bin");
    files->live_dictionary = paths_find("models/live.dict");
    files->grammar_dir = paths_find("models/grammars");
    files->word_file = find_words();
}

static void append(char **text, const char *more)
{
    char *longer = NULL;
    if (more != NULL && asprintf(&longer, "%s%s\n", *text != NULL ? *text : "", more) >= 0) {
        free(*text);
        *text = longer;
    }
}

char *ears_files_topics(const char *job)
{
    char *text = NULL, err[300];
    struct jobs jobs = { 0 };
    if (job != NULL && job[0] != '\0') {
        jobs_load(&jobs);
    }
    const struct job *found = jobs_find(&jobs, job);
    append(&text, found != NULL ? found->description : NULL);
    jobs_free(&jobs);
    char *packs = paths_packs(), *folder = paths_in(packs, "banks");
    char **banks = paths_list_in(folder, ".yaml");
    for (size_t i = 0; i < paths_count(banks); i++) {
        char *bank = text_file_read(banks[i], err, sizeof(err));
        append(&text, bank);
        free(bank);
    }
    paths_free(banks);
    free(folder);
    free(packs);
    return text;
}

void ears_files_free(struct ears_files *files)
{
    free(files->model_dir);
    free(files->network_dir);
    free(files->language_model);
    free(files->dictionary);
    free(files->live_language_model);
    free(files->live_dictionary);
    free(files->grammar_dir);
    free(files->word_file);
    *files = (struct ears_files){ 0 };
}
