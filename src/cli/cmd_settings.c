/* nightcalf settings: what is set, what a setting is, and changing one. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "json.h"
#include "nightcalf/edit.h"
#include "nightcalf/keys.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"
#include "nightcalf/week.h"
#include "outline.h"
#include "settings_ask.h"

enum { SETTINGS_UNSET, SETTINGS_JSON, SETTINGS_ASK, SETTINGS_HEAR, SETTINGS_ACTIONS };

static const CommandOption options[] = {
    [SETTINGS_UNSET] = {"unset", NULL,
                        N_("Takes the setting out, so that its default is in force.")},
    [SETTINGS_JSON] = {"json", NULL, N_("As JSON, for programs.")},
    [SETTINGS_ASK] = {"ask", NULL,
                      N_("Asks the questions about your health, which leave out steps.")},
    [SETTINGS_HEAR] = {"hear", N_("CUE"),
                       N_("Plays a cue as the settings have it, or with all each one: ready, hold, "
                          "half, last, rest, switch, step-done, all-done.")},
    [SETTINGS_ACTIONS] = {"actions", NULL,
                          N_("Lists what the keys of the screens do, for the setting keys.")},
    {NULL, NULL, NULL},
};

static bool is_set(const App *app, const Field *field) {
  return app->paths.settings != NULL && settings_has(app->paths.settings, field->name);
}

/* A value as a line shows it. Release with free(). */
static char *shown(const Field *field, const Settings *settings) {
  char *plain = field_plain(field, settings);
  char *text = outline_value(plain);
  free(plain);
  return text;
}

static int list_settings(const App *app) {
  cli_print_findings(&app->settings_findings);
  for (const Field *field = settings_fields; field->name != NULL; field++) {
    char *value = shown(field, &app->settings);
    size_t count = 0;
    char **lines = text_wrap(_(field->sentence), cli_columns() - 4, &count);
    text_print(stdout, "%s: %s (%s)\n", field->name, value,
               is_set(app, field) ? language_in("setting", "set")
                                  : language_in("setting", "default"));
    for (size_t i = 0; i < count; i++) {
      text_print(stdout, "    %s\n", lines[i]);
    }
    text_lines_free(lines, count);
    free(value);
  }
  text_print(stdout, _("\nTo change one: nightcalf settings KEY VALUE\n"));
  if (app->paths.settings != NULL) {
    text_print(stdout, _("They are kept in %s\n"), app->paths.settings);
  }
  return CLI_DONE;
}

/* The lines of a text as an array. */
static json_t *lines_json(const char *plain) {
  json_t *array = json_array();
  for (const char *at = plain; *at != '\0';) {
    size_t length = strcspn(at, "\n");
    char *line = mem_copy_bytes(at, length);
    json_array_append_new(array, json_of_text(line));
    free(line);
    at += length + (at[length] == '\n' ? 1 : 0);
  }
  return array;
}

/* The words whose bits are set, as an array. */
static json_t *words_json(const Field *field, unsigned bits) {
  json_t *array = json_array();
  for (size_t i = 0; field->words[i] != NULL; i++) {
    if ((bits & 1U << i) != 0) {
      json_array_append_new(array, json_of_text(field->words[i]));
    }
  }
  return array;
}

/* A setting's value in JSON's own types; null where nothing is said. */
static json_t *value_json(const Field *field, const Settings *settings) {
  const char *at = (const char *)settings + field->offset;
  int number = 0;
  unsigned bits = 0;
  bool flag = false;
  json_t *value = NULL;
  char *plain = field_plain(field, settings);
  switch (field->type) {
  case FIELD_FLAG:
    memcpy(&flag, at, sizeof flag);
    value = json_boolean(flag);
    break;
  case FIELD_COUNT:
    memcpy(&number, at, sizeof number);
    value = json_integer(number);
    break;
  case FIELD_WORDS:
    memcpy(&bits, at, sizeof bits);
    value = words_json(field, bits);
    break;
  case FIELD_TEXTS:
    value = lines_json(plain);
    break;
  default:
    value = plain[0] == '\0' ? json_null() : json_of_text(plain);
    break;
  }
  free(plain);
  return value;
}

static int settings_json(const App *app) {
  JsonRows rows = {0};
  for (const Field *field = settings_fields; field->name != NULL; field++) {
    json_t *object = json_object();
    json_put(object, "name", json_of_text(field->name));
    json_put(object, "value", value_json(field, &app->settings));
    json_put(object, "set", json_boolean(is_set(app, field)));
    json_put(object, "sentence", json_of_text(field->sentence));
    json_rows_add(&rows, object);
  }
  json_rows_end(&rows);
  return CLI_DONE;
}

