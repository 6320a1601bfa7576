/* The review, filled from the record: as far back as it is asked for, a night at a time. Contract:
 * nightcalf/app_review.h. */
#include "nightcalf/app_review.h"

#include <stdlib.h>
#include <string.h>

#include "nightcalf/mem.h"

enum { FIRST_ROOM = 64, GROWTH = 2, STREAK_NIGHTS = 64 };

/* What is being read: the nights as the figures count them, and as a calendar shows them. */
typedef struct Filling {
  const ReviewPlan *plan;
  int boundary;
  bool calendar; /* also for a calendar */
  AppNight *nights;
  ReviewNight *counted;
  size_t count, room;
  ReviewEpisode *episodes;
  size_t episode_count, episode_room;
} Filling;

static NightRoutine routine_of(const StoredNight *row) {
  if (row->routine_night) {
    return ROUTINE_COMPLETED;
  }
  if (row->diary.excused) {
    return ROUTINE_EXCUSED;
  }
  return row->routine_tried ? ROUTINE_PARTIAL : ROUTINE_MISSED;
}

static bool take_night(void *context, const StoredNight *row) {
  Filling *filling = context;
  const DiaryNight *diary = &row->diary;
  if (filling->count == filling->room) {
    filling->room = filling->room == 0 ? FIRST_ROOM : filling->room * GROWTH;
    filling->counted = mem_resize(filling->counted, filling->room, sizeof *filling->counted);
    if (filling->calendar) {
      filling->nights = mem_resize(filling->nights, filling->room, sizeof *filling->nights);
    }
  }
  bool recorded = diary_night_recorded(diary);
  ReviewNight *night = &filling->counted[filling->count];
  *night = (ReviewNight){
      .date = row->night,
      .recorded = recorded,
      .cramps = recorded ? diary->cramp_count : 0,
      .awakenings = diary->awakenings_cramp,
      .disturbance = diary->sleep_disturbance_nrs,
      .age = diary_night_lateness(diary, filling->boundary),
      .routine = routine_of(row),
      .medicine_started = row->medicine_started,
  };
  for (int i = 0; i < REVIEW_HABITS; i++) {
    const HabitPattern *pattern = filling->plan->habits[i];
    bool said = pattern != NULL && row->habits != NULL;
    night->habit[i] = said ? pattern->so(row->habits) : YESNO_NOT_SAID;
  }
  if (filling->calendar) {
    filling->nights[filling->count] = (AppNight){
        .review = *night,
        .described = row->episodes,
        .excused = diary->excused,
        .noted = row->noted,
    };
  }
  filling->count++;
  return true;
}

static bool take_cramp(void *context, const Episode *episode) {
  Filling *filling = context;
  if (filling->episode_count == filling->episode_room) {
    filling->episode_room =
        filling->episode_room == 0 ? FIRST_ROOM : filling->episode_room * GROWTH;
    filling->episodes =
        mem_resize(filling->episodes, filling->episode_room, sizeof *filling->episodes);
  }
  Civil clock = civil_of(episode->onset);
  filling->episodes[filling->episode_count++] = (ReviewEpisode){
      .night = episode->night,
      .severity = episode->severity,
      .duration = episode->duration,
      .onset = diary_onset_known(episode) ? clock.hour * 60 + clock.minute : REVIEW_NOT_SAID,
      .side = episode->side,
      .muscle = episode->muscle,
      .trigger = episode->trigger,
      .urge_to_move = episode->urge_to_move,
  };
  return true;
}

/* The review of what was read; takes over what it is made of. */
static Review *make_review(Filling *filling, const RecordBefore *before) {
  const ReviewPlan *plan = filling->plan;
  ReviewData data = {
      .night_count = filling->count,
      .episode_count = filling->episode_count,
      .has_start = plan->has_start,
      .start = plan->start,
      .leave_old = plan->leave_old,
      .earlier = {before->nights, before->cramps, before->episodes, before->severities},
  };
  for (int i = 0; i < REVIEW_HABITS; i++) {
    data.habits[i] = plan->habits[i] != NULL ? plan->habits[i]->nights : NULL;
  }
  return review_take(&data, filling->counted, filling->episodes);
}

/* Reads the nights from `from` on, with these parts. */
static bool read_record(App *app, AppReview *review, Night from, unsigned parts, Error *err) {
  const Night last = {civil_day(9999, 12, 31)};
  bool calendar = (parts & REVIEW_CALENDAR) != 0;
  Filling filling = {
      .plan = &review->plan, .boundary = app->settings.night_boundary, .calendar = calendar};
  bool whole = !review->any || from.day <= review->span.from.day;
  RecordBefore before = {0};
  ReviewRows rows = {
      .routine = review->plan.routine,
      .habits = review->plan.habits[0] != NULL,
      .calendar = calendar,
      .night = take_night,
      .cramp = take_cramp,
      .context = &filling,
      .before = (parts & REVIEW_COMPARED) != 0 && !whole ? &before : NULL,
      .late_after = review->plan.leave_old ? diary_very_late(filling.boundary) : -1,
  };
  Store *store = app_store(app, STORE_READ, err);
  if (store == NULL || !store_review(store, from, last, &rows, err)) {
    free(filling.nights);
    free(filling.counted);
    free(filling.episodes);
    return false;
  }
  review_free(review->review);
  free(review->nights);
  review->review = make_review(&filling, &before);
  review->nights = filling.nights;
  review->night_count = calendar ? filling.count : 0;
  review->from = from;
  review->parts = parts | (whole ? REVIEW_COMPARED : 0U);
  return true;
}

