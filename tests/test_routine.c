/* Routines and steps as data, and what is wrong with a step beyond the ranges of its settings. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/mem.h"
#include "nightcalf/routine.h"
#include "suite.h"

static Step step;
static char said[2048]; /* every finding: "field: message" or "field? message" for a warning */

static void set_up(void) {
  step = (Step){0};
  said[0] = '\0';
}

static void tear_down(void) {
  step_free(&step);
}

static void listen(void *context, const char *field, bool warning, const char *message) {
  char *text = context;
  size_t used = strlen(text);
  (void)snprintf(text + used, sizeof said - used, "%s%s%s %s", used > 0 ? "\n" : "", field,
                 warning ? "?" : ":", message);
}

static const char *findings(void) {
  said[0] = '\0';
  step_check(&step, (Reporter){said, listen});
  return said;
}

/* A step of that kind with a title and, where the kind has one, what it cannot do without. */
static void make_step(const char *kind) {
  step_init(&step, step_kind_find(kind));
  step.title = mem_copy("Title");
}

static void make_breathe(Millis inhale, Millis exhale) {
  make_step("breathe");
  step.inhale = inhale;
  step.exhale = exhale;
}

static void give_lengths(Step *to, Millis first, Millis second) {
  to->lengths = (LengthList){mem_new(2, sizeof(Millis)), 2};
  to->lengths.at[0] = first;
  to->lengths.at[1] = second;
}

static void give_text(TextList *texts, const char *text) {
  texts->at = mem_resize(texts->at, texts->count + 1, sizeof *texts->at);
  texts->at[texts->count++] = mem_copy(text);
}

static Choice *give_choice(const char *label) {
  ChoiceList *choices = &step.choices;
  choices->at = mem_resize(choices->at, choices->count + 1, sizeof *choices->at);
  Choice *choice = &choices->at[choices->count++];
  *choice = (Choice){.go_step = -1};
  fields_init(choice_fields, choice);
  choice->label = mem_copy(label);
  return choice;
}

START_TEST(step_kinds__are_complete__each_of_them) {
  int count = 0;
  for (; step_kinds[count] != NULL; count++) {
    const StepKind *kind = step_kinds[count];
    ck_assert_ptr_eq(step_kind_find(kind->name), kind);
    ck_assert_ptr_nonnull(kind->beats);
    ck_assert_int_eq(kind->sentence[strlen(kind->sentence) - 1], '.');
    for (const Field *field = kind->fields; field->name != NULL; field++) {
      ck_assert_ptr_null(field_find(step_fields, field->name));
      ck_assert_int_eq(field->sentence[strlen(field->sentence) - 1], '.');
      ck_assert(field->type != FIELD_WORD || field->words != NULL);
    }
  }
  ck_assert_int_eq(count, 6);
  ck_assert_ptr_null(step_kind_find("jump"));
}
END_TEST

START_TEST(step_fields__leave_kind_and_use__to_the_loader) {
  ck_assert_ptr_null(field_find(step_fields, "kind"));
  ck_assert_ptr_null(field_find(step_fields, "use"));
  ck_assert(field_find(step_fields, "title")->required);
  const Field *avoid_if = field_find(step_fields, "avoid_if");
  ck_assert_str_eq(avoid_if->words[0], "clot_risk");
  ck_assert_str_eq(avoid_if->words[11], "statin");
  ck_assert_ptr_null(avoid_if->words[12]);
}
END_TEST

START_TEST(step_init__gives__every_default) {
  step_init(&step, step_kind_find("hold"));
  ck_assert(step.essential);
  ck_assert_int_eq(step.reps, 1);
  ck_assert_int_eq(step.order, ORDER_SEQUENTIAL);
  ck_assert_int_eq(step.setup, 0);
  ck_assert_ptr_null(step.title);
}
END_TEST

START_TEST(step_init__works__before_the_kind_is_known) {
  step_init(&step, NULL);
  ck_assert(step.essential);
  step.id = mem_copy("legs");
  ck_assert_str_eq(findings(), "title: \"title\" is missing: the step's heading; at most 28 "
                               "columns reads best");
  Step copy;
  step_copy(&copy, &step);
  ck_assert_str_eq(copy.id, "legs");
  step_free(&copy);
}
END_TEST

