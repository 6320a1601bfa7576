/* A key that is held down, or pressed by an arm in the dark, on every screen: whatever it does,
 * nothing is removed or discarded by it, since removing asks first and the question has another
 * key. */
#include <curses.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "history_bench.h"
#include "nightcalf/mem.h"
#include "nightcalf/own.h"
#include "screen_bench.h"
#include "suite.h"
#include "temp_folder.h"

enum { NIGHTS = 10, SESSIONS = 4, HELD = 12, LINES_MOST = 30, BREATH_MS = 50 };

static const char mine[] =
    "format = 1;\ntitle = \"Mine\";\nsteps = (\n"
    "  { kind = \"hold\"; title = \"Wall\"; hold = 10; sides = [ \"left\", \"right\" ]; },\n"
    "  { kind = \"timed\"; title = \"Rub\"; duration = 30; }\n);\n";

static ScreenBench *bench;
static char *own;

static void set_up(void) {
  Error err = {{0}};
  setenv("PATH", "/nowhere", 1); /* no editor and no player */
  setenv("VISUAL", "no-such-editor", 1);
  bench = screen_bench_new(24, 80);
  App *app = &bench->app;
  temp_folder_copy("extra", TESTS_DIR "/screens/routines");
  app->paths.extra = temp_folder_path("extra");
  app->paths.own = temp_folder_path("own");
  app->paths.settings = temp_folder_path("nightcalf.cfg");
  ck_assert_int_eq(mkdir(app->paths.own, 0700), 0);
  ck_assert(history_make(app->paths.database, NIGHTS, SESSIONS, &err));
  own = temp_folder_path("own/mine.cfg");
}

static void tear_down(void) {
  free(own);
  app_session_drop(&bench->app);
  screen_bench_free(bench);
}

/* Sessions, cramps, nights, habits and medicines in the record. */
static int rows(void) {
  sqlite3 *db = NULL;
  sqlite3_stmt *statement = NULL;
  ck_assert_int_eq(sqlite3_open(bench->app.paths.database, &db), SQLITE_OK);
  ck_assert_int_eq(sqlite3_prepare_v2(db,
                                      "SELECT (SELECT count(*) FROM sessions) + (SELECT count(*) "
                                      "FROM episodes) + (SELECT count(*) FROM nights) + (SELECT "
                                      "count(*) FROM medication_changes)",
                                      -1, &statement, NULL),
                   SQLITE_OK);
  ck_assert_int_eq(sqlite3_step(statement), SQLITE_ROW);
  int count = sqlite3_column_int(statement, 0);
  sqlite3_finalize(statement);
  sqlite3_close(db);
  return count;
}

/* The mark is on one's own. */
static void go_routines(void) {
  routines_open(&bench->tui);
  for (int i = 0; i < LINES_MOST && !screen_bench_shows(bench, "> Mine"); i++) {
    screen_bench_type(bench, "<Up>");
  }
  ck_assert(screen_bench_shows(bench, "> Mine"));
}

static void go_editor(void) {
  editor_open(&bench->tui, "mine");
  screen_bench_type(bench, "<Down>");
}

static void go_diary(void) {
  diary_open(&bench->tui, (Night){HISTORY_LAST});
}

/* On the first cramp of a night that has one. */
static void go_cramp_line(void) {
  bool found = false;
  for (int night = 0; night < NIGHTS && !found; night++) {
    tui_close_all(&bench->tui);
    screen_bench_home(bench);
    diary_open(&bench->tui, (Night){HISTORY_LAST - night});
    screen_bench_type(bench, "<Down>");
    found = screen_bench_shows(bench, "x remove");
  }
  ck_assert(found);
}

static void go_medicine_line(void) {
  diary_open(&bench->tui, (Night){HISTORY_LAST});
  screen_bench_type(bench, "m<Down>Statin<Enter>s<Enter>");
  ck_assert(screen_bench_shows(bench, "> Statin: started"));
}

static void go_review(void) {
  review_open(&bench->tui);
}

static void go_sessions(void) {
  review_open(&bench->tui);
  screen_bench_type(bench, "3");
}

static void go_night(void) {
  night_open(&bench->tui, (Night){HISTORY_LAST - 1});
}

