/* The review, filled from the record: each kind of record gives pieces of nights, which are sorted
 * and put together. Contract: nightcalf/app_review.h. */
#include "nightcalf/app_review.h"

#include <stdlib.h>
#include <string.h>

#include "nightcalf/mem.h"

enum { FIRST_ROOM = 64, GROWTH = 2 };

/* What is being read. */
typedef struct Filling {
  const ReviewPlan *plan;
  int boundary;
  AppNight *nights;
  size_t count, room;
  ReviewEpisode *episodes;
  size_t episode_count, episode_room;
} Filling;

/* A night of which nothing is known yet. */
static AppNight *add_piece(Filling *filling, Night night) {
  if (filling->count == filling->room) {
    filling->room = filling->room == 0 ? FIRST_ROOM : filling->room * GROWTH;
    filling->nights = mem_resize(filling->nights, filling->room, sizeof *filling->nights);
  }
  AppNight *piece = &filling->nights[filling->count++];
  *piece = (AppNight){
      .review = {.date = night, .awakenings = REVIEW_NOT_SAID, .disturbance = REVIEW_NOT_SAID},
      .summary = {.night = night},
  };
  return piece;
}

static bool take_night(void *context, const StoredNight *row) {
  Filling *filling = context;
  const DiaryNight *diary = &row->diary;
  AppNight *piece = add_piece(filling, row->night);
  piece->summary = row->summary;
  piece->excused = diary->excused;
  piece->noted = diary->note != NULL || diary->adverse_event != NULL;
  piece->review.recorded = diary_night_recorded(diary);
  piece->review.cramps = piece->review.recorded ? diary->cramp_count : 0;
  piece->review.awakenings = diary->awakenings_cramp;
  piece->review.disturbance = diary->sleep_disturbance_nrs;
  piece->review.age = diary_night_lateness(diary, filling->boundary);
  if (row->routine_night) {
    piece->review.routine = ROUTINE_COMPLETED;
  } else if (diary->excused) {
    piece->review.routine = ROUTINE_EXCUSED;
  } else if (row->routine_tried) {
    piece->review.routine = ROUTINE_PARTIAL;
  }
  return true;
}

static bool take_habits(void *context, const Habits *row) {
  Filling *filling = context;
  AppNight *piece = add_piece(filling, row->night);
  for (int i = 0; i < REVIEW_HABITS; i++) {
    const HabitPattern *pattern = filling->plan->habits[i];
    piece->review.habit[i] = pattern != NULL ? pattern->so(row) : YESNO_NOT_SAID;
  }
  return true;
}

static bool take_medication(void *context, const MedicationChange *change) {
  if (change->kind == MEDICATION_STARTED) {
    add_piece(context, change->night)->review.medicine_started = true;
  }
  return true;
}

static bool take_episode(void *context, const Episode *episode) {
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
  };
  return true;
}

static bool read_record(Store *store, Filling *filling, Error *err) {
  const Night first = {civil_day(1, 1, 1)};
  const Night last = {civil_day(9999, 12, 31)};
  const char *routine = filling->plan->routine;
  bool habits = filling->plan->habits[0] != NULL;
  return store_review(store, first, last, routine, take_night, filling, err) &&
         (!habits || store_habits(store, first, last, take_habits, filling, err)) &&
         store_medications(store, first, last, take_medication, filling, err) &&
         store_episodes(store, first, last, take_episode, filling, err);
}

static int order_pieces(const void *one, const void *other) {
  const AppNight *first = one;
  const AppNight *second = other;
  return (first->review.date.day > second->review.date.day) -
         (first->review.date.day < second->review.date.day);
}

