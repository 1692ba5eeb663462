/* SPDX-License-Identifier: GPL-3.0-or-later */
/* whisper.cpp's library hears settled pieces again; its model is a file that the owner names. */
#include "engine.h"
#include "source.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <whisper.h>

enum {
    PADDED = 11 * SAMPLE_RATE / 10, /* shorter pieces it does not take */
    FRAMES_PER_SECOND = 50,         /* of its encoder */
    MARGIN_FRAMES = 128,            /* of silence that it should see behind the speech */
    LEAST_FRAMES = 512,             /* seeing less, it repeats itself */
    ALL_FRAMES = 1500,
    TOKENS_PER_SECOND = 8,          /* nobody says more */
    WORD_SIZE = 96
};

struct ear {
    struct whisper_context *context;
    int threads;
};

static void keep_quiet(enum ggml_log_level level, const char *text, void *user)
{
    (void)level;
    (void)text;
    (void)user;
}

static void whisper_close(struct ear *ear)
{
    if (ear != NULL) {
        whisper_free(ear->context);
        free(ear);
    }
}

static struct ear *whisper_open(const struct listen_settings *settings, enum ear_kind kind,
                                char *err, size_t err_size)
{
    (void)kind;
    const char *path = settings->engine + strcspn(settings->engine, " ");
    path += strspn(path, " ");
    if (access(path, R_OK) != 0) {
        snprintf(err, err_size, "%s: cannot read this model: name the engine like \"whisper "
                 "/folder/ggml-base.en.bin\"", *path != '\0' ? path : "whisper (no file named)");
        return NULL;
    }
    struct ear *ear = calloc(1, sizeof(*ear));
    if (ear == NULL) {
        snprintf(err, err_size, "no memory for the engine");
        return NULL;
    }
    whisper_log_set(keep_quiet, NULL);
    ear->context = whisper_init_from_file_with_params(path, whisper_context_default_params());
    if (ear->context == NULL) {
        snprintf(err, err_size, "%s: is no model that whisper can load", path);
        whisper_close(ear);
        return NULL;
    }
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    ear->threads = cores > 8 ? 8 : cores > 1 ? (int)cores : 1;
    return ear;
}

static struct whisper_full_params make_params(const struct ear *ear, size_t count)
{
    struct whisper_full_params p = whisper_full_default_params(WHISPER_SAMPLING_GREEDY);
    const int frames = (int)(count * FRAMES_PER_SECOND / SAMPLE_RATE) + MARGIN_FRAMES;
    p.n_threads = ear->threads;
    p.language = whisper_is_multilingual(ear->context) ? "en" : p.language;
    p.no_context = true;
    p.token_timestamps = true;
    p.suppress_nst = true;          /* no "(music)" */
    p.print_progress = p.print_realtime = p.print_timestamps = p.print_special = false;
    /* Its encoder costs the same for any length unless told how much of it matters. */
    p.audio_ctx = frames < LEAST_FRAMES ? LEAST_FRAMES : frames < ALL_FRAMES ? frames : 0;
    p.max_tokens = (int)(count * TOKENS_PER_SECOND / SAMPLE_RATE) + TOKENS_PER_SECOND;
    return p;
}

struct word {
    char text[WORD_SIZE];
    double start_s, end_s, probability;
    int tokens;
};

static bool end_word(struct word *word, double length_s, struct word_list *words)
{
    bool good = true;
    const double start_s = word->start_s;
    if (word->tokens > 0 && word->text[0] != '\0' && start_s < length_s) {
        const double end_s = word->end_s < length_s ? word->end_s : length_s;
        const struct heard_word heard = {
            .text = word->text, .start_s = start_s, .end_s = end_s > start_s ? end_s : start_s,
            .confidence = (float)(word->probability / word->tokens),
        };
        good = word_list_add(words, &heard, 0);
    }
    *word = (struct word){ .tokens = 0 };
    return good;
}

/* A token that begins with a space begins a word. */
static bool add_token(struct ear *ear, int segment, int token, double length_s, struct word *word,
                      struct word_list *words)
{
    const char *text = whisper_full_get_token_text(ear->context, segment, token);
    const whisper_token_data data = whisper_full_get_token_data(ear->context, segment, token);
    if (data.id >= whisper_token_eot(ear->context)) {
        return true;
    }
    if (text[0] == ' ' && !end_word(word, length_s, words)) {
        return false;
    }
    size_t used = strlen(word->text);
    snprintf(word->text + used, sizeof(word->text) - used, "%s", text + (text[0] == ' '));
    if (word->tokens++ == 0) {
        word->start_s = (double)data.t0 / 100;
    }
    word->end_s = (double)data.t1 / 100;
    word->probability += (double)data.p;
    return true;
}

static bool whisper_hear(struct ear *ear, const int16_t *samples, size_t count,
                         struct word_list *words)
{
    const size_t padded = count < PADDED ? PADDED : count;
    const double length_s = (double)count / SAMPLE_RATE;
    struct word word = { .tokens = 0 };
    float *sound = calloc(padded, sizeof(*sound));
    if (sound == NULL) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        sound[i] = (float)samples[i] / 32768;
    }
    bool good = whisper_full(ear->context, make_params(ear, padded), sound, (int)padded) == 0;
    explicit_bzero(sound, padded * sizeof(*sound));
    free(sound);
    for (int s = 0; good && s < whisper_full_n_segments(ear->context); s++) {
        for (int t = 0; good && t < whisper_full_n_tokens(ear->context, s); t++) {
            good = add_token(ear, s, t, length_s, &word, words);
        }
    }
    return good && end_word(&word, length_s, words);
}

const struct engine engine_whisper = {
    .name = "whisper",
    .open = whisper_open,
    .close = whisper_close,
    .hear = whisper_hear,
};
