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
  int one = diary_word(field, text);
  if (one >= 0) {
    return INT64_C(1) << one;
  }
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

void read_field(sqlite3_stmt *at, int column, const Field *field, void *object) {
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
    read_field(at, first + i, &table[i], object);
  }
}

Night read_night(sqlite3_stmt *at, int column, Night otherwise) {
  Night night;
  return night_parse(store_column(at, column), &night) ? night : otherwise;
}

bool store_gather(Store *store, sqlite3_stmt *statement, const RowKind *kind, Gathered *rows,
                  Error *err) {
  bool failed;
  rows->kind = kind;
  if (statement == NULL) {
    return false;
  }
  while (store_row(store, statement, &failed, err)) {
    if (rows->count == rows->capacity) {
      rows->capacity = rows->capacity == 0 ? GATHERED_FIRST : rows->capacity * 2;
      rows->at = mem_resize(rows->at, rows->capacity, kind->size);
    }
    char *row = (char *)rows->at + rows->count++ * kind->size;
    memset(row, 0, kind->size);
    kind->read(statement, row);
  }
  return !failed;
}

void gathered_free(Gathered *rows) {
  for (size_t i = 0; i < rows->count && rows->kind->release != NULL; i++) {
    rows->kind->release((char *)rows->at + i * rows->kind->size);
  }
  free(rows->at);
  *rows = (Gathered){0};
}

bool store_find(Store *store, sqlite3_stmt *statement, const RowKind *kind, void *row, bool *found,
                Error *err) {
  Gathered rows = {0};
  bool ok = store_gather(store, statement, kind, &rows, err);
  *found = ok && rows.count == 1;
  if (*found) {
    memcpy(row, rows.at, kind->size);
    rows.count = 0; /* the caller's now */
  }
  gathered_free(&rows);
  return ok;
}

sqlite3_stmt *store_by_uuid(Store *store, StoreQuery query, const char *uuid, Error *err) {
  sqlite3_stmt *statement = store_statement(store, query, err);
  if (statement != NULL) {
    bind_text(statement, 1, uuid);
  }
  return statement;
}

bool store_find_number(Store *store, StoreQuery query, const char *uuid, int64_t *number,
                       Error *err) {
  bool failed;
  *number = 0;
  sqlite3_stmt *at = store_by_uuid(store, query, uuid, err);
  if (at == NULL) {
    return false;
  }
  while (store_row(store, at, &failed, err)) {
    *number = sqlite3_column_int64(at, 0);
  }
  return !failed;
}

bool store_name_new(Store *store, StoreQuery by_uuid, char uuid[STORE_UUID_SIZE], int64_t *id,
                    Error *err) {
  *id = 0;
  return uuid[0] == '\0' ? store_make_uuid(uuid, err)
                         : store_find_number(store, by_uuid, uuid, id, err);
}

bool store_put(Store *store, sqlite3_stmt *put, int named_by, const char *uuid, int64_t *id,
               Error *err) {
  bool is_new = *id == 0;
  if (is_new) {
    bind_text(put, named_by, uuid);
  } else {
    sqlite3_bind_int64(put, named_by, *id);
  }
  if (!store_do(store, put, err)) {
    return false;
  }
  if (is_new) {
    *id = sqlite3_last_insert_rowid(store->db);
  }
  return true;
}

sqlite3_stmt *store_range(Store *store, StoreQuery query, Night from, Night until, Error *err) {
  sqlite3_stmt *statement = store_statement(store, query, err);
  if (statement != NULL) {
    bind_night(statement, 1, from);
    bind_night(statement, 2, until);
  }
  return statement;
}

bool store_gather_nights(Store *store, const char *doing, StoreQuery query, Night from, Night until,
                         const RowKind *kind, Gathered *rows, Error *err) {
  return store_begin_read(store, doing, err) &&
         store_end(
             store,
             store_gather(store, store_range(store, query, from, until, err), kind, rows, err),
             err);
}
