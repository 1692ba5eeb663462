/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as what staff bring along beside questions: a job's description, and a list of words. */
#include "as_file.h"
#include "fuzz.h"

#include <extra_words.h>
#include <job.h>
#include <string.h>

static void note(void *user, const char *message)
{
    require(message[0] != '\0', "a mistake is told with a sentence");
    (*(size_t *)user)++;
}

static void read_job(const char *path)
{
    size_t mistakes = 0;
    struct job job;
    const struct rubric_diagnostics to = { .report = note, .user = &mistakes };
    bool good = job_read(path, &job, &to);
    require(good == (mistakes == 0), "what is refused is refused with a sentence");
    require(good == (job.description != NULL), "a job is whole or empty");
    job_free(&job);
}

static void read_words(const char *path)
{
    struct extra_words extra;
    char err[300] = "";
    bool good = extra_words_read(&extra, path, err, sizeof(err));
    require(good == (err[0] == '\0'), "what is refused is refused with a sentence");
    require(good || extra.count == 0, "refused words are not kept");
    for (size_t i = 0; i < extra.count; i++) {
        require(extra.words[i].text[0] != '\0' && extra.words[i].phones[0] != '\0',
                "every word is pronounced somehow");
    }
    extra_words_free(&extra);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *path = as_file(data, size);
    read_job(path);
    read_words(path);
    return 0;
}
