/* Plain text: what the quick ways say, against libunistring, which the slow ones ask. */
#include <check.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <unigbrk.h>
#include <unilbrk.h>
#include <unistr.h>
#include <uniwidth.h>

#include "nightcalf/mem.h"
#include "nightcalf/text.h"
#include "suite.h"
#include "text/text_plain.h"

enum { MIXTURES = 20000, PIECES_MAX = 12, TEXT_SIZE = 128, WIDTH_MAX = 24 };

START_TEST(plain_length__takes__only_what_may_be_shown_in_one_column) {
  int plain = 0;
  for (ucs4_t character = 1; character < 0x110000; character++) {
    uint8_t bytes[6];
    int size = u8_uctomb(bytes, character, sizeof bytes);
    if (size <= 0 || plain_length((const char *)bytes, (size_t)size, false) == 0) {
      continue;
    }
    plain++;
    ck_assert_uint_eq(plain_length((const char *)bytes, (size_t)size, false), (size_t)size);
    ck_assert_int_eq(plain_columns((const char *)bytes, (size_t)size), 1);
    ck_assert_int_eq(uc_width(character, "UTF-8"), 1);
    ck_assert(
        !uc_is_general_category_withtable(character, UC_CATEGORY_MASK_M | UC_CATEGORY_MASK_C));
    ck_assert(!uc_is_property_default_ignorable_code_point(character));
    ck_assert(!uc_is_property_bidi_control(character));
  }
  ck_assert_int_eq(plain, '~' - ' ' + 1 + 62);
}
END_TEST

START_TEST(plain_length__stops__at_bytes_that_are_no_characters) {
  ck_assert_uint_eq(plain_length("a\xC3", 2, false), 1);
  ck_assert_uint_eq(plain_length("a\xC3z", 3, false), 1);
  ck_assert_uint_eq(plain_length("a\xC3\xA4", 3, false), 3);
  ck_assert_uint_eq(plain_length("a\xC3\xA4", 3, true), 1);
  ck_assert_uint_eq(plain_length("a\xA4", 2, false), 1);
  ck_assert_uint_eq(plain_length("a\nb", 3, false), 1);
}
END_TEST

/* A number below `below`, the same in every run. */
static unsigned draw(uint32_t *state, unsigned below) {
  *state = *state * 1664525U + 1013904223U;
  return (*state >> 8) % below;
}

static const char *const pieces[] = {
    "a",
    "Bc",
    "well-being",
    "10",
    "3.5",
    " ",
    "  ",
    "   ",
    ".",
    ",",
    "!",
    "?",
    ";",
    ":",
    "-",
    "--",
    "/",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "'",
    "\"",
    "%",
    "$",
    "&",
    "*",
    "+",
    "<",
    ">",
    "=",
    "@",
    "\\",
    "^",
    "_",
    "`",
    "|",
    "~",
    "#",
    "ok.",
    "i)",
    "\n",
    "\xC3\xA4",
    "\xC3\x9F",
    "\xC3\x97",
    "\xC2\xA0",
    "\xCC\x81",
    "\xE2\x80\xA6",
    "\xE3\x81\xB5",
    "\xE2\x80\x93",
    "\xF0\x9F\xA6\xB5",
    "\xE2\x80\x9C",
};

/* Words and blanks mostly, with everything else between them. */
static void mix(uint32_t *state, char text[TEXT_SIZE]) {
  unsigned known = draw(state, 4) == 0 ? (unsigned)(sizeof pieces / sizeof pieces[0]) : 44;
  text[0] = '\0';
  for (unsigned i = draw(state, PIECES_MAX); i > 0; i--) {
    unsigned which = draw(state, 3) == 0 ? draw(state, 8) : draw(state, known);
    size_t used = strlen(text);
    memcpy(text + used, pieces[which], strlen(pieces[which]) + 1);
  }
}

