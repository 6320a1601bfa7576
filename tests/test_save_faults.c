/* A full disk, a broken disk or a kill at any system call of a save: the old file or the new one is
 * there, whole, and so is the version that is kept. The calls come here first; the linker sees to
 * that (tests/CMakeLists.txt). */
#include <check.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "conf_bench.h"
#include "nightcalf/edit.h"
#include "nightcalf/library.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"
#include "suite.h"
#include "temp_folder.h"

enum { FILE_MAX = 16384, CALLS_MAX = 200 };

/* What happens at the call that is due. */
typedef enum Fault {
  FAULT_FULL,        /* it fails with ENOSPC; a write has done half before */
  FAULT_BROKEN,      /* it fails with EIO */
  FAULT_KILL_BEFORE, /* the process is killed instead */
  FAULT_KILL_AFTER,  /* it is killed when the call is done */
  FAULT_COUNT
} Fault;

static struct {
  bool armed;
  Fault fault;
  int due; /* from 1 */
  int calls;
} state;

/* Whether this call fails. It does not come back where it kills. */
static bool fails(void) {
  if (!state.armed || ++state.calls != state.due) {
    return false;
  }
  if (state.fault == FAULT_KILL_BEFORE) {
    (void)raise(SIGKILL);
  }
  errno = state.fault == FAULT_FULL ? ENOSPC : EIO;
  return state.fault == FAULT_FULL || state.fault == FAULT_BROKEN;
}

/* Behind each call. */
static void done(void) {
  if (state.armed && state.calls == state.due && state.fault == FAULT_KILL_AFTER) {
    (void)raise(SIGKILL);
  }
}

/* The names are the linker's: what is called as NAME is __wrap_NAME, and the real one __real_NAME.
 */
// NOLINTBEGIN
#define WRAP(type, failed, name, parameters, arguments)                                            \
  type __real_##name parameters;                                                                   \
  type __wrap_##name parameters;                                                                   \
  type __wrap_##name parameters {                                                                  \
    if (fails()) {                                                                                 \
      return failed;                                                                               \
    }                                                                                              \
    type result = __real_##name arguments;                                                         \
    done();                                                                                        \
    return result;                                                                                 \
  }

WRAP(int, -1, mkostemp, (char *path, int flags), (path, flags))
/* What a power cut leaves cannot be seen here; waiting for the disk would only take time. */
int __wrap_fsync(int file);
int __wrap_fsync(int file) {
  (void)file;
  if (fails()) {
    return -1;
  }
  done();
  return 0;
}
WRAP(int, -1, fchmod, (int file, mode_t mode), (file, mode))
WRAP(int, -1, fchown, (int file, uid_t user, gid_t group), (file, user, group))
WRAP(int, -1, rename, (const char *from, const char *to), (from, to))
WRAP(int, -1, renameat2, (int folder, const char *from, int other, const char *to, unsigned flags),
     (folder, from, other, to, flags))
WRAP(int, -1, unlink, (const char *path), (path))
WRAP(int, -1, mkdir, (const char *path, mode_t mode), (path, mode))
WRAP(int, -1, chmod, (const char *path, mode_t mode), (path, mode))
WRAP(int, -1, stat, (const char *path, struct stat *status), (path, status))
WRAP(int, -1, lstat, (const char *path, struct stat *status), (path, status))
WRAP(int, -1, fstat, (int file, struct stat *status), (file, status))
WRAP(char *, NULL, realpath, (const char *path, char *resolved), (path, resolved))
WRAP(FILE *, NULL, fopen, (const char *path, const char *mode), (path, mode))
WRAP(int, -1, faccessat, (int folder, const char *path, int mode, int flags),
     (folder, path, mode, flags))

int __real_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...) {
  if (fails()) {
    return -1;
  }
  int file = __real_open(path, flags);
  done();
  return file;
}

int __real_close(int file);
int __wrap_close(int file);
int __wrap_close(int file) {
  bool failing = fails();
  int result = __real_close(file); /* even one that fails gives the descriptor back */
  errno = failing ? (state.fault == FAULT_FULL ? ENOSPC : EIO) : errno;
  done();
  return failing ? -1 : result;
}

ssize_t __real_write(int file, const void *bytes, size_t length);
ssize_t __wrap_write(int file, const void *bytes, size_t length);
ssize_t __wrap_write(int file, const void *bytes, size_t length) {
  if (fails()) {
    int why = errno;
    (void)__real_write(file, bytes, state.fault == FAULT_FULL ? length / 2 : 0);
    errno = why;
    return -1;
  }
  if (state.armed && length > 1 && state.calls + 1 == state.due) {
    length /= 2; /* the call that is due is the rest of it */
  }
  ssize_t put = __real_write(file, bytes, length);
  done();
  return put;
}
// NOLINTEND

static const char old_text[] =
    "# mine\n" HEAD "steps = (\n  " MARCH ", # mine too\n  " MARCH "\n);\n";
static const char older_text[] = "# the version before\n";

static char *path;
static char *kept;

static void set_up(void) {
  (void)temp_folder_make();
  path = temp_folder_path("legs.cfg");
  kept = temp_folder_path("legs.cfg~");
}

