/* From the command line to a command: the table, reading options by it, and how to complain. */
#include "cli.h"

#include <errno.h>
#include <getopt.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "json.h"
#include "nightcalf/field.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"
#include "plain.h"

const Command *const cli_commands[] = {
    &command_run,     &command_now,      &command_list,   &command_show,   &command_check,
    &command_new,     &command_copy,     &command_edit,   &command_set,    &command_remove,
    &command_log,     &command_history,  &command_review, &command_report, &command_learn,
    &command_remind,  &command_tonight,  &command_export, &command_import, &command_backup,
    &command_restore, &command_settings, &command_doctor, &command_help,   NULL,
};

enum {
  COMMANDS_MAX = 40,
  COLUMNS_UNKNOWN = 78,
  OPTION_HELP = 1,
  OPTION_VERSION = 2,
  OPTION_FIRST = 256 /* beyond every letter: getopt's value of a table's first row */
};

const Command *cli_find(const char *name) {
  for (size_t i = 0; cli_commands[i] != NULL; i++) {
    if (strcmp(cli_commands[i]->name, name) == 0) {
      return cli_commands[i];
    }
  }
  return NULL;
}

int cli_misused(const Command *command, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  char *text = mem_format_list(language_text(format), arguments);
  va_end(arguments);
  text_complain("%s", text);
  free(text);
  if (command == NULL) {
    text_print(stderr, _("Try: nightcalf help\n"));
  } else {
    text_print(stderr, _("Try: nightcalf %s --help\n"), command->name);
  }
  return CLI_USAGE;
}

void cli_print_findings(const Diagnostics *diagnostics) {
  for (size_t i = 0; i < diagnostics->count; i++) {
    const Diagnostic *finding = &diagnostics->items[i];
    char *file = error_one_line(finding->file);
    text_print(stderr, "%s:", file);
    free(file);
    if (finding->line > 0) {
      text_print(stderr, "%d:", finding->line);
    }
    if (finding->line > 0 && finding->column > 0) {
      text_print(stderr, "%d:", finding->column);
    }
    text_print(stderr, " %s: %s\n", finding->warning ? _("warning") : _("error"), finding->message);
  }
}

Routine *cli_load(const App *app, const char *name) {
  Diagnostics findings = {0};
  Routine *routine = app_load_routine(app, name, &findings);
  if (routine == NULL) {
    cli_print_findings(&findings);
  }
  diagnostics_free(&findings);
  return routine;
}

const char cli_once_agreed[] = N_("Once that is so: nightcalf settings clinician_agreed yes");

/* Says that nothing of a routine is left for this person, and what is gentle for everybody. */
static void complain_nothing_left(const App *app, const Routine *routine) {
  char *text = app_nothing_left(app, routine);
  text_complain("%s", text);
  free(text);
  if (app_stretches_wait(app, routine, NULL)) {
    text_complain("%s %s", _(app_stretches_left_out), _(cli_once_agreed));
  }
}

Routine *cli_load_adapted(const App *app, const char *name, Adaptation *what) {
  *what = (Adaptation){0};
  Routine *routine = cli_load(app, name);
  if (routine == NULL) {
    return NULL;
  }
  Routine *adapted = app_adapt(app, routine, false, what);
  if (adapted == NULL) {
    complain_nothing_left(app, routine);
  }
  routine_free(routine);
  return adapted;
}

bool cli_has_screen(void) {
  const char *term = getenv("TERM");
  return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) && term != NULL && term[0] != '\0' &&
         strcmp(term, "dumb") != 0;
}

int cli_columns(void) {
  struct winsize size = {0};
  bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? size.ws_col : COLUMNS_UNKNOWN;
}

int cli_close_output(int status) {
  if (fflush(stdout) == 0 && !ferror(stdout)) {
    return status;
  }
  text_complain("standard output: %s", strerror(errno));
  return status == CLI_DONE ? CLI_FAILED : status;
}

/* The name of a table's option nearest to a misspelt one, or NULL. */
static const char *nearest_option(const CommandOption *options, const char *text) {
  const char *words[COMMAND_OPTIONS_MAX + 3] = {"help", "version", NULL};
  for (size_t i = 0; options[i].name != NULL; i++) {
    words[i + 2] = options[i].name;
    words[i + 3] = NULL;
  }
  char *name = mem_copy_bytes(text, strcspn(text, "="));
  const char *nearest = word_nearest(words, name);
  free(name);
  return nearest;
}

/* Complains about an option that getopt refused. text: as it was typed. */
static int refuse_option(const Command *command, const CommandOption *options, int found,
                         const char *text) {
  if (optopt >= OPTION_FIRST) {
    const CommandOption *option = &options[optopt - OPTION_FIRST];
    if (found == ':') {
      return cli_misused(command, "--%s needs a value: --%s %s", option->name, option->name,
                         _(option->argument));
    }
    return cli_misused(command, "--%s takes no value", option->name);
  }
  if (optopt >= '0' && optopt <= '9') {
    return cli_misused(command,
                       "%s is no option; before a value that begins with a hyphen write --", text);
  }
  if (optopt != 0 && optopt < OPTION_FIRST && optopt != OPTION_HELP && optopt != OPTION_VERSION) {
    return cli_misused(command, "there is no option -%c", optopt);
  }
  const char *nearest = strncmp(text, "--", 2) == 0 ? nearest_option(options, text + 2) : NULL;
  if (nearest != NULL) {
    return cli_misused(command, "there is no option %s; did you mean --%s?", text, nearest);
  }
  return cli_misused(command, "there is no option %s", text);
}

