/* Another machine's record taken into this one, record by record in one transaction. What is kept
 * of two versions is decided by what they say alone, so that it does not matter who merges whom. */
#include <stdlib.h>
#include <string.h>

#include "nightcalf/mem.h"
#include "store_private.h"

struct Merge {
  Store *store;
  MergeCounts counts;
  Night first, last; /* nights that a cramp or a count was merged into */
  bool touched;
};

/* What becomes of a record that is merged. */
typedef enum Verdict { VERDICT_KEEP, VERDICT_ADD, VERDICT_CHANGE } Verdict;

static Verdict verdict_of(bool found, int compared) {
  if (!found) {
    return VERDICT_ADD;
  }
  return compared > 0 ? VERDICT_CHANGE : VERDICT_KEEP;
}

static void count_verdict(Merge *merge, Verdict verdict) {
  size_t *counts[] = {
      [VERDICT_KEEP] = &merge->counts.kept,
      [VERDICT_ADD] = &merge->counts.added,
      [VERDICT_CHANGE] = &merge->counts.changed,
  };
  (*counts[verdict])++;
}

static void touch(Merge *merge, Night night) {
  merge->first = !merge->touched || night.day < merge->first.day ? night : merge->first;
  merge->last = !merge->touched || night.day > merge->last.day ? night : merge->last;
  merge->touched = true;
}

/* Whether it was removed here for good. */
static bool was_removed(Merge *merge, const char *uuid, bool *removed, Error *err) {
  int64_t number = 0;
  bool ok = store_find_number(merge->store, QUERY_REMOVED_HAS, uuid, &number, err);
  *removed = number != 0;
  merge->counts.kept += *removed ? 1 : 0;
  return ok;
}

Merge *store_merge_begin(Store *store, Error *err) {
  if (!store_begin_write(store, "import into your history", err)) {
    return NULL;
  }
  Merge *merge = mem_new(1, sizeof *merge);
  merge->store = store;
  return merge;
}

/* -- Sessions -- */

/* -1, 0 or 1: whether the other number is smaller, as large or larger. */
static int order(int64_t one, int64_t other) {
  return (other > one) - (other < one);
}

static int order_texts(const char *one, const char *other) {
  return order(strcmp(one != NULL ? one : "", other != NULL ? other : ""), 0);
}

/* The first of some verdicts that is one. */
static int first_of(const int *verdicts, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (verdicts[i] != 0) {
      return verdicts[i];
    }
  }
  return 0;
}

static int compare_steps(const StepRow *one, const StepRow *other) {
  const int verdicts[] = {
      order(one->record.done, other->record.done),
      order(one->record.planned, other->record.planned),
      order(one->record.left, other->record.left),
      order(one->record.right, other->record.right),
      order(one->record.finished, other->record.finished),
      order(one->record.hurt, other->record.hurt),
      order(one->outcome, other->outcome),
      order_texts(one->step_id, other->step_id),
      order_texts(one->title, other->title),
      order_texts(one->kind, other->kind),
  };
  return first_of(verdicts, sizeof verdicts / sizeof verdicts[0]);
}

static int compare_answers(const Answer *one, const Answer *other) {
  const int verdicts[] = {
      order(one->step, other->step),
      order_texts(one->question, other->question),
      order_texts(one->answer, other->answer),
  };
  return first_of(verdicts, sizeof verdicts / sizeof verdicts[0]);
}

/* As diary_night_compare(), of two versions of a session: the one that went on longer stays, of
 * equal ones the one that is over. */
static int compare_sessions(const SessionRow *one, const SessionRow *other) {
  const int verdicts[] = {
      order(one->ended.utc_ms, other->ended.utc_ms),
      order(!one->open, !other->open),
      order(one->done, other->done),
      order((int64_t)one->answer_count, (int64_t)other->answer_count),
      order((int64_t)one->step_count, (int64_t)other->step_count),
      order(one->ended.offset_s, other->ended.offset_s),
      order(one->started.utc_ms, other->started.utc_ms),
      order(one->started.offset_s, other->started.offset_s),
      order(one->night.day, other->night.day),
      order(one->planned, other->planned),
      order(one->paused, other->paused),
      order(one->outcome, other->outcome),
      order(one->ended_by, other->ended_by),
      order(one->step, other->step),
      order_texts(one->routine, other->routine),
      order_texts(one->title, other->title),
      order_texts(one->snapshot, other->snapshot),
  };
  int verdict = first_of(verdicts, sizeof verdicts / sizeof verdicts[0]);
  for (size_t i = 0; verdict == 0 && i < one->step_count; i++) {
    verdict = compare_steps(&one->steps[i], &other->steps[i]);
  }
  for (size_t i = 0; verdict == 0 && i < one->answer_count; i++) {
    verdict = compare_answers(&one->answers[i], &other->answers[i]);
  }
  return verdict;
}

