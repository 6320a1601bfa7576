/* The program's state: where things lie, the settings, the routines, the record. What a running
 * session does with them is in session.c. */
#include "app_private.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "nightcalf/card.h"
#include "nightcalf/mem.h"
#include "nightcalf/user_file.h"

void app_open(App *app) {
  app->lock = -1;
  app->cues = (Cues){.chime = PLAY_NOTHING, .voice = PLAY_NOTHING};
  paths_find(&app->paths);
  settings_init(&app->settings);
  if (app->paths.settings != NULL) {
    settings_load(app->paths.settings, &app->settings, &app->settings_findings);
  }
  library_open(&app->library, app->paths.extra, app->paths.own, app->paths.shipped);
}

void app_close(App *app) {
  app_session_drop(app);
  player_leave(&app->cues.chime);
  player_leave(&app->cues.voice);
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
  if (app->cards != NULL) {
    cards_free(app->cards);
    free(app->cards);
    app->cards = NULL;
  }
  diagnostics_free(&app->cards_findings);
  diagnostics_free(&app->cramp_findings);
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
  Store *store = record_open(app, mode, err);
  if (store == NULL) {
    return NULL;
  }
  store_close(app->store);
  app->store = store;
  app->store_mode = mode;
  return store;
}

void app_read_settings(App *app) {
  Settings settings;
  settings_init(&settings);
  diagnostics_free(&app->settings_findings);
  if (app->paths.settings != NULL) {
    settings_load(app->paths.settings, &settings, &app->settings_findings);
  }
  settings_free(&app->settings);
  app->settings = settings;
}

bool app_set(App *app, const char *name, const char *value_text, Error *err) {
  if (app->paths.settings == NULL) {
    return fail(err, "there is no place for the settings; set HOME to your home folder");
  }
  if (value_text != NULL ? !settings_set(app->paths.settings, name, value_text, err)
                         : !settings_unset(app->paths.settings, name, err)) {
    return false;
  }
  app_read_settings(app);
  return true;
}

bool app_make_settings(App *app, Error *err) {
  if (app->paths.settings == NULL) {
    return fail(err, "there is no place for the settings; set HOME to your home folder");
  }
  struct stat status;
  if (lstat(app->paths.settings, &status) == 0) {
    return true;
  }
  char *text = settings_default_text();
  bool done = user_file_put(app->paths.settings, NULL, (FileBytes){text, strlen(text)}, err);
  free(text);
  return done;
}

bool app_is_path(const char *name) {
  if (strchr(name, '/') != NULL) {
    return true;
  }
  size_t length = strlen(name);
  return length > 4 && strcmp(name + length - 4, ".cfg") == 0 && access(name, F_OK) == 0;
}

char *app_routine_file(const App *app, const char *name, Diagnostics *diagnostics) {
  if (app_is_path(name)) {
    return mem_copy(name);
  }
  const RoutineEntry *entry = library_find(&app->library, name);
  if (entry != NULL) {
    return mem_copy(entry->file);
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

Routine *app_load_routine(const App *app, const char *name, Diagnostics *diagnostics) {
  char *file = app_routine_file(app, name, diagnostics);
  Routine *routine = file == NULL ? NULL : routine_load(&app->library, file, diagnostics);
  free(file);
  if (routine != NULL) {
    routine_translate(routine);
  }
  return routine;
}

char *app_routine_title(const App *app, const char *id) {
  const RoutineEntry *entry = library_find(&app->library, id);
  Routine *titled = routine_new(); /* has nothing else: what is shown is translated in one way */
  titled->title = entry == NULL ? NULL : routine_file_title(entry->file);
  routine_translate(titled);
  char *title = titled->title;
  titled->title = NULL;
  routine_free(titled);
  return title;
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

bool app_first_run(const App *app) {
  return app->paths.database == NULL || access(app->paths.database, F_OK) != 0;
}

int app_status(const App *app) {
  return app->lost || app->kept_error.text[0] != '\0' ? 3 : 0;
}
