/* Every act and every answer, in every state of a session. */
#include <check.h>
#include <stdlib.h>

#include "nightcalf/session.h"
#include "session_bench.h"
#include "suite.h"

/* every act in every state */

/* Where a session can be: how to get there. */
typedef enum Place {
  PLACE_NEW,
  PLACE_SETUP,
  PLACE_HOLD,
  PLACE_REST,
  PLACE_BREATH,
  PLACE_PROMPT,
  PLACE_SETUP_WAITS, /* wait_for_me */
  PLACE_PAUSED,
  PLACE_PAUSED_PROMPT,
  PLACE_LEAD_IN,
  PLACE_HURT,
  PLACE_ENDED,
  PLACE_COUNT
} Place;

static Moment go(Bench *bench, Place place) {
  bench_add_everything(bench);
  SessionOptions options = session_options_default();
  options.wait_for_me = place == PLACE_SETUP_WAITS;
  bench_open(bench, options);
  Session *session = bench->session;
  if (place == PLACE_NEW) {
    return bench_start;
  }
  bool prompt = place == PLACE_PROMPT || place == PLACE_PAUSED_PROMPT;
  session_start(session, prompt ? 3 : place == PLACE_BREATH ? 2 : 0, false, bench_start);
  if (place == PLACE_SETUP || place == PLACE_SETUP_WAITS || place == PLACE_BREATH || prompt) {
    bench_drain(session, bench_at(1 * S));
    if (place == PLACE_PAUSED_PROMPT) {
      session_act(session, ACT_PAUSE, bench_at(1 * S));
      bench_drain(session, bench_at(1 * S));
    }
    return bench_at(1 * S);
  }
  Moment now = bench_at(place == PLACE_REST ? 26 * S : 7 * S);
  bench_drain(session, now);
  if (place == PLACE_PAUSED || place == PLACE_LEAD_IN) {
    session_act(session, ACT_PAUSE, now);
  }
  if (place == PLACE_LEAD_IN) {
    session_act(session, ACT_RESUME, now);
  } else if (place == PLACE_HURT) {
    session_act(session, ACT_HURT, now);
  } else if (place == PLACE_ENDED) {
    session_end(session, ENDED_USER, now);
  }
  bench_drain(session, now);
  return now;
}

/* The acts that mean something in a place; and the state after each. */
typedef struct Meaning {
  bool means;
  SessionState then;
} Meaning;

#define RUNS                                                                                       \
  { true, SESSION_RUNNING }
#define WAITS                                                                                      \
  { true, SESSION_WAITING }
#define PAUSES                                                                                     \
  { true, SESSION_PAUSED }
#define LEADS                                                                                      \
  { true, SESSION_LEAD_IN }
#define HURTS                                                                                      \
  { true, SESSION_HURT }

