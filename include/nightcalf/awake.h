/* Asking the desktop not to blank or lock the screen. */
#ifndef NIGHTCALF_AWAKE_H
#define NIGHTCALF_AWAKE_H

/* Asks, in a process of its own: nothing here waits for an answer, and where there is nobody to ask
 * nothing happens. The wish holds until awake_end(), or until we are gone. Returns what awake_end()
 * takes; -1: there is no desktop, or this program was built without D-Bus. */
int awake_begin(void);
/* Takes it back; -1 is allowed and becomes the value. */
void awake_end(int *handle);

#endif
