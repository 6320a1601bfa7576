/* Steps and choices that come, go, move and are copied in a routine file, in text and tree.
 * Contract: nightcalf/edit.h. */
#include <stdlib.h>
#include <string.h>

#include "conf/layout.h"
#include "conf/routine_trial.h"
#include "conf/tree.h"
#include "conf/tree_change.h"
#include "nightcalf/mem.h"

/* The group that the changes make. Release with free(). */
static char *new_group(const Trial *trial, const Style *style) {
  Setting *settings = mem_new(trial->count + 1, sizeof *settings);
  size_t used = 0;
  for (size_t i = 0; i < trial->count; i++) {
    if (trial->changes[i].literal != NULL) {
      settings[used++] = (Setting){trial->changes[i].key, trial->changes[i].literal};
    }
  }
  char *text = layout_group(&trial->now, style, settings, used);
  free(settings);
  return text;
}

/* Puts an element into the list that the place is of, in text and tree. meant: taken over. */
static bool put_element(Trial *trial, int index, bool behind, const Element *element, Node meant,
                        Error *err) {
  const Node *list = trial_list(&trial->now, trial->place);
  node_insert((Node *)trial_list(&trial->meant, trial->place), (size_t)index, meant);
  return trial_take(trial, patch_insert(&trial->now, list, (size_t)index, behind, element), err);
}

/* The first element of a list that is not there yet. */
static bool put_first(Trial *trial, const char **key, Error *err) {
  bool step = trial->place.choice == EDIT_WHOLE;
  EditPlace whole = {step ? EDIT_WHOLE : trial->place.step, EDIT_WHOLE};
  const Node *group = edit_group(&trial->now, whole);
  if (group == NULL) {
    return trial_fail_place(whole, err);
  }
  const char *name = step ? "steps" : "choices";
  if (node_find(group, name) != NULL) {
    return fail(err, "\"%s\" is no list ( ... ) of groups", name);
  }
  char *outer = group->count == 0 ? mem_copy("")
                                  : layout_indent(&trial->now, group->children[0].name_span.at);
  Style style = {.lines = step, .equals = " = ", .separator = ';', .indent = layout_deeper(outer)};
  style.inner = layout_deeper(style.indent);
  char *text = new_group(trial, &style);
  char *literal = mem_format("(\n%s%s\n%s)", style.indent, text, outer);
  EditPlace place = trial->place;
  trial->place = whole;
  bool done = trial_put_setting(trial, name, literal, err);
  trial->place = place;
  free(literal);
  free(text);
  free(outer);
  layout_style_free(&style);
  return done && trial_finish(trial, key, err);
}

/* One more element of a list that is there. */
static bool put_another(Trial *trial, const Node *list, const char **key, Error *err) {
  bool step = trial->place.choice == EDIT_WHOLE;
  int index = trial_index(trial->place);
  Style style = layout_style(&trial->now, list, (size_t)index, step);
  Element element = {.text = new_group(trial, &style)};
  element.comma_at = strlen(element.text);
  Document parsed = {0};
  bool done = patch_literal(&parsed, step ? "step" : "choice", element.text, err);
  if (done) {
    Node meant = node_copy(&parsed.root.children[0]);
    free(meant.name);
    meant.name = NULL;
    done = put_element(trial, index, false, &element, meant, err) && trial_finish(trial, key, err);
  }
  document_free(&parsed);
  element_free(&element);
  layout_style_free(&style);
  return done;
}

bool edit_insert(RoutineEdit *edit, EditPlace place, const EditChange *changes, size_t count,
                 const char **key, Error *err) {
  const char *unused = NULL;
  key = key == NULL ? &unused : key;
  *key = NULL;
  const Node *list = trial_list(&edit->document, place);
  int index = trial_index(place);
  if (index < 0 || index > (list == NULL ? 0 : (int)list->count)) {
    return trial_fail_place(place, err);
  }
  Trial trial = trial_begin(edit, place, changes, count);
  bool done = trial_check_values(&trial, true, key, err);
  if (done) {
    list = trial_list(&trial.now, place);
    done = list == NULL ? put_first(&trial, key, err) : put_another(&trial, list, key, err);
  }
  trial_free(&trial);
  return done;
}

/* Whether an element is at the place. */
static bool is_there(const RoutineEdit *edit, EditPlace place) {
  const Node *list = trial_list(&edit->document, place);
  int index = trial_index(place);
  return list != NULL && index >= 0 && (size_t)index < list->count;
}

