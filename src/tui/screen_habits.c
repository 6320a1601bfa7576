/* The habits that the review compares: at most three, picked in advance, so that nobody looks until
 * something shows. */
#include <stdlib.h>

#include "menu.h"
#include "nightcalf/app_review.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "page.h"
#include "screens.h"
#include "words.h"

enum { PATTERNS_MAX = 32, HEAD_ROWS = 2 };

typedef struct HabitsView {
  size_t count;
  bool picked[PATTERNS_MAX];
  size_t selected;
  char *notice;
} HabitsView;

static const ActionList habits_lists[] = {
    {N_("While you pick habits"),
     {ACTION_TICK, ACTION_SAVE, ACTION_UP, ACTION_DOWN, ACTION_CRAMP, ACTION_HELP, ACTION_STAY}},
    {.title = NULL},
};

static size_t picked_count(const HabitsView *view) {
  size_t count = 0;
  for (size_t i = 0; i < view->count; i++) {
    count += view->picked[i] ? 1 : 0;
  }
  return count;
}

static void notice(HabitsView *view, char *text) {
  free(view->notice);
  view->notice = text;
}

static void draw(Tui *tui, void *state, Frame *frame) {
  (void)tui;
  HabitsView *view = state;
  Box box = frame_column(frame);
  int gap = frame->rows >= ROOMY_ROWS ? 1 : 0;
  draw_footer(frame, box, &habits_lists[0]);
  draw_format(frame, box, ROLE_STRONG, ALIGN_LEFT, "Habits to compare: %zu of %d",
              picked_count(view), REVIEW_HABITS);
  box = box_below(box, 1 + gap);
  box.rows -= gap;
  Box head = box;
  head.rows = HEAD_ROWS;
  int used = draw_wrapped(frame, head, view->notice != NULL ? ROLE_STRONG : ROLE_FAINT, ALIGN_LEFT,
                          view->notice != NULL
                              ? view->notice
                              : _("Pick before you look: with many looks something always shows."));
  box = box_below(box, used + gap);
  char *lines[PATTERNS_MAX];
  for (size_t i = 0; i < view->count; i++) {
    lines[i] = mem_format("[%s] %s", view->picked[i] ? "x" : " ", _(habit_patterns[i].nights));
  }
  menu_draw(frame, box, (const char *const *)lines, view->count, view->selected, false);
  for (size_t i = 0; i < view->count; i++) {
    free(lines[i]);
  }
}

static void tick(HabitsView *view) {
  bool *picked = &view->picked[view->selected];
  if (!*picked && picked_count(view) == REVIEW_HABITS) {
    notice(view, mem_format(_("No more than %d: clear another one first."), REVIEW_HABITS));
    return;
  }
  *picked = !*picked;
}

static void save(Tui *tui, HabitsView *view) {
  const char *names[REVIEW_HABITS];
  size_t count = 0;
  Error err = {{0}};
  for (size_t i = 0; i < view->count; i++) {
    if (view->picked[i] && count < REVIEW_HABITS) {
      names[count++] = habit_patterns[i].name;
    }
  }
  if (app_pick_habits(tui->app, names, count, &err)) {
    tui_close(tui);
  } else {
    notice(view, words_sentence(err.text));
  }
}

static void act(Tui *tui, void *state, Action action, int key) {
  (void)key;
  HabitsView *view = state;
  notice(view, NULL);
  switch (action) {
  case ACTION_UP:
  case ACTION_DOWN:
    menu_move(&view->selected, view->count, action == ACTION_UP ? -1 : 1);
    break;
  case ACTION_TICK:
    tick(view);
    break;
  case ACTION_SAVE:
    save(tui, view);
    break;
  default:
    tui_close(tui);
    break;
  }
}

static void close_habits(void *state) {
  notice(state, NULL);
}

const Screen screen_habits = {
    .name = N_IN("screen", "habits"),
    .state_size = sizeof(HabitsView),
    .lists = habits_lists,
    .draw = draw,
    .act = act,
    .close = close_habits,
};

void habits_open(Tui *tui) {
  HabitsView *view = tui_open(tui, &screen_habits);
  ReviewPlan plan = app_review_plan(tui->app);
  while (view->count < PATTERNS_MAX && habit_patterns[view->count].name != NULL) {
    for (int i = 0; i < REVIEW_HABITS; i++) {
      if (plan.habits[i] == &habit_patterns[view->count]) {
        view->picked[view->count] = true;
      }
    }
    view->count++;
  }
  review_plan_free(&plan);
}
