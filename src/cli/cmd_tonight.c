/* nightcalf tonight: one line for a prompt or a status bar. Reads the settings, one routine and one
 * night of the record, no more: a prompt does not wait. */
#include <stdio.h>
#include <stdlib.h>

#include "cli.h"
#include "json.h"
#include "nightcalf/evening.h"
#include "nightcalf/format.h"
#include "nightcalf/language.h"
#include "nightcalf/text.h"

enum { TONIGHT_JSON };

static const CommandOption options[] = {
    [TONIGHT_JSON] = {"json", NULL, N_("As JSON, for programs.")},
    {NULL, NULL, NULL},
};

/* A time of the schedule; null where no bedtime is said. */
static json_t *time_json(const Schedule *schedule, WallTime when) {
  char text[FORMAT_SIZE];
  format_wall(when, text);
  return schedule->has_bedtime ? json_of_text(text) : json_null();
}

static void print_json(const Routine *routine, EveningLengths lengths, const Schedule *schedule) {
  static const char *const fits[] = {
      [FIT_WHOLE] = "whole", [FIT_ESSENTIAL] = "shorter", [FIT_NOTHING] = "nothing"};
  char night[NIGHT_TEXT_SIZE];
  char words[SCHEDULE_TEXT_SIZE];
  night_format(schedule->night, night);
  schedule_words(schedule, words);
  json_t *object = json_object();
  json_put(object, "night", json_of_text(night));
  json_put(object, "routine", json_of_text(routine->id));
  json_put(object, "title", json_of_text(routine->title));
  json_put(object, "total_s", json_of_seconds(lengths.total));
  json_put(object, "shorter_total_s",
           schedule->offer_shorter ? json_of_seconds(lengths.essential) : json_null());
  json_put(object, "state", json_of_text(schedule_state_name(schedule->state)));
  json_put(object, "due", json_boolean(schedule->due));
  json_put(object, "fits", json_of_text(fits[schedule->fit]));
  json_put(object, "from", time_json(schedule, schedule->from));
  json_put(object, "start_by", time_json(schedule, schedule->start_by));
  json_put(object, "bedtime", time_json(schedule, schedule->bedtime));
  json_put(object, "words", json_of_text(words));
  json_print(object);
}

static int run_tonight(App *app, const Arguments *arguments) {
  Adaptation what;
  Routine *routine = cli_load_adapted(app, app_routine(app), &what);
  adaptation_free(&what);
  if (routine == NULL) {
    return CLI_FAILED;
  }
  EveningRecord record = evening_record(app);
  if (record.unread.text[0] != '\0') {
    text_complain("%s", record.unread.text);
  }
  EveningLengths lengths = evening_lengths(app, routine);
  Schedule schedule = evening_schedule(app, lengths, &record);
  if (arguments->values[TONIGHT_JSON] != NULL) {
    print_json(routine, lengths, &schedule);
  } else {
    char *line = evening_line(routine->title, lengths, &schedule);
    text_print(stdout, "%s\n", line);
    free(line);
  }
  evening_record_free(&record);
  routine_free(routine);
  return schedule.due ? CLI_DONE : CLI_NOT_DUE;
}

const Command command_tonight = {
    .name = "tonight",
    .arguments = "",
    .sentence =
        N_("One line for a prompt or a status bar: tonight's routine, start by when, done or "
           "not. The exit status is 0 when it is to be done now, 5 when it is not."),
    .example = "nightcalf tonight --json",
    .options = options,
    .names_max = 0,
    .run = run_tonight,
};
