/* One step of a routine file, driven by the tables: common settings, those of its kind, choices. */
#include <stdlib.h>
#include <string.h>

#include "conf/field_read.h"
#include "conf/routine_build.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"

enum { KINDS_MAX = 16 };

/* A step on its way from the file. */
typedef struct StepReading {
  const Build *build;
  const Node *group;
  int number;
  Findings findings;  /* their subject is the step */
  Step *step;         /* its kind is NULL when that is wrong */
  size_t wrong_count; /* settings that are wrong: checks across settings would only repeat it */
} StepReading;

Findings step_findings(const Build *build, const Node *group, int number) {
  Findings findings = build->findings;
  findings.subject = (Subject){.step = group, .number = number};
  return findings;
}

Findings choice_findings(const Build *build, const Node *group, int number, const char *label,
                         size_t choice_number) {
  Findings findings = build->findings;
  findings.subject =
      (Subject){.step = group, .number = number, .choice = choice_number, .label = label};
  return findings;
}

/* Says when a choice leads to more than one place, at the second of them. */
static bool check_targets(const Node *group, const Choice *choice, const Findings *findings) {
  const char *names[CHOICE_TARGETS_MAX];
  size_t count = choice_targets(choice, names);
  const Node *first = NULL;
  for (size_t i = 0; i < count; i++) {
    const Node *node = node_find(group, names[i]);
    if (node != NULL && first != NULL) {
      const Node *later = node->span.at > first->span.at ? node : first;
      const Node *earlier = later == node ? first : node;
      finding_error(findings, later->place,
                    "\"%s\" does not go with \"%s\"; a choice leads to one place at most",
                    later->name, earlier->name);
      return false;
    }
    first = node != NULL ? node : first;
  }
  return true;
}

/* One answer of a prompt. */
static bool read_choice(const Document *document, const Node *group, Choice *choice,
                        const Findings *findings) {
  if (group->type != NODE_GROUP) {
    char shown[SHOWN_SIZE];
    node_shown(document, group, shown);
    if (group->type != NODE_BROKEN) {
      finding_error(findings, group->place, "must be a group { label = \"...\"; }; got %s", shown);
    }
    return false;
  }
  bool sound = true;
  for (size_t i = 0; i < group->count; i++) {
    const Node *node = &group->children[i];
    const Field *field = field_find(choice_fields, node->name);
    if (field == NULL) {
      field_report_unknown(choice_fields, NULL, node, findings);
      sound = false;
    } else {
      sound = field_read(field, document, node, choice, findings) && sound;
    }
  }
  const Field *label = field_find(choice_fields, "label");
  if (node_find(group, label->name) == NULL) {
    field_report_missing(label, group->place, findings);
    sound = false;
  }
  return check_targets(group, choice, findings) && sound;
}

/* All answers of a prompt, in place of those that the step has. */
static bool read_choices(StepReading *reading, const Field *field, const Node *node) {
  if (node->type != NODE_LIST || node->count == 0) {
    if (node->type != NODE_BROKEN) {
      field_report_wrong(field,
                         node->count == 0 && node->type == NODE_LIST
                             ? _("must have at least one choice")
                             : _("must be a list of groups: ( { label = \"...\"; }, ... )"),
                         reading->build->document, node, &reading->findings);
    }
    return false;
  }
  if (node->count > LIST_MAX) {
    finding_error(&reading->findings, node->place, "\"%s\" must have at most %d values; got %zu",
                  field->name, LIST_MAX, node->count);
    return false;
  }
  ChoiceList *list = &reading->step->choices;
  choices_free(list);
  list->at = mem_new(node->count, sizeof *list->at);
  bool sound = true;
  for (size_t i = 0; i < node->count; i++) {
    const Node *group = &node->children[i];
    Choice *choice = &list->at[list->count++];
    fields_init(choice_fields, choice);
    choice->go_step = -1;
    choice->leave_step = -1;
    const Node *label = node_find(group, "label");
    Findings findings = choice_findings(reading->build, reading->group, reading->number,
                                        label == NULL ? NULL : label->text, i + 1);
    sound = read_choice(reading->build->document, group, choice, &findings) && sound;
  }
  return sound;
}

void choices_free(ChoiceList *list) {
  for (size_t i = 0; i < list->count; i++) {
    fields_free(choice_fields, &list->at[i]);
  }
  free(list->at);
  *list = (ChoiceList){0};
}

/* "a breathe step", "a timed or breathe step": the kinds with a setting of that name; NULL: none.
 * Release with free(). */
static char *kinds_with(const char *name) {
  char *text = NULL;
  for (size_t i = 0; step_kinds[i] != NULL; i++) {
    if (field_find(step_kinds[i]->fields, name) != NULL) {
      char *longer = text == NULL ? mem_format(_("a %s"), step_kinds[i]->name)
                                  : mem_format(_("%s or %s"), text, step_kinds[i]->name);
      free(text);
      text = longer;
    }
  }
  return text;
}

