/* SPDX-License-Identifier: GPL-3.0-or-later */
/** What a studio is made with unless options say otherwise. */
#ifndef STUDIO_OPTIONS_H
#define STUDIO_OPTIONS_H

#include "hear.h"
#include "settings.h"
#include "studio.h"

struct studio_options studio_defaults(void);
/** The same as staff set it. Borrows `settings`, which may change while nobody practices. */
struct studio_options studio_from_settings(const struct settings *settings);

/** The options of every command that has a studio, for its table: `field` is the struct
 *  studio_options in the `type` that the table fills. */
#define STUDIO_OPTION_ROWS(type, field) \
    { .name = "microphone", .kind = OPTION_TEXT, .offset = offsetof(type, field.microphone), \
      .value = "NAME", .help = "part of a sound device's name" }, \
    { .name = "speaker", .kind = OPTION_TEXT, .offset = offsetof(type, field.speaker), \
      .value = "NAME", .help = "the same" }, \
    { .name = "recording", .kind = OPTION_TEXT, .offset = offsetof(type, field.recording), \
      .value = "FILE.wav", .help = "a sound file instead of the microphone" }, \
    { .name = "engine", .kind = OPTION_TEXT, .offset = offsetof(type, field.engine), \
      .value = "ENGINE", .help = ENGINE_HELP }, \
    { .name = "voice", .kind = OPTION_TEXT, .offset = offsetof(type, field.voice), \
      .value = "NAME", .help = "an espeak-ng voice, like en-us" }, \
    { .name = "volume", .kind = OPTION_SHARE, .offset = offsetof(type, field.volume), \
      .value = "SHARE", .help = "0% to 100%" }

#endif
