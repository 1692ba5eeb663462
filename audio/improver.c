/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "improver.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Far behind: later pieces keep the words they have. */
enum { MOST_PIECES = 64 };

struct improver {
    struct settler *settler;
    enum { LOADING, WORKS, BROKEN } state;
    unsigned utterance;
    size_t owed, owed_before;   /* pieces of this utterance and of the one before */
    bool improved_due;
};

struct improver *improver_create(const struct engine *engine,
                                 const struct listen_settings *settings)
{
    struct improver *i = calloc(1, sizeof(*i));
    if (i == NULL) {
        return NULL;
    }
    i->settler = settler_create(engine, settings);
    if (i->settler != NULL) {
        settler_be_nice(i->settler);
        if (settler_start(i->settler)) {
            return i;
        }
    }
    improver_destroy(i);
    return NULL;
}

void improver_destroy(struct improver *i)
{
    if (i == NULL) {
        return;
    }
    if (i->settler != NULL) {
        settler_forget(i->settler);
        settler_stop(i->settler);
        settler_join(i->settler);
    }
    settler_destroy(i->settler);
    free(i);
}

void improver_put(struct improver *i, struct piece *piece)
{
    if (i->state == BROKEN || settler_count(i->settler) >= MOST_PIECES) {
        piece_destroy(piece);
        return;
    }
    word_list_clear(&piece->before);
    piece->before = piece->words;
    piece->words = (struct word_list){ 0 };
    piece->utterance = i->utterance;
    i->owed++;
    settler_put(i->settler, piece);
}

void improver_finish(struct improver *i)
{
    i->utterance++;
    i->owed_before = i->owed;
    i->owed = 0;
    i->improved_due = i->owed_before == 0;
}

void improver_reset(struct improver *i)
{
    settler_forget(i->settler);
    i->utterance += 2;
    i->owed = 0;
    i->owed_before = 0;
    i->improved_due = false;
}

int improver_fd(const struct improver *i)
{
    return settler_fd(i->settler);
}

bool improver_done(struct improver *i)
{
    return i->state != LOADING && settler_count(i->settler) == 0;
}

/* As the first recognizer writes: no capitals, no marks. Fewer letters than before, in place. */
static size_t make_plain(const char *text, char *plain, size_t size)
{
    size_t length = 0;
    for (const char *c = text; *c != '\0' && length + 1 < size; c++) {
        bool inner = length > 0 && (isalnum((unsigned char)c[1]) || (unsigned char)c[1] >= 0x80);
        if (isalnum((unsigned char)*c) || (unsigned char)*c >= 0x80
            || (inner && strchr("'-.,", *c) != NULL)) {
            plain[length++] = (char)tolower((unsigned char)*c);
        }
    }
    plain[length] = '\0';
    return length;
}

/* The parts of a "word" with spaces share its time by their letters. */
static bool add_plain(struct word_list *list, const struct heard_word *word)
{
    char part[128], plain[128];
    const double total = (double)strlen(word->text), span_s = word->end_s - word->start_s;
    size_t at = 0;
    while (word->text[at] != '\0') {
        size_t from = at + strspn(word->text + at, " ");
        at = from + strcspn(word->text + from, " ");
        size_t length = at - from < sizeof(part) ? at - from : sizeof(part) - 1;
        memcpy(part, word->text + from, length);
        part[length] = '\0';
        if (make_plain(part, plain, sizeof(plain)) == 0) {
            continue;
        }
        struct heard_word w = *word;
        w.text = plain;
        w.start_s = word->start_s + span_s * (double)from / total;
        w.end_s = word->start_s + span_s * (double)at / total;
        if (!word_list_add(list, &w, 0)) {
            return false;
        }
    }
    return true;
}

static int earlier(const void *a, const void *b)
{
    const struct heard_word *x = a, *y = b;
    return (x->start_s > y->start_s) - (x->start_s < y->start_s);
}

/* "[BLANK_AUDIO]", "(music)": about the sound, not of it; may go over several words. */
static bool is_remark(const char *text, int *depth)
{
    bool inside = *depth > 0;
    for (; *text != '\0'; text++) {
        *depth += strchr("[(", *text) != NULL;
        inside |= *depth > 0;
        *depth -= *depth > 0 && strchr("])", *text) != NULL;
    }
    return inside;
}

static bool merge(const struct piece *piece, struct word_list *words)
{
    int depth = 0;
    bool good = true;
    for (size_t i = 0; good && i < piece->words.count; i++) {
        const struct heard_word *w = &piece->words.words[i];
        good = is_remark(w->text, &depth) || w->hesitation || add_plain(words, w);
    }
    for (size_t i = 0; good && i < piece->before.count; i++) {
        const struct heard_word *w = &piece->before.words[i];
        good = !w->hesitation || word_list_add(words, w, 0);
    }
    if (words->count > 1) {
        qsort(words->words, words->count, sizeof(*words->words), earlier);
    }
    return good;
}

static bool tell_loaded(struct improver *i, struct answer *a)
{
    char reason[256] = "";
    bool works;
    if (i->state != LOADING || !settler_loaded(i->settler, &works, reason, sizeof(reason))) {
        return false;
    }
    i->state = works ? WORKS : BROKEN;
    if (!works) {
        improver_reset(i);
        i->improved_due = true;
    }
    *a = (struct answer){ .type = ANSWER_BETTER, .works = works };
    snprintf(a->text, sizeof(a->text), "%s", reason);
    return true;
}

/* False: nothing to tell about this piece. */
static bool tell_piece(struct improver *i, const struct piece *piece, struct answer *a)
{
    const bool now = piece->utterance == i->utterance;
    if (!now && piece->utterance + 1 != i->utterance) {
        return false;
    }
    size_t *owed = now ? &i->owed : &i->owed_before;
    *owed -= *owed > 0;
    i->improved_due = i->improved_due || (!now && *owed == 0);
    *a = (struct answer){ .type = ANSWER_REPLACED, .at_s = piece->start_s,
                          .until_s = piece->end_s, .finished = !now };
    if (piece->heard && merge(piece, &a->words)) {
        return true;
    }
    answer_clear(a);
    return false;
}

bool improver_next(struct improver *i, struct answer *a)
{
    struct piece *piece;
    bool told = tell_loaded(i, a);
    while (!told && (piece = settler_take(i->settler)) != NULL) {
        told = tell_piece(i, piece, a);
        piece_destroy(piece);
    }
    if (!told && i->improved_due) {
        i->improved_due = false;
        *a = (struct answer){ .type = ANSWER_IMPROVED };
        told = true;
    }
    return told;
}
