/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as labelled answers, which the rubric's model learns from. */
#include "as_file.h"
#include "corpus.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct corpus corpus = { 0 };
    char err[300] = "";
    bool read = corpus_read(&corpus, as_file(data, size), err, sizeof(err));
    require(read == (err[0] == '\0'), "what is refused is refused with a sentence");
    for (size_t i = 0; i < corpus.count; i++) {
        require(corpus.answers[i].id[0] != '\0', "an answer has a name");
    }
    corpus_finish(&corpus);
    return 0;
}
