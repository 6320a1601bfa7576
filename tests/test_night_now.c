/* What "tonight" and "last night" mean at a moment. */
#include <check.h>
#include <stdlib.h>

#include "nightcalf/format.h"
#include "nightcalf/night.h"
#include "suite.h"

enum { NOON = 720, NOT_SAID = -1 };

typedef struct NowCase {
  const char *name, *now;
  int boundary, bedtime;
  const char *tonight, *last;
  bool morning, asleep;
} NowCase;

static const NowCase cases[] = {
    {"evening", "2026-11-21T21:00:00+01:00", NOON, 1350, "2026-11-21", "2026-11-20", false, false},
    {"bedtime", "2026-11-21T22:30:00+01:00", NOON, 1350, "2026-11-21", "2026-11-20", false, true},
    {"asleep", "2026-11-22T03:00:00+01:00", NOON, 1350, "2026-11-21", "2026-11-20", false, true},
    {"a minute before morning", "2026-11-22T04:29:00+01:00", NOON, 1350, "2026-11-21", "2026-11-20",
     false, true},
    {"morning", "2026-11-22T04:30:00+01:00", NOON, 1350, "2026-11-21", "2026-11-21", true, false},
    {"before noon", "2026-11-22T11:59:00+01:00", NOON, 1350, "2026-11-21", "2026-11-21", true,
     false},
    {"noon", "2026-11-22T12:00:00+01:00", NOON, 1350, "2026-11-22", "2026-11-21", false, false},
    {"no bedtime, before five", "2026-11-22T04:59:00+01:00", NOON, NOT_SAID, "2026-11-21",
     "2026-11-20", false, true},
    {"no bedtime, five", "2026-11-22T05:00:00+01:00", NOON, NOT_SAID, "2026-11-21", "2026-11-21",
     true, false},
    {"no bedtime, 22:59", "2026-11-21T22:59:00+01:00", NOON, NOT_SAID, "2026-11-21", "2026-11-20",
     false, false},
    {"a bedtime after midnight", "2026-11-22T05:30:00+01:00", NOON, 60, "2026-11-21", "2026-11-20",
     false, true},
    {"six hours after it", "2026-11-22T07:00:00+01:00", NOON, 60, "2026-11-21", "2026-11-21", true,
     false},
    {"the morning after the clocks went forward", "2026-03-29T07:00:00+02:00", NOON, 1350,
     "2026-03-28", "2026-03-28", true, false},
    {"the morning after they went back", "2026-10-25T07:00:00+01:00", NOON, 1350, "2026-10-24",
     "2026-10-24", true, false},
    {"the hour that comes twice", "2026-10-25T02:30:00+01:00", NOON, 1350, "2026-10-24",
     "2026-10-23", false, true},
    {"a morning in Tokyo, from New York", "2026-11-22T07:00:00+09:00", NOON, 1350, "2026-11-21",
     "2026-11-21", true, false},
    {"a boundary at 04:00 is the morning", "2026-11-22T04:00:00+01:00", 240, 1350, "2026-11-22",
     "2026-11-21", false, false},
    {"before a boundary at 04:00", "2026-11-22T03:59:00+01:00", 240, 1350, "2026-11-21",
     "2026-11-20", false, true},
    {"sleep by day, asleep", "2026-11-22T13:00:00+01:00", 1080, 480, "2026-11-21", "2026-11-20",
     false, true},
    {"sleep by day, up again", "2026-11-22T14:00:00+01:00", 1080, 480, "2026-11-21", "2026-11-21",
     true, false},
    {"sleep by day, at work", "2026-11-22T20:00:00+01:00", 1080, 480, "2026-11-22", "2026-11-21",
     false, false},
};

START_TEST(night_now__knows_last_night__at_any_hour) {
  const NowCase *one = &cases[_i];
  WallTime now;
  char tonight[NIGHT_TEXT_SIZE];
  char last[NIGHT_TEXT_SIZE];
  ck_assert(stamp_parse(one->now, &now));
  NightNow nights = night_now(now, one->boundary, one->bedtime);
  night_format(nights.tonight, tonight);
  night_format(nights.last, last);
  ck_assert_msg(nights.tonight.day == night_of(now, one->boundary).day, "%s", one->name);
  ck_assert_str_eq(tonight, one->tonight);
  ck_assert_msg(strcmp(last, one->last) == 0, "%s: %s", one->name, last);
  ck_assert_msg(nights.morning == one->morning, "%s", one->name);
  ck_assert_msg(nights.asleep == one->asleep, "%s", one->name);
}
END_TEST

typedef struct DarkCase {
  const char *now;
  int boundary, bedtime;
  bool dark;
  int minutes; /* until it is asked again */
} DarkCase;

static const DarkCase dark_cases[] = {
    {"2026-11-21T21:29:00+01:00", NOON, 1350, false, 1},
    {"2026-11-21T21:30:00+01:00", NOON, 1350, true, 570},
    {"2026-11-22T04:30:00+01:00", NOON, 1350, true, 150},
    {"2026-11-22T06:59:00+01:00", NOON, 1350, true, 1},
    {"2026-11-22T07:00:00+01:00", NOON, 1350, false, 300},
    {"2026-11-22T12:00:00+01:00", NOON, 1350, false, 570},
    /* without a bedtime: from 22:00 */
    {"2026-11-21T21:59:00+01:00", NOON, NOT_SAID, false, 1},
    {"2026-11-21T22:00:00+01:00", NOON, NOT_SAID, true, 540},
    /* to bed at four: six hours of sleep are longer than to seven */
    {"2026-11-22T09:59:00+01:00", NOON, 240, true, 1},
    {"2026-11-22T10:00:00+01:00", NOON, 240, false, 120},
    /* a night shift: to bed at nine in the morning, the night begins at six in the evening */
    {"2026-11-22T07:59:00+01:00", 1080, 540, false, 1},
    {"2026-11-22T08:00:00+01:00", 1080, 540, true, 420},
    {"2026-11-22T15:00:00+01:00", 1080, 540, false, 180},
    /* bedtime half an hour into the night */
    {"2026-11-22T12:00:00+01:00", NOON, 750, true, 1140},
};
enum { DARK_COUNT = sizeof dark_cases / sizeof dark_cases[0] };

START_TEST(night_is_dark__from_an_hour_before_bedtime_to_morning) {
  const DarkCase *at = &dark_cases[_i];
  WallTime now;
  Millis change = 0;
  ck_assert(stamp_parse(at->now, &now));
  ck_assert_msg(night_is_dark(now, at->boundary, at->bedtime, &change) == at->dark, "%s", at->now);
  ck_assert_int_eq(change, at->minutes * INT64_C(60000));
  now.utc_ms += 59999;
  ck_assert_msg(night_is_dark(now, at->boundary, at->bedtime, &change) == at->dark, "%s", at->now);
  ck_assert_int_eq(change, at->minutes * INT64_C(60000) - 59999);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("night_now");
  TCase *tests = tcase_create("night_now");
  tcase_add_loop_test(tests, night_is_dark__from_an_hour_before_bedtime_to_morning, 0, DARK_COUNT);
  tcase_add_loop_test(tests, night_now__knows_last_night__at_any_hour, 0,
                      (int)(sizeof cases / sizeof cases[0]));
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
