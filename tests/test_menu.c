/* Lists longer than their box: where they begin while the mark moves. */
#include <check.h>
#include <stdlib.h>

#include "suite.h"
#include "tui/menu.h"

enum { COUNT = 20, ROWS = 5, WALKS = 2000, COUNT_MAX = 12, ROWS_MAX = 6 };

static ListPlace place;
static Frame frame;

static void set_up(void) {
  place = (ListPlace){0};
  frame = (Frame){.list = &place};
}

static size_t first_for(size_t selected) {
  return menu_first(&frame, COUNT, selected, ROWS);
}

START_TEST(menu_first__has_the_mark_in_the_middle__the_first_time) {
  ck_assert_uint_eq(first_for(10), 8);
  place = (ListPlace){0};
  ck_assert_uint_eq(first_for(0), 0);
  place = (ListPlace){0};
  ck_assert_uint_eq(first_for(COUNT - 1), COUNT - ROWS);
}
END_TEST

START_TEST(menu_first__stays__while_a_line_is_seen_beyond_the_mark) {
  ck_assert_uint_eq(first_for(10), 8);
  ck_assert_uint_eq(first_for(11), 8);
  ck_assert_uint_eq(first_for(10), 8);
  ck_assert_uint_eq(first_for(9), 8);
}
END_TEST

START_TEST(menu_first__goes_on_by_a_line__where_the_mark_would_be_at_the_edge) {
  ck_assert_uint_eq(first_for(10), 8);
  ck_assert_uint_eq(first_for(11), 8);
  ck_assert_uint_eq(first_for(12), 9);
  ck_assert_uint_eq(first_for(13), 10);
  ck_assert_uint_eq(first_for(12), 10);
  ck_assert_uint_eq(first_for(11), 10);
  ck_assert_uint_eq(first_for(10), 9);
}
END_TEST

START_TEST(menu_first__reaches_both_ends) {
  for (size_t at = 0; at < COUNT; at++) {
    (void)first_for(at);
  }
  ck_assert_uint_eq(place.first, COUNT - ROWS);
  for (size_t at = COUNT; at-- > 0;) {
    (void)first_for(at);
  }
  ck_assert_uint_eq(place.first, 0);
}
END_TEST

START_TEST(menu_first__has_a_mark_from_afar_in_the_middle) {
  ck_assert_uint_eq(first_for(2), 0);
  ck_assert_uint_eq(first_for(15), 13);
  ck_assert_uint_eq(first_for(3), 1);
}
END_TEST

START_TEST(menu_first__is_the_same__when_asked_again) {
  for (size_t at = 0; at < COUNT; at += 3) {
    size_t first = first_for(at);
    ck_assert_uint_eq(first_for(at), first);
  }
}
END_TEST

START_TEST(menu_first__leaves_the_place_alone__where_all_can_be_seen) {
  ck_assert_uint_eq(first_for(10), 8);
  ck_assert_uint_eq(menu_first(&frame, 3, 2, ROWS), 0);
  ck_assert_uint_eq(first_for(11), 8);
}
END_TEST

START_TEST(menu_first__has_the_mark_in_the_middle__where_nothing_is_remembered) {
  frame.list = NULL;
  ck_assert_uint_eq(first_for(10), 8);
  ck_assert_uint_eq(first_for(11), 9);
}
END_TEST

/* Whatever becomes of the list and of the window. */
START_TEST(menu_first__always_shows_the_mark_and_nothing_beyond_the_ends) {
  srand(1);
  for (int i = 0; i < WALKS; i++) {
    size_t count = 1 + (size_t)rand() % COUNT_MAX;
    size_t rows = 1 + (size_t)rand() % ROWS_MAX;
    size_t selected = (size_t)rand() % count;
    for (int step = 0; step < 8; step++) {
      size_t first = menu_first(&frame, count, selected, rows);
      ck_assert_uint_le(first, selected);
      ck_assert_uint_lt(selected, first + rows);
      ck_assert_uint_le(first, count > rows ? count - rows : 0);
      menu_move(&selected, count, rand() % 2 == 0 ? 1 : -1);
    }
  }
}
END_TEST

int main(void) {
  Suite *suite = suite_create("menu");
  TCase *list = tcase_create("list");
  tcase_add_checked_fixture(list, set_up, NULL);
  tcase_add_test(list, menu_first__has_the_mark_in_the_middle__the_first_time);
  tcase_add_test(list, menu_first__stays__while_a_line_is_seen_beyond_the_mark);
  tcase_add_test(list, menu_first__goes_on_by_a_line__where_the_mark_would_be_at_the_edge);
  tcase_add_test(list, menu_first__reaches_both_ends);
  tcase_add_test(list, menu_first__has_a_mark_from_afar_in_the_middle);
  tcase_add_test(list, menu_first__is_the_same__when_asked_again);
  tcase_add_test(list, menu_first__leaves_the_place_alone__where_all_can_be_seen);
  tcase_add_test(list, menu_first__has_the_mark_in_the_middle__where_nothing_is_remembered);
  tcase_add_test(list, menu_first__always_shows_the_mark_and_nothing_beyond_the_ends);
  suite_add_tcase(suite, list);
  return suite_run(suite);
}
