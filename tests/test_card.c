/* Information cards: reading them, finding them, and the ones that are shipped. */
#include "nightcalf/card.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "conf_bench.h"
#include "nightcalf/routine.h"
#include "nightcalf/text.h"
#include "suite.h"
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
    {"title = \"x\"; body = 5;\n", "\"body\" must be"},
    {"title = \"x\"; body = ();\n", "\"body\" must have at least one"},
    {"title = \"x\"; body = ( \"a\", 5 );\n", "1:28: error: \"body\" must be"},
    {"title = \"x\"; body = ( ( \"a\", [ \"b\" ] ) );\n", "\"body\" must be"},
    {"title = \"x\"; body = ( { txt = \"a\"; } );\n", "did you mean \"text\"?"},
    {"title = \"x\"; body = ( { avoid_if = [ \"falls\" ]; } );\n", "\"text\" is missing"},
    {"title = \"x\"; body = ( { text = \"a\"; avoid_if = [ \"kidneys\" ]; } );\n",
     "did you mean \"kidney\"?"},
    {"title = \"x\"; body = ( { text = \"a\"; instead = \"b\"; } );\n",
     "\"instead\" needs \"avoid_if\""},
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

/* A paragraph that suits itself, one made of parts, one that may be gone. */
static const char suiting[] =
    "title = \"Pills\";\n"
    "body = ( \"For all.\",\n"
    "  ( \"Eat.\", { text = \"Try a pill.\"; avoid_if = [ \"kidney\", \"pregnant\" ];\n"
    "    instead = \"Ask first.\"; }, \"Sleep.\" ),\n"
    "  { text = \"Up to ten.\"; avoid_if = [ \"kidney\" ]; },\n"
    "  ( { text = \"One.\"; avoid_if = [ \"falls\" ]; }, \"Two.\" ) );\n";

static const struct {
  unsigned flags;
  const char *body;
} adapted_bodies[] = {
    {0, "For all.|Eat. Try a pill. Sleep.|Up to ten.|One. Two.|"},
    {1U << FLAG_STATIN, "For all.|Eat. Try a pill. Sleep.|Up to ten.|One. Two.|"},
    {1U << FLAG_KIDNEY, "For all.|Eat. Ask first. Sleep.|One. Two.|"},
    {1U << FLAG_PREGNANT, "For all.|Eat. Ask first. Sleep.|Up to ten.|One. Two.|"},
    {1U << FLAG_KIDNEY | 1U << FLAG_FALLS, "For all.|Eat. Ask first. Sleep.|Two.|"},
};

/* The paragraphs, each with a bar behind it. */
static const char *body_of(const Card *card) {
  static char text[4096];
  size_t used = 0;
  text[0] = '\0';
  for (size_t i = 0; i < card->body.count; i++) {
    used += (size_t)snprintf(text + used, sizeof text - used, "%s|", card->body.at[i]);
  }
  return text;
}

START_TEST(card_adapt__says__what_suits) {
  temp_folder_write("pills.cfg", suiting);
  Card card;
  ck_assert_msg(card_load(folder, "pills", &card, &findings), "%s", bench_findings(&findings));
  ck_assert_str_eq(body_of(&card), adapted_bodies[0].body);
  card_adapt(&card, adapted_bodies[_i].flags);
  ck_assert_str_eq(body_of(&card), adapted_bodies[_i].body);
  card_adapt(&card, 0);
  ck_assert_str_eq(body_of(&card), adapted_bodies[0].body);
  ck_assert(card_matches(&card, "pill"));
  card_adapt(&card, 1U << FLAG_KIDNEY);
  ck_assert(!card_matches(&card, "try"));
  card_free(&card);
}
END_TEST

/* What CONTENT.md 3.2 wants of the flags kidney and fluid_limit: the words that go, and those that
 * stay or come. */
static const struct {
  const char *id;
  ProfileFlag flag;
  const char *gone[3];
  const char *there[3];
} suited[] = {
    {"k06", FLAG_KIDNEY, {"pill", "If you want to try it"}, {"Ask your kidney team first."}},
    {"k07",
     FLAG_KIDNEY,
     {"350 mg", "From supplements", "extra magnesium"},
     {"Ask your kidney team first.", "leafy greens", "310 to 420 mg"}},
    {"k08",
     FLAG_KIDNEY,
     {"600 units", "4,000", "about supplements"},
     {"Ask your kidney team first.", "oily fish", "no good evidence"}},
    {"k09", FLAG_FLUID_LIMIT, {"litres", "Drink through the day"}, {"that advice wins"}},
};

