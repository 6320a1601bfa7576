/* The questions about health that keep harmful steps out; the first time, what this program is not
 * comes before them. */
#include <stdlib.h>

#include "menu.h"
#include "nightcalf/mem.h"
#include "page.h"
#include "screens.h"

typedef struct Profile {
  unsigned flags; /* ticked */
  size_t selected;
  int scroll;
  bool first; /* on the first run */
  Error problem;
} Profile;

enum { TICK_AT = 2, QUESTION_AT = 6, PROBLEM_ROWS = 4 };

static const char intro[] = "A few questions, all optional. They only leave out steps that could "
                            "harm you, and stay on this machine.";

typedef enum ProfileMoment { PROFILE_LATER, PROFILE_FIRST } ProfileMoment;

static const ActionList profile_lists[] = {
    [PROFILE_LATER] = {"The questions about your health",
                       {ACTION_TICK, ACTION_SAVE, ACTION_UP, ACTION_DOWN, ACTION_CRAMP, ACTION_HELP,
                        ACTION_STAY}},
    [PROFILE_FIRST] = {"The questions about your health, on the first run",
                       {ACTION_TICK, ACTION_SAVE, ACTION_UP, ACTION_DOWN, ACTION_CRAMP, ACTION_HELP,
                        ACTION_SKIP}},
    {.title = NULL},
};

static size_t moment_now(const Tui *tui, const void *state) {
  (void)tui;
  const Profile *profile = state;
  return profile->first ? PROFILE_FIRST : PROFILE_LATER;
}

/* Scrolls so far that the lines from one to before another can be seen. */
static void bring_into_view(int *scroll, int from, int to, int rows) {
  *scroll = *scroll < to - rows ? to - rows : *scroll;
  *scroll = *scroll > from ? from : *scroll;
}

static void draw_tick(const Profile *profile, size_t flag, Frame *frame, Box box) {
  bool marked = flag == profile->selected;
  bool ticked = (profile->flags & 1U << flag) != 0;
  if (marked) {
    draw_text(frame, box, ROLE_STRONG, ALIGN_LEFT, ">");
    frame_cursor(frame, box.row, box.column);
  }
  box.column += TICK_AT;
  box.columns -= TICK_AT;
  draw_text(frame, box, marked ? ROLE_STRONG : ROLE_TEXT, ALIGN_LEFT, ticked ? "[x]" : "[ ]");
}

/* A page, not a menu: a question must be read to its end, so that it may take two rows. */
static void draw_questions(Profile *profile, Frame *frame, Box box) {
  int first[FLAG_COUNT + 1];
  Page page = {.width = box.columns - 1};
  page_text(&page, ROLE_TEXT, intro);
  page_gap(&page);
  for (size_t i = 0; i < FLAG_COUNT; i++) {
    first[i] = (int)page.count;
    page_label(&page, i == profile->selected ? ROLE_STRONG : ROLE_TEXT, NULL, QUESTION_AT,
               profile_questions[i]);
  }
  first[FLAG_COUNT] = (int)page.count;
  int from = profile->selected == 0 ? 0 : first[profile->selected];
  bring_into_view(&profile->scroll, from, first[profile->selected + 1], box.rows);
  page_draw(frame, &page, box, &profile->scroll);
  page_free(&page);
  for (size_t i = 0; i < FLAG_COUNT; i++) {
    int row = first[i] - profile->scroll;
    if (row >= 0 && row < box.rows) {
      draw_tick(profile, i, frame, box_below(box, row));
    }
  }
}

/* What went wrong, at the bottom of the box. Returns what is left above it. */
static Box draw_problem(const Profile *profile, Frame *frame, Box box) {
  if (profile->problem.text[0] == '\0') {
    return box;
  }
  char *text = mem_format("Your answers hold until you quit. They could not be saved: %s.",
                          profile->problem.text);
  int rows = wrapped_rows(text, box.columns);
  rows = rows > PROBLEM_ROWS ? PROBLEM_ROWS : rows;
  box.rows -= rows;
  Box bottom = {box.row + box.rows, box.column, rows, box.columns};
  draw_wrapped(frame, bottom, ROLE_TEXT, ALIGN_LEFT, text);
  free(text);
  return box;
}

static void draw(Tui *tui, void *state, Frame *frame) {
  Profile *profile = state;
  Box box = frame_column(frame);
  int gap = frame->rows >= ROOMY_ROWS ? 1 : 0;
  draw_footer(frame, box, &profile_lists[moment_now(tui, profile)]);
  draw_text(frame, box, ROLE_STRONG, ALIGN_LEFT, "Your profile");
  box = box_below(box, 1 + gap);
  box.rows -= gap;
  box = draw_problem(profile, frame, box);
  draw_questions(profile, frame, box);
}

/* Saves and closes; what cannot be saved is told, with the ticks still there. */
static void save(Tui *tui, Profile *profile) {
  profile->problem.text[0] = '\0';
  if (app_set_profile(tui->app, profile->flags, &profile->problem)) {
    tui_close(tui);
  }
}

static void act(Tui *tui, void *state, Action action, int key) {
  (void)key;
  Profile *profile = state;
  switch (action) {
  case ACTION_UP:
  case ACTION_DOWN:
    menu_move(&profile->selected, FLAG_COUNT, action == ACTION_UP ? -1 : 1);
    break;
  case ACTION_TICK:
    profile->flags ^= 1U << profile->selected;
    break;
  case ACTION_SAVE:
    save(tui, profile);
    break;
  default:
    tui_close(tui);
    break;
  }
}

const Screen screen_profile = {
    .name = "profile",
    .state_size = sizeof(Profile),
    .lists = profile_lists,
    .moment = moment_now,
    .draw = draw,
    .act = act,
};

void profile_open(Tui *tui) {
  Profile *profile = tui_open(tui, &screen_profile);
  profile->flags = tui->app->settings.profile;
}

bool first_run_due(const Tui *tui) {
  return !tui->app->settings.profile_asked && app_first_run(tui->app);
}

void first_run_open(Tui *tui) {
  Profile *profile = tui_open(tui, &screen_profile);
  profile->first = true;
  disclaimer_open(tui, "Welcome to Nightcalf", true);
}
