/* The field table read as text: finding rows, guessing what a misspelt one meant, and ranges in
 * words. Contract: nightcalf/field.h; what works on values is in field_values.c. */
#include "nightcalf/field.h"

#include <stdio.h>
#include <string.h>

#include "nightcalf/format.h"
#include "nightcalf/language.h"

enum {
  NEAR_LENGTH_MAX = 64, /* no name of ours is longer */
  NEAR_DISTANCE_MAX = 2,
  NAME_LENGTH_MAX = 40,
  NUMBER_SIZE = 32
};

/* The nearest name found so far. */
typedef struct Nearest {
  const char *name;
  int distance;
} Nearest;

const char *side_name(Side side) {
  static const char *const names[] = {
      [SIDE_NONE] = "",
      [SIDE_LEFT] = N_("left"),
      [SIDE_RIGHT] = N_("right"),
      [SIDE_BOTH] = N_("both"),
  };
  return names[side];
}

const Field *field_find(const Field *table, const char *name) {
  for (const Field *field = table; field->name != NULL; field++) {
    if (field->name[0] == name[0] && strcmp(field->name, name) == 0) {
      return field;
    }
  }
  return NULL;
}

/* The smaller of two numbers. */
static int least(int one, int other) {
  return one < other ? one : other;
}

/* Damerau-Levenshtein distance in its restricted form (optimal string alignment): insertions,
 * deletions, changes and swaps of neighbours. Both lengths: at most NEAR_LENGTH_MAX. */
static int edit_distance(const char *one, size_t one_length, const char *other,
                         size_t other_length) {
  int rows[3][NEAR_LENGTH_MAX + 1] = {{0}};
  int *before = rows[0];
  int *above = rows[1];
  int *row = rows[2];
  for (size_t j = 0; j <= other_length; j++) {
    row[j] = (int)j;
  }
  for (size_t i = 1; i <= one_length; i++) {
    int *oldest = before;
    before = above;
    above = row;
    row = oldest;
    row[0] = (int)i;
    for (size_t j = 1; j <= other_length; j++) {
      int change = one[i - 1] == other[j - 1] ? 0 : 1;
      row[j] = least(least(above[j] + 1, row[j - 1] + 1), above[j - 1] + change);
      if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1]) {
        row[j] = least(row[j], before[j - 2] + 1);
      }
    }
  }
  return row[other_length];
}

/* How far a known name may be from a misspelt one of this length: at most 2 and less than half of
 * it, but always 1. */
static int distance_allowed(size_t length) {
  return length < 5 ? 1 : NEAR_DISTANCE_MAX;
}

/* Takes a known name as the nearest when it is nearer than what was found before. */
static void offer(Nearest *nearest, const char *known, const char *misspelt) {
  size_t known_length = strlen(known);
  size_t length = strlen(misspelt);
  if (known_length == 0 || known_length > NEAR_LENGTH_MAX || length > NEAR_LENGTH_MAX) {
    return;
  }
  int distance = edit_distance(known, known_length, misspelt, length);
  bool nearer = nearest->name == NULL || distance < nearest->distance;
  if (distance <= distance_allowed(length) && nearer) {
    *nearest = (Nearest){known, distance};
  }
}

const char *field_nearest(const Field *table, const Field *more, const char *name) {
  const Field *const tables[] = {table, more};
  Nearest nearest = {0};
  for (size_t i = 0; i < 2; i++) {
    for (const Field *field = tables[i]; field != NULL && field->name != NULL; field++) {
      offer(&nearest, field->name, name);
    }
  }
  return nearest.name;
}

const char *word_nearest(const char *const *words, const char *word) {
  Nearest nearest = {0};
  for (; *words != NULL; words++) {
    offer(&nearest, *words, word);
  }
  return nearest.name;
}

bool field_in_range(const Field *field, int64_t value) {
  switch (field->type) {
  case FIELD_SECONDS:
  case FIELD_LENGTHS:
  case FIELD_COUNT:
  case FIELD_TIME:
    return value <= field->maximum && value >= field->minimum &&
           !(field->above_minimum && value == field->minimum);
  case FIELD_TEXT:
  case FIELD_TEXTS:
    return field->maximum == 0 || value <= field->maximum;
  default:
    return true;
  }
}