/* Adds to a night what another piece of it says. Each kind of piece has members of its own. */
static void join_piece(AppNight *night, const AppNight *piece) {
  ReviewNight *to = &night->review;
  const ReviewNight *from = &piece->review;
  if (from->recorded) {
    to->recorded = true;
    to->cramps = from->cramps;
    to->age = from->age;
  }
  to->awakenings = from->awakenings >= 0 ? from->awakenings : to->awakenings;
  to->disturbance = from->disturbance >= 0 ? from->disturbance : to->disturbance;
  to->routine = from->routine != ROUTINE_MISSED ? from->routine : to->routine;
  to->medicine_started = to->medicine_started || from->medicine_started;
  for (int i = 0; i < REVIEW_HABITS; i++) {
    to->habit[i] = from->habit[i] != YESNO_NOT_SAID ? from->habit[i] : to->habit[i];
  }
  if (piece->summary.sessions > 0 || piece->summary.episodes > 0) {
    night->summary = piece->summary;
  }
  night->excused = night->excused || piece->excused;
  night->noted = night->noted || piece->noted;
}

/* One row a night, oldest first. */
static void join_nights(Filling *filling) {
  if (filling->count == 0) {
    return;
  }
  qsort(filling->nights, filling->count, sizeof *filling->nights, order_pieces);
  size_t kept = 0;
  for (size_t i = 1; i < filling->count; i++) {
    if (order_pieces(&filling->nights[kept], &filling->nights[i]) == 0) {
      join_piece(&filling->nights[kept], &filling->nights[i]);
    } else {
      filling->nights[++kept] = filling->nights[i];
    }
  }
  filling->count = kept + 1;
}

static Review *make_review(const Filling *filling) {
  const ReviewPlan *plan = filling->plan;
  ReviewNight *nights = mem_new(filling->count, sizeof *nights);
  for (size_t i = 0; i < filling->count; i++) {
    nights[i] = filling->nights[i].review;
  }
  ReviewData data = {
      .nights = nights,
      .night_count = filling->count,
      .episodes = filling->episodes,
      .episode_count = filling->episode_count,
      .has_start = plan->has_start,
      .start = plan->start,
      .leave_old = plan->leave_old,
  };
  for (int i = 0; i < REVIEW_HABITS; i++) {
    data.habits[i] = plan->habits[i] != NULL ? plan->habits[i]->nights : NULL;
  }
  Review *review = review_new(&data);
  free(nights);
  return review;
}

static char *routine_title(const App *app, const char *id) {
  Diagnostics findings = {0};
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

bool app_review_open(App *app, const ReviewPlan *plan, AppReview *review, Error *err) {
  Filling filling = {.plan = plan, .boundary = app->settings.night_boundary};
  *review = (AppReview){0};
  Store *store = app_store(app, STORE_READ, err);
  bool read = store != NULL && app_review_last(app, &review->last, err) &&
              read_record(store, &filling, err);
  if (read) {
    join_nights(&filling);
    review->plan = copy_plan(plan);
    review->title = routine_title(app, plan->routine);
    review->review = make_review(&filling);
    review->nights = filling.nights;
    review->night_count = filling.count;
    review->any = review_span(review->review, review->last, &review->span);
  } else {
    free(filling.nights);
  }
  free(filling.episodes);
  return read;
}

void app_review_close(AppReview *review) {
  review_free(review->review);
  review_plan_free(&review->plan);
  free(review->title);
  free(review->nights);
  *review = (AppReview){0};
}

const AppNight *app_review_night(const AppReview *review, Night night) {
  AppNight key = {.review = {.date = night}};
  if (review->night_count == 0) {
    return NULL;
  }
  return bsearch(&key, review->nights, review->night_count, sizeof key, order_pieces);
}

Period app_review_period(const AppReview *review, int nights) {
  Period period = period_up_to(review->last, review->any ? nights : 0);
  if (review->any && period.from.day < review->span.from.day) {
    period.from = review->span.from;
  }
  return period;
}

int app_review_streak(const AppReview *review) {
  int streak = 0;
  for (Night night = review->last;; night.day--) {
    const AppNight *found = app_review_night(review, night);
    bool completed = found != NULL && found->review.routine == ROUTINE_COMPLETED;
    bool excused = found != NULL && found->review.routine == ROUTINE_EXCUSED;
    if (!completed && !excused) {
      return streak;
    }
    streak += completed ? 1 : 0;
  }
}
