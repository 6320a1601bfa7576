/* The views that draw figures: the trends, and where and when the cramps come. */
#include <stdlib.h>

#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/week.h"
#include "review.h"
#include "words.h"

enum { PER_CENT = 100, SEVERITY_TOP = 10, HOURS_FROM = 12, YEAR_NIGHTS = 365 };

/* What a trend draws of a week or a month. */
typedef struct TrendRow {
  const char *title;
  const char *nothing; /* where there is no value */
  SummaryFigure figure;
  Interval (*value)(const Summary *sum);
  /* What it rests on: "n 7". Release with free(). */
  char *(*basis)(const Summary *sum);
  double top; /* of the scale; 0: what the values need */
  bool share; /* a part of 1, shown as per cent */
} TrendRow;

static Interval cramps_value(const Summary *sum) {
  return sum->per_week;
}

static char *nights_basis(const Summary *sum) {
  return mem_format(_("n %d"), sum->recorded);
}

static Interval severity_value(const Summary *sum) {
  return sum->severity_mean;
}

static char *episodes_basis(const Summary *sum) {
  return mem_format(_("n %zu"), sum->severity.count);
}

static Interval routine_value(const Summary *sum) {
  return sum->adherence;
}

static char *routine_basis(const Summary *sum) {
  return mem_format(_("%d of %d"), sum->routine_nights, sum->routine_elapsed);
}

static const TrendRow trends[TREND_COUNT] = {
    [TREND_CRAMPS] = {.title = N_("Cramps per week"),
                      .nothing = N_("not recorded"),
                      .figure = FIGURE_PER_WEEK,
                      .value = cramps_value,
                      .basis = nights_basis},
    [TREND_SEVERITY] = {.title = N_("Severity, 0 to 10"),
                        .nothing = N_("none described"),
                        .figure = FIGURE_SEVERITY,
                        .value = severity_value,
                        .basis = episodes_basis,
                        .top = SEVERITY_TOP},
    [TREND_ROUTINE] = {.title = N_("Nights with the routine"),
                       .nothing = N_("none due"),
                       .figure = FIGURE_ADHERENCE,
                       .value = routine_value,
                       .basis = routine_basis,
                       .top = 1,
                       .share = true},
};

static const ReviewCaution trend_caution = {
    N_("A week is few nights: where intervals overlap, chance alone may differ as much."),
    N_("A week is few nights: mind the n."),
};
static const ReviewCaution routine_caution = {
    N_("Excused nights are not counted, and missed ones are neutral."),
    N_("Excused nights are not counted."),
};
static const ReviewCaution pattern_caution = {
    N_("Only cramps that were described are here; one without a time is in no hour."),
    N_("Only described cramps count here."),
};
static const char *const span_words[SPAN_COUNT] = {N_("8 weeks"), N_("26 weeks"), N_("1 year"),
                                                   N_("all nights")};

const char *review_span_words(ReviewSpan span) {
  return _(span_words[span]);
}

Period review_period(const ReviewScreen *screen, ReviewView view) {
  static const int nights[SPAN_COUNT] = {8 * REVIEW_WEEK, 26 * REVIEW_WEEK, YEAR_NIGHTS, 0};
  ReviewSpan span = screen->span[view];
  if (span == SPAN_ALL) {
    return screen->record.any ? screen->record.span : app_review_period(&screen->record, 0);
  }
  Period period = app_review_period(&screen->record, nights[span]);
  if (view == VIEW_TRENDS && period_nights(period) == nights[span]) {
    /* Whole weeks, but for the one that goes on. */
    period.from.day += (WEEK_DAYS - week_day(period.from)) % WEEK_DAYS;
  }
  return period;
}

/* ---- trends ---- */

