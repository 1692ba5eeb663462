/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How well speech is heard, by group of speakers: the recognizer process and
 * stock live PocketSphinx side by side, on the same recordings.
 *
 * Reads a table with tabs and a header line that names the columns "path",
 * "group" and "text"; paths count from the table's folder.
 */
#include "word_errors.h"

#include <clock.h>
#include <recognizer.h>
#include <source.h>
#include <sphinx.h>
#include <wav.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

enum { MOST_GROUPS = 32, MOST_WORDS = 2000, BINS = 10, LINE = 20000 };

struct group {
    char name[40];
    size_t clips, words, errors, stock_errors;
    double seconds;
};

struct bin {
    size_t words, right;
    double sum;
};

struct measure {
    struct group groups[MOST_GROUPS];
    size_t group_count;
    struct bin bins[BINS];
    double *right, *wrong;      /* confidences, for the AUC */
    size_t right_count, wrong_count;
    double seconds, stock_cpu_s, late_s, worst_late_s;
    size_t lates;
    struct recognizer *recognizer;
    ps_decoder_t *stock;
    bool realtime;
    /* of the clip under way */
    char heard[LINE];
    float confidences[MOST_WORDS];
    size_t heard_count;
    bool finished;
    char failure[300];
};

static void on_words(void *user, const struct heard_word *words, size_t count, bool settled)
{
    struct measure *m = user;
    for (size_t i = 0; settled && i < count && m->heard_count < MOST_WORDS; i++) {
        size_t used = strlen(m->heard);
        const struct word_errors counts = count_word_errors("", words[i].text);
        if (words[i].hesitation || counts.heard_words != 1) {
            continue;   /* fillers do not count */
        }
        snprintf(m->heard + used, sizeof(m->heard) - used, "%s ", words[i].text);
        m->confidences[m->heard_count++] = words[i].confidence;
    }
}

static void on_finished(void *user)
{
    ((struct measure *)user)->finished = true;
}

static void on_failed(void *user, const char *reason)
{
    struct measure *m = user;
    snprintf(m->failure, sizeof(m->failure), "%s", reason);
}

static const struct recognizer_events events = {
    .on_words = on_words, .on_finished = on_finished, .on_failed = on_failed,
};

static double seconds_since(int64_t start_ns)
{
    return (double)(clock_ns() - start_ns) / (double)CLOCK_SECOND;
}

/* As fast as it is taken, or as fast as a microphone gives it. */
static bool give(struct measure *m, const int16_t *samples, size_t count)
{
    int64_t start_ns = clock_ns();
    for (size_t given = 0; given < count;) {
        size_t due = count;
        if (m->realtime) {
            due = (size_t)(seconds_since(start_ns) * SAMPLE_RATE);
            due = due < count ? due : count;
        }
        size_t taken = due > given
            ? recognizer_write(m->recognizer, samples + given, due - given) : 0;
        given += taken;
        if (!recognizer_poll(m->recognizer, taken > 0 ? 0 : 10)) {
            return false;
        }
    }
    return true;
}

static bool hear(struct measure *m, const int16_t *samples, size_t count)
{
    m->heard[0] = '\0';
    m->heard_count = 0;
    m->finished = false;
    bool good = give(m, samples, count);
    while (good && !recognizer_finish(m->recognizer)) {
        good = recognizer_poll(m->recognizer, 10);
    }
    int64_t finish_ns = clock_ns();
    while (good && !m->finished) {
        good = recognizer_poll(m->recognizer, 100);
    }
    double late_s = seconds_since(finish_ns);
    m->late_s += late_s;
    m->worst_late_s = fmax(m->worst_late_s, late_s);
    m->lates++;
    return good;
}

