/* Routines made to fit a person and an evening: what stays, what stands in, where choices lead. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/adapt.h"
#include "nightcalf/mem.h"
#include "suite.h"

enum { STEPS_MAX = 8 };

static Routine *routine;
static Routine *adapted;
static Adaptation what;

/* A timed step of 10 s, titled after its id. */
static Step make_step(const char *id, unsigned avoid_if) {
  Step step;
  step_init(&step, step_kind_find("timed"));
  step.id = mem_copy(id);
  step.title = mem_format("Step %s", id);
  step.duration = 10000;
  step.avoid_if = avoid_if;
  return step;
}

static Step *add(const char *id, unsigned avoid_if) {
  Step *step = &routine->steps[routine->step_count++];
  *step = make_step(id, avoid_if);
  return step;
}

/* A prompt with one choice. */
static Choice *add_ask(const char *id, const char *go, int go_step, int skip) {
  Step *step = &routine->steps[routine->step_count++];
  step_init(step, step_kind_find("prompt"));
  step->id = mem_copy(id);
  step->title = mem_format("Step %s", id);
  step->choices.at = mem_new(1, sizeof *step->choices.at);
  step->choices.count = 1;
  step->choices.at[0] =
      (Choice){.label = mem_copy("On"), .go = mem_copy(go), .go_step = go_step, .skip = skip};
  return &step->choices.at[0];
}

/* Lets a step stand in for another one. */
static Step *stand_in(Step *step, Step other) {
  step->alternative = mem_resize(step->alternative, step->alternative_count + 1, sizeof other);
  step->alternative[step->alternative_count] = other;
  return &step->alternative[step->alternative_count++];
}

static unsigned bit(ProfileFlag flag) {
  return 1U << flag;
}

static void set_up(void) {
  routine = routine_new();
  routine->id = mem_copy("legs");
  routine->file = mem_copy("/legs.cfg");
  routine->title = mem_copy("Legs");
  routine->steps = mem_new(STEPS_MAX, sizeof *routine->steps);
  adapted = NULL;
  what = (Adaptation){0};
}

static void tear_down(void) {
  routine_free(routine);
  routine_free(adapted);
  adaptation_free(&what);
}

static void adapt(unsigned flags, bool essentials_only) {
  routine_free(adapted);
  adaptation_free(&what);
  adapted = routine_adapt(routine, flags, essentials_only, &what);
}

/* The ids of the adapted routine with blanks between. */
static const char *ids(void) {
  static char text[512];
  size_t used = 0;
  text[0] = '\0';
  for (size_t i = 0; i < adapted->step_count; i++) {
    used += (size_t)snprintf(text + used, sizeof text - used, i == 0 ? "%s" : " %s",
                             adapted->steps[i].id);
  }
  return text;
}

static const char *joined(const TextList *list) {
  static char text[512];
  size_t used = 0;
  text[0] = '\0';
  for (size_t i = 0; i < list->count; i++) {
    used += (size_t)snprintf(text + used, sizeof text - used, i == 0 ? "%s" : " | %s", list->at[i]);
  }
  return text;
}

START_TEST(profile_complete__adds__the_fluid_limit_of_heart_failure) {
  ck_assert_uint_eq(profile_complete(0), 0);
  ck_assert_uint_eq(profile_complete(bit(FLAG_HEART_FAILURE)),
                    bit(FLAG_HEART_FAILURE) | bit(FLAG_FLUID_LIMIT));
  for (unsigned flag = 0; flag < FLAG_COUNT; flag++) {
    if (flag != FLAG_HEART_FAILURE) {
      ck_assert_uint_eq(profile_complete(1U << flag), 1U << flag);
    }
  }
}
END_TEST

