# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2034
# Shell functions shared by app/run and tests/run: install, build, tell.
# Source it from the top of the source tree after setting LOG to a file.

# What it takes to build and run; the names hold on Debian 12 and Ubuntu 22.04.
PACKAGES_BUILD="build-essential meson ninja-build pkg-config libsdl2-dev libcairo2-dev
  libpango1.0-dev portaudio19-dev libasound2-dev libpocketsphinx-dev libsphinxbase-dev
  libespeak-ng-dev libsndfile1-dev libsodium-dev libsamplerate0-dev libyaml-dev libjansson-dev
  libsqlite3-dev libqrencode-dev libsystemd-dev libpulse-dev"
PACKAGES_RUN="pocketsphinx-en-us espeak-ng-data fonts-inter fontconfig libasound2-plugins flite"

say() { printf '%s\n' "$*" >&2; }

# Ends the script with one line: what failed and what to do.
give_up() {
    say "$(basename "$0"): $1"
    exit 1
}

# step TEXT COMMAND...: one line of progress; the command's output goes to $LOG.
# When it fails, its last lines are shown and the script ends with REMEDY.
step() {
    text=$1
    shift
    began=$(date +%s)
    printf '  %s ... ' "$text" >&2
    if "$@" >>"$LOG" 2>&1; then
        say "done ($(($(date +%s) - began)) s)"
    else
        say "failed"
        tail -n 25 "$LOG" >&2
        give_up "\"$text\" failed; ${REMEDY:-the lines above say why}. The whole log: $LOG"
    fi
}

# Prints those of the named packages that are not installed.
missing_packages() {
    have=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' "$@" 2>/dev/null \
        | sed -n 's/^installed //p')
    for package in "$@"; do
        printf '%s\n' "$have" | grep -qxF "$package" || printf '%s ' "$package"
    done
}

# Prints those of the named packages that this machine's registries have. Releases differ: a
# compiler's libraries come in one package or in two. What is really needed, the build asks for.
known_packages() {
    for package in "$@"; do
        apt-cache show "$package" >/dev/null 2>&1 && printf '%s ' "$package"
    done
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

# install_packages NAME...: asks the system's registries only for what is missing.
install_packages() {
    command -v dpkg-query >/dev/null || {
        say "  This is no Debian or Ubuntu; going on with what is installed."
        return 0
    }
    missing=$(missing_packages "$@")
    [ -z "$missing" ] && return 0
    if ls /var/lib/apt/lists/*_Packages* >/dev/null 2>&1; then
        # shellcheck disable=SC2086  # a list of names
        [ -n "$(known_packages $missing)" ] || return 0
    fi
    [ "$(id -u)" = 0 ] || command -v sudo >/dev/null \
        || give_up "packages are missing; as root run: apt-get install $missing"
    REMEDY="check the network, then try again, or install by hand: $missing"
    step "Fetching the list of packages" as_root apt-get update -q
    # shellcheck disable=SC2086  # a list of names
    missing=$(known_packages $missing)
    [ -z "$missing" ] && return 0
    # shellcheck disable=SC2086
    step "Installing $(echo "$missing" | wc -w) packages (once)" \
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends \
        $missing
    REMEDY=
}

# configure FOLDER OPTION...: once.
configure() {
    folder=$1
    shift
    [ -f "$folder/build.ninja" ] || step "Preparing $folder" meson setup "$folder" "$@"
}

# build FOLDER OPTION...: configure once, then make what changed.
build() {
    configure "$@"
    # A build that has nothing to do says nothing.
    if ! ninja -C "$1" -n 2>/dev/null | grep -q 'no work to do'; then
        step "Building $1" ninja -C "$1"
    fi
}

# build_programs FOLDER OPTION...: the same without what programs make: the models take minutes,
# and are the same in every build. Without the fuzzers that run until they are stopped, too, and
# without the programs whose path LEAVE_OUT matches.
build_programs() {
    configure "$@"
    # shellcheck disable=SC2046  # a list of names
    step "Building $1" ninja -C "$1" $(ninja -C "$1" -t targets all | sed -n 's/: .*_LINKER$//p' \
        | grep -v -e '_free$' -e "${LEAVE_OUT:-^$}")
}
