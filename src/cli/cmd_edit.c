/* nightcalf edit: a routine in the person's own editor. The editor works on a draft; what is live
 * is replaced only by what is sound. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "nightcalf/language.h"
#include "nightcalf/own.h"
#include "nightcalf/text.h"
#include "outline.h"
#include "phrase.h"

enum { EDIT_ANEW };

static const CommandOption options[] = {
    [EDIT_ANEW] = {"anew", NULL,
                   N_("Drops a draft that was kept, and begins with what is in force.")},
    {NULL, NULL, NULL},
};

typedef enum Fate { FATE_AGAIN, FATE_KEEP, FATE_DROP, FATE_TAKE } Fate;

/* The line of the first error; 0: there is none that has one. */
static int first_error_line(const Diagnostics *findings) {
  for (size_t i = 0; i < findings->count; i++) {
    if (!findings->items[i].warning) {
      return findings->items[i].line;
    }
  }
  return 0;
}

/* What is to become of a draft with errors, or of one that would break others and may be taken all
 * the same. The end of input keeps it. */
static Fate ask(bool may_take) {
  static const struct {
    const char *number;
    const char *letter;
    const char *word;
    Fate fate;
  } answers[] = {
      {"1", "e", "edit", FATE_AGAIN},
      {"2", "k", "keep", FATE_KEEP},
      {"3", "d", "drop", FATE_DROP},
      {"4", "t", "take", FATE_TAKE},
  };
  size_t count = sizeof answers / sizeof answers[0] - (may_take ? 0 : 1);
  for (;;) {
    char *text = outline_ask(may_take ? _("1 edit again, 2 keep as a draft, 3 drop the changes, "
                                          "4 take them all the same: ")
                                      : _("1 edit again, 2 keep as a draft, 3 drop the changes: "));
    if (text == NULL) {
      return FATE_KEEP;
    }
    for (size_t i = 0; i < count; i++) {
      if (strcmp(text, answers[i].number) == 0 || strcasecmp(text, answers[i].letter) == 0 ||
          strcasecmp(text, answers[i].word) == 0) {
        free(text);
        return answers[i].fate;
      }
    }
    free(text);
  }
}

/* Says where the draft stays. */
static int keep(const Draft *draft) {
  text_print(stderr,
             _("The draft is kept: %s\nWhat is in force is as it was. To go on with the draft: "
               "nightcalf edit %s\n"),
             draft_path(draft), draft_id(draft));
  return CLI_FAILED;
}

/* The planned length of what is in force; -1: it is broken. */
static Millis live_total(const App *app, const char *id) {
  Diagnostics findings = {0};
  Routine *routine = app_load_routine(app, id, &findings);
  Millis total = routine == NULL ? -1 : outline_total(app, routine);
  routine_free(routine);
  diagnostics_free(&findings);
  return total;
}

/* Puts a sound draft in its place, and says so. */
static int take(App *app, Draft *draft) {
  Error err = {{0}};
  char before[PHRASE_SIZE];
  char after[PHRASE_SIZE];
  Millis old = live_total(app, draft_id(draft));
  if (!draft_take(app, draft, &err)) {
    text_complain("%s", err.text);
    return keep(draft);
  }
  if (err.text[0] != '\0') {
    text_complain("%s", err.text);
  }
  Millis now = live_total(app, draft_id(draft));
  phrase_length(old < 0 ? 0 : old, before);
  phrase_length(now < 0 ? 0 : now, after);
  if (old < 0 || old == now) {
    text_print(stdout, _("%s is in force as you left it. Total: %s\n"), draft_id(draft), after);
  } else {
    text_print(stdout, _("%s is in force as you left it. Total: %s (was %s)\n"), draft_id(draft),
               after, before);
  }
  return CLI_DONE;
}

/* Says that the editor could not do its work. What it left is kept where it is something. */
static int give_up(const App *app, Draft *draft, const Error *err) {
  Diagnostics findings = {0};
  DraftState state = draft_check(app, draft, &findings);
  diagnostics_free(&findings);
  text_complain("%s", err->text);
  if (state != DRAFT_SAME) {
    return keep(draft);
  }
  draft_drop(draft);
  text_print(stderr, _("Nothing was changed.\n"));
  return CLI_FAILED;
}

/* Says that the draft is what was there. */
static int leave(Draft *draft, const Diagnostics *findings) {
  draft_drop(draft);
  text_print(stdout, _("Nothing was changed, so nothing was written.\n"));
  return findings->errors > 0 ? CLI_FAILED : CLI_DONE;
}

