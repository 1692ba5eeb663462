/* SPDX-License-Identifier: GPL-3.0-or-later */
/* greenroom listen: the recognizer process; the protocol is in models/README.md. */
#include <extra_words.h>
#include <listen.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "command.h"
#include "ears_files.h"

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

static int run(const struct greenroom_command *self, int argc, char **argv)
{
    struct listen_settings chosen = { 0 };
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
    const struct listen_settings settings = {
        .engine = chosen.engine,
        .model_dir = chosen.model_dir != NULL ? chosen.model_dir : files.model_dir,
        .network_dir = chosen.network_dir,
        .language_model =
            chosen.language_model != NULL ? chosen.language_model : files.language_model,
        .dictionary = chosen.dictionary != NULL ? chosen.dictionary : files.dictionary,
        .word_file = chosen.word_file != NULL ? chosen.word_file : files.word_file,
        .grammar_dir = chosen.grammar_dir != NULL ? chosen.grammar_dir : files.grammar_dir,
    };
    status = listen_run(&settings, STDIN_FILENO, stdout);
    ears_files_free(&files);
    return status;
}

static const struct option_row options[] = {
    { .name = "engine", .kind = OPTION_TEXT, .offset = offsetof(struct listen_settings, engine),
      .value = "ENGINE", .help = "pocketsphinx, or better ears: whisper FILE, or a command" },
    { .name = "model", .kind = OPTION_TEXT, .offset = offsetof(struct listen_settings, model_dir),
      .value = "FOLDER", .help = "acoustic model" },
    { .name = "network", .kind = OPTION_TEXT,
      .offset = offsetof(struct listen_settings, network_dir), .value = "FOLDER",
      .help = "acoustic model trained with models/acoustic; if unusable, the plain one" },
    { .name = "language-model", .kind = OPTION_TEXT,
      .offset = offsetof(struct listen_settings, language_model), .value = "FILE",
      .help = "which words follow which" },
    { .name = "dictionary", .kind = OPTION_TEXT,
      .offset = offsetof(struct listen_settings, dictionary), .value = "FILE",
      .help = "how words are pronounced" },
    { .name = "grammars", .kind = OPTION_TEXT,
      .offset = offsetof(struct listen_settings, grammar_dir), .value = "FOLDER",
      .help = "commands by voice, one file a screen" },
    { .name = "words", .kind = OPTION_TEXT,
      .offset = offsetof(struct listen_settings, word_file), .value = "FILE",
      .help = "words to know besides, a line each, with phones where spelling does not tell" },
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
