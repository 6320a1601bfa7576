/* The schema, as the steps that lead to it. A version that was ever released is never changed: a
 * new one is a text appended to the list, and a dump of the old one in tests/stores. */
#include "store_private.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "nightcalf/mem.h"

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

/* Copies the database at path into the file `temporary`, on disk when this returns. */
static bool copy_file(const char *path, const char *temporary, Error *err) {
  sqlite3 *from = NULL;
  sqlite3 *to = NULL;
  /* A second connection: one that is writing cannot be copied from. */
  bool ok = sqlite3_open_v2(path, &from, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK &&
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
  bool ok = copy_file(path, temporary, err);
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
