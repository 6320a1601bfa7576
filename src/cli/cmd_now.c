/* nightcalf now: a cramp right now. The first instruction comes before anything that can wait; what
 * was wrong with the files is told when it is over. */
#include <stdio.h>

#include "cli.h"
#include "nightcalf/language.h"
#include "nightcalf/text.h"

enum { NOW_PLAIN };

static const CommandOption options[] = {
    [NOW_PLAIN] =
        {"plain", NULL,
         N_("Line by line, for screen readers and pipes. The default where standard output "
            "or input is no terminal, or TERM is dumb.")},
    {NULL, NULL, NULL},
};

/* On the screens where there is a terminal for them, else in plain lines. */
static int show(App *app, bool plain) {
  const RunRequest request = {.routine = "cramp-now", .now = true};
  if (!plain && cli_has_screen()) {
    Error err = {{0}};
    int status = tui_main(app, &request, &err);
    if (status != -1) {
      return status;
    }
  }
  return plain_main(app, &request);
}

static int run_now(App *app, const Arguments *arguments) {
  int status = show(app, arguments->values[NOW_PLAIN] != NULL);
  cli_print_findings(&app->settings_findings);
  if (app->cramp_findings.errors > 0) {
    cli_print_findings(&app->cramp_findings);
    if (status != CLI_FAILED) {
      text_complain("your own cramp-now could not be read: the one that came with Nightcalf ran in "
                    "its place");
    }
  }
  return status;
}

const Command command_now = {
    .name = "now",
    .arguments = "",
    .sentence = N_("A cramp right now: relief starts at once, and the cramp is logged."),
    .example = "nightcalf now",
    .options = options,
    .names_max = 0,
    .run = run_now,
};
