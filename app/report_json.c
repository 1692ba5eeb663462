/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report_json.h"

#include "json_writer.h"

enum { SHARE_UNIT = 1000, SECONDS_UNIT = 100, PACE_UNIT = 10 };

static void write_seconds(struct json_writer *w, const char *key, double seconds)
{
    json_write_number(w, key, seconds, SECONDS_UNIT);
}

static void write_span(struct json_writer *w, const struct judged *j, struct rubric_span span)
{
    size_t count = j->report->word_count, to = span.to < count ? span.to : count;
    size_t from = span.from < to ? span.from : to;
    bool any = span.to > span.from && span.to <= count;
    json_begin(w, NULL, '{');
    json_write_words(w, "text", j->report->word_text + from, to - from);
    json_write_count(w, "from", span.from);
    json_write_count(w, "to", span.to);
    write_seconds(w, "start", any ? j->words[span.from].start_s : -1);
    write_seconds(w, "end", any ? j->words[span.to - 1].end_s : -1);
    json_end(w, '}');
}

static void write_criterion(struct json_writer *w, const struct judged *j,
                            const struct rubric_finding *f)
{
    json_begin(w, NULL, '{');
    json_write_text(w, "id", f->criterion->id);
    json_write_text(w, "verdict", rubric_verdict_name(f->verdict));
    json_begin(w, "evidence", '[');
    for (size_t i = 0; i < f->evidence_count; i++) {
        write_span(w, j, f->evidence[i]);
    }
    json_end(w, ']');
    if (j->explain) {
        json_write_flag(w, "asked", f < j->report->findings + j->report->asked_count);
        json_write_number(w, "belief", f->belief, SHARE_UNIT);
        json_write_text(w, "why", f->why != NULL ? f->why : "");
    }
    json_end(w, '}');
}

static void write_criteria(struct json_writer *w, const struct judged *j)
{
    json_begin(w, "criteria", '[');
    for (size_t i = 0; i < j->report->finding_count; i++) {
        write_criterion(w, j, &j->report->findings[i]);
    }
    json_end(w, ']');
}

static void write_smart(struct json_writer *w, const struct rubric_report *r)
{
    static const char *const names[RUBRIC_SMART_COUNT] = { "specific", "measurable", "achievable",
                                                           "relevant", "time_bound" };
    json_begin(w, "smart", '{');
    for (size_t i = 0; i < RUBRIC_SMART_COUNT; i++) {
        const struct rubric_finding *f = r->smart[i];
        json_write_text(w, names[i], f != NULL ? rubric_verdict_name(f->verdict) : NULL);
    }
    json_end(w, '}');
}

static void write_star(struct json_writer *w, const struct rubric_report *r)
{
    static const char *const names[] = { "situation", "action", "result" };
    json_begin(w, "star", '{');
    json_write_text(w, "story", rubric_story_name(r->story));
    for (size_t i = 0; i < 3; i++) {
        const struct rubric_star_part *p = &r->star[i];
        json_begin(w, names[i], '{');
        json_write_flag(w, "present", p->present);
        json_write_number(w, "share", p->share, SHARE_UNIT);
        write_seconds(w, "seconds", p->seconds);
        json_end(w, '}');
    }
    json_end(w, '}');
}

static void write_delivery(struct json_writer *w, const struct judged *j)
{
    const struct rubric_delivery *d = &j->report->delivery;
    json_begin(w, "delivery", '{');
    write_seconds(w, "seconds", d->seconds);
    write_seconds(w, "start_delay", d->start_delay_s);
    json_write_count(w, "words", d->words);
    json_write_number(w, "words_per_minute", d->words_per_minute, PACE_UNIT);
    json_begin(w, "pauses", '[');
    for (size_t i = 0; i < d->pause_count; i++) {
        json_begin(w, NULL, '{');
        write_seconds(w, "start", d->pauses[i].start_s);
        write_seconds(w, "end", d->pauses[i].end_s);
        json_end(w, '}');
    }
    json_end(w, ']');
    json_begin(w, "fillers", '[');
    for (size_t i = 0; i < d->filler_count; i++) {
        write_span(w, j, d->fillers[i].words);
    }
    json_end(w, ']');
    json_end(w, '}');
}

void report_write_json(FILE *out, const struct judged *j)
{
    struct json_writer writer = { .out = out };
    json_begin(&writer, NULL, '{');
    json_write_text(&writer, "id", j->id);
    json_write_text(&writer, "question", j->question);
    write_criteria(&writer, j);
    write_smart(&writer, j->report);
    write_star(&writer, j->report);
    write_delivery(&writer, j);
    json_write_text(&writer, "strength", j->report->strength);
    json_write_text(&writer, "next_step", j->report->next_step);
    json_end(&writer, '}');
    json_end_line(&writer);
}
