/* nightcalf review: what the diary comes to, in words with intervals, and with --json in numbers.
 */
#include <stdio.h>
#include <stdlib.h>

#include "cli.h"
#include "dates.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"
#include "paper.h"
#include "review_choice.h"

enum { REVIEW_FROM, REVIEW_TO, REVIEW_ROUTINE, REVIEW_WITHOUT_LATE, REVIEW_JSON };

static const CommandOption options[] = {
    [REVIEW_FROM] = {"from", "DATE", "From this night on. Without it: a year up to the last one."},
    [REVIEW_TO] = {"to", "DATE", "Up to this night."},
    [REVIEW_ROUTINE] = {"routine", "ROUTINE",
                        "About this routine. Without it: the setting trial_routine, or tonight's."},
    [REVIEW_WITHOUT_LATE] = {"without-late", NULL,
                             "Leaves out what was entered more than a week late."},
    [REVIEW_JSON] = {"json", NULL, "As JSON, for programs."},
    {NULL, NULL, NULL},
};

enum { YEAR_NIGHTS = 365, COLUMNS_MAX = 80, LABEL_COLUMNS = 28, TEXT_INDENT = 2 };

static Paper new_paper(void) {
  int columns = cli_columns();
  return (Paper){.columns = columns < COLUMNS_MAX ? columns : COLUMNS_MAX, .label = LABEL_COLUMNS};
}

static void print_figures(Paper *paper, const AppReview *review, const Summary *sum) {
  for (int i = 0; i < FIGURE_COUNT_ALL; i++) {
    /* What was recorded first: it says how far the rest may be trusted. */
    SummaryFigure figure = (SummaryFigure)((i + FIGURE_RECORDED) % FIGURE_COUNT_ALL);
    bool begun = review->plan.has_start || sum->routine_nights + sum->routine_partial > 0;
    if (figure == FIGURE_ADHERENCE && !begun) {
      continue; /* nobody was asked to */
    }
    paper_item_owned(paper, summary_name(figure), summary_text(sum, figure));
  }
  if (sum->late > 0) {
    paper_item_owned(paper, "Entered late",
                     mem_format("%d night%s, %d of them more than a week late", sum->late,
                                sum->late == 1 ? "" : "s", sum->old));
  }
  if (review->plan.leave_old) {
    paper_text(paper, TEXT_INDENT, "Nights entered more than a week late are left out.");
  }
}

static void print_insight(Paper *paper, const Insight *insight) {
  paper_section(paper, insight_title(insight->rule));
  paper_text(paper, TEXT_INDENT, insight->text);
  if (insight->basis[0] != '\0') {
    paper_text(paper, TEXT_INDENT, insight->basis);
  }
  for (int i = 0; i < insight->caution_count; i++) {
    paper_text(paper, TEXT_INDENT, caution_text(insight->cautions[i]));
  }
}

/* Whether a sentence about the width of the answer helps: a change was told or is awaited. */
static void print_patience(Paper *paper, const Summary *sum) {
  if (sum->recorded > 0 && sum->cramps > 0) {
    paper_section(paper, "How wide is the answer?");
    paper_text_owned(paper, TEXT_INDENT, patience_text(sum->per_week.estimate, REVIEW_WINDOW));
  }
}

static void print_plans(Paper *paper, const App *app, const AppReview *review) {
  TrialProgress progress = trial_progress(review->review, review->last);
  paper_section(paper, "Six-week trial");
  paper_text_owned(paper, TEXT_INDENT, trial_text(&progress));
  if (review->plan.has_fair) {
    FairResult result = fair_result(review->review, &review->plan.fair, review->last);
    paper_section(paper, "Fair test");
    paper_text_owned(paper, TEXT_INDENT, fair_text(&result));
    paper_text(paper, TEXT_INDENT, caution_text(CAUTION_EXPECTATION));
  }
  if (app->settings.show_streak) {
    int streak = app_review_streak(review);
    paper_section(paper, "Nights in a row");
    paper_text_owned(
        paper, TEXT_INDENT,
        mem_format("The routine was done on %d night%s in a row.", streak, streak == 1 ? "" : "s"));
  }
}