START_TEST(profile_flags__name__each_bit) {
  ck_assert_str_eq(profile_flags[FLAG_CLOT_RISK], "clot_risk");
  ck_assert_str_eq(profile_flags[FLAG_HEART_FAILURE], "heart_failure");
  ck_assert_str_eq(profile_flags[FLAG_FALLS], "falls");
  ck_assert_str_eq(profile_flags[FLAG_STATIN], "statin");
  for (int flag = 0; flag < FLAG_COUNT; flag++) {
    ck_assert_ptr_nonnull(profile_flags[flag]);
  }
  ck_assert_ptr_null(profile_flags[FLAG_COUNT]);
}
END_TEST

START_TEST(profile_questions__ask__for_each_flag) {
  ck_assert_str_eq(profile_questions[FLAG_CLOT_RISK],
                   "A clot in a leg now or before, or blood thinners?");
  ck_assert_str_eq(profile_questions[FLAG_STATIN], "Taking a statin?");
  for (int flag = 0; flag < FLAG_COUNT; flag++) {
    ck_assert_ptr_nonnull(profile_questions[flag]);
    ck_assert_int_eq(profile_questions[flag][strlen(profile_questions[flag]) - 1], '?');
  }
  ck_assert_ptr_null(profile_questions[FLAG_COUNT]);
}
END_TEST

START_TEST(routine_adapt__copies__a_routine_that_suits) {
  Step *step = add("a", bit(FLAG_FALLS));
  step->instead = mem_copy("other/b");
  (void)stand_in(step, make_step("b", 0));
  (void)add("c", 0);
  adapt(bit(FLAG_KIDNEY), false);
  ck_assert_str_eq(ids(), "a c");
  ck_assert_str_eq(adapted->id, "legs");
  ck_assert_str_eq(adapted->file, "/legs.cfg");
  ck_assert(fields_equal(routine_fields, adapted, routine));
  ck_assert_ptr_null(adapted->steps[0].instead);
  ck_assert_ptr_null(adapted->steps[0].alternative);
  ck_assert_uint_eq(adapted->steps[0].alternative_count, 0);
  ck_assert_uint_eq(adapted->steps[0].avoid_if, bit(FLAG_FALLS));
  ck_assert(!adaptation_any(&what));
  ck_assert_str_eq(routine->steps[0].instead, "other/b"); /* the original stays as it was */
}
END_TEST

START_TEST(routine_adapt__leaves_out__the_steps_of_each_flag) {
  unsigned flag = (unsigned)_i;
  (void)add("a", 0);
  (void)add("b", 1U << flag);
  (void)add("c", ~(1U << flag) & ((1U << FLAG_COUNT) - 1));
  adapt(1U << flag, false);
  ck_assert_str_eq(ids(), "a c");
  ck_assert_str_eq(joined(&what.left_out), "Step b");
  ck_assert_uint_eq(what.replaced.count + what.dropped.count, 0);
  ck_assert(adaptation_any(&what));
}
END_TEST

START_TEST(routine_adapt__puts_in__what_stands_in) {
  Step *step = add("a", bit(FLAG_FALLS));
  step->instead = mem_copy("other");
  (void)stand_in(step, make_step("b", 0));
  (void)stand_in(step, make_step("c", bit(FLAG_ARTERY)));
  (void)stand_in(step, make_step("d", 0));
  (void)add("e", 0);
  adapt(bit(FLAG_FALLS), false);
  ck_assert_str_eq(ids(), "b c d e");
  ck_assert_str_eq(joined(&what.replaced), "Step a: now Step b, Step c, Step d");
  ck_assert_uint_eq(what.left_out.count, 0);
  adapt(bit(FLAG_FALLS) | bit(FLAG_ARTERY), false);
  ck_assert_str_eq(ids(), "b d e");
  ck_assert_str_eq(joined(&what.replaced), "Step a: now Step b, Step d");
}
END_TEST

START_TEST(routine_adapt__leaves_out__a_step_whose_stand_ins_do_not_suit_either) {
  (void)stand_in(add("a", bit(FLAG_FALLS)), make_step("b", bit(FLAG_PREGNANT)));
  (void)add("c", 0);
  adapt(bit(FLAG_FALLS) | bit(FLAG_PREGNANT), false);
  ck_assert_str_eq(ids(), "c");
  ck_assert_str_eq(joined(&what.left_out), "Step a");
  ck_assert_uint_eq(what.replaced.count, 0);
}
END_TEST

