/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "printing.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include <secret.h>

#define PAGE_ROOM  65536    /* bytes; grows as needed */
#define PATIENCE_S 15.0     /* a printer's queue takes a page within a second */
#define GRACE_S    3.0      /* the same, when nobody waits any more */
#define AGAIN_S    1.0

static void wipe_page(struct printing *p)
{
    secret_free(p->page, p->room);
    p->page = NULL;
    p->size = p->room = p->sent = 0;
}

static bool make_room(struct printing *p, size_t more)
{
    size_t room = p->room > 0 ? p->room : PAGE_ROOM;
    while (room - p->size < more) {
        room *= 2;
    }
    if (room == p->room) {
        return true;
    }
    unsigned char *page = secret_alloc(room);
    if (page == NULL) {
        return false;
    }
    if (p->page != NULL) {
        memcpy(page, p->page, p->size);
        secret_free(p->page, p->room);
    }
    p->page = page;
    p->room = room;
    return true;
}

static bool collect(void *user, const unsigned char *bytes, size_t size)
{
    struct printing *p = user;
    if (!make_room(p, size)) {
        return false;
    }
    memcpy(p->page + p->size, bytes, size);
    p->size += size;
    return true;
}

const char *printing_begin(struct printing *p, const struct takeaway *t, double now_s)
{
    static const char *const lp[] = { "lp", "-s", "-t", "Greenroom notes", NULL };
    char err[200];
    if (p->running && !p->forgotten) {
        return "summary.printing";
    }
    printing_finish(p);
    if (!takeaway_pdf(t, collect, p, err, sizeof(err))) {
        printing_finish(p);
        return "summary.not_printed";
    }
    if (!child_start(&p->lp, lp, err, sizeof(err))) {
        printing_finish(p);
        return "summary.no_printer";
    }
    p->running = true;
    p->until_s = now_s + PATIENCE_S;
    return "summary.printing";
}

/* As much as the pipe takes now. */
static void hand_out(struct printing *p)
{
    ssize_t n = 0;
    while (p->page != NULL && p->sent < p->size && n >= 0) {
        n = write(p->lp.to_fd, p->page + p->sent, p->size - p->sent);
        p->sent += n > 0 ? (size_t)n : 0;
    }
    p->whole = p->whole || (p->page != NULL && p->sent == p->size);
    if (p->page != NULL && (p->whole || (n < 0 && errno != EAGAIN && errno != EINTR))) {
        close(p->lp.to_fd);
        p->lp.to_fd = -1;
        wipe_page(p);
    }
}

const char *printing_go_on(struct printing *p, double now_s)
{
    char how[64];
    if (!p->running) {
        return NULL;
    }
    hand_out(p);
    if (!child_has_ended(&p->lp, how, sizeof(how))) {
        if (now_s >= p->until_s) {
            kill(p->lp.pid, SIGKILL);   /* and one of the next rounds finds it ended */
            p->until_s = now_s + AGAIN_S;
        }
        return NULL;
    }
    bool printed = p->whole && p->lp.well, told = !p->forgotten;
    printing_finish(p);
    return !told ? NULL : printed ? "summary.printed" : "summary.not_printed";
}

void printing_forget(struct printing *p, double now_s)
{
    if (!p->running) {
        return;
    }
    p->forgotten = true;
    p->until_s = p->whole && p->until_s > now_s + GRACE_S ? now_s + GRACE_S
                 : p->whole ? p->until_s : now_s;
    wipe_page(p);
}

void printing_finish(struct printing *p)
{
    if (p->running) {
        child_end(&p->lp, 0);
    }
    wipe_page(p);
    *p = (struct printing){ 0 };
}
