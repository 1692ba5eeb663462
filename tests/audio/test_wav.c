/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <clock.h>
#include <dirent.h>
#include <errno.h>
#include <math.h>
#include <signal.h>
#include <sndfile.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <wav.h>

#include "signals.h"

#define TONE_HZ 440
#define AMPLITUDE 0.5

static char folder[] = "/tmp/wav-XXXXXX";
static char path[64];

static int make_folder(void **state)
{
    (void)state;
    if (mkdtemp(folder) == NULL) {
        return -1;
    }
    snprintf(path, sizeof(path), "%s/x.wav", folder);
    return 0;
}

/* How many files the folder holds; removes them. */
static int sweep(void)
{
    DIR *dir = opendir(folder);
    struct dirent *entry;
    int count = 0;

    assert_non_null(dir);
    while ((entry = readdir(dir)) != NULL) {
        if (entry->d_name[0] != '.') {
            unlinkat(dirfd(dir), entry->d_name, 0);
            count++;
        }
    }
    closedir(dir);
    return count;
}

static int remove_folder(void **state)
{
    (void)state;
    sweep();
    return rmdir(folder);
}

static void write_bytes(const void *bytes, size_t count)
{
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, count, file), count);
    fclose(file);
}

/* A tone in the channels `mask` says. */
static void write_tone(int format, int rate, int channels, unsigned mask, double seconds)
{
    SF_INFO info = { .samplerate = rate, .channels = channels, .format = format };
    SNDFILE *file = sf_open(path, SFM_WRITE, &info);
    size_t frames = (size_t)(rate * seconds);

    assert_non_null(file);
    for (size_t i = 0; i < frames; i++) {
        double frame[8], value = AMPLITUDE * sin(2 * M_PI * TONE_HZ * (double)i / rate);
        for (int c = 0; c < channels; c++) {
            frame[c] = mask >> c & 1 ? value : 0;
        }
        assert_int_equal(sf_writef_double(file, frame, 1), 1);
    }
    sf_close(file);
}

/* Length, pitch and loudness of the file come through. */
static void check_tone(const char *what, double seconds, double amplitude)
{
    size_t count = 0;
    char err[256] = "";
    int16_t *samples = wav_read(path, &count, err, sizeof(err));
    double power = 0, share;

    if (samples == NULL) {
        fail_msg("%s: %s", what, err);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        power += (double)samples[i] * samples[i];
    }
    power = sqrt(power / (double)count) / 32768 * sqrt(2);
    share = signal_share(samples + count / 10, count * 8 / 10, TONE_HZ, SAMPLE_RATE);
    if (fabs((double)count - seconds * SAMPLE_RATE) > 2 || share < 0.99
        || fabs(power - amplitude) > 0.01) {
        fail_msg("%s: %zu samples, share of the tone %.4f, amplitude %.3f", what, count, share,
                 power);
    }
    free(samples);
}

