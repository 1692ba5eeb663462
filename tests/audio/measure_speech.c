/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How well speech is heard, by group of speakers: the recognizer process and
 * stock live PocketSphinx side by side, on the same recordings.
 *
 * Reads a table with tabs and a header line that names the columns "path",
 * "group", "speaker" and "text"; paths count from the table's folder. Words that
 * a better engine replaced later count as it heard them.
 */
#include "measure_confidence.h"
#include "measure_heard.h"
#include "measure_verdicts.h"
#include "word_errors.h"

#include <source.h>
#include <sphinx.h>
#include <wav.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

enum { MOST_GROUPS = 32, MOST_WORDS = 2000, LINE = 20000 };

struct group {
    char name[40];
    size_t clips, words, errors, stock_errors;
    size_t hesitations, hesitations_heard;
    double seconds;
    struct verdicts verdicts, stock_verdicts;
};

struct measure {
    struct group groups[MOST_GROUPS];
    size_t group_count;
    struct confidences confidences;
    const struct rubric *rubric;    /* NULL: verdicts are not compared */
    double seconds, stock_cpu_s;
    struct heard heard;
    ps_decoder_t *stock;
    double stock_mean[SPHINX_CEPSTRA];  /* what it begins with */
    const char *const *recognizer;
    char speaker[80];           /* whom the recognizer is listening to */
    double least_s;             /* of one answer made of all clips; 0: each clip is one */
    struct joined {
        int16_t *samples;
        size_t count;
        char text[LINE];
    } joined;
    FILE *word_table;           /* NULL: none is written */
};

static double spent_s(const struct rusage *usage)
{
    return (double)(usage->ru_utime.tv_sec + usage->ru_stime.tv_sec)
        + (double)(usage->ru_utime.tv_usec + usage->ru_stime.tv_usec) * 1e-6;
}

static double cpu_s(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return spent_s(&usage);
}