/* What is to become of what the editor made. */
static Fate decide(const App *app, const Draft *draft, DraftState state) {
  if (state != DRAFT_VALID) {
    return ask(false);
  }
  char *broken = draft_would_break(app, draft);
  Fate fate = FATE_TAKE;
  if (broken != NULL) {
    text_complain(
        "%s would be broken by this: they borrow from %s what is no longer there. Another "
        "way is a copy under a name of its own: nightcalf copy",
        broken, draft_id(draft));
    fate = ask(true);
  }
  free(broken);
  return fate;
}

/* Runs the editor once and settles what comes of it. True: it is to be run again, with the findings
 * filled in. */
static bool edit_once(App *app, Draft *draft, Diagnostics *findings, int *status) {
  Error err = {{0}};
  int line = first_error_line(findings);
  diagnostics_free(findings);
  (void)fflush(stdout);
  if (!draft_edit(draft, line, &err)) {
    *status = give_up(app, draft, &err);
    return false;
  }
  DraftState state = draft_check(app, draft, findings);
  cli_print_findings(findings);
  if (state == DRAFT_SAME) {
    *status = leave(draft, findings);
    return false;
  }
  switch (decide(app, draft, state)) {
  case FATE_AGAIN:
    return true;
  case FATE_KEEP:
    *status = keep(draft);
    break;
  case FATE_DROP:
    draft_drop(draft);
    text_print(stdout, _("The changes were dropped; what is in force is as it was.\n"));
    *status = CLI_FAILED;
    break;
  case FATE_TAKE:
    *status = take(app, draft);
    break;
  }
  return false;
}

/* The editor, the check, the question: until there is an end. */
static int edit(App *app, Draft *draft) {
  Diagnostics findings = {0};
  int status = CLI_FAILED;
  (void)draft_check(app, draft, &findings);
  while (edit_once(app, draft, &findings, &status)) {
  }
  diagnostics_free(&findings);
  return status;
}

/* Whether to go on with a draft that was begun from something else than what is in force now. */
static bool is_wanted(const Draft *draft) {
  text_print(stdout,
             _("%s was changed since this draft was begun. If the draft takes its place, what is "
               "in force now stays as a backup alone, with a ~ behind the name.\n"),
             draft_id(draft));
  bool yes = outline_agree(_("Go on with the draft? [y/N] "));
  if (!yes) {
    text_print(stderr,
               _("Nothing was changed. To begin with what is in force, without the draft: "
                 "nightcalf edit --anew %s\n"),
               draft_id(draft));
  }
  return yes;
}

/* Begins the draft; a kept one is dropped first where that was asked for. NULL: why was said. */
static Draft *begin(App *app, const char *name, bool anew) {
  bool copied = false;
  bool kept = false;
  Error err = {{0}};
  Draft *draft = draft_begin(app, name, &copied, &kept, &err);
  if (draft != NULL && kept && anew) {
    draft_drop(draft);
    draft_free(draft);
    draft = draft_begin(app, name, &copied, &kept, &err);
  }
  if (draft == NULL) {
    text_complain("%s", err.text);
    return NULL;
  }
  if (copied) {
    text_print(stdout,
               _("%s came with the program: you edit a copy, which is yours and takes its place. "
                 "It is written only if you change something.\n"),
               draft_id(draft));
  }
  if (kept) {
    text_print(stdout, _("Going on with the draft that was kept: %s\n"), draft_path(draft));
  }
  if (draft_outdated(draft) && !is_wanted(draft)) {
    draft_free(draft);
    return NULL;
  }
  return draft;
}

static int run_edit(App *app, const Arguments *arguments) {
  if (arguments->count == 0) {
    return cli_misused(&command_edit, "which routine? \"nightcalf list\" shows all of them");
  }
  Draft *draft = begin(app, arguments->names[0], arguments->values[EDIT_ANEW] != NULL);
  if (draft == NULL) {
    return CLI_FAILED;
  }
  int status = edit(app, draft);
  draft_free(draft);
  return status;
}

const Command command_edit = {
    .name = "edit",
    .arguments = N_("ROUTINE"),
    .sentence = N_("Opens a routine in your editor; only what is sound takes its place."),
    .example = "nightcalf edit evening-calf",
    .options = options,
    .names_max = 1,
    .run = run_edit,
};
