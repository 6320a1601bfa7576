/* The screens of cards, of the profile's questions, and of the first run: keys, and what they keep.
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen_bench.h"
#include "suite.h"
#include "temp_folder.h"

static ScreenBench *bench;

static void set_up(void) {
  bench = screen_bench_new(24, 80);
}

static void tear_down(void) {
  screen_bench_free(bench);
}

START_TEST(learn__narrows_the_list__to_cards_that_hold_the_words) {
  screen_bench_home(bench);
  screen_bench_type(bench, "i");
  ck_assert(screen_bench_shows(bench, "11 cards"));
  ck_assert(screen_bench_shows(bench, "> What a night cramp is"));
  screen_bench_type(bench, "j/MAGN kidney");
  ck_assert(screen_bench_shows(bench, "2 cards"));
  ck_assert(screen_bench_shows(bench, "> Magnesium: mixed evidence"));
  screen_bench_type(bench, "<Down>");
  ck_assert(screen_bench_shows(bench, "> Magnesium in food"));
  screen_bench_type(bench, " jq?");
  ck_assert(screen_bench_shows(bench, "No card holds these words"));
  screen_bench_type(bench, "<Enter><Down><Up>");
  ck_assert_ptr_eq(screen_bench_top(bench), &screen_learn);
}
END_TEST

START_TEST(learn__shows_all_cards_again__on_escape) {
  screen_bench_home(bench);
  screen_bench_type(bench, "i/kidney<Down><Esc>");
  ck_assert(screen_bench_shows(bench, "11 cards"));
  ck_assert(screen_bench_shows(bench, "> Magnesium in food"));
  screen_bench_type(bench, "/");
  ck_assert(screen_bench_shows(bench, "11 cards"));
  screen_bench_type(bench, "<Esc><Esc>");
  ck_assert_ptr_eq(screen_bench_top(bench), &screen_home);
}
END_TEST

START_TEST(learn__opens_the_marked_card__and_comes_back_to_it) {
  screen_bench_home(bench);
  screen_bench_type(bench, "ijjj<Enter>");
  ck_assert_ptr_eq(screen_bench_top(bench), &screen_card);
  ck_assert(screen_bench_shows(bench, "Evidence: Mixed trials"));
  ck_assert(screen_bench_shows(bench, "Sources: "));
  ck_assert(screen_bench_shows(bench, "General information, not medical advice."));
  screen_bench_type(bench, "q");
  ck_assert(screen_bench_shows(bench, "> Magnesium: mixed evidence"));
}
END_TEST

START_TEST(learn__moves_by_pages__to_what_is_about_the_program) {
  screen_bench_resize(bench, 12, 40);
  screen_bench_home(bench);
  screen_bench_type(bench, "i");
  free(screen_bench_draw(bench));
  screen_bench_type(bench, "<PgDn>");
  ck_assert(!screen_bench_shows(bench, "> What a night cramp is"));
  screen_bench_type(bench, "<PgDn>");
  ck_assert(screen_bench_shows(bench, "> About Nightcalf"));
  screen_bench_type(bench, "<Enter>");
  ck_assert(screen_bench_shows(bench, "About Nightcalf"));
  ck_assert(screen_bench_shows(bench, "not a medical device"));
  screen_bench_type(bench, "<Enter>bbb");
  ck_assert(screen_bench_shows(bench, "> What a night cramp is"));
}
END_TEST

START_TEST(learn__puts_first__what_the_profile_calls_for) {
  bench->app.settings.profile = 1U << FLAG_PREGNANT | 1U << FLAG_STATIN;
  screen_bench_home(bench);
  screen_bench_type(bench, "i");
  ck_assert(screen_bench_shows(bench, "> On a statin? Muscle pain"));
  screen_bench_type(bench, "j");
  ck_assert(screen_bench_shows(bench, "> Pregnancy"));
  ck_assert(screen_bench_shows(bench, "11 cards"));
}
END_TEST

/* The settings file as it is now; NULL: there is none. Release with free(). */
static char *settings_text(void) {
  FILE *file = fopen(bench->app.paths.settings, "r");
  char *text = NULL;
  size_t size = 0;
  if (file != NULL && getdelim(&text, &size, '\0', file) < 0) {
    free(text);
    text = NULL;
  }
  if (file != NULL) {
    fclose(file);
  }
  return text;
}

/* Whether the settings file holds a text. */
static bool settings_say(const char *wanted) {
  char *text = settings_text();
  bool found = text != NULL && strstr(text, wanted) != NULL;
  free(text);
  return found;
}

static void open_profile(const char *key) {
  bench->app.paths.settings = temp_folder_path("nightcalf.cfg");
  screen_bench_home(bench);
  screen_bench_type(bench, key);
}

START_TEST(profile__saves__what_is_ticked) {
  open_profile("p");
  screen_bench_type(bench, "<Space>jj<Space>k<Space><Space><Enter>");
  ck_assert_ptr_eq(screen_bench_top(bench), &screen_home);
  ck_assert(settings_say("profile = [ \"clot_risk\", \"fluid_limit\" ];"));
  unsigned ticked = 1U << FLAG_CLOT_RISK | 1U << FLAG_FLUID_LIMIT;
  ck_assert_uint_eq(bench->app.settings.profile, ticked);
  screen_bench_type(bench, "p");
  ck_assert(screen_bench_shows(bench, "> [x] A clot in a leg"));
  screen_bench_type(bench, "<Space>jj<Space><Enter>");
  ck_assert(settings_say("profile = [ ];"));
  ck_assert_uint_eq(bench->app.settings.profile, 0);
}
END_TEST

