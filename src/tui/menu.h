/* A list of lines one of which is marked: choices, questions, routines, things to tick. */
#ifndef NIGHTCALF_TUI_MENU_H
#define NIGHTCALF_TUI_MENU_H

#include "draw.h"

/* Moves the mark by a number of lines, no further than the ends. */
void menu_move(size_t *selected, size_t count, int by);
/* The first line that menu_draw() shows in so many rows. Where the list is longer than those it
 * stays as it was in the drawing before, so that the mark moves and not all that is around it,
 * until less than a line would be seen beyond the mark; a mark that was far away, or is seen for
 * the first time, is near the middle. */
size_t menu_first(Frame *frame, size_t count, size_t selected, size_t rows);
/* A title with what must be seen behind it: the title is cut, not that. Release with free(). */
char *menu_line(const char *title, const char *marks, int columns, bool ascii);
/* Says at the right end of a list's box whether there is more above or below. */
void menu_more(Frame *frame, Box box, bool above, bool below);
/* Draws as many lines as the box takes, so that the marked one is among them, "> " before it. The
 * hardware cursor rests on the mark. numbered: each line has its number, which is a key. Returns
 * the rows used. */
int menu_draw(Frame *frame, Box box, const char *const *lines, size_t count, size_t selected,
              bool numbered);
/* The same, numbered, of answers out of a table: they are looked up in the user's language. */
int menu_answers(Frame *frame, Box box, const char *const *answers, size_t count, size_t selected);
/* Two texts in a line: the second begins at that column where the first leaves it room. Release
 * with free(). */
char *menu_columns(const char *first, int column, const char *second);

#endif
