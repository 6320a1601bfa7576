/* The questions about health, the cues and the screens' keys in lines. Contract: settings_ask.h. */
#include "settings_ask.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cli.h"
#include "nightcalf/edit.h"
#include "nightcalf/keys.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"
#include "outline.h"
#include "plain.h"

enum { LOOK_EVERY_MS = 100 };

/* -- The profile -- */

typedef enum Said { SAID_YES = 1, SAID_NO, SAID_NOTHING, SAID_END } Said;

/* Reads "1", "2" or a word; Enter alone says nothing. Asks again until it is one of these. */
static Said ask_yes_no(const char *question) {
  for (;;) {
    char *answer = outline_ask(question);
    if (answer == NULL || strcasecmp(answer, "q") == 0) {
      free(answer);
      return SAID_END;
    }
    size_t number = plain_number(answer, 2);
    bool yes = outline_means_yes(answer);
    bool no = strncasecmp(answer, "no", strlen(answer)) == 0;
    bool nothing = answer[0] == '\0';
    free(answer);
    if (nothing) {
      return SAID_NOTHING;
    }
    if (yes || no || number > 0) {
      return yes || number == SAID_YES ? SAID_YES : SAID_NO;
    }
    text_print(stdout, _("Please type 1 for yes or 2 for no, or Enter alone.\n"));
  }
}

/* Asks for one flag. False: that is all. */
static bool ask_flag(unsigned *flags, size_t flag) {
  bool on = (*flags & 1U << flag) != 0;
  text_print(stdout, "%s\n", _(profile_questions[flag]));
  Said said = ask_yes_no(on ? _("1 yes, 2 no; now yes\n") : _("1 yes, 2 no; now no\n"));
  if (said == SAID_YES) {
    *flags |= 1U << flag;
  } else if (said == SAID_NO) {
    *flags &= ~(1U << flag);
  }
  return said != SAID_END;
}

/* Asks whether a clinician has agreed to stretching, where there was an operation. False: it could
 * not be saved. */
static bool ask_agreed(App *app, unsigned flags, Error *err) {
  if ((flags & 1U << FLAG_RECENT_SURGERY) == 0) {
    return true;
  }
  text_print(stdout, "%s\n", _(app_agreement_question));
  Said said = ask_yes_no(_("1 yes, 2 not yet\n"));
  return (said != SAID_YES && said != SAID_NO) || app_set_agreed(app, said == SAID_YES, err);
}

int settings_ask(App *app) {
  Error err = {{0}};
  unsigned flags = app->settings.profile;
  text_print(stdout, "%s\n%s\n",
             _("A few questions, all optional. They only leave out steps that could harm you, and "
               "stay on this machine."),
             _("1 is yes, 2 is no, Enter alone leaves it as it is, q ends and keeps what was "
               "said."));
  bool on = true;
  for (size_t i = 0; on && i < FLAG_COUNT; i++) {
    on = ask_flag(&flags, i);
  }
  bool kept = app_set_profile(app, flags, &err);
  kept = kept && (!on || ask_agreed(app, flags, &err));
  if (!kept) {
    text_complain("your answers could not be saved: %s", err.text);
    return CLI_FAILED;
  }
  char *plain = field_plain(field_find(settings_fields, "profile"), &app->settings);
  char *shown = outline_value(plain);
  text_print(stdout, _("Kept. Your profile: %s\n"), shown);
  free(shown);
  free(plain);
  return CLI_DONE;
}

/* -- The cues -- */

/* Plays one to its end. False: nothing here could play it. */
static bool hear(App *app, Cue cue) {
  PlayState came = PLAY_GOING;
  text_print(stdout, "%s: %s (%s)\n", _(cue_moment(cue)), _(cue_chime(cue)), cue_name(cue));
  (void)fflush(stdout);
  app_rehearse(app, cue);
  for (came = app_rehearsed(app); came == PLAY_GOING; came = app_rehearsed(app)) {
    (void)poll(NULL, 0, LOOK_EVERY_MS); /* a chime takes a second, and has its limit */
  }
  if (came == PLAY_FAILED) {
    text_complain("no program here could play it; install pw-play, paplay or aplay, and for speech "
                  "spd-say or espeak-ng; a routine goes on without");
  } else if (came == PLAY_LATE) {
    text_complain("the player did not end in time and was stopped; a routine does not wait for it");
  }
  return came != PLAY_FAILED;
}

int settings_hear(App *app, const char *name) {
  bool all = strcmp(name, "all") == 0;
  bool known = false;
  bool heard = true;
  if (app->settings.sound == SOUND_NONE && app->settings.voice == VOICE_NONE) {
    text_print(stdout, "%s\n", _("Nothing is heard. The settings sound and voice change that."));
  }
  for (int cue = CUE_READY; heard && cue < CUE_COUNT; cue++) {
    if (all || strcmp(cue_name((Cue)cue), name) == 0) {
      known = true;
      heard = hear(app, (Cue)cue); /* what cannot play one can play none */
    }
  }
  if (!known) {
    return cli_misused(&command_settings,
                       "--hear takes all, ready, hold, half, last, rest, switch, step-done or "
                       "all-done; got \"%s\"",
                       name);
  }
  return heard ? CLI_DONE : CLI_FAILED;
}

/* -- The keys -- */

int settings_actions(const App *app) {
  KeyAction action;
  for (size_t i = 0; keys_action(&app->settings.keys, i, !text_utf8(), &action); i++) {
    text_print(stdout, "%s: %s: %s\n", action.name, action.keys, _(action.sentence));
  }
  text_print(stdout, "%s\n",
             _("To change one: nightcalf settings keys \"pause: z Space\". In plain lines keys are "
               "letters and Enter; ? lists them."));
  return CLI_DONE;
}
