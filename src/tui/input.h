/* Keys from the terminal: what curses does not know (reports, replies, broken sequences) is
 * swallowed, and pasted text is told apart from keys. */
#ifndef NIGHTCALF_TUI_INPUT_H
#define NIGHTCALF_TUI_INPUT_H

#include <curses.h>
#include <stdbool.h>

typedef enum InputState {
  INPUT_KEYS,
  INPUT_ESCAPE,     /* after Esc: a key of its own, or the start of a sequence */
  INPUT_SEQUENCE,   /* inside a control sequence, up to its final byte */
  INPUT_STRING,     /* inside a reply in words, up to BEL or Esc \ */
  INPUT_STRING_END, /* after the Esc of that */
  INPUT_PASTE,
  INPUT_PASTE_ESCAPE /* after an Esc within it */
} InputState;

typedef struct Input {
  InputState state;
  int length; /* of the sequence so far */
  int lone;   /* Escs within a paste that nothing followed, in a row */
  int skip;   /* bytes of an old mouse report still to come */
} Input;

typedef enum InputKind { INPUT_NONE, INPUT_KEY, INPUT_PASTED } InputKind;

/* After newterm() and keypad(). */
void input_start(Input *input);
/* Takes one thing that wget_wch() returned, with its result; *key is filled for KEY (as keys.h has
 * it) and PASTED (a character). */
InputKind input_take(Input *input, int result, wint_t got, int *key);
/* Nothing more is there now: an Esc that waited for company is a key. */
InputKind input_pause(Input *input, int *key);

#endif
