/* One query. Contract: floor_load.h. */
#include <limits.h>
#include <sqlite3.h>
#include <stddef.h>

#include "floor_load.h"

long floor_query(const char *database, const char *sql) {
  sqlite3 *db = NULL;
  sqlite3_stmt *at = NULL;
  long sum = 0;
  if (sqlite3_open_v2(database, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK ||
      sqlite3_prepare_v2(db, sql, -1, &at, NULL) != SQLITE_OK) {
    return LONG_MIN / 2;
  }
  while (sqlite3_step(at) == SQLITE_ROW) {
    for (int column = 0; column < sqlite3_column_count(at); column++) {
      sum += (long)sqlite3_column_int64(at, column);
    }
  }
  sqlite3_finalize(at);
  return sum;
}
