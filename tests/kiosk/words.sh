# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Comparing what should be said or shown with what was: word error rate, and reading the screen.

# complain TEXT: the test goes on, and fails at its end by $bad.
complain() {
    echo "FAILED: $*"
    bad=1
}

now_ms() {
    date +%s%3N
}

# For awk: the words of a text, in small letters and without punctuation.
AWK_WORDS='
    function words(text, list) {
        text = tolower(text)
        gsub(/[^a-z0-9 ]/, " ", text)
        return split(text, list, " ")
    }'

# word_error_rate WANTED GOT: edits between the words, over the number wanted.
word_error_rate() {
    awk -v wanted="$1" -v got="$2" "$AWK_WORDS"'
    function least(a, b, c) {
        return a < b ? (a < c ? a : c) : (b < c ? b : c)
    }
    BEGIN {
        n = words(wanted, w)
        m = words(got, g)
        for (j = 0; j <= m; j++) row[j] = j
        for (i = 1; i <= n; i++) {
            diagonal = row[0]
            row[0] = i
            for (j = 1; j <= m; j++) {
                above = row[j]
                row[j] = least(row[j] + 1, row[j - 1] + 1, diagonal + (w[i] != g[j]))
                diagonal = above
            }
        }
        printf "%.2f\n", (n > 0 ? row[m] / n : m)
    }'
}

at_most() {
    awk -v a="$1" -v b="$2" 'BEGIN { exit !(a != "" && a + 0 <= b + 0) }'
}

# missing_share WANTED GOT: share of the wanted words that do not stand in the other text at all.
missing_share() {
    awk -v wanted="$1" -v got="$2" "$AWK_WORDS"'
    BEGIN {
        n = words(wanted, w)
        m = words(got, g)
        for (j = 1; j <= m; j++) there[g[j]] = 1
        for (i = 1; i <= n; i++) missing += !(w[i] in there)
        printf "%.2f\n", (n > 0 ? missing / n : 0)
    }'
}

# read_error PICTURE TEXT: share of the text's words that cannot be read anywhere on the picture.
read_error() {
    missing_share "$2" "$(tesseract "$1" - --psm 11 2>/dev/null)"
}

# reads PICTURE TEXT MOST: whether at most that share is missing.
reads() {
    at_most "$(read_error "$1" "$2")" "$3"
}

# until_reads SECONDS PICTURE TEXT: takes a picture of the screen, by $rig/ui, until the text can be
# read on it.
until_reads() {
    local deadline=$(($(now_ms) + $1 * 1000))
    "$rig/ui" shot "$2"
    while ! reads "$2" "$3" 0.34; do
        if [ "$(now_ms)" -gt "$deadline" ]; then
            return 1
        fi
        sleep 0.5
        "$rig/ui" shot "$2"
    done
}
