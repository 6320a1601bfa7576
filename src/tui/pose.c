/* Pictures: rows of text in a box. All frames stand in the same place, so that one that follows
 * another does not jump. */
#include "pose.h"

void pose_draw(Frame *frame, Box box, const Pose *pose, size_t index) {
  const TextList *rows = &pose->frames[frame->ascii][index];
  int row = box.row + (box.rows - pose->rows) / 2;
  Box line = {row, box.column + (box.columns - pose->columns) / 2, 1, pose->columns};
  for (size_t i = 0; i < rows->count && line.row < box.row + box.rows; i++) {
    draw_text(frame, line, ROLE_FAINT, ALIGN_LEFT, rows->at[i]);
    line.row++;
  }
}
