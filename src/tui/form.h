/* A form over a field table: one line a setting, in the words and with the limits of the loader. It
 * is a screen of its own: rows come in by a table, what was changed goes out as literals, or as it
 * was typed. */
#ifndef NIGHTCALF_TUI_FORM_H
#define NIGHTCALF_TUI_FORM_H

#include "nightcalf/edit.h"
#include "tui.h"

/* Where a form's values come from and go to. Every function gets the context; those that are NULL
 * have nothing to do. */
typedef struct FormOwner {
  void *context;
  /* Nothing of it stands in a file yet: what value() gives are suggestions, and every row that is
   * not empty is a change. */
  bool fresh;
  /* The table is one of the diary's (diary.h): a change goes out as it was typed, "" where nothing
   * is said any more, and accept() reads it. */
  bool typed;
  /* What is set, as a person types it (edit_value()); NULL: not set. The form frees it. */
  char *(*value)(void *context, const Field *field);
  /* What holds while it is not set, shown faintly. NULL, or no such function: the table's default.
   * The form frees it. */
  char *(*holds)(void *context, const Field *field);
  /* Opens the screen of a row of CHOICES. NULL: its answers are typed, one a line. */
  void (*open)(Tui *tui, void *context, const Field *field);
  /* Takes what was changed, if anything (a fresh form: always); literal NULL: the setting is to go.
   * Each literal has passed field_literal(), unless the owner has them as typed. False with err,
   * and in *key the row at fault, if one is: the form stays, the mark on that row, the message
   * below. Opens no screen. */
  bool (*accept)(Tui *tui, void *context, const EditChange *changes, size_t count, const char **key,
                 Error *err);
  /* What comes of it all, in a few words beside the title ("2:42 in all"), asked for whenever the
   * values have changed and each can be one. The form frees it. */
  char *(*note)(void *context, const EditChange *changes, size_t count);
  /* The terminal is gone, or the form must go unasked: keeps what it can of what was typed. */
  void (*rescue)(void *context, const EditChange *changes, size_t count);
  /* After it was accepted, with or without a change, and has closed: may open another screen. */
  void (*accepted)(Tui *tui, void *context);
  /* The form is gone, one way or the other: frees the context. */
  void (*close)(void *context);
} FormOwner;

/* The tables of a form; any may be NULL. Rows that are required come first, those of the last table
 * before the others; then the rest in order. Rows of STEPS are left out. */
typedef struct FormTables {
  const Field *at[3];
} FormTables;

/* Opens a form under a title and a sentence about the whole (or NULL). Enter takes it, Esc leaves
 * it and asks again where something was typed. */
void form_open(Tui *tui, const char *title, const char *sentence, FormTables tables,
               FormOwner owner);
/* What a struct of the field table holds, in the words of its row: for holds(). NULL: nothing worth
 * a word. Release with free(). */
char *form_words(const Field *field, const void *object);

#endif
