/* What the tests of the configuration layer share. */
#include "conf_bench.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/mem.h"
#include "temp_folder.h"

enum { FOUND_SIZE = 64 * 1024 };

static char found[FOUND_SIZE];

const char *bench_findings(const Diagnostics *diagnostics) {
  size_t used = 0;
  found[0] = '\0';
  for (size_t i = 0; i < diagnostics->count && used < sizeof found; i++) {
    const Diagnostic *item = &diagnostics->items[i];
    used += (size_t)snprintf(found + used, sizeof found - used, "%s%d:%d: %s: %s",
                             i == 0 ? "" : "\n", item->line, item->column,
                             item->warning ? "warning" : "error", item->message);
  }
  return found;
}

const char *bench_found(void) {
  return found;
}

/* Notes the findings and frees them. */
static Routine *note(Routine *routine, Diagnostics *diagnostics) {
  (void)bench_findings(diagnostics);
  diagnostics_free(diagnostics);
  return routine;
}

Routine *bench_parse_bytes(const char *text, size_t length) {
  Diagnostics diagnostics = {0};
  return note(routine_parse(NULL, "legs.cfg", text, length, ROUTINE_FILE_MAX, &diagnostics),
              &diagnostics);
}

Routine *bench_parse(const char *text) {
  return bench_parse_bytes(text, strlen(text));
}

Routine *bench_load(const Library *library, const char *name) {
  Diagnostics diagnostics = {0};
  char *path = temp_folder_path(name);
  Routine *routine = note(routine_load(library, path, &diagnostics), &diagnostics);
  free(path);
  return routine;
}

void bench_expect(const char *text, const char *expected) {
  ck_assert_msg(strcmp(text, expected) == 0, "found:\n%.1500s\nexpected:\n%.1500s", text, expected);
}

const char *bench_ids(const Routine *routine) {
  static char text[4096];
  text[0] = '\0';
  size_t used = 0;
  for (size_t i = 0; i < routine->step_count; i++) {
    used += (size_t)snprintf(text + used, sizeof text - used, i == 0 ? "%s" : " %s",
                             routine->steps[i].id);
  }
  return text;
}

char *bench_copies(const char *step, int count) {
  char *steps = mem_copy(step);
  for (int i = 1; i < count; i++) {
    char *longer = mem_format("%s,\n%s", steps, step);
    free(steps);
    steps = longer;
  }
  char *text = mem_format(HEAD "steps = (\n%s\n);\n", steps);
  free(steps);
  return text;
}

static bool equal_choices(const ChoiceList *one, const ChoiceList *other) {
  if (one->count != other->count) {
    return false;
  }
  for (size_t i = 0; i < one->count; i++) {
    if (!fields_equal(choice_fields, &one->at[i], &other->at[i]) ||
        one->at[i].go_step != other->at[i].go_step ||
        (one->at[i].leave_out != NULL && one->at[i].leave_step != other->at[i].leave_step)) {
      return false;
    }
  }
  return true;
}

static bool equal_steps(const Step *one, size_t count, const Step *other, size_t other_count) {
  if (count != other_count) {
    return false;
  }
  for (size_t i = 0; i < count; i++) {
    const Step *step = &one[i];
    const Step *twin = &other[i];
    if (step->kind != twin->kind || !fields_equal(step_fields, step, twin) ||
        !fields_equal(step->kind->fields, step, twin) ||
        !equal_choices(&step->choices, &twin->choices) ||
        !equal_steps(step->alternative, step->alternative_count, twin->alternative,
                     twin->alternative_count)) {
      return false;
    }
  }
  return true;
}

bool bench_equal(const Routine *one, const Routine *other) {
  return fields_equal(routine_fields, one, other) &&
         equal_steps(one->steps, one->step_count, other->steps, other->step_count);
}
