/* SPDX-License-Identifier: GPL-3.0-or-later */
/* greenroom check: is this machine ready; one line each, with what to do. */
#include <acoustic.h>
#include <device.h>
#include <pwd.h>
#include <recognizer.h>
#include <SDL.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <voice.h>

#include "command.h"
#include "content.h"
#include "ears_files.h"
#include "harden.h"
#include "hear.h"
#include "history.h"
#include "pin.h"
#include "terminal.h"

#define DETAIL_SIZE    400
#define EARS_WAIT_S    30.0
#define BETTER_WAIT_S  90.0

struct check_options {
    const char *engine, *microphone, *speaker;
    const char *voice;      /* of the settings */
};

enum finding { READY, NOTED, MISSING };     /* NOTED: it goes without */

struct check_row {
    const char *name;
    enum finding (*look)(const struct check_options *o, char *detail);
};

static void say(char *detail, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void say(char *detail, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(detail, DETAIL_SIZE, format, args);
    va_end(args);
}

static enum finding look_questions(const struct check_options *o, char *detail)
{
    (void)o;
    struct content content;
    if (!content_load(&content, detail, DETAIL_SIZE)) {
        return MISSING;
    }
    say(detail, "%zu practices, %zu questions, %zu criteria",
        rubric_bank_practice_count(content.bank), content_question_count(content.bank),
        rubric_criterion_count(content.rubric));
    content_free(&content);
    return READY;
}

/* The named one, else the default, else the first. */
static const struct sound_device *find_device(const struct sound_device *devices, size_t count,
                                              bool input, const char *name)
{
    const struct sound_device *found = NULL;
    for (size_t i = 0; i < count; i++) {
        const struct sound_device *d = &devices[i];
        bool fits = input ? d->input : d->output;
        bool named = name == NULL || strstr(d->name, name) != NULL;
        if (fits && named && (found == NULL || d->standard)) {
            found = d;
        }
    }
    return found;
}

static enum finding look_device(bool input, const char *name, char *detail)
{
    struct sound_device devices[DEVICES_MAX];
    size_t count = device_list(devices, DEVICES_MAX);
    const struct sound_device *d = find_device(devices, count, input, name);
    const char *what = input ? "microphone" : "speaker";
    if (d != NULL) {
        say(detail, "%s", d->name);
    } else if (name != NULL) {
        say(detail, "no %s whose name contains \"%s\"; plug it in, or choose another one (in the "
                    "staff area, or with --%s)", what, name, what);
    } else {
        say(detail, "none found; plug in a %s and try again; on a desktop the sound server "
                    "(PulseAudio or PipeWire) must run", what);
    }
    return d != NULL ? READY : MISSING;
}

static enum finding look_microphone(const struct check_options *o, char *detail)
{
    return look_device(true, o->microphone, detail);
}

static enum finding look_speaker(const struct check_options *o, char *detail)
{
    return look_device(false, o->speaker, detail);
}

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* By measurement, see models/README.md. */
static const char expect_built_in[] = "expect 3 wrong words in 10 from a clear native speaker at a "
    "good microphone, 4 to 8 from others";
static const char expect_plain[] = "expect 3 to 4 wrong words in 10 from a clear native speaker at a "
    "good microphone, 6 to 8 from others";
/* Of whisper's smallest model, measured on nine recordings. */
static const char expect_whisper[] = "expect 2 to 5 wrong words in 10 with its smallest model, fewer "
    "with a larger one; timing, live words and commands stay with those built in";
static const char expect_better[] = "expect what its model can do; timing, live words and commands "
    "stay with those built in";

struct ears_check {
    bool ready, better_known, better;
    char reason[DETAIL_SIZE];
};

static void note_ready(void *user)
{
    struct ears_check *c = user;
    c->ready = true;
}

static void note_better(void *user, bool works, const char *reason)
{
    struct ears_check *c = user;
    c->better_known = true;
    c->better = works;
    snprintf(c->reason, sizeof(c->reason), "%s", reason);
}

static void note_failure(void *user, const char *reason)
{
    struct ears_check *c = user;
    snprintf(c->reason, sizeof(c->reason), "%s", reason);
}

static void say_built_in(char *detail, const char *engine, double ready_s)
{
    if (engine != NULL && strcmp(engine, ENGINE_PLAIN) == 0) {
        say(detail, "pocketsphinx alone, ready in %.1f s; %s", ready_s, expect_plain);
        return;
    }
    struct ears_files files;
    char reason[300] = "models/network is missing";
    ears_files_find(&files);
    bool network = files.network_dir != NULL
        && acoustic_check(files.network_dir, reason, sizeof(reason));
    ears_files_free(&files);
    if (network) {
        say(detail, "pocketsphinx and networks of our own, ready in %.1f s; %s", ready_s,
            expect_built_in);
    } else {
        say(detail, "pocketsphinx with its plain acoustic model, ready in %.1f s: %s", ready_s,
            reason);
    }
}

/* The recognizer is really started: only then it is known that its models load. */
static enum finding look_recognizer(const struct check_options *o, char *detail)
{
    static const struct recognizer_events events = { .on_ready = note_ready,
                                                     .on_better = note_better,
                                                     .on_failed = note_failure };
    struct ears_check c = { 0 };
    char **argv = hear_argv(o->engine, NULL);
    double began_s = seconds_now();
    struct recognizer *r =
        argv != NULL ? recognizer_start((const char *const *)argv, &events, &c, c.reason,
                                        sizeof(c.reason)) : NULL;
    while (r != NULL && !c.ready && recognizer_poll(r, 100) &&
           seconds_now() - began_s < EARS_WAIT_S) {
    }
    double ready_s = seconds_now() - began_s;
    const char *better = c.ready ? recognizer_better(r) : NULL;
    while (better != NULL && !c.better_known && recognizer_poll(r, 100) &&
           seconds_now() - began_s < BETTER_WAIT_S) {
    }
    if (c.ready && better == NULL) {
        say_built_in(detail, o->engine, ready_s);
    } else if (c.better) {
        say(detail, "pocketsphinx in %.1f s, then %s in %.1f s; %s", ready_s, better,
            seconds_now() - began_s,
            strncmp(better, "whisper", 7) == 0 ? expect_whisper : expect_better);
    } else if (c.ready) {
        say(detail, "only pocketsphinx; %s", c.reason[0] != '\0' ? c.reason
                                                : "the better one did not start in time");
    } else {
        say(detail, "spoken words cannot be written down: %s; %s",
            c.reason[0] != '\0' ? c.reason : "it did not start in time",
            o->engine != NULL ? "without \"engine:\" in the settings the one built in is used"
                              : "install Greenroom again");
    }
    bool is_better_missing = better != NULL && !c.better;
    recognizer_destroy(r);
    hear_free_argv(argv);
    return !c.ready ? MISSING : is_better_missing ? NOTED : READY;
}

static enum finding look_voice(const struct check_options *o, char *detail)
{
    const struct voice_settings settings = { .name = o->voice };
    struct speech speech;
    if (!voice_synthesise("Ready.", &settings, &speech, detail, DETAIL_SIZE)) {
        return MISSING;
    }
    say(detail, "espeak-ng speaks as \"%s\"", o->voice);
    speech_free(&speech);
    return READY;
}

/* SDL draws into memory where there is no display, and Wayland's library complains on stderr. */
static bool may_have_display(void)
{
    return getenv("DISPLAY") != NULL || getenv("WAYLAND_DISPLAY") != NULL ||
           access("/dev/dri/card0", F_OK) == 0 || access("/dev/dri/card1", F_OK) == 0;
}

static enum finding look_display(const struct check_options *o, char *detail)
{
    (void)o;
    SDL_DisplayMode mode;
    if (!may_have_display()) {
        say(detail, "none; \"greenroom practice\" works in a terminal without one");
        return NOTED;
    }
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) {
        say(detail, "cannot be used: %s; \"greenroom practice\" works in a terminal without one",
            SDL_GetError());
        return NOTED;
    }
    if (SDL_GetDesktopDisplayMode(0, &mode) == 0) {
        say(detail, "%dx%d, %s", mode.w, mode.h, SDL_GetCurrentVideoDriver());
    } else {
        say(detail, "%s", SDL_GetCurrentVideoDriver());
    }
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
    return READY;
}

