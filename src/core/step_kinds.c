/* The table of step kinds, the settings every step has, and what the kinds share. To add a kind,
 * see nightcalf/routine.h. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "kind.h"
#include "nightcalf/format.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"

const StepKind *const step_kinds[] = {
    &kind_hold, &kind_timed, &kind_breathe, &kind_prompt, &kind_checklist, &kind_journal, NULL,
};

const char *const profile_flags[] = {
    [FLAG_CLOT_RISK] = "clot_risk",
    [FLAG_NEUROPATHY] = "neuropathy",
    [FLAG_FLUID_LIMIT] = "fluid_limit",
    [FLAG_KIDNEY] = "kidney",
    [FLAG_PREGNANT] = "pregnant",
    [FLAG_NO_BREATH_HOLD] = "no_breath_hold",
    [FLAG_PRESSURE_EYE] = "pressure_eye",
    [FLAG_HEART_FAILURE] = "heart_failure",
    [FLAG_FALLS] = "falls",
    [FLAG_ARTERY] = "artery",
    [FLAG_RECENT_SURGERY] = "recent_surgery",
    [FLAG_STATIN] = "statin",
    [FLAG_COUNT] = NULL,
};

const char *const profile_questions[] = {
    [FLAG_CLOT_RISK] = N_("A clot in a leg now or before, or blood thinners?"),
    [FLAG_NEUROPATHY] = N_("Numb feet, or diabetes affecting the feet?"),
    [FLAG_FLUID_LIMIT] = N_("Told to limit fluids, or heart or kidney disease?"),
    [FLAG_KIDNEY] = N_("Kidney disease?"),
    [FLAG_PREGNANT] = N_("Pregnant?"),
    [FLAG_NO_BREATH_HOLD] = N_("Heart, lung or seizure condition?"),
    [FLAG_PRESSURE_EYE] = N_("Glaucoma, or blood pressure not under control?"),
    [FLAG_HEART_FAILURE] = N_("Heart failure, or kidney or liver failure?"),
    [FLAG_FALLS] = N_("Unsteady, or fallen in the last year?"),
    [FLAG_ARTERY] = N_("Known poor leg circulation (artery disease)?"),
    [FLAG_RECENT_SURGERY] = N_("Operation on back, hip, knee or leg in the last 3 months?"),
    [FLAG_STATIN] = N_("Taking a statin?"),
    [FLAG_COUNT] = NULL,
};

const char *const profile_words[] = {
    [FLAG_CLOT_RISK] = N_("a clot, or blood thinners"),
    [FLAG_NEUROPATHY] = N_("numb feet"),
    [FLAG_FLUID_LIMIT] = N_("a limit on fluids"),
    [FLAG_KIDNEY] = N_("kidney disease"),
    [FLAG_PREGNANT] = N_("pregnancy"),
    [FLAG_NO_BREATH_HOLD] = N_("a heart, lung or seizure condition"),
    [FLAG_PRESSURE_EYE] = N_("glaucoma, or blood pressure not under control"),
    [FLAG_HEART_FAILURE] = N_("heart, kidney or liver failure"),
    [FLAG_FALLS] = N_("being unsteady, or a fall"),
    [FLAG_ARTERY] = N_("poor leg circulation"),
    [FLAG_RECENT_SURGERY] = N_("a recent operation"),
    [FLAG_STATIN] = N_("a statin"),
    [FLAG_COUNT] = NULL,
};

/* "kind" and "use" are not here: the loader reads them, since they say which tables apply. */
const Field step_fields[] = {
    {
        .name = "id",
        .type = FIELD_NAME,
        .offset = offsetof(Step, id),
        .sentence = N_("The step's name, unique in the routine. Without it: made from the title."),
    },
    {
        .name = "title",
        .type = FIELD_TEXT,
        .offset = offsetof(Step, title),
        .translated = true,
        .required = true,
        .maximum = ROUTINE_TITLE_COLUMNS,
        .sentence = N_("The step's heading; at most 28 columns reads best."),
    },
    {
        .name = "cue",
        .type = FIELD_TEXT,
        .offset = offsetof(Step, cue),
        .translated = true,
        .sentence = N_("The one line shown large while the step runs."),
    },
    {
        .name = "detail",
        .type = FIELD_TEXTS,
        .offset = offsetof(Step, detail),
        .translated = true,
        .sentence = N_("How to do it, in two to four short lines."),
    },
    {
        .name = "say",
        .type = FIELD_TEXT,
        .offset = offsetof(Step, say),
        .translated = true,
        .sentence = N_("What is spoken when the step begins. Without it: the title."),
    },
    {
        .name = "safety",
        .type = FIELD_TEXT,
        .offset = offsetof(Step, safety),
        .translated = true,
        .sentence = N_("What to take care of."),
    },
    {
        .name = "source",
        .type = FIELD_TEXT,
        .offset = offsetof(Step, source),
        .sentence = N_("Where the advice comes from."),
    },
    {
        .name = "setup",
        .type = FIELD_SECONDS,
        .offset = offsetof(Step, setup),
        .maximum = ROUTINE_TIME_MAX,
        .sentence = N_("Time to get into position. Without it: the routine's."),
    },
    {
        .name = "essential",
        .type = FIELD_FLAG,
        .offset = offsetof(Step, essential),
        .default_value = true,
        .sentence = N_("Whether a late evening keeps the step."),
    },
    {
        .name = "avoid_if",
        .type = FIELD_WORDS,
        .offset = offsetof(Step, avoid_if),
        .words = profile_flags,
        .sentence = N_("Health flags that leave the step out."),
    },
    {
        .name = "instead",
        .type = FIELD_PATH,
        .offset = offsetof(Step, instead),
        .sentence =
            N_("The step or routine that stands in when a health flag leaves this one out."),
    },
    {
        .name = "pose",
        .type = FIELD_NAME,
        .offset = offsetof(Step, pose),
        .sentence = N_("The name of a picture."),
    },
    {.name = NULL},
};

