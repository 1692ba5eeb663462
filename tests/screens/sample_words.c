/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One answer in two tries, with fixed reports: pictures must not change when the engine learns. */
#include "sample_words.h"

#include <math.h>
#include <string.h>

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))
#define MAX_WORDS    160

static const char first_text[] =
    "Um, so my goal is to become a licensed physical therapist assistant and work with older "
    "adults after surgery. Right now I am finishing the two-year program at Lakeside College, and "
    "I have done sixty of my eighty clinic hours. In the next six months I want to pass the "
    "licensing exam, so, uh, I study two hours every evening and I meet a tutor on Saturdays. "
    "Last spring at the clinic we had a patient who kept skipping his exercises. I sat down with "
    "him, asked what made it hard, and made a simple chart he could hang on his fridge. Um, he "
    "did not miss a day after that. And, um, the pay is good too.";

static char buffer[sizeof(first_text)];
static struct rubric_word words[MAX_WORDS];
static const char *word_text[MAX_WORDS];
static size_t word_count;

/* Seven stretches of speech with pauses between, 77 s in all. */
static double time_of(size_t i)
{
    static const double starts[] = { 2.9, 14.0, 24.5, 35.0, 46.8, 59.0, 69.5 };
    size_t per = word_count / ARRAY_LEN(starts) + 1, piece = i / per;
    return starts[piece] + (double)(i % per) * 0.49;
}

static void cut_words(void)
{
    if (word_count > 0) {
        return;
    }
    memcpy(buffer, first_text, sizeof(first_text));
    for (char *w = strtok(buffer, " "); w != NULL && word_count < MAX_WORDS;
         w = strtok(NULL, " ")) {
        word_text[word_count++] = w;
    }
    for (size_t i = 0; i < word_count; i++) {
        double at = time_of(i);
        words[i] = (struct rubric_word){ word_text[i], at, at + 0.42, 0.9f, false };
    }
}

const struct rubric_word *sample_words(size_t *count)
{
    cut_words();
    *count = word_count;
    return words;
}

#define DO(name, group_id, text, step, add)                                                       \
    { .id = name, .group = group_id, .label = text, .strength = "", .next_step = step, .tip = add, \
      .example = "", .why = "" }

static const struct rubric_criterion criteria[] = {
    DO("clear_goal", RUBRIC_GROUP_GOAL, "Specific goal", "", "Name the work."),
    DO("short_term", RUBRIC_GROUP_GOAL, "Short-term goal", "", "Say what comes first."),
    DO("long_term", RUBRIC_GROUP_GOAL, "Long-term goal", "",
       "Say where you want to be in 3 to 5 years."),
    DO("measurable", RUBRIC_GROUP_GOAL, "A number to check", "", "Add one number."),
    DO("time_bound", RUBRIC_GROUP_GOAL, "A deadline", "", "Add a date."),
    DO("action_plan", RUBRIC_GROUP_PLAN, "Next steps", "", "Add one step."),
    DO("achievements", RUBRIC_GROUP_PLAN, "Done so far", "", "Say one thing you finished."),
    DO("horizon", RUBRIC_GROUP_PLAN, "Under way", "", "Say what you work on now."),
    DO("achievable", RUBRIC_GROUP_PLAN, "Within reach", "", "Split it."),
    DO("alignment", RUBRIC_GROUP_FIT, "Fit with this job", "Say why this job fits your plan.",
       "Say why this job fits your plan."),
    DO("employer_benefit", RUBRIC_GROUP_FIT, "What they gain", "Say what the employer gains.",
       "Say what the employer gains."),
    DO("commitment", RUBRIC_GROUP_FIT, "Staying on", "", "Say how you hope to grow here."),
    DO("star_situation", RUBRIC_GROUP_STORY, "Situation", "", "Set the scene in one line."),
    DO("star_action", RUBRIC_GROUP_STORY, "Action", "", "Say what you did."),
    DO("star_result", RUBRIC_GROUP_STORY, "Result", "", "Say how it turned out."),
    DO("quality_learning", RUBRIC_GROUP_QUALITY, "Keeps learning", "", ""),
    DO("money", RUBRIC_GROUP_WATCH, "Money", "", "Talk about the work, not the pay."),
    DO("titles", RUBRIC_GROUP_WATCH, "Job titles", "", "Describe the work behind the title."),
    DO("unrealistic", RUBRIC_GROUP_WATCH, "Out of reach", "", "Aim for the first step."),
};

