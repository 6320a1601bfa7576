/* The App's view of a routine: the settings' profile, tonight's bedtime, the clock. */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "app_fixture.h"
#include "nightcalf/card.h"
#include "nightcalf/mem.h"
#include "suite.h"
#include "temp_folder.h"

/* Twelve minutes, four of them not essential; standing is not for everybody. */
static const char evening[] =
    "format = 1; title = \"Evening\"; setup = 0;\n"
    "steps = (\n"
    "  { id = \"stand\"; kind = \"timed\"; title = \"Stand\"; duration = 480;\n"
    "    avoid_if = [ \"falls\" ]; instead = \"legs/rub\"; },\n"
    "  { id = \"knead\"; kind = \"timed\"; title = \"Knead\"; duration = 240; essential = false;\n"
    "    avoid_if = [ \"clot_risk\", \"fluid_limit\" ]; }\n"
    ");\n";

static Routine *routine;

static void open_evening(void) {
  set_up();
  temp_folder_write("routines/evening.cfg", evening);
  app_close(&app);
  open_app();
  routine = load("evening");
}

static void close_evening(void) {
  routine_free(routine);
  tear_down();
}

START_TEST(app_adapt__follows__the_complete_profile) {
  Adaptation what;
  app.settings.profile = 1U << FLAG_FALLS | 1U << FLAG_HEART_FAILURE;
  Routine *adapted = app_adapt(&app, routine, false, &what);
  ck_assert_uint_eq(adapted->step_count, 1);
  ck_assert_str_eq(adapted->steps[0].id, "rub");
  ck_assert_uint_eq(what.left_out.count, 1);
  ck_assert_str_eq(what.replaced.at[0], "Stand: now Rub");
  adaptation_free(&what);
  routine_free(adapted);
  app.settings.profile = 0;
  adapted = app_adapt(&app, routine, true, NULL);
  ck_assert_uint_eq(adapted->step_count, 1);
  ck_assert_str_eq(adapted->steps[0].id, "stand");
  routine_free(adapted);
}
END_TEST

START_TEST(app_adapted_text__says__what_was_changed) {
  char texts[][20] = {"Rub", "Walk", "Stand: now Sit", "Lean: now Towel", "Feet up"};
  char *left[] = {texts[0], texts[1]};
  char *replaced[] = {texts[2], texts[3]};
  char *dropped[] = {texts[4]};
  static const struct {
    size_t left;
    size_t replaced;
    size_t dropped;
    const char *phrase;
  } cases[] = {
      {2, 0, 0, "Adapted for you: left out Rub, Walk."},
      {0, 2, 0, "Adapted for you: Stand: now Sit; Lean: now Towel."},
      {0, 0, 1, "Adapted for you: tonight without Feet up."},
      {1, 1, 1, "Adapted for you: left out Rub; Stand: now Sit; tonight without Feet up."},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    Adaptation what = {
        {left, cases[i].left}, {replaced, cases[i].replaced}, {dropped, cases[i].dropped}};
    char *phrase = app_adapted_text(&what);
    ck_assert_str_eq(phrase, cases[i].phrase);
    free(phrase);
  }
  Adaptation nothing = {0};
  ck_assert_ptr_null(app_adapted_text(&nothing));
}
END_TEST

START_TEST(app_nothing_left__names__the_flags_and_a_way_on) {
  app.settings.profile = 1U << FLAG_FALLS | 1U << FLAG_CLOT_RISK | 1U << FLAG_STATIN;
  char *text = app_nothing_left(&app, routine);
  ck_assert_str_eq(text, "Every step of this routine is left out by your profile (a clot, or blood "
                         "thinners; being unsteady, or a fall); try in-bed or breathe-long-exhale");
  free(text);
}
END_TEST

START_TEST(app_profile_hits__names__the_flags_that_matter_here) {
  app.settings.profile = 1U << FLAG_HEART_FAILURE | 1U << FLAG_CLOT_RISK | 1U << FLAG_STATIN;
  ck_assert_uint_eq(app_profile_hits(&app, routine), 1U << FLAG_CLOT_RISK | 1U << FLAG_FLUID_LIMIT);
  app.settings.profile = 1U << FLAG_STATIN;
  ck_assert_uint_eq(app_profile_hits(&app, routine), 0);
}
END_TEST

