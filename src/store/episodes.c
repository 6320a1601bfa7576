/* Cramps: written whole, so that a save done twice is right all the same, read by nights, and kept
 * in agreement with what their nights count. */
#include "store_private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/mem.h"

enum { FIRST_ROW = 7, NAMED_BY = 19 }; /* parameters of QUERY_EPISODE_ADD and _SAVE */

bool episode_put(Store *store, const Episode *episode, const char *uuid, int64_t *id, Error *err) {
  sqlite3_stmt *put =
      store_statement(store, *id == 0 ? QUERY_EPISODE_ADD : QUERY_EPISODE_SAVE, err);
  if (put == NULL) {
    return false;
  }
  bind_night(put, 1, episode->night);
  sqlite3_bind_int64(put, 2, episode->onset.utc_ms);
  sqlite3_bind_int(put, 3, episode->onset.offset_s);
  sqlite3_bind_int(put, 4, episode->eased ? 1 : 0);
  bind_known(put, 5, episode->session > 0 ? episode->session : -1);
  sqlite3_bind_int64(put, 6, episode->modified_ms);
  bind_rows(put, FIRST_ROW, diary_episode_fields, episode);
  return store_put(store, put, NAMED_BY, uuid, id, err);
}

static void read_episode(sqlite3_stmt *at, void *row) {
  Episode *episode = row;
  *episode = (Episode){
      .id = sqlite3_column_int64(at, 0),
      .onset = {sqlite3_column_int64(at, 3), sqlite3_column_int(at, 4)},
      .eased = sqlite3_column_int(at, 5) != 0,
      .session = sqlite3_column_int64(at, 6),
      .modified_ms = sqlite3_column_int64(at, 7),
  };
  snprintf(episode->uuid, sizeof episode->uuid, "%s", store_column(at, 1));
  episode->night = read_night(at, 2, night_of(episode->onset, NIGHT_BOUNDARY_DEFAULT));
  read_rows(at, 8, diary_episode_fields, episode);
}

static void release_episode(void *row) {
  episode_free(row);
}

const RowKind episode_kind = {sizeof(Episode), read_episode, release_episode};

static bool find_by_id(Store *store, int64_t id, Episode *episode, bool *found, Error *err) {
  sqlite3_stmt *statement = store_statement(store, QUERY_EPISODE, err);
  if (statement != NULL) {
    sqlite3_bind_int64(statement, 1, id);
  }
  return store_find(store, statement, &episode_kind, episode, found, err);
}

/* A cramp was taken out of a night: see the rules in store.h. */
static bool lower_count(Store *store, Night night, int64_t at_ms, Error *err) {
  sqlite3_stmt *lower = store_statement(store, QUERY_NIGHT_LOWER, err);
  if (lower == NULL) {
    return false;
  }
  bind_night(lower, 1, night);
  sqlite3_bind_int64(lower, 2, at_ms);
  return store_do(store, lower, err);
}

/* The stamp of a version that follows another: at_ms, but above the one before unless they say the
 * same. */
static int64_t next_stamp(const Episode *episode, const Episode *before, int64_t at_ms) {
  Episode same = *episode;
  same.modified_ms = before->modified_ms;
  if (episode_compare(&same, before) == 0) {
    return before->modified_ms;
  }
  return at_ms > before->modified_ms ? at_ms : before->modified_ms + 1;
}

bool episode_add(Store *store, Episode *episode, int64_t at_ms, Error *err) {
  Episode added = *episode;
  added.modified_ms = at_ms;
  if (!store_name_new(store, QUERY_EPISODE_BY_UUID, episode->uuid, &added.id, err)) {
    return false;
  }
  memcpy(added.uuid, episode->uuid, sizeof added.uuid);
  if (!episode_put(store, &added, added.uuid, &added.id, err) ||
      !nights_raise(store, episode->night, episode->night, err)) {
    return false;
  }
  *episode = added;
  return true;
}

/* Writes a cramp over what it was. */
static bool replace_episode(Store *store, const Episode *episode, const Episode *before,
                            int64_t at_ms, Error *err) {
  Episode stamped = *episode;
  stamped.modified_ms = next_stamp(episode, before, at_ms);
  if (!episode_put(store, &stamped, NULL, &stamped.id, err)) {
    return false;
  }
  return before->night.day == episode->night.day ||
         (lower_count(store, before->night, stamped.modified_ms, err) &&
          nights_raise(store, episode->night, episode->night, err));
}

