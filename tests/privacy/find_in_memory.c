/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * find_in_memory PID TEXT: how often TEXT stands in the memory that a process
 * can write to, in UTF-8 and letter case of its own. Prints the count. Exit
 * status 77 when the system does not let us look.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#define PIECE (1 << 20)

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
static size_t count_between(int memory, unsigned long from, unsigned long to, const char *text)
{
    size_t length = strlen(text), count = 0;
    char *piece = malloc(PIECE);
    while (piece != NULL && from + length <= to) {
        size_t want = to - from < PIECE ? to - from : PIECE;
        ssize_t got = pread(memory, piece, want, (off_t)from);
        if (got < (ssize_t)length) {
            break;      /* pages that are not there */
        }
        count += count_in(piece, (size_t)got, text, length);
        from += (unsigned long)got - length + 1;
    }
    free(piece);
    return count;
}

int main(int argc, char **argv)
{
    char path[64], line[512];
    size_t count = 0;
    if (argc != 3 || argv[2][0] == '\0') {
        fprintf(stderr, "usage: find_in_memory PID TEXT\n");
        return 2;
    }
    snprintf(path, sizeof(path), "/proc/%.20s/mem", argv[1]);
    int memory = open(path, O_RDONLY | O_CLOEXEC);
    snprintf(path, sizeof(path), "/proc/%.20s/maps", argv[1]);
    FILE *maps = fopen(path, "re");
    if (memory < 0 || maps == NULL) {
        return 77;
    }
    while (fgets(line, sizeof(line), maps) != NULL) {
        unsigned long from, to;
        char mode[5];
        if (sscanf(line, "%lx-%lx %4s", &from, &to, mode) == 3 && mode[0] == 'r' &&
            mode[1] == 'w') {
            count += count_between(memory, from, to, argv[2]);
        }
    }
    fclose(maps);
    close(memory);
    printf("%zu\n", count);
    return 0;
}
