/* The bedtime reminder: its units put in place and taken away without a trace, what is remembered
 * between two firings, and what it says. Contract: nightcalf/evening.h. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "nightcalf/evening.h"
#include "nightcalf/format.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"
#include "nightcalf/user_file.h"

enum { UNIT_MAX = 64 * 1024, MEMORY_MAX = 4096, TITLE_COLUMNS = 60, MS_PER_S = 1000 };

/* Where the reminder's files are. */
typedef struct Places {
  char *folder;  /* of the units */
  char *service; /* the files themselves */
  char *timer;
  char *wants; /* the folder of links to timers that are started */
  char *link;
} Places;

static bool find_places(Places *places, Error *err) {
  *places = (Places){.folder = remind_folder()};
  if (places->folder == NULL) {
    return fail(err, "there is no place for the timer: set HOME to your home folder");
  }
  places->service = mem_format("%s/%s", places->folder, REMIND_SERVICE);
  places->timer = mem_format("%s/%s", places->folder, REMIND_TIMER);
  places->wants = mem_format("%s/%s", places->folder, REMIND_WANTS);
  places->link = mem_format("%s/%s", places->wants, REMIND_TIMER);
  return true;
}

static void free_places(Places *places) {
  free(places->folder);
  free(places->service);
  free(places->timer);
  free(places->wants);
  free(places->link);
}

static bool is_there(const char *path) {
  struct stat status;
  return path != NULL && lstat(path, &status) == 0;
}

/* How many folders of this path are missing, itself included. */
static int missing_folders(const char *folder) {
  char *path = mem_copy(folder);
  int missing = 0;
  while (path[0] != '\0' && !is_there(path)) {
    missing++;
    char *slash = strrchr(path, '/');
    if (slash == NULL) {
      break;
    }
    *slash = '\0';
  }
  free(path);
  return missing;
}

/* Removes that many folders, this one first, as long as they are empty. */
static void remove_folders(const char *folder, int count) {
  char *path = mem_copy(folder);
  for (; count > 0 && rmdir(path) == 0; count--) {
    char *slash = strrchr(path, '/');
    if (slash == NULL || slash == path) {
      break;
    }
    *slash = '\0';
  }
  free(path);
}

/* ---- what is remembered ---- */

/* "night 2026-11-21\nsnoozed 2026-11-21 until 2026-11-21T22:45:00+01:00\nfolders 1\n" */
static char *memory_path(const App *app) {
  return app->paths.data == NULL ? NULL : mem_format("%s/reminder", app->paths.data);
}

/* The memory as its file has it; folders: how many were made for that file. What cannot be read was
 * never remembered. */
static ReminderMemory read_memory(const char *path, char **bytes, int *folders) {
  ReminderMemory memory = {0};
  size_t length = 0;
  *folders = 0;
  *bytes = path == NULL || !is_there(path) ? NULL : user_file_read(path, MEMORY_MAX, &length, NULL);
  for (const char *at = *bytes; at != NULL && *at != '\0';) {
    char night[NIGHT_TEXT_SIZE] = "";
    char until[FORMAT_SIZE] = "";
    char *line = mem_copy_bytes(at, strcspn(at, "\n"));
    if (sscanf(line, "night %15s", night) == 1) {
      memory.reminded = night_parse(night, &memory.night);
    } else if (sscanf(line, "snoozed %15s until %39s", night, until) == 2) {
      memory.snoozed =
          night_parse(night, &memory.snoozed_night) && stamp_parse(until, &memory.snoozed_until);
    } else if (strncmp(line, "folders ", strlen("folders ")) == 0) {
      *folders = (int)strtol(line + strlen("folders "), NULL, 10);
    }
    at += strlen(line);
    at += *at == '\n' ? 1 : 0;
    free(line);
  }
  return memory;
}

/* The memory as text. Release with free(). */
static char *memory_text(const ReminderMemory *memory, int folders) {
  char night[NIGHT_TEXT_SIZE];
  char snoozed[NIGHT_TEXT_SIZE];
  char until[FORMAT_SIZE];
  night_format(memory->night, night);
  night_format(memory->snoozed_night, snoozed);
  format_wall(memory->snoozed_until, until);
  char *text = memory->reminded ? mem_format("night %s\n", night) : mem_copy("");
  if (memory->snoozed) {
    char *longer = mem_format("%ssnoozed %s until %s\n", text, snoozed, until);
    free(text);
    text = longer;
  }
  char *whole = mem_format("%sfolders %d\n", text, folders);
  free(text);
  return whole;
}

