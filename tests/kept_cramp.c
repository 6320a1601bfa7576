/* What the record holds of a cramp. Contract: kept_cramp.h. */
#include "kept_cramp.h"

#include <check.h>
#include <stdlib.h>

#include "temp_folder.h"

enum { NIGHTS = 40000 };

static bool note(void *context, const Episode *episode) {
  Episode *found = context;
  ck_assert_int_eq(found->id, 0);
  *found = *episode;
  return true;
}

Episode kept_cramp(const char *database) {
  Store *store = NULL;
  Error err = {{0}};
  Episode found = {0};
  char *path = temp_folder_path(database);
  ck_assert_msg(store_open(path, STORE_READ, &store, &err), "%s", err.text);
  ck_assert(store_episodes(store, (Night){0}, (Night){NIGHTS}, note, &found, &err));
  store_close(store);
  free(path);
  return found;
}
