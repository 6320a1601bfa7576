/* A routine made from nothing, in the program alone: every word of the three-minute standing
 * routine is typed into forms on a pseudo-terminal, and what comes of it is the shipped one. */
#include <check.h>
#include <jansson.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "nightcalf/library.h"
#include "nightcalf/mem.h"
#include "program.h"
#include "pty/pty.h"
#include "suite.h"
#include "temp_folder.h"

#define DOWN "\033OB"
#define PAGE_UP "\033[5~"
#define CLEAR "\025" /* Ctrl-U */

enum { ROWS_MOST = 60, MOMENT_MS = 10, MOMENTS_MOST = 1500, TAIL_BYTES = 12, ONE_SECOND = 1000 };

static Pty *pty;
static Routine *shipped;

static void set_up(void) {
  pty_home("profile = [ ];\n");
  pty = pty_start(24, 80, (const char *const[]){NULL});
  Diagnostics findings = {0};
  Library library = {0};
  library_open(&library, NULL, NULL, SOURCE_DIR "/routines");
  shipped = routine_load(&library, SOURCE_DIR "/routines/three-minute-standing.cfg", &findings);
  ck_assert_ptr_nonnull(shipped);
  library_free(&library);
  diagnostics_free(&findings);
}

static void tear_down(void) {
  pty_free(pty);
  routine_free(shipped);
  temp_folder_remove();
}

static void await(const char *text) {
  ck_assert_msg(pty_wait_for(pty, text), "the screen does not show: %s", text);
}

/* Types keys and waits for what they bring up. */
static void type(const char *keys, const char *wanted) {
  pty_type(pty, keys);
  await(wanted);
}

/* The marked line, with what it says; "" without one. Release with free(). */
static char *marked(void) {
  for (int row = 0; row < pty->rows; row++) {
    char *line = pty_row(pty, row);
    if (line[strspn(line, " ")] == '>') {
      return line;
    }
    free(line);
  }
  return mem_copy("");
}

/* Whether the marked line begins so. */
static bool marks(const char *text) {
  char *line = marked();
  const char *start = line + strspn(line, " >");
  bool found = strncmp(start, text, strlen(text)) == 0;
  free(line);
  return found;
}

/* Whether the marked line shows a text with the rest of its field behind. */
static bool marks_typed(const char *text) {
  char *line = marked();
  char *with_rest = mem_format("%s_", text);
  bool found = strstr(line, with_rest) != NULL;
  free(with_rest);
  free(line);
  return found;
}

/* Types Down, and waits until another line is marked. False: it was the last. */
static bool go_down(void) {
  char *before = marked();
  bool moved = false;
  pty_type(pty, DOWN);
  for (int i = 0; i < MOMENTS_MOST && !moved; i++) {
    pty_read(pty, MOMENT_MS);
    char *now = marked();
    moved = now[0] != '\0' && strcmp(now, before) != 0;
    free(now);
  }
  free(before);
  return moved;
}

/* Goes down to the line that says this behind its mark. */
static void go_to(const char *text) {
  while (!marks(text)) {
    ck_assert_msg(go_down(), "there is no line %s below", text);
  }
}

/* Waits until a line is marked that begins so. */
static void await_mark(const char *text) {
  for (int i = 0; i < MOMENTS_MOST && !marks(text); i++) {
    pty_read(pty, MOMENT_MS);
  }
  ck_assert_msg(marks(text), "the mark does not come to %s", text);
}

/* Types text and waits until its end stands on the marked line. */
static void write_line(const char *text) {
  size_t length = strlen(text);
  const char *end = text + (length > TAIL_BYTES ? length - TAIL_BYTES : 0);
  pty_type(pty, text);
  for (int i = 0; i < MOMENTS_MOST && !marks_typed(end); i++) {
    pty_read(pty, MOMENT_MS);
  }
  ck_assert_msg(marks_typed(end), "typed, and not seen: %s", text);
}

/* Goes to a row and types what it is to say. */
static void fill(const char *row, const char *text) {
  if (text != NULL) {
    go_to(row);
    pty_type(pty, CLEAR);
    write_line(text);
  }
}

/* Goes to a row of texts and types them, a line each. */
static void fill_lines(const char *row, const TextList *texts) {
  go_to(row);
  for (size_t i = 0; i < texts->count; i++) {
    write_line(texts->at[i]);
    ck_assert(go_down());
  }
}

