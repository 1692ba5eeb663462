/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every flow of the interview, as tables of steps. */
#include "scenario.h"

#include <stdio.h>
#include <string.h>

#define GOOD_ANSWER "my goal is to run the energy audits of a hospital and i will pass the exam in june"
#define LESS "i like people and i want to grow"

static const struct step to_choose[] = { COMMAND(CMD_START), SPOKEN, SEES(SCREEN_CHOOSE), END };
static const struct step to_check[] = { RUN(to_choose), COMMAND_N(CMD_CHOOSE, 0), SPOKEN,
                                        SEES(SCREEN_CHECK), END };
static const struct step to_question[] = { RUN(to_check), COMMAND(CMD_SKIP),
                                           SEES(SCREEN_QUESTION), END };
static const struct step to_think[] = { RUN(to_question), SPOKEN, SEES(SCREEN_THINK), END };
static const struct step to_answer[] = { RUN(to_think), WAIT(1), COMMAND(CMD_READY),
                                         SEES(SCREEN_ANSWER), END };
static const struct step to_words[] = { RUN(to_answer), WAIT(8), WORDS(GOOD_ANSWER), END };
static const struct step to_feedback[] = { RUN(to_words), COMMAND(CMD_DONE), FINISHED(9.5),
                                           SEES(SCREEN_FEEDBACK), END };
static const struct step to_compare[] = { RUN(to_feedback), COMMAND(CMD_TRY_AGAIN), SPOKEN,
                                          COMMAND(CMD_READY), WAIT(9), WORDS(LESS),
                                          COMMAND(CMD_DONE), FINISHED(10),
                                          SEES(SCREEN_COMPARE), END };
static const struct step to_summary[] = { RUN(to_feedback), COMMAND(CMD_FINISH), SPOKEN,
                                          SEES(SCREEN_SUMMARY), END };

static bool has_erased(const struct interview_state *s)
{
    return s->erased && s->attempt_count == 0 && s->word_count == 0 && s->practice == NULL &&
           s->question == NULL && s->person.text_size == 0 && s->latest == NULL;
}

/* One step of 10 on each of nine screens and sheets. */
static bool voice_is_soft_and_slow(const struct interview_state *s)
{
    return s->person.volume == 10 && s->person.rate == 120;
}

static bool voice_is_usual(const struct interview_state *s)
{
    return s->person.volume % 100 == 0 && s->person.rate % 140 == 0;
}

static bool screen_was_changed(const struct interview_state *s)
{
    return s->person.text_size == 2 && s->person.volume == 90 && s->person.high_contrast;
}

static bool screen_is_as_found(const struct interview_state *s)
{
    return s->person.text_size == 0 && s->person.volume == 0 && !s->person.high_contrast &&
           !s->erased;
}

static bool types_below_mic_lost(const struct interview_state *s)
{
    return s->screen == SCREEN_MIC_LOST && s->sheet == SHEET_TYPE;
}

static bool types_an_answer(const struct interview_state *s)
{
    return s->screen == SCREEN_ANSWER && s->sheet == SHEET_TYPE;
}

static bool is_spoken_in_no_time(const struct interview_state *s)
{
    return s->latest->length_s >= 0 && s->latest->length_s < 0.01;
}

static bool erased_is_gone(const struct interview_state *s)
{
    return !s->erased;
}

static bool level_is_good(const struct interview_state *s)
{
    return s->level_good && !s->level_quiet && !s->level_loud;
}

static bool level_is_quiet(const struct interview_state *s)
{
    return s->level_quiet && !s->level_good && !s->level_loud;
}

static bool level_is_loud(const struct interview_state *s)
{
    return s->level_loud && !s->level_good && !s->level_quiet;
}

static bool level_is_unknown(const struct interview_state *s)
{
    return !s->level_loud && !s->level_good && !s->level_quiet;
}

static bool reads_first(const struct interview_state *s)
{
    return s->check_sentence == 0 && s->understanding == UNDERSTANDING_UNKNOWN;
}

static bool reads_second(const struct interview_state *s)
{
    return s->check_sentence == 1 && s->word_count == 0 &&
           s->understanding == UNDERSTANDING_UNKNOWN;
}

static bool is_understood_well(const struct interview_state *s)
{
    return s->check_sentence == UNDERSTOOD_SENTENCES && s->understanding == UNDERSTANDING_WELL;
}

static bool is_understood_in_part(const struct interview_state *s)
{
    return s->check_sentence == UNDERSTOOD_SENTENCES && s->understanding == UNDERSTANDING_SOME;
}

/* The steps give every word 0.9. */
static bool words_are_doubted(const struct interview_state *s)
{
    return s->word_count > 0 && s->words[0].confidence < 0.82F && s->words[0].confidence > 0.3F;
}

static bool words_are_believed(const struct interview_state *s)
{
    return s->word_count > 0 && s->words[0].confidence > 0.89F;
}

static bool is_noisy(const struct interview_state *s)
{
    return s->level_noisy;
}

static bool is_not_noisy(const struct interview_state *s)
{
    return !s->level_noisy;
}

static bool two_settled_three_words(const struct interview_state *s)
{
    return s->settled_count == 2 && s->word_count == 3 && strcmp(s->words[2].text, "three") == 0;
}

static bool heard_better(const struct interview_state *s)
{
    return s->settled_count == 2 && s->word_count == 3 && strcmp(s->words[0].text, "won") == 0
        && strcmp(s->words[1].text, "too") == 0;
}

static bool no_words(const struct interview_state *s)
{
    return s->word_count == 0 && s->settled_count == 0;
}

static bool is_settling(const struct interview_state *s)
{
    return s->settling;
}

