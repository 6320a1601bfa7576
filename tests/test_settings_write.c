/* Changing one setting: every other byte stays, and a file is replaced whole or not at all. */
#include <check.h>
#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "conf/save.h"
#include "conf_bench.h"
#include "nightcalf/edit.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"
#include "suite.h"
#include "temp_folder.h"

enum { NOBODY = 65534, FILE_MAX = 8192 };

static char *path;
static Error err;

static void set_up(void) {
  (void)temp_folder_make();
  path = temp_folder_path("nightcalf.cfg");
  err.text[0] = '\0';
}

static void tear_down(void) {
  free(path);
  temp_folder_remove();
}

/* The file's bytes, good until the next call. */
static const char *content_of(const char *file_path) {
  static char bytes[FILE_MAX + 1];
  FILE *file = fopen(file_path, "r");
  ck_assert_msg(file != NULL, "%s: %s", file_path, strerror(errno));
  bytes[fread(bytes, 1, FILE_MAX, file)] = '\0';
  fclose(file);
  return bytes;
}

static bool set(const char *name, const char *value) {
  return settings_set(path, name, value, &err);
}

/* Sets a value in a file of this content, and compares the whole of it. */
static void expect(const char *before, const char *name, const char *value, const char *after) {
  temp_folder_write("nightcalf.cfg", before);
  ck_assert_msg(set(name, value), "%s", err.text);
  bench_expect(content_of(path), after);
}

/* The same where it must fail: the file stays, and the message holds this. */
static void expect_refused(const char *before, const char *name, const char *value,
                           const char *message) {
  temp_folder_write("nightcalf.cfg", before);
  ck_assert(!set(name, value));
  ck_assert_msg(strstr(err.text, message) != NULL, "%s", err.text);
  bench_expect(content_of(path), before);
}

/* How many files are in the test's folder. */
static int count_files(void) {
  char *folder = temp_folder_path("");
  DIR *stream = opendir(folder);
  int count = 0;
  while (readdir(stream) != NULL) {
    count++;
  }
  closedir(stream);
  free(folder);
  return count - 2;
}

static mode_t mode_of(const char *name) {
  struct stat status;
  ck_assert_int_eq(stat(name, &status), 0);
  return status.st_mode & 07777;
}

static const struct {
  const char *before;
  const char *name;
  const char *value;
  const char *after;
} changes[] = {
    {"# mine\nbedtime  =  \"22:30\" ; # early\nsound = \"bell\";\n", "bedtime", "\"23:00\"",
     "# mine\nbedtime  =  \"23:00\" ; # early\nsound = \"bell\";\n"},
    {"profile = [ \"falls\",\n  # more?\n  \"artery\" ];\nwait_for_me = true;", "profile", "[ ]",
     "profile = [ ];\nwait_for_me = true;"},
    {"bedtime = \"22:\" \"30\";\n", "bedtime", "\"21:00\"", "bedtime = \"21:00\";\n"},
    /* the value's end is the file's */
    {"wait_for_me = true", "wait_for_me", "false", "wait_for_me = false"},
    /* CRLF, and a byte order mark */
    {"# x\r\ndrift_minutes = 5;\r\nsound = \"bell\";\r\n", "drift_minutes", "0",
     "# x\r\ndrift_minutes = 0;\r\nsound = \"bell\";\r\n"},
    {"\xef\xbb\xbf"
     "drift_minutes: 5",
     "drift_minutes", "10",
     "\xef\xbb\xbf"
     "drift_minutes: 10"},
    /* added */
    {"sound = \"bell\";\n", "profile", "[ \"falls\", \"statin\" ]",
     "sound = \"bell\";\nprofile = [ \"falls\", \"statin\" ];\n"},
    {"sound = \"bell\";\r\n", "bedtime", "\"22:30\"",
     "sound = \"bell\";\r\nbedtime = \"22:30\";\r\n"},
    {"sound = \"bell\" # no newline", "bedtime", "\"22:30\"",
     "sound = \"bell\" # no newline\nbedtime = \"22:30\";\n"},
    {"sound = \"bell\"\r\n# none, CRLF", "bedtime", "\"22:30\"",
     "sound = \"bell\"\r\n# none, CRLF\r\nbedtime = \"22:30\";\r\n"},
    {"", "emergency_number", "\"112\"", "emergency_number = \"112\";\n"},
    /* what it says already */
    {"sound=\"bell\"", "sound", "\"bell\"", "sound=\"bell\""},
};

