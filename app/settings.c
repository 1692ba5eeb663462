/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "settings.h"

#include <schema.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "history.h"
#include "paths.h"
#include "settings_file.h"

#define SYSTEM_PATH "/etc/greenroom/settings.yaml"

/* The file as it is written: sections of keys. What a file leaves out keeps what stands here before. */
struct written {
    struct { const char *microphone, *speaker, *voice; unsigned volume, speed; } sound;
    struct { const char *language; int text_size; bool high_contrast, captions, read_aloud, reduced_motion; }
        screen;
    struct { int answer_length; bool check_microphone; const char **sets; size_t set_count;
             const char *job; } interview;
    struct { double scale; bool unlimited_answer; } time;
    struct { bool fillers, pace; } remarks;
    struct { const char *engine; } recognition;
};

static const char *const sizes[] = { "normal", "large", "largest", NULL };
static const char *const lengths[] = { "60", "90", "120", NULL };
static const unsigned length_s[] = { 60, 90, 120 };

#define AT(field) offsetof(struct written, field)

static const struct schema_field set_item = { .type = SCHEMA_STRING, .min = 1,
                                              .max = SETTINGS_NAME - 1 };
static const struct schema_field sound[] = {
    { .key = "microphone", .type = SCHEMA_STRING, .offset = AT(sound.microphone),
      .max = SETTINGS_NAME - 1 },
    { .key = "speaker", .type = SCHEMA_STRING, .offset = AT(sound.speaker),
      .max = SETTINGS_NAME - 1 },
    { .key = "volume", .type = SCHEMA_WHOLE, .offset = AT(sound.volume), .max = 100 },
    { .key = "voice", .type = SCHEMA_STRING, .offset = AT(sound.voice), .min = 1,
      .max = SETTINGS_NAME - 1 },
    { .key = "speed", .type = SCHEMA_WHOLE, .offset = AT(sound.speed), .min = 80, .max = 220 },
    { 0 },
};

static const struct schema_field screen[] = {
    { .key = "language", .type = SCHEMA_STRING, .offset = AT(screen.language), .min = 2,
      .max = SETTINGS_LANGUAGE - 1 },
    { .key = "text_size", .type = SCHEMA_CHOICE, .offset = AT(screen.text_size),
      .choices = sizes },
    { .key = "high_contrast", .type = SCHEMA_BOOL, .offset = AT(screen.high_contrast) },
    { .key = "captions", .type = SCHEMA_BOOL, .offset = AT(screen.captions) },
    { .key = "read_aloud", .type = SCHEMA_BOOL, .offset = AT(screen.read_aloud) },
    { .key = "reduced_motion", .type = SCHEMA_BOOL, .offset = AT(screen.reduced_motion) },
    { 0 },
};

static const struct schema_field interview[] = {
    { .key = "answer_length", .type = SCHEMA_CHOICE, .offset = AT(interview.answer_length),
      .choices = lengths },
    { .key = "check_microphone", .type = SCHEMA_BOOL, .offset = AT(interview.check_microphone) },
    { .key = "sets_off", .type = SCHEMA_LIST, .offset = AT(interview.sets), .item = &set_item,
      .item_size = sizeof(const char *), .count_offset = AT(interview.set_count),
      .max = SETTINGS_SETS_MAX },
    { .key = "job", .type = SCHEMA_STRING, .offset = AT(interview.job),
      .max = SETTINGS_NAME - 1 },
    { 0 },
};

static const struct schema_field times[] = {
    { .key = "scale", .type = SCHEMA_NUMBER, .offset = AT(time.scale), .min = 1, .max = 10 },
    { .key = "unlimited_answer", .type = SCHEMA_BOOL, .offset = AT(time.unlimited_answer) },
    { 0 },
};

static const struct schema_field remarks[] = {
    { .key = "fillers", .type = SCHEMA_BOOL, .offset = AT(remarks.fillers) },
    { .key = "pace", .type = SCHEMA_BOOL, .offset = AT(remarks.pace) },
    { 0 },
};

static const struct schema_field recognition[] = {
    { .key = "engine", .type = SCHEMA_STRING, .offset = AT(recognition.engine),
      .max = SETTINGS_ENGINE - 1 },
    { 0 },
};

/* Offsets inside the sections count from the file's start: sections have no offset of their own. */
static const struct schema_field fields[] = {
    { .key = "sound", .type = SCHEMA_RECORD, .fields = sound },
    { .key = "screen", .type = SCHEMA_RECORD, .fields = screen },
    { .key = "interview", .type = SCHEMA_RECORD, .fields = interview },
    { .key = "time", .type = SCHEMA_RECORD, .fields = times },
    { .key = "remarks", .type = SCHEMA_RECORD, .fields = remarks },
    { .key = "recognition", .type = SCHEMA_RECORD, .fields = recognition },
    { 0 },
};

struct settings settings_defaults(void)
{
    return (struct settings){ .voice = "en-us", .volume = 100, .speed = 140,
                              .language = "en", .captions = true, .answer_length = 90, .check_microphone = true, .time_scale = 1,
                              .filler_remarks = true, .pace_remarks = true };
}

