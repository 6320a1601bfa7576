/* The engine: its transcripts, and the edges that they cannot reach. */
#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/mem.h"
#include "nightcalf/session.h"
#include "session_bench.h"
#include "transcript.h"

/* transcripts */

static char *transcripts[256];
static int transcript_count;

/* Finds the transcripts; the test below runs once for each. */
static void find_transcripts(void) {
  DIR *folder = opendir(TESTS_DIR "/sessions");
  const struct dirent *entry;
  while (folder != NULL && (entry = readdir(folder)) != NULL && transcript_count < 256) {
    const char *dot = strrchr(entry->d_name, '.');
    if (dot != NULL && strcmp(dot, ".session") == 0) {
      transcripts[transcript_count++] = mem_format("%s/%s", TESTS_DIR "/sessions", entry->d_name);
    }
  }
  if (folder != NULL) {
    closedir(folder);
  }
}

START_TEST(transcript__matches__every_file) {
  ck_assert_int_eq(transcript_run(transcripts[_i]), 0);
}
END_TEST

START_TEST(transcript__exists__one_for_each_subject) {
  ck_assert_int_ge(transcript_count, 8);
}
END_TEST

START_TEST(transcript__tells__a_wrong_one) {
  /* The runner must be able to fail: its own differences are counted, quietly. */
  ck_assert_ptr_nonnull(freopen("/dev/null", "w", stderr));
  ck_assert_int_eq(transcript_run(TESTS_DIR "/sessions/wrong.transcript"), 5);
  ck_assert_int_eq(transcript_run(TESTS_DIR "/sessions/absent.transcript"), 1);
}
END_TEST

/* beginning, taking up, the edges */

START_TEST(session__answers_calmly__before_its_start_and_after_its_end) {
  Bench bench = {0};
  bench_add_hold(&bench, 5 * S, 30 * S, 1, 0);
  bench_open(&bench, session_options_default());
  Session *session = bench.session;
  ck_assert_int_eq(session_state(session), SESSION_NEW);
  ck_assert_ptr_null(session_beat(session));
  ck_assert_ptr_null(session_next_beat(session));
  ck_assert_int_eq(session_beat_index(session), -1);
  ck_assert_int_eq(session_step(session), 0);
  ck_assert_int_eq(session_remaining(session, bench_start), 0);
  ck_assert_int_eq(session_beat_length(session), 0);
  ck_assert_int_eq(session_left(session, bench_start), bench.timeline.total);
  ck_assert_int_eq(session_outcome(session, bench_start), OUTCOME_PARTIAL);
  ck_assert_ptr_null(*session_journal_fields(session));
  ck_assert_ptr_eq(session_routine(session), bench.routine);
  ck_assert_ptr_eq(session_timeline(session), &bench.timeline);
  session_touch(session, bench_start);

  session_start(session, 0, false, bench_start);
  session_start(session, 0, true, bench_at(1 * S)); /* it has begun: nothing happens */
  ck_assert_int_eq(session_state(session), SESSION_RUNNING);
  session_end(session, ENDED_USER, bench_at(8 * S));
  bench_drain(session, bench_at(8 * S));
  ck_assert_ptr_null(session_beat(session));
  ck_assert_int_eq(session_left(session, bench_at(9 * S)), 0);
  ck_assert_int_eq(session_step(session), 0);
  ck_assert_int_eq(session_done(session, bench_at(9 * S)), 3 * S);
  ck_assert_int_eq(session_record(session, 1, bench_at(9 * S)).done, 0);
  ck_assert_int_eq(session_record(session, -1, bench_at(9 * S)).done, 0);
  session_free(NULL);
  bench_clean(&bench);
}
END_TEST

START_TEST(session_next_beat__is_the_next_step__in_any_breath) {
  Bench bench = {0};
  bench_add_breathe(&bench, 4 * S, 6 * S, 3);
  bench_add_breathe(&bench, 4 * S, 8 * S, 3);
  bench_begin(&bench);
  const Beat *next = session_next_beat(bench.session);
  ck_assert_int_eq(next->step, 1);
  ck_assert_int_eq(next->cycle, 1);
  bench_clean(&bench);
}
END_TEST

