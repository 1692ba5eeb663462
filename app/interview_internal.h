/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Inside the interview; only interview*.c include this.
 *
 * What is true of every screen is derived once, after each event, from the
 * state (interview_settle.c): whether the listener is paused, muted, and with
 * which grammar. Screens only say what happens next.
 */
#ifndef INTERVIEW_INTERNAL_H
#define INTERVIEW_INTERNAL_H

#include "interview.h"
#include "said.h"

#include <stdint.h>

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))
#define BIT(n)       (1U << (n))
#define COVERS_MAX   2      /* 09 over 10 over a screen */

/** Time-outs of the interaction map, in seconds. */
#define IDLE_S         90.0
#define IDLE_DIALOG_S  120.0
#define STILL_THERE_S  30.0
#define THINK_S        15.0 /* when the question has none of its own; also each "More time" */
#define NOTHING_S      12.0
#define SILENCE_S      15.0
#define SILENCE_END_S  30.0 /* after "Finished?" */
#define UNLIMITED_END_S 120.0   /* the same where answers are unlimited: somebody may have left */
#define SUMMARY_S      120.0
#define ERASED_S       10.0 /* how long "All erased" stands on attract */
#define UNMUTE_S       0.3
#define LATE_MAX_S     60.0 /* after this nobody waits for words that are late */
#define SETTLE_MAX_S   8.0  /* without any word; what comes later is added to the feedback then */
#define READ_S         1.0  /* silence after a sentence that was read */
#define BEGIN_S        1.5  /* speech this long while thinking is the answer, not a command */
#define LEAD_S         0.3  /* kept before the first sound of an answer that began by itself */
#define MIC_BACK_S     6.0  /* how long it is told */
#define MORE_TIMES     3
#define TALK_MAX_S   120.0  /* talk without a pause that holds up the end of a visit: then it is noise */

/** Marks in time. Those that stand still under a sheet or another screen are pushed along. */
enum mark {
    MARK_SCREEN,            /* the screen at the bottom was entered */
    MARK_QUIET,             /* the last sign of a voice */
    MARK_PROMPT,            /* "Finished?" appeared */
    MARK_VOICE,             /* speech began */
    MARKS_FROZEN,           /* all above stand still while covered */
    MARK_COVER = MARKS_FROZEN,
    MARK_IDLE,              /* the last sign of life */
    MARK_SPEECH,            /* the voice was asked to speak */
    MARK_HUSH,              /* nobody spoke, person or machine */
    MARK_SILENT,            /* the machine fell silent */
    MARK_MIC_BACK,
    MARK_SETTLE,            /* Done was pressed, or words came since */
    MARK_COUNT
};

/** Runs only while the listener keeps samples: its time is the recording's time. */
struct stopwatch {
    double total_s, since_s;
    bool running;
};

struct undo {
    struct said words;
    struct undo *next;
};

struct queued {
    struct interview_action *items;
    size_t count, capacity, next;
};

/** Mean level of some time. */
struct loudness {
    double sum_db;
    unsigned frames;
};

struct cover {
    enum screen_id screen;
    enum sheet_id sheet;
    double entered_s;
};

struct interview {
    struct interview_state state;
    const struct rubric *rubric;
    const struct rubric_bank *bank;
    struct interview_settings settings;
    struct queued actions;
    uint64_t random;

    double marks[MARK_COUNT];
    struct cover beneath[COVERS_MAX];   /* screens under the one shown, lowest first */
    size_t beneath_count;

    bool typing_below;          /* help lies over the keyboard, and gives it back */

    const struct rubric_question **order;   /* of this practice */
    size_t order_count, order_at;

    bool talks, is_read;        /* somebody speaks outside an answer; the screen is read aloud */
    bool utterance;             /* between ACTION_LISTEN and ACTION_END_LISTENING */
    bool paused, muted;         /* what the listener was told last */
    const char *grammar;        /* the same */
    struct stopwatch clock;     /* of the utterance */
    struct said live;      /* its words so far */
    bool voice_heard;           /* since the turn */
    double voice_at_s;          /* where in the utterance the speech now heard began */
    double turn_at_s;           /* where the turn will begin; negative: now */
    double asked_s;             /* where it began by what was known then: speech may be told late */
    double begun_at_s;          /* where the speech began that it was moved back to */
    bool finished;              /* all words of the closed utterance are there */
    double length_s;            /* of that utterance */
    bool late;                  /* feedback is shown, words are still to come */
    bool improvable;            /* the latest attempt is this utterance */

    struct attempt *attempts;
    size_t attempt_capacity;
    size_t first;               /* attempt number 1 of the current question */
    struct undo *undo;

    char *speech;               /* behind state.speech_text */
    unsigned speech_ids;
    unsigned speech_language;   /* of the speech asked for last */
    char trouble[240];
    bool mic_lost, ears_lost;
    bool checked;               /* 03 was seen by this person */
    bool check_for_answer;      /* 03 was entered from 10b */
    unsigned good_frames, quiet_score, loud_score, silent_frames;
    struct loudness room, voice;        /* on 03 */
    struct understood reading;          /* on 03, so far */
    struct understood understood;       /* both sentences; all zero: not known */
    double more_time_s;         /* added to the countdown */
};

