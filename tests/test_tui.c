/* What the screens do: keys, questions, the clock, and what comes from the terminal as input. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/mem.h"
#include "screen_bench.h"
#include "suite.h"
#include "tui/input.h"

static const Millis second = 1000;

static ScreenBench *bench;

static void set_up(void) {
  bench = screen_bench_new(24, 80);
}

static void tear_down(void) {
  screen_bench_free(bench);
}

static SessionState state(void) {
  return session_state(bench->app.session);
}

/* ---- keys ---- */

START_TEST(keys__mean_one_thing__in_every_list) {
  const Keymap *keys = &bench->tui.keys;
  for (size_t i = 0; tui_screens[i] != NULL; i++) {
    for (const ActionList *list = tui_screens[i]->lists; list->title != NULL; list++) {
      for (size_t at = 0; at < ACTION_LIST_MAX && list->at[at] != ACTION_NONE; at++) {
        const ActionRow *row = &action_rows[list->at[at]];
        ck_assert_msg(row->keys[0] != 0, "%s: an action without a key", list->title);
        ck_assert_msg(row->sentence != NULL, "%s: an action without help", list->title);
        for (size_t key = 0; key < ACTION_KEYS_MAX && row->keys[key] != 0; key++) {
          ck_assert_msg(keys_find(keys, list, row->keys[key]) == list->at[at],
                        "%s, %s: key %d means two things", tui_screens[i]->name, list->title,
                        row->keys[key]);
        }
      }
    }
  }
}
END_TEST

START_TEST(keys__lead_out_and_to_help__in_every_list) {
  const Keymap *keys = &bench->tui.keys;
  for (size_t i = 0; tui_screens[i] != NULL; i++) {
    for (const ActionList *list = tui_screens[i]->lists; list->title != NULL; list++) {
      bool out = keys_find(keys, list, 'q') != ACTION_NONE ||
                 keys_find(keys, list, KEY_ESCAPE) != ACTION_NONE;
      bool help = keys_find(keys, list, FUNCTION_KEY(KEY_F(1))) != ACTION_NONE;
      ck_assert_msg(out, "%s: no way out", list->title);
      ck_assert_msg(help || tui_screens[i] == &screen_help, "%s: no help", list->title);
    }
  }
}
END_TEST

START_TEST(keys__move_alike__as_arrows_and_letters) {
  const Keymap *keys = &bench->tui.keys;
  static const struct {
    int arrow, letter;
  } pairs[] = {{FUNCTION_KEY(KEY_UP), 'k'},
               {FUNCTION_KEY(KEY_DOWN), 'j'},
               {FUNCTION_KEY(KEY_LEFT), 'h'},
               {FUNCTION_KEY(KEY_RIGHT), 'l'}};
  for (size_t i = 0; tui_screens[i] != NULL; i++) {
    for (const ActionList *list = tui_screens[i]->lists; list->title != NULL; list++) {
      bool typing = keys_typing(list);
      for (size_t pair = 0; pair < 4 && !typing; pair++) {
        ck_assert_int_eq(keys_find(keys, list, pairs[pair].arrow),
                         keys_find(keys, list, pairs[pair].letter));
      }
    }
  }
}
END_TEST

/* ---- start ---- */

START_TEST(start__begins_by_itself__after_five_seconds) {
  screen_bench_start(bench, "legs");
  screen_bench_wait(bench, 4900);
  ck_assert_ptr_null(bench->app.session);
  screen_bench_wait(bench, 200);
  ck_assert_ptr_nonnull(bench->app.session);
}
END_TEST

START_TEST(start__waits__once_a_key_moved_or_held_it) {
  static const char *const keys[] = {"<Space>", "j", "k", "<Down>", "?"};
  screen_bench_start(bench, "legs");
  screen_bench_type(bench, keys[_i]);
  screen_bench_wait(bench, 600 * second);
  ck_assert_ptr_null(bench->app.session);
}
END_TEST

START_TEST(start__is_left_out__for_an_instant_routine) {
  screen_bench_start(bench, "at-once");
  ck_assert_ptr_nonnull(bench->app.session);
  ck_assert_int_eq(state(), SESSION_RUNNING);
}
END_TEST

