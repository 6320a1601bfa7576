/* Failures of the database in words that help: what SQLite could not do, why, and what does.
 * Contract: store_private.h. */
#include <errno.h>
#include <string.h>

#include "nightcalf/language.h"
#include "store_private.h"

/* What a failure of SQLite means to a person. */
typedef struct Reason {
  int code; /* an extended code, or a primary one for all of its kind */
  const char *why;
  const char *remedy;
} Reason;

static const Reason reasons[] = {
    {SQLITE_READONLY_DBMOVED, N_("it was moved or removed while in use"), N_("put it back")},
    {SQLITE_READONLY_ROLLBACK, N_("a write to it was broken off, and it cannot be written here"),
     N_("make it and its folder writable")},
    {SQLITE_FULL, N_("the disk is full"), N_("free some space")},
    {SQLITE_BUSY, N_("another program is using it"), N_("close that one, or wait a moment")},
    {SQLITE_LOCKED, N_("another program is using it"), N_("close that one, or wait a moment")},
    {SQLITE_READONLY, N_("it is read-only"), N_("make it and its folder writable")},
    {SQLITE_CANTOPEN, N_("it cannot be opened"),
     N_("make it and its folder readable and writable")},
    {SQLITE_NOTADB, N_("it is no database"), N_("to set it aside: nightcalf restore --salvage")},
    {SQLITE_CORRUPT, N_("it is damaged"),
     N_("to set it aside and keep what can be read of it: nightcalf "
        "restore --salvage")},
    {SQLITE_IOERR, N_("the disk could not be read or written"),
     N_("see whether it is full or failing")},
};

/* The row of the table for a failure; NULL when there is none. */
static const Reason *reason_of(int extended_code, int system_errno) {
  if (system_errno == ENOSPC || system_errno == EDQUOT) {
    extended_code = SQLITE_FULL;
  }
  for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++) {
    if (reasons[i].code == extended_code || reasons[i].code == (extended_code & 0xFF)) {
      return &reasons[i];
    }
  }
  return NULL;
}

/* What the system said to SQLite last; 0 where it was not the system that failed. */
static int system_errno_of(sqlite3 *db, int primary_code) {
  if (primary_code != SQLITE_IOERR && primary_code != SQLITE_CANTOPEN) {
    return 0;
  }
  int number = sqlite3_system_errno(db);
  if (number == 0) {
    /* Of a failed commit the connection does not know; its file does. */
    sqlite3_file_control(db, "main", SQLITE_FCNTL_LAST_ERRNO, &number);
  }
  return number;
}

/* What failed. A database that was moved away may first show by its journal, which then has no
 * database to belong to. */
static int code_of(sqlite3 *db) {
  int code = sqlite3_extended_errcode(db);
  int moved = 0;
  if ((code & 0xFF) == SQLITE_IOERR) {
    sqlite3_file_control(db, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
  }
  if (moved != 0) {
    return SQLITE_READONLY_DBMOVED;
  }
  /* A journal that may be read alone is opened so, and then cannot be written. */
  return (code & 0xFF) == SQLITE_IOERR && system_errno_of(db, SQLITE_IOERR) == EBADF
             ? SQLITE_READONLY
             : code;
}

bool database_fail(sqlite3 *db, const char *path, const char *doing, Error *err) {
  int code = code_of(db);
  int number = system_errno_of(db, code & 0xFF);
  const Reason *reason = reason_of(code, number);
  if (reason == NULL) {
    return fail(err, "%s: cannot %s: %s", path, _(doing), sqlite3_errmsg(db));
  }
  if (number != 0) {
    return fail(err, "%s: cannot %s: %s (%s); %s", path, _(doing), _(reason->why), strerror(number),
                _(reason->remedy));
  }
  return fail(err, "%s: cannot %s: %s; %s", path, _(doing), _(reason->why), _(reason->remedy));
}
