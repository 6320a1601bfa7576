/* The screen of a form: keys, and what becomes of the values. */
#include "form.h"

#include <stdlib.h>
#include <string.h>

#include "form_view.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "screens.h"

const ActionList form_lists[] = {
    [FORM_LINE] = {N_("In a form, on a line to type"),
                   {ACTION_FORM_DONE, ACTION_FIELD_BACK, ACTION_FIELD_NEXT, ACTION_FORM_PAGE_UP,
                    ACTION_FORM_PAGE_DOWN, ACTION_CRAMP_TYPING, ACTION_HELP_TYPING,
                    ACTION_FORM_LEAVE}},
    [FORM_LINES] = {N_("In a form, on one of several lines to type"),
                    {ACTION_FORM_DONE, ACTION_LINE_NEW, ACTION_FIELD_BACK, ACTION_FIELD_NEXT,
                     ACTION_FORM_PAGE_UP, ACTION_FORM_PAGE_DOWN, ACTION_CRAMP_TYPING,
                     ACTION_HELP_TYPING, ACTION_FORM_LEAVE}},
    [FORM_PICK] = {N_("In a form, on a word to choose"),
                   {ACTION_FORM_DONE, ACTION_OPTION_BACK, ACTION_OPTION_NEXT, ACTION_FIELD_BACK,
                    ACTION_FIELD_NEXT, ACTION_FORM_PAGE_UP, ACTION_FORM_PAGE_DOWN,
                    ACTION_CRAMP_TYPING, ACTION_HELP_TYPING, ACTION_FORM_LEAVE}},
    [FORM_OPENS] = {N_("In a form, on a line that opens"),
                    {ACTION_FORM_DONE, ACTION_UNFOLD, ACTION_FIELD_BACK, ACTION_FIELD_NEXT,
                     ACTION_FORM_PAGE_UP, ACTION_FORM_PAGE_DOWN, ACTION_CRAMP_TYPING,
                     ACTION_HELP_TYPING, ACTION_FORM_LEAVE}},
    [FORM_TICKS] = {N_("In a form, on a word to tick"),
                    {ACTION_TICK, ACTION_FIELD_BACK, ACTION_FIELD_NEXT, ACTION_FORM_PAGE_UP,
                     ACTION_FORM_PAGE_DOWN, ACTION_CRAMP_TYPING, ACTION_HELP_TYPING, ACTION_FOLD}},
    [FORM_FIXED] = {N_("In a form, on a line that cannot be changed there"),
                    {ACTION_FORM_DONE, ACTION_FIELD_BACK, ACTION_FIELD_NEXT, ACTION_FORM_PAGE_UP,
                     ACTION_FORM_PAGE_DOWN, ACTION_CRAMP_TYPING, ACTION_HELP_TYPING,
                     ACTION_FORM_LEAVE}},
    {.title = NULL},
};

static FormRow *marked(const Form *form) {
  return &form->rows[form->row];
}

FormMoment form_moment(const Form *form) {
  switch (marked(form)->shape) {
  case ROW_LINES:
    return FORM_LINES;
  case ROW_PICK:
    return FORM_PICK;
  case ROW_TICKS:
    return marked(form)->unfolded && form->line > 0 ? FORM_TICKS : FORM_OPENS;
  case ROW_OPENS:
    return FORM_OPENS;
  case ROW_FIXED:
    return FORM_FIXED;
  default:
    return FORM_LINE;
  }
}

static size_t moment_now(const Tui *tui, const void *state) {
  (void)tui;
  return form_moment(state);
}

/* Folds a list of ticks that the mark has left. */
static void fold(Form *form) {
  marked(form)->unfolded = false;
  form->line = 0;
}

/* The mark goes to a row's line. */
static void mark(Form *form, size_t row, size_t line) {
  if (row != form->row) {
    fold(form);
  }
  form->row = row;
  form->line = line;
}

static void go_down(Form *form) {
  if (form->line + 1 < row_lines(marked(form))) {
    form->line++;
  } else if (form->row + 1 < form->count) {
    mark(form, form->row + 1, 0);
  }
}

static void go_up(Form *form) {
  if (form->line > 0) {
    form->line--;
  } else if (form->row > 0) {
    mark(form, form->row - 1, row_lines(&form->rows[form->row - 1]) - 1);
  }
}

static bool any_changed(const Form *form) {
  for (size_t i = 0; i < form->count; i++) {
    if (row_changed(&form->rows[i])) {
      return true;
    }
  }
  return false;
}

