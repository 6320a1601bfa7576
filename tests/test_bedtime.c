/* The commands of the evening, run as a shell would: tonight, remind, doctor. */
#include <check.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "nightcalf/mem.h"
#include "program.h"
#include "suite.h"
#include "temp_folder.h"

enum { DONE = 0, FAILED = 1, USAGE = 2, NOT_DUE = 5 };

static bool has(const char *text, const char *part) {
  return strstr(text, part) != NULL;
}

static void set_up(void) {
  program_set_up();
  char *settings = temp_folder_path("nightcalf");
  ck_assert_int_eq(mkdir(settings, 0700), 0);
  free(settings);
  setenv("TZ", "UTC", 1);
  unsetenv("DBUS_SESSION_BUS_ADDRESS");
  unsetenv("XDG_RUNTIME_DIR");
}

/* Settings with a bedtime so many minutes from now. */
static void set_bedtime(int minutes) {
  time_t then = time(NULL) + (time_t)minutes * 60;
  struct tm when;
  gmtime_r(&then, &when);
  char *text = mem_format("bedtime = \"%02d:%02d\";\nnight_boundary = \"%02d:00\";\n", when.tm_hour,
                          when.tm_min, (when.tm_hour + 12) % 24);
  temp_folder_write("nightcalf/nightcalf.cfg", text);
  free(text);
}

/* Puts a script in the place of a program, and no other program anywhere. */
static void fake_program(const char *name, const char *script) {
  char *folder = temp_folder_path("tools");
  char *file = mem_format("tools/%s", name);
  (void)mkdir(folder, 0700);
  setenv("PATH", folder, 1);
  if (script != NULL) {
    temp_folder_write(file, script);
    char *path = temp_folder_path(file);
    ck_assert_int_eq(chmod(path, 0700), 0);
    free(path);
  }
  free(file);
  free(folder);
}

/* ---- tonight ---- */

static const struct {
  int minutes; /* until bedtime */
  int status;
  const char *state;
  const char *says;
} evenings[] = {
    {180, NOT_DUE, "early", ": start by "},
    {30, DONE, "due", ": it is time; start by "},
    {1, DONE, "late", ": it is late, bedtime is "},
    {-60, DONE, "late", ": it is late, bedtime is "},
    {-120, NOT_DUE, "over", "about 3 min\n"},
};

START_TEST(tonight__tells__by_line_and_status) {
  set_bedtime(evenings[_i].minutes);
  Said run = RUN(NULL, "tonight");
  ck_assert_int_eq(run.status, evenings[_i].status);
  ck_assert_msg(has(run.out, evenings[_i].says), "%s", run.out);
  ck_assert_ptr_eq(strchr(run.out, '\n'), run.out + strlen(run.out) - 1);
  ck_assert_str_eq(run.err, "");
  said_free(&run);
  run = RUN(NULL, "tonight", "--json");
  ck_assert_int_eq(run.status, evenings[_i].status);
  json_t *object = json_loads(run.out, 0, NULL);
  ck_assert_str_eq(json_string_value(json_object_get(object, "state")), evenings[_i].state);
  ck_assert_str_eq(json_string_value(json_object_get(object, "routine")), "three-minute-standing");
  ck_assert_int_eq(json_is_true(json_object_get(object, "due")), evenings[_i].status == DONE);
  ck_assert_int_eq((int)json_integer_value(json_object_get(object, "total_s")), 180);
  ck_assert_uint_eq(strlen(json_string_value(json_object_get(object, "start_by"))), 25);
  json_decref(object);
  said_free(&run);
}
END_TEST

START_TEST(tonight__has_no_times__without_a_bedtime) {
  Said run = RUN(NULL, "tonight", "--json");
  ck_assert_int_eq(run.status, NOT_DUE);
  json_t *object = json_loads(run.out, 0, NULL);
  ck_assert_str_eq(json_string_value(json_object_get(object, "state")), "open");
  ck_assert(json_is_null(json_object_get(object, "start_by")));
  json_decref(object);
  said_free(&run);
}
END_TEST

START_TEST(tonight__says__where_its_routine_is_gone) {
  temp_folder_write("nightcalf/nightcalf.cfg", "routine = \"gone\";\n");
  Said run = RUN(NULL, "tonight");
  ck_assert_int_eq(run.status, FAILED);
  ck_assert(has(run.err, "there is no routine of this name"));
  ck_assert_str_eq(run.out, "");
  said_free(&run);
}
END_TEST

