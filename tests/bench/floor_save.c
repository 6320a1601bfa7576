/* floor_save DB: the floor that saves likewise: once a second, after the cell is painted, one row
 * is changed in a database of its own beside that one, as safely as Nightcalf keeps a beat. A key
 * that comes then waits for it. */
#include <curses.h>
#include <limits.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>

#include "floor_screen.h"

static sqlite3 *db;
static sqlite3_stmt *put;
static bool failed;

static void show(long number) {
  mvaddch(LINES / 2, COLS / 2, (chtype)('0' + number % 10));
}

static void keep(long number) {
  failed = failed || sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK ||
           sqlite3_bind_int64(put, 1, number) != SQLITE_OK || sqlite3_step(put) != SQLITE_DONE ||
           sqlite3_reset(put) != SQLITE_OK ||
           sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) != SQLITE_OK;
}

int main(int argc, char **argv) {
  static const char begin[] = "PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA;"
                              "CREATE TABLE IF NOT EXISTS floor (id INTEGER PRIMARY KEY, done);"
                              "INSERT OR IGNORE INTO floor VALUES (1, 0)";
  char path[PATH_MAX];
  if (argc < 2 || snprintf(path, sizeof path, "%s.floor", argv[1]) >= (int)sizeof path ||
      sqlite3_open(path, &db) != SQLITE_OK ||
      sqlite3_exec(db, begin, NULL, NULL, NULL) != SQLITE_OK ||
      sqlite3_prepare_v2(db, "UPDATE floor SET done = ? WHERE id = 1", -1, &put, NULL) !=
          SQLITE_OK) {
    return 1;
  }
  int status = floor_screen_then(1000, show, keep);
  sqlite3_finalize(put);
  sqlite3_close(db);
  return failed ? 1 : status;
}
