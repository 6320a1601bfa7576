/* nightcalf remove: takes one of the person's own routines away, and says what stays. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "nightcalf/language.h"
#include "nightcalf/own.h"
#include "nightcalf/text.h"
#include "outline.h"

enum { REMOVE_YES, REMOVE_FORCE };

static const CommandOption options[] = {
    [REMOVE_YES] = {"yes", NULL, N_("Does not ask.")},
    [REMOVE_FORCE] = {"force", NULL, N_("Removes it even if routines that borrow from it break.")},
    {NULL, NULL, NULL},
};

/* Whether it is really meant. broken: what would be broken without it, or NULL. */
static bool ask(const char *path, const char *broken) {
  text_print(stdout,
             _("%s\nIts text stays beside it, with a ~ behind the name; its history stays.\n"),
             path);
  if (broken != NULL) {
    text_print(stdout, _("Without it these would be broken, since they borrow from it: %s\n"),
               broken);
  }
  return outline_agree(_("Remove this routine? [y/N] "));
}

/* Says what stays. */
static void report(App *app, const char *id, const char *path, const OwnRemoved *removed) {
  text_print(stdout,
             _("Removed %s. Its text stays as %s~ and your history as it is.\n"
               "To have it back: mv %s~ %s\n"),
             id, path, path, path);
  if (removed->shipped) {
    text_print(stdout, _("The shipped routine of that name is in force again.\n"));
  }
  if (removed->tonights) {
    text_print(stdout,
               _("It was tonight's routine; that is %s now. To choose another: nightcalf settings "
                 "routine ID\n"),
               app_routine(app));
  }
}

/* Whether to go on, which has been said where not. */
static bool is_agreed(const char *path, const char *broken, const Arguments *arguments) {
  if (arguments->values[REMOVE_YES] == NULL) {
    bool agreed = ask(path, broken);
    if (!agreed) {
      text_print(stdout, _("Nothing was removed.\n"));
    }
    return agreed;
  }
  if (broken == NULL || arguments->values[REMOVE_FORCE] != NULL) {
    return true;
  }
  text_complain("%s would be broken, since they borrow from it; nothing was removed. To remove it "
                "all the same, add --force",
                broken);
  return false;
}

static int run_remove(App *app, const Arguments *arguments) {
  if (arguments->count == 0) {
    return cli_misused(&command_remove, "which routine? \"nightcalf list\" shows all of them");
  }
  const char *id = arguments->names[0];
  if (arguments->values[REMOVE_YES] == NULL && !isatty(STDIN_FILENO)) {
    return cli_misused(&command_remove, "there is no terminal to ask at; to remove it without a "
                                        "question, add --yes");
  }
  Error err = {{0}};
  char *path = own_existing_path(app, id, &err);
  if (path == NULL) {
    text_complain("%s", err.text);
    return CLI_FAILED;
  }
  OwnRemoved removed = {0};
  int status = CLI_FAILED;
  char *broken = own_would_break(app, id, path, NULL);
  if (is_agreed(path, broken, arguments)) {
    if (own_remove(app, id, true, &removed, &err)) {
      report(app, id, path, &removed);
      if (err.text[0] != '\0') {
        text_complain("%s", err.text);
      }
      status = CLI_DONE;
    } else {
      text_complain("%s", err.text);
    }
  }
  free(broken);
  free(path);
  return status;
}

const Command command_remove = {
    .name = "remove",
    .arguments = N_("ROUTINE"),
    .sentence = N_("Removes a routine of your own; its text and its history stay."),
    .example = "nightcalf remove my-calves",
    .options = options,
    .names_max = 1,
    .run = run_remove,
};
