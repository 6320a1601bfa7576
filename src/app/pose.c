/* Pictures: the user's own come before the shipped ones. */
#include "nightcalf/pose.h"
#include "nightcalf/app.h"

bool app_pose(const App *app, const char *name, Pose *pose) {
  const char *const folders[] = {app->paths.own_poses, app->paths.poses};
  *pose = (Pose){0};
  bool found = false;
  for (size_t i = 0; i < sizeof folders / sizeof folders[0] && !found; i++) {
    found = name != NULL && folders[i] != NULL && pose_load(folders[i], name, pose, NULL);
  }
  if (found) {
    pose_translate(pose);
  }
  return found;
}