static struct written written_of(const struct settings *s)
{
    struct written w = {
        .sound = { s->microphone, s->speaker, s->voice, s->volume, s->speed },
        .screen = { s->language, s->text_size, s->high_contrast, s->captions, s->read_aloud,
                    s->reduced_motion },
        .interview = { .answer_length = 1, .check_microphone = s->check_microphone,
                       .job = s->job },
        .time = { s->time_scale, s->unlimited_answer },
        .remarks = { s->filler_remarks, s->pace_remarks },
        .recognition = { s->engine },
    };
    for (int i = 0; lengths[i] != NULL; i++) {
        w.interview.answer_length = length_s[i] == s->answer_length ? i
                                                                    : w.interview.answer_length;
    }
    return w;
}

static struct settings settings_of(const struct written *w)
{
    struct settings s = {
        .volume = w->sound.volume, .speed = w->sound.speed, .text_size = w->screen.text_size,
        .high_contrast = w->screen.high_contrast, .captions = w->screen.captions,
        .read_aloud = w->screen.read_aloud, .reduced_motion = w->screen.reduced_motion,
        .answer_length = length_s[w->interview.answer_length],
        .check_microphone = w->interview.check_microphone, .time_scale = w->time.scale,
        .unlimited_answer = w->time.unlimited_answer, .filler_remarks = w->remarks.fillers,
        .pace_remarks = w->remarks.pace,
    };
    snprintf(s.microphone, sizeof(s.microphone), "%s", w->sound.microphone);
    snprintf(s.speaker, sizeof(s.speaker), "%s", w->sound.speaker);
    snprintf(s.voice, sizeof(s.voice), "%s", w->sound.voice);
    snprintf(s.engine, sizeof(s.engine), "%s", w->recognition.engine);
    snprintf(s.language, sizeof(s.language), "%s", w->screen.language);
    snprintf(s.job, sizeof(s.job), "%s", w->interview.job);
    for (size_t i = 0; i < w->interview.set_count && i < SETTINGS_SETS_MAX; i++) {
        snprintf(s.sets_off[s.sets_off_count++], SETTINGS_NAME, "%s", w->interview.sets[i]);
    }
    return s;
}

struct complaints {
    char *text;
    size_t size, used;
};

static void add_complaint(void *user, const char *message)
{
    struct complaints *c = user;
    int n = snprintf(c->text + c->used, c->size - c->used, "%s%s", c->used > 0 ? "\n" : "",
                     message);
    c->used = n > 0 && c->used + (size_t)n < c->size ? c->used + (size_t)n : c->size - 1;
}

bool settings_read(const char *path, struct settings *out, char *err, size_t err_size)
{
    const struct settings defaults = settings_defaults();
    struct written w = written_of(&defaults);
    struct complaints complaints = { err, err_size, 0 };
    err[0] = '\0';
    struct schema_file *file = schema_load(path, fields, &w, sizeof(w), add_complaint,
                                           &complaints);
    if (file == NULL) {
        return false;
    }
    *out = settings_of(&w);
    schema_destroy(file);
    return true;
}

char *settings_own_path(void)
{
    const char *xdg = getenv("XDG_CONFIG_HOME");
    const char *home = getenv("HOME");
    char *path = NULL;
    int made = xdg != NULL && xdg[0] == '/'
                   ? asprintf(&path, "%s/greenroom/settings.yaml", xdg)
                   : asprintf(&path, "%s/.config/greenroom/settings.yaml",
                              home != NULL ? home : "");
    return made >= 0 ? path : NULL;
}

char *settings_path(void)
{
    char *own = settings_own_path();
    if (own != NULL && access(own, F_OK) != 0 && access(SYSTEM_PATH, F_OK) == 0) {
        free(own);
        return strdup(SYSTEM_PATH);
    }
    return own;
}

/* Beside the counts, where the program may write. */
static char *good_path(void)
{
    char *counts = history_path();
    char *path = paths_beside(counts, "settings-last-good.yaml");
    free(counts);
    return path;
}

struct settings settings_load(char *err, size_t err_size)
{
    struct settings s = settings_defaults();
    char ignored[256];
    char *path = settings_path(), *good = good_path();
    err[0] = '\0';
    if (path != NULL && access(path, F_OK) == 0) {
        if (settings_read(path, &s, err, err_size)) {
            settings_file_copy(path, good);
        } else if (good != NULL && access(good, R_OK) == 0) {
            settings_read(good, &s, ignored, sizeof(ignored));
        }
    }
    free(path);
    free(good);
    return s;
}

bool settings_save(const struct settings *settings, char *err, size_t err_size)
{
    char *own = settings_own_path(), *from = settings_path();
    bool good = own != NULL && from != NULL &&
                settings_file_write(from, own, settings, err, err_size);
    if (own == NULL || from == NULL) {
        snprintf(err, err_size, "out of memory");
    }
    free(own);
    free(from);
    return good;
}

bool settings_set_is_on(const struct settings *s, const char *id)
{
    for (size_t i = 0; i < s->sets_off_count; i++) {
        if (strcmp(s->sets_off[i], id) == 0) {
            return false;
        }
    }
    return true;
}

void settings_turn_set(struct settings *s, const char *id, bool on)
{
    size_t kept = 0;
    for (size_t i = 0; i < s->sets_off_count; i++) {
        if (strcmp(s->sets_off[i], id) != 0) {
            memmove(s->sets_off[kept++], s->sets_off[i], SETTINGS_NAME);
        }
    }
    s->sets_off_count = kept;
    if (!on && kept < SETTINGS_SETS_MAX) {
        snprintf(s->sets_off[s->sets_off_count++], SETTINGS_NAME, "%s", id);
    }
}
