/* On the screens: the question before stretches after an operation, what stands at every start with
 * a risk of clots, and a step that an answer leaves out. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/mem.h"
#include "screen_bench.h"
#include "suite.h"
#include "temp_folder.h"

static const unsigned surgery = 1U << FLAG_RECENT_SURGERY;
static const char question[] = "Has your clinician agreed to stretching?";

static ScreenBench *bench;

/* Stretching alone, and what leads to it. */
static const char bend[] =
    "format = 1; title = \"Bend\"; setup = 0;\n"
    "steps = ( { id = \"bend\"; kind = \"hold\"; title = \"Bend\"; hold = 10; },\n"
    "  { id = \"lean\"; kind = \"hold\"; title = \"Lean\"; hold = 10; } );\n";
static const char mixed[] =
    "format = 1; title = \"Mixed\"; setup = 0;\n"
    "steps = ( { id = \"ask\"; kind = \"prompt\"; title = \"Where to?\"; choices = (\n"
    "    { label = \"Bend\"; routine = \"bend\"; }, { label = \"On\"; } ); },\n"
    "  { id = \"stretch\"; kind = \"hold\"; title = \"Stretch\"; hold = 10; },\n"
    "  { id = \"rub\"; kind = \"timed\"; title = \"Rub\"; duration = 10; } );\n";
static const char rubbing[] =
    "format = 1; title = \"Rub\"; setup = 0;\n"
    "steps = ( { kind = \"timed\"; title = \"Rub\"; duration = 10; } );\n";

static void set_up(void) {
  bench = screen_bench_new(24, 80);
  temp_folder_write("bend.cfg", bend);
  temp_folder_write("mixed.cfg", mixed);
  temp_folder_write("rub.cfg", rubbing);
  App *app = &bench->app;
  library_free(&app->library);
  library_open(&app->library, NULL, NULL, app->paths.data);
  free(app->settings.routine);
  app->settings.routine = mem_copy("mixed");
  free(app->paths.settings);
  app->paths.settings = temp_folder_path("nightcalf.set");
  app->settings.profile = surgery;
}

static void tear_down(void) {
  screen_bench_free(bench);
}

static void home_at(const char *routine) {
  free(bench->app.settings.routine);
  bench->app.settings.routine = mem_copy(routine);
  screen_bench_home(bench);
}

/* What the settings file says; ASK also where there is none. */
static Agreement kept(void) {
  Settings settings;
  Diagnostics findings = {0};
  settings_init(&settings);
  (void)settings_load(bench->app.paths.settings, &settings, &findings);
  Agreement agreed = (Agreement)settings.clinician_agreed;
  settings_free(&settings);
  diagnostics_free(&findings);
  return agreed;
}

static const struct {
  const char *keys;
  Agreement kept;
  size_t steps;
} answers[] = {
    {"<Enter>", AGREEMENT_NO, 2}, /* an unthinking Enter harms nobody */
    {"1", AGREEMENT_NO, 2},         {"2", AGREEMENT_YES, 3},
    {"j<Enter>", AGREEMENT_YES, 3}, {"jk<Enter>", AGREEMENT_NO, 2},
};

START_TEST(agree__asks__before_the_first_stretch) {
  home_at("mixed");
  screen_bench_type(bench, "<Enter>");
  ck_assert_ptr_eq(screen_bench_top(bench), &screen_agree);
  ck_assert(screen_bench_shows(bench, question));
  screen_bench_wait(bench, 60000); /* for as long as it takes */
  ck_assert_ptr_null(bench->app.session);
  screen_bench_type(bench, answers[_i].keys);
  ck_assert_int_eq(kept(), answers[_i].kept);
  ck_assert_ptr_eq(screen_bench_top(bench), &screen_start);
  bool without = answers[_i].kept == AGREEMENT_NO;
  ck_assert(screen_bench_shows(bench, "Stretches are left out until your clinician") == without);
  ck_assert(screen_bench_shows(bench, "left out Stretch") == without);
  screen_bench_type(bench, "<Enter>");
  ck_assert_uint_eq(bench->app.routine->step_count, answers[_i].steps);
}
END_TEST

START_TEST(agree__asks__once) {
  home_at("mixed");
  screen_bench_type(bench, _i == 0 ? "<Enter>1<Esc>" : "<Enter>2<Esc>");
  ck_assert_ptr_eq(screen_bench_top(bench), &screen_home);
  screen_bench_type(bench, "<Enter>");
  ck_assert_ptr_eq(screen_bench_top(bench), &screen_start);
  ck_assert(!screen_bench_shows(bench, question));
}
END_TEST

