/* The editor's forms: of the routine, of a step, of an answer, by the tables of what stands there.
 * No kind of step is named here. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "editor.h"
#include "form.h"
#include "nightcalf/format.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/own.h"
#include "words.h"

enum { CLOCK_SIZE = 2 * FORMAT_SIZE };

/* What a form is about. */
typedef struct Subject {
  const Tui *tui;
  Editor *editor;
  EditPlace place;
  bool fresh;           /* to be put in at that place */
  const StepKind *kind; /* of a fresh step; NULL: borrowed */
} Subject;

/* What can be borrowed, and how; the loader reads this setting itself. */
static const Field use_fields[] = {
    {
        .name = "use",
        .type = FIELD_PATH,
        .required = true,
        .sentence =
            N_("What is borrowed: a routine with all its steps, or one step as routine/step."),
    },
    {.name = NULL},
};

static bool is_step(const Subject *subject) {
  return subject->place.step != EDIT_WHOLE && subject->place.choice == EDIT_WHOLE;
}

/* The labels of a step's answers, joined; NULL: it has none. */
static char *answers(const Editor *editor, int step) {
  char *text = NULL;
  for (int i = 0; i < edit_choice_count(editor->edit, step); i++) {
    char *label = edit_value(editor->edit, (EditPlace){step, i}, "label");
    text = text != NULL ? text : mem_copy("");
    words_add(&text, label != NULL ? label : "?");
    free(label);
  }
  return text;
}

static char *value(void *context, const Field *field) {
  const Subject *subject = context;
  if (subject->fresh) {
    return NULL;
  }
  if (field->type == FIELD_CHOICES) {
    return answers(subject->editor, subject->place.step);
  }
  return edit_value(subject->editor->edit, subject->place, field->name);
}

/* Whether a step of that kind has the setting. */
static bool has_row(const StepKind *kind, const Field *field) {
  return field_find(step_fields, field->name) != NULL ||
         (kind != NULL && field_find(kind->fields, field->name) != NULL);
}

/* What a step that says nothing has from its kind and from its routine; NULL of a borrowed one. */
static char *fresh_holds(const Subject *subject, const Field *field) {
  const Routine *routine = edit_routine(subject->editor->edit);
  const StepKind *kind = subject->kind;
  if (!subject->fresh) {
    kind = edit_step_kind(subject->editor->edit, subject->place.step);
  }
  if (kind == NULL || !has_row(kind, field)) {
    return NULL;
  }
  Step step;
  step_init(&step, kind);
  if (routine != NULL) {
    step.setup = routine->setup;
    step.rest = routine->rest;
  }
  char *words = form_words(field, &step);
  step_free(&step);
  return words;
}

/* The step of the routine as it was loaded that the subject makes, if it makes but one; else NULL.
 */
static const Step *loaded_step(const Subject *subject) {
  const Routine *routine = edit_routine(subject->editor->edit);
  int first = 0;
  int count = edit_step_span(subject->editor->edit, subject->place.step, &first);
  return routine != NULL && count == 1 ? &routine->steps[first] : NULL;
}

/* What is in force where the file says nothing: of a step what it has from its routine, or from
 * where it was borrowed. */
static char *holds(void *context, const Field *field) {
  const Subject *subject = context;
  if (!is_step(subject)) {
    return NULL;
  }
  const Step *step = subject->fresh ? NULL : loaded_step(subject);
  char *set = step != NULL ? value(context, field) : NULL;
  free(set);
  if (step == NULL || set != NULL) {
    return fresh_holds(subject, field);
  }
  return has_row(step->kind, field) ? form_words(field, step) : NULL;
}

static void open_choices(Tui *tui, void *context, const Field *field) {
  (void)field;
  const Subject *subject = context;
  choices_open(tui, subject->editor, subject->place.step);
}

