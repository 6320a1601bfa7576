/* The reminder's texts, as systemd, cron and calendars take them. What systemd-analyze says counts:
 * it is among the packages of the tests. */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "nightcalf/child.h"
#include "nightcalf/mem.h"
#include "nightcalf/remind.h"
#include "os/markup.h"
#include "suite.h"
#include "temp_folder.h"

enum { TOOL_LIMIT_MS = 30 * 1000, WEEKDAYS = 31, SUNDAY = 64 };

#define AT(hour, minute) ((hour)*60 + (minute))

static const char *folder;

static void set_up(void) {
  folder = temp_folder_make();
  setenv("HOME", folder, 1);
  setenv("XDG_RUNTIME_DIR", folder, 1);
  unsetenv("XDG_CONFIG_HOME");
  unsetenv("XDG_DATA_HOME");
  unsetenv("NIGHTCALF_ROUTINES");
}

static void tear_down(void) {
  temp_folder_remove();
}

static bool has(const char *text, const char *part) {
  return strstr(text, part) != NULL;
}

/* A copy of this machine's `true` under an odd name, so that a unit finds it. */
static char *odd_program(const char *name) {
  char *path = temp_folder_path(name);
  const char *const copy[] = {"cp", "/bin/true", path, NULL};
  ChildResult result = {0};
  ck_assert(child_run(copy, TOOL_LIMIT_MS, &result, NULL));
  ck_assert_msg(result.status == 0, "%s", result.out);
  child_result_free(&result);
  return path;
}

static void check_units(const Reminder *reminder, const char *program) {
  Error err = {{0}};
  ck_assert_msg(child_found("systemd-analyze"), "the package systemd is missing: scripts/packages");
  char *timer_text = remind_timer_text(reminder, 2, true);
  char *service_text = remind_service_text(reminder, program);
  temp_folder_write(REMIND_TIMER, timer_text);
  temp_folder_write(REMIND_SERVICE, service_text);
  char *timer = temp_folder_path(REMIND_TIMER);
  char *service = temp_folder_path(REMIND_SERVICE);
  char *calendar = remind_calendar(reminder);
  ck_assert_msg(remind_verify_calendar(calendar, &err), "%s", err.text);
  ck_assert_msg(remind_verify_units(service, timer, &err), "%s\n%s", err.text, service_text);
  char *next = remind_next(calendar);
  ck_assert_ptr_nonnull(next);
  free(next);
  free(calendar);
  free(service);
  free(timer);
  free(service_text);
  free(timer_text);
}

static const Reminder reminders[] = {
    {AT(22, 15), WEEK_ALL, false}, {AT(21, 0), WEEKDAYS, false}, {AT(0, 0), SUNDAY, true},
    {AT(2, 30), WEEK_ALL, true},   {AT(23, 59), 1, false},       {AT(3, 59), WEEKDAYS, true},
};

START_TEST(units__pass__systemd_analyze) {
  char *program = odd_program("nightcalf");
  check_units(&reminders[_i], program);
  free(program);
}
END_TEST

/* What a folder's name may hold; each is one that a unit would read otherwise. */
static const char *const odd_names[] = {
    "with blank", "50%h and %n", "a\"quote", "back\\slash",
    "it's",       "semi;colon",  "hash#",    "new\nline",
};

START_TEST(units__find__a_program_of_any_name) {
  char *program = odd_program(odd_names[_i]);
  setenv("NIGHTCALF_ROUTINES", program, 1);
  check_units(&reminders[0], program);
  free(program);
}
END_TEST

START_TEST(service__escapes__what_systemd_would_read) {
  setenv("XDG_DATA_HOME", "/a \"b\" %h $HOME\n[Service]\nExecStart=/bin/evil", 1);
  setenv("NIGHTCALF_ROUTINES", "relative", 1);
  char *text = remind_service_text(&reminders[0], "/p %n $x \"y\"\n[Service]");
  ck_assert(has(text, "\nEnvironment=\"XDG_DATA_HOME=/a \\\"b\\\" %%h $HOME\\x0a[Service]\\x0a"
                      "ExecStart=/bin/evil\"\n"));
  ck_assert(
      has(text,
          "\nExecStart=/usr/bin/env \"/p %%n $$x \\\"y\\\"\\x0a[Service]\" remind --fire 22:15\n"));
  ck_assert(!has(text, "\nExecStart=/bin/evil"));
  ck_assert(!has(text, "NIGHTCALF_ROUTINES")); /* it would mean another place there */
  free(text);
}
END_TEST

