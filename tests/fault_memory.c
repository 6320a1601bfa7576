/* Allocations of SQLite that fail. */
#include "fault_memory.h"

#include <check.h>
#include <sqlite3.h>
#include <stdlib.h>

enum { EACH_UNTIL = 100, PART = 50, LONG_PART = 5000 };

static struct {
  sqlite3_mem_methods real;
  int due, calls; /* due 0: none */
} memory;

static void *fail_malloc(int size) {
  return memory.due > 0 && ++memory.calls == memory.due ? NULL : memory.real.xMalloc(size);
}

static void *fail_realloc(void *old, int size) {
  return memory.due > 0 && ++memory.calls == memory.due ? NULL : memory.real.xRealloc(old, size);
}

void fault_memory_begin(void) {
  sqlite3_shutdown();
  ck_assert_int_eq(sqlite3_config(SQLITE_CONFIG_GETMALLOC, &memory.real), SQLITE_OK);
  sqlite3_mem_methods failing = memory.real;
  failing.xMalloc = fail_malloc;
  failing.xRealloc = fail_realloc;
  ck_assert_int_eq(sqlite3_config(SQLITE_CONFIG_MALLOC, &failing), SQLITE_OK);
  /* Small allocations go through it too. */
  ck_assert_int_eq(sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0), SQLITE_OK);
  sqlite3_initialize();
}

void fault_memory_arm(int due) {
  memory.calls = 0;
  memory.due = due;
}

int fault_memory_disarm(void) {
  memory.due = 0;
  return memory.calls;
}

int fault_memory_stride(int due) {
  int part = getenv("NIGHTCALF_FAULTS_LONG") != NULL ? LONG_PART : PART;
  return due < EACH_UNTIL || due < part ? 1 : due / part;
}
