/* Pictures of how a step is done: a text file each, with one or more frames in block characters and
 * the same in ASCII. */
#ifndef NIGHTCALF_POSE_H
#define NIGHTCALF_POSE_H

#include <stdbool.h>
#include <stddef.h>

#include "nightcalf/error.h"
#include "nightcalf/field.h"

enum {
  POSE_COLUMNS_MAX = 30,
  POSE_ROWS_MAX = 12,
  POSE_FRAMES_MAX = 8,
  POSE_FILE_MAX = 8 * 1024 /* bytes */
};

/* A picture. The file: "# " and the same in words; the frames with a line "~" between two; a line
 * "="; as many frames in ASCII. Each character is one column wide. */
typedef struct Pose {
  char *words;                         /* never empty */
  TextList frames[2][POSE_FRAMES_MAX]; /* [ascii]: the rows of each frame */
  size_t frame_count;                  /* at least 1 */
  int columns, rows;                   /* of the largest frame, in ASCII or not */
} Pose;

/* Reads NAME.txt of a folder. False with err, and *pose empty: there is none, or it is not as
 * above. */
bool pose_load(const char *folder, const char *name, Pose *pose, Error *err);
/* The same from memory. */
bool pose_parse(const char *bytes, size_t length, Pose *pose, Error *err);
/* Puts its words into the user's language, and the labels in its frames where there is room. */
void pose_translate(Pose *pose);
void pose_free(Pose *pose);

#endif
