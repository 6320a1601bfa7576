/* The settings file as it is made: settings_default_text(). Contracts: nightcalf/library.h,
 * conf/settings_text.h. */
#include "conf/settings_text.h"

#include <stdlib.h>
#include <string.h>

#include "conf/output.h"
#include "nightcalf/edit.h"
#include "nightcalf/library.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"

enum { COMMENT_COLUMNS = 78, RANGE_SIZE = 512, GROUP_SETTINGS_MAX = 8 };

static const char heading[] =
    "# Settings of Nightcalf.\n"
    "#\n"
    "# Every setting is here, its default behind a \"#\". To change one, take that \"#\"\n"
    "# away and write your own value; \"nightcalf settings KEY VALUE\" and the settings\n"
    "# screen do it for you. Comments of your own are left alone.\n";

/* Which settings stand together. */
static const struct {
  const char *heading;
  const char *names[GROUP_SETTINGS_MAX];
} groups[] = {
    {"The session",
     {"routine", "routines", "worse_side", "wait_for_me", "drift_minutes", "keep_awake"}},
    {"The evening",
     {"bedtime", "bedtimes", "wind_down_minutes", "night_boundary", "leave_out_late",
      "reminder_late_minutes"}},
    {"Your health", {"profile", "clinician_agreed", "emergency_number"}},
    {"Sound and voice",
     {"sound", "sound_command", "voice", "voice_command", "cues_off", "night_volume",
      "cue_profiles"}},
    {"Keys and commands", {"keys", "one_key", "on_start", "on_end", "on_lights_out"}},
    {"The review", {"trial_routine", "trial_start", "fair_test", "compare_habits", "show_streak"}},
};

/* What stands for a setting whose default is that nothing is said. */
static const char *example_of(const Field *field) {
  switch (field->type) {
  case FIELD_NAME:
  case FIELD_PATH:
    return "\"three-minute-standing\"";
  case FIELD_TIME:
    return "\"22:30\"";
  default:
    return strcmp(field->name, "emergency_number") == 0 ? "\"112\"" : "\"\"";
  }
}

/* The default as a file has it; NULL: that nothing is said. Release with free(). */
static char *default_literal(const Field *field) {
  Settings settings;
  settings_init(&settings);
  char *plain = field_plain(field, &settings);
  bool unsaid = *plain == '\0' && (field->type == FIELD_TEXT || field->type == FIELD_NAME ||
                                   field->type == FIELD_TIME || field->type == FIELD_PATH);
  char *literal = unsaid ? NULL : field_literal(field, plain, NULL);
  free(plain);
  settings_free(&settings);
  return literal;
}

char *settings_default_line(const Field *field) {
  char *literal = default_literal(field);
  char *line = mem_format("# %s = %s;", field->name, literal == NULL ? example_of(field) : literal);
  free(literal);
  return line;
}

/* A text as lines of comment. */
static void put_comment(Output *output, const char *text) {
  size_t count = 0;
  char **lines = text_wrap(text, COMMENT_COLUMNS, &count);
  for (size_t i = 0; i < count; i++) {
    put(output, "# %s\n", lines[i]);
  }
  text_lines_free(lines, count);
}

/* "From 0 to 240.": the range as a sentence. Release with free(). */
static char *range_sentence(const Field *field) {
  static const char must_be[] = "must be ";
  char range[RANGE_SIZE];
  field_range_in_file(field, range, sizeof range);
  const char *what = range;
  what += strncmp(range, must_be, sizeof must_be - 1) == 0 ? sizeof must_be - 1 : 0;
  static const char one_of[] = "one of ";
  if (field->type == FIELD_WORDS && strncmp(what, one_of, sizeof one_of - 1) == 0) {
    return mem_format("Any of %s.", what + sizeof one_of - 1);
  }
  char *sentence = mem_format("%s.", what);
  if (*sentence >= 'a' && *sentence <= 'z') {
    *sentence = (char)(*sentence - 'a' + 'A');
  }
  return sentence;
}

char *settings_explanation(const Field *field) {
  char *literal = default_literal(field);
  char *range = range_sentence(field);
  bool free_text = field->type == FIELD_TEXTS && field->maximum == 0;
  char *last = mem_format("%s%s%s", free_text ? "" : range, free_text ? "" : " ",
                          literal == NULL ? "Not set by itself; for example:" : "Default:");
  Output output = {0};
  put_comment(&output, field->sentence);
  put_comment(&output, last);
  free(last);
  free(range);
  free(literal);
  return output.text;
}

static void put_setting(Output *output, const Field *field) {
  char *explanation = settings_explanation(field);
  char *line = settings_default_line(field);
  put(output, "\n%s%s\n", explanation, line);
  free(line);
  free(explanation);
}

/* Whether a setting has its place in a group. */
static bool is_grouped(const char *name) {
  for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++) {
    for (size_t j = 0; j < GROUP_SETTINGS_MAX && groups[i].names[j] != NULL; j++) {
      if (strcmp(groups[i].names[j], name) == 0) {
        return true;
      }
    }
  }
  return false;
}

char *settings_default_text(void) {
  Output output = {0};
  put(&output, "%s", heading);
  for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++) {
    put(&output, "\n\n# ---- %s ----\n", groups[i].heading);
    for (size_t j = 0; j < GROUP_SETTINGS_MAX && groups[i].names[j] != NULL; j++) {
      const Field *field = field_find(settings_fields, groups[i].names[j]);
      if (field != NULL) {
        put_setting(&output, field);
      }
    }
  }
  bool more = false;
  for (const Field *field = settings_fields; field->name != NULL; field++) {
    if (!is_grouped(field->name)) {
      put(&output, "%s", more ? "" : "\n\n# ---- More ----\n");
      put_setting(&output, field);
      more = true;
    }
  }
  return output.text;
}
