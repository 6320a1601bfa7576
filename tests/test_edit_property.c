/* Thousands of files made up in every layout, each with an edit: every byte that is not meant
 * stays, comments go where their step goes, the routine becomes what the same edit makes of the
 * routine, and undo gives the first bytes back. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "conf_bench.h"
#include "edit_files.h"
#include "nightcalf/edit.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"
#include "suite.h"

enum { FILES = 5400, CHUNKS = 6, CHAIN_EDITS = 12, ROUTINES_MAX = 64 };

/* One file under test. */
typedef struct Trial {
  Made made;
  RoutineEdit *edit;
  Routine *expected; /* the routine of the first text, with the edit made by hand */
  uint64_t number;
  Error err;
} Trial;

static void begin(Trial *trial, uint64_t number) {
  *trial = (Trial){.number = number};
  made_file(&trial->made, number);
  Diagnostics diagnostics = {0};
  trial->edit = edit_open_text(NULL, "made.cfg", trial->made.text, &diagnostics);
  ck_assert_msg(trial->edit != NULL && edit_routine(trial->edit) != NULL, "file %lu: %s\n%s",
                (unsigned long)number, bench_findings(&diagnostics), trial->made.text);
  diagnostics_free(&diagnostics);
  trial->expected = bench_parse(trial->made.text);
}

static void show(const Trial *trial, const char *what) {
  ck_abort_msg("file %lu: %s\n---- before\n%s\n---- after\n%s", (unsigned long)trial->number, what,
               trial->made.text, edit_text(trial->edit));
}

/* The new text reads as the expected routine; undo and redo give both texts back. */
static void end(Trial *trial) {
  const char *after = edit_text(trial->edit);
  if (edit_routine(trial->edit) == NULL ||
      !bench_equal(edit_routine(trial->edit), trial->expected)) {
    show(trial, "another routine than was meant");
  }
  Routine *routine = trial->number % 16 == 0 ? bench_parse(after) : NULL;
  if (trial->number % 16 == 0 && (routine == NULL || !bench_equal(routine, trial->expected))) {
    show(trial, "the text reads as another routine");
  }
  char *kept = mem_copy(after);
  ck_assert(edit_undo(trial->edit));
  ck_assert_str_eq(edit_text(trial->edit), trial->made.text);
  ck_assert(!edit_undo(trial->edit));
  ck_assert(edit_redo(trial->edit));
  ck_assert_str_eq(edit_text(trial->edit), kept);
  ck_assert(!edit_redo(trial->edit));
  free(kept);
  routine_free(routine);
}

static void discard(Trial *trial) {
  edit_free(trial->edit);
  routine_free(trial->expected);
  made_free(&trial->made);
}

/* ---- what must be the same in both texts ---- */

static size_t same_start(const char *one, const char *other) {
  size_t same = 0;
  while (one[same] != '\0' && one[same] == other[same]) {
    same++;
  }
  return same;
}

static size_t same_end(const char *one, const char *other) {
  size_t left = strlen(one);
  size_t right = strlen(other);
  size_t same = 0;
  while (same < left && same < right && one[left - 1 - same] == other[right - 1 - same]) {
    same++;
  }
  return same;
}

/* Whether long_text is short_text with bytes put in at one place. */
static bool is_insertion(const char *short_text, const char *long_text) {
  return same_start(short_text, long_text) + same_end(short_text, long_text) >= strlen(short_text);
}

/* The same, where one separator may have been put in before that. */
static bool is_insertion_with_separator(const char *short_text, const char *long_text) {
  if (is_insertion(short_text, long_text)) {
    return true;
  }
  size_t same = same_start(short_text, long_text);
  return strchr(",;", long_text[same]) != NULL &&
         is_insertion(short_text + same, long_text + same + 1);
}

/* Whose comments are expected, in the order of the new text. */
typedef struct Order {
  int steps[MADE_STEPS_MAX * 2];
  int count;
} Order;

