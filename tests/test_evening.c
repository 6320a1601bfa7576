/* Tonight as the record, the settings and the clock have it, and what goes on beside a session. */
#include <check.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app_fixture.h"
#include "nightcalf/evening.h"
#include "nightcalf/mem.h"
#include "nightcalf/own.h"
#include "suite.h"
#include "temp_folder.h"

enum { SOON_MS = 20 * 1000, LINE_SIZE = 256, NOW = 22 * 60 + 30 };

static const struct {
  const char *routine;
  int hours_ago; /* it is 22:30 */
  Outcome outcome;
  bool done;
} kept[] = {
    {"legs", 1, OUTCOME_COMPLETED, true}, {"other", 1, OUTCOME_COMPLETED, true},
    {"legs", 1, OUTCOME_PARTIAL, false},  {"cramp-now", 1, OUTCOME_COMPLETED, false},
    {"legs", 6, OUTCOME_COMPLETED, true}, {"legs", 7, OUTCOME_COMPLETED, false},
};

/* What was done in the afternoon, or against a cramp, is not tonight's routine. */
START_TEST(record__is_done__by_a_routine_of_the_evening) {
  EveningRecord record = evening_record(&app);
  ck_assert(!record.done && !record.excused);
  evening_record_free(&record);
  keep_session(kept[_i].routine, 0, kept[_i].hours_ago * hour, kept[_i].outcome, ENDED_END);
  record = evening_record(&app);
  ck_assert_int_eq(record.done, kept[_i].done);
  evening_record_free(&record);
}
END_TEST

START_TEST(record__is_excused__by_the_diary) {
  Store *store = app_store(&app, STORE_WRITE, NULL);
  ck_assert(store_night_excuse(store, app_tonight(&app), true, "flu",
                               app.clock.wall(app.clock.context), NULL));
  EveningRecord record = evening_record(&app);
  ck_assert(record.excused && !record.done);
  ck_assert_str_eq(record.reason, "flu");
  Schedule schedule = evening_schedule(&app, (EveningLengths){0}, &record);
  ck_assert_int_eq(schedule.state, SCHEDULE_EXCUSED);
  turn(14 * hour); /* the next night: what was known of the last one says nothing */
  schedule = evening_schedule(&app, (EveningLengths){0}, &record);
  ck_assert_int_eq(schedule.state, SCHEDULE_OPEN);
  evening_record_free(&record);
}
END_TEST

/* The plan that was drawn is what tonight says, and what keeps the reminder silent; of another
 * routine than tonight's it says nothing. */
START_TEST(schedule__keeps__to_the_fair_test_of_tonights_routine) {
  static const struct {
    const char *weeks;
    bool another;
    int days;
    ScheduleState state;
  } cases[] = {
      {"off on on off off on", false, 0, SCHEDULE_WITHOUT},
      {"on off on off off on", false, 0, SCHEDULE_OPEN},
      {"off on on off off on", false, 6, SCHEDULE_WITHOUT},
      {"off on on off off on", false, 7, SCHEDULE_OPEN},
      {"off on on off off on", true, 0, SCHEDULE_OPEN},
  };
  Error err = {{0}};
  char date[NIGHT_TEXT_SIZE];
  char text[LINE_SIZE];
  night_format(app_tonight(&app), date);
  snprintf(text, sizeof text, "\"%s: %s\"", date, cases[_i].weeks);
  ck_assert_msg(app_set(&app, "fair_test", text, &err), "%s", err.text);
  if (cases[_i].another) {
    ck_assert_msg(app_set(&app, "trial_routine", "\"another\"", &err), "%s", err.text);
  }
  turn(cases[_i].days * 24 * hour);
  Schedule schedule = evening_schedule(&app, (EveningLengths){0}, NULL);
  ck_assert_int_eq(schedule.state, cases[_i].state);
  ReminderVerdict verdict = evening_reminder_fire(&app, NOW);
  ck_assert_int_eq(verdict,
                   cases[_i].state == SCHEDULE_WITHOUT ? REMINDER_WITHOUT : REMINDER_SPEAK);
}
END_TEST

