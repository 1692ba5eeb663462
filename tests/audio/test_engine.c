/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A recognizer that hears nothing but counts well: each block of 1600 samples
 * becomes the word "w" and the block's first sample. And it can misbehave: as
 * its first argument says, when it is about to answer block 10, as often as the
 * number in the file of its second argument says; from then on it is good.
 */
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BLOCK = 1600, BAD_BLOCK = 10 };

static void say(const char *line)
{
    fputs(line, stdout);
    fputc('\n', stdout);
    fflush(stdout);
}

static void die(void)
{
    exit(3);
}

static void be_killed(void)
{
    raise(SIGKILL);
}

static void hang(void)
{
    for (;;) {
        pause();
    }
}

static void say_nonsense(void)
{
    say("hello there");
}

static void say_wrong_json(void)
{
    say("{\"type\":\"settled\",\"words\":[{\"text\":\"a\",\"start\":-1,\"end\":0,"
        "\"confidence\":1}]}");
}

static void say_failed(void)
{
    say("{\"type\":\"failed\",\"reason\":\"the test wants it\"}");
    exit(1);
}

static void say_long_line(void)
{
    for (int i = 0; i < 200000; i++) {
        fputc('x', stdout);
    }
    say("");
}

/* Much, but true: nobody has to fail over it. */
static void flood(void)
{
    for (int i = 0; i < 20000; i++) {
        say("{\"type\":\"partial\",\"words\":[]}");
    }
}

/* Every line a sign of life, and no word ever comes. */
static void flood_for_ever(void)
{
    for (;;) {
        say("{\"type\":\"level\",\"rms\":-30,\"peak\":-20}");
    }
}

/* A quiet room: signs of life without end, and nothing to hear. */
static bool quiet;

static void hear_nothing(void)
{
    quiet = true;
}

static void say_levels(void)
{
    for (int i = 0; i < 8; i++) {
        say("{\"type\":\"level\",\"rms\":-60,\"peak\":-50}");
    }
}

static void say_in_crumbs(void)
{
    const char *line = "{\"type\":\"partial\",\"words\":[]}\n";
    for (size_t i = 0; line[i] != '\0'; i++) {
        fputc(line[i], stdout);
        fflush(stdout);
        usleep(500);
    }
}

static void be_good(void)
{
}

static const struct {
    const char *name;
    void (*misbehave)(void);
    const char *first_line;     /* instead of "ready"; NULL: ready */
} behaviours[] = {
    { "good", be_good, NULL },
    { "dies", die, NULL },
    { "killed", be_killed, NULL },
    { "hangs", hang, NULL },
    { "nonsense", say_nonsense, NULL },
    { "wrong", say_wrong_json, NULL },
    { "failed", say_failed, NULL },
    { "long", say_long_line, NULL },
    { "flood", flood, NULL },
    { "endless", flood_for_ever, NULL },
    { "quiet", hear_nothing, NULL },
    { "crumbs", say_in_crumbs, NULL },
    { "old", be_good, "{\"type\":\"ready\",\"protocol\":0,\"engine\":\"test\"}" },
    { "hasty", be_good, "{\"type\":\"partial\",\"words\":[]}" },
    { "mute", be_good, "" },
};

static size_t find_behaviour(const char *name)
{
    size_t b = 0;
    while (strcmp(behaviours[b].name, name) != 0) {
        if (++b == sizeof(behaviours) / sizeof(behaviours[0])) {
            exit(2);
        }
    }
    return b;
}

static int take_one_of(const char *path)
{
    int left = 0;
    FILE *file = fopen(path, "r+");
    if (file == NULL || fscanf(file, "%d", &left) != 1) {
        exit(2);
    }
    rewind(file);
    fprintf(file, "%d \n", left > 0 ? left - 1 : 0);
    fclose(file);
    return left;
}

static int16_t block[BLOCK];
static size_t block_count, blocks;

static void say_block(void)
{
    printf("{\"type\":\"settled\",\"words\":[{\"text\":\"w%d\",\"start\":%.1f,\"end\":%.1f,"
           "\"confidence\":0.5}]}\n", block[0], 0.1 * (double)blocks, 0.1 * (double)(blocks + 1));
    fflush(stdout);
}

static void hear(size_t count, void (*misbehave)(void))
{
    while (count > 0) {
        size_t want = BLOCK - block_count < count ? BLOCK - block_count : count;
        size_t got = fread(block + block_count, sizeof(int16_t), want, stdin);
        if (got == 0) {
            exit(0);
        }
        block_count += got;
        count -= got;
        if (block_count < BLOCK) {
            continue;
        }
        if (blocks == BAD_BLOCK) {
            misbehave();
        }
        if (quiet) {
            say_levels();
        } else {
            say_block();
        }
        block_count = 0;
        blocks++;
    }
}

static void forget(const char *line)
{
    block_count = 0;
    blocks = 0;
    say(line);
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        return 2;
    }
    size_t b = find_behaviour(argv[1]);
    if (take_one_of(argv[2]) == 0) {
        b = 0;
    }
    char line[128];
    size_t count;
    if (fgets(line, sizeof(line), stdin) == NULL || strcmp(line, "greenroom 1\n") != 0) {
        return 4;
    }
    if (behaviours[b].first_line == NULL) {
        say("{\"type\":\"ready\",\"protocol\":1,\"engine\":\"test\"}");
    } else if (behaviours[b].first_line[0] != '\0') {
        say(behaviours[b].first_line);
    } else {
        hang();
    }
    while (fgets(line, sizeof(line), stdin) != NULL) {
        if (sscanf(line, "samples %zu", &count) == 1) {
            hear(count, behaviours[b].misbehave);
        } else if (strcmp(line, "finish\n") == 0) {
            forget("{\"type\":\"finished\",\"length\":1}");
        } else if (strcmp(line, "reset\n") == 0) {
            forget("{\"type\":\"reset\"}");
        } else if (strncmp(line, "grammar ", 8) == 0) {
            say("{\"type\":\"command\",\"phrase\":\"a new grammar\",\"confidence\":1}");
        }
    }
    return 0;
}
