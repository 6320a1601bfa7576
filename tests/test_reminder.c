/* The reminder put in place and taken away: a home must be as it was, byte for byte. systemctl is a
 * script that does to files what the real one does; systemd-analyze is the real one. */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app_fixture.h"
#include "nightcalf/child.h"
#include "nightcalf/evening.h"
#include "nightcalf/mem.h"
#include "suite.h"
#include "temp_folder.h"

enum { TOOL_LIMIT_MS = 30 * 1000, LATE_EVENING = 22 * 60 + 15, WORKDAYS = 31 };

/* Links and unlinks as "enable" and "disable" do; notes what it was asked. */
static const char systemctl[] =
    "#!/bin/sh\n"
    "units=\"${XDG_CONFIG_HOME:-$HOME/.config}/systemd/user\"\n"
    "wants=\"$units/timers.target.wants\"\n"
    "echo \"$*\" >>\"$NOTES\"\n"
    "case \"$*\" in\n"
    "'--user show --property=Version') ;;\n"
    "'--user enable --now nightcalf-reminder.timer')\n"
    "  [ -z \"$REFUSE\" ] || { echo 'Failed to enable unit: refused' >&2; exit 1; }\n"
    "  mkdir -p \"$wants\" && ln -s \"$units/nightcalf-reminder.timer\" \"$wants/\" ;;\n"
    "'--user disable --now nightcalf-reminder.timer')\n"
    "  rm -f \"$wants/nightcalf-reminder.timer\" ;;\n"
    "esac\n";

/* A home of that content beside the tools, with the App in it. */
static void set_up_home(void) {
  set_up();
  app_close(&app);
  char *tools = temp_folder_path("tools");
  char *place = temp_folder_path("home");
  char *notes = temp_folder_path("notes");
  char *path = mem_format("%s:%s", tools, getenv("PATH"));
  ck_assert_int_eq(mkdir(tools, 0700), 0);
  ck_assert_int_eq(mkdir(place, 0750), 0);
  temp_folder_write("tools/systemctl", systemctl);
  char *script = temp_folder_path("tools/systemctl");
  ck_assert_int_eq(chmod(script, 0700), 0);
  setenv("PATH", path, 1);
  setenv("HOME", place, 1);
  setenv("NOTES", notes, 1);
  setenv("XDG_RUNTIME_DIR", tools, 1);
  unsetenv("XDG_CONFIG_HOME");
  unsetenv("XDG_DATA_HOME");
  free(script);
  free(path);
  free(notes);
  free(place);
  free(tools);
  open_app();
}

/* Everything in that home: names, kinds, modes, links, and what the files hold. */
static char *picture(void) {
  static const char look[] = "cd \"$HOME\" && find . -printf '%p %y %m %l\\n' | sort && "
                             "find . -type f | sort | xargs -r cksum";
  const char *const argv[] = {"sh", "-c", look, NULL};
  ChildResult result = {0};
  Error err = {{0}};
  ck_assert_msg(child_run(argv, TOOL_LIMIT_MS, &result, &err), "%s", err.text);
  ck_assert_int_eq(result.status, 0);
  char *out = mem_copy(result.out);
  child_result_free(&result);
  return out;
}

static void make(const char *script) {
  char *line = mem_format("cd \"$HOME\" && %s", script);
  const char *const argv[] = {"sh", "-c", line, NULL};
  ChildResult result = {0};
  ck_assert(child_run(argv, TOOL_LIMIT_MS, &result, NULL));
  ck_assert_msg(result.status == 0, "%s: %s", script, result.out);
  child_result_free(&result);
  free(line);
}

static bool noted(const char *words) {
  char *line = mem_format("grep -qxF -e '%s' \"$NOTES\"", words);
  const char *const argv[] = {"sh", "-c", line, NULL};
  ChildResult result = {0};
  bool found = child_run(argv, TOOL_LIMIT_MS, &result, NULL) && result.status == 0;
  child_result_free(&result);
  free(line);
  return found;
}

static void turn_on(void) {
  Error err = {{0}};
  Reminder reminder = evening_reminder(&app, LATE_EVENING, WORKDAYS);
  ck_assert_msg(evening_reminder_set(&app, &reminder, &err), "%s", err.text);
}

static bool turn_off(void) {
  Error err = {{0}};
  bool was = false;
  ck_assert_msg(evening_reminder_off(&app, &was, &err), "%s", err.text);
  return was;
}

