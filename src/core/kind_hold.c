/* The kind "hold": a position held, some times over, on one side after the other or by turns. */
#include "kind.h"
#include "nightcalf/language.h"

static const char *const order_names[] = {
    [ORDER_SEQUENTIAL] = "sequential",
    [ORDER_ALTERNATING] = "alternating",
    NULL,
};

static const Field fields[] = {
    {
        .name = "hold",
        .type = FIELD_SECONDS,
        .offset = offsetof(Step, hold),
        .required = true,
        .above_minimum = true,
        .maximum = ROUTINE_TIME_MAX,
        .sentence = N_("How long the position is held."),
    },
    {
        .name = "reps",
        .type = FIELD_COUNT,
        .offset = offsetof(Step, reps),
        .minimum = 1,
        .maximum = ROUTINE_REPEAT_MAX,
        .default_value = 1,
        .sentence = N_("How many times on each side."),
    },
    KIND_FIELD_SIDES,
    {
        .name = "order",
        .type = FIELD_WORD,
        .offset = offsetof(Step, order),
        .default_value = ORDER_SEQUENTIAL,
        .words = order_names,
        .sentence = N_("Sequential: one side after the other. Alternating: by turns."),
    },
    {
        .name = "rest",
        .type = FIELD_SECONDS,
        .offset = offsetof(Step, rest),
        .maximum = ROUTINE_TIME_MAX,
        .sentence = N_("Rest between two holds of a side. Without it: the routine's."),
    },
    {
        .name = "rest_after_last",
        .type = FIELD_FLAG,
        .offset = offsetof(Step, rest_after_last),
        .sentence = N_("Whether a rest follows the last hold of a side too."),
    },
    KIND_FIELD_SWITCH,
    {
        .name = "swap",
        .type = FIELD_SECONDS,
        .offset = offsetof(Step, swap),
        .maximum = ROUTINE_TIME_MAX,
        .sentence = N_("Time between two holds when the sides take turns."),
    },
    KIND_FIELD_STRETCH(true),
    {.name = NULL},
};

/* Whether the step names a side. */
static bool has_side(const Step *step, Side side) {
  for (int i = 0; i < step->sides.count; i++) {
    if (step->sides.at[i] == side) {
      return true;
    }
  }
  return false;
}

/* Taking turns needs two sides, and only it has a swap. */
static void check(const Step *step, Reporter reporter) {
  if (step->order == ORDER_ALTERNATING &&
      !(has_side(step, SIDE_LEFT) && has_side(step, SIDE_RIGHT))) {
    kind_report(reporter, "order", false,
                "\"order\" \"alternating\" needs \"sides\" with \"left\" and \"right\"");
  }
  if (step->order == ORDER_SEQUENTIAL && step->swap > 0) {
    kind_report(reporter, "swap", true,
                "\"swap\" has no effect unless \"order\" is \"alternating\"");
  }
}

/* All repetitions on one side, then the next side. */
static void sequential_beats(const Step *step, int index, Side first, Timeline *timeline) {
  Side sides[SIDES_MAX];
  int count = kind_sides(step, first, sides);
  for (int i = 0; i < count; i++) {
    Beat beat = {.step = index, .side = sides[i], .rep = 1, .reps = step->reps};
    if (i > 0) {
      beat.phase = PHASE_SWITCH;
      beat.length = step->switch_time;
      timeline_add(timeline, beat);
    }
    for (; beat.rep <= step->reps && !timeline->too_many; beat.rep++) {
      beat.phase = PHASE_HOLD;
      beat.length = step->hold;
      timeline_add(timeline, beat);
      if (beat.rep < step->reps || step->rest_after_last) {
        beat.phase = PHASE_REST;
        beat.length = step->rest;
        timeline_add(timeline, beat);
      }
    }
  }
}

/* Each repetition on every side before the next repetition. */
static void alternating_beats(const Step *step, int index, Side first, Timeline *timeline) {
  Side sides[SIDES_MAX];
  int count = kind_sides(step, first, sides);
  for (int rep = 1; rep <= step->reps && !timeline->too_many; rep++) {
    for (int i = 0; i < count; i++) {
      Beat beat = {.step = index, .side = sides[i], .rep = rep, .reps = step->reps};
      if (rep > 1 || i > 0) {
        beat.phase = PHASE_SWAP;
        beat.length = step->swap;
        timeline_add(timeline, beat);
      }
      beat.phase = PHASE_HOLD;
      beat.length = step->hold;
      timeline_add(timeline, beat);
    }
  }
}

static void beats(const Step *step, int index, Side first, Timeline *timeline) {
  if (step->order == ORDER_ALTERNATING) {
    alternating_beats(step, index, first, timeline);
  } else {
    sequential_beats(step, index, first, timeline);
  }
}

const StepKind kind_hold = {
    .name = "hold",
    .sentence = N_("A position is held, some times over, on each side."),
    .fields = fields,
    .check = check,
    .beats = beats,
};
