/* Starting another program as a child that is waited for. */
#ifndef NIGHTCALF_OS_PROGRAM_H
#define NIGHTCALF_OS_PROGRAM_H

#include <signal.h>
#include <sys/types.h>

/* The status of a program that a signal ended: this, and the signal's number. */
enum { SIGNAL_STATUS = 128 };

/* Starts argv[0], looked for on PATH, with no signal blocked and those of defaults as a shell
 * leaves them. output -1: it has our descriptors and is of our session. Otherwise it reads nothing,
 * says everything into that descriptor, and is the head of a session of its own. Returns 0, or what
 * errno would say. */
int program_spawn(const char *const argv[], const sigset_t *defaults, int output, pid_t *pid);
/* What a shell would say of an end that waitpid() told: 0 to 255. */
int program_status(int ended);

#endif
