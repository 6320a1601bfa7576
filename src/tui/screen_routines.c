/* All routines by where they come from, and what can be done with each. What asks for a name or
 * for an answer first is in routines_ask.c. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "menu.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/own.h"
#include "nightcalf/text.h"
#include "page.h"
#include "routines.h"
#include "words.h"

enum {
  MARK_COLUMNS = 2,
  TITLE_COLUMNS = 36,
  ID_COLUMNS_MIN = 12,
  TOTAL_COLUMNS = 13, /* "about 10 min", and a gap */
  PANE_ROWS = 5,
  PANE_ROWS_SMALL = 2,
  LIST_ROWS_MIN = 3,
  NO_ENTRY = -1
};

const ActionList routines_lists[] = {
    [ROUTINES_LIST] = {N_("In the list of routines"),
                       {ACTION_EDIT_ROUTINE, ACTION_START_IT, ACTION_COPY, ACTION_NEW_ROUTINE,
                        ACTION_EDIT_FILE, ACTION_PREVIEW, ACTION_TONIGHT, ACTION_QUIET,
                        ACTION_RENAME, ACTION_REMOVE, ACTION_WHOLE, ACTION_UP, ACTION_DOWN,
                        ACTION_PAGE_UP, ACTION_PAGE_DOWN, ACTION_CRAMP, ACTION_HELP,
                        ACTION_LEAVE_LIST}},
    [ROUTINES_NAME] = {N_("While you name a routine"),
                       {ACTION_TAKE_NAME, ACTION_CRAMP_TYPING, ACTION_HELP_TYPING,
                        ACTION_DROP_NAME}},
    [ROUTINES_REMOVE] = {N_("When asked about removing a routine"),
                         {ACTION_UP, ACTION_DOWN, ACTION_CONFIRM, ACTION_DIGIT, ACTION_CRAMP,
                          ACTION_HELP, ACTION_STAY}},
    {.title = NULL},
};

static size_t moment_now(const Tui *tui, const void *state) {
  (void)tui;
  const Routines *routines = state;
  return routines->moment;
}

void routines_notice(Routines *routines, char *text) {
  free(routines->notice);
  routines->notice = text;
}

void routines_problem(Routines *routines, const Error *err) {
  routines_notice(routines, words_sentence(err->text));
}

void routines_mark(Routines *routines, const char *id) {
  size_t at = routine_list_find(&routines->list, id);
  routines->selected = at < routines->list.count ? at : routines->selected;
}

void routines_refill(Tui *tui, Routines *routines) {
  RoutineList *list = &routines->list;
  char *file = list->count > 0 ? mem_copy(list->at[routines->selected].file) : NULL;
  routine_list_fill(list, tui->app);
  size_t most = list->count > 0 ? list->count - 1 : 0;
  routines->selected = routines->selected > most ? most : routines->selected;
  for (size_t i = 0; file != NULL && i < list->count; i++) {
    routines->selected = strcmp(list->at[i].file, file) == 0 ? i : routines->selected;
  }
  free(file);
}

static bool is_tonights(const Tui *tui, const ListedRoutine *listed) {
  return !listed->hidden && strcmp(listed->id, app_routine(tui->app)) == 0;
}

/* "  (tonight, quiet)": what is to be known at a glance. Release with free(). */
static char *marks_of(const Tui *tui, const ListedRoutine *listed) {
  const char *const words[] = {
      is_tonights(tui, listed) ? _("tonight") : NULL,
      !listed->hidden && own_is_quiet(tui->app, listed->id) ? _("quiet") : NULL,
      listed->hidden ? _("replaced") : NULL,
  };
  char *text = mem_copy("");
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
    if (words[i] != NULL) {
      words_add(&text, words[i]);
    }
  }
  char *whole = text[0] != '\0' ? mem_format("  (%s)", text) : mem_copy("");
  free(text);
  return whole;
}

/* One row of the list: a routine, or the heading of a group. */
typedef struct Row {
  int entry; /* NO_ENTRY: a heading */
  Origin origin;
} Row;

/* The rows of the list, *count of them, and in *selected that of the mark. Release with free(). */
static Row *make_rows(const Routines *routines, size_t *count, size_t *selected) {
  const RoutineList *list = &routines->list;
  Row *rows = mem_new(2 * list->count + 1, sizeof *rows);
  *count = 0;
  *selected = 0;
  for (size_t i = 0; i < list->count; i++) {
    Origin origin = list->at[i].origin;
    if (i == 0 || list->at[i - 1].origin != origin) {
      rows[(*count)++] = (Row){NO_ENTRY, origin};
    }
    *selected = i == routines->selected ? *count : *selected;
    rows[(*count)++] = (Row){(int)i, origin};
  }
  return rows;
}

