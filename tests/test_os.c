/* Clocks, cues, the lock and the first things of a process. */
#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "nightcalf/os.h"
#include "suite.h"
#include "temp_folder.h"

enum { NOBODY = 65534, NS_PER_MS = 1000 * 1000, MS_PER_S = 1000, A_DAY_MS = 24 * 60 * 60 * 1000 };

static void set_up(void) {
  temp_folder_make();
}

static void tear_down(void) {
  temp_folder_remove();
}

static int64_t ms_of(clockid_t id) {
  struct timespec time;
  clock_gettime(id, &time);
  return (int64_t)time.tv_sec * MS_PER_S + time.tv_nsec / NS_PER_MS;
}

START_TEST(clock_now__lies__between_two_looks_at_the_monotonic_clock) {
  Clock clock = clock_system();
  int64_t before = ms_of(CLOCK_MONOTONIC);
  Moment now = clock.now(clock.context);
  int64_t after = ms_of(CLOCK_MONOTONIC);
  ck_assert_int_ge(now.ms, before);
  ck_assert_int_le(now.ms, after);
}
END_TEST

START_TEST(clock_asleep__is__the_boot_clock_less_the_monotonic_one) {
  Clock clock = clock_system();
  int64_t expected = ms_of(CLOCK_BOOTTIME) - ms_of(CLOCK_MONOTONIC);
  int64_t asleep = clock.asleep_ms(clock.context);
  ck_assert_int_ge(asleep, expected - 2);
  ck_assert_int_le(asleep, expected + 2);
}
END_TEST

static const struct {
  const char *zone;
  int32_t offset_s;
} zones[] = {{"IST-5:30", 19800}, {"NST3:30", -12600}, {"UTC", 0}, {"No/Such_Zone", 0}, {"", 0}};

START_TEST(clock_wall__knows_the_offset__of_the_zone_now_in_force) {
  Clock clock = clock_system();
  setenv("TZ", "XXX-12", 1);
  clock.wall(clock.context);
  setenv("TZ", zones[_i].zone, 1);
  int64_t before = ms_of(CLOCK_REALTIME);
  WallTime wall = clock.wall(clock.context);
  ck_assert_int_eq(wall.offset_s, zones[_i].offset_s);
  ck_assert_int_ge(wall.utc_ms, before);
  ck_assert_int_le(wall.utc_ms, before + A_DAY_MS);
}
END_TEST

/* How many bells a cue rings into a pipe. */
static ssize_t bells_of(Cue cue, SoundChoice sound) {
  int ends[2];
  char bytes[16];
  ck_assert_int_eq(pipe(ends), 0);
  cue_play(cue, sound, ends[1]);
  close(ends[1]);
  ssize_t count = read(ends[0], bytes, sizeof bytes);
  close(ends[0]);
  for (ssize_t i = 0; i < count; i++) {
    ck_assert_int_eq(bytes[i], '\a');
  }
  return count;
}

START_TEST(cue_play__rings_once__and_twice_when_all_is_done) {
  for (int cue = CUE_READY; cue < CUE_COUNT; cue++) {
    ck_assert_int_eq(bells_of((Cue)cue, SOUND_BELL), cue == CUE_ALL_DONE ? 2 : 1);
  }
}
END_TEST

START_TEST(cue_play__is_silent__without_a_cue_or_without_the_choice) {
  ck_assert_int_eq(bells_of(CUE_NONE, SOUND_BELL), 0);
  ck_assert_int_eq(bells_of(CUE_HOLD, SOUND_NONE), 0);
}
END_TEST

START_TEST(cue_play__does_not_wait__for_a_terminal_that_takes_nothing) {
  static const char filling[1024];
  int ends[2];
  ck_assert_int_eq(pipe2(ends, O_NONBLOCK), 0);
  while (write(ends[1], filling, sizeof filling) > 0) {
  }
  fcntl(ends[1], F_SETFL, 0);
  alarm(2); /* a cue that waits ends the test */
  cue_play(CUE_HOLD, SOUND_BELL, ends[1]);
  cue_play(CUE_HOLD, SOUND_BELL, -1);
  alarm(0);
}
END_TEST

START_TEST(lock_take__lets_one_in__until_it_lets_go) {
  char *path = temp_folder_path("nightcalf.lock");
  Error err = {"not empty"};
  umask(0);
  int first = lock_take(path, &err);
  ck_assert_int_ne(first, -1);
  struct stat info;
  fstat(first, &info);
  ck_assert_int_eq(info.st_mode & 07777, 0600);
  ck_assert_int_eq(fcntl(first, F_GETFD), FD_CLOEXEC);
  err.text[0] = '?';
  ck_assert_int_eq(lock_take(path, &err), -1);
  ck_assert_str_eq(err.text, "");
  ck_assert_int_eq(lock_take(path, NULL), -1);
  close(first);
  int second = lock_take(path, &err);
  ck_assert_int_ne(second, -1);
  close(second);
  free(path);
}
END_TEST

