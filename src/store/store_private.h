/* What the files of the store share. file.c knows the file, migrations.c the schema, queries.c the
 * statements, store.c the connection, wait.c whom it waits for, reason.c why it failed; sessions.c
 * writes sessions, history.c reads them; rows.c binds and reads the diary by its tables, episodes.c
 * keeps the cramps, diary.c the rest of it; summary.c reads what is counted, review.c what a review
 * counts, and notes.c what is noted; transfer.c hands everything out, merge.c takes it in, backup.c
 * copies the file. */
#ifndef NIGHTCALF_STORE_PRIVATE_H
#define NIGHTCALF_STORE_PRIVATE_H

#include <sqlite3.h>

#include "nightcalf/store.h"
#include "nightcalf/transfer.h"

/* "NCLF": says that a database is ours (PRAGMA application_id). */
enum { STORE_APPLICATION_ID = 0x4E434C46 };

/* How long another program's writing is waited for (Source: FAULTS.md F16), and after how much of
 * that a person wonders. */
enum { STORE_BUSY_TIMEOUT_MS = 2000, STORE_BUSY_WAIT_MS = 1, STORE_WAIT_NOTICED_MS = 200 };

/* The schema's versions: entry i makes version i + 1 of version i, its PRAGMA user_version
 * included. */
typedef struct Migrations {
  const char *const *steps;
  int count;
} Migrations;
extern const Migrations store_migrations;

/* Every statement of the store; store_sql (queries.c) has its text. Nothing is ever put together.
 */
typedef enum StoreQuery {
  QUERY_SESSION_ADD,
  QUERY_STEP_ADD,
  QUERY_SESSION_SAVE,
  QUERY_SESSION_TURN,
  QUERY_STEP_SAVE,
  QUERY_ANSWER_SAVE,
  QUERY_ANSWERS_CUT,
  QUERY_SESSION_DISCARD,
  QUERY_CLOSE_STALE,
  QUERY_HISTORY,
  QUERY_HISTORY_NIGHTS,
  QUERY_HISTORY_ROUTINE,
  QUERY_HISTORY_TROUBLED,
  QUERY_SESSION_OPEN,
  QUERY_SNAPSHOT,
  QUERY_STEPS,
  QUERY_ANSWERS,
  QUERY_SESSIONS_BY_NIGHTS,
  QUERY_SESSION_BY_UUID,
  QUERY_SESSION_ID,
  QUERY_SESSION_PUT,
  QUERY_SESSION_REPLACE,
  QUERY_STEP_PUT,
  QUERY_STEPS_CUT,
  QUERY_EPISODE_ADD,
  QUERY_EPISODE_SAVE,
  QUERY_EPISODE_LINK,
  QUERY_EPISODE_REMOVE,
  QUERY_EPISODE,
  QUERY_EPISODE_BY_UUID,
  QUERY_EPISODES,
  QUERY_SESSION_UUID,
  QUERY_NIGHT,
  QUERY_NIGHTS,
  QUERY_NIGHT_PUT,
  QUERY_NIGHT_EPISODES,
  QUERY_NIGHTS_RAISE,
  QUERY_NIGHT_LOWER,
  QUERY_HABITS,
  QUERY_HABITS_PUT,
  QUERY_MEDICATION_ADD,
  QUERY_MEDICATION_SAVE,
  QUERY_MEDICATION_REMOVE,
  QUERY_MEDICATION,
  QUERY_MEDICATION_BY_UUID,
  QUERY_MEDICATIONS,
  QUERY_REMOVED,
  QUERY_REMOVED_HAS,
  QUERY_REMOVED_PUT,
  QUERY_SUMMARIES,
  QUERY_SESSION_COUNT,
  QUERY_REVIEW_NIGHTS,
  QUERY_REVIEW_SUMMARIES,
  QUERY_REVIEW_NOTED,
  QUERY_REVIEW_ROUTINE,
  QUERY_REVIEW_HABITS,
  QUERY_REVIEW_MEDICINES,
  QUERY_REVIEW_EPISODES,
  QUERY_BEFORE_NIGHTS,
  QUERY_BEFORE_EPISODES,
  QUERY_BEFORE_NIGHTS_IN_TIME,
  QUERY_BEFORE_EPISODES_IN_TIME,
  QUERY_REPORT_SUPPLEMENTS,
  QUERY_REPORT_TROUBLES,
  QUERY_ROUTINE_NIGHTS_ALL,
  QUERY_ROUTINE_NIGHTS,
  QUERY_ROUTINE_NEXT,
  QUERY_ROUTINE_TOTAL,
  QUERY_ROUTINE_TITLE,
  QUERY_BOUNDS,
  QUERY_NIGHT_NOTES,
  QUERY_EPISODE_NOTES,
  QUERY_MEDICATION_NOTES,
  QUERY_COUNT
} StoreQuery;
extern const char *const store_sql[QUERY_COUNT];
/* One row in what TALLY() of queries.c gives; the sum is less. */
#define TALLY_ONE (INT64_C(1) << 32)

