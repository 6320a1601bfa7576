/* The editor of a routine: its steps as a list, each edited in a form, nothing written before it is
 * saved. */
#include <stdlib.h>
#include <string.h>

#include "editor.h"
#include "menu.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/own.h"
#include "nightcalf/routine.h"
#include "screens.h"

typedef enum EditorMoment { EDITOR_LIST, EDITOR_ASKED } EditorMoment;

const ActionList editor_lists[] = {
    [EDITOR_LIST] = {N_("In the editor of a routine"),
                     {ACTION_EDIT, ACTION_INSERT, ACTION_WRITE, ACTION_UNDO, ACTION_MOVE_UP,
                      ACTION_TAKE_OUT, ACTION_DUPLICATE, ACTION_PREVIEW, ACTION_REDO,
                      ACTION_MOVE_DOWN, ACTION_WRITE_AS, ACTION_EDIT_FILE, ACTION_UP, ACTION_DOWN,
                      ACTION_PAGE_UP, ACTION_PAGE_DOWN, ACTION_CRAMP, ACTION_HELP,
                      ACTION_LEAVE_EDITOR}},
    [EDITOR_ASKED] = {N_("When the editor asks"),
                      {ACTION_CONFIRM, ACTION_UP, ACTION_DOWN, ACTION_DIGIT, ACTION_CRAMP,
                       ACTION_HELP, ACTION_STAY}},
    {.title = NULL},
};

size_t editor_moment(const Tui *tui, const void *state) {
  (void)tui;
  const Editor *editor = state;
  return editor->asked != ASK_NOTHING ? EDITOR_ASKED : EDITOR_LIST;
}

size_t editor_kind_count(void) {
  size_t count = 0;
  while (step_kinds[count] != NULL) {
    count++;
  }
  return count + 1;
}

const char *editor_kind_name(size_t kind) {
  return kind + 1 < editor_kind_count() ? language_in("kind", step_kinds[kind]->name)
                                        : _("borrowed");
}

const char *editor_kind_sentence(size_t kind) {
  return kind + 1 < editor_kind_count() ? _(step_kinds[kind]->sentence)
                                        : _("A step of another routine, or all of them.");
}

char *editor_step_title(const Editor *editor, int step) {
  EditPlace place = {step, EDIT_WHOLE};
  char *title = edit_value(editor->edit, place, "title");
  if (title != NULL) {
    return title;
  }
  const Routine *routine = edit_routine(editor->edit);
  int first = 0;
  int count = edit_step_span(editor->edit, step, &first);
  if (routine != NULL && count == 1) {
    return mem_copy(routine->steps[first].title);
  }
  char *use = edit_value(editor->edit, place, "use");
  title = use == NULL ? mem_copy(_("without a title"))
          : count > 0
              ? mem_format(language_plural("%s (%d step)", "%s (%d steps)", (unsigned long)count),
                           use, count)
              : mem_copy(use);
  free(use);
  return title;
}

/* The marked step; -1: the routine's own line is. */
static int marked_step(const Editor *editor) {
  return (int)editor->selected - 1;
}

static EditPlace place_of(int step) {
  return (EditPlace){step, EDIT_WHOLE};
}

static void edit_marked(Tui *tui, Editor *editor) {
  int step = marked_step(editor);
  editor_form(tui, editor, place_of(step < 0 ? EDIT_WHOLE : step));
}

static void remove_marked(Tui *tui, Editor *editor) {
  Error err = {{0}};
  if (!edit_remove(editor->edit, place_of(marked_step(editor)), &err)) {
    editor_refused(tui, editor, &err);
    return;
  }
  editor_changed(tui, editor);
  char key[KEY_LABEL_SIZE];
  keys_label(tui->keys.at[ACTION_UNDO][0], tui->ascii, key, sizeof key);
  editor_notice(editor, mem_format(_("Removed. %s brings it back."), key));
}

static void move_marked(Tui *tui, Editor *editor, int by) {
  Error err = {{0}};
  int to = marked_step(editor) + by;
  if (to < 0 || to >= edit_step_count(editor->edit)) {
    return;
  }
  if (!edit_move(editor->edit, place_of(marked_step(editor)), to, &err)) {
    editor_refused(tui, editor, &err);
    return;
  }
  editor->selected = (size_t)to + 1;
  editor_changed(tui, editor);
}

static void duplicate_marked(Tui *tui, Editor *editor) {
  Error err = {{0}};
  if (!edit_duplicate(editor->edit, place_of(marked_step(editor)), &err)) {
    editor_refused(tui, editor, &err);
    return;
  }
  editor->selected++;
  editor_changed(tui, editor);
}

