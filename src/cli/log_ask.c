/* `nightcalf log` without words: one question after another, each from a row of the diary's tables.
 * Contract: log_entry.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "dates.h"
#include "log_entry.h"
#include "log_words.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"
#include "outline.h"

/* How a question was answered. */
typedef enum Reply {
  REPLY_SAID,
  REPLY_LEFT_OUT,
  REPLY_END,  /* that is all: q, or the end of input */
  REPLY_WRONG /* and nobody is there to be asked again */
} Reply;

/* The question, with what is kept now. Release with free(). */
static char *question_of(const Field *field, const void *object) {
  char *hint = log_words_hint(field);
  char *now = diary_said(field, object) ? diary_shown(field, object) : mem_copy("");
  const char *label = _(field->label);
  char *question = NULL;
  if (hint[0] != '\0' && now[0] != '\0') {
    question = mem_format(_("%s (%s) [now %s]? "), label, hint, now);
  } else if (now[0] != '\0') {
    question = mem_format(_("%s [now %s]? "), label, now);
  } else if (hint[0] != '\0') {
    question = mem_format(_("%s (%s)? "), label, hint);
  } else {
    question = mem_format(_("%s? "), label);
  }
  free(now);
  free(hint);
  return question;
}

/* Asks; the next question stands on a line of its own also where nobody has typed a newline. */
static char *ask_line(const char *question) {
  char *answer = outline_ask(question);
  if (!isatty(STDIN_FILENO)) {
    text_print(stdout, "%s\n", answer == NULL ? "" : answer);
  }
  return answer;
}

/* Says what is wrong with an answer. Whether to ask again: only at a terminal. */
static Reply complain(const Error *err) {
  text_complain("%s", err->text);
  if (isatty(STDIN_FILENO)) {
    return REPLY_SAID;
  }
  text_complain("nothing was kept");
  return REPLY_WRONG;
}

/* Asks for one row until it can be read. */
static Reply ask_row(const Field *field, void *object) {
  for (;;) {
    Error err = {{0}};
    char *question = question_of(field, object);
    char *answer = ask_line(question);
    free(question);
    if (answer == NULL || strcasecmp(answer, "q") == 0) {
      free(answer);
      return REPLY_END;
    }
    bool left_out = answer[0] == '\0';
    char *words = log_words_answer(field, strcmp(answer, "-") == 0 ? "" : answer);
    bool read = left_out || diary_read(field, words, object, &err);
    free(words);
    free(answer);
    if (read) {
      return left_out ? REPLY_LEFT_OUT : REPLY_SAID;
    }
    if (complain(&err) == REPLY_WRONG) {
      return REPLY_WRONG;
    }
  }
}

/* Asks for each row of a table from `from` to before `to` (NULL: its end) that `wanted` lets pass
 * (NULL: each). *changed is set with the first answer. END or WRONG where that came; else SAID. */
static Reply ask_rows(const Field *from, const Field *to, void *object,
                      bool (*wanted)(const Field *field, const void *object), bool *changed) {
  for (const Field *field = from; field->name != NULL && field != to; field++) {
    if (wanted != NULL && !wanted(field, object)) {
      continue;
    }
    Reply reply = ask_row(field, object);
    *changed = *changed || reply == REPLY_SAID;
    if (reply == REPLY_END || reply == REPLY_WRONG) {
      return reply;
    }
  }
  return REPLY_SAID;
}

/* "Anything about ...? [y/N] ": SAID for yes. */
static Reply ask_whether(const char *question) {
  char *answer = ask_line(question);
  Reply reply = REPLY_LEFT_OUT;
  if (answer == NULL || strcasecmp(answer, "q") == 0) {
    reply = REPLY_END;
  } else if (outline_means_yes(answer)) {
    reply = REPLY_SAID;
  }
  free(answer);
  return reply;
}

/* What is asked of a night beside the count: on a night without a cramp nothing about cramps. */
static bool night_row_wanted(const Field *field, const void *object) {
  const DiaryNight *night = object;
  bool of_cramps = field->offset == offsetof(DiaryNight, awakenings_cramp) ||
                   field->offset == offsetof(DiaryNight, sleep_disturbance_nrs) ||
                   field->offset == offsetof(DiaryNight, waso_cramp);
  return field->offset != offsetof(DiaryNight, cramp_count) &&
         field->offset != offsetof(DiaryNight, excused) &&
         field->offset != offsetof(DiaryNight, excused_reason) &&
         (night->cramp_count != 0 || !of_cramps);
}

static bool habit_wanted(const Field *field, const void *object) {
  return !habit_on_request(field) || diary_said(field, object);
}

/* A time of day as a row, for the onset, which is none. */
typedef struct OnsetAnswer {
  int minutes;
} OnsetAnswer;
static const Field onset_row = {
    .name = "at",
    .type = FIELD_TIME,
    .offset = offsetof(OnsetAnswer, minutes),
    .default_value = TIME_NOT_SAID,
    .label = N_("When did it begin"),
};

/* The rows of a cramp that a quick entry needs: from the side to before this one. */
static const Field *after_quick(void) {
  return field_find(diary_episode_fields, "woke_from_sleep");
}

