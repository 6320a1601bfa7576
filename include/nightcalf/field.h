/* The field table: one row per setting of a routine, a step, a choice or the program. Parsing,
 * checking, writing, the editor, help and the manual all read the same rows. */
#ifndef NIGHTCALF_FIELD_H
#define NIGHTCALF_FIELD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "nightcalf/error.h"
#include "nightcalf/moment.h"

typedef enum Side { SIDE_NONE, SIDE_LEFT, SIDE_RIGHT, SIDE_BOTH } Side;
/* "", "left", "right", "both". */
const char *side_name(Side side);

enum {
  SIDES_MAX = 3,
  TEXT_BYTES_MAX = 4096,
  LIST_MAX = 64,
  TIME_NOT_SAID = -1 /* the default of a TIME that need not be set; no file can write it */
};

/* The values a field may point at. All are owned by the struct they sit in. */
typedef struct SideList {
  Side at[SIDES_MAX];
  int count;
} SideList;

typedef struct TextList {
  char **at;
  size_t count;
} TextList;

typedef struct LengthList {
  Millis *at;
  size_t count;
} LengthList;

/* Room for one value of any type but choices and steps, of which one that stands alone has none. */
typedef union FieldValue {
  char *text;
  Millis length;
  int number;
  bool flag;
  unsigned words;
  TextList texts;
  SideList sides;
  LengthList lengths;
} FieldValue;

typedef enum FieldType {
  FIELD_TEXT,    /* char *: one text */
  FIELD_NAME,    /* char *: [a-z0-9][a-z0-9-]{0,39} */
  FIELD_PATH,    /* char *: NAME or NAME/NAME, as `use` and `instead` take it */
  FIELD_SECONDS, /* Millis: a number of seconds, or a text such as "1m30s" */
  FIELD_COUNT,   /* int: a whole number */
  FIELD_FLAG,    /* bool */
  FIELD_WORD,    /* int: index into words */
  FIELD_WORDS,   /* unsigned: bit i for words[i]; written as an array of strings */
  FIELD_TIME,    /* int: minutes after midnight, written "22:15" */
  FIELD_TEXTS,   /* TextList: an array or list of strings; a single string is a list of one */
  FIELD_SIDES,   /* SideList: an array of "left", "right", "both", each at most once */
  FIELD_LENGTHS, /* LengthList: an array of seconds or texts */
  FIELD_CHOICES, /* ChoiceList (routine.h) */
  FIELD_STEPS    /* the steps of a routine; read by the loader itself */
} FieldType;

/* Whether texts mean something. False: *at is the one at fault, and err says what it must be or why
 * not, so that it can stand behind the setting's name: "must be ...". */
typedef bool FieldCheck(const TextList *texts, size_t *at, Error *err);

typedef struct Field {
  const char *name; /* as the file writes it */
  FieldType type;
  size_t offset; /* of the value in its struct */
  bool required;
  bool above_minimum; /* the minimum itself is not allowed */
  bool translated;    /* TEXT, TEXTS: shown in the language of the user (language.h) */
  int64_t minimum;    /* SECONDS, LENGTHS: milliseconds; COUNT: the number */
  int64_t maximum;    /* likewise; TEXT, TEXTS: columns at most, 0: no limit but TEXT_BYTES_MAX */
  int64_t default_value;    /* SECONDS, COUNT, FLAG, WORD, TIME (may be TIME_NOT_SAID) */
  const char *const *words; /* WORD, WORDS: NULL-terminated */
  const char *sentence;     /* what it does, for help, editor and manual; ends with a full stop */
  FieldCheck *check; /* TEXTS, TEXT (a list of one): what they must mean; NULL: nothing more */
  const char *label; /* what a form or a report calls it; NULL: its name will do */
  const char *const *shown; /* WORD, WORDS: the words as a person reads them; NULL: as they are */
} Field;

/* The table's row of that name, or NULL. Tables end with a row whose name is NULL. */
const Field *field_find(const Field *table, const char *name);
/* The table's name nearest to a misspelt one (Damerau-Levenshtein distance at most 2 and less than
 * half its length, but 1 is always near), looked for in both tables (either may be NULL); NULL when
 * none is near. */
const char *field_nearest(const Field *table, const Field *more, const char *name);
/* The same over a NULL-terminated list of words. */
const char *word_nearest(const char *const *words, const char *word);
/* Whether a number is in the field's range. */
bool field_in_range(const Field *field, int64_t value);
/* What the value must be, in words: "must be above 0 and at most 4 h", "must be from 1 to 1,000",
 * "must be one of "left", "right"", "must be at most 60 columns wide". */
void field_range(const Field *field, char *text, size_t size);
/* The same in English, as the comments of a file have it. */
void field_range_in_file(const Field *field, char *text, size_t size);
/* What a value looks like in a file: "time", "true or false", the words it may be. Release with
 * free(). */
char *field_shape(const Field *field);
/* What holds where it is not set, where that is worth a word: "needed", "default 10 s", or "".
 * Release with free(). */
char *field_otherwise(const Field *field);
/* "must be one of "left", "right"": what stands before, then every word but the empty one, cut
 * where size ends. */
void field_words(const Field *field, const char *before, char *text, size_t size);
/* Gives every value of a struct its default (CHOICES and STEPS excepted). Texts and lists become
 * empty. */
void fields_init(const Field *table, void *object);
/* Frees what the table's values own (CHOICES and STEPS excepted) and empties them. */
void fields_free(const Field *table, void *object);
/* Deep-copies every value from one struct to another, which must be initialised (CHOICES and STEPS
 * excepted). */
void fields_copy(const Field *table, void *to, const void *from);
/* Puts the values that are `translated` into the user's language: for what is shown, never for what
 * is written back (CHOICES and STEPS excepted). */
void fields_translate(const Field *table, void *object);
/* Whether two structs hold equal values (CHOICES and STEPS excepted). */
bool fields_equal(const Field *table, const void *one, const void *other);

/* The texts joined by ", ". Release with free(). */
char *texts_joined(const TextList *texts);

/* Whether text is a routine or step id: [a-z0-9][a-z0-9-]{0,39}. */
bool name_valid(const char *text);

#endif
