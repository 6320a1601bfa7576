/* The editor and the disk: opening, saving, and what is asked when that cannot simply be done. */
#include <stdlib.h>
#include <string.h>

#include "editor.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/own.h"
#include "nightcalf/user_file.h"
#include "screens.h"

/* A question as it is kept; its sentence is the editor's words where it has none of its own. */
typedef struct AskRow {
  const char *title;
  const char *sentence;
  const char *options[3];
} AskRow;

/* The first option of each is what an unthinking Enter should do. */
static const AskRow questions[] = {
    [ASK_REMOVE] = {N_("Remove this step?"), NULL, {N_("Keep it"), N_("Remove it")}},
    [ASK_LEAVE] = {N_("Leave the editor?"),
                   N_("There are changes that are not saved."),
                   {N_("Save and leave"), N_("Leave without saving"), N_("Stay")}},
    [ASK_DRAFT] = {N_("There are changes that were not saved"),
                   NULL,
                   {N_("Go on with them"), N_("Drop them"), N_("Leave it all as it is")}},
    [ASK_BREAKS] = {N_("Other routines borrow from this one"),
                    NULL,
                    {N_("Stay, nothing is written"), N_("Save mine as another routine"),
                     N_("Save it all the same; they will be broken")}},
    [ASK_CHANGED] = {N_("The file has changed on disk"),
                     NULL,
                     {N_("Stay, nothing is written"), N_("Save mine as another routine"),
                      N_("Take the file's version; mine is lost")}},
    [ASK_REFUSED] = {N_("That was not done"),
                     NULL,
                     {N_("Stay"), N_("Open it in my own editor"),
                      N_("Save it as another routine")}},
};

Ask editor_question(const Editor *editor) {
  const AskRow *row = &questions[editor->asked];
  Ask ask = {_(row->title), row->sentence != NULL ? _(row->sentence) : editor->words, row->options,
             0};
  while (ask.count < sizeof row->options / sizeof row->options[0] &&
         row->options[ask.count] != NULL) {
    ask.count++;
  }
  return ask;
}

void editor_notice(Editor *editor, char *text) {
  free(editor->notice);
  editor->notice = text;
}

void editor_ask(Tui *tui, Editor *editor, EditorAsk ask, char *words) {
  free(editor->words);
  editor->words = words;
  editor->asked = ask;
  editor->answer = 0;
  tui->asking = ask != ASK_NOTHING;
}

void editor_refused(Tui *tui, Editor *editor, const Error *err) {
  editor_ask(tui, editor, ASK_REFUSED, mem_format("%s.", err->text));
}

void editor_changed(const Tui *tui, Editor *editor) {
  const Routine *routine = edit_routine(editor->edit);
  timeline_free(&editor->timeline);
  editor->timeline = (Timeline){0};
  if (routine != NULL) {
    timeline_build(routine, (Side)tui->app->settings.worse_side, &editor->timeline);
  }
  size_t count = (size_t)edit_step_count(editor->edit);
  editor->selected = editor->selected > count ? count : editor->selected;
}

bool editor_dirty(const Editor *editor) {
  bool untouched = editor->shipped != NULL && strcmp(editor->shipped, edit_text(editor->edit)) == 0;
  return !untouched && edit_modified(editor->edit);
}

/* Whether nothing was done yet to a routine that is new. */
static bool is_untouched(const Editor *editor) {
  char *begun = own_template(editor->id);
  bool same = edit_saved_text(editor->edit) == NULL && strcmp(begun, edit_text(editor->edit)) == 0;
  free(begun);
  return same;
}

void editor_keep(Editor *editor) {
  if (editor->settled || !editor_dirty(editor) || is_untouched(editor)) {
    return;
  }
  Error err = {{0}};
  const char *saved_text = edit_saved_text(editor->edit);
  const char *base = editor->shipped != NULL ? editor->shipped : saved_text;
  char *at = draft_keep(editor->path, base, edit_text(editor->edit), editor->drafted, &err);
  free(editor->tui->parting);
  editor->tui->parting =
      at != NULL
          ? mem_format(_("what you changed in \"%s\" was not saved; it is kept as a draft, and "
                         "the editor offers it when you open \"%s\" again: %s"),
                       editor->id, editor->id, at)
          : mem_format(_("what you changed in \"%s\" was not saved, and could not be kept: %s"),
                       editor->id, err.text);
  editor->drafted = editor->drafted || at != NULL;
  free(at);
}

