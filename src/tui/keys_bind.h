/* A person's own keys: bindings read, checked against every screen, and laid over the table. */
#ifndef NIGHTCALF_TUI_KEYS_BIND_H
#define NIGHTCALF_TUI_KEYS_BIND_H

#include "keys.h"
#include "nightcalf/field.h"
#include "nightcalf/keys.h"

enum { ACTION_NAME_SIZE = 32 };

/* "go-on" for GO_ON. */
void keys_action_name(Action action, char name[ACTION_NAME_SIZE]);
/* The key of that name ("p", "Space", "PageUp", "F5", "Ctrl-A"; case matters for letters alone), as
 * keys_normal() has it. 0 with err: there is none, or the terminal keeps it to itself. */
int keys_parse(const char *name, Error *err);
/* A key's name as settings write it. */
void keys_write(int key, char *text, size_t size);

/* Makes the table's keys with the bindings over them. A binding that cannot be, or that would make
 * a key mean two things on a screen, is left out. False: one was; err, which may be NULL, says why
 * the first one was. */
bool keys_bind(Keymap *keys, const TextList *bindings, Error *err);

/* A key that means two things at one moment of a screen, or an action that would have none where
 * text is typed. */
typedef struct KeyConflict {
  int key;              /* 0: the action has no key left there */
  Action action, other; /* the earlier in the list first; other NONE where key is 0 */
  const char *screen;
  const char *list;
} KeyConflict;
/* The first conflict among all screens. False: there is none. */
bool keys_conflict(const Keymap *keys, KeyConflict *conflict);
/* What it is and what to do, without a full stop. */
void keys_tell(const KeyConflict *conflict, Error *err);

#endif
