/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pin.h"

#include <errno.h>
#include <grp.h>
#include <math.h>
#include <pwd.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "paths.h"
#include "settings.h"
#include "settings_file.h"

#define FIRST_WAIT_S 60.0
#define WAITS_MAX    5      /* 60 s to 16 min */

static const struct passwd *kiosk_user(void)
{
    return geteuid() == 0 ? getpwnam(PIN_KIOSK_USER) : NULL;
}

/* The file `name` of the PIN's folder. */
static char *path_of(const char *name)
{
    const struct passwd *user = kiosk_user();
    if (user != NULL) {
        char *path = NULL;
        return asprintf(&path, "%s/.config/greenroom/%s", user->pw_dir, name) >= 0 ? path : NULL;
    }
    char *settings = settings_own_path();
    char *path = paths_beside(settings, name);
    free(settings);
    return path;
}

static bool read_hash(char hash[crypto_pwhash_STRBYTES])
{
    char *path = path_of("pin");
    FILE *file = path != NULL ? fopen(path, "re") : NULL;
    bool good = file != NULL && fgets(hash, crypto_pwhash_STRBYTES, file) != NULL;
    if (good) {
        hash[strcspn(hash, "\n")] = '\0';
    }
    if (file != NULL) {
        fclose(file);
    }
    free(path);
    return good && hash[0] != '\0';
}

bool pin_is_set(void)
{
    char hash[crypto_pwhash_STRBYTES];
    return read_hash(hash);
}

static bool is_pin(const char *pin)
{
    size_t length = strlen(pin);
    return length >= PIN_SHORTEST && length <= PIN_LONGEST &&
           strspn(pin, "0123456789") == length;
}

/* Root makes the home where the service has not run yet, and nothing else. */
static bool become(const struct passwd *user)
{
    bool fresh = mkdir(user->pw_dir, 0700) == 0;
    return (!fresh || lchown(user->pw_dir, user->pw_uid, user->pw_gid) == 0) &&
           setgroups(1, &user->pw_gid) == 0 && setgid(user->pw_gid) == 0 &&
           setuid(user->pw_uid) == 0;
}

/* In a process of its own: it puts the file there as its owner, who must not lead root to other files
 * by a link. What went wrong comes through `to`. */
static void put_as(const struct passwd *user, const char *path, const char *hash, int to)
{
    char err[400] = "";
    if (!become(user)) {
        snprintf(err, sizeof(err), "%s cannot be written as the user %s: %s", path, PIN_KIOSK_USER,
                 strerror(errno));
    } else if (settings_file_put(path, hash, err, sizeof(err))) {
        _exit(0);
    }
    ssize_t told = write(to, err, strlen(err));
    _exit(told < 0 ? 2 : 1);
}

static bool put_for(const struct passwd *user, const char *path, const char *hash, char *err,
                    size_t err_size)
{
    int ends[2], status = 1;
    snprintf(err, err_size, "%s cannot be written: out of memory", path);
    if (pipe(ends) != 0) {
        return false;
    }
    pid_t child = fork();
    if (child == 0) {
        put_as(user, path, hash, ends[1]);
    }
    close(ends[1]);
    ssize_t length = child > 0 ? read(ends[0], err, err_size - 1) : -1;
    if (length > 0) {
        err[length] = '\0';
    }
    close(ends[0]);
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return child > 0 && status == 0;
}

bool pin_set(const char *pin, char *err, size_t err_size)
{
    char hash[crypto_pwhash_STRBYTES] = "";
    char *path = path_of("pin");
    bool good = false;
    if (!is_pin(pin)) {
        snprintf(err, err_size, "a PIN has %d to %d digits and nothing else", PIN_SHORTEST,
                 PIN_LONGEST);
    } else if (path == NULL || sodium_init() < 0 ||
               crypto_pwhash_str(hash, pin, strlen(pin), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                 crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0) {
        snprintf(err, err_size, "the PIN could not be kept: out of memory");
    } else {
        const struct passwd *user = kiosk_user();
        good = user != NULL ? put_for(user, path, hash, err, err_size)
                            : settings_file_put(path, hash, err, err_size);
    }
    free(path);
    return good;
}

static double wait_s(unsigned waits)
{
    return FIRST_WAIT_S * (1U << (waits < WAITS_MAX ? waits : WAITS_MAX - 1));
}

/* By the wall clock, since the other one begins anew with the machine. What cannot be kept is not. */
static void keep_gate(const struct pin_gate *gate, double now_s)
{
    char text[64], err[300];
    char *path = path_of("pin-tries");
    snprintf(text, sizeof(text), "%u %u %lld\n", gate->wrong, gate->waits,
             (long long)time(NULL) + (long long)ceil(pin_locked_s(gate, now_s)));
    if (path != NULL) {
        settings_file_put(path, text, err, sizeof(err));
    }
    free(path);
}

static void forget_gate(void)
{
    char *path = path_of("pin-tries");
    if (path != NULL) {
        unlink(path);
    }
    free(path);
}

void pin_gate_load(struct pin_gate *gate, double now_s)
{
    char *path = path_of("pin-tries");
    FILE *file = path != NULL ? fopen(path, "re") : NULL;
    unsigned wrong = 0, waits = 0;
    long long until = 0;
    if (file != NULL && fscanf(file, "%9u %9u %18lld", &wrong, &waits, &until) == 3) {
        double left_s = (double)(until - (long long)time(NULL));
        gate->wrong = wrong < PIN_TRIES ? wrong : PIN_TRIES - 1;
        gate->waits = waits < WAITS_MAX ? waits : WAITS_MAX - 1;
        /* A clock that was set back must not lock staff out for days. */
        gate->locked_until_s = left_s > 0 ? now_s + fmin(left_s, wait_s(WAITS_MAX - 1)) : 0;
    }
    if (file != NULL) {
        fclose(file);
    }
    free(path);
}

static void count_wrong(struct pin_gate *gate, double now_s)
{
    if (++gate->wrong < PIN_TRIES) {
        return;
    }
    gate->locked_until_s = now_s + wait_s(gate->waits);
    gate->waits += gate->waits + 1 < WAITS_MAX;
    gate->wrong = 0;
}

enum pin_answer pin_try(struct pin_gate *gate, const char *pin, double now_s)
{
    char hash[crypto_pwhash_STRBYTES] = "";
    if (pin_locked_s(gate, now_s) > 0) {
        return PIN_LOCKED;
    }
    if (sodium_init() >= 0 && read_hash(hash) &&
        crypto_pwhash_str_verify(hash, pin, strlen(pin)) == 0) {
        *gate = (struct pin_gate){ 0 };
        forget_gate();
        return PIN_RIGHT;
    }
    count_wrong(gate, now_s);
    keep_gate(gate, now_s);
    return PIN_WRONG;
}

unsigned pin_tries_left(const struct pin_gate *gate)
{
    return PIN_TRIES - gate->wrong;
}

double pin_locked_s(const struct pin_gate *gate, double now_s)
{
    return gate->locked_until_s > now_s ? gate->locked_until_s - now_s : 0;
}
