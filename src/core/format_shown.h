/* Dates and times by a locale's formats, apart from the locale, so that a test can name any. */
#ifndef NIGHTCALF_CORE_FORMAT_SHOWN_H
#define NIGHTCALF_CORE_FORMAT_SHOWN_H

#include <stdbool.h>

#include "nightcalf/format.h"
#include "nightcalf/night.h"

/* A date by a format such as nl_langinfo(D_FMT) gives: "%d.%m.%Y", "%-d. %-m. %Y". Digits are all
 * there, so that dates stand in columns. False: it has more than day, month, year and plain signs,
 * and text is not to be used. */
bool date_by_format(const char *format, const Civil *date, char text[FORMAT_SIZE]);
/* Whether a format such as nl_langinfo(T_FMT) gives counts hours to twelve, twice a day. */
bool time_has_halves(const char *format);
/* A time of day by such a format, without its seconds; half: the word for this half of the day. */
void format_time_by(const char *format, const char *half, int hour, int minute,
                    char text[FORMAT_SIZE]);

#endif