static void step_back(Tui *tui, Editor *editor, bool undo) {
  bool done = undo ? edit_undo(editor->edit) : edit_redo(editor->edit);
  if (!done) {
    editor_notice(editor,
                  mem_copy(undo ? _("There is nothing to undo.") : _("There is nothing to redo.")));
  }
  editor_changed(tui, editor);
}

static void preview(Tui *tui, Editor *editor) {
  const Routine *routine = edit_routine(editor->edit);
  if (routine == NULL) {
    editor_notice(editor, mem_copy(_("It has errors: there is nothing to preview yet.")));
    return;
  }
  preview_open(tui, routine);
}

/* The line of the first error in the routine's own file; 0: there is none. */
static int error_line(const Editor *editor) {
  const Diagnostics *findings = edit_findings(editor->edit);
  for (size_t i = 0; i < findings->count; i++) {
    const Diagnostic *item = &findings->items[i];
    if (!item->warning && strcmp(item->file, editor->path) == 0) {
      return item->line;
    }
  }
  return 0;
}

/* To the person's own editor, when nothing would be lost on the way. */
static void open_outside(Tui *tui, Editor *editor) {
  if (editor_dirty(editor)) {
    editor_notice(editor, mem_copy(_("Save it first, or undo what you changed: your editor opens "
                                     "the file as it is on disk.")));
    return;
  }
  char *id = mem_copy(editor->id);
  int line = error_line(editor);
  tui_drop(tui);
  draft_open(tui, id, line);
  free(id);
}

static void leave(Tui *tui, Editor *editor) {
  if (editor_dirty(editor)) {
    editor_ask(tui, editor, ASK_LEAVE, NULL);
  } else {
    tui_close(tui);
  }
}

/* ---- what was asked ---- */

static void answer_leave(Tui *tui, Editor *editor, size_t answer) {
  if (answer == 1) {
    editor->settled = true;
    editor_forget_draft(editor);
  }
  if (answer == 1 || (answer == 0 && editor_save(tui, editor, false))) {
    tui_close(tui);
  }
}

static void answer_draft(Tui *tui, Editor *editor, size_t answer) {
  Error err = {{0}};
  if (answer == 2) {
    tui_close(tui);
  } else if (answer == 1) {
    draft_forget(editor->path);
    editor_notice(editor, mem_copy(_("Dropped. This is the routine as it is in force.")));
  } else if (edit_replace(editor->edit, editor->draft, &err)) {
    editor->drafted = true;
    editor_changed(tui, editor);
    editor_notice(editor, mem_copy(_("This is the draft. It is not saved yet.")));
  } else {
    char key[KEY_LABEL_SIZE];
    keys_label(tui->keys.at[ACTION_EDIT_FILE][0], tui->ascii, key, sizeof key);
    editor_notice(editor, mem_format(_("The draft cannot be shown here, %s. %s opens it in your "
                                       "own editor."),
                                     err.text, key));
  }
}

static void answer_breaks(Tui *tui, Editor *editor, size_t answer) {
  if (answer == 1) {
    editor_form_save_as(tui, editor);
  } else if (answer == 2) {
    editor_save(tui, editor, true);
  }
}

static void answer_changed(Tui *tui, Editor *editor, size_t answer) {
  if (answer == 1) {
    editor_form_save_as(tui, editor);
  } else if (answer == 2) {
    editor_reload(tui, editor);
  }
}

static void answer_refused(Tui *tui, Editor *editor, size_t answer) {
  if (answer == 1) {
    open_outside(tui, editor);
  } else if (answer == 2) {
    editor_form_save_as(tui, editor);
  }
}

static void answer(Tui *tui, Editor *editor) {
  EditorAsk asked = editor->asked;
  size_t option = editor->answer;
  editor_ask(tui, editor, ASK_NOTHING, NULL);
  switch (asked) {
  case ASK_KIND:
    editor_form_step(tui, editor, (int)editor->selected, step_kinds[option]);
    break;
  case ASK_REMOVE:
    if (option == 1) {
      remove_marked(tui, editor);
    }
    break;
  case ASK_LEAVE:
    answer_leave(tui, editor, option);
    break;
  case ASK_DRAFT:
    answer_draft(tui, editor, option);
    break;
  case ASK_BREAKS:
    answer_breaks(tui, editor, option);
    break;
  case ASK_CHANGED:
    answer_changed(tui, editor, option);
    break;
  case ASK_REFUSED:
    answer_refused(tui, editor, option);
    break;
  default:
    break;
  }
}

