/* Stands before the C library of a program that a test runs: crashes that a signal from outside
 * cannot make. SIGUSR1 uses up the stack, SIGUSR2 writes where nothing is, SIGRTMIN calls abort().
 */
#include <signal.h>
#include <stdlib.h>

enum { A_PAGE = 4096 };

/* Never true, but nobody else knows. */
static volatile int enough;

/* Each call takes a page, and what it gives back is needed by the one before. */
// NOLINTNEXTLINE(misc-no-recursion)
static int use_up(int depth) {
  volatile char page[A_PAGE];
  page[depth % A_PAGE] = (char)depth;
  return enough ? 0 : use_up(depth + 1) + page[depth % A_PAGE];
}

static void overflow(int number) {
  volatile int result = use_up(number);
  (void)result;
}

static void write_nowhere(int number) {
  volatile int *volatile nowhere = NULL;
  *nowhere = number;
}

static void give_up(int number) {
  (void)number;
  abort();
}

__attribute__((constructor)) static void prepare(void) {
  signal(SIGUSR1, overflow);
  signal(SIGUSR2, write_nowhere);
  signal(SIGRTMIN, give_up);
}
