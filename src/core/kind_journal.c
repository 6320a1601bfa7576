/* The kind "journal": a few lines to write, or the diary's own form. */
#include "kind.h"
#include "nightcalf/language.h"

static const char *const form_names[] = {
    [FORM_NONE] = "",
    [FORM_EPISODE] = "episode",
    NULL,
};

static const Field fields[] = {
    {
        .name = "fields",
        .type = FIELD_TEXTS,
        .offset = offsetof(Step, fields),
        .translated = true,
        .sentence = N_("What to write about, one line each."),
    },
    {
        .name = "form",
        .type = FIELD_WORD,
        .offset = offsetof(Step, form),
        .default_value = FORM_NONE,
        .words = form_names,
        .sentence = N_("A form of the diary in place of \"fields\": episode."),
    },
    KIND_FIELD_ESTIMATE,
    {.name = NULL},
};

/* Either its own fields or a form. */
static void check(const Step *step, Reporter reporter) {
  if (step->fields.count == 0 && step->form == FORM_NONE) {
    kind_report(reporter, "fields", false,
                "\"fields\" is missing: what to write about; \"form\" will do too");
  }
  if (step->fields.count > 0 && step->form != FORM_NONE) {
    kind_report(reporter, "form", false,
                "\"fields\" and \"form\" exclude each other; keep one of them");
  }
}

const StepKind kind_journal = {
    .name = "journal",
    .sentence = N_("A few lines to write, or the diary's own form."),
    .fields = fields,
    .waits = true,
    .check = check,
    .beats = kind_wait_beats,
};
