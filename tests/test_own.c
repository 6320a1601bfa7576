/* A person's own routines as files: made, copied, renamed, removed, and edited as drafts. The extra
 * folder holds "legs" and "ask", and the shipped routines are there. */
#include <check.h>
#include <pty.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app_fixture.h"
#include "nightcalf/own.h"
#include "nightcalf/user_file.h"
#include "suite.h"
#include "temp_folder.h"

static const char sound[] = "format = 1; title = \"Mine\"; # my own\n"
                            "steps = ( { id = \"rub\"; kind = \"timed\"; title = \"Rub\"; "
                            "duration = 20; } );\n";
static const char borrower[] = "format = 1; title = \"Borrows\";\n"
                               "steps = ( { use = \"mine/rub\"; } );\n";

/* An own routine of that text, as another program would put it there. */
static void put_own(const char *id, const char *text) {
  char *path = own_path(&app, id, NULL);
  ck_assert_ptr_nonnull(path);
  (void)unlink(path);
  Error err = {{0}};
  ck_assert_msg(user_file_put(path, NULL, (FileBytes){text, strlen(text)}, &err), "%s", err.text);
  free(path);
  own_refresh(&app);
}

/* The text of an own routine's file with something behind its name; NULL: there is none. */
static char *own_text(const char *id, const char *tail) {
  char *path = own_path(&app, id, NULL);
  char *file = NULL;
  ck_assert_int_gt(asprintf(&file, "%s%s", path, tail), 0);
  size_t length = 0;
  char *text = user_file_read(file, ROUTINE_FILE_MAX, &length, NULL);
  free(file);
  free(path);
  return text;
}

static void assert_own(const char *id, const char *tail, const char *text) {
  char *now = own_text(id, tail);
  if (text == NULL) {
    ck_assert_msg(now == NULL, "%s.cfg%s is there", id, tail);
  } else {
    ck_assert_msg(now != NULL, "%s.cfg%s is not there", id, tail);
    ck_assert_str_eq(now, text);
  }
  free(now);
}

static void assert_said(const Error *err, const char *part) {
  ck_assert_msg(strstr(err->text, part) != NULL, "no \"%s\" in: %s", part, err->text);
}

/* The entry that is in force for an id. */
static Origin origin_of(const char *id) {
  const RoutineEntry *entry = library_find(&app.library, id);
  ck_assert_ptr_nonnull(entry);
  return entry->origin;
}

static bool parses(const char *id, const char *text) {
  Diagnostics findings = {0};
  char *path = own_path(&app, id, NULL);
  Routine *routine =
      routine_parse(&app.library, path, text, strlen(text), ROUTINE_FILE_MAX, &findings);
  for (size_t i = 0; i < findings.count; i++) {
    fprintf(stderr, "%d: %s\n", findings.items[i].line, findings.items[i].message);
  }
  bool fine = routine != NULL && findings.count == 0;
  routine_free(routine);
  diagnostics_free(&findings);
  free(path);
  return fine;
}

START_TEST(template__is_sound__as_it_is) {
  char *text = own_template("my-calves");
  ck_assert(parses("my-calves", text));
  ck_assert_ptr_nonnull(strstr(text, "title = \"My calves\";"));
  free(text);
  text = own_template("a23456789-123456789-123456789-123456789-");
  ck_assert(parses("a", text));
  free(text);
}
END_TEST

START_TEST(template__is_sound__with_all_its_examples) {
  char *text = own_template("my-calves");
  size_t found = 0;
  for (char *at = strstr(text, "#- "); at != NULL; at = strstr(at, "#- ")) {
    if (at > text && at[-1] == ' ') {
      memset(at, ' ', 3);
      found++;
    }
    at++;
  }
  ck_assert_uint_ge(found, 20);
  ck_assert(parses("my-calves", text));
  for (size_t i = 0; step_kinds[i] != NULL; i++) {
    char *kind = NULL;
    ck_assert_int_gt(asprintf(&kind, "kind = \"%s\";", step_kinds[i]->name), 0);
    ck_assert_msg(strstr(text, kind) != NULL, "no example of %s", kind);
    free(kind);
  }
  free(text);
}
END_TEST