/* Where a line ends by the tables. */
static size_t end_by_tables(const char *text, size_t length, size_t start, int width) {
  char lines[TEXT_SIZE] = {0};
  char graphemes[TEXT_SIZE] = {0};
  u8_possible_linebreaks((const uint8_t *)text, length, "UTF-8", lines);
  u8_grapheme_breaks((const uint8_t *)text, length, graphemes);
  size_t allowed = start;
  size_t cut = start;
  int column = 0;
  for (size_t at = start; at < length && text[at] != '\n';) {
    ucs4_t character = 0;
    int size = u8_mbtouc(&character, (const uint8_t *)text + at, length - at);
    allowed = lines[at] == UC_BREAK_POSSIBLE ? at : allowed;
    cut = graphemes[at] ? at : cut;
    column += character == '\t' ? 1 : uc_width(character, "UTF-8");
    if (column > width && character != ' ' && at > start) {
      return allowed > start ? allowed : cut > start ? cut : at;
    }
    at += (size_t)size;
    if (at >= length || text[at] == '\n') {
      return at;
    }
  }
  return start;
}

START_TEST(plain_line_end__agrees__with_the_tables) {
  uint32_t state = 20261121;
  int told = 0;
  for (int i = 0; i < MIXTURES; i++) {
    char text[TEXT_SIZE];
    mix(&state, text);
    size_t length = strlen(text);
    int width = 2 + (int)draw(&state, WIDTH_MAX);
    size_t start = 0;
    while (start < length) {
      size_t by_tables = end_by_tables(text, length, start, width);
      size_t end = 0;
      if (plain_line_end(text, length, start, width, &end)) {
        told++;
        ck_assert_msg(end == by_tables, "\"%s\" from %zu in %d: %zu, by the tables %zu", text,
                      start, width, end, by_tables);
      }
      start = text[by_tables] == '\n' ? by_tables + 1 : by_tables;
    }
  }
  ck_assert_int_gt(told, MIXTURES / 4);
}
END_TEST

/* What stands before and behind changes nothing: a text made safe in one piece, and byte by byte
 * beside a character that needs the tables. */
START_TEST(text_safe__is_the_same__by_both_ways) {
  static const char far[] = "\xE3\x81\xB5";
  uint32_t state = 7;
  for (int i = 0; i < MIXTURES / 4; i++) {
    char text[TEXT_SIZE];
    mix(&state, text);
    char *longer = mem_format("%s%s", far, text);
    bool ascii = i % 2 == 0;
    char *quick = text_safe(text, ascii);
    char *slow = text_safe(longer, ascii);
    if (strncmp(text, "\xCC\x81", 2) != 0) {
      ck_assert_str_eq(slow + (ascii ? 1 : sizeof far - 1), quick);
      ck_assert_int_eq(text_width(longer), 2 + text_width(text));
    }
    free(slow);
    free(quick);
    free(longer);
  }
}
END_TEST

START_TEST(text_plain__tells__text_that_needs_no_table) {
  size_t length = 9;
  ck_assert(text_plain("", &length));
  ck_assert_uint_eq(length, 0);
  ck_assert(text_plain("Heel down, lean in.", &length));
  ck_assert_uint_eq(length, 19);
  ck_assert(!text_plain("a\tb", &length));
  ck_assert(!text_plain("caf\xC3\xA9", &length));
  ck_assert(!text_plain("\x1B[2J", &length));
}
END_TEST

int main(void) {
  Suite *suite = suite_create("text_plain");
  TCase *plain = tcase_create("plain");
  tcase_add_test(plain, plain_length__takes__only_what_may_be_shown_in_one_column);
  tcase_add_test(plain, plain_length__stops__at_bytes_that_are_no_characters);
  tcase_add_test(plain, plain_line_end__agrees__with_the_tables);
  tcase_add_test(plain, text_safe__is_the_same__by_both_ways);
  tcase_add_test(plain, text_plain__tells__text_that_needs_no_table);
  suite_add_tcase(suite, plain);
  return suite_run(suite);
}
