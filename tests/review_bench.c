/* Diaries for tests of the review. Contract: review_bench.h. */
#include "review_bench.h"

#include <stdlib.h>

void bench_clear(Bench *bench) {
  bench->night_count = 0;
  bench->episode_count = 0;
  bench->data = (ReviewData){0};
}

Night bench_date(int year, int month, int day) {
  return (Night){civil_day(year, month, day)};
}

ReviewNight *bench_night(Bench *bench, Night date) {
  if (bench->night_count == BENCH_NIGHTS) {
    abort();
  }
  ReviewNight *night = &bench->nights[bench->night_count];
  bench->night_count++;
  *night =
      (ReviewNight){.date = date, .awakenings = REVIEW_NOT_SAID, .disturbance = REVIEW_NOT_SAID};
  return night;
}

ReviewNight *bench_last(Bench *bench) {
  return &bench->nights[bench->night_count - 1];
}

Night bench_nights(Bench *bench, Night first, const char *letters) {
  for (; *letters != '\0'; letters++, first.day++) {
    if (*letters == '.') {
      continue;
    }
    ReviewNight *night = bench_night(bench, first);
    bool routine = *letters >= 'R';
    night->recorded = true;
    night->cramps = *letters - (routine ? 'R' : '0');
    night->routine = routine ? ROUTINE_COMPLETED : ROUTINE_MISSED;
  }
  return first;
}

Night bench_repeat(Bench *bench, Night first, char letter, int count) {
  char letters[] = {letter, '\0'};
  for (int i = 0; i < count; i++) {
    first = bench_nights(bench, first, letters);
  }
  return first;
}

ReviewEpisode *bench_episode(Bench *bench, Night night, int severity) {
  if (bench->episode_count == BENCH_EPISODES) {
    abort();
  }
  ReviewEpisode *episode = &bench->episodes[bench->episode_count];
  bench->episode_count++;
  *episode = (ReviewEpisode){
      .night = night, .severity = severity, .duration = REVIEW_NOT_SAID, .onset = REVIEW_NOT_SAID};
  return episode;
}

Review *bench_review(Bench *bench) {
  bench->data.nights = bench->nights;
  bench->data.night_count = bench->night_count;
  bench->data.episodes = bench->episodes;
  bench->data.episode_count = bench->episode_count;
  return review_new(&bench->data);
}