/* A run of nights with the routine, while a part of the record is read. */
typedef struct Streak {
  int32_t next; /* the night that goes on with it */
  int count;    /* of its nights, those completed */
  bool whole;   /* nothing in the part has broken it */
} Streak;

static bool take_streak(void *context, const StoredNight *row) {
  Streak *streak = context;
  NightRoutine routine = routine_of(row);
  bool goes_on = routine == ROUTINE_COMPLETED || routine == ROUTINE_EXCUSED;
  if (!goes_on || row->night.day != streak->next) {
    streak->count = 0;
    streak->whole = false;
  }
  streak->count += routine == ROUTINE_COMPLETED ? 1 : 0;
  streak->next = row->night.day + 1;
  return true;
}

/* Nights in a row up to the last, read back in parts until one breaks the run. */
static bool read_streak(App *app, AppReview *review, Error *err) {
  Night until = review->last;
  Store *store = app_store(app, STORE_READ, err);
  review->streak = 0;
  for (int nights = STREAK_NIGHTS;; nights *= GROWTH) {
    Period part = period_up_to(until, nights);
    Streak streak = {.next = part.from.day, .whole = true};
    ReviewRows rows = {.routine = review->plan.routine, .night = take_streak, .context = &streak};
    if (store == NULL || !store_review(store, part.from, part.until, &rows, err)) {
      return false;
    }
    bool reached = streak.next == until.day + 1;
    review->streak += reached ? streak.count : 0;
    if (!reached || !streak.whole) {
      return true;
    }
    until.day = part.from.day - 1;
  }
}

static char *title_of(const App *app, const char *id) {
  Diagnostics findings = {0};
  char *plain = app_routine_title(app, id);
  if (plain != NULL) {
    return plain;
  }
  Routine *routine =
      library_find(&app->library, id) != NULL ? app_load_routine(app, id, &findings) : NULL;
  char *title = mem_copy(routine != NULL ? routine->title : id);
  routine_free(routine);
  diagnostics_free(&findings);
  return title;
}

static ReviewPlan copy_plan(const ReviewPlan *plan) {
  ReviewPlan copy = *plan;
  copy.routine = mem_copy(plan->routine);
  return copy;
}

bool app_review_begin(App *app, const ReviewPlan *plan, AppReview *review, Error *err) {
  Night first = {0};
  bool any = false;
  *review = (AppReview){0};
  Store *store = app_store(app, STORE_READ, err);
  if (store == NULL || !app_review_last(app, &review->last, err) ||
      !store_review_first(store, plan->habits[0] != NULL, &first, &any, err)) {
    return false;
  }
  review->plan = copy_plan(plan);
  review->any = any && first.day <= review->last.day;
  review->span = review->any ? (Period){first, review->last} : (Period){{0}, {0}};
  if (app->settings.show_streak && !read_streak(app, review, err)) {
    review_plan_free(&review->plan);
    return false;
  }
  review->title = title_of(app, plan->routine);
  return true;
}

bool app_review_reach(App *app, AppReview *review, Night from, unsigned parts, Error *err) {
  int32_t first = review->any ? review->span.from.day : review->last.day;
  from.day = from.day < first ? first : from.day > review->last.day ? review->last.day : from.day;
  if (review->review != NULL) {
    if (from.day >= review->from.day && (parts & ~review->parts) == 0) {
      return true;
    }
    /* Whoever pages back night by night does not read all of it for each of them. */
    int32_t twice = review->from.day - (review->last.day - review->from.day + 1);
    twice = twice < first ? first : twice;
    from.day = from.day >= review->from.day ? review->from.day
               : from.day > twice           ? twice
                                            : from.day;
    parts |= review->parts;
  }
  return read_record(app, review, from, parts, err);
}

bool app_review_open(App *app, const ReviewPlan *plan, AppReview *review, Error *err) {
  bool read = app_review_begin(app, plan, review, err);
  if (read && !app_review_reach(app, review, review->span.from, REVIEW_ALL, err)) {
    app_review_close(review);
    read = false;
  }
  return read;
}

Night app_review_from(const AppReview *review, Period period) {
  const ReviewPlan *plan = &review->plan;
  const Night *start = plan->has_start ? &plan->start : NULL;
  Night first = insights_from(period, start);
  Night trial = trial_from(review->last, start);
  first = trial.day < first.day ? trial : first;
  return plan->has_fair && plan->fair.start.day < first.day ? plan->fair.start : first;
}

void app_review_close(AppReview *review) {
  review_free(review->review);
  review_plan_free(&review->plan);
  free(review->title);
  free(review->nights);
  *review = (AppReview){0};
}

static int order_nights(const void *one, const void *other) {
  int32_t first = ((const AppNight *)one)->review.date.day;
  int32_t second = ((const AppNight *)other)->review.date.day;
  return (first > second) - (first < second);
}

const AppNight *app_review_night(const AppReview *review, Night night) {
  AppNight key = {.review = {.date = night}};
  if (review->night_count == 0) {
    return NULL;
  }
  return bsearch(&key, review->nights, review->night_count, sizeof key, order_nights);
}

Period app_review_period(const AppReview *review, int nights) {
  Period period = period_up_to(review->last, review->any ? nights : 0);
  if (review->any && period.from.day < review->span.from.day) {
    period.from = review->span.from;
  }
  return period;
}
