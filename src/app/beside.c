/* What goes on beside a session: the screen that is kept awake, and the person's own commands. None
 * of it ever delays the session, and nothing of it is in the hands of a routine file. */
#include <stdlib.h>

#include "app_private.h"
#include "nightcalf/awake.h"
#include "nightcalf/child.h"
#include "nightcalf/mem.h"

enum { HOOK_LIMIT_MS = 30 * 1000, DISCARDED = -1 /* App.session_id */ };

/* Starts a command of the settings, if there is one. */
static void run_hook(const App *app, const TextList *command, const char *event,
                     const char *outcome) {
  if (command->count == 0) {
    return;
  }
  const char **argv = mem_new(command->count + 1, sizeof *argv);
  for (size_t i = 0; i < command->count; i++) {
    argv[i] = command->at[i];
  }
  const char *id = app->routine == NULL || app->routine->id == NULL ? "" : app->routine->id;
  char *event_text = mem_format("NIGHTCALF_EVENT=%s", event);
  char *routine_text = mem_format("NIGHTCALF_ROUTINE=%s", id);
  char *outcome_text = mem_format("NIGHTCALF_OUTCOME=%s", outcome);
  const char *const environment[] = {event_text, routine_text, outcome_text, NULL};
  /* Nobody is told at night that a lamp could not be dimmed; `nightcalf doctor` tells by day. */
  (void)child_detach(argv, environment, HOOK_LIMIT_MS, NULL);
  free(outcome_text);
  free(routine_text);
  free(event_text);
  free(argv);
}

/* How the session went: "completed", "partial", or "discarded". */
static const char *outcome_now(const App *app) {
  Moment now = app->clock.now(app->clock.context);
  return app->session_id == DISCARDED ? "discarded"
                                      : outcome_name(session_outcome(app->session, now));
}

/* Asks for the screen to stay awake while something runs or waits, and lets it go in a pause. */
static void keep_awake(App *app, SessionState state) {
  bool wanted = app->settings.keep_awake && state != SESSION_NEW && state != SESSION_PAUSED &&
                state != SESSION_ENDED;
  if (wanted && !app->awake_asked) {
    app->awake = awake_begin();
  } else if (!wanted && app->awake_asked) {
    awake_end(&app->awake);
  }
  app->awake_asked = wanted;
}

void beside_follow(App *app) {
  if (app->session == NULL) {
    return;
  }
  SessionState state = session_state(app->session);
  keep_awake(app, state);
  if (state != SESSION_NEW && app->told == TOLD_NOTHING) {
    app->told = TOLD_START;
    run_hook(app, &app->settings.on_start, "start", "");
  }
  if (state == SESSION_ENDED && app->told == TOLD_START) {
    app->told = TOLD_END;
    run_hook(app, &app->settings.on_end, "end", outcome_now(app));
  }
}

void app_lights_out(App *app) {
  if (app->session != NULL && app->session_id != DISCARDED && app->told == TOLD_END &&
      app->next_routine == NULL) {
    app->told = TOLD_LIGHTS_OUT;
    run_hook(app, &app->settings.on_lights_out, "lights_out", outcome_now(app));
    app_keep_day(app);
  }
}

void beside_drop(App *app) {
  if (app->awake_asked) {
    awake_end(&app->awake);
  }
  app->awake_asked = false;
  app->told = TOLD_NOTHING;
}
