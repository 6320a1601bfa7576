#!/bin/sh
# Who may include whom, and what the core may ask of the system. DESIGN: an arrow may be followed, never reversed.
#   test_layers.sh SOURCE_DIR BUILD_DIR
set -u
source=$1
build=$2
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

includes() { # includes FOLDER-OR-FILE: file:line:#include lines
  grep -rnE '^[[:space:]]*#[[:space:]]*include' "$source/$1" --include='*.c' --include='*.h' --include='*.l'
}

# The contracts that each layer may see.
core='language|adapt|card|diary|episode|error|mem|moment|night|format|field|routine|session|settings|pose|week|schedule|plan|spoken'
conf="$core|text|library|edit|user_file"
layer() { # layer FOLDER ALLOWED-CONTRACTS
  verdict "$1 includes only the contracts below it" \
    "$(includes "$1" | grep '"nightcalf/' | grep -vE "\"nightcalf/($2)\.h\"")"
}
layer src/core "$core"
layer src/text "$core|text"
layer src/conf "$conf"
stats="$core|stats|review|insight|trial"
layer src/stats "$stats"
layer src/store "$core|store|transfer|care"
layer src/os "$core|os|child|awake|remind|player"
layer src/app "$conf|$stats|store|care|os|child|awake|remind|player|app|app_review|own|evening|cues"
layer src/tui "$conf|$stats|store|os|app|app_review|own|keys|evening"
layer src/cli "$conf|$stats|store|transfer|os|app|app_review|own|keys|evening|child|remind"
layer src/manual "$core|text"

# Siblings do not reach into each other's folders.
for folder in core text stats conf store os app tui cli; do
  others=$(echo core text stats conf store os app tui cli | tr ' ' '\n' | grep -vx "$folder" | paste -sd'|')
  verdict "src/$folder includes no private header of another layer" \
    "$(includes "src/$folder" | grep -E "\"(\.\./)*($others)/")"
done

only_in() { # only_in PATTERN FOLDER NAME
  verdict "only $2 includes $3" \
    "$(includes src | grep -E "$1" | grep -v "^$source/$2/"; includes include | grep -E "$1")"
}
only_in '<(libconfig)\.h>' src/conf libconfig
only_in '<gsl/' src/stats GSL
only_in '<sqlite3\.h>' src/store sqlite3
only_in '<(n?curses|form|panel|term|ncursesw/.*)\.h>' src/tui curses
only_in '<uni(str|width|lbrk|norm|ctype|gbrk|conv|types|case|name|stdio)\.h>' src/text libunistring
only_in '<jansson\.h>' src/cli jansson
only_in '<systemd/' src/os libsystemd
verdict "tui neither forks nor asks the time of day" \
  "$(grep -nE '(^|[^a-z_>.])(fork|vfork|time|gettimeofday|clock_gettime|localtime_r?)[[:space:]]*\(' "$source"/src/tui/*.c)"
verdict "the core includes nothing that reads clocks, files, locale or environment" \
  "$(includes src/core | grep -E '<(time|sys/.*|unistd|fcntl|locale|signal|dirent|errno|pthread|threads)\.h>')"
verdict "the editor and its forms name no kind of step" \
  "$(grep -nE '"(hold|timed|breathe|prompt|checklist|journal)"|kind_(hold|timed|breathe|prompt|checklist|journal)' \
    "$source"/src/tui/editor*.c "$source"/src/tui/form*.c "$source"/src/tui/screen_editor.c "$source"/src/tui/screen_choices.c)"
verdict "no function that cannot be used safely" \
  "$(grep -rnE '(^|[^a-z_])(strcpy|strcat|sprintf|vsprintf|atoi|atof|system|popen|gets)[[:space:]]*\(' "$source/src" --include='*.c')"

# What the core's objects ask of the outside, against a short list: memory, strings, formatting, the texts of
# a catalogue and the formats of a locale (constant data to it); and for the
# out-of-memory message alone, stderr and exit.
objects=$(find "$build/CMakeFiles/core.dir" -name '*.o' 2>/dev/null)
verdict "the core's objects were found" "$([ -n "$objects" ] || echo "none under $build")"
if [ -n "$objects" ]; then
  allowed='^(gettext|ngettext|dcgettext|dcngettext|nl_langinfo|malloc|calloc|realloc|__real_malloc|__real_calloc|__real_realloc|reallocarray|free|qsort|memcpy|memmove|memset|memcmp|memchr|strlen|strnlen|strcmp|strncmp|strcasecmp|strchr|strrchr|strstr|strspn|strcspn|strdup|strndup|strtol|strtoll|strtod|snprintf|vsnprintf|fputs|fwrite|exit|stderr|__stack_chk_fail|__snprintf_chk|__vsnprintf_chk|__memcpy_chk|__memmove_chk|__memset_chk|__fprintf_chk|__isoc99_sscanf|__ctype_b_loc|_GLOBAL_OFFSET_TABLE_)$'
  # Instruments of the sanitized and the coverage build are no business of the core.
  instruments='^(__asan_|__ubsan_|__sanitizer_|__gcov_|mangled)'
  # shellcheck disable=SC2086
  defined=$(nm --defined-only $objects | awk 'NF == 3 {print $3}' | sort -u)
  # shellcheck disable=SC2086
  asked=$(nm -u $objects | awk 'NF == 2 {print $2}' | sort -u)
  verdict "the core asks of libc only memory, strings and formatting" \
    "$(printf '%s\n' "$asked" | grep -vxF "$defined" | grep -vE "$allowed" | grep -vE "$instruments")"
fi

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
