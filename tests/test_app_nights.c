/* One table of moments (night_cases.h): a session, a cramp, the diary and the reminder must all
 * mean the same night. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "night_cases.h"
#include "nightcalf/app_review.h"
#include "nightcalf/evening.h"
#include "nightcalf/format.h"
#include "suite.h"
#include "temp_folder.h"

/* A clock that stands at the moment of a case. */
static WallTime stands_at;

static WallTime wall(void *context) {
  (void)context;
  return stands_at;
}

static Moment monotonic(void *context) {
  (void)context;
  return (Moment){1000};
}

static int64_t asleep(void *context) {
  (void)context;
  return 0;
}

static App app;

/* Opens the App at the moment of a case. */
static void open_at(const NightCase *one) {
  const char *folder = temp_folder_make();
  setenv("HOME", folder, 1);
  setenv("XDG_CONFIG_HOME", folder, 1);
  setenv("XDG_DATA_HOME", folder, 1);
  setenv("NIGHTCALF_ROUTINES", folder, 1);
  setenv("TZ", one->zone, 1);
  temp_folder_write("legs.cfg", "format = 1; title = \"Legs\"; setup = 0;\n"
                                "steps = ( { kind = \"hold\"; title = \"Calf\"; hold = 10; } );\n");
  ck_assert_msg(stamp_parse(one->now, &stands_at), "%s", one->name);
  app = (App){.clock = {NULL, monotonic, asleep, wall}, .lock = -1};
  app_open(&app);
  app.settings.night_boundary = one->boundary;
}

static void close_app(void) {
  app_close(&app);
  temp_folder_remove();
}

static void check_night(const NightCase *one, const char *what, Night night) {
  char text[NIGHT_TEXT_SIZE];
  night_format(night, text);
  ck_assert_msg(strcmp(text, one->night) == 0, "%s, %s: %s, not %s", one->name, what, text,
                one->night);
}

static bool take_session(void *context, const SessionRow *row) {
  *(Night *)context = row->night;
  return false;
}

static bool take_cramp(void *context, const Episode *episode) {
  *(Night *)context = episode->night;
  return false;
}

START_TEST(nights__are_one__for_sessions_cramps_diary_and_reminder) {
  const NightCase *one = &night_cases[_i];
  const Night first = {civil_day(2000, 1, 1)};
  const Night last = {civil_day(2100, 1, 1)};
  Diagnostics findings = {0};
  HistoryFilter all = {.limit = 0};
  Error err = {{0}};
  Night night = {0};
  open_at(one);
  check_night(one, "tonight", app_tonight(&app));
  check_night(one, "now", app_night_now(&app).tonight);
  Routine *routine = app_load_routine(&app, "legs", &findings);
  ck_assert_ptr_nonnull(routine);
  app_cramp_begin(&app);
  app_session_start(&app, routine, 0);
  app_flush(&app);
  app_session_finish(&app, ENDED_USER);
  Store *store = app_store(&app, STORE_READ, &err);
  ck_assert(store_sessions(store, &all, take_session, &night, &err));
  check_night(one, "the session", night);
  night = (Night){0};
  ck_assert(store_episodes(store, first, last, take_cramp, &night, &err));
  check_night(one, "the cramp", night);
  Schedule schedule = evening_schedule(&app, (EveningLengths){.total = 600000}, NULL);
  check_night(one, "the reminder", schedule.night);
  close_app();
}
END_TEST

/* A cramp that is typed in with its time of day falls on the clock's own moment, but for the second
 * of two equal hours, of which the first is taken. */
START_TEST(app_onset__finds_the_moment_again__by_night_and_time_of_day) {
  const NightCase *one = &night_cases[_i];
  open_at(one);
  Civil clock = civil_of(stands_at);
  WallTime onset = app_onset(&app, app_tonight(&app), clock.hour * 60 + clock.minute);
  Civil found = civil_of(onset);
  bool twice = strstr(one->name, "the second") != NULL;
  ck_assert_msg(found.hour == clock.hour && found.minute == clock.minute, "%s", one->name);
  check_night(one, "the onset", night_of(onset, one->boundary));
  ck_assert_msg(stands_at.utc_ms / 60000 - onset.utc_ms / 60000 == (twice ? 60 : 0), "%s",
                one->name);
  close_app();
}
END_TEST

/* The night moves with the setting, what was kept stays where it was. */
START_TEST(nights__stay__when_the_boundary_is_changed_later) {
  static const NightCase one = {"late", "2026-11-22T10:00:00+01:00", "Europe/Berlin", 720,
                                "2026-11-21"};
  Error err = {{0}};
  LastNight last;
  open_at(&one);
  ck_assert(app_log_count(&app, app_tonight(&app), 2, &err));
  app.settings.night_boundary = 9 * 60;
  check_night(&one, "what was kept", (Night){app_tonight(&app).day - 1});
  ck_assert(app_last_night(&app, &last, &err));
  check_night(&one, "last night", last.night);
  ck_assert_int_eq(last.cramps, 2);
  ck_assert(!last.asked);
  close_app();
}
END_TEST

int main(void) {
  Suite *suite = suite_create("app_nights");
  TCase *tests = tcase_create("app_nights");
  tcase_add_loop_test(tests, nights__are_one__for_sessions_cramps_diary_and_reminder, 0,
                      NIGHT_CASES);
  tcase_add_loop_test(tests, app_onset__finds_the_moment_again__by_night_and_time_of_day, 0,
                      NIGHT_CASES);
  tcase_add_test(tests, nights__stay__when_the_boundary_is_changed_later);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
