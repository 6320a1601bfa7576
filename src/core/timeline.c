/* Beats: compiling a routine into the list the engine runs. Contract: nightcalf/routine.h; what a
 * step becomes is its kind's business. */
#include <stdlib.h>

#include "nightcalf/mem.h"
#include "nightcalf/routine.h"

enum { TIMELINE_FIRST = 64 };

const char *phase_name(Phase phase) {
  static const char *const names[PHASE_COUNT] = {
      [PHASE_SETUP] = "setup",       [PHASE_HOLD] = "hold",       [PHASE_REST] = "rest",
      [PHASE_SWITCH] = "switch",     [PHASE_SWAP] = "swap",       [PHASE_WORK] = "work",
      [PHASE_INHALE] = "inhale",     [PHASE_HOLD_IN] = "hold_in", [PHASE_EXHALE] = "exhale",
      [PHASE_HOLD_OUT] = "hold_out", [PHASE_WAIT] = "wait",
  };
  return names[phase];
}

bool phase_counts(Phase phase) {
  switch (phase) {
  case PHASE_HOLD:
  case PHASE_WORK:
  case PHASE_INHALE:
  case PHASE_HOLD_IN:
  case PHASE_EXHALE:
  case PHASE_HOLD_OUT:
    return true;
  default:
    return false;
  }
}

void timeline_add(Timeline *timeline, Beat beat) {
  if (beat.length <= 0 && beat.phase != PHASE_WAIT) {
    return;
  }
  if (timeline->count == ROUTINE_BEATS_MAX) {
    timeline->too_many = true;
    return;
  }
  if (timeline->count == timeline->capacity) {
    timeline->capacity = timeline->capacity == 0 ? TIMELINE_FIRST : timeline->capacity * 2;
    timeline->beats = mem_resize(timeline->beats, timeline->capacity, sizeof *timeline->beats);
  }
  beat.at = timeline->total;
  timeline->beats[timeline->count++] = beat;
  timeline->total += beat.length;
  timeline->waits += beat.phase == PHASE_WAIT ? 1 : 0;
}

/* Appends a step's beats: getting ready, then what its kind makes of it. */
static void add_step(const Step *step, int index, Side first, Timeline *timeline) {
  size_t start = timeline->count;
  if (!step->kind->waits) {
    timeline_add(timeline, (Beat){.step = index, .phase = PHASE_SETUP, .length = step->setup});
  }
  size_t ready = timeline->count;
  step->kind->beats(step, index, first, timeline);
  /* One gets ready for the side that comes first. */
  if (ready > start && timeline->count > ready) {
    timeline->beats[start].side = timeline->beats[ready].side;
  }
}

void timeline_build(const Routine *routine, Side worse_side, Timeline *timeline) {
  *timeline = (Timeline){0};
  for (size_t i = 0; i < routine->step_count && !timeline->too_many; i++) {
    add_step(&routine->steps[i], (int)i, worse_side, timeline);
  }
}

void timeline_free(Timeline *timeline) {
  free(timeline->beats);
  *timeline = (Timeline){0};
}

Millis timeline_step_total(const Timeline *timeline, int step) {
  Millis total = 0;
  for (size_t i = 0; i < timeline->count; i++) {
    if (timeline->beats[i].step == step) {
      total += timeline->beats[i].length;
    }
  }
  return total;
}
