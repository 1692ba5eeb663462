/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "staff.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "history.h"
#include "spots.h"

#define HEARD 0.08f     /* loudness that is sound */

void staff_init(struct staff *s, struct settings *settings)
{
    *s = (struct staff){ .settings = settings, .microphone = "" };
}

static void forget_typed(struct staff *s)
{
    explicit_bzero(s->typed, sizeof(s->typed));
}

struct week {
    struct staff_counts *counts;
    char days[7][16];
};

static void add_row(void *user, const struct history_row *row)
{
    struct week *w = user;
    for (int i = 0; i < 7; i++) {
        if (strncmp(row->hour, w->days[i], 10) == 0) {
            w->counts->days[i] += row->begun;
            w->counts->week += row->begun;
        }
    }
}

static void read_counts(struct staff_counts *c, time_t today)
{
    struct week w = { .counts = c };
    struct tm now;
    char *path = history_path();
    *c = (struct staff_counts){ 0 };
    localtime_r(&today, &now);
    c->today = (unsigned)(now.tm_wday + 6) % 7;
    for (int i = 0; i < 7; i++) {
        struct tm day = now;
        day.tm_mday += i - (int)c->today;
        day.tm_hour = 12;
        day.tm_isdst = -1;
        mktime(&day);
        strftime(w.days[i], sizeof(w.days[i]), "%Y-%m-%d", &day);
    }
    if (path != NULL) {
        history_read(path, add_row, &w, c->trouble, sizeof(c->trouble));
    }
    free(path);
}

void staff_open(struct staff *s, bool by_keyboard, double now_s, time_t today)
{
    if (s->settings == NULL || s->page != STAFF_CLOSED) {
        return;
    }
    bool free_entry = by_keyboard && !pin_is_set();
    s->page = free_entry ? STAFF_MENU : STAFF_PIN;
    s->tab = STAFF_OVERVIEW;
    s->tried = false;
    s->recorded = false;
    s->recording_until_s = s->heard_s = 0;
    s->touched_s = s->now_s = now_s;
    s->notice[0] = '\0';
    forget_typed(s);
    read_counts(&s->counts, today);
}

void staff_close(struct staff *s)
{
    s->page = STAFF_CLOSED;
    forget_typed(s);
    explicit_bzero(s->first, sizeof(s->first));
}

bool staff_is_open(const struct staff *s)
{
    return s->page != STAFF_CLOSED;
}

static void save(struct staff *s)
{
    char err[sizeof(s->notice)];
    if (!settings_save(s->settings, err, sizeof(err))) {
        snprintf(s->notice, sizeof(s->notice), "%s", err);
    }
}

static enum staff_wish do_close(struct staff *s, int number)
{
    (void)number;
    if (s->page == STAFF_NEW_PIN) {
        s->page = STAFF_MENU;
        forget_typed(s);
    } else {
        staff_close(s);
    }
    return STAFF_NOTHING;
}

static enum staff_wish do_digit(struct staff *s, int number)
{
    size_t length = strlen(s->typed);
    if (s->page != STAFF_MENU && number >= 0 && number <= 9 && length < PIN_LONGEST) {
        s->typed[length] = (char)('0' + number);
        s->tried = false;
    }
    return STAFF_NOTHING;
}

static enum staff_wish do_erase(struct staff *s, int number)
{
    (void)number;
    size_t length = strlen(s->typed);
    if (length > 0) {
        s->typed[length - 1] = '\0';
    }
    return STAFF_NOTHING;
}

/* Twice the same; the second time it is kept. */
static void new_pin(struct staff *s)
{
    if (s->first[0] == '\0') {
        memcpy(s->first, s->typed, sizeof(s->first));
        return;
    }
    if (strcmp(s->first, s->typed) != 0) {
        snprintf(s->notice, sizeof(s->notice), "The two PINs were not the same.");
    } else if (pin_set(s->typed, s->notice, sizeof(s->notice))) {
        snprintf(s->notice, sizeof(s->notice), "The new PIN is set.");
    }
    explicit_bzero(s->first, sizeof(s->first));
    s->page = STAFF_MENU;
}