static const Meaning meanings[PLACE_COUNT][ACT_COUNT] = {
    [PLACE_SETUP] = {[ACT_READY] = RUNS,
                     [ACT_PAUSE] = PAUSES,
                     [ACT_NEXT] = RUNS,
                     [ACT_BACK] = RUNS,
                     [ACT_MORE] = RUNS,
                     [ACT_LESS] = RUNS,
                     [ACT_AGAIN] = RUNS,
                     [ACT_HURT] = HURTS},
    [PLACE_HOLD] = {[ACT_PAUSE] = PAUSES,
                    [ACT_NEXT] = RUNS,
                    [ACT_BACK] = RUNS,
                    [ACT_MORE] = RUNS,
                    [ACT_LESS] = RUNS,
                    [ACT_AGAIN] = RUNS,
                    [ACT_HURT] = HURTS},
    [PLACE_REST] = {[ACT_READY] = RUNS,
                    [ACT_PAUSE] = PAUSES,
                    [ACT_NEXT] = RUNS,
                    [ACT_BACK] = RUNS,
                    [ACT_MORE] = RUNS,
                    [ACT_LESS] = RUNS,
                    [ACT_AGAIN] = RUNS,
                    [ACT_HURT] = HURTS},
    [PLACE_BREATH] = {[ACT_PAUSE] = PAUSES,
                      [ACT_NEXT] = WAITS,
                      [ACT_BACK] = RUNS,
                      [ACT_MORE] = RUNS,
                      [ACT_LESS] = RUNS,
                      [ACT_AGAIN] = RUNS,
                      [ACT_HURT] = HURTS},
    [PLACE_PROMPT] = {[ACT_PAUSE] = PAUSES,
                      [ACT_NEXT] = WAITS,
                      [ACT_BACK] = RUNS,
                      [ACT_AGAIN] = WAITS,
                      [ACT_SKIP] = WAITS},
    [PLACE_SETUP_WAITS] = {[ACT_READY] = RUNS,
                           [ACT_PAUSE] = PAUSES,
                           [ACT_NEXT] = RUNS,
                           [ACT_BACK] = WAITS,
                           [ACT_AGAIN] = WAITS,
                           [ACT_HURT] = HURTS},
    [PLACE_PAUSED] = {[ACT_RESUME] = LEADS,
                      [ACT_NEXT] = PAUSES,
                      [ACT_BACK] = PAUSES,
                      [ACT_MORE] = PAUSES,
                      [ACT_LESS] = PAUSES,
                      [ACT_AGAIN] = PAUSES,
                      [ACT_HURT] = HURTS},
    [PLACE_PAUSED_PROMPT] =
        {[ACT_RESUME] = WAITS, [ACT_NEXT] = PAUSES, [ACT_BACK] = PAUSES, [ACT_AGAIN] = PAUSES},
    [PLACE_LEAD_IN] = {[ACT_READY] = RUNS,
                       [ACT_PAUSE] = PAUSES,
                       [ACT_NEXT] = RUNS,
                       [ACT_BACK] = RUNS,
                       [ACT_AGAIN] = RUNS,
                       [ACT_HURT] = HURTS},
    [PLACE_HURT] = {[ACT_NEXT] = RUNS, [ACT_SKIP] = RUNS, [ACT_SHORTER] = LEADS},
};

START_TEST(session_act__means_or_refuses__every_act_in_every_state) {
  for (int act = 0; act < ACT_COUNT; act++) {
    Bench bench = {0};
    Moment now = go(&bench, (Place)_i);
    SessionState before = session_state(bench.session);
    Millis left = session_left(bench.session, now);
    Meaning meaning = meanings[_i][act];
    bool means = session_act(bench.session, (Act)act, now);
    ck_assert_msg(means == meaning.means, "place %d act %d: %d", _i, act, means);
    SessionState then = meaning.means ? meaning.then : before;
    ck_assert_msg(session_state(bench.session) == then, "place %d act %d: state %d", _i, act,
                  (int)session_state(bench.session));
    if (!means) {
      Effect effect;
      ck_assert(!session_tick(bench.session, now, &effect));
      ck_assert_int_eq(session_left(bench.session, now), left);
    }
    bench_clean(&bench);
  }
}
END_TEST

START_TEST(session_act__refuses__what_is_no_act) {
  Bench bench = {0};
  bench_add_hold(&bench, 0, 30 * S, 1, 0);
  bench_begin(&bench);
  ck_assert(!session_act(bench.session, ACT_COUNT, bench_start));
  bench_clean(&bench);
}
END_TEST

/* The answers where none is asked: refused, nothing recorded. */
START_TEST(session_answers__are_refused__where_none_is_asked) {
  Bench bench = {0};
  Moment now = go(&bench, (Place)_i);
  bool ticks[LIST_MAX] = {true};
  const char *texts[LIST_MAX] = {"text"};
  size_t count = 0;
  if (_i != PLACE_PROMPT) {
    ck_assert(!session_choose(bench.session, 0, now));
  }
  ck_assert(!session_choose(bench.session, 99, now));
  ck_assert(!session_check_off(bench.session, ticks, now));
  ck_assert(!session_write_journal(bench.session, texts, now));
  (void)session_answers(bench.session, &count);
  ck_assert_uint_eq(count, 0);
  bench_clean(&bench);
}
END_TEST

START_TEST(session_pause__refuses__where_nothing_runs_or_waits) {
  static const bool can[PLACE_COUNT] = {
      [PLACE_SETUP] = true,   [PLACE_HOLD] = true,   [PLACE_REST] = true,
      [PLACE_BREATH] = true,  [PLACE_PROMPT] = true, [PLACE_SETUP_WAITS] = true,
      [PLACE_LEAD_IN] = true,
  };
  Bench bench = {0};
  Moment now = go(&bench, (Place)_i);
  ck_assert(session_pause(bench.session, PAUSE_LEAVING, now) == can[_i]);
  bench_clean(&bench);
}
END_TEST

