/* Files written by hand, sessions by one statement that runs inside SQLite: the triggers of the
 * schema count the nights. Contract: world.h. */
#include "world.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "history_bench.h"
#include "nightcalf/mem.h"

enum { STEPS_WHOLE = 20, STEPS_FEW = 2, MANY = 10000, ROUTINE_STEPS = 20 };

/* The sessions, evenly over the nights; every third is completed. %d: their number. */
static const char sessions_sql[] =
    "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536; BEGIN;"
    "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < %d)"
    "  INSERT INTO sessions (uuid, routine, title, snapshot, night, started_ms, started_offset_s, "
    "ended_ms,"
    "    ended_offset_s, planned_ms, done_ms, paused_ms, outcome, ended_by, open, step)"
    "  SELECT printf('%%08x-0000-4000-9000-%%012x', i, i), 'bench-twenty', 'Twenty steps',"
    "    'format = 1; title = \"Twenty steps\"; steps = ( { kind = \"timed\"; title = \"Rest\"; "
    "duration = 60; } );',"
    "    date('2026-11-21', '-' || (3649 - i * 3650 / %d) || ' days'),"
    "    (strftime('%%s', '2026-11-21') - (3649 - i * 3650 / %d) * 86400 + 75600 + i %% 7000) * "
    "1000, 3600,"
    "    (strftime('%%s', '2026-11-21') - (3649 - i * 3650 / %d) * 86400 + 76200 + i %% 7000) * "
    "1000, 3600,"
    "    600000, 200000 * (i %% 3 + 1), 0, iif(i %% 3 = 2, 'completed', 'partial'), iif(i %% 3 = "
    "2, 'end', 'user'), 0, 19"
    "  FROM n;"
    "WITH RECURSIVE s (k) AS (SELECT 0 UNION ALL SELECT k + 1 FROM s WHERE k + 1 < %d)"
    "  INSERT INTO session_steps SELECT id, k, 'step-' || k, 'A step', 'hold', 'done', 30000, "
    "30000, 15000, 15000, 1, 0"
    "  FROM sessions, s;"
    "COMMIT;";

static bool add_sessions(const char *database, int sessions, Error *err) {
  sqlite3 *db = NULL;
  int steps = sessions > MANY ? STEPS_FEW : STEPS_WHOLE;
  char *sql = mem_format(sessions_sql, sessions, sessions, sessions, sessions, steps);
  bool ok = sqlite3_open(database, &db) == SQLITE_OK &&
            sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK;
  if (!ok) {
    fail(err, "%s: %s", database, sqlite3_errmsg(db));
  }
  sqlite3_close(db);
  free(sql);
  return ok;
}

static bool write_file(const char *path, const char *text, Error *err) {
  FILE *file = fopen(path, "we");
  if (file == NULL || fputs(text, file) == EOF) {
    return fail(err, "%s: %s", path, strerror(errno));
  }
  return fclose(file) == 0;
}

/* Writes NAME.cfg into the routines of a world. */
static bool write_routine(const World *world, const char *name, const char *steps, Error *err) {
  char *path = mem_format("%s/%s.cfg", world->routines, name);
  char *text = mem_format(
      "# Made up, to be measured.\nformat = 1;\ntitle = \"%s\";\nabout = \"To be measured.\";\n"
      "instant = true;\nsteps = (\n%s);\n",
      name, steps);
  bool ok = write_file(path, text, err);
  free(text);
  free(path);
  return ok;
}

/* Twenty steps such as people write them. Release with free(). */
static char *twenty_steps(void) {
  char *steps = mem_copy("");
  for (int i = 0; i < ROUTINE_STEPS; i++) {
    char *longer =
        mem_format("%s%s  { id = \"step-%d\"; kind = \"hold\"; title = \"Wall stretch %d\"; setup "
                   "= 5; hold = 30; reps = 2;"
                   " sides = [ \"left\", \"right\" ];\n"
                   "    cue = \"Heel down, lean in until the calf feels long.\"; rest = 10;\n"
                   "    detail = ( \"Face a wall, hands at chest height.\", \"Heel near the wall, "
                   "ball of the foot up"
                   " against it.\" );\n"
                   "    say = \"Ball of the foot on the wall. Heel stays down.\"; safety = \"Never "
                   "bounce.\"; }",
                   steps, i > 0 ? ",\n" : "", i, i + 1);
    free(steps);
    steps = longer;
  }
  return steps;
}

