/* Where the hardware cursor rests, which braille displays and screen readers follow: after every
 * key on the focused line, on every screen, at both sizes; and the focused line has a mark of its
 * own. */
#include <check.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "diary_bench.h"
#include "editor_bench.h"
#include "nightcalf/mem.h"
#include "nights_bench.h"
#include "suite.h"

static const Millis second = 1000;
enum { ROWS_MAX = 64, WALK = 60, KEYS_MAX = 512 };

static void home(ScreenBench *bench) {
  screen_bench_home(bench);
}

static void start(ScreenBench *bench) {
  screen_bench_home(bench);
  screen_bench_start(bench, "legs");
}

static void run(ScreenBench *bench) {
  screen_bench_run(bench, "legs", "wall");
}

static void run_question(ScreenBench *bench) {
  screen_bench_run(bench, "legs", NULL);
}

static void run_checklist(ScreenBench *bench) {
  screen_bench_run(bench, "legs", "bed");
}

static void run_journal(ScreenBench *bench) {
  screen_bench_run(bench, "legs", "head");
}

static void run_breathe(ScreenBench *bench) {
  screen_bench_run(bench, "legs", "breathe");
}

static void run_hurt(ScreenBench *bench) {
  run(bench);
  screen_bench_type(bench, "x");
}

static void cramp(ScreenBench *bench) {
  screen_bench_home(bench);
  screen_bench_cramp(bench);
}

static void end(ScreenBench *bench) {
  screen_bench_run(bench, "at-once", NULL);
  screen_bench_wait(bench, 31 * second);
}

static void learn(ScreenBench *bench) {
  learn_open(&bench->tui);
}

static void profile(ScreenBench *bench) {
  profile_open(&bench->tui);
}

static void first_run(ScreenBench *bench) {
  first_run_open(&bench->tui);
}

static void agree(ScreenBench *bench) {
  bench->app.settings.profile |= 1U << FLAG_RECENT_SURGERY;
  agree_open(&bench->tui, "legs", NULL);
}

static void routines_list(ScreenBench *bench) {
  routines_open(&bench->tui);
}

static void settings(ScreenBench *bench) {
  settings_open(&bench->tui);
}

static void keys(ScreenBench *bench) {
  keys_open(&bench->tui);
}

static void sounds(ScreenBench *bench) {
  sounds_open(&bench->tui);
}

static void editor(ScreenBench *bench) {
  editor_open(&bench->tui, "mine");
}

static void editor_step(ScreenBench *bench) {
  editor(bench);
  screen_bench_type(bench, "j<Enter>");
}

static void editor_choices(ScreenBench *bench) {
  editor(bench);
  screen_bench_type(bench, "jjj<Enter><Down><Space>");
}

static void preview(ScreenBench *bench) {
  Routine *routine = screen_bench_routine(bench, "legs");
  preview_open(&bench->tui, routine);
  routine_free(routine);
}

static void diary(ScreenBench *bench) {
  diary_open(&bench->tui, diary_bench_last());
}

static void review(ScreenBench *bench) {
  review_open(&bench->tui);
}

static void review_year(ScreenBench *bench) {
  review(bench);
  screen_bench_type(bench, "2");
}

static void review_sessions(ScreenBench *bench) {
  review(bench);
  screen_bench_type(bench, "3");
}

static void review_trial(ScreenBench *bench) {
  review(bench);
  screen_bench_type(bench, "6");
}

static void night(ScreenBench *bench) {
  night_open(&bench->tui, diary_bench_last());
}

static void session(ScreenBench *bench) {
  HistoryFilter filter = {.limit = 1};
  session_open(&bench->tui, &filter);
}

static void notes(ScreenBench *bench) {
  notes_open(&bench->tui);
}

static void habits(ScreenBench *bench) {
  habits_open(&bench->tui);
}

static void help(ScreenBench *bench) {
  screen_bench_home(bench);
  help_open(&bench->tui);
}

/* What the bench has to hold: nothing, nights to look back at, or a routine of the person's own. */
typedef enum Kind { PLAIN, NIGHTS, OWN } Kind;

static const struct {
  const char *name;
  void (*set)(ScreenBench *bench);
  Kind kind;
} places[] = {
    {"home", home, PLAIN},
    {"start", start, PLAIN},
    {"run", run, PLAIN},
    {"a question", run_question, PLAIN},
    {"a checklist", run_checklist, PLAIN},
    {"a journal", run_journal, PLAIN},
    {"breathing", run_breathe, PLAIN},
    {"hurt", run_hurt, PLAIN},
    {"cramp", cramp, PLAIN},
    {"end", end, PLAIN},
    {"learn", learn, PLAIN},
    {"profile", profile, PLAIN},
    {"first run", first_run, PLAIN},
    {"agree", agree, PLAIN},
    {"routines", routines_list, PLAIN},
    {"settings", settings, PLAIN},
    {"keys", keys, PLAIN},
    {"sounds", sounds, PLAIN},
    {"editor", editor, OWN},
    {"a step's form", editor_step, OWN},
    {"choices", editor_choices, OWN},
    {"preview", preview, PLAIN},
    {"diary", diary, PLAIN},
    {"review", review, NIGHTS},
    {"year", review_year, NIGHTS},
    {"sessions", review_sessions, NIGHTS},
    {"trial", review_trial, NIGHTS},
    {"night", night, NIGHTS},
    {"session", session, NIGHTS},
    {"notes", notes, NIGHTS},
    {"habits", habits, NIGHTS},
    {"help", help, PLAIN},
};
enum { PLACES = sizeof places / sizeof places[0] };