static bool prompted(const struct interview_state *s)
{
    return s->finished_prompt;
}

static bool not_prompted(const struct interview_state *s)
{
    return !s->finished_prompt;
}

static bool clock_at_8(const struct interview_state *s)
{
    return s->answer_s > 7.99 && s->answer_s < 8.01;
}

static bool turn_at_1(const struct interview_state *s)
{
    return s->turn_s > 0.99 && s->turn_s < 1.01;
}

/* Speech began 4 s into the thinking; 0.3 s before it belong to the answer. */
static bool turn_before_speech(const struct interview_state *s)
{
    return s->turn_s > 3.69 && s->turn_s < 3.71;
}

static bool turn_when_ready(const struct interview_state *s)
{
    return s->turn_s > 4.99 && s->turn_s < 5.01;
}

static bool length_without_thinking(const struct interview_state *s)
{
    return s->latest->length_s > 8.49 && s->latest->length_s < 8.51;
}

static bool is_typed(const struct interview_state *s)
{
    return s->latest->length_s < 0 && s->latest->word_count == 8;
}

static bool first_try(const struct interview_state *s)
{
    return s->attempt_count == 1 && s->attempt_number == 1 && s->first == s->latest &&
           s->latest->number == 1;
}

static bool second_try(const struct interview_state *s)
{
    return s->attempt_count == 2 && s->attempt_number == 2 && s->first == &s->attempts[0] &&
           s->latest == &s->attempts[1] && s->latest->number == 2;
}

static bool second_question(const struct interview_state *s)
{
    return s->question_number == 2 && s->attempt_number == 1 && s->latest == NULL &&
           s->attempt_count == 1;
}

static bool no_command_words(const struct interview_state *s)
{
    const struct attempt *a = s->latest;
    return a->word_count == 8 && strcmp(a->words[7].text, "grow") == 0;
}

static bool first_word_struck(const struct interview_state *s)
{
    return s->latest->word_count == 7 && strcmp(s->latest->words[0].text, "like") == 0 &&
           strcmp(s->latest->report->word_text[0], "like") == 0 && s->can_undo;
}

static bool second_word_is_two(const struct interview_state *s)
{
    return s->latest->word_count == 8 && strcmp(s->latest->words[1].text, "really") == 0 &&
           strcmp(s->latest->words[2].text, "people") == 0 &&
           s->latest->words[1].confidence == 1;
}

static bool as_it_was(const struct interview_state *s)
{
    return s->latest->word_count == 8 && strcmp(s->latest->words[0].text, "i") == 0 &&
           !s->can_undo;
}

static bool big_text(const struct interview_state *s)
{
    return s->person.text_size == 2 && s->person.high_contrast && !s->person.captions &&
           s->person.read_aloud && s->person.target_s == 120;
}

static bool late_words_came(const struct interview_state *s)
{
    return s->latest->word_count == 8 && s->latest->report->word_count == 8;
}

static bool over_answer(const struct interview_state *s)
{
    return s->under == SCREEN_ANSWER;
}

static bool trouble_is_told(const struct interview_state *s)
{
    return strcmp(s->trouble, "The cable is out.") == 0 && s->under == SCREEN_ANSWER;
}

static bool playing(const struct interview_state *s)
{
    return s->playing;
}

static bool not_playing(const struct interview_state *s)
{
    return !s->playing;
}

static bool playing_first(const struct interview_state *s)
{
    return s->playing && s->playing_first && s->first_kept;
}

static bool not_playing_first(const struct interview_state *s)
{
    return !s->playing_first && s->first_kept;
}

static bool nothing_kept(const struct interview_state *s)
{
    return !s->first_kept;
}

static bool plenty(const struct interview_state *s)
{
    return s->plenty && s->settling;
}

static bool story_tab(const struct interview_state *s)
{
    return s->open_group == RUBRIC_GROUP_STORY && s->open_finding == -1;
}

static bool second_row(const struct interview_state *s)
{
    return s->open_finding == 1;
}

static bool one_more_time_left(const struct interview_state *s)
{
    return s->more_time_left == 1 && s->countdown_total_s == 50;
}

