/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "settings_file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "paths.h"

#define TEXT_MAX 65536

enum kind { KIND_NAME, KIND_WHOLE, KIND_YES, KIND_SIZE, KIND_NUMBER, KIND_SETS };

static const struct row {
    const char *section, *key;
    enum kind kind;
    size_t offset;      /* in struct settings */
} rows[] = {
    { "sound", "microphone", KIND_NAME, offsetof(struct settings, microphone) },
    { "sound", "speaker", KIND_NAME, offsetof(struct settings, speaker) },
    { "sound", "volume", KIND_WHOLE, offsetof(struct settings, volume) },
    { "sound", "voice", KIND_NAME, offsetof(struct settings, voice) },
    { "sound", "speed", KIND_WHOLE, offsetof(struct settings, speed) },
    { "screen", "language", KIND_NAME, offsetof(struct settings, language) },
    { "screen", "text_size", KIND_SIZE, offsetof(struct settings, text_size) },
    { "screen", "high_contrast", KIND_YES, offsetof(struct settings, high_contrast) },
    { "screen", "captions", KIND_YES, offsetof(struct settings, captions) },
    { "screen", "read_aloud", KIND_YES, offsetof(struct settings, read_aloud) },
    { "screen", "reduced_motion", KIND_YES, offsetof(struct settings, reduced_motion) },
    { "interview", "answer_length", KIND_WHOLE, offsetof(struct settings, answer_length) },
    { "interview", "check_microphone", KIND_YES, offsetof(struct settings, check_microphone) },
    { "interview", "sets_off", KIND_SETS, 0 },
    { "interview", "job", KIND_NAME, offsetof(struct settings, job) },
    { "time", "scale", KIND_NUMBER, offsetof(struct settings, time_scale) },
    { "time", "unlimited_answer", KIND_YES, offsetof(struct settings, unlimited_answer) },
    { "remarks", "fillers", KIND_YES, offsetof(struct settings, filler_remarks) },
    { "remarks", "pace", KIND_YES, offsetof(struct settings, pace_remarks) },
    { "recognition", "engine", KIND_NAME, offsetof(struct settings, engine) },
};

static void print_name(FILE *out, const char *name)
{
    fputc('"', out);
    for (; *name != '\0'; name++) {
        if (*name == '"' || *name == '\\') {
            fputc('\\', out);
        }
        fputc((unsigned char)*name < ' ' ? ' ' : *name, out);
    }
    fputc('"', out);
}

static void print_sets(FILE *out, const struct settings *s)
{
    fputc('[', out);
    for (size_t i = 0; i < s->sets_off_count; i++) {
        fputs(i > 0 ? ", " : "", out);
        print_name(out, s->sets_off[i]);
    }
    fputc(']', out);
}

static void print_value(FILE *out, const struct row *row, const struct settings *s)
{
    static const char *const sizes[] = { "normal", "large", "largest" };
    const void *at = (const char *)s + row->offset;
    switch (row->kind) {
    case KIND_NAME:
        print_name(out, at);
        break;
    case KIND_WHOLE:
        fprintf(out, "%u", *(const unsigned *)at);
        break;
    case KIND_YES:
        fputs(*(const bool *)at ? "yes" : "no", out);
        break;
    case KIND_SIZE:
        fputs(sizes[*(const int *)at % 3], out);
        break;
    case KIND_NUMBER:
        fprintf(out, "%g", *(const double *)at);
        break;
    case KIND_SETS:
        print_sets(out, s);
        break;
    }
}

static const struct row *row_of(const char *section, const char *line)
{
    const char *key = line + strspn(line, " ");
    size_t length = strcspn(key, ": \n");
    if (key == line || key[length] != ':') {
        return NULL;
    }
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        if (strcmp(rows[i].section, section) == 0 && strlen(rows[i].key) == length &&
            strncmp(rows[i].key, key, length) == 0) {
            return &rows[i];
        }
    }
    return NULL;
}

/* The remark at the end of a line, with the spaces before it; "" when there is none. */
static const char *remark_of(const char *value)
{
    char quote = '\0';
    for (const char *c = value; *c != '\0'; c++) {
        if (quote != '\0') {
            quote = *c == quote && c[-1] != '\\' ? '\0' : quote;
        } else if (*c == '"' || *c == '\'') {
            quote = *c;
        } else if (*c == '#' && c[-1] == ' ') {
            while (c[-1] == ' ') {
                c--;
            }
            return c;
        }
    }
    return "\n";
}

static void print_line(FILE *out, const struct row *row, const char *line,
                       const struct settings *s)
{
    const char *colon = strchr(line, ':');
    fprintf(out, "%.*s ", (int)(colon + 1 - line), line);
    print_value(out, row, s);
    fputs(remark_of(colon + 1), out);
}

/* Line by line, so that all remarks stay where they are. */
static void print_filled(FILE *out, FILE *in, const struct settings *s)
{
    char *line = NULL, section[64] = "";
    size_t size = 0;
    bool replaced = false;
    while (getline(&line, &size, in) >= 0) {
        bool item = replaced && line[strspn(line, " ")] == '-';
        const struct row *row = row_of(section, line);
        if (line[0] != ' ' && line[0] != '#' && strchr(line, ':') != NULL) {
            snprintf(section, sizeof(section), "%.*s", (int)strcspn(line, ":"), line);
        }
        if (row != NULL) {
            print_line(out, row, line, s);
            replaced = true;
        } else if (!item) { /* a list of the old value, one item a line, is gone with it */
            fputs(line, out);
            replaced = false;
        }
    }
    free(line);
}

