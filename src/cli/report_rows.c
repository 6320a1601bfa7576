/* Rows of the clinician's page: bars by week, and counts in words. Contract: report.h. */
#include <stdio.h>
#include <stdlib.h>

#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"
#include "report.h"

enum { LEVELS = 8, COUNTS_MAX = 32, GLYPH_BYTES = 3, NIGHTS_MIN = 4 };

/* From none to the most. */
static const char *const bars[LEVELS] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};

static double rate_of(NightCount mark) {
  return mark.recorded > 0 ? (double)mark.cramps * REVIEW_WEEK / mark.recorded : 0;
}

/* Too few nights to be drawn: four of a week. */
static bool is_thin(NightCount mark, int each) {
  return mark.recorded < NIGHTS_MIN * each;
}

/* The mark of a rate; 0 has the lowest for itself. */
static const char *glyph_of(NightCount mark, int each, double most) {
  static const char *const digits[] = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
  double rate = rate_of(mark);
  if (is_thin(mark, each)) {
    return text_utf8() ? "·" : ".";
  }
  if (!text_utf8()) {
    return rate < 9.5 ? digits[(int)(rate + 0.5)] : "+";
  }
  if (mark.cramps == 0) {
    return bars[0];
  }
  int level = 1 + (int)(rate / most * (LEVELS - 1) - 1e-9);
  return bars[level < LEVELS ? level : LEVELS - 1];
}

char *report_bars(const Review *review, Period period, int room, int *each, double *most) {
  size_t count = 0;
  NightCount *weeks = review_week_counts(review, period, &count);
  *each = count == 0 ? 1 : (int)((count - 1) / (size_t)room) + 1;
  size_t marks = (count + (size_t)*each - 1) / (size_t)*each;
  NightCount *row = mem_new(marks, sizeof *row); /* some weeks together */
  *most = 0;
  for (size_t i = 0; i < count; i++) {
    row[i / (size_t)*each].recorded += weeks[i].recorded;
    row[i / (size_t)*each].cramps += weeks[i].cramps;
  }
  for (size_t i = 0; i < marks; i++) {
    double rate = is_thin(row[i], *each) ? 0 : rate_of(row[i]);
    *most = rate > *most ? rate : *most;
  }
  size_t size = marks * GLYPH_BYTES + 1;
  char *text = mem_new(size, 1);
  size_t at = 0;
  for (size_t i = 0; i < marks; i++) {
    at += (size_t)snprintf(text + at, size - at, "%s", glyph_of(row[i], *each, *most));
  }
  free(row);
  free(weeks);
  return text;
}

char *report_counts(const int *counts, const char *const *shown, size_t count) {
  bool used[COUNTS_MAX] = {false};
  char *text = mem_copy("");
  for (size_t step = 0; step < count && step < COUNTS_MAX; step++) {
    size_t most = count;
    for (size_t i = 0; i < count && i < COUNTS_MAX; i++) {
      if (!used[i] && counts[i] > 0 && (most == count || counts[i] > counts[most])) {
        most = i;
      }
    }
    if (most == count) {
      break;
    }
    used[most] = true;
    char *longer =
        mem_format("%s%s%s %d", text, text[0] == '\0' ? "" : ", ", _(shown[most]), counts[most]);
    free(text);
    text = longer;
  }
  return text;
}
