/* Sounds and speech, made by other programs: a process of its own runs them and ends them, so that
 * no sound server, stuck or absent, ever delays a session. */
#ifndef NIGHTCALF_PLAYER_H
#define NIGHTCALF_PLAYER_H

#include <stddef.h>

#include "nightcalf/moment.h"

enum { PLAY_WAYS_MAX = 3, PLAY_NOTHING = -1 };

/* One way to play something: a program, found by PATH, with its words. */
typedef struct PlayWay {
  const char *const *argv;
  const char *const *after_stop; /* run when it had to be stopped, or NULL */
} PlayWay;

/* Something to play: each way is tried until one ends well. */
typedef struct PlayItem {
  PlayWay ways[PLAY_WAYS_MAX]; /* the rest have no argv */
  Millis limit;                /* of each way; one that is stopped there counts as played */
} PlayItem;

typedef enum PlayState {
  PLAY_ENDED,  /* nothing plays, or it came to its end */
  PLAY_GOING,  /* still heard */
  PLAY_FAILED, /* none of the ways could play one of the items */
  PLAY_LATE    /* the limit came first */
} PlayState;

/* Plays the items one after the other and returns at once: what player_look() and player_stop()
 * take, or PLAY_NOTHING. What plays ends with this program, however that ends. */
int player_begin(const PlayItem *items, size_t count);
/* What has become of it, without waiting; once it is over, *playing is PLAY_NOTHING. */
PlayState player_look(int *playing);
/* Lets it come to its end without us. */
void player_leave(int *playing);
/* Ends it now. */
void player_stop(int *playing);

#endif
