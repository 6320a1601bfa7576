/* Information cards as files: the guard and the reader that routines have, another table. */
#include <stdlib.h>
#include <string.h>

#include "conf/field_read.h"
#include "conf/guard.h"
#include "nightcalf/card.h"
#include "nightcalf/library.h"
#include "nightcalf/mem.h"

/* The settings of a document into a card without any; every finding is reported. */
static void read_fields(const Document *document, Card *card, Diagnostics *diagnostics) {
  Findings findings = {.diagnostics = diagnostics, .file = document->name};
  const Node *root = &document->root;
  for (size_t i = 0; i < root->count; i++) {
    const Node *node = &root->children[i];
    const Field *field = field_find(card_fields, node->name);
    if (field == NULL) {
      field_report_unknown(card_fields, NULL, node, &findings);
    } else {
      (void)field_read(field, document, node, card, &findings);
    }
  }
  for (const Field *field = card_fields; field->name != NULL; field++) {
    if (field->required && node_find(root, field->name) == NULL) {
      field_report_missing(field, root->place, &findings);
    }
  }
}

/* Reads a file as the card of that id. False: it is broken, and *card is empty. */
static bool read_card(const char *path, const char *id, Card *card, Diagnostics *diagnostics) {
  size_t errors = diagnostics->errors;
  Document document;
  *card = (Card){.id = mem_copy(id)};
  fields_init(card_fields, card);
  if (document_read(&document, path, ROUTINE_FILE_MAX, diagnostics)) {
    read_fields(&document, card, diagnostics);
  }
  document_free(&document);
  diagnostics_sort(diagnostics);
  if (diagnostics->errors > errors) {
    card_free(card);
    return false;
  }
  return true;
}

bool card_load(const char *folder, const char *id, Card *card, Diagnostics *diagnostics) {
  *card = (Card){0};
  if (!name_valid(id)) {
    diagnostics_add(diagnostics, id, 0, 0, false, "there is no card of this name");
    return false;
  }
  char *path = mem_format("%s/%s.cfg", folder, id);
  bool sound = read_card(path, id, card, diagnostics);
  free(path);
  return sound;
}

void cards_load(const char *folder, CardList *cards, Diagnostics *diagnostics) {
  /* A folder of cards is listed as one of routines is: by name, sorted by id. */
  Library files;
  library_open(&files, NULL, NULL, folder);
  *cards = (CardList){.at = mem_new(files.count, sizeof *cards->at)};
  for (size_t i = 0; i < files.count; i++) {
    const RoutineEntry *entry = &files.entries[i];
    if (read_card(entry->file, entry->id, &cards->at[cards->count], diagnostics)) {
      cards->count++;
    }
  }
  library_free(&files);
}
