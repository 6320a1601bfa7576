/* Numbers and times to text and back. */
#include <check.h>
#include <stdint.h>
#include <stdlib.h>

#include "nightcalf/format.h"
#include "suite.h"

typedef struct Shown {
  Millis length;
  const char *text;
} Shown;

static const Shown clocks[] = {
    {0, "0:00"},          {1, "0:01"},
    {1000, "0:01"},       {1001, "0:02"},
    {6999, "0:07"},       {59001, "1:00"},
    {600000, "10:00"},    {3599999, "1:00:00"},
    {3725000, "1:02:05"}, {-1, "0:00"},
    {-90000, "0:00"},     {36000000, "10:00:00"},
    {INT64_MIN, "0:00"},  {INT64_MAX, "2562047788015:12:56"},
};

START_TEST(format_clock__rounds_up__to_whole_seconds) {
  char text[FORMAT_SIZE];
  format_clock(clocks[_i].length, text);
  ck_assert_str_eq(text, clocks[_i].text);
}
END_TEST

static const Shown lengths[] = {
    {0, "0 s"},
    {15000, "15 s"},
    {90000, "1 min 30 s"},
    {7500000, "2 h 5 min"},
    {500, "0.5 s"},
    {1250, "1.25 s"},
    {1, "0.001 s"},
    {14400000, "4 h"},
    {3600500, "1 h 0.5 s"},
    {-5000, "-5 s"},
    {INT64_MIN, "-2562047788015 h 12 min 55.808 s"},
};

START_TEST(format_length__names_units__that_are_not_nothing) {
  char text[FORMAT_SIZE];
  format_length(lengths[_i].length, text);
  ck_assert_str_eq(text, lengths[_i].text);
}
END_TEST

static const Shown settings[] = {
    {0, "0s"},         {15000, "15s"}, {90000, "1m30s"},           {7200000, "2h"}, {1250, "1.25s"},
    {3605000, "1h5s"}, {100, "0.1s"},  {14399999, "3h59m59.999s"}, {-5000, "-5s"},
};

START_TEST(format_setting__writes__what_duration_parse_reads_back) {
  char text[FORMAT_SIZE];
  Millis read = 0;
  format_setting(settings[_i].length, text);
  ck_assert_str_eq(text, settings[_i].text);
  ck_assert(duration_parse(text, &read));
  ck_assert_int_eq(read, settings[_i].length);
}
END_TEST

typedef struct Wall {
  WallTime when;
  const char *text;
  const char *time_of_day;
} Wall;

static const Wall walls[] = {
    {{1795302725000, 3600}, "2026-11-22T00:12:05+01:00", "00:12"},
    {{1795302725999, 3600}, "2026-11-22T00:12:05+01:00", "00:12"},
    {{0, 0}, "1970-01-01T00:00:00+00:00", "00:00"},
    {{-1, 0}, "1969-12-31T23:59:59+00:00", "23:59"},
    {{0, -12600}, "1969-12-31T20:30:00-03:30", "20:30"},
    {{0, 45900}, "1970-01-01T12:45:00+12:45", "12:45"},
    {{0, -1800}, "1969-12-31T23:30:00-00:30", "23:30"},
    /* Amsterdam before 1937: 19 min 32 s. The instant stays right. */
    {{0, 1172}, "1970-01-01T00:19:00+00:19", "00:19"},
    {{951782400000, 0}, "2000-02-29T00:00:00+00:00", "00:00"},
    {{4102444800000, 0}, "2100-01-01T00:00:00+00:00", "00:00"},
    {{253402300799000, 0}, "9999-12-31T23:59:59+00:00", "23:59"},
    {{253402300800000, 0}, "9999-12-31T23:59:59+00:00", "00:00"},
    {{-62135596800000, 0}, "0001-01-01T00:00:00+00:00", "00:00"},
    {{-62135596801000, 0}, "0001-01-01T00:00:00+00:00", "23:59"},
    {{INT64_MAX, 0}, "9999-12-31T23:59:59+00:00", "07:12"},
    {{INT64_MIN, 0}, "0001-01-01T00:00:00+00:00", "16:47"},
    {{0, INT32_MAX}, "1970-01-01T23:59:00+23:59", "03:14"},
    {{0, INT32_MIN}, "1969-12-31T00:01:00-23:59", "20:45"},
};

