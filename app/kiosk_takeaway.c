/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The notes of the person who is here: made when the summary opens, wiped when it closes. */
#include "kiosk_internal.h"

void kiosk_takeaway_open(struct kiosk *k, double now_s)
{
    kiosk_takeaway_close(k, now_s);
    if (takeaway_init(&k->takeaway, k->scene.state, k->stage->strings) &&
        takeaway_code(&k->takeaway, &k->code)) {
        k->scene.code = &k->code;
    }
}

void kiosk_takeaway_close(struct kiosk *k, double now_s)
{
    printing_forget(&k->printing, now_s);
    takeaway_code_free(&k->code);
    takeaway_finish(&k->takeaway);
    k->scene.code = NULL;
    k->scene.notice = NULL;
}

/* `id` NULL: nothing new. kiosk_tell() has it read aloud, the same once more as well. */
static void tell(struct kiosk *k, const char *id)
{
    if (id != NULL) {
        k->scene.notice = id;
        k->told_notice = NULL;
    }
}

void kiosk_takeaway_tick(struct kiosk *k, double now_s)
{
    if (studio_asks(k->studio, ACTION_PRINT)) {
        tell(k, printing_begin(&k->printing, &k->takeaway, now_s));
    }
    if (studio_asks(k->studio, ACTION_SAVE)) {
        tell(k, takeaway_save(&k->takeaway));
    }
    tell(k, printing_go_on(&k->printing, now_s));
}
