/* SPDX-License-Identifier: MIT */
/* Any bytes as a model, and as word vectors; what is read without complaint judges an answer. */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "model_parts.h"

static char *copy(const uint8_t *data, size_t size)
{
    char *text = malloc(size + 1);
    if (text != NULL) {
        memcpy(text, data, size);
        text[size] = '\0';
    }
    return text;
}

static void judge(const struct model *model)
{
    struct token tokens[] = { { .text = "cook", .confidence = 1 },
                              { .text = "nurse", .confidence = 0.5f, .from = 1, .to = 2 } };
    struct text text = { .tokens = tokens, .count = 2 };
    struct model_verdict verdicts[MODEL_CRITERIA_MAX];
    char why[64];
    if (!model_judge(model, &text, verdicts, NULL)) {
        return;
    }
    for (size_t c = 0; c < model_criterion_count(model); c++) {
        if (!(verdicts[c].probability >= 0 && verdicts[c].probability <= 1)) {
            abort();
        }
        for (size_t i = 0; i < verdicts[c].span_count; i++) {
            model_explain(model, &text, c, verdicts[c].spans[i], 4, why, sizeof(why));
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char head[] = "greenroom-vectors 1 1 100\ncook\n";
    char err[256];
    char *bytes = copy(data, size), *few = calloc(1, sizeof(head) + 102);
    if (bytes == NULL || few == NULL) {
        abort();
    }
    vectors_destroy(vectors_parse("vectors", bytes, size, err, sizeof(err)));
    memcpy(few, head, sizeof(head) - 1);
    bytes = copy(data, size);
    struct vectors *vectors = vectors_parse("few", few, sizeof(head) - 1 + 102, err, sizeof(err));
    if (bytes == NULL || vectors == NULL || memchr(bytes, '\0', size) != NULL) {
        vectors_destroy(vectors);
        free(bytes);
        return 0;
    }
    struct model *model = model_parse("model", bytes, vectors, err, sizeof(err));
    if (model != NULL) {
        judge(model);
        model_destroy(model);
    }
    return 0;
}
