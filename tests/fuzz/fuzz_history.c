/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as the file of counts: read as for staff, and counted into as at the kiosk. */
#include <fcntl.h>
#include <history.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "as_file.h"
#include "fuzz.h"

static char path[64];

/* SQLite keeps a journal beside the file, so that one in memory will not do. */
static void put_file(const uint8_t *data, size_t size)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    require(fd >= 0 && write(fd, data, size) == (ssize_t)size, path);
    close(fd);
}

static void forget_file(void)
{
    char journal[80];
    snprintf(journal, sizeof(journal), "%s-journal", path);
    unlink(journal);
    unlink(path);
}

static void see(void *user, const struct history_row *row)
{
    *(size_t *)user += row->hour[0] != '\0' && row->question[0] != '\0';
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char err[300] = "";
    size_t rows = 0;
    if (path[0] == '\0') {
        snprintf(path, sizeof(path), "/dev/shm/greenroom-counts-%d", (int)getpid());
        atexit(forget_file);
    }
    forget_file();
    put_file(data, size);
    bool read = history_read(path, see, &rows, err, sizeof(err));
    require(read || err[0] != '\0', "what is refused is refused with a sentence");
    struct history *h = history_create(path);
    require(h != NULL, "memory");
    for (int what = HISTORY_BEGUN; what <= HISTORY_COMPLETED; what++) {
        bool added = history_add(h, (enum history_count)what, "goals-plan", 1700000000);
        require(added == (history_trouble(h)[0] == '\0'), "what is not counted is told");
    }
    history_destroy(h);
    return 0;
}
