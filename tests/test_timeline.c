/* What each kind of step compiles to, held against totals worked out by hand from the table of
 * kinds in SPEC section 3. */
#include <check.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/mem.h"
#include "nightcalf/routine.h"
#include "suite.h"

static Routine *routine;
static Timeline timeline;

static void set_up(void) {
  routine = routine_new();
  routine->steps = mem_new(ROUTINE_STEPS_MAX, sizeof *routine->steps);
}

static void tear_down(void) {
  timeline_free(&timeline);
  routine_free(routine);
}

static Step *add_step(const char *kind) {
  Step *step = &routine->steps[routine->step_count++];
  step_init(step, step_kind_find(kind));
  return step;
}

static void compile(Side worse_side) {
  timeline_free(&timeline);
  timeline_build(routine, worse_side, &timeline);
}

/* The timeline in short: phase letter, side letter and repetition or breath, such as "S- Hl1 Rl1".
 */
static const char *shorthand(void) {
  static const char phases[] = "SHRXYWIKEOQ";
  static const char sides[] = "-lrb";
  static char text[1024];
  size_t used = 0;
  for (size_t i = 0; i < timeline.count && used + 8 < sizeof text; i++) {
    const Beat *beat = &timeline.beats[i];
    text[used++] = phases[beat->phase];
    text[used++] = sides[beat->side];
    int number = beat->rep + beat->cycle;
    if (number > 0 && number < 10) {
      text[used++] = (char)('0' + number);
    }
    text[used++] = ' ';
  }
  text[used > 0 ? used - 1 : 0] = '\0';
  return text;
}

/* Seconds, sides ("l", "lr", "rl"...) and the rest of a hold with the total it must come to. */
typedef struct HoldCase {
  int setup, hold, reps;
  const char *sides;
  int order, rest;
  bool rest_after_last;
  int switch_time, swap, total;
} HoldCase;

static void give_sides(Step *step, const char *sides) {
  for (; *sides != '\0'; sides++) {
    Side side = *sides == 'l' ? SIDE_LEFT : *sides == 'r' ? SIDE_RIGHT : SIDE_BOTH;
    step->sides.at[step->sides.count++] = side;
  }
}

static const HoldCase holds[] = {
    /* CONTENT.md A3, A4, A5, H4, B1: as published there */
    {15, 15, 3, "lr", ORDER_SEQUENTIAL, 10, false, 10, 0, 155},
    {6, 15, 2, "lr", ORDER_ALTERNATING, 10, false, 0, 3, 75},
    {15, 10, 3, "lr", ORDER_ALTERNATING, 10, false, 0, 2, 85},
    {20, 10, 3, "lr", ORDER_ALTERNATING, 0, false, 0, 2, 90},
    /* no sides: once, both together; 5 + 3 x 20 + 2 x 4 */
    {5, 20, 3, "", ORDER_SEQUENTIAL, 4, false, 9, 9, 73},
    /* rest after the last too: 2 x (3 x 10 + 3 x 5) + 1 x 7 */
    {0, 10, 3, "lr", ORDER_SEQUENTIAL, 5, true, 7, 0, 97},
    /* one repetition has no rest between: 2 x 30 + 5 */
    {0, 30, 1, "lr", ORDER_SEQUENTIAL, 10, false, 5, 0, 65},
    /* three sides: 3 x (2 x 10 + 1 x 5) + 2 x 4 */
    {0, 10, 2, "lrb", ORDER_SEQUENTIAL, 5, false, 4, 0, 83},
    /* three sides by turns: 3 x 2 x 10 + 5 x 1 */
    {0, 10, 2, "lrb", ORDER_ALTERNATING, 0, false, 0, 1, 65},
    {0, 10, 1, "r", ORDER_SEQUENTIAL, 5, false, 5, 5, 10},
};

