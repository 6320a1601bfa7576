/* The screen of routines: what is listed and when it is read, and all that can be done there. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "golden.h"
#include "nightcalf/mem.h"
#include "nightcalf/own.h"
#include "routines_bench.h"
#include "suite.h"
#include "temp_folder.h"
#include "tui/home.h"

/* ---- golden ---- */

typedef struct Scene {
  const char *name;
  void (*set)(void);
} Scene;

static void at_tonights(void) {
  routines_open_at("legs");
}

static void at_broken(void) {
  routines_open_at("torn");
}

static void at_copy(void) {
  routines_open_at("legs");
  screen_bench_type(bench, "y");
}

static void at_bad_name(void) {
  at_copy();
  screen_bench_type(bench, "<Back>!");
}

static void at_remove(void) {
  routines_open_at("my-calves");
  screen_bench_type(bench, "x");
}

static void at_details(void) {
  routines_open_at("torn");
  screen_bench_type(bench, "d");
}

static void at_notice(void) {
  routines_open_at("my-calves");
  screen_bench_type(bench, "t");
}

static void at_home(void) {
  screen_bench_home(bench);
}

static const Scene scenes[] = {
    {"routines", at_tonights},       {"routines-broken", at_broken},
    {"routines-copy", at_copy},      {"routines-bad-name", at_bad_name},
    {"routines-remove", at_remove},  {"routines-details", at_details},
    {"routines-tonight", at_notice}, {"home-own", at_home},
};
enum { SCENE_COUNT = sizeof scenes / sizeof scenes[0] };

START_TEST(routines__look_as_they_did__at_80x24) {
  golden_scene(bench, scenes[_i].name, scenes[_i].set, "test_tui_routines", 24, 80);
}
END_TEST

START_TEST(routines__look_as_they_did__at_40x12) {
  golden_scene(bench, scenes[_i].name, scenes[_i].set, "test_tui_routines", 12, 40);
}
END_TEST

START_TEST(routines__draw_something__at_any_size) {
  scenes[_i].set();
  golden_any_size(bench);
}
END_TEST

/* ---- the list ---- */

START_TEST(routines__are_listed__by_origin) {
  routines_open_at("legs");
  const RoutineList *list = &routines()->list;
  static const char *const ids[] = {"my-calves", "short",  "torn", "from-physio",
                                    "at-once",   "broken", "legs", "short"};
  ck_assert_uint_eq(list->count, 8);
  for (size_t i = 0; i < list->count; i++) {
    ck_assert_str_eq(list->at[i].id, ids[i]);
  }
  ck_assert(list->at[1].replaces_shipped && list->at[7].hidden);
}
END_TEST

START_TEST(routines__are_read__only_when_they_are_seen) {
  for (int i = 0; i < 500; i++) {
    char *name = mem_format("routines/z%03d.cfg", i);
    temp_folder_write(name, ROUTINE("Rub", "Rub"));
    free(name);
  }
  own_refresh(&bench->app);
  routines_open_at("my-calves");
  free(screen_bench_draw(bench));
  const RoutineList *list = &routines()->list;
  size_t read = 0;
  for (size_t i = 0; i < list->count; i++) {
    read += list->at[i].read ? 1 : 0;
  }
  ck_assert_uint_eq(list->count, 508);
  ck_assert_uint_ge(read, 5);
  ck_assert_uint_le(read, 24);
}
END_TEST

START_TEST(home__keeps_its_list_in_place__while_the_mark_moves_in_it) {
  for (int i = 0; i < 30; i++) {
    char *name = mem_format("routines/z%03d.cfg", i);
    temp_folder_write(name, ROUTINE("Rub", "Rub"));
    free(name);
  }
  own_refresh(&bench->app);
  screen_bench_home(bench);
  const Home *home = bench->tui.stack[0].state;
  for (int i = 0; i < 20; i++) {
    free(screen_bench_draw(bench));
    screen_bench_type(bench, "j");
  }
  free(screen_bench_draw(bench));
  size_t first = home->first;
  size_t selected = home->selected;
  ck_assert_uint_gt(first, 0);
  screen_bench_type(bench, "k");
  free(screen_bench_draw(bench));
  ck_assert_uint_eq(home->selected, selected - 1);
  ck_assert_uint_eq(home->first, first);
}
END_TEST