START_TEST(start__takes_the_chosen_length__into_the_session) {
  screen_bench_start(bench, "short");
  screen_bench_type(bench, "ll<Enter>");
  ck_assert_int_eq(bench->app.timeline.total, 300 * second);
}
END_TEST

START_TEST(start__offers_the_broken_off_session__and_takes_it_up) {
  screen_bench_run(bench, "legs", "wall");
  screen_bench_wait(bench, 40 * second);
  tui_close_all(&bench->tui);
  app_session_drop(&bench->app);
  screen_bench_start(bench, "short");
  ck_assert(screen_bench_shows(bench, "r: go on with \"Evening legs\" at step 2 of 6"));
  screen_bench_type(bench, "r");
  ck_assert_str_eq(bench->app.routine->id, "legs");
  ck_assert_int_eq(session_step(bench->app.session), 1);
  ck_assert_int_eq(state(), SESSION_LEAD_IN);
}
END_TEST

/* ---- run ---- */

START_TEST(run__does_what_the_keys_say__in_a_hold) {
  screen_bench_run(bench, "legs", "wall");
  screen_bench_type(bench, "<Enter>");
  ck_assert_int_eq(session_beat(bench->app.session)->phase, PHASE_HOLD);
  screen_bench_type(bench, "+");
  ck_assert_int_eq(session_beat_length(bench->app.session), 20 * second);
  screen_bench_type(bench, "-");
  ck_assert_int_eq(session_beat_length(bench->app.session), 15 * second);
  screen_bench_type(bench, "<Space>");
  ck_assert_int_eq(state(), SESSION_PAUSED);
  screen_bench_type(bench, "<Space>");
  ck_assert_int_eq(state(), SESSION_LEAD_IN);
  screen_bench_type(bench, "m");
  ck_assert(bench->app.muted);
  screen_bench_type(bench, "l");
  ck_assert_int_eq(session_step(bench->app.session), 2);
  screen_bench_type(bench, "h");
  ck_assert_int_eq(session_step(bench->app.session), 1);
  screen_bench_type(bench, "n");
  ck_assert_int_eq(session_step(bench->app.session), 2);
}
END_TEST

START_TEST(run__goes_on_by_any_key__with_one_key) {
  bench->app.settings.one_key = true;
  screen_bench_run(bench, "legs", "wall");
  const Session *session = bench->app.session;
  ck_assert_int_ne(session_beat(session)->phase, PHASE_HOLD);
  screen_bench_type(bench, "z");
  ck_assert_int_eq(session_beat(session)->phase, PHASE_HOLD);
  screen_bench_type(bench, "n");
  ck_assert_int_eq(session_state(session), SESSION_PAUSED);
  screen_bench_type(bench, "+");
  ck_assert_int_eq(session_state(session), SESSION_LEAD_IN);
  screen_bench_type(bench, "<Tab>");
  ck_assert_int_eq(session_state(session), SESSION_RUNNING);
  ck_assert_int_eq(session_beat(session)->phase, PHASE_HOLD);
  screen_bench_type(bench, "x");
  ck_assert_int_eq(session_state(session), SESSION_HURT);
}
END_TEST

START_TEST(run__asks_three_times__before_it_discards) {
  screen_bench_home(bench);
  screen_bench_run(bench, "legs", "wall");
  screen_bench_type(bench, "q");
  ck_assert_int_eq(state(), SESSION_PAUSED);
  screen_bench_type(bench, "jj<Enter>");
  ck_assert(screen_bench_shows(bench, "> 1  Keep it"));
  screen_bench_type(bench, "<Enter>");
  ck_assert(screen_bench_shows(bench, "Leave the routine?"));
  screen_bench_type(bench, "32");
  ck_assert_ptr_null(bench->app.session);
  ck_assert_ptr_eq(bench->tui.stack[bench->tui.depth - 1].screen, &screen_home);
  screen_bench_type(bench, "q");
  ck_assert_uint_eq(bench->tui.depth, 0);
}
END_TEST