static enum staff_wish do_enter(struct staff *s, int number)
{
    (void)number;
    if (s->page == STAFF_MENU || strlen(s->typed) < PIN_SHORTEST) {
        return STAFF_NOTHING;
    }
    if (s->page == STAFF_NEW_PIN) {
        new_pin(s);
    } else {
        s->answer = pin_try(&s->gate, s->typed, s->now_s);
        s->tried = true;
        s->page = s->answer == PIN_RIGHT ? STAFF_MENU : STAFF_PIN;
    }
    forget_typed(s);
    return STAFF_NOTHING;
}

static enum staff_wish do_tab(struct staff *s, int number)
{
    s->tab = number >= 0 && number < STAFF_TAB_COUNT ? (enum staff_tab)number : s->tab;
    return STAFF_NOTHING;
}

static enum staff_wish do_volume(struct staff *s, int number)
{
    s->settings->volume = (unsigned)number;
    save(s);
    return STAFF_APPLY;
}

static enum staff_wish do_speed(struct staff *s, int number)
{
    s->settings->speed = (unsigned)number;
    save(s);
    return STAFF_APPLY;
}

static enum staff_wish do_set(struct staff *s, int number)
{
    (void)number;   /* the kiosk knows the sets' names: see kiosk_staff.c */
    save(s);
    return STAFF_APPLY;
}

bool staff_switched(const struct settings *t, enum staff_switch which)
{
    const bool now[STAFF_SWITCH_COUNT] = {
        [STAFF_CHECK_MIC] = t->check_microphone, [STAFF_LONG_TIME] = t->time_scale > 1,
        [STAFF_UNLIMITED] = t->unlimited_answer, [STAFF_FILLERS] = t->filler_remarks,
        [STAFF_PACE] = t->pace_remarks, [STAFF_BIG_TEXT] = t->text_size > 0,
    };
    return now[which];
}

static enum staff_wish do_switch(struct staff *s, int number)
{
    struct settings *t = s->settings;
    switch ((enum staff_switch)number) {
    case STAFF_CHECK_MIC: t->check_microphone = !t->check_microphone; break;
    case STAFF_LONG_TIME: t->time_scale = t->time_scale > 1 ? 1 : 2; break;
    case STAFF_UNLIMITED: t->unlimited_answer = !t->unlimited_answer; break;
    case STAFF_FILLERS: t->filler_remarks = !t->filler_remarks; break;
    case STAFF_PACE: t->pace_remarks = !t->pace_remarks; break;
    case STAFF_BIG_TEXT: t->text_size = t->text_size > 0 ? 0 : 1; break;
    default: return STAFF_NOTHING;
    }
    save(s);
    return STAFF_APPLY;
}

static enum staff_wish do_record(struct staff *s, int number)
{
    (void)number;
    if (s->recording_until_s > 0) {
        return STAFF_NOTHING;
    }
    s->recording_until_s = s->now_s + STAFF_RECORD_S;
    s->recorded = false;
    return STAFF_RECORD;
}

static enum staff_wish do_new_pin(struct staff *s, int number)
{
    (void)number;
    s->page = STAFF_NEW_PIN;
    s->tried = false;
    s->notice[0] = '\0';
    forget_typed(s);
    return STAFF_NOTHING;
}

static enum staff_wish do_change(struct staff *s, int number)
{
    (void)s;
    (void)number;
    return STAFF_NEXT_MICROPHONE;
}

static enum staff_wish do_play(struct staff *s, int number)
{
    (void)number;
    return s->recorded ? STAFF_PLAY : STAFF_NOTHING;
}

static enum staff_wish do_test(struct staff *s, int number)
{
    (void)s;
    (void)number;
    return STAFF_TEST_VOICE;
}

static enum staff_wish do_save_counts(struct staff *s, int number)
{
    (void)s;
    (void)number;
    return STAFF_SAVE_COUNTS;
}

static enum staff_wish do_exit(struct staff *s, int number)
{
    (void)s;
    (void)number;
    return STAFF_EXIT;
}