/* A setting that the step's kind does not have: another kind's, or nobody's. */
static void report_unknown(const StepReading *reading, const Node *node) {
  static const Field others[] = {{.name = "kind"}, {.name = "use"}, {.name = NULL}};
  const StepKind *kind = reading->step->kind;
  char *kinds = kinds_with(node->name);
  if (kinds != NULL && kind != NULL) {
    finding_error(&reading->findings, node->name_place,
                  "\"%s\" is a setting of %s step, not of a %s step", node->name, kinds,
                  kind->name);
  } else if (kinds == NULL) {
    const Field *more = kind == NULL ? others : kind->fields;
    bool near = finding_may_guess(&reading->findings) &&
                field_nearest(step_fields, more, node->name) != NULL;
    field_report_unknown(step_fields, near ? more : others, node, &reading->findings);
  }
  free(kinds); /* of a step whose kind is wrong, all kinds' settings may be right */
}

/* A title that is allowed but will be cut on narrow screens. */
static void warn_wide_title(const StepReading *reading, const Node *node) {
  int width = text_width(node->text);
  if (width > ROUTINE_TITLE_READABLE) {
    finding_warning(&reading->findings, node->place, "title is %d columns; %d or fewer read best",
                    width, ROUTINE_TITLE_READABLE);
  }
}

/* A choice of a step that stands in names the steps it leads to: what follows on it depends on the
 * profile. */
static bool check_stands_alone(const Node *group, const Step *step, const Findings *findings) {
  bool sound = true;
  for (size_t i = 0; i < step->choices.count; i++) {
    const Choice *choice = &step->choices.at[i];
    if (choice->skip != 0) {
      const Node *choices = node_find(group, "choices");
      finding_error(findings, choices == NULL ? group->place : choices->place,
                    "\"skip\" leads nowhere in a step that stands in for another; name the step "
                    "with \"go\"");
      sound = false;
    }
  }
  return sound;
}

/* `instead` as a step that is written out in its place. */
static bool read_stand_in(StepReading *reading, const Node *group) {
  const Findings *findings = &reading->findings;
  size_t errors = findings->diagnostics->errors;
  static const char *const unfit[] = {"use", "instead"};
  for (size_t i = 0; i < sizeof unfit / sizeof unfit[0]; i++) {
    const Node *node = node_find(group, unfit[i]);
    if (node != NULL) {
      finding_error(findings, node->name_place,
                    "\"%s\" cannot stand inside \"instead\"; to borrow a step, write instead = "
                    "\"routine/step\"",
                    unfit[i]);
      return false;
    }
  }
  Step *step = reading->step;
  step_drop_alternatives(step);
  free(step->instead);
  step->instead = NULL;
  step->alternative = mem_new(1, sizeof *step->alternative);
  step->alternative_count = 1;
  Step *other = &step->alternative[0];
  step_read(reading->build, group, reading->number, other);
  if (other->id == NULL) {
    char id[41];
    step_id_from_title(other->title == NULL ? "" : other->title, id);
    other->id = mem_copy(id);
  }
  return check_stands_alone(group, other, findings) && findings->diagnostics->errors == errors;
}

/* A path, or a step written out; what a borrowed step had instead is gone with either. */
static bool read_instead(StepReading *reading, const Field *field, const Node *node) {
  if (node->type == NODE_GROUP) {
    return read_stand_in(reading, node);
  }
  bool sound = field_read(field, reading->build->document, node, reading->step, &reading->findings);
  if (sound) {
    step_drop_alternatives(reading->step); /* the loader looks up what the path names */
  }
  return sound;
}

static void read_setting(StepReading *reading, const Node *node) {
  const Field *field = field_find(step_fields, node->name);
  if (field == NULL && reading->step->kind != NULL) {
    field = field_find(reading->step->kind->fields, node->name);
  }
  bool sound = false;
  if (field == NULL) {
    report_unknown(reading, node);
  } else if (field->type == FIELD_CHOICES) {
    sound = read_choices(reading, field, node);
  } else if (strcmp(field->name, "instead") == 0) {
    sound = read_instead(reading, field, node);
  } else {
    sound = field_read(field, reading->build->document, node, reading->step, &reading->findings);
  }
  reading->wrong_count += sound ? 0 : 1;
  if (sound && strcmp(node->name, "title") == 0) {
    warn_wide_title(reading, node);
  }
}

