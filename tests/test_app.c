/* The App: tonight, routines, steps and cards by name. */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "app_fixture.h"
#include "nightcalf/card.h"
#include "nightcalf/pose.h"
#include "suite.h"
#include "temp_folder.h"

START_TEST(app_tonight__is__the_evening_before_until_the_boundary) {
  Night tonight = app_tonight(&app);
  turn(13 * hour); /* 11:30 the next day */
  ck_assert_int_eq(app_tonight(&app).day, tonight.day);
  turn(hour);
  ck_assert_int_eq(app_tonight(&app).day, tonight.day + 1);
}
END_TEST

START_TEST(app_load_routine__finds__an_id_and_a_path) {
  Routine *by_id = load("legs");
  char *path = temp_folder_path("routines/legs.cfg");
  Routine *by_path = load(path);
  ck_assert_str_eq(by_id->title, "Legs");
  ck_assert_str_eq(by_path->title, "Legs");
  free(path);
  routine_free(by_id);
  routine_free(by_path);
}
END_TEST

START_TEST(app_load_routine__names_the_nearest__for_a_misspelt_one) {
  Diagnostics findings = {0};
  ck_assert_ptr_null(app_load_routine(&app, "lges", &findings));
  ck_assert_uint_eq(findings.errors, 1);
  ck_assert_ptr_nonnull(strstr(findings.items[0].message, "legs"));
  ck_assert_int_eq(findings.items[0].line, 0);
  diagnostics_free(&findings);
}
END_TEST

START_TEST(app_load_routine__takes_for_an_id__a_cfg_name_that_is_no_file_here) {
  Diagnostics findings = {0};
  ck_assert_ptr_null(app_load_routine(&app, "nowhere-at-all.cfg", &findings));
  ck_assert_uint_eq(findings.errors, 1);
  diagnostics_free(&findings);
}
END_TEST

START_TEST(app_find_step__takes__an_id_or_a_number_in_range) {
  static const struct {
    const char *text;
    int step;
  } cases[] = {{"calf", 0}, {"rub", 1}, {"1", 0}, {"2", 1},   {"0", -1},
               {"3", -1},   {"-1", -1}, {"", -1}, {"2x", -1}, {"99999999999999999999", -1}};
  Routine *routine = load("legs");
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    ck_assert_msg(app_find_step(routine, cases[i].text) == cases[i].step, "\"%s\"", cases[i].text);
  }
  routine_free(routine);
}
END_TEST

/* Cards come from the test's folder here. */
static void use_own_cards(void) {
  free(app.paths.cards);
  app.paths.cards = temp_folder_path("cards");
  mkdir(app.paths.cards, 0700);
}

/* Reads a card, which must be there, and compares its text. */
static void expect_card(const char *name, const char *expected) {
  char *text = app_card(&app, name);
  ck_assert_msg(text != NULL, "no card %s", name);
  ck_assert_str_eq(text, expected);
  free(text);
}

START_TEST(app_card__gives__evidence_body_and_sources) {
  use_own_cards();
  temp_folder_write("cards/k04-work.cfg",
                    "title = \"Does it?\"; evidence = \"mixed\"; evidence_note = \"two trials\";\n"
                    "body = ( \"Perhaps.\", \"Try it.\" ); sources = [ \"HALL12\", \"NHS\" ];\n");
  expect_card("k04-work", "Does it?\n\nEvidence: Mixed trials - two trials\n\nPerhaps.\n\nTry "
                          "it.\n\nSources: HALL12, NHS.\n\nGeneral information, not medical "
                          "advice.\n");
  temp_folder_write("cards/bare.cfg", "title = \"Bare\"; body = \"Text.\";\n");
  expect_card("bare", "Bare\n\nText.\n\nGeneral information, not medical advice.\n");
}
END_TEST

START_TEST(app_pose__prefers__a_sound_picture_of_the_users_own) {
  free(app.paths.poses);
  free(app.paths.own_poses);
  app.paths.poses = temp_folder_path("poses");
  app.paths.own_poses = temp_folder_path("own");
  mkdir(app.paths.poses, 0700);
  mkdir(app.paths.own_poses, 0700);
  temp_folder_write("poses/feet.txt", "# Shipped.\n#\n=\n#\n");
  Pose pose;
  ck_assert(app_pose(&app, "feet", &pose));
  ck_assert_str_eq(pose.words, "Shipped.");
  pose_free(&pose);
  temp_folder_write("own/feet.txt", "# Own.\n#\n=\n#\n");
  ck_assert(app_pose(&app, "feet", &pose));
  ck_assert_str_eq(pose.words, "Own.");
  pose_free(&pose);
  temp_folder_write("own/feet.txt", "# Own, and broken.\n#\n");
  ck_assert(app_pose(&app, "feet", &pose));
  ck_assert_str_eq(pose.words, "Shipped.");
  pose_free(&pose);
  ck_assert(!app_pose(&app, "knee", &pose));
  ck_assert(!app_pose(&app, NULL, &pose));
  ck_assert_ptr_null(pose.words);
}
END_TEST

static const char warning[] =
    "title = \"Stop\"; evidence = \"safety\";\n"
    "body = ( \"Chest pain.\", \"Call your emergency number now.\", \"One leg hot.\" );\n";

START_TEST(app_card__puts_the_emergency_first__with_the_users_number) {
  use_own_cards();
  temp_folder_write("cards/red-flags.cfg", warning);
  temp_folder_write("cards/other.cfg", warning);
  expect_card("red-flags",
              "Stop\n\nChest pain.\n\nCall your emergency number now.\n\nOne leg hot.\n\n"
              "Evidence: Safety\n\nGeneral information, not medical advice.\n");
  app.settings.emergency_number = strdup("112");
  expect_card("red-flags",
              "Stop\n\nChest pain.\n\nCall your emergency number now.\nYour number: 112\n\nOne "
              "leg hot.\n\nEvidence: Safety\n\nGeneral information, not medical advice.\n");
  char *text = app_card(&app, "other");
  ck_assert_ptr_null(strstr(text, "112"));
  free(text);
}
END_TEST

