/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The whole kiosk, drawn offscreen, under 10,000 random touches, keys and letters with fixed seeds,
 * and whatever commands and words the babbling recognizer hears meanwhile (argument: its path). It
 * must neither crash nor hang, and it ends when asked.
 */
#include "kiosk.h"
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

struct monkey {
    uint64_t chance;
    unsigned left;          /* events still to be sent; the kiosk may end before (staff: Exit app) */
    atomic_bool ended;
};

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

static void *pester(void *user)
{
    struct monkey *m = user;
    const struct timespec moment = { .tv_nsec = 2000000 };
    static void (*const pranks[])(struct monkey *m, SDL_Event *e) = { press, press, point, touch,
                                                                     type_text };
    while (m->left > 0 && !atomic_load(&m->ended)) {
        SDL_Event e = { 0 };
        unsigned which = chance(m, 8);
        m->left--;
        if (which < 5) {
            pranks[which](m, &e);
            SDL_PushEvent(&e);
        } else {
            click(m);
        }
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
                               .reduced_motion = true };
    pthread_t thread;
    o.studio.interview.seed = seed;
    o.studio.no_listening = seed % 2 == 0;      /* then answers are typed */
    o.studio.recording = "";                    /* a silent microphone */
    o.studio.no_speaking = true;
    atomic_store(&m->ended, false);
    /* The thread may push before SDL is up: those events are simply lost. */
    assert_int_equal(pthread_create(&thread, NULL, pester, m), 0);
    int status = kiosk_run(&o);
    atomic_store(&m->ended, true);
    pthread_join(thread, NULL);
    assert_int_equal(status, 0);
}

static void test_monkey(void **state)
{
    (void)state;
    for (unsigned seed = 1; seed <= SEEDS; seed++) {
        struct monkey m = { .chance = seed, .left = EVENTS };
        while (m.left > 0) {
            run_once(&m, seed);
        }
    }
}

static void clean_up(const char *folder)
{
    static const char *const names[] = { "greenroom/settings.yaml", "greenroom/pin", "greenroom.lock",
                                         "greenroom/settings-last-good.yaml",
                                         "greenroom/history.db", "greenroom", "" };
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        char path[160];
        snprintf(path, sizeof(path), "%s/%s", folder, names[i]);
        remove(path);
    }
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
    alarm(280);     /* a kiosk that hangs ends the test */
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    clean_up(folder);
    return failed;
}
