/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The interview as a state machine: no SDL, no sound, no clock. Events and time
 * go in, actions come out; between two calls nothing changes. The kiosk, the
 * terminal and the demo all drive this one machine, and the tests drive it
 * through every transition with times of their own. Main thread only.
 */
#ifndef INTERVIEW_H
#define INTERVIEW_H

#include "understood.h"

#include <rubric.h>
#include <stdbool.h>
#include <stddef.h>

enum screen_id {
    SCREEN_ATTRACT,
    SCREEN_CHOOSE,
    SCREEN_CHECK,           /* microphone check */
    SCREEN_QUESTION,        /* the interviewer speaks */
    SCREEN_THINK,
    SCREEN_ANSWER,
    SCREEN_FEEDBACK,
    SCREEN_COMPARE,
    SCREEN_SUMMARY,
    SCREEN_STILL_THERE,
    SCREEN_MIC_LOST,
    SCREEN_NOTHING_HEARD,
    SCREEN_COUNT
};

/** Sheets over a screen; time-outs of the screen below stand still. */
enum sheet_id {
    SHEET_NONE,
    SHEET_LEAVE,            /* Leave and erase? */
    SHEET_HELP,
    SHEET_SAMPLE,           /* sample answer with why it works */
    SHEET_WHY,              /* why they ask */
    SHEET_ERASE,            /* Erase now? */
    SHEET_TYPE,             /* type the answer instead */
    SHEET_COUNT
};

/** What a person can do, by touch, key or voice; the interaction map's rows. */
enum command {
    CMD_NONE,
    CMD_START,
    CMD_CHOOSE,             /* number: which of interview_practice() */
    CMD_LENGTH,             /* number: 60, 90, 120 */
    CMD_TEXT_SIZE,          /* number: 0, 1, 2; A, A+, A++ */
    CMD_CONTRAST,           /* toggles */
    CMD_CAPTIONS,           /* toggles */
    CMD_READ_ALOUD,         /* toggles */
    CMD_LANGUAGE,           /* the next one, round and round */
    CMD_SPEED,              /* number: steps faster (or slower) that the voice speaks */
    CMD_VOLUME,             /* number: steps louder (or softer) */
    CMD_CONTINUE,           /* 03: begin; 06: to the comparison, if any; 07: next question */
    CMD_SKIP,               /* 03: skip the check; 04: skip ahead */
    CMD_REPEAT,             /* 04, 04b, 10b: repeat the question */
    CMD_SLOWER,
    CMD_READY,              /* 04b: start now */
    CMD_MORE_TIME,          /* 04b, 08 */
    CMD_DONE,               /* 05 */
    CMD_START_OVER,         /* 05 */
    CMD_TRY_AGAIN,          /* 06, 07 */
    CMD_NEXT_QUESTION,      /* 06, 07 */
    CMD_HEAR_IT,            /* 06: play back; 07: both; again: stop */
    CMD_SAMPLE,
    CMD_WHY,
    CMD_GROUP,              /* 06: number: enum rubric_group */
    CMD_FINDING,            /* 06: number: row of the open tab */
    CMD_CORRECT,            /* 06: number: word; text: its new wording, "" strikes it */
    CMD_UNDO,               /* 06: take back the last correction */
    CMD_TYPE,               /* 04b, 05, 10: type the answer instead */
    CMD_TYPED,              /* text: the typed answer */
    CMD_PRINT,
    CMD_SAVE,
    CMD_FINISH,             /* 06, 07: to the summary */
    CMD_PRACTICE_MORE,      /* 08 */
    CMD_ERASE,              /* 08, 09 */
    CMD_LEAVE,
    CMD_HELP,
    CMD_BACK,               /* the safe way back: Stay, closing a sheet; 03: to 02; 07: to 06 */
    CMD_HERE,               /* 09: I'm still here */
    CMD_LOOK_AGAIN,         /* 10a */
    CMD_CHANGE_MICROPHONE,  /* 03, 10a */
    CMD_KEEP_LISTENING,     /* 10b */
    CMD_CHECK_MICROPHONE,   /* 10b: to 03 and back */
    CMD_COUNT
};

