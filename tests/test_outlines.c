/* The shipped routines against the outlines they were written from, word for word and second for
 * second: tests/outlines holds what each must say, one fact a line. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/library.h"
#include "nightcalf/mem.h"
#include "suite.h"

static const char *const outlines[] = {"evening-calf",
                                       "three-minute-standing",
                                       "three-minute-seated",
                                       "cramp-now",
                                       "leg-massage",
                                       "breathe-resonance",
                                       "breathe-478",
                                       "breathe-box",
                                       "in-bed",
                                       "breathe-long-exhale",
                                       "full-wind-down",
                                       "relax-scan",
                                       "evening-yoga",
                                       "long-day",
                                       "wall-lean"};
enum { OUTLINE_COUNT = sizeof outlines / sizeof outlines[0] };

/* Appends one line: "cue Look at both legs". A text that is not there has none. */
static void say(char **text, const char *name, const char *value) {
  if (value != NULL && value[0] != '\0') {
    char *longer = mem_format("%s%s %s\n", *text, name, value);
    free(*text);
    *text = longer;
  }
}

static void say_all(char **text, const char *name, const TextList *values) {
  for (size_t i = 0; i < values->count; i++) {
    say(text, name, values->at[i]);
  }
}

static double seconds(Millis time) {
  return (double)time / 1000;
}

static const char *times_and_sides(const Step *step) {
  return step->sides.count == 2 ? "left right" : "once";
}

/* "set-up 15 hold 10 reps 3 left right alternating rest 0 switch 0 swap 2". */
static char *timing_of(const Step *step) {
  if (step->kind->waits) {
    return mem_format("waits %g", seconds(step->estimate));
  }
  if (strcmp(step->kind->name, "timed") == 0) {
    return mem_format("set-up %g for %g %s switch %g", seconds(step->setup),
                      seconds(step->duration), times_and_sides(step), seconds(step->switch_time));
  }
  if (strcmp(step->kind->name, "breathe") == 0) {
    return mem_format("set-up %g in %g hold %g out %g hold %g cycles %d", seconds(step->setup),
                      seconds(step->inhale), seconds(step->hold_in), seconds(step->exhale),
                      seconds(step->hold_out), step_breath_cycles(step));
  }
  return mem_format("set-up %g hold %g reps %d %s %s rest %g%s switch %g swap %g",
                    seconds(step->setup), seconds(step->hold), step->reps, times_and_sides(step),
                    step->order == ORDER_ALTERNATING ? "alternating" : "sequential",
                    seconds(step->rest), step->rest_after_last ? " after every one" : "",
                    seconds(step->switch_time), seconds(step->swap));
}

static void say_step(char **text, const Step *step) {
  char *timing = timing_of(step);
  char *longer = mem_format("%s\n", *text);
  free(*text);
  *text = longer;
  say(text, "step", step->id);
  say(text, "title", step->title);
  say(text, "kind", step->kind->name);
  say(text, "cue", step->cue);
  say_all(text, "detail", &step->detail);
  say(text, "timing", timing);
  for (size_t i = 0; i < step->choices.count; i++) {
    say(text, "choice", step->choices.at[i].label);
  }
  say_all(text, "item", &step->items);
  say_all(text, "field", &step->fields);
  say(text, "form", step->form == FORM_EPISODE ? "episode" : NULL);
  say(text, "say", step->say);
  say(text, "safety", step->safety);
  say(text, "source", step->source);
  free(timing);
}

/* All that a routine says. Release with free(). */
static char *outline_of(const Routine *routine) {
  char *equipment = texts_joined(&routine->equipment);
  char *evidence = mem_format("%s - %s", evidence_names[routine->evidence], routine->evidence_note);
  char *text = mem_copy("");
  say(&text, "title", routine->title);
  say(&text, "about", routine->about);
  say(&text, "when", routine->when);
  say(&text, "position", routine->position);
  say(&text, "equipment", equipment);
  say(&text, "evidence", evidence);
  say(&text, "note", routine->note);
  for (size_t i = 0; i < routine->step_count; i++) {
    say_step(&text, &routine->steps[i]);
  }
  free(equipment);
  free(evidence);
  return text;
}

static char *expected_outline(const char *id) {
  char *path = mem_format("%s/outlines/%s.txt", TESTS_DIR, id);
  FILE *file = fopen(path, "r");
  ck_assert_msg(file != NULL, "%s cannot be read", path);
  char *text = NULL;
  size_t size = 0;
  ck_assert_int_gt(getdelim(&text, &size, '\0', file), 0);
  fclose(file);
  free(path);
  return text;
}

START_TEST(shipped_routine__says__word_for_word_what_its_outline_says) {
  Library library;
  Diagnostics diagnostics = {0};
  library_open(&library, NULL, NULL, SOURCE_DIR "/routines");
  const RoutineEntry *entry = library_find(&library, outlines[_i]);
  ck_assert_ptr_nonnull(entry);
  Routine *routine = routine_load(&library, entry->file, &diagnostics);
  ck_assert_ptr_nonnull(routine);
  char *said = outline_of(routine);
  char *expected = expected_outline(outlines[_i]);
  const char *one = said;
  const char *other = expected;
  for (int line = 1; *one != '\0' || *other != '\0'; line++) {
    size_t length = strcspn(one, "\n");
    size_t wanted = strcspn(other, "\n");
    ck_assert_msg(length == wanted && strncmp(one, other, length) == 0,
                  "%s, line %d:\n  outline: %.*s\n  routine: %.*s", outlines[_i], line, (int)wanted,
                  other, (int)length, one);
    one += length + (one[length] == '\n' ? 1 : 0);
    other += wanted + (other[wanted] == '\n' ? 1 : 0);
  }
  free(said);
  free(expected);
  routine_free(routine);
  diagnostics_free(&diagnostics);
  library_free(&library);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("outlines");
  TCase *tests = tcase_create("outlines");
  tcase_add_loop_test(tests, shipped_routine__says__word_for_word_what_its_outline_says, 0,
                      OUTLINE_COUNT);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
