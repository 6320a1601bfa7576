/* nightcalf doctor: what this terminal, locale, sound, record and reminder can do, and how to mend
 * what they cannot. Only looks; mends nothing by itself. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli.h"
#include "json.h"
#include "nightcalf/child.h"
#include "nightcalf/evening.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"

enum { DOCTOR_JSON };

static const CommandOption options[] = {
    [DOCTOR_JSON] = {"json", NULL, "As JSON, for programs."},
    {NULL, NULL, NULL},
};

enum {
  AREA_COLUMNS = 11,
  OTHERS = S_IRWXG | S_IRWXO,
  TOOL_LIMIT_MS = 5000,
  COLORS_MANY = 256,
  TERM_ROWS_MIN = 12,
  TERM_COLUMNS_MIN = 40
};

/* How it stands with one thing. */
typedef enum Health {
  HEALTH_GOOD,
  HEALTH_NOTE, /* it could be better, and nothing is wrong */
  HEALTH_BAD
} Health;

static const char *const health_names[] = {
    [HEALTH_GOOD] = "ok", [HEALTH_NOTE] = "note", [HEALTH_BAD] = "mend"};

/* The visit: everything that is looked at tells here. */
typedef struct Visit {
  App *app;
  bool json;
  JsonRows rows;
  int bad;
} Visit;

/* Tells of one thing and takes both texts over. mend: what to do, NULL: nothing. */
static void tell(Visit *visit, Health health, const char *area, char *found, char *mend) {
  visit->bad += health == HEALTH_BAD ? 1 : 0;
  if (visit->json) {
    json_t *object = json_object();
    json_put(object, "area", json_of_text(area));
    json_put(object, "health", json_of_text(health_names[health]));
    json_put(object, "found", json_of_text(found));
    json_put(object, "mend", json_of_text(mend));
    json_rows_add(&visit->rows, object);
  } else {
    text_print(stdout, "%-4s  %-*s %s\n", health_names[health], AREA_COLUMNS, area, found);
    if (mend != NULL) {
      text_print(stdout, "      %-*s -> %s\n", AREA_COLUMNS, "", mend);
    }
  }
  free(found);
  free(mend);
}

/* The first of these programs that PATH has, or NULL. */
static const char *first_found(const char *const *programs) {
  for (size_t i = 0; programs[i] != NULL; i++) {
    if (child_found(programs[i])) {
      return programs[i];
    }
  }
  return NULL;
}

static void look_at_terminal(Visit *visit) {
  const char *term = getenv("TERM");
  struct winsize size = {0};
  if (!isatty(STDOUT_FILENO)) {
    tell(visit, HEALTH_NOTE, "terminal",
         mem_copy("standard output is no terminal: plain lines are used"), NULL);
    return;
  }
  if (!cli_has_screen()) {
    tell(visit, HEALTH_NOTE, "terminal",
         mem_format("TERM is \"%s\": plain lines are used", term == NULL ? "" : term),
         mem_copy("set TERM to what your terminal is, such as xterm-256color"));
    return;
  }
  bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  bool small = known && (size.ws_col < TERM_COLUMNS_MIN || size.ws_row < TERM_ROWS_MIN);
  tell(visit, small ? HEALTH_BAD : HEALTH_GOOD, "terminal",
       mem_format("%s, %d x %d", term, size.ws_col, size.ws_row),
       small ? mem_format("make the window at least %d x %d, or its letters smaller",
                          TERM_COLUMNS_MIN, TERM_ROWS_MIN)
             : NULL);
}

/* How many colours the terminal has by its description; -1: that is not known. */
static long terminal_colors(void) {
  static const char *const ask[] = {"tput", "colors", NULL};
  ChildResult result = {0};
  long colors = -1;
  if (child_found(ask[0]) && child_run(ask, TOOL_LIMIT_MS, &result, NULL) && result.status == 0) {
    colors = strtol(result.out, NULL, 10);
  }
  child_result_free(&result);
  return colors;
}

static void look_at_colors(Visit *visit) {
  const char *none = getenv("NO_COLOR");
  if (none != NULL && none[0] != '\0') {
    tell(visit, HEALTH_GOOD, "colours", mem_copy("none, as NO_COLOR asks"), NULL);
    return;
  }
  long colors = cli_has_screen() ? terminal_colors() : -1;
  if (colors < 0) {
    tell(visit, HEALTH_NOTE, "colours", mem_copy("how many there are is not known here"), NULL);
  } else if (colors < COLORS_MANY) {
    tell(visit, HEALTH_NOTE, "colours", mem_format("%ld", colors),
         mem_copy("a terminal with 256 colours can be dimmer at night; nothing depends on it"));
  } else {
    tell(visit, HEALTH_GOOD, "colours", mem_format("%ld", colors), NULL);
  }
}

