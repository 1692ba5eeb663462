/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report_text.h"

#include <string.h>

#include "report_words.h"

#define LABEL_COLUMNS 24U
#define MARK_INDENT   4U
#define TEXT_INDENT   (MARK_INDENT + 2U + LABEL_COLUMNS)
#define COMPARE_MAX   64

struct page {
    FILE *out;
    const struct text_style *style;
    const struct report_text *text;
};

struct look {
    const char *mark, *plain;   /* in UTF-8 and in ASCII */
    enum ink ink;
};

static const struct look looks[] = {
    [RUBRIC_MET] = { "✓", "+", INK_YOU },       [RUBRIC_MAYBE] = { "~", "~", INK_YOU },
    [RUBRIC_MISSING] = { "○", "-", INK_FAINT }, [RUBRIC_FLAGGED] = { "▲", "!", INK_WATCH },
    [RUBRIC_CLEAR] = { "✓", "+", INK_YOU },     [RUBRIC_NOT_HEARD] = { "?", "?", INK_FAINT },
};

static void put_label(const struct page *p, const char *label, unsigned columns)
{
    unsigned used = terminal_columns(label);
    fprintf(p->out, "%s%*s", label, used < columns ? (int)(columns - used) : columns > 0, "");
}

static void put_headline(const struct page *p, const char *label, enum ink ink, const char *text)
{
    if (text[0] != '\0') {
        fprintf(p->out, "  %s", terminal_ink(p->style, ink));
        put_label(p, label, 16);
        fputs(terminal_ink(p->style, INK_PLAIN), p->out);
        terminal_wrap(p->out, p->style, INK_BOLD, text, 18, 18);
        fputc('\n', p->out);
    }
}

static void put_quote(const struct page *p, const char *words)
{
    char *quoted = NULL;
    if (asprintf(&quoted, p->style->utf8 ? "“%s”" : "\"%s\"", words) >= 0) {
        terminal_wrap(p->out, p->style, INK_PLAIN, quoted, TEXT_INDENT, TEXT_INDENT);
    }
    report_free_text(quoted);
}

/* The words that earned it, and for what is to change what to say instead. */
static void put_finding(const struct page *p, const struct rubric_finding *f)
{
    const struct look *look = &looks[f->verdict];
    fprintf(p->out, "%*s%s%s%s ", (int)MARK_INDENT, "", terminal_ink(p->style, look->ink),
            p->style->utf8 ? look->mark : look->plain, terminal_ink(p->style, INK_PLAIN));
    bool alone = f->verdict == RUBRIC_CLEAR && f->evidence_count == 0;
    put_label(p, f->criterion->label, alone ? 0 : LABEL_COLUMNS);
    char *words = f->evidence_count > 0
                      ? report_span_text(p->text->report, f->evidence[0]) : NULL;
    if (words != NULL) {
        put_quote(p, words);
    }
    report_free_text(words);
    bool advise = f->verdict == RUBRIC_MISSING || f->verdict == RUBRIC_FLAGGED;
    if (advise && f->tip != NULL) {
        if (f->evidence_count > 0) {
            fprintf(p->out, "\n%*s", (int)TEXT_INDENT, "");
        }
        terminal_wrap(p->out, p->style, INK_FAINT, f->tip, TEXT_INDENT, TEXT_INDENT);
    } else if (f->verdict == RUBRIC_NOT_HEARD) {
        terminal_wrap(p->out, p->style, INK_FAINT, "too little was understood to say", TEXT_INDENT,
                      TEXT_INDENT);
    }
    if (p->text->explain && f->why != NULL && f->why[0] != '\0') {
        fprintf(p->out, "\n%*s", (int)TEXT_INDENT, "");
        terminal_wrap(p->out, p->style, INK_FAINT, f->why, TEXT_INDENT, TEXT_INDENT);
    }
    fputc('\n', p->out);
}

static bool counts(const struct rubric_finding *f)
{
    return f->verdict == RUBRIC_MET || f->verdict == RUBRIC_MAYBE || f->verdict == RUBRIC_CLEAR;
}

static void put_group(const struct page *p, enum rubric_group group)
{
    const struct rubric_report *r = p->text->report;
    size_t total = 0;
    size_t good = 0;
    for (size_t i = 0; i < r->asked_count; i++) {
        if (r->findings[i].criterion->group == group) {
            total++;
            good += counts(&r->findings[i]);
        }
    }
    if (total == 0) {
        return;
    }
    fprintf(p->out, "\n  %s%s%s  %zu of %zu%s\n", terminal_ink(p->style, INK_BOLD),
            report_group_name(group), terminal_ink(p->style, INK_PLAIN), good, total,
            group == RUBRIC_GROUP_WATCH ? " clear" : "");
    for (size_t i = 0; i < r->asked_count; i++) {
        if (r->findings[i].criterion->group == group) {
            put_finding(p, &r->findings[i]);
        }
    }
}

static void put_remark(const struct page *p, const char *remark)
{
    if (remark[0] != '\0') {
        fprintf(p->out, "  %s%s%s", terminal_ink(p->style, INK_WATCH), remark,
                terminal_ink(p->style, INK_PLAIN));
    }
    fputc('\n', p->out);
}

