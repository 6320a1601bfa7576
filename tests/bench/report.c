/* Contract: report.h. */
#include "report.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

static int missed;
static int unmet;

void report_begin(const char *section) {
  printf("\n%s\n%-52s %10s %10s %8s  %-7s %-7s %s\n", section, "", "floor", "nightcalf", "ratio",
         "must", "aim", "");
  (void)fflush(stdout);
}

/* "2x", "5 ms", "" */
static void limit_text(double limit, bool ratio, char text[16]) {
  if (limit < 0) {
    text[0] = '\0';
    return;
  }
  snprintf(text, 16, ratio ? "%gx" : "%.3g", limit);
}

/* What was not seen meets nothing. */
static bool seen(Figure figure) {
  bool compared = figure.basis != NULL && (figure.must >= 0 || figure.aim >= 0);
  return !isnan(figure.ours) && !isnan(figure.floor) && (!compared || figure.floor > 0);
}

void report_figure(Figure figure) {
  char label[96];
  snprintf(label, sizeof label, "%s, %s", figure.what, figure.unit);
  if (!seen(figure)) {
    missed++;
    unmet++;
    printf("%-52s %10.2f %10.2f %8s  NOT SEEN\n", label, figure.floor, figure.ours, "-");
    return;
  }
  bool ratio = figure.basis != NULL && figure.floor > 0;
  double times = figure.floor > 0 ? figure.ours / figure.floor : 0;
  double judged = ratio ? times : figure.ours;
  /* What is written is what is judged. */
  judged = (double)(long)(judged * 100 + 0.5) / 100;
  char floor[32] = "-";
  char compared[32] = "-";
  char must[16];
  char aim[16];
  limit_text(figure.must, ratio, must);
  limit_text(figure.aim, ratio, aim);
  if (figure.floor >= 0) {
    snprintf(floor, sizeof floor, "%.2f", figure.floor);
  }
  if (figure.floor > 0) {
    snprintf(compared, sizeof compared, "%.2f", times);
  }
  bool fails = figure.must >= 0 && judged > figure.must;
  bool short_of = figure.aim >= 0 && judged > figure.aim;
  missed += fails ? 1 : 0;
  unmet += short_of ? 1 : 0;
  printf("%-52s %10s %10.2f %8s  %-7s %-7s %s\n", label, floor, figure.ours, compared, must, aim,
         figure.must < 0 && figure.aim < 0 ? ""
         : fails                           ? "MISSED"
         : short_of                        ? "holds"
                                           : "aim met");
  (void)fflush(stdout);
}

int report_missed(void) {
  return missed;
}

void report_end(void) {
  printf("\n%d figures miss what must hold; %d do not reach the aim.\n", missed, unmet);
}

static int compare(const void *one, const void *other) {
  double first = *(const double *)one;
  double second = *(const double *)other;
  return first < second ? -1 : first > second;
}

double percentile(double *values, int count, double part) {
  if (count == 0) {
    return NAN;
  }
  qsort(values, (size_t)count, sizeof *values, compare);
  int at = (int)(part * count);
  return values[at < count ? at : count - 1];
}

double median(double *values, int count) {
  return percentile(values, count, 0.5);
}
