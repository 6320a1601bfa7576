/* Pictures of how a step is done. */
#ifndef NIGHTCALF_TUI_POSE_H
#define NIGHTCALF_TUI_POSE_H

#include "draw.h"
#include "nightcalf/pose.h"

/* Draws one frame of a picture in the middle of the box, as much of it as the box takes. */
void pose_draw(Frame *frame, Box box, const Pose *pose, size_t index);

#endif
