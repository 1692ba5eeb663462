/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Words that people will say because the talk is about them: of a job's description, of a bank. */
#ifndef TOPIC_WORDS_H
#define TOPIC_WORDS_H

#include "extra_words.h"

struct listen_settings;

/** Adds the words of settings->topics (may be NULL) that its dictionary lacks: pronounced as in the
 *  acoustic model's own, larger dictionary, else by their letters. What nobody can pronounce is left
 *  out, and so is everything when memory runs out. Before any other thread. */
void topic_words_add(struct extra_words *extra, const struct listen_settings *settings);

#endif
