/* The shipped routines against the figures they were specified with: each step's total, each
 * routine's, and the texts' limits. A routine that changes its timing fails here, not in somebody's
 * bedroom. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/adapt.h"
#include "nightcalf/library.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"
#include "suite.h"

enum { SHIPPED_STEPS = 18 };

typedef struct Shipped {
  const char *id;
  const char *evidence;
  int total_s;
  int step_s[SHIPPED_STEPS]; /* ends with -1 */
} Shipped;

/* Source: CONTENT.md 4.2 and the totals of 4.4. */
static const Shipped SHIPPED[] = {
    {"evening-calf", "mixed", 600, {10, 35, 155, 75, 85, 100, 120, 20, -1}},
    {"three-minute-standing", "trial", 180, {85, 85, 10, -1}},
    {"three-minute-seated", "trial", 180, {90, 80, 10, -1}},
    {"cramp-now", "advice", 450, {30, 60, 5, 45, 60, 65, 15, 20, 30, 120, -1}},
    {"leg-massage", "comfort", 720, {20, 120, 160, 100, 70, 100, 90, 50, 10, -1}},
    {"breathe-resonance", "other_outcome", 360, {20, 300, 40, -1}},
    {"breathe-478", "other_outcome", 260, {20, 76, 60, 76, 28, -1}},
    {"breathe-box", "other_outcome", 360, {20, 304, 36, -1}},
    {"breathe-long-exhale", "other_outcome", 360, {20, 64, 240, 36, -1}},
    {"full-wind-down", "mixed", 2040, {60, 600, 60, 155, 75, 85, 190, 140, 300, 300, 60, 15, -1}},
    {"in-bed", "advice", 590, {20, 65, 70, 160, 84, 51, 120, 20, -1}},
    {"relax-scan",
     "other_outcome",
     880,
     {20, 60, 45, 45, 45, 45, 45, 45, 45, 45, 25, 25, 60, 90, 90, 90, 60, -1}},
    {"evening-yoga", "comfort", 956, {20, 60, 70, 65, 81, 90, 90, 80, 210, 30, 160, -1}},
    {"long-day", "advice", 984, {20, 195, 65, 105, 85, 105, 75, 59, 85, 100, 30, 60, -1}},
    {"wall-lean", "mixed", 60, {55, 5, -1}},
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

/* The limits of one step's texts. */
static void check_texts(const Step *text) {
  ck_assert_int_le(text_width(text->title), 28);
  ck_assert_int_le(text_width(text->cue), 120);
  ck_assert_int_le(text_width(text->say), 80);
  ck_assert_uint_ge(text->detail.count, 1);
  ck_assert_uint_le(text->detail.count, 4);
  for (size_t line = 0; line < text->detail.count; line++) {
    ck_assert_int_le(text_width(text->detail.at[line]), 80);
  }
}

/* CONTENT, "How to read an outline": cue 120 characters, detail 2 to 4 lines of 80, spoken text 80,
 * title 28. */
START_TEST(shipped_text__fits__the_limits_of_the_outline) {
  Routine *routine = load(SHIPPED[_i].id);
  ck_assert_ptr_nonnull(routine->note);
  ck_assert_str_eq(evidence_names[routine->evidence], SHIPPED[_i].evidence);
  for (size_t step = 0; step < routine->step_count; step++) {
    check_texts(&routine->steps[step]);
    for (size_t i = 0; i < routine->steps[step].alternative_count; i++) {
      check_texts(&routine->steps[step].alternative[i]);
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

START_TEST(breathe_resonance__offers__four_lengths) {
  static const int totals_s[] = {360, 660, 960, 1260};
  Routine *routine = load("breathe-resonance");
  for (size_t choice = 0; choice < sizeof totals_s / sizeof totals_s[0]; choice++) {
    routine_choose_length(routine, choice);
    Timeline timeline;
    timeline_build(routine, SIDE_NONE, &timeline);
    ck_assert_int_eq(timeline.total, totals_s[choice] * 1000);
    timeline_free(&timeline);
  }
  ck_assert_uint_eq(routine->steps[1].lengths.count, sizeof totals_s / sizeof totals_s[0]);
  routine_free(routine);
}
END_TEST

/* What a flag changes in a routine, from CONTENT.md 3.2: "-id" for a step left out, "id>a,b" for
 * one with others in its place. What is not in this table stays as it is. */
static const struct {
  ProfileFlag flag;
  const char *id;
  const char *changes;
} PROFILE[] = {
    /* massage steps hidden; E unavailable */
    {FLAG_CLOT_RISK, "evening-calf", "-calf-massage"},
    {FLAG_CLOT_RISK, "cramp-now", "easing>easing -rub-up"},
    {FLAG_CLOT_RISK, "full-wind-down", "-calf-massage -thigh-massage"},
    {FLAG_CLOT_RISK, "long-day", "-calf-massage"},
    {FLAG_CLOT_RISK, "leg-massage",
     "-massage-check -calf-warm -calf-knead -thumb-press -thigh-stroke -thigh-knead -foot-circles "
     "-finish-strokes -after-massage"},
    /* heat capped to lukewarm with a skin check; warm-cold and sole-roll hidden */
    {FLAG_NEUROPATHY, "cramp-now", "-warm-cold"},
    {FLAG_NEUROPATHY, "full-wind-down", "warm-soak>lukewarm-soak"},
    {FLAG_NEUROPATHY, "long-day", "-sole-roll"},
    /* the water checklist lines hidden */
    {FLAG_FLUID_LIMIT, "full-wind-down", "evening-list>evening-list-dry dry-off>dry-off-only"},
    {FLAG_FLUID_LIMIT, "long-day", "tomorrow>tomorrow-shoes"},
    /* massage and belly tensing hidden; F2, F3 fall back to F4; legs-up hidden; flat-on-back steps
     * offer side-lying */
    {FLAG_PREGNANT, "evening-calf", "-calf-massage"},
    {FLAG_PREGNANT, "cramp-now", "easing>easing -rub-up"},
    {FLAG_PREGNANT, "full-wind-down", "-calf-massage -thigh-massage"},
    {FLAG_PREGNANT, "long-day", "-calf-massage"},
    {FLAG_PREGNANT, "leg-massage",
     "-massage-check -calf-warm -calf-knead -thumb-press -thigh-stroke -thigh-knead -foot-circles "
     "-finish-strokes -after-massage"},
    {FLAG_PREGNANT, "relax-scan", "-belly"},
    {FLAG_PREGNANT, "breathe-478",
     "settle-478>settle-le,le-35,le-46,let-be-le -r478-1 -normal -r478-2 -let-be-478"},
    {FLAG_PREGNANT, "breathe-box", "settle-box>settle-le,le-35,le-46,let-be-le -box -let-be-box"},
    {FLAG_PREGNANT, "in-bed", "loosen>loosen-side"},
    {FLAG_PREGNANT, "evening-yoga",
     "reclined-leg>propped-leg twist>side-twist -legs-up yoga-rest>side-rest"},
    /* F2, F3 fall back to F4 */
    {FLAG_NO_BREATH_HOLD, "breathe-478",
     "settle-478>settle-le,le-35,le-46,let-be-le -r478-1 -normal -r478-2 -let-be-478"},
    {FLAG_NO_BREATH_HOLD, "breathe-box",
     "settle-box>settle-le,le-35,le-46,let-be-le -box -let-be-box"},
    /* legs-up, half-dog hidden */
    {FLAG_PRESSURE_EYE, "evening-yoga", "-half-dog -legs-up"},
    /* legs-up, feet-up hidden, fluid_limit on */
    {FLAG_HEART_FAILURE, "evening-yoga", "-legs-up"},
    {FLAG_HEART_FAILURE, "long-day", "-feet-up tomorrow>tomorrow-shoes"},
    {FLAG_HEART_FAILURE, "full-wind-down", "evening-list>evening-list-dry dry-off>dry-off-only"},
    /* standing steps replaced by those of C; stand-heel seated; slow-walk hidden */
    {FLAG_FALLS, "evening-calf",
     "-march wall-ball-foot>towel-calf -bent-knee-calf heel-up-hamstring>seated-reach"},
    {FLAG_FALLS, "three-minute-standing", "standing-calf>towel-calf heel-on-chair>seated-reach"},
    {FLAG_FALLS, "cramp-now", "easing>easing stand-heel>press-heel -slow-walk"},
    {FLAG_FALLS, "full-wind-down",
     "wall-ball-foot>towel-calf -bent-knee-calf heel-up-hamstring>seated-reach"},
    {FLAG_FALLS, "long-day",
     "wall-ball-foot>towel-calf -bent-knee-calf -quad heel-up-hamstring>seated-reach"},
    {FLAG_FALLS, "evening-yoga", "-half-dog wall-calf-lean>towel-calf"},
    {FLAG_FALLS, "wall-lean", "two-heel-lean>towel-calf"},
    /* feet-up, legs-up, cold pack hidden */
    {FLAG_ARTERY, "long-day", "-feet-up"},
    {FLAG_ARTERY, "evening-yoga", "-legs-up"},
    {FLAG_ARTERY, "cramp-now", "warm-cold>warm-cold"},
    /* all stretches, until a clinician has agreed; what goes with them alone, too */
    {FLAG_RECENT_SURGERY, "evening-calf", "-wall-ball-foot -bent-knee-calf -heel-up-hamstring"},
    {FLAG_RECENT_SURGERY, "three-minute-standing", "-standing-calf -heel-on-chair -done"},
    {FLAG_RECENT_SURGERY, "three-minute-seated", "-seated-reach -towel-calf -done"},
    {FLAG_RECENT_SURGERY, "full-wind-down", "-wall-ball-foot -bent-knee-calf -heel-up-hamstring"},
    {FLAG_RECENT_SURGERY, "in-bed", "-strap-calf -lying-hamstring -knee-chest"},
    {FLAG_RECENT_SURGERY, "evening-yoga",
     "-cat-cow -half-dog -wall-calf-lean -seated-fold -reclined-leg -twist -legs-up"},
    {FLAG_RECENT_SURGERY, "long-day",
     "-toe-pull -wall-ball-foot -bent-knee-calf -quad -heel-up-hamstring"},
    {FLAG_RECENT_SURGERY, "wall-lean", "-two-heel-lean -mark"},
    /* kidney and statin change cards and questions, no step */
};

/* What the table says of a flag and a routine. */
static const char *expected_changes(ProfileFlag flag, const char *id) {
  for (size_t i = 0; i < sizeof PROFILE / sizeof PROFILE[0]; i++) {
    if (PROFILE[i].flag == flag && strcmp(PROFILE[i].id, id) == 0) {
      return PROFILE[i].changes;
    }
  }
  return "";
}

/* The ids that should be left, made from the table and the routine as it is. Release with free().
 */
static char *expected_ids(const Routine *routine, const char *changes) {
  char *ids = mem_copy("");
  char *all = mem_format(" %s ", changes);
  for (size_t i = 0; i < routine->step_count; i++) {
    const char *id = routine->steps[i].id;
    char *out = mem_format(" -%s ", id);
    char *in = mem_format(" %s>", id);
    const char *stand_ins = strstr(all, in);
    if (strstr(all, out) == NULL) {
      const char *names = stand_ins == NULL ? id : stand_ins + strlen(in);
      char *longer = mem_format("%s%.*s,", ids, (int)strcspn(names, " "), names);
      free(ids);
      ids = longer;
    }
    free(out);
    free(in);
  }
  free(all);
  return ids;
}

static char *found_ids(const Routine *routine) {
  char *ids = mem_copy("");
  for (size_t i = 0; routine != NULL && i < routine->step_count; i++) {
    char *longer = mem_format("%s%s,", ids, routine->steps[i].id);
    free(ids);
    ids = longer;
  }
  return ids;
}

START_TEST(shipped_routine__suits__each_profile) {
  const char *id = SHIPPED[_i].id;
  Routine *routine = load(id);
  for (ProfileFlag flag = 0; flag < FLAG_COUNT; flag++) {
    Routine *adapted = routine_adapt(routine, profile_complete(1U << flag), false, NULL);
    char *expected = expected_ids(routine, expected_changes(flag, id));
    char *found = found_ids(adapted);
    ck_assert_msg(strcmp(found, expected) == 0, "%s with %s: %s, not %s", id, profile_flags[flag],
                  found, expected);
    free(expected);
    free(found);
    routine_free(adapted);
  }
  routine_free(routine);
}
END_TEST

/* Every flag at once: whatever is left can be written down and read again, as a session does. */
START_TEST(shipped_routine__can_be_kept__as_it_was_adapted) {
  Routine *routine = load(SHIPPED[_i].id);
  for (unsigned flags = 0; flags < 1U << FLAG_COUNT; flags += 37) {
    Routine *adapted = routine_adapt(routine, profile_complete(flags), flags % 2 == 1, NULL);
    if (adapted == NULL) {
      continue;
    }
    char *text = routine_write(adapted);
    Diagnostics diagnostics = {0};
    Routine *again =
        routine_parse(NULL, "snapshot", text, strlen(text), SNAPSHOT_MAX, &diagnostics);
    ck_assert_msg(again != NULL && diagnostics.count == 0, "%s with %x: %s", SHIPPED[_i].id, flags,
                  diagnostics.count > 0 ? diagnostics.items[0].message : "");
    diagnostics_free(&diagnostics);
    routine_free(again);
    routine_free(adapted);
    free(text);
  }
  routine_free(routine);
}
END_TEST

START_TEST(cramp_now__asks_nobody_to_stand__who_might_fall) {
  Routine *routine = load("cramp-now");
  Routine *adapted = routine_adapt(routine, 1U << FLAG_FALLS, false, NULL);
  const Step *press = &adapted->steps[routine_find_step(adapted, "press-heel")];
  ck_assert_ptr_nonnull(strstr(press->cue, "press the foot into the floor"));
  for (size_t i = 0; i < adapted->step_count; i++) {
    ck_assert_msg(strstr(adapted->steps[i].cue, "stand") == NULL, "%s", adapted->steps[i].cue);
    for (size_t j = 0; j < adapted->steps[i].detail.count; j++) {
      const char *line = adapted->steps[i].detail.at[j];
      ck_assert_msg(strstr(line, "stand on") == NULL, "%s", line);
    }
  }
  routine_free(adapted);
  routine_free(routine);
}
END_TEST

/* The labels of a step's choices with blanks between. Release with free(). */
static char *labels_of(const Routine *routine, const char *id) {
  const Step *step = &routine->steps[routine_find_step(routine, id)];
  char *labels = mem_copy("");
  for (size_t i = 0; i < step->choices.count; i++) {
    char *longer = mem_format("%s[%s]", labels, step->choices.at[i].label);
    free(labels);
    labels = longer;
  }
  return labels;
}

/* Single answers that a flag hides, and the words that go with them. Source: CONTENT.md 3.2. */
static const struct {
  const char *id;
  const char *step;
  ProfileFlag flag;
  const char *labels;
} hidden_answers[] = {
    {"cramp-now", "warm-cold", FLAG_KIDNEY, "[Warmth][Cold][Skip]"},
    {"cramp-now", "warm-cold", FLAG_ARTERY, "[Warmth][Skip]"},
    {"cramp-now", "easing", FLAG_FALLS, "[Easing][Still tight]"},
    {"evening-yoga", "yoga-check", FLAG_KIDNEY, "[Ready][Skip legs up the wall]"},
    {"evening-yoga", "yoga-check", FLAG_PREGNANT, "[Ready]"},
    {"evening-yoga", "yoga-check", FLAG_PRESSURE_EYE, "[Ready]"},
    {"evening-yoga", "yoga-check", FLAG_HEART_FAILURE, "[Ready]"},
    {"evening-yoga", "yoga-check", FLAG_ARTERY, "[Ready]"},
    {"evening-yoga", "yoga-check", FLAG_RECENT_SURGERY, "[Ready]"},
};

START_TEST(shipped_answers__suit__the_profile) {
  Routine *routine = load(hidden_answers[_i].id);
  Routine *adapted =
      routine_adapt(routine, profile_complete(1U << hidden_answers[_i].flag), false, NULL);
  char *labels = labels_of(adapted, hidden_answers[_i].step);
  ck_assert_str_eq(labels, hidden_answers[_i].labels);
  free(labels);
  routine_free(adapted);
  routine_free(routine);
}
END_TEST

static bool holds(const char *text, const char *part) {
  return text != NULL && strstr(text, part) != NULL;
}

/* No word of what is left out is left. */
START_TEST(cramp_now__speaks_of_no_cold_pack__with_poor_circulation) {
  Routine *routine = load("cramp-now");
  Routine *adapted = routine_adapt(routine, 1U << FLAG_ARTERY, false, NULL);
  for (size_t i = 0; i < adapted->step_count; i++) {
    const Step *step = &adapted->steps[i];
    ck_assert_msg(!holds(step->cue, "old pack") && !holds(step->title, "old pack") &&
                      !holds(step->say, "Cold"),
                  "%s", step->id);
    for (size_t j = 0; j < step->detail.count; j++) {
      ck_assert_msg(!holds(step->detail.at[j], "old pack"), "%s", step->detail.at[j]);
    }
  }
  routine_free(adapted);
  routine_free(routine);
}
END_TEST

START_TEST(cramp_now__speaks_of_no_rubbing__where_it_is_left_out) {
  static const unsigned profiles[] = {
      1U << FLAG_CLOT_RISK,
      1U << FLAG_PREGNANT,
      1U << FLAG_CLOT_RISK | 1U << FLAG_FALLS,
  };
  Routine *routine = load("cramp-now");
  for (size_t i = 0; i < sizeof profiles / sizeof profiles[0]; i++) {
    Routine *adapted = routine_adapt(routine, profiles[i], false, NULL);
    const Step *easing = &adapted->steps[routine_find_step(adapted, "easing")];
    ck_assert_int_eq(easing->choices.at[0].go_step, routine_find_step(adapted, "warm-cold"));
    for (size_t j = 0; j < easing->detail.count; j++) {
      ck_assert_msg(!holds(easing->detail.at[j], "rub"), "%s", easing->detail.at[j]);
      ck_assert_msg((profiles[i] & 1U << FLAG_FALLS) == 0 || !holds(easing->detail.at[j], "stand"),
                    "%s", easing->detail.at[j]);
    }
    routine_free(adapted);
  }
  routine_free(routine);
}
END_TEST

START_TEST(wind_down__speaks_of_no_drinking__with_a_fluid_limit) {
  Routine *routine = load("full-wind-down");
  Routine *adapted = routine_adapt(routine, 1U << FLAG_FLUID_LIMIT, false, NULL);
  for (size_t i = 0; i < adapted->step_count; i++) {
    const Step *step = &adapted->steps[i];
    ck_assert_msg(!holds(step->title, "sip") && !holds(step->cue, "sip"), "%s", step->title);
  }
  routine_free(adapted);
  routine_free(routine);
}
END_TEST

START_TEST(cramp_now__goes_to_the_rubbing_step__whoever_is_asked) {
  Routine *routine = load("cramp-now");
  Routine *adapted = routine_adapt(routine, 1U << FLAG_FALLS, false, NULL);
  const Step *easing = &adapted->steps[routine_find_step(adapted, "easing")];
  ck_assert_int_eq(easing->choices.at[0].go_step, routine_find_step(adapted, "rub-up"));
  ck_assert_str_eq(easing->detail.at[1], "Still tight: push the foot down, next step.");
  easing = &routine->steps[routine_find_step(routine, "easing")];
  ck_assert_str_eq(easing->detail.at[1], "Still tight: stand on it, next step.");
  routine_free(adapted);
  routine_free(routine);
}
END_TEST

START_TEST(evening_yoga__leaves_out__legs_up_the_wall) {
  Routine *routine = load("evening-yoga");
  const Step *check = &routine->steps[routine_find_step(routine, "yoga-check")];
  ck_assert_int_eq(check->choices.at[1].leave_step, routine_find_step(routine, "legs-up"));
  ck_assert_ptr_null(check->choices.at[0].leave_out);
  routine_free(routine);
}
END_TEST

START_TEST(late_evening__keeps__what_matters) {
  static const struct {
    const char *id;
    const char *dropped;
    int total_s;
  } late[] = {
      {"evening-calf", "-calf-massage", 500},
      {"cramp-now", "-warm-cold", 435},
      {"full-wind-down", "-warm-soak -dry-off -calf-massage -thigh-massage -brain-dump", 750},
      {"long-day", "-feet-up -sole-roll -calf-massage", 584},
      {"in-bed", "", 590},
  };
  Routine *routine = load(late[_i].id);
  Routine *essential = routine_adapt(routine, 0, true, NULL);
  char *expected = expected_ids(routine, late[_i].dropped);
  char *found = found_ids(essential);
  ck_assert_str_eq(found, expected);
  Timeline timeline;
  timeline_build(essential, SIDE_NONE, &timeline);
  ck_assert_int_eq(timeline.total, late[_i].total_s * 1000);
  timeline_free(&timeline);
  free(expected);
  free(found);
  routine_free(essential);
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
  tcase_add_test(routines, breathe_resonance__offers__four_lengths);
  tcase_add_loop_test(routines, shipped_routine__suits__each_profile, 0, SHIPPED_COUNT);
  tcase_add_loop_test(routines, shipped_routine__can_be_kept__as_it_was_adapted, 0, SHIPPED_COUNT);
  tcase_add_test(routines, cramp_now__asks_nobody_to_stand__who_might_fall);
  tcase_add_loop_test(routines, shipped_answers__suit__the_profile, 0,
                      (int)(sizeof hidden_answers / sizeof hidden_answers[0]));
  tcase_add_test(routines, cramp_now__speaks_of_no_cold_pack__with_poor_circulation);
  tcase_add_test(routines, cramp_now__speaks_of_no_rubbing__where_it_is_left_out);
  tcase_add_test(routines, wind_down__speaks_of_no_drinking__with_a_fluid_limit);
  tcase_add_test(routines, cramp_now__goes_to_the_rubbing_step__whoever_is_asked);
  tcase_add_test(routines, evening_yoga__leaves_out__legs_up_the_wall);
  tcase_add_loop_test(routines, late_evening__keeps__what_matters, 0, 5);
  suite_add_tcase(suite, routines);
  return suite_run(suite);
}
