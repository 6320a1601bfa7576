/* Runs the built program as a shell would, in a folder of the test's own. */
#include "program.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <pty.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "nightcalf/mem.h"
#include "temp_folder.h"

enum { SIGNAL_STATUS = 128, CHUNK = 4096, EXIT_NO_PROGRAM = 127 };

void program_set_up(void) {
  const char *folder = temp_folder_make();
  setenv("HOME", folder, 1);
  setenv("XDG_CONFIG_HOME", folder, 1);
  setenv("XDG_DATA_HOME", folder, 1);
  setenv("TERM", "dumb", 1);
  setenv("LC_ALL", "C.UTF-8", 1);
  unsetenv("NIGHTCALF_ROUTINES");
}

void program_set_up_routine(const char *name, const char *content) {
  static const char *const folders[] = {"nightcalf", "nightcalf/routines"};
  program_set_up();
  for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
    temp_folder_inside(folders[i]);
  }
  char *file = mem_format("nightcalf/routines/%s", name);
  temp_folder_write(file, content);
  free(file);
}

/* Becomes the program. */
static _Noreturn void become(const char *const *arguments) {
  const char *line[PROGRAM_ARGUMENTS_MAX + 2] = {"nightcalf"};
  for (size_t i = 0; arguments[i] != NULL && i < PROGRAM_ARGUMENTS_MAX; i++) {
    line[i + 1] = arguments[i];
  }
  execv(PROGRAM, (char *const *)(void *)line);
  _exit(EXIT_NO_PROGRAM);
}

static int status_of(pid_t pid) {
  int status = 0;
  while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : SIGNAL_STATUS + WTERMSIG(status);
}

static int open_in_folder(const char *name, int flags) {
  char *path = temp_folder_path(name);
  int file = open(path, flags | O_CLOEXEC, 0600);
  ck_assert_msg(file >= 0, "%s: %s", path, strerror(errno));
  free(path);
  return file;
}

/* The whole of a file. */
static char *content_of(const char *name) {
  char *path = temp_folder_path(name);
  FILE *file = fopen(path, "r");
  ck_assert_ptr_nonnull(file);
  char *text = NULL;
  size_t size = 0;
  if (getdelim(&text, &size, '\0', file) < 0) {
    free(text);
    text = strdup("");
  }
  fclose(file);
  free(path);
  return text;
}

Said program_run(const char *input, const char *const *arguments) {
  if (input != NULL) {
    temp_folder_write("input", input);
  }
  int in = input != NULL ? open_in_folder("input", O_RDONLY) : open("/dev/null", O_RDONLY);
  int out = open_in_folder("out", O_WRONLY | O_CREAT | O_TRUNC);
  int err = open_in_folder("err", O_WRONLY | O_CREAT | O_TRUNC);
  pid_t pid = fork();
  ck_assert_int_ge(pid, 0);
  if (pid == 0) {
    dup2(in, STDIN_FILENO);
    dup2(out, STDOUT_FILENO);
    dup2(err, STDERR_FILENO);
    become(arguments);
  }
  close(in);
  close(out);
  close(err);
  Said said = {.status = status_of(pid)};
  said.out = content_of("out");
  said.err = content_of("err");
  return said;
}

void said_free(Said *said) {
  free(said->out);
  free(said->err);
  *said = (Said){0};
}

Program program_start(const char *const *arguments) {
  int in[2];
  int out[2];
  ck_assert_int_eq(pipe2(in, O_CLOEXEC), 0);
  ck_assert_int_eq(pipe2(out, O_CLOEXEC), 0);
  int err = open_in_folder("err", O_WRONLY | O_CREAT | O_TRUNC);
  pid_t pid = fork();
  ck_assert_int_ge(pid, 0);
  if (pid == 0) {
    dup2(in[0], STDIN_FILENO);
    dup2(out[1], STDOUT_FILENO);
    dup2(err, STDERR_FILENO);
    become(arguments);
  }
  close(err);
  close(in[0]);
  close(out[1]);
  return (Program){.pid = pid, .in = in[1], .out = out[0], .seen = strdup("")};
}

Program program_start_at_terminal(const char *const *arguments) {
  int terminal = -1;
  pid_t pid = forkpty(&terminal, NULL, NULL, NULL);
  ck_assert_int_ge(pid, 0);
  if (pid == 0) {
    become(arguments);
  }
  return (Program){.pid = pid, .in = dup(terminal), .out = terminal, .seen = strdup("")};
}

/* Reads what has come; false at the end of output. */
static bool read_more(Program *program) {
  char chunk[CHUNK];
  ssize_t got = read(program->out, chunk, sizeof chunk);
  if (got <= 0) {
    return false;
  }
  program->seen = realloc(program->seen, program->length + (size_t)got + 1);
  ck_assert_ptr_nonnull(program->seen);
  memcpy(program->seen + program->length, chunk, (size_t)got);
  program->length += (size_t)got;
  program->seen[program->length] = '\0';
  return true;
}

void program_wait_for(Program *program, const char *text) {
  while (strstr(program->seen, text) == NULL) {
    bool more = read_more(program);
    ck_assert_msg(more || strstr(program->seen, text) != NULL, "ended without \"%s\":\n%s", text,
                  program->seen);
  }
}

void program_type(Program *program, const char *text) {
  ck_assert_int_eq(write(program->in, text, strlen(text)), (ssize_t)strlen(text));
}

int program_end(Program *program) {
  while (read_more(program)) {
  }
  close(program->in);
  close(program->out);
  free(program->seen);
  return status_of(program->pid);
}