/* A stretch, a question about it, and something that is none. */
static const char bending[] =
    "format = 1; title = \"Bend\"; setup = 0;\n"
    "steps = (\n"
    "  { id = \"ask\"; kind = \"prompt\"; title = \"Ready?\"; choices = ( { label = \"Yes\"; },\n"
    "    { label = \"Not the air\"; leave_out = \"air\"; } ); },\n"
    "  { id = \"bend\"; kind = \"hold\"; title = \"Bend\"; hold = 10; },\n"
    "  { id = \"air\"; kind = \"timed\"; title = \"Air\"; duration = 20; },\n"
    "  { id = \"rest\"; kind = \"timed\"; title = \"Rest\"; duration = 5; }\n"
    ");\n";

static void after_surgery(void) {
  temp_folder_write("routines/bend.cfg", bending);
  app_close(&app);
  open_app();
  app.settings.profile = 1U << FLAG_RECENT_SURGERY;
}

START_TEST(app_adapt__leaves_out_stretches__until_a_clinician_has_agreed) {
  static const struct {
    Agreement agreed;
    size_t steps;
    bool waits;
    bool asked;
  } cases[] = {{AGREEMENT_ASK, 3, true, false},
               {AGREEMENT_NO, 3, true, true},
               {AGREEMENT_YES, 4, false, false}};
  after_surgery();
  Routine *bend = load("bend");
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    app.settings.clinician_agreed = (int)cases[i].agreed;
    bool asked = false;
    Routine *adapted = app_adapt(&app, bend, false, NULL);
    ck_assert_uint_eq(adapted->step_count, cases[i].steps);
    ck_assert_int_eq(routine_find_step(adapted, "bend"), cases[i].waits ? -1 : 1);
    ck_assert(app_stretches_wait(&app, bend, &asked) == cases[i].waits);
    ck_assert(app_named_stretches_wait(&app, "bend", NULL) == cases[i].waits);
    ck_assert(asked == cases[i].asked);
    routine_free(adapted);
  }
  ck_assert(!app_named_stretches_wait(&app, "ask", NULL)); /* it has none */
  ck_assert(!app_named_stretches_wait(&app, "nowhere", NULL));
  app.settings.clinician_agreed = AGREEMENT_ASK;
  app.settings.profile = 1U << FLAG_FALLS;
  ck_assert(!app_stretches_wait(&app, bend, NULL));
  routine_free(bend);
}
END_TEST

START_TEST(app_load_cramp__waits_for_nobody__after_an_operation) {
  after_surgery();
  temp_folder_write("routines/cramp-now.cfg",
                    "format = 1; title = \"Now\";\n"
                    "steps = ( { id = \"up\"; kind = \"hold\"; title = \"Up\"; hold = 1; } );\n");
  app_close(&app);
  open_app();
  app.settings.profile = 1U << FLAG_RECENT_SURGERY;
  Routine *cramp = app_load_cramp(&app);
  ck_assert_uint_eq(cramp->step_count, 1);
  ck_assert(!app_stretches_wait(&app, cramp, NULL));
  routine_free(cramp);
}
END_TEST

/* What the settings file says now; NULL: there is none. */
static bool file_says(const char *part) {
  Settings settings;
  Diagnostics findings = {0};
  settings_init(&settings);
  ck_assert(settings_load(app.paths.settings, &settings, &findings));
  static const char *const words[] = {"ask", "no", "yes"};
  bool same = strcmp(words[settings.clinician_agreed], part) == 0;
  settings_free(&settings);
  diagnostics_free(&findings);
  return same;
}

START_TEST(app_set_profile__asks_again__when_the_operation_is_a_new_one) {
  unsigned surgery = 1U << FLAG_RECENT_SURGERY;
  ck_assert(app_set_profile(&app, surgery, NULL));
  ck_assert(app_set_agreed(&app, true, NULL));
  ck_assert(file_says("yes"));
  ck_assert(app_set_profile(&app, surgery | 1U << FLAG_FALLS, NULL)); /* it is the same one */
  ck_assert_int_eq(app.settings.clinician_agreed, AGREEMENT_YES);
  ck_assert(app_set_profile(&app, 1U << FLAG_FALLS, NULL));
  ck_assert(app_set_profile(&app, surgery, NULL));
  ck_assert_int_eq(app.settings.clinician_agreed, AGREEMENT_ASK);
  ck_assert(file_says("ask"));
  ck_assert(app_set_agreed(&app, false, NULL));
  ck_assert(file_says("no"));
}
END_TEST

