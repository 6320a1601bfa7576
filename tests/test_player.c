/* Programs that play: their order, what stands in for one that fails, and that none outstays its
 * time or is waited for. */
#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "nightcalf/mem.h"
#include "nightcalf/player.h"
#include "suite.h"
#include "temp_folder.h"

enum { LONG_MS = 20 * 1000, SHORT_MS = 100, LINE_SIZE = 512 };

#define SHELL(script) ((const char *const[]){"sh", "-c", script, NULL})
#define MISSING ((const char *const[]){"no-such-player", "x.wav", NULL})
#define FOR_EVER "echo $$ >said; exec sleep 600"

/* A pipe that players write into. */
static int reader;
static int playing;

static void set_up(void) {
  ck_assert_int_eq(chdir(temp_folder_make()), 0);
  ck_assert_int_eq(mkfifo("said", 0600), 0);
  reader = open("said", O_RDWR | O_CLOEXEC);
  ck_assert_int_ge(reader, 0);
  playing = PLAY_NOTHING;
}

static void tear_down(void) {
  player_stop(&playing);
  close(reader);
  ck_assert_int_eq(chdir("/"), 0);
  temp_folder_remove();
}

static void read_line(char line[LINE_SIZE]) {
  size_t length = 0;
  while (length + 1 < LINE_SIZE) {
    struct pollfd said = {.fd = reader, .events = POLLIN};
    ck_assert_msg(poll(&said, 1, LONG_MS) == 1, "nothing was said");
    ck_assert_int_eq(read(reader, line + length, 1), 1);
    if (line[length] == '\n') {
      break;
    }
    length++;
  }
  line[length] = '\0';
}

static void expect_said(const char *text) {
  char line[LINE_SIZE];
  read_line(line);
  ck_assert_str_eq(line, text);
}

/* Waits until it is over. */
static PlayState outcome(void) {
  struct pollfd link = {.fd = playing, .events = POLLIN};
  ck_assert_int_eq(poll(&link, 1, LONG_MS), 1);
  return player_look(&playing);
}

/* Waits until that process is gone; fails when it stays. */
static void expect_gone(pid_t pid) {
  for (int i = 0; i < LONG_MS && kill(pid, 0) == 0; i++) {
    poll(NULL, 0, 1);
  }
  ck_assert_int_eq(kill(pid, 0), -1);
  ck_assert_int_eq(errno, ESRCH);
}

START_TEST(player__plays__one_item_after_the_other) {
  const PlayItem items[] = {
      {.ways = {{SHELL("echo one >said"), NULL}}, .limit = LONG_MS},
      {.ways = {{SHELL("echo two >said"), NULL}}, .limit = LONG_MS},
  };
  playing = player_begin(items, 2);
  expect_said("one");
  expect_said("two");
  ck_assert_int_eq(outcome(), PLAY_ENDED);
  ck_assert_int_eq(playing, PLAY_NOTHING);
}
END_TEST

START_TEST(player__takes_the_next_way__where_one_is_missing_or_fails) {
  const PlayItem item = {.ways = {{MISSING, NULL},
                                  {SHELL("echo fails >said; exit 3"), NULL},
                                  {SHELL("echo plays >said"), NULL}},
                         .limit = LONG_MS};
  playing = player_begin(&item, 1);
  expect_said("fails");
  expect_said("plays");
  ck_assert_int_eq(outcome(), PLAY_ENDED);
}
END_TEST

START_TEST(player__takes_no_other_way__once_one_played) {
  const PlayItem items[] = {
      {.ways = {{SHELL("echo plays >said"), NULL}, {SHELL("echo again >said"), NULL}},
       .limit = LONG_MS},
      {.ways = {{SHELL("echo next >said"), NULL}}, .limit = LONG_MS},
  };
  playing = player_begin(items, 2);
  expect_said("plays");
  expect_said("next");
}
END_TEST

