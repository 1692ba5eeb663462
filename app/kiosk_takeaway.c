/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The notes of the person who is here: made when the summary opens, wiped when it closes. */
#include "kiosk_internal.h"

void kiosk_takeaway_open(struct kiosk *k)
{
    kiosk_takeaway_close(k);
    if (takeaway_init(&k->takeaway, k->scene.state, k->stage->strings) &&
        takeaway_code(&k->takeaway, &k->code)) {
        k->scene.code = &k->code;
    }
}

void kiosk_takeaway_close(struct kiosk *k)
{
    takeaway_code_free(&k->code);
    takeaway_finish(&k->takeaway);
    k->scene.code = NULL;
    k->scene.notice = NULL;
}

bool kiosk_takeaway_do(struct kiosk *k, int command)
{
    if (command == CMD_PRINT) {
        k->scene.notice = takeaway_print(&k->takeaway);
    } else if (command == CMD_SAVE) {
        k->scene.notice = takeaway_save(&k->takeaway);
    } else {
        return false;
    }
    return true;
}