/* The same change to any text: this file, or a copy of it that is thrown away. */
static bool apply(const Subject *subject, RoutineEdit *edit, const EditChange *changes,
                  size_t count, const char **key, Error *err) {
  if (!subject->fresh) {
    return edit_set(edit, subject->place, changes, count, key, err);
  }
  if (subject->kind == NULL) {
    return edit_insert(edit, subject->place, changes, count, key, err);
  }
  EditChange *all = mem_new(count + 1, sizeof *all);
  char *kind = mem_format("\"%s\"", subject->kind->name);
  all[0] = (EditChange){"kind", kind};
  for (size_t i = 0; i < count; i++) {
    all[i + 1] = changes[i];
  }
  bool done = edit_insert(edit, subject->place, all, count + 1, key, err);
  free(kind);
  free(all);
  return done;
}

/* Says which keys lead on where the file cannot take a change that is made here. */
static void add_way_out(const Tui *tui, Error *err) {
  char outside[KEY_LABEL_SIZE];
  char copy[KEY_LABEL_SIZE];
  char leave[KEY_LABEL_SIZE];
  Error why = *err;
  keys_label(tui->keys.at[ACTION_EDIT_FILE][0], tui->ascii, outside, sizeof outside);
  keys_label(tui->keys.at[ACTION_WRITE_AS][0], tui->ascii, copy, sizeof copy);
  keys_label(tui->keys.at[ACTION_FORM_LEAVE][0], tui->ascii, leave, sizeof leave);
  (void)fail(err,
             "%.400s: leave this form with %s, then %s opens the file in your editor, and %s "
             "saves a copy",
             why.text, leave, outside, copy);
}

static bool accept(Tui *tui, void *context, const EditChange *changes, size_t count,
                   const char **key, Error *err) {
  const Subject *subject = context;
  Editor *editor = subject->editor;
  if (!apply(subject, editor->edit, changes, count, key, err)) {
    if (edit_is_refusal(err)) {
      add_way_out(tui, err);
    }
    return false;
  }
  editor_changed(tui, editor);
  if (subject->fresh && is_step(subject)) {
    editor->selected = (size_t)subject->place.step + 1;
  }
  return true;
}

/* What is typed is not lost where the program must end: as far as it can be a value it goes into
 * the routine, which is kept. */
static void rescue(void *context, const EditChange *changes, size_t count) {
  const Subject *subject = context;
  (void)apply(subject, subject->editor->edit, changes, count, NULL, NULL);
  editor_keep(subject->editor);
}

/* "1:17 of 2:42": the step's length and the routine's. */
static char *total_words(const Subject *subject, const RoutineEdit *edit) {
  const Routine *routine = edit_routine(edit);
  if (routine == NULL) {
    return NULL;
  }
  Timeline timeline;
  timeline_build(routine, (Side)subject->tui->app->settings.worse_side, &timeline);
  int first = 0;
  int count = is_step(subject) ? edit_step_span(edit, subject->place.step, &first) : 0;
  Millis length = 0;
  for (int i = first; i < first + count; i++) {
    length += timeline_step_total(&timeline, i);
  }
  char all[FORMAT_SIZE];
  char own[FORMAT_SIZE];
  format_clock(timeline.total, all);
  format_clock(length, own);
  timeline_free(&timeline);
  return is_step(subject) ? mem_format(_("%s of %s"), own, all) : mem_format(_("%s in all"), all);
}

/* What the total would be with these values, tried on a copy. */
static char *note(void *context, const EditChange *changes, size_t count) {
  const Subject *subject = context;
  const Tui *tui = subject->tui;
  Diagnostics findings = {0};
  RoutineEdit *copy = edit_open_text(&tui->app->library, subject->editor->path,
                                     edit_text(subject->editor->edit), &findings);
  diagnostics_free(&findings);
  char *words = NULL;
  bool none = count == 0 && !subject->fresh;
  if (copy != NULL && (none || apply(subject, copy, changes, count, NULL, NULL))) {
    words = total_words(subject, copy);
  }
  edit_free(copy);
  return words;
}

