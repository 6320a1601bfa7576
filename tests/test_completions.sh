#!/bin/sh
# What bash, zsh and fish complete, each asked in itself.
#   test_completions.sh TESTS_DIR BUILD_DIR
set -u
tests=$1
build=$2
passed=0
failed=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work" XDG_CONFIG_HOME="$work/config" XDG_DATA_HOME="$work/data" LC_ALL=C.UTF-8 TERM=xterm
unset NIGHTCALF_ROUTINES
PATH=$build:$PATH
mkdir -p "$XDG_CONFIG_HOME/nightcalf/routines" "$work/files"
printf '%s\n' 'format = 1; title = "Own";' 'steps = ( { id = "rub"; kind = "timed"; title = "Rub"; duration = 30; } );' \
  >"$XDG_CONFIG_HOME/nightcalf/routines/zz-own.cfg"
: >"$work/files/diary.json"
cd "$work/files" || exit 1

# asked SHELL WORD...: what that shell completes for the line of these words, the last one unfinished
asked() {
  shell=$1
  shift
  case $shell in
  bash) bash --norc "$tests/shells/complete.bash" "$build/manual/nightcalf.bash" "$@" ;;
  zsh) timeout 60 zsh -f "$tests/shells/complete.zsh" "$build/manual" "$*" ;;
  fish) fish --no-config "$tests/shells/complete.fish" "$build/manual/nightcalf.fish" "$*" ;;
  esac 2>&1 | sed 's/[[:space:]]*$//' | grep . | sort -u | paste -s -d' '
}
# completes "what it must be, sorted" WORD...: in all three shells
completes() {
  expected=$1
  shift
  for shell in bash zsh fish; do
    found=$(asked "$shell" "$@")
    case $found in
    "$expected") passed=$((passed + 1)) ;;
    *)
      failed=$((failed + 1))
      printf 'not ok: %s: "%s" completes to "%s"; it must be "%s"\n' "$shell" "$*" "$found" "$expected"
      ;;
    esac
  done
}

completes 'remind remove report restore review run' nightcalf r
completes 'evening-calf evening-yoga' nightcalf run even
completes 'zz-own' nightcalf edit zz
completes 'zz-own' nightcalf run --from 1 zz
completes 'zz-own/rub' nightcalf set zz-own/r
completes 'hold hold_in hold_out' nightcalf set evening-calf ho
completes 'alternating sequential' nightcalf set evening-calf/wall-ball-foot order ''
completes 'sound sound_command' nightcalf settings sou
completes 'bell chime chime-or-bell none' nightcalf settings sound ''
completes 'zz-own' nightcalf settings routine zz
completes 'k06-magnesium' nightcalf learn k06
completes 'at off print snooze status test' nightcalf remind ''
completes '--severity' nightcalf log --sev
completes 'both left right' nightcalf log --side ''
completes '--resume' nightcalf run --res
completes 'diary.json' nightcalf import diar
completes 'evening-calf evening-yoga' nightcalf check zz-own even
completes 'learn list log' nightcalf help l
completes '' nightcalf new ''

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
