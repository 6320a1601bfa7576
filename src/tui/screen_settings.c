/* The settings, one row each of the table that also reads the file; what is changed is in force at
 * once. The profile and the keys have screens of their own. */
#include <stdlib.h>
#include <string.h>

#include "form.h"
#include "form_row.h"
#include "keys_bind.h"
#include "menu.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "page.h"
#include "screens.h"
#include "words.h"

typedef struct SettingsScreen {
  size_t selected;
  size_t page; /* rows of the list at the last drawing */
  char *notice;
} SettingsScreen;

enum { MARK_COLUMNS = 2, NAME_GAP = 2, PANE_ROWS = 6, PANE_ROWS_SMALL = 4, RANGE_SIZE = 160 };

static const ActionList settings_lists[] = {
    {N_("In the settings"),
     {ACTION_CHANGE, ACTION_UNSET, ACTION_TRY_SOUNDS, ACTION_UP, ACTION_DOWN, ACTION_PAGE_UP,
      ACTION_PAGE_DOWN, ACTION_EDIT_SETTINGS, ACTION_CRAMP, ACTION_HELP, ACTION_LEAVE_LIST}},
    {.title = NULL},
};

static const char *const not_set = N_("not set");

/* How many settings there are. */
static size_t setting_count(void) {
  size_t count = 0;
  while (settings_fields[count].name != NULL) {
    count++;
  }
  return count;
}

/* Whether a setting has the value that it has by itself. */
static bool is_default(const Settings *settings, const Field *field) {
  const Field row[] = {*field, {.name = NULL}};
  Settings defaults;
  settings_init(&defaults);
  bool same = fields_equal(row, settings, &defaults);
  settings_free(&defaults);
  return same;
}

/* The lines of a text on one line, with commas between them; takes text over. */
static char *one_line(char *text) {
  char *line = mem_copy("");
  char *rest = text;
  while (rest != NULL) {
    const char *part = strsep(&rest, "\n");
    char *longer = mem_format("%s%s%s", line, line[0] != '\0' ? ", " : "", part);
    free(line);
    line = longer;
  }
  free(text);
  return line;
}

/* What a setting is, or what holds while it is not set. Release with free(). */
static char *value_text(const Settings *settings, const Field *field) {
  char *text = field_plain(field, settings);
  if (strcmp(field->name, "routine") == 0) {
    free(text);
    return mem_copy(settings_routine(settings));
  }
  if (text == NULL || text[0] == '\0') {
    free(text);
    return mem_copy(strcmp(field->name, "keys") == 0 ? N_("as they come") : not_set);
  }
  return one_line(text);
}

/* The same in the user's language. Release with free(). */
static char *shown_text(const Settings *settings, const Field *field) {
  char *text = value_text(settings, field);
  char *plain = field_plain(field, settings);
  bool said = strcmp(field->name, "routine") == 0 || (plain != NULL && plain[0] != '\0');
  char *shown = said ? row_words(field, text) : mem_copy(_(text));
  free(plain);
  free(text);
  return shown;
}

/* ---- drawing ---- */

/* Columns of the longest name, with a gap. */
static int name_columns(void) {
  int columns = 0;
  for (const Field *field = settings_fields; field->name != NULL; field++) {
    int length = (int)strlen(field->name);
    columns = length > columns ? length : columns;
  }
  return columns + NAME_GAP;
}

static void draw_row(const Settings *settings, const Field *field, bool marked, Frame *frame,
                     Box box) {
  box.rows = 1;
  Role role = marked ? ROLE_STRONG : ROLE_TEXT;
  if (marked) {
    draw_text(frame, box, role, ALIGN_LEFT, ">");
    frame_cursor(frame, box.row, box.column);
  }
  Box name = {box.row, box.column + MARK_COLUMNS, 1, name_columns()};
  draw_text(frame, name, role, ALIGN_LEFT, field->name);
  int before = MARK_COLUMNS + name_columns();
  Box value = {box.row, box.column + before, 1, box.columns - before};
  char *text = shown_text(settings, field);
  bool set = !is_default(settings, field);
  bool said = !set && strcmp(text, _(not_set)) != 0 && frame->columns >= ROOMY_COLUMNS;
  draw_format(frame, value, set ? role : ROLE_FAINT, ALIGN_LEFT, said ? N_("%s  (default)") : "%s",
              text);
  free(text);
}

