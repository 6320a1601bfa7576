/* Between the files of app: what a session and the cramp it belongs to ask of each other. */
#ifndef NIGHTCALF_APP_PRIVATE_H
#define NIGHTCALF_APP_PRIVATE_H

#include "nightcalf/app.h"

/* The cramp belongs to the session that starts. False: none was begun for it. */
bool cramp_join(App *app);
/* A step of the session has ended: takes from its answers what they say about the cramp. */
void cramp_hear_step(App *app, int step);
/* The session is over: so is the clock. */
void cramp_stop(App *app);
/* Writes the cramp as it stands, if there is one. */
bool cramp_write(App *app, Store *store, Error *err);
/* The session is gone, and its cramp with it. */
void cramp_drop(App *app);

#endif
