/* What can be done, as numbered lines: the way through the program for who reads lines. Each choice
 * is a command that a shell has too; the menu only asks for what the command needs. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "nightcalf/app_review.h"
#include "nightcalf/card.h"
#include "nightcalf/edit.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"
#include "outline.h"
#include "plain.h"

/* Where somebody is in the menus. */
typedef struct Home {
  App *app;
  int status; /* of the last command */
  bool over;  /* the input has ended, or a session took place: it ends the program as a run does */
} Home;

/* A numbered line, and what it does. */
typedef struct Item {
  const char *text;
  void (*act)(Home *home);
} Item;

enum { WORDS_MAX = 6 };

/* Runs a command by its words, NULL-terminated, as if they had been typed. */
static void run_words(Home *home, const char *const *words) {
  char *argv[WORDS_MAX + 1] = {NULL};
  char *owned[WORDS_MAX + 1] = {NULL}; /* getopt changes the order of the others */
  int argc = 0;
  while (argc < WORDS_MAX && words[argc] != NULL) {
    owned[argc] = argv[argc] = mem_copy(words[argc]);
    argc++;
  }
  home->status = cli_run(home->app, argc, argv);
  for (int i = 0; i < argc; i++) {
    free(owned[i]);
  }
}
#define RUN_WORDS(home, ...) run_words((home), (const char *const[]){__VA_ARGS__, NULL})

/* What is typed; NULL: Enter alone, or the end of input. Release with free(). */
static char *ask_text(Home *home, const char *question) {
  char *answer = outline_ask(question);
  home->over = home->over || answer == NULL;
  if (answer != NULL && answer[0] == '\0') {
    free(answer);
    return NULL;
  }
  return answer;
}

/* Asks for a number from 1 to count. 0: Enter alone, or the end of input. */
static size_t ask_number(Home *home, size_t count) {
  for (;;) {
    char *answer = ask_text(home, _("Which number? Enter alone: back.\n"));
    if (answer == NULL) {
      return 0;
    }
    size_t number = plain_number(answer, count);
    free(answer);
    if (number > 0) {
      return number;
    }
    text_print(stdout, _("Please type a number from 1 to %zu.\n"), count);
  }
}

/* Offers the items once and does the one that is chosen. False: none was. */
static bool offer(Home *home, const Item *items, size_t count) {
  for (size_t i = 0; i < count; i++) {
    text_print(stdout, "%zu %s\n", i + 1, _(items[i].text));
  }
  size_t number = ask_number(home, count);
  if (number > 0) {
    items[number - 1].act(home);
  }
  return number > 0;
}

/* -- Sessions and routines -- */

static void start_tonight(Home *home) {
  RUN_WORDS(home, "run", "--plain");
  home->over = true;
}

static void take_up(Home *home) {
  RUN_WORDS(home, "run", "--plain", "--resume");
  home->over = home->status != CLI_FAILED;
}

static void cramp_now(Home *home) {
  RUN_WORDS(home, "now", "--plain");
  home->over = true;
}

/* Asks for a name, and copies or renames the routine to it. */
static void name_routine(Home *home, const char *id, bool rename) {
  char *name =
      ask_text(home, _("Its new name, of small letters, digits and hyphens, such as my-calves:\n"));
  if (name != NULL && rename) {
    RUN_WORDS(home, "copy", "--rename", id, name);
  } else if (name != NULL) {
    RUN_WORDS(home, "copy", id, name);
  }
  free(name);
}

static void remove_routine(Home *home, const char *id) {
  if (outline_agree(_("Remove this routine? [y/N] "))) {
    RUN_WORDS(home, "remove", "--yes", id);
  }
}

/* Asks for one setting of the routine or of a step, and for its value. */
static void set_routine(Home *home, const char *id) {
  RUN_WORDS(home, "show", id);
  char *step = ask_text(home, _("The number of the step to change; Enter: the routine itself.\n"));
  char *place = step == NULL ? mem_copy(id) : mem_format("%s/%s", id, step);
  char *key = ask_text(home, _("The setting, such as title, hold or reps:\n"));
  char *value = key == NULL ? NULL : ask_text(home, _("Its value:\n"));
  if (value != NULL) {
    RUN_WORDS(home, "set", place, key, value);
  }
  free(value);
  free(key);
  free(place);
  free(step);
}

