/* SPDX-License-Identifier: GPL-3.0-or-later */
/* greenroom say: the interviewer's voice, to the speaker or to a file. */
#include <player.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <voice.h>
#include <wav.h>

#include "command.h"
#include "text_file.h"

#define WAIT_NS 20000000L

struct say_options {
    const char *output, *voice, *speaker;
    int rate;
    float volume;
};

/* Told by the player's thread, read when the player is gone. */
struct trouble {
    char sentence[240];
};

static void on_trouble(void *user, const char *sentence)
{
    struct trouble *t = user;
    snprintf(t->sentence, sizeof(t->sentence), "%s", sentence);
}

static bool play(const struct speech *speech, const struct say_options *o)
{
    static const struct player_events events = { .on_trouble = on_trouble };
    struct trouble trouble = { "" };
    struct player *player = player_create(o->speaker, &events, &trouble);
    if (player == NULL) {
        command_fail("out of memory");
        return false;
    }
    player_volume(player, o->volume);
    uint32_t id = player_play(player, speech->samples, speech->count, speech->rate);
    const struct timespec wait = { .tv_nsec = WAIT_NS };
    while (player_position(player, id) >= 0) {
        nanosleep(&wait, NULL);
    }
    player_destroy(player);
    if (trouble.sentence[0] != '\0') {
        command_fail("%s; -o FILE.wav writes a sound file instead", trouble.sentence);
    }
    return trouble.sentence[0] == '\0';
}

static int say(const char *text, const struct say_options *o)
{
    char err[400];
    struct speech speech;
    const struct voice_settings settings = { .name = o->voice,
                                             .words_per_minute = (unsigned)o->rate };
    if (!voice_synthesise(text, &settings, &speech, err, sizeof(err))) {
        return command_fail("%s", err);
    }
    bool done = false;
    if (o->output == NULL) {
        done = play(&speech, o);
    } else if (!wav_write(o->output, speech.samples, speech.count, speech.rate, err,
                          sizeof(err))) {
        command_fail("%s", err);
    } else {
        done = true;
    }
    speech_free(&speech);
    return done ? STATUS_DONE : STATUS_FAILED;
}

/* All arguments with spaces between, as `echo` does. */
static char *join(int count, char **words)
{
    size_t size = 1;
    for (int i = 0; i < count; i++) {
        size += strlen(words[i]) + 1;
    }
    char *text = calloc(size, 1);
    char *end = text;
    for (int i = 0; text != NULL && i < count; i++) {
        end = stpcpy(end, i > 0 ? " " : "");
        end = stpcpy(end, words[i]);
    }
    return text;
}

static int run(const struct greenroom_command *self, int argc, char **argv)
{
    struct say_options o = { .volume = 1 };
    int first = 0;
    int status = STATUS_DONE;
    if (!command_options(self, argc, argv, &o, &first, &status)) {
        return status;
    }
    char *text = join(argc - first, argv + first);
    if (text == NULL) {
        return command_fail("out of memory");
    }
    if (text[strspn(text, " \t\n")] == '\0') {
        status = command_wrong_use(self, "say needs a text");
    } else if (text_invalid_at(text, strlen(text)) < strlen(text)) {
        status = command_wrong_use(self, "the text is not plain UTF-8");
    } else {
        status = say(text, &o);
    }
    free(text);
    return status;
}

static const struct option_row options[] = {
    { .name = "output", .letter = 'o', .kind = OPTION_TEXT,
      .offset = offsetof(struct say_options, output), .value = "FILE.wav",
      .help = "write a sound file instead of speaking" },
    { .name = "voice", .kind = OPTION_TEXT, .offset = offsetof(struct say_options, voice),
      .value = "NAME", .help = "an espeak-ng voice, like en-us" },
    { .name = "rate", .kind = OPTION_WHOLE, .offset = offsetof(struct say_options, rate),
      .min = 80, .max = 400, .value = "N", .help = "words a minute, 80 to 400" },
    { .name = "volume", .kind = OPTION_SHARE, .offset = offsetof(struct say_options, volume),
      .value = "SHARE", .help = "0% to 100%" },
    { .name = "speaker", .kind = OPTION_TEXT, .offset = offsetof(struct say_options, speaker),
      .value = "NAME", .help = "part of a sound device's name" },
    { 0 },
};

const struct greenroom_command command_say = {
    .name = "say",
    .usage = "TEXT [-o FILE.wav]",
    .summary = "speak a text with the interviewer's voice",
    .help = "Speaks a text as the interviewer would, or writes the speech to a sound file.",
    .options = options,
    .run = run,
};
