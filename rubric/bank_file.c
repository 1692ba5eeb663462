/* SPDX-License-Identifier: MIT */
#include "bank_file.h"



static const struct schema_field name_item = {
    .type = SCHEMA_STRING, .min = 1, .max = 400, .place_offset = offsetof(struct bank_name, place),
};

static const struct schema_field note_fields[] = {
    { .key = "words", .type = SCHEMA_STRING, .offset = offsetof(struct bank_note, words),
      .required = true, .min = 1, .max = 1000,
      .place_offset = offsetof(struct bank_note, words_place) },
    { .key = "criterion", .type = SCHEMA_STRING, .offset = offsetof(struct bank_note, criterion),
      .required = true, .place_offset = offsetof(struct bank_note, criterion_place) },
    { .key = "why", .type = SCHEMA_STRING, .offset = offsetof(struct bank_note, why),
      .required = true, .min = 1, .max = 1000 },
    { .key = NULL },
};
static const struct schema_field note_item = { .type = SCHEMA_RECORD, .fields = note_fields };

#define SAMPLE(member) (offsetof(struct bank_question, sample.member) \
                        - offsetof(struct bank_question, sample))

static const struct schema_field sample_fields[] = {
    { .key = "text", .type = SCHEMA_STRING, .offset = SAMPLE(text), .required = true, .min = 1,
      .max = 8000 },
    { .key = "notes", .type = SCHEMA_LIST, .offset = SAMPLE(notes), .min = 0, .max = 40,
      .item = &note_item, .item_size = sizeof(struct bank_note),
      .count_offset = SAMPLE(note_count) },
    { .key = NULL },
};

static const struct schema_field question_fields[] = {
    { .key = "id", .type = SCHEMA_STRING, .offset = offsetof(struct bank_question, id),
      .required = true, .min = 1, .max = 80,
      .place_offset = offsetof(struct bank_question, id_place) },
    { .key = "wording", .type = SCHEMA_STRING, .offset = offsetof(struct bank_question, wording),
      .required = true, .min = 1, .max = 400,
      .place_offset = offsetof(struct bank_question, wording_place) },
    { .key = "why", .type = SCHEMA_STRING, .offset = offsetof(struct bank_question, why),
      .required = true, .min = 1, .max = 2000 },
    { .key = "target", .type = SCHEMA_NUMBER, .offset = offsetof(struct bank_question, target_s),
      .required = true, .min = 15, .max = 600 },
    { .key = "think", .type = SCHEMA_NUMBER, .offset = offsetof(struct bank_question, think_s),
      .required = true, .min = 1, .max = 300 },
    { .key = "criteria", .type = SCHEMA_LIST, .required = true, .min = 1, .max = 100,
      .offset = offsetof(struct bank_question, criteria), .item = &name_item,
      .item_size = sizeof(struct bank_name),
      .count_offset = offsetof(struct bank_question, criteria_count) },
    { .key = "tips", .type = SCHEMA_LIST, .required = true, .min = 1, .max = 20,
      .offset = offsetof(struct bank_question, tips), .item = &name_item,
      .item_size = sizeof(struct bank_name),
      .count_offset = offsetof(struct bank_question, tip_count) },
    { .key = "sample", .type = SCHEMA_RECORD, .offset = offsetof(struct bank_question, sample),
      .required = true, .fields = sample_fields },
    { .key = NULL },
};
static const struct schema_field question_item = { .type = SCHEMA_RECORD,
                                                   .fields = question_fields };

static const struct schema_field file_fields[] = {
    { .key = "version", .type = SCHEMA_WHOLE, .offset = offsetof(struct bank_file, version),
      .required = true, .min = 1, .max = 1 },
    { .key = "id", .type = SCHEMA_STRING, .offset = offsetof(struct bank_file, id),
      .required = true, .min = 1, .max = 80, .place_offset = offsetof(struct bank_file, id_place) },
    { .key = "name", .type = SCHEMA_STRING, .offset = offsetof(struct bank_file, name),
      .required = true, .min = 1, .max = 80 },
    { .key = "line", .type = SCHEMA_STRING, .offset = offsetof(struct bank_file, line),
      .required = true, .min = 1, .max = 200 },
    { .key = "icon", .type = SCHEMA_STRING, .offset = offsetof(struct bank_file, icon),
      .required = true, .min = 1, .max = 40 },
    { .key = "order", .type = SCHEMA_WHOLE, .offset = offsetof(struct bank_file, order),
      .required = true, .min = 1, .max = 1000 },
    { .key = "minutes", .type = SCHEMA_WHOLE, .offset = offsetof(struct bank_file, minutes),
      .required = true, .min = 1, .max = 240 },
    { .key = "ask", .type = SCHEMA_WHOLE, .offset = offsetof(struct bank_file, ask),
      .required = true, .min = 1, .max = 100,
      .place_offset = offsetof(struct bank_file, ask_place) },
    { .key = "shuffle", .type = SCHEMA_BOOL, .offset = offsetof(struct bank_file, shuffle) },
    { .key = "include", .type = SCHEMA_LIST, .offset = offsetof(struct bank_file, include),
      .item = &name_item, .item_size = sizeof(struct bank_name), .min = 0, .max = 500,
      .count_offset = offsetof(struct bank_file, include_count) },
    { .key = "questions", .type = SCHEMA_LIST, .offset = offsetof(struct bank_file, questions),
      .item = &question_item, .item_size = sizeof(struct bank_question), .min = 0, .max = 500,
      .count_offset = offsetof(struct bank_file, question_count) },
    { .key = NULL },
};

struct schema_file *bank_file_load(const char *path, struct bank_file *file,
                                   schema_report_fn report, void *user)
{
    *file = (struct bank_file){ 0 };
    return schema_load(path, file_fields, file, sizeof(*file), report, user);
}
