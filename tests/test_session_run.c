/* The engine over a long run: exact to the millisecond, and sound under 200,000 random acts. */
#include <check.h>
#include <inttypes.h>
#include <stdlib.h>

#include "nightcalf/session.h"
#include "session_bench.h"
#include "suite.h"

/* A small generator with a fixed seed: the same run each time. Source: xorshift64, Marsaglia 2003.
 */
static uint64_t random_next(uint64_t *seed) {
  *seed ^= *seed << 13;
  *seed ^= *seed >> 7;
  *seed ^= *seed << 17;
  return *seed;
}

static int random_below(uint64_t *seed, int limit) {
  return (int)(random_next(seed) % (uint64_t)limit);
}

/* exactness */

/* Runs about ten minutes with every tick late by up to `lateness`, and holds each deadline against
 * the timeline. */
static void run_late(int lateness, uint64_t seed) {
  Bench bench = {0};
  bench_add_hold(&bench, 15 * S, 15 * S, 3, 10 * S);
  bench_add_hold(&bench, 3 * S + 1, 7 * S + 333, 5, 1 * S + 7)->order = ORDER_ALTERNATING;
  bench_add_breathe(&bench, 4 * S + 3, 5 * S + 501, 25);
  Step *timed = bench_add(&bench, "timed", "Massage");
  timed->duration = 95 * S;
  timed->sides = (SideList){{SIDE_LEFT, SIDE_RIGHT}, 2};
  bench_begin(&bench);
  ck_assert_int_ge(bench.timeline.total, 10 * MIN);

  Moment now = bench_start;
  Moment deadline;
  Millis sum = 0;
  size_t beats = 0;
  bool ended = false;
  while (!ended && session_deadline(bench.session, &deadline)) {
    Moment late = moment_after(deadline, random_below(&seed, lateness + 1));
    now = late.ms > now.ms ? late : now;
    Effect effect;
    while (session_tick(bench.session, now, &effect)) {
      ended = effect.kind == EFFECT_ENDED;
      if (effect.kind != EFFECT_BEAT) {
        continue;
      }
      const Beat *beat = &bench.timeline.beats[effect.beat];
      ck_assert_int_eq((int)beats++, effect.beat);
      ck_assert_int_eq(effect.length, beat->length);
      sum += effect.length;
      Millis left = beat->at + beat->length - moment_since(now, bench_start);
      ck_assert_int_eq(session_remaining(bench.session, now), left > 0 ? left : 0);
    }
  }
  ck_assert(ended);
  ck_assert_uint_eq(beats, bench.timeline.count);
  ck_assert_int_eq(sum, bench.timeline.total);
  ck_assert_int_le(moment_since(now, bench_start) - bench.timeline.total, lateness);
  ck_assert_int_eq(session_done(bench.session, now), session_planned(bench.session));
  ck_assert_int_eq(session_paused(bench.session, now), 0);
  bench_clean(&bench);
}

START_TEST(session_tick__drifts_by_nothing__when_every_tick_is_late) {
  run_late(_i * 20, 0x9E3779B97F4A7C15U + (uint64_t)_i);
}
END_TEST

START_TEST(session_tick__moves_one_effect_at_a_time__when_very_late) {
  Bench bench = {0};
  bench_add_hold(&bench, 0, 2 * S, 3, 1 * S);
  bench_begin(&bench);
  Moment now = bench_at(bench.timeline.total + 1 * MIN);
  Effect effect;
  size_t beats = 0;
  size_t saves = 0;
  size_t others = 0;
  while (session_tick(bench.session, now, &effect)) {
    beats += effect.kind == EFFECT_BEAT;
    saves += effect.kind == EFFECT_SAVE;
    others += effect.kind == EFFECT_STEP || effect.kind == EFFECT_ENDED;
  }
  ck_assert_uint_eq(beats, bench.timeline.count);
  ck_assert_uint_eq(saves, bench.timeline.count);
  ck_assert_uint_eq(others, 2);
  ck_assert_int_eq(session_done(bench.session, now), 12 * S);
  ck_assert(!session_tick(bench.session, now, &effect));
  bench_clean(&bench);
}
END_TEST

