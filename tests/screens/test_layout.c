/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a machine can see of a layout: every sample state in every theme, text size and format. */
#include "sample.h"
#include "stage.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))
#define SLACK        2.0    /* units of rounding that nobody sees */
#define TOUCH        72.0
#define CONTRAST     4.5
#define FLOOR_PIXELS 16.0
#define SPOKEN_MAX   16384

static const struct { int width, height; } formats[] = {
    { 1920, 1080 }, { 1080, 1920 }, { 1280, 720 }, { 1280, 1024 }, { 800, 480 }, { 2560, 1080 },
};

/* One drawing, and what was found wrong with it. */
struct look_at {
    struct stage *stage;
    const char *name;
    int width, height;
    unsigned text, language, faults;
    bool contrast;
};

static void fault(struct look_at *l, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void fault(struct look_at *l, const char *format, ...)
{
    va_list args;
    l->faults++;
    fprintf(stderr, "%s %s %dx%d text %u%s: ", l->name, l->stage->languages.codes[l->language], l->width,
            l->height, l->text, l->contrast ? " contrast" : "");
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
}

static bool inside(struct rect a, struct rect b)
{
    return a.x >= b.x - SLACK && a.y >= b.y - SLACK && rect_right(a) <= rect_right(b) + SLACK &&
           rect_bottom(a) <= rect_bottom(b) + SLACK;
}

static bool scrolls(const struct look_at *l, struct rect clip)
{
    struct rect page = canvas_page(l->stage->canvas);
    return clip.w < page.w - SLACK || clip.h < page.h - SLACK;
}

static void check_text(struct look_at *l, const struct text_note *n)
{
    double pixels = n->size * canvas_scale(l->stage->canvas);
    if (n->ink.w > n->box.w + SLACK || n->ink.h > n->box.h + SLACK) {
        fault(l, "\"%s\" is %.0fx%.0f and its box %.0fx%.0f", n->text, n->ink.w, n->ink.h,
              n->box.w, n->box.h);
    }
    if (!scrolls(l, n->clip) && !inside(n->ink, canvas_page(l->stage->canvas))) {
        fault(l, "\"%s\" leaves the page at %.0f,%.0f", n->text, n->ink.x, n->ink.y);
    }
    if (n->size < 24 || pixels < FLOOR_PIXELS - 0.01) {
        fault(l, "\"%s\" is set in %.1f units, %.1f pixels", n->text, n->size, pixels);
    }
    if (color_contrast(n->color, n->ground) < CONTRAST) {
        fault(l, "\"%s\" #%06x on #%06x has a contrast of %.2f", n->text, n->color >> 8,
              n->ground >> 8, color_contrast(n->color, n->ground));
    }
}

/* The letters themselves, without the leading above and below. */
static struct rect letters(const struct text_note *n)
{
    double lead = fmin(n->ink.h * 0.25, n->size * 0.3);
    return rect_common(rect_inset(n->ink, 0, lead), n->clip);
}

static void check_overlaps(struct look_at *l, const struct text_note *notes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        for (size_t j = i + 1; j < count; j++) {
            struct rect both = rect_common(letters(&notes[i]), letters(&notes[j]));
            if (both.w > 3 && both.h > 3 && notes[i].badge == notes[j].badge) {
                fault(l, "\"%.40s\" and \"%.40s\" overlap by %.0fx%.0f", notes[i].text,
                      notes[j].text, both.w, both.h);
            }
        }
    }
}

static void check_spot(struct look_at *l, const struct spot *p)
{
    if (p->label[0] == '\0' && p->role != ROLE_AREA) {
        fault(l, "a spot of command %d has no label", p->command);
    }
    if (p->role == ROLE_AREA || p->small) {
        return;
    }
    struct rect whole = p->scroll != 0 ? p->ring : p->box; /* it can be scrolled into sight */
    if (whole.w < TOUCH - 0.5 || whole.h < TOUCH - 0.5) {
        fault(l, "\"%s\" can be touched on %.0fx%.0f only", p->label, p->box.w, p->box.h);
    }
    if (p->scroll == 0 && !inside(p->ring.w > 0 ? p->ring : p->box,
                                         canvas_page(l->stage->canvas))) {
        fault(l, "\"%s\" leaves the page at %.0f,%.0f", p->label, p->box.x, p->box.y);
    }
}