START_TEST(run__goes_on__when_leaving_was_a_slip) {
  static const char *const keys[] = {"<Enter>", "q", "<Esc>", "1"};
  screen_bench_run(bench, "legs", "wall");
  screen_bench_wait(bench, 18 * second);
  screen_bench_type(bench, "q");
  screen_bench_type(bench, keys[_i]);
  ck_assert_int_eq(state(), SESSION_LEAD_IN);
}
END_TEST

START_TEST(run__marks_keys_as_stale__when_a_question_comes_up) {
  screen_bench_run(bench, "legs", "wall");
  bench->tui.asking = false;
  screen_bench_type(bench, "q");
  ck_assert(bench->tui.asking);
  screen_bench_type(bench, "1");
  bench->tui.asking = false;
  screen_bench_type(bench, "x");
  ck_assert(bench->tui.asking);
}
END_TEST

START_TEST(run__goes_gently__after_it_hurts) {
  static const SessionState after[] = {SESSION_LEAD_IN, SESSION_RUNNING, SESSION_ENDED};
  static const char *const keys[] = {"1", "2", "3"};
  screen_bench_run(bench, "legs", "wall");
  screen_bench_wait(bench, 18 * second);
  screen_bench_type(bench, "x");
  ck_assert_int_eq(state(), SESSION_HURT);
  screen_bench_type(bench, keys[_i]);
  ck_assert_int_eq(state(), after[_i]);
}
END_TEST

START_TEST(run__asks__after_a_gap_that_nobody_lived_through) {
  static const SessionState after[] = {SESSION_LEAD_IN, SESSION_LEAD_IN, SESSION_ENDED};
  static const char *const keys[] = {"1", "2", "3"};
  screen_bench_run(bench, "legs", "wall");
  screen_bench_wait(bench, 18 * second);
  Moment last = bench->now;
  bench->now = moment_after(bench->now, 3600 * second);
  tui_gap(&bench->tui, last);
  ck_assert(bench->tui.asking); /* what was typed before answers nothing */
  tui_advance(&bench->tui);
  ck_assert(screen_bench_shows(bench, "There was a gap"));
  ck_assert(!bench->tui.asking);
  ck_assert_int_eq(session_remaining(bench->app.session, bench->now), 12 * second);
  screen_bench_type(bench, keys[_i]);
  ck_assert_int_eq(state(), after[_i]);
}
END_TEST

START_TEST(run__keeps_what_is_typed__when_it_is_ended) {
  screen_bench_run(bench, "legs", "head");
  screen_bench_type(bench, "milk<Enter>worry<Back><Back>ds<Esc>");
  if (_i == 0) {
    screen_bench_type(bench, "2");
  } else {
    tui_end_session(&bench->tui, ENDED_HANGUP);
  }
  size_t count = 0;
  const Answer *answers = session_answers(bench->app.session, &count);
  ck_assert_uint_eq(count, 2);
  ck_assert_str_eq(answers[0].answer, "milk");
  ck_assert_str_eq(answers[1].answer, "words");
  ck_assert_int_eq(state(), SESSION_ENDED);
}
END_TEST

START_TEST(run__takes_letters_as_text__in_a_journal) {
  screen_bench_run(bench, "legs", "head");
  screen_bench_type(bench, "q?xm 1");
  ck_assert(screen_bench_shows(bench, "q?xm 1"));
  ck_assert_int_eq(state(), SESSION_WAITING);
  tui_key(&bench->tui, 0x202E);
  tui_key(&bench->tui, 0x9B);
  ck_assert(screen_bench_shows(bench, "> q?xm 1__"));
}
END_TEST

START_TEST(run__records_ticks__that_were_set) {
  screen_bench_run(bench, "legs", "bed");
  screen_bench_type(bench, "<Space>jj<Space><Space>2<Enter>");
  size_t count = 0;
  const Answer *answers = session_answers(bench->app.session, &count);
  ck_assert_uint_eq(count, 2);
  ck_assert_str_eq(answers[0].question, "Covers loose");
  ck_assert_str_eq(answers[1].question, "Towel in reach");
}
END_TEST