static Order order_of(const Made *made) {
  Order order = {.count = made->step_count};
  for (int i = 0; i < made->step_count; i++) {
    order.steps[i] = i;
  }
  return order;
}

/* The comments of the steps come in the steps' order, each step's in theirs, and those of nobody
 * are all there in their own. skip_*: a setting whose comments went with it. */
static void check_comments(const Trial *trial, const Order *order, int skip_step,
                           int skip_setting) {
  const Made *made = &trial->made;
  int *found = made_comments_in(edit_text(trial->edit));
  int at = 0;
  int nobody = 0;
  for (int i = 0; i < order->count; i++) {
    for (int comment = 0; comment < made->comment_count; comment++) {
      const MadeComment *owner = &made->comments[comment];
      bool gone = owner->step == skip_step && owner->setting == skip_setting;
      if (owner->step != order->steps[i] || gone) {
        continue;
      }
      while (found[at] >= 0 && made->comments[found[at]].step == MADE_NOBODY) {
        at++;
      }
      if (found[at] != comment) {
        show(trial, "a comment is not where it belongs");
      }
      at++;
    }
  }
  while (found[at] >= 0 && made->comments[found[at]].step == MADE_NOBODY) {
    at++;
  }
  if (found[at] >= 0) {
    show(trial, "a comment too many");
  }
  int next = 0;
  for (at = 0; found[at] >= 0; at++) {
    nobody += made->comments[found[at]].step == MADE_NOBODY ? 1 : 0;
    if (made->comments[found[at]].step == MADE_NOBODY) {
      ck_assert_int_ge(found[at], next);
      next = found[at] + 1;
    }
  }
  for (int comment = 0; comment < made->comment_count; comment++) {
    nobody -= made->comments[comment].step == MADE_NOBODY ? 1 : 0;
  }
  if (nobody != 0) {
    show(trial, "a comment of nobody is gone");
  }
  free(found);
}

/* The bytes of the steps are those that were written, in that order, and so is all before and
 * behind the list. changed: a step whose bytes may be others. */
static void check_steps(const Trial *trial, const Order *order, int changed) {
  const Made *made = &trial->made;
  const char *at = edit_text(trial->edit);
  if (strncmp(at, made->text, made->list + 1) != 0 ||
      same_end(at, made->text) < made->length - made->list_end) {
    show(trial, "something outside the list has changed");
  }
  at += made->list + 1;
  for (int i = 0; i < order->count; i++) {
    const MadeStep *step = &made->steps[order->steps[i]];
    char *bytes = mem_copy_bytes(made->text + step->start, step->end - step->start);
    const char *found = order->steps[i] == changed ? at : strstr(at, bytes);
    if (found == NULL) {
      show(trial, bytes);
    } else {
      at = found;
    }
    free(bytes);
  }
}

/* ---- the edits ---- */

static void *value_of(const Field *field, Step *step) {
  return (char *)step + field->offset;
}

static const Field *row_of(const Step *step, const char *name) {
  const Field *field = field_find(step_fields, name);
  return field != NULL ? field : field_find(step->kind->fields, name);
}

/* A new value for a setting: written here, and put into the routine by hand. */
static const char *new_value(Trial *trial, int index, const char *name) {
  Step *step = &trial->expected->steps[index];
  const Field *field = row_of(step, name);
  void *value = value_of(field, step);
  switch (field->type) {
  case FIELD_SECONDS:
    *(Millis *)value = 77000;
    return made_random(&trial->made, 2) == 0 ? "77" : "\"1m17s\"";
  case FIELD_COUNT:
    *(int *)value = 7;
    return "7";
  case FIELD_FLAG:
    *(bool *)value = false;
    return "False";
  case FIELD_TEXT:
  case FIELD_NAME:
    free(*(char **)value);
    *(char **)value = mem_copy("new-1");
    return "\"new\" \"-1\"";
  default:
    return NULL;
  }
}

