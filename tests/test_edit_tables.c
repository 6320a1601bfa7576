/* Every row of every table, on every shipped routine: setting what is not set puts bytes in and
 * takes none out, taking it out again gives the file back, and undo does too. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/edit.h"
#include "nightcalf/mem.h"
#include "suite.h"

static Library library;

static void set_up(void) {
  library_open(&library, NULL, NULL, SOURCE_DIR "/routines");
}

static void tear_down(void) {
  library_free(&library);
}

/* Something that the row can mostly be, as a person types it. Release with free(). */
static char *some_value(const Field *field) {
  switch (field->type) {
  case FIELD_NAME:
    return mem_copy("some-name");
  case FIELD_PATH:
    return mem_copy("breathe-box");
  case FIELD_SECONDS:
    return mem_copy("1m7s");
  case FIELD_COUNT:
    return mem_copy("2");
  case FIELD_FLAG:
    return mem_copy("yes");
  case FIELD_WORD:
    return mem_copy(field->words[0][0] != '\0' ? field->words[0] : field->words[1]);
  case FIELD_WORDS:
    return mem_copy(field->words[0]);
  case FIELD_TIME:
    return mem_copy("22:15");
  case FIELD_TEXTS:
    return mem_copy("One\nTwo");
  case FIELD_SIDES:
    return mem_copy("left, right");
  case FIELD_LENGTHS:
    return mem_copy("5m, 10m");
  case FIELD_CHOICES:
    return mem_copy("( { label = \"Yes\"; } )");
  default:
    return mem_copy("Some \"words\"");
  }
}

/* Whether a text is another one with bytes put in at one place. */
static bool is_longer(const char *text, const char *by) {
  size_t start = 0;
  size_t end = 0;
  size_t length = strlen(text);
  size_t more = strlen(by);
  while (start < length && text[start] == by[start]) {
    start++;
  }
  while (end + start < length && text[length - 1 - end] == by[more - 1 - end]) {
    end++;
  }
  return start + end == length;
}

/* Sets what is not set, or changes what is, at a place, and goes back. Whether it could be. */
static bool try_row(RoutineEdit *edit, EditPlace place, const Field *field) {
  Error err = {{0}};
  char *plain = some_value(field);
  char *literal = field_literal(field, plain, NULL);
  char *first = mem_copy(edit_text(edit));
  char *value = edit_value(edit, place, field->name);
  EditChange set = {field->name, literal};
  EditChange unset = {field->name, NULL};
  bool done = literal != NULL && edit_set(edit, place, &set, 1, NULL, &err);
  if (!done) {
    ck_assert_str_eq(edit_text(edit), first);
  } else if (value == NULL) {
    ck_assert_msg(is_longer(first, edit_text(edit)), "%s took bytes out", field->name);
    ck_assert_msg(edit_set(edit, place, &unset, 1, NULL, &err), "%s: %s", field->name, err.text);
    ck_assert_str_eq(edit_text(edit), first);
  }
  while (edit_undo(edit)) {
  }
  ck_assert_str_eq(edit_text(edit), first);
  free(value);
  free(first);
  free(literal);
  free(plain);
  return done;
}

/* Tries the rows of a table; returns how many could be set. */
static int try_table(RoutineEdit *edit, EditPlace place, const Field *table) {
  int count = 0;
  for (const Field *field = table; field != NULL && field->name != NULL; field++) {
    count += field->type != FIELD_STEPS && try_row(edit, place, field) ? 1 : 0;
  }
  return count;
}

/* Tries all there is at a place. */
static int try_place(RoutineEdit *edit, int step, int choice) {
  EditPlace place = {step, choice};
  EditTables tables = edit_tables(edit, place);
  return try_table(edit, place, tables.own) + try_table(edit, place, tables.common);
}

/* Kinds that were tried. */
typedef struct Seen {
  const StepKind *kinds[32];
  size_t count;
} Seen;

/* Whether a step is worth the time: the first of its file, or the first of its kind. */
static bool is_worth_it(Seen *seen, const RoutineEdit *edit, int step) {
  const StepKind *kind = edit_step_kind(edit, step);
  for (size_t i = 0; i < seen->count; i++) {
    if (seen->kinds[i] == kind) {
      return step == 0;
    }
  }
  seen->kinds[seen->count++] = kind;
  return true;
}

START_TEST(edit_set__touches_no_other_byte__for_any_row_of_any_shipped_routine) {
  enum { ENOUGH = 300 };
  int count = 0;
  Seen seen = {0};
  for (size_t i = 0; i < library.count; i++) {
    Diagnostics findings = {0};
    RoutineEdit *edit = edit_open(&library, library.entries[i].file, &findings);
    ck_assert_ptr_nonnull(edit);
    count += try_place(edit, EDIT_WHOLE, EDIT_WHOLE);
    for (int step = 0; step < edit_step_count(edit); step++) {
      if (!is_worth_it(&seen, edit, step)) {
        continue;
      }
      count += try_place(edit, step, EDIT_WHOLE);
      if (edit_choice_count(edit, step) > 0) {
        count += try_place(edit, step, 0);
      }
    }
    edit_free(edit);
    diagnostics_free(&findings);
  }
  for (size_t i = 0; step_kinds[i] != NULL; i++) {
    ck_assert_uint_gt(seen.count, i);
  }
  ck_assert_int_gt(count, ENOUGH);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("edit_tables");
  TCase *rows = tcase_create("rows");
  tcase_set_timeout(rows, 120);
  tcase_add_checked_fixture(rows, set_up, tear_down);
  tcase_add_test(rows, edit_set__touches_no_other_byte__for_any_row_of_any_shipped_routine);
  suite_add_tcase(suite, rows);
  return suite_run(suite);
}
