/* A page of sections and figures for people, as plain lines or as Markdown. */
#ifndef NIGHTCALF_CLI_PAPER_H
#define NIGHTCALF_CLI_PAPER_H

#include <stdbool.h>

/* How a page is written, on standard output. */
typedef struct Paper {
  bool markdown;
  int columns; /* plain lines are wrapped to so many */
  int label;   /* columns of the labels of plain items */
  bool begun;  /* something stands on it */
} Paper;

/* The page's own title. */
void paper_title(Paper *paper, const char *text);
/* The heading of what follows. */
void paper_section(Paper *paper, const char *text);
/* "Cramps per week   4.2 (95% CI 3.1 to 5.3), 52 nights". */
void paper_item(Paper *paper, const char *label, const char *text);
/* The same with a text that is made for it, which is freed. */
void paper_item_owned(Paper *paper, const char *label, char *text);
/* A paragraph; indent: of plain lines. */
void paper_text(Paper *paper, int indent, const char *text);
void paper_text_owned(Paper *paper, int indent, char *text);

#endif
