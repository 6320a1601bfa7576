/* A routine as canonical text: only what differs from the defaults, driven by the tables. */
#include "conf/routine_write.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "conf/output.h"
#include "nightcalf/format.h"
#include "nightcalf/library.h"
#include "nightcalf/mem.h"

enum { MS_SECOND = 1000, MINUTES_HOUR = 60 };

/* Whole seconds as a number, others as text. */
static void put_seconds(Output *output, Millis length) {
  if (length % MS_SECOND == 0) {
    put(output, "%lld", (long long)(length / MS_SECOND));
    return;
  }
  char text[FORMAT_SIZE];
  format_setting(length, text);
  put(output, "\"%s\"", text);
}

static void put_words(Output *output, unsigned bits, const char *const *words) {
  put_string(output, "[");
  bool first = true;
  for (unsigned i = 0; words[i] != NULL; i++) {
    if ((bits & 1U << i) != 0) {
      put(output, "%s\"%s\"", first ? " " : ", ", words[i]);
      first = false;
    }
  }
  put_string(output, " ]");
}

static void put_sides(Output *output, const SideList *list) {
  put_string(output, "[");
  for (int i = 0; i < list->count; i++) {
    put(output, "%s\"%s\"", i == 0 ? " " : ", ", side_name(list->at[i]));
  }
  put_string(output, " ]");
}

/* An array of texts throughout: its elements must be of one type. */
static void put_lengths(Output *output, const LengthList *list) {
  put_string(output, "[");
  for (size_t i = 0; i < list->count; i++) {
    char text[FORMAT_SIZE];
    format_setting(list->at[i], text);
    put(output, "%s\"%s\"", i == 0 ? " " : ", ", text);
  }
  put_string(output, " ]");
}

/* Whether a value is what the file need not say. usual: the default in force. */
static bool is_default(const Field *field, const void *value, int64_t usual) {
  switch (field->type) {
  case FIELD_TEXT:
  case FIELD_NAME:
  case FIELD_PATH:
    return *(char *const *)value == NULL;
  case FIELD_SECONDS:
    return *(const Millis *)value == usual;
  case FIELD_COUNT:
    return !field->required && *(const int *)value == usual;
  case FIELD_WORD:
  case FIELD_TIME:
    return *(const int *)value == usual;
  case FIELD_FLAG:
    return *(const bool *)value == (usual != 0);
  case FIELD_WORDS:
    return *(const unsigned *)value == 0;
  case FIELD_TEXTS:
    return ((const TextList *)value)->count == 0;
  case FIELD_SIDES:
    return ((const SideList *)value)->count == 0;
  case FIELD_LENGTHS:
    return ((const LengthList *)value)->count == 0;
  case FIELD_CHOICES:
    return ((const ChoiceList *)value)->count == 0;
  case FIELD_STEPS:
    break;
  }
  return true;
}

static void put_table(Output *output, const char *indent, const Field *table, const void *object,
                      const Routine *defaults);

static void put_choices(Output *output, const ChoiceList *list) {
  put_string(output, "(\n");
  for (size_t i = 0; i < list->count; i++) {
    put_string(output, "      {\n");
    put_table(output, "        ", choice_fields, &list->at[i], NULL);
    put_string(output, i + 1 < list->count ? "      },\n" : "      }\n");
  }
  put_string(output, "    )");
}

static void put_value(Output *output, const Field *field, const void *value) {
  switch (field->type) {
  case FIELD_TEXT:
  case FIELD_NAME:
  case FIELD_PATH:
    put_text(output, *(char *const *)value);
    break;
  case FIELD_SECONDS:
    put_seconds(output, *(const Millis *)value);
    break;
  case FIELD_COUNT:
    put(output, "%d", *(const int *)value);
    break;
  case FIELD_WORD:
    put(output, "\"%s\"", field->words[*(const int *)value]);
    break;
  case FIELD_TIME:
    put(output, "\"%02d:%02d\"", *(const int *)value / MINUTES_HOUR,
        *(const int *)value % MINUTES_HOUR);
    break;
  case FIELD_FLAG:
    put_string(output, *(const bool *)value ? "true" : "false");
    break;
  case FIELD_WORDS:
    put_words(output, *(const unsigned *)value, field->words);
    break;
  case FIELD_TEXTS:
    put_texts(output, value);
    break;
  case FIELD_SIDES:
    put_sides(output, value);
    break;
  case FIELD_LENGTHS:
    put_lengths(output, value);
    break;
  case FIELD_CHOICES:
    put_choices(output, value);
    break;
  case FIELD_STEPS:
    break;
  }
}

/* The default of a field in force: a step's set-up and rest follow the routine's. */
static int64_t usual_value(const Field *field, const Routine *defaults) {
  if (defaults != NULL && strcmp(field->name, "setup") == 0) {
    return defaults->setup;
  }
  if (defaults != NULL && strcmp(field->name, "rest") == 0) {
    return defaults->rest;
  }
  return field->default_value;
}

/* One line for each value that differs from its default. defaults: of a step's set-up and rest, or
 * NULL. */
static void put_table(Output *output, const char *indent, const Field *table, const void *object,
                      const Routine *defaults) {
  for (const Field *field = table; field->name != NULL; field++) {
    const void *value = (const char *)object + field->offset;
    if (!is_default(field, value, usual_value(field, defaults))) {
      put_string(output, indent);
      put_string(output, field->name);
      put_string(output, " = ");
      put_value(output, field, value);
      put_string(output, ";\n");
    }
  }
}

/* A step as a group. What stands in for it is written out only where no path names it. */
static void put_step(Output *output, const Routine *routine, const Step *step) {
  put(output, "{\n    kind = \"%s\";\n", step->kind->name);
  put_table(output, "    ", step_fields, step, step->kind->waits ? NULL : routine);
  put_table(output, "    ", step->kind->fields, step, routine);
  if (step->instead == NULL && step->alternative_count == 1) {
    put_string(output, "    instead = ");
    put_step(output, routine, &step->alternative[0]);
    put_string(output, ";\n");
  }
  put_string(output, "  }");
}

size_t routine_step_size(const Routine *routine, const Step *step) {
  size_t size = 0;
  bool apart = step->instead != NULL;
  for (size_t i = 0; i < step->alternative_count; i++) {
    const Step *other = &step->alternative[i];
    if (other->kind == NULL) {
      return 0; /* a step that is wrong: it will not be written */
    }
    size += apart ? routine_step_size(routine, other) : 0;
  }
  if (step->kind == NULL) {
    return 0;
  }
  Output output = {0};
  put_step(&output, routine, step);
  free(output.text);
  return size + output.length;
}

char *routine_write(const Routine *routine) {
  Output output = {0};
  put_table(&output, "", routine_fields, routine, NULL);
  put_string(&output, "steps = (\n");
  for (size_t i = 0; i < routine->step_count; i++) {
    put_string(&output, "  ");
    put_step(&output, routine, &routine->steps[i]);
    put(&output, i + 1 < routine->step_count ? ",\n" : "\n");
  }
  put_string(&output, ");\n");
  return output.text;
}
