/* The kind "checklist": things to tick off, in the user's own time. */
#include "kind.h"
#include "nightcalf/language.h"

static const Field fields[] = {
    {
        .name = "items",
        .type = FIELD_TEXTS,
        .offset = offsetof(Step, items),
        .translated = true,
        .required = true,
        .sentence = N_("What is ticked off."),
    },
    {
        .name = "stop_on_tick",
        .type = FIELD_FLAG,
        .offset = offsetof(Step, stop_on_tick),
        .sentence = N_("Whether a tick ends the session and opens the card."),
    },
    KIND_FIELD_CARD,
    KIND_FIELD_ESTIMATE,
    {.name = NULL},
};

/* Stopping and its card belong together. */
static void check(const Step *step, Reporter reporter) {
  if (step->stop_on_tick && step->card == NULL) {
    kind_report(reporter, "stop_on_tick", false,
                "\"stop_on_tick\" needs \"card\": the information card that a tick opens");
  }
  if (!step->stop_on_tick && step->card != NULL) {
    kind_report(reporter, "card", true, "\"card\" has no effect without \"stop_on_tick\"");
  }
}

const StepKind kind_checklist = {
    .name = "checklist",
    .sentence = N_("Things to tick off, in your own time."),
    .fields = fields,
    .waits = true,
    .check = check,
    .beats = kind_wait_beats,
};