START_TEST(settings_set__leaves__every_other_byte_alone) {
  expect(changes[_i].before, changes[_i].name, changes[_i].value, changes[_i].after);
  ck_assert_int_eq(count_files(), 1);
}
END_TEST

START_TEST(settings_set__makes__a_file_and_its_folder) {
  free(path);
  path = temp_folder_path("deep/er/nightcalf.cfg");
  mode_t mask = umask(0);
  bool done = set("profile", "[ \"falls\" ]");
  umask(mask);
  ck_assert_msg(done, "%s", err.text);
  const char *text = content_of(path);
  ck_assert_int_eq(text[0], '#');
  ck_assert_ptr_nonnull(strstr(text, "Default:\nprofile = [ \"falls\" ];\n\n"));
  ck_assert_int_eq(mode_of(path), 0600);
  char *folder = temp_folder_path("deep/er");
  ck_assert_int_eq(mode_of(folder), 0700);
  free(folder);
  folder = temp_folder_path("deep");
  ck_assert_int_eq(mode_of(folder), 0700);
  free(folder);
  Settings settings;
  Diagnostics diagnostics = {0};
  settings_init(&settings);
  ck_assert(settings_load(path, &settings, &diagnostics));
  ck_assert_uint_eq(settings.profile, 1U << FLAG_FALLS);
  settings_free(&settings);
}
END_TEST

/* The default text's lines without the '#' of the defaults. Release with free(). */
static char *uncommented(void) {
  char *text = settings_default_text();
  for (const Field *field = settings_fields; field->name != NULL; field++) {
    char *line = mem_format("\n# %s = ", field->name);
    char *at = strstr(text, line);
    ck_assert_msg(at != NULL, "%s", field->name);
    at[1] = ' ';
    ck_assert_msg(strstr(at, line) == NULL, "%s stands there twice", field->name);
    free(line);
  }
  return text;
}

START_TEST(settings_default_text__has_every_setting__as_it_could_be_written) {
  char *text = settings_default_text();
  temp_folder_write("nightcalf.cfg", text);
  Settings settings;
  Settings usual;
  Diagnostics diagnostics = {0};
  settings_init(&settings);
  settings_init(&usual);
  ck_assert(settings_load(path, &settings, &diagnostics));
  ck_assert(fields_equal(settings_fields, &settings, &usual));
  ck_assert(!settings.profile_asked);
  for (const char *line = text; *line != '\0'; line += strcspn(line, "\n") + 1) {
    ck_assert(*line == '#' || *line == '\n');
    ck_assert_uint_le(strcspn(line, "\n"), 100);
  }
  free(text);
  text = uncommented();
  temp_folder_write("nightcalf.cfg", text);
  ck_assert_msg(settings_load(path, &settings, &diagnostics), "%s", bench_findings(&diagnostics));
  for (const Field *field = settings_fields; field->name != NULL; field++) {
    char *plain = field_plain(field, &usual);
    bool example = *plain == '\0' && (field->type == FIELD_TEXT || field->type == FIELD_NAME ||
                                      field->type == FIELD_TIME);
    free(plain);
    const Field alone[] = {*field, {.name = NULL}};
    ck_assert_msg(example || fields_equal(alone, &settings, &usual), "%s", field->name);
  }
  free(text);
  settings_free(&settings);
  settings_free(&usual);
}
END_TEST

