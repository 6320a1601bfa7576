/* Plain mode's input, numbers and phrases, without a program around them. */
#include <check.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/phrase.h"
#include "cli/plain.h"
#include "suite.h"

/* Input as if it had been read from a pipe. */
static PlainInput read_in(const char *text, size_t length) {
  int ends[2];
  PlainInput input = {0};
  ck_assert_int_eq(pipe2(ends, O_NONBLOCK), 0);
  while (length > 0) {
    ssize_t put = write(ends[1], text, length < 4096 ? length : 4096);
    ck_assert_int_gt(put, 0);
    text += put;
    length -= (size_t)put;
    ck_assert(plain_read(&input, ends[0]));
  }
  close(ends[1]);
  while (plain_read(&input, ends[0])) {
  }
  close(ends[0]);
  return input;
}

/* Takes the next line and compares it; NULL: there is none. */
static void assert_line(PlainInput *input, const char *expected, bool expected_cut) {
  bool cut = false;
  char *line = plain_peek_line(input, &cut);
  if (expected == NULL) {
    ck_assert_ptr_null(line);
    return;
  }
  ck_assert_ptr_nonnull(line);
  ck_assert_str_eq(line, expected);
  ck_assert(cut == expected_cut);
  free(line);
  plain_drop_line(input);
}

START_TEST(plain_peek_line__cuts__input_into_lines) {
  static const char text[] = "one\r\n\nlast";
  PlainInput input = read_in(text, strlen(text));
  assert_line(&input, "one", false);
  assert_line(&input, "", false);
  assert_line(&input, "last", false);
  assert_line(&input, NULL, false);
  free(input.bytes);
}
END_TEST

START_TEST(plain_peek_line__waits__for_the_end_of_a_line) {
  int ends[2];
  PlainInput input = {0};
  ck_assert_int_eq(pipe2(ends, O_NONBLOCK), 0);
  ck_assert_int_eq(write(ends[1], "on", 2), 2);
  ck_assert(plain_read(&input, ends[0]));
  assert_line(&input, NULL, false);
  ck_assert_int_eq(write(ends[1], "e\n", 2), 2);
  ck_assert(plain_read(&input, ends[0]));
  assert_line(&input, "one", false);
  ck_assert_msg(plain_read(&input, ends[0]), "nothing there is not the end");
  close(ends[0]);
  close(ends[1]);
  free(input.bytes);
}
END_TEST

START_TEST(plain_peek_line__cuts_short__a_line_that_is_too_long) {
  enum { LONG = 3 * PLAIN_LINE_MAX };
  char *text = malloc(LONG + 8);
  ck_assert_ptr_nonnull(text);
  memset(text, 'x', LONG);
  /* A character of two bytes lies across the limit. */
  text[PLAIN_LINE_MAX - 2] = '\xc3';
  text[PLAIN_LINE_MAX - 1] = '\xa9';
  snprintf(text + LONG, 8, "\nnext\n");
  PlainInput input = read_in(text, LONG + 6);
  bool cut = false;
  char *line = plain_peek_line(&input, &cut);
  ck_assert(cut);
  ck_assert_uint_eq(strlen(line), PLAIN_LINE_MAX - 2);
  free(line);
  plain_drop_line(&input);
  assert_line(&input, "next", false);
  free(text);
  free(input.bytes);
}
END_TEST

START_TEST(plain_read__keeps_whole_lines__when_too_much_is_typed_ahead) {
  enum { FLOOD = 2 * PLAIN_BUFFER_MAX };
  char *text = malloc(FLOOD + 1);
  ck_assert_ptr_nonnull(text);
  for (size_t i = 0; i < FLOOD; i += 8) {
    snprintf(text + i, 9, "1234567\n");
  }
  PlainInput input = read_in(text, FLOOD);
  size_t lines = 0;
  bool cut = false;
  for (char *line = plain_peek_line(&input, &cut); line != NULL;
       line = plain_peek_line(&input, &cut)) {
    ck_assert_str_eq(line, "1234567");
    free(line);
    plain_drop_line(&input);
    lines++;
  }
  ck_assert_uint_gt(lines, 1000);
  free(text);
  free(input.bytes);
}
END_TEST

START_TEST(plain_number__takes__whole_numbers_in_range) {
  ck_assert_uint_eq(plain_number("1", 3), 1);
  ck_assert_uint_eq(plain_number("3 ", 3), 3);
  ck_assert_uint_eq(plain_number("4", 3), 0);
  ck_assert_uint_eq(plain_number("0", 3), 0);
  ck_assert_uint_eq(plain_number("", 3), 0);
  ck_assert_uint_eq(plain_number("1x", 3), 0);
  ck_assert_uint_eq(plain_number("-1", 3), 0);
}
END_TEST

START_TEST(phrase_length__says__hours_minutes_and_seconds) {
  static const struct {
    Millis length;
    const char *phrase;
  } cases[] = {{0, "0 seconds"},
               {1000, "1 second"},
               {35000, "35 seconds"},
               {4500, "4.5 seconds"},
               {60000, "1 minute"},
               {155000, "2 minutes 35 seconds"},
               {7500000, "2 hours 5 minutes"}};
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    char text[PHRASE_SIZE];
    phrase_length(cases[i].length, text);
    ck_assert_str_eq(text, cases[i].phrase);
  }
}
END_TEST

static Suite *make_suite(void) {
  Suite *suite = suite_create("plain");
  TCase *parts = tcase_create("parts");
  tcase_add_test(parts, plain_peek_line__cuts__input_into_lines);
  tcase_add_test(parts, plain_peek_line__waits__for_the_end_of_a_line);
  tcase_add_test(parts, plain_peek_line__cuts_short__a_line_that_is_too_long);
  tcase_add_test(parts, plain_read__keeps_whole_lines__when_too_much_is_typed_ahead);
  tcase_add_test(parts, plain_number__takes__whole_numbers_in_range);
  tcase_add_test(parts, phrase_length__says__hours_minutes_and_seconds);
  suite_add_tcase(suite, parts);
  return suite;
}

int main(void) {
  return suite_run(make_suite());
}
