# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# For the scripts beside it, inside tests/rig/with-rig: starts the real kiosk in a window, drives it
# by keys, and waits for what it shows; the words themselves are read off the picture.
set -eu
program=$(realpath "$1")
name=$(basename "$0")
home=$RIG/home
log=$RIG/log
mkdir -p "$home/tmp"
: >"$log"
export HOME="$home" TMPDIR="$home/tmp"
unset XDG_CONFIG_HOME XDG_STATE_HOME STATE_DIRECTORY INVOCATION_ID
here=$(realpath "$(dirname "$0")")
rig=$(dirname "$(command -v with-rig)")
. "$rig/rig.sh"
. "$rig/trace.sh"
cd "$home"

# Spoken by a voice that the recognizer has never heard, and what of it must be on the screen. All of
# them are heard right with any pause before them, softly and loudly: a missing word is a lost one.
FIRST="My goal is to become an electrician."
FIRST_WORDS="goal become electrician"
SECOND="I finished my second year of college."
SECOND_WORDS="finished second year college"
THIRD="I want to help people every day."
THIRD_WORDS="want help people every"

fail() {
    echo "$name: $*" >&2
    tail -n 25 "$log" >&2
    exit 1
}

note() {
    echo "$name: $*"
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
