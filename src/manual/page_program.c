/* nightcalf(1): the commands with their options, the keys, the settings, each from its table.
 * Contract: manual.h. */
#include <stdlib.h>

#include "manual.h"
#include "nightcalf/mem.h"
#include "nightcalf/settings.h"
#include "tui/keys.h"
#include "tui/screens.h"

static const char description[] =
    "Nightcalf coaches you through a bedtime routine in the terminal: timed stretches, massage and "
    "slow breathing, step by step and second by second, with words you can follow in the dark. "
    "It keeps an honest record of what you did, beside a diary of night-time leg cramps, and says "
    "what both come to.\n"
    "Without a command it opens the home screen with tonight's routine; Enter starts it. "
    "Where standard output is no terminal it speaks in plain lines.\n"
    "Routines are text files; nightcalf-routine(5) describes them.";

static const char care[] =
    "Nightcalf gives general information, not medical advice. "
    "Stop if it hurts. "
    "The card of warning signs says when a cramp is not a cramp: nightcalf learn red-flags.";

/* A name and what it means, for a list. */
typedef struct Entry {
  const char *name;
  const char *sentence;
} Entry;

static const Entry environment[] = {
    {"NIGHTCALF_ROUTINES", "One more folder of routines, looked at first."},
    {"XDG_CONFIG_HOME", "Where settings and routines of your own are, in a folder nightcalf. "
                        "Without it: ~/.config."},
    {"XDG_DATA_HOME", "Where the record is kept, likewise. Without it: ~/.local/share."},
    {"VISUAL , EDITOR", "The editor that the command edit opens."},
    {"NO_COLOR", "Set to anything but nothing: no colours."},
    {"TERM", "With dumb, a routine runs in plain lines."},
    {"LC_ALL , LC_MESSAGES , LANG", "The language, and whether more than ASCII can be shown."},
    {NULL, NULL},
};

static const Entry files[] = {
    {"~/.config/nightcalf/nightcalf.cfg", "The settings."},
    {"~/.config/nightcalf/routines/", "Routines of your own. One with the name of a shipped one "
                                      "takes its place."},
    {"~/.config/nightcalf/poses/", "Pictures of your own, named by pose."},
    {"~/.local/share/nightcalf/nightcalf.db", "The record: sessions and diary, an SQLite database "
                                              "that only you can read."},
    {"~/.config/systemd/user/nightcalf-reminder.*", "The reminder's timer, while one is set."},
    {NULL, NULL},
};

static const Entry statuses[] = {
    {"0", "Done. A session that you ended early is one, since it is kept."},
    {"1", "It could not be done; standard error says what, where and what to do."},
    {"2", "Wrong usage."},
    {"3", "It ran, but could not be kept."},
    {"4", "Memory ran out."},
    {"5", "From tonight: nothing is to be done now."},
    {NULL, NULL},
};

static void put_entries(FILE *page, const char *macro, const Entry *entries) {
  fputs(".Bl -tag -width Ds\n", page);
  for (; entries->name != NULL; entries++) {
    fprintf(page, ".It %s %s\n", macro, entries->name);
    mdoc_text(page, entries->sentence);
  }
  fputs(".El\n", page);
}

static void put_options(FILE *page, const Command *command) {
  OptionList list;
  options_collect(command, &list);
  bool open = false;
  for (size_t i = 0; i < list.count; i++) {
    const CommandOption *option = &list.at[i];
    if (option->sentence == NULL) {
      continue;
    }
    if (list.heading[i] != NULL && open) {
      fputs(".El\n", page);
      open = false;
    }
    if (list.heading[i] != NULL) {
      char *heading = mem_format("%s:", list.heading[i]);
      fputs(".Pp\n", page);
      mdoc_text(page, heading);
      free(heading);
    }
    if (!open) {
      fputs(".Bl -tag -width Ds\n", page);
      open = true;
    }
    fprintf(page, ".It Fl \\-%s", option->name);
    fprintf(page, option->argument == NULL ? "\n" : " Ar %s\n", option->argument);
    mdoc_text(page, option->sentence);
  }
  if (open) {
    fputs(".El\n", page);
  }
  options_free(&list);
}

