/* A person's own keys: names, conflicts on any screen, and what is in force and shown after. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/mem.h"
#include "screen_bench.h"
#include "suite.h"
#include "tui/keys_bind.h"

enum { BINDINGS_MAX = 4 };

static ScreenBench *bench;
static Error err;

static void set_up(void) {
  bench = screen_bench_new(24, 80);
  err.text[0] = '\0';
}

static void tear_down(void) {
  screen_bench_free(bench);
}

/* Takes these bindings as the settings'; the list ends with NULL. */
static void bind_all(const char *const *texts) {
  TextList *list = &bench->app.settings.keys;
  list->at = mem_new(BINDINGS_MAX, sizeof *list->at);
  for (list->count = 0; texts[list->count] != NULL; list->count++) {
    list->at[list->count] = mem_copy(texts[list->count]);
  }
  tui_take_keys(&bench->tui);
}

static void bind(const char *text) {
  const char *const texts[] = {text, NULL};
  bind_all(texts);
}

/* ---- names ---- */

START_TEST(keys_parse__knows__every_name_that_is_written) {
  static const struct {
    const char *name;
    int key;
    const char *written; /* NULL: as the name */
  } cases[] = {
      {"p", 'p', NULL},
      {"P", 'P', NULL},
      {"?", '?', NULL},
      {":", ':', NULL},
      {"ä", 0xE4, NULL},
      {"日", 0x65E5, NULL},
      {"Space", ' ', NULL},
      {"space", ' ', "Space"},
      {"ENTER", KEY_RETURN, "Enter"},
      {"Esc", KEY_ESCAPE, NULL},
      {"Tab", KEY_TAB, NULL},
      {"Shift-Tab", FUNCTION_KEY(KEY_BTAB), NULL},
      {"Backspace", FUNCTION_KEY(KEY_BACKSPACE), NULL},
      {"Up", FUNCTION_KEY(KEY_UP), NULL},
      {"Down", FUNCTION_KEY(KEY_DOWN), NULL},
      {"Left", FUNCTION_KEY(KEY_LEFT), NULL},
      {"Right", FUNCTION_KEY(KEY_RIGHT), NULL},
      {"Home", FUNCTION_KEY(KEY_HOME), NULL},
      {"End", FUNCTION_KEY(KEY_END), NULL},
      {"PageUp", FUNCTION_KEY(KEY_PPAGE), NULL},
      {"PgDn", FUNCTION_KEY(KEY_NPAGE), "PageDown"},
      {"Insert", FUNCTION_KEY(KEY_IC), NULL},
      {"Delete", FUNCTION_KEY(KEY_DC), NULL},
      {"F1", FUNCTION_KEY(KEY_F(1)), NULL},
      {"f12", FUNCTION_KEY(KEY_F(12)), "F12"},
      {"Ctrl-A", 1, NULL},
      {"ctrl-x", 24, "Ctrl-X"},
      {"Ctrl-I", KEY_TAB, "Tab"},
      {"Ctrl-M", KEY_RETURN, "Enter"},
      {"Ctrl-H", FUNCTION_KEY(KEY_BACKSPACE), "Backspace"},
  };
  ck_assert_uint_eq(sizeof cases / sizeof cases[0], 30);
  char written[KEY_LABEL_SIZE];
  ck_assert_int_eq(keys_parse(cases[_i].name, &err), cases[_i].key);
  keys_write(cases[_i].key, written, sizeof written);
  ck_assert_str_eq(written, cases[_i].written != NULL ? cases[_i].written : cases[_i].name);
}
END_TEST

START_TEST(keys_parse__refuses__what_is_no_key) {
  static const char *const names[] = {"",      "pp",     "F0",      "F13",      "F1x",      "F01",
                                      "Ctrl-", "Ctrl-1", "Ctrl-AB", "Spacebar", "\xCC\x81", " "};
  ck_assert_int_eq(keys_parse(names[_i], &err), 0);
  ck_assert_ptr_nonnull(strstr(err.text, "there is no key"));
}
END_TEST

START_TEST(keys_parse__leaves__the_terminals_own) {
  static const char *const names[] = {"Ctrl-C", "ctrl-z", "Ctrl-S", "Ctrl-Q"};
  ck_assert_int_eq(keys_parse(names[_i], &err), 0);
  ck_assert_ptr_nonnull(strstr(err.text, "the terminal keeps"));
}
END_TEST

START_TEST(keys_write__gives_back__every_key_of_the_table) {
  for (int action = 1; action < ACTION_COUNT; action++) {
    for (size_t i = 0; i < ACTION_KEYS_MAX && action_rows[action].keys[i] != 0; i++) {
      char name[KEY_LABEL_SIZE];
      keys_write(action_rows[action].keys[i], name, sizeof name);
      ck_assert_int_eq(keys_parse(name, &err), action_rows[action].keys[i]);
    }
  }
}
END_TEST

