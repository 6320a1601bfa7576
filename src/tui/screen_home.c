/* Tonight: the routine, how long it takes, when it would end; and a list of the others. Routines
 * are listed by name and read only when the mark comes to them. */
#include <stdlib.h>
#include <string.h>

#include "menu.h"
#include "nightcalf/format.h"
#include "nightcalf/mem.h"
#include "page.h"
#include "screens.h"
#include "words.h"

/* A routine of the list. */
typedef struct Item {
  const RoutineEntry *entry;
  bool read;
  Routine *routine; /* adapted; NULL when there is a problem */
  Adaptation what;  /* was changed in it */
  Timeline timeline;
  char *problem; /* the first error of a broken one, or why nothing of it is left... */
  char *title;   /* ...and then its title, else NULL */
} Item;

typedef struct Home {
  Item *items;
  size_t count;
  size_t selected;
  unsigned profile; /* for which the routines were read */
  bool done;        /* a completed session is in the record of tonight */
  bool broken_off;
  SessionRow row; /* when broken_off */
  Error problem;
} Home;

typedef enum HomeMoment { HOME_PLAIN, HOME_BROKEN_OFF } HomeMoment;

static const ActionList home_lists[] = {
    [HOME_PLAIN] = {"At home",
                    {ACTION_START, ACTION_CRAMP, ACTION_UP, ACTION_DOWN, ACTION_LEARN,
                     ACTION_PROFILE, ACTION_HELP, ACTION_QUIT}},
    [HOME_BROKEN_OFF] = {"At home, when a session was broken off",
                         {ACTION_TAKE_UP, ACTION_START, ACTION_CRAMP, ACTION_UP, ACTION_DOWN,
                          ACTION_LEARN, ACTION_PROFILE, ACTION_HELP, ACTION_QUIT}},
    {.title = NULL},
};

static size_t moment_now(const Tui *tui, const void *state) {
  (void)tui;
  const Home *home = state;
  return home->broken_off ? HOME_BROKEN_OFF : HOME_PLAIN;
}

static void forget(Item *item) {
  routine_free(item->routine);
  adaptation_free(&item->what);
  timeline_free(&item->timeline);
  free(item->problem);
  free(item->title);
  *item = (Item){.entry = item->entry};
}

/* The first error in words: "line 12: ...". */
static char *first_error(const Diagnostics *findings) {
  for (size_t i = 0; i < findings->count; i++) {
    const Diagnostic *finding = &findings->items[i];
    if (!finding->warning) {
      return finding->line > 0 ? mem_format("Line %d: %s", finding->line, finding->message)
                               : mem_copy(finding->message);
    }
  }
  return mem_copy("It cannot be read");
}

/* Fills the item in from its routine as the library has it. */
static void adapt_item(const Tui *tui, Item *item, const Routine *loaded) {
  item->routine = app_adapt(tui->app, loaded, false, &item->what);
  if (item->routine == NULL) {
    item->problem = app_nothing_left(tui->app, loaded);
    item->title = mem_copy(loaded->title);
  } else {
    timeline_build(item->routine, (Side)tui->app->settings.worse_side, &item->timeline);
  }
}

static void read_item(const Tui *tui, Item *item) {
  if (item->read) {
    return;
  }
  Diagnostics findings = {0};
  item->read = true;
  Routine *loaded = app_load_routine(tui->app, item->entry->id, &findings);
  if (loaded == NULL) {
    item->problem = first_error(&findings);
  } else {
    adapt_item(tui, item, loaded);
  }
  routine_free(loaded);
  diagnostics_free(&findings);
}

static Item *chosen(Home *home) {
  return home->count > 0 ? &home->items[home->selected] : NULL;
}

static bool is_tonights(const Tui *tui, const Item *item) {
  return strcmp(item->entry->id, settings_routine(&tui->app->settings)) == 0;
}

/* "8 steps: Before you start, March on the spot..." */
static char *steps_in_brief(const Routine *routine) {
  char *text = mem_format("%zu step%s: ", routine->step_count, routine->step_count == 1 ? "" : "s");
  for (size_t i = 0; i < routine->step_count; i++) {
    char *longer = mem_format("%s%s%s", text, i > 0 ? ", " : "", routine->steps[i].title);
    free(text);
    text = longer;
  }
  char *whole = mem_format("%s.", text);
  free(text);
  return whole;
}

/* "10 min 6 s, ends 22:41 if you start now" */
static void add_total(const Item *item, const Frame *frame, Page *page) {
  char length[WORDS_SIZE];
  char end[WORDS_SIZE];
  words_total(&item->timeline, length);
  words_end(frame->wall, item->timeline.total, end);
  page_format(page, ROLE_TEXT, "%s, ends %s%s%s", length, item->timeline.waits > 0 ? "about " : "",
              end, frame->columns >= ROOMY_COLUMNS ? " if you start now" : "");
}