static void draw_list(const Tui *tui, SettingsScreen *screen, Frame *frame, Box box) {
  size_t count = setting_count();
  size_t room = box.rows > 0 ? (size_t)box.rows : 0;
  size_t first = menu_first(frame, count, screen->selected, room);
  size_t shown = count - first < room ? count - first : room;
  for (size_t i = 0; i < shown; i++) {
    draw_row(&tui->app->settings, &settings_fields[first + i], first + i == screen->selected, frame,
             box_below(box, (int)i));
  }
  menu_more(frame, box, first > 0, first + shown < count);
  screen->page = shown;
}

/* The values that a setting may have, where that is not said by its kind. */
static bool has_range(const Field *field) {
  return field->type == FIELD_COUNT || field->type == FIELD_WORD || field->type == FIELD_TIME ||
         field->type == FIELD_NAME || (field->type == FIELD_TEXT && field->maximum > 0);
}

static void fill_pane(const SettingsScreen *screen, Page *page) {
  const Field *field = &settings_fields[screen->selected];
  page_text(page, ROLE_STRONG, screen->notice);
  page_text(page, ROLE_TEXT, _(field->sentence));
  if (has_range(field)) {
    char range[RANGE_SIZE];
    field_range(field, range, sizeof range);
    page_format(page, ROLE_FAINT, "It %s.", range);
  }
  Settings defaults;
  settings_init(&defaults);
  char *value = shown_text(&defaults, field);
  page_format(page, ROLE_FAINT, "Default: %s.", value);
  free(value);
  settings_free(&defaults);
}

/* What is wrong with the file, at the top. Returns what is left below it. */
static Box draw_finding(const Tui *tui, Frame *frame, Box box, int gap) {
  char *finding = settings_finding(tui);
  if (finding == NULL) {
    return box;
  }
  char *text = words_sentence(finding);
  Box place = box;
  place.rows = place.rows / 3;
  int used = draw_wrapped(frame, place, ROLE_STRONG, ALIGN_LEFT, text) + gap;
  free(text);
  free(finding);
  box.rows -= used;
  box.row += used;
  return box;
}

static void draw(Tui *tui, void *state, Frame *frame) {
  SettingsScreen *screen = state;
  Box box = frame_column(frame);
  int gap = frame->rows >= ROOMY_ROWS ? 1 : 0;
  draw_footer(frame, box, &settings_lists[0]);
  draw_text(frame, box, ROLE_STRONG, ALIGN_LEFT, _("Settings"));
  box = box_below(box, 1 + gap);
  box.rows -= gap;
  box = draw_finding(tui, frame, box, gap);
  Page page = {.width = box.columns};
  fill_pane(screen, &page);
  int rows = frame->rows >= ROOMY_ROWS ? PANE_ROWS : PANE_ROWS_SMALL;
  Box pane = {box.row + box.rows - rows, box.column, rows, box.columns};
  box.rows -= rows + gap;
  draw_list(tui, screen, frame, box);
  page_draw(frame, &page, pane, NULL);
  page_free(&page);
}

/* ---- changing one ---- */

/* A form for one setting. */
typedef struct OneSetting {
  Tui *tui;
  Field table[2]; /* its row alone */
} OneSetting;

static char *form_value(void *context, const Field *field) {
  const OneSetting *one = context;
  const Settings *settings = &one->tui->app->settings;
  return is_default(settings, field) ? NULL : field_plain(field, settings);
}

static char *form_holds(void *context, const Field *field) {
  (void)context;
  Settings defaults;
  settings_init(&defaults);
  char *plain = field_plain(field, &defaults);
  bool said = plain != NULL && plain[0] != '\0';
  char *text = said ? value_text(&defaults, field) : shown_text(&defaults, field);
  free(plain);
  settings_free(&defaults);
  return text;
}

static bool form_accept(Tui *tui, void *context, const EditChange *changes, size_t count,
                        const char **key, Error *err) {
  (void)context;
  for (size_t i = 0; i < count; i++) {
    if (!app_set(tui->app, changes[i].key, changes[i].literal, err)) {
      *key = changes[i].key;
      return false;
    }
  }
  tui_take_keys(tui);
  return true;
}

