/* Information cards: reading them, finding them, and the ones that are shipped. */
#include "nightcalf/card.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "conf_bench.h"
#include "nightcalf/routine.h"
#include "nightcalf/text.h"
#include "temp_folder.h"

enum { SHIPPED_CARDS = 29 };

static const char stretching[] = "title = \"Does stretching work?\";\n"
                                 "evidence = \"mixed\"; evidence_note = \"two trials\";\n"
                                 "body = ( \"It may take the edge off.\", \"Quick and safe.\" );\n"
                                 "sources = [ \"HALL12\", \"COP05\" ];\n";

static CardList cards;
static Diagnostics findings;
static const char *folder;

static void set_up(void) {
  folder = temp_folder_make();
}

static void tear_down(void) {
  cards_free(&cards);
  diagnostics_free(&findings);
  findings = (Diagnostics){0};
  temp_folder_remove();
}

START_TEST(card_load__reads__every_setting) {
  temp_folder_write("k04-stretching.cfg", stretching);
  Card card;
  ck_assert(card_load(folder, "k04-stretching", &card, &findings));
  ck_assert_str_eq(card.id, "k04-stretching");
  ck_assert_str_eq(card.title, "Does stretching work?");
  ck_assert_str_eq(evidence_shown[card.evidence], "Mixed trials");
  ck_assert_str_eq(card.evidence_note, "two trials");
  ck_assert_uint_eq(card.body.count, 2);
  ck_assert_str_eq(card.body.at[1], "Quick and safe.");
  ck_assert_uint_eq(card.sources.count, 2);
  ck_assert_str_eq(card.sources.at[0], "HALL12");
  ck_assert_uint_eq(findings.count, 0);
  card_free(&card);
  ck_assert_ptr_null(card.title);
}
END_TEST

static const struct {
  const char *content;
  const char *found;
} wrongs[] = {
    {"body = \"x\";\n", "1:1: error: \"title\" is missing"},
    {"title = \"x\";\n", "1:1: error: \"body\" is missing"},
    {"title = \"x\"; boddy = \"x\";\n", "did you mean \"body\"?"},
    {"title = \"x\"; body = \"x\"; evidence = \"hearsay\";\n", "must be \"trial\""},
    {"title = \"A title that is wider than it may be\"; body = \"x\";\n", "at most 32 columns"},
    {"@include \"x\"\n", "@include"},
    {"title = \"x\"; body = \"\\x1b[31mred\";\n", "error"},
    {"title = ", "error"},
};

START_TEST(card_load__refuses__what_is_wrong) {
  temp_folder_write("bad.cfg", wrongs[_i].content);
  Card card;
  ck_assert(!card_load(folder, "bad", &card, &findings));
  ck_assert_ptr_null(card.id);
  const char *found = bench_findings(&findings);
  ck_assert_msg(strstr(found, wrongs[_i].found) != NULL, "no \"%s\" in %s", wrongs[_i].found,
                found);
}
END_TEST

START_TEST(card_load__refuses__what_is_no_name_and_what_is_not_there) {
  static const char *const names[] = {"absent", "../bad", "", "Upper", "a/b"};
  temp_folder_write("bad.cfg", stretching);
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    Card card;
    ck_assert_msg(!card_load(folder, names[i], &card, &findings), "\"%s\"", names[i]);
    ck_assert_uint_eq(findings.errors, i + 1);
  }
}
END_TEST

START_TEST(cards_load__leaves_out__the_broken_one_alone) {
  temp_folder_write("k04-stretching.cfg", stretching);
  temp_folder_write("k01-what.cfg", stretching);
  temp_folder_write("k02-bad.cfg", "title = 5;\n");
  temp_folder_write("notes.txt", "no card");
  cards_load(folder, &cards, &findings);
  ck_assert_uint_eq(cards.count, 2);
  ck_assert_str_eq(cards.at[0].id, "k01-what");
  ck_assert_str_eq(cards.at[1].id, "k04-stretching");
  ck_assert_uint_gt(findings.errors, 0);
}
END_TEST

START_TEST(cards_load__gives_none__without_a_folder) {
  cards_load("/nonexistent", &cards, &findings);
  ck_assert_uint_eq(cards.count, 0);
  ck_assert_uint_eq(findings.errors, 0);
}
END_TEST

