/* Text for people: what is refused, what is shown in its place, width, wrapping, and the gate. */
#include <check.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/mem.h"
#include "nightcalf/text.h"
#include "suite.h"

#define MARK "\xEF\xBF\xBD"
#define CALF_JA                                                                                    \
  "\xE3\x81\xB5\xE3\x81\x8F\xE3\x82\x89\xE3\x81\xAF\xE3\x81\x8E" /* 5 wide letters                 \
                                                                  */
#define ACUTE "\xCC\x81"

typedef struct Width {
  const char *text;
  int width;
} Width;

static const Width widths[] = {
    {"", 0},
    {"Lean in", 7},
    {"caf\xC3\xA9", 4},
    {"cafe" ACUTE, 4},
    {CALF_JA, 10},
    {"a\tb", 3},
    {"a\nb", 2},
    {"\xE2\x80\xA6", 1},
    {"\xFF\xFE", 2},
    {"\xF0\x9F\xA6\xB5", 2}, /* U+1F9B5, a leg */
};

START_TEST(text_width__counts__columns) {
  ck_assert_int_eq(text_width(widths[_i].text), widths[_i].width);
}
END_TEST

typedef struct Fault {
  const char *text;
  TextFault fault;
  size_t where;
  const char *safe, *ascii;
} Fault;

static const Fault faults[] = {
    {"plain", TEXT_FINE, 99, "plain", "plain"},
    {"two\nlines\tand a tab", TEXT_FINE, 99, "two\nlines\tand a tab", "two\nlines\tand a tab"},
    {"caf\xC3\xA9", TEXT_FINE, 99, "caf\xC3\xA9", "cafe"},
    {"ab\x1B[2J", TEXT_CONTROL, 2, "ab" MARK "[2J", "ab?[2J"},
    {"a\rb", TEXT_CONTROL, 1, "a" MARK "b", "a?b"},
    {"\x7F", TEXT_CONTROL, 0, MARK, "?"},
    {"a\xC2\x9B"
     "31m",
     TEXT_CONTROL, 1, "a" MARK "31m", "a?31m"}, /* U+009B, one-byte CSI */
    {"a\xE2\x80\xA8"
     "b",
     TEXT_CONTROL, 1, "a" MARK "b", "a?b"}, /* U+2028 */
    {"a\x9B"
     "31m",
     TEXT_INVALID_UTF8, 1, "a" MARK "31m", "a?31m"},                         /* raw C1 */
    {"\xC0\x80", TEXT_INVALID_UTF8, 0, MARK MARK, "??"},                     /* overlong NUL */
    {"\xED\xA0\x80", TEXT_INVALID_UTF8, 0, MARK MARK MARK, "???"},           /* surrogate */
    {"ok\xE2\x80", TEXT_INVALID_UTF8, 2, "ok" MARK MARK, "ok??"},            /* cut short */
    {"\xF4\x90\x80\x80", TEXT_INVALID_UTF8, 0, MARK MARK MARK MARK, "????"}, /* above U+10FFFF */
    {"a\xE2\x80\xAE"
     "b",
     TEXT_DIRECTION, 1, "a" MARK "b", "a?b"}, /* U+202E */
    {"a\xE2\x81\xA6"
     "b",
     TEXT_DIRECTION, 1, "a" MARK "b", "a?b"}, /* U+2066 */
    {"a\xD8\x9C"
     "b",
     TEXT_DIRECTION, 1, "a" MARK "b", "a?b"}, /* U+061C */
    {"a\xE2\x80\x8B"
     "b",
     TEXT_INVISIBLE, 1, "a" MARK "b", "a?b"}, /* zero-width space */
    {"a\xE2\x80\x8D"
     "b",
     TEXT_INVISIBLE, 1, "a" MARK "b", "a?b"}, /* joiner */
    {"a\xC2\xAD"
     "b",
     TEXT_INVISIBLE, 1, "a" MARK "b", "a?b"}, /* soft hyphen */
    {"a\xEF\xBB\xBF"
     "b",
     TEXT_INVISIBLE, 1, "a" MARK "b", "a?b"}, /* byte order mark */
    {"a\xF3\xA0\x81\x81"
     "b",
     TEXT_INVISIBLE, 1, "a" MARK "b", "a?b"}, /* tag */
    {"a\xEE\x80\x80"
     "b",
     TEXT_INVISIBLE, 1, "a" MARK "b", "a?b"}, /* private use */
    {"a\xEF\xBF\xBF"
     "b",
     TEXT_INVISIBLE, 1, "a" MARK "b", "a?b"}, /* U+FFFF */
    {"a\xEF\xB7\x90"
     "b",
     TEXT_INVISIBLE, 1, "a" MARK "b", "a?b"}, /* U+FDD0 */
    {"a\xEF\xB8\x8F"
     "b",
     TEXT_INVISIBLE, 1, "a" MARK "b", "a?b"}, /* variation selector */
    {"a\xE3\x85\xA4"
     "b",
     TEXT_INVISIBLE, 1, "a" MARK "b", "a?b"}, /* Hangul filler */
};