static void assert_teaches(const char *text, const Field *table) {
  for (const Field *field = table; field->name != NULL; field++) {
    char *line = NULL;
    ck_assert_int_gt(asprintf(&line, "\n#   %s (", field->name), 0);
    ck_assert_msg(strstr(text, line) != NULL, "%s is not explained", field->name);
    free(line);
  }
}

START_TEST(template__teaches__every_setting_there_is) {
  char *text = own_template("x");
  assert_teaches(text, routine_fields);
  assert_teaches(text, step_fields);
  assert_teaches(text, choice_fields);
  for (size_t i = 0; step_kinds[i] != NULL; i++) {
    assert_teaches(text, step_kinds[i]->fields);
  }
  free(text);
}
END_TEST

START_TEST(new__writes__a_routine_for_the_user_alone) {
  Error err = {{0}};
  ck_assert_msg(own_new(&app, "my-calves", &err), "%s", err.text);
  char *text = own_template("my-calves");
  assert_own("my-calves", "", text);
  free(text);
  char *path = own_path(&app, "my-calves", NULL);
  struct stat status;
  ck_assert_int_eq(stat(path, &status), 0);
  ck_assert_uint_eq(status.st_mode & 07777, 0600);
  free(path);
  ck_assert_int_eq(stat(app.paths.own, &status), 0);
  ck_assert_uint_eq(status.st_mode & 07777, 0700);
  ck_assert_int_eq(origin_of("my-calves"), ORIGIN_OWN);
}
END_TEST

static const struct {
  const char *id;
  const char *message;
} taken[] = {
    {"mine", "you have a routine \"mine\" already"},
    {"legs", "there is a routine \"legs\" already (extra)"},
    {"evening-calf", "there is a routine \"evening-calf\" already (shipped)"},
    {"Mine", "cannot name a routine"},
    {"../mine", "cannot name a routine"},
    {"", "cannot name a routine"},
};

START_TEST(new__refuses__a_name_that_cannot_be) {
  put_own("mine", sound);
  Error err = {{0}};
  ck_assert(!own_new(&app, taken[_i].id, &err));
  assert_said(&err, taken[_i].message);
  assert_own("mine", "", sound);
}
END_TEST

START_TEST(path__is_refused__without_a_home) {
  free(app.paths.own);
  app.paths.own = NULL;
  Error err = {{0}};
  ck_assert_ptr_null(own_path(&app, "mine", &err));
  assert_said(&err, "set HOME");
}
END_TEST

/* Copies; the findings are thrown away. */
static bool copy(const char *from, const char *id, Error *err) {
  Diagnostics findings = {0};
  bool done = own_copy(&app, from, id, &findings, err);
  diagnostics_free(&findings);
  return done;
}

START_TEST(copy__has_the_same_bytes__under_another_name_or_its_own) {
  static const char *const ids[] = {"my-evening", "evening-calf"};
  size_t length = 0;
  char *shipped = user_file_read(library_find(&app.library, "evening-calf")->file, ROUTINE_FILE_MAX,
                                 &length, NULL);
  Error err = {{0}};
  ck_assert_msg(copy("evening-calf", ids[_i], &err), "%s", err.text);
  assert_own(ids[_i], "", shipped);
  ck_assert_int_eq(origin_of(ids[_i]), ORIGIN_OWN);
  ck_assert(library_find(&app.library, ids[_i])->replaces_shipped == (_i == 1));
  free(shipped);
}
END_TEST

START_TEST(copy__takes_in__a_file_from_outside) {
  temp_folder_write("theirs.txt", sound);
  char *path = temp_folder_path("theirs.txt");
  Error err = {{0}};
  ck_assert_msg(copy(path, "physio", &err), "%s", err.text);
  assert_own("physio", "", sound);
  free(path);
}
END_TEST

START_TEST(copy__tells_what_is_wrong__and_writes_nothing) {
  temp_folder_write("theirs.txt", "format = 1;\ntitle = \"T\";\nsteps = (\n"
                                  "  { kind = \"timed\"; title = \"Rub\"; duration = -5; } );\n");
  char *path = temp_folder_path("theirs.txt");
  Error err = {{0}};
  Diagnostics findings = {0};
  ck_assert(!own_copy(&app, path, "physio", &findings, &err));
  ck_assert_uint_eq(findings.errors, 1);
  ck_assert_str_eq(findings.items[0].file, path);
  ck_assert_int_eq(findings.items[0].line, 4);
  ck_assert_ptr_nonnull(strstr(findings.items[0].message, "got -5"));
  assert_said(&err, "nothing was copied");
  assert_own("physio", "", NULL);
  diagnostics_free(&findings);
  free(path);
}
END_TEST

