/* Bindings over the table of keys. A conflict is looked for in every list of every screen, since a
 * key may well mean different things at different moments. */
#include "keys_bind.h"

#include <curses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/settings.h"
#include "nightcalf/text.h"
#include "tui.h"
#include "utf8.h"

enum { F_KEYS = 12, F_KEY_DIGITS = 2, LETTERS = 26, NAME_SIZE = 64 };

typedef struct KeyName {
  int key;
  const char *name;  /* in the settings */
  const char *shown; /* NULL: as in the settings */
  const char *ascii; /* likewise */
} KeyName;

static const KeyName key_names[] = {
    {' ', N_IN("key", "Space"), NULL, NULL},
    {KEY_RETURN, N_IN("key", "Enter"), NULL, NULL},
    {KEY_ESCAPE, N_IN("key", "Esc"), NULL, NULL},
    {KEY_TAB, N_IN("key", "Tab"), NULL, NULL},
    {FUNCTION_KEY(KEY_BTAB), N_IN("key", "Shift-Tab"), NULL, NULL},
    {FUNCTION_KEY(KEY_BACKSPACE), N_IN("key", "Backspace"), NULL, NULL},
    {FUNCTION_KEY(KEY_UP), N_IN("key", "Up"), "↑", NULL},
    {FUNCTION_KEY(KEY_DOWN), N_IN("key", "Down"), "↓", NULL},
    {FUNCTION_KEY(KEY_LEFT), N_IN("key", "Left"), "←", NULL},
    {FUNCTION_KEY(KEY_RIGHT), N_IN("key", "Right"), "→", NULL},
    {FUNCTION_KEY(KEY_SR), N_IN("key", "Shift-Up"), NULL, NULL},
    {FUNCTION_KEY(KEY_SF), N_IN("key", "Shift-Down"), NULL, NULL},
    {FUNCTION_KEY(KEY_HOME), N_IN("key", "Home"), NULL, NULL},
    {FUNCTION_KEY(KEY_END), N_IN("key", "End"), NULL, NULL},
    {FUNCTION_KEY(KEY_PPAGE), N_IN("key", "PageUp"), N_IN("key", "PgUp"), N_IN("key", "PgUp")},
    {FUNCTION_KEY(KEY_NPAGE), N_IN("key", "PageDown"), N_IN("key", "PgDn"), N_IN("key", "PgDn")},
    {FUNCTION_KEY(KEY_IC), N_IN("key", "Insert"), NULL, NULL},
    {FUNCTION_KEY(KEY_DC), N_IN("key", "Delete"), NULL, NULL},
};
enum { KEY_NAMES = sizeof key_names / sizeof key_names[0] };

/* Ctrl and a letter that the terminal acts on before any program sees it. */
static const char terminals_own[] = "CQSZ";

static const KeyName *row_of(int key) {
  for (size_t i = 0; i < KEY_NAMES; i++) {
    if (key_names[i].key == key) {
      return &key_names[i];
    }
  }
  return NULL;
}

/* The name of a key that has none in the table. */
static void name_other(int key, char *text, size_t size) {
  char bytes[UTF8_MAX + 1];
  if (key > FUNCTION_KEY(KEY_F0) && key <= FUNCTION_KEY(KEY_F(F_KEYS))) {
    snprintf(text, size, "F%d", key - FUNCTION_KEY(KEY_F0));
  } else if (key >= FUNCTION_KEY_BASE) {
    snprintf(text, size, "?");
  } else if (key <= LETTERS) {
    snprintf(text, size, "Ctrl-%c", 'A' + key - 1);
  } else {
    utf8_put(key, bytes);
    snprintf(text, size, "%s", bytes);
  }
}

void keys_write(int key, char *text, size_t size) {
  const KeyName *row = row_of(key);
  if (row != NULL) {
    snprintf(text, size, "%s", row->name);
  } else {
    name_other(key, text, size);
  }
}

void keys_label(int key, bool ascii, char *text, size_t size) {
  const KeyName *row = row_of(key);
  const char *special = row == NULL ? NULL : ascii ? row->ascii : row->shown;
  if (special != NULL) {
    snprintf(text, size, "%s", language_in("key", special));
  } else if (row != NULL) {
    snprintf(text, size, "%s", language_in("key", row->name));
  } else if (key <= LETTERS) {
    snprintf(text, size, _("Ctrl-%c"), 'A' + key - 1);
  } else {
    name_other(key, text, size);
  }
}

void keys_action_name(Action action, char name[ACTION_NAME_SIZE]) {
  size_t length = 0;
  for (const char *at = action_rows[action].name; *at != '\0' && length + 1 < ACTION_NAME_SIZE;
       at++) {
    name[length] = (char)(*at - 'A' + 'a');
    if (*at == '_') {
      name[length] = '-';
    }
    length++;
  }
  name[length] = '\0';
}