START_TEST(app_card__finds_the_number__on_the_shipped_card) {
  free(app.paths.cards);
  app.paths.cards = strdup(SOURCE_DIR "/data/cards");
  app.settings.emergency_number = strdup("112");
  char *text = app_card(&app, "red-flags");
  ck_assert_ptr_nonnull(strstr(text, "Call your emergency number now.\nYour number: 112\n\n"));
  free(text);
  text = app_card(&app, "disclaimer");
  ck_assert_ptr_nonnull(strstr(text, "not a medical device"));
  free(text);
}
END_TEST

START_TEST(app_card__refuses__what_is_no_card) {
  use_own_cards();
  temp_folder_write("secret.cfg", warning);
  temp_folder_write("cards/latin.cfg", "title = \"caf\xe9\"; body = \"x\";\n");
  temp_folder_write("cards/broken.cfg", "title = ");
  char *fifo = temp_folder_path("cards/fifo.cfg");
  mkfifo(fifo, 0600);
  free(fifo);
  static const char *const names[] = {"absent", "../secret", "", "latin", "broken", "fifo"};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    char *text = app_card(&app, names[i]);
    ck_assert_msg(text == NULL, "card \"%s\" was read", names[i]);
    free(text);
  }
}
END_TEST

START_TEST(app_cards__are_read__once) {
  use_own_cards();
  temp_folder_write("cards/k01-a.cfg", warning);
  temp_folder_write("cards/k02-b.cfg", "title = 1;\n");
  const CardList *cards = app_cards(&app);
  ck_assert_uint_eq(cards->count, 1);
  ck_assert_str_eq(cards->at[0].id, "k01-a");
  ck_assert_uint_gt(app.cards_findings.errors, 0);
  temp_folder_write("cards/k03-c.cfg", warning);
  ck_assert_ptr_eq(app_cards(&app), cards);
  ck_assert_uint_eq(cards->count, 1);
}
END_TEST

START_TEST(app_set_profile__holds__here_and_in_the_next_start) {
  unsigned flags = 1U << FLAG_CLOT_RISK | 1U << FLAG_STATIN;
  Error err = {{0}};
  ck_assert(!app.settings.profile_asked);
  ck_assert_msg(app_set_profile(&app, flags, &err), "%s", err.text);
  ck_assert_uint_eq(app.settings.profile, flags);
  ck_assert(app.settings.profile_asked);
  app_close(&app);
  open_app();
  ck_assert_uint_eq(app.settings.profile, flags);
  ck_assert(app.settings.profile_asked);
}
END_TEST

START_TEST(app_set_profile__counts_as_an_answer__with_no_flag_at_all) {
  ck_assert(app_set_profile(&app, 0, NULL));
  app_close(&app);
  open_app();
  ck_assert_uint_eq(app.settings.profile, 0);
  ck_assert(app.settings.profile_asked);
}
END_TEST

START_TEST(app_set_profile__holds_for_now__when_it_cannot_be_written) {
  Error err = {{0}};
  free(app.paths.settings);
  app.paths.settings = NULL;
  ck_assert(!app_set_profile(&app, 1U << FLAG_FALLS, &err));
  ck_assert_ptr_nonnull(strstr(err.text, "HOME"));
  ck_assert_uint_eq(app.settings.profile, 1U << FLAG_FALLS);
  ck_assert(!app.settings.profile_asked);
}
END_TEST

START_TEST(app_first_run__is_over__once_there_is_a_record) {
  ck_assert(app_first_run(&app));
  ck_assert_ptr_nonnull(app_store(&app, STORE_READ, NULL));
  ck_assert(app_first_run(&app));
  ck_assert_ptr_nonnull(app_store(&app, STORE_WRITE, NULL));
  ck_assert(!app_first_run(&app));
}
END_TEST

static Suite *make_suite(void) {
  Suite *suite = suite_create("app");
  TCase *finding = tcase_create("finding");
  tcase_add_checked_fixture(finding, set_up, tear_down);
  tcase_add_test(finding, app_tonight__is__the_evening_before_until_the_boundary);
  tcase_add_test(finding, app_load_routine__finds__an_id_and_a_path);
  tcase_add_test(finding, app_load_routine__names_the_nearest__for_a_misspelt_one);
  tcase_add_test(finding, app_load_routine__takes_for_an_id__a_cfg_name_that_is_no_file_here);
  tcase_add_test(finding, app_find_step__takes__an_id_or_a_number_in_range);
  tcase_add_test(finding, app_card__gives__evidence_body_and_sources);
  tcase_add_test(finding, app_card__puts_the_emergency_first__with_the_users_number);
  tcase_add_test(finding, app_card__finds_the_number__on_the_shipped_card);
  tcase_add_test(finding, app_card__refuses__what_is_no_card);
  tcase_add_test(finding, app_cards__are_read__once);
  tcase_add_test(finding, app_set_profile__holds__here_and_in_the_next_start);
  tcase_add_test(finding, app_set_profile__counts_as_an_answer__with_no_flag_at_all);
  tcase_add_test(finding, app_set_profile__holds_for_now__when_it_cannot_be_written);
  tcase_add_test(finding, app_pose__prefers__a_sound_picture_of_the_users_own);
  tcase_add_test(finding, app_first_run__is_over__once_there_is_a_record);
  suite_add_tcase(suite, finding);
  return suite;
}

int main(void) {
  return suite_run(make_suite());
}
