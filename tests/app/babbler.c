/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A recognizer that babbles: whatever it is given, it hears commands of any screen, words and the
 * beginnings and ends of speech, by chance but from a fixed seed. For the monkey test.
 */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static uint64_t state = 20;

static unsigned chance(unsigned below)
{
    state = state * 6364136223846793005U + 1442695040888963407U;
    return (unsigned)((state >> 33) % below);
}

static void say_command(void)
{
    static const char *const phrases[] = {
        "start", "career goals", "surprise me", "full mock interview", "continue", "skip",
        "i'm ready", "start now", "more time", "repeat", "slower", "i'm done", "start over",
        "try again", "next question", "hear it", "sample answer", "finish", "help", "leave",
        "stay", "close", "i'm here", "keep listening", "erase now", "practice more", "nonsense",
    };
    printf("{\"type\":\"command\",\"phrase\":\"%s\",\"confidence\":0.9,\"at\":1}\n",
           phrases[chance(sizeof(phrases) / sizeof(phrases[0]))]);
}

static void say_words(const char *type)
{
    static const char *const words[] = { "i", "want", "to", "become", "a", "nurse", "um", "you",
                                         "know", "because", "money", "i'm", "done" };
    double at_s = chance(200) / 10.0;
    printf("{\"type\":\"%s\",\"words\":[", type);
    for (unsigned i = 0, count = chance(6); i < count; i++) {
        printf("%s{\"text\":\"%s\",\"start\":%.1f,\"end\":%.1f,\"confidence\":%.2f}",
               i > 0 ? "," : "", words[chance(sizeof(words) / sizeof(words[0]))], at_s,
               at_s + 0.3, chance(101) / 100.0);
        at_s += 0.3 + chance(10) / 10.0;
    }
    printf("]}\n");
}

static void babble(void)
{
    switch (chance(6)) {
    case 0:
        say_words("settled");
        break;
    case 1:
        say_words("partial");
        break;
    case 2:
        printf("{\"type\":\"speech\",\"speaking\":%s,\"at\":%.1f}\n", chance(2) ? "true" : "false",
               chance(100) / 10.0);
        break;
    case 3:
        printf("{\"type\":\"level\",\"rms\":-30,\"peak\":-20}\n");
        break;
    default:
        say_command();
        break;
    }
}

int main(void)
{
    char line[128], samples[32000];
    size_t count;
    printf("{\"type\":\"ready\",\"protocol\":1,\"engine\":\"babbler\"}\n");
    fflush(stdout);
    while (fgets(line, sizeof(line), stdin) != NULL) {
        if (sscanf(line, "samples %zu", &count) == 1 && count <= 16000
            && fread(samples, 2, count, stdin) == count) {
            babble();
        } else if (strcmp(line, "finish\n") == 0) {
            say_words("settled");
            printf("{\"type\":\"finished\",\"length\":%.1f}\n", chance(300) / 10.0);
        } else if (strcmp(line, "reset\n") == 0) {
            printf("{\"type\":\"reset\"}\n");
        }
        fflush(stdout);
    }
    return 0;
}
