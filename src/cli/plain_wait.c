/* The steps that wait, asked and answered in lines: numbers for choices and items, a line for each
 * field of a journal. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "plain.h"

/* The step at hand. */
static const Step *step_at_hand(const Plain *plain) {
  return &plain->app->routine->steps[session_step(plain->app->session)];
}

static Moment now_of(const Plain *plain) {
  return plain->app->clock.now(plain->app->clock.context);
}

size_t plain_number(const char *text, size_t most) {
  char *end = NULL;
  long number = strtol(text, &end, 10);
  bool whole = end != text && end[strspn(end, " ")] == '\0';
  return whole && number >= 1 && (unsigned long)number <= most ? (size_t)number : 0;
}

void plain_forget_journal(Plain *plain) {
  for (size_t i = 0; i < plain->journal_count; i++) {
    free(plain->journal[i]);
  }
  free(plain->journal);
  plain->journal = NULL;
  plain->journal_count = 0;
}

static void ask_prompt(Plain *plain) {
  const Step *step = step_at_hand(plain);
  for (size_t i = 0; i < step->choices.count; i++) {
    plain_say(plain, "%zu %s", i + 1, step->choices.at[i].label);
  }
  plain_say(plain, "Which number?");
}

static void ask_checklist(Plain *plain) {
  const Step *step = step_at_hand(plain);
  for (size_t i = 0; i < step->items.count; i++) {
    plain_say(plain, "%zu %s", i + 1, step->items.at[i]);
  }
  plain_say(plain, "%s",
            plain->now ? _("Numbers that apply, or Enter for none.")
                       : _("The numbers of those that apply, with blanks between them; Enter for "
                           "none."));
}

/* What Enter alone fills into the field that is asked; NULL: nothing. Release with free(). */
static char *filled_in(const Plain *plain) {
  bool episode = step_at_hand(plain)->form == FORM_EPISODE;
  return episode ? app_cramp_prefill(plain->app, plain->journal_count) : NULL;
}

static void ask_journal(Plain *plain) {
  const char *const *fields = session_journal_fields(plain->app->session);
  if (plain->journal_count == 0 && plain->now) {
    plain_say(plain, "Enter alone leaves a line out.");
  } else if (plain->journal_count == 0) {
    plain_say(plain, "Each on one line; Enter alone leaves it out. A lone q leaves the routine.");
  }
  const char *field = _(fields[plain->journal_count]);
  if (field != NULL) {
    char *filled = filled_in(plain);
    if (filled != NULL) {
      plain_say(plain, "%s: %s? Enter: yes.", field, filled);
    } else {
      plain_say(plain, "%s:", field);
    }
    free(filled);
  }
}

/* Takes the choice by its number, or by the beginning of one label only. */
static size_t find_choice(const ChoiceList *choices, const char *line) {
  size_t number = plain_number(line, choices->count);
  size_t length = strlen(line);
  size_t matches = 0;
  for (size_t i = 0; number == 0 && length > 0 && i < choices->count; i++) {
    if (strcasecmp(choices->at[i].label, line) == 0) {
      return i + 1;
    }
  }
  if (number > 0 || length == 0) {
    return number;
  }
  for (size_t i = 0; i < choices->count; i++) {
    if (strncasecmp(choices->at[i].label, line, length) == 0) {
      number = i + 1;
      matches++;
    }
  }
  return matches == 1 ? number : 0;
}

static void answer_prompt(Plain *plain, const char *line) {
  const Step *step = step_at_hand(plain);
  size_t choice = find_choice(&step->choices, line);
  if (choice > 0) {
    session_choose(plain->app->session, choice - 1, now_of(plain));
    return;
  }
  if (line[0] == '\0' || !plain_key(plain, line)) {
    plain_say(plain, "Not one of the choices: please type a number from 1 to %zu.",
              step->choices.count);
  }
}

/* Reads "1 3, 4" into ticks; false when anything else is in it. */
static bool read_ticks(const char *line, bool *ticks, size_t count) {
  char *rest = mem_copy(line);
  char *next = NULL;
  bool good = true;
  for (char *word = strtok_r(rest, " ,\t", &next); word != NULL && good;
       word = strtok_r(NULL, " ,\t", &next)) {
    size_t number = plain_number(word, count);
    good = number > 0;
    if (good) {
      ticks[number - 1] = true;
    }
  }
  free(rest);
  return good;
}

static void answer_checklist(Plain *plain, const char *line) {
  const Step *step = step_at_hand(plain);
  bool *ticks = mem_new(step->items.count, sizeof *ticks);
  if (read_ticks(line, ticks, step->items.count)) {
    session_check_off(plain->app->session, ticks, now_of(plain));
  } else if (!plain_key(plain, line)) {
    plain_say(plain, "Please type numbers from 1 to %zu with blanks between them, or Enter alone.",
              step->items.count);
  }
  free(ticks);
}

static void answer_journal(Plain *plain, const char *line) {
  if (strcmp(line, "q") == 0) {
    plain_key(plain, line);
    return;
  }
  const char *const *fields = session_journal_fields(plain->app->session);
  if (fields[plain->journal_count] != NULL) {
    plain->journal = mem_resize(plain->journal, plain->journal_count + 1, sizeof *plain->journal);
    char *filled = line[0] == '\0' ? filled_in(plain) : NULL;
    plain->journal[plain->journal_count] = filled != NULL ? filled : mem_copy(line);
    plain->journal_count++;
  }
  if (fields[plain->journal_count] != NULL) {
    ask_journal(plain);
    return;
  }
  session_write_journal(plain->app->session, (const char *const *)plain->journal, now_of(plain));
  plain_forget_journal(plain);
}

/* How each kind that waits is asked and answered. */
typedef struct Waiting {
  const char *kind;
  void (*ask)(Plain *plain);
  void (*answer)(Plain *plain, const char *line);
} Waiting;

static const Waiting waitings[] = {
    {"prompt", ask_prompt, answer_prompt},
    {"checklist", ask_checklist, answer_checklist},
    {"journal", ask_journal, answer_journal},
};

/* The row of the step at hand; NULL for a kind that is not in the table. */
static const Waiting *waiting_at_hand(const Plain *plain) {
  const char *kind = step_at_hand(plain)->kind->name;
  for (size_t i = 0; i < sizeof waitings / sizeof waitings[0]; i++) {
    if (strcmp(waitings[i].kind, kind) == 0) {
      return &waitings[i];
    }
  }
  return NULL;
}

void plain_ask(Plain *plain) {
  const Waiting *waiting = waiting_at_hand(plain);
  if (waiting != NULL) {
    waiting->ask(plain);
  } else {
    plain_say(plain, "n and Enter: go on.");
  }
}

void plain_answer(Plain *plain, const char *line) {
  const Waiting *waiting = waiting_at_hand(plain);
  if (waiting != NULL) {
    waiting->answer(plain, line);
  } else {
    plain_key(plain, line);
  }
}
