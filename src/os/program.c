/* The attributes that another program is started with, and what its end means. Contract: program.h.
 */
#include "program.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

int program_spawn(const char *const argv[], const sigset_t *defaults, int output, pid_t *pid) {
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_t actions;
  sigset_t open;
  sigemptyset(&open);
  int reason = posix_spawnattr_init(&attributes);
  if (reason != 0) {
    return reason;
  }
  reason = posix_spawn_file_actions_init(&actions);
  if (reason != 0) {
    posix_spawnattr_destroy(&attributes);
    return reason;
  }
  short session = output < 0 ? 0 : POSIX_SPAWN_SETSID;
  posix_spawnattr_setflags(&attributes,
                           (short)(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | session));
  posix_spawnattr_setsigmask(&attributes, &open);
  posix_spawnattr_setsigdefault(&attributes, defaults);
  if (output >= 0) {
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO);
  }
  reason = posix_spawnp(pid, argv[0], &actions, &attributes, (char *const *)(void *)argv, environ);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  return reason;
}

int program_status(int ended) {
  return WIFSIGNALED(ended) ? SIGNAL_STATUS + WTERMSIG(ended) : WEXITSTATUS(ended);
}