START_TEST(record__says_nothing__where_it_cannot_be_read) {
  temp_folder_write("nightcalf", "in the way of the folder");
  EveningRecord record = evening_record(&app);
  ck_assert(!record.done && !record.excused);
  evening_record_free(&record);
}
END_TEST

START_TEST(line__says__length_and_time) {
  static const struct {
    Millis total;
    int waits, bedtime;
    const char *line;
  } lines[] = {
      {0, 0, TIME_NOT_SAID, "T, 0 s"},
      {40000, 0, TIME_NOT_SAID, "T, 1 min"},
      {600000, 0, NOW + 10, "T, 10 min: it is time; start by 22:30"},
      {600001, 2, NOW + 10, "T, about 11 min: it is late, bedtime is 22:40"},
      {3600000, 0, 2 * 60 + 30, "T, 1 h: start by 01:30"},
  };
  for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
    app.settings.bedtime = lines[i].bedtime;
    EveningLengths lengths = {.total = lines[i].total, .waits = lines[i].waits};
    Schedule schedule = evening_schedule(&app, lengths, NULL);
    char *line = evening_line("T", lengths, &schedule);
    ck_assert_str_eq(line, lines[i].line);
    free(line);
  }
}
END_TEST

START_TEST(routine__is_that__of_the_day) {
  char saturday[] = "sat: ask"; /* it is one */
  char *texts[] = {saturday};
  ck_assert_str_eq(app_routine(&app), "three-minute-standing");
  app.settings.routines = (TextList){texts, 1};
  ck_assert_str_eq(app_routine(&app), "ask");
  turn(14 * hour);
  ck_assert_str_eq(app_routine(&app), "three-minute-standing");
  app.settings.routines = (TextList){0};
}
END_TEST

START_TEST(routine__of_a_day__follows_its_new_name) {
  Error err = {{0}};
  char *settings = temp_folder_path("nightcalf");
  char *routines = temp_folder_path("nightcalf/routines");
  ck_assert_int_eq(mkdir(settings, 0700), 0);
  ck_assert_int_eq(mkdir(routines, 0700), 0);
  free(settings);
  free(routines);
  temp_folder_write("nightcalf/routines/mine.cfg",
                    "format = 1; title = \"Mine\";\n"
                    "steps = ( { kind = \"timed\"; title = \"Rub\"; duration = 5; } );\n");
  temp_folder_write("nightcalf/nightcalf.cfg", "routines = [ \"fri:legs\", \"sat: mine\" ];\n");
  app_close(&app);
  open_app();
  ck_assert_str_eq(app_routine(&app), "mine");
  ck_assert_msg(own_rename(&app, "mine", "ours", &err), "%s", err.text);
  ck_assert_str_eq(app_routine(&app), "ours");
  ck_assert_str_eq(app.settings.routines.at[0], "fri:legs");
}
END_TEST

/* ---- commands of the person's own ---- */

static int said = -1;

/* The settings name a command for each event; all write into one pipe. */
static void set_up_hooks(void) {
  set_up();
  app_close(&app);
  char *pipe_path = temp_folder_path("said");
  char *settings = temp_folder_path("nightcalf");
  ck_assert_int_eq(mkfifo(pipe_path, 0600), 0);
  ck_assert_int_eq(mkdir(settings, 0700), 0);
  setenv("SAID", pipe_path, 1);
  said = open(pipe_path, O_RDWR | O_CLOEXEC);
  const char *tell = "[ \"sh\", \"-c\", \"echo \\\"$NIGHTCALF_EVENT $NIGHTCALF_ROUTINE "
                     "$NIGHTCALF_OUTCOME.\\\" >\\\"$SAID\\\"\" ]";
  char *text = mem_format(
      "on_start = %s;\non_end = %s;\non_lights_out = %s;\nkeep_awake = false;\n", tell, tell, tell);
  temp_folder_write("nightcalf/nightcalf.cfg", text);
  free(text);
  free(settings);
  free(pipe_path);
  open_app();
  ck_assert_uint_eq(app.settings_findings.count, 0);
}

static void tear_down_hooks(void) {
  close(said);
  tear_down();
}

