/* Runs the built program as a shell would, in a folder of the test's own. */
#ifndef TESTS_PROGRAM_H
#define TESTS_PROGRAM_H

#include <sys/types.h>

/* How a run ended and what it said. */
typedef struct Said {
  int status; /* the exit status; of a signal 128 and its number */
  char *out;
  char *err;
} Said;

enum { PROGRAM_ARGUMENTS_MAX = 40 };

/* Points HOME and the XDG folders into temp_folder_make()'s folder, TERM to dumb; settings and data
 * are empty. */
void program_set_up(void);
/* The same with the folder of own routines made, which holds one file. */
void program_set_up_routine(const char *name, const char *content);
/* Runs the program with these arguments, NULL-terminated; input: what it reads, NULL: /dev/null. */
Said program_run(const char *input, const char *const *arguments);
/* program_run() with the arguments in place. */
#define RUN(input, ...) program_run((input), (const char *const[]){__VA_ARGS__, NULL})
void said_free(Said *said);

/* A run that the test talks with. */
typedef struct Program {
  pid_t pid;
  int in; /* -1 once closed */
  int out;
  char *seen; /* all of its output so far */
  size_t length;
} Program;

Program program_start(const char *const *arguments);
#define START(...) program_start((const char *const[]){__VA_ARGS__, NULL})
/* The same at a terminal. */
Program program_start_at_terminal(const char *const *arguments);
#define START_AT_TERMINAL(...) program_start_at_terminal((const char *const[]){__VA_ARGS__, NULL})
/* Reads until this text has come; fails the test when the program ends before. */
void program_wait_for(Program *program, const char *text);
void program_type(Program *program, const char *text);
/* Reads to the end of output and waits; the status as in Said. */
int program_end(Program *program);

#endif