static void fail_edit(const Trial *trial, bool done) {
  if (!done) {
    show(trial, trial->err.text);
  }
}

static bool is_written(const MadeStep *step, const char *name) {
  for (int i = 0; i < step->count; i++) {
    if (strcmp(step->settings[i].name, name) == 0) {
      return true;
    }
  }
  return false;
}

/* A value that is there becomes another: nothing but its bytes changes. */
static void try_replace(Trial *trial) {
  Made *made = &trial->made;
  int index = (int)made_random(made, (unsigned)made->step_count);
  const MadeStep *step = &made->steps[index];
  const MadeSetting *setting = &step->settings[made_random(made, (unsigned)step->count)];
  bool plain = strcmp(setting->name, "kind") != 0;
  const char *literal = plain ? new_value(trial, index, setting->name) : NULL;
  if (literal == NULL) {
    return;
  }
  bool id_follows = strcmp(setting->name, "title") == 0 && !is_written(step, "id");
  if (id_follows) {
    free(trial->expected->steps[index].id);
    trial->expected->steps[index].id = mem_copy("new-1");
  }
  EditChange change = {setting->name, literal};
  fail_edit(trial,
            edit_set(trial->edit, (EditPlace){index, EDIT_WHOLE}, &change, 1, NULL, &trial->err));
  char *wanted = mem_format("%.*s%s%s", (int)setting->value, made->text, literal,
                            made->text + setting->value_end);
  if (strcmp(wanted, edit_text(trial->edit)) != 0 && made->length < 1000000) {
    show(trial, wanted);
  }
  free(wanted);
  end(trial);
}

/* A setting goes: its comments with it, and nothing else. */
static void try_unset(Trial *trial) {
  Made *made = &trial->made;
  int index = (int)made_random(made, (unsigned)made->step_count);
  const MadeStep *step = &made->steps[index];
  int which = (int)made_random(made, (unsigned)step->count);
  const char *name = step->settings[which].name;
  Step *expected = &trial->expected->steps[index];
  EditChange change = {name, NULL};
  bool done = edit_set(trial->edit, (EditPlace){index, EDIT_WHOLE}, &change, 1, NULL, &trial->err);
  const Field *field = strcmp(name, "kind") == 0 ? NULL : row_of(expected, name);
  if (field == NULL || field->required || strcmp(name, "duration") == 0) {
    ck_assert(!done);
    ck_assert_str_eq(edit_text(trial->edit), made->text);
    return;
  }
  fail_edit(trial, done);
  if (strcmp(name, "id") == 0) {
    char id[41];
    step_id_from_title(expected->title, id);
    free(expected->id);
    expected->id = mem_copy(id);
  } else {
    const Field alone[] = {*field, {.name = NULL}};
    fields_free(alone, expected);
    fields_init(alone, expected);
    expected->setup = strcmp(name, "setup") == 0 ? trial->expected->setup : expected->setup;
  }
  const char *after = edit_text(trial->edit);
  if (same_start(after, made->text) + same_end(after, made->text) + 1 < strlen(after)) {
    show(trial, "more than one stretch of bytes has changed");
  }
  Order order = order_of(made);
  check_comments(trial, &order, index, which);
  check_steps(trial, &order, index);
  end(trial);
}

/* A setting comes: bytes are put in at one place, and a separator before it at most. */
static void try_add(Trial *trial) {
  static const char *const names[] = {"cue", "say", "safety", "source", "id", "pose", "essential"};
  Made *made = &trial->made;
  int index = (int)made_random(made, (unsigned)made->step_count);
  const char *name = names[made_random(made, sizeof names / sizeof names[0])];
  if (is_written(&made->steps[index], name)) {
    return;
  }
  EditChange change = {name, new_value(trial, index, name)};
  fail_edit(trial,
            edit_set(trial->edit, (EditPlace){index, EDIT_WHOLE}, &change, 1, NULL, &trial->err));
  if (!is_insertion_with_separator(made->text, edit_text(trial->edit))) {
    show(trial, "more than was put in has changed");
  }
  Order order = order_of(made);
  check_comments(trial, &order, -2, -2);
  check_steps(trial, &order, index);
  end(trial);
}

