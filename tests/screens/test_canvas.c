/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Partial redraw, focus order, icons, strings and the small things screens stand on. */
#include "language.h"
#include "sample.h"
#include "stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))
#define W 1280
#define H 720

struct setup {
    struct stage *stage;
    struct sample sample;
    cairo_surface_t *surface;
};

static int open_stage(void **state)
{
    char err[512];
    struct setup *s = calloc(1, sizeof(*s));
    s->stage = stage_create(err, sizeof(err));
    if (s->stage == NULL) {
        fprintf(stderr, "%s\n", err);
        return -1;
    }
    s->surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, W, H);
    stage_target(s->stage, s->surface);
    *state = s;
    return 0;
}

static int close_stage(void **state)
{
    struct setup *s = *state;
    cairo_surface_destroy(s->surface);
    stage_destroy(s->stage);
    free(s);
    return 0;
}

static size_t area(const cairo_region_t *region)
{
    size_t pixels = 0;
    int count = region == NULL ? 0 : cairo_region_num_rectangles(region);
    for (int i = 0; i < count; i++) {
        cairo_rectangle_int_t r;
        cairo_region_get_rectangle(region, i, &r);
        pixels += (size_t)r.width * (size_t)r.height;
    }
    return pixels;
}

/* A still screen costs nothing; what changes costs about its own size. */
static void test_damage(void **state)
{
    struct setup *s = *state;
    sample_make(&s->sample, "check");
    assert_int_equal(area(stage_draw(s->stage, &s->sample.scene, 1.0)), W * H);
    assert_null(stage_draw(s->stage, &s->sample.scene, 2.0));
    s->sample.scene.mic = 0.62f;
    size_t meter = area(stage_draw(s->stage, &s->sample.scene, 3.0));
    assert_in_range(meter, 1, W * H / 50);
    s->sample.state.level_good = false;
    s->sample.state.level_loud = true;
    assert_in_range(area(stage_draw(s->stage, &s->sample.scene, 4.0)), 1, W * H / 10);
}

/* The pixels after any chain of partial frames are those of one whole frame. */
static void test_partial_is_whole(void **state)
{
    static const char *const names[] = { "check", "check-quiet", "choose", "choose-seven",
                                         "question", "question-asked", "mic-lost", "leave",
                                         "feedback", "feedback-watch", "still-there" };
    struct setup *s = *state;
    char err[512];
    struct stage *fresh = stage_create(err, sizeof(err));
    size_t bytes = (size_t)cairo_image_surface_get_stride(s->surface) * H;
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        cairo_surface_t *whole = cairo_image_surface_create(CAIRO_FORMAT_RGB24, W, H);
        assert_true(sample_make(&s->sample, names[i]));
        stage_draw(s->stage, &s->sample.scene, 1.0);
        stage_target(fresh, whole);
        stage_draw(fresh, &s->sample.scene, 1.0);
        const unsigned char *a = cairo_image_surface_get_data(s->surface);
        const unsigned char *b = cairo_image_surface_get_data(whole);
        size_t different = 0;
        for (size_t p = 0; p < bytes; p++) {
            different += a[p] > b[p] + 8 || b[p] > a[p] + 8;
        }
        if (different > 0) {
            fail_msg("%s: %zu bytes differ between partial and whole drawing", names[i],
                     different);
        }
        cairo_surface_destroy(whole);
    }
    stage_destroy(fresh);
}

/* Text that goes beyond its scroll area above and below is drawn anew when it is scrolled. */
static void test_long_text_scrolls(void **state)
{
    struct setup *s = *state;
    struct canvas *c = s->stage->canvas;
    const struct text_look look = { .style = TYPE_BODY, .color = 0x000000ff };
    char text[4000];
    for (size_t i = 0; i < sizeof(text); i++) {
        text[i] = i % 5 == 4 ? ' ' : (char)('a' + i % 23);
    }
    text[sizeof(text) - 1] = '\0';
    for (int frame = 0; frame < 2; frame++) {
        canvas_measure(c);
        canvas_clip(c, rect_of(100, 100, 600, 300));
        text_draw(c, &look, text, rect_of(100, -100 - 50 * frame, 600, 2000));
        canvas_unclip(c);
        assert_in_range(area(canvas_damaged(c)), 1, W * H);
    }
}

