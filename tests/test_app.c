/* The App: tonight, routines, steps and cards by name. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "app_fixture.h"
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

START_TEST(app_card__gives__the_text_of_the_file) {
  use_own_cards();
  temp_folder_write("cards/red-flags.txt", "Red flags\n\nCall.\n");
  char *text = app_card(&app, "red-flags");
  ck_assert_str_eq(text, "Red flags\n\nCall.\n");
  free(text);
}
END_TEST

START_TEST(app_card__refuses__what_is_no_card) {
  use_own_cards();
  temp_folder_write("secret.txt", "not a card");
  temp_folder_write("cards/latin.txt", "caf\xe9");
  temp_folder_write("cards/escape.txt", "\x1b[31mred");
  char *fifo = temp_folder_path("cards/fifo.txt");
  mkfifo(fifo, 0600);
  free(fifo);
  char *huge = temp_folder_path("cards/huge.txt");
  FILE *file = fopen(huge, "w");
  ck_assert_ptr_nonnull(file);
  for (int i = 0; i < 64 * 1024 + 1; i++) {
    fputc('x', file);
  }
  fclose(file);
  free(huge);
  static const char *const names[] = {"absent", "../secret", "", "latin", "escape", "fifo", "huge"};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    char *text = app_card(&app, names[i]);
    ck_assert_msg(text == NULL, "card \"%s\" was read", names[i]);
    free(text);
  }
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
  tcase_add_test(finding, app_card__gives__the_text_of_the_file);
  tcase_add_test(finding, app_card__refuses__what_is_no_card);
  suite_add_tcase(suite, finding);
  return suite;
}

int main(void) {
  SRunner *runner = srunner_create(make_suite());
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
