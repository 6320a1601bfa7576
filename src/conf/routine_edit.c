/* A routine file open for editing: opening, looking, going back and saving. Contract:
 * nightcalf/edit.h; the changes themselves are in routine_change.c. */
#include "conf/routine_edit.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "conf/field_text.h"
#include "conf/routine_build.h"
#include "conf/save.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"

enum { STACK_TEXTS_MAX = 200, STACK_BYTES_MAX = 16 * 1024 * 1024, DECIMAL = 10 };

static void stack_drop_oldest(TextStack *stack) {
  stack->bytes -= strlen(stack->texts[0]);
  free(stack->texts[0]);
  stack->count--;
  memmove(stack->texts, stack->texts + 1, stack->count * sizeof *stack->texts);
}

/* Puts a text, which is taken over, on top; the oldest ones make room for it. */
static void stack_push(TextStack *stack, char *text) {
  size_t length = strlen(text);
  while (stack->count == STACK_TEXTS_MAX ||
         (stack->count > 0 && stack->bytes + length > STACK_BYTES_MAX)) {
    stack_drop_oldest(stack);
  }
  stack->texts = mem_resize(stack->texts, stack->count + 1, sizeof *stack->texts);
  stack->texts[stack->count++] = text;
  stack->bytes += length;
}

/* The text on top, which is the caller's then; NULL: there is none. */
static char *stack_pop(TextStack *stack) {
  if (stack->count == 0) {
    return NULL;
  }
  char *text = stack->texts[--stack->count];
  stack->bytes -= strlen(text);
  return text;
}

static void stack_free(TextStack *stack) {
  while (stack->count > 0) {
    free(stack_pop(stack));
  }
  free(stack->texts);
  *stack = (TextStack){0};
}

/* Makes a routine of a document that was read. */
static void build(const RoutineEdit *edit, EditReading *reading) {
  char *folder = edit->library == NULL ? NULL : folder_of_file(reading->document.name);
  reading->routine = routine_from_document(edit->library, &reading->document, reading->whole,
                                           folder, 0, &reading->findings);
  free(folder);
}

void edit_read(const RoutineEdit *edit, const char *path, const char *text, EditReading *reading) {
  *reading = (EditReading){0};
  reading->whole = document_parse(&reading->document, path, text, strlen(text), ROUTINE_FILE_MAX,
                                  &reading->findings);
  build(edit, reading);
}

void edit_reading_free(EditReading *reading) {
  document_free(&reading->document);
  routine_free(reading->routine);
  diagnostics_free(&reading->findings);
  *reading = (EditReading){0};
}

/* Puts a reading in the place of what is there, which is freed. */
static void put_reading(RoutineEdit *edit, EditReading *reading) {
  document_free(&edit->document);
  routine_free(edit->routine);
  diagnostics_free(&edit->findings);
  edit->document = reading->document;
  edit->routine = reading->routine;
  edit->findings = reading->findings;
  *reading = (EditReading){0};
}

void edit_take(RoutineEdit *edit, EditReading *reading) {
  stack_free(&edit->forward);
  stack_push(&edit->back, mem_copy(edit->document.bytes));
  put_reading(edit, reading);
}

/* Opens what was read. NULL: it is no text to edit. */
static RoutineEdit *open_reading(RoutineEdit *edit, EditReading *reading, bool on_disk,
                                 Diagnostics *diagnostics) {
  build(edit, reading);
  for (size_t i = 0; i < reading->findings.count; i++) {
    const Diagnostic *item = &reading->findings.items[i];
    diagnostics_add(diagnostics, item->file, item->line, item->column, item->warning, "%s",
                    item->message);
  }
  if (!reading->whole) {
    edit_reading_free(reading);
    edit_free(edit);
    return NULL;
  }
  edit->saved = on_disk ? mem_copy(reading->document.bytes) : NULL;
  put_reading(edit, reading);
  return edit;
}

static RoutineEdit *new_edit(const Library *library, const char *path) {
  RoutineEdit *edit = mem_new(1, sizeof *edit);
  edit->library = library;
  edit->path = mem_copy(path);
  return edit;
}

RoutineEdit *edit_open(const Library *library, const char *path, Diagnostics *diagnostics) {
  EditReading reading = {0};
  reading.whole = document_read(&reading.document, path, ROUTINE_FILE_MAX, &reading.findings);
  return open_reading(new_edit(library, path), &reading, true, diagnostics);
}

RoutineEdit *edit_open_text(const Library *library, const char *path, const char *text,
                            Diagnostics *diagnostics) {
  EditReading reading = {0};
  reading.whole = document_parse(&reading.document, path, text, strlen(text), ROUTINE_FILE_MAX,
                                 &reading.findings);
  return open_reading(new_edit(library, path), &reading, false, diagnostics);
}

void edit_free(RoutineEdit *edit) {
  if (edit == NULL) {
    return;
  }
  document_free(&edit->document);
  routine_free(edit->routine);
  diagnostics_free(&edit->findings);
  stack_free(&edit->back);
  stack_free(&edit->forward);
  free(edit->saved);
  free(edit->path);
  free(edit);
}