START_TEST(copy__refuses__what_only_its_old_place_could_borrow) {
  char *folder = temp_folder_path("outside");
  ck_assert_int_eq(mkdir(folder, 0700), 0);
  free(folder);
  temp_folder_write("outside/mine.cfg", sound);
  temp_folder_write("outside/borrows.cfg", borrower);
  char *path = temp_folder_path("outside/borrows.cfg");
  Diagnostics findings = {0};
  ck_assert(!own_copy(&app, path, "borrows", &findings, NULL));
  ck_assert_uint_eq(findings.errors, 1);
  ck_assert_ptr_nonnull(strstr(findings.items[0].message, "mine"));
  assert_own("borrows", "", NULL);
  put_own("mine", sound);
  Error err = {{0}};
  ck_assert_msg(copy(path, "borrows", &err), "%s", err.text);
  diagnostics_free(&findings);
  free(path);
}
END_TEST

START_TEST(copy__never_replaces__an_own_one) {
  put_own("mine", sound);
  Error err = {{0}};
  ck_assert(!copy("evening-calf", "mine", &err));
  assert_said(&err, "nightcalf remove mine");
  assert_own("mine", "", sound);
}
END_TEST

START_TEST(copy__refuses__what_would_break_others) {
  put_own("mine", sound);
  put_own("borrows",
          "format = 1; title = \"B\"; steps = ( { use = \"evening-calf/calf-massage\"; } );");
  Error err = {{0}};
  ck_assert(!copy("mine", "evening-calf", &err));
  assert_said(&err, "borrows");
  assert_own("evening-calf", "", NULL);
}
END_TEST

START_TEST(copy__of_nothing__names_the_nearest) {
  Diagnostics findings = {0};
  ck_assert(!own_copy(&app, "evening-clf", "mine", &findings, NULL));
  ck_assert_ptr_nonnull(strstr(findings.items[0].message, "evening-calf"));
  diagnostics_free(&findings);
}
END_TEST

START_TEST(rename__takes_the_settings_along) {
  put_own("mine", sound);
  put_own("mine", sound);
  Error err = {{0}};
  ck_assert_msg(app_set(&app, "routine", "\"mine\"", &err), "%s", err.text);
  ck_assert(own_set_quiet(&app, "mine", true, NULL));
  ck_assert_msg(own_rename(&app, "mine", "yours", &err), "%s", err.text);
  assert_own("mine", "", NULL);
  assert_own("yours", "", sound);
  ck_assert_str_eq(app.settings.routine, "yours");
  ck_assert(own_is_quiet(&app, "yours"));
  ck_assert(!own_is_quiet(&app, "mine"));
  ck_assert_int_eq(origin_of("yours"), ORIGIN_OWN);
  ck_assert_ptr_null(library_find(&app.library, "mine"));
}
END_TEST

START_TEST(rename__takes_the_draft_and_the_backup_along) {
  put_own("mine", sound);
  temp_folder_write("nightcalf/routines/mine.cfg~", "older");
  temp_folder_write("nightcalf/routines/mine.cfg.draft", "draft");
  ck_assert(own_rename(&app, "mine", "yours", NULL));
  assert_own("yours", "~", "older");
  assert_own("yours", ".draft", "draft");
  assert_own("mine", "~", NULL);
}
END_TEST

START_TEST(rename__refuses__what_would_break_a_borrower) {
  put_own("mine", sound);
  put_own("borrows", borrower);
  Error err = {{0}};
  ck_assert(!own_rename(&app, "mine", "yours", &err));
  assert_said(&err, "borrows would be broken");
  assert_own("mine", "", sound);
  assert_own("yours", "", NULL);
}
END_TEST

START_TEST(rename__refuses__a_name_that_is_taken) {
  put_own("mine", sound);
  put_own("yours", borrower);
  Error err = {{0}};
  ck_assert(!own_rename(&app, "mine", "yours", &err));
  assert_said(&err, "already");
  ck_assert(!own_rename(&app, "mine", "No", &err));
  ck_assert(!own_rename(&app, "evening-calf", "x", &err));
  assert_said(&err, "came with the program");
  ck_assert(!own_rename(&app, "legs", "x", &err));
  assert_said(&err, "NIGHTCALF_ROUTINES");
  assert_own("yours", "", borrower);
}
END_TEST

