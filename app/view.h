/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The view: what a screen draws with. A screen is a function of its view alone,
 * so that it can be drawn into a window, a picture or a test.
 *
 * How to write a screen (see screen_choose.c for a whole one):
 *   1. header(v, ...) and action_bar(v, ...) draw top and bottom; what the bar
 *      returns is the room left between them.
 *   2. Cut that rectangle up (rect.h) and put widgets (widgets.h) into it.
 *   3. What moves with time reads v->time_s and calls view_moves(v).
 * Sizes are units of the 1920x1080 (portrait: 1080x1920) layout. Ask v->portrait
 * and view_large(v) for the reflow rules. Texts: view_say() for fixed ones,
 * view_fill() for those with {placeholders}; write() puts them on the screen.
 */
#ifndef VIEW_H
#define VIEW_H

#include "draw_shapes.h"
#include "draw_text.h"
#include "icons.h"
#include "spots.h"
#include "language.h"
#include "studio.h"
#include "theme.h"

#define VIEW_ARENA 196608
#define WAVE_MAX   96
#define UNSURE_WORD 0.5f    /* words below this confidence look unsure, and are read so */

/** What a screen remembers besides the interview; zeroed when it is entered. */
struct screen_memory {
    double scroll[MAX_SCROLLS];
    int followed[MAX_SCROLLS];  /* scroll_area.want that was scrolled to */
    int page;
    bool options, more;
    bool shift, figures;        /* of the on-screen keyboard */
    bool editing;           /* 06: the keyboard is open for `word` */
    char typed[8192];       /* UTF-8 */
    int word;               /* 06: touched word + 1; 0: none */
};

struct staff;

/** What is shown. All borrowed. */
struct scene {
    const struct staff *staff;  /* the staff area lies over everything; NULL: closed */
    const struct rubric_bank *bank;     /* with the staff area */
    const struct interview_state *state;
    const struct rubric_practice *const *practices;
    size_t practice_count;
    const struct screen_memory *memory;
    struct spoken_caption caption;
    float voice, mic;       /* 0 to 1 */
    const char *microphone; /* name of the one in use; NULL or "": the system's */
    float wave[WAVE_MAX];   /* loudness of the last tenths of a second, oldest first */
    size_t wave_count;
    const struct takeaway_code *code;   /* 08: the notes as a code; NULL: none */
    const char *notice;     /* 08: id of what printing or saving came to; NULL: nothing yet */
    const char *said;       /* shown over everything for a moment; NULL: nothing */
    double playhead;        /* seconds of the answer; negative: not playing */
};

struct view {
    struct canvas *canvas;
    const struct theme *theme;
    const struct icons *icons;
    struct strings *strings;
    const struct scene *scene;
    const struct interview_state *state;    /* scene->state */
    struct spots *spots;
    struct rect page;       /* all there is, with the extra room around the layout */
    struct rect layout;     /* 0,0,1920,1080 or 0,0,1080,1920 */
    bool portrait;
    double text;            /* 1, 1.25, 1.5 or more on small windows */
    double time_s;          /* for motion; any start */
    bool reduced_motion;
    bool resting;           /* nobody is here: decoration stands still */
    bool show_keys;         /* a key was used last: focus ring and key caps show */
    int focus_command, focus_number;
    int pressed_command, pressed_number;    /* CMD_NONE: nothing is pressed */
    int scroll;             /* slot + 1 of the scroll area that is being drawn; 0: none */
    enum spot_zone zone;    /* of the spots that are being added */
    bool veiled;            /* under a dialog: no words, no spots, nothing but the cards */
    bool moving;            /* out: something wants another frame soon */
    double rate;            /* out: then, how many frames a second are worth it; at most 60 */
    _Alignas(8) char arena[VIEW_ARENA]; /* texts made for this frame */
    size_t arena_used;
};

/** Layout and text scale for a surface of `width` x `height` pixels; `text_size` 0, 1, 2. */
struct canvas_place view_place(struct view *v, int width, int height, unsigned text_size);
/** Reset what one frame adds up; before each of the two runs. */
void view_begin(struct view *v);

/** What follows lies under a dialog, or no longer. */
void view_veil(struct view *v, bool veiled);

static inline uint32_t view_color(const struct view *v, enum token token)
{
    return v->theme->color[token];
}
/** 150 % text, or a window so small that its rules apply. */
bool view_large(const struct view *v);
/** The same for screens so full that 125 % already needs pages. */
bool view_paged(const struct view *v);
/** Side margin: 96 landscape, 64 portrait. */
double view_margin(const struct view *v);
/** Something on the screen changes with time. */
void view_moves(struct view *v);
/** It changes slowly or little: `rate` frames a second look the same. */
void view_drifts(struct view *v, double rate);
/** Pulse between 0 and 1 with a period in seconds; still (0) with reduced motion. */
double view_pulse(struct view *v, double period_s);

const char *view_say(const struct view *v, const char *id);
/** Text of `id` with name, value pairs filled in, ended by NULL. Valid until the frame ends. */
const char *view_fill(struct view *v, const char *id, ...) __attribute__((sentinel));
/** `size` bytes until the frame ends; NULL when this frame has no more. */
void *view_room(struct view *v, size_t size);
/** printf into the frame's texts. */
const char *view_format(struct view *v, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/** Typewriter quotes and dots of bank texts as a printer sets them. */
const char *view_typeset(struct view *v, const char *text);
/** A text of question sets or criteria in the language of the screen, typeset. */
const char *view_content(struct view *v, const char *text);
/** "1:17". Negative: "0:00". */
const char *view_clock(struct view *v, double seconds);

/** Text in one style and colour from the top of `box`; returns its height. */
double write_text(struct view *v, struct rect box, enum type_style style, enum token color,
                  const char *text);
/** The same with everything that struct text_look can say. */
double write_look(struct view *v, struct rect box, const struct text_look *look,
                  const char *text);
/** One line centered on `y`, from `x`, around it or up to it as aligned. Returns its width. */
double write_line(struct view *v, double x, double y, const struct text_look *look,
                  const char *text);
void put_icon(struct view *v, const char *name, double x, double y, double size,
              enum token color);

/**
 * `look`, or where `text` is higher than `height` in it a smaller one, and at last one of fewer
 * lines: questions of somebody's own may be long.
 */
struct text_look look_to_fit(struct view *v, struct text_look look, const char *text,
                             double width, double height);

/** Add a spot in the current zone and draw its focus ring; false: it is not pressed now. */
bool view_spot(struct view *v, struct spot *spot);
bool view_focused(const struct view *v, int command, int number);
/** In high contrast no fill is darker than black: a thick edge on what is pressed. Drawn last. */
void view_press(struct view *v);
/** What a key or a choice on TOKEN_WELL is filled with while it is pressed. */
enum token view_pressed_fill(const struct view *v);

#endif