/* Adds the row of a week or a month. */
static void add_point(Chart *chart, const TrendRow *trend, const char *label, const Summary *sum) {
  Interval value = trend->value(sum);
  if (value.lack == STATS_EMPTY) {
    chart_add(chart, label, value, mem_copy(_(trend->nothing)), mem_format(_("n %d"), 0));
    return;
  }
  char number[FIGURE_SIZE];
  char *basis = trend->basis(sum);
  const char *unit = trend->share ? "%" : "";
  figure_format(trend->share ? value.estimate * PER_CENT : value.estimate, trend->share ? 0 : 1,
                false, number);
  char *figures = value.lack != STATS_COMPLETE ? mem_format(_("%s%s (no interval)"), number, unit)
                  : trend->share               ? share_text(value)
                                               : interval_text(value, 1, false);
  chart_add(chart, label, value, mem_format("%s %s", figures, basis),
            mem_format("%s%s %s", number, unit, basis));
  free(figures);
  free(basis);
}

/* By the week, newest first. */
static void add_weeks(Chart *chart, const TrendRow *trend, const Review *review, Period period) {
  size_t count = 0;
  WeekPoint *weeks = review_weeks(review, period, &count);
  for (size_t i = count; i > 0; i--) {
    char label[CALENDAR_TEXT_SIZE];
    calendar_short(weeks[i - 1].when.from, label);
    add_point(chart, trend, label, &weeks[i - 1].sum);
  }
  free(weeks);
}

/* By the month, newest first: a life with cramps has too many weeks. */
static void add_months(Chart *chart, const TrendRow *trend, const Review *review, Period period) {
  Night first = calendar_month_first(period.until);
  while (period_nights(period) > 0) {
    Period month = {first.day > period.from.day ? first : period.from, period.until};
    Civil date = calendar_civil(first);
    char label[CALENDAR_TEXT_SIZE];
    calendar_month(date, true, label);
    Summary sum = review_summary(review, month);
    add_point(chart, trend, label, &sum);
    period.until = (Night){first.day - 1};
    first = calendar_month_first(period.until);
  }
}

void review_chart_draw(ReviewScreen *screen, Frame *frame, Box box, const Chart *chart,
                       const Page *head, const ReviewCaution *caution) {
  bool roomy = frame->rows >= ROOMY_ROWS;
  Page foot = {.width = box.columns};
  if (!chart->bare) {
    page_text(&foot, ROLE_FAINT, chart_legend(frame));
  }
  page_text(&foot, ROLE_FAINT, _(roomy ? caution->whole : caution->brief));
  int used = (int)head->count < box.rows / 2 ? (int)head->count : box.rows / 2;
  Box top = box;
  top.rows = used;
  page_draw(frame, head, top, NULL);
  int foot_rows = (int)foot.count;
  Box bottom = box_below(box, box.rows - foot_rows);
  page_draw(frame, &foot, bottom, NULL);
  box = box_below(box, used + (roomy ? 1 : 0));
  box.rows -= foot_rows + (roomy ? 1 : 0);
  frame_cursor(frame, box.row, box.column);
  chart_draw(frame, chart, box, &screen->scroll[screen->view]);
  screen->page_rows = box.rows > 2 ? box.rows - 2 : 1;
  page_free(&foot);
}

/* "Cramps per week by the week, 26 weeks", and what all of them come to. */
static void add_head(const ReviewScreen *screen, const TrendRow *trend, Period period, Page *page) {
  bool months = screen->span[VIEW_TRENDS] == SPAN_ALL;
  Summary sum = review_summary(screen->record.review, period);
  char *text = summary_text(&sum, trend->figure);
  page_format(page, ROLE_STRONG, months ? N_("%s, by month, %s") : N_("%s, by week, %s"),
              _(trend->title), review_span_words(screen->span[VIEW_TRENDS]));
  page_format(page, ROLE_TEXT, "In all: %s", text);
  if (sum.recorded_low && trend->figure == FIGURE_PER_WEEK) {
    char *recorded = summary_text(&sum, FIGURE_RECORDED);
    page_format(page, ROLE_TEXT, "%s: %s", _(summary_name(FIGURE_RECORDED)), recorded);
    free(recorded);
  }
  free(text);
}

/* Over the months of years it is the calendar that misleads. */
static ReviewCaution caution_of(Trend trend, bool months) {
  if (trend == TREND_ROUTINE) {
    return routine_caution;
  }
  return months ? (ReviewCaution){caution_text(CAUTION_SEASON), N_("Cramps peak in midsummer.")}
                : trend_caution;
}

