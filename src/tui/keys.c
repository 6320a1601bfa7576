/* The table of actions, and keys in words. */
#include "keys.h"

#include <curses.h>
#include <stdio.h>
#include <string.h>

#include "keys_bind.h"
#include "nightcalf/language.h"
#include "nightcalf/text.h"
#include "utf8.h"

/* NOLINTBEGIN(bugprone-macro-parentheses): a list of initial values takes none. */
const ActionRow action_rows[ACTION_COUNT] = {
#define ACTION_ROW(action, key_list, with, hint_text, sentence_text)                               \
  [ACTION_##action] = {.name = #action,                                                            \
                       .keys = key_list,                                                           \
                       .pair = ACTION_##with,                                                      \
                       .hint = hint_text,                                                          \
                       .sentence = sentence_text},
    ACTION_LIST(ACTION_ROW)
#undef ACTION_ROW
};
/* NOLINTEND(bugprone-macro-parentheses) */

enum { KEY_BACK = 8, KEY_RUB_OUT = 127, KEY_CTRL_U = 21, FIRST_PRINTABLE = ' ' };

int keys_normal(int key) {
  switch (key) {
  case '\r':
  case FUNCTION_KEY(KEY_ENTER):
    return KEY_RETURN;
  case KEY_BACK:
  case KEY_RUB_OUT:
    return FUNCTION_KEY(KEY_BACKSPACE);
  default:
    return key;
  }
}

void keys_defaults(Keymap *keys) {
  *keys = (Keymap){0};
  for (int action = 0; action < ACTION_COUNT; action++) {
    memcpy(keys->at[action], action_rows[action].keys, sizeof keys->at[action]);
  }
}

bool keys_typing(const ActionList *list) {
  for (size_t i = 0; i < ACTION_LIST_MAX && list->at[i] != ACTION_NONE; i++) {
    if (list->at[i] == ACTION_CRAMP_TYPING) {
      return true;
    }
  }
  return false;
}

bool keys_types(int key) {
  switch (key) {
  case FUNCTION_KEY(KEY_LEFT):
  case FUNCTION_KEY(KEY_RIGHT):
  case FUNCTION_KEY(KEY_HOME):
  case FUNCTION_KEY(KEY_END):
  case FUNCTION_KEY(KEY_DC):
  case FUNCTION_KEY(KEY_BACKSPACE):
  case KEY_CTRL_U:
    return true;
  default:
    return key >= FIRST_PRINTABLE && key < FUNCTION_KEY_BASE;
  }
}

/* Whether these are the keys that the table gives. */
static bool has_defaults(const Keymap *keys, Action action) {
  return memcmp(keys->at[action], action_rows[action].keys, sizeof keys->at[action]) == 0;
}

bool keys_means(const Keymap *keys, const ActionList *list, Action action, int key) {
  /* a person's own key must not take a letter away from who types */
  if (keys_typing(list) && keys_types(key) && !has_defaults(keys, action)) {
    return false;
  }
  for (size_t i = 0; i < ACTION_KEYS_MAX && keys->at[action][i] != 0; i++) {
    if (keys->at[action][i] == key) {
      return true;
    }
  }
  return false;
}

Action keys_find(const Keymap *keys, const ActionList *list, int key) {
  int normal = keys_normal(key);
  for (size_t i = 0; i < ACTION_LIST_MAX && list->at[i] != ACTION_NONE; i++) {
    if (keys_means(keys, list, list->at[i], normal)) {
      return list->at[i];
    }
  }
  return ACTION_NONE;
}

/* Adds a key's label, a blank before it unless it is the first. */
static void append_label(int key, bool ascii, char *text, size_t size) {
  char label[KEY_LABEL_SIZE];
  keys_label(key, ascii, label, sizeof label);
  size_t used = strlen(text);
  snprintf(text + used, size - used, "%s%s", used > 0 ? " " : "", label);
}

bool keys_numbered(Action action) {
  return action == ACTION_DIGIT || action == ACTION_VIEW_NUMBER || action == ACTION_SESSION_NUMBER;
}

void keys_all(const Keymap *keys, Action action, bool ascii, char *text, size_t size) {
  text[0] = '\0';
  if (keys_numbered(action)) {
    int last = 0;
    while (last + 1 < ACTION_KEYS_MAX && action_rows[action].keys[last + 1] != 0) {
      last++;
    }
    snprintf(text, size, "1-%c", action_rows[action].keys[last]);
    return;
  }
  for (size_t i = 0; i < ACTION_KEYS_MAX && keys->at[action][i] != 0; i++) {
    append_label(keys->at[action][i], ascii, text, size);
  }
}

/* Whether a label is a word, so that it cannot stand right beside another one. */
static bool is_word(const char *label) {
  return text_width(label) > 1;
}

int keys_pair_columns(bool ascii) {
  char space[KEY_LABEL_SIZE];
  char enter[KEY_LABEL_SIZE];
  keys_label(' ', ascii, space, sizeof space);
  keys_label(KEY_RETURN, ascii, enter, sizeof enter);
  return text_width(space) + 1 + text_width(enter);
}

bool keys_hint(const Keymap *keys, Action action, bool ascii, char *text, size_t size) {
  const ActionRow *row = &action_rows[action];
  if (row->hint == NULL) {
    return false;
  }
  keys_label(keys->at[action][0], ascii, text, size);
  if (row->pair != ACTION_NONE) {
    char label[KEY_LABEL_SIZE];
    keys_label(keys->at[row->pair][0], ascii, label, sizeof label);
    size_t used = strlen(text);
    const char *gap = is_word(text) || is_word(label) ? " " : "";
    snprintf(text + used, size - used, "%s%s", gap, label);
  }
  return true;
}