static const struct {
  const char *before;
  const char *name;
  const char *after;
} removals[] = {
    {"# mine\n\n# early\nbedtime = \"22:30\"; # sic\nsound = \"bell\";\n", "bedtime",
     "# mine\n\nsound = \"bell\";\n"},
    {"sound = \"bell\"; bedtime = \"22:30\";", "bedtime", "sound = \"bell\";"},
    {"sound = \"bell\"; bedtime = \"22:30\";", "routine", "sound = \"bell\"; bedtime = \"22:30\";"},
    {"\n# Whether every set-up waits for Enter.\nwait_for_me = true; # mine\n", "wait_for_me",
     "\n# Whether every set-up waits for Enter.\n# wait_for_me = false;\n"},
    {"x_y\n", NULL, NULL},
};

START_TEST(settings_unset__takes_out__one_setting) {
  if (removals[_i].name == NULL) {
    temp_folder_write("nightcalf.cfg", removals[_i].before);
    ck_assert(!settings_unset(path, "sound", &err));
    ck_assert(!settings_unset(path, "sund", &err));
    ck_assert_ptr_nonnull(strstr(err.text, "did you mean \"sound\"?"));
    return;
  }
  temp_folder_write("nightcalf.cfg", removals[_i].before);
  ck_assert_msg(settings_unset(path, removals[_i].name, &err), "%s", err.text);
  bench_expect(content_of(path), removals[_i].after);
}
END_TEST

START_TEST(settings_set_and_unset__give_the_default_text_back__for_every_setting) {
  char *text = settings_default_text();
  const bool made = _i == 1; /* by settings_set() itself, or by somebody before */
  for (const Field *field = settings_fields; field->name != NULL; field++) {
    (void)unlink(path);
    if (!made) {
      temp_folder_write("nightcalf.cfg", text);
    }
    char *line = mem_format("\n# %s = ", field->name);
    const char *value = strstr(text, line) + strlen(line);
    char *literal = mem_copy_bytes(value, strcspn(value, ";"));
    ck_assert_msg(set(field->name, literal), "%s", err.text);
    char *there = mem_format("\n%s = %s;\n", field->name, literal);
    ck_assert_msg(strstr(content_of(path), there) != NULL, "%s", content_of(path));
    ck_assert_int_eq(strstr(content_of(path), line) == NULL, made);
    ck_assert_msg(settings_unset(path, field->name, &err), "%s", err.text);
    bench_expect(content_of(path), text);
    free(there);
    free(literal);
    free(line);
  }
  free(text);
}
END_TEST

START_TEST(settings_set__keeps__mode_and_links) {
  temp_folder_write("real.cfg", "sound = \"bell\";\n");
  char *real = temp_folder_path("real.cfg");
  ck_assert_int_eq(chmod(real, 0640), 0);
  ck_assert_int_eq(symlink("real.cfg", path), 0);
  ck_assert_msg(set("sound", "\"none\""), "%s", err.text);
  struct stat status;
  ck_assert_int_eq(lstat(path, &status), 0);
  ck_assert(S_ISLNK(status.st_mode));
  bench_expect(content_of(real), "sound = \"none\";\n");
  ck_assert_int_eq(mode_of(real), 0640);
  ck_assert_int_eq(count_files(), 2);
  free(real);
}
END_TEST

START_TEST(settings_set__refuses__a_link_that_leads_nowhere) {
  ck_assert_int_eq(symlink("nowhere.cfg", path), 0);
  ck_assert(!set("sound", "\"none\""));
  ck_assert_ptr_nonnull(strstr(err.text, "leads nowhere"));
  ck_assert_int_eq(count_files(), 1);
}
END_TEST

