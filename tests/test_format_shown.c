/* Dates and times of day as locales write them, by the formats of real ones. */
#include <check.h>
#include <locale.h>

#include "core/format_shown.h"
#include "suite.h"

static const Civil eve = {.year = 2026, .month = 2, .day = 3};

/* The locales' own formats. Source: the GNU C library 2.36. */
static const struct {
  const char *format, *shown;
} dates[] = {
    {"%d.%m.%Y", "03.02.2026"},   /* de_DE */
    {"%m/%d/%Y", "02/03/2026"},   /* en_US */
    {"%d/%m/%y", "03/02/2026"},   /* en_GB: years in full */
    {"%Y-%m-%d", "2026-02-03"},   /* sv_SE */
    {"%-d.%-m.%Y", "03.02.2026"}, /* cs_CZ: in columns */
    {"%e.%m.%Y", "03.02.2026"},
};

START_TEST(date_by_format__keeps_order_and_signs__of_the_locale) {
  char text[FORMAT_SIZE];
  ck_assert(date_by_format(dates[_i].format, &eve, text));
  ck_assert_str_eq(text, dates[_i].shown);
}
END_TEST

START_TEST(date_by_format__refuses__what_is_more_than_numbers) {
  static const char *const others[] = {"%d-%b-%y", "%Y年%m月%d日", "%A",      "",
                                       "%",        "%m/%d",        "%d%d%d%d"};
  char text[FORMAT_SIZE];
  ck_assert(!date_by_format(others[_i], &eve, text));
}
END_TEST

static const struct {
  const char *format;
  int hour, minute;
  const char *shown;
} times[] = {
    {"%H:%M:%S", 22, 5, "22:05"},      {"%T", 0, 7, "00:07"},
    {"%H.%M.%S", 9, 5, "09.05"},       {"%r", 22, 5, "10:05 PM"},
    {"%I:%M:%S %p", 0, 0, "12:00 PM"}, {"%l:%M:%S %P", 12, 0, "12:00 PM"},
    {"%H%M", 1, 2, "01:02"},
};

START_TEST(format_time_by__counts_hours__as_the_locale_does) {
  char text[FORMAT_SIZE];
  format_time_by(times[_i].format, "PM", times[_i].hour, times[_i].minute, text);
  ck_assert_str_eq(text, times[_i].shown);
}
END_TEST

START_TEST(format_date__is_iso__in_the_c_locale) {
  char text[FORMAT_SIZE];
  setlocale(LC_TIME, "C.UTF-8");
  format_date((Night){civil_day(2026, 2, 3)}, text);
  ck_assert_str_eq(text, "2026-02-03");
  format_time_of_day((WallTime){22LL * 3600 * 1000, 0}, text);
  ck_assert_str_eq(text, "22:00");
}
END_TEST

int main(void) {
  Suite *suite = suite_create("format_shown");
  TCase *shown = tcase_create("shown");
  tcase_add_loop_test(shown, date_by_format__keeps_order_and_signs__of_the_locale, 0,
                      sizeof dates / sizeof dates[0]);
  tcase_add_loop_test(shown, date_by_format__refuses__what_is_more_than_numbers, 0, 7);
  tcase_add_loop_test(shown, format_time_by__counts_hours__as_the_locale_does, 0,
                      sizeof times / sizeof times[0]);
  tcase_add_test(shown, format_date__is_iso__in_the_c_locale);
  suite_add_tcase(suite, shown);
  return suite_run(suite);
}
