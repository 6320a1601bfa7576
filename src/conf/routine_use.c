/* `use`: finding the file that an id means, loading it once, refusing circles, borrowing steps. */
#include "conf/routine_use.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "conf/field_read.h"
#include "conf/routine_build.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"

static const char extension[] = ".cfg";

char *id_of_file(const char *file) {
  const char *slash = strrchr(file, '/');
  const char *name = slash == NULL ? file : slash + 1;
  size_t length = strlen(name);
  size_t tail = sizeof extension - 1;
  length -= length > tail && strcmp(name + length - tail, extension) == 0 ? tail : 0;
  char *id = mem_copy_bytes(name, length);
  if (name_valid(id)) {
    return id;
  }
  char made[41];
  step_id_from_title(id, made);
  free(id);
  return mem_copy(made);
}

char *folder_of_file(const char *file) {
  const char *slash = strrchr(file, '/');
  if (slash == NULL) {
    return mem_copy(".");
  }
  return slash == file ? mem_copy("/") : mem_copy_bytes(file, (size_t)(slash - file));
}

LoadedFile *loader_add(Loader *loader, const char *id, const char *file, const char *folder,
                       LoadedFile *user) {
  if (loader->count == loader->capacity) {
    loader->capacity = loader->capacity == 0 ? 8 : loader->capacity * 2;
    loader->files = mem_resize(loader->files, loader->capacity, sizeof(LoadedFile *));
  }
  LoadedFile *loaded = mem_new(1, sizeof *loaded);
  *loaded = (LoadedFile){
      .id = mem_copy(id), .file = mem_copy(file), .folder = mem_copy(folder), .user = user};
  struct stat status;
  if (stat(file, &status) == 0) {
    loaded->device = status.st_dev;
    loaded->inode = status.st_ino;
  }
  loader->files[loader->count++] = loaded;
  return loaded;
}

void loader_free(Loader *loader) {
  for (size_t i = 0; i < loader->count; i++) {
    LoadedFile *loaded = loader->files[i];
    free(loaded->id);
    free(loaded->file);
    free(loaded->folder);
    free(loaded->cause);
    free(loaded->trouble);
    routine_free(loaded->routine);
    free(loaded);
  }
  free(loader->files);
  *loader = (Loader){0};
}

bool loader_is_file(const LoadedFile *loaded, const char *file) {
  struct stat status;
  return loaded->inode != 0 && stat(file, &status) == 0 && status.st_dev == loaded->device &&
         status.st_ino == loaded->inode;
}

bool loader_can_find(const Loader *loader, const LoadedFile *from) {
  return loader->library != NULL || from->folder != NULL;
}

/* The entry that an id means in a file of that very id: the next one after the file itself, or the
 * first when the file is not in the library. */
static const RoutineEntry *find_replaced(const Library *library, const LoadedFile *from) {
  const RoutineEntry *found = NULL;
  for (size_t i = 0; i < library->count; i++) {
    const RoutineEntry *entry = &library->entries[i];
    if (strcmp(entry->id, from->id) != 0) {
      continue;
    }
    if (loader_is_file(from, entry->file)) {
      found = NULL;
    } else if (found == NULL) {
      found = entry;
    }
  }
  return found;
}

/* The shipped entry of that id, or NULL. */
static const RoutineEntry *find_shipped(const Library *library, const char *id) {
  for (const RoutineEntry *entry = library_find(library, id);
       entry != NULL && entry < library->entries + library->count && strcmp(entry->id, id) == 0;
       entry++) {
    if (entry->origin == ORIGIN_SHIPPED) {
      return entry;
    }
  }
  return NULL;
}

/* The entry that an id means in a file. A shipped file means the shipped ones, so that whoever
 * changes one routine never changes or breaks another. */
static const RoutineEntry *find_meant(const Library *library, const LoadedFile *from,
                                      const char *id) {
  if (strcmp(id, from->id) == 0) {
    return find_replaced(library, from);
  }
  const RoutineEntry *self = find_shipped(library, from->id);
  const RoutineEntry *shipped =
      self != NULL && loader_is_file(from, self->file) ? find_shipped(library, id) : NULL;
  return shipped != NULL ? shipped : library_find(library, id);
}