/* Whether a row goes to the owner: it was changed, or says something that is nowhere yet. */
static bool is_due(const Form *form, const FormRow *row) {
  if (!form->owner.fresh) {
    return row_changed(row);
  }
  char *plain = row_plain(row);
  bool due = plain[0] != '\0' && row->shape != ROW_OPENS;
  free(plain);
  return due;
}

static void free_changes(EditChange *changes, char **literals, size_t count) {
  for (size_t i = 0; i < count; i++) {
    free(literals[i]);
  }
  free(literals);
  free(changes);
}

/* What was changed, as literals. False with err and the row at fault: one can be no value. */
static bool gather(const Form *form, EditChange *changes, char **literals, size_t *count,
                   size_t *fault, Error *err) {
  *count = 0;
  for (size_t i = 0; i < form->count; i++) {
    if (!is_due(form, &form->rows[i])) {
      continue;
    }
    if (form->owner.typed) {
      literals[*count] = row_plain(&form->rows[i]);
    } else if (!row_literal(&form->rows[i], &literals[*count], err)) {
      *fault = i;
      return false;
    }
    changes[*count] = (EditChange){form->rows[i].field->name, literals[*count]};
    *count += 1;
  }
  return true;
}

/* The mark goes to the row of a name, if there is one. */
static void mark_name(Form *form, const char *name) {
  for (size_t i = 0; name != NULL && i < form->count; i++) {
    if (strcmp(form->rows[i].field->name, name) == 0) {
      mark(form, i, 0);
      return;
    }
  }
}

/* Hands the changes over. False: one is at fault; the mark is on it, and it is told. */
static bool accept(Tui *tui, Form *form) {
  EditChange *changes = mem_new(form->count, sizeof *changes);
  char **literals = mem_new(form->count, sizeof *literals);
  size_t count = 0;
  size_t fault = form->row;
  const char *key = NULL;
  bool sound = gather(form, changes, literals, &count, &fault, &form->problem);
  if (!sound) {
    mark(form, fault, 0);
  } else if (count > 0 || form->owner.fresh) {
    sound = form->owner.accept(tui, form->owner.context, changes, count, &key, &form->problem);
    mark_name(form, sound ? NULL : key);
  }
  free_changes(changes, literals, form->count);
  return sound;
}

/* Takes the form; it closes, and the owner goes on. */
static void done(Tui *tui, Form *form) {
  if (!accept(tui, form)) {
    return;
  }
  FormOwner owner = form->owner;
  form->owner.close = NULL;
  form->owner.rescue = NULL;
  tui_close(tui);
  if (owner.accepted != NULL) {
    owner.accepted(tui, owner.context);
  }
  if (owner.close != NULL) {
    owner.close(owner.context);
  }
}

void form_note(Form *form) {
  if (form->noted || form->owner.note == NULL) {
    return;
  }
  EditChange *changes = mem_new(form->count, sizeof *changes);
  char **literals = mem_new(form->count, sizeof *literals);
  size_t count = 0;
  size_t fault = 0;
  bool sound = gather(form, changes, literals, &count, &fault, NULL);
  free(form->note);
  form->note = sound ? form->owner.note(form->owner.context, changes, count) : NULL;
  form->noted = true;
  free_changes(changes, literals, form->count);
}

static void leave(Tui *tui, Form *form) {
  if (!form->leaving && any_changed(form)) {
    form->leaving = true;
    tui->asking = true;
    return;
  }
  form->owner.rescue = NULL;
  tui_close(tui);
}

/* Nobody can be asked any more: the owner keeps what it can, once. */
static void rescue(Form *form) {
  if (form->owner.rescue == NULL) {
    return;
  }
  EditChange *changes = mem_new(form->count, sizeof *changes);
  char **literals = mem_new(form->count, sizeof *literals);
  size_t count = 0;
  size_t fault = 0;
  if (gather(form, changes, literals, &count, &fault, NULL) && count > 0) {
    form->owner.rescue(form->owner.context, changes, count);
  }
  form->owner.rescue = NULL;
  free_changes(changes, literals, form->count);
}

static void keep_typed(Tui *tui, void *state) {
  (void)tui;
  rescue(state);
}

static void unfold(Tui *tui, Form *form) {
  FormRow *row = marked(form);
  if (row->shape == ROW_OPENS) {
    form->owner.open(tui, form->owner.context, row->field);
  } else {
    row->unfolded = true;
    form->line = 1;
  }
}

