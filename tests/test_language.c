/* Texts in the user's language: looking them up, what stays as it is, and that every text of what
 * is shipped is in the catalogue's template. The catalogues: tests/language. */
#include <check.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "conf/pose_labels.h"
#include "nightcalf/card.h"
#include "nightcalf/diary.h"
#include "nightcalf/episode.h"
#include "nightcalf/language.h"
#include "nightcalf/library.h"
#include "nightcalf/mem.h"
#include "nightcalf/pose.h"
#include "nightcalf/routine.h"
#include "nightcalf/text.h"
#include "suite.h"

#undef fail /* an old name of the test library's for a failed check */

/* Takes texts from a folder of catalogues, in a language and a locale. */
static void speak(const char *folder, const char *language, const char *locale) {
  setenv("LANGUAGE", language, 1);
  setenv("LC_ALL", locale, 1);
  text_start();
  text_catalogues(folder);
}

static void speak_german(void) {
  speak(LANGUAGE_DIR "/small", "de", "C.UTF-8");
}

/* ---- one text ---- */

START_TEST(language_text__gives_the_translation__where_the_catalogue_has_one) {
  speak_german();
  ck_assert_str_eq(_("Hold."), "Halten.");
}
END_TEST

START_TEST(language_text__gives_the_text_itself__where_the_catalogue_has_none) {
  static const char unknown[] = "Nobody translated this.";
  speak_german();
  ck_assert_ptr_eq(language_text(unknown), unknown);
}
END_TEST

START_TEST(language_text__gives_the_text_itself__in_a_language_without_a_catalogue) {
  speak(LANGUAGE_DIR "/small", "eo", "C.UTF-8");
  ck_assert_str_eq(_("Hold."), "Hold.");
}
END_TEST

START_TEST(language_text__gives_the_text_itself__without_any_catalogue) {
  speak("/nowhere", "de", "C.UTF-8");
  ck_assert_str_eq(_("Hold."), "Hold.");
}
END_TEST

START_TEST(language_text__is_english__in_the_c_locale) {
  speak(LANGUAGE_DIR "/small", "de", "C");
  ck_assert_str_eq(_("Hold."), "Hold.");
}
END_TEST

START_TEST(language_text__follows_the_language__when_it_changes) {
  for (int i = 0; i < 2; i++) {
    speak_german();
    ck_assert_str_eq(_("Hold."), "Halten.");
    ck_assert_str_eq(language_in("leg", "left"), "links");
    speak("/nowhere", "de", "C.UTF-8");
    ck_assert_str_eq(_("Hold."), "Hold.");
    ck_assert_str_eq(language_in("leg", "left"), "left");
  }
}
END_TEST

START_TEST(language_text__keeps_nothing_as_nothing__whatever_the_language) {
  speak_german();
  ck_assert_ptr_null(language_text(NULL));
  ck_assert_str_eq(language_text(""), ""); /* not the catalogue's header */
}
END_TEST

START_TEST(language_in__tells_two_meanings_apart__by_their_context) {
  speak_german();
  ck_assert_str_eq(language_in("leg", "left"), "links");
  ck_assert_str_eq(language_in("time", "left"), "übrig");
  ck_assert_str_eq(language_in("cake", "left"), "left");
}
END_TEST

START_TEST(language_plural__chooses_the_form__by_the_number) {
  speak_german();
  ck_assert_str_eq(language_plural("%d cramp", "%d cramps", 1), "%d Krampf");
  ck_assert_str_eq(language_plural("%d cramp", "%d cramps", 0), "%d Krämpfe");
  ck_assert_str_eq(language_plural("%d cramp", "%d cramps", 21), "%d Krämpfe");
  speak(LANGUAGE_DIR "/small", "de", "C");
  ck_assert_str_eq(language_plural("%d cramp", "%d cramps", 1), "%d cramp");
  ck_assert_str_eq(language_plural("%d cramp", "%d cramps", 2), "%d cramps");
}
END_TEST

START_TEST(fail__formats_in_the_language__in_the_order_of_the_translation) {
  Error err = {{0}};
  speak_german();
  ck_assert(!(fail)(&err, "%s is %d", "vier", 4));
  ck_assert_str_eq(err.text, "4 ist vier");
}
END_TEST

START_TEST(text_safe__leaves_a_translation_readable__in_ascii) {
  speak_german();
  char *text = text_safe(_("Rest well."), true);
  ck_assert_str_eq(text, "Schone Traume, susse Ruhe.");
  free(text);
}
END_TEST