/* Writes the row of a session: a new one when *id is 0. */
static bool put_row(Store *store, const SessionRow *row, int64_t *id, Error *err) {
  sqlite3_stmt *put =
      store_statement(store, *id == 0 ? QUERY_SESSION_PUT : QUERY_SESSION_REPLACE, err);
  if (put == NULL) {
    return false;
  }
  bind_text(put, 1, row->uuid);
  bind_text(put, 2, row->routine);
  bind_text(put, 3, row->title);
  bind_night(put, 4, row->night);
  sqlite3_bind_int64(put, 5, row->started.utc_ms);
  sqlite3_bind_int(put, 6, row->started.offset_s);
  sqlite3_bind_int64(put, 7, row->ended.utc_ms);
  sqlite3_bind_int(put, 8, row->ended.offset_s);
  sqlite3_bind_int64(put, 9, row->planned);
  sqlite3_bind_int64(put, 10, row->done);
  sqlite3_bind_int64(put, 11, row->paused);
  bind_text(put, 12, outcome_name(row->outcome));
  bind_text(put, 13, ended_by_name(row->ended_by));
  sqlite3_bind_int(put, 14, row->open ? 1 : 0);
  sqlite3_bind_int(put, 15, row->step);
  bind_text(put, 16, row->snapshot);
  if (*id != 0) {
    sqlite3_bind_int64(put, 17, *id);
  }
  if (!store_do(store, put, err)) {
    return false;
  }
  *id = *id == 0 ? sqlite3_last_insert_rowid(store->db) : *id;
  return true;
}

static bool put_steps(Store *store, int64_t id, const SessionRow *row, Error *err) {
  for (size_t i = 0; i < row->step_count; i++) {
    const StepRow *step = &row->steps[i];
    sqlite3_stmt *put = store_statement(store, QUERY_STEP_PUT, err);
    if (put == NULL) {
      return false;
    }
    sqlite3_bind_int64(put, 1, id);
    sqlite3_bind_int64(put, 2, (int64_t)i);
    bind_text(put, 3, step_outcome_name(step->outcome));
    sqlite3_bind_int64(put, 4, step->record.planned);
    sqlite3_bind_int64(put, 5, step->record.done);
    sqlite3_bind_int64(put, 6, step->record.left);
    sqlite3_bind_int64(put, 7, step->record.right);
    sqlite3_bind_int(put, 8, step->record.finished ? 1 : 0);
    sqlite3_bind_int(put, 9, step->record.hurt ? 1 : 0);
    bind_text(put, 10, step->step_id);
    bind_text(put, 11, step->title);
    bind_text(put, 12, step->kind);
    if (!store_do(store, put, err)) {
      return false;
    }
  }
  return true;
}

/* Runs a statement that takes away what belongs to a session. */
static bool clear_away(Store *store, StoreQuery query, int64_t id, Error *err) {
  sqlite3_stmt *statement = store_statement(store, query, err);
  if (statement == NULL) {
    return false;
  }
  sqlite3_bind_int64(statement, 1, id);
  sqlite3_bind_int64(statement, 2, 0);
  return store_do(store, statement, err);
}

/* Writes a session whole, over the one of that id if it is not 0. */
static bool put_session(Store *store, const SessionRow *row, int64_t id, Error *err) {
  bool is_new = id == 0;
  return put_row(store, row, &id, err) && (is_new || clear_away(store, QUERY_STEPS_CUT, id, err)) &&
         put_steps(store, id, row, err) &&
         session_put_answers(store, id, row->answers, row->answer_count, err);
}

bool store_merge_session(Merge *merge, const SessionRow *row, Error *err) {
  bool removed = false;
  Gathered rows = {0};
  if (!was_removed(merge, row->uuid, &removed, err) || removed) {
    return removed;
  }
  sqlite3_stmt *statement = store_by_uuid(merge->store, QUERY_SESSION_BY_UUID, row->uuid, err);
  if (!gather_sessions(merge->store, statement, true, &rows, err)) {
    return false;
  }
  const SessionRow *here = rows.at;
  bool found = rows.count == 1;
  Verdict verdict = verdict_of(found, found ? compare_sessions(here, row) : 0);
  bool ok = verdict == VERDICT_KEEP || put_session(merge->store, row, found ? here->id : 0, err);
  gathered_free(&rows);
  count_verdict(merge, verdict);
  return ok;
}

/* -- The diary -- */

/* A cramp that is here already and does not know its session learns of it. */
static bool link_session(Store *store, int64_t episode, int64_t session, Error *err) {
  sqlite3_stmt *link = store_statement(store, QUERY_EPISODE_LINK, err);
  if (link == NULL) {
    return false;
  }
  sqlite3_bind_int64(link, 1, episode);
  bind_known(link, 2, session > 0 ? session : -1);
  return store_do(store, link, err);
}

