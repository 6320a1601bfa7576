/* Which routine and which nights a review is about. Contract: review_choice.h. */
#include "review_choice.h"

#include <stdlib.h>

#include "dates.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"

static bool any_session(void *context, const RoutineNight *row) {
  (void)row;
  *(bool *)context = true;
  return false;
}

/* Whether there is such a routine, or was one that the record knows. */
static bool is_routine(App *app, const char *name, Error *err) {
  const Night first = {civil_day(1, 1, 1)};
  const Night last = {civil_day(9999, 12, 31)};
  bool known = library_find(&app->library, name) != NULL;
  Store *store = known ? NULL : app_store(app, STORE_READ, err);
  if (!known && (store == NULL ||
                 !store_routine_nights(store, name, first, last, any_session, &known, err))) {
    return false;
  }
  const char *nearest = known ? NULL : library_nearest(&app->library, name);
  if (nearest != NULL) {
    return fail(err, "there is no routine \"%s\", and no session of one; did you mean \"%s\"?",
                name, nearest);
  }
  return known || fail(err,
                       "there is no routine \"%s\", and no session of one; \"nightcalf list\" "
                       "shows all of them",
                       name);
}

/* The nights that are meant. False: they are none. */
static bool find_period(const App *app, const ReviewChoice *ask, const AppReview *review,
                        Period *period, Error *err) {
  char last[DATES_SIZE];
  dates_format(review->last, last);
  Night until = review->last;
  if (ask->to != NULL && !dates_parse(app, ask->to, &until, err)) {
    return false;
  }
  if (until.day > review->last.day) {
    return fail(err, "--to: that night is not over yet; the last one that counts is %s", last);
  }
  Period found = period_up_to(until, ask->nights);
  if (ask->from != NULL && !dates_parse(app, ask->from, &found.from, err)) {
    return false;
  }
  if (found.from.day > until.day) {
    char to[DATES_SIZE];
    dates_format(until, to);
    return fail(err, "--from must not be after --to, which is %s", to);
  }
  /* What was before the first record was not left unrecorded: nobody kept a diary yet. */
  if (review->any && found.from.day < review->span.from.day) {
    found.from = review->span.from;
  }
  *period = review->any ? found : period_up_to(until, 0);
  return true;
}

int review_choose(App *app, const Command *command, const ReviewChoice *ask, AppReview *review,
                  Period *period) {
  Error err = {{0}};
  ReviewPlan plan = app_review_plan(app);
  plan.leave_old = plan.leave_old || ask->without_late;
  if (ask->routine != NULL) {
    if (!is_routine(app, ask->routine, &err)) {
      review_plan_free(&plan);
      text_complain("%s", err.text);
      return CLI_FAILED;
    }
    free(plan.routine);
    plan.routine = mem_copy(ask->routine);
  }
  bool begun = app_review_begin(app, &plan, review, &err);
  review_plan_free(&plan);
  if (!begun) {
    text_complain("%s", err.text);
    return CLI_FAILED;
  }
  if (!find_period(app, ask, review, period, &err)) {
    app_review_close(review);
    return cli_misused(command, "%s", err.text);
  }
  Night from = ask->rows ? period->from : app_review_from(review, *period);
  if (!app_review_reach(app, review, from, ask->rows ? REVIEW_CALENDAR : REVIEW_COMPARED, &err)) {
    app_review_close(review);
    text_complain("%s", err.text);
    return CLI_FAILED;
  }
  return CLI_DONE;
}