START_TEST(session_start__ends_at_once__without_beats) {
  Bench bench = {0};
  bench_add(&bench, "hold", "Nothing to hold");
  bench_begin(&bench);
  ck_assert_uint_eq(bench.timeline.count, 0);
  Effect effect;
  ck_assert(session_tick(bench.session, bench_start, &effect));
  ck_assert_int_eq(effect.kind, EFFECT_ENDED);
  ck_assert_int_eq(effect.cue, CUE_ALL_DONE);
  ck_assert(!session_tick(bench.session, bench_start, &effect));
  ck_assert_int_eq(session_outcome(bench.session, bench_start), OUTCOME_COMPLETED);
  bench_clean(&bench);
}
END_TEST

START_TEST(session_start__ends_at_once__past_the_last_step) {
  Bench bench = {0};
  bench_add_hold(&bench, 0, 30 * S, 1, 0);
  bench_open(&bench, session_options_default());
  session_start(bench.session, 7, true, bench_start);
  ck_assert_int_eq(session_state(bench.session), SESSION_ENDED);
  ck_assert_int_eq(session_outcome(bench.session, bench_start), OUTCOME_PARTIAL);
  bench_clean(&bench);
}
END_TEST

START_TEST(session_restore__copies_everything__and_adds_to_it) {
  Bench bench = {0};
  bench_add_everything(&bench);
  bench_open(&bench, session_options_default());
  StepRecord records[7] = {
      {.planned = 120 * S, .done = 60 * S, .left = 60 * S, .finished = true},
      {.planned = 45 * S, .done = 10 * S, .left = 10 * S, .right = 10 * S, .hurt = true},
  };
  char question[] = "Easing?";
  char reply[] = "No";
  Answer answers[] = {{3, question, reply}, {5, question, reply}};
  session_restore(bench.session, records, answers, 2, 90 * S);
  memset(records, 0, sizeof records);
  question[0] = reply[0] = '?';

  size_t count = 0;
  const Answer *kept = session_answers(bench.session, &count);
  ck_assert_uint_eq(count, 2);
  ck_assert_str_eq(kept[0].question, "Easing?");
  ck_assert_str_eq(kept[1].answer, "No");
  ck_assert_int_eq(kept[1].step, 5);
  ck_assert_int_eq(session_paused(bench.session, bench_start), 90 * S);
  ck_assert_int_eq(session_done(bench.session, bench_start), 70 * S);
  ck_assert(session_record(bench.session, 0, bench_start).finished);
  ck_assert(session_record(bench.session, 1, bench_start).hurt);

  session_start(bench.session, 1, true, bench_start);
  ck_assert_int_eq(session_state(bench.session), SESSION_LEAD_IN);
  bench_drain(bench.session,
              bench_at(13 * S)); /* 3 s of lead-in, 10 s of massage with both hands */
  StepRecord record = session_record(bench.session, 1, bench_at(13 * S));
  ck_assert_int_eq(record.done, 20 * S);
  ck_assert_int_eq(record.left, 20 * S);
  ck_assert_int_eq(record.right, 20 * S);
  ck_assert_int_eq(session_paused(bench.session, bench_at(13 * S)), 93 * S);
  bench_clean(&bench);
}
END_TEST

/* outcomes and names */

START_TEST(step_record_outcome__draws_the_line__at_four_fifths) {
  const struct {
    StepRecord record;
    StepOutcome outcome;
  } cases[] = {
      {{.planned = 100 * S, .done = 80 * S, .finished = true}, STEP_DONE},
      {{.planned = 100 * S, .done = 80 * S - 1, .finished = true}, STEP_PARTIAL},
      {{.planned = 100 * S, .done = 100 * S}, STEP_PARTIAL},
      {{.planned = 100 * S, .done = 1}, STEP_PARTIAL},
      {{.planned = 100 * S}, STEP_SKIPPED},
      {{.planned = 0, .finished = true}, STEP_DONE},
      {{.planned = 0}, STEP_SKIPPED},
      {{.planned = 100 * S, .finished = true}, STEP_PARTIAL},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    ck_assert_int_eq(step_record_outcome(&cases[i].record), cases[i].outcome);
  }
}
END_TEST