/* `pin`: also works before the PIN was given. */
static const struct { int command; bool pin; enum staff_wish (*act)(struct staff *s, int number); }
    rows[] = {
    { LOCAL_STAFF_CLOSE, true, do_close },      { LOCAL_STAFF_DIGIT, true, do_digit },
    { LOCAL_STAFF_ERASE, true, do_erase },      { LOCAL_STAFF_ENTER, true, do_enter },
    { LOCAL_STAFF_TAB, false, do_tab },         { LOCAL_STAFF_VOLUME, false, do_volume },
    { LOCAL_STAFF_SPEED, false, do_speed },     { LOCAL_STAFF_SET, false, do_set },
    { LOCAL_STAFF_SWITCH, false, do_switch },   { LOCAL_STAFF_RECORD, false, do_record },
    { LOCAL_STAFF_PLAY, false, do_play },       { LOCAL_STAFF_CHANGE, false, do_change },
    { LOCAL_STAFF_TEST, false, do_test },       { LOCAL_STAFF_NEW_PIN, false, do_new_pin },
    { LOCAL_STAFF_EXIT, false, do_exit },       { LOCAL_STAFF_CSV, false, do_save_counts },
};

enum staff_wish staff_do(struct staff *s, int command, int number, double now_s)
{
    s->now_s = s->touched_s = now_s;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        if (rows[i].command == command && (rows[i].pin || s->page == STAFF_MENU)) {
            return rows[i].act(s, number);
        }
    }
    return STAFF_NOTHING;
}

void staff_tick(struct staff *s, double now_s, float loudness)
{
    double limit_s = s->page == STAFF_PIN ? STAFF_PIN_S : STAFF_MENU_S;
    s->now_s = now_s;
    s->heard_s = loudness > HEARD ? now_s : s->heard_s;
    if (s->recording_until_s > 0 && now_s >= s->recording_until_s) {
        s->recording_until_s = 0;
        s->recorded = true;
    }
    if (s->page != STAFF_CLOSED && now_s - s->touched_s >= limit_s) {
        staff_close(s);
    }
}

const char *staff_count_text(unsigned count, char *text, size_t size)
{
    if (count > 0 && count < STAFF_FEW) {
        snprintf(text, size, "<%d", STAFF_FEW);
    } else {
        snprintf(text, size, "%u", count);
    }
    return text;
}

/* One line a day and question; the rows come by hour, so those of a day stand together. */
struct csv {
    FILE *out;
    char day[16];
    struct { char id[64]; unsigned begun, completed; } sums[128];
    size_t count;
};

static void end_day(struct csv *c)
{
    char begun[16], completed[16];
    for (size_t i = 0; i < c->count; i++) {
        fprintf(c->out, "%s,%s,%s,%s\n", c->day, c->sums[i].id,
                staff_count_text(c->sums[i].begun, begun, sizeof(begun)),
                staff_count_text(c->sums[i].completed, completed, sizeof(completed)));
    }
    c->count = 0;
}

static void add_to_day(void *user, const struct history_row *row)
{
    struct csv *c = user;
    size_t i = 0;
    if (strncmp(c->day, row->hour, 10) != 0) {
        end_day(c);
        snprintf(c->day, sizeof(c->day), "%.10s", row->hour);
    }
    while (i < c->count && strcmp(c->sums[i].id, row->question) != 0) {
        i++;
    }
    if (i == sizeof(c->sums) / sizeof(c->sums[0])) {
        return;
    }
    if (i == c->count) {
        c->sums[i].begun = c->sums[i].completed = 0;
        snprintf(c->sums[i].id, sizeof(c->sums[i].id), "%s", row->question);
        c->count++;
    }
    c->sums[i].begun += row->begun;
    c->sums[i].completed += row->completed;
}

char *staff_counts_csv(char *err, size_t err_size)
{
    struct csv csv = { 0 };
    char *text = NULL, *path = history_path();
    size_t size = 0;
    bool good = false;
    snprintf(err, err_size, "out of memory");
    csv.out = path != NULL ? open_memstream(&text, &size) : NULL;
    if (csv.out != NULL) {
        fputs("day,question,begun,answered\n", csv.out);
        good = history_read(path, add_to_day, &csv, err, err_size);
        end_day(&csv);
        fclose(csv.out);
    }
    free(path);
    if (!good) {
        free(text);
        return NULL;
    }
    return text;
}
