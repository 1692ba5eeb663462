# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# For the scripts beside it, inside tests/rig/with-rig: starts the real kiosk in a window, drives it
# by keys, and waits for what it shows. GREENROOM_TRACE=1 makes the program tell on standard error
# which of its fixed texts are on the screen and how many words and seconds the answer has; the
# words themselves are read off the picture.
set -eu
program=$(realpath "$1")
name=$(basename "$0")
home=$RIG/home
log=$RIG/log
seen=0
mkdir -p "$home/tmp"
: >"$log"
export HOME="$home" TMPDIR="$home/tmp"
unset XDG_CONFIG_HOME XDG_STATE_HOME STATE_DIRECTORY INVOCATION_ID
here=$(realpath "$(dirname "$0")")
. "$(dirname "$(command -v with-rig)")/rig.sh"
cd "$home"

# Spoken by a voice that the recognizer has never heard, and what of it must be on the screen. All of
# them are heard right with any pause before them, softly and loudly: a missing word is a lost one.
FIRST="My goal is to become an electrician."
FIRST_WORDS="goal become electrician"
SECOND="I finished my second year of college."
SECOND_WORDS="finished second year college"
THIRD="I want to help people every day."
THIRD_WORDS="want help people every"

# within SECONDS COMMAND...: true as soon as the command is; looking may take its time.
within() {
    until_s=$(($(date +%s) + $1))
    shift
    while ! "$@" >/dev/null 2>&1; do
        [ "$(date +%s)" -lt "$until_s" ] || return 1
        sleep 0.1
    done
}

fail() {
    echo "$name: $*" >&2
    tail -n 25 "$log" >&2
    exit 1
}

note() {
    echo "$name: $*"
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

# on SCREEN [SECONDS]: until that screen is there, with no sheet over it.
is_on() {
    shown | grep -q "^trace: $1 none "
}

on() {
    within "${2:-20}" is_on "$1" || fail "the screen is not \"$1\": $(shown)"
}

# mark; ...; told ID [SECONDS]: the text was on the screen since the mark, or comes in time.
mark() {
    seen=$(wc -l <"$log")
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

say() {
    say-into-mic "$RIG/say-$1.wav"
}

make_speech() {
    echo "$FIRST" | text2wave -o "$RIG/say-1.wav"
    echo "$SECOND" | text2wave -o "$RIG/say-2.wav"
    echo "$THIRD" | text2wave -o "$RIG/say-3.wav"
}

start() {
    GREENROOM_TRACE=1 "$program" --windowed --size 1280x720 --reduced-motion "$@" 2>>"$log" &
    pid=$!
    ui wait greenroom 30 || fail "no window opens"
    on attract 20
}

key() {
    ui key "$1"
}

# From the first screen to an answer that is being recorded.
to_check() {
    key Return; on choose
    key 1;      on check
}

to_answer() {
    to_check
    key k;      on question
    key k;      on think
    key space;  on answer
}

all_read() {
    for word in "$@"; do
        grep -q "$word" "$RIG/read.txt" || return 1
    done
}

# read_picture NAME: adds what stands on it.
read_picture() {
    tesseract "$RIG/$1.png" - --psm 11 2>/dev/null | tr 'A-Z' 'a-z' >>"$RIG/read.txt"
}

# Beside a mark or a highlight letters are only read when they are larger.
is_read() {
    ui shot "$RIG/read.png"
    : >"$RIG/read.txt"
    read_picture read
    all_read "$@" && return
    convert "$RIG/read.png" -resize 200% "$RIG/larger.png"
    read_picture larger
    all_read "$@"
}

# read_words WORD...: all of them stand on the screen.
read_words() {
    within 10 is_read "$@" ||
        fail "\"$*\" is not on the screen, but: $(tr -s '\n ' ' ' <"$RIG/read.txt")"
    note "on the screen: $*"
}

finish() {
    key Return
    on feedback 30
}

# The program is asked to end, must do so in time, and well.
end() {
    kill -TERM "$pid"
    within 10 is_gone "$pid" || fail "it does not end"
    wait "$pid" || fail "it ended with status $?"
    ! grep -E 'ERROR: |runtime error:|WARNING: ThreadSanitizer' "$log" || fail "see above"
    note "survived"
}

recognizer() {
    pgrep -P "$pid" | head -n 1
}