START_TEST(app_set_agreed__holds__where_it_cannot_be_kept) {
  Error err = {{0}};
  app.settings.profile = 1U << FLAG_RECENT_SURGERY;
  temp_folder_write("nightcalf.cfg", "sound = {;\n");
  free(app.paths.settings);
  app.paths.settings = temp_folder_path("nightcalf.cfg");
  ck_assert(!app_set_agreed(&app, true, &err));
  ck_assert_str_ne(err.text, "");
  ck_assert_int_eq(app.settings.clinician_agreed, AGREEMENT_YES);
  ck_assert_uint_eq(app_flags(&app), 0);
}
END_TEST

START_TEST(app_clot_note__stands__with_its_flag_alone) {
  free(app.paths.cards);
  app.paths.cards = mem_copy(SOURCE_DIR "/data/cards");
  ck_assert_ptr_null(app_clot_note(&app));
  app.settings.profile = 1U << FLAG_CLOT_RISK;
  char *note = app_clot_note(&app);
  ck_assert_str_eq(note, "If one calf is swollen, hot, red or newly sore, stop here. A leg like "
                         "that needs a clinician today, not a stretch.");
  free(note);
  free(app.paths.cards);
  app.paths.cards = mem_copy("/nonexistent");
  ck_assert_ptr_null(app_clot_note(&app));
}
END_TEST

START_TEST(app_card__suits__the_profile) {
  free(app.paths.cards);
  app.paths.cards = mem_copy(SOURCE_DIR "/data/cards");
  char *text = app_card(&app, "k07-magnesium-food");
  ck_assert_ptr_nonnull(strstr(text, "350 mg"));
  free(text);
  app.settings.profile = 1U << FLAG_KIDNEY;
  text = app_card(&app, "k07-magnesium-food");
  ck_assert_ptr_null(strstr(text, "350 mg"));
  ck_assert_ptr_nonnull(strstr(text,
                               "310 to 420 mg a day from everything they eat. Ask your kidney "
                               "team first.\n"));
  free(text);
  const CardList *cards = app_cards(&app);
  ck_assert(card_matches(cards_find(cards, "k07"), "kidney team"));
  app.settings.profile = 0;
  cards = app_cards(&app);
  ck_assert(card_matches(cards_find(cards, "k07"), "350"));
}
END_TEST

START_TEST(app_disclaimer_due__is_over__once_the_questions_were_answered) {
  ck_assert(app_disclaimer_due(&app));
  ck_assert(app_set_profile(&app, 0, NULL));
  app_close(&app);
  open_app();
  ck_assert(!app_disclaimer_due(&app));
}
END_TEST

static bool look_at_hidden(void *context, const SessionRow *row) {
  *(bool *)context = row->steps[2].outcome == STEP_HIDDEN && row->planned == 15 * second;
  return true;
}

/* What an answer left out stays left out when the session is taken up again, and in the record. */
START_TEST(app_session_resume__leaves_out__what_an_answer_left_out) {
  after_surgery();
  app.settings.profile = 0;
  app_session_start(&app, load("bend"), 0);
  Effect effect;
  while (app_tick(&app, &effect)) {
  }
  ck_assert(session_choose(app.session, 1, hands_moment()));
  app_session_finish(&app, ENDED_HANGUP);
  app_session_drop(&app);
  SessionRow row = {0};
  Error err = {{0}};
  ck_assert(app_find_broken_off(&app, &row));
  ck_assert_int_eq(row.planned, 15 * second);
  ck_assert_int_eq(row.steps[2].outcome, STEP_HIDDEN);
  ck_assert_int_eq(row.steps[2].record.planned, 0);
  ck_assert_msg(app_session_resume(&app, &row, &err), "%s", err.text);
  ck_assert(session_leaves_out(app.session, 2));
  ck_assert_int_eq(session_planned(app.session), 15 * second);
  ck_assert_int_eq(session_left(app.session, hands_moment()), 15 * second);
  /* Back at the question, all of it can be had again. */
  ck_assert(session_act(app.session, ACT_BACK, hands_moment()));
  while (app_tick(&app, &effect)) {
  }
  ck_assert(session_choose(app.session, 0, hands_moment()));
  ck_assert_int_eq(session_planned(app.session), 35 * second);
  app_session_finish(&app, ENDED_USER);
  session_row_free(&row);
}
END_TEST