/* It is said on standard error alone: a prompt or a status bar still has its line. */
START_TEST(tonight__tells__of_a_record_it_cannot_read) {
  set_bedtime(30);
  temp_folder_write("nightcalf/nightcalf.db", "no database");
  Said run = RUN(NULL, "tonight");
  ck_assert_int_eq(run.status, DONE);
  ck_assert_msg(has(run.out, ": it is time; start by "), "%s", run.out);
  ck_assert_msg(has(run.err, "nightcalf.db"), "%s", run.err);
  said_free(&run);
}
END_TEST

/* ---- remind ---- */

static const struct {
  const char *words[6];
  const char *says;
} misused[] = {
    {{"remind", "at"}, "a time of day is missing, such as 22:15"},
    {{"remind", "at", "25:00"}, "a time of day is needed, such as 22:15; got \"25:00\""},
    {{"remind", "at", "22:15", "--days", "someday"}, "--days takes days such as mon-fri"},
    {{"remind", "at", "22:15", "--ics"}, "--ics does not go with \"at\""},
    {{"remind", "of"}, "\"of\" is not known here"},
    {{"remind", "off", "now"}, "one thing too many: \"now\""},
    {{"remind", "status", "--days", "mon"}, "--days does not go with \"status\""},
    {{"remind", "snooze", "7h"}, "snooze takes a time from 1m to 6h"},
    {{"remind", "snooze", "later"}, "snooze takes a time from 1m to 6h"},
    {{"remind", "print"}, "a time of day is missing, such as 22:15"},
    {{"remind", "--fire", "soon"}, "--fire takes a time"},
};

START_TEST(remind__refuses__what_makes_no_sense) {
  Said run = program_run(NULL, misused[_i].words);
  ck_assert_int_eq(run.status, USAGE);
  ck_assert_msg(has(run.err, misused[_i].says), "%s", run.err);
  ck_assert(has(run.err, "nightcalf remind --help"));
  said_free(&run);
}
END_TEST

START_TEST(remind__says__what_to_do_without_systemd) {
  fake_program("none", NULL);
  Said run = RUN(NULL, "remind", "at", "22:15");
  ck_assert_int_eq(run.status, FAILED);
  ck_assert(has(run.err, "neither systemd nor cron is here"));
  ck_assert(has(run.out, "nightcalf remind print 22:15 --ics > bedtime.ics"));
  said_free(&run);
  fake_program("crontab", "#!/bin/sh\necho touched >\"$HOME/touched\"\n");
  run = RUN(NULL, "remind", "at", "22:15", "--days", "mon-fri");
  ck_assert_int_eq(run.status, FAILED);
  ck_assert(has(run.err, "nothing was set"));
  ck_assert(has(run.out, "crontab -e"));
  ck_assert(has(run.out, "\n15 22 * * 1,2,3,4,5 DBUS_SESSION_BUS_ADDRESS="));
  ck_assert(has(run.out, "' remind --fire 22:15\n"));
  said_free(&run);
  char *touched = temp_folder_path("touched");
  ck_assert_int_ne(access(touched, F_OK), 0);
  free(touched);
}
END_TEST

START_TEST(remind__is_set_and_taken_away__by_systemd) {
  fake_program("systemctl", "#!/bin/sh\nexit 0\n");
  Said run = RUN(NULL, "remind", "at", "22:15", "--days", "mon-fri");
  ck_assert_msg(run.status == DONE, "%s", run.err);
  ck_assert(has(run.out, "Reminder set: 22:15, mon-fri.\n"));
  said_free(&run);
  run = RUN(NULL, "remind");
  ck_assert(has(run.out, "Reminder: 22:15, mon-fri.\n"));
  said_free(&run);
  run = RUN(NULL, "remind", "print", "--cron");
  ck_assert_int_eq(strncmp(run.out, "15 22 * * 1,2,3,4,5 ", 20), 0);
  said_free(&run);
  run = RUN(NULL, "remind", "off");
  ck_assert_int_eq(run.status, DONE);
  ck_assert(has(run.out, "nothing of it is left"));
  said_free(&run);
  run = RUN(NULL, "remind", "status");
  ck_assert(has(run.out, "No reminder is set."));
  said_free(&run);
  char *folder = temp_folder_path("systemd");
  ck_assert_int_ne(access(folder, F_OK), 0);
  free(folder);
}
END_TEST

