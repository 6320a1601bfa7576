/* Every shipped routine from its start screen to its end on a real pseudo-terminal. Time runs a
 * hundred times as fast, from outside: libfaketime, before the program's own calls. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fake_clock.h"
#include "nightcalf/library.h"
#include "nightcalf/mem.h"
#include "nightcalf/store.h"
#include "pty/pty.h"
#include "suite.h"
#include "temp_folder.h"

#define SPEED "x100"
enum { ROUTINES_MAX = 64, LOOKS_MAX = 1500, LOOK_MS = 40 };

static Library library;
static Pty *pty;

/* What a person does when the footer says so; the first row that fits the screen. */
static const struct {
  const char *shown;
  const char *key;
} answers[] = {
    {"Enter start", "\r"},  {"Space go on", " "}, {"2  Still tight", "2"},
    {"Enter choose", "\r"}, {"Enter ok", "\r"},   {"Enter next line", "\r"},
    {"Enter next", "\r"},
};

static void set_up(void) {
  library_open(&library, NULL, NULL, SOURCE_DIR "/routines");
  pty_home(NULL);
  pty = NULL;
}

static void tear_down(void) {
  if (pty != NULL) {
    pty_free(pty);
  }
  library_free(&library);
  temp_folder_remove();
}

static bool keep_row(void *context, const SessionRow *row) {
  SessionRow *kept = context;
  kept->outcome = row->outcome;
  kept->ended_by = row->ended_by;
  kept->open = row->open;
  kept->done = row->done;
  kept->planned = row->planned;
  return false;
}

/* The newest session of the record. */
static SessionRow newest(void) {
  char *path = temp_folder_path(".local/share/nightcalf/nightcalf.db");
  Store *store = NULL;
  Error err = {{0}};
  SessionRow row = {0};
  HistoryFilter all = {0};
  ck_assert_msg(store_open(path, STORE_READ, &store, &err), "%s", err.text);
  ck_assert_msg(store_sessions(store, &all, keep_row, &row, &err), "%s", err.text);
  store_close(store);
  free(path);
  return row;
}

/* Whether nothing stands on the screen: a minute after the end it goes dark by itself, which is
 * soon when time runs so fast. */
static bool is_dark(void) {
  bool dark = true;
  for (int row = 0; dark && row < pty->rows; row++) {
    char *text = pty_row(pty, row);
    dark = text[strspn(text, " ")] == '\0';
    free(text);
  }
  return dark;
}

START_TEST(run__comes_to_the_end__of_every_shipped_routine) {
  if (_i >= (int)library.count) {
    return;
  }
  const char *id = library.entries[_i].id;
  fake_clock_preload();
  setenv("FAKETIME", "+0 " SPEED, 1);
  pty = pty_start(24, 80, (const char *const[]){"run", id, NULL});
  unsetenv("LD_PRELOAD");
  bool ended = false;
  bool begun = false;
  for (int look = 0; look < LOOKS_MAX && !ended; look++) {
    pty_read(pty, LOOK_MS);
    ended = pty_shows(pty, "Kept in your history.") || (begun && is_dark());
    begun = begun || !is_dark();
    for (size_t i = 0; !ended && i < sizeof answers / sizeof answers[0]; i++) {
      if (pty_shows(pty, answers[i].shown)) {
        pty_type(pty, answers[i].key);
        break;
      }
    }
  }
  ck_assert_msg(ended, "%s did not come to its end", id);
  pty_type(pty, "q");
  ck_assert_int_eq(pty_end(pty, PTY_PATIENCE_MS), 0);
  ck_assert(pty_given_back(pty));
  SessionRow row = newest();
  ck_assert_msg(row.outcome == OUTCOME_COMPLETED, "%s: %lld of %lld ms", id, (long long)row.done,
                (long long)row.planned);
  ck_assert_int_eq(row.ended_by, ENDED_END);
  ck_assert(!row.open);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("all routines");
  TCase *routines = tcase_create("routines");
  tcase_add_checked_fixture(routines, set_up, tear_down);
  tcase_set_timeout(routines, 90);
  tcase_add_loop_test(routines, run__comes_to_the_end__of_every_shipped_routine, 0, ROUTINES_MAX);
  suite_add_tcase(suite, routines);
  return suite_run(suite);
}
