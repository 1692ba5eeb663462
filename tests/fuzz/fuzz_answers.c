/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as lines of a recognizer. What is understood reads the same when it is written anew. */
#include <math.h>
#include <protocol.h>
#include <stdlib.h>
#include <string.h>

#include "as_file.h"
#include "fuzz.h"

static void check_words(const struct answer *a)
{
    for (size_t i = 0; i < a->words.count; i++) {
        const struct heard_word *w = &a->words.words[i];
        require(w->confidence >= 0 && w->confidence <= 1 && isfinite(w->start_s)
                && w->start_s >= 0 && w->end_s >= w->start_s && w->text[0] != '\0',
                "a word has a text, times in order and a confidence");
    }
}

static void write_anew(const struct answer *a)
{
    struct answer again;
    char *line = NULL, err[300];
    size_t size = 0;
    FILE *out = open_memstream(&line, &size);
    require(out != NULL && answer_write(out, a), "an answer can be written");
    fclose(out);
    require(size > 0 && line[size - 1] == '\n', "an answer is a line");
    require(answer_parse(line, size - 1, &again, err, sizeof(err)), err);
    require(again.type == a->type && again.words.count == a->words.count
            && strcmp(again.text, a->text) == 0, "an answer reads as it was written");
    answer_clear(&again);
    free(line);
}

static void take_line(const char *line, size_t length)
{
    struct answer a;
    char err[300] = "";
    if (!answer_parse(line, length, &a, err, sizeof(err))) {
        require(err[0] != '\0' && a.words.count == 0, "nonsense is refused with a sentence");
        return;
    }
    check_words(&a);
    if (a.type != ANSWER_OTHER) {
        write_anew(&a);
    }
    answer_clear(&a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *at = (const char *)data, *end = at + size;
    while (at < end) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        stop = stop != NULL ? stop : end;
        take_line(at, (size_t)(stop - at));
        at = stop + 1;
    }
    return 0;
}
