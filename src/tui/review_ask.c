/* What the view of the trial asks before it acts: to begin the six weeks or to forget them, and the
 * same of the fair test. The first answer changes nothing. */
#include <stdlib.h>

#include "menu.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "review.h"
#include "words.h"

enum { ANSWERS_MAX = 3, FAIR_SHORT = 6, FAIR_LONG = 8 };

typedef struct QuestionRow {
  const char *heading;
  const char *text;
  const char *answers[ANSWERS_MAX + 1]; /* NULL-terminated; the first: leave it */
  const char *done;
} QuestionRow;

static const QuestionRow questions[] = {
    [QUESTION_BEGIN] = {N_("Begin the six weeks tonight?"),
                        N_("Tonight becomes the first night: from it on nights are told apart as "
                           "before and after, and the routine is expected every night. It can be "
                           "forgotten again; nothing recorded changes."),
                        {N_("Not yet"), N_("Begin tonight"), NULL},
                        N_("Begun: tonight is the first night.")},
    [QUESTION_FORGET] = {N_("Forget the start of the six weeks?"),
                         N_("Only the date goes; all that was recorded stays."),
                         {N_("Keep it"), N_("Forget it"), NULL},
                         N_("Forgotten: there is no start date.")},
    [QUESTION_FAIR] =
        {N_("Draw a fair test that begins tonight?"),
         N_("A draw sets for each pair of weeks which one has the routine. The plan is "
            "shown, and is kept as it is: it must not be drawn until it pleases."),
         {N_("Not now"), N_("6 weeks"), N_("8 weeks"), NULL},
         N_("Drawn. This is the plan.")},
    [QUESTION_FAIR_FORGET] = {N_("Forget the fair test?"),
                              N_("Only its plan goes; all that was recorded stays. A test that is "
                                 "forgotten half-way says nothing."),
                              {N_("Keep it"), N_("Forget it"), NULL},
                              N_("Forgotten: there is no fair test.")},
};

Night review_coming_night(const App *app) {
  NightNow now = app_night_now(app);
  return now.morning ? (Night){now.tonight.day + 1} : now.tonight;
}

static size_t answer_count(const QuestionRow *row) {
  size_t count = 0;
  while (row->answers[count] != NULL) {
    count++;
  }
  return count;
}

void review_ask(ReviewScreen *screen, Action action) {
  const ReviewPlan *plan = &screen->record.plan;
  screen->asking = true;
  screen->answer = 0;
  if (action == ACTION_START_TRIAL) {
    screen->question = plan->has_start ? QUESTION_FORGET : QUESTION_BEGIN;
  } else {
    screen->question = plan->has_fair ? QUESTION_FAIR_FORGET : QUESTION_FAIR;
  }
}

/* Does what the answer says. */
static bool take(App *app, const ReviewScreen *screen, Error *err) {
  Night tonight = review_coming_night(app);
  switch (screen->question) {
  case QUESTION_BEGIN:
    return app_trial_begin(app, tonight, screen->record.plan.routine, err);
  case QUESTION_FORGET:
    return app_trial_forget(app, err);
  case QUESTION_FAIR:
    return app_fair_begin(app, tonight, screen->answer == 1 ? FAIR_SHORT : FAIR_LONG, err);
  default:
    return app_fair_forget(app, err);
  }
}

/* The question is answered: the first answer leaves everything as it is. */
static void answered(Tui *tui, ReviewScreen *screen) {
  Error err = {{0}};
  screen->asking = false;
  if (screen->answer == 0) {
    return;
  }
  bool done = take(tui->app, screen, &err);
  const char *words = questions[screen->question].done;
  review_read(tui, screen);
  review_notice(screen, done ? mem_copy(_(words)) : words_sentence(err.text));
}

void review_answer(Tui *tui, ReviewScreen *screen, Action action, int key) {
  size_t count = answer_count(&questions[screen->question]);
  switch (action) {
  case ACTION_UP:
  case ACTION_DOWN:
    menu_move(&screen->answer, count, action == ACTION_UP ? -1 : 1);
    break;
  case ACTION_DIGIT:
    if ((size_t)(key - '1') < count) {
      screen->answer = (size_t)(key - '1');
      answered(tui, screen);
    }
    break;
  case ACTION_CONFIRM:
    answered(tui, screen);
    break;
  default:
    screen->asking = false;
    break;
  }
}

void review_question_draw(const ReviewScreen *screen, Frame *frame, Box box) {
  const QuestionRow *row = &questions[screen->question];
  int gap = frame->rows >= ROOMY_ROWS ? 1 : 0;
  size_t count = answer_count(row);
  int used = draw_wrapped(frame, box, ROLE_STRONG, ALIGN_LEFT, _(row->heading)) + gap;
  Box text = box_below(box, used);
  text.rows -= (int)count + gap;
  used += draw_wrapped(frame, text, ROLE_TEXT, ALIGN_LEFT, _(row->text)) + gap;
  menu_answers(frame, box_below(box, used), row->answers, count, screen->answer);
}