START_TEST(step_copy__copies__everything_a_prompt_owns) {
  make_step("prompt");
  give_text(&step.detail, "One line.");
  Choice *choice = give_choice("Easing");
  choice->go = mem_copy("rub-up");
  choice->go_step = 4;
  choice->card = mem_copy("red-flags");
  choice->skip = 2;
  step.estimate = 5000;
  step.from = mem_copy("evening-calf");
  step.avoid_if = 5;
  step.line = 12;
  step.column = 3;
  Step copy;
  step_copy(&copy, &step);
  ck_assert(fields_equal(step_fields, &copy, &step));
  ck_assert(fields_equal(step.kind->fields, &copy, &step));
  ck_assert_uint_eq(copy.choices.count, 1);
  ck_assert(fields_equal(choice_fields, &copy.choices.at[0], &step.choices.at[0]));
  ck_assert_ptr_ne(copy.choices.at[0].label, step.choices.at[0].label);
  ck_assert_int_eq(copy.choices.at[0].go_step, 4);
  ck_assert_str_eq(copy.from, "evening-calf");
  ck_assert_int_eq(copy.line, 12);
  ck_assert_int_eq(copy.column, 3);
  step_free(&copy);
  ck_assert_ptr_null(copy.title);
  ck_assert_str_eq(step.choices.at[0].label, "Easing");
}
END_TEST

typedef struct Title {
  const char *title, *id;
} Title;

static const Title titles[] = {
    {"Calf massage", "calf-massage"},
    {"  Ball-of-foot   wall stretch! ", "ball-of-foot-wall-stretch"},
    {"4-7-8 Breathing", "4-7-8-breathing"},
    {"", "step"},
    {"...", "step"},
    {"\xE8\x84\x9A", "step"},
    {"caf\xC3\xA9 au lait", "caf-au-lait"},
    {"abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz",
     "abcdefghijklmnopqrstuvwxyzabcdefghijklmn"},
    {"abcdefghijklmnopqrstuvwxyzabcdefghijklm nopq", "abcdefghijklmnopqrstuvwxyzabcdefghijklm"},
    {"abcdefghijklmnopqrstuvwxyzabcdefghijkl nopq", "abcdefghijklmnopqrstuvwxyzabcdefghijkl-n"},
};

START_TEST(step_copy__copies__what_stands_in) {
  Step copy;
  step_free(&step);
  step_init(&step, step_kind_find("hold"));
  step.alternative = mem_new(2, sizeof *step.alternative);
  step.alternative_count = 2;
  step_init(&step.alternative[0], step_kind_find("hold"));
  step.alternative[0].title = mem_copy("Towel");
  step_init(&step.alternative[1], step_kind_find("hold"));
  step_copy(&copy, &step);
  ck_assert_uint_eq(copy.alternative_count, 2);
  ck_assert_ptr_ne(copy.alternative, step.alternative);
  ck_assert_ptr_ne(copy.alternative[0].title, step.alternative[0].title);
  ck_assert_str_eq(copy.alternative[0].title, "Towel");
  step_drop_alternatives(&copy);
  ck_assert_ptr_null(copy.alternative);
  ck_assert_uint_eq(copy.alternative_count, 0);
  ck_assert_str_eq(step.alternative[0].title, "Towel");
  step_free(&copy);
}
END_TEST

START_TEST(step_id_numbered__keeps__forty_bytes) {
  char id[41];
  step_id_numbered("calf", 1, id);
  ck_assert_str_eq(id, "calf");
  step_id_numbered("calf", 2, id);
  ck_assert_str_eq(id, "calf-2");
  step_id_numbered("a234567890123456789012345678901234567890", 12, id);
  ck_assert_str_eq(id, "a234567890123456789012345678901234567-12");
}
END_TEST

START_TEST(step_id_from_title__makes__a_valid_name) {
  char id[41];
  step_id_from_title(titles[_i].title, id);
  ck_assert_str_eq(id, titles[_i].id);
  ck_assert(name_valid(id));
}
END_TEST

START_TEST(step_check__is_content__with_a_sound_step) {
  make_step("hold");
  step.hold = 10000;
  ck_assert_str_eq(findings(), "");
}
END_TEST

