/* The one reader of settings, for routine, step, choice and program alike. */
#include "conf/field_read.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/format.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"

enum { RANGE_SIZE = 160, MS_SECOND = 1000 };

/* Beyond it a number of seconds is no time, and its milliseconds might not fit. */
static const double seconds_max = 1e9;

/* What one reading needs. */
typedef struct Reading {
  const Field *field;
  const Document *document;
  const Findings *findings;
} Reading;

void field_report_missing(const Field *field, Place place, const Findings *findings) {
  char *what = mem_copy(_(field->sentence));
  size_t length = strlen(what);
  bool english = strcmp(what, field->sentence) == 0; /* elsewhere a noun may begin with a capital */
  what[0] = (char)(english && what[0] >= 'A' && what[0] <= 'Z' ? what[0] - 'A' + 'a' : what[0]);
  what[length - 1] = '\0'; /* the full stop */
  finding_error(findings, place, "\"%s\" is missing: %s", field->name, what);
  free(what);
}

void field_report_wrong(const Field *field, const char *must, const Document *document,
                        const Node *node, const Findings *findings) {
  char shown[SHOWN_SIZE];
  node_shown(document, node, shown);
  finding_error(findings, node->place, "\"%s\" %s; got %s", field->name, language_text(must),
                shown);
}

void field_report_unknown(const Field *table, const Field *more, const Node *node,
                          const Findings *findings) {
  bool may = finding_may_guess(findings);
  char guess[GUESS_SIZE];
  show_guess(may ? field_nearest(table, more, node->name) : NULL, guess);
  finding_error(findings, node->name_place, "unknown setting \"%s\"%s", node->name, guess);
}

/* Reports what the value must be, unless it has been reported as broken. Always false. */
static bool wrong(const Reading *reading, const Node *node, const char *must) {
  if (node->type != NODE_BROKEN) {
    field_report_wrong(reading->field, must, reading->document, node, reading->findings);
  }
  return false;
}

/* The same in the words for a file or for what was typed. Always false. */
static bool wrong_as(const Reading *reading, const Node *node, const char *in_file,
                     const char *typed) {
  return wrong(reading, node, reading->findings->typed ? typed : in_file);
}

/* Reports a value outside the field's range. Always false. */
static bool out_of_range(const Reading *reading, const Node *node) {
  char range[RANGE_SIZE];
  field_range(reading->field, range, sizeof range);
  return wrong(reading, node, range);
}

/* Whether a node that may be an array, a list or a single value has children to read. */
static bool is_plural(const Node *node) {
  return node->type == NODE_ARRAY || node->type == NODE_LIST;
}

/* The values of a node that may be a list, or one value that stands for a list of one. */
static const Node *elements(const Node *node, size_t *count) {
  *count = is_plural(node) ? node->count : 1;
  return is_plural(node) ? node->children : node;
}

/* Checks the width of a text against the field's columns. */
static bool check_width(const Reading *reading, const Node *node) {
  int64_t most = reading->field->maximum;
  if (most == 0) {
    return true;
  }
  if (strpbrk(node->text, "\n\t") != NULL) {
    return wrong(reading, node, "must be one line");
  }
  int width = text_width(node->text);
  if (field_in_range(reading->field, width)) {
    return true;
  }
  char range[RANGE_SIZE];
  field_range(reading->field, range, sizeof range);
  finding_error(reading->findings, node->place, "\"%s\" %s; got %d", reading->field->name, range,
                width);
  return false;
}

/* Whether a text has something to read in it. */
static bool is_blank(const char *text) {
  return text[strspn(text, " \t\n")] == '\0';
}

/* Whether the texts mean something; where not, the one at fault is reported. */
static bool mean_something(const Reading *reading, const Node *each, const TextList *texts) {
  size_t at = 0;
  Error err = {{0}};
  if (reading->field->check == NULL || reading->field->check(texts, &at, &err)) {
    return true;
  }
  return wrong(reading, &each[at], err.text);
}

static bool read_text(const Reading *reading, const Node *node, char **value) {
  if (node->type != NODE_TEXT) {
    return wrong(reading, node, "must be a text in quotes");
  }
  if (reading->field->required && is_blank(node->text)) {
    return wrong(reading, node, "must not be empty");
  }
  char *text = node->text;
  if (!check_width(reading, node) ||
      !mean_something(reading, node, &(TextList){.at = &text, .count = 1})) {
    return false;
  }
  free(*value);
  *value = mem_copy(node->text);
  return true;
}

/* Whether a text is NAME or NAME/NAME. */
static bool path_valid(const char *text) {
  const char *slash = strchr(text, '/');
  if (slash == NULL) {
    return name_valid(text);
  }
  char *routine = mem_copy_bytes(text, (size_t)(slash - text));
  bool valid = name_valid(routine) && name_valid(slash + 1);
  free(routine);
  return valid;
}