static const struct scenario_row {
    const char *name;
    struct step steps[40];
} rows[] = {
    { "who only looks leaves the screen as it was",
      { COMMAND_N(CMD_TEXT_SIZE, 2), COMMAND_N(CMD_VOLUME, -1), COMMAND(CMD_CONTRAST), WAIT(80),
        TOUCH, WAIT(89), HOLDS(screen_was_changed), WAIT(1.1), HOLDS(screen_is_as_found), END } },
    { "attract waits for ever", { WAIT(1000), SEES(SCREEN_ATTRACT), CANNOT(CMD_LEAVE), END } },
    { "start speaks the title", { COMMAND(CMD_START), DID(ACTION_SPEAK), DID(ACTION_MUTE),
                                  DID(ACTION_GRAMMAR), SEES(SCREEN_CHOOSE), END } },
    { "leaving before anything was said asks nothing",
      { RUN(to_choose), COMMAND(CMD_LEAVE), SEES(SCREEN_ATTRACT), END } },
    { "no such practice", { RUN(to_choose), COMMAND_N(CMD_CHOOSE, 99), SEES(SCREEN_CHOOSE),
                            COMMAND_N(CMD_CHOOSE, -1), SEES(SCREEN_CHOOSE), END } },
    { "settings change anywhere and are reset for the next person",
      { RUN(to_choose), COMMAND_N(CMD_TEXT_SIZE, 2), COMMAND(CMD_CONTRAST), COMMAND(CMD_CAPTIONS),
        COMMAND(CMD_READ_ALOUD), COMMAND_N(CMD_LENGTH, 120), COMMAND_N(CMD_LENGTH, 77),
        COMMAND_N(CMD_TEXT_SIZE, 3), HOLDS(big_text), COMMAND(CMD_LEAVE), HOLDS(has_erased),
        END } },
    { "speed and volume change on every screen and are reset for the next person",
      { COMMAND_N(CMD_VOLUME, -1), COMMAND(CMD_START), SPOKEN, COMMAND_N(CMD_VOLUME, -1),
        COMMAND_N(CMD_CHOOSE, 0), SPOKEN, SEES(SCREEN_CHECK), COMMAND_N(CMD_VOLUME, -1),
        COMMAND(CMD_SKIP), SEES(SCREEN_QUESTION), COMMAND_N(CMD_VOLUME, -1), SPOKEN,
        SEES(SCREEN_THINK), COMMAND_N(CMD_VOLUME, -1), COMMAND(CMD_HELP), SHEET(SHEET_HELP),
        COMMAND_N(CMD_VOLUME, -1), COMMAND_N(CMD_SPEED, -1), COMMAND(CMD_BACK),
        COMMAND(CMD_READY), SEES(SCREEN_ANSWER), COMMAND_N(CMD_VOLUME, -1), WAIT(8),
        WORDS(GOOD_ANSWER), COMMAND(CMD_DONE), FINISHED(9.5), SEES(SCREEN_FEEDBACK),
        COMMAND_N(CMD_VOLUME, -1), COMMAND(CMD_FINISH), SPOKEN, SEES(SCREEN_SUMMARY),
        COMMAND_N(CMD_VOLUME, -1), HOLDS(voice_is_soft_and_slow), COMMAND(CMD_LEAVE),
        COMMAND(CMD_LEAVE), SEES(SCREEN_ATTRACT), HOLDS(voice_is_usual), END } },
    { "the check listens", { RUN(to_choose), COMMAND_N(CMD_CHOOSE, 0), DID(ACTION_LISTEN),
                             HOLDS(level_is_unknown), COMMAND(CMD_CONTINUE),
                             DID(ACTION_END_LISTENING), SEES(SCREEN_QUESTION), END } },
    { "levels of the check", { RUN(to_check), WAIT(1), LEVEL(-60), HOLDS(level_is_unknown),
                               LEVEL(-48), HOLDS(level_is_quiet), LEVEL(-25),
                               HOLDS(level_is_good), LEVEL(-5), HOLDS(level_is_loud), LEVEL(-30),
                               HOLDS(level_is_good), END } },
    { "its own voice is no level", { RUN(to_choose), COMMAND_N(CMD_CHOOSE, 0), LEVEL(-25),
                                     HOLDS(level_is_unknown), END } },
    { "two sentences tell how well a voice is understood",
      { RUN(to_check), WAIT(7), WORDS("i am ready to talk about my goals and how i will reach them"),
        HOLDS(reads_first), WAIT(1.1), HOLDS(reads_second), WAIT(7),
        WORDS("my last job taught me how to plan my time and ask for help"),
        WAIT(1.1), HOLDS(is_understood_well), COMMAND(CMD_CONTINUE), SEES(SCREEN_QUESTION),
        COMMAND(CMD_SKIP), COMMAND(CMD_READY), SEES(SCREEN_ANSWER), WAIT(3), WORDS("my goal"),
        HOLDS(words_are_believed), END } },
    { "who is understood in part is believed in part",
      { RUN(to_check), WAIT(7), WORDS("i am really a talk show might go and halloween region"),
        WAIT(1.1), HOLDS(reads_second), WAIT(7),
        WORDS("my lost couple of me how to um pla eye time an asked"), WAIT(1.1),
        HOLDS(is_understood_in_part), COMMAND(CMD_CONTINUE), COMMAND(CMD_SKIP),
        COMMAND(CMD_READY), SEES(SCREEN_ANSWER), WAIT(3), WORDS("my goal"),
        HOLDS(words_are_doubted), END } },
    { "some words are no reading", { RUN(to_check), WAIT(7), WORDS("so this is it"), WAIT(3),
                                     HOLDS(reads_first), END } },
    { "a sentence is over when it has settled",
      { RUN(to_check), WAIT(7), PARTIAL("i am ready to talk about my goals and how"), WAIT(3),
        HOLDS(reads_first), END } },
    { "a room as loud as the voice is told", { RUN(to_check), WAIT(1), LEVEL(-35), SPEECH(1),
                                               LEVEL(-27), HOLDS(is_noisy), END } },
    { "a quiet room is not", { RUN(to_check), WAIT(1), LEVEL(-55), SPEECH(1), LEVEL(-27),
                               HOLDS(is_not_noisy), END } },
    { "back from the check", { RUN(to_check), COMMAND(CMD_BACK), SEES(SCREEN_CHOOSE), END } },
    { "the check is shown once a person", { RUN(to_check), COMMAND(CMD_BACK),
                                            COMMAND_N(CMD_CHOOSE, 1), SEES(SCREEN_QUESTION),
                                            END } },
    { "the question is spoken, then it is your turn",
      { RUN(to_check), COMMAND(CMD_CONTINUE), DID(ACTION_SPEAK), DID(ACTION_COUNT_BEGUN),
        SPOKEN, DID(ACTION_TONE_TURN), DID(ACTION_LISTEN), SEES(SCREEN_THINK), END } },
    { "repeat and slower speak again",
      { RUN(to_question), COMMAND(CMD_REPEAT), DID(ACTION_SPEAK), SEES(SCREEN_QUESTION),
        COMMAND(CMD_SLOWER), DID(ACTION_SPEAK), SEES(SCREEN_QUESTION), END } },
    { "skip ahead hushes", { RUN(to_question), COMMAND(CMD_SKIP), DID(ACTION_HUSH),
                             SEES(SCREEN_THINK), END } },
    { "repeat while thinking", { RUN(to_think), COMMAND(CMD_REPEAT), DID(ACTION_END_LISTENING),
                                 DID(ACTION_SPEAK), SEES(SCREEN_QUESTION), SPOKEN,
                                 DID(ACTION_LISTEN), SEES(SCREEN_THINK), END } },
    { "more time three times", { RUN(to_think), COMMAND(CMD_MORE_TIME), COMMAND(CMD_MORE_TIME),
                                 HOLDS(one_more_time_left), COMMAND(CMD_MORE_TIME),
                                 CANNOT(CMD_MORE_TIME), END } },
    { "start now", { RUN(to_answer), DID_NOT(ACTION_LISTEN), HOLDS(turn_at_1), END } },
    { "an answer may begin by itself", { RUN(to_think), WAIT(4), SPEECH(1), WAIT(1.4),
                                         SEES(SCREEN_THINK), WAIT(0.2), SEES(SCREEN_ANSWER),
                                         HOLDS(turn_before_speech), END } },
    { "a short sound while thinking is no answer", { RUN(to_think), WAIT(4), SPEECH(1), WAIT(1),
                                                     SPEECH(0), WAIT(3), SEES(SCREEN_THINK),
                                                     END } },
    { "an answer may be heard late and all at once",
      { RUN(to_think), WAIT(8), SPEECH_AT(1, 4), SPEECH_AT(0, 7), SEES(SCREEN_ANSWER),
        HOLDS(turn_before_speech), END } },
    { "a short sound may be heard late",
      { RUN(to_think), WAIT(8), SPEECH_AT(1, 4), SPEECH_AT(0, 5.4), WAIT(3), SEES(SCREEN_THINK),
        END } },
    { "an end alone is no answer", { RUN(to_think), WAIT(8), SPEECH_AT(0, 7), WAIT(1),
                                     SEES(SCREEN_THINK), END } },
    { "whoever presses while speaking has begun",
      { RUN(to_think), WAIT(4), SPEECH(1), WAIT(1), COMMAND(CMD_READY), SEES(SCREEN_ANSWER),
        HOLDS(turn_before_speech), WAIT(2), SPEECH(0), HOLDS(turn_before_speech), END } },
    { "a sound that was over is no beginning",
      { RUN(to_think), WAIT(4), SPEECH(1), WAIT(1), COMMAND(CMD_READY), SPEECH_AT(0, 4.8),
        HOLDS(turn_when_ready), END } },
    { "i'm ready is no beginning", { RUN(to_think), WAIT(4), SPEECH(1), WAIT(1), SAID(CMD_READY),
                                     SEES(SCREEN_ANSWER), HOLDS(turn_when_ready), END } },
    { "a beginning may be heard late",
      { RUN(to_think), WAIT(5), COMMAND(CMD_READY), HOLDS(turn_when_ready), WAIT(2),
        SPEECH_AT(1, 4), HOLDS(turn_before_speech), SPEECH_AT(0, 6), HOLDS(turn_before_speech),
        SPEECH_AT(1, 6.5), HOLDS(turn_before_speech), END } },
    { "a sentence heard late is the beginning",
      { RUN(to_think), WAIT(8), COMMAND(CMD_READY), WAIT(2), SPEECH_AT(1, 4), SPEECH_AT(0, 7),
        HOLDS(turn_before_speech), SPEECH_AT(1, 7.5), HOLDS(turn_before_speech), SPEECH_AT(0, 7.9),
        HOLDS(turn_before_speech), END } },
    { "also when nothing was heard for long",
      { RUN(to_think), WAIT(8), COMMAND(CMD_READY), WAIT(30), SEES(SCREEN_NOTHING_HEARD),
        SPEECH_AT(1, 4), SPEECH_AT(0, 7), HOLDS(turn_before_speech), END } },
    { "a sound heard late is no beginning",
      { RUN(to_think), WAIT(5), COMMAND(CMD_READY), WAIT(2), SPEECH_AT(1, 4), SPEECH_AT(0, 4.8),
        HOLDS(turn_when_ready), SPEECH_AT(1, 6), HOLDS(turn_when_ready), END } },
    { "words settle", { RUN(to_answer), WAIT(4), WORDS("one two"), PARTIAL("tree"),
                        PARTIAL("three"), HOLDS(two_settled_three_words), END } },
    { "words are heard again", { RUN(to_answer), WAIT(4), WORDS("one two"), PARTIAL("three"),
                                 EVENT(EVENT_WORDS_AGAIN), HOLDS(no_words), WORDS("one two"),
                                 PARTIAL("three"), HOLDS(two_settled_three_words), END } },
    { "words are heard better", { RUN(to_answer), WAIT(4), WORDS("one two"), PARTIAL("three"),
                                  REPLACED("won too"), HOLDS(heard_better), END } },
    { "words of the thinking are no answer", { RUN(to_think), WAIT(4), WORDS("well let me see"),
                                               WAIT(2), COMMAND(CMD_READY), HOLDS(no_words),
                                               END } },
    { "done waits for the last words",
      { RUN(to_words), COMMAND(CMD_DONE), DID(ACTION_END_LISTENING), DID(ACTION_TONE_END),
        HOLDS(is_settling), SEES(SCREEN_ANSWER), CANNOT(CMD_DONE), CANNOT(CMD_START_OVER),
        WAIT(0.5), FINISHED(9.5), DID(ACTION_COUNT_COMPLETED), SEES(SCREEN_FEEDBACK),
        HOLDS(first_try), HOLDS(length_without_thinking), END } },
    { "done with a sheet over it is not lost",
      { RUN(to_words), COMMAND(CMD_DONE), COMMAND(CMD_HELP), FINISHED(9.5), SHEET(SHEET_HELP),
        COMMAND(CMD_BACK), SEES(SCREEN_FEEDBACK), END } },
    { "i'm done is no part of it", { RUN(to_answer), WAIT(9), WORDS(LESS " I'm done"),
                                     COMMAND(CMD_DONE), FINISHED(10), HOLDS(no_command_words),
                                     END } },
    { "start over", { RUN(to_words), COMMAND(CMD_START_OVER), DID(ACTION_LISTEN),
                      HOLDS(no_words), SEES(SCREEN_ANSWER), END } },
    { "words that come late", { RUN(to_answer), WAIT(8), WORDS("i like"), COMMAND(CMD_DONE),
                                WAIT(8), SEES(SCREEN_FEEDBACK),
                                WORDS("people and i want to grow"), FINISHED(9),
                                HOLDS(late_words_came), END } },
    { "words that are heard better later",
      { RUN(to_answer), WAIT(8), WORDS("eye light"), COMMAND(CMD_DONE), FINISHED(9),
        SEES(SCREEN_FEEDBACK), REPLACED("i like people and i want to grow"),
        SEES(SCREEN_FEEDBACK), HOLDS(late_words_came), END } },
    { "words of one answer are none of the next",
      { RUN(to_answer), WAIT(9), WORDS(LESS), COMMAND(CMD_DONE), FINISHED(9),
        COMMAND(CMD_TRY_AGAIN), SPOKEN, COMMAND(CMD_READY), REPLACED("nothing of that"),
        HOLDS(no_words), END } },
    { "words that come slowly", { RUN(to_answer), WAIT(8), WORDS("i like"), COMMAND(CMD_DONE),
                                  WAIT(7.9), WORDS("people"), WAIT(7.9), HOLDS(is_settling),
                                  WORDS("and i want to grow"), FINISHED(9),
                                  SEES(SCREEN_FEEDBACK), HOLDS(late_words_came), END } },
    { "typing instead", { RUN(to_answer), COMMAND(CMD_TYPE), SHEET(SHEET_TYPE),
                          DID(ACTION_PAUSE_LISTENING), COMMAND_T(CMD_TYPED, 0, " "),
                          SHEET(SHEET_TYPE), COMMAND_T(CMD_TYPED, 0, LESS),
                          DID(ACTION_END_LISTENING), SEES(SCREEN_FEEDBACK), HOLDS(is_typed),
                          CANNOT(CMD_HEAR_IT), END } },
    { "help while typing", { RUN(to_answer), COMMAND(CMD_TYPE), COMMAND(CMD_HELP), SHEET(SHEET_HELP),
                             COMMAND(CMD_BACK), SHEET(SHEET_TYPE), COMMAND(CMD_BACK),
                             SHEET(SHEET_NONE), COMMAND(CMD_HELP), COMMAND(CMD_BACK),
                             SHEET(SHEET_NONE), SEES(SCREEN_ANSWER), END } },
    { "not typing after all", { RUN(to_words), COMMAND(CMD_TYPE), WAIT(20), COMMAND(CMD_BACK),
                                DID(ACTION_RESUME_LISTENING), SEES(SCREEN_ANSWER),
                                HOLDS(clock_at_8), HOLDS(not_prompted), END } },
    { "a sheet stops the clock", { RUN(to_words), COMMAND(CMD_LEAVE), SHEET(SHEET_LEAVE),
                                   WAIT(60), COMMAND(CMD_BACK), SEES(SCREEN_ANSWER),
                                   HOLDS(clock_at_8), END } },
    { "a sheet cuts the question short", { RUN(to_question), COMMAND(CMD_WHY), DID(ACTION_HUSH),
                                           SHEET(SHEET_WHY), COMMAND(CMD_BACK),
                                           DID(ACTION_SPEAK), SEES(SCREEN_QUESTION), END } },
    { "leave and erase", { RUN(to_words), COMMAND(CMD_LEAVE), COMMAND(CMD_LEAVE),
                           DID(ACTION_WIPE), SEES(SCREEN_ATTRACT), HOLDS(has_erased), WAIT(11),
                           HOLDS(erased_is_gone), END } },
    { "nothing else while a sheet is open", { RUN(to_feedback), COMMAND(CMD_LEAVE),
                                              CANNOT(CMD_TRY_AGAIN), CANNOT(CMD_HELP),
                                              CAN(CMD_TEXT_SIZE), END } },
    { "try again, then compare", { RUN(to_compare), HOLDS(second_try), CANNOT(CMD_CORRECT),
                                   COMMAND(CMD_BACK), SEES(SCREEN_FEEDBACK), CAN(CMD_CONTINUE),
                                   COMMAND(CMD_CONTINUE), SEES(SCREEN_COMPARE),
                                   COMMAND(CMD_CONTINUE), SEES(SCREEN_QUESTION), END } },
    { "a second try is counted once", { RUN(to_feedback), COMMAND(CMD_TRY_AGAIN),
                                        DID_NOT(ACTION_COUNT_BEGUN), SPOKEN, COMMAND(CMD_READY),
                                        WAIT(9), WORDS(LESS), COMMAND(CMD_DONE), FINISHED(10),
                                        DID_NOT(ACTION_COUNT_COMPLETED), END } },
    { "nothing to compare on the first try", { RUN(to_feedback), CANNOT(CMD_CONTINUE), END } },
    { "next question", { RUN(to_feedback), COMMAND(CMD_NEXT_QUESTION), SEES(SCREEN_QUESTION),
                         HOLDS(second_question), END } },
    { "tabs and rows", { RUN(to_feedback), COMMAND_N(CMD_GROUP, RUBRIC_GROUP_STORY),
                         HOLDS(story_tab), COMMAND_N(CMD_GROUP, 99), HOLDS(story_tab),
                         COMMAND_N(CMD_FINDING, 1), HOLDS(second_row),
                         COMMAND_N(CMD_FINDING, 50), HOLDS(second_row), END } },
    { "correcting and taking it back",
      { RUN(to_answer), WAIT(9), WORDS(LESS), COMMAND(CMD_DONE), FINISHED(10), CANNOT(CMD_UNDO),
        COMMAND_T(CMD_CORRECT, 0, ""), HOLDS(first_word_struck),
        COMMAND_T(CMD_CORRECT, 0, "i really"), HOLDS(second_word_is_two), COMMAND(CMD_UNDO),
        COMMAND(CMD_UNDO), HOLDS(as_it_was), COMMAND_T(CMD_CORRECT, 99, "x"), HOLDS(as_it_was),
        END } },
    { "hear it", { RUN(to_feedback), COMMAND(CMD_HEAR_IT), DID(ACTION_PLAY_ANSWER),
                   HOLDS(playing), EVENT(EVENT_PLAYED), HOLDS(not_playing),
                   COMMAND(CMD_HEAR_IT), COMMAND(CMD_HEAR_IT), DID(ACTION_STOP_PLAYING),
                   HOLDS(not_playing), COMMAND(CMD_HEAR_IT), COMMAND(CMD_NEXT_QUESTION),
                   DID(ACTION_STOP_PLAYING), END } },
    { "hear both", { RUN(to_feedback), COMMAND(CMD_TRY_AGAIN), DID(ACTION_KEEP_ANSWER), SPOKEN,
                     COMMAND(CMD_READY), WAIT(9), WORDS(LESS), COMMAND(CMD_DONE), FINISHED(10),
                     SEES(SCREEN_COMPARE), COMMAND(CMD_HEAR_IT), DID(ACTION_PLAY_ANSWER),
                     HOLDS(playing_first), EVENT(EVENT_PLAYED), DID(ACTION_PLAY_ANSWER),
                     HOLDS(playing), HOLDS(not_playing_first), EVENT(EVENT_PLAYED),
                     HOLDS(not_playing), COMMAND(CMD_HEAR_IT), COMMAND(CMD_BACK),
                     DID(ACTION_STOP_PLAYING), HOLDS(not_playing_first),
                     COMMAND(CMD_TRY_AGAIN), DID_NOT(ACTION_KEEP_ANSWER), SPOKEN,
                     COMMAND(CMD_READY), COMMAND_T(CMD_TYPED, 0, "I will learn to weld."),
                     SEES(SCREEN_COMPARE), COMMAND(CMD_HEAR_IT), HOLDS(playing_first),
                     EVENT(EVENT_PLAYED), HOLDS(not_playing), COMMAND(CMD_NEXT_QUESTION),
                     DID(ACTION_DROP_ANSWER), HOLDS(nothing_kept), END } },
    { "a typed first try is not kept",
      { RUN(to_answer), COMMAND_T(CMD_TYPED, 0, "I will learn to weld."), CANNOT(CMD_HEAR_IT),
        COMMAND(CMD_TRY_AGAIN), DID_NOT(ACTION_KEEP_ANSWER), HOLDS(nothing_kept), END } },
    { "sample answer and why", { RUN(to_feedback), COMMAND(CMD_SAMPLE), SHEET(SHEET_SAMPLE),
                                 COMMAND(CMD_WHY), SHEET(SHEET_WHY), COMMAND(CMD_SAMPLE),
                                 SHEET(SHEET_SAMPLE), COMMAND(CMD_BACK), COMMAND(CMD_WHY),
                                 SHEET(SHEET_WHY), END } },
    { "summary", { RUN(to_summary), COMMAND(CMD_PRINT), DID(ACTION_PRINT), COMMAND(CMD_SAVE),
                   DID(ACTION_SAVE), COMMAND(CMD_PRACTICE_MORE), SEES(SCREEN_CHOOSE),
                   COMMAND(CMD_LEAVE), SHEET(SHEET_LEAVE), END } },
    { "erasing asks once", { RUN(to_summary), COMMAND(CMD_ERASE), SHEET(SHEET_ERASE),
                             COMMAND(CMD_BACK), SEES(SCREEN_SUMMARY), COMMAND(CMD_ERASE),
                             COMMAND(CMD_ERASE), DID(ACTION_WIPE), HOLDS(has_erased), END } },
    { "microphone lost and back", { RUN(to_words),
                                    { .type = STEP_EVENT, .number = EVENT_MIC_LOST,
                                      .text = "The cable is out." },
                                    DID(ACTION_PAUSE_LISTENING), SEES(SCREEN_MIC_LOST),
                                    HOLDS(trouble_is_told), HOLDS(clock_at_8), WAIT(30),
                                    HOLDS(clock_at_8), EVENT(EVENT_MIC_BACK),
                                    DID(ACTION_RESUME_LISTENING), SEES(SCREEN_ANSWER),
                                    HOLDS(clock_at_8), WAIT(14.9), HOLDS(not_prompted), END } },
    { "looking for a microphone", { RUN(to_words), EVENT(EVENT_MIC_LOST),
                                    COMMAND(CMD_LOOK_AGAIN), DID(ACTION_LOOK_FOR_MICROPHONE),
                                    COMMAND(CMD_CHANGE_MICROPHONE),
                                    DID(ACTION_LOOK_FOR_MICROPHONE), SEES(SCREEN_MIC_LOST),
                                    END } },
    { "finishing without the microphone", { RUN(to_words), EVENT(EVENT_MIC_LOST),
                                            COMMAND(CMD_DONE), FINISHED(9.5),
                                            SEES(SCREEN_FEEDBACK), END } },
    { "typing without the microphone", { RUN(to_answer), EVENT(EVENT_MIC_LOST),
                                         COMMAND(CMD_TYPE), COMMAND_T(CMD_TYPED, 0, LESS),
                                         SEES(SCREEN_FEEDBACK), HOLDS(is_typed), END } },
    { "typing while the microphone comes back",
      { RUN(to_answer), EVENT(EVENT_MIC_LOST), COMMAND(CMD_TYPE), EVENT(EVENT_MIC_BACK), WAIT(1),
        HOLDS(types_below_mic_lost), COMMAND(CMD_BACK), SEES(SCREEN_ANSWER), END } },
    { "typing while the microphone is lost",
      { RUN(to_answer), COMMAND(CMD_TYPE), EVENT(EVENT_MIC_LOST), WAIT(1), HOLDS(types_an_answer),
        COMMAND(CMD_BACK), SEES(SCREEN_MIC_LOST), END } },
    { "a recording that lacks the turn is no typed answer",
      { RUN(to_answer), COMMAND(CMD_DONE), FINISHED(0.5), SEES(SCREEN_FEEDBACK),
        HOLDS(is_spoken_in_no_time), END } },
    { "no microphone at all", { EVENT(EVENT_MIC_LOST), RUN(to_choose), COMMAND_N(CMD_CHOOSE, 0),
                                SEES(SCREEN_MIC_LOST), COMMAND(CMD_SKIP),
                                SEES(SCREEN_QUESTION), SPOKEN, SEES(SCREEN_MIC_LOST),
                                CANNOT(CMD_SKIP), COMMAND(CMD_TYPE),
                                COMMAND_T(CMD_TYPED, 0, LESS), SEES(SCREEN_FEEDBACK), END } },
    { "the microphone does not matter for feedback", { RUN(to_feedback), EVENT(EVENT_MIC_LOST),
                                                       WAIT(1), SEES(SCREEN_FEEDBACK), END } },
    { "nothing heard, then spoken", { RUN(to_answer), WAIT(12), SEES(SCREEN_NOTHING_HEARD),
                                      HOLDS(over_answer), WAIT(20), WORDS("hello there"),
                                      SEES(SCREEN_ANSWER), WAIT(7),
                                      WORDS("i like people and grow"), COMMAND(CMD_DONE),
                                      FINISHED(41), SEES(SCREEN_FEEDBACK), END } },
    { "nothing heard, checking the microphone", { RUN(to_answer), WAIT(12),
                                                  COMMAND(CMD_CHECK_MICROPHONE),
                                                  DID(ACTION_END_LISTENING), SEES(SCREEN_CHECK),
                                                  COMMAND(CMD_CONTINUE), DID(ACTION_LISTEN),
                                                  SEES(SCREEN_ANSWER), END } },
    { "nothing heard, once more", { RUN(to_answer), WAIT(12), COMMAND(CMD_REPEAT),
                                    SEES(SCREEN_QUESTION), END } },
    { "loudness counts while nobody can hear words",
      { RUN(to_answer), EVENT_N(EVENT_EARS_LOST, 1), WAIT(3), LEVEL(-30), WAIT(11.5),
        SEES(SCREEN_ANSWER), WAIT(3.6), HOLDS(prompted), LEVEL(-30), HOLDS(not_prompted),
        COMMAND(CMD_DONE), FINISHED(20), SEES(SCREEN_FEEDBACK), END } },
    { "still there", { RUN(to_feedback), SPOKEN, WAIT(90), SEES(SCREEN_STILL_THERE),
                       DID(ACTION_SPEAK), TOUCH, SEES(SCREEN_FEEDBACK), DID_NOT(ACTION_SPEAK),
                       WAIT(89), SEES(SCREEN_FEEDBACK), END } },
    { "still there while typing", { RUN(to_answer), COMMAND(CMD_TYPE), WAIT(120.1),
                                    SEES(SCREEN_STILL_THERE), TOUCH, HOLDS(types_an_answer),
                                    COMMAND_T(CMD_TYPED, 0, LESS), SEES(SCREEN_FEEDBACK), END } },
    { "the question is heard after a sheet that nobody read",
      { RUN(to_question), COMMAND(CMD_WHY), WAIT(120.1), SEES(SCREEN_STILL_THERE),
        COMMAND(CMD_HERE), SHEET(SHEET_WHY), DID(ACTION_HUSH), COMMAND(CMD_BACK),
        DID(ACTION_SPEAK), SEES(SCREEN_QUESTION), END } },
    { "any command says i'm still here", { RUN(to_feedback), SPOKEN, WAIT(90),
                                           COMMAND(CMD_NEXT_QUESTION), SEES(SCREEN_FEEDBACK),
                                           END } },
    { "erase now on still there", { RUN(to_feedback), SPOKEN, WAIT(90), COMMAND(CMD_ERASE),
                                    DID(ACTION_WIPE), HOLDS(has_erased), END } },
    { "nobody there", { RUN(to_feedback), SPOKEN, WAIT(90), SPOKEN, WAIT(30.1), DID(ACTION_WIPE),
                        SEES(SCREEN_ATTRACT), HOLDS(has_erased), END } },
    { "never while it speaks", { RUN(to_feedback), WAIT(300), SEES(SCREEN_FEEDBACK), SPOKEN,
                                 WAIT(89), SEES(SCREEN_FEEDBACK), WAIT(1),
                                 SEES(SCREEN_STILL_THERE), END } },
    { "never while someone speaks", { RUN(to_answer), WAIT(1), SPEECH(1), WAIT(170),
                                      SEES(SCREEN_ANSWER), HOLDS(not_prompted), END } },
    { "a long answer ends at twice the target", { RUN(to_answer), WAIT(1), SPEECH(1),
                                                  WAIT(178.9), HOLDS(not_prompted), WAIT(0.2),
                                                  HOLDS(plenty), DID(ACTION_END_LISTENING),
                                                  END } },
    { "deaf while it speaks and a moment longer", { COMMAND(CMD_START), DID(ACTION_MUTE), SPOKEN,
                                                    DID_NOT(ACTION_UNMUTE), WAIT(0.29),
                                                    DID_NOT(ACTION_UNMUTE), WAIT(0.02),
                                                    DID(ACTION_UNMUTE), END } },
};

