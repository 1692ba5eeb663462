/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Behind the logo: a wrong PIN, the right one, every tab, and out again. */
#include "route.h"

#include <stdlib.h>
#include <string.h>

#define STAFF(name, command, number, so) GO(name, command, number, ATTRACT, NONE, so)
#define DIGIT(digit) STAFF("digit " #digit, LOCAL_STAFF_DIGIT, digit, digit_typed)

bool route_prepare(char *err, size_t err_size)
{
    const char *rig = getenv("RIG");
    if (rig == NULL) {
        snprintf(err, err_size, "it runs in the rig alone");
        return false;
    }
    setenv("XDG_CONFIG_HOME", rig, 1);
    setenv("XDG_STATE_HOME", rig, 1);
    setenv("XDG_DATA_HOME", rig, 1);
    return pin_set("2468", err, err_size);
}

static const struct staff *staff_of(const struct walk *w)
{
    return &w->k->staff;
}

static bool asks_pin(struct walk *w)
{
    return w->k->scene.staff != NULL && staff_of(w)->page == STAFF_PIN;
}

/* As many as steps before this one typed some. */
static bool digit_typed(struct walk *w)
{
    size_t count = 0;
    while (count < w->at && w->steps[w->at - count].command == LOCAL_STAFF_DIGIT) {
        count++;
    }
    return strlen(staff_of(w)->typed) == count;
}

static bool wrong_pin(struct walk *w)
{
    return asks_pin(w) && staff_of(w)->tried && staff_of(w)->answer == PIN_WRONG;
}

static bool menu(struct walk *w)
{
    return staff_of(w)->page == STAFF_MENU && staff_of(w)->tab == STAFF_OVERVIEW;
}

static bool asks_new_pin(struct walk *w)
{
    return staff_of(w)->page == STAFF_NEW_PIN;
}

/* The tab that the step wants. */
static bool tab_open(struct walk *w)
{
    return (int)staff_of(w)->tab == w->steps[w->at].number;
}

/* What sounds can be seen as well. */
static bool sounds(struct walk *w)
{
    return staff_of(w)->notice != NULL && strcmp(staff_of(w)->notice, "staff.hear_now") == 0;
}

static bool british(struct walk *w)
{
    return strcmp(staff_of(w)->settings->voice, "en-gb") == 0;
}

static bool one_set_less(struct walk *w)
{
    const char *id = rubric_bank_practice_at(w->k->scene.bank, 0)->id;
    return !settings_set_is_on(staff_of(w)->settings, id);
}

static bool all_sets(struct walk *w)
{
    return !one_set_less(w);
}

static bool no_stick(struct walk *w)
{
    return staff_of(w)->notice != NULL && strcmp(staff_of(w)->notice, "stick.none") == 0;
}

static bool unchecked(struct walk *w)
{
    return !staff_of(w)->settings->check_microphone;
}

static bool checked(struct walk *w)
{
    return !unchecked(w);
}

static bool still(struct walk *w)
{
    return staff_of(w)->settings->reduced_motion && w->k->stage->view.reduced_motion;
}

static bool moving(struct walk *w)
{
    return !staff_of(w)->settings->reduced_motion && !w->k->stage->view.reduced_motion;
}

static bool closed(struct walk *w)
{
    return w->k->scene.staff == NULL;
}

const struct step route_staff[] = {
    { "hold the logo, or its keys", WALK_HOLD, 0, NULL, 's', SCREEN_ATTRACT, SHEET_NONE, asks_pin,
      KMOD_LCTRL | KMOD_LALT },
    DIGIT(1), DIGIT(3), DIGIT(5), DIGIT(7),
    STAFF("a wrong PIN", LOCAL_STAFF_ENTER, 0, wrong_pin),
    DIGIT(2), DIGIT(4), DIGIT(6), DIGIT(8),
    STAFF("the PIN", LOCAL_STAFF_ENTER, 0, menu),
    STAFF("change the PIN", LOCAL_STAFF_NEW_PIN, 0, asks_new_pin),
    STAFF("rather not", LOCAL_STAFF_CLOSE, WALK_FIRST, menu),
    STAFF("devices", LOCAL_STAFF_TAB, STAFF_DEVICES, tab_open),
    STAFF("test the voice", LOCAL_STAFF_TEST, 0, sounds),
    STAFF("another voice", LOCAL_STAFF_VOICE, 1, british),
    STAFF("question sets", LOCAL_STAFF_TAB, STAFF_SETS, tab_open),
    STAFF("without the first", LOCAL_STAFF_SET, 0, one_set_less),
    STAFF("with it", LOCAL_STAFF_SET, 0, all_sets),
    STAFF("usage", LOCAL_STAFF_TAB, STAFF_USAGE, tab_open),
    STAFF("save without a stick", LOCAL_STAFF_CSV, 0, no_stick),
    STAFF("kiosk", LOCAL_STAFF_TAB, STAFF_KIOSK, tab_open),
    STAFF("no microphone check", LOCAL_STAFF_SWITCH, STAFF_CHECK_MIC, unchecked),
    STAFF("one after all", LOCAL_STAFF_SWITCH, STAFF_CHECK_MIC, checked),
    STAFF("no motion", LOCAL_STAFF_SWITCH, STAFF_STILL, still),
    STAFF("motion after all", LOCAL_STAFF_SWITCH, STAFF_STILL, moving),
    STAFF("lock", LOCAL_STAFF_CLOSE, 1, closed),
};
const size_t route_staff_count = sizeof(route_staff) / sizeof(route_staff[0]);
