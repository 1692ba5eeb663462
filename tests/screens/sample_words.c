/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers with fixed reports: pictures must not change when the engine learns. */
#include "sample_words.h"

#include <math.h>
#include <string.h>
#include <strings.h>

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))
#define MAX_WORDS    160
#define MAX_TEXT     1024

/* A stretch of speech, in seconds. */
struct piece {
    double from_s, to_s;
};

/* One try: what was said, when, and where the recognizer had to think. */
struct said {
    const char *text;
    const struct piece *pieces;
    size_t piece_count;
    char buffer[MAX_TEXT];
    struct rubric_word words[MAX_WORDS];
    const char *word_text[MAX_WORDS];
    size_t count;
};

static const struct piece first_pieces[] = {
    { 3.0, 13.2 },  { 14.3, 23.8 }, { 25.0, 32.8 }, { 35.4, 46.8 },
    { 47.9, 57.8 }, { 60.6, 69.8 }, { 70.7, 76.7 },
};
static const struct piece second_pieces[] = {
    { 2.0, 14.9 },  { 16.0, 29.9 }, { 31.0, 44.0 }, { 45.5, 60.0 },
    { 61.0, 74.0 }, { 76.5, 91.0 },
};

static struct said first = {
    .text =
        "Um, so my goal is to become a licensed physical therapist assistant and work with older "
        "adults after surgery. Right now I am finishing the two-year program at Lakeside College, "
        "and I have done sixty of my eighty clinic hours. In the next six months I want to pass "
        "the licensing exam, so, uh, I study two hours every evening and I meet a tutor on "
        "Saturdays. Last spring at the clinic we had a patient who kept skipping his exercises. I "
        "sat down with him, asked what made it hard, and, um, made a simple chart for his fridge. "
        "Two weeks later he was doing them every day. That made me sure this is the work I want. I "
        "know it takes time to get there, and, uh, I mean, the pay gets better once you have your "
        "license, so that helps too.",
    .pieces = first_pieces, .piece_count = ARRAY_LEN(first_pieces),
};
static struct said second = {
    .text =
        "My goal is to become a licensed physical therapist assistant. I am finishing the two-year "
        "program at Lakeside College, and I have done sixty of my eighty clinic hours. In the next "
        "six months I want to pass the licensing exam, so I study two hours every evening, and I "
        "meet a tutor on Saturdays. Last spring we had a patient who kept skipping his exercises. "
        "I made a simple chart, and, um, two weeks later he was doing them every day. Your clinic "
        "runs the fall program I want to learn from. So I want to start here and, in five years, "
        "lead a fall prevention class.",
    .pieces = second_pieces, .piece_count = ARRAY_LEN(second_pieces),
};
static struct said live = {
    .text =
        "So my goal is to become a licensed physical therapist assistant and work with older "
        "adults after surgery. Right now I am finishing the two-year program at Lakeside College, "
        "and I have done sixty of my eighty clinic hours. In the next six months I want to pass "
        "the licensing exam, so I study two hours every evening and I meet a tutor on Saturdays. "
        "Last spring at the clinic we had a patient who kept skipping his exercises. I sat down "
        "with him, asked what made it hard, and made a simple chart",
    .pieces = first_pieces, .piece_count = ARRAY_LEN(first_pieces),
};

/* Words share their stretch evenly, with a breath between two. */
static void time_words(struct said *s)
{
    size_t per = (s->count + s->piece_count - 1) / s->piece_count;
    for (size_t i = 0; i < s->count; i++) {
        struct piece p = s->pieces[i / per];
        double step = (p.to_s - p.from_s) / (double)per, at = p.from_s + (double)(i % per) * step;
        s->words[i] = (struct rubric_word){ s->word_text[i], at, at + step * 0.86, 0.9f, false };
    }
}

static void cut(struct said *s)
{
    if (s->count > 0) {
        return;
    }
    strncpy(s->buffer, s->text, sizeof(s->buffer) - 1);
    for (char *w = strtok(s->buffer, " "); w != NULL && s->count < MAX_WORDS;
         w = strtok(NULL, " ")) {
        s->word_text[s->count++] = w;
    }
    time_words(s);
}

const struct rubric_word *sample_live(size_t *count, size_t *settled)
{
    cut(&live);
    *count = live.count;
    *settled = live.count - 5;
    return live.words;
}

const struct rubric_word *sample_words(size_t *count)
{
    cut(&first);
    *count = first.count;
    return first.words;
}

