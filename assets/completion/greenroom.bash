# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of greenroom's commands, options and question ids for bash.

_greenroom_options() {
    greenroom "$@" --help 2>/dev/null | sed -n 's/^  .*\(--[a-z-]*\).*/\1/p'
}

_greenroom_questions() {
    greenroom questions 2>/dev/null | sed -n 's/^  \([a-z0-9-]*\) .*/\1/p' | sort -u
}

_greenroom() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command=
    local commands="practice transcribe score say questions check stats staff listen"
    COMPREPLY=()
    if ((COMP_CWORD > 1)) && [[ ${COMP_WORDS[1]} != -* ]]; then
        command=${COMP_WORDS[1]}
    fi
    case $before in
    -q | --question)
        mapfile -t COMPREPLY < <(compgen -W "$(_greenroom_questions)" -- "$word")
        return
        ;;
    --demo-dir | --model | --grammars)
        mapfile -t COMPREPLY < <(compgen -d -- "$word")
        return
        ;;
    esac
    if [[ $word == -* ]]; then
        # shellcheck disable=SC2086  # no command: no argument
        mapfile -t COMPREPLY < <(compgen -W "$(_greenroom_options $command)" -- "$word")
    elif ((COMP_CWORD == 1)); then
        mapfile -t COMPREPLY < <(compgen -W "$commands" -- "$word")
    elif [[ $command == staff ]]; then
        mapfile -t COMPREPLY < <(compgen -W "set-pin" -- "$word")
    elif [[ $command == practice ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$(_greenroom_questions)" -- "$word")
    else
        mapfile -t COMPREPLY < <(compgen -f -- "$word")
    fi
}

complete -o filenames -F _greenroom greenroom
