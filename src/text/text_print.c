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
  language_begin();
}

void text_catalogues(const char *folder) {
  static const char domain[] = "nightcalf";
  (void)bindtextdomain(domain, folder);
  /* The gate makes it ASCII where the locale's characters are not UTF-8. */
  (void)bind_textdomain_codeset(domain, "UTF-8");
  (void)textdomain(domain);
  language_begin();
}

/* Writes text through the gate. */
static bool write_safe(FILE *stream, const char *text) {
  char *safe = text_safe(text, !text_utf8());
  size_t length = strlen(safe);
  bool written = fwrite(safe, 1, length, stream) == length && ferror(stream) == 0;
  free(safe);
  return written;
}

static size_t count_breaks(const char *text) {
  size_t count = 0;
  for (const char *at = strchr(text, '\n'); at != NULL; at = strchr(at + 1, '\n')) {
    count++;
  }
  return count;
}

/* Whether a format hands texts on as they are, with the lines they have: nothing but "%s" and line
 * breaks. */
static bool hands_on(const char *format) {
  while (*format == '\n' || (format[0] == '%' && format[1] == 's')) {
    format += *format == '\n' ? 1 : 2;
  }
  return *format == '\0';
}

/* A byte that is nowhere in a text; '\n' where all of those that are no text are in it. */
static char absent_byte(const char *text) {
  static const char others[] = "\x01\x02\x03\x04\x05\x06\x0E\x0F\x10\x11\x12\x13\x14\x15\x16\n";
  const char *byte = others;
  while (*byte != '\n' && strchr(text, *byte) != NULL) {
    byte++;
  }
  return *byte;
}

/* Puts one byte in the place of another, wherever it is. */
static void replace(char *text, char byte, char by) {
  for (char *at = text; *at != '\0'; at++) {
    if (*at == byte) {
      *at = by;
    }
  }
}

/* Fills copy, which has room for it, with a format whose breaks are another byte. Returns copy. */
static const char *with_breaks(const char *format, char *copy, char byte)
    __attribute__((format_arg(1)));

static const char *with_breaks(const char *format, char *copy, char byte) {
  memcpy(copy, format, strlen(format) + 1);
  replace(copy, '\n', byte);
  return copy;
}

/* Formats; a line break that comes out of an argument of a line is a blank: the line stays one,
 * whatever is named in it. Release with free(). */
static char *format_lines(const char *format, va_list arguments) PRINTF_LIKE(1, 0);

static char *format_lines(const char *format, va_list arguments) {
  va_list again;
  va_copy(again, arguments);
  char *text = mem_format_list(format, arguments);
  if (!hands_on(format) && count_breaks(text) > count_breaks(format)) {
    /* The format's own breaks are told from the others by a byte that stands for them. */
    char own = absent_byte(text);
    char *copy = mem_new(strlen(format) + 1, 1);
    free(text);
    text = mem_format_list(with_breaks(format, copy, own), again);
    replace(text, '\n', ' ');
    replace(text, own, '\n');
    free(copy);
  }
  va_end(again);
  return text;
}

bool text_print(FILE *stream, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  char *text = format_lines(format, arguments);
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
  char *line = error_one_line(text);
  (void)text_print(stderr, "nightcalf: %s\n", line);
  free(line);
  free(text);
}
