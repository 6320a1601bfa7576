/* Information cards as files: the guard and the reader that routines have, another table. */
#include <stdlib.h>
#include <string.h>

#include "conf/field_read.h"
#include "conf/guard.h"
#include "nightcalf/card.h"
#include "nightcalf/library.h"
#include "nightcalf/mem.h"

/* Appends an empty part of a paragraph. */
static CardPart *add_part(Card *card, size_t paragraph) {
  card->parts = mem_resize(card->parts, card->part_count + 1, sizeof *card->parts);
  CardPart *part = &card->parts[card->part_count++];
  fields_init(card_part_fields, part);
  part->paragraph = paragraph;
  return part;
}

/* A part that says on whom it depends. */
static void read_group(const Document *document, const Node *group, CardPart *part,
                       const Findings *findings) {
  for (size_t i = 0; i < group->count; i++) {
    const Node *node = &group->children[i];
    const Field *field = field_find(card_part_fields, node->name);
    if (field == NULL) {
      field_report_unknown(card_part_fields, NULL, node, findings);
    } else {
      (void)field_read(field, document, node, part, findings);
    }
  }
  const Field *text = field_find(card_part_fields, "text");
  const Node *instead = node_find(group, "instead");
  if (node_find(group, text->name) == NULL) {
    field_report_missing(text, group->place, findings);
  }
  if (instead != NULL && node_find(group, "avoid_if") == NULL) {
    finding_error(findings, instead->name_place,
                  "\"instead\" needs \"avoid_if\": the health flags with which it is said");
  }
}

/* A text, a group, or inside the body a list of both, as the parts of one paragraph. */
static void read_paragraph(const Document *document, const Node *node, size_t paragraph, Card *card,
                           const Findings *findings) {
  Field text = *field_find(card_part_fields, "text");
  text.name = "body"; /* as a person sees it in the file */
  bool list = node->type == NODE_LIST;
  for (size_t i = 0; i < (list ? node->count : 1); i++) {
    const Node *part = list ? &node->children[i] : node;
    if (part->type == NODE_GROUP) {
      read_group(document, part, add_part(card, paragraph), findings);
    } else {
      (void)field_read(&text, document, part, add_part(card, paragraph), findings);
    }
  }
}

/* The body: one text, or one a paragraph. */
static void read_body(const Document *document, const Node *node, Card *card,
                      const Findings *findings) {
  const Field *body = field_find(card_fields, "body");
  bool many = node->type == NODE_LIST || node->type == NODE_ARRAY;
  if (many && (node->count == 0 || node->count > LIST_MAX)) {
    (void)field_read(body, document, node, card, findings); /* which says what is wrong */
    return;
  }
  for (size_t i = 0; many && i < node->count; i++) {
    read_paragraph(document, &node->children[i], i, card, findings);
  }
  if (!many) {
    read_paragraph(document, node, 0, card, findings);
  }
}

/* The settings of a document into a card without any; every finding is reported. */
static void read_fields(const Document *document, Card *card, Diagnostics *diagnostics) {
  Findings findings = {.diagnostics = diagnostics, .file = document->name};
  const Node *root = &document->root;
  for (size_t i = 0; i < root->count; i++) {
    const Node *node = &root->children[i];
    const Field *field = field_find(card_fields, node->name);
    if (field == NULL) {
      field_report_unknown(card_fields, NULL, node, &findings);
    } else if (strcmp(field->name, "body") == 0) {
      read_body(document, node, card, &findings);
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
  card_adapt(card, 0);
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