static bool read_name(const Reading *reading, const Node *node, char **value) {
  bool path = reading->field->type == FIELD_PATH;
  if (node->type != NODE_TEXT || !(path ? path_valid(node->text) : name_valid(node->text))) {
    return out_of_range(reading, node);
  }
  free(*value);
  *value = mem_copy(node->text);
  return true;
}

/* A number of seconds, or a text such as "1m30s". */
static bool read_length(const Reading *reading, const Node *node, Millis *value) {
  const Field *field = reading->field;
  bool negative = false;
  Millis length = 0;
  if (node->type == NODE_INTEGER || node->type == NODE_LONG) {
    length = node->integer * MS_SECOND;
  } else if (node->type == NODE_FLOAT) {
    negative = node->number < 0;
    if (fabs(node->number) > seconds_max) {
      return out_of_range(reading, node);
    }
    length = llround(node->number * MS_SECOND);
  } else if (node->type == NODE_TEXT && duration_parse(node->text, &length)) {
    negative = node->text[0] == '-';
  } else {
    return field->type == FIELD_LENGTHS
               ? wrong_as(
                     reading, node,
                     _("must be an array of times: numbers such as 300, or texts such as \"5m\""),
                     _("must be times with commas between them, such as 5m, 10m"))
               : wrong_as(reading, node,
                          _("must be seconds: a number such as 15, or a text such as \"1m30s\""),
                          _("must be a time, such as 15 for seconds, 1m30s or 1:30"));
  }
  /* what is less than nothing stays so, even where it rounds to nothing */
  bool below = negative && length == 0 && field->minimum >= 0;
  if (below || !field_in_range(field, length)) {
    return out_of_range(reading, node);
  }
  *value = length;
  return true;
}

static bool read_count(const Reading *reading, const Node *node, int *value) {
  if (node->type != NODE_INTEGER && node->type != NODE_LONG) {
    return wrong(reading, node, "must be a whole number");
  }
  if (!field_in_range(reading->field, node->integer)) {
    return out_of_range(reading, node);
  }
  *value = (int)node->integer;
  return true;
}

static bool read_flag(const Reading *reading, const Node *node, bool *value) {
  if (node->type != NODE_FLAG) {
    return wrong_as(reading, node, _("must be true or false"), _("must be yes or no"));
  }
  *value = node->flag;
  return true;
}

static bool read_time(const Reading *reading, const Node *node, int *value) {
  int minutes = 0;
  if (node->type != NODE_TEXT || !time_of_day_parse(node->text, &minutes)) {
    return wrong_as(reading, node, _("must be a time of day in quotes, such as \"22:15\""),
                    _("must be a time of day, such as 22:15"));
  }
  if (!field_in_range(reading->field, minutes)) {
    return out_of_range(reading, node);
  }
  *value = minutes;
  return true;
}

/* "must be \"left\", \"right\" or \"both\"": what a word may be. Release with free(). */
static char *allowed_words(const char *const *words) {
  char *text = mem_copy(_("must be"));
  for (size_t i = 0; words[i] != NULL; i++) {
    if (words[i][0] == '\0') {
      continue;
    }
    bool first = i == 0 || (i == 1 && words[0][0] == '\0');
    const char *joint = first ? " " : words[i + 1] == NULL ? _(" or ") : ", ";
    char *longer = mem_format("%s%s\"%s\"", text, joint, words[i]);
    free(text);
    text = longer;
  }
  return text;
}

/* Reports a word that is none of those allowed. Always false. */
static bool unknown_word(const Reading *reading, const Node *node, const char *const *words) {
  if (node->type == NODE_BROKEN) {
    return false;
  }
  char *must = allowed_words(words);
  char shown[SHOWN_SIZE];
  node_shown(reading->document, node, shown);
  bool may = node->type == NODE_TEXT && finding_may_guess(reading->findings);
  char guess[GUESS_SIZE];
  show_guess(may ? word_nearest(words, node->text) : NULL, guess);
  finding_error(reading->findings, node->place, "\"%s\" %s; got %s%s", reading->field->name, must,
                shown, guess);
  free(must);
  return false;
}

static bool read_word(const Reading *reading, const Node *node, const char *const *words,
                      int *value) {
  for (int i = 0; node->type == NODE_TEXT && words[i] != NULL; i++) {
    if (strcmp(words[i], node->text) == 0) {
      *value = i;
      return true;
    }
  }
  return unknown_word(reading, node, words);
}

