/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "terminal.h"

#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define WIDTH_PLAIN 80
#define WIDTH_MAX   100 /* longer lines are hard to read */

struct text_style terminal_style(FILE *out)
{
    const char *no_color = getenv("NO_COLOR");
    const char *term = getenv("TERM");
    bool is_terminal = isatty(fileno(out)) == 1;
    struct winsize size = { 0 };
    struct text_style style = {
        .color = is_terminal && (no_color == NULL || no_color[0] == '\0') && term != NULL &&
                 strcmp(term, "dumb") != 0,
        .utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0,
        .width = WIDTH_PLAIN,
    };
    if (is_terminal && ioctl(fileno(out), TIOCGWINSZ, &size) == 0 && size.ws_col >= 40) {
        style.width = size.ws_col < WIDTH_MAX ? size.ws_col : WIDTH_MAX;
    }
    return style;
}

const char *terminal_ink(const struct text_style *style, enum ink ink)
{
    static const char *const inks[INK_COUNT] = {
        [INK_PLAIN] = "\033[0m", [INK_BOLD] = "\033[1m",  [INK_FAINT] = "\033[2m",
        [INK_YOU] = "\033[32m",  [INK_GOLD] = "\033[33m", [INK_WATCH] = "\033[35m",
    };
    return style->color ? inks[ink] : "";
}

unsigned terminal_columns(const char *text)
{
    unsigned columns = 0;
    for (const unsigned char *c = (const unsigned char *)text; *c != '\0'; c++) {
        bool continues = (*c & 0xC0U) == 0x80U;
        bool combines = (c[0] == 0xCCU) || (c[0] == 0xCDU && c[1] < 0xB0U);
        columns += !continues && !combines;
    }
    return columns;
}

void terminal_wrap(FILE *out, const struct text_style *style, enum ink ink, const char *text,
                   unsigned column, unsigned indent)
{
    const char *on = terminal_ink(style, ink);
    bool first = true;
    fputs(on, out);
    while (*text != '\0') {
        size_t length = strcspn(text, " \n\t");
        char word[256];
        snprintf(word, sizeof(word), "%.*s", (int)length, text);
        unsigned columns = terminal_columns(word);
        if (!first && column + 1 + columns > style->width) {
            fprintf(out, "\n%*s", (int)indent, "");
            column = indent;
        } else if (!first) {
            fputc(' ', out);
            column++;
        }
        fwrite(text, 1, length, out);
        column += columns;
        first = false;
        text += length;
        text += strspn(text, " \n\t");
    }
    if (ink != INK_PLAIN) {
        fputs(terminal_ink(style, INK_PLAIN), out);
    }
}