START_TEST(remind__names__the_evenings_of_a_time_after_midnight) {
  fake_program("systemctl", "#!/bin/sh\nexit 0\n");
  Said run = RUN(NULL, "remind", "at", "00:30", "--days", "fri,sat");
  ck_assert(has(run.out, "Reminder set: 00:30, after the evenings of fri,sat.\n"));
  said_free(&run);
  run = RUN(NULL, "remind", "print", "--systemd");
  ck_assert(has(run.out, "\nOnCalendar=Sat,Sun *-*-* 00:30:00\n"));
  said_free(&run);
}
END_TEST

/* The line is what is left where there is no desktop; and once is enough. */
START_TEST(remind_fire__says_it__once) {
  fake_program("none", NULL);
  time_t now = time(NULL);
  struct tm when;
  gmtime_r(&now, &when);
  char *at = mem_format("%02d:%02d", when.tm_hour, when.tm_min);
  set_bedtime(45);
  Said run = RUN(NULL, "remind", "--fire", at);
  ck_assert_int_eq(run.status, DONE);
  ck_assert(has(run.out, "Time for your bedtime routine. Three-minute stretch (standing), about 3 "
                         "min: it is time; start by "));
  said_free(&run);
  run = RUN(NULL, "remind", "--fire", at);
  ck_assert_int_eq(run.status, DONE);
  ck_assert_str_eq(run.out, "");
  ck_assert_str_eq(run.err, "");
  said_free(&run);
  run = RUN(NULL, "remind", "status");
  ck_assert(has(run.out, "No reminder is set."));
  said_free(&run);
  free(at);
}
END_TEST

START_TEST(remind_fire__is_silent__when_it_is_stale) {
  fake_program("none", NULL);
  set_bedtime(-120);
  time_t then = time(NULL) - 7200;
  struct tm when;
  gmtime_r(&then, &when);
  char *at = mem_format("%02d:%02d", when.tm_hour, when.tm_min);
  Said run = RUN(NULL, "remind", "--fire", at);
  ck_assert_int_eq(run.status, DONE);
  ck_assert_str_eq(run.out, "");
  said_free(&run);
  free(at);
}
END_TEST

START_TEST(remind_test__says__which_way_it_goes) {
  fake_program("none", NULL);
  Said run = RUN(NULL, "remind", "test");
  ck_assert_int_eq(run.status, FAILED);
  ck_assert(has(run.out, "Time for your bedtime routine."));
  ck_assert(has(run.err, "notify-send is not there"));
  said_free(&run);
  fake_program("notify-send", "#!/bin/sh\nexit 0\n");
  run = RUN(NULL, "remind", "test");
  ck_assert_int_eq(run.status, DONE);
  ck_assert(has(run.out, "(notify-send)"));
  said_free(&run);
}
END_TEST

START_TEST(remind__has__no_help_for_its_timer) {
  Said run = RUN(NULL, "remind", "--help");
  ck_assert(has(run.out, "--days DAYS"));
  ck_assert(!has(run.out, "--fire"));
  said_free(&run);
}
END_TEST

/* ---- doctor ---- */

START_TEST(doctor__finds__a_new_home_well) {
  Said run = RUN(NULL, "doctor");
  ck_assert_msg(run.status == DONE, "%s", run.out);
  static const char *const areas[] = {"terminal", "colours",  "locale",   "sound",   "voice",
                                      "record",   "settings", "routines", "reminder"};
  for (size_t i = 0; i < sizeof areas / sizeof areas[0]; i++) {
    ck_assert_msg(has(run.out, areas[i]), "%s", areas[i]);
  }
  ck_assert(has(run.out, "All is well.\n"));
  said_free(&run);
}
END_TEST

static const struct {
  const char *file, *content; /* in the folder of settings and data */
  mode_t mode;
  const char *says, *mend;
} ailments[] = {
    {"nightcalf/nightcalf.cfg", "bedtme = \"22:30\";\n", 0600,
     "nightcalf.cfg:1:1: ", "nightcalf settings"},
    {"nightcalf/nightcalf.cfg", "routine = \"gone\";\n", 0600, "tonight's, \"gone\", is not there",
     "nightcalf settings routine"},
    {"nightcalf/nightcalf.cfg", "on_start = [ \"no-such-program-of-anyone\" ];\n", 0600,
     "on_start runs no-such-program-of-anyone, which is not to be found", "whole path"},
    {"nightcalf/nightcalf.db", "not a database at all, though it is long enough to be looked at",
     0600, "nightcalf.db", ""},
    {"nightcalf/routines/odd.cfg", "format = 1;\n", 0600, "odd.cfg is broken",
     "nightcalf check odd"},
};

