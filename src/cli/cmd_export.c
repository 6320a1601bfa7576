/* nightcalf export: everything that is kept, as one JSON file. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"
#include "out_file.h"
#include "transfer_json.h"
#include "transfer_settings.h"

enum { EXPORT_FORCE };

static const CommandOption options[] = {
    [EXPORT_FORCE] = {"force", NULL, N_("Replaces a file that is there.")},
    {NULL, NULL, NULL},
};

/* "3 sessions", "1 day": how many of a list are in the file. Release with free(). */
static char *count_text(TransferList list, size_t count) {
  switch (list) {
  case LIST_SESSIONS:
    return mem_format(language_plural("%zu session", "%zu sessions", count), count);
  case LIST_EPISODES:
    return mem_format(language_plural("%zu cramp", "%zu cramps", count), count);
  case LIST_NIGHTS:
    return mem_format(language_plural("%zu night", "%zu nights", count), count);
  case LIST_HABITS:
    return mem_format(language_plural("%zu day", "%zu days", count), count);
  default:
    return mem_format(language_plural("%zu change of medicines", "%zu changes of medicines", count),
                      count);
  }
}

/* Prints "3 sessions, 12 cramps..."; on standard error where standard output has the export. */
static void print_counts(FILE *stream, const char *path, const TransferCounts *counts) {
  static const TransferList told[] = {LIST_SESSIONS, LIST_EPISODES, LIST_NIGHTS, LIST_HABITS,
                                      LIST_MEDICATION_CHANGES};
  char *all = mem_copy("");
  for (size_t i = 0; i < sizeof told / sizeof told[0]; i++) {
    char *count = count_text(told[i], counts->of[told[i]]);
    char *longer = mem_format("%s%s%s", all, i == 0 ? "" : ", ", count);
    free(count);
    free(all);
    all = longer;
  }
  text_print(stream, _("Exported to %s: %s.\n"), path, all);
  free(all);
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
  print_counts(to_stdout ? stderr : stdout, to_stdout ? _("standard output") : path, &counts);
  return CLI_DONE;
}

const Command command_export = {
    .name = "export",
    .arguments = N_("FILE"),
    .sentence = N_("Writes everything that is kept, sessions and diary, to one JSON file."),
    .example = "nightcalf export ~/nightcalf-2026-11.json",
    .options = options,
    .notes =
        N_("It holds health notes: only you can read the file. \"nightcalf import\" takes it in "
           "on another machine, with what the review is about: the routine, its start, the "
           "habits, the fair test and the night's boundary."),
    .names_max = 1,
    .run = run_export,
};
