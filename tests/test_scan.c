/* The lexer: every byte of a file belongs to a token, a blank or a comment, and has its place. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "conf/scan.h"
#include "suite.h"

/* The letter that stands for a type of token. */
static char letter(TokenType type) {
  static const char letters[] = {[TOKEN_END] = '$',
                                 [TOKEN_NAME] = 'n',
                                 [TOKEN_FLAG] = 'b',
                                 [TOKEN_INTEGER] = 'i',
                                 [TOKEN_FLOAT] = 'f',
                                 [TOKEN_STRING] = 's',
                                 [TOKEN_EQUALS] = '=',
                                 [TOKEN_COMMA] = ',',
                                 [TOKEN_SEMICOLON] = ';',
                                 [TOKEN_GROUP_START] = '{',
                                 [TOKEN_GROUP_END] = '}',
                                 [TOKEN_ARRAY_START] = '[',
                                 [TOKEN_ARRAY_END] = ']',
                                 [TOKEN_LIST_START] = '(',
                                 [TOKEN_LIST_END] = ')',
                                 [TOKEN_UNCLOSED_STRING] = 'S',
                                 [TOKEN_UNCLOSED_COMMENT] = 'C',
                                 [TOKEN_INCLUDE] = 'I',
                                 [TOKEN_BAD_NUMBER] = 'N',
                                 [TOKEN_BAD] = '?'};
  return letters[type];
}

typedef struct Sample {
  const char *text, *types;
} Sample;

static const Sample samples[] = {
    {"", ""},
    {" \t\r\n", ""},
    {"# comment", ""},
    {"// comment\n/* another\n one */", ""},
    {"/**/a/***/b/* c **/c", "nnn"},
    {"title = \"Legs\";", "n=s;"},
    {"a:1,b={c=[1,2];}", "n=i,n={n=[i,i];}"},
    {"( true, FALSE, trueish )", "(b,b,n)"},
    {"*a a-b_1* -b", "nnN"},
    {"0 -0 +5 007 0x1F 0Xff 5L 5LL 0x1FLL", "iiiiiiiii"},
    {"1.5 .5 5. -1e5 1.e+5 1E-5 +.5e3", "fffffff"},
    {". + - 15s 22:30 1.2.3 1e 1e+ 0x 5LLL 5l -0x10 1-2 .e5", "NNNNNNNNNNNNNN"},
    {"\"a\\\"b\" \"\\\\\"", "ss"},
    {"\"two\nlines\"", "s"},
    {"\"open", "S"},
    {"\"open\\\"", "S"},
    {"\"open\\", "S"},
    {"/* open", "C"},
    {"/*/", "C"},
    {"a / b", "n?n"},
    {"@include \"x\"", "Is"},
    {"@includ", "?n"},
    {"\xc3\xa9t\xc3\xa9 ' \f", "?n???"},
    {"\"# no comment /*\" a", "sn"},
};

START_TEST(scan__sees__the_tokens) {
  const Sample *sample = &samples[_i];
  char seen[64];
  size_t count = 0;
  Scanner scanner;
  scan_start(&scanner, sample->text, strlen(sample->text));
  Token token = scan_next(&scanner);
  while (token.type != TOKEN_END) {
    seen[count++] = letter(token.type);
    token = scan_next(&scanner);
  }
  seen[count] = '\0';
  ck_assert_str_eq(seen, sample->types);
  ck_assert_int_eq(scan_next(&scanner).type, TOKEN_END);
}
END_TEST

START_TEST(scan__knows__where_each_token_is) {
  static const char text[] = "a = \"x\ny\"; # c\r\n/* d\n*/ \tb";
  static const struct {
    size_t at, length;
    int line, column;
  } expected[] = {{0, 1, 1, 1}, {2, 1, 1, 3}, {4, 5, 1, 5}, {9, 1, 2, 3}, {25, 1, 4, 5}};
  Scanner scanner;
  scan_start(&scanner, text, sizeof text - 1);
  for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
    Token token = scan_next(&scanner);
    ck_assert_uint_eq(token.span.at, expected[i].at);
    ck_assert_uint_eq(token.span.length, expected[i].length);
    ck_assert_int_eq(token.place.line, expected[i].line);
    ck_assert_int_eq(token.place.column, expected[i].column);
  }
}
END_TEST

