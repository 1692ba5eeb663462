/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as the file of settings: read, and where they could be read, written anew beside it. */
#include <settings.h>
#include <settings_file.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "as_file.h"
#include "fuzz.h"

static char copy[64];

static void forget_copy(void)
{
    unlink(copy);
}

/* What staff change at the screen is written into their own file and must read back the same. */
static void write_anew(const char *path, struct settings *settings)
{
    struct settings again;
    char err[300] = "";
    if (copy[0] == '\0') {
        snprintf(copy, sizeof(copy), "/dev/shm/greenroom-fuzz-%d", (int)getpid());
        atexit(forget_copy);
    }
    settings->volume = settings->volume == 37 ? 38 : 37;
    settings->unlimited_answer = !settings->unlimited_answer;
    if (!settings_file_write(path, copy, settings, err, sizeof(err))) {
        require(err[0] != '\0', "what is not written is told with a sentence");
        return;
    }
    require(settings_read(copy, &again, err, sizeof(err)), err);
    require(again.volume == settings->volume
            && again.unlimited_answer == settings->unlimited_answer, "what was changed is kept");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *path = as_file(data, size);
    struct settings settings = settings_defaults();
    char err[300] = "";
    if (settings_read(path, &settings, err, sizeof(err))) {
        write_anew(path, &settings);
    } else {
        require(err[0] != '\0', "what is refused is refused with a sentence");
    }
    return 0;
}
