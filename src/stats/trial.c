/* The six-week trial of a routine: how far it is. Contract: nightcalf/trial.h. */
#include "nightcalf/trial.h"

#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "review_private.h"

TrialProgress trial_progress(const Review *review, Night last) {
  TrialProgress progress = {0};
  bool begun = review->has_start && review->start.day <= last.day;
  Period before = period_up_to(last, REVIEW_WINDOW);
  if (review->has_start) {
    before = period_up_to((Night){review->start.day - 1}, REVIEW_WINDOW);
  }
  progress.baseline = review_recorded(review, before);
  if (!begun) {
    progress.phase = progress.baseline < TRIAL_BASELINE ? TRIAL_GATHERING : TRIAL_READY;
    return progress;
  }
  progress.when = (Period){review->start, {review->start.day + TRIAL_NIGHTS - 1}};
  Period over = progress.when;
  over.until = over.until.day > last.day ? last : over.until;
  progress.nights = period_nights(over);
  progress.left = TRIAL_NIGHTS - progress.nights;
  progress.phase = progress.left > 0 ? TRIAL_RUNNING : TRIAL_OVER;
  NightSlice nights = review_nights(review, over);
  for (size_t i = 0; i < nights.count; i++) {
    progress.recorded += nights.at[i].recorded ? 1 : 0;
    progress.routine_nights += nights.at[i].routine == ROUTINE_COMPLETED ? 1 : 0;
  }
  return progress;
}

Night trial_from(Night last, const Night *start) {
  return (Night){(start != NULL ? start->day : last.day + 1) - REVIEW_WINDOW};
}

char *trial_text(const TrialProgress *progress) {
  switch (progress->phase) {
  case TRIAL_GATHERING:
    return mem_format(_("%d of %d nights recorded. Come back in %d."), progress->baseline,
                      TRIAL_BASELINE, TRIAL_BASELINE - progress->baseline);
  case TRIAL_READY:
    return mem_format(_("%d nights recorded in the last 28. The six weeks can begin."),
                      progress->baseline);
  case TRIAL_RUNNING:
    return mem_format(_("Week %d of %d: %d of %d nights recorded, the routine on %d. %d to go."),
                      (progress->nights - 1) / REVIEW_WEEK + 1, TRIAL_NIGHTS / REVIEW_WEEK,
                      progress->recorded, progress->nights, progress->routine_nights,
                      progress->left);
  case TRIAL_OVER:
    break;
  }
  return mem_format(_("The six weeks are over: %d of %d nights recorded, the routine on %d."),
                    progress->recorded, progress->nights, progress->routine_nights);
}