#define DO(name, group_id, text, praise, step, add)                                                \
    { .id = name, .group = group_id, .label = text, .strength = praise, .next_step = step,         \
      .tip = add, .example = "", .why = "" }

static const struct rubric_criterion criteria[] = {
    DO("clear_goal", RUBRIC_GROUP_GOAL, "Specific goal", "", "", "Name the work."),
    DO("short_term", RUBRIC_GROUP_GOAL, "Short-term goal", "", "", "Say what comes first."),
    DO("long_term", RUBRIC_GROUP_GOAL, "Long-term goal", "You gave a time frame.", "",
       "Say where you want to be in 3 to 5 years."),
    DO("measurable", RUBRIC_GROUP_GOAL, "A number to check", "", "", "Add one number."),
    DO("time_bound", RUBRIC_GROUP_GOAL, "A deadline", "", "", "Add a date."),
    DO("action_plan", RUBRIC_GROUP_PLAN, "Next steps", "", "", "Add one step."),
    DO("achievements", RUBRIC_GROUP_PLAN, "Done so far", "", "", "Say one thing you finished."),
    DO("horizon", RUBRIC_GROUP_PLAN, "Under way", "", "", "Say what you work on now."),
    DO("achievable", RUBRIC_GROUP_PLAN, "Within reach", "", "", "Split it."),
    DO("alignment", RUBRIC_GROUP_FIT, "Fit with this job", "You tied your goal to this job.",
       "Say why this job fits your plan.", "Say why this job fits your plan."),
    DO("employer_benefit", RUBRIC_GROUP_FIT, "What they gain", "",
       "Say what the employer gains.", "Say what the employer gains."),
    DO("commitment", RUBRIC_GROUP_FIT, "Staying on", "", "", "Say how you hope to grow here."),
    DO("star_situation", RUBRIC_GROUP_STORY, "Situation", "", "", "Set the scene in one line."),
    DO("star_action", RUBRIC_GROUP_STORY, "Action", "", "", "Say what you did."),
    DO("star_result", RUBRIC_GROUP_STORY, "Result", "", "", "Say how it turned out."),
    DO("quality_learning", RUBRIC_GROUP_QUALITY, "Keeps learning", "", "", ""),
    DO("money", RUBRIC_GROUP_WATCH, "Money", "", "", "Talk about the work, not the pay."),
    DO("titles", RUBRIC_GROUP_WATCH, "Job titles", "", "",
       "Describe the work behind the title."),
    DO("unrealistic", RUBRIC_GROUP_WATCH, "Out of reach", "", "", "Aim for the first step."),
    DO("vague", RUBRIC_GROUP_WATCH, "Too general", "", "",
       "Answer with one goal you can name."),
};
#define CRITERIA ARRAY_LEN(criteria)

/* The words behind each criterion in both tries; NULL: none. */
static const char *const evidence[CRITERIA][2] = {
    { "licensed physical therapist assistant", "licensed physical therapist assistant." },
    { "pass the licensing exam,", "pass the licensing exam," },
    { NULL, "in five years, lead a fall prevention class." },
    { "sixty of my eighty clinic hours.", "sixty of my eighty clinic hours." },
    { "In the next six months", "In the next six months" },
    { "meet a tutor on Saturdays.", "meet a tutor on Saturdays." },
    { "done sixty of my eighty clinic hours.", "done sixty of my eighty clinic hours." },
    { "finishing the two-year program", "finishing the two-year program" },
    { "study two hours every evening", "study two hours every evening," },
    { NULL, "Your clinic runs the fall program I want to learn from." },
    { NULL, NULL },
    { NULL, "So I want to start here" },
    { "a patient who kept skipping his exercises.", "a patient who kept skipping his exercises." },
    { "made a simple chart", "made a simple chart," },
    { "doing them every day.", "doing them every day." },
    { NULL, NULL },
    { "the pay gets better once you have your license,", NULL },
    { NULL, NULL }, { NULL, NULL }, { NULL, NULL },
};

static struct rubric_span find_words(const struct said *s, const char *text)
{
    for (size_t from = 0; text != NULL && from < s->count; from++) {
        const char *rest = text;
        size_t at = from;
        while (at < s->count && strncmp(rest, s->word_text[at], strlen(s->word_text[at])) == 0) {
            rest += strlen(s->word_text[at++]);
            if (*rest == '\0') {
                return (struct rubric_span){ from, at };
            }
            rest += *rest == ' ';
        }
    }
    return (struct rubric_span){ 0, 0 };
}