/* The outcome of a session over two steps of 50 s, with what was kept of it. */
static Outcome outcome_of(Millis first, Millis second) {
  Bench bench = {0};
  bench_add_hold(&bench, 0, 25 * S, 1, 0);
  bench_add_hold(&bench, 0, 25 * S, 1, 0);
  bench_open(&bench, session_options_default());
  StepRecord records[2] = {{.planned = 50 * S, .done = first}, {.planned = 50 * S, .done = second}};
  session_restore(bench.session, records, NULL, 0, 0);
  Outcome outcome = session_outcome(bench.session, bench_start);
  bench_clean(&bench);
  return outcome;
}

START_TEST(session_outcome__draws_the_line__at_four_fifths_of_all_steps) {
  ck_assert_int_eq(outcome_of(50 * S, 30 * S), OUTCOME_COMPLETED);
  ck_assert_int_eq(outcome_of(50 * S, 30 * S - 1), OUTCOME_PARTIAL);
  /* One step done twice does not make up for one left out. */
  ck_assert_int_eq(outcome_of(100 * S, 0), OUTCOME_PARTIAL);
}
END_TEST

START_TEST(names__are_what_the_record_says__and_read_back) {
  const char *const endings[] = {"crash", "end", "user", "red_flag", "hurt", "drift", "hangup"};
  for (int i = 0; i <= ENDED_HANGUP; i++) {
    EndedBy by = ENDED_CRASH;
    ck_assert_str_eq(ended_by_name((EndedBy)i), endings[i]);
    ck_assert(ended_by_parse(endings[i], &by));
    ck_assert_int_eq(by, i);
  }
  EndedBy by = ENDED_USER;
  ck_assert(!ended_by_parse("ghost", &by));
  ck_assert_int_eq(by, ENDED_USER);
  const char *const cues[] = {"none", "ready",  "hold",      "half",    "last",
                              "rest", "switch", "step-done", "all-done"};
  for (int i = 0; i < CUE_COUNT; i++) {
    ck_assert_str_eq(cue_name((Cue)i), cues[i]);
  }
  ck_assert_str_eq(step_outcome_name(STEP_SKIPPED), "skipped");
  ck_assert_str_eq(step_outcome_name(STEP_PARTIAL), "partial");
  ck_assert_str_eq(step_outcome_name(STEP_DONE), "done");
  ck_assert_str_eq(step_outcome_name(STEP_HIDDEN), "hidden");
  ck_assert_str_eq(outcome_name(OUTCOME_PARTIAL), "partial");
  ck_assert_str_eq(outcome_name(OUTCOME_COMPLETED), "completed");
}
END_TEST

static Suite *suite(void) {
  Suite *all = suite_create("session");
  TCase *transcript = tcase_create("transcript");
  tcase_add_loop_test(transcript, transcript__matches__every_file, 0, transcript_count);
  tcase_add_test(transcript, transcript__exists__one_for_each_subject);
  tcase_add_test(transcript, transcript__tells__a_wrong_one);
  suite_add_tcase(all, transcript);
  TCase *edges = tcase_create("edges");
  tcase_add_test(edges, session__answers_calmly__before_its_start_and_after_its_end);
  tcase_add_test(edges, session_next_beat__is_the_next_step__in_any_breath);
  tcase_add_test(edges, session_start__ends_at_once__without_beats);
  tcase_add_test(edges, session_start__ends_at_once__past_the_last_step);
  tcase_add_test(edges, session_restore__copies_everything__and_adds_to_it);
  tcase_add_test(edges, step_record_outcome__draws_the_line__at_four_fifths);
  tcase_add_test(edges, session_outcome__draws_the_line__at_four_fifths_of_all_steps);
  tcase_add_test(edges, names__are_what_the_record_says__and_read_back);
  suite_add_tcase(all, edges);
  return all;
}

int main(void) {
  find_transcripts();
  SRunner *runner = srunner_create(suite());
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  for (int i = 0; i < transcript_count; i++) {
    free(transcripts[i]);
  }
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