START_TEST(rename__lets_a_broken_one__be_renamed) {
  put_own("mine", "title = ;");
  Error err = {{0}};
  ck_assert_msg(own_rename(&app, "mine", "yours", &err), "%s", err.text);
  assert_own("yours", "", "title = ;");
}
END_TEST

START_TEST(remove__keeps_the_text__and_puts_the_shipped_one_in_force) {
  ck_assert(copy("evening-calf", "evening-calf", NULL));
  char *text = own_text("evening-calf", "");
  OwnRemoved removed;
  Error err = {{0}};
  ck_assert_msg(own_remove(&app, "evening-calf", false, &removed, &err), "%s", err.text);
  ck_assert(removed.shipped);
  assert_own("evening-calf", "", NULL);
  assert_own("evening-calf", "~", text);
  ck_assert_int_eq(origin_of("evening-calf"), ORIGIN_SHIPPED);
  free(text);
}
END_TEST

START_TEST(remove__names_who_borrows__unless_it_is_forced) {
  put_own("mine", sound);
  put_own("borrows", borrower);
  OwnRemoved removed;
  Error err = {{0}};
  ck_assert(!own_remove(&app, "mine", false, &removed, &err));
  assert_said(&err, "borrows would be broken");
  assert_own("mine", "", sound);
  ck_assert(own_remove(&app, "mine", true, &removed, &err));
  ck_assert(!removed.shipped);
  assert_own("mine", "~", sound);
}
END_TEST

START_TEST(remove__leaves_nothing_in_the_settings__that_names_it) {
  put_own("mine", sound);
  OwnRemoved removed;
  Error err = {{0}};
  ck_assert_msg(app_set(&app, "routine", "\"mine\"", &err), "%s", err.text);
  ck_assert_msg(app_set(&app, "routines", "[ \"mon: mine\", \"tue: evening-calf\" ]", &err), "%s",
                err.text);
  ck_assert_msg(own_set_quiet(&app, "mine", true, &err), "%s", err.text);
  ck_assert_msg(own_remove(&app, "mine", false, &removed, &err), "%s", err.text);
  ck_assert(removed.tonights);
  ck_assert(!removed.shipped);
  ck_assert_str_eq(err.text, "");
  ck_assert(app.settings.routine == NULL || strcmp(app.settings.routine, "mine") != 0);
  ck_assert_uint_eq(app.settings.routines.count, 1);
  ck_assert_str_eq(app.settings.routines.at[0], "tue: evening-calf");
  ck_assert(!own_is_quiet(&app, "mine"));
}
END_TEST

static const struct {
  const char *id;
  const char *message;
} strangers[] = {
    {"evening-calf", "came with the program"},
    {"legs", "NIGHTCALF_ROUTINES"},
    {"nothing", "you have no routine \"nothing\""},
    {"min", "did you mean \"mine\""},
};

START_TEST(remove__refuses__what_is_not_ones_own) {
  put_own("mine", sound);
  OwnRemoved removed;
  Error err = {{0}};
  ck_assert(!own_remove(&app, strangers[_i].id, true, &removed, &err));
  assert_said(&err, strangers[_i].message);
}
END_TEST

START_TEST(would_break__names__sound_routines_alone) {
  put_own("mine", sound);
  put_own("borrows", borrower);
  put_own("broken", "use = \"mine\"; title = ;");
  char *path = own_path(&app, "mine", NULL);
  char *names = own_would_break(&app, "mine", path, NULL);
  ck_assert_str_eq(names, "borrows");
  free(names);
  ck_assert_ptr_null(own_would_break(&app, "mine", path, sound));
  names = own_would_break(&app, "mine", path,
                          "format = 1; title = \"M\"; steps = ( { "
                          "kind = \"timed\"; title = \"T\"; duration = 1; } );");
  ck_assert_str_eq(names, "borrows");
  free(names);
  free(path);
}
END_TEST