static void test_contrast(void **state)
{
    (void)state;
    static const struct { uint32_t a, b; double want; } rows[] = {
        { 0x000000ff, 0xffffffff, 21.0 },
        { 0x13231bff, 0xffffffff, 16.4 },
        { 0x46574eff, 0xf3f5eeff, 7.0 },
        { 0x777777ff, 0x777777ff, 1.0 },
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        double got = color_contrast(rows[i].a, rows[i].b);
        if (got < rows[i].want - 0.06 || got > rows[i].want + 0.06) {
            fail_msg("#%08x on #%08x: %.2f, want %.2f", rows[i].a, rows[i].b, got, rows[i].want);
        }
    }
}

static void test_focus_order(void **state)
{
    static const struct spot list[] = {
        { .box = { 0, 0, 90, 90 }, .command = 1, .zone = ZONE_HEADER },
        { .box = { 0, 200, 90, 90 }, .command = 2, .zone = ZONE_CONTENT },
        { .box = { 200, 200, 90, 90 }, .command = 3, .zone = ZONE_CONTENT },
        { .box = { 0, 400, 90, 90 }, .command = 4, .zone = ZONE_ACTIONS },
        { .box = { 200, 400, 90, 90 }, .command = 5, .zone = ZONE_ACTIONS, .primary = true },
        { .box = { 10, 210, 20, 20 }, .command = 6, .zone = ZONE_CONTENT, .small = true },
    };
    static const int order[] = { 2, 3, 5, 4, 1, 2 };
    struct spots s = { 0 };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(list); i++) {
        struct spot copy = list[i];
        copy.ring = copy.box;
        spots_add(&s, &copy);
    }
    assert_int_equal(spots_start(&s)->command, 5);
    for (size_t i = 0; i + 1 < ARRAY_LEN(order); i++) {
        assert_int_equal(spots_step(&s, order[i], 0, 1)->command, order[i + 1]);
        assert_int_equal(spots_step(&s, order[i + 1], 0, -1)->command, order[i]);
    }
    assert_int_equal(spots_at(&s, 15, 215)->command, 6); /* the topmost */
    assert_null(spots_at(&s, 150, 150));
    assert_int_equal(spots_toward(&s, spots_find(&s, 2, 0), KEY_RIGHT)->command, 3);
    assert_int_equal(spots_toward(&s, spots_find(&s, 3, 0), KEY_DOWN)->command, 5);
    assert_null(spots_toward(&s, spots_find(&s, 3, 0), KEY_RIGHT));
    spots_destroy(&s);
}

static void test_fill(void **state)
{
    (void)state;
    static const struct string_value values[] = { { "a", "one" }, { "long", "two words" }, { 0 } };
    static const struct { const char *pattern, *want; } rows[] = {
        { "", "" },
        { "{a} and {long}", "one and two words" },
        { "{a}{a}", "oneone" },
        { "{unknown} {a", "{unknown} {a" },
        { "no braces", "no braces" },
    };
    char out[64];
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        assert_string_equal(strings_fill(out, sizeof(out), rows[i].pattern, values),
                            rows[i].want);
    }
    assert_string_equal(strings_fill(out, 8, "{long}", values), "two wor");
}

static void write_file(const char *path, const char *text)
{
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

static void test_icons(void **state)
{
    (void)state;
    static const struct { const char *text, *wrong; } rows[] = {
        { "# a comment\n\ndot M8 12 a4 4 0 1 1 8 0 z | fill M1 1 h2 v2 z\n", NULL },
        { "dot M8 12 q1 2 3 4\n", ":1:11:" },
        { "ok M1 1 h2\nbad M1\n", ":2:7:" },
        { "averylongiconname M1 1\n", ":1:1:" },
        { "alone\n", ":1:1:" },
    };
    char path[] = "/tmp/icons-XXXXXX", err[512];
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    close(fd);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        write_file(path, rows[i].text);
        struct icons *icons = icons_load(path, err, sizeof(err));
        if (rows[i].wrong == NULL) {
            assert_non_null(icons);
            assert_true(icons_have(icons, "dot"));
            assert_false(icons_have(icons, "dots"));
        } else if (icons != NULL || strstr(err, rows[i].wrong) == NULL) {
            fail_msg("\"%s\": got \"%s\", want %s", rows[i].text, icons != NULL ? "" : err,
                     rows[i].wrong);
        }
        icons_destroy(icons);
    }
    unlink(path);
    assert_null(icons_load("/nowhere/icons.txt", err, sizeof(err)));
    assert_non_null(strstr(err, "/nowhere/icons.txt"));
}