static void put_figure(const struct page *p, const char *label)
{
    fprintf(p->out, "%*s", (int)MARK_INDENT, "");
    put_label(p, label, LABEL_COLUMNS);
}

static void put_length(const struct page *p, const struct rubric_delivery *d)
{
    char length[16];
    char low[16];
    char high[16];
    put_figure(p, "Length");
    fprintf(p->out, "%s  (good length %s-%s)",
            report_clock(d->seconds, length, sizeof(length)),
            report_clock(d->band_low_s, low, sizeof(low)),
            report_clock(d->band_high_s, high, sizeof(high)));
    put_remark(p, report_length_remark(d->length));
    if (d->start_delay_s >= 0) {
        put_figure(p, "Start");
        fprintf(p->out, "%.0f s\n", d->start_delay_s);
    }
}

static void put_rates(const struct page *p, const struct rubric_delivery *d)
{
    if (d->words_per_minute >= 0) {
        put_figure(p, "Words a minute");
        fprintf(p->out, "%.0f  (aim %.0f-%.0f)", d->words_per_minute, d->pace_low, d->pace_high);
        put_remark(p, report_pace_remark(d->pace));
        put_figure(p, "Long pauses");
        fprintf(p->out, "%zu\n", d->pause_count);
    }
    if (d->fillers_per_minute >= 0) {
        put_figure(p, "Fillers a minute");
        fprintf(p->out, "%.0f  (aim 0-%.0f)", d->fillers_per_minute, d->fillers_high);
        put_remark(p, report_filler_remark(d->filler_rate));
    } else if (d->filler_count > 0) {
        put_figure(p, "Fillers");
        fprintf(p->out, "%zu\n", d->filler_count);
    }
}

static void put_counts(const struct page *p, const char *label, const struct rubric_count *counts,
                       size_t count)
{
    if (count == 0) {
        return;
    }
    put_figure(p, label);
    for (size_t i = 0; i < count && i < 5; i++) {
        fprintf(p->out, "%s%s %zu", i > 0 ? ", " : "", counts[i].text, counts[i].count);
    }
    fputc('\n', p->out);
}

static void put_delivery(const struct page *p)
{
    const struct rubric_delivery *d = &p->text->report->delivery;
    fprintf(p->out, "\n  %sTiming%s\n", terminal_ink(p->style, INK_BOLD),
            terminal_ink(p->style, INK_PLAIN));
    if (d->seconds >= 0) {
        put_length(p, d);
    }
    put_rates(p, d);
    put_figure(p, "Words");
    fprintf(p->out, "%zu\n", d->words);
    put_counts(p, "Filler words", d->common_fillers, d->common_filler_count);
    put_counts(p, "Words said often", d->common_words, d->common_word_count);
}

static void put_words(const struct page *p)
{
    const struct rubric_report *r = p->text->report;
    char *words = report_span_text(r, (struct rubric_span){ 0, r->word_count });
    if (words != NULL && words[0] != '\0') {
        fprintf(p->out, "\n  %sYour words%s\n    ", terminal_ink(p->style, INK_BOLD),
                terminal_ink(p->style, INK_PLAIN));
        terminal_wrap(p->out, p->style, INK_PLAIN, words, MARK_INDENT, MARK_INDENT);
        fputc('\n', p->out);
    }
    report_free_text(words);
}

static void put_title(const struct page *p)
{
    if (p->text->title != NULL) {
        fprintf(p->out, "%s%s%s\n", terminal_ink(p->style, INK_FAINT), p->text->title,
                terminal_ink(p->style, INK_PLAIN));
    }
    if (p->text->question != NULL) {
        terminal_wrap(p->out, p->style, INK_BOLD, p->text->question, 0, 0);
        fputc('\n', p->out);
    }
}

void report_print(FILE *out, const struct text_style *style, const struct report_text *text)
{
    const struct page p = { .out = out, .style = style, .text = text };
    const struct rubric_report *r = text->report;
    put_title(&p);
    fputc('\n', out);
    put_headline(&p, "What worked", INK_YOU, r->strength);
    put_headline(&p, "Try this next", INK_GOLD, r->next_step);
    put_headline(&p, "For example", INK_FAINT, r->next_example != NULL ? r->next_example : "");
    for (int group = 0; group < RUBRIC_GROUP_COUNT; group++) {
        put_group(&p, (enum rubric_group)group);
    }
    put_delivery(&p);
    if (text->words) {
        put_words(&p);
    }
}

void report_print_comparison(FILE *out, const struct text_style *style,
                             const struct rubric_report *first,
                             const struct rubric_report *second)
{
    static const char *const names[] = { [RUBRIC_ADDED] = "New", [RUBRIC_KEPT] = "Kept",
                                         [RUBRIC_LOST] = "Left out",
                                         [RUBRIC_STILL_MISSING] = "Still to try" };
    struct rubric_difference d[COMPARE_MAX];
    size_t count = rubric_compare(first, second, d, COMPARE_MAX);
    fprintf(out, "\n  %sWhat changed%s\n", terminal_ink(style, INK_BOLD),
            terminal_ink(style, INK_PLAIN));
    for (size_t i = 0; i < count && i < COMPARE_MAX; i++) {
        fprintf(out, "    %-14s%s\n", names[d[i].change], d[i].criterion->label);
    }
}
