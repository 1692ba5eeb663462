/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "staff.h"

#include <string.h>

#define HEARD 0.08f     /* loudness that is sound */

const struct staff_voice staff_voices[STAFF_VOICES] = {
    { "en-us", "staff.voice_us" }, { "en-gb", "staff.voice_gb" },
    { "en-gb-scotland", "staff.voice_scotland" }, { "en-029", "staff.voice_caribbean" },
};

void staff_init(struct staff *s, struct settings *settings, const struct languages *languages)
{
    *s = (struct staff){ .settings = settings, .languages = languages, .microphone = "" };
}

void staff_forget_typed(struct staff *s)
{
    explicit_bzero(s->typed, sizeof(s->typed));
}

void staff_gather(struct staff *s)
{
    packs_list_free(&s->packs);
    jobs_free(&s->jobs);
    packs_list(&s->packs);
    jobs_load(&s->jobs);
}

static void give_back(struct staff *s)
{
    counts_free(&s->counts);
    packs_list_free(&s->packs);
    jobs_free(&s->jobs);
    pack_result_free(&s->import);
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
    s->notice = NULL;
    staff_forget_typed(s);
    pin_gate_load(&s->gate, now_s);
    if (counts_read(&s->counts, NULL, today, s->counts_trouble, sizeof(s->counts_trouble))) {
        s->counts_trouble[0] = '\0';   /* it has one ready for the worst */
    }
    staff_gather(s);
}

void staff_close(struct staff *s)
{
    s->page = STAFF_CLOSED;
    s->recording_until_s = 0;
    staff_forget_typed(s);
    explicit_bzero(s->first, sizeof(s->first));
    give_back(s);
}

bool staff_is_open(const struct staff *s)
{
    return s->page != STAFF_CLOSED;
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
