/* The way to every screen of the real program. Contract: routes.h. */
#include "routes.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "history_bench.h"
#include "nightcalf/mem.h"
#include "temp_folder.h"

enum { NIGHTS = 30, SESSIONS = 10, TRIES_MOST = 80, ONE_KEY_MS = 40 };

#define DOWN "\033OB"
#define STEP(typed, seen)                                                                          \
  { .keys = typed, .shows = seen }

const Route routes[] = {
    {.screen = "home", .steps = {STEP("", "q quit")}},
    {.screen = "start", .steps = {STEP("", "q quit"), STEP("\r", "Starts in")}},
    {.screen = "run",
     .arguments = {"run", "mine"},
     .steps = {STEP("", "Starts in"), STEP("\r", "pause")}},
    {.screen = "end",
     .arguments = {"run", "mine"},
     .steps = {STEP("", "Starts in"), STEP("\r", "pause"), STEP("q", "Go on"),
               STEP("2", "Ended here.")}},
    {.screen = "learn", .steps = {STEP("", "q quit"), STEP("i", "Clinician advice")}},
    {.screen = "card",
     .steps = {STEP("", "q quit"), STEP("i", "Clinician advice"), STEP("\r", "Evidence: ")}},
    {.screen = "help", .steps = {STEP("", "q quit"), STEP("?", "Show this help.")}},
    {.screen = "profile", .steps = {STEP("", "q quit"), STEP("p", "all optional")}},
    {.screen = "agree",
     .settings = "profile = [ \"recent_surgery\" ];\n",
     .steps = {STEP("", "q quit"), STEP("\r", "clinician")}},
    {.screen = "routines", .steps = {STEP("", "q quit"), STEP("o", "Routines")}},
    {.screen = "draft",
     .steps = {STEP("", "q quit"), STEP("o", "Routines"), STEP("v", "Your draft of")}},
    {.screen = "preview",
     .steps = {STEP("", "q quit"), STEP("o", "Routines"), STEP("p", "2 steps")}},
    {.screen = "editor", .steps = {STEP("", "q quit"), STEP("o", "Routines"), STEP("\r", "K")}},
    {.screen = "form",
     .steps = {STEP("", "q quit"), STEP("o", "Routines"), STEP("\r", "KJ move"),
               STEP(DOWN "\r", "Title *")}},
    {.screen = "choices",
     .steps = {STEP("", "q quit"), STEP("o", "Routines"), STEP("\r", "KJ move"),
               STEP(DOWN DOWN "\r", "Title *"), STEP(DOWN " ", "Answers of")}},
    {.screen = "settings", .steps = {STEP("", "q quit"), STEP("s", "Settings")}},
    {.screen = "keys",
     .steps = {STEP("", "q quit"),
               STEP("s", "Settings"),
               {.keys = DOWN, .shows = "> keys ", .again = true},
               STEP("\r", "new key")}},
    {.screen = "sounds",
     .steps = {STEP("", "q quit"), STEP("s", "Settings"), STEP("t", "Try the sounds")}},
    {.screen = "review", .steps = {STEP("", "q quit"), STEP("v", "1 Month")}},
    {.screen = "night",
     .steps = {STEP("", "q quit"), STEP("v", "1 Month"), STEP("\r", "Night of")}},
    {.screen = "session",
     .steps = {STEP("", "q quit"), STEP("v", "1 Month"), STEP("3", "Newest first"),
               STEP("\r", "How it ended")}},
    {.screen = "notes", .steps = {STEP("", "q quit"), STEP("v", "1 Month"), STEP("/", "notes")}},
    {.screen = "habits",
     .steps = {STEP("", "q quit"), STEP("v", "1 Month"), STEP("5", "[5 Compare]"),
               STEP("p", "Pick before")}},
    {.screen = "diary", .steps = {STEP("", "q quit"), STEP("d", "Cramps")}},
    {.screen = "cramp", .arguments = {"now"}, .steps = {STEP("", "eased")}},
};
const size_t route_count = sizeof routes / sizeof routes[0];

static const char usual[] =
    "format = 1;\ntitle = \"Mine\";\nsteps = (\n"
    "  { kind = \"hold\"; title = \"Wall\"; hold = 10; reps = 2; sides = [ \"left\", \"right\" ]; "
    "},\n"
    "  { kind = \"prompt\"; title = \"Better?\"; estimate = 5;\n"
    "    choices = ( { label = \"Yes\"; }, { label = \"No\"; stop = true; } ); }\n);\n";

static void make_folders(void) {
  static const char *const names[] = {".config", ".config/nightcalf", ".config/nightcalf/routines",
                                      ".local",  ".local/share",      ".local/share/nightcalf"};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    char *path = temp_folder_path(names[i]);
    mkdir(path, 0700);
    free(path);
  }
}

void routes_set_up(const Route *route, const char *mine) {
  Error err = {{0}};
  setenv("HOME", temp_folder_make(), 1);
  setenv("TERM", "xterm-256color", 1);
  setenv("LC_ALL", "C.UTF-8", 1);
  setenv("VISUAL", "sed -i s/format/frmat/", 1); /* an editor that breaks what it is given */
  static const char *const unset[] = {"XDG_DATA_HOME", "XDG_CONFIG_HOME",    "NO_COLOR", "LINES",
                                      "COLUMNS",       "NIGHTCALF_ROUTINES", "TERMINFO"};
  for (size_t i = 0; i < sizeof unset / sizeof unset[0]; i++) {
    unsetenv(unset[i]);
  }
  make_folders();
  char *settings = mem_format("routine = \"mine\";\n%s",
                              route->settings != NULL ? route->settings : "profile = [ ];\n");
  temp_folder_write(".config/nightcalf/nightcalf.cfg", settings);
  temp_folder_write(".config/nightcalf/routines/mine.cfg", mine != NULL ? mine : usual);
  char *database = temp_folder_path(".local/share/nightcalf/nightcalf.db");
  if (!history_make(database, NIGHTS, SESSIONS, &err)) {
    abort();
  }
  free(database);
  free(settings);
}

Pty *routes_go(const Route *route, int rows, int columns, const char **failed) {
  Pty *pty = pty_start(rows, columns, route->arguments);
  *failed = NULL;
  for (size_t i = 0; i < ROUTE_STEPS_MAX && route->steps[i].keys != NULL; i++) {
    const RouteStep *step = &route->steps[i];
    for (int tries = 0; step->again && tries < TRIES_MOST && !pty_shows(pty, step->shows);
         tries++) {
      pty_type(pty, step->keys);
      pty_read(pty, ONE_KEY_MS);
    }
    if (!step->again) {
      pty_type(pty, step->keys);
    }
    if (!pty_wait_for(pty, step->shows)) {
      *failed = step->shows;
      break;
    }
  }
  return pty;
}
