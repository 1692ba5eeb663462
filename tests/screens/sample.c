/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample.h"

#include "sample_staff.h"
#include "sample_words.h"

#include <stdlib.h>
#include <string.h>

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))

static const char *const question_tips[] = { "Pick one goal, one step and one deadline." };
static const struct rubric_sample_note sample_notes[] = {
    { "become a shift lead in a food lab within three years", "clear_goal",
      "It names the work and when." },
    { "since March I have run the morning tests", "achievements",
      "It shows that the plan is already under way." },
};
static const struct rubric_question question = {
    .id = "plan", .wording = "How do you plan to achieve your career goals?",
    .why = "They want to hear that you have a direction and that this job is a step on it.",
    .sample = "I want to become a shift lead in a food lab within three years. This spring I finish "
              "my certificate, and since March I have run the morning tests on my own. Your lab is "
              "adding a second line, and that is where I want to grow.",
    .notes = sample_notes, .note_count = 2,
    .target_s = 90, .think_s = 15, .tips = question_tips, .tip_count = 1,
};

static const struct rubric_practice practices[] = {
    { .id = "career-goals", .name = "Career goals", .icon = "flag", .minutes = 10, .ask = 4,
      .line = "Where you are headed, and how you will get there." },
    { .id = "yourself", .name = "Tell me about yourself", .icon = "user", .minutes = 5, .ask = 2,
      .line = "A clear opening that fits the job." },
    { .id = "stories", .name = "Behavioral stories", .icon = "story", .minutes = 15, .ask = 5,
      .line = "\"Tell me about a time when...\"" },
    { .id = "mock", .name = "Full mock interview", .icon = "list", .minutes = 25, .ask = 8,
      .line = "Start to finish, like the real thing." },
    { .id = "surprise", .name = "Surprise me", .icon = "dice", .minutes = 3, .ask = 1,
      .line = "One question, no warning." },
    { .id = "fit", .name = "Motivation and fit", .icon = "fit", .minutes = 10, .ask = 4,
      .line = "Why this work, why here, and why you." },
    { .id = "weaknesses", .name = "Strengths and weaknesses", .icon = "star", .minutes = 10,
      .ask = 4, .line = "What you do well, and what you are working on." },
};
static const struct rubric_practice *const practice_list[] = {
    &practices[0], &practices[1], &practices[2], &practices[3], &practices[4], &practices[5],
    &practices[6],
};

/* As many as counselors' own sets may make it, with names as long as they may be. */
static const struct rubric_practice own[] = {
    { .id = "aides", .icon = "flag", .minutes = 10, .ask = 4, .line = "USB desk microphone",
      .name = "Nursing assistants, orderlies and psychiatric aides in a county hospital, nights" },
    { .id = "nurse", .name = "Nursing assistant, night shift", .icon = "user", .minutes = 10,
      .ask = 4, .line = "USB desk microphone" },
};
static const struct rubric_practice *const many_list[] = {
    &own[0], &own[1], &own[1], &own[1], &own[1], &own[1], &own[1], &own[1], &own[1], &own[1],
    &own[1], &own[1],
};

static const struct rubric_word read_words[] = {
    { "i", 0, 0, 1, false }, { "am", 0, 0, 1, false }, { "ready", 0, 0, 1, false },
    { "to", 0, 0, 1, false }, { "talk", 0, 0, 1, false }, { "about", 0, 0, 1, false },
    { "my", 0, 0, 1, false }, { "goals", 0, 0, 1, false },
};

static void in_practice(struct sample *s)
{
    s->state.practice = &practices[0];
    s->state.question = &question;
    s->state.question_number = 1;
    s->state.question_total = 4;
    s->state.attempt_number = 1;
}

static void make_attract(struct sample *s)
{
    (void)s;
}

static void make_erased(struct sample *s)
{
    s->state.erased = true;
}

static void make_choose(struct sample *s)
{
    s->scene.practice_count = 5;
}

static void make_choose_seven(struct sample *s)
{
    s->scene.practice_count = 7;
}

static void make_choose_many(struct sample *s)
{
    s->scene.practices = many_list;
    s->scene.practice_count = ARRAY_LEN(many_list);
}

static void make_choose_options(struct sample *s)
{
    s->memory.options = true;
}

static void make_check(struct sample *s)
{
    s->state.practice = &practices[0];
    s->state.words = read_words;
    s->state.word_count = ARRAY_LEN(read_words);
    s->state.level_good = true;
    s->scene.mic = 0.6f;
}

