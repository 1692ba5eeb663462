/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "failure.h"

#include "protocol.h"
#include "sphinx_api.h"

#include <stdarg.h>
#include <string.h>
#include <unistd.h>

static FILE *tell_out;              /* set before threads start */
static _Thread_local char last[256];

void failure_tell(FILE *out)
{
    tell_out = out;
}

const char *failure_last(void)
{
    return last;
}

static void remember(const char *message)
{
    /* after 'ERROR: "file.c", line 12' or, in older versions, 'ERROR: "file.c"(12)' */
    const char *text = strstr(message, "\", line ");
    text = text != NULL ? strstr(text, ": ") : strstr(message, "): ");
    text = text != NULL ? text + strspn(text, "): ") : message;
    snprintf(last, sizeof(last), "%.255s", text);
    last[strcspn(last, "\n")] = '\0';
}

__attribute__((format(printf, 3, 4)))
static void on_message(void *user, err_lvl_t level, const char *format, ...)
{
    (void)user;
    if (level < ERR_ERROR) {
        return;
    }
    char message[512];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof(message), format, args);
    va_end(args);
    remember(message);
    if (level == ERR_FATAL && tell_out != NULL) {
        struct answer failed = { .type = ANSWER_FAILED };
        snprintf(failed.text, sizeof(failed.text), "PocketSphinx gave up: %s", last);
        answer_write(tell_out, &failed);
        _exit(1);
    }
}

void failure_catch_pocketsphinx(void)
{
    err_set_logfp(NULL);
    err_set_callback(on_message, NULL);
}
