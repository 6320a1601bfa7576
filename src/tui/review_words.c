/* The views that are read: what can be compared, and the trial. The sentences are those of
 * insight.h and trial.h. */
#include <stdlib.h>

#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "review.h"
#include "words.h"

enum { BAR_COLUMNS_MAX = 42 };

void review_page_draw(ReviewScreen *screen, Frame *frame, Box box, Page *page,
                      const char *caution) {
  if (frame->rows >= ROOMY_ROWS) {
    int rows = wrapped_rows(caution, box.columns);
    draw_wrapped(frame, box_below(box, box.rows - rows), ROLE_FAINT, ALIGN_LEFT, caution);
    box.rows -= rows + 1;
  } else {
    page_gap(page);
    page_text(page, ROLE_FAINT, caution);
  }
  frame_cursor(frame, box.row, box.column);
  page_draw(frame, page, box, &screen->scroll[screen->view]);
  screen->page_rows = box.rows > 1 ? box.rows - 1 : 1;
}

/* The insights over the nights of the view, made once. */
static const Insights *compared(ReviewScreen *screen) {
  Period period = review_period(screen, VIEW_COMPARE);
  if (!screen->compared || screen->compared_over.from.day != period.from.day ||
      screen->compared_over.until.day != period.until.day) {
    insights_free(&screen->insights);
    screen->insights = review_insights(screen->record.review, period);
    screen->compared = true;
    screen->compared_over = period;
  }
  return &screen->insights;
}

static void add_insight(Page *page, const Insight *insight) {
  page_gap(page);
  page_text(page, ROLE_STRONG, _(insight_title(insight->rule)));
  page_text(page, ROLE_TEXT, insight->text);
  page_text(page, ROLE_FAINT, insight->basis);
  for (int i = 0; i < insight->caution_count; i++) {
    page_label(page, ROLE_TEXT, "-", 2, _(caution_text(insight->cautions[i])));
  }
}

/* The habits picked in advance, or how to pick some. */
static void add_habits(const ReviewScreen *screen, const Frame *frame, Page *page) {
  char key[KEY_LABEL_SIZE];
  const ReviewPlan *plan = &screen->record.plan;
  page_gap(page);
  frame_key(frame, ACTION_PICK_HABITS, key);
  if (plan->habits[0] == NULL) {
    page_format(page, ROLE_TEXT,
                "No habits are picked to compare: %s picks up to %d of them, "
                "in advance.",
                key, REVIEW_HABITS);
  }
  if (!plan->has_start) {
    page_text(
        page, ROLE_TEXT,
        _("Before and after can be compared once the six weeks have a start date: see Trial."));
  }
}

void review_compare_draw(ReviewScreen *screen, Frame *frame, Box box) {
  const Insights *insights = compared(screen);
  Page page = {.width = box.columns - 1};
  page_format(&page, ROLE_TEXT, "About %s, %s.", screen->record.title,
              review_span_words(screen->span[VIEW_COMPARE]));
  for (size_t i = 0; i < insights->count; i++) {
    add_insight(&page, &insights->at[i]);
  }
  add_habits(screen, frame, &page);
  review_page_draw(screen, frame, box, &page,
                   _("Compared is what was recorded. What differs need not be the cause."));
  page_free(&page);
}

/* ---- the trial ---- */

/* "######------ 21 of 42 nights" as a bar of cells in the first row of the page. */
static char *progress_bar(const Frame *frame, int done, int of, int columns) {
  int room = columns < BAR_COLUMNS_MAX ? columns : BAR_COLUMNS_MAX;
  int filled = of > 0 ? done * room / of : 0;
  char *bar = mem_copy("");
  for (int i = 0; i < room; i++) {
    char *longer =
        mem_format("%s%s", bar, glyph_text(frame, i < filled ? GLYPH_DONE : GLYPH_TRACK));
    free(bar);
    bar = longer;
  }
  return bar;
}