/* What is told of waits. */
typedef struct Waiting {
  StoreWait hook;
  bool told; /* that there is one, and not yet that it is over */
} Waiting;

struct Store {
  char *path;
  StoreMode mode;
  Migrations migrations;
  sqlite3 *db;                      /* NULL only when it was lost and could not be opened again */
  sqlite3_stmt *ready[QUERY_COUNT]; /* prepared at first use */
  const char *doing;                /* for messages: "save the session" */
  Waiting waiting;
  int newer;    /* its version, above those that we know: can be read, never written; else 0 */
  bool damaged; /* a page could not be made sense of */
  bool lost;    /* a write failed: what the connection knows may not be what is on the disk */
};

/* file.c */

typedef enum FileState { FILE_ABSENT, FILE_USABLE } FileState;

/* Looks at a database's file before SQLite does. False: it is there but cannot be one of ours. */
bool file_look(const char *path, FileState *state, Error *err);
/* Makes an empty file (0600, whatever the umask) beside path and gives its name, owned; NULL with
 * err when it cannot. What killed tries of an hour ago and more have left there is removed. */
char *file_make_beside(const char *path, Error *err);
/* Gives a file made by file_make_beside() its name for good, on disk when this returns; the
 * temporary one is gone, also when this fails. Only when another file has that name (*taken)
 * nothing is changed. */
bool file_publish(const char *temporary, const char *path, bool *taken, Error *err);
/* The same in the place of what has that name: at every instant one of the two is there. */
bool file_replace(const char *temporary, const char *path, Error *err);

/* reason.c */

/* Fills err with what SQLite just could not do, why, and what helps. Returns false. */
bool database_fail(sqlite3 *db, const char *path, const char *doing, Error *err);

/* wait.c */

/* SQLite's busy handler; context: a Waiting that outlives the connection, NULL: nobody is told. */
int wait_for_other(void *context, int waits);
/* SQLite has come back: if a wait was told, so is its end. */
void wait_over(Waiting *waiting);

/* backup.c */

/* Gives what is at path a second name, PATH.WHY-DATE, that nobody has. The name, owned; NULL with
 * err. */
char *file_keep_aside(const char *path, const char *why, WallTime now, Error *err);
/* What a database leaves beside it when it is broken off; with another file in its place they would
 * be taken for that one's. They go where the kept file goes. */
void file_move_companions(const char *path, const char *kept);
/* The path that is written to: where a link leads. NULL with err. Release with free(). */
char *file_real_path(const char *path, bool *there, Error *err);
/* Holds the present database for itself, so that nobody writes to it on its way out; what a crash
 * broke off in it is taken back. One that is broken cannot be held, and nobody can write to it.
 * False: somebody is at it. *db must be closed. */
bool database_hold(const char *path, sqlite3 **db, Error *err);
/* Copies a database into a new file beside `target`. The file's name, owned; NULL with err. */
char *database_copy_beside(const char *path, const char *target, Error *err);

