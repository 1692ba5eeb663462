/* SPDX-License-Identifier: MIT */
/**
 * librubric: reads an interview answer the way a counselor does.
 *
 * Words and a question go in, a report comes out. No audio, no screen, no
 * threads, no printing, no clock and no locale: the same input gives the same
 * report on every machine.
 *
 * Objects. `struct rubric` (the criteria), `struct rubric_bank` (the questions)
 * and `struct rubric_report` never change after they were made, so any number
 * of threads may use one at the same time. Free each with its destroy function;
 * all of those accept NULL. Strings inside an object live as long as it does.
 *
 * Errors. A function that can fail returns NULL or false and changes none of
 * its output parameters. What is wrong with a file is told through `struct
 * rubric_diagnostics`, every mistake at once, as "file:line:column: sentence".
 * When memory runs out, functions fail cleanly like for any other reason.
 *
 * Times are seconds since the person was given the turn; a negative time means
 * "not known" (text that was typed or read from a file has no times).
 */
#ifndef RUBRIC_H
#define RUBRIC_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define RUBRIC_API __attribute__((visibility("default")))
#else
#define RUBRIC_API
#endif

/** Where mistakes in files go. `report` may be NULL; `message` is valid during the call only. */
struct rubric_diagnostics {
    void (*report)(void *user, const char *message);
    void *user;
};

/** Library version, "major.minor.patch"; static storage. */
RUBRIC_API const char *rubric_version(void);

/* ---- Criteria ---------------------------------------------------------- */

/** The tabs of the feedback screen; also the kinds of advice. */
enum rubric_group {
    RUBRIC_GROUP_GOAL,
    RUBRIC_GROUP_PLAN,
    RUBRIC_GROUP_FIT,
    RUBRIC_GROUP_STORY,
    RUBRIC_GROUP_QUALITY,
    RUBRIC_GROUP_WATCH, /* things better left out: FLAGGED or CLEAR */
    RUBRIC_GROUP_COUNT
};

struct rubric_criterion {
    const char *id;             /* "clear_goal"; stable, used by --json and by banks */
    enum rubric_group group;
    const char *label;          /* "Specific goal" */
    const char *strength;       /* "Your goal was specific."; "" when it is never a strength */
    const char *next_step;      /* "Name the work, skill or exam you want." */
    const char *tip;            /* what to add; for a watch-out: what to say instead */
    const char *example;        /* one sentence a person could say; "" when there is none */
    const char *why;            /* what the criterion looks for, for people who ask */
    unsigned priority;          /* order in which missing items become the next step, from 1 */
    double weight;              /* staff's weight, 0 to 1; breaks ties, never shown as a grade */
};

struct rubric; /* opaque; immutable */

/**
 * Read criteria from the YAML file at `path`, and the trained weights it names
 * from `model_path` (NULL: patterns only, a weaker but complete reading).
 * `terms_*` functions below add job terms. Returns NULL after reporting.
 */
RUBRIC_API struct rubric *rubric_load(const char *path, const char *model_path,
                                      const struct rubric_diagnostics *diagnostics);
RUBRIC_API void rubric_destroy(struct rubric *rubric);

RUBRIC_API size_t rubric_criterion_count(const struct rubric *rubric);
RUBRIC_API const struct rubric_criterion *rubric_criterion_at(const struct rubric *rubric,
                                                              size_t i);
/** NULL when there is no criterion of that id. */
RUBRIC_API const struct rubric_criterion *rubric_find_criterion(const struct rubric *rubric,
                                                                const char *id);

/* ---- Questions --------------------------------------------------------- */

/** A sentence of a sample answer and what it does well. */
struct rubric_sample_note {
    const char *words;          /* quoted from the sample */
    const char *criterion;      /* a criterion id, or "" */
    const char *why;            /* what makes it good */
};

struct rubric_question {
    const char *id;             /* unique over all banks */
    const char *wording;        /* as spoken and shown */
    const char *why;            /* why interviewers ask it */
    double target_s;            /* answer length to aim for when the person chose none */
    double think_s;             /* time to think before the answer */
    const char *const *criteria;/* ids it is judged by, in the order they are shown */
    size_t criteria_count;
    const char *const *tips;    /* the first is shown while thinking */
    size_t tip_count;
    const char *sample;         /* a sample answer; never a script */
    const struct rubric_sample_note *notes;
    size_t note_count;
    /* Ids that are looked for as well, without a say in the headline; a bank names none. */
    const char *const *also;
    size_t also_count;
};

