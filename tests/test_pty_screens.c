/* Every screen of the real program in a window whose size never rests: nothing falls over, and
 * nothing of a routine, a name or the record but its text reaches the terminal. In CI each screen
 * has a moment of it; NIGHTCALF_STORM_MS in the environment makes it longer (scripts/faults). */
#include <check.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "hostile.h"
#include "pty/routes.h"
#include "suite.h"
#include "temp_folder.h"
#include "tui/screens.h"

enum { STORM_MS = 300, EVERY_MS = 5, SIGNAL_STATUS = 128 };

static Pty *pty;

static void set_up(void) {
  pty = NULL;
}

static void tear_down(void) {
  if (pty != NULL) {
    pty_free(pty);
  }
  temp_folder_remove();
}

static void go(const Route *route) {
  const char *failed = NULL;
  pty = routes_go(route, 24, 80, &failed);
  if (failed != NULL) {
    printf("%s: no \"%s\" in:\n", route->screen, failed);
    for (int row = 0; row < pty->rows; row++) {
      char *text = pty_row(pty, row);
      printf("%s\n", text);
      free(text);
    }
    ck_abort_msg("%s: no \"%s\"", route->screen, failed);
  }
}

static long now_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

START_TEST(routes__lead__to_every_screen) {
  for (size_t i = 0; tui_screens[i] != NULL; i++) {
    bool found = false;
    for (size_t j = 0; j < route_count && !found; j++) {
      found = strcmp(routes[j].screen, tui_screens[i]->name) == 0;
    }
    ck_assert_msg(found, "no way to the screen \"%s\"", tui_screens[i]->name);
  }
}
END_TEST

START_TEST(screen__lives_through__a_storm_of_sizes) {
  static const int sizes[][2] = {{1, 1},  {24, 80}, {2, 1},    {12, 40}, {60, 200}, {1, 90},
                                 {40, 2}, {11, 39}, {30, 100}, {1, 2},   {13, 41},  {200, 10}};
  enum { SIZES = sizeof sizes / sizeof sizes[0] };
  const Route *route = &routes[_i];
  const char *longer = getenv("NIGHTCALF_STORM_MS");
  long lasts = longer != NULL ? strtol(longer, NULL, 10) : STORM_MS;
  routes_set_up(route, NULL);
  go(route);
  long began = now_ms();
  int count = 0;
  while (now_ms() - began < lasts) {
    pty_resize(pty, sizes[count % SIZES][0], sizes[count % SIZES][1]);
    pty_read(pty, EVERY_MS);
    count++;
  }
  pty_resize(pty, 5, 30);
  ck_assert_msg(pty_wait_for(pty, "Too small: needs 40 x 12"), "%s", route->screen);
  pty_resize(pty, 24, 80);
  pty_read(pty, 200);
  ck_assert(!pty_shows(pty, "Too small"));
  if (longer != NULL) {
    printf("%s: %d sizes in %ld ms\n", route->screen, count, now_ms() - began);
  }
  kill(pty->child, SIGTERM);
  ck_assert_int_eq(pty_end(pty, PTY_PATIENCE_MS), SIGNAL_STATUS + SIGTERM);
  ck_assert_msg(pty_given_back(pty), "%s: alternate screen %d, cursor %d, the last of it: %s",
                route->screen, pty->alternate, pty->cursor_shown,
                pty->output + (pty->bytes > 200 ? pty->bytes - 200 : 0));
}
END_TEST

START_TEST(screen__lets_nothing_out__of_hostile_text) {
  const Route *route = &routes[_i];
  routes_set_up(route, hostile_routine);
  hostile_database(".local/share/nightcalf/nightcalf.db");
  hostile_environment();
  go(route);
  pty_resize(pty, 40, 140);
  pty_read(pty, 150);
  pty_resize(pty, 12, 40);
  pty_read(pty, 150);
  for (int i = 0; i < 6; i++) {
    pty_type(pty, i % 2 == 0 ? "\033OB" : "\t");
    pty_read(pty, 60);
  }
  kill(pty->child, SIGTERM);
  ck_assert_int_eq(pty_end(pty, PTY_PATIENCE_MS), SIGNAL_STATUS + SIGTERM);
  ck_assert_int_eq(pty->bells, 0);
  char *finding = hostile_in_terminal(pty->output, pty->bytes);
  ck_assert_msg(finding == NULL, "%s: %s", route->screen, finding);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("pty_screens");
  TCase *ways = tcase_create("routes");
  tcase_set_timeout(ways, 180);
  tcase_add_test(ways, routes__lead__to_every_screen);
  suite_add_tcase(suite, ways);
  TCase *storms = tcase_create("storms");
  tcase_set_timeout(storms, 180);
  tcase_add_checked_fixture(storms, set_up, tear_down);
  tcase_add_loop_test(storms, screen__lives_through__a_storm_of_sizes, 0, (int)route_count);
  suite_add_tcase(suite, storms);
  TCase *text = tcase_create("text");
  tcase_set_timeout(text, 180);
  tcase_add_checked_fixture(text, set_up, tear_down);
  tcase_add_loop_test(text, screen__lets_nothing_out__of_hostile_text, 0, (int)route_count);
  suite_add_tcase(suite, text);
  return suite_run(suite);
}
