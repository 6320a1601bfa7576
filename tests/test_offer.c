/* What tonight's routine is after a warning sign, and what is offered after the first week. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "app_fixture.h"
#include "nightcalf/evening.h"
#include "nightcalf/mem.h"
#include "suite.h"
#include "temp_folder.h"

static const char longer[] =
    "format = 1; title = \"Evening calf routine\"; setup = 0;\n"
    "steps = ( { kind = \"timed\"; title = \"Lean\"; duration = 599; } );\n";

/* The program is started anew, with the longer routine there. */
static void add_longer(void) {
  temp_folder_write("routines/evening-calf.cfg", longer);
  app_close(&app);
  open_app();
}

static void set_routine(const char *id) {
  free(app.settings.routine);
  app.settings.routine = id == NULL ? NULL : mem_copy(id);
}

static const struct {
  const char *planned;
  int nights_ago;
  EndedBy ended_by;
  const char *tonight;
} warnings[] = {
    {"leg-massage", 0, ENDED_RED_FLAG, "breathe-long-exhale"},
    {"evening-yoga", 0, ENDED_RED_FLAG, "breathe-long-exhale"},
    {"leg-massage", 1, ENDED_RED_FLAG, "leg-massage"},
    {"leg-massage", 0, ENDED_USER, "leg-massage"},
    {"evening-yoga", 0, ENDED_HURT, "evening-yoga"},
    {"evening-calf", 0, ENDED_RED_FLAG, "evening-calf"},
};

START_TEST(routine__is_no_massage_and_no_yoga__after_a_warning_sign) {
  set_routine(warnings[_i].planned);
  ck_assert_str_eq(app_routine(&app), warnings[_i].planned);
  ck_assert_ptr_null(evening_routine_note(&app));
  keep_session("cramp-now", warnings[_i].nights_ago, hour, OUTCOME_PARTIAL, warnings[_i].ended_by);
  keep_session("legs", 0, hour, OUTCOME_COMPLETED, ENDED_END);
  ck_assert_str_eq(app_routine(&app), warnings[_i].tonight);
  bool changed = strcmp(warnings[_i].planned, warnings[_i].tonight) != 0;
  ck_assert((evening_routine_note(&app) != NULL) == changed);
}
END_TEST

START_TEST(routine__is_what_was_planned__the_night_after_a_warning_sign) {
  char every_day[] = "mon-sun: leg-massage";
  char *texts[] = {every_day};
  app.settings.routines = (TextList){texts, 1};
  keep_session("legs", 0, hour, OUTCOME_PARTIAL, ENDED_RED_FLAG);
  ck_assert_str_eq(app_routine(&app), "breathe-long-exhale");
  turn(24 * hour);
  ck_assert_str_eq(app_routine(&app), "leg-massage");
  app.settings.routines = (TextList){0};
}
END_TEST

START_TEST(answer__of_a_session__changes_what_is_planned) {
  set_routine("leg-massage");
  app_session_start(&app, load("ask"), 0);
  Effect effect;
  while (app_tick(&app, &effect)) {
  }
  session_choose(app.session, 0, hands_moment());
  app_session_finish(&app, ENDED_USER);
  app_session_drop(&app);
  ck_assert_str_eq(app_routine(&app), "breathe-long-exhale");
}
END_TEST

/* Ticks of the shipped safety check, and what the card then says first. */
static const struct {
  const char *routine, *step;
  bool ticks[5];
  const char *title;
} signs[] = {
    {"cramp-now", "safety-check", {true}, "Stop here: phone a doctor today\n"},
    {"cramp-now", "safety-check", {false, true}, "Stop here: phone a doctor today\n"},
    {"cramp-now", "safety-check", {false, false, true}, "Stop here: call emergency now\n"},
    {"cramp-now", "safety-check", {false, false, false, true}, "Stop here: phone a doctor today\n"},
    {"cramp-now",
     "safety-check",
     {true, false, false, false, true},
     "Stop here: call emergency now\n"},
    {"evening-calf", "leg-check", {false}, "Stop here: phone a doctor today\n"},
    {"long-day", "shoes-off", {false}, "Stop here: phone a doctor today\n"},
};

