/* SPDX-License-Identifier: MIT */
#include "criteria_file.h"

/* The tables below read like the file: key, then what it may be. */
#define STRING(owner, member, low, high) .type = SCHEMA_STRING, .offset = offsetof(owner, member), \
    .min = (low), .max = (high)
#define NUMBER(owner, member, low, high) .type = SCHEMA_NUMBER, .offset = offsetof(owner, member), \
    .min = (low), .max = (high)
#define WHOLE(owner, member, low, high) .type = SCHEMA_WHOLE, .offset = offsetof(owner, member), \
    .min = (low), .max = (high)
#define RECORD(owner, member, table) .type = SCHEMA_RECORD, .offset = offsetof(owner, member), \
    .fields = (table)
#define NAME(owner, member) .type = SCHEMA_STRING, .offset = offsetof(owner, member.text), \
    .min = 1, .max = 60, .place_offset = offsetof(owner, member.place)
#define NAMES(owner, member) .type = SCHEMA_LIST, .offset = offsetof(owner, member.items), \
    .count_offset = offsetof(owner, member.count), .item = &name_item, \
    .item_size = sizeof(struct criteria_name)
#define LINES(owner, member, where) .type = SCHEMA_STRING, .offset = offsetof(owner, member), \
    .place_offset = offsetof(owner, where)

static const struct schema_field name_item = {
    .type = SCHEMA_STRING, .min = 1, .max = 60,
    .place_offset = offsetof(struct criteria_name, place),
};

static const struct schema_field delivery_fields[] = {
    { .key = "pace_low", NUMBER(struct criteria_delivery, pace_low, 1, 1000), .required = true },
    { .key = "pace_high", NUMBER(struct criteria_delivery, pace_high, 1, 1000), .required = true },
    { .key = "pace_very_low", NUMBER(struct criteria_delivery, pace_very_low, 1, 1000),
      .required = true },
    { .key = "pace_very_high", NUMBER(struct criteria_delivery, pace_very_high, 1, 1000),
      .required = true },
    { .key = "fillers_high", NUMBER(struct criteria_delivery, fillers_high, 0.1, 100),
      .required = true },
    { .key = "fillers_very_high", NUMBER(struct criteria_delivery, fillers_very_high, 0.1, 100),
      .required = true },
    { .key = "long_pause", NUMBER(struct criteria_delivery, long_pause_s, 0.1, 60),
      .required = true },
    { .key = "run_pause", NUMBER(struct criteria_delivery, run_pause_s, 0.05, 60),
      .required = true },
    { .key = "pace_window", NUMBER(struct criteria_delivery, pace_window_s, 1, 120),
      .required = true },
    { .key = "band_fixed", NUMBER(struct criteria_delivery, band_fixed_s, 0.1, 60),
      .required = true },
    { .key = "band_share", NUMBER(struct criteria_delivery, band_share, 0.01, 0.9),
      .required = true },
    { .key = "common_words_from", WHOLE(struct criteria_delivery, common_words_from, 2, 100),
      .required = true },
    { .key = "fillers", LINES(struct criteria_delivery, fillers, fillers_place),
      .required = true },
    { .key = "hedges", LINES(struct criteria_delivery, hedges, hedges_place), .required = true },
    { .key = "plain_words", LINES(struct criteria_delivery, plain_words, plain_words_place),
      .required = true },
    { .key = NULL },
};

static const struct schema_field headline_fields[] = {
    { .key = "good_pace", STRING(struct criteria_headline, good_pace, 1, 200), .required = true },
    { .key = "wrong_length", STRING(struct criteria_headline, wrong_length, 1, 200),
      .required = true },
    { .key = "too_many_fillers", STRING(struct criteria_headline, too_many_fillers, 1, 200),
      .required = true },
    { .key = "too_fast", STRING(struct criteria_headline, too_fast, 1, 200), .required = true },
    { .key = "too_slow", STRING(struct criteria_headline, too_slow, 1, 200), .required = true },
    { .key = "all_covered", STRING(struct criteria_headline, all_covered, 1, 200),
      .required = true },
    { .key = "not_heard", STRING(struct criteria_headline, not_heard, 1, 200), .required = true },
    { .key = NULL },
};

static const struct schema_field heard_fields[] = {
    { .key = "sure", NUMBER(struct criteria_heard, sure, 0.01, 1), .required = true },
    { .key = "unsure", NUMBER(struct criteria_heard, unsure, 0.01, 1), .required = true },
    { .key = "familiar", NUMBER(struct criteria_heard, familiar, 0.01, 1), .required = true },
    { .key = "least_share", NUMBER(struct criteria_heard, least_share, 0.01, 1),
      .required = true },
    { .key = NULL },
};

static const struct schema_field story_fields[] = {
    { .key = "situation", NAME(struct criteria_story, situation), .required = true },
    { .key = "action", NAME(struct criteria_story, action), .required = true },
    { .key = "result", NAME(struct criteria_story, result), .required = true },
    { .key = "usually", LINES(struct criteria_story, usually, usually_place), .required = true },
    { .key = "self", LINES(struct criteria_story, self, self_place), .required = true },
    { .key = "we", LINES(struct criteria_story, we, we_place), .required = true },
    { .key = "me", LINES(struct criteria_story, me, me_place), .required = true },
    { .key = NULL },
};