START_TEST(text_start__keeps_numbers_with_a_point__in_every_language) {
  char number[16];
  speak_german();
  ck_assert_str_eq(setlocale(LC_NUMERIC, NULL), "C");
  snprintf(number, sizeof number, "%.1f", 0.5);
  ck_assert_str_eq(number, "0.5");
}
END_TEST

START_TEST(muscle_parse__reads_both_languages__where_one_is_spoken) {
  Muscle muscle = MUSCLE_UNKNOWN;
  speak_german();
  ck_assert(muscle_parse("wade", &muscle));
  ck_assert_int_eq(muscle, MUSCLE_CALF);
  muscle = MUSCLE_UNKNOWN;
  ck_assert(muscle_parse("calf", &muscle));
  ck_assert_int_eq(muscle, MUSCLE_CALF);
}
END_TEST

START_TEST(cramps_shown__speaks_the_language__and_names_in_files_stay) {
  char text[CRAMPS_TEXT_SIZE];
  speak_german();
  cramps_shown(2, text);
  ck_assert_str_eq(text, "2 Krämpfe");
  ck_assert_str_eq(muscle_name(MUSCLE_CALF), "calf");
}
END_TEST

/* ---- routines and cards ---- */

static const char small_routine[] =
    "format = 1; title = \"Wall stretch\";\n"
    "steps = (\n"
    "  { kind = \"hold\"; title = \"Wall stretch\"; cue = \"Heel down.\"; hold = 15;\n"
    "    detail = ( \"Hold.\", \"My own words.\" ); source = \"Hold.\"; },\n"
    "  { kind = \"prompt\"; title = \"How is it?\"; choices = ( { label = \"Easing\"; stop = true; "
    "} ); },\n"
    "  { kind = \"checklist\"; title = \"Bed\"; items = ( \"Covers loose\" ); }\n"
    ");\n";

static Routine *parsed(const char *text) {
  Diagnostics findings = {0};
  Routine *routine = routine_parse(NULL, "small.cfg", text, strlen(text), SNAPSHOT_MAX, &findings);
  ck_assert_msg(routine != NULL, "%s", findings.count > 0 ? findings.items[0].message : "");
  diagnostics_free(&findings);
  return routine;
}

START_TEST(routine_translate__changes_what_people_read__and_nothing_else) {
  speak_german();
  Routine *routine = parsed(small_routine);
  routine_translate(routine);
  ck_assert_str_eq(routine->title, "Dehnung an der Wand");
  const Step *hold = &routine->steps[0];
  ck_assert_str_eq(hold->title, "Dehnung an der Wand");
  ck_assert_str_eq(hold->cue, "Ferse unten.");
  ck_assert_str_eq(hold->detail.at[0], "Halten.");
  ck_assert_str_eq(hold->detail.at[1], "My own words.");
  ck_assert_str_eq(routine->steps[1].choices.at[0].label, "Lässt nach");
  ck_assert_str_eq(routine->steps[2].items.at[0], "Decke locker");
  ck_assert_str_eq(hold->id, "wall-stretch"); /* made of the English title */
  ck_assert_str_eq(hold->source, "Hold.");
  ck_assert_str_eq(hold->kind->name, "hold");
  routine_free(routine);
}
END_TEST

START_TEST(card_translate__makes_the_body_anew__of_its_parts) {
  speak_german();
  CardPart *parts = mem_new(2, sizeof *parts);
  parts[0] = (CardPart){.text = mem_copy("For all.")};
  parts[1] = (CardPart){.text = mem_copy("For most."), .avoid_if = 1};
  Card card = {.id = mem_copy("k99"), .title = mem_copy("Hold."), .parts = parts, .part_count = 2};
  card_translate(&card);
  ck_assert_str_eq(card.title, "Halten.");
  ck_assert_str_eq(card.body.at[0], "Für alle. Für die meisten.");
  card_adapt(&card, 1);
  ck_assert_str_eq(card.body.at[0], "Für alle.");
  card_free(&card);
}
END_TEST

/* ---- pictures ---- */