START_TEST(session_act__first_catches_up__when_a_beat_has_ended_unseen) {
  Bench bench = {0};
  bench_add_hold(&bench, 0, 10 * S, 2, 5 * S);
  bench_begin(&bench);
  bench_drain(bench.session, bench_start);
  ck_assert(session_act(bench.session, ACT_PAUSE, bench_at(10 * S + 40)));
  ck_assert_int_eq(session_beat(bench.session)->phase, PHASE_REST);
  ck_assert_int_eq(session_remaining(bench.session, bench_at(1 * MIN)), 5 * S - 40);
  ck_assert_int_eq(session_done(bench.session, bench_at(1 * MIN)), 10 * S);
  EffectKind kinds[] = {EFFECT_CUE, EFFECT_SAVE, EFFECT_BEAT, EFFECT_PAUSED};
  Effect effect;
  for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
    ck_assert(session_tick(bench.session, bench_at(11 * S), &effect));
    ck_assert_int_eq(effect.kind, kinds[i]);
  }
  ck_assert(!session_tick(bench.session, bench_at(11 * S), &effect));
  bench_clean(&bench);
}
END_TEST

START_TEST(session_act__is_put_right__when_it_lies_in_the_past) {
  Bench bench = {0};
  bench_add_hold(&bench, 0, 30 * S, 1, 0);
  bench_begin(&bench);
  bench_drain(bench.session, bench_at(12 * S));
  ck_assert(session_act(bench.session, ACT_PAUSE, bench_at(3 * S)));
  ck_assert_int_eq(session_remaining(bench.session, bench_at(3 * S)), 18 * S);
  ck_assert_int_eq(session_done(bench.session, bench_at(1 * MIN)), 12 * S);
  ck_assert_int_eq(session_paused(bench.session, bench_at(1 * MIN)), 48 * S);
  bench_clean(&bench);
}
END_TEST

START_TEST(session_pause__counts_nothing_after_it__when_now_is_before_the_gap) {
  Bench bench = {0};
  bench_add_hold(&bench, 0, 30 * S, 1, 0);
  bench_begin(&bench);
  bench_drain(bench.session, bench_at(4 * S));
  ck_assert(session_pause(bench.session, PAUSE_GAP, bench_at(5 * S)));
  ck_assert_int_eq(session_pause_reason(bench.session), PAUSE_GAP);
  bench_drain(bench.session, bench_at(10 * MIN));
  ck_assert_int_eq(session_done(bench.session, bench_at(10 * MIN)), 5 * S);
  ck_assert_int_eq(session_remaining(bench.session, bench_at(10 * MIN)), 25 * S);
  bench_clean(&bench);
}
END_TEST

START_TEST(session_deadline__is_now__while_effects_are_queued) {
  Bench bench = {0};
  bench_add_hold(&bench, 5 * S, 30 * S, 1, 0);
  bench_begin(&bench);
  Moment deadline = {0};
  ck_assert(session_deadline(bench.session, &deadline));
  ck_assert_int_eq(deadline.ms, bench_start.ms);
  bench_drain(bench.session, bench_start);
  ck_assert(session_deadline(bench.session, &deadline));
  ck_assert_int_eq(deadline.ms, bench_at(2 * S).ms); /* the last-seconds cue of a 5 s set-up */
  bench_clean(&bench);
}
END_TEST

/* random acts */

/* What must hold whatever was done, `now` being the latest moment. */
static void check_invariants(const Bench *bench, Moment now, Millis elapsed) {
  const Session *session = bench->session;
  Millis remaining = session_remaining(session, now);
  ck_assert_int_ge(remaining, 0);
  ck_assert_int_ge(session_left(session, now), 0);
  Millis done = session_done(session, now);
  Millis paused = session_paused(session, now);
  ck_assert_int_ge(done, 0);
  ck_assert_int_ge(paused, 0);
  ck_assert_msg(done + paused <= elapsed, "%" PRId64 " done + %" PRId64 " paused in %" PRId64, done,
                paused, elapsed);
  Millis sum = 0;
  for (size_t i = 0; i < bench->routine->step_count; i++) {
    StepRecord record = session_record(session, (int)i, now);
    ck_assert(record.left <= record.done && record.right <= record.done);
    sum += record.done;
  }
  ck_assert_int_eq(sum, done);
  bool over = session_state(session) == SESSION_ENDED;
  ck_assert((session_beat(session) == NULL) == over);
  ck_assert(over || session_beat_index(session) < (int)bench->timeline.count);
  if (session_state(session) == SESSION_RUNNING) {
    ck_assert_int_le(remaining, session_beat_length(session));
  }
}

