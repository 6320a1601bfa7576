/* Every chime played by the program's own players into a real sound server, whose sink leads
 * nowhere, and what is heard there. Skipped where there is no PulseAudio. */
#include <check.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app_fixture.h"
#include "nightcalf/mem.h"
#include "strikes.h"
#include "suite.h"
#include "temp_folder.h"

enum {
  RATE = 16000,
  PATIENCE_MS = 20 * 1000,
  TRY_MS = 50,
  HEARD_MAX = RATE * 20,
  AUDIBLE = 200, /* of 32767 */
  SILENCE = RATE * 7 / 10,
  READ_SAMPLES = 1600,
  SKIPPED = 77
};

static pid_t server;
static pid_t recorder;
static int recording;

/* Starts a program; -1 as output: /dev/null. */
static pid_t start(const char *const *words, int output) {
  pid_t child = fork();
  ck_assert_int_ge(child, 0);
  if (child == 0) {
    int nowhere = open("/dev/null", O_RDWR);
    dup2(nowhere, STDIN_FILENO);
    dup2(output >= 0 ? output : nowhere, STDOUT_FILENO);
    dup2(nowhere, STDERR_FILENO);
    char *argv[16] = {NULL};
    for (size_t i = 0; words[i] != NULL && i < 15; i++) {
      argv[i] = mem_copy(words[i]);
    }
    execvp(argv[0], argv);
    _exit(127);
  }
  return child;
}

static void stop(pid_t *child) {
  if (*child > 0) {
    kill(*child, SIGKILL);
    waitpid(*child, NULL, 0);
  }
  *child = 0;
}

/* Whether the server answers. */
static bool server_answers(void) {
  static const char *const ask[] = {"pactl", "info", NULL};
  int status = 0;
  waitpid(start(ask, -1), &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static void start_server(void) {
  char *socket = temp_folder_path("server.socket");
  char *protocol = mem_format("module-native-protocol-unix socket=%s auth-anonymous=1", socket);
  char *address = mem_format("unix:%s", socket);
  setenv("PULSE_SERVER", address, 1);
  const char *const words[] = {"pulseaudio",
                               "-n",
                               "--daemonize=no",
                               "--use-pid-file=no",
                               "--exit-idle-time=-1",
                               "--load=module-null-sink sink_name=nul rate=16000 channels=1",
                               "--load",
                               protocol,
                               NULL};
  server = start(words, -1);
  bool there = server_answers();
  for (int waited = 0; !there && waited < PATIENCE_MS; waited += TRY_MS) {
    poll(NULL, 0, TRY_MS);
    there = server_answers();
  }
  ck_assert_msg(there, "the sound server does not answer");
  free(address);
  free(protocol);
  free(socket);
}

/* Takes in what was heard since; the number of samples. */
static size_t hear(int16_t *samples) {
  struct pollfd sound = {.fd = recording, .events = POLLIN};
  ck_assert_msg(poll(&sound, 1, PATIENCE_MS) == 1, "the sound server is silent");
  size_t length = 0;
  ssize_t got = read(recording, samples, READ_SAMPLES * sizeof *samples);
  ck_assert_int_gt(got, 0);
  length = (size_t)got;
  if (length % sizeof *samples != 0) { /* half a sample: its other half follows */
    ck_assert_int_eq(read(recording, (char *)samples + length, 1), 1);
    length++;
  }
  return length / sizeof *samples;
}

static void start_recorder(void) {
  static const char *const words[] = {
      "parec",          "-d",           "nul.monitor",       "--raw", "--rate=16000",
      "--format=s16le", "--channels=1", "--latency-msec=20", NULL};
  static int16_t samples[READ_SAMPLES];
  int ends[2];
  ck_assert_int_eq(pipe2(ends, O_CLOEXEC), 0);
  recording = ends[0];
  recorder = start(words, ends[1]);
  close(ends[1]);
  (void)hear(samples); /* it records */
}

static void set_up_server(void) {
  set_up();
  char *folder = mem_copy(app.paths.data);
  setenv("HOME", folder, 1);
  setenv("XDG_RUNTIME_DIR", folder, 1);
  unsetenv("DBUS_SESSION_BUS_ADDRESS");
  free(folder);
  free(app.paths.sounds);
  app.paths.sounds = mem_copy(SOURCE_DIR "/data/sounds");
  app.settings.sound = SOUND_CHIME;
  app.settings.night_volume = 100;
  start_server();
  start_recorder();
}

static void tear_down_server(void) {
  app_rehearse_stop(&app);
  close(recording);
  stop(&recorder);
  stop(&server);
  tear_down();
}

/* Plays a cue and hears it to its end. */
static Strikes play(Cue cue) {
  static int16_t heard[HEARD_MAX + READ_SAMPLES];
  size_t count = 0;
  size_t silent = 0;
  bool sounds = false;
  app_rehearse(&app, cue);
  while (count < HEARD_MAX && !(sounds && silent >= SILENCE)) {
    size_t more = hear(heard + count);
    for (size_t i = count; i < count + more; i++) {
      bool audible = abs(heard[i]) > AUDIBLE;
      sounds = sounds || audible;
      silent = audible ? 0 : silent + 1;
    }
    count += more;
  }
  ck_assert_msg(sounds, "nothing was heard of %s", cue_name(cue));
  app_rehearse_stop(&app);
  return strikes_find(heard, count, RATE);
}

START_TEST(chimes__are_heard__as_they_are) {
  for (Cue cue = CUE_READY; cue < CUE_COUNT; cue++) {
    Strikes found = play(cue);
    ck_assert(strikes_are(&found, cue));
    ck_assert_msg(found.peak > 0.28 && found.peak < 0.32, "%s: peak %.3f", cue_name(cue),
                  found.peak);
  }
}
END_TEST

START_TEST(chimes__are_softer__at_night) {
  app.settings.night_volume = 50;
  Strikes found = play(CUE_ALL_DONE);
  ck_assert(strikes_are(&found, CUE_ALL_DONE));
  ck_assert_msg(found.peak > 0.02 && found.peak < 0.2, "peak %.3f", found.peak);
}
END_TEST

/* Whether a program is in PATH. */
static bool has_program(const char *name) {
  char *paths = mem_copy(getenv("PATH"));
  char *rest = paths;
  bool found = false;
  for (char *folder = strsep(&rest, ":"); folder != NULL && !found; folder = strsep(&rest, ":")) {
    char *path = mem_format("%s/%s", folder, name);
    found = access(path, X_OK) == 0;
    free(path);
  }
  free(paths);
  return found;
}

int main(void) {
  static const char *const needed[] = {"pulseaudio", "pactl", "parec", "paplay"};
  for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++) {
    if (!has_program(needed[i])) {
      printf("skipped: %s is not installed (packages pulseaudio, pulseaudio-utils)\n", needed[i]);
      return SKIPPED;
    }
  }
  Suite *suite = suite_create("sound_server");
  TCase *tests = tcase_create("sound_server");
  tcase_add_checked_fixture(tests, set_up_server, tear_down_server);
  tcase_set_timeout(tests, 180);
  tcase_add_test(tests, chimes__are_heard__as_they_are);
  tcase_add_test(tests, chimes__are_softer__at_night);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
