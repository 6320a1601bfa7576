/* The connection to the record: opening it without harm to what is not ours, transactions that are
 * on disk when they end, and failures in words that help. */
#include "store_private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "nightcalf/language.h"
#include "nightcalf/mem.h"

enum { UUID_BYTES = 16 };

bool database_run(sqlite3 *db, const char *sql, const char *path, const char *doing, Error *err) {
  return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK ||
         database_fail(db, path, doing, err);
}

bool database_number(sqlite3 *db, const char *sql, const char *path, int *number, Error *err) {
  sqlite3_stmt *statement = NULL;
  bool ok = sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK &&
            sqlite3_step(statement) == SQLITE_ROW;
  if (ok) {
    *number = sqlite3_column_int(statement, 0);
  } else {
    database_fail(db, path, "read your history", err);
  }
  sqlite3_finalize(statement);
  return ok;
}

bool database_connect(const char *path, int flags, sqlite3 **db, Error *err) {
  /* One thread: nothing has to be locked around every row. */
  if (sqlite3_open_v2(path, db, flags | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK) {
    return database_fail(*db, path, "open your history", err);
  }
  sqlite3_busy_handler(*db, wait_for_other, NULL); /* nobody is told */
  sqlite3_extended_result_codes(*db, 1);
  /* A schema made by somebody else runs none of its functions here. */
  return database_run(*db, "PRAGMA trusted_schema = OFF; PRAGMA foreign_keys = ON", path,
                      "open your history", err);
}

/* How a connection writes: one file, and what is committed survives a power cut. Only for a
 * database that is known to be ours. */
static bool set_durable(sqlite3 *db, const char *path, Error *err) {
  return database_run(db, "PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA", path,
                      "open your history", err);
}

static bool refuse_version(const char *path, int version, int newest, Error *err) {
  return fail(err,
              "%s: was written by a newer nightcalf (version %d of its tables; this one "
              "knows %d), and was not touched; update nightcalf",
              path, version, newest);
}

bool store_refuse_newer(const Store *store, Error *err) {
  return refuse_version(store->path, store->newer, store->migrations.count, err);
}

bool database_says_broken(int code) {
  return (code & 0xFF) == SQLITE_NOTADB || (code & 0xFF) == SQLITE_CORRUPT;
}

/* Reads the schema's version, which may be newer; false unless it is a database of ours. */
static bool identify(sqlite3 *db, const char *path, int *version, Error *err) {
  int application = 0;
  if (!database_number(db, "PRAGMA application_id", path, &application, err) ||
      !database_number(db, "PRAGMA user_version", path, version, err)) {
    return false;
  }
  if (application != STORE_APPLICATION_ID || *version < 1) {
    return fail(err,
                "%s: is another program's database, and was not touched; move it elsewhere to "
                "begin a history here",
                path);
  }
  return true;
}

char *database_make_beside(const char *path, Migrations migrations, sqlite3 **db, Error *err) {
  *db = NULL;
  char *temporary = file_make_beside(path, err);
  if (temporary == NULL) {
    return NULL;
  }
  /* Messages name the file that it is to be. */
  if (database_connect(temporary, SQLITE_OPEN_READWRITE, db, err) && set_durable(*db, path, err) &&
      migrations_run(*db, migrations, path, false, err)) {
    return temporary;
  }
  sqlite3_close(*db);
  *db = NULL;
  unlink(temporary);
  free(temporary);
  return NULL;
}

/* Makes a new database at path: whole, or not at all. Made beside it first, since a file of 0 bytes
 * that a crash leaves behind looks like a lost history. */
static bool make_database(const char *path, Migrations migrations, Error *err) {
  bool taken = false;
  sqlite3 *db = NULL;
  char *temporary = database_make_beside(path, migrations, &db, err);
  sqlite3_close(db);
  if (temporary == NULL) {
    return false;
  }
  bool ok = file_publish(temporary, path, &taken, err);
  if (taken) {
    unlink(temporary); /* another program was faster: its file serves as well */
  }
  free(temporary);
  return ok;
}

/* Puts a database in memory in the place of store->db: a copy of that one, or a new one when it is
 * NULL; brought up to date, so that what is older can be read without being written. */
static bool move_to_memory(Store *store, Error *err) {
  sqlite3 *memory = NULL;
  bool ok = database_connect(":memory:", SQLITE_OPEN_READWRITE, &memory, err) &&
            (store->db == NULL || database_copy(store->db, memory, store->path, err)) &&
            migrations_run(memory, store->migrations, store->path, false, err);
  sqlite3_close(store->db);
  store->db = memory;
  return ok;
}

/* database_connect() to the store's file, and whoever is to be told of a wait is. */
static bool connect_telling(Store *store, int flags, sqlite3 **db, Error *err) {
  if (!database_connect(store->path, flags, db, err)) {
    return false;
  }
  sqlite3_busy_handler(*db, wait_for_other, &store->waiting);
  return true;
}

/* Lets SQLite take back a write that a crash broke off: a reader cannot. Where that is not possible
 * the reader will say so. */
static void take_back(Store *store) {
  int version;
  sqlite3 *db = NULL;
  if (connect_telling(store, SQLITE_OPEN_READWRITE, &db, NULL)) {
    database_number(db, "PRAGMA user_version", store->path, &version, NULL);
  }
  sqlite3_close(db);
}

/* Whether everything that is asked for is there under the names we know: a newer version only added
 * to what we know of. */
static bool can_read_newer(Store *store) {
  store->doing = "read your history";
  for (int query = 0; query < QUERY_COUNT; query++) {
    if (store_statement(store, (StoreQuery)query, NULL) == NULL) {
      return false;
    }
  }
  return true;
}

/* Opens a file that is there for reading. */
static bool open_reader(Store *store, Error *err) {
  int version = 0;
  if (!connect_telling(store, SQLITE_OPEN_READONLY, &store->db, err)) {
    return false;
  }
  if (!database_number(store->db, "PRAGMA user_version", store->path, &version, NULL)) {
    int code = sqlite3_extended_errcode(store->db);
    if (code == SQLITE_READONLY_ROLLBACK) {
      take_back(store);
    } else if ((code & 0xFF) == SQLITE_BUSY) { /* waited for: once is enough */
      return database_fail(store->db, store->path, "read your history", err);
    }
  }
  if (!identify(store->db, store->path, &version, err)) {
    return false;
  }
  /* Ten years are read from one end to the other: the memory of pages that are done with serves
   * again, instead of 2 MB more. Nothing depends on it. */
  sqlite3_exec(store->db, "PRAGMA cache_size = 48", NULL, NULL, NULL);
  if (version > store->migrations.count) {
    store->newer = version;
    return can_read_newer(store) || store_refuse_newer(store, err);
  }
  return version == store->migrations.count || move_to_memory(store, err);
}

bool database_is_cut(sqlite3 *db, const char *path) {
  struct stat info;
  int pages = 0;
  int size = 0;
  return database_number(db, "PRAGMA page_count", path, &pages, NULL) &&
         database_number(db, "PRAGMA page_size", path, &size, NULL) && stat(path, &info) == 0 &&
         info.st_size < (off_t)pages * size;
}

bool database_is_broken_at_ends(sqlite3 *db) {
  static const char ends[] =
      "SELECT (SELECT max(id) FROM sessions), (SELECT min(id) FROM sessions),"
      " EXISTS (SELECT 1 FROM session_steps), EXISTS (SELECT 1 FROM answers),"
      " (SELECT max(id) FROM episodes), (SELECT min(id) FROM episodes),"
      " (SELECT max(night) FROM nights), (SELECT max(night) FROM habits),"
      " (SELECT max(id) FROM medication_changes), (SELECT max(night) FROM night_summary)";
  return database_says_broken(sqlite3_exec(db, ends, NULL, NULL, NULL));
}

/* Refuses what is seen to be broken at once: that is best told before a session begins. */
static bool look_at_ends(Store *store, Error *err) {
  if (database_is_cut(store->db, store->path)) {
    return fail(err,
                "%s: is damaged (its end is missing); to set it aside and keep what can be "
                "read of it: nightcalf restore --salvage",
                store->path);
  }
  return !database_is_broken_at_ends(store->db) ||
         database_fail(store->db, store->path, "open your history", err);
}

/* Opens a file that is there for writing, and brings it up to date. */
static bool open_writer(Store *store, Error *err) {
  int version = 0;
  if (!connect_telling(store, SQLITE_OPEN_READWRITE, &store->db, err) ||
      !identify(store->db, store->path, &version, err)) {
    return false;
  }
  if (version > store->migrations.count) {
    return refuse_version(store->path, version, store->migrations.count, err);
  }
  if (sqlite3_db_readonly(store->db, "main") == 1) {
    return fail(err, "%s: cannot be written: it is read-only; make it and its folder writable",
                store->path);
  }
  return set_durable(store->db, store->path, err) &&
         (version == store->migrations.count ||
          migrations_run(store->db, store->migrations, store->path, true, err)) &&
         look_at_ends(store, err);
}

/* Connects to the file; may_make: one that is absent is made. */
static bool open_file(Store *store, bool may_make, Error *err) {
  FileState state;
  if (!file_look(store->path, &state, err)) {
    return false;
  }
  if (store->mode == STORE_READ) {
    return state == FILE_ABSENT ? move_to_memory(store, err) : open_reader(store, err);
  }
  if (state == FILE_ABSENT) {
    if (!may_make) {
      return fail(err, "%s: was moved or removed while in use; put it back", store->path);
    }
    if (!make_database(store->path, store->migrations, err)) {
      return false;
    }
  }
  return open_writer(store, err);
}

static void disconnect(Store *store) {
  for (int i = 0; i < QUERY_COUNT; i++) {
    sqlite3_finalize(store->ready[i]);
    store->ready[i] = NULL;
  }
  sqlite3_close(store->db);
  store->db = NULL;
}

/* A connection that can be used: after a failed write a new one, since a failed fsync leaves nobody
 * knowing what is on the disk (FAULTS.md F13). */
static bool be_connected(Store *store, Error *err) {
  if (!store->lost) {
    return true;
  }
  disconnect(store);
  store->lost = !open_file(store, false, err);
  wait_over(&store->waiting);
  return !store->lost;
}

/* Remembers whether a failure leaves in doubt what is on the disk. */
static void note_failure(Store *store) {
  store->damaged = store->damaged || database_says_broken(sqlite3_errcode(store->db));
  switch (sqlite3_errcode(store->db) & 0xFF) {
  case SQLITE_IOERR:
  case SQLITE_FULL:
  case SQLITE_CANTOPEN:
  case SQLITE_READONLY:
  case SQLITE_CORRUPT:
  case SQLITE_NOTADB:
    store->lost = true;
    break;
  default:
    break;
  }
}

static bool begin(Store *store, const char *sql, const char *doing, Error *err) {
  store->doing = doing;
  if (!be_connected(store, err)) {
    return false;
  }
  bool ok = database_run(store->db, sql, store->path, doing, err);
  wait_over(&store->waiting);
  if (!ok) {
    note_failure(store);
  }
  return ok;
}

bool store_begin_write(Store *store, const char *doing, Error *err) {
  if (store->mode == STORE_READ) {
    return fail(err, "%s: cannot %s: it was opened for reading alone", store->path, _(doing));
  }
  return begin(store, "BEGIN IMMEDIATE", doing, err);
}

bool store_begin_read(Store *store, const char *doing, Error *err) {
  return begin(store, "BEGIN", doing, err);
}

bool store_end(Store *store, bool ok, Error *err) {
  ok = ok && database_run(store->db, "COMMIT", store->path, store->doing, err);
  wait_over(&store->waiting);
  if (!ok) {
    note_failure(store);
    sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
  }
  return ok;
}

sqlite3_stmt *store_statement(Store *store, StoreQuery query, Error *err) {
  sqlite3_stmt **ready = &store->ready[query];
  if (*ready == NULL && sqlite3_prepare_v3(store->db, store_sql[query], -1,
                                           SQLITE_PREPARE_PERSISTENT, ready, NULL) != SQLITE_OK) {
    database_fail(store->db, store->path, store->doing, err);
    return NULL;
  }
  sqlite3_reset(*ready);
  sqlite3_clear_bindings(*ready);
  return *ready;
}

bool store_row(Store *store, sqlite3_stmt *statement, bool *failed, Error *err) {
  int result = sqlite3_step(statement);
  wait_over(&store->waiting);
  *failed = result != SQLITE_ROW && result != SQLITE_DONE;
  if (*failed) {
    database_fail(store->db, store->path, store->doing, err);
  }
  if (result != SQLITE_ROW) {
    sqlite3_reset(statement);
  }
  return result == SQLITE_ROW;
}

bool store_do(Store *store, sqlite3_stmt *statement, Error *err) {
  bool failed;
  store_row(store, statement, &failed, err);
  return !failed;
}

bool store_make_uuid(char text[STORE_UUID_SIZE], Error *err) {
  unsigned char b[UUID_BYTES];
  if (getrandom(b, sizeof b, 0) != (ssize_t)sizeof b) {
    return fail(err, "cannot name what is to be kept: the system gives no random numbers");
  }
  b[6] = (unsigned char)((b[6] & 0x0F) | 0x40);
  b[8] = (unsigned char)((b[8] & 0x3F) | 0x80);
  snprintf(text, STORE_UUID_SIZE,
           "%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x", b[0], b[1], b[2],
           b[3], b[4], b[5], b[6], b[7], b[8], b[9], b[10], b[11], b[12], b[13], b[14], b[15]);
  return true;
}

const char *store_column(sqlite3_stmt *statement, int at) {
  const char *text = (const char *)sqlite3_column_text(statement, at);
  return text != NULL ? text : "";
}

void bind_night(sqlite3_stmt *statement, int at, Night night) {
  /* A copy that SQLite makes would be NULL where it has no memory. */
  char *text = mem_new(NIGHT_TEXT_SIZE, 1);
  night_format(night, text);
  sqlite3_bind_text(statement, at, text, -1, free);
}

void bind_text(sqlite3_stmt *statement, int at, const char *text) {
  sqlite3_bind_text(statement, at, text != NULL ? text : "", -1, SQLITE_STATIC);
}

void bind_known(sqlite3_stmt *statement, int at, int64_t number) {
  if (number < 0) {
    sqlite3_bind_null(statement, at);
  } else {
    sqlite3_bind_int64(statement, at, number);
  }
}

bool store_damaged(const Store *store) {
  return store->damaged;
}

void store_close(Store *store) {
  if (store != NULL) {
    disconnect(store);
    free(store->path);
    free(store);
  }
}

bool store_open_versions(const char *path, StoreMode mode, Migrations migrations, StoreWait wait,
                         Store **store, Error *err) {
  Store *made = mem_new(1, sizeof *made);
  *made = (Store){
      .path = mem_copy(path), .mode = mode, .migrations = migrations, .waiting = {.hook = wait}};
  bool ok = open_file(made, true, err);
  wait_over(&made->waiting);
  if (!ok) {
    store_close(made);
    made = NULL;
  }
  *store = made;
  return ok;
}

bool store_open_telling(const char *path, StoreMode mode, StoreWait wait, Store **store,
                        Error *err) {
  return store_open_versions(path, mode, store_migrations, wait, store, err);
}

bool store_open(const char *path, StoreMode mode, Store **store, Error *err) {
  return store_open_telling(path, mode, (StoreWait){0}, store, err);
}
