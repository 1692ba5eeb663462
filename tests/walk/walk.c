/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "walk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define TABS_MAX 90     /* around the fullest screen, the on-screen keyboard, twice */
#define FINGER   7      /* any touch device that is not SDL's own mouse */
#define FRAMES   8      /* a step that had no more of them was not slow, the machine was */

bool walk_by_name(const char *name, enum walk_by *by)
{
    static const char *const names[] = { [BY_TOUCH] = "touch", [BY_MOUSE] = "mouse",
                                         [BY_KEYS] = "keys", [BY_TAB] = "tab" };
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (strcmp(names[i], name) == 0) {
            *by = (enum walk_by)i;
            return true;
        }
    }
    return false;
}

bool walk_points(const struct walk *w)
{
    return w->by == BY_TOUCH || w->by == BY_MOUSE;
}

bool walk_has_file(const char *name)
{
    char path[200];
    struct stat file;
    snprintf(path, sizeof(path), "%.100s/%s", getenv("RIG"), name);
    return stat(path, &file) == 0 && file.st_size > 0;
}

const struct interview_state *walk_state(const struct walk *w)
{
    return w->k->scene.state;
}

static void press(int key, Uint16 mod)
{
    static const struct { int key; SDL_Keycode code; } table[] = {
        { KEY_ENTER, SDLK_RETURN }, { KEY_ESCAPE, SDLK_ESCAPE }, { KEY_BACKSPACE, SDLK_BACKSPACE },
        { KEY_TAB, SDLK_TAB },      { KEY_UP, SDLK_UP },         { KEY_DOWN, SDLK_DOWN },
        { KEY_LEFT, SDLK_LEFT },    { KEY_RIGHT, SDLK_RIGHT },   { KEY_F1, SDLK_F1 },
        { KEY_F2, SDLK_F2 },        { KEY_F3, SDLK_F3 },         { KEY_F4, SDLK_F4 },
        { KEY_F5, SDLK_F5 },        { KEY_F6, SDLK_F6 },         { KEY_DELETE, SDLK_DELETE },
        { KEY_F7, SDLK_F7 },        { KEY_F8, SDLK_F8 },         { KEY_F9, SDLK_F9 },
        { KEY_F10, SDLK_F10 },
    };
    SDL_Event e = { .type = SDL_KEYDOWN };
    e.key.keysym.sym = key;
    e.key.keysym.mod = mod;
    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
        if (table[i].key == key) {
            e.key.keysym.sym = table[i].code;
        }
    }
    SDL_PushEvent(&e);
    e.type = SDL_KEYUP;
    SDL_PushEvent(&e);
}

/* A letter comes as a key and again as text, as a real keyboard sends it. */
static void type_letter(char letter)
{
    SDL_Event e = { .type = SDL_TEXTINPUT };
    press(letter, 0);
    e.text.text[0] = letter;
    SDL_PushEvent(&e);
}

static void put_finger(struct walk *w, const struct spot *spot, Uint32 type)
{
    struct rect page = canvas_page(w->k->stage->canvas);
    SDL_Event e = { .type = type };
    e.tfinger.touchId = FINGER;
    e.tfinger.x = (float)((spot->box.x + spot->box.w / 2 - page.x) / page.w);
    e.tfinger.y = (float)((spot->box.y + spot->box.h / 2 - page.y) / page.h);
    SDL_PushEvent(&e);
}

/* The X server's own pointer, as a person's hand moves it. */
static void put_mouse(struct walk *w, const struct spot *spot, bool down)
{
    struct rect page = canvas_page(w->k->stage->canvas);
    double scale = canvas_scale(w->k->stage->canvas);
    int x = 0, y = 0;
    SDL_GetWindowPosition(w->k->window.handle, &x, &y);
    w->mouse = w->mouse != NULL ? w->mouse : popen("xdotool -", "w");
    if (w->mouse != NULL && down) {
        fprintf(w->mouse, "mousemove %.0f %.0f\nmousedown 1\n",
                x + (spot->box.x + spot->box.w / 2 - page.x) * scale,
                y + (spot->box.y + spot->box.h / 2 - page.y) * scale);
    } else if (w->mouse != NULL) {
        fputs("mouseup 1\n", w->mouse);
    }
    if (w->mouse != NULL) {
        fflush(w->mouse);
    }
}

/* Down in one frame, up in the next. True: both happened. */
static bool touch(struct walk *w, const struct spot *spot)
{
    if (w->by == BY_MOUSE) {
        put_mouse(w, spot, !w->finger);
    } else {
        put_finger(w, spot, w->finger ? SDL_FINGERUP : SDL_FINGERDOWN);
    }
    w->finger = !w->finger;
    return !w->finger;
}

static const struct spot logo = { .box = { 110, 40, 100, 48 } };

/* Down now; each_frame() lets go. */
static bool hold(struct walk *w)
{
    return w->finger || !touch(w, &logo);
}

