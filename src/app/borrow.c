/* Who borrows from whom: what would become of the other routines if one of them were another, or
 * gone. Contracts: nightcalf/own.h and app_private.h. */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "app_private.h"
#include "nightcalf/mem.h"
#include "nightcalf/own.h"
#include "nightcalf/user_file.h"

/* By id, then by order of the folders, as library_open() has them. */
static int compare_entries(const void *one, const void *other) {
  const RoutineEntry *first = one;
  const RoutineEntry *second = other;
  int order = strcmp(first->id, second->id);
  return order != 0 ? order : (int)first->origin - (int)second->origin;
}

Library borrow_changed(const Library *library, const char *id, const char *gone,
                       const RoutineEntry *added) {
  static const char nowhere[] = "/dev/null/gone.cfg";
  Library changed = {.entries = mem_new(library->count + 2, sizeof *changed.entries)};
  bool means_something = false;
  for (size_t i = 0; i < library->count; i++) {
    if (gone == NULL || strcmp(library->entries[i].file, gone) != 0) {
      changed.entries[changed.count++] = library->entries[i];
    }
  }
  if (added != NULL) {
    changed.entries[changed.count++] = *added;
  }
  for (size_t i = 0; i < changed.count; i++) {
    means_something = means_something || strcmp(changed.entries[i].id, id) == 0;
  }
  if (!means_something) {
    changed.entries[changed.count++] =
        (RoutineEntry){.id = (char *)id, .file = (char *)nowhere, .origin = ORIGIN_FILE};
  }
  qsort(changed.entries, changed.count, sizeof *changed.entries, compare_entries);
  return changed;
}

/* Whether a routine's choices go on with a routine that means nothing in the library. */
static bool leads_nowhere(const Library *library, const Routine *routine) {
  for (size_t i = 0; i < routine->step_count; i++) {
    const ChoiceList *choices = &routine->steps[i].choices;
    for (size_t j = 0; j < choices->count; j++) {
      const char *id = choices->at[j].routine;
      const RoutineEntry *entry = id == NULL ? NULL : library_find(library, id);
      if (entry != NULL && entry->origin == ORIGIN_FILE) {
        return true;
      }
    }
  }
  return false;
}

bool borrow_is_sound(const Library *library, const char *file) {
  Diagnostics findings = {0};
  Routine *routine = routine_load(library, file, &findings);
  bool sound = routine != NULL && !leads_nowhere(library, routine);
  routine_free(routine);
  diagnostics_free(&findings);
  return sound;
}

/* Whether a file's text has this id in it somewhere: without that it borrows nothing from it. */
static bool mentions(const char *file, const char *id) {
  size_t length = 0;
  char *text = user_file_read(file, ROUTINE_FILE_MAX, &length, NULL);
  bool found = text != NULL && strstr(text, id) != NULL;
  free(text);
  return found;
}

char *borrow_broken_by(const Library *library, const Library *changed, const char *id) {
  char *names = NULL;
  for (size_t i = 0; i < changed->count; i++) {
    const RoutineEntry *entry = &changed->entries[i];
    bool in_force = library_find(changed, entry->id) == entry;
    if (!in_force || strcmp(entry->id, id) == 0 || !mentions(entry->file, id) ||
        borrow_is_sound(changed, entry->file) || !borrow_is_sound(library, entry->file)) {
      continue;
    }
    char *longer = names == NULL ? mem_copy(entry->id) : mem_format("%s, %s", names, entry->id);
    free(names);
    names = longer;
  }
  return names;
}

/* A file without a name that holds the text; *path leads to it while the descriptor is open. -1:
 * the system has none to give. */
static int nameless_file(const char *text, char **path) {
  int file = memfd_create("routine", MFD_CLOEXEC);
  size_t length = strlen(text);
  *path = NULL;
  if (file >= 0 && write(file, text, length) != (ssize_t)length) {
    (void)close(file);
    return -1;
  }
  if (file >= 0) {
    *path = mem_format("/proc/self/fd/%d", file);
  }
  return file;
}

char *own_would_break(const App *app, const char *id, const char *path, const char *text) {
  char *names = NULL;
  char *file = NULL;
  int descriptor = text == NULL ? -1 : nameless_file(text, &file);
  if (text == NULL || descriptor >= 0) {
    const RoutineEntry *entry = library_find(&app->library, id);
    bool is_extra = entry != NULL && entry->origin == ORIGIN_EXTRA;
    RoutineEntry added = {
        .id = (char *)id, .file = file, .origin = is_extra ? ORIGIN_EXTRA : ORIGIN_OWN};
    Library changed = borrow_changed(&app->library, id, path, text == NULL ? NULL : &added);
    names = borrow_broken_by(&app->library, &changed, id);
    free(changed.entries);
  }
  if (descriptor >= 0) {
    (void)close(descriptor);
  }
  free(file);
  return names;
}
