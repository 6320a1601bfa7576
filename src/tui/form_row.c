/* Rows of a form: between a person's keys and a value as a file writes it. */
#include "form_row.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "form.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/routine.h"
#include "utf8.h"

static const char *const flag_words[] = {N_("yes"), N_("no"), NULL};
static const char *const side_words[] = {N_("left"), N_("right"), N_("both"), NULL};

static RowShape shape_of(const Field *field) {
  switch (field->type) {
  case FIELD_FLAG:
  case FIELD_WORD:
    return ROW_PICK;
  case FIELD_WORDS:
  case FIELD_SIDES:
    return ROW_TICKS;
  case FIELD_TEXTS:
  case FIELD_CHOICES:
    return ROW_LINES;
  default:
    return ROW_LINE;
  }
}

/* Whether a number is what a file could say; what it cannot means that nothing is set. */
static bool is_sayable(const Field *field, const void *object) {
  const void *value = (const char *)object + field->offset;
  switch (field->type) {
  case FIELD_SECONDS:
    return field_in_range(field, *(const Millis *)value);
  case FIELD_COUNT:
    return field_in_range(field, *(const int *)value);
  default:
    return true;
  }
}

char *form_words(const Field *field, const void *object) {
  char *words = is_sayable(field, object) ? field_plain(field, object) : mem_copy("");
  if (words[0] == '\0') {
    free(words);
    return NULL;
  }
  return words;
}

/* What the table itself says; NULL: nothing. */
static char *table_default(const Field *field) {
  FieldValue value = {0};
  bool list = field->type == FIELD_CHOICES || field->type == FIELD_STEPS;
  Field alone[2] = {*field, {.name = NULL}};
  alone[0].offset = 0;
  fields_init(alone, &value);
  return list || field->required ? NULL : form_words(&alone[0], &value);
}

/* The options of a row that has some. */
static void find_options(FormRow *row) {
  switch (row->field->type) {
  case FIELD_FLAG:
    row->options = flag_words;
    break;
  case FIELD_SIDES:
    row->options = side_words;
    break;
  case FIELD_WORD:
  case FIELD_WORDS:
    row->options = row->field->words;
    break;
  default:
    return;
  }
  row->words = row->field->shown != NULL ? row->field->shown : row->options;
  if (row->options[0][0] == '\0') {
    row->options++; /* "" means: not said */
    row->words++;
  }
  while (row->options[row->option_count] != NULL) {
    row->option_count++;
  }
}

/* The option of these bytes; the count: there is none. */
static size_t option_of(const FormRow *row, const char *word, size_t length) {
  size_t option = 0;
  while (option < row->option_count && (strlen(row->options[option]) != length ||
                                        strncmp(row->options[option], word, length) != 0)) {
    option++;
  }
  return option;
}

/* Ticks the words of "left, right". */
static void tick_all(FormRow *row, const char *value) {
  static const char between[] = ", ";
  row->ticked = mem_new(row->option_count, sizeof *row->ticked);
  for (value += strspn(value, between); *value != '\0'; value += strspn(value, between)) {
    size_t length = strcspn(value, between);
    size_t option = option_of(row, value, length);
    if (option < row->option_count && !row_ticked(row, option)) {
      row_tick(row, option);
    }
    value += length;
  }
}

/* Puts an empty line in at a place. */
static void make_line(FormRow *row, size_t place) {
  row->lines = mem_resize(row->lines, row->line_count + 1, sizeof *row->lines);
  memmove(&row->lines[place + 1], &row->lines[place],
          (row->line_count - place) * sizeof *row->lines);
  row->lines[place] = (Entry){0};
  row->line_count++;
}

/* Fills the lines in: one, or one a line of the value and an empty one behind them. */
static void put_lines(FormRow *row, const char *value) {
  while (row->shape == ROW_LINES && *value != '\0') {
    size_t length = strcspn(value, "\n");
    char *text = mem_copy_bytes(value, length);
    make_line(row, row->line_count);
    entry_put(&row->lines[row->line_count - 1], text);
    free(text);
    value += length + (value[length] == '\n' ? 1 : 0);
  }
  if (row->shape == ROW_LINE || row->line_count < LIST_MAX) {
    make_line(row, row->line_count);
  }
  if (row->shape == ROW_LINE) {
    entry_put(&row->lines[0], value);
  }
}

static void put_value(FormRow *row, const char *value) {
  switch (row->shape) {
  case ROW_LINE:
  case ROW_LINES:
    put_lines(row, value);
    break;
  case ROW_PICK:
    row->picked = option_of(row, value, strlen(value));
    break;
  case ROW_TICKS:
    tick_all(row, value);
    break;
  default:
    break;
  }
}

/* A row whose value would not come back as it is must not be changed; a word that is none of the
 * options stays until another one is chosen. */
