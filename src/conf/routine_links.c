/* What points from one step to another, once all steps are there: unique ids, `go`, `skip`,
 * `instead`, and the routines that choices go on with. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "conf/routine_build.h"
#include "conf/routine_write.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"

enum { ID_SIZE = 41 };

/* The node of a step's setting, or NULL where the step has it from elsewhere. */
static const Node *setting_of(const Draft *draft, const char *name) {
  return draft->whole ? NULL : node_find(draft->group, name);
}

/* Where a finding about a step's setting belongs: its value, or the `use` that brought it. */
static Place place_of(const Draft *draft, const char *name) {
  const Node *node = setting_of(draft, name);
  if (node == NULL) {
    node = node_find(draft->group, "use");
  }
  return node == NULL ? draft->group->place : node->place;
}

/* Ids written in this file must differ. */
static void check_written_ids(const Build *build) {
  const Routine *routine = build->routine;
  for (size_t i = 0; i < routine->step_count; i++) {
    for (size_t j = 0; build->drafts[i].id_written && j < i; j++) {
      const char *id = routine->steps[i].id;
      const char *earlier = routine->steps[j].id;
      if (build->drafts[j].id_written && id != NULL && earlier != NULL &&
          strcmp(id, earlier) == 0) {
        const Draft *draft = &build->drafts[i];
        Findings findings = step_findings(build, draft->group, draft->number);
        finding_error(&findings, place_of(draft, "id"), "the id \"%s\" is that of step %d, line %d",
                      id, build->drafts[j].number, place_of(&build->drafts[j], "id").line);
        break;
      }
    }
  }
}

/* Whether a step's id is settled: written, or made unique before. */
static bool is_taken(const Build *build, const char *id, size_t before) {
  const Routine *routine = build->routine;
  for (size_t i = 0; i < routine->step_count; i++) {
    bool settled = i < before || build->drafts[i].id_written;
    if (settled && routine->steps[i].id != NULL && strcmp(routine->steps[i].id, id) == 0) {
      return true;
    }
  }
  return false;
}

/* Makes the ids of steps that do not write one, "-2", "-3"... behind those that are taken. */
static void make_ids(const Build *build) {
  Routine *routine = build->routine;
  for (size_t i = 0; i < routine->step_count; i++) {
    Step *step = &routine->steps[i];
    if (build->drafts[i].id_written) {
      continue;
    }
    char stem[ID_SIZE];
    if (step->id == NULL) {
      step_id_from_title(step->title == NULL ? "" : step->title, stem);
    } else {
      (void)snprintf(stem, sizeof stem, "%s", step->id);
    }
    char id[ID_SIZE];
    step_id_numbered(stem, 1, id);
    for (int number = 2; is_taken(build, id, i); number++) {
      step_id_numbered(stem, number, id);
    }
    free(step->id);
    step->id = mem_copy(id);
  }
}

/* Where a choice's setting is, or the `use` that brought it. written: the choices in this file, or
 * NULL. */
static Place choice_place(const Draft *draft, const Node *written, size_t choice,
                          const char *name) {
  const Node *group =
      written != NULL && choice < written->count ? &written->children[choice] : NULL;
  const Node *node = group == NULL ? NULL : node_find(group, name);
  return node == NULL ? place_of(draft, "choices") : node->place;
}

/* Resolves what a setting names (`go`, `leave_out`), which must be a later step; id may be NULL.
 * Returns its index, or -1. */
static int resolve_later(const Build *build, size_t step, const char *setting, const char *id,
                         Place place, const Findings *findings) {
  const Routine *routine = build->routine;
  int target = id == NULL ? -1 : routine_find_step(routine, id);
  if (id != NULL && target < 0 && !build->incomplete) {
    report_no_step(findings, place, setting, routine, id);
  } else if (target >= 0 && target <= (int)step) {
    finding_error(findings, place, "\"%s\" must name a later step; \"%s\" is %s", setting, id,
                  target == (int)step ? _("this one") : _("an earlier one"));
  }
  return target;
}

/* What a choice that came with a whole routine names lies within that. */
static void move_target(const Build *build, size_t step, char **id, int *target) {
  if (*id == NULL) {
    return;
  }
  *target += build->drafts[step].base;
  if ((size_t)*target >= build->routine->step_count) {
    return; /* the routine was full, which is an error already */
  }
  free(*id);
  *id = mem_copy(build->routine->steps[*target].id);
}

