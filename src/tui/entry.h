/* A line of text that is typed: a field of the library of forms (formw), scrolled sideways when it
 * is longer than its box. */
#ifndef NIGHTCALF_TUI_ENTRY_H
#define NIGHTCALF_TUI_ENTRY_H

#include "draw.h"

/* Zero-initialise; free with entry_free(). Typing into it needs curses to be started. */
typedef struct Entry {
  struct EntryField *field; /* NULL: nothing was typed yet */
  size_t bytes;             /* as UTF-8 */
} Entry;

void entry_free(Entry *entry);
/* Types a key into it: characters, Backspace, Delete, left, right, Home, End, and Ctrl-U, which
 * empties it. False when the key means nothing here. What must not reach a terminal or the record
 * is not taken, nor what would make it longer than TEXT_BYTES_MAX. */
bool entry_key(Entry *entry, int key);
/* Types text at the cursor; NULL types nothing. */
void entry_put(Entry *entry, const char *text);
/* The text in UTF-8, without blanks at its end. Release with free(). */
char *entry_text(const Entry *entry);
/* Draws it in the box's first row; when focused, the hardware cursor is put at its place in it. */
void entry_draw(Frame *frame, Box box, const Entry *entry, bool focused);

#endif
