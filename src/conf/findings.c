/* Findings: handing messages on with their file, place and subject. */
#include "conf/findings.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "conf/guard.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"

enum { SHOWN_BYTES = 60, GUESSES_MAX = 20, STEP_SUBJECT_SIZE = SHOWN_SIZE + 40 };

/* "step 2 \"Calf massage\"", or "step 2" for one without a title. */
static void step_subject(const Subject *about, char subject[STEP_SUBJECT_SIZE]) {
  const Node *title = node_find(about->step, "title");
  if (title == NULL || title->type != NODE_TEXT || title->text[0] == '\0') {
    (void)snprintf(subject, STEP_SUBJECT_SIZE, _("step %d"), about->number);
    return;
  }
  char shown[SHOWN_SIZE];
  show_bytes(title->text, strlen(title->text), shown);
  (void)snprintf(subject, STEP_SUBJECT_SIZE, _("step %d \"%s\""), about->number, shown);
}

void finding_subject(const Findings *findings, char subject[SUBJECT_SIZE]) {
  const Subject *about = &findings->subject;
  subject[0] = '\0';
  if (about->step == NULL) {
    return;
  }
  char step[STEP_SUBJECT_SIZE];
  step_subject(about, step);
  if (about->choice == 0) {
    (void)snprintf(subject, SUBJECT_SIZE, "%s: ", step);
  } else if (about->label == NULL || about->label[0] == '\0') {
    (void)snprintf(subject, SUBJECT_SIZE, _("%s, choice %zu: "), step, about->choice);
  } else {
    char shown[SHOWN_SIZE];
    show_bytes(about->label, strlen(about->label), shown);
    (void)snprintf(subject, SUBJECT_SIZE, _("%s, choice %zu \"%s\": "), step, about->choice, shown);
  }
}

static void add(const Findings *findings, Place place, bool warning, const char *format,
                va_list arguments) PRINTF_LIKE(4, 0);

static void add(const Findings *findings, Place place, bool warning, const char *format,
                va_list arguments) {
  char subject[SUBJECT_SIZE];
  finding_subject(findings, subject);
  char *message = mem_format_list(language_text(format), arguments);
  diagnostics_add(findings->diagnostics, findings->file, place.line, place.column, warning, "%s%s",
                  subject, message);
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