static void look_at_locale(Visit *visit) {
  static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
  const char *set = NULL;
  for (size_t i = 0; i < sizeof names / sizeof names[0] && set == NULL; i++) {
    const char *value = getenv(names[i]);
    set = value != NULL && value[0] != '\0' ? value : NULL;
  }
  char *found = mem_format("%s%s", set == NULL ? "none is set" : set,
                           text_utf8() ? "" : ": not UTF-8, or not installed, so ASCII is used");
  tell(visit, text_utf8() ? HEALTH_GOOD : HEALTH_NOTE, "locale", found,
       text_utf8() ? NULL : mem_copy("export LANG=C.UTF-8"));
}

static void look_at_sound(Visit *visit) {
  static const char *const players[] = {"pw-play", "paplay", "aplay", NULL};
  static const char *const voices[] = {"spd-say", "espeak-ng", NULL};
  const char *player = first_found(players);
  const char *voice = first_found(voices);
  bool silent = visit->app->settings.sound == SOUND_NONE;
  tell(visit, HEALTH_GOOD, "sound",
       mem_format("the setting sound is \"%s\"; %s%s",
                  field_find(settings_fields, "sound")->words[visit->app->settings.sound],
                  player == NULL ? "no player of sound files is here" : "a player is here: ",
                  player == NULL ? "" : player),
       silent ? mem_copy("for soft chimes at each change: nightcalf settings sound chime") : NULL);
  tell(visit, voice == NULL ? HEALTH_NOTE : HEALTH_GOOD, "voice",
       voice == NULL ? mem_copy("no speech program is here") : mem_format("%s is here", voice),
       voice == NULL ? mem_copy("install espeak-ng or speech-dispatcher; a screen reader takes "
                                "nightcalf run --plain")
                     : NULL);
}

/* Whether nobody else may read or write what lies there. */
static void look_at_rights(Visit *visit, const char *path, mode_t wanted) {
  struct stat status;
  if (stat(path, &status) != 0) {
    tell(visit, HEALTH_BAD, "rights", mem_format("%s: %s", path, strerror(errno)), NULL);
  } else if (status.st_uid != geteuid()) {
    tell(visit, HEALTH_BAD, "rights", mem_format("%s belongs to another user", path),
         mem_format("sudo chown %ju '%s'", (uintmax_t)geteuid(), path));
  } else if ((status.st_mode & OTHERS) != 0 || (status.st_mode & wanted) != wanted) {
    tell(visit, HEALTH_BAD, "rights",
         mem_format("%s has the permissions %03o: it holds notes about your health", path,
                    (unsigned)status.st_mode & 0777U),
         mem_format("chmod %03o '%s'", (unsigned)wanted, path));
  } else {
    tell(visit, HEALTH_GOOD, "rights", mem_format("%s is yours alone", path), NULL);
  }
}

static void look_at_record(Visit *visit) {
  App *app = visit->app;
  Error err = {{0}};
  struct stat status;
  if (app->paths.database == NULL) {
    tell(visit, HEALTH_BAD, "record", mem_copy("there is no place for it"),
         mem_copy("set HOME to your home folder"));
    return;
  }
  if (stat(app->paths.database, &status) != 0 && errno == ENOENT) {
    tell(visit, HEALTH_GOOD, "record", mem_copy("nothing is kept yet"), NULL);
    return;
  }
  Store *store = app_store(app, STORE_READ, &err);
  if (store == NULL || !store_check(store, &err)) {
    tell(visit, HEALTH_BAD, "record", mem_copy(err.text), NULL);
    return;
  }
  tell(visit, HEALTH_GOOD, "record",
       mem_format("%s opens and is sound: version %d, %jd KiB", app->paths.database,
                  store_version(), (intmax_t)(status.st_size + 1023) / 1024),
       NULL);
  look_at_rights(visit, app->paths.data, S_IRWXU);
  look_at_rights(visit, app->paths.database, S_IRUSR | S_IWUSR);
}

static void look_at_settings(Visit *visit) {
  const Diagnostics *findings = &visit->app->settings_findings;
  const char *file = visit->app->paths.settings;
  if (findings->count == 0) {
    tell(visit, HEALTH_GOOD, "settings",
         file == NULL ? mem_copy("as they come") : mem_format("%s is sound", file), NULL);
  }
  for (size_t i = 0; i < findings->count; i++) {
    const Diagnostic *finding = &findings->items[i];
    tell(
        visit, finding->warning ? HEALTH_NOTE : HEALTH_BAD, "settings",
        mem_format("%s:%d:%d: %s", finding->file, finding->line, finding->column, finding->message),
        mem_copy("nightcalf settings KEY VALUE, or an editor"));
  }
}

static void look_at_routines(Visit *visit) {
  const Library *library = &visit->app->library;
  size_t sound = 0;
  for (size_t i = 0; i < library->count; i++) {
    const RoutineEntry *entry = &library->entries[i];
    if (entry->hidden) {
      continue;
    }
    Diagnostics findings = {0};
    Routine *routine = routine_load(library, entry->file, &findings);
    if (routine == NULL) {
      tell(visit, HEALTH_BAD, "routines", mem_format("%s is broken", entry->file),
           mem_format("nightcalf check %s says where", entry->id));
    } else {
      sound++;
    }
    routine_free(routine);
    diagnostics_free(&findings);
  }
  if (sound == 0) {
    tell(visit, HEALTH_BAD, "routines", mem_copy("none was found"),
         mem_copy("install Nightcalf again, or write one: nightcalf new ID"));
  } else {
    tell(visit, HEALTH_GOOD, "routines", mem_format("%zu are sound", sound), NULL);
  }
  const char *tonights = app_routine(visit->app);
  if (library_find(library, tonights) == NULL) {
    tell(visit, HEALTH_BAD, "routines", mem_format("tonight's, \"%s\", is not there", tonights),
         mem_copy("nightcalf settings routine ID, or the setting routines"));
  }
}

