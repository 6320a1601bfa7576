/* The table: one line a figure, beside the floor's and what it is held to. */
#ifndef TESTS_BENCH_REPORT_H
#define TESTS_BENCH_REPORT_H

/* A figure as it is printed and judged. */
typedef struct Figure {
  const char *what, *unit;
  double floor; /* below 0: there is none to compare with */
  double ours;
  double must, aim; /* below 0: none */
  const char
      *basis; /* ratio: must and aim are multiples of the floor; "" or NULL: they are in the unit */
} Figure;

void report_begin(const char *section);
void report_figure(Figure figure);
/* How many figures miss what must hold, and what is aimed at. */
int report_missed(void);
void report_end(void);

/* Of no value at all: not a number, which report_figure() counts as missed. */
double median(double *values, int count);
/* The value that so large a part of them (0 to 1) is not above; of none likewise. */
double percentile(double *values, int count, double part);

#endif
