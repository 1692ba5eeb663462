/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * walk_aloud: the whole route with Tab, Enter, arrows and Esc while everything is read aloud, then
 * four screens listened to for a while. Every screen and sheet, and every move of the focus, must
 * have been given to the voice. What the speaker plays is left in $RIG/aloud.wav, what was to be
 * heard meanwhile in $RIG/aloud.txt.
 */
#include "route.h"
#include "studio_options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LISTEN_S 7.0    /* to each screen that is recorded */
#define PLACES   (SCREEN_COUNT + SHEET_COUNT)

struct reading {
    bool seen[PLACES], read[PLACES];    /* screens, then sheets */
    int focus_command, focus_number;    /* with the last frame */
    size_t place;                       /* the same */
    bool editing;
    unsigned moves, unread;
    double listen_s;                    /* since when; 0: not */
    FILE *expected;
    char last[4096];
};

static size_t place(const struct interview_state *s)
{
    return s->sheet != SHEET_NONE ? (size_t)SCREEN_COUNT + s->sheet : s->screen;
}

/* Over the interviewer's voice and into an answer nothing is read. */
static bool may_be_read(const struct interview_state *s)
{
    return s->person.read_aloud && s->speech_id == 0 &&
           (s->screen != SCREEN_ANSWER || s->sheet != SHEET_NONE);
}

/* A new screen is read itself; after that each move is. */
static void check_focus(struct reading *r, struct walk *w)
{
    const struct view *v = &w->k->stage->view;
    const struct spot *spot = spots_find(&w->k->stage->spots, v->focus_command, v->focus_number);
    const char *text = studio_caption(w->k->studio).text;
    bool same = r->focus_command == v->focus_command && r->focus_number == v->focus_number;
    size_t here = place(walk_state(w));
    bool entered = here != r->place || w->k->memory.editing != r->editing;
    if (!same && !entered && v->show_keys && spot != NULL && spot->command != LOCAL_TYPE_LETTER &&
        may_be_read(walk_state(w)) && r->focus_command != CMD_NONE) {
        bool read = text != NULL && strncmp(text, spot->label, strlen(spot->label)) == 0;
        r->moves++;
        r->unread += !read;
        if (!read) {
            fprintf(stderr, "the focus is on \"%s\", the voice says \"%.60s\"\n", spot->label,
                    text != NULL ? text : "nothing");
        }
    }
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
    r->seen[place(s)] = r->seen[place(s)] || may_be_read(s);
    r->read[place(s)] = r->read[place(s)] || text != NULL;
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
    if (r->listen_s <= 0) {
        r->listen_s = w->now_s;
        return system("hear-speaker $RIG/aloud.wav 45 &") != 0;
    }
    bool begun = w->now_s - r->listen_s > 1;
    r->listen_s = begun ? 0 : r->listen_s;
    return begun;
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

static unsigned report(const struct reading *r)
{
    unsigned silent = 0;
    for (size_t i = 0; i < PLACES; i++) {
        const struct screen *s = i < SCREEN_COUNT ? screens_get((enum screen_id)i)
                                                  : sheets_get((enum sheet_id)(i - SCREEN_COUNT));
        if (s != NULL && r->seen[i] && !r->read[i]) {
            fprintf(stderr, "\"%s\" was not read\n", s->name);
            silent++;
        }
    }
    printf("%u moves of the focus, %u of them unread\n", r->moves, r->unread);
    return silent;
}

int main(void)
{
    struct settings settings = settings_defaults();
    struct kiosk_options o = { .width = 1280, .height = 720 };
    struct step route[ROUTE_MAX], steps[ROUTE_MAX + 16];
    struct reading r = { .focus_command = CMD_NONE };
    char path[4096];
    size_t count = route_make(route, BY_TAB), listens = sizeof(listen) / sizeof(listen[0]);
    steps[0] = first;
    memcpy(steps + 1, route, count * sizeof(*steps));
    memcpy(steps + 1 + count, listen, sizeof(listen));
    struct walk w = { .by = BY_TAB, .steps = steps, .step_count = 1 + count + listens,
                      .user = &r, .watch = watch, .limit_s = 20 };
    snprintf(path, sizeof(path), "%s/aloud.txt", getenv("RIG") != NULL ? getenv("RIG") : "/tmp");
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