/* One random thing, an act, an answer, a pause or a touch. */
static void do_anything(Session *session, Moment now, uint64_t *seed) {
  bool ticks[LIST_MAX] = {random_below(seed, 2) == 0, random_below(seed, 2) == 0};
  const char *texts[LIST_MAX] = {random_below(seed, 2) == 0 ? "text" : NULL, "",
                                 random_below(seed, 2) == 0 ? "more" : ""};
  switch (random_below(seed, 40)) {
  case 0:
    session_pause(session, (PauseReason)random_below(seed, 3), now);
    break;
  case 1:
    session_touch(session, now);
    break;
  case 2:
    session_check_off(session, ticks, now);
    break;
  case 3:
    session_write_journal(session, texts, now);
    break;
  case 4:
  case 5:
    session_choose(session, (size_t)random_below(seed, 7), now);
    break;
  default:
    session_act(session, (Act)random_below(seed, ACT_COUNT), now);
    break;
  }
}

/* A session with its own mind, until it has ended or the acts are used up. */
static void random_session(Bench *bench, int *acts, uint64_t *seed) {
  SessionOptions options = session_options_default();
  options.wait_for_me = random_below(seed, 2) == 0;
  options.drift = random_below(seed, 2) == 0 ? 0 : 2 * MIN;
  options.lead_in = random_below(seed, 4) == 0 ? 0 : 3 * S;
  bench->session = session_new(bench->routine, &bench->timeline, options);
  int steps = (int)bench->routine->step_count;
  session_start(bench->session, random_below(seed, steps), random_below(seed, 2) == 0, bench_start);
  Moment now = bench_start;
  int ends = 0;
  Effect effect = {0};
  for (int i = 0; i < 400 && ends == 0 && *acts > 0; i++, (*acts)--) {
    /* Mostly small steps of time, at times long ones, at times a moment that is past. */
    int stride = random_below(seed, 10) == 0 ? 120 * 1000 : 1500;
    Moment when = moment_after(now, random_below(seed, stride) - 100);
    now = when.ms > now.ms ? when : now;
    if (random_below(seed, 2) == 0) {
      do_anything(bench->session, when, seed);
    }
    check_invariants(bench, now, moment_since(now, bench_start));
    while (random_below(seed, 8) != 0 && session_tick(bench->session, when, &effect)) {
      ck_assert_int_eq(ends, 0);
      ck_assert_int_lt(effect.step, steps);
      ends += effect.kind == EFFECT_ENDED;
      check_invariants(bench, now, moment_since(now, bench_start));
    }
  }
  session_end(bench->session, ENDED_USER, now);
  while (session_tick(bench->session, now, &effect)) {
    ck_assert_int_eq(ends, 0);
    ends += effect.kind == EFFECT_ENDED;
  }
  ck_assert_int_eq(ends, 1);
  ck_assert_int_eq(session_state(bench->session), SESSION_ENDED);
  check_invariants(bench, now, moment_since(now, bench_start));
  session_free(bench->session);
  bench->session = NULL;
}

START_TEST(session__keeps_its_invariants__over_random_acts) {
  Bench benches[4] = {{0}};
  bench_add_everything(&benches[0]);
  bench_add_hold(&benches[1], 5 * S, 1, 7, 1);
  bench_add_breathe(&benches[1], 1 * S + 1, 2 * S, 3);
  bench_add_choice(bench_add(&benches[2], "prompt", "Only this"), "Wait")->pause = true;
  bench_add_everything(&benches[3]);
  bench_add_everything(&benches[3]);
  uint64_t seed = 20261121;
  int acts = 200 * 1000;
  for (int i = 0; i < 4; i++) {
    timeline_build(benches[i].routine, SIDE_RIGHT, &benches[i].timeline);
  }
  for (int i = 0; acts > 0; i = (i + 1) % 4) {
    random_session(&benches[i], &acts, &seed);
  }
  for (int i = 0; i < 4; i++) {
    bench_clean(&benches[i]);
  }
}
END_TEST

/* A hold after a set-up of 5 s in which something is said for longer. */
static void begin_spoken(Bench *bench) {
  bench_add_hold(bench, 5 * S, 10 * S, 1, 0);
  bench_begin(bench);
  bench_drain(bench->session, bench_start);
  session_hold_back(bench->session, bench_at(8 * S), bench_start);
}

