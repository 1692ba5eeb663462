/* SPDX-License-Identifier: MIT */
/*
 * How long loading takes, and an answer of 200 words. Fails when over the limits
 * that are promised: 50 ms and 1 ms. bench CRITERIA [MODEL]
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "rubric.h"

enum { LOADS = 10, ASSESSMENTS = 500, WORDS = 200 };

static const double load_limit_ms = 50, assess_limit_ms = 1;

static const char text[] =
    "so right now i work at a garden center and i am in my second year there and what i want "
    "is to become a certified arborist um i already passed the first part of the exam in "
    "march with an eighty four and the second part is booked for october i go to the evening "
    "class on tuesdays and on saturdays i climb with a crew that lets me do the small cuts "
    "last autumn there was this storm and a big limb came down on the greenhouse we had forty "
    "customers in there and i got everybody out and i called the fire department and i rigged "
    "a rope so nothing else could fall in the end nobody was hurt and we opened again the "
    "next morning your company does the city parks and you train your own climbers so this "
    "job would let me learn on old trees and in three or four years i would like to lead a "
    "crew for you that would mean you do not have to bring somebody in from outside i know "
    "people say it is about the money but for me it is the moment you are up there and the "
    "whole town is quiet and my boss told me my cuts were too high so i asked him to mark "
    "them with chalk until they were right";

static double now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

int main(int argc, char **argv)
{
    struct rubric_answer answer = { .length_s = -1 };
    struct rubric_word *words = rubric_words_from_text(text, &answer.word_count);
    struct rubric *rubric = NULL;
    double start = now_ms();
    for (int i = 0; argc > 1 && i < LOADS; i++) {
        rubric_destroy(rubric);
        rubric = rubric_load(argv[1], argc > 2 ? argv[2] : NULL, NULL);
    }
    double load_ms = (now_ms() - start) / LOADS;
    if (rubric == NULL || words == NULL || answer.word_count < WORDS) {
        fputs("bench CRITERIA [MODEL]\n", stderr);
        return 2;
    }
    answer.words = words;
    answer.word_count = WORDS;
    start = now_ms();
    for (int i = 0; i < ASSESSMENTS; i++) {
        rubric_report_destroy(rubric_assess(rubric, NULL, &answer, NULL));
    }
    double assess_ms = (now_ms() - start) / ASSESSMENTS;
    printf("load %.1f ms (limit %.0f), answer of %d words %.3f ms (limit %.0f)\n", load_ms,
           load_limit_ms, WORDS, assess_ms, assess_limit_ms);
    rubric_words_free(words);
    rubric_destroy(rubric);
    return load_ms < load_limit_ms && assess_ms < assess_limit_ms ? 0 : 1;
}
