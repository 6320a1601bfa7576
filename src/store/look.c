/* Looking a database over: whether it is sound, and of which version. */
#include <stdlib.h>
#include <string.h>

#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "store_private.h"

static char *look_once(sqlite3 *db) {
  sqlite3_stmt *check = NULL;
  char *said = NULL;
  if (sqlite3_prepare_v2(db, "PRAGMA integrity_check(1)", -1, &check, NULL) == SQLITE_OK &&
      sqlite3_step(check) == SQLITE_ROW) {
    const char *text = store_column(check, 0);
    said = text[0] != '\0' ? mem_copy(text) : NULL;
  }
  sqlite3_finalize(check);
  return said;
}

char *database_look_through(sqlite3 *db) {
  char *said = look_once(db);
  /* To SQLite 3.40 a page for which there was no memory is a fault of the file; but what is wrong
   * with the file is still wrong when it is looked at again. */
  if (said != NULL && strcmp(said, DATABASE_SOUND) != 0) {
    free(said);
    said = look_once(db);
  }
  return said;
}

bool store_sound(Store *store, const char *remedy, Error *err) {
  char *said = database_look_through(store->db);
  bool ok = said != NULL && strcmp(said, DATABASE_SOUND) == 0;
  if (said == NULL) {
    database_fail(store->db, store->path, "look through it", err);
  } else if (!ok) {
    fail(err, "%s: is damaged (%s), %s", store->path, said, _(remedy));
  }
  free(said);
  wait_over(&store->waiting);
  return ok;
}

bool store_check(Store *store, Error *err) {
  return store->db == NULL ||
         store_sound(store,
                     "so set it aside and keep what can be read of it: nightcalf restore --salvage",
                     err);
}
