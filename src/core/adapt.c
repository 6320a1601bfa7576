/* A routine made to fit the person and the evening. Every step, and every one that could stand in
 * for it, has a slot; some slots stay, and what pointed at a slot points at the first one that
 * stays from there on. Contract: nightcalf/adapt.h. */
#include "nightcalf/adapt.h"

#include <stdlib.h>
#include <string.h>

#include "nightcalf/language.h"
#include "nightcalf/mem.h"

enum { ID_SIZE = 41 };

/* A step that may come into the adapted routine. */
typedef struct Slot {
  const Step *step;
  size_t
      group; /* the slot that go_step counts from: for a step of its own use the routine's steps */
  bool stands_in;
  bool written_here; /* with stands_in: its choices lead to the routine's own steps */
  bool stays;
} Slot;

/* All slots in order, and how the routine's own steps lie in them. */
typedef struct Plan {
  const Routine *routine;
  unsigned flags;
  bool essentials_only;
  Slot *slots;
  size_t count;
  size_t *first;  /* the first slot of each step of the routine; one more: the end */
  size_t *before; /* how many slots that stay lie before each; one more: all */
} Plan;

unsigned profile_complete(unsigned flags) {
  bool heart_failure = (flags & 1U << FLAG_HEART_FAILURE) != 0;
  return heart_failure ? flags | 1U << FLAG_FLUID_LIMIT : flags;
}

/* Appends a text, which is taken over. */
static void list_add(TextList *list, char *text) {
  list->at = mem_resize(list->at, list->count + 1, sizeof *list->at);
  list->at[list->count++] = text;
}

static void list_free(TextList *list) {
  for (size_t i = 0; i < list->count; i++) {
    free(list->at[i]);
  }
  free(list->at);
  *list = (TextList){0};
}

void adaptation_free(Adaptation *what) {
  list_free(&what->left_out);
  list_free(&what->replaced);
  list_free(&what->dropped);
}

bool adaptation_any(const Adaptation *what) {
  return what->left_out.count > 0 || what->replaced.count > 0 || what->dropped.count > 0;
}

static const char *title_of(const Step *step) {
  return step->title == NULL ? "" : step->title;
}

static bool is_offered(const Plan *plan, const Choice *choice) {
  return (choice->avoid_if & plan->flags) == 0;
}

/* Whether a question is left without any answer to it. */
static bool is_unanswerable(const Plan *plan, const Step *step) {
  for (size_t i = 0; i < step->choices.count; i++) {
    if (is_offered(plan, &step->choices.at[i])) {
      return false;
    }
  }
  return step->choices.count > 0;
}

static bool is_avoided(const Plan *plan, const Step *step) {
  unsigned avoid_if = step->avoid_if | (step->stretch ? 1U << FLAG_RECENT_SURGERY : 0);
  return (avoid_if & plan->flags) != 0 || is_unanswerable(plan, step);
}

static bool is_too_late(const Plan *plan, const Step *step) {
  return plan->essentials_only && !step->essential;
}

/* "Standing calf stretch: now Towel calf pull, Seated leg reach", of a step's slots. */
static char *replacement_text(const Plan *plan, const Step *step, size_t from) {
  char *titles = mem_copy("");
  for (size_t i = from; i < plan->count; i++) {
    if (plan->slots[i].stays) {
      char *longer = mem_format("%s%s%s", titles, titles[0] == '\0' ? "" : ", ",
                                title_of(plan->slots[i].step));
      free(titles);
      titles = longer;
    }
  }
  char *text = mem_format(_("%s: now %s"), title_of(step), titles);
  free(titles);
  return text;
}

/* Whether the only step in the place of another has its title: then its words alone differ. */
static bool says_it_otherwise(const Plan *plan, const Step *step, size_t from) {
  const Step *found = NULL;
  size_t count = 0;
  for (size_t i = from; i < plan->count; i++) {
    if (plan->slots[i].stays) {
      found = plan->slots[i].step;
      count++;
    }
  }
  return count == 1 && strcmp(title_of(found), title_of(step)) == 0;
}

/* Gives a slot to each step that could stand in for one that is avoided, and notes what becomes of
 * that one. */
