/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "harden_network.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>

#if defined(__x86_64__)
#define OWN_ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define OWN_ARCH AUDIT_ARCH_AARCH64
#elif defined(__riscv) && __riscv_xlen == 64
#define OWN_ARCH AUDIT_ARCH_RISCV64
#endif

#ifdef OWN_ARCH
#define FIELD(name) ((unsigned)offsetof(struct seccomp_data, name))
#define LOAD(name)  BPF_STMT(BPF_LD | BPF_W | BPF_ABS, FIELD(name))
/* Go on `yes` or `no` instructions further. */
#define IF_IS(value, yes, no) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), (yes), (no))
#define RETURN(what) BPF_STMT(BPF_RET | BPF_K, (what))
#define REFUSE(error) RETURN(SECCOMP_RET_ERRNO | ((error) & SECCOMP_RET_DATA))

#define OTHER_TABLE 0x40000000u /* x32, on x86-64 only; no other has so many calls */

/* Calls of another processor's table (32-bit ones) are refused as a whole, as is io_uring, which
 * opens sockets without asking by system call. */
static struct sock_filter filter[] = {
    LOAD(arch),
    IF_IS(OWN_ARCH, 1, 0),
    REFUSE(ENOSYS),
    LOAD(nr),
    BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, OTHER_TABLE, 7, 0),
    IF_IS(SYS_io_uring_setup, 6, 0),
    IF_IS(SYS_socket, 0, 4),
    LOAD(args[0]),
    IF_IS(AF_UNIX, 2, 0),
    IF_IS(AF_NETLINK, 1, 0),
    IF_IS(AF_BLUETOOTH, 0, 2),
    RETURN(SECCOMP_RET_ALLOW),
    REFUSE(ENOSYS),
    REFUSE(EAFNOSUPPORT),
};
#endif

bool harden_network(char *err, size_t err_size)
{
#ifdef OWN_ARCH
    const struct sock_fprog program = { .len = sizeof(filter) / sizeof(filter[0]),
                                        .filter = filter };
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
        prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0) {
        return true;
    }
    snprintf(err, err_size, "the system cannot shut the network off from this program: %s",
             strerror(errno));
#else
    snprintf(err, err_size, "on this kind of processor the network is not shut off from this "
                            "program, which has no network code");
#endif
    return false;
}
