/* Text for people: what must not be in it, making it safe to show, its width, wrapping and cutting.
 * Contract: nightcalf/text.h. */
#include "nightcalf/text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <unigbrk.h>
#include <unilbrk.h>
#include <unistr.h>
#include <uniwidth.h>

#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "text_ascii.h"
#include "text_plain.h"

enum { MARKS_MAX = 8, WRAP_WIDTH_MIN = 2, BUFFER_FIRST = 64 };

static const char encoding[] = "UTF-8";
static const char visible_mark[] = "\xEF\xBF\xBD"; /* U+FFFD */
static const char ellipsis[] = "\xE2\x80\xA6";     /* U+2026 */

/* Bytes that are being put together. */
typedef struct Buffer {
  char *bytes;
  size_t length;
  size_t capacity;
} Buffer;

/* A text with the places where a line may end and where a character as seen begins; see
 * u8_possible_linebreaks() and u8_grapheme_breaks(). */
typedef struct Breaks {
  const char *text;
  size_t length;
  char *lines;
  char *graphemes;
} Breaks;

/* libunistring's view of the same bytes. */
static const uint8_t *bytes_of(const char *text) {
  return (const uint8_t *)text;
}

/* Reads one character; returns its bytes, or 0 when they are not UTF-8. left: above 0. */
static size_t decode(const char *text, size_t left, ucs4_t *character) {
  int size = u8_mbtoucr(character, bytes_of(text), left);
  return size > 0 ? (size_t)size : 0;
}

/* Columns of one character. A tab counts as the blank it is drawn as. */
static int column_width(ucs4_t character) {
  if (character == '\t') {
    return 1;
  }
  int width = uc_width(character, encoding);
  return width > 0 ? width : 0;
}

int text_width(const char *text) {
  size_t length = strlen(text);
  int width = 0;
  for (size_t at = 0; at < length;) {
    size_t plain = plain_length(text + at, length - at, false);
    width += plain_columns(text + at, plain);
    at += plain;
    if (at == length) {
      break;
    }
    ucs4_t character = 0;
    size_t size = decode(text + at, length - at, &character);
    width += size == 0 ? 1 : column_width(character);
    at += size == 0 ? 1 : size;
  }
  return width;
}

/* The categories whose characters may be shown: letters, marks, numbers, punctuation, symbols and
 * blanks. Cn too: letters and pictures that are newer than our tables. */
static const uint32_t shown_categories =
    UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M | UC_CATEGORY_MASK_N | UC_CATEGORY_MASK_P |
    UC_CATEGORY_MASK_S | UC_CATEGORY_MASK_Zs | UC_CATEGORY_MASK_Cn;

/* What is wrong with a character: an allow-list, all else is a fault. Line and paragraph separators
 * act as controls do; what is ignorable by default cannot be seen, whatever its category. */
static TextFault fault_of(ucs4_t character) {
  if (character == '\n' || character == '\t') {
    return TEXT_FINE;
  }
  if (uc_is_general_category_withtable(character, UC_CATEGORY_MASK_Cc | UC_CATEGORY_MASK_Zl |
                                                      UC_CATEGORY_MASK_Zp)) {
    return TEXT_CONTROL;
  }
  if (uc_is_property_bidi_control(character)) {
    return TEXT_DIRECTION;
  }
  bool shown = uc_is_general_category_withtable(character, shown_categories) &&
               !uc_is_property_default_ignorable_code_point(character) &&
               !uc_is_property_not_a_character(character);
  return shown ? TEXT_FINE : TEXT_INVISIBLE;
}

/* Reads one character at a place and judges it; *size is how far to move on, at least 1. */
static TextFault read_character(const char *text, size_t left, ucs4_t *character, size_t *size) {
  *size = decode(text, left, character);
  if (*size == 0) {
    *size = 1;
    return TEXT_INVALID_UTF8;
  }
  return fault_of(*character);
}

