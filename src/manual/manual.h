/* The manual pages and the completions, made from the tables that the program itself reads. A
 * program of the build: nothing of this is in nightcalf. */
#ifndef NIGHTCALF_MANUAL_MANUAL_H
#define NIGHTCALF_MANUAL_MANUAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "cli/cli.h"

/* What completes a word of a command line. */
typedef enum Source {
  SOURCE_NOTHING,  /* only the person knows it: a date, a number, a new name */
  SOURCE_WORD,     /* itself: "status" */
  SOURCE_ROUTINE,  /* the routines there are */
  SOURCE_STEP,     /* the steps of the routine that was named, as ROUTINE/STEP */
  SOURCE_FILE,     /* files and folders */
  SOURCE_CARD,     /* the information cards */
  SOURCE_COMMAND,  /* the commands */
  SOURCE_SETTING,  /* the settings of the program */
  SOURCE_KEY,      /* the settings of a routine, a step, a choice */
  SOURCE_VALUE,    /* what a setting of the program may be */
  SOURCE_KEY_VALUE /* what a setting of a routine or step may be */
} Source;

enum { PLACES_MAX = 3, PLACE_SOURCES_MAX = 8, WORD_SIZE = 24 };

/* What may stand at one place behind a command. */
typedef struct Place {
  struct {
    Source source;
    char word[WORD_SIZE]; /* of a SOURCE_WORD */
  } at[PLACE_SOURCES_MAX];
  size_t count;
} Place;

/* The places behind a command, from the usage in its row. */
typedef struct Places {
  Place at[PLACES_MAX];
  size_t count;
  bool repeats; /* the last one again and again */
} Places;

/* Reads a command's usage. False: it has a word in capitals that is not known here, *unknown; add
 * it to the table of usage.c. */
bool places_read(const Command *command, Places *places, char unknown[WORD_SIZE]);
/* What an option takes, of the same words; SOURCE_NOTHING where it is not known. */
Source option_source(const CommandOption *option);
/* The words that a value may be: those of its table, "true" and "false" of a flag; NULL where any
 * may stand. */
const char *const *value_words(const Field *field);
/* What else completes a value: the name in a setting of the program is a routine's. */
Source value_source(const Field *field);
/* Every row that a routine file may hold, one of each name, beginning at *at = 0; NULL at the
 * end. */
const Field *routine_key(size_t *at);

/* Text in sentences, each on lines of its own, as mdoc wants it; a newline ends a paragraph. */
void mdoc_text(FILE *page, const char *text);
/* A line that begins with a macro; each argument is one word of it, quoted where it must be. The
 * last one is NULL. */
void mdoc_line(FILE *page, const char *macro, ...);
/* A command's usage behind an .It: words in capitals as arguments, the others as they are typed. */
void mdoc_usage(FILE *page, const Command *command);
/* Text in lines that stay as they are. */
void mdoc_display(FILE *page, const char *text);
/* The rows of a table as a list. */
void mdoc_fields(FILE *page, const Field *table);

/* The files that are written. date: "November 22, 2026"; only pages have one. */
void page_program(FILE *page, const char *date);
void page_routine(FILE *page, const char *date);
void complete_bash(FILE *file, const char *date);
void complete_zsh(FILE *file, const char *date);
void complete_fish(FILE *file, const char *date);

/* A text in single quotes, for every shell. */
void shell_quoted(FILE *file, const char *text);
/* What stands for a source in a completion file: "routine". */
const char *source_name(Source source);
/* The functions that bash and zsh share: what the tables say, one word or "word:sentence" a line.
 */
void shell_tables(FILE *file);

#endif
