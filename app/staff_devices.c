/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 11b, devices: the microphone, the speaker and the voice, each to be tried out. */
#include "staff_rows.h"

#include <string.h>

#define CELLS   40
#define HEARD_S 2.0     /* sound so long ago still counts as hearing */

static void cells(struct staff_rows *r, double level)
{
    struct view *v = r->v;
    double step = r->w / CELLS;
    for (int i = 0; i < CELLS; i++) {
        bool lit = (i + 0.5) / CELLS < level;
        draw_round(v->canvas, rect_of(r->x + i * step, r->y, step * 0.7, 36), 5,
                   view_color(v, lit ? TOKEN_YOU : TOKEN_LINE));
    }
    double y = r->y + 45 + text_line(v->canvas, TYPE_FLOOR) / 2;
    struct text_look look = { .style = TYPE_FLOOR, .color = view_color(v, TOKEN_INK2) };
    double quiet = write_line(v, r->x, y, &look, view_say(v, "staff.quiet"));
    look.align = TEXT_RIGHT;
    double loud = write_line(v, r->x + r->w, y, &look, view_say(v, "staff.loud"));
    look.align = TEXT_CENTER;   /* of the room between the two */
    write_line(v, r->x + (r->w + quiet - loud) / 2, y, &look, view_say(v, "staff.live"));
    view_moves(v);
}

static void level(struct staff_rows *r)
{
    r->y += 15;
    if (r->drawn) {
        cells(r, r->v->scene->mic);
    }
    r->y += 45 + text_line(r->v->canvas, TYPE_FLOOR) + 27;
}

/* Whether there is sound now; `own`: on a line of its own, because beside the title is no room. */
struct hearing {
    bool heard, own;
    const char *text;
    struct text_look look;
    double width;
};

static struct hearing hearing_of(struct staff_rows *r)
{
    struct view *v = r->v;
    const struct staff *s = r->staff;
    struct hearing h = { .heard = s->heard_s > 0 && s->now_s - s->heard_s < HEARD_S,
                         .own = view_paged(v) || v->portrait };
    h.text = view_say(v, h.heard ? "staff.hearing" : "staff.no_sound");
    h.look = (struct text_look){ .style = TYPE_FLOOR, .weight = 600,
                                 .color = view_color(v, h.heard ? TOKEN_YOU_INK : TOKEN_INK2) };
    h.width = text_width(v->canvas, &h.look, h.text) + 44;
    return h;
}

static void hearing(struct staff_rows *r, const struct hearing *h, double y)
{
    struct view *v = r->v;
    bool own = h->own;
    double x = own ? r->x : r->x + r->w - h->width;
    y = own ? r->y + text_line(v->canvas, TYPE_FLOOR) / 2 : y;
    if (r->drawn) {
        mark_draw(v, h->heard ? MARK_DONE : MARK_NOT_YET, x + 18, y, 32);
        write_line(v, x + 44, y, &h->look, h->text);
    }
    r->y += own ? text_line(v->canvas, TYPE_FLOOR) + 16 : 0;
}

void staff_microphone(struct staff_rows *r)
{
    struct view *v = r->v;
    const struct staff *s = r->staff;
    bool recording = s->recording_until_s > 0;
    struct hearing h = hearing_of(r);
    double y = r->y + 30;
    row_title(r, "mic", false, view_say(v, "staff.microphone"),
              s->microphone[0] != '\0' ? s->microphone : view_say(v, "staff.default_mic"),
              NULL, h.own ? 0 : h.width + 24);
    hearing(r, &h, y);
    level(r);
    const struct button buttons[] = {
        { .icon = "down", .label = view_say(v, "staff.change"), .command = LOCAL_STAFF_CHANGE,
          .key = 'c' },
        { .icon = "dot", .label = view_say(v, recording ? "staff.recording" : "staff.record"),
          .command = LOCAL_STAFF_RECORD, .key = 'r' },
        { .icon = "play", .label = view_say(v, "staff.play"), .command = LOCAL_STAFF_PLAY,
          .key = 'p', .disabled = !s->recorded, .why = view_say(v, "staff.play_why") },
    };
    row_buttons(r, buttons, 3);
}

/* The one in use: the setting may be a part of its name. */
static size_t chosen_of(const struct staff_devices *devices, const char *part)
{
    for (size_t i = 0; i < devices->count && part[0] != '\0'; i++) {
        if (strstr(devices->names[i], part) != NULL) {
            return i + 1;
        }
    }
    return 0;
}