static const struct schema_field topic_fields[] = {
    { .key = "words", LINES(struct criteria_topic, words, words_place), .required = true },
    { .key = "off_share", NUMBER(struct criteria_topic, off_share, 0.01, 1), .required = true },
    { .key = "least_words", WHOLE(struct criteria_topic, least_words, 1, 1000),
      .required = true },
    { .key = "criterion", NAME(struct criteria_topic, criterion), .required = true },
    { .key = NULL },
};

static const struct schema_field fitted_fields[] = {
    { .key = "has", NAME(struct criteria_fitted, has), .required = true },
    { .key = "tip", STRING(struct criteria_fitted, tip, 1, 400), .required = true },
    { .key = NULL },
};
static const struct schema_field fitted_item = { .type = SCHEMA_RECORD, .fields = fitted_fields };

static const char *const groups[] = { "goal", "plan", "fit", "story", "quality", "watch", NULL };

static const struct schema_field record_fields[] = {
    { .key = "id", STRING(struct criteria_record, id, 1, 60), .required = true,
      .place_offset = offsetof(struct criteria_record, id_place) },
    { .key = "group", .type = SCHEMA_CHOICE, .offset = offsetof(struct criteria_record, group),
      .required = true, .choices = groups },
    { .key = "label", STRING(struct criteria_record, label, 1, 60), .required = true },
    { .key = "priority", WHOLE(struct criteria_record, priority, 1, 1000), .required = true },
    { .key = "weight", NUMBER(struct criteria_record, weight, 0, 1), .required = true },
    { .key = "lift", NUMBER(struct criteria_record, lift, 1, 100) },
    { .key = "quote_patterns", .type = SCHEMA_BOOL,
      .offset = offsetof(struct criteria_record, quote_patterns) },
    { .key = "quote_bare", .type = SCHEMA_BOOL,
      .offset = offsetof(struct criteria_record, quote_bare) },
    { .key = "strength", STRING(struct criteria_record, strength, 0, 200), .required = true },
    { .key = "next_step", STRING(struct criteria_record, next_step, 1, 200), .required = true },
    { .key = "tip", STRING(struct criteria_record, tip, 1, 400), .required = true },
    { .key = "example", STRING(struct criteria_record, example, 0, 400), .required = true },
    { .key = "why", STRING(struct criteria_record, why, 1, 600), .required = true },
    { .key = "fitted", .type = SCHEMA_LIST, .offset = offsetof(struct criteria_record, fitted),
      .count_offset = offsetof(struct criteria_record, fitted_count), .item = &fitted_item,
      .item_size = sizeof(struct criteria_fitted) },
    { .key = "strength_needs", NAMES(struct criteria_record, strength_needs) },
    { .key = "unless", NAMES(struct criteria_record, unless) },
    { .key = "needs_one", NAMES(struct criteria_record, needs_one) },
    { .key = "shows", NAMES(struct criteria_record, shows) },
    { .key = "sure", LINES(struct criteria_record, patterns[TIER_SURE].text,
                           patterns[TIER_SURE].place) },
    { .key = "likely", LINES(struct criteria_record, patterns[TIER_LIKELY].text,
                             patterns[TIER_LIKELY].place) },
    { .key = "hint", LINES(struct criteria_record, patterns[TIER_HINT].text,
                           patterns[TIER_HINT].place) },
    { .key = "never", LINES(struct criteria_record, patterns[TIER_NEVER].text,
                            patterns[TIER_NEVER].place) },
    { .key = NULL },
};
static const struct schema_field record_item = { .type = SCHEMA_RECORD, .fields = record_fields };

static const struct schema_field file_fields[] = {
    { .key = "version", WHOLE(struct criteria_file, version, 1, 1), .required = true },
    { .key = "delivery", RECORD(struct criteria_file, delivery, delivery_fields),
      .required = true },
    { .key = "headline", RECORD(struct criteria_file, headline, headline_fields),
      .required = true },
    { .key = "heard", RECORD(struct criteria_file, heard, heard_fields), .required = true },
    { .key = "story", RECORD(struct criteria_file, story, story_fields), .required = true },
    { .key = "topic", RECORD(struct criteria_file, topic, topic_fields), .required = true },
    { .key = "clause_words", LINES(struct criteria_file, clause_words, clause_words_place),
      .required = true },
    { .key = "smart", NAMES(struct criteria_file, smart), .min = 5, .max = 5, .required = true },
    { .key = "job_terms", NAME(struct criteria_file, job_terms), .required = true },
    { .key = "words", .type = SCHEMA_MAP, .offset = offsetof(struct criteria_file, words),
      .count_offset = offsetof(struct criteria_file, word_count) },
    { .key = "phrases", .type = SCHEMA_MAP, .offset = offsetof(struct criteria_file, phrases),
      .count_offset = offsetof(struct criteria_file, phrase_count) },
    { .key = "criteria", .type = SCHEMA_LIST, .required = true, .min = 1, .max = 100,
      .offset = offsetof(struct criteria_file, criteria), .item = &record_item,
      .item_size = sizeof(struct criteria_record),
      .count_offset = offsetof(struct criteria_file, criteria_count) },
    { .key = NULL },
};

struct schema_file *criteria_file_load(const char *path, struct criteria_file *file,
                                       schema_report_fn report, void *user)
{
    *file = (struct criteria_file){ 0 };
    return schema_load(path, file_fields, file, sizeof(*file), report, user);
}

struct schema_file *criteria_file_parse(const char *name, const char *text, size_t size,
                                        struct criteria_file *file, schema_report_fn report,
                                        void *user)
{
    *file = (struct criteria_file){ 0 };
    return schema_parse(name, text, size, file_fields, file, sizeof(*file), report, user);
}
