/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "child.h"

#include "clock.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static void close_fd(int *fd)
{
    if (*fd >= 0) {
        close(*fd);
        *fd = -1;
    }
}

/* The owner may ignore or block signals that the child should have. */
static int spawn(pid_t *pid, const char *const *argv, int in_fd, int out_fd)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none, standard;
    sigemptyset(&none);
    sigemptyset(&standard);
    sigaddset(&standard, SIGPIPE);
    sigaddset(&standard, SIGTERM);
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &standard);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    posix_spawn_file_actions_adddup2(&actions, in_fd, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, out_fd, STDOUT_FILENO);
    int error = posix_spawnp(pid, argv[0], &actions, &attributes, (char *const *)argv, environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

bool child_start(struct child *c, const char *const *argv, char *err, size_t err_size)
{
    int to[2] = { -1, -1 }, from[2] = { -1, -1 };
    int error = 0;
    *c = (struct child){ .to_fd = -1, .from_fd = -1 };
    if (pipe2(to, O_CLOEXEC) != 0 || pipe2(from, O_CLOEXEC) != 0) {
        error = errno;
    } else {
        error = spawn(&c->pid, argv, to[0], from[1]);
    }
    close_fd(&to[0]);
    close_fd(&from[1]);
    if (error != 0) {
        c->pid = 0;
        close_fd(&to[1]);
        close_fd(&from[0]);
        snprintf(err, err_size, "%s: cannot start the recognizer: %s", argv[0], strerror(error));
        return false;
    }
    c->to_fd = to[1];
    c->from_fd = from[0];
    fcntl(c->to_fd, F_SETFL, O_NONBLOCK);
    fcntl(c->from_fd, F_SETFL, O_NONBLOCK);
    return true;
}

bool child_has_ended(struct child *c, char *how, size_t size)
{
    int status;
    if (c->pid > 0 && waitpid(c->pid, &status, WNOHANG) != c->pid) {
        return false;
    }
    c->well = c->pid > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
    if (c->pid > 0 && WIFSIGNALED(status)) {
        snprintf(how, size, "it was ended by signal %d", WTERMSIG(status));
    } else if (c->pid > 0) {
        snprintf(how, size, "it ended with status %d", WEXITSTATUS(status));
    } else {
        snprintf(how, size, "it has ended");
    }
    c->pid = 0;
    return true;
}

void child_end(struct child *c, double patience_s)
{
    char how[64];
    close_fd(&c->to_fd);
    close_fd(&c->from_fd);
    for (double waited_s = 0; c->pid > 0 && waited_s < patience_s; waited_s += 0.01) {
        if (!child_has_ended(c, how, sizeof(how))) {
            clock_sleep_ms(10);
        }
    }
    if (c->pid > 0) {
        kill(c->pid, SIGKILL);
        while (waitpid(c->pid, NULL, 0) < 0 && errno == EINTR) {
        }
        c->pid = 0;
    }
}