static void add_progress(const ReviewScreen *screen, const Frame *frame, Page *page) {
  TrialProgress progress = trial_progress(screen->record.review, screen->record.last);
  bool begun = progress.phase == TRIAL_RUNNING || progress.phase == TRIAL_OVER;
  int of = begun ? TRIAL_NIGHTS : TRIAL_BASELINE;
  int done = begun ? progress.nights : progress.baseline < of ? progress.baseline : of;
  char *text = trial_text(&progress);
  char *bar = progress_bar(frame, done, of, page->width);
  page_text(page, ROLE_TEXT, text);
  page_text(page, ROLE_TEXT, bar);
  page_format(page, ROLE_FAINT,
              begun ? N_("%d of %d nights are over") : N_("%d of %d nights recorded"), done, of);
  free(bar);
  free(text);
}

/* "Nov 23: with, without, without, with..." */
static void add_fair(const Tui *tui, const ReviewScreen *screen, Page *page) {
  const ReviewPlan *plan = &screen->record.plan;
  if (!plan->has_fair) {
    char key[KEY_LABEL_SIZE];
    keys_label(tui->keys.at[ACTION_FAIR_TEST][0], tui->ascii, key, sizeof key);
    page_format(page, ROLE_TEXT,
                "A fair test lets a draw decide which weeks have the routine, so that nobody chose "
                "the nights. %s draws one.",
                key);
    return;
  }
  FairNight tonight = fair_night(&plan->fair, review_coming_night(tui->app));
  if (tonight.inside) {
    page_format(page, ROLE_STRONG,
                tonight.on ? N_("Tonight: with the routine (week %d of %d, night %d of %d).")
                           : N_("Tonight: without the routine (week %d of %d, night %d of %d)."),
                tonight.block + 1, plan->fair.blocks, tonight.number + 1, FAIR_BLOCK);
  }
  for (int i = 0; i < plan->fair.blocks; i++) {
    char date[CALENDAR_TEXT_SIZE];
    calendar_date((Night){plan->fair.start.day + i * FAIR_BLOCK}, date);
    char *label = mem_format("%d", i + 1);
    char *line = mem_format(plan->fair.on[i] ? _("from %s: with the routine")
                                             : _("from %s: without the routine"),
                            date);
    page_label(page, ROLE_TEXT, label, 3, line);
    free(line);
    free(label);
  }
  FairResult result = fair_result(screen->record.review, &plan->fair, screen->record.last);
  char *text = fair_text(&result);
  page_text(page, ROLE_TEXT, text);
  free(text);
}

static void add_streak(const Tui *tui, const ReviewScreen *screen, Page *page) {
  if (tui->app->settings.show_streak) {
    int streak = screen->record.streak;
    page_format(page, ROLE_TEXT,
                language_plural("The routine was done on %d night in a row.",
                                "The routine was done on %d nights in a row.",
                                (unsigned long)streak),
                streak);
  }
}

void review_trial_draw(const Tui *tui, ReviewScreen *screen, Frame *frame, Box box) {
  Page page = {.width = box.columns - 1};
  Period period = app_review_period(&screen->record, REVIEW_WINDOW);
  Summary sum = review_summary(screen->record.review, period);
  page_format(&page, ROLE_STRONG, "Six weeks of %s", screen->record.title);
  page_text(&page, ROLE_FAINT,
            _("Two weeks of diary first, then six weeks of the routine: then compare."));
  page_gap(&page);
  add_progress(screen, frame, &page);
  if (sum.routine_elapsed > 0) {
    char *adherence = summary_text(&sum, FIGURE_ADHERENCE);
    page_format(&page, ROLE_TEXT, "%s, 4 weeks: %s", _(summary_name(FIGURE_ADHERENCE)), adherence);
    free(adherence);
  }
  add_streak(tui, screen, &page);
  page_gap(&page);
  page_text(&page, ROLE_STRONG, _("Fair test"));
  add_fair(tui, screen, &page);
  if (sum.recorded > 0 && sum.cramps > 0) {
    char *patience = patience_text(sum.per_week.estimate, REVIEW_WINDOW);
    page_gap(&page);
    page_text(&page, ROLE_FAINT, patience);
    free(patience);
  }
  review_page_draw(screen, frame, box, &page, _(caution_text(CAUTION_EXPECTATION)));
  page_free(&page);
}
