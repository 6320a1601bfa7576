/* nightcalf remind: the bedtime reminder, which the system's own timer fires. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "nightcalf/evening.h"
#include "nightcalf/format.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"

enum { REMIND_DAYS, REMIND_SYSTEMD, REMIND_CRON, REMIND_ICS, REMIND_FIRE };

static const CommandOption options[] = {
    [REMIND_DAYS] =
        {"days", N_("DAYS"),
         N_("On the evenings of these days: mon-fri, or sat,sun. Without it: every evening.")},
    [REMIND_SYSTEMD] = {"systemd", NULL, N_("With print: the timer and the service for systemd.")},
    [REMIND_CRON] = {"cron", NULL, N_("With print: the line for a crontab.")},
    [REMIND_ICS] = {"ics", NULL, N_("With print: an entry for a calendar or a phone.")},
    [REMIND_FIRE] = {"fire", N_("TIME"), NULL}, /* what the timer calls */
    {NULL, NULL, NULL},
};

enum {
  SNOOZE_DEFAULT_MS = 10 * 60 * 1000,
  SNOOZE_MIN_MS = 60 * 1000,
  SNOOZE_MAX_MS = 6 * 60 * 60 * 1000,
  TIME_SIZE = 6
};

/* "22:15, every night", "00:30 after the evenings of mon-fri". */
static char *words_of(const Reminder *reminder) {
  char time[TIME_SIZE];
  char days[WEEK_TEXT_SIZE];
  remind_time(reminder->at, time);
  week_format(reminder->days, days);
  if (reminder->days == WEEK_ALL) {
    return mem_format(_("%s, every night"), time);
  }
  return reminder->next_day ? mem_format(_("%s, after the evenings of %s"), time, days)
                            : mem_format("%s, %s", time, days);
}

static void print_next(const Reminder *reminder) {
  char *calendar = remind_calendar(reminder);
  char *next = remind_next(calendar);
  if (next != NULL) {
    text_print(stdout, _("Next: %s\n"), next);
  }
  free(next);
  free(calendar);
}

/* Reads the time, and the option --days. CLI_DONE, or what cli_misused() gives. */
static int read_reminder(const App *app, const Arguments *arguments, const char *time,
                         Reminder *reminder) {
  const char *days_text = arguments->values[REMIND_DAYS];
  unsigned days = WEEK_ALL;
  int at = 0;
  if (time == NULL) {
    return cli_misused(&command_remind, "a time of day is missing, such as 22:15");
  }
  if (!time_of_day_parse(time, &at)) {
    return cli_misused(&command_remind, "a time of day is needed, such as 22:15; got \"%s\"", time);
  }
  if (days_text != NULL && !week_parse(days_text, &days)) {
    return cli_misused(&command_remind, "--days takes days such as mon-fri or sat,sun; got \"%s\"",
                       days_text);
  }
  *reminder = evening_reminder(app, at, days);
  return CLI_DONE;
}

/* A reminder that would come when the evening is over says nothing; better said now. */
static void warn_of_silence(const App *app, const Reminder *reminder) {
  Zone zone = zone_system();
  Schedule schedule = evening_schedule(app, (EveningLengths){0}, NULL);
  WallTime now = app->clock.wall(app->clock.context);
  WallTime at =
      schedule_moment(schedule.night, reminder->at, app->settings.night_boundary, now, &zone);
  if (schedule.has_bedtime && at.utc_ms >= schedule.until.utc_ms) {
    char bedtime[FORMAT_SIZE];
    format_time_of_day(schedule.bedtime, bedtime);
    text_print(stdout,
               _("Tonight's bedtime is %s: so long after it the reminder stays silent. The "
                 "settings bedtime and reminder_late_minutes change that.\n"),
               bedtime);
  }
}

/* Without a timer of systemd's: what the person can do. */
static int tell_by_hand(const Reminder *reminder, RemindEngine engine) {
  Error err = {{0}};
  char time[TIME_SIZE];
  remind_time(reminder->at, time);
  if (engine == REMIND_BY_NOTHING) {
    text_complain("nothing was set: neither systemd nor cron is here");
    text_print(stdout,
               _("Your calendar or phone can remind you: make an entry for it with\n"
                 "  nightcalf remind print %s --ics > bedtime.ics\n"
                 "and open that file there.\n"),
               time);
    return CLI_FAILED;
  }
  char *program = remind_program(&err);
  if (program == NULL) {
    text_complain("%s", err.text);
    return CLI_FAILED;
  }
  char *line = remind_cron_text(reminder, program);
  text_complain(
      "nothing was set: no systemd of yours answers here, and a crontab is yours to edit");
  text_print(stdout, "%s\n%s",
             _("Call \"crontab -e\" and add this line; take it out again to end the reminder:"),
             line);
  free(line);
  free(program);
  return CLI_FAILED;
}

