/* Values between a person and a file: what a form shows and what it takes. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "conf/field_read.h"
#include "conf/field_text.h"
#include "conf_bench.h"
#include "nightcalf/edit.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"
#include "suite.h"

enum { ROUNDS = 1500, LONGEST = 12 };

/* One value of each type. */
typedef struct Values {
  char *text, *name, *path;
  Millis seconds;
  int count;
  bool flag;
  int word;
  unsigned words;
  int time;
  TextList texts;
  SideList sides;
  LengthList lengths;
} Values;

static const char *const colours[] = {"", "red", "green", "blue", NULL};

static const Field rows[] = {
    {.name = "text", .type = FIELD_TEXT, .offset = offsetof(Values, text)},
    {.name = "name", .type = FIELD_NAME, .offset = offsetof(Values, name)},
    {.name = "path", .type = FIELD_PATH, .offset = offsetof(Values, path)},
    {.name = "seconds",
     .type = FIELD_SECONDS,
     .offset = offsetof(Values, seconds),
     .maximum = ROUTINE_TIME_MAX},
    {.name = "count", .type = FIELD_COUNT, .offset = offsetof(Values, count), .maximum = 1000},
    {.name = "flag", .type = FIELD_FLAG, .offset = offsetof(Values, flag)},
    {.name = "word", .type = FIELD_WORD, .offset = offsetof(Values, word), .words = colours},
    {.name = "words",
     .type = FIELD_WORDS,
     .offset = offsetof(Values, words),
     .words = profile_flags},
    {.name = "time", .type = FIELD_TIME, .offset = offsetof(Values, time), .maximum = 1439},
    {.name = "texts", .type = FIELD_TEXTS, .offset = offsetof(Values, texts)},
    {.name = "sides", .type = FIELD_SIDES, .offset = offsetof(Values, sides)},
    {.name = "lengths",
     .type = FIELD_LENGTHS,
     .offset = offsetof(Values, lengths),
     .maximum = ROUTINE_TIME_MAX},
    {.name = NULL},
};

static uint64_t random_state;

static unsigned any(unsigned limit) {
  random_state = random_state * 6364136223846793005U + 1442695040888963407U;
  return (unsigned)(random_state >> 33U) % limit;
}

/* A text of what a person might type, and more. */
static char *any_text(void) {
  static const char *const parts[] = {"a",  "B", " ", "\"",  "\\",  "#",  "/*", ",",
                                      ";",  "(", ")", "[",   "{",   "\n", "\t", "é",
                                      "//", "0", "=", "yes", "\\n", ": ", "12"};
  char *text = mem_copy("");
  for (unsigned left = any(LONGEST); left > 0; left--) {
    char *longer = mem_format("%s%s", text, parts[any(sizeof parts / sizeof parts[0])]);
    free(text);
    text = longer;
  }
  return text;
}

static Millis any_length(void) {
  return (Millis)any(3) == 0 ? (Millis)any(20000) : (Millis)any(14400) * 1000;
}

static void fill(Values *values) {
  fields_init(rows, values);
  values->text = any_text();
  values->name = mem_copy(any(2) == 0 ? "calf-2" : "7");
  values->path = mem_copy(any(2) == 0 ? "legs" : "legs/calf-2");
  values->seconds = any_length();
  values->count = (int)any(1001);
  values->flag = any(2) == 0;
  values->word = (int)any(4);
  values->words = any(1U << FLAG_COUNT);
  values->time = (int)any(1440);
  for (unsigned i = any(4); i > 0; i--) {
    values->texts.at = mem_resize(values->texts.at, values->texts.count + 1, sizeof(char *));
    values->texts.at[values->texts.count++] = any_text();
  }
  static const SideList sides[] = {{.count = 0},
                                   {.at = {SIDE_LEFT, SIDE_RIGHT}, .count = 2},
                                   {.at = {SIDE_RIGHT, SIDE_BOTH, SIDE_LEFT}, .count = 3}};
  values->sides = sides[any(3)];
  for (unsigned i = any(4); i > 0; i--) {
    values->lengths.at = mem_resize(values->lengths.at, values->lengths.count + 1, sizeof(Millis));
    values->lengths.at[values->lengths.count++] = any_length();
  }
}

