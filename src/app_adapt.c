/* A routine as it suits the person and the evening: the settings' profile, tonight's bedtime, the
 * clock. */
#include <stdlib.h>

#include "nightcalf/app.h"
#include "nightcalf/late.h"
#include "nightcalf/mem.h"

Routine *app_adapt(const App *app, const Routine *routine, bool essentials_only, Adaptation *what) {
  return routine_adapt(routine, profile_complete(app->settings.profile), essentials_only, what);
}

/* How long a routine takes as the app would run it; NULL takes no time. */
static Millis total_of(const App *app, const Routine *routine) {
  if (routine == NULL) {
    return 0;
  }
  Timeline timeline;
  timeline_build(routine, (Side)app->settings.worse_side, &timeline);
  Millis total = timeline.total;
  timeline_free(&timeline);
  return total;
}

bool app_is_late(const App *app, const Routine *adapted) {
  if (app->settings.bedtime == TIME_NOT_SAID) {
    return false;
  }
  Civil now = civil_of(app->clock.wall(app->clock.context));
  Routine *essential = app_adapt(app, adapted, true, NULL);
  bool late = late_fit(now.hour * 60 + now.minute, app->settings.bedtime, total_of(app, adapted),
                       total_of(app, essential));
  routine_free(essential);
  return late;
}

unsigned app_profile_hits(const App *app, const Routine *routine) {
  unsigned hits = 0;
  for (size_t i = 0; i < routine->step_count; i++) {
    hits |= routine->steps[i].avoid_if;
  }
  return hits & profile_complete(app->settings.profile);
}

char *app_nothing_left(const App *app, const Routine *routine) {
  unsigned hits = app_profile_hits(app, routine);
  char *flags = mem_copy("");
  for (unsigned i = 0; profile_flags[i] != NULL; i++) {
    if ((hits & 1U << i) != 0) {
      char *longer = mem_format("%s%s%s", flags, flags[0] == '\0' ? "" : ", ", profile_flags[i]);
      free(flags);
      flags = longer;
    }
  }
  char *text = mem_format("Every step of this routine is left out by your profile: %s; try in-bed "
                          "or breathe-long-exhale",
                          flags);
  free(flags);
  return text;
}

/* A text and one more part behind it, which is freed with it. */
static char *grown(char *text, const char *before, char *part) {
  char *longer = mem_format("%s%s%s", text, before, part);
  free(text);
  free(part);
  return longer;
}

char *app_adapted_text(const Adaptation *what) {
  if (!adaptation_any(what)) {
    return NULL;
  }
  char *text = mem_copy("Adapted for you:");
  if (what->left_out.count > 0) {
    text = grown(text, " left out ", texts_joined(&what->left_out));
  }
  for (size_t i = 0; i < what->replaced.count; i++) {
    bool first = i == 0 && what->left_out.count == 0;
    text = grown(text, first ? " " : "; ", mem_copy(what->replaced.at[i]));
  }
  if (what->dropped.count > 0) {
    bool first = what->left_out.count == 0 && what->replaced.count == 0;
    text = grown(text, first ? " tonight without " : "; tonight without ",
                 texts_joined(&what->dropped));
  }
  return grown(text, "", mem_copy("."));
}

/* The flags as a settings file writes them: [ "falls", "statin" ]. Release with free(). */
static char *flags_text(unsigned flags) {
  char *text = mem_copy("[");
  const char *between = " ";
  for (unsigned i = 0; profile_flags[i] != NULL; i++) {
    if ((flags & 1U << i) != 0) {
      char *longer = mem_format("%s%s\"%s\"", text, between, profile_flags[i]);
      free(text);
      text = longer;
      between = ", ";
    }
  }
  char *whole = mem_format("%s ]", text);
  free(text);
  return whole;
}

bool app_set_profile(App *app, unsigned flags, Error *err) {
  app->settings.profile = flags;
  if (app->paths.settings == NULL) {
    return fail(err, "there is no place for the settings; set HOME to your home folder");
  }
  char *text = flags_text(flags);
  bool kept = settings_set(app->paths.settings, "profile", text, err);
  free(text);
  app->settings.profile_asked = app->settings.profile_asked || kept;
  return kept;
}
