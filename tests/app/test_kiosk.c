/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The whole kiosk, drawn offscreen, with a person who types: what is asked for by voice, keys that
 * are held down, two presses before the next picture, and what was typed when nobody went on. Each
 * play is told of every frame and looks for where it has got to; one that gets stuck is ended.
 */
#include "kiosk_internal.h"
#include "leftovers.h"
#include "studio_internal.h"
#include "studio_options.h"

#include <SDL.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define STUCK_S 40.0    /* any machine is faster */

struct play {
    void (*frame)(struct play *p, struct kiosk *k, double now_s);
    double timeout_scale;
    unsigned at, frames;        /* the next act, and the frames since it began */
    double began_s;
    bool done;
};

static char folder[] = "/tmp/greenroom-kiosk-XXXXXX";

static void each_frame(void *user, struct kiosk *k, double now_s)
{
    struct play *p = user;
    unsigned at = p->at;
    p->began_s = p->began_s > 0 ? p->began_s : now_s;
    p->frame(p, k, now_s);
    p->frames = p->at == at ? p->frames + 1 : 0;
    if (p->done || now_s - p->began_s > STUCK_S) {
        raise(SIGTERM);
    }
}

static void act_out(struct play *p)
{
    struct settings settings = settings_defaults();
    struct kiosk_options o = { .studio = studio_from_settings(&settings), .settings = &settings,
                               .offscreen = true, .width = 1280, .height = 720,
                               .reduced_motion = true, .each_frame = each_frame,
                               .each_frame_user = p };
    o.studio.no_listening = o.studio.no_speaking = true;
    o.studio.interview.timeout_scale = p->timeout_scale;
    assert_int_equal(kiosk_run(&o), 0);
    assert_true(p->done);
}

static void press(SDL_Keycode key, bool held)
{
    SDL_Event e = { .type = SDL_KEYDOWN };
    e.key.keysym.sym = key;
    e.key.repeat = held;
    SDL_PushEvent(&e);
}

static void touch(struct kiosk *k, int command)
{
    static const Uint32 types[] = { SDL_FINGERDOWN, SDL_FINGERUP };
    const struct spot *spot = spots_find(&k->stage->spots, command, 0);
    struct rect page = canvas_page(k->stage->canvas);
    assert_non_null(spot);
    for (size_t i = 0; i < 2; i++) {
        SDL_Event e = { .type = types[i] };
        e.tfinger.touchId = 7;
        e.tfinger.x = (float)((spot->box.x + spot->box.w / 2 - page.x) / page.w);
        e.tfinger.y = (float)((spot->box.y + spot->box.h / 2 - page.y) / page.h);
        SDL_PushEvent(&e);
    }
}

static void hear(struct kiosk *k, const char *phrase)
{
    event_queue_put(&k->studio->queue, &(struct told){ .type = TOLD_COMMAND,
                                                       .text = strdup(phrase) });
}

/* From the first screen to where answers are given; true once it is drawn. */
static bool to_answer(struct kiosk *k, double now_s)
{
    static const enum command commands[SCREEN_COUNT] = {
        [SCREEN_ATTRACT] = CMD_START, [SCREEN_CHOOSE] = CMD_CHOOSE, [SCREEN_THINK] = CMD_READY,
    };
    if (k->screen != SCREEN_ANSWER && commands[k->screen] != CMD_NONE) {
        studio_command(k->studio, commands[k->screen], 0, NULL, now_s);
    }
    return k->screen == SCREEN_ANSWER;
}

static void saves_by_voice(struct play *p, struct kiosk *k, double now_s)
{
    if (p->at == 0 && to_answer(k, now_s)) {
        studio_command(k->studio, CMD_TYPED, 0, "My goal is to learn welding in June.", now_s);
        studio_command(k->studio, CMD_FINISH, 0, NULL, now_s);
        p->at++;
    } else if (p->at == 1 && k->screen == SCREEN_SUMMARY) {
        assert_null(k->scene.notice);
        hear(k, "save");
        p->at++;
    } else if (p->at == 2 && k->scene.notice != NULL) {
        assert_string_equal(k->scene.notice, "summary.saved");
        p->done = true;
    }
}

static void test_saves_by_voice(void **state)
{
    (void)state;
    struct play p = { .frame = saves_by_voice, .timeout_scale = 1 };
    char notes[128];
    snprintf(notes, sizeof(notes), "%s/Greenroom-notes.pdf", folder);
    act_out(&p);
    assert_int_equal(access(notes, R_OK), 0);
    remove(notes);
}

