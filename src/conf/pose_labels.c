/* The words inside pictures: found by their letters, since a picture is drawn of other signs, and
 * put into another language without moving anything else. Contract: pose_labels.h. */
#include "conf/pose_labels.h"

#include <stdlib.h>
#include <string.h>

#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"

enum { FIRST_LETTERS = 3, MORE_LETTERS = 2 };

/* Where labels are said to stand, for whoever translates them. */
static const char context[] = "picture";

/* A row as its columns: each character of a picture takes one. */
typedef struct Cells {
  const char *at[POSE_COLUMNS_MAX + 1]; /* where each begins, and the end */
  int count;
} Cells;

static Cells cells_of(const char *row) {
  Cells cells = {0};
  for (; *row != '\0' && cells.count < POSE_COLUMNS_MAX; cells.count++) {
    cells.at[cells.count] = row++;
    while (((unsigned char)*row & 0xC0U) == 0x80) {
      row++;
    }
  }
  cells.at[cells.count] = row;
  return cells;
}

static bool is_letter(const Cells *cells, int column) {
  if (column >= cells->count) {
    return false;
  }
  char letter = *cells->at[column];
  return (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z');
}

static bool is_blank(const Cells *cells, int column) {
  return column >= 0 && column < cells->count && *cells->at[column] == ' ';
}

static int letters_from(const Cells *cells, int column) {
  int end = column;
  while (is_letter(cells, end)) {
    end++;
  }
  return end - column;
}

/* The blanks on both sides; one of them stays before whatever comes next. */
static void find_room(const Cells *cells, PoseLabel *label) {
  int before = label->from;
  while (is_blank(cells, before - 1)) {
    before--;
  }
  int after = label->to;
  while (is_blank(cells, after)) {
    after++;
  }
  bool ends = after == cells->count;
  int left = label->from - before;
  int right = after - label->to;
  label->led = !ends && right <= 1;
  label->left = before == 0 || left == 0 ? left : left - 1;
  label->right = ends ? POSE_COLUMNS_MAX - label->to : right > 0 ? right - 1 : 0;
}

bool pose_label_find(const char *row, int column, PoseLabel *label) {
  Cells cells = cells_of(row);
  int letters = 0;
  while (column < cells.count && (letters = letters_from(&cells, column)) < FIRST_LETTERS) {
    column += letters + 1;
  }
  if (column >= cells.count) {
    return false;
  }
  *label = (PoseLabel){.from = column, .to = column + letters};
  while (is_blank(&cells, label->to) &&
         (letters = letters_from(&cells, label->to + 1)) >= MORE_LETTERS) {
    label->to += 1 + letters;
  }
  find_room(&cells, label);
  return true;
}

char *pose_label_text(const char *row, const PoseLabel *label) {
  Cells cells = cells_of(row);
  return mem_copy_bytes(cells.at[label->from],
                        (size_t)(cells.at[label->to] - cells.at[label->from]));
}

/* Where a text of that width begins in the place of the label; -1: it does not fit. */
static int place_for(const PoseLabel *label, int width) {
  int more = width - (label->to - label->from);
  if (more > label->left + label->right) {
    return -1;
  }
  if (more <= 0) {
    return label->led ? label->from - more : label->from;
  }
  int kept = label->led ? label->left : label->right; /* the side it grows to first */
  int first = more < kept ? more : kept;
  return label->from - (label->led ? first : more - first);
}

/* Puts a text into the row at a column; the label's other columns become blank. */
static void put_text(char **row, const PoseLabel *label, const char *text, int at, int width) {
  Cells cells = cells_of(*row);
  int from = at < label->from ? at : label->from;
  int until = at + width > label->to ? at + width : label->to;
  const char *rest = cells.at[until < cells.count ? until : cells.count];
  char *longer = mem_format("%.*s%*s%s%*s%s", (int)(cells.at[from] - *row), *row, at - from, "",
                            text, *rest == '\0' ? 0 : until - at - width, "", rest);
  free(*row);
  *row = longer;
}

void pose_row_translate(char **row, bool ascii) {
  PoseLabel label;
  for (int column = 0; pose_label_find(*row, column, &label);) {
    char *english = pose_label_text(*row, &label);
    const char *found = language_in(context, english);
    char *text = text_safe(found, ascii);
    int width = text_width(text);
    int at = strcmp(found, english) == 0 ? -1 : place_for(&label, width);
    if (at >= 0) {
      put_text(row, &label, text, at, width);
    }
    column = at >= 0 && at + width > label.to ? at + width : label.to;
    free(text);
    free(english);
  }
}