START_TEST(routine_adapt__keeps_ids__unlike_one_another) {
  Step *first = add("a", bit(FLAG_FALLS));
  (void)stand_in(first, make_step("towel", 0));
  (void)stand_in(first, make_step("a", 0)); /* free: its namesake goes */
  (void)stand_in(add("b", bit(FLAG_FALLS)), make_step("towel", 0));
  (void)add("towel", 0); /* the routine's own keeps its id */
  adapt(bit(FLAG_FALLS), false);
  ck_assert_str_eq(ids(), "towel-2 a towel-3 towel");
}
END_TEST

START_TEST(routine_adapt__makes_an_id__for_a_stand_in_without_one) {
  Step *step = add("a", bit(FLAG_FALLS));
  Step *other = stand_in(step, make_step("b", 0));
  free(other->id);
  other->id = NULL;
  adapt(bit(FLAG_FALLS), false);
  ck_assert_str_eq(ids(), "step-b");
}
END_TEST

START_TEST(routine_adapt__drops_what_is_not_essential__when_it_is_late) {
  (void)add("a", 0);
  add("b", 0)->essential = false;
  Step *step = add("c", bit(FLAG_FALLS));
  (void)stand_in(step, make_step("d", 0));
  stand_in(step, make_step("e", 0))->essential = false;
  adapt(bit(FLAG_FALLS), true);
  ck_assert_str_eq(ids(), "a d");
  ck_assert_str_eq(joined(&what.dropped), "Step b");
  ck_assert_str_eq(joined(&what.replaced), "Step c: now Step d");
  adapt(bit(FLAG_FALLS), false);
  ck_assert_str_eq(ids(), "a b d e");
  ck_assert_uint_eq(what.dropped.count, 0);
}
END_TEST

START_TEST(routine_adapt__drops_a_stand_in__with_the_step_it_stands_in_for) {
  (void)add("a", 0);
  Step *step = add("b", bit(FLAG_FALLS));
  step->essential = false;
  (void)stand_in(step, make_step("c", 0));
  adapt(bit(FLAG_FALLS), true);
  ck_assert_str_eq(ids(), "a");
  ck_assert_str_eq(joined(&what.dropped), "Step b");
  ck_assert_uint_eq(what.left_out.count + what.replaced.count, 0);
}
END_TEST

START_TEST(routine_adapt__gives_nothing__where_nothing_is_left) {
  (void)add("a", bit(FLAG_CLOT_RISK));
  (void)add("b", bit(FLAG_CLOT_RISK) | bit(FLAG_PREGNANT));
  adapt(bit(FLAG_CLOT_RISK), false);
  ck_assert_ptr_null(adapted);
  ck_assert_str_eq(joined(&what.left_out), "Step a | Step b");
  ck_assert_ptr_null(routine_adapt(routine, bit(FLAG_CLOT_RISK), false, NULL));
  routine->steps[0].essential = false;
  routine->steps[1].essential = false;
  adapt(0, true);
  ck_assert_ptr_null(adapted);
}
END_TEST

/* ask (go d, or skip 2), b, c, d, e. */
static void make_jump(bool go) {
  (void)add_ask("ask", go ? "d" : NULL, go ? 3 : -1, go ? 0 : 2);
  (void)add("b", bit(FLAG_FALLS));
  (void)add("c", bit(FLAG_ARTERY));
  (void)add("d", bit(FLAG_KIDNEY));
  (void)add("e", bit(FLAG_STATIN));
}

