/* A whole session in real time, once without sound, and at the same time with players that play,
 * that fail, that never end, that are stopped in their tracks, and with none at all: every line
 * must come at the same moment. */
#include <check.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "nightcalf/mem.h"
#include "program.h"
#include "suite.h"
#include "temp_folder.h"

enum { LINES_MAX = 64, APART_MS = 350, PATIENCE_MS = 60 * 1000, READ_SIZE = 4096 };

/* Every cue but the last seconds', in about five seconds. */
static const char beats[] =
    "format = 1; title = \"Beats\"; setup = 0.5; rest = 0.5;\n"
    "steps = (\n"
    "  { id = \"calf\"; kind = \"hold\"; title = \"Calf\"; cue = \"Lean in.\"; hold = 1; reps = "
    "2;\n"
    "    sides = [ \"left\" ]; },\n"
    "  { id = \"both\"; kind = \"hold\"; title = \"Sole\"; hold = 0.5; sides = [ \"left\", "
    "\"right\" ];\n"
    "    switch = 0.5; }\n"
    ");\n";

typedef struct Variant {
  const char *name;
  const char *settings; /* NULL: no sound */
  const char *script;   /* of every player and voice; NULL: none is installed */
} Variant;

static const char chimes[] = "sound = \"chime\"; profile = [ ];\n";
static const char chimes_and_voice[] = "sound = \"chime\"; voice = \"speech\"; profile = [ ];\n";

static const Variant variants[] = {
    {"silent", "profile = [ ];\n", NULL},
    {"plays", chimes, "#!/bin/sh\necho \"$@\" >>\"$HEARD\"\n"},
    {"absent", chimes_and_voice, NULL},
    {"fails", chimes_and_voice, "#!/bin/sh\nexit 1\n"},
    {"crashes", chimes_and_voice, "#!/bin/sh\nkill -SEGV $$\n"},
    {"never ends", chimes, "#!/bin/sh\nexec /bin/sleep 600\n"},
    {"stands still", chimes, "#!/bin/sh\nkill -STOP $$\n"},
    {"fills its output", chimes, "#!/bin/sh\nexec /usr/bin/yes\n"},
};
enum { VARIANTS = sizeof variants / sizeof variants[0] };

/* One run, and when each of its lines came. */
typedef struct Run {
  Program program;
  int lines;
  long came[LINES_MAX]; /* ms after its first line */
  long begun;
} Run;

static Run runs[VARIANTS];

static long now_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void make_folder(const char *name) {
  char *path = temp_folder_path(name);
  ck_assert_int_eq(mkdir(path, 0700), 0);
  free(path);
}

/* Sets a variable to a path in the test's folder. */
static void set_path(const char *variable, const char *name) {
  char *path = temp_folder_path(name);
  setenv(variable, path, 1);
  free(path);
}

static void put(const char *folder, const char *name, const char *content) {
  char *file = mem_format("%s/%s", folder, name);
  char *path = temp_folder_path(file);
  temp_folder_write(file, content);
  ck_assert_int_eq(chmod(path, 0700), 0);
  free(path);
  free(file);
}

/* Starts a run in a home, and with programs, of its own. */
static void start(size_t variant) {
  static const char *const players[] = {"pw-play", "paplay", "aplay", "spd-say", "espeak-ng"};
  char *home = mem_format("home%zu", variant);
  char *settings = mem_format("%s/nightcalf", home);
  char *programs = mem_format("%s/bin", home);
  char *heard = mem_format("%s/heard", home);
  make_folder(home);
  make_folder(settings);
  make_folder(programs);
  put(settings, "nightcalf.cfg", variants[variant].settings);
  for (size_t i = 0; variants[variant].script != NULL && i < 5; i++) {
    put(programs, players[i], variants[variant].script);
  }
  set_path("XDG_CONFIG_HOME", home);
  set_path("XDG_DATA_HOME", home);
  set_path("PATH", programs);
  set_path("HEARD", heard);
  runs[variant] = (Run){.program = START("run", "beats")};
  free(heard);
  free(programs);
  free(settings);
  free(home);
}

/* Takes in what is there; false at the end. */
static bool take_in(Run *run) {
  char bytes[READ_SIZE];
  ssize_t got = read(run->program.out, bytes, sizeof bytes);
  long now = now_ms();
  if (got <= 0) {
    return false;
  }
  for (ssize_t i = 0; i < got; i++) {
    if (bytes[i] == '\n' && run->lines < LINES_MAX) {
      run->begun = run->lines == 0 ? now : run->begun;
      run->came[run->lines] = now - run->begun;
      run->lines++;
    }
  }
  return true;
}

/* Reads all of them to their ends. */
static void read_all(void) {
  struct pollfd outputs[VARIANTS];
  size_t open = VARIANTS;
  for (size_t i = 0; i < VARIANTS; i++) {
    outputs[i] = (struct pollfd){.fd = runs[i].program.out, .events = POLLIN};
  }
  while (open > 0) {
    ck_assert_msg(poll(outputs, VARIANTS, PATIENCE_MS) > 0, "the sessions do not go on");
    for (size_t i = 0; i < VARIANTS; i++) {
      if (outputs[i].revents != 0 && !take_in(&runs[i])) {
        outputs[i].fd = -1;
        open--;
      }
    }
  }
}

START_TEST(session__is_the_same_to_the_moment__whatever_becomes_of_its_players) {
  const Run *silent = &runs[0];
  for (size_t i = 0; i < VARIANTS; i++) {
    start(i);
  }
  read_all();
  ck_assert_int_gt(silent->lines, 6);
  ck_assert_int_gt(silent->came[silent->lines - 1], 3500);
  for (size_t i = 0; i < VARIANTS; i++) {
    long most = 0;
    ck_assert_int_eq(program_end(&runs[i].program), 0);
    ck_assert_int_eq(runs[i].lines, silent->lines);
    for (int line = 0; line < silent->lines; line++) {
      long late = labs(runs[i].came[line] - silent->came[line]);
      most = late > most ? late : most;
    }
    printf("a player that is %s: at most %ld ms from the silent session\n", variants[i].name, most);
    ck_assert_msg(most < APART_MS, "%s: %ld ms", variants[i].name, most);
  }
  char *path = temp_folder_path("home1/heard");
  ck_assert_msg(access(path, R_OK) == 0, "the player was not called");
  free(path);
}
END_TEST

static void set_up(void) {
  program_set_up();
  make_folder("routines");
  set_path("NIGHTCALF_ROUTINES", "routines");
  temp_folder_write("routines/beats.cfg", beats);
}

static void tear_down(void) {
  temp_folder_remove();
}

int main(void) {
  Suite *suite = suite_create("players");
  TCase *tests = tcase_create("players");
  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_set_timeout(tests, 120);
  tcase_add_test(tests, session__is_the_same_to_the_moment__whatever_becomes_of_its_players);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