START_TEST(run__opens_the_card__over_the_end) {
  screen_bench_run(bench, "legs", "check");
  screen_bench_type(bench, "2");
  ck_assert(screen_bench_shows(bench, "Stop here: who to call"));
  screen_bench_type(bench, "<Enter>");
  ck_assert(screen_bench_shows(bench, "Stopped here") || screen_bench_shows(bench, "Ended here"));
}
END_TEST

START_TEST(run__goes_on_with_another_routine__that_was_chosen) {
  screen_bench_run(bench, "legs", "check");
  screen_bench_type(bench, "3");
  ck_assert(screen_bench_shows(bench, "The short way"));
  screen_bench_type(bench, "<Enter>");
  ck_assert_str_eq(bench->app.routine->id, "short");
}
END_TEST

START_TEST(end__goes_dark__and_any_key_leaves) {
  screen_bench_run(bench, "legs", "wall");
  screen_bench_type(bench, "q2");
  screen_bench_wait(bench, 59 * second);
  screen_bench_type(bench, "j");
  screen_bench_wait(bench, 59 * second);
  ck_assert(screen_bench_shows(bench, "Ended here"));
  screen_bench_wait(bench, 2 * second);
  ck_assert(!screen_bench_shows(bench, "Ended here"));
  Moment wake;
  ck_assert(!tui_deadline(&bench->tui, &wake));
  screen_bench_type(bench, "z");
  ck_assert_uint_eq(bench->tui.depth, 0);
}
END_TEST

START_TEST(help__lets_the_clock_go_on__and_says_so) {
  screen_bench_run(bench, "legs", "wall");
  screen_bench_type(bench, "?");
  ck_assert(screen_bench_shows(bench, "The clock goes on: Get ready, left leg 15"));
  screen_bench_wait(bench, 5 * second);
  ck_assert(screen_bench_shows(bench, "left leg 10"));
}
END_TEST

START_TEST(small_windows__ignore_answers__that_cannot_be_seen) {
  screen_bench_run(bench, "legs", "check");
  screen_bench_resize(bench, 5, 20);
  screen_bench_type(bench, "2<Enter>");
  ck_assert_int_eq(state(), SESSION_WAITING);
  screen_bench_resize(bench, 24, 80);
  screen_bench_type(bench, "1");
  screen_bench_resize(bench, 5, 20);
  ck_assert(screen_bench_shows(bench, "The clock goes"));
  screen_bench_type(bench, "<Space>");
  ck_assert_int_eq(state(), SESSION_PAUSED);
}
END_TEST

/* ---- the clock ---- */

/* Follows the deadlines through a span of time: nothing may change before one, and at one that is
 * not the engine's own something must. */
static void check_wakes(Millis span) {
  Moment end = moment_after(bench->now, span);
  char *before = screen_bench_draw(bench);
  int idle = 0;
  int wakes = 0;
  Moment wake;
  while (tui_deadline(&bench->tui, &wake) && moment_since(end, wake) > 0) {
    Millis by = moment_since(wake, bench->now);
    ck_assert_int_gt(by, 0);
    bench->now = moment_after(bench->now, by - 1);
    bench->wall_ms += by - 1;
    char *just_before = screen_bench_draw(bench);
    ck_assert_str_eq(just_before, before);
    bench->now = moment_after(bench->now, 1);
    bench->wall_ms += 1;
    tui_advance(&bench->tui);
    app_flush(&bench->app);
    char *after = screen_bench_draw(bench);
    idle += strcmp(after, before) == 0;
    wakes++;
    free(just_before);
    free(before);
    before = after;
  }
  free(before);
  ck_assert_int_gt(wakes, 0);
  /* Half-way, last seconds and a checkpoint each 10 s wake for a sound or the record alone. */
  ck_assert_int_le(idle, 3 + (int)(span / (5 * second)));
}

/* Rows that are as before are not handed to curses; where the window may hold something else, all
 * are. */