/* What can be done with a routine. */
static void use_routine(Home *home, const char *id) {
  static const char *const texts[] = {
      N_("Start it"),
      N_("What it does, from second to second"),
      N_("Make it the routine of tonight and the nights to come"),
      N_("Copy it under another name"),
      N_("Give it another name"),
      N_("Change one of its settings"),
      N_("Open it in your editor"),
      N_("Remove it"),
  };
  enum { START = 1, SHOW, TONIGHT, COPY, RENAME, SET, EDIT, REMOVE };
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
    text_print(stdout, "%zu %s\n", i + 1, _(texts[i]));
  }
  switch (ask_number(home, sizeof texts / sizeof texts[0])) {
  case START:
    RUN_WORDS(home, "run", "--plain", id);
    home->over = home->status != CLI_FAILED;
    break;
  case SHOW:
    RUN_WORDS(home, "show", id);
    break;
  case TONIGHT:
    RUN_WORDS(home, "settings", "routine", id);
    break;
  case COPY:
    name_routine(home, id, false);
    break;
  case RENAME:
    name_routine(home, id, true);
    break;
  case SET:
    set_routine(home, id);
    break;
  case EDIT:
    RUN_WORDS(home, "edit", id);
    break;
  case REMOVE:
    remove_routine(home, id);
    break;
  default:
    break;
  }
}

static void routines(Home *home) {
  const Library *library = &home->app->library;
  size_t count = 0;
  const char **ids = mem_new(library->count + 1, sizeof(const char *));
  for (size_t i = 0; i < library->count; i++) {
    if (!library->entries[i].hidden) {
      Diagnostics findings = {0};
      Routine *routine = app_load_routine(home->app, library->entries[i].id, &findings);
      ids[count++] = library->entries[i].id;
      text_print(stdout, "%zu %s\n", count,
                 routine != NULL ? routine->title : library->entries[i].id);
      routine_free(routine);
      diagnostics_free(&findings);
    }
  }
  text_print(stdout, _("%zu A new routine of your own\n"), count + 1);
  size_t number = ask_number(home, count + 1);
  if (number == count + 1) {
    char *name = ask_text(home, _("Its name, such as my-calves:\n"));
    if (name != NULL) {
      RUN_WORDS(home, "new", name);
    }
    free(name);
  } else if (number > 0) {
    char *id = mem_copy(ids[number - 1]); /* a copy changes the library */
    use_routine(home, id);
    free(id);
  }
  free(ids);
}

/* -- The diary -- */

static void log_none(Home *home) {
  RUN_WORDS(home, "log", "none");
}

static void log_last(Home *home) {
  RUN_WORDS(home, "log");
}

static void log_list(Home *home) {
  RUN_WORDS(home, "log", "--list");
}

/* Another night, filled in or corrected. */
static void log_other(Home *home) {
  char *date = ask_text(home, _("The date of its evening, such as 2026-11-21, or yesterday:\n"));
  if (date != NULL) {
    RUN_WORDS(home, "log", "--night", date);
  }
  free(date);
}

/* Which night, and which cramp or change of medicines of it, by the number that its list has. */
typedef struct Picked {
  char *night, *name; /* owned; name NULL: none */
} Picked;

static Picked pick_record(Home *home) {
  Picked picked = {NULL, NULL};
  picked.night =
      ask_text(home, _("The date of its evening, such as 2026-11-21; Enter: last night.\n"));
  if (picked.night == NULL) {
    picked.night = mem_copy("last");
  }
  if (!home->over) {
    RUN_WORDS(home, "log", "--list", "--night", picked.night);
    picked.name =
        ask_text(home, _("Which one: the number of the cramp, such as 1, or m1 of a medicine?\n"));
  }
  return picked;
}