/* Every size that a window can have is laid out without leaving it. */
static void test_place(void **state)
{
    (void)state;
    static const struct { int w, h; bool portrait; double scale, text; } rows[] = {
        { 1920, 1080, false, 1.0, 1.0 },
        { 1080, 1920, true, 1.0, 1.0 },
        { 1280, 720, false, 0.6667, 1.0 },
        { 3840, 1080, false, 1.0, 1.0 },
        { 960, 540, false, 0.5, 1.3333 },
        { 800, 800, false, 0.4167, 1.6 },
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct view v = { 0 };
        struct canvas_place p = view_place(&v, rows[i].w, rows[i].h, 0);
        assert_int_equal(v.portrait, rows[i].portrait);
        assert_true(fabs(p.scale - rows[i].scale) < 0.001);
        assert_true(fabs(v.text - rows[i].text) < 0.001);
        assert_true(p.x >= 0 && p.x + v.layout.w * p.scale <= rows[i].w + 0.5);
        assert_true(p.y >= 0 && p.y + v.layout.h * p.scale <= rows[i].h + 0.5);
    }
}

/* Typing on the screen's own keyboard. */
static void test_typing(void **state)
{
    struct setup *s = *state;
    static const struct { int command, number; const char *want; } rows[] = {
        { LOCAL_TYPE_SHIFT, 0, "" },      { LOCAL_TYPE_LETTER, 'H', "H" },
        { LOCAL_TYPE_LETTER, 'i', "Hi" }, { LOCAL_TYPE_ERASE, 0, "H" },
        { LOCAL_TYPE_ERASE, 0, "" },      { LOCAL_TYPE_ERASE, 0, "" },
        { LOCAL_TYPE_LETTER, ' ', " " },  { LOCAL_TYPE_FIGURES, 0, " " },
        { LOCAL_TYPE_LETTER, '5', " 5" },
    };
    sample_make(&s->sample, "type");
    memset(&s->sample.memory, 0, sizeof(s->sample.memory));
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        screens_handle(&s->sample.memory, &s->sample.scene, rows[i].command, rows[i].number);
        assert_string_equal(s->sample.memory.typed, rows[i].want);
    }
    strcpy(s->sample.memory.typed, "na\xc3\xafv\xc3\xa9"); /* a letter is erased whole */
    screens_handle(&s->sample.memory, &s->sample.scene, LOCAL_TYPE_ERASE, 0);
    assert_string_equal(s->sample.memory.typed, "na\xc3\xafv");
    for (size_t i = 0; i < 2 * sizeof(s->sample.memory.typed); i++) {
        screens_handle(&s->sample.memory, &s->sample.scene, LOCAL_TYPE_LETTER, 'a');
    }
    assert_int_equal(strlen(s->sample.memory.typed), sizeof(s->sample.memory.typed) - 1);
}

/* How far the letters of `text` stand below the middle of their line, in units. */
static double sink(struct stage *stage, cairo_surface_t *surface, const char *text)
{
    size_t count;
    const struct text_note *notes = canvas_notes(stage->canvas, &count);
    struct rect page = canvas_page(stage->canvas), ink = { 0 };
    double scale = canvas_scale(stage->canvas);
    for (size_t i = 0; i < count; i++) {
        ink = strcmp(notes[i].text, text) == 0 ? notes[i].ink : ink;
    }
    assert_true(ink.w > 0);
    int left = (int)((ink.x - page.x) * scale), right = (int)((rect_right(ink) - page.x) * scale);
    int top = (int)((ink.y - page.y) * scale), bottom = (int)((rect_bottom(ink) - page.y) * scale);
    int first = bottom, last = top;
    for (int y = top; y < bottom; y++) {
        const unsigned char *row = cairo_image_surface_get_data(surface) +
                                   (size_t)y * (size_t)cairo_image_surface_get_stride(surface);
        for (int x = left; x < right; x++) {
            bool dark = row[x * 4 + 1] < 128;
            first = dark && y < first ? y : first;
            last = dark ? y : last;
        }
    }
    return ((first + last + 1) / 2.0 - (top + bottom) / 2.0) / scale;
}

/* Beside their icons, in a small window as in a large one. */
static void test_letters_stand_in_their_line(void **state)
{
    struct setup *s = *state;
    static const struct { int w, h; } sizes[] = { { 1920, 1080 }, { 1280, 720 }, { 3840, 2160 } };
    double sinks[ARRAY_LEN(sizes)];
    assert_true(sample_make(&s->sample, "choose"));
    for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
        cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, sizes[i].w,
                                                              sizes[i].h);
        stage_target(s->stage, surface);
        canvas_take_notes(s->stage->canvas, true);
        stage_draw(s->stage, &s->sample.scene, 1.0);
        sinks[i] = sink(s->stage, surface, "Leave");
        stage_target(s->stage, s->surface);
        cairo_surface_destroy(surface);
        if (fabs(sinks[i] - sinks[0]) > 1.5) {
            fail_msg("letters are %.1f units lower at %dx%d", sinks[i] - sinks[0], sizes[i].w,
                     sizes[i].h);
        }
    }
    assert_true(fabs(sinks[0]) < 3);
}

