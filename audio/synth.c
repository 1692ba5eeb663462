/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "voice.h"

#include <espeak-ng/speak_lib.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "script.h"

#define DEFAULT_VOICE "en-us"
#define DEFAULT_RATE 140        /* words a minute: synthetic speech is harder to follow at 175 */
#define RATE_LEAST 80
#define RATE_MOST 450
#define CLAUSE_MOST 800         /* letters that espeak-ng reads at once */

/* What the callback of espeak-ng gathers. */
struct gathering {
    struct speech speech;
    const struct script *script;
    const char *written;
    size_t sample_room, word_room;
    bool failed;                /* memory ran out */
};

/* espeak-ng's state is global: the thread of a voice and a caller that wants a file take turns. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;    /* protects espeak-ng and voice_rate */
static int voice_rate;          /* samples a second; not above 0: not set up, or in vain */

/* espeak-ng opens the sound server even when only samples are wanted of it, and waits as long as
 * that hangs. This takes the place of the function of libpcaudio it does that with: no device. */
struct audio_object;
struct audio_object *create_audio_device_object(const char *device, const char *program,
                                                const char *purpose);

struct audio_object *create_audio_device_object(const char *device, const char *program,
                                                const char *purpose)
{
    (void)device;
    (void)program;
    (void)purpose;
    return NULL;
}

static bool set_up(void)
{
    if (voice_rate <= 0) {
        voice_rate = espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, 0, NULL,
                                       espeakINITIALIZE_DONT_EXIT);
    }
    return voice_rate > 0;
}

/* Makes room for `more` elements behind `count`. */
static bool make_room(void **array, size_t *room, size_t count, size_t more, size_t element)
{
    size_t wanted = *room;
    void *grown;

    if (count + more <= *room) {
        return true;
    }
    while (wanted < count + more) {
        wanted = wanted * 2 + 1024;
    }
    grown = realloc(*array, wanted * element);
    if (grown == NULL) {
        return false;
    }
    *array = grown;
    *room = wanted;
    return true;
}

static bool add_word(struct gathering *g, const espeak_EVENT *event)
{
    struct speech *s = &g->speech;
    struct spoken_word word = { .at_s = (double)event->sample / voice_rate };

    /* an empty event closes the text; a number or a compound gives several for one written word */
    if (event->text_position < 1
        || !script_word(g->script, g->written, (size_t)event->text_position - 1, &word.from,
                        &word.to)
        || (s->word_count > 0 && word.from <= s->words[s->word_count - 1].from)) {
        return true;
    }
    if (!make_room((void **)&s->words, &g->word_room, s->word_count, 1, sizeof(*s->words))) {
        return false;
    }
    s->words[s->word_count++] = word;
    return true;
}

/* espeak-ng: samples of a part of the text, and events in them. Not 0: stop. */
static int gather(short *samples, int count, espeak_EVENT *events)
{
    struct gathering *g = events->user_data;
    struct speech *s = &g->speech;

    for (const espeak_EVENT *e = events; e->type != espeakEVENT_LIST_TERMINATED; e++) {
        if (e->type == espeakEVENT_WORD && !add_word(g, e)) {
            g->failed = true;
        }
    }
    if (samples == NULL || count <= 0 || g->failed) {
        return g->failed;
    }
    if (!make_room((void **)&s->samples, &g->sample_room, s->count, (size_t)count,
                   sizeof(*s->samples))) {
        g->failed = true;
        return 1;
    }
    memcpy(s->samples + s->count, samples, (size_t)count * sizeof(*samples));
    s->count += (size_t)count;
    return 0;
}

static int stop_at_once(short *samples, int count, espeak_EVENT *events)
{
    (void)samples;
    (void)count;
    (void)events;
    return 1;
}

/* espeak-ng tells nothing of some words, like the second of "had to": they get their share, by
 * their letters, of the time between their neighbours. */
static bool add_silent_words(struct gathering *g)
{
    struct speech *s = &g->speech;
    struct spoken_word *all = NULL, before = { 0 }, after, word;
    size_t count = 0, room = 0, at = 0, next = 0;

    while (script_next_word(g->written, &at, &word.from, &word.to)) {
        if (!make_room((void **)&all, &room, count, 1, sizeof(*all))) {
            free(all);
            return false;
        }
        if (next < s->word_count && s->words[next].from == word.from) {
            before = s->words[next++];
            all[count++] = before;
            continue;
        }
        after = next < s->word_count ? s->words[next] : (struct spoken_word) {
            .at_s = (double)s->count / s->rate, .from = strlen(g->written) };
        word.at_s = before.at_s + (after.at_s - before.at_s) * (double)(word.from - before.from)
            / (double)(after.from - before.from);
        all[count++] = word;
    }
    free(s->words);
    s->words = all;
    s->word_count = count;
    return true;
}

