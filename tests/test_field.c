/* The field table: rows, guesses, ranges in words, and values. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/field.h"
#include "nightcalf/format.h"
#include "nightcalf/mem.h"
#include "suite.h"

/* A struct with a value of every type that field.h handles itself. */
typedef struct Sample {
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
  void *choices, *steps;
} Sample;

static const char *const colours[] = {"", "red", "green", NULL};

#define ROW(member, kind) .name = #member, .type = (kind), .offset = offsetof(Sample, member)
static const Field table[] = {
    {ROW(text, FIELD_TEXT), .maximum = 60},
    {ROW(name, FIELD_NAME)},
    {ROW(path, FIELD_PATH)},
    {ROW(seconds, FIELD_SECONDS), .maximum = 14400000, .default_value = 90000},
    {ROW(count, FIELD_COUNT), .minimum = 1, .maximum = 1000, .default_value = 3},
    {ROW(flag, FIELD_FLAG), .default_value = true},
    {ROW(word, FIELD_WORD), .words = colours, .default_value = 2},
    {ROW(words, FIELD_WORDS), .words = colours},
    {ROW(time, FIELD_TIME), .maximum = 1439, .default_value = 720},
    {ROW(texts, FIELD_TEXTS)},
    {ROW(sides, FIELD_SIDES)},
    {ROW(lengths, FIELD_LENGTHS), .above_minimum = true, .maximum = 14400000},
    {ROW(choices, FIELD_CHOICES)},
    {ROW(steps, FIELD_STEPS)},
    {.name = NULL},
};

static const Field names[] = {
    {.name = "reps"}, {.name = "rest"},     {.name = "rest_after_last"},
    {.name = "hold"}, {.name = "duration"}, {.name = "id"},
    {.name = NULL},
};

static Sample sample;

static void set_up(void) {
  sample = (Sample){.count = 99, .words = 99}; /* what was there must not matter */
  fields_init(table, &sample);
}

static void tear_down(void) {
  fields_free(table, &sample);
}

/* Gives every value something of its own. */
static void fill(Sample *filled) {
  filled->text = mem_copy("Lean in");
  filled->name = mem_copy("lean");
  filled->path = mem_copy("a/b");
  filled->seconds = 1500;
  filled->count = 7;
  filled->flag = false;
  filled->word = 1;
  filled->words = 2;
  filled->time = 1335;
  filled->texts = (TextList){mem_new(2, sizeof(char *)), 2};
  filled->texts.at[0] = mem_copy("one");
  filled->texts.at[1] = mem_copy("two");
  filled->sides = (SideList){{SIDE_RIGHT, SIDE_LEFT}, 2};
  filled->lengths = (LengthList){mem_new(2, sizeof(Millis)), 2};
  filled->lengths.at[0] = 300000;
  filled->lengths.at[1] = 600000;
}

START_TEST(side_name__gives__the_word_of_the_file) {
  ck_assert_str_eq(side_name(SIDE_NONE), "");
  ck_assert_str_eq(side_name(SIDE_LEFT), "left");
  ck_assert_str_eq(side_name(SIDE_RIGHT), "right");
  ck_assert_str_eq(side_name(SIDE_BOTH), "both");
}
END_TEST

START_TEST(field_find__finds__the_row_of_that_very_name) {
  ck_assert_ptr_eq(field_find(names, "hold"), &names[3]);
  ck_assert_ptr_null(field_find(names, "Hold"));
  ck_assert_ptr_null(field_find(names, ""));
}
END_TEST

typedef struct Guess {
  const char *misspelt, *meant; /* meant NULL: nothing is near */
} Guess;

static const Guess guesses[] = {
    {"rep", "reps"},
    {"resp", "reps"}, /* a swap is one mistake */
    {"reset", "rest"},
    {"hodl", "hold"},
    {"Hold", "hold"},
    {"duraton", "duration"},
    {"dration2", "duration"},
    {"rest-after-last", "rest_after_last"},
    {"ids", "id"},
    {"i", "id"},
    {"x", NULL},
    {"xy", NULL},
    {"holding", NULL},
    {"breath", NULL},
    {"", NULL},
    {"durrattiion", NULL},
    {"a-name-that-is-longer-than-any-setting-of-any-program-could-ever-be-thought-to-be", NULL},
};

START_TEST(field_nearest__guesses__what_was_meant) {
  const char *guess = field_nearest(names, NULL, guesses[_i].misspelt);
  if (guesses[_i].meant == NULL) {
    ck_assert_ptr_null(guess);
  } else {
    ck_assert_ptr_nonnull(guess);
    ck_assert_str_eq(guess, guesses[_i].meant);
  }
}
END_TEST

START_TEST(field_nearest__looks__in_both_tables) {
  ck_assert_str_eq(field_nearest(names, table, "tetxs"), "texts");
  ck_assert_str_eq(field_nearest(NULL, table, "tetxs"), "texts");
  ck_assert_str_eq(field_nearest(table, names, "holds"), "hold");
  ck_assert_ptr_null(field_nearest(NULL, NULL, "hold"));
}
END_TEST