static char *filled(const char *from, const struct settings *s)
{
    char *text = NULL;
    size_t size = 0;
    FILE *in = from != NULL ? fopen(from, "re") : NULL;
    FILE *out = in != NULL ? open_memstream(&text, &size) : NULL;
    if (out != NULL) {
        print_filled(out, in, s);
        fclose(out);
    }
    if (in != NULL) {
        fclose(in);
    }
    return text;
}

void settings_file_folders(const char *path)
{
    char folder[PATH_MAX];
    snprintf(folder, sizeof(folder), "%s", path);
    for (char *c = folder + 1; *c != '\0'; c++) {
        if (*c == '/') {
            *c = '\0';
            mkdir(folder, 0700);
            *c = '/';
        }
    }
}

static bool write_all(int fd, const char *text)
{
    size_t length = strlen(text), done = 0;
    while (done < length) {
        ssize_t n = write(fd, text + done, length - done);
        if (n < 0) {
            return false;
        }
        done += (size_t)n;
    }
    return fsync(fd) == 0;
}

/* The new name as well: else a stick that is pulled has nothing but the old one on it. */
static bool sync_folder(const char *path)
{
    char folder[PATH_MAX];
    snprintf(folder, sizeof(folder), "%s", path);
    char *slash = strrchr(folder, '/');
    if (slash == NULL) {
        return true;
    }
    slash[slash == folder] = '\0';
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool good = fd < 0 || fsync(fd) == 0 || errno != EIO;   /* some file systems cannot */
    if (fd >= 0) {
        close(fd);
    }
    errno = EIO;
    return good;
}

bool settings_file_put(const char *path, const char *text, char *err, size_t err_size)
{
    char fresh[PATH_MAX];
    settings_file_folders(path);
    snprintf(fresh, sizeof(fresh), "%s.new", path);
    unlink(fresh);  /* of a power cut; or a link, which a stick may have to a file that is not its own */
    int fd = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    bool good = fd >= 0 && write_all(fd, text);     /* sticks are pulled at once */
    int why = errno;
    if (fd >= 0) {
        good = close(fd) == 0 && good;
    }
    if (good && (rename(fresh, path) != 0 || !sync_folder(path))) {
        good = false;
        why = errno;
    }
    if (!good) {
        unlink(fresh);
        snprintf(err, err_size, "%s cannot be written: %s; nothing was changed", path,
                 strerror(why));
    }
    return good;
}

static bool same_settings(const struct settings *a, const struct settings *b)
{
    bool same = strcmp(a->microphone, b->microphone) == 0 &&
                strcmp(a->speaker, b->speaker) == 0 && strcmp(a->voice, b->voice) == 0 &&
                strcmp(a->language, b->language) == 0 && strcmp(a->job, b->job) == 0 &&
                a->volume == b->volume && a->speed == b->speed && a->text_size == b->text_size &&
                a->high_contrast == b->high_contrast && a->captions == b->captions &&
                a->read_aloud == b->read_aloud && a->reduced_motion == b->reduced_motion &&
                a->answer_length == b->answer_length &&
                a->check_microphone == b->check_microphone &&
                fabs(a->time_scale - b->time_scale) < 1e-3 &&
                a->unlimited_answer == b->unlimited_answer &&
                a->filler_remarks == b->filler_remarks && a->pace_remarks == b->pace_remarks &&
                a->sets_off_count == b->sets_off_count;
    for (size_t i = 0; same && i < a->sets_off_count; i++) {
        same = strcmp(a->sets_off[i], b->sets_off[i]) == 0;
    }
    return same;
}

/* Nothing is put in place before it was read back as what was meant. */
static bool put_checked(char *text, const char *to, const struct settings *s, char *err,
                        size_t err_size)
{
    char trial[PATH_MAX];
    struct settings again;
    snprintf(trial, sizeof(trial), "%s.trial", to);
    bool good = text != NULL && settings_file_put(trial, text, err, err_size) &&
                settings_read(trial, &again, err, err_size);
    if (good && !same_settings(&again, s)) {
        snprintf(err, err_size, "%s cannot be changed by the program; edit it by hand", to);
        good = false;
    }
    if (good && rename(trial, to) != 0) {
        snprintf(err, err_size, "%s cannot be written: %s", to, strerror(errno));
        good = false;
    }
    unlink(trial);
    free(text);
    return good;
}

bool settings_file_write(const char *from, const char *to, const struct settings *s, char *err,
                         size_t err_size)
{
    char *own = paths_find("settings/greenroom.yaml");
    snprintf(err, err_size, "settings/greenroom.yaml was not found: install Greenroom again");
    bool good = put_checked(filled(from, s), to, s, err, err_size) ||
                put_checked(filled(own, s), to, s, err, err_size);
    free(own);
    return good;
}

static char *whole(const char *path)
{
    FILE *file = fopen(path, "re");
    char *text = file != NULL ? calloc(TEXT_MAX + 1, 1) : NULL;
    if (text != NULL) {
        size_t size = fread(text, 1, TEXT_MAX, file);
        text[size] = '\0';
    }
    if (file != NULL) {
        fclose(file);
    }
    return text;
}

void settings_file_copy(const char *from, const char *to)
{
    char err[256];
    char *now = to != NULL ? whole(from) : NULL;
    char *before = to != NULL ? whole(to) : NULL;
    if (now != NULL && (before == NULL || strcmp(now, before) != 0)) {
        settings_file_put(to, now, err, sizeof(err));
    }
    free(now);
    free(before);
}
