/* The files that take part in one load: each is read once, and knows whether it leads back to
 * itself. */
#ifndef NIGHTCALF_CONF_ROUTINE_USE_H
#define NIGHTCALF_CONF_ROUTINE_USE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "nightcalf/error.h"
#include "nightcalf/library.h"
#include "nightcalf/routine.h"

/* One file of this load. */
typedef struct LoadedFile {
  char *id;
  char *file;
  char *folder; /* where its `use` may look besides the library; NULL: nowhere */
  dev_t device; /* with inode: which file it is; both 0 when it is none */
  ino_t inode;
  struct LoadedFile *user; /* whose `use` led here first */
  bool running;            /* it is being built: to come here again is a circle */
  int height;              /* how many files deep its `use` goes */
  Routine *routine;        /* NULL: running or broken */
  char *cause;             /* of a broken one: its first error with its place */
  char *trouble;           /* a circle or too deep a chain behind it: the chain, or NULL */
} LoadedFile;

typedef struct Loader {
  const Library *library; /* or NULL */
  LoadedFile **files;     /* each in its own memory, since they point at one another */
  size_t count;
  size_t capacity;
} Loader;

/* Adds a file to the load. folder: see LoadedFile; NULL is allowed, else copied. */
LoadedFile *loader_add(Loader *loader, const char *id, const char *file, const char *folder,
                       LoadedFile *user);
void loader_free(Loader *loader);

/* The file that a routine's id means inside the file `from`: of the library, then of its folder;
 * for from's own id the one that it replaces. NULL: there is none. Release with free(). */
char *loader_find(const Loader *loader, const LoadedFile *from, const char *id);
/* Whether ids can be looked up at all. */
bool loader_can_find(const Loader *loader, const LoadedFile *from);
/* Whether both are the same file on disk. */
bool loader_is_file(const LoadedFile *loaded, const char *file);
/* Loads the file for the `use` or `instead` of another. NULL with err: it is broken, or the way to
 * it is a circle or too deep; the sentence goes behind a colon. */
const LoadedFile *loader_load(Loader *loader, LoadedFile *from, const char *id, const char *file,
                              Error *err);

/* The id that a file's name makes: without folder and ".cfg"; something valid in any case. Release
 * with free(). */
char *id_of_file(const char *file);
/* The folder that a file is in. Release with free(). */
char *folder_of_file(const char *file);

#endif
