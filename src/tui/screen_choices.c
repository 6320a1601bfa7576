/* The answers of a step, each with a form of its own. */
#include <stdlib.h>
#include <string.h>

#include "editor.h"
#include "form_row.h"
#include "menu.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/routine.h"
#include "screens.h"
#include "words.h"

enum { FOOT_ROWS = 2 };

typedef struct Choices {
  Editor *editor;
  int step;
  size_t selected;
  bool adding;  /* the form of a new one was opened... */
  size_t count; /* ...when there were so many */
  bool asked;   /* whether the marked one is to go */
  size_t answer;
  Error problem;
} Choices;

typedef enum ChoicesMoment { CHOICES_LIST, CHOICES_ASKED } ChoicesMoment;

static const ActionList choices_lists[] = {
    [CHOICES_LIST] = {N_("In the list of a step's answers"),
                      {ACTION_EDIT, ACTION_INSERT, ACTION_TAKE_OUT, ACTION_MOVE_UP,
                       ACTION_DUPLICATE, ACTION_MOVE_DOWN, ACTION_UP, ACTION_DOWN, ACTION_CRAMP,
                       ACTION_HELP, ACTION_LEAVE_CHOICES}},
    [CHOICES_ASKED] = {N_("When it asks whether an answer is to go"),
                       {ACTION_CONFIRM, ACTION_UP, ACTION_DOWN, ACTION_DIGIT, ACTION_CRAMP,
                        ACTION_HELP, ACTION_STAY}},
    {.title = NULL},
};

static size_t moment_now(const Tui *tui, const void *state) {
  (void)tui;
  const Choices *choices = state;
  return choices->asked ? CHOICES_ASKED : CHOICES_LIST;
}

static size_t count_of(const Choices *choices) {
  return (size_t)edit_choice_count(choices->editor->edit, choices->step);
}

static EditPlace marked(const Choices *choices) {
  return (EditPlace){choices->step, (int)choices->selected};
}

/* The label of an answer. Release with free(). */
static char *label_of(const Choices *choices, int choice) {
  char *label = edit_value(choices->editor->edit, (EditPlace){choices->step, choice}, "label");
  return label != NULL ? label : mem_copy(_("without a label"));
}

/* What an answer does: "Go: rub-up, Card: red-flags". Release with free(). */
static char *effect_of(const Choices *choices, EditPlace place) {
  char *text = mem_copy("");
  for (const Field *field = choice_fields; field->name != NULL; field++) {
    char *value = field->required ? NULL : edit_value(choices->editor->edit, place, field->name);
    if (value != NULL) {
      char *name = row_name(field);
      char *effect = mem_format("%s: %s", name, value);
      words_add(&text, effect);
      free(effect);
      free(name);
    }
    free(value);
  }
  if (text[0] == '\0') {
    free(text);
    return mem_copy(_("Goes on with the next step."));
  }
  return text;
}

static void draw_list(const Choices *choices, Frame *frame, Box box) {
  size_t count = count_of(choices);
  char **lines = mem_new(count + 1, sizeof *lines);
  for (size_t i = 0; i < count; i++) {
    lines[i] = label_of(choices, (int)i);
  }
  menu_draw(frame, box, (const char *const *)lines, count, choices->selected, false);
  for (size_t i = 0; i < count; i++) {
    free(lines[i]);
  }
  free(lines);
}

static void draw_asked(const Choices *choices, Frame *frame) {
  static const char *const options[] = {N_("Keep it"), N_("Remove it")};
  char *label = label_of(choices, (int)choices->selected);
  Ask ask = {_("Remove this answer?"), label, options, 2};
  editor_draw_ask(frame, &ask, choices->answer);
  free(label);
}

static void draw(Tui *tui, void *state, Frame *frame) {
  Choices *choices = state;
  Box box = frame_column(frame);
  int gap = frame->rows >= ROOMY_ROWS ? 1 : 0;
  draw_footer(frame, box, &choices_lists[moment_now(tui, choices)]);
  if (choices->asked) {
    draw_asked(choices, frame);
    return;
  }
  char *title = editor_step_title(choices->editor, choices->step);
  draw_format(frame, box, ROLE_STRONG, ALIGN_LEFT, "Answers of \"%s\"", title);
  free(title);
  bool wrong = choices->problem.text[0] != '\0';
  char *words = wrong                   ? mem_format("%s.", choices->problem.text)
                : count_of(choices) > 0 ? effect_of(choices, marked(choices))
                                        : mem_copy(_("There is no answer yet."));
  box = editor_draw_foot(frame, box_below(box, 1 + gap), wrong ? ROLE_STRONG : ROLE_FAINT,
                         FOOT_ROWS, words);
  free(words);
  draw_list(choices, frame, box);
}

