/* How a night is marked in a calendar, and what is said of it in a line. */
#include <stdio.h>
#include <stdlib.h>

#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"
#include "review.h"
#include "words.h"

static const char *const marks[MARK_COUNT][2] = {
    [MARK_NONE] = {" ", " "},      [MARK_MISSED] = {"·", "."},  [MARK_PARTIAL] = {"◐", "/"},
    [MARK_COMPLETED] = {"●", "#"}, [MARK_EXCUSED] = {"○", "o"},
};

static const char *const mark_words[MARK_COUNT] = {
    [MARK_NONE] = "",
    [MARK_MISSED] = N_IN("night", "routine not done"),
    [MARK_PARTIAL] = N_IN("night", "routine done in part"),
    [MARK_COMPLETED] = N_IN("night", "routine done"),
    [MARK_EXCUSED] = N_IN("night", "excused"),
};

/* The same where there is little room. */
static const char *const mark_brief[MARK_COUNT] = {
    [MARK_NONE] = "",
    [MARK_MISSED] = N_IN("night", "not done"),
    [MARK_PARTIAL] = N_IN("night", "in part"),
    [MARK_COMPLETED] = N_IN("night", "done"),
    [MARK_EXCUSED] = N_IN("night", "excused"),
};

enum { CRAMPS_TWO_SIGNS = 10, LEGEND_WIDE = 60, LEGEND_LINES = 2, NIGHT_WORDS_BRIEF = 67 };

static const char *const legends[2][2][LEGEND_LINES] = {
    {{N_("●done ◐in part ·missed ○excused"), N_("number: cramps; blank: not recorded")},
     {N_("#done /in part .missed o excused"), N_("number: cramps; blank: not recorded")}},
    {{N_("● routine done   ◐ in part   · missed   ○ excused"),
      N_("Number: cramps. ?: not counted yet. Blank: not recorded, not none.")},
     {N_("# routine done   / in part   . missed   o excused"),
      N_("Number: cramps. ?: not counted yet. Blank: not recorded, not none.")}},
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

void night_mark_draw(Frame *frame, int row, int column, Role role, NightMark mark) {
  if (mark != MARK_NONE) {
    draw_sign(frame, row, column, 1, role, night_mark_text(mark, frame->ascii));
  }
}

void night_cramps(const AppReview *record, Night night, int columns, char text[4]) {
  const AppNight *found = app_review_night(record, night);
  text[0] = '\0';
  if (found == NULL) {
    return;
  }
  if (!found->review.recorded) {
    text[0] = found->described > 0 ? '?' : '\0';
    text[1] = '\0';
  } else if (found->review.cramps < CRAMPS_TWO_SIGNS) {
    text[0] = (char)('0' + found->review.cramps);
    text[1] = '\0';
  } else if (columns < 2) {
    snprintf(text, 4, "+");
  } else {
    snprintf(text, 4, "%d", found->review.cramps % 100);
  }
}

/* "2 cramps". Release with free(). */
static char *counted_cramps(int cramps) {
  return mem_format(language_plural("%d cramp", "%d cramps", (unsigned long)cramps), cramps);
}

/* "2 cramps", "no cramp", "cramps not recorded", "1 described, cramps not counted yet". Release
 * with free(). */
static char *cramps_words(const AppNight *night, bool brief) {
  if (night != NULL && night->review.recorded) {
    int cramps = night->review.cramps;
    return cramps == 0 ? mem_copy(_("no cramp")) : counted_cramps(cramps);
  }
  if (night != NULL && night->described > 0) {
    long long described = night->described;
    return brief ? mem_format(language_plural("%lld described, not counted yet",
                                              "%lld described, not counted yet",
                                              (unsigned long)described),
                              described)
                 : mem_format(language_plural("%lld described, cramps not counted yet",
                                              "%lld described, cramps not counted yet",
                                              (unsigned long)described),
                              described);
  }
  return mem_copy(brief ? _("not recorded") : _("cramps not recorded"));
}

/* "", or "entered late", "over a week late", "late, left out". */
static const char *late_words(const AppReview *record, const AppNight *night) {
  if (night == NULL || !night->review.recorded) {
    return "";
  }
  switch (night->review.age) {
  case ENTRY_LATE:
    return _("entered late");
  case ENTRY_VERY_LATE:
    return record->plan.leave_old ? _("late, left out") : _("over a week late");
  default:
    return "";
  }
}

/* Puts one more fact behind others; none: "". */
static void add_fact(char **facts, const char *fact) {
  if (fact[0] != '\0') {
    char *longer = mem_format("%s%s%s", *facts, (*facts)[0] != '\0' ? "; " : "", fact);
    free(*facts);
    *facts = longer;
  }
}

static char *words_of_night(const AppReview *record, Night night, bool brief) {
  char date[CALENDAR_TEXT_SIZE];
  calendar_date(night, date);
  const AppNight *found = app_review_night(record, night);
  NightMark mark = night_mark(record, night);
  if (found == NULL && mark == MARK_NONE) {
    return mem_format(_("%s: nothing on record"), date);
  }
  char *cramps = cramps_words(found, brief);
  const char *routine = brief ? mark_brief[mark] : mark_words[mark];
  char *facts = mem_copy("");
  add_fact(&facts, routine[0] != '\0' ? language_in("night", routine) : "");
  add_fact(&facts, cramps);
  add_fact(&facts, late_words(record, found));
  add_fact(&facts, found != NULL && found->noted ? _("a note") : "");
  char *text = mem_format("%s: %s", date, facts);
  free(facts);
  free(cramps);
  return text;
}

char *night_words(const AppReview *record, Night night, int columns) {
  char *text = words_of_night(record, night, columns < NIGHT_WORDS_BRIEF);
  if (text_width(text) > columns) {
    free(text);
    text = words_of_night(record, night, true);
  }
  return text;
}

char *nights_words(const AppReview *record, Period period) {
  if (period.until.day > record->last.day) {
    period.until = record->last;
  }
  NightCount sum = review_count(record->review, period);
  if (sum.recorded == 0) {
    return mem_copy(_("no night recorded"));
  }
  char *nights = mem_format(
      language_plural("%d night recorded", "%d nights recorded", (unsigned long)sum.recorded),
      sum.recorded);
  char *text = counted_cramps(sum.cramps);
  words_add(&text, nights);
  free(nights);
  return text;
}

const char *const *night_legend(const Frame *frame, size_t *count) {
  *count = LEGEND_LINES;
  return legends[frame->columns >= LEGEND_WIDE ? 1 : 0][frame->ascii ? 1 : 0];
}
