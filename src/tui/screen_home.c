/* Tonight: the routine, how long it takes, when it would end; and a list of the others. The marked
 * one is read at once, what else can be seen in the moment after it was drawn: until then its
 * file's title stands there. */
#include <stdlib.h>
#include <string.h>

#include "home.h"
#include "menu.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "screens.h"

#define HOME_REST                                                                                  \
  ACTION_UP, ACTION_DOWN, ACTION_DIARY, ACTION_REVIEW, ACTION_TAKE_BACK, ACTION_ROUTINES,          \
      ACTION_SETTINGS, ACTION_LEARN, ACTION_PROFILE, ACTION_TAKE_BACKUP, ACTION_PUT_AWAY,          \
      ACTION_HELP, ACTION_QUIT

/* NOLINTBEGIN(bugprone-macro-parentheses): a list of initial values takes none. */
const ActionList home_lists[] = {
    [HOME_PLAIN] = {N_("At home"), {ACTION_START, ACTION_CRAMP, HOME_REST}},
    [HOME_BROKEN_OFF] = {N_("At home, when a session was broken off"),
                         {ACTION_TAKE_UP, ACTION_START, ACTION_CRAMP, HOME_REST}},
    [HOME_ASKS] = {N_("At home, when last night is asked about"),
                   {ACTION_START, ACTION_NO_CRAMP, ACTION_DIGIT, ACTION_CRAMP, HOME_REST}},
    [HOME_BROKEN_OFF_ASKS] = {N_("At home, when last night is asked about too"),
                              {ACTION_TAKE_UP, ACTION_START, ACTION_NO_CRAMP, ACTION_DIGIT,
                               ACTION_CRAMP, HOME_REST}},
    {.title = NULL},
};
/* NOLINTEND(bugprone-macro-parentheses) */

size_t home_moment(const Tui *tui, const void *state) {
  (void)tui;
  const Home *home = state;
  bool asks = last_night_asked(&home->last);
  if (home->broken_off) {
    return asks ? HOME_BROKEN_OFF_ASKS : HOME_BROKEN_OFF;
  }
  return asks ? HOME_ASKS : HOME_PLAIN;
}

static void shown(Tui *tui, void *state);

static void forget(Item *item) {
  routine_free(item->routine);
  adaptation_free(&item->what);
  timeline_free(&item->timeline);
  free(item->problem);
  free(item->title);
  free(item->name);
  *item = (Item){.id = item->id, .origin = item->origin};
}

static void forget_all(Home *home) {
  for (size_t i = 0; i < home->count; i++) {
    forget(&home->items[i]);
    free(home->items[i].id);
  }
  free(home->items);
  home->items = NULL;
  home->count = 0;
  home->unread = false;
}

