/* The words inside pictures: where they stand, and how many columns another language has there. */
#ifndef NIGHTCALF_CONF_POSE_LABELS_H
#define NIGHTCALF_CONF_POSE_LABELS_H

#include <stdbool.h>
#include <stddef.h>

#include "nightcalf/pose.h"

/* A label of a row: "heel down". */
typedef struct PoseLabel {
  int from, to;    /* columns of the row; to: the one behind its last */
  int left, right; /* blanks that it may grow into, to either side */
  bool led;        /* what it explains stands to its right: it grows to the left */
} PoseLabel;

/* The row's first label from a column on; false when there is none. A label begins with a word of
 * three letters or more. */
bool pose_label_find(const char *row, int column, PoseLabel *label);
/* The label's text. Release with free(). */
char *pose_label_text(const char *row, const PoseLabel *label);
/* Puts the labels of a row into the user's language, each where its translation fits; without that
 * it stays. ascii: the row is to hold nothing else. *row: owned. */
void pose_row_translate(char **row, bool ascii);

#endif
