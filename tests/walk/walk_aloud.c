/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * walk_aloud: the staff area and the whole route with Tab, Enter, arrows and Esc while everything is
 * read aloud, then four screens listened to for a while. Every screen, sheet and tab, every move of
 * the focus, and what a press came to must have been given to the voice. What the speaker plays is
 * left in $RIG/aloud.wav, what was to be heard meanwhile in $RIG/aloud.txt.
 */
#include "route.h"
#include "studio_options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LISTEN_S 7.0    /* to each screen that is recorded */
#define STAFF    ((size_t)SCREEN_COUNT + SHEET_COUNT)   /* the first of its pages */
#define TABS     (STAFF + STAFF_NEW_PIN + 1)
#define PLACES   (SCREEN_COUNT + SHEET_COUNT + STAFF_NEW_PIN + 1 + STAFF_TAB_COUNT)

struct reading {
    bool seen[PLACES], read[PLACES];    /* screens, then sheets, then the staff area's pages and tabs */
    int focus_command, focus_number;    /* with the last frame */
    size_t place;                       /* the same */
    bool editing;
    char state[96];                     /* of what has the focus; the same */
    const char *notice;
    unsigned moves, unread;
    unsigned changes, untold;           /* of states, and sentences after an action */
    double listen_s;                    /* since when; 0: not */
    bool recorded;                      /* the speaker, or it will be at once */
    FILE *expected;
    char last[4096];
};

static size_t place(const struct walk *w)
{
    const struct interview_state *s = walk_state(w);
    const struct staff *staff = w->k->scene.staff;
    if (staff != NULL) {
        return staff->page == STAFF_MENU ? TABS + staff->tab : STAFF + staff->page;
    }
    return s->sheet != SHEET_NONE ? (size_t)SCREEN_COUNT + s->sheet : s->screen;
}

/* Over the question and into an answer nothing is read. */
static bool may_be_read(const struct interview_state *s)
{
    return s->person.read_aloud && (s->speech_id == 0 || s->screen != SCREEN_QUESTION) &&
           (s->screen != SCREEN_ANSWER || s->sheet != SHEET_NONE);
}

/* What everybody sees at once is said in words of its own. */
static bool in_a_sentence(struct walk *w, const char *text)
{
    static const char *const ids[] = { "sound.contrast_on", "sound.contrast_off", "sound.text_size",
                                       "sound.length", "sound.captions_on", "sound.captions_off" };
    for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++) {
        const char *sentence = strings_get(w->k->stage->strings, ids[i]);
        if (strncmp(text, sentence, strcspn(sentence, "{")) == 0) {
            return true;
        }
    }
    return false;
}

/* A press that changes what has the focus is answered: with its new state, or what came of it. */
static void check_state(struct reading *r, struct walk *w, const struct spot *spot,
                        const char *text)
{
    const char *notice = w->k->scene.staff != NULL ? w->k->staff.notice : w->k->scene.notice;
    bool sounds = notice != NULL && strcmp(notice, "staff.hear_now") == 0; /* says itself */
    bool told = notice != NULL && notice != r->notice && !sounds;
    bool changed = strcmp(spot->state, r->state) != 0;
    const char *wanted = told ? strings_get(w->k->stage->strings, notice) : spot->label;
    bool said = text != NULL && strncmp(text, wanted, strlen(wanted)) == 0;
    bool known = text != NULL && !told && in_a_sentence(w, text);
    r->changes += told || changed;
    r->untold += (told || changed) && !said && !known;
    if ((told || changed) && !said && !known) {
        fprintf(stderr, "\"%s\" became \"%s\" (%s), the voice says \"%.60s\"\n", spot->label,
                spot->state, notice != NULL ? notice : "no notice", text != NULL ? text : "nothing");
    }
    r->notice = notice;
}

/* A new screen is read itself; after that each move is. */
static void check_focus(struct reading *r, struct walk *w)
{
    const struct view *v = &w->k->stage->view;
    const struct spot *spot = spots_find(&w->k->stage->spots, v->focus_command, v->focus_number);
    const char *text = studio_caption(w->k->studio).text;
    bool same = r->focus_command == v->focus_command && r->focus_number == v->focus_number;
    size_t here = place(w);
    bool entered = here != r->place || w->k->memory.editing != r->editing;
    if (!same && !entered && v->show_keys && spot != NULL && spot->command != LOCAL_TYPE_LETTER &&
        may_be_read(walk_state(w)) && r->focus_command != CMD_NONE) {
        bool read = text != NULL && strncmp(text, spot->label, strlen(spot->label)) == 0;
        r->moves++;
        r->unread += !read;
        if (!read) {
            fprintf(stderr, "%s: the focus is on \"%s\", the voice says \"%.60s\"\n",
                    w->steps[w->at].name, spot->label, text != NULL ? text : "nothing");
        }
    }
    if (same && !entered && spot != NULL && may_be_read(walk_state(w))) {
        check_state(r, w, spot, text);
    }
    snprintf(r->state, sizeof(r->state), "%s", spot != NULL ? spot->state : "");
    r->focus_command = v->focus_command;
    r->focus_number = v->focus_number;
    r->place = here;
    r->editing = w->k->memory.editing;
}

