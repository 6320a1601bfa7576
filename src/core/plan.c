/* What the settings remember for the review, as texts. Contract: nightcalf/plan.h. */
#include "nightcalf/plan.h"

#include <stdio.h>
#include <string.h>

#include "nightcalf/diary.h"

static const char on_word[] = " on";
static const char off_word[] = " off";

/* Whether *text goes on with a word of its own; if so *text is behind it. */
static bool take_word(const char **text, const char *word) {
  size_t length = strlen(word);
  if (strncmp(*text, word, length) != 0 || ((*text)[length] != ' ' && (*text)[length] != '\0')) {
    return false;
  }
  *text += length;
  return true;
}

/* Whether each pair of blocks is one with the routine and one without. */
static bool pairs_sound(const FairText *fair) {
  for (int i = 0; i < fair->blocks; i += 2) {
    if (fair->on[i] == fair->on[i + 1]) {
      return false;
    }
  }
  return fair->blocks == PLAN_BLOCKS_MIN || fair->blocks == PLAN_BLOCKS_MAX;
}

bool fair_text_parse(const char *text, FairText *fair) {
  char date[NIGHT_TEXT_SIZE];
  const char *colon = strchr(text, ':');
  FairText read = {.blocks = 0};
  if (colon == NULL || colon - text >= NIGHT_TEXT_SIZE) {
    return false;
  }
  (void)snprintf(date, sizeof date, "%.*s", (int)(colon - text), text);
  if (!night_parse(date, &read.start)) {
    return false;
  }
  for (const char *at = colon + 1; *at != '\0'; read.blocks++) {
    bool on = take_word(&at, on_word);
    if (read.blocks == PLAN_BLOCKS_MAX || (!on && !take_word(&at, off_word))) {
      return false;
    }
    read.on[read.blocks] = on;
  }
  if (!pairs_sound(&read)) {
    return false;
  }
  *fair = read;
  return true;
}

void fair_text_format(const FairText *fair, char text[PLAN_TEXT_SIZE]) {
  char date[NIGHT_TEXT_SIZE];
  night_format(fair->start, date);
  int at = snprintf(text, PLAN_TEXT_SIZE, "%s:", date);
  for (int i = 0; i < fair->blocks && at < PLAN_TEXT_SIZE; i++) {
    at +=
        snprintf(text + at, (size_t)(PLAN_TEXT_SIZE - at), "%s", fair->on[i] ? on_word : off_word);
  }
}

bool plan_check_date(const TextList *texts, size_t *at, Error *err) {
  Night night;
  for (*at = 0; *at < texts->count; *at += 1) {
    const char *text = texts->at[*at];
    if (text[0] != '\0' && !night_parse(text, &night)) {
      return fail(err, "must be a date of the calendar such as \"2026-11-21\"");
    }
  }
  return true;
}

bool plan_check_fair(const TextList *texts, size_t *at, Error *err) {
  FairText fair;
  for (*at = 0; *at < texts->count; *at += 1) {
    const char *text = texts->at[*at];
    if (text[0] != '\0' && !fair_text_parse(text, &fair)) {
      return fail(err,
                  "must be a date and 6 or 8 blocks in pairs, such as \"2026-11-23: on off off "
                  "on on off\"");
    }
  }
  return true;
}

bool plan_check_habits(const TextList *texts, size_t *at, Error *err) {
  for (*at = 0; *at < texts->count; *at += 1) {
    const char *name = texts->at[*at];
    if (field_find(diary_habit_fields, name) == NULL) {
      const char *nearest = field_nearest(diary_habit_fields, NULL, name);
      return nearest == NULL
                 ? fail(err, "must be names of habits such as \"alcohol\" or \"standing_hours\"")
                 : fail(err,
                        "must be names of habits such as \"alcohol\" or \"standing_hours\"; did "
                        "you mean \"%s\"?",
                        nearest);
    }
    if (*at == PLAN_HABITS_MAX) {
      return fail(err, "must name at most %d habits", PLAN_HABITS_MAX);
    }
    for (size_t i = 0; i < *at; i++) {
      if (strcmp(texts->at[i], name) == 0) {
        return fail(err, "must name \"%s\" only once", name);
      }
    }
  }
  return true;
}