START_TEST(drawing__touches__only_rows_that_change) {
  screen_bench_run(bench, "legs", "wall");
  screen_bench_wait(bench, 20 * 1000);
  free(screen_bench_draw(bench));
  untouchwin(bench->window);
  tui_draw(&bench->tui, bench->window, &bench->frame);
  ck_assert(!is_wintouched(bench->window));
  screen_bench_wait(bench, 1000);
  tui_draw(&bench->tui, bench->window, &bench->frame);
  ck_assert(is_wintouched(bench->window));
  ck_assert(!is_linetouched(bench->window, 1));
  ck_assert(!is_linetouched(bench->window, bench->frame.rows - 1));
  werase(bench->window);
  drawing_forget(&bench->tui.drawing);
  screen_bench_expect(bench, "Hold");
}
END_TEST

START_TEST(clock__wakes_the_screen__only_when_it_changes) {
  static const char *const steps[] = {"wall", "massage", "breathe"};
  if (_i >= 3) { /* the same with pictures */
    screen_bench_resize(bench, 30, 100);
    screen_bench_pictures(bench);
  }
  screen_bench_run(bench, "legs", steps[_i % 3]);
  check_wakes(30 * second);
}
END_TEST

START_TEST(clock__wakes_once_a_second__in_a_hold) {
  screen_bench_run(bench, "legs", "massage");
  screen_bench_wait(bench, 5500);
  Moment wake;
  ck_assert(tui_deadline(&bench->tui, &wake));
  ck_assert_int_eq(moment_since(wake, bench->now), 500);
}
END_TEST

START_TEST(clock__lets_everything_sleep__while_nothing_moves) {
  static const char *const keys[] = {"<Space>", "q", "x", "?<Esc><Space>"};
  screen_bench_run(bench, "legs", "wall");
  screen_bench_type(bench, keys[_i]);
  Moment wake;
  /* Nobody at the keys for the settings' drift_minutes is all that can still happen. */
  Millis drift = bench->app.options.drift;
  ck_assert(!tui_deadline(&bench->tui, &wake) || moment_since(wake, bench->now) == drift);
}
END_TEST

START_TEST(clock__wakes_home__at_the_next_minute) {
  screen_bench_home(bench);
  screen_bench_wait(bench, 20 * second);
  Moment wake;
  ck_assert(tui_deadline(&bench->tui, &wake));
  ck_assert_int_eq(moment_since(wake, bench->now), 40 * second);
}
END_TEST

/* ---- input ---- */

/* Feeds bytes as characters; the keys that come out are joined, pasted text in capitals P. */
static char *fed(const char *bytes) {
  Input input = {0};
  char *out = mem_copy("");
  for (const char *at = bytes; *at != '\0'; at++) {
    int key = 0;
    InputKind kind = input_take(&input, OK, (wint_t)(unsigned char)*at, &key);
    if (kind != INPUT_NONE) {
      char *longer = mem_format("%s%s%c", out, kind == INPUT_PASTED ? "P" : "", key);
      free(out);
      out = longer;
    }
  }
  int key = 0;
  if (input_pause(&input, &key) == INPUT_KEY) {
    char *longer = mem_format("%s<%d>", out, key);
    free(out);
    out = longer;
  }
  return out;
}

START_TEST(input__swallows__what_no_key_sends) {
  static const char *const sent[][2] = {
      {"ab", "ab"},
      {"\033", "<27>"},
      {"\033[I", ""},
      {"\033[?1;2cq", "q"},
      {"\033[<0;10;10Mx", "x"},
      {"\033[M !!x", "x"},
      {"\033Pabc\033\\x", "x"},
      {"\033]11;rgb:00/00/00\007x", "x"},
      {"\033qx", "x"},
      {"\033[27;5;9~1", "1"},
  };
  char *out = fed(sent[_i][0]);
  ck_assert_str_eq(out, sent[_i][1]);
  free(out);
}
END_TEST

