#!/bin/sh
# The catalogues: the template is what code and data say, and no translation breaks what it stands for.
#   test_catalogue.sh SOURCE_DIR DATA_TEXTS            the template, and what each catalogue has
#   test_catalogue.sh SOURCE_DIR DATA_TEXTS complete   nor does one lack a text
set -u
source=$1
DATA_TEXTS=$2
export DATA_TEXTS
asked=${3-}
po=$source/data/po
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

verdict() { # verdict "what" "offenders": passes when there are none
  if [ -z "$2" ]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    printf 'not ok: %s\n%s\n' "$1" "$2"
  fi
}

if [ "$asked" != complete ]; then
  verdict "nightcalf.pot is up to date" "$("$source/scripts/catalogue" --check 2>&1 >/dev/null)"
fi

# broken NAME EDIT: the check of a catalogue must refuse what the edit makes of a sound one.
printf 'msgid ""\nmsgstr ""\n"Language: de\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n' >"$work/head"
refused() { # refused MSGSTR: a translation of "%d of %s nights" that must not get through
  { cat "$work/head"; printf '\n#, c-format\nmsgid "%%d of %%s nights"\nmsgstr "%s"\n' "$1"; } >"$work/try.po"
  msgfmt --check-format --output-file=/dev/null "$work/try.po" 2>/dev/null && echo "let through: $1"
}
if [ "$asked" != complete ]; then
  verdict "a translation that loses or changes a placeholder is refused" \
    "$(refused '%d Nächte'; refused '%s von %d Nächten'; refused '%d von %s von %d')"
  { cat "$work/head"; printf '\n#, c-format\nmsgid "%%d of %%s nights"\nmsgstr "%%2$s: %%1$d Nächte"\n'; } >"$work/try.po"
  verdict "a translation may change the order" "$(msgfmt --check-format --output-file=/dev/null "$work/try.po" 2>&1)"
fi

while read -r language; do
  [ -n "$language" ] || continue
  catalogue=$po/$language.po
  if [ "$asked" = complete ]; then
    verdict "$language lacks no text" "$(msgattrib --untranslated --no-wrap "$catalogue" | grep '^msgid "..*' | head -20)"
    verdict "$language has no text that is in doubt" "$(msgattrib --only-fuzzy --no-obsolete --no-wrap "$catalogue" | grep '^msgid "..*' | head -20)"
    continue
  fi
  verdict "$language is sound" "$(msgfmt --check --output-file=/dev/null "$catalogue" 2>&1)"
  # The editor finds the setting that a message is about by its beginning.
  verdict "$language begins with the setting where English does" "$(msgattrib --translated --no-obsolete --no-wrap "$catalogue" |
    awk '/^msgid "\\"%s\\" / { due = 1; text = $0 } /^msgstr/ && due { if ($0 !~ /^msgstr "\\"%(1\$)?s\\" /) print text; due = 0 }')"
  # What ends a line, a sentence or a heading ends it in every language.
  verdict "$language keeps the newlines at both ends" "$(msgfmt --check-format --output-file=/dev/null "$catalogue" 2>&1 | grep -i newline)"
done <"$po/LINGUAS"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
