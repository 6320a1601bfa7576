/* The home screen in lines: what is due tonight, what the diary says of last night, and then what
 * can be done, by numbers. */
#include <stdio.h>
#include <stdlib.h>

#include "cli.h"
#include "nightcalf/app_review.h"
#include "nightcalf/evening.h"
#include "nightcalf/language.h"
#include "nightcalf/text.h"
#include "phrase.h"
#include "plain.h"

/* What the diary says of last night, or how to tell it. */
static void say_last_night(App *app) {
  LastNight last;
  Error err = {{0}};
  if (!app_last_night(app, &last, &err)) {
    return; /* `nightcalf log` says why */
  }
  char cramps[CRAMPS_TEXT_SIZE];
  if (!last.asked) {
    cramps_shown(last.cramps, cramps);
    text_print(stdout, _("Last night: %s.\n"), cramps);
  } else if (last.described > 0) {
    cramps_shown(last.described, cramps);
    text_print(stdout, _("Last night: %s noted. To say how many in all: nightcalf log %d\n"),
               cramps, last.described);
  } else {
    text_print(stdout, _("Last night is not in the diary yet. No cramp: nightcalf log none\n"
                         "Otherwise, to be asked: nightcalf log\n"));
  }
}

/* A line, where there is one to say. */
static void say(const char *text) {
  if (text != NULL) {
    text_print(stdout, "%s\n", text);
  }
}

/* Tonight's routine: which, how long, start by when. */
static void say_tonight(App *app, const Routine *routine) {
  char total[PHRASE_SIZE];
  char words[SCHEDULE_TEXT_SIZE];
  EveningRecord record = evening_record(app);
  EveningLengths lengths = evening_lengths(app, routine);
  Schedule schedule = evening_schedule(app, lengths, &record);
  phrase_length(lengths.total, total);
  schedule_words(&schedule, words);
  if (words[0] != '\0') {
    text_print(stdout, _("Tonight: %s, %s: %s.\n"), routine->title, total, words);
  } else {
    text_print(stdout, _("Tonight: %s, %s.\n"), routine->title, total);
  }
  evening_record_free(&record);
  char *offer = evening_offer(app);
  char *note = app_clot_note(app);
  say(_(evening_routine_note(app)));
  say(offer);
  say(note);
  text_print(stdout, _("To start it: nightcalf run\n"));
  free(note);
  free(offer);
}

int plain_home(App *app) {
  cli_print_findings(&app->settings_findings);
  cli_tell_rights(app);
  app->mended = true; /* until the person has chosen it is told again */
  cli_tell_mended(app);
  Adaptation what;
  Routine *routine = cli_load_adapted(app, app_routine(app), &what);
  adaptation_free(&what);
  if (routine != NULL) {
    say_tonight(app, routine);
    say_last_night(app);
    text_print(stdout, _("All commands: nightcalf help\n"));
  }
  int status = routine != NULL ? CLI_DONE : CLI_FAILED;
  routine_free(routine);
  return home_menu(app, status);
}
