/* nightcalf set: one setting of a routine or of a step, changed without touching another byte. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "nightcalf/edit.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/own.h"
#include "nightcalf/text.h"
#include "outline.h"
#include "phrase.h"
#include "set_step.h"

enum { SET_UNSET, SET_FORCE, SET_ADD, SET_MOVE, SET_DUPLICATE, SET_TAKE_OUT };

static const CommandOption options[] = {
    [SET_UNSET] = {"unset", NULL, N_("Takes the setting out, so that its default is in force.")},
    [SET_FORCE] = {"force", NULL, N_("Changes it even if routines that borrow from it break.")},
    [SET_ADD] =
        {"add", NULL,
         N_("Puts a new step behind that one, or at the end, with these settings: kind hold "
            "title Wall hold 20, or use evening-calf/calf-massage.")},
    [SET_MOVE] = {"move", N_("PLACE"), N_("Moves the step to this place, from 1.")},
    [SET_DUPLICATE] = {"duplicate", NULL, N_("Puts a copy of the step behind it.")},
    [SET_TAKE_OUT] = {"take-out", NULL, N_("Takes the step out.")},
    {NULL, NULL, NULL},
};

/* One change on its way. */
typedef struct Change {
  OwnSource source;
  RoutineEdit *edit;
  EditPlace place;
  char *where;     /* "evening-calf" or "evening-calf/calf-massage" */
  const char *key; /* NULL: it is about a whole step */
  char *literal;   /* NULL: it is taken out */
  char *before;    /* NULL: it was not set */
  Millis total;    /* before; -1: the routine was broken */
} Change;

/* Where the routine's name ends and the step's begins: at its '/', or NULL where there is no step.
 * A path of a routine is all name. */
static const char *step_part(const char *target) {
  const char *slash = strchr(target, '/');
  char *name = slash == NULL ? mem_copy("") : mem_copy_bytes(target, (size_t)(slash - target));
  bool is_id = name_valid(name);
  free(name);
  return is_id ? slash : NULL;
}

/* Opens the routine's text. */
static bool open_routine(const App *app, const char *target, Change *change, Error *err) {
  const char *slash = step_part(target);
  char *name = slash == NULL ? mem_copy(target) : mem_copy_bytes(target, (size_t)(slash - target));
  Diagnostics findings = {0};
  bool found = own_source(app, name, &change->source, err);
  if (found) {
    const OwnSource *source = &change->source;
    change->edit = source->copied
                       ? edit_open_text(&app->library, source->path, source->text, &findings)
                       : edit_open(&app->library, source->path, &findings);
    if (change->edit == NULL) {
      cli_print_findings(&findings);
      (void)fail(err, "it cannot be read as it is; mend it first: nightcalf edit %s", source->id);
    }
  }
  diagnostics_free(&findings);
  free(name);
  return change->edit != NULL;
}

/* The file's step that makes the routine's step of that id or number; -1: there is none. Without a
 * sound routine, the one that the file names so itself. */
static int find_step(const RoutineEdit *edit, const char *text) {
  const Routine *routine = edit_routine(edit);
  int index = routine == NULL ? -1 : app_find_step(routine, text);
  if (routine == NULL) {
    return edit_find_step(edit, text);
  }
  for (int step = 0; index >= 0 && step < edit_step_count(edit); step++) {
    int first = 0;
    int count = edit_step_span(edit, step, &first);
    if (index >= first && index < first + count) {
      return step;
    }
  }
  return -1;
}

/* Fails where a step came with a whole routine: nothing can be set beside that. */
static bool check_borrowed(const Change *change, const char *step, Error *err) {
  char *use = edit_value(change->edit, change->place, "use");
  bool whole = change->key != NULL && use != NULL && strchr(use, '/') == NULL &&
               strcmp(change->key, "use") != 0;
  if (whole) {
    (void)fail(err,
               "step %s comes with all of \"%s\", and nothing can be set beside that; change it "
               "there (nightcalf set %s/STEP ...), or borrow its steps one by one (nightcalf edit "
               "%s)",
               step, use, use, change->source.id);
  }
  free(use);
  return !whole;
}