char *loader_find(const Loader *loader, const LoadedFile *from, const char *id) {
  const RoutineEntry *entry =
      loader->library != NULL ? find_meant(loader->library, from, id) : NULL;
  if (entry != NULL) {
    return mem_copy(entry->file);
  }
  if (from->folder == NULL) {
    return NULL;
  }
  char *file = mem_format("%s/%s%s", from->folder, id, extension);
  struct stat status;
  if (stat(file, &status) == 0) {
    return file;
  }
  free(file);
  return NULL;
}

/* The ids from the first file to this one and the id it asks for: "a -> b -> a". Release with
 * free(). */
static char *chain_text(const LoadedFile *from, const char *id) {
  char *text = mem_copy(id);
  for (; from != NULL; from = from->user) {
    char *longer = mem_format("%s -> %s", from->id, text);
    free(text);
    text = longer;
  }
  return text;
}

/* Notes a circle or too deep a chain behind a file, unless it has one noted. Always false. */
static bool in_trouble(LoadedFile *from, Error *err, const char *what, const char *chain) {
  free(from->trouble);
  from->trouble = mem_format("%s: %s", what, chain);
  return fail(err, "%s", from->trouble);
}

/* How many `use` lie between the first file and this one. */
static int depth_of(const LoadedFile *loaded) {
  int depth = 0;
  for (; loaded->user != NULL; loaded = loaded->user) {
    depth++;
  }
  return depth;
}

/* The file among those of this load, or NULL. */
static LoadedFile *find_loaded(const Loader *loader, const char *file) {
  struct stat status;
  if (stat(file, &status) != 0) {
    return NULL;
  }
  for (size_t i = 0; i < loader->count; i++) {
    LoadedFile *loaded = loader->files[i];
    if (loaded->inode == status.st_ino && loaded->device == status.st_dev) {
      return loaded;
    }
  }
  return NULL;
}

/* The first error of a file with its place. Release with free(). */
static char *first_error(const Diagnostics *diagnostics) {
  for (size_t i = 0; i < diagnostics->count; i++) {
    const Diagnostic *item = &diagnostics->items[i];
    if (!item->warning) {
      return item->line == 0
                 ? mem_format("%s: %s", item->file, item->message)
                 : mem_format("%s:%d:%d: %s", item->file, item->line, item->column, item->message);
    }
  }
  return NULL;
}

/* Reads and builds a file that is new to this load. */
static void load_new(Loader *loader, LoadedFile *loaded) {
  Diagnostics diagnostics = {0};
  Document document;
  loaded->running = true;
  bool whole = document_read(&document, loaded->file, ROUTINE_FILE_MAX, &diagnostics);
  if (whole) {
    loaded->routine = build_routine(loader, loaded, &document, 0, &diagnostics);
  }
  loaded->running = false;
  if (diagnostics.errors > 0) {
    diagnostics_sort(&diagnostics);
    if (loaded->cause == NULL) { /* else the cause lies in a file that this one uses */
      loaded->cause = first_error(&diagnostics);
    }
  }
  document_free(&document);
  diagnostics_free(&diagnostics);
}

const LoadedFile *loader_load(Loader *loader, LoadedFile *from, const char *id, const char *file,
                              Error *err) {
  LoadedFile *loaded = find_loaded(loader, file);
  char *chain = chain_text(from, id);
  bool sound = false;
  if (loaded != NULL && loaded->running) {
    sound = in_trouble(from, err, _("goes in a circle"), chain);
  } else if (loaded == NULL && depth_of(from) == ROUTINE_USE_DEPTH) {
    sound = in_trouble(from, err, _("goes more than 8 deep"), chain);
  } else {
    if (loaded == NULL) {
      char *folder = folder_of_file(file);
      loaded = loader_add(loader, id, file, folder, from);
      free(folder);
      load_new(loader, loaded);
    }
    int height = loaded->height + 1;
    from->height = height > from->height ? height : from->height;
    if (loaded->trouble != NULL) {
      free(from->trouble);
      from->trouble = mem_copy(loaded->trouble);
      (void)fail(err, "%s", loaded->trouble);
    } else if (loaded->routine == NULL) {
      free(from->cause);
      from->cause = mem_copy(loaded->cause);
      (void)fail(err, "names the routine \"%s\", which is broken: %s", id, loaded->cause);
    } else if (depth_of(from) + height > ROUTINE_USE_DEPTH) {
      sound = in_trouble(from, err, _("goes more than 8 deep"), chain);
    } else {
      sound = true;
    }
  }
  free(chain);
  return sound ? loaded : NULL;
}

