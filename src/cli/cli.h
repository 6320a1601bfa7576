/* What the commands share: the table they are rows of, their options, how they complain. */
#ifndef NIGHTCALF_CLI_CLI_H
#define NIGHTCALF_CLI_CLI_H

#include <stdbool.h>
#include <stddef.h>

#include "nightcalf/app.h"
#include "nightcalf/error.h"
#include "nightcalf/field.h"

/* Exit statuses, SPEC.md section 4. CLI_NOT_KEPT is what app_status() gives, CLI_NOT_DUE what
 * `nightcalf tonight` does. 4 is mem.h's. */
enum { CLI_DONE = 0, CLI_FAILED = 1, CLI_USAGE = 2, CLI_NOT_KEPT = 3, CLI_NOT_DUE = 5 };

/* One option of a command: reading it, its help and the manual follow from the row. */
typedef struct CommandOption {
  const char *name;     /* without the dashes */
  const char *argument; /* what it takes, in capitals; NULL: nothing */
  const char *sentence; /* what it does; ends with a full stop. NULL: for programs, not in help */
} CommandOption;

/* A table of rows that are options too, one a row, by their names (diary_option()). */
typedef struct CommandFields {
  const Field *table;
  const char *heading; /* for the help: "About the night" */
  const char *prefix;  /* before a name that an earlier option has: "cramp-" */
  bool always;         /* before every name */
} CommandFields;

enum { COMMAND_OPTIONS_MAX = 64 };

/* A command line, read by the command's table of options. */
typedef struct Arguments {
  const char *values[COMMAND_OPTIONS_MAX]; /* one an option, in the table's order, those of the
                                              fields behind them: NULL not given, "" given without
                                              an argument */
  char **names;                            /* what is left: routines, files, folders */
  int count;
} Arguments;

/* A command. To add one: cli/cmd_x.c with one of these, one line in cli.c, one in CMakeLists.txt.
 */
typedef struct Command {
  const char *name;
  const char *arguments;        /* as usage shows them; "" for none */
  const char *sentence;         /* what it does; ends with a full stop */
  const char *example;          /* a command line that shows it at work */
  const CommandOption *options; /* ends with a row without a name; NULL: none but --help */
  const CommandFields *fields;  /* ends with a row without a table; NULL: none */
  const char *notes;            /* paragraphs below the options in its help, or NULL */
  int names_max;                /* how many names it takes; -1: any number */
  int (*run)(App *app, const Arguments *arguments); /* returns the exit status */
} Command;

extern const Command command_run, command_now, command_list, command_show, command_check,
    command_new, command_copy, command_edit, command_set, command_remove, command_history,
    command_learn, command_settings, command_remind, command_tonight, command_doctor, command_help,
    command_log, command_review, command_report, command_export, command_import, command_backup,
    command_restore;
/* All of them in the order help lists them; NULL-terminated. */
extern const Command *const cli_commands[];
/* The command of that name, or NULL. */
const Command *cli_find(const char *name);

/* All options of a command in the order of Arguments' values: its own, then those of its fields. */
typedef struct OptionList {
  CommandOption at[COMMAND_OPTIONS_MAX + 1]; /* ends with a row without a name */
  const Field *field[COMMAND_OPTIONS_MAX];   /* the row behind it; NULL: an option of its own */
  const char *heading[COMMAND_OPTIONS_MAX];  /* of the first of some rows; else NULL */
  char *texts[2 * COMMAND_OPTIONS_MAX];      /* what the list itself owns */
  size_t count, text_count;
} OptionList;
/* command NULL: none. Free with options_free(). */
void options_collect(const Command *command, OptionList *list);
void options_free(OptionList *list);

/* Reads the command line, runs what it asks for and returns the exit status. */
int cli_main(App *app, int argc, char **argv);
/* Runs one command: argv[0] is its name, what it takes is behind. */
int cli_run(App *app, int argc, char **argv);
/* Says so where others may see the record. */
void cli_tell_rights(const App *app);
/* Says, once, what became of a record that this run found broken, and what to do. */
void cli_tell_mended(App *app);
/* Writes out what standard output still holds. A failure is told, and turns a status of 0 into
 * CLI_FAILED. */
int cli_close_output(int status);

/* Says what is wrong with the command line and where its help is. command may be NULL. Returns
 * CLI_USAGE. */
int cli_misused(const Command *command, const char *format, ...) PRINTF_LIKE(2, 3);
/* Says that there is no such command, and which one is near. Returns CLI_USAGE. */
int cli_no_command(const char *name);
/* The findings on standard error, one a line, as a compiler gives them. */
void cli_print_findings(const Diagnostics *diagnostics);
/* Loads a routine by id or path; when it is broken all its findings go to standard error, and NULL
 * comes back. */
Routine *cli_load(const App *app, const char *name);
/* The same, adapted to the profile; *what says how, to be freed whatever comes back. NULL also when
 * nothing of it is left, which is said with what may be done in its place. */
Routine *cli_load_adapted(const App *app, const char *name, Adaptation *what);
/* What to do when a clinician has agreed to stretching; behind app_stretches_left_out. */
extern const char cli_once_agreed[];
/* Whether the curses screens have a terminal to show themselves on: input and output are one, and
 * TERM names more than a dumb one. */
bool cli_has_screen(void);
/* How many columns text is wrapped to: the terminal's, or 78 where standard output is none. */
int cli_columns(void);

/* The general help, and one command's; on standard output. */
void help_print(void);
void help_print_command(const Command *command);

#endif
