/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside the studio; only studio*.c include this. */
#ifndef STUDIO_INTERNAL_H
#define STUDIO_INTERNAL_H

#include "studio.h"

#include <listener.h>
#include <player.h>
#include <pthread.h>
#include <stdatomic.h>
#include <tones.h>
#include <voice.h>

#include "content.h"
#include "event_queue.h"
#include "history.h"
#include "job.h"
#include "mic_levels.h"
#include "recorded_source.h"

#define SOURCES_MAX 16
#define MICROPHONE_NAME   128

struct tone_sound {
    int16_t *samples;
    size_t count;
};

/** An answer's recording, in memory that is locked and overwritten. */
struct kept_answer {
    int16_t *samples;           /* NULL: none */
    size_t count, size;         /* samples; bytes as allocated */
};

struct studio {
    struct studio_options options;
    void (*wake)(void *user);
    void *wake_user;

    struct content content;
    struct jobs jobs;
    struct interview *interview;
    struct history *history;

    struct event_queue queue;       /* from the workers */
    struct mic_levels levels;       /* from the listener */
    atomic_bool levels_wanted;      /* the screen shows them: worth waking for */

    struct player *player;
    struct voice *voice;            /* NULL: questions are only shown */
    struct listener *listener;      /* NULL: answers are typed */
    char **engine_argv;
    struct recorded_source *recorded;   /* NULL: the real microphone */
    struct sample_source *source;       /* in use */
    struct sample_source *former[SOURCES_MAX];  /* to be destroyed after the next wipe */
    size_t former_count;
    char microphone[MICROPHONE_NAME];     /* in use, as named; "": the default */
    pthread_t search;               /* looks for another microphone */
    bool searching;
    char search_from[MICROPHONE_NAME];  /* the search's own while there is one */
    char *next_recording;           /* NULL: none is waiting */

    struct tone_sound tones[TONE_COUNT];
    uint32_t utterance;             /* opened last, see listener_open() */
    uint32_t voice_id;              /* spoken now; 0: nothing */
    unsigned speech_id;             /* the interview's id of it; 0: not of the interview */
    bool voice_failed;              /* that speech could not be made */
    bool speaker_lost, voice_lost;  /* nobody hears what is spoken, for either reason */
    char *text;                     /* of it */
    struct caption_word *caption;   /* its words */
    size_t caption_count;
    double read_until_s;            /* nobody speaks `text`: time to read it; negative: no */
    uint32_t play_id;               /* the answer played back; 0: none */
    bool print_asked, save_asked;   /* the owner has not heard of it yet, see studio_asks() */
    struct kept_answer kept;        /* the first try, for hearing both */

    bool deaf;                      /* no commands by voice: the staff area is open */
    bool interview_mutes;           /* what the interview asked for */
    bool muted;                     /* what the listener was told */
    unsigned volume;                /* the person's, percent, as the player was told */
    bool spoke_along;               /* a voice began while something was read aloud */
    bool reading;               /* what the interview was told of that last */
    double said_s;                  /* when studio_say() fell silent */
    double now_s;                   /* of the last call */
};

/* studio_workers.c: starting, stopping, and what the workers tell */
bool studio_start_workers(struct studio *st, char *err, size_t err_size);
void studio_stop_workers(struct studio *st);
void studio_use_microphone(struct studio *st, const char *name);
void studio_wipe_workers(struct studio *st);

/* studio_events.c: what was told becomes interview events */
void studio_take(struct studio *st, const struct told *told);

/* studio_actions.c: what the interview wants done */
void studio_carry_out(struct studio *st);
void studio_speak(struct studio *st, const char *text, unsigned speech_id, unsigned rate,
                  unsigned language);
/** The person may have made it louder or softer. */
void studio_settle_volume(struct studio *st);
void studio_forget_speech(struct studio *st);
void studio_settle_mute(struct studio *st);

/* studio_playback.c: hearing answers again */
/** Copy the latest answer before the listener forgets it. */
void studio_keep_answer(struct studio *st);
void studio_drop_answer(struct studio *st);
/** The one that the interview's state names. */
void studio_play_answer(struct studio *st);
void studio_stop_playing(struct studio *st);

/* studio_search.c */
void studio_search_microphone(struct studio *st);

double studio_clock_s(void);

#endif
