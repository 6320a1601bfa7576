/* nightcalf report: the one page for a clinician, CONTENT.md 5.6: frequency, severity and medicines
 * on the first screen. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "dates.h"
#include "nightcalf/card.h"
#include "nightcalf/format.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"
#include "paper.h"
#include "report.h"
#include "review_choice.h"

enum { REPORT_FROM, REPORT_TO, REPORT_ROUTINE, REPORT_WITHOUT_LATE, REPORT_MARKDOWN };

static const CommandOption options[] = {
    [REPORT_FROM] = {"from", N_("DATE"),
                     N_("From this night on. Without it: twelve weeks up to the last.")},
    [REPORT_TO] = {"to", N_("DATE"), N_("Up to this night.")},
    [REPORT_ROUTINE] =
        {"routine", N_("ROUTINE"),
         N_("About this routine. Without it: the setting trial_routine, or tonight's.")},
    [REPORT_WITHOUT_LATE] = {"without-late", NULL,
                             N_("Leaves out what was entered more than a week late.")},
    [REPORT_MARKDOWN] = {"markdown", NULL, N_("As Markdown.")},
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
  paper_item_owned(&page->paper, _(summary_name(figure)), summary_text(&page->sum, figure));
}

static void put_bars(Page *page) {
  int each = 1;
  double most = 0;
  char highest[FIGURE_SIZE];
  char *bars = report_bars(page->review->review, page->period, BARS_ROOM, &each, &most);
  figure_format(most, 1, false, highest);
  char *weeks = each == 1
                    ? mem_copy(_("a week"))
                    : mem_format(language_plural("%d week", "%d weeks", (unsigned long)each), each);
  char *text =
      text_utf8() ? mem_format(_("%s  each mark %s: ▁ none to █ %s a week; · fewer than 4 nights a "
                                 "week recorded"),
                               bars, weeks, highest)
                  : mem_format(_("%s  each mark %s: the number; most %s a week; . fewer than 4 "
                                 "nights a week recorded"),
                               bars, weeks, highest);
  paper_item(&page->paper, _("By week, oldest first"), text);
  free(text);
  free(weeks);
  free(bars);
}

/* 2 and 3: how often, how bad, what it does to sleep. */
static void put_cramps(Page *page) {
  paper_section(&page->paper, _("Cramps"));
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
    paper_text(&page->paper, TEXT_INDENT, list->at[i].text);
  }
  if (list->count > LINES_MAX) {
    paper_text_owned(&page->paper, TEXT_INDENT,
                     mem_format(_("and %zu more in these nights"), list->count - LINES_MAX));
  }
  if (list->count == 0) {
    paper_text(&page->paper, TEXT_INDENT, none);
  }
}

/* 6. */
static void put_medicines(Page *page) {
  static const char *const names[] = {N_("none"), N_("magnesium"), N_("vitamin D"), N_("another")};
  const Report *report = &page->report;
  paper_section(&page->paper, _("Medicines started, stopped or changed"));
  put_list(page, &report->medicines, _("No change was recorded."));
  if (report->supplement_days > 0) {
    char *counts = report_counts(report->supplements, names, sizeof names / sizeof names[0]);
    paper_text_owned(&page->paper, TEXT_INDENT,
                     mem_format(language_plural("Supplements: %s, of %d day with an answer",
                                                "Supplements: %s, of %d days with an answer",
                                                (unsigned long)report->supplement_days),
                                counts, report->supplement_days));
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
      char *shown = mem_format(_("%02d-%02d h %d"), band * 2, band * 2 + 2, pattern->band[band]);
      char *longer = mem_format("%s%s%s", text, text[0] == '\0' ? "" : ", ", shown);
      free(shown);
      free(text);
      text = longer;
    }
  }
  char *known = mem_format(_("time known of %d of %d"), pattern->onset_known, pattern->episodes);
  char *all = mem_format("%s%s%s", text, text[0] == '\0' ? "" : "; ", known);
  free(known);
  free(text);
  return all;
}