static const char *on_top(const ScreenBench *bench) {
  return bench->tui.depth > 0 ? bench->tui.stack[bench->tui.depth - 1].screen->name : "";
}

/* Whether a row holds the mark: ">" before its first word, or close before a day or a month. */
static bool is_marked(const char *row) {
  const char *first = row + strspn(row, " ");
  if (strncmp(first, "> ", 2) == 0) {
    return true;
  }
  for (const char *at = strchr(row, '>'); at != NULL; at = strchr(at + 1, '>')) {
    bool begins = at == row || at[-1] == ' ';
    if (begins && isalnum((unsigned char)at[1])) {
      return true;
    }
  }
  return false;
}

/* Whether the cursor is in a field: it has room left, or the cursor is right behind its text. */
static bool is_typed_into(const char *row, int column) {
  bool behind = column > 0 && (size_t)column <= strlen(row) && row[column - 1] != ' ' &&
                strchr(" _", row[column]) != NULL;
  return behind || strchr(row, '_') != NULL;
}

/* What is wrong with the cursor; NULL: nothing is. */
static const char *wrong(ScreenBench *bench) {
  char *drawn = screen_bench_draw(bench);
  const Frame *frame = &bench->frame;
  char *rest = drawn;
  bool prose = strcmp(on_top(bench), "help") == 0; /* which speaks of the mark */
  int marks = 0;
  bool on_mark = false;
  bool on_field = false;
  bool on_text = false;
  for (int row = 0; row < frame->rows; row++) {
    char *line = strsep(&rest, "\n");
    bool here = row == frame->cursor_row;
    bool marked = !prose && row + 1 < frame->rows && is_marked(line);
    marks += marked ? 1 : 0;
    on_mark = on_mark || (here && marked);
    on_field = on_field || (here && is_typed_into(line, frame->cursor_column));
    on_text = on_text || (here && line[strspn(line, " ")] != '\0');
  }
  free(drawn);
  bool inside = frame->cursor_row >= 0 && frame->cursor_row < frame->rows &&
                frame->cursor_column >= 0 && frame->cursor_column < frame->columns;
  bool runs = strcmp(on_top(bench), "run") == 0;
  return !inside                                ? "is outside the screen"
         : frame->cursor_hidden && !runs        ? "is hidden"
         : marks > 0 && !on_mark && !on_field   ? "is not on the marked line"
         : marks > 1 && !on_field               ? "is on one of several marked lines"
         : !on_text                             ? "is on an empty line"
         : frame->cursor_row + 1 == frame->rows ? "is on the footer"
                                                : NULL;
}

static void check(ScreenBench *bench, const char *place, const char *typed) {
  const char *fault = wrong(bench);
  if (fault != NULL) {
    char *drawn = screen_bench_draw(bench);
    ck_abort_msg("from %s, after %s: on %s the cursor %s:\n%s", place, typed, on_top(bench), fault,
                 drawn);
  }
}

/* A bench on which a place is open. */
static ScreenBench *new_bench(size_t place, const int size[2]) {
  Kind kind = places[place].kind;
  ScreenBench *bench =
      kind == OWN ? editor_bench_new(size[0], size[1]) : screen_bench_new(size[0], size[1]);
  bench->app.settings.profile_asked = true;
  if (kind == NIGHTS) {
    nights_settings(bench, "trial_routine = \"legs\"; trial_start = \"2026-10-24\";\n"
                           "compare_habits = [ \"standing_hours\" ];");
    nights_fill(bench);
  }
  places[place].set(bench);
  return bench;
}

/* Opens the place once more, where looking leaves nothing behind, else on another bench. */
static ScreenBench *open_again(ScreenBench *bench, size_t place, const int size[2]) {
  if (places[place].kind != NIGHTS || bench->app.session != NULL) {
    screen_bench_free(bench);
    return new_bench(place, size);
  }
  tui_close_all(&bench->tui);
  places[place].set(bench);
  return bench;
}

/* Adds a key that is not among them yet. */
static void add_key(int keys[KEYS_MAX], size_t *count, int key) {
  size_t at = 0;
  while (at < *count && keys[at] != key) {
    at++;
  }
  keys[at] = key;
  *count = at == *count ? at + 1 : *count;
}