void editor_forget_draft(Editor *editor) {
  if (editor->drafted) {
    draft_forget(editor->path);
  }
  editor->drafted = false;
}

/* Offers what was kept when the editor had to end. */
static void offer_draft(Tui *tui, Editor *editor) {
  bool outdated = false;
  editor->draft = draft_kept(editor->path, edit_text(editor->edit), &outdated);
  if (editor->draft != NULL) {
    editor_ask(tui, editor, ASK_DRAFT,
               outdated
                   ? mem_format(_("A draft of \"%s\" was kept the last time. The routine itself "
                                  "was changed since: going on with the draft would put that "
                                  "aside."),
                                editor->id)
                   : mem_format(_("A draft of \"%s\" was kept the last time."), editor->id));
  }
}

/* What is on disk is what is shown: others see it from now on. */
static void saved(Tui *tui, Editor *editor) {
  free(editor->shipped);
  editor->shipped = NULL;
  editor_forget_draft(editor);
  own_refresh(tui->app);
  editor_changed(tui, editor);
  editor_notice(editor, mem_format(_("Saved: %s"), editor->path));
}

/* Asks, where saving would break routines that are sound. */
static bool asks_about_others(Tui *tui, Editor *editor) {
  char *broken = own_would_break(tui->app, editor->id, editor->path, edit_text(editor->edit));
  bool asks = broken != NULL;
  if (asks) {
    editor_ask(tui, editor, ASK_BREAKS,
               mem_format(_("These would be broken, since they borrow what would no longer be "
                            "there: %s."),
                          broken));
  }
  free(broken);
  return asks;
}

bool editor_save(Tui *tui, Editor *editor, bool forced) {
  Error err = {{0}};
  bool sound = edit_routine(editor->edit) != NULL;
  if (sound && !forced && editor_dirty(editor) && asks_about_others(tui, editor)) {
    return false;
  }
  switch (edit_save(editor->edit, &err)) {
  case EDIT_SAVED:
    saved(tui, editor);
    return true;
  case EDIT_CHANGED_ON_DISK:
    editor_ask(tui, editor, ASK_CHANGED, mem_format("%s.", err.text));
    return false;
  default:
    editor_notice(editor, mem_format(_("Not saved: %s."), err.text));
    return false;
  }
}

bool editor_save_as(Tui *tui, Editor *editor, const char *id, Error *err) {
  char *path = own_path(tui->app, id, err);
  bool done = path != NULL && edit_save_as(editor->edit, path, err) == EDIT_SAVED;
  if (done) {
    editor_forget_draft(editor);
    free(editor->id);
    free(editor->path);
    editor->id = mem_copy(id);
    editor->path = path;
    saved(tui, editor);
  } else {
    free(path);
  }
  return done;
}

void editor_reload(Tui *tui, Editor *editor) {
  Diagnostics findings = {0};
  RoutineEdit *edit = edit_open(&tui->app->library, editor->path, &findings);
  if (edit == NULL) {
    editor_notice(editor, mem_format(_("It stays as it is here: %s."),
                                     findings.count > 0 ? findings.items[0].message
                                                        : _("the file cannot be read")));
  } else {
    edit_free(editor->edit);
    editor->edit = edit;
    editor_forget_draft(editor);
    editor_changed(tui, editor);
    editor_notice(editor, mem_copy(_("This is what the file says now.")));
  }
  diagnostics_free(&findings);
}

