/* Where things live: the XDG folders of the environment, and the data that came with the program,
 * found from where the program lies. */
#include "nightcalf/os.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "nightcalf/mem.h"

/* The value of an environment variable that must be an absolute path; NULL when it is not: the XDG
 * specification says to ignore it then. */
static const char *absolute_variable(const char *name) {
  const char *value = getenv(name);
  return value != NULL && value[0] == '/' ? value : NULL;
}

/* Our folder in an XDG base folder: $VARIABLE/nightcalf, else $HOME/FALLBACK/nightcalf, else NULL.
 * Owned. */
static char *xdg_folder(const char *variable, const char *fallback) {
  const char *base = absolute_variable(variable);
  if (base != NULL) {
    return mem_format("%s/nightcalf", base);
  }
  const char *home = absolute_variable("HOME");
  return home != NULL ? mem_format("%s/%s/nightcalf", home, fallback) : NULL;
}

/* folder/name, owned; NULL without a folder. */
static char *inside(const char *folder, const char *name) {
  return folder != NULL ? mem_format("%s/%s", folder, name) : NULL;
}

static bool is_folder(const char *path) {
  struct stat info;
  return path != NULL && stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

/* Cuts the last component off an absolute path; the root stays. */
static void cut_last(char *path) {
  char *slash = strrchr(path, '/');
  if (slash != NULL) {
    slash[slash == path ? 1 : 0] = '\0';
  }
}

/* The folder share/nightcalf beside base when it holds routines, else NULL. Owned. */
static char *share_beside(const char *base) {
  char *share = inside(base, "share/nightcalf");
  char *routines = inside(share, "routines");
  if (!is_folder(routines)) {
    free(share);
    share = NULL;
  }
  free(routines);
  return share;
}

/* The folder share/nightcalf that belongs to the running program, or NULL. Owned. */
static char *share_of_program(void) {
  char program[PATH_MAX];
  ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
  if (length > 0) {
    program[length] = '\0';
    cut_last(program);
    char *share = share_beside(program); /* the build tree */
    if (share == NULL) {
      cut_last(program);
      share = share_beside(program); /* bin/ and share/ of one installation */
    }
    return share;
  }
  return NULL;
}

/* The folder of the data that came with the program. Owned. */
static char *shipped_data(void) {
  char *share = share_of_program();
  return share != NULL ? share : mem_copy(NIGHTCALF_DATADIR);
}

char *paths_catalogues(void) {
  char *share = share_of_program();
  char *beside = NULL;
  if (share != NULL) {
    cut_last(share);
    beside = inside(share, "locale");
  }
  free(share);
  if (is_folder(beside)) {
    return beside;
  }
  free(beside);
  return mem_copy(NIGHTCALF_LOCALEDIR);
}

/* Makes the entry of a new folder last through a power cut. A folder that cannot be opened or
 * synced is no reason to stop: the folder is there. */
static void sync_parent(const char *path) {
  char *parent = mem_copy(path);
  cut_last(parent);
  int fd = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd != -1) {
    fsync(fd);
    close(fd);
  }
  free(parent);
}

/* Makes one folder unless it is there; *made says whether it was made now. */
static bool make_folder(const char *path, mode_t mode, bool *made, Error *err) {
  *made = mkdir(path, mode) == 0;
  if (*made) {
    sync_parent(path);
    return true;
  }
  int reason = errno;
  if (is_folder(path)) {
    return true;
  }
  if (reason == EEXIST) {
    return fail(err,
                "%s: is in the way of a folder of that name; move it elsewhere, or choose "
                "another place with XDG_DATA_HOME",
                path);
  }
  return fail(err,
              "%s: cannot make this folder: %s; make it writable, or choose another place "
              "with XDG_DATA_HOME",
              path, strerror(reason));
}

/* Makes the folders above path, as the umask says. */
static bool make_parents(const char *path, Error *err) {
  char *part = mem_copy(path);
  bool ok = true;
  for (char *slash = strchr(part + 1, '/'); ok && slash != NULL; slash = strchr(slash + 1, '/')) {
    bool made;
    *slash = '\0';
    ok = make_folder(part, S_IRWXU | S_IRWXG | S_IRWXO, &made, err);
    *slash = '/';
  }
  free(part);
  return ok;
}

/* Refuses to write as root into a place of another user (sudo keeps HOME): that user could not
 * change the files later. path must begin with '/'. */
static bool refuse_foreign(const char *path, Error *err) {
  if (geteuid() != 0) {
    return true;
  }
  char *place = mem_copy(path);
  struct stat info = {0};
  while (stat(place, &info) != 0 && strcmp(place, "/") != 0) {
    cut_last(place);
  }
  free(place);
  if (info.st_uid == 0) {
    return true;
  }
  return fail(err,
              "%s: belongs to another user, and this is root: it would get files that the "
              "user cannot change; run nightcalf without sudo",
              path);
}

bool paths_make_data(const Paths *paths, Error *err) {
  if (paths->data == NULL) {
    return fail(err, "there is no folder for your history: HOME is not set to an absolute path; "
                     "set HOME or XDG_DATA_HOME");
  }
  bool made = false;
  if (!refuse_foreign(paths->data, err)) {
    return false;
  }
  if (is_folder(paths->data)) {
    return true;
  }
  if (!make_parents(paths->data, err) || !make_folder(paths->data, S_IRWXU, &made, err)) {
    return false;
  }
  /* A umask such as 0777 takes even our own rights away. */
  if (made && chmod(paths->data, S_IRWXU) != 0) {
    return fail(err, "%s: cannot set its permissions to 0700: %s", paths->data, strerror(errno));
  }
  return true;
}

void paths_find(Paths *paths) {
  char *config = xdg_folder("XDG_CONFIG_HOME", ".config");
  char *data = xdg_folder("XDG_DATA_HOME", ".local/share");
  char *shipped = shipped_data();
  const char *extra = getenv("NIGHTCALF_ROUTINES");
  *paths = (Paths){
      .settings = inside(config, "nightcalf.cfg"),
      .own = inside(config, "routines"),
      .shipped = inside(shipped, "routines"),
      .cards = inside(shipped, "cards"),
      .poses = inside(shipped, "poses"),
      .sounds = inside(shipped, "sounds"),
      .own_poses = inside(config, "poses"),
      .extra = extra != NULL && extra[0] != '\0' ? mem_copy(extra) : NULL,
      .data = data,
      .database = inside(data, "nightcalf.db"),
      .lock = inside(data, "nightcalf.lock"),
  };
  free(config);
  free(shipped);
}

void paths_free(Paths *paths) {
  free(paths->settings);
  free(paths->own);
  free(paths->shipped);
  free(paths->cards);
  free(paths->poses);
  free(paths->sounds);
  free(paths->own_poses);
  free(paths->extra);
  free(paths->data);
  free(paths->database);
  free(paths->lock);
  *paths = (Paths){0};
}
