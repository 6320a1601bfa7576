/* Steps and notes in lines. Contract: history_steps.h. */
#include "history_steps.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dates.h"
#include "nightcalf/format.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"

static const char *outcome_words(StepOutcome outcome) {
  switch (outcome) {
  case STEP_DONE:
    return _("done");
  case STEP_PARTIAL:
    return _("partly done");
  case STEP_HIDDEN:
    return _("left out");
  default:
    return _("skipped");
  }
}

/* "0:45 of 1:30 partly done; left 0:30, right 0:15; it hurt". Release with free(). */
static char *step_words(const StepRow *step) {
  char done[FORMAT_SIZE];
  char planned[FORMAT_SIZE];
  char left[FORMAT_SIZE];
  char right[FORMAT_SIZE];
  const StepRecord *record = &step->record;
  format_clock(record->done / 1000 * 1000, done);
  format_clock(record->planned, planned);
  format_clock(record->left / 1000 * 1000, left);
  format_clock(record->right / 1000 * 1000, right);
  char *times = record->planned == 0
                    ? mem_copy(outcome_words(step->outcome))
                    : mem_format(_("%s of %s %s"), done, planned, outcome_words(step->outcome));
  char *sides = record->left == 0 && record->right == 0
                    ? mem_copy("")
                    : mem_format(_("; left %s, right %s"), left, right);
  char *text = mem_format("%s%s%s", times, sides, record->hurt ? _("; it hurt") : "");
  free(sides);
  free(times);
  return text;
}

bool history_print_steps(const SessionRow *row) {
  bool printed = true;
  for (size_t i = 0; i < row->step_count && printed; i++) {
    char *words = step_words(&row->steps[i]);
    printed = text_print(stdout, "  %zu. %s: %s\n", i + 1, _(row->steps[i].title), words);
    free(words);
    for (size_t j = 0; j < row->answer_count && printed; j++) {
      const Answer *answer = &row->answers[j];
      if (answer->step == (int)i) {
        printed = text_print(stdout, "     %s: %s\n", _(answer->question), _(answer->answer));
      }
    }
  }
  return printed;
}

/* A search on its way. */
typedef struct Search {
  size_t count;
} Search;

static bool print_note(void *context, const NoteFound *found) {
  Search *search = context;
  char date[DATES_SIZE];
  dates_format(found->night, date);
  search->count++;
  return text_print(stdout, "%s, %s: %s\n", date, _(note_place_shown(found->place)), found->text);
}

bool history_find_notes(Store *store, const char *words, Error *err) {
  Search search = {0};
  if (!store_notes_find(store, words, print_note, &search, err)) {
    return false;
  }
  if (search.count == 0) {
    text_print(stdout, _("No note holds \"%s\".\n"), words);
  }
  return true;
}
