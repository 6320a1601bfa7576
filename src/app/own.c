/* A person's own routines as files: found, made, copied, renamed, removed. Contract:
 * nightcalf/own.h; who borrows from whom is in borrow.c, the editor's drafts in draft.c. */
#include "nightcalf/own.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app_private.h"
#include "nightcalf/mem.h"
#include "nightcalf/user_file.h"

char *own_path(const App *app, const char *id, Error *err) {
  if (!name_valid(id)) {
    (void)fail(err,
               "\"%s\" cannot name a routine: at most 40 lower-case letters, digits and hyphens, "
               "such as my-calves",
               id);
    return NULL;
  }
  if (app->paths.own == NULL) {
    (void)fail(err, "there is no place for your routines: set HOME to your home folder");
    return NULL;
  }
  return mem_format("%s/%s.cfg", app->paths.own, id);
}

void own_refresh(App *app) {
  library_free(&app->library);
  library_open(&app->library, app->paths.extra, app->paths.own, app->paths.shipped);
}

/* The entry of the library that a path leads to and an id means, or NULL. */
static const RoutineEntry *entry_of_path(const Library *library, const char *path) {
  struct stat one;
  struct stat other;
  if (stat(path, &one) != 0) {
    return NULL;
  }
  for (size_t i = 0; i < library->count; i++) {
    const RoutineEntry *entry = &library->entries[i];
    if (!entry->hidden && stat(entry->file, &other) == 0 && one.st_dev == other.st_dev &&
        one.st_ino == other.st_ino) {
      return entry;
    }
  }
  return NULL;
}

/* What a name means among the routines there are; NULL with err. */
static const RoutineEntry *entry_of(const App *app, const char *name, Error *err) {
  if (app_is_path(name)) {
    const RoutineEntry *entry = entry_of_path(&app->library, name);
    if (entry == NULL) {
      (void)fail(err, "%s is none of your routines; to take it in: nightcalf copy %s ID", name,
                 name);
    }
    return entry;
  }
  const RoutineEntry *entry = library_find(&app->library, name);
  if (entry == NULL) {
    const char *nearest = library_nearest(&app->library, name);
    if (nearest != NULL) {
      (void)fail(err, "there is no routine \"%s\"; did you mean \"%s\"?", name, nearest);
    } else if (name_valid(name)) {
      (void)fail(err, "there is no routine \"%s\"; to begin one: nightcalf new %s", name, name);
    } else {
      (void)fail(err, "there is no routine \"%s\"; \"nightcalf list\" shows all of them", name);
    }
  }
  return entry;
}

bool own_source(const App *app, const char *name, OwnSource *source, Error *err) {
  *source = (OwnSource){0};
  const RoutineEntry *entry = entry_of(app, name, err);
  if (entry == NULL) {
    return false;
  }
  source->copied = entry->origin == ORIGIN_SHIPPED;
  source->path = source->copied ? own_path(app, entry->id, err) : mem_copy(entry->file);
  if (source->path == NULL) {
    return false;
  }
  source->id = mem_copy(entry->id);
  source->text = user_file_read(entry->file, ROUTINE_FILE_MAX, &source->length, err);
  if (source->text == NULL) {
    own_source_free(source);
    return false;
  }
  return true;
}

void own_source_free(OwnSource *source) {
  free(source->id);
  free(source->path);
  free(source->text);
  *source = (OwnSource){0};
}

/* Fails when something of that name is in the way. */
static bool check_free(const char *path, const char *id, Error *err) {
  struct stat status;
  if (lstat(path, &status) != 0) {
    return true;
  }
  return fail(err,
              "you have a routine \"%s\" already: %s; choose another name, or remove that one "
              "first: nightcalf remove %s",
              id, path, id);
}

bool own_new(App *app, const char *id, Error *err) {
  char *path = own_path(app, id, err);
  bool done = path != NULL && check_free(path, id, err);
  const RoutineEntry *entry = done ? library_find(&app->library, id) : NULL;
  if (entry != NULL) {
    done = fail(err,
                "there is a routine \"%s\" already (%s), and a new one would take its place; "
                "choose another name, or change that one: nightcalf edit %s",
                id, origin_name(entry->origin), id);
  }
  if (done) {
    char *text = own_template(id);
    done = user_file_put(path, NULL, (FileBytes){text, strlen(text)}, err);
    free(text);
    own_refresh(app);
  }
  free(path);
  return done;
}

/* Adds to `to` what was found about the file of one name under another. */
static void name_findings(Diagnostics *to, const Diagnostics *from, const char *old_name,
                          const char *new_name) {
  for (size_t i = 0; i < from->count; i++) {
    const Diagnostic *item = &from->items[i];
    const char *file = strcmp(item->file, old_name) == 0 ? new_name : item->file;
    diagnostics_add(to, file, item->line, item->column, item->warning, "%s", item->message);
  }
}

/* Whether a text is a sound routine at a path among those routines; findings are named after
 * shown. */