/* Asks about one cramp. *known: anything was said of it. */
static Reply ask_episode(const App *app, Episode *episode, bool *known) {
  OnsetAnswer onset = {TIME_NOT_SAID};
  Reply reply = ask_row(&onset_row, &onset);
  if (reply == REPLY_SAID) {
    *known = true;
    episode->onset = app_onset(app, episode->night, onset.minutes);
    episode->onset_precision = ONSET_NOT_SAID;
  }
  if (reply == REPLY_END || reply == REPLY_WRONG) {
    return reply;
  }
  reply = ask_rows(field_find(diary_episode_fields, "side"), after_quick(), episode, NULL, known);
  if (reply == REPLY_SAID && *known) {
    reply = ask_whether(_("More about this cramp? [y/N] "));
    if (reply == REPLY_SAID) {
      reply = ask_rows(after_quick(), NULL, episode, NULL, known);
    }
  }
  log_entry_ease(episode);
  return reply;
}

/* Asks about each cramp that was counted and not described yet. */
static Reply ask_episodes(const App *app, LogEntry *entry, int described) {
  for (int i = described; i < entry->night.cramp_count; i++) {
    bool known = false;
    text_print(stdout, _("Cramp %d of %d\n"), i + 1, entry->night.cramp_count);
    Episode *episode = log_entry_add_episode(app, entry);
    Reply reply = ask_episode(app, episode, &known);
    if (!known) {
      episode_free(episode);
      entry->episode_count--;
    }
    if (reply == REPLY_END || reply == REPLY_WRONG) {
      return reply;
    }
    if (!known) {
      return REPLY_SAID; /* counted, and not to be described */
    }
  }
  return REPLY_SAID;
}

static Reply ask_medication(LogEntry *entry) {
  bool said = false;
  Reply reply = ask_whether(_("A medicine started, stopped or changed? [y/N] "));
  if (reply == REPLY_SAID) {
    reply = ask_rows(diary_medication_fields, NULL, &entry->medication, NULL, &said);
  }
  entry->medication_changed =
      entry->medication.kind != MEDICATION_NONE && entry->medication.name != NULL;
  return reply;
}

static Reply ask_habits(LogEntry *entry) {
  Reply reply = ask_whether(_("Anything about the day before? [y/N] "));
  if (reply != REPLY_SAID) {
    return reply;
  }
  return ask_rows(diary_habit_fields, NULL, &entry->habits, habit_wanted, &entry->habits_changed);
}

/* Asks for the number of cramps until it is not below those described. */
static Reply ask_count(LogEntry *entry, int described) {
  const Field *count = field_find(diary_night_fields, "cramp_count");
  for (;;) {
    Error err = {{0}};
    int before = entry->night.cramp_count;
    Reply reply = ask_row(count, &entry->night);
    int said = entry->night.cramp_count;
    entry->counted = entry->night_changed = reply == REPLY_SAID;
    if (reply != REPLY_SAID || said >= described || said == CRAMPS_NOT_RECORDED) {
      return reply;
    }
    (void)fail(&err,
               language_plural("%d cramp is described already: count at least %d, or remove what "
                               "is wrong first with --delete",
                               "%d cramps are described already: count at least %d, or remove "
                               "what is wrong first with --delete",
                               (unsigned long)described),
               described, described);
    entry->night.cramp_count = before;
    if (complain(&err) == REPLY_WRONG) {
      return REPLY_WRONG;
    }
  }
}

static Reply ask_all(const App *app, LogEntry *entry, int described) {
  Reply reply = ask_count(entry, described);
  if (reply == REPLY_SAID) {
    reply = ask_episodes(app, entry, described);
  }
  if (reply != REPLY_END && reply != REPLY_WRONG) {
    reply =
        ask_rows(diary_night_fields, NULL, &entry->night, night_row_wanted, &entry->night_changed);
  }
  if (reply != REPLY_END && reply != REPLY_WRONG) {
    reply = ask_habits(entry);
  }
  if (reply != REPLY_END && reply != REPLY_WRONG) {
    reply = ask_medication(entry);
  }
  return reply;
}

/* Says how to answer. */
static void say_how(void) {
  text_print(stdout, _("Enter leaves a question out, - takes an answer back, q ends and keeps what "
                       "was\nsaid, Ctrl-C keeps nothing.\n"));
}

bool log_ask(const App *app, LogEntry *entry, int described) {
  char date[DATES_SIZE];
  dates_format(entry->night.night, date);
  text_print(stdout, _("Night of %s\n"), date);
  say_how();
  const char *statin = app_statin_note(app);
  if (statin != NULL) {
    text_print(stdout, "%s\n", _(statin));
  }
  return ask_all(app, entry, described) != REPLY_WRONG;
}

bool log_ask_found(const App *app, LogFound *found, LogEntry *entry, bool *changed) {
  *changed = false;
  log_show_found(found);
  say_how();
  if (found->is_medication) {
    medication_free(&entry->medication);
    entry->medication = found->medication;
    found->medication.name = NULL; /* the entry's now */
    Reply reply = ask_rows(diary_medication_fields, NULL, &entry->medication, NULL, changed);
    entry->medication_changed = *changed;
    return reply != REPLY_WRONG;
  }
  Episode *episode = log_entry_add_episode(app, entry);
  *episode = found->episode;
  found->episode.note = NULL; /* likewise */
  return ask_episode(app, episode, changed) != REPLY_WRONG;
}
