/* Every statement of the store. Nothing is ever put together: what changes is bound. The columns of
 * a diary's table come in the order of its rows in core/diary.c, so that rows.c can bind and read
 * them by those. */
#include "store_private.h"

/* The columns of a session as read_session() in history.c reads them. */
#define SESSION_COLUMNS                                                                            \
  "SELECT id, uuid, routine, title, night, started_ms, started_offset_s, ended_ms,"                \
  " ended_offset_s, planned_ms, done_ms, paused_ms, outcome, ended_by, open, step FROM sessions "
/* The same to be written whole, but for the id. */
#define SESSION_ALL                                                                                \
  "uuid, routine, title, night, started_ms, started_offset_s, ended_ms, ended_offset_s,"           \
  " planned_ms, done_ms, paused_ms, outcome, ended_by, open, step, snapshot"
#define SESSION_SLOTS "?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16"

/* Of each table of the diary: its rows, as diary_*_fields has them, and all that is read of it. */
#define EPISODE_ROWS                                                                               \
  "onset_precision, side, muscle, severity, duration_ms, woke_from_sleep, set_off_by,"             \
  " relief_used, eased_after_ms, residual_soreness, urge_to_move, note"
#define EPISODE_ALL "night, onset_ms, onset_offset_s, eased, session, modified_ms, " EPISODE_ROWS
#define EPISODE_SLOTS                                                                              \
  "?1, ?2, ?3, ?4, (SELECT id FROM sessions WHERE id = ?5), ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13,"   \
  " ?14, ?15, ?16, ?17, ?18"
#define EPISODE_COLUMNS "SELECT id, uuid, " EPISODE_ALL " FROM episodes "

#define NIGHT_ROWS                                                                                 \
  "cramp_count, awakenings_cramp, sleep_disturbance_nrs, sleep_quality, bed_time, rise_time,"      \
  " waso_cramp_ms, adverse_event, note, excused, excused_reason"
/* Where nothing is said. */
#define NIGHT_NOTHING "NULL, NULL, NULL, '', NULL, NULL, NULL, '', '', 0, ''"
/* Whether anything is; most nights have a count. */
#define NIGHT_SAYS "(cramp_count IS NOT NULL OR (" NIGHT_ROWS ") IS NOT (" NIGHT_NOTHING "))"
#define NIGHT_COLUMNS                                                                              \
  "SELECT night, entered_ms, entered_offset_s, modified_ms, " NIGHT_ROWS " FROM nights "

#define HABIT_ROWS                                                                                 \
  "fluid, alcohol, caffeine_late, activity, activity_unusual, standing_hours, sitting_hours,"      \
  " footwear, heavy_sweat, stress_nrs, supplement, feet_neutral, magnesium_food, late_salt,"       \
  " hot_night"
#define HABIT_NOTHING "NULL, NULL, '', NULL, '', '', '', '', '', NULL, '', '', '', '', ''"
#define HABIT_SAYS "(" HABIT_ROWS ") IS NOT (" HABIT_NOTHING ")"
#define HABIT_COLUMNS "SELECT night, modified_ms, " HABIT_ROWS " FROM habits "

#define MEDICATION_COLUMNS                                                                         \
  "SELECT id, uuid, night, modified_ms, kind, name FROM medication_changes "

/* Whether a night was entered more than ?2 seconds after the midnight that its date begins with, by
 * the clock on the wall: core/diary.c counts whole seconds. */
#define ENTERED_LATE                                                                               \
  "entered_ms >= (strftime('%s', nights.night) + ?2 + 1 - entered_offset_s) * 1000"

/* How many rows have a number there, times 2^32 (TALLY_ONE), and the sum of those, in one step a
 * row; NULL where none has. */
#define TALLY(column) "sum(" column " + 4294967296)"
/* The tally of all nights before ?1: of all less those from it on, which are few, so that no row of
 * all the others is asked for its night. */
#define TALLY_BEFORE(column, table, condition)                                                     \
  "SELECT " TALLY(column) " FROM " table " WHERE " condition " UNION ALL"                          \
                          " SELECT -" TALLY(column) " FROM " table                                 \
                                                    " WHERE night >= ?1 AND " condition

#define NEWEST_FIRST " ORDER BY started_ms DESC, id DESC LIMIT ?4 OFFSET ?5"