/* care_backups.c */

/* Where care_mend() remembers what it did. Release with free(). */
char *care_memory_path(const char *path);

/* salvage.c */

/* Adds all that can still be read of the broken database to a new one, which is at path, in one
 * transaction. False with err only when the new one cannot be written. */
bool salvage_rows(const char *broken, sqlite3 *into, const char *path, Error *err);

/* migrations.c */

/* Brings a database to the newest of the versions in one transaction. backup: path is its file, and
 * a copy of it is kept first, PATH.VERSION.bak; an older backup is never replaced. */
bool migrations_run(sqlite3 *db, Migrations migrations, const char *path, bool backup, Error *err);
/* Copies a whole database into another connection. */
bool database_copy(sqlite3 *from, sqlite3 *to, const char *path, Error *err);
/* Copies the database at path, also while it is in use, into the file `temporary`, on disk when
 * this returns. */
bool database_copy_file(const char *path, const char *temporary, Error *err);

/* store.c */

/* store_open_telling() for any list of versions. */
bool store_open_versions(const char *path, StoreMode mode, Migrations migrations, StoreWait wait,
                         Store **store, Error *err);
/* Makes a new database in a file beside path and leaves the connection to it open in *db. The
 * file's name, owned; NULL with err, and then nothing is left of it. */
char *database_make_beside(const char *path, Migrations migrations, sqlite3 **db, Error *err);
/* Says that a database was written by a newer program. Returns false. */
bool store_refuse_newer(const Store *store, Error *err);
/* Whether the file is shorter than its pages: SQLite itself would read the rest as zeros. */
bool database_is_cut(sqlite3 *db, const char *path);
/* Whether the two ends of a table make no sense: a page or two each are looked at. A table that is
 * gone is not told here; that comes up where it is asked for. */
bool database_is_broken_at_ends(sqlite3 *db);
/* Whether a result of SQLite says that what is in the file makes no sense. */
bool database_says_broken(int code);
/* Opens a connection. *db must be closed whether this works or not. */
bool database_connect(const char *path, int flags, sqlite3 **db, Error *err);
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
/* Binds a number; NULL for one below 0, which stands for "not known". */
void bind_known(sqlite3_stmt *statement, int at, int64_t number);

/* rows.c */

/* Binds every answer of a table's struct, from parameter `first` on. */
void bind_rows(sqlite3_stmt *statement, int first, const Field *table, const void *object);
/* Reads them from column `first` on into a struct that owns nothing yet. What no row can be is "not
 * said": one odd value must not hide the others. */
void read_rows(sqlite3_stmt *at, int first, const Field *table, void *object);
/* The same of one answer. */
void read_field(sqlite3_stmt *at, int column, const Field *field, void *object);
/* The night of a column; `otherwise` where it is no date. */
Night read_night(sqlite3_stmt *at, int column, Night otherwise);

/* A type of row: its size, what fills one that is zeroed, and what frees what it owns (NULL:
 * nothing). */
typedef struct RowKind {
  size_t size;
  void (*read)(sqlite3_stmt *at, void *row);
  void (*release)(void *row);
} RowKind;
extern const RowKind night_kind, habits_kind, episode_kind, medication_kind;

/* Rows in the making: an array of one kind. Zero-initialise; free with gathered_free(). */
typedef struct Gathered {
  const RowKind *kind;
  void *at;
  size_t count;
  size_t capacity;
} Gathered;
void gathered_free(Gathered *rows);
/* Adds every row of a bound statement. NULL statement: false, as err has been told. */
bool store_gather(Store *store, sqlite3_stmt *statement, const RowKind *kind, Gathered *rows,
                  Error *err);
/* The same of a range of nights, in a transaction of its own; doing: as store_begin_read(). */
bool store_gather_nights(Store *store, const char *doing, StoreQuery query, Night from, Night until,
                         const RowKind *kind, Gathered *rows, Error *err);
