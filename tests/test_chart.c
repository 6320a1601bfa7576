/* Charts and calendars: the scale, the cells of a bar, and the arithmetic of months. */
#include <check.h>
#include <stdlib.h>

#include "nightcalf/mem.h"
#include "screen_bench.h"
#include "suite.h"
#include "tui/calendar.h"
#include "tui/chart.h"

static Interval whole(double estimate, double low, double high) {
  return (Interval){.estimate = estimate, .low = low, .high = high};
}

static const Interval none = {.lack = STATS_EMPTY};

/* ---- scale and cells ---- */

typedef struct TopCase {
  double estimate, high, top;
} TopCase;

static const TopCase tops[] = {
    {1, 1, 1},  {1, 1.2, 1.5}, {4.4, 6.7, 8},      {9.5, 9.9, 10},  {10.1, 12, 15},
    {2, 30, 4}, {0, 1.8, 2},   {0.02, 0.03, 0.03}, {140, 230, 300},
};

START_TEST(chart_top__is_round__above_all_but_wild_intervals) {
  Chart chart = {0};
  chart_add(&chart, "a", none, mem_copy("-"), NULL);
  chart_add(&chart, "b", whole(tops[_i].estimate, 0, tops[_i].high), mem_copy("x"), NULL);
  ck_assert_double_eq_tol(chart_top(&chart), tops[_i].top, 1e-9);
  chart_free(&chart);
}
END_TEST

START_TEST(chart_top__is_above_zero__without_a_bar) {
  Chart chart = {0};
  ck_assert_double_eq_tol(chart_top(&chart), 1, 1e-9);
  chart_add(&chart, "a", none, mem_copy("-"), NULL);
  ck_assert_double_eq_tol(chart_top(&chart), 1, 1e-9);
  chart.top = 10;
  ck_assert_double_eq_tol(chart_top(&chart), 10, 1e-9);
  chart_free(&chart);
}
END_TEST

typedef struct CellsCase {
  Interval value;
  ChartCells cells;
} CellsCase;

static const CellsCase cell_cases[] = {
    {{.estimate = 5, .low = 2, .high = 8}, {2, 3, 3, false}},
    {{.estimate = 5, .low = 2, .high = 12}, {2, 3, 5, true}},
    {{.estimate = 0, .low = 0, .high = 3}, {0, 0, 3, false}},
    {{.estimate = 0.1, .low = 0, .high = 0.2}, {0, 1, 0, false}},
    {{.estimate = 10, .low = 10, .high = 10}, {10, 0, 0, false}},
    {{.lack = STATS_TOO_FEW, .estimate = 4, .low = 4, .high = 4}, {4, 0, 0, false}},
    {{.lack = STATS_SAME, .estimate = 0}, {0, 0, 0, false}},
    {{.estimate = 14, .low = 12, .high = 16}, {10, 0, 0, true}},
    {{.estimate = -1, .low = -2, .high = 1}, {0, 0, 0, false}},
};

START_TEST(chart_cells__stand_for__the_value_and_its_ends) {
  ChartCells got = chart_cells(cell_cases[_i].value, 10, 10);
  ChartCells want = cell_cases[_i].cells;
  ck_assert_int_eq(got.sure, want.sure);
  ck_assert_int_eq(got.rest, want.rest);
  ck_assert_int_eq(got.whisker, want.whisker);
  ck_assert_int_eq(got.beyond, want.beyond);
  ck_assert_int_eq(chart_cells(cell_cases[_i].value, 10, 0).sure, 0);
}
END_TEST

/* A window to draw in, without any screen. */
static ScreenBench *bench;

static void set_up(void) {
  bench = screen_bench_new(12, 80);
  screen_bench_home(bench);
  free(screen_bench_draw(bench));
  werase(bench->window);
}

static void tear_down(void) {
  screen_bench_free(bench);
}

static void expect_row(int row, const char *text) {
  wchar_t cells[201] = {0};
  mvwinnwstr(bench->window, row, 0, cells, 80);
  int length = 80;
  while (length > 0 && cells[length - 1] == L' ') {
    length--;
  }
  cells[length] = L'\0';
  char *line = mem_format("%ls", cells);
  ck_assert_str_eq(line, text);
  free(line);
}

static void draw_sample(int columns, bool ascii, int *scroll) {
  Chart chart = {.top = 10};
  chart_add(&chart, "Nov 16", whole(5, 2, 8), mem_copy("5.0 (95% CI 2.0 to 8.0) n 7"),
            mem_copy("5.0 n 7"));
  chart_add(&chart, "Nov  9", none, mem_copy("nothing recorded"), mem_copy("n 0"));
  chart_add(&chart, "Nov  2", whole(5, 2, 12), mem_copy("5.0 (95% CI 2.0 to 12) n 7"),
            mem_copy("5.0 n 7"));
  bench->frame.ascii = ascii;
  chart_draw(&bench->frame, &chart, (Box){0, 0, 4, columns}, scroll);
  chart_free(&chart);
}

