/* nightcalf import: takes an export in, whole or not at all; the same file twice changes nothing.
 */
#include <stdio.h>

#include "cli.h"
#include "nightcalf/language.h"
#include "nightcalf/text.h"
#include "transfer_json.h"
#include "transfer_settings.h"

static void print_counts(const MergeCounts *counts) {
  if (counts->added + counts->changed + counts->removed == 0) {
    text_print(stdout, _("Nothing has changed: all %zu records were here already.\n"),
               counts->kept);
    return;
  }
  text_print(stdout, _("Added %zu, changed %zu, removed %zu; %zu stay as they were.\n"),
             counts->added, counts->changed, counts->removed, counts->kept);
}

/* Merges a file that was found sound. */
static int merge(App *app, const TransferFile *file) {
  Error err = {{0}};
  MergeCounts counts = {0};
  Store *store = app_store(app, STORE_WRITE, &err);
  if (store == NULL || !transfer_merge(file, store, &counts, &err)) {
    text_complain("%s; nothing was taken in", err.text);
    return CLI_FAILED;
  }
  print_counts(&counts);
  if (transfer_settings(file) != NULL &&
      !transfer_settings_take(app, transfer_settings(file), &err)) {
    text_complain("%s; the record was taken in, but not all settings of the review", err.text);
    return CLI_FAILED;
  }
  return CLI_DONE;
}

static int run_import(App *app, const Arguments *arguments) {
  if (arguments->count == 0) {
    return cli_misused(&command_import, "which file? - is standard input");
  }
  Diagnostics findings = {0};
  TransferFile *file = transfer_read(arguments->names[0], &findings);
  cli_print_findings(&findings);
  int status = CLI_FAILED;
  if (file != NULL) {
    status = merge(app, file);
  } else {
    text_complain("nothing was taken in");
  }
  transfer_free(file);
  diagnostics_free(&findings);
  return status;
}

const Command command_import = {
    .name = "import",
    .arguments = N_("FILE"),
    .sentence = N_("Takes in what \"nightcalf export\" wrote, whole or not at all."),
    .example = "nightcalf import ~/nightcalf-2026-11.json",
    .notes =
        N_("Of two versions of a record the newer one stays, and the same file may be taken in "
           "again without doubling anything: two machines can exchange their exports both ways."),
    .names_max = 1,
    .run = run_import,
};
