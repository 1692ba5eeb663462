/* SPDX-License-Identifier: GPL-3.0-or-later */
/* greenroom practice: the same interview in a terminal. */
#include <errno.h>
#include <poll.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

#include "command.h"
#include "keyboard.h"
#include "practice.h"
#include "studio_options.h"

#define TICK_MS       100
#define AFTER_ANSWER_S 1.5  /* of silence behind a recording before "Done" */

struct practice_options {
    struct studio_options studio;
    bool typed;
    const char *question;
    int wake_fd;
};

double practice_now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void wake(void *user)
{
    const struct practice_options *o = user;
    const uint64_t one = 1;
    if (write(o->wake_fd, &one, sizeof(one)) < 0) {
        return;     /* the counter is full: the loop is awake already */
    }
}

/* Sleeps until a worker tells something, a key is pressed or a tick has passed. */
static void wait_for_something(const struct practice *p, int wake_fd)
{
    struct pollfd fds[] = { { .fd = wake_fd, .events = POLLIN },
                            { .fd = p->keys ? STDIN_FILENO : -1, .events = POLLIN } };
    uint64_t count = 0;
    if (poll(fds, 2, TICK_MS) > 0 && (fds[0].revents & POLLIN) != 0 &&
        read(wake_fd, &count, sizeof(count)) < 0) {
        return;     /* somebody read it before */
    }
}

/* A recording cannot press Enter: its end and a moment of silence stand for it. */
static void end_recording(struct practice *p, double now_s)
{
    const struct interview_state *s = interview_state(studio_interview(p->studio));
    if (!p->recorded || s->screen != SCREEN_ANSWER || !studio_recording_over(p->studio)) {
        return;
    }
    if (p->recording_over_s < 0) {
        p->recording_over_s = now_s;
    } else if (now_s - p->recording_over_s >= AFTER_ANSWER_S) {
        studio_command(p->studio, CMD_DONE, 0, NULL, now_s);
    }
}

static bool wants_typing(const struct practice *p, const struct interview_state *s)
{
    bool asked = s->screen == SCREEN_THINK || s->screen == SCREEN_ANSWER;
    return s->sheet == SHEET_TYPE || (p->typed && asked);
}

static bool is_feedback(enum screen_id screen)
{
    return screen == SCREEN_FEEDBACK || screen == SCREEN_COMPARE;
}

/* Where nobody presses keys, feedback leads on to the next question and the summary to the end. */
static void go_on_alone(struct practice *p, const struct interview_state *s)
{
    if (p->keys) {
        return;
    }
    if (s->screen == SCREEN_CHOOSE) {
        studio_command(p->studio, CMD_CHOOSE, 0, NULL, practice_now_s());
    } else if (is_feedback(s->screen) && p->shown == s->screen) {
        bool more = !p->input_ended && !p->recorded;
        studio_command(p->studio, more ? CMD_NEXT_QUESTION : CMD_FINISH, 0, NULL,
                       practice_now_s());
    } else if (s->screen == SCREEN_SUMMARY) {
        p->over = true;
    }
}

static void step(struct practice *p, int wake_fd)
{
    const struct interview_state *s = interview_state(studio_interview(p->studio));
    studio_pump(p->studio, practice_now_s());
    practice_introduce(p);
    if (wants_typing(p, s)) {
        bool sheet = s->sheet == SHEET_TYPE;
        practice_leave_live(p);
        practice_type(p);
        if (sheet && s->sheet == SHEET_TYPE) {  /* nothing was typed */
            studio_command(p->studio, CMD_BACK, 0, NULL, practice_now_s());
        }
        p->over = p->over || (p->input_ended && wants_typing(p, s));
        return;
    }
    go_on_alone(p, s);
    for (int key = keyboard_key(); key != 0; key = keyboard_key()) {
        practice_key(p, key);
    }
    end_recording(p, practice_now_s());
    practice_draw_live(p);
    wait_for_something(p, wake_fd);
}

