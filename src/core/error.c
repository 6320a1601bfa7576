/* Errors and diagnostics: filling in the one sentence a failure carries, and keeping the findings
 * about files in the order a person reads them. Contract: nightcalf/error.h. */
#include "nightcalf/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/language.h"
#include "nightcalf/mem.h"

enum { DIAGNOSTICS_MAX = 1000, DIAGNOSTICS_FIRST = 16 };

/* A finding on its way through the sort, with the keys that are not in it. */
typedef struct Ranked {
  Diagnostic item;
  size_t file;  /* index of the first finding about the same file */
  size_t place; /* where it stood before, which keeps the sort stable */
} Ranked;

static const char break_mark[] = "\xEF\xBF\xBD"; /* U+FFFD */

/* Copies a text, cut off where the room ends, with a mark in the place of each line break. */
static void copy_line(char *line, size_t room, const char *text) {
  size_t used = 0;
  for (const char *at = text; *at != '\0'; at++) {
    const char *piece = *at == '\n' ? break_mark : at;
    size_t length = *at == '\n' ? sizeof break_mark - 1 : 1;
    if (used + length >= room) {
      break;
    }
    memcpy(line + used, piece, length);
    used += length;
  }
  line[used] = '\0';
}

char *error_one_line(const char *text) {
  size_t room = strlen(text) * (sizeof break_mark - 1) + 1;
  char *line = mem_new(room, 1);
  copy_line(line, room, text);
  return line;
}

/* Writes to a buffer of its own first, so that err->text itself may be among the arguments. */
bool fail(Error *err, const char *format, ...) {
  if (err == NULL) {
    return false;
  }
  Error made;
  va_list arguments;
  va_start(arguments, format);
  (void)vsnprintf(made.text, sizeof made.text, language_text(format), arguments);
  va_end(arguments);
  copy_line(err->text, sizeof err->text, made.text);
  return false;
}

void diagnostics_add(Diagnostics *diagnostics, const char *file, int line, int column, bool warning,
                     const char *format, ...) {
  if (!warning) {
    diagnostics->errors++;
  }
  if (diagnostics->count == DIAGNOSTICS_MAX) {
    return;
  }
  if (diagnostics->count == diagnostics->capacity) {
    diagnostics->capacity =
        diagnostics->capacity == 0 ? DIAGNOSTICS_FIRST : diagnostics->capacity * 2;
    diagnostics->items =
        mem_resize(diagnostics->items, diagnostics->capacity, sizeof *diagnostics->items);
  }
  va_list arguments;
  va_start(arguments, format);
  char *message = mem_format_list(language_text(format), arguments);
  va_end(arguments);
  diagnostics->items[diagnostics->count++] = (Diagnostic){
      .file = mem_copy(file),
      .line = line,
      .column = column,
      .warning = warning,
      .message = error_one_line(message),
  };
  free(message);
}

/* Whether two findings are about the same file; a file may be NULL. */
static bool same_file(const Diagnostic *one, const Diagnostic *other) {
  if (one->file == NULL || other->file == NULL) {
    return one->file == other->file;
  }
  return strcmp(one->file, other->file) == 0;
}

/* Index of the first finding about the same file as the one at index. */
static size_t file_rank(const Diagnostics *diagnostics, size_t index) {
  size_t rank = 0;
  while (!same_file(&diagnostics->items[rank], &diagnostics->items[index])) {
    rank++;
  }
  return rank;
}

/* Order of two numbers as qsort() wants it. */
static int order_of(size_t one, size_t other) {
  return (one > other) - (one < other);
}

/* By file, line, column, and last by where it stood; for qsort(). */
static int compare_ranked(const void *left, const void *right) {
  const Ranked *one = left;
  const Ranked *other = right;
  if (one->file != other->file) {
    return order_of(one->file, other->file);
  }
  if (one->item.line != other->item.line) {
    return one->item.line < other->item.line ? -1 : 1;
  }
  if (one->item.column != other->item.column) {
    return one->item.column < other->item.column ? -1 : 1;
  }
  return order_of(one->place, other->place);
}

void diagnostics_sort(Diagnostics *diagnostics) {
  size_t count = diagnostics->count;
  if (count < 2) {
    return;
  }
  Ranked *ranked = mem_new(count, sizeof *ranked);
  for (size_t i = 0; i < count; i++) {
    ranked[i] = (Ranked){diagnostics->items[i], file_rank(diagnostics, i), i};
  }
  qsort(ranked, count, sizeof *ranked, compare_ranked);
  for (size_t i = 0; i < count; i++) {
    diagnostics->items[i] = ranked[i].item;
  }
  free(ranked);
}

void diagnostics_free(Diagnostics *diagnostics) {
  for (size_t i = 0; i < diagnostics->count; i++) {
    free(diagnostics->items[i].file);
    free(diagnostics->items[i].message);
  }
  free(diagnostics->items);
  *diagnostics = (Diagnostics){0};
}
