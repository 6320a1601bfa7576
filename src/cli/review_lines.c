/* The review's views that are lines. Contract: review_lines.h. */
#include "review_lines.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "dates.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"

/* Adds a part to a line; takes both over. */
static char *joined(char *line, char *part) {
  char *longer = mem_format("%s%s%s", line, line[0] == '\0' ? "" : "; ", part);
  free(line);
  free(part);
  return longer;
}

/* What became of the routine in a night that is over. */
static const char *routine_words(NightRoutine routine) {
  switch (routine) {
  case ROUTINE_COMPLETED:
    return _("routine done");
  case ROUTINE_PARTIAL:
    return _("routine done in part");
  case ROUTINE_EXCUSED:
    return _("excused");
  default:
    return _("routine not done");
  }
}

static void print_night(const AppReview *review, Night night) {
  char date[DATES_SIZE];
  char cramps[CRAMPS_TEXT_SIZE];
  const AppNight *found = app_review_night(review, night);
  bool recorded = found != NULL && found->review.recorded;
  dates_format(night, date);
  cramps_shown(recorded ? found->review.cramps : CRAMPS_NOT_RECORDED, cramps);
  NightRoutine routine = found == NULL ? ROUTINE_MISSED : found->review.routine;
  char *line = joined(mem_copy(routine_words(routine)), mem_copy(cramps));
  if (found != NULL && !recorded && found->described > 0) {
    unsigned long count = (unsigned long)found->described;
    line = joined(line, mem_format(language_plural("%lu cramp described, not counted yet",
                                                   "%lu cramps described, not counted yet", count),
                                   count));
  }
  if (recorded && found->review.disturbance >= 0) {
    line = joined(line, mem_format(_("sleep disturbed %d of 10"), found->review.disturbance));
  }
  if (found != NULL && found->noted) {
    line = joined(line, mem_copy(_("with a note")));
  }
  text_print(stdout, "%s: %s\n", date, line);
  free(line);
}

void review_print_nights(const AppReview *review, Period period) {
  for (int32_t day = period.until.day; day >= period.from.day; day--) {
    print_night(review, (Night){day});
  }
  text_print(stdout, "%s\n",
             _("All about one of them: nightcalf log --list --night DATE. To fill one in: "
               "nightcalf log --night DATE"));
}

static void print_week(const WeekPoint *week) {
  char from[DATES_SIZE];
  const Summary *sum = &week->sum;
  dates_format(week->when.from, from);
  unsigned long cramps = (unsigned long)sum->cramps;
  char *line = mem_format(_("%d of %d nights recorded"), sum->recorded, sum->elapsed);
  if (sum->recorded > 0) {
    line = joined(line, mem_format(language_plural("%lu cramp", "%lu cramps", cramps), cramps));
    line =
        joined(line, mem_format(language_plural("%d night with a cramp", "%d nights with a cramp",
                                                (unsigned long)sum->cramp_nights),
                                sum->cramp_nights));
  }
  if (sum->severity.count > 0) {
    line = joined(line, mem_format(_("severity %.1f of %zu described"), sum->severity.mean,
                                   sum->severity.count));
  }
  line = joined(line,
                mem_format(language_plural("routine done on %d night", "routine done on %d nights",
                                           (unsigned long)sum->routine_nights),
                           sum->routine_nights));
  text_print(stdout, _("Week from %s: %s\n"), from, line);
  free(line);
}

void review_print_weeks(const AppReview *review, Period period) {
  size_t count = 0;
  WeekPoint *weeks = review_weeks(review->review, period, &count);
  for (size_t i = 0; i < count; i++) {
    print_week(&weeks[i]);
  }
  free(weeks);
}

void review_print_fair(const App *app, const AppReview *review) {
  const FairPlan *plan = &review->plan.fair;
  if (!review->plan.has_fair) {
    return;
  }
  FairNight tonight;
  if (app_fair_tonight(app, &tonight)) {
    text_print(stdout,
               tonight.on ? _("  Tonight: with the routine (week %d of %d, night %d of %d).\n")
                          : _("  Tonight: without the routine (week %d of %d, night %d of %d).\n"),
               tonight.block + 1, plan->blocks, tonight.number + 1, FAIR_BLOCK);
  }
  for (int i = 0; i < plan->blocks; i++) {
    char from[DATES_SIZE];
    dates_format((Night){plan->start.day + i * FAIR_BLOCK}, from);
    text_print(stdout,
               plan->on[i] ? _("  Week %d, from %s: with the routine\n")
                           : _("  Week %d, from %s: without the routine\n"),
               i + 1, from);
  }
}

/* The night that a plan begins with: in the morning the coming one. */
static Night coming_night(const App *app) {
  NightNow now = app_night_now(app);
  return now.morning ? (Night){now.tonight.day + 1} : now.tonight;
}

/* Says how it came out. */
static int told(bool done, const char *text, const Error *err) {
  if (!done) {
    text_complain("%s", err->text);
    return CLI_FAILED;
  }
  text_print(stdout, "%s\n", text);
  return CLI_DONE;
}

int review_trial(App *app, const char *word, const char *routine) {
  Error err = {{0}};
  if (strcmp(word, "begin") == 0) {
    ReviewPlan plan = app_review_plan(app);
    bool begun = plan.has_start;
    review_plan_free(&plan);
    bool done = !begun || fail(&err, "the six weeks have a start already; to begin anew: nightcalf "
                                     "review --trial forget");
    done = done && app_trial_begin(app, coming_night(app), routine, &err);
    return told(done, _("Begun: tonight is the first night."), &err);
  }
  if (strcmp(word, "forget") == 0) {
    return told(app_trial_forget(app, &err), _("Forgotten: there is no start date."), &err);
  }
  return cli_misused(&command_review, "--trial takes begin or forget; got \"%s\"", word);
}

/* Draws a fair test and prints its plan. */
static int draw_fair(App *app, int blocks) {
  Error err = {{0}};
  AppReview review;
  if (told(app_fair_begin(app, coming_night(app), blocks, &err), _("Drawn. This is the plan."),
           &err) != CLI_DONE) {
    return CLI_FAILED;
  }
  ReviewPlan plan = app_review_plan(app);
  bool begun = app_review_begin(app, &plan, &review, &err);
  review_plan_free(&plan);
  if (!begun) {
    text_complain("%s", err.text);
    return CLI_FAILED;
  }
  review_print_fair(app, &review);
  app_review_close(&review);
  return CLI_DONE;
}

int review_fair(App *app, const char *word) {
  Error err = {{0}};
  if (strcmp(word, "6") == 0 || strcmp(word, "8") == 0) {
    return draw_fair(app, word[0] - '0');
  }
  if (strcmp(word, "forget") == 0) {
    return told(app_fair_forget(app, &err), _("Forgotten: there is no fair test."), &err);
  }
  return cli_misused(&command_review, "--fair-test takes 6, 8 or forget; got \"%s\"", word);
}