START_TEST(quiet__is_kept__for_one_routine_alone) {
  Error err = {{0}};
  ck_assert_msg(app_set(&app, "cue_profiles", "[ \"ask: usual\", \"legs: usual\" ]", &err), "%s",
                err.text);
  ck_assert(own_set_quiet(&app, "legs", true, &err));
  ck_assert(own_set_quiet(&app, "mine", true, &err));
  ck_assert(own_is_quiet(&app, "legs"));
  ck_assert(own_is_quiet(&app, "mine"));
  ck_assert(!own_is_quiet(&app, "ask"));
  app_close(&app);
  open_app();
  ck_assert(own_is_quiet(&app, "legs"));
  ck_assert_uint_eq(app.settings.cue_profiles.count, 3);
  ck_assert(own_set_quiet(&app, "legs", false, &err));
  ck_assert(own_set_quiet(&app, "legs", false, &err));
  ck_assert(own_set_quiet(&app, "mine", false, &err));
  ck_assert(!own_is_quiet(&app, "legs"));
  ck_assert_uint_eq(app.settings.cue_profiles.count, 1);
  ck_assert_str_eq(app.settings.cue_profiles.at[0], "ask: usual");
}
END_TEST

/* Whether the first ticks of a routine sound on the terminal. */
static bool sounds(const char *name, int terminal) {
  app_session_start(&app, load(name), 0);
  Effect effect;
  for (int i = 0; i < 40; i++) {
    while (app_tick(&app, &effect)) {
    }
    turn(second);
  }
  app_session_discard(&app);
  app_session_drop(&app);
  /* a terminal hands on what was written when it likes: all before the mark has come with it */
  char byte = '\0';
  bool bell = false;
  ck_assert_int_eq(write(STDOUT_FILENO, ".", 1), 1);
  while (byte != '.') {
    ck_assert_int_eq(read(terminal, &byte, 1), 1);
    bell = bell || byte == '\a';
  }
  return bell;
}

START_TEST(quiet__makes_no_sound__in_a_session) {
  int terminal = -1;
  int ours = -1;
  ck_assert_int_eq(openpty(&terminal, &ours, NULL, NULL, NULL), 0);
  ck_assert_int_eq(dup2(ours, STDOUT_FILENO), STDOUT_FILENO);
  ck_assert(app_set(&app, "sound", "\"bell\"", NULL));
  ck_assert(sounds("legs", terminal));
  ck_assert(own_set_quiet(&app, "legs", true, NULL));
  ck_assert(!sounds("legs", terminal));
}
END_TEST

START_TEST(source__of_a_shipped_one__is_the_copy_to_be) {
  OwnSource source;
  Error err = {{0}};
  ck_assert(own_source(&app, "evening-calf", &source, &err));
  ck_assert(source.copied);
  char *path = own_path(&app, "evening-calf", NULL);
  ck_assert_str_eq(source.path, path);
  own_source_free(&source);
  free(path);
}
END_TEST

START_TEST(source__of_an_own_one__is_found_by_id_and_by_path) {
  put_own("mine", sound);
  char *path = own_path(&app, "mine", NULL);
  const char *names[] = {"mine", path};
  for (size_t i = 0; i < 2; i++) {
    OwnSource source;
    ck_assert(own_source(&app, names[i], &source, NULL));
    ck_assert(!source.copied);
    ck_assert_str_eq(source.id, "mine");
    ck_assert_str_eq(source.text, sound);
    own_source_free(&source);
  }
  OwnSource extra;
  ck_assert(own_source(&app, "legs", &extra, NULL));
  ck_assert(!extra.copied);
  own_source_free(&extra);
  free(path);
}
END_TEST

static const struct {
  const char *name;
  const char *message;
} unknown[] = {
    {"evening-clf", "did you mean \"evening-calf\""},
    {"quite-other", "nightcalf new quite-other"},
    {"Quite Other", "nightcalf list"},
    {"/no/such.cfg", "nightcalf copy /no/such.cfg ID"},
};

START_TEST(source__of_nothing__says_what_to_do) {
  OwnSource source;
  Error err = {{0}};
  ck_assert(!own_source(&app, unknown[_i].name, &source, &err));
  assert_said(&err, unknown[_i].message);
}
END_TEST

/* Begins a draft that must begin. */
static Draft *begin(const char *name, bool copied, bool kept) {
  bool is_copied = !copied;
  bool is_kept = !kept;
  Error err = {{0}};
  Draft *draft = draft_begin(&app, name, &is_copied, &is_kept, &err);
  ck_assert_msg(draft != NULL, "%s", err.text);
  ck_assert(is_copied == copied);
  ck_assert(is_kept == kept);
  return draft;
}

