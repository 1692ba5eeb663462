/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report_json.h"

#include <stdlib.h>
#include <string.h>

#include "output.h"
#include "report_words.h"

static json_t *seconds(double s)
{
    return output_number(s, 100);
}

static json_t *span_to_json(const struct judged *j, struct rubric_span span)
{
    char *text = report_span_text(j->report, span);
    bool any = span.to > span.from && span.to <= j->report->word_count;
    double start_s = any ? j->words[span.from].start_s : -1;
    double end_s = any ? j->words[span.to - 1].end_s : -1;
    json_t *out = json_pack("{s:s?, s:I, s:I, s:o, s:o}", "text", text, "from",
                            (json_int_t)span.from, "to", (json_int_t)span.to, "start",
                            seconds(start_s), "end", seconds(end_s));
    report_free_text(text);
    return out;
}

static json_t *criterion_to_json(const struct judged *j, const struct rubric_finding *f,
                                 bool asked)
{
    json_t *evidence = json_array();
    for (size_t i = 0; i < f->evidence_count; i++) {
        json_array_append_new(evidence, span_to_json(j, f->evidence[i]));
    }
    json_t *out = json_pack("{s:s, s:s, s:o}", "id", f->criterion->id, "verdict",
                            rubric_verdict_name(f->verdict), "evidence", evidence);
    if (j->explain) {
        json_object_set_new(out, "asked", json_boolean(asked));
        json_object_set_new(out, "belief", output_number(f->belief, 1000));
        json_object_set_new(out, "why", json_string(f->why != NULL ? f->why : ""));
    }
    return out;
}

static json_t *criteria_to_json(const struct judged *j)
{
    json_t *out = json_array();
    for (size_t i = 0; i < j->report->finding_count; i++) {
        json_array_append_new(out, criterion_to_json(j, &j->report->findings[i],
                                                     i < j->report->asked_count));
    }
    return out;
}

static json_t *smart_to_json(const struct rubric_report *r)
{
    static const char *const names[RUBRIC_SMART_COUNT] = { "specific", "measurable", "achievable",
                                                           "relevant", "time_bound" };
    json_t *out = json_object();
    for (size_t i = 0; i < RUBRIC_SMART_COUNT; i++) {
        const struct rubric_finding *f = r->smart[i];
        json_object_set_new(out, names[i],
                            f != NULL ? json_string(rubric_verdict_name(f->verdict)) : json_null());
    }
    return out;
}

static json_t *star_to_json(const struct rubric_report *r)
{
    static const char *const names[] = { "situation", "action", "result" };
    json_t *out = json_pack("{s:s}", "story", rubric_story_name(r->story));
    for (size_t i = 0; i < 3; i++) {
        const struct rubric_star_part *p = &r->star[i];
        json_t *part = json_pack("{s:b, s:o, s:o}", "present", p->present, "share",
                                 output_number(p->share, 1000), "seconds", seconds(p->seconds));
        json_object_set_new(out, names[i], part);
    }
    return out;
}

static json_t *pauses_to_json(const struct rubric_delivery *d)
{
    json_t *out = json_array();
    for (size_t i = 0; i < d->pause_count; i++) {
        json_array_append_new(out, json_pack("{s:o, s:o}", "start", seconds(d->pauses[i].start_s),
                                             "end", seconds(d->pauses[i].end_s)));
    }
    return out;
}

static json_t *fillers_to_json(const struct judged *j)
{
    const struct rubric_delivery *d = &j->report->delivery;
    json_t *out = json_array();
    for (size_t i = 0; i < d->filler_count; i++) {
        json_array_append_new(out, span_to_json(j, d->fillers[i].words));
    }
    return out;
}

static json_t *delivery_to_json(const struct judged *j)
{
    const struct rubric_delivery *d = &j->report->delivery;
    return json_pack("{s:o, s:o, s:I, s:o, s:o, s:o}", "seconds", seconds(d->seconds),
                     "start_delay", seconds(d->start_delay_s), "words", (json_int_t)d->words,
                     "words_per_minute", output_number(d->words_per_minute, 10), "pauses",
                     pauses_to_json(d), "fillers", fillers_to_json(j));
}

json_t *report_to_json(const struct judged *j)
{
    return json_pack("{s:s, s:s?, s:o, s:o, s:o, s:o, s:s, s:s}", "id", j->id, "question",
                     j->question, "criteria", criteria_to_json(j), "smart",
                     smart_to_json(j->report), "star", star_to_json(j->report), "delivery",
                     delivery_to_json(j), "strength", j->report->strength, "next_step",
                     j->report->next_step);
}