static void plan_avoided(Plan *plan, const Step *step, Adaptation *what) {
  size_t from = plan->count;
  size_t fitting = 0;
  size_t staying = 0;
  for (size_t i = 0; i < step->alternative_count; i++) {
    const Step *other = &step->alternative[i];
    bool fits = !is_avoided(plan, other);
    bool stays = fits && !is_too_late(plan, step) && !is_too_late(plan, other);
    plan->slots[plan->count++] =
        (Slot){.step = other,
               .group = from,
               .stands_in = true,
               .written_here = step->instead == NULL && step->alternative_count == 1,
               .stays = stays};
    fitting += fits ? 1 : 0;
    staying += stays ? 1 : 0;
  }
  if (fitting == 0) {
    list_add(&what->left_out, mem_copy(title_of(step)));
  } else if (staying == 0) {
    list_add(&what->dropped, mem_copy(title_of(step)));
  } else if (!says_it_otherwise(plan, step, from)) {
    list_add(&what->replaced, replacement_text(plan, step, from));
  }
}

/* Fills the slots, and notes what is changed. */
static void plan_make(Plan *plan, Adaptation *what) {
  const Routine *routine = plan->routine;
  size_t most = 0;
  for (size_t i = 0; i < routine->step_count; i++) {
    most += routine->steps[i].alternative_count + 1;
  }
  plan->slots = mem_new(most + 1, sizeof *plan->slots);
  plan->first = mem_new(routine->step_count + 1, sizeof *plan->first);
  plan->before = mem_new(most + 1, sizeof *plan->before);
  for (size_t i = 0; i < routine->step_count; i++) {
    const Step *step = &routine->steps[i];
    plan->first[i] = plan->count;
    if (is_avoided(plan, step)) {
      plan_avoided(plan, step, what);
      continue;
    }
    bool stays = !is_too_late(plan, step);
    plan->slots[plan->count++] = (Slot){.step = step, .stays = stays};
    if (!stays) {
      list_add(&what->dropped, mem_copy(title_of(step)));
    }
  }
  plan->first[routine->step_count] = plan->count;
  for (size_t i = 0; i < plan->count; i++) {
    plan->before[i + 1] = plan->before[i] + (plan->slots[i].stays ? 1 : 0);
  }
}

static void plan_free(Plan *plan) {
  free(plan->slots);
  free(plan->first);
  free(plan->before);
}

/* Whether an id is that of one of the new routine's first steps, or of a step that keeps its own.
 */
static bool is_taken(const Plan *plan, const Routine *adapted, const char *id) {
  if (routine_find_step(adapted, id) >= 0) {
    return true;
  }
  for (size_t i = 0; i < plan->count; i++) {
    const Slot *slot = &plan->slots[i];
    if (slot->stays && !slot->stands_in && slot->step->id != NULL &&
        strcmp(slot->step->id, id) == 0) {
      return true;
    }
  }
  return false;
}

/* Makes the id of a step that stands in unlike all others: the routine's own steps keep theirs. */
static void settle_id(const Plan *plan, const Routine *adapted, Step *step) {
  char id[ID_SIZE];
  char made[ID_SIZE];
  step_id_from_title(title_of(step), made);
  const char *name = step->id != NULL ? step->id : made;
  int number = 1;
  step_id_numbered(name, number, id);
  while (is_taken(plan, adapted, id)) {
    step_id_numbered(name, ++number, id);
  }
  free(step->id);
  step->id = mem_copy(id);
}

/* The slot that lies so many steps on from the start of a slot's own: steps of the routine for one
 * of its own, else those that stand in for the same step, and the one behind them at most. */
static size_t slot_of(const Plan *plan, const Slot *slot, size_t index) {
  if (!slot->stands_in || slot->written_here) {
    size_t last = plan->routine->step_count;
    return plan->first[index < last ? index : last];
  }
  size_t at = slot->group;
  while (at < plan->count && index > 0 && plan->slots[at].stands_in &&
         plan->slots[at].group == slot->group) {
    at++;
    index--;
  }
  return at;
}

/* The steps that a choice leaves out, as they stay: how many, and the first of them. */
static size_t steps_left_out(const Plan *plan, const Slot *slot, const Choice *choice,
                             size_t *first) {
  size_t index = (size_t)choice->leave_step;
  *first = plan->before[slot_of(plan, slot, index)];
  return plan->before[slot_of(plan, slot, index + 1)] - *first;
}

static bool leaves_nothing_out(const Plan *plan, const Slot *slot, const Choice *choice) {
  size_t first = 0;
  return choice->leave_out != NULL && choice->leave_step >= 0 &&
         steps_left_out(plan, slot, choice, &first) == 0;
}

/* Takes a choice out of a question. */
static void drop_choice(ChoiceList *choices, size_t index) {
  fields_free(choice_fields, &choices->at[index]);
  choices->count--;
  for (size_t i = index; i < choices->count; i++) {
    choices->at[i] = choices->at[i + 1];
  }
}