START_TEST(step_check__names__each_value_that_is_missing) {
  step_init(&step, step_kind_find("hold"));
  step.reps = 0;
  ck_assert_str_eq(
      findings(), "title: \"title\" is missing: the step's heading; at most 28 columns reads best\n"
                  "hold: \"hold\" is missing: how long the position is held");
  step_free(&step);
  make_step("prompt");
  ck_assert_str_eq(findings(), "choices: \"choices\" is missing: the answers to choose from");
  step_free(&step);
  make_step("checklist");
  ck_assert_str_eq(findings(), "items: \"items\" is missing: what is ticked off");
  step_free(&step);
  make_breathe(0, 0);
  step.cycles = 3;
  ck_assert_str_eq(findings(), "inhale: \"inhale\" is missing: how long each breath in takes\n"
                               "exhale: \"exhale\" is missing: how long each breath out takes");
}
END_TEST

START_TEST(step_check__sees_what_is_missing__in_a_kind_of_any_fields) {
  static const Field fields[] = {
      {.name = "reps",
       .type = FIELD_COUNT,
       .offset = offsetof(Step, reps),
       .required = true,
       .minimum = 1,
       .maximum = 9,
       .sentence = "How many."},
      {.name = "lengths",
       .type = FIELD_LENGTHS,
       .offset = offsetof(Step, lengths),
       .required = true,
       .sentence = "how long"},
      {.name = "stop_on_tick",
       .type = FIELD_FLAG,
       .offset = offsetof(Step, stop_on_tick),
       .required = true,
       .sentence = "A flag is never missing."},
      {.name = NULL},
  };
  static const StepKind kind = {.name = "any", .sentence = "For this test.", .fields = fields};
  step_init(&step, &kind);
  step.title = mem_copy("Title");
  ck_assert_str_eq(findings(), "reps: \"reps\" is missing: how many\n"
                               "lengths: \"lengths\" is missing: how long");
  step.reps = 9;
  give_lengths(&step, 1000, 2000);
  ck_assert_str_eq(findings(), "");
}
END_TEST

START_TEST(step_check__wants_two_sides__for_taking_turns) {
  const char *const wanted =
      "order: \"order\" \"alternating\" needs \"sides\" with \"left\" and \"right\"";
  make_step("hold");
  step.hold = 10000;
  step.swap = 2000;
  step.order = ORDER_ALTERNATING;
  ck_assert_str_eq(findings(), wanted);
  step.sides = (SideList){{SIDE_LEFT, SIDE_BOTH}, 2};
  ck_assert_str_eq(findings(), wanted);
  step.sides = (SideList){{SIDE_RIGHT, SIDE_LEFT}, 2};
  step.rest = 10000;
  ck_assert_str_eq(findings(), "");
}
END_TEST

START_TEST(step_check__warns__of_a_swap_nobody_takes) {
  make_step("hold");
  step.hold = 10000;
  step.swap = 2000;
  ck_assert_str_eq(findings(), "swap? \"swap\" has no effect unless \"order\" is \"alternating\"");
}
END_TEST

START_TEST(step_check__wants_a_length__for_something_timed) {
  make_step("timed");
  ck_assert_str_eq(findings(),
                   "duration: \"duration\" is missing: how long it lasts, on each side");
  give_lengths(&step, 300000, 600000);
  ck_assert_str_eq(findings(), "");
  step.duration = 600000; /* one of them was chosen */
  ck_assert_str_eq(findings(), "");
  step.duration = 60000;
  ck_assert_str_eq(findings(), "duration? \"lengths\" takes the place of \"duration\"");
}
END_TEST

START_TEST(step_check__wants_one_measure__for_breathing) {
  make_breathe(4000, 6000);
  ck_assert_str_eq(findings(), "cycles: \"cycles\" is missing: how many breaths; \"duration\" or "
                               "\"lengths\" will do too");
  step.duration = 60000;
  ck_assert_str_eq(findings(), "");
  step.cycles = 6;
  ck_assert_str_eq(findings(),
                   "duration: \"cycles\" and \"duration\" exclude each other; keep one of them");
  step.duration = 0;
  ck_assert_str_eq(findings(), "");
  give_lengths(&step, 60000, 120000);
  ck_assert_str_eq(findings(), "cycles? \"lengths\" takes the place of \"cycles\"");
  step.cycles = 0;
  ck_assert_str_eq(findings(), "");
}
END_TEST

