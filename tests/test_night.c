/* Which night a moment belongs to, and civil dates, held against libc's own calendar. */
#include <check.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#include "nightcalf/night.h"
#include "suite.h"

enum { HOUR = 3600 };

/* A wall time from a local date and time and its offset. */
static WallTime wall(int year, int month, int day, int hour, int minute, int offset) {
  int64_t seconds = (int64_t)civil_day(year, month, day) * 86400 + hour * HOUR + minute * 60;
  return (WallTime){(seconds - offset) * 1000, offset};
}

static const char *night_text(WallTime when, int boundary) {
  static char text[NIGHT_TEXT_SIZE];
  night_format(night_of(when, boundary), text);
  return text;
}

START_TEST(night_of__gives_the_evening_before__after_midnight) {
  ck_assert_str_eq(night_text(wall(2026, 3, 3, 0, 40, HOUR), NIGHT_BOUNDARY_DEFAULT), "2026-03-02");
  ck_assert_str_eq(night_text(wall(2026, 3, 2, 22, 15, HOUR), NIGHT_BOUNDARY_DEFAULT),
                   "2026-03-02");
}
END_TEST

START_TEST(night_of__changes__at_the_boundary_to_the_minute) {
  ck_assert_str_eq(night_text(wall(2026, 3, 3, 11, 59, 0), NIGHT_BOUNDARY_DEFAULT), "2026-03-02");
  ck_assert_str_eq(night_text(wall(2026, 3, 3, 12, 0, 0), NIGHT_BOUNDARY_DEFAULT), "2026-03-03");
  ck_assert_str_eq(night_text(wall(2026, 3, 3, 17, 59, 0), 18 * 60), "2026-03-02");
  ck_assert_str_eq(night_text(wall(2026, 3, 3, 18, 0, 0), 18 * 60), "2026-03-03");
  ck_assert_str_eq(night_text(wall(2026, 3, 3, 0, 0, 0), 0), "2026-03-03");
  ck_assert_str_eq(night_text(wall(2026, 3, 3, 23, 58, 0), 1439), "2026-03-02");
}
END_TEST

START_TEST(night_of__goes_by_the_local_time__wherever_one_is) {
  WallTime when = wall(2026, 3, 3, 3, 0, 13 * HOUR);
  ck_assert_str_eq(night_text(when, NIGHT_BOUNDARY_DEFAULT), "2026-03-02");
  when.offset_s = -11 * HOUR; /* the same instant: 03:00 two calendar days earlier */
  ck_assert_str_eq(night_text(when, NIGHT_BOUNDARY_DEFAULT), "2026-03-01");
}
END_TEST

START_TEST(night_of__crosses__month_year_and_leap_day) {
  ck_assert_str_eq(night_text(wall(2027, 1, 1, 1, 0, 0), NIGHT_BOUNDARY_DEFAULT), "2026-12-31");
  ck_assert_str_eq(night_text(wall(2028, 3, 1, 1, 0, 0), NIGHT_BOUNDARY_DEFAULT), "2028-02-29");
  ck_assert_str_eq(night_text(wall(2027, 3, 1, 1, 0, 0), NIGHT_BOUNDARY_DEFAULT), "2027-02-28");
}
END_TEST

START_TEST(night_of__holds_one_night__through_both_clock_changes) {
  /* Central Europe 2026: +1 to +2 on 29 March, back on 25 October. */
  ck_assert_int_eq(night_of(wall(2026, 3, 29, 1, 30, HOUR), 720).day,
                   night_of(wall(2026, 3, 29, 3, 30, 2 * HOUR), 720).day);
  ck_assert_int_eq(night_of(wall(2026, 10, 25, 2, 30, 2 * HOUR), 720).day,
                   night_of(wall(2026, 10, 25, 2, 30, HOUR), 720).day);
}
END_TEST

START_TEST(night_of__is_calm__at_the_ends_of_time) {
  ck_assert_int_eq(night_of((WallTime){INT64_MAX, INT32_MAX}, 1439).day, INT32_MAX);
  ck_assert_int_eq(night_of((WallTime){INT64_MIN, INT32_MIN}, 1439).day, INT32_MIN);
  ck_assert_int_eq(night_of((WallTime){-1, 0}, 0).day, -1);
}
END_TEST

