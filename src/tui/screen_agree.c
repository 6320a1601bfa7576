/* The question before the first stretches after an operation: has a clinician agreed? Its answer is
 * kept; then the routine starts, with its stretches or without them. */
#include <stdlib.h>

#include "menu.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "page.h"
#include "screens.h"

typedef struct Agree {
  char *routine; /* id or path */
  char *from;    /* the step to begin at, by its id or number, or NULL */
  size_t selected;
  char *problem; /* why nothing starts now, or NULL */
  int scroll;
} Agree;

typedef enum AgreeMoment { AGREE_ASKS, AGREE_ENDS } AgreeMoment;

/* The first one is what an unthinking Enter should do. */
static const char *const answers[] = {N_("Not yet: leave the stretches out"),
                                      N_("Yes, my clinician agreed")};
enum { ANSWER_NOT_YET, ANSWER_YES, ANSWER_COUNT };

static const char *const why =
    N_("Your profile says that you had an operation in the last 3 months.");

static const ActionList agree_lists[] = {
    [AGREE_ASKS] = {N_("Before stretches after an operation"),
                    {ACTION_CONFIRM, ACTION_UP, ACTION_DOWN, ACTION_DIGIT, ACTION_CRAMP,
                     ACTION_HELP, ACTION_RETURN_HOME}},
    [AGREE_ENDS] = {N_("Where nothing is left to do"),
                    {ACTION_SCROLL_UP, ACTION_SCROLL_DOWN, ACTION_CRAMP, ACTION_HELP,
                     ACTION_CLOSE}},
    {.title = NULL},
};

static size_t moment_now(const Tui *tui, const void *state) {
  (void)tui;
  const Agree *agree = state;
  return agree->problem != NULL ? AGREE_ENDS : AGREE_ASKS;
}

static void draw(Tui *tui, void *state, Frame *frame) {
  Agree *agree = state;
  Box box = frame_column(frame);
  int gap = frame->rows >= ROOMY_ROWS ? 1 : 0;
  draw_footer(frame, frame_column(frame), &agree_lists[moment_now(tui, agree)]);
  if (agree->problem != NULL) {
    draw_text(frame, box, ROLE_STRONG, ALIGN_LEFT, _("Not started"));
    frame_cursor(frame, box.row, box.column);
    box = box_below(box, 1 + gap);
    box.rows -= gap;
    Page page = {.width = box.columns - 1};
    page_format(&page, ROLE_TEXT, "%s.", agree->problem);
    page_draw(frame, &page, box, &agree->scroll);
    page_free(&page);
    return;
  }
  int used = draw_wrapped(frame, box, ROLE_STRONG, ALIGN_LEFT, _(app_agreement_question));
  box = box_below(box, used + gap);
  used = draw_wrapped(frame, box, ROLE_TEXT, ALIGN_LEFT, _(why));
  box = box_below(box, used + 1);
  menu_answers(frame, box, answers, ANSWER_COUNT, agree->selected);
}

static void close_agree(void *state) {
  Agree *agree = state;
  free(agree->routine);
  free(agree->from);
  free(agree->problem);
}

/* Where the routine begins; -1 with err when it has no such step. */
static int step_of(const Routine *routine, const char *from, Error *err) {
  int step = from == NULL ? 0 : app_find_step(routine, from);
  if (step < 0) {
    (void)fail(err, "With this answer there is no step \"%s\" in it", from);
  }
  return step;
}

/* On to the start of the routine as it now suits; else the reason takes the question's place. */
static void go_on(Tui *tui, Agree *agree) {
  Error err = {{0}};
  Adaptation what;
  Routine *routine = start_load(tui->app, agree->routine, &what, &err);
  int step = routine != NULL ? step_of(routine, agree->from, &err) : -1;
  if (step >= 0) {
    tui_drop(tui);
    start_open(tui, routine, &what, step);
    return;
  }
  agree->problem = mem_copy(err.text);
  routine_free(routine);
  adaptation_free(&what);
}

/* An answer that cannot be kept holds all the same until the program ends. */
static void answer(Tui *tui, Agree *agree, size_t chosen) {
  (void)app_set_agreed(tui->app, chosen == ANSWER_YES, NULL);
  go_on(tui, agree);
}

static void act(Tui *tui, void *state, Action action, int key) {
  Agree *agree = state;
  switch (action) {
  case ACTION_UP:
  case ACTION_DOWN:
    menu_move(&agree->selected, ANSWER_COUNT, action == ACTION_UP ? -1 : 1);
    break;
  case ACTION_SCROLL_UP:
  case ACTION_SCROLL_DOWN:
    agree->scroll += action == ACTION_SCROLL_UP ? -1 : 1;
    break;
  case ACTION_CONFIRM:
    answer(tui, agree, agree->selected);
    break;
  case ACTION_DIGIT:
    if (key >= '1' && key < '1' + ANSWER_COUNT) {
      answer(tui, agree, (size_t)(key - '1'));
    }
    break;
  default:
    tui_close(tui);
    break;
  }
}

const Screen screen_agree = {
    .name = N_IN("screen", "agree"),
    .state_size = sizeof(Agree),
    .lists = agree_lists,
    .moment = moment_now,
    .draw = draw,
    .act = act,
    .close = close_agree,
};

bool agree_due(const App *app, const char *routine) {
  bool asked = false;
  return app_named_stretches_wait(app, routine, &asked) && !asked;
}

bool agree_open(Tui *tui, const char *routine, const char *from) {
  if (!agree_due(tui->app, routine)) {
    return false;
  }
  Agree *agree = tui_open(tui, &screen_agree);
  agree->routine = mem_copy(routine);
  agree->from = mem_copy(from);
  return true;
}
