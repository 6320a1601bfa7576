/* nightcalf new: a routine of one's own, begun from a text that teaches the format. */
#include <stdio.h>
#include <stdlib.h>

#include "cli.h"
#include "nightcalf/language.h"
#include "nightcalf/own.h"
#include "nightcalf/text.h"
#include "outline.h"

static int run_new(App *app, const Arguments *arguments) {
  if (arguments->count == 0) {
    return cli_misused(&command_new, "a name for the new routine is missing, such as my-calves");
  }
  const char *id = arguments->names[0];
  if (outline_misnamed(&command_new, id)) {
    return CLI_USAGE;
  }
  Error err = {{0}};
  if (!own_new(app, id, &err)) {
    text_complain("%s", err.text);
    return CLI_FAILED;
  }
  if (err.text[0] != '\0') {
    text_complain("%s", err.text);
  }
  char *path = own_path(app, id, &err);
  text_print(stdout,
             _("%s\nA short routine that runs as it is; its comments tell how to make it yours.\n"
               "Next: nightcalf edit %s\n"),
             path == NULL ? id : path, id);
  free(path);
  return CLI_DONE;
}

const Command command_new = {
    .name = "new",
    .arguments = N_("ID"),
    .sentence = N_("Begins a routine of your own, with comments that teach the format."),
    .example = "nightcalf new my-calves",
    .names_max = 1,
    .run = run_new,
};
