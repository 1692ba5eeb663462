/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kiosk.h"

#include "harden.h"
#include "kiosk_guard.h"
#include "kiosk_internal.h"
#include "kiosk_staff.h"
#include "paths.h"
#include "service.h"
#include "studio_options.h"
#include "trace.h"
#include "trouble.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FRAME_S      (1 / 60.0)
#define TICK_S       0.1    /* the interview wants to know the time so often */
#define REST_S       20.0   /* without a sign of life the first screen stops breathing */
#define FORGET_S     90.0   /* ... whoever pressed F6 there has gone */
#define SCREEN_FADE  0.24
#define LIGHTS_FADE  0.6
#define SHEET_FADE   0.2
#define SHORT_FADE   0.1    /* with reduced motion */
#define FOLLOW_ROOM  48.0   /* units between an edge and what is scrolled into sight */

double kiosk_now(void)
{
    return (double)SDL_GetPerformanceCounter() / (double)SDL_GetPerformanceFrequency();
}

/* Any thread. */
static void wake(void *user)
{
    struct kiosk *k = user;
    if (!atomic_exchange(&k->woken, true)) {
        SDL_Event event = { .type = k->wake_event };
        SDL_PushEvent(&event);
    }
}

bool kiosk_typing(const struct kiosk *k)
{
    return k->scene.state->sheet == SHEET_TYPE ||
           (k->scene.state->sheet == SHEET_NONE && k->memory.editing);
}

void kiosk_do(struct kiosk *k, int command, int number, double now_s)
{
    k->last_sign_s = now_s;
    if (kiosk_staff_do(k, command, number, now_s)) {
        return;
    }
    if (command > CMD_NONE && command < CMD_COUNT) {
        const char *text = command == CMD_TYPED ? k->memory.typed : NULL;
        studio_command(k->studio, (enum command)command, number, text, now_s);
        screens_handle(&k->memory, &k->scene, command, number);
        return;
    }
    studio_touched(k->studio, now_s);
    if (kiosk_words_do(k, command, number, now_s)) {
        return;
    }
    if (command == LOCAL_TYPE_DONE) {
        kiosk_do(k, CMD_TYPED, 0, now_s);
    } else {
        screens_handle(&k->memory, &k->scene, command, number);
        if (command == LOCAL_TYPE_LETTER || command == LOCAL_TYPE_ERASE) {
            reader_typed(k);
        }
    }
}

static void forget_person(struct kiosk *k)
{
    explicit_bzero(&k->memory, sizeof(k->memory));
    stage_forget(k->stage);
    harden_wipe_remains();
}

/* Whoever says on 09 that they are still here finds what they were typing. */
static void turn_screen(struct kiosk *k, enum screen_id to)
{
    if (to == SCREEN_STILL_THERE) {
        k->below = k->memory;
        k->under = k->screen;
    }
    forget_person(k);
    if (k->screen == SCREEN_STILL_THERE && to == k->under) {
        k->memory = k->below;
    }
    if (to != SCREEN_STILL_THERE) {
        explicit_bzero(&k->below, sizeof(k->below));
    }
}

static double fade_length(const struct kiosk *k, const struct interview_state *s, int theme)
{
    if (k->stage->view.reduced_motion) {
        return SHORT_FADE;
    }
    if (theme != k->theme && !s->person.high_contrast) {
        return LIGHTS_FADE;
    }
    return s->screen != k->screen ? SCREEN_FADE : SHEET_FADE;
}

/* A sheet begins at its top, and the screen below is found where it was left. */
static void turn_sheet(struct kiosk *k, enum sheet_id to)
{
    if (k->sheet == SHEET_NONE) {
        memcpy(k->scroll_below, k->memory.scroll, sizeof(k->scroll_below));
    }
    memset(k->memory.scroll, 0, sizeof(k->memory.scroll));
    if (to == SHEET_NONE) {
        memcpy(k->memory.scroll, k->scroll_below, sizeof(k->scroll_below));
    }
}

