/* What the settings remember for the review. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/plan.h"
#include "suite.h"

/* Checks one text by a check. */
static bool passes(FieldCheck *check, const char *text, Error *err) {
  char *copy = strdup(text);
  TextList list = {.at = &copy, .count = 1};
  size_t at = 9;
  bool sound = check(&list, &at, err);
  free(copy);
  return sound;
}

START_TEST(fair_text__reads_back__what_it_wrote) {
  static const char *const texts[] = {"2026-11-23: on off off on on off",
                                      "2026-12-28: off on on off off on off on"};
  for (size_t i = 0; i < 2; i++) {
    FairText fair;
    char text[PLAN_TEXT_SIZE];
    ck_assert(fair_text_parse(texts[i], &fair));
    fair_text_format(&fair, text);
    ck_assert_str_eq(text, texts[i]);
  }
}
END_TEST

START_TEST(fair_text__says_which_blocks_have_the_routine) {
  FairText fair;
  ck_assert(fair_text_parse("2026-11-23: on off off on on off", &fair));
  ck_assert_int_eq(fair.start.day, civil_day(2026, 11, 23));
  ck_assert_int_eq(fair.blocks, 6);
  ck_assert(fair.on[0] && !fair.on[1] && !fair.on[2] && fair.on[3] && fair.on[4] && !fair.on[5]);
}
END_TEST

START_TEST(fair_text__refuses__what_no_draw_gives) {
  static const char *const texts[] = {
      "",
      "2026-11-23",
      "2026-11-23:",
      "2026-11-31: on off on off on off",
      "2026-11-23: on off on off",
      "2026-11-23: on on off off on off",
      "2026-11-23: on off on off on off on",
      "2026-11-23: on off on off on off on off on off",
      "2026-11-23: on off on off on offer",
      "2026-11-23: on off  on off on off",
      "2026-11-23: on off on off on off ",
      "on off on off on off",
      "2026-11-23-and-more-than-fits: on off on off on off",
  };
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
    FairText fair;
    ck_assert_msg(!fair_text_parse(texts[i], &fair), "%s", texts[i]);
  }
}
END_TEST

START_TEST(plan_check__takes_dates_of_the_calendar_alone) {
  Error err = {{0}};
  ck_assert(passes(plan_check_date, "2028-02-29", &err));
  ck_assert(passes(plan_check_date, "", &err));
  ck_assert(!passes(plan_check_date, "2026-02-29", &err));
  ck_assert_ptr_nonnull(strstr(err.text, "must be a date"));
  ck_assert(!passes(plan_check_date, "soon", &err));
  ck_assert(passes(plan_check_fair, "", &err));
  ck_assert(passes(plan_check_fair, "2026-11-23: on off off on on off", &err));
  ck_assert(!passes(plan_check_fair, "2026-11-23: on", &err));
  ck_assert_ptr_nonnull(strstr(err.text, "6 or 8 blocks"));
}
END_TEST

START_TEST(plan_check__takes_at_most_three_habits_each_once) {
  static char alcohol[] = "alcohol";
  static char fluid[] = "fluid";
  static char stress[] = "stress_nrs";
  static char shoes[] = "footwear";
  static char wrong[] = "alcohl";
  Error err = {{0}};
  size_t at = 0;
  char *three[] = {alcohol, fluid, stress, shoes};
  TextList list = {.at = three, .count = 3};
  ck_assert(plan_check_habits(&list, &at, &err));
  list.count = 4;
  ck_assert(!plan_check_habits(&list, &at, &err));
  ck_assert_uint_eq(at, 3);
  ck_assert_ptr_nonnull(strstr(err.text, "at most 3"));
  three[2] = fluid;
  list.count = 3;
  ck_assert(!plan_check_habits(&list, &at, &err));
  ck_assert_uint_eq(at, 2);
  ck_assert_ptr_nonnull(strstr(err.text, "only once"));
  three[0] = wrong;
  ck_assert(!plan_check_habits(&list, &at, &err));
  ck_assert_uint_eq(at, 0);
  ck_assert_ptr_nonnull(strstr(err.text, "did you mean \"alcohol\"?"));
}
END_TEST

int main(void) {
  Suite *suite = suite_create("plan");
  TCase *tests = tcase_create("plan");
  tcase_add_test(tests, fair_text__reads_back__what_it_wrote);
  tcase_add_test(tests, fair_text__says_which_blocks_have_the_routine);
  tcase_add_test(tests, fair_text__refuses__what_no_draw_gives);
  tcase_add_test(tests, plan_check__takes_dates_of_the_calendar_alone);
  tcase_add_test(tests, plan_check__takes_at_most_three_habits_each_once);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