/* Finds the step that is meant, if one is. */
static bool find_place(const char *target, Change *change, Error *err) {
  const char *slash = step_part(target);
  change->place = (EditPlace){EDIT_WHOLE, EDIT_WHOLE};
  change->where = mem_copy(change->source.id);
  if (slash == NULL) {
    return true;
  }
  const char *step = slash + 1;
  change->place.step = find_step(change->edit, step);
  if (change->place.step < 0) {
    return fail(err, "\"%s\" has no step \"%s\"; its steps: nightcalf show %s", change->source.id,
                step, change->source.id);
  }
  free(change->where);
  change->where = mem_format("%s/%s", change->source.id, step);
  return check_borrowed(change, step, err);
}

/* The row of the setting; NULL with err, which names the nearest. */
static const Field *find_field(const Change *change, Error *err) {
  const Field *field = edit_field(change->edit, change->place, change->key);
  if (field == NULL) {
    EditTables tables = edit_tables(change->edit, change->place);
    const char *nearest = field_nearest(tables.own, tables.common, change->key);
    if (nearest == NULL) {
      (void)fail(err, "%s: there is no setting \"%s\"", change->where, change->key);
    } else {
      (void)fail(err, "%s: there is no setting \"%s\"; did you mean \"%s\"?", change->where,
                 change->key, nearest);
    }
  }
  return field;
}

/* Makes the change in the text. */
static bool make_change(const App *app, const char *value, Change *change, Error *err) {
  Error why = {{0}};
  const Routine *routine = edit_routine(change->edit);
  const Field *field = find_field(change, err);
  if (field == NULL) {
    return false;
  }
  change->total = routine == NULL ? -1 : outline_total(app, routine);
  change->before = edit_value(change->edit, change->place, change->key);
  if (value != NULL) {
    change->literal = field_literal(field, value, &why);
  }
  EditChange one = {change->key, change->literal};
  if ((value != NULL && change->literal == NULL) ||
      !edit_set(change->edit, change->place, &one, 1, NULL, &why)) {
    return fail(err, "%s: %s", change->where, why.text);
  }
  return true;
}

/* Writes the text, unless the change made no difference, or would break others and was not forced.
 */
static bool keep_change(const App *app, Change *change, bool forced, Error *err) {
  const OwnSource *source = &change->source;
  const char *text = edit_text(change->edit);
  if (strcmp(text, source->text) == 0) {
    return true;
  }
  char *broken = forced ? NULL : own_would_break(app, source->id, source->path, text);
  bool kept = broken == NULL;
  if (broken != NULL) {
    (void)fail(err,
               "%s: %s would be broken by this: they borrow from it what would no longer be there; "
               "nothing was changed. To change it all the same, add --force",
               change->where, broken);
  }
  kept = kept && edit_save(change->edit, err) == EDIT_SAVED;
  free(broken);
  return kept;
}

/* Says that a change of the routine's file became a copy. */
static void report_copied(const OwnSource *source) {
  if (source->copied) {
    text_print(stdout,
               _("%s came with the program: it was copied first, and your copy takes its place:\n"
                 "%s\n"),
               source->id, source->path);
  }
}

/* The steps as they are now. */
static int report_steps(const App *app, const Change *change) {
  const Routine *routine = edit_routine(change->edit);
  if (routine != NULL) {
    outline_print(app, routine);
  }
  report_copied(&change->source);
  return CLI_DONE;
}