/* Goes to a row of ticks, opens it, and ticks the words, which stand there in this order. */
static void tick(const char *row, const char *const *words) {
  go_to(row);
  type(" ", "[ ] ");
  for (; *words != NULL; words++) {
    char *clear = mem_format("[ ] %s", *words);
    char *ticked = mem_format("[x] %s", *words);
    go_to(clear);
    type(" ", ticked);
    free(ticked);
    free(clear);
  }
  pty_type(pty, "\r");
  await_mark(row);
}

/* The routine's own settings, typed over the template's. */
static void fill_routine(void) {
  type("\r", "The routine itself");
  fill("Title", shipped->title);
  fill("About", shipped->about);
  fill("When", shipped->when);
  fill("Position", shipped->position);
  fill_lines("Equipment", &shipped->equipment);
  go_to("Evidence");
  pty_type(pty, "t");
  await("< trial >");
  fill("Evidence note", shipped->evidence_note);
  fill("Note", shipped->note);
  fill("Setup", "0");
  fill("Rest", "0");
  type("\r", "a add");
}

/* A step of the kind "hold", typed into its form. */
static void add_hold(const Step *step) {
  static const char *const sides[] = {"left", "right", NULL};
  static const char *const falls[] = {"falls", NULL};
  type("a", "What kind of step is it to be?");
  type("1", "A new step: hold");
  fill("Title", step->title);
  fill("Hold", "10");
  fill("Reps", "3");
  tick("Sides", sides);
  go_to("Order");
  pty_type(pty, "a");
  await("< alternating >");
  fill("Swap", "2");
  fill("Id", step->id);
  fill("Cue", step->cue);
  fill_lines("Detail", &step->detail);
  fill("Say", step->say);
  fill("Safety", step->safety);
  fill("Source", step->source);
  fill("Setup", "15");
  tick("Avoid if", falls);
  fill("Instead", step->instead);
  fill("Pose", step->pose);
  type("\r", "a add");
  await(step->title);
}

/* Takes out the steps of the template, which stand behind ours; the mark is on the last of ours. */
static void remove_rest(int ours) {
  char *number = mem_format(" %d  ", ours + 1);
  ck_assert(go_down());
  for (int i = 0; i < ROWS_MOST && pty_shows(pty, number); i++) {
    type("x", "Remove this step?");
    type("2", "Removed.");
  }
  free(number);
}

/* What `nightcalf show --json` says of a routine, but for its id. */
static json_t *show(const char *id) {
  Said said = RUN(NULL, "show", "--json", id);
  ck_assert_int_eq(said.status, 0);
  json_error_t err;
  json_t *json = json_loads(said.out, 0, &err);
  ck_assert_ptr_nonnull(json);
  json_object_del(json, "id");
  said_free(&said);
  return json;
}

/* All that the file says is the same, not its times alone. */
static void assert_same_routine(void) {
  Library library = {0};
  Diagnostics findings = {0};
  char *own = temp_folder_path(".config/nightcalf/routines");
  char *path = temp_folder_path(".config/nightcalf/routines/my-standing.cfg");
  library_open(&library, NULL, own, SOURCE_DIR "/routines");
  Routine *mine = routine_load(&library, path, &findings);
  ck_assert_ptr_nonnull(mine);
  ck_assert(fields_equal(routine_fields, mine, shipped));
  ck_assert_uint_eq(mine->step_count, shipped->step_count);
  for (size_t i = 0; i < mine->step_count; i++) {
    ck_assert_ptr_eq(mine->steps[i].kind, shipped->steps[i].kind);
    ck_assert(fields_equal(step_fields, &mine->steps[i], &shipped->steps[i]));
    ck_assert(fields_equal(mine->steps[i].kind->fields, &mine->steps[i], &shipped->steps[i]));
  }
  routine_free(mine);
  diagnostics_free(&findings);
  library_free(&library);
  free(path);
  free(own);
}

START_TEST(editor__makes_the_shipped_routine__from_nothing) {
  await("Tonight");
  type("o", "Routines");
  type("n", "A new routine");
  type("my-standing\r", "my-standing");
  await("a add");
  fill_routine();
  add_hold(&shipped->steps[0]);
  add_hold(&shipped->steps[1]);
  type("a", "What kind of step is it to be?");
  type("7", "A borrowed step");
  pty_type(pty, "three-minute-seated/done");
  type("\r", "borrowed");
  remove_rest(3);
  type("w", "Saved: ");
  json_t *mine = show("my-standing");
  json_t *theirs = show("three-minute-standing");
  ck_assert(json_equal(mine, theirs));
  json_decref(mine);
  json_decref(theirs);
  assert_same_routine();
  pty_type(pty, "q");
  await("Routines");
  pty_type(pty, "q");
  await("Tonight");
  pty_type(pty, "q");
  ck_assert_int_eq(pty_end(pty, PTY_PATIENCE_MS), 0);
  ck_assert(pty_given_back(pty));
}
END_TEST

