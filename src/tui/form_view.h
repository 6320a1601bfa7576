/* The screen of a form: what its two files share. */
#ifndef NIGHTCALF_TUI_FORM_VIEW_H
#define NIGHTCALF_TUI_FORM_VIEW_H

#include "form.h"
#include "form_row.h"

/* What the marked line is, each with its own keys. */
typedef enum FormMoment {
  FORM_LINE,
  FORM_LINES,
  FORM_PICK,
  FORM_OPENS,
  FORM_TICKS, /* unfolded */
  FORM_FIXED
} FormMoment;

extern const ActionList form_lists[];

typedef struct Form {
  char *title;
  char *sentence; /* or NULL */
  FormRow *rows;
  size_t count;
  size_t row; /* that is marked, and of its lines which one */
  size_t line;
  int scroll;
  int page;      /* lines shown at the last drawing */
  bool leaving;  /* asked whether what was changed may be lost */
  Error problem; /* of the marked row, until a key is pressed */
  char *note;    /* of the owner, about the values as they are */
  bool noted;    /* note is of these values */
  FormOwner owner;
} Form;

FormMoment form_moment(const Form *form);
/* Asks the owner what comes of the values, if they have changed since. */
void form_note(Form *form);
void form_draw(Tui *tui, void *state, Frame *frame);

#endif