static void test_flows(void **state)
{
    (void)state;
    const struct interview_settings settings = scenario_settings();
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct scenario sc;
        scenario_begin(&sc, rows[i].name, &settings);
        scenario_run(&sc, rows[i].steps);
        scenario_end(&sc);
    }
}

static void test_feedback_is_spoken(void **state)
{
    (void)state;
    const struct interview_settings settings = scenario_settings();
    struct scenario sc;
    scenario_begin(&sc, "spoken feedback", &settings);
    scenario_run(&sc, to_feedback);
    const struct rubric_report *r = interview_state(sc.iv)->latest->report;
    assert_non_null(strstr(sc.spoken, r->next_step));
    assert_non_null(strstr(sc.spoken, r->strength));
    assert_non_null(strstr(sc.spoken, "Try again, or next question?"));
    scenario_end(&sc);
}

/* A practice that is not shuffled asks its questions in order, then ends in the summary. */
static void test_whole_practice(void **state)
{
    (void)state;
    static const struct step answer[] = { SPOKEN, COMMAND_T(CMD_TYPED, 0, LESS),
                                          SEES(SCREEN_FEEDBACK), COMMAND(CMD_NEXT_QUESTION), END };
    struct interview_settings settings = scenario_settings();
    settings.answers_typed = true;
    struct scenario sc;
    scenario_begin(&sc, "whole practice", &settings);
    scenario_run(&sc, to_choose);
    scenario_event(&sc, (struct interview_event){ .type = EVENT_COMMAND, .command = CMD_CHOOSE });
    const struct rubric_practice *p = rubric_bank_practice_at(scenario_bank(), 0);
    assert_int_equal(interview_state(sc.iv)->question_total, p->ask);
    for (unsigned i = 0; i < p->ask; i++) {
        assert_ptr_equal(interview_state(sc.iv)->question, p->questions[i]);
        scenario_run(&sc, answer);
    }
    assert_int_equal(interview_state(sc.iv)->screen, SCREEN_SUMMARY);
    assert_int_equal(interview_state(sc.iv)->attempt_count, p->ask);
    scenario_end(&sc);
}

