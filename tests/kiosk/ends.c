/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The whole kiosk is ended by SIGTERM on every screen and under every sheet. Each time it must end
 * in time and with status 0, and what the person said must be nowhere in this process any more: the
 * kiosk runs in the test's own memory, which is searched when it has ended.
 */
#include <malloc.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "drive.h"
#include "studio_options.h"

#define LIMIT_S 10

/* Typed letter by letter; never whole in this file, in the stack or on the heap but by the kiosk. */
static const char halves[2][16] = { "zanzibar", "flamingo" };

static SDL_Keycode practice;    /* which card is chosen; the fifth asks one question only */

static void type_secret(void)
{
    drive_text("y");    /* the short cut's own letter, which a real keyboard sends, too */
    drive_text(halves[0]);
    drive_text(halves[1]);
    drive_text(" I want to become a nurse");
    nanosleep(&(struct timespec){ .tv_nsec = 500000000 }, NULL);    /* until it is drawn */
}

static void to_choose(void)
{
    drive_until("attract", "none");
    drive_key(SDLK_RETURN);
    drive_until("choose", "none");
}

/* Enter goes on; it does not press again what F5 stands on. */
static void to_choose_in_spanish(void)
{
    drive_until("attract", "none");
    drive_key(SDLK_F5);
    drive_key(SDLK_RETURN);
    drive_until("choose", "none");
}

static void to_check(void)
{
    to_choose();
    drive_key(practice);
    drive_until("check", "none");
}

static void to_question(void)
{
    to_check();
    drive_key('k');
    drive_until("question", "none");
}

static void to_think(void)
{
    to_question();
    drive_key('k');
    drive_until("think", "none");
}

static void to_answer(void)
{
    to_think();
    drive_key(SDLK_SPACE);
    drive_until("answer", "none");
}

static void to_type(void)
{
    to_answer();
    drive_key('y');
    drive_until("answer", "type");
    type_secret();
}

static void to_feedback(void)
{
    to_type();
    drive_key(SDLK_RETURN);
    drive_until("feedback", "none");
}

static void to_sample(void)
{
    to_feedback();
    drive_key('a');
    drive_until("feedback", "sample");
}

static void to_compare(void)
{
    to_feedback();
    drive_key('t');
    drive_until("question", "none");
    drive_key('k');
    drive_until("think", "none");
    drive_key('y');
    drive_until("think", "type");
    type_secret();
    drive_key(SDLK_RETURN);
    drive_until("compare", "none");
}

static void to_summary(void)
{
    to_feedback();
    drive_key('n');
    drive_until("summary", "none");
}

static void to_mic_lost(void)
{
    to_choose();
    drive_key(practice);        /* its check needs a microphone */
    drive_until("mic-lost", "none");
}

static void to_nothing_heard(void)
{
    to_answer();
    drive_until("nothing-heard", "none");
}

static void to_still_there(void)
{
    to_feedback();
    drive_until("still-there", "none");
}

static void to_attract(void)
{
    drive_until("attract", "none");
}

static void to_attract_again(void)
{
    to_feedback();
    drive_key(SDLK_ESCAPE);
    drive_until("feedback", "leave");
    drive_key('e');
    drive_until("attract", "none");
}

static const struct state {
    const char *name;
    void (*go)(void);
    SDL_Keycode key;            /* opens a sheet there; 0: none */
    const char *screen, *sheet;
    bool no_microphone;
    double time_scale;          /* 0: as it is */
    bool said;                  /* the secret, and it was not erased */
} states[] = {
    { "attract", to_attract, 0, "attract", "none", false, 0, false },
    { "attract, help", to_attract, SDLK_F1, "attract", "help", false, 0, false },
    { "attract, after a person", to_attract_again, 0, "attract", "none", false, 0, false },
    { "choose, in Spanish", to_choose_in_spanish, 0, "choose", "none", false, 0, false },
    { "check", to_check, 0, "check", "none", false, 0, false },
    { "question", to_question, 0, "question", "none", false, 0, false },
    { "think", to_think, 0, "think", "none", false, 0, false },
    { "answer", to_answer, 0, "answer", "none", false, 0, false },
    { "answer, leave", to_answer, SDLK_ESCAPE, "answer", "leave", false, 0, false },
    { "answer, type", to_type, 0, "answer", "type", false, 0, true },
    { "feedback", to_feedback, 0, "feedback", "none", false, 0, true },
    { "feedback, sample", to_feedback, 'a', "feedback", "sample", false, 0, true },
    { "feedback, why", to_sample, 'w', "feedback", "why", false, 0, true },
    { "compare", to_compare, 0, "compare", "none", false, 0, true },
    { "summary", to_summary, 0, "summary", "none", false, 0, true },
    { "summary, erase", to_summary, 'e', "summary", "erase", false, 0, true },
    { "still there", to_still_there, 0, "still-there", "none", false, 0.05, true },
    { "microphone lost", to_mic_lost, 0, "mic-lost", "none", true, 0, false },
    { "nothing heard", to_nothing_heard, 0, "nothing-heard", "none", false, 0.1, false },
};

