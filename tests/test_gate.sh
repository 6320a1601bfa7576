#!/bin/sh
# The one gate to the terminal, standard output and standard error: what writes there, and that nothing else does.
# Text of files, names, the database, the environment and messages passes text_safe() in one of these places:
#   text/text_print.c  text_print(), text_complain()
#   tui/draw.c         put(), which alone hands text to tui/drawing.c, the one that calls curses to draw it
#   cli/json.c, cli/transfer_write.c  jansson, all of it ASCII with escapes
#   cli/csv.c          cells, made safe by csv_text()
#   cli/cmd_remind.c   print_exactly(): refused whole where text_fault() finds something
#   test_gate.sh SOURCE_DIR
set -u
src=$1/src
passed=0
failed=0

# The source without its comments and the insides of its strings: file:line:code. The manual's writer runs at build time alone.
code() {
  find "$src" "$1/include" -name '*.[ch]' ! -path "$src/manual/*" | sort | while read -r file; do
    awk -v file="${file#"$1"/}" '
      { line = $0
        gsub(/\\./, "", line); gsub(/"[^"]*"/, "\"\"", line); gsub(/\/\*[^*]*\*+([^\/*][^*]*\*+)*\//, "", line)
        if (inside) { if (line ~ /\*\//) { sub(/.*\*\//, "", line); inside = 0 } else line = "" }
        if (line ~ /\/\*/) { sub(/\/\*.*/, "", line); inside = 1 }
        sub(/\/\/.*/, "", line)
        if (line ~ /[^ \t]/) print file ":" NR ":" line }' "$file"
  done
}
all=$(code "$1")

# only WHAT FUNCTIONS FILES: those functions are called nowhere but in these files (both: patterns of grep -E).
only() {
  found=$(printf '%s\n' "$all" | grep -E "(^|[^A-Za-z0-9_>.])($2)[[:space:]]*\(" | grep -vE "^($3):")
  if [ -z "$found" ]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    printf 'not ok: %s\n%s\n' "$1" "$found"
  fi
}
# holds WHAT PATTERN FILE: the guard itself is still there.
holds() {
  if printf '%s\n' "$all" | grep -E "^$3:" | grep -qE "$2"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    printf 'not ok: %s\n' "$1"
  fi
}

# sends fixed words alone: the end when there is no memory
fixed='src/core/mem\.c'
# the store's own note beside the record: numbers
note='src/store/care\.c'
# into a stream that is a file or a memory stream, or machine-readable output that is ASCII by its flags
machine='src/cli/(json|csv|transfer_write|cmd_remind)\.c'

only "nothing prints to standard output or error by itself" \
  'printf|vprintf|puts|putchar|perror|psignal|psiginfo|wprintf|vwprintf|putwchar|warnx?|vwarnx?|errx?|verrx?|error|error_at_line|syslog|vsyslog|dprintf|vdprintf' 'none'
only "streams are written to by the gate, by jansson and by the tables" \
  'fwrite|fwrite_unlocked|fputs|fputs_unlocked|fputc|putc|fprintf|vfprintf|fputws|fputwc|fwprintf|putw' \
  "src/text/text_print\.c|$machine|$fixed|$note"
only "jansson prints in two places" 'json_dump(f|fd|_file|_callback)' 'src/cli/(json|transfer_write)\.c'
# write() to files of ours (save, borrow, backup), to the bell, and of the string that gives the terminal back
only "descriptors are written to where files are made, by the bell and by the crash guard" \
  'write|pwrite|writev|pwritev|sendfile|splice|copy_file_range' \
  'src/(conf/save|app/borrow|store/backup|store/salvage|os/cue|tui/terminal)\.c'
only "curses draws text in one place" \
  '(mv)?w?(add(n?w?str|ch|n?wstr|_wch|chn?str|_wchn?str|_wchstr)|ins(n?str|ch|_n?wstr|_wch)|printw)|vw_?printw|(mv)?w?(border|hline|vline)(_set)?|box|box_set|slk_[a-z_]+|echochar|wechochar|pechochar|echo_wchar|wecho_wchar' \
  'src/tui/drawing\.c'
only "text to draw comes from one place" 'drawing_put|drawing_add' 'src/tui/draw(ing)?\.[ch]'
only "only capabilities of the terminal are sent raw" 'putp|tputs|tparm|tiparm|vidputs|vid_puts|mvcur' 'src/tui/terminal\.c'
only "curses never ends the program by itself" 'initscr' 'none'
only "curses types nothing by itself" 'w?get(n_w|n)?str|mvw?get(n_w|n)?str|wscanw|scanw' 'none'

holds "what is printed is made safe" 'text_safe[ (]' 'src/text/text_print\.c'
holds "what is drawn is made safe" 'text_safe[ (]' 'src/tui/draw\.c'
holds "JSON is ASCII" 'JSON_ENSURE_ASCII' 'src/cli/json\.c'
holds "an export is ASCII" 'JSON_ENSURE_ASCII' 'src/cli/transfer_write\.c'
holds "a table's cells are made safe" 'text_safe[ (]' 'src/cli/csv\.c'
holds "a unit or a line for cron is looked at whole" 'text_fault[ (]' 'src/cli/cmd_remind\.c'
holds "options are complained about by us, not by getopt" 'opterr = 0' 'src/cli/cli\.c'

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
