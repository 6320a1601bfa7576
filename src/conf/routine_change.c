/* Changes of settings in a routine file. Each is made twice, in the text and in the tree that was
 * read of it; the new text, read again, must give the very tree. Contract: nightcalf/edit.h. */
#include <stdlib.h>
#include <string.h>

#include "conf/field_text.h"
#include "conf/routine_trial.h"
#include "conf/tree.h"
#include "conf/tree_change.h"
#include "nightcalf/mem.h"

/* Where a new setting goes: behind the nearest one of those before it in its table that is set; the
 * routine's before the steps. */
static size_t child_before(const Trial *trial, const Node *group, const char *name) {
  EditTables tables = edit_tables(trial->edit, trial->place);
  const Field *table =
      tables.own != NULL && field_find(tables.own, name) != NULL ? tables.own : tables.common;
  size_t before = PATCH_LAST;
  for (const Field *row = table; row != NULL && row->name != NULL; row++) {
    if (strcmp(row->name, name) == 0) {
      break;
    }
    size_t index = trial_child(group, row->name);
    before = index < group->count ? index : before;
  }
  size_t steps = trial->place.step == EDIT_WHOLE ? trial_child(group, "steps") : group->count;
  if (before == PATCH_LAST && steps < group->count && steps > 0) {
    return steps - 1;
  }
  return before;
}

bool trial_put_setting(Trial *trial, const char *name, const char *literal, Error *err) {
  Document parsed = {0};
  if (!patch_literal(&parsed, name, literal, err)) {
    document_free(&parsed);
    return false;
  }
  const Node *group = edit_group(&trial->now, trial->place);
  Node *meant = trial_meant_group(trial);
  size_t index = trial_child(group, name);
  Node value = node_copy(&parsed.root.children[0]);
  char *text = NULL;
  if (index < group->count) {
    value.type = patch_brackets(&meant->children[index], &value);
    node_free(&meant->children[index]);
    meant->children[index] = value;
    text = patch_value(&trial->now, group, index, literal);
  } else {
    size_t before = child_before(trial, group, name);
    before = before < group->count ? before : group->count - 1;
    node_insert(meant, group->count == 0 ? 0 : before + 1, value);
    text = patch_add(&trial->now, group, before, name, literal);
  }
  document_free(&parsed);
  return trial_take(trial, text, err);
}

/* Takes one setting out of text and tree. */
static bool drop_setting(Trial *trial, const char *name, Error *err) {
  const Node *group = edit_group(&trial->now, trial->place);
  size_t index = trial_child(group, name);
  if (index == group->count) {
    return true;
  }
  Node gone = node_take(trial_meant_group(trial), index);
  node_free(&gone);
  return trial_take(trial, patch_remove(&trial->now, group, index), err);
}

/* Whether a key is a name that a file could have. */
static bool is_name(const char *key) {
  Scanner scanner;
  scan_start(&scanner, key, strlen(key));
  Token token = scan_next(&scanner);
  return token.type == TOKEN_NAME && token.span.at == 0 && token.span.length == strlen(key);
}

/* The kind that the changes give a step; NULL: they give it none. */
static const StepKind *changed_kind(const Trial *trial) {
  const StepKind *kind = NULL;
  for (size_t i = 0; i < trial->count; i++) {
    const EditChange *change = &trial->changes[i];
    Document parsed = {0};
    if (strcmp(change->key, "kind") == 0 && change->literal != NULL &&
        patch_literal(&parsed, "kind", change->literal, NULL) &&
        parsed.root.children[0].type == NODE_TEXT) {
      kind = step_kind_find(parsed.root.children[0].text);
    }
    document_free(&parsed);
  }
  return kind;
}

/* The row of a setting as it will be after the changes; NULL: the reader of the file will say what
 * is wrong with it. */
static const Field *row_of(const Trial *trial, bool is_new, const char *key) {
  const StepKind *kind = changed_kind(trial);
  bool step = trial->place.step != EDIT_WHOLE && trial->place.choice == EDIT_WHOLE;
  if (!step || (kind == NULL && !is_new)) {
    return edit_field(trial->edit, trial->place, key);
  }
  const Field *field = field_find(step_fields, key);
  return field != NULL || kind == NULL ? field : field_find(kind->fields, key);
}

bool trial_check_values(const Trial *trial, bool is_new, const char **key, Error *err) {
  for (size_t i = 0; i < trial->count; i++) {
    const EditChange *change = &trial->changes[i];
    *key = change->key;
    if (!is_name(change->key)) {
      return fail(err, "\"%s\" is no name of a setting", change->key);
    }
    const Field *field = change->literal == NULL ? NULL : row_of(trial, is_new, change->key);
    bool stand_in = field != NULL && field->type == FIELD_PATH && change->literal[0] == '{';
    if (field != NULL && !stand_in && !field_check_literal(field, change->literal, err)) {
      return false;
    }
  }
  *key = NULL;
  return true;
}

bool edit_set(RoutineEdit *edit, EditPlace place, const EditChange *changes, size_t count,
              const char **key, Error *err) {
  const char *unused = NULL;
  key = key == NULL ? &unused : key;
  *key = NULL;
  if (edit_group(&edit->document, place) == NULL) {
    return trial_fail_place(place, err);
  }
  Trial trial = trial_begin(edit, place, changes, count);
  bool done = trial_check_values(&trial, false, key, err);
  for (size_t i = 0; done && i < count; i++) {
    *key = changes[i].key;
    done = changes[i].literal == NULL
               ? drop_setting(&trial, changes[i].key, err)
               : trial_put_setting(&trial, changes[i].key, changes[i].literal, err);
  }
  if (done) {
    *key = NULL;
    done = trial_finish(&trial, key, err);
  }
  trial_free(&trial);
  return done;
}
