/* What a command line of `nightcalf log` says, and which night it means. Contract: log_request.h.
 */
#include "log_request.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "dates.h"
#include "nightcalf/mem.h"

static bool in_table(const Field *table, const Field *field) {
  for (const Field *row = table; row->name != NULL; row++) {
    if (row == field) {
      return true;
    }
  }
  return false;
}

/* Whether any option of a table is given. */
static bool about(const LogRequest *request, const Field *table) {
  for (size_t i = LOG_OWN; i < request->list.count; i++) {
    if (request->arguments->values[i] != NULL && in_table(table, request->list.field[i])) {
      return true;
    }
  }
  return false;
}

/* The words behind "excuse", joined. */
static char *joined(char **words, int count) {
  char *text = NULL;
  for (int i = 0; i < count; i++) {
    char *longer =
        mem_format("%s%s%s", text == NULL ? "" : text, text == NULL ? "" : " ", words[i]);
    free(text);
    text = longer;
  }
  return text;
}

/* Reads the words: none, a number, or excuse with its reason. */
static int read_words(LogRequest *request) {
  const Arguments *arguments = request->arguments;
  if (arguments->count == 0) {
    return CLI_DONE;
  }
  const char *word = arguments->names[0];
  char *end = NULL;
  long number = strtol(word, &end, 10);
  request->excuse = strcasecmp(word, "excuse") == 0;
  if (request->excuse) {
    request->reason = joined(arguments->names + 1, arguments->count - 1);
    return CLI_DONE;
  }
  if (arguments->count > 1) {
    return cli_misused(&command_log, "one thing too many: \"%s\"", arguments->names[1]);
  }
  request->none = strcasecmp(word, "none") == 0;
  request->has_count = end != word && *end == '\0' && number >= 0 && number <= CRAMPS_MAX;
  request->count = request->has_count ? (int)number : 0;
  if (request->none || request->has_count) {
    return CLI_DONE;
  }
  return cli_misused(&command_log,
                     "\"%s\" is neither none, nor a number of cramps up to %d, nor excuse", word,
                     CRAMPS_MAX);
}

int log_request_read(const Arguments *arguments, LogRequest *request) {
  *request = (LogRequest){.arguments = arguments};
  options_collect(&command_log, &request->list);
  request->about_night = about(request, diary_night_fields);
  request->about_cramp = about(request, diary_episode_fields) || arguments->values[LOG_AT] != NULL;
  request->about_day = about(request, diary_habit_fields);
  request->about_medicine = about(request, diary_medication_fields);
  return read_words(request);
}

void log_request_free(LogRequest *request) {
  options_free(&request->list);
  free(request->reason);
}

bool log_request_says(const LogRequest *request) {
  return request->none || request->excuse || request->has_count || request->about_night ||
         request->about_cramp || request->about_day || request->about_medicine;
}

/* A time of day as a row, for --at. */
typedef struct TimeOfDay {
  int minutes;
} TimeOfDay;
static const Field at_row = {
    .name = "at",
    .type = FIELD_TIME,
    .offset = offsetof(TimeOfDay, minutes),
    .default_value = TIME_NOT_SAID,
};

/* Reads --at in minutes after midnight; *now: it is now. TIME_NOT_SAID where it is not given. */
static bool read_at(const LogRequest *request, TimeOfDay *at, bool *now, Error *err) {
  const char *text = request->arguments->values[LOG_AT];
  *at = (TimeOfDay){TIME_NOT_SAID};
  *now = text != NULL && strcasecmp(text, "now") == 0;
  return text == NULL || *now || diary_read(&at_row, text, at, err);
}

static WallTime wall_of(const App *app) {
  return app->clock.wall(app->clock.context);
}

/* The night of the last time that the clock on the wall was this late. */
static Night night_of_time(const App *app, int minutes) {
  WallTime now = wall_of(app);
  Civil clock = civil_of(now);
  bool yesterday = minutes > clock.hour * 60 + clock.minute;
  int32_t day = night_of(now, 0).day - (yesterday ? 1 : 0);
  return (Night){day - (minutes < app->settings.night_boundary ? 1 : 0)};
}

/* The night that is meant where --night does not say it. False: it has to. */
static bool usual_night(const App *app, const LogRequest *request, Night *night, Error *err) {
  TimeOfDay at;
  bool is_now = false;
  NightNow nights = app_night_now(app);
  if (!read_at(request, &at, &is_now, err)) {
    return false;
  }
  bool of_today = request->excuse || request->about_day || request->about_medicine;
  bool of_last = request->none || request->has_count || request->about_night;
  bool of_cramp = request->about_cramp && !request->none;
  Night today = nights.tonight;
  Night cramp = nights.asleep || is_now ? nights.tonight : nights.last;
  if (at.minutes != TIME_NOT_SAID) {
    cramp = night_of_time(app, at.minutes);
  }
  *night = of_today ? today : of_cramp ? cramp : nights.last;
  bool agree = (!of_today || !of_cramp || today.day == cramp.day) &&
               (!of_today || !of_last || today.day == nights.last.day) &&
               (!of_last || !of_cramp || cramp.day == nights.last.day);
  return agree || fail(err, "these are of different nights (cramps of the last one, habits and "
                            "medicines of today): say which with --night, or log them one by one");
}

