/* Routine files made up for tests of the editor. Contract: edit_files.h. */
#include "edit_files.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/mem.h"

enum { LAYOUT_LINES, LAYOUT_COMMA_FIRST, LAYOUT_INLINE, LAYOUT_COUNT };

unsigned made_random(Made *made, unsigned limit) {
  /* splitmix64 */
  made->random += 0x9e3779b97f4a7c15U;
  uint64_t z = made->random;
  z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
  z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
  return (unsigned)((z ^ (z >> 31U)) % limit);
}

static bool one_in(Made *made, unsigned limit) {
  return made_random(made, limit) == 0;
}

static void emit(Made *made, const char *format, ...) PRINTF_LIKE(2, 3);

static void emit(Made *made, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  char *text = mem_format_list(format, arguments);
  va_end(arguments);
  size_t length = strlen(text);
  while (made->room <= made->length + length) {
    made->room = made->room == 0 ? 4096 : made->room * 2;
    made->text = mem_resize(made->text, made->room, 1);
  }
  memcpy(made->text + made->length, text, length + 1);
  made->length += length;
  free(text);
}

static void emit_line(Made *made, int depth) {
  emit(made, "%s", made->line_end);
  for (int i = 0; i < depth; i++) {
    emit(made, "%s", made->indent);
  }
}

/* A comment; a block comment never goes beyond its line's end unless it may. */
static void emit_comment(Made *made, int step, int setting, bool block) {
  int number = made->comment_count++;
  made->comments[number] = (MadeComment){step, setting};
  if (block) {
    emit(made, one_in(made, 4) ? "/* c%d. # \" , */" : "/* c%d. */", number);
  } else {
    emit(made, one_in(made, 2) ? "# c%d. { \" ;" : "// c%d. /* ) ,", number);
  }
}

/* Whole lines of comment above something. */
static void emit_lead(Made *made, int step, int setting, int depth) {
  for (unsigned lines = made_random(made, 4); lines >= 2; lines--) {
    emit_comment(made, step, setting, one_in(made, 3));
    emit_line(made, depth);
  }
}

/* A comment that belongs to nobody, with a blank line behind it. */
static void emit_orphan(Made *made, int step, int depth) {
  emit_comment(made, step, MADE_NOBODY, false);
  emit(made, "%s%s", made->line_end, one_in(made, 3) ? " \t" : "");
  emit_line(made, depth);
}

/* A comment at the end of a line. */
static void emit_tail(Made *made, int step, int setting) {
  if (one_in(made, 4)) {
    emit(made, "%s", one_in(made, 4) ? "" : "  ");
    emit_comment(made, step, setting, one_in(made, 2));
  }
}

static const char *const texts[] = {
    "\"plain\"",           "\"with # and /* inside\"", "\"quoted \\\"word\\\"\"",
    "\"a, b; c { } ( )\"", "\"joined \" \"text\"",     "\"B\\xc3\\xa9n\xc3\xa9\"",
    "\"tab\\tin it\"",
};

/* The value of a setting. */
static void emit_value(Made *made, int step, const char *name) {
  if (strcmp(name, "id") == 0) {
    emit(made, "\"step-%d\"", step);
  } else if (strcmp(name, "title") == 0) {
    emit(made, "\"Title %d\"", step);
  } else if (strcmp(name, "hold") == 0 || strcmp(name, "duration") == 0) {
    emit(made, one_in(made, 2) ? "%u" : "\"%us\"", 1 + made_random(made, 60));
  } else if (strcmp(name, "reps") == 0) {
    emit(made, "%u", 1 + made_random(made, 5));
  } else if (strcmp(name, "setup") == 0) {
    emit(made, one_in(made, 2) ? "%u" : "0x%x", made_random(made, 10));
  } else if (strcmp(name, "essential") == 0) {
    emit(made, one_in(made, 2) ? "false" : "TRUE");
  } else if (strcmp(name, "sides") == 0) {
    emit(made, one_in(made, 2) ? "[ \"left\", \"right\" ]" : "(\"both\")");
  } else if (strcmp(name, "items") == 0) {
    emit(made, one_in(made, 2) ? "(\"one\",\"two\",\"three\")" : "[ \"one\" ]");
  } else if (strcmp(name, "choices") == 0) {
    int count = 1 + (int)made_random(made, 3);
    made->steps[step].choices = count;
    emit(made, "(");
    for (int i = 0; i < count; i++) {
      emit(made, one_in(made, 2) ? "{ label = \"choice %d\"; }" : "{label=\"choice %d\"}", i);
      emit(made, "%s", i + 1 < count ? (one_in(made, 2) ? ", " : ",") : "");
    }
    emit(made, ")");
  } else {
    emit(made, "%s", texts[made_random(made, sizeof texts / sizeof texts[0])]);
  }
}