START_TEST(text_fault__finds__the_first_forbidden_thing) {
  const Fault *given = &faults[_i];
  size_t where = 99;
  ck_assert_int_eq(text_fault(given->text, strlen(given->text), &where), given->fault);
  ck_assert_uint_eq(where, given->where);
  ck_assert_uint_gt(strlen(text_fault_name(given->fault)), 5);
}
END_TEST

START_TEST(text_safe__shows_a_mark__for_each_forbidden_thing) {
  const Fault *given = &faults[_i];
  char *safe = text_safe(given->text, false);
  ck_assert_str_eq(safe, given->safe);
  size_t where = 99;
  ck_assert_int_eq(text_fault(safe, strlen(safe), &where), TEXT_FINE);
  free(safe);
  safe = text_safe(given->text, true);
  ck_assert_str_eq(safe, given->ascii);
  free(safe);
}
END_TEST

START_TEST(text_fault__sees__a_nul_among_the_bytes) {
  size_t where = 99;
  ck_assert_int_eq(text_fault("a\0b", 3, &where), TEXT_CONTROL);
  ck_assert_uint_eq(where, 1);
}
END_TEST

START_TEST(text_safe__leaves__eight_marks_on_a_letter) {
  char text[1 + 200 * 2 + 2] = "a";
  for (int i = 0; i < 200; i++) {
    memcpy(text + 1 + (size_t)i * 2, ACUTE, 3);
  }
  memcpy(text + 401, "b", 2);
  char *safe = text_safe(text, false);
  ck_assert_uint_eq(strlen(safe), 1 + 8 * 2 + 1);
  ck_assert_int_eq(safe[17], 'b');
  free(safe);
  safe = text_safe(text, true);
  ck_assert_str_eq(safe, "ab");
  free(safe);
}
END_TEST

typedef struct Plain {
  const char *text, *ascii;
} Plain;

