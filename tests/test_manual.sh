#!/bin/sh
# The manual pages, desktop files and the README: what their validators say, and that what they tell is so.
#   test_manual.sh SOURCE_DIR BUILD_DIR
set -u
source=$1
build=$2
passed=0
failed=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work" XDG_CONFIG_HOME="$work/config" XDG_DATA_HOME="$work/data" LC_ALL=C.UTF-8 TERM=dumb
unset NIGHTCALF_ROUTINES
mkdir -p "$XDG_CONFIG_HOME/nightcalf/routines"

verdict() { # verdict "what" STATUS "what was said"
  if [ "$2" -eq 0 ]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    printf 'not ok: %s\n%s\n' "$1" "$3"
  fi
}
holds() { # holds "what" COMMAND...: passes when it succeeds
  what=$1
  shift
  said=$("$@" 2>&1)
  verdict "$what" $? "$said"
}

for page in nightcalf.1 nightcalf-routine.5; do
  # from its folder: there it finds the page that the other one refers to
  holds "mandoc finds nothing in $page" sh -c "cd '$build/manual' && mandoc -T lint $page"
  mandoc -T ascii "$build/manual/$page" | col -b >"$work/$page.txt"
  holds "$page is unpacked as it was packed" sh -c "gzip -cd '$build/manual/$page.gz' | cmp - '$build/manual/$page'"
done
holds "mandoc says when something is wrong" sh -c "echo '.Xx' | mandoc -T lint; test \$? -ne 0"

# Each command, option, setting and kind that the program knows of itself is in the manual.
"$build/nightcalf" help | sed -n '/^Commands/,/^Options/s/^  \([a-z][a-z]*\).*/\1/p' >"$work/commands"
verdict "help lists the commands" "$([ "$(wc -l <"$work/commands")" -ge 20 ]; echo $?)" "$(cat "$work/commands")"
while read -r command; do
  holds "nightcalf(1) tells of $command" grep -qE "^     $command( |\$)" "$work/nightcalf.1.txt"
  "$build/nightcalf" help "$command" | sed -n 's/^  \(--[a-z-]*\).*/\1/p' | while read -r option; do
    grep -q -e "$option" "$work/nightcalf.1.txt" || echo "$command $option"
  done >"$work/missing"
  verdict "nightcalf(1) tells of each option of $command" "$(wc -l <"$work/missing")" "$(cat "$work/missing")"
done <"$work/commands"
"$build/nightcalf" settings | sed -n 's/^\([a-z_]*\): .*/\1/p' >"$work/settings"
while read -r setting; do
  grep -qE "^     $setting( |\$)" "$work/nightcalf.1.txt" || echo "$setting"
done <"$work/settings" >"$work/missing"
verdict "nightcalf(1) tells of each setting" "$(wc -l <"$work/missing")" "$(cat "$work/missing")"
for kind in hold timed breathe prompt checklist journal; do
  holds "nightcalf-routine(5) tells of the kind $kind" grep -qE "^   $kind\$" "$work/nightcalf-routine.5.txt"
done

# The example of nightcalf-routine(5), as a reader would copy it.
sed -n '/^EXAMPLES/,/^SEE/p' "$work/nightcalf-routine.5.txt" | sed '1d;$d' >"$XDG_CONFIG_HOME/nightcalf/routines/from-manual.cfg"
holds "the example of nightcalf-routine(5) is sound" "$build/nightcalf" check from-manual

holds "the desktop file is valid" desktop-file-validate "$source/data/package/nightcalf.desktop"
holds "the metainfo is valid" appstreamcli validate --no-net "$build"/manual/*.metainfo.xml

# The README: the first whole routine in it, what it calls, and what it points to.
awk '/^```/ { if (whole) exit; inside = !inside; next }
     inside && /^format = 1;/ { whole = 1 }
     whole { print }' "$source/README.md" >"$XDG_CONFIG_HOME/nightcalf/routines/legs.cfg"
holds "the README has a routine" grep -q '^format = 1;' "$XDG_CONFIG_HOME/nightcalf/routines/legs.cfg"
said=$("$build/nightcalf" check legs 2>&1)
verdict "the README's routine is sound" $? "$said"
verdict "the README's routine has no warning" "$(printf '%s\n' "$said" | grep -c 'warning')" "$said"
holds "the README's routine has a timeline" "$build/nightcalf" show legs
# shellcheck disable=SC2016
grep -oE '(`|^)nightcalf [a-z]+' "$source/README.md" | sed 's/.*nightcalf //' | sort -u | grep -vxF -f "$work/commands" >"$work/missing"
verdict "the README calls only commands that there are" "$(wc -l <"$work/missing")" "$(cat "$work/missing")"
grep -oE '\]\([^)#:]+\)' "$source/README.md" | tr -d '])(' | while read -r path; do
  [ -e "$source/$path" ] || echo "$path"
done >"$work/missing"
verdict "the README points only to what there is" "$(wc -l <"$work/missing")" "$(cat "$work/missing")"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