/* Rows, and what they are in the small catalogue's German. */
static const struct {
  const char *row, *shown;
  bool ascii;
} rows[] = {
    {"  ▴ heel down", "  ▴ Ferse bleibt unten", false},
    {"        lean ▸  ██▋", "      lehnen ▸  ██▋", false}, /* towards where there is room */
    {"██◂lean    │", "██◂lehnen  │", false},
    {"██ lean │", "██ lean │", false}, /* no room */
    {"whole foot ▸█", "       Fuß ▸█", false},
    {"█ whole foot  █", "█ Fuß         █", false},
    {"   press ^", " drucken ^", true},
    {"heel  # press", "heel  # drucken", true}, /* no translation of the first */
    {"# hold", "# hold", true},
    {"o--oo vv \\__/", "o--oo vv \\__/", true}, /* no word at all */
    {"", "", false},
};

START_TEST(pose_row_translate__puts_a_label__where_it_fits) {
  speak_german();
  char *row = mem_copy(rows[_i].row);
  pose_row_translate(&row, rows[_i].ascii);
  ck_assert_str_eq(row, rows[_i].shown);
  free(row);
}
END_TEST

START_TEST(pose_translate__keeps_the_size_true__of_what_grew) {
  static const char text[] = "# Hold.\n▴ heel down\n=\n^ heel down\n";
  Pose pose;
  Error err = {{0}};
  speak_german();
  ck_assert_msg(pose_parse(text, strlen(text), &pose, &err), "%s", err.text);
  pose_translate(&pose);
  ck_assert_str_eq(pose.words, "Halten.");
  ck_assert_int_eq(pose.columns, 20);
  ck_assert_str_eq(pose.frames[true][0].at[0], "^ Ferse bleibt unten");
  pose_free(&pose);
}
END_TEST

/* ---- what is shipped ---- */

/* Every text must carry the mark of the catalogue in which all of them have one. */
static void must_be_marked(const char *text, const char *where, const char *what) {
  ck_assert_msg(text == NULL || text[0] == '\0' || text[0] == '~',
                "%s, %s: not in data/po/nightcalf.pot: \"%s\"; call scripts/catalogue", where, what,
                text);
}

static void values_must_be_marked(const Field *table, const void *object, const char *where) {
  for (const Field *field = table; field->name != NULL; field++) {
    const void *value = (const char *)object + field->offset;
    if (field->translated && field->type == FIELD_TEXT) {
      must_be_marked(*(char *const *)value, where, field->name);
    } else if (field->translated) {
      const TextList *texts = value;
      for (size_t i = 0; i < texts->count; i++) {
        must_be_marked(texts->at[i], where, field->name);
      }
    }
  }
}

static void steps_must_be_marked(const Step *steps, size_t count, const char *where) {
  for (size_t i = 0; i < count; i++) {
    values_must_be_marked(step_fields, &steps[i], where);
    values_must_be_marked(steps[i].kind->fields, &steps[i], where);
    for (size_t j = 0; j < steps[i].choices.count; j++) {
      values_must_be_marked(choice_fields, &steps[i].choices.at[j], where);
    }
    steps_must_be_marked(steps[i].alternative, steps[i].alternative_count, where);
  }
}

/* Calls a function for each shipped routine, translated. */
static void each_routine(void (*look)(const Routine *routine)) {
  Library library;
  Diagnostics findings = {0};
  library_open(&library, NULL, NULL, SOURCE_DIR "/routines");
  ck_assert_uint_gt(library.count, 0);
  for (size_t i = 0; i < library.count; i++) {
    Routine *routine = routine_load(&library, library.entries[i].file, &findings);
    ck_assert_ptr_nonnull(routine);
    routine_translate(routine);
    look(routine);
    routine_free(routine);
  }
  diagnostics_free(&findings);
  library_free(&library);
}

static void routine_must_be_marked(const Routine *routine) {
  values_must_be_marked(routine_fields, routine, routine->id);
  steps_must_be_marked(routine->steps, routine->step_count, routine->id);
}

START_TEST(catalogue__has_every_text__of_each_shipped_routine) {
  speak(LANGUAGE_DIR "/marked", "de", "C.UTF-8");
  each_routine(routine_must_be_marked);
}
END_TEST

START_TEST(catalogue__has_every_text__of_each_shipped_card) {
  CardList cards;
  Diagnostics findings = {0};
  speak(LANGUAGE_DIR "/marked", "de", "C.UTF-8");
  cards_load(SOURCE_DIR "/data/cards", &cards, &findings);
  ck_assert_uint_gt(cards.count, 0);
  for (size_t i = 0; i < cards.count; i++) {
    card_translate(&cards.at[i]);
    must_be_marked(cards.at[i].title, cards.at[i].id, "title");
    must_be_marked(cards.at[i].evidence_note, cards.at[i].id, "evidence_note");
    for (size_t j = 0; j < cards.at[i].part_count; j++) {
      values_must_be_marked(card_part_fields, &cards.at[i].parts[j], cards.at[i].id);
    }
  }
  cards_free(&cards);
  diagnostics_free(&findings);
}
END_TEST