static void print_review(const App *app, const AppReview *review, Period period) {
  char from[DATES_SIZE];
  char until[DATES_SIZE];
  Paper paper = new_paper();
  Summary sum = review_summary(review->review, period);
  Insights insights = review_insights(review->review, period);
  dates_format(period.from, from);
  dates_format(period.until, until);
  char *title = mem_format("Review: %s\nNights of %s to %s", review->title, from, until);
  paper_text_owned(&paper, 0, title);
  /* What is urgent comes first (CONTENT.md section 7), and it is the first of the insights. */
  bool urgent = insights.count > 0 && insights.at[0].rule == INSIGHT_SEE_SOMEONE;
  if (urgent) {
    print_insight(&paper, &insights.at[0]);
  }
  paper_section(&paper, "Figures");
  print_figures(&paper, review, &sum);
  for (size_t i = urgent ? 1 : 0; i < insights.count; i++) {
    print_insight(&paper, &insights.at[i]);
  }
  print_plans(&paper, app, review);
  print_patience(&paper, &sum);
  insights_free(&insights);
}

/* Nothing to review: what to do about it. */
static void print_nothing(const AppReview *review) {
  text_print(stdout, review->any ? "Nothing is on record of these nights.\n"
                                 : "Nothing is recorded yet. A night takes one line:\n"
                                   "  nightcalf log none     last night had no cramp\n"
                                   "  nightcalf log          asks about last night\n");
}

static int run_review(App *app, const Arguments *arguments) {
  AppReview review;
  Period period;
  ReviewChoice ask = {
      .from = arguments->values[REVIEW_FROM],
      .to = arguments->values[REVIEW_TO],
      .routine = arguments->values[REVIEW_ROUTINE],
      .without_late = arguments->values[REVIEW_WITHOUT_LATE] != NULL,
      .nights = YEAR_NIGHTS,
  };
  int status = review_choose(app, &command_review, &ask, &review, &period);
  if (status != CLI_DONE) {
    return status;
  }
  if (arguments->values[REVIEW_JSON] != NULL) {
    review_print_json(app, &review, period);
  } else if (period_nights(period) == 0) {
    print_nothing(&review);
  } else {
    print_review(app, &review, period);
  }
  app_review_close(&review);
  return CLI_DONE;
}

const Command command_review = {
    .name = "review",
    .arguments = "",
    .sentence = "What the diary comes to: rates, adherence, changes and comparisons, each with its "
                "interval and the nights it rests on.",
    .example = "nightcalf review --from 2026-06-01 --routine evening-calf",
    .options = options,
    .notes =
        "JSON: one object. {\"version\": 1, \"routine\", \"title\", \"start\": date or null, "
        "\"last\": the last night that counts, \"from\", \"to\" (null where nothing is on record), "
        "\"nights\", \"without_late\", \"habits\": [names], \"late\", \"over_a_week_late\", "
        "\"figures\": {NAME: FIGURE}, \"weeks\": [{\"from\", \"to\", \"nights\", NAME: FIGURE}], "
        "\"pattern\": {\"n\", \"onset_known\", \"by_hour\": [24 numbers], \"side\": {}, "
        "\"muscle\": {}}, \"insights\": [INSIGHT], \"trial\": {}, \"fair_test\": {} or null, "
        "\"streak\": number or null}.\n"
        "NAME is one of cramps_per_week, cramp_nights, severity, duration_min, sleep_disturbance, "
        "awakenings, longest_clear_run, adherence, recorded. A FIGURE has \"n\" (what it rests "
        "on), "
        "\"estimate\" (null where nothing is known), \"low\" and \"high\" of its 95% interval, or "
        "null for both and in \"lack\" the reason, its own numbers, and \"text\" in words. Shares "
        "are from 0 to 1.\n"
        "An INSIGHT has \"id\" (R2 to R8), \"title\", \"habit\" or null, \"enough\", \"text\", "
        "\"basis\", \"cautions\": [texts], and for a comparison \"verdict\" (\"a clear change\", "
        "\"a small change\", \"too close to call\" or null), \"have\", \"need\" and \"come_back\" "
        "(of what is missing; 0 where enough), \"first\" and \"second\" ({\"from\", \"to\", "
        "\"nights\", \"recorded\", \"cramps\", \"n\", \"mean\"}) and \"change\", a FIGURE a week "
        "or "
        "in points.",
    .names_max = 0,
    .run = run_review,
};
