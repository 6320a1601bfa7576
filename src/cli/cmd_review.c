/* nightcalf review: what the diary comes to, in words with intervals, and with --json in numbers.
 */
#include <stdio.h>
#include <stdlib.h>

#include "cli.h"
#include "dates.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"
#include "paper.h"
#include "review_choice.h"
#include "review_lines.h"

enum {
  REVIEW_FROM,
  REVIEW_TO,
  REVIEW_ROUTINE,
  REVIEW_WITHOUT_LATE,
  REVIEW_NIGHTS,
  REVIEW_WEEKS,
  REVIEW_TRIAL,
  REVIEW_FAIR,
  REVIEW_JSON
};

static const CommandOption options[] = {
    [REVIEW_FROM] = {"from", N_("DATE"),
                     N_("From this night on. Without it: a year up to the last one.")},
    [REVIEW_TO] = {"to", N_("DATE"), N_("Up to this night.")},
    [REVIEW_ROUTINE] =
        {"routine", N_("ROUTINE"),
         N_("About this routine. Without it: the setting trial_routine, or tonight's.")},
    [REVIEW_WITHOUT_LATE] = {"without-late", NULL,
                             N_("Leaves out what was entered more than a week late.")},
    [REVIEW_NIGHTS] = {"nights", NULL,
                       N_("Each night in a line, newest first. Without --from: four weeks.")},
    [REVIEW_WEEKS] = {"weeks", NULL, N_("Each week in a line.")},
    [REVIEW_TRIAL] = {"trial", N_("WORD"),
                      N_("begin: the six weeks begin tonight; forget: without a start again. What "
                         "is recorded stays.")},
    [REVIEW_FAIR] = {"fair-test", N_("WORD"),
                     N_("6 or 8: a draw sets which weeks have the routine, from tonight; forget: "
                        "drops the plan.")},
    [REVIEW_JSON] = {"json", NULL, N_("As JSON, for programs.")},
    {NULL, NULL, NULL},
};

enum {
  YEAR_NIGHTS = 365,
  MONTH_NIGHTS = 28,
  COLUMNS_MAX = 80,
  LABEL_COLUMNS = 28,
  TEXT_INDENT = 2
};

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
    paper_item_owned(paper, _(summary_name(figure)), summary_text(sum, figure));
  }
  if (sum->late > 0) {
    paper_item_owned(paper, _("Entered late"),
                     mem_format(language_plural("%d night, %d of them more than a week late",
                                                "%d nights, %d of them more than a week late",
                                                (unsigned long)sum->late),
                                sum->late, sum->old));
  }
  if (review->plan.leave_old) {
    paper_text(paper, TEXT_INDENT, _("Nights entered more than a week late are left out."));
  }
}

static void print_insight(Paper *paper, const Insight *insight) {
  paper_section(paper, _(insight_title(insight->rule)));
  paper_text(paper, TEXT_INDENT, insight->text);
  if (insight->basis[0] != '\0') {
    paper_text(paper, TEXT_INDENT, insight->basis);
  }
  for (int i = 0; i < insight->caution_count; i++) {
    paper_text(paper, TEXT_INDENT, _(caution_text(insight->cautions[i])));
  }
}

/* Whether a sentence about the width of the answer helps: a change was told or is awaited. */
static void print_patience(Paper *paper, const Summary *sum) {
  if (sum->recorded > 0 && sum->cramps > 0) {
    paper_section(paper, _("How wide is the answer?"));
    paper_text_owned(paper, TEXT_INDENT, patience_text(sum->per_week.estimate, REVIEW_WINDOW));
  }
}

static void print_plans(Paper *paper, const App *app, const AppReview *review) {
  TrialProgress progress = trial_progress(review->review, review->last);
  paper_section(paper, _("Six-week trial"));
  paper_text_owned(paper, TEXT_INDENT, trial_text(&progress));
  if (review->plan.has_fair) {
    FairResult result = fair_result(review->review, &review->plan.fair, review->last);
    paper_section(paper, _("Fair test"));
    paper_text_owned(paper, TEXT_INDENT, fair_text(&result));
    review_print_fair(app, review);
    paper_text(paper, TEXT_INDENT, _(caution_text(CAUTION_EXPECTATION)));
  }
  if (app->settings.show_streak) {
    int streak = review->streak;
    paper_section(paper, _("Nights in a row"));
    paper_text_owned(paper, TEXT_INDENT,
                     mem_format(language_plural("The routine was done on %d night in a row.",
                                                "The routine was done on %d nights in a row.",
                                                (unsigned long)streak),
                                streak));
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
  char *title = mem_format(_("Review: %s\nNights of %s to %s"), review->title, from, until);
  paper_text_owned(&paper, 0, title);
  /* What is urgent comes first (CONTENT.md section 7), and it is the first of the insights. */
  bool urgent = insights.count > 0 && insights.at[0].rule == INSIGHT_SEE_SOMEONE;
  if (urgent) {
    print_insight(&paper, &insights.at[0]);
  }
  paper_section(&paper, _("Figures"));
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
  text_print(stdout, "%s\n",
             review->any ? _("Nothing is on record of these nights.")
                         : _("Nothing is recorded yet. A night takes one line:\n"
                             "  nightcalf log none     last night had no cramp\n"
                             "  nightcalf log          asks about last night"));
}

static int run_review(App *app, const Arguments *arguments) {
  AppReview review;
  Period period;
  bool nights = arguments->values[REVIEW_NIGHTS] != NULL;
  bool weeks = arguments->values[REVIEW_WEEKS] != NULL;
  bool json = arguments->values[REVIEW_JSON] != NULL;
  const char *trial = arguments->values[REVIEW_TRIAL];
  const char *fair = arguments->values[REVIEW_FAIR];
  if ((nights ? 1 : 0) + (weeks ? 1 : 0) + (json ? 1 : 0) + (trial != NULL ? 1 : 0) +
          (fair != NULL ? 1 : 0) >
      1) {
    return cli_misused(&command_review,
                       "--nights, --weeks, --trial, --fair-test and --json are one thing each");
  }
  if (trial != NULL || fair != NULL) {
    return trial != NULL ? review_trial(app, trial, arguments->values[REVIEW_ROUTINE])
                         : review_fair(app, fair);
  }
  ReviewChoice ask = {
      .from = arguments->values[REVIEW_FROM],
      .to = arguments->values[REVIEW_TO],
      .routine = arguments->values[REVIEW_ROUTINE],
      .without_late = arguments->values[REVIEW_WITHOUT_LATE] != NULL,
      .nights = nights ? MONTH_NIGHTS : YEAR_NIGHTS,
      .rows = nights || weeks,
  };
  int status = review_choose(app, &command_review, &ask, &review, &period);
  if (status != CLI_DONE) {
    return status;
  }
  if (json) {
    review_print_json(app, &review, period);
  } else if (period_nights(period) == 0) {
    print_nothing(&review);
  } else if (nights) {
    review_print_nights(&review, period);
  } else if (weeks) {
    review_print_weeks(&review, period);
  } else {
    print_review(app, &review, period);
  }
  app_review_close(&review);
  return CLI_DONE;
}

const Command command_review = {
    .name = "review",
    .arguments = "",
    .sentence =
        N_("What the diary comes to: rates, adherence, changes and comparisons, each with its "
           "interval and the nights it rests on."),
    .example = "nightcalf review --from 2026-06-01 --routine evening-calf",
    .options = options,
    .notes = N_(
        /* xgettext:no-c-format */
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
        "in points."),
    .names_max = 0,
    .run = run_review,
};