static const Plain plains[] = {
    {"\xE2\x80\x9CToes up\xE2\x80\x9D", "\"Toes up\""},
    {"don\xE2\x80\x99t", "don't"},
    {"15\xE2\x80\x93"
     "20 s \xE2\x80\x94 no more\xE2\x80\xA6",
     "15-20 s - no more..."},
    {"3\xC2\xA0\xC3\x97\xC2\xA0"
     "15 s",
     "3 x 15 s"},
    {"40 \xC2\xB0"
     "C",
     "40 degC"},
    {"\xE2\x86\x90 \xE2\x86\x92", "<- ->"},
    {"\xC3\x89tirement du mollet \xC3\xA0 c\xC3\xB4t\xC3\xA9", "Etirement du mollet a cote"},
    {"e" ACUTE, "e"},
    {"Stra\xC3\x9F"
     "e, \xC5\x92uvre, \xC5\x82ydka",
     "Strasse, OEuvre, lydka"},
    {"\xE1\xBA\xBF", "e"},          /* e with two accents */
    {"1\xC2\xBD min", "1 1/2 min"}, /* must not become 11/2 */
    {"\xC2\xBD min", "1/2 min"},
    {"10\xE2\x81\xB9 and m\xC2\xB2", "10^9 and m^2"},
    {"\xE2\x84\xA2", "TM"},
    {"\xE2\x89\xA0 \xE2\x89\xA4", "!= <="},
    {"=\xCC\xB8", "=?"},   /* a stroke turns the meaning round */
    {"\xE2\x89\xAE", "?"}, /* not less than */
    {"\xE2\x94\x8C\xE2\x94\x80\xE2\x94\x90\xE2\x94\x82\xE2\x96\x88", "+-+|#"},
    {"\xE2\x98\x90 \xE2\x98\x91 \xE2\x9C\x93", "[ ] [x] v"},
    {CALF_JA, "?????"},
    {"\xF0\x9F\xA6\xB5", "?"},
    {"\xEF\xAC\x81ne", "fine"}, /* ligature */
    {"\xE3\x80\x80", " "},
    {"\xE1\x9A\x80", " "}, /* ogham space */
    {"\xED\x95\x9C", "?"}, /* a Hangul syllable is one letter */
    {"\xEF\xB7\xBA", "?"}, /* an 18-letter ligature */
    {MARK, "?"},
};

START_TEST(text_safe__finds__the_nearest_plain_form) {
  char *plain = text_safe(plains[_i].text, true);
  ck_assert_str_eq(plain, plains[_i].ascii);
  free(plain);
}
END_TEST

START_TEST(text_safe__is_ascii__for_every_character) {
  for (uint32_t character = 0x80; character < 0x30000; character++) {
    char text[5] = "";
    if (character < 0x800) {
      text[0] = (char)(0xC0 | character >> 6);
      text[1] = (char)(0x80 | (character & 0x3F));
    } else if (character < 0x10000) {
      text[0] = (char)(0xE0 | character >> 12);
      text[1] = (char)(0x80 | (character >> 6 & 0x3F));
      text[2] = (char)(0x80 | (character & 0x3F));
    } else {
      text[0] = (char)(0xF0 | character >> 18);
      text[1] = (char)(0x80 | (character >> 12 & 0x3F));
      text[2] = (char)(0x80 | (character >> 6 & 0x3F));
      text[3] = (char)(0x80 | (character & 0x3F));
    }
    char *plain = text_safe(text, true);
    for (const char *at = plain; *at != '\0'; at++) {
      ck_assert_msg(*at >= ' ' && *at <= '~', "U+%04X", character);
    }
    free(plain);
  }
}
END_TEST

typedef struct Wrap {
  const char *text;
  int width;
  const char *lines; /* joined by '|' */
} Wrap;

static const Wrap wraps[] = {
    {"", 10, ""},
    {"Heel down, lean in.", 40, "Heel down, lean in."},
    {"Heel down, lean in until the calf feels long.", 16,
     "Heel down, lean|in until the|calf feels long."},
    {"one two", 3, "one|two"},
    {"one   two", 3, "one|two"},
    {"one   ", 3, "one"},
    {"one\ntwo", 10, "one|two"},
    {"one\n\ntwo", 10, "one||two"},
    {"one\n", 10, "one"},
    {"\n", 10, ""},
    {"   ", 2, ""},
    {"onetwothree", 4, "onet|woth|ree"},
    {"a onetwothree b", 4, "a|onet|woth|ree|b"},
    {"well-being", 6, "well-|being"},
    {"10\xC2\xA0s rest", 5, "10\xC2\xA0s|rest"},
    {CALF_JA, 4, "\xE3\x81\xB5\xE3\x81\x8F|\xE3\x82\x89\xE3\x81\xAF|\xE3\x81\x8E"},
    {CALF_JA, 5, "\xE3\x81\xB5\xE3\x81\x8F|\xE3\x82\x89\xE3\x81\xAF|\xE3\x81\x8E"},
    {"ab", 1, "ab"},
    {"abc", -5, "ab|c"},
    {"ae" ACUTE "e" ACUTE "b", 2, "ae" ACUTE "|e" ACUTE "b"},
    {"a\tb", 10, "a b"},
    {"a\x1B[2J", 10, "a" MARK "[2J"},
    {"aaa !", 3, "aaa|!"},
    /* five Hangul letters that are one cluster of ten columns */
    {"\xE1\x84\x80\xE1\x84\x80\xE1\x84\x80\xE1\x84\x80\xE1\x84\x80", 4,
     "\xE1\x84\x80\xE1\x84\x80|\xE1\x84\x80\xE1\x84\x80|\xE1\x84\x80"},
};

