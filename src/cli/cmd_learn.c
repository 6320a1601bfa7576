/* nightcalf learn: the information cards, listed, one by one, or by the words in them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cli.h"
#include "json.h"
#include "nightcalf/card.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"

enum { LEARN_JSON, LEARN_IDS };

static const CommandOption options[] = {
    [LEARN_JSON] = {"json", NULL, N_("As JSON, for programs: an array of the cards that fit.")},
    [LEARN_IDS] = {"ids", NULL, N_("Their names alone, one a line, for programs.")},
    {NULL, NULL, NULL},
};

/* The card whose title alone begins so; NULL. */
static const Card *find_title(const CardList *cards, const char *beginning) {
  const Card *found = NULL;
  for (size_t i = 0; i < cards->count; i++) {
    if (strncasecmp(cards->at[i].title, beginning, strlen(beginning)) == 0) {
      if (found != NULL) {
        return NULL;
      }
      found = &cards->at[i];
    }
  }
  return found;
}

/* The cards that were asked for, in order, those first that the profile makes so; release with
 * free(). *count is 0 when none fits. */
static const Card **pick(const App *app, const CardList *cards, const char *query, size_t *count) {
  const Card **picked = mem_new(cards->count + 1, sizeof(const Card *));
  const Card *one = NULL;
  *count = 0;
  if (query[0] != '\0') {
    one = cards_find(cards, query);
    one = one != NULL ? one : find_title(cards, query);
  }
  for (int first = 1; first >= 0; first--) {
    for (size_t i = 0; i < cards->count; i++) {
      const Card *card = &cards->at[i];
      bool fits = one != NULL ? card == one : card_matches(card, query);
      if (fits && app_card_comes_first(app, card) == (first == 1)) {
        picked[(*count)++] = card;
      }
    }
  }
  return picked;
}

static json_t *json_of_texts(const TextList *texts) {
  json_t *array = json_array();
  for (size_t i = 0; i < texts->count; i++) {
    json_array_append_new(array, json_of_text(texts->at[i]));
  }
  return array;
}

static json_t *json_of_card(const Card *card) {
  json_t *object = json_object();
  json_put(object, "id", json_of_text(card->id));
  json_put(object, "title", json_of_text(card->title));
  json_put(object, "evidence", json_of_text(evidence_names[card->evidence]));
  json_put(object, "evidence_shown", json_of_text(evidence_shown[card->evidence]));
  json_put(object, "evidence_note", json_of_text(card->evidence_note));
  json_put(object, "body", json_of_texts(&card->body));
  json_put(object, "sources", json_of_texts(&card->sources));
  return object;
}

static void print_json(const Card *const *cards, size_t count) {
  JsonRows rows = {0};
  for (size_t i = 0; i < count; i++) {
    json_rows_add(&rows, json_of_card(cards[i]));
  }
  json_rows_end(&rows);
}

static void print_list(const Card *const *cards, size_t count) {
  int id_width = 0;
  int title_width = 0;
  for (size_t i = 0; i < count; i++) {
    int id = text_width(cards[i]->id);
    int title = text_width(cards[i]->title);
    id_width = id > id_width ? id : id_width;
    title_width = title > title_width ? title : title_width;
  }
  for (size_t i = 0; i < count; i++) {
    const Card *card = cards[i];
    const char *evidence = _(evidence_shown[card->evidence]);
    int gap = evidence[0] == '\0' ? 0 : title_width - text_width(card->title) + 2;
    text_print(stdout, "%s%*s  %s%*s%s\n", card->id, id_width - text_width(card->id), "",
               card->title, gap, "", evidence);
  }
}

static bool print_card(const App *app, const char *id) {
  char *text = app_card(app, id);
  if (text == NULL) {
    text_complain("%s/%s.cfg: this card can no longer be read", app->paths.cards, id);
    return false;
  }
  size_t count = 0;
  char **lines = text_wrap(text, cli_columns(), &count);
  for (size_t i = 0; i < count && (i + 1 < count || lines[i][0] != '\0'); i++) {
    text_print(stdout, "%s\n", lines[i]);
  }
  text_lines_free(lines, count);
  free(text);
  return true;
}

/* The words of the command line as one text. Release with free(). */
static char *join(const Arguments *arguments) {
  char *joined = mem_copy("");
  for (int i = 0; i < arguments->count; i++) {
    char *longer = mem_format("%s%s%s", joined, i == 0 ? "" : " ", arguments->names[i]);
    free(joined);
    joined = longer;
  }
  return joined;
}

static int run_learn(App *app, const Arguments *arguments) {
  const CardList *cards = app_cards(app);
  cli_print_findings(&app->cards_findings);
  if (cards->count == 0) {
    text_complain("%s: there are no information cards here; install Nightcalf again",
                  app->paths.cards);
    return CLI_FAILED;
  }
  char *query = join(arguments);
  size_t count = 0;
  const Card **picked = pick(app, cards, query, &count);
  bool done = true;
  if (arguments->values[LEARN_JSON] != NULL) {
    print_json(picked, count);
  } else if (arguments->values[LEARN_IDS] != NULL) {
    for (size_t i = 0; i < count; i++) {
      text_print(stdout, "%s\n", picked[i]->id);
    }
  } else if (count == 1) {
    done = print_card(app, picked[0]->id);
  } else {
    print_list(picked, count);
  }
  if (count == 0) {
    text_complain("no card holds \"%s\"; \"nightcalf learn\" lists all of them", query);
    done = false;
  }
  free(picked);
  free(query);
  return done ? CLI_DONE : CLI_FAILED;
}

const Command command_learn = {
    .name = "learn",
    .arguments = N_("[CARD or WORDS...]"),
    .sentence =
        N_("Information cards: all of them, one by its name or title, or those that hold some "
           "words."),
    .example = "nightcalf learn magnesium",
    .options = options,
    .names_max = -1,
    .run = run_learn,
};
