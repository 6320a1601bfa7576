/* nightcalf backup: the database, whole, also while it is in use. */
#include <stdio.h>

#include "cli.h"
#include "nightcalf/language.h"
#include "nightcalf/text.h"
#include "nightcalf/transfer.h"

enum { BACKUP_FORCE };

static const CommandOption options[] = {
    [BACKUP_FORCE] = {"force", NULL, N_("Replaces a file that is there.")},
    {NULL, NULL, NULL},
};

static int run_backup(App *app, const Arguments *arguments) {
  Error err = {{0}};
  if (arguments->count == 0) {
    return cli_misused(&command_backup, "to which file?");
  }
  if (app->paths.database == NULL) {
    text_complain("there is no place for the record: set HOME to your home folder");
    return CLI_FAILED;
  }
  if (app_first_run(app)) {
    text_complain("nothing is kept yet, so there is nothing to back up");
    return CLI_FAILED;
  }
  const char *target = arguments->names[0];
  if (!store_backup(app->paths.database, target, arguments->values[BACKUP_FORCE] != NULL, &err)) {
    text_complain("%s", err.text);
    return CLI_FAILED;
  }
  text_print(stdout, _("Backed up to %s. To put it back: nightcalf restore %s\n"), target, target);
  return CLI_DONE;
}

const Command command_backup = {
    .name = "backup",
    .arguments = N_("FILE"),
    .sentence = N_("Copies the database whole, also while a session runs."),
    .example = "nightcalf backup ~/nightcalf-2026-11.db",
    .options = options,
    .names_max = 1,
    .run = run_backup,
};