static void fill_page(const Tui *tui, const Home *home, const Item *item, const Frame *frame,
                      Page *page) {
  bool tonight = is_tonights(tui, item);
  const char *heading = !tonight ? "Another routine" : home->done ? "Tonight: done" : "Tonight";
  page_text(page, ROLE_FAINT, heading);
  if (item->title != NULL) {
    page_text(page, ROLE_STRONG, item->title);
    page_gap(page);
    page_format(page, ROLE_TEXT, "%s.", item->problem);
    return;
  }
  if (item->routine == NULL) {
    page_text(page, ROLE_STRONG, item->entry->id);
    page_gap(page);
    page_format(page, ROLE_TEXT, "It cannot run as it is. %s.", item->problem);
    page_gap(page);
    page_format(page, ROLE_FAINT, "All findings: nightcalf check %s", item->entry->id);
    return;
  }
  char *evidence = words_evidence(item->routine);
  char *steps = steps_in_brief(item->routine);
  page_text(page, ROLE_STRONG, item->routine->title);
  add_total(item, frame, page);
  page_text(page, ROLE_TEXT, adaptation_any(&item->what) ? "Adapted for you" : NULL);
  page_text(page, ROLE_FAINT, evidence);
  page_gap(page);
  page_text(page, ROLE_TEXT, item->routine->about);
  page_gap(page);
  page_text(page, ROLE_FAINT, item->routine->note);
  page_gap(page);
  page_text(page, ROLE_FAINT, steps);
  free(steps);
  free(evidence);
}

/* The list, at the bottom of the box. */
static void draw_list(const Tui *tui, const Home *home, Frame *frame, Box box) {
  const char **lines = mem_new(home->count + 1, sizeof *lines);
  char **owned = mem_new(home->count + 1, sizeof *owned);
  for (size_t i = 0; i < home->count; i++) {
    const Item *item = &home->items[i];
    const char *tonight = is_tonights(tui, item) ? "  (tonight)" : "";
    const char *own = item->entry->origin == ORIGIN_SHIPPED ? "" : "  (yours)";
    owned[i] = mem_format("%s%s%s", item->entry->id, tonight, own);
    lines[i] = owned[i];
  }
  menu_draw(frame, box, lines, home->count, home->selected, false);
  for (size_t i = 0; i < home->count; i++) {
    free(owned[i]);
  }
  free(owned);
  free(lines);
}

/* Rows that the list gets: all of it when that leaves two thirds to the routine. */
static int list_rows(const Home *home, int rows) {
  int most = rows / 3 > 2 ? rows / 3 : 2;
  return (int)home->count < most ? (int)home->count : most;
}

/* What the user should know first: a session that can be taken up, or something that went wrong. */
static Box draw_notices(const Tui *tui, const Home *home, Frame *frame, Box box) {
  int used = 0;
  if (home->broken_off) {
    char *offer = mem_format("\"%s\" was broken off at step %d of %zu. r goes on there; Enter "
                             "starts anew.",
                             home->row.title, home->row.step + 1, home->row.step_count);
    used += draw_wrapped(frame, box, ROLE_STRONG, ALIGN_LEFT, offer);
    free(offer);
  }
  /* Offered, not imposed: who wants to stretch now is one key away from it. */
  used += draw_wrapped(frame, box_below(box, used), ROLE_STRONG, ALIGN_LEFT,
                       first_run_due(tui) ? "First time here? p: a few optional questions, so that "
                                            "nothing is asked of you that could harm. General "
                                            "information, not medical advice."
                                          : NULL);
  used += draw_wrapped(frame, box_below(box, used), ROLE_TEXT, ALIGN_LEFT,
                       home->problem.text[0] != '\0' ? home->problem.text : NULL);
  if (tui->app->settings_findings.count > 0) {
    draw_text(frame, box_below(box, used), ROLE_FAINT, ALIGN_LEFT,
              "Your settings need a look: nightcalf check");
    used++;
  }
  return box_below(box, used + (used > 0 ? 1 : 0));
}