/* The row of that name; NULL, and it is said. */
static const Field *find_setting(const char *name) {
  const Field *field = field_find(settings_fields, name);
  if (field == NULL) {
    const char *nearest = field_nearest(settings_fields, NULL, name);
    if (nearest == NULL) {
      text_complain("there is no setting \"%s\"; \"nightcalf settings\" shows all of them", name);
    } else {
      text_complain("there is no setting \"%s\"; did you mean \"%s\"?", name, nearest);
    }
  }
  return field;
}

/* Whether there is a routine of that id. */
static bool check_routine(const App *app, const char *id, Error *err) {
  if (library_find(&app->library, id) != NULL) {
    return true;
  }
  const char *nearest = library_nearest(&app->library, id);
  return nearest == NULL
             ? fail(err, "there is no routine \"%s\"; \"nightcalf list\" shows all of them", id)
             : fail(err, "there is no routine \"%s\"; did you mean \"%s\"?", id, nearest);
}

/* What the table of settings cannot say of a value: that a routine exists, that the keys go
 * together. */
static bool check_meaning(const App *app, const Field *field, const char *literal, Error *err) {
  Settings settings;
  Diagnostics findings = {0};
  settings_init(&settings);
  char *text = mem_format("%s = %s\n;\n", field->name, literal);
  bool sound = true;
  if (settings_parse(text, &settings, &findings)) {
    if (strcmp(field->name, "keys") == 0) {
      sound = keys_check(&settings.keys, err);
    }
    if (strcmp(field->name, "routine") == 0 && settings.routine != NULL) {
      sound = check_routine(app, settings.routine, err);
    }
    for (int day = 0; sound && day < WEEK_DAYS; day++) {
      const char *id = week_value(&settings.routines, day);
      sound = id == NULL || check_routine(app, id, err);
    }
  }
  free(text);
  diagnostics_free(&findings);
  settings_free(&settings);
  return sound;
}

/* Sets it, or with value NULL takes it out, and says what it was and what it is. */
static int change_setting(App *app, const Field *field, const char *value) {
  Error err = {{0}};
  char *before = shown(field, &app->settings);
  char *literal = value == NULL ? NULL : field_literal(field, value, &err);
  bool done = (value == NULL || (literal != NULL && check_meaning(app, field, literal, &err))) &&
              app_set(app, field->name, literal, &err);
  if (done) {
    char *after = shown(field, &app->settings);
    if (value == NULL) {
      text_print(stdout, _("%s: %s -> %s (default)\n"), field->name, before, after);
    } else {
      text_print(stdout, "%s: %s -> %s\n", field->name, before, after);
    }
    free(after);
  } else {
    text_complain("%s", err.text);
  }
  free(literal);
  free(before);
  return done ? CLI_DONE : CLI_FAILED;
}

static int print_setting(const App *app, const Field *field) {
  char *plain = field_plain(field, &app->settings);
  text_print(stdout, "%s\n", plain);
  free(plain);
  return CLI_DONE;
}

static int run_settings(App *app, const Arguments *arguments) {
  bool unset = arguments->values[SETTINGS_UNSET] != NULL;
  bool json = arguments->values[SETTINGS_JSON] != NULL;
  if (unset && arguments->count != 1) {
    return cli_misused(&command_settings, "--unset takes the name of one setting");
  }
  if (json && (unset || arguments->count > 0)) {
    return cli_misused(&command_settings, "--json shows all settings and takes no name");
  }
  bool asks = arguments->values[SETTINGS_ASK] != NULL;
  bool lists = arguments->values[SETTINGS_ACTIONS] != NULL;
  const char *cue = arguments->values[SETTINGS_HEAR];
  int others = (asks ? 1 : 0) + (lists ? 1 : 0) + (cue != NULL ? 1 : 0);
  if (others > 0 && (others > 1 || json || unset || arguments->count > 0)) {
    return cli_misused(&command_settings, "--ask, --hear and --actions stand alone");
  }
  if (others > 0) {
    return asks ? settings_ask(app) : lists ? settings_actions(app) : settings_hear(app, cue);
  }
  if (arguments->count == 0) {
    return json ? settings_json(app) : list_settings(app);
  }
  const Field *field = find_setting(arguments->names[0]);
  if (field == NULL) {
    return CLI_FAILED;
  }
  if (unset || arguments->count == 2) {
    return change_setting(app, field, unset ? NULL : arguments->names[1]);
  }
  return print_setting(app, field);
}

const Command command_settings = {
    .name = "settings",
    .arguments = N_("[KEY [VALUE]]"),
    .sentence = N_("Shows every setting, shows one, or changes one."),
    .example = "nightcalf settings bedtime 22:15",
    .options = options,
    .names_max = 2,
    .run = run_settings,
};
