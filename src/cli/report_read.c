/* What the clinician's page needs beside the figures, read from the record. Contract: report.h. */
#include <stdlib.h>
#include <string.h>

#include "nightcalf/format.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "report.h"

/* Adds a line about a night; takes it over. */
static void add_line(ReportList *list, Night night, char *line) {
  list->at = mem_resize(list->at, list->count + 1, sizeof *list->at);
  list->at[list->count++] = (ReportLine){night, line};
}

static bool take_medication(void *context, const MedicationChange *change) {
  Report *report = context;
  char date[FORMAT_SIZE];
  format_date(change->night, date);
  char *kind = diary_shown(&diary_medication_fields[0], change);
  add_line(&report->medicines, change->night, mem_format("%s %s: %s", date, kind, change->name));
  free(kind);
  return true;
}

static void take_supplement(void *context, unsigned supplement) {
  Report *report = context;
  report->supplement_days++;
  for (unsigned i = 0; i < sizeof report->supplements / sizeof report->supplements[0]; i++) {
    report->supplements[i] += (supplement >> i & 1U) != 0 ? 1 : 0;
  }
}

static void take_trouble(void *context, Night night, const char *adverse_event) {
  Report *report = context;
  char date[FORMAT_SIZE];
  format_date(night, date);
  add_line(&report->troubles, night, mem_format("%s %s", date, adverse_event));
}

/* What was answered when the session was stopped by a warning sign: the answers of its last step.
 * Release with free(). */
static char *flag_answers(const SessionRow *row) {
  char *text = mem_copy("");
  for (size_t i = 0; i < row->answer_count; i++) {
    const Answer *answer = &row->answers[i];
    if (answer->step != row->answers[row->answer_count - 1].step) {
      continue;
    }
    bool ticked = strcmp(answer->answer, "yes") == 0;
    char *longer = mem_format("%s%s%s%s%s", text, text[0] == '\0' ? "" : "; ", answer->question,
                              ticked ? "" : " ", ticked ? "" : answer->answer);
    free(text);
    text = longer;
  }
  return text;
}

static bool take_total(void *context, const RoutineTotal *total) {
  Report *report = context;
  report->routines =
      mem_resize(report->routines, report->routine_count + 1, sizeof *report->routines);
  report->routines[report->routine_count++] = (ReportRoutine){
      .id = mem_copy(total->routine),
      .title = mem_copy(total->title[0] != '\0' ? total->title : total->routine),
      .sessions = (int)total->sessions,
      .completed = (int)total->completed,
  };
  return true;
}

static bool take_session(void *context, const SessionRow *row) {
  Report *report = context;
  char date[FORMAT_SIZE];
  format_date(row->night, date);
  if (row->ended_by == ENDED_RED_FLAG) {
    char *answers = flag_answers(row);
    add_line(&report->flags, row->night,
             mem_format("%s %s: %s", date, _(row->title),
                        answers[0] == '\0' ? _("a warning sign") : answers));
    free(answers);
  }
  for (size_t i = 0; i < row->step_count; i++) {
    if (row->steps[i].record.hurt) {
      add_line(&report->troubles, row->night,
               mem_format(_("%s %s: %s hurt"), date, _(row->title), _(row->steps[i].title)));
    }
  }
  return true;
}

/* Newest first; lines about the same night stay in their order. */
static void sort_newest(ReportList *list) {
  for (size_t i = 1; i < list->count; i++) {
    ReportLine line = list->at[i];
    size_t at = i;
    for (; at > 0 && list->at[at - 1].night.day < line.night.day; at--) {
      list->at[at] = list->at[at - 1];
    }
    list->at[at] = line;
  }
}

static int order_routines(const void *one, const void *other) {
  const ReportRoutine *first = one;
  const ReportRoutine *second = other;
  int order = (second->completed > first->completed) - (second->completed < first->completed);
  return order != 0 ? order : strcmp(first->id, second->id);
}

bool report_read(App *app, Period period, Report *report, Error *err) {
  Night from = period.from;
  Night until = period.until;
  HistoryFilter filter = {
      .has_since = true, .has_until = true, .since = from, .until = until, .troubled = true};
  ReportRows rows = {.supplement = take_supplement, .trouble = take_trouble, .context = report};
  *report = (Report){.medicines = {0}};
  Store *store = app_store(app, STORE_READ, err);
  bool read = store != NULL &&
              store_medications(store, from, until, take_medication, report, err) &&
              store_report(store, from, until, &rows, err) &&
              store_routine_totals(store, from, until, take_total, report, err) &&
              store_sessions(store, &filter, take_session, report, err);
  if (!read) {
    report_free(report);
    return false;
  }
  sort_newest(&report->medicines);
  sort_newest(&report->troubles);
  sort_newest(&report->flags);
  if (report->routine_count > 0) {
    qsort(report->routines, report->routine_count, sizeof *report->routines, order_routines);
  }
  return true;
}

static void free_list(ReportList *list) {
  for (size_t i = 0; i < list->count; i++) {
    free(list->at[i].text);
  }
  free(list->at);
}

void report_free(Report *report) {
  free_list(&report->medicines);
  free_list(&report->troubles);
  free_list(&report->flags);
  for (size_t i = 0; i < report->routine_count; i++) {
    free(report->routines[i].id);
    free(report->routines[i].title);
  }
  free(report->routines);
  *report = (Report){.medicines = {0}};
}