/* Resized, stopped, fed with rubbish: the form is still there, and so is what was typed. */
START_TEST(form__lives_through__what_a_terminal_does) {
  static const int sizes[][2] = {{1, 1}, {12, 40}, {5, 100}, {24, 80}};
  await("Tonight");
  type("o", "Routines");
  type("n", "A new routine");
  type("mine\r", "a add");
  type("\r", "The routine itself");
  fill("Title", "Typed before");
  for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
    pty_resize(pty, sizes[i][0], sizes[i][1]);
    pty_read(pty, MOMENT_MS * 10);
  }
  await("Typed before");
  go_to("About");
  pty_type(pty, CLEAR "\033[200~");
  for (int i = 0; i < 1000; i++) {
    pty_type(pty, "pasted \t\007 \xC3\xA9\xFF\xE2\x80\xAE\n!");
  }
  pty_type(pty, "\033[201~");
  pty_read(pty, ONE_SECOND);
  await("Typed before");
  ck_assert(pty_shows(pty, "The routine itself"));
  kill(pty->child, SIGTERM);
  ck_assert_int_eq(pty_end(pty, PTY_PATIENCE_MS), 128 + SIGTERM);
  ck_assert(pty_given_back(pty));
}
END_TEST

/* Opens the first routine of the list. */
static void open_routine(const char *title) {
  pty_type(pty, PAGE_UP PAGE_UP PAGE_UP);
  await_mark(title);
  pty_type(pty, "\r");
}

/* The program ends by a signal; another is started in its place. */
static void end_and_start(int number) {
  kill(pty->child, number);
  ck_assert_int_eq(pty_end(pty, PTY_PATIENCE_MS), 128 + number);
  pty_free(pty);
  pty = pty_start(24, 80, (const char *const[]){NULL});
  await("Tonight");
}

/* Hung up or ended in the middle of a form: what was typed there and changed before is offered when
 * the routine is opened again, and the file is as it was until it is saved. */
START_TEST(editor__keeps_what_was_not_saved__when_it_is_ended) {
  static const int numbers[] = {SIGHUP, SIGTERM};
  await("Tonight");
  type("o", "Routines");
  type("n", "A new routine");
  type("mine\r", "a add");
  type("w", "Saved: ");
  char *path = temp_folder_path(".config/nightcalf/routines/mine.cfg");
  char *draft = mem_format("%s.draft", path);
  Said before = RUN(NULL, "show", "mine");
  type("\r", "The routine itself");
  fill("Title", "Never saved");
  end_and_start(numbers[_i]);
  ck_assert_int_eq(access(draft, F_OK), 0);
  Said after = RUN(NULL, "show", "mine");
  ck_assert_str_eq(after.out, before.out);
  type("o", "Routines");
  open_routine("Mine");
  await("There are changes that were not saved");
  type("1", "Never saved");
  await("not saved");
  type("w", "Saved: ");
  ck_assert_int_ne(access(draft, F_OK), 0);
  Said saved = RUN(NULL, "show", "mine");
  ck_assert_ptr_nonnull(strstr(saved.out, "Never saved"));
  said_free(&before);
  said_free(&after);
  said_free(&saved);
  free(draft);
  free(path);
}
END_TEST

/* Esc and what looks like keys within a paste stays text. */
START_TEST(form__takes_no_keys_from_a_paste__with_an_escape_in_it) {
  await("Tonight");
  type("o", "Routines");
  type("n", "A new routine");
  type("mine\r", "a add");
  type("\r", "The routine itself");
  go_to("About");
  pty_type(pty, CLEAR "\033[200~one\033");
  pty_read(pty, MOMENT_MS * 10);
  pty_type(pty, "two\033\033\033three\033[201~");
  await("onetwothree");
  ck_assert(pty_shows(pty, "The routine itself"));
}
END_TEST

int main(void) {
  Suite *suite = suite_create("pty_editor");
  TCase *real = tcase_create("real");
  tcase_set_timeout(real, 120);
  tcase_add_checked_fixture(real, set_up, tear_down);
  tcase_add_test(real, editor__makes_the_shipped_routine__from_nothing);
  tcase_add_test(real, form__lives_through__what_a_terminal_does);
  tcase_add_loop_test(real, editor__keeps_what_was_not_saved__when_it_is_ended, 0, 2);
  tcase_add_test(real, form__takes_no_keys_from_a_paste__with_an_escape_in_it);
  suite_add_tcase(suite, real);
  return suite_run(suite);
}