static void add_action(int keys[KEYS_MAX], size_t *count, Action action) {
  for (size_t i = 0; i < ACTION_KEYS_MAX && action_rows[action].keys[i] != 0; i++) {
    add_key(keys, count, action_rows[action].keys[i]);
  }
}

/* Every key of every action. */
static size_t all_keys(int keys[KEYS_MAX]) {
  size_t count = 0;
  for (Action action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
    add_action(keys, &count, action);
  }
  return count;
}

/* Every key that means something on the screen on top, and two that are typed. */
static size_t keys_here(const ScreenBench *bench, int keys[KEYS_MAX]) {
  size_t count = 0;
  const ActionList *list = bench->tui.stack[bench->tui.depth - 1].screen->lists;
  for (; list->title != NULL; list++) {
    for (size_t i = 0; i < ACTION_LIST_MAX && list->at[i] != ACTION_NONE; i++) {
      add_action(keys, &count, list->at[i]);
    }
  }
  add_key(keys, &count, 'Z');
  add_key(keys, &count, '4');
  return count;
}

static void press(ScreenBench *bench, int key) {
  tui_key(&bench->tui, key);
  tui_advance(&bench->tui);
}

static const int sizes[2][2] = {{24, 80}, {12, 40}};

/* Every kind of screen must be among those seen. */
static void check_seen(const char *seen) {
  for (size_t i = 0; tui_screens[i] != NULL; i++) {
    char *name = mem_format(" %s ", tui_screens[i]->name);
    /* shown after an editor of the person's own was left with a fault in the file */
    bool own = strcmp(tui_screens[i]->name, "draft") == 0;
    ck_assert_msg(own || strstr(seen, name) != NULL, "no place leads to%sin%s", name, seen);
    free(name);
  }
}

/* Adds the name of the screen on top. */
static void add_seen(const ScreenBench *bench, char **seen) {
  char *name = mem_format(" %s ", on_top(bench));
  if (strstr(*seen, name) == NULL) {
    char *longer = mem_format("%s%s", *seen, name + 1);
    free(*seen);
    *seen = longer;
  }
  free(name);
}

START_TEST(cursor__rests_on_the_focused_line__after_any_key_on_every_screen) {
  int found[KEYS_MAX];
  char *seen = mem_copy(" ");
  for (size_t place = 0; place < PLACES; place++) {
    ScreenBench *bench = new_bench(place, sizes[_i]);
    size_t count = keys_here(bench, found);
    for (size_t i = 0; i < count; i++) {
      char typed[32];
      snprintf(typed, sizeof typed, "key %d", found[i]);
      bench = open_again(bench, place, sizes[_i]);
      check(bench, places[place].name, "nothing");
      add_seen(bench, &seen);
      press(bench, found[i]);
      if (bench->tui.depth > 0) {
        check(bench, places[place].name, typed);
        add_seen(bench, &seen);
      }
    }
    screen_bench_free(bench);
  }
  check_seen(seen);
  free(seen);
}
END_TEST

/* A number that follows no rule one could see; the same in every run. Source of the factors:
 * Press and others, Numerical Recipes, 7.1, "An Even Quicker Generator". */
static unsigned next_number(unsigned *state) {
  *state = *state * 1664525U + 1013904223U;
  return *state >> 16;
}

/* Whether the screen is dark, as it is at the end. */
static bool is_dark(ScreenBench *bench) {
  char *drawn = screen_bench_draw(bench);
  bool dark = strspn(drawn, "\n") == (size_t)bench->frame.rows;
  free(drawn);
  return dark;
}

START_TEST(cursor__rests_on_the_focused_line__on_a_long_way_through_the_screens) {
  int found[KEYS_MAX];
  size_t count = all_keys(found);
  unsigned number = (unsigned)_i + 1;
  for (size_t place = 0; place < PLACES; place++) {
    char typed[WALK * 8] = "";
    ScreenBench *bench = new_bench(place, sizes[_i]);
    for (int i = 0; i < WALK && bench->tui.depth > 0; i++) {
      int key = found[next_number(&number) % count];
      size_t used = strlen(typed);
      snprintf(typed + used, sizeof typed - used, " %d", key);
      press(bench, key);
      if (next_number(&number) % 4 == 0) {
        screen_bench_wait(bench, next_number(&number) % 3000);
      }
      if (bench->tui.depth > 0 && !is_dark(bench)) {
        check(bench, places[place].name, typed);
      }
    }
    screen_bench_free(bench);
  }
}
END_TEST

int main(void) {
  setenv("EDITOR", "true", 1);
  setenv("VISUAL", "true", 1);
  Suite *suite = suite_create("cursor");
  TCase *tests = tcase_create("cursor");
  tcase_set_timeout(tests, 600);
  tcase_add_loop_test(tests, cursor__rests_on_the_focused_line__after_any_key_on_every_screen, 0,
                      2);
  tcase_add_loop_test(tests, cursor__rests_on_the_focused_line__on_a_long_way_through_the_screens,
                      0, 2);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