/* The text of a routine that is not the person's own, to become a copy of it. */
static RoutineEdit *open_copy(const Tui *tui, const RoutineEntry *entry, const char *path,
                              Diagnostics *findings) {
  Error err = {{0}};
  size_t length = 0;
  char *text = user_file_read(entry->file, ROUTINE_FILE_MAX, &length, &err);
  if (text == NULL) {
    diagnostics_add(findings, entry->file, 0, 0, false, "%s", err.text);
    return NULL;
  }
  RoutineEdit *edit = edit_open_text(&tui->app->library, path, text, findings);
  free(text);
  return edit;
}

/* What cannot be opened here is told, with all that is known, and the way out. */
static void tell_broken(Tui *tui, const char *id, const Diagnostics *findings) {
  char key[KEY_LABEL_SIZE];
  keys_label(tui->keys.at[ACTION_EDIT_FILE][0], tui->ascii, key, sizeof key);
  char *text = mem_format(_("\"%s\" cannot be edited here yet\n\nIts text has faults that must be "
                            "mended in an editor of your own first: %s in the list of routines "
                            "opens it there, or from a shell: nightcalf edit %s\n"),
                          id, key, id);
  for (size_t i = 0; i < findings->count; i++) {
    const Diagnostic *finding = &findings->items[i];
    char *line = finding->line > 0 ? mem_format(_("Line %d: %s"), finding->line, finding->message)
                                   : mem_copy(finding->message);
    char *longer = mem_format("%s\n%s.\n", text, line);
    free(line);
    free(text);
    text = longer;
  }
  card_open(tui, text);
}

/* The mark goes to what the first error is about. */
static void mark_error(Editor *editor) {
  const Diagnostics *findings = edit_findings(editor->edit);
  for (size_t i = 0; i < findings->count; i++) {
    if (!findings->items[i].warning) {
      int step = editor_finding_step(&findings->items[i]);
      bool there = step < edit_step_count(editor->edit);
      editor->selected = there ? (size_t)(step + 1) : 0;
      return;
    }
  }
}

void editor_open(Tui *tui, const char *id) {
  Diagnostics findings = {0};
  Error err = {{0}};
  const RoutineEntry *entry = library_find(&tui->app->library, id);
  bool own = entry != NULL && entry->origin != ORIGIN_SHIPPED;
  char *path = own ? mem_copy(entry->file) : own_path(tui->app, id, &err);
  RoutineEdit *edit = NULL;
  if (entry == NULL || path == NULL) {
    diagnostics_add(&findings, id, 0, 0, false, "%s",
                    entry == NULL ? _("there is no routine of that name") : err.text);
  } else if (own) {
    edit = edit_open(&tui->app->library, path, &findings);
  } else {
    edit = open_copy(tui, entry, path, &findings);
  }
  if (edit == NULL) {
    tell_broken(tui, id, &findings);
    free(path);
  } else {
    Editor *editor = tui_open(tui, &screen_editor);
    *editor = (Editor){.edit = edit, .id = mem_copy(id), .path = path, .tui = tui};
    if (!own) {
      editor->shipped = mem_copy(edit_text(edit));
      editor_notice(editor, mem_copy(_("This one came with Nightcalf. When you save, it becomes a "
                                       "copy of your own, which takes its place.")));
    }
    editor_changed(tui, editor);
    mark_error(editor);
    offer_draft(tui, editor);
  }
  diagnostics_free(&findings);
}

void editor_open_new(Tui *tui, const char *id) {
  Error err = {{0}};
  Diagnostics findings = {0};
  char *path = own_path(tui->app, id, &err);
  char *text = own_template(id);
  RoutineEdit *edit =
      path != NULL ? edit_open_text(&tui->app->library, path, text, &findings) : NULL;
  free(text);
  if (edit == NULL) {
    diagnostics_add(&findings, id, 0, 0, false, "%s", err.text);
    tell_broken(tui, id, &findings);
    free(path);
  } else {
    Editor *editor = tui_open(tui, &screen_editor);
    *editor = (Editor){.edit = edit, .id = mem_copy(id), .path = path, .tui = tui};
    editor_changed(tui, editor);
    offer_draft(tui, editor);
  }
  diagnostics_free(&findings);
}