static void expect_beat(const Bench *bench, int index, Moment now, Millis left) {
  ck_assert_int_eq(session_beat_index(bench->session), index);
  ck_assert_int_eq(session_remaining(bench->session, now), left);
}

START_TEST(session_hold_back__ends_the_set_up__at_its_limit) {
  Bench bench = {0};
  Moment deadline;
  begin_spoken(&bench);
  bench_drain(bench.session, bench_at(6 * S));
  expect_beat(&bench, 0, bench_at(6 * S), 0);
  bench_drain(bench.session, bench_at(7999));
  expect_beat(&bench, 0, bench_at(7999), 0);
  ck_assert(session_deadline(bench.session, &deadline));
  ck_assert_int_eq(moment_since(deadline, bench_start), 8 * S);
  bench_drain(bench.session, bench_at(9 * S));
  expect_beat(&bench, 1, bench_at(9 * S), 9 * S);
  ck_assert_int_eq(session_done(bench.session, bench_at(9 * S)), 1 * S);
  ck_assert_int_eq(session_paused(bench.session, bench_at(9 * S)), 0);
  bench_clean(&bench);
}
END_TEST

START_TEST(session_release__ends_the_set_up__at_once_or_in_its_time) {
  Bench bench = {0};
  begin_spoken(&bench);
  session_release(bench.session, bench_at(2 * S));
  bench_drain(bench.session, bench_at(4999));
  expect_beat(&bench, 0, bench_at(4999), 1);
  bench_drain(bench.session, bench_at(5 * S));
  expect_beat(&bench, 1, bench_at(5 * S), 10 * S);
  bench_clean(&bench);
  bench = (Bench){0};
  begin_spoken(&bench);
  session_release(bench.session, bench_at(7 * S));
  bench_drain(bench.session, bench_at(7 * S));
  expect_beat(&bench, 1, bench_at(7 * S), 10 * S);
  bench_clean(&bench);
}
END_TEST

START_TEST(session_hold_back__gives_way__to_who_is_ready) {
  Bench bench = {0};
  begin_spoken(&bench);
  ck_assert(session_act(bench.session, ACT_READY, bench_at(6 * S)));
  bench_drain(bench.session, bench_at(6 * S));
  expect_beat(&bench, 1, bench_at(6 * S), 10 * S);
  bench_clean(&bench);
}
END_TEST

START_TEST(session_hold_back__delays_no_hold__that_runs) {
  Bench bench = {0};
  begin_spoken(&bench);
  bench_drain(bench.session, bench_at(8 * S));
  session_hold_back(bench.session, bench_at(40 * S), bench_at(9 * S));
  bench_drain(bench.session, bench_at(18 * S));
  expect_beat(&bench, 2, bench_at(18 * S), 5 * S);
  bench_clean(&bench);
}
END_TEST

static Suite *suite(void) {
  Suite *all = suite_create("session_run");
  TCase *exact = tcase_create("exact");
  tcase_add_loop_test(exact, session_tick__drifts_by_nothing__when_every_tick_is_late, 0, 46);
  tcase_add_test(exact, session_tick__moves_one_effect_at_a_time__when_very_late);
  tcase_add_test(exact, session_act__first_catches_up__when_a_beat_has_ended_unseen);
  tcase_add_test(exact, session_act__is_put_right__when_it_lies_in_the_past);
  tcase_add_test(exact, session_pause__counts_nothing_after_it__when_now_is_before_the_gap);
  tcase_add_test(exact, session_deadline__is_now__while_effects_are_queued);
  tcase_add_test(exact, session_hold_back__ends_the_set_up__at_its_limit);
  tcase_add_test(exact, session_release__ends_the_set_up__at_once_or_in_its_time);
  tcase_add_test(exact, session_hold_back__gives_way__to_who_is_ready);
  tcase_add_test(exact, session_hold_back__delays_no_hold__that_runs);
  suite_add_tcase(all, exact);
  TCase *any = tcase_create("random");
  tcase_set_timeout(any, 120);
  tcase_add_test(any, session__keeps_its_invariants__over_random_acts);
  suite_add_tcase(all, any);
  return all;
}

int main(void) {
  return suite_run(suite());
}
