/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * find_in_memory PID TEXT: how often TEXT stands in the memory that a process can write to, in
 * UTF-8 and letter case of its own. find_in_memory PID -s SAMPLES: how many of a few pieces of that
 * file, sound of 16 bits a sample, stand there. Prints the count. With a FILE in place of PID the
 * same for a file. Exit status 77 when the system does not let us look.
 */
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#define PIECE   (1 << 20)
#define SOUNDS  12      /* pieces of a recording, evenly spread over it */
#define SOUND   24      /* samples in one: that loud ones come by chance again is out of the question */
#define LOUD    500     /* the loudest sample of a piece that is worth looking for */

struct wanted {
    const char *bytes;
    size_t length;
};

static size_t count_in(const char *bytes, size_t size, const char *text, size_t length)
{
    size_t count = 0;
    const char *at = bytes;
    while ((at = memmem(at, size - (size_t)(at - bytes), text, length)) != NULL) {
        count++;
        at++;
    }
    return count;
}

/* Pieces overlap by the text's length less one, so that none is missed or counted twice. */
static size_t count_between(int memory, unsigned long from, unsigned long to,
                            const struct wanted *wanted)
{
    size_t length = wanted->length, count = 0;
    char *piece = malloc(PIECE);
    while (piece != NULL && from + length <= to) {
        size_t want = to - from < PIECE ? to - from : PIECE;
        ssize_t got = pread(memory, piece, want, (off_t)from);
        if (got < (ssize_t)length) {
            break;      /* pages that are not there */
        }
        count += count_in(piece, (size_t)got, wanted->bytes, length);
        from += (unsigned long)got - length + 1;
    }
    free(piece);
    return count;
}

/* All memory of a process that it can write to; `maps` NULL: the whole of a file. */
static size_t count_all(int memory, FILE *maps, const struct wanted *wanted)
{
    char line[512];
    size_t count = 0;
    if (maps == NULL) {
        return count_between(memory, 0, (unsigned long)lseek(memory, 0, SEEK_END), wanted);
    }
    rewind(maps);
    while (fgets(line, sizeof(line), maps) != NULL) {
        unsigned long from, to;
        char mode[5];
        if (sscanf(line, "%lx-%lx %4s", &from, &to, mode) == 3 && mode[0] == 'r' &&
            mode[1] == 'w') {
            count += count_between(memory, from, to, wanted);
        }
    }
    return count;
}

static bool is_loud(const int16_t *samples)
{
    int most = 0;
    for (int i = 0; i < SOUND; i++) {
        most = abs(samples[i]) > most ? abs(samples[i]) : most;
    }
    return most >= LOUD;
}

/* How many of the pieces are there, once or more often. */
static size_t count_sounds(int memory, FILE *maps, const int16_t *samples, size_t count)
{
    size_t found = 0, step = count / (SOUNDS + 1);
    for (size_t i = 1; i <= SOUNDS && step > SOUND; i++) {
        const int16_t *at = samples + i * step, *end = at + step - SOUND;
        while (at < end && !is_loud(at)) {
            at += SOUND;
        }
        const struct wanted wanted = { (const char *)at, SOUND * sizeof(*at) };
        found += at < end && count_all(memory, maps, &wanted) > 0;
    }
    return found;
}

static int find_sounds(int memory, FILE *maps, const char *path)
{
    static int16_t samples[60 * 16000];
    FILE *file = fopen(path, "re");
    size_t count = file != NULL ? fread(samples, sizeof(samples[0]), 60 * 16000, file) : 0;
    if (file != NULL) {
        fclose(file);
    }
    printf("%zu\n", count_sounds(memory, maps, samples, count));
    return count > 0 ? 0 : 2;
}

int main(int argc, char **argv)
{
    char path[64];
    bool sound = argc == 4 && strcmp(argv[2], "-s") == 0;
    if (!sound && (argc != 3 || argv[2][0] == '\0')) {
        fprintf(stderr, "usage: find_in_memory PID|FILE TEXT | -s SAMPLES\n");
        return 2;
    }
    bool process = argv[1][strspn(argv[1], "0123456789")] == '\0';
    snprintf(path, sizeof(path), "/proc/%.20s/mem", argv[1]);
    int memory = open(process ? path : argv[1], O_RDONLY | O_CLOEXEC);
    snprintf(path, sizeof(path), "/proc/%.20s/maps", argv[1]);
    FILE *maps = process ? fopen(path, "re") : NULL;
    if (memory < 0 || (process && maps == NULL)) {
        return 77;
    }
    const struct wanted text = { argv[2], strlen(argv[2]) };
    int status = 0;
    if (sound) {
        status = find_sounds(memory, maps, argv[3]);
    } else {
        printf("%zu\n", count_all(memory, maps, &text));
    }
    if (maps != NULL) {
        fclose(maps);
    }
    close(memory);
    return status;
}
