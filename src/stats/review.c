/* The review's data: sorted once, then cut to periods by halving. Contract: nightcalf/review.h. */
#include "nightcalf/review.h"

#include <stdlib.h>
#include <string.h>

#include "nightcalf/mem.h"
#include "review_private.h"

int period_nights(Period period) {
  return period.until.day < period.from.day ? 0 : period.until.day - period.from.day + 1;
}

Period period_up_to(Night last, int count) {
  return (Period){{last.day - count + 1}, last};
}

static int by_date(const void *one, const void *other) {
  int32_t a = ((const ReviewNight *)one)->date.day;
  int32_t b = ((const ReviewNight *)other)->date.day;
  return (a > b) - (a < b);
}

static int by_night(const void *one, const void *other) {
  int32_t a = ((const ReviewEpisode *)one)->night.day;
  int32_t b = ((const ReviewEpisode *)other)->night.day;
  return (a > b) - (a < b);
}

typedef int Order(const void *one, const void *other);

/* Sorts count elements; what comes from the store is in order already. */
static void sort(void *rows, size_t count, size_t size, Order *order) {
  const char *at = rows;
  for (size_t i = 1; i < count; i++) {
    if (order(at + (i - 1) * size, at + i * size) > 0) {
      qsort(rows, count, size, order);
      return;
    }
  }
}

static void *copied(const void *from, size_t count, size_t size) {
  void *copy = mem_new(count + 1, size);
  if (count > 0) {
    memcpy(copy, from, count * size);
  }
  return copy;
}

/* First night of the review on or after a date, as an index. */
static size_t night_from(const Review *review, Night date) {
  size_t low = 0;
  size_t high = review->night_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (review->nights[middle].date.day < date.day) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/* First episode of the review in a night on or after a date, as an index. */
static size_t episode_from(const Review *review, Night date) {
  size_t low = 0;
  size_t high = review->episode_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (review->episodes[middle].night.day < date.day) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

NightSlice review_nights(const Review *review, Period period) {
  if (period_nights(period) == 0) {
    return (NightSlice){0};
  }
  size_t from = night_from(review, period.from);
  size_t until = night_from(review, (Night){period.until.day + 1});
  return (NightSlice){review->nights + from, until - from};
}

EpisodeSlice review_episodes(const Review *review, Period period) {
  if (period_nights(period) == 0) {
    return (EpisodeSlice){0};
  }
  size_t from = episode_from(review, period.from);
  size_t until = episode_from(review, (Night){period.until.day + 1});
  return (EpisodeSlice){review->episodes + from, until - from};
}

int review_recorded(const Review *review, Period period) {
  NightSlice nights = review_nights(review, period);
  int recorded = 0;
  for (size_t i = 0; i < nights.count; i++) {
    recorded += nights.at[i].recorded ? 1 : 0;
  }
  return recorded;
}

ReviewEarlier review_before(const Review *review, Night night) {
  ReviewEarlier sum = review->earlier;
  size_t nights = night_from(review, night);
  for (size_t i = 0; i < nights; i++) {
    const ReviewNight *at = &review->nights[i];
    sum.nights += at->recorded ? 1 : 0;
    sum.cramps += at->recorded ? at->cramps : 0;
  }
  size_t episodes = episode_from(review, night);
  for (size_t i = 0; i < episodes; i++) {
    int severity = review->episodes[i].severity;
    sum.episodes += severity != REVIEW_NOT_SAID ? 1 : 0;
    sum.severities += severity != REVIEW_NOT_SAID ? severity : 0;
  }
  return sum;
}

/* Takes back what was entered too late: its nights are not recorded, its episodes go. */
static void leave_old_out(Review *review) {
  size_t kept = 0;
  size_t night = 0;
  for (size_t i = 0; i < review->episode_count; i++) {
    int32_t day = review->episodes[i].night.day;
    while (night < review->night_count && review->nights[night].date.day < day) {
      night++;
    }
    bool old = night < review->night_count && review->nights[night].date.day == day &&
               review->nights[night].age == ENTRY_VERY_LATE;
    if (!old) {
      review->episodes[kept] = review->episodes[i];
      kept++;
    }
  }
  review->episode_count = kept;
  for (size_t i = 0; i < review->night_count; i++) {
    if (review->nights[i].age == ENTRY_VERY_LATE) {
      review->nights[i].recorded = false;
    }
  }
}

Review *review_take(const ReviewData *data, ReviewNight *nights, ReviewEpisode *episodes) {
  Review *review = mem_new(1, sizeof *review);
  *review = (Review){
      .nights = nights,
      .night_count = data->night_count,
      .episodes = episodes,
      .episode_count = data->episode_count,
      .has_start = data->has_start,
      .start = data->start,
      .earlier = data->earlier,
  };
  sort(nights, data->night_count, sizeof *nights, by_date);
  sort(episodes, data->episode_count, sizeof *episodes, by_night);
  if (data->leave_old) {
    leave_old_out(review);
  }
  for (int i = 0; i < REVIEW_HABITS; i++) {
    review->habits[i] = mem_copy(data->habits[i]);
  }
  return review;
}

Review *review_new(const ReviewData *data) {
  return review_take(data, copied(data->nights, data->night_count, sizeof *data->nights),
                     copied(data->episodes, data->episode_count, sizeof *data->episodes));
}

void review_free(Review *review) {
  if (review == NULL) {
    return;
  }
  for (int i = 0; i < REVIEW_HABITS; i++) {
    free(review->habits[i]);
  }
  free(review->nights);
  free(review->episodes);
  free(review);
}
