/* The review against the record itself: what the screens count for a long, made up history must be
 * what SQL counts in the database. */
#include <check.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "history_bench.h"
#include "nightcalf/mem.h"
#include "screen_bench.h"
#include "suite.h"
#include "temp_folder.h"
#include "tui/calendar.h"

enum { YEARS_TWO = 730, SESSIONS = 900, MONTHS_CHECKED = 24 };

static ScreenBench *bench;
static sqlite3 *db;

static void set_up(void) {
  Error err = {{0}};
  bench = screen_bench_new(24, 80);
  ck_assert_msg(history_make(bench->app.paths.database, YEARS_TWO, SESSIONS, &err), "%s", err.text);
  bench->app.settings.trial_routine = mem_copy(history_routine);
  ck_assert_int_eq(sqlite3_open(bench->app.paths.database, &db), SQLITE_OK);
  screen_bench_home(bench);
  screen_bench_type(bench, "v");
}

static void tear_down(void) {
  sqlite3_close(db);
  screen_bench_free(bench);
}

/* The number that SQL gives for two dates. */
static int number(const char *sql, Night from, Night until) {
  char first[NIGHT_TEXT_SIZE];
  char last[NIGHT_TEXT_SIZE];
  sqlite3_stmt *statement = NULL;
  night_format(from, first);
  night_format(until, last);
  ck_assert_int_eq(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
  sqlite3_bind_text(statement, 1, first, -1, SQLITE_STATIC);
  sqlite3_bind_text(statement, 2, last, -1, SQLITE_STATIC);
  ck_assert_int_eq(sqlite3_step(statement), SQLITE_ROW);
  int value = sqlite3_column_int(statement, 0);
  sqlite3_finalize(statement);
  return value;
}

static const char recorded_sql[] =
    "SELECT count(*) FROM nights WHERE night BETWEEN ?1 AND ?2 AND cramp_count IS NOT NULL";
static const char cramps_sql[] =
    "SELECT coalesce(sum(cramp_count), 0) FROM nights WHERE night BETWEEN ?1 AND ?2";
/* ROUTINE_NIGHT_FROM: from 16:00 of the evening; until 90 minutes after bed_time, else 04:00. */
static const char completed_sql[] =
    "SELECT count(DISTINCT s.night) FROM sessions s LEFT JOIN nights n ON n.night = s.night "
    "WHERE s.night BETWEEN ?1 AND ?2 AND s.routine = 'evening-calf' AND s.outcome = 'completed' "
    "AND (s.ended_ms / 1000 + 3600 - unixepoch(s.night)) / 60 BETWEEN 960 AND "
    "coalesce(n.bed_time + 90, 1680)";

static void expect(const char *text) {
  screen_bench_expect(bench, text);
}

/* How often a sign stands in the grid of the month. */
static int count_sign(const char *sign) {
  char *drawn = screen_bench_draw(bench);
  char *end = strstr(drawn, "routine done   ");
  ck_assert_ptr_nonnull(end);
  int count = -1; /* the legend's own */
  for (const char *at = strstr(drawn, sign); at != NULL; at = strstr(at + 1, sign)) {
    count++;
  }
  free(drawn);
  return count;
}

START_TEST(review_month__counts__what_sql_counts) {
  Night at = {HISTORY_LAST};
  for (int i = 0; i < MONTHS_CHECKED; i++) {
    Night first = calendar_month_first(at);
    Night last = {first.day + calendar_month_days(at) - 1};
    int cramps = number(cramps_sql, first, last);
    int recorded = number(recorded_sql, first, last);
    ck_assert_int_gt(recorded, 0);
    char *text = mem_format("%d cramp%s, %d night%s recorded", cramps, cramps == 1 ? "" : "s",
                            recorded, recorded == 1 ? "" : "s");
    expect(text);
    free(text);
    screen_bench_type(bench, "[");
    at = calendar_months_on(at, -1);
  }
}
END_TEST

START_TEST(review_month__marks__each_night_as_sql_has_it) {
  Night at = {HISTORY_LAST};
  for (int i = 0; i < MONTHS_CHECKED; i++) {
    Night first = calendar_month_first(at);
    Night last = {first.day + calendar_month_days(at) - 1};
    ck_assert_int_eq(count_sign("●"), number(completed_sql, first, last));
    screen_bench_type(bench, "[");
    at = calendar_months_on(at, -1);
  }
}
END_TEST

START_TEST(review_year__counts__what_sql_counts) {
  screen_bench_type(bench, "2");
  for (int year = 2026; year >= 2025; year--) {
    Night first = {civil_day(year, 1, 1)};
    Night last = {civil_day(year, 12, 31)};
    char *text = mem_format("%d cramps, %d nights recorded", number(cramps_sql, first, last),
                            number(recorded_sql, first, last));
    expect(text);
    free(text);
    screen_bench_type(bench, "[");
  }
}
END_TEST

START_TEST(review_where__counts__what_sql_counts) {
  Night first = {HISTORY_LAST - 364};
  Night last = {HISTORY_LAST};
  screen_bench_type(bench, "7");
  screen_bench_resize(bench, 60, 80);
  int all = number("SELECT count(*) FROM episodes WHERE night BETWEEN ?1 AND ?2", first, last);
  int calf = number("SELECT count(*) FROM episodes WHERE night BETWEEN ?1 AND ?2 AND muscle = "
                    "'calf'",
                    first, last);
  char *text = mem_format("n %d cramps", all);
  char *muscle = mem_format("%d of %d", calf, all);
  expect(text);
  expect(muscle);
  free(text);
  free(muscle);
}
END_TEST

START_TEST(review_trends__show__the_rate_that_sql_gives) {
  screen_bench_type(bench, "4+++");
  Night first = {HISTORY_LAST - YEARS_TWO + 1};
  Night last = {HISTORY_LAST};
  int recorded = number(recorded_sql, first, last);
  char *text = mem_format("%.1f (95%% CI", 7.0 * number(cramps_sql, first, last) / recorded);
  char *nights = mem_format("%d nights", recorded);
  expect(text);
  expect(nights);
  free(text);
  free(nights);
}
END_TEST

START_TEST(review_sessions__count__what_sql_counts) {
  screen_bench_type(bench, "3");
  expect("Newest first: 1 of 900");
  for (int back = 10; back < YEARS_TWO; back += 97) {
    Night night = {HISTORY_LAST - back};
    char date[NIGHT_TEXT_SIZE];
    night_format(night, date);
    char *keys = mem_format("g%s<Enter>", date);
    screen_bench_type(bench, keys);
    char *text =
        mem_format("Newest first: %d of 900",
                   1 + number("SELECT count(*) FROM sessions WHERE night > ?1", night, night));
    char *mark = mem_format("> %s", date);
    expect(text);
    expect(mark);
    free(keys);
    free(mark);
    free(text);
  }
}
END_TEST

int main(void) {
  Suite *suite = suite_create("tui_review_truth");
  TCase *truth = tcase_create("truth");
  tcase_add_checked_fixture(truth, set_up, tear_down);
  tcase_set_timeout(truth, 60);
  tcase_add_test(truth, review_month__counts__what_sql_counts);
  tcase_add_test(truth, review_month__marks__each_night_as_sql_has_it);
  tcase_add_test(truth, review_year__counts__what_sql_counts);
  tcase_add_test(truth, review_where__counts__what_sql_counts);
  tcase_add_test(truth, review_trends__show__the_rate_that_sql_gives);
  tcase_add_test(truth, review_sessions__count__what_sql_counts);
  suite_add_tcase(suite, truth);
  return suite_run(suite);
}