/* Another screen or sheet: fresh memory, fresh focus, and the old picture fades. */
static void notice_change(struct kiosk *k, double now_s)
{
    const struct interview_state *s = k->scene.state;
    int theme = (int)screens_scene_theme(&k->scene);
    if (s->screen == k->screen && s->sheet == k->sheet && theme == k->theme) {
        return;
    }
    bool entered = s->screen != k->screen || k->theme < 0;
    if (k->theme >= 0) {
        window_fade(&k->window, now_s, fade_length(k, s, theme));
    }
    if (entered) {
        turn_screen(k, s->screen);
        k->entered_s = now_s;
        if (s->screen == SCREEN_ATTRACT && s->erased) {
            k->stage->view.reduced_motion = k->still;
        }
        if (s->screen == SCREEN_SUMMARY) {
            kiosk_takeaway_open(k, now_s);
        } else if (s->screen != SCREEN_STILL_THERE) {
            kiosk_takeaway_close(k, now_s);
        }
    }
    if (!entered && s->sheet != k->sheet) {
        turn_sheet(k, s->sheet);
    }
    if (entered || s->sheet != k->sheet) {
        k->stage->view.focus_command = CMD_NONE;
        k->pointer.down = false;
        k->reading_due = true;
        if (s->screen == SCREEN_ANSWER) {   /* nothing is read into an answer */
            studio_hush(k->studio);
        }
    }
    k->screen = s->screen;
    k->sheet = s->sheet;
    k->theme = theme;
}

static void look_around(struct kiosk *k)
{
    struct scene *scene = &k->scene;
    scene->state = interview_state(studio_interview(k->studio));
    scene->caption = studio_caption(k->studio);
    scene->voice = studio_voice_loudness(k->studio);
    scene->mic = studio_mic_loudness(k->studio);
    scene->microphone = studio_microphone(k->studio);
    scene->wave_count = studio_mic_history(k->studio, scene->wave, WAVE_MAX);
    scene->playhead = studio_playhead(k->studio);
}

/* Once for each thing of interest, so that whoever scrolls away from it is left alone. */
static void follow(struct kiosk *k)
{
    const struct spots *s = &k->stage->spots;
    for (size_t i = 0; i < s->scroll_count; i++) {
        const struct scroll_area *area = &s->scrolls[i];
        if (area->want != 0 && area->want != k->memory.followed[area->slot]) {
            k->memory.followed[area->slot] = area->want;
            bool scrolled = kiosk_scroll_to(k, area, area->wanted, FOLLOW_ROOM);
            k->stage->view.moving = k->stage->view.moving || scrolled;
        }
    }
}

static void draw(struct kiosk *k, double now_s)
{
    struct view *v = &k->stage->view;
    double alone_s = k->screen == SCREEN_ATTRACT ? now_s - k->last_sign_s : 0;
    bool resting = alone_s > REST_S;
    v->reduced_motion = alone_s > FORGET_S ? k->still : v->reduced_motion;
    v->pressed_command = k->pointer.down && !k->pointer.dragging ? k->pointer.command : CMD_NONE;
    v->pressed_number = k->pointer.number;
    v->resting = resting;
    canvas_take_notes(k->stage->canvas, k->scene.state->person.read_aloud || k->tracing);
    const cairo_region_t *changed = stage_draw(k->stage, &k->scene, now_s);
    if (v->focus_command == CMD_NONE) {
        kiosk_focus_start(k);
        if (v->show_keys) {
            v->moving = true; /* once more, with the ring */
        }
    }
    follow(k);
    if (k->tracing) {
        trace_frame(k->stage, k->scene.state);
    }
    window_present(&k->window, changed, now_s);
}

static bool moving(const struct kiosk *k)
{
    return k->stage->view.moving || window_fading(&k->window);
}

static double frame_length(const struct kiosk *k)
{
    double rate = k->stage->view.rate;
    return window_fading(&k->window) || k->demo != NULL || rate <= 0 ? FRAME_S : 1 / rate;
}

