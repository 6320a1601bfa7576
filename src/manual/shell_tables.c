/* What the tables say, as functions that bash and zsh both read. Contract: manual.h. */
#include "manual.h"
#include "nightcalf/settings.h"

/* What the shells share beside the tables. Its words: the program, what is asked for, the word so
 * far, the word before it. */
static const char words_function[] =
    "# The words that may stand for a kind of word $2: $1 is the program, $3 the word so far, $4 "
    "the one before.\n"
    "_nightcalf_words() {\n"
    "  case $2 in\n"
    "  is:*) printf '%s\\n' \"${2#is:}\" ;;\n"
    "  routine) \"$1\" list --ids 2>/dev/null ;;\n"
    "  step)\n"
    "    case $3 in\n"
    "    */*) \"$1\" show --ids \"${3%%/*}\" 2>/dev/null | while IFS= read -r step; do\n"
    "      printf '%s/%s\\n' \"${3%%/*}\" \"$step\"\n"
    "    done ;;\n"
    "    *) \"$1\" list --ids 2>/dev/null ;;\n"
    "    esac ;;\n"
    "  card) \"$1\" learn --ids 2>/dev/null ;;\n"
    "  command) _nightcalf_commands ;;\n"
    "  setting) _nightcalf_settings ;;\n"
    "  key) _nightcalf_keys ;;\n"
    "  value) _nightcalf_value \"$1\" setting \"$4\" ;;\n"
    "  key-value) _nightcalf_value \"$1\" key \"$4\" ;;\n"
    "  esac\n"
    "}\n\n";

void shell_quoted(FILE *file, const char *text) {
  fputc('\'', file);
  for (; *text != '\0'; text++) {
    if (*text == '\'') {
      fputs("'\\''", file);
    } else {
      fputc(*text, file);
    }
  }
  fputc('\'', file);
}

const char *source_name(Source source) {
  static const char *const names[] = {
      [SOURCE_NOTHING] = "nothing",
      [SOURCE_WORD] = "is:",
      [SOURCE_ROUTINE] = "routine",
      [SOURCE_STEP] = "step",
      [SOURCE_FILE] = "file",
      [SOURCE_CARD] = "card",
      [SOURCE_COMMAND] = "command",
      [SOURCE_SETTING] = "setting",
      [SOURCE_KEY] = "key",
      [SOURCE_VALUE] = "value",
      [SOURCE_KEY_VALUE] = "key-value",
  };
  return names[source];
}

/* A line "  'word:sentence' \" of a printf. */
static void put_entry(FILE *file, const char *dashes, const char *name, const char *sentence) {
  fputs(" \\\n      ", file);
  fprintf(file, "'%s%s:'", dashes, name);
  shell_quoted(file, sentence);
}

static void put_commands(FILE *file) {
  fputs("_nightcalf_commands() {\n  printf '%s\\n'", file);
  for (size_t i = 0; cli_commands[i] != NULL; i++) {
    put_entry(file, "", cli_commands[i]->name, cli_commands[i]->sentence);
  }
  fputs("\n}\n\n", file);
}

static void put_options(FILE *file) {
  fputs("# The options of the command $1.\n_nightcalf_options() {\n"
        "  printf '%s\\n' '--help:Help.' '--version:The version.'\n  case $1 in\n",
        file);
  for (size_t i = 0; cli_commands[i] != NULL; i++) {
    OptionList list;
    options_collect(cli_commands[i], &list);
    if (list.count > 0) {
      fprintf(file, "  %s)\n    printf '%%s\\n'", cli_commands[i]->name);
    }
    for (size_t k = 0; k < list.count; k++) {
      if (list.at[k].sentence != NULL) {
        put_entry(file, "--", list.at[k].name, list.at[k].sentence);
      }
    }
    fputs(list.count > 0 ? " ;;\n" : "", file);
    options_free(&list);
  }
  fputs("  esac\n}\n\n", file);
}