static void emit_setting(Made *made, int step, const char *name, const char *literal) {
  MadeStep *made_step = &made->steps[step];
  MadeSetting *setting = &made_step->settings[made_step->count++];
  *setting = (MadeSetting){.name = name, .start = made->length};
  emit(made, "%s%s", name, made->equals);
  setting->value = made->length;
  if (literal != NULL) {
    emit(made, "%s", literal);
  } else {
    emit_value(made, step, name);
  }
  setting->value_end = made->length;
}

/* The names of a step's settings but its kind, in some order. */
static int choose_settings(Made *made, int step, const char *names[MADE_SETTINGS_MAX]) {
  static const struct {
    const char *kind;
    const char *needs;
    const char *may;
  } kinds[] = {{"hold", "hold", "reps"},
               {"hold", "hold", "sides"},
               {"timed", "duration", "setup"},
               {"prompt", "choices", "essential"},
               {"checklist", "items", "cue"}};
  unsigned kind = made_random(made, sizeof kinds / sizeof kinds[0]);
  int count = 0;
  made->steps[step].kind = kinds[kind].kind;
  names[count++] = "kind";
  names[count++] = "title";
  names[count++] = kinds[kind].needs;
  const char *const more[] = {kinds[kind].may, "say", "id", "safety"};
  for (size_t i = 0; i < sizeof more / sizeof more[0]; i++) {
    if (one_in(made, 2)) {
      names[count++] = more[i];
    }
  }
  for (int i = count - 1; i > 0; i--) {
    int other = (int)made_random(made, (unsigned)i + 1);
    const char *name = names[i];
    names[i] = names[other];
    names[other] = name;
  }
  return count;
}

/* A step in braces, on one line or on many. */
static void emit_step(Made *made, int step, bool lines, int depth) {
  const char *names[MADE_SETTINGS_MAX];
  made->steps[step] = (MadeStep){.start = made->length};
  int count = choose_settings(made, step, names);
  emit(made, "{");
  if (lines && one_in(made, 6)) {
    emit(made, " ");
    emit_comment(made, step, MADE_NOBODY, false);
  }
  bool tight = one_in(made, 4) && made->separator[0] != '\0';
  for (int i = 0; i < count; i++) {
    if (lines) {
      emit_line(made, depth + 1);
      if (one_in(made, 8)) {
        emit_orphan(made, step, depth + 1);
      }
      emit_lead(made, step, i, depth + 1);
    } else {
      emit(made, "%s", tight ? "" : " ");
    }
    bool kind = strcmp(names[i], "kind") == 0;
    char *literal = kind ? mem_format("\"%s\"", made->steps[step].kind) : NULL;
    emit_setting(made, step, names[i], literal);
    free(literal);
    if (lines && one_in(made, 8)) {
      emit(made, " ");
      emit_comment(made, step, i, true);
    }
    bool last = i + 1 == count && one_in(made, 2);
    emit(made, "%s", last ? "" : made->separator);
    if (lines) {
      emit_tail(made, step, i);
    }
  }
  if (lines) {
    emit_line(made, depth);
  } else {
    emit(made, "%s", tight ? "" : " ");
  }
  emit(made, "}");
  made->steps[step].end = made->length;
}

/* What is between the steps of a list on lines. */
static void emit_gap_lines(Made *made, int step) {
  emit_line(made, 0);
  if (one_in(made, 2)) {
    emit_line(made, 0);
  }
  emit(made, "%s", made->indent);
  if (one_in(made, 6)) {
    emit_orphan(made, MADE_NOBODY, 1);
  }
  emit_lead(made, step, MADE_NOBODY, 1);
}