/* All settings but those that say which tables apply. */
static void read_settings(StepReading *reading) {
  for (size_t i = 0; i < reading->group->count; i++) {
    const Node *node = &reading->group->children[i];
    if (strcmp(node->name, "kind") != 0 && strcmp(node->name, "use") != 0) {
      read_setting(reading, node);
    }
  }
  const Node *setup = node_find(reading->group, "setup");
  if (setup != NULL && reading->step->kind != NULL && reading->step->kind->waits) {
    finding_warning(&reading->findings, setup->place,
                    "\"setup\" has no effect: a %s step waits for you anyway",
                    reading->step->kind->name);
    reading->step->setup = 0;
  }
}

/* The step's kind; NULL: missing or wrong, which is reported. */
static const StepKind *read_kind(const StepReading *reading) {
  const char *names[KINDS_MAX] = {NULL};
  for (size_t i = 0; step_kinds[i] != NULL && i + 1 < KINDS_MAX; i++) {
    names[i] = step_kinds[i]->name;
  }
  const Field field = {.name = "kind",
                       .type = FIELD_WORD,
                       .words = names,
                       .sentence = N_("What sort of step it is: hold, timed, breathe, prompt, "
                                      "checklist or journal.")};
  const Node *node = node_find(reading->group, "kind");
  if (node == NULL) {
    field_report_missing(&field, reading->group->place, &reading->findings);
    return NULL;
  }
  int index = 0;
  bool sound = field_read(&field, reading->build->document, node, &index, &reading->findings);
  return sound ? step_kinds[index] : NULL;
}

/* Takes a finding of the kind's check. Where settings are wrong already, only what is missing for
 * sure is added. */
static void take_report(void *context, const char *name, bool warning, const char *message) {
  const StepReading *reading = context;
  const Node *node = name == NULL ? NULL : node_find(reading->group, name);
  const Field *field = name == NULL ? NULL : field_find(step_fields, name);
  if (field == NULL && name != NULL) {
    field = field_find(reading->step->kind->fields, name);
  }
  bool missing = node == NULL && field != NULL && field->required;
  if (reading->wrong_count > 0 && !missing) {
    return;
  }
  Place place = node == NULL ? reading->group->place : node->place;
  if (warning) {
    finding_warning(&reading->findings, place, "%s", message);
  } else {
    finding_error(&reading->findings, place, "%s", message);
  }
}

/* Whether the group sets it. */
static bool sets(const StepReading *reading, const char *name) {
  return node_find(reading->group, name) != NULL;
}

static StepReading begin(const Build *build, const Node *group, int number, Step *step) {
  return (StepReading){.build = build,
                       .group = group,
                       .number = number,
                       .findings = step_findings(build, group, number),
                       .step = step};
}

static void place_step(Step *step, const Node *group) {
  step->line = group->place.line;
  step->column = group->place.column;
}

void step_read(const Build *build, const Node *group, int number, Step *step) {
  StepReading reading = begin(build, group, number, step);
  const StepKind *kind = read_kind(&reading);
  step_init(step, kind);
  place_step(step, group);
  read_settings(&reading);
  if (kind == NULL) {
    const Field *title = field_find(step_fields, "title");
    if (!sets(&reading, title->name)) {
      field_report_missing(title, group->place, &reading.findings);
    }
    return;
  }
  if (!kind->waits && !sets(&reading, "setup")) {
    step->setup = build->routine->setup;
  }
  if (field_find(kind->fields, "rest") != NULL && !sets(&reading, "rest")) {
    step->rest = build->routine->rest;
  }
  step_check(step, (Reporter){&reading, take_report});
}

/* A changed setting takes the place of those it excludes, unless they are changed too. */
static void drop_excluded(const StepReading *reading) {
  Step *step = reading->step;
  bool duration = sets(reading, "duration");
  bool lengths = sets(reading, "lengths");
  bool cycles = sets(reading, "cycles");
  if ((duration || cycles) && !lengths) {
    free(step->lengths.at);
    step->lengths = (LengthList){0};
  }
  if ((cycles || lengths) && !duration) {
    step->duration = 0;
  }
  if ((duration || lengths) && !cycles) {
    step->cycles = 0;
  }
  if (sets(reading, "fields") && !sets(reading, "form")) {
    step->form = FORM_NONE;
  }
  if (sets(reading, "form") && !sets(reading, "fields")) {
    for (size_t i = 0; i < step->fields.count; i++) {
      free(step->fields.at[i]);
    }
    free(step->fields.at);
    step->fields = (TextList){0};
  }
}

void step_change(const Build *build, const Node *group, int number, Step *step) {
  StepReading reading = begin(build, group, number, step);
  const Node *kind = node_find(group, "kind");
  if (kind != NULL) {
    finding_error(&reading.findings, kind->name_place,
                  "the kind of a borrowed step cannot be changed: it is a %s step",
                  step->kind->name);
    reading.wrong_count++;
  }
  place_step(step, group);
  drop_excluded(&reading);
  read_settings(&reading);
  step_check(step, (Reporter){&reading, take_report});
}