struct rubric_practice {
    const char *id;             /* "career-goals" */
    const char *name;           /* "Career goals" */
    const char *line;           /* one line under the name */
    const char *icon;           /* icon name */
    unsigned minutes;           /* about how long the practice takes */
    unsigned ask;               /* how many questions one session asks */
    bool shuffle;               /* true: any `ask` of them; false: the first `ask`, in order */
    const struct rubric_question *const *questions;
    size_t question_count;
};

struct rubric_bank; /* opaque; immutable */

/**
 * Read the practice files `paths` into one bank. A file may list its own
 * questions, or name those of other files ("include"); ids are unique over all.
 * Criteria ids are checked against `rubric`, which may be NULL (not checked) and
 * is not kept. Practices stand in the bank by their "order", then by path.
 * Returns NULL after reporting every mistake of every file.
 */
RUBRIC_API struct rubric_bank *rubric_bank_load(const char *const *paths, size_t count,
                                                const struct rubric *rubric,
                                                const struct rubric_diagnostics *diagnostics);
RUBRIC_API void rubric_bank_destroy(struct rubric_bank *bank);
RUBRIC_API size_t rubric_bank_practice_count(const struct rubric_bank *bank);
RUBRIC_API const struct rubric_practice *rubric_bank_practice_at(const struct rubric_bank *bank,
                                                                 size_t i);
RUBRIC_API const struct rubric_practice *rubric_bank_find_practice(const struct rubric_bank *bank,
                                                                   const char *id);
/** By id, or else by wording; case, punctuation and spaces do not count. NULL: none. */
RUBRIC_API const struct rubric_question *rubric_bank_find_question(const struct rubric_bank *bank,
                                                                   const char *id_or_wording);

/* ---- Answers ----------------------------------------------------------- */

struct rubric_word {
    const char *text;           /* UTF-8, one word */
    double start_s, end_s;      /* negative when not known */
    float confidence;           /* 0 to 1: the chance that it is what was said; 1 when typed */
    bool hesitation;            /* an "um" found in the sound, not by the recognizer's words */
};

/** An answer. Borrowed during the call only, whatever it points to too. */
struct rubric_answer {
    const struct rubric_word *words;
    size_t word_count;
    double length_s;            /* from the turn to "Done"; negative when not known */
    double target_s;            /* length to aim for; 0 or less: the question's */
    const char *job_terms;      /* text of a job description, or NULL */
    bool no_filler_remarks;     /* fillers are not counted */
    bool no_pace_remarks;       /* the pace is not measured */
    bool explain;               /* fill the findings' `why` too; slower */
};

/**
 * Cut plain text into words without times, confidence 1. Words are runs between
 * white space, with the punctuation at their ends kept. Returns an array that the
 * caller frees with rubric_words_free(), NULL for no words or no memory.
 */
RUBRIC_API struct rubric_word *rubric_words_from_text(const char *text, size_t *count);
RUBRIC_API void rubric_words_free(struct rubric_word *words);

/* ---- Reports ----------------------------------------------------------- */

enum rubric_verdict {
    RUBRIC_MET,
    RUBRIC_MAYBE,               /* rests on words the recognizer was unsure of */
    RUBRIC_MISSING,
    RUBRIC_FLAGGED,             /* a watch-out that was found */
    RUBRIC_CLEAR,               /* a watch-out that was not found */
    RUBRIC_NOT_HEARD            /* too little was understood to say */
};
/** "met", "maybe", ... as in --json. */
RUBRIC_API const char *rubric_verdict_name(enum rubric_verdict verdict);

/** Words [from, to) of the answer: `to` is the index behind the last word. */
struct rubric_span {
    size_t from, to;
};

struct rubric_finding {
    const struct rubric_criterion *criterion;
    enum rubric_verdict verdict;
    double belief;                      /* 0 to 1, how sure it is that it is met or flagged */
    const struct rubric_span *evidence; /* the shortest words that earned it, best first */
    size_t evidence_count;              /* 0 only for missing, clear, not heard, and vague */
    const char *tip;                    /* what to say, fitted to the question */
    const char *why;                    /* patterns and features behind it; "" without `explain` */
};

enum rubric_smart { RUBRIC_SPECIFIC, RUBRIC_MEASURABLE, RUBRIC_ACHIEVABLE, RUBRIC_RELEVANT,
                    RUBRIC_TIME_BOUND, RUBRIC_SMART_COUNT };

/** How the words tell a story. */
enum rubric_story {
    RUBRIC_STORY_NONE,
    RUBRIC_STORY_FULL,          /* situation, action and result of one past event */
    RUBRIC_STORY_PARTIAL,       /* a past event, but a part is missing */
    RUBRIC_STORY_PSEUDO,        /* "I would usually...": no particular event */
    RUBRIC_STORY_SELF,          /* "I am a person who...": a description of oneself */
    RUBRIC_STORY_WE             /* only "we" acts */
};
RUBRIC_API const char *rubric_story_name(enum rubric_story story);