/* How long it takes, at the right end. Returns the columns that takes, with a gap. */
static int draw_total(Frame *frame, Box row, const ListedRoutine *listed) {
  char total[WORDS_SIZE];
  if (listed->routine != NULL) {
    words_total(&listed->timeline, total);
  } else {
    snprintf(total, sizeof total, "%s", _("broken"));
  }
  draw_text(frame, row, ROLE_FAINT, ALIGN_RIGHT, total);
  int columns = text_width(total) + 1;
  return columns > TOTAL_COLUMNS ? columns : TOTAL_COLUMNS;
}

/* The title with its marks, cut so that the marks stay, and behind it the id where there is room.
 */
static void draw_title(const Tui *tui, const ListedRoutine *listed, bool on, Frame *frame,
                       Box box) {
  Role role = on ? ROLE_STRONG : listed->hidden ? ROLE_FAINT : ROLE_TEXT;
  char *marks = marks_of(tui, listed);
  char *line = menu_line(listed_title(listed), marks, box.columns, frame->ascii);
  draw_text(frame, box, role, ALIGN_LEFT, line);
  Box id = {box.row, box.column + TITLE_COLUMNS, 1, box.columns - TITLE_COLUMNS};
  if (listed->routine != NULL && text_width(line) < TITLE_COLUMNS && id.columns >= ID_COLUMNS_MIN) {
    draw_text(frame, id, ROLE_FAINT, ALIGN_LEFT, listed->id);
  }
  free(line);
  free(marks);
}

/* One row: a heading, or a routine with what belongs to it. */
static void draw_row(const Tui *tui, Routines *routines, Frame *frame, Box box, Row row) {
  box.rows = 1;
  if (row.entry == NO_ENTRY) {
    draw_text(frame, box, ROLE_FAINT, ALIGN_LEFT, listed_origin(row.origin));
    return;
  }
  size_t at = (size_t)row.entry;
  const ListedRoutine *listed = routine_list_read(&routines->list, tui->app, at);
  bool on = at == routines->selected;
  int total = draw_total(frame, box, listed);
  if (on) {
    draw_text(frame, box, ROLE_STRONG, ALIGN_LEFT, ">");
    frame_cursor(frame, box.row, box.column);
  }
  box.column += MARK_COLUMNS;
  box.columns -= MARK_COLUMNS + total;
  draw_title(tui, listed, on, frame, box);
}

/* The list; files are read for the rows that are seen, and for no others. */
static void draw_list(const Tui *tui, Routines *routines, Frame *frame, Box box) {
  size_t count = 0;
  size_t selected = 0;
  Row *rows = make_rows(routines, &count, &selected);
  size_t room = box.rows > 0 ? (size_t)box.rows : 0;
  size_t first = menu_first(frame, count, selected, room);
  size_t shown = count - first < room ? count - first : room;
  for (size_t i = 0; i < shown; i++) {
    draw_row(tui, routines, frame, box_below(box, (int)i), rows[first + i]);
  }
  menu_more(frame, box, first > 0, first + shown < count);
  routines->page = shown;
  free(rows);
}

/* What is known of the marked routine, or what has just been done. */
static void fill_pane(const Tui *tui, Routines *routines, Page *page) {
  if (routines->notice != NULL) {
    page_text(page, ROLE_STRONG, routines->notice);
    return;
  }
  const ListedRoutine *listed = routine_list_read(&routines->list, tui->app, routines->selected);
  char *size = listed_size(listed);
  char *errors = listed_errors(listed);
  const char *place = listed_place(listed);
  if (place != NULL) {
    page_format(page, ROLE_TEXT, "%s: %s. %s", listed->id, size, place);
  } else {
    page_format(page, ROLE_TEXT, "%s: %s.", listed->id, size);
  }
  page_text(page, ROLE_STRONG, errors);
  page_text(page, ROLE_FAINT, listed->routine != NULL ? listed->routine->about : NULL);
  page_text(page, ROLE_FAINT, listed->origin != ORIGIN_SHIPPED ? listed->file : NULL);
  free(errors);
  free(size);
}

/* Rows of the pane: more than usual for what must be read to its end, which is in the strong
 * role; no more than leave the list its least. */