static double cpu_s(int who)
{
    struct rusage usage;
    getrusage(who, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
        + (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-6;
}

static void hear_stock(struct measure *m, const int16_t *samples, size_t count, char *heard,
                       size_t size)
{
    double before_s = cpu_s(RUSAGE_SELF);
    int32 score;
    ps_start_utt(m->stock);
    for (size_t i = 0; i < count; i += 1600) {
        ps_process_raw(m->stock, samples + i, count - i < 1600 ? count - i : 1600, FALSE, FALSE);
    }
    ps_end_utt(m->stock);
    const char *text = ps_get_hyp(m->stock, &score);
    snprintf(heard, size, "%s", text != NULL ? text : "");
    m->stock_cpu_s += cpu_s(RUSAGE_SELF) - before_s;
}

static struct group *find_group(struct measure *m, const char *name)
{
    for (size_t i = 0; i < m->group_count; i++) {
        if (strcmp(m->groups[i].name, name) == 0) {
            return &m->groups[i];
        }
    }
    if (m->group_count == MOST_GROUPS) {
        return &m->groups[MOST_GROUPS - 1];
    }
    struct group *g = &m->groups[m->group_count++];
    snprintf(g->name, sizeof(g->name), "%s", name);
    return g;
}

static void add_confidences(struct measure *m, const bool *right)
{
    for (size_t i = 0; i < m->heard_count; i++) {
        double c = (double)m->confidences[i];
        size_t b = c >= 1 ? BINS - 1 : (size_t)(c * BINS);
        m->bins[b].words++;
        m->bins[b].right += right[i];
        m->bins[b].sum += c;
        double **list = right[i] ? &m->right : &m->wrong;
        size_t *count = right[i] ? &m->right_count : &m->wrong_count;
        *list = realloc(*list, (*count + 1) * sizeof(**list));
        (*list)[(*count)++] = c;
    }
}

static bool measure_clip(struct measure *m, const char *path, const char *group, const char *text)
{
    static char stock[LINE];
    bool right[MOST_WORDS] = { false };
    char err[300] = "";
    size_t count;
    int16_t *samples = wav_read(path, &count, err, sizeof(err));
    if (samples == NULL || !hear(m, samples, count)) {
        fprintf(stderr, "%s\n", samples == NULL ? err : m->failure);
        free(samples);
        return false;
    }
    struct word_errors ours = align_words(text, m->heard, right, MOST_WORDS);
    struct group *g = find_group(m, group);
    if (m->stock != NULL) {
        hear_stock(m, samples, count, stock, sizeof(stock));
        g->stock_errors += count_word_errors(text, stock).errors;
    }
    g->clips++;
    g->words += ours.reference_words;
    g->errors += ours.errors;
    g->seconds += (double)count / SAMPLE_RATE;
    m->seconds += (double)count / SAMPLE_RATE;
    add_confidences(m, right);
    free(samples);
    return true;
}

static int find_column(const char *header, const char *name)
{
    int column = 0;
    size_t length = strlen(name);
    for (const char *p = header; p != NULL; column++) {
        if (strncmp(p, name, length) == 0 && strchr("\t\r\n", p[length]) != NULL) {
            return column;
        }
        p = strchr(p, '\t');
        p = p != NULL ? p + 1 : NULL;
    }
    return -1;
}

static const char *column_of(char **columns, int count, int column)
{
    return column >= 0 && column < count ? columns[column] : "";
}

static bool measure_table(struct measure *m, const char *table, unsigned every)
{
    static char line[LINE];
    char path[4096];
    unsigned number = 0;
    FILE *file = fopen(table, "r");
    if (file == NULL || fgets(line, sizeof(line), file) == NULL) {
        fprintf(stderr, "%s: cannot read this table\n", table);
        return false;
    }
    const int at_path = find_column(line, "path"), at_group = find_column(line, "group"),
              at_text = find_column(line, "text");
    bool good = at_path >= 0 && at_text >= 0;
    while (good && fgets(line, sizeof(line), file) != NULL) {
        char *columns[32], *rest = line;
        int count = 0;
        line[strcspn(line, "\r\n")] = '\0';
        while (rest != NULL && count < 32) {
            columns[count++] = strsep(&rest, "\t");
        }
        if (number++ % every != 0) {
            continue;
        }
        snprintf(path, sizeof(path), "%.*s/%s", (int)(strrchr(table, '/') - table), table,
                 column_of(columns, count, at_path));
        good = measure_clip(m, path, column_of(columns, count, at_group),
                            column_of(columns, count, at_text));
        fputc('.', stderr);
    }
    fputc('\n', stderr);
    fclose(file);
    return good;
}

static int compare(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* The chance that a right word has more confidence than a wrong one. */
static double area(const struct measure *m)
{
    double won = 0;
    qsort(m->wrong, m->wrong_count, sizeof(*m->wrong), compare);
    for (size_t i = 0; i < m->right_count; i++) {
        size_t below = 0, equal = 0;
        while (below < m->wrong_count && m->wrong[below] < m->right[i]) {
            below++;
        }
        while (below + equal < m->wrong_count && m->wrong[below + equal] <= m->right[i]) {
            equal++;
        }
        won += (double)below + 0.5 * (double)equal;
    }
    return won / ((double)m->right_count * (double)m->wrong_count);
}

static void report(const struct measure *m, double child_cpu_s)
{
    printf("%-20s %6s %7s %7s %9s %9s\n", "group", "clips", "seconds", "words", "errors", "stock");
    for (size_t i = 0; i < m->group_count; i++) {
        const struct group *g = &m->groups[i];
        double words = g->words > 0 ? (double)g->words : 1;
        printf("%-20s %6zu %7.0f %7zu %8.1f%%", g->name, g->clips, g->seconds, g->words,
               100 * (double)g->errors / words);
        if (m->stock != NULL) {
            printf(" %8.1f%%", 100 * (double)g->stock_errors / words);
        }
        putchar('\n');
    }
    printf("\nprocessor seconds a second of sound: %.2f (stock %.2f), loading included\n",
           child_cpu_s / m->seconds, m->stock_cpu_s / m->seconds);
    if (m->realtime) {
        printf("last word settled after the end: mean %.2f s, worst %.2f s\n",
               m->late_s / (double)m->lates, m->worst_late_s);
    }
    printf("\nconfidence  words  stated  right\n");
    for (size_t b = 0; b < BINS; b++) {
        const struct bin *bin = &m->bins[b];
        if (bin->words > 0) {
            printf("%.1f-%.1f    %6zu   %5.2f  %5.2f\n", (double)b / BINS, (double)(b + 1) / BINS,
                   bin->words, bin->sum / (double)bin->words,
                   (double)bin->right / (double)bin->words);
        }
    }
    if (m->right_count > 0 && m->wrong_count > 0) {
        printf("right words rank above wrong ones with chance %.3f\n", area(m));
    }
}

static ps_decoder_t *open_stock(const char *model_dir, char *err, size_t err_size)
{
    char hmm[1024], lm[1024], dict[1024];
    snprintf(hmm, sizeof(hmm), "%s/en-us", model_dir);
    snprintf(lm, sizeof(lm), "%s/en-us.lm.bin", model_dir);
    snprintf(dict, sizeof(dict), "%s/cmudict-en-us.dict", model_dir);
    const struct listen_settings settings = { .model_dir = hmm, .language_model = lm,
                                              .dictionary = dict };
    return sphinx_open(&settings, true, (const char *const[]){ NULL }, err, err_size);
}

static int usage(const char *self)
{
    fprintf(stderr, "usage: %s [-e EVERY] [-r] [-s MODELS] TABLE RECOGNIZER...\n"
            "  -e  only every EVERYth clip\n"
            "  -r  as fast as a microphone, to measure how late words are\n"
            "  -s  stock PocketSphinx as well, with the models of this folder\n", self);
    return 2;
}

int main(int argc, char **argv)
{
    static struct measure m;
    unsigned every = 1;
    const char *stock = NULL;
    char err[300] = "";
    int option;
    while ((option = getopt(argc, argv, "+e:rs:")) != -1) {
        if (option == 'e') {
            every = (unsigned)atoi(optarg) > 0 ? (unsigned)atoi(optarg) : 1;
        } else if (option == 'r') {
            m.realtime = true;
        } else if (option == 's') {
            stock = optarg;
        } else {
            return usage(argv[0]);
        }
    }
    if (argc - optind < 2 || strchr(argv[optind], '/') == NULL) {
        return usage(argv[0]);
    }
    m.stock = stock != NULL ? open_stock(stock, err, sizeof(err)) : NULL;
    m.recognizer = recognizer_start((const char *const *)argv + optind + 1, &events, &m, err,
                                    sizeof(err));
    if (m.recognizer == NULL || (stock != NULL && m.stock == NULL)) {
        fprintf(stderr, "%s\n", err[0] != '\0' ? err : "stock PocketSphinx does not start");
        return 1;
    }
    bool good = measure_table(&m, argv[optind], every);
    recognizer_destroy(m.recognizer);
    report(&m, cpu_s(RUSAGE_CHILDREN));
    if (m.stock != NULL) {
        ps_free(m.stock);
    }
    free(m.right);
    free(m.wrong);
    return good ? 0 : 1;
}
