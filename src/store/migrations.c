/* The schema, as the steps that lead to it. A version that was ever released is never changed: a
 * new one is a text appended to the list, and a dump of the old one in tests/stores. */
#include "store_private.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "nightcalf/mem.h"

/* What version 3 counts of a session in its night's row, and in its routine's row of the night;
 * when it was completed, in minutes after the midnight that the night's date begins with, if that
 * was at 16:00 (960) or later. */
#define V3_AT(row)                                                                                 \
  "((" row "ended_ms / 1000 + " row "ended_offset_s - CAST(strftime('%s', " row                    \
  "night) AS INTEGER)) / 60)"
#define V3_COMPLETED_AT(row)                                                                       \
  "CASE WHEN " row "outcome = 'completed' AND " V3_AT(row) " >= 960 THEN " V3_AT(row) " END"
#define V3_COUNT_IN                                                                                \
  "  INSERT INTO night_summary (night, sessions, completed, planned_ms, done_ms, episodes)"        \
  "    VALUES (NEW.night, 1, NEW.outcome = 'completed', NEW.planned_ms, NEW.done_ms, 0)"           \
  "    ON CONFLICT (night) DO UPDATE SET sessions = sessions + 1,"                                 \
  "      completed = completed + excluded.completed,"                                              \
  "      planned_ms = planned_ms + excluded.planned_ms, done_ms = done_ms + excluded.done_ms;"     \
  "  INSERT INTO night_routines (night, routine, sessions, completed, completed_at)"               \
  "    VALUES (NEW.night, NEW.routine, 1, NEW.outcome = 'completed'," V3_COMPLETED_AT(             \
      "NEW.") ")"                                                                                  \
              "    ON CONFLICT (night, routine) DO UPDATE SET sessions = sessions + 1,"            \
              "      completed = completed + excluded.completed,"                                  \
              "      completed_at = min(ifnull(completed_at, excluded.completed_at),"              \
              "        ifnull(excluded.completed_at, completed_at));"

#define V3_COUNT_OUT                                                                               \
  "  UPDATE night_summary SET sessions = sessions - 1,"                                            \
  "    completed = completed - (OLD.outcome = 'completed'),"                                       \
  "    planned_ms = planned_ms - OLD.planned_ms, done_ms = done_ms - OLD.done_ms"                  \
  "    WHERE night = OLD.night;"                                                                   \
  "  UPDATE night_routines SET sessions = sessions - 1,"                                           \
  "    completed = completed - (OLD.outcome = 'completed')"                                        \
  "    WHERE night = OLD.night AND routine = OLD.routine;"                                         \
  "  UPDATE night_routines SET completed_at ="                                                     \
  "    (SELECT min(" V3_AT(                                                                        \
      "") ") FROM sessions WHERE night = OLD.night"                                                \
          "      AND outcome = 'completed' AND routine = OLD.routine AND " V3_AT(                  \
              "") " >= 960)"                                                                       \
                  "    WHERE OLD.outcome = 'completed' AND night = OLD.night AND routine = "       \
                  "OLD.routine;"
#define V3_CLEAR_AWAY                                                                              \
  "  DELETE FROM night_summary WHERE night = OLD.night AND sessions = 0 AND episodes = 0;"         \
  "  DELETE FROM night_routines WHERE night = OLD.night AND routine = OLD.routine"                 \
  "    AND sessions = 0;"

