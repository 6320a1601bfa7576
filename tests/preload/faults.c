/* Stands before the C library of a program that a test runs, and has one of its calls fail, or be
 * its last one. NIGHTCALF_FAULT says what: "memory" (an allocation fails), "gone" (so does each
 * from then on, or from SIGUSR2 on, until a large block is given back), "full", "broken" (a call
 * about the record fails with ENOSPC, EIO), "kill" (the program is killed instead of such a call);
 * NIGHTCALF_FAULT_AT the number of the call, from 1; NIGHTCALF_FAULT_COUNT names a file that gets
 * the number of calls there were; "full for good" is every call from then on. Calls about the
 * record are those on files below a folder "nightcalf" that are named nightcalf.db or begin so, and
 * that change or open them. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <malloc.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

// NOLINTBEGIN
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);
void __libc_free(void *memory);

enum { FDS = 256, LARGE = 512 * 1024 };

static struct {
  char kind; /* its first letter; 0: none */
  long at, calls;
  bool ready, for_good, given_back;
  volatile sig_atomic_t gone;
  bool ours[FDS];
} state;

static void on_signal(int number) {
  (void)number;
  state.gone = 1;
}

__attribute__((constructor)) static void prepare(void) {
  if (strcmp(program_invocation_short_name, "nightcalf") != 0) {
    return; /* what starts the program, as valgrind does, is spared */
  }
  const char *kind = getenv("NIGHTCALF_FAULT");
  const char *at = getenv("NIGHTCALF_FAULT_AT");
  state.kind = kind != NULL ? kind[0] : 0;
  state.at = at != NULL ? strtol(at, NULL, 10) : 0;
  state.for_good = kind != NULL && strstr(kind, "for good") != NULL;
  if (state.kind == 'g') {
    signal(SIGUSR2, on_signal);
  }
  state.ready = true;
}

__attribute__((destructor)) static void tell(void) {
  const char *path = getenv("NIGHTCALF_FAULT_COUNT");
  int fd = state.ready && path != NULL
               ? (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, 0600)
               : -1;
  if (fd >= 0) {
    char text[32];
    int length = snprintf(text, sizeof text, "%ld", state.calls);
    (void)!syscall(SYS_write, fd, text, (size_t)length);
    syscall(SYS_close, fd);
  }
}

/* Whether an allocation fails. */
static bool is_out(void) {
  if (!state.ready || (state.kind != 'm' && state.kind != 'g')) {
    return false;
  }
  state.calls++;
  if (state.kind == 'g' && state.calls == state.at) {
    state.gone = 1;
  }
  return state.calls == state.at || (state.gone && !state.given_back);
}

void *malloc(size_t size) {
  if (is_out()) {
    errno = ENOMEM;
    return NULL;
  }
  return __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
  if (is_out()) {
    errno = ENOMEM;
    return NULL;
  }
  return __libc_calloc(count, size);
}

void *realloc(void *old, size_t size) {
  if (is_out()) {
    errno = ENOMEM;
    return NULL;
  }
  return __libc_realloc(old, size);
}

void free(void *memory) {
  if (state.gone && memory != NULL && malloc_usable_size(memory) >= LARGE) {
    state.given_back = true;
  }
  __libc_free(memory);
}

/* Whether a call about the record fails; it does not come back where it is the last one. */
static bool fails(bool ours) {
  if (!ours || !state.ready || state.kind == 'm' || state.kind == 'g' || state.kind == 0 ||
      ++state.calls < state.at || (state.calls > state.at && !state.for_good)) {
    return false;
  }
  if (state.kind == 'k') {
    syscall(SYS_kill, (long)getpid(), (long)SIGKILL);
  }
  errno = state.kind == 'f' ? ENOSPC : EIO;
  return true;
}

static bool is_ours(const char *path) {
  return path != NULL && strstr(path, "/nightcalf/nightcalf.db") != NULL;
}

static bool is_our_fd(int fd) {
  return fd >= 0 && fd < FDS && state.ours[fd];
}

static void *real(const char *name) {
  return dlsym(RTLD_NEXT, name);
}

static int open_with(const char *name, const char *path, int flags, mode_t mode) {
  if (fails(is_ours(path))) {
    return -1;
  }
  int (*next)(const char *, int, ...) = (int (*)(const char *, int, ...))real(name);
  int fd = next(path, flags, mode);
  if (fd >= 0 && fd < FDS) {
    state.ours[fd] = is_ours(path);
  }
  return fd;
}

#define OPEN(name)                                                                                 \
  int name(const char *path, int flags, ...) {                                                     \
    va_list list;                                                                                  \
    va_start(list, flags);                                                                         \
    mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? (mode_t)va_arg(list, int) : 0;            \
    va_end(list);                                                                                  \
    return open_with(#name, path, flags, mode);                                                    \
  }
OPEN(open)
OPEN(open64)

#define CALL(type, name, parameters, arguments, ours)                                              \
  type name parameters {                                                                           \
    if (fails(ours)) {                                                                             \
      return -1;                                                                                   \
    }                                                                                              \
    type(*next) parameters = (type(*) parameters)real(#name);                                      \
    return next arguments;                                                                         \
  }
CALL(ssize_t, write, (int fd, const void *bytes, size_t length), (fd, bytes, length), is_our_fd(fd))
CALL(ssize_t, pwrite, (int fd, const void *bytes, size_t length, off_t at), (fd, bytes, length, at),
     is_our_fd(fd))
CALL(ssize_t, pwrite64, (int fd, const void *bytes, size_t length, off64_t at),
     (fd, bytes, length, at), is_our_fd(fd))
CALL(int, fsync, (int fd), (fd), is_our_fd(fd))
CALL(int, fdatasync, (int fd), (fd), is_our_fd(fd))
CALL(int, ftruncate, (int fd, off_t length), (fd, length), is_our_fd(fd))
CALL(int, ftruncate64, (int fd, off64_t length), (fd, length), is_our_fd(fd))
CALL(int, unlink, (const char *path), (path), is_ours(path))
CALL(int, rename, (const char *from, const char *to), (from, to), is_ours(to))
CALL(int, link, (const char *from, const char *to), (from, to), is_ours(to))
CALL(int, fchmod, (int fd, mode_t mode), (fd, mode), is_our_fd(fd))

int mkostemp(char *path, int flags) {
  if (fails(is_ours(path))) {
    return -1;
  }
  int (*next)(char *, int) = (int (*)(char *, int))real("mkostemp");
  int fd = next(path, flags);
  if (fd >= 0 && fd < FDS) {
    state.ours[fd] = is_ours(path);
  }
  return fd;
}
// NOLINTEND
