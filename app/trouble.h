/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * What is wrong with this machine or its files: one sentence of each kind, kept until it is over,
 * for the staff area to show. Told to the log once. Never a person's words. Any thread.
 */
#ifndef TROUBLE_H
#define TROUBLE_H

#include <stdbool.h>
#include <stddef.h>

enum trouble {
    TROUBLE_MICROPHONE, TROUBLE_SPEAKER, TROUBLE_VOICE, TROUBLE_EARS, TROUBLE_SETTINGS,
    TROUBLE_COUNTS, TROUBLE_MODEL, TROUBLE_PACKS, TROUBLE_JOB, TROUBLE_LANGUAGE,
    TROUBLE_KINDS
};

struct troubles {
    char text[TROUBLE_KINDS][600];  /* "": all is well */
};

/** It also goes to the log, unless the same is known already. */
void trouble_tell(enum trouble kind, const char *format, ...) __attribute__((format(printf, 2, 3)));
void trouble_over(enum trouble kind);
/** All there are now. */
void trouble_list(struct troubles *all);
bool trouble_any(const struct troubles *all);

#endif