/* 4. */
static void put_pattern(Page *page) {
  const char *const sides[REVIEW_SIDES] = {_("not said"), _("left"), _("right"), _("both")};
  const Field *trigger = field_find(diary_episode_fields, "trigger");
  Pattern pattern = review_pattern(page->review->review, page->period);
  const char *muscles[MUSCLE_COUNT];
  const char *triggers[REVIEW_TRIGGERS];
  for (int i = 0; i < MUSCLE_COUNT; i++) {
    muscles[i] = i == MUSCLE_UNKNOWN ? _("not said") : _(muscle_shown((Muscle)i));
  }
  for (int i = 0; i < REVIEW_TRIGGERS; i++) {
    triggers[i] = i == TRIGGER_NOT_SAID ? _("not said") : _(trigger->shown[i]);
  }
  char *title = mem_format(language_plural("Where and when: %d cramp described",
                                           "Where and when: %d cramps described",
                                           (unsigned long)pattern.episodes),
                           pattern.episodes);
  paper_section(&page->paper, title);
  free(title);
  if (pattern.episodes == 0) {
    return;
  }
  put_counts(page, _("Side"), pattern.side, sides, REVIEW_SIDES);
  put_counts(page, _("Muscle"), pattern.muscle, muscles, MUSCLE_COUNT);
  paper_item_owned(&page->paper, _("Began"), onset_text(&pattern));
  if (pattern.trigger[TRIGGER_NOT_SAID] < pattern.episodes) {
    put_counts(page, _("Set off by"), pattern.trigger, triggers, REVIEW_TRIGGERS);
  }
  if (pattern.urge_known > 0) {
    paper_item_owned(
        &page->paper, _("Urge to move the legs"),
        mem_format(language_plural("in %d of %d cramps that say", "in %d of %d cramps that say",
                                   (unsigned long)pattern.urge_known),
                   pattern.urges, pattern.urge_known));
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
  static const char *const titles[] = {N_("Last four weeks against the four before"),
                                       N_("Before and after the start of the routine"),
                                       N_("Habits, picked in advance")};
  for (size_t rule = 0; rule < sizeof rules / sizeof rules[0]; rule++) {
    bool begun = false;
    for (size_t i = 0; i < insights.count; i++) {
      if (insights.at[i].rule == rules[rule]) {
        if (!begun) {
          paper_section(&page->paper, _(titles[rule]));
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
  char *heading = mem_format(_("Routine: %s"), page->review->title);
  paper_section(&page->paper, heading);
  free(heading);
  put_figure(page, FIGURE_ADHERENCE);
  paper_text(&page->paper, TEXT_INDENT,
             _("A night counts when it was completed between 16:00 and falling asleep."));
  for (size_t i = 0; i < report->routine_count && i < LINES_MAX; i++) {
    const ReportRoutine *routine = &report->routines[i];
    paper_text_owned(&page->paper, TEXT_INDENT,
                     mem_format(_("Sessions of %s: %d, %d completed"), _(routine->title),
                                routine->sessions, routine->completed));
  }
  if (report->troubles.count > 0) {
    paper_section(&page->paper, _("Trouble with a routine"));
    put_list(page, &report->troubles, "");
  }
}

/* 9, and what a pattern of the diary says by itself. */
static void put_flags(Page *page) {
  SeeSomeone see = review_see_someone(page->review->review, page->period);
  char date[FORMAT_SIZE];
  paper_section(&page->paper, _("Warning signs"));
  put_list(page, &page->report.flags, _("No warning sign was answered in these nights."));
  if (see.lasted) {
    char length[FORMAT_SIZE];
    format_length(see.longest, length);
    format_date(see.longest_night, date);
    paper_text_owned(&page->paper, TEXT_INDENT,
                     mem_format(_("%s The longest cramp lasted %s."), date, length));
  }
  if (see.frequent) {
    paper_text(
        &page->paper, TEXT_INDENT,
        _("In each of the last 4 weeks 3 or more nights had a cramp and a sleep disturbance of "
          "4 or more."));
  }
  if (see.medicine) {
    format_date(see.medicine_night, date);
    paper_text_owned(&page->paper, TEXT_INDENT,
                     mem_format(_("%s A medicine was started; cramps have risen by 1 a week or "
                                  "more since the four weeks before."),
                                date));
  }
}

static void put_footer(Page *page) {
  Card card;
  paper_section(&page->paper, _("About this page"));
  paper_text(&page->paper, TEXT_INDENT, _("Recorded by the person; not a diagnosis."));
  if (app_card_read(page->app, "disclaimer", &card)) {
    for (size_t i = 0; i < card.body.count; i++) {
      paper_text(&page->paper, TEXT_INDENT, card.body.at[i]);
    }
    card_free(&card);
  }
}

/* 1. */
static void put_head(Page *page) {
  char from[DATES_SIZE];
  char until[DATES_SIZE];
  const Summary *sum = &page->sum;
  dates_format(page->period.from, from);
  dates_format(page->period.until, until);
  paper_title(&page->paper, _("Night-time leg cramps: report from a diary"));
  char *recorded = summary_text(sum, FIGURE_RECORDED);
  paper_text_owned(&page->paper, 0,
                   mem_format(_("Nights of %s to %s. Recorded: %s."), from, until, recorded));
  free(recorded);
  bool left_out = page->review->plan.leave_old;
  char *late =
      sum->late == 0
          ? mem_copy(_("No night was entered late."))
          : mem_format(language_plural("Entered late: %d night, %d of them more than a week.",
                                       "Entered late: %d nights, %d of them more than a week.",
                                       (unsigned long)sum->late),
                       sum->late, sum->old);
  paper_text_owned(&page->paper, 0,
                   mem_format("%s%s%s", late, left_out ? " " : "",
                              left_out ? _("What was entered over a week late is left out.") : ""));
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
    .sentence = N_("One page about the cramps for a clinician, as plain text or Markdown."),
    .example = "nightcalf report --from 2026-09-01 > report.txt",
    .options = options,
    .names_max = 0,
    .run = run_report,
};
