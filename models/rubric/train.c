/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Learns the rubric's model from the labelled answers.
 *
 *     train --vectors vectors.bin --calibration calibration.txt --output weights.txt TEXT...
 *     train --vectors vectors.bin --folds 5 [--calibration calibration.txt] TEXT...
 *
 * With --folds it learns from all answers but a fifth, judges that fifth, and so
 * on in turn (--folds 0: each writer in turn); it prints the agreement and
 * writes, not reads, the calibration.
 *
 *     train --measure weights.txt TEXT...
 *
 * prints how well a finished model agrees with the labels of a text it has not seen.
 */
#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "measure.h"

enum { WRITERS_MAX = 64, WRITER_ANSWERS_LEAST = 30 };

struct job {
    const char *vectors, *calibration, *output, *measure;
    int folds;                  /* negative: no cross-validation; 0: by writer */
    struct corpus corpus;
};

static bool complain(const char *path, const char *what)
{
    fprintf(stderr, "%s: %s: %s\n", path, what, strerror(errno));
    return false;
}

static bool read_job(struct job *job, int argc, char **argv)
{
    static const struct option options[] = {
        { "vectors", required_argument, NULL, 'v' },
        { "calibration", required_argument, NULL, 'c' },
        { "output", required_argument, NULL, 'o' },
        { "folds", required_argument, NULL, 'f' },
        { "measure", required_argument, NULL, 'm' },
        { NULL, 0, NULL, 0 },
    };
    char err[512];
    job->folds = -1;
    for (int option; (option = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        const char **strings[] = { ['v'] = &job->vectors, ['c'] = &job->calibration,
                                   ['o'] = &job->output, ['m'] = &job->measure };
        if (option == 'f') {
            job->folds = atoi(optarg);
        } else if (option == '?') {
            return false;
        } else {
            *strings[option] = optarg;
        }
    }
    for (int i = optind; i < argc; i++) {
        if (!corpus_read(&job->corpus, argv[i], err, sizeof(err))) {
            fprintf(stderr, "%s\n", err);
            return false;
        }
    }
    if (job->corpus.count == 0
        || (job->measure == NULL
            && (job->vectors == NULL || (job->folds < 0 && job->output == NULL)))) {
        fprintf(stderr, "usage: train --vectors FILE [--folds N | --output FILE] "
                        "[--calibration FILE] TEXT...\n"
                        "       train --measure MODEL TEXT...\n");
        return false;
    }
    return true;
}

/* Whole numbers, in 1 / CALIBRATION_UNIT, so that no locale matters. */
static bool read_calibration(const char *path, struct calibration *calibration)
{
    FILE *file = fopen(path, "r");
    char id[32];
    int number;
    bool ok = true;
    if (file == NULL) {
        return complain(path, "cannot open the calibration");
    }
    while (ok && fscanf(file, "%31s", id) == 1) {
        size_t c = corpus_find_criterion(id, strlen(id));
        struct calibration read = { 0 };
        float *parts[] = { &read.threshold, &read.slope, &read.offset };
        for (size_t i = 0; ok && i < 3 + CRITERIA; i++) {
            ok = fscanf(file, "%d", &number) == 1;
            *(i < 3 ? parts[i] : &read.second[i - 3]) = (float)number / CALIBRATION_UNIT;
        }
        ok = ok && c < CRITERIA;
        if (ok) {
            calibration[c] = read;
        }
    }
    fclose(file);
    if (!ok) {
        fprintf(stderr, "%s: expected lines of an id and %d whole numbers\n", path, 3 + CRITERIA);
    }
    return ok;
}

static int round_off(float value)
{
    return (int)(value * CALIBRATION_UNIT + (value < 0 ? -0.5f : 0.5f));
}

static bool write_calibration(const char *path, const struct calibration *calibration)
{
    FILE *file = fopen(path, "w");
    if (file == NULL) {
        return complain(path, "cannot write the calibration");
    }
    for (size_t c = 0; c < CRITERIA; c++) {
        fprintf(file, "%s %d %d %d", corpus_criteria[c], round_off(calibration[c].threshold),
                round_off(calibration[c].slope), round_off(calibration[c].offset));
        for (size_t k = 0; k < CRITERIA; k++) {
            fprintf(file, " %d", round_off(calibration[c].second[k]));
        }
        fputc('\n', file);
    }
    return fclose(file) == 0 || complain(path, "cannot write the calibration");
}

/* By turns, so that every fold has some of every file; by writer where there are enough. */
static int make_folds(const struct job *job, int *folds)
{
    char writers[WRITERS_MAX][16] = { "" };
    int count = 0, sizes[WRITERS_MAX] = { 0 };
    for (size_t i = 0; i < job->corpus.count; i++) {
        int w = 0;
        while (w < count && strcmp(writers[w], job->corpus.answers[i].writer) != 0) {
            w++;
        }
        if (w == count && count < WRITERS_MAX) {
            memcpy(writers[count++], job->corpus.answers[i].writer, sizeof(writers[0]));
        }
        folds[i] = job->folds > 0 ? (int)(i % (size_t)job->folds) : w % WRITERS_MAX;
        sizes[w % WRITERS_MAX]++;
    }
    for (size_t i = 0; job->folds == 0 && i < job->corpus.count; i++) {
        folds[i] = sizes[folds[i]] < WRITER_ANSWERS_LEAST ? WRITERS_MAX : folds[i];
    }
    return job->folds > 0 ? job->folds : count;
}

/* The model as the engine will read it. */
static struct model *learn_model(const struct job *job, const struct vectors *vectors,
                                 const int *folds, int fold)
{
    struct calibration plain[CRITERIA];
    struct samples samples;
    struct model *model = NULL;
    char *text = NULL, err[256] = "no memory";
    size_t size = 0;
    for (size_t c = 0; c < CRITERIA; c++) {
        plain[c] = (struct calibration){ .slope = 1, .threshold = 0.5f };
    }
    if (!samples_make(&samples, &job->corpus, folds, fold, vectors)) {
        return NULL;
    }
    struct net *net = learn(&samples, 0);
    FILE *out = net == NULL ? NULL : open_memstream(&text, &size);
    if (out != NULL) {
        bool ok = learn_write(net, &samples.dictionary, vectors, plain, out);
        if (fclose(out) == 0 && ok) {
            model = model_parse("weights", text, vectors_load(job->vectors, err, sizeof(err)), err,
                                sizeof(err));
        }
    }
    if (model == NULL) {
        fprintf(stderr, "%s\n", err);
    }
    net_destroy(net);
    samples_finish(&samples);
    return model;
}

static bool judge_fold(const struct job *job, const struct vectors *vectors, const int *folds,
                       int fold, struct judged *judged)
{
    bool ok = true, any = false;
    for (size_t i = 0; i < job->corpus.count; i++) {
        any = any || folds[i] == fold;
    }
    struct model *model = any ? learn_model(job, vectors, folds, fold) : NULL;
    for (size_t i = 0; model != NULL && ok && i < job->corpus.count; i++) {
        ok = folds[i] != fold || measure_judge(model, &job->corpus.answers[i], &judged[i]);
    }
    ok = ok && (model != NULL || !any);
    model_destroy(model);
    return ok;
}

static bool cross_validate(const struct job *job, const struct vectors *vectors)
{
    struct calibration calibration[CRITERIA];
    struct judged *judged = calloc(job->corpus.count, sizeof(*judged));
    int *folds = calloc(job->corpus.count, sizeof(*folds));
    bool ok = judged != NULL && folds != NULL;
    int count = ok ? make_folds(job, folds) : 0;
    for (int fold = 0; ok && fold < count; fold++) {
        ok = judge_fold(job, vectors, folds, fold, judged);
    }
    if (ok) {
        ok = measure_calibrate(judged, job->corpus.count, calibration);
        measure_print(judged, job->corpus.count, calibration, stdout);
        ok = ok && (job->calibration == NULL || write_calibration(job->calibration, calibration));
    }
    free(folds);
    free(judged);
    return ok;
}

static bool write_model(const struct job *job, const struct vectors *vectors)
{
    struct calibration calibration[CRITERIA];
    struct samples samples;
    for (size_t c = 0; c < CRITERIA; c++) {
        calibration[c] = (struct calibration){ .slope = 1, .threshold = 0.5f };
    }
    if (job->calibration != NULL && !read_calibration(job->calibration, calibration)) {
        return false;
    }
    if (!samples_make(&samples, &job->corpus, NULL, SAMPLES_ALL, vectors)) {
        return complain(job->output, "cannot learn");
    }
    struct net *net = learn(&samples, 0);
    FILE *out = net == NULL ? NULL : fopen(job->output, "w");
    bool ok = out != NULL && learn_write(net, &samples.dictionary, vectors, calibration, out);
    ok = out != NULL && fclose(out) == 0 && ok;
    if (!ok) {
        complain(job->output, "cannot write the model");
    }
    net_destroy(net);
    samples_finish(&samples);
    return ok;
}

static bool measure(const struct job *job)
{
    char err[512];
    struct calibration calibration[CRITERIA];
    struct model *model = model_load(job->measure, err, sizeof(err));
    struct judged *judged = calloc(job->corpus.count, sizeof(*judged));
    bool ok = model != NULL && judged != NULL;
    if (model == NULL) {
        fprintf(stderr, "%s\n", err);
    }
    for (size_t i = 0; ok && i < job->corpus.count; i++) {
        ok = measure_judge(model, &job->corpus.answers[i], &judged[i]);
    }
    for (size_t c = 0; ok && c < CRITERIA; c++) {
        calibration[c].threshold = model->criterion[c].threshold;
    }
    if (ok) {
        measure_print(judged, job->corpus.count, calibration, stdout);
    }
    free(judged);
    model_destroy(model);
    return ok;
}

static bool run(const struct job *job)
{
    char err[512];
    if (job->measure != NULL) {
        return measure(job);
    }
    struct vectors *vectors = vectors_load(job->vectors, err, sizeof(err));
    if (vectors == NULL) {
        fprintf(stderr, "%s\n", err);
        return false;
    }
    bool ok = job->folds >= 0 ? cross_validate(job, vectors) : write_model(job, vectors);
    vectors_destroy(vectors);
    return ok;
}

int main(int argc, char **argv)
{
    struct job job = { 0 };
    bool ok = read_job(&job, argc, argv) && run(&job);
    corpus_finish(&job.corpus);
    return ok ? 0 : 1;
}
