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
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"
#include "phrase.h"

enum { DOCTOR_JSON };

static const CommandOption options[] = {
    [DOCTOR_JSON] = {"json", NULL, N_("As JSON, for programs.")},
    {NULL, NULL, NULL},
};

enum {
  HEALTH_COLUMNS = 4,
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
    [HEALTH_GOOD] = N_("ok"), [HEALTH_NOTE] = N_("note"), [HEALTH_BAD] = N_("mend")};

/* What is looked at; their names are in the JSON too. */
static const char *const areas[] = {N_("terminal"), N_("colours"),  N_("locale"),   N_("sound"),
                                    N_("voice"),    N_("record"),   N_("rights"),   N_("settings"),
                                    N_("routines"), N_("commands"), N_("reminder"), N_("desktop")};

/* The visit: everything that is looked at tells here. */
typedef struct Visit {
  App *app;
  bool json;
  JsonRows rows;
  int health_width; /* of the columns, as the words are in the person's language */
  int area_width;
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
    const char *how = _(health_names[health]);
    const char *what = _(area);
    text_print(stdout, "%s%*s  %s%*s %s\n", how, phrase_gap(how, visit->health_width), "", what,
               phrase_gap(what, visit->area_width), "", found);
    if (mend != NULL) {
      text_print(stdout, "%*s -> %s\n", visit->health_width + 2 + visit->area_width, "", mend);
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
         mem_copy(_("standard output is no terminal: plain lines are used")), NULL);
    return;
  }
  if (!cli_has_screen()) {
    tell(visit, HEALTH_NOTE, "terminal",
         mem_format(_("TERM is \"%s\": plain lines are used"), term == NULL ? "" : term),
         mem_copy(_("set TERM to what your terminal is, such as xterm-256color")));
    return;
  }
  bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  bool small = known && (size.ws_col < TERM_COLUMNS_MIN || size.ws_row < TERM_ROWS_MIN);
  tell(visit, small ? HEALTH_BAD : HEALTH_GOOD, "terminal",
       mem_format("%s, %d x %d", term, size.ws_col, size.ws_row),
       small ? mem_format(_("make the window at least %d x %d, or its letters smaller"),
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
    tell(visit, HEALTH_GOOD, "colours", mem_copy(_("none, as NO_COLOR asks")), NULL);
    return;
  }
  long colors = cli_has_screen() ? terminal_colors() : -1;
  if (colors < 0) {
    tell(visit, HEALTH_NOTE, "colours", mem_copy(_("how many there are is not known here")), NULL);
  } else if (colors < COLORS_MANY) {
    tell(visit, HEALTH_NOTE, "colours", mem_format("%ld", colors),
         mem_copy(_("a terminal with 256 colours can be dimmer at night; nothing depends on it")));
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
  const char *name = set == NULL ? _("none is set") : set;
  char *found = text_utf8()
                    ? mem_copy(name)
                    : mem_format(_("%s: not UTF-8, or not installed, so ASCII is used"), name);
  tell(visit, text_utf8() ? HEALTH_GOOD : HEALTH_NOTE, "locale", found,
       text_utf8() ? NULL : mem_copy("export LANG=C.UTF-8"));
}

static void look_at_sound(Visit *visit) {
  static const char *const players[] = {"pw-play", "paplay", "aplay", NULL};
  static const char *const voices[] = {"spd-say", "espeak-ng", NULL};
  const char *player = first_found(players);
  const char *voice = first_found(voices);
  bool silent = visit->app->settings.sound == SOUND_NONE;
  const char *set = field_find(settings_fields, "sound")->words[visit->app->settings.sound];
  tell(visit, HEALTH_GOOD, "sound",
       player == NULL
           ? mem_format(_("the setting sound is \"%s\"; no player of sound files is here"), set)
           : mem_format(_("the setting sound is \"%s\"; a player is here: %s"), set, player),
       silent ? mem_copy(_("for soft chimes at each change: nightcalf settings sound chime"))
              : NULL);
  tell(visit, voice == NULL ? HEALTH_NOTE : HEALTH_GOOD, "voice",
       voice == NULL ? mem_copy(_("no speech program is here"))
                     : mem_format(_("%s is here"), voice),
       voice == NULL ? mem_copy(_("install espeak-ng or speech-dispatcher; a screen reader takes "
                                  "nightcalf run --plain"))
                     : NULL);
}

/* Whether nobody else may read or write what lies there. */
static void look_at_rights(Visit *visit, const char *path, mode_t wanted) {
  struct stat status;
  if (stat(path, &status) != 0) {
    tell(visit, HEALTH_BAD, "rights", mem_format("%s: %s", path, strerror(errno)), NULL);
  } else if (status.st_uid != geteuid()) {
    tell(visit, HEALTH_BAD, "rights", mem_format(_("%s belongs to another user"), path),
         mem_format("sudo chown %ju '%s'", (uintmax_t)geteuid(), path));
  } else if ((status.st_mode & OTHERS) != 0 || (status.st_mode & wanted) != wanted) {
    tell(visit, HEALTH_BAD, "rights",
         mem_format(_("%s has the permissions %03o: it holds notes about your health"), path,
                    (unsigned)status.st_mode & 0777U),
         mem_format("chmod %03o '%s'", (unsigned)wanted, path));
  } else {
    tell(visit, HEALTH_GOOD, "rights", mem_format(_("%s is yours alone"), path), NULL);
  }
}

/* The copies beside the record, and what is still to be said of one that was broken. */
static void look_at_backups(Visit *visit) {
  const App *app = visit->app;
  size_t count = 0;
  char *newest = app_newest_backup(app, &count);
  char *mended = app_mended_text(app, false);
  char *offered = app_mended_backup(app);
  if (newest != NULL) {
    tell(visit, HEALTH_GOOD, "backups",
         mem_format(language_plural("%zu backup is beside it; the newest sound one is %s",
                                    "%zu backups are beside it; the newest sound one is %s", count),
                    count, newest),
         NULL);
  } else {
    tell(visit, HEALTH_NOTE, "backups",
         mem_copy(count == 0 ? _("none yet: one is kept of every day on which something is kept")
                             : _("none of those beside it is sound")),
         NULL);
  }
  if (mended != NULL) {
    tell(visit, HEALTH_NOTE, "record", mended,
         offered == NULL
             ? NULL
             : mem_format(_("to take in what only that backup has: nightcalf restore --add %s"),
                          offered));
  }
  free(offered);
  free(newest);
}

static void look_at_record(Visit *visit) {
  App *app = visit->app;
  Error err = {{0}};
  struct stat status;
  if (app->paths.database == NULL) {
    tell(visit, HEALTH_BAD, "record", mem_copy(_("there is no place for it")),
         mem_copy(_("set HOME to your home folder")));
    return;
  }
  if (stat(app->paths.database, &status) != 0 && errno == ENOENT) {
    tell(visit, HEALTH_GOOD, "record", mem_copy(_("nothing is kept yet")), NULL);
    return;
  }
  Store *store = app_store(app, STORE_READ, &err);
  if (store == NULL || !store_check(store, &err)) {
    tell(visit, HEALTH_BAD, "record", mem_copy(err.text), NULL);
    look_at_backups(visit);
    return;
  }
  tell(visit, HEALTH_GOOD, "record",
       mem_format(_("%s opens and is sound: version %d, %jd KiB"), app->paths.database,
                  store_version(), (intmax_t)(status.st_size + 1023) / 1024),
       NULL);
  look_at_backups(visit);
  look_at_rights(visit, app->paths.data, S_IRWXU);
  look_at_rights(visit, app->paths.database, S_IRUSR | S_IWUSR);
}

static void look_at_settings(Visit *visit) {
  const Diagnostics *findings = &visit->app->settings_findings;
  const char *file = visit->app->paths.settings;
  if (findings->count == 0) {
    tell(visit, HEALTH_GOOD, "settings",
         file == NULL ? mem_copy(_("as they come")) : mem_format(_("%s is sound"), file), NULL);
  }
  for (size_t i = 0; i < findings->count; i++) {
    const Diagnostic *finding = &findings->items[i];
    tell(
        visit, finding->warning ? HEALTH_NOTE : HEALTH_BAD, "settings",
        mem_format("%s:%d:%d: %s", finding->file, finding->line, finding->column, finding->message),
        mem_copy(_("nightcalf settings KEY VALUE, or an editor")));
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
      tell(visit, HEALTH_BAD, "routines", mem_format(_("%s is broken"), entry->file),
           mem_format(_("nightcalf check %s says where"), entry->id));
    } else {
      sound++;
    }
    routine_free(routine);
    diagnostics_free(&findings);
  }
  if (sound == 0) {
    tell(visit, HEALTH_BAD, "routines", mem_copy(_("none was found")),
         mem_copy(_("install Nightcalf again, or write one: nightcalf new ID")));
  } else {
    tell(visit, HEALTH_GOOD, "routines",
         mem_format(language_plural("%zu are sound", "%zu are sound", sound), sound), NULL);
  }
  const char *tonights = app_routine(visit->app);
  if (library_find(library, tonights) == NULL) {
    tell(visit, HEALTH_BAD, "routines", mem_format(_("tonight's, \"%s\", is not there"), tonights),
         mem_copy(_("nightcalf settings routine ID, or the setting routines")));
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
         found ? mem_format(_("%s runs %s"), hooks[i].name, program)
               : mem_format(_("%s runs %s, which is not to be found"), hooks[i].name, program),
         found ? NULL : mem_copy(_("give the program's whole path, or install it")));
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
         mem_copy(status.foreign ? _("a timer of its name is there that nightcalf did not write")
                                 : _("none is set")),
         mem_copy(status.foreign ? _("move ~/.config/systemd/user/nightcalf-reminder.* away")
                  : engine == REMIND_BY_SYSTEMD
                      ? "nightcalf remind at 22:15"
                      : _("nightcalf remind at 22:15 says what to do without systemd")));
    return;
  }
  static const char *const is_active[] = {"is-active", "--quiet", REMIND_TIMER, NULL};
  bool runs = engine == REMIND_BY_SYSTEMD && remind_systemctl(is_active, NULL);
  char *calendar = remind_calendar(&status.reminder);
  char *next = remind_next(calendar);
  remind_time(status.reminder.at, time);
  char *when =
      next == NULL ? mem_format(_("at %s"), time) : mem_format(_("at %s, next %s"), time, next);
  char *found =
      mem_format("%s%s%s", when, runs ? "" : _("; its timer does not run"),
                 status.moved ? _("; it would start another nightcalf than this one") : "");
  free(when);
  tell(visit, !runs || status.moved ? HEALTH_BAD : HEALTH_GOOD, "reminder", found,
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
       mem_copy(bus    ? send ? _("a session bus is here; notify-send is")
                              : _("a session bus is here; notify-send is not")
                   : send ? _("no session bus is here; notify-send is")
                       : _("no session bus is here; notify-send is not")),
       mem_copy(bus ? _("to see a reminder now: nightcalf remind test")
                    : _("reminders are shown, and the screen kept awake, on a desktop only")));
  free(socket);
}

static int run_doctor(App *app, const Arguments *arguments) {
  Visit visit = {.app = app,
                 .json = arguments->values[DOCTOR_JSON] != NULL,
                 .health_width = HEALTH_COLUMNS,
                 .area_width = AREA_COLUMNS};
  for (size_t i = 0; i < sizeof health_names / sizeof health_names[0]; i++) {
    visit.health_width = phrase_wider(visit.health_width, _(health_names[i]));
  }
  for (size_t i = 0; i < sizeof areas / sizeof areas[0]; i++) {
    visit.area_width = phrase_wider(visit.area_width, _(areas[i]));
  }
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
    text_print(stdout, _("\nAll is well.\n"));
  } else {
    text_print(stdout,
               language_plural("\n%d to mend.\n", "\n%d to mend.\n", (unsigned long)visit.bad),
               visit.bad);
  }
  return visit.bad == 0 ? CLI_DONE : CLI_FAILED;
}

const Command command_doctor = {
    .name = "doctor",
    .arguments = "",
    .sentence =
        N_("Looks at the terminal, locale, sound, record, settings, routines and reminder, and "
           "says how to mend what is wrong."),
    .example = "nightcalf doctor",
    .options = options,
    .names_max = 0,
    .run = run_doctor,
};
