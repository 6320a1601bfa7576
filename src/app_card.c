/* Information cards as text: each with its evidence, its sources and what it is not. */
#include <stdlib.h>
#include <string.h>

#include "nightcalf/app.h"
#include "nightcalf/card.h"
#include "nightcalf/mem.h"

static const char red_flags[] = "red-flags";
static const char disclaimer[] = "disclaimer";
/* The card's own words, behind which the user's number is put. Source: CONTENT.md 3.3. */
static const char call_now[] = "Call your emergency number now.";
static const char footer[] = "General information, not medical advice.";

/* Appends a text, with what goes between. */
static void append(char **text, const char *between, const char *more) {
  char *longer = mem_format("%s%s%s", *text, between, more);
  free(*text);
  *text = longer;
}

/* "Evidence: Mixed trials - what it is about". */
static void append_evidence(char **text, const Card *card) {
  bool noted = card->evidence_note != NULL && card->evidence_note[0] != '\0';
  append(text, "\n\nEvidence: ", evidence_shown[card->evidence]);
  if (noted) {
    append(text, " - ", card->evidence_note);
  }
}

static void append_body(char **text, const App *app, const Card *card) {
  const char *number = app->settings.emergency_number;
  bool numbered = number != NULL && number[0] != '\0' && strcmp(card->id, red_flags) == 0;
  for (size_t i = 0; i < card->body.count; i++) {
    append(text, "\n\n", card->body.at[i]);
    if (numbered && strcmp(card->body.at[i], call_now) == 0) {
      append(text, "\nYour number: ", number);
    }
  }
}

/* The card on one page. Release with free(). */
static char *card_text(const App *app, const Card *card) {
  char *text = mem_copy(card->title);
  /* On the card of warning signs the emergency comes first. Source: CONTENT.md 7, rule 9. */
  bool warning = strcmp(card->id, red_flags) == 0;
  if (card->evidence != 0 && !warning) {
    append_evidence(&text, card);
  }
  append_body(&text, app, card);
  if (card->evidence != 0 && warning) {
    append_evidence(&text, card);
  }
  for (size_t i = 0; i < card->sources.count; i++) {
    append(&text, i == 0 ? "\n\nSources: " : ", ", card->sources.at[i]);
  }
  if (card->sources.count > 0) {
    append(&text, ".", "");
  }
  if (strcmp(card->id, disclaimer) != 0) {
    append(&text, "\n\n", footer);
  }
  append(&text, "\n", "");
  return text;
}

char *app_card(const App *app, const char *name) {
  Card card;
  Diagnostics findings = {0};
  char *text = NULL;
  if (app->paths.cards != NULL && card_load(app->paths.cards, name, &card, &findings)) {
    text = card_text(app, &card);
    card_free(&card);
  }
  diagnostics_free(&findings);
  return text;
}

const CardList *app_cards(App *app) {
  if (app->cards == NULL) {
    app->cards = mem_new(1, sizeof *app->cards);
    if (app->paths.cards != NULL) {
      cards_load(app->paths.cards, app->cards, &app->cards_findings);
    }
  }
  return app->cards;
}
