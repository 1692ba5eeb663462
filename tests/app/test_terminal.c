/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * `greenroom practice` in a terminal of its own: keys, typing, and the terminal
 * as it was before on every way out. Argument: the program.
 */
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <wav.h>

#include <cmocka.h>

#define SEEN_MAX 65536
#define LIMIT_S  30

static char *program;
static char recording[] = "/tmp/greenroom-silence-XXXXXX.wav";

struct session {
    pid_t child;
    int terminal;           /* our end of it */
    char seen[SEEN_MAX];    /* all that was written */
    size_t length;
};

/* No sound and no recognizer: a silent recording and an engine that does not exist. */
static void begin(struct session *s)
{
    static const struct winsize size = { .ws_row = 40, .ws_col = 100 };
    *s = (struct session){ 0 };
    s->child = forkpty(&s->terminal, NULL, NULL, &size);
    assert_true(s->child >= 0);
    if (s->child == 0) {
        setenv("TERM", "xterm", 1);
        execl(program, program, "practice", "five-years", "--silent", "--recording", recording,
              "--engine", "nobody", (char *)NULL);
        _exit(127);
    }
}

static bool read_some(struct session *s)
{
    struct pollfd fd = { .fd = s->terminal, .events = POLLIN };
    if (poll(&fd, 1, 50) != 1 || s->length + 1 >= SEEN_MAX) {
        return true;
    }
    ssize_t got = read(s->terminal, s->seen + s->length, SEEN_MAX - 1 - s->length);
    if (got > 0) {
        s->length += (size_t)got;
        s->seen[s->length] = '\0';
    }
    return got > 0;
}

static void expect(struct session *s, const char *text)
{
    time_t began = time(NULL);
    while (strstr(s->seen, text) == NULL) {
        if (!read_some(s) || time(NULL) - began > LIMIT_S) {
            kill(s->child, SIGKILL);
            fail_msg("never saw \"%s\" in:\n%s", text, s->seen);
        }
    }
}

static void type(const struct session *s, const char *keys)
{
    assert_int_equal(write(s->terminal, keys, strlen(keys)), strlen(keys));
}

static bool echoes(const struct session *s)
{
    struct termios now;
    assert_int_equal(tcgetattr(s->terminal, &now), 0);
    return (now.c_lflag & ECHO) != 0 && (now.c_lflag & ICANON) != 0;
}

/* What it ended with, as waitpid() tells; the terminal must be as it was. */
static int end(struct session *s)
{
    int status = 0;
    time_t began = time(NULL);
    while (waitpid(s->child, &status, WNOHANG) == 0) {
        read_some(s);
        if (time(NULL) - began > LIMIT_S) {
            kill(s->child, SIGKILL);
            fail_msg("it did not end:\n%s", s->seen);
        }
    }
    close(s->terminal);
    return status;
}

/* Another process holds the terminal open, so that it can be looked at after the program ended. */
static int hold(const struct session *s)
{
    int fd = open(ptsname(s->terminal), O_RDWR | O_NOCTTY);
    assert_true(fd >= 0);
    return fd;
}

static void test_keys(void **state)
{
    (void)state;
    struct session s;
    begin(&s);
    expect(&s, "Where do you see yourself in five years?");
    expect(&s, "t type, q quit");
    assert_false(echoes(&s));
    type(&s, "t");
    expect(&s, "Type your answer");
    type(&s, "In five years I want to lead a small crew.\n\n");
    expect(&s, "Try this next");
    expect(&s, "t try again, n next question");
    type(&s, "t");
    expect(&s, "Take a breath");
    type(&s, "t");
    type(&s, "I passed the first exam and by June I pass the second.\n\n");
    expect(&s, "What changed");
    type(&s, "n");
    expect(&s, "Nice work");
    int held = hold(&s);
    type(&s, "q");
    expect(&s, "All erased");
    assert_true(echoes(&s));
    close(held);
    assert_int_equal(end(&s), 0);
}

static void test_ways_out(void **state)
{
    (void)state;
    static const struct {
        int signal;
        bool orderly;       /* ends by itself, exit status 0 */
    } rows[] = {
        { SIGINT, true },  { SIGTERM, true },  { SIGHUP, true },
        { SIGQUIT, true }, { SIGSEGV, false }, { SIGABRT, false },
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct session s;
        int status = 0;
        begin(&s);
        int held = hold(&s);
        expect(&s, "t type, q quit");
        assert_false(echoes(&s));
        kill(s.child, rows[i].signal);
        for (int waited = 0; !echoes(&s) && waited < 200; waited++) {
            read_some(&s);
        }
        if (!echoes(&s)) {
            fail_msg("signal %d leaves the terminal raw", rows[i].signal);
        }
        close(held);
        status = end(&s);
        bool good = rows[i].orderly ? WIFEXITED(status) && WEXITSTATUS(status) == 0
                                    : WIFSIGNALED(status) && WTERMSIG(status) == rows[i].signal;
        if (!good) {
            fail_msg("signal %d: status %#x:\n%s", rows[i].signal, (unsigned)status, s.seen);
        }
    }
}

static int make_recording(void **state)
{
    static const int16_t silence[SAMPLE_RATE];
    char err[200];
    (void)state;
    close(mkstemps(recording, 4));
    return wav_write(recording, silence, SAMPLE_RATE, SAMPLE_RATE, err, sizeof(err)) ? 0 : -1;
}

static int remove_recording(void **state)
{
    (void)state;
    return unlink(recording);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_keys),
        cmocka_unit_test(test_ways_out),
    };
    program = argc == 2 ? realpath(argv[1], NULL) : NULL;
    if (program == NULL) {
        fprintf(stderr, "usage: %s PROGRAM\n", argv[0]);
        return 2;
    }
    int failed = cmocka_run_group_tests(tests, make_recording, remove_recording);
    free(program);
    return failed;
}