static bool check_text(const Library *library, const char *path, const char *text, size_t length,
                       const char *shown, Diagnostics *diagnostics) {
  Diagnostics findings = {0};
  Routine *routine = routine_parse(library, path, text, length, ROUTINE_FILE_MAX, &findings);
  name_findings(diagnostics, &findings, path, shown);
  bool sound = routine != NULL;
  routine_free(routine);
  diagnostics_free(&findings);
  return sound;
}

bool own_copy(App *app, const char *from, const char *id, Diagnostics *diagnostics, Error *err) {
  char *path = own_path(app, id, err);
  char *file = NULL;
  char *text = NULL;
  char *broken = NULL;
  size_t length = 0;
  bool done = false;
  if (path == NULL || !check_free(path, id, err)) {
    goto done;
  }
  file = app_routine_file(app, from, diagnostics);
  if (file == NULL) {
    (void)fail(err, "nothing was copied");
    goto done;
  }
  text = user_file_read(file, ROUTINE_FILE_MAX, &length, err);
  if (text == NULL) {
    goto done;
  }
  if (!check_text(&app->library, path, text, length, file, diagnostics)) {
    (void)fail(err, "nothing was copied: as \"%s\" it would be broken; mend it first", id);
    goto done;
  }
  broken = own_would_break(app, id, path, text);
  if (broken != NULL) {
    (void)fail(
        err,
        "nothing was copied: %s would be broken, since they borrow from \"%s\" what the copy "
        "does not have; choose another name for it",
        broken, id);
    goto done;
  }
  done = user_file_put(path, NULL, (FileBytes){text, length}, err);
  own_refresh(app);
done:
  free(broken);
  free(text);
  free(file);
  free(path);
  return done;
}

char *own_existing_path(const App *app, const char *id, Error *err) {
  struct stat status;
  char *path = own_path(app, id, err);
  if (path == NULL) {
    return NULL;
  }
  if (lstat(path, &status) == 0 && !S_ISDIR(status.st_mode)) {
    return path;
  }
  const RoutineEntry *entry = library_find(&app->library, id);
  if (entry != NULL && entry->origin == ORIGIN_SHIPPED) {
    (void)fail(err, "\"%s\" came with the program; only your own routines can be taken away", id);
  } else if (entry != NULL && entry->origin == ORIGIN_EXTRA) {
    (void)fail(err, "\"%s\" lies in the folder that NIGHTCALF_ROUTINES names: %s; remove it there",
               id, entry->file);
  } else {
    const char *nearest = library_nearest(&app->library, id);
    (void)(nearest == NULL
               ? fail(err, "you have no routine \"%s\"", id)
               : fail(err, "you have no routine \"%s\"; did you mean \"%s\"?", id, nearest));
  }
  free(path);
  return NULL;
}

/* What the setting `routines` says of days names it by its new id, or with NULL no more. */
static bool move_days(App *app, const char *id, const char *new_id, Error *err) {
  const TextList *texts = &app->settings.routines;
  bool named = false;
  char *value = mem_copy("[");
  for (size_t i = 0; i < texts->count; i++) {
    const char *text = texts->at[i];
    const char *routine = text + strcspn(text, ":");
    routine += strspn(routine, ": ");
    bool this_one = strcmp(routine, id) == 0;
    named = named || this_one;
    if (this_one && new_id == NULL) {
      continue;
    }
    char *longer = mem_format("%s%s \"%.*s%s\"", value, value[1] == '\0' ? "" : ",",
                              (int)(routine - text), text, this_one ? new_id : routine);
    free(value);
    value = longer;
  }
  char *whole = mem_format("%s ]", value);
  bool done = !named || app_set(app, "routines", whole, err);
  free(whole);
  free(value);
  return done;
}

/* The settings no longer speak of a routine that is gone. What cannot be written is told in err. */
static void forget_in_settings(App *app, const char *id, OwnRemoved *removed, Error *err) {
  Error why = {{0}};
  bool named = app->settings.routine != NULL && strcmp(app->settings.routine, id) == 0;
  bool done = !named || app_set(app, "routine", NULL, &why);
  removed->tonights = named && done;
  done = move_days(app, id, NULL, &why) && done;
  done = own_set_quiet(app, id, false, &why) && done;
  if (!done) {
    (void)fail(err, "the settings still speak of \"%s\": %s", id, why.text);
  }
}

bool own_remove(App *app, const char *id, bool forced, OwnRemoved *removed, Error *err) {
  *removed = (OwnRemoved){0};
  char *path = own_existing_path(app, id, err);
  if (path == NULL) {
    return false;
  }
  char *broken = forced ? NULL : own_would_break(app, id, path, NULL);
  char *backup = mem_format("%s~", path);
  bool done = broken == NULL || fail(err,
                                     "%s would be broken without \"%s\", from which they borrow; "
                                     "nothing was removed",
                                     broken, id);
  done = done && user_file_move(path, backup, true, err);
  own_refresh(app);
  const RoutineEntry *entry = library_find(&app->library, id);
  removed->shipped = done && entry != NULL && entry->origin == ORIGIN_SHIPPED;
  if (done && entry == NULL) {
    forget_in_settings(app, id, removed, err);
  }
  free(broken);
  free(backup);
  free(path);
  return done;
}