/* A home with a timer of somebody else's. */
static const char others[] =
    "mkdir -p .config/systemd/user/timers.target.wants && cd .config/systemd/user && "
    "touch other.timer && ln -s ../other.timer timers.target.wants/other.timer";

static const char *const homes[] = {
    ":",
    "mkdir -m 0755 .config",
    "mkdir -p .config/systemd/user .local/share/nightcalf && chmod 0711 .config/systemd",
    others,
    "mkdir .config elsewhere && ln -s ../elsewhere .config/systemd",
};
enum { HOME_COUNT = sizeof homes / sizeof homes[0] };

START_TEST(on_and_off__leave__a_home_as_it_was) {
  make(homes[_i]);
  char *before = picture();
  turn_on();
  char *between = picture();
  ck_assert_str_ne(before, between);
  ck_assert_ptr_nonnull(strstr(between, "timers.target.wants/nightcalf-reminder.timer l "));
  free(between);
  ck_assert(turn_off());
  char *after = picture();
  ck_assert_str_eq(before, after);
  ck_assert(!turn_off());
  free(after);
  free(before);
  ck_assert(noted("--user daemon-reload"));
  ck_assert(noted("--user enable --now nightcalf-reminder.timer"));
  ck_assert(noted("--user disable --now nightcalf-reminder.timer"));
}
END_TEST

/* Also what it remembered in between goes, and what a change of the time wrote. */
START_TEST(off__forgets__what_was_remembered) {
  make(homes[_i]);
  char *before = picture();
  turn_on();
  Reminder other = evening_reminder(&app, LATE_EVENING + 15, WEEK_ALL);
  ck_assert(evening_reminder_set(&app, &other, NULL));
  ck_assert_int_eq(evening_reminder_fire(&app, LATE_EVENING + 15), REMINDER_SPEAK);
  ck_assert_int_eq(evening_reminder_fire(&app, LATE_EVENING + 15), REMINDER_BEFORE);
  WallTime until;
  bool timed = false;
  ck_assert(evening_reminder_snooze(&app, 600 * second, &until, &timed, NULL));
  ck_assert_int_eq(evening_reminder_fire(&app, LATE_EVENING + 15), REMINDER_SNOOZED);
  turn_off();
  char *after = picture();
  ck_assert_str_eq(before, after);
  free(after);
  free(before);
}
END_TEST

START_TEST(status__tells__what_is_set) {
  ReminderStatus status;
  ck_assert(evening_reminder_status(&app, &status, NULL));
  ck_assert(!status.set && !status.foreign);
  turn_on();
  ck_assert(evening_reminder_status(&app, &status, NULL));
  ck_assert(status.set && !status.moved);
  ck_assert_int_eq(status.reminder.at, LATE_EVENING);
  ck_assert_uint_eq(status.reminder.days, WORKDAYS);
  make("sed -i s,/test_reminder,/moved, .config/systemd/user/nightcalf-reminder.service");
  ck_assert(evening_reminder_status(&app, &status, NULL));
  ck_assert(status.set && status.moved);
}
END_TEST

static const char *const foreign[] = {
    "mkdir -p .config/systemd/user && echo '[Timer]' "
    ">.config/systemd/user/nightcalf-reminder.timer",
    "mkdir -p .config/systemd/user && echo x >.config/systemd/user/nightcalf-reminder.service",
    "mkdir -p .config/systemd/user/nightcalf-reminder.timer",
    "mkdir -p .config/systemd/user && ln -s /dev/zero "
    ".config/systemd/user/nightcalf-reminder.timer",
};

START_TEST(on_and_off__leave_alone__what_others_wrote) {
  Error err = {{0}};
  bool was = false;
  make(foreign[_i]);
  char *before = picture();
  Reminder reminder = evening_reminder(&app, LATE_EVENING, WEEK_ALL);
  ck_assert(!evening_reminder_set(&app, &reminder, &err));
  ck_assert_ptr_nonnull(strstr(err.text, "did not write"));
  ck_assert(!evening_reminder_off(&app, &was, &err));
  char *after = picture();
  ck_assert_str_eq(before, after);
  free(after);
  free(before);
}
END_TEST

START_TEST(on__leaves_nothing__where_it_is_refused) {
  Error err = {{0}};
  setenv("REFUSE", "yes", 1);
  char *before = picture();
  Reminder reminder = evening_reminder(&app, LATE_EVENING, WEEK_ALL);
  ck_assert(!evening_reminder_set(&app, &reminder, &err));
  ck_assert_str_eq(err.text, "systemctl: Failed to enable unit: refused");
  char *after = picture();
  ck_assert_str_eq(before, after);
  free(after);
  free(before);
}
END_TEST