START_TEST(warning__says__how_soon_to_call) {
  char *path = mem_format(SOURCE_DIR "/routines/%s.cfg", signs[_i].routine);
  Routine *routine = load(path);
  free(path);
  int step = routine_find_step(routine, signs[_i].step);
  free(app.paths.cards);
  app.paths.cards = mem_copy(SOURCE_DIR "/data/cards");
  free(app.settings.emergency_number);
  app.settings.emergency_number = mem_copy("0117 123");
  char *before = app_card(&app, "red-flags");
  ck_assert_int_eq(strncmp(before, "Stop here: who to call\n", 23), 0);
  free(before);
  app_session_start(&app, routine, step);
  Effect effect;
  while (app_tick(&app, &effect)) {
  }
  if (strcmp(signs[_i].step, "safety-check") == 0) {
    ck_assert(session_check_off(app.session, signs[_i].ticks, hands_moment()));
  } else {
    ck_assert(session_choose(app.session, 1, hands_moment()));
  }
  ck_assert_int_eq(session_ended_by(app.session), ENDED_RED_FLAG);
  char *text = app_card(&app, "red-flags");
  ck_assert_msg(strncmp(text, signs[_i].title, strlen(signs[_i].title)) == 0, "%s", text);
  ck_assert_ptr_nonnull(strstr(text, "Call your emergency number now.\nYour number: 0117 123"));
  free(text);
}
END_TEST

static const struct {
  const char *done;
  int nights_ago;
  Outcome outcome;
  unsigned flags;
  bool offered;
} weeks[] = {
    {"three-minute-standing", 6, OUTCOME_COMPLETED, 0, false},
    {"three-minute-standing", 7, OUTCOME_COMPLETED, 0, true},
    {"three-minute-standing", 13, OUTCOME_COMPLETED, 0, true},
    {"three-minute-standing", 14, OUTCOME_COMPLETED, 0, false},
    {"three-minute-standing", 7, OUTCOME_PARTIAL, 0, false},
    {"legs", 7, OUTCOME_COMPLETED, 0, false},
    {"three-minute-seated", 7, OUTCOME_COMPLETED, 0, false},
    {"three-minute-seated", 7, OUTCOME_COMPLETED, 1U << FLAG_FALLS, true},
};

START_TEST(offer__is_made__for_a_week_after_the_first_one) {
  add_longer();
  app.settings.profile = weeks[_i].flags;
  ck_assert_ptr_null(evening_offer(&app));
  keep_session(weeks[_i].done, weeks[_i].nights_ago, hour, weeks[_i].outcome, ENDED_END);
  keep_session(weeks[_i].done, 0, hour, weeks[_i].outcome, ENDED_END);
  char *offer = evening_offer(&app);
  if (weeks[_i].offered) {
    ck_assert_pstr_eq(offer, "A week of this now. If you would like more: Evening calf routine, "
                             "10 min (evening-calf).");
  } else {
    ck_assert_ptr_null(offer);
  }
  free(offer);
}
END_TEST

START_TEST(offer__is_not_made__to_who_knows_better) {
  add_longer();
  keep_session("three-minute-standing", 8, hour, OUTCOME_COMPLETED, ENDED_END);
  char *offer = evening_offer(&app);
  ck_assert_ptr_nonnull(offer);
  free(offer);
  set_routine("three-minute-standing"); /* chosen, not suggested */
  ck_assert_ptr_null(evening_offer(&app));
  set_routine(NULL);
  if (_i == 0) {
    keep_session("evening-calf", 3, hour, OUTCOME_COMPLETED, ENDED_END);
  } else {
    keep_session("legs", 0, hour, OUTCOME_PARTIAL, ENDED_RED_FLAG);
  }
  ck_assert_ptr_null(evening_offer(&app));
}
END_TEST

START_TEST(offer__says_nothing__without_the_routine) {
  library_free(&app.library);
  library_open(&app.library, app.paths.extra, NULL, NULL);
  keep_session("three-minute-standing", 8, hour, OUTCOME_COMPLETED, ENDED_END);
  ck_assert_ptr_null(evening_offer(&app));
}
END_TEST

START_TEST(record__cannot_be_read__and_the_plan_stays) {
  temp_folder_write("nightcalf", "in the way of the folder");
  set_routine("leg-massage");
  ck_assert_str_eq(app_routine(&app), "leg-massage");
  set_routine(NULL);
  ck_assert_ptr_null(evening_offer(&app));
}
END_TEST

int main(void) {
  Suite *suite = suite_create("offer");
  TCase *tests = tcase_create("offer");
  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_add_loop_test(tests, routine__is_no_massage_and_no_yoga__after_a_warning_sign, 0,
                      (int)(sizeof warnings / sizeof warnings[0]));
  tcase_add_test(tests, routine__is_what_was_planned__the_night_after_a_warning_sign);
  tcase_add_test(tests, answer__of_a_session__changes_what_is_planned);
  tcase_add_loop_test(tests, warning__says__how_soon_to_call, 0,
                      (int)(sizeof signs / sizeof signs[0]));
  tcase_add_loop_test(tests, offer__is_made__for_a_week_after_the_first_one, 0,
                      (int)(sizeof weeks / sizeof weeks[0]));
  tcase_add_loop_test(tests, offer__is_not_made__to_who_knows_better, 0, 2);
  tcase_add_test(tests, offer__says_nothing__without_the_routine);
  tcase_add_test(tests, record__cannot_be_read__and_the_plan_stays);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