/* What sound tells waits for the next frame while something moves; what a person does never does. */
static bool ends_wait(struct kiosk *k, const SDL_Event *event)
{
    if (event->type == k->wake_event) {
        return !moving(k);
    }
    kiosk_input(k, event, kiosk_now());
    return true;
}

/* Sleep until something happens, the next frame or the next tick. */
static void wait_for_events(struct kiosk *k, double frame_start_s)
{
    double pause = moving(k) || k->demo != NULL ? frame_length(k)
                   : k->screen == SCREEN_ATTRACT && !k->pointer.down && k->scene.staff == NULL ? 1.0
                                                 : TICK_S;
    SDL_Event event;
    bool over = false;
    while (!over) {
        double left = frame_start_s + pause - kiosk_now();
        over = !SDL_WaitEventTimeout(&event, left > 0 ? (int)(left * 1000) + 1 : 0) ||
               ends_wait(k, &event);
    }
    while (SDL_PollEvent(&event)) {
        ends_wait(k, &event);
    }
    /* Before studio_pump() looks: what is told from now on wakes again. */
    atomic_store(&k->woken, false);
    double rest = frame_start_s + FRAME_S - kiosk_now();
    if (moving(k) && rest > 0.002) { /* no more than 60 frames a second */
        SDL_Delay((Uint32)(rest * 1000));
    }
}

static void run(struct kiosk *k)
{
    bool shown = false;
    while (!k->quit && !guard_asked_to_end()) {
        double now = kiosk_now();
        service_alive(now);
        studio_pump(k->studio, now);
        look_around(k);
        kiosk_staff_tick(k, now);
        if (k->quit) {
            break;
        }
        look_around(k);
        notice_change(k, now);
        kiosk_notice(k, now);
        kiosk_takeaway_tick(k, now);
        if (window_fit(&k->window) || k->stage->surface != k->window.frame) {
            stage_target(k->stage, k->window.frame);
        }
        draw(k, now);
        if (!shown) {
            shown = true;
            service_ready();
        }
        if (k->scene.state->person.read_aloud && k->reading_due &&
            k->scene.state->speech_id == 0) {
            k->reading_due = false;
            reader_screen(k);
        }
        kiosk_tell(k);
        if (k->demo != NULL) {
            demo_step(k->demo, now);
        }
        if (k->options->each_frame != NULL) {
            k->options->each_frame(k->options->each_frame_user, k, now);
        }
        if (!k->quit) {
            wait_for_events(k, now);
        }
    }
}

static bool list_practices(struct kiosk *k)
{
    const struct interview *iv = studio_interview(k->studio);
    size_t all = rubric_bank_practice_count(studio_bank(k->studio)), count = 0;
    const struct rubric_practice **list = calloc(all + 1, sizeof(*list));
    while (list != NULL && (list[count] = interview_practice(iv, count)) != NULL) {
        count++;
    }
    free((void *)k->scene.practices);
    k->scene.practices = list;
    k->scene.practice_count = count;
    return list != NULL;
}

/* The demo also goes on where there is no display: it draws into memory then. */
static bool open_window(struct kiosk *k, char *err, size_t err_size)
{
    const struct kiosk_options *o = k->options;
    struct window_wish wish = { o->windowed, o->offscreen, o->width, o->height };
    if (window_open(&k->window, &wish, err, err_size)) {
        return true;
    }
    wish.offscreen = true;
    if (!o->demo || !window_open(&k->window, &wish, err, err_size)) {
        return false;
    }
    fprintf(stderr, "greenroom: no display; the demo draws its pictures into files\n");
    err[0] = '\0';
    return true;
}