/* Reads a literal into values as the file's reader does. */
static void read_literal(const Field *field, const char *literal, Values *values) {
  char *text = mem_format("%s = %s;", field->name, literal);
  Document document;
  Diagnostics diagnostics = {0};
  ck_assert(document_parse(&document, "x", text, strlen(text), ROUTINE_FILE_MAX, &diagnostics));
  Findings findings = {.diagnostics = &diagnostics, .file = "x"};
  bool sound = diagnostics.errors == 0 &&
               field_read(field, &document, &document.root.children[0], values, &findings);
  ck_assert_msg(sound, "%s: %s", literal, bench_findings(&diagnostics));
  char *shown = field_plain_node(field, &document, &document.root.children[0]);
  Error err = {{0}};
  char *again = field_literal(field, shown, &err);
  ck_assert_msg(again != NULL, "%s shown as %s: %s", literal, shown, err.text);
  free(again);
  free(shown);
  diagnostics_free(&diagnostics);
  document_free(&document);
  free(text);
}

START_TEST(field_literal__gives_the_value_back__that_field_plain_showed) {
  random_state = 7;
  for (int round = 0; round < ROUNDS; round++) {
    Values values;
    Values copy;
    fill(&values);
    fields_init(rows, &copy);
    for (const Field *field = rows; field->name != NULL; field++) {
      Error err = {{0}};
      char *plain = field_plain(field, &values);
      char *literal = field_literal(field, plain, &err);
      ck_assert_msg(literal != NULL, "%s: \"%s\": %s", field->name, plain, err.text);
      read_literal(field, literal, &copy);
      const Field alone[] = {*field, {.name = NULL}};
      ck_assert_msg(fields_equal(alone, &values, &copy), "%s: \"%s\" became %s", field->name, plain,
                    literal);
      free(literal);
      free(plain);
    }
    fields_free(rows, &values);
    fields_free(rows, &copy);
  }
}
END_TEST

static const struct {
  const char *name;
  const char *plain;
  const char *literal;
} literals[] = {
    {"text", "say \"ah\"", "\"say \\\"ah\\\"\""},
    {"text", "", "\"\""},
    {"text", " two\nlines ", "\" two\\nlines \""},
    {"name", " calf-2 ", "\"calf-2\""},
    {"path", "legs/calf", "\"legs/calf\""},
    {"seconds", "12", "12"},
    {"seconds", " 12 ", "12"},
    {"seconds", "4.5", "4.5"},
    {"seconds", "1m30s", "\"1m30s\""},
    {"seconds", "1:30", "\"1:30\""},
    {"seconds", "07", "\"07\""},
    {"count", "7", "7"},
    {"flag", "yes", "true"},
    {"flag", "No", "false"},
    {"flag", "TRUE", "true"},
    {"word", "green", "\"green\""},
    {"words", "statin, falls", "[ \"statin\", \"falls\" ]"},
    {"words", "", "[ ]"},
    {"words", "[\"falls\"]", "[\"falls\"]"},
    {"time", "22:15", "\"22:15\""},
    {"texts", "one\n two \n\nthree, four", "( \"one\", \"two\", \"three, four\" )"},
    {"texts", "", "( )"},
    {"texts", "[ \"a\", \"b\" ]", "[ \"a\", \"b\" ]"},
    {"texts", "(optional) a towel", "( \"(optional) a towel\" )"},
    {"texts", "[ 1 ]", "( \"[ 1 ]\" )"},
    {"sides", "left,right", "[ \"left\", \"right\" ]"},
    {"lengths", "5m, 10m", "[ \"5m\", \"10m\" ]"},
    {"lengths", "300, 600", "[ 300, 600 ]"},
    {"lengths", "300, 10m", "[ \"300\", \"10m\" ]"},
};

START_TEST(field_literal__writes__what_a_person_types) {
  const Field *field = field_find(rows, literals[_i].name);
  Error err = {{0}};
  char *literal = field_literal(field, literals[_i].plain, &err);
  ck_assert_msg(literal != NULL, "%s", err.text);
  ck_assert_str_eq(literal, literals[_i].literal);
  free(literal);
}
END_TEST

static const struct {
  const char *name;
  const char *plain;
  const char *message;
} refusals[] = {
    {"text", "a\x1b[31m", "a control character is not allowed"},
    {"name", "Calf", "\"name\" must be 1 to 40 lower-case letters"},
    {"path", "a/b/c", "\"path\" must be the name of a routine"},
    {"seconds", "soon", "\"seconds\" must be a time, such as 15 for seconds, 1m30s or 1:30"},
    {"seconds", "-5", "\"seconds\" must be from 0 to 4 h; got -5"},
    {"seconds", "5h", "\"seconds\" must be from 0 to 4 h; got \"5h\""},
    {"count", "many", "\"count\" must be a whole number; got \"many\""},
    {"count", "1.5", "\"count\" must be a whole number"},
    {"count", "5; flag = true", "\"count\" must be a whole number"},
    {"count", "1001", "\"count\" must be from 0 to 1,000; got 1001"},
    {"flag", "perhaps", "\"flag\" must be yes or no"},
    {"word", "grean", "did you mean \"green\"?"},
    {"words", "fals", "did you mean \"falls\"?"},
    {"words", "falls, falls", "\"words\" has \"falls\" twice"},
    {"words", "[ \"falls\"", "this \"[\" is not closed"},
    {"time", "25:00", "\"time\" must be a time of day, such as 22:15; got"},
    {"time", "", "\"time\" must be a time of day"},
    {"sides", "up", "\"sides\" must be"},
    {"lengths", "5m, later", "\"lengths\" must be times with commas between them"},
    {"lengths", "[ 1, 2 ]; x = 3", "takes one value"},
};