const char *edit_text(const RoutineEdit *edit) {
  return edit->document.bytes;
}

const Routine *edit_routine(const RoutineEdit *edit) {
  return edit->routine;
}

const Diagnostics *edit_findings(const RoutineEdit *edit) {
  return &edit->findings;
}

const Node *edit_steps(const Document *document) {
  const Node *steps = node_find(&document->root, "steps");
  return steps != NULL && steps->type == NODE_LIST ? steps : NULL;
}

const Node *edit_choices(const Document *document, int step) {
  const Node *group = edit_group(document, (EditPlace){step, EDIT_WHOLE});
  const Node *choices = group == NULL ? NULL : node_find(group, "choices");
  return choices != NULL && choices->type == NODE_LIST ? choices : NULL;
}

const Node *edit_group(const Document *document, EditPlace place) {
  if (place.step == EDIT_WHOLE) {
    return place.choice == EDIT_WHOLE ? &document->root : NULL;
  }
  const Node *list =
      place.choice == EDIT_WHOLE ? edit_steps(document) : edit_choices(document, place.step);
  int index = place.choice == EDIT_WHOLE ? place.step : place.choice;
  bool there = list != NULL && index >= 0 && (size_t)index < list->count;
  return there && list->children[index].type == NODE_GROUP ? &list->children[index] : NULL;
}

int edit_step_count(const RoutineEdit *edit) {
  const Node *steps = edit_steps(&edit->document);
  return steps == NULL ? 0 : (int)steps->count;
}

int edit_choice_count(const RoutineEdit *edit, int step) {
  const Node *choices = edit_choices(&edit->document, step);
  return choices == NULL ? 0 : (int)choices->count;
}

int edit_step_span(const RoutineEdit *edit, int step, int *first) {
  const Node *group = edit_group(&edit->document, (EditPlace){step, EDIT_WHOLE});
  const Routine *routine = edit->routine;
  int count = 0;
  *first = 0;
  for (size_t i = 0; group != NULL && routine != NULL && i < routine->step_count; i++) {
    if (routine->steps[i].line == group->place.line &&
        routine->steps[i].column == group->place.column) {
      *first = count == 0 ? (int)i : *first;
      count++;
    }
  }
  return count;
}

/* The file's step whose own `id` this is, or one of the steps that it makes; -1: none. */
static int find_id(const RoutineEdit *edit, const char *id) {
  int count = edit_step_count(edit);
  int index = edit->routine == NULL ? -1 : routine_find_step(edit->routine, id);
  for (int step = 0; step < count; step++) {
    const Node *group = edit_group(&edit->document, (EditPlace){step, EDIT_WHOLE});
    const Node *node = group == NULL ? NULL : node_find(group, "id");
    int first = 0;
    int made = edit_step_span(edit, step, &first);
    if ((node != NULL && node->type == NODE_TEXT && strcmp(node->text, id) == 0) ||
        (index >= first && index < first + made)) {
      return step;
    }
  }
  return -1;
}

int edit_find_step(const RoutineEdit *edit, const char *text) {
  int found = find_id(edit, text);
  if (found >= 0) {
    return found;
  }
  char *end = NULL;
  long number = strtol(text, &end, DECIMAL);
  bool whole = text[0] >= '0' && text[0] <= '9' && *end == '\0';
  return whole && number >= 1 && number <= edit_step_count(edit) ? (int)number - 1 : -1;
}

const StepKind *edit_step_kind(const RoutineEdit *edit, int step) {
  const Node *group = edit_group(&edit->document, (EditPlace){step, EDIT_WHOLE});
  const Node *kind = group == NULL ? NULL : node_find(group, "kind");
  bool own = kind != NULL && kind->type == NODE_TEXT && node_find(group, "use") == NULL;
  return own ? step_kind_find(kind->text) : NULL;
}

/* The kind of the one step that a `use` borrows; NULL: not known. */
static const StepKind *borrowed_kind(const RoutineEdit *edit, int step) {
  int first = 0;
  int made = edit_step_span(edit, step, &first);
  return made == 1 ? edit->routine->steps[first].kind : NULL;
}

EditTables edit_tables(const RoutineEdit *edit, EditPlace place) {
  if (place.step == EDIT_WHOLE) {
    return (EditTables){.own = routine_fields};
  }
  if (place.choice != EDIT_WHOLE) {
    return (EditTables){.own = choice_fields};
  }
  const Node *group = edit_group(&edit->document, place);
  const Node *use = group == NULL ? NULL : node_find(group, "use");
  bool all = use != NULL && (use->type != NODE_TEXT || strchr(use->text, '/') == NULL);
  if (all) {
    return (EditTables){0}; /* nothing can stand beside a `use` of a whole routine */
  }
  const StepKind *kind =
      use == NULL ? edit_step_kind(edit, place.step) : borrowed_kind(edit, place.step);
  return (EditTables){.own = kind == NULL ? NULL : kind->fields, .common = step_fields};
}

