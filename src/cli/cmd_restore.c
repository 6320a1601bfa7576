/* nightcalf restore: puts a backup back; what was there stays beside it. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli.h"
#include "nightcalf/text.h"
#include "nightcalf/transfer.h"
#include "outline.h"

enum { RESTORE_YES };

static const CommandOption options[] = {
    [RESTORE_YES] = {"yes", NULL, "Does not ask."},
    {NULL, NULL, NULL},
};

/* Whether it is really meant; where nothing is kept yet there is nothing to ask. */
static bool agreed(const App *app, const Arguments *arguments) {
  if (arguments->values[RESTORE_YES] != NULL || app_first_run(app)) {
    return true;
  }
  char *answer = outline_ask("Put this backup in the place of what is kept now, which stays beside "
                             "it under another name? [y/N] ");
  bool yes = answer != NULL && (answer[0] == 'y' || answer[0] == 'Y');
  free(answer);
  if (!yes) {
    text_print(stdout, "Nothing has changed.\n");
  }
  return yes;
}

/* Holds off sessions: what one keeps would go into the record that is put aside. -1 with err: one
 * is running. */
static int hold_sessions(const App *app, Error *err) {
  int lock = lock_take(app->paths.lock, err);
  if (lock < 0 && err->text[0] == '\0') {
    (void)fail(err,
               "a session is running in another nightcalf; end that one first, then try again");
  }
  return lock;
}

/* Puts it back. */
static int restore(App *app, const char *backup) {
  Error err = {{0}};
  char *kept = NULL;
  int lock = paths_make_data(&app->paths, &err) ? hold_sessions(app, &err) : -1;
  bool done = lock >= 0 && store_restore(app->paths.database, backup,
                                         app->clock.wall(app->clock.context), &kept, &err);
  if (lock >= 0) {
    close(lock);
  }
  if (!done) {
    text_complain("%s", err.text);
    return CLI_FAILED;
  }
  text_print(stdout, "Put back from %s.\n", backup);
  if (kept != NULL) {
    text_print(stdout, "What was there before is kept as %s\n", kept);
  }
  free(kept);
  return CLI_DONE;
}

static int run_restore(App *app, const Arguments *arguments) {
  Error err = {{0}};
  if (arguments->count == 0) {
    return cli_misused(&command_restore, "which backup?");
  }
  if (app->paths.database == NULL) {
    text_complain("there is no place for the record: set HOME to your home folder");
    return CLI_FAILED;
  }
  if (arguments->values[RESTORE_YES] == NULL && !app_first_run(app) && !isatty(STDIN_FILENO)) {
    return cli_misused(&command_restore, "there is no terminal to ask at; to put it back without a "
                                         "question, add --yes");
  }
  if (!store_check_backup(arguments->names[0], &err)) {
    text_complain("%s", err.text);
    return CLI_FAILED;
  }
  return agreed(app, arguments) ? restore(app, arguments->names[0]) : CLI_DONE;
}

const Command command_restore = {
    .name = "restore",
    .arguments = "FILE",
    .sentence = "Puts a backup back; what was kept meanwhile stays beside it under another name.",
    .example = "nightcalf restore ~/nightcalf-2026-11.db",
    .options = options,
    .names_max = 1,
    .run = run_restore,
};
