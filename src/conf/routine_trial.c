/* A change of a routine file on its way. Contract: conf/routine_trial.h. */
#include "conf/routine_trial.h"

#include <stdlib.h>
#include <string.h>

#include "conf/routine_build.h"
#include "conf/tree.h"
#include "conf/tree_change.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"

static const char not_possible[] =
    N_("this cannot be changed here without touching something else in the file; change it with a "
       "text editor");

static const char not_readable[] = N_("the file could not be read any more");

bool edit_is_refusal(const Error *err) {
  return strcmp(err->text, _(not_possible)) == 0 ||
         strncmp(err->text, _(not_readable), strlen(_(not_readable))) == 0;
}

bool trial_fail_possible(Error *err) {
  return fail(err, "%s", _(not_possible));
}

Trial trial_begin(RoutineEdit *edit, EditPlace place, const EditChange *changes, size_t count) {
  const Document *document = &edit->document;
  Trial trial = {.edit = edit, .place = place, .changes = changes, .count = count};
  trial.now = (Document){.bytes = mem_copy_bytes(document->bytes, document->length),
                         .length = document->length,
                         .root = node_copy(&document->root)};
  trial.meant = (Document){.bytes = document->bytes, .root = node_copy(&document->root)};
  return trial;
}

void trial_free(Trial *trial) {
  document_free(&trial->now);
  node_free(&trial->meant.root);
}

bool trial_take(Trial *trial, char *text, Error *err) {
  if (text == NULL) {
    return fail(err, "%s", _(not_possible));
  }
  free(trial->now.bytes);
  trial->now.bytes = text;
  trial->now.length = strlen(text);
  return guard_reparse(&trial->now) || fail(err, "%s", _(not_possible));
}

Node *trial_meant_group(Trial *trial) {
  return (Node *)edit_group(&trial->meant, trial->place);
}

const Node *trial_list(const Document *document, EditPlace place) {
  return place.choice == EDIT_WHOLE ? edit_steps(document) : edit_choices(document, place.step);
}

int trial_index(EditPlace place) {
  return place.choice == EDIT_WHOLE ? place.step : place.choice;
}

size_t trial_child(const Node *group, const char *name) {
  size_t i = 0;
  while (i < group->count && strcmp(group->children[i].name, name) != 0) {
    i++;
  }
  return i;
}

/* What findings about this place begin with; there may be none. */
static void put_subject(const Trial *trial, const Document *document, bool choice,
                        char subject[SUBJECT_SIZE]) {
  subject[0] = '\0';
  const Node *step = edit_group(document, (EditPlace){trial->place.step, EDIT_WHOLE});
  const Node *group = choice ? edit_group(document, trial->place) : step;
  if (trial->place.step == EDIT_WHOLE || step == NULL || group == NULL) {
    return;
  }
  Build *none = mem_new(1, sizeof *none);
  Findings findings = step_findings(none, step, trial->place.step + 1);
  if (choice) {
    const Node *label = node_find(group, "label");
    findings = choice_findings(none, step, trial->place.step + 1,
                               label == NULL ? NULL : label->text, (size_t)trial->place.choice + 1);
  }
  finding_subject(&findings, subject);
  free(none);
}

/* A message without the words that name this very place. */
static const char *without_subject(const Trial *trial, const Document *document,
                                   const char *message) {
  for (int choice = trial->place.choice == EDIT_WHOLE ? 0 : 1; choice >= 0; choice--) {
    char subject[SUBJECT_SIZE];
    put_subject(trial, document, choice == 1, subject);
    size_t length = strlen(subject);
    if (length > 0 && strncmp(message, subject, length) == 0) {
      return message + length;
    }
  }
  return message;
}

static bool same_place(Place one, int line, int column) {
  return one.line == line && one.column == column;
}

/* The setting, of those that were to be changed, that a finding is about; NULL: none. */
static const char *key_of(const Trial *trial, const Document *document, const Diagnostic *item,
                          const char *message) {
  const Node *group = edit_group(document, trial->place);
  for (size_t i = 0; i < trial->count; i++) {
    const char *key = trial->changes[i].key;
    const Node *node = group == NULL ? NULL : node_find(group, key);
    size_t length = strlen(key);
    bool named =
        message[0] == '"' && strncmp(message + 1, key, length) == 0 && message[1 + length] == '"';
    if (named || (node != NULL && (same_place(node->place, item->line, item->column) ||
                                   same_place(node->name_place, item->line, item->column)))) {
      return key;
    }
  }
  return NULL;
}

/* Whether the text before had this error too. */
static bool is_old(const RoutineEdit *edit, const Diagnostic *item) {
  for (size_t i = 0; i < edit->findings.count; i++) {
    const Diagnostic *old = &edit->findings.items[i];
    if (!old->warning && strcmp(old->message, item->message) == 0) {
      return true;
    }
  }
  return false;
}

/* Fails with the first error that the text before did not have. */
static bool fail_new(const Trial *trial, const EditReading *reading, const char **key, Error *err) {
  const Diagnostics *findings = &reading->findings;
  for (size_t i = 0; i < findings->count; i++) {
    const Diagnostic *item = &findings->items[i];
    if (!item->warning && !is_old(trial->edit, item)) {
      const char *message = without_subject(trial, &reading->document, item->message);
      *key = key_of(trial, &reading->document, item, message);
      return fail(err, "%s", message);
    }
  }
  return fail(err, "%s", _(not_possible));
}

bool trial_finish(Trial *trial, const char **key, Error *err) {
  if (strcmp(trial->now.bytes, trial->edit->document.bytes) == 0) {
    return true;
  }
  EditReading reading;
  edit_read(trial->edit, trial->edit->path, trial->now.bytes, &reading);
  bool done = false;
  if (!reading.whole) {
    Error why = {{0}};
    (void)fail_new(trial, &reading, key, &why);
    (void)fail(err, "%s: %s", _(not_readable), why.text);
  } else if (!node_same(&trial->meant, &trial->meant.root, &reading.document,
                        &reading.document.root)) {
    (void)fail(err, "%s", _(not_possible));
  } else if (reading.findings.errors > trial->edit->findings.errors) {
    (void)fail_new(trial, &reading, key, err);
  } else {
    edit_take(trial->edit, &reading);
    done = true;
  }
  edit_reading_free(&reading);
  return done;
}

bool trial_fail_place(EditPlace place, Error *err) {
  return place.choice == EDIT_WHOLE
             ? fail(err, "step %d is not there, or is no group { ... }", place.step + 1)
             : fail(err, "step %d, choice %d is not there, or is no group { ... }", place.step + 1,
                    place.choice + 1);
}