bool episode_change(Store *store, const Episode *episode, int64_t at_ms, Error *err) {
  Episode before;
  bool found = false;
  if (!find_by_id(store, episode->id, &before, &found, err)) {
    return false;
  }
  if (!found) {
    return fail(err, "%s: cannot save the cramp: it is no longer in there", store->path);
  }
  bool ok = replace_episode(store, episode, &before, at_ms, err);
  episode_free(&before);
  return ok;
}

/* A transaction of its own for a new cramp; where it fails the cramp is as it was, but named. */
static bool keep_new(Store *store, Episode *episode, int64_t at_ms, Error *err) {
  Episode added = *episode;
  if (!diary_check(diary_episode_fields, episode, err) ||
      !store_begin_write(store, "keep the cramp", err)) {
    return false;
  }
  bool ok = store_end(store, episode_add(store, &added, at_ms, err), err);
  memcpy(episode->uuid, added.uuid, sizeof episode->uuid);
  if (ok) {
    *episode = added;
  }
  return ok;
}

/* The same for one that is there. */
static bool keep_changed(Store *store, const Episode *episode, int64_t at_ms, Error *err) {
  return diary_check(diary_episode_fields, episode, err) &&
         store_begin_write(store, "save the cramp", err) &&
         store_end(store, episode_change(store, episode, at_ms, err), err);
}

/* A cramp whose clock runs, as it can be kept: whoever left it running for days had none of days.
 */
static Episode running(const Episode *episode) {
  const Field *duration = field_find(diary_episode_fields, "duration_min");
  Episode kept = *episode;
  kept.duration = kept.duration > duration->maximum ? duration->maximum : kept.duration;
  kept.modified_ms = kept.onset.utc_ms + (kept.duration > 0 ? kept.duration : 0);
  return kept;
}

bool store_episode_begin(Store *store, Episode *episode, Error *err) {
  Episode kept = running(episode);
  bool ok = keep_new(store, &kept, kept.modified_ms, err);
  memcpy(episode->uuid, kept.uuid, sizeof episode->uuid);
  if (ok) {
    *episode = kept;
  }
  return ok;
}

bool store_episode_save(Store *store, const Episode *episode, Error *err) {
  Episode kept = running(episode);
  return keep_changed(store, &kept, kept.modified_ms, err);
}

bool store_episode_add(Store *store, Episode *episode, WallTime now, Error *err) {
  return keep_new(store, episode, now.utc_ms, err);
}

bool store_episode_correct(Store *store, const Episode *episode, WallTime now, Error *err) {
  return keep_changed(store, episode, now.utc_ms, err);
}

bool store_episode_delete(Store *store, int64_t id, WallTime now, Error *err) {
  Episode before;
  bool found = false;
  if (!store_begin_write(store, "remove the cramp", err)) {
    return false;
  }
  bool ok = find_by_id(store, id, &before, &found, err);
  if (ok && found) {
    sqlite3_stmt *gone = store_statement(store, QUERY_EPISODE_REMOVE, err);
    if (gone != NULL) {
      sqlite3_bind_int64(gone, 1, id);
    }
    ok = gone != NULL && store_do(store, gone, err) &&
         lower_count(store, before.night, now.utc_ms, err);
    episode_free(&before);
  } else if (ok) {
    ok = fail(err, "%s: cannot remove the cramp: it is no longer in there", store->path);
  }
  return store_end(store, ok, err);
}

bool store_episode_get(Store *store, int64_t id, Episode *episode, bool *found, Error *err) {
  *found = false;
  return store_begin_read(store, "read your diary", err) &&
         store_end(store, find_by_id(store, id, episode, found, err), err);
}

bool store_episodes(Store *store, Night from, Night until,
                    bool (*each)(void *context, const Episode *episode), void *context,
                    Error *err) {
  Gathered rows = {0};
  /* Gathered first, handed out after the transaction: see history.c. */
  bool ok = store_gather_nights(store, "read your diary", QUERY_EPISODES, from, until,
                                &episode_kind, &rows, err);
  const Episode *episodes = rows.at;
  for (size_t i = 0; ok && i < rows.count && each(context, &episodes[i]); i++) {
  }
  gathered_free(&rows);
  return ok;
}
