/* A night of the diary in lines. Contract: log_entry.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "dates.h"
#include "log_entry.h"
#include "nightcalf/format.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"

/* One line with what a table's rows say, "label: answer", joined; from the row `first` on. "" when
 * nothing is said. Release with free(). */
static char *answers_line(const Field *first, const void *object) {
  char *line = mem_copy("");
  for (const Field *field = first; field->name != NULL; field++) {
    if (diary_said(field, object)) {
      char *shown = diary_shown(field, object);
      char *longer =
          mem_format("%s%s%s: %s", line, line[0] == '\0' ? "" : "; ", _(field->label), shown);
      free(shown);
      free(line);
      line = longer;
    }
  }
  return line;
}

enum { HANGING = 11 /* as wide as "  cramp 12 " */ };

/* A text behind what stands on the line already, its further lines set in. Frees it. */
static void print_hanging(char *text) {
  size_t count = 0;
  char **lines = text_wrap(text, cli_columns() - HANGING, &count);
  for (size_t i = 0; i < count; i++) {
    text_print(stdout, "%*s%s\n", i == 0 ? 0 : HANGING, "", lines[i]);
  }
  text_lines_free(lines, count);
  free(text);
}

/* "03:10", or "time not known". */
static void onset_words(const Episode *episode, char text[FORMAT_SIZE]) {
  if (diary_onset_known(episode)) {
    format_time_of_day(episode->onset, text);
  } else {
    (void)snprintf(text, FORMAT_SIZE, "%s", _("time not known"));
  }
}

static void print_episode(const Episode *episode) {
  char onset[FORMAT_SIZE];
  onset_words(episode, onset);
  /* How well the time is known shows already where it is not. */
  const Field *first = diary_episode_fields + (episode->onset_precision == ONSET_UNKNOWN ? 1 : 0);
  char *answers = answers_line(first, episode);
  print_hanging(mem_format("%s%s%s", onset, answers[0] == '\0' ? "" : "; ", answers));
  free(answers);
}

static void print_medication(const MedicationChange *change) {
  char *kind = diary_shown(&diary_medication_fields[0], change);
  text_print(stdout, "%s: %s\n", kind, change->name);
  free(kind);
}

void log_show_found(const LogFound *found) {
  if (found->is_medication) {
    print_medication(&found->medication);
  } else {
    print_episode(&found->episode);
  }
}

static bool show_episode(void *context, const Episode *episode) {
  int *number = context;
  text_print(stdout, _("  cramp %d  "), ++*number);
  print_episode(episode);
  text_print(stdout, "           %s\n", episode->uuid);
  return true;
}

static bool show_medication(void *context, const MedicationChange *change) {
  int *number = context;
  text_print(stdout, _("  medicine m%d  "), ++*number);
  print_medication(change);
  text_print(stdout, "           %s\n", change->uuid);
  return true;
}

/* What is said of the night as a whole. */
static void show_night(const DiaryNight *night) {
  if (!diary_night_recorded(night)) {
    text_print(stdout, _("  Cramps: not recorded\n"));
  }
  for (const Field *field = diary_night_fields; field->name != NULL; field++) {
    if (diary_said(field, night)) {
      char *shown = diary_shown(field, night);
      text_print(stdout, "  ");
      print_hanging(mem_format("%s: %s", _(field->label), shown));
      free(shown);
    }
  }
}

bool log_show_night(App *app, Night night, Error *err) {
  char date[DATES_SIZE];
  LogEntry entry;
  Store *store = app_store(app, STORE_READ, err);
  if (store == NULL || !log_entry_load(app, night, &entry, err)) {
    return false;
  }
  int cramps = 0;
  int medicines = 0;
  dates_format(night, date);
  text_print(stdout, _("Night of %s\n"), date);
  show_night(&entry.night);
  bool shown = store_episodes(store, night, night, show_episode, &cramps, err);
  char *habits = answers_line(diary_habit_fields, &entry.habits);
  if (habits[0] != '\0') {
    text_print(stdout, "  ");
    print_hanging(mem_format(_("The day before: %s"), habits));
  }
  free(habits);
  log_entry_free(&entry);
  return shown && store_medications(store, night, night, show_medication, &medicines, err);
}

void log_show_advice(App *app, const LogEntry *entry) {
  bool lasted = false;
  for (size_t i = 0; i < entry->episode_count; i++) {
    lasted = lasted || entry->episodes[i].duration > EPISODE_LONG_MS;
  }
  if (lasted) {
    char *advice = app_long_cramp_advice(app);
    text_print(stdout, "%s\n", advice);
    free(advice);
  }
}

static bool take_one(void *context, const NightSummary *row) {
  *(int64_t *)context = row->episodes;
  return false;
}

bool log_show_hints(App *app, Night night, Error *err) {
  char date[NIGHT_TEXT_SIZE];
  LogEntry entry;
  int64_t described = 0;
  Store *store = app_store(app, STORE_READ, err);
  if (store == NULL || !store_summaries(store, night, night, take_one, &described, err) ||
      !log_entry_load(app, night, &entry, err)) {
    return false;
  }
  night_format(night, date);
  if (!diary_night_recorded(&entry.night) && described > 0) {
    text_print(stdout,
               _("The night counts once you say how many cramps it had in all, such as:\n"
                 "  nightcalf log %lld --night %s\n"),
               (long long)described, date);
  }
  Lateness late = diary_night_lateness(&entry.night, app->settings.night_boundary);
  if (late != ENTRY_IN_TIME) {
    text_print(stdout, _("Entered %s, and marked so.\n"), _(lateness_shown(late)));
  }
  log_entry_free(&entry);
  return true;
}
