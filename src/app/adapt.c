/* A routine as it suits the person and the evening: the settings' profile, tonight's bedtime, the
 * clock. */
#include <stdlib.h>

#include "nightcalf/app.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"

enum { SURGERY = 1U << FLAG_RECENT_SURGERY };

const char app_agreement_question[] = N_("Has your clinician agreed to stretching?");
const char app_stretches_left_out[] =
    N_("Stretches are left out until your clinician has agreed to them.");

const char app_relief_after_surgery[] =
    N_("After your operation: only what your clinician agreed.");

unsigned app_flags(const App *app) {
  unsigned flags = profile_complete(app->settings.profile);
  return app->settings.clinician_agreed == AGREEMENT_YES ? flags & ~(unsigned)SURGERY : flags;
}

Routine *app_adapt(const App *app, const Routine *routine, bool essentials_only, Adaptation *what) {
  unsigned flags = app_flags(app);
  if (routine->id != NULL && app_is_cramp(routine->id)) {
    flags &= ~(unsigned)SURGERY;
  }
  return routine_adapt(routine, flags, essentials_only, what);
}

bool app_stretches_wait(const App *app, const Routine *routine, bool *asked) {
  unsigned flags = app_flags(app);
  if (asked != NULL) {
    *asked = app->settings.clinician_agreed == AGREEMENT_NO;
  }
  if ((flags & SURGERY) == 0 || (routine->id != NULL && app_is_cramp(routine->id))) {
    return false;
  }
  Routine *whole = routine_adapt(routine, flags & ~(unsigned)SURGERY, false, NULL);
  bool waits = false;
  for (size_t i = 0; whole != NULL && i < whole->step_count; i++) {
    waits = waits || whole->steps[i].stretch;
  }
  routine_free(whole);
  return waits;
}

bool app_named_stretches_wait(const App *app, const char *name, bool *asked) {
  if ((app_flags(app) & SURGERY) == 0) {
    return false; /* nothing is read for want of need */
  }
  Diagnostics findings = {0};
  Routine *routine = app_load_routine(app, name, &findings);
  bool waits = routine != NULL && app_stretches_wait(app, routine, asked);
  routine_free(routine);
  diagnostics_free(&findings);
  return waits;
}

unsigned app_profile_hits(const App *app, const Routine *routine) {
  unsigned hits = 0;
  for (size_t i = 0; i < routine->step_count; i++) {
    const Step *step = &routine->steps[i];
    hits |= step->avoid_if | (step->stretch ? (unsigned)SURGERY : 0);
    for (size_t j = 0; j < step->choices.count; j++) {
      hits |= step->choices.at[j].avoid_if;
    }
  }
  return hits & app_flags(app);
}

char *app_nothing_left(const App *app, const Routine *routine) {
  unsigned hits = app_profile_hits(app, routine);
  char *words = mem_copy("");
  for (unsigned i = 0; profile_flags[i] != NULL; i++) {
    if ((hits & 1U << i) != 0) {
      char *longer = mem_format("%s%s%s", words, words[0] == '\0' ? "" : "; ", _(profile_words[i]));
      free(words);
      words = longer;
    }
  }
  char *text =
      mem_format(_("Every step of this routine is left out by your profile (%s); try in-bed "
                   "or breathe-long-exhale"),
                 words);
  free(words);
  return text;
}

/* Adds a part to a list of them, and frees it. */
static char *grown(char *text, char *part) {
  char *longer = mem_format("%s%s%s", text, text[0] == '\0' ? "" : "; ", part);
  free(text);
  free(part);
  return longer;
}

char *app_adapted_text(const Adaptation *what) {
  if (!adaptation_any(what)) {
    return NULL;
  }
  char *parts = mem_copy("");
  if (what->left_out.count > 0) {
    char *titles = texts_joined(&what->left_out);
    parts = grown(parts, mem_format(_("left out %s"), titles));
    free(titles);
  }
  for (size_t i = 0; i < what->replaced.count; i++) {
    parts = grown(parts, mem_copy(what->replaced.at[i]));
  }
  if (what->dropped.count > 0) {
    char *titles = texts_joined(&what->dropped);
    parts = grown(parts, mem_format(_("tonight without %s"), titles));
    free(titles);
  }
  char *text = mem_format(_("Adapted for you: %s."), parts);
  free(parts);
  return text;
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

/* Writes one setting that holds already in this run. */
static bool keep(const App *app, const char *name, const char *value_text, Error *err) {
  if (app->paths.settings == NULL) {
    return fail(err, "there is no place for the settings; set HOME to your home folder");
  }
  return settings_set(app->paths.settings, name, value_text, err);
}

bool app_set_agreed(App *app, bool agreed, Error *err) {
  app->settings.clinician_agreed = agreed ? AGREEMENT_YES : AGREEMENT_NO;
  return keep(app, "clinician_agreed", agreed ? "\"yes\"" : "\"no\"", err);
}

bool app_disclaimer_due(const App *app) {
  return !app->settings.profile_asked && app_first_run(app);
}

bool app_set_profile(App *app, unsigned flags, Error *err) {
  bool asks_again = ((app->settings.profile ^ flags) & SURGERY) != 0 &&
                    app->settings.clinician_agreed != AGREEMENT_ASK;
  app->settings.profile = flags;
  if (asks_again) {
    app->settings.clinician_agreed = AGREEMENT_ASK;
  }
  char *text = flags_text(flags);
  /* An old answer must be gone before the flag is there. */
  bool kept = (!asks_again || keep(app, "clinician_agreed", "\"ask\"", err)) &&
              keep(app, "profile", text, err);
  free(text);
  app->settings.profile_asked = app->settings.profile_asked || kept;
  return kept;
}
