/* The line that is typed. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/field.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"
#include "screen_bench.h"
#include "suite.h"
#include "tui/entry.h"

static ScreenBench *bench;
static Entry entry;

static void set_up(void) {
  bench = screen_bench_new(24, 80);
}

static void tear_down(void) {
  entry_free(&entry);
  screen_bench_free(bench);
}

enum {
  LEFT = FUNCTION_KEY(KEY_LEFT),
  RIGHT = FUNCTION_KEY(KEY_RIGHT),
  HOME = FUNCTION_KEY(KEY_HOME)
};
enum {
  END = FUNCTION_KEY(KEY_END),
  DELETE = FUNCTION_KEY(KEY_DC),
  BACK = FUNCTION_KEY(KEY_BACKSPACE)
};

/* Types keys; a 0 ends them. */
static void type(const int *keys) {
  for (; *keys != 0; keys++) {
    ck_assert(entry_key(&entry, *keys));
  }
}
#define TYPE(...) type((const int[]){__VA_ARGS__, 0})

static void assert_text(const char *wanted) {
  char *text = entry_text(&entry);
  ck_assert_str_eq(text, wanted);
  free(text);
}

START_TEST(entry__puts_in_and_takes_out__at_the_cursor) {
  assert_text("");
  TYPE('c', 'a', 'f', 0xE9, ' ', 0x65E5);
  assert_text("café 日");
  TYPE(BACK, 0x672C);
  assert_text("café 本");
  TYPE(LEFT, LEFT, LEFT, 'X');
  assert_text("cafXé 本");
  TYPE(DELETE, HOME, 'y', DELETE, END, '!');
  assert_text("yafX 本!");
  TYPE(21);
  assert_text("");
  TYPE('z', 127, 8, BACK, DELETE, LEFT, RIGHT, END, 'a');
  assert_text("a");
}
END_TEST

START_TEST(entry__keeps__blanks_inside_and_not_behind) {
  TYPE(' ', 'a', ' ', ' ', 'b', ' ', ' ');
  assert_text(" a  b");
  TYPE('c');
  assert_text(" a  b  c");
  TYPE(LEFT, LEFT, LEFT, LEFT, BACK);
  assert_text(" a b  c");
}
END_TEST

START_TEST(entry__keeps_a_mark__with_its_letter) {
  TYPE('e', 0x301, 'x');
  assert_text("e\xCC\x81x");
  TYPE(LEFT, 'y', RIGHT, 'z');
  assert_text("e\xCC\x81yxz");
  TYPE(BACK, BACK, BACK, BACK);
  assert_text("");
}
END_TEST

START_TEST(entry__goes_no_further_right__than_the_text) {
  entry_put(&entry, "ab");
  TYPE(RIGHT, RIGHT, RIGHT, 'c');
  assert_text("abc");
  TYPE(HOME, RIGHT, 'x');
  assert_text("axbc");
}
END_TEST

START_TEST(entry__takes_nothing__that_a_terminal_must_not_get) {
  static const int bad[] = {0x1B, 0x202E, 0x200B, 0x9B, 0xFEFF, '\n', '\t', 0xE000};
  entry_put(&entry, "a");
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
    entry_key(&entry, bad[i]);
  }
  entry_put(&entry, "\x1B[2J\n\tb\xFF");
  entry_put(&entry, "\x1B[2J\n\tb");
  assert_text("a[2Jb[2Jb");
  ck_assert(!entry_key(&entry, '\r'));
  ck_assert(!entry_key(&entry, FUNCTION_KEY(KEY_F(5))));
}
END_TEST

START_TEST(entry__stops__at_its_most_bytes) {
  static const int characters[] = {'a', 0xE9, 0x65E5, ' '};
  for (int i = 0; i < 20000; i++) {
    entry_key(&entry, characters[_i]);
  }
  entry_key(&entry, 'z');
  char *text = entry_text(&entry);
  ck_assert_uint_le(strlen(text), TEXT_BYTES_MAX);
  ck_assert(_i == 3 || strlen(text) > TEXT_BYTES_MAX - 3);
  free(text);
  TYPE(BACK, BACK, BACK, BACK, 'z');
  text = entry_text(&entry);
  ck_assert_int_eq(text[strlen(text) - 1], 'z');
  free(text);
}
END_TEST

/* What is drawn in a box of so many columns at the top left. */
static char *drawn(int columns, bool focused) {
  frame_begin(&bench->frame, bench->window, &bench->tui.theme, false);
  entry_draw(&bench->frame, (Box){0, 0, 1, columns}, &entry, focused);
  wchar_t cells[81];
  mvwinnwstr(bench->window, 0, 0, cells, 80);
  char *text = mem_new(400, 1);
  wcstombs(text, cells, 399);
  size_t length = strlen(text);
  while (length > 0 && text[length - 1] == ' ') {
    text[--length] = '\0';
  }
  return text;
}

static void assert_drawn(int columns, bool focused, const char *wanted, int cursor) {
  char *text = drawn(columns, focused);
  ck_assert_str_eq(text, wanted);
  free(text);
  if (focused) {
    ck_assert_int_eq(bench->frame.cursor_column, cursor);
  }
}

START_TEST(entry__scrolls_sideways__so_that_the_cursor_can_be_seen) {
  assert_drawn(5, true, "", 0);
  entry_put(&entry, "abcdefghij");
  assert_drawn(5, true, "ghij", 4);
  TYPE(LEFT, LEFT);
  assert_drawn(5, true, "ghij", 2);
  TYPE(HOME);
  assert_drawn(5, true, "abcde", 0);
  assert_drawn(20, true, "abcdefghij", 0);
  TYPE(END);
  assert_drawn(20, true, "abcdefghij", 10);
  assert_drawn(5, true, "ghij", 4);
  TYPE(LEFT);
  assert_drawn(1, true, "j", 0);
  assert_drawn(20, true, "abcdefghij", 9);
  assert_drawn(5, false, "abcd…", 0);
  assert_drawn(0, true, "", 0);
}
END_TEST

START_TEST(entry__draws_wide_characters__whole) {
  entry_put(&entry, "日本語テスト");
  assert_drawn(20, true, "日本語テスト", 12);
  for (int columns = 2; columns < 14; columns++) {
    char *text = drawn(columns, true);
    ck_assert_int_le(text_width(text), columns);
    ck_assert_int_lt(bench->frame.cursor_column, columns);
    free(text);
  }
  assert_text("日本語テスト");
}
END_TEST

int main(void) {
  Suite *suite = suite_create("entry");
  TCase *typing = tcase_create("typing");
  tcase_set_timeout(typing, 30);
  tcase_add_checked_fixture(typing, set_up, tear_down);
  tcase_add_test(typing, entry__puts_in_and_takes_out__at_the_cursor);
  tcase_add_test(typing, entry__keeps__blanks_inside_and_not_behind);
  tcase_add_test(typing, entry__keeps_a_mark__with_its_letter);
  tcase_add_test(typing, entry__goes_no_further_right__than_the_text);
  tcase_add_test(typing, entry__takes_nothing__that_a_terminal_must_not_get);
  tcase_add_loop_test(typing, entry__stops__at_its_most_bytes, 0, 4);
  tcase_add_test(typing, entry__scrolls_sideways__so_that_the_cursor_can_be_seen);
  tcase_add_test(typing, entry__draws_wide_characters__whole);
  suite_add_tcase(suite, typing);
  return suite_run(suite);
}
