/* nightcalf list: every routine there is, broken ones with their reason. */
#include <stdio.h>
#include <stdlib.h>

#include "cli.h"
#include "json.h"
#include "nightcalf/format.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"
#include "phrase.h"

enum { LIST_JSON, LIST_IDS };

enum { TOTAL_COLUMNS = 8, STEPS_COLUMNS = 5 };

static const CommandOption options[] = {
    [LIST_JSON] = {"json", NULL, N_("As JSON, for programs.")},
    [LIST_IDS] = {"ids", NULL, N_("Their names alone, one a line, for programs.")},
    {NULL, NULL, NULL},
};

/* One routine of the list, loaded. */
typedef struct Row {
  const RoutineEntry *entry;
  char *title; /* NULL: broken */
  Millis total;
  size_t steps;
  bool adapted; /* with app_adapt() it is another: these are then that one's */
  Millis adapted_total;
  size_t adapted_steps; /* 0: nothing of it is left */
  Diagnostics findings;
} Row;

/* What the routine would be for this person. */
static void adapt_row(const App *app, const Routine *routine, Row *row) {
  Adaptation what;
  Routine *adapted = app_adapt(app, routine, false, &what);
  row->adapted = adaptation_any(&what);
  if (adapted != NULL) {
    Timeline timeline;
    timeline_build(adapted, SIDE_NONE, &timeline);
    row->adapted_total = timeline.total;
    row->adapted_steps = adapted->step_count;
    timeline_free(&timeline);
  }
  routine_free(adapted);
  adaptation_free(&what);
}

static Row load_row(const App *app, const RoutineEntry *entry) {
  Row row = {.entry = entry};
  Routine *routine = routine_load(&app->library, entry->file, &row.findings);
  if (routine != NULL) {
    Timeline timeline;
    timeline_build(routine, SIDE_NONE, &timeline);
    row.title = mem_copy(_(routine->title));
    row.total = timeline.total;
    row.steps = routine->step_count;
    timeline_free(&timeline);
    adapt_row(app, routine, &row);
    routine_free(routine);
  }
  return row;
}

static void free_row(Row *row) {
  free(row->title);
  diagnostics_free(&row->findings);
}

/* The first error among the findings; a broken routine has one. */
static const Diagnostic *first_error(const Diagnostics *findings) {
  for (size_t i = 0; i < findings->count; i++) {
    if (!findings->items[i].warning) {
      return &findings->items[i];
    }
  }
  return NULL;
}

static json_t *row_errors(const Diagnostics *findings) {
  json_t *errors = json_array();
  for (size_t i = 0; i < findings->count; i++) {
    const Diagnostic *finding = &findings->items[i];
    if (!finding->warning) {
      json_t *error = json_object();
      json_put(error, "file", json_of_text(finding->file));
      json_put(error, "line", json_integer(finding->line));
      json_put(error, "message", json_of_text(finding->message));
      json_array_append_new(errors, error);
    }
  }
  return errors;
}

static json_t *row_json(const Row *row) {
  bool sound = row->title != NULL;
  json_t *object = json_object();
  json_put(object, "id", json_of_text(row->entry->id));
  json_put(object, "title", json_of_text(row->title));
  json_put(object, "total_s", sound ? json_of_seconds(row->total) : json_null());
  json_put(object, "steps", sound ? json_integer((json_int_t)row->steps) : json_null());
  json_put(object, "origin", json_of_text(origin_name(row->entry->origin)));
  json_put(object, "replaces_shipped", json_boolean(row->entry->replaces_shipped));
  json_put(object, "file", json_of_text(row->entry->file));
  json_put(object, "errors", row_errors(&row->findings));
  return object;
}

static int list_json(const App *app) {
  JsonRows rows = {0};
  for (size_t i = 0; i < app->library.count; i++) {
    if (!app->library.entries[i].hidden) {
      Row row = load_row(app, &app->library.entries[i]);
      json_rows_add(&rows, row_json(&row));
      free_row(&row);
    }
  }
  json_rows_end(&rows);
  return CLI_DONE;
}

/* How wide the columns of the table are. */
typedef struct Widths {
  int id, title, total, steps;
} Widths;