START_TEST(routine_adapt__leads_go__to_the_same_step_or_the_next_that_stays) {
  static const struct {
    unsigned flags;
    const char *go;
    int go_step;
  } cases[] = {
      {0, "d", 3},
      {1U << FLAG_FALLS, "d", 2},
      {1U << FLAG_FALLS | 1U << FLAG_ARTERY, "d", 1},
      {1U << FLAG_KIDNEY, "e", 3},
      {1U << FLAG_FALLS | 1U << FLAG_ARTERY | 1U << FLAG_KIDNEY, "e", 1},
  };
  make_jump(true);
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    adapt(cases[i].flags, false);
    const Choice *choice = &adapted->steps[0].choices.at[0];
    ck_assert_str_eq(choice->go, cases[i].go);
    ck_assert_int_eq(choice->go_step, cases[i].go_step);
    ck_assert_int_eq(choice->skip, 0);
    ck_assert_str_eq(choice->label, "On");
  }
}
END_TEST

START_TEST(routine_adapt__passes_over_the_rest__where_nothing_stays_behind_a_go) {
  make_jump(true);
  adapt(bit(FLAG_KIDNEY) | bit(FLAG_STATIN), false);
  const Choice *choice = &adapted->steps[0].choices.at[0];
  ck_assert_ptr_null(choice->go);
  ck_assert_int_eq(choice->go_step, -1);
  ck_assert_int_eq(choice->skip, 2); /* b and c, which were to be passed over */
  adapt(bit(FLAG_FALLS) | bit(FLAG_ARTERY) | bit(FLAG_KIDNEY) | bit(FLAG_STATIN), false);
  ck_assert_int_eq(adapted->steps[0].choices.at[0].skip, 0);
}
END_TEST

START_TEST(routine_adapt__counts_skip__in_the_steps_that_stay) {
  static const struct {
    unsigned flags;
    int skip;
  } cases[] = {
      {0, 2},
      {1U << FLAG_FALLS, 1},
      {1U << FLAG_FALLS | 1U << FLAG_ARTERY, 0},
      {1U << FLAG_KIDNEY, 2},
      {1U << FLAG_KIDNEY | 1U << FLAG_STATIN, 2},
  };
  make_jump(false);
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    adapt(cases[i].flags, false);
    const Choice *choice = &adapted->steps[0].choices.at[0];
    ck_assert_int_eq(choice->skip, cases[i].skip);
    ck_assert_ptr_null(choice->go);
    ck_assert_int_eq(choice->go_step, -1);
  }
}
END_TEST

START_TEST(routine_adapt__leads__across_steps_that_were_put_in) {
  make_jump(false);
  Step *step = &routine->steps[1];
  (void)stand_in(step, make_step("x", 0));
  (void)stand_in(step, make_step("y", 0));
  adapt(bit(FLAG_FALLS), false);
  ck_assert_str_eq(ids(), "ask x y c d e");
  ck_assert_int_eq(adapted->steps[0].choices.at[0].skip, 3);
  Choice *choice = &routine->steps[0].choices.at[0];
  choice->skip = 0;
  choice->go = mem_copy("b");
  choice->go_step = 1;
  adapt(bit(FLAG_FALLS), false);
  ck_assert_str_eq(adapted->steps[0].choices.at[0].go, "x");
  ck_assert_int_eq(adapted->steps[0].choices.at[0].go_step, 1);
}
END_TEST

/* The choices of a whole routine that stands in lead within it. */
START_TEST(routine_adapt__leads__within_what_stands_in) {
  (void)add("a", 0);
  Step *step = add("b", bit(FLAG_FALLS));
  (void)add_ask("ask", "z", 2, 0); /* the stand-in's first step */
  Step ask = routine->steps[--routine->step_count];
  (void)stand_in(step, ask);
  (void)stand_in(step, make_step("y", bit(FLAG_ARTERY)));
  (void)stand_in(step, make_step("z", bit(FLAG_KIDNEY)));
  (void)add("z", 0);
  adapt(bit(FLAG_FALLS), false);
  ck_assert_str_eq(ids(), "a ask y z-2 z");
  ck_assert_str_eq(adapted->steps[1].choices.at[0].go, "z-2");
  ck_assert_int_eq(adapted->steps[1].choices.at[0].go_step, 3);
  adapt(bit(FLAG_FALLS) | bit(FLAG_ARTERY), false);
  ck_assert_int_eq(adapted->steps[1].choices.at[0].go_step, 2);
  adapt(bit(FLAG_FALLS) | bit(FLAG_KIDNEY), false); /* on behind what stands in */
  ck_assert_str_eq(ids(), "a ask y z");
  ck_assert_str_eq(adapted->steps[1].choices.at[0].go, "z");
  Choice *choice = &step->alternative[0].choices.at[0];
  free(choice->go);
  choice->go = NULL;
  choice->go_step = -1;
  choice->skip = 2;
  adapt(bit(FLAG_FALLS) | bit(FLAG_ARTERY), false);
  ck_assert_int_eq(adapted->steps[1].choices.at[0].skip, 1);
}
END_TEST