/* The action of that name; ACTION_NONE with err, the nearest named. */
static Action find_action(const char *name, Error *err) {
  char names[ACTION_COUNT][ACTION_NAME_SIZE];
  const char *words[ACTION_COUNT] = {NULL};
  for (int action = 1; action < ACTION_COUNT; action++) {
    keys_action_name((Action)action, names[action]);
    words[action - 1] = names[action];
    if (strcmp(names[action], name) == 0) {
      return (Action)action;
    }
  }
  const char *nearest = word_nearest(words, name);
  if (nearest != NULL) {
    (void)fail(err, "there is no action \"%s\"; did you mean \"%s\"?", name, nearest);
  } else {
    (void)fail(err, "there is no action \"%s\"; the screen \"keys\" in the settings lists them",
               name);
  }
  return ACTION_NONE;
}

/* "F1" to "F12"; 0: it is none of them. */
static int parse_f_key(const char *name) {
  if (name[0] != 'F' && name[0] != 'f') {
    return 0;
  }
  size_t digits = strspn(name + 1, "0123456789");
  bool form = digits >= 1 && digits <= F_KEY_DIGITS && name[digits + 1] == '\0' && name[1] != '0';
  long number = form ? strtol(name + 1, NULL, 10) : 0;
  return number >= 1 && number <= F_KEYS ? FUNCTION_KEY(KEY_F((int)number)) : 0;
}

/* "Ctrl-A"; 0 with err: it is none of them, or not ours. */
static int parse_control(const char *name, Error *err) {
  static const char prefix[] = "Ctrl-";
  size_t length = strlen(prefix);
  if (strncasecmp(name, prefix, length) != 0 || strlen(name) != length + 1) {
    return 0;
  }
  char letter = name[length];
  letter = (char)(letter >= 'a' && letter <= 'z' ? letter - 'a' + 'A' : letter);
  if (letter < 'A' || letter > 'Z') {
    return 0;
  }
  if (strchr(terminals_own, letter) != NULL) {
    (void)fail(err, "the terminal keeps \"Ctrl-%c\" to itself; take another key", letter);
    return 0;
  }
  return keys_normal(letter - 'A' + 1);
}

/* One printable character; 0: it is none, or more. */
static int parse_character(const char *name) {
  size_t where = 0;
  size_t length = 0;
  int key = utf8_get(name, &length);
  bool one = length > 0 && name[length] == '\0' && text_fault(name, length, &where) == TEXT_FINE;
  return one && key > ' ' && text_width(name) > 0 ? key : 0;
}

int keys_parse(const char *name, Error *err) {
  (void)fail(err,
             "there is no key \"%s\"; a key is one character, or Space, Enter, Esc, Tab, "
             "Backspace, Up, Down, Left, Right, Home, End, PageUp, PageDown, Insert, Delete, F1 "
             "to F12, Ctrl-A",
             name);
  for (size_t i = 0; i < KEY_NAMES; i++) {
    const KeyName *row = &key_names[i];
    bool shown = row->ascii != NULL && strcasecmp(row->ascii, name) == 0;
    if (shown || strcasecmp(row->name, name) == 0) {
      return row->key;
    }
  }
  int key = parse_character(name);
  key = key != 0 ? key : parse_f_key(name);
  return key != 0 ? key : parse_control(name, err);
}

/* One binding, read. */
typedef struct Binding {
  Action action; /* NONE: it is left out */
  int keys[ACTION_KEYS_MAX];
} Binding;

/* Adds the key of that name, unless it is there already. */
static bool add_key(Binding *binding, const char *name, Error *err) {
  int key = keys_parse(name, err);
  size_t at = 0;
  while (at < ACTION_KEYS_MAX && binding->keys[at] != 0 && binding->keys[at] != key) {
    at++;
  }
  if (key != 0 && at == ACTION_KEYS_MAX) {
    return fail(err, "an action has at most %d keys", ACTION_KEYS_MAX);
  }
  if (key != 0) {
    binding->keys[at] = key;
  }
  return key != 0;
}

/* Reads the keys, with blanks between them. */
static bool read_keys(Binding *binding, const char *text, Error *err) {
  bool sound = true;
  while (sound && *text != '\0') {
    size_t length = strcspn(text, " ");
    char *name = mem_copy_bytes(text, length);
    sound = length == 0 || add_key(binding, name, err);
    free(name);
    text += length + strspn(text + length, " ");
  }
  return sound;
}

