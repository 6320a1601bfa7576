/* Dates as people type and read them. Contract: dates.h. */
#include "dates.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "nightcalf/app_review.h"
#include "nightcalf/format.h"
#include "nightcalf/language.h"
#include "nightcalf/week.h"

enum { FIRST_YEAR = 1900 };

/* Monday first. */
static const char *const short_days[WEEK_DAYS] = {
    N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"),
};

/* Whether a text is of the form of a date: digits and hyphens where they belong. */
static bool is_formed(const char *text) {
  static const char form[] = "2026-11-21";
  for (size_t i = 0; i < sizeof form; i++) {
    bool digit = text[i] >= '0' && text[i] <= '9';
    bool wanted = form[i] >= '0' && form[i] <= '9';
    if (wanted ? !digit : text[i] != form[i]) {
      return false;
    }
  }
  return true;
}

/* Why a text is no date. Always false. */
static bool refuse(const char *text, Error *err) {
  if (is_formed(text)) {
    return fail(err, "there is no %s in the calendar", text);
  }
  return fail(err,
              "a date is written such as 2026-11-21, or \"today\", \"yesterday\", \"tonight\" or "
              "\"last\"; got \"%s\"",
              text);
}

bool dates_parse(const App *app, const char *text, Night *night, Error *err) {
  WallTime now = app->clock.wall(app->clock.context);
  Night today = night_of(now, 0); /* the date on the wall */
  Night read;
  if (strcasecmp(text, "today") == 0) {
    *night = today;
  } else if (strcasecmp(text, "yesterday") == 0) {
    *night = (Night){today.day - 1};
  } else if (strcasecmp(text, "tonight") == 0) {
    *night = app_tonight(app);
  } else if (strcasecmp(text, "last") == 0) {
    *night = app_night_now(app).last;
  } else if (!night_parse(text, &read)) {
    return refuse(text, err);
  } else if (read.day < civil_day(FIRST_YEAR, 1, 1)) {
    return fail(err, "%s is too long ago to be meant", text);
  } else {
    *night = read;
  }
  return true;
}

void dates_format(Night night, char text[DATES_SIZE]) {
  char date[FORMAT_SIZE];
  format_date(night, date);
  (void)snprintf(text, DATES_SIZE, "%s %s", _(short_days[week_day(night)]), date);
}