START_TEST(timeline_build__adds_up__holds_by_the_formula) {
  const HoldCase *given = &holds[_i];
  Step *step = add_step("hold");
  step->setup = given->setup * 1000;
  step->hold = given->hold * 1000;
  step->reps = given->reps;
  give_sides(step, given->sides);
  step->order = given->order;
  step->rest = given->rest * 1000;
  step->rest_after_last = given->rest_after_last;
  step->switch_time = given->switch_time * 1000;
  step->swap = given->swap * 1000;
  for (Side worse = SIDE_NONE; worse <= SIDE_RIGHT; worse++) {
    compile(worse);
    ck_assert_int_eq(timeline.total, given->total * 1000);
    ck_assert_int_eq(timeline_step_total(&timeline, 0), given->total * 1000);
  }
  ck_assert_int_eq(timeline.waits, 0);
}
END_TEST

START_TEST(timeline_build__orders_a_hold__one_side_after_the_other) {
  Step *step = add_step("hold");
  step->setup = 5000;
  step->hold = 10000;
  step->reps = 2;
  step->rest = 3000;
  step->switch_time = 4000;
  give_sides(step, "lr");
  compile(SIDE_NONE);
  ck_assert_str_eq(shorthand(), "Sl Hl1 Rl1 Hl2 Xr1 Hr1 Rr1 Hr2");
  ck_assert_int_eq(timeline.beats[7].reps, 2);
  step->rest_after_last = true;
  compile(SIDE_RIGHT);
  ck_assert_str_eq(shorthand(), "Sr Hr1 Rr1 Hr2 Rr2 Xl1 Hl1 Rl1 Hl2 Rl2");
}
END_TEST

START_TEST(timeline_build__orders_a_hold__by_turns) {
  Step *step = add_step("hold");
  step->setup = 5000;
  step->hold = 10000;
  step->reps = 2;
  step->rest = 3000; /* the routine's default: means nothing here */
  step->swap = 2000;
  step->order = ORDER_ALTERNATING;
  give_sides(step, "lr");
  compile(SIDE_LEFT);
  ck_assert_str_eq(shorthand(), "Sl Hl1 Yr1 Hr1 Yl2 Hl2 Yr2 Hr2");
  compile(SIDE_RIGHT);
  ck_assert_str_eq(shorthand(), "Sr Hr1 Yl1 Hl1 Yr2 Hr2 Yl2 Hl2");
}
END_TEST

START_TEST(timeline_build__leads_with_the_worse_side__only_where_the_step_has_it) {
  Step *step = add_step("timed");
  step->duration = 1000;
  step->switch_time = 500;
  give_sides(step, "blr");
  compile(SIDE_RIGHT);
  ck_assert_str_eq(shorthand(), "Wr Xb Wb Xl Wl");
  compile(SIDE_NONE);
  ck_assert_str_eq(shorthand(), "Wb Xl Wl Xr Wr");
  step->sides.count = 2;
  compile(SIDE_RIGHT);
  ck_assert_str_eq(shorthand(), "Wb Xl Wl");
}
END_TEST

START_TEST(timeline_build__works_both_sides_at_once__without_sides) {
  Step *step = add_step("timed");
  step->setup = 5000;
  step->duration = 30000;
  step->switch_time = 9000;
  step = add_step("hold");
  step->hold = 10000;
  compile(SIDE_LEFT);
  ck_assert_str_eq(shorthand(), "Sb Wb Hb1");
  ck_assert_int_eq(timeline.total, 45000);
}
END_TEST

START_TEST(timeline_build__adds_up__timed_by_the_formula) {
  Step *step = add_step("timed");
  step->setup = 5000;
  step->duration = 45000;
  step->switch_time = 5000;
  give_sides(step, "lr");
  compile(SIDE_NONE);
  ck_assert_int_eq(timeline.total, 100000); /* 5 + 2 x 45 + 1 x 5 */
}
END_TEST