/* How many items of home's last drawing are read. */
static size_t home_read(const Home *home) {
  size_t read = 0;
  for (size_t i = 0; i < home->seen; i++) {
    read += home->items[home->first + i].read ? 1 : 0;
  }
  return read;
}

START_TEST(home__is_drawn__before_it_reads_the_other_routines) {
  Moment when;
  Tui *tui = &bench->tui;
  screen_bench_home(bench);
  tui_draw(tui, bench->window, &bench->frame);
  const Home *home = tui->stack[tui->depth - 1].state;
  ck_assert_uint_ge(home->seen, 3);
  ck_assert_uint_eq(home_read(home), 1);
  ck_assert(tui_deadline(tui, &when) && moment_since(when, tui_now(tui)) == 0);
  tui_advance(tui);
  ck_assert_uint_eq(home_read(home), home->seen);
  tui_draw(tui, bench->window, &bench->frame);
  ck_assert(tui_deadline(tui, &when) && moment_since(when, tui_now(tui)) > 0);
}
END_TEST

START_TEST(routines__that_are_broken__say_where_and_why) {
  routines_open_at("torn");
  expect("Line 4, column 47: step 1");
  screen_bench_type(bench, "d");
  ck_assert_str_eq(on_top(), "card");
  expect("routines/torn.cfg:4:47: error: step 1");
  expect("routines/torn.cfg:5:3: error: step 2");
}
END_TEST

START_TEST(routines__show__what_came_or_went_meanwhile) {
  routines_open_at("legs");
  temp_folder_write("routines/new-one.cfg", ROUTINE("New", "Rub"));
  screen_bench_type(bench, "q");
  screen_bench_type(bench, "o");
  ck_assert_uint_lt(routine_list_find(&routines()->list, "new-one"), routines()->list.count);
}
END_TEST

/* ---- names ---- */

START_TEST(routines__copy__under_a_name_that_is_typed) {
  routines_open_at("legs");
  screen_bench_type(bench, "y");
  expect("Copy \"legs\" as");
  expect("my-legs");
  screen_bench_type(bench, "2<Enter>");
  ck_assert(exists("routines/my-legs2.cfg"));
  expect("Copied: \"my-legs2\" is yours.");
  ck_assert_str_eq(routines()->list.at[routines()->selected].id, "my-legs2");
}
END_TEST

START_TEST(routines__copy__a_replaced_one_from_its_own_file) {
  routines_open_at("legs");
  routines()->selected = 7;
  screen_bench_type(bench, "y<Enter>");
  Routine *copy = screen_bench_routine(bench, "my-short");
  ck_assert_ptr_nonnull(copy);
  ck_assert_str_ne(copy->title, "Short, my way");
  routine_free(copy);
}
END_TEST

START_TEST(routines__judge_a_name__while_it_is_typed) {
  static const struct {
    const char *keys;
    const char *verdict;
  } cases[] = {
      {"", "It will be routines/my-legs.cfg."},
      {"<Back><Back><Back><Back>calves", "You have a routine of that name already."},
      {"!", "cannot name a routine"},
      {"<Home><Del><Del><Del>", "It takes the place of the other \"legs\"."},
  };
  routines_open_at("legs");
  screen_bench_type(bench, "y");
  screen_bench_type(bench, cases[_i].keys);
  expect(cases[_i].verdict);
}
END_TEST

START_TEST(routines__make_nothing__of_a_name_that_cannot_be) {
  routines_open_at("legs");
  screen_bench_type(bench, "y!<Enter>");
  ck_assert_int_eq(routines()->moment, ROUTINES_NAME);
  screen_bench_type(bench, "<Esc>");
  ck_assert_int_eq(routines()->moment, ROUTINES_LIST);
  ck_assert_uint_eq(routines()->list.count, 8);
}
END_TEST

START_TEST(routines__rename__ones_own_and_tonights_with_it) {
  routines_open_at("my-calves");
  screen_bench_type(bench, "t");
  screen_bench_type(bench, "r2<Enter>");
  expect("Renamed: it is \"my-calves2\" now.");
  ck_assert(exists("routines/my-calves2.cfg") && !exists("routines/my-calves.cfg"));
  ck_assert_str_eq(bench->app.settings.routine, "my-calves2");
}
END_TEST

