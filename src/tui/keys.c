/* The table of actions, and keys in words. */
#include "keys.h"

#include <curses.h>
#include <stdio.h>
#include <string.h>

/* NOLINTBEGIN(bugprone-macro-parentheses): a list of initial values takes none. */
const ActionRow action_rows[ACTION_COUNT] = {
#define ACTION_ROW(action, key_list, with, hint_text, sentence_text)                               \
  [ACTION_##action] = {                                                                            \
      .keys = key_list, .pair = ACTION_##with, .hint = hint_text, .sentence = sentence_text},
    ACTION_LIST(ACTION_ROW)
#undef ACTION_ROW
};
/* NOLINTEND(bugprone-macro-parentheses) */

typedef struct KeyName {
  int key;
  const char *shown;
  const char *ascii;
} KeyName;

static const KeyName key_names[] = {
    {' ', "Space", "Space"},
    {KEY_RETURN, "Enter", "Enter"},
    {KEY_ESCAPE, "Esc", "Esc"},
    {KEY_TAB, "Tab", "Tab"},
    {FUNCTION_KEY(KEY_UP), "↑", "Up"},
    {FUNCTION_KEY(KEY_DOWN), "↓", "Down"},
    {FUNCTION_KEY(KEY_LEFT), "←", "Left"},
    {FUNCTION_KEY(KEY_RIGHT), "→", "Right"},
    {FUNCTION_KEY(KEY_PPAGE), "PgUp", "PgUp"},
    {FUNCTION_KEY(KEY_NPAGE), "PgDn", "PgDn"},
    {FUNCTION_KEY(KEY_BTAB), "Shift-Tab", "Shift-Tab"},
    {FUNCTION_KEY(KEY_F(1)), "F1", "F1"},
    {FUNCTION_KEY(KEY_F(2)), "F2", "F2"},
};

/* Other codes of a key that is named already. */
static bool is_alias(int key) {
  return key == '\r' || key == FUNCTION_KEY(KEY_ENTER);
}

static bool means_key(const ActionRow *row, int key) {
  for (size_t i = 0; i < ACTION_KEYS_MAX && row->keys[i] != 0; i++) {
    if (row->keys[i] == key) {
      return true;
    }
  }
  return false;
}

Action keys_find(const ActionList *list, int key) {
  for (size_t i = 0; i < ACTION_LIST_MAX && list->at[i] != ACTION_NONE; i++) {
    if (means_key(&action_rows[list->at[i]], key)) {
      return list->at[i];
    }
  }
  return ACTION_NONE;
}

void keys_label(int key, bool ascii, char *text, size_t size) {
  for (size_t i = 0; i < sizeof key_names / sizeof key_names[0]; i++) {
    if (key_names[i].key == key) {
      snprintf(text, size, "%s", ascii ? key_names[i].ascii : key_names[i].shown);
      return;
    }
  }
  snprintf(text, size, "%c", key < FUNCTION_KEY_BASE ? (char)key : '?');
}

/* Adds a key's label, a blank before it unless it is the first. */
static void append_label(int key, bool ascii, char *text, size_t size) {
  char label[KEY_LABEL_SIZE];
  keys_label(key, ascii, label, sizeof label);
  size_t used = strlen(text);
  snprintf(text + used, size - used, "%s%s", used > 0 ? " " : "", label);
}

void keys_all(Action action, bool ascii, char *text, size_t size) {
  const ActionRow *row = &action_rows[action];
  text[0] = '\0';
  if (action == ACTION_DIGIT) {
    snprintf(text, size, "1-9");
    return;
  }
  for (size_t i = 0; i < ACTION_KEYS_MAX && row->keys[i] != 0; i++) {
    if (!is_alias(row->keys[i])) {
      append_label(row->keys[i], ascii, text, size);
    }
  }
}

bool keys_hint(Action action, bool ascii, char *text, size_t size) {
  const ActionRow *row = &action_rows[action];
  if (row->hint == NULL) {
    return false;
  }
  keys_label(row->keys[0], ascii, text, size);
  if (row->pair != ACTION_NONE) {
    char label[KEY_LABEL_SIZE];
    keys_label(action_rows[row->pair].keys[0], ascii, label, sizeof label);
    size_t used = strlen(text);
    snprintf(text + used, size - used, "%s%s", ascii && used > 1 ? " " : "", label);
  }
  return true;
}
