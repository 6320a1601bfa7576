/* The folders of routines: which file an id means. Names only; contents are read when asked for. */
#include "nightcalf/library.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/mem.h"

static const char extension[] = ".cfg";

const char *origin_name(Origin origin) {
  static const char *const names[] = {[ORIGIN_EXTRA] = "extra",
                                      [ORIGIN_OWN] = "own",
                                      [ORIGIN_SHIPPED] = "shipped",
                                      [ORIGIN_FILE] = "file"};
  return names[origin];
}

/* By id, then by order of the folders. */
static int compare_entries(const void *one, const void *other) {
  const RoutineEntry *first = one;
  const RoutineEntry *second = other;
  int order = strcmp(first->id, second->id);
  return order != 0 ? order : (int)first->origin - (int)second->origin;
}

/* Adds one file of a folder, unless its name is no routine's. */
static void add_file(Library *library, size_t *capacity, const char *folder, const char *name,
                     Origin origin) {
  size_t length = strlen(name);
  size_t tail = sizeof extension - 1;
  if (name[0] == '.' || length < tail || strcmp(name + length - tail, extension) != 0) {
    return; /* hidden files, backups of editors and whatever else lies there */
  }
  char *id = mem_copy_bytes(name, length - tail);
  char *file = mem_format("%s/%s", folder, name);
  if (!name_valid(id)) {
    diagnostics_add(&library->diagnostics, file, 0, 0, true,
                    "is left out: a routine's file name must be at most 40 lower-case letters, "
                    "digits and hyphens before \".cfg\"");
    free(id);
    free(file);
    return;
  }
  if (library->count == *capacity) {
    *capacity = *capacity == 0 ? 64 : *capacity * 2;
    library->entries = mem_resize(library->entries, *capacity, sizeof *library->entries);
  }
  library->entries[library->count++] = (RoutineEntry){.id = id, .file = file, .origin = origin};
}

/* Adds a folder's files; an absent folder has none. */
static void add_folder(Library *library, size_t *capacity, const char *folder, Origin origin) {
  if (folder == NULL || folder[0] == '\0') {
    return;
  }
  DIR *directory = opendir(folder);
  if (directory == NULL) {
    if (errno != ENOENT) {
      diagnostics_add(&library->diagnostics, folder, 0, 0, true, "the folder cannot be read: %s",
                      strerror(errno));
    }
    return;
  }
  for (;;) {
    errno = 0;
    const struct dirent *item = readdir(directory); // NOLINT(concurrency-mt-unsafe): own stream
    if (item == NULL) {
      break;
    }
    add_file(library, capacity, folder, item->d_name, origin);
  }
  if (errno != 0) {
    diagnostics_add(&library->diagnostics, folder, 0, 0, true,
                    "the folder cannot be read to its end: %s", strerror(errno));
  }
  (void)closedir(directory);
}

/* Marks, in sorted entries, those behind another of their id, and those that replace a shipped
 * one. */
static void mark_replaced(Library *library) {
  for (size_t i = 1; i < library->count; i++) {
    RoutineEntry *entry = &library->entries[i];
    if (strcmp(entry->id, library->entries[i - 1].id) == 0) {
      entry->hidden = true;
    }
  }
  for (size_t i = library->count; i-- > 1;) {
    const RoutineEntry *entry = &library->entries[i];
    RoutineEntry *before = &library->entries[i - 1];
    before->replaces_shipped = strcmp(entry->id, before->id) == 0 &&
                               (entry->origin == ORIGIN_SHIPPED || entry->replaces_shipped);
  }
}

void library_open(Library *library, const char *extra, const char *own, const char *shipped) {
  *library = (Library){0};
  size_t capacity = 0;
  add_folder(library, &capacity, extra, ORIGIN_EXTRA);
  add_folder(library, &capacity, own, ORIGIN_OWN);
  add_folder(library, &capacity, shipped, ORIGIN_SHIPPED);
  if (library->count > 0) {
    qsort(library->entries, library->count, sizeof *library->entries, compare_entries);
  }
  mark_replaced(library);
  diagnostics_sort(&library->diagnostics);
}

void library_free(Library *library) {
  for (size_t i = 0; i < library->count; i++) {
    free(library->entries[i].id);
    free(library->entries[i].file);
  }
  free(library->entries);
  diagnostics_free(&library->diagnostics);
  *library = (Library){0};
}

const RoutineEntry *library_find(const Library *library, const char *id) {
  size_t low = 0;
  size_t high = library->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (strcmp(library->entries[middle].id, id) < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  bool found = low < library->count && strcmp(library->entries[low].id, id) == 0;
  return found ? &library->entries[low] : NULL;
}

const char *library_nearest(const Library *library, const char *id) {
  const char **ids = mem_new(library->count + 1, sizeof *ids);
  for (size_t i = 0; i < library->count; i++) {
    ids[i] = library->entries[i].id;
  }
  const char *nearest = word_nearest(ids, id);
  free(ids);
  return nearest;
}
