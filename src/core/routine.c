/* A routine and its steps as data: the settings of a routine, making, copying, freeing, finding.
 * Contract: nightcalf/routine.h. */
#include "nightcalf/routine.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/language.h"
#include "nightcalf/mem.h"

enum { STEP_ID_MAX = 40 };

const char *const evidence_names[] = {
    "",       "trial",  "mixed", "other_outcome", "observational", "advice", "comfort", "none",
    "safety", "method", NULL,
};

const char *const evidence_shown[] = {
    "",
    N_("Trial-tested"),
    N_("Mixed trials"),
    N_("Tested for something else"),
    N_("Observed link"),
    N_("Clinician advice"),
    N_("Comfort measure"),
    N_("No cramp trials"),
    N_("Safety"),
    N_("How we count"),
    NULL,
};

const Field routine_fields[] = {
    {
        .name = "format",
        .type = FIELD_COUNT,
        .offset = offsetof(Routine, format),
        .required = true,
        .minimum = 1,
        .maximum = 1,
        .default_value = 1,
        .sentence = N_("The version of the file format: 1."),
    },
    {
        .name = "title",
        .type = FIELD_TEXT,
        .offset = offsetof(Routine, title),
        .translated = true,
        .required = true,
        .maximum = ROUTINE_TITLE_COLUMNS,
        .sentence = N_("The routine's name as it is shown."),
    },
    {
        .name = "about",
        .type = FIELD_TEXT,
        .offset = offsetof(Routine, about),
        .translated = true,
        .sentence = N_("What it consists of, in a sentence."),
    },
    {
        .name = "when",
        .type = FIELD_TEXT,
        .offset = offsetof(Routine, when),
        .translated = true,
        .sentence = N_("When to do it."),
    },
    {
        .name = "position",
        .type = FIELD_TEXT,
        .offset = offsetof(Routine, position),
        .translated = true,
        .sentence = N_("Standing, sitting or lying."),
    },
    {
        .name = "equipment",
        .type = FIELD_TEXTS,
        .offset = offsetof(Routine, equipment),
        .translated = true,
        .sentence = N_("What to have at hand."),
    },
    {
        .name = "evidence",
        .type = FIELD_WORD,
        .offset = offsetof(Routine, evidence),
        .words = evidence_names,
        .sentence = N_("What kind of evidence there is for it."),
    },
    {
        .name = "evidence_note",
        .type = FIELD_TEXT,
        .offset = offsetof(Routine, evidence_note),
        .translated = true,
        .sentence = N_("The evidence in a few words."),
    },
    {
        .name = "note",
        .type = FIELD_TEXT,
        .offset = offsetof(Routine, note),
        .translated = true,
        .sentence = N_("What the start screen tells you."),
    },
    {
        .name = "instant",
        .type = FIELD_FLAG,
        .offset = offsetof(Routine, instant),
        .sentence = N_("Whether it starts at once, with no countdown."),
    },
    {
        .name = "night",
        .type = FIELD_FLAG,
        .offset = offsetof(Routine, night),
        .sentence = N_("Whether it is always shown in the night theme."),
    },
    {
        .name = "setup",
        .type = FIELD_SECONDS,
        .offset = offsetof(Routine, setup),
        .maximum = ROUTINE_TIME_MAX,
        .sentence = N_("Time to get into position, for steps that do not say."),
    },
    {
        .name = "rest",
        .type = FIELD_SECONDS,
        .offset = offsetof(Routine, rest),
        .maximum = ROUTINE_TIME_MAX,
        .sentence = N_("Rest between two holds, for steps that do not say."),
    },
    {
        .name = "steps",
        .type = FIELD_STEPS,
        .offset = offsetof(Routine, steps),
        .required = true,
        .sentence = N_("What is done, in order."),
    },
    {.name = NULL},
};

/* A kind's own settings; none while the kind is not known, as in a file that is being read. */
static const Field *own_fields(const StepKind *kind) {
  static const Field none[] = {{.name = NULL}};
  return kind == NULL ? none : kind->fields;
}

void step_init(Step *step, const StepKind *kind) {
  *step = (Step){.kind = kind};
  fields_init(step_fields, step);
  fields_init(own_fields(kind), step);
}

/* A deep copy of a prompt's choices. */
static ChoiceList copy_choices(const ChoiceList *from) {
  ChoiceList copy = {0};
  if (from->count > 0) {
    copy.at = mem_new(from->count, sizeof *copy.at);
    copy.count = from->count;
    for (size_t i = 0; i < from->count; i++) {
      fields_copy(choice_fields, &copy.at[i], &from->at[i]);
      copy.at[i].go_step = from->at[i].go_step;
      copy.at[i].leave_step = from->at[i].leave_step;
    }
  }
  return copy;
}

