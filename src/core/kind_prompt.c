/* The kind "prompt": a question with answers, each of which may lead somewhere. */
#include <stdlib.h>

#include "kind.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"

const Field choice_fields[] = {
    {
        .name = "label",
        .type = FIELD_TEXT,
        .offset = offsetof(Choice, label),
        .translated = true,
        .required = true,
        .sentence = N_("The answer as it is shown."),
    },
    {
        .name = "go",
        .type = FIELD_NAME,
        .offset = offsetof(Choice, go),
        .sentence = N_("The id of a later step to go on with."),
    },
    {
        .name = "skip",
        .type = FIELD_COUNT,
        .offset = offsetof(Choice, skip),
        .minimum = 1,
        .maximum = ROUTINE_STEPS_MAX,
        .sentence = N_("How many of the next steps to leave out."),
    },
    {
        .name = "routine",
        .type = FIELD_NAME,
        .offset = offsetof(Choice, routine),
        .sentence = N_("Another routine to go on with."),
    },
    {
        .name = "pause",
        .type = FIELD_FLAG,
        .offset = offsetof(Choice, pause),
        .sentence = N_("Pauses until you come back, hours later if you like."),
    },
    {
        .name = "stop",
        .type = FIELD_FLAG,
        .offset = offsetof(Choice, stop),
        .sentence = N_("Ends the session."),
    },
    {
        .name = "leave_out",
        .type = FIELD_NAME,
        .offset = offsetof(Choice, leave_out),
        .sentence = N_("The id of a later step that is left out when its turn comes."),
    },
    {
        .name = "card",
        .type = FIELD_NAME,
        .offset = offsetof(Choice, card),
        .sentence = N_("An information card to open with the answer."),
    },
    {
        .name = "avoid_if",
        .type = FIELD_WORDS,
        .offset = offsetof(Choice, avoid_if),
        .words = profile_flags,
        .sentence = N_("Health flags with which this answer is not offered."),
    },
    {.name = NULL},
};

static const Field fields[] = {
    {
        .name = "choices",
        .type = FIELD_CHOICES,
        .offset = offsetof(Step, choices),
        .required = true,
        .sentence = N_("The answers to choose from."),
    },
    KIND_FIELD_ESTIMATE,
    {.name = NULL},
};

size_t choice_targets(const Choice *choice, const char *names[CHOICE_TARGETS_MAX]) {
  const struct {
    const char *name;
    bool given;
  } targets[CHOICE_TARGETS_MAX] = {
      {"go", choice->go != NULL},
      {"skip", choice->skip != 0},
      {"routine", choice->routine != NULL},
      {"pause", choice->pause},
      {"stop", choice->stop},
      {"leave_out", choice->leave_out != NULL},
  };
  size_t count = 0;
  for (size_t i = 0; i < CHOICE_TARGETS_MAX; i++) {
    if (targets[i].given) {
      names[count++] = targets[i].name;
    }
  }
  return count;
}

/* Reports a choice that leads to more than one place, and names them. */
static void check_targets(const Choice *choice, size_t number, Reporter reporter) {
  const char *names[CHOICE_TARGETS_MAX];
  size_t count = choice_targets(choice, names);
  if (count < 2) {
    return;
  }
  char *named = mem_format("\"%s\"", names[0]);
  for (size_t i = 1; i < count; i++) {
    char *longer = mem_format(_("%s and \"%s\""), named, names[i]);
    free(named);
    named = longer;
  }
  kind_report(reporter, "choices", false, "choice %zu has %s; keep one of them", number, named);
  free(named);
}

/* Every choice has a label and leads to one place at most. */
static void check(const Step *step, Reporter reporter) {
  for (size_t i = 0; i < step->choices.count; i++) {
    const Choice *choice = &step->choices.at[i];
    if (choice->label == NULL || choice->label[0] == '\0') {
      kind_report(reporter, "choices", false, "choice %zu: \"label\" is missing: %s", i + 1,
                  _("the answer as it is shown"));
    }
    check_targets(choice, i + 1, reporter);
  }
}

const StepKind kind_prompt = {
    .name = "prompt",
    .sentence = N_("A question that waits for an answer."),
    .fields = fields,
    .waits = true,
    .check = check,
    .beats = kind_wait_beats,
};
