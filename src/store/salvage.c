/* Rows out of a broken database: each table from its first row on, from its last row back, and what
 * lies between them one by one, so that a page that cannot be read costs the rows on it alone. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "store_private.h"

enum { COLUMNS_MAX = 64, PROBES_MAX = 200000, PROBES_BLIND = 20000 };

static const char doing[] = N_("keep what can still be read");

/* How the rows between the two that could be read are named. */
typedef enum Gap { GAP_NONE, GAP_NUMBERS, GAP_NIGHTS } Gap;

typedef struct Table {
  const char *name;
  const char *key;
  Gap gap;
} Table;

/* Sessions come before what belongs to them. What is counted of them the triggers count anew. */
static const Table tables[] = {
    {"sessions", "id", GAP_NUMBERS},           {"session_steps", "session", GAP_NUMBERS},
    {"answers", "session", GAP_NUMBERS},       {"episodes", "id", GAP_NUMBERS},
    {"nights", "night", GAP_NIGHTS},           {"habits", "night", GAP_NIGHTS},
    {"medication_changes", "id", GAP_NUMBERS}, {"removed", "uuid", GAP_NONE},
};
enum { TABLE_COUNT = sizeof tables / sizeof tables[0] };

/* One table under way. */
typedef struct Rescue {
  sqlite3 *from, *into;
  const char *path; /* of the one that is made, for messages */
  const Table *table;
  char *columns; /* joined by ", " */
  sqlite3_stmt *put;
  int64_t first, last; /* the numbers, or days, that the two ways came to */
  bool has_first, has_last;
  bool out_of_memory; /* at some time: what could not be read then may well be readable */
  Error *err;
} Rescue;

static bool is_out_of_memory(int result) {
  return (result & 0xFF) == SQLITE_NOMEM || result == SQLITE_IOERR_NOMEM;
}

/* Whether something worked; of what did not, whether that was for want of memory is remembered. */
static bool worked(Rescue *rescue, int result) {
  rescue->out_of_memory = rescue->out_of_memory || is_out_of_memory(result);
  return result == SQLITE_OK;
}

static bool prepare_on(Rescue *rescue, sqlite3 *db, const char *sql, sqlite3_stmt **statement) {
  return worked(rescue, sqlite3_prepare_v2(db, sql, -1, statement, NULL));
}

/* Whether there is a further row. */
static bool next_row(Rescue *rescue, sqlite3_stmt *at, bool *whole) {
  int result = sqlite3_step(at);
  (void)worked(rescue, result);
  *whole = result == SQLITE_DONE;
  return result == SQLITE_ROW;
}

/* Whether the broken one has that column, or an older version that lacks it. */
static bool has_column(Rescue *rescue, const char *column) {
  return worked(rescue, sqlite3_table_column_metadata(rescue->from, "main", rescue->table->name,
                                                      column, NULL, NULL, NULL, NULL, NULL));
}

/* The columns that both have, and a statement that adds a row of them. The names are our schema's
 * own, which makes this the one place where SQL is put together. False: there are none. */
static bool prepare(Rescue *rescue) {
  sqlite3_stmt *list = NULL;
  char *slots = NULL;
  bool whole = false;
  if (!prepare_on(rescue, rescue->into, "SELECT name FROM pragma_table_info(?1)", &list)) {
    return false;
  }
  bind_text(list, 1, rescue->table->name);
  while (next_row(rescue, list, &whole)) {
    const char *column = store_column(list, 0);
    if (has_column(rescue, column)) {
      const char *before = rescue->columns != NULL ? rescue->columns : "";
      char *more = mem_format("%s%s%s", before, *before != '\0' ? ", " : "", column);
      char *slot = mem_format("%s%s?", slots != NULL ? slots : "", slots != NULL ? ", " : "");
      free(rescue->columns);
      free(slots);
      rescue->columns = more;
      slots = slot;
    }
  }
  sqlite3_finalize(list);
  if (rescue->columns == NULL) {
    return false;
  }
  char *sql = mem_format("INSERT OR IGNORE INTO %s (%s) VALUES (%s)", rescue->table->name,
                         rescue->columns, slots);
  bool ok = prepare_on(rescue, rescue->into, sql, &rescue->put);
  free(sql);
  free(slots);
  return ok;
}

/* Adds the row that a statement stands at. A row that breaks a rule of the schema is none; false
 * only when nothing can be written any more. */
static bool add_row(Rescue *rescue, sqlite3_stmt *at) {
  sqlite3_reset(rescue->put);
  for (int i = 0; i < sqlite3_column_count(at) - 1; i++) {
    (void)worked(rescue, sqlite3_bind_value(rescue->put, i + 1, sqlite3_column_value(at, i)));
  }
  switch (sqlite3_step(rescue->put) & 0xFF) {
  case SQLITE_FULL:
  case SQLITE_IOERR:
  case SQLITE_READONLY:
  case SQLITE_NOMEM:
    return database_fail(rescue->into, rescue->path, doing, rescue->err);
  default:
    return true;
  }
}

/* Remembers how far one way has come. */
static void note_key(const Rescue *rescue, sqlite3_stmt *at, int64_t *key, bool *has_key) {
  int column = sqlite3_column_count(at) - 1;
  Night night;
  if (rescue->table->gap == GAP_NUMBERS && sqlite3_column_type(at, column) == SQLITE_INTEGER) {
    *key = sqlite3_column_int64(at, column);
    *has_key = true;
  } else if (rescue->table->gap == GAP_NIGHTS && night_parse(store_column(at, column), &night)) {
    *key = night.day;
    *has_key = true;
  }
}