static void make_check_understood(struct sample *s)
{
    make_check(s);
    s->state.word_count = 0;
    s->state.check_sentence = UNDERSTOOD_SENTENCES;
    s->state.understanding = UNDERSTANDING_SOME;
}

static void make_check_noisy(struct sample *s)
{
    make_check(s);
    s->state.check_sentence = 1;
    s->state.word_count = 0;
    s->state.level_noisy = true;
}

static void make_check_quiet(struct sample *s)
{
    s->state.practice = &practices[0];
    s->state.level_quiet = true;
    s->scene.mic = 0.17f;
}

static const struct rubric_question longest = {
    .id = "long", .sample = "", .why = "", .target_s = 90,
    .wording = "Tell me about a time when you had to learn something new quickly, with little "
               "help, and how you went about it.",
};

/* As long as a question and a tip of somebody's own may be. */
static const char *const own_tips[] = {
    "Pick one story in which you alone decided what to do, and say first what was at stake, then what "
    "you did with your own hands, and at the end what came of it for the others, in a number if you "
    "have one, and what you have done in the same way since then or would do in another way now.",
};
static const struct rubric_question own_question = {
    .id = "own", .sample = "", .why = "", .target_s = 90, .tips = own_tips, .tip_count = 1,
    .wording = "Tell me about a time when you had to learn something new quickly, with little help, "
               "how you went about it, what you would do differently if you had to do the same thing "
               "again, whom you would ask for help, how you would find out whether you had learned "
               "what was needed, and what your colleagues and your manager at the time would say about "
               "the way in which you handled it.",
};

/* The voice is at the word "achieve". */
static void make_question(struct sample *s)
{
    in_practice(s);
    s->state.speech_id = 1;
    s->state.speech_text = question.wording;
    const char *word = strstr(question.wording, "achieve");
    size_t from = (size_t)(word - question.wording);
    s->scene.caption = (struct spoken_caption){ question.wording, from, from + 7 };
    s->scene.voice = 0.6f;
}

static void make_question_long(struct sample *s)
{
    make_question(s);
    s->state.question = &longest;
    s->scene.caption = (struct spoken_caption){ longest.wording, 16, 20 };
}

static void make_think(struct sample *s)
{
    in_practice(s);
    s->state.countdown_s = 6;
    s->state.countdown_total_s = 15;
    s->state.more_time_left = 2;
}

static void make_think_long(struct sample *s)
{
    make_think(s);
    s->state.question = &own_question;
}

static void make_type(struct sample *s)
{
    make_think(s);
    strcpy(s->memory.typed,
           "I want to lead a small bakery by next spring, so I am taking a course");
}

static void make_type_figures(struct sample *s)
{
    make_type(s);
    s->memory.figures = true;
}

static void judge(struct sample *s, size_t tries)
{
    in_practice(s);
    s->state.attempts = sample_attempts(&question);
    s->state.attempt_count = tries;
    s->state.attempt_number = (unsigned)tries;
    s->state.first = &s->state.attempts[0];
    s->state.latest = &s->state.attempts[tries - 1];
}

static void make_still_there(struct sample *s)
{
    in_practice(s);
    s->state.under = SCREEN_FEEDBACK;
    judge(s, 1);
    s->state.countdown_s = 20;
    s->state.countdown_total_s = 30;
}

static void make_nothing_heard(struct sample *s)
{
    in_practice(s);
    s->scene.microphone = "Desk mic";
}

static void make_mic_lost(struct sample *s)
{
    in_practice(s);
    s->state.under = SCREEN_ANSWER;
    s->state.answer_s = 54;
}

static void hear(struct sample *s, size_t settled, size_t heard, double at_s)
{
    static const float wave[] = { 12, 18, 22, 30, 20, 52, 42, 28, 26, 42, 26, 34, 32, 26,
                                  14, 27, 28, 30, 34, 25, 28, 64, 43, 60, 36, 54, 28, 36,
                                  20, 42, 14, 36, 27, 50, 58, 42, 66, 42, 44, 32, 24 };
    size_t count;
    in_practice(s);
    s->state.words = sample_words(&count);
    s->state.settled_count = settled < count ? settled : count;
    s->state.word_count = heard < count ? heard : count;
    s->state.answer_s = at_s;
    s->state.speaking = true;
    s->scene.wave_count = ARRAY_LEN(wave);
    for (size_t i = 0; i < ARRAY_LEN(wave); i++) {
        s->scene.wave[i] = wave[i] / 68;
    }
}

static void make_answer(struct sample *s)
{
    hear(s, 0, 0, 54.2);
    s->state.words = sample_live(&s->state.word_count, &s->state.settled_count);
}