START_TEST(step_check__wants_room__for_one_whole_breath) {
  make_breathe(4000, 6000);
  step.hold_in = 500;
  step.duration = 10499;
  ck_assert_str_eq(findings(),
                   "duration: \"duration\" must hold one whole breath of 10.5 s; got 10.499 s");
  step.duration = 10500;
  ck_assert_str_eq(findings(), "");
  step.duration = 0;
  give_lengths(&step, 60000, 5000);
  ck_assert_str_eq(findings(),
                   "lengths: \"lengths\" must hold one whole breath of 10.5 s; got 5 s");
}
END_TEST

START_TEST(step_check__wants_a_label__on_every_choice) {
  make_step("prompt");
  give_choice("Fine");
  give_choice(NULL);
  give_choice("");
  ck_assert_str_eq(findings(),
                   "choices: choice 2: \"label\" is missing: the answer as it is shown\n"
                   "choices: choice 3: \"label\" is missing: the answer as it is shown");
}
END_TEST

START_TEST(step_check__wants_one_way_on__from_every_choice) {
  make_step("prompt");
  Choice *choice = give_choice("Off");
  choice->stop = true;
  choice->card = mem_copy("red-flags");
  ck_assert_str_eq(findings(), "");
  choice->go = mem_copy("later");
  ck_assert_str_eq(findings(), "choices: choice 1 has \"go\" and \"stop\"; keep one of them");
  choice->skip = 1;
  choice->routine = mem_copy("cramp-now");
  choice->pause = true;
  ck_assert_str_eq(findings(), "choices: choice 1 has \"go\" and \"skip\" and \"routine\" and "
                               "\"pause\" and \"stop\"; keep one of them");
}
END_TEST

START_TEST(step_check__wants_card_and_stop__together) {
  make_step("checklist");
  give_text(&step.items, "One leg hot or swollen");
  ck_assert_str_eq(findings(), "");
  step.stop_on_tick = true;
  ck_assert_str_eq(findings(),
                   "stop_on_tick: \"stop_on_tick\" needs \"card\": the information card "
                   "that a tick opens");
  step.card = mem_copy("red-flags");
  ck_assert_str_eq(findings(), "");
  step.stop_on_tick = false;
  ck_assert_str_eq(findings(), "card? \"card\" has no effect without \"stop_on_tick\"");
}
END_TEST

START_TEST(step_check__wants_fields_or_a_form__for_a_journal) {
  make_step("journal");
  ck_assert_str_eq(findings(), "fields: \"fields\" is missing: what to write about; \"form\" will "
                               "do too");
  step.form = FORM_EPISODE;
  ck_assert_str_eq(findings(), "");
  give_text(&step.fields, "Tomorrow");
  ck_assert_str_eq(findings(),
                   "form: \"fields\" and \"form\" exclude each other; keep one of them");
  step.form = FORM_NONE;
  ck_assert_str_eq(findings(), "");
}
END_TEST

START_TEST(step_check__keeps_ranges__as_the_limits_say) {
  const Field *cycles = field_find(step_kind_find("breathe")->fields, "cycles");
  ck_assert(!field_in_range(cycles, 0) && field_in_range(cycles, 1000));
  ck_assert(!field_in_range(cycles, 1001));
  const Field *skip = field_find(choice_fields, "skip");
  ck_assert(!field_in_range(skip, 0) && field_in_range(skip, 200) && !field_in_range(skip, 201));
  const Field *duration = field_find(step_kind_find("timed")->fields, "duration");
  char range[64];
  field_range(duration, range, sizeof range);
  ck_assert_str_eq(range, "must be above 0 and at most 4 h");
  ck_assert(!field_in_range(duration, 0) && field_in_range(duration, ROUTINE_TIME_MAX));
  const Field *format = field_find(routine_fields, "format");
  ck_assert(field_in_range(format, 1) && !field_in_range(format, 2));
}
END_TEST

START_TEST(routine_new__gives__every_default) {
  Routine *routine = routine_new();
  ck_assert_int_eq(routine->setup, 0);
  ck_assert(!routine->instant && !routine->night);
  ck_assert_int_eq(routine->evidence, 0);
  ck_assert_uint_eq(routine->step_count, 0);
  routine_free(routine);
  routine_free(NULL);
}
END_TEST