/* A setting of the routine itself. */
static void try_header(Trial *trial) {
  Made *made = &trial->made;
  EditChange change = {"about", "\"news\""};
  fail_edit(trial, edit_set(trial->edit, (EditPlace){EDIT_WHOLE, EDIT_WHOLE}, &change, 1, NULL,
                            &trial->err));
  trial->expected->about = mem_copy("news");
  if (!is_insertion_with_separator(made->text, edit_text(trial->edit))) {
    show(trial, "more than was put in has changed");
  }
  Order order = order_of(made);
  check_comments(trial, &order, -2, -2);
  end(trial);
}

static void remove_expected(Routine *routine, int index) {
  step_free(&routine->steps[index]);
  routine->step_count--;
  memmove(&routine->steps[index], &routine->steps[index + 1],
          (routine->step_count - (size_t)index) * sizeof *routine->steps);
}

static void insert_expected(Routine *routine, int index, Step step) {
  memmove(&routine->steps[index + 1], &routine->steps[index],
          (routine->step_count - (size_t)index) * sizeof *routine->steps);
  routine->steps[index] = step;
  routine->step_count++;
}

static void try_remove(Trial *trial) {
  Made *made = &trial->made;
  int index = (int)made_random(made, (unsigned)made->step_count);
  bool done = edit_remove(trial->edit, (EditPlace){index, EDIT_WHOLE}, &trial->err);
  if (made->step_count == 1) {
    ck_assert(!done);
    ck_assert_str_eq(edit_text(trial->edit), made->text);
    return;
  }
  fail_edit(trial, done);
  remove_expected(trial->expected, index);
  Order order = {0};
  for (int i = 0; i < made->step_count; i++) {
    if (i != index) {
      order.steps[order.count++] = i;
    }
  }
  check_comments(trial, &order, -2, -2);
  check_steps(trial, &order, -2);
  end(trial);
}

static void try_move(Trial *trial) {
  Made *made = &trial->made;
  int from = (int)made_random(made, (unsigned)made->step_count);
  int to = (int)made_random(made, (unsigned)made->step_count);
  if (from == to) {
    return;
  }
  fail_edit(trial, edit_move(trial->edit, (EditPlace){from, EDIT_WHOLE}, to, &trial->err));
  Step moved = trial->expected->steps[from];
  trial->expected->step_count--;
  memmove(&trial->expected->steps[from], &trial->expected->steps[from + 1],
          (trial->expected->step_count - (size_t)from) * sizeof moved);
  insert_expected(trial->expected, to, moved);
  Order order = {0};
  for (int i = 0; i < made->step_count; i++) {
    if (i != from) {
      order.steps[order.count++] = i;
    }
  }
  memmove(&order.steps[to + 1], &order.steps[to], (size_t)(order.count - to) * sizeof(int));
  order.steps[to] = from;
  order.count++;
  check_comments(trial, &order, -2, -2);
  check_steps(trial, &order, -2);
  end(trial);
}

static void try_duplicate(Trial *trial) {
  Made *made = &trial->made;
  int index = (int)made_random(made, (unsigned)made->step_count);
  fail_edit(trial, edit_duplicate(trial->edit, (EditPlace){index, EDIT_WHOLE}, &trial->err));
  Step copy;
  step_copy(&copy, &trial->expected->steps[index]);
  free(copy.id);
  copy.id = mem_copy(edit_routine(trial->edit)->steps[index + 1].id);
  ck_assert_str_ne(copy.id, trial->expected->steps[index].id);
  insert_expected(trial->expected, index + 1, copy);
  Order order = {0};
  for (int i = 0; i < made->step_count; i++) {
    order.steps[order.count++] = i;
    if (i == index) {
      order.steps[order.count++] = i;
    }
  }
  check_comments(trial, &order, -2, -2);
  Order once = order_of(made);
  check_steps(trial, &once, -2);
  end(trial);
}