static void log_edit(Home *home) {
  Picked picked = pick_record(home);
  if (picked.name != NULL) {
    RUN_WORDS(home, "log", "--edit", picked.name, "--night", picked.night);
  }
  free(picked.name);
  free(picked.night);
}

static void log_delete(Home *home) {
  Picked picked = pick_record(home);
  if (picked.name != NULL && outline_agree(_("Remove this for good? [y/N] "))) {
    RUN_WORDS(home, "log", "--yes", "--delete", picked.name, "--night", picked.night);
  }
  free(picked.name);
  free(picked.night);
}

static void log_excuse(Home *home) {
  char *reason = ask_text(home, _("Why is none due, in a few words? Enter leaves it out.\n"));
  if (reason != NULL) {
    RUN_WORDS(home, "log", "excuse", reason);
  } else if (!home->over) {
    RUN_WORDS(home, "log", "excuse");
  }
  free(reason);
}

static void find_notes(Home *home) {
  char *words = ask_text(home, _("The words to look for:\n"));
  if (words != NULL) {
    RUN_WORDS(home, "history", "--find", words);
  }
  free(words);
}

static void diary(Home *home) {
  static const Item items[] = {
      {N_("Last night had no cramp"), log_none},
      {N_("Last night, by questions"), log_last},
      {N_("Another night, by questions"), log_other},
      {N_("What is kept of last night"), log_list},
      {N_("Correct a cramp or a change of medicines"), log_edit},
      {N_("Remove one"), log_delete},
      {N_("No routine is due tonight"), log_excuse},
      {N_("Search in all notes"), find_notes},
  };
  (void)offer(home, items, sizeof items / sizeof items[0]);
}

/* -- The review -- */

static void review_figures(Home *home) {
  RUN_WORDS(home, "review");
}

static void review_nights(Home *home) {
  RUN_WORDS(home, "review", "--nights");
}

static void review_weeks_lines(Home *home) {
  RUN_WORDS(home, "review", "--weeks");
}

static void review_sessions(Home *home) {
  RUN_WORDS(home, "history", "--steps", "--limit", "10");
}

static void review_report(Home *home) {
  RUN_WORDS(home, "report");
}

/* Begins the six weeks, or forgets their start. */
static void trial(Home *home) {
  ReviewPlan plan = app_review_plan(home->app);
  bool begun = plan.has_start;
  review_plan_free(&plan);
  if (outline_agree(begun ? _("Forget the start of the six weeks? [y/N] ")
                          : _("Begin the six weeks tonight? [y/N] "))) {
    RUN_WORDS(home, "review", "--trial", begun ? "forget" : "begin");
  }
}

/* Draws a fair test, or forgets it. */
static void fair_test(Home *home) {
  ReviewPlan plan = app_review_plan(home->app);
  bool drawn = plan.has_fair;
  review_plan_free(&plan);
  if (drawn) {
    if (outline_agree(_("Forget the fair test? [y/N] "))) {
      RUN_WORDS(home, "review", "--fair-test", "forget");
    }
    return;
  }
  text_print(stdout, "%s\n",
             _("A draw sets for each pair of weeks which one has the routine. The plan is shown, "
               "and is kept as it is: it must not be drawn until it pleases."));
  text_print(stdout, _("1 Six weeks, from tonight\n2 Eight weeks, from tonight\n"));
  size_t number = ask_number(home, 2);
  if (number > 0) {
    RUN_WORDS(home, "review", "--fair-test", number == 1 ? "6" : "8");
  }
}

static void review(Home *home) {
  static const Item items[] = {
      {N_("Figures, comparisons and plans"), review_figures},
      {N_("Each night, newest first"), review_nights},
      {N_("Week by week"), review_weeks_lines},
      {N_("The last sessions, with their steps"), review_sessions},
      {N_("The page for a clinician"), review_report},
      {N_("The six weeks: begin them tonight, or forget their start"), trial},
      {N_("A fair test: draw one that begins tonight, or forget it"), fair_test},
  };
  (void)offer(home, items, sizeof items / sizeof items[0]);
}