/* The first error in words: "line 12: ...". */
static char *first_error(const Diagnostics *findings) {
  for (size_t i = 0; i < findings->count; i++) {
    const Diagnostic *finding = &findings->items[i];
    if (!finding->warning) {
      return finding->line > 0 ? mem_format(_("Line %d: %s"), finding->line, finding->message)
                               : mem_copy(finding->message);
    }
  }
  return mem_copy(_("It cannot be read"));
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

void home_read_item(const Tui *tui, Item *item) {
  if (item->read) {
    return;
  }
  Diagnostics findings = {0};
  item->read = true;
  free(item->name);
  item->name = NULL;
  Routine *loaded = app_load_routine(tui->app, item->id, &findings);
  if (loaded == NULL) {
    item->problem = first_error(&findings);
  } else {
    adapt_item(tui, item, loaded);
  }
  routine_free(loaded);
  diagnostics_free(&findings);
}

void home_name_item(const Tui *tui, Item *item) {
  if (!item->read && item->name == NULL) {
    item->name = app_routine_title(tui->app, item->id);
  }
  if (item->name == NULL) {
    home_read_item(tui, item);
  }
}

EveningLengths home_lengths(const Tui *tui, Item *item) {
  if (!item->measured) {
    item->measured = true;
    item->lengths = evening_lengths(tui->app, item->routine);
  }
  return item->lengths;
}

/* Reads what was drawn and not read yet. */
static void read_rest(const Tui *tui, Home *home) {
  for (size_t i = 0; i < home->seen; i++) {
    home_read_item(tui, &home->items[home->first + i]);
  }
  home->unread = false;
}

Item *home_chosen(Home *home) {
  return home->count > 0 ? &home->items[home->selected] : NULL;
}

/* Reads the chosen routine anew, since its file may have changed, and goes to its start. */
static void start_chosen(Tui *tui, Home *home) {
  Item *item = home_chosen(home);
  if (item == NULL) {
    return;
  }
  if (app_is_cramp(item->id)) {
    cramp_open(tui); /* it is what a person means by it */
    return;
  }
  if (agree_open(tui, item->id, NULL)) {
    return;
  }
  forget(item);
  home_read_item(tui, item);
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

/* What is to be said of the record itself. */
static void read_care(const Tui *tui, Home *home) {
  free(home->mended);
  free(home->backup);
  free(home->rights);
  home->mended = app_mended_text(tui->app, true);
  home->backup = app_mended_backup(tui->app);
  home->rights = app_rights_text(tui->app);
}

/* Takes the backup in that is offered; the home screen is then as its records are. */
static void take_backup(Tui *tui, Home *home) {
  MergeCounts counts;
  if (home->backup == NULL) {
    return;
  }
  home->problem.text[0] = '\0';
  if (app_take_backup(tui->app, home->backup, &counts, &home->problem)) {
    app_mended_seen(tui->app);
  }
  shown(tui, home);
}

static void act(Tui *tui, void *state, Action action, int key) {
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
  case ACTION_NO_CRAMP:
    last_night_say(tui, &home->last, 0);
    break;
  case ACTION_DIGIT:
    last_night_say(tui, &home->last, key - '0');
    break;
  case ACTION_TAKE_BACK:
    last_night_take_back(tui, &home->last);
    break;
  case ACTION_DIARY:
    diary_open(tui, app_night_now(tui->app).last);
    break;
  case ACTION_ROUTINES:
    routines_open(tui);
    break;
  case ACTION_SETTINGS:
    settings_open(tui);
    break;
  case ACTION_REVIEW:
    review_open(tui);
    break;
  case ACTION_LEARN:
    learn_open(tui);
    break;
  case ACTION_PROFILE:
    if (app_disclaimer_due(tui->app)) {
      first_run_open(tui);
    } else {
      profile_open(tui);
    }
    break;
  case ACTION_TAKE_BACKUP:
    take_backup(tui, home);
    break;
  case ACTION_PUT_AWAY:
    app_mended_seen(tui->app);
    read_care(tui, home);
    break;
  case ACTION_QUIT:
    tui_close(tui);
    break;
  default:
    break;
  }
}

static bool deadline(const Tui *tui, const void *state, Moment *when) {
  const Home *home = state;
  Moment other;
  *when = home->unread ? tui_now(tui) : deadline_next_minute(tui);
  return !last_night_deadline(&home->last, &other) || deadline_join(true, when, other);
}

/* Marks the routine of tonight. */
static void select_tonights(Home *home) {
  for (size_t i = 0; i < home->count; i++) {
    if (strcmp(home->items[i].id, home->tonights) == 0) {
      home->selected = i;
    }
  }
}

/* The routines that there are now, the mark on the same one as before. None is read yet. */
static void list_items(const Tui *tui, Home *home) {
  const Library *library = &tui->app->library;
  char *marked = home->count > 0 ? mem_copy(home_chosen(home)->id) : NULL;
  forget_all(home);
  home->items = mem_new(library->count + 1, sizeof *home->items);
  home->selected = 0;
  for (size_t i = 0; i < library->count; i++) {
    const RoutineEntry *entry = &library->entries[i];
    if (entry->hidden) {
      continue;
    }
    if (marked != NULL && strcmp(marked, entry->id) == 0) {
      home->selected = home->count;
    }
    home->items[home->count] = (Item){.id = mem_copy(entry->id), .origin = entry->origin};
    home->count++;
  }
  free(marked);
}

/* Other settings may mean another routine for tonight: the mark goes to it. */
static void follow_settings(const Tui *tui, Home *home) {
  const Settings *settings = &tui->app->settings;
  const char *tonights = app_routine(tui->app);
  bool same = home->tonights != NULL && strcmp(home->tonights, tonights) == 0;
  if (same && home->profile == settings->profile) {
    return;
  }
  free(home->tonights);
  home->tonights = mem_copy(tonights);
  home->profile = settings->profile;
  select_tonights(home);
}

/* What the record says about tonight; the routines may be others than before. */
static void shown(Tui *tui, void *state) {
  Home *home = state;
  list_items(tui, home);
  follow_settings(tui, home);
  free(home->note);
  home->note = app_clot_note(tui->app);
  home->instead = evening_routine_note(tui->app);
  free(home->offer);
  home->offer = evening_offer(tui->app);
  drop_row(home);
  home->broken_off = app_find_broken_off(tui->app, &home->row);
  evening_record_free(&home->record);
  home->record = evening_record(tui->app);
  read_care(tui, home);
  tui->app->mended = false; /* it is told here */
  last_night_read(tui, &home->last);
}

/* Another night has begun while nobody looked. */
static void tick(Tui *tui, void *state) {
  Home *home = state;
  if (home->unread) {
    read_rest(tui, home);
  }
  last_night_tick(tui, &home->last);
  if (home->record.night.day != app_tonight(tui->app).day) {
    shown(tui, state);
  }
}

static void close_home(void *state) {
  Home *home = state;
  forget_all(home);
  free(home->tonights);
  free(home->note);
  free(home->mended);
  free(home->backup);
  free(home->rights);
  free(home->offer);
  drop_row(home);
  evening_record_free(&home->record);
}

const Screen screen_home = {
    .name = N_IN("screen", "home"),
    .state_size = sizeof(Home),
    .lists = home_lists,
    .moment = home_moment,
    .draw = home_draw,
    .act = act,
    .deadline = deadline,
    .tick = tick,
    .shown = shown,
    .close = close_home,
};

void home_open(Tui *tui) {
  Home *home = tui_open(tui, &screen_home);
  shown(tui, home);
}