static void tear_down(void) {
  free(path);
  free(kept);
  temp_folder_remove();
}

/* A file's bytes, good until the next call; NULL: there is none. */
static const char *content_of(const char *file_path) {
  static char bytes[FILE_MAX + 1];
  FILE *file = fopen(file_path, "r");
  if (file == NULL) {
    return NULL;
  }
  bytes[fread(bytes, 1, FILE_MAX, file)] = '\0';
  fclose(file);
  return bytes;
}

/* Whether a file is absent, or one of two texts; text NULL: it may not be absent. */
static bool is_one_of(const char *file_path, bool may_lack, const char *one, const char *other) {
  const char *text = content_of(file_path);
  if (text == NULL) {
    return may_lack;
  }
  return strcmp(text, one) == 0 || (other != NULL && strcmp(text, other) == 0);
}

/* Whether a save left a temporary file in a folder. */
static bool has_leftover(const char *folder) {
  DIR *stream = opendir(folder);
  bool found = false;
  for (const struct dirent *item = NULL; stream != NULL && (item = readdir(stream)) != NULL;) {
    found = found || (item->d_name[0] == '.' && strlen(item->d_name) > 2);
  }
  if (stream != NULL) {
    closedir(stream);
  }
  return found;
}

/* What a run of a save came to. */
typedef enum Outcome { UNHARMED, SAVED, UNSURE, FAILED, KILLED } Outcome;

/* Runs a save with a fault at one call. */
static Outcome run_here(bool (*save)(Error *), Fault fault, int due) {
  Error err = {{0}};
  state.fault = fault;
  state.due = due;
  bool saved = save(&err);
  state.armed = false;
  bool unsure = !saved && strstr(err.text, "may not outlast") != NULL;
  ck_assert_msg(saved || err.text[0] != '\0', "a failure without a word");
  return state.calls < due ? UNHARMED : saved ? SAVED : unsure ? UNSURE : FAILED;
}

/* The same, in a child where it is to be killed. */
static Outcome run(bool (*save)(Error *), Fault fault, int due) {
  if (fault == FAULT_FULL || fault == FAULT_BROKEN) {
    return run_here(save, fault, due);
  }
  fflush(NULL);
  pid_t child = fork();
  ck_assert_int_ge(child, 0);
  if (child == 0) {
    _exit((int)run_here(save, fault, due));
  }
  int status = 0;
  ck_assert_int_eq(waitpid(child, &status, 0), child);
  if (WIFSIGNALED(status)) {
    ck_assert_int_eq(WTERMSIG(status), SIGKILL);
    return KILLED;
  }
  ck_assert_int_le(WEXITSTATUS(status), FAILED);
  return (Outcome)WEXITSTATUS(status);
}

static void arm(void) {
  state.calls = 0;
  state.armed = true;
}

/* ---- the saves ---- */

static bool save_edited(Error *err) {
  Diagnostics diagnostics = {0};
  RoutineEdit *edit = edit_open(NULL, path, &diagnostics);
  const EditChange change = {"title", "\"Longer legs\""};
  if (edit == NULL || !edit_set(edit, (EditPlace){EDIT_WHOLE, EDIT_WHOLE}, &change, 1, NULL, err)) {
    _exit(98);
  }
  arm();
  EditSaved saved = edit_save(edit, err);
  state.armed = false;
  bool unsure = saved == EDIT_FAILED && strstr(err->text, "may not outlast") != NULL;
  ck_assert_int_eq(edit_modified(edit), saved != EDIT_SAVED && !unsure);
  edit_free(edit);
  return saved == EDIT_SAVED;
}

static bool save_as(Error *err) {
  Diagnostics diagnostics = {0};
  RoutineEdit *edit = edit_open_text(NULL, path, old_text, &diagnostics);
  char *deep = temp_folder_path("deep/er/legs.cfg");
  arm();
  bool saved = edit_save_as(edit, deep, err) == EDIT_SAVED;
  state.armed = false;
  free(deep);
  edit_free(edit);
  return saved;
}

static bool save_setting(Error *err) {
  char *file = temp_folder_path("deep/er/nightcalf.cfg");
  arm();
  bool saved = settings_set(file, "sound", "\"bell\"", err);
  state.armed = false;
  free(file);
  return saved;
}

/* What save_edited() makes of the old text. Release with free(). */
static char *new_text(void) {
  const char *at = strstr(old_text, "\"Legs\"");
  return mem_format("%.*s\"Longer legs\"%s", (int)(at - old_text), old_text,
                    at + strlen("\"Legs\""));
}

static const struct {
  bool link;
  bool kept;
} places[] = {{false, false}, {false, true}, {true, true}};

/* The file, a link to it or not, and an older version or none, as they are before each run. */
static void make_place(int which) {
  const char *folder = temp_folder_make();
  free(path);
  free(kept);
  (void)folder;
  path = temp_folder_path("legs.cfg");
  kept = temp_folder_path("legs.cfg~");
  temp_folder_write(places[which].link ? "real.cfg" : "legs.cfg", old_text);
  if (places[which].link) {
    ck_assert_int_eq(symlink("real.cfg", path), 0);
  }
  ck_assert_int_eq(chmod(path, 0640), 0);
  if (places[which].kept) {
    temp_folder_write("legs.cfg~", older_text);
  }
}