const StepKind *step_kind_find(const char *name) {
  for (size_t i = 0; step_kinds[i] != NULL; i++) {
    if (strcmp(step_kinds[i]->name, name) == 0) {
      return step_kinds[i];
    }
  }
  return NULL;
}

void kind_report(Reporter reporter, const char *field, bool warning, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  char *message = mem_format_list(language_text(format), arguments);
  va_end(arguments);
  reporter.report(reporter.context, field, warning, message);
  free(message);
}

void kind_report_missing(Reporter reporter, const Field *field) {
  char *what = mem_copy(_(field->sentence));
  size_t length = strlen(what);
  bool english = strcmp(what, field->sentence) == 0; /* elsewhere a noun may begin with a capital */
  if (english && what[0] >= 'A' && what[0] <= 'Z') {
    what[0] = (char)(what[0] - 'A' + 'a');
  }
  if (length > 0 && what[length - 1] == '.') {
    what[length - 1] = '\0';
  }
  kind_report(reporter, field->name, false, "\"%s\" is missing: %s", field->name, what);
  free(what);
}

void kind_check_lengths(const Step *step, Reporter reporter) {
  if (step->lengths.count == 0 || step->duration == 0) {
    return;
  }
  for (size_t i = 0; i < step->lengths.count; i++) {
    if (step->lengths.at[i] == step->duration) {
      return;
    }
  }
  kind_report(reporter, "duration", true, "\"lengths\" takes the place of \"duration\"");
}

int kind_sides(const Step *step, Side first, Side sides[SIDES_MAX]) {
  if (step->sides.count == 0) {
    sides[0] = SIDE_BOTH;
    return 1;
  }
  int count = 0;
  for (int i = 0; i < step->sides.count; i++) {
    if (step->sides.at[i] == first) {
      sides[count++] = first;
    }
  }
  for (int i = 0; i < step->sides.count; i++) {
    if (step->sides.at[i] != first) {
      sides[count++] = step->sides.at[i];
    }
  }
  return count;
}

void kind_wait_beats(const Step *step, int index, Side first, Timeline *timeline) {
  (void)first;
  timeline_add(timeline, (Beat){.step = index, .phase = PHASE_WAIT, .length = step->estimate});
}

/* Whether a required value was not given: what no written value can be. */
static bool value_missing(const Field *field, const Step *step) {
  const void *value = (const char *)step + field->offset;
  switch (field->type) {
  case FIELD_TEXT:
  case FIELD_NAME:
  case FIELD_PATH: {
    const char *text = *(char *const *)value;
    return text == NULL || text[0] == '\0';
  }
  case FIELD_SECONDS:
    return !field_in_range(field, *(const Millis *)value);
  case FIELD_COUNT:
    return !field_in_range(field, *(const int *)value);
  case FIELD_TEXTS:
    return ((const TextList *)value)->count == 0;
  case FIELD_LENGTHS:
    return ((const LengthList *)value)->count == 0;
  case FIELD_CHOICES:
    return ((const ChoiceList *)value)->count == 0;
  default:
    return false;
  }
}

/* Reports each required value of a table that was not given. */
static void check_required(const Step *step, const Field *table, Reporter reporter) {
  for (const Field *field = table; field->name != NULL; field++) {
    if (field->required && value_missing(field, step)) {
      kind_report_missing(reporter, field);
    }
  }
}

void step_check(const Step *step, Reporter reporter) {
  check_required(step, step_fields, reporter);
  if (step->kind == NULL) {
    return;
  }
  check_required(step, step->kind->fields, reporter);
  if (step->kind->check != NULL) {
    step->kind->check(step, reporter);
  }
}
