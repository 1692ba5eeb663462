/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * What a person takes along: notes of their visit as a QR code, a PDF page for
 * the printer, and the same page on a USB stick. Views of the reports; nothing
 * here judges. Main thread only.
 */
#ifndef TAKEAWAY_H
#define TAKEAWAY_H

#include "interview.h"
#include "language.h"

/** Notes in the code: a phone shows them as plain text. */
#define TAKEAWAY_NOTES_MAX 270

enum note_kind { NOTE_TITLE, NOTE_QUESTION, NOTE_LABEL, NOTE_TEXT, NOTE_QUOTE };

struct note {
    enum note_kind kind;
    char *text;
};

/** Zero it before the first use. */
struct takeaway {
    struct note *notes;     /* the whole page, in order */
    size_t count, room;
    char brief[TAKEAWAY_NOTES_MAX + 1]; /* what fits into the code */
};

/** Gather the notes of all attempts. False when memory ran out; `t` is then empty. */
bool takeaway_init(struct takeaway *t, const struct interview_state *state,
                   struct strings *strings);
/** Overwrites and frees; `t` is empty again. */
void takeaway_finish(struct takeaway *t);

/** A square of modules, row by row, 1 dark; without the white border. Free with takeaway_code_free(). */
struct takeaway_code {
    int width;
    unsigned char *dark;
};
/** False when memory ran out or there is nothing to tell. */
bool takeaway_code(const struct takeaway *t, struct takeaway_code *code);
/** Overwrites and frees. */
void takeaway_code_free(struct takeaway_code *code);

/** Hands out the page as PDF in pieces; `write` returns false to give up. False after one sentence. */
bool takeaway_pdf(const struct takeaway *t,
                  bool (*write)(void *user, const unsigned char *bytes, size_t size), void *user,
                  char *err, size_t err_size);
/** Write it to the first USB stick that takes it, as Greenroom-notes.pdf (or -2, -3...). The id of
 *  the text that tells what came of it: "summary.saved", or why not. */
const char *takeaway_save(const struct takeaway *t);
/** The same into a folder; `where` gets the file's path. False: nothing is left there. */
bool takeaway_save_in(const struct takeaway *t, const char *folder, char *where, size_t size);

#endif