static void open_form(Tui *tui, const Field *field) {
  OneSetting *one = mem_new(1, sizeof *one);
  one->tui = tui;
  one->table[0] = *field;
  FormOwner owner = {
      .context = one,
      .value = form_value,
      .holds = form_holds,
      .accept = form_accept,
      .close = free,
  };
  form_open(tui, _("A setting"), NULL, (FormTables){{one->table}}, owner);
}

static void change(Tui *tui, const SettingsScreen *screen) {
  const Field *field = &settings_fields[screen->selected];
  if (strcmp(field->name, "keys") == 0) {
    keys_open(tui);
  } else if (strcmp(field->name, "profile") == 0) {
    profile_open(tui);
  } else {
    open_form(tui, field);
  }
}

static void notice(SettingsScreen *screen, char *text) {
  free(screen->notice);
  screen->notice = text;
}

static void unset(Tui *tui, SettingsScreen *screen) {
  Error err = {{0}};
  const Field *field = &settings_fields[screen->selected];
  if (app_set(tui->app, field->name, NULL, &err)) {
    notice(screen, mem_format(_("%s: the default again."), field->name));
    tui_take_keys(tui);
  } else {
    notice(screen, words_sentence(err.text));
  }
}

/* ---- the file itself ---- */

/* One run of the person's editor on the settings file. */
typedef struct FileEdit {
  const char *path;
  int line;
  bool done;
  Error err;
} FileEdit;

static void run_editor(void *context) {
  FileEdit *run = context;
  run->done = editor_run(run->path, run->line, &run->err);
}

static void edit_file(Tui *tui, SettingsScreen *screen) {
  App *app = tui->app;
  Error err = {{0}};
  if (!app_make_settings(app, &err)) {
    notice(screen, words_sentence(err.text));
    return;
  }
  const Diagnostics *findings = &app->settings_findings;
  FileEdit run = {.path = app->paths.settings,
                  .line = findings->count > 0 ? findings->items[0].line : 0};
  tui_run_outside(tui, run_editor, &run);
  app_read_settings(app);
  tui_take_keys(tui);
  if (!run.done) {
    notice(screen, words_sentence(run.err.text));
  }
}

static void act(Tui *tui, void *state, Action action, int key) {
  (void)key;
  SettingsScreen *screen = state;
  int page = screen->page > 1 ? (int)screen->page - 1 : 1;
  notice(screen, NULL);
  switch (action) {
  case ACTION_UP:
  case ACTION_DOWN:
    menu_move(&screen->selected, setting_count(), action == ACTION_UP ? -1 : 1);
    break;
  case ACTION_PAGE_UP:
  case ACTION_PAGE_DOWN:
    for (int i = 0; i < page; i++) {
      menu_move(&screen->selected, setting_count(), action == ACTION_PAGE_UP ? -1 : 1);
    }
    break;
  case ACTION_CHANGE:
    change(tui, screen);
    break;
  case ACTION_UNSET:
    unset(tui, screen);
    break;
  case ACTION_TRY_SOUNDS:
    sounds_open(tui);
    break;
  case ACTION_EDIT_SETTINGS:
    edit_file(tui, screen);
    break;
  default:
    tui_close(tui);
    break;
  }
}

static void close_settings(void *state) {
  SettingsScreen *screen = state;
  free(screen->notice);
}

const Screen screen_settings = {
    .name = N_IN("screen", "settings"),
    .state_size = sizeof(SettingsScreen),
    .lists = settings_lists,
    .draw = draw,
    .act = act,
    .close = close_settings,
};

char *settings_finding(const Tui *tui) {
  const Diagnostics *findings = &tui->app->settings_findings;
  if (findings->count > 0) {
    const Diagnostic *first = &findings->items[0];
    return first->line > 0 ? mem_format(_("line %d of their file: %s"), first->line, first->message)
                           : mem_copy(first->message);
  }
  return tui->keys_problem.text[0] != '\0' ? mem_copy(tui->keys_problem.text) : NULL;
}

void settings_open(Tui *tui) {
  tui_open(tui, &screen_settings);
}