static FormOwner owner_of(Tui *tui, Editor *editor, Subject what) {
  Subject *subject = mem_new(1, sizeof *subject);
  *subject = what;
  subject->tui = tui;
  subject->editor = editor;
  return (FormOwner){.context = subject,
                     .fresh = what.fresh,
                     .value = value,
                     .holds = holds,
                     .open = what.fresh ? NULL : open_choices,
                     .accept = accept,
                     .note = note,
                     .rescue = rescue,
                     .close = free};
}

/* The title of a step's form. Release with free(). */
static char *step_heading(const Editor *editor, int step) {
  const StepKind *kind = edit_step_kind(editor->edit, step);
  return mem_format(_("Step %d: %s"), step + 1,
                    kind != NULL ? language_in("kind", kind->name) : _("borrowed"));
}

void editor_form(Tui *tui, Editor *editor, EditPlace place) {
  EditTables tables = edit_tables(editor->edit, place);
  bool step = place.step != EDIT_WHOLE && place.choice == EDIT_WHOLE;
  const StepKind *kind = step ? edit_step_kind(editor->edit, place.step) : NULL;
  char *use = step ? edit_value(editor->edit, place, "use") : NULL;
  char *title = step ? step_heading(editor, place.step)
                : place.step == EDIT_WHOLE
                    ? mem_copy(_("The routine itself"))
                    : mem_format(_("Step %d, answer %d"), place.step + 1, place.choice + 1);
  FormOwner owner = owner_of(tui, editor, (Subject){.place = place});
  form_open(tui, title, kind != NULL ? _(kind->sentence) : NULL,
            (FormTables){{tables.own, tables.common, use != NULL ? use_fields : NULL}}, owner);
  free(use);
  free(title);
}

void editor_form_step(Tui *tui, Editor *editor, int at, const StepKind *kind) {
  Subject what = {.place = {at, EDIT_WHOLE}, .fresh = true, .kind = kind};
  FormOwner owner = owner_of(tui, editor, what);
  if (kind == NULL) {
    form_open(tui, _("A borrowed step"), _("What is changed there later changes here too."),
              (FormTables){{use_fields}}, owner);
    return;
  }
  char *title = mem_format(_("A new step: %s"), language_in("kind", kind->name));
  form_open(tui, title, _(kind->sentence), (FormTables){{kind->fields, step_fields}}, owner);
  free(title);
}

void editor_form_choice(Tui *tui, Editor *editor, EditPlace at) {
  FormOwner owner = owner_of(tui, editor, (Subject){.place = at, .fresh = true});
  form_open(tui, _("A new answer"), NULL, (FormTables){{choice_fields}}, owner);
}

/* ---- saving under another name ---- */

static const Field id_fields[] = {
    {
        .name = "id",
        .type = FIELD_NAME,
        .required = true,
        .sentence = N_("The name of the routine's file, without its .cfg."),
    },
    {.name = NULL},
};

static char *suggest_id(void *context, const Field *field) {
  (void)field;
  const Subject *subject = context;
  char id[41];
  step_id_numbered(subject->editor->id, 2, id);
  return mem_copy(id);
}

/* The text between the quotes of a name's literal. Release with free(). */
static char *unquoted(const char *literal) {
  size_t length = strlen(literal);
  return length >= 2 ? mem_copy_bytes(literal + 1, length - 2) : mem_copy("");
}

static bool save_as(Tui *tui, void *context, const EditChange *changes, size_t count,
                    const char **key, Error *err) {
  const Subject *subject = context;
  *key = "id";
  if (count == 0) {
    return fail(err, "the routine needs a name");
  }
  char *id = unquoted(changes[0].literal);
  bool saved = editor_save_as(tui, subject->editor, id, err);
  free(id);
  return saved;
}

void editor_form_save_as(Tui *tui, Editor *editor) {
  Subject *subject = mem_new(1, sizeof *subject);
  *subject = (Subject){.tui = tui, .editor = editor, .fresh = true};
  form_open(tui, _("Save as another routine"), _("The one it was stays as it was saved last."),
            (FormTables){{id_fields}},
            (FormOwner){.context = subject,
                        .fresh = true,
                        .value = suggest_id,
                        .accept = save_as,
                        .close = free});
}