static void hear_stock(struct measure *m, const int16_t *samples, size_t count, char *heard,
                       size_t size)
{
    double before_s = cpu_s();
    int32 score;
    ps_start_utt(m->stock);
    for (size_t i = 0; i < count; i += 1600) {
        ps_process_raw(m->stock, samples + i, count - i < 1600 ? count - i : 1600, FALSE, FALSE);
    }
    ps_end_utt(m->stock);
    const char *text = ps_get_hyp(m->stock, &score);
    snprintf(heard, size, "%s", text != NULL ? text : "");
    m->stock_cpu_s += cpu_s() - before_s;
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

static size_t count_hesitations(const char *text)
{
    static const char *const sounds[] = { "um", "uh", "er", "erm", "hmm" };
    size_t count = 0;
    for (const char *word = text; *word != '\0'; word += strspn(word, " ")) {
        size_t length = strcspn(word, " ");
        for (size_t i = 0; i < sizeof(sounds) / sizeof(sounds[0]); i++) {
            count += strlen(sounds[i]) == length && strncmp(word, sounds[i], length) == 0;
        }
        word += length;
    }
    return count;
}

/* The words of the clip as text, and their confidences; fillers do not count. */
static size_t collect(const struct measure *m, struct group *g, char *heard, size_t size,
                      float *confidences)
{
    size_t count = 0, used = 0;
    heard[0] = '\0';
    for (size_t i = 0; i < m->heard.words.count; i++) {
        const struct heard_word *w = &m->heard.words.words[i];
        g->hesitations_heard += w->hesitation;
        if (w->hesitation || count_word_errors("", w->text).heard_words != 1
            || count == MOST_WORDS || used + strlen(w->text) + 2 > size) {
            continue;
        }
        used += (size_t)snprintf(heard + used, size - used, "%s ", w->text);
        confidences[count++] = w->confidence;
    }
    return count;
}

static bool measure_samples(struct measure *m, const int16_t *samples, size_t count,
                            const char *path, const char *group, const char *speaker,
                            const char *text)
{
    static char stock[LINE], heard[LINE];
    static float confidences[MOST_WORDS];
    bool right[MOST_WORDS] = { false };
    if (!heard_take(&m->heard, samples, count)) {
        fprintf(stderr, "%s\n", m->heard.failure);
        return false;
    }
    struct group *g = find_group(m, group);
    size_t word_count = collect(m, g, heard, sizeof(heard), confidences);
    struct word_errors ours = align_words(text, heard, right, MOST_WORDS);
    verdicts_compare(&g->verdicts, m->rubric, text, heard);
    if (m->stock != NULL) {
        hear_stock(m, samples, count, stock, sizeof(stock));
        g->stock_errors += count_word_errors(text, stock).errors;
        verdicts_compare(&g->stock_verdicts, m->rubric, text, stock);
    }
    g->clips++;
    g->words += ours.reference_words;
    g->errors += ours.errors;
    g->hesitations += count_hesitations(text);
    g->seconds += (double)count / SAMPLE_RATE;
    m->seconds += (double)count / SAMPLE_RATE;
    confidences_add(&m->confidences, speaker, confidences, right, word_count);
    for (size_t i = 0; i < word_count && m->word_table != NULL; i++) {
        fprintf(m->word_table, "%s\t%s\t%s\t%.3f\t%d\n", group, speaker, path,
                (double)confidences[i], right[i]);
    }
    return true;
}

/* Adds a clip to the long answer; false: it is long enough. */
static bool join(struct measure *m, const int16_t *samples, size_t count, const char *text)
{
    struct joined *j = &m->joined;
    size_t used = strlen(j->text);
    j->samples = realloc(j->samples, (j->count + count) * sizeof(*samples));
    memcpy(j->samples + j->count, samples, count * sizeof(*samples));
    j->count += count;
    snprintf(j->text + used, sizeof(j->text) - used, "%s%s", used > 0 ? " " : "", text);
    return (double)j->count / SAMPLE_RATE < m->least_s;
}

/* As in the kiosk, where nobody is heard by a recognizer that has heard somebody else. */
static bool meet(struct measure *m, const char *speaker)
{
    char err[300] = "";
    if (m->heard.recognizer != NULL && strcmp(m->speaker, speaker) == 0) {
        return true;
    }
    snprintf(m->speaker, sizeof(m->speaker), "%s", speaker);
    if (m->stock != NULL) {
        sphinx_set_mean(m->stock, m->stock_mean);
    }
    recognizer_destroy(m->heard.recognizer);
    m->heard.recognizer = recognizer_start(m->recognizer, &heard_events, &m->heard, err,
                                           sizeof(err));
    if (m->heard.recognizer == NULL) {
        fprintf(stderr, "%s\n", err);
    }
    return m->heard.recognizer != NULL;
}

static bool measure_clip(struct measure *m, const char *path, const char *group,
                         const char *speaker, const char *text)
{
    char err[300] = "";
    size_t count;
    int16_t *samples = wav_read(path, &count, err, sizeof(err));
    if (samples == NULL) {
        fprintf(stderr, "%s\n", err);
        return false;
    }
    bool good = m->least_s > 0 ? join(m, samples, count, text)
        : meet(m, speaker) && measure_samples(m, samples, count, path, group, speaker, text);
    free(samples);
    return good;
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
              at_speaker = find_column(line, "speaker"), at_text = find_column(line, "text");
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
                            column_of(columns, count, at_speaker),
                            column_of(columns, count, at_text));
        fputc('.', stderr);
    }
    fputc('\n', stderr);
    fclose(file);
    return good;
}

static void report_groups(const struct measure *m)
{
    printf("%-20s %6s %7s %7s %9s %9s  %s\n", "group", "clips", "seconds", "words", "errors",
           "stock", "hesitations said, found");
    for (size_t i = 0; i < m->group_count; i++) {
        const struct group *g = &m->groups[i];
        double words = g->words > 0 ? (double)g->words : 1;
        printf("%-20s %6zu %7.0f %7zu %8.1f%%", g->name, g->clips, g->seconds, g->words,
               100 * (double)g->errors / words);
        if (m->stock != NULL) {
            printf(" %8.1f%%", 100 * (double)g->stock_errors / words);
        } else {
            printf(" %9s", "");
        }
        printf("  %zu, %zu\n", g->hesitations, g->hesitations_heard);
    }
}