/* Takes rows one way until the end (*whole) or the first that cannot be read. */
static bool take_rows(Rescue *rescue, const char *way, int64_t *key, bool *has_key, bool *whole) {
  char *sql = mem_format("SELECT %s, %s FROM %s NOT INDEXED ORDER BY %s %s", rescue->columns,
                         rescue->table->key, rescue->table->name, rescue->table->key, way);
  sqlite3_stmt *at = NULL;
  bool ok = true;
  bool ready = prepare_on(rescue, rescue->from, sql, &at);
  while (ok && ready && next_row(rescue, at, whole)) {
    note_key(rescue, at, key, has_key);
    ok = add_row(rescue, at);
  }
  sqlite3_finalize(at);
  free(sql);
  return ok;
}

/* Asks for the rows between the two one by one. */
static bool probe(Rescue *rescue) {
  char *sql = mem_format("SELECT %s, %s FROM %s NOT INDEXED WHERE %s = ?1", rescue->columns,
                         rescue->table->key, rescue->table->name, rescue->table->key);
  sqlite3_stmt *at = NULL;
  bool ok = true;
  bool whole = false;
  bool ready = prepare_on(rescue, rescue->from, sql, &at);
  int64_t from = rescue->has_first  ? rescue->first
                 : rescue->has_last ? rescue->last - PROBES_BLIND
                                    : 0;
  int64_t until = rescue->has_last ? rescue->last : from + PROBES_BLIND;
  until = until - from > PROBES_MAX ? from + PROBES_MAX : until;
  for (int64_t key = from; ready && ok && key <= until; key++) {
    sqlite3_reset(at);
    if (rescue->table->gap == GAP_NIGHTS) {
      bind_night(at, 1, (Night){(int32_t)key});
    } else {
      sqlite3_bind_int64(at, 1, key);
    }
    while (ok && next_row(rescue, at, &whole)) {
      ok = add_row(rescue, at);
    }
  }
  sqlite3_finalize(at);
  free(sql);
  return ok;
}

/* In words: nothing is known of what could not be read. */
static bool fail_for_memory(const char *path, Error *err) {
  return fail(err, "%s: cannot %s: %s", path, _(doing), sqlite3_errstr(SQLITE_NOMEM));
}

/* Everything of one table that can be read. */
static bool rescue_table(Rescue *rescue) {
  bool whole = false;
  bool ok = true;
  if (prepare(rescue)) {
    ok = take_rows(rescue, "ASC", &rescue->first, &rescue->has_first, &whole);
    if (ok && !whole) {
      ok = take_rows(rescue, "DESC", &rescue->last, &rescue->has_last, &whole);
    }
    if (ok && !whole && rescue->table->gap != GAP_NONE) {
      ok = probe(rescue);
    }
  }
  sqlite3_finalize(rescue->put);
  free(rescue->columns);
  return ok && (!rescue->out_of_memory || fail_for_memory(rescue->path, rescue->err));
}

/* Opens the broken one as it lies there: without locks, without taking anything back, and read as
 * far as it goes where it is shorter than it says. NULL: nothing can be read of it, or for now
 * nothing can be read at all (*out_of_memory). */
static sqlite3 *open_broken(const char *broken, bool *out_of_memory) {
  sqlite3 *db = NULL;
  char *uri = mem_new(strlen(broken) * 3 + sizeof "file:?immutable=1", 1);
  char *end = uri + snprintf(uri, sizeof "file:", "file:");
  for (const char *at = broken; *at != '\0'; at++) {
    bool plain = (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') ||
                 (*at >= '0' && *at <= '9') || *at == '/' || *at == '.' || *at == '-';
    end += plain ? snprintf(end, 2, "%c", *at) : snprintf(end, 4, "%%%02X", (unsigned char)*at);
  }
  snprintf(end, sizeof "?immutable=1", "?immutable=1");
  int result = sqlite3_open_v2(uri, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL);
  result = result == SQLITE_OK
               ? sqlite3_exec(db, "PRAGMA trusted_schema = OFF; PRAGMA writable_schema = ON", NULL,
                              NULL, NULL)
               : result;
  free(uri);
  *out_of_memory = is_out_of_memory(result);
  if (result != SQLITE_OK) {
    sqlite3_close(db);
    db = NULL;
  }
  return db;
}

/* What belonged to a session that could not be read belongs to none. */
static const char tidy_up[] =
    "DELETE FROM session_steps WHERE session NOT IN (SELECT id FROM sessions);"
    "DELETE FROM answers WHERE session NOT IN (SELECT id FROM sessions);"
    "UPDATE episodes SET session = NULL WHERE session NOT IN (SELECT id FROM sessions);"
    "COMMIT;"
    "PRAGMA foreign_keys = ON;";

bool salvage_rows(const char *broken, sqlite3 *into, const char *path, Error *err) {
  bool out_of_memory = false;
  sqlite3 *from = open_broken(broken, &out_of_memory);
  if (from == NULL) {
    return !out_of_memory || fail_for_memory(path, err);
  }
  bool ok = database_run(into, "PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE", path, doing, err);
  for (int i = 0; ok && i < TABLE_COUNT; i++) {
    Rescue rescue = {.from = from, .into = into, .path = path, .table = &tables[i], .err = err};
    ok = rescue_table(&rescue);
  }
  ok = ok && database_run(into, tidy_up, path, doing, err);
  sqlite3_close(from);
  return ok;
}
