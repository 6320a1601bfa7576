/* What is heard: every cue and every sentence of every shipped routine, by players that only write
 * down what they were called with; and players that never end, fail, or are not there. */
#include <check.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app_fixture.h"
#include "nightcalf/format.h"
#include "nightcalf/mem.h"
#include "run_through.h"
#include "suite.h"
#include "temp_folder.h"

enum { ROUTINES_MAX = 64, WAIT_MS = 20 * 1000, TURNS_MAX = 5000 };

/* What the players and the voices wrote down, and how far it has been read. */
static struct {
  const char *file;
  long read;
} logs[] = {{"played", 0}, {"said", 0}};
enum { PLAYED, SAID, LOGS };
/* All that was heard, a line each, with the time before it. */
static char *heard;
static Moment begun;

/* A program in a folder that is all of PATH. */
static void put_program(const char *name, const char *script) {
  char *file = mem_format("bin/%s", name);
  char *path = temp_folder_path(file);
  temp_folder_write(file, script);
  ck_assert_int_eq(chmod(path, 0700), 0);
  free(path);
  free(file);
}

/* One that plays or speaks by writing down how it was called. */
static void put_writing(const char *name, int kind) {
  char *log = temp_folder_path(logs[kind].file);
  char *script = mem_format("#!/bin/sh\necho \"${0##*/} $*\" >>'%s'\n", log);
  put_program(name, script);
  free(script);
  free(log);
}

static void set_up_players(void) {
  set_up();
  char *folder = temp_folder_path("bin");
  ck_assert_int_eq(mkdir(folder, 0700), 0);
  setenv("PATH", folder, 1);
  free(folder);
  free(app.paths.sounds);
  app.paths.sounds = mem_copy("/sounds");
  library_free(&app.library);
  library_open(&app.library, NULL, NULL, SOURCE_DIR "/routines");
  app.settings.sound = SOUND_CHIME;
  app.settings.voice = VOICE_SPEECH;
  app.settings.drift_minutes = 0;
  heard = mem_copy("");
  logs[PLAYED].read = logs[SAID].read = 0;
}

static void tear_down_players(void) {
  free(heard);
  tear_down();
}

/* Waits until a player has said how it went, which stays to be read. */
static void wait_for(int playing) {
  if (playing != PLAY_NOTHING) {
    struct pollfd link = {.fd = playing, .events = POLLIN};
    ck_assert_msg(poll(&link, 1, WAIT_MS) == 1, "a player did not end");
  }
}

/* Adds what was written since the last time. */
static void read_log(int kind) {
  char *path = temp_folder_path(logs[kind].file);
  FILE *file = fopen(path, "r");
  free(path);
  if (file == NULL) {
    return;
  }
  char *line = NULL;
  size_t size = 0;
  fseek(file, logs[kind].read, SEEK_SET);
  while (getline(&line, &size, file) > 0) {
    char clock[FORMAT_SIZE];
    format_clock(moment_since(hands_moment(), begun), clock);
    char *longer = mem_format("%s%s %s", heard, clock, line);
    free(heard);
    heard = longer;
  }
  logs[kind].read = ftell(file);
  free(line);
  fclose(file);
}

/* All that is due, as a face does it, and what it sounds like. */
static void run_on(void) {
  Effect effect;
  while (app_tick(&app, &effect)) {
  }
  wait_for(app.cues.chime);
  wait_for(app.cues.voice);
  read_log(PLAYED);
  read_log(SAID);
  while (app_tick(&app, &effect)) {
  }
}

/* Runs it to its end, and on until the last words are said. */
static void hear_all(const char *id) {
  begun = hands_moment();
  run_through(id, run_on);
  turn(10 * second); /* the last words may have had to wait */
  run_on();
}

/* How long the running routine lasted. */
static Millis lasted(void) {
  return moment_since(hands_moment(), begun);
}

static char *read_whole(const char *path) {
  char *text = NULL;
  size_t size = 0;
  FILE *file = fopen(path, "r");
  if (file == NULL || getdelim(&text, &size, '\0', file) < 0) {
    free(text);
    text = mem_copy("");
  }
  if (file != NULL) {
    fclose(file);
  }
  return text;
}

START_TEST(cues__are_heard__as_each_shipped_routine_has_them) {
  if (_i >= (int)app.library.count) {
    return;
  }
  const char *id = app.library.entries[_i].id;
  put_writing("pw-play", PLAYED);
  put_writing("spd-say", SAID);
  hear_all(id);
  char *path = mem_format("%s/cues/%s.txt", TESTS_DIR, id);
  if (getenv("NIGHTCALF_REFRESH") != NULL) {
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    fputs(heard, file);
    fclose(file);
  }
  char *wanted = read_whole(path);
  ck_assert_msg(strcmp(wanted, heard) == 0,
                "%s differs; look at it, and if it is right: NIGHTCALF_REFRESH=1 ctest -R "
                "test_cues. Heard:\n%s",
                path, heard);
  free(wanted);
  free(path);
}
END_TEST