static void watch(struct walk *w)
{
    struct reading *r = w->user;
    const struct interview_state *s = walk_state(w);
    const char *text = studio_caption(w->k->studio).text;
    r->seen[place(w)] = r->seen[place(w)] || may_be_read(s);
    r->read[place(w)] = r->read[place(w)] || text != NULL;
    if (w->steps[w->at].key == KEY_TAB || w->by == BY_TAB) {
        check_focus(r, w);
    }
}

static bool reads_aloud(struct walk *w)
{
    return walk_state(w)->person.read_aloud;
}

/* Listens to the screen for a while, and notes what should be heard. */
static bool listened(struct walk *w)
{
    struct reading *r = w->user;
    const char *text = studio_caption(w->k->studio).text;
    if (r->listen_s <= 0 && text != NULL && studio_caption(w->k->studio).to > 0) {
        r->listen_s = w->now_s;
        snprintf(r->last, sizeof(r->last), "%s", text);
    }
    if (r->listen_s <= 0 || (text != NULL && w->now_s - r->listen_s < LISTEN_S)) {
        return false;
    }
    size_t heard = text != NULL ? studio_caption(w->k->studio).to : strlen(r->last);
    fprintf(r->expected, "%.*s\n", (int)heard, r->last);
    r->listen_s = 0;
    return true;
}

static bool begin_recording(struct walk *w)
{
    struct reading *r = w->user;
    if (!r->recorded) {
        r->recorded = system("hear-speaker $RIG/aloud.wav 45 &") == 0;
    }
    return walk_has_file("aloud.wav.raw");
}

static const struct step first = GO("read aloud", CMD_READ_ALOUD, 0, ATTRACT, NONE, reads_aloud);
static const struct step listen[] = {
    GO("record", CMD_NONE, 0, ATTRACT, NONE, begin_recording),
    GO("read aloud again", CMD_READ_ALOUD, 0, ATTRACT, NONE, reads_aloud),
    GO("listen to the first screen", CMD_NONE, 0, ATTRACT, NONE, listened),
    GO("start", CMD_START, 0, CHOOSE, NONE, NULL),
    GO("listen to the choice", CMD_NONE, 0, CHOOSE, NONE, listened),
    GO("help", CMD_HELP, 0, CHOOSE, HELP, NULL),
    GO("listen to the help", CMD_NONE, 0, CHOOSE, HELP, listened),
    GO("close", CMD_BACK, 0, CHOOSE, NONE, NULL),
    GO("leave", CMD_LEAVE, 0, ATTRACT, NONE, NULL),
};

static void name_place(size_t i, char *out, size_t size)
{
    const struct screen *s = i < SCREEN_COUNT ? screens_get((enum screen_id)i)
                             : i < STAFF ? sheets_get((enum sheet_id)(i - SCREEN_COUNT)) : NULL;
    snprintf(out, size, "%s", s != NULL ? s->name : "");
    if (i >= STAFF) {
        snprintf(out, size, "staff area, %s %zu", i < TABS ? "page" : "tab",
                 i < TABS ? i - STAFF : i - TABS);
    }
}

static unsigned report(const struct reading *r)
{
    unsigned silent = 0, places = 0, tabs = 0;
    for (size_t i = 0; i < PLACES; i++) {
        char name[64];
        name_place(i, name, sizeof(name));
        places += r->read[i];
        tabs += i >= TABS && r->read[i];
        if (r->seen[i] && !r->read[i]) {
            fprintf(stderr, "\"%s\" was not read\n", name);
            silent++;
        }
    }
    printf("%u places read, %u moves of the focus, %u of them unread, %u changes, %u of them "
           "untold\n", places, r->moves, r->unread, r->changes, r->untold);
    return silent + (tabs < STAFF_TAB_COUNT) + r->untold + (r->changes < 8);
}

static size_t join(struct step *to, size_t count, const struct step *from, size_t more)
{
    memcpy(to + count, from, more * sizeof(*to));
    return count + more;
}

int main(void)
{
    struct settings settings = settings_defaults();
    struct kiosk_options o = { .width = 1280, .height = 720 };
    struct step route[ROUTE_MAX], steps[2 * ROUTE_MAX];
    struct reading r = { .focus_command = CMD_NONE };
    char path[4096], err[300];
    size_t count = join(steps, 0, &first, 1);
    count = join(steps, count, route_staff, route_staff_count);
    count = join(steps, count, &first, 1);  /* what staff turned on is not for the next one */
    count = join(steps, count, route, route_make(route, BY_TAB));
    count = join(steps, count, listen, sizeof(listen) / sizeof(listen[0]));
    struct walk w = { .by = BY_TAB, .steps = steps, .step_count = count,
                      .user = &r, .watch = watch, .limit_s = 20 };
    snprintf(path, sizeof(path), "%s/aloud.txt", getenv("RIG") != NULL ? getenv("RIG") : "/tmp");
    if (!route_prepare(err, sizeof(err))) {
        fprintf(stderr, "%s\n", err);
        return 2;
    }
    r.expected = fopen(path, "w");
    if (r.expected == NULL) {
        fprintf(stderr, "%s cannot be written\n", path);
        return 2;
    }
    alarm(280);
    settings.check_microphone = true;
    o.studio = studio_from_settings(&settings);
    o.settings = &settings;
    o.studio.recording = "";
    bool good = walk_run(&w, &o);
    fclose(r.expected);
    return report(&r) == 0 && good && r.moves > 50 && r.unread == 0 ? 0 : 1;
}