/* The total may have changed, and there may be fewer. */
static void changed(Tui *tui, Choices *choices) {
  editor_changed(tui, choices->editor);
  size_t count = count_of(choices);
  choices->selected = choices->selected >= count && count > 0 ? count - 1 : choices->selected;
}

static void move_marked(Tui *tui, Choices *choices, int by) {
  int to = (int)choices->selected + by;
  bool inside = to >= 0 && to < (int)count_of(choices);
  if (inside && edit_move(choices->editor->edit, marked(choices), to, &choices->problem)) {
    choices->selected = (size_t)to;
    changed(tui, choices);
  }
}

static void remove_marked(Tui *tui, Choices *choices) {
  if (edit_remove(choices->editor->edit, marked(choices), &choices->problem)) {
    changed(tui, choices);
  }
}

static void act_asked(Tui *tui, Choices *choices, Action action, int key) {
  size_t answer = action == ACTION_DIGIT ? (size_t)(key - '1') : choices->answer;
  switch (action) {
  case ACTION_UP:
  case ACTION_DOWN:
    menu_move(&choices->answer, 2, action == ACTION_UP ? -1 : 1);
    return;
  case ACTION_DIGIT:
  case ACTION_CONFIRM:
    choices->asked = answer > 1;
    if (answer == 1) {
      remove_marked(tui, choices);
    }
    return;
  default:
    choices->asked = false;
    return;
  }
}

/* What needs an answer to be marked. */
static void act_on_choice(Tui *tui, Choices *choices, Action action) {
  switch (action) {
  case ACTION_EDIT:
    editor_form(tui, choices->editor, marked(choices));
    break;
  case ACTION_TAKE_OUT:
    choices->asked = true;
    choices->answer = 0;
    tui->asking = true;
    break;
  case ACTION_MOVE_UP:
  case ACTION_MOVE_DOWN:
    move_marked(tui, choices, action == ACTION_MOVE_UP ? -1 : 1);
    break;
  default:
    if (edit_duplicate(choices->editor->edit, marked(choices), &choices->problem)) {
      choices->selected++;
      changed(tui, choices);
    }
    break;
  }
}

static void act(Tui *tui, void *state, Action action, int key) {
  Choices *choices = state;
  size_t count = count_of(choices);
  if (choices->asked) {
    act_asked(tui, choices, action, key);
    return;
  }
  choices->problem.text[0] = '\0';
  switch (action) {
  case ACTION_UP:
  case ACTION_DOWN:
    menu_move(&choices->selected, count, action == ACTION_UP ? -1 : 1);
    break;
  case ACTION_INSERT:
    choices->adding = true;
    choices->count = count;
    editor_form_choice(tui, choices->editor,
                       (EditPlace){choices->step, count > 0 ? (int)choices->selected + 1 : 0});
    break;
  case ACTION_LEAVE_CHOICES:
    tui_close(tui);
    break;
  default:
    if (count > 0) {
      act_on_choice(tui, choices, action);
    }
    break;
  }
}

/* The mark goes to an answer that was just added. */
static void shown(Tui *tui, void *state) {
  (void)tui;
  Choices *choices = state;
  if (choices->adding && choices->count > 0 && count_of(choices) > choices->count) {
    choices->selected++;
  }
  choices->adding = false;
}

const Screen screen_choices = {
    .name = N_IN("screen", "choices"),
    .state_size = sizeof(Choices),
    .lists = choices_lists,
    .moment = moment_now,
    .draw = draw,
    .act = act,
    .shown = shown,
};

void choices_open(Tui *tui, Editor *editor, int step) {
  Choices *choices = tui_open(tui, &screen_choices);
  choices->editor = editor;
  choices->step = step;
}
