/* Output that takes nothing (Ctrl-S, a stuck connection, a pipe nobody reads) must not keep a
 * signal waiting that ends the program. Private to os. */
#ifndef OS_STALL_H
#define OS_STALL_H

#include <stdbool.h>

/* Sets the handler of SIGALRM. */
void stall_prepare(void);
/* Watches from now on, or no more. Watched code may write to standard output: when it is stuck
 * there while a signal to end is pending, the output is let go within half a second. */
void stall_watch(bool on);
/* Watches until the process ends, as if a signal to end were pending all the time: for what is
 * still written after the loop. */
void stall_end(void);

#endif
