/* One row of a form: a setting of the field table, as it is typed, cycled through or ticked.
 * Private to the form. */
#ifndef NIGHTCALF_TUI_FORM_ROW_H
#define NIGHTCALF_TUI_FORM_ROW_H

#include "entry.h"
#include "nightcalf/error.h"
#include "nightcalf/field.h"

typedef enum RowShape {
  ROW_LINE,  /* one line to type */
  ROW_LINES, /* a line a text, and an empty one for the next */
  ROW_PICK,  /* one of a few words */
  ROW_TICKS, /* some of a few words: a line that unfolds */
  ROW_OPENS, /* has a screen of its own */
  ROW_FIXED  /* what this terminal could not give back as it was: shown, never changed */
} RowShape;

typedef struct FormRow {
  const Field *field;
  RowShape shape;
  bool needed; /* it must say something: nothing holds otherwise */
  char *holds; /* while it is not set; NULL: nothing worth a word */
  char *first; /* what it said at first, by row_plain() */
  Entry *lines;
  size_t line_count;
  const char *const *options; /* PICK, TICKS */
  const char *const *words;   /* the same as a person reads them, by row_word() */
  size_t option_count;
  size_t picked;  /* PICK: an option; option_count: none */
  size_t *ticked; /* TICKS: options in the order in which they were ticked */
  size_t tick_count;
  bool unfolded;
  char *shown; /* OPENS, FIXED; of PICK and TICKS a value that is none of the options; or NULL */
} FormRow;

/* Makes a row that says value (NULL: nothing); takes it and holds over. opens: what it stands for
 * has a screen of its own, and value is what is shown of it. */
void row_init(FormRow *row, const Field *field, bool opens, char *value, char *holds);
void row_free(FormRow *row);
/* What the row says, as a person types it: texts with line breaks between them. Release with
 * free(). */
char *row_plain(const FormRow *row);
/* The same in the words that a person reads. Release with free(). */
char *row_shown(const FormRow *row);
/* An option as a person reads it. */
const char *row_word(const FormRow *row, size_t option);
/* A value of a field, in the words of its row, as a person reads it. Release with free(). */
char *row_words(const Field *field, const char *plain);
/* Whether it says something else than at first. */
bool row_changed(const FormRow *row);
/* The same as a file writes it; *literal NULL: it says nothing, so that the setting is to go. False
 * with err: it can be no value. Release with free(). */
bool row_literal(const FormRow *row, char **literal, Error *err);
/* The lines it takes in the form, those that are unfolded among them. */
size_t row_lines(const FormRow *row);
/* Types a key at a line. False: it means nothing there. */
bool row_type(FormRow *row, size_t line, int key);
/* The option before or after; from none it goes to what holds. */
void row_cycle(FormRow *row, int by);
bool row_ticked(const FormRow *row, size_t option);
void row_tick(FormRow *row, size_t option);
/* Puts an empty line behind one. False: there is no room for more. */
bool row_add_line(FormRow *row, size_t line);
/* Its label in the user's language; else what the catalogue has for "avoid_if" in the context
 * "setting", or "Avoid if". Release with free(). */
char *row_name(const Field *field);

#endif
