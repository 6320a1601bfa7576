/* The clinician's page: what it needs beside the review, and its rows. CONTENT.md 5.6. */
#ifndef NIGHTCALF_CLI_REPORT_H
#define NIGHTCALF_CLI_REPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "nightcalf/app_review.h"

/* "2026-10-01 started: Amlodipine". */
typedef struct ReportLine {
  Night night;
  char *text; /* owned */
} ReportLine;

/* Lines that a section has room for; the rest is only counted. */
typedef struct ReportList {
  ReportLine *at; /* owned */
  size_t count;
} ReportList;

/* A routine in the period. */
typedef struct ReportRoutine {
  char *id, *title;
  int sessions, completed;
} ReportRoutine;

/* What is read of the period beside the figures. Free with report_free(). */
typedef struct Report {
  ReportList medicines; /* newest first: "2026-10-01 started: Amlodipine" */
  ReportList troubles;  /* trouble with a routine: what was written, and steps that hurt */
  ReportList flags;     /* red-flag answers */
  ReportRoutine *routines;
  size_t routine_count;
  int supplement_days; /* with an answer */
  int supplements[4];  /* days with each, by bit: none, magnesium, vitamin D, another */
} Report;
/* False with err: nothing to free. */
bool report_read(App *app, Period period, Report *report, Error *err);
void report_free(Report *report);

/* "▂▃▅▁·", one mark a week (or so many weeks that it fits), oldest first. *each: weeks a mark;
 * *most: cramps a week of the highest. Release with free(). */
char *report_bars(const Review *review, Period period, int room, int *each, double *most);
/* "left 20, right 10, not said 2", most first, zeros left out; "" where all are. shown: a word for
 * each count. Release with free(). */
char *report_counts(const int *counts, const char *const *shown, size_t count);

#endif
