/* Text that would do harm. Contract: hostile.h. */
#include "hostile.h"

#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/mem.h"
#include "nightcalf/text.h"
#include "temp_folder.h"

enum { SHOWN_BEFORE = 20, SHOWN_BEHIND = 30, MARKS_MAX = 8 };

const char hostile_text[] = "EVIL"
                            "\033[666;13z"          /* a sequence that curses never sends */
                            "\033]0;EVIL\007"       /* the window's title */
                            "\033P1;EVIL\033\\"     /* a string */
                            "\033c"                 /* reset */
                            "\233666;13z"           /* CSI as a byte */
                            "\302\233666;13z"       /* CSI as a character */
                            "\342\200\256EVIL"      /* right to left */
                            "\342\201\246EVIL"      /* an isolate */
                            "\342\200\213"          /* no width */
                            "\363\240\201\205"      /* a tag */
                            "\356\200\200"          /* private */
                            "\357\273\277"          /* a byte order mark */
                            "\342\200\250"          /* a line separator */
                            "\303(\355\240\200\377" /* no UTF-8 */
                            "a\314\201\314\202\314\203\314\204\314\205\314\206\314\207\314\210"
                            "\314\211\314\212\314\213\314\214\314\215\314\216\314\217\314\220"
                            "\010\177\r\005%s%n%s%n <b>x</b> $(x) `x` \"'";

const char hostile_routine[] =
    "format = 1;\ntitle = \"%s%n a\314\201\314\202\314\203\314\204\314\205\314\206\314\207\314\210"
    "\314\211\314\212\314\213\314\214\";\nabout = \"%n%n%s <b>x</b> $(x) `x`\";\nsteps = (\n"
    "  { kind = \"hold\"; title = \"\346\227\245\346\234\254\350\252\236%s\"; hold = 10; reps = "
    "2;\n"
    "    sides = [ \"left\", \"right\" ];\n"
    "    cue = \"Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft"
    "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft%n\";\n"
    "    detail = ( \"%s%s%s%n\", \"\360\237\246\265\360\237\246\265\360\237\246\265\" ); },\n"
    "  { kind = \"prompt\"; title = \"Better%n?\"; estimate = 5;\n"
    "    choices = ( { label = \"%n\"; }, { label = \"No%s\"; stop = true; } ); }\n);\n";

static void must(bool so, const char *what) {
  if (!so) {
    fprintf(stderr, "hostile: %s\n", what);
    abort();
  }
}

/* Sets one column of all rows; what the schema forbids stays as it was. */
static void set_column(sqlite3 *db, const char *table, const char *column) {
  sqlite3_stmt *statement = NULL;
  char *sql = mem_format("UPDATE OR IGNORE \"%s\" SET \"%s\" = CAST(? AS TEXT)", table, column);
  if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK) {
    sqlite3_bind_blob(statement, 1, hostile_text, sizeof hostile_text - 1, SQLITE_STATIC);
    sqlite3_step(statement);
  }
  sqlite3_finalize(statement);
  free(sql);
}

void hostile_database(const char *name) {
  sqlite3 *db = NULL;
  sqlite3_stmt *columns = NULL;
  char *path = temp_folder_path(name);
  must(sqlite3_open(path, &db) == SQLITE_OK, "the record cannot be opened");
  must(sqlite3_prepare_v2(db,
                          "SELECT m.name, c.name FROM sqlite_schema m, pragma_table_info(m.name) c"
                          " WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'"
                          " AND c.type = 'TEXT' AND c.name NOT IN ('uuid', 'night')",
                          -1, &columns, NULL) == SQLITE_OK,
       "the record has no columns");
  char *names[200];
  size_t count = 0;
  while (sqlite3_step(columns) == SQLITE_ROW && count < sizeof names / sizeof names[0]) {
    names[count++] = mem_copy((const char *)sqlite3_column_text(columns, 0));
    names[count++] = mem_copy((const char *)sqlite3_column_text(columns, 1));
  }
  sqlite3_finalize(columns);
  must(count > 20, "the record has too few columns");
  for (size_t i = 0; i < count; i += 2) {
    set_column(db, names[i], names[i + 1]);
    free(names[i]);
    free(names[i + 1]);
  }
  sqlite3_close(db);
  free(path);
}