START_TEST(evidence__has_a_name_to_show__for_each_value) {
  size_t count = 0;
  while (evidence_names[count] != NULL) {
    ck_assert_ptr_nonnull(evidence_shown[count]);
    count++;
  }
  ck_assert_ptr_null(evidence_shown[count]);
  ck_assert_uint_eq(count, 10);
  ck_assert_str_eq(evidence_names[3], "other_outcome");
  ck_assert_str_eq(evidence_shown[3], "Tested for something else");
  ck_assert_str_eq(evidence_names[9], "method");
  ck_assert_str_eq(evidence_shown[9], "How we count");
}
END_TEST

/* A routine of two timed steps, the second one with lengths. */
static Routine *two_steps(void) {
  Routine *routine = routine_new();
  routine->id = mem_copy("legs");
  routine->file = mem_copy("legs.cfg");
  routine->steps = mem_new(2, sizeof *routine->steps);
  routine->step_count = 2;
  step_init(&routine->steps[0], step_kind_find("timed"));
  routine->steps[0].duration = 1000;
  step_init(&routine->steps[1], step_kind_find("breathe"));
  routine->steps[1].id = mem_copy("slow");
  routine->steps[1].cycles = 12;
  give_lengths(&routine->steps[1], 300000, 600000);
  return routine;
}

START_TEST(routine_find_step__finds__by_id_alone) {
  Routine *routine = two_steps();
  ck_assert_int_eq(routine_find_step(routine, "slow"), 1);
  ck_assert_int_eq(routine_find_step(routine, "fast"), -1);
  routine_free(routine);
}
END_TEST

START_TEST(routine_choose_length__sets_the_duration__of_steps_that_offer_lengths) {
  Routine *routine = two_steps();
  routine_choose_length(routine, 0);
  ck_assert_int_eq(routine->steps[0].duration, 1000);
  ck_assert_int_eq(routine->steps[1].duration, 300000);
  ck_assert_int_eq(routine->steps[1].cycles, 0);
  routine_choose_length(routine, 1);
  ck_assert_int_eq(routine->steps[1].duration, 600000);
  routine_choose_length(routine, 7);
  ck_assert_int_eq(routine->steps[1].duration, 600000);
  routine_free(routine);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("routine");
  TCase *data = tcase_create("data");
  tcase_add_checked_fixture(data, set_up, tear_down);
  tcase_add_test(data, step_kinds__are_complete__each_of_them);
  tcase_add_test(data, step_fields__leave_kind_and_use__to_the_loader);
  tcase_add_test(data, step_init__gives__every_default);
  tcase_add_test(data, step_init__works__before_the_kind_is_known);
  tcase_add_test(data, step_copy__copies__everything_a_prompt_owns);
  tcase_add_test(data, step_copy__copies__what_stands_in);
  tcase_add_test(data, step_id_numbered__keeps__forty_bytes);
  tcase_add_loop_test(data, step_id_from_title__makes__a_valid_name, 0,
                      (int)(sizeof titles / sizeof titles[0]));
  tcase_add_test(data, routine_new__gives__every_default);
  tcase_add_test(data, evidence__has_a_name_to_show__for_each_value);
  tcase_add_test(data, routine_find_step__finds__by_id_alone);
  tcase_add_test(data, routine_choose_length__sets_the_duration__of_steps_that_offer_lengths);
  suite_add_tcase(suite, data);
  TCase *check = tcase_create("check");
  tcase_add_checked_fixture(check, set_up, tear_down);
  tcase_add_test(check, step_check__is_content__with_a_sound_step);
  tcase_add_test(check, step_check__names__each_value_that_is_missing);
  tcase_add_test(check, step_check__sees_what_is_missing__in_a_kind_of_any_fields);
  tcase_add_test(check, step_check__wants_two_sides__for_taking_turns);
  tcase_add_test(check, step_check__warns__of_a_swap_nobody_takes);
  tcase_add_test(check, step_check__wants_a_length__for_something_timed);
  tcase_add_test(check, step_check__wants_one_measure__for_breathing);
  tcase_add_test(check, step_check__wants_room__for_one_whole_breath);
  tcase_add_test(check, step_check__wants_a_label__on_every_choice);
  tcase_add_test(check, step_check__wants_one_way_on__from_every_choice);
  tcase_add_test(check, step_check__wants_card_and_stop__together);
  tcase_add_test(check, step_check__wants_fields_or_a_form__for_a_journal);
  tcase_add_test(check, step_check__keeps_ranges__as_the_limits_say);
  suite_add_tcase(suite, check);
  return suite_run(suite);
}
