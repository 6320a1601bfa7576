/* The gate: everything printed outside curses is made safe for the locale here. Contract:
 * nightcalf/text.h. */
#include <langinfo.h>
#include <libintl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"

bool text_utf8(void) {
  return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

void text_start(void) {
  /* An unknown locale leaves "C" in force: ASCII output, nothing to tell. */
  (void)setlocale(LC_CTYPE, "");
  (void)setlocale(LC_MESSAGES, "");
  (void)setlocale(LC_TIME, "");
}

void text_catalogues(const char *folder) {
  static const char domain[] = "nightcalf";
  (void)bindtextdomain(domain, folder);
  /* The gate makes it ASCII where the locale's characters are not UTF-8. */
  (void)bind_textdomain_codeset(domain, "UTF-8");
  (void)textdomain(domain);
}

/* Writes text through the gate. */
static bool write_safe(FILE *stream, const char *text) {
  char *safe = text_safe(text, !text_utf8());
  size_t length = strlen(safe);
  bool written = fwrite(safe, 1, length, stream) == length && ferror(stream) == 0;
  free(safe);
  return written;
}

bool text_print(FILE *stream, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  char *text = mem_format_list(format, arguments);
  va_end(arguments);
  bool written = write_safe(stream, text);
  free(text);
  return written;
}

void text_complain(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  char *text = mem_format_list(language_text(format), arguments);
  va_end(arguments);
  (void)text_print(stderr, "nightcalf: %s\n", text);
  free(text);
}