static void report_verdicts(const struct measure *m)
{
    printf("\nverdicts on what was heard against those on what was said\n");
    for (size_t i = 0; i < m->group_count && m->rubric != NULL; i++) {
        verdicts_print(m->groups[i].name, "here", &m->groups[i].verdicts);
        if (m->stock != NULL) {
            verdicts_print(m->groups[i].name, "stock", &m->groups[i].stock_verdicts);
        }
    }
}

static void report(const struct measure *m, const struct rusage *child)
{
    report_groups(m);
    printf("\nprocessor seconds a second of sound: %.2f (stock %.2f), with loading for each speaker; "
           "memory %ld MB\n",
           spent_s(child) / m->seconds, m->stock_cpu_s / m->seconds, child->ru_maxrss / 1024);
    heard_print(&m->heard);
    if (m->rubric != NULL) {
        report_verdicts(m);
    }
    confidences_print(&m->confidences);
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
    fprintf(stderr, "usage: %s [-e EVERY] [-l SECONDS] [-r SLOWNESS] [-s MODELS]\n"
            "           [-v CRITERIA,MODEL] [-w FILE] TABLE RECOGNIZER...\n"
            "  -e  only every EVERYth clip\n"
            "  -l  one answer of at least so many seconds, of as many clips as it takes\n"
            "  -r  1: as fast as a microphone, to measure how late words are; 3: three times slower,\n"
            "      where the machine has other work: then what counts is processor time\n"
            "  -s  stock PocketSphinx as well, with the models of this folder\n"
            "  -v  compare verdicts: CRITERIA.yaml,MODEL of the rubric\n"
            "  -w  write a line for every word: group, speaker, clip, confidence, whether it is right\n",
            self);
    return 2;
}

int main(int argc, char **argv)
{
    static struct measure m;
    unsigned every = 1;
    const char *stock = NULL;
    char err[300] = "";
    int option;
    while ((option = getopt(argc, argv, "+e:l:r:s:v:w:")) != -1) {
        if (option == 'e') {
            every = (unsigned)atoi(optarg) > 0 ? (unsigned)atoi(optarg) : 1;
        } else if (option == 'r') {
            m.heard.slowness = atof(optarg);
        } else if (option == 'l') {
            m.least_s = atof(optarg);
        } else if (option == 's') {
            stock = optarg;
        } else if (option == 'v') {
            m.rubric = verdicts_load(optarg);
        } else if (option == 'w') {
            m.word_table = fopen(optarg, "w");
        } else {
            return usage(argv[0]);
        }
    }
    if (argc - optind < 2 || strchr(argv[optind], '/') == NULL) {
        return usage(argv[0]);
    }
    m.stock = stock != NULL ? open_stock(stock, err, sizeof(err)) : NULL;
    if (stock != NULL && (m.stock == NULL || !sphinx_get_mean(m.stock, m.stock_mean))) {
        fprintf(stderr, "%s\n", err[0] != '\0' ? err : "stock PocketSphinx does not start");
        return 1;
    }
    m.recognizer = (const char *const *)argv + optind + 1;
    bool good = measure_table(&m, argv[optind], every);
    if (m.least_s > 0) {
        good = meet(&m, "all")
            && measure_samples(&m, m.joined.samples, m.joined.count, "all", "long", "all",
                               m.joined.text);
        free(m.joined.samples);
    }
    recognizer_destroy(m.heard.recognizer);
    struct rusage child;
    getrusage(RUSAGE_CHILDREN, &child);
    report(&m, &child);
    if (m.stock != NULL) {
        ps_free(m.stock);
    }
    word_list_clear(&m.heard.words);
    confidences_finish(&m.confidences);
    good &= m.word_table == NULL || fclose(m.word_table) == 0;
    return good ? 0 : 1;
}
