/* nightcalf run: on the screens where there is a terminal for them, else in plain lines. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli.h"
#include "nightcalf/language.h"
#include "nightcalf/text.h"

enum { RUN_PLAIN, RUN_FROM, RUN_LENGTH, RUN_QUIET, RUN_RESUME, RUN_NO_SAVE };

static const CommandOption options[] = {
    [RUN_PLAIN] =
        {"plain", NULL,
         N_("Line by line, for screen readers and pipes. The default where standard output "
            "or input is no terminal, or TERM is dumb.")},
    [RUN_FROM] = {"from", N_("STEP"), N_("Begin at this step: its name, or its number from 1.")},
    [RUN_LENGTH] = {"length", N_("TIME"),
                    N_("In lines: how long, such as 10m, where its steps offer several lengths. "
                       "Without it you are asked; the screens ask by themselves.")},
    [RUN_QUIET] = {"quiet", NULL, N_("Without a sound.")},
    [RUN_RESUME] = {"resume", NULL, N_("Take up the routine of tonight that was broken off.")},
    [RUN_NO_SAVE] = {"no-save", NULL, N_("Keep nothing of this run in the history.")},
    {NULL, NULL, NULL},
};

/* Whether the routine that is to run is sound, has a step left for this person and the step to
 * begin at; else says what is wrong, before a screen is opened. */
static int look_before(App *app, const RunRequest *request) {
  const char *name = request->routine != NULL ? request->routine : app_routine(app);
  bool asked = false;
  if (app_named_stretches_wait(app, name, &asked) && !asked && isatty(STDIN_FILENO)) {
    return CLI_DONE; /* what is left depends on an answer that is still to be given */
  }
  Adaptation what;
  Routine *routine = cli_load_adapted(app, name, &what);
  adaptation_free(&what);
  if (routine == NULL) {
    return CLI_FAILED;
  }
  bool found = request->from == NULL || app_find_step(routine, request->from) >= 0;
  size_t steps = routine->step_count;
  routine_free(routine);
  if (!found) {
    return cli_misused(&command_run,
                       "--from takes a step's name or its number from 1 to %zu; got \"%s\"", steps,
                       request->from);
  }
  return CLI_DONE;
}

static int run_run(App *app, const Arguments *arguments) {
  RunRequest request = {
      .routine = arguments->count > 0 ? arguments->names[0] : NULL,
      .from = arguments->values[RUN_FROM],
      .length = arguments->values[RUN_LENGTH],
      .resume = arguments->values[RUN_RESUME] != NULL,
  };
  if (request.resume && (request.routine != NULL || request.from != NULL)) {
    return cli_misused(&command_run,
                       "--resume goes on with what was broken off, where it was broken off: it "
                       "takes neither a routine nor --from");
  }
  int status = request.resume ? CLI_DONE : look_before(app, &request);
  if (status != CLI_DONE) {
    return status;
  }
  app->keeps_nothing = arguments->values[RUN_NO_SAVE] != NULL;
  if (request.resume && app->keeps_nothing) {
    return cli_misused(&command_run, "--resume goes on with what is kept: not with --no-save");
  }
  app->quiet = arguments->values[RUN_QUIET] != NULL;
  if (arguments->values[RUN_PLAIN] == NULL && cli_has_screen()) {
    Error err = {{0}};
    status = tui_main(app, &request, &err);
    if (status != -1) {
      return status;
    }
    if (err.text[0] != '\0') {
      text_complain("%s", err.text);
    }
  }
  return plain_main(app, &request);
}

const Command command_run = {
    .name = "run",
    .arguments = N_("[ROUTINE or FILE]"),
    .sentence = N_("Runs a routine, step by step; without a name, tonight's."),
    .example = "nightcalf run evening-calf --from 3",
    .options = options,
    .names_max = 1,
    .run = run_run,
};
