/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * walk_times touch|keys|tab: what happens when nobody does anything, and when the sound goes: still
 * there?, nothing heard, microphone lost. Time-outs run ten times as fast. In the rig.
 */
#include "same.h"
#include "studio_options.h"
#include "walk.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define FASTER (1.0 / 10)

static void shell(const char *command)
{
    if (system(command) != 0) {
        fprintf(stderr, "%s failed\n", command);
    }
}

/* Once a step; whether that leads where it should is for the next one. */
static bool kill_sound(struct walk *w)
{
    (void)w;
    shell("fault kill");
    return true;
}

static bool mend_sound(struct walk *w)
{
    (void)w;
    shell("fault restart");
    return true;
}

static bool all_erased(struct walk *w)
{
    return walk_state(w)->erased;
}

static bool over_choose(struct walk *w)
{
    return walk_state(w)->under == SCREEN_CHOOSE;
}

static bool over_answer(struct walk *w)
{
    return walk_state(w)->under == SCREEN_ANSWER;
}

#define WAIT(name, screen, so) GO(name, CMD_NONE, 0, screen, NONE, so)

static const struct step steps[] = {
    GO("start", CMD_START, 0, CHOOSE, NONE, NULL),
    WAIT("nobody chooses", STILL_THERE, over_choose),
    GO("I am", CMD_HERE, 0, CHOOSE, NONE, NULL),
    GO("help", CMD_HELP, 0, CHOOSE, HELP, NULL),
    WAIT("nobody reads it", STILL_THERE, over_choose),
    WAIT("nobody is there", ATTRACT, all_erased),
    GO("start again", CMD_START, 0, CHOOSE, NONE, NULL),
    GO("choose", CMD_CHOOSE, 4, QUESTION, NONE, NULL),
    GO("skip ahead", CMD_SKIP, 0, THINK, NONE, NULL),
    WAIT("no time left to think", ANSWER, NULL),
    WAIT("nothing said", NOTHING_HEARD, over_answer),
    GO("keep listening", CMD_KEEP_LISTENING, 0, ANSWER, NONE, NULL),
    WAIT("still nothing", NOTHING_HEARD, over_answer),
    GO("check the microphone", CMD_CHECK_MICROPHONE, 0, CHECK, NONE, NULL),
    WAIT("the sound server dies", CHECK, kill_sound),
    WAIT("which is noticed", MIC_LOST, NULL),
    GO("look again", CMD_LOOK_AGAIN, 0, MIC_LOST, NONE, NULL),
    WAIT("it comes back", MIC_LOST, mend_sound),
    WAIT("and the check goes on", CHECK, NULL),
    GO("enough", CMD_SKIP, 0, ANSWER, NONE, NULL),
    WAIT("nothing said again", NOTHING_HEARD, over_answer),
    WAIT("nobody there", STILL_THERE, NULL),
    GO("erase now", CMD_ERASE, 0, ATTRACT, NONE, all_erased),
};

/* The screens that no other walk comes to. */
static void watch(struct walk *w)
{
    enum screen_id screen = walk_state(w)->screen;
    w->hold = false;
    if (screen == SCREEN_STILL_THERE || screen == SCREEN_NOTHING_HEARD ||
        screen == SCREEN_MIC_LOST) {
        same_look(w->user, w);
    }
}

int main(int argc, char **argv)
{
    struct settings settings = settings_defaults();
    struct kiosk_options o = { .width = 1280, .height = 720 };
    struct same same = { .count = 0 };
    struct walk w = { .steps = steps, .user = &same, .step_count = sizeof(steps) / sizeof(steps[0]),
                      .limit_s = 25 };
    if (argc != 2 || !walk_by_name(argv[1], &w.by)) {
        fprintf(stderr, "usage: walk_times touch|keys|tab\n");
        return 2;
    }
    w.watch = w.by == BY_TOUCH ? watch : NULL;
    alarm(200);
    settings.check_microphone = false;
    o.studio = studio_from_settings(&settings);
    o.settings = &settings;
    o.studio.interview.timeout_scale = FASTER;
    bool good = walk_run(&w, &o);
    printf("%zu of %zu steps by %s\n", w.at, w.step_count, argv[1]);
    return good && same.bad == 0 ? 0 : 1;
}