START_TEST(text_wrap__fills__lines_of_that_width) {
  const Wrap *given = &wraps[_i];
  size_t count = 0;
  char **lines = text_wrap(given->text, given->width, &count);
  char *joined = mem_copy("");
  for (size_t i = 0; i < count; i++) {
    int limit = given->width < 2 ? 2 : given->width;
    ck_assert_int_le(text_width(lines[i]), limit);
    char *longer = mem_format("%s%s%s", joined, i > 0 ? "|" : "", lines[i]);
    free(joined);
    joined = longer;
  }
  ck_assert_str_eq(joined, given->lines);
  free(joined);
  text_lines_free(lines, count);
}
END_TEST

typedef struct Cut {
  const char *text;
  int width;
  bool ascii;
  const char *cut;
} Cut;

static const Cut cuts[] = {
    {"Calf massage", 12, false, "Calf massage"},
    {"Calf massage", 11, false, "Calf massa\xE2\x80\xA6"},
    {"Calf massage", 11, true, "Calf mas..."},
    {"Calf massage", 3, true, "..."},
    {"Calf massage", 2, true, ".."},
    {"Calf massage", 1, false, "\xE2\x80\xA6"},
    {"Calf massage", 0, false, ""},
    {"Calf massage", -3, true, ""},
    {"", 0, false, ""},
    {"two\nlines\there", 20, false, "two lines here"},
    {CALF_JA, 6, false, "\xE3\x81\xB5\xE3\x81\x8F\xE2\x80\xA6"},
    {"e" ACUTE "e" ACUTE "e" ACUTE, 2, false, "e" ACUTE "\xE2\x80\xA6"},
    {"\x1B[2J", 10, false, MARK "[2J"},
};

START_TEST(text_cut__cuts__to_that_width) {
  const Cut *given = &cuts[_i];
  char *cut = text_cut(given->text, given->width, given->ascii);
  ck_assert_str_eq(cut, given->cut);
  ck_assert_int_le(text_width(cut), given->width < 0 ? 0 : given->width);
  free(cut);
}
END_TEST

/* What a locale of that name lets through the gate. */
static char *printed_in(const char *locale) {
  setenv("LC_ALL", locale, 1);
  text_start();
  char *bytes = NULL;
  size_t length = 0;
  FILE *stream = open_memstream(&bytes, &length);
  ck_assert_ptr_nonnull(stream);
  ck_assert(text_print(stream, "%s: %.1f \x1B[2J %s\n", "na\xC3\xAFve", 0.5, "%n"));
  (void)fclose(stream);
  return bytes;
}

START_TEST(text_print__writes_ascii__outside_utf_8) {
  char *bytes = printed_in("C");
  ck_assert(!text_utf8());
  ck_assert_str_eq(bytes, "naive: 0.5 ?[2J %n\n");
  free(bytes);
}
END_TEST

START_TEST(text_print__writes_utf_8__where_the_locale_is) {
  char *bytes = printed_in("C.UTF-8");
  ck_assert(text_utf8());
  ck_assert_str_eq(bytes, "na\xC3\xAFve: 0.5 " MARK "[2J %n\n");
  ck_assert_str_eq(setlocale(LC_NUMERIC, NULL), "C");
  free(bytes);
}
END_TEST

