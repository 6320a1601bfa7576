/* Information cards as text: each with its evidence, its sources and what it is not. */
#include <stdlib.h>
#include <string.h>

#include "nightcalf/app.h"
#include "nightcalf/card.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/routine.h"

static const char red_flags[] = "red-flags";
static const char disclaimer[] = "disclaimer";
static const char clot_note[] = "clot-note";
/* The card's own words, behind which the user's number is put. Source: CONTENT.md 3.3. */
static const char call_now[] = N_("Call your emergency number now.");
enum { SAME_DAY_PARAGRAPH = 3 }; /* of that card: what to do the same day, two paragraphs a level */
static const char footer[] = N_("General information, not medical advice.");

/* How soon somebody is to be called, for the answers of the shipped routines that say so: its title
 * stands over the card of warning signs, the most urgent one of several. Source: CONTENT.md 3.3. */
typedef enum Urgency { URGENCY_NOT_KNOWN, URGENCY_TODAY, URGENCY_NOW } Urgency;
static const char *const urgent_titles[] = {
    [URGENCY_TODAY] = N_("Stop here: phone a doctor today"),
    [URGENCY_NOW] = N_("Stop here: call emergency now"),
};
static const struct {
  const char *question; /* NULL: any */
  const char *answer;
  Urgency urgency;
} urgent_answers[] = {
    {NULL, "Something is off", URGENCY_TODAY},
    {"It lasted more than 10 minutes and is not improving", "yes", URGENCY_TODAY},
    {"One leg is swollen, hot, red or dark", "yes", URGENCY_TODAY},
    {"It began after a dirty wound, or lead, mercury or another poison", "yes", URGENCY_TODAY},
    {"New weakness, numbness, or trouble with bladder or bowel", "yes", URGENCY_NOW},
    {"Chest pain or trouble breathing", "yes", URGENCY_NOW},
};

/* Whether a text of a routine is that one, in English or as it was shown. */
static bool is_text(const char *text, const char *english) {
  return strcmp(text, english) == 0 || strcmp(text, language_text(english)) == 0;
}

static Urgency urgency_of(const Answer *answer) {
  for (size_t i = 0; i < sizeof urgent_answers / sizeof urgent_answers[0]; i++) {
    const char *question = urgent_answers[i].question;
    if ((question == NULL || is_text(answer->question, question)) &&
        is_text(answer->answer, urgent_answers[i].answer)) {
      return urgent_answers[i].urgency;
    }
  }
  return URGENCY_NOT_KNOWN;
}

/* The title of a card: over the warning signs that of what was answered in this session. */
static const char *title_of(const App *app, const Card *card) {
  Urgency most = URGENCY_NOT_KNOWN;
  size_t count = 0;
  bool asked = app->session != NULL && strcmp(card->id, red_flags) == 0;
  const Answer *answers = asked ? session_answers(app->session, &count) : NULL;
  for (size_t i = 0; i < count; i++) {
    Urgency urgency = urgency_of(&answers[i]);
    most = urgency > most ? urgency : most;
  }
  return most == URGENCY_NOT_KNOWN ? card->title : language_text(urgent_titles[most]);
}

/* Appends a text, with what goes between. */
static void append(char **text, const char *between, const char *more) {
  char *longer = mem_format("%s%s%s", *text, between, more);
  free(*text);
  *text = longer;
}

/* "Evidence: Mixed trials - what it is about". */
static void append_evidence(char **text, const Card *card) {
  bool noted = card->evidence_note != NULL && card->evidence_note[0] != '\0';
  char *line = mem_format(_("Evidence: %s"), _(evidence_shown[card->evidence]));
  append(text, "\n\n", line);
  free(line);
  if (noted) {
    append(text, " - ", card->evidence_note);
  }
}

static void append_body(char **text, const App *app, const Card *card) {
  const char *number = app->settings.emergency_number;
  bool numbered = number != NULL && number[0] != '\0' && strcmp(card->id, red_flags) == 0;
  for (size_t i = 0; i < card->body.count; i++) {
    append(text, "\n\n", card->body.at[i]);
    if (numbered && is_text(card->body.at[i], call_now)) {
      char *line = mem_format(_("Your number: %s"), number);
      append(text, "\n", line);
      free(line);
    }
  }
}