/* Enter starts; held down it must not choose as well, pressed again it does. */
static void holds_enter(struct play *p, struct kiosk *k, double now_s)
{
    (void)now_s;
    if (p->at == 0) {
        press(SDLK_RETURN, false);
        p->at++;
    } else if (p->at == 1 && k->screen == SCREEN_CHOOSE) {
        press(SDLK_RETURN, true);
        p->at += p->frames > 9;
    } else if (p->at == 2) {
        assert_int_equal(k->screen, SCREEN_CHOOSE);
        press(SDLK_RETURN, false);
        p->at++;
    } else if (p->at == 3 && k->screen != SCREEN_CHOOSE) {
        p->done = true;
    }
}

static void test_held_key_does_it_once(void **state)
{
    (void)state;
    struct play p = { .frame = holds_enter, .timeout_scale = 1 };
    act_out(&p);
}

/* "Leave" asks; twice at once it must not be the answer as well. */
static void leaves_twice(struct play *p, struct kiosk *k, double now_s)
{
    if (p->at == 0 && to_answer(k, now_s)) {
        studio_command(k->studio, CMD_TYPED, 0, "My goal is to learn welding in June.", now_s);
        p->at++;
    } else if (p->at == 1 && k->screen == SCREEN_FEEDBACK) {
        touch(k, CMD_LEAVE);
        touch(k, CMD_LEAVE);
        p->at++;
    } else if (p->at == 2 && p->frames > 4) {
        assert_int_equal(k->screen, SCREEN_FEEDBACK);
        assert_int_equal(k->sheet, SHEET_LEAVE);
        p->done = true;
    }
}

static void test_two_touches_at_once_are_one(void **state)
{
    (void)state;
    struct play p = { .frame = leaves_twice, .timeout_scale = 1 };
    act_out(&p);
}

static bool is_black(cairo_surface_t *surface)
{
    const unsigned char *pixels = cairo_image_surface_get_data(surface);
    size_t size = (size_t)cairo_image_surface_get_stride(surface) *
                  (size_t)cairo_image_surface_get_height(surface);
    return pixels[0] == 0 && memcmp(pixels, pixels + 1, size - 1) == 0;
}

/* What was typed is there again after "I'm still here", and gone for the next person. */
static void types_slowly(struct play *p, struct kiosk *k, double now_s)
{
    SDL_Event text = { .type = SDL_TEXTINPUT };
    if (p->at == 0 && to_answer(k, now_s)) {
        studio_command(k->studio, CMD_TYPE, 0, NULL, kiosk_now());  /* a frame may be slow */
        p->at++;
    } else if (p->at == 1 && k->sheet == SHEET_TYPE) {
        SDL_strlcpy(text.text.text, "welding", sizeof(text.text.text));
        SDL_PushEvent(&text);
        p->at++;
    } else if (p->at == 2 && k->screen == SCREEN_STILL_THERE) {
        assert_string_equal(k->memory.typed, "");
        studio_command(k->studio, CMD_HERE, 0, NULL, kiosk_now());
        p->at++;
    } else if (p->at == 3 && k->screen == SCREEN_ANSWER) {
        assert_int_equal(k->sheet, SHEET_TYPE);
        assert_string_equal(k->memory.typed, "welding");
        assert_string_equal(k->below.typed, "");
        p->at++;
    } else if (p->at == 4 && k->screen == SCREEN_ATTRACT && !window_fading(&k->window)) {
        assert_true(is_black(k->window.mixed));
        assert_string_equal(k->memory.typed, "");
        assert_string_equal(k->below.typed, "");
        p->done = true;
    }
}

static void test_typed_text_waits(void **state)
{
    (void)state;
    struct play p = { .frame = types_slowly, .timeout_scale = 0.02 };
    act_out(&p);
}

static void clean_up(void)
{
    static const char *const names[] = { "greenroom/settings.yaml", "greenroom.lock",
                                         "greenroom/settings-last-good.yaml",
                                         "greenroom/history.db", "greenroom", "" };
    leftovers_remove(folder, names, sizeof(names) / sizeof(names[0]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_saves_by_voice),
        cmocka_unit_test(test_held_key_does_it_once),
        cmocka_unit_test(test_two_touches_at_once_are_one),
        cmocka_unit_test(test_typed_text_waits),
    };
    if (mkdtemp(folder) == NULL) {
        return 1;
    }
    setenv("XDG_CONFIG_HOME", folder, 1);
    setenv("XDG_STATE_HOME", folder, 1);
    setenv("XDG_RUNTIME_DIR", folder, 1);
    setenv("GREENROOM_STICKS", folder, 1);
    unsetenv("STATE_DIRECTORY");
    unsetenv("INVOCATION_ID");
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    clean_up();
    return failed;
}