START_TEST(settings_set__refuses__a_folder_or_a_fifo) {
  ck_assert_int_eq(mkdir(path, 0700), 0);
  ck_assert(!set("sound", "\"none\""));
  ck_assert_ptr_nonnull(strstr(err.text, "is a directory"));
  ck_assert_int_eq(rmdir(path), 0);
  ck_assert_int_eq(mkfifo(path, 0600), 0);
  ck_assert(!set("sound", "\"none\""));
  ck_assert_ptr_nonnull(strstr(err.text, "FIFO"));
}
END_TEST

static const struct {
  const char *before;
  const char *name;
  const char *value;
  const char *message;
} refusals[] = {
    {"sound = \"bell\";\n", "sund", "\"bell\"", "no setting \"sund\"; did you mean \"sound\"?"},
    {"sound = \"bell\";\n", "quack", "5", "no setting \"quack\""},
    {"sound = \"bell\";\n", "bedtime", "\"25:00\"", "must be a time of day"},
    {"sound = \"bell\";\n", "bedtime", "22:30", "is not a number"},
    {"sound = \"bell\";\n", "profile", "[ \"fals\" ]", "did you mean \"falls\"?"},
    {"sound = \"bell\";\n", "profile", "[ \"falls\"", "is not closed"},
    {"sound = \"bell\";\n", "drift_minutes", "241", "must be from 0 to 240"},
    {"sound = \"bell\";\n", "drift_minutes", "4294967301", "too large"},
    {"sound = \"bell\";\n", "drift_minutes", "", "a value"},
    {"sound = \"bell\";\n", "drift_minutes", "5; wait_for_me = true", "takes one value"},
    {"sound = \"bell\";\n", "drift_minutes", "5 # minutes", "takes one value"},
    {"sound = \"bell\";\n", "emergency_number", "\"\x1b[31m112\"", "control character"},
    /* a file with errors of its own */
    {"sound = \"bel\";\n", "bedtime", "\"22:30\"", ":1:9: \"sound\" must be"},
    {"sound = ;\n", "bedtime", "\"22:30\"", "mend that in the file first"},
    {"quack = 5;\n", "bedtime", "\"22:30\"", "unknown setting"},
    {"bedtime = \"22:30\"; bedtime = \"22:31\";\n", "bedtime", "\"22:00\"", "set twice"},
};

START_TEST(settings_set__refuses__what_it_cannot_say) {
  expect_refused(refusals[_i].before, refusals[_i].name, refusals[_i].value, refusals[_i].message);
  ck_assert_int_eq(count_files(), 1);
}
END_TEST

START_TEST(settings_set__refuses__to_grow_beyond_what_can_be_read) {
  char *comment = mem_new(ROUTINE_FILE_MAX, 1);
  memset(comment, '#', ROUTINE_FILE_MAX - 1);
  temp_folder_write("nightcalf.cfg", comment);
  ck_assert(!set("sound", "\"none\""));
  ck_assert_ptr_nonnull(strstr(err.text, "too large"));
  struct stat status;
  ck_assert_int_eq(stat(path, &status), 0);
  ck_assert_int_eq(status.st_size, ROUTINE_FILE_MAX - 1);
  free(comment);
}
END_TEST

static const char old_text[] = "sound = \"bell\";\n";
static const char new_text[] = "sound = \"none\";\n";
static const Content old_content = {old_text, sizeof old_text - 1};
static const Content new_content = {new_text, sizeof new_text - 1};

START_TEST(save_file__overwrites_nothing__that_was_changed_meanwhile) {
  temp_folder_write("nightcalf.cfg", "sound = \"bell\"; # and more\n");
  ck_assert(!save_file(path, &old_content, new_content, &err));
  ck_assert_ptr_nonnull(strstr(err.text, "changed meanwhile"));
  temp_folder_write("nightcalf.cfg", "sound");
  ck_assert(!save_file(path, &old_content, new_content, &err));
  ck_assert(!save_file(path, NULL, new_content, &err)); /* made meanwhile */
  bench_expect(content_of(path), "sound");
  ck_assert_int_eq(unlink(path), 0);
  ck_assert(!save_file(path, &old_content, new_content, &err));
  ck_assert_ptr_nonnull(strstr(err.text, "gone since it was read"));
  ck_assert_int_eq(count_files(), 0);
}
END_TEST

