/* How a night is marked in a calendar, and what is said of it in a line. */
#include <stdio.h>
#include <stdlib.h>

#include "nightcalf/mem.h"
#include "review.h"

static const char *const marks[MARK_COUNT][2] = {
    [MARK_NONE] = {" ", " "},      [MARK_MISSED] = {"·", "."},  [MARK_PARTIAL] = {"◐", "/"},
    [MARK_COMPLETED] = {"●", "#"}, [MARK_EXCUSED] = {"○", "o"},
};

static const char *const mark_words[MARK_COUNT] = {
    [MARK_NONE] = "",
    [MARK_MISSED] = "routine not done; ",
    [MARK_PARTIAL] = "routine done in part; ",
    [MARK_COMPLETED] = "routine done; ",
    [MARK_EXCUSED] = "excused; ",
};

/* The same where there is little room. */
static const char *const mark_brief[MARK_COUNT] = {
    [MARK_NONE] = "",
    [MARK_MISSED] = "not done; ",
    [MARK_PARTIAL] = "in part; ",
    [MARK_COMPLETED] = "done; ",
    [MARK_EXCUSED] = "excused; ",
};

enum { CRAMPS_TWO_SIGNS = 10, LEGEND_WIDE = 60, LEGEND_LINES = 2 };

static const char *const legends[2][2][LEGEND_LINES] = {
    {{"●done ◐in part ·missed ○excused", "number: cramps; blank: not recorded"},
     {"#done /in part .missed o excused", "number: cramps; blank: not recorded"}},
    {{"● routine done   ◐ in part   · missed   ○ excused",
      "Number: cramps. ?: not counted yet. Blank: not recorded, not none."},
     {"# routine done   / in part   . missed   o excused",
      "Number: cramps. ?: not counted yet. Blank: not recorded, not none."}},
};

NightMark night_mark(const AppReview *record, Night night) {
  const AppNight *found = app_review_night(record, night);
  NightRoutine routine = found != NULL ? found->review.routine : ROUTINE_MISSED;
  bool over = record->any && night.day >= record->span.from.day && night.day <= record->last.day;
  switch (routine) {
  case ROUTINE_COMPLETED:
    return MARK_COMPLETED;
  case ROUTINE_PARTIAL:
    return MARK_PARTIAL;
  case ROUTINE_EXCUSED:
    return MARK_EXCUSED;
  default:
    return over ? MARK_MISSED : MARK_NONE;
  }
}

const char *night_mark_text(NightMark mark, bool ascii) {
  return marks[mark][ascii ? 1 : 0];
}

void night_cramps(const AppReview *record, Night night, int columns, char text[4]) {
  const AppNight *found = app_review_night(record, night);
  text[0] = '\0';
  if (found == NULL) {
    return;
  }
  if (!found->review.recorded) {
    snprintf(text, 4, "%s", found->summary.episodes > 0 ? "?" : "");
  } else if (columns < 2 && found->review.cramps >= CRAMPS_TWO_SIGNS) {
    snprintf(text, 4, "+");
  } else {
    snprintf(text, 4, "%d", found->review.cramps % 100);
  }
}

/* "2 cramps", "no cramp", "cramps not recorded", "1 described, cramps not counted yet". Release
 * with free(). */
static char *cramps_words(const AppNight *night, bool brief) {
  if (night != NULL && night->review.recorded) {
    int cramps = night->review.cramps;
    return cramps == 0 ? mem_copy("no cramp")
                       : mem_format("%d cramp%s", cramps, cramps == 1 ? "" : "s");
  }
  if (night != NULL && night->summary.episodes > 0) {
    return mem_format("%lld described, %snot counted yet", (long long)night->summary.episodes,
                      brief ? "" : "cramps ");
  }
  return mem_copy(brief ? "not recorded" : "cramps not recorded");
}

/* "", or "; entered late", "; over a week late", "; late, left out". */
static const char *late_words(const AppReview *record, const AppNight *night) {
  if (night == NULL || !night->review.recorded) {
    return "";
  }
  switch (night->review.age) {
  case ENTRY_LATE:
    return "; entered late";
  case ENTRY_VERY_LATE:
    return record->plan.leave_old ? "; late, left out" : "; over a week late";
  default:
    return "";
  }
}

char *night_words(const AppReview *record, Night night, bool brief) {
  char date[CALENDAR_TEXT_SIZE];
  calendar_date(night, date);
  const AppNight *found = app_review_night(record, night);
  NightMark mark = night_mark(record, night);
  if (found == NULL && mark == MARK_NONE) {
    return mem_format("%s: nothing on record", date);
  }
  char *cramps = cramps_words(found, brief);
  char *text =
      mem_format("%s: %s%s%s%s", date, brief ? mark_brief[mark] : mark_words[mark], cramps,
                 late_words(record, found), found != NULL && found->noted ? "; a note" : "");
  free(cramps);
  return text;
}

char *nights_words(const AppReview *record, Period period) {
  if (period.until.day > record->last.day) {
    period.until = record->last;
  }
  Summary sum = review_summary(record->review, period);
  if (sum.recorded == 0) {
    return mem_copy("no night recorded");
  }
  return mem_format("%d cramp%s, %d night%s recorded", sum.cramps, sum.cramps == 1 ? "" : "s",
                    sum.recorded, sum.recorded == 1 ? "" : "s");
}

const char *const *night_legend(const Frame *frame, size_t *count) {
  *count = LEGEND_LINES;
  return legends[frame->columns >= LEGEND_WIDE ? 1 : 0][frame->ascii ? 1 : 0];
}
