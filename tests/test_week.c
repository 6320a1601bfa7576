/* Days of the week: names, ranges, and lists that say something about each. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/week.h"
#include "suite.h"

enum { MON = 1, TUE = 2, WED = 4, THU = 8, FRI = 16, SAT = 32, SUN = 64 };

static const struct {
  const char *text;
  unsigned days; /* 0: refused */
  const char *back;
} parsed[] = {
    {"mon", MON, "mon"},
    {"mon-fri", MON | TUE | WED | THU | FRI, "mon-fri"},
    {"sat,sun", SAT | SUN, "sat,sun"},
    {"sat-mon", SAT | SUN | MON, "mon,sat,sun"},
    {"Mon, Wed ,FRI", MON | WED | FRI, "mon,wed,fri"},
    {"daily", WEEK_ALL, "daily"},
    {"tue-mon", WEEK_ALL, "daily"},
    {"mon-wed,fri-sun", WEEK_ALL & ~(unsigned)THU, "mon-wed,fri-sun"},
    {"", 0, ""},
    {"mo", 0, ""},
    {"monday", 0, ""},
    {"mon-", 0, ""},
    {"-fri", 0, ""},
    {"mon,", 0, ""},
    {"mon fri", 0, ""},
    {"mon--fri", 0, ""},
};

START_TEST(week_parse__reads__days_and_ranges) {
  unsigned days = 0;
  char back[WEEK_TEXT_SIZE];
  ck_assert_msg(week_parse(parsed[_i].text, &days) == (parsed[_i].days != 0), "%s",
                parsed[_i].text);
  if (parsed[_i].days != 0) {
    ck_assert_uint_eq(days, parsed[_i].days);
    week_format(days, back);
    ck_assert_str_eq(back, parsed[_i].back);
  }
}
END_TEST

/* Every set of days comes back as it was. */
START_TEST(week_format__is_read_back__for_every_set) {
  for (unsigned days = 1; days <= WEEK_ALL; days++) {
    char text[WEEK_TEXT_SIZE];
    unsigned back = 0;
    week_format(days, text);
    ck_assert_msg(week_parse(text, &back) && back == days, "%u: %s", days, text);
  }
}
END_TEST

START_TEST(week_day__knows__the_day_of_a_date) {
  static const struct {
    int year, month, day, week_day;
  } dates[] = {{1970, 1, 1, 3},  {1969, 12, 31, 2}, {2026, 11, 21, 5}, {2024, 2, 29, 3},
               {2028, 2, 29, 1}, {2100, 3, 1, 0},   {1600, 2, 29, 1}};
  for (size_t i = 0; i < sizeof dates / sizeof dates[0]; i++) {
    Night night = {civil_day(dates[i].year, dates[i].month, dates[i].day)};
    ck_assert_int_eq(week_day(night), dates[i].week_day);
  }
}
END_TEST

START_TEST(week_next__moves_days__by_one) {
  ck_assert_uint_eq(week_next(MON | SUN), TUE | MON);
  ck_assert_uint_eq(week_next(WEEK_ALL), WEEK_ALL);
  ck_assert_uint_eq(week_next(MON | TUE | WED | THU | FRI), TUE | WED | THU | FRI | SAT);
}
END_TEST

static TextList list(char **texts) {
  size_t count = 0;
  while (texts[count] != NULL) {
    count++;
  }
  return (TextList){texts, count};
}

START_TEST(week_value__finds__what_is_said_of_a_day) {
  char *texts[] = {(char[]){"mon-thu: 22:30"}, (char[]){"fri-sat:23:30"}, NULL};
  TextList times = list(texts);
  ck_assert_str_eq(week_value(&times, 0), "22:30");
  ck_assert_str_eq(week_value(&times, 3), "22:30");
  ck_assert_str_eq(week_value(&times, 5), "23:30");
  ck_assert_ptr_null(week_value(&times, 6));
  ck_assert_ptr_null(week_value(&(TextList){0}, 0));
}
END_TEST

static const struct {
  char *texts[4];
  bool times;    /* sound as times */
  bool routines; /* sound as routines */
  size_t at;
  const char *says;
} checked[] = {
    {{NULL}, true, true, 0, ""},
    {{(char[]){"mon-thu: 22:30"}, (char[]){"fri: 00:15"}, NULL}, true, false, 0, "evening-yoga"},
    {{(char[]){"sat: evening-yoga"}, NULL}, false, true, 0, "22:30"},
    {{(char[]){"mon: 22:30"}, (char[]){"sun-mon: 22:00"}, NULL}, false, false, 1, "only once; mon"},
    {{(char[]){"mon: 24:00"}, NULL}, false, false, 0, "22:30"},
    {{(char[]){"22:30"}, NULL}, false, false, 0, "22:30"},
    {{(char[]){"noday: 22:30"}, NULL}, false, false, 0, "22:30"},
    {{(char[]){"mon: "}, NULL}, false, false, 0, "22:30"},
    {{(char[]){"mon: Evening Yoga"}, NULL}, false, false, 0, "22:30"},
};

START_TEST(week_check__points_at__the_text_at_fault) {
  TextList texts = list((char **)checked[_i].texts);
  size_t at = 0;
  Error err = {{0}};
  ck_assert_int_eq(week_check_times(&texts, &at, &err), checked[_i].times);
  if (!checked[_i].times) {
    ck_assert_uint_eq(at, checked[_i].at);
    ck_assert_ptr_nonnull(strstr(err.text, "must "));
    if (!checked[_i].routines) {
      ck_assert_msg(strstr(err.text, checked[_i].says) != NULL, "%s", err.text);
    }
  }
  if (strstr(checked[_i].says, "only once") == NULL) {
    ck_assert_int_eq(week_check_routines(&texts, &at, &err), checked[_i].routines);
  }
}
END_TEST

int main(void) {
  Suite *suite = suite_create("week");
  TCase *week = tcase_create("week");
  tcase_add_loop_test(week, week_parse__reads__days_and_ranges, 0,
                      sizeof parsed / sizeof parsed[0]);
  tcase_add_test(week, week_format__is_read_back__for_every_set);
  tcase_add_test(week, week_day__knows__the_day_of_a_date);
  tcase_add_test(week, week_next__moves_days__by_one);
  tcase_add_test(week, week_value__finds__what_is_said_of_a_day);
  tcase_add_loop_test(week, week_check__points_at__the_text_at_fault, 0,
                      sizeof checked / sizeof checked[0]);
  suite_add_tcase(suite, week);
  return suite_run(suite);
}