static void expect(const char *wanted) {
  char line[LINE_SIZE];
  size_t length = 0;
  do {
    struct pollfd output = {.fd = said, .events = POLLIN};
    ck_assert_msg(poll(&output, 1, SOON_MS) == 1, "nothing was said; wanted %s", wanted);
    ck_assert_int_eq(read(said, line + length, 1), 1);
    length++;
  } while (line[length - 1] != '\n' && length < sizeof line);
  line[length - 1] = '\0';
  ck_assert_str_eq(line, wanted);
}

static void expect_nothing(void) {
  struct pollfd output = {.fd = said, .events = POLLIN};
  ck_assert_int_eq(poll(&output, 1, 200), 0);
}

static void move_on(void) {
  Effect effect;
  while (app_tick(&app, &effect)) {
  }
}

START_TEST(hooks__are_told__of_start_end_and_lights_out) {
  app_session_start(&app, load("legs"), 0);
  move_on();
  expect_nothing(); /* nothing before the first beat is on the screen */
  app_flush(&app);
  expect("start legs .");
  app_flush(&app);
  turn(40 * second);
  move_on();
  app_flush(&app);
  expect("end legs completed.");
  app_session_finish(&app, ENDED_END);
  app_lights_out(&app);
  expect("lights_out legs completed.");
  app_lights_out(&app);
  app_session_drop(&app);
  expect_nothing();
}
END_TEST

START_TEST(hooks__hear__how_it_went) {
  app_session_start(&app, load("legs"), 0);
  move_on();
  app_flush(&app);
  expect("start legs .");
  turn(5 * second);
  if (_i == 0) {
    app_session_finish(&app, ENDED_USER);
    expect("end legs partial.");
    app_lights_out(&app);
    expect("lights_out legs partial.");
  } else {
    app_session_discard(&app);
    expect("end legs discarded.");
    app_lights_out(&app);
  }
  app_session_drop(&app);
  expect_nothing();
}
END_TEST

START_TEST(hooks__keep__the_lights_on_for_what_follows) {
  app_session_start(&app, load("ask"), 0);
  move_on();
  app_flush(&app);
  expect("start ask .");
  session_choose(app.session, 1, hands_moment());
  move_on();
  app_flush(&app);
  expect("end ask completed.");
  ck_assert_ptr_nonnull(app.next_routine);
  app_lights_out(&app);
  app_session_drop(&app);
  expect_nothing();
}
END_TEST

/* A file of a routine has no say in it, and a command that is not there is no trouble. */
START_TEST(hooks__do_not_mind__a_program_that_is_not_there) {
  free(app.settings.on_start.at[0]);
  app.settings.on_start.at[0] = mem_copy("no-such-program-of-anyone");
  app_session_start(&app, load("legs"), 0);
  move_on();
  app_flush(&app);
  app_session_finish(&app, ENDED_USER);
  expect("end legs partial.");
  app_session_drop(&app);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("evening");
  TCase *tonight = tcase_create("tonight");
  tcase_add_checked_fixture(tonight, set_up, tear_down);
  tcase_add_loop_test(tonight, record__is_done__by_a_routine_of_the_evening, 0,
                      sizeof kept / sizeof kept[0]);
  tcase_add_test(tonight, record__is_excused__by_the_diary);
  tcase_add_loop_test(tonight, schedule__keeps__to_the_fair_test_of_tonights_routine, 0, 5);
  tcase_add_test(tonight, record__says_nothing__where_it_cannot_be_read);
  tcase_add_test(tonight, line__says__length_and_time);
  tcase_add_test(tonight, routine__is_that__of_the_day);
  tcase_add_test(tonight, routine__of_a_day__follows_its_new_name);
  suite_add_tcase(suite, tonight);
  TCase *hooks = tcase_create("hooks");
  tcase_add_checked_fixture(hooks, set_up_hooks, tear_down_hooks);
  tcase_set_timeout(hooks, 60);
  tcase_add_test(hooks, hooks__are_told__of_start_end_and_lights_out);
  tcase_add_loop_test(hooks, hooks__hear__how_it_went, 0, 2);
  tcase_add_test(hooks, hooks__keep__the_lights_on_for_what_follows);
  tcase_add_test(hooks, hooks__do_not_mind__a_program_that_is_not_there);
  suite_add_tcase(suite, hooks);
  return suite_run(suite);
}