void report_no_routine(const Build *build, const Findings *findings, Place place,
                       const char *setting, const char *id) {
  const Library *library = build->loader->library;
  char guess[GUESS_SIZE];
  bool may = library != NULL && finding_may_guess(findings);
  show_guess(may ? library_nearest(library, id) : NULL, guess);
  finding_error(findings, place, "\"%s\" names the routine \"%s\", %s%s", setting, id,
                loader_can_find(build->loader, build->self)
                    ? _("which is not there")
                    : _("but no folder of routines is known here"),
                guess);
}

/* The loaded file that a `use` names, or NULL: reported. */
static const LoadedFile *load_used(Build *build, const Findings *findings, const Node *use,
                                   const char *id) {
  char *file = loader_find(build->loader, build->self, id);
  if (file == NULL) {
    report_no_routine(build, findings, use->place, "use", id);
    return NULL;
  }
  Error err = {0};
  const LoadedFile *used = loader_load(build->loader, build->self, id, file, &err);
  if (used == NULL) {
    finding_error(findings, use->place, "\"use\" %s", err.text);
  }
  free(file);
  return used;
}

/* A copy of a step that says where it comes from. */
static void borrow(const Step *step, const char *from, const Node *group, Step *copy) {
  step_copy(copy, step);
  free(copy->from);
  copy->from = mem_copy(from);
  copy->line = group->place.line;
  copy->column = group->place.column;
}

void report_no_step(const Findings *findings, Place place, const char *setting,
                    const Routine *routine, const char *id) {
  const char **ids = mem_new(routine->step_count + 1, sizeof *ids);
  for (size_t i = 0; i < routine->step_count; i++) {
    ids[i] = routine->steps[i].id;
  }
  char guess[GUESS_SIZE];
  show_guess(finding_may_guess(findings) ? word_nearest(ids, id) : NULL, guess);
  finding_error(findings, place, "\"%s\": the routine \"%s\" has no step \"%s\"%s", setting,
                routine->id, id, guess);
  free(ids);
}

/* One step, with what the group changes in it. */
static bool use_step(Build *build, const Node *group, const Node *use, int number,
                     const Routine *routine, const char *id) {
  Findings findings = step_findings(build, group, number);
  int index = routine_find_step(routine, id);
  if (index < 0) {
    report_no_step(&findings, use->place, "use", routine, id);
    build->incomplete = true;
    return true;
  }
  Step step;
  borrow(&routine->steps[index], routine->id, group, &step);
  step_change(build, group, number, &step);
  const Node *own_id = node_find(group, "id");
  return build_add_step(build, &step,
                        (Draft){.group = group, .number = number, .id_written = own_id != NULL});
}

/* Every step; nothing can be changed in them. */
static bool use_all(Build *build, const Node *group, int number, const Routine *routine) {
  Findings findings = step_findings(build, group, number);
  for (size_t i = 0; i < group->count; i++) {
    const Node *node = &group->children[i];
    if (strcmp(node->name, "use") != 0) {
      finding_error(&findings, node->name_place,
                    "\"%s\" cannot stand beside a \"use\" of a whole routine; name a step, as in "
                    "\"%s/%s\", to change it",
                    node->name, routine->id, routine->steps[0].id);
    }
  }
  int base = (int)build->routine->step_count;
  for (size_t i = 0; i < routine->step_count; i++) {
    Step step;
    borrow(&routine->steps[i], routine->id, group, &step);
    if (!build_add_step(build, &step,
                        (Draft){.group = group, .number = number, .whole = true, .base = base})) {
      return false;
    }
  }
  return true;
}

bool use_read(Build *build, const Node *group, const Node *use, int number) {
  static const Field use_field = {.name = "use", .type = FIELD_PATH};
  Findings findings = step_findings(build, group, number);
  char *path = NULL;
  if (!field_read(&use_field, build->document, use, &path, &findings)) {
    build->incomplete = true;
    return true;
  }
  char *slash = strchr(path, '/');
  if (slash != NULL) {
    *slash = '\0';
  }
  const LoadedFile *used = load_used(build, &findings, use, path);
  bool room = true;
  if (used == NULL) {
    build->incomplete = true;
  } else if (slash != NULL) {
    room = use_step(build, group, use, number, used->routine, slash + 1);
  } else {
    room = use_all(build, group, number, used->routine);
  }
  free(path);
  return room;
}
