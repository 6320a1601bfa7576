/* The program's state: where things lie, the settings, the routines, the record, the cards. What a
 * running session does with them is in app_session.c. */
#include "nightcalf/app.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "nightcalf/mem.h"
#include "nightcalf/text.h"

enum { CARD_MAX = 64 * 1024 };

void app_open(App *app) {
  app->lock = -1;
  paths_find(&app->paths);
  settings_init(&app->settings);
  if (app->paths.settings != NULL) {
    settings_load(app->paths.settings, &app->settings, &app->settings_findings);
  }
  library_open(&app->library, app->paths.extra, app->paths.own, app->paths.shipped);
}

void app_close(App *app) {
  app_session_drop(app);
  free(app->next_routine);
  free(app->card);
  app->next_routine = NULL;
  app->card = NULL;
  if (app->lock >= 0) {
    close(app->lock);
    app->lock = -1;
  }
  store_close(app->store);
  app->store = NULL;
  library_free(&app->library);
  diagnostics_free(&app->settings_findings);
  settings_free(&app->settings);
  paths_free(&app->paths);
}

Night app_tonight(const App *app) {
  return night_of(app->clock.wall(app->clock.context), app->settings.night_boundary);
}

Store *app_store(App *app, StoreMode mode, Error *err) {
  if (app->store != NULL && (app->store_mode == STORE_WRITE || mode == STORE_READ)) {
    return app->store;
  }
  if (app->paths.database == NULL) {
    fail(err, "there is no place for the record: set HOME to your home folder");
    return NULL;
  }
  if (mode == STORE_WRITE && !paths_make_data(&app->paths, err)) {
    return NULL;
  }
  Store *store = NULL;
  if (!store_open(app->paths.database, mode, &store, err)) {
    return NULL;
  }
  store_close(app->store);
  app->store = store;
  app->store_mode = mode;
  return store;
}

/* Whether a name is meant as a path: "./x", "x/y.cfg", or "x.cfg" where such a file lies here. */
static bool is_path(const char *name) {
  if (strchr(name, '/') != NULL) {
    return true;
  }
  size_t length = strlen(name);
  return length > 4 && strcmp(name + length - 4, ".cfg") == 0 && access(name, F_OK) == 0;
}

Routine *app_load_routine(const App *app, const char *name, Diagnostics *diagnostics) {
  if (is_path(name)) {
    return routine_load(&app->library, name, diagnostics);
  }
  const RoutineEntry *entry = library_find(&app->library, name);
  if (entry != NULL) {
    return routine_load(&app->library, entry->file, diagnostics);
  }
  const char *nearest = library_nearest(&app->library, name);
  if (nearest != NULL) {
    diagnostics_add(diagnostics, name, 0, 0, false,
                    "there is no routine of this name; did you mean \"%s\"?", nearest);
  } else {
    diagnostics_add(diagnostics, name, 0, 0, false,
                    "there is no routine of this name; \"nightcalf list\" shows all of them");
  }
  return NULL;
}

int app_find_step(const Routine *routine, const char *text) {
  int index = routine_find_step(routine, text);
  if (index >= 0) {
    return index;
  }
  char *end = NULL;
  long number = strtol(text, &end, 10);
  bool whole = end != text && *end == '\0';
  return whole && number >= 1 && (unsigned long)number <= routine->step_count ? (int)(number - 1)
                                                                              : -1;
}

/* Reads a regular file of at most CARD_MAX bytes of sound text; NULL for anything else. */
static char *read_card(const char *path) {
  char *text = NULL;
  int file = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  struct stat status;
  if (file < 0 || fstat(file, &status) != 0 || !S_ISREG(status.st_mode) ||
      status.st_size > CARD_MAX) {
    goto done;
  }
  text = mem_new(CARD_MAX + 1, 1);
  size_t length = 0;
  ssize_t got = 1;
  while (got > 0 && length < CARD_MAX) {
    got = read(file, text + length, CARD_MAX - length);
    length += got > 0 ? (size_t)got : 0;
  }
  size_t where = 0;
  if (got < 0 || text_fault(text, length, &where) != TEXT_FINE) {
    free(text);
    text = NULL;
  }
done:
  if (file >= 0) {
    close(file);
  }
  return text;
}

char *app_card(const App *app, const char *name) {
  if (app->paths.cards == NULL || !name_valid(name)) {
    return NULL;
  }
  char *path = mem_format("%s/%s.txt", app->paths.cards, name);
  char *text = read_card(path);
  free(path);
  return text;
}

int app_status(const App *app) {
  return app->lost || app->kept_error.text[0] != '\0' ? 3 : 0;
}
