/* Between the parts of the routine editor: its state, and putting a changed text in place. */
#ifndef NIGHTCALF_CONF_ROUTINE_EDIT_H
#define NIGHTCALF_CONF_ROUTINE_EDIT_H

#include "conf/guard.h"
#include "nightcalf/edit.h"

/* Texts to go back to, or forward again. */
typedef struct TextStack {
  char **texts;
  size_t count;
  size_t bytes;
} TextStack;

struct RoutineEdit {
  const Library *library; /* borrowed; may be NULL */
  char *path;
  Document document; /* the text now; its name is the path */
  Routine *routine;  /* NULL: it has errors */
  Diagnostics findings;
  char *saved; /* what is on disk; NULL: nothing of ours */
  TextStack back;
  TextStack forward;
};

/* A text on trial, read as the program would read it. */
typedef struct EditReading {
  Document document;
  Routine *routine;
  Diagnostics findings;
  bool whole;
} EditReading;

void edit_read(const RoutineEdit *edit, const char *path, const char *text, EditReading *reading);
void edit_reading_free(EditReading *reading);
/* Makes a reading the text to be edited, and keeps the one before for undo. */
void edit_take(RoutineEdit *edit, EditReading *reading);

/* The list of steps, or of a step's choices; NULL: there is none. */
const Node *edit_steps(const Document *document);
const Node *edit_choices(const Document *document, int step);
/* The group at a place; NULL: there is no such, or it is no group. */
const Node *edit_group(const Document *document, EditPlace place);

#endif
