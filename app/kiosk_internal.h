/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The kiosk's insides, for its own files. Main thread only unless a line says
 * otherwise.
 */
#ifndef KIOSK_INTERNAL_H
#define KIOSK_INTERNAL_H

#include "kiosk.h"
#include "kiosk_window.h"
#include "printing.h"
#include "stage.h"
#include "staff.h"
#include "takeaway.h"

#include <stdatomic.h>

struct demo;

#define SCROLL_STEP 90.0    /* units that a notch of the wheel or an arrow key scrolls */

/** Finger or mouse between down and up. */
struct pointer {
    bool down, dragging;
    double x, y;                /* where it went down, units */
    double last_y;
    int command, number;        /* of the spot under it */
    int slot;                   /* of the scroll area under it; -1: none */
};

struct kiosk {
    const struct kiosk_options *options;
    struct studio *studio;
    struct studio_options studio_options;
    struct stage *stage;
    struct window window;
    struct screen_memory memory;
    struct scene scene;
    struct takeaway takeaway;   /* while the summary shows */
    struct takeaway_code code;
    struct printing printing;
    struct pointer pointer;
    struct demo *demo;          /* NULL: a person is here */
    char *recording;            /* the demo's, when none was named */
    Uint32 wake_event;          /* SDL user event */
    atomic_bool woken;          /* any thread: an event is already on its way */
    enum screen_id screen;      /* what was drawn last, to notice changes */
    enum sheet_id sheet;
    int theme;                  /* -1 before the first frame */
    struct person_settings former;      /* with the last frame, to notice changes */
    const struct rubric_report *former_report;  /* the same; only compared */
    size_t former_attempts;
    double former_total_s;      /* of a countdown */
    bool noticed;               /* those above are known */
    int told_command, told_number;      /* the focus with the last frame, or what was pressed since */
    char told_state[96];
    const char *told_notice;    /* the same of the summary's or the staff area's notice */
    bool told;                  /* kiosk_notice() had something read aloud before this frame */
    char said[160];             /* shown for a moment, see kiosk_notice.c */
    double said_until_s;        /* 0: nothing is shown */
    bool reading_due;           /* read-aloud: the new screen has not been read yet */
    double last_sign_s;         /* of life; the door of the first screen breathes only after one */
    double entered_s;
    struct screen_memory below; /* of the screen `under`, while 09 lies over it; else empty */
    enum screen_id under;
    double scroll_below[MAX_SCROLLS];   /* of the screen, while a sheet lies over it */
    bool still;                 /* each person begins without motion; F6 is for the one who is here */
    bool tracing;               /* a test wants to know what is on the screen */
    bool swallow_text;          /* the letter of a short cut comes again as text */
    bool short_cut;             /* the key that is held was one when it went down */
    struct staff staff;
    bool staff_shown;           /* with the last frame */
    double staff_apply_s;       /* when changed settings are put to use; 0: nothing changed */
    bool staff_look;            /* for devices, when they are put to use */
    double held_since_s;        /* finger on the logo; 0: not there */
    int status;                 /* exit status */
    bool quit;
};

/** Seconds of the kiosk's clock. */
double kiosk_now(void);
/** Letters are text now, not short cuts. */
bool kiosk_typing(const struct kiosk *k);
/** Carry out what a spot, key or the demo asks: a command of the interview or of the screen. */
void kiosk_do(struct kiosk *k, int command, int number, double now_s);

/* kiosk_input.c: keys, and everything else that SDL tells */
void kiosk_input(struct kiosk *k, const SDL_Event *event, double now_s);

/* kiosk_pointer.c: fingers and the mouse, and what keys share with them */
void kiosk_pointer(struct kiosk *k, const SDL_Event *event, double now_s);
/** Put focus where it begins on the screen that was just drawn. */
void kiosk_focus_start(struct kiosk *k);
/** NULL: leave it where it is. */
void kiosk_focus(struct kiosk *k, const struct spot *spot);
/** What a touch or key on it does; when it is disabled, say why. Nothing while another screen or sheet
 *  is about to be drawn: the second press of two meant what is gone. */
void kiosk_activate(struct kiosk *k, const struct spot *spot, double now_s);
/** NULL when the screen has no such area. */
const struct scroll_area *kiosk_scroll_area(struct kiosk *k, int slot);
/** `area` NULL: nothing. Positive: towards the end. */
void kiosk_scroll(struct kiosk *k, const struct scroll_area *area, double units);
/** Only as far as brings `what` into the area, `room` from its edges; whether it was out of it. */
bool kiosk_scroll_to(struct kiosk *k, const struct scroll_area *area, struct rect what,
                     double room);

/* kiosk_words.c: correcting the words of the answer */
/** False: `command` has nothing to do with words. */
bool kiosk_words_do(struct kiosk *k, int command, int number, double now_s);
/** A key while a word is held; false: it means what it always means. */
bool kiosk_words_key(struct kiosk *k, int key, double now_s);
/** A word is held, and the keyboard is not open for it. */
bool kiosk_word_chosen(const struct kiosk *k);

/* kiosk_notice.c: changes that bring up no other screen; before each frame */
void kiosk_notice(struct kiosk *k, double now_s);
/* kiosk_tell.c: what a press came to, where everything is read aloud; after each frame */
void kiosk_tell(struct kiosk *k);
/** `spot` is about to be pressed: its state then is what kiosk_tell() compares with. */
void kiosk_tell_from(struct kiosk *k, const struct spot *spot);

/* kiosk_reader.c: reading aloud */
/** Any text, where everything is read aloud. */
void reader_say(struct kiosk *k, const char *text);
/** What was typed last: the letter, or the word that a space ended. */
void reader_typed(struct kiosk *k);
/** A word of the answer, its place, and whether the recognizer was unsure of it. */
void reader_word(struct kiosk *k, size_t word);
void reader_screen(struct kiosk *k);
/** Cuts short what the interview itself says, but for a question. */
void reader_focus(struct kiosk *k);
void reader_say_spot(struct kiosk *k, const struct spot *spot);

/* kiosk_takeaway.c: the notes, from the summary's opening to its end */
void kiosk_takeaway_open(struct kiosk *k, double now_s);
/** Wipes them; also before the first opening. */
void kiosk_takeaway_close(struct kiosk *k, double now_s);
/** Prints and saves what was asked for by touch, key or voice, and goes on printing; before each
 *  frame. */
void kiosk_takeaway_tick(struct kiosk *k, double now_s);

/* demo.c */
#define DEMO_RECORDING "samples/career-goals.wav"
struct demo *demo_create(struct kiosk *k, char *err, size_t err_size);
void demo_destroy(struct demo *demo);
/** Do what is due; after each frame. */
void demo_step(struct demo *demo, double now_s);
/** Exit status once it has ended. */
int demo_status(const struct demo *demo);

#endif
