/* What the files of the store share. file.c knows the file, migrations.c the schema, store.c the
 * connection, sessions.c writes sessions, history.c reads them, episodes.c keeps the cramps. */
#ifndef NIGHTCALF_STORE_PRIVATE_H
#define NIGHTCALF_STORE_PRIVATE_H

#include <sqlite3.h>

#include "nightcalf/store.h"

/* "NCLF": says that a database is ours (PRAGMA application_id). */
enum { STORE_APPLICATION_ID = 0x4E434C46 };

enum { STORE_UUID_SIZE = 37 };

/* The schema's versions: entry i makes version i + 1 of version i, its PRAGMA user_version
 * included. */
typedef struct Migrations {
  const char *const *steps;
  int count;
} Migrations;
extern const Migrations store_migrations;

/* Every statement of the store; store_sql has its text. Nothing is ever put together. */
typedef enum StoreQuery {
  QUERY_SESSION_ADD,
  QUERY_STEP_ADD,
  QUERY_SESSION_SAVE,
  QUERY_STEP_SAVE,
  QUERY_ANSWER_SAVE,
  QUERY_ANSWERS_CUT,
  QUERY_SESSION_DISCARD,
  QUERY_CLOSE_STALE,
  QUERY_HISTORY,
  QUERY_HISTORY_NIGHTS,
  QUERY_HISTORY_ROUTINE,
  QUERY_SESSION_OPEN,
  QUERY_SNAPSHOT,
  QUERY_STEPS,
  QUERY_ANSWERS,
  QUERY_NIGHT_DONE,
  QUERY_EPISODE_ADD,
  QUERY_EPISODE_SAVE,
  QUERY_EPISODES,
  QUERY_COUNT
} StoreQuery;
extern const char *const store_sql[QUERY_COUNT];

struct Store {
  char *path;
  StoreMode mode;
  Migrations migrations;
  sqlite3 *db;                      /* NULL only when it was lost and could not be opened again */
  sqlite3_stmt *ready[QUERY_COUNT]; /* prepared at first use */
  const char *doing;                /* for messages: "save the session" */
  bool lost; /* a write failed: what the connection knows may not be what is on the disk */
};

/* file.c */

typedef enum FileState { FILE_ABSENT, FILE_USABLE } FileState;

/* Looks at a database's file before SQLite does. False: it is there but cannot be one of ours. */
bool file_look(const char *path, FileState *state, Error *err);
/* Makes an empty file (0600, whatever the umask) beside path and gives its name, owned; NULL with
 * err when it cannot. */
char *file_make_beside(const char *path, Error *err);
/* Gives a file made by file_make_beside() its name for good, on disk when this returns; the
 * temporary one is gone, also when this fails. Only when another file has that name (*taken)
 * nothing is changed. */
bool file_publish(const char *temporary, const char *path, bool *taken, Error *err);

/* migrations.c */

/* Brings a database to the newest of the versions in one transaction. backup: path is its file, and
 * a copy of it is kept first, PATH.VERSION.bak; an older backup is never replaced. */
bool migrations_run(sqlite3 *db, Migrations migrations, const char *path, bool backup, Error *err);
/* Copies a whole database into another connection. */
bool database_copy(sqlite3 *from, sqlite3 *to, const char *path, Error *err);

/* store.c */

/* store_open() for any list of versions. */
bool store_open_versions(const char *path, StoreMode mode, Migrations migrations, Store **store,
                         Error *err);
/* Fills err with what SQLite just could not do, why, and what helps. Returns false. */
bool database_fail(sqlite3 *db, const char *path, const char *doing, Error *err);
/* Runs one constant text of SQL that gives no rows. */
bool database_run(sqlite3 *db, const char *sql, const char *path, const char *doing, Error *err);
/* The number that a PRAGMA gives. */
bool database_number(sqlite3 *db, const char *sql, const char *path, int *number, Error *err);

/* Opens a transaction; doing says for messages what it is about. */
bool store_begin_write(Store *store, const char *doing, Error *err);
bool store_begin_read(Store *store, const char *doing, Error *err);
/* Ends it: on disk when ok and true is returned, else as if nothing had been. */
bool store_end(Store *store, bool ok, Error *err);
/* The statement, without bindings, ready to be bound; NULL with err. Binding itself can only fail
 * for want of memory, and a value that is missing then is refused by the schema. */
sqlite3_stmt *store_statement(Store *store, StoreQuery query, Error *err);
/* Steps to a row (true), or to the end (false, *failed false); resets the statement at the end. */
bool store_row(Store *store, sqlite3_stmt *statement, bool *failed, Error *err);
/* Runs a statement that gives no rows. */
bool store_do(Store *store, sqlite3_stmt *statement, Error *err);

/* A random UUID: RFC 9562, version 4. */
bool store_make_uuid(char text[STORE_UUID_SIZE], Error *err);

/* The text of a column, good until the next step; empty where there is none. */
const char *store_column(sqlite3_stmt *statement, int at);
/* Binds a night as its date. */
void bind_night(sqlite3_stmt *statement, int at, Night night);
/* Binds a text that outlives the statement's run; NULL is the empty text. */
void bind_text(sqlite3_stmt *statement, int at, const char *text);

#endif