START_TEST(app_session_close_row__keeps__what_was_left_out) {
  after_surgery();
  app.settings.profile = 0;
  app_session_start(&app, load("bend"), 0);
  ck_assert(session_choose(app.session, 1, hands_moment()));
  app_session_finish(&app, ENDED_HANGUP);
  app_session_drop(&app);
  SessionRow row = {0};
  ck_assert(app_find_broken_off(&app, &row));
  ck_assert(app_session_close_row(&app, &row, NULL));
  session_row_free(&row);
  bool found = false;
  ck_assert(store_sessions(app_store(&app, STORE_READ, NULL), &(HistoryFilter){0}, look_at_hidden,
                           &found, NULL));
  ck_assert(found);
}
END_TEST

START_TEST(app_is_late__looks_at__clock_and_bedtime) {
  ck_assert(!app_is_late(&app, routine)); /* no bedtime said */
  app.settings.bedtime = 22 * 60 + 42;    /* it is 22:30, and it takes 12 minutes */
  ck_assert(!app_is_late(&app, routine));
  app.settings.bedtime--;
  ck_assert(app_is_late(&app, routine));
  app.settings.profile = 1U << FLAG_CLOT_RISK; /* what is left is essential, and in time */
  Routine *adapted = app_adapt(&app, routine, false, NULL);
  ck_assert(!app_is_late(&app, adapted));
  turn(hour);
  ck_assert(!app_is_late(&app, adapted));
  app.settings.profile = 0;
  ck_assert(app_is_late(&app, routine));
  routine_free(adapted);
}
END_TEST

START_TEST(app_session_start__keeps__the_routine_as_it_was_adapted) {
  app.settings.profile = 1U << FLAG_FALLS;
  app_session_start(&app, app_adapt(&app, routine, false, NULL), 0);
  ck_assert_ptr_nonnull(strstr(app.snapshot, "\"rub\""));
  ck_assert_ptr_null(strstr(app.snapshot, "\"stand\""));
  ck_assert_ptr_null(strstr(app.snapshot, "instead"));
  app_session_finish(&app, ENDED_USER);
}
END_TEST

START_TEST(app_load_cramp__gives__what_suits) {
  temp_folder_write("routines/cramp-now.cfg",
                    "format = 1; title = \"Now\";\nsteps = (\n"
                    "  { id = \"up\"; kind = \"timed\"; title = \"Up\"; duration = 1;\n"
                    "    avoid_if = [ \"falls\" ]; },\n"
                    "  { id = \"rub\"; kind = \"timed\"; title = \"Rub\"; duration = 1;\n"
                    "    avoid_if = [ \"clot_risk\" ]; } );\n");
  app_close(&app);
  open_app();
  app.settings.profile = 1U << FLAG_FALLS;
  Routine *cramp = app_load_cramp(&app);
  ck_assert_uint_eq(cramp->step_count, 1);
  ck_assert_str_eq(cramp->steps[0].id, "rub");
  routine_free(cramp);
  app.settings.profile |= 1U << FLAG_CLOT_RISK; /* something is better than nothing */
  cramp = app_load_cramp(&app);
  ck_assert_uint_eq(cramp->step_count, 2);
  routine_free(cramp);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("app_adapt");
  TCase *adapting = tcase_create("adapting");
  tcase_add_checked_fixture(adapting, open_evening, close_evening);
  tcase_add_test(adapting, app_adapt__follows__the_complete_profile);
  tcase_add_test(adapting, app_adapted_text__says__what_was_changed);
  tcase_add_test(adapting, app_nothing_left__names__the_flags_and_a_way_on);
  tcase_add_test(adapting, app_profile_hits__names__the_flags_that_matter_here);
  tcase_add_test(adapting, app_adapt__leaves_out_stretches__until_a_clinician_has_agreed);
  tcase_add_test(adapting, app_load_cramp__waits_for_nobody__after_an_operation);
  tcase_add_test(adapting, app_set_profile__asks_again__when_the_operation_is_a_new_one);
  tcase_add_test(adapting, app_set_agreed__holds__where_it_cannot_be_kept);
  tcase_add_test(adapting, app_clot_note__stands__with_its_flag_alone);
  tcase_add_test(adapting, app_card__suits__the_profile);
  tcase_add_test(adapting, app_disclaimer_due__is_over__once_the_questions_were_answered);
  tcase_add_test(adapting, app_session_resume__leaves_out__what_an_answer_left_out);
  tcase_add_test(adapting, app_session_close_row__keeps__what_was_left_out);
  tcase_add_test(adapting, app_is_late__looks_at__clock_and_bedtime);
  tcase_add_test(adapting, app_session_start__keeps__the_routine_as_it_was_adapted);
  tcase_add_test(adapting, app_load_cramp__gives__what_suits);
  suite_add_tcase(suite, adapting);
  return suite_run(suite);
}
