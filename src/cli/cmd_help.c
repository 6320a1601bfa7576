/* nightcalf help: made from the table of commands and their options, so that it cannot drift. */
#include <stdio.h>
#include <stdlib.h>

#include "cli.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"

enum {
  COMMAND_COLUMN = 34, /* where the sentence begins */
  OPTION_COLUMN = 22,
  FIELD_COLUMN = 30, /* of a command with options of fields, whose names are longer */
  HELP_COLUMNS = 80
};

/* A term and its sentence beside it, wrapped to the page; below it where the term is too wide. */
static void print_entry(const char *term, const char *sentence, int column) {
  size_t count = 0;
  char **lines = text_wrap(sentence, HELP_COLUMNS - column, &count);
  text_print(stdout, "  %s", term);
  int at = 2 + text_width(term);
  for (size_t i = 0; i < count; i++) {
    if (i > 0 || at + 2 > column) {
      text_print(stdout, "\n");
      at = 0;
    }
    text_print(stdout, "%*s%s", column - at, "", lines[i]);
  }
  text_print(stdout, "\n");
  text_lines_free(lines, count);
}

/* Paragraphs below the options. */
static void print_notes(const char *notes) {
  size_t count = 0;
  char **lines = text_wrap(notes, HELP_COLUMNS, &count);
  text_print(stdout, "\n");
  for (size_t i = 0; i < count; i++) {
    text_print(stdout, "%s\n", lines[i]);
  }
  text_lines_free(lines, count);
}

void help_print(void) {
  text_print(stdout, _("Usage: nightcalf [COMMAND] [OPTION]...\n"
                       "Coaches you through a bedtime routine against night-time leg cramps.\n"
                       "Without a command: the home screen, with tonight's routine.\n"
                       "\nCommands:\n"));
  for (size_t i = 0; cli_commands[i] != NULL; i++) {
    const Command *command = cli_commands[i];
    const char *blank = command->arguments[0] == '\0' ? "" : " ";
    char *term = mem_format("%s%s%s", command->name, blank, _(command->arguments));
    print_entry(term, _(command->sentence), COMMAND_COLUMN);
    free(term);
  }
  text_print(stdout, _("\nOptions:\n"));
  print_entry("--help", _("This help; after a command, that command's."), COMMAND_COLUMN);
  print_entry("--version", _("The version."), COMMAND_COLUMN);
  text_print(stdout, "\n%s\n", _("General information, not medical advice. Stop if it hurts."));
}

void help_print_command(const Command *command) {
  text_print(stdout, _("Usage: nightcalf %s [OPTION]... %s\n%s\n"), command->name,
             _(command->arguments), _(command->sentence));
  text_print(stdout, _("\nOptions:\n"));
  OptionList list;
  options_collect(command, &list);
  int column = command->fields == NULL ? OPTION_COLUMN : FIELD_COLUMN;
  print_entry("--help", _("This help."), column);
  for (size_t i = 0; i < list.count; i++) {
    const CommandOption *option = &list.at[i];
    if (option->sentence == NULL) {
      continue;
    }
    const char *argument = option->argument == NULL ? "" : _(option->argument);
    char *term = mem_format("--%s%s%s", option->name, argument[0] == '\0' ? "" : " ", argument);
    if (list.heading[i] != NULL) {
      text_print(stdout, "\n%s:\n", _(list.heading[i]));
    }
    print_entry(term, _(option->sentence), column);
    free(term);
  }
  options_free(&list);
  if (command->notes != NULL) {
    print_notes(_(command->notes));
  }
  text_print(stdout, _("\nExample:\n  %s\n"), command->example);
}

static int run_help(App *app, const Arguments *arguments) {
  (void)app;
  if (arguments->count == 0) {
    help_print();
    return CLI_DONE;
  }
  const Command *command = cli_find(arguments->names[0]);
  if (command == NULL) {
    return cli_no_command(arguments->names[0]);
  }
  help_print_command(command);
  return CLI_DONE;
}

const Command command_help = {
    .name = "help",
    .arguments = N_("[COMMAND]"),
    .sentence = N_("Help about a command, or about all of them."),
    .example = "nightcalf help run",
    .names_max = 1,
    .run = run_help,
};
