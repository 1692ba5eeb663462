/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "secret.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>

void *secret_alloc(size_t size)
{
    void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) {
        return NULL;
    }
    madvise(memory, size, MADV_DONTDUMP);
    mlock(memory, size);    /* fails beyond RLIMIT_MEMLOCK; better unlocked than not at all */
    return memory;
}

void secret_free(void *memory, size_t size)
{
    if (memory != NULL) {
        explicit_bzero(memory, size);
        munmap(memory, size);
    }
}

void wipe_string(char *text)
{
    if (text != NULL) {
        explicit_bzero(text, strlen(text));
        free(text);
    }
}

void secret_process(void)
{
    setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 });
    prctl(PR_SET_DUMPABLE, 0);
}
