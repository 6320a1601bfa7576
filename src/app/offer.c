/* Tonight's routine, and what home may offer beside it. Contract: nightcalf/evening.h. */
#include <stdlib.h>
#include <string.h>

#include "nightcalf/evening.h"
#include "nightcalf/format.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"

/* Own rule: the offer stands for one week after the first one, and is then never made again. */
enum { WEEK = 7, MINUTE_MS = 60 * 1000 };

static const char main_routine[] = "evening-calf";

/* What is not to be scheduled on a night with a warning sign, and what is in its place. Source:
 * CONTENT.md 4.2; that the gentlest breathing takes the place is an own rule. */
static const char *const not_after_warning[] = {"leg-massage", "evening-yoga", NULL};
static const char after_warning[] = "breathe-long-exhale";
static const char warning_note[] =
    N_("There was a warning sign tonight: breathing instead of massage or yoga.");

static const char *planned(const App *app) {
  return settings_routine_of(&app->settings, app_tonight(app));
}

static bool look_for_warning(void *context, const SessionRow *row) {
  bool *warned = context;
  *warned = row->ended_by == ENDED_RED_FLAG;
  return !*warned;
}

/* Whether a session of tonight was ended by a warning sign. */
static bool warned_tonight(App *app) {
  Night night = app_tonight(app);
  HistoryFilter filter = {.has_since = true, .has_until = true, .since = night, .until = night};
  bool warned = false;
  Store *store = app_store(app, STORE_READ, NULL);
  if (store != NULL && !store_sessions(store, &filter, look_for_warning, &warned, NULL)) {
    return false;
  }
  return warned;
}

/* The record is looked at for these routines alone: nobody else waits for it. */
static bool gives_way(App *app) {
  for (size_t i = 0; not_after_warning[i] != NULL; i++) {
    if (strcmp(planned(app), not_after_warning[i]) == 0) {
      return warned_tonight(app);
    }
  }
  return false;
}

const char *app_routine(App *app) {
  return gives_way(app) ? after_warning : planned(app);
}

const char *evening_routine_note(App *app) {
  return gives_way(app) ? language_text(warning_note) : NULL;
}

/* The first night on which a routine was completed. */
typedef struct FirstNight {
  Night night;
  bool any;
} FirstNight;

static bool look_for_first(void *context, const RoutineNight *row) {
  FirstNight *first = context;
  if (row->completed > 0) {
    *first = (FirstNight){row->night, true};
  }
  return !first->any;
}

/* False: the record cannot say. */
static bool first_night(App *app, const char *routine, FirstNight *first) {
  *first = (FirstNight){0};
  Store *store = app_store(app, STORE_READ, NULL);
  return store != NULL && store_routine_nights(store, routine, (Night){0}, app_tonight(app),
                                               look_for_first, first, NULL);
}

/* Whether the suggested routine was begun with a week ago, by who has chosen none and does not know
 * the longer one. */
static bool is_due(App *app) {
  FirstNight first;
  FirstNight longer;
  if (app->settings.routine != NULL ||
      strcmp(planned(app), settings_routine(&app->settings)) != 0 ||
      !first_night(app, planned(app), &first) || !first.any) {
    return false;
  }
  int32_t nights = app_tonight(app).day - first.night.day;
  return nights >= WEEK && nights < 2 * WEEK && first_night(app, main_routine, &longer) &&
         !longer.any && !warned_tonight(app);
}

char *evening_offer(App *app) {
  if (library_find(&app->library, main_routine) == NULL || !is_due(app)) {
    return NULL;
  }
  Diagnostics findings = {0};
  Routine *loaded = app_load_routine(app, main_routine, &findings);
  Routine *routine = loaded == NULL ? NULL : app_adapt(app, loaded, false, NULL);
  char *text = NULL;
  if (routine != NULL) {
    char length[FORMAT_SIZE];
    Millis total = evening_lengths(app, routine).total;
    format_length((total + MINUTE_MS - 1) / MINUTE_MS * MINUTE_MS, length);
    text = mem_format(_("A week of this now. If you would like more: %s, %s (%s)."), routine->title,
                      length, routine->id);
  }
  routine_free(routine);
  routine_free(loaded);
  diagnostics_free(&findings);
  return text;
}