TextFault text_fault(const char *text, size_t length, size_t *where) {
  for (size_t at = 0; at < length;) {
    size_t plain = plain_length(text + at, length - at, false);
    at += plain;
    if (at == length) {
      break;
    }
    ucs4_t character = 0;
    size_t size = 0;
    TextFault fault = read_character(text + at, length - at, &character, &size);
    if (fault != TEXT_FINE) {
      *where = at;
      return fault;
    }
    at += size;
  }
  return TEXT_FINE;
}

const char *text_fault_name(TextFault fault) {
  static const char *const names[] = {
      [TEXT_FINE] = N_("nothing wrong"),
      [TEXT_INVALID_UTF8] = N_("invalid UTF-8"),
      [TEXT_CONTROL] = N_("a control character"),
      [TEXT_DIRECTION] = N_("a character that changes the writing direction"),
      [TEXT_INVISIBLE] = N_("an invisible character"),
  };
  return language_text(names[fault]);
}

/* Appends bytes, and keeps a NUL behind them. */
static void append(Buffer *buffer, const char *bytes, size_t length) {
  size_t needed = buffer->length + length + 1;
  if (buffer->bytes == NULL || needed > buffer->capacity) {
    buffer->capacity = needed > BUFFER_FIRST ? needed * 2 : BUFFER_FIRST;
    buffer->bytes = mem_resize(buffer->bytes, buffer->capacity, 1);
  }
  memcpy(buffer->bytes + buffer->length, bytes, length);
  buffer->length += length;
  buffer->bytes[buffer->length] = '\0';
}

/* Appends a character that may be shown, in its own bytes or in ASCII. */
static void append_character(Buffer *buffer, ucs4_t character, const char *bytes, size_t size,
                             bool ascii) {
  if (!ascii || character < 0x80) {
    append(buffer, bytes, size);
    return;
  }
  char plain[ASCII_SIZE];
  char before = '\0';
  if (buffer->length > 0) {
    before = buffer->bytes[buffer->length - 1];
  }
  append(buffer, plain, ascii_of(character, before, plain));
}

/* Whether a character is drawn over the one before it: these can be stacked without end. */
static bool is_mark(ucs4_t character) {
  return uc_is_general_category_withtable(character, UC_CATEGORY_MASK_M) ||
         uc_width(character, encoding) == 0;
}

bool text_plain(const char *text, size_t *length) {
  const char *end = text;
  while (*end >= ' ' && *end <= '~') {
    end++;
  }
  *length = (size_t)(end - text) + strlen(end);
  return *end == '\0';
}

char *text_safe(const char *text, bool ascii) {
  size_t length = strlen(text);
  if (plain_length(text, length, ascii) == length) {
    return mem_copy_bytes(text, length);
  }
  Buffer buffer = {0};
  append(&buffer, "", 0);
  int marks = 0;
  for (size_t at = 0; at < length;) {
    size_t plain = plain_length(text + at, length - at, ascii);
    if (plain > 0) {
      append(&buffer, text + at, plain);
      at += plain;
      marks = 0;
      continue;
    }
    ucs4_t character = 0;
    size_t size = 0;
    TextFault fault = read_character(text + at, length - at, &character, &size);
    marks = fault == TEXT_FINE && is_mark(character) ? marks + 1 : 0;
    if (fault != TEXT_FINE) {
      const char *mark = ascii ? "?" : visible_mark;
      append(&buffer, mark, strlen(mark));
    } else if (marks <= MARKS_MAX) {
      append_character(&buffer, character, text + at, size, ascii);
    }
    at += size;
  }
  return buffer.bytes;
}

/* Where the line that begins at start ends, before its final blanks are taken off: at a newline, at
 * the last place that allows it, or, in a word that is longer than a line, between two characters.
 * Blanks may hang over the edge. */
