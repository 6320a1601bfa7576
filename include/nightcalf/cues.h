/* What is heard of a session: which cues sound, what is being said, and trying both out. Part of
 * the App (app.h). */
#ifndef NIGHTCALF_CUES_H
#define NIGHTCALF_CUES_H

#include "nightcalf/player.h"
#include "nightcalf/session.h"
#include "nightcalf/spoken.h"

struct App;

enum { CUES_DUE_MAX = 4 };

typedef struct Cues {
  int chime; /* player.h: what plays now */
  int voice;
  Cue due[CUES_DUE_MAX]; /* of this moment, in their order */
  size_t due_count;
  Cue chimed;     /* the last one handed to a player */
  Spoken heard;   /* words of this moment */
  Spoken waiting; /* words whose time has not come, as something was said just before */
  bool spoke;     /* something was said... */
  Moment spoken;  /* ...and then it began at that moment */
  bool holding;   /* the session waits for the end of what is being said */
  bool late;      /* a voice did not end in time in this session: it is not waited for again */
} Cues;

/* Silences a session, or lets it be heard again. */
void app_mute(struct App *app);

/* Plays a cue once as the settings have it, switched off or not, words included. */
void app_rehearse(struct App *app, Cue cue);
/* What has become of it. */
PlayState app_rehearsed(struct App *app);
/* Ends it now. */
void app_rehearse_stop(struct App *app);

#endif