START_TEST(text_print__writes_ascii__in_a_locale_nobody_knows) {
  char *bytes = printed_in("xx_XX.nowhere");
  ck_assert_str_eq(bytes, "naive: 0.5 ?[2J %n\n");
  free(bytes);
}
END_TEST

START_TEST(text_print__says__when_the_stream_refuses) {
  FILE *stream = fopen("/dev/full", "w");
  ck_assert_ptr_nonnull(stream);
  setvbuf(stream, NULL, _IONBF, 0);
  ck_assert(!text_print(stream, "anything"));
  (void)fclose(stream);
}
END_TEST

/* The format alone says where a line ends, unless it only hands texts on. */
START_TEST(text_print__keeps_a_line__when_an_argument_has_several) {
  static char all_bytes[256];
  for (int i = 1; i < 256; i++) {
    all_bytes[i - 1] = (char)i;
  }
  char *bytes = NULL;
  size_t length = 0;
  FILE *stream = open_memstream(&bytes, &length);
  ck_assert_ptr_nonnull(stream);
  ck_assert(text_print(stream, "Backed up to %s.\nTo see it: ls %s\n", "a\nb\n", "c"));
  ck_assert(text_print(stream, "%s\n%s", "one\ntwo", ""));
  (void)fflush(stream);
  ck_assert_str_eq(bytes, "Backed up to a b .\nTo see it: ls c\none\ntwo\n");
  size_t before = length;
  ck_assert(text_print(stream, "all: %s\n", all_bytes)); /* no byte is left to tell them apart */
  (void)fclose(stream);
  ck_assert_ptr_null(strchr(bytes + before, '\n'));
  free(bytes);
}
END_TEST

START_TEST(text_complain__names_the_program__on_standard_error) {
  char *bytes = NULL;
  size_t length = 0;
  FILE *kept = stderr;
  stderr = open_memstream(&bytes, &length);
  ck_assert_ptr_nonnull(stderr);
  text_complain("%s is not a routine", "a\x1B\n.cfg");
  (void)fclose(stderr);
  stderr = kept;
  ck_assert_str_eq(bytes, "nightcalf: a??.cfg is not a routine\n");
  free(bytes);
}
END_TEST

#define COUNT(list) ((int)(sizeof(list) / sizeof((list)[0])))

int main(void) {
  Suite *suite = suite_create("text");
  TCase *text = tcase_create("text");
  tcase_set_timeout(text, 30); /* every character, also with the sanitizers */
  tcase_add_loop_test(text, text_width__counts__columns, 0, COUNT(widths));
  tcase_add_loop_test(text, text_fault__finds__the_first_forbidden_thing, 0, COUNT(faults));
  tcase_add_loop_test(text, text_safe__shows_a_mark__for_each_forbidden_thing, 0, COUNT(faults));
  tcase_add_test(text, text_fault__sees__a_nul_among_the_bytes);
  tcase_add_test(text, text_safe__leaves__eight_marks_on_a_letter);
  tcase_add_loop_test(text, text_safe__finds__the_nearest_plain_form, 0, COUNT(plains));
  tcase_add_test(text, text_safe__is_ascii__for_every_character);
  tcase_add_loop_test(text, text_wrap__fills__lines_of_that_width, 0, COUNT(wraps));
  tcase_add_loop_test(text, text_cut__cuts__to_that_width, 0, COUNT(cuts));
  suite_add_tcase(suite, text);
  TCase *gate = tcase_create("gate");
  tcase_add_test(gate, text_print__writes_ascii__outside_utf_8);
  tcase_add_test(gate, text_print__writes_utf_8__where_the_locale_is);
  tcase_add_test(gate, text_print__writes_ascii__in_a_locale_nobody_knows);
  tcase_add_test(gate, text_print__says__when_the_stream_refuses);
  tcase_add_test(gate, text_print__keeps_a_line__when_an_argument_has_several);
  tcase_add_test(gate, text_complain__names_the_program__on_standard_error);
  suite_add_tcase(suite, gate);
  return suite_run(suite);
}