START_TEST(on__says__where_there_is_no_home) {
  Error err = {{0}};
  bool was = false;
  unsetenv("HOME");
  Reminder reminder = evening_reminder(&app, LATE_EVENING, WEEK_ALL);
  ck_assert(!evening_reminder_set(&app, &reminder, &err));
  ck_assert_ptr_nonnull(strstr(err.text, "set HOME"));
  ck_assert(!evening_reminder_off(&app, &was, &err));
}
END_TEST

/* The timer that brings it back is one of systemd's own, with our words as they are. */
START_TEST(snooze__asks__for_another_timer) {
  WallTime until;
  bool timed = true;
  Error err = {{0}};
  ck_assert(evening_reminder_snooze(&app, 600 * second, &until, &timed, &err));
  ck_assert(!timed);
  ck_assert_str_eq(err.text, "no reminder is set");
  turn_on();
  temp_folder_write("tools/systemd-run", "#!/bin/sh\necho \"run $*\" >>\"$NOTES\"\n");
  char *tool = temp_folder_path("tools/systemd-run");
  ck_assert_int_eq(chmod(tool, 0700), 0);
  free(tool);
  ck_assert(evening_reminder_snooze(&app, 600 * second, &until, &timed, &err));
  ck_assert(timed);
  ck_assert(noted("run --user --quiet --collect --unit=nightcalf-snooze "
                  "--timer-property=AccuracySec=1s --on-active=601 -- systemctl --user start "
                  "nightcalf-reminder.service"));
  turn(600 * second + second);
  ck_assert_int_eq(evening_reminder_fire(&app, LATE_EVENING), REMINDER_SPEAK);
}
END_TEST

/* What somebody wrote into its memory is no harm. */
START_TEST(memory__is_read__as_far_as_it_makes_sense) {
  static const char *const texts[] = {"", "night\n", "night yesterday\nfolders -3\n",
                                      "snoozed 2026-11-21 until later\nfolders x\n",
                                      "night 2026-11-20\nnight 9999999999-1-1\n\n\n"};
  make("mkdir -p .local/share/nightcalf");
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
    temp_folder_write("home/.local/share/nightcalf/reminder", texts[i]);
    ck_assert_int_eq(evening_reminder_fire(&app, LATE_EVENING), REMINDER_SPEAK);
    ck_assert_int_eq(evening_reminder_fire(&app, LATE_EVENING), REMINDER_BEFORE);
  }
}
END_TEST

/* Names from a file are words, never more. */
START_TEST(words__carry__a_title_as_it_is) {
  temp_folder_write("routines/odd.cfg", "format = 1; title = \"--help <b>%n</b> & $HOME\";\n"
                                        "steps = ( { kind = \"timed\"; title = \"Rub\"; duration = "
                                        "90; setup = 0; } );\n");
  app_close(&app);
  open_app();
  free(app.settings.routine);
  app.settings.routine = mem_copy("odd");
  app.settings.bedtime = 23 * 60;
  ReminderWords words = evening_reminder_words(&app);
  ck_assert_str_eq(words.title, "Time for your bedtime routine");
  ck_assert_str_eq(words.text, "--help <b>%n</b> & $HOME, 2 min: it is time; start by 22:58. In a "
                               "terminal: nightcalf");
  reminder_words_free(&words);
  free(app.settings.routine);
  app.settings.routine = mem_copy("no-such-routine");
  words = evening_reminder_words(&app);
  ck_assert_str_eq(words.text, "In a terminal: nightcalf");
  reminder_words_free(&words);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("reminder");
  TCase *files = tcase_create("files");
  tcase_add_checked_fixture(files, set_up_home, tear_down);
  tcase_set_timeout(files, 60);
  tcase_add_loop_test(files, on_and_off__leave__a_home_as_it_was, 0, HOME_COUNT);
  tcase_add_loop_test(files, off__forgets__what_was_remembered, 0, HOME_COUNT);
  tcase_add_test(files, status__tells__what_is_set);
  tcase_add_loop_test(files, on_and_off__leave_alone__what_others_wrote, 0, 4);
  tcase_add_test(files, on__leaves_nothing__where_it_is_refused);
  tcase_add_test(files, on__says__where_there_is_no_home);
  tcase_add_test(files, snooze__asks__for_another_timer);
  tcase_add_test(files, memory__is_read__as_far_as_it_makes_sense);
  tcase_add_test(files, words__carry__a_title_as_it_is);
  suite_add_tcase(suite, files);
  return suite_run(suite);
}