static enum finding look_disk(const struct check_options *o, char *detail)
{
    (void)o;
    char place[DETAIL_SIZE - 40];
    if (!history_place(place, sizeof(place), detail, DETAIL_SIZE)) {
        return NOTED;   /* only counts are kept there */
    }
    say(detail, "counts for staff are kept in %s", place);
    return READY;
}

static enum finding look_privacy(const struct check_options *o, char *detail)
{
    (void)o;
    if (!harden_process(detail, DETAIL_SIZE)) {
        return NOTED;
    }
    static const char *const memory[] = {
        [HARDEN_NO_SWAP] = "and this machine has nothing to swap to",
        [HARDEN_LOCKED] = "which is locked",
        [HARDEN_SOUND_ONLY] = ("of which only recordings are locked: words could be swapped to "
                               "disk; the kiosk's service locks all of it"),
    };
    enum harden_memory how = harden_memory();
    say(detail, "no network, no core dumps; recordings and words stay in memory, %s", memory[how]);
    return how == HARDEN_SOUND_ONLY ? NOTED : READY;
}

static enum finding look_settings(const struct check_options *o, char *detail)
{
    (void)o;
    char *path = settings_path();
    settings_load(detail, DETAIL_SIZE);
    bool good = detail[0] == '\0';
    if (good) {
        say(detail, "%s", path != NULL && access(path, F_OK) == 0
                              ? path : "none; everything is as it comes");
    }
    free(path);
    return good ? READY : NOTED;
}

static enum finding look_staff(const struct check_options *o, char *detail)
{
    (void)o;
    if (pin_is_set()) {
        say(detail, "a PIN is set");
        return READY;
    }
    say(detail, "no PIN is set: anybody opens the staff area with Ctrl+Alt+S; set one with "
                "\"greenroom staff set-pin\"");
    return NOTED;
}

