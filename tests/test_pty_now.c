/* `nightcalf now` on a pseudo-terminal: the instruction, its keys, and what is in the record when
 * it is killed. */
#include <check.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "kept_cramp.h"
#include "pty/pty.h"
#include "suite.h"
#include "temp_folder.h"

enum { ONE_SECOND = 1000 };

static Pty *pty;

static void set_up(void) {
  pty_home(NULL);
  setenv("NIGHTCALF_ROUTINES", SOURCE_DIR "/routines", 1);
  pty = pty_start(24, 80, (const char *const[]){"now", NULL});
}

static void tear_down(void) {
  pty_free(pty);
  temp_folder_remove();
}

static Episode kept(void) {
  Episode found = kept_cramp(".local/share/nightcalf/nightcalf.db");
  ck_assert_int_gt(found.id, 0);
  return found;
}

START_TEST(now__shows_the_instruction__with_nothing_before_it) {
  ck_assert(pty_wait_for(pty, "Straighten the leg. Toes up. Hold it there."));
  ck_assert(pty_shows(pty, "Cramp for 0:00"));
  ck_assert(pty_shows(pty, "e eased"));
  ck_assert_ptr_null(strstr(pty->output, "medical"));
  ck_assert_ptr_null(strstr(pty->output, "Starts in"));
}
END_TEST

START_TEST(now__keeps_the_cramp__when_it_is_killed_a_second_later) {
  ck_assert(pty_wait_for(pty, "Straighten the leg."));
  pty_read(pty, ONE_SECOND);
  kill(pty->child, SIGKILL);
  ck_assert_int_eq(pty_end(pty, ONE_SECOND), 128 + SIGKILL);
  Episode episode = kept();
  ck_assert(!episode.eased);
  ck_assert_int_gt(episode.session, 0);
}
END_TEST

START_TEST(now__goes_on_when_it_has_eased__and_is_left_by_q) {
  ck_assert(pty_wait_for(pty, "Straighten the leg."));
  pty_type(pty, "u");
  ck_assert(pty_wait_for(pty, "> 1  calf"));
  pty_type(pty, "1");
  ck_assert(pty_wait_for(pty, "Knee straight, toes up toward your shin."));
  pty_type(pty, "e");
  ck_assert(pty_wait_for(pty, "Rub slowly, toward the knee."));
  ck_assert(pty_shows(pty, "Eased after 0:0"));
  pty_type(pty, "q");
  ck_assert(pty_wait_for(pty, "> 1  Go on"));
  pty_type(pty, "2");
  ck_assert(pty_wait_for(pty, "Kept in your history."));
  pty_type(pty, "q");
  ck_assert_int_eq(pty_end(pty, ONE_SECOND), 0);
  ck_assert(pty_given_back(pty));
  Episode episode = kept();
  ck_assert(episode.eased);
  ck_assert_int_eq(episode.muscle, MUSCLE_CALF);
}
END_TEST

START_TEST(now__saves_the_cramp__when_a_signal_ends_it) {
  ck_assert(pty_wait_for(pty, "Straighten the leg."));
  kill(pty->child, SIGTERM);
  ck_assert_int_eq(pty_end(pty, ONE_SECOND), 128 + SIGTERM);
  ck_assert(pty_given_back(pty));
  ck_assert(!kept().eased);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("pty_now");
  TCase *real = tcase_create("real");
  tcase_set_timeout(real, 30);
  tcase_add_checked_fixture(real, set_up, tear_down);
  tcase_add_test(real, now__shows_the_instruction__with_nothing_before_it);
  tcase_add_test(real, now__keeps_the_cramp__when_it_is_killed_a_second_later);
  tcase_add_test(real, now__goes_on_when_it_has_eased__and_is_left_by_q);
  tcase_add_test(real, now__saves_the_cramp__when_a_signal_ends_it);
  suite_add_tcase(suite, real);
  return suite_run(suite);
}
