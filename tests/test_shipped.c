/* The shipped routines against the figures they were specified with: each step's total, each
 * routine's, and the texts' limits. A routine that changes its timing fails here, not in somebody's
 * bedroom. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/library.h"
#include "nightcalf/text.h"

typedef struct Shipped {
  const char *id;
  int total_s;
  int step_s[16]; /* ends with -1 */
} Shipped;

static const Shipped SHIPPED[] = {
    {"evening-calf", 600, {10, 35, 155, 75, 85, 100, 120, 20, -1}},
    {"three-minute-standing", 180, {85, 85, 10, -1}},
    {"cramp-now", 450, {30, 60, 5, 45, 60, 65, 15, 20, 30, 120, -1}},
};
enum { SHIPPED_COUNT = sizeof SHIPPED / sizeof SHIPPED[0] };

static Library library;

static Routine *load(const char *id) {
  const RoutineEntry *entry = library_find(&library, id);
  ck_assert_msg(entry != NULL, "no routine %s", id);
  Diagnostics diagnostics = {0};
  Routine *routine = routine_load(&library, entry->file, &diagnostics);
  for (size_t i = 0; i < diagnostics.count; i++) {
    fprintf(stderr, "%s:%d:%d: %s\n", diagnostics.items[i].file, diagnostics.items[i].line,
            diagnostics.items[i].column, diagnostics.items[i].message);
  }
  ck_assert_msg(routine != NULL, "%s has errors", id);
  ck_assert_msg(diagnostics.count == 0, "%s has warnings", id);
  diagnostics_free(&diagnostics);
  return routine;
}

static void open_library(void) {
  library_open(&library, NULL, NULL, SOURCE_DIR "/routines");
}

static void close_library(void) {
  library_free(&library);
}

START_TEST(shipped_routine__adds_up__as_specified) {
  const Shipped *expected = &SHIPPED[_i];
  Routine *routine = load(expected->id);
  Timeline timeline;
  timeline_build(routine, SIDE_NONE, &timeline);
  for (size_t step = 0; step < routine->step_count; step++) {
    ck_assert_int_ne(expected->step_s[step], -1);
    ck_assert_msg(timeline_step_total(&timeline, (int)step) == expected->step_s[step] * 1000,
                  "%s step %zu takes %lld ms, not %d s", expected->id, step + 1,
                  (long long)timeline_step_total(&timeline, (int)step), expected->step_s[step]);
  }
  ck_assert_int_eq(expected->step_s[routine->step_count], -1);
  ck_assert_int_eq(timeline.total, expected->total_s * 1000);
  timeline_free(&timeline);
  routine_free(routine);
}
END_TEST

START_TEST(shipped_routine__takes_as_long__with_the_right_leg_first) {
  Routine *routine = load(SHIPPED[_i].id);
  Timeline timeline;
  timeline_build(routine, SIDE_RIGHT, &timeline);
  ck_assert_int_eq(timeline.total, SHIPPED[_i].total_s * 1000);
  timeline_free(&timeline);
  routine_free(routine);
}
END_TEST

/* CONTENT, "How to read an outline": cue 120 characters, detail 2 to 4 lines of 80, spoken text 80,
 * title 28. */
START_TEST(shipped_text__fits__the_limits_of_the_outline) {
  Routine *routine = load(SHIPPED[_i].id);
  ck_assert_ptr_nonnull(routine->note);
  ck_assert_int_ne(routine->evidence, 0);
  for (size_t step = 0; step < routine->step_count; step++) {
    const Step *text = &routine->steps[step];
    ck_assert_int_le(text_width(text->title), 28);
    ck_assert_int_le(text_width(text->cue), 120);
    ck_assert_int_le(text_width(text->say), 80);
    ck_assert_uint_ge(text->detail.count, 1);
    ck_assert_uint_le(text->detail.count, 4);
    for (size_t line = 0; line < text->detail.count; line++) {
      ck_assert_int_le(text_width(text->detail.at[line]), 80);
    }
  }
  routine_free(routine);
}
END_TEST

START_TEST(shipped_folder__holds__what_the_table_lists) {
  ck_assert_uint_eq(library.count, SHIPPED_COUNT);
  ck_assert_uint_eq(library.diagnostics.count, 0);
}
END_TEST

START_TEST(cramp_now__goes_to_the_rubbing_step__when_it_eases) {
  Routine *routine = load("cramp-now");
  const Step *easing = &routine->steps[routine_find_step(routine, "easing")];
  ck_assert_int_eq(easing->choices.at[0].go_step, routine_find_step(routine, "rub-up"));
  ck_assert_int_eq(easing->choices.at[1].go_step, -1);
  ck_assert(routine->instant);
  ck_assert(routine->night);
  routine_free(routine);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("shipped");
  TCase *routines = tcase_create("routines");
  tcase_add_checked_fixture(routines, open_library, close_library);
  tcase_add_loop_test(routines, shipped_routine__adds_up__as_specified, 0, SHIPPED_COUNT);
  tcase_add_loop_test(routines, shipped_routine__takes_as_long__with_the_right_leg_first, 0,
                      SHIPPED_COUNT);
  tcase_add_loop_test(routines, shipped_text__fits__the_limits_of_the_outline, 0, SHIPPED_COUNT);
  tcase_add_test(routines, shipped_folder__holds__what_the_table_lists);
  tcase_add_test(routines, cramp_now__goes_to_the_rubbing_step__when_it_eases);
  suite_add_tcase(suite, routines);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