static const char *const migration_steps[] = {
    /* 1: sessions, their steps, the answers given in them. Times are UTC milliseconds and the local
     * offset in seconds; a night is the date of its evening. */
    "PRAGMA application_id = 0x4E434C46;"
    "CREATE TABLE sessions ("
    "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
    "  uuid TEXT NOT NULL UNIQUE CHECK (length(uuid) = 36),"
    "  routine TEXT NOT NULL,"
    "  title TEXT NOT NULL,"
    "  snapshot TEXT NOT NULL,"
    "  night TEXT NOT NULL CHECK (night LIKE '____-__-__'),"
    "  started_ms INTEGER NOT NULL,"
    "  started_offset_s INTEGER NOT NULL,"
    "  ended_ms INTEGER NOT NULL,"
    "  ended_offset_s INTEGER NOT NULL,"
    "  planned_ms INTEGER NOT NULL,"
    "  done_ms INTEGER NOT NULL,"
    "  paused_ms INTEGER NOT NULL,"
    "  outcome TEXT NOT NULL CHECK (outcome IN ('partial', 'completed')),"
    "  ended_by TEXT NOT NULL CHECK (ended_by IN"
    "    ('crash', 'end', 'user', 'red_flag', 'hurt', 'drift', 'hangup')),"
    "  open INTEGER NOT NULL CHECK (open IN (0, 1)),"
    "  step INTEGER NOT NULL"
    ") STRICT;"
    "CREATE INDEX sessions_by_start ON sessions (started_ms);"
    "CREATE INDEX sessions_by_night ON sessions (night, outcome);"
    "CREATE INDEX sessions_by_routine ON sessions (routine, started_ms);"
    "CREATE INDEX sessions_open ON sessions (night, started_ms) WHERE open = 1;"
    "CREATE TABLE session_steps ("
    "  session INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,"
    "  step INTEGER NOT NULL,"
    "  step_id TEXT NOT NULL,"
    "  title TEXT NOT NULL,"
    "  kind TEXT NOT NULL,"
    "  outcome TEXT NOT NULL CHECK (outcome IN ('done', 'partial', 'skipped', 'hidden')),"
    "  planned_ms INTEGER NOT NULL,"
    "  done_ms INTEGER NOT NULL,"
    "  left_ms INTEGER NOT NULL,"
    "  right_ms INTEGER NOT NULL,"
    "  finished INTEGER NOT NULL CHECK (finished IN (0, 1)),"
    "  hurt INTEGER NOT NULL CHECK (hurt IN (0, 1)),"
    "  PRIMARY KEY (session, step)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE TABLE answers ("
    "  session INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,"
    "  position INTEGER NOT NULL,"
    "  step INTEGER NOT NULL,"
    "  question TEXT NOT NULL,"
    "  answer TEXT NOT NULL,"
    "  PRIMARY KEY (session, position)"
    ") STRICT, WITHOUT ROWID;"
    "PRAGMA user_version = 1;",
    /* 2: cramps. What is not known is '' or NULL; a session that is removed leaves its cramp. */
    "CREATE TABLE episodes ("
    "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
    "  uuid TEXT NOT NULL UNIQUE CHECK (length(uuid) = 36),"
    "  night TEXT NOT NULL CHECK (night LIKE '____-__-__'),"
    "  onset_ms INTEGER NOT NULL,"
    "  onset_offset_s INTEGER NOT NULL,"
    "  side TEXT NOT NULL CHECK (side IN ('', 'left', 'right', 'both')),"
    "  muscle TEXT NOT NULL CHECK (muscle IN"
    "    ('', 'calf', 'foot_arch', 'toes', 'hamstring', 'quadriceps', 'shin', 'other')),"
    "  severity INTEGER CHECK (severity BETWEEN 0 AND 10),"
    "  duration_ms INTEGER CHECK (duration_ms >= 0),"
    "  eased INTEGER NOT NULL CHECK (eased IN (0, 1)),"
    "  session INTEGER REFERENCES sessions (id) ON DELETE SET NULL"
    ") STRICT;"
    "CREATE INDEX episodes_by_night ON episodes (night, onset_ms);"
    "CREATE INDEX episodes_by_session ON episodes (session) WHERE session IS NOT NULL;"
    "PRAGMA user_version = 2;",
    /* 3: the whole diary, one counted row a night that triggers keep, and what was removed for
     * good. modified_ms: UTC, of the last change by a person. Not said is '' in a text, else NULL.
     */
    "ALTER TABLE episodes ADD COLUMN onset_precision TEXT NOT NULL DEFAULT ''"
    "  CHECK (onset_precision IN ('', 'exact', 'about', 'unknown'));"
    "ALTER TABLE episodes ADD COLUMN woke_from_sleep TEXT NOT NULL DEFAULT ''"
    "  CHECK (woke_from_sleep IN ('', 'no', 'yes'));"
    "ALTER TABLE episodes ADD COLUMN set_off_by TEXT NOT NULL DEFAULT '' CHECK (set_off_by IN"
    "  ('', 'none', 'stretching_in_bed', 'turning', 'pointed_toes', 'after_standing_up', 'other'));"
    "ALTER TABLE episodes ADD COLUMN relief_used TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE episodes ADD COLUMN eased_after_ms INTEGER CHECK (eased_after_ms >= 0);"
    "ALTER TABLE episodes ADD COLUMN residual_soreness TEXT NOT NULL DEFAULT ''"
    "  CHECK (residual_soreness IN ('', 'none', 'under_1h', 'hours', 'next_day'));"
    "ALTER TABLE episodes ADD COLUMN urge_to_move TEXT NOT NULL DEFAULT ''"
    "  CHECK (urge_to_move IN ('', 'no', 'yes'));"
    "ALTER TABLE episodes ADD COLUMN note TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE episodes ADD COLUMN modified_ms INTEGER NOT NULL DEFAULT 0;"
    "UPDATE episodes SET duration_ms = 86400000 WHERE duration_ms > 86400000;"
    "UPDATE episodes SET modified_ms = onset_ms + ifnull(duration_ms, 0);"
    "DROP INDEX episodes_by_night;"
    "CREATE INDEX episodes_by_time ON episodes (night, onset_ms, uuid);"
    "CREATE TABLE nights ("
    "  night TEXT PRIMARY KEY CHECK (night LIKE '____-__-__'),"
    "  cramp_count INTEGER CHECK (cramp_count BETWEEN 0 AND 99),"
    "  awakenings_cramp INTEGER CHECK (awakenings_cramp BETWEEN 0 AND 99),"
    "  sleep_disturbance_nrs INTEGER CHECK (sleep_disturbance_nrs BETWEEN 0 AND 10),"
    "  sleep_quality TEXT NOT NULL CHECK (sleep_quality IN"
    "    ('', 'very_poor', 'poor', 'fair', 'good', 'very_good')),"
    "  bed_time INTEGER CHECK (bed_time BETWEEN 0 AND 1439),"
    "  rise_time INTEGER CHECK (rise_time BETWEEN 0 AND 1439),"
    "  waso_cramp_ms INTEGER CHECK (waso_cramp_ms >= 0),"
    "  adverse_event TEXT NOT NULL,"
    "  note TEXT NOT NULL,"
    "  excused INTEGER NOT NULL CHECK (excused IN (0, 1)),"
    "  excused_reason TEXT NOT NULL,"
    "  entered_ms INTEGER,"
    "  entered_offset_s INTEGER,"
    "  modified_ms INTEGER NOT NULL,"
    "  CHECK ((cramp_count IS NULL) = (entered_ms IS NULL)),"
    "  CHECK ((entered_ms IS NULL) = (entered_offset_s IS NULL))"
    ") STRICT, WITHOUT ROWID;"
    "CREATE TABLE habits ("
    "  night TEXT PRIMARY KEY CHECK (night LIKE '____-__-__'),"
    "  fluid INTEGER CHECK (fluid BETWEEN 0 AND 40),"
    "  alcohol INTEGER CHECK (alcohol BETWEEN 0 AND 40),"
    "  caffeine_late TEXT NOT NULL CHECK (caffeine_late IN ('', 'no', 'yes')),"
    "  activity INTEGER CHECK (activity BETWEEN 0 AND 1440),"
    "  activity_unusual TEXT NOT NULL CHECK (activity_unusual IN ('', 'no', 'yes')),"
    "  standing_hours TEXT NOT NULL CHECK (standing_hours IN"
    "    ('', 'under_2', '2_to_4', '4_to_6', 'over_6')),"
    "  sitting_hours TEXT NOT NULL CHECK (sitting_hours IN ('', 'under_4', '4_to_8', 'over_8')),"
    "  footwear TEXT NOT NULL CHECK (footwear IN"
    "    ('', 'supportive', 'flat', 'heels', 'barefoot_or_slippers', 'mixed')),"
    "  heavy_sweat TEXT NOT NULL CHECK (heavy_sweat IN ('', 'no', 'yes')),"
    "  stress_nrs INTEGER CHECK (stress_nrs BETWEEN 0 AND 10),"
    "  supplement TEXT NOT NULL,"
    "  feet_neutral TEXT NOT NULL CHECK (feet_neutral IN ('', 'no', 'yes')),"
    "  magnesium_food TEXT NOT NULL CHECK (magnesium_food IN ('', 'no', 'yes')),"
    "  late_salt TEXT NOT NULL CHECK (late_salt IN ('', 'no', 'yes')),"
    "  hot_night TEXT NOT NULL CHECK (hot_night IN ('', 'no', 'yes')),"
    "  modified_ms INTEGER NOT NULL"
    ") STRICT, WITHOUT ROWID;"
    "CREATE TABLE medication_changes ("
    "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
    "  uuid TEXT NOT NULL UNIQUE CHECK (length(uuid) = 36),"
    "  night TEXT NOT NULL CHECK (night LIKE '____-__-__'),"
    "  kind TEXT NOT NULL CHECK (kind IN ('started', 'stopped', 'dose_changed')),"
    "  name TEXT NOT NULL CHECK (name <> ''),"
    "  modified_ms INTEGER NOT NULL"
    ") STRICT;"
    "CREATE INDEX medication_changes_by_night ON medication_changes (night, uuid);"
    "CREATE TABLE removed ("
    "  uuid TEXT PRIMARY KEY CHECK (length(uuid) = 36),"
    "  kind TEXT NOT NULL CHECK (kind IN ('session', 'episode', 'medication_change'))"
    ") STRICT, WITHOUT ROWID;"
    "CREATE TABLE night_summary ("
    "  night TEXT PRIMARY KEY,"
    "  sessions INTEGER NOT NULL,"
    "  completed INTEGER NOT NULL,"
    "  planned_ms INTEGER NOT NULL,"
    "  done_ms INTEGER NOT NULL,"
    "  episodes INTEGER NOT NULL"
    ") STRICT, WITHOUT ROWID;"
    "CREATE TABLE night_routines ("
    "  night TEXT NOT NULL,"
    "  routine TEXT NOT NULL,"
    "  sessions INTEGER NOT NULL,"
    "  completed INTEGER NOT NULL,"
    "  completed_at INTEGER,"
    "  PRIMARY KEY (night, routine)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE INDEX night_routines_by_routine ON night_routines (routine, night);"
    "INSERT INTO night_summary SELECT night, count(*), sum(outcome = 'completed'),"
    "  sum(planned_ms), sum(done_ms), 0 FROM sessions GROUP BY night;"
    "INSERT INTO night_summary SELECT night, 0, 0, 0, 0, count(*) FROM episodes"
    "  WHERE true GROUP BY night"
    "  ON CONFLICT (night) DO UPDATE SET episodes = excluded.episodes;"
    "INSERT INTO night_routines SELECT night, routine, count(*), sum(outcome = 'completed'),"
    "  min(" V3_COMPLETED_AT(
        "") ") FROM sessions GROUP BY night, routine;"
            "CREATE TRIGGER sessions_added AFTER INSERT ON sessions BEGIN" V3_COUNT_IN " END;"
            "CREATE TRIGGER sessions_saved AFTER UPDATE OF night, routine, outcome, planned_ms, "
            "done_ms,"
            "  ended_ms, ended_offset_s ON sessions"
            " WHEN (OLD.night, OLD.routine, OLD.outcome, OLD.planned_ms, OLD.done_ms) IS NOT"
            "  (NEW.night, NEW.routine, NEW.outcome, NEW.planned_ms, NEW.done_ms)"
            "  OR 'completed' IN (OLD.outcome, NEW.outcome)"
            " BEGIN" V3_COUNT_OUT V3_COUNT_IN V3_CLEAR_AWAY " END;"
            "CREATE TRIGGER sessions_removed AFTER DELETE ON sessions BEGIN" V3_COUNT_OUT
                V3_CLEAR_AWAY "  INSERT OR IGNORE INTO removed VALUES (OLD.uuid, 'session');"
            " END;"
            "CREATE TRIGGER episodes_added AFTER INSERT ON episodes BEGIN"
            "  INSERT INTO night_summary VALUES (NEW.night, 0, 0, 0, 0, 1)"
            "    ON CONFLICT (night) DO UPDATE SET episodes = episodes + 1;"
            " END;"
            "CREATE TRIGGER episodes_moved AFTER UPDATE OF night ON episodes"
            " WHEN OLD.night <> NEW.night BEGIN"
            "  UPDATE night_summary SET episodes = episodes - 1 WHERE night = OLD.night;"
            "  DELETE FROM night_summary WHERE night = OLD.night AND sessions = 0 AND episodes = 0;"
            "  INSERT INTO night_summary VALUES (NEW.night, 0, 0, 0, 0, 1)"
            "    ON CONFLICT (night) DO UPDATE SET episodes = episodes + 1;"
            " END;"
            "CREATE TRIGGER episodes_removed AFTER DELETE ON episodes BEGIN"
            "  UPDATE night_summary SET episodes = episodes - 1 WHERE night = OLD.night;"
            "  DELETE FROM night_summary WHERE night = OLD.night AND sessions = 0 AND episodes = 0;"
            "  INSERT OR IGNORE INTO removed VALUES (OLD.uuid, 'episode');"
            " END;"
            "CREATE TRIGGER medication_changes_removed AFTER DELETE ON medication_changes BEGIN"
            "  INSERT OR IGNORE INTO removed VALUES (OLD.uuid, 'medication_change');"
            " END;"
            "PRAGMA user_version = 3;",
    /* 4: what a report tells of single sessions is found without a look at all the others, and the
     * nights of a routine without one at their rows. */
    "CREATE INDEX sessions_flagged ON sessions (night) WHERE ended_by = 'red_flag';"
    "CREATE INDEX session_steps_hurt ON session_steps (hurt) WHERE hurt = 1;"
    "DROP INDEX night_routines_by_routine;"
    "CREATE INDEX night_routines_by_routine ON night_routines"
    "  (routine, night, sessions, completed, completed_at);"
    "PRAGMA user_version = 4;",
};

