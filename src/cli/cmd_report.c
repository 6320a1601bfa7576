/* nightcalf report: the one page for a clinician, CONTENT.md 5.6: frequency, severity and medicines
 * on the first screen. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "dates.h"
#include "nightcalf/card.h"
#include "nightcalf/format.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"
#include "paper.h"
#include "report.h"
#include "review_choice.h"

enum { REPORT_FROM, REPORT_TO, REPORT_ROUTINE, REPORT_WITHOUT_LATE, REPORT_MARKDOWN };

static const CommandOption options[] = {
    [REPORT_FROM] = {"from", "DATE",
                     "From this night on. Without it: twelve weeks up to the last."},
    [REPORT_TO] = {"to", "DATE", "Up to this night."},
    [REPORT_ROUTINE] = {"routine", "ROUTINE",
                        "About this routine. Without it: the setting trial_routine, or tonight's."},
    [REPORT_WITHOUT_LATE] = {"without-late", NULL,
                             "Leaves out what was entered more than a week late."},
    [REPORT_MARKDOWN] = {"markdown", NULL, "As Markdown."},
    {NULL, NULL, NULL},
};

enum {
  PERIOD_NIGHTS = 84,
  PAGE_COLUMNS = 80,
  LABEL_COLUMNS = 28,
  BARS_ROOM = 48,
  LINES_MAX = 5, /* of one list: it stays one page */
  TEXT_INDENT = 2
};

/* All that the page is made of. */
typedef struct Page {
  App *app;
  Paper paper;
  const AppReview *review;
  Period period;
  Summary sum;
  Report report;
} Page;

static void put_figure(Page *page, SummaryFigure figure) {
  paper_item_owned(&page->paper, summary_name(figure), summary_text(&page->sum, figure));
}

static void put_bars(Page *page) {
  int each = 1;
  double most = 0;
  char highest[FIGURE_SIZE];
  char *bars = report_bars(page->review->review, page->period, BARS_ROOM, &each, &most);
  figure_format(most, 1, false, highest);
  const char *scale = text_utf8() ? "▁ none to █ " : "the number; most ";
  char *weeks = each == 1 ? mem_copy("a week") : mem_format("%d weeks", each);
  char *text = mem_format("%s  each mark %s: %s%s a week; %s fewer than 4 nights a week recorded",
                          bars, weeks, scale, highest, text_utf8() ? "·" : ".");
  paper_item(&page->paper, "By week, oldest first", text);
  free(text);
  free(weeks);
  free(bars);
}

/* 2 and 3: how often, how bad, what it does to sleep. */
static void put_cramps(Page *page) {
  paper_section(&page->paper, "Cramps");
  put_figure(page, FIGURE_PER_WEEK);
  put_bars(page);
  put_figure(page, FIGURE_CRAMP_NIGHTS);
  put_figure(page, FIGURE_LONGEST);
  put_figure(page, FIGURE_SEVERITY);
  put_figure(page, FIGURE_DURATION);
  put_figure(page, FIGURE_DISTURBANCE);
  put_figure(page, FIGURE_AWAKENINGS);
}

/* The lines of a list as far as there is room, or what to say of an empty one. */
static void put_list(Page *page, const ReportList *list, const char *none) {
  for (size_t i = 0; i < list->count && i < LINES_MAX; i++) {
    paper_text(&page->paper, TEXT_INDENT, list->at[i]);
  }
  if (list->count > LINES_MAX) {
    paper_text_owned(&page->paper, TEXT_INDENT,
                     mem_format("and %zu more in these nights", list->count - LINES_MAX));
  }
  if (list->count == 0) {
    paper_text(&page->paper, TEXT_INDENT, none);
  }
}

/* 6. */
static void put_medicines(Page *page) {
  static const char *const names[] = {"none", "magnesium", "vitamin D", "another"};
  const Report *report = &page->report;
  paper_section(&page->paper, "Medicines started, stopped or changed");
  put_list(page, &report->medicines, "No change was recorded.");
  if (report->supplement_days > 0) {
    char *counts = report_counts(report->supplements, names, sizeof names / sizeof names[0]);
    paper_text_owned(&page->paper, TEXT_INDENT,
                     mem_format("Supplements: %s, of %d day%s with an answer", counts,
                                report->supplement_days, report->supplement_days == 1 ? "" : "s"));
    free(counts);
  }
}

/* Counts with their words; nothing where all are 0. */
static void put_counts(Page *page, const char *label, const int *counts, const char *const *words,
                       size_t count) {
  char *text = report_counts(counts, words, count);
  if (text[0] != '\0') {
    paper_item(&page->paper, label, text);
  }
  free(text);
}