/* getopt's table for a command's options, with --help and --version behind them. */
static void make_getopt_table(const CommandOption *options,
                              struct option table[COMMAND_OPTIONS_MAX + 3]) {
  size_t count = 0;
  while (options[count].name != NULL) {
    table[count] = (struct option){
        .name = options[count].name,
        .has_arg = options[count].argument == NULL ? no_argument : required_argument,
        .val = OPTION_FIRST + (int)count,
    };
    count++;
  }
  table[count] = (struct option){.name = "help", .val = OPTION_HELP};
  table[count + 1] = (struct option){.name = "version", .val = OPTION_VERSION};
  table[count + 2] = (struct option){0};
}

static void print_version(void) {
  text_print(stdout,
             _("nightcalf (Nightcalf) %s\n"
               "License GPLv3+: GNU GPL version 3 or later <https://gnu.org/licenses/gpl.html>\n"
               "This is free software: you are free to change and redistribute it.\n"
               "There is NO WARRANTY, to the extent permitted by law.\n"),
             NIGHTCALF_VERSION);
}

/* read_options() with all of the command's options. */
static bool read_by(const Command *command, const CommandOption *options, int argc, char **argv,
                    Arguments *arguments, int *status) {
  struct option table[COMMAND_OPTIONS_MAX + 3];
  make_getopt_table(options, table);
  opterr = 0;
  optind = 0; /* glibc: begin anew */
  /* Names may stand before options; but options before a command end at the command. */
  const char *letters = command == NULL ? "+:" : ":";
  for (;;) {
    int found = getopt_long(argc, argv, letters, table, NULL);
    if (found == -1) {
      break;
    }
    if (found == OPTION_HELP || found == OPTION_VERSION) {
      if (found == OPTION_VERSION) {
        print_version();
      } else if (command == NULL) {
        help_print();
      } else {
        help_print_command(command);
      }
      *status = CLI_DONE;
      return false;
    }
    if (found < OPTION_FIRST) {
      *status = refuse_option(command, options, found, argv[optind - 1]);
      return false;
    }
    arguments->values[found - OPTION_FIRST] = optarg != NULL ? optarg : "";
  }
  arguments->names = argv + optind;
  arguments->count = argc - optind;
  return true;
}

/* Reads options into arguments; argv[0] is skipped. True to go on; else *status is the end of it:
 * help or the version was asked for and given, or the line is wrong. command NULL: options before
 * any command. */
static bool read_options(const Command *command, int argc, char **argv, Arguments *arguments,
                         int *status) {
  OptionList list;
  options_collect(command, &list);
  bool read = read_by(command, list.at, argc, argv, arguments, status);
  options_free(&list);
  return read;
}

int cli_no_command(const char *name) {
  const char *names[COMMANDS_MAX + 1] = {NULL};
  for (size_t i = 0; cli_commands[i] != NULL && i < COMMANDS_MAX; i++) {
    names[i] = cli_commands[i]->name;
  }
  const char *nearest = word_nearest(names, name);
  if (nearest != NULL) {
    return cli_misused(NULL, "there is no command \"%s\"; did you mean \"%s\"?", name, nearest);
  }
  return cli_misused(NULL, "there is no command \"%s\"", name);
}

/* Whether what comes out is for a program: then no text of it is in the person's language. */
static bool for_programs(const Command *command, const Arguments *arguments) {
  const CommandOption *option = command->options;
  for (size_t i = 0; option != NULL && option[i].name != NULL; i++) {
    bool asked = arguments->values[i] != NULL;
    if (asked && (strcmp(option[i].name, "json") == 0 || strcmp(option[i].name, "csv") == 0)) {
      return true;
    }
  }
  return false;
}

/* nightcalf without a command: the home screen, or its plain lines where there is no screen. */
static int open_home(App *app) {
  if (cli_has_screen()) {
    Error err = {{0}};
    int status = tui_main(app, NULL, &err);
    if (status != -1) {
      return status;
    }
    if (err.text[0] != '\0') {
      text_complain("%s", err.text);
    }
  }
  return plain_home(app);
}

int cli_run(App *app, int argc, char **argv) {
  Arguments arguments = {0};
  int status = CLI_DONE;
  const Command *command = cli_find(argv[0]);
  if (command == NULL) {
    return cli_no_command(argv[0]);
  }
  if (!read_options(command, argc, argv, &arguments, &status)) {
    return status;
  }
  if (command->names_max >= 0 && arguments.count > command->names_max) {
    return cli_misused(command, "one thing too many: \"%s\"", arguments.names[command->names_max]);
  }
  if (for_programs(command, &arguments)) {
    (void)setlocale(LC_MESSAGES, "C");
    (void)setlocale(LC_TIME, "C");
  }
  return command->run(app, &arguments);
}

/* Says that another program is waited for; that it is over shows by itself. */
static void tell_wait(void *context, bool waits) {
  (void)context;
  if (waits) {
    text_complain("another program is writing to your history; waiting for it");
  }
}

int cli_main(App *app, int argc, char **argv) {
  json_start();
  app->waits = (StoreWait){tell_wait, NULL};
  Arguments arguments = {0};
  int status = CLI_DONE;
  if (!read_options(NULL, argc, argv, &arguments, &status)) {
    return status;
  }
  /* The command's name stands where a program's would. */
  return arguments.count == 0 ? open_home(app) : cli_run(app, arguments.count, arguments.names);
}