/* A prompt with so many choices, titled after their letter. */
static ChoiceList *add_question(const char *id, const char *letters) {
  Choice *first = add_ask(id, NULL, -1, 0);
  ChoiceList *choices = &routine->steps[routine->step_count - 1].choices;
  free(first->label);
  free(choices->at);
  choices->count = strlen(letters);
  choices->at = mem_new(choices->count, sizeof *choices->at);
  for (size_t i = 0; i < choices->count; i++) {
    choices->at[i] =
        (Choice){.label = mem_copy_bytes(&letters[i], 1), .go_step = -1, .leave_step = -1};
  }
  return choices;
}

/* The labels of the first step's choices. */
static const char *labels(void) {
  static char text[64];
  const ChoiceList *choices = &adapted->steps[0].choices;
  text[0] = '\0';
  for (size_t i = 0; i < choices->count && i + 1 < sizeof text; i++) {
    text[i] = choices->at[i].label[0];
    text[i + 1] = '\0';
  }
  return text;
}

START_TEST(routine_adapt__hides__the_answers_that_do_not_suit) {
  ChoiceList *choices = add_question("ask", "abc");
  choices->at[0].avoid_if = bit(FLAG_ARTERY);
  choices->at[1].avoid_if = bit(FLAG_ARTERY) | bit(FLAG_FALLS);
  choices->at[2].go = mem_copy("d");
  choices->at[2].go_step = 1;
  (void)add("d", 0);
  adapt(bit(FLAG_KIDNEY), false);
  ck_assert_str_eq(labels(), "abc");
  ck_assert(!adaptation_any(&what));
  adapt(bit(FLAG_FALLS), false);
  ck_assert_str_eq(labels(), "ac");
  ck_assert_str_eq(joined(&what.replaced), "Step ask: without b");
  adapt(bit(FLAG_ARTERY), false);
  ck_assert_str_eq(labels(), "c");
  ck_assert_str_eq(joined(&what.replaced), "Step ask: without b | Step ask: without a");
  ck_assert_int_eq(adapted->steps[0].choices.at[0].go_step, 1);
  ck_assert_uint_eq(choices->count, 3); /* the original stays as it was */
}
END_TEST

START_TEST(routine_adapt__leaves_out__a_question_without_an_answer) {
  ChoiceList *choices = add_question("ask", "ab");
  choices->at[0].avoid_if = choices->at[1].avoid_if = bit(FLAG_ARTERY);
  (void)add("b", 0);
  adapt(bit(FLAG_ARTERY), false);
  ck_assert_str_eq(ids(), "b");
  ck_assert_str_eq(joined(&what.left_out), "Step ask");
}
END_TEST

/* ask (a goes on, b leaves out d), c, d, e; in the place of d stands x. */
static void make_leaving(void) {
  ChoiceList *choices = add_question("ask", "ab");
  choices->at[1].leave_out = mem_copy("d");
  choices->at[1].leave_step = 2;
  (void)add("c", bit(FLAG_FALLS));
  Step *step = add("d", bit(FLAG_ARTERY) | bit(FLAG_KIDNEY));
  (void)stand_in(step, make_step("x", bit(FLAG_KIDNEY)));
  (void)add("e", 0);
}

