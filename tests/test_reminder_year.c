/* A year of evenings with the real notification over a private bus: one reminder a night, none
 * where none is due; and the one line of `nightcalf tonight` beside what home knows, at every
 * minute. */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "bus_bench.h"
#include "nightcalf/evening.h"
#include "nightcalf/format.h"
#include "nightcalf/mem.h"
#include "suite.h"
#include "temp_folder.h"

enum {
  MINUTE_MS = 60 * 1000,
  HOUR_MS = 60 * MINUTE_MS,
  DAY_MS = 24 * HOUR_MS,
  DAYS = 366,
  AT = 22 * 60 + 15,
  NOTHING_MS = 200, /* how long silence is listened to */
  SOON_MS = 20 * 1000
};

#define BERLIN "CET-1CEST,M3.5.0,M10.5.0/3"
#define NEW_YORK "EST5EDT,M3.2.0,M11.1.0"

/* The clock of these tests: any moment, the offset of the zone that TZ names. */
static int64_t now_ms;

static Moment clock_now(void *context) {
  (void)context;
  return (Moment){now_ms};
}

static int64_t clock_asleep(void *context) {
  (void)context;
  return 0;
}

static WallTime clock_wall(void *context) {
  (void)context;
  Zone zone = zone_system();
  return (WallTime){now_ms, zone.offset_s(NULL, now_ms)};
}

static App app;

static void travel(const char *zone) {
  setenv("TZ", zone, 1);
  tzset();
}

static void set_up(void) {
  const char *folder = temp_folder_make();
  char *routines = temp_folder_path("routines");
  setenv("HOME", folder, 1);
  setenv("XDG_CONFIG_HOME", folder, 1);
  setenv("XDG_DATA_HOME", folder, 1);
  setenv("NIGHTCALF_ROUTINES", routines, 1);
  ck_assert_int_eq(mkdir(routines, 0700), 0);
  free(routines);
  temp_folder_write("routines/legs.cfg",
                    "format = 1; title = \"Legs & <b>feet</b>\"; setup = 0;\nsteps = (\n"
                    "  { kind = \"timed\"; title = \"Rub\"; duration = 360; },\n"
                    "  { kind = \"timed\"; title = \"Rest\"; duration = 240; essential = false; } "
                    ");\n");
  char *settings = temp_folder_path("nightcalf");
  ck_assert_int_eq(mkdir(settings, 0700), 0);
  free(settings);
  temp_folder_write("nightcalf/nightcalf.cfg", "routine = \"legs\"; bedtime = \"22:45\";\n"
                                               "bedtimes = [ \"fri-sat: 23:30\" ];\n");
  travel(BERLIN);
  now_ms = (int64_t)civil_day(2026, 1, 1) * DAY_MS + 11LL * HOUR_MS; /* noon in Berlin */
  app = (App){.clock = {NULL, clock_now, clock_asleep, clock_wall}, .lock = -1};
  app_open(&app);
  ck_assert_uint_eq(app.settings_findings.count, 0);
}

static void tear_down(void) {
  app_close(&app);
  temp_folder_remove();
}

/* A completed session of tonight is in the record from now on. */
static void do_routine(void) {
  Error err = {{0}};
  Diagnostics findings = {0};
  int64_t id = 0;
  Routine *routine = app_load_routine(&app, "legs", &findings);
  Store *store = app_store(&app, STORE_WRITE, &err);
  ck_assert_msg(routine != NULL && store != NULL, "%s", err.text);
  StepRecord *records = mem_new(routine->step_count, sizeof *records);
  SessionStart start = {.routine = "legs",
                        .title = routine->title,
                        .snapshot = "",
                        .night = app_tonight(&app),
                        .started = clock_wall(NULL),
                        .planned = MINUTE_MS,
                        .steps = routine,
                        .records = records};
  ck_assert_msg(store_session_begin(store, &start, &id, &err), "%s", err.text);
  SessionProgress progress = {.at = clock_wall(NULL),
                              .planned = MINUTE_MS,
                              .done = MINUTE_MS,
                              .outcome = OUTCOME_COMPLETED,
                              .ended_by = ENDED_END,
                              .records = records,
                              .record_count = routine->step_count};
  ck_assert_msg(store_session_save(store, id, &progress, &err), "%s", err.text);
  free(records);
  routine_free(routine);
  diagnostics_free(&findings);
}