void review_trends_draw(ReviewScreen *screen, Frame *frame, Box box) {
  const TrendRow *trend = &trends[screen->trend];
  Period period = review_period(screen, VIEW_TRENDS);
  Chart chart = {.top = trend->top,
                 .unit = trend->share ? "%" : "",
                 .unit_factor = trend->share ? PER_CENT : 1};
  Page head = {.width = box.columns};
  bool months = screen->span[VIEW_TRENDS] == SPAN_ALL;
  ReviewCaution caution = caution_of(screen->trend, months);
  add_head(screen, trend, period, &head);
  if (months) {
    add_months(&chart, trend, screen->record.review, period);
  } else {
    add_weeks(&chart, trend, screen->record.review, period);
  }
  review_chart_draw(screen, frame, box, &chart, &head, &caution);
  page_free(&head);
  chart_free(&chart);
}

/* ---- where and when ---- */

/* Adds a row of so many cramps of n. */
static void add_count(Chart *chart, const char *label, int count, int n) {
  Interval value = {.lack = STATS_TOO_FEW, .estimate = count, .low = count, .high = count};
  chart_add(chart, label, value, mem_format(_("%d of %d"), count, n), NULL);
}

/* The hours of a night in its order, noon to noon, without those before the first cramp and after
 * the last. */
static void add_hours(Chart *chart, const Pattern *pattern) {
  int first = REVIEW_HOURS;
  int last = -1;
  for (int i = 0; i < REVIEW_HOURS; i++) {
    if (pattern->hour[(i + HOURS_FROM) % REVIEW_HOURS] > 0) {
      first = i < first ? i : first;
      last = i;
    }
  }
  for (int i = first; i <= last; i++) {
    int hour = (i + HOURS_FROM) % REVIEW_HOURS;
    char *label = mem_format(_("%02d:00 to %02d:59"), hour, hour);
    add_count(chart, label, pattern->hour[hour], pattern->onset_known);
    free(label);
  }
}

static void add_sides(Chart *chart, const Pattern *pattern) {
  for (int side = SIDE_LEFT; side <= SIDE_BOTH; side++) {
    add_count(chart, words_side((Side)side), pattern->side[side], pattern->episodes);
  }
  add_count(chart, _("not said"), pattern->side[SIDE_NONE], pattern->episodes);
}

static void add_muscles(Chart *chart, const Pattern *pattern) {
  for (int muscle = MUSCLE_UNKNOWN + 1; muscle < MUSCLE_COUNT; muscle++) {
    add_count(chart, _(muscle_shown((Muscle)muscle)), pattern->muscle[muscle], pattern->episodes);
  }
  add_count(chart, _("not said"), pattern->muscle[MUSCLE_UNKNOWN], pattern->episodes);
}

void review_pattern_draw(ReviewScreen *screen, Frame *frame, Box box) {
  Period period = review_period(screen, VIEW_PATTERN);
  Pattern pattern = review_pattern(screen->record.review, period);
  Chart chart = {.bare = true};
  Page head = {.width = box.columns};
  page_format(&head, ROLE_STRONG,
              language_plural("Where and when, %s: n %d cramp", "Where and when, %s: n %d cramps",
                              (unsigned long)pattern.episodes),
              review_span_words(screen->span[VIEW_PATTERN]), pattern.episodes);
  if (pattern.episodes == 0) {
    page_text(&head, ROLE_TEXT, _("No cramp is described in these nights."));
  } else {
    chart_heading(&chart, _("When it began"));
    add_hours(&chart, &pattern);
    chart_heading(&chart, _("Leg"));
    add_sides(&chart, &pattern);
    chart_heading(&chart, _("Muscle"));
    add_muscles(&chart, &pattern);
    page_format(&head, ROLE_TEXT, "A time is known of %d.", pattern.onset_known);
  }
  review_chart_draw(screen, frame, box, &chart, &head, &pattern_caution);
  page_free(&head);
  chart_free(&chart);
}
