/* How much text a routine makes, for the limit that keeps a snapshot readable. */
#ifndef NIGHTCALF_CONF_ROUTINE_WRITE_H
#define NIGHTCALF_CONF_ROUTINE_WRITE_H

#include <stddef.h>

#include "nightcalf/routine.h"

/* Bytes of the step's text in routine_write(), and of those that could take its place. */
size_t routine_step_size(const Routine *routine, const Step *step);

#endif
