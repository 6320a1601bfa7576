/* The reminder's texts, each written whole, and the system's tools that take them. Contract:
 * nightcalf/remind.h. */
#include "nightcalf/remind.h"

#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "nightcalf/child.h"
#include "nightcalf/format.h"
#include "nightcalf/mem.h"
#include "nightcalf/night.h"

enum {
  TOOL_LIMIT_MS = 20 * 1000,
  HOUR = 60,
  GAP_HOUR_LAST = 4 * 60, /* clocks are put forward before 04:00 */
  TIME_SIZE = 6,
  SAYS_MAX = 300
};

static const char marker[] = "# Written by Nightcalf for: nightcalf remind at ";

/* What says where our files lie; a unit does not see what a shell's start files set. */
static const char *const variables[] = {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "NIGHTCALF_ROUTINES"};

void remind_time(int at, char text[TIME_SIZE]) {
  unsigned minutes = (unsigned)at % (24 * HOUR);
  (void)snprintf(text, TIME_SIZE, "%02u:%02u", minutes / HOUR, minutes % HOUR);
}

char *remind_program(Error *err) {
  char path[PATH_MAX];
  ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
  if (length <= 0) {
    (void)fail(err, "cannot find where this program lies: %s", strerror(errno));
    return NULL;
  }
  return mem_copy_bytes(path, (size_t)length);
}

/* The days on which the clock shows the time. */
static unsigned clock_days(const Reminder *reminder) {
  return reminder->next_day ? week_next(reminder->days) : reminder->days;
}

