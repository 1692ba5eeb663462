# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# The rig's parts, for the scripts beside it to source: a sound server and a display of their own
# in the folder $RIG, with nothing of this machine's. What the machine's program sees:
#
#   speaker      what the program plays; tests hear it at speaker.monitor
#   microphone   what the program hears; tests speak into the sink "mouth" behind it
#
# norewinds=1: a null sink would else hold up to 2 s back and lose the head of what is played.
# The mouth has the program's own sample rate, so that tests can compare sample by sample.

RIG_SOCKET=$RIG/sound/socket

# wait_until SECONDS COMMAND...: true as soon as the command is.
wait_until() {
    rounds=$(($1 * 20))
    shift
    while ! "$@" >/dev/null 2>&1; do
        rounds=$((rounds - 1))
        [ "$rounds" -gt 0 ] || return 1
        sleep 0.05
    done
}

is_gone() {
    ! kill -0 "$1" 2>/dev/null
}

# end_process NAME: ends the process whose id is in $RIG/NAME.pid, hung or not.
end_process() {
    [ -f "$RIG/$1.pid" ] || return 0
    pid=$(cat "$RIG/$1.pid")
    rm -f "$RIG/$1.pid"
    kill -CONT "$pid" 2>/dev/null || return 0
    kill -TERM "$pid" 2>/dev/null || return 0
    wait_until 2 is_gone "$pid" || kill -KILL "$pid" 2>/dev/null || true
}

# Programs see two ALSA devices, both the sound server, and no hardware.
write_sound_settings() {
    cat >"$RIG/sound/server.pa" <<END
.fail
load-module module-native-protocol-unix socket=$RIG_SOCKET auth-anonymous=1
load-module module-null-sink sink_name=speaker norewinds=1 rate=48000 channels=2
load-module module-null-sink sink_name=mouth norewinds=1 rate=16000 channels=1 channel_map=mono
set-default-sink speaker
END
    cat >"$RIG/sound/client.conf" <<END
autospawn = no
enable-shm = no
END
    cat >"$RIG/sound/alsa.conf" <<END
defaults.namehint.basic on
defaults.namehint.extended off
defaults.pcm.card 0
defaults.ctl.card 0
pcm.!default { type pulse server "unix:$RIG_SOCKET" hint { show on description "Rig" } }
ctl.!default { type pulse server "unix:$RIG_SOCKET" }
pcm.pulse { type pulse server "unix:$RIG_SOCKET" hint { show on description "Sound server" } }
END
}

use_sound() {
    export PULSE_SERVER="unix:$RIG_SOCKET" PULSE_RUNTIME_PATH="$RIG/sound"
    export PULSE_STATE_PATH="$RIG/sound" PULSE_COOKIE="$RIG/sound/cookie"
    export PULSE_CLIENTCONFIG="$RIG/sound/client.conf"
    export ALSA_CONFIG_PATH="$RIG/sound/alsa.conf" JACK_NO_START_SERVER=1
}

# A source of its own in front of mouth.monitor, because programs may hide monitors.
plug_microphone() {
    pactl load-module module-remap-source source_name=microphone master=mouth.monitor \
        channels=1 channel_map=mono master_channel_map=mono >/dev/null \
        && pactl set-default-source microphone
}

start_sound() {
    mkdir -p "$RIG/sound" && chmod 700 "$RIG/sound" || return 1
    # once: a program that is looking for devices must not find half a file
    [ -f "$RIG/sound/alsa.conf" ] || write_sound_settings
    use_sound
    rm -f "$RIG_SOCKET"
    env -u DISPLAY -u DBUS_SESSION_BUS_ADDRESS -u PULSE_SERVER HOME="$RIG/sound" \
        XDG_RUNTIME_DIR="$RIG/sound" pulseaudio -n -F "$RIG/sound/server.pa" --daemonize=no \
        --system=false --use-pid-file=no --exit-idle-time=-1 --disable-shm=yes \
        --realtime=no --high-priority=no --log-target="file:$RIG/sound/log" \
        >"$RIG/sound/output" 2>&1 &
    echo $! >"$RIG/sound.pid"
    wait_until 10 pactl info && plug_microphone && return 0
    echo "rig: the sound server does not start:" >&2
    cat "$RIG/sound/output" "$RIG/sound/log" >&2
    return 1
}

# start_display WIDTHxHEIGHT: Xvfb chooses a free number itself and tells when it is ready.
start_display() {
    : >"$RIG/display"
    Xvfb -displayfd 3 -screen 0 "${1}x24" -dpi 96 -nolisten tcp -noreset \
        3>"$RIG/display" >"$RIG/display.log" 2>&1 &
    echo $! >"$RIG/display.pid"
    wait_until 10 test -s "$RIG/display" && return 0
    echo "rig: the display does not start:" >&2
    cat "$RIG/display.log" >&2
    return 1
}

# One Greenroom a rig: its lock lies here.
use_session() {
    mkdir -p "$RIG/session" && chmod 700 "$RIG/session"
    export XDG_RUNTIME_DIR="$RIG/session"
}

use_display() {
    DISPLAY=:$(cat "$RIG/display")
    export DISPLAY SDL_VIDEODRIVER=x11
    unset WAYLAND_DISPLAY
}