START_TEST(routine_adapt__names_anew__what_an_answer_leaves_out) {
  static const struct {
    unsigned flags;
    const char *leave_out;
    int leave_step;
  } cases[] = {
      {0, "d", 2},
      {1U << FLAG_FALLS, "d", 1},
      {1U << FLAG_ARTERY, "x", 2},
      {1U << FLAG_ARTERY | 1U << FLAG_FALLS, "x", 1},
  };
  make_leaving();
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    adapt(cases[i].flags, false);
    ck_assert_str_eq(labels(), "ab");
    ck_assert_str_eq(adapted->steps[0].choices.at[1].leave_out, cases[i].leave_out);
    ck_assert_int_eq(adapted->steps[0].choices.at[1].leave_step, cases[i].leave_step);
  }
}
END_TEST

START_TEST(routine_adapt__asks_nobody__what_is_left_out_already) {
  make_leaving();
  adapt(bit(FLAG_KIDNEY), false);
  ck_assert_str_eq(labels(), "a");
  ck_assert_str_eq(joined(&what.left_out), "Step d"); /* that is enough said */
  ck_assert_uint_eq(what.replaced.count, 0);
  routine->steps[2].essential = false;
  adapt(0, true);
  ck_assert_str_eq(labels(), "a");
  routine->steps[0].choices.at[0].avoid_if = bit(FLAG_KIDNEY);
  adapt(bit(FLAG_KIDNEY), false); /* the last answer stays, and leads on */
  ck_assert_str_eq(labels(), "b");
  ck_assert_ptr_null(adapted->steps[0].choices.at[0].leave_out);
}
END_TEST

START_TEST(routine_adapt__leaves_out__stretches_after_an_operation) {
  add("a", 0)->stretch = true;
  Step *step = add("b", bit(FLAG_FALLS));
  stand_in(step, make_step("c", 0))->stretch = true;
  (void)add("d", 0);
  adapt(bit(FLAG_RECENT_SURGERY), false);
  ck_assert_str_eq(ids(), "b d");
  ck_assert_str_eq(joined(&what.left_out), "Step a");
  adapt(bit(FLAG_RECENT_SURGERY) | bit(FLAG_FALLS), false);
  ck_assert_str_eq(ids(), "d");
  adapt(bit(FLAG_FALLS), false);
  ck_assert_str_eq(ids(), "a c d");
}
END_TEST

/* The one step that is written out in the place of a question leads as that does. */
START_TEST(routine_adapt__leads__from_a_question_in_other_words) {
  (void)add_ask("ask", "d", 2, 0);
  (void)add("c", bit(FLAG_FALLS));
  (void)add("d", 0);
  (void)add_ask("other", "d", 2, 0);
  Step other = routine->steps[--routine->step_count];
  free(other.title);
  other.title = mem_copy("Step ask");
  routine->steps[0].avoid_if = bit(FLAG_FALLS) | bit(FLAG_ARTERY);
  (void)stand_in(&routine->steps[0], other);
  adapt(bit(FLAG_ARTERY), false);
  ck_assert_str_eq(ids(), "other c d");
  ck_assert_str_eq(adapted->steps[0].choices.at[0].go, "d");
  ck_assert_int_eq(adapted->steps[0].choices.at[0].go_step, 2);
  ck_assert(!adaptation_any(&what)); /* other words alone are no news */
  adapt(bit(FLAG_FALLS), false);
  ck_assert_str_eq(ids(), "other d");
  ck_assert_int_eq(adapted->steps[0].choices.at[0].go_step, 1);
}
END_TEST

START_TEST(profile_words__name__each_flag_in_a_few) {
  for (int flag = 0; flag < FLAG_COUNT; flag++) {
    ck_assert_ptr_nonnull(profile_words[flag]);
    ck_assert_ptr_null(strchr(profile_words[flag], '_'));
    ck_assert_uint_le(strlen(profile_words[flag]), 50);
  }
  ck_assert_str_eq(profile_words[FLAG_CLOT_RISK], "a clot, or blood thinners");
  ck_assert_str_eq(profile_words[FLAG_STATIN], "a statin");
  ck_assert_ptr_null(profile_words[FLAG_COUNT]);
}
END_TEST

