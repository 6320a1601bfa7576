/* nightcalf log: the diary from the shell. Options by the diary's tables; without words it asks. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "cli.h"
#include "log_entry.h"
#include "log_request.h"
#include "nightcalf/language.h"
#include "nightcalf/text.h"
#include "outline.h"

static const CommandOption options[] = {
    [LOG_NIGHT] = {"night", N_("DATE"),
                   N_("The night, by the date of its evening: 2026-11-21, last, yesterday, today. "
                      "Without it: the last one; of habits and medicines today's.")},
    [LOG_AT] = {"at", N_("TIME"), N_("When the cramp began, such as 03:10, or now.")},
    [LOG_EDIT] =
        {"edit", N_("CRAMP"),
         N_("Corrects a cramp or a change of medicines: its number in --list, such as 1 or "
            "m1, or its UUID. With --night a UUID's moves to that night.")},
    [LOG_DELETE] = {"delete", N_("CRAMP"), N_("Removes it for good.")},
    [LOG_YES] = {"yes", NULL, N_("With --delete: does not ask.")},
    [LOG_UNDO] = {"undo", NULL, N_("With none or excuse: takes it back.")},
    [LOG_LIST] = {"list", NULL, N_("Shows what is kept of the night.")},
    {NULL, NULL, NULL},
};

static const CommandFields fields[] = {
    {diary_night_fields, N_("About the night"), "night-", false},
    {diary_episode_fields, N_("About a cramp"), "cramp-", false},
    {diary_habit_fields, N_("About the day before the night"), "day-", false},
    {diary_medication_fields, N_("A change of medicines"), "medicine-", true},
    {NULL, NULL, NULL, false},
};

/* Keeps an entry and shows the night; what is urgent comes first. */
static int keep(App *app, LogEntry *entry) {
  Error err = {{0}};
  bool kept = log_entry_save(app, entry, &err);
  if (kept) {
    log_show_advice(app, entry);
  }
  if (!kept || !log_show_night(app, entry->night.night, &err) ||
      !log_show_hints(app, entry->night.night, &err)) {
    text_complain("%s", err.text);
    return CLI_FAILED;
  }
  return CLI_DONE;
}

/* The cramps described of a night. */
static bool take_described(void *context, const NightSummary *row) {
  *(int *)context = row->episodes > CRAMPS_MAX ? CRAMPS_MAX : (int)row->episodes;
  return false;
}

static int run_questions(App *app, Night night) {
  Error err = {{0}};
  LogEntry entry;
  int described = 0;
  Store *store = app_store(app, STORE_READ, &err);
  if (store == NULL || !store_summaries(store, night, night, take_described, &described, &err) ||
      !log_entry_load(app, night, &entry, &err)) {
    text_complain("%s", err.text);
    return CLI_FAILED;
  }
  int status = CLI_FAILED;
  if (log_ask(app, &entry, described)) {
    bool said = entry.night_changed || entry.habits_changed || entry.episode_count > 0 ||
                entry.medication_changed;
    if (said) {
      status = keep(app, &entry);
    } else {
      text_print(stdout, _("Nothing was said, so nothing has changed.\n"));
      status = CLI_DONE;
    }
  }
  log_entry_free(&entry);
  return status;
}

/* New answers, or with `found` a correction. */
static int run_entry(App *app, const LogRequest *request, Night night, LogFound *found) {
  Error err = {{0}};
  LogEntry entry;
  if (!log_entry_load(app, night, &entry, &err)) {
    text_complain("%s", err.text);
    return CLI_FAILED;
  }
  int status = log_request_answers(app, request, found, &entry, &err)
                   ? keep(app, &entry)
                   : cli_misused(&command_log, "%s", err.text);
  log_entry_free(&entry);
  return status;
}

/* A correction by questions: each with what is kept now. */
static int run_correction(App *app, LogFound *found) {
  Error err = {{0}};
  LogEntry entry;
  Night night = found->is_medication ? found->medication.night : found->episode.night;
  if (!log_entry_load(app, night, &entry, &err)) {
    text_complain("%s", err.text);
    return CLI_FAILED;
  }
  int status = CLI_FAILED;
  bool changed = false;
  if (log_ask_found(app, found, &entry, &changed)) {
    if (changed) {
      status = keep(app, &entry);
    } else if (isatty(STDIN_FILENO)) {
      text_print(stdout, _("Nothing was said, so nothing has changed.\n"));
      status = CLI_DONE;
    } else {
      status = cli_misused(&command_log, "--edit needs what is to change, such as --severity 5");
    }
  }
  log_entry_free(&entry);
  return status;
}

/* Moves a cramp or a change of medicines to another night, at the same time of day. */
static void move(const App *app, LogFound *found, Night night) {
  Civil clock = civil_of(found->episode.onset);
  found->medication.night = night;
  if (!found->is_medication && found->episode.night.day != night.day) {
    found->episode.night = night;
    found->episode.onset = app_onset(app, night, clock.hour * 60 + clock.minute);
  }
}