/* What an editor would write. */
static void write_draft(const Draft *draft, const char *text) {
  FILE *file = fopen(draft_path(draft), "w");
  ck_assert_ptr_nonnull(file);
  ck_assert_int_ge(fputs(text, file), 0);
  ck_assert_int_eq(fclose(file), 0);
}

static DraftState check(const Draft *draft) {
  Diagnostics findings = {0};
  DraftState state = draft_check(&app, draft, &findings);
  ck_assert((state == DRAFT_BROKEN) == (findings.errors > 0));
  diagnostics_free(&findings);
  return state;
}

static const char changed[] = "format = 1; title = \"Changed\"; # still mine\n"
                              "steps = ( { id = \"rub\"; kind = \"timed\"; title = \"Rub\"; "
                              "duration = 25; } );\n";
static const char broken[] =
    "format = 1; title = \"Changed\";\nsteps = ( { kind = \"timed\"; } );\n";

START_TEST(draft__takes_the_place__when_it_is_sound) {
  put_own("mine", sound);
  Draft *draft = begin("mine", false, false);
  struct stat status;
  ck_assert_int_eq(stat(draft_path(draft), &status), 0);
  ck_assert_uint_eq(status.st_mode & 07777, 0600);
  ck_assert_int_eq(check(draft), DRAFT_SAME);
  write_draft(draft, changed);
  ck_assert_int_eq(check(draft), DRAFT_VALID);
  assert_own("mine", "", sound);
  Error err = {{0}};
  ck_assert_msg(draft_take(&app, draft, &err), "%s", err.text);
  assert_own("mine", "", changed);
  assert_own("mine", "~", sound);
  assert_own("mine", ".draft", NULL);
  assert_own("mine", ".draft.base", NULL);
  draft_free(draft);
}
END_TEST

START_TEST(draft__never_takes_the_place__when_it_is_broken) {
  put_own("mine", sound);
  Draft *draft = begin("mine", false, false);
  write_draft(draft, broken);
  Diagnostics findings = {0};
  ck_assert_int_eq(draft_check(&app, draft, &findings), DRAFT_BROKEN);
  char *path = own_path(&app, "mine", NULL);
  ck_assert_str_eq(findings.items[0].file, path);
  ck_assert_int_eq(findings.items[0].line, 2);
  Error err = {{0}};
  ck_assert(!draft_take(&app, draft, &err));
  assert_said(&err, "nothing was changed");
  assert_own("mine", "", sound);
  assert_own("mine", ".draft", broken);
  diagnostics_free(&findings);
  free(path);
  draft_free(draft);
}
END_TEST

START_TEST(draft__that_was_kept__is_gone_on_with) {
  put_own("mine", sound);
  Draft *draft = begin("mine", false, false);
  write_draft(draft, broken);
  draft_free(draft);
  draft = begin("mine", false, true);
  assert_own("mine", ".draft", broken);
  draft_drop(draft);
  assert_own("mine", ".draft", NULL);
  draft_free(draft);
  draft = begin("mine", false, false);
  draft_free(draft);
}
END_TEST

START_TEST(draft__that_was_kept__knows_that_the_rest_went_on) {
  put_own("mine", sound);
  Draft *draft = begin("mine", false, false);
  write_draft(draft, changed);
  draft_free(draft);
  draft = begin("mine", false, true);
  ck_assert(!draft_outdated(draft));
  draft_free(draft);
  put_own("mine", borrower);
  draft = begin("mine", false, true);
  ck_assert(draft_outdated(draft));
  assert_own("mine", ".draft", changed);
  draft_drop(draft);
  draft_free(draft);
  assert_own("mine", ".draft.base", NULL);
  draft = begin("mine", false, false);
  ck_assert(!draft_outdated(draft));
  draft_free(draft);
}
END_TEST