/* Of an answer in which nothing was understood, nothing is to be changed. */
static void test_nothing_heard_is_no_fault(void **state)
{
    struct setup *s = *state;
    struct rubric_finding unheard[64];
    assert_true(sample_make(&s->sample, "feedback-watch"));
    struct rubric_report *report = s->sample.state.latest->report;
    const struct rubric_finding *heard = report->findings;
    assert_true(report->finding_count <= ARRAY_LEN(unheard));
    for (size_t i = 0; i < report->finding_count; i++) {
        unheard[i] = heard[i];
        unheard[i].verdict = RUBRIC_NOT_HEARD;
        unheard[i].evidence_count = 0;
    }
    static const char *const says[] = { "1 to change", "Not heard" };
    for (int i = 0; i < 2; i++) {
        report->findings = i == 0 ? heard : unheard;
        stage_draw(s->stage, &s->sample.scene, 1.0);
        const struct spot *tab = spots_find(&s->stage->spots, CMD_GROUP, RUBRIC_GROUP_WATCH);
        assert_non_null(tab);
        assert_memory_equal(tab->state, says[i], strlen(says[i]));
    }
    report->findings = heard;
}

/* Whoever has everything read aloud hears the whole of a long text. */
static void test_notes_are_whole(void **state)
{
    struct setup *s = *state;
    struct rubric_question question;
    char text[1001];
    size_t count;
    bool found = false;
    memset(text, 'a', sizeof(text) - 1);
    text[sizeof(text) - 1] = '\0';
    assert_true(sample_make(&s->sample, "sample"));
    question = *s->sample.state.question;
    question.sample = text;
    s->sample.state.question = &question;
    canvas_take_notes(s->stage->canvas, true);
    stage_draw(s->stage, &s->sample.scene, 1.0);
    const struct text_note *notes = canvas_notes(s->stage->canvas, &count);
    for (size_t i = 0; i < count; i++) {
        found = found || strcmp(notes[i].text, text) == 0;
    }
    assert_true(found);
}

/* A word that is wider than its box is broken; what fits is not. */
static void test_long_word(void **state)
{
    struct setup *s = *state;
    assert_true(sample_make(&s->sample, "type"));
    stage_draw(s->stage, &s->sample.scene, 1.0);
    const struct text_look look = { .style = TYPE_LEAD };
    char word[101];
    memset(word, 'n', sizeof(word) - 1);
    word[sizeof(word) - 1] = '\0';
    double whole = text_width(s->stage->canvas, &look, word);
    assert_int_equal(text_lines(s->stage->canvas, &look, word, whole), 1);
    assert_true(text_lines(s->stage->canvas, &look, word, whole / 3) > 2);
    struct rect all = rect_of(0, 0, whole / 3, 1e4), places[8];
    size_t count = text_places(s->stage->canvas, &look, word, all, 0, strlen(word), places, 8);
    assert_true(count > 2);
    for (size_t i = 0; i < count; i++) {
        assert_true(rect_right(places[i]) <= rect_right(all) + 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_damage, open_stage, close_stage),
        cmocka_unit_test_setup_teardown(test_partial_is_whole, open_stage, close_stage),
        cmocka_unit_test_setup_teardown(test_long_text_scrolls, open_stage, close_stage),
        cmocka_unit_test_setup_teardown(test_typing, open_stage, close_stage),
        cmocka_unit_test_setup_teardown(test_letters_stand_in_their_line, open_stage, close_stage),
        cmocka_unit_test_setup_teardown(test_nothing_heard_is_no_fault, open_stage, close_stage),
        cmocka_unit_test_setup_teardown(test_notes_are_whole, open_stage, close_stage),
        cmocka_unit_test_setup_teardown(test_long_word, open_stage, close_stage),
        cmocka_unit_test(test_contrast),
        cmocka_unit_test(test_focus_order),
        cmocka_unit_test(test_fill),
        cmocka_unit_test(test_icons),
        cmocka_unit_test(test_place),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    stage_drop_fonts();
    return failed;
}