static void try_insert(Trial *trial) {
  Made *made = &trial->made;
  int index = (int)made_random(made, (unsigned)made->step_count + 1);
  const EditChange changes[] = {{"kind", "\"timed\""},
                                {"title", "\"A new one\""},
                                {"duration", "\"90s\""},
                                {"detail", "( \"one\", \"two\" )"}};
  fail_edit(trial, edit_insert(trial->edit, (EditPlace){index, EDIT_WHOLE}, changes, 4, NULL,
                               &trial->err));
  Routine *other = bench_parse(
      HEAD "steps = ( { kind = \"timed\"; title = \"A new one\"; duration = 90; detail = "
           "[ \"one\", \"two\" ]; } );");
  Step step;
  step_copy(&step, &other->steps[0]);
  routine_free(other);
  insert_expected(trial->expected, index, step);
  Order order = order_of(made);
  check_comments(trial, &order, -2, -2);
  check_steps(trial, &order, -2);
  end(trial);
}

/* A choice of a prompt comes, goes or moves. */
static void try_choice(Trial *trial) {
  Made *made = &trial->made;
  int index = 0;
  while (index < made->step_count && made->steps[index].choices == 0) {
    index++;
  }
  if (index == made->step_count) {
    return;
  }
  int count = made->steps[index].choices;
  ck_assert_int_eq(edit_choice_count(trial->edit, index), count);
  int choice = (int)made_random(made, (unsigned)count);
  ChoiceList *choices = &trial->expected->steps[index].choices;
  EditPlace place = {index, choice};
  bool done = true;
  if (made_random(made, 3) == 0) {
    EditChange change = {"pause", "true"};
    done = edit_set(trial->edit, place, &change, 1, NULL, &trial->err);
    choices->at[choice].pause = true;
  } else if (count > 1 && made_random(made, 2) == 0) {
    done = edit_remove(trial->edit, place, &trial->err);
    fields_free(choice_fields, &choices->at[choice]);
    choices->count--;
    memmove(&choices->at[choice], &choices->at[choice + 1],
            (choices->count - (size_t)choice) * sizeof *choices->at);
  } else if (count > 1) {
    done = edit_move(trial->edit, (EditPlace){index, 0}, count - 1, &trial->err);
    Choice first = choices->at[0];
    memmove(&choices->at[0], &choices->at[1], (size_t)(count - 1) * sizeof first);
    choices->at[count - 1] = first;
  } else {
    EditChange change = {"label", "\"choice 0\""};
    done = edit_insert(trial->edit, (EditPlace){index, 1}, &change, 1, NULL, &trial->err);
    choices->at = mem_resize(choices->at, 2, sizeof *choices->at);
    Choice copy = choices->at[0];
    copy.label = mem_copy(copy.label);
    choices->at[choices->count++] = copy;
  }
  fail_edit(trial, done);
  Order order = order_of(made);
  check_comments(trial, &order, -2, -2);
  check_steps(trial, &order, index);
  end(trial);
}

START_TEST(edit__changes_what_is_meant_alone__in_files_made_up) {
  static void (*const edits[])(Trial *) = {try_replace,   try_unset,  try_add,
                                           try_header,    try_remove, try_move,
                                           try_duplicate, try_insert, try_choice};
  for (uint64_t i = 0; i < FILES / CHUNKS; i++) {
    uint64_t number = (uint64_t)_i * (FILES / CHUNKS) + i + 1;
    Trial trial;
    begin(&trial, number);
    edits[number % (sizeof edits / sizeof edits[0])](&trial);
    discard(&trial);
  }
}
END_TEST

/* ---- many edits on the shipped routines ---- */

