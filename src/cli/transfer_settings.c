/* What an export carries of the settings. Contract: transfer_settings.h. */
#include "transfer_settings.h"

#include <stdlib.h>
#include <string.h>

#include "json.h"
#include "nightcalf/app_review.h"
#include "nightcalf/edit.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"
#include "outline.h"

static const char *const carried[] = {
    "night_boundary", "trial_routine", "trial_start", "compare_habits",
    "leave_out_late", "fair_test",     NULL};

/* The row of a setting that is carried; NULL: it is none. */
static const Field *carried_field(const char *name) {
  for (size_t i = 0; carried[i] != NULL; i++) {
    if (strcmp(carried[i], name) == 0) {
      return field_find(settings_fields, name);
    }
  }
  return NULL;
}

json_t *transfer_settings_make(const App *app) {
  Settings usual;
  settings_init(&usual);
  json_t *object = json_object();
  for (size_t i = 0; carried[i] != NULL; i++) {
    const Field *field = carried_field(carried[i]);
    char *plain = field_plain(field, &app->settings);
    char *otherwise = field_plain(field, &usual);
    if (strcmp(plain, otherwise) != 0) {
      json_put(object, field->name, json_of_text(plain));
    }
    free(otherwise);
    free(plain);
  }
  settings_free(&usual);
  /* Said or not, it is what the review is about here. */
  ReviewPlan plan = app_review_plan(app);
  json_put(object, "trial_routine", json_of_text(plan.routine));
  review_plan_free(&plan);
  return object;
}

/* Checks one; a finding where it is wrong. */
static bool check_one(const char *name, const json_t *value, const char *file, int line,
                      Diagnostics *diagnostics) {
  Error err = {{0}};
  const Field *field = carried_field(name);
  const char *plain = json_string_value(value);
  char *literal = NULL;
  if (field == NULL) {
    (void)fail(&err, "\"%s\" is no setting that an export carries", name);
  } else if (plain == NULL) {
    (void)fail(&err, "\"%s\" must be a text", name);
  } else {
    literal = field_literal(field, plain, &err);
  }
  if (literal == NULL) {
    diagnostics_add(diagnostics, file, line, 0, false, "settings: %s", err.text);
  }
  free(literal);
  return literal != NULL;
}

bool transfer_settings_check(json_t *settings, const char *file, int line,
                             Diagnostics *diagnostics) {
  const char *name;
  json_t *value;
  bool sound = true;
  if (!json_is_object(settings)) {
    diagnostics_add(diagnostics, file, line, 0, false, "\"settings\" must be a group in { }");
    return false;
  }
  json_object_foreach(settings, name, value) {
    sound = check_one(name, value, file, line, diagnostics) && sound;
  }
  return sound;
}

/* Takes one over unless it is set here. */
static bool take_one(App *app, const Field *field, const char *plain, Error *err) {
  char *here = field_plain(field, &app->settings);
  bool same = strcmp(here, plain) == 0;
  bool set = app->paths.settings != NULL && settings_has(app->paths.settings, field->name);
  char *literal = set || same ? NULL : field_literal(field, plain, err);
  bool done = set || same || (literal != NULL && app_set(app, field->name, literal, err));
  char *shown = outline_value(plain);
  if (done && !set && !same) {
    text_print(stdout, _("Setting taken over: %s %s\n"), field->name, shown);
  } else if (set && !same) {
    char *own = outline_value(here);
    text_print(stdout, _("Setting left as it is: %s %s; the file has %s\n"), field->name, own,
               shown);
    free(own);
  }
  free(shown);
  free(literal);
  free(here);
  return done;
}

bool transfer_settings_take(App *app, json_t *settings, Error *err) {
  const char *name;
  json_t *value;
  ReviewPlan plan = app_review_plan(app);
  bool done = true;
  json_object_foreach(settings, name, value) {
    const char *plain = json_string_value(value);
    /* Where the review is about that routine already, nothing is to be pinned down. */
    bool already = strcmp(name, "trial_routine") == 0 && strcmp(plan.routine, plain) == 0;
    done = done && (already || take_one(app, carried_field(name), plain, err));
  }
  review_plan_free(&plan);
  return done;
}
