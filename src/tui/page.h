/* A page of text, wrapped, that may be longer than its box and is then scrolled. */
#ifndef NIGHTCALF_TUI_PAGE_H
#define NIGHTCALF_TUI_PAGE_H

#include "draw.h"

typedef struct PageLine {
  Role role;
  char *label; /* stands before the text, in the faint role; or NULL */
  int indent;  /* columns before the text */
  char *text;
} PageLine;

/* Zero-initialise but for width; free with page_free(). */
typedef struct Page {
  int width; /* columns to wrap to */
  PageLine *lines;
  size_t count;
} Page;

void page_free(Page *page);
/* Adds text, wrapped; nothing when it is NULL or empty. */
void page_text(Page *page, Role role, const char *text);
void page_format(Page *page, Role role, const char *format, ...) PRINTF_LIKE(3, 4);
/* Adds text in a column of its own, indent columns from the left, with a label before it. */
void page_label(Page *page, Role role, const char *label, int indent, const char *text);
/* Adds an empty line, unless the page is empty or ends in one. */
void page_gap(Page *page);
/* Draws as much as the box takes, from line *scroll on; *scroll is brought into range. At the right
 * end a mark says that there is more above or below. scroll NULL: from the first line, unmarked. */
void page_draw(Frame *frame, const Page *page, Box box, int *scroll);

#endif