START_TEST(shipped_cards__suit__the_profile) {
  cards_load(SOURCE_DIR "/data/cards", &cards, &findings);
  Card *card = NULL;
  for (size_t i = 0; i < cards.count; i++) {
    card = &cards.at[i] == cards_find(&cards, suited[_i].id) ? &cards.at[i] : card;
  }
  ck_assert_ptr_nonnull(card);
  ck_assert_ptr_null(strstr(body_of(card), "kidney team"));
  for (size_t i = 0; i < 3 && suited[_i].gone[i] != NULL; i++) {
    ck_assert_msg(strstr(body_of(card), suited[_i].gone[i]) != NULL, "%s", suited[_i].gone[i]);
  }
  card_adapt(card, 1U << suited[_i].flag);
  for (size_t i = 0; i < 3 && suited[_i].gone[i] != NULL; i++) {
    ck_assert_msg(strstr(body_of(card), suited[_i].gone[i]) == NULL, "%s", suited[_i].gone[i]);
  }
  for (size_t i = 0; i < 3 && suited[_i].there[i] != NULL; i++) {
    ck_assert_msg(strstr(body_of(card), suited[_i].there[i]) != NULL, "%s", suited[_i].there[i]);
  }
}
END_TEST

/* No other card has words about a flag that is not in the table above. */
START_TEST(shipped_cards__stay_as_they_are__with_other_flags) {
  cards_load(SOURCE_DIR "/data/cards", &cards, &findings);
  size_t parts = 0;
  for (size_t i = 0; i < cards.count; i++) {
    for (size_t j = 0; j < cards.at[i].part_count; j++) {
      const CardPart *part = &cards.at[i].parts[j];
      bool listed = false;
      for (size_t k = 0; k < sizeof suited / sizeof suited[0]; k++) {
        listed = listed || (cards_find(&cards, suited[k].id) == &cards.at[i] &&
                            part->avoid_if == 1U << suited[k].flag);
      }
      ck_assert_msg(part->avoid_if == 0 || listed, "%s", cards.at[i].id);
      parts += part->avoid_if != 0 ? 1 : 0;
    }
  }
  ck_assert_uint_eq(parts, 5);
}
END_TEST

START_TEST(shipped_clot_note__says__what_the_leg_check_says) {
  Card card;
  ck_assert(card_load(SOURCE_DIR "/data/cards", "clot-note", &card, &findings));
  ck_assert_str_eq(body_of(&card),
                   "If one calf is swollen, hot, red or newly sore, stop here. A leg like that "
                   "needs a clinician today, not a stretch.|");
  card_free(&card);
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
  /* The card of warning signs, the note about clots and the disclaimer besides. */
  ck_assert_uint_eq(cards.count, SHIPPED_CARDS + 3);
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
  tcase_add_loop_test(tests, card_adapt__says__what_suits, 0, COUNT(adapted_bodies));
  tcase_add_loop_test(tests, shipped_cards__suit__the_profile, 0, COUNT(suited));
  tcase_add_test(tests, shipped_cards__stay_as_they_are__with_other_flags);
  tcase_add_test(tests, shipped_clot_note__says__what_the_leg_check_says);
  tcase_add_test(tests, card_load__refuses__what_is_no_name_and_what_is_not_there);
  tcase_add_test(tests, cards_load__leaves_out__the_broken_one_alone);
  tcase_add_test(tests, cards_load__gives_none__without_a_folder);
  tcase_add_test(tests, cards_find__takes__the_id_or_the_part_before_its_hyphen);
  tcase_add_loop_test(tests, card_matches__wants__every_word_in_title_body_or_sources, 0,
                      COUNT(queries));
  tcase_add_test(tests, shipped_cards__are_whole__k01_to_k29);
  tcase_add_test(tests, shipped_red_flags__say__whom_to_call_in_this_order);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
