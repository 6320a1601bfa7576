/* Which night is meant, and writing about it. Contract: nightcalf/app_review.h. */
#include "nightcalf/app_review.h"

#include <stdlib.h>

#include "nightcalf/schedule.h"

static WallTime wall_of(const App *app) {
  return app->clock.wall(app->clock.context);
}

NightNow app_night_now(const App *app) {
  int bedtime = settings_bedtime(&app->settings, app_tonight(app));
  return night_now(wall_of(app), app->settings.night_boundary, bedtime);
}

/* Keeps the number of cramps described; called once at most. */
static bool take_described(void *context, const NightSummary *row) {
  *(int *)context = row->episodes > CRAMPS_MAX ? CRAMPS_MAX : (int)row->episodes;
  return false;
}

/* Fills in what the record says of last->night. */
static bool look_at(App *app, LastNight *last, Error *err) {
  Store *store = app_store(app, STORE_READ, err);
  DiaryNight kept;
  bool found = false;
  if (store == NULL || !store_night_get(store, last->night, &kept, &found, err)) {
    return false;
  }
  last->cramps = kept.cramp_count;
  last->asked = !diary_night_recorded(&kept);
  last->excused = kept.excused;
  diary_night_free(&kept);
  return store_summaries(store, last->night, last->night, take_described, &last->described, err);
}

bool app_last_night(App *app, LastNight *last, Error *err) {
  *last = (LastNight){.night = app_night_now(app).last, .cramps = CRAMPS_NOT_RECORDED};
  return look_at(app, last, err);
}

bool app_review_last(App *app, Night *last, Error *err) {
  LastNight found;
  *last = app_night_now(app).last;
  if (last->day != app_tonight(app).day) {
    return true; /* it is over, whatever is on record of it */
  }
  if (!app_last_night(app, &found, err)) {
    return false;
  }
  last->day -= found.asked ? 1 : 0;
  return true;
}

WallTime app_onset(const App *app, Night night, int minutes) {
  Zone zone = zone_system();
  return schedule_moment(night, minutes == TIME_NOT_SAID ? 0 : minutes,
                         app->settings.night_boundary, wall_of(app), &zone);
}

bool app_log(App *app, const DiaryEntry *entry, Error *err) {
  Store *store = app_store(app, STORE_WRITE, err);
  return store != NULL && store_entry_save(store, entry, wall_of(app), err);
}

bool app_log_count(App *app, Night night, int cramps, Error *err) {
  Store *store = app_store(app, STORE_WRITE, err);
  return store != NULL && store_night_count(store, night, cramps, wall_of(app), err);
}

bool app_log_excuse(App *app, Night night, bool excused, const char *reason, Error *err) {
  Store *store = app_store(app, STORE_WRITE, err);
  return store != NULL && store_night_excuse(store, night, excused, reason, wall_of(app), err);
}

bool app_log_remove_episode(App *app, int64_t id, Error *err) {
  Store *store = app_store(app, STORE_WRITE, err);
  return store != NULL && store_episode_delete(store, id, wall_of(app), err);
}

bool app_log_remove_medication(App *app, int64_t id, Error *err) {
  Store *store = app_store(app, STORE_WRITE, err);
  return store != NULL && store_medication_delete(store, id, err);
}