/* The seconds of a line "1:05 spd-say ...". */
static long seconds_of(const char *line) {
  char *end = NULL;
  long minutes = strtol(line, &end, 10);
  return minutes * 60 + strtol(end + 1, NULL, 10);
}

START_TEST(speech__comes__at_most_every_ten_seconds) {
  if (_i >= (int)app.library.count) {
    return;
  }
  put_writing("spd-say", SAID);
  app.settings.sound = SOUND_NONE;
  hear_all(app.library.entries[_i].id);
  long before = -SPOKEN_EVERY;
  char *copy = mem_copy(heard);
  char *rest = copy;
  char *line = strsep(&rest, "\n");
  for (; line != NULL && line[0] != '\0'; line = strsep(&rest, "\n")) {
    ck_assert_msg(seconds_of(line) - before >= SPOKEN_EVERY / 1000, "%s", line);
    before = seconds_of(line);
  }
  free(copy);
}
END_TEST

/* How long a routine lasts with what is in PATH, and what the bell does not matter for. */
static Millis length_with(const char *id) {
  hear_all(id);
  Millis length = lasted();
  app_session_drop(&app);
  return length;
}

START_TEST(timing__stays__with_players_that_are_absent_or_fail) {
  app.settings.sound = SOUND_NONE;
  app.settings.voice = VOICE_NONE;
  Millis silent = length_with("three-minute-standing");
  app.settings.sound = SOUND_CHIME_OR_BELL;
  app.settings.voice = VOICE_SPEECH;
  ck_assert_int_eq(length_with("three-minute-standing"), silent);
  put_program("pw-play", "#!/bin/sh\nexit 1\n");
  put_program("aplay", "#!/bin/sh\nkill -9 $$\n");
  put_program("espeak-ng", "#!/bin/sh\nexit 1\n");
  ck_assert_int_eq(length_with("three-minute-standing"), silent);
  ck_assert_str_eq(heard, "");
}
END_TEST

/* A tick without waiting for anything. */
static void tick(void) {
  Effect effect;
  while (app_tick(&app, &effect)) {
  }
}

/* A hold on each side after a set-up that is shorter than what is said in it. */
static Routine *load_quick(void) {
  temp_folder_write("quick.cfg", "format = 1; title = \"Quick\"; setup = 2; rest = 3;\n"
                                 "steps = ( { id = \"calf\"; kind = \"hold\"; title = \"Calf\";\n"
                                 "  hold = 20; reps = 2; say = \"Heel down. Lean in.\"; } );\n");
  char *path = temp_folder_path("quick.cfg");
  Routine *routine = load(path);
  free(path);
  return routine;
}

START_TEST(timing__stays__with_a_player_that_never_ends) {
  put_program("pw-play", "#!/bin/sh\nexec /bin/sleep 600\n");
  app.settings.voice = VOICE_NONE;
  app_session_start(&app, load_quick(), 0);
  Millis total = app.timeline.total;
  tick();
  for (Millis at = 0; at < total; at += second) {
    ck_assert_int_ne(session_state(app.session), SESSION_ENDED);
    turn(second);
    tick();
  }
  ck_assert_int_eq(session_state(app.session), SESSION_ENDED);
}
END_TEST

START_TEST(player__is_the_next_one__where_one_is_missing_or_fails) {
  put_program("pw-play", "#!/bin/sh\nexit 1\n");
  put_writing("paplay", PLAYED);
  app.settings.voice = VOICE_NONE;
  begun = hands_moment();
  app_session_start(&app, load("three-minute-standing"), 0);
  run_on();
  ck_assert_str_eq(heard, "0:00 paplay --volume=32750 /sounds/ready.wav\n");
}
END_TEST

START_TEST(player__is_the_users_own__where_there_is_one) {
  char *words[] = {(char[]){"my-player"}, (char[]){"--soft"}};
  put_writing("my-player", PLAYED);
  put_writing("pw-play", PLAYED);
  app.settings.voice = VOICE_NONE;
  app.settings.sound_command = (TextList){words, 2};
  begun = hands_moment();
  app_session_start(&app, load("three-minute-standing"), 0);
  run_on();
  app.settings.sound_command = (TextList){NULL, 0};
  ck_assert_str_eq(heard, "0:00 my-player --soft /sounds/quiet/ready.wav\n");
}
END_TEST

