/* Errors and diagnostics: how a function that can fail says what, where and what to do. */
#ifndef NIGHTCALF_ERROR_H
#define NIGHTCALF_ERROR_H

#include <stdbool.h>
#include <stddef.h>

#define PRINTF_LIKE(format_at, first) __attribute__((format(printf, format_at, first)))

/* One failure in a sentence a person can act on, on one line. The text may hold bytes from files:
 * print it through text_print(). */
typedef struct Error {
  char text[1024];
} Error;

/* Fills err (which may be NULL) and returns false, so that a failing function can `return fail(err,
 * ...)`. In parentheses because check.h, which the tests include, has a macro of that name. */
bool(fail)(Error *err, const char *format, ...) PRINTF_LIKE(2, 3);

/* A copy in which each line break is a mark (U+FFFD): what is told on one line stays there,
 * whatever the names of files in it. Release with free(). */
char *error_one_line(const char *text);

/* One finding about a file, as a compiler reports it. */
typedef struct Diagnostic {
  char *file;    /* as the user named it; owned */
  int line;      /* from 1; 0: the file as a whole */
  int column;    /* from 1, in bytes of the line; 0: the line or file as a whole */
  bool warning;  /* false: an error */
  char *message; /* on one line, without position and without a final full stop; owned */
} Diagnostic;

/* All findings about one or more files. Zero-initialise; free with diagnostics_free(). */
typedef struct Diagnostics {
  Diagnostic *items;
  size_t count;
  size_t capacity;
  size_t errors; /* how many of them are errors */
} Diagnostics;

/* Adds a finding; file is copied. At most 1,000 are kept, so that a hostile file cannot fill
 * memory. */
void diagnostics_add(Diagnostics *diagnostics, const char *file, int line, int column, bool warning,
                     const char *format, ...) PRINTF_LIKE(6, 7);
/* Stable order: by file as first seen, then line, then column. */
void diagnostics_sort(Diagnostics *diagnostics);
void diagnostics_free(Diagnostics *diagnostics);

#endif
