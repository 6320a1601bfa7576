/* A change of a routine file on its way: made in the text and in the tree, then held against each
 * other. */
#ifndef NIGHTCALF_CONF_ROUTINE_TRIAL_H
#define NIGHTCALF_CONF_ROUTINE_TRIAL_H

#include "conf/patch.h"
#include "conf/routine_edit.h"

/* A change on its way. */
typedef struct Trial {
  RoutineEdit *edit;
  EditPlace place;
  Document now;   /* the text as changed so far */
  Document meant; /* its root alone changes; bytes and spans are those of the text before */
  const EditChange *changes;
  size_t count;
} Trial;

/* Begins with the text as it is. The changes are borrowed; count 0: there are none. */
Trial trial_begin(RoutineEdit *edit, EditPlace place, const EditChange *changes, size_t count);
void trial_free(Trial *trial);
/* Goes on with a changed text, which is taken over. False with err: it is NULL, or cannot be
 * parsed.
 */
bool trial_take(Trial *trial, char *text, Error *err);
/* Reads the new text as the program will, and takes it when it is what was meant. False with err;
 * *key: the setting, of those that were to be changed, that is at fault, or NULL. */
bool trial_finish(Trial *trial, const char **key, Error *err);

/* The group at the place in the tree that is meant, to be changed. */
Node *trial_meant_group(Trial *trial);
/* The list that a place is an element of, the steps or a step's choices, with which index in it;
 * NULL: there is none. */
const Node *trial_list(const Document *document, EditPlace place);
int trial_index(EditPlace place);
/* Index of a group's child, or its count. */
size_t trial_child(const Node *group, const char *name);
/* Says that there is nothing at a place, or that nothing can be changed there; always false. */
bool trial_fail_place(EditPlace place, Error *err);
bool trial_fail_possible(Error *err);

/* Gives one setting at the place a value, in text and tree. */
bool trial_put_setting(Trial *trial, const char *name, const char *literal, Error *err);
/* Checks each changed value by itself, for the very message that the file would get. is_new:
 * nothing is at the place yet. */
bool trial_check_values(const Trial *trial, bool is_new, const char **key, Error *err);

#endif