void step_copy(Step *to, const Step *from) {
  step_init(to, from->kind);
  fields_copy(step_fields, to, from);
  fields_copy(own_fields(from->kind), to, from);
  to->choices = copy_choices(&from->choices);
  to->from = mem_copy(from->from);
  to->line = from->line;
  to->column = from->column;
  if (from->alternative_count > 0) {
    to->alternative = mem_new(from->alternative_count, sizeof *to->alternative);
    to->alternative_count = from->alternative_count;
    for (size_t i = 0; i < from->alternative_count; i++) {
      step_copy(&to->alternative[i], &from->alternative[i]);
    }
  }
}

void step_drop_alternatives(Step *step) {
  for (size_t i = 0; i < step->alternative_count; i++) {
    step_free(&step->alternative[i]);
  }
  free(step->alternative);
  step->alternative = NULL;
  step->alternative_count = 0;
}

void step_free(Step *step) {
  fields_free(step_fields, step);
  fields_free(own_fields(step->kind), step);
  for (size_t i = 0; i < step->choices.count; i++) {
    fields_free(choice_fields, &step->choices.at[i]);
  }
  free(step->choices.at);
  free(step->from);
  step_drop_alternatives(step);
  *step = (Step){0};
}

void step_id_from_title(const char *title, char id[41]) {
  size_t used = 0;
  bool gap = false;
  for (; *title != '\0'; title++) {
    char letter = *title;
    if (letter >= 'A' && letter <= 'Z') {
      letter = (char)(letter - 'A' + 'a');
    }
    if (!((letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9'))) {
      gap = true;
      continue;
    }
    if (used + (gap && used > 0 ? 2 : 1) > STEP_ID_MAX) {
      break;
    }
    if (gap && used > 0) {
      id[used++] = '-';
    }
    id[used++] = letter;
    gap = false;
  }
  id[used] = '\0';
  if (used == 0) {
    memcpy(id, "step", sizeof "step");
  }
}

void step_id_numbered(const char *name, int number, char id[41]) {
  char tail[16] = "";
  int digits = number > 1 ? snprintf(tail, sizeof tail, "-%d", number) : 0;
  (void)snprintf(id, STEP_ID_MAX + 1, "%.*s%s", STEP_ID_MAX - digits, name, tail);
}

Routine *routine_new(void) {
  Routine *routine = mem_new(1, sizeof *routine);
  fields_init(routine_fields, routine);
  return routine;
}

void routine_free(Routine *routine) {
  if (routine == NULL) {
    return;
  }
  fields_free(routine_fields, routine);
  for (size_t i = 0; i < routine->step_count; i++) {
    step_free(&routine->steps[i]);
  }
  free(routine->steps);
  free(routine->id);
  free(routine->file);
  free(routine);
}

const LengthList *routine_lengths(const Routine *routine) {
  const LengthList *found = NULL;
  for (size_t i = 0; i < routine->step_count; i++) {
    const LengthList *lengths = &routine->steps[i].lengths;
    if (lengths->count > (found == NULL ? 0 : found->count)) {
      found = lengths;
    }
  }
  return found;
}

int routine_find_step(const Routine *routine, const char *id) {
  for (size_t i = 0; i < routine->step_count; i++) {
    if (routine->steps[i].id != NULL && strcmp(routine->steps[i].id, id) == 0) {
      return (int)i;
    }
  }
  return -1;
}

static void translate_step(Step *step) {
  fields_translate(step_fields, step);
  fields_translate(own_fields(step->kind), step);
  for (size_t i = 0; i < step->choices.count; i++) {
    fields_translate(choice_fields, &step->choices.at[i]);
  }
  for (size_t i = 0; i < step->alternative_count; i++) {
    translate_step(&step->alternative[i]);
  }
}

void routine_translate(Routine *routine) {
  if (!language_any()) {
    return;
  }
  fields_translate(routine_fields, routine);
  for (size_t i = 0; i < routine->step_count; i++) {
    translate_step(&routine->steps[i]);
  }
}

void routine_choose_length(Routine *routine, size_t choice) {
  for (size_t i = 0; i < routine->step_count; i++) {
    Step *step = &routine->steps[i];
    size_t count = step->lengths.count;
    if (count > 0) {
      step->duration = step->lengths.at[choice < count ? choice : count - 1];
      step->cycles = 0;
    }
  }
}