enum event_type {
    EVENT_TICK,             /* time passed; send at least 10 a second while not at attract */
    EVENT_COMMAND,          /* command, number, text, by_voice */
    EVENT_TOUCHED,          /* any sign of life that is no command: resets time-outs */
    EVENT_SPEAKING,         /* id: the voice began to speak it */
    EVENT_SPOKEN,           /* id; whole: ended by itself */
    EVENT_EARS_READY,       /* the recognizer has loaded its models */
    EVENT_LEVEL,            /* level_db (rms), peak_db */
    EVENT_WORDS,            /* words, word_count, settled */
    EVENT_WORDS_AGAIN,
    EVENT_REPLACED,         /* words, word_count: rather these from at_s to until_s, also after */
    EVENT_SPEECH,           /* speaking, at_s */
    EVENT_VOICE,            /* number != 0: somebody speaks outside an answer; 0: no more */
    EVENT_READING,          /* number != 0: something else than id's text is being read aloud */
    EVENT_FINISHED,         /* length_s: the listener gave all words of the closed answer */
    EVENT_MIC_LOST,         /* text: one sentence */
    EVENT_MIC_BACK,
    EVENT_EARS_LOST,        /* number != 0: given up, timing only */
    EVENT_EARS_BACK,
    EVENT_SPEAKER_LOST,     /* what is spoken is not heard: it must be read */
    EVENT_SPEAKER_BACK,
    EVENT_PLAYED            /* the play-back of the answer ended */
};

struct interview_event {
    enum event_type type;
    double now_s;           /* monotonic; never smaller than in the event before */
    enum command command;
    int number;
    const char *text;       /* borrowed during the call */
    unsigned id;
    bool whole, settled, speaking, by_voice;
    float level_db, peak_db;
    double at_s, until_s, length_s; /* in the answer */
    const struct rubric_word *words;    /* borrowed during the call */
    size_t word_count;
};

enum action_type {
    ACTION_SPEAK,           /* text, id, rate */
    ACTION_HUSH,
    ACTION_TONE_TURN,       /* two soft tones, up: your turn */
    ACTION_TONE_END,        /* one tone down */
    ACTION_LISTEN,          /* listener_open */
    ACTION_END_LISTENING,   /* listener_close */
    ACTION_PAUSE_LISTENING, ACTION_RESUME_LISTENING,
    ACTION_MUTE, ACTION_UNMUTE,         /* commands by voice */
    ACTION_GRAMMAR,         /* text: grammar of the screen, NULL none */
    ACTION_PLAY_ANSWER, ACTION_STOP_PLAYING,    /* which one: state.playing_first */
    ACTION_KEEP_ANSWER,     /* the latest one's recording, beside the next one's */
    ACTION_DROP_ANSWER,     /* what was kept */
    ACTION_LOOK_FOR_MICROPHONE,         /* text: part of a name, "" the same again, NULL the next one */
    ACTION_WIPE,            /* forget everything of this person, everywhere */
    ACTION_PRINT, ACTION_SAVE,
    ACTION_COUNT_BEGUN, ACTION_COUNT_COMPLETED  /* text: question id; for staff counts */
};

struct interview_action {
    enum action_type type;
    const char *text;       /* valid until the next interview_handle() */
    unsigned id;
    unsigned rate;          /* words a minute */
    unsigned language;      /* ACTION_SPEAK: of the text; 0: English */
};

/** What the person set; reset for the next one. */
struct person_settings {
    unsigned target_s;      /* 60, 90 or 120; 0: each question's own */
    unsigned text_size;     /* 0, 1, 2 */
    bool high_contrast, captions, read_aloud;
    unsigned rate;          /* the voice, words a minute */
    unsigned volume;        /* percent; 0: as the studio has it */
    unsigned language;      /* of the screens; 0: English */
};

/** What staff set; constant while the interview lives. */
struct interview_settings {
    struct person_settings defaults;
    double timeout_scale;   /* 1; 2 doubles every time-out */
    bool check_microphone;  /* show 03 before the first question */
    bool unlimited_answer;  /* an answer ends when the person says so, or after long silence */
    bool no_filler_remarks, no_pace_remarks;
    bool (*offers)(const void *user, const char *practice); /* is it on offer; NULL: all are */
    const void *offers_user;
    const char *job_terms;  /* text of the job to practice for, borrowed; NULL: none */
    bool no_timeouts;       /* at home, in the terminal: nobody waits behind */
    bool answers_typed;     /* there is no microphone: never listen, wait for CMD_TYPED */
    unsigned languages;     /* how many a person can choose from; 0 or 1: none */
    /** An English text in another language, valid until the next call; NULL: all stays English. */
    const char *(*translate)(const void *user, size_t language, const char *english);
    const void *translate_user;
    unsigned seed;          /* for "Surprise me" and shuffled practices */
};