/* "22-24 3, 00-02 8": by two-hour bands from the evening on. Release with free(). */
static char *onset_text(const Pattern *pattern) {
  enum { FIRST_BAND = 6 };
  char *text = mem_copy("");
  for (int i = 0; i < REVIEW_BANDS; i++) {
    int band = (i + FIRST_BAND) % REVIEW_BANDS;
    if (pattern->band[band] > 0) {
      char *longer = mem_format("%s%s%02d-%02d h %d", text, text[0] == '\0' ? "" : ", ", band * 2,
                                band * 2 + 2, pattern->band[band]);
      free(text);
      text = longer;
    }
  }
  char *all = mem_format("%s%stime known of %d of %d", text, text[0] == '\0' ? "" : "; ",
                         pattern->onset_known, pattern->episodes);
  free(text);
  return all;
}

/* 4. */
static void put_pattern(Page *page) {
  static const char *const sides[REVIEW_SIDES] = {"not said", "left", "right", "both"};
  const Field *trigger = field_find(diary_episode_fields, "trigger");
  const Report *report = &page->report;
  Pattern pattern = review_pattern(page->review->review, page->period);
  const char *muscles[MUSCLE_COUNT];
  const char *triggers[TRIGGER_OTHER + 1];
  for (int i = 0; i < MUSCLE_COUNT; i++) {
    muscles[i] = i == MUSCLE_UNKNOWN ? "not said" : muscle_shown((Muscle)i);
  }
  for (int i = 0; i <= TRIGGER_OTHER; i++) {
    triggers[i] = i == TRIGGER_NOT_SAID ? "not said" : trigger->shown[i];
  }
  char *title = mem_format("Where and when: %d cramp%s described", pattern.episodes,
                           pattern.episodes == 1 ? "" : "s");
  paper_section(&page->paper, title);
  free(title);
  if (pattern.episodes == 0) {
    return;
  }
  put_counts(page, "Side", pattern.side, sides, REVIEW_SIDES);
  put_counts(page, "Muscle", pattern.muscle, muscles, MUSCLE_COUNT);
  paper_item_owned(&page->paper, "Began", onset_text(&pattern));
  if (report->triggers[TRIGGER_NOT_SAID] < pattern.episodes) {
    put_counts(page, "Set off by", report->triggers, triggers, TRIGGER_OTHER + 1);
  }
  if (report->urge_known > 0) {
    paper_item_owned(&page->paper, "Urge to move the legs",
                     mem_format("in %d of %d cramps that say", report->urges, report->urge_known));
  }
}

/* 5 and 7: one comparison in words. */
static void put_insight(Page *page, const Insight *insight) {
  paper_text(&page->paper, TEXT_INDENT, insight->text);
  if (insight->basis[0] != '\0') {
    paper_text(&page->paper, TEXT_INDENT, insight->basis);
  }
}

static void put_changes(Page *page) {
  Insights insights = review_insights(page->review->review, page->period);
  const InsightRule rules[] = {INSIGHT_CHANGE, INSIGHT_SINCE, INSIGHT_HABIT};
  static const char *const titles[] = {"Last four weeks against the four before",
                                       "Before and after the start of the routine",
                                       "Habits, picked in advance"};
  for (size_t rule = 0; rule < sizeof rules / sizeof rules[0]; rule++) {
    bool begun = false;
    for (size_t i = 0; i < insights.count; i++) {
      if (insights.at[i].rule == rules[rule]) {
        if (!begun) {
          paper_section(&page->paper, titles[rule]);
        }
        begun = true;
        put_insight(page, &insights.at[i]);
      }
    }
  }
  insights_free(&insights);
}

/* 8. */
static void put_routines(Page *page) {
  const Report *report = &page->report;
  char *heading = mem_format("Routine: %s", page->review->title);
  paper_section(&page->paper, heading);
  free(heading);
  put_figure(page, FIGURE_ADHERENCE);
  paper_text(&page->paper, TEXT_INDENT,
             "A night counts when it was completed between 16:00 and falling asleep.");
  for (size_t i = 0; i < report->routine_count && i < LINES_MAX; i++) {
    const ReportRoutine *routine = &report->routines[i];
    paper_text_owned(&page->paper, TEXT_INDENT,
                     mem_format("Sessions of %s: %d, %d completed", routine->title,
                                routine->sessions, routine->completed));
  }
  if (report->troubles.count > 0) {
    paper_section(&page->paper, "Trouble with a routine");
    put_list(page, &report->troubles, "");
  }
}

