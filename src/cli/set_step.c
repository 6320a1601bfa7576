/* Whole steps from the shell. Contract: set_step.h. */
#include "set_step.h"

#include <stdlib.h>
#include <string.h>

#include "nightcalf/mem.h"
#include "plain.h"

/* The row of a setting that a step of this kind has; of a borrowed step, that any kind has. */
static const Field *step_row(const StepKind *kind, const char *key) {
  const Field *field = field_find(step_fields, key);
  for (size_t i = 0; field == NULL && step_kinds[i] != NULL; i++) {
    if (kind == NULL || kind == step_kinds[i]) {
      field = field_find(step_kinds[i]->fields, key);
    }
  }
  return field;
}

/* The value as a file writes it; NULL with err. Release with free(). */
static char *literal_of(const StepKind *kind, const char *key, const char *value, Error *err) {
  static const Field place = {.name = "use", .type = FIELD_PATH};
  if (strcmp(key, "kind") == 0) {
    return mem_format("\"%s\"", value);
  }
  if (strcmp(key, "use") == 0) {
    return field_literal(&place, value, err);
  }
  const Field *field = step_row(kind, key);
  if (field != NULL) {
    return field_literal(field, value, err);
  }
  const char *nearest = field_nearest(kind == NULL ? NULL : kind->fields, step_fields, key);
  if (nearest == NULL) {
    (void)fail(err, "a step has no setting \"%s\"", key);
  } else {
    (void)fail(err, "a step has no setting \"%s\"; did you mean \"%s\"?", key, nearest);
  }
  return NULL;
}

/* Puts a new step in. */
static bool add_step(RoutineEdit *edit, int at, const StepWork *work, Error *err) {
  const char *first = work->pair_words > 0 ? work->pairs[0] : "";
  bool borrowed = strcmp(first, "use") == 0;
  if (work->pair_words < 2 || work->pair_words % 2 != 0 ||
      (!borrowed && strcmp(first, "kind") != 0)) {
    return fail(err, "--add takes settings and their values, kind or use first, such as: kind hold "
                     "title \"Wall stretch\" hold 20");
  }
  const StepKind *kind = borrowed ? NULL : step_kind_find(work->pairs[1]);
  if (!borrowed && kind == NULL) {
    return fail(err,
                "there is no kind \"%s\": it is hold, timed, breathe, prompt, checklist or "
                "journal",
                work->pairs[1]);
  }
  size_t count = (size_t)work->pair_words / 2;
  EditChange *changes = mem_new(count, sizeof *changes);
  char **literals = mem_new(count, sizeof *literals);
  bool sound = true;
  for (size_t i = 0; sound && i < count; i++) {
    literals[i] = literal_of(kind, work->pairs[2 * i], work->pairs[2 * i + 1], err);
    changes[i] = (EditChange){work->pairs[2 * i], literals[i]};
    sound = literals[i] != NULL;
  }
  bool done = sound && edit_insert(edit, (EditPlace){at, EDIT_WHOLE}, changes, count, NULL, err);
  for (size_t i = 0; i < count; i++) {
    free(literals[i]);
  }
  free(literals);
  free(changes);
  return done;
}

bool set_step_do(RoutineEdit *edit, EditPlace place, const StepWork *work, Error *err) {
  int count = edit_step_count(edit);
  if (work->add) {
    return add_step(edit, place.step == EDIT_WHOLE ? count : place.step + 1, work, err);
  }
  if (place.step == EDIT_WHOLE) {
    return fail(err, "which step is meant? Say it as ROUTINE/STEP, by its name or its number");
  }
  if (work->move != NULL) {
    size_t to = plain_number(work->move, (size_t)count);
    return to > 0 ? edit_move(edit, place, (int)to - 1, err)
                  : fail(err, "--move takes a place from 1 to %d; got \"%s\"", count, work->move);
  }
  return work->duplicate ? edit_duplicate(edit, place, err) : edit_remove(edit, place, err);
}
