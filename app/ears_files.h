/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Where the recognizer's models lie: Greenroom's own, else the system's. */
#ifndef EARS_FILES_H
#define EARS_FILES_H

struct ears_files {
    /* NULL: not there */
    char *model_dir, *network_dir, *grammar_dir, *word_file;
    char *language_model, *dictionary;
    char *live_language_model, *live_dictionary;
};

/** What people will talk about: the description of the job of this id (NULL: none), and the banks
 *  that staff imported; the installed ones' words are in the models. New string; NULL: nothing. */
char *ears_files_topics(const char *job);
void ears_files_find(struct ears_files *files);
void ears_files_free(struct ears_files *files);

#endif
