/* Looking a database over: whether it is sound, and of which version. */
#include <string.h>

#include "nightcalf/language.h"
#include "store_private.h"

bool store_sound(Store *store, const char *remedy, Error *err) {
  sqlite3_stmt *check = NULL;
  bool ok =
      sqlite3_prepare_v2(store->db, "PRAGMA integrity_check(1)", -1, &check, NULL) == SQLITE_OK &&
      sqlite3_step(check) == SQLITE_ROW;
  if (!ok) {
    database_fail(store->db, store->path, "look through it", err);
  } else if (strcmp(store_column(check, 0), "ok") != 0) {
    ok = fail(err, "%s: is damaged (%s), %s", store->path, store_column(check, 0), _(remedy));
  }
  sqlite3_finalize(check);
  wait_over(&store->waiting);
  return ok;
}

bool store_check(Store *store, Error *err) {
  return store->db == NULL ||
         store_sound(store,
                     "so set it aside and keep what can be read of it: nightcalf restore --salvage",
                     err);
}