START_TEST(format_wall__writes__rfc_3339) {
  char text[FORMAT_SIZE];
  format_wall(walls[_i].when, text);
  ck_assert_str_eq(text, walls[_i].text);
  format_time_of_day(walls[_i].when, text);
  ck_assert_str_eq(text, walls[_i].time_of_day);
}
END_TEST

static const Shown durations[] = {
    {90000, "90s"},
    {120000, "2m"},
    {90000, "1m30s"},
    {3600000, "1h"},
    {90000, "1:30"},
    {3725000, "1:02:05"},
    {90000, "90"},
    {4500, "4.5"},
    {4500, "4.5s"},
    {5400000, "1.5h"},
    {90000, "1.5m"},
    {5400000, "1h30m"},
    {3605250, "1h5.25s"},
    {0, "0"},
    {0, "0s"},
    {-5000, "-5"},
    {-90000, "-1m30s"},
    {-90000, "-1:30"},
    {500, ".5"},
    {4000, "4."},
    {1, "0.0005"},
    {0, "0.0004"},
    {333, "0.3333333333333333333333"},
    {5400000, "90:00"},
    {7000, "0:07"},
    {1000000000000, "1000000000"},
    {-1000000000000, "-1000000000"},
    {30000, "00000000000000000030"},
};

START_TEST(duration_parse__reads__each_way_of_writing) {
  Millis length = 77;
  ck_assert(duration_parse(durations[_i].text, &length));
  ck_assert_int_eq(length, durations[_i].length);
}
END_TEST

static const char *const no_durations[] = {
    "",
    "-",
    "s",
    ".",
    ".s",
    "5x",
    "5 s",
    " 5",
    "5s ",
    "1m30",
    "30s1m",
    "1m1m",
    "1h1h",
    "1.5m30s",
    "1:5",
    "1:60",
    "1:2:03",
    "1:02:3",
    "1:02:",
    "1:02x",
    ":30",
    "1:",
    "1:005",
    "--5",
    "+5",
    "1e3",
    "0x10",
    "nan",
    "inf",
    "1000000001",
    "-1000000001",
    "99999999999999999999",
    "1000000000.001",
    "277778h",
    "16666667:00",
    "1:02:03:04",
    "1:02:60",
    "1:30.5",
    "1.2.3",
    "5\xC2\xA0s",
    "9999999999h",
};

START_TEST(duration_parse__refuses__what_is_no_length) {
  Millis length = 77;
  ck_assert_msg(!duration_parse(no_durations[_i], &length), "%s was read", no_durations[_i]);
  ck_assert_int_eq(length, 77);
}
END_TEST

START_TEST(time_of_day_parse__reads__hours_and_minutes) {
  int minutes = -1;
  ck_assert(time_of_day_parse("00:00", &minutes));
  ck_assert_int_eq(minutes, 0);
  ck_assert(time_of_day_parse("22:15", &minutes));
  ck_assert_int_eq(minutes, 1335);
  ck_assert(time_of_day_parse("23:59", &minutes));
  ck_assert_int_eq(minutes, 1439);
}
END_TEST

static const char *const no_times[] = {
    "",      "24:00", "12:60", "1:00",  "12:5",  "12-05", "12:05:00",
    "ab:cd", "1a:00", "-1:00", " 1:00", "12:a0", "12:0a",
};

START_TEST(time_of_day_parse__refuses__what_no_clock_shows) {
  int minutes = 77;
  ck_assert_msg(!time_of_day_parse(no_times[_i], &minutes), "%s was read", no_times[_i]);
  ck_assert_int_eq(minutes, 77);
}
END_TEST

#define COUNT(list) ((int)(sizeof(list) / sizeof((list)[0])))