START_TEST(lock_take__says_why__when_there_can_be_no_lock) {
  char *path = temp_folder_path("absent/nightcalf.lock");
  Error err;
  ck_assert_int_eq(lock_take(path, &err), -1);
  ck_assert_ptr_nonnull(strstr(err.text, path));
  ck_assert_ptr_nonnull(strstr(err.text, strerror(ENOENT)));
  free(path);
}
END_TEST

/* Exit status of what a child of ours does. */
static int in_child(int (*work)(void)) {
  int status;
  pid_t child = fork();
  ck_assert_int_ne(child, -1);
  if (child == 0) {
    _exit(work());
  }
  ck_assert_int_eq(waitpid(child, &status, 0), child);
  ck_assert(WIFEXITED(status));
  return WEXITSTATUS(status);
}

static int start_without_descriptors(void) {
  char byte;
  close(0);
  close(1);
  close(2);
  if (!process_start(NULL)) {
    return 1;
  }
  int next = open("/dev/null", O_RDONLY);
  if (next <= STDERR_FILENO || read(STDIN_FILENO, &byte, 1) != 0) {
    return 2;
  }
  if (write(STDOUT_FILENO, "x", 1) != -1 || write(STDERR_FILENO, "x", 1) != 1) {
    return 3;
  }
  return 0;
}

START_TEST(process_start__fills__descriptors_that_were_closed) {
  ck_assert_int_eq(in_child(start_without_descriptors), 0);
}
END_TEST

static int start_and_write_to_nobody(void) {
  int ends[2];
  if (!process_start(NULL) || pipe(ends) != 0) {
    return 1;
  }
  close(ends[0]);
  return write(ends[1], "x", 1) == -1 && errno == EPIPE ? 0 : 2;
}

START_TEST(process_start__turns_a_broken_pipe__into_an_error) {
  ck_assert_int_eq(in_child(start_and_write_to_nobody), 0);
}
END_TEST

static int start_as_set_user_id(void) {
  Error err;
  if (seteuid(NOBODY) != 0) {
    return 1;
  }
  return !process_start(&err) && strstr(err.text, "set-user-id") != NULL ? 0 : 2;
}

static int start_as_set_group_id(void) {
  return setegid(NOBODY) == 0 && !process_start(NULL) ? 0 : 1;
}

START_TEST(process_start__refuses__another_users_rights) {
  if (geteuid() == 0) {
    ck_assert_int_eq(in_child(start_as_set_user_id), 0);
    ck_assert_int_eq(in_child(start_as_set_group_id), 0);
  }
}
END_TEST

static int start_and_look_at_core_files(void) {
  struct rlimit before;
  struct rlimit after;
  if (getrlimit(RLIMIT_CORE, &before) != 0) {
    return 1;
  }
  before.rlim_cur = before.rlim_max;
  if (setrlimit(RLIMIT_CORE, &before) != 0 || !process_start(NULL)) {
    return 2;
  }
  if (getrlimit(RLIMIT_CORE, &after) != 0 || after.rlim_cur != 0) {
    return 3;
  }
  return after.rlim_max == before.rlim_max && prctl(PR_GET_DUMPABLE) == 0 ? 0 : 4;
}

START_TEST(process_start__leaves_no_core_file__since_the_diary_is_in_memory) {
  ck_assert_int_eq(in_child(start_and_look_at_core_files), 0);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("os");
  TCase *clock = tcase_create("clock");
  tcase_add_test(clock, clock_now__lies__between_two_looks_at_the_monotonic_clock);
  tcase_add_test(clock, clock_asleep__is__the_boot_clock_less_the_monotonic_one);
  tcase_add_loop_test(clock, clock_wall__knows_the_offset__of_the_zone_now_in_force, 0, 5);
  suite_add_tcase(suite, clock);
  TCase *cue = tcase_create("cue");
  tcase_add_test(cue, cue_play__rings_once__and_twice_when_all_is_done);
  tcase_add_test(cue, cue_play__is_silent__without_a_cue_or_without_the_choice);
  tcase_add_test(cue, cue_play__does_not_wait__for_a_terminal_that_takes_nothing);
  suite_add_tcase(suite, cue);
  TCase *process = tcase_create("process");
  tcase_add_checked_fixture(process, set_up, tear_down);
  tcase_add_test(process, lock_take__lets_one_in__until_it_lets_go);
  tcase_add_test(process, lock_take__says_why__when_there_can_be_no_lock);
  tcase_add_test(process, process_start__fills__descriptors_that_were_closed);
  tcase_add_test(process, process_start__turns_a_broken_pipe__into_an_error);
  tcase_add_test(process, process_start__refuses__another_users_rights);
  tcase_add_test(process, process_start__leaves_no_core_file__since_the_diary_is_in_memory);
  suite_add_tcase(suite, process);
  return suite_run(suite);
}
