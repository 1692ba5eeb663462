/* SPDX-License-Identifier: GPL-3.0-or-later */
/* greenroom listen: the recognizer process; the protocol is in models/README.md. */
#include <extra_words.h>
#include <listen.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command.h"
#include "ears_files.h"
#include "hear.h"

/* Staff's mistake in their own words must not make the kiosk deaf. */
static void drop_wrong_words(struct ears_files *files)
{
    char err[400];
    struct extra_words words = { 0 };
    if (files->word_file != NULL
        && !extra_words_read(&words, files->word_file, err, sizeof(err))) {
        fprintf(stderr, "greenroom: %s; none of these words is used\n", err);
        free(files->word_file);
        files->word_file = NULL;
    }
    extra_words_free(&words);
}

struct chosen {
    struct listen_settings settings;
    const char *job;
};

static const char *either(const char *named, const char *found)
{
    return named != NULL ? named : found;
}

static void say_plain(const char *sentence)
{
    fprintf(stderr, "greenroom: %s; listening without it\n", sentence);
}

static bool is_engine(const struct listen_settings *chosen, const char *name)
{
    return chosen->engine != NULL && strcmp(chosen->engine, name) == 0;
}

/* Who names a plain model wants that one. */
static const char *choose_network(const struct listen_settings *chosen,
                                  const struct ears_files *files)
{
    if (chosen->network_dir != NULL) {
        return strcmp(chosen->network_dir, "none") == 0 ? NULL : chosen->network_dir;
    }
    if (is_engine(chosen, ENGINE_PLAIN) || chosen->model_dir != NULL) {
        return NULL;
    }
    if (files->network_dir == NULL) {
        say_plain("models/network: missing: install greenroom's data anew");
    }
    return files->network_dir;
}

/* Who names words wants to hear those at once, too. */
static bool own_words(const struct listen_settings *chosen)
{
    return chosen->language_model != NULL || chosen->dictionary != NULL;
}

static int run(const struct greenroom_command *self, int argc, char **argv)
{
    struct chosen chosen = { 0 };
    int first = 0;
    int status = STATUS_DONE;
    if (!command_options(self, argc, argv, &chosen, &first, &status)) {
        return status;
    }
    if (first != argc) {
        return command_wrong_use(self, "listen takes no files, it reads samples from its input");
    }
    struct ears_files files;
    ears_files_find(&files);
    drop_wrong_words(&files);
    char *topics = ears_files_topics(chosen.job);
    const struct listen_settings *named = &chosen.settings;
    const struct listen_settings settings = {
        .engine = is_engine(named, ENGINE_NETWORK) ? NULL : named->engine,
        .model_dir = either(named->model_dir, files.model_dir),
        .network_dir = choose_network(named, &files),
        .on_plain = say_plain,
        .language_model = either(named->language_model, files.language_model),
        .dictionary = either(named->dictionary, files.dictionary),
        .live_language_model = own_words(named) ? NULL : files.live_language_model,
        .live_dictionary = own_words(named) ? NULL : files.live_dictionary,
        .word_file = either(named->word_file, files.word_file),
        .grammar_dir = either(named->grammar_dir, files.grammar_dir),
        .topics = topics,
    };
    status = listen_run(&settings, STDIN_FILENO, stdout);
    free(topics);
    ears_files_free(&files);
    return status;
}

static const struct option_row options[] = {
    { .name = "engine", .kind = OPTION_TEXT, .offset = offsetof(struct chosen, settings.engine),
      .value = "ENGINE", .help = ENGINE_HELP },
    { .name = "model", .kind = OPTION_TEXT, .offset = offsetof(struct chosen, settings.model_dir),
      .value = "FOLDER", .help = "plain acoustic model" },
    { .name = "network", .kind = OPTION_TEXT,
      .offset = offsetof(struct chosen, settings.network_dir), .value = "FOLDER",
      .help = "acoustic model trained with models/acoustic, or \"none\": the plain one" },
    { .name = "language-model", .kind = OPTION_TEXT,
      .offset = offsetof(struct chosen, settings.language_model), .value = "FILE",
      .help = "which words follow which" },
    { .name = "dictionary", .kind = OPTION_TEXT,
      .offset = offsetof(struct chosen, settings.dictionary), .value = "FILE",
      .help = "how words are pronounced" },
    { .name = "grammars", .kind = OPTION_TEXT,
      .offset = offsetof(struct chosen, settings.grammar_dir), .value = "FOLDER",
      .help = "commands by voice, one file a screen" },
    { .name = "words", .kind = OPTION_TEXT,
      .offset = offsetof(struct chosen, settings.word_file), .value = "FILE",
      .help = "words to know besides, a line each, with phones where spelling does not tell" },
    { .name = "job", .kind = OPTION_TEXT, .offset = offsetof(struct chosen, job), .value = "ID",
      .help = "job whose description's words to know besides" },
    { 0 },
};

const struct greenroom_command command_listen = {
    .name = "listen",
    .usage = "[--engine NAME]",
    .summary = "the recognizer process: samples in, JSON lines out",
    .help = "Reads 16 kHz mono 16 bit samples from standard input and writes what it hears as\n"
            "JSON lines. The program starts this by itself; models/README.md has the protocol.",
    .options = options,
    .run = run,
};