/* A random edit; true: it was made. */
static bool any_edit(RoutineEdit *edit, Made *random) {
  static const EditChange changes[] = {{"hold", "12"},
                                       {"reps", "2"},
                                       {"setup", "\"0m9s\""},
                                       {"cue", "\"Slowly.\""},
                                       {"cue", NULL},
                                       {"detail", "( \"x\" )"},
                                       {"detail", NULL},
                                       {"say", NULL},
                                       {"source", "\"me\""},
                                       {"safety", NULL},
                                       {"essential", "false"},
                                       {"pose", NULL},
                                       {"detail", "( \"a\", \"b\", \"c\" )"},
                                       {"avoid_if", "[ \"falls\", \"artery\" ]"}};
  int count = edit_step_count(edit);
  EditPlace place = {(int)made_random(random, (unsigned)count), EDIT_WHOLE};
  Error err;
  const char *key = NULL;
  switch (made_random(random, 6)) {
  case 0:
    return edit_move(edit, place, (int)made_random(random, (unsigned)count), &err);
  case 1:
    return edit_duplicate(edit, place, &err);
  case 2:
    return edit_remove(edit, place, &err);
  case 3: {
    const EditChange made[] = {{"kind", "\"hold\""}, {"title", "\"Mine\""}, {"hold", "5"}};
    return edit_insert(edit, place, made, 3, &key, &err);
  }
  default:
    return edit_set(edit, place, &changes[made_random(random, sizeof changes / sizeof changes[0])],
                    1, &key, &err);
  }
}

START_TEST(edit__goes_back_and_forth__in_every_shipped_routine) {
  Library library;
  library_open(&library, NULL, NULL, SOURCE_DIR "/routines");
  ck_assert_uint_ge(library.count, 15);
  int made_count = 0;
  for (size_t i = 0; i < library.count * 2; i++) {
    Diagnostics diagnostics = {0};
    RoutineEdit *edit = edit_open(&library, library.entries[i % library.count].file, &diagnostics);
    ck_assert_ptr_nonnull(edit);
    ck_assert_uint_eq(diagnostics.count, 0);
    Made random = {.random = i};
    char *texts[CHAIN_EDITS + 1] = {mem_copy(edit_text(edit))};
    int count = 0;
    for (int turn = 0; turn < CHAIN_EDITS; turn++) {
      char *before = mem_copy(edit_text(edit));
      bool changed = any_edit(edit, &random) && strcmp(before, edit_text(edit)) != 0;
      ck_assert_ptr_nonnull(edit_routine(edit));
      if (changed) {
        texts[++count] = mem_copy(edit_text(edit));
      } else {
        ck_assert_str_eq(before, edit_text(edit));
      }
      free(before);
    }
    made_count += count;
    for (int at = count; at > 0; at--) {
      ck_assert_str_eq(edit_text(edit), texts[at]);
      ck_assert(edit_undo(edit));
    }
    ck_assert(!edit_undo(edit));
    ck_assert_str_eq(edit_text(edit), texts[0]);
    ck_assert(!edit_modified(edit));
    for (int at = 1; at <= count; at++) {
      ck_assert(edit_redo(edit));
      ck_assert_str_eq(edit_text(edit), texts[at]);
    }
    ck_assert(!edit_redo(edit));
    for (int at = 0; at <= count; at++) {
      free(texts[at]);
    }
    edit_free(edit);
  }
  ck_assert_int_ge(made_count, (int)library.count * 2 * CHAIN_EDITS / 3);
  library_free(&library);
}
END_TEST

int main(void) {
  text_start();
  Suite *suite = suite_create("edit_property");
  TCase *all = tcase_create("property");
  tcase_set_timeout(all, 120);
  tcase_add_loop_test(all, edit__changes_what_is_meant_alone__in_files_made_up, 0, CHUNKS);
  tcase_add_test(all, edit__goes_back_and_forth__in_every_shipped_routine);
  suite_add_tcase(suite, all);
  return suite_run(suite);
}