/* Remembers, in the place of what was remembered before. */
static bool write_memory(const App *app, const ReminderMemory *memory, Error *err) {
  char *path = memory_path(app);
  if (path == NULL) {
    return fail(err, "there is no place to remember it: set HOME to your home folder");
  }
  char *before = NULL;
  int folders = 0;
  (void)read_memory(path, &before, &folders);
  folders = before == NULL ? missing_folders(app->paths.data) : folders;
  bool done = paths_make_data(&app->paths, err);
  if (done) {
    char *text = memory_text(memory, folders);
    FileBytes old = {before, before == NULL ? 0 : strlen(before)};
    done =
        user_file_replace(path, before == NULL ? NULL : &old, (FileBytes){text, strlen(text)}, err);
    free(text);
  }
  free(before);
  free(path);
  return done;
}

static ReminderMemory remembered(const App *app) {
  char *path = memory_path(app);
  char *bytes = NULL;
  int folders = 0;
  ReminderMemory memory = read_memory(path, &bytes, &folders);
  free(bytes);
  free(path);
  return memory;
}

/* Forgets it all, the file and the folders that were made for it. */
static void forget_memory(const App *app) {
  char *path = memory_path(app);
  char *bytes = NULL;
  int folders = 0;
  (void)read_memory(path, &bytes, &folders);
  if (bytes != NULL && unlink(path) == 0) {
    remove_folders(app->paths.data, folders);
  }
  free(bytes);
  free(path);
}

/* ---- the units ---- */

Reminder evening_reminder(const App *app, int at, unsigned days) {
  return (Reminder){.at = at, .days = days, .next_day = at < app->settings.night_boundary};
}

/* Reads a unit of that name: NULL with *foreign when somebody else wrote it, NULL where there is
 * none. Release with free(). */
static char *read_unit(const char *path, bool *foreign) {
  size_t length = 0;
  if (!is_there(path)) {
    return NULL;
  }
  char *text = user_file_read(path, UNIT_MAX, &length, NULL);
  if (text == NULL || !remind_is_ours(text)) {
    *foreign = true;
    free(text);
    return NULL;
  }
  return text;
}

bool evening_reminder_status(const App *app, ReminderStatus *status, Error *err) {
  Places places;
  *status = (ReminderStatus){.memory = remembered(app)};
  if (!find_places(&places, err)) {
    free_places(&places);
    return false;
  }
  int folders = 0;
  bool wants = false;
  char *timer = read_unit(places.timer, &status->foreign);
  char *service = read_unit(places.service, &status->foreign);
  status->set = timer != NULL && remind_timer_parse(timer, &status->reminder, &folders, &wants);
  status->reminder = status->set ? evening_reminder(app, status->reminder.at, status->reminder.days)
                                 : (Reminder){0};
  char *program = remind_program(NULL);
  if (status->set && program != NULL) {
    char *meant = remind_service_text(&status->reminder, program);
    status->moved = service == NULL || strcmp(meant, service) != 0;
    free(meant);
  }
  free(program);
  free(service);
  free(timer);
  free_places(&places);
  return true;
}

/* Tells systemd that unit files have changed. */
static void reload(void) {
  static const char *const words[] = {"daemon-reload", NULL};
  (void)remind_systemctl(words, NULL);
}

/* Stops the timer and removes its files, its link and the folders that were made for them. */
static void remove_units(const Places *places, int folders, bool wants, bool running) {
  static const char *const stop[] = {"disable", "--now", REMIND_TIMER, NULL};
  static const char *const snooze[] = {"stop", REMIND_SNOOZE_UNIT ".timer", NULL};
  static const char *const reset[] = {"reset-failed", REMIND_SERVICE, NULL};
  if (running) {
    (void)remind_systemctl(stop, NULL);
    (void)remind_systemctl(snooze, NULL);
  }
  (void)unlink(places->link); /* where systemctl could not be asked */
  (void)unlink(places->timer);
  (void)unlink(places->service);
  if (wants) {
    (void)rmdir(places->wants);
  }
  remove_folders(places->folder, folders);
  if (running) {
    reload();
    (void)remind_systemctl(reset, NULL);
  }
}

/* Writes both files and starts the timer. */
static bool put_units(const Places *places, const Reminder *reminder, const char *program,
                      int folders, bool wants, Error *err) {
  static const char *const start[] = {"enable", "--now", REMIND_TIMER, NULL};
  char *service = remind_service_text(reminder, program);
  char *timer = remind_timer_text(reminder, folders, wants);
  bool done =
      user_file_replace(places->service, NULL, (FileBytes){service, strlen(service)}, err) &&
      user_file_replace(places->timer, NULL, (FileBytes){timer, strlen(timer)}, err) &&
      remind_verify_units(places->service, places->timer, err);
  if (done) {
    reload();
    done = remind_systemctl(start, err);
  }
  free(timer);
  free(service);
  return done;
}