static const struct rubric_practice *shuffled_practice(int *index)
{
    for (size_t i = 0; i < rubric_bank_practice_count(scenario_bank()); i++) {
        const struct rubric_practice *p = rubric_bank_practice_at(scenario_bank(), i);
        if (p->shuffle && p->question_count > 10) {
            *index = (int)i;
            return p;
        }
    }
    return NULL;
}

/* Seeds ask different questions, the same seed the same one. */
static void test_shuffle(void **state)
{
    (void)state;
    int index = 0;
    const struct rubric_question *asked[8];
    unsigned different = 0;
    assert_non_null(shuffled_practice(&index));
    for (unsigned i = 0; i < 8; i++) {
        struct interview_settings settings = scenario_settings();
        settings.seed = i / 2;
        settings.check_microphone = false;
        struct scenario sc;
        scenario_begin(&sc, "shuffle", &settings);
        scenario_run(&sc, to_choose);
        scenario_event(&sc, (struct interview_event){ .type = EVENT_COMMAND,
                                                      .command = CMD_CHOOSE, .number = index });
        asked[i] = interview_state(sc.iv)->question;
        scenario_end(&sc);
        different += i % 2 == 0 && i > 0 && asked[i] != asked[i - 1];
        assert_true(i % 2 == 0 || asked[i] == asked[i - 1]);
    }
    assert_true(different > 0);
}

static void test_ask(void **state)
{
    (void)state;
    const struct rubric_question *q = rubric_bank_find_question(scenario_bank(), "five-years");
    struct interview_settings settings = scenario_settings();
    settings.defaults.target_s = 0;
    struct scenario sc;
    assert_non_null(q);
    scenario_begin(&sc, "ask", &settings);
    interview_ask(sc.iv, NULL, q, sc.now_s);
    const struct interview_state *s = interview_state(sc.iv);
    assert_int_equal(s->screen, SCREEN_QUESTION);
    assert_ptr_equal(s->question, q);
    assert_int_equal(s->question_total, 1);
    assert_true(interview_target_s(sc.iv) == q->target_s);
    scenario_end(&sc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_flows),          cmocka_unit_test(test_feedback_is_spoken),
        cmocka_unit_test(test_whole_practice), cmocka_unit_test(test_shuffle),
        cmocka_unit_test(test_ask),
    };
    return cmocka_run_group_tests(tests, scenario_load, scenario_unload);
}
