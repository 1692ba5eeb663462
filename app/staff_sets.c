/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 11b, question sets: which are on offer, what came from a stick, and the job to practice for. */
#include "staff_rows.h"

#include <string.h>

void staff_sets(struct staff_rows *r)
{
    struct view *v = r->v;
    const struct rubric_bank *bank = v->scene->bank;
    const struct settings *t = r->staff->settings;
    size_t count = rubric_bank_practice_count(bank), on = 0;
    for (size_t i = 0; i < count; i++) {
        on += settings_set_is_on(t, rubric_bank_practice_at(bank, i)->id);
    }
    row_heading(r, view_say(v, "staff.sets"),
                view_fill(v, "staff.sets_on", "on", view_format(v, "%zu", on), "all",
                          view_format(v, "%zu", count), NULL));
    for (size_t i = 0; i < count; i++) {
        const struct rubric_practice *p = rubric_bank_practice_at(bank, i);
        const char *more = view_fill(v, p->question_count == 1 ? "staff.one_question"
                                                               : "staff.questions",
                                     "count", view_format(v, "%zu", p->question_count), NULL);
        row_switch(r, view_content(v, p->name), more, LOCAL_STAFF_SET, (int)i,
                   settings_set_is_on(t, p->id));
    }
}

/* Every mistake by file, line and column; nothing was changed. */
static void mistakes(struct staff_rows *r)
{
    struct view *v = r->v;
    const struct pack_result *result = &r->staff->import;
    const struct button seen = { .icon = "check", .label = view_say(v, "staff.seen"),
                                 .command = LOCAL_STAFF_SEEN, .key = 'd' };
    row_text(r, TYPE_SMALL, TOKEN_WATCH_INK,
             result->mistakes == 1
                 ? view_say(v, "staff.one_mistake")
                 : view_fill(v, "staff.mistakes", "count", view_format(v, "%u", result->mistakes),
                             NULL));
    const char *line = result->text;
    while (line != NULL && *line != '\0') {
        size_t length = strcspn(line, "\n");
        row_text(r, TYPE_FLOOR, TOKEN_INK, view_format(v, "%.*s", (int)length, line));
        line += length + (line[length] == '\n');
    }
    row_buttons(r, &seen, 1);
}

void staff_packs(struct staff_rows *r)
{
    static const char *const kinds[PACK_KIND_COUNT] = {
        [PACK_BANK] = "staff.pack_bank", [PACK_RUBRIC] = "staff.pack_rubric",
        [PACK_JOB] = "staff.pack_job",
    };
    struct view *v = r->v;
    const struct pack_list *packs = &r->staff->packs;
    const struct button take = { .icon = "usb", .label = view_say(v, "staff.import"),
                                 .command = LOCAL_STAFF_IMPORT, .key = 'i' };
    row_heading(r, view_say(v, "staff.packs"), NULL);
    if (r->staff->import.mistakes > 0) {
        mistakes(r);
        return;
    }
    row_text(r, TYPE_FLOOR, TOKEN_INK2, view_say(v, "staff.packs_text"));
    row_gap(r, 8);
    row_buttons(r, &take, 1);
    for (size_t i = 0; i < packs->count; i++) {
        const struct pack *p = &packs->items[i];
        const struct button remove = { .icon = "erase", .label = view_say(v, "staff.remove"),
                                       .command = LOCAL_STAFF_REMOVE, .number = (int)i };
        row_item(r, strrchr(p->file, '/') + 1, view_say(v, kinds[p->kind]), remove);
    }
}

void staff_job(struct staff_rows *r)
{
    struct view *v = r->v;
    const struct jobs *jobs = &r->staff->jobs;
    size_t chosen = 0;
    if (jobs->count == 0) {
        return;
    }
    row_heading(r, view_say(v, "staff.job"), NULL);
    row_text(r, TYPE_FLOOR, TOKEN_INK2, view_say(v, "staff.job_text"));
    for (size_t i = 0; i < jobs->count; i++) {
        chosen = strcmp(jobs->items[i].id, r->staff->settings->job) == 0 ? i + 1 : chosen;
    }
    row_pick(r, view_say(v, "staff.no_job"), LOCAL_STAFF_JOB, 0, chosen == 0);
    for (size_t i = 0; i < jobs->count; i++) {
        row_pick(r, jobs->items[i].name, LOCAL_STAFF_JOB, (int)i + 1, chosen == i + 1);
    }
}