static void print_broken(const Row *row, const Widths *widths) {
  const char *id = row->entry->id;
  const Diagnostic *error = first_error(&row->findings);
  const char *message = error == NULL ? "" : error->message;
  text_print(stdout, "%s%*s  ", id, phrase_gap(id, widths->id), "");
  if (error != NULL && error->line > 0) {
    text_print(stdout, _("broken: line %d: %s. See: nightcalf check %s\n"), error->line, message,
               id);
  } else {
    text_print(stdout, _("broken: %s. See: nightcalf check %s\n"), message, id);
  }
}

static void print_row(const Row *row, const Widths *widths) {
  static const char *const origins[] = {[ORIGIN_EXTRA] = N_("extra"),
                                        [ORIGIN_OWN] = N_("own"),
                                        [ORIGIN_SHIPPED] = N_("shipped"),
                                        [ORIGIN_FILE] = N_("file")};
  const RoutineEntry *entry = row->entry;
  char total[FORMAT_SIZE];
  format_clock(row->adapted ? row->adapted_total : row->total, total);
  const char *suits = !row->adapted             ? ""
                      : row->adapted_steps == 0 ? _(", all of it left out by your profile")
                                                : _(", adapted");
  text_print(stdout, "%s%*s  %s%*s  %*s  %*zu  %s%s%s\n", entry->id,
             phrase_gap(entry->id, widths->id), "", row->title,
             phrase_gap(row->title, widths->title), "", widths->total, total, widths->steps,
             row->adapted ? row->adapted_steps : row->steps, _(origins[entry->origin]),
             entry->replaces_shipped ? _(", replaces the shipped one") : "", suits);
}

static void print_heading(const Widths *widths) {
  const char *id = language_in("routine", "id");
  const char *title = _("title");
  const char *total = language_in("length", "total");
  const char *steps = language_in("column", "steps");
  text_print(stdout, "%s%*s  %s%*s  %*s%s  %*s%s  %s\n", id, phrase_gap(id, widths->id), "", title,
             phrase_gap(title, widths->title), "", phrase_gap(total, widths->total), "", total,
             phrase_gap(steps, widths->steps), "", steps, language_in("column", "from"));
}

static int list_table(const App *app) {
  Row *rows = mem_new(app->library.count + 1, sizeof *rows);
  size_t count = 0;
  Widths widths = {
      .id = text_width(language_in("routine", "id")),
      .title = text_width(_("title")),
      .total = phrase_wider(TOTAL_COLUMNS, language_in("length", "total")),
      .steps = phrase_wider(STEPS_COLUMNS, language_in("column", "steps")),
  };
  for (size_t i = 0; i < app->library.count; i++) {
    if (!app->library.entries[i].hidden) {
      rows[count] = load_row(app, &app->library.entries[i]);
      widths.id = phrase_wider(widths.id, rows[count].entry->id);
      widths.title = phrase_wider(widths.title, rows[count].title);
      count++;
    }
  }
  if (count == 0) {
    text_print(stdout, _("No routines were found.\n"));
  } else {
    print_heading(&widths);
  }
  for (size_t i = 0; i < count; i++) {
    if (rows[i].title == NULL) {
      print_broken(&rows[i], &widths);
    } else {
      print_row(&rows[i], &widths);
    }
    free_row(&rows[i]);
  }
  free(rows);
  return CLI_DONE;
}

static int list_ids(const App *app) {
  for (size_t i = 0; i < app->library.count; i++) {
    if (!app->library.entries[i].hidden) {
      text_print(stdout, "%s\n", app->library.entries[i].id);
    }
  }
  return CLI_DONE;
}

static int run_list(App *app, const Arguments *arguments) {
  if (arguments->values[LIST_IDS] != NULL) {
    return list_ids(app);
  }
  cli_print_findings(&app->library.diagnostics);
  return arguments->values[LIST_JSON] != NULL ? list_json(app) : list_table(app);
}

const Command command_list = {
    .name = "list",
    .arguments = "",
    .sentence = N_("Every routine: its name, title, length, steps and where it comes from."),
    .example = "nightcalf list",
    .options = options,
    .names_max = 0,
    .run = run_list,
};
