/* nightcalf copy: a routine of one's own made of another one, or of a file from outside. */
#include <stdio.h>
#include <stdlib.h>

#include "cli.h"
#include "nightcalf/language.h"
#include "nightcalf/own.h"
#include "nightcalf/text.h"
#include "outline.h"

/* Says what it will do, before it may run, and where it is. */
static int show_copy(const App *app, const char *id) {
  Error err = {{0}};
  char *path = own_path(app, id, &err);
  const RoutineEntry *entry = library_find(&app->library, id);
  Diagnostics findings = {0};
  Routine *routine = path == NULL ? NULL : routine_load(&app->library, path, &findings);
  cli_print_findings(&findings);
  if (routine != NULL) {
    routine_translate(routine);
    outline_print(app, routine);
    text_print(stdout, _("\nCopied to %s\n"), path);
    text_print(stdout,
               _("Every second of it: nightcalf show %s\nTo change it: nightcalf edit %s\n"), id,
               id);
  }
  if (entry != NULL && entry->origin == ORIGIN_OWN && entry->replaces_shipped) {
    text_print(stdout, _("It takes the place of the shipped routine of that name.\n"));
  }
  if (entry != NULL && entry->origin == ORIGIN_EXTRA) {
    text_complain("\"%s\" still means %s: the folder NIGHTCALF_ROUTINES comes first", id,
                  entry->file);
  }
  int status = routine != NULL ? CLI_DONE : CLI_FAILED;
  routine_free(routine);
  diagnostics_free(&findings);
  free(path);
  return status;
}

enum { COPY_RENAME };

static const CommandOption options[] = {
    [COPY_RENAME] = {"rename", NULL,
                     N_("Gives your own routine FROM the name ID; it is not there twice.")},
    {NULL, NULL, NULL},
};

/* Another name for what is there; the settings that name it follow. */
static int rename_routine(App *app, const char *from, const char *id) {
  Error err = {{0}};
  if (!own_rename(app, from, id, &err)) {
    text_complain("%s", err.text);
    return CLI_FAILED;
  }
  if (err.text[0] != '\0') {
    text_complain("%s", err.text);
  }
  text_print(stdout, _("%s is called %s now; its history stays under the old name.\n"), from, id);
  return CLI_DONE;
}

static int run_copy(App *app, const Arguments *arguments) {
  if (arguments->count < 2) {
    return cli_misused(&command_copy, "%s",
                       arguments->count == 0
                           ? _("what is to be copied, and under which name?")
                           : _("a name for the copy is missing: nightcalf copy FROM ID"));
  }
  const char *from = arguments->names[0];
  const char *id = arguments->names[1];
  if (outline_misnamed(&command_copy, id)) {
    return CLI_USAGE;
  }
  if (arguments->values[COPY_RENAME] != NULL) {
    return rename_routine(app, from, id);
  }
  Error err = {{0}};
  Diagnostics findings = {0};
  bool done = own_copy(app, from, id, &findings, &err);
  if (!done) {
    cli_print_findings(&findings);
  }
  if (err.text[0] != '\0') {
    text_complain("%s", err.text);
  }
  diagnostics_free(&findings);
  return done ? show_copy(app, id) : CLI_FAILED;
}

const Command command_copy = {
    .name = "copy",
    .arguments = N_("FROM ID"),
    .sentence = N_("Makes a routine of your own, named ID, of another routine or of a file."),
    .example = "nightcalf copy evening-calf my-calves",
    .options = options,
    .names_max = 2,
    .run = run_copy,
};