/* The routines that the rows run. */
static const struct {
  const char *name, *steps;
} routines[] = {
    {"bench-hold",
     "{ kind = \"hold\"; title = \"Wall stretch\"; setup = 0; hold = 99; reps = 60; rest = 0;\n"
     "  cue = \"Heel down, lean in until the calf feels long.\"; sides = [ \"left\", \"right\" ]; "
     "}\n"},
    {"bench-long", "{ kind = \"timed\"; title = \"Rest\"; setup = 0; duration = 14000; }\n"},
    {"bench-breath", "{ kind = \"breathe\"; title = \"Slow breathing\"; setup = 0; inhale = 4; "
                     "exhale = 6; cycles = 400; }\n"},
    {"bench-ready", "{ kind = \"hold\"; title = \"Wall stretch\"; setup = 600; hold = 30; }\n"},
    {"bench-short",
     "{ kind = \"hold\"; title = \"Wall stretch\"; setup = 0; hold = 1; reps = 500; rest = 0; }\n"},
    {"bench-brief", "{ kind = \"timed\"; title = \"Rest\"; setup = 0; duration = 1; sides = [ "
                    "\"left\", \"right\" ]; }\n"},
    {"bench-ask", "{ kind = \"prompt\"; title = \"How is it?\"; choices = ( { label = \"Easing\"; "
                  "}, { label = \"Still tight\"; },"
                  " { label = \"Worse\"; } ); }\n"},
    {"bench-list", "{ kind = \"checklist\"; title = \"Bed\"; items = ( \"Covers loose\", \"Towel "
                   "in reach\", \"Water\" ); }\n"},
    {"bench-write", "{ kind = \"journal\"; title = \"Empty your head\"; fields = ( \"Tomorrow\", "
                    "\"On my mind\" ); }\n"},
};

static bool write_routines(const World *world, int files, Error *err) {
  char *twenty = twenty_steps();
  bool ok = write_routine(world, "bench-twenty", twenty, err);
  for (size_t i = 0; ok && i < sizeof routines / sizeof routines[0]; i++) {
    ok = write_routine(world, routines[i].name, routines[i].steps, err);
  }
  for (int i = 0; ok && i < files; i++) {
    char *name = mem_format("own-%03d", i);
    ok = write_routine(world, name, twenty, err);
    free(name);
  }
  free(twenty);
  return ok;
}

static bool make_folders(const World *world) {
  static const char *const below[] = {
      "",        "/.config",      "/.config/nightcalf",     "/.config/nightcalf/routines",
      "/.local", "/.local/share", "/.local/share/nightcalf"};
  bool ok = true;
  for (size_t i = 0; ok && i < sizeof below / sizeof below[0]; i++) {
    char *path = mem_format("%s%s", world->home, below[i]);
    ok = mkdir(path, S_IRWXU) == 0 || errno == EEXIST;
    free(path);
  }
  return ok;
}

bool world_make(const char *folder, int sessions, int files, World *world, Error *err) {
  char *settings;
  *world = (World){.home = mem_format("%s/home-%d-%d", folder, sessions, files)};
  (void)mkdir(folder, S_IRWXU);
  world->database = mem_format("%s/.local/share/nightcalf/nightcalf.db", world->home);
  world->routines = mem_format("%s/.config/nightcalf/routines", world->home);
  world->routine = mem_format("%s/bench-twenty.cfg", world->routines);
  settings = mem_format("%s/.config/nightcalf/nightcalf.cfg", world->home);
  bool ok = access(settings, F_OK) == 0;
  if (!ok) {
    unlink(world->database);
    ok = make_folders(world) || fail(err, "%s: %s", world->home, strerror(errno));
    ok = ok && history_make(world->database, HISTORY_DECADE, 0, err) &&
         add_sessions(world->database, sessions, err) && write_routines(world, files, err) &&
         write_file(settings, "profile = [ ];\nroutine = \"bench-twenty\";\n", err);
  }
  free(settings);
  return ok;
}

void world_free(World *world) {
  free(world->home);
  free(world->database);
  free(world->routine);
  free(world->routines);
  *world = (World){0};
}

void world_enter(const World *world) {
  static const char *const unset[] = {
      "XDG_CONFIG_HOME",    "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS",
      "NIGHTCALF_ROUTINES", "NO_COLOR",      "LINES",           "COLUMNS"};
  setenv("HOME", world->home, 1);
  setenv("TERM", "xterm-256color", 1);
  setenv("LC_ALL", "C.UTF-8", 1);
  setenv("TZ", "UTC", 1);
  for (size_t i = 0; i < sizeof unset / sizeof unset[0]; i++) {
    unsetenv(unset[i]);
  }
}
