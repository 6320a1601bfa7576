#!/bin/sh
# Installs the build into a folder, runs the program from there, and removes it again.
#   test_install.sh BUILD_DIR CMAKE
set -u
build=$1
cmake=$2
passed=0
failed=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work/home" XDG_CONFIG_HOME="$work/config" XDG_DATA_HOME="$work/data" LC_ALL=C.UTF-8 TERM=dumb
unset NIGHTCALF_ROUTINES
mkdir -p "$HOME"

holds() { # holds "what" COMMAND...: passes when it succeeds
  what=$1
  shift
  if said=$("$@" 2>&1); then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    printf 'not ok: %s\n%s\n' "$what" "$said"
  fi
}

# The list of what was installed is the build's own: what a person installed from it before stays in it.
manifest=$build/install_manifest.txt
[ ! -e "$manifest" ] || cp "$manifest" "$work/manifest"

# Beside another program: what is not ours must stay when ours goes.
mkdir -p "$work/prefix/share/man/man1"
: >"$work/prefix/share/man/man1/other.1"
holds "it installs" "$cmake" --install "$build" --prefix "$work/prefix"
installed=$work/prefix/bin/nightcalf
share=$work/prefix/share
for file in man/man1/nightcalf.1.gz man/man5/nightcalf-routine.5.gz bash-completion/completions/nightcalf \
  zsh/site-functions/_nightcalf fish/vendor_completions.d/nightcalf.fish applications/nightcalf.desktop \
  icons/hicolor/scalable/apps/nightcalf.svg doc/nightcalf/copyright nightcalf/routines/evening-calf.cfg \
  nightcalf/sounds/hold.wav; do
  holds "$file is installed" test -s "$share/$file"
done
holds "nothing but the program can be executed" sh -c "! find '$share' -type f -perm /111 | grep ."

mv "$work/prefix" "$work/elsewhere"
installed=$work/elsewhere/bin/nightcalf
for where in "$installed" "$build/nightcalf"; do
  holds "$where lists the shipped routines" sh -c "'$where' list --json | grep -q 'evening-calf'"
  holds "$where finds them all sound" "$where" check
  holds "$where finds the cards" "$where" learn red-flags
  holds "$where knows the steps of a routine" sh -c "'$where' show --ids evening-calf | grep -qx calf-massage"
done
holds "the installed one reads its own routines" sh -c "'$installed' list --json | grep -q '$work/elsewhere/share/nightcalf/routines/'"
for catalogue in "$build"/share/locale/*/LC_MESSAGES/nightcalf.mo; do
  [ -e "$catalogue" ] || continue
  holds "a catalogue is installed as built" cmp "$catalogue" "$work/elsewhere/${catalogue#"$build"/}"
  language=$(basename "$(dirname "$(dirname "$catalogue")")")
  for where in "$installed" "$build/nightcalf"; do
    holds "$where speaks $language" sh -c "LANGUAGE=$language '$where' help >'$work/theirs'
      '$where' help >'$work/english'; test -s '$work/theirs' && ! cmp -s '$work/theirs' '$work/english'"
  done
done

mv "$work/elsewhere" "$work/prefix"
holds "it uninstalls" "$cmake" -DMANIFEST="$manifest" -DOURS="$share/nightcalf" -DDOC="$share/doc/nightcalf" \
  -P "$(dirname "$0")/../data/package/uninstall.cmake"
holds "nothing of ours is left" sh -c "! find '$work/prefix' -name '*nightcalf*' | grep ."
holds "what is not ours is left" test -e "$share/man/man1/other.1"
[ ! -e "$work/manifest" ] || cp "$work/manifest" "$manifest"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