/* The person's own commands: nobody is told at night that one is not there. */
static void look_at_hooks(Visit *visit) {
  const Settings *settings = &visit->app->settings;
  const struct {
    const char *name;
    const TextList *command;
  } hooks[] = {{"on_start", &settings->on_start},
               {"on_end", &settings->on_end},
               {"on_lights_out", &settings->on_lights_out}};
  for (size_t i = 0; i < sizeof hooks / sizeof hooks[0]; i++) {
    if (hooks[i].command->count == 0) {
      continue;
    }
    const char *program = hooks[i].command->at[0];
    bool found = child_found(program);
    tell(visit, found ? HEALTH_GOOD : HEALTH_BAD, "commands",
         mem_format("%s runs %s%s", hooks[i].name, program,
                    found ? "" : ", which is not to be found"),
         found ? NULL : mem_copy("give the program's whole path, or install it"));
  }
}

static void look_at_timer(Visit *visit) {
  ReminderStatus status;
  Error err = {{0}};
  char time[6];
  if (!evening_reminder_status(visit->app, &status, &err)) {
    tell(visit, HEALTH_BAD, "reminder", mem_copy(err.text), NULL);
    return;
  }
  RemindEngine engine = remind_engine();
  if (!status.set) {
    tell(visit, status.foreign ? HEALTH_BAD : HEALTH_GOOD, "reminder",
         mem_copy(status.foreign ? "a timer of its name is there that nightcalf did not write"
                                 : "none is set"),
         mem_copy(status.foreign ? "move ~/.config/systemd/user/nightcalf-reminder.* away"
                  : engine == REMIND_BY_SYSTEMD
                      ? "nightcalf remind at 22:15"
                      : "nightcalf remind at 22:15 says what to do without systemd"));
    return;
  }
  static const char *const is_active[] = {"is-active", "--quiet", REMIND_TIMER, NULL};
  bool runs = engine == REMIND_BY_SYSTEMD && remind_systemctl(is_active, NULL);
  char *calendar = remind_calendar(&status.reminder);
  char *next = remind_next(calendar);
  remind_time(status.reminder.at, time);
  tell(visit, !runs || status.moved ? HEALTH_BAD : HEALTH_GOOD, "reminder",
       mem_format("at %s%s%s%s%s", time, next == NULL ? "" : ", next ", next == NULL ? "" : next,
                  runs ? "" : "; its timer does not run",
                  status.moved ? "; it would start another nightcalf than this one" : ""),
       !runs || status.moved ? mem_format("nightcalf remind at %s", time) : NULL);
  free(next);
  free(calendar);
}

static void look_at_desktop(Visit *visit) {
  const char *runtime = getenv("XDG_RUNTIME_DIR");
  char *socket = mem_format("%s/bus", runtime == NULL ? "" : runtime);
  bool bus = getenv("DBUS_SESSION_BUS_ADDRESS") != NULL || access(socket, F_OK) == 0;
  bool send = child_found("notify-send");
  tell(visit, bus ? HEALTH_GOOD : HEALTH_NOTE, "desktop",
       mem_format("%s; %s", bus ? "a session bus is here" : "no session bus is here",
                  send ? "notify-send is" : "notify-send is not"),
       mem_copy(bus ? "to see a reminder now: nightcalf remind test"
                    : "reminders are shown, and the screen kept awake, on a desktop only"));
  free(socket);
}

static int run_doctor(App *app, const Arguments *arguments) {
  Visit visit = {.app = app, .json = arguments->values[DOCTOR_JSON] != NULL};
  look_at_terminal(&visit);
  look_at_colors(&visit);
  look_at_locale(&visit);
  look_at_sound(&visit);
  look_at_record(&visit);
  look_at_settings(&visit);
  look_at_routines(&visit);
  look_at_hooks(&visit);
  look_at_timer(&visit);
  look_at_desktop(&visit);
  if (visit.json) {
    json_rows_end(&visit.rows);
  } else if (visit.bad == 0) {
    text_print(stdout, "\nAll is well.\n");
  } else {
    text_print(stdout, "\n%d to mend.\n", visit.bad);
  }
  return visit.bad == 0 ? CLI_DONE : CLI_FAILED;
}

const Command command_doctor = {
    .name = "doctor",
    .arguments = "",
    .sentence =
        "Looks at the terminal, locale, sound, record, settings, routines and reminder, and "
        "says how to mend what is wrong.",
    .example = "nightcalf doctor",
    .options = options,
    .names_max = 0,
    .run = run_doctor,
};