static int run_edit(App *app, const LogRequest *request, Night night) {
  Error err = {{0}};
  LogFound found;
  const char *name = request->arguments->values[LOG_EDIT];
  if (!log_find(app, night, name, &found, &err)) {
    text_complain("%s", err.text);
    return CLI_FAILED;
  }
  bool moved = request->arguments->values[LOG_NIGHT] != NULL;
  int status = CLI_USAGE;
  if (found.is_medication && request->about_cramp) {
    cli_misused(&command_log,
                "%s is a change of medicines: options about a cramp do not go with it", name);
  } else if (!found.is_medication && request->about_medicine) {
    cli_misused(&command_log,
                "%s is a cramp: options about a change of medicines do not go with it", name);
  } else if (!log_request_says(request) && !(moved && log_is_uuid(name))) {
    status = run_correction(app, &found);
  } else {
    Night place = found.is_medication ? found.medication.night : found.episode.night;
    place = moved ? night : place;
    move(app, &found, place);
    status = run_entry(app, request, place, &found);
  }
  log_found_free(&found);
  return status;
}

/* Whether it is really meant. */
static bool agreed(const LogRequest *request, const LogFound *found) {
  if (request->arguments->values[LOG_YES] != NULL) {
    return true;
  }
  log_show_found(found);
  bool yes = outline_agree(_("Remove this for good? [y/N] "));
  if (!yes) {
    text_print(stdout, _("Nothing was removed.\n"));
  }
  return yes;
}

static int run_delete(App *app, const LogRequest *request, Night night) {
  Error err = {{0}};
  LogFound found;
  if (request->arguments->values[LOG_YES] == NULL && !isatty(STDIN_FILENO)) {
    return cli_misused(&command_log, "there is no terminal to ask at; to remove it without a "
                                     "question, add --yes");
  }
  if (!log_find(app, night, request->arguments->values[LOG_DELETE], &found, &err)) {
    text_complain("%s", err.text);
    return CLI_FAILED;
  }
  int status = CLI_DONE;
  Night place = found.is_medication ? found.medication.night : found.episode.night;
  if (agreed(request, &found)) {
    bool gone = found.is_medication ? app_log_remove_medication(app, found.medication.id, &err)
                                    : app_log_remove_episode(app, found.episode.id, &err);
    if (gone && log_show_night(app, place, &err)) {
      text_print(stdout, _("Removed.\n"));
    } else {
      text_complain("%s", err.text);
      status = CLI_FAILED;
    }
  }
  log_found_free(&found);
  return status;
}

static int run_list(App *app, Night night) {
  Error err = {{0}};
  if (!log_show_night(app, night, &err)) {
    text_complain("%s", err.text);
    return CLI_FAILED;
  }
  return CLI_DONE;
}

/* Which of list, edit, delete, questions and entry it is. */
static int run_chosen(App *app, const LogRequest *request) {
  const Arguments *arguments = request->arguments;
  Night night;
  bool edits = arguments->values[LOG_EDIT] != NULL;
  bool deletes = arguments->values[LOG_DELETE] != NULL;
  bool lists = arguments->values[LOG_LIST] != NULL;
  bool looks = lists || edits || deletes;
  if (lists + edits + deletes > 1 || ((lists || deletes) && log_request_says(request))) {
    return cli_misused(&command_log, "--list, --edit and --delete are one thing each, and only "
                                     "--edit goes with answers");
  }
  if (arguments->values[LOG_UNDO] != NULL && !request->none && !request->excuse) {
    return cli_misused(&command_log, "--undo goes with none or excuse");
  }
  if (looks && arguments->values[LOG_NIGHT] == NULL) {
    NightNow nights = app_night_now(app);
    night = nights.asleep ? nights.tonight : nights.last;
  } else if (log_request_night(app, request, &night) != CLI_DONE) {
    return CLI_USAGE;
  }
  if (lists) {
    return run_list(app, night);
  }
  if (deletes) {
    return run_delete(app, request, night);
  }
  if (edits) {
    return run_edit(app, request, night);
  }
  return log_request_says(request) ? run_entry(app, request, night, NULL)
                                   : run_questions(app, night);
}

static int run_log(App *app, const Arguments *arguments) {
  LogRequest request;
  int status = log_request_read(arguments, &request);
  if (status == CLI_DONE) {
    status = run_chosen(app, &request);
  }
  log_request_free(&request);
  return status;
}

const Command command_log = {
    .name = "log",
    .arguments = N_("[none | NUMBER | excuse [REASON]]"),
    .sentence = N_("The diary: how many cramps a night had, each cramp, the day before, medicines. "
                   "Without words it asks."),
    .example = "nightcalf log --side left --muscle calf --severity 6 --duration 3m --at 03:10",
    .options = options,
    .fields = fields,
    .notes =
        N_("\"nightcalf log none\" says that the night had no cramp, a number how many it had, "
           "\"excuse\" that no routine was due. An option with an empty value, such as "
           "--severity \"\", takes that answer back."),
    .names_max = -1,
    .run = run_log,
};
