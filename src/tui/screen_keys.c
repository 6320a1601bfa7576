/* The keys: what each screen can do and by which key, and how to give it another one. */
#include <stdlib.h>
#include <string.h>

#include "keys_bind.h"
#include "menu.h"
#include "nightcalf/edit.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "page.h"
#include "screens.h"
#include "words.h"

/* A row: an action of a screen, or, with NONE, the screen's heading. */
typedef struct Row {
  const Screen *screen;
  Action action;
} Row;

typedef struct KeysScreen {
  Row *rows;
  size_t count;
  size_t selected; /* never a heading */
  size_t page;     /* rows of the list at the last drawing */
  bool waiting;    /* for the new key */
  bool adding;     /* it comes to the others; else it takes their place */
  char *notice;
} KeysScreen;

enum { MARK_COLUMNS = 2, KEYS_MORE = 3, PANE_ROWS = 4, PANE_ROWS_SMALL = 3 };

typedef enum KeysMoment { KEYS_LIST, KEYS_WAITING } KeysMoment;

static const ActionList keys_lists[] = {
    [KEYS_LIST] = {N_("In the list of keys"),
                   {ACTION_SET_KEY, ACTION_ADD_KEY, ACTION_UNSET, ACTION_UP, ACTION_DOWN,
                    ACTION_PAGE_UP, ACTION_PAGE_DOWN, ACTION_CRAMP, ACTION_HELP,
                    ACTION_LEAVE_LIST}},
    [KEYS_WAITING] = {N_("While a new key is waited for"),
                      {ACTION_CRAMP_TYPING, ACTION_HELP_TYPING, ACTION_DROP_NAME}},
    {.title = NULL},
};

static size_t moment_now(const Tui *tui, const void *state) {
  (void)tui;
  const KeysScreen *screen = state;
  return screen->waiting ? KEYS_WAITING : KEYS_LIST;
}

/* ---- the rows ---- */

/* Whether the rows from one on have this action already. */
static bool has_action(const KeysScreen *screen, size_t from, Action action) {
  for (size_t i = from; i < screen->count; i++) {
    if (screen->rows[i].action == action) {
      return true;
    }
  }
  return false;
}

static void add_row(KeysScreen *screen, const Screen *of, Action action) {
  screen->rows = mem_resize(screen->rows, screen->count + 1, sizeof *screen->rows);
  screen->rows[screen->count] = (Row){of, action};
  screen->count++;
}

/* Every action once for each screen that has it; the numbered answers have keys of their own. */
static void fill_rows(KeysScreen *screen) {
  for (size_t i = 0; tui_screens[i] != NULL; i++) {
    size_t from = screen->count;
    add_row(screen, tui_screens[i], ACTION_NONE);
    for (const ActionList *list = tui_screens[i]->lists; list->title != NULL; list++) {
      for (size_t at = 0; at < ACTION_LIST_MAX && list->at[at] != ACTION_NONE; at++) {
        if (!keys_numbered(list->at[at]) && !has_action(screen, from, list->at[at])) {
          add_row(screen, tui_screens[i], list->at[at]);
        }
      }
    }
  }
}

/* Moves the mark to the next row that is an action; stays where there is none. */
static void move_mark(KeysScreen *screen, int by) {
  size_t at = screen->selected;
  do {
    size_t before = at;
    menu_move(&at, screen->count, by);
    if (at == before) {
      return;
    }
  } while (screen->rows[at].action == ACTION_NONE);
  screen->selected = at;
}

static Action marked(const KeysScreen *screen) {
  return screen->rows[screen->selected].action;
}

static bool is_own(const Tui *tui, Action action) {
  return memcmp(tui->keys.at[action], action_rows[action].keys, sizeof tui->keys.at[action]) != 0;
}

/* ---- drawing ---- */

/* "On the screen home". */
static void draw_heading(const Row *row, Frame *frame, Box box) {
  draw_format(frame, box, ROLE_FAINT, ALIGN_LEFT, "Screen \"%s\"",
              language_in("screen", row->screen->name));
}

static void draw_row(const Tui *tui, const Row *row, bool on, Frame *frame, Box box) {
  box.rows = 1;
  if (row->action == ACTION_NONE) {
    draw_heading(row, frame, box);
    return;
  }
  char keys[KEY_LABEL_SIZE];
  Role role = on ? ROLE_STRONG : ROLE_TEXT;
  if (on) {
    draw_text(frame, box, role, ALIGN_LEFT, ">");
    frame_cursor(frame, box.row, box.column);
  }
  keys_all(&tui->keys, row->action, tui->ascii, keys, sizeof keys);
  int columns = keys_pair_columns(tui->ascii) + KEYS_MORE;
  Box place = {box.row, box.column + MARK_COLUMNS, 1, columns - 1};
  draw_text(frame, place, role, ALIGN_LEFT, keys);
  int before = MARK_COLUMNS + columns;
  Box text = {box.row, box.column + before, 1, box.columns - before};
  draw_format(frame, text, role, ALIGN_LEFT, is_own(tui, row->action) ? N_("(yours) %s") : "%s",
              _(action_rows[row->action].sentence));
}