static void make_answer_long(struct sample *s)
{
    make_answer(s);
    s->state.question = &own_question;
}

static void make_answer_begin(struct sample *s)
{
    hear(s, 0, 0, 1.5);
}

static void make_answer_finished(struct sample *s)
{
    hear(s, SIZE_MAX, SIZE_MAX, 118.0);
    s->state.question = &longest;
    s->state.speaking = false;
    s->state.finished_prompt = true;
}

static void make_feedback(struct sample *s)
{
    judge(s, 1);
}

static void make_feedback_watch(struct sample *s)
{
    judge(s, 1);
    s->state.open_group = RUBRIC_GROUP_WATCH;
    s->memory.scroll[1] = 2000; /* to the words it is about, at the end */
}

static void make_feedback_word(struct sample *s)
{
    judge(s, 1);
    s->memory.word = 12;
    s->state.can_undo = true;
}

static void make_feedback_undo(struct sample *s)
{
    judge(s, 1);
    s->state.can_undo = true;
}

static void make_feedback_edit(struct sample *s)
{
    make_feedback_word(s);
    s->memory.editing = true;
    strcpy(s->memory.typed, "physical");
}

static void make_feedback_playing(struct sample *s)
{
    judge(s, 1);
    s->state.playing = true;
    s->scene.playhead = 15.2;
}

static void make_feedback_page(struct sample *s, int page)
{
    judge(s, 1);
    s->memory.page = page;
}

static void make_feedback_covered(struct sample *s)
{
    make_feedback_page(s, 1);
}

static void make_feedback_words(struct sample *s)
{
    make_feedback_page(s, 2);
}

static void make_feedback_timing(struct sample *s)
{
    make_feedback_page(s, 3);
}

static void make_compare(struct sample *s)
{
    judge(s, 2);
    s->state.first_kept = true;
}

static void make_compare_timing(struct sample *s)
{
    judge(s, 2);
    s->memory.page = 1;
}

/* Notes as long as they may be; the same code every time, kept until the end. */
static struct takeaway_code sample_code(void)
{
    static struct takeaway_code code;
    static const struct takeaway notes = { .brief =
        "Greenroom: 3 questions, 5 minutes out loud.\n"
        "Your strength: Your goal was specific, and you backed it with real steps.\n"
        "Practice next: Say why this job fits your plan. For example: \"Your clinic runs the fall "
        "program I want to learn from.\"\nCovered 14 of 15 in 1:31." };
    if (code.width == 0 && !takeaway_code(&notes, &code)) {
        abort();
    }
    return code;
}

static void make_summary(struct sample *s)
{
    judge(s, 2);
    s->state.attempt_count = SAMPLE_ATTEMPTS;
    s->code = sample_code();
    s->scene.code = &s->code;
    s->state.countdown_s = 86;
    s->state.countdown_total_s = 120;
}

/* The longest of what saving can come to. */
static void make_summary_notice(struct sample *s)
{
    make_summary(s);
    s->scene.notice = "stick.failed";
}

