/* Keys of a person's own, as the setting `keys` has them: the check that needs no terminal. */
#ifndef NIGHTCALF_KEYS_H
#define NIGHTCALF_KEYS_H

#include <stdbool.h>
#include <stddef.h>

#include "nightcalf/error.h"
#include "nightcalf/field.h"

/* Whether these bindings ("ACTION: KEY [KEY...]") can be in force together. False: err says in a
 * sentence without its full stop which one cannot and why: no such action or key (the nearest is
 * named), or one key would mean two things on one screen (both are named). */
bool keys_check(const TextList *bindings, Error *err);

enum { KEY_ACTION_NAME_SIZE = 32, KEY_ACTION_KEYS_SIZE = 128 };
/* An action of the screens. */
typedef struct KeyAction {
  char name[KEY_ACTION_NAME_SIZE]; /* as the setting names it */
  char keys[KEY_ACTION_KEYS_SIZE]; /* in force: "Space", "Up k" */
  const char *sentence;            /* what it does, in English: the user looks it up */
} KeyAction;
/* The index-th action with these bindings in force; ascii: arrows as words. False: there are no
 * more. */
bool keys_action(const TextList *bindings, size_t index, bool ascii, KeyAction *found);

#endif
