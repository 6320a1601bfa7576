/* The actions of the screens as a list, for who reads it without a screen. Contract:
 * nightcalf/keys.h. */
#include <stdio.h>

#include "keys_bind.h"

bool keys_action(const TextList *bindings, size_t index, bool ascii, KeyAction *found) {
  Keymap keys;
  Action action = (Action)(index + 1); /* behind ACTION_NONE */
  if (index + 1 >= ACTION_COUNT) {
    return false;
  }
  (void)keys_bind(&keys, bindings, NULL); /* what cannot be in force was told with the settings */
  keys_action_name(action, found->name);
  keys_all(&keys, action, ascii, found->keys, sizeof found->keys);
  found->sentence = action_rows[action].sentence;
  return true;
}