START_TEST(catalogue__has_the_words__of_each_shipped_picture) {
  Library library;
  Diagnostics findings = {0};
  speak(LANGUAGE_DIR "/marked", "de", "C.UTF-8");
  library_open(&library, NULL, NULL, SOURCE_DIR "/routines");
  size_t pictures = 0;
  for (size_t i = 0; i < library.count; i++) {
    Routine *routine = routine_load(&library, library.entries[i].file, &findings);
    for (size_t j = 0; j < routine->step_count; j++) {
      Pose pose;
      const char *name = routine->steps[j].pose;
      if (name != NULL && pose_load(SOURCE_DIR "/data/poses", name, &pose, NULL)) {
        pose_translate(&pose);
        must_be_marked(pose.words, name, "words");
        pose_free(&pose);
        pictures++;
      }
    }
    routine_free(routine);
  }
  ck_assert_uint_gt(pictures, 0);
  diagnostics_free(&findings);
  library_free(&library);
}
END_TEST

/* A session keeps the routine as it was shown, and must be able to read it again. */
static void must_read_back(const Routine *routine) {
  Diagnostics findings = {0};
  char *text = routine_write(routine);
  Routine *again = routine_parse(NULL, routine->id, text, strlen(text), SNAPSHOT_MAX, &findings);
  ck_assert_msg(again != NULL, "%s: %s", routine->id,
                findings.count > 0 ? findings.items[0].message : "");
  ck_assert_str_eq(again->title, routine->title);
  routine_free(again);
  free(text);
  diagnostics_free(&findings);
}

START_TEST(routine_translate__keeps_to_the_limits_of_a_file__in_german) {
  speak(CATALOGUES, "de", "C.UTF-8");
  each_routine(must_read_back);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("language");
  TCase *texts = tcase_create("texts");
  tcase_add_test(texts, language_text__gives_the_translation__where_the_catalogue_has_one);
  tcase_add_test(texts, language_text__gives_the_text_itself__where_the_catalogue_has_none);
  tcase_add_test(texts, language_text__gives_the_text_itself__in_a_language_without_a_catalogue);
  tcase_add_test(texts, language_text__gives_the_text_itself__without_any_catalogue);
  tcase_add_test(texts, language_text__is_english__in_the_c_locale);
  tcase_add_test(texts, language_text__follows_the_language__when_it_changes);
  tcase_add_test(texts, language_text__keeps_nothing_as_nothing__whatever_the_language);
  tcase_add_test(texts, language_in__tells_two_meanings_apart__by_their_context);
  tcase_add_test(texts, language_plural__chooses_the_form__by_the_number);
  tcase_add_test(texts, fail__formats_in_the_language__in_the_order_of_the_translation);
  tcase_add_test(texts, text_safe__leaves_a_translation_readable__in_ascii);
  tcase_add_test(texts, text_start__keeps_numbers_with_a_point__in_every_language);
  tcase_add_test(texts, muscle_parse__reads_both_languages__where_one_is_spoken);
  tcase_add_test(texts, cramps_shown__speaks_the_language__and_names_in_files_stay);
  suite_add_tcase(suite, texts);
  TCase *pictures = tcase_create("pictures");
  tcase_add_loop_test(pictures, pose_row_translate__puts_a_label__where_it_fits, 0,
                      sizeof rows / sizeof rows[0]);
  tcase_add_test(pictures, pose_translate__keeps_the_size_true__of_what_grew);
  suite_add_tcase(suite, pictures);
  TCase *data = tcase_create("data");
  tcase_add_test(data, routine_translate__changes_what_people_read__and_nothing_else);
  tcase_add_test(data, card_translate__makes_the_body_anew__of_its_parts);
  tcase_add_test(data, catalogue__has_every_text__of_each_shipped_routine);
  tcase_add_test(data, catalogue__has_every_text__of_each_shipped_card);
  tcase_add_test(data, catalogue__has_the_words__of_each_shipped_picture);
  tcase_add_test(data, routine_translate__keeps_to_the_limits_of_a_file__in_german);
  suite_add_tcase(suite, data);
  return suite_run(suite);
}