static void fill_pane(const Tui *tui, const KeysScreen *screen, Page *page) {
  Action action = marked(screen);
  char name[ACTION_NAME_SIZE];
  char text[KEY_LABEL_SIZE];
  Keymap defaults;
  keys_action_name(action, name);
  if (screen->waiting) {
    keys_label(tui->keys.at[ACTION_DROP_NAME][0], tui->ascii, text, sizeof text);
    page_format(page, ROLE_STRONG,
                screen->adding ? N_("Press the additional key for \"%s\". %s: leave it as it is.")
                               : N_("Press the new key for \"%s\". %s: leave it as it is."),
                name, text);
    return;
  }
  keys_defaults(&defaults);
  keys_all(&defaults, action, tui->ascii, text, sizeof text);
  page_text(page, ROLE_STRONG, screen->notice);
  page_format(page, ROLE_TEXT, "%s: %s", name, _(action_rows[action].sentence));
  page_format(page, ROLE_FAINT, "Default: %s", text);
}

static void draw(Tui *tui, void *state, Frame *frame) {
  KeysScreen *screen = state;
  Box box = frame_column(frame);
  int gap = frame->rows >= ROOMY_ROWS ? 1 : 0;
  draw_footer(frame, box, &keys_lists[moment_now(tui, screen)]);
  draw_text(frame, box, ROLE_STRONG, ALIGN_LEFT, _("Keys"));
  box = box_below(box, 1 + gap);
  box.rows -= gap;
  Page page = {.width = box.columns};
  fill_pane(tui, screen, &page);
  int rows = frame->rows >= ROOMY_ROWS ? PANE_ROWS : PANE_ROWS_SMALL;
  rows = screen->notice != NULL && (int)page.count > rows ? (int)page.count : rows;
  Box pane = {box.row + box.rows - rows, box.column, rows, box.columns};
  box.rows -= rows + gap;
  size_t room = box.rows > 0 ? (size_t)box.rows : 0;
  size_t first = menu_first(frame, screen->count, screen->selected, room);
  size_t shown = screen->count - first < room ? screen->count - first : room;
  for (size_t i = 0; i < shown; i++) {
    draw_row(tui, &screen->rows[first + i], first + i == screen->selected, frame,
             box_below(box, (int)i));
  }
  menu_more(frame, box, first > 0, first + shown < screen->count);
  screen->page = shown;
  page_draw(frame, &page, pane, NULL);
  page_free(&page);
}

/* ---- giving another key ---- */

static void notice(KeysScreen *screen, char *text) {
  free(screen->notice);
  screen->notice = text;
}

/* The bindings of the settings with another one for this action; binding NULL: with none. A text a
 * line, as a person types the setting. Release with free(). */
static char *other_bindings(const Settings *settings, Action action, const char *binding) {
  char name[ACTION_NAME_SIZE];
  char *text = mem_copy("");
  keys_action_name(action, name);
  for (size_t i = 0; i <= settings->keys.count; i++) {
    const char *line = i < settings->keys.count ? settings->keys.at[i] : binding;
    size_t length = strlen(name);
    bool replaced =
        i < settings->keys.count && strncmp(line, name, length) == 0 && line[length] == ':';
    if (line != NULL && !replaced) {
      char *longer = mem_format("%s%s%s", text, text[0] != '\0' ? "\n" : "", line);
      free(text);
      text = longer;
    }
  }
  return text;
}

/* Whether the bindings, a text a line, can be in force together. */
static bool check_bindings(const char *lines, Error *err) {
  TextList list = {0};
  while (*lines != '\0') {
    size_t length = strcspn(lines, "\n");
    list.at = mem_resize(list.at, list.count + 1, sizeof *list.at);
    list.at[list.count] = mem_copy_bytes(lines, length);
    list.count++;
    lines += length + (lines[length] == '\n' ? 1 : 0);
  }
  bool sound = keys_check(&list, err);
  for (size_t i = 0; i < list.count; i++) {
    free(list.at[i]);
  }
  free(list.at);
  return sound;
}

