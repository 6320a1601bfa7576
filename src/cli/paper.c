/* A page of sections and figures for people, as plain lines or as Markdown. Contract: paper.h. */
#include "paper.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/mem.h"
#include "nightcalf/text.h"
#include "phrase.h"

/* Letters that mean something in Markdown wherever they stand. */
static const char marks[] = "\\`*_[]<>|";

/* A copy in which no letter is taken for Markdown. Release with free(). */
static char *escaped(const char *text) {
  char *copy = mem_new(strlen(text) * 2 + 1, 1);
  char *to = copy;
  for (; *text != '\0'; text++) {
    if (strchr(marks, *text) != NULL) {
      *to++ = '\\';
    }
    *to = *text;
    if (*to == '\n') {
      *to = ' ';
    }
    to++;
  }
  return copy;
}

/* Lines with so many columns before each but the first, which the caller has begun at that column.
 */
static void print_wrapped(const Paper *paper, int indent, const char *text) {
  size_t count = 0;
  char **lines = text_wrap(text, paper->columns - indent, &count);
  for (size_t i = 0; i < count; i++) {
    text_print(stdout, "%*s%s\n", i == 0 ? 0 : indent, "", lines[i]);
  }
  text_lines_free(lines, count);
}

/* A label, and blanks up to where its text begins: on the next line where it is too wide. */
static void print_label(const Paper *paper, const char *label) {
  bool fits = text_width(label) < paper->label;
  text_print(stdout, fits ? "  %s%*s" : "  %s\n%*s", label,
             fits ? phrase_gap(label, paper->label) : paper->label + 2, "");
}

void paper_title(Paper *paper, const char *text) {
  char *safe = paper->markdown ? escaped(text) : mem_copy(text);
  text_print(stdout, "%s%s\n", paper->markdown ? "# " : "", safe);
  free(safe);
  paper->begun = true;
}

void paper_section(Paper *paper, const char *text) {
  text_print(stdout, paper->begun ? "\n%s%s\n" : "%s%s\n", paper->markdown ? "## " : "", text);
  text_print(stdout, "%s", paper->markdown ? "\n" : "");
  paper->begun = true;
}

void paper_item(Paper *paper, const char *label, const char *text) {
  if (paper->markdown) {
    char *safe = escaped(text);
    text_print(stdout, "- **%s**: %s\n", label, safe);
    free(safe);
  } else {
    print_label(paper, label);
    print_wrapped(paper, paper->label + 2, text);
  }
  paper->begun = true;
}

void paper_item_owned(Paper *paper, const char *label, char *text) {
  paper_item(paper, label, text);
  free(text);
}

void paper_text(Paper *paper, int indent, const char *text) {
  if (paper->markdown) {
    char *safe = escaped(text);
    text_print(stdout, "\n%s\n", safe);
    free(safe);
  } else {
    text_print(stdout, "%*s", indent, "");
    print_wrapped(paper, indent, text);
  }
  paper->begun = true;
}

void paper_text_owned(Paper *paper, int indent, char *text) {
  paper_text(paper, indent, text);
  free(text);
}
