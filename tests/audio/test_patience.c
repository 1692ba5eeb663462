/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Real processes that say nothing: asleep, stopped, in a loop, and with too little of the processor. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include <clock.h>
#include <patience.h>

#define LIMIT_NS  (CLOCK_SECOND / 2)
#define LOOK_MS   10

static pid_t start(bool busy)
{
    pid_t pid = fork();
    if (pid == 0) {
        while (busy) {
            __asm__ volatile("");
        }
        pause();
        _exit(0);
    }
    return pid;
}

static void finish(pid_t pid)
{
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
}

/* Seconds until patience is over, up to `most`; of each round the process has half, if `halved`. */
static double silence_of(pid_t pid, bool halved, double most)
{
    struct patience p;
    int64_t began_ns = clock_ns();
    patience_renew(&p, pid);
    while (!patience_is_over(&p, pid, LIMIT_NS)
           && clock_ns() - began_ns < (int64_t)(most * (double)CLOCK_SECOND)) {
        if (halved) {
            kill(pid, SIGSTOP);
            clock_sleep_ms(LOOK_MS);
            kill(pid, SIGCONT);
        }
        clock_sleep_ms(LOOK_MS);
    }
    return (double)(clock_ns() - began_ns) / (double)CLOCK_SECOND;
}

static void test_asleep_or_stopped(void **state)
{
    (void)state;
    pid_t asleep = start(false), stopped = start(true);
    kill(stopped, SIGSTOP);
    double asleep_s = silence_of(asleep, false, 9), stopped_s = silence_of(stopped, false, 9);
    finish(asleep);
    finish(stopped);
    assert_true(asleep_s >= 0.5 && asleep_s < 2.5);
    assert_true(stopped_s >= 0.5 && stopped_s < 2.5);
}

/* With half of the processor it has twice the time, and no more. */
static void test_too_little_of_the_processor(void **state)
{
    (void)state;
    pid_t starved = start(true);
    double starved_s = silence_of(starved, true, 9);
    finish(starved);
    assert_true(starved_s >= 0.8 && starved_s < 4.5);
}

static void test_stopped_while_it_worked(void **state)
{
    (void)state;
    struct patience p;
    pid_t pid = start(true);
    int64_t began_ns = clock_ns();
    patience_renew(&p, pid);
    clock_sleep_ms(200);
    kill(pid, SIGSTOP);
    while (!patience_is_over(&p, pid, LIMIT_NS) && clock_ns() - began_ns < 9 * CLOCK_SECOND) {
        clock_sleep_ms(LOOK_MS);
    }
    finish(pid);
    assert_in_range(clock_ns() - began_ns, LIMIT_NS, 5 * LIMIT_NS);
}

/* A sign of life takes everything back; a process that is gone does nothing. */
static void test_renewed(void **state)
{
    (void)state;
    struct patience p;
    pid_t gone = start(false);
    patience_renew(&p, gone);
    clock_sleep_ms(600);
    patience_renew(&p, gone);
    assert_false(patience_is_over(&p, gone, LIMIT_NS));
    finish(gone);
    clock_sleep_ms(600);
    assert_true(patience_is_over(&p, gone, LIMIT_NS));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_asleep_or_stopped),
        cmocka_unit_test(test_too_little_of_the_processor),
        cmocka_unit_test(test_stopped_while_it_worked),
        cmocka_unit_test(test_renewed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
