/* A bench for the engine's tests: routines built in memory, and a session over one of them. */
#include "session_bench.h"

#include <stdlib.h>

#include "nightcalf/mem.h"

const Moment bench_start = {5 * MIN};

/* Adds a step of that kind without a set-up; the caller fills in the rest. */
Step *bench_add(Bench *bench, const char *kind, const char *title) {
  if (bench->routine == NULL) {
    bench->routine = routine_new();
  }
  Routine *routine = bench->routine;
  routine->steps = mem_resize(routine->steps, routine->step_count + 1, sizeof *routine->steps);
  Step *step = &routine->steps[routine->step_count++];
  step_init(step, step_kind_find(kind));
  step->title = mem_copy(title);
  return step;
}

Step *bench_add_hold(Bench *bench, Millis setup, Millis hold, int reps, Millis rest) {
  Step *step = bench_add(bench, "hold", "Hold");
  step->setup = setup;
  step->hold = hold;
  step->reps = reps;
  step->rest = rest;
  step->switch_time = 5 * S;
  step->sides = (SideList){{SIDE_LEFT, SIDE_RIGHT}, 2};
  return step;
}

Step *bench_add_breathe(Bench *bench, Millis inhale, Millis exhale, int cycles) {
  Step *step = bench_add(bench, "breathe", "Breathe");
  step->inhale = inhale;
  step->exhale = exhale;
  step->cycles = cycles;
  return step;
}

void bench_add_text(TextList *list, const char *text) {
  list->at = mem_resize(list->at, list->count + 1, sizeof *list->at);
  list->at[list->count++] = mem_copy(text);
}

Choice *bench_add_choice(Step *step, const char *label) {
  ChoiceList *list = &step->choices;
  list->at = mem_resize(list->at, list->count + 1, sizeof *list->at);
  list->at[list->count] = (Choice){.label = mem_copy(label), .go_step = -1};
  return &list->at[list->count++];
}

/* Every kind once, with what each can lead to. */
void bench_add_everything(Bench *bench) {
  bench_add_hold(bench, 5 * S, 20 * S, 3, 4 * S);
  Step *timed = bench_add(bench, "timed", "Massage");
  timed->duration = 45 * S;
  bench_add_breathe(bench, 4 * S, 6 * S, 12);
  Step *prompt = bench_add(bench, "prompt", "Easing?");
  bench_add_choice(prompt, "Yes");
  bench_add_choice(prompt, "Wait")->pause = true;
  bench_add_choice(prompt, "Jump")->go_step = 5;
  bench_add_choice(prompt, "Leave one out")->skip = 1;
  Choice *stop = bench_add_choice(prompt, "Something is off");
  stop->stop = true;
  stop->card = mem_copy("red-flags");
  bench_add_choice(prompt, "Another")->routine = mem_copy("other");
  Step *list = bench_add(bench, "checklist", "Bed");
  bench_add_text(&list->items, "Covers loose");
  bench_add_text(&list->items, "Towel in reach");
  Step *journal = bench_add(bench, "journal", "Notes");
  bench_add_text(&journal->fields, "Tomorrow");
  bench_add_text(&journal->fields, "Good");
  bench_add_hold(bench, 0, 8 * S, 2, 0)->order = ORDER_ALTERNATING;
}

void bench_open(Bench *bench, SessionOptions options) {
  timeline_build(bench->routine, SIDE_NONE, &bench->timeline);
  bench->session = session_new(bench->routine, &bench->timeline, options);
}

void bench_begin(Bench *bench) {
  bench_open(bench, session_options_default());
  session_start(bench->session, 0, false, bench_start);
}

void bench_clean(Bench *bench) {
  session_free(bench->session);
  timeline_free(&bench->timeline);
  routine_free(bench->routine);
}

/* Takes every effect due at a moment. */
void bench_drain(Session *session, Moment now) {
  Effect effect;
  while (session_tick(session, now, &effect)) {
  }
}

Moment bench_at(Millis after_start) {
  return moment_after(bench_start, after_start);
}