/* Says when a choice names a routine that is not there. */
static void check_routine(const Build *build, const Findings *findings, Place place,
                          const char *id) {
  char *file = loader_find(build->loader, build->self, id);
  if (file == NULL && strcmp(id, build->self->id) != 0) {
    report_no_routine(build, findings, place, "routine", id);
  }
  free(file);
}

/* The choices of a step, or of the one that is written out to stand in for it. */
static void resolve_choices(const Build *build, size_t step, ChoiceList *choices,
                            const Node *written) {
  const Draft *draft = &build->drafts[step];
  for (size_t i = 0; i < choices->count; i++) {
    Choice *choice = &choices->at[i];
    if (draft->whole) {
      move_target(build, step, &choice->go, &choice->go_step);
      move_target(build, step, &choice->leave_out, &choice->leave_step);
      continue;
    }
    Findings findings = choice_findings(build, draft->group, draft->number, choice->label, i + 1);
    choice->go_step = resolve_later(build, step, "go", choice->go,
                                    choice_place(draft, written, i, "go"), &findings);
    choice->leave_step = resolve_later(build, step, "leave_out", choice->leave_out,
                                       choice_place(draft, written, i, "leave_out"), &findings);
    size_t left = build->routine->step_count - step - 1;
    if (!build->incomplete && (size_t)choice->skip > left) {
      finding_error(&findings, choice_place(draft, written, i, "skip"),
                    "\"skip\" must be at most %zu, the steps that follow; got %d", left,
                    choice->skip);
    }
    if (choice->routine != NULL && loader_can_find(build->loader, build->self)) {
      check_routine(build, &findings, choice_place(draft, written, i, "routine"), choice->routine);
    }
  }
}

/* All choices of a step, and of what is written out to stand in for it: what a path names has been
 * resolved where it comes from. */
static void resolve_step(const Build *build, size_t index) {
  Step *step = &build->routine->steps[index];
  const Draft *draft = &build->drafts[index];
  resolve_choices(build, index, &step->choices, setting_of(draft, "choices"));
  if (step->instead == NULL && step->alternative_count == 1) {
    const Node *group = setting_of(draft, "instead");
    resolve_choices(build, index, &step->alternative[0].choices,
                    group == NULL ? NULL : node_find(group, "choices"));
  }
}

/* Reports a choice that leaves out a step in whose place several may come: no one name would mean
 * them all. */
static void check_left_out(const Build *build, size_t index) {
  const Step *step = &build->routine->steps[index];
  const Draft *draft = &build->drafts[index];
  for (size_t i = 0; i < step->choices.count; i++) {
    const Choice *choice = &step->choices.at[i];
    bool known = choice->leave_out != NULL && choice->leave_step > (int)index &&
                 (size_t)choice->leave_step < build->routine->step_count;
    const Step *target = known ? &build->routine->steps[choice->leave_step] : NULL;
    if (target != NULL && target->alternative_count > 1) {
      Findings findings = choice_findings(build, draft->group, draft->number, choice->label, i + 1);
      finding_error(&findings, choice_place(draft, setting_of(draft, "choices"), i, "leave_out"),
                    "\"leave_out\" must name one step; in the place of \"%s\" a whole routine "
                    "may come (\"instead\")",
                    choice->leave_out);
    }
  }
}

/* The step of this very routine that an `instead` names: its index, or -1 with a finding. */
static int own_instead(const Build *build, size_t step, const char *id, const Findings *findings) {
  Place place = place_of(&build->drafts[step], "instead");
  int target = id == NULL ? (int)step : routine_find_step(build->routine, id);
  if (target == (int)step) {
    finding_error(findings, place, "\"instead\" goes in a circle: %s -> %s", build->self->id,
                  build->self->id);
    return -1;
  }
  if (target < 0 && !build->incomplete) {
    report_no_step(findings, place, "instead", build->routine, id);
  }
  return target;
}

/* A copy of a step that comes alone: nothing its choices could lead to comes with it. */
static void confine_choices(Step *step) {
  for (size_t i = 0; i < step->choices.count; i++) {
    Choice *choice = &step->choices.at[i];
    free(choice->go);
    choice->go = NULL;
    choice->go_step = -1;
    choice->skip = 0;
    free(choice->leave_out);
    choice->leave_out = NULL;
    choice->leave_step = -1;
  }
}

/* Puts copies of count steps beside a step, to take its place. from: their routine, or NULL for
 * this one. */