START_TEST(scan__counts_columns__behind_a_byte_order_mark) {
  Scanner scanner;
  scan_start(&scanner, "\xef\xbb\xbf a", 5);
  Token token = scan_next(&scanner);
  ck_assert_uint_eq(token.span.at, 4);
  ck_assert_int_eq(token.place.column, 2);
  ck_assert_uint_eq(scan_mark("\xef\xbb", 2), 0);
}
END_TEST

START_TEST(scan_peek__stays__where_it_is) {
  Scanner scanner;
  scan_start(&scanner, "a = 1", 5);
  ck_assert_int_eq(scan_peek(&scanner).type, TOKEN_NAME);
  ck_assert_int_eq(scan_next(&scanner).type, TOKEN_NAME);
  ck_assert_int_eq(scan_peek(&scanner).type, TOKEN_EQUALS);
}
END_TEST

START_TEST(scan__reads__no_byte_beyond_the_length) {
  static const char *const cut[] = {"\"a", "/*", "/", "1", "tru", "@include", "\xc3\xa9", "\"\\"};
  for (size_t i = 0; i < sizeof cut / sizeof cut[0]; i++) {
    for (size_t length = 0; length <= strlen(cut[i]); length++) {
      char *bytes = malloc(length + 1); /* one byte more, as malloc(0) may be NULL */
      ck_assert_ptr_nonnull(bytes);
      memcpy(bytes, cut[i], length);
      Scanner scanner;
      scan_start(&scanner, bytes, length);
      Token token = scan_next(&scanner);
      ck_assert_uint_le(token.span.at + token.span.length, length);
      free(bytes);
    }
  }
}
END_TEST

typedef struct Escape {
  const char *text;
  size_t used;
  char byte;
} Escape;

static const Escape escapes[] = {
    {"a", 1, 'a'},      {"\\n", 2, '\n'},  {"\\t", 2, '\t'},     {"\\\"", 2, '"'},
    {"\\\\", 2, '\\'},  {"\\x41", 4, 'A'}, {"\\Xe9", 4, '\xe9'}, {"\\x0a", 4, '\n'},
    {"\\x09", 4, '\t'}, {"\\x20", 4, ' '}, {"\\xfF", 4, '\xff'}, {"\\x00", 0, 0},
    {"\\x1f", 0, 0},    {"\\x1b", 0, 0},   {"\\r", 0, 0},        {"\\f", 0, 0},
    {"\\a", 0, 0},      {"\\q", 0, 0},     {"\\\n", 0, 0},       {"\\x4", 0, 0},
    {"\\x4g", 0, 0},    {"\\", 0, 0},      {"\\u00e9", 0, 0},    {"\\0", 0, 0},
};

START_TEST(scan_character__decodes__what_a_file_may_hold) {
  const Escape *escape = &escapes[_i];
  char byte = 0;
  ck_assert_uint_eq(scan_character(escape->text, strlen(escape->text), &byte), escape->used);
  if (escape->used > 0) {
    ck_assert_int_eq(byte, escape->byte);
  }
}
END_TEST

#define COUNT(list) ((int)(sizeof(list) / sizeof((list)[0])))

int main(void) {
  Suite *suite = suite_create("scan");
  TCase *scan = tcase_create("scan");
  tcase_add_loop_test(scan, scan__sees__the_tokens, 0, COUNT(samples));
  tcase_add_test(scan, scan__knows__where_each_token_is);
  tcase_add_test(scan, scan__counts_columns__behind_a_byte_order_mark);
  tcase_add_test(scan, scan_peek__stays__where_it_is);
  tcase_add_test(scan, scan__reads__no_byte_beyond_the_length);
  tcase_add_loop_test(scan, scan_character__decodes__what_a_file_may_hold, 0, COUNT(escapes));
  suite_add_tcase(suite, scan);
  return suite_run(suite);
}
