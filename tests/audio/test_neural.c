/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The network hears what its training saw; tests/audio/data is made by models/acoustic. */
#include <mel.h>
#include <neural.h>

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { SAMPLES = 2 * 16000 + 77, FRAMES = 198 };

static const char *network_path, *vectors_path;
static int16_t sound[SAMPLES];

/* The same noise as in models/acoustic/test_vectors.py. */
static void make_sound(void)
{
    uint32_t state = 5;
    for (int i = 0; i < SAMPLES; i++) {
        state = (state * 1103515245u + 12345u) % (1u << 31);
        int value = (int)(state >> 16) % 4096 - 2048;
        int shift = i / 4000 % 6;
        sound[i] = (int16_t)(value >= 0 ? value >> shift : -((-value + (1 << shift) - 1) >> shift));
    }
}

static struct neural *open_network(void)
{
    char err[300] = "";
    struct neural *n = neural_open(network_path, err, sizeof(err));
    assert_string_equal(err, "");
    assert_non_null(n);
    return n;
}

static struct neural_output hear(struct neural *n, size_t chunk)
{
    struct neural_output output = { 0 };
    neural_begin(n);
    for (size_t at = 0; at < SAMPLES; at += chunk) {
        size_t count = SAMPLES - at < chunk ? SAMPLES - at : chunk;
        assert_true(neural_hear(n, sound + at, count, at + count == SAMPLES, &output));
    }
    return output;
}

static size_t all_features(float features[FRAMES][MEL_BANDS])
{
    struct mel *m = mel_create();
    assert_non_null(m);
    size_t frames = 0;
    for (size_t at = 0; at + MEL_HOP <= SAMPLES; at += MEL_HOP) {
        assert_true(frames < FRAMES);
        frames += mel_hop(m, sound + at, features[frames]);
    }
    mel_destroy(m);
    return frames;
}

/* One line: what, frame, values; compares and returns how many. */
static int compare(char *line, const float *values, double tolerance)
{
    int compared = 0;
    for (char *word = strtok(line, " \n"); word != NULL; word = strtok(NULL, " \n")) {
        double want = strtod(word, NULL);
        if (fabs(want - (double)values[compared]) > tolerance * (1 + fabs(want))) {
            fail_msg("value %d is %f, want %f", compared, (double)values[compared], want);
        }
        compared++;
    }
    return compared;
}

static void sees_what_training_saw(void **state)
{
    (void)state;
    static float features[FRAMES][MEL_BANDS];
    struct neural *n = open_network();
    struct neural_output output = hear(n, SAMPLES);
    assert_int_equal(all_features(features), FRAMES);
    assert_int_equal(output.frames, FRAMES);
    FILE *file = fopen(vectors_path, "r");
    assert_non_null(file);
    char line[4096], kind[16];
    int feature_values = 0, output_values = 0;
    while (fgets(line, sizeof(line), file) != NULL) {
        unsigned frame = 0;
        int at = 0;
        if (sscanf(line, "%15s %u %n", kind, &frame, &at) != 2 || frame >= FRAMES) {
            continue;
        }
        if (strcmp(kind, "feature") == 0) {
            feature_values += compare(line + at, features[frame], 1e-3);
        } else if (strcmp(kind, "value") == 0) {
            output_values += compare(line + at, output.values + frame * neural_values(n), 5e-3);
        }
    }
    fclose(file);
    assert_int_equal(feature_values, 5 * MEL_BANDS);
    assert_int_equal(output_values, 9 * 40);
    free(output.values);
    neural_close(n);
}

static void pieces_of_any_size_are_heard_alike(void **state)
{
    (void)state;
    static const size_t chunks[] = { 1, 77, 160, 1600, 8000 };
    struct neural *whole_network = open_network();
    struct neural_output whole = hear(whole_network, SAMPLES);
    for (size_t i = 0; i < sizeof(chunks) / sizeof(chunks[0]); i++) {
        struct neural *n = open_network();
        struct neural_output output = hear(n, chunks[i]);
        assert_int_equal(output.frames, whole.frames);
        assert_memory_equal(output.values, whole.values,
                            whole.frames * neural_values(n) * sizeof(*whole.values));
        free(output.values);
        neural_close(n);
    }
    free(whole.values);
    neural_close(whole_network);
}

static void values_come_soon(void **state)
{
    (void)state;
    struct neural *n = open_network();
    struct neural_output output = { 0 };
    assert_true(neural_hear(n, sound, 16000, false, &output));
    /* 98 frames were heard; a third of a second and the steps that wait may be missing. */
    assert_in_range(output.frames, 98 - 30 - 24, 98);
    free(output.values);
    neural_close(n);
}

static void next_sound_begins_with_the_channel_known(void **state)
{
    (void)state;
    struct neural *n = open_network();
    struct neural_output first = hear(n, SAMPLES), second = hear(n, SAMPLES);
    assert_int_equal(second.frames, first.frames);
    size_t bytes = first.frames * neural_values(n) * sizeof(*first.values);
    assert_memory_not_equal(second.values, first.values, bytes);
    free(first.values);
    free(second.values);
    neural_close(n);
}

static void refuse(const uint8_t *bytes, size_t count)
{
    char path[] = "/tmp/network-XXXXXX", err[300] = "";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    FILE *file = fdopen(fd, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, count, file), count);
    fclose(file);
    assert_null(neural_open(path, err, sizeof(err)));
    assert_non_null(strstr(err, path));
    remove(path);
}

static void damaged_files_are_refused(void **state)
{
    (void)state;
    static uint8_t bytes[20000], damaged[sizeof(bytes)];
    FILE *file = fopen(network_path, "rb");
    assert_non_null(file);
    size_t count = fread(bytes, 1, sizeof(bytes), file);
    fclose(file);
    assert_in_range(count, 1000, sizeof(bytes) - 1);
    static const size_t places[] = { 0, 19, 20, 24, 28, 32, 36, 60, 500 };
    for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
        memcpy(damaged, bytes, count);
        damaged[places[i]] ^= 0x40;
        refuse(damaged, count);
        refuse(bytes, places[i]);
    }
    refuse(bytes, count - 1);
    memcpy(damaged, bytes, count);
    refuse(damaged, count + 1);
    char err[300] = "";
    assert_null(neural_open("/nowhere/at/all", err, sizeof(err)));
    assert_non_null(strstr(err, "/nowhere/at/all"));
}

int main(int argc, char **argv)
{
    assert_int_equal(argc, 3);
    network_path = argv[1];
    vectors_path = argv[2];
    make_sound();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sees_what_training_saw),
        cmocka_unit_test(pieces_of_any_size_are_heard_alike),
        cmocka_unit_test(values_come_soon),
        cmocka_unit_test(next_sound_begins_with_the_channel_known),
        cmocka_unit_test(damaged_files_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