static void fix_unfaithful(FormRow *row, const char *value) {
  size_t length = strlen(value);
  while (length > 0 && row->shape == ROW_LINE && value[length - 1] == ' ') {
    length--; /* no loss */
  }
  if (strlen(row->first) != length || strncmp(row->first, value, length) != 0) {
    bool typed = row->shape == ROW_LINE || row->shape == ROW_LINES;
    row->shape = typed ? ROW_FIXED : row->shape;
    row->shown = mem_copy(value);
    free(row->first);
    row->first = mem_copy(value);
  }
}

void row_init(FormRow *row, const Field *field, bool opens, char *value, char *holds) {
  const char *said = value != NULL ? value : "";
  *row = (FormRow){.field = field, .shape = opens ? ROW_OPENS : shape_of(field), .holds = holds};
  find_options(row);
  row->needed = field->required && holds == NULL;
  row->picked = row->option_count;
  if (holds == NULL) {
    row->holds = table_default(field);
  }
  if (opens) {
    row->shown = mem_copy(said);
    row->first = mem_copy(said);
  } else {
    put_value(row, said);
    row->first = row_plain(row);
    fix_unfaithful(row, said);
  }
  free(value);
}

void row_free(FormRow *row) {
  for (size_t i = 0; i < row->line_count; i++) {
    entry_free(&row->lines[i]);
  }
  free(row->lines);
  free(row->ticked);
  free(row->holds);
  free(row->first);
  free(row->shown);
  *row = (FormRow){0};
}

/* Appends a text, with something between it and what there is. */
static void append(char **text, const char *between, const char *more) {
  if (more[0] != '\0') {
    char *longer = mem_format("%s%s%s", *text, (*text)[0] != '\0' ? between : "", more);
    free(*text);
    *text = longer;
  }
}

/* A word of a field: what has a label is said to people; without one it shows what its file says,
 * but for yes and no and the legs. */
static const char *word_for(const Field *field, const char *word) {
  bool ours = field->type == FIELD_FLAG || field->type == FIELD_SIDES;
  return ours || field->label != NULL || field->shown != NULL ? _(word) : word;
}

const char *row_word(const FormRow *row, size_t option) {
  return word_for(row->field, row->words[option]);
}

char *row_words(const Field *field, const char *plain) {
  static const char between[] = ", ";
  if (field->type == FIELD_FLAG || field->type == FIELD_WORD) {
    return mem_copy(word_for(field, plain));
  }
  if (field->type != FIELD_WORDS && field->type != FIELD_SIDES) {
    return mem_copy(plain);
  }
  char *text = mem_copy("");
  while (*plain != '\0') {
    const char *end = strstr(plain, between);
    char *word = mem_copy_bytes(plain, end != NULL ? (size_t)(end - plain) : strlen(plain));
    append(&text, between, word_for(field, word));
    plain += strlen(word) + (end != NULL ? strlen(between) : 0);
    free(word);
  }
  return text;
}

/* What the row says; of PICK and TICKS as a person reads it or as a file has it. Release with
 * free(). */
static char *said_in(const FormRow *row, bool read) {
  if (row->shown != NULL) {
    return read ? row_words(row->field, row->shown) : mem_copy(row->shown);
  }
  char *text = mem_copy("");
  if (row->shape == ROW_LINE || row->shape == ROW_LINES) {
    for (size_t i = 0; i < row->line_count; i++) {
      char *line = entry_text(&row->lines[i]);
      append(&text, "\n", line);
      free(line);
    }
  }
  if (row->shape == ROW_PICK && row->picked < row->option_count) {
    append(&text, "", read ? row_word(row, row->picked) : row->options[row->picked]);
  }
  for (size_t i = 0; row->shape == ROW_TICKS && i < row->tick_count; i++) {
    size_t option = row->ticked[i];
    append(&text, ", ", read ? row_word(row, option) : row->options[option]);
  }
  return text;
}

char *row_plain(const FormRow *row) {
  return said_in(row, false);
}

char *row_shown(const FormRow *row) {
  return said_in(row, true);
}

bool row_changed(const FormRow *row) {
  if (row->shape == ROW_FIXED || row->shape == ROW_OPENS) {
    return false;
  }
  char *plain = row_plain(row);
  bool changed = strcmp(plain, row->first) != 0;
  free(plain);
  return changed;
}

/* The field of a choice that a line of answers fills in. */
static const Field *answer_field(void) {
  const Field *field = choice_fields;
  while (!field->required) {
    field++;
  }
  return field;
}

/* Answers, one a line, as a list of groups. */
static bool answers_literal(const FormRow *row, char **literal, Error *err) {
  const Field *field = answer_field();
  char *list = mem_copy("");
  bool sound = true;
  for (size_t i = 0; sound && i < row->line_count; i++) {
    char *text = entry_text(&row->lines[i]);
    char *value = text[0] != '\0' ? field_literal(field, text, err) : mem_copy("");
    sound = value != NULL;
    if (sound && value[0] != '\0') {
      char *group = mem_format("{ %s = %s; }", field->name, value);
      append(&list, ", ", group);
      free(group);
    }
    free(value);
    free(text);
  }
  *literal = sound ? mem_format("( %s )", list) : NULL;
  free(list);
  return sound;
}