static void test_every_format(void **state)
{
    (void)state;
    static const struct { const char *name; int format; } formats[] = {
        { "u8", SF_FORMAT_WAV | SF_FORMAT_PCM_U8 },
        { "s16", SF_FORMAT_WAV | SF_FORMAT_PCM_16 },
        { "s24", SF_FORMAT_WAV | SF_FORMAT_PCM_24 },
        { "s32", SF_FORMAT_WAV | SF_FORMAT_PCM_32 },
        { "float", SF_FORMAT_WAV | SF_FORMAT_FLOAT },
        { "double", SF_FORMAT_WAV | SF_FORMAT_DOUBLE },
        { "wavex", SF_FORMAT_WAVEX | SF_FORMAT_PCM_16 },
        { "aiff", SF_FORMAT_AIFF | SF_FORMAT_PCM_16 },
        { "flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_16 },
    };
    static const int rates[] = { 8000, 11025, 16000, 22050, 32000, 44100, 48000, 96000 };
    static const int channels[] = { 1, 2, 6 };
    char what[64];

    for (size_t f = 0; f < ARRAY_LEN(formats); f++) {
        for (size_t r = 0; r < ARRAY_LEN(rates); r++) {
            int n = channels[(f + r) % ARRAY_LEN(channels)];
            snprintf(what, sizeof(what), "%s, %d Hz, %d channels", formats[f].name, rates[r], n);
            write_tone(formats[f].format, rates[r], n, 0xff, 0.5);
            check_tone(what, 0.5, AMPLITUDE);
        }
    }
}

/* A voice in one channel only is heard, in a mix of all. */
static void test_channels_are_mixed(void **state)
{
    (void)state;
    static const struct { int channels; unsigned mask; double amplitude; } rows[] = {
        { 1, 0x1, AMPLITUDE }, { 2, 0x2, AMPLITUDE / 2 }, { 2, 0x1, AMPLITUDE / 2 },
        { 6, 0x4, AMPLITUDE / 6 },
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        write_tone(SF_FORMAT_WAV | SF_FORMAT_PCM_24, 44100, rows[i].channels, rows[i].mask, 0.5);
        check_tone("one of several channels", 0.5, rows[i].amplitude);
    }
}

static void test_wild_floats(void **state)
{
    (void)state;
    static const float wild[] = { NAN, INFINITY, -INFINITY, 1e30F, -1e30F, 0.5F };
    static const int16_t want[] = { 0, 32767, -32768, 32767, -32768, 16384 };
    SF_INFO info = { .samplerate = SAMPLE_RATE, .channels = 1,
                     .format = SF_FORMAT_WAV | SF_FORMAT_FLOAT };
    SNDFILE *file = sf_open(path, SFM_WRITE, &info);
    size_t count;
    char err[256];

    assert_int_equal(sf_write_float(file, wild, ARRAY_LEN(wild)), ARRAY_LEN(wild));
    sf_close(file);
    int16_t *samples = wav_read(path, &count, err, sizeof(err));
    assert_non_null(samples);
    assert_memory_equal(samples, want, sizeof(want));
    free(samples);
}

/* 44 bytes of a WAV header with chosen numbers, and `bytes` of sound behind it. */
static void write_wav(uint32_t rate, uint16_t channels, uint16_t bits, uint32_t claimed,
                      size_t bytes)
{
    size_t size = 44 + bytes;
    uint8_t *file = calloc(1, size);
    uint32_t riff = claimed > UINT32_MAX - 36 ? claimed : claimed + 36;
    uint32_t per_second = rate * channels * bits / 8, sixteen = 16;
    uint16_t pcm = 1, block = (uint16_t)(channels * bits / 8);

    assert_non_null(file);
    memcpy(file, "RIFF____WAVEfmt ", 16);
    memcpy(file + 4, &riff, 4);     /* the tests run on little-endian machines, as WAV is */
    memcpy(file + 16, &sixteen, 4);
    memcpy(file + 20, &pcm, 2);
    memcpy(file + 22, &channels, 2);
    memcpy(file + 24, &rate, 4);
    memcpy(file + 28, &per_second, 4);
    memcpy(file + 32, &block, 2);
    memcpy(file + 34, &bits, 2);
    memcpy(file + 36, "data", 4);
    memcpy(file + 40, &claimed, 4);
    memset(file + 44, 1, bytes);
    write_bytes(file, size);
    free(file);
}

static void expect_sentence(const char *what, const char *part)
{
    size_t count = 12345;
    char err[256] = "", only_file[80];
    int16_t *samples = wav_read(path, &count, err, sizeof(err));

    snprintf(only_file, sizeof(only_file), "%s: ", path);
    if (samples != NULL || count != 12345 || strncmp(err, only_file, strlen(only_file)) != 0
        || strstr(err, part) == NULL || strchr(err, '\n') != NULL) {
        fail_msg("%s: \"%s\", want \"%s\"", what, err, part);
    }
}

static void test_headers_that_lie(void **state)
{
    (void)state;
    static const struct {
        const char *what;
        uint32_t rate;
        uint16_t channels, bits;
        uint32_t claimed;
        size_t bytes;
        const char *part;
    } rows[] = {
        { "no sound", 16000, 1, 16, 0, 0, "no sound" },
        { "rate 0", 0, 1, 16, 3200, 3200, "" },
        { "rate 1", 1, 1, 16, 3200, 3200, "1 samples a second" },
        { "4 GHz", 4000000000U, 1, 16, 3200, 3200, "" },
        { "no channel", 16000, 0, 16, 3200, 3200, "" },
        { "many channels", 16000, 1000, 16, 32000, 32000, "channels" },
        { "no bits", 16000, 1, 0, 3200, 3200, "" },
        { "cut off", 16000, 1, 16, 320000, 3200, "is cut off" },
        { "an hour", 8000, 1, 8, 3600 * 8000, 3600 * 8000, "longer than" },
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        write_wav(rows[i].rate, rows[i].channels, rows[i].bits, rows[i].claimed, rows[i].bytes);
        expect_sentence(rows[i].what, rows[i].part);
    }
}

/* A program that writes into a pipe does not know the length: what is there counts. */
static void test_unknown_length(void **state)
{
    (void)state;
    static const uint32_t claims[] = { UINT32_MAX, 0x7fffffff, 0x7ffff000 };
    for (size_t i = 0; i < ARRAY_LEN(claims); i++) {
        size_t count = 0;
        char err[256] = "";
        write_wav(16000, 1, 16, claims[i], 3200);
        int16_t *samples = wav_read(path, &count, err, sizeof(err));
        if (samples == NULL || count != 1600) {
            fail_msg("%08x: %zu samples, \"%s\"", claims[i], count, err);
        }
        free(samples);
    }
}

static void test_not_sound(void **state)
{
    (void)state;
    static const char text[] = "I see myself leading a team in five years.\n";
    char saved[sizeof(path)];

    write_bytes(text, sizeof(text) - 1);
    expect_sentence("text", "is not a sound file");
    write_bytes("", 0);
    expect_sentence("nothing", "is empty");
    write_bytes("RIFF", 4);
    expect_sentence("four bytes", "is not a sound file");
    unlink(path);
    expect_sentence("no file", "No such file");
    assert_int_equal(mkfifo(path, 0600), 0);
    expect_sentence("a pipe", "is not a file");
    unlink(path);
    memcpy(saved, path, sizeof(path));
    memcpy(path, folder, sizeof(folder));
    expect_sentence("a folder", "is not a file");
    memcpy(path, saved, sizeof(path));
}

/* Every cut and every flipped byte of a small file's header gives samples or a sentence. */
static void test_damaged_headers(void **state)
{
    (void)state;
    uint8_t good[244];
    FILE *file;

    write_wav(16000, 1, 16, 200, 200);
    file = fopen(path, "rb");
    assert_non_null(file);
    assert_int_equal(fread(good, 1, sizeof(good), file), sizeof(good));
    fclose(file);
    for (size_t i = 0; i < 44 * 4; i++) {
        static const uint8_t values[] = { 0x00, 0x7f, 0x80, 0xff };
        uint8_t bad[sizeof(good)];
        size_t count;
        char err[256] = "";
        memcpy(bad, good, sizeof(good));
        bad[i / 4] = values[i % 4];
        write_bytes(bad, i % 2 == 0 ? sizeof(bad) : 1 + i);
        int16_t *samples = wav_read(path, &count, err, sizeof(err));
        assert_true((samples != NULL) == (err[0] == '\0'));
        free(samples);
    }
}

static void test_write_and_read_back(void **state)
{
    (void)state;
    int16_t samples[1000];
    size_t count;
    uint32_t noise = 1;
    char err[256] = "";

    for (size_t i = 0; i < ARRAY_LEN(samples); i++) {
        samples[i] = signal_noise(&noise);
    }
    sweep();
    assert_true(wav_write(path, samples, ARRAY_LEN(samples), SAMPLE_RATE, err, sizeof(err)));
    assert_true(wav_write(path, samples, ARRAY_LEN(samples), SAMPLE_RATE, err, sizeof(err)));
    int16_t *back = wav_read(path, &count, err, sizeof(err));
    assert_non_null(back);
    assert_int_equal(count, ARRAY_LEN(samples));
    assert_memory_equal(back, samples, sizeof(samples));
    free(back);
    assert_int_equal(sweep(), 1);
}

/* A disk that fills up leaves the old file as it was, and no half of a new one. */
static void test_failed_write_leaves_nothing(void **state)
{
    (void)state;
    static int16_t samples[100000];
    struct rlimit before, small = { 4096, RLIM_INFINITY };
    size_t count;
    char err[256] = "";

    sweep();
    assert_true(wav_write(path, samples, 10, SAMPLE_RATE, err, sizeof(err)));
    getrlimit(RLIMIT_FSIZE, &before);
    small.rlim_max = before.rlim_max;
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &small);
    bool done = wav_write(path, samples, ARRAY_LEN(samples), SAMPLE_RATE, err, sizeof(err));
    setrlimit(RLIMIT_FSIZE, &before);
    signal(SIGXFSZ, SIG_DFL);
    assert_false(done);
    assert_non_null(strstr(err, "x.wav: cannot write it: "));
    int16_t *old = wav_read(path, &count, err, sizeof(err));
    assert_non_null(old);
    assert_int_equal(count, 10);
    free(old);
    assert_int_equal(sweep(), 1);
}