/* The words behind each criterion; found in the text, "" for none. */
static const char *const evidence[] = {
    "licensed physical therapist assistant", "pass the licensing exam,", "",
    "sixty of my eighty clinic hours.", "In the next six months", "meet a tutor on Saturdays.",
    "done sixty of my eighty clinic hours.", "finishing the two-year program",
    "study two hours every evening", "", "", "", "a patient who kept skipping his exercises.",
    "made a simple chart", "did not miss a day", "", "the pay is good too.", "", "",
};
static struct rubric_span spans[ARRAY_LEN(evidence)];

static struct rubric_span find_words(const char *text)
{
    for (size_t from = 0; text[0] != '\0' && from < word_count; from++) {
        const char *rest = text;
        size_t at = from;
        while (at < word_count && strncmp(rest, word_text[at], strlen(word_text[at])) == 0) {
            rest += strlen(word_text[at++]);
            if (*rest == '\0') {
                return (struct rubric_span){ from, at };
            }
            rest += *rest == ' ';
        }
    }
    return (struct rubric_span){ 0, 0 };
}

static struct rubric_finding first_findings[ARRAY_LEN(criteria)];
static struct rubric_finding second_findings[ARRAY_LEN(criteria)];
static struct rubric_pause pauses[] = { { 32.0, 34.9 }, { 56.2, 59.0 } };
static struct rubric_filler fillers[] = { { { 0, 1 }, 2.9, 3.3 }, { { 54, 55 }, 21.9, 22.3 },
                                          { { 95, 96 }, 50.5, 50.9 }, { { 111, 112 }, 67, 67.4 } };

static enum rubric_verdict verdict_of(size_t i, bool second)
{
    const struct rubric_criterion *c = &criteria[i];
    bool found = spans[i].to > spans[i].from;
    if (c->group == RUBRIC_GROUP_WATCH) {
        return found && !second ? RUBRIC_FLAGGED : RUBRIC_CLEAR;
    }
    if (second && (strcmp(c->id, "alignment") == 0 || strcmp(c->id, "long_term") == 0)) {
        return RUBRIC_MET;
    }
    return found ? RUBRIC_MET : RUBRIC_MISSING;
}

static void fill(struct rubric_finding *f, bool second)
{
    for (size_t i = 0; i < ARRAY_LEN(criteria); i++) {
        enum rubric_verdict verdict = verdict_of(i, second);
        bool found = spans[i].to > spans[i].from && verdict != RUBRIC_CLEAR;
        bool added = verdict == RUBRIC_MET && !found;
        f[i] = (struct rubric_finding){ .criterion = &criteria[i], .verdict = verdict,
                                        .belief = 0.9,
                                        .evidence = added ? &spans[1] : &spans[i],
                                        .evidence_count = found || added, .tip = criteria[i].tip,
                                        .why = "" };
    }
}

static struct rubric_report report_of(const struct rubric_finding *f, bool second)
{
    return (struct rubric_report){
        .findings = f, .finding_count = ARRAY_LEN(criteria), .story = RUBRIC_STORY_FULL,
        .delivery = { .seconds = second ? 91 : 77, .start_delay_s = second ? 2 : 2.9,
                      .speaking_s = second ? 89 : 74, .words = 117,
                      .words_per_minute = second ? 132 : 124, .band_low_s = 70,
                      .band_high_s = 110, .pace_low = 110, .pace_high = 170, .fillers_high = 5,
                      .length = RUBRIC_AIM_GOOD, .pace = RUBRIC_AIM_GOOD,
                      .filler_rate = second ? RUBRIC_AIM_GOOD : RUBRIC_AIM_HIGH,
                      .fillers_per_minute = second ? 2 : 6, .pauses = pauses,
                      .pause_count = second ? 1 : 2, .fillers = fillers,
                      .filler_count = second ? 2 : ARRAY_LEN(fillers), .longest_run_s = 12 },
        .understood = 0.9,
        .strength = "Your goal was specific, and you backed it with real steps.",
        .next_step = second ? "Say what the employer gains." : "Say why this job fits your plan.",
        .next_example = "Your clinic runs the fall program I want to learn from.",
        .next_finding = &f[second ? 10 : 9],
        .word_text = word_text, .word_count = word_count };
}

static struct rubric_report reports[2];
static struct attempt attempts[2];

const struct attempt *sample_attempts(const struct rubric_question *question)
{
    cut_words();
    for (size_t i = 0; i < ARRAY_LEN(evidence); i++) {
        spans[i] = find_words(evidence[i]);
    }
    fill(first_findings, false);
    fill(second_findings, true);
    for (unsigned i = 0; i < 2; i++) {
        reports[i] = report_of(i == 0 ? first_findings : second_findings, i == 1);
        attempts[i] = (struct attempt){ .question = question, .number = i + 1, .words = words,
                                        .word_count = word_count,
                                        .length_s = reports[i].delivery.seconds,
                                        .report = &reports[i] };
    }
    return attempts;
}
