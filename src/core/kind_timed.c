/* The kind "timed": something done for a while, once or on each side. */
#include "kind.h"
#include "nightcalf/language.h"

static const Field fields[] = {
    {
        .name = "duration",
        .type = FIELD_SECONDS,
        .offset = offsetof(Step, duration),
        .above_minimum = true,
        .maximum = ROUTINE_TIME_MAX,
        .sentence = N_("How long it lasts, on each side."),
    },
    KIND_FIELD_SIDES,
    KIND_FIELD_SWITCH,
    KIND_FIELD_LENGTHS,
    KIND_FIELD_STRETCH(false),
    {.name = NULL},
};

/* It needs a duration, or lengths to choose one from. */
static void check(const Step *step, Reporter reporter) {
  if (step->duration == 0 && step->lengths.count == 0) {
    kind_report_missing(reporter, field_find(fields, "duration"));
  }
  kind_check_lengths(step, reporter);
}

static void beats(const Step *step, int index, Side first, Timeline *timeline) {
  Side sides[SIDES_MAX];
  int count = kind_sides(step, first, sides);
  for (int i = 0; i < count; i++) {
    Beat beat = {.step = index, .side = sides[i]};
    if (i > 0) {
      beat.phase = PHASE_SWITCH;
      beat.length = step->switch_time;
      timeline_add(timeline, beat);
    }
    beat.phase = PHASE_WORK;
    beat.length = step->duration;
    timeline_add(timeline, beat);
  }
}

const StepKind kind_timed = {
    .name = "timed",
    .sentence = N_("Something is done for a while, once or on each side."),
    .fields = fields,
    .check = check,
    .beats = beats,
};
