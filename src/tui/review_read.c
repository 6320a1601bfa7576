/* What the review screen reads of the record, and when: each view the nights that it looks at, when
 * it is drawn. */
#include "nightcalf/mem.h"
#include "review.h"
#include "words.h"

void review_read(Tui *tui, ReviewScreen *screen) {
  Error err = {{0}};
  ReviewPlan plan = app_review_plan(tui->app);
  AppReview fresh;
  plan.leave_old = screen->leave_old;
  screen->compared = false;
  if (app_review_begin(tui->app, &plan, &fresh, &err)) {
    app_review_close(&screen->record);
    screen->record = fresh;
    screen->read = true;
  } else {
    review_notice(screen, words_sentence(err.text));
  }
  review_plan_free(&plan);
  review_sessions_forget(screen);
}

/* The first night that the view looks at. */
static Night view_from(const ReviewScreen *screen) {
  switch (screen->view) {
  case VIEW_MONTH:
    return calendar_month_first(screen->marked);
  case VIEW_YEAR:
    return (Night){civil_day(calendar_civil(screen->marked).year, 1, 1)};
  case VIEW_SESSIONS: /* which reads for itself */
    return screen->record.last;
  case VIEW_TRIAL:
    return app_review_from(&screen->record, app_review_period(&screen->record, REVIEW_WINDOW));
  case VIEW_COMPARE:
    return app_review_from(&screen->record, review_period(screen, VIEW_COMPARE));
  default:
    return review_period(screen, screen->view).from;
  }
}

void review_reach(Tui *tui, ReviewScreen *screen) {
  Error err = {{0}};
  const AppReview before = screen->record;
  unsigned parts = screen->view == VIEW_COMPARE ? REVIEW_ALL : REVIEW_CALENDAR;
  if (screen->read &&
      !app_review_reach(tui->app, &screen->record, view_from(screen), parts, &err)) {
    review_notice(screen, words_sentence(err.text));
    screen->read = false;
  }
  if (screen->record.from.day != before.from.day || screen->record.parts != before.parts) {
    screen->compared = false; /* read anew */
  }
}
