/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wav.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <sndfile.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "resample.h"

#define MINUTES_MAX 30          /* an interview answer takes two */
#define CHANNELS_MAX 64
#define BLOCK_FRAMES 1024
#define RATE_MIN 4000
#define RATE_MAX 768000

/* Writes the sentence "`path`: ..." and returns false. */
__attribute__((format(printf, 4, 5)))
static bool complain(char *err, size_t err_size, const char *path, const char *format, ...)
{
    va_list args;
    int n = snprintf(err, err_size, "%s: ", path);

    if (n >= 0 && (size_t)n < err_size) {
        va_start(args, format);
        vsnprintf(err + n, err_size - (size_t)n, format, args);
        va_end(args);
    }
    return false;
}

/* A pipe or a device could keep open() or the reading waiting for ever. */
static bool is_plain_file(const char *path, char *err, size_t err_size)
{
    struct stat st;

    if (stat(path, &st) != 0) {
        return complain(err, err_size, path, "cannot read it: %s", strerror(errno));
    }
    if (!S_ISREG(st.st_mode)) {
        return complain(err, err_size, path, "is not a file; give a sound file");
    }
    if (st.st_size == 0) {
        return complain(err, err_size, path, "is empty; give a sound file");
    }
    return true;
}

static bool is_reasonable(const SF_INFO *info, const char *path, char *err, size_t err_size)
{
    if (info->samplerate < RATE_MIN || info->samplerate > RATE_MAX) {
        return complain(err, err_size, path, "has %d samples a second; %d to %d can be read",
                        info->samplerate, RATE_MIN, RATE_MAX);
    }
    if (info->channels < 1 || info->channels > CHANNELS_MAX) {
        return complain(err, err_size, path, "has %d channels; 1 to %d can be read",
                        info->channels, CHANNELS_MAX);
    }
    if (info->frames / info->samplerate >= MINUTES_MAX * 60) {
        return complain(err, err_size, path, "is longer than %d minutes; cut it into parts",
                        MINUTES_MAX);
    }
    if (info->frames <= 0) {
        return complain(err, err_size, path, "has no sound in it; record it again");
    }
    return true;
}

/* The mean of all channels: wherever a voice is, it is heard. */
static int16_t mix_down(const float *frame, int channels)
{
    float sum = 0;

    for (int c = 0; c < channels; c++) {
        sum += frame[c];
    }
    sum = sum / (float)channels * 32768.0F;
    if (!(sum > INT16_MIN)) {
        return isnan(sum) ? 0 : INT16_MIN;
    }
    return sum < INT16_MAX ? (int16_t)lrintf(sum) : INT16_MAX;
}

/* All frames as mono of the file's own rate, in a new buffer. */
static int16_t *read_mono(SNDFILE *file, const SF_INFO *info, const char *path, char *err,
                          size_t err_size)
{
    float *block = malloc(sizeof(*block) * BLOCK_FRAMES * (size_t)info->channels);
    int16_t *mono = malloc(sizeof(*mono) * (size_t)info->frames);
    sf_count_t count = 0, n = 0;

    if (block == NULL || mono == NULL) {
        complain(err, err_size, path, "not enough memory to read it");
        goto fail;
    }
    while (count < info->frames && (n = sf_readf_float(file, block, BLOCK_FRAMES)) > 0) {
        for (sf_count_t i = 0; i < n && count < info->frames; i++) {
            mono[count++] = mix_down(block + i * info->channels, info->channels);
        }
    }
    if (count < info->frames) {
        complain(err, err_size, path, "breaks off after %.1f of %.1f seconds; copy it again",
                 (double)count / info->samplerate, (double)info->frames / info->samplerate);
        goto fail;
    }
    free(block);
    return mono;
fail:
    free(block);
    free(mono);
    return NULL;
}

/* libsndfile takes what is there of a file that was cut off; its log tells. */
static bool is_whole(SNDFILE *file, const char *path, char *err, size_t err_size)
{
    char log[4096];
    const char *line;
    unsigned long promised;

    log[0] = '\0';
    sf_command(file, SFC_GET_LOG_INFO, log, sizeof(log));
    line = strstr(log, "\ndata : ");
    /* programs that write into a pipe do not know the length and promise about 2 or 4 GB */
    if (line == NULL || sscanf(line, "\ndata : %lu (should be", &promised) != 1
        || strstr(line, "(should be") == NULL || promised == 0 || promised >= 0x7ffff000UL
        || strcspn(line + 1, "\n") < (size_t)(strstr(line, "(should be") - line)) {
        return true;
    }
    return complain(err, err_size, path,
                    "is cut off: its header promises %lu bytes of sound; copy it again", promised);
}

int16_t *wav_read(const char *path, size_t *count, char *err, size_t err_size)
{
    SF_INFO info = { 0 };
    SNDFILE *file;
    int16_t *mono = NULL, *samples = NULL;

    if (!is_plain_file(path, err, err_size)) {
        return NULL;
    }
    file = sf_open(path, SFM_READ, &info);
    if (file == NULL) {
        complain(err, err_size, path, "is not a sound file that can be read: %s",
                 sf_strerror(NULL));
        return NULL;
    }
    if (is_reasonable(&info, path, err, err_size) && is_whole(file, path, err, err_size)) {
        mono = read_mono(file, &info, path, err, err_size);
    }
    sf_close(file);
    if (mono == NULL || info.samplerate == SAMPLE_RATE) {
        *count = mono == NULL ? *count : (size_t)info.frames;
        return mono;
    }
    samples = resample(mono, (size_t)info.frames, (unsigned)info.samplerate, SAMPLE_RATE, count);
    if (samples == NULL) {
        complain(err, err_size, path, "not enough memory to read it");
    }
    free(mono);
    return samples;
}

static bool write_samples(int fd, const int16_t *samples, size_t count, unsigned rate)
{
    SF_INFO info = { .samplerate = (int)rate, .channels = 1,
                     .format = SF_FORMAT_WAV | SF_FORMAT_PCM_16 };
    SNDFILE *file = sf_open_fd(fd, SFM_WRITE, &info, false);
    bool done;

    if (file == NULL) {
        return false;
    }
    done = sf_write_short(file, samples, (sf_count_t)count) == (sf_count_t)count;
    return sf_close(file) == 0 && done && fsync(fd) == 0;
}

bool wav_write(const char *path, const int16_t *samples, size_t count, unsigned rate, char *err,
               size_t err_size)
{
    char part[4096];
    struct stat st;
    int fd;
    bool done;

    if (stat(path, &st) == 0 && !S_ISREG(st.st_mode)) {
        return complain(err, err_size, path, "is not a file; name a file to write");
    }
    if ((size_t)snprintf(part, sizeof(part), "%s.%ld.part", path, (long)getpid())
        >= sizeof(part)) {
        return complain(err, err_size, path, "this name is too long");
    }
    fd = open(part, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd < 0) {
        return complain(err, err_size, path, "cannot write it: %s", strerror(errno));
    }
    errno = 0;
    done = write_samples(fd, samples, count, rate) && rename(part, path) == 0;
    if (!done) {
        complain(err, err_size, path, "cannot write it: %s",
                 errno != 0 ? strerror(errno) : "the disk took only a part");
        unlink(part);
    }
    close(fd);
    return done;
}