static void act(Tui *tui, void *state, Action action, int key) {
  (void)key;
  Form *form = state;
  form->problem.text[0] = '\0';
  form->noted = false;
  switch (action) {
  case ACTION_FORM_DONE:
    done(tui, form);
    break;
  case ACTION_FORM_LEAVE:
    leave(tui, form);
    break;
  case ACTION_FIELD_NEXT:
    go_down(form);
    break;
  case ACTION_FIELD_BACK:
    go_up(form);
    break;
  case ACTION_FORM_PAGE_UP:
  case ACTION_FORM_PAGE_DOWN:
    for (int i = 1; i < form->page; i++) {
      (action == ACTION_FORM_PAGE_UP ? go_up : go_down)(form);
    }
    break;
  case ACTION_LINE_NEW:
    form->line += row_add_line(marked(form), form->line) ? 1 : 0;
    break;
  case ACTION_OPTION_BACK:
  case ACTION_OPTION_NEXT:
    row_cycle(marked(form), action == ACTION_OPTION_BACK ? -1 : 1);
    break;
  case ACTION_UNFOLD:
    unfold(tui, form);
    break;
  case ACTION_TICK:
    row_tick(marked(form), form->line - 1);
    break;
  case ACTION_FOLD:
    fold(form);
    break;
  default:
    break;
  }
}

/* Typing; and the answer to whether to leave: another key than the one that leaves stays. */
static bool type(Tui *tui, void *state, int key) {
  Form *form = state;
  const ActionList *list = &form_lists[form_moment(form)];
  if (form->leaving && keys_find(&tui->keys, list, key) != ACTION_FORM_LEAVE) {
    form->leaving = false;
    return true;
  }
  Action action = keys_find(&tui->keys, list, key);
  bool choosing = form_moment(form) == FORM_PICK || form_moment(form) == FORM_OPENS;
  if (choosing && action != ACTION_NONE) {
    return false;
  }
  bool taken = row_type(marked(form), form->line, key);
  if (taken) {
    form->problem.text[0] = '\0';
    form->noted = false;
  }
  return taken;
}

/* What the owner opens on top may have changed what it stands for. */
static void shown(Tui *tui, void *state) {
  (void)tui;
  Form *form = state;
  for (size_t i = 0; i < form->count; i++) {
    FormRow *row = &form->rows[i];
    if (row->shape == ROW_OPENS) {
      char *value = form->owner.value(form->owner.context, row->field);
      free(row->shown);
      row->shown = value != NULL ? value : mem_copy("");
    }
  }
}

static void close_form(void *state) {
  Form *form = state;
  rescue(form);
  for (size_t i = 0; i < form->count; i++) {
    row_free(&form->rows[i]);
  }
  free(form->rows);
  free(form->title);
  free(form->sentence);
  free(form->note);
  if (form->owner.close != NULL) {
    form->owner.close(form->owner.context);
  }
}

const Screen screen_form = {
    .name = N_IN("screen", "form"),
    .state_size = sizeof(Form),
    .lists = form_lists,
    .moment = moment_now,
    .draw = form_draw,
    .act = act,
    .type = type,
    .takes_text = true,
    .shown = shown,
    .keep = keep_typed,
    .close = close_form,
};

/* Whether there is nothing to say about a field: the loader reads it itself, or it can have but one
 * value. */
static bool is_left_out(const Field *field) {
  return field->type == FIELD_STEPS ||
         (field->type == FIELD_COUNT && field->minimum == field->maximum);
}

/* Adds a table's rows, those that are required or the others. */
static void add_rows(Form *form, const Field *table, bool required) {
  const FormOwner *owner = &form->owner;
  for (const Field *field = table; field != NULL && field->name != NULL; field++) {
    if (field->required != required || is_left_out(field)) {
      continue;
    }
    char *value = owner->value != NULL ? owner->value(owner->context, field) : NULL;
    char *holds = owner->holds != NULL ? owner->holds(owner->context, field) : NULL;
    bool opens = field->type == FIELD_CHOICES && owner->open != NULL;
    form->rows = mem_resize(form->rows, form->count + 1, sizeof *form->rows);
    row_init(&form->rows[form->count], field, opens, value, holds);
    form->count++;
  }
}

void form_open(Tui *tui, const char *title, const char *sentence, FormTables tables,
               FormOwner owner) {
  enum { TABLES = sizeof tables.at / sizeof tables.at[0] };
  Form *form = tui_open(tui, &screen_form);
  form->title = mem_copy(title);
  form->sentence = mem_copy(sentence);
  form->owner = owner;
  for (size_t i = TABLES; i > 0; i--) {
    add_rows(form, tables.at[i - 1], true);
  }
  for (size_t i = 0; i < TABLES; i++) {
    add_rows(form, tables.at[i], false);
  }
}
