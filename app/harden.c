/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "harden.h"

#include <errno.h>
#include <jansson.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "harden_network.h"

#define LARGE_BLOCK (256 * 1024)
#define STACK_DEPTH (256 * 1024)    /* of 8 MB */

/* The C library keeps, for each thread and each size of small blocks, up to seven that were freed
 * as they were: M_PERTURB does not reach them. (malloc/malloc.c of glibc: tcache) */
enum { KEPT_BLOCKS = 7, KEPT_LEAST = 24, KEPT_MOST = 1032, KEPT_STEP = 16 };

/* Words go from process to process as JSON, and small pieces are kept for reuse as they were. */
static void wipe_and_free(void *memory)
{
    if (memory != NULL) {
        explicit_bzero(memory, malloc_usable_size(memory));
    }
    free(memory);
}

/* With a limit, locking everything would end in failed allocations; the kiosk's service has none,
 * and root needs to keep none. What is touched first is locked then, not what is only reserved. */
static bool lock_all(void)
{
    struct rlimit limit;
    bool unlimited = getrlimit(RLIMIT_MEMLOCK, &limit) == 0 &&
                     (limit.rlim_cur == RLIM_INFINITY || geteuid() == 0);
    return unlimited && mlockall(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT) == 0;
}

static bool all_locked; /* by harden_process(), first thing in main() */

bool harden_process(char *err, size_t err_size)
{
    /* Both: the limit is inherited by the recognizer, the flag also stops a
     * kernel.core_pattern program, which ignores the limit. */
    const struct rlimit none = {0, 0};
    /* What libraries free is overwritten too; they do not know what is private. */
    mallopt(M_PERTURB, 0x55);
    /* A block that grows into a free one has the whole rest of that overwritten: so that this is
     * never much, large blocks stay out of the heap, and go back to the system when freed. */
    mallopt(M_MMAP_THRESHOLD, LARGE_BLOCK);
    json_set_alloc_funcs(malloc, wipe_and_free);
    if (setrlimit(RLIMIT_CORE, &none) != 0 || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) {
        snprintf(err, err_size, "cannot turn core dumps off: %s; a crash could write memory to disk",
                 strerror(errno));
        return false;
    }
    all_locked = lock_all();
    return harden_network(err, err_size);
}

/* Words are drawn, spelled and read out through buffers on the stack, a few pages deep. */
static __attribute__((noinline)) void wipe_stack(void)
{
    char left[STACK_DEPTH];
    explicit_bzero(left, sizeof(left));
}

/* Who asks for blocks of a size gets those first that were freed last. */
static void wipe_kept_blocks(size_t size)
{
    void *blocks[KEPT_BLOCKS];
    for (size_t i = 0; i < KEPT_BLOCKS; i++) {
        blocks[i] = malloc(size);
    }
    for (size_t i = 0; i < KEPT_BLOCKS; i++) {
        wipe_and_free(blocks[i]);
    }
}

void harden_wipe_remains(void)
{
    for (size_t size = KEPT_LEAST; size <= KEPT_MOST; size += KEPT_STEP) {
        wipe_kept_blocks(size);
    }
    wipe_stack();
}

static bool has_swap(void)
{
    char line[256];
    unsigned lines = 0;
    FILE *swaps = fopen("/proc/swaps", "re");
    while (swaps != NULL && fgets(line, sizeof(line), swaps) != NULL) {
        lines++;
    }
    if (swaps != NULL) {
        fclose(swaps);
    }
    return lines > 1;   /* the first is the heading */
}

enum harden_memory harden_memory(void)
{
    if (!has_swap()) {
        return HARDEN_NO_SWAP;
    }
    return all_locked ? HARDEN_LOCKED : HARDEN_SOUND_ONLY;
}