/* The two settings of a step that are in no table: they say which tables apply. */
static const Field leading_fields[] = {
    {
        .name = "kind",
        .type = FIELD_NAME,
        .sentence =
            N_("What sort of step it is: hold, timed, breathe, prompt, checklist or journal."),
    },
    {
        .name = "use",
        .type = FIELD_PATH,
        .sentence = N_("The step or the whole routine that is borrowed here."),
    },
    {.name = NULL},
};

const Field *edit_field(const RoutineEdit *edit, EditPlace place, const char *key) {
  EditTables tables = edit_tables(edit, place);
  const Field *field = tables.own == NULL ? NULL : field_find(tables.own, key);
  if (field == NULL && tables.common != NULL) {
    field = field_find(tables.common, key);
  }
  bool step = place.step != EDIT_WHOLE && place.choice == EDIT_WHOLE;
  return field != NULL || !step ? field : field_find(leading_fields, key);
}

char *edit_value(const RoutineEdit *edit, EditPlace place, const char *key) {
  static const Field unknown = {.name = "", .type = FIELD_TEXT};
  const Node *group = edit_group(&edit->document, place);
  const Node *node = group == NULL ? NULL : node_find(group, key);
  if (node == NULL) {
    return NULL;
  }
  const Field *field = edit_field(edit, place, key);
  return field_plain_node(field == NULL ? &unknown : field, &edit->document, node);
}

/* Goes to the text on top of one stack; the one that is left goes to the other. */
static bool go_to(RoutineEdit *edit, TextStack *from, TextStack *to) {
  char *text = stack_pop(from);
  if (text == NULL) {
    return false;
  }
  EditReading reading;
  edit_read(edit, edit->path, text, &reading);
  free(text);
  stack_push(to, mem_copy(edit->document.bytes));
  put_reading(edit, &reading);
  return true;
}

bool edit_undo(RoutineEdit *edit) {
  return go_to(edit, &edit->back, &edit->forward);
}

bool edit_redo(RoutineEdit *edit) {
  return go_to(edit, &edit->forward, &edit->back);
}

bool edit_modified(const RoutineEdit *edit) {
  return edit->saved == NULL || strcmp(edit->saved, edit->document.bytes) != 0;
}

const char *edit_saved_text(const RoutineEdit *edit) {
  return edit->saved;
}

bool edit_replace(RoutineEdit *edit, const char *text, Error *err) {
  EditReading reading;
  edit_read(edit, edit->path, text, &reading);
  bool done = reading.whole;
  if (done) {
    edit_take(edit, &reading);
  } else {
    const Diagnostic *first = reading.findings.count > 0 ? &reading.findings.items[0] : NULL;
    (void)fail(err, "line %d: %s", first == NULL ? 1 : first->line,
               first == NULL ? _("it has no settings") : first->message);
  }
  edit_reading_free(&reading);
  return done;
}

/* What is in the way of saving a text: its first error. True: nothing. */
static bool may_save(const char *path, const Diagnostics *findings, Error *err) {
  for (size_t i = 0; findings->errors > 0 && i < findings->count; i++) {
    const Diagnostic *item = &findings->items[i];
    if (!item->warning) {
      return fail(err, "%s:%d:%d: %s; it was not saved: mend that first", path, item->line,
                  item->column, item->message);
    }
  }
  return true;
}

EditSaved edit_save(RoutineEdit *edit, Error *err) {
  if (!may_save(edit->path, &edit->findings, err)) {
    return EDIT_FAILED;
  }
  Content before = {edit->saved, edit->saved == NULL ? 0 : strlen(edit->saved)};
  Content content = {edit->document.bytes, edit->document.length};
  SaveResult result = save_keeping(edit->path, edit->saved == NULL ? NULL : &before, content, err);
  if (result == SAVE_DONE || result == SAVE_UNSURE) {
    free(edit->saved);
    edit->saved = mem_copy(edit->document.bytes);
  }
  return result == SAVE_DONE      ? EDIT_SAVED
         : result == SAVE_CHANGED ? EDIT_CHANGED_ON_DISK
                                  : EDIT_FAILED;
}

EditSaved edit_save_as(RoutineEdit *edit, const char *path, Error *err) {
  struct stat status;
  if (lstat(path, &status) == 0) {
    (void)fail(err, "%s is there already; choose another name", path);
    return EDIT_FAILED;
  }
  EditReading reading;
  edit_read(edit, path, edit->document.bytes, &reading);
  EditSaved saved = EDIT_FAILED;
  if (may_save(path, &reading.findings, err)) {
    char *old_path = edit->path;
    char *old_saved = edit->saved;
    edit->path = mem_copy(path);
    edit->saved = NULL;
    saved = edit_save(edit, err);
    bool is_there = edit->saved != NULL;
    free(is_there ? old_path : edit->path);
    edit->path = is_there ? edit->path : old_path;
    edit->saved = is_there ? edit->saved : old_saved;
    if (is_there) {
      free(old_saved);
      put_reading(edit, &reading);
    }
  }
  edit_reading_free(&reading);
  return saved;
}