/* Reports an element that the list has already. Always false. */
static bool repeated(const Reading *reading, const Node *node) {
  finding_error(reading->findings, node->place, "\"%s\" has \"%s\" twice", reading->field->name,
                node->text);
  return false;
}

static bool read_words(const Reading *reading, const Node *node, unsigned *value) {
  size_t count = 0;
  const Node *each = elements(node, &count);
  unsigned bits = 0;
  bool sound = true;
  for (size_t i = 0; i < count; i++) {
    int index = 0;
    if (!read_word(reading, &each[i], reading->field->words, &index)) {
      sound = false;
    } else if ((bits & 1U << (unsigned)index) != 0) {
      sound = repeated(reading, &each[i]);
    } else {
      bits |= 1U << (unsigned)index;
    }
  }
  if (sound) {
    *value = bits;
  }
  return sound;
}

static bool read_sides(const Reading *reading, const Node *node, SideList *value) {
  static const char *const words[] = {"left", "right", "both", NULL};
  static const Side sides[] = {SIDE_LEFT, SIDE_RIGHT, SIDE_BOTH};
  size_t count = 0;
  const Node *each = elements(node, &count);
  SideList list = {0};
  unsigned seen = 0;
  bool sound = true;
  for (size_t i = 0; i < count; i++) {
    int index = 0;
    if (!read_word(reading, &each[i], words, &index)) {
      sound = false;
    } else if ((seen & 1U << (unsigned)index) != 0) {
      sound = repeated(reading, &each[i]);
    } else {
      seen |= 1U << (unsigned)index;
      list.at[list.count++] = sides[index];
    }
  }
  if (sound) {
    *value = list;
  }
  return sound;
}

/* Says when a list is longer than LIST_MAX. */
static bool fits(const Reading *reading, const Node *node, size_t count) {
  if (count <= LIST_MAX) {
    return true;
  }
  finding_error(reading->findings, node->place, "\"%s\" must have at most %d values; got %zu",
                reading->field->name, LIST_MAX, count);
  return false;
}

static bool read_texts(const Reading *reading, const Node *node, TextList *value) {
  size_t count = 0;
  const Node *each = elements(node, &count);
  if (count == 0 && reading->field->required) {
    return wrong(reading, node, "must have at least one value");
  }
  bool sound = fits(reading, node, count);
  for (size_t i = 0; i < count; i++) {
    if (each[i].type != NODE_TEXT) {
      sound = wrong(reading, &each[i], "must be a list of texts, such as ( \"one\", \"two\" )");
    } else {
      sound = check_width(reading, &each[i]) && sound;
    }
  }
  TextList read = {0};
  read.at = sound && count > 0 ? mem_new(count, sizeof *read.at) : NULL;
  for (; sound && read.count < count; read.count++) {
    read.at[read.count] = mem_copy(each[read.count].text);
  }
  sound = sound && mean_something(reading, each, &read);
  TextList *drop = sound ? value : &read;
  for (size_t i = 0; i < drop->count; i++) {
    free(drop->at[i]);
  }
  free(drop->at);
  if (sound) {
    *value = read;
  }
  return sound;
}

static bool read_lengths(const Reading *reading, const Node *node, LengthList *value) {
  size_t count = 0;
  const Node *each = elements(node, &count);
  if (!fits(reading, node, count)) {
    return false;
  }
  LengthList list = {0};
  if (count > 0) {
    list.at = mem_new(count, sizeof *list.at);
  }
  bool sound = true;
  for (; list.count < count; list.count++) {
    sound = read_length(reading, &each[list.count], &list.at[list.count]) && sound;
  }
  free(sound ? value->at : list.at);
  if (sound) {
    *value = list;
  }
  return sound;
}

bool field_read(const Field *field, const Document *document, const Node *node, void *object,
                const Findings *findings) {
  Reading reading = {field, document, findings};
  void *value = (char *)object + field->offset;
  switch (field->type) {
  case FIELD_TEXT:
    return read_text(&reading, node, value);
  case FIELD_NAME:
  case FIELD_PATH:
    return read_name(&reading, node, value);
  case FIELD_SECONDS:
    return read_length(&reading, node, value);
  case FIELD_COUNT:
    return read_count(&reading, node, value);
  case FIELD_FLAG:
    return read_flag(&reading, node, value);
  case FIELD_WORD:
    return read_word(&reading, node, field->words, value);
  case FIELD_WORDS:
    return read_words(&reading, node, value);
  case FIELD_TIME:
    return read_time(&reading, node, value);
  case FIELD_TEXTS:
    return read_texts(&reading, node, value);
  case FIELD_SIDES:
    return read_sides(&reading, node, value);
  case FIELD_LENGTHS:
    return read_lengths(&reading, node, value);
  default:
    return true;
  }
}
