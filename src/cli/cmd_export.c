/* nightcalf export: everything that is kept, as one JSON file. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "nightcalf/text.h"
#include "out_file.h"
#include "phrase.h"
#include "transfer_json.h"
#include "transfer_settings.h"

enum { EXPORT_FORCE };

static const CommandOption options[] = {
    [EXPORT_FORCE] = {"force", NULL, "Replaces a file that is there."},
    {NULL, NULL, NULL},
};

/* Prints "3 sessions, 12 cramps..."; on standard error where standard output has the export. */
static void print_counts(FILE *stream, const char *path, const TransferCounts *counts) {
  static const char *const nouns[LIST_COUNT] = {
      [LIST_SESSIONS] = "session",
      [LIST_EPISODES] = "cramp",
      [LIST_NIGHTS] = "night",
      [LIST_HABITS] = "day",
      [LIST_MEDICATION_CHANGES] = "change of medicines",
  };
  const char *joint = "";
  text_print(stream, "Exported to %s: ", path);
  for (int list = 0; list < LIST_COUNT; list++) {
    if (nouns[list] != NULL && list != LIST_MEDICATION_CHANGES) {
      char *count = phrase_count(counts->of[list], nouns[list]);
      text_print(stream, "%s%s", joint, count);
      free(count);
      joint = ", ";
    }
  }
  size_t changes = counts->of[LIST_MEDICATION_CHANGES];
  text_print(stream, ", %zu change%s of medicines.\n", changes, changes == 1 ? "" : "s");
}

static int run_export(App *app, const Arguments *arguments) {
  if (arguments->count == 0) {
    return cli_misused(&command_export, "to which file? - is standard output");
  }
  Error err = {{0}};
  OutFile out;
  TransferCounts counts = {{0}};
  const char *path = arguments->names[0];
  bool to_stdout = strcmp(path, "-") == 0;
  Store *store = app_store(app, STORE_READ, &err);
  bool done =
      store != NULL && out_file_begin(&out, path, arguments->values[EXPORT_FORCE] != NULL, &err) &&
      out_file_end(
          &out, transfer_write_with(store, transfer_settings_make(app), out.stream, &counts, &err),
          &err);
  if (!done) {
    text_complain("%s", err.text);
    return CLI_FAILED;
  }
  print_counts(to_stdout ? stderr : stdout, to_stdout ? "standard output" : path, &counts);
  return CLI_DONE;
}

const Command command_export = {
    .name = "export",
    .arguments = "FILE",
    .sentence = "Writes everything that is kept, sessions and diary, to one JSON file.",
    .example = "nightcalf export ~/nightcalf-2026-11.json",
    .options = options,
    .notes = "It holds health notes: only you can read the file. \"nightcalf import\" takes it in "
             "on another machine, with what the review is about: the routine, its start, the "
             "habits, the fair test and the night's boundary.",
    .names_max = 1,
    .run = run_export,
};