START_TEST(input__tells_pasted_text_apart__from_keys) {
  Input input = {0};
  input_start(&input);
  int key = 0;
  int begin = KEY_MAX + 1;
  ck_assert_int_eq(input_take(&input, KEY_CODE_YES, (wint_t)begin, &key), INPUT_NONE);
  ck_assert_int_eq(input_take(&input, OK, 'q', &key), INPUT_PASTED);
  ck_assert_int_eq(input_take(&input, KEY_CODE_YES, KEY_UP, &key), INPUT_NONE);
  ck_assert_int_eq(input_take(&input, KEY_CODE_YES, (wint_t)begin + 1, &key), INPUT_NONE);
  ck_assert_int_eq(input_take(&input, OK, 'q', &key), INPUT_KEY);
}
END_TEST

/* Takes a character of a paste that has begun. */
static InputKind pasted(Input *input, int character) {
  int key = 0;
  return input_take(input, OK, (wint_t)character, &key);
}

START_TEST(input__makes_no_keys_of_a_paste__with_an_escape_in_it) {
  Input input = {0};
  input_start(&input);
  int key = 0;
  input_take(&input, KEY_CODE_YES, KEY_MAX + 1, &key);
  ck_assert_int_eq(pasted(&input, KEY_ESCAPE), INPUT_NONE);
  ck_assert_int_eq(pasted(&input, 'q'), INPUT_PASTED);
  ck_assert_int_eq(pasted(&input, KEY_ESCAPE), INPUT_NONE);
  ck_assert_int_eq(input_pause(&input, &key), INPUT_NONE); /* the rest comes later */
  ck_assert_int_eq(pasted(&input, 'q'), INPUT_PASTED);
  ck_assert_int_eq(pasted(&input, KEY_ESCAPE), INPUT_NONE);
  ck_assert_int_eq(input_take(&input, KEY_CODE_YES, KEY_UP, &key), INPUT_NONE);
  ck_assert_int_eq(pasted(&input, 'q'), INPUT_PASTED);
}
END_TEST

START_TEST(input__goes_back_to_keys__after_two_lone_escapes_in_a_paste_without_end) {
  Input input = {0};
  input_start(&input);
  int key = 0;
  input_take(&input, KEY_CODE_YES, KEY_MAX + 1, &key);
  for (int i = 0; i < 2; i++) {
    ck_assert_int_eq(pasted(&input, KEY_ESCAPE), INPUT_NONE);
    ck_assert_int_eq(input_pause(&input, &key), INPUT_NONE);
  }
  ck_assert_int_eq(pasted(&input, 'q'), INPUT_KEY);
}
END_TEST

START_TEST(paste__is_text_or_nothing__never_a_command) {
  screen_bench_run(bench, "legs", _i == 0 ? "check" : "head");
  const char *text = "2\nq3\t2x";
  for (const char *at = text; *at != '\0'; at++) {
    tui_paste(&bench->tui, *at);
    tui_advance(&bench->tui);
  }
  ck_assert_int_eq(state(), SESSION_WAITING);
  ck_assert_int_eq(session_step(bench->app.session), _i == 0 ? 0 : 5);
  ck_assert(_i == 0 || screen_bench_shows(bench, "> 2 q3 2x"));
}
END_TEST

/* Any keys in any order, in windows of any size: nothing may fall over, and nothing but the two
 * answers in a row may discard. */
START_TEST(keys__break_nothing__when_pressed_at_random) {
  static const int sizes[][2] = {{24, 80}, {12, 40}, {1, 1}, {60, 200}, {5, 100}};
  static const int odd[] = {'\r',
                            KEY_ESCAPE,
                            ' ',
                            FUNCTION_KEY(KEY_UP),
                            FUNCTION_KEY(KEY_DOWN),
                            FUNCTION_KEY(KEY_PPAGE),
                            0x65E5,
                            KEY_TAB,
                            FUNCTION_KEY(KEY_NPAGE),
                            0x202E};
  unsigned random = 12345U + (unsigned)_i;
  screen_bench_home(bench);
  for (int i = 0; i < 3000; i++) {
    random = random * 1103515245U + 12345U;
    unsigned dice = random >> 16;
    if (bench->tui.depth == 0) {
      screen_bench_home(bench);
    }
    if (dice % 97 == 0) {
      size_t size = dice / 97 % 5;
      screen_bench_resize(bench, sizes[size][0], sizes[size][1]);
    }
    int key = dice % 5 == 0 ? odd[dice / 5 % 10] : (int)(' ' + dice / 5 % 95);
    tui_key(&bench->tui, key);
    tui_advance(&bench->tui);
    screen_bench_wait(bench, dice % 7 == 0 ? 5000 : 100);
    tui_draw(&bench->tui, bench->window, &bench->frame);
  }
}
END_TEST