/* Whether an own routine may get another id: as sound in its new place as it was in the old one,
 * and so is whatever borrows from either. */
static bool check_rename(const App *app, const char *id, const char *path, const char *new_id,
                         const char *new_path, Error *err) {
  size_t length = 0;
  char *text = user_file_read(path, ROUTINE_FILE_MAX, &length, err);
  if (text == NULL) {
    return false;
  }
  RoutineEntry added = {.id = (char *)new_id, .file = (char *)path, .origin = ORIGIN_OWN};
  Library changed = borrow_changed(&app->library, id, path, &added);
  Diagnostics findings = {0};
  char *broken = borrow_broken_by(&app->library, &changed, id);
  bool done = true;
  if (broken == NULL) {
    broken = borrow_broken_by(&app->library, &changed, new_id);
  }
  if (broken != NULL) {
    done = fail(err, "%s would be broken, since they borrow from \"%s\"; change them first", broken,
                id);
  } else if (!check_text(&changed, new_path, text, length, new_path, &findings) &&
             borrow_is_sound(&app->library, path)) {
    done = fail(err, "as \"%s\" it would be broken: %s", new_id,
                findings.count > 0 ? findings.items[0].message : "");
  }
  diagnostics_free(&findings);
  free(changed.entries);
  free(broken);
  free(text);
  return done;
}

/* What lies beside a routine and goes with it when it is renamed. */
static void move_companions(const char *path, const char *new_path) {
  static const char *const tails[] = {"~", OWN_DRAFT_TAIL, OWN_BASE_TAIL};
  for (size_t i = 0; i < sizeof tails / sizeof tails[0]; i++) {
    char *from = mem_format("%s%s", path, tails[i]);
    char *to = mem_format("%s%s", new_path, tails[i]);
    (void)user_file_move(from, to, false, NULL);
    free(from);
    free(to);
  }
}

/* The settings name the routine by its new id. */
static bool move_settings(App *app, const char *id, const char *new_id, Error *err) {
  bool done = true;
  if (app->settings.routine != NULL && strcmp(app->settings.routine, id) == 0) {
    char *value = mem_format("\"%s\"", new_id);
    done = app_set(app, "routine", value, err);
    free(value);
  }
  done = move_days(app, id, new_id, err) && done;
  if (own_is_quiet(app, id)) {
    done = own_set_quiet(app, new_id, true, err) && own_set_quiet(app, id, false, err) && done;
  }
  return done;
}

bool own_rename(App *app, const char *id, const char *new_id, Error *err) {
  char *path = own_existing_path(app, id, err);
  char *new_path = path == NULL ? NULL : own_path(app, new_id, err);
  bool done = new_path != NULL && check_free(new_path, new_id, err) &&
              check_rename(app, id, path, new_id, new_path, err) &&
              user_file_move(path, new_path, false, err);
  if (done) {
    move_companions(path, new_path);
    own_refresh(app);
    Error why = {{0}};
    done = move_settings(app, id, new_id, &why) ||
           fail(err, "\"%s\" is \"%s\" now, but the settings still name it \"%s\": %s", id, new_id,
                id, why.text);
  }
  free(new_path);
  free(path);
  return done;
}

/* Index of what cue_profiles says of a routine, -1: nothing. *profile: what it says, borrowed. */
static int find_profile(const App *app, const char *id, const char **profile) {
  const TextList *texts = &app->settings.cue_profiles;
  int found = -1;
  for (size_t i = 0; i < texts->count && found < 0; i++) {
    char *name = NULL;
    const char *value = NULL;
    if (settings_pair(texts->at[i], &name, &value) && strcmp(name, id) == 0) {
      *profile = value;
      found = (int)i;
    }
    free(name);
  }
  return found;
}

bool own_is_quiet(const App *app, const char *id) {
  const char *profile = NULL;
  return find_profile(app, id, &profile) >= 0 && strcmp(profile, "quiet") == 0;
}

bool own_set_quiet(App *app, const char *id, bool quiet, Error *err) {
  const char *profile = NULL;
  int at = find_profile(app, id, &profile);
  char *value = mem_copy("[");
  const TextList *texts = &app->settings.cue_profiles;
  for (size_t i = 0; i < texts->count; i++) {
    if ((int)i != at) {
      char *longer = mem_format("%s%s \"%s\"", value, value[1] == '\0' ? "" : ",", texts->at[i]);
      free(value);
      value = longer;
    }
  }
  if (quiet) {
    char *longer = mem_format("%s%s \"%s: quiet\"", value, value[1] == '\0' ? "" : ",", id);
    free(value);
    value = longer;
  }
  char *whole = mem_format("%s ]", value);
  bool done = (at < 0 && !quiet) || app_set(app, "cue_profiles", whole, err);
  free(whole);
  free(value);
  return done;
}
