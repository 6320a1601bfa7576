/* What may stand behind a command and its options, read from the usage in the table of commands.
 * Contract: manual.h. */
#include <ctype.h>
#include <string.h>

#include "manual.h"
#include "nightcalf/routine.h"
#include "nightcalf/settings.h"

/* The words in capitals that usages have. What only the person knows is here too, so that a new
 * word is not forgotten. */
static const struct {
  const char *word;
  Source source;
} capitals[] = {
    {"ROUTINE", SOURCE_ROUTINE}, {"STEP", SOURCE_NOTHING},   {"FILE", SOURCE_FILE},
    {"FOLDER", SOURCE_FILE},     {"CARD", SOURCE_CARD},      {"COMMAND", SOURCE_COMMAND},
    {"FROM", SOURCE_ROUTINE},    {"FROM", SOURCE_FILE},      {"KEY", SOURCE_SETTING},
    {"VALUE", SOURCE_VALUE},     {"ID", SOURCE_NOTHING},     {"NUMBER", SOURCE_NOTHING},
    {"TIME", SOURCE_NOTHING},    {"REASON", SOURCE_NOTHING}, {"WORDS", SOURCE_NOTHING},
};

/* Whether that row of the capitals is this word. */
static bool is_capital(size_t index, const char *word) {
  return strcmp(capitals[index].word, word) == 0;
}

/* Adds what may stand at a place, once. */
static void add_source(Places *places, size_t at, Source source, const char *word) {
  if (at >= PLACES_MAX || places->at[at].count == PLACE_SOURCES_MAX || source == SOURCE_NOTHING) {
    return;
  }
  Place *place = &places->at[at];
  for (size_t i = 0; i < place->count; i++) {
    if (place->at[i].source == source && strcmp(place->at[i].word, word) == 0) {
      return;
    }
  }
  place->at[place->count].source = source;
  memcpy(place->at[place->count].word, word, strlen(word) + 1);
  place->count++;
  places->count = places->count > at + 1 ? places->count : at + 1;
}

/* Adds all that a word of a usage stands for. False: it is in capitals and not known. */
static bool add_word(Places *places, size_t at, const char *word) {
  if (!isupper((unsigned char)word[0])) {
    add_source(places, at, SOURCE_WORD, word);
    return true;
  }
  bool known = false;
  for (size_t i = 0; i < sizeof capitals / sizeof capitals[0]; i++) {
    if (is_capital(i, word)) {
      add_source(places, at, capitals[i].source, "");
      known = true;
    }
  }
  return known;
}

/* The next word of letters; false at the end. *joint: whether ",", "|" or "or" came before it, so
 * that it stands at the same place as the word before; *glued: whether "/" did. */
static bool next_word(const char **at, char word[WORD_SIZE], bool *joint, bool *glued) {
  *joint = false;
  *glued = false;
  for (;;) {
    while (**at != '\0' && !isalpha((unsigned char)**at)) {
      *joint = *joint || **at == ',' || **at == '|';
      *glued = *glued || **at == '/';
      *at += 1;
    }
    size_t length = 0;
    while (isalpha((unsigned char)(*at)[length]) && length + 1 < WORD_SIZE) {
      length++;
    }
    memcpy(word, *at, length);
    word[length] = '\0';
    *at += length;
    if (strcmp(word, "or") != 0) {
      return length > 0;
    }
    *joint = true;
  }
}

/* A routine's step and its settings: what a KEY is there is another thing than for the program's
 * own settings. */
static void make_of_routine(Places *places) {
  for (size_t i = 0; i < places->count; i++) {
    for (size_t k = 0; k < places->at[i].count; k++) {
      Source *source = &places->at[i].at[k].source;
      *source = *source == SOURCE_ROUTINE   ? SOURCE_STEP
                : *source == SOURCE_SETTING ? SOURCE_KEY
                : *source == SOURCE_VALUE   ? SOURCE_KEY_VALUE
                                            : *source;
    }
  }
}

bool places_read(const Command *command, Places *places, char unknown[WORD_SIZE]) {
  *places = (Places){.repeats = strstr(command->arguments, "...") != NULL};
  const char *at = command->arguments;
  bool joint = false;
  bool glued = false;
  bool of_step = false;
  size_t place = 0;
  bool first = true;
  char word[WORD_SIZE];
  while (next_word(&at, word, &joint, &glued)) {
    if (glued) {
      of_step = true;
      continue;
    }
    place = first || joint ? 0 : place + 1;
    first = false;
    if (!add_word(places, place, word)) {
      memcpy(unknown, word, sizeof word);
      return false;
    }
  }
  if (of_step) {
    make_of_routine(places);
  }
  return true;
}

Source option_source(const CommandOption *option) {
  for (size_t i = 0; i < sizeof capitals / sizeof capitals[0]; i++) {
    if (option->argument != NULL && is_capital(i, option->argument)) {
      return capitals[i].source;
    }
  }
  return SOURCE_NOTHING;
}

const char *const *value_words(const Field *field) {
  static const char *const flags[] = {"true", "false", NULL};
  static const char *const sides[] = {"left", "right", "both", NULL};
  return field->type == FIELD_FLAG ? flags : field->type == FIELD_SIDES ? sides : field->words;
}

Source value_source(const Field *field) {
  bool of_program = field_find(settings_fields, field->name) == field;
  return of_program && field->type == FIELD_NAME ? SOURCE_ROUTINE : SOURCE_NOTHING;
}

/* The tables a routine file follows, one after the other. */
static const Field *table_of(size_t number) {
  if (number == 0) {
    return routine_fields;
  }
  if (number == 1) {
    return step_fields;
  }
  return step_kinds[number - 2] == NULL ? NULL : step_kinds[number - 2]->fields;
}

/* The index-th row of all tables; NULL behind the last one. */
static const Field *row_at(size_t index) {
  for (size_t table = 0; table_of(table) != NULL; table++) {
    for (const Field *field = table_of(table); field->name != NULL; field++) {
      if (index == 0) {
        return field;
      }
      index--;
    }
  }
  return NULL;
}

/* Whether a row before that index has the name. */
static bool named_before(const char *name, size_t index) {
  for (size_t i = 0; i < index; i++) {
    if (strcmp(row_at(i)->name, name) == 0) {
      return true;
    }
  }
  return false;
}

const Field *routine_key(size_t *at) {
  for (;;) {
    const Field *field = row_at((*at)++);
    if (field == NULL || (field->type != FIELD_STEPS && field->type != FIELD_CHOICES &&
                          !named_before(field->name, *at - 1))) {
      return field;
    }
  }
}