const Migrations store_migrations = {
    .steps = migration_steps,
    .count = sizeof migration_steps / sizeof migration_steps[0],
};

int store_version(void) {
  return store_migrations.count;
}

bool database_copy(sqlite3 *from, sqlite3 *to, const char *path, Error *err) {
  sqlite3_backup *copy = sqlite3_backup_init(to, "main", from, "main");
  if (copy != NULL) {
    sqlite3_backup_step(copy, -1);
    if (sqlite3_backup_finish(copy) == SQLITE_OK) {
      return true;
    }
  }
  return database_fail(to, path, "copy your history", err);
}

bool database_copy_file(const char *path, const char *temporary, Error *err) {
  sqlite3 *from = NULL;
  sqlite3 *to = NULL;
  /* A second connection: one that is writing cannot be copied from. */
  bool ok = sqlite3_open_v2(path, &from, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK &&
            sqlite3_busy_timeout(from, STORE_BUSY_TIMEOUT_MS) == SQLITE_OK &&
            sqlite3_open_v2(temporary, &to, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK;
  ok = ok ? database_copy(from, to, path, err)
          : database_fail(to != NULL ? to : from, path, "copy your history", err);
  sqlite3_close(to);
  sqlite3_close(from);
  return ok;
}

/* The first free name of PATH.VERSION.bak, PATH.VERSION.bak.2 and so on; owned. */
static char *backup_name(const char *path, int version) {
  struct stat info;
  char *name = mem_format("%s.%d.bak", path, version);
  for (int i = 2; lstat(name, &info) == 0; i++) {
    free(name);
    name = mem_format("%s.%d.bak.%d", path, version, i);
  }
  return name;
}

/* Keeps a copy of the database beside it, replacing nothing. Its name, owned; NULL with err when it
 * cannot. */
static char *make_backup(const char *path, int version, Error *err) {
  char *name = NULL;
  char *temporary = file_make_beside(path, err);
  if (temporary == NULL) {
    return NULL;
  }
  bool ok = database_copy_file(path, temporary, err);
  if (!ok) {
    unlink(temporary);
  }
  /* Taken: another program's backup has come between. */
  for (bool taken = true; ok && taken;) {
    free(name);
    name = backup_name(path, version);
    ok = file_publish(temporary, name, &taken, err);
  }
  if (!ok) {
    free(name);
    name = NULL;
  }
  free(temporary);
  return name;
}

/* Applies what is missing, inside a transaction. */
static bool apply(sqlite3 *db, Migrations migrations, const char *path, int version, Error *err) {
  for (int i = version; i < migrations.count; i++) {
    if (!database_run(db, migrations.steps[i], path, "bring your history up to date", err)) {
      return false;
    }
  }
  return database_run(db, "COMMIT", path, "bring your history up to date", err);
}

bool migrations_run(sqlite3 *db, Migrations migrations, const char *path, bool backup, Error *err) {
  int version = 0;
  char *kept = NULL;
  if (!database_run(db, "BEGIN IMMEDIATE", path, "bring your history up to date", err)) {
    return false;
  }
  /* Asked again under the lock: another program may just have done it. */
  bool ok = database_number(db, "PRAGMA user_version", path, &version, err) &&
            (!backup || version >= migrations.count ||
             (kept = make_backup(path, version, err)) != NULL) &&
            apply(db, migrations, path, version, err);
  if (!ok) {
    sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    if (kept != NULL) {
      unlink(kept); /* nothing has changed: it would be one more at each try */
    }
  }
  free(kept);
  return ok;
}
