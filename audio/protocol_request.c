/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "protocol.h"

#include <stdlib.h>
#include <string.h>

struct sink {
    void (*handle)(void *user, const struct request *request);
    void *user;
};

static size_t take_samples(struct request_reader *r, const uint8_t *bytes, size_t length,
                           const struct sink *sink)
{
    int16_t samples[1024];
    size_t used = 0, count = 0;
    while (used < length && count < sizeof(samples) / sizeof(samples[0])) {
        if (!r->has_odd_byte) {
            r->odd_byte = bytes[used++];
            r->has_odd_byte = true;
            continue;
        }
        samples[count++] = (int16_t)(uint16_t)(r->odd_byte | bytes[used++] << 8);
        r->has_odd_byte = false;
    }
    if (count > 0) {
        sink->handle(sink->user, &(struct request){
            .type = REQUEST_SAMPLES, .samples = samples, .count = count, .name = "" });
    }
    explicit_bzero(samples, sizeof(samples));
    return used;
}

static bool begin_samples(struct request_reader *r, const char *number)
{
    char *end;
    unsigned long count = strtoul(number, &end, 10);
    if (number[0] < '0' || number[0] > '9' || *end != '\0' || count > PROTOCOL_MAX_SAMPLES) {
        return false;
    }
    r->bytes_left = count * sizeof(int16_t);
    r->state = count > 0 ? READ_SAMPLES : READ_LINE;
    return true;
}

static bool handle_line(struct request_reader *r, const struct sink *sink, char *err,
                        size_t err_size)
{
    static const struct {
        const char *word;
        enum request_type type;
        bool has_name;
    } rows[] = {
        { "finish", REQUEST_FINISH, false },
        { "reset", REQUEST_RESET, false },
        { "grammar", REQUEST_GRAMMAR, true },
    };
    char *rest = strchr(r->line, ' ');
    size_t word = rest != NULL ? (size_t)(rest - r->line) : strlen(r->line);
    const char *name = rest != NULL ? rest + 1 : "";
    if (word == 7 && strncmp(r->line, "samples", 7) == 0 && begin_samples(r, name)) {
        return true;
    }
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        if (strlen(rows[i].word) == word && strncmp(r->line, rows[i].word, word) == 0
            && (rows[i].has_name || name[0] == '\0')) {
            sink->handle(sink->user, &(struct request){ .type = rows[i].type, .name = name });
            return true;
        }
    }
    snprintf(err, err_size, "the request \"%.40s\" is not known: want samples N (at most %d), "
             "finish, reset or grammar NAME", r->line, PROTOCOL_MAX_SAMPLES);
    return false;
}

static bool take_line_byte(struct request_reader *r, uint8_t byte, const struct sink *sink,
                           char *err, size_t err_size)
{
    if (byte == '\n') {
        r->line[r->line_length] = '\0';
        r->line_length = 0;
        return handle_line(r, sink, err, err_size);
    }
    if (byte < ' ' || byte > '~' || r->line_length + 1 >= sizeof(r->line)) {
        snprintf(err, err_size, "a request line holds byte 0x%02x after %zu characters: want "
                 "plain text, at most %zu", byte, r->line_length, sizeof(r->line) - 1);
        return false;
    }
    r->line[r->line_length++] = (char)byte;
    return true;
}

/* Bytes that were held back because they looked like a greeting are samples after all. */
static void become_plain(struct request_reader *r, const struct sink *sink)
{
    r->state = READ_PLAIN;
    take_samples(r, (const uint8_t *)r->line, r->line_length, sink);
    r->line_length = 0;
}

static void take_greeting_byte(struct request_reader *r, uint8_t byte, const struct sink *sink)
{
    static const char greeting[] = PROTOCOL_GREETING;
    r->line[r->line_length++] = (char)byte;
    if (memcmp(r->line, greeting, r->line_length) != 0) {
        become_plain(r, sink);
    } else if (r->line_length == sizeof(greeting) - 1) {
        r->line_length = 0;
        r->state = READ_LINE;
    }
}

bool request_reader_feed(struct request_reader *r, const uint8_t *bytes, size_t length,
                         void (*handle)(void *user, const struct request *request), void *user,
                         char *err, size_t err_size)
{
    const struct sink sink = { handle, user };
    size_t at = 0;
    while (at < length) {
        if (r->state == READ_GREETING) {
            take_greeting_byte(r, bytes[at++], &sink);
        } else if (r->state == READ_PLAIN) {
            at += take_samples(r, bytes + at, length - at, &sink);
        } else if (r->state == READ_SAMPLES) {
            size_t have = length - at < r->bytes_left ? length - at : r->bytes_left;
            size_t used = take_samples(r, bytes + at, have, &sink);
            at += used;
            r->bytes_left -= used;
            r->state = r->bytes_left > 0 ? READ_SAMPLES : READ_LINE;
        } else if (!take_line_byte(r, bytes[at++], &sink, err, err_size)) {
            return false;
        }
    }
    return true;
}

void request_reader_end(struct request_reader *r,
                        void (*handle)(void *user, const struct request *request), void *user)
{
    if (r->state == READ_GREETING) {
        become_plain(r, &(struct sink){ handle, user });
    }
}
