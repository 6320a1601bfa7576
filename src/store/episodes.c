/* Cramps: written whole, so that a save done twice is right all the same, and read by nights. */
#include "store_private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/mem.h"

/* Binds a number; NULL for one below 0, which stands for "not known". */
static void bind_known(sqlite3_stmt *statement, int at, int64_t number) {
  if (number < 0) {
    sqlite3_bind_null(statement, at);
  } else {
    sqlite3_bind_int64(statement, at, number);
  }
}

/* Binds all but what names the row, which is the tenth. */
static void bind_episode(sqlite3_stmt *statement, const Episode *episode) {
  bind_night(statement, 1, episode->night);
  sqlite3_bind_int64(statement, 2, episode->onset.utc_ms);
  sqlite3_bind_int(statement, 3, episode->onset.offset_s);
  bind_text(statement, 4, side_name(episode->side));
  bind_text(statement, 5, muscle_name(episode->muscle));
  bind_known(statement, 6, episode->severity);
  bind_known(statement, 7, episode->duration);
  sqlite3_bind_int(statement, 8, episode->eased ? 1 : 0);
  bind_known(statement, 9, episode->session > 0 ? episode->session : -1);
}

bool store_episode_begin(Store *store, Episode *episode, Error *err) {
  char uuid[STORE_UUID_SIZE];
  if (!store_make_uuid(uuid, err) || !store_begin_write(store, "keep the cramp", err)) {
    return false;
  }
  sqlite3_stmt *add = store_statement(store, QUERY_EPISODE_ADD, err);
  if (add != NULL) {
    bind_episode(add, episode);
    bind_text(add, 10, uuid);
  }
  bool ok = add != NULL && store_do(store, add, err);
  int64_t made = sqlite3_last_insert_rowid(store->db);
  if (!store_end(store, ok, err)) {
    return false;
  }
  episode->id = made;
  memcpy(episode->uuid, uuid, sizeof episode->uuid);
  return true;
}

bool store_episode_save(Store *store, const Episode *episode, Error *err) {
  if (!store_begin_write(store, "save the cramp", err)) {
    return false;
  }
  sqlite3_stmt *save = store_statement(store, QUERY_EPISODE_SAVE, err);
  if (save != NULL) {
    bind_episode(save, episode);
    sqlite3_bind_int64(save, 10, episode->id);
  }
  bool ok = save != NULL && store_do(store, save, err);
  if (ok && sqlite3_changes(store->db) != 1) {
    ok = fail(err, "%s: cannot save the cramp: it is no longer in there", store->path);
  }
  return store_end(store, ok, err);
}

/* The number of a column; -1 where none is known. */
static int64_t known_number(sqlite3_stmt *at, int column) {
  return sqlite3_column_type(at, column) == SQLITE_NULL ? -1 : sqlite3_column_int64(at, column);
}

/* A row of QUERY_EPISODES. A name that nobody knows is not known: one odd row must not hide the
 * others. */
static Episode read_episode(sqlite3_stmt *at) {
  Episode episode = {
      .id = sqlite3_column_int64(at, 0),
      .onset = {sqlite3_column_int64(at, 3), sqlite3_column_int(at, 4)},
      .severity = (int)known_number(at, 7),
      .duration = known_number(at, 8),
      .eased = sqlite3_column_int(at, 9) != 0,
      .session = sqlite3_column_int64(at, 10),
  };
  snprintf(episode.uuid, sizeof episode.uuid, "%s", store_column(at, 1));
  if (!night_parse(store_column(at, 2), &episode.night)) {
    episode.night = night_of(episode.onset, NIGHT_BOUNDARY_DEFAULT);
  }
  if (!episode_side_parse(store_column(at, 5), &episode.side)) {
    episode.side = SIDE_NONE;
  }
  if (!muscle_parse(store_column(at, 6), &episode.muscle)) {
    episode.muscle = MUSCLE_UNKNOWN;
  }
  return episode;
}

bool store_episodes(Store *store, Night from, Night until,
                    bool (*each)(void *context, const Episode *episode), void *context,
                    Error *err) {
  Episode *episodes = NULL;
  size_t count = 0;
  bool failed = true;
  if (!store_begin_read(store, "read your diary", err)) {
    return false;
  }
  /* Gathered first, handed out after the transaction: see history.c. */
  sqlite3_stmt *at = store_statement(store, QUERY_EPISODES, err);
  if (at != NULL) {
    bind_night(at, 1, from);
    bind_night(at, 2, until);
    while (store_row(store, at, &failed, err)) {
      episodes = mem_resize(episodes, count + 1, sizeof *episodes);
      episodes[count++] = read_episode(at);
    }
  }
  bool ok = store_end(store, !failed, err);
  for (size_t i = 0; ok && i < count && each(context, &episodes[i]); i++) {
  }
  free(episodes);
  return ok;
}