START_TEST(routines__do_not_rename__what_was_shipped) {
  routines_open_at("legs");
  screen_bench_type(bench, "r");
  ck_assert_int_eq(routines()->moment, ROUTINES_LIST);
  expect("Only your own routines can be renamed");
}
END_TEST

START_TEST(routines__begin_a_new_one__in_the_editor) {
  routines_open_at("legs");
  screen_bench_type(bench, "ncalm<Enter>");
  ck_assert_str_eq(on_top(), "editor");
}
END_TEST

START_TEST(routines__do_not_begin__one_in_the_place_of_another) {
  routines_open_at("legs");
  screen_bench_type(bench, "nat-once");
  expect("There is a routine of that name already");
  screen_bench_type(bench, "<Enter>");
  ck_assert(!exists("routines/at-once.cfg"));
}
END_TEST

/* ---- removing ---- */

START_TEST(routines__ask__before_one_is_removed) {
  routines_open_at("my-calves");
  screen_bench_type(bench, "x");
  expect("Remove \"my-calves\"?");
  expect("stays in the record");
  screen_bench_type(bench, "<Enter>");
  ck_assert(exists("routines/my-calves.cfg"));
  screen_bench_type(bench, "x2");
  ck_assert(!exists("routines/my-calves.cfg") && exists("routines/my-calves.cfg~"));
  expect("Removed \"my-calves\".");
}
END_TEST

START_TEST(routines__ask_twice__where_others_borrow) {
  temp_folder_write("routines/lender.cfg", ROUTINE("Lender", "Rub"));
  temp_folder_write("routines/taker.cfg",
                    "format = 1; title = \"Taker\"; steps = ( { use = \"lender/rub\"; } );");
  own_refresh(&bench->app);
  routines_open_at("lender");
  screen_bench_type(bench, "x2");
  ck_assert_int_eq(routines()->moment, ROUTINES_REMOVE);
  expect("taker");
  ck_assert(exists("routines/lender.cfg"));
  screen_bench_type(bench, "2");
  ck_assert(!exists("routines/lender.cfg"));
}
END_TEST

START_TEST(routines__say__that_the_shipped_one_is_back) {
  routines_open_at("short");
  screen_bench_type(bench, "x2");
  expect("The shipped one is in force again.");
}
END_TEST

START_TEST(routines__take_the_default__when_tonights_is_removed) {
  routines_open_at("my-calves");
  screen_bench_type(bench, "t");
  ck_assert_str_eq(bench->app.settings.routine, "my-calves");
  screen_bench_type(bench, "x2");
  ck_assert_ptr_null(bench->app.settings.routine);
  expect("Tonight's routine is now: three-minute-standing");
}
END_TEST

START_TEST(routines__keep__what_is_not_theirs_to_remove) {
  routines_open_at("legs");
  screen_bench_type(bench, "x");
  expect("It came with Nightcalf and stays.");
  routines_open_at("from-physio");
  screen_bench_type(bench, "x");
  expect("NIGHTCALF_ROUTINES");
  ck_assert_int_eq(routines()->moment, ROUTINES_LIST);
}
END_TEST

/* ---- tonight, sound, start ---- */

START_TEST(routines__make__one_tonights) {
  routines_open_at("my-calves");
  screen_bench_type(bench, "t");
  expect("Tonight and from now on: My calves.");
  expect("My calves  (tonight)");
  screen_bench_type(bench, "q");
  expect("> My calves  (tonight)");
}
END_TEST

START_TEST(routines__do_not_make__a_broken_one_tonights) {
  routines_open_at("torn");
  screen_bench_type(bench, "t");
  expect("cannot be tonight's routine");
  ck_assert_str_eq(bench->app.settings.routine, "legs");
}
END_TEST

START_TEST(routines__are_quiet__and_sound_again) {
  routines_open_at("my-calves");
  screen_bench_type(bench, "m");
  ck_assert(own_is_quiet(&bench->app, "my-calves"));
  expect("My calves  (quiet)");
  screen_bench_type(bench, "m");
  ck_assert(!own_is_quiet(&bench->app, "my-calves"));
}
END_TEST

START_TEST(routines__start__the_marked_one) {
  routines_open_at("my-calves");
  screen_bench_type(bench, "s");
  ck_assert_str_eq(on_top(), "start");
  expect("My calves");
}
END_TEST