bool evening_reminder_set(App *app, const Reminder *reminder, Error *err) {
  Places places;
  char *calendar = remind_calendar(reminder);
  char *program = remind_program(err);
  bool done = program != NULL && find_places(&places, err);
  if (!done) {
    free(program);
    free(calendar);
    return false;
  }
  bool foreign = false;
  Reminder old;
  int folders = 0;
  bool wants = false;
  char *timer = read_unit(places.timer, &foreign);
  char *service = read_unit(places.service, &foreign);
  if (foreign) {
    done = fail(err,
                "%s: a timer of this name is there that nightcalf did not write; move it away "
                "first",
                places.timer);
  } else if (remind_verify_calendar(calendar, err)) {
    if (timer != NULL || service != NULL) {
      (void)remind_timer_parse(timer == NULL ? "" : timer, &old, &folders, &wants);
      remove_units(&places, folders, wants, true);
    }
    folders = missing_folders(places.folder);
    wants = !is_there(places.wants);
    done = put_units(&places, reminder, program, folders, wants, err);
    if (!done) {
      remove_units(&places, folders, wants, true);
    }
  } else {
    done = false;
  }
  (void)app;
  free(service);
  free(timer);
  free_places(&places);
  free(program);
  free(calendar);
  return done;
}

bool evening_reminder_off(App *app, bool *was, Error *err) {
  Places places;
  Reminder old;
  int folders = 0;
  bool wants = false;
  bool foreign = false;
  *was = false;
  if (!find_places(&places, err)) {
    free_places(&places);
    return false;
  }
  char *timer = read_unit(places.timer, &foreign);
  char *service = read_unit(places.service, &foreign);
  *was = timer != NULL || service != NULL;
  bool done =
      !foreign || fail(err, "%s: this timer was not written by nightcalf; it stays", places.timer);
  if (*was && done) {
    (void)remind_timer_parse(timer == NULL ? "" : timer, &old, &folders, &wants);
    remove_units(&places, folders, wants, true);
    done = !is_there(places.timer) && !is_there(places.service);
    if (!done) {
      (void)fail(err, "%s: cannot be removed: %s", places.timer, strerror(errno));
    }
  }
  forget_memory(app);
  free(service);
  free(timer);
  free_places(&places);
  return done;
}

bool evening_reminder_snooze(App *app, Millis length, WallTime *until, bool *timed, Error *err) {
  ReminderMemory memory = remembered(app);
  WallTime now = app->clock.wall(app->clock.context);
  *until = (WallTime){now.utc_ms + length, now.offset_s};
  memory.snoozed = true;
  memory.snoozed_night = app_tonight(app);
  memory.snoozed_until = *until;
  *timed = false;
  if (!write_memory(app, &memory, err)) {
    return false;
  }
  ReminderStatus status;
  if (!evening_reminder_status(app, &status, err) || !status.set) {
    (void)fail(err, "no reminder is set");
    return true;
  }
  /* A second more: what is fired must not find that the time has yet to come. */
  *timed = remind_again((int)(length / MS_PER_S) + 1, err);
  return true;
}

/* ---- firing ---- */

ReminderWords evening_reminder_words(App *app) {
  ReminderWords words = {.title = mem_copy(_("Time for your bedtime routine"))};
  Diagnostics findings = {0};
  const char *id = app_routine(app);
  Routine *loaded = app_load_routine(app, id, &findings);
  Routine *routine = loaded == NULL ? NULL : app_adapt(app, loaded, false, NULL);
  if (routine == NULL) {
    words.text = mem_copy(_("In a terminal: nightcalf"));
  } else {
    EveningLengths lengths = evening_lengths(app, routine);
    Schedule schedule = evening_schedule(app, lengths, NULL);
    char *title = text_cut(routine->title, TITLE_COLUMNS, false);
    char *line = evening_line(title, lengths, &schedule);
    words.text = mem_format(_("%s. In a terminal: nightcalf"), line);
    free(line);
    free(title);
  }
  routine_free(routine);
  routine_free(loaded);
  diagnostics_free(&findings);
  return words;
}

void reminder_words_free(ReminderWords *words) {
  free(words->title);
  free(words->text);
  *words = (ReminderWords){0};
}

ReminderVerdict evening_reminder_fire(App *app, int at) {
  Zone zone = zone_system();
  EveningRecord record = evening_record(app);
  Schedule schedule = evening_schedule(app, (EveningLengths){0}, &record);
  ReminderMemory memory = remembered(app);
  WallTime now = app->clock.wall(app->clock.context);
  ReminderVerdict verdict = schedule_remind(&app->settings, &schedule, &zone, now, at, &memory);
  if (verdict == REMINDER_SPEAK) {
    memory = (ReminderMemory){.reminded = true, .night = schedule.night};
    /* A reminder that cannot be remembered is better said twice than never. */
    (void)write_memory(app, &memory, NULL);
  }
  evening_record_free(&record);
  return verdict;
}