START_TEST(agree__keeps_nothing__when_it_is_left) {
  home_at("mixed");
  screen_bench_type(bench, "<Enter>q");
  ck_assert_ptr_eq(screen_bench_top(bench), &screen_home);
  ck_assert_int_eq(kept(), AGREEMENT_ASK);
  screen_bench_type(bench, "<Enter>");
  ck_assert_ptr_eq(screen_bench_top(bench), &screen_agree);
}
END_TEST

START_TEST(agree__says_so__where_nothing_is_left) {
  home_at("bend");
  ck_assert(screen_bench_shows(bench, "Start it to say that your clinician has agreed"));
  screen_bench_type(bench, "<Enter>1");
  ck_assert(screen_bench_shows(bench, "left out by your profile (a recent"));
  ck_assert_ptr_null(bench->app.session);
  screen_bench_type(bench, "<Enter>");
  ck_assert_ptr_eq(screen_bench_top(bench), &screen_home);
  ck_assert(screen_bench_shows(bench, "left out by your profile (a recent"));
  ck_assert(screen_bench_shows(bench, "Stretches are left out until your clinician"));
}
END_TEST

START_TEST(agree__starts_a_routine_of_stretches__after_a_yes) {
  home_at("bend");
  screen_bench_type(bench, "<Enter>2<Enter>");
  ck_assert_uint_eq(bench->app.routine->step_count, 2);
}
END_TEST

START_TEST(agree__begins_at_the_step__that_was_asked_for) {
  ck_assert(agree_open(&bench->tui, "bend", "lean"));
  screen_bench_type(bench, "2");
  ck_assert(screen_bench_shows(bench, "From       Lean"));
}
END_TEST

START_TEST(agree__says_so__where_that_step_is_left_out) {
  ck_assert(agree_open(&bench->tui, "mixed", "stretch"));
  screen_bench_type(bench, "1");
  ck_assert(screen_bench_shows(bench, "there is no step \"stretch\""));
  ck_assert_ptr_null(bench->app.session);
}
END_TEST

START_TEST(agree__is_not_due__for_what_is_no_stretch_or_no_operation) {
  ck_assert(!agree_open(&bench->tui, "rub", NULL));
  ck_assert(!agree_open(&bench->tui, "nowhere", NULL));
  bench->app.settings.profile = 1U << FLAG_FALLS;
  ck_assert(!agree_open(&bench->tui, "bend", NULL));
  ck_assert_uint_eq(bench->tui.depth, 0);
}
END_TEST

START_TEST(agree__asks__before_the_next_routine_too) {
  ck_assert(app_set_profile(&bench->app, 0, NULL));
  screen_bench_run(bench, "mixed", NULL);
  bench->app.settings.profile = surgery;
  screen_bench_type(bench, "1");
  ck_assert_ptr_eq(screen_bench_top(bench), &screen_agree);
  screen_bench_type(bench, "2<Enter>");
  ck_assert_str_eq(bench->app.routine->title, "Bend");
}
END_TEST

START_TEST(cramp__waits__for_no_answer) {
  home_at("mixed");
  screen_bench_type(bench, _i == 0 ? "c" : "<Enter>c");
  ck_assert_ptr_nonnull(bench->app.session);
  ck_assert(bench->app.cramp.on);
  ck_assert(!screen_bench_shows(bench, question));
}
END_TEST

START_TEST(profile__takes__a_clinicians_word) {
  ck_assert(app_set_profile(&bench->app, surgery, NULL));
  home_at("mixed");
  screen_bench_type(bench, "pjjjjjjjjjjjj<Space><Enter>");
  ck_assert_int_eq(kept(), AGREEMENT_YES);
  screen_bench_type(bench, "p");
  ck_assert(screen_bench_shows(bench, "[x] My clinician has agreed to stretching."));
  screen_bench_type(bench, "jjjjjjjjjjjj<Space><Enter>");
  ck_assert_int_eq(kept(), AGREEMENT_NO);
  screen_bench_type(bench, "pjjjjjjjjjj<Space>"); /* no operation: the line is gone */
  ck_assert(!screen_bench_shows(bench, "My clinician"));
  screen_bench_type(bench, "<Enter>pjjjjjjjjjj<Space><Enter><Enter>");
  ck_assert_ptr_eq(screen_bench_top(bench), &screen_agree); /* a new one: asked again */
}
END_TEST