START_TEST(session_end__ends_once__from_every_state) {
  Bench bench = {0};
  Moment now = go(&bench, (Place)_i);
  session_end(bench.session, ENDED_HANGUP, now);
  Effect effect = {0};
  Effect last = {0};
  int ends = 0;
  while (session_tick(bench.session, now, &effect)) {
    last = effect;
    ends += effect.kind == EFFECT_ENDED;
  }
  if (_i == PLACE_NEW || _i == PLACE_ENDED) {
    ck_assert_int_eq(ends, 0);
    ck_assert_int_eq(session_ended_by(bench.session), _i == PLACE_NEW ? ENDED_CRASH : ENDED_USER);
  } else {
    ck_assert_int_eq(ends, 1);
    ck_assert_int_eq(last.kind, EFFECT_ENDED);
    ck_assert_int_eq(last.cue, CUE_NONE);
    ck_assert_int_eq(session_state(bench.session), SESSION_ENDED);
    ck_assert_int_eq(session_ended_by(bench.session), ENDED_HANGUP);
  }
  Moment deadline;
  ck_assert(!session_deadline(bench.session, &deadline));
  bench_clean(&bench);
}
END_TEST

START_TEST(session_deadline__is_never__while_paused_hurt_or_over) {
  Place places[] = {PLACE_NEW, PLACE_PAUSED, PLACE_PAUSED_PROMPT, PLACE_HURT, PLACE_ENDED};
  for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
    Bench bench = {0};
    Moment now = go(&bench, places[i]);
    bench_drain(bench.session, now);
    Moment deadline;
    ck_assert(!session_deadline(bench.session, &deadline));
    bench_clean(&bench);
  }
}
END_TEST

START_TEST(session_act__more_stops__at_four_hours) {
  Bench bench = {0};
  bench_add_hold(&bench, 0, ROUTINE_TIME_MAX - 7 * S, 1, 0);
  bench_begin(&bench);
  ck_assert(session_act(bench.session, ACT_MORE, bench_start));
  ck_assert(session_act(bench.session, ACT_MORE, bench_start));
  ck_assert_int_eq(session_beat_length(bench.session), ROUTINE_TIME_MAX);
  ck_assert_int_eq(session_remaining(bench.session, bench_start), ROUTINE_TIME_MAX);
  ck_assert(!session_act(bench.session, ACT_MORE, bench_start));
  bench_clean(&bench);
}
END_TEST

START_TEST(session_go__leaves_the_step__for_another) {
  Bench bench = {0};
  bench_add_hold(&bench, 0, 10 * S, 1, 0);
  bench_add_hold(&bench, 0, 20 * S, 1, 0);
  bench_add_hold(&bench, 0, 30 * S, 1, 0);
  bench_open(&bench, session_options_default());
  ck_assert(!session_go(bench.session, 2, bench_start)); /* it has not begun */
  session_start(bench.session, 0, false, bench_start);
  ck_assert(!session_go(bench.session, -1, bench_at(4 * S)));
  ck_assert(!session_go(bench.session, 3, bench_at(4 * S)));
  ck_assert(session_go(bench.session, 2, bench_at(4 * S)));
  ck_assert_int_eq(session_step(bench.session), 2);
  ck_assert_int_eq(session_remaining(bench.session, bench_at(4 * S)), 30 * S);
  StepRecord left = session_record(bench.session, 0, bench_at(4 * S));
  ck_assert_int_eq(left.done, 4 * S);
  ck_assert(!left.finished);
  ck_assert(session_act(bench.session, ACT_PAUSE, bench_at(5 * S)));
  ck_assert(session_go(bench.session, 1, bench_at(6 * S)));
  ck_assert_int_eq(session_state(bench.session), SESSION_PAUSED);
  ck_assert_int_eq(session_step(bench.session), 1);
  session_end(bench.session, ENDED_USER, bench_at(7 * S));
  ck_assert(!session_go(bench.session, 2, bench_at(7 * S)));
  bench_clean(&bench);
}
END_TEST