static void put_commands(FILE *page) {
  fputs(".Sh COMMANDS\n"
        "Every command takes\n.Fl \\-help\nand\n.Fl \\-version .\n"
        "Before a value that begins with a hyphen write\n.Fl \\- .\n"
        ".Bl -tag -width Ds\n",
        page);
  for (size_t i = 0; cli_commands[i] != NULL; i++) {
    const Command *command = cli_commands[i];
    mdoc_usage(page, command);
    mdoc_text(page, command->sentence);
    put_options(page, command);
    if (command->notes != NULL) {
      fputs(".Pp\n", page);
      mdoc_text(page, command->notes);
    }
  }
  fputs(".El\n", page);
}

/* The keys of a screen by its moments, as its help lists them; each action where it first comes. */
static void put_keys(FILE *page, const Screen *screen) {
  Keymap keys;
  bool told[ACTION_COUNT] = {false};
  keys_defaults(&keys);
  for (const ActionList *list = screen->lists; list->title != NULL; list++) {
    bool open = false;
    for (size_t i = 0; i < ACTION_LIST_MAX && list->at[i] != ACTION_NONE; i++) {
      Action action = list->at[i];
      if (told[action]) {
        continue;
      }
      if (!open) {
        mdoc_line(page, "Ss", list->title, NULL);
        fputs(".Bl -tag -width Ds -compact\n", page);
        open = true;
      }
      char label[KEY_LABEL_SIZE];
      keys_all(&keys, action, true, label, sizeof label);
      mdoc_line(page, "It Ic", label, NULL);
      mdoc_text(page, action_rows[action].sentence);
      told[action] = true;
    }
    fputs(open ? ".El\n" : "", page);
  }
}

static void put_examples(FILE *page) {
  fputs(".Sh EXAMPLES\n.Bl -tag -width Ds\n", page);
  for (size_t i = 0; cli_commands[i] != NULL; i++) {
    mdoc_line(page, "It Li", cli_commands[i]->example, NULL);
    mdoc_text(page, cli_commands[i]->sentence);
  }
  fputs(".El\n", page);
}

void page_program(FILE *page, const char *date) {
  fprintf(page,
          ".\\\" Made by the build from the program's tables; change those.\n"
          ".Dd %s\n.Dt NIGHTCALF 1\n.Os\n"
          ".Sh NAME\n.Nm nightcalf\n.Nd bedtime\\-routine coach for night\\-time leg cramps\n"
          ".Sh SYNOPSIS\n.Nm\n.Op Ar command Op Ar option ...\n.Nm\n.Fl \\-help | \\-version\n"
          ".Sh DESCRIPTION\n",
          date);
  mdoc_text(page, description);
  put_commands(page);
  fputs(".Sh KEYS\nOn every screen the key\n.Ic \\&?\nshows what the others do.\n"
        "The setting\n.Ic keys\ngives an action other keys.\n",
        page);
  put_keys(page, &screen_run);
  fputs(".Sh SETTINGS\n", page);
  mdoc_text(page, "Each is optional. The command settings and the screen of settings change them, "
                  "and leave every other byte of the file as it is:");
  mdoc_display(page, "bedtime = \"22:15\";\nprofile = [ \"falls\", \"clot_risk\" ];");
  mdoc_fields(page, settings_fields);
  fputs(".Sh ENVIRONMENT\n", page);
  put_entries(page, "Ev", environment);
  fputs(".Sh FILES\n", page);
  put_entries(page, "Pa", files);
  fputs(".Sh EXIT STATUS\n", page);
  put_entries(page, "Li", statuses);
  fputs("A session that a signal ends is saved, and then ended by that signal.\n", page);
  put_examples(page);
  fputs(".Sh SEE ALSO\n.Xr nightcalf-routine 5\n.Sh CAVEATS\n", page);
  mdoc_text(page, care);
}
