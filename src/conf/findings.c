/* Findings: handing messages on with their file, place and subject. */
#include "conf/findings.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/language.h"
#include "nightcalf/mem.h"

enum { SHOWN_BYTES = 60, GUESSES_MAX = 20 };

static void add(const Findings *findings, Place place, bool warning, const char *format,
                va_list arguments) PRINTF_LIKE(4, 0);

static void add(const Findings *findings, Place place, bool warning, const char *format,
                va_list arguments) {
  char *message = mem_format_list(language_text(format), arguments);
  diagnostics_add(findings->diagnostics, findings->file, place.line, place.column, warning, "%s%s",
                  findings->subject, message);
  free(message);
}

void finding_error(const Findings *findings, Place place, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  add(findings, place, false, format, arguments);
  va_end(arguments);
}

void finding_warning(const Findings *findings, Place place, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  add(findings, place, true, format, arguments);
  va_end(arguments);
}

void show_bytes(const char *bytes, size_t length, char shown[SHOWN_SIZE]) {
  size_t kept = 0;
  while (kept < length && kept < SHOWN_BYTES && bytes[kept] != '\n' && bytes[kept] != '\r') {
    kept++;
  }
  bool cut = kept < length;
  /* not in the middle of a character */
  while (cut && kept > 0 && ((unsigned char)bytes[kept] & 0xc0U) == 0x80U) {
    kept--;
  }
  memcpy(shown, bytes, kept);
  memcpy(shown + kept, "...", cut ? sizeof "..." : 0);
  shown[kept + (cut ? strlen("...") : 0)] = '\0';
}

bool finding_may_guess(const Findings *findings) {
  return findings->diagnostics->errors < GUESSES_MAX;
}

void show_guess(const char *nearest, char guess[GUESS_SIZE]) {
  guess[0] = '\0';
  if (nearest != NULL) {
    (void)snprintf(guess, GUESS_SIZE, _("; did you mean \"%s\"?"), nearest);
  }
}