static void excuse(void) {
  Error err = {{0}};
  Store *store = app_store(&app, STORE_WRITE, &err);
  ck_assert(store != NULL &&
            store_night_excuse(store, app_tonight(&app), true, "ill", clock_wall(NULL), &err));
}

/* Minutes after midnight on the wall. */
static int minute_now(void) {
  Civil civil = civil_of(clock_wall(NULL));
  return civil.hour * 60 + civil.minute;
}

/* What an evening is like. */
typedef enum Kind { KIND_PLAIN, KIND_DONE, KIND_EXCUSED, KIND_ASLEEP, KIND_SNOOZED } Kind;

/* Many plain ones, each other one on every day of the week and beside every other in the end. */
static Kind kind_of(Night night) {
  int day = night.day;
  return day % 5 == 0    ? KIND_DONE
         : day % 7 == 0  ? KIND_EXCUSED
         : day % 11 == 0 ? KIND_ASLEEP
         : day % 13 == 0 ? KIND_SNOOZED
                         : KIND_PLAIN;
}

/* The timer fires, as `nightcalf remind --fire 22:15` would. */
static void fire(void) {
  if (evening_reminder_fire(&app, AT) == REMINDER_SPEAK) {
    Error err = {{0}};
    ReminderWords words = evening_reminder_words(&app);
    NotifyWay way = notify_show(words.title, words.text, &err);
    ck_assert_msg(way == NOTIFY_BUS, "%s", err.text);
    reminder_words_free(&words);
  }
}

/* How many notifications have come and were not counted yet. All have: the server answers each. */
static int shown(void) {
  static const char said[] = "notify Time for your bedtime routine | Legs &amp; "
                             "&lt;b&gt;feet&lt;/b&gt;, 10 min: ";
  int count = 0;
  const char *line = NULL;
  while ((line = bus_bench_next(0)) != NULL) {
    ck_assert_msg(strncmp(line, said, strlen(said)) == 0, "%s", line);
    count++;
  }
  return count;
}

/* What happens at a minute of the year, the timer's firings included: at its time, once more half
 * an hour later and in the morning, as after a sleep; where the machine sleeps, in the morning
 * alone. */
static void live_through(bool listens) {
  int minute = minute_now();
  Kind kind = kind_of(app_tonight(&app));
  WallTime until;
  bool timed = false;
  if (minute == 20 * 60 && kind == KIND_DONE) {
    do_routine();
  } else if (minute == 21 * 60 && kind == KIND_EXCUSED) {
    excuse();
  } else if (minute == 22 * 60 && kind == KIND_SNOOZED) {
    ck_assert(evening_reminder_snooze(&app, (Millis)25 * MINUTE_MS, &until, &timed, NULL));
  }
  bool awake = kind != KIND_ASLEEP;
  if (!listens) {
    return;
  }
  if ((awake && (minute == AT || minute == AT + 10 || minute == AT + 30)) || minute == 8 * 60) {
    fire();
  }
}

/* Off to New York on a June night at 23:00, after the reminder; back a week later at noon. */
static void travel_about(int64_t start) {
  int64_t departure = start + 160LL * DAY_MS + 10LL * HOUR_MS;
  int64_t back = departure + 7LL * DAY_MS - 7LL * HOUR_MS;
  if (now_ms == departure) {
    travel(NEW_YORK);
  } else if (now_ms == back) {
    travel(BERLIN);
  }
}