/* Both halves, one behind the other. */
static size_t count_secrets(const uint8_t *from, const uint8_t *to, size_t *last)
{
    size_t count = 0, length = strlen(halves[0]);
    const uint8_t *first = from;
    for (; from + 2 * length <= to; from++) {
        from = memchr(from, halves[0][0], (size_t)(to - from));
        if (from == NULL || from + 2 * length > to) {
            break;
        }
        bool found = memcmp(from, halves[0], length) == 0
                     && memcmp(from + length, halves[1], length) == 0;
        count += found;
        *last = found ? (size_t)(from - first) : *last;
    }
    return count;
}

/* `tell`: where it was found. */
static size_t look_for_secret(bool tell)
{
    unsigned long from, to;
    char line[512], may[8];
    size_t count = 0;
    FILE *maps = fopen("/proc/self/maps", "r");
    FILE *memory = fopen("/proc/self/mem", "rb");
    while (maps != NULL && memory != NULL && fgets(line, sizeof(line), maps) != NULL) {
        if (sscanf(line, "%lx-%lx %7s", &from, &to, may) == 3 && strncmp(may, "rw", 2) == 0
            && to - from < 1UL << 30) {
            uint8_t *copy = malloc(to - from);
            if (copy != NULL && fseek(memory, (long)from, SEEK_SET) == 0
                && fread(copy, 1, to - from, memory) == to - from) {
                size_t at = 0, found = count_secrets(copy, copy + (to - from), &at);
                count += found;
                if (tell && found > 0) {
                    printf("left %zu bytes into %s", at, line);
                }
            }
            if (copy != NULL) {
                explicit_bzero(copy, to - from);    /* or the next look would find it here */
            }
            free(copy);
        }
    }
    if (maps != NULL) {
        fclose(maps);
    }
    if (memory != NULL) {
        fclose(memory);
    }
    return count;
}

static struct timespec asked;
static size_t before;           /* how often the secret was in memory when it was asked to end */

static void script(void *user)
{
    const struct state *s = user;
    practice = s->go == to_summary ? '5' : '1';
    s->go();
    if (s->key != 0) {
        drive_key(s->key);
    }
    drive_until(s->screen, s->sheet);
    before = look_for_secret(false);
    clock_gettime(CLOCK_MONOTONIC, &asked);
}

static double since_asked(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - asked.tv_sec) + (double)(now.tv_nsec - asked.tv_nsec) / 1e9;
}

static bool end_in(const struct state *s)
{
    struct settings settings = settings_defaults();
    struct kiosk_options o = { .studio = studio_from_settings(&settings), .settings = &settings,
                               .offscreen = true, .width = 1280, .height = 720,
                               .reduced_motion = true };
    o.studio.recording = s->no_microphone ? NULL : "";
    o.studio.microphone = s->no_microphone ? "there is no such microphone" : NULL;
    o.studio.interview.timeout_scale = s->time_scale > 0 ? s->time_scale : 1;
    int status = drive_kiosk(&o, script, (void *)(uintptr_t)s);
    double took_s = since_asked();
    size_t left = look_for_secret(true);
    bool good = status == 0 && !drive_failed() && took_s < LIMIT_S && left == 0
                && (before > 0) == s->said;
    printf("%s: status %d after %.2f s, what was said was there %zu times before, %zu after%s\n",
           s->name, status, took_s, before, left, good ? "" : ": FAILED");
    fflush(stdout);
    return good;
}

int main(void)
{
    bool good = drive_begin();
    for (size_t i = 0; i < sizeof(states) / sizeof(states[0]) && good; i++) {
        good = end_in(&states[i]);
    }
    drive_end();
    return good ? 0 : 1;
}