START_TEST(draft__of_a_shipped_one__is_a_copy_only_when_taken) {
  Draft *draft = begin("evening-calf", true, false);
  ck_assert_int_eq(check(draft), DRAFT_SAME);
  ck_assert_int_eq(origin_of("evening-calf"), ORIGIN_SHIPPED);
  char *text = own_text("evening-calf", ".draft");
  char *longer = NULL;
  ck_assert_int_gt(asprintf(&longer, "%s# mine\n", text), 0);
  write_draft(draft, longer);
  ck_assert_int_eq(check(draft), DRAFT_VALID);
  ck_assert_ptr_null(draft_would_break(&app, draft));
  Error err = {{0}};
  ck_assert_msg(draft_take(&app, draft, &err), "%s", err.text);
  assert_own("evening-calf", "", longer);
  assert_own("evening-calf", "~", NULL);
  ck_assert_int_eq(origin_of("evening-calf"), ORIGIN_OWN);
  free(longer);
  free(text);
  draft_free(draft);
}
END_TEST

START_TEST(draft__overwrites_nothing__that_changed_meanwhile) {
  put_own("mine", sound);
  Draft *draft = begin("mine", false, false);
  write_draft(draft, changed);
  put_own("mine", borrower);
  Error err = {{0}};
  ck_assert(!draft_take(&app, draft, &err));
  assert_said(&err, "changed meanwhile");
  assert_own("mine", "", borrower);
  assert_own("mine", "~", NULL);
  assert_own("mine", ".draft", changed);
  draft_free(draft);
}
END_TEST

START_TEST(draft__overwrites_nothing__that_came_meanwhile) {
  Draft *draft = begin("evening-calf", true, false);
  write_draft(draft, changed);
  put_own("evening-calf", sound);
  Error err = {{0}};
  ck_assert(!draft_take(&app, draft, &err));
  assert_own("evening-calf", "", sound);
  assert_own("evening-calf", ".draft", changed);
  draft_free(draft);
}
END_TEST

START_TEST(draft__is_one_persons__at_a_time) {
  put_own("mine", sound);
  Draft *draft = begin("mine", false, false);
  bool copied;
  bool kept;
  Error err = {{0}};
  struct stat before;
  struct stat after;
  ck_assert_int_eq(stat(draft_path(draft), &before), 0);
  ck_assert_ptr_null(draft_begin(&app, "mine", &copied, &kept, &err));
  ck_assert_int_eq(stat(draft_path(draft), &after), 0);
  ck_assert_uint_eq(before.st_ino, after.st_ino);
  assert_said(&err, "being edited");
  assert_own("mine", ".draft", sound);
  draft_drop(draft);
  draft_free(draft);
  draft = begin("mine", false, false);
  draft_drop(draft);
  draft_free(draft);
  char *lock = temp_folder_path("nightcalf/routines/.mine.cfg.lock");
  ck_assert_int_ne(access(lock, F_OK), 0);
  free(lock);
}
END_TEST

START_TEST(draft__that_is_gone__is_told) {
  put_own("mine", sound);
  Draft *draft = begin("mine", false, false);
  ck_assert_int_eq(unlink(draft_path(draft)), 0);
  ck_assert_int_eq(check(draft), DRAFT_BROKEN);
  Error err = {{0}};
  ck_assert(!draft_take(&app, draft, &err));
  assert_own("mine", "", sound);
  draft_free(draft);
}
END_TEST

START_TEST(draft__has_a_folder_in_its_way__and_says_so) {
  put_own("mine", sound);
  char *path = temp_folder_path("nightcalf/routines/mine.cfg.draft");
  ck_assert_int_eq(mkdir(path, 0700), 0);
  bool copied;
  bool kept;
  Error err = {{0}};
  ck_assert_ptr_null(draft_begin(&app, "mine", &copied, &kept, &err));
  assert_said(&err, "in the way");
  free(path);
}
END_TEST

START_TEST(draft__tells__whom_it_would_break) {
  put_own("mine", sound);
  put_own("borrows", borrower);
  Draft *draft = begin("mine", false, false);
  write_draft(draft, "format = 1; title = \"M\"; steps = ( { kind = \"timed\"; title = \"T\"; "
                     "duration = 1; } );");
  ck_assert_int_eq(check(draft), DRAFT_VALID);
  char *names = draft_would_break(&app, draft);
  ck_assert_str_eq(names, "borrows");
  free(names);
  draft_free(draft);
}
END_TEST

START_TEST(draft__is_edited__by_the_editor_of_the_environment) {
  put_own("mine", sound);
  Draft *draft = begin("mine", false, false);
  unsetenv("VISUAL");
  setenv("EDITOR", "sed -i s/20/30/", 1);
  Error err = {{0}};
  ck_assert_msg(draft_edit(draft, 1, &err), "%s", err.text);
  ck_assert_int_eq(check(draft), DRAFT_VALID);
  ck_assert_str_eq(draft_id(draft), "mine");
  setenv("EDITOR", "false", 1);
  ck_assert(!draft_edit(draft, 1, &err));
  draft_free(draft);
}
END_TEST