/* What was adapted can be adapted again: a late evening is found out after the profile. */
START_TEST(routine_adapt__changes_nothing__the_second_time) {
  (void)stand_in(add("a", bit(FLAG_FALLS)), make_step("b", 0));
  (void)add_ask("ask", "d", 3, 0);
  (void)add("c", bit(FLAG_ARTERY));
  (void)add("d", 0);
  adapt(bit(FLAG_FALLS) | bit(FLAG_ARTERY), false);
  Adaptation second;
  Routine *again = routine_adapt(adapted, bit(FLAG_FALLS) | bit(FLAG_ARTERY), false, &second);
  ck_assert(!adaptation_any(&second));
  ck_assert_uint_eq(again->step_count, adapted->step_count);
  ck_assert_int_eq(again->steps[1].choices.at[0].go_step, 2);
  routine_free(again);
  adaptation_free(&second);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("adapt");
  TCase *profile = tcase_create("profile");
  tcase_add_test(profile, profile_complete__adds__the_fluid_limit_of_heart_failure);
  tcase_add_test(profile, profile_flags__name__each_bit);
  tcase_add_test(profile, profile_questions__ask__for_each_flag);
  tcase_add_test(profile, profile_words__name__each_flag_in_a_few);
  suite_add_tcase(suite, profile);
  TCase *steps = tcase_create("steps");
  tcase_add_checked_fixture(steps, set_up, tear_down);
  tcase_add_test(steps, routine_adapt__copies__a_routine_that_suits);
  tcase_add_loop_test(steps, routine_adapt__leaves_out__the_steps_of_each_flag, 0, FLAG_COUNT);
  tcase_add_test(steps, routine_adapt__puts_in__what_stands_in);
  tcase_add_test(steps, routine_adapt__leaves_out__a_step_whose_stand_ins_do_not_suit_either);
  tcase_add_test(steps, routine_adapt__keeps_ids__unlike_one_another);
  tcase_add_test(steps, routine_adapt__makes_an_id__for_a_stand_in_without_one);
  tcase_add_test(steps, routine_adapt__drops_what_is_not_essential__when_it_is_late);
  tcase_add_test(steps, routine_adapt__drops_a_stand_in__with_the_step_it_stands_in_for);
  tcase_add_test(steps, routine_adapt__gives_nothing__where_nothing_is_left);
  suite_add_tcase(suite, steps);
  TCase *choices = tcase_create("choices");
  tcase_add_checked_fixture(choices, set_up, tear_down);
  tcase_add_test(choices, routine_adapt__hides__the_answers_that_do_not_suit);
  tcase_add_test(choices, routine_adapt__leaves_out__a_question_without_an_answer);
  tcase_add_test(choices, routine_adapt__names_anew__what_an_answer_leaves_out);
  tcase_add_test(choices, routine_adapt__asks_nobody__what_is_left_out_already);
  tcase_add_test(choices, routine_adapt__leaves_out__stretches_after_an_operation);
  tcase_add_test(choices, routine_adapt__leads__from_a_question_in_other_words);
  tcase_add_test(choices, routine_adapt__leads_go__to_the_same_step_or_the_next_that_stays);
  tcase_add_test(choices, routine_adapt__passes_over_the_rest__where_nothing_stays_behind_a_go);
  tcase_add_test(choices, routine_adapt__counts_skip__in_the_steps_that_stay);
  tcase_add_test(choices, routine_adapt__leads__across_steps_that_were_put_in);
  tcase_add_test(choices, routine_adapt__leads__within_what_stands_in);
  tcase_add_test(choices, routine_adapt__changes_nothing__the_second_time);
  suite_add_tcase(suite, choices);
  return suite_run(suite);
}