/* Another key than one that answers: nothing is done. */
static void leave_question(Tui *tui, Editor *editor) {
  bool draft = editor->asked == ASK_DRAFT;
  editor_ask(tui, editor, ASK_NOTHING, NULL);
  if (draft) {
    tui_close(tui);
  }
}

static void act_asked(Tui *tui, Editor *editor, Action action, int key) {
  size_t count = editor->asked == ASK_KIND ? editor_kind_count() : editor_question(editor).count;
  switch (action) {
  case ACTION_UP:
  case ACTION_DOWN:
    menu_move(&editor->answer, count, action == ACTION_UP ? -1 : 1);
    break;
  case ACTION_DIGIT:
    if ((size_t)(key - '1') < count) {
      editor->answer = (size_t)(key - '1');
      answer(tui, editor);
    }
    break;
  case ACTION_CONFIRM:
    answer(tui, editor);
    break;
  default:
    leave_question(tui, editor);
    break;
  }
}

/* ---- the list ---- */

static void move_mark(Editor *editor, int by) {
  for (int i = 0; i < abs(by); i++) {
    menu_move(&editor->selected, 1 + (size_t)edit_step_count(editor->edit), by);
  }
}

static void ask_remove(Tui *tui, Editor *editor) {
  char *title = editor_step_title(editor, marked_step(editor));
  editor_ask(tui, editor, ASK_REMOVE,
             mem_format(_("Step %d, \"%s\", with the comments that belong to it."),
                        marked_step(editor) + 1, title));
  free(title);
}

/* What needs a step to be marked. */
static void act_on_step(Tui *tui, Editor *editor, Action action) {
  if (marked_step(editor) < 0) {
    editor_notice(editor, mem_copy(_("This line is the routine itself: it stays where it is.")));
    return;
  }
  switch (action) {
  case ACTION_TAKE_OUT:
    ask_remove(tui, editor);
    break;
  case ACTION_MOVE_UP:
  case ACTION_MOVE_DOWN:
    move_marked(tui, editor, action == ACTION_MOVE_UP ? -1 : 1);
    break;
  default:
    duplicate_marked(tui, editor);
    break;
  }
}

static void act_list(Tui *tui, Editor *editor, Action action) {
  int page = editor->page > 1 ? (int)editor->page - 1 : 1;
  editor_notice(editor, NULL);
  switch (action) {
  case ACTION_EDIT:
    edit_marked(tui, editor);
    break;
  case ACTION_INSERT:
    editor_ask(tui, editor, ASK_KIND, NULL);
    break;
  case ACTION_WRITE:
    editor_save(tui, editor, false);
    break;
  case ACTION_WRITE_AS:
    editor_form_save_as(tui, editor);
    break;
  case ACTION_UNDO:
  case ACTION_REDO:
    step_back(tui, editor, action == ACTION_UNDO);
    break;
  case ACTION_PREVIEW:
    preview(tui, editor);
    break;
  case ACTION_EDIT_FILE:
    open_outside(tui, editor);
    break;
  case ACTION_UP:
  case ACTION_DOWN:
    move_mark(editor, action == ACTION_UP ? -1 : 1);
    break;
  case ACTION_PAGE_UP:
  case ACTION_PAGE_DOWN:
    move_mark(editor, action == ACTION_PAGE_UP ? -page : page);
    break;
  case ACTION_LEAVE_EDITOR:
    leave(tui, editor);
    break;
  default:
    act_on_step(tui, editor, action);
    break;
  }
}

static void act(Tui *tui, void *state, Action action, int key) {
  Editor *editor = state;
  if (editor->asked != ASK_NOTHING) {
    act_asked(tui, editor, action, key);
  } else {
    act_list(tui, editor, action);
  }
}

static void keep(Tui *tui, void *state) {
  (void)tui;
  editor_keep(state);
}

static void close_editor(void *state) {
  Editor *editor = state;
  editor_keep(editor);
  free(editor->draft);
  edit_free(editor->edit);
  timeline_free(&editor->timeline);
  free(editor->id);
  free(editor->path);
  free(editor->shipped);
  free(editor->words);
  free(editor->notice);
}

const Screen screen_editor = {
    .name = N_IN("screen", "editor"),
    .state_size = sizeof(Editor),
    .lists = editor_lists,
    .moment = editor_moment,
    .draw = editor_draw,
    .act = act,
    .keep = keep,
    .close = close_editor,
};
