#!/bin/sh
# How the program was built, read from the program itself; and that its source runs no shell and refuses borrowed rights.
#   test_hardening.sh SOURCE_DIR PROGRAM BUILD_TYPE INSTRUMENTED
# BUILD_TYPE: CMake's. INSTRUMENTED: 1 for the builds of the sanitizers and the coverage, whose checks stand in another place.
set -u
source=$1
program=$2
type=$3
instrumented=$4
passed=0
failed=0

verdict() { # verdict "what" COMMAND...: passes when the command does
  what=$1
  shift
  if "$@" >/dev/null 2>&1; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    printf 'not ok: %s\n' "$what"
  fi
}

none() { # none "what" "offenders"
  if [ -z "$2" ]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    printf 'not ok: %s\n%s\n' "$1" "$2"
  fi
}

header=$(LC_ALL=C readelf -hW "$program")
segments=$(LC_ALL=C readelf -lW "$program")
dynamic=$(LC_ALL=C readelf -dW "$program")
symbols=$(LC_ALL=C nm -D --undefined-only "$program")
holds() { printf '%s\n' "$1" | grep -qE "$2"; }

verdict "the program can be read" test -n "$segments"
verdict "it lies at any address (PIE)" holds "$header" 'Type: +DYN'
verdict "it says so (PIE)" holds "$dynamic" 'FLAGS_1.*PIE'
verdict "its tables become read-only (RELRO)" holds "$segments" 'GNU_RELRO'
verdict "all of them, since every function is bound at the start (NOW)" holds "$dynamic" 'BIND_NOW|FLAGS_1.*NOW'
verdict "its stack holds no code" holds "$segments" 'GNU_STACK.* RW +0x'
none "no part of it can be both written and run" "$(printf '%s\n' "$segments" | grep -E ' RWE ')"
verdict "a broken stack is noticed (stack protector)" holds "$symbols" '__stack_chk_fail'
if [ "$instrumented" != 1 ]; then
  case $type in
  *Rel*)
    verdict "buffers are checked (_FORTIFY_SOURCE)" holds "$symbols" '__(snprintf|vsnprintf|memcpy|read|poll)_chk'
    ;;
  esac
fi
# the words in the build file, so that a build of another kind has them too
for flag in -fstack-protector-strong -D_FORTIFY_SOURCE=2 -fPIE -pie relro now noexecstack; do
  verdict "the build file asks for $flag" grep -qE -- "[ ,]$flag[ ,)]" "$source/CMakeLists.txt"
done

# No shell: nothing hands a text to one, and nothing starts one by name.
none "no function that runs a shell" \
  "$(grep -rnE '(^|[^a-z_])(system|popen|pclose)[[:space:]]*\(' "$source/src" --include='*.c')"
none "no shell by name" \
  "$(grep -rnE '"(/usr)?(/bin/)?(sh|bash|dash|env sh)"|"-c"' "$source/src" --include='*.c')"
none "an editor's words are split without commands" \
  "$(grep -rnE '(^|[^a-z_])wordexp[[:space:]]*\(' "$source/src" --include='*.c' | grep -v 'WRDE_NOCMD')"
none "the program asks libc for no shell" \
  "$(printf '%s\n' "$symbols" | grep -E ' (system|popen)(@|$)')"
verdict "borrowed rights are refused before a command runs" \
  sh -c "awk '/process_start/ {a = NR} /cli_main/ {b = NR} END {exit !(a && b && a < b)}' '$source/src/main.c'"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