static int pane_rows(const Page *page, const Frame *frame, int rows) {
  int wanted = frame->rows >= ROOMY_ROWS ? PANE_ROWS : PANE_ROWS_SMALL;
  for (int i = 0; i < (int)page->count; i++) {
    wanted = page->lines[i].role == ROLE_STRONG && i >= wanted ? i + 1 : wanted;
  }
  return wanted > rows - LIST_ROWS_MIN ? rows - LIST_ROWS_MIN : wanted;
}

static void draw_heading(const Routines *routines, Frame *frame, Box box) {
  size_t count = routines->list.count;
  draw_format(frame, box, ROLE_FAINT, ALIGN_RIGHT,
              language_plural("%zu routine", "%zu routines", count), count);
  draw_text(frame, box, ROLE_STRONG, ALIGN_LEFT, _("Routines"));
}

static void draw(Tui *tui, void *state, Frame *frame) {
  Routines *routines = state;
  Box box = frame_column(frame);
  int gap = frame->rows >= ROOMY_ROWS ? 1 : 0;
  draw_footer(frame, box, &routines_lists[routines->moment]);
  if (routines->moment != ROUTINES_LIST) {
    routines_draw_asking(tui, routines, frame, box);
    return;
  }
  draw_heading(routines, frame, box);
  frame_cursor(frame, box.row, box.column);
  box = box_below(box, 1 + gap);
  box.rows -= gap;
  if (routines->list.count == 0) {
    draw_wrapped(frame, box, ROLE_TEXT, ALIGN_LEFT, _("There are no routines here yet."));
    return;
  }
  Page page = {.width = box.columns - 1};
  fill_pane(tui, routines, &page);
  int rows = pane_rows(&page, frame, box.rows - gap);
  Box pane = {box.row + box.rows - rows, box.column, rows, box.columns};
  box.rows -= rows + gap;
  draw_list(tui, routines, frame, box);
  page_draw(frame, &page, pane, NULL);
  page_free(&page);
}

/* ---- what the keys do ---- */

/* The marked routine, read; NULL: there is none. */
static const ListedRoutine *marked(const Tui *tui, Routines *routines) {
  return routines->list.count > 0 ? routine_list_read(&routines->list, tui->app, routines->selected)
                                  : NULL;
}

static void move_mark(Routines *routines, int by) {
  for (int i = 0; i < abs(by); i++) {
    menu_move(&routines->selected, routines->list.count, by);
  }
}

/* Says that what is asked for must be done with the routine in force instead. */
static bool is_in_force(Routines *routines, const ListedRoutine *listed) {
  if (listed->hidden) {
    routines_notice(routines,
                    mem_format(_("Another \"%s\" takes its place: go to that one, or copy "
                                 "this one under a name of its own."),
                               listed->id));
  }
  return !listed->hidden;
}

static void start_it(Tui *tui, Routines *routines, const ListedRoutine *listed) {
  if (!is_in_force(routines, listed)) {
    return;
  }
  if (app_is_cramp(listed->id)) {
    cramp_open(tui); /* it is what a person means by it */
    return;
  }
  if (agree_open(tui, listed->id, NULL)) {
    return;
  }
  Error err = {{0}};
  Adaptation what = {0};
  Routine *routine = start_load(tui->app, listed->id, &what, &err);
  if (routine == NULL) {
    routines_problem(routines, &err);
  } else {
    start_open(tui, routine, &what, 0);
  }
}

static void make_tonights(Tui *tui, Routines *routines, const ListedRoutine *listed) {
  if (!is_in_force(routines, listed)) {
    return;
  }
  if (listed->routine == NULL) {
    routines_notice(routines,
                    mem_format(_("\"%s\" cannot be tonight's routine: it is broken."), listed->id));
    return;
  }
  Error err = {{0}};
  char *value = mem_format("\"%s\"", listed->id);
  if (app_set(tui->app, "routine", value, &err)) {
    const char *tonights = app_routine(tui->app);
    routines_notice(routines,
                    strcmp(tonights, listed->id) == 0
                        ? mem_format(_("Tonight and from now on: %s."), listed_title(listed))
                        : mem_format(_("From now on: %s. Tonight stays %s, by the setting "
                                       "routines."),
                                     listed_title(listed), tonights));
  } else {
    routines_problem(routines, &err);
  }
  free(value);
}