/* The card on one page. Release with free(). */
static char *card_text(const App *app, const Card *card) {
  char *text = mem_copy(title_of(app, card));
  /* On the card of warning signs the emergency comes first. Source: CONTENT.md 7, rule 9. */
  bool warning = strcmp(card->id, red_flags) == 0;
  if (card->evidence != 0 && !warning) {
    append_evidence(&text, card);
  }
  append_body(&text, app, card);
  if (card->evidence != 0 && warning) {
    append_evidence(&text, card);
  }
  if (card->sources.count > 0) {
    char *sources = texts_joined(&card->sources);
    char *line = mem_format(_("Sources: %s."), sources);
    append(&text, "\n\n", line);
    free(line);
    free(sources);
  }
  if (strcmp(card->id, disclaimer) != 0) {
    append(&text, "\n\n", _(footer));
  }
  append(&text, "\n", "");
  return text;
}

/* Cards that come first for people with that flag. Source: CONTENT.md 3.2. */
static const struct {
  ProfileFlag flag;
  const char *card; /* what its id begins with */
} promoted[] = {{FLAG_PREGNANT, "k25-"}, {FLAG_ARTERY, "k23-"}, {FLAG_STATIN, "k14-"}};

bool app_card_comes_first(const App *app, const Card *card) {
  for (size_t i = 0; i < sizeof promoted / sizeof promoted[0]; i++) {
    bool hit = (app->settings.profile & 1U << promoted[i].flag) != 0;
    if (hit && strncmp(card->id, promoted[i].card, strlen(promoted[i].card)) == 0) {
      return true;
    }
  }
  return false;
}

bool app_card_read(const App *app, const char *id, Card *card) {
  Diagnostics findings = {0};
  bool read = app->paths.cards != NULL && card_load(app->paths.cards, id, card, &findings);
  if (read) {
    card_translate(card);
    card_adapt(card, profile_complete(app->settings.profile));
  }
  diagnostics_free(&findings);
  return read;
}

char *app_card(const App *app, const char *name) {
  Card card;
  if (!app_card_read(app, name, &card)) {
    return NULL;
  }
  char *text = card_text(app, &card);
  card_free(&card);
  return text;
}

char *app_long_cramp_advice(App *app) {
  const CardList *cards = app_cards(app);
  const Card *card = cards == NULL ? NULL : cards_find(cards, red_flags);
  bool sound = card != NULL && card->body.count > SAME_DAY_PARAGRAPH;
  return mem_format(_("A cramp of over 10 minutes that does not ease is a reason to act the same "
                      "day. %s"),
                    sound ? card->body.at[SAME_DAY_PARAGRAPH] : _("Phone a doctor today."));
}

const char *app_statin_note(const App *app) {
  static const char note[] =
      N_("On a statin: muscle pain or weakness without a cause goes into the "
         "note; phone a doctor about it today.");
  return (app->settings.profile & 1U << FLAG_STATIN) != 0 ? language_text(note) : NULL;
}

char *app_clot_note(const App *app) {
  if ((app->settings.profile & 1U << FLAG_CLOT_RISK) == 0 || app->paths.cards == NULL) {
    return NULL;
  }
  Card card;
  Diagnostics findings = {0};
  char *text = NULL;
  if (card_load(app->paths.cards, clot_note, &card, &findings)) {
    card_translate(&card);
    for (size_t i = 0; i < card.body.count; i++) {
      char *longer = mem_format("%s%s%s", i == 0 ? "" : text, i == 0 ? "" : " ", card.body.at[i]);
      free(text);
      text = longer;
    }
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
    for (size_t i = 0; i < app->cards->count; i++) {
      card_translate(&app->cards->at[i]);
    }
  }
  for (size_t i = 0; i < app->cards->count; i++) {
    card_adapt(&app->cards->at[i], profile_complete(app->settings.profile));
  }
  return app->cards;
}