bool row_literal(const FormRow *row, char **literal, Error *err) {
  char *plain = row_plain(row);
  bool sound = true;
  *literal = NULL;
  if (plain[0] != '\0' && row->field->type == FIELD_CHOICES) {
    sound = answers_literal(row, literal, err);
  } else if (plain[0] != '\0') {
    *literal = field_literal(row->field, plain, err);
    sound = *literal != NULL;
  }
  free(plain);
  return sound;
}

size_t row_lines(const FormRow *row) {
  switch (row->shape) {
  case ROW_LINES:
    return row->line_count;
  case ROW_TICKS:
    return row->unfolded ? 1 + row->option_count : 1;
  default:
    return 1;
  }
}

static bool is_delete(int key) {
  static const int keys[] = {FUNCTION_KEY(KEY_BACKSPACE), FUNCTION_KEY(KEY_DC), 8, 127, 21};
  for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
    if (keys[i] == key) {
      return true;
    }
  }
  return false;
}

/* What was no option is gone: something else was chosen. */
static void forget_odd(FormRow *row) {
  free(row->shown);
  row->shown = NULL;
}

/* What holds anyway need not be said, where it was not said before. */
static void unsay_default(FormRow *row) {
  bool same = row->holds != NULL && row->picked < row->option_count &&
              strcmp(row->options[row->picked], row->holds) == 0;
  if (same && row->first[0] == '\0') {
    row->picked = row->option_count;
  }
}

/* The next option that begins with a letter; what deletes unsets. */
static bool pick_by_key(FormRow *row, int key) {
  if (is_delete(key)) {
    forget_odd(row);
    row->picked = row->option_count;
    return true;
  }
  size_t start = row->picked < row->option_count ? row->picked : row->option_count - 1;
  for (size_t i = 1; key > ' ' && i <= row->option_count; i++) {
    size_t option = (start + i) % row->option_count;
    size_t length = 0;
    if (utf8_get(row_word(row, option), &length) == key) {
      forget_odd(row);
      row->picked = option;
      unsay_default(row);
      return true;
    }
  }
  return key > ' ' && key < FUNCTION_KEY_BASE;
}

/* There is always an empty line to go on with. */
static void keep_empty_line(FormRow *row) {
  char *last = row->line_count > 0 ? entry_text(&row->lines[row->line_count - 1]) : mem_copy(".");
  if (last[0] != '\0' && row->line_count < LIST_MAX) {
    make_line(row, row->line_count);
  }
  free(last);
}

bool row_type(FormRow *row, size_t line, int key) {
  bool taken = false;
  switch (row->shape) {
  case ROW_LINE:
  case ROW_LINES:
    taken = entry_key(&row->lines[line], key);
    if (taken && row->shape == ROW_LINES) {
      keep_empty_line(row);
    }
    return taken;
  case ROW_PICK:
    return pick_by_key(row, key);
  case ROW_TICKS:
    if (is_delete(key)) {
      forget_odd(row);
      row->tick_count = 0;
    }
    return is_delete(key);
  default:
    return false;
  }
}

void row_cycle(FormRow *row, int by) {
  forget_odd(row);
  size_t count = row->option_count;
  if (row->picked == count && row->holds != NULL) {
    row->picked = option_of(row, row->holds, strlen(row->holds));
  }
  if (row->picked == count) {
    row->picked = by > 0 ? 0 : count - 1;
  } else {
    row->picked = (row->picked + (by > 0 ? 1 : count - 1)) % count;
  }
  unsay_default(row);
}

bool row_ticked(const FormRow *row, size_t option) {
  for (size_t i = 0; i < row->tick_count; i++) {
    if (row->ticked[i] == option) {
      return true;
    }
  }
  return false;
}

void row_tick(FormRow *row, size_t option) {
  forget_odd(row);
  size_t kept = 0;
  for (size_t i = 0; i < row->tick_count; i++) {
    if (row->ticked[i] != option) {
      row->ticked[kept++] = row->ticked[i];
    }
  }
  if (kept == row->tick_count) {
    row->ticked[kept++] = option;
  }
  row->tick_count = kept;
}

bool row_add_line(FormRow *row, size_t line) {
  bool room = row->shape == ROW_LINES && row->line_count < LIST_MAX;
  if (room) {
    make_line(row, line + 1);
  }
  return room;
}

char *row_name(const Field *field) {
  if (field->label != NULL) {
    return mem_copy(_(field->label));
  }
  const char *found = language_in("setting", field->name);
  if (found != field->name) {
    return mem_copy(found);
  }
  char *name = mem_copy(field->name);
  name[0] = (char)toupper((unsigned char)name[0]);
  for (char *at = name; *at != '\0'; at++) {
    if (*at == '_') {
      *at = ' ';
    }
  }
  return name;
}