START_TEST(voice__is_the_users_own__where_there_is_one) {
  char *words[] = {(char[]){"my-voice"}};
  put_writing("my-voice", SAID);
  app.settings.sound = SOUND_NONE;
  app.settings.voice_command = (TextList){words, 1};
  begun = hands_moment();
  app_session_start(&app, load("cramp-now"), 0);
  run_on();
  app.settings.voice_command = (TextList){NULL, 0};
  ck_assert_str_eq(heard, "0:00 my-voice Toes up.\n");
}
END_TEST

START_TEST(night_volume__of_zero__is_silence) {
  put_writing("pw-play", PLAYED);
  put_writing("spd-say", SAID);
  app.settings.night_volume = 0;
  hear_all("wall-lean");
  ck_assert_str_eq(heard, "");
}
END_TEST

START_TEST(cues_off__are_not_heard__and_not_said) {
  put_writing("pw-play", PLAYED);
  put_writing("spd-say", SAID);
  app.settings.cues_off = ~(1U << (CUE_ALL_DONE - 1));
  hear_all("wall-lean");
  ck_assert_ptr_nonnull(strstr(heard, "all-done.wav"));
  ck_assert_ptr_null(strstr(heard, "hold.wav"));
  ck_assert_ptr_null(strstr(heard, "Hold"));
}
END_TEST

START_TEST(mute__silences__all_at_once) {
  put_program("pw-play", "#!/bin/sh\nexec /bin/sleep 600\n");
  put_program("spd-say", "#!/bin/sh\nexec /bin/sleep 600\n");
  app_session_start(&app, load("three-minute-standing"), 0);
  tick();
  ck_assert_int_ne(app.cues.chime, PLAY_NOTHING);
  ck_assert_int_ne(app.cues.voice, PLAY_NOTHING);
  app_mute(&app);
  ck_assert_int_eq(app.cues.chime, PLAY_NOTHING);
  ck_assert_int_eq(app.cues.voice, PLAY_NOTHING);
  turn(30 * second);
  tick();
  ck_assert_int_eq(app.cues.chime, PLAY_NOTHING);
}
END_TEST

START_TEST(pause__ends__what_is_being_said) {
  put_program("spd-say", "#!/bin/sh\nexec /bin/sleep 600\n");
  app_session_start(&app, load("three-minute-standing"), 0);
  tick();
  ck_assert_int_ne(app.cues.voice, PLAY_NOTHING);
  turn(second);
  session_act(app.session, ACT_PAUSE, hands_moment());
  tick();
  ck_assert_int_eq(app.cues.voice, PLAY_NOTHING);
  ck_assert_str_eq(app.cues.waiting.text, "Paused. Take your time.");
  session_act(app.session, ACT_RESUME, hands_moment());
  tick();
  ck_assert_ptr_null(app.cues.waiting.text);
}
END_TEST

START_TEST(leaving__ends__what_is_heard) {
  put_program("pw-play", "#!/bin/sh\nexec /bin/sleep 600\n");
  put_program("spd-say", "#!/bin/sh\nexec /bin/sleep 600\n");
  app_session_start(&app, load("three-minute-standing"), 0);
  tick();
  app_session_finish(&app, ENDED_USER);
  ck_assert_int_eq(app.cues.chime, PLAY_NOTHING);
  ck_assert_int_eq(app.cues.voice, PLAY_NOTHING);
}
END_TEST

START_TEST(skipping__says__what_is_next_as_soon_as_it_may) {
  put_writing("spd-say", SAID);
  app.settings.sound = SOUND_NONE;
  begun = hands_moment();
  app_session_start(&app, load("three-minute-standing"), 0);
  run_on();
  turn(3 * second);
  session_act(app.session, ACT_NEXT, hands_moment());
  run_on();
  Moment deadline;
  ck_assert(app_deadline(&app, &deadline));
  ck_assert_ptr_nonnull(app.cues.waiting.text);
  ck_assert_ptr_null(strstr(heard, "Skipped"));
  turn(7 * second);
  run_on();
  ck_assert_ptr_nonnull(strstr(heard, "0:10 spd-say -w -i -50 -- Skipped. That is fine. Next: "));
}
END_TEST

START_TEST(hold__begins__when_its_announcement_has_ended) {
  char *go = temp_folder_path("go");
  ck_assert_int_eq(mkfifo(go, 0600), 0);
  char *script = mem_format("#!/bin/sh\nread line <'%s'\n", go);
  put_program("spd-say", script);
  app.settings.sound = SOUND_NONE;
  app_session_start(&app, load_quick(), 0);
  tick();
  const Beat *beat = session_beat(app.session);
  ck_assert_int_eq(beat->phase, PHASE_SETUP);
  turn(beat->length + 100);
  tick();
  ck_assert_ptr_eq(session_beat(app.session), beat);
  int release = open(go, O_WRONLY | O_CLOEXEC);
  ck_assert_int_eq(write(release, "\n", 1), 1);
  close(release);
  wait_for(app.cues.voice);
  tick();
  tick();
  ck_assert_int_eq(session_beat(app.session)->phase, PHASE_HOLD);
  ck_assert_int_eq(session_done(app.session, hands_moment()), 0);
  free(script);
  free(go);
}
END_TEST

