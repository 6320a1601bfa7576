/* Completion for fish. Contract: manual.h. */
#include <string.h>

#include "manual.h"
#include "nightcalf/settings.h"

static const char helpers[] =
    "# fish completion of nightcalf. Made by the build from the program's tables; change those.\n"
    "\n"
    "# The words before the cursor that are no options and none of their values.\n"
    "function __nightcalf_words\n"
    "  set -l words (commandline -opc)\n"
    "  set -e words[1]\n"
    "  set -l command ''\n"
    "  set -l skip ''\n"
    "  for word in $words\n"
    "    if test -n \"$skip\"\n"
    "      set skip ''\n"
    "    else if string match -q -- '-*' $word\n"
    "      contains -- \"$command $word\" $__nightcalf_takes; and set skip yes\n"
    "    else\n"
    "      test -n \"$command\"; or set command $word\n"
    "      echo $word\n"
    "    end\n"
    "  end\n"
    "end\n"
    "\n"
    "# Whether the command is this one.\n"
    "function __nightcalf_is -a command\n"
    "  set -l words (__nightcalf_words)\n"
    "  test (count $words) -gt 0; and test $words[1] = $command\n"
    "end\n"
    "\n"
    "# Whether there is no command yet.\n"
    "function __nightcalf_first\n"
    "  test (count (__nightcalf_words)) -eq 0\n"
    "end\n"
    "\n"
    "# Whether the word is the one of this number behind the command, or of a higher one with +.\n"
    "function __nightcalf_at -a command place more\n"
    "  __nightcalf_is $command; or return 1\n"
    "  set -l here (math (count (__nightcalf_words)) - 1)\n"
    "  test $here -eq $place; or begin; test -n \"$more\"; and test $here -gt $place; end\n"
    "end\n"
    "\n"
    "# Whether the word before is this one.\n"
    "function __nightcalf_after -a word\n"
    "  set -l words (__nightcalf_words)\n"
    "  test $words[-1] = $word\n"
    "end\n"
    "\n"
    "# The routines, and behind a slash the steps of one.\n"
    "function __nightcalf_steps\n"
    "  set -l word (commandline -ct)\n"
    "  if string match -q '*/*' -- $word\n"
    "    set -l routine (string split -m 1 / -- $word)[1]\n"
    "    string replace -r '^' $routine/ -- (nightcalf show --ids $routine 2>/dev/null)\n"
    "  else\n"
    "    nightcalf list --ids 2>/dev/null\n"
    "  end\n"
    "end\n"
    "\n"
    "complete -c nightcalf -f\n";

/* What fish asks for the words of a source; NULL: its words stand in the file. */
static const char *words_call(Source source) {
  switch (source) {
  case SOURCE_ROUTINE:
    return "(nightcalf list --ids 2>/dev/null)";
  case SOURCE_STEP:
    return "(__nightcalf_steps)";
  case SOURCE_CARD:
    return "(nightcalf learn --ids 2>/dev/null)";
  default:
    return NULL;
  }
}

/* The options that take something, as "command --option", for __nightcalf_words. */
static void put_takes(FILE *file) {
  fputs("\nset -g __nightcalf_takes", file);
  for (size_t i = 0; cli_commands[i] != NULL; i++) {
    OptionList list;
    options_collect(cli_commands[i], &list);
    for (size_t k = 0; k < list.count; k++) {
      if (list.at[k].argument != NULL) {
        fprintf(file, " \\\n  '%s --%s'", cli_commands[i]->name, list.at[k].name);
      }
    }
    options_free(&list);
  }
  fputs("\n", file);
}

/* The end of a line: what is said about it. */
static void put_sentence(FILE *file, const char *sentence) {
  fputs(" -d ", file);
  shell_quoted(file, sentence);
  fputs("\n", file);
}

/* What completes a value: its words, or else what its source gives; nothing where neither is
 * known. */
static void put_answers(FILE *file, const char *const *words, Source source) {
  if (words == NULL && words_call(source) == NULL) {
    return;
  }
  fprintf(file, " -a '%s", words == NULL ? words_call(source) : "");
  for (; words != NULL && *words != NULL; words++) {
    fprintf(file, "%s ", *words);
  }
  fputs("'", file);
}

