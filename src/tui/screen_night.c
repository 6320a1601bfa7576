/* A night, to be read: what was done, the cramps, how it was slept, the day before it. It is filled
 * in and corrected on the diary's own screen. */
#include <stdlib.h>
#include <string.h>

#include "calendar.h"
#include "nightcalf/diary.h"
#include "nightcalf/format.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "page.h"
#include "screens.h"
#include "words.h"

/* A paragraph, as it was read. */
typedef struct NightLine {
  Role role;
  char *label; /* in front of it; NULL */
  char *text;
} NightLine;

typedef struct NightView {
  Night night;
  NightLine *lines;
  size_t count;
  int sessions;
  int scroll;
  int page_rows;
} NightView;

enum { LABEL_COLUMNS = 3, NUMBERS = 9 };

static const ActionList night_lists[] = {
    {N_("While a night is open"),
     {ACTION_FILL_NIGHT, ACTION_NIGHT_BACK, ACTION_SCROLL_UP, ACTION_NIGHT_ON,
      ACTION_SESSION_NUMBER, ACTION_SCROLL_DOWN, ACTION_PAGE_UP, ACTION_PAGE_DOWN, ACTION_CRAMP,
      ACTION_HELP, ACTION_LEAVE_LIST}},
    {.title = NULL},
};

/* ---- reading ---- */

/* Adds a line; takes label and text over. */
static void add_line(NightView *view, Role role, char *label, char *text) {
  view->lines = mem_resize(view->lines, view->count + 1, sizeof *view->lines);
  view->lines[view->count] = (NightLine){role, label, text};
  view->count++;
}

static void add_heading(NightView *view, const char *text) {
  if (view->count > 0) {
    add_line(view, ROLE_TEXT, NULL, mem_copy(""));
  }
  add_line(view, ROLE_STRONG, NULL, mem_copy(text));
}

static void forget(NightView *view) {
  for (size_t i = 0; i < view->count; i++) {
    free(view->lines[i].label);
    free(view->lines[i].text);
  }
  free(view->lines);
  view->lines = NULL;
  view->count = 0;
  view->sessions = 0;
}

static const char *label_of(const Field *field) {
  return field->label != NULL ? _(field->label) : field->name;
}

/* Adds every row of a table that is answered: "Sleep quality: good". */
static void add_fields(NightView *view, const Field *table, const void *object) {
  for (const Field *field = table; field->name != NULL; field++) {
    if (diary_said(field, object)) {
      char *shown = diary_shown(field, object);
      add_line(view, ROLE_TEXT, NULL, mem_format("%s: %s", label_of(field), shown));
      free(shown);
    }
  }
}

static bool take_session(void *context, const SessionRow *row) {
  NightView *view = context;
  char done[FORMAT_SIZE];
  char planned[FORMAT_SIZE];
  char time[FORMAT_SIZE];
  format_clock(words_whole_seconds(row->done), done);
  format_clock(row->planned, planned);
  format_time_of_day(row->started, time);
  view->sessions++;
  bool numbered = view->sessions <= NUMBERS;
  add_line(view, ROLE_TEXT, numbered ? mem_format("%d", view->sessions) : mem_copy(""),
           mem_format(_("%s  %s, %s of %s: %s"), time, row->title, done, planned,
                      row->open ? _("not closed") : _(outcome_name(row->outcome))));
  return true;
}

/* "about 03:10", "time not known". */
static char *onset_words(const Episode *episode) {
  char time[FORMAT_SIZE];
  if (!diary_onset_known(episode)) {
    return mem_copy(_("time not known"));
  }
  format_time_of_day(episode->onset, time);
  return episode->onset_precision == ONSET_ABOUT ? mem_format(_("about %s"), time) : mem_copy(time);
}

static bool take_episode(void *context, const Episode *episode) {
  NightView *view = context;
  char *text = onset_words(episode);
  for (const Field *field = diary_episode_fields; field->name != NULL; field++) {
    if (strcmp(field->name, "onset_precision") != 0 && diary_said(field, episode)) {
      char *shown = diary_shown(field, episode);
      char *longer = mem_format("%s; %s: %s", text, label_of(field), shown);
      free(text);
      free(shown);
      text = longer;
    }
  }
  add_line(view, ROLE_TEXT, mem_copy("-"), text);
  return true;
}

static bool take_medication(void *context, const MedicationChange *change) {
  add_fields(context, diary_medication_fields, change);
  return true;
}

/* What is said of the night as a whole. */
static bool read_night(const Tui *tui, Store *store, NightView *view, Error *err) {
  DiaryNight row;
  bool found = false;
  if (!store_night_get(store, view->night, &row, &found, err)) {
    return false;
  }
  add_heading(view, _("Night"));
  if (!diary_night_recorded(&row)) {
    add_line(view, ROLE_TEXT, NULL, mem_copy(_("Cramps: not recorded")));
  }
  add_fields(view, diary_night_fields, &row);
  Lateness age = diary_night_lateness(&row, tui->app->settings.night_boundary);
  if (age != ENTRY_IN_TIME) {
    add_line(view, ROLE_FAINT, NULL, mem_format(_("Entered %s"), _(lateness_shown(age))));
  }
  diary_night_free(&row);
  return true;
}