/* A label lies inside its button, and no other text lies on it. */
static void check_faces(struct look_at *l, const struct text_note *n)
{
    const struct spots *s = &l->stage->spots;
    struct rect ink = letters(n);
    for (size_t i = 0; i < s->count && ink.w > 0 && ink.h > 0; i++) {
        const struct spot *p = &s->items[i];
        struct rect face = p->scroll != 0 ? p->box : p->ring, both = rect_common(ink, face);
        bool own = rect_holds(face, ink.x + ink.w / 2, ink.y + ink.h / 2);
        if (p->role == ROLE_AREA || p->small || both.w <= 3 || both.h <= 3) {
            continue;
        }
        if (own ? ink.w > face.w - 8 : p->role != ROLE_SWITCH) {
            fault(l, "\"%.40s\" does not lie well on \"%s\"", n->text, p->label);
        }
    }
}

static void check_spots(struct look_at *l)
{
    const struct spots *s = &l->stage->spots;
    unsigned primaries = 0;
    for (size_t i = 0; i < s->count; i++) {
        const struct spot *a = &s->items[i];
        check_spot(l, a);
        primaries += a->primary;
        for (size_t j = i + 1; j < s->count; j++) {
            const struct spot *b = &s->items[j];
            struct rect both = rect_common(a->box, b->box);
            bool counts = a->role != ROLE_AREA && b->role != ROLE_AREA && !a->small && !b->small;
            if (counts && both.w > SLACK && both.h > SLACK) {
                fault(l, "\"%s\" and \"%s\" overlap by %.0fx%.0f", a->label, b->label, both.w,
                      both.h);
            }
            if (counts && a->command == b->command && a->number == b->number) {
                fault(l, "\"%s\" and \"%s\" are the same command", a->label, b->label);
            }
            if (a->key != 0 && a->key == b->key) {
                fault(l, "\"%s\" and \"%s\" answer to the same key", a->label, b->label);
            }
        }
    }
    if (primaries > 1) {
        fault(l, "%u primary buttons", primaries);
    }
}

/* Tab alone reaches everything and comes back. */
static void check_focus(struct look_at *l)
{
    const struct spots *s = &l->stage->spots;
    const struct spot *start = spots_start(s), *at = start;
    size_t reachable = 0, steps = 0;
    for (size_t i = 0; i < s->count; i++) {
        reachable += !s->items[i].small;
    }
    if (start == NULL) {
        fault(l, "nothing can be focused");
        return;
    }
    do {
        at = spots_step(s, at->command, at->number, 1);
        steps++;
    } while (at != start && steps <= reachable);
    if (steps != reachable) {
        fault(l, "Tab comes round after %zu of %zu spots", steps, reachable);
    }
}

/* Letters alone, in small: quotes and dots may be set differently. */
static void letters_of(char *out, size_t size, const char *text)
{
    size_t at = strlen(out);
    for (const char *c = text; *c != '\0' && at + 2 < size; c++) {
        if (isalpha((unsigned char)*c)) {
            out[at++] = (char)tolower((unsigned char)*c);
        }
    }
    out[at] = '\0';
}

/* What stays English in every language: questions and answers, and words to be said. */
static void spoken_english(char *out, size_t size, const struct sample *sample)
{
    const struct rubric_question *q = sample->state.question;
    const struct attempt *a = sample->state.latest;
    out[0] = '\0';
    for (size_t i = 0; q != NULL && i < q->tip_count; i++) {
        letters_of(out, size, q->tips[i]);
    }
    for (size_t i = 0; q != NULL && i < q->note_count; i++) {
        letters_of(out, size, q->notes[i].why);
        letters_of(out, size, q->notes[i].words);
    }
    if (q != NULL) {
        letters_of(out, size, q->wording);
        letters_of(out, size, q->why != NULL ? q->why : "");
        letters_of(out, size, q->sample != NULL ? q->sample : "");
    }
    for (size_t i = 0; i < sample->state.word_count; i++) {
        letters_of(out, size, sample->state.words[i].text);
    }
    for (size_t i = 0; a != NULL && i < a->word_count; i++) {
        letters_of(out, size, a->words[i].text);
    }
    if (a != NULL) {    /* the sample's own headline, which no criterion has */
        letters_of(out, size, a->report->strength);
        letters_of(out, size, a->report->next_example);
    }
    for (size_t i = 0; i < sample->state.attempt_count; i++) {
        letters_of(out, size, sample->state.attempts[i].question->wording);
    }
    letters_of(out, size, sample->memory.typed);
}

static bool same_note(const struct text_note *notes, size_t count, const char *text)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(notes[i].text, text) == 0) {
            return true;
        }
    }
    return false;
}