static const struct {
  const char *text;
  int64_t utc_ms;
  int32_t offset_s;
} stamps[] = {
    {"2026-11-22T00:12:05+01:00", INT64_C(1795302725000), 3600},
    {"2026-11-22T00:12:05.250+01:00", INT64_C(1795302725250), 3600},
    {"2026-11-21T23:12:05.001+00:00", INT64_C(1795302725001), 0},
    {"1970-01-01T00:00:00+00:00", 0, 0},
    {"1969-12-31T23:59:59.999+00:00", -1, 0},
    {"2026-11-21T19:42:05-03:30", INT64_C(1795302725000), -12600},
    {"0001-01-01T00:00:00+00:00", INT64_C(-62135596800000), 0},
    {"9999-12-31T23:59:59.999+00:00", INT64_C(253402300799999), 0},
};
enum { STAMP_COUNT = sizeof stamps / sizeof stamps[0] };

START_TEST(format_stamp__is_read_back__to_the_millisecond) {
  char text[FORMAT_SIZE];
  WallTime when = {0};
  format_stamp((WallTime){stamps[_i].utc_ms, stamps[_i].offset_s}, text);
  ck_assert_str_eq(text, stamps[_i].text);
  ck_assert(stamp_parse(text, &when));
  ck_assert_int_eq(when.utc_ms, stamps[_i].utc_ms);
  ck_assert_int_eq(when.offset_s, stamps[_i].offset_s);
}
END_TEST

START_TEST(stamp_parse__takes__other_ways_to_say_it) {
  WallTime when = {0};
  ck_assert(stamp_parse("2026-11-21T23:12:05Z", &when));
  ck_assert_int_eq(when.utc_ms, INT64_C(1795302725000));
  ck_assert(stamp_parse("2026-11-21T23:12:05.2509Z", &when));
  ck_assert_int_eq(when.utc_ms, INT64_C(1795302725250));
  ck_assert(stamp_parse("2026-11-21T23:12:05.2Z", &when));
  ck_assert_int_eq(when.utc_ms, INT64_C(1795302725200));
}
END_TEST

static const char *const no_stamps[] = {
    "",
    "2026-11-21",
    "2026-11-21T",
    "2026-11-21 23:12:05Z",
    "2026-11-21T23:12Z",
    "2026-11-21T23:12:05",
    "2026-11-21T24:12:05Z",
    "2026-11-21T23:60:05Z",
    "2026-11-21T23:12:60Z",
    "2026-02-29T23:12:05Z",
    "2026-11-21T23:12:05.Z",
    "2026-11-21T23:12:05.1234567890Z",
    "2026-11-21T23:12:05+1:00",
    "2026-11-21T23:12:05+24:00",
    "2026-11-21T23:12:05+01:60",
    "2026-11-21T23:12:05Zx",
    "2026-11-21Tx3:12:05Z",
};
enum { NO_STAMP_COUNT = sizeof no_stamps / sizeof no_stamps[0] };

START_TEST(stamp_parse__refuses__what_is_no_instant) {
  WallTime when = {7, 7};
  ck_assert_msg(!stamp_parse(no_stamps[_i], &when), "%s", no_stamps[_i]);
  ck_assert_int_eq(when.utc_ms, 7);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("format");
  TCase *format = tcase_create("format");
  tcase_add_loop_test(format, format_clock__rounds_up__to_whole_seconds, 0, COUNT(clocks));
  tcase_add_loop_test(format, format_length__names_units__that_are_not_nothing, 0, COUNT(lengths));
  tcase_add_loop_test(format, format_setting__writes__what_duration_parse_reads_back, 0,
                      COUNT(settings));
  tcase_add_loop_test(format, format_wall__writes__rfc_3339, 0, COUNT(walls));
  tcase_add_loop_test(format, duration_parse__reads__each_way_of_writing, 0, COUNT(durations));
  tcase_add_loop_test(format, duration_parse__refuses__what_is_no_length, 0, COUNT(no_durations));
  tcase_add_test(format, time_of_day_parse__reads__hours_and_minutes);
  tcase_add_loop_test(format, time_of_day_parse__refuses__what_no_clock_shows, 0, COUNT(no_times));
  tcase_add_loop_test(format, format_stamp__is_read_back__to_the_millisecond, 0, STAMP_COUNT);
  tcase_add_test(format, stamp_parse__takes__other_ways_to_say_it);
  tcase_add_loop_test(format, stamp_parse__refuses__what_is_no_instant, 0, NO_STAMP_COUNT);
  suite_add_tcase(suite, format);
  return suite_run(suite);
}