START_TEST(word_nearest__guesses__but_never_the_empty_word) {
  ck_assert_str_eq(word_nearest(colours, "gren"), "green");
  ck_assert_ptr_null(word_nearest(colours, "x"));
}
END_TEST

START_TEST(field_in_range__minds__both_ends) {
  const Field *count = field_find(table, "count");
  ck_assert(field_in_range(count, 1) && field_in_range(count, 1000));
  ck_assert(!field_in_range(count, 0) && !field_in_range(count, 1001));
  const Field *lengths = field_find(table, "lengths");
  ck_assert(!field_in_range(lengths, 0) && !field_in_range(lengths, -1));
  ck_assert(field_in_range(lengths, 1) && field_in_range(lengths, 14400000));
  ck_assert(!field_in_range(lengths, 14400001));
  ck_assert(field_in_range(field_find(table, "seconds"), 0));
  const Field *text = field_find(table, "text");
  ck_assert(field_in_range(text, 60) && !field_in_range(text, 61));
  ck_assert(field_in_range(field_find(table, "texts"), 5000));
  ck_assert(field_in_range(field_find(table, "flag"), 2));
}
END_TEST

typedef struct Range {
  Field field;
  const char *text;
} Range;

static const Range ranges[] = {
    {{.type = FIELD_SECONDS, .above_minimum = true, .maximum = 14400000},
     "must be above 0 and at most 4 h"},
    {{.type = FIELD_LENGTHS, .above_minimum = true, .maximum = 14400000},
     "must be above 0 and at most 4 h"},
    {{.type = FIELD_SECONDS, .maximum = 14400000}, "must be from 0 to 4 h"},
    {{.type = FIELD_SECONDS, .minimum = 1500, .maximum = 90000},
     "must be from 1.5 s to 1 min 30 s"},
    {{.type = FIELD_COUNT, .minimum = 1, .maximum = 1000}, "must be from 1 to 1,000"},
    {{.type = FIELD_COUNT, .minimum = -1234, .maximum = 1234567},
     "must be from -1,234 to 1,234,567"},
    {{.type = FIELD_COUNT, .minimum = -123, .maximum = 999}, "must be from -123 to 999"},
    {{.type = FIELD_COUNT, .minimum = 1, .maximum = 1}, "must be 1"},
    {{.type = FIELD_TIME, .maximum = 1439}, "must be from 00:00 to 23:59"},
    {{.type = FIELD_TEXT, .maximum = 60}, "must be at most 60 columns wide"},
    {{.type = FIELD_TEXTS}, "must be at most 4,096 bytes long"},
    {{.type = FIELD_WORD, .words = colours}, "must be one of \"red\", \"green\""},
    {{.type = FIELD_WORDS, .words = colours}, "must be one of \"red\", \"green\""},
    {{.type = FIELD_NAME},
     "must be 1 to 40 lower-case letters, digits and hyphens, no hyphen first"},
    {{.type = FIELD_PATH}, "must be the name of a routine, or \"routine/step\""},
    {{.type = FIELD_FLAG}, "must be true or false"},
    {{.type = FIELD_SIDES}, "must be \"left\", \"right\" or \"both\", each at most once"},
    {{.type = FIELD_CHOICES}, "must be a list of groups"},
};

START_TEST(field_range__says__what_the_value_must_be) {
  char text[128];
  field_range(&ranges[_i].field, text, sizeof text);
  ck_assert_str_eq(text, ranges[_i].text);
}
END_TEST

START_TEST(field_range__stays__within_a_short_buffer) {
  char text[20] = "";
  field_range(field_find(table, "word"), text, 16);
  ck_assert_str_eq(text, "must be one of ");
}
END_TEST

START_TEST(fields_init__gives__every_default) {
  ck_assert_ptr_null(sample.text);
  ck_assert_int_eq(sample.seconds, 90000);
  ck_assert_int_eq(sample.count, 3);
  ck_assert(sample.flag);
  ck_assert_int_eq(sample.word, 2);
  ck_assert_uint_eq(sample.words, 0);
  ck_assert_int_eq(sample.time, 720);
  ck_assert_uint_eq(sample.texts.count, 0);
  ck_assert_int_eq(sample.sides.count, 0);
  ck_assert_uint_eq(sample.lengths.count, 0);
}
END_TEST

START_TEST(fields_free__empties__what_it_frees) {
  fill(&sample);
  fields_free(table, &sample);
  ck_assert_ptr_null(sample.text);
  ck_assert_ptr_null(sample.path);
  ck_assert_uint_eq(sample.texts.count, 0);
  ck_assert_ptr_null(sample.lengths.at);
}
END_TEST