static void test_places_that_cannot_be_written(void **state)
{
    (void)state;
    static const struct { const char *path, *part; } rows[] = {
        { "/nowhere/at/all.wav", "/nowhere/at/all.wav: cannot write it: No such file" },
        { "/tmp", "/tmp: is not a file" },
        { "/dev/null", "/dev/null: is not a file" },
    };
    int16_t sample = 0;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        char err[256] = "";
        if (wav_write(rows[i].path, &sample, 1, SAMPLE_RATE, err, sizeof(err))
            || strstr(err, rows[i].part) == NULL) {
            fail_msg("%s: \"%s\"", rows[i].path, err);
        }
    }
}

/* Reads it all in odd pieces and returns how many samples and milliseconds it took. */
static size_t read_all(struct sample_source *s, double *ms)
{
    int16_t piece[333];
    size_t total = 0, count;
    int64_t began = clock_ns();

    while (source_read(s, piece, ARRAY_LEN(piece), &count, 50) == SOURCE_OK) {
        total += count;
    }
    assert_int_equal(count, 0);
    *ms = (double)(clock_ns() - began) / 1e6;
    return total;
}

static void test_source(void **state)
{
    (void)state;
    char err[256] = "";
    double ms;

    write_tone(SF_FORMAT_WAV | SF_FORMAT_PCM_16, SAMPLE_RATE, 1, 1, 0.4);
    for (int realtime = 0; realtime < 2; realtime++) {
        struct sample_source *s = wav_source_create(path, realtime == 1, err, sizeof(err));
        assert_non_null(s);
        for (int again = 0; again < 2; again++) {
            assert_true(source_start(s, err, sizeof(err)));
            assert_int_equal(read_all(s, &ms), SAMPLE_RATE * 4 / 10);
            assert_true(realtime == 1 ? ms >= 395 : ms < 200);
            assert_int_equal(source_dropped(s), 0);
            source_stop(s);
        }
        source_destroy(s);
    }
    assert_null(wav_source_create("/nowhere.wav", true, err, sizeof(err)));
    assert_non_null(strstr(err, "/nowhere.wav: "));
    source_destroy(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_format),
        cmocka_unit_test(test_channels_are_mixed),
        cmocka_unit_test(test_wild_floats),
        cmocka_unit_test(test_headers_that_lie),
        cmocka_unit_test(test_unknown_length),
        cmocka_unit_test(test_not_sound),
        cmocka_unit_test(test_damaged_headers),
        cmocka_unit_test(test_write_and_read_back),
        cmocka_unit_test(test_failed_write_leaves_nothing),
        cmocka_unit_test(test_places_that_cannot_be_written),
        cmocka_unit_test(test_source),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
