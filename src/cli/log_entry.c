/* Reading a night to be changed, finding what is to be corrected, keeping it. Contract:
 * log_entry.h.
 */
#include "log_entry.h"

#include <stdlib.h>
#include <string.h>

#include "dates.h"
#include "nightcalf/mem.h"

enum { UUID_LENGTH = 36 };

bool log_entry_load(App *app, Night night, LogEntry *entry, Error *err) {
  bool found = false;
  *entry = (LogEntry){.medication = medication_new(night)};
  Store *store = app_store(app, STORE_READ, err);
  if (store == NULL || !store_night_get(store, night, &entry->night, &found, err)) {
    return false;
  }
  if (!store_habits_get(store, night, &entry->habits, &found, err)) {
    diary_night_free(&entry->night);
    return false;
  }
  return true;
}

void log_entry_free(LogEntry *entry) {
  diary_night_free(&entry->night);
  medication_free(&entry->medication);
  for (size_t i = 0; i < entry->episode_count; i++) {
    episode_free(&entry->episodes[i]);
  }
  free(entry->episodes);
  *entry = (LogEntry){0};
}

Episode *log_entry_add_episode(const App *app, LogEntry *entry) {
  Night night = entry->night.night;
  entry->episodes = mem_resize(entry->episodes, entry->episode_count + 1, sizeof *entry->episodes);
  Episode *episode = &entry->episodes[entry->episode_count++];
  *episode = episode_new(app_onset(app, night, TIME_NOT_SAID), night);
  episode->onset_precision = ONSET_UNKNOWN;
  return episode;
}

void log_entry_ease(Episode *episode) {
  episode->eased = episode->eased || episode->duration >= 0 || episode->eased_after >= 0;
}

bool log_entry_save(App *app, LogEntry *entry, Error *err) {
  DiaryEntry all = {
      .night = entry->night_changed ? &entry->night : NULL,
      .counted = entry->counted,
      .habits = entry->habits_changed ? &entry->habits : NULL,
      .episodes = entry->episodes,
      .episode_count = entry->episode_count,
      .medication = entry->medication_changed ? &entry->medication : NULL,
  };
  return app_log(app, &all, err);
}

bool log_is_uuid(const char *name) {
  return strlen(name) == UUID_LENGTH && strspn(name, "0123456789abcdefABCDEF-") == UUID_LENGTH;
}

/* A search through what is kept. */
typedef struct Search {
  const char *uuid; /* NULL: by number */
  long number;      /* from 1; counts down to 0 */
  bool done;
  LogFound *found;
} Search;

static bool is_it(Search *search, const char *uuid) {
  search->done = search->uuid != NULL ? strcasecmp(uuid, search->uuid) == 0 : --search->number == 0;
  return search->done;
}

static bool look_at_episode(void *context, const Episode *episode) {
  Search *search = context;
  if (is_it(search, episode->uuid)) {
    search->found->episode = *episode;
    search->found->episode.note = mem_copy(episode->note);
  }
  return !search->done;
}

static bool look_at_medication(void *context, const MedicationChange *change) {
  Search *search = context;
  if (is_it(search, change->uuid)) {
    search->found->is_medication = true;
    search->found->medication = *change;
    search->found->medication.name = mem_copy(change->name);
  }
  return !search->done;
}

/* The number behind a letter, if there is one; 0: it is no number. */
static long number_of(const char *text) {
  char *end = NULL;
  long number = strtol(text, &end, 10);
  return end == text || *end != '\0' || number < 1 ? 0 : number;
}

static bool find_by_uuid(Store *store, const char *uuid, LogFound *found, Error *err) {
  const Night first = {civil_day(1, 1, 1)};
  const Night last = {civil_day(9999, 12, 31)};
  Search search = {.uuid = uuid, .found = found};
  if (!store_episodes(store, first, last, look_at_episode, &search, err) ||
      (!search.done && !store_medications(store, first, last, look_at_medication, &search, err))) {
    return false;
  }
  return search.done || fail(err, "there is no cramp and no change of medicines %s", uuid);
}

static bool find_by_number(Store *store, Night night, const char *name, LogFound *found,
                           Error *err) {
  char date[DATES_SIZE];
  char typed[NIGHT_TEXT_SIZE];
  dates_format(night, date);
  night_format(night, typed);
  bool medication = name[0] == 'm' || name[0] == 'M';
  Search search = {.number = number_of(medication ? name + 1 : name), .found = found};
  if (search.number == 0) {
    return fail(err,
                "\"%s\" is neither a number of \"nightcalf log --list\", such as 1 or m1, nor a "
                "UUID",
                name);
  }
  bool read = medication ? store_medications(store, night, night, look_at_medication, &search, err)
                         : store_episodes(store, night, night, look_at_episode, &search, err);
  if (!read || search.done) {
    return read;
  }
  return medication
             ? fail(err,
                    "the night of %s has no change of medicines %s; to see what it has: nightcalf "
                    "log --list --night %s",
                    date, name, typed)
             : fail(err,
                    "the night of %s has no cramp %s; to see what it has: nightcalf log --list "
                    "--night %s",
                    date, name, typed);
}

bool log_find(App *app, Night night, const char *name, LogFound *found, Error *err) {
  *found = (LogFound){0};
  Store *store = app_store(app, STORE_READ, err);
  if (store == NULL) {
    return false;
  }
  return log_is_uuid(name) ? find_by_uuid(store, name, found, err)
                           : find_by_number(store, night, name, found, err);
}

void log_found_free(LogFound *found) {
  episode_free(&found->episode);
  medication_free(&found->medication);
  *found = (LogFound){0};
}