START_TEST(player__says_so__when_nothing_can_play) {
  const PlayItem item = {.ways = {{MISSING, NULL}, {SHELL("exit 1"), NULL}}, .limit = LONG_MS};
  playing = player_begin(&item, 1);
  ck_assert_int_eq(outcome(), PLAY_FAILED);
}
END_TEST

START_TEST(player__ends__what_goes_on_for_ever_at_its_limit) {
  const PlayItem item = {.ways = {{SHELL(FOR_EVER), NULL}, {SHELL("echo no >said"), NULL}},
                         .limit = SHORT_MS};
  char line[LINE_SIZE];
  playing = player_begin(&item, 1);
  ck_assert_int_eq(player_look(&playing), PLAY_GOING);
  ck_assert_int_eq(outcome(), PLAY_LATE);
  struct pollfd said = {.fd = reader, .events = POLLIN};
  if (poll(&said, 1, 0) == 1) { /* on a slow machine it was ended before its first word */
    read_line(line);
    expect_gone((pid_t)atol(line));
  }
  ck_assert_int_eq(poll(&said, 1, 0), 0);
}
END_TEST

START_TEST(player_stop__ends__it_with_all_it_started) {
  const PlayItem item = {.ways = {{SHELL("sh -c 'echo $$ >said; exec sleep 600'; true"), NULL}},
                         .limit = LONG_MS};
  char line[LINE_SIZE];
  playing = player_begin(&item, 1);
  read_line(line);
  player_stop(&playing);
  ck_assert_int_eq(playing, PLAY_NOTHING);
  expect_gone((pid_t)atol(line));
}
END_TEST

START_TEST(player_stop__calls__what_silences_a_server) {
  const PlayItem item = {.ways = {{SHELL(FOR_EVER), SHELL("echo silence >said")}},
                         .limit = LONG_MS};
  char line[LINE_SIZE];
  playing = player_begin(&item, 1);
  read_line(line);
  player_stop(&playing);
  expect_said("silence");
}
END_TEST

START_TEST(player_leave__lets_it_come__to_its_end) {
  const PlayItem items[] = {
      {.ways = {{SHELL("echo begun >said; read line <go; echo $line >said"), NULL}},
       .limit = LONG_MS},
      {.ways = {{SHELL("echo last >said"), NULL}}, .limit = LONG_MS},
  };
  ck_assert_int_eq(mkfifo("go", 0600), 0);
  playing = player_begin(items, 2);
  expect_said("begun");
  player_leave(&playing);
  ck_assert_int_eq(playing, PLAY_NOTHING);
  int go = open("go", O_WRONLY | O_CLOEXEC);
  ck_assert_int_eq(write(go, "on\n", 3), 3);
  close(go);
  expect_said("on");
  expect_said("last");
}
END_TEST

START_TEST(player_look__knows__that_nothing_plays) {
  ck_assert_int_eq(player_look(&playing), PLAY_ENDED);
  player_stop(&playing);
  player_leave(&playing);
  ck_assert_int_eq(player_begin(NULL, 0), PLAY_NOTHING);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("player");
  TCase *tests = tcase_create("player");
  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_set_timeout(tests, 60);
  tcase_add_test(tests, player__plays__one_item_after_the_other);
  tcase_add_test(tests, player__takes_the_next_way__where_one_is_missing_or_fails);
  tcase_add_test(tests, player__takes_no_other_way__once_one_played);
  tcase_add_test(tests, player__says_so__when_nothing_can_play);
  tcase_add_test(tests, player__ends__what_goes_on_for_ever_at_its_limit);
  tcase_add_test(tests, player_stop__ends__it_with_all_it_started);
  tcase_add_test(tests, player_stop__calls__what_silences_a_server);
  tcase_add_test(tests, player_leave__lets_it_come__to_its_end);
  tcase_add_test(tests, player_look__knows__that_nothing_plays);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