/* "Mon,Tue" with the blank behind it; "" for every day. */
static void days_text(unsigned days, char text[WEEK_TEXT_SIZE]) {
  static const char *const names[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  size_t at = 0;
  text[0] = '\0';
  for (int day = 0; days != WEEK_ALL && day < WEEK_DAYS; day++) {
    if ((days & 1U << day) != 0) {
      int put = snprintf(text + at, WEEK_TEXT_SIZE - at, "%s%s", at > 0 ? "," : "", names[day]);
      at += put > 0 ? (size_t)put : 0;
    }
  }
  if (at > 0) {
    (void)snprintf(text + at, WEEK_TEXT_SIZE - at, " ");
  }
}

/* The calendar words of a time of day. */
static char *calendar_at(const Reminder *reminder, int at) {
  char days[WEEK_TEXT_SIZE];
  char time[TIME_SIZE];
  days_text(clock_days(reminder), days);
  remind_time(at, time);
  return mem_format("%s*-*-* %s:00", days, time);
}

char *remind_calendar(const Reminder *reminder) {
  return calendar_at(reminder, reminder->at);
}

/* A path or a value as a unit file takes it: in quotes, nothing in it a specifier, a variable or an
 * escape. command: of ExecStart, where a dollar sign would begin a variable. */
static char *unit_quoted(const char *text, bool command) {
  char *quoted = mem_new(strlen(text) * 4 + 3, 1);
  char *to = quoted;
  *to++ = '"';
  for (const char *at = text; *at != '\0'; at++) {
    if ((unsigned char)*at < ' ' || *at == '\x7f') {
      to += snprintf(to, 5, "\\x%02x", (unsigned)(unsigned char)*at);
      continue;
    }
    if (*at == '"' || *at == '\\') {
      *to++ = '\\';
    } else if (*at == '%' || (command && *at == '$')) {
      *to++ = *at;
    }
    *to++ = *at;
  }
  *to = '"';
  return quoted;
}

/* A word as a POSIX shell takes it, in a crontab where '%' ends the command. */
static char *cron_quoted(const char *text) {
  char *quoted = mem_new(strlen(text) * 4 + 3, 1);
  char *to = quoted;
  *to++ = '\'';
  for (const char *at = text; *at != '\0'; at++) {
    const char *put = *at == '\'' ? "'\\''" : *at == '%' ? "\\%" : NULL;
    if (put != NULL) {
      to = stpcpy(to, put);
    } else {
      *to++ = *at;
    }
  }
  *to = '\'';
  return quoted;
}

/* The first line of a unit: what it was written for. */
static char *marker_line(const Reminder *reminder) {
  char time[TIME_SIZE];
  char days[WEEK_TEXT_SIZE];
  remind_time(reminder->at, time);
  week_format(reminder->days, days);
  return mem_format("%s%s --days %s\n# To remove it: nightcalf remind off\n", marker, time, days);
}

char *remind_timer_text(const Reminder *reminder, int folders, bool wants) {
  char *mark = marker_line(reminder);
  char *calendar = remind_calendar(reminder);
  /* Where the clocks are put forward over the time, systemd passes it by; an hour later is then the
   * same moment. On every other night the second one finds that the first has spoken. */
  char *again = reminder->at < GAP_HOUR_LAST ? calendar_at(reminder, reminder->at + HOUR) : NULL;
  char *text = mem_format("%s# Folders made for it: %d%s\n"
                          "[Unit]\n"
                          "Description=Reminder of the bedtime routine (Nightcalf)\n"
                          "\n"
                          "[Timer]\n"
                          "OnCalendar=%s\n"
                          "%s%s%s"
                          "AccuracySec=1min\n"
                          "Persistent=false\n"
                          "\n"
                          "[Install]\n"
                          "WantedBy=timers.target\n",
                          mark, folders, wants ? " and " REMIND_WANTS : "", calendar,
                          again != NULL ? "OnCalendar=" : "", again != NULL ? again : "",
                          again != NULL ? "\n" : "");
  free(again);
  free(calendar);
  free(mark);
  return text;
}

/* The lines that hand our variables on. Release with free(). */
static char *environment_lines(void) {
  char *lines = mem_copy("");
  for (size_t i = 0; i < sizeof variables / sizeof variables[0]; i++) {
    const char *value = getenv(variables[i]);
    if (value == NULL || value[0] != '/') {
      continue;
    }
    char *setting = mem_format("%s=%s", variables[i], value);
    char *quoted = unit_quoted(setting, false);
    char *longer = mem_format("%sEnvironment=%s\n", lines, quoted);
    free(quoted);
    free(setting);
    free(lines);
    lines = longer;
  }
  return lines;
}

/* The command that a unit starts. systemd starts no program with odd characters in its name, but
 * hands any name on. Release with free(). */
static char *unit_command(const char *program) {
  bool plain = strspn(program, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
                               "/._-+ ") == strlen(program);
  char *quoted = unit_quoted(program, true);
  char *command = mem_format("%s%s", plain ? "" : "/usr/bin/env ", quoted);
  free(quoted);
  return command;
}

char *remind_service_text(const Reminder *reminder, const char *program) {
  char time[TIME_SIZE];
  char *mark = marker_line(reminder);
  char *command = unit_command(program);
  char *environment = environment_lines();
  remind_time(reminder->at, time);
  char *text = mem_format("%s[Unit]\n"
                          "Description=Reminder of the bedtime routine (Nightcalf)\n"
                          "\n"
                          "[Service]\n"
                          "Type=oneshot\n"
                          "%sExecStart=%s remind --fire %s\n"
                          "TimeoutStartSec=60\n",
                          mark, environment, command, time);
  free(environment);
  free(command);
  free(mark);
  return text;
}

bool remind_is_ours(const char *text) {
  return strncmp(text, marker, strlen(marker)) == 0;
}

bool remind_timer_parse(const char *text, Reminder *reminder, int *folders, bool *wants) {
  static const char days_word[] = " --days ";
  static const char folders_word[] = "# Folders made for it: ";
  *reminder = (Reminder){0};
  *folders = 0;
  *wants = false;
  if (!remind_is_ours(text)) {
    return false;
  }
  const char *at = text + strlen(marker);
  size_t line = strcspn(at, "\n");
  size_t time = strcspn(at, " \n");
  char *clock = mem_copy_bytes(at, time);
  bool sound = time_of_day_parse(clock, &reminder->at);
  free(clock);
  if (sound && line > time && strncmp(at + time, days_word, strlen(days_word)) == 0) {
    size_t before = time + strlen(days_word);
    char *days = mem_copy_bytes(at + before, line - before);
    sound = week_parse(days, &reminder->days);
    free(days);
  } else {
    sound = false;
  }
  const char *made = strstr(text, folders_word);
  if (made != NULL) {
    made += strlen(folders_word);
    *folders = (int)strtol(made, NULL, 10);
    char *rest = mem_copy_bytes(made, strcspn(made, "\n"));
    *wants = strstr(rest, REMIND_WANTS) != NULL;
    free(rest);
  }
  return sound;
}

/* The assignments before a command in a crontab. Release with free(). */
static char *cron_environment(void) {
  char *bus = mem_format("unix:path=/run/user/%ju/bus", (uintmax_t)getuid());
  char *text = mem_format("DBUS_SESSION_BUS_ADDRESS=%s ", bus);
  free(bus);
  for (size_t i = 0; i < sizeof variables / sizeof variables[0]; i++) {
    const char *value = getenv(variables[i]);
    if (value != NULL && value[0] == '/' && strchr(value, '\n') == NULL) {
      char *quoted = cron_quoted(value);
      char *longer = mem_format("%s%s=%s ", text, variables[i], quoted);
      free(quoted);
      free(text);
      text = longer;
    }
  }
  return text;
}

char *remind_cron_text(const Reminder *reminder, const char *program) {
  char days[WEEK_DAYS * 2 + 1] = "*";
  char time[TIME_SIZE];
  unsigned on = clock_days(reminder);
  size_t at = 0;
  for (int day = 0; on != WEEK_ALL && day < WEEK_DAYS; day++) {
    if ((on & 1U << day) != 0) {
      days[at++] = (char)('1' + day); /* cron: 1 is Monday, 7 is Sunday */
      days[at++] = ',';
    }
  }
  if (at > 0) {
    days[at - 1] = '\0';
  }
  remind_time(reminder->at, time);
  char *quoted = cron_quoted(program);
  char *environment = cron_environment();
  char *text = mem_format("%d %d * * %s %s%s remind --fire %s\n", reminder->at % HOUR,
                          reminder->at / HOUR, days, environment, quoted, time);
  free(environment);
  free(quoted);
  return text;
}

char *remind_ics_text(const Reminder *reminder, WallTime now) {
  static const char *const names[] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
  unsigned on = clock_days(reminder);
  char days[WEEK_DAYS * 3 + 1] = "";
  size_t at = 0;
  for (int day = 0; day < WEEK_DAYS; day++) {
    if ((on & 1U << day) != 0) {
      int put = snprintf(days + at, sizeof days - at, "%s%s", at > 0 ? "," : "", names[day]);
      at += put > 0 ? (size_t)put : 0;
    }
  }
  /* A series begins with its first day: the next one that is in it, from today on. */
  Civil today = civil_of(now);
  int32_t first = civil_day(today.year, today.month, today.day);
  while ((on & 1U << week_day((Night){first})) == 0) {
    first++;
  }
  char date[NIGHT_TEXT_SIZE];
  night_format((Night){first}, date);
  Civil utc = civil_of((WallTime){now.utc_ms, 0});
  return mem_format("BEGIN:VCALENDAR\r\n"
                    "VERSION:2.0\r\n"
                    "PRODID:-//Nightcalf//Reminder//EN\r\n"
                    "BEGIN:VEVENT\r\n"
                    "UID:reminder@nightcalf.invalid\r\n"
                    "DTSTAMP:%04d%02d%02dT%02d%02d%02dZ\r\n"
                    "DTSTART:%.4s%.2s%.2sT%02d%02d00\r\n"
                    "DURATION:PT15M\r\n"
                    "RRULE:FREQ=WEEKLY;BYDAY=%s\r\n"
                    "SUMMARY:Bedtime routine\r\n"
                    "DESCRIPTION:In a terminal: nightcalf\r\n"
                    "TRANSP:TRANSPARENT\r\n"
                    "BEGIN:VALARM\r\n"
                    "ACTION:DISPLAY\r\n"
                    "DESCRIPTION:Bedtime routine\r\n"
                    "TRIGGER:PT0S\r\n"
                    "END:VALARM\r\n"
                    "END:VEVENT\r\n"
                    "END:VCALENDAR\r\n",
                    utc.year, utc.month, utc.day, utc.hour, utc.minute, utc.second, date, date + 5,
                    date + 8, reminder->at / HOUR, reminder->at % HOUR, days);
}

char *remind_folder(void) {
  const char *config = getenv("XDG_CONFIG_HOME");
  if (config != NULL && config[0] == '/') {
    return mem_format("%s/systemd/user", config);
  }
  const char *home = getenv("HOME");
  return home != NULL && home[0] == '/' ? mem_format("%s/.config/systemd/user", home) : NULL;
}

/* Runs a tool. False with err: it failed, and this is what it said; also when it is not there. */
static bool run_tool(const char *const argv[], char **out, Error *err) {
  ChildResult result = {0};
  bool run = child_run(argv, TOOL_LIMIT_MS, &result, err);
  bool done = run && result.status == 0;
  if (run && !done) {
    size_t says = strcspn(result.out, "\n");
    (void)fail(err, "%s: %.*s", argv[0], (int)(says < SAYS_MAX ? says : SAYS_MAX), result.out);
  }
  if (done && out != NULL) {
    *out = mem_copy(result.out);
  }
  child_result_free(&result);
  return done;
}

enum { WORDS_MAX = 12 };

bool remind_systemctl(const char *const words[], Error *err) {
  const char *argv[WORDS_MAX] = {"systemctl", "--user"};
  for (size_t i = 0; words[i] != NULL && i + 3 < WORDS_MAX; i++) {
    argv[i + 2] = words[i];
  }
  return run_tool(argv, NULL, err);
}

RemindEngine remind_engine(void) {
  static const char *const ask[] = {"show", "--property=Version", NULL};
  if (child_found("systemctl") && remind_systemctl(ask, NULL)) {
    return REMIND_BY_SYSTEMD;
  }
  return child_found("crontab") ? REMIND_BY_CRON : REMIND_BY_NOTHING;
}

bool remind_verify_calendar(const char *calendar, Error *err) {
  const char *const argv[] = {"systemd-analyze", "calendar", "--iterations=1", "--",
                              calendar,          NULL};
  return !child_found(argv[0]) || run_tool(argv, NULL, err);
}

bool remind_verify_units(const char *service, const char *timer, Error *err) {
  /* Our manual page may not be installed; the folder of sockets is asked for even without need. */
  const char *const argv[] = {"systemd-analyze", "--user", "--man=no", "verify",
                              service,           timer,    NULL};
  return !child_found(argv[0]) || getenv("XDG_RUNTIME_DIR") == NULL || run_tool(argv, NULL, err);
}

char *remind_next(const char *calendar) {
  static const char label[] = "Next elapse: ";
  const char *const argv[] = {"systemd-analyze", "calendar", "--iterations=1", "--",
                              calendar,          NULL};
  char *out = NULL;
  char *next = NULL;
  if (child_found(argv[0]) && run_tool(argv, &out, NULL)) {
    const char *at = strstr(out, label);
    if (at != NULL) {
      at += strlen(label);
      next = mem_copy_bytes(at, strcspn(at, "\n"));
    }
  }
  free(out);
  return next;
}

bool remind_again(int seconds, Error *err) {
  static const char unit[] = "--unit=" REMIND_SNOOZE_UNIT;
  static const char *const stop[] = {"stop", REMIND_SNOOZE_UNIT ".timer", NULL};
  (void)remind_systemctl(stop, NULL); /* an earlier one; there need be none */
  char *active = mem_format("--on-active=%d", seconds);
  const char *const argv[] = {
      "systemd-run", "--user", "--quiet",   "--collect", unit,    "--timer-property=AccuracySec=1s",
      active,        "--",     "systemctl", "--user",    "start", REMIND_SERVICE,
      NULL};
  bool done =
      child_found(argv[0]) ? run_tool(argv, NULL, err) : fail(err, "there is no systemd-run here");
  free(active);
  return done;
}