START_TEST(civil_of__agrees_with_libc__over_ten_thousand_years) {
  /* 9,973 is prime to everything in the calendar. */
  for (int64_t day = -719162; day < 2932896; day += 9973) {
    time_t seconds = (time_t)(day * 86400 + (day % 86400 + 86400) % 86400);
    struct tm expected;
    ck_assert_ptr_nonnull(gmtime_r(&seconds, &expected));
    Civil civil = civil_of((WallTime){(int64_t)seconds * 1000 + 999, 0});
    ck_assert_int_eq(civil.year, expected.tm_year + 1900);
    ck_assert_int_eq(civil.month, expected.tm_mon + 1);
    ck_assert_int_eq(civil.day, expected.tm_mday);
    ck_assert_int_eq(civil.hour, expected.tm_hour);
    ck_assert_int_eq(civil.minute, expected.tm_min);
    ck_assert_int_eq(civil.second, expected.tm_sec);
    ck_assert_int_eq(civil_day(civil.year, civil.month, civil.day), day);
  }
}
END_TEST

START_TEST(civil_day__names__known_days) {
  ck_assert_int_eq(civil_day(1970, 1, 1), 0);
  ck_assert_int_eq(civil_day(1969, 12, 31), -1);
  ck_assert_int_eq(civil_day(2000, 3, 1), 11017);
  ck_assert_int_eq(civil_day(2026, 11, 21), 20778);
  ck_assert_int_eq(civil_day(1, 1, 1), -719162);
  ck_assert_int_eq(civil_day(0, 2, 29), -719469);
  ck_assert_int_eq(civil_day(INT32_MAX, 1, 1), INT32_MAX);
}
END_TEST

static const char *const dates[] = {"2026-11-21", "2024-02-29", "2000-02-29",
                                    "0001-01-01", "9999-12-31", "2026-01-31"};

START_TEST(night_parse__reads_back__what_night_format_writes) {
  Night night;
  char text[NIGHT_TEXT_SIZE];
  ck_assert(night_parse(dates[_i], &night));
  night_format(night, text);
  ck_assert_str_eq(text, dates[_i]);
}
END_TEST

static const char *const no_dates[] = {
    "",           "2026-02-29", "1900-02-29",  "2026-04-31",  "2026-13-01", "2026-00-10",
    "2026-01-00", "2026-01-32", "2026-1-1",    "2026-01-1",   "2026/01/01", "2026-01/01",
    "20260101",   "0000-01-01", "2026-01-01 ", "12026-01-01", "-026-01-01", "2026",
    "2026-01",
};

START_TEST(night_parse__refuses__what_is_no_date) {
  Night night = {77};
  ck_assert_msg(!night_parse(no_dates[_i], &night), "%s was read", no_dates[_i]);
  ck_assert_int_eq(night.day, 77);
}
END_TEST

START_TEST(night_format__fits__the_ends_of_time) {
  char text[NIGHT_TEXT_SIZE];
  night_format((Night){INT32_MAX}, text);
  ck_assert_str_eq(text, "5881580-07-11");
  night_format((Night){INT32_MIN}, text);
  ck_assert_str_eq(text, "-5877641-06-23");
}
END_TEST

#define COUNT(list) ((int)(sizeof(list) / sizeof((list)[0])))

int main(void) {
  Suite *suite = suite_create("night");
  TCase *night = tcase_create("night");
  tcase_add_test(night, night_of__gives_the_evening_before__after_midnight);
  tcase_add_test(night, night_of__changes__at_the_boundary_to_the_minute);
  tcase_add_test(night, night_of__goes_by_the_local_time__wherever_one_is);
  tcase_add_test(night, night_of__crosses__month_year_and_leap_day);
  tcase_add_test(night, night_of__holds_one_night__through_both_clock_changes);
  tcase_add_test(night, night_of__is_calm__at_the_ends_of_time);
  tcase_add_test(night, civil_of__agrees_with_libc__over_ten_thousand_years);
  tcase_add_test(night, civil_day__names__known_days);
  tcase_add_loop_test(night, night_parse__reads_back__what_night_format_writes, 0, COUNT(dates));
  tcase_add_loop_test(night, night_parse__refuses__what_is_no_date, 0, COUNT(no_dates));
  tcase_add_test(night, night_format__fits__the_ends_of_time);
  suite_add_tcase(suite, night);
  return suite_run(suite);
}