/* The words of a value, one a line. */
static void put_words(FILE *file, const char *const *words, const char *before) {
  fputs("printf '%s\\n'", file);
  for (; *words != NULL; words++) {
    if (**words != '\0') {
      fprintf(file, " '%s%s'", before, *words);
    }
  }
}

static void put_takes(FILE *file) {
  fputs("# What the option $2 of the command $1 takes; fails where that is nothing.\n"
        "_nightcalf_takes() {\n  case \"$1 $2\" in\n",
        file);
  for (size_t i = 0; cli_commands[i] != NULL; i++) {
    OptionList list;
    options_collect(cli_commands[i], &list);
    for (size_t k = 0; k < list.count; k++) {
      if (list.at[k].argument == NULL) {
        continue;
      }
      fprintf(file, "  '%s --%s') ", cli_commands[i]->name, list.at[k].name);
      const char *const *words = list.field[k] == NULL ? NULL : value_words(list.field[k]);
      if (words != NULL) {
        put_words(file, words, "is:");
      } else {
        fprintf(file, "echo %s", source_name(option_source(&list.at[k])));
      }
      fputs(" ;;\n", file);
    }
    options_free(&list);
  }
  fputs("  *) return 1 ;;\n  esac\n}\n\n", file);
}

static void put_places(FILE *file) {
  fputs("# What may stand at the place $2, from 0, behind the command $1.\n"
        "_nightcalf_place() {\n  case \"$1 $2\" in\n",
        file);
  for (size_t i = 0; cli_commands[i] != NULL; i++) {
    Places places;
    char unknown[WORD_SIZE];
    if (!places_read(cli_commands[i], &places, unknown)) {
      continue;
    }
    for (size_t k = 0; k < places.count; k++) {
      bool repeats = places.repeats && k + 1 == places.count;
      fprintf(file, "  '%s '%s) printf '%%s\\n'", cli_commands[i]->name,
              repeats  ? "*"
              : k == 0 ? "0"
              : k == 1 ? "1"
                       : "2");
      for (size_t j = 0; j < places.at[k].count; j++) {
        Source source = places.at[k].at[j].source;
        fprintf(file, " '%s%s'", source_name(source), places.at[k].at[j].word);
      }
      fputs(" ;;\n", file);
    }
  }
  fputs("  esac\n}\n\n", file);
}

static void put_values(FILE *file) {
  fputs("# What the setting $3 may be: $2 is setting or key, $1 the program.\n"
        "_nightcalf_value() {\n  case \"$2 $3\" in\n",
        file);
  for (const Field *field = settings_fields; field->name != NULL; field++) {
    const char *const *words = value_words(field);
    if (words != NULL || value_source(field) == SOURCE_ROUTINE) {
      fprintf(file, "  'setting %s') ", field->name);
      if (words != NULL) {
        put_words(file, words, "");
      } else {
        fputs("_nightcalf_words \"$1\" routine", file);
      }
      fputs(" ;;\n", file);
    }
  }
  size_t at = 0;
  for (const Field *field = routine_key(&at); field != NULL; field = routine_key(&at)) {
    const char *const *words = value_words(field);
    if (words != NULL) {
      fprintf(file, "  'key %s') ", field->name);
      put_words(file, words, "");
      fputs(" ;;\n", file);
    }
  }
  fputs("  esac\n}\n\n", file);
}

void shell_tables(FILE *file) {
  put_commands(file);
  put_options(file);
  put_takes(file);
  put_places(file);
  fputs("_nightcalf_settings() {\n  printf '%s\\n'", file);
  for (const Field *field = settings_fields; field->name != NULL; field++) {
    put_entry(file, "", field->name, field->sentence);
  }
  fputs("\n}\n\n_nightcalf_keys() {\n  printf '%s\\n'", file);
  size_t at = 0;
  for (const Field *field = routine_key(&at); field != NULL; field = routine_key(&at)) {
    put_entry(file, "", field->name, field->sentence);
  }
  fputs("\n}\n\n", file);
  put_values(file);
  fputs(words_function, file);
}
