/* SPDX-License-Identifier: GPL-3.0-or-later */
/* greenroom transcribe: the words of sound files. */
#include <stddef.h>
#include <stdio.h>

#include "command.h"
#include "hear.h"
#include "json_writer.h"
#include "output.h"

#define CUE_WORDS 8
#define CUE_GAP_S 0.8

struct transcribe_options {
    bool json, vtt;
    const char *engine;
};

static void print_plain(const struct heard_file *heard)
{
    for (size_t i = 0; i < heard->words.count; i++) {
        printf("%s%s", i > 0 ? " " : "", heard->words.items[i].text);
    }
    putchar('\n');
}

static void print_json(const char *path, const struct heard_file *heard)
{
    struct json_writer writer = { .out = stdout };
    json_begin(&writer, NULL, '{');
    json_write_text(&writer, "file", path);
    json_write_number(&writer, "seconds", heard->length_s, 100);
    json_begin(&writer, "words", '[');
    for (size_t i = 0; i < heard->words.count; i++) {
        const struct rubric_word *word = &heard->words.items[i];
        json_begin(&writer, NULL, '{');
        json_write_text(&writer, "text", word->text);
        json_write_number(&writer, "start", word->start_s, 100);
        json_write_number(&writer, "end", word->end_s, 100);
        json_write_number(&writer, "confidence", (double)word->confidence, 1000);
        if (word->hesitation) {
            json_write_flag(&writer, "hesitation", true);
        }
        json_end(&writer, '}');
    }
    json_end(&writer, ']');
    json_end(&writer, '}');
    json_end_line(&writer);
}

static void print_time(double seconds)
{
    unsigned ms = seconds > 0 ? (unsigned)(seconds * 1000 + 0.5) : 0;
    printf("%02u:%02u:%02u.%03u", ms / 3600000, ms / 60000 % 60, ms / 1000 % 60, ms % 1000);
}

/* Text of a WebVTT cue: "<" and "&" begin markup there. */
static void print_cue_text(const char *text)
{
    for (; *text != '\0'; text++) {
        switch (*text) {
        case '<':
            fputs("&lt;", stdout);
            break;
        case '>':
            fputs("&gt;", stdout);
            break;
        case '&':
            fputs("&amp;", stdout);
            break;
        default:
            putchar(*text);
            break;
        }
    }
}

/* Cues of a few words, broken at pauses. */
static void print_vtt(const struct heard_file *heard)
{
    const struct rubric_word *words = heard->words.items;
    size_t count = heard->words.count;
    printf("WEBVTT\n");
    for (size_t from = 0, to = 0; from < count; from = to) {
        to = from + 1;
        while (to < count && to - from < CUE_WORDS &&
               words[to].start_s - words[to - 1].end_s < CUE_GAP_S) {
            to++;
        }
        printf("\n");
        print_time(words[from].start_s);
        printf(" --> ");
        print_time(words[to - 1].end_s);
        printf("\n");
        for (size_t i = from; i < to; i++) {
            print_cue_text(words[i].text);
            putchar(i + 1 < to ? ' ' : '\n');
        }
    }
}

static int transcribe(const char *path, const struct transcribe_options *o, bool named)
{
    char err[400];
    struct heard_file heard;
    if (!hear_file(path, o->engine, NULL, NULL, &heard, err, sizeof(err))) {
        return command_fail("%s", err);
    }
    if (o->json) {
        print_json(path, &heard);
    } else if (o->vtt) {
        print_vtt(&heard);
    } else {
        if (named) {
            printf("%s: ", path);
        }
        print_plain(&heard);
    }
    heard_file_free(&heard);
    return STATUS_DONE;
}

static int run(const struct greenroom_command *self, int argc, char **argv)
{
    struct settings settings = settings_for_command();
    struct transcribe_options o = { .engine = settings.engine[0] != '\0' ? settings.engine : NULL };
    int first = 0;
    int status = STATUS_DONE;
    if (!command_options(self, argc, argv, &o, &first, &status)) {
        return status;
    }
    if (first == argc) {
        return command_wrong_use(self, "transcribe needs a sound file");
    }
    if (o.json && o.vtt) {
        return command_wrong_use(self, "--json and --vtt exclude each other");
    }
    if (o.vtt && argc - first > 1) {
        return command_wrong_use(self, "--vtt takes one file at a time");
    }
    for (int i = first; i < argc && !output_broken(); i++) {
        int one = transcribe(argv[i], &o, argc - first > 1);
        status = one != STATUS_DONE ? one : status;
    }
    return status;
}

static const struct option_row options[] = {
    { .name = "json", .kind = OPTION_FLAG, .offset = offsetof(struct transcribe_options, json),
      .help = "words with start, end and confidence, one JSON line a file" },
    { .name = "vtt", .kind = OPTION_FLAG, .offset = offsetof(struct transcribe_options, vtt),
      .help = "subtitles (WebVTT)" },
    { .name = "engine", .kind = OPTION_TEXT, .offset = offsetof(struct transcribe_options, engine),
      .value = "ENGINE", .help = ENGINE_HELP },
    { 0 },
};

const struct greenroom_command command_transcribe = {
    .name = "transcribe",
    .usage = "[--json | --vtt] FILE.wav...",
    .summary = "write down the words of sound files",
    .help = "Writes down what is said in sound files of any common rate, width and number of\n"
            "channels (WAV, FLAC, Ogg). Plain text, unless --json or --vtt says otherwise.",
    .options = options,
    .run = run,
};
