/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The recognizer process alone, with its files named on the command line: what the speech tests
 * and measurements start. */
#include <listen.h>
#include <string.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    struct listen_settings settings = { 0 };
    const struct {
        const char *name;
        const char **value;
    } options[] = {
        { "--engine", &settings.engine },
        { "--model", &settings.model_dir },
        { "--network", &settings.network_dir },
        { "--lm", &settings.language_model },
        { "--dict", &settings.dictionary },
        { "--live-lm", &settings.live_language_model },
        { "--live-dict", &settings.live_dictionary },
        { "--grammars", &settings.grammar_dir },
        { "--words", &settings.word_file },
        { "--topics", &settings.topics },
    };
    for (int i = 1; i + 1 < argc; i += 2) {
        size_t o = 0;
        while (o < sizeof(options) / sizeof(options[0]) && strcmp(options[o].name, argv[i]) != 0) {
            o++;
        }
        if (o == sizeof(options) / sizeof(options[0])) {
            fprintf(stderr, "%s: unknown option \"%s\"\n", argv[0], argv[i]);
            return 2;
        }
        *options[o].value = argv[i + 1];
    }
    return listen_run(&settings, STDIN_FILENO, stdout);
}