START_TEST(calendar__names__the_days_of_the_clock) {
  static const char *const words[] = {
      "*-*-* 22:15:00",     "Mon,Tue,Wed,Thu,Fri *-*-* 21:00:00",
      "Mon *-*-* 00:00:00", "*-*-* 02:30:00",
      "Mon *-*-* 23:59:00", "Tue,Wed,Thu,Fri,Sat *-*-* 03:59:00",
  };
  char *calendar = remind_calendar(&reminders[_i]);
  ck_assert_str_eq(calendar, words[_i]);
  free(calendar);
}
END_TEST

/* A time that may be skipped when the clocks go forward is asked for once more an hour later. */
START_TEST(timer__comes_again__where_the_clocks_skip) {
  char *text = remind_timer_text(&reminders[3], 0, false);
  ck_assert(has(text, "\nOnCalendar=*-*-* 02:30:00\nOnCalendar=*-*-* 03:30:00\n"));
  free(text);
  text = remind_timer_text(&reminders[0], 0, false);
  ck_assert(has(text, "\nOnCalendar=*-*-* 22:15:00\nAccuracySec="));
  free(text);
}
END_TEST

START_TEST(timer__is_read_back__as_it_was_written) {
  Reminder back;
  int folders = 0;
  bool wants = false;
  char *text = remind_timer_text(&reminders[_i], _i, _i % 2 == 1);
  ck_assert(remind_is_ours(text));
  ck_assert(remind_timer_parse(text, &back, &folders, &wants));
  ck_assert_int_eq(back.at, reminders[_i].at);
  ck_assert_uint_eq(back.days, reminders[_i].days);
  ck_assert_int_eq(folders, _i);
  ck_assert_int_eq(wants, _i % 2 == 1);
  free(text);
}
END_TEST

START_TEST(timer__is_not_ours__without_the_marker) {
  static const char *const texts[] = {
      "",
      "[Timer]\nOnCalendar=daily\n",
      "\n# Written by Nightcalf for: nightcalf remind at 22:15 --days daily\n",
      "# Written by Nightcalf for: nightcalf remind at 25:15 --days daily\n",
      "# Written by Nightcalf for: nightcalf remind at 22:15\n",
      "# Written by Nightcalf for: nightcalf remind at 22:15 --days never\n",
  };
  Reminder back;
  int folders = 0;
  bool wants = false;
  ck_assert(!remind_timer_parse(texts[_i], &back, &folders, &wants));
}
END_TEST

START_TEST(cron__gets__one_line) {
  setenv("XDG_DATA_HOME", "/a 'b' 100%", 1);
  char *text = remind_cron_text(&reminders[1], "/opt/my 50% '/nightcalf");
  ck_assert_msg(
      strncmp(text, "0 21 * * 1,2,3,4,5 DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/", 64) == 0,
      "%s", text);
  ck_assert(has(text, " XDG_DATA_HOME='/a '\\''b'\\'' 100\\%' "));
  ck_assert(has(text, " '/opt/my 50\\% '\\''/nightcalf' remind --fire 21:00\n"));
  ck_assert_ptr_eq(strchr(text, '\n'), text + strlen(text) - 1);
  free(text);
  text = remind_cron_text(&reminders[2], "/n");
  ck_assert_int_eq(strncmp(text, "0 0 * * 1 ", 10), 0); /* after Sunday's evening */
  free(text);
  text = remind_cron_text(&reminders[0], "/n");
  ck_assert_int_eq(strncmp(text, "15 22 * * * ", 12), 0);
  free(text);
}
END_TEST

START_TEST(ics__begins__on_the_first_of_its_days) {
  WallTime saturday = {1795300200000LL, 0}; /* 2026-11-21 22:30 */
  char *text = remind_ics_text(&reminders[1], saturday);
  ck_assert(has(text, "\r\nDTSTART:20261123T210000\r\n"));
  ck_assert(has(text, "\r\nDTSTAMP:20261121T223000Z\r\n"));
  ck_assert(has(text, "\r\nRRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR\r\n"));
  for (const char *at = text; (at = strchr(at, '\n')) != NULL; at++) {
    ck_assert(at > text && at[-1] == '\r');
  }
  free(text);
}
END_TEST

START_TEST(folder__lies__where_systemd_looks) {
  char *own = remind_folder();
  ck_assert(has(own, folder) && has(own, "/.config/systemd/user"));
  free(own);
  setenv("XDG_CONFIG_HOME", "/elsewhere", 1);
  own = remind_folder();
  ck_assert_str_eq(own, "/elsewhere/systemd/user");
  free(own);
  setenv("XDG_CONFIG_HOME", "relative", 1);
  unsetenv("HOME");
  ck_assert_ptr_null(remind_folder());
}
END_TEST

