/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What changed without another screen coming up is said where everything is read aloud, and shown
 * for a moment where nobody would see it otherwise: speed and volume of the voice, reading itself,
 * captions, and what a correction came to.
 */
#include "kiosk_internal.h"

#include "feedback_rows.h"

#include <stdio.h>
#include <string.h>

#define SHOWN_S 2.5

static void fill(struct kiosk *k, const char *id, const char *name, const char *value,
                 const char *other, const char *other_value)
{
    const struct string_value values[] = { { name, value }, { other, other_value }, { 0 } };
    strings_fill(k->said, sizeof(k->said), strings_get(k->stage->strings, id), values);
}

static void tell_number(struct kiosk *k, const char *id, unsigned number)
{
    char text[16];
    snprintf(text, sizeof(text), "%u", number);
    fill(k, id, "number", text, NULL, NULL);
}

/* "Covered 12 of 15": the report of the corrected words. */
static void tell_correction(struct kiosk *k)
{
    char good[16], all[16];
    struct feedback_count c = feedback_covered(k->scene.state->latest->report);
    snprintf(good, sizeof(good), "%zu", c.good);
    snprintf(all, sizeof(all), "%zu", c.all);
    fill(k, "words.changed", "good", good, "all", all);
}

/* What everybody sees at once, so that it is only said. */
static bool notice_look(struct kiosk *k, double now_s)
{
    static const char *const sizes[] = { "size.normal", "size.large", "size.largest" };
    const struct interview_state *s = k->scene.state;
    const struct person_settings *now = &s->person, *former = &k->former;
    char clock[32];
    if (now->high_contrast != former->high_contrast) {
        fill(k, now->high_contrast ? "sound.contrast_on" : "sound.contrast_off", NULL, NULL, NULL,
             NULL);
    } else if (now->text_size != former->text_size) {
        fill(k, "sound.text_size", "size", strings_get(k->stage->strings, sizes[now->text_size]),
             NULL, NULL);
    } else if (now->target_s != former->target_s) {
        tell_number(k, "sound.length", now->target_s);
    } else if (k->former_total_s > 0 && s->countdown_total_s > k->former_total_s + 1 &&
               k->entered_s < now_s) {
        unsigned left = (unsigned)s->countdown_s;
        snprintf(clock, sizeof(clock), "%u:%02u", left / 60, left % 60);
        fill(k, "sound.more_time", "time", clock, NULL, NULL);
    } else {
        return false;
    }
    reader_say(k, k->said);
    explicit_bzero(k->said, sizeof(k->said));
    return true;
}

static bool notice_person(struct kiosk *k)
{
    const struct person_settings *now = &k->scene.state->person, *former = &k->former;
    if (now->rate != former->rate) {
        tell_number(k, "sound.speed", now->rate);
    } else if (now->volume != former->volume) {
        tell_number(k, "sound.volume", now->volume);
    } else if (now->read_aloud != former->read_aloud) {
        fill(k, now->read_aloud ? "sound.read_on" : "sound.read_off", NULL, NULL, NULL, NULL);
    } else if (now->captions != former->captions) {
        fill(k, now->captions ? "sound.captions_on" : "sound.captions_off", NULL, NULL, NULL, NULL);
    } else {
        return false;
    }
    return true;
}

static bool notice_correction(struct kiosk *k)
{
    const struct attempt *a = k->scene.state->latest;
    const struct rubric_report *report = a != NULL ? a->report : NULL;
    bool corrected = k->former_report != NULL && report != NULL && report != k->former_report &&
                     k->scene.state->attempt_count == k->former_attempts;
    k->former_report = report;
    k->former_attempts = k->scene.state->attempt_count;
    if (corrected) {
        tell_correction(k);
    }
    return corrected;
}

/* The first screen belongs to nobody: what the person before had set is gone without a word. */
void kiosk_notice(struct kiosk *k, double now_s)
{
    const struct interview_state *s = k->scene.state;
    bool left = s->screen == SCREEN_ATTRACT && s->erased;
    bool person = !left && k->noticed && notice_person(k);
    bool correction = notice_correction(k);
    bool reading = s->person.read_aloud && !k->former.read_aloud;
    bool other = s->person.language != k->former.language && s->person.read_aloud && !left;
    if (person || correction) {
        k->said_until_s = now_s + SHOWN_S;
    }
    if (person && !s->person.read_aloud) {
        studio_hush(k->studio);
    } else if (person || correction) {
        reader_say(k, k->said);
    } else if (!left && k->noticed && k->said_until_s <= 0) {
        k->told = notice_look(k, now_s);
    }
    k->told = k->told || person || correction;
    k->reading_due = k->reading_due || ((reading || other) && k->noticed);
    k->former = s->person;
    k->former_total_s = s->countdown_total_s;
    k->noticed = true;
    if (k->said_until_s > 0 && (now_s >= k->said_until_s || left)) {
        k->said_until_s = 0;
        explicit_bzero(k->said, sizeof(k->said));
    }
    k->scene.said = k->said_until_s > 0 ? k->said : NULL;
}