/* What people read on the screen; the interview itself is English. */
static void speak_languages(struct kiosk *k, struct studio_options *o)
{
    const struct languages *l = &k->stage->languages;
    const char *wanted = k->staff.settings != NULL ? k->staff.settings->language : "en";
    size_t language = languages_find(l, wanted);
    if (language == l->count) {     /* its file is not there any more */
        trouble_tell(TROUBLE_LANGUAGE, "there is no file strings/%s.yaml; the screen is in English",
                     wanted);
        language = 0;
    }
    o->interview.defaults.language = (unsigned)language;
    o->interview.languages = (unsigned)l->count;
    o->interview.translate = languages_translate;
    o->language_voice = languages_voice;
    o->interview.translate_user = o->language_user = l;
}

/* Devices and the like that the command line named stay; what staff changed is taken over. */
bool kiosk_start_studio(struct kiosk *k, char *err, size_t err_size)
{
    struct studio_options o = k->studio_options;
    if (k->staff.settings != NULL && k->staff_shown) {
        struct studio_options fresh = studio_from_settings(k->staff.settings);
        fresh.recording = o.recording;
        fresh.engine = o.engine;
        fresh.no_listening = o.no_listening;
        fresh.no_speaking = o.no_speaking;
        o = fresh;
    }
    speak_languages(k, &o);
    o.recording = k->recording != NULL ? k->recording : o.recording;
    k->studio = studio_create(&o, wake, k, err, err_size);
    if (k->studio != NULL && !list_practices(k)) {
        snprintf(err, err_size, "out of memory");
        return false;
    }
    return k->studio != NULL;
}

static bool open_all(struct kiosk *k, char *err, size_t err_size)
{
    const struct kiosk_options *o = k->options;
    k->stage = stage_create(err, err_size);
    if (k->stage == NULL || !open_window(k, err, err_size)) {
        return false;
    }
    k->stage->view.reduced_motion = k->still = o->reduced_motion;
    guard_window(k->window.handle, !o->windowed && !o->demo);
    k->wake_event = SDL_RegisterEvents(1);
    if (o->demo && o->studio.recording == NULL) {
        k->recording = paths_find(DEMO_RECORDING);
    }
    k->studio_options = o->studio;
    staff_init(&k->staff, o->settings, &k->stage->languages);
    if (!kiosk_start_studio(k, err, err_size)) {
        return false;
    }
    k->last_sign_s = kiosk_now() - REST_S; /* nobody is here yet */
    k->demo = o->demo ? demo_create(k, err, err_size) : NULL;
    return !o->demo || k->demo != NULL;
}

static void close_all(struct kiosk *k)
{
    demo_destroy(k->demo);
    kiosk_takeaway_close(k, kiosk_now());
    printing_finish(&k->printing);
    staff_close(&k->staff);
    studio_destroy(k->studio);
    window_close(&k->window);
    stage_destroy(k->stage);
    free((void *)k->scene.practices);
    free(k->recording);
    explicit_bzero(&k->memory, sizeof(k->memory));
    explicit_bzero(&k->below, sizeof(k->below));
    stage_drop_fonts();
    SDL_Quit();
    harden_wipe_remains();
}

int kiosk_run(const struct kiosk_options *options)
{
    char err[512] = "";
    int status = 0, lock = -1;
    if (!options->demo && !guard_alone(&lock, err, sizeof(err))) {
        fprintf(stderr, "greenroom: %s\n", err);
        return 1;
    }
    guard_signals();
    struct kiosk *k = calloc(1, sizeof(*k));
    if (k == NULL || SDL_Init(SDL_INIT_EVENTS) != 0) {
        fprintf(stderr, "greenroom: the screen could not be started\n");
        guard_leave(lock);
        free(k);
        return 1;
    }
    k->options = options;
    k->scene.memory = &k->memory;
    k->theme = -1;
    k->tracing = trace_begin();
    k->pointer.slot = -1;
    if (open_all(k, err, sizeof(err))) {
        run(k);
        status = k->demo != NULL ? demo_status(k->demo) : k->status;
    } else {
        fprintf(stderr, "greenroom: %s\n", err);
        status = 1;
    }
    service_stopping();
    close_all(k);
    free(k);
    guard_leave(lock);
    return status;
}