START_TEST(chart_draw__gives__bar_whisker_and_words) {
  int scroll = 0;
  draw_sample(67, false, &scroll);
  expect_row(0, "       0                            10");
  expect_row(1, "Nov 16 │██████▒▒▒▒▒▒▒▒▒────────┤        5.0 (95% CI 2.0 to 8.0) n 7");
  expect_row(2, "Nov  9 │                                nothing recorded");
  expect_row(3, "Nov  2 │██████▒▒▒▒▒▒▒▒▒──────────────»  5.0 (95% CI 2.0 to 12) n 7");
}
END_TEST

START_TEST(chart_draw__gives_way_to_brief_words__where_it_is_narrow) {
  int scroll = 0;
  draw_sample(38, true, &scroll);
  expect_row(0, "       0                   10");
  expect_row(1, "Nov 16 |####=======-----|      5.0 n 7");
  expect_row(2, "Nov  9 |                       n 0");
}
END_TEST

START_TEST(chart_draw__brings_the_scroll__into_range) {
  int scroll = 99;
  draw_sample(67, false, &scroll);
  ck_assert_int_eq(scroll, 0);
  scroll = -5;
  draw_sample(67, false, &scroll);
  ck_assert_int_eq(scroll, 0);
}
END_TEST

/* ---- calendars ---- */

static Night date(int year, int month, int day) {
  return (Night){civil_day(year, month, day)};
}

START_TEST(calendar_months_on__keeps_the_day__or_takes_the_last) {
  ck_assert_int_eq(calendar_months_on(date(2024, 1, 31), 1).day, date(2024, 2, 29).day);
  ck_assert_int_eq(calendar_months_on(date(2025, 1, 31), 1).day, date(2025, 2, 28).day);
  ck_assert_int_eq(calendar_months_on(date(2026, 1, 15), -1).day, date(2025, 12, 15).day);
  ck_assert_int_eq(calendar_months_on(date(2026, 12, 15), 1).day, date(2027, 1, 15).day);
  ck_assert_int_eq(calendar_months_on(date(2024, 2, 29), -12).day, date(2023, 2, 28).day);
  ck_assert_int_eq(calendar_months_on(date(1, 1, 5), -1).day, date(1, 1, 5).day);
  ck_assert_int_eq(calendar_months_on(date(9999, 12, 5), 1).day, date(9999, 12, 5).day);
}
END_TEST

START_TEST(calendar_month_days__knows__leap_years) {
  ck_assert_int_eq(calendar_month_days(date(2024, 2, 3)), 29);
  ck_assert_int_eq(calendar_month_days(date(2025, 2, 3)), 28);
  ck_assert_int_eq(calendar_month_days(date(1900, 2, 3)), 28);
  ck_assert_int_eq(calendar_month_days(date(2026, 12, 31)), 31);
  ck_assert_int_eq(calendar_month_first(date(2026, 12, 31)).day, date(2026, 12, 1).day);
}
END_TEST

START_TEST(calendar_read__takes__dates_and_days_of_the_month) {
  Night night = {0};
  Night near = date(2026, 2, 10);
  ck_assert(calendar_read("2020-02-29", near, &night));
  ck_assert_int_eq(night.day, date(2020, 2, 29).day);
  ck_assert(calendar_read("7", near, &night));
  ck_assert_int_eq(night.day, date(2026, 2, 7).day);
  ck_assert(calendar_read("28", near, &night));
  ck_assert_int_eq(night.day, date(2026, 2, 28).day);
  static const char *const bad[] = {"", "0", "29", "99", "-1", "1a", "2026-02-29", "123", "today"};
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
    ck_assert_msg(!calendar_read(bad[i], near, &night), "%s", bad[i]);
  }
}
END_TEST

START_TEST(calendar_date__is__the_day_and_the_date) {
  char text[CALENDAR_TEXT_SIZE];
  calendar_date(date(2026, 11, 21), text);
  ck_assert_str_eq(text, "Sat 2026-11-21");
  calendar_short(date(2026, 11, 2), text);
  ck_assert_str_eq(text, "Nov  2");
}
END_TEST

int main(void) {
  Suite *suite = suite_create("chart");
  TCase *numbers = tcase_create("numbers");
  tcase_add_loop_test(numbers, chart_top__is_round__above_all_but_wild_intervals, 0,
                      sizeof tops / sizeof tops[0]);
  tcase_add_test(numbers, chart_top__is_above_zero__without_a_bar);
  tcase_add_loop_test(numbers, chart_cells__stand_for__the_value_and_its_ends, 0,
                      sizeof cell_cases / sizeof cell_cases[0]);
  suite_add_tcase(suite, numbers);
  TCase *drawing = tcase_create("drawing");
  tcase_add_checked_fixture(drawing, set_up, tear_down);
  tcase_add_test(drawing, chart_draw__gives__bar_whisker_and_words);
  tcase_add_test(drawing, chart_draw__gives_way_to_brief_words__where_it_is_narrow);
  tcase_add_test(drawing, chart_draw__brings_the_scroll__into_range);
  suite_add_tcase(suite, drawing);
  TCase *calendar = tcase_create("calendar");
  tcase_add_test(calendar, calendar_months_on__keeps_the_day__or_takes_the_last);
  tcase_add_test(calendar, calendar_month_days__knows__leap_years);
  tcase_add_test(calendar, calendar_read__takes__dates_and_days_of_the_month);
  tcase_add_test(calendar, calendar_date__is__the_day_and_the_date);
  suite_add_tcase(suite, calendar);
  return suite_run(suite);
}