static void emit_steps(Made *made) {
  emit(made, "steps%s", made->equals);
  made->list = made->length;
  emit(made, "(");
  made->step_count = 1 + (int)made_random(made, MADE_STEPS_MAX - 1);
  if (made->layout != LAYOUT_INLINE && one_in(made, 4)) {
    emit(made, " ");
    emit_comment(made, MADE_NOBODY, MADE_NOBODY, false);
    if (made->layout == LAYOUT_COMMA_FIRST) {
      emit_line(made, 1);
    }
  }
  for (int i = 0; i < made->step_count; i++) {
    bool last = i + 1 == made->step_count;
    if (made->layout == LAYOUT_LINES) {
      emit_gap_lines(made, i);
      emit_step(made, i, !one_in(made, 3), 1);
      if (one_in(made, 8)) {
        emit(made, " ");
        emit_comment(made, i, MADE_NOBODY, true);
      }
      emit(made, "%s", last ? "" : ",");
      emit_tail(made, i, MADE_NOBODY);
    } else if (made->layout == LAYOUT_COMMA_FIRST) {
      if (i > 0) {
        emit_line(made, 1);
        emit(made, ", ");
        if (one_in(made, 6)) {
          emit_comment(made, i, MADE_NOBODY, true);
          emit(made, " ");
        }
      }
      emit_step(made, i, one_in(made, 3), 2);
      emit_tail(made, i, MADE_NOBODY);
    } else {
      emit(made, "%s", i > 0 || one_in(made, 2) ? " " : "");
      if (one_in(made, 6)) {
        emit_comment(made, i, MADE_NOBODY, true);
      }
      emit_step(made, i, false, 1);
      if (one_in(made, 6)) {
        emit_comment(made, i, MADE_NOBODY, true);
      }
      emit(made, "%s", last ? "" : ",");
    }
  }
  if (made->layout != LAYOUT_INLINE) {
    if (one_in(made, 5)) {
      emit_line(made, 1);
      emit_comment(made, MADE_NOBODY, MADE_NOBODY, false);
    }
    emit_line(made, 0);
  }
  emit(made, ")");
  made->list_end = made->length;
}

void made_file(Made *made, uint64_t number) {
  static const char *const equals[] = {" = ", "=", " : ", ":", "\t= "};
  static const char *const separators[] = {";", ";", ",", "", " ;"};
  *made = (Made){.random = number * 977};
  made->line_end = one_in(made, 3) ? "\r\n" : "\n";
  made->indent = one_in(made, 3) ? "\t" : one_in(made, 2) ? "    " : "  ";
  made->equals = equals[made_random(made, 5)];
  made->separator = separators[made_random(made, 5)];
  made->layout = (int)made_random(made, LAYOUT_COUNT);
  emit(made, "%s", one_in(made, 6) ? "\xef\xbb\xbf" : "");
  if (one_in(made, 2)) {
    emit_comment(made, MADE_NOBODY, MADE_NOBODY, false);
    emit_line(made, 0);
  }
  emit(made, "format%s1%s", made->equals, made->separator);
  emit_line(made, 0);
  emit(made, "title%s\"Made up\"%s", made->equals, made->separator);
  emit_tail(made, MADE_NOBODY, MADE_NOBODY);
  emit_line(made, 0);
  emit_steps(made);
  emit(made, "%s", one_in(made, 2) ? ";" : "");
  if (one_in(made, 3)) {
    emit_tail(made, MADE_NOBODY, MADE_NOBODY);
    emit_line(made, 0);
    emit(made, "note%s\"the end\"", made->equals);
  }
  emit(made, "%s", one_in(made, 4) ? "" : made->line_end);
}

void made_free(Made *made) {
  free(made->text);
}

int *made_comments_in(const char *text) {
  int *numbers = mem_new(MADE_COMMENTS_MAX * 2, sizeof *numbers);
  int count = 0;
  for (const char *at = text; *at != '\0'; at++) {
    int number = 0;
    int used = 0;
    bool marked = at > text && (at[-1] == ' ') && at - text >= 2 && strchr("#/*", at[-2]) != NULL;
    if (marked && sscanf(at, "c%d.%n", &number, &used) == 1 && used > 0) {
      numbers[count++] = number;
    }
  }
  numbers[count] = -1;
  return numbers;
}
