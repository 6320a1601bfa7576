/* The questions about health that keep harmful steps out; the first time, what this program is not
 * comes before them. */
#include <stdlib.h>

#include "menu.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "page.h"
#include "screens.h"

typedef struct Profile {
  unsigned flags; /* ticked */
  bool agreed;    /* the line behind the questions, while there is one */
  size_t selected;
  int scroll;
  bool first; /* on the first run */
  Error problem;
} Profile;

enum { TICK_AT = 2, QUESTION_AT = 6, PROBLEM_ROWS = 4, LINES_MAX = FLAG_COUNT + 1 };

static const char *const agreed_line = N_("My clinician has agreed to stretching.");

static const char *const intro =
    N_("A few questions, all optional. They only leave out steps that could harm you, and stay on "
       "this machine.");

typedef enum ProfileMoment { PROFILE_LATER, PROFILE_FIRST } ProfileMoment;

static const ActionList profile_lists[] = {
    [PROFILE_LATER] = {N_("The questions about your health"),
                       {ACTION_TICK, ACTION_SAVE, ACTION_UP, ACTION_DOWN, ACTION_CRAMP, ACTION_HELP,
                        ACTION_STAY}},
    [PROFILE_FIRST] = {N_("The questions about your health, on the first run"),
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

/* A recent operation brings one more line, behind the questions. */
static size_t line_count(const Profile *profile) {
  return (profile->flags & 1U << FLAG_RECENT_SURGERY) != 0 ? FLAG_COUNT + 1 : FLAG_COUNT;
}

static const char *line_text(size_t line) {
  return _(line < FLAG_COUNT ? profile_questions[line] : agreed_line);
}

static bool is_ticked(const Profile *profile, size_t line) {
  return line < FLAG_COUNT ? (profile->flags & 1U << line) != 0 : profile->agreed;
}

static void draw_tick(const Profile *profile, size_t line, Frame *frame, Box box) {
  bool marked = line == profile->selected;
  bool ticked = is_ticked(profile, line);
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
  int first[LINES_MAX + 1];
  size_t count = line_count(profile);
  Page page = {.width = box.columns - 1};
  page_text(&page, ROLE_TEXT, _(intro));
  page_gap(&page);
  for (size_t i = 0; i < count; i++) {
    first[i] = (int)page.count;
    page_label(&page, i == profile->selected ? ROLE_STRONG : ROLE_TEXT, NULL, QUESTION_AT,
               line_text(i));
  }
  first[count] = (int)page.count;
  int from = profile->selected == 0 ? 0 : first[profile->selected];
  bring_into_view(&profile->scroll, from, first[profile->selected + 1], box.rows);
  page_draw(frame, &page, box, &profile->scroll);
  page_free(&page);
  for (size_t i = 0; i < count; i++) {
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
  char *text = mem_format(_("Your answers hold until you quit. They could not be saved: %s."),
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
  draw_text(frame, box, ROLE_STRONG, ALIGN_LEFT, _("Your profile"));
  box = box_below(box, 1 + gap);
  box.rows -= gap;
  box = draw_problem(profile, frame, box);
  draw_questions(profile, frame, box);
}

/* Keeps a clinician's word where it was given or taken back here; not given yet, it will be asked
 * for. */
static bool save_agreed(App *app, const Profile *profile, Error *err) {
  bool was = app->settings.clinician_agreed == AGREEMENT_YES;
  bool asked = line_count(profile) > FLAG_COUNT && profile->agreed != was;
  return !asked || app_set_agreed(app, profile->agreed, err);
}

/* Saves and closes; what cannot be saved is told, with the ticks still there. */
static void save(Tui *tui, Profile *profile) {
  profile->problem.text[0] = '\0';
  bool kept = app_set_profile(tui->app, profile->flags, &profile->problem);
  if (save_agreed(tui->app, profile, kept ? &profile->problem : NULL) && kept) {
    tui_close(tui);
  }
}

static void tick(Profile *profile) {
  if (profile->selected < FLAG_COUNT) {
    profile->flags ^= 1U << profile->selected;
  } else {
    profile->agreed = !profile->agreed;
  }
}

static void act(Tui *tui, void *state, Action action, int key) {
  (void)key;
  Profile *profile = state;
  switch (action) {
  case ACTION_UP:
  case ACTION_DOWN:
    menu_move(&profile->selected, line_count(profile), action == ACTION_UP ? -1 : 1);
    break;
  case ACTION_TICK:
    tick(profile);
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
    .name = N_IN("screen", "profile"),
    .state_size = sizeof(Profile),
    .lists = profile_lists,
    .moment = moment_now,
    .draw = draw,
    .act = act,
};

static Profile *open_profile(Tui *tui) {
  Profile *profile = tui_open(tui, &screen_profile);
  profile->flags = tui->app->settings.profile;
  /* An old yes was about an earlier operation. */
  profile->agreed = tui->app->settings.clinician_agreed == AGREEMENT_YES &&
                    (profile->flags & 1U << FLAG_RECENT_SURGERY) != 0;
  return profile;
}

void profile_open(Tui *tui) {
  (void)open_profile(tui);
}

void first_run_open(Tui *tui) {
  open_profile(tui)->first = true;
  (void)disclaimer_open(tui, _("Welcome to Nightcalf"), true);
}