START_TEST(edit_save__leaves_the_old_file_or_the_new_one__at_any_fault) {
  Fault fault = (Fault)(_i % FAULT_COUNT);
  int which = _i / FAULT_COUNT;
  char *wanted = new_text();
  int faults = 0;
  for (int due = 1; due < CALLS_MAX; due++) {
    temp_folder_remove();
    make_place(which);
    Outcome outcome = run(save_edited, fault, due);
    char *folder = temp_folder_path("");
    bool killed = outcome == KILLED;
    bool same = outcome == FAILED;
    bool changed = outcome == SAVED || outcome == UNSURE || outcome == UNHARMED;
    ck_assert_msg(is_one_of(path, false, same ? old_text : wanted, killed ? old_text : NULL),
                  "call %d, outcome %d: %s", due, (int)outcome, content_of(path));
    bool no_version = !places[which].kept && !changed;
    ck_assert_msg(
        is_one_of(kept, no_version, old_text, places[which].kept && !changed ? older_text : NULL),
        "call %d, outcome %d: kept is %s", due, (int)outcome, content_of(kept));
    ck_assert_msg(killed || !has_leftover(folder), "call %d left a file", due);
    struct stat status;
    ck_assert_int_eq(lstat(path, &status), 0);
    ck_assert_int_eq(S_ISLNK(status.st_mode) != 0, places[which].link);
    ck_assert_int_eq(stat(path, &status), 0);
    ck_assert_int_eq(status.st_mode & 07777, 0640);
    if (changed) {
      ck_assert_int_eq(stat(kept, &status), 0);
      ck_assert_int_eq(status.st_mode & 07777, 0640);
    }
    if (outcome == UNHARMED) {
      free(folder);
      break;
    }
    faults++;
    /* whatever was left does not get in the way of the next save */
    if (strcmp(content_of(path), old_text) == 0) {
      ck_assert_int_eq(run(save_edited, fault, CALLS_MAX), UNHARMED);
      ck_assert_str_eq(content_of(path), wanted);
      ck_assert_str_eq(content_of(kept), old_text);
    }
    free(folder);
  }
  ck_assert_int_ge(faults, 20);
  ck_assert_int_lt(faults, CALLS_MAX - 1);
  free(wanted);
}
END_TEST

/* A file that is new, in folders that are: absent or whole. */
static void check_new(bool (*save)(Error *), const char *name, Fault fault, const char *part) {
  int faults = 0;
  for (int due = 1; due < CALLS_MAX; due++) {
    temp_folder_remove();
    (void)temp_folder_make();
    char *file = temp_folder_path(name);
    Outcome outcome = run(save, fault, due);
    const char *text = content_of(file);
    ck_assert_msg(text != NULL || outcome == FAILED || outcome == KILLED, "call %d", due);
    ck_assert_msg(text == NULL || outcome != FAILED, "call %d", due);
    if (text != NULL) {
      ck_assert_ptr_nonnull(strstr(text, part));
      ck_assert_int_eq(text[strlen(text) - 1], '\n');
    }
    char *folder = temp_folder_path("deep/er");
    ck_assert_msg(outcome == KILLED || !has_leftover(folder), "call %d left a file", due);
    free(folder);
    if (text == NULL) {
      ck_assert_int_eq(run(save, fault, CALLS_MAX), UNHARMED);
      ck_assert_ptr_nonnull(content_of(file));
    }
    free(file);
    if (outcome == UNHARMED) {
      break;
    }
    faults++;
  }
  ck_assert_int_ge(faults, 10);
  ck_assert_int_lt(faults, CALLS_MAX - 1);
}

START_TEST(edit_save_as__makes_a_whole_file_or_none__at_any_fault) {
  check_new(save_as, "deep/er/legs.cfg", (Fault)_i, "\n);\n");
}
END_TEST

START_TEST(settings_set__makes_a_whole_file_or_none__at_any_fault) {
  check_new(save_setting, "deep/er/nightcalf.cfg", (Fault)_i, "\nsound = \"bell\";\n");
}
END_TEST

int main(void) {
  text_start();
  Suite *suite = suite_create("save_faults");
  TCase *all = tcase_create("faults");
  tcase_set_timeout(all, 120);
  tcase_add_checked_fixture(all, set_up, tear_down);
  tcase_add_loop_test(all, edit_save__leaves_the_old_file_or_the_new_one__at_any_fault, 0,
                      FAULT_COUNT * (int)(sizeof places / sizeof places[0]));
  tcase_add_loop_test(all, edit_save_as__makes_a_whole_file_or_none__at_any_fault, 0, FAULT_COUNT);
  tcase_add_loop_test(all, settings_set__makes_a_whole_file_or_none__at_any_fault, 0, FAULT_COUNT);
  suite_add_tcase(suite, all);
  return suite_run(suite);
}
