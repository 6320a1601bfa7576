/* Looking for a text in all that was noted. */
#include <stdlib.h>
#include <string.h>

#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "store_private.h"

const char *note_place_shown(NotePlace place) {
  static const char *const shown[NOTE_PLACE_COUNT] = {
      [NOTE_NIGHT] = N_("note"),          [NOTE_ADVERSE_EVENT] = N_("adverse event"),
      [NOTE_EXCUSE] = N_("excuse"),       [NOTE_EPISODE] = N_("cramp"),
      [NOTE_MEDICATION] = N_("medicine"),
  };
  return language_text(shown[place]);
}

/* A letter for comparing: capitals A to Z do not matter. */
static int folded(char letter) {
  return letter >= 'A' && letter <= 'Z' ? letter - 'A' + 'a' : letter;
}

/* Whether a note holds a text. */
static bool holds(const char *note, const char *text) {
  for (; *note != '\0' || *text == '\0'; note++) {
    size_t i = 0;
    while (text[i] != '\0' && folded(note[i]) == folded(text[i])) {
      i++;
    }
    if (text[i] == '\0') {
      return true;
    }
  }
  return false;
}

/* Notes in the making; their texts are copies. */
typedef struct Search {
  Store *store;
  const char *text;
  NoteFound *found;
  size_t count;
} Search;

static void take_note(Search *search, sqlite3_stmt *at, NotePlace place, int column) {
  const char *note = store_column(at, column);
  if (*note == '\0' || !holds(note, search->text)) {
    return;
  }
  search->found = mem_resize(search->found, search->count + 1, sizeof *search->found);
  search->found[search->count++] = (NoteFound){
      .night = read_night(at, 0, (Night){0}),
      .place = place,
      .id = sqlite3_column_int64(at, 1),
      .text = mem_copy(note),
  };
}

/* Looks through one table; first: the place of its first note, the others following. */
static bool search_table(Search *search, StoreQuery query, NotePlace first, int notes, Error *err) {
  bool failed;
  sqlite3_stmt *at = store_range(search->store, query, night_first, night_last, err);
  if (at == NULL) {
    return false;
  }
  while (store_row(search->store, at, &failed, err)) {
    for (int i = 0; i < notes; i++) {
      take_note(search, at, (NotePlace)((int)first + i), 2 + i);
    }
  }
  return !failed;
}

/* Newest night first; within it by place, then as they were written. */
static int compare_found(const void *one, const void *other) {
  const NoteFound *a = one;
  const NoteFound *b = other;
  if (a->night.day != b->night.day) {
    return a->night.day > b->night.day ? -1 : 1;
  }
  if (a->place != b->place) {
    return a->place < b->place ? -1 : 1;
  }
  return (a->id > b->id) - (a->id < b->id);
}

bool store_notes_find(Store *store, const char *text,
                      bool (*each)(void *context, const NoteFound *found), void *context,
                      Error *err) {
  Search search = {.store = store, .text = text};
  if (!store_begin_read(store, "search your diary", err)) {
    return false;
  }
  bool ok = search_table(&search, QUERY_NIGHT_NOTES, NOTE_NIGHT, 3, err) &&
            search_table(&search, QUERY_EPISODE_NOTES, NOTE_EPISODE, 1, err) &&
            search_table(&search, QUERY_MEDICATION_NOTES, NOTE_MEDICATION, 1, err);
  ok = store_end(store, ok, err);
  if (search.count > 0) {
    qsort(search.found, search.count, sizeof *search.found, compare_found);
  }
  for (size_t i = 0; ok && i < search.count && each(context, &search.found[i]); i++) {
  }
  for (size_t i = 0; i < search.count; i++) {
    free((char *)search.found[i].text);
  }
  free(search.found);
  return ok;
}
