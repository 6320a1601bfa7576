/* What the kinds of step share: their names for the table, their common settings, and helpers. */
#ifndef NIGHTCALF_CORE_KIND_H
#define NIGHTCALF_CORE_KIND_H

#include <stddef.h>

#include "nightcalf/error.h"
#include "nightcalf/language.h"
#include "nightcalf/routine.h"

extern const StepKind kind_hold;
extern const StepKind kind_timed;
extern const StepKind kind_breathe;
extern const StepKind kind_prompt;
extern const StepKind kind_checklist;
extern const StepKind kind_journal;

/* Rows that more than one kind's table has. */
#define KIND_FIELD_SIDES                                                                           \
  {                                                                                                \
    .name = "sides", .type = FIELD_SIDES, .offset = offsetof(Step, sides),                         \
    .sentence = N_("Which legs, one after the other: left, right, both. Without it: once, both "   \
                   "together."),                                                                   \
  }
#define KIND_FIELD_SWITCH                                                                          \
  {                                                                                                \
    .name = "switch", .type = FIELD_SECONDS, .offset = offsetof(Step, switch_time),                \
    .maximum = ROUTINE_TIME_MAX, .sentence = N_("Time to change over to the other side."),         \
  }
#define KIND_FIELD_LENGTHS                                                                         \
  {                                                                                                \
    .name = "lengths", .type = FIELD_LENGTHS, .offset = offsetof(Step, lengths),                   \
    .above_minimum = true, .maximum = ROUTINE_TIME_MAX,                                            \
    .sentence = N_("Lengths to choose from on the start screen; the first is the default."),       \
  }
#define KIND_FIELD_ESTIMATE                                                                        \
  {                                                                                                \
    .name = "estimate", .type = FIELD_SECONDS, .offset = offsetof(Step, estimate),                 \
    .maximum = ROUTINE_TIME_MAX,                                                                   \
    .sentence = N_("How long it will take, about; it waits for you all the same."),                \
  }
#define KIND_FIELD_CARD                                                                            \
  {                                                                                                \
    .name = "card", .type = FIELD_NAME, .offset = offsetof(Step, card),                            \
    .sentence = N_("The information card that a tick opens."),                                     \
  }

#define KIND_FIELD_STRETCH(usual)                                                                  \
  {                                                                                                \
    .name = "stretch", .type = FIELD_FLAG, .offset = offsetof(Step, stretch),                      \
    .default_value = (usual),                                                                      \
    .sentence = N_("Whether it is a stretch: after a recent operation those are left out until "   \
                   "your clinician has agreed."),                                                  \
  }

/* Formats a finding and hands it to the reporter. field: as in Reporter. */
void kind_report(Reporter reporter, const char *field, bool warning, const char *format, ...)
    PRINTF_LIKE(4, 5);
/* Reports that a setting is missing, with the field's own sentence saying what it is. */
void kind_report_missing(Reporter reporter, const Field *field);
/* Warns about a duration that is not among the lengths, since they take its place. */
void kind_check_lengths(const Step *step, Reporter reporter);
/* The sides a hold or timed step works through, in order, first leading where the step has it; no
 * sides: SIDE_BOTH, once. Returns how many: at least 1. */
int kind_sides(const Step *step, Side first, Side sides[SIDES_MAX]);
/* The beats of every kind that waits: one WAIT of the estimate. */
void kind_wait_beats(const Step *step, int index, Side first, Timeline *timeline);

#endif