static void go_hold(void) {
  screen_bench_run(bench, "legs", "wall");
  screen_bench_type(bench, "<Enter>");
}

static void go_journal(void) {
  screen_bench_run(bench, "legs", "head");
}

static void go_cramp(void) {
  cramp_open(&bench->tui);
}

static void go_settings(void) {
  settings_open(&bench->tui);
}

static void go_draft(void) {
  draft_open(&bench->tui, "mine", 0);
}

static const struct {
  const char *name;
  void (*go)(void);
} places[] = {{"home", NULL},
              {"routines", go_routines},
              {"editor", go_editor},
              {"diary", go_diary},
              {"diary, on a cramp", go_cramp_line},
              {"diary, on a medicine", go_medicine_line},
              {"review", go_review},
              {"sessions", go_sessions},
              {"night", go_night},
              {"hold", go_hold},
              {"journal", go_journal},
              {"cramp", go_cramp},
              {"settings", go_settings},
              {"draft", go_draft}};
enum { PLACE_COUNT = sizeof places / sizeof places[0] };

/* At that place, with nothing left of the time before. */
static void arrive(int place) {
  tui_close_all(&bench->tui);
  app_session_drop(&bench->app);
  temp_folder_write("own/mine.cfg", mine);
  own_refresh(&bench->app);
  screen_bench_home(bench);
  if (places[place].go != NULL) {
    places[place].go();
  }
  screen_bench_wait(bench, BREATH_MS);
}

static void hold_key(int place, int key) {
  arrive(place);
  int before = rows();
  for (int i = 0; i < HELD && bench->tui.depth > 0; i++) {
    tui_key(&bench->tui, key);
    tui_advance(&bench->tui);
    app_flush(&bench->app);
  }
  ck_assert_msg(access(own, F_OK) == 0, "%s: key %d removed a routine", places[place].name, key);
  int after = rows();
  ck_assert_msg(after >= before, "%s: key %d removed %d rows", places[place].name, key,
                before - after);
}

START_TEST(held_key__removes_nothing__wherever_one_is) {
  static const int named[] = {'\r',
                              KEY_ESCAPE,
                              KEY_TAB,
                              FUNCTION_KEY(KEY_UP),
                              FUNCTION_KEY(KEY_DOWN),
                              FUNCTION_KEY(KEY_LEFT),
                              FUNCTION_KEY(KEY_RIGHT),
                              FUNCTION_KEY(KEY_PPAGE),
                              FUNCTION_KEY(KEY_NPAGE),
                              FUNCTION_KEY(KEY_HOME),
                              FUNCTION_KEY(KEY_END),
                              FUNCTION_KEY(KEY_DC),
                              FUNCTION_KEY(KEY_IC),
                              FUNCTION_KEY(KEY_BACKSPACE),
                              FUNCTION_KEY(KEY_BTAB),
                              FUNCTION_KEY(KEY_F(1)),
                              FUNCTION_KEY(KEY_F(2)),
                              FUNCTION_KEY(KEY_F(5))};
  for (int key = ' '; key <= '~'; key++) {
    hold_key(_i, key);
  }
  for (size_t i = 0; i < sizeof named / sizeof named[0]; i++) {
    hold_key(_i, named[i]);
  }
  for (int letter = 'a'; letter <= 'z'; letter++) {
    hold_key(_i, KEY_CTRL(letter));
  }
}
END_TEST

/* It can fail: with the key of the question it is removed. */
START_TEST(two_keys__remove__what_one_does_not) {
  arrive(1);
  screen_bench_type(bench, "x");
  ck_assert_int_eq(access(own, F_OK), 0);
  screen_bench_type(bench, "<Down><Enter>");
  ck_assert_int_ne(access(own, F_OK), 0);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("held_keys");
  TCase *held = tcase_create("held");
  tcase_set_timeout(held, 300);
  tcase_add_checked_fixture(held, set_up, tear_down);
  tcase_add_loop_test(held, held_key__removes_nothing__wherever_one_is, 0, PLACE_COUNT);
  tcase_add_test(held, two_keys__remove__what_one_does_not);
  suite_add_tcase(suite, held);
  return suite_run(suite);
}
