/* SPDX-License-Identifier: GPL-3.0-or-later */
/** How a word that is in no dictionary is probably said: asked of espeak-ng. */
#ifndef LETTER_TO_SOUND_H
#define LETTER_TO_SOUND_H

#include <stdbool.h>
#include <stddef.h>

/** Writes the phones of the acoustic model ("K IY B AO R D"). False when it is not possible. */
bool letter_to_sound(const char *word, char *phones, size_t size);

#endif
