/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * soak SPOKEN.wav: one interview after the other in one kiosk, with the real recognizer process and
 * voice and a short answer: 6 of them, or as many as GREENROOM_SOAK says. Memory, open files and
 * threads, looked at on the first screen after each, must not grow. Their figures are printed.
 */
#include <dirent.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "drive.h"
#include "studio_options.h"

#define WARM_UP      3      /* the first ones fill caches of fonts, sounds and libraries */
#define GROWTH_KB    3072   /* that this may differ by, whatever the number of interviews */
#define INTERVIEWS   6
#define SPEAKER_RESTS 10    /* seconds, at most */

struct figures {
    size_t resident_kb, heap_kb, files, threads, children;
};

struct soak {
    unsigned count, done;
    struct figures first, last, most;
};

static size_t entries(const char *folder)
{
    size_t count = 0;
    DIR *dir = opendir(folder);
    while (dir != NULL && readdir(dir) != NULL) {
        count++;
    }
    if (dir != NULL) {
        closedir(dir);
    }
    return count;
}

static size_t number_in(const char *path, const char *before)
{
    char line[4096];
    size_t number = 0;
    FILE *file = fopen(path, "r");
    while (file != NULL && fgets(line, sizeof(line), file) != NULL) {
        if (strncmp(line, before, strlen(before)) == 0) {
            number = strtoul(line + strlen(before), NULL, 10);
        }
    }
    if (file != NULL) {
        fclose(file);
    }
    return number;
}

static size_t count_words(const char *path)
{
    size_t count = 0;
    char word[32];
    FILE *file = fopen(path, "r");
    while (file != NULL && fscanf(file, "%31s", word) == 1) {
        count++;
    }
    if (file != NULL) {
        fclose(file);
    }
    return count;
}

static void each_thread(const char *file, void (*visit)(const char *path, void *user), void *user)
{
    const struct dirent *thread;
    DIR *threads = opendir("/proc/self/task");
    while (threads != NULL && (thread = readdir(threads)) != NULL) {
        char path[300];
        snprintf(path, sizeof(path), "/proc/self/task/%s/%s", thread->d_name, file);
        visit(path, user);
    }
    if (threads != NULL) {
        closedir(threads);
    }
}

static void add_children(const char *path, void *user)
{
    size_t *count = user;
    *count += count_words(path);
}

/* Whichever thread started them. */
static size_t count_children(void)
{
    size_t count = 0;
    each_thread("children", add_children, &count);
    return count;
}

static void print_name(const char *path, void *user)
{
    char name[32];
    FILE *file = fopen(path, "r");
    (void)user;
    if (file != NULL && fgets(name, sizeof(name), file) != NULL) {
        printf("  thread %s", name);
    }
    if (file != NULL) {
        fclose(file);
    }
}

static struct figures look(void)
{
    struct mallinfo2 heap = mallinfo2();
    return (struct figures){
        .resident_kb = number_in("/proc/self/status", "VmRSS:"),
        .heap_kb = (heap.uordblks + heap.hblkhd) / 1024, .files = entries("/proc/self/fd"),
        .threads = entries("/proc/self/task") - 2, .children = count_children(),
    };
}

static void interview(void)
{
    drive_key(SDLK_RETURN);
    drive_until("choose", "none");
    drive_key('1');
    drive_until("question", "none");
    drive_key('k');
    drive_until("think", "none");
    drive_key(SDLK_SPACE);
    drive_until("answer", "none");
    drive_until_words(3);
    drive_key(SDLK_RETURN);
    drive_until("feedback", "none");
    drive_key(SDLK_ESCAPE);
    drive_until("feedback", "leave");
    drive_key('e');
    drive_until("attract", "none");
}

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

static void note(struct soak *s)
{
    struct figures now = look();
    if (s->done == WARM_UP) {
        s->first = s->most = now;
    }
    s->last = now;
    s->most = (struct figures){ larger(s->most.resident_kb, now.resident_kb),
                                larger(s->most.heap_kb, now.heap_kb),
                                larger(s->most.files, now.files),
                                larger(s->most.threads, now.threads),
                                larger(s->most.children, now.children) };
    if (s->done % 25 == 0 || s->count < 25) {
        printf("%u interviews: %zu kB resident, %zu kB of heap, %zu files, %zu threads, "
               "%zu children\n", s->done, now.resident_kb, now.heap_kb, now.files, now.threads,
               now.children);
        fflush(stdout);
    }
}

/* The speaker rests when it was silent for a while, and takes its threads along. */
static void until_speaker_rests(struct soak *s)
{
    const struct timespec moment = { .tv_sec = 1 };
    for (int i = 0; i < SPEAKER_RESTS && s->last.threads > s->first.threads; i++) {
        nanosleep(&moment, NULL);
        s->last = look();
    }
}

static void script(void *user)
{
    struct soak *s = user;
    const struct timespec moment = { .tv_sec = 1 };
    drive_until("attract", "none");
    while (s->done < s->count && !drive_failed()) {
        interview();
        s->done++;
        nanosleep(&moment, NULL);   /* the recognizer that heard the last person is replaced */
        note(s);
    }
    until_speaker_rests(s);
}

static bool grew(const char *what, size_t before, size_t after, size_t most)
{
    if (after > before + most) {
        printf("%s grew from %zu to %zu\n", what, before, after);
        return true;
    }
    return false;
}

static bool is_flat(const struct soak *s)
{
    const struct figures *a = &s->first, *b = &s->last;
    bool bad = grew("resident memory (kB)", a->resident_kb, b->resident_kb, GROWTH_KB);
    bad = grew("heap (kB)", a->heap_kb, b->heap_kb, GROWTH_KB / 3) || bad;
    bad = grew("open files", a->files, b->files, 1) || bad;     /* the new recognizer's, on its way */
    if (grew("threads", a->threads, b->threads, 0)) {
        each_thread("comm", print_name, NULL);
        bad = true;
    }
    bad = grew("children", a->children, b->children, 1) || bad;
    return !bad;
}

int main(int argc, char **argv)
{
    const char *wish = getenv("GREENROOM_SOAK");
    struct soak s = { .count = wish != NULL ? (unsigned)strtoul(wish, NULL, 10) : INTERVIEWS };
    struct settings settings = settings_defaults();
    struct kiosk_options o = { .studio = studio_from_settings(&settings), .settings = &settings,
                               .offscreen = true, .width = 1280, .height = 720,
                               .reduced_motion = true };
    if (argc != 2 || !drive_begin()) {
        return 2;
    }
    o.studio.recording = argv[1];
    o.studio.interview.check_microphone = false;
    int status = drive_kiosk(&o, script, &s);
    bool good = status == 0 && !drive_failed() && s.done == s.count && is_flat(&s);
    printf("%u of %u interviews, exit status %d; after %d and at the end: %zu and %zu kB resident "
           "(most %zu), %zu and %zu kB of heap, %zu and %zu files, %zu and %zu threads\n", s.done,
           s.count, status, WARM_UP, s.first.resident_kb, s.last.resident_kb, s.most.resident_kb,
           s.first.heap_kb, s.last.heap_kb, s.first.files, s.last.files, s.first.threads,
           s.last.threads);
    drive_end();
    return good ? 0 : 1;
}
