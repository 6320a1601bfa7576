/* Writing mdoc: what a manual page is made of, with every character that means something to it
 * escaped. Contract: manual.h. */
#include <ctype.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "manual.h"
#include "nightcalf/format.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"

enum { LINE_COLUMNS = 72, BEFORE_TWO = 2 };

/* Whether a hyphen here is one of an option, to be shown and copied as it is typed. */
static bool is_dash(const char *text, size_t at) {
  return at == 0 || text[at - 1] == ' ' || text[at - 1] == '-' || text[at - 1] == '"' ||
         text[at + 1] == '-';
}

/* One character of a line. quoted: within the argument of a macro. */
static void put_character(FILE *page, const char *text, size_t at, bool quoted) {
  if (text[at] == '\\') {
    fputs("\\e", page);
  } else if (text[at] == '-' && is_dash(text, at)) {
    fputs("\\-", page);
  } else if (text[at] == '"' && quoted) {
    fputs("\\(dq", page);
  } else {
    fputc(text[at], page);
  }
}

static void put_line(FILE *page, const char *text) {
  if (text[0] == '.' || text[0] == '\'') {
    fputs("\\&", page);
  }
  for (size_t i = 0; text[i] != '\0'; i++) {
    put_character(page, text, i, false);
  }
  fputc('\n', page);
}

/* How long the first sentence is. A full stop within one is followed by a small letter. */
static size_t sentence_length(const char *text) {
  for (size_t i = 0; text[i] != '\0'; i++) {
    bool ends = text[i] == '.' || text[i] == '?' || text[i] == '!' || text[i] == '\n';
    if (ends && (text[i] == '\n' ||
                 (text[i + 1] == ' ' && !islower((unsigned char)text[i + BEFORE_TWO])))) {
      return i + 1;
    }
  }
  return strlen(text);
}

void mdoc_text(FILE *page, const char *text) {
  while (*text != '\0') {
    size_t length = sentence_length(text);
    char *sentence = mem_copy_bytes(text, length);
    size_t count = 0;
    char **lines = text_wrap(sentence, LINE_COLUMNS, &count);
    for (size_t i = 0; i < count; i++) {
      if (lines[i][0] != '\0') {
        put_line(page, lines[i]);
      }
    }
    text_lines_free(lines, count);
    free(sentence);
    bool ended = text[length - 1] == '\n';
    text += length + strspn(text + length, " ");
    fputs(ended && *text != '\0' ? ".Pp\n" : "", page);
  }
}

/* One argument of a macro. Brackets and marks alone would be read as delimiters, words of two or
 * three letters perhaps as macros: quotes keep them what they are. */
static void put_argument(FILE *page, const char *argument) {
  fputs(" \"", page);
  if (strchr("[](){}|,.;:?!", argument[0]) != NULL) {
    fputs("\\&", page);
  }
  for (size_t i = 0; argument[i] != '\0'; i++) {
    put_character(page, argument, i, true);
  }
  fputc('"', page);
}

void mdoc_line(FILE *page, const char *macro, ...) {
  fprintf(page, ".%s", macro);
  va_list arguments;
  va_start(arguments, macro);
  for (const char *argument = va_arg(arguments, const char *); argument != NULL;
       argument = va_arg(arguments, const char *)) {
    put_argument(page, argument);
  }
  va_end(arguments);
  fputc('\n', page);
}

/* How many characters of one sort come first: capitals, small letters, full stops, or one mark. */
static size_t run_length(const char *text) {
  static const char *const sorts[] = {"ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz",
                                      "."};
  for (size_t i = 0; i < sizeof sorts / sizeof sorts[0]; i++) {
    size_t length = strspn(text, sorts[i]);
    if (length > 0) {
      return length;
    }
  }
  return 1;
}

void mdoc_usage(FILE *page, const Command *command) {
  fprintf(page, ".It Cm %s", command->name);
  const char *at = command->arguments;
  bool glued = false;
  while (*at != '\0') {
    if (*at == ' ') {
      at++;
      glued = false;
      continue;
    }
    size_t length = run_length(at);
    char *word = mem_copy_bytes(at, length);
    bool typed = islower((unsigned char)word[0]) && strcmp(word, "or") != 0;
    const char *macro = isupper((unsigned char)word[0]) ? "Ar" : typed ? "Cm" : "No";
    fprintf(page, "%s %s", glued ? " Ns" : "", macro);
    put_argument(page, word);
    free(word);
    at += length;
    glued = true;
  }
  fputc('\n', page);
}

void mdoc_display(FILE *page, const char *text) {
  fputs(".Bd -literal -offset indent\n", page);
  size_t count = 0;
  char **lines = text_wrap(text, LINE_COLUMNS * 2, &count);
  for (size_t i = 0; i < count; i++) {
    put_line(page, lines[i]);
  }
  text_lines_free(lines, count);
  fputs(".Ed\n", page);
}

/* What a value must be, beside what it looks like: its limits, where it has some of its own. Or
 * "". Release with free(). */
static char *limits(const Field *field) {
  Error text = {{0}};
  bool limited = field->maximum > 0 || field->minimum > 0 || field->above_minimum;
  if (!limited || field->words != NULL) {
    return mem_copy("");
  }
  field_range(field, text.text, sizeof text.text);
  return mem_copy(text.text);
}

void mdoc_fields(FILE *page, const Field *table) {
  fputs(".Bl -tag -width Ds\n", page);
  for (const Field *field = table; field->name != NULL; field++) {
    char *shape = field_shape(field);
    char *otherwise = field_otherwise(field);
    char *limit = limits(field);
    mdoc_line(page, "It Ic", field->name, NULL);
    mdoc_text(page, field->sentence);
    char *form = mem_format("%s%s%s%s%s.", shape, limit[0] == '\0' ? "" : "; ", limit,
                            otherwise[0] == '\0' ? "" : "; ", otherwise);
    form[0] = (char)toupper((unsigned char)form[0]);
    mdoc_text(page, form);
    free(form);
    free(limit);
    free(otherwise);
    free(shape);
  }
  fputs(".El\n", page);
}