/* interview.c */
void iv_push(struct interview *iv, enum action_type type, const char *text);
void iv_set_mark(struct interview *iv, enum mark mark);
double iv_since(const struct interview *iv, enum mark mark);
bool iv_over(const struct interview *iv, enum mark mark, double limit_s);  /* limit scaled by staff */
double iv_scaled(const struct interview *iv, double limit_s);
size_t iv_random(struct interview *iv, size_t below);

/* interview_flow.c: moving between screens */
enum screen_id iv_base(const struct interview *iv); /* the screen at the bottom */
void iv_go(struct interview *iv, enum screen_id screen);
void iv_cover(struct interview *iv, enum screen_id screen);
void iv_uncover(struct interview *iv);
void iv_open_sheet(struct interview *iv, enum sheet_id sheet);
void iv_erase(struct interview *iv);
void iv_choose(struct interview *iv, size_t practice);
void iv_begin_question(struct interview *iv);   /* order[order_at], first try */
void iv_next_question(struct interview *iv);

/* interview_sound.c: the voice and the listener */
void iv_say(struct interview *iv, const char *text);    /* a question: in English */
void iv_say_phrase(struct interview *iv, enum interview_phrase phrase);
void iv_say_parts(struct interview *iv, const char *const *parts, size_t count);
const char *iv_phrase(enum interview_phrase phrase);   /* in English */
void iv_hush(struct interview *iv);
void iv_spoken(struct interview *iv, unsigned id);
void iv_play(struct interview *iv);             /* on 07 both, else the latest */
void iv_played(struct interview *iv);
void iv_stop_playing(struct interview *iv);
void iv_keep_first(struct interview *iv);       /* before the second try */
void iv_drop_first(struct interview *iv);
void iv_listen(struct interview *iv);
void iv_end_listening(struct interview *iv);
double iv_clock(const struct interview *iv);
void iv_replace_words(struct interview *iv, const struct interview_event *e);
void iv_take_words(struct interview *iv, const struct interview_event *e);
void iv_begin_turn(struct interview *iv, double at_s);  /* word times count from `at_s` on */
void iv_begin_with(struct interview *iv, double speech_at_s);   /* and a little before it */
bool iv_ears_work(const struct interview *iv);
void iv_settle_sound(struct interview *iv);             /* after each event */

/* interview_attempt.c: what was said and what it was worth */
void iv_add_attempt(struct interview *iv, struct said *words, double length_s);
void iv_improved_words(struct interview *iv);    /* the latest attempt was heard better */
void iv_late_words(struct interview *iv);
void iv_wipe_attempts(struct interview *iv);
void iv_forget_undo(struct interview *iv);
void iv_correct(struct interview *iv, const struct interview_event *e);
void iv_undo(struct interview *iv);
void iv_update_attempts(struct interview *iv);

/* One file a screen or a few: what happens when they are entered, left, and as time passes. */
struct screen_row {
    void (*enter)(struct interview *iv);
    void (*leave)(struct interview *iv);
    void (*tick)(struct interview *iv);
    void (*event)(struct interview *iv, const struct interview_event *e);   /* sound events */
    double idle_s;              /* 0: no time-out to 09 */
    const char *grammar;        /* commands by voice */
    bool hears;                 /* shown, it keeps the utterance running */
};
extern const struct screen_row iv_screens[SCREEN_COUNT];

void iv_attract_tick(struct interview *iv);
void iv_choose_enter(struct interview *iv);
void iv_check_enter(struct interview *iv);
void iv_check_leave(struct interview *iv);
void iv_check_tick(struct interview *iv);
void iv_check_event(struct interview *iv, const struct interview_event *e);
void iv_check_done(struct interview *iv);       /* Continue and Skip */
void iv_forget_level(struct interview *iv);     /* judged anew from now on */
void iv_judge_level(struct interview *iv, const struct interview_event *e, unsigned silent_frames);
void iv_question_enter(struct interview *iv);
void iv_question_tick(struct interview *iv);
void iv_think_enter(struct interview *iv);
void iv_think_tick(struct interview *iv);
void iv_think_event(struct interview *iv, const struct interview_event *e);
double iv_think_total(const struct interview *iv);
void iv_answer_enter(struct interview *iv);
void iv_ready(struct interview *iv, const struct interview_event *e);
void iv_answer_leave(struct interview *iv);
void iv_answer_tick(struct interview *iv);
void iv_answer_event(struct interview *iv, const struct interview_event *e);
void iv_finish(struct interview *iv);           /* Done */
void iv_start_over(struct interview *iv);
void iv_typed(struct interview *iv, const char *text);
void iv_nothing_event(struct interview *iv, const struct interview_event *e);
void iv_keep_listening(struct interview *iv);
void iv_feedback_enter(struct interview *iv);
void iv_feedback_leave(struct interview *iv);
void iv_compare_enter(struct interview *iv);
void iv_summary_enter(struct interview *iv);
void iv_summary_tick(struct interview *iv);
double iv_summary_total(const struct interview *iv);
void iv_still_there_tick(struct interview *iv);
void iv_cover_say(struct interview *iv);        /* 09 and 10 speak their title and sentence */

/* interview_commands.c */
bool iv_can(const struct interview *iv, enum command command);
void iv_command(struct interview *iv, const struct interview_event *e);

#endif
