/* The kind "breathe": breaths in a steady measure, so many or for so long. */
#include <limits.h>

#include "kind.h"
#include "nightcalf/format.h"
#include "nightcalf/language.h"

static const Field fields[] = {
    {
        .name = "inhale",
        .type = FIELD_SECONDS,
        .offset = offsetof(Step, inhale),
        .required = true,
        .above_minimum = true,
        .maximum = ROUTINE_TIME_MAX,
        .sentence = N_("How long each breath in takes."),
    },
    {
        .name = "hold_in",
        .type = FIELD_SECONDS,
        .offset = offsetof(Step, hold_in),
        .maximum = ROUTINE_TIME_MAX,
        .sentence = N_("How long the breath is held in."),
    },
    {
        .name = "exhale",
        .type = FIELD_SECONDS,
        .offset = offsetof(Step, exhale),
        .required = true,
        .above_minimum = true,
        .maximum = ROUTINE_TIME_MAX,
        .sentence = N_("How long each breath out takes."),
    },
    {
        .name = "hold_out",
        .type = FIELD_SECONDS,
        .offset = offsetof(Step, hold_out),
        .maximum = ROUTINE_TIME_MAX,
        .sentence = N_("How long to wait before the next breath in."),
    },
    {
        .name = "cycles",
        .type = FIELD_COUNT,
        .offset = offsetof(Step, cycles),
        .minimum = 1,
        .maximum = ROUTINE_REPEAT_MAX,
        .sentence = N_("How many breaths."),
    },
    {
        .name = "duration",
        .type = FIELD_SECONDS,
        .offset = offsetof(Step, duration),
        .above_minimum = true,
        .maximum = ROUTINE_TIME_MAX,
        .sentence = N_("How long in all, in place of \"cycles\"; as many whole breaths as fit."),
    },
    KIND_FIELD_LENGTHS,
    {.name = NULL},
};

/* Length of one breath, 0 while a needed part of it is missing. */
static Millis breath_length(const Step *step) {
  if (step->inhale <= 0 || step->exhale <= 0) {
    return 0;
  }
  return step->inhale + step->hold_in + step->exhale + step->hold_out;
}

/* Reports a length that no whole breath fits into. */
static void check_fits(const Step *step, Millis length, const char *field, Reporter reporter) {
  Millis breath = breath_length(step);
  if (length >= breath) {
    return;
  }
  char given[FORMAT_SIZE];
  char needed[FORMAT_SIZE];
  format_length(length, given);
  format_length(breath, needed);
  kind_report(reporter, field, false, "\"%s\" must hold one whole breath of %s; got %s", field,
              needed, given);
}

/* One of cycles, duration and lengths says how long, and each length holds a breath. */
static void check(const Step *step, Reporter reporter) {
  bool lengths = step->lengths.count > 0;
  if (step->cycles == 0 && step->duration == 0 && !lengths) {
    kind_report(reporter, "cycles", false,
                "\"cycles\" is missing: how many breaths; \"duration\" or \"lengths\" will do too");
  }
  if (step->cycles > 0 && step->duration > 0) {
    kind_report(reporter, "duration", false,
                "\"cycles\" and \"duration\" exclude each other; keep one of them");
  }
  if (step->cycles > 0 && lengths) {
    kind_report(reporter, "cycles", true, "\"lengths\" takes the place of \"cycles\"");
  }
  kind_check_lengths(step, reporter);
  if (step->duration > 0) {
    check_fits(step, step->duration, "duration", reporter);
  }
  for (size_t i = 0; i < step->lengths.count; i++) {
    check_fits(step, step->lengths.at[i], "lengths", reporter);
  }
}

int step_breath_cycles(const Step *step) {
  Millis breath = breath_length(step);
  if (step->cycles > 0 || breath == 0) {
    return step->cycles;
  }
  Millis cycles = step->duration / breath;
  return cycles > INT_MAX ? INT_MAX : (int)cycles;
}

static void beats(const Step *step, int index, Side first, Timeline *timeline) {
  (void)first;
  int cycles = step_breath_cycles(step);
  const struct {
    Phase phase;
    Millis length;
  } parts[] = {
      {PHASE_INHALE, step->inhale},
      {PHASE_HOLD_IN, step->hold_in},
      {PHASE_EXHALE, step->exhale},
      {PHASE_HOLD_OUT, step->hold_out},
  };
  for (int cycle = 1; cycle <= cycles && !timeline->too_many; cycle++) {
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
      timeline_add(timeline, (Beat){.step = index,
                                    .phase = parts[i].phase,
                                    .cycle = cycle,
                                    .cycles = cycles,
                                    .length = parts[i].length});
    }
  }
}

const StepKind kind_breathe = {
    .name = "breathe",
    .sentence = N_("Breathing in a steady measure."),
    .fields = fields,
    .check = check,
    .beats = beats,
};