static struct rubric_span spans[2][CRITERIA];
static struct rubric_finding findings[2][CRITERIA];
static struct rubric_filler fillers[2][4];
static const struct rubric_pause pauses[] = { { 32.8, 35.4 }, { 57.8, 60.6 } };
static const struct rubric_pause later_pause[] = { { 74.0, 76.5 } };

static enum rubric_verdict verdict_of(size_t i, bool found)
{
    if (criteria[i].group == RUBRIC_GROUP_WATCH) {
        return found ? RUBRIC_FLAGGED : RUBRIC_CLEAR;
    }
    return found ? RUBRIC_MET : RUBRIC_MISSING;
}

static void find_all(const struct said *s, size_t which)
{
    for (size_t i = 0; i < CRITERIA; i++) {
        spans[which][i] = find_words(s, evidence[i][which]);
        bool found = spans[which][i].to > spans[which][i].from;
        findings[which][i] = (struct rubric_finding){
            .criterion = &criteria[i], .verdict = verdict_of(i, found), .belief = 0.9,
            .evidence = &spans[which][i], .evidence_count = found, .tip = criteria[i].tip,
            .why = "",
        };
    }
}

static size_t find_fillers(const struct said *s, size_t which, struct rubric_filler *out,
                           size_t max)
{
    static const double times[2][4] = { { 4.7, 34.6, 53.5, 72.5 }, { 19.0, 67.0 } };
    size_t count = 0;
    for (size_t i = 0; i < s->count && count < max; i++) {
        const char *w = s->words[i].text;
        if (strcasecmp(w, "um,") == 0 || strcmp(w, "uh,") == 0) {
            double at = times[which][count];
            out[count++] = (struct rubric_filler){ { i, i + 1 }, at, at + 0.4 };
        }
    }
    return count;
}

static struct rubric_delivery delivery_of(bool later)
{
    return (struct rubric_delivery){
        .seconds = later ? 91 : 77.4, .start_delay_s = later ? 2 : 3, .words = 152,
        .speaking_s = later ? 89 : 74, .words_per_minute = later ? 132 : 124, .band_low_s = 70,
        .band_high_s = 110, .pace_low = 110, .pace_high = 170, .fillers_high = 5,
        .length = RUBRIC_AIM_GOOD, .pace = RUBRIC_AIM_GOOD,
        .filler_rate = later ? RUBRIC_AIM_GOOD : RUBRIC_AIM_HIGH,
        .fillers_per_minute = later ? 2 : 6, .pauses = later ? later_pause : pauses,
        .pause_count = later ? 1 : 2, .longest_run_s = 12,
    };
}

static struct rubric_report report_of(struct said *s, size_t which)
{
    cut(s);
    find_all(s, which);
    struct rubric_report r = {
        .findings = findings[which], .finding_count = CRITERIA, .story = RUBRIC_STORY_FULL,
        .delivery = delivery_of(which == 1), .understood = 0.9,
        .strength = "Your goal was specific, and you backed it with real steps.",
        .next_step = which == 1 ? "Say what the employer gains."
                                : "Say why this job fits your plan.",
        .next_example = "Your clinic runs the fall program I want to learn from.",
        .next_finding = &findings[which][which == 1 ? 10 : 9], .word_text = s->word_text,
        .word_count = s->count,
    };
    r.delivery.fillers = fillers[which];
    r.delivery.filler_count = find_fillers(s, which, fillers[which],
                                           ARRAY_LEN(fillers[which]));
    return r;
}

static const struct rubric_question others[] = {
    { .id = "field", .wording = "What are your career goals?", .target_s = 90 },
    { .id = "criticism", .wording = "Where do you see yourself in five years?", .target_s = 90 },
};

const struct attempt *sample_attempts(const struct rubric_question *question)
{
    static struct rubric_report reports[2];
    static struct attempt attempts[SAMPLE_ATTEMPTS];
    struct said *const tries[] = { &first, &second };
    for (unsigned i = 0; i < SAMPLE_ATTEMPTS; i++) {
        size_t k = i < 2 ? i : 0;
        if (i < 2) {
            reports[i] = report_of(tries[i], i);
        }
        attempts[i] = (struct attempt){
            .question = i < 2 ? question : &others[i - 2], .number = i < 2 ? i + 1 : 1,
            .words = tries[k]->words, .word_count = tries[k]->count, .report = &reports[k],
            .length_s = (double[]){ 77.4, 91, 72, 84 }[i],
        };
    }
    return attempts;
}