static void fill_alternatives(Build *build, size_t index, const Step *steps, size_t count,
                              const char *from) {
  Step *step = &build->routine->steps[index];
  const Draft *draft = &build->drafts[index];
  step->alternative = mem_new(count, sizeof *step->alternative);
  for (size_t i = 0; i < count; i++) {
    size_t size = routine_step_size(build->routine, &steps[i]);
    if (size > ROUTINE_TEXT_MAX - build->text_size) {
      Findings findings = step_findings(build, draft->group, draft->number);
      finding_error(&findings, place_of(draft, "instead"),
                    "the text of all steps is more than %d MiB, those of \"instead\" too",
                    ROUTINE_TEXT_MAX / (1024 * 1024));
      return;
    }
    build->text_size += size;
    Step *copy = &step->alternative[step->alternative_count++];
    step_copy(copy, &steps[i]);
    step_drop_alternatives(copy);
    free(copy->instead);
    copy->instead = NULL;
    if (from != NULL) {
      free(copy->from);
      copy->from = mem_copy(from);
    }
    copy->line = draft->group->place.line;
    copy->column = draft->group->place.column;
    if (count == 1) {
      confine_choices(copy);
    }
  }
}

/* The step or the whole routine that an `instead` names in another file. */
static void fill_from(Build *build, size_t index, const Routine *used, const char *step_id,
                      const Findings *findings) {
  Place place = place_of(&build->drafts[index], "instead");
  int found = step_id == NULL ? -1 : routine_find_step(used, step_id);
  if (step_id == NULL) {
    fill_alternatives(build, index, used->steps, used->step_count, used->id);
  } else if (found >= 0) {
    fill_alternatives(build, index, &used->steps[found], 1, used->id);
  } else {
    report_no_step(findings, place, "instead", used, step_id);
  }
}

/* Looks up what an `instead` names, and takes copies where it is in another file. Returns the index
 * where it is a step of this very routine, else -1. */
static int resolve_instead(Build *build, size_t step) {
  const Draft *draft = &build->drafts[step];
  const Node *node = setting_of(draft, "instead");
  const char *path = build->routine->steps[step].instead;
  if (node == NULL || path == NULL || !loader_can_find(build->loader, build->self)) {
    return -1; /* one that was borrowed has been checked where it is written */
  }
  Findings findings = step_findings(build, draft->group, draft->number);
  char *routine = mem_copy(path);
  char *step_id = strchr(routine, '/');
  if (step_id != NULL) {
    *step_id++ = '\0';
  }
  int target = -1;
  char *file = loader_find(build->loader, build->self, routine);
  bool own =
      file == NULL ? strcmp(routine, build->self->id) == 0 : loader_is_file(build->self, file);
  if (own) {
    target = own_instead(build, step, step_id, &findings);
  } else if (file == NULL) {
    report_no_routine(build, &findings, node->place, "instead", routine);
  } else {
    Error err = {0};
    const LoadedFile *used = loader_load(build->loader, build->self, routine, file, &err);
    if (used == NULL) {
      finding_error(&findings, node->place, "\"instead\" %s", err.text);
    } else {
      fill_from(build, step, used->routine, step_id, &findings);
    }
  }
  free(file);
  free(routine);
  return target;
}

/* Reports steps of this routine that stand in for one another. */
static void check_instead_circles(const Build *build, const int targets[ROUTINE_STEPS_MAX]) {
  size_t count = build->routine->step_count;
  for (size_t i = 0; i < count; i++) {
    int at = targets[i];
    for (size_t turns = 0; at >= 0 && at != (int)i && turns < count; turns++) {
      at = targets[at];
    }
    if (at == (int)i) {
      const Draft *draft = &build->drafts[i];
      Findings findings = step_findings(build, draft->group, draft->number);
      finding_error(&findings, place_of(draft, "instead"),
                    "\"instead\" goes in a circle that comes back to this step");
    }
  }
}

void links_resolve(Build *build) {
  int targets[ROUTINE_STEPS_MAX];
  check_written_ids(build);
  make_ids(build);
  for (size_t i = 0; i < build->routine->step_count; i++) {
    resolve_step(build, i);
  }
  for (size_t i = 0; i < build->routine->step_count; i++) {
    targets[i] = resolve_instead(build, i);
  }
  check_instead_circles(build, targets);
  for (size_t i = 0; i < build->routine->step_count; i++) {
    if (targets[i] >= 0) {
      fill_alternatives(build, i, &build->routine->steps[targets[i]], 1, NULL);
    }
  }
  for (size_t i = 0; i < build->routine->step_count; i++) {
    check_left_out(build, i);
  }
}