START_TEST(cards_find__takes__the_id_or_the_part_before_its_hyphen) {
  temp_folder_write("k04-stretching.cfg", stretching);
  temp_folder_write("k04.cfg", stretching);
  temp_folder_write("red-flags.cfg", stretching);
  cards_load(folder, &cards, &findings);
  ck_assert_str_eq(cards_find(&cards, "k04-stretching")->id, "k04-stretching");
  ck_assert_str_eq(cards_find(&cards, "k04")->id, "k04");
  ck_assert_str_eq(cards_find(&cards, "red")->id, "red-flags");
  ck_assert_ptr_null(cards_find(&cards, "k0"));
  ck_assert_ptr_null(cards_find(&cards, "k05"));
  ck_assert_ptr_null(cards_find(&cards, ""));
  ck_assert_ptr_null(cards_find(&cards, "red-"));
}
END_TEST

static const struct {
  const char *query;
  bool matches;
} queries[] = {
    {"stretching", true},      {"STRETCH", true},          {"edge quick", true}, {"hall12", true},
    {"  work?  safe ", true},  {"quick magnesium", false}, {"mixed", false},     {"", true},
    {"edge off.Quick", false},
};

START_TEST(card_matches__wants__every_word_in_title_body_or_sources) {
  temp_folder_write("k04-stretching.cfg", stretching);
  Card card;
  ck_assert(card_load(folder, "k04-stretching", &card, &findings));
  ck_assert_msg(card_matches(&card, queries[_i].query) == queries[_i].matches, "\"%s\"",
                queries[_i].query);
  card_free(&card);
}
END_TEST

START_TEST(shipped_cards__are_whole__k01_to_k29) {
  cards_load(SOURCE_DIR "/data/cards", &cards, &findings);
  ck_assert_msg(findings.count == 0, "%s", bench_findings(&findings));
  for (int i = 1; i <= SHIPPED_CARDS; i++) {
    char id[8];
    snprintf(id, sizeof id, "k%02d", i);
    const Card *card = cards_find(&cards, id);
    ck_assert_msg(card != NULL, "no card %s", id);
    ck_assert_str_ne(card->title, "");
    ck_assert_int_le(text_width(card->title), CARD_TITLE_COLUMNS);
    ck_assert_msg(card->evidence > 0, "%s: no evidence", id);
    ck_assert_msg(card->body.count > 0 && card->body.at[0][0] != '\0', "%s: empty", id);
    ck_assert_msg(card->sources.count > 0 && card->sources.at[0][0] != '\0', "%s: no source", id);
  }
  /* The card of warning signs and the disclaimer besides. */
  ck_assert_uint_eq(cards.count, SHIPPED_CARDS + 2);
}
END_TEST

START_TEST(shipped_red_flags__say__whom_to_call_in_this_order) {
  static const char *const actions[] = {
      "Call your emergency number now.",
      "Phone a doctor or urgent-care line today. Do not massage or stretch that leg.",
      "Make an appointment and take your diary report with you."};
  Card card;
  ck_assert(card_load(SOURCE_DIR "/data/cards", "red-flags", &card, &findings));
  ck_assert_uint_eq(card.body.count, 6);
  for (size_t i = 0; i < 3; i++) {
    ck_assert_str_eq(card.body.at[2 * i + 1], actions[i]);
  }
  ck_assert_ptr_nonnull(strstr(card.body.at[0], "chest pain"));
  card_free(&card);
}
END_TEST

#define COUNT(table) ((int)(sizeof(table) / sizeof(table)[0]))

int main(void) {
  Suite *suite = suite_create("card");
  TCase *tests = tcase_create("card");
  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_add_test(tests, card_load__reads__every_setting);
  tcase_add_loop_test(tests, card_load__refuses__what_is_wrong, 0, COUNT(wrongs));
  tcase_add_test(tests, card_load__refuses__what_is_no_name_and_what_is_not_there);
  tcase_add_test(tests, cards_load__leaves_out__the_broken_one_alone);
  tcase_add_test(tests, cards_load__gives_none__without_a_folder);
  tcase_add_test(tests, cards_find__takes__the_id_or_the_part_before_its_hyphen);
  tcase_add_loop_test(tests, card_matches__wants__every_word_in_title_body_or_sources, 0,
                      COUNT(queries));
  tcase_add_test(tests, shipped_cards__are_whole__k01_to_k29);
  tcase_add_test(tests, shipped_red_flags__say__whom_to_call_in_this_order);
  suite_add_tcase(suite, tests);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
