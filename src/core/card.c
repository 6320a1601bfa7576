/* An information card as data: its settings, finding one, searching. Contract: nightcalf/card.h. */
#include "nightcalf/card.h"

#include <stdlib.h>
#include <string.h>

#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/routine.h"

const Field card_part_fields[] = {
    {
        .name = "text",
        .type = FIELD_TEXT,
        .offset = offsetof(CardPart, text),
        .translated = true,
        .required = true,
        .sentence = N_("What is said: a paragraph, or some sentences of one."),
    },
    {
        .name = "avoid_if",
        .type = FIELD_WORDS,
        .offset = offsetof(CardPart, avoid_if),
        .words = profile_flags,
        .sentence = N_("Health flags with which that is not said."),
    },
    {
        .name = "instead",
        .type = FIELD_TEXT,
        .offset = offsetof(CardPart, instead),
        .translated = true,
        .sentence = N_("What is said in its place with one of these flags."),
    },
    {.name = NULL},
};

const Field card_fields[] = {
    {
        .name = "title",
        .type = FIELD_TEXT,
        .offset = offsetof(Card, title),
        .translated = true,
        .required = true,
        .maximum = CARD_TITLE_COLUMNS,
        .sentence = N_("The card's name as it is shown."),
    },
    {
        .name = "evidence",
        .type = FIELD_WORD,
        .offset = offsetof(Card, evidence),
        .words = evidence_names,
        .sentence = N_("What kind of evidence there is for what it says."),
    },
    {
        .name = "evidence_note",
        .type = FIELD_TEXT,
        .offset = offsetof(Card, evidence_note),
        .translated = true,
        .sentence = N_("The evidence in a few words."),
    },
    {
        .name = "body",
        .type = FIELD_TEXTS,
        .offset = offsetof(Card, body),
        .translated = true,
        .required = true,
        .sentence =
            N_("What it says, one text a paragraph. In place of a text, { text = ...; avoid_if = "
               "...; instead = ...; } suits itself to the profile; a list of such parts makes "
               "one paragraph."),
    },
    {
        .name = "sources",
        .type = FIELD_TEXTS,
        .offset = offsetof(Card, sources),
        .sentence = N_("Where that comes from."),
    },
    {.name = NULL},
};

/* What a part says to somebody with these flags; NULL: nothing. */
static const char *part_text(const CardPart *part, unsigned flags) {
  return (part->avoid_if & flags) != 0 ? part->instead : part->text;
}

static void free_body(TextList *body) {
  for (size_t i = 0; i < body->count; i++) {
    free(body->at[i]);
  }
  free(body->at);
  *body = (TextList){0};
}

void card_adapt(Card *card, unsigned flags) {
  free_body(&card->body);
  card->body.at = mem_new(card->part_count + 1, sizeof *card->body.at);
  for (size_t i = 0, paragraph = 0; i < card->part_count; i++) {
    const CardPart *part = &card->parts[i];
    const char *text = part_text(part, flags);
    if (text == NULL || text[0] == '\0') {
      continue;
    }
    if (card->body.count > 0 && part->paragraph == paragraph) {
      char **last = &card->body.at[card->body.count - 1];
      char *longer = mem_format("%s %s", *last, text);
      free(*last);
      *last = longer;
    } else {
      card->body.at[card->body.count++] = mem_copy(text);
    }
    paragraph = part->paragraph;
  }
}

void card_translate(Card *card) {
  fields_translate(card_fields, card);
  for (size_t i = 0; i < card->part_count; i++) {
    fields_translate(card_part_fields, &card->parts[i]);
  }
  card_adapt(card, 0); /* its body is made of the parts */
}

void card_free(Card *card) {
  fields_free(card_fields, card);
  for (size_t i = 0; i < card->part_count; i++) {
    fields_free(card_part_fields, &card->parts[i]);
  }
  free(card->parts);
  free(card->id);
  *card = (Card){0};
}

void cards_free(CardList *cards) {
  for (size_t i = 0; i < cards->count; i++) {
    card_free(&cards->at[i]);
  }
  free(cards->at);
  *cards = (CardList){0};
}

/* Whether id is the card's, or the part of it before the first '-'. */
static bool is_named(const Card *card, const char *id) {
  size_t length = strlen(id);
  return length > 0 && strncmp(card->id, id, length) == 0 &&
         (card->id[length] == '\0' || (card->id[length] == '-' && memchr(id, '-', length) == NULL));
}

const Card *cards_find(const CardList *cards, const char *id) {
  const Card *found = NULL;
  for (size_t i = 0; i < cards->count; i++) {
    const Card *card = &cards->at[i];
    if (strcmp(card->id, id) == 0) {
      return card;
    }
    if (is_named(card, id) && found == NULL) {
      found = card;
    }
  }
  return found;
}

static char lower(char letter) {
  if (letter >= 'A' && letter <= 'Z') {
    return (char)(letter - 'A' + 'a');
  }
  return letter;
}

/* Whether length bytes of word are somewhere in text, capitals or not. */
static bool holds(const char *text, const char *word, size_t length) {
  for (; text != NULL && *text != '\0'; text++) {
    size_t same = 0;
    while (same < length && lower(text[same]) == lower(word[same])) {
      same++;
    }
    if (same == length) {
      return true;
    }
  }
  return false;
}

static bool any_holds(const TextList *texts, const char *word, size_t length) {
  for (size_t i = 0; i < texts->count; i++) {
    if (holds(texts->at[i], word, length)) {
      return true;
    }
  }
  return false;
}

bool card_matches(const Card *card, const char *query) {
  static const char blanks[] = " \t\n";
  for (const char *word = query + strspn(query, blanks); *word != '\0';) {
    size_t length = strcspn(word, blanks);
    if (!holds(card->title, word, length) && !any_holds(&card->body, word, length) &&
        !any_holds(&card->sources, word, length)) {
      return false;
    }
    word += length + strspn(word + length, blanks);
  }
  return true;
}
