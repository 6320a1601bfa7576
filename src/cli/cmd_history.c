/* nightcalf history: the sessions in the record, newest first, printed one by one. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "dates.h"
#include "history_csv.h"
#include "history_steps.h"
#include "json.h"
#include "nightcalf/format.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"
#include "phrase.h"

enum {
  HISTORY_SINCE,
  HISTORY_UNTIL,
  HISTORY_ROUTINE,
  HISTORY_LIMIT,
  HISTORY_JSON,
  HISTORY_CSV,
  HISTORY_OF,
  HISTORY_STEPS,
  HISTORY_FIND
};

static const CommandOption options[] = {
    [HISTORY_SINCE] = {"since", N_("DATE"), N_("From this night on, such as 2026-11-21.")},
    [HISTORY_UNTIL] = {"until", N_("DATE"), N_("Up to this night.")},
    [HISTORY_ROUTINE] = {"routine", N_("ROUTINE"), N_("Only this routine.")},
    [HISTORY_LIMIT] = {"limit", N_("NUMBER"), N_("At most so many, the newest.")},
    [HISTORY_JSON] = {"json", NULL, N_("As JSON, for programs.")},
    [HISTORY_CSV] = {"csv", NULL, N_("As CSV, for a spreadsheet.")},
    [HISTORY_OF] = {"of", N_("WHAT"),
                    N_("With --csv: sessions (the default), nights (the diary and the day before), "
                       "cramps or medicines.")},
    [HISTORY_STEPS] = {"steps", NULL, N_("With the steps of each session, and what was answered.")},
    [HISTORY_FIND] = {"find", N_("WORDS"), N_("Looks for these words in the notes of all nights.")},
    {NULL, NULL, NULL},
};

enum { TITLE_COLUMNS = 28, OUTCOME_COLUMNS = 9, TIMES_COLUMNS = 16 };

/* What goes from row to row. */
typedef struct Printout {
  JsonRows rows;
  size_t count;
  bool steps; /* of each session too */
} Printout;

/* The answers of one step, or NULL when there are none. */
static json_t *step_answers(const SessionRow *row, size_t step) {
  json_t *answers = NULL;
  for (size_t i = 0; i < row->answer_count; i++) {
    const Answer *answer = &row->answers[i];
    if (answer->step == (int)step) {
      json_t *object = json_object();
      json_put(object, "question", json_of_text(answer->question));
      json_put(object, "answer", json_of_text(answer->answer));
      answers = answers == NULL ? json_array() : answers;
      json_array_append_new(answers, object);
    }
  }
  return answers;
}

static json_t *step_json(const SessionRow *row, size_t index) {
  const StepRow *step = &row->steps[index];
  json_t *sides = json_object();
  json_put(sides, "left", json_of_seconds(step->record.left));
  json_put(sides, "right", json_of_seconds(step->record.right));
  json_t *object = json_object();
  json_put(object, "id", json_of_text(step->step_id));
  json_put(object, "title", json_of_text(step->title));
  json_put(object, "kind", json_of_text(step->kind));
  json_put(object, "outcome", json_of_text(step_outcome_name(step->outcome)));
  json_put(object, "planned_s", json_of_seconds(step->record.planned));
  json_put(object, "done_s", json_of_seconds(step->record.done));
  json_put(object, "sides", sides);
  json_t *answers = step_answers(row, index);
  if (answers != NULL) {
    json_put(object, "answers", answers);
  }
  return object;
}

static json_t *row_json(const SessionRow *row) {
  char night[NIGHT_TEXT_SIZE];
  char started[FORMAT_SIZE];
  char ended[FORMAT_SIZE];
  night_format(row->night, night);
  format_wall(row->started, started);
  format_wall(row->ended, ended);
  json_t *object = json_object();
  json_put(object, "uuid", json_of_text(row->uuid));
  json_put(object, "routine", json_of_text(row->routine));
  json_put(object, "title", json_of_text(row->title));
  json_put(object, "night", json_of_text(night));
  json_put(object, "started", json_of_text(started));
  json_put(object, "ended", json_of_text(ended));
  json_put(object, "planned_s", json_of_seconds(row->planned));
  json_put(object, "done_s", json_of_seconds(row->done));
  json_put(object, "paused_s", json_of_seconds(row->paused));
  json_put(object, "outcome", json_of_text(outcome_name(row->outcome)));
  json_put(object, "ended_by", json_of_text(ended_by_name(row->ended_by)));
  json_put(object, "open", json_boolean(row->open));
  json_t *steps = json_array();
  for (size_t i = 0; i < row->step_count; i++) {
    json_array_append_new(steps, step_json(row, i));
  }
  json_put(object, "steps", steps);
  return object;
}

/* Whether to go on: not once standard output refuses what is written. */
static bool print_json(void *context, const SessionRow *row) {
  Printout *printout = context;
  json_rows_add(&printout->rows, row_json(row));
  return !ferror(stdout);
}