void hostile_environment(void) {
  static const char *const variables[] = {"EDITOR",
                                          "LANG",
                                          "LANGUAGE",
                                          "TZ",
                                          "PAGER",
                                          "USER",
                                          "LOGNAME",
                                          "COLORTERM",
                                          "NO_COLOR",
                                          "XDG_RUNTIME_DIR",
                                          "DBUS_SESSION_BUS_ADDRESS",
                                          "XDG_DATA_DIRS",
                                          "XDG_STATE_HOME",
                                          "DISPLAY",
                                          "WAYLAND_DISPLAY",
                                          "SSH_TTY",
                                          "SHELL"};
  for (size_t i = 0; i < sizeof variables / sizeof variables[0]; i++) {
    setenv(variables[i], hostile_text, 1);
  }
}

/* "at byte 12: a control character in "...". */
static char *finding_at(const char *bytes, size_t length, size_t where, const char *what) {
  size_t from = where > SHOWN_BEFORE ? where - SHOWN_BEFORE : 0;
  size_t to = where + SHOWN_BEHIND < length ? where + SHOWN_BEHIND : length;
  char *shown = mem_copy("");
  for (size_t at = from; at < to; at++) {
    unsigned char byte = (unsigned char)bytes[at];
    char *longer = byte >= ' ' && byte < 0x7f ? mem_format("%s%c", shown, byte)
                                              : mem_format("%s<%02x>", shown, byte);
    free(shown);
    shown = longer;
  }
  char *text = mem_format("at byte %zu of %zu: %s in \"%s\"", where, length, what, shown);
  free(shown);
  return text;
}

char *hostile_in(const char *bytes, size_t length, bool crlf) {
  char *plain = mem_new(length + 1, 1);
  size_t count = 0;
  for (size_t at = 0; at < length; at++) {
    bool of_line = crlf && bytes[at] == '\r' && at + 1 < length && bytes[at + 1] == '\n';
    if (!of_line) {
      plain[count++] = bytes[at];
    }
  }
  size_t where = 0;
  TextFault fault = text_fault(plain, count, &where);
  char *finding =
      fault == TEXT_FINE ? NULL : finding_at(plain, count, where, text_fault_name(fault));
  free(plain);
  return finding;
}

/* Length of a sequence that curses sends for xterm-256color; 0: it is none of those. */
static size_t sequence_length(const char *bytes, size_t left) {
  if (left < 2) {
    return 0;
  }
  if (strchr("=>78M", bytes[1]) != NULL) {
    return 2;
  }
  if (bytes[1] == '(' && left > 2 && strchr("B0", bytes[2]) != NULL) {
    return 3;
  }
  if (bytes[1] != '[') {
    return 0;
  }
  size_t at = 2;
  while (at < left && strchr("0123456789;?", bytes[at]) != NULL && bytes[at] != '\0') {
    at++;
  }
  bool ours =
      at < left && bytes[at] != '\0' && strchr("ABCDGHJKLMPSTXbdfhlmrt@", bytes[at]) != NULL;
  return ours ? at + 1 : 0;
}

char *hostile_in_terminal(const char *bytes, size_t length) {
  char *plain = mem_new(length + 1, 1);
  size_t count = 0;
  for (size_t at = 0; at < length;) {
    size_t sequence = bytes[at] == '\033' ? sequence_length(bytes + at, length - at) : 0;
    if (sequence > 0) {
      at += sequence;
      continue;
    }
    if (bytes[at] != '\r' && bytes[at] != '\b') {
      plain[count++] = bytes[at];
    }
    at++;
  }
  char *finding = hostile_in(plain, count, false);
  free(plain);
  return finding;
}