static const struct {
    const char *name;
    enum screen_id screen;
    enum sheet_id sheet;
    void (*make)(struct sample *s);
} samples[] = {
    { "attract", SCREEN_ATTRACT, SHEET_NONE, make_attract },
    { "attract-erased", SCREEN_ATTRACT, SHEET_NONE, make_erased },
    { "choose", SCREEN_CHOOSE, SHEET_NONE, make_choose },
    { "choose-seven", SCREEN_CHOOSE, SHEET_NONE, make_choose_seven },
    { "choose-many", SCREEN_CHOOSE, SHEET_NONE, make_choose_many },
    { "choose-options", SCREEN_CHOOSE, SHEET_NONE, make_choose_options },
    { "check", SCREEN_CHECK, SHEET_NONE, make_check },
    { "check-quiet", SCREEN_CHECK, SHEET_NONE, make_check_quiet },
    { "check-noisy", SCREEN_CHECK, SHEET_NONE, make_check_noisy },
    { "check-understood", SCREEN_CHECK, SHEET_NONE, make_check_understood },
    { "question", SCREEN_QUESTION, SHEET_NONE, make_question },
    { "answer", SCREEN_ANSWER, SHEET_NONE, make_answer },
    { "answer-long", SCREEN_ANSWER, SHEET_NONE, make_answer_long },
    { "answer-begin", SCREEN_ANSWER, SHEET_NONE, make_answer_begin },
    { "answer-finished", SCREEN_ANSWER, SHEET_NONE, make_answer_finished },
    { "feedback", SCREEN_FEEDBACK, SHEET_NONE, make_feedback },
    { "feedback-watch", SCREEN_FEEDBACK, SHEET_NONE, make_feedback_watch },
    { "feedback-word", SCREEN_FEEDBACK, SHEET_NONE, make_feedback_word },
    { "feedback-undo", SCREEN_FEEDBACK, SHEET_NONE, make_feedback_undo },
    { "feedback-edit", SCREEN_FEEDBACK, SHEET_NONE, make_feedback_edit },
    { "feedback-playing", SCREEN_FEEDBACK, SHEET_NONE, make_feedback_playing },
    { "feedback-covered", SCREEN_FEEDBACK, SHEET_NONE, make_feedback_covered },
    { "feedback-words", SCREEN_FEEDBACK, SHEET_NONE, make_feedback_words },
    { "feedback-timing", SCREEN_FEEDBACK, SHEET_NONE, make_feedback_timing },
    { "compare", SCREEN_COMPARE, SHEET_NONE, make_compare },
    { "compare-timing", SCREEN_COMPARE, SHEET_NONE, make_compare_timing },
    { "summary", SCREEN_SUMMARY, SHEET_NONE, make_summary },
    { "summary-notice", SCREEN_SUMMARY, SHEET_NONE, make_summary_notice },
    { "question-asked", SCREEN_QUESTION, SHEET_NONE, in_practice },
    { "question-long", SCREEN_QUESTION, SHEET_NONE, make_question_long },
    { "think", SCREEN_THINK, SHEET_NONE, make_think },
    { "think-long", SCREEN_THINK, SHEET_NONE, make_think_long },
    { "still-there", SCREEN_STILL_THERE, SHEET_NONE, make_still_there },
    { "mic-lost", SCREEN_MIC_LOST, SHEET_NONE, make_mic_lost },
    { "nothing-heard", SCREEN_NOTHING_HEARD, SHEET_NONE, make_nothing_heard },
    { "leave", SCREEN_CHOOSE, SHEET_LEAVE, make_choose },
    { "erase", SCREEN_CHOOSE, SHEET_ERASE, make_choose },
    { "help", SCREEN_CHOOSE, SHEET_HELP, make_choose },
    { "why", SCREEN_THINK, SHEET_WHY, make_think },
    { "sample", SCREEN_THINK, SHEET_SAMPLE, make_think },
    { "type", SCREEN_THINK, SHEET_TYPE, make_type },
    { "type-figures", SCREEN_THINK, SHEET_TYPE, make_type_figures },
    { "staff-pin", SCREEN_ATTRACT, SHEET_NONE, make_staff_pin },
    { "staff-locked", SCREEN_ATTRACT, SHEET_NONE, make_staff_locked },
    { "staff-new-pin", SCREEN_ATTRACT, SHEET_NONE, make_staff_new_pin },
    { "staff-overview", SCREEN_ATTRACT, SHEET_NONE, make_staff_overview },
    { "staff-devices", SCREEN_ATTRACT, SHEET_NONE, make_staff_devices },
    { "staff-sets", SCREEN_ATTRACT, SHEET_NONE, make_staff_sets },
    { "staff-mistakes", SCREEN_ATTRACT, SHEET_NONE, make_staff_mistakes },
    { "staff-usage", SCREEN_ATTRACT, SHEET_NONE, make_staff_usage },
    { "staff-kiosk", SCREEN_ATTRACT, SHEET_NONE, make_staff_kiosk },
    { "staff-pins-differ", SCREEN_ATTRACT, SHEET_NONE, make_staff_pins_differ },
};

const char *const *sample_names(void)
{
    static const char *names[ARRAY_LEN(samples) + 1];
    for (size_t i = 0; i < ARRAY_LEN(samples); i++) {
        names[i] = samples[i].name;
    }
    return names;
}

static void make_base(struct sample *s)
{
    *s = (struct sample){ 0 };
    s->state.person = (struct person_settings){ .target_s = 90, .captions = true, .rate = 140 };
    s->state.open_finding = -1;
    s->state.ears_ready = true;
    s->state.trouble = "";
    s->scene.practices = practice_list;
    s->scene.practice_count = 5;
    s->scene.playhead = -1;
}

bool sample_make(struct sample *s, const char *name)
{
    for (size_t i = 0; i < ARRAY_LEN(samples); i++) {
        if (strcmp(samples[i].name, name) == 0) {
            make_base(s);
            s->state.screen = samples[i].screen;
            s->state.sheet = samples[i].sheet;
            samples[i].make(s);
            s->scene.state = &s->state;
            s->scene.memory = &s->memory;
            return true;
        }
    }
    return false;
}