struct rubric_star_part {       /* [0] situation, [1] action, [2] result */
    bool present;
    double share;               /* of the story's words, 0 to 1 */
    double seconds;             /* negative when not known */
};

enum rubric_aim { RUBRIC_AIM_UNKNOWN, RUBRIC_AIM_LOW, RUBRIC_AIM_GOOD, RUBRIC_AIM_HIGH,
                  RUBRIC_AIM_VERY_HIGH, RUBRIC_AIM_VERY_LOW };

struct rubric_pause { double start_s, end_s; };
struct rubric_filler { struct rubric_span words; double start_s, end_s; };
struct rubric_count { const char *text; size_t count; };

/** From times and words alone; thresholds are data of the criteria file. */
struct rubric_delivery {
    double seconds;             /* length_s; negative when not known */
    double start_delay_s;       /* turn to first word; negative when not known */
    double speaking_s;          /* first word to last; negative when not known */
    size_t words;               /* without hesitations */
    double words_per_minute;    /* over speaking_s; negative when not known */
    double band_low_s, band_high_s;     /* good length: the target, 5 s + target/6 either side */
    double pace_low, pace_high;         /* aims, words a minute */
    double fillers_high;                /* aim, a minute */
    enum rubric_aim length, pace, filler_rate;
    double fillers_per_minute;  /* negative when not known */
    const struct rubric_pause *pauses;  /* longer than 2 s, in order */
    size_t pause_count;
    const struct rubric_filler *fillers;/* in order */
    size_t filler_count;
    const struct rubric_count *common_fillers;  /* most frequent first */
    size_t common_filler_count;
    const struct rubric_count *common_words;    /* content words said 3 times or more */
    size_t common_word_count;
    const struct rubric_span *hedges;   /* "kind of", "i guess" */
    size_t hedge_count;
    const double *pace_over_time;       /* words a minute in consecutive 15 s windows */
    size_t pace_count;
    double longest_run_s;       /* longest stretch without a pause of 0.5 s; negative: not known */
};

struct rubric_report {
    const struct rubric_finding *findings;  /* one a criterion of the question, in its order, ... */
    size_t finding_count;
    size_t asked_count;         /* ... the first of them asked for, the others of its `also` */
    const struct rubric_finding *smart[RUBRIC_SMART_COUNT]; /* NULL: not asked for */
    enum rubric_story story;
    struct rubric_star_part star[3];
    struct rubric_delivery delivery;
    double understood;          /* share of words that were heard with confidence, 0 to 1 */
    const char *strength;       /* one sentence; "" when nothing worked yet */
    const char *next_step;      /* one sentence; never empty */
    const char *next_example;   /* one sentence the person could add; may be "" */
    const struct rubric_finding *next_finding;  /* behind next_step; NULL: timing */
    const char *const *word_text;   /* the report's own copy of the answer's words */
    size_t word_count;
};

/**
 * Judge `answer` to `question`. `question` NULL: every criterion of `rubric` but
 * no tip fitted to a question. `previous` (may be NULL) is the same person's
 * report before this one: its headline sentences are not repeated while there
 * is another that is true. Returns a report the caller destroys, or NULL when
 * memory ran out. Borrows `rubric` and the strings of `question` until the
 * report is destroyed; keeps nothing of `answer` and `previous`.
 */
RUBRIC_API struct rubric_report *rubric_assess(const struct rubric *rubric,
                                               const struct rubric_question *question,
                                               const struct rubric_answer *answer,
                                               const struct rubric_report *previous);
/** Overwrites the person's words before it frees them. */
RUBRIC_API void rubric_report_destroy(struct rubric_report *report);
/** NULL when the report has no finding of that criterion. */
RUBRIC_API const struct rubric_finding *rubric_report_find(const struct rubric_report *report,
                                                           const char *criterion_id);

/** How one criterion changed between two attempts at one question. */
enum rubric_change { RUBRIC_ADDED, RUBRIC_KEPT, RUBRIC_LOST, RUBRIC_STILL_MISSING };
struct rubric_difference {
    const struct rubric_criterion *criterion;
    enum rubric_change change;
};
/**
 * Compare two reports of the same rubric. Writes at most `max` differences, in
 * the order of `second`, and returns how many there are. For a watch-out,
 * "added" means that the second attempt avoided it.
 */
RUBRIC_API size_t rubric_compare(const struct rubric_report *first,
                                 const struct rubric_report *second,
                                 struct rubric_difference *differences, size_t max);

#ifdef __cplusplus
}
#endif
#endif