static void picks(struct staff_rows *r, const struct staff_devices *devices, const char *first,
                  int command, const char *setting)
{
    struct view *v = r->v;
    size_t chosen = chosen_of(devices, setting);
    row_pick(r, view_say(v, first), command, 0, chosen == 0);
    for (size_t i = 0; i < devices->count; i++) {
        row_pick(r, devices->names[i], command, (int)i + 1, chosen == i + 1);
    }
}

void staff_microphones(struct staff_rows *r)
{
    struct view *v = r->v;
    const struct button look = { .icon = "again", .label = view_say(v, "staff.look"),
                                 .command = LOCAL_STAFF_LOOK, .key = 'l' };
    row_heading(r, view_say(v, "staff.microphones"), NULL);
    picks(r, &r->staff->microphones, "staff.default_mic", LOCAL_STAFF_MICROPHONE,
          r->staff->settings->microphone);
    row_gap(r, 8);
    row_buttons(r, &look, 1);
}

static const char *speed_name(struct view *v, unsigned speed)
{
    static const struct { unsigned below; const char *id; } names[] = {
        { 110, "staff.slowest" }, { 130, "staff.slow" }, { 155, "staff.normal" },
        { 999, "staff.fast" },
    };
    size_t i = 0;
    while (speed >= names[i].below) {
        i++;
    }
    return view_say(v, names[i].id);
}

/* Voices of the file's own go by what the synthesizer calls them. */
static const char *voice_name(struct view *v, const char *voice)
{
    for (size_t i = 0; i < STAFF_VOICES; i++) {
        if (strcmp(voice, staff_voices[i].name) == 0) {
            return view_say(v, staff_voices[i].id);
        }
    }
    return voice;
}

void staff_speaker(struct staff_rows *r)
{
    static const int volumes[] = { 10, 30, 50, 70, 85, 100 };
    static const int speeds[] = { 100, 120, 140, 160, 180 };
    struct view *v = r->v;
    const struct settings *t = r->staff->settings;
    const char *speaker = t->speaker[0] != '\0' ? t->speaker
                                                : view_say(v, "staff.default_speaker");
    const struct button test = { .icon = "play", .label = view_say(v, "staff.test"),
                                 .command = LOCAL_STAFF_TEST, .key = 'v' };
    row_title(r, "spk", true, view_say(v, "staff.speaker"),
              view_fill(v, "staff.voice", "speaker", speaker, "voice", voice_name(v, t->voice),
                        NULL), &test, 0);
    struct slider volume = { view_say(v, "staff.volume"), view_format(v, "%u%%", t->volume),
                             LOCAL_STAFF_VOLUME, volumes, 6, t->volume, 0, 100 };
    struct slider speed = { view_say(v, "staff.speed"), speed_name(v, t->speed),
                            LOCAL_STAFF_SPEED, speeds, 5, t->speed, 80, 200 };
    row_slider(r, &volume);
    row_slider(r, &speed);
}

void staff_speakers(struct staff_rows *r)
{
    const struct button tone = { .icon = "spk", .label = view_say(r->v, "staff.tone"),
                                 .command = LOCAL_STAFF_TONE, .key = 't' };
    row_heading(r, view_say(r->v, "staff.speakers"), NULL);
    picks(r, &r->staff->speakers, "staff.default_speaker", LOCAL_STAFF_SPEAKER,
          r->staff->settings->speaker);
    row_gap(r, 8);
    row_buttons(r, &tone, 1);
}

void staff_voice_card(struct staff_rows *r)
{
    struct segment parts[STAFF_VOICES];
    size_t chosen = STAFF_VOICES;   /* one of the file's own: none of these */
    for (size_t i = 0; i < STAFF_VOICES; i++) {
        parts[i] = (struct segment){ .label = view_say(r->v, staff_voices[i].id),
                                     .number = (int)i, .style = TYPE_SMALL };
        chosen = strcmp(r->staff->settings->voice, staff_voices[i].name) == 0 ? i : chosen;
    }
    const struct segmented voices = { .name = view_say(r->v, "staff.voice_name"),
                                      .command = LOCAL_STAFF_VOICE, .segments = parts,
                                      .count = STAFF_VOICES, .chosen = chosen };
    row_choice(r, &voices);
}
