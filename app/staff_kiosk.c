/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 11b, kiosk: what each person finds on the screen, how much time they have, and the way out. */
#include "staff_rows.h"

#include <math.h>
#include <string.h>

void staff_kiosk(struct staff_rows *r)
{
    struct view *v = r->v;
    const struct button buttons[] = {
        { .icon = "gear", .label = view_say(v, "staff.new_pin"), .command = LOCAL_STAFF_NEW_PIN,
          .key = 'n' },
        { .icon = "leave", .label = view_say(v, "staff.exit"), .command = LOCAL_STAFF_EXIT,
          .key = 'x' },
    };
    row_heading(r, view_say(v, "staff.kiosk"), NULL);
    row_text(r, TYPE_FLOOR, TOKEN_INK2, view_say(v, "staff.kiosk_line"));
    row_buttons(r, buttons, 2);
}

/* Nothing where all is well. The sentences are those of the log and of "greenroom check". */
void staff_troubles(struct staff_rows *r)
{
    static const char *const names[TROUBLE_KINDS] = {
        [TROUBLE_MICROPHONE] = "trouble.microphone", [TROUBLE_SPEAKER] = "trouble.speaker",
        [TROUBLE_VOICE] = "trouble.voice", [TROUBLE_EARS] = "trouble.ears",
        [TROUBLE_SETTINGS] = "trouble.settings", [TROUBLE_COUNTS] = "trouble.counts",
        [TROUBLE_MODEL] = "trouble.model", [TROUBLE_PACKS] = "trouble.packs",
        [TROUBLE_JOB] = "trouble.job", [TROUBLE_LANGUAGE] = "trouble.language",
    };
    const struct troubles *all = &r->staff->troubles;
    for (int i = 0; i < TROUBLE_KINDS; i++) {
        if (all->text[i][0] != '\0') {
            row_text(r, TYPE_SMALL, TOKEN_WATCH_INK, view_say(r->v, names[i]));
            row_text(r, TYPE_FLOOR, TOKEN_INK, view_format(r->v, "%s", all->text[i]));
            row_gap(r, 12);
        }
    }
}

static void switches(struct staff_rows *r, int from, int to)
{
    static const char *const ids[STAFF_SWITCH_COUNT][2] = {
        [STAFF_CHECK_MIC] = { "staff.check_mic", "staff.check_mic_text" },
        [STAFF_UNLIMITED] = { "staff.unlimited", "staff.unlimited_text" },
        [STAFF_FILLERS] = { "staff.fillers", "staff.fillers_text" },
        [STAFF_PACE] = { "staff.pace", "staff.pace_text" },
        [STAFF_CAPTIONS] = { "staff.captions", "staff.captions_text" },
        [STAFF_READ_ALOUD] = { "staff.read_aloud", "staff.read_aloud_text" },
        [STAFF_CONTRAST] = { "staff.contrast", "staff.contrast_text" },
        [STAFF_STILL] = { "staff.still", "staff.still_text" },
    };
    for (int i = from; i <= to; i++) {
        row_switch(r, view_say(r->v, ids[i][0]), view_say(r->v, ids[i][1]), LOCAL_STAFF_SWITCH, i,
                   *staff_switch_of(r->staff->settings, (enum staff_switch)i));
    }
}

/* What is nearest is marked, also when the file says something between. */
static void choice(struct staff_rows *r, const char *name, int command, const char *const *labels,
                   const int *numbers, size_t count, double now)
{
    struct segment parts[4];
    struct segmented all = { .name = name, .command = command, .segments = parts, .count = count };
    for (size_t i = 0; i < count; i++) {
        parts[i] = (struct segment){ .label = labels[i], .number = numbers[i],
                                     .style = TYPE_SMALL };
        if (fabs(numbers[i] - now) < fabs(numbers[all.chosen] - now)) {
            all.chosen = i;
        }
    }
    row_choice(r, &all);
}

/* Accommodations: they hold for everybody until they are taken back. */
void staff_people(struct staff_rows *r)
{
    struct view *v = r->v;
    static const int times[] = { 10, 15, 20, 30 }, lengths[] = { 60, 90, 120 };
    const char *const time_labels[] = { view_say(v, "staff.time_1"), view_say(v, "staff.time_15"),
                                        view_say(v, "staff.time_2"), view_say(v, "staff.time_3") };
    const char *const length_labels[] = { view_say(v, "staff.s60"), view_say(v, "staff.s90"),
                                          view_say(v, "staff.s120") };
    const struct settings *t = r->staff->settings;
    row_heading(r, view_say(v, "staff.people"), NULL);
    choice(r, view_say(v, "staff.time"), LOCAL_STAFF_TIME, time_labels, times, 4,
           10 * t->time_scale);
    choice(r, view_say(v, "staff.length"), LOCAL_STAFF_LENGTH, length_labels, lengths, 3,
           t->answer_length);
    switches(r, STAFF_CHECK_MIC, STAFF_PACE);
}

static void languages(struct staff_rows *r)
{
    const struct languages *l = r->staff->languages;
    row_heading(r, view_say(r->v, "staff.language"), NULL);
    for (size_t i = 0; i < l->count; i++) {
        row_pick(r, strings_language(l->strings[i]), LOCAL_STAFF_LANGUAGE, (int)i,
                 strcmp(l->codes[i], r->staff->settings->language) == 0);
    }
}

void staff_screen(struct staff_rows *r)
{
    struct view *v = r->v;
    static const int sizes[] = { 0, 1, 2 };
    static const char *const labels[] = { "A", "A+", "A++" };
    row_heading(r, view_say(v, "staff.screen"), NULL);
    choice(r, view_say(v, "staff.text_size"), LOCAL_STAFF_TEXT_SIZE, labels, sizes, 3,
           r->staff->settings->text_size);
    switches(r, STAFF_CAPTIONS, STAFF_STILL);
    row_gap(r, 28);
    languages(r);
}