START_TEST(profile__changes_nothing__when_it_is_left) {
  static const char *const keys[] = {"q", "<Esc>"};
  open_profile("p");
  screen_bench_type(bench, "<Space>");
  screen_bench_type(bench, keys[_i]);
  ck_assert_ptr_eq(screen_bench_top(bench), &screen_home);
  ck_assert_uint_eq(bench->app.settings.profile, 0);
  ck_assert_ptr_null(settings_text());
}
END_TEST

START_TEST(profile__keeps_the_ticks__when_they_cannot_be_saved) {
  open_profile("p");
  temp_folder_write("nightcalf.cfg", "sound = {;\n");
  screen_bench_type(bench, "jjj<Space><Enter>");
  ck_assert_ptr_eq(screen_bench_top(bench), &screen_profile);
  ck_assert(screen_bench_shows(bench, "could not be saved"));
  ck_assert(screen_bench_shows(bench, "> [x] Kidney disease?"));
  ck_assert_uint_eq(bench->app.settings.profile, 1U << FLAG_KIDNEY);
  temp_folder_write("nightcalf.cfg", "sound = \"bell\";\n");
  screen_bench_type(bench, "<Enter>");
  ck_assert_ptr_eq(screen_bench_top(bench), &screen_home);
  ck_assert(settings_say("sound = \"bell\";\nprofile = [ \"kidney\" ];"));
}
END_TEST

/* It stands on home by itself, and in front of nothing. */
START_TEST(first_run__ends_at_home__after_enter_and_enter) {
  open_profile("");
  bench->app.settings.profile_asked = false;
  screen_bench_type(bench, "j");
  ck_assert(screen_bench_shows(bench, "not a medical device"));
  ck_assert(screen_bench_shows(bench, "First time here? p:"));
  screen_bench_type(bench, "p");
  ck_assert_ptr_eq(screen_bench_top(bench), &screen_card);
  ck_assert(screen_bench_shows(bench, "not a medical device"));
  screen_bench_type(bench, "<Enter>");
  ck_assert(screen_bench_shows(bench, "all optional"));
  screen_bench_type(bench, "<Enter>");
  ck_assert_ptr_eq(screen_bench_top(bench), &screen_home);
  ck_assert(!screen_bench_shows(bench, "First time here?"));
  ck_assert(!screen_bench_shows(bench, "medical device"));
  ck_assert(settings_say("profile = [ ];"));
}
END_TEST

START_TEST(first_run__leads_to_tonights_routine__in_one_enter) {
  screen_bench_home(bench);
  bench->app.settings.profile_asked = false;
  screen_bench_type(bench, "<Enter>");
  ck_assert_ptr_eq(screen_bench_top(bench), &screen_start);
}
END_TEST

START_TEST(home__stops_asking__once_it_was_answered_or_there_is_a_record) {
  screen_bench_home(bench);
  bench->app.settings.profile_asked = false;
  screen_bench_type(bench, "j");
  ck_assert(screen_bench_shows(bench, "First time here?"));
  if (_i == 0) {
    bench->app.settings.profile_asked = true;
  } else {
    temp_folder_write("nightcalf.db", "");
  }
  screen_bench_type(bench, "k");
  ck_assert(!screen_bench_shows(bench, "First time here?"));
  ck_assert(!screen_bench_shows(bench, "medical device"));
  ck_assert(screen_bench_shows(bench, "Not asked yet, p:") == (_i == 1));
  screen_bench_type(bench, "p");
  ck_assert(!screen_bench_shows(bench, "medical device"));
  ck_assert(screen_bench_shows(bench, "all optional"));
}
END_TEST

START_TEST(first_run__can_be_left__at_its_first_screen) {
  open_profile("");
  first_run_open(&bench->tui);
  screen_bench_type(bench, "q");
  ck_assert_uint_eq(bench->tui.depth, 0);
}
END_TEST

START_TEST(home__takes_up_another_profile__at_once) {
  screen_bench_home(bench);
  screen_bench_type(bench, "j");
  ck_assert(!screen_bench_shows(bench, "> Evening legs"));
  bench->app.settings.profile = 1U << FLAG_FALLS;
  screen_bench_type(bench, "p<Esc>");
  ck_assert(screen_bench_shows(bench, "> Evening legs"));
}
END_TEST

int main(void) {
  Suite *suite = suite_create("learn");
  TCase *words = tcase_create("learn and profile");
  tcase_add_checked_fixture(words, set_up, tear_down);
  tcase_add_test(words, learn__narrows_the_list__to_cards_that_hold_the_words);
  tcase_add_test(words, learn__shows_all_cards_again__on_escape);
  tcase_add_test(words, learn__opens_the_marked_card__and_comes_back_to_it);
  tcase_add_test(words, learn__moves_by_pages__to_what_is_about_the_program);
  tcase_add_test(words, learn__puts_first__what_the_profile_calls_for);
  tcase_add_test(words, profile__saves__what_is_ticked);
  tcase_add_loop_test(words, profile__changes_nothing__when_it_is_left, 0, 2);
  tcase_add_test(words, profile__keeps_the_ticks__when_they_cannot_be_saved);
  tcase_add_test(words, first_run__ends_at_home__after_enter_and_enter);
  tcase_add_test(words, first_run__leads_to_tonights_routine__in_one_enter);
  tcase_add_loop_test(words, home__stops_asking__once_it_was_answered_or_there_is_a_record, 0, 2);
  tcase_add_test(words, first_run__can_be_left__at_its_first_screen);
  tcase_add_test(words, home__takes_up_another_profile__at_once);
  suite_add_tcase(suite, words);
  return suite_run(suite);
}