START_TEST(hold__begins_at_the_limit__and_then_waits_no_more) {
  put_program("spd-say", "#!/bin/sh\nexec /bin/sleep 600\n");
  app.settings.sound = SOUND_NONE;
  begun = hands_moment();
  app_session_start(&app, load_quick(), 0);
  tick();
  turn(4 * second);
  tick();
  ck_assert_int_eq(session_beat(app.session)->phase, PHASE_SETUP);
  Moment deadline;
  bool held = true;
  for (int i = 0; i < TURNS_MAX && held; i++) {
    turn(200);
    tick();
    held = session_beat(app.session)->phase == PHASE_SETUP;
  }
  ck_assert(!held);
  /* "Calf. Heel down. Lean in. Get into position.": 3 s, and a tenth for each of its bytes. */
  ck_assert_int_eq(moment_since(hands_moment(), begun), 7400);
  wait_for(app.cues.voice);
  tick();
  ck_assert(app.cues.late);
  session_act(app.session, ACT_AGAIN, hands_moment());
  turn(10 * second);
  tick();
  ck_assert(!app.cues.holding);
  ck_assert(!session_deadline(app.session, &deadline) ||
            moment_since(deadline, hands_moment()) > 0);
}
END_TEST

START_TEST(rehearsal__plays__a_cue_that_is_switched_off) {
  put_writing("pw-play", PLAYED);
  put_writing("spd-say", SAID);
  begun = hands_moment();
  app.settings.cues_off = ~0U;
  app_rehearse(&app, CUE_REST);
  wait_for(app.cues.chime);
  wait_for(app.cues.voice);
  ck_assert_int_eq(app_rehearsed(&app), PLAY_ENDED);
  read_log(PLAYED);
  read_log(SAID);
  ck_assert_ptr_nonnull(strstr(heard, "pw-play --volume=0.50 /sounds/rest.wav\n"));
  ck_assert_ptr_nonnull(strstr(heard, "spd-say -w -i -50 -- Rest.\n"));
}
END_TEST

START_TEST(rehearsal__tells__that_nothing_can_play) {
  app_rehearse(&app, CUE_REST);
  wait_for(app.cues.chime);
  wait_for(app.cues.voice);
  ck_assert_int_eq(app_rehearsed(&app), PLAY_FAILED);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("cues");
  TCase *shipped = tcase_create("shipped");
  tcase_add_checked_fixture(shipped, set_up_players, tear_down_players);
  tcase_set_timeout(shipped, 120);
  tcase_add_loop_test(shipped, cues__are_heard__as_each_shipped_routine_has_them, 0, ROUTINES_MAX);
  tcase_add_loop_test(shipped, speech__comes__at_most_every_ten_seconds, 0, ROUTINES_MAX);
  suite_add_tcase(suite, shipped);
  TCase *tests = tcase_create("cues");
  tcase_add_checked_fixture(tests, set_up_players, tear_down_players);
  tcase_set_timeout(tests, 60);
  tcase_add_test(tests, timing__stays__with_players_that_are_absent_or_fail);
  tcase_add_test(tests, timing__stays__with_a_player_that_never_ends);
  tcase_add_test(tests, player__is_the_next_one__where_one_is_missing_or_fails);
  tcase_add_test(tests, player__is_the_users_own__where_there_is_one);
  tcase_add_test(tests, voice__is_the_users_own__where_there_is_one);
  tcase_add_test(tests, night_volume__of_zero__is_silence);
  tcase_add_test(tests, cues_off__are_not_heard__and_not_said);
  tcase_add_test(tests, mute__silences__all_at_once);
  tcase_add_test(tests, pause__ends__what_is_being_said);
  tcase_add_test(tests, leaving__ends__what_is_heard);
  tcase_add_test(tests, skipping__says__what_is_next_as_soon_as_it_may);
  tcase_add_test(tests, hold__begins__when_its_announcement_has_ended);
  tcase_add_test(tests, hold__begins_at_the_limit__and_then_waits_no_more);
  tcase_add_test(tests, rehearsal__plays__a_cue_that_is_switched_off);
  tcase_add_test(tests, rehearsal__tells__that_nothing_can_play);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