START_TEST(year__brings__one_reminder_a_night) {
  int64_t start = now_ms;
  int nights = 0;
  int silent = 0;
  int changes = 0;
  int32_t offset = clock_wall(NULL).offset_s;
  Night night = app_tonight(&app);
  bus_bench_start(getenv("HOME"), true);
  while (nights < DAYS) {
    now_ms += MINUTE_MS;
    travel_about(start);
    changes += clock_wall(NULL).offset_s != offset ? 1 : 0;
    offset = clock_wall(NULL).offset_s;
    Night tonight = app_tonight(&app);
    if (tonight.day != night.day) {
      Kind kind = kind_of(night);
      char text[NIGHT_TEXT_SIZE];
      night_format(night, text);
      int expected = kind == KIND_PLAIN || kind == KIND_SNOOZED ? 1 : 0;
      int count = shown();
      ck_assert_msg(count == expected, "%s: %d, not %d", text, count, expected);
      ck_assert_int_eq(tonight.day, night.day + 1);
      night = tonight;
      nights++;
      silent += expected == 0 ? 1 : 0;
    }
    live_through(true);
  }
  ck_assert_int_eq(changes, 4); /* two of the clocks, two of the place */
  ck_assert_int_gt(silent, 100);
  ck_assert_ptr_null(bus_bench_next(NOTHING_MS));
  bus_bench_stop();
}
END_TEST

/* What home keeps from one look to the next, and what a new `nightcalf tonight` finds. */
START_TEST(year__finds__tonight_and_home_agreed_at_every_minute) {
  int64_t start = now_ms;
  Diagnostics findings = {0};
  Routine *loaded = app_load_routine(&app, "legs", &findings);
  Routine *routine = app_adapt(&app, loaded, false, NULL);
  EveningLengths lengths = evening_lengths(&app, routine);
  EveningRecord home = evening_record(&app);
  int states[SCHEDULE_STATE_COUNT] = {0};
  for (int64_t minute = 0; minute < DAYS * 24LL * 60; minute++) {
    char words[SCHEDULE_TEXT_SIZE];
    now_ms += MINUTE_MS;
    travel_about(start);
    int before = minute_now();
    Kind kind = kind_of(app_tonight(&app));
    bool written =
        (before == 20 * 60 && kind == KIND_DONE) || (before == 21 * 60 && kind == KIND_EXCUSED);
    live_through(false);
    if (written || home.night.day != app_tonight(&app).day) { /* when home looks again */
      evening_record_free(&home);
      home = evening_record(&app);
    }
    Schedule at_home = evening_schedule(&app, lengths, &home);
    schedule_words(&at_home, words);
    EveningRecord record = minute % 30 == 0 || written ? evening_record(&app) : home;
    Schedule tonight = evening_schedule(&app, lengths, &record);
    char *line = evening_line(routine->title, lengths, &tonight);
    const char *colon = strstr(line, "10 min");
    ck_assert_ptr_nonnull(colon);
    colon += strlen("10 min");
    colon += strncmp(colon, ": ", 2) == 0 ? 2 : 0;
    ck_assert_msg(strcmp(colon, words) == 0, "%s / %s", line, words);
    ck_assert_int_eq(tonight.state, at_home.state);
    states[tonight.state]++;
    free(line);
    if (record.reason != home.reason) {
      evening_record_free(&record);
    }
  }
  ck_assert_int_gt(states[SCHEDULE_EARLY], 0);
  ck_assert_int_gt(states[SCHEDULE_DUE], 0);
  ck_assert_int_gt(states[SCHEDULE_LATE], 0);
  ck_assert_int_gt(states[SCHEDULE_OVER], 0);
  ck_assert_int_gt(states[SCHEDULE_DONE], 0);
  ck_assert_int_gt(states[SCHEDULE_EXCUSED], 0);
  ck_assert_int_eq(states[SCHEDULE_OPEN], 0);
  evening_record_free(&home);
  routine_free(routine);
  routine_free(loaded);
  diagnostics_free(&findings);
}
END_TEST

/* ---- the server ---- */