static int remind_at(App *app, const Arguments *arguments) {
  Reminder reminder = {0};
  Error err = {{0}};
  const char *time = arguments->count > 1 ? arguments->names[1] : NULL;
  int status = read_reminder(app, arguments, time, &reminder);
  if (status != CLI_DONE) {
    return status;
  }
  RemindEngine engine = remind_engine();
  if (engine != REMIND_BY_SYSTEMD) {
    return tell_by_hand(&reminder, engine);
  }
  if (!evening_reminder_set(app, &reminder, &err)) {
    text_complain("no reminder is set: %s", err.text);
    return CLI_FAILED;
  }
  char *words = words_of(&reminder);
  text_print(stdout, _("Reminder set: %s.\n"), words);
  free(words);
  print_next(&reminder);
  warn_of_silence(app, &reminder);
  text_print(stdout, _("To try it: nightcalf remind test. To remove it: nightcalf remind off.\n"));
  return CLI_DONE;
}

static int remind_off(App *app, const Arguments *arguments) {
  (void)arguments;
  bool was = false;
  Error err = {{0}};
  if (!evening_reminder_off(app, &was, &err)) {
    text_complain("%s", err.text);
    return CLI_FAILED;
  }
  text_print(stdout, "%s\n",
             was ? _("The reminder is off, and nothing of it is left.")
                 : _("No reminder was set. A line in a crontab, or a calendar's entry, is yours to "
                     "take out."));
  return CLI_DONE;
}

/* What the reminder would make of tonight. */
static void print_tonight(App *app, const ReminderStatus *status) {
  char until[FORMAT_SIZE];
  EveningRecord record = evening_record(app);
  Schedule schedule = evening_schedule(app, (EveningLengths){0}, &record);
  const ReminderMemory *memory = &status->memory;
  format_time_of_day(memory->snoozed_until, until);
  ReminderVerdict silence = schedule_silence(&schedule);
  if (silence != REMINDER_SPEAK) {
    text_print(stdout, _("Tonight it stays silent: %s.\n"), _(reminder_verdict_words(silence)));
  } else if (memory->snoozed && memory->snoozed_night.day == schedule.night.day) {
    text_print(stdout, _("Tonight it was put off until %s.\n"), until);
  } else if (memory->reminded && memory->night.day == schedule.night.day) {
    text_print(stdout, _("Tonight it has spoken already.\n"));
  }
  evening_record_free(&record);
}

static int remind_status(App *app, const Arguments *arguments) {
  (void)arguments;
  ReminderStatus status;
  Error err = {{0}};
  if (!evening_reminder_status(app, &status, &err)) {
    text_complain("%s", err.text);
    return CLI_FAILED;
  }
  if (!status.set) {
    text_print(stdout, "%s\n",
               status.foreign
                   ? _("A timer nightcalf-reminder is there that nightcalf did not write.")
                   : _("No reminder is set. To set one: nightcalf remind at 22:15"));
    return CLI_DONE;
  }
  char *words = words_of(&status.reminder);
  text_print(stdout, _("Reminder: %s.\n"), words);
  free(words);
  print_next(&status.reminder);
  print_tonight(app, &status);
  if (status.moved) {
    char time[TIME_SIZE];
    char days[WEEK_TEXT_SIZE];
    remind_time(status.reminder.at, time);
    week_format(status.reminder.days, days);
    text_print(stdout,
               _("It was set by another nightcalf, or for another place of its files. To set it "
                 "anew: nightcalf remind at %s --days %s\n"),
               time, days);
  }
  return CLI_DONE;
}

/* Says it on the desktop, else as a line. Returns the way. */
static NotifyWay say(App *app, Error *err) {
  ReminderWords words = evening_reminder_words(app);
  NotifyWay way = notify_show(words.title, words.text, err);
  if (way == NOTIFY_NONE) {
    text_print(stdout, "%s. %s\n", words.title, words.text);
  }
  reminder_words_free(&words);
  return way;
}

static int remind_test(App *app, const Arguments *arguments) {
  (void)arguments;
  Error err = {{0}};
  switch (say(app, &err)) {
  case NOTIFY_BUS:
    text_print(stdout, _("The desktop has taken the reminder (D-Bus).\n"));
    return CLI_DONE;
  case NOTIFY_SEND:
    text_print(stdout, _("The desktop has taken the reminder (notify-send).\n"));
    return CLI_DONE;
  default:
    text_complain("this is all that a reminder can do here: %s; on a desktop with notifications it "
                  "would be shown there",
                  err.text);
    return CLI_FAILED;
  }
}

static int remind_snooze(App *app, const Arguments *arguments) {
  Millis length = SNOOZE_DEFAULT_MS;
  if (arguments->count > 1 && (!duration_parse(arguments->names[1], &length) ||
                               length < SNOOZE_MIN_MS || length > SNOOZE_MAX_MS)) {
    return cli_misused(&command_remind,
                       "snooze takes a time from 1m to 6h, such as 10m; got \"%s\"",
                       arguments->names[1]);
  }
  WallTime until;
  bool timed = false;
  Error err = {{0}};
  if (!evening_reminder_snooze(app, length, &until, &timed, &err)) {
    text_complain("%s", err.text);
    return CLI_FAILED;
  }
  char time[FORMAT_SIZE];
  format_time_of_day(until, time);
  if (timed) {
    text_print(stdout, _("It comes again at %s.\n"), time);
    return CLI_DONE;
  }
  text_print(stdout, _("Silent until %s.\n"), time);
  text_complain("nothing brings it back by itself then: %s", err.text);
  return CLI_FAILED;
}