int main(void) {
  Suite *suite = suite_create("tui");
  TCase *keys = tcase_create("keys");
  tcase_set_timeout(keys, 60);
  tcase_add_checked_fixture(keys, set_up, tear_down);
  tcase_add_test(keys, keys__mean_one_thing__in_every_list);
  tcase_add_test(keys, keys__lead_out_and_to_help__in_every_list);
  tcase_add_test(keys, keys__move_alike__as_arrows_and_letters);
  tcase_add_loop_test(keys, keys__break_nothing__when_pressed_at_random, 0, 4);
  tcase_add_test(keys, small_windows__ignore_answers__that_cannot_be_seen);
  suite_add_tcase(suite, keys);
  TCase *screens = tcase_create("screens");
  tcase_add_checked_fixture(screens, set_up, tear_down);
  tcase_add_test(screens, start__begins_by_itself__after_five_seconds);
  tcase_add_loop_test(screens, start__waits__once_a_key_moved_or_held_it, 0, 5);
  tcase_add_test(screens, start__is_left_out__for_an_instant_routine);
  tcase_add_test(screens, start__takes_the_chosen_length__into_the_session);
  tcase_add_test(screens, start__offers_the_broken_off_session__and_takes_it_up);
  tcase_add_test(screens, run__does_what_the_keys_say__in_a_hold);
  tcase_add_test(screens, run__goes_on_by_any_key__with_one_key);
  tcase_add_test(screens, run__asks_three_times__before_it_discards);
  tcase_add_loop_test(screens, run__goes_on__when_leaving_was_a_slip, 0, 4);
  tcase_add_test(screens, run__marks_keys_as_stale__when_a_question_comes_up);
  tcase_add_loop_test(screens, run__goes_gently__after_it_hurts, 0, 3);
  tcase_add_loop_test(screens, run__asks__after_a_gap_that_nobody_lived_through, 0, 3);
  tcase_add_loop_test(screens, run__keeps_what_is_typed__when_it_is_ended, 0, 2);
  tcase_add_test(screens, run__takes_letters_as_text__in_a_journal);
  tcase_add_test(screens, run__records_ticks__that_were_set);
  tcase_add_test(screens, run__opens_the_card__over_the_end);
  tcase_add_test(screens, run__goes_on_with_another_routine__that_was_chosen);
  tcase_add_test(screens, end__goes_dark__and_any_key_leaves);
  tcase_add_test(screens, help__lets_the_clock_go_on__and_says_so);
  suite_add_tcase(suite, screens);
  TCase *clock = tcase_create("clock");
  tcase_add_checked_fixture(clock, set_up, tear_down);
  tcase_add_test(clock, drawing__touches__only_rows_that_change);
  tcase_add_loop_test(clock, clock__wakes_the_screen__only_when_it_changes, 0, 6);
  tcase_add_test(clock, clock__wakes_once_a_second__in_a_hold);
  tcase_add_loop_test(clock, clock__lets_everything_sleep__while_nothing_moves, 0, 4);
  tcase_add_test(clock, clock__wakes_home__at_the_next_minute);
  suite_add_tcase(suite, clock);
  TCase *input = tcase_create("input");
  tcase_add_checked_fixture(input, set_up, tear_down);
  tcase_add_loop_test(input, input__swallows__what_no_key_sends, 0, 10);
  tcase_add_test(input, input__tells_pasted_text_apart__from_keys);
  tcase_add_test(input, input__makes_no_keys_of_a_paste__with_an_escape_in_it);
  tcase_add_test(input, input__goes_back_to_keys__after_two_lone_escapes_in_a_paste_without_end);
  tcase_add_loop_test(input, paste__is_text_or_nothing__never_a_command, 0, 2);
  suite_add_tcase(suite, input);
  return suite_run(suite);
}