/* Runs as somebody without privileges, whom permissions bind. */
static void save_as_nobody(const char *message) {
  bool root = geteuid() == 0;
  if (root) {
    ck_assert_int_eq(seteuid(NOBODY), 0);
  }
  bool done = save_file(path, &old_content, new_content, &err);
  if (root) {
    ck_assert_int_eq(seteuid(0), 0);
  }
  ck_assert(!done);
  ck_assert_msg(strstr(err.text, message) != NULL, "%s", err.text);
  bench_expect(content_of(path), old_text);
  ck_assert_int_eq(count_files(), 1);
}

START_TEST(save_file__says_so__where_nothing_can_be_written) {
  char *folder = temp_folder_path("");
  temp_folder_write("nightcalf.cfg", old_text);
  ck_assert_int_eq(chmod(path, 0666), 0);
  ck_assert_int_eq(chmod(folder, 0555), 0);
  save_as_nobody("cannot write in the folder");
  ck_assert_int_eq(chmod(folder, 0777), 0);
  ck_assert_int_eq(chmod(path, 0444), 0);
  save_as_nobody("cannot write");
  ck_assert_int_eq(chmod(folder, 0700), 0);
  free(folder);
}
END_TEST

START_TEST(save_file__says_so__where_there_can_be_no_file) {
  temp_folder_write("nightcalf.cfg", old_text);
  char *below = temp_folder_path("nightcalf.cfg/below.cfg");
  ck_assert(!save_file(below, NULL, new_content, &err)); /* below a file */
  ck_assert_ptr_nonnull(strstr(err.text, "cannot find"));
  free(below);
  char *folder = temp_folder_path("folder");
  ck_assert_int_eq(mkdir(folder, 0700), 0);
  ck_assert(!save_file(folder, NULL, new_content, &err));
  ck_assert_ptr_nonnull(strstr(err.text, "not a regular file"));
  ck_assert_int_eq(rmdir(folder), 0);
  free(folder);
  if (geteuid() == 0) {
    char *deep = temp_folder_path("deep/er/new.cfg");
    ck_assert_int_eq(seteuid(NOBODY), 0);
    bool done = save_file(deep, NULL, new_content, &err); /* the folder is not nobody's */
    ck_assert_int_eq(seteuid(0), 0);
    ck_assert(!done);
    free(deep);
  }
  ck_assert_int_eq(count_files(), 1);
}
END_TEST

START_TEST(save_file__overwrites_nothing__it_cannot_read) {
  if (geteuid() != 0) {
    return; /* the file must be another's, and the folder writable all the same */
  }
  char *folder = temp_folder_path("");
  temp_folder_write("nightcalf.cfg", old_text);
  ck_assert_int_eq(chmod(path, 0222), 0);
  ck_assert_int_eq(chmod(folder, 0777), 0);
  ck_assert_int_eq(seteuid(NOBODY), 0);
  bool done = save_file(path, &old_content, new_content, &err);
  ck_assert_int_eq(seteuid(0), 0);
  ck_assert(!done);
  bench_expect(content_of(path), old_text);
  free(folder);
}
END_TEST

START_TEST(save_file__keeps__another_owner) {
  if (geteuid() != 0) {
    return; /* only root can change a file of somebody else */
  }
  temp_folder_write("nightcalf.cfg", old_text);
  ck_assert_int_eq(chown(path, NOBODY, NOBODY), 0);
  ck_assert(save_file(path, &old_content, new_content, &err));
  struct stat status;
  ck_assert_int_eq(stat(path, &status), 0);
  ck_assert_uint_eq(status.st_uid, NOBODY);
  ck_assert_uint_eq(status.st_gid, NOBODY);
}
END_TEST

