/* nightcalf copy: a routine of one's own made of another one, or of a file from outside. */
#include <stdio.h>
#include <stdlib.h>

#include "cli.h"
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
    outline_print(app, routine);
    text_print(stdout, "\nCopied to %s\n", path);
    text_print(stdout, "Every second of it: nightcalf show %s\nTo change it: nightcalf edit %s\n",
               id, id);
  }
  if (entry != NULL && entry->origin == ORIGIN_OWN && entry->replaces_shipped) {
    text_print(stdout, "It takes the place of the shipped routine of that name.\n");
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

static int run_copy(App *app, const Arguments *arguments) {
  if (arguments->count < 2) {
    return cli_misused(&command_copy, "%s",
                       arguments->count == 0
                           ? "what is to be copied, and under which name?"
                           : "a name for the copy is missing: nightcalf copy FROM ID");
  }
  const char *from = arguments->names[0];
  const char *id = arguments->names[1];
  if (outline_misnamed(&command_copy, id)) {
    return CLI_USAGE;
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
    .arguments = "FROM ID",
    .sentence = "Makes a routine of your own, named ID, of another routine or of a file.",
    .example = "nightcalf copy evening-calf my-calves",
    .names_max = 2,
    .run = run_copy,
};
