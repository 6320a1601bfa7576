/* The diary's structs to and from the database, driven by their tables of rows, and rows gathered
 * so that they can be handed out after the transaction. */
#include <stdlib.h>
#include <string.h>

#include "nightcalf/mem.h"
#include "store_private.h"

const Night night_first = {-719162}; /* 0001-01-01 */
const Night night_last = {2932896};  /* 9999-12-31 */

enum { GATHERED_FIRST = 64 };

/* Binds one answer: "not said" as NULL where it is a number, as '' where it is a text. */
static void bind_row(sqlite3_stmt *statement, int at, const Field *field, const void *object) {
  switch (field->type) {
  case FIELD_COUNT:
  case FIELD_TIME:
  case FIELD_SECONDS:
    bind_known(statement, at, diary_number(field, object));
    break;
  case FIELD_FLAG:
    sqlite3_bind_int64(statement, at, diary_number(field, object));
    break;
  case FIELD_TEXT:
    bind_text(statement, at, diary_note(field, object));
    break;
  default: /* WORD and WORDS */
    sqlite3_bind_text(statement, at, diary_text(field, object), -1, free);
    break;
  }
}

void bind_rows(sqlite3_stmt *statement, int first, const Field *table, const void *object) {
  for (int i = 0; table[i].name != NULL; i++) {
    bind_row(statement, first + i, &table[i], object);
  }
}

/* The bits of the words that a text names, with ", " between them; what is no word of the row is
 * passed over. */
static int64_t bits_of(const Field *field, const char *text) {
  int64_t bits = 0;
  while (*text != '\0') {
    size_t length = strcspn(text, ",");
    char *word = mem_copy_bytes(text, length);
    int found = diary_word(field, word);
    bits |= found >= 0 ? INT64_C(1) << found : 0;
    free(word);
    text += length;
    text += strspn(text, ", ");
  }
  return bits;
}

static void read_row(sqlite3_stmt *at, int column, const Field *field, void *object) {
  int word;
  switch (field->type) {
  case FIELD_TEXT:
    diary_set_note(field, object, store_column(at, column));
    break;
  case FIELD_WORD:
    word = diary_word(field, store_column(at, column));
    diary_set_number(field, object, word >= 0 ? word : 0);
    break;
  case FIELD_WORDS:
    diary_set_number(field, object, bits_of(field, store_column(at, column)));
    break;
  default:
    if (sqlite3_column_type(at, column) == SQLITE_NULL) {
      diary_clear(field, object);
    } else {
      diary_set_number(field, object, sqlite3_column_int64(at, column));
    }
    break;
  }
}

void read_rows(sqlite3_stmt *at, int first, const Field *table, void *object) {
  for (int i = 0; table[i].name != NULL; i++) {
    read_row(at, first + i, &table[i], object);
  }
}

Night read_night(sqlite3_stmt *at, int column, Night otherwise) {
  Night night;
  return night_parse(store_column(at, column), &night) ? night : otherwise;
}

bool store_gather(Store *store, sqlite3_stmt *statement, Gathered *rows, size_t size,
                  void (*read)(sqlite3_stmt *at, void *row), Error *err) {
  bool failed;
  if (statement == NULL) {
    return false;
  }
  while (store_row(store, statement, &failed, err)) {
    if (rows->count == rows->capacity) {
      rows->capacity = rows->capacity == 0 ? GATHERED_FIRST : rows->capacity * 2;
      rows->at = mem_resize(rows->at, rows->capacity, size);
    }
    char *row = (char *)rows->at + rows->count++ * size;
    memset(row, 0, size);
    read(statement, row);
  }
  return !failed;
}

sqlite3_stmt *store_range(Store *store, StoreQuery query, Night from, Night until, Error *err) {
  sqlite3_stmt *statement = store_statement(store, query, err);
  if (statement != NULL) {
    bind_night(statement, 1, from);
    bind_night(statement, 2, until);
  }
  return statement;
}