/* Takes the element at the place out of text and tree; *gone (may be NULL) gets it. */
static bool drop_element(Trial *trial, Node *gone, Error *err) {
  size_t index = (size_t)trial_index(trial->place);
  Node node = node_take((Node *)trial_list(&trial->meant, trial->place), index);
  if (gone == NULL) {
    node_free(&node);
  } else {
    *gone = node;
  }
  return trial_take(trial, patch_remove(&trial->now, trial_list(&trial->now, trial->place), index),
                    err);
}

bool edit_remove(RoutineEdit *edit, EditPlace place, Error *err) {
  if (!is_there(edit, place)) {
    return trial_fail_place(place, err);
  }
  const char *key = NULL;
  Trial trial = trial_begin(edit, place, NULL, 0);
  bool done = drop_element(&trial, NULL, err) && trial_finish(&trial, &key, err);
  trial_free(&trial);
  return done;
}

bool edit_move(RoutineEdit *edit, EditPlace place, int to, Error *err) {
  EditPlace target = place;
  *(place.choice == EDIT_WHOLE ? &target.step : &target.choice) = to;
  if (!is_there(edit, place) || !is_there(edit, target)) {
    return trial_fail_place(is_there(edit, place) ? target : place, err);
  }
  const char *key = NULL;
  int from = trial_index(place);
  Trial trial = trial_begin(edit, place, NULL, 0);
  Element element = {0};
  Node gone = {0};
  bool done =
      to == from ||
      ((patch_copy(&trial.now, trial_list(&trial.now, place), (size_t)from, &element) ||
        trial_fail_possible(err)) &&
       drop_element(&trial, &gone, err) &&
       put_element(&trial, to, to > from, &element, gone, err) && trial_finish(&trial, &key, err));
  element_free(&element);
  trial_free(&trial);
  return done;
}

/* Whether a step of the file has that id: written, or made of its title. */
static bool id_taken(const RoutineEdit *edit, const char *id) {
  return edit_find_step(edit, id) >= 0;
}

/* An id like another one that no step has yet. */
static void free_id(const RoutineEdit *edit, const char *id, char result[41]) {
  char stem[41];
  size_t length = strlen(id);
  size_t digits = length;
  while (digits > 0 && id[digits - 1] >= '0' && id[digits - 1] <= '9') {
    digits--;
  }
  bool numbered = digits < length && digits > 1 && id[digits - 1] == '-';
  length = numbered ? digits - 1 : length;
  length = length < sizeof stem ? length : sizeof stem - 1;
  memcpy(stem, id, length);
  stem[length] = '\0';
  int number = 2;
  do {
    step_id_numbered(stem, number++, result);
  } while (id_taken(edit, result));
}

/* Gives the copy of a step an id of its own, where it has one written. */
static void renew_id(const RoutineEdit *edit, const Node *group, Element *element, Node *meant) {
  size_t index = group->type == NODE_GROUP ? trial_child(group, "id") : 0;
  if (group->type != NODE_GROUP || index == group->count ||
      group->children[index].type != NODE_TEXT) {
    return;
  }
  char id[41];
  free_id(edit, group->children[index].text, id);
  Span span = group->children[index].span;
  size_t at = span.at - group->span.at + element->item;
  char *text =
      mem_format("%.*s\"%s\"%s", (int)at, element->text, id, element->text + at + span.length);
  element->comma_at = element->comma_at - span.length + strlen(id) + 2;
  free(element->text);
  element->text = text;
  free(meant->children[index].text);
  meant->children[index].text = mem_copy(id);
}

bool edit_duplicate(RoutineEdit *edit, EditPlace place, Error *err) {
  if (!is_there(edit, place)) {
    return trial_fail_place(place, err);
  }
  const char *key = NULL;
  int index = trial_index(place);
  Trial trial = trial_begin(edit, place, NULL, 0);
  const Node *list = trial_list(&trial.now, place);
  const Node *group = &list->children[index];
  Element element = {0};
  bool done = patch_copy(&trial.now, list, (size_t)index, &element) || trial_fail_possible(err);
  if (done) {
    Node meant = node_copy(group);
    if (place.choice == EDIT_WHOLE) {
      renew_id(edit, group, &element, &meant);
    }
    done = put_element(&trial, index + 1, true, &element, meant, err) &&
           trial_finish(&trial, &key, err);
  }
  element_free(&element);
  trial_free(&trial);
  return done;
}
