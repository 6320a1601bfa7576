/* Routines on disk: where they lie, reading them with every finding, and writing one out. */
#ifndef NIGHTCALF_LIBRARY_H
#define NIGHTCALF_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>

#include "nightcalf/error.h"
#include "nightcalf/routine.h"
#include "nightcalf/settings.h"

typedef enum Origin { ORIGIN_EXTRA, ORIGIN_OWN, ORIGIN_SHIPPED, ORIGIN_FILE } Origin;
/* "extra", "own", "shipped", "file". */
const char *origin_name(Origin origin);

/* One routine file found. The names are read at library_open(), the contents only when asked for.
 */
typedef struct RoutineEntry {
  char *id;
  char *file;
  Origin origin;
  bool replaces_shipped; /* an own or extra one with a shipped one's id */
  bool hidden;           /* another one of the same id comes first */
} RoutineEntry;

typedef struct Library {
  RoutineEntry *entries; /* sorted by id, then by order of the folders */
  size_t count;
  Diagnostics diagnostics; /* a folder that cannot be read, a file whose name is no id: warnings */
} Library;

/* Lists the folders' *.cfg files; any folder may be NULL or absent. Names only: 10,000 files in
 * well under a second. */
void library_open(Library *library, const char *extra, const char *own, const char *shipped);
void library_free(Library *library);
/* The entry that this id means, or NULL. */
const RoutineEntry *library_find(const Library *library, const char *id);
/* The nearest id for a misspelt one, or NULL. */
const char *library_nearest(const Library *library, const char *id);

/* Reads, checks and resolves a routine file. `use` looks in the library, then in the file's own
 * folder; in a file that replaces another of its id, that id means the one it replaces, and a
 * shipped file borrows from shipped ones, whatever replaces them. NULL when anything is wrong: all
 * findings, warnings too, are added to diagnostics, sorted. */
Routine *routine_load(const Library *library, const char *path, Diagnostics *diagnostics);
/* The same from memory: name stands for the file in messages; max_bytes replaces the limit of a
 * file's size. Without a library `use` is an error, and the routines that choices and `instead`
 * name are not looked up: a snapshot outlives them. */
Routine *routine_parse(const Library *library, const char *name, const char *text, size_t length,
                       size_t max_bytes, Diagnostics *diagnostics);
/* The title in a routine file, which is looked at up to there alone: whether it is sound is not
 * known. NULL: it has none, or does not say it plainly. Release with free(). */
char *routine_file_title(const char *path);
/* The routine as canonical text without `use`, which routine_parse() reads back to an equal
 * routine: the snapshot a session keeps. Release with free(). */
char *routine_write(const Routine *routine);

enum { ROUTINE_FILE_MAX = 256 * 1024, SNAPSHOT_MAX = 4 * 1024 * 1024 };

/* Reads the settings file into settings (initialised); an absent file is fine. False: it has
 * errors, each in diagnostics, and the values that were sound are in force. */
bool settings_load(const char *path, Settings *settings, Diagnostics *diagnostics);

/* The same of settings that stand in a text. */
bool settings_parse(const char *text, Settings *settings, Diagnostics *diagnostics);
/* Whether the settings file says anything of that setting. */
bool settings_has(const char *path, const char *name);

/* A whole settings file: every setting with its sentence, its range, and its default behind a '#',
 * so that nothing is set. Release with free(). */
char *settings_default_text(void);
/* Changes or adds one setting in the settings file and leaves every other byte alone: in the place
 * of its commented default line in a file that is made by this (of settings_default_text(), 0600;
 * its folder too, 0700), below that line in one that has it, else at the end. value_text: the value
 * as a file writes it, such as [ "falls" ] or "22:30" with its quotes (see field_literal()). False
 * with err, and the file is as it was: no such setting, a value it cannot have, a file that has
 * errors or was changed meanwhile, or nowhere to write. */
bool settings_set(const char *path, const char *name, const char *value_text, Error *err);
/* Takes a setting out, so that its default is in force: a line that settings_default_text()
 * explains becomes its commented default again, any other goes with the comment that belongs to it.
 * True too where it is not set. False with err, as above. */
bool settings_unset(const char *path, const char *name, Error *err);

#endif