/* Only where the kiosk's package is: a laptop has none and misses nothing. */
static enum finding look_kiosk(const struct check_options *o, char *detail)
{
    (void)o;
    if (access("/usr/lib/systemd/system/greenroom-kiosk.service", F_OK) != 0) {
        say(detail, "not installed; a window on this machine needs no more");
    } else if (access("/usr/bin/cage", X_OK) != 0 || access("/usr/bin/Xwayland", X_OK) != 0) {
        say(detail, "\"cage\" or \"xwayland\" is missing; install them with apt");
        return MISSING;
    } else if (access("/etc/systemd/system/graphical.target.wants/greenroom-kiosk.service",
                      F_OK) != 0) {
        say(detail, "it does not start with the machine; turn it on with \"systemctl enable --now "
                    "greenroom-kiosk\"");
        return NOTED;
    } else {
        say(detail, "starts with the machine");
    }
    return READY;
}

/* As root on a kiosk, what matters is what the kiosk's own user has. */
static void look_as_kiosk(void)
{
    const struct passwd *user = geteuid() == 0 ? getpwnam(PIN_KIOSK_USER) : NULL;
    if (user != NULL) {
        setenv("HOME", user->pw_dir, 1);
        setenv("STATE_DIRECTORY", user->pw_dir, 0);
        unsetenv("XDG_CONFIG_HOME");
    }
}

/* What the command line leaves open. */
static void take_settings(struct check_options *o, const struct settings *s)
{
    const struct { const char **option, *setting; } both[] = {
        { &o->engine, s->engine }, { &o->microphone, s->microphone }, { &o->speaker, s->speaker },
        { &o->voice, s->voice },
    };
    for (size_t i = 0; i < sizeof(both) / sizeof(both[0]); i++) {
        if (*both[i].option == NULL && both[i].setting[0] != '\0') {
            *both[i].option = both[i].setting;
        }
    }
}

static const struct check_row rows[] = {
    { "questions", look_questions }, { "microphone", look_microphone },
    { "speaker", look_speaker },     { "recognizer", look_recognizer },
    { "voice", look_voice },         { "display", look_display },
    { "disk", look_disk },           { "privacy", look_privacy },
    { "settings", look_settings },   { "staff area", look_staff },
    { "kiosk", look_kiosk },
};

/* The settings may have several mistakes, a line each. */
static void print_detail(const char *detail)
{
    const char *line = detail;
    while (strchr(line, '\n') != NULL) {
        printf("%.*s\n%21s", (int)strcspn(line, "\n"), line, "");
        line = strchr(line, '\n') + 1;
    }
    printf("%s\n", line);
    fflush(stdout);
}

static int run(const struct greenroom_command *self, int argc, char **argv)
{
    static const char *const words[] = { [READY] = "ready", [NOTED] = "note",
                                         [MISSING] = "MISSING" };
    static const enum ink inks[] = { [READY] = INK_YOU, [NOTED] = INK_GOLD,
                                     [MISSING] = INK_WATCH };
    struct check_options o = { 0 };
    int first = 0;
    int status = STATUS_DONE;
    if (!command_options(self, argc, argv, &o, &first, &status)) {
        return status;
    }
    if (first != argc) {
        return command_wrong_use(self, "check takes no arguments");
    }
    look_as_kiosk();
    char ignored[400];          /* look_settings() tells it */
    const struct settings settings = settings_load(ignored, sizeof(ignored));
    take_settings(&o, &settings);
    const struct text_style style = terminal_style(stdout);
    unsigned missing = 0;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char detail[DETAIL_SIZE] = "";
        enum finding finding = rows[i].look(&o, detail);
        printf("%s%-8s%s %-11s ", terminal_ink(&style, inks[finding]), words[finding],
               terminal_ink(&style, INK_PLAIN), rows[i].name);
        print_detail(detail);
        missing += finding == MISSING;
    }
    if (missing > 0) {
        printf("\nNot ready. Do what stands after MISSING, then run \"greenroom check\" again.\n");
    } else {
        printf("\nReady. What stands after \"note\" can wait.\n");
    }
    return missing > 0 ? STATUS_FAILED : STATUS_DONE;
}

static const struct option_row options[] = {
    { .name = "microphone", .kind = OPTION_TEXT,
      .offset = offsetof(struct check_options, microphone), .value = "NAME",
      .help = "part of the name of the one to be used" },
    { .name = "speaker", .kind = OPTION_TEXT, .offset = offsetof(struct check_options, speaker),
      .value = "NAME", .help = "the same" },
    { .name = "engine", .kind = OPTION_TEXT, .offset = offsetof(struct check_options, engine),
      .value = "ENGINE", .help = ENGINE_HELP },
    { 0 },
};

const struct greenroom_command command_check = {
    .name = "check",
    .usage = "[--microphone NAME] [--speaker NAME]",
    .summary = "is this machine ready",
    .help = "Looks at everything an interview needs, says one line about each, and what to do\n"
            "where something is missing. Exit status 1 when something that is needed is missing.",
    .options = options,
    .run = run,
};
