/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The notes of the person who is here: made when the summary opens, wiped when it closes. */
#include "kiosk_internal.h"

#include <string.h>

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
    explicit_bzero(k->notice, sizeof(k->notice));
    k->scene.code = NULL;
    k->scene.notice = k->notice;
}

bool kiosk_takeaway_do(struct kiosk *k, int command)
{
    char where[512];
    bool done;
    if (command == CMD_PRINT) {
        done = takeaway_print(&k->takeaway, k->notice, sizeof(k->notice));
    } else if (command == CMD_SAVE) {
        done = takeaway_save(&k->takeaway, where, sizeof(where), k->notice, sizeof(k->notice));
    } else {
        return false;
    }
    if (done) {
        const char *id = command == CMD_PRINT ? "summary.printed" : "summary.saved";
        snprintf(k->notice, sizeof(k->notice), "%s", strings_get(k->stage->strings, id));
    }
    return true;
}
