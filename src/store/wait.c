/* The wait for another program that has the record: how often it is looked whether that one is
 * done, for how long, and the word that it is waited for. */
#include "store_private.h"

enum { NOTICED_WAITS = STORE_WAIT_NOTICED_MS / STORE_BUSY_WAIT_MS };

/* Waits a little, and says whether to ask again. Often and briefly: with SQLite's own waits, which
 * grow to 100 ms, two programs that write without a pause lock a third one out (test_kills). */
int wait_for_other(void *context, int waits) {
  Waiting *waiting = context;
  if (waiting != NULL && waits >= NOTICED_WAITS && !waiting->told) {
    waiting->told = true;
    if (waiting->hook.tell != NULL) {
      waiting->hook.tell(waiting->hook.context, true);
    }
  }
  sqlite3_sleep(STORE_BUSY_WAIT_MS);
  return waits < STORE_BUSY_TIMEOUT_MS / STORE_BUSY_WAIT_MS;
}

void wait_over(Waiting *waiting) {
  if (!waiting->told) {
    return;
  }
  waiting->told = false;
  if (waiting->hook.tell != NULL) {
    waiting->hook.tell(waiting->hook.context, false);
  }
}
