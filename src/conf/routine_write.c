/* A routine as canonical text: only what differs from the defaults, driven by the tables. */
#include "conf/routine_write.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/format.h"
#include "nightcalf/library.h"
#include "nightcalf/mem.h"

enum { MS_SECOND = 1000, MINUTES_HOUR = 60, ROOM_FIRST = 4096 };

/* Text that grows. */
typedef struct Output {
  char *text;
  size_t length;
  size_t room;
} Output;

static void put_bytes(Output *output, const char *bytes, size_t length) {
  while (output->room - output->length <= length) {
    output->room = output->room == 0 ? ROOM_FIRST : output->room * 2;
    output->text = mem_resize(output->text, output->room, 1);
  }
  memcpy(output->text + output->length, bytes, length);
  output->length += length;
  output->text[output->length] = '\0';
}

static void put(Output *output, const char *format, ...) PRINTF_LIKE(2, 3);

static void put(Output *output, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  char *text = mem_format_list(format, arguments);
  va_end(arguments);
  put_bytes(output, text, strlen(text));
  free(text);
}

/* A text in quotes, as the guard reads it back. */
static void put_text(Output *output, const char *text) {
  put_bytes(output, "\"", 1);
  for (;;) {
    size_t plain = strcspn(text, "\n\t\"\\");
    put_bytes(output, text, plain);
    text += plain;
    if (*text == '\0') {
      break;
    }
    put_bytes(output, "\\", 1);
    put_bytes(output, *text == '\n' ? "n" : *text == '\t' ? "t" : text, 1);
    text++;
  }
  put_bytes(output, "\"", 1);
}

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

static void put_texts(Output *output, const TextList *list) {
  put(output, "(");
  for (size_t i = 0; i < list->count; i++) {
    put(output, i == 0 ? " " : ", ");
    put_text(output, list->at[i]);
  }
  put(output, " )");
}

static void put_words(Output *output, unsigned bits, const char *const *words) {
  put(output, "[");
  bool first = true;
  for (unsigned i = 0; words[i] != NULL; i++) {
    if ((bits & 1U << i) != 0) {
      put(output, "%s\"%s\"", first ? " " : ", ", words[i]);
      first = false;
    }
  }
  put(output, " ]");
}

static void put_sides(Output *output, const SideList *list) {
  put(output, "[");
  for (int i = 0; i < list->count; i++) {
    put(output, "%s\"%s\"", i == 0 ? " " : ", ", side_name(list->at[i]));
  }
  put(output, " ]");
}

/* An array of texts throughout: its elements must be of one type. */
static void put_lengths(Output *output, const LengthList *list) {
  put(output, "[");
  for (size_t i = 0; i < list->count; i++) {
    char text[FORMAT_SIZE];
    format_setting(list->at[i], text);
    put(output, "%s\"%s\"", i == 0 ? " " : ", ", text);
  }
  put(output, " ]");
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
  put(output, "(\n");
  for (size_t i = 0; i < list->count; i++) {
    put(output, "      {\n");
    put_table(output, "        ", choice_fields, &list->at[i], NULL);
    put(output, i + 1 < list->count ? "      },\n" : "      }\n");
  }
  put(output, "    )");
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
    put(output, *(const bool *)value ? "true" : "false");
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
      put(output, "%s%s = ", indent, field->name);
      put_value(output, field, value);
      put(output, ";\n");
    }
  }
}

/* A step as a group. What stands in for it is written out only where no path names it. */
static void put_step(Output *output, const Routine *routine, const Step *step) {
  put(output, "{\n    kind = \"%s\";\n", step->kind->name);
  put_table(output, "    ", step_fields, step, step->kind->waits ? NULL : routine);
  put_table(output, "    ", step->kind->fields, step, routine);
  if (step->instead == NULL && step->alternative_count == 1) {
    put(output, "    instead = ");
    put_step(output, routine, &step->alternative[0]);
    put(output, ";\n");
  }
  put(output, "  }");
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
  put(&output, "steps = (\n");
  for (size_t i = 0; i < routine->step_count; i++) {
    put(&output, "  ");
    put_step(&output, routine, &routine->steps[i]);
    put(&output, i + 1 < routine->step_count ? ",\n" : "\n");
  }
  put(&output, ");\n");
  return output.text;
}