START_TEST(notify__escapes__for_who_reads_markup) {
  Error err = {{0}};
  bus_bench_start(getenv("HOME"), _i == 1);
  ck_assert_int_eq(notify_show("-t <i>", "a <b>b</b> & c", &err), NOTIFY_BUS);
  ck_assert_str_eq(bus_bench_next(SOON_MS), _i == 1
                                                ? "notify -t <i> | a &lt;b&gt;b&lt;/b&gt; &amp; c"
                                                : "notify -t <i> | a <b>b</b> & c");
  bus_bench_stop();
}
END_TEST

START_TEST(notify__does_without__a_bus_that_is_gone) {
  Error err = {{0}};
  bus_bench_start(getenv("HOME"), true);
  char *address = mem_copy(getenv("DBUS_SESSION_BUS_ADDRESS"));
  bus_bench_stop();
  setenv("DBUS_SESSION_BUS_ADDRESS", address, 1);
  setenv("PATH", "/nowhere", 1);
  ck_assert_int_eq(notify_show("a", "b", &err), NOTIFY_NONE);
  ck_assert_ptr_nonnull(strstr(err.text, "no session bus"));
  free(address);
}
END_TEST

/* ---- beside a session ---- */

/* Starts "legs" as a face does, and lets it draw and write. */
static void start_session(void) {
  Effect effect;
  Routine *routine = app_load_routine(&app, "legs", &(Diagnostics){0});
  app_session_start(&app, routine, 0);
  while (app_tick(&app, &effect)) {
  }
  app_flush(&app);
}

START_TEST(session__keeps__the_screen_awake_while_it_runs) {
  bus_bench_start(getenv("HOME"), true);
  start_session();
  ck_assert_str_eq(bus_bench_next(SOON_MS), "inhibit");
  session_act(app.session, ACT_PAUSE, clock_now(NULL));
  app_flush(&app);
  ck_assert_str_eq(bus_bench_next(SOON_MS), "released");
  session_act(app.session, ACT_RESUME, clock_now(NULL));
  app_flush(&app);
  ck_assert_str_eq(bus_bench_next(SOON_MS), "inhibit");
  app_session_finish(&app, ENDED_USER);
  ck_assert_str_eq(bus_bench_next(SOON_MS), "released");
  app_session_drop(&app);
  bus_bench_stop();
}
END_TEST

START_TEST(session__asks__the_login_manager_where_no_desktop_is) {
  bus_bench_start_login(getenv("HOME"));
  start_session();
  ck_assert_str_eq(bus_bench_next(SOON_MS), "login inhibit idle Nightcalf block");
  session_act(app.session, ACT_PAUSE, clock_now(NULL));
  app_flush(&app);
  ck_assert_str_eq(bus_bench_next(SOON_MS), "released");
  app_session_drop(&app);
  bus_bench_stop();
}
END_TEST

START_TEST(session__leaves__the_screen_alone_where_that_is_set) {
  bus_bench_start(getenv("HOME"), true);
  app.settings.keep_awake = false;
  start_session();
  ck_assert_ptr_null(bus_bench_next(NOTHING_MS));
  app_session_drop(&app);
  bus_bench_stop();
}
END_TEST

int main(void) {
  Suite *suite = suite_create("reminder_year");
  TCase *year = tcase_create("year");
  tcase_add_checked_fixture(year, set_up, tear_down);
  tcase_set_timeout(year, 600);
  tcase_add_test(year, year__brings__one_reminder_a_night);
  tcase_add_test(year, year__finds__tonight_and_home_agreed_at_every_minute);
  suite_add_tcase(suite, year);
  TCase *bus = tcase_create("bus");
  tcase_add_checked_fixture(bus, set_up, tear_down);
  tcase_set_timeout(bus, 60);
  tcase_add_loop_test(bus, notify__escapes__for_who_reads_markup, 0, 2);
  tcase_add_test(bus, notify__does_without__a_bus_that_is_gone);
  tcase_add_test(bus, session__keeps__the_screen_awake_while_it_runs);
  tcase_add_test(bus, session__leaves__the_screen_alone_where_that_is_set);
  tcase_add_test(bus, session__asks__the_login_manager_where_no_desktop_is);
  suite_add_tcase(suite, bus);
  return suite_run(suite);
}