START_TEST(routines__do_not_start__a_broken_one) {
  routines_open_at("torn");
  screen_bench_type(bench, "s");
  ck_assert_str_eq(on_top(), "routines");
  expect("must be above 0");
}
END_TEST

START_TEST(routines__leave_a_replaced_one_alone__but_say_why) {
  static const char *const keys[] = {"s", "t", "m", "e", "v"};
  routines_open_at("legs");
  routines()->selected = 7;
  screen_bench_type(bench, keys[_i]);
  ck_assert_str_eq(on_top(), "routines");
  expect("takes its place");
}
END_TEST

START_TEST(routines__open__the_editor_and_the_preview) {
  routines_open_at("my-calves");
  screen_bench_type(bench, "<Enter>");
  ck_assert_str_eq(on_top(), "editor");
  screen_bench_type(bench, "q");
  ck_assert_str_eq(on_top(), "routines");
  screen_bench_type(bench, "p");
  ck_assert_str_eq(on_top(), "preview");
}
END_TEST

int main(void) {
  Suite *suite = suite_create("tui_routines");
  TCase *golden = tcase_create("golden");
  tcase_add_checked_fixture(golden, routines_set_up, routines_tear_down);
  tcase_add_loop_test(golden, routines__look_as_they_did__at_80x24, 0, SCENE_COUNT);
  tcase_add_loop_test(golden, routines__look_as_they_did__at_40x12, 0, SCENE_COUNT);
  tcase_add_loop_test(golden, routines__draw_something__at_any_size, 0, SCENE_COUNT);
  suite_add_tcase(suite, golden);
  TCase *list = tcase_create("list");
  tcase_add_checked_fixture(list, routines_set_up, routines_tear_down);
  tcase_add_test(list, routines__are_listed__by_origin);
  tcase_add_test(list, routines__are_read__only_when_they_are_seen);
  tcase_add_test(list, home__keeps_its_list_in_place__while_the_mark_moves_in_it);
  tcase_add_test(list, home__is_drawn__before_it_reads_the_other_routines);
  tcase_add_test(list, routines__that_are_broken__say_where_and_why);
  tcase_add_test(list, routines__show__what_came_or_went_meanwhile);
  suite_add_tcase(suite, list);
  TCase *names = tcase_create("names");
  tcase_add_checked_fixture(names, routines_set_up, routines_tear_down);
  tcase_add_test(names, routines__copy__under_a_name_that_is_typed);
  tcase_add_test(names, routines__copy__a_replaced_one_from_its_own_file);
  tcase_add_loop_test(names, routines__judge_a_name__while_it_is_typed, 0, 4);
  tcase_add_test(names, routines__make_nothing__of_a_name_that_cannot_be);
  tcase_add_test(names, routines__rename__ones_own_and_tonights_with_it);
  tcase_add_test(names, routines__do_not_rename__what_was_shipped);
  tcase_add_test(names, routines__begin_a_new_one__in_the_editor);
  tcase_add_test(names, routines__do_not_begin__one_in_the_place_of_another);
  suite_add_tcase(suite, names);
  TCase *removing = tcase_create("removing");
  tcase_add_checked_fixture(removing, routines_set_up, routines_tear_down);
  tcase_add_test(removing, routines__ask__before_one_is_removed);
  tcase_add_test(removing, routines__ask_twice__where_others_borrow);
  tcase_add_test(removing, routines__say__that_the_shipped_one_is_back);
  tcase_add_test(removing, routines__take_the_default__when_tonights_is_removed);
  tcase_add_test(removing, routines__keep__what_is_not_theirs_to_remove);
  suite_add_tcase(suite, removing);
  TCase *doing = tcase_create("doing");
  tcase_add_checked_fixture(doing, routines_set_up, routines_tear_down);
  tcase_add_test(doing, routines__make__one_tonights);
  tcase_add_test(doing, routines__do_not_make__a_broken_one_tonights);
  tcase_add_test(doing, routines__are_quiet__and_sound_again);
  tcase_add_test(doing, routines__start__the_marked_one);
  tcase_add_test(doing, routines__do_not_start__a_broken_one);
  tcase_add_loop_test(doing, routines__leave_a_replaced_one_alone__but_say_why, 0, 5);
  tcase_add_test(doing, routines__open__the_editor_and_the_preview);
  suite_add_tcase(suite, doing);
  return suite_run(suite);
}
