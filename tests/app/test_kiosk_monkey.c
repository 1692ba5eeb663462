/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The whole kiosk, drawn offscreen, under 10,000 random touches, keys and letters with fixed seeds,
 * and whatever commands and words the babbling recognizer hears meanwhile (argument: its path). It
 * must neither crash nor hang, and it ends when asked. How often each screen was seen is printed.
 *
 * They come every two milliseconds, whatever the kiosk makes of it. With GREENROOM_MONKEY=EVENTS
 * as many come for each seed, one a frame, so that each meets what the one before has drawn; the
 * staff area is opened now and then, and one seed has no microphone.
 */
#include "kiosk_internal.h"
#include "leftovers.h"
#include "studio_options.h"

#include <SDL.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#define SEEDS  5
#define EVENTS 2000
#define WIDTH  1280
#define HEIGHT 720

#define LEAST_SEEN 8  /* screens and sheets that any 10,000 events lead to */

struct monkey {
    uint64_t chance;
    unsigned left;          /* events still to be sent; the kiosk may end before (staff: Exit app) */
    bool each_frame;
    atomic_bool ended;
};

/* Frames in which each screen, sheet and page of the staff area was seen. */
static unsigned screens_seen[SCREEN_COUNT], sheets_seen[SHEET_COUNT], staff_seen[STAFF_NEW_PIN + 1];

static unsigned chance(struct monkey *m, unsigned below)
{
    m->chance = m->chance * 6364136223846793005U + 1442695040888963407U;
    return (unsigned)((m->chance >> 33) % below);
}

static void press(struct monkey *m, SDL_Event *e)
{
    static const SDL_Keycode keys[] = {
        SDLK_RETURN, SDLK_SPACE, SDLK_ESCAPE, SDLK_TAB, SDLK_UP, SDLK_DOWN, SDLK_LEFT, SDLK_RIGHT,
        SDLK_PAGEDOWN, SDLK_HOME, SDLK_F1, SDLK_F2, SDLK_F3, SDLK_F4, SDLK_F6, SDLK_BACKSPACE,
    };
    static const Uint16 mods[] = { 0, 0, 0, 0, KMOD_LSHIFT, KMOD_LCTRL, KMOD_LCTRL | KMOD_LALT };
    unsigned key = chance(m, 60);
    e->type = SDL_KEYDOWN;
    e->key.keysym.mod = mods[chance(m, 7)];
    e->key.keysym.sym = key < 16 ? keys[key] : key < 26 ? (SDL_Keycode)('0' + key - 16)
                        : key < 52 ? (SDL_Keycode)('a' + key - 26)
                                   : key == 52 ? SDLK_PLUS : SDLK_MINUS;
}

static void point(struct monkey *m, SDL_Event *e)
{
    static const Uint32 types[] = { SDL_MOUSEBUTTONDOWN, SDL_MOUSEBUTTONUP, SDL_MOUSEMOTION };
    e->type = types[chance(m, 3)];
    if (e->type == SDL_MOUSEMOTION) {
        e->motion.x = (int)chance(m, WIDTH + 40) - 20;
        e->motion.y = (int)chance(m, HEIGHT + 40) - 20;
    } else {
        e->button.button = SDL_BUTTON_LEFT;
        e->button.x = (int)chance(m, WIDTH);
        e->button.y = (int)chance(m, HEIGHT);
    }
}

static void touch(struct monkey *m, SDL_Event *e)
{
    static const Uint32 types[] = { SDL_FINGERDOWN, SDL_FINGERUP, SDL_FINGERMOTION };
    e->type = types[chance(m, 3)];
    e->tfinger.touchId = 7;
    e->tfinger.x = (float)chance(m, 1000) / 1000;
    e->tfinger.y = (float)chance(m, 1000) / 1000;
}

/* Down and up at the same place: a click that counts. */
static void click(struct monkey *m)
{
    SDL_Event e = { .type = SDL_MOUSEBUTTONDOWN };
    e.button.button = SDL_BUTTON_LEFT;
    e.button.x = (int)chance(m, WIDTH);
    e.button.y = (int)chance(m, HEIGHT);
    SDL_PushEvent(&e);
    e.type = SDL_MOUSEBUTTONUP;
    SDL_PushEvent(&e);
}

static void type_text(struct monkey *m, SDL_Event *e)
{
    static const char *const texts[] = { "a", " ", "goal", "\xc3\xa9", "\xf0\x9f\x98\x80", "'" };
    e->type = SDL_TEXTINPUT;
    SDL_strlcpy(e->text.text, texts[chance(m, 6)], sizeof(e->text.text));
}

static void do_something(struct monkey *m)
{
    static void (*const pranks[])(struct monkey *m, SDL_Event *e) = { press, press, point, touch,
                                                                     type_text };
    SDL_Event e = { 0 };
    unsigned which = chance(m, 8);
    m->left--;
    if (which < 5) {
        pranks[which](m, &e);
        SDL_PushEvent(&e);
    } else {
        click(m);
    }
}