/** What is spoken besides questions and feedback. */
enum interview_phrase {
    PHRASE_CHOOSE,
    PHRASE_CHECK,
    PHRASE_WORKED,          /* "What worked:" */
    PHRASE_TRY_NEXT,        /* "Try this next:" */
    PHRASE_WHAT_NOW,        /* "Try again, or next question?" */
    PHRASE_ADDED,           /* 07: the three titles */
    PHRASE_SAME,
    PHRASE_FEWER,
    PHRASE_SUMMARY,
    PHRASE_STILL_THERE,
    PHRASE_MIC_LOST,
    PHRASE_NOTHING_HEARD,
    PHRASE_COUNT
};

/** One try at one question. */
struct attempt {
    const struct rubric_question *question;
    unsigned number;                /* 1: first try */
    struct rubric_word *words;      /* corrected words */
    size_t word_count;
    double length_s;                /* negative: typed */
    struct rubric_report *report;
    double turn_s;                  /* where it begins in the recorded utterance */
};

/** Everything a screen may show. Belongs to the interview; read only. */
struct interview_state {
    enum screen_id screen;
    enum sheet_id sheet;
    double entered_s;               /* when the screen was entered */
    double now_s;                   /* of the last event */
    struct person_settings person;
    const struct rubric_practice *practice; /* NULL before one is chosen */
    const struct rubric_question *question; /* NULL before one is asked */
    size_t question_number, question_total; /* 1 of 4 */
    unsigned attempt_number;
    /* 03 */
    bool level_good, level_quiet, level_loud;   /* 05 too, while somebody speaks */
    bool level_silent;              /* not even noise: switched off */
    bool level_noisy;               /* the room is nearly as loud as the voice */
    unsigned check_sentence;        /* being read; UNDERSTOOD_SENTENCES: all were */
    enum understanding understanding;
    float level_db, peak_db;
    bool ears_ready, ears_lost, ears_given_up;
    bool speaker_lost;
    /* 04 */
    unsigned speech_id;             /* being spoken, 0: none */
    const char *speech_text;
    /* 04b, 08, 09: countdowns */
    double countdown_s, countdown_total_s;
    unsigned more_time_left;
    /* 05: the answer so far */
    const struct rubric_word *words;/* settled, then partial */
    size_t settled_count, word_count;
    double answer_s;                /* the answer's clock; stands still while the microphone is lost */
    bool speaking;
    bool finished_prompt;           /* "Finished?" */
    bool plenty;                    /* "Let's stop there. That was plenty." */
    bool mic_back;                  /* the microphone came back a moment ago */
    bool settling;                  /* Done was pressed, the last words are on their way */
    double turn_s;                  /* when the turn began in the recorded utterance; word times count from it */
    /* 06-08 */
    const struct attempt *attempts; /* of this person, in order */
    size_t attempt_count;
    const struct attempt *first, *latest;   /* of the current question; equal on the first try; NULL: none */
    int open_group;                 /* enum rubric_group */
    int open_finding;               /* index in the open group, -1 none */
    bool late;                      /* the last words are still to come; the report will follow them */
    bool playing;
    bool playing_first;             /* the first try; the latest follows */
    bool first_kept;                /* the first try can be heard as well */
    bool can_undo;
    bool erased;                    /* "All erased. Good luck out there." on attract */
    const char *trouble;            /* sentence for 10a, or "" */
    enum screen_id under;           /* screen that 09 and 10 lie over */
};

struct interview; /* opaque */

/** Borrows `rubric_of` results, `bank` and `settings`. NULL when memory ran out. */
struct interview *interview_create(const struct rubric *rubric, const struct rubric_bank *bank,
                                   const struct interview_settings *settings);
/** Wipes the person's words. NULL is fine. */
void interview_destroy(struct interview *iv);
/** Take one event. Unknown or untimely commands do nothing. */
void interview_handle(struct interview *iv, const struct interview_event *event);
/** Next action to carry out, in order. False: none is left. */
bool interview_next_action(struct interview *iv, struct interview_action *action);
const struct interview_state *interview_state(const struct interview *iv);
/** Whether the report lacks words that are worth a wait, for who can show it only once. */
bool interview_awaits_words(const struct interview_state *state);
/** Whether `command` would do something now; buttons and grammars ask this. */
bool interview_can(const struct interview *iv, enum command command);
/** The practices on offer, in order; NULL past the last. */
const struct rubric_practice *interview_practice(const struct interview *iv, size_t number);
/** Length to aim for in the answer to the current question. */
double interview_target_s(const struct interview *iv);
/** PHRASE_ADDED, PHRASE_SAME or PHRASE_FEWER: the title of 07. */
enum interview_phrase interview_comparison(const struct interview *iv);
/** Ask the question `q` at once: the terminal's and the demo's way past attract and choose. */
void interview_ask(struct interview *iv, const struct rubric_practice *practice,
                   const struct rubric_question *q, double now_s);

#endif
