/* Information cards: what the Learn screen shows. Data files, one a card. */
#ifndef NIGHTCALF_CARD_H
#define NIGHTCALF_CARD_H

#include <stdbool.h>
#include <stddef.h>

#include "nightcalf/error.h"
#include "nightcalf/field.h"

enum { CARD_TITLE_COLUMNS = 32 /* beyond: an error */ };

/* A piece of a card's body: a paragraph, or some sentences of one. A file writes a paragraph as a
 * text, as a group with these settings, or as a list of both, which are joined by blanks:
 *   body = ( "For all.", ( "For all too.", { text = "For most."; avoid_if = [ "kidney" ];
 *            instead = "Ask your kidney team first."; } ) ); */
typedef struct CardPart {
  char *text;
  unsigned avoid_if; /* bits of profile_flags (routine.h): with one of them it is not shown... */
  char *instead;     /* ...but this is; NULL: nothing */
  size_t paragraph;  /* from 0 */
} CardPart;
extern const Field card_part_fields[];

typedef struct Card {
  char *id; /* file name without .cfg: "k04-does-stretching-work" */
  char *title;
  int evidence; /* index into evidence_names (routine.h); 0: none said */
  char *evidence_note;
  TextList body;   /* paragraphs, for the profile of the last card_adapt(): at first for none */
  CardPart *parts; /* what the body is made of, in order */
  size_t part_count;
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
/* Puts its texts into the user's language; the body is made anew, for a profile without flags. */
void card_translate(Card *card);
/* Makes the body what suits these profile flags, from its parts; a paragraph of which nothing is
 * left is gone. */
void card_adapt(Card *card, unsigned flags);
void cards_free(CardList *cards);
/* The card by id, or by a short form such as "k04"; NULL. */
const Card *cards_find(const CardList *cards, const char *id);
/* Whether every word of a query is in the card's title, body or sources (ASCII case folded). */
bool card_matches(const Card *card, const char *query);

#endif
