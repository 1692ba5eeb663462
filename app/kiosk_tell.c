/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a press came to, said where everything is read aloud: the new state of what was pressed, and
 * what printing, saving or the staff area tell in a sentence. Whoever sees reads it on the screen.
 */
#include "kiosk_internal.h"

#include <stdio.h>
#include <string.h>

void kiosk_tell_from(struct kiosk *k, const struct spot *spot)
{
    k->told_command = spot->command;
    k->told_number = spot->number;
    snprintf(k->told_state, sizeof(k->told_state), "%s", spot->state);
}

static const char *notice_of(const struct kiosk *k)
{
    return k->scene.staff != NULL ? k->staff.notice : k->scene.notice;
}

static void say_notice(struct kiosk *k, const char *id)
{
    char text[512];
    const struct string_value values[] = { { "why", k->staff.why }, { 0 } };
    strings_fill(text, sizeof(text), strings_get(k->stage->strings, id), values);
    reader_say(k, text);
}

void kiosk_tell(struct kiosk *k)
{
    const struct view *v = &k->stage->view;
    const struct spot *spot = spots_find(&k->stage->spots, v->focus_command, v->focus_number);
    const char *notice = notice_of(k);
    bool changed = spot != NULL && spot->command == k->told_command &&
                   spot->number == k->told_number && strcmp(spot->state, k->told_state) != 0;
    if (k->reading_due || k->told) {    /* something else is being said */
        k->told = false;
    } else if (notice != NULL && notice != k->told_notice) {
        say_notice(k, notice);
    } else if (changed) {
        reader_say_spot(k, spot);
    }
    k->told_notice = notice;
    if (spot != NULL) {
        kiosk_tell_from(k, spot);
    }
}
