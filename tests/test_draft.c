/* A routine in the person's own editor: taken when it is sound, asked about when it is not. */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "nightcalf/mem.h"
#include "routines_bench.h"
#include "suite.h"
#include "temp_folder.h"

/* Makes an editor that runs these lines of shell on the file $1. */
static void make_editor(const char *lines) {
  char *path = temp_folder_path("my-editor");
  char *text = mem_format("#!/bin/sh\n%s\n", lines);
  temp_folder_write("my-editor", text);
  ck_assert_int_eq(chmod(path, 0700), 0);
  unsetenv("VISUAL");
  setenv("EDITOR", path, 1);
  free(text);
  free(path);
}

START_TEST(draft__is_taken__when_it_is_sound) {
  make_editor("sed -i s/30/45/ \"$1\"");
  routines_open_at("my-calves");
  screen_bench_type(bench, "v");
  ck_assert_str_eq(on_top(), "routines");
  expect("Saved: \"my-calves\" is in force.");
  Routine *routine = screen_bench_routine(bench, "my-calves");
  ck_assert_int_eq(routine->steps[0].duration, 45000);
  routine_free(routine);
}
END_TEST

START_TEST(draft__is_asked_about__when_it_is_broken) {
  make_editor("sed -i s/30/-3/ \"$1\"");
  routines_open_at("my-calves");
  screen_bench_type(bench, "v");
  ck_assert_str_eq(on_top(), "draft");
  expect("above 0 and at most 4 h; got -3");
  Routine *routine = screen_bench_routine(bench, "my-calves");
  ck_assert_int_eq(routine->steps[0].duration, 30000);
  routine_free(routine);
}
END_TEST

START_TEST(draft__waits__while_there_is_a_cramp) {
  make_editor("sed -i s/30/-3/ \"$1\"");
  free(bench->app.paths.shipped);
  bench->app.paths.shipped = mem_copy(TESTS_DIR "/screens/cramp");
  routines_open_at("my-calves");
  screen_bench_type(bench, "vc");
  ck_assert_str_eq(on_top(), "run");
  ck_assert(bench->app.cramp.on);
  screen_bench_type(bench, "q2<Enter>");
  ck_assert_str_eq(on_top(), "draft");
}
END_TEST

START_TEST(draft__is_edited_again__and_taken) {
  make_editor("if grep -q 30 \"$1\"; then sed -i s/30/-3/ \"$1\"; else sed -i s/-3/60/ \"$1\"; fi");
  routines_open_at("my-calves");
  screen_bench_type(bench, "v1");
  ck_assert_str_eq(on_top(), "routines");
  expect("Saved: \"my-calves\" is in force.");
}
END_TEST

START_TEST(draft__is_kept__and_opened_again) {
  make_editor("sed -i s/30/-3/ \"$1\"");
  routines_open_at("my-calves");
  screen_bench_type(bench, "v2");
  ck_assert_str_eq(on_top(), "routines");
  expect("Kept as a draft");
  make_editor("sed -i s/-3/50/ \"$1\"");
  screen_bench_type(bench, "v");
  expect("Saved: \"my-calves\" is in force.");
}
END_TEST

START_TEST(draft__is_dropped__when_asked_to) {
  make_editor("sed -i s/30/-3/ \"$1\"");
  routines_open_at("my-calves");
  screen_bench_type(bench, "v3");
  expect("Dropped: \"my-calves\" is as it was.");
  ck_assert(!exists("routines/my-calves.cfg.draft"));
}
END_TEST

START_TEST(draft__tells__when_nothing_was_changed_or_no_editor_runs) {
  make_editor("true");
  routines_open_at("my-calves");
  screen_bench_type(bench, "v");
  expect("Nothing was changed in \"my-calves\".");
  setenv("EDITOR", "/nowhere/editor", 1);
  screen_bench_type(bench, "v");
  ck_assert_str_eq(on_top(), "routines");
  expect("/nowhere/editor");
}
END_TEST

static int lent;

static void lend(void *terminal, bool away) {
  ck_assert_ptr_eq(terminal, bench);
  lent = lent * 10 + (away ? 1 : 2);
}

START_TEST(draft__gives_the_terminal_away__and_takes_it_back) {
  make_editor("true");
  bench->tui.lend = lend;
  bench->tui.terminal = bench;
  routines_open_at("my-calves");
  screen_bench_type(bench, "v");
  ck_assert_int_eq(lent, 12);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("draft");
  TCase *draft = tcase_create("draft");
  tcase_add_checked_fixture(draft, routines_set_up, routines_tear_down);
  tcase_add_test(draft, draft__is_taken__when_it_is_sound);
  tcase_add_test(draft, draft__is_asked_about__when_it_is_broken);
  tcase_add_test(draft, draft__waits__while_there_is_a_cramp);
  tcase_add_test(draft, draft__is_edited_again__and_taken);
  tcase_add_test(draft, draft__is_kept__and_opened_again);
  tcase_add_test(draft, draft__is_dropped__when_asked_to);
  tcase_add_test(draft, draft__tells__when_nothing_was_changed_or_no_editor_runs);
  tcase_add_test(draft, draft__gives_the_terminal_away__and_takes_it_back);
  suite_add_tcase(suite, draft);
  return suite_run(suite);
}