const char *const store_sql[QUERY_COUNT] = {
    [QUERY_SESSION_ADD] =
        "INSERT INTO sessions (uuid, routine, title, snapshot, night, started_ms, started_offset_s,"
        " ended_ms, ended_offset_s, planned_ms, done_ms, paused_ms, outcome, ended_by, open, step)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?6, ?7, ?8, 0, 0, ?9, ?10, 1, 0)",
    [QUERY_STEP_ADD] =
        "INSERT INTO session_steps (session, step, step_id, title, kind, outcome, planned_ms,"
        " done_ms, left_ms, right_ms, finished, hurt)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, 0, 0, 0, 0)",
    /* What changes from beat to beat; no index has a part of it. */
    [QUERY_SESSION_SAVE] =
        "UPDATE sessions SET ended_ms = max(?2, started_ms), ended_offset_s = ?3, done_ms = ?4,"
        " paused_ms = ?5, step = ?6, planned_ms = iif(?7 > 0, ?7, planned_ms) WHERE id = ?1",
    /* What is the same in most saves. Named above it would be written into each index that has it,
     * changed or not. */
    [QUERY_SESSION_TURN] =
        "UPDATE sessions SET outcome = ?2, ended_by = ?3, open = ?4 WHERE id = ?1 AND"
        " (outcome, ended_by, open) IS NOT (?2, ?3, ?4)",
    /* Only what has changed is written. */
    [QUERY_STEP_SAVE] =
        "UPDATE session_steps SET outcome = ?3, planned_ms = ?4, done_ms = ?5, left_ms = ?6,"
        " right_ms = ?7, finished = ?8, hurt = ?9 WHERE session = ?1 AND step = ?2 AND"
        " (outcome, planned_ms, done_ms, left_ms, right_ms, finished, hurt)"
        " IS NOT (?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    [QUERY_ANSWER_SAVE] =
        "INSERT INTO answers (session, position, step, question, answer)"
        " VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (session, position) DO UPDATE SET"
        " step = excluded.step, question = excluded.question, answer = excluded.answer"
        " WHERE (step, question, answer) IS NOT (?3, ?4, ?5)",
    [QUERY_ANSWERS_CUT] = "DELETE FROM answers WHERE session = ?1 AND position >= ?2",
    /* Steps and answers go with it: ON DELETE CASCADE. */
    [QUERY_SESSION_DISCARD] = "DELETE FROM sessions WHERE id = ?1",
    [QUERY_CLOSE_STALE] = "UPDATE sessions SET open = 0 WHERE open = 1 AND night < ?1",
    [QUERY_HISTORY] = SESSION_COLUMNS NEWEST_FIRST,
    [QUERY_HISTORY_NIGHTS] = SESSION_COLUMNS "WHERE night BETWEEN ?1 AND ?2" NEWEST_FIRST,
    [QUERY_HISTORY_ROUTINE] =
        SESSION_COLUMNS "WHERE routine = ?3 AND night BETWEEN ?1 AND ?2" NEWEST_FIRST,
    [QUERY_HISTORY_TROUBLED] = SESSION_COLUMNS
    "WHERE id IN (SELECT id FROM sessions WHERE ended_by = 'red_flag' AND night BETWEEN ?1 AND ?2"
    "  UNION SELECT session FROM session_steps WHERE hurt = 1)"
    " AND night BETWEEN ?1 AND ?2" NEWEST_FIRST,
    [QUERY_SESSION_OPEN] = SESSION_COLUMNS "WHERE open = 1 AND night = ?1"
                                           " ORDER BY started_ms DESC, id DESC LIMIT 1",
    [QUERY_SNAPSHOT] = "SELECT snapshot FROM sessions WHERE id = ?1",
    [QUERY_STEPS] = "SELECT step_id, title, kind, outcome, planned_ms, done_ms, left_ms, right_ms,"
                    " finished, hurt FROM session_steps WHERE session = ?1 ORDER BY step",
    [QUERY_ANSWERS] =
        "SELECT step, question, answer FROM answers WHERE session = ?1 ORDER BY position",
    [QUERY_SESSIONS_BY_NIGHTS] =
        SESSION_COLUMNS "WHERE night BETWEEN ?1 AND ?2 ORDER BY night, started_ms, uuid",
    [QUERY_SESSION_BY_UUID] = SESSION_COLUMNS "WHERE uuid = ?1",
    [QUERY_SESSION_ID] = "SELECT id FROM sessions WHERE uuid = ?1",
    [QUERY_SESSION_PUT] = "INSERT INTO sessions (" SESSION_ALL ") VALUES (" SESSION_SLOTS ")",
    [QUERY_SESSION_REPLACE] =
        "UPDATE sessions SET (" SESSION_ALL ") = (" SESSION_SLOTS ") WHERE id = ?17",
    [QUERY_STEP_PUT] = "INSERT INTO session_steps (session, step, outcome, planned_ms, done_ms,"
                       " left_ms, right_ms, finished, hurt, step_id, title, kind)"
                       " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    [QUERY_STEPS_CUT] = "DELETE FROM session_steps WHERE session = ?1",
    [QUERY_EPISODE_ADD] =
        "INSERT INTO episodes (" EPISODE_ALL ", uuid) VALUES (" EPISODE_SLOTS ", ?19)",
    /* A session that is gone meanwhile is no reason to lose the cramp. */
    [QUERY_EPISODE_SAVE] =
        "UPDATE episodes SET (" EPISODE_ALL ") = (" EPISODE_SLOTS ") WHERE id = ?19",
    [QUERY_EPISODE_LINK] =
        "UPDATE episodes SET session = ?2 WHERE id = ?1 AND session IS NULL AND ?2 IS NOT NULL",
    [QUERY_EPISODE_REMOVE] = "DELETE FROM episodes WHERE id = ?1",
    [QUERY_EPISODE] = EPISODE_COLUMNS "WHERE id = ?1",
    [QUERY_EPISODE_BY_UUID] = EPISODE_COLUMNS "WHERE uuid = ?1",
    [QUERY_EPISODES] =
        EPISODE_COLUMNS "WHERE night BETWEEN ?1 AND ?2 ORDER BY night, onset_ms, uuid",
    [QUERY_SESSION_UUID] = "SELECT uuid FROM sessions WHERE id = ?1",
    [QUERY_NIGHT] = NIGHT_COLUMNS "WHERE night = ?1",
    [QUERY_NIGHTS] = NIGHT_COLUMNS "WHERE night BETWEEN ?1 AND ?2 ORDER BY night",
    [QUERY_NIGHT_PUT] =
        "INSERT OR REPLACE INTO nights (night, entered_ms, entered_offset_s, modified_ms,"
        " " NIGHT_ROWS ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14,"
        " ?15)",
    [QUERY_NIGHT_EPISODES] = "SELECT episodes FROM night_summary WHERE night = ?1",
    /* The count of a night is at least the cramps described; 99 is the most that is counted. */
    [QUERY_NIGHTS_RAISE] =
        "UPDATE nights SET cramp_count = min(99, (SELECT episodes FROM night_summary"
        " WHERE night_summary.night = nights.night)) WHERE night BETWEEN ?1 AND ?2"
        " AND cramp_count < min(99, (SELECT episodes FROM night_summary"
        " WHERE night_summary.night = nights.night))",
    [QUERY_NIGHT_LOWER] =
        "UPDATE nights SET cramp_count = nullif(cramp_count - 1, 0),"
        " entered_ms = CASE WHEN cramp_count > 1 THEN entered_ms END,"
        " entered_offset_s = CASE WHEN cramp_count > 1 THEN entered_offset_s END,"
        " modified_ms = max(modified_ms + 1, ?2) WHERE night = ?1 AND cramp_count - 1 ="
        " ifnull((SELECT episodes FROM night_summary WHERE night = ?1), 0)",
    [QUERY_HABITS] = HABIT_COLUMNS "WHERE night BETWEEN ?1 AND ?2 ORDER BY night",
    [QUERY_HABITS_PUT] = "INSERT OR REPLACE INTO habits (night, modified_ms, " HABIT_ROWS
                         ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14,"
                         " ?15, ?16, ?17)",
    [QUERY_MEDICATION_ADD] = "INSERT INTO medication_changes (night, modified_ms, kind, name, uuid)"
                             " VALUES (?1, ?2, ?3, ?4, ?5)",
    [QUERY_MEDICATION_SAVE] = "UPDATE medication_changes SET (night, modified_ms, kind, name) ="
                              " (?1, ?2, ?3, ?4) WHERE id = ?5",
    [QUERY_MEDICATION_REMOVE] = "DELETE FROM medication_changes WHERE id = ?1",
    [QUERY_MEDICATION] = MEDICATION_COLUMNS "WHERE id = ?1",
    [QUERY_MEDICATION_BY_UUID] = MEDICATION_COLUMNS "WHERE uuid = ?1",
    [QUERY_MEDICATIONS] = MEDICATION_COLUMNS "WHERE night BETWEEN ?1 AND ?2 ORDER BY night, uuid",
    [QUERY_REMOVED] = "SELECT kind, uuid FROM removed WHERE uuid > '' ORDER BY uuid",
    [QUERY_REMOVED_HAS] = "SELECT 1 FROM removed WHERE uuid = ?1",
    [QUERY_REMOVED_PUT] = "INSERT OR IGNORE INTO removed (uuid, kind) VALUES (?1, ?2)",
    [QUERY_SUMMARIES] = "SELECT night, sessions, completed, planned_ms, done_ms, episodes"
                        " FROM night_summary WHERE night BETWEEN ?1 AND ?2 ORDER BY night",
    [QUERY_SESSION_COUNT] = "SELECT sum(sessions) FROM night_summary WHERE night BETWEEN ?1 AND ?2",
    /* Of a review: up to which night is for whoever reads, store_review(). -1 is "not said". */
    [QUERY_REVIEW_NIGHTS] =
        "SELECT night, ifnull(cramp_count, -1), ifnull(awakenings_cramp, -1),"
        " ifnull(sleep_disturbance_nrs, -1), ifnull(bed_time, -1), excused, entered_ms,"
        " entered_offset_s FROM nights WHERE night >= ?1 AND " NIGHT_SAYS " ORDER BY night",
    [QUERY_REVIEW_NOTED] = "SELECT night FROM nights WHERE night >= ?1"
                           " AND (note <> '' OR adverse_event <> '') ORDER BY night",
    [QUERY_REVIEW_SUMMARIES] =
        "SELECT night, sessions, episodes FROM night_summary"
        " WHERE night >= ?1 AND (sessions > 0 OR episodes > 0) ORDER BY night",
    [QUERY_REVIEW_ROUTINE] = "SELECT night, completed, completed_at FROM night_routines"
                             " WHERE routine = ?2 AND night >= ?1 ORDER BY night",
    [QUERY_REVIEW_HABITS] = HABIT_COLUMNS "WHERE night >= ?1 AND " HABIT_SAYS " ORDER BY night",
    [QUERY_REVIEW_MEDICINES] = "SELECT DISTINCT night FROM medication_changes"
                               " WHERE night >= ?1 AND kind = 'started' ORDER BY night",
    [QUERY_REVIEW_EPISODES] =
        "SELECT night, onset_ms, onset_offset_s, onset_precision, side, muscle, severity,"
        " duration_ms, set_off_by, urge_to_move FROM episodes WHERE night >= ?1"
        " ORDER BY night, onset_ms, uuid",
    [QUERY_BEFORE_NIGHTS] = TALLY_BEFORE("cramp_count", "nights", "true"),
    [QUERY_BEFORE_EPISODES] = TALLY_BEFORE("severity", "episodes", "true"),
    /* A night that was entered so long after it does not count, nor do its cramps:
     * diary_lateness(). */
    [QUERY_BEFORE_NIGHTS_IN_TIME] = TALLY_BEFORE("cramp_count", "nights", "NOT " ENTERED_LATE),
    [QUERY_BEFORE_EPISODES_IN_TIME] =
        TALLY_BEFORE("severity", "episodes",
                     "NOT EXISTS (SELECT 1 FROM nights WHERE nights.night = episodes.night"
                     " AND cramp_count IS NOT NULL AND " ENTERED_LATE ")"),
    [QUERY_REPORT_SUPPLEMENTS] =
        "SELECT supplement FROM habits WHERE night BETWEEN ?1 AND ?2 AND supplement <> ''",
    [QUERY_REPORT_TROUBLES] = "SELECT night, adverse_event FROM nights"
                              " WHERE night >= ?1 AND adverse_event <> '' ORDER BY night",
    [QUERY_ROUTINE_NIGHTS_ALL] =
        "SELECT night, routine, sessions, completed, completed_at FROM night_routines"
        " WHERE night BETWEEN ?1 AND ?2 ORDER BY night, routine",
    [QUERY_ROUTINE_NIGHTS] =
        "SELECT night, routine, sessions, completed, completed_at FROM night_routines"
        " WHERE routine = ?3 AND night BETWEEN ?1 AND ?2 ORDER BY night",
    /* A session begins two days after its night's date at the latest, wherever on earth. */
    [QUERY_ROUTINE_NEXT] = "SELECT min(routine) FROM night_routines WHERE routine > ?1",
    [QUERY_ROUTINE_TOTAL] = "SELECT sum(sessions), sum(completed) FROM night_routines"
                            " WHERE routine = ?3 AND night BETWEEN ?1 AND ?2",
    /* A session begins two days after its night's date at the latest, wherever on earth. */
    [QUERY_ROUTINE_TITLE] = "SELECT title FROM sessions WHERE routine = ?3"
                            " AND night BETWEEN ?1 AND ?2"
                            " AND started_ms < (strftime('%s', ?2) + 3 * 86400) * 1000"
                            " ORDER BY started_ms DESC, id DESC LIMIT 1",
    [QUERY_BOUNDS] =
        "SELECT (SELECT min(night) FROM night_summary), (SELECT max(night) FROM night_summary),"
        " (SELECT min(night) FROM nights), (SELECT max(night) FROM nights),"
        " (SELECT min(night) FROM habits), (SELECT max(night) FROM habits),"
        " (SELECT min(night) FROM medication_changes),"
        " (SELECT max(night) FROM medication_changes)",
    [QUERY_NIGHT_NOTES] = "SELECT night, 0, note, adverse_event, excused_reason FROM nights"
                          " WHERE night BETWEEN ?1 AND ?2",
    [QUERY_EPISODE_NOTES] =
        "SELECT night, id, note FROM episodes WHERE night BETWEEN ?1 AND ?2 AND note <> ''",
    [QUERY_MEDICATION_NOTES] =
        "SELECT night, id, name FROM medication_changes WHERE night BETWEEN ?1 AND ?2",
};
