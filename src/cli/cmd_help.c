/* nightcalf help: made from the table of commands and their options, so that it cannot drift. */
#include <stdio.h>
#include <stdlib.h>

#include "cli.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"

enum {
  COMMAND_COLUMN = 34, /* where the sentence begins */
  OPTION_COLUMN = 22,
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

void help_print(void) {
  text_print(stdout, "Usage: nightcalf [COMMAND] [OPTION]...\n"
                     "Coaches you through a bedtime routine against night-time leg cramps.\n"
                     "Without a command: the home screen, with tonight's routine.\n"
                     "\nCommands:\n");
  for (size_t i = 0; cli_commands[i] != NULL; i++) {
    const Command *command = cli_commands[i];
    const char *blank = command->arguments[0] == '\0' ? "" : " ";
    char *term = mem_format("%s%s%s", command->name, blank, command->arguments);
    print_entry(term, command->sentence, COMMAND_COLUMN);
    free(term);
  }
  text_print(stdout, "\nOptions:\n");
  print_entry("--help", "This help; after a command, that command's.", COMMAND_COLUMN);
  print_entry("--version", "The version.", COMMAND_COLUMN);
  text_print(stdout, "\nGeneral information, not medical advice. Stop if it hurts.\n");
}

void help_print_command(const Command *command) {
  text_print(stdout, "Usage: nightcalf %s [OPTION]... %s\n%s\n", command->name, command->arguments,
             command->sentence);
  text_print(stdout, "\nOptions:\n");
  for (const CommandOption *option = command->options; option != NULL && option->name != NULL;
       option++) {
    const char *argument = option->argument == NULL ? "" : option->argument;
    char *term = mem_format("--%s%s%s", option->name, argument[0] == '\0' ? "" : " ", argument);
    print_entry(term, option->sentence, OPTION_COLUMN);
    free(term);
  }
  print_entry("--help", "This help.", OPTION_COLUMN);
  text_print(stdout, "\nExample:\n  %s\n", command->example);
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
    .arguments = "[COMMAND]",
    .sentence = "Help about a command, or about all of them.",
    .example = "nightcalf help run",
    .names_max = 1,
    .run = run_help,
};