/* Puts scripts of that name in the place of all programs. */
static void fake_program(const char *name, const char *script) {
  temp_folder_write(name, script);
  char *path = temp_folder_path(name);
  ck_assert_int_eq(chmod(path, 0700), 0);
  free(path);
  setenv("PATH", folder, 1);
}

START_TEST(engine__is__what_answers) {
  setenv("PATH", folder, 1);
  ck_assert_int_eq(remind_engine(), REMIND_BY_NOTHING);
  fake_program("crontab", "#!/bin/sh\nexit 1\n");
  ck_assert_int_eq(remind_engine(), REMIND_BY_CRON);
  fake_program("systemctl", "#!/bin/sh\nexit 1\n");
  ck_assert_int_eq(remind_engine(), REMIND_BY_CRON);
  fake_program("systemctl", "#!/bin/sh\n[ \"$*\" = '--user show --property=Version' ]\n");
  ck_assert_int_eq(remind_engine(), REMIND_BY_SYSTEMD);
}
END_TEST

START_TEST(systemctl__tells__what_it_said) {
  static const char *const words[] = {"enable", "x", NULL};
  Error err = {{0}};
  fake_program("systemctl", "#!/bin/sh\necho \"no such unit: $3\" >&2\necho more\nexit 5\n");
  ck_assert(!remind_systemctl(words, &err));
  ck_assert_str_eq(err.text, "systemctl: no such unit: x");
}
END_TEST

START_TEST(notify__falls_back__and_never_gives_options_or_markup) {
  Error err = {{0}};
  unsetenv("DBUS_SESSION_BUS_ADDRESS");
  setenv("PATH", folder, 1);
  ck_assert_int_eq(notify_show("a", "b", &err), NOTIFY_NONE);
  ck_assert(has(err.text, "notify-send is not there"));
  fake_program("notify-send", "#!/bin/sh\nfor word in \"$@\"; do echo \"[$word]\"; done "
                              ">\"$HOME/said\"\n");
  ck_assert_int_eq(notify_show("--icon=x", "-u <b>critical</b> & \"more\"", &err), NOTIFY_SEND);
  const char *const cat[] = {"/bin/cat", "said", NULL};
  ChildResult result = {0};
  ck_assert_int_eq(chdir(folder), 0);
  ck_assert(child_run(cat, TOOL_LIMIT_MS, &result, NULL));
  ck_assert_str_eq(result.out, "[--app-name=Nightcalf]\n[--]\n[--icon=x]\n"
                               "[-u &lt;b&gt;critical&lt;/b&gt; &amp; &quot;more&quot;]\n");
  child_result_free(&result);
  ck_assert_int_eq(chdir("/"), 0);
  fake_program("notify-send", "#!/bin/sh\nexit 1\n");
  ck_assert_int_eq(notify_show("a", "b", &err), NOTIFY_NONE);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("remind");
  TCase *texts = tcase_create("texts");
  tcase_add_checked_fixture(texts, set_up, tear_down);
  tcase_set_timeout(texts, 60);
  int all = (int)(sizeof reminders / sizeof reminders[0]);
  tcase_add_loop_test(texts, units__pass__systemd_analyze, 0, all);
  tcase_add_loop_test(texts, units__find__a_program_of_any_name, 0,
                      (int)(sizeof odd_names / sizeof odd_names[0]));
  tcase_add_test(texts, service__escapes__what_systemd_would_read);
  tcase_add_loop_test(texts, calendar__names__the_days_of_the_clock, 0, all);
  tcase_add_test(texts, timer__comes_again__where_the_clocks_skip);
  tcase_add_loop_test(texts, timer__is_read_back__as_it_was_written, 0, all);
  tcase_add_loop_test(texts, timer__is_not_ours__without_the_marker, 0, 6);
  tcase_add_test(texts, cron__gets__one_line);
  tcase_add_test(texts, ics__begins__on_the_first_of_its_days);
  tcase_add_test(texts, folder__lies__where_systemd_looks);
  suite_add_tcase(suite, texts);
  TCase *tools = tcase_create("tools");
  tcase_add_checked_fixture(tools, set_up, tear_down);
  tcase_add_test(tools, engine__is__what_answers);
  tcase_add_test(tools, systemctl__tells__what_it_said);
  tcase_add_test(tools, notify__falls_back__and_never_gives_options_or_markup);
  suite_add_tcase(suite, tools);
  return suite_run(suite);
}