START_TEST(fields_copy__copies_deeply__over_what_was_there) {
  Sample copy = {0};
  fields_init(table, &copy);
  fill(&copy);
  fill(&sample);
  sample.texts.at[0][0] = 'O';
  fields_copy(table, &copy, &sample);
  ck_assert(fields_equal(table, &copy, &sample));
  ck_assert_ptr_ne(copy.text, sample.text);
  ck_assert_ptr_ne(copy.texts.at[0], sample.texts.at[0]);
  ck_assert_ptr_ne(copy.lengths.at, sample.lengths.at);
  ck_assert_str_eq(copy.texts.at[0], "One");
  fields_copy(table, &copy, &copy);
  ck_assert_str_eq(copy.texts.at[1], "two");
  fields_free(table, &copy);
}
END_TEST

START_TEST(fields_copy__copies__emptiness_too) {
  Sample copy = {0};
  fill(&copy);
  fields_copy(table, &copy, &sample);
  ck_assert_ptr_null(copy.text);
  ck_assert_ptr_null(copy.texts.at);
  ck_assert(fields_equal(table, &copy, &sample));
}
END_TEST

/* Changes one value of a filled struct, the how-many-th of the table. */
static void change(Sample *filled, int which) {
  switch (which) {
  case 0:
    filled->text[0] = 'l';
    break;
  case 1:
    free(filled->name);
    filled->name = NULL;
    break;
  case 2:
    filled->path[0] = 'x';
    break;
  case 3:
    filled->seconds++;
    break;
  case 4:
    filled->count++;
    break;
  case 5:
    filled->flag = !filled->flag;
    break;
  case 6:
    filled->word++;
    break;
  case 7:
    filled->words++;
    break;
  case 8:
    filled->time++;
    break;
  case 9:
    filled->texts.at[1][0] = 'T';
    break;
  case 10:
    filled->sides.at[1] = SIDE_BOTH;
    break;
  case 11:
    filled->lengths.at[1]++;
    break;
  case 12:
    free(filled->texts.at[--filled->texts.count]);
    break;
  case 13:
    filled->sides.count--;
    break;
  case 14:
    filled->lengths.count--;
    break;
  default:
    break;
  }
}

START_TEST(fields_equal__sees__a_change_in_any_value) {
  Sample other = {0};
  fields_init(table, &other);
  fill(&other);
  fill(&sample);
  ck_assert(fields_equal(table, &sample, &other));
  change(&other, _i);
  ck_assert(!fields_equal(table, &sample, &other));
  fields_free(table, &other);
}
END_TEST

START_TEST(name_valid__takes__ids_only) {
  ck_assert(name_valid("a") && name_valid("7") && name_valid("wall-ball-foot"));
  ck_assert(name_valid("a234567890123456789012345678901234567890"));
  ck_assert(!name_valid("a2345678901234567890123456789012345678901"));
  ck_assert(!name_valid("") && !name_valid("-a") && !name_valid("A") && !name_valid("a b"));
  ck_assert(!name_valid("a/b") && !name_valid("a.cfg") && !name_valid("\xC3\xA9"));
  ck_assert(!name_valid("a_b") && !name_valid("a\n"));
}
END_TEST

#define COUNT(list) ((int)(sizeof(list) / sizeof((list)[0])))

START_TEST(texts_joined__stand__in_their_order) {
  char first[] = "alcohol";
  char second[] = "standing_hours";
  char *texts[] = {first, second};
  for (size_t count = 0; count <= 2; count++) {
    static const char *const joined[] = {"", "alcohol", "alcohol, standing_hours"};
    TextList list = {.at = texts, .count = count};
    char *text = texts_joined(&list);
    ck_assert_str_eq(text, joined[count]);
    free(text);
  }
}
END_TEST

int main(void) {
  Suite *suite = suite_create("field");
  TCase *rows = tcase_create("rows");
  tcase_add_test(rows, side_name__gives__the_word_of_the_file);
  tcase_add_test(rows, field_find__finds__the_row_of_that_very_name);
  tcase_add_loop_test(rows, field_nearest__guesses__what_was_meant, 0, COUNT(guesses));
  tcase_add_test(rows, field_nearest__looks__in_both_tables);
  tcase_add_test(rows, word_nearest__guesses__but_never_the_empty_word);
  tcase_add_test(rows, field_in_range__minds__both_ends);
  tcase_add_loop_test(rows, field_range__says__what_the_value_must_be, 0, COUNT(ranges));
  tcase_add_test(rows, field_range__stays__within_a_short_buffer);
  tcase_add_test(rows, name_valid__takes__ids_only);
  suite_add_tcase(suite, rows);
  TCase *values = tcase_create("values");
  tcase_add_checked_fixture(values, set_up, tear_down);
  tcase_add_test(values, fields_init__gives__every_default);
  tcase_add_test(values, fields_free__empties__what_it_frees);
  tcase_add_test(values, fields_copy__copies_deeply__over_what_was_there);
  tcase_add_test(values, texts_joined__stand__in_their_order);
  tcase_add_test(values, fields_copy__copies__emptiness_too);
  tcase_add_loop_test(values, fields_equal__sees__a_change_in_any_value, 0, 15);
  suite_add_tcase(suite, values);
  return suite_run(suite);
}
