/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The long way round: every screen and sheet that a person comes to, and what can be done there. */
#include "route.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define TYPE(name, text, screen, sheet, so) \
    { name, CMD_NONE, 0, text, 0, SCREEN_##screen, SHEET_##sheet, so, 0 }
#define KEY(name, key, mod, screen, so) \
    { name, CMD_NONE, 0, NULL, key, SCREEN_##screen, SHEET_NONE, so, mod }
#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

#define SAID "my goal is to be a nurse"

static bool spanish(struct walk *w)
{
    const char *word = strings_get(w->k->stage->strings, "tool.help");
    return walk_state(w)->person.language > 0 && strcmp(word, "Ayuda") == 0;
}

static bool english(struct walk *w)
{
    return walk_state(w)->person.language == 0;
}

/* Shown for a moment, too. */
static bool slower_voice(struct walk *w)
{
    return walk_state(w)->person.rate == 120 && w->k->scene.said != NULL;
}

static bool softer_voice(struct walk *w)
{
    return walk_state(w)->person.volume == 90 && w->k->scene.said != NULL;
}

static bool long_answers(struct walk *w)
{
    return walk_state(w)->person.target_s == 120;
}

static bool short_answers(struct walk *w)
{
    return walk_state(w)->person.target_s == 60;
}

static bool usual_answers(struct walk *w)
{
    return walk_state(w)->person.target_s == 90;
}

static bool still(struct walk *w)
{
    return w->k->stage->view.reduced_motion;
}

static bool not_still(struct walk *w)
{
    return !w->k->stage->view.reduced_motion;
}

static bool reads_aloud(struct walk *w)
{
    return walk_state(w)->person.read_aloud;
}

static bool reads_no_more(struct walk *w)
{
    return !walk_state(w)->person.read_aloud;
}

static bool large_text(struct walk *w)
{
    return walk_state(w)->person.text_size == 1 && w->k->stage->text_size == 1;
}

static bool usual_text(struct walk *w)
{
    return walk_state(w)->person.text_size == 0 && w->k->stage->text_size == 0;
}

static bool options_open(struct walk *w)
{
    return w->k->memory.options;
}

static bool high_contrast(struct walk *w)
{
    return walk_state(w)->person.high_contrast;
}

static bool usual_contrast(struct walk *w)
{
    return !walk_state(w)->person.high_contrast;
}

static bool no_captions(struct walk *w)
{
    return !walk_state(w)->person.captions;
}

static bool captions(struct walk *w)
{
    return walk_state(w)->person.captions;
}

static bool slower(struct walk *w)
{
    return walk_state(w)->person.rate < 120 && walk_state(w)->speech_id != 0;
}

static bool asks_again(struct walk *w)
{
    return walk_state(w)->speech_id != 0;
}

static bool more_time(struct walk *w)
{
    return walk_state(w)->countdown_total_s >= 25;
}

static bool from_the_start(struct walk *w)
{
    return walk_state(w)->answer_s < 1;
}

static bool typed_all(struct walk *w)
{
    return strcmp(w->k->memory.typed, SAID) == 0;
}

static bool typed_word(struct walk *w)
{
    return strcmp(w->k->memory.typed, "cook") == 0;
}

static bool answered(struct walk *w)
{
    const struct attempt *a = walk_state(w)->latest;
    return a != NULL && a->word_count == 7 && strcmp(a->words[6].text, "nurse") == 0 &&
           a->length_s < 0;
}

static bool watch_open(struct walk *w)
{
    return walk_state(w)->open_group == RUBRIC_GROUP_WATCH;
}

/* Which group is the first one depends on the question. */
static bool other_open(struct walk *w)
{
    return walk_state(w)->open_group != RUBRIC_GROUP_WATCH;
}

static bool row_open(struct walk *w)
{
    return walk_state(w)->open_finding == 0;
}

static bool word_held(struct walk *w)
{
    return w->k->memory.word > 0;
}

static bool word_let_go(struct walk *w)
{
    return w->k->memory.word == 0;
}

static bool last_held(struct walk *w)
{
    return w->k->memory.word == 7;
}

static bool keyboard_open(struct walk *w)
{
    return w->k->memory.editing;
}

/* The feedback follows at once: the report is already that of the words shown. */
static bool corrected(struct walk *w)
{
    const struct attempt *a = walk_state(w)->latest;
    return !w->k->memory.editing && a->word_count == 7 && strcmp(a->words[6].text, "cook") == 0 &&
           a->report->word_count == 7 && strcmp(a->report->word_text[6], "cook") == 0;
}

static bool struck(struct walk *w)
{
    const struct attempt *a = walk_state(w)->latest;
    return a->word_count == 6 && a->report->word_count == 6;
}

static bool second_try(struct walk *w)
{
    return walk_state(w)->attempt_number == 2;
}

/* What the printer's queue was given is a whole document. */
static bool printed(struct walk *w)
{
    char path[4096], head[5] = "", tail[8] = "";
    snprintf(path, sizeof(path), "%s/printed.pdf", getenv("RIG"));
    FILE *f = fopen(path, "rb");
    bool whole = f != NULL && fread(head, 1, 4, f) == 4 && fseek(f, -6, SEEK_END) == 0 &&
                 fread(tail, 1, 6, f) == 6;
    if (f != NULL) {
        fclose(f);
    }
    return whole && strcmp(head, "%PDF") == 0 && strstr(tail, "%%EOF") != NULL &&
           w->k->scene.notice != NULL && strcmp(w->k->scene.notice, "summary.printed") == 0;
}

static bool no_stick(struct walk *w)
{
    return w->k->scene.notice != NULL && strcmp(w->k->scene.notice, "stick.none") == 0;
}

static bool second_question(struct walk *w)
{
    return walk_state(w)->question_number == 2 && walk_state(w)->attempt_number == 1;
}

static bool typed_little(struct walk *w)
{
    return strcmp(w->k->memory.typed, "i cook") == 0;
}

static bool longer(struct walk *w)
{
    return walk_state(w)->countdown_total_s > 130;
}

static bool erased(struct walk *w)
{
    const struct interview_state *s = walk_state(w);
    const struct person_settings *p = &s->person;
    bool as_before = !p->read_aloud && p->rate == 140 && p->volume == 100 && p->language == 0 &&
                     p->target_s == 90 && !w->k->stage->view.reduced_motion;
    return s->erased && s->attempt_count == 0 && as_before;
}

static const struct step beginning[] = {
    GO("wait for the door", CMD_NONE, 0, ATTRACT, NONE, NULL),
    GO("in Spanish", CMD_LANGUAGE, 0, ATTRACT, NONE, spanish),
    GO("start", CMD_START, 0, CHOOSE, NONE, NULL),
    GO("answer length", CMD_LENGTH, 120, CHOOSE, NONE, long_answers),
    GO("larger text", CMD_TEXT_SIZE, 1, CHOOSE, NONE, large_text),
    GO("options in large text", LOCAL_OPTIONS, 0, CHOOSE, NONE, options_open),
    GO("usual text", CMD_TEXT_SIZE, 0, CHOOSE, NONE, usual_text),
    GO("high contrast", CMD_CONTRAST, 0, CHOOSE, NONE, high_contrast),
    GO("usual contrast", CMD_CONTRAST, 0, CHOOSE, NONE, usual_contrast),
    GO("captions off", CMD_CAPTIONS, 0, CHOOSE, NONE, no_captions),
    GO("captions on", CMD_CAPTIONS, 0, CHOOSE, NONE, captions),
};

/* Keys that mean the same whether a button shows them or not. */
static const struct step by_keys_alone[] = {
    KEY("from two minutes to one", 'l', 0, CHOOSE, short_answers),
    KEY("and to what is usual", 'l', 0, CHOOSE, usual_answers),
    KEY("larger text", '+', KMOD_LCTRL, CHOOSE, large_text),
    KEY("usual text", '-', KMOD_LCTRL, CHOOSE, usual_text),
    KEY("no motion", KEY_F6, 0, CHOOSE, still),
    KEY("motion", KEY_F6, 0, CHOOSE, not_still),
    KEY("read aloud", KEY_F2, 0, CHOOSE, reads_aloud),
    KEY("enough of it", KEY_F2, 0, CHOOSE, reads_no_more),
    KEY("no motion until the end", KEY_F6, 0, CHOOSE, still),
};

static const struct step middle[] = {
    GO("help", CMD_HELP, 0, CHOOSE, HELP, NULL),
    GO("a slower voice", CMD_SPEED, -1, CHOOSE, HELP, slower_voice),
    GO("a softer voice", CMD_VOLUME, -1, CHOOSE, HELP, softer_voice),
    GO("in English", CMD_LANGUAGE, 0, CHOOSE, HELP, english),
    GO("close help", CMD_BACK, 0, CHOOSE, NONE, NULL),
    GO("choose", CMD_CHOOSE, 4, CHECK, NONE, NULL),
    GO("skip the check", CMD_SKIP, 0, QUESTION, NONE, NULL),
    GO("slower", CMD_SLOWER, 0, QUESTION, NONE, slower),
    GO("repeat", CMD_REPEAT, 0, QUESTION, NONE, asks_again),
    GO("skip ahead", CMD_SKIP, 0, THINK, NONE, NULL),
    GO("more time", CMD_MORE_TIME, 0, THINK, NONE, more_time),
    GO("repeat the question", CMD_REPEAT, 0, QUESTION, NONE, asks_again),
    GO("skip ahead again", CMD_SKIP, 0, THINK, NONE, NULL),
    GO("leave?", CMD_LEAVE, 0, THINK, LEAVE, NULL),
    GO("stay", CMD_BACK, 0, THINK, NONE, NULL),
    GO("start now", CMD_READY, 0, ANSWER, NONE, NULL),
    GO("start over", CMD_START_OVER, 0, ANSWER, NONE, from_the_start),
    GO("type instead", CMD_TYPE, 0, ANSWER, TYPE, NULL),
    GO("rather speak", CMD_BACK, 0, ANSWER, NONE, NULL),
    GO("type after all", CMD_TYPE, 0, ANSWER, TYPE, NULL),
    TYPE("type the answer", SAID, ANSWER, TYPE, typed_all),
    GO("typed", LOCAL_TYPE_DONE, 0, FEEDBACK, NONE, answered),
    GO("what to watch out for", CMD_GROUP, RUBRIC_GROUP_WATCH, FEEDBACK, NONE, watch_open),
    GO("back to the first", CMD_GROUP, WALK_FIRST, FEEDBACK, NONE, other_open),
    GO("the first row", CMD_FINDING, 0, FEEDBACK, NONE, row_open),
};

/* The last word becomes another one, and everything is as before at the end. */
static const struct step correct_by_touch[] = {
    GO("touch a word", LOCAL_WORD, 6, FEEDBACK, NONE, last_held),
    GO("let it go", LOCAL_WORD, 6, FEEDBACK, NONE, word_let_go),
    GO("touch it again", LOCAL_WORD, 6, FEEDBACK, NONE, last_held),
    GO("change it", LOCAL_WORD_EDIT, 0, FEEDBACK, NONE, keyboard_open),
    TYPE("type the right word", "cook", FEEDBACK, NONE, typed_word),
    GO("that is it", LOCAL_TYPE_DONE, 0, FEEDBACK, NONE, corrected),
    GO("undo", CMD_UNDO, 0, FEEDBACK, NONE, answered),
    GO("touch it once more", LOCAL_WORD, 6, FEEDBACK, NONE, last_held),
    GO("strike it", LOCAL_WORD_STRIKE, 6, FEEDBACK, NONE, struck),
    GO("undo that", CMD_UNDO, 0, FEEDBACK, NONE, answered),
};

#define PRESS(name, key, so) KEY(name, key, 0, FEEDBACK, so)

static const struct step correct_by_keys[] = {
    GO("take hold of a word", LOCAL_WORDS, 0, FEEDBACK, NONE, word_held),
    PRESS("let it go", KEY_ESCAPE, word_let_go),
    PRESS("take hold again", KEY_ENTER, word_held),
    PRESS("one to the right", KEY_RIGHT, word_held),
    PRESS("to the last", KEY_DOWN, last_held),
    PRESS("change it", KEY_ENTER, keyboard_open),
    TYPE("type the right word", "cook", FEEDBACK, NONE, typed_word),
    GO("that is it", LOCAL_TYPE_DONE, 0, FEEDBACK, NONE, corrected),
    GO("undo", CMD_UNDO, 0, FEEDBACK, NONE, answered),
    GO("strike it", LOCAL_WORD_STRIKE, 6, FEEDBACK, NONE, struck),
    GO("undo that", CMD_UNDO, 0, FEEDBACK, NONE, answered),
    PRESS("let go", KEY_ESCAPE, word_let_go),
};

static const struct step onwards[] = {
    GO("a sample", CMD_SAMPLE, 0, FEEDBACK, SAMPLE, NULL),
    GO("why do they ask", CMD_WHY, 0, FEEDBACK, WHY, NULL),
    GO("enough", CMD_BACK, 0, FEEDBACK, NONE, NULL),
    GO("try again", CMD_TRY_AGAIN, 0, QUESTION, NONE, second_try),
    GO("hear it to its end", CMD_NONE, 0, THINK, NONE, NULL),
    GO("type the second", CMD_TYPE, 0, THINK, TYPE, NULL),
    TYPE("the second answer", SAID, THINK, TYPE, typed_all),
    GO("done", LOCAL_TYPE_DONE, 0, COMPARE, NONE, answered),
    GO("details", CMD_BACK, 0, FEEDBACK, NONE, NULL),
    GO("finish", CMD_FINISH, 0, SUMMARY, NONE, NULL),
    GO("print", CMD_PRINT, 0, SUMMARY, NONE, printed),
    GO("save without a stick", CMD_SAVE, 0, SUMMARY, NONE, no_stick),
    GO("more time for the notes", CMD_MORE_TIME, 0, SUMMARY, NONE, longer),
    GO("erase?", CMD_ERASE, 0, SUMMARY, ERASE, NULL),
    GO("keep them", CMD_BACK, 0, SUMMARY, NONE, NULL),
    GO("practice more", CMD_PRACTICE_MORE, 0, CHOOSE, NONE, NULL),
    GO("a practice of several questions", CMD_CHOOSE, 1, QUESTION, NONE, NULL),
    GO("ahead", CMD_SKIP, 0, THINK, NONE, NULL),
    GO("type once more", CMD_TYPE, 0, THINK, TYPE, NULL),
    TYPE("a short answer", "i cook", THINK, TYPE, typed_little),
    GO("that is all", LOCAL_TYPE_DONE, 0, FEEDBACK, NONE, NULL),
    GO("next question", CMD_NEXT_QUESTION, 0, QUESTION, NONE, second_question),
    GO("ahead of it", CMD_SKIP, 0, THINK, NONE, NULL),
    GO("leave", CMD_LEAVE, 0, THINK, LEAVE, NULL),
    GO("and erase", CMD_LEAVE, 0, ATTRACT, NONE, erased),
};

static size_t add(struct step *to, size_t count, const struct step *from, size_t more)
{
    memcpy(to + count, from, more * sizeof(*to));
    return count + more;
}

size_t route_make(struct step steps[ROUTE_MAX], enum walk_by by)
{
    bool points = by == BY_TOUCH || by == BY_MOUSE;
    size_t count = add(steps, 0, beginning, COUNT(beginning));
    if (by == BY_KEYS) {
        count = add(steps, count, by_keys_alone, COUNT(by_keys_alone));
    }
    count = add(steps, count, middle, COUNT(middle));
    count = points ? add(steps, count, correct_by_touch, COUNT(correct_by_touch))
                   : add(steps, count, correct_by_keys, COUNT(correct_by_keys));
    return add(steps, count, onwards, COUNT(onwards));
}