/* 9, and what a pattern of the diary says by itself. */
static void put_flags(Page *page) {
  SeeSomeone see = review_see_someone(page->review->review, page->period);
  char date[NIGHT_TEXT_SIZE];
  paper_section(&page->paper, "Warning signs");
  put_list(page, &page->report.flags, "No warning sign was answered in these nights.");
  if (see.lasted) {
    char length[FORMAT_SIZE];
    format_length(see.longest, length);
    night_format(see.longest_night, date);
    paper_text_owned(&page->paper, TEXT_INDENT,
                     mem_format("%s The longest cramp lasted %s.", date, length));
  }
  if (see.frequent) {
    paper_text(
        &page->paper, TEXT_INDENT,
        "In each of the last 4 weeks 3 or more nights had a cramp and a sleep disturbance of "
        "4 or more.");
  }
  if (see.medicine) {
    night_format(see.medicine_night, date);
    paper_text_owned(&page->paper, TEXT_INDENT,
                     mem_format("%s A medicine was started; cramps have risen by 1 a week or more "
                                "since the four weeks before.",
                                date));
  }
}

static void put_footer(Page *page) {
  const CardList *cards = app_cards(page->app);
  const Card *card = cards == NULL ? NULL : cards_find(cards, "disclaimer");
  paper_section(&page->paper, "About this page");
  paper_text(&page->paper, TEXT_INDENT, "Recorded by the person; not a diagnosis.");
  for (size_t i = 0; card != NULL && i < card->body.count; i++) {
    paper_text(&page->paper, TEXT_INDENT, card->body.at[i]);
  }
}

/* 1. */
static void put_head(Page *page) {
  char from[DATES_SIZE];
  char until[DATES_SIZE];
  const Summary *sum = &page->sum;
  dates_format(page->period.from, from);
  dates_format(page->period.until, until);
  paper_title(&page->paper, "Night-time leg cramps: report from a diary");
  char *recorded = summary_text(sum, FIGURE_RECORDED);
  paper_text_owned(&page->paper, 0,
                   mem_format("Nights of %s to %s. Recorded: %s.", from, until, recorded));
  free(recorded);
  char *late = sum->late == 0 ? mem_copy("No night was entered late.")
                              : mem_format("Entered late: %d night%s, %d of them more than a week.",
                                           sum->late, sum->late == 1 ? "" : "s", sum->old);
  paper_text_owned(&page->paper, 0,
                   mem_format("%s%s", late,
                              page->review->plan.leave_old
                                  ? " What was entered over a week late is left out."
                                  : ""));
  free(late);
}

static int print_report(Page *page) {
  Error err = {{0}};
  if (!report_read(page->app, page->period, &page->report, &err)) {
    text_complain("%s", err.text);
    return CLI_FAILED;
  }
  page->sum = review_summary(page->review->review, page->period);
  put_head(page);
  put_cramps(page);
  put_medicines(page);
  put_pattern(page);
  put_changes(page);
  put_routines(page);
  put_flags(page);
  put_footer(page);
  report_free(&page->report);
  return CLI_DONE;
}

static int run_report(App *app, const Arguments *arguments) {
  AppReview review;
  ReviewChoice ask = {
      .from = arguments->values[REPORT_FROM],
      .to = arguments->values[REPORT_TO],
      .routine = arguments->values[REPORT_ROUTINE],
      .without_late = arguments->values[REPORT_WITHOUT_LATE] != NULL,
      .nights = PERIOD_NIGHTS,
  };
  Page page = {
      .app = app,
      .paper = {.markdown = arguments->values[REPORT_MARKDOWN] != NULL,
                .columns = PAGE_COLUMNS,
                .label = LABEL_COLUMNS},
      .review = &review,
  };
  int status = review_choose(app, &command_report, &ask, &review, &page.period);
  if (status != CLI_DONE) {
    return status;
  }
  if (period_nights(page.period) == 0) {
    text_complain("nothing is on record of these nights, so there is nothing to report; a night "
                  "takes one line: nightcalf log none");
    status = CLI_FAILED;
  } else {
    status = print_report(&page);
  }
  app_review_close(&review);
  return status;
}

const Command command_report = {
    .name = "report",
    .arguments = "",
    .sentence = "One page about the cramps for a clinician, as plain text or Markdown.",
    .example = "nightcalf report --from 2026-09-01 > report.txt",
    .options = options,
    .names_max = 0,
    .run = run_report,
};
