/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a .jsonl file of answers, and as the text of one. */
#include <score.h>
#include <stdio.h>
#include <stdlib.h>
#include <text_file.h>

#include "as_file.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct scorer scorer;    /* loaded once, for the life of the process */
    char err[300] = "";
    print_nothing();
    if (scorer.content.bank == NULL) {
        require(content_load(&scorer.content, err, sizeof(err)), err);
        scorer.goals = rubric_bank_practice_at(scorer.content.bank, 0)->questions[0];
    }
    const char *path = as_file(data, size);
    FILE *file = fopen(path, "rb");
    require(file != NULL, path);
    score_records(&scorer, path, file);
    fclose(file);
    char *text = text_file_read(path, err, sizeof(err));
    require((text == NULL) == (err[0] != '\0'), "what is refused is refused with a sentence");
    free(text);
    return 0;
}