static bool print_line(void *context, const SessionRow *row) {
  Printout *printout = context;
  char night[FORMAT_SIZE];
  char started[FORMAT_SIZE];
  char done[FORMAT_SIZE];
  char planned[FORMAT_SIZE];
  format_date(row->night, night);
  format_time_of_day(row->started, started);
  format_clock(row->done, done);
  format_clock(row->planned, planned);
  const char *title = _(row->title);
  const char *outcome = phrase_outcome(row->outcome);
  const char *ended = _(ended_by_shown(row->ended_by));
  int outcome_width = phrase_wider(OUTCOME_COLUMNS, phrase_outcome(OUTCOME_COMPLETED));
  outcome_width = phrase_wider(outcome_width, phrase_outcome(OUTCOME_PARTIAL));
  char *times = mem_format(_("%s of %s"), done, planned);
  char *how = row->open ? mem_format(_("not closed: %s"), ended) : mem_copy(ended);
  printout->count++;
  bool printed = text_print(stdout, "%s  %s  %s%*s  %*s%s  %s%*s  %s\n", night, started, title,
                            phrase_gap(title, TITLE_COLUMNS), "", phrase_gap(times, TIMES_COLUMNS),
                            "", times, outcome, phrase_gap(outcome, outcome_width), "", how);
  free(how);
  free(times);
  return printed && (!printout->steps || history_print_steps(row));
}

/* Reads the options into the filter. CLI_DONE, or what cli_misused() gives. */
static int read_filter(const App *app, const Arguments *arguments, HistoryFilter *filter) {
  Error err = {{0}};
  const char *since = arguments->values[HISTORY_SINCE];
  const char *until = arguments->values[HISTORY_UNTIL];
  const char *limit = arguments->values[HISTORY_LIMIT];
  filter->has_since = since != NULL;
  filter->has_until = until != NULL;
  filter->routine = arguments->values[HISTORY_ROUTINE];
  if (since != NULL && !dates_parse(app, since, &filter->since, &err)) {
    return cli_misused(&command_history, "--since: %s", err.text);
  }
  if (until != NULL && !dates_parse(app, until, &filter->until, &err)) {
    return cli_misused(&command_history, "--until: %s", err.text);
  }
  if (limit != NULL) {
    char *end = NULL;
    errno = 0;
    filter->limit = strtoll(limit, &end, 10);
    if (errno != 0 || end == limit || *end != '\0' || filter->limit < 1) {
      return cli_misused(&command_history, "--limit takes a whole number from 1; got \"%s\"",
                         limit);
    }
  }
  return CLI_DONE;
}

/* Prints what passes the filter as CSV. */
static int run_csv(Store *store, const HistoryFilter *filter, const char *what) {
  Error err = {{0}};
  HistoryCsv kind = HISTORY_CSV_SESSIONS;
  if (what != NULL && !history_csv_parse(what, &kind)) {
    return cli_misused(&command_history,
                       "--of takes sessions, nights, cramps or medicines; got \"%s\"", what);
  }
  if (kind != HISTORY_CSV_SESSIONS && (filter->routine != NULL || filter->limit > 0)) {
    return cli_misused(&command_history, "--routine and --limit are about sessions");
  }
  if (!history_csv_print(store, kind, filter, &err)) {
    text_complain("%s", err.text);
    return CLI_FAILED;
  }
  return CLI_DONE;
}

/* Prints the sessions that pass the filter as lines or as JSON. */
static int run_lines(Store *store, const HistoryFilter *filter, bool json, bool steps) {
  Error err = {{0}};
  Printout printout = {.steps = steps};
  if (!store_sessions(store, filter, json ? print_json : print_line, &printout, &err)) {
    text_complain("%s", err.text);
    return CLI_FAILED;
  }
  if (json) {
    json_rows_end(&printout.rows);
  } else if (printout.count == 0) {
    bool filtered = filter->has_since || filter->has_until || filter->routine != NULL;
    text_print(stdout, "%s\n",
               filtered ? _("No session fits.")
                        : _("No sessions yet. Each routine you run is kept here."));
  }
  return CLI_DONE;
}

static int run_history(App *app, const Arguments *arguments) {
  HistoryFilter filter = {0};
  bool csv = arguments->values[HISTORY_CSV] != NULL;
  bool json = arguments->values[HISTORY_JSON] != NULL;
  bool steps = arguments->values[HISTORY_STEPS] != NULL;
  const char *words = arguments->values[HISTORY_FIND];
  if (steps && (csv || json)) {
    return cli_misused(&command_history, "--steps is for lines: --json has the steps anyway");
  }
  if (words != NULL && (csv || json || steps)) {
    return cli_misused(&command_history, "--find looks in the notes and stands alone");
  }
  if (read_filter(app, arguments, &filter) != CLI_DONE) {
    return CLI_USAGE;
  }
  if ((csv && json) || (!csv && arguments->values[HISTORY_OF] != NULL)) {
    return cli_misused(&command_history, "%s",
                       csv ? _("--csv and --json are one or the other")
                           : _("--of goes with --csv"));
  }
  Error err = {{0}};
  Store *store = app_store(app, STORE_READ, &err);
  if (store == NULL) {
    text_complain("%s", err.text);
    return CLI_FAILED;
  }
  if (words != NULL && !history_find_notes(store, words, &err)) {
    text_complain("%s", err.text);
    return CLI_FAILED;
  }
  if (words != NULL) {
    return CLI_DONE;
  }
  return csv ? run_csv(store, &filter, arguments->values[HISTORY_OF])
             : run_lines(store, &filter, json, steps);
}

const Command command_history = {
    .name = "history",
    .arguments = "",
    .sentence = N_("The sessions that were kept, newest first."),
    .example = "nightcalf history --since 2026-11-01 --routine evening-calf",
    .options = options,
    .names_max = 0,
    .run = run_history,
};
