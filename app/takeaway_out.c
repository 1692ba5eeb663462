/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ways out: a printer's queue and a USB stick. Nothing is left anywhere else. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "stick.h"
#include "takeaway.h"

extern char **environ;

static bool write_fd(void *user, const unsigned char *bytes, size_t size)
{
    int fd = *(const int *)user;
    while (size > 0) {
        ssize_t n = write(fd, bytes, size);
        if (n < 0 && errno != EINTR) {
            return false;
        }
        if (n > 0) {
            bytes += n;
            size -= (size_t)n;
        }
    }
    return true;
}

/* Starts lp with `fd` as its standard input. */
static bool start_lp(int fd, pid_t *pid)
{
    char *argv[] = {(char *)"lp", (char *)"-s", (char *)"-t", (char *)"Greenroom notes", NULL};
    posix_spawn_file_actions_t actions;
    if (posix_spawn_file_actions_init(&actions) != 0) {
        return false;
    }
    bool done = posix_spawn_file_actions_adddup2(&actions, fd, STDIN_FILENO) == 0 &&
                posix_spawnp(pid, "lp", &actions, NULL, argv, environ) == 0;
    posix_spawn_file_actions_destroy(&actions);
    return done;
}

bool takeaway_print(const struct takeaway *t, char *err, size_t err_size)
{
    int pipe_fds[2];
    pid_t pid;
    if (pipe2(pipe_fds, O_CLOEXEC) != 0) {
        snprintf(err, err_size, "The printer could not be reached: %s.", strerror(errno));
        return false;
    }
    bool started = start_lp(pipe_fds[0], &pid);
    close(pipe_fds[0]);
    if (!started) {
        close(pipe_fds[1]);
        snprintf(err, err_size, "There is no printer here. Scan the code, or ask staff.");
        return false;
    }
    /* A printer that hangs up early must not end the program. */
    void (*former)(int) = signal(SIGPIPE, SIG_IGN);
    bool written = takeaway_pdf(t, write_fd, &pipe_fds[1], err, err_size);
    close(pipe_fds[1]);
    signal(SIGPIPE, former);
    int status = 0;
    bool ended = waitpid(pid, &status, 0) == pid;
    if (!written || !ended || !WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        snprintf(err, err_size, "The printer did not take the notes. Scan the code, or ask staff.");
        return false;
    }
    return true;
}

/* Creates a file that is not there yet. */
static int create_new(const char *folder, char *path, size_t size)
{
    for (unsigned i = 1; i < 1000; i++) {
        char number[16] = "";
        if (i > 1) {
            snprintf(number, sizeof(number), "-%u", i);
        }
        int n = snprintf(path, size, "%s/Greenroom-notes%s.pdf", folder, number);
        if (n < 0 || (size_t)n >= size) {
            errno = ENAMETOOLONG;
            return -1;
        }
        int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
        if (fd >= 0 || errno != EEXIST) {
            return fd;
        }
    }
    return -1;
}

bool takeaway_save_in(const struct takeaway *t, const char *folder, char *where, size_t where_size,
                      char *err, size_t err_size)
{
    char path[4096];
    int fd = create_new(folder, path, sizeof(path));
    if (fd < 0) {
        snprintf(err, err_size, "%s: cannot write the notes there: %s.", folder, strerror(errno));
        return false;
    }
    bool written = takeaway_pdf(t, write_fd, &fd, err, err_size);
    /* People pull the stick at once: the notes must be on it by then. */
    bool synced = fsync(fd) == 0;
    if (close(fd) != 0 || !synced || !written) {
        unlink(path);
        snprintf(err, err_size, "%s: the notes could not be written. Is it full?", folder);
        return false;
    }
    snprintf(where, where_size, "%s", path);
    return true;
}

struct saving {
    const struct takeaway *takeaway;
    char *where, *err;
    size_t where_size, err_size;
};

static bool save_on(void *user, const char *folder)
{
    const struct saving *s = user;
    return takeaway_save_in(s->takeaway, folder, s->where, s->where_size, s->err, s->err_size);
}

bool takeaway_save(const struct takeaway *t, char *where, size_t where_size, char *err,
                   size_t err_size)
{
    struct saving saving = { t, where, err, where_size, err_size };
    snprintf(err, err_size, "Plug a USB stick in, then press Save again.");
    return stick_each(true, save_on, &saving);
}