/* Saves what the bindings are to be, unless they cannot be; binding NULL: the default. */
static bool save(Tui *tui, Action action, const char *binding, Error *err) {
  const Field *field = field_find(settings_fields, "keys");
  char *lines = other_bindings(&tui->app->settings, action, binding);
  char *literal = NULL;
  bool done = check_bindings(lines, err);
  if (done && lines[0] != '\0') {
    literal = field_literal(field, lines, err);
    done = literal != NULL;
  }
  done = done && app_set(tui->app, field->name, literal, err);
  if (done) {
    tui_take_keys(tui);
  }
  free(literal);
  free(lines);
  return done;
}

/* "pause: z Space": the keys that the action has, if another one is added, and the new one. Release
 * with free(). */
static char *make_binding(const Tui *tui, const KeysScreen *screen, const char *new_key) {
  Action action = marked(screen);
  char name[ACTION_NAME_SIZE];
  keys_action_name(action, name);
  char *text = mem_format("%s:", name);
  for (size_t i = 0; screen->adding && i < ACTION_KEYS_MAX && tui->keys.at[action][i] != 0; i++) {
    char key[KEY_LABEL_SIZE];
    keys_write(tui->keys.at[action][i], key, sizeof key);
    char *longer = mem_format("%s %s", text, key);
    free(text);
    text = longer;
  }
  char *whole = mem_format("%s %s", text, new_key);
  free(text);
  return whole;
}

/* What is said of an error. Release with free(). */
static char *not_changed(const Error *err) {
  char *sentence = words_sentence(err->text);
  char *text = mem_format(_("Not changed: %s"), sentence);
  free(sentence);
  return text;
}

/* Gives the marked action the key that was pressed, and says what came of it. */
static void take_key(Tui *tui, KeysScreen *screen, int key) {
  Error err = {{0}};
  char name[KEY_LABEL_SIZE];
  screen->waiting = false;
  keys_write(keys_normal(key), name, sizeof name);
  if (keys_parse(name, NULL) != keys_normal(key)) {
    notice(screen, mem_copy(_("That key has no name here: take another one.")));
    return;
  }
  char *binding = make_binding(tui, screen, name);
  if (save(tui, marked(screen), binding, &err)) {
    notice(screen, mem_format(_("Saved: %s"), binding));
  } else {
    notice(screen, not_changed(&err));
  }
  free(binding);
}

static void unset(Tui *tui, KeysScreen *screen) {
  Error err = {{0}};
  if (!is_own(tui, marked(screen))) {
    notice(screen, mem_copy(_("It has its default already.")));
  } else if (save(tui, marked(screen), NULL, &err)) {
    notice(screen, mem_copy(_("Its default is in force again.")));
  } else {
    notice(screen, not_changed(&err));
  }
}

static void act(Tui *tui, void *state, Action action, int key) {
  (void)key;
  KeysScreen *screen = state;
  int page = screen->page > 1 ? (int)screen->page - 1 : 1;
  notice(screen, NULL);
  switch (action) {
  case ACTION_UP:
  case ACTION_DOWN:
    move_mark(screen, action == ACTION_UP ? -1 : 1);
    break;
  case ACTION_PAGE_UP:
  case ACTION_PAGE_DOWN:
    for (int i = 0; i < page; i++) {
      move_mark(screen, action == ACTION_PAGE_UP ? -1 : 1);
    }
    break;
  case ACTION_SET_KEY:
  case ACTION_ADD_KEY:
    screen->waiting = true;
    screen->adding = action == ACTION_ADD_KEY;
    break;
  case ACTION_UNSET:
    unset(tui, screen);
    break;
  case ACTION_DROP_NAME:
    screen->waiting = false;
    break;
  default:
    tui_close(tui);
    break;
  }
}

/* The new key: any but those that lead out of the question. */
static bool type(Tui *tui, void *state, int key) {
  KeysScreen *screen = state;
  if (!screen->waiting || keys_find(&tui->keys, &keys_lists[KEYS_WAITING], key) != ACTION_NONE) {
    return false;
  }
  take_key(tui, screen, key);
  return true;
}

static void close_keys(void *state) {
  KeysScreen *screen = state;
  free(screen->rows);
  free(screen->notice);
}

const Screen screen_keys = {
    .name = N_IN("screen", "keys"),
    .state_size = sizeof(KeysScreen),
    .lists = keys_lists,
    .moment = moment_now,
    .draw = draw,
    .act = act,
    .type = type,
    .close = close_keys,
};

void keys_open(Tui *tui) {
  KeysScreen *screen = tui_open(tui, &screen_keys);
  fill_rows(screen);
  screen->selected = 1;
}
