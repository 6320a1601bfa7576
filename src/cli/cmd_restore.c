/* nightcalf restore: puts a backup back; what was there stays beside it. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli.h"
#include "nightcalf/language.h"
#include "nightcalf/text.h"
#include "nightcalf/transfer.h"
#include "outline.h"

enum { RESTORE_YES, RESTORE_ADD, RESTORE_SALVAGE };

static const CommandOption options[] = {
    [RESTORE_YES] = {"yes", NULL, N_("Does not ask.")},
    [RESTORE_ADD] = {"add", NULL,
                     N_("Puts nothing away: takes in what only the backup has, beside what is kept "
                        "now.")},
    [RESTORE_SALVAGE] =
        {"salvage", NULL,
         N_("Without FILE: looks through what is kept, and where it is damaged sets "
            "it aside and keeps all that can be read of it.")},
    {NULL, NULL, NULL},
};

/* Whether it is really meant; where nothing is kept yet there is nothing to ask. */
static bool agreed(const App *app, const Arguments *arguments) {
  if (arguments->values[RESTORE_YES] != NULL || app_first_run(app)) {
    return true;
  }
  bool yes = outline_agree(_("Put this backup in the place of what is kept now, which stays beside "
                             "it under another name? [y/N] "));
  if (!yes) {
    text_print(stdout, _("Nothing has changed.\n"));
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

/* Takes a backup in. */
static int add(App *app, const char *backup) {
  Error err = {{0}};
  MergeCounts counts;
  if (!app_take_backup(app, backup, &counts, &err)) {
    text_complain("%s", err.text);
    return CLI_FAILED;
  }
  app_mended_seen(app);
  text_print(stdout, _("Taken in from %s: %zu new, %zu changed, %zu that were here already.\n"),
             backup, counts.added, counts.changed, counts.kept);
  return CLI_DONE;
}

/* Looks through the record, and mends it where it has to be. */
static int salvage(App *app) {
  Error err = {{0}};
  int lock = paths_make_data(&app->paths, &err) ? hold_sessions(app, &err) : -1;
  if (lock >= 0 && !app_salvage(app, &err) && err.text[0] == '\0') {
    text_print(stdout, _("Your history is sound; nothing has changed.\n"));
  }
  if (lock >= 0) {
    close(lock);
  }
  if (err.text[0] != '\0') {
    text_complain("%s", err.text);
    return CLI_FAILED;
  }
  return CLI_DONE;
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
  app_mended_seen(app);
  text_print(stdout, _("Put back from %s.\n"), backup);
  if (kept != NULL) {
    text_print(stdout, _("What was there before is kept as %s\n"), kept);
  }
  free(kept);
  return CLI_DONE;
}

static int run_restore(App *app, const Arguments *arguments) {
  Error err = {{0}};
  bool salvages = arguments->values[RESTORE_SALVAGE] != NULL;
  if (salvages && (arguments->count > 0 || arguments->values[RESTORE_ADD] != NULL)) {
    return cli_misused(&command_restore, "--salvage takes no backup: it mends what is there");
  }
  if (arguments->count == 0 && !salvages) {
    return cli_misused(&command_restore, "which backup?");
  }
  if (app->paths.database == NULL) {
    text_complain("there is no place for the record: set HOME to your home folder");
    return CLI_FAILED;
  }
  if (salvages || arguments->values[RESTORE_ADD] != NULL) {
    return salvages ? salvage(app) : add(app, arguments->names[0]);
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
    .arguments = N_("FILE"),
    .sentence =
        N_("Puts a backup back; what was kept meanwhile stays beside it under another name."),
    .example = "nightcalf restore ~/nightcalf-2026-11.db",
    .options = options,
    .names_max = 1,
    .run = run_restore,
};