/* ---- the check ---- */

START_TEST(keys_check__says__what_is_wrong) {
  static const struct {
    const char *texts[BINDINGS_MAX];
    const char *finding; /* NULL: nothing is */
  } cases[] = {
      {{NULL}, NULL},
      {{"pause: z Space"}, NULL},
      {{"pause: z"}, NULL},
      {{"pause: z z Space"}, NULL},
      {{"cramp: C F2", "mute: c"}, NULL},
      {{"again: m", "mute: r"}, NULL},
      {{"paus: z"}, "there is no action \"paus\"; did you mean \"pause\"?"},
      {{"goon: z"}, "there is no action \"goon\"; did you mean \"go-on\"?"},
      {{"fly-away: z"},
       "there is no action \"fly-away\"; the screen \"keys\" in the settings lists them"},
      {{"pause z"}, "\"pause z\" is not of the form \"ACTION: KEY [KEY...]\""},
      {{"pause: Ctrl-Z"}, "\"pause\": the terminal keeps \"Ctrl-Z\" to itself; take another key"},
      {{"pause: a b d e f g i k n o s"}, "\"pause\": an action has at most 10 keys"},
      {{"digit: a"}, "\"digit\" cannot have other keys: the answers are numbered"},
      {{"pause: p"},
       "the key \"p\" would mean both \"pause\" and \"back\" (run: While a step runs); give one of "
       "them another key"},
      {{"cramp: q"},
       "the key \"q\" would mean both \"cramp\" and \"quit\" (home: At home); give one of them "
       "another key"},
      {{"search-end: x"},
       "\"search-end\" would have no key where text is typed (learn: While you search the cards): "
       "give it one that types nothing too, such as F5 or Ctrl-A"},
  };
  ck_assert_uint_eq(sizeof cases / sizeof cases[0], 16);
  TextList list = {.at = (char **)cases[_i].texts};
  while (list.at[list.count] != NULL) {
    list.count++;
  }
  ck_assert_int_eq(keys_check(&list, &err), cases[_i].finding == NULL);
  if (cases[_i].finding != NULL) {
    ck_assert_str_eq(err.text, cases[_i].finding);
  }
}
END_TEST

START_TEST(keys_check__finds_nothing__in_the_table_itself) {
  KeyConflict conflict;
  Keymap keys;
  keys_defaults(&keys);
  bool any = keys_conflict(&keys, &conflict);
  if (any) {
    keys_tell(&conflict, &err);
  }
  ck_assert_msg(!any, "%s", err.text);
}
END_TEST

START_TEST(keys_check__refuses__every_key_of_a_neighbour) {
  for (size_t i = 0; tui_screens[i] != NULL; i++) {
    for (const ActionList *list = tui_screens[i]->lists; list->title != NULL; list++) {
      if (keys_typing(list) || list->at[0] == ACTION_DIGIT || list->at[1] == ACTION_DIGIT) {
        continue;
      }
      char one[ACTION_NAME_SIZE];
      char key[KEY_LABEL_SIZE];
      keys_action_name(list->at[0], one);
      keys_write(action_rows[list->at[1]].keys[0], key, sizeof key);
      char *text = mem_format("%s: %s", one, key);
      TextList bindings = {&text, 1};
      ck_assert_msg(!keys_check(&bindings, &err), "%s in %s", text, list->title);
      free(text);
    }
  }
}
END_TEST

/* ---- in force ---- */

START_TEST(keys__of_ones_own__work_and_the_old_ones_do_not) {
  bind("pause: z");
  screen_bench_run(bench, "legs", "wall");
  screen_bench_type(bench, "<Space>");
  ck_assert_int_eq(session_state(bench->app.session), SESSION_RUNNING);
  screen_bench_type(bench, "z");
  ck_assert_int_eq(session_state(bench->app.session), SESSION_PAUSED);
}
END_TEST

START_TEST(keys__of_ones_own__are_what_footer_help_and_sentences_say) {
  static const char *const texts[] = {"pause: z", "go-on: F5", "help: H ?", "mute: s", NULL};
  bind_all(texts);
  screen_bench_run(bench, "legs", "wall");
  screen_bench_wait(bench, 18000);
  ck_assert(screen_bench_shows(bench, "z pause"));
  ck_assert(screen_bench_shows(bench, "H help"));
  screen_bench_type(bench, "z");
  ck_assert(screen_bench_shows(bench, "F5 goes on."));
  screen_bench_type(bench, "H");
  ck_assert(screen_bench_shows(bench, "F5             Go on, after three seconds"));
}
END_TEST

