/* Information cards: what the Learn screen shows. Data files, one a card. */
#ifndef NIGHTCALF_CARD_H
#define NIGHTCALF_CARD_H

#include <stdbool.h>
#include <stddef.h>

#include "nightcalf/error.h"
#include "nightcalf/field.h"

enum { CARD_TITLE_COLUMNS = 32 /* beyond: an error */ };

typedef struct Card {
  char *id; /* file name without .cfg: "k04-does-stretching-work" */
  char *title;
  int evidence; /* index into evidence_names (routine.h); 0: none said */
  char *evidence_note;
  TextList body; /* paragraphs */
  TextList sources;
} Card;
extern const Field card_fields[];

typedef struct CardList {
  Card *at; /* sorted by id */
  size_t count;
} CardList;

/* Reads every *.cfg of a folder (same guard and limits as routines). What is wrong is in
 * diagnostics; a broken card is left out, the others are there. Free with cards_free(). */
void cards_load(const char *folder, CardList *cards, Diagnostics *diagnostics);
/* Reads one card of a folder by id; false when there is none or it is broken. */
bool card_load(const char *folder, const char *id, Card *card, Diagnostics *diagnostics);
void card_free(Card *card);
void cards_free(CardList *cards);
/* The card by id, or by a short form such as "k04"; NULL. */
const Card *cards_find(const CardList *cards, const char *id);
/* Whether every word of a query is in the card's title, body or sources (ASCII case folded). */
bool card_matches(const Card *card, const char *query);

#endif