/* Whether a night can be spoken of already. */
static bool has_come(const App *app, const LogRequest *request, Night night, Error *err) {
  char date[DATES_SIZE];
  NightNow nights = app_night_now(app);
  bool counted = request->none || request->has_count || request->about_night;
  int32_t latest = counted && !nights.asleep ? nights.last.day : nights.tonight.day;
  dates_format(night, date);
  if (request->excuse && !counted && night.day <= nights.tonight.day + 366) {
    return true;
  }
  return night.day <= latest ||
         fail(err, "the night of %s is still to come; the last one is --night last", date);
}

int log_request_night(const App *app, const LogRequest *request, Night *night) {
  Error err = {{0}};
  const char *text = request->arguments->values[LOG_NIGHT];
  bool chosen =
      text != NULL ? dates_parse(app, text, night, &err) : usual_night(app, request, night, &err);
  if (!chosen || !has_come(app, request, *night, &err)) {
    return cli_misused(&command_log, "%s", err.text);
  }
  return CLI_DONE;
}

/* Reads every option of a table into a struct. */
static bool read_table(const LogRequest *request, const Field *table, void *object, Error *err) {
  for (size_t i = LOG_OWN; i < request->list.count; i++) {
    const Field *field = request->list.field[i];
    const char *value = request->arguments->values[i];
    if (value == NULL || !in_table(table, field)) {
      continue;
    }
    if (field->type == FIELD_FLAG) {
      diary_set_number(field, object, 1);
    } else if (!diary_read(field, value, object, err)) {
      return false;
    }
  }
  return true;
}

/* Reads what is said of a cramp, its time too. */
static bool read_cramp(const App *app, const LogRequest *request, Episode *episode, Error *err) {
  TimeOfDay at;
  bool is_now = false;
  if (!read_at(request, &at, &is_now, err)) {
    return false;
  }
  if (is_now || at.minutes != TIME_NOT_SAID) {
    episode->onset = is_now ? wall_of(app) : app_onset(app, episode->night, at.minutes);
    episode->onset_precision = ONSET_NOT_SAID;
  }
  if (is_now && night_of(episode->onset, app->settings.night_boundary).day != episode->night.day) {
    return fail(err, "at now is not in that night");
  }
  if (!read_table(request, diary_episode_fields, episode, err)) {
    return false;
  }
  bool has_time = at.minutes != TIME_NOT_SAID || is_now || episode->id != 0;
  bool claims = episode->onset_precision == ONSET_EXACT || episode->onset_precision == ONSET_ABOUT;
  if (!has_time && claims) {
    return fail(err, "onset-precision \"%s\" needs the time too: --at 03:10",
                episode->onset_precision == ONSET_EXACT ? "exact" : "about");
  }
  if (at.minutes != TIME_NOT_SAID && episode->onset.utc_ms > wall_of(app).utc_ms) {
    return fail(err, "at %02d:%02d of that night is still to come", at.minutes / 60,
                at.minutes % 60);
  }
  log_entry_ease(episode);
  return true;
}

/* Reads what is said of the night. */
static bool read_night(const LogRequest *request, LogEntry *entry, Error *err) {
  bool undo = request->arguments->values[LOG_UNDO] != NULL;
  int before = entry->night.cramp_count;
  if (!read_table(request, diary_night_fields, &entry->night, err)) {
    return false;
  }
  size_t count = 0; /* of the option --count, the first row of the table */
  while (request->list.field[count] != diary_night_fields) {
    count++;
  }
  entry->counted = request->none || request->has_count || request->arguments->values[count] != NULL;
  if (request->none || request->has_count) {
    entry->night.cramp_count = undo ? CRAMPS_NOT_RECORDED : request->count;
  }
  if (request->excuse) {
    entry->night.excused = !undo;
    diary_set_note(diary_find(diary_night_fields, "excused_reason"), &entry->night,
                   undo || request->reason == NULL ? "" : request->reason);
  }
  entry->night_changed = request->about_night || request->none || request->has_count ||
                         request->excuse || entry->night.cramp_count != before;
  return true;
}

bool log_request_answers(const App *app, const LogRequest *request, LogFound *found,
                         LogEntry *entry, Error *err) {
  if (!read_night(request, entry, err) ||
      !read_table(request, diary_habit_fields, &entry->habits, err)) {
    return false;
  }
  entry->habits_changed = request->about_day;
  if (found != NULL && !found->is_medication) {
    Episode *episode = log_entry_add_episode(app, entry);
    *episode = found->episode;
    found->episode.note = NULL; /* the entry's now */
    return read_cramp(app, request, episode, err);
  }
  if (found != NULL) {
    medication_free(&entry->medication);
    entry->medication = found->medication;
    found->medication.name = NULL; /* likewise */
  }
  entry->medication_changed = request->about_medicine || (found != NULL && found->is_medication);
  if (!read_table(request, diary_medication_fields, &entry->medication, err)) {
    return false;
  }
  return !request->about_cramp || read_cramp(app, request, log_entry_add_episode(app, entry), err);
}
