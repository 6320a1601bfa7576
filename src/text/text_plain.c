/* Plain text: which bytes are, and where a line of them ends. test_text.c holds this against
 * libunistring. */
#include "text_plain.h"

#include <string.h>

/* The two bytes of a letter of Latin-1: U+00C0 to U+00FF, but not the signs for times and divided
 * by. */
enum { LATIN_FIRST = 0xC3, LATIN_FROM = 0x80, LATIN_TO = 0xBF, TIMES = 0x97, DIVIDED = 0xB7 };

/* Bytes of the plain character here; 0: it is none. left: above 0. */
static size_t plain_size(const char *text, size_t left, bool ascii) {
  if (text[0] >= ' ' && text[0] <= '~') {
    return 1;
  }
  if (ascii || left < 2 || (unsigned char)text[0] != LATIN_FIRST) {
    return 0;
  }
  unsigned char second = (unsigned char)text[1];
  bool letter = second >= LATIN_FROM && second <= LATIN_TO && second != TIMES && second != DIVIDED;
  return letter ? 2 : 0;
}

size_t plain_length(const char *text, size_t length, bool ascii) {
  size_t plain = 0;
  while (plain < length) {
    size_t size = plain_size(text + plain, length - plain, ascii);
    if (size == 0) {
      break;
    }
    plain += size;
  }
  return plain;
}

int plain_columns(const char *text, size_t length) {
  int columns = (int)length;
  for (size_t i = 0; i < length; i++) {
    columns -= (unsigned char)text[i] == LATIN_FIRST ? 1 : 0;
  }
  return columns;
}

/* Letters and digits; every byte of a letter of Latin-1 is one. */
static bool is_word(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
         (byte >= '0' && byte <= '9') || (unsigned char)byte >= LATIN_FROM;
}

/* What no line begins with behind a word, a quotation mark or another of these. Source: UAX #14,
 * LB13 and LB19. */
static bool is_closing(char byte) {
  return byte != '\0' && strchr(".,:;!?)]}'\"", byte) != NULL;
}

/* Whether a line may end before what follows here, as plain_line_end() can tell. */
typedef enum Chance { CHANCE_NONE, CHANCE_SURE, CHANCE_UNKNOWN } Chance;

/* before: the byte before this one; solid: the last one that is no blank, 0 where the line has
 * none. Source: UAX #14, LB14 and LB18 for what stands behind a blank; LB23 and LB28 in words. */
static Chance chance_before(char before, char solid, char byte) {
  if (byte == ' ') {
    return CHANCE_NONE;
  }
  if (before == ' ') {
    bool opened = solid == '\0' || strchr("([{", solid) != NULL;
    return is_word(byte) && !opened ? CHANCE_SURE : CHANCE_UNKNOWN;
  }
  bool in_word = is_word(before) || before == '\'' || before == '"';
  bool tight = in_word ? is_word(byte) || is_closing(byte) : is_closing(before) && is_closing(byte);
  return tight ? CHANCE_NONE : CHANCE_UNKNOWN;
}

bool plain_line_end(const char *text, size_t length, size_t start, int width, size_t *end) {
  size_t allowed = start;
  bool known = true; /* since the last place that allows an end */
  char solid = '\0';
  int column = 0;
  size_t at = start;
  while (at < length && text[at] != '\n') {
    size_t size = plain_size(text + at, length - at, false);
    if (size == 0) {
      return false;
    }
    Chance chance = CHANCE_NONE;
    if (at > start) {
      chance = chance_before(text[at - 1], solid, text[at]);
    }
    known = (known || chance == CHANCE_SURE) && chance != CHANCE_UNKNOWN;
    allowed = chance == CHANCE_SURE ? at : allowed;
    column++;
    if (column > width && text[at] != ' ' && at > start) {
      *end = allowed > start ? allowed : at;
      return known;
    }
    if (text[at] != ' ') {
      solid = text[at];
    }
    at += size;
  }
  *end = at;
  return true;
}