START_TEST(doctor__names__what_to_mend) {
  char *routines = temp_folder_path("nightcalf/routines");
  ck_assert_int_eq(mkdir(routines, 0700), 0);
  free(routines);
  temp_folder_write(ailments[_i].file, ailments[_i].content);
  Said run = RUN(NULL, "doctor");
  ck_assert_int_eq(run.status, FAILED);
  ck_assert_msg(has(run.out, ailments[_i].says), "%s", run.out);
  ck_assert_msg(has(run.out, ailments[_i].mend), "%s", run.out);
  ck_assert(has(run.out, "\nmend  "));
  ck_assert(has(run.out, "1 to mend.\n"));
  said_free(&run);
  run = RUN(NULL, "doctor", "--json");
  ck_assert_int_eq(run.status, FAILED);
  json_t *rows = json_loads(run.out, 0, NULL);
  size_t bad = 0;
  for (size_t i = 0; i < json_array_size(rows); i++) {
    const char *health = json_string_value(json_object_get(json_array_get(rows, i), "health"));
    bad += strcmp(health, "mend") == 0 ? 1 : 0;
  }
  ck_assert_uint_eq(bad, 1);
  json_decref(rows);
  said_free(&run);
}
END_TEST

START_TEST(doctor__minds__who_can_read_the_record) {
  char *routines = temp_folder_path("nightcalf/routines");
  ck_assert_int_eq(mkdir(routines, 0700), 0);
  free(routines);
  temp_folder_write("nightcalf/routines/quick.cfg",
                    "format = 1; title = \"Quick\"; setup = 0;\n"
                    "steps = ( { kind = \"timed\"; title = \"Rub\"; duration = 0.1; } );\n");
  Said run = RUN(NULL, "run", "quick");
  ck_assert_int_eq(run.status, DONE);
  said_free(&run);
  char *file = temp_folder_path("nightcalf/nightcalf.db");
  run = RUN(NULL, "doctor");
  ck_assert_msg(run.status == DONE, "%s", run.out);
  ck_assert(has(run.out, "nightcalf.db opens and is sound"));
  said_free(&run);
  ck_assert_int_eq(chmod(file, 0644), 0);
  run = RUN(NULL, "doctor");
  ck_assert_int_eq(run.status, FAILED);
  ck_assert(has(run.out, "chmod 600"));
  said_free(&run);
  free(file);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("bedtime");
  TCase *commands = tcase_create("commands");
  tcase_add_checked_fixture(commands, set_up, temp_folder_remove);
  tcase_set_timeout(commands, 60);
  tcase_add_loop_test(commands, tonight__tells__by_line_and_status, 0,
                      sizeof evenings / sizeof evenings[0]);
  tcase_add_test(commands, tonight__has_no_times__without_a_bedtime);
  tcase_add_test(commands, tonight__says__where_its_routine_is_gone);
  tcase_add_test(commands, tonight__tells__of_a_record_it_cannot_read);
  tcase_add_loop_test(commands, remind__refuses__what_makes_no_sense, 0,
                      sizeof misused / sizeof misused[0]);
  tcase_add_test(commands, remind__says__what_to_do_without_systemd);
  tcase_add_test(commands, remind__is_set_and_taken_away__by_systemd);
  tcase_add_test(commands, remind__names__the_evenings_of_a_time_after_midnight);
  tcase_add_test(commands, remind_fire__says_it__once);
  tcase_add_test(commands, remind_fire__is_silent__when_it_is_stale);
  tcase_add_test(commands, remind_test__says__which_way_it_goes);
  tcase_add_test(commands, remind__has__no_help_for_its_timer);
  tcase_add_test(commands, doctor__finds__a_new_home_well);
  tcase_add_loop_test(commands, doctor__names__what_to_mend, 0,
                      sizeof ailments / sizeof ailments[0]);
  tcase_add_test(commands, doctor__minds__who_can_read_the_record);
  suite_add_tcase(suite, commands);
  return suite_run(suite);
}