static void turn_quiet(Tui *tui, Routines *routines, const ListedRoutine *listed) {
  if (!is_in_force(routines, listed)) {
    return;
  }
  Error err = {{0}};
  bool quiet = !own_is_quiet(tui->app, listed->id);
  if (own_set_quiet(tui->app, listed->id, quiet, &err)) {
    routines_notice(routines, mem_format(quiet ? _("%s runs without sound from now on.")
                                               : _("%s sounds as usual again."),
                                         listed_title(listed)));
  } else {
    routines_problem(routines, &err);
  }
}

static void edit_it(Tui *tui, Routines *routines, const ListedRoutine *listed) {
  if (is_in_force(routines, listed)) {
    editor_open(tui, listed->id);
  }
}

static void edit_file(Tui *tui, Routines *routines, const ListedRoutine *listed) {
  if (is_in_force(routines, listed)) {
    char *id = mem_copy(listed->id);
    draft_open(tui, id, listed_error_line(listed));
    free(id);
  }
}

static void preview(Tui *tui, Routines *routines, const ListedRoutine *listed) {
  if (listed->routine == NULL) {
    routines_notice(
        routines, mem_format(_("\"%s\" is broken: there is nothing to preview yet."), listed->id));
  } else {
    preview_open(tui, listed->routine);
  }
}

/* What is done with the marked routine. */
static void act_on(Tui *tui, Routines *routines, Action action, const ListedRoutine *listed) {
  switch (action) {
  case ACTION_EDIT_ROUTINE:
    edit_it(tui, routines, listed);
    break;
  case ACTION_EDIT_FILE:
    edit_file(tui, routines, listed);
    break;
  case ACTION_START_IT:
    start_it(tui, routines, listed);
    break;
  case ACTION_PREVIEW:
    preview(tui, routines, listed);
    break;
  case ACTION_TONIGHT:
    make_tonights(tui, routines, listed);
    break;
  case ACTION_QUIET:
    turn_quiet(tui, routines, listed);
    break;
  case ACTION_WHOLE:
    card_open(tui, listed_whole(listed, tui->app));
    break;
  default:
    routines_ask(tui, routines, action, listed);
    break;
  }
}

static void act_in_list(Tui *tui, Routines *routines, Action action) {
  int page = routines->page > 1 ? (int)routines->page - 1 : 1;
  const ListedRoutine *listed = marked(tui, routines);
  routines_notice(routines, NULL);
  switch (action) {
  case ACTION_UP:
  case ACTION_DOWN:
    move_mark(routines, action == ACTION_UP ? -1 : 1);
    break;
  case ACTION_PAGE_UP:
  case ACTION_PAGE_DOWN:
    move_mark(routines, action == ACTION_PAGE_UP ? -page : page);
    break;
  case ACTION_LEAVE_LIST:
    tui_close(tui);
    break;
  case ACTION_NEW_ROUTINE:
    routines_ask_new(routines);
    break;
  default:
    if (listed != NULL) {
      act_on(tui, routines, action, listed);
    }
    break;
  }
}

static void act(Tui *tui, void *state, Action action, int key) {
  Routines *routines = state;
  if (routines->moment == ROUTINES_LIST) {
    act_in_list(tui, routines, action);
  } else {
    routines_answer(tui, routines, action, key);
  }
}

static bool type(Tui *tui, void *state, int key) {
  (void)tui;
  Routines *routines = state;
  return routines->moment == ROUTINES_NAME && entry_key(&routines->name, key);
}

/* Files may have come, gone or changed meanwhile. */
static void shown(Tui *tui, void *state) {
  routines_refill(tui, state);
}

static void close_routines(void *state) {
  Routines *routines = state;
  routine_list_free(&routines->list);
  entry_free(&routines->name);
  free(routines->about);
  free(routines->notice);
}

const Screen screen_routines = {
    .name = N_IN("screen", "routines"),
    .state_size = sizeof(Routines),
    .lists = routines_lists,
    .moment = moment_now,
    .draw = draw,
    .act = act,
    .type = type,
    .takes_text = true,
    .shown = shown,
    .close = close_routines,
};

void routines_tell(Tui *tui, char *text) {
  for (size_t i = 0; i < tui->depth; i++) {
    if (tui->stack[i].screen == &screen_routines) {
      routines_notice(tui->stack[i].state, text);
      return;
    }
  }
  free(text);
}

void routines_open(Tui *tui) {
  own_refresh(tui->app);
  Routines *routines = tui_open(tui, &screen_routines);
  routine_list_fill(&routines->list, tui->app);
  routines_mark(routines, app_routine(tui->app));
}
