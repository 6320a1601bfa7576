/* All options of a command in one list, those made from field tables among them. */
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "nightcalf/diary.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"

/* What an option takes, by the type of its row; NULL: nothing. */
static const char *argument_of(const Field *field) {
  switch (field->type) {
  case FIELD_COUNT:
    return N_("NUMBER");
  case FIELD_WORD:
    return N_("WORD");
  case FIELD_WORDS:
    return N_("WORDS");
  case FIELD_TIME:
    return N_("TIME");
  case FIELD_SECONDS:
    return N_("LENGTH");
  case FIELD_FLAG:
    return NULL;
  default:
    return N_("TEXT");
  }
}

static const char *own(OptionList *list, char *text) {
  list->texts[list->text_count++] = text;
  return text;
}

/* Whether a sentence names all of the words by itself. */
static bool names_words(const Field *field) {
  for (size_t i = 0; field->words[i] != NULL; i++) {
    if (strstr(field->sentence, field->words[i]) == NULL) {
      return false;
    }
  }
  return true;
}

/* The sentence with the words that can be said. */
static char *sentence_of(const Field *field) {
  if (field->words == NULL || names_words(field)) {
    return mem_copy(_(field->sentence));
  }
  char *words = mem_copy("");
  for (size_t i = 0; field->words[i] != NULL; i++) {
    if (field->words[i][0] != '\0') {
      char *longer = mem_format("%s%s%s", words, words[0] == '\0' ? "" : ", ", field->words[i]);
      free(words);
      words = longer;
    }
  }
  const char *sentence = _(field->sentence);
  char *text = field->type == FIELD_WORDS ? mem_format(_("%s Any of: %s."), sentence, words)
                                          : mem_format(_("%s One of: %s."), sentence, words);
  free(words);
  return text;
}

static bool is_taken(const OptionList *list, const char *name) {
  for (size_t i = 0; i < list->count; i++) {
    if (strcmp(list->at[i].name, name) == 0) {
      return true;
    }
  }
  return false;
}

static void add_field(OptionList *list, const CommandFields *fields, const Field *field) {
  char name[DIARY_OPTION_SIZE];
  diary_option(field, name);
  bool prefixed = fields->always || is_taken(list, name);
  list->at[list->count] = (CommandOption){
      .name = own(list, mem_format("%s%s", prefixed ? fields->prefix : "", name)),
      .argument = argument_of(field),
      .sentence = own(list, sentence_of(field)),
  };
  list->field[list->count] = field;
  list->heading[list->count] = field == fields->table ? fields->heading : NULL;
  list->count++;
}

void options_collect(const Command *command, OptionList *list) {
  memset(list, 0, sizeof *list);
  const CommandOption *options = command == NULL ? NULL : command->options;
  for (; options != NULL && options->name != NULL && list->count < COMMAND_OPTIONS_MAX; options++) {
    list->at[list->count++] = *options;
  }
  const CommandFields *fields = command == NULL ? NULL : command->fields;
  for (; fields != NULL && fields->table != NULL; fields++) {
    for (const Field *field = fields->table;
         field->name != NULL && list->count < COMMAND_OPTIONS_MAX; field++) {
      add_field(list, fields, field);
    }
  }
}

void options_free(OptionList *list) {
  for (size_t i = 0; i < list->text_count; i++) {
    free(list->texts[i]);
  }
  memset(list, 0, sizeof *list);
}