/* Reads the one row that a bound statement finds; without one *row stays as it is. */
bool store_find(Store *store, sqlite3_stmt *statement, const RowKind *kind, void *row, bool *found,
                Error *err);
/* The statement with a uuid bound as 1. */
sqlite3_stmt *store_by_uuid(Store *store, StoreQuery query, const char *uuid, Error *err);
/* The number that it finds; 0: none. */
bool store_find_number(Store *store, StoreQuery query, const char *uuid, int64_t *number,
                       Error *err);
/* Names what is to be added, unless a try that failed has named it already: then *id gets the row's
 * that has the name, 0 where there is none. */
bool store_name_new(Store *store, StoreQuery by_uuid, char uuid[STORE_UUID_SIZE], int64_t *id,
                    Error *err);
/* Runs a bound statement that writes a new row, named by its uuid, when *id is 0 (*id gets the
 * row's), else the row of that id. named_by: the parameter for either. */
bool store_put(Store *store, sqlite3_stmt *put, int named_by, const char *uuid, int64_t *id,
               Error *err);
/* The statement with its nights bound as 1 and 2. */
sqlite3_stmt *store_range(Store *store, StoreQuery query, Night from, Night until, Error *err);
/* All nights that a date can name. */
extern const Night night_first, night_last;

/* summary.c */

/* When a routine was completed, as RoutineNight says it. */
int read_completed_at(sqlite3_stmt *at, int column);

/* history.c */

/* Gathers sessions (SessionRow) with steps and answers, and the snapshot if it is asked for. On
 * failure nothing is left to free. */
bool gather_sessions(Store *store, sqlite3_stmt *statement, bool snapshots, Gathered *rows,
                     Error *err);

/* Inside a transaction: */

/* sessions.c */

/* Makes these the answers of a session. */
bool session_put_answers(Store *store, int64_t id, const Answer *answers, size_t count, Error *err);

/* episodes.c */

/* Writes a cramp as it is, stamp and all: a new row when its id is 0 (*id gets it), else that row,
 * which must be there. session: the id of its session, or 0. */
bool episode_put(Store *store, const Episode *episode, const char *uuid, int64_t *id, Error *err);
/* A new one, which raises its night's count; fills id, uuid and stamp. Sound already. */
bool episode_add(Store *store, Episode *episode, int64_t at_ms, Error *err);
/* Writes it whole over what it was. Sound already. */
bool episode_change(Store *store, const Episode *episode, int64_t at_ms, Error *err);

/* diary.c */

bool night_find(Store *store, Night night, DiaryNight *row, bool *found, Error *err);
bool night_put(Store *store, const DiaryNight *row, Error *err);
/* Writes a night over what it was (NULL: nothing), stamped, unless it says the same. Refuses a
 * count below the cramps described. Sound already. */
bool night_replace(Store *store, const DiaryNight *row, const DiaryNight *before, WallTime now,
                   Error *err);
/* Raises the counts of these nights to the cramps described, where they are recorded. */
bool nights_raise(Store *store, Night from, Night until, Error *err);
bool habits_find(Store *store, Night night, Habits *row, bool *found, Error *err);
bool habits_put(Store *store, const Habits *row, Error *err);
/* The same for habits and for changes of medicines. */
bool habits_replace(Store *store, const Habits *row, WallTime now, Error *err);
bool medication_add(Store *store, MedicationChange *change, WallTime now, Error *err);
bool medication_change(Store *store, const MedicationChange *change, WallTime now, Error *err);
bool medication_put(Store *store, const MedicationChange *change, const char *uuid, int64_t *id,
                    Error *err);

/* What SQLite says of every page, row and index: DATABASE_SOUND, or the first fault. Release with
 * free(). NULL: it cannot look, the connection's error says why. */
#define DATABASE_SOUND "ok"
char *database_look_through(sqlite3 *db);
/* Whether every page, row and index of a database is sound; remedy ends the sentence in err. */
bool store_sound(Store *store, const char *remedy, Error *err);

#endif