static const struct rubric_practice *find_practice(const struct interview *iv, const char *name,
                                                   int *index)
{
    const struct rubric_practice *p = NULL;
    for (size_t i = 0; (p = interview_practice(iv, i)) != NULL; i++) {
        if (strcmp(p->id, name) == 0 || strcasecmp(p->name, name) == 0) {
            *index = (int)i;
            return p;
        }
    }
    return NULL;
}

/* A practice's name, a question's id or wording; nothing: the person chooses. */
static bool begin(struct practice *p, const char *wanted)
{
    struct interview *iv = studio_interview(p->studio);
    const struct rubric_bank *bank = studio_bank(p->studio);
    double now_s = practice_now_s();
    int index = 0;
    if (wanted != NULL && find_practice(iv, wanted, &index) == NULL) {
        const struct rubric_question *q = rubric_bank_find_question(bank, wanted);
        if (q == NULL) {
            command_fail("there is no question or practice \"%s\"; \"greenroom questions\" lists "
                         "them", wanted);
            return false;
        }
        interview_ask(iv, NULL, q, now_s);
        return true;
    }
    studio_command(p->studio, CMD_START, 0, NULL, now_s);
    if (wanted != NULL) {
        studio_command(p->studio, CMD_CHOOSE, index, NULL, now_s);
    }
    return true;
}

static int run_interview(const struct practice_options *o)
{
    char err[400];
    struct practice p = { .style = terminal_style(stdout), .typed = o->typed,
                          .recorded = o->studio.recording != NULL, .recording_over_s = -1 };
    p.studio = studio_create(&o->studio, wake, (void *)o, err, sizeof(err));
    if (p.studio == NULL) {
        return command_fail("%s", err);
    }
    bool began = begin(&p, o->question);
    p.keys = began && keyboard_open();
    p.live = p.style.color || (isatty(STDOUT_FILENO) == 1 && getenv("TERM") != NULL &&
                               strcmp(getenv("TERM"), "dumb") != 0);
    while (began && !p.over && !keyboard_interrupted()) {
        step(&p, o->wake_fd);
    }
    practice_leave_live(&p);
    keyboard_close();
    studio_destroy(p.studio);
    if (began && p.keys) {
        printf("All erased. Good luck out there.\n");
    }
    return began ? STATUS_DONE : STATUS_FAILED;
}

static int run(const struct greenroom_command *self, int argc, char **argv)
{
    struct settings settings = settings_for_command();
    struct practice_options o = { .studio = studio_from_settings(&settings) };
    int first = 0;
    int status = STATUS_DONE;
    o.studio.interview.no_timeouts = true;
    o.studio.interview.check_microphone = false;
    o.studio.interview.defaults.target_s = 0;
    if (!command_options(self, argc, argv, &o, &first, &status)) {
        return status;
    }
    if (argc - first > 1) {
        return command_wrong_use(self, "one question at a time (quote its wording)");
    }
    o.question = first < argc ? argv[first] : NULL;
    o.typed = o.typed || (isatty(STDIN_FILENO) != 1 && o.studio.recording == NULL);
    o.studio.no_listening = o.typed;
    o.studio.no_speaking = o.studio.no_speaking || o.typed;
    o.wake_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (o.wake_fd < 0) {
        return command_fail("cannot wait for events: %s", strerror(errno));
    }
    status = run_interview(&o);
    close(o.wake_fd);
    return status;
}

static const struct option_row options[] = {
    { .name = "type", .letter = 't', .kind = OPTION_FLAG,
      .offset = offsetof(struct practice_options, typed), .help = "type the answers" },
    { .name = "silent", .kind = OPTION_FLAG,
      .offset = offsetof(struct practice_options, studio.no_speaking),
      .help = "show questions, do not speak them" },
    STUDIO_OPTION_ROWS(struct practice_options, studio),
    { 0 },
};

const struct greenroom_command command_practice = {
    .name = "practice",
    .usage = "[QUESTION | PRACTICE]",
    .summary = "an interview in this terminal",
    .help = "Asks a question aloud, listens, shows your words and the time, and gives feedback.\n"
            "QUESTION is a question's id or wording. With --type, or where standard input is no\n"
            "terminal, answers are typed: lines up to an empty one.",
    .options = options,
    .run = run,
};