static void draw(Tui *tui, void *state, Frame *frame) {
  Home *home = state;
  bool roomy = frame->rows >= ROOMY_ROWS;
  Box box = frame_column(frame);
  box.rows = box.rows > READING_ROWS ? READING_ROWS : box.rows;
  draw_footer(frame, frame_column(frame), &home_lists[moment_now(tui, home)]);
  if (roomy) {
    char time[WORDS_SIZE];
    words_end(frame->wall, 0, time);
    draw_text(frame, box, ROLE_FAINT, ALIGN_LEFT, "Nightcalf");
    draw_text(frame, box, ROLE_FAINT, ALIGN_RIGHT, time);
    box = box_below(box, 2);
  }
  box.rows -= 1;
  box = draw_notices(tui, home, frame, box);
  Box list = box;
  list.rows = list_rows(home, box.rows);
  list.row = box.row + box.rows - list.rows;
  box.rows -= list.rows + 1;
  draw_list(tui, home, frame, list);
  Item *item = chosen(home);
  if (item == NULL) {
    draw_wrapped(frame, box, ROLE_TEXT, ALIGN_LEFT,
                 "There are no routines here. Your own go into ~/.config/nightcalf/routines.");
    return;
  }
  read_item(tui, item);
  Page page = {.width = box.columns};
  fill_page(tui, home, item, frame, &page);
  page_draw(frame, &page, box, NULL);
  page_free(&page);
}

/* Reads the chosen routine anew, since its file may have changed, and goes to its start. */
static void start_chosen(Tui *tui, Home *home) {
  Item *item = chosen(home);
  if (item == NULL) {
    return;
  }
  if (app_is_cramp(item->entry->id)) {
    cramp_open(tui); /* it is what a person means by it */
    return;
  }
  forget(item);
  read_item(tui, item);
  if (item->routine != NULL) {
    Routine *routine = item->routine;
    Adaptation what = item->what;
    item->routine = NULL;
    item->what = (Adaptation){0};
    forget(item);
    start_open(tui, routine, &what, 0);
  }
}

static void drop_row(Home *home) {
  if (home->broken_off) {
    session_row_free(&home->row);
    home->row = (SessionRow){0};
    home->broken_off = false;
  }
}

static void take_up(Tui *tui, Home *home) {
  home->problem.text[0] = '\0';
  bool running = app_session_resume(tui->app, &home->row, &home->problem);
  drop_row(home);
  if (running) {
    run_open(tui);
  }
}

static void act(Tui *tui, void *state, Action action, int key) {
  (void)key;
  Home *home = state;
  switch (action) {
  case ACTION_UP:
  case ACTION_DOWN:
    menu_move(&home->selected, home->count, action == ACTION_UP ? -1 : 1);
    break;
  case ACTION_START:
    start_chosen(tui, home);
    break;
  case ACTION_TAKE_UP:
    take_up(tui, home);
    break;
  case ACTION_LEARN:
    learn_open(tui);
    break;
  case ACTION_PROFILE:
    if (first_run_due(tui)) {
      first_run_open(tui);
    } else {
      profile_open(tui);
    }
    break;
  case ACTION_QUIT:
    tui_close(tui);
    break;
  default:
    break;
  }
}

static bool deadline(const Tui *tui, const void *state, Moment *when) {
  (void)state;
  *when = deadline_next_minute(tui);
  return true;
}

/* Marks the routine of tonight. */
static void select_tonights(const Tui *tui, Home *home) {
  for (size_t i = 0; i < home->count; i++) {
    if (is_tonights(tui, &home->items[i])) {
      home->selected = i;
    }
  }
}

/* Another profile may mean another routine for tonight, and other steps in all of them. */
static void take_profile(const Tui *tui, Home *home) {
  if (home->profile == tui->app->settings.profile) {
    return;
  }
  home->profile = tui->app->settings.profile;
  for (size_t i = 0; i < home->count; i++) {
    forget(&home->items[i]);
  }
  select_tonights(tui, home);
}

/* What the record says about tonight. */
static void shown(Tui *tui, void *state) {
  Home *home = state;
  take_profile(tui, home);
  drop_row(home);
  home->broken_off = app_find_broken_off(tui->app, &home->row);
  Store *store = app_store(tui->app, STORE_READ, NULL);
  home->done = false;
  if (store != NULL && !store_night_done(store, app_tonight(tui->app), &home->done, NULL)) {
    home->done = false;
  }
}

static void close_home(void *state) {
  Home *home = state;
  for (size_t i = 0; i < home->count; i++) {
    forget(&home->items[i]);
  }
  free(home->items);
  drop_row(home);
}

const Screen screen_home = {
    .name = "home",
    .state_size = sizeof(Home),
    .lists = home_lists,
    .moment = moment_now,
    .draw = draw,
    .act = act,
    .deadline = deadline,
    .shown = shown,
    .close = close_home,
};

void home_open(Tui *tui) {
  const Library *library = &tui->app->library;
  Home *home = tui_open(tui, &screen_home);
  home->items = mem_new(library->count + 1, sizeof *home->items);
  for (size_t i = 0; i < library->count; i++) {
    if (library->entries[i].hidden) {
      continue;
    }
    home->items[home->count].entry = &library->entries[i];
    home->count++;
  }
  home->profile = tui->app->settings.profile;
  select_tonights(tui, home);
  shown(tui, home);
}