static void add_files(Suite *suite) {
  TCase *cases = tcase_create("files");
  tcase_add_checked_fixture(cases, set_up, tear_down);
  tcase_add_test(cases, template__is_sound__as_it_is);
  tcase_add_test(cases, template__is_sound__with_all_its_examples);
  tcase_add_test(cases, template__teaches__every_setting_there_is);
  tcase_add_test(cases, new__writes__a_routine_for_the_user_alone);
  tcase_add_loop_test(cases, new__refuses__a_name_that_cannot_be, 0,
                      sizeof taken / sizeof taken[0]);
  tcase_add_test(cases, path__is_refused__without_a_home);
  tcase_add_loop_test(cases, copy__has_the_same_bytes__under_another_name_or_its_own, 0, 2);
  tcase_add_test(cases, copy__takes_in__a_file_from_outside);
  tcase_add_test(cases, copy__tells_what_is_wrong__and_writes_nothing);
  tcase_add_test(cases, copy__refuses__what_only_its_old_place_could_borrow);
  tcase_add_test(cases, copy__never_replaces__an_own_one);
  tcase_add_test(cases, copy__refuses__what_would_break_others);
  tcase_add_test(cases, copy__of_nothing__names_the_nearest);
  tcase_add_test(cases, rename__takes_the_settings_along);
  tcase_add_test(cases, rename__takes_the_draft_and_the_backup_along);
  tcase_add_test(cases, rename__refuses__what_would_break_a_borrower);
  tcase_add_test(cases, rename__refuses__a_name_that_is_taken);
  tcase_add_test(cases, rename__lets_a_broken_one__be_renamed);
  tcase_add_test(cases, remove__keeps_the_text__and_puts_the_shipped_one_in_force);
  tcase_add_test(cases, remove__leaves_nothing_in_the_settings__that_names_it);
  tcase_add_test(cases, remove__names_who_borrows__unless_it_is_forced);
  tcase_add_loop_test(cases, remove__refuses__what_is_not_ones_own, 0,
                      sizeof strangers / sizeof strangers[0]);
  tcase_add_test(cases, would_break__names__sound_routines_alone);
  tcase_add_test(cases, quiet__is_kept__for_one_routine_alone);
  tcase_add_test(cases, quiet__makes_no_sound__in_a_session);
  suite_add_tcase(suite, cases);
}

static void add_drafts(Suite *suite) {
  TCase *cases = tcase_create("drafts");
  tcase_add_checked_fixture(cases, set_up, tear_down);
  tcase_add_test(cases, source__of_a_shipped_one__is_the_copy_to_be);
  tcase_add_test(cases, source__of_an_own_one__is_found_by_id_and_by_path);
  tcase_add_loop_test(cases, source__of_nothing__says_what_to_do, 0,
                      sizeof unknown / sizeof unknown[0]);
  tcase_add_test(cases, draft__takes_the_place__when_it_is_sound);
  tcase_add_test(cases, draft__never_takes_the_place__when_it_is_broken);
  tcase_add_test(cases, draft__that_was_kept__is_gone_on_with);
  tcase_add_test(cases, draft__that_was_kept__knows_that_the_rest_went_on);
  tcase_add_test(cases, draft__of_a_shipped_one__is_a_copy_only_when_taken);
  tcase_add_test(cases, draft__overwrites_nothing__that_changed_meanwhile);
  tcase_add_test(cases, draft__overwrites_nothing__that_came_meanwhile);
  tcase_add_test(cases, draft__is_one_persons__at_a_time);
  tcase_add_test(cases, draft__that_is_gone__is_told);
  tcase_add_test(cases, draft__has_a_folder_in_its_way__and_says_so);
  tcase_add_test(cases, draft__tells__whom_it_would_break);
  tcase_add_test(cases, draft__is_edited__by_the_editor_of_the_environment);
  suite_add_tcase(suite, cases);
}

int main(void) {
  Suite *suite = suite_create("own");
  add_files(suite);
  add_drafts(suite);
  return suite_run(suite);
}
