/* nightcalf check: reads routine files as the program would, and reports all that is wrong. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli.h"
#include "nightcalf/keys.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"

/* What was looked at so far. */
typedef struct Tally {
  size_t routines;
  size_t broken;
  size_t errors;
} Tally;

/* Prints what one routine's or file's reading found, and adds it up. */
static void count_findings(Tally *tally, Diagnostics *findings, bool sound) {
  cli_print_findings(findings);
  tally->routines++;
  tally->broken += sound ? 0 : 1;
  tally->errors += findings->errors;
  diagnostics_free(findings);
}

/* Whether a path leads to the settings file, which is no routine. */
static bool is_settings(const App *app, const char *path) {
  struct stat one;
  struct stat other;
  return app->paths.settings != NULL && stat(app->paths.settings, &one) == 0 &&
         stat(path, &other) == 0 && one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

/* The settings file, and its keys: which of those there are is the screens' business. */
static void check_settings(const App *app, Tally *tally) {
  Error err = {{0}};
  cli_print_findings(&app->settings_findings);
  tally->errors += app->settings_findings.errors;
  if (!keys_check(&app->settings.keys, &err)) {
    text_print(stderr, _("%s: error: \"keys\": %s\n"), app->paths.settings, err.text);
    tally->errors++;
  }
}

static void check_file(const App *app, const char *path, Tally *tally) {
  if (is_settings(app, path)) {
    check_settings(app, tally);
    return;
  }
  Diagnostics findings = {0};
  Routine *routine = routine_load(&app->library, path, &findings);
  count_findings(tally, &findings, routine != NULL);
  routine_free(routine);
}

static bool is_routine_file(const char *name) {
  size_t length = strlen(name);
  return length > 4 && name[0] != '.' && strcmp(name + length - 4, ".cfg") == 0;
}

static int select_routine_file(const struct dirent *entry) {
  return is_routine_file(entry->d_name) ? 1 : 0;
}

/* By bytes, whatever the locale. */
static int compare_entries(const struct dirent **one, const struct dirent **other) {
  return strcmp((*one)->d_name, (*other)->d_name);
}

/* All *.cfg files of a folder, in the order of their names. */
static void check_folder(const App *app, const char *path, Tally *tally) {
  struct dirent **entries = NULL;
  int count = scandir(path, &entries, select_routine_file, compare_entries);
  if (count < 0) {
    text_print(stderr, _("%s: error: cannot read the folder: %s\n"), path, strerror(errno));
    tally->errors++;
    return;
  }
  size_t length = strlen(path);
  const char *slash = length > 0 && path[length - 1] == '/' ? "" : "/";
  for (int i = 0; i < count; i++) {
    char *file = mem_format("%s%s%s", path, slash, entries[i]->d_name);
    check_file(app, file, tally);
    free(file);
    free(entries[i]);
  }
  free(entries);
}

/* A name from the command line: a folder, a routine, or a file under any name. */
static void check_name(const App *app, const char *name, Tally *tally) {
  struct stat status;
  bool exists = stat(name, &status) == 0;
  if (exists && S_ISDIR(status.st_mode)) {
    check_folder(app, name, tally);
    return;
  }
  if (exists && library_find(&app->library, name) == NULL) {
    check_file(app, name, tally);
    return;
  }
  Diagnostics findings = {0};
  Routine *routine = app_load_routine(app, name, &findings);
  count_findings(tally, &findings, routine != NULL);
  routine_free(routine);
}

/* All the library's files, replaced ones too, and the settings file. */
static void check_everything(const App *app, Tally *tally) {
  check_settings(app, tally);
  cli_print_findings(&app->library.diagnostics);
  tally->errors += app->library.diagnostics.errors;
  for (size_t i = 0; i < app->library.count; i++) {
    check_file(app, app->library.entries[i].file, tally);
  }
}

static int run_check(App *app, const Arguments *arguments) {
  Tally tally = {0};
  if (arguments->count == 0) {
    check_everything(app, &tally);
  }
  for (int i = 0; i < arguments->count; i++) {
    check_name(app, arguments->names[i], &tally);
  }
  bool sound = tally.errors == 0 && tally.broken == 0;
  if (sound) {
    text_print(stdout,
               language_plural("%zu routine checked, nothing wrong\n",
                               "%zu routines checked, nothing wrong\n", tally.routines),
               tally.routines);
  } else {
    char *routines =
        mem_format(language_plural("%zu routine", "%zu routines", tally.routines), tally.routines);
    char *errors =
        mem_format(language_plural("%zu error", "%zu errors", tally.errors), tally.errors);
    text_print(stderr, _("%s checked, %zu broken, %s\n"), routines, tally.broken, errors);
    free(errors);
    free(routines);
  }
  return sound ? CLI_DONE : CLI_FAILED;
}

const Command command_check = {
    .name = "check",
    .arguments = N_("[FILE, FOLDER or ROUTINE]..."),
    .sentence = N_("Checks routine files; without a name, all routines and the settings."),
    .example = "nightcalf check ~/.config/nightcalf/routines",
    .names_max = -1,
    .run = run_check,
};