/* A text that another language draws as English does was not translated. */
static void check_translated(struct look_at *l, struct sample *sample,
                             const struct text_note *english, size_t english_count)
{
    /* Signs, and what devices, files and languages call themselves. */
    static const char *const alike[] = {
        "Greenroom", "start", "Normal", "English", "USB desk microphone",
        "HDA Intel PCH: ALC3234 Analog (hw:0,0)", "Nursing assistant, night shift",
        "Nursing assistants, orderlies and psychiatric aides in a county hospital, nights",
        "Conference Speakerphone Duo: USB Audio Multichannel Input (hw:3,0)",
        "alsa_input.usb-Conference_Speakerphone_Duo_48000-00.analog-stereo",
        "Where do you see yourself in five years?", "gone-by-now", "plan-career-goals",
        "What would you like to learn in the next two years?",
    };
    char *spoken = malloc(SPOKEN_MAX);
    size_t count;
    const struct text_note *notes = canvas_notes(l->stage->canvas, &count);
    assert_non_null(spoken);
    spoken_english(spoken, SPOKEN_MAX, sample);
    for (size_t i = 0; i < UNDERSTOOD_SENTENCES; i++) {
        letters_of(spoken, SPOKEN_MAX, understood_sentences[i]);
    }
    for (size_t i = 0; i < count; i++) {
        char letters[600] = "";
        bool known = false;
        letters_of(letters, sizeof(letters), notes[i].text);
        for (size_t k = 0; k < ARRAY_LEN(alike); k++) {
            known = known || strcmp(notes[i].text, alike[k]) == 0;
        }
        known = known || strstr(notes[i].text, ".yaml") != NULL;
        if (strlen(letters) > 3 && !known && strstr(spoken, letters) == NULL &&
            same_note(english, english_count, notes[i].text)) {
            fault(l, "\"%s\" is not translated", notes[i].text);
        }
    }
    free(spoken);
}

static struct text_note *copy_notes(const struct look_at *l, size_t *count)
{
    const struct text_note *notes = canvas_notes(l->stage->canvas, count);
    struct text_note *copy = malloc((*count + 1) * sizeof(*copy));
    assert_non_null(copy);
    memcpy(copy, notes, *count * sizeof(*copy));
    return copy;
}

static void draw_and_check(struct look_at *l, struct sample *sample)
{
    size_t count;
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, l->width,
                                                          l->height);
    sample->state.person.language = l->language;
    sample->state.person.text_size = l->text;
    sample->state.person.high_contrast = l->contrast;
    l->stage->text_size = l->text;
    stage_target(l->stage, surface);
    canvas_take_notes(l->stage->canvas, true);
    stage_draw(l->stage, &sample->scene, 1.0);
    const struct text_note *notes = canvas_notes(l->stage->canvas, &count);
    for (size_t i = 0; i < count; i++) {
        check_text(l, &notes[i]);
        check_faces(l, &notes[i]);
    }
    check_overlaps(l, notes, count);
    check_spots(l);
    check_focus(l);
    if (strings_missed(l->stage->strings) != NULL) {
        fault(l, "there is no text \"%s\"", strings_missed(l->stage->strings));
    }
    cairo_surface_destroy(surface);
}

static void check_sample(void **state)
{
    char err[512];
    struct look_at l = { .stage = stage_create(err, sizeof(err)), .name = *state };
    struct sample *sample = malloc(sizeof(*sample));
    struct text_note *english = NULL;
    size_t english_count = 0;
    if (l.stage == NULL || sample == NULL) {
        fail_msg("%s", err);
    }
    for (size_t f = 0; f < ARRAY_LEN(formats); f++) {
        for (int i = 0; i < 6 * (int)l.stage->languages.count; i++) {
            l.language = (unsigned)i / 6;
            if (l.language > 0 && i % 6 != 0 && i % 6 != 2 && i % 6 != 4) {
                continue;       /* each size once is enough to find words that do not fit */
            }
            l.width = formats[f].width;
            l.height = formats[f].height;
            l.text = (unsigned)i % 3;
            l.contrast = i % 6 >= 3;
            assert_true(sample_make(sample, l.name));
            draw_and_check(&l, sample);
            if (i == 0) {
                free(english);
                english = copy_notes(&l, &english_count);
            } else if (l.language > 0 && i % 6 == 0) {
                check_translated(&l, sample, english, english_count);
            }
        }
    }
    free(english);
    free(sample);
    stage_destroy(l.stage);
    assert_int_equal(l.faults, 0);
}

int main(int argc, char **argv)
{
    struct CMUnitTest tests[128];
    size_t count = 0;
    for (const char *const *n = sample_names(); *n != NULL && count < ARRAY_LEN(tests); n++) {
        if (argc < 2 || strcmp(argv[1], *n) == 0) {
            tests[count++] = (struct CMUnitTest){ *n, check_sample, NULL, NULL, (void *)*n };
        }
    }
    int failed = _cmocka_run_group_tests("layout", tests, count, NULL, NULL);
    stage_drop_fonts();
    return failed;
}