static void report(const App *app, const Change *change) {
  const OwnSource *source = &change->source;
  char *after = edit_value(change->edit, change->place, change->key);
  char *old_line = outline_value(change->before);
  char *new_line = outline_value(after);
  if (strcmp(edit_text(change->edit), source->text) == 0) {
    if (after == NULL) {
      text_print(stdout, _("%s: %s is %s; nothing was written\n"), change->where, change->key,
                 new_line);
    } else {
      text_print(stdout, _("%s: %s is already %s; nothing was written\n"), change->where,
                 change->key, new_line);
    }
  } else {
    text_print(stdout, "%s: %s: %s -> %s\n", change->where, change->key, old_line, new_line);
    const Routine *routine = edit_routine(change->edit);
    char before[PHRASE_SIZE];
    char now[PHRASE_SIZE];
    phrase_length(change->total < 0 ? 0 : change->total, before);
    phrase_length(routine == NULL ? 0 : outline_total(app, routine), now);
    text_print(stdout, _("Total: %s -> %s\n"), change->total < 0 ? _("unknown") : before, now);
    report_copied(source);
  }
  free(old_line);
  free(new_line);
  free(after);
}

static void free_change(Change *change) {
  edit_free(change->edit);
  own_source_free(&change->source);
  free(change->where);
  free(change->literal);
  free(change->before);
}

/* Adds, moves, doubles or takes out a step. */
static int run_step_work(App *app, const char *target, const StepWork *work, bool forced) {
  Error err = {{0}};
  Change change = {.key = NULL};
  bool done = open_routine(app, target, &change, &err) && find_place(target, &change, &err) &&
              set_step_do(change.edit, change.place, work, &err) &&
              keep_change(app, &change, forced, &err);
  int status = CLI_FAILED;
  if (done) {
    status = report_steps(app, &change);
  } else {
    text_complain("%s", err.text);
  }
  free_change(&change);
  return status;
}

static int run_set(App *app, const Arguments *arguments) {
  bool unset = arguments->values[SET_UNSET] != NULL;
  bool forced = arguments->values[SET_FORCE] != NULL;
  StepWork work = {
      .add = arguments->values[SET_ADD] != NULL,
      .duplicate = arguments->values[SET_DUPLICATE] != NULL,
      .take_out = arguments->values[SET_TAKE_OUT] != NULL,
      .move = arguments->values[SET_MOVE],
      .pairs = arguments->names + 1,
      .pair_words = arguments->count - 1,
  };
  int works = work.add + work.duplicate + work.take_out + (work.move != NULL ? 1 : 0);
  if (works > 1 || (works > 0 && unset)) {
    return cli_misused(&command_set,
                       "--unset, --add, --move, --duplicate and --take-out are one thing each");
  }
  if (works > 0 && arguments->count > 0 && (work.add || arguments->count == 1)) {
    return run_step_work(app, arguments->names[0], &work, forced);
  }
  int most = works > 0 ? 1 : 3;
  if (arguments->count > most) {
    return cli_misused(&command_set, "one thing too many: \"%s\"", arguments->names[most]);
  }
  if (arguments->count < (unset ? 2 : 3)) {
    return cli_misused(&command_set, "%s",
                       arguments->count == 0  ? _("which routine, which setting and what value?")
                       : arguments->count < 2 ? _("the setting to change is missing")
                                              : _("the setting's value is missing"));
  }
  if (unset && arguments->count > 2) {
    return cli_misused(&command_set, "--unset takes no value: \"%s\"", arguments->names[2]);
  }
  Error err = {{0}};
  Change change = {.key = arguments->names[1]};
  const char *value = unset ? NULL : arguments->names[2];
  bool done = open_routine(app, arguments->names[0], &change, &err) &&
              find_place(arguments->names[0], &change, &err) &&
              make_change(app, value, &change, &err) && keep_change(app, &change, forced, &err);
  if (done) {
    report(app, &change);
  } else {
    text_complain("%s", err.text);
  }
  free_change(&change);
  return done ? CLI_DONE : CLI_FAILED;
}

const Command command_set = {
    .name = "set",
    .arguments = N_("ROUTINE[/STEP] KEY VALUE..."),
    .sentence =
        N_("Changes one setting of a routine or a step, and leaves every other byte alone."),
    .example = "nightcalf set evening-calf/wall-ball-foot hold 12",
    .options = options,
    .names_max = -1,
    .run = run_set,
};