/* espeak-ng gives languages as pairs of a priority, one byte, and a string; 0 ends them. */
static bool speaks(const espeak_VOICE *voice, const char *language, size_t length)
{
    for (const char *at = voice->languages; at != NULL && *at != 0; at += strlen(at) + 1) {
        at++;
        if (strncmp(at, language, length) == 0 && at[length] == '\0') {
            return true;
        }
    }
    return false;
}

/* Names of voices are those of files; what the system lists first are languages. "en-gb" is one
 * whose file has another name. A variant, like "+f3", follows the name of either. */
static bool select_voice(const char *name)
{
    char file[128];
    size_t length = strcspn(name, "+");

    if (espeak_SetVoiceByName(name) == EE_OK) {
        return true;
    }
    for (const espeak_VOICE **v = espeak_ListVoices(NULL); v != NULL && *v != NULL; v++) {
        if (speaks(*v, name, length)) {
            snprintf(file, sizeof(file), "%s%s", (*v)->identifier, name + length);
            return espeak_SetVoiceByName(file) == EE_OK;
        }
    }
    return false;
}

static bool choose_voice(const struct voice_settings *settings, char *err, size_t err_size)
{
    const char *name = settings != NULL && settings->name != NULL ? settings->name
                                                                  : DEFAULT_VOICE;
    unsigned rate = settings != NULL && settings->words_per_minute != 0
        ? settings->words_per_minute : DEFAULT_RATE;

    if (!set_up()) {
        snprintf(err, err_size, "espeak-ng does not start: install the package espeak-ng-data");
        return false;
    }
    /* a wrong name would silently keep the former voice */
    if (!select_voice(name)) {
        snprintf(err, err_size, "there is no voice \"%s\"; \"espeak-ng --voices\" lists them",
                 name);
        return false;
    }
    rate = rate < RATE_LEAST ? RATE_LEAST : rate > RATE_MOST ? RATE_MOST : rate;
    espeak_SetParameter(espeakRATE, (int)rate, 0);
    espeak_SetParameter(espeakWORDGAP, 0, 0);
    espeak_SetSynthCallback(gather);
    return true;
}

/* Lock held. */
static bool synthesise(const char *text, struct speech *speech)
{
    struct script script = { 0 };
    struct gathering g = {
        .script = &script, .written = text, .speech.rate = (unsigned)voice_rate,
    };
    bool done = script_init(&script, text)
        && espeak_Synth(script.text, strlen(script.text) + 1, 0, POS_CHARACTER, 0, espeakCHARS_UTF8,
                        NULL, &g) == EE_OK
        && !g.failed && add_silent_words(&g);

    script_finish(&script);
    if (!done) {
        speech_free(&g.speech);
        return false;
    }
    *speech = g.speech;
    return true;
}

bool voice_synthesise(const char *text, const struct voice_settings *settings,
                      struct speech *speech, char *err, size_t err_size)
{
    bool done;

    pthread_mutex_lock(&lock);
    done = choose_voice(settings, err, err_size);
    if (done && !synthesise(text, speech)) {
        snprintf(err, err_size, "not enough memory to speak %zu letters", strlen(text));
        done = false;
    }
    pthread_mutex_unlock(&lock);
    return done;
}

/* It reads a clause into a buffer of its own, where a shorter one leaves the end of a longer one. */
void voice_forget(void)
{
    char longest[CLAUSE_MOST + 1];

    memset(longest, 'a', CLAUSE_MOST);
    longest[CLAUSE_MOST] = '\0';
    for (size_t i = 2; i < CLAUSE_MOST; i += 3) {
        longest[i] = ' ';       /* "aa aa aa": words, or only the first is read whole */
    }
    pthread_mutex_lock(&lock);
    if (voice_rate > 0) {
        espeak_SetSynthCallback(stop_at_once);
        espeak_Synth(longest, sizeof(longest), 0, POS_CHARACTER, 0, espeakCHARS_UTF8, NULL, NULL);
    }
    pthread_mutex_unlock(&lock);
}

void speech_free(struct speech *speech)
{
    free(speech->samples);
    free(speech->words);
    *speech = (struct speech) { 0 };
}
