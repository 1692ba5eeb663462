# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# Waiting for what the kiosk shows, for scripts to source that start it with GREENROOM_TRACE=1 and its
# standard error in $log: then it tells which of its fixed texts are on the screen and how many words
# and seconds the answer has. They have a function "fail" that ends them, and "note" that prints.
seen=0

# within SECONDS COMMAND...: true as soon as the command is; looking may take its time.
within() {
    until_s=$(($(date +%s) + $1))
    shift
    while ! "$@" >/dev/null 2>&1; do
        [ "$(date +%s)" -lt "$until_s" ] || return 1
        sleep 0.1
    done
}

key() {
    ui key "$1"
}

# The last line of the trace, and one figure of it.
shown() {
    grep '^trace: ' "$log" | tail -n 1
}

word_count() {
    shown | awk '{ print $4 }'
}

seconds() {
    shown | awk '{ print $6 }'
}

shows_now() {
    shown | grep -q " $1 "
}

is_on() {
    shown | grep -q "^trace: $1 ${2:-none} "
}

# on SCREEN [SECONDS]: until that screen is there, with no sheet over it.
on() {
    within "${2:-20}" is_on "$1" || fail "the screen is not \"$1\": $(shown)"
}

# under SHEET SCREEN [SECONDS]: the same with that sheet over it.
under() {
    within "${3:-20}" is_on "$2" "$1" || fail "the screen is not \"$2\" under \"$1\": $(shown)"
}

# mark; ...; told ID [SECONDS]: the text was on the screen since the mark, or comes in time.
mark() {
    seen=$(wc -l <"$log")
}

# came SCREEN [SECONDS]: the same of a screen that goes on by itself.
was_on() {
    tail -n "+$((seen + 1))" "$log" | grep -q "^trace: $1 none "
}

came() {
    within "${2:-20}" was_on "$1" || fail "the screen \"$1\" does not come: $(shown)"
}

was_told() {
    tail -n "+$((seen + 1))" "$log" | grep '^trace: ' | grep -q " $1 "
}

told() {
    within "${2:-20}" was_told "$1" || fail "the screen does not say \"$1\""
    note "the person is told $1"
}

# has_words N [SECONDS]: until the answer has so many.
has_words() {
    within "${2:-60}" words_there "$1" || fail "the answer has $(word_count) words, want $1"
}

words_there() {
    [ "$(word_count)" -ge "$1" ]
}
