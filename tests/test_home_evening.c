/* Home on the screen beside the one line of `nightcalf tonight`, minute by minute through a night
 * and into the next: home stays open all the while. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/evening.h"
#include "nightcalf/mem.h"
#include "screen_bench.h"
#include "suite.h"

enum { MINUTE_MS = 60 * 1000, HOURS = 30, ROWS = 24, COLUMNS_WIDE = 100 };

static ScreenBench *bench;

static void set_up(void) {
  bench = screen_bench_new(ROWS, COLUMNS_WIDE);
}

static void tear_down(void) {
  screen_bench_free(bench);
}

/* What a new `nightcalf tonight` would find, as home would put it. Release with free(). */
static char *heading_wanted(ScheduleState *state) {
  App *app = &bench->app;
  char words[SCHEDULE_TEXT_SIZE];
  Diagnostics findings = {0};
  Routine *loaded = app_load_routine(app, app_routine(app), &findings);
  ck_assert_ptr_nonnull(loaded);
  Routine *routine = app_adapt(app, loaded, false, NULL);
  EveningRecord record = evening_record(app);
  Schedule schedule = evening_schedule(app, evening_lengths(app, routine), &record);
  schedule_words(&schedule, words);
  *state = schedule.state;
  evening_record_free(&record);
  routine_free(routine);
  routine_free(loaded);
  diagnostics_free(&findings);
  return mem_format("    Tonight%s%s\n", words[0] != '\0' ? ": " : "", words);
}

START_TEST(home__says__what_tonight_says_at_every_minute) {
  bool seen[SCHEDULE_STATE_COUNT] = {false};
  bench->app.settings.bedtime = 23 * 60 + 30;
  if (_i == 1) {
    Store *store = app_store(&bench->app, STORE_WRITE, NULL);
    ck_assert(store != NULL && store_night_excuse(store, app_tonight(&bench->app), true, NULL,
                                                  tui_wall(&bench->tui), NULL));
  }
  screen_bench_home(bench);
  for (int minute = 0; minute < HOURS * 60; minute++) {
    ScheduleState state;
    char *wanted = heading_wanted(&state);
    char *drawn = screen_bench_draw(bench);
    ck_assert_msg(strstr(drawn, wanted) != NULL, "minute %d: no \"%s\" in\n%s", minute, wanted,
                  drawn);
    seen[state] = true;
    free(drawn);
    free(wanted);
    screen_bench_wait(bench, MINUTE_MS);
  }
  ck_assert(seen[SCHEDULE_EARLY] && seen[SCHEDULE_DUE] && seen[SCHEDULE_LATE] &&
            seen[SCHEDULE_OVER]);
  ck_assert_int_eq(seen[SCHEDULE_EXCUSED], _i == 1);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("home_evening");
  TCase *home = tcase_create("home");
  tcase_add_checked_fixture(home, set_up, tear_down);
  tcase_set_timeout(home, 120);
  tcase_add_loop_test(home, home__says__what_tonight_says_at_every_minute, 0, 2);
  suite_add_tcase(suite, home);
  return suite_run(suite);
}