bool store_merge_episode(Merge *merge, const Episode *episode, const char *session, Error *err) {
  Store *store = merge->store;
  Episode here = {0};
  Episode taken = *episode;
  bool removed = false;
  bool found = false;
  if (!was_removed(merge, episode->uuid, &removed, err) || removed) {
    return removed;
  }
  taken.session = 0;
  if (!store_find(store, store_by_uuid(store, QUERY_EPISODE_BY_UUID, episode->uuid, err),
                  &episode_kind, &here, &found, err) ||
      (*session != '\0' &&
       !store_find_number(store, QUERY_SESSION_ID, session, &taken.session, err))) {
    episode_free(&here);
    return false;
  }
  Verdict verdict = verdict_of(found, found ? episode_compare(&here, episode) : 0);
  taken.session = taken.session == 0 ? here.session : taken.session;
  bool ok = verdict == VERDICT_KEEP ? link_session(store, here.id, taken.session, err)
                                    : episode_put(store, &taken, episode->uuid, &here.id, err);
  episode_free(&here);
  touch(merge, episode->night);
  count_verdict(merge, verdict);
  return ok;
}

bool store_merge_night(Merge *merge, const DiaryNight *row, Error *err) {
  DiaryNight here;
  bool found = false;
  if (!night_find(merge->store, row->night, &here, &found, err)) {
    return false;
  }
  Verdict verdict = verdict_of(found, found ? diary_night_compare(&here, row) : 0);
  diary_night_free(&here);
  touch(merge, row->night);
  count_verdict(merge, verdict);
  return verdict == VERDICT_KEEP || night_put(merge->store, row, err);
}

bool store_merge_habits(Merge *merge, const Habits *row, Error *err) {
  Habits here;
  bool found = false;
  if (!habits_find(merge->store, row->night, &here, &found, err)) {
    return false;
  }
  Verdict verdict = verdict_of(found, found ? habits_compare(&here, row) : 0);
  count_verdict(merge, verdict);
  return verdict == VERDICT_KEEP || habits_put(merge->store, row, err);
}

bool store_merge_medication(Merge *merge, const MedicationChange *change, Error *err) {
  Store *store = merge->store;
  MedicationChange here = {0};
  bool removed = false;
  bool found = false;
  if (!was_removed(merge, change->uuid, &removed, err) || removed) {
    return removed;
  }
  if (!store_find(store, store_by_uuid(store, QUERY_MEDICATION_BY_UUID, change->uuid, err),
                  &medication_kind, &here, &found, err)) {
    return false;
  }
  Verdict verdict = verdict_of(found, found ? medication_compare(&here, change) : 0);
  bool ok = verdict == VERDICT_KEEP || medication_put(store, change, change->uuid, &here.id, err);
  medication_free(&here);
  count_verdict(merge, verdict);
  return ok;
}

/* Where a removed record of each kind is found, and what removes it. */
static const struct {
  StoreQuery find;
  StoreQuery remove;
} removals[] = {
    [REMOVED_SESSION] = {QUERY_SESSION_ID, QUERY_SESSION_DISCARD},
    [REMOVED_EPISODE] = {QUERY_EPISODE_BY_UUID, QUERY_EPISODE_REMOVE},
    [REMOVED_MEDICATION] = {QUERY_MEDICATION_BY_UUID, QUERY_MEDICATION_REMOVE},
};

bool store_merge_removed(Merge *merge, RemovedKind kind, const char *uuid, Error *err) {
  Store *store = merge->store;
  int64_t known = 0;
  int64_t id = 0;
  if (!store_find_number(store, QUERY_REMOVED_HAS, uuid, &known, err) ||
      !store_find_number(store, removals[kind].find, uuid, &id, err)) {
    return false;
  }
  if (id != 0) {
    merge->counts.removed++;
    return clear_away(store, removals[kind].remove, id, err); /* a trigger remembers it */
  }
  *(known != 0 ? &merge->counts.kept : &merge->counts.added) += 1;
  sqlite3_stmt *put = store_by_uuid(store, QUERY_REMOVED_PUT, uuid, err);
  if (put == NULL) {
    return false;
  }
  bind_text(put, 2, removed_kind_name(kind));
  return store_do(store, put, err);
}

bool store_merge_end(Merge *merge, bool ok, MergeCounts *counts, Error *err) {
  ok = ok && (!merge->touched || nights_raise(merge->store, merge->first, merge->last, err));
  ok = store_end(merge->store, ok, err);
  if (ok && counts != NULL) {
    *counts = merge->counts;
  }
  free(merge);
  return ok;
}