START_TEST(timeline_build__breathes__in_four_phases) {
  Step *step = add_step("breathe");
  step->setup = 2000;
  step->inhale = 4000;
  step->hold_in = 1000;
  step->exhale = 6000;
  step->hold_out = 500;
  step->cycles = 2;
  compile(SIDE_LEFT);
  ck_assert_str_eq(shorthand(), "S- I-1 K-1 E-1 O-1 I-2 K-2 E-2 O-2");
  ck_assert_int_eq(timeline.total, 25000); /* 2 + 2 x 11.5 */
  ck_assert_int_eq(timeline.beats[8].cycles, 2);
  ck_assert_int_eq(timeline.beats[8].at, 24500);
  step->hold_in = step->hold_out = 0;
  compile(SIDE_LEFT);
  ck_assert_str_eq(shorthand(), "S- I-1 E-1 I-2 E-2");
}
END_TEST

START_TEST(step_breath_cycles__counts__whole_breaths) {
  Step *step = add_step("breathe");
  step->inhale = 4500;
  step->exhale = 5500;
  step->duration = 300000;
  ck_assert_int_eq(step_breath_cycles(step), 30);
  step->duration = 309999;
  ck_assert_int_eq(step_breath_cycles(step), 30);
  step->duration = 9999;
  ck_assert_int_eq(step_breath_cycles(step), 0);
  step->cycles = 12;
  ck_assert_int_eq(step_breath_cycles(step), 12);
  step->cycles = 0;
  step->exhale = 0;
  ck_assert_int_eq(step_breath_cycles(step), 0);
  step->inhale = step->exhale = 1;
  step->duration = (Millis)INT_MAX * 4;
  ck_assert_int_eq(step_breath_cycles(step), INT_MAX);
}
END_TEST

START_TEST(timeline_build__counts_waits__at_their_estimate_without_set_up) {
  const char *const kinds[] = {"prompt", "checklist", "journal"};
  for (int i = 0; i < 3; i++) {
    Step *step = add_step(kinds[i]);
    step->setup = 10000;
    step->estimate = i * 5000;
  }
  compile(SIDE_LEFT);
  ck_assert_str_eq(shorthand(), "Q- Q- Q-"); /* the first one's estimate is 0 */
  ck_assert_int_eq(timeline.total, 15000);
  ck_assert_int_eq(timeline.waits, 3);
}
END_TEST

START_TEST(timeline_build__places_each_beat__where_the_one_before_ends) {
  for (int i = 0; i < 3; i++) {
    Step *step = add_step("hold");
    step->setup = 5000;
    step->hold = 1500;
    step->reps = 3;
    step->rest = 250;
    give_sides(step, "lr");
  }
  compile(SIDE_RIGHT);
  Millis at = 0;
  for (size_t i = 0; i < timeline.count; i++) {
    ck_assert_int_eq(timeline.beats[i].at, at);
    ck_assert_int_gt(timeline.beats[i].length, 0);
    ck_assert_int_eq(timeline.beats[i].step, (int)(i / 11));
    at += timeline.beats[i].length;
  }
  ck_assert_int_eq(timeline.total, at);
  ck_assert_int_eq(timeline_step_total(&timeline, 2), 15000);
  ck_assert_int_eq(timeline_step_total(&timeline, 3), 0);
}
END_TEST

START_TEST(timeline_build__takes__exactly_as_many_beats_as_are_allowed) {
  for (int i = 0; i < 10; i++) {
    Step *step = add_step("hold");
    step->hold = 1000;
    step->rest = 1000;
    step->reps = 1000;
    step->rest_after_last = true;
  }
  compile(SIDE_NONE);
  ck_assert_uint_eq(timeline.count, ROUTINE_BEATS_MAX);
  ck_assert(!timeline.too_many);
  add_step("prompt");
  compile(SIDE_NONE);
  ck_assert_uint_eq(timeline.count, ROUTINE_BEATS_MAX);
  ck_assert(timeline.too_many);
}
END_TEST