START_TEST(save_file__makes_nothing__as_root_in_the_folder_of_another) {
  if (geteuid() != 0) {
    return;
  }
  char *folder = temp_folder_path("");
  ck_assert_int_eq(chown(folder, NOBODY, NOBODY), 0);
  ck_assert(!save_file(path, NULL, new_content, &err));
  ck_assert_ptr_nonnull(strstr(err.text, "without sudo"));
  ck_assert_int_eq(count_files(), 0);
  free(folder);
}
END_TEST

/* A disk that takes so many bytes of one file. */
START_TEST(save_file__leaves_the_old_file__when_the_disk_is_full) {
  temp_folder_write("nightcalf.cfg", old_text);
  ck_assert(signal(SIGXFSZ, SIG_IGN) != SIG_ERR);
  struct rlimit limit;
  ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &limit), 0);
  struct rlimit small = {.rlim_cur = (rlim_t)_i, .rlim_max = limit.rlim_max};
  ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &small), 0);
  bool done = save_file(path, &old_content, new_content, &err);
  ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
  ck_assert(!done);
  ck_assert_ptr_nonnull(strstr(err.text, "nothing was changed"));
  bench_expect(content_of(path), old_text);
  ck_assert_int_eq(count_files(), 1);
}
END_TEST

START_TEST(save_file__takes__a_path_without_a_folder) {
  char *folder = temp_folder_path("");
  ck_assert_int_eq(chdir(folder), 0);
  ck_assert(save_file("here.cfg", NULL, new_content, &err));
  ck_assert(save_file("here.cfg", &new_content, old_content, &err));
  bench_expect(content_of("here.cfg"), old_text);
  ck_assert_int_eq(chdir("/"), 0);
  free(folder);
}
END_TEST

int main(void) {
  text_start();
  Suite *suite = suite_create("settings_write");
  TCase *settings = tcase_create("settings");
  tcase_add_checked_fixture(settings, set_up, tear_down);
  tcase_add_loop_test(settings, settings_set__leaves__every_other_byte_alone, 0,
                      sizeof changes / sizeof changes[0]);
  tcase_add_test(settings, settings_set__makes__a_file_and_its_folder);
  tcase_add_test(settings, settings_default_text__has_every_setting__as_it_could_be_written);
  tcase_add_loop_test(settings, settings_unset__takes_out__one_setting, 0,
                      sizeof removals / sizeof removals[0]);
  tcase_add_loop_test(settings,
                      settings_set_and_unset__give_the_default_text_back__for_every_setting, 0, 2);
  tcase_add_test(settings, settings_set__keeps__mode_and_links);
  tcase_add_test(settings, settings_set__refuses__a_link_that_leads_nowhere);
  tcase_add_test(settings, settings_set__refuses__a_folder_or_a_fifo);
  tcase_add_loop_test(settings, settings_set__refuses__what_it_cannot_say, 0,
                      sizeof refusals / sizeof refusals[0]);
  tcase_add_test(settings, settings_set__refuses__to_grow_beyond_what_can_be_read);
  suite_add_tcase(suite, settings);
  TCase *save = tcase_create("save");
  tcase_add_checked_fixture(save, set_up, tear_down);
  tcase_add_test(save, save_file__overwrites_nothing__that_was_changed_meanwhile);
  tcase_add_test(save, save_file__says_so__where_nothing_can_be_written);
  tcase_add_test(save, save_file__says_so__where_there_can_be_no_file);
  tcase_add_test(save, save_file__overwrites_nothing__it_cannot_read);
  tcase_add_test(save, save_file__keeps__another_owner);
  tcase_add_test(save, save_file__makes_nothing__as_root_in_the_folder_of_another);
  tcase_add_loop_test(save, save_file__leaves_the_old_file__when_the_disk_is_full, 0, 3);
  tcase_add_test(save, save_file__takes__a_path_without_a_folder);
  suite_add_tcase(suite, save);
  return suite_run(suite);
}