/* Writes a number with commas between its thousands. */
static void format_thousands(int64_t number, char text[NUMBER_SIZE]) {
  char digits[NUMBER_SIZE];
  int length = snprintf(digits, sizeof digits, "%lld", (long long)number);
  size_t used = 0;
  for (int i = 0; i < length; i++) {
    bool first = i == 0 || digits[i - 1] == '-';
    if (!first && (length - i) % 3 == 0) {
      text[used++] = ',';
    }
    text[used++] = digits[i];
  }
  text[used] = '\0';
}

/* A text as a file has it, or in the user's language. */
#define SAY(text) (english ? (text) : language_text(text))

/* One end of a field's range, in its unit. */
static void format_end(const Field *field, int64_t number, char text[FORMAT_SIZE]) {
  switch (field->type) {
  case FIELD_SECONDS:
  case FIELD_LENGTHS:
    if (number == 0) {
      (void)snprintf(text, FORMAT_SIZE, "0"); /* nothing needs no unit */
    } else {
      format_length(number, text);
    }
    break;
  case FIELD_TIME:
    (void)snprintf(text, FORMAT_SIZE, "%02d:%02d", (int)(number / 60 % 24), (int)(number % 60));
    break;
  default:
    format_thousands(number, text);
    break;
  }
}

void field_words(const Field *field, const char *before, char *text, size_t size) {
  size_t used = 0;
  text[0] = '\0';
  for (const char *const *word = field->words; *word != NULL && used < size; word++) {
    if (**word != '\0') {
      used += (size_t)snprintf(text + used, size - used, "%s \"%s\"", before, *word);
      before = ",";
    }
  }
}

/* The range of a number, a length or a time of day. */
static void format_range(const Field *field, bool english, char *text, size_t size) {
  char low[FORMAT_SIZE];
  char high[FORMAT_SIZE];
  format_end(field, field->minimum, low);
  format_end(field, field->maximum, high);
  if (field->minimum == field->maximum) {
    (void)snprintf(text, size, SAY("must be %s"), low);
  } else if (field->above_minimum) {
    (void)snprintf(text, size, SAY("must be above %s and at most %s"), low, high);
  } else {
    (void)snprintf(text, size, SAY("must be from %s to %s"), low, high);
  }
}

/* What a value must be, for a file or for the user. */
static void put_range(const Field *field, bool english, char *text, size_t size) {
  char number[NUMBER_SIZE];
  switch (field->type) {
  case FIELD_SECONDS:
  case FIELD_LENGTHS:
  case FIELD_COUNT:
  case FIELD_TIME:
    format_range(field, english, text, size);
    break;
  case FIELD_TEXT:
  case FIELD_TEXTS:
    format_thousands(field->maximum > 0 ? field->maximum : TEXT_BYTES_MAX, number);
    (void)snprintf(text, size,
                   field->maximum > 0 ? SAY("must be at most %s columns wide")
                                      : SAY("must be at most %s bytes long"),
                   number);
    break;
  case FIELD_WORD:
  case FIELD_WORDS:
    field_words(field, SAY("must be one of"), text, size);
    break;
  case FIELD_NAME:
    (void)snprintf(text, size,
                   SAY("must be 1 to 40 lower-case letters, digits and hyphens, no hyphen first"));
    break;
  case FIELD_PATH:
    (void)snprintf(text, size, SAY("must be the name of a routine, or \"routine/step\""));
    break;
  case FIELD_FLAG:
    (void)snprintf(text, size, SAY("must be true or false"));
    break;
  case FIELD_SIDES:
    (void)snprintf(text, size, SAY("must be \"left\", \"right\" or \"both\", each at most once"));
    break;
  case FIELD_CHOICES:
  case FIELD_STEPS:
    (void)snprintf(text, size, SAY("must be a list of groups"));
    break;
  }
}

void field_range(const Field *field, char *text, size_t size) {
  put_range(field, false, text, size);
}

void field_range_in_file(const Field *field, char *text, size_t size) {
  put_range(field, true, text, size);
}

bool name_valid(const char *text) {
  static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789-";
  size_t length = strspn(text, letters);
  return text[length] == '\0' && length >= 1 && length <= NAME_LENGTH_MAX && text[0] != '-';
}