START_TEST(keys__of_ones_own__leave_the_letters_to_who_types) {
  bind("cramp-typing: x F2");
  screen_bench_run(bench, "legs", "head");
  screen_bench_type(bench, "xx");
  ck_assert(screen_bench_shows(bench, "> xx_"));
  screen_bench_type(bench, "<F2>");
  ck_assert_str_eq(bench->app.routine->id, "cramp-now");
}
END_TEST

START_TEST(keys__in_conflict__are_left_out_and_told_at_home) {
  static const char *const texts[] = {"pause: z", "mute: z", NULL};
  bind_all(texts);
  ck_assert_int_eq(bench->tui.keys.at[ACTION_PAUSE][0], 'z');
  ck_assert_int_eq(bench->tui.keys.at[ACTION_MUTE][0], 'm');
  ck_assert_str_ne(bench->tui.keys_problem.text, "");
  screen_bench_home(bench);
  ck_assert(screen_bench_shows(bench, "the key \"z\" would mean both"));
}
END_TEST

START_TEST(keys__that_are_none__leave_the_others_in_force) {
  static const char *const texts[] = {"paus: y", "mute: s", NULL};
  bind_all(texts);
  ck_assert_int_eq(bench->tui.keys.at[ACTION_MUTE][0], 's');
  ck_assert_int_eq(bench->tui.keys.at[ACTION_PAUSE][0], ' ');
  ck_assert_str_eq(bench->tui.keys_problem.text,
                   "there is no action \"paus\"; did you mean \"pause\"?");
}
END_TEST

START_TEST(keys__move_as_ever__unless_bound_anew) {
  bind("up: Ctrl-P");
  screen_bench_home(bench);
  ck_assert_int_eq(keys_find(&bench->tui.keys, &screen_home.lists[0], 'j'), ACTION_DOWN);
  ck_assert_int_eq(keys_find(&bench->tui.keys, &screen_home.lists[0], 16), ACTION_UP);
  ck_assert_int_eq(keys_find(&bench->tui.keys, &screen_home.lists[0], 'k'), ACTION_NONE);
}
END_TEST

START_TEST(keys__that_terminals_send_in_several_ways__are_one) {
  static const int enters[] = {'\r', '\n', FUNCTION_KEY(KEY_ENTER)};
  for (size_t i = 0; i < 3; i++) {
    ck_assert_int_eq(keys_find(&bench->tui.keys, &screen_home.lists[0], enters[i]), ACTION_START);
  }
  bind("mute: Backspace");
  static const int backs[] = {8, 127, FUNCTION_KEY(KEY_BACKSPACE)};
  for (size_t i = 0; i < 3; i++) {
    ck_assert_int_eq(keys_find(&bench->tui.keys, &screen_run.lists[0], backs[i]), ACTION_MUTE);
  }
}
END_TEST

int main(void) {
  Suite *suite = suite_create("keys_bind");
  TCase *names = tcase_create("names");
  tcase_add_checked_fixture(names, set_up, tear_down);
  tcase_add_loop_test(names, keys_parse__knows__every_name_that_is_written, 0, 30);
  tcase_add_loop_test(names, keys_parse__refuses__what_is_no_key, 0, 12);
  tcase_add_loop_test(names, keys_parse__leaves__the_terminals_own, 0, 4);
  tcase_add_test(names, keys_write__gives_back__every_key_of_the_table);
  suite_add_tcase(suite, names);
  TCase *check = tcase_create("check");
  tcase_add_checked_fixture(check, set_up, tear_down);
  tcase_add_loop_test(check, keys_check__says__what_is_wrong, 0, 16);
  tcase_add_test(check, keys_check__finds_nothing__in_the_table_itself);
  tcase_add_test(check, keys_check__refuses__every_key_of_a_neighbour);
  suite_add_tcase(suite, check);
  TCase *force = tcase_create("in force");
  tcase_add_checked_fixture(force, set_up, tear_down);
  tcase_add_test(force, keys__of_ones_own__work_and_the_old_ones_do_not);
  tcase_add_test(force, keys__of_ones_own__are_what_footer_help_and_sentences_say);
  tcase_add_test(force, keys__of_ones_own__leave_the_letters_to_who_types);
  tcase_add_test(force, keys__in_conflict__are_left_out_and_told_at_home);
  tcase_add_test(force, keys__that_are_none__leave_the_others_in_force);
  tcase_add_test(force, keys__move_as_ever__unless_bound_anew);
  tcase_add_test(force, keys__that_terminals_send_in_several_ways__are_one);
  suite_add_tcase(suite, force);
  return suite_run(suite);
}
