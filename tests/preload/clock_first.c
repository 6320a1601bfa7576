/* Stands before libfaketime, which looks for the C library's functions, and so asks for memory,
 * when it is first asked for the time: the address sanitizer's allocator asks for it in its first
 * allocation, while it is locked. Until libfaketime has been prepared the time is the system's. */
#include <dlfcn.h>
#include <stddef.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

typedef int Gettime(clockid_t clock, struct timespec *at);

static Gettime *next;

/* Libraries that come later have been prepared by then. */
__attribute__((constructor)) static void prepare(void) {
  next = (Gettime *)dlsym(RTLD_NEXT, "clock_gettime");
}

// NOLINTNEXTLINE(readability-inconsistent-declaration-parameter-name)
int clock_gettime(clockid_t clock, struct timespec *at) {
  return next != NULL ? next(clock, at) : (int)syscall(SYS_clock_gettime, clock, at);
}