START_TEST(clot_note__stands__at_home_and_at_every_start) {
  static const char note[] = "If one calf is swollen, hot, red or newly sore, stop here.";
  free(bench->app.paths.cards);
  bench->app.paths.cards = mem_copy(SOURCE_DIR "/data/cards");
  home_at("rub");
  ck_assert(!screen_bench_shows(bench, note));
  bench->app.settings.profile = 1U << FLAG_CLOT_RISK;
  screen_bench_type(bench, "p<Esc>");
  ck_assert(screen_bench_shows(bench, note));
  screen_bench_type(bench, "<Enter>");
  ck_assert_ptr_eq(screen_bench_top(bench), &screen_start);
  ck_assert(screen_bench_shows(bench, note));
  screen_bench_resize(bench, 12, 40);
  ck_assert(screen_bench_shows(bench, "If one calf is swollen"));
}
END_TEST

/* A step that an answer leaves out takes no time, no part of the bar and no place in what comes
 * next; at the end it is named as left out. */
START_TEST(run__counts_without__what_an_answer_left_out) {
  temp_folder_write(
      "choose.cfg",
      "format = 1; title = \"Choose\"; setup = 0;\n"
      "steps = ( { kind = \"prompt\"; title = \"Which?\"; choices = (\n"
      "    { label = \"All\"; }, { label = \"No wall\"; leave_out = \"wall\"; } ); },\n"
      "  { kind = \"timed\"; title = \"March\"; duration = 60; },\n"
      "  { kind = \"timed\"; title = \"Wall\"; duration = 600; },\n"
      "  { kind = \"timed\"; title = \"Rest\"; duration = 60; } );\n");
  library_free(&bench->app.library);
  library_open(&bench->app.library, NULL, NULL, bench->app.paths.data);
  screen_bench_run(bench, "choose", NULL);
  screen_bench_type(bench, _i == 0 ? "1" : "2");
  ck_assert(screen_bench_shows(bench, _i == 0 ? "ends 22:33" : "ends 22:23"));
  ck_assert(screen_bench_shows(bench, _i == 0 ? "Next: Wall" : "Next: Rest"));
  screen_bench_wait(bench, 30000);
  /* Half of March: a quarter of two minutes, a twenty-fourth of twelve. */
  char *drawn = screen_bench_draw(bench);
  size_t done = 0;
  for (const char *at = drawn; (at = strstr(at, "\xE2\x94\x81")) != NULL; at += 3) {
    done++;
  }
  free(drawn);
  ck_assert_msg(_i == 0 ? done < 6 : done > 10, "%zu", done);
  screen_bench_type(bench, _i == 0 ? "nnn" : "nn");
  ck_assert_ptr_eq(screen_bench_top(bench), &screen_end);
  screen_bench_type(bench, "jjjj");
  ck_assert(screen_bench_shows(bench, "30 s done of 12 min planned") == (_i == 0));
  ck_assert(screen_bench_shows(bench, "30 s done of 2 min planned") == (_i == 1));
}
END_TEST

int main(void) {
  Suite *suite = suite_create("agree");
  TCase *asking = tcase_create("asking");
  tcase_add_checked_fixture(asking, set_up, tear_down);
  tcase_add_loop_test(asking, agree__asks__before_the_first_stretch, 0,
                      (int)(sizeof answers / sizeof answers[0]));
  tcase_add_loop_test(asking, agree__asks__once, 0, 2);
  tcase_add_test(asking, agree__keeps_nothing__when_it_is_left);
  tcase_add_test(asking, agree__says_so__where_nothing_is_left);
  tcase_add_test(asking, agree__starts_a_routine_of_stretches__after_a_yes);
  tcase_add_test(asking, agree__begins_at_the_step__that_was_asked_for);
  tcase_add_test(asking, agree__says_so__where_that_step_is_left_out);
  tcase_add_test(asking, agree__is_not_due__for_what_is_no_stretch_or_no_operation);
  tcase_add_test(asking, agree__asks__before_the_next_routine_too);
  tcase_add_loop_test(asking, cramp__waits__for_no_answer, 0, 2);
  tcase_add_test(asking, profile__takes__a_clinicians_word);
  tcase_add_test(asking, clot_note__stands__at_home_and_at_every_start);
  tcase_add_loop_test(asking, run__counts_without__what_an_answer_left_out, 0, 2);
  suite_add_tcase(suite, asking);
  return suite_run(suite);
}