static void put_option_words(FILE *file, const OptionList *list, size_t at) {
  const char *const *words = list->field[at] == NULL ? NULL : value_words(list->field[at]);
  Source source = option_source(&list->at[at]);
  fputs(source == SOURCE_FILE ? " -r -F" : " -x", file);
  put_answers(file, words, source);
}

static void put_options(FILE *file, const Command *command) {
  OptionList list;
  options_collect(command, &list);
  for (size_t i = 0; i < list.count; i++) {
    if (list.at[i].sentence == NULL) {
      continue;
    }
    fprintf(file, "complete -c nightcalf -n '__nightcalf_is %s' -l %s", command->name,
            list.at[i].name);
    if (list.at[i].argument != NULL) {
      put_option_words(file, &list, i);
    }
    put_sentence(file, list.at[i].sentence);
  }
  options_free(&list);
}

/* Names and sentences of a table at a place. */
static void put_row(FILE *file, const char *command, size_t place, const Field *field) {
  fprintf(file, "complete -c nightcalf -n '__nightcalf_at %s %zu' -a %s", command, place,
          field->name);
  put_sentence(file, field->sentence);
}

/* The words a row's value may be, behind its name. */
static void put_values(FILE *file, const char *command, size_t place, const Field *field) {
  if (value_words(field) == NULL && value_source(field) == SOURCE_NOTHING) {
    return;
  }
  fprintf(file, "complete -c nightcalf -n '__nightcalf_at %s %zu; and __nightcalf_after %s'",
          command, place, field->name);
  put_answers(file, value_words(field), value_source(field));
  fputs("\n", file);
}

/* One thing that may stand at a place. */
static void put_source(FILE *file, const char *command, size_t place, Source source,
                       const char *word, bool repeats) {
  const char *more = repeats ? " +" : "";
  size_t at = 0;
  switch (source) {
  case SOURCE_SETTING:
  case SOURCE_VALUE:
    for (const Field *field = settings_fields; field->name != NULL; field++) {
      (source == SOURCE_SETTING ? put_row : put_values)(file, command, place, field);
    }
    break;
  case SOURCE_KEY:
  case SOURCE_KEY_VALUE:
    for (const Field *field = routine_key(&at); field != NULL; field = routine_key(&at)) {
      (source == SOURCE_KEY ? put_row : put_values)(file, command, place, field);
    }
    break;
  case SOURCE_COMMAND:
    for (size_t i = 0; cli_commands[i] != NULL; i++) {
      fprintf(file, "complete -c nightcalf -n '__nightcalf_at %s %zu' -a %s", command, place,
              cli_commands[i]->name);
      put_sentence(file, cli_commands[i]->sentence);
    }
    break;
  case SOURCE_FILE:
    fprintf(file, "complete -c nightcalf -n '__nightcalf_at %s %zu%s' -F\n", command, place, more);
    break;
  default:
    fprintf(file, "complete -c nightcalf -n '__nightcalf_at %s %zu%s' -a '%s'\n", command, place,
            more, source == SOURCE_WORD ? word : words_call(source));
    break;
  }
}

static void put_places(FILE *file, const Command *command) {
  Places places;
  char unknown[WORD_SIZE];
  if (!places_read(command, &places, unknown)) {
    return;
  }
  for (size_t i = 0; i < places.count; i++) {
    for (size_t k = 0; k < places.at[i].count; k++) {
      put_source(file, command->name, i, places.at[i].at[k].source, places.at[i].at[k].word,
                 places.repeats && i + 1 == places.count);
    }
  }
}

void complete_fish(FILE *file, const char *date) {
  (void)date;
  fputs(helpers, file);
  put_takes(file);
  fputs("\ncomplete -c nightcalf -l help -d 'Help.'\n"
        "complete -c nightcalf -n __nightcalf_first -l version -d 'The version.'\n",
        file);
  for (size_t i = 0; cli_commands[i] != NULL; i++) {
    const Command *command = cli_commands[i];
    fprintf(file, "\ncomplete -c nightcalf -n __nightcalf_first -a %s", command->name);
    put_sentence(file, command->sentence);
    put_options(file, command);
    put_places(file, command);
  }
}