/* Takes out the choices that the profile hides, each of which is named ("Warmth or a cold pack:
 * without Cold"), and those that would leave out what is left out already. */
static void drop_choices(const Plan *plan, const Slot *slot, Step *step, Adaptation *what) {
  ChoiceList *choices = &step->choices;
  for (size_t i = choices->count; i > 0; i--) {
    const Choice *choice = &choices->at[i - 1];
    if (!is_offered(plan, choice)) {
      list_add(&what->replaced, mem_format(_("%s: without %s"), title_of(step), choice->label));
      drop_choice(choices, i - 1);
    }
  }
  for (size_t i = choices->count; i > 0 && choices->count > 1; i--) {
    if (leaves_nothing_out(plan, slot, &choices->at[i - 1])) {
      drop_choice(choices, i - 1);
    }
  }
}

/* Copies the slots that stay. */
static void copy_steps(const Plan *plan, Routine *adapted, Adaptation *what) {
  adapted->steps = mem_new(plan->before[plan->count], sizeof *adapted->steps);
  for (size_t i = 0; i < plan->count; i++) {
    const Slot *slot = &plan->slots[i];
    if (!slot->stays) {
      continue;
    }
    Step step;
    step_copy(&step, slot->step);
    step_drop_alternatives(&step);
    free(step.instead);
    step.instead = NULL;
    if (slot->stands_in) {
      settle_id(plan, adapted, &step);
    }
    drop_choices(plan, slot, &step, what);
    adapted->steps[adapted->step_count++] = step;
  }
}

/* Which step of its own order a slot is: the inverse of slot_of(). */
static size_t index_of(const Plan *plan, size_t at) {
  const Slot *slot = &plan->slots[at];
  if (slot->stands_in) {
    return at - slot->group;
  }
  return (size_t)(slot->step - plan->routine->steps);
}

/* Names the step that a choice leaves out as it is called now. */
static void name_left_out(const Plan *plan, const Routine *adapted, size_t at, Choice *choice) {
  if (choice->leave_out == NULL || choice->leave_step < 0) {
    return;
  }
  size_t first = 0;
  size_t count = steps_left_out(plan, &plan->slots[at], choice, &first);
  free(choice->leave_out);
  choice->leave_out = count > 0 ? mem_copy(adapted->steps[first].id) : NULL;
  choice->leave_step = count > 0 ? (int)first : -1;
}

/* Points one choice of a slot that stays at what stays. */
static void lead_choice(const Plan *plan, const Routine *adapted, size_t at, Choice *choice) {
  bool goes = choice->go != NULL && choice->go_step >= 0;
  if (!goes && choice->skip == 0) {
    return;
  }
  size_t index = goes ? (size_t)choice->go_step : index_of(plan, at) + (size_t)choice->skip + 1;
  size_t target = plan->before[slot_of(plan, &plan->slots[at], index)];
  size_t self = plan->before[at];
  free(choice->go);
  choice->go = NULL;
  choice->go_step = -1;
  choice->skip = 0;
  if (goes && target < adapted->step_count) {
    choice->go = mem_copy(adapted->steps[target].id);
    choice->go_step = (int)target;
  } else { /* nothing that stays lies there: all the rest is passed over */
    choice->skip = (int)(target - self - 1);
  }
}

static void lead_choices(const Plan *plan, Routine *adapted) {
  for (size_t i = 0; i < plan->count; i++) {
    if (plan->slots[i].stays) {
      ChoiceList *choices = &adapted->steps[plan->before[i]].choices;
      for (size_t j = 0; j < choices->count; j++) {
        lead_choice(plan, adapted, i, &choices->at[j]);
        name_left_out(plan, adapted, i, &choices->at[j]);
      }
    }
  }
}

Routine *routine_adapt(const Routine *routine, unsigned flags, bool essentials_only,
                       Adaptation *what) {
  Plan plan = {.routine = routine, .flags = flags, .essentials_only = essentials_only};
  Adaptation changes = {0};
  plan_make(&plan, &changes);
  Routine *adapted = NULL;
  if (plan.before[plan.count] > 0) {
    adapted = routine_new();
    fields_copy(routine_fields, adapted, routine);
    adapted->id = mem_copy(routine->id);
    adapted->file = mem_copy(routine->file);
    copy_steps(&plan, adapted, &changes);
    lead_choices(&plan, adapted);
  }
  plan_free(&plan);
  if (what != NULL) {
    *what = changes;
  } else {
    adaptation_free(&changes);
  }
  return adapted;
}