/* -- The rest -- */

static void cards(Home *home) {
  const CardList *all = app_cards(home->app);
  for (size_t i = 0; i < all->count; i++) {
    text_print(stdout, "%zu %s\n", i + 1, all->at[i].title);
  }
  size_t number = all->count == 0 ? 0 : ask_number(home, all->count);
  if (number > 0) {
    RUN_WORDS(home, "learn", all->at[number - 1].id);
  }
}

static void profile(Home *home) {
  RUN_WORDS(home, "settings", "--ask");
}

/* The settings by number; each with what it is and a new value. */
static void settings(Home *home) {
  size_t count = 0;
  for (const Field *field = settings_fields; field->name != NULL; field++) {
    char *plain = field_plain(field, &home->app->settings);
    char *value = outline_value(plain);
    text_print(stdout, "%zu %s: %s\n", ++count, field->name, value);
    free(value);
    free(plain);
  }
  size_t number = ask_number(home, count);
  if (number == 0) {
    return;
  }
  const Field *field = &settings_fields[number - 1];
  text_print(stdout, "%s\n", _(field->sentence));
  for (size_t i = 0; field->words != NULL && field->words[i] != NULL; i++) {
    text_print(stdout, "%zu %s\n", i + 1, field->words[i]);
  }
  char *value = ask_text(home, _("The new value; Enter alone leaves it, - brings the default.\n"));
  size_t words = 0;
  while (field->words != NULL && field->words[words] != NULL) {
    words++;
  }
  size_t word = value == NULL || field->type != FIELD_WORD ? 0 : plain_number(value, words);
  if (value != NULL && strcmp(value, "-") == 0) {
    RUN_WORDS(home, "settings", "--unset", field->name);
  } else if (value != NULL) {
    RUN_WORDS(home, "settings", "--", field->name, word > 0 ? field->words[word - 1] : value);
  }
  free(value);
}

static void sounds(Home *home) {
  RUN_WORDS(home, "settings", "--hear", "all");
}

static void key_list(Home *home) {
  RUN_WORDS(home, "settings", "--actions");
}

/* What is set, and another time or none. */
static void reminder(Home *home) {
  RUN_WORDS(home, "remind", "status");
  char *time = ask_text(home, _("A time such as 22:15 sets it, off ends it.\n"));
  if (time != NULL && strcmp(time, "off") == 0) {
    RUN_WORDS(home, "remind", "off");
  } else if (time != NULL) {
    RUN_WORDS(home, "remind", "at", time);
  }
  free(time);
}

static void doctor(Home *home) {
  RUN_WORDS(home, "doctor");
}

static void help(Home *home) {
  help_print();
  home->status = CLI_DONE;
}

static const Item home_items[] = {
    {N_("Start tonight's routine"), start_tonight},
    {N_("A cramp right now: relief starts at once"), cramp_now},
    {N_("Go on with the routine that was broken off tonight"), take_up},
    {N_("The diary"), diary},
    {N_("Routines: start, look at, copy or change one"), routines},
    {N_("The review"), review},
    {N_("Information cards"), cards},
    {N_("Questions about your health, which leave out steps"), profile},
    {N_("The settings"), settings},
    {N_("Hear each sound"), sounds},
    {N_("The keys of the screens"), key_list},
    {N_("The bedtime reminder"), reminder},
    {N_("What this machine can do, and how to mend what it cannot"), doctor},
    {N_("All commands"), help},
};

int home_menu(App *app, int status) {
  Home home = {.app = app, .status = status};
  /* A session reads the input itself: nothing of it may wait in a buffer of ours. */
  (void)setvbuf(stdin, NULL, _IONBF, 0);
  text_print(stdout, _("What would you like to do?\n"));
  while (!home.over && offer(&home, home_items, sizeof home_items / sizeof home_items[0])) {
    if (!home.over) {
      text_print(stdout, _("What else would you like to do?\n"));
    }
  }
  return home.status;
}
