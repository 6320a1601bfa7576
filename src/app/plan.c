/* What the review is about: read from the settings and written to them. Contract:
 * nightcalf/app_review.h. */
#include "nightcalf/app_review.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "nightcalf/edit.h"
#include "nightcalf/format.h"
#include "nightcalf/mem.h"
#include "nightcalf/plan.h"

static_assert((int)PLAN_HABITS_MAX == (int)REVIEW_HABITS &&
                  (int)PLAN_BLOCKS_MAX == (int)FAIR_BLOCKS_MAX &&
                  (int)PLAN_BLOCKS_MIN == (int)FAIR_BLOCKS_MIN,
              "plan.h and the review must agree");

/* The fair test that the settings keep. */
static bool kept_fair(const Settings *settings, FairPlan *plan) {
  FairText text;
  if (settings->fair_test == NULL || !fair_text_parse(settings->fair_test, &text)) {
    return false;
  }
  *plan = (FairPlan){.start = text.start, .blocks = text.blocks};
  memcpy(plan->on, text.on, sizeof plan->on);
  return true;
}

ReviewPlan app_review_plan(const App *app) {
  const Settings *settings = &app->settings;
  const char *own = settings->trial_routine;
  ReviewPlan plan = {
      .routine = mem_copy(own != NULL ? own : settings_routine(settings)),
      .leave_old = settings->leave_out_late,
  };
  plan.has_start = settings->trial_start != NULL && night_parse(settings->trial_start, &plan.start);
  for (size_t i = 0; i < settings->compare_habits.count && i < REVIEW_HABITS; i++) {
    plan.habits[i] = habit_pattern_find(settings->compare_habits.at[i]);
  }
  plan.has_fair = kept_fair(settings, &plan.fair);
  return plan;
}

void review_plan_free(ReviewPlan *plan) {
  free(plan->routine);
  *plan = (ReviewPlan){0};
}

/* Sets one setting to what a person would type; NULL takes it out. */
static bool put_setting(App *app, const char *name, const char *plain, Error *err) {
  if (plain == NULL) {
    return app_set(app, name, NULL, err);
  }
  char *literal = field_literal(field_find(settings_fields, name), plain, err);
  bool done = literal != NULL && app_set(app, name, literal, err);
  free(literal);
  return done;
}

bool app_trial_begin(App *app, Night start, const char *routine, Error *err) {
  char date[NIGHT_TEXT_SIZE];
  night_format(start, date);
  char *named = mem_copy(routine != NULL ? routine : settings_routine(&app->settings));
  char *before = mem_copy(app->settings.trial_routine);
  bool done = put_setting(app, "trial_routine", named, err);
  if (done && !put_setting(app, "trial_start", date, err)) {
    (void)put_setting(app, "trial_routine", before, NULL);
    done = false;
  }
  free(before);
  free(named);
  return done;
}

bool app_trial_forget(App *app, Error *err) {
  return put_setting(app, "trial_start", NULL, err);
}

bool app_fair_begin(App *app, Night start, int blocks, Error *err) {
  FairPlan plan;
  unsigned bits = 0;
  if (kept_fair(&app->settings, &plan) && fair_last_night(&plan).day >= app_tonight(app).day) {
    char last[FORMAT_SIZE];
    format_date(fair_last_night(&plan), last);
    return fail(err,
                "a fair test is drawn already and goes on until the night of %s; to draw "
                "another one, forget it first: nightcalf settings --unset fair_test",
                last);
  }
  if (getrandom(&bits, sizeof bits, 0) != (ssize_t)sizeof bits) {
    return fail(err, "the system gives no random numbers: the fair test cannot be drawn now");
  }
  if (!fair_plan(start, blocks, bits, &plan, err)) {
    return false;
  }
  char text[PLAN_TEXT_SIZE];
  FairText kept = {.start = plan.start, .blocks = plan.blocks};
  memcpy(kept.on, plan.on, sizeof kept.on);
  fair_text_format(&kept, text);
  return put_setting(app, "fair_test", text, err);
}

bool app_fair_forget(App *app, Error *err) {
  return put_setting(app, "fair_test", NULL, err);
}

bool app_pick_habits(App *app, const char *const *names, size_t count, Error *err) {
  char *lines = mem_copy("");
  for (size_t i = 0; i < count; i++) {
    char *longer = mem_format("%s%s%s", lines, i == 0 ? "" : "\n", names[i]);
    free(lines);
    lines = longer;
  }
  bool done = put_setting(app, "compare_habits", count == 0 ? NULL : lines, err);
  free(lines);
  return done;
}

bool app_fair_tonight(const App *app, FairNight *night) {
  FairPlan plan;
  *night = (FairNight){0};
  if (kept_fair(&app->settings, &plan)) {
    *night = fair_night(&plan, app_tonight(app));
  }
  return night->inside;
}