START_TEST(timeline_build__stops_soon__at_millions_of_breaths) {
  for (int i = 0; i < ROUTINE_STEPS_MAX; i++) {
    Step *step = add_step("breathe");
    step->inhale = step->exhale = 1;
    step->duration = ROUTINE_TIME_MAX;
  }
  compile(SIDE_NONE);
  ck_assert_uint_eq(timeline.count, ROUTINE_BEATS_MAX);
  ck_assert(timeline.too_many);
}
END_TEST

START_TEST(timeline_build__stops__at_too_many_holds_by_turns) {
  for (int i = 0; i < ROUTINE_STEPS_MAX; i++) {
    Step *step = add_step("hold");
    step->hold = ROUTINE_TIME_MAX;
    step->swap = ROUTINE_TIME_MAX;
    step->reps = ROUTINE_REPEAT_MAX;
    step->order = ORDER_ALTERNATING;
    give_sides(step, "lrb");
  }
  compile(SIDE_NONE);
  ck_assert(timeline.too_many);
  ck_assert_int_eq(timeline.total, (Millis)ROUTINE_BEATS_MAX * ROUTINE_TIME_MAX);
}
END_TEST

START_TEST(timeline_build__makes_nothing__of_no_steps) {
  compile(SIDE_LEFT);
  ck_assert_uint_eq(timeline.count, 0);
  ck_assert_int_eq(timeline.total, 0);
}
END_TEST

START_TEST(phase_name__gives__the_word_of_json) {
  const char *const expected[PHASE_COUNT] = {"setup",  "hold",     "rest",   "switch",
                                             "swap",   "work",     "inhale", "hold_in",
                                             "exhale", "hold_out", "wait"};
  for (Phase phase = PHASE_SETUP; phase < PHASE_COUNT; phase++) {
    ck_assert_str_eq(phase_name(phase), expected[phase]);
  }
}
END_TEST

START_TEST(phase_counts__counts__hold_work_and_breathing) {
  const bool expected[PHASE_COUNT] = {false, true, false, false, false, true,
                                      true,  true, true,  true,  false};
  for (Phase phase = PHASE_SETUP; phase < PHASE_COUNT; phase++) {
    ck_assert_int_eq(phase_counts(phase), expected[phase]);
  }
}
END_TEST

int main(void) {
  Suite *suite = suite_create("timeline");
  TCase *build = tcase_create("build");
  tcase_add_checked_fixture(build, set_up, tear_down);
  tcase_add_loop_test(build, timeline_build__adds_up__holds_by_the_formula, 0,
                      (int)(sizeof holds / sizeof holds[0]));
  tcase_add_test(build, timeline_build__orders_a_hold__one_side_after_the_other);
  tcase_add_test(build, timeline_build__orders_a_hold__by_turns);
  tcase_add_test(build, timeline_build__leads_with_the_worse_side__only_where_the_step_has_it);
  tcase_add_test(build, timeline_build__works_both_sides_at_once__without_sides);
  tcase_add_test(build, timeline_build__adds_up__timed_by_the_formula);
  tcase_add_test(build, timeline_build__breathes__in_four_phases);
  tcase_add_test(build, step_breath_cycles__counts__whole_breaths);
  tcase_add_test(build, timeline_build__counts_waits__at_their_estimate_without_set_up);
  tcase_add_test(build, timeline_build__places_each_beat__where_the_one_before_ends);
  tcase_add_test(build, timeline_build__takes__exactly_as_many_beats_as_are_allowed);
  tcase_add_test(build, timeline_build__stops_soon__at_millions_of_breaths);
  tcase_add_test(build, timeline_build__stops__at_too_many_holds_by_turns);
  tcase_add_test(build, timeline_build__makes_nothing__of_no_steps);
  tcase_add_test(build, phase_name__gives__the_word_of_json);
  tcase_add_test(build, phase_counts__counts__hold_work_and_breathing);
  suite_add_tcase(suite, build);
  return suite_run(suite);
}
