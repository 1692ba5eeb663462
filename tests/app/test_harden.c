/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "harden.h"
#include "service.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cmocka.h>

static void test_no_core_dumps(void **state)
{
    (void)state;
    char err[200] = "";
    struct rlimit limit;
    assert_true(harden_process(err, sizeof(err)));
    assert_int_equal(getrlimit(RLIMIT_CORE, &limit), 0);
    assert_int_equal(limit.rlim_cur, 0);
    assert_int_equal(limit.rlim_max, 0);
    assert_int_equal(prctl(PR_GET_DUMPABLE, 0, 0, 0, 0), 0);
}

/* Sockets of this machine's own services open, all others do not, also in a process it starts. */
static void test_no_network(void **state)
{
    (void)state;
    static const struct { int family; bool opens; } rows[] = {
        { AF_UNIX, true }, { AF_NETLINK, true }, { AF_INET, false }, { AF_INET6, false },
        { AF_PACKET, false }, { AF_VSOCK, false },
    };
    char err[200] = "";
    if (!harden_process(err, sizeof(err))) {
        fail_msg("%s", err);
    }
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        int fd = socket(rows[i].family, rows[i].family == AF_UNIX ? SOCK_STREAM : SOCK_DGRAM, 0);
        if ((fd >= 0) != rows[i].opens || (fd < 0 && errno != EAFNOSUPPORT)) {
            fail_msg("family %d: %d, %s", rows[i].family, fd, strerror(errno));
        }
        close(fd);
    }
    assert_int_not_equal(system("bash -c 'exec 3<>/dev/udp/127.0.0.1/9' 2>/dev/null"), 0);
}

/* A socket of our own stands for systemd. */
static int listen_as_systemd(char *path, size_t size)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(path, size, "/tmp/greenroom-notify-%ld", (long)getpid());
    snprintf(address.sun_path, sizeof(address.sun_path), "%s", path);
    unlink(path);
    int fd = socket(AF_UNIX, SOCK_DGRAM, 0);
    assert_true(fd >= 0);
    assert_int_equal(bind(fd, (const struct sockaddr *)&address, sizeof(address)), 0);
    setenv("NOTIFY_SOCKET", path, 1);
    return fd;
}

static void expect_message(int fd, const char *want)
{
    char got[64] = "";
    ssize_t n = recv(fd, got, sizeof(got) - 1, MSG_DONTWAIT);
    if (want == NULL) {
        assert_int_equal(n, -1);
    } else {
        assert_string_equal(got, want);
    }
}

static void test_watchdog_pings_twice_an_interval(void **state)
{
    (void)state;
    char path[64];
    int fd = listen_as_systemd(path, sizeof(path));
    setenv("WATCHDOG_USEC", "2000000", 1);
    setenv("WATCHDOG_PID", "1", 1); /* the compositor's, not ours */
    static const struct { double at_s; const char *want; } rows[] = {
        { 10.0, "WATCHDOG=1" }, { 10.5, NULL }, { 10.99, NULL }, { 11.0, "WATCHDOG=1" },
        { 11.2, NULL }, { 30.0, "WATCHDOG=1" },
    };
    service_ready();
    expect_message(fd, "READY=1");
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        service_alive(rows[i].at_s);
        expect_message(fd, rows[i].want);
    }
    service_stopping();
    expect_message(fd, "STOPPING=1");
    unsetenv("WATCHDOG_USEC");
    service_alive(99);
    expect_message(fd, NULL);
    close(fd);
    unlink(path);
}

/* The thread sanitizer brings an allocator of its own, whose blocks wait elsewhere. */
#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define OWN_ALLOCATOR 1
#endif
#elif defined(__SANITIZE_THREAD__)
#define OWN_ALLOCATOR 1
#endif
#ifndef OWN_ALLOCATOR
#define OWN_ALLOCATOR 0
#endif

/* Words in blocks of every small size, freed as a library does; then each size is asked for again. */
static void test_freed_blocks_are_overwritten(void **state)
{
    (void)state;
    /* The first 16 bytes of a freed block are the allocator's own. */
    static const char words[] = "in front of it: elephant";
    char *blocks[70];
    size_t left = 0;
    if (OWN_ALLOCATOR) {
        skip();
    }
    for (int round = 0; round < 2; round++) {
        for (size_t i = 0; i < 70; i++) {
            blocks[i] = malloc(24 + 16 * i);
            assert_non_null(blocks[i]);
            left += round > 0 && memcmp(blocks[i] + 16, words + 16, 8) == 0;
            memcpy(blocks[i], words, 24);
        }
        for (size_t i = 0; i < 70; i++) {
            free(blocks[i]);
        }
        harden_wipe_remains();
    }
    assert_int_equal(left, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_core_dumps),
        cmocka_unit_test(test_freed_blocks_are_overwritten),
        cmocka_unit_test(test_no_network),
        cmocka_unit_test(test_watchdog_pings_twice_an_interval),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
