/* Routine files made up for tests of the editor: in every layout that a person might write, with
 * numbered comments of which it is known to what they belong. Nothing here reads a file: all is
 * known from having written it. */
#ifndef TESTS_EDIT_FILES_H
#define TESTS_EDIT_FILES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MADE_STEPS_MAX = 6, MADE_SETTINGS_MAX = 8, MADE_COMMENTS_MAX = 200, MADE_NOBODY = -1 };

/* A setting as it was written. */
typedef struct MadeSetting {
  const char *name;
  size_t start; /* of the name */
  size_t value; /* of the value */
  size_t value_end;
} MadeSetting;

typedef struct MadeStep {
  size_t start; /* of its brace */
  size_t end;
  MadeSetting settings[MADE_SETTINGS_MAX];
  int count;
  const char *kind;
  int choices; /* how many; 0: it is no prompt */
} MadeStep;

/* Comment n is "cN." in the text. */
typedef struct MadeComment {
  int step;    /* whose it is, or MADE_NOBODY */
  int setting; /* of that step, or MADE_NOBODY */
} MadeComment;

typedef struct Made {
  char *text;
  size_t length;
  size_t room;
  uint64_t random;
  MadeStep steps[MADE_STEPS_MAX];
  int step_count;
  MadeComment comments[MADE_COMMENTS_MAX];
  int comment_count;
  size_t list;     /* of the opening bracket of the steps */
  size_t list_end; /* behind the closing one */
  const char *line_end;
  const char *indent;
  const char *equals;
  const char *separator;
  int layout; /* of the list: see edit_files.c */
} Made;

/* A number below limit; the same ones for the same seed. */
unsigned made_random(Made *made, unsigned limit);
/* The file of that number. Free with made_free(). */
void made_file(Made *made, uint64_t number);
void made_free(Made *made);
/* The numbers of the comments in a text, in order, ended by -1. Release with free(). */
int *made_comments_in(const char *text);

#endif