static void look(void *user, struct kiosk *k, double now_s)
{
    struct monkey *m = user;
    (void)now_s;
    screens_seen[k->screen]++;
    sheets_seen[k->sheet]++;
    staff_seen[k->staff.page]++;
    if (m->each_frame && k->screen == SCREEN_ATTRACT && k->staff.page == STAFF_CLOSED
        && chance(m, 3) == 0) {
        SDL_Event e = { .type = SDL_KEYDOWN };
        e.key.keysym.mod = KMOD_LCTRL | KMOD_LALT;
        e.key.keysym.sym = SDLK_s;
        SDL_PushEvent(&e);
    } else if (m->each_frame && m->left > 0) {
        do_something(m);
    } else if (m->each_frame) {
        raise(SIGTERM);
    }
}

static void *pester(void *user)
{
    struct monkey *m = user;
    const struct timespec moment = { .tv_nsec = 2000000 };
    while (m->left > 0 && !atomic_load(&m->ended)) {
        do_something(m);
        nanosleep(&moment, NULL);
    }
    if (!atomic_load(&m->ended)) {
        raise(SIGTERM);
    }
    return NULL;
}

static void run_once(struct monkey *m, unsigned seed)
{
    struct settings settings = settings_defaults();
    struct kiosk_options o = { .studio = studio_from_settings(&settings), .settings = &settings,
                               .offscreen = true, .width = WIDTH, .height = HEIGHT,
                               .reduced_motion = true, .each_frame = look,
                               .each_frame_user = m };
    pthread_t thread;
    o.studio.interview.seed = seed;
    o.studio.no_listening = seed % 2 == 0;      /* then answers are typed */
    o.studio.recording = "";                    /* a silent microphone */
    o.studio.no_speaking = true;
    if (m->each_frame && seed % 5 == 3) {
        o.studio.recording = NULL;
        o.studio.microphone = "there is no such microphone";
    }
    atomic_store(&m->ended, false);
    /* The thread may push before SDL is up: those events are simply lost. */
    assert_true(m->each_frame || pthread_create(&thread, NULL, pester, m) == 0);
    int status = kiosk_run(&o);
    atomic_store(&m->ended, true);
    if (!m->each_frame) {
        pthread_join(thread, NULL);
    }
    assert_int_equal(status, 0);
}

static unsigned tell_seen(void)
{
    unsigned count = 0;
    for (int i = 0; i < SCREEN_COUNT; i++) {
        count += screens_seen[i] > 0;
        printf("%s: %u frames\n", screens_get((enum screen_id)i)->name, screens_seen[i]);
    }
    for (int i = SHEET_NONE + 1; i < SHEET_COUNT; i++) {
        count += sheets_seen[i] > 0;
        printf("sheet %s: %u\n", sheets_get((enum sheet_id)i)->name, sheets_seen[i]);
    }
    printf("staff area: its PIN %u, its pages %u, a new PIN %u\n", staff_seen[STAFF_PIN],
           staff_seen[STAFF_MENU], staff_seen[STAFF_NEW_PIN]);
    return count;
}

static void test_monkey(void **state)
{
    (void)state;
    const char *wish = getenv("GREENROOM_MONKEY");
    unsigned events = wish != NULL ? (unsigned)strtoul(wish, NULL, 10) : EVENTS;
    for (unsigned seed = 1; seed <= SEEDS; seed++) {
        struct monkey m = { .chance = seed, .left = events, .each_frame = wish != NULL };
        while (m.left > 0) {
            run_once(&m, seed);
        }
    }
    assert_in_range(tell_seen(), LEAST_SEEN, SCREEN_COUNT + SHEET_COUNT);
}

static void clean_up(const char *folder)
{
    static const char *const names[] = { "greenroom/settings.yaml", "greenroom/pin", "greenroom.lock",
                                         "greenroom/settings-last-good.yaml",
                                         "greenroom/history.db", "greenroom", "pulse", "" };
    leftovers_remove(folder, names, sizeof(names) / sizeof(names[0]));
}

int main(int argc, char **argv)
{
    char folder[] = "/tmp/greenroom-monkey-XXXXXX";
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_monkey) };
    if (argc != 2 || mkdtemp(folder) == NULL) {
        return 1;
    }
    setenv("GREENROOM_PROGRAM", argv[1], 1);
    setenv("XDG_CONFIG_HOME", folder, 1);
    setenv("XDG_STATE_HOME", folder, 1);
    setenv("XDG_RUNTIME_DIR", folder, 1);
    unsetenv("STATE_DIRECTORY");
    unsetenv("INVOCATION_ID");
    if (getenv("GREENROOM_MONKEY") == NULL) {
        alarm(280); /* a kiosk that hangs ends the test */
    }
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    clean_up(folder);
    return failed;
}
