/* Tonight, as the settings, the record and the clock have it. Contract: nightcalf/evening.h. */
#include "nightcalf/evening.h"

#include <stdlib.h>
#include <string.h>

#include "nightcalf/app_review.h"
#include "nightcalf/format.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"

enum { MINUTE_MS = 60 * 1000 };

/* Whether a row is of a routine done tonight; then no other row is looked at. */
static bool look_for_done(void *context, const RoutineNight *row) {
  bool *done = context;
  *done = row->completed_at >= 0 && !app_is_cramp(row->routine);
  return !*done;
}

EveningRecord evening_record(App *app) {
  EveningRecord record = {.night = app_tonight(app)};
  Store *store = app_store(app, STORE_READ, &record.unread);
  if (store == NULL) {
    return record;
  }
  DiaryNight night = diary_night_new(record.night);
  bool found = false;
  if (!store_routine_nights(store, NULL, record.night, record.night, look_for_done, &record.done,
                            &record.unread)) {
    record.done = false;
  }
  if (store_night_get(store, record.night, &night, &found, &record.unread) && found) {
    record.excused = night.excused;
    record.reason = mem_copy(night.excused_reason);
  }
  diary_night_free(&night);
  return record;
}

void evening_record_free(EveningRecord *record) {
  free(record->reason);
  *record = (EveningRecord){0};
}

/* How long a routine takes as the app would run it. */
static Millis total_of(const App *app, const Routine *routine, int *waits) {
  *waits = 0;
  if (routine == NULL) {
    return 0;
  }
  Timeline timeline;
  timeline_build(routine, (Side)app->settings.worse_side, &timeline);
  Millis total = timeline.total;
  *waits = timeline.waits;
  timeline_free(&timeline);
  return total;
}

EveningLengths evening_lengths(const App *app, const Routine *adapted) {
  EveningLengths lengths = {0};
  int waits = 0;
  lengths.total = total_of(app, adapted, &lengths.waits);
  if (adapted != NULL) {
    Routine *essential = app_adapt(app, adapted, true, NULL);
    lengths.essential = total_of(app, essential, &waits);
    routine_free(essential);
  }
  return lengths;
}

/* Whether a fair test of tonight's routine has drawn this week to be without it. */
static bool is_without(const App *app) {
  FairNight night;
  const char *chosen = app->settings.trial_routine;
  return app_fair_tonight(app, &night) && !night.on &&
         (chosen == NULL || strcmp(chosen, settings_routine(&app->settings)) == 0);
}

Schedule evening_schedule(const App *app, EveningLengths lengths, const EveningRecord *record) {
  Zone zone = zone_system();
  bool known = record != NULL && record->night.day == app_tonight(app).day;
  ScheduleAsk ask = {
      .now = app->clock.wall(app->clock.context),
      .total = lengths.total,
      .essential = lengths.essential,
      .done = known && record->done,
      .excused = known && record->excused,
      .without = is_without(app),
  };
  return schedule_of(&app->settings, &zone, &ask);
}

char *evening_line(const char *title, EveningLengths lengths, const Schedule *schedule) {
  char said[SCHEDULE_TEXT_SIZE];
  char length[FORMAT_SIZE];
  schedule_words(schedule, said);
  format_length((lengths.total + MINUTE_MS - 1) / MINUTE_MS * MINUTE_MS, length);
  char *line = lengths.waits > 0 ? mem_format(_("%s, about %s"), title, length)
                                 : mem_format("%s, %s", title, length);
  if (said[0] != '\0') {
    char *longer = mem_format("%s: %s", line, said);
    free(line);
    line = longer;
  }
  return line;
}

bool app_is_late(const App *app, const Routine *adapted) {
  return evening_schedule(app, evening_lengths(app, adapted), NULL).offer_shorter;
}
