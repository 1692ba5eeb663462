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
#define HELD_NS   (CLOCK_SECOND / 20)   /* a look that took longer waited for the processor itself */
#define TRIES     5
#define GIVEN     25    /* of a processor at least one part in so many, or the machine gave nothing */

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

struct silence {
    double clock_s, looked_s;   /* until patience was over; without what held up the looking */
};

/* At most 9 s; of each round the process has half, if `halved`. */
static struct silence silence_of(struct patience *p, pid_t pid, bool halved)
{
    int64_t began_ns = clock_ns(), now_ns = began_ns, before_ns, looked_ns = 0;
    while (!patience_is_over(p, pid, LIMIT_NS) && now_ns - began_ns < 9 * CLOCK_SECOND) {
        if (halved) {
            kill(pid, SIGSTOP);
            clock_sleep_ms(LOOK_MS);
            kill(pid, SIGCONT);
        }
        clock_sleep_ms(LOOK_MS);
        before_ns = now_ns;
        now_ns = clock_ns();
        looked_ns += now_ns - before_ns < HELD_NS ? now_ns - before_ns : HELD_NS;
    }
    return (struct silence){ (double)(clock_ns() - began_ns) / (double)CLOCK_SECOND,
                             (double)looked_ns / (double)CLOCK_SECOND };
}

static struct silence fresh_silence_of(pid_t pid, bool halved)
{
    struct patience p;
    patience_renew(&p, pid);
    return silence_of(&p, pid, halved);
}

static void test_asleep_or_stopped(void **state)
{
    (void)state;
    pid_t asleep = start(false), stopped = start(true);
    kill(stopped, SIGSTOP);
    struct silence a = fresh_silence_of(asleep, false), b = fresh_silence_of(stopped, false);
    finish(asleep);
    finish(stopped);
    assert_true(a.clock_s >= 0.5 && a.looked_s < 2.5);
    assert_true(b.clock_s >= 0.5 && b.looked_s < 2.5);
}

/* With half of the processor it has twice the time, and no more. */
static void test_too_little_of_the_processor(void **state)
{
    (void)state;
    for (int i = 0; i < TRIES; i++) {
        pid_t starved = start(true);
        struct silence s = fresh_silence_of(starved, true);
        double used_s = (double)patience_used_ns(starved) / (double)CLOCK_SECOND;
        finish(starved);
        if (used_s * GIVEN > s.clock_s) {
            assert_true(s.clock_s >= 0.8 && s.looked_s < 4.5);
            return;
        }
    }
    print_message("the machine gives a process that works next to nothing\n");
    skip();
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
    struct silence s = silence_of(&p, pid, false);
    finish(pid);
    assert_true(clock_ns() - began_ns >= LIMIT_NS);
    assert_true(s.looked_s < 2.3);
}

/* A sign of life takes everything back; a process that is gone does nothing. */
static void test_renewed(void **state)
{
    (void)state;
    struct patience p;
    bool over = true;
    pid_t gone = start(false);
    patience_renew(&p, gone);
    clock_sleep_ms(600);
    for (int i = 0; i < TRIES && over; i++) {   /* this test, too, may wait for the processor */
        patience_renew(&p, gone);
        over = patience_is_over(&p, gone, LIMIT_NS);
    }
    assert_false(over);
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