/* Reads a binding; where it cannot be, its action is NONE and err says why. */
static Binding read_binding(const char *text, Error *err) {
  Binding binding = {0};
  char *name = NULL;
  const char *value = NULL;
  if (!settings_pair(text, &name, &value)) {
    (void)fail(err, "\"%s\" is not of the form \"ACTION: KEY [KEY...]\"", text);
    return binding;
  }
  binding.action = find_action(name, err);
  Error why = {{0}};
  if (keys_numbered(binding.action)) {
    (void)fail(err, "\"%s\" cannot have other keys: the answers are numbered", name);
    binding.action = ACTION_NONE;
  } else if (binding.action != ACTION_NONE && !read_keys(&binding, value, &why)) {
    (void)fail(err, "\"%s\": %s", name, why.text);
    binding.action = ACTION_NONE;
  }
  free(name);
  return binding;
}

/* Whether an action has a key in this list; where it has one that an earlier action of the list has
 * too, that is the conflict. */
static bool check_action(const Keymap *keys, const ActionList *list, size_t at,
                         KeyConflict *conflict) {
  bool usable = false;
  conflict->action = list->at[at];
  for (size_t i = 0; i < ACTION_KEYS_MAX && keys->at[list->at[at]][i] != 0; i++) {
    int key = keys_normal(keys->at[list->at[at]][i]);
    if (!keys_means(keys, list, list->at[at], key)) {
      continue;
    }
    usable = true;
    Action first = keys_find(keys, list, key);
    if (first != list->at[at]) {
      conflict->action = first;
      conflict->other = list->at[at];
      conflict->key = key;
      return false;
    }
  }
  return usable;
}

bool keys_conflict(const Keymap *keys, KeyConflict *conflict) {
  for (size_t i = 0; tui_screens[i] != NULL; i++) {
    for (const ActionList *list = tui_screens[i]->lists; list->title != NULL; list++) {
      *conflict = (KeyConflict){.screen = tui_screens[i]->name, .list = list->title};
      for (size_t at = 0; at < ACTION_LIST_MAX && list->at[at] != ACTION_NONE; at++) {
        if (!check_action(keys, list, at, conflict)) {
          return true;
        }
      }
    }
  }
  return false;
}

void keys_tell(const KeyConflict *conflict, Error *err) {
  char one[ACTION_NAME_SIZE];
  char other[ACTION_NAME_SIZE];
  char key[KEY_LABEL_SIZE];
  keys_action_name(conflict->action, one);
  if (conflict->key == 0) {
    (void)fail(err,
               "\"%s\" would have no key where text is typed (%s: %s): give it one that types "
               "nothing too, such as F5 or Ctrl-A",
               one, language_in("screen", conflict->screen), _(conflict->list));
    return;
  }
  keys_action_name(conflict->other, other);
  keys_write(conflict->key, key, sizeof key);
  (void)fail(err,
             "the key \"%s\" would mean both \"%s\" and \"%s\" (%s: %s); give one of them another "
             "key",
             key, one, other, language_in("screen", conflict->screen), _(conflict->list));
}

/* The last binding that has part in a conflict; NULL: none has. */
static Binding *last_at_fault(Binding *bindings, size_t count, const KeyConflict *conflict) {
  for (size_t i = count; i > 0; i--) {
    Action action = bindings[i - 1].action;
    if (action != ACTION_NONE && (action == conflict->action || action == conflict->other)) {
      return &bindings[i - 1];
    }
  }
  return NULL;
}

/* Lays the bindings that are left over the table. */
static void lay_over(Keymap *keys, const Binding *bindings, size_t count) {
  keys_defaults(keys);
  for (size_t i = 0; i < count; i++) {
    if (bindings[i].action != ACTION_NONE) {
      memcpy(keys->at[bindings[i].action], bindings[i].keys, sizeof bindings[i].keys);
    }
  }
}

bool keys_bind(Keymap *keys, const TextList *bindings, Error *err) {
  Binding *read = mem_new(bindings->count + 1, sizeof *read);
  bool sound = true;
  for (size_t i = 0; i < bindings->count; i++) {
    read[i] = read_binding(bindings->at[i], sound ? err : NULL);
    sound = sound && read[i].action != ACTION_NONE;
  }
  KeyConflict conflict;
  lay_over(keys, read, bindings->count);
  /* the table itself has none: a test sees to that */
  while (bindings->count > 0 && keys_conflict(keys, &conflict)) {
    Binding *fault = last_at_fault(read, bindings->count, &conflict);
    if (fault == NULL) {
      break;
    }
    if (sound) {
      keys_tell(&conflict, err);
    }
    sound = false;
    fault->action = ACTION_NONE;
    lay_over(keys, read, bindings->count);
  }
  free(read);
  return sound;
}

bool keys_check(const TextList *bindings, Error *err) {
  Keymap keys;
  return keys_bind(&keys, bindings, err);
}