/* Prints what another program reads: every byte of it counts, so it does not go through the gate
 * for people, and what that gate would not let through is not printed at all. one_line: a second
 * one would be a command of its own. */
static bool print_exactly(const char *text, bool one_line) {
  size_t where = 0;
  TextFault fault = text_fault(text, strlen(text), &where);
  if (fault == TEXT_FINE && one_line && strchr(text, '\n') != text + strlen(text) - 1) {
    fault = TEXT_CONTROL;
  }
  if (fault != TEXT_FINE) {
    text_complain("a path in it holds %s, so it cannot be printed; rename that folder",
                  text_fault_name(fault));
    return false;
  }
  return fputs(text, stdout) != EOF;
}

static int remind_print(App *app, const Arguments *arguments) {
  Reminder reminder = {0};
  ReminderStatus set;
  Error err = {{0}};
  if (arguments->count > 1 || !evening_reminder_status(app, &set, NULL) || !set.set) {
    const char *time = arguments->count > 1 ? arguments->names[1] : NULL;
    int status = read_reminder(app, arguments, time, &reminder);
    if (status != CLI_DONE) {
      return status;
    }
  } else {
    reminder = set.reminder;
  }
  char *program = remind_program(&err);
  if (program == NULL) {
    text_complain("%s", err.text);
    return CLI_FAILED;
  }
  char *text = NULL;
  if (arguments->values[REMIND_ICS] != NULL) {
    text = remind_ics_text(&reminder, app->clock.wall(app->clock.context));
  } else if (arguments->values[REMIND_CRON] != NULL) {
    text = remind_cron_text(&reminder, program);
  } else {
    char *timer = remind_timer_text(&reminder, 0, false);
    char *service = remind_service_text(&reminder, program);
    text = mem_format("# %s\n%s\n# %s\n%s", REMIND_TIMER, timer, REMIND_SERVICE, service);
    free(service);
    free(timer);
  }
  bool ics = arguments->values[REMIND_ICS] != NULL; /* its lines end with CR LF; no path is in it */
  bool cron = arguments->values[REMIND_CRON] != NULL;
  bool printed = ics ? fputs(text, stdout) != EOF : print_exactly(text, cron);
  free(text);
  free(program);
  return printed ? CLI_DONE : CLI_FAILED;
}

/* What the timer calls: silent, or said once. */
static int fire(App *app, const char *time) {
  int at = 0;
  Error err = {{0}};
  if (!time_of_day_parse(time, &at)) {
    return cli_misused(&command_remind, "--fire takes a time such as 22:15; got \"%s\"", time);
  }
  if (evening_reminder_fire(app, at) == REMINDER_SPEAK) {
    (void)say(app, &err);
  }
  return CLI_DONE;
}

/* What can follow the command's name. */
static const struct {
  const char *word;
  int names; /* at most, itself included */
  int (*run)(App *app, const Arguments *arguments);
} words[] = {
    {"at", 2, remind_at},         {"off", 1, remind_off},   {"status", 1, remind_status},
    {"snooze", 2, remind_snooze}, {"test", 1, remind_test}, {"print", 2, remind_print},
};

/* The options that a word takes: all others are refused. */
static const char *odd_option(const Arguments *arguments, const char *word) {
  bool prints = strcmp(word, "print") == 0;
  bool dated = prints || strcmp(word, "at") == 0;
  for (size_t i = 0; options[i].name != NULL; i++) {
    bool taken = i == REMIND_DAYS ? dated : prints && i != REMIND_FIRE;
    if (arguments->values[i] != NULL && !taken) {
      return options[i].name;
    }
  }
  return NULL;
}

static int run_remind(App *app, const Arguments *arguments) {
  if (arguments->values[REMIND_FIRE] != NULL && arguments->count == 0) {
    return fire(app, arguments->values[REMIND_FIRE]);
  }
  const char *word = arguments->count == 0 ? "status" : arguments->names[0];
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
    if (strcmp(words[i].word, word) != 0) {
      continue;
    }
    const char *odd = odd_option(arguments, word);
    if (odd != NULL) {
      return cli_misused(&command_remind, "--%s does not go with \"%s\"", odd, word);
    }
    if (arguments->count > words[i].names) {
      return cli_misused(&command_remind, "one thing too many: \"%s\"",
                         arguments->names[words[i].names]);
    }
    return words[i].run(app, arguments);
  }
  return cli_misused(&command_remind,
                     "\"%s\" is not known here: at, off, status, snooze, test or print", word);
}

const Command command_remind = {
    .name = "remind",
    .arguments = N_("[at TIME | off | status | snooze [TIME] | test | print [TIME]]"),
    .sentence =
        N_("The bedtime reminder: the system's own timer fires it, and it stays silent once "
           "tonight's routine is done or excused."),
    .example = "nightcalf remind at 22:15 --days mon-fri",
    .options = options,
    .names_max = 2,
    .run = run_remind,
};
