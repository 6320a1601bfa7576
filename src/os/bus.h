/* D-Bus, as far as it is needed; the only door to libsystemd. Built without it, nothing is there.
 */
#ifndef NIGHTCALF_OS_BUS_H
#define NIGHTCALF_OS_BUS_H

#include <stdbool.h>

#include "nightcalf/error.h"

/* Whether there may be a bus to talk to, without talking to one. */
bool bus_is_there(void);

/* Shows a notification. text is plain: what a server would take for markup is escaped for those
 * that read it. Waits for an answer, 3 s at most. False with err. */
bool bus_notify(const char *title, const char *text, Error *err);

/* Asks the desktop, or where that cannot be asked the login manager, not to blank or lock the
 * screen while this process lives. May wait seconds for an answer. */
bool bus_keep_awake(const char *who, const char *why);

#endif
