/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drive.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "leftovers.h"

#define PATIENCE_S 60

static struct {
    char folder[64];
    int told_fd, former_stderr;
    pthread_mutex_t mutex;      /* protects all below */
    pthread_cond_t changed;
    char screen[32], sheet[32], texts[4096];
    unsigned words;
    bool failed;
} d = { .mutex = PTHREAD_MUTEX_INITIALIZER };

static void take_trace(const char *line)
{
    char screen[32], sheet[32];
    unsigned words;
    int at = 0;
    if (sscanf(line, "trace: %31s %31s %u words %*s s: %n", screen, sheet, &words, &at) != 3) {
        return;
    }
    pthread_mutex_lock(&d.mutex);
    strcpy(d.screen, screen);
    strcpy(d.sheet, sheet);
    d.words = words;
    snprintf(d.texts, sizeof(d.texts), " %s", at > 0 ? line + at : "");
    pthread_cond_broadcast(&d.changed);
    pthread_mutex_unlock(&d.mutex);
}

static void *read_told(void *user)
{
    FILE *told = fdopen(d.told_fd, "r");
    char line[8192];
    (void)user;
    while (told != NULL && fgets(line, sizeof(line), told) != NULL) {
        if (strncmp(line, "trace: ", 7) == 0) {
            take_trace(line);
        } else {
            dprintf(d.former_stderr, "%s", line);
        }
    }
    return NULL;
}

bool drive_begin(void)
{
    int ends[2];
    pthread_t reader;
    pthread_condattr_t monotonic;
    strcpy(d.folder, "/tmp/greenroom-drive-XXXXXX");
    if (mkdtemp(d.folder) == NULL || pipe(ends) != 0) {
        return false;
    }
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&d.changed, &monotonic);
    setenv("XDG_CONFIG_HOME", d.folder, 1);
    setenv("XDG_STATE_HOME", d.folder, 1);
    setenv("XDG_RUNTIME_DIR", d.folder, 1);
    setenv("GREENROOM_TRACE", "1", 1);
    unsetenv("STATE_DIRECTORY");
    unsetenv("INVOCATION_ID");
    d.former_stderr = dup(STDERR_FILENO);
    d.told_fd = ends[0];
    dup2(ends[1], STDERR_FILENO);
    close(ends[1]);
    return pthread_create(&reader, NULL, read_told, NULL) == 0 && pthread_detach(reader) == 0;
}

void drive_end(void)
{
    static const char *const names[] = { "greenroom/settings.yaml", "greenroom/pin",
                                         "greenroom/settings-last-good.yaml",
                                         "greenroom/history.db", "greenroom/history.db-journal",
                                         "greenroom", "greenroom.lock", "pulse", "" };
    leftovers_remove(d.folder, names, sizeof(names) / sizeof(names[0]));
}

bool drive_failed(void)
{
    pthread_mutex_lock(&d.mutex);
    bool failed = d.failed;
    pthread_mutex_unlock(&d.mutex);
    return failed;
}

struct driven {
    void (*script)(void *user);
    void *user;
};

static void *drive(void *user)
{
    const struct driven *driven = user;
    driven->script(driven->user);
    kill(getpid(), SIGTERM);
    return NULL;
}

int drive_kiosk(const struct kiosk_options *options, void (*script)(void *user), void *user)
{
    struct driven driven = { script, user };
    pthread_t thread;
    pthread_mutex_lock(&d.mutex);
    d.screen[0] = d.sheet[0] = d.texts[0] = '\0';
    d.failed = false;
    pthread_mutex_unlock(&d.mutex);
    signal(SIGTERM, SIG_IGN);       /* until the kiosk has its own way with it */
    if (pthread_create(&thread, NULL, drive, &driven) != 0) {
        return -1;
    }
    int status = kiosk_run(options);
    pthread_join(thread, NULL);
    return status;
}

/* With the mutex: until `holds`, for as long as anybody may wait. */
static void wait_until(bool (*holds)(const void *wish), const void *wish, const char *what)
{
    struct timespec until;
    int rc = 0;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += PATIENCE_S;
    pthread_mutex_lock(&d.mutex);
    while (!d.failed && rc == 0 && !holds(wish)) {
        rc = pthread_cond_timedwait(&d.changed, &d.mutex, &until);
    }
    if (rc != 0) {
        dprintf(d.former_stderr, "waited in vain for \"%s\": on %s, %s, %u words:%s\n", what,
                d.screen, d.sheet, d.words, d.texts);
        d.failed = true;
    }
    pthread_mutex_unlock(&d.mutex);
}

static bool is_shown(const void *wish)
{
    const char *const *names = wish;
    return strcmp(d.screen, names[0]) == 0 && strcmp(d.sheet, names[1]) == 0;
}

void drive_until(const char *screen, const char *sheet)
{
    const char *const names[] = { screen, sheet };
    wait_until(is_shown, names, screen);
}

static bool is_told(const void *wish)
{
    char id[80];
    snprintf(id, sizeof(id), " %s ", (const char *)wish);
    return strstr(d.texts, id) != NULL;
}

void drive_until_told(const char *id)
{
    wait_until(is_told, id, id);
}

static bool has_words(const void *wish)
{
    return d.words >= *(const unsigned *)wish;
}

void drive_until_words(unsigned count)
{
    wait_until(has_words, &count, "words");
}

void drive_key(SDL_Keycode key)
{
    if (!drive_failed()) {
        SDL_Event e = { .type = SDL_KEYDOWN };
        e.key.keysym.sym = key;
        SDL_PushEvent(&e);
    }
}

void drive_text(const char *letters)
{
    for (; *letters != '\0' && !drive_failed(); letters++) {
        SDL_Event e = { .type = SDL_TEXTINPUT };
        e.text.text[0] = *letters;
        SDL_PushEvent(&e);
    }
}
