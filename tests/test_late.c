/* Whether it is late, on every side of bedtime and midnight. */
#include <check.h>
#include <stdlib.h>

#include "nightcalf/field.h"
#include "nightcalf/late.h"

#define AT(hour, minute) ((hour)*60 + (minute))
#define MINUTES(count) ((Millis)(count)*60 * 1000)

static const struct {
  const char *what;
  int now;
  int bedtime;
  Millis total;
  Millis essential;
  bool late;
} cases[] = {
    {"ends just at bedtime", AT(22, 20), AT(22, 30), MINUTES(10), MINUTES(8), false},
    {"ends a moment later", AT(22, 20), AT(22, 30), MINUTES(10) + 1, MINUTES(8), true},
    {"early enough", AT(21, 0), AT(22, 30), MINUTES(34), MINUTES(20), false},
    {"past bedtime already", AT(23, 0), AT(22, 30), MINUTES(10), MINUTES(8), true},
    {"nothing could be dropped", AT(23, 0), AT(22, 30), MINUTES(10), MINUTES(10), false},
    {"nothing would be left", AT(23, 0), AT(22, 30), MINUTES(10), 0, false},
    {"no time to be late for", AT(23, 0), TIME_NOT_SAID, MINUTES(10), MINUTES(8), false},
    {"2 h before, very long", AT(20, 30), AT(22, 30), MINUTES(150), MINUTES(8), true},
    {"over 2 h before, very long", AT(20, 29), AT(22, 30), MINUTES(150), MINUTES(8), false},
    {"6 h after", AT(4, 30), AT(22, 30), MINUTES(10), MINUTES(8), true},
    {"over 6 h after: morning", AT(4, 31), AT(22, 30), MINUTES(10), MINUTES(8), false},
    {"noon", AT(12, 0), AT(22, 30), MINUTES(10), MINUTES(8), false},
    {"across midnight", AT(23, 55), AT(0, 0), MINUTES(10), MINUTES(8), true},
    {"across midnight, in time", AT(23, 45), AT(0, 0), MINUTES(10), MINUTES(8), false},
    {"bedtime after midnight, before it", AT(23, 50), AT(0, 30), MINUTES(34), MINUTES(8), false},
    {"bedtime after midnight, too long", AT(23, 50), AT(0, 30), MINUTES(41), MINUTES(8), true},
    {"midnight, bedtime before", AT(0, 0), AT(23, 0), MINUTES(10), MINUTES(8), true},
    {"bedtime after midnight, 2 h before", AT(22, 30), AT(0, 30), MINUTES(121), MINUTES(8), true},
    {"bedtime after midnight, earlier", AT(22, 29), AT(0, 30), MINUTES(140), MINUTES(8), false},
    {"who sleeps by day", AT(9, 0), AT(8, 30), MINUTES(10), MINUTES(8), true},
};

START_TEST(late_fit__is_so__only_where_shorter_helps) {
  ck_assert_msg(late_fit(cases[_i].now, cases[_i].bedtime, cases[_i].total, cases[_i].essential) ==
                    cases[_i].late,
                "%s", cases[_i].what);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("late");
  TCase *clock = tcase_create("clock");
  tcase_add_loop_test(clock, late_fit__is_so__only_where_shorter_helps, 0,
                      sizeof cases / sizeof cases[0]);
  suite_add_tcase(suite, clock);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