/* One Tab a frame until the spot has the ring, then Enter. */
static bool tab_to(struct walk *w, const struct spot *spot)
{
    const struct view *v = &w->k->stage->view;
    if (v->show_keys && v->focus_command == spot->command && v->focus_number == spot->number) {
        press(KEY_ENTER, 0);
        return true;
    }
    press(KEY_TAB, 0);
    w->tabs++;
    w->began_s = w->now_s;      /* it goes on: TABS_MAX is its limit */
    return false;
}

static const struct spot *first_of(const struct spots *s, int command)
{
    for (size_t i = 0; i < s->count; i++) {
        if (s->items[i].command == command) {
            return &s->items[i];
        }
    }
    return NULL;
}

static bool use(struct walk *w, int command, int number)
{
    const struct spots *s = &w->k->stage->spots;
    const struct spot *spot = number == WALK_FIRST ? first_of(s, command)
                                                   : spots_find(s, command, number);
    if (spot == NULL || w->tabs > TABS_MAX) {
        return false;
    }
    if (walk_points(w)) {
        return touch(w, spot);
    }
    const struct view *v = &w->k->stage->view;
    bool ring_elsewhere = spot->key == KEY_ENTER && v->show_keys &&
                          (v->focus_command != spot->command || v->focus_number != spot->number);
    if (w->by == BY_KEYS && spot->key != 0 && !kiosk_typing(w->k) && !ring_elsewhere) {
        press(spot->key, 0);
        return true;
    }
    return tab_to(w, spot);
}

static void type(struct walk *w, const char *text)
{
    char letter = text[w->letters];
    bool hand = w->by == BY_KEYS;
    if (hand) {
        type_letter(letter);
    }
    if (hand || use(w, LOCAL_TYPE_LETTER, letter)) {
        w->letters++;
        w->tabs = 0;
    }
    w->done = text[w->letters] == '\0';
}

static void act(struct walk *w, const struct step *s)
{
    if (s->text != NULL) {
        type(w, s->text);
    } else if (s->key != 0 && !walk_points(w)) {
        press(s->key, s->mod);
        w->done = true;
    } else if (s->command == WALK_HOLD) {
        w->done = hold(w);
    } else if (s->command != CMD_NONE) {
        w->done = use(w, s->command, s->number);
    } else {
        w->done = true;
    }
}

static bool arrived(struct walk *w, const struct step *s)
{
    const struct interview_state *now = walk_state(w);
    return now->screen == s->screen && now->sheet == s->sheet && (s->so == NULL || s->so(w));
}

static void stop(struct walk *w)
{
    SDL_Event e = { .type = SDL_QUIT };
    SDL_PushEvent(&e);
    w->over = true;
}

static void stuck(struct walk *w, const struct step *s)
{
    const struct interview_state *now = walk_state(w);
    const struct screen *sheet = sheets_get(now->sheet);
    fprintf(stderr, "step %zu, %s: %s on the screen \"%s\"%s%s\n", w->at + 1, s->name,
            w->done ? "nothing came of it" : "it could not be done",
            screens_get(now->screen)->name, sheet != NULL ? " under the sheet " : "",
            sheet != NULL ? sheet->name : "");
    w->failed = true;
    stop(w);
}

/* A step begins when the picture stands: what is on the way to fade out takes no touch. */
static void each_frame(void *user, struct kiosk *k, double now_s)
{
    struct walk *w = user;
    w->k = k;
    w->now_s = now_s;
    if (w->over || w->at >= w->step_count) {
        return;
    }
    const struct step *s = &w->steps[w->at];
    w->began_s = w->began_s > 0 ? w->began_s : now_s;
    if (w->watch != NULL) {
        w->watch(w);
    }
    if (w->hold) {
        w->began_s = now_s;
        return;
    }
    if (!w->done) {
        act(w, s);
    } else if (arrived(w, s)) {
        if (w->finger) {    /* held until now */
            touch(w, &logo);
        }
        w->at++;
        w->began_s = now_s;
        w->done = false;
        w->letters = w->tabs = w->frames = 0;
        if (w->at == w->step_count) {
            stop(w);
        }
        return;
    }
    bool long_one = s->text != NULL || (s->command == CMD_NONE && s->key == 0);
    w->frames++;
    if (w->frames > FRAMES && now_s - w->began_s > w->limit_s + (long_one ? 30 : 0)) {
        stuck(w, s);
    }
}

bool walk_run(struct walk *w, struct kiosk_options *options)
{
    options->windowed = true;
    options->each_frame = each_frame;
    options->each_frame_user = w;
    w->limit_s = w->limit_s > 0 ? w->limit_s : 10;
    int status = kiosk_run(options);
    if (w->mouse != NULL) {
        pclose(w->mouse);
    }
    if (status != 0) {
        return false;
    }
    if (!w->failed && w->at < w->step_count) {
        fprintf(stderr, "the kiosk ended at step %zu, %s\n", w->at + 1, w->steps[w->at].name);
        w->failed = true;
    }
    return !w->failed;
}