static size_t line_end(const Breaks *breaks, size_t start, int width) {
  size_t allowed = start;
  size_t cut = start;
  int column = 0;
  size_t at = start;
  while (at < breaks->length && breaks->text[at] != '\n') {
    if (breaks->lines[at] == UC_BREAK_POSSIBLE) {
      allowed = at;
    }
    if (breaks->graphemes[at]) {
      cut = at;
    }
    ucs4_t character = 0;
    size_t size = decode(breaks->text + at, breaks->length - at, &character);
    column += column_width(character);
    bool blank = character == ' ' || character == '\t';
    if (column > width && !blank && at > start) {
      if (allowed > start) {
        return allowed;
      }
      return cut > start ? cut : at;
    }
    at += size;
  }
  return at;
}

/* Looks the places up, the first time. */
static void find_breaks(Breaks *breaks) {
  if (breaks->lines == NULL) {
    breaks->lines = mem_new(breaks->length, 1);
    breaks->graphemes = mem_new(breaks->length, 1);
    u8_possible_linebreaks(bytes_of(breaks->text), breaks->length, encoding, breaks->lines);
    u8_grapheme_breaks(bytes_of(breaks->text), breaks->length, breaks->graphemes);
  }
}

/* A copy of a line without its final blanks; tabs become blanks. */
static char *copy_line(const char *text, size_t length) {
  while (length > 0 && (text[length - 1] == ' ' || text[length - 1] == '\t')) {
    length--;
  }
  char *line = mem_copy_bytes(text, length);
  for (size_t i = 0; i < length; i++) {
    if (line[i] == '\t') {
      line[i] = ' ';
    }
  }
  return line;
}

char **text_wrap(const char *text, int width, size_t *count) {
  char *safe = text_safe(text, false);
  size_t length = strlen(safe);
  Breaks breaks = {safe, length, NULL, NULL};
  char **lines = NULL;
  size_t start = 0;
  *count = 0;
  width = width < WRAP_WIDTH_MIN ? WRAP_WIDTH_MIN : width;
  do {
    size_t end = 0;
    if (!plain_line_end(safe, length, start, width, &end)) {
      find_breaks(&breaks);
      end = line_end(&breaks, start, width);
    }
    lines = mem_resize(lines, *count + 1, sizeof *lines);
    lines[(*count)++] = copy_line(safe + start, end - start);
    start = end < length && safe[end] == '\n' ? end + 1 : end;
  } while (start < length);
  free(breaks.lines);
  free(breaks.graphemes);
  free(safe);
  return lines;
}

void text_lines_free(char **lines, size_t count) {
  for (size_t i = 0; i < count; i++) {
    free(lines[i]);
  }
  free(lines);
}

/* How many bytes of a text fit into width columns, ending between two characters as seen. */
static size_t bytes_that_fit(const char *text, int width) {
  size_t length = strlen(text);
  size_t fit = 0;
  int column = 0;
  while (fit < length) {
    if (plain_length(text + fit, 2, true) == 2) { /* no mark follows */
      if (column == width) {
        break;
      }
      column++;
      fit++;
      continue;
    }
    const uint8_t *start = bytes_of(text + fit);
    const uint8_t *next = u8_grapheme_next(start, bytes_of(text + length));
    size_t size = (size_t)(next - start);
    char *grapheme = mem_copy_bytes(text + fit, size);
    column += text_width(grapheme);
    free(grapheme);
    if (column > width) {
      break;
    }
    fit += size;
  }
  return fit;
}

char *text_cut(const char *text, int width, bool ascii) {
  char *safe = text_safe(text, false);
  for (char *at = safe; *at != '\0'; at++) {
    if (*at == '\n' || *at == '\t') {
      *at = ' ';
    }
  }
  if (text_width(safe) <= width) {
    return safe;
  }
  const char *end = ascii ? "..." : ellipsis;
  int end_width = text_width(end);
  Buffer buffer = {0};
  if (end_width <= width) {
    append(&buffer, safe, bytes_that_fit(safe, width - end_width));
    append(&buffer, end, strlen(end));
  } else {
    append(&buffer, end, width > 0 ? (size_t)width : 0); /* room for some of the points only */
  }
  free(safe);
  return buffer.bytes;
}
