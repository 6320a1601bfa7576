/* Everything that is kept, handed out in an order that depends on it alone. Sessions are read some
 * nights at a time: neither memory nor the lock on the file grows with the years. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/mem.h"
#include "store_private.h"

enum { NIGHTS_AT_ONCE = 14 };

static const char *const removed_names[] = {
    [REMOVED_SESSION] = "session",
    [REMOVED_EPISODE] = "episode",
    [REMOVED_MEDICATION] = "medication_change",
};

const char *removed_kind_name(RemovedKind kind) {
  return removed_names[kind];
}

bool removed_kind_parse(const char *name, RemovedKind *kind) {
  for (int i = REMOVED_SESSION; i <= REMOVED_MEDICATION; i++) {
    if (strcmp(removed_names[i], name) == 0) {
      *kind = (RemovedKind)i;
      return true;
    }
  }
  return false;
}

/* One hand-out under way. */
typedef struct Transfer {
  Store *store;
  const TransferOut *out;
  bool stopped; /* by a callback, or since it failed */
  bool failed;
  Error *err;
} Transfer;

/* The sessions of some nights. */
static bool hand_sessions(Transfer *transfer, Night from, Night until) {
  Gathered rows = {0};
  Store *store = transfer->store;
  if (!store_begin_read(store, "read your history", transfer->err)) {
    return false;
  }
  sqlite3_stmt *statement =
      store_range(store, QUERY_SESSIONS_BY_NIGHTS, from, until, transfer->err);
  bool ok = store_end(store, gather_sessions(store, statement, true, &rows, transfer->err),
                      transfer->err);
  const SessionRow *sessions = rows.at;
  for (size_t i = 0; ok && i < rows.count && !transfer->stopped; i++) {
    transfer->stopped = !transfer->out->session(transfer->out->context, &sessions[i]);
  }
  gathered_free(&rows);
  return ok;
}

/* The nights that hold sessions, without those between them. */
typedef struct Nights {
  Night *at;
  size_t count;
} Nights;

static bool note_night(void *context, const NightSummary *row) {
  Nights *nights = context;
  if (row->sessions > 0) {
    nights->at = mem_resize(nights->at, nights->count + 1, sizeof *nights->at);
    nights->at[nights->count++] = row->night;
  }
  return true;
}

static bool hand_all_sessions(Transfer *transfer) {
  Nights nights = {0};
  bool ok =
      store_summaries(transfer->store, night_first, night_last, note_night, &nights, transfer->err);
  for (size_t i = 0; ok && i < nights.count && !transfer->stopped; i += NIGHTS_AT_ONCE) {
    size_t last = i + NIGHTS_AT_ONCE <= nights.count ? i + NIGHTS_AT_ONCE - 1 : nights.count - 1;
    ok = hand_sessions(transfer, nights.at[i], nights.at[last]);
  }
  free(nights.at);
  return ok;
}

/* The uuid of a session; "" where it is none. */
static bool session_uuid(Store *store, int64_t id, char uuid[STORE_UUID_SIZE], Error *err) {
  bool failed = true;
  uuid[0] = '\0';
  if (id == 0) {
    return true;
  }
  if (!store_begin_read(store, "read your diary", err)) {
    return false;
  }
  sqlite3_stmt *at = store_statement(store, QUERY_SESSION_UUID, err);
  if (at != NULL) {
    sqlite3_bind_int64(at, 1, id);
    while (store_row(store, at, &failed, err)) {
      snprintf(uuid, STORE_UUID_SIZE, "%s", store_column(at, 0));
    }
  }
  return store_end(store, !failed, err);
}

static bool hand_episode(void *context, const Episode *episode) {
  Transfer *transfer = context;
  char uuid[STORE_UUID_SIZE];
  transfer->failed = !session_uuid(transfer->store, episode->session, uuid, transfer->err);
  transfer->stopped =
      transfer->failed || !transfer->out->episode(transfer->out->context, episode, uuid);
  return !transfer->stopped;
}

/* Nights and habits that were emptied go out too: that they were is newer than what they held. */
static bool hand_nights(Transfer *transfer) {
  Gathered rows = {0};
  bool ok = store_gather_nights(transfer->store, "read your diary", QUERY_NIGHTS, night_first,
                                night_last, &night_kind, &rows, transfer->err);
  const DiaryNight *nights = rows.at;
  for (size_t i = 0; ok && i < rows.count && !transfer->stopped; i++) {
    transfer->stopped = !transfer->out->night(transfer->out->context, &nights[i]);
  }
  gathered_free(&rows);
  return ok;
}

static bool hand_habits(Transfer *transfer) {
  Gathered rows = {0};
  bool ok = store_gather_nights(transfer->store, "read your diary", QUERY_HABITS, night_first,
                                night_last, &habits_kind, &rows, transfer->err);
  const Habits *habits = rows.at;
  for (size_t i = 0; ok && i < rows.count && !transfer->stopped; i++) {
    transfer->stopped = !transfer->out->habits(transfer->out->context, &habits[i]);
  }
  gathered_free(&rows);
  return ok;
}

static bool hand_medication(void *context, const MedicationChange *change) {
  Transfer *transfer = context;
  transfer->stopped = !transfer->out->medication(transfer->out->context, change);
  return !transfer->stopped;
}

/* What was removed for good. */
typedef struct Removed {
  RemovedKind kind;
  char uuid[STORE_UUID_SIZE];
} Removed;

static void read_removed(sqlite3_stmt *at, void *row) {
  Removed *removed = row;
  if (!removed_kind_parse(store_column(at, 0), &removed->kind)) {
    removed->kind = REMOVED_SESSION;
  }
  snprintf(removed->uuid, sizeof removed->uuid, "%s", store_column(at, 1));
}

static const RowKind removed_kind = {sizeof(Removed), read_removed, NULL};

static bool hand_removed(Transfer *transfer) {
  Gathered rows = {0};
  Store *store = transfer->store;
  if (!store_begin_read(store, "read your diary", transfer->err)) {
    return false;
  }
  sqlite3_stmt *statement = store_statement(store, QUERY_REMOVED, transfer->err);
  bool ok = store_end(store, store_gather(store, statement, &removed_kind, &rows, transfer->err),
                      transfer->err);
  const Removed *removed = rows.at;
  for (size_t i = 0; ok && i < rows.count && !transfer->stopped; i++) {
    transfer->stopped =
        !transfer->out->removed(transfer->out->context, removed[i].kind, removed[i].uuid);
  }
  gathered_free(&rows);
  return ok;
}

bool store_transfer(Store *store, const TransferOut *out, Error *err) {
  Transfer transfer = {.store = store, .out = out, .err = err};
  return hand_all_sessions(&transfer) &&
         (transfer.stopped ||
          store_episodes(store, night_first, night_last, hand_episode, &transfer, err)) &&
         (transfer.stopped || hand_nights(&transfer)) &&
         (transfer.stopped || hand_habits(&transfer)) &&
         (transfer.stopped ||
          store_medications(store, night_first, night_last, hand_medication, &transfer, err)) &&
         (transfer.stopped || hand_removed(&transfer)) && !transfer.failed;
}