/* Whether nothing came after a heading that was just added: then it goes. */
static void drop_empty(NightView *view, size_t before, size_t with_heading) {
  while (view->count == with_heading && view->count > before) {
    view->count--;
    free(view->lines[view->count].label);
    free(view->lines[view->count].text);
    with_heading--;
  }
}

static bool read_habits(Store *store, NightView *view, Error *err) {
  Habits row;
  bool found = false;
  if (!store_habits_get(store, view->night, &row, &found, err)) {
    return false;
  }
  if (found) {
    size_t before = view->count;
    add_heading(view, _("The day before it"));
    size_t with_heading = view->count;
    add_fields(view, diary_habit_fields, &row);
    drop_empty(view, before, with_heading);
  }
  return true;
}

static bool read_all(const Tui *tui, Store *store, NightView *view, Error *err) {
  HistoryFilter filter = {
      .has_since = true, .has_until = true, .since = view->night, .until = view->night};
  size_t before = view->count;
  add_heading(view, _("Sessions"));
  size_t heading = view->count;
  if (!store_sessions(store, &filter, take_session, view, err)) {
    return false;
  }
  drop_empty(view, before, heading);
  if (!read_night(tui, store, view, err)) {
    return false;
  }
  before = view->count;
  add_heading(view, _("Cramps"));
  heading = view->count;
  if (!store_episodes(store, view->night, view->night, take_episode, view, err)) {
    return false;
  }
  drop_empty(view, before, heading);
  if (!read_habits(store, view, err)) {
    return false;
  }
  before = view->count;
  add_heading(view, _("Medicines"));
  heading = view->count;
  bool done = store_medications(store, view->night, view->night, take_medication, view, err);
  drop_empty(view, before, heading);
  return done;
}

static void read_view(Tui *tui, NightView *view) {
  Error err = {{0}};
  forget(view);
  Store *store = app_store(tui->app, STORE_READ, &err);
  if (store == NULL || !read_all(tui, store, view, &err)) {
    forget(view);
    add_line(view, ROLE_STRONG, NULL, words_sentence(err.text));
  }
}

/* ---- showing ---- */

static void draw(Tui *tui, void *state, Frame *frame) {
  (void)tui;
  NightView *view = state;
  Box box = frame_column(frame);
  int gap = frame->rows >= ROOMY_ROWS ? 1 : 0;
  char date[CALENDAR_TEXT_SIZE];
  calendar_date(view->night, date);
  draw_footer(frame, box, &night_lists[0]);
  draw_format(frame, box, ROLE_STRONG, ALIGN_LEFT, "Night of %s", date);
  frame_cursor(frame, box.row, box.column);
  box = box_below(box, 1 + gap);
  box.rows -= gap;
  Page page = {.width = box.columns - 1};
  for (size_t i = 0; i < view->count; i++) {
    const NightLine *line = &view->lines[i];
    if (line->text[0] == '\0') {
      page_gap(&page);
    } else {
      page_label(&page, line->role, line->label, line->label != NULL ? LABEL_COLUMNS : 0,
                 line->text);
    }
  }
  page_draw(frame, &page, box, &view->scroll);
  page_free(&page);
  view->page_rows = box.rows > 1 ? box.rows - 1 : 1;
}

/* To another night: not beyond tonight. */
static void move_night(Tui *tui, NightView *view, int by) {
  if (view->night.day + by <= app_tonight(tui->app).day) {
    view->night.day += by;
    view->scroll = 0;
    read_view(tui, view);
  }
}

/* Opens the session of a number. */
static void open_number(Tui *tui, const NightView *view, int number) {
  if (number >= 0 && number < view->sessions) {
    session_open(tui, &(HistoryFilter){.has_since = true,
                                       .has_until = true,
                                       .since = view->night,
                                       .until = view->night,
                                       .skip = number});
  }
}

static void act(Tui *tui, void *state, Action action, int key) {
  NightView *view = state;
  switch (action) {
  case ACTION_FILL_NIGHT:
    diary_open(tui, view->night);
    break;
  case ACTION_NIGHT_BACK:
  case ACTION_NIGHT_ON:
    move_night(tui, view, action == ACTION_NIGHT_BACK ? -1 : 1);
    break;
  case ACTION_SESSION_NUMBER:
    open_number(tui, view, key - '1');
    break;
  case ACTION_SCROLL_UP:
  case ACTION_SCROLL_DOWN:
    view->scroll += action == ACTION_SCROLL_UP ? -1 : 1;
    break;
  case ACTION_PAGE_UP:
  case ACTION_PAGE_DOWN:
    view->scroll += action == ACTION_PAGE_UP ? -view->page_rows : view->page_rows;
    break;
  default:
    tui_close(tui);
    break;
  }
}

static void shown(Tui *tui, void *state) {
  read_view(tui, state);
}

static void close_night(void *state) {
  forget(state);
}

const Screen screen_night = {
    .name = N_IN("screen", "night"),
    .state_size = sizeof(NightView),
    .lists = night_lists,
    .draw = draw,
    .act = act,
    .shown = shown,
    .close = close_night,
};

void night_open(Tui *tui, Night night) {
  NightView *view = tui_open(tui, &screen_night);
  view->night = night;
  read_view(tui, view);
}
