/* A process of its own that nobody has to wait for. */
#ifndef NIGHTCALF_OS_DETACH_H
#define NIGHTCALF_OS_DETACH_H

#include <sys/types.h>

/* Forks a process that belongs to nobody: in a session of its own, signals as a shell leaves them,
 * descriptors 0 to 2 at /dev/null and all others closed but keep (-1: none). So it holds neither a
 * lock nor the record. Returns 0 in it, which must end by _exit(); 1 in the caller; -1: it could
 * not be made. */
int detach(int keep);

#endif