START_TEST(session_act__shorter_stops__at_one_second) {
  Bench bench = {0};
  bench_add_hold(&bench, 0, 5 * S, 2, 0);
  bench_begin(&bench);
  const Millis expected[] = {2500, 1250, 1000, 1000};
  for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
    ck_assert(session_act(bench.session, ACT_HURT, bench_start));
    ck_assert(session_act(bench.session, ACT_SHORTER, bench_start));
    ck_assert_int_eq(session_beat_length(bench.session), expected[i]);
  }
  bench_clean(&bench);
}
END_TEST

START_TEST(session_act__shorter_lengthens_nothing__below_one_second) {
  Bench bench = {0};
  bench_add_hold(&bench, 0, 600, 1, 0);
  bench_begin(&bench);
  ck_assert(session_act(bench.session, ACT_HURT, bench_start));
  ck_assert(session_act(bench.session, ACT_SHORTER, bench_start));
  ck_assert_int_eq(session_beat_length(bench.session), 600);
  bench_clean(&bench);
}
END_TEST

START_TEST(session_choose__replaces_the_answer__of_the_same_step_only) {
  Bench bench = {0};
  bench_add_everything(&bench);
  bench_open(&bench, session_options_default());
  StepRecord records[7] = {{0}};
  char question[] = "Easing?";
  char reply[] = "No";
  Answer answers[] = {{3, question, reply}, {5, question, reply}};
  session_restore(bench.session, records, answers, 2, 0);
  session_start(bench.session, 3, true, bench_start);
  ck_assert(session_choose(bench.session, 0, bench_start));
  size_t count = 0;
  const Answer *kept = session_answers(bench.session, &count);
  ck_assert_uint_eq(count, 2);
  ck_assert_int_eq(kept[0].step, 5);
  ck_assert_str_eq(kept[0].answer, "No");
  ck_assert_int_eq(kept[1].step, 3);
  ck_assert_str_eq(kept[1].answer, "Yes");
  bench_clean(&bench);
}
END_TEST

START_TEST(session_write_journal__keeps_both__of_two_fields_with_one_name) {
  Bench bench = {0};
  Step *journal = bench_add(&bench, "journal", "Good things");
  bench_add_text(&journal->fields, "One good thing");
  bench_add_text(&journal->fields, "One good thing");
  bench_begin(&bench);
  const char *texts[] = {"Rain", "Tea"};
  ck_assert(session_write_journal(bench.session, texts, bench_start));
  size_t count = 0;
  const Answer *kept = session_answers(bench.session, &count);
  ck_assert_uint_eq(count, 2);
  ck_assert_str_eq(kept[0].answer, "Rain");
  ck_assert_str_eq(kept[1].answer, "Tea");
  bench_clean(&bench);
}
END_TEST

static Suite *suite(void) {
  Suite *all = suite_create("session_act");
  TCase *acts = tcase_create("acts");
  tcase_add_loop_test(acts, session_act__means_or_refuses__every_act_in_every_state, 0,
                      PLACE_COUNT);
  tcase_add_test(acts, session_act__refuses__what_is_no_act);
  tcase_add_loop_test(acts, session_answers__are_refused__where_none_is_asked, 0, PLACE_COUNT);
  tcase_add_loop_test(acts, session_pause__refuses__where_nothing_runs_or_waits, 0, PLACE_COUNT);
  tcase_add_loop_test(acts, session_end__ends_once__from_every_state, 0, PLACE_COUNT);
  tcase_add_test(acts, session_deadline__is_never__while_paused_hurt_or_over);
  tcase_add_test(acts, session_act__more_stops__at_four_hours);
  tcase_add_test(acts, session_go__leaves_the_step__for_another);
  tcase_add_test(acts, session_act__shorter_stops__at_one_second);
  tcase_add_test(acts, session_act__shorter_lengthens_nothing__below_one_second);
  tcase_add_test(acts, session_choose__replaces_the_answer__of_the_same_step_only);
  tcase_add_test(acts, session_write_journal__keeps_both__of_two_fields_with_one_name);
  suite_add_tcase(all, acts);
  return all;
}

int main(void) {
  return suite_run(suite());
}