START_TEST(field_literal__says__what_it_must_be) {
  const Field *field = field_find(rows, refusals[_i].name);
  Error err = {{0}};
  ck_assert_ptr_null(field_literal(field, refusals[_i].plain, &err));
  ck_assert_msg(strstr(err.text, refusals[_i].message) != NULL, "%s", err.text);
}
END_TEST

START_TEST(field_literal__takes_choices__as_they_are) {
  const Field choices = {.name = "choices", .type = FIELD_CHOICES};
  Error err = {{0}};
  char *literal = field_literal(&choices, " ( { label = \"a\"; } )\n", &err);
  ck_assert_str_eq(literal, "( { label = \"a\"; } )");
  free(literal);
  ck_assert_ptr_null(field_literal(&choices, "(", &err));
  char *plain = field_plain(&choices, "");
  ck_assert_str_eq(plain, "");
  free(plain);
}
END_TEST

START_TEST(field_plain__shows_nothing__of_what_is_not_said) {
  Settings settings;
  settings_init(&settings);
  static const char *const names[] = {"routine", "bedtime", "emergency_number", "profile", "keys"};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    char *plain = field_plain(field_find(settings_fields, names[i]), &settings);
    ck_assert_str_eq(plain, "");
    free(plain);
  }
  char *plain = field_plain(field_find(settings_fields, "night_boundary"), &settings);
  ck_assert_str_eq(plain, "12:00");
  free(plain);
  settings_free(&settings);
}
END_TEST

/* What a form shows of a file's own spelling. */
static const struct {
  const char *name;
  const char *literal;
  const char *plain;
} spellings[] = {
    {"seconds", "\"1m30s\"", "1m30s"},
    {"seconds", "0x10", "0x10"},
    {"seconds", "4.50", "4.50"},
    {"text", "\"a\" \"b\"", "ab"},
    {"flag", "TRUE", "yes"},
    {"flag", "\"x\"", "\"x\""},
    {"texts", "\"one\"", "one"},
    {"texts", "[ \"a\", \"b\" ]", "a\nb"},
    {"texts", "( \"a\", 1 )", "( \"a\", 1 )"},
    {"texts", "( \"a\\nb\" )", "( \"a\\nb\" )"},
    {"lengths", "[ 300, 600 ]", "300, 600"},
    {"lengths", "300", "300"},
    {"words", "\"falls\"", "falls"},
    {"word", "{ a = 1; }", "{ a = 1; }"},
};

START_TEST(field_plain_node__keeps__the_spelling_of_the_file) {
  char *text = mem_format("x = %s;", spellings[_i].literal);
  Document document;
  Diagnostics diagnostics = {0};
  ck_assert(document_parse(&document, "x", text, strlen(text), ROUTINE_FILE_MAX, &diagnostics));
  char *plain =
      field_plain_node(field_find(rows, spellings[_i].name), &document, &document.root.children[0]);
  ck_assert_str_eq(plain, spellings[_i].plain);
  free(plain);
  diagnostics_free(&diagnostics);
  document_free(&document);
  free(text);
}
END_TEST

int main(void) {
  text_start();
  Suite *suite = suite_create("field_text");
  TCase *all = tcase_create("field_text");
  tcase_set_timeout(all, 60);
  tcase_add_test(all, field_literal__gives_the_value_back__that_field_plain_showed);
  tcase_add_loop_test(all, field_literal__writes__what_a_person_types, 0,
                      sizeof literals / sizeof literals[0]);
  tcase_add_loop_test(all, field_literal__says__what_it_must_be, 0,
                      sizeof refusals / sizeof refusals[0]);
  tcase_add_test(all, field_literal__takes_choices__as_they_are);
  tcase_add_test(all, field_plain__shows_nothing__of_what_is_not_said);
  tcase_add_loop_test(all, field_plain_node__keeps__the_spelling_of_the_file, 0,
                      sizeof spellings / sizeof spellings[0]);
  suite_add_tcase(suite, all);
  return suite_run(suite);
}
