/* Numbers and times to text and back. Numbers are locale-free: the point is always a point. */
#ifndef NIGHTCALF_FORMAT_H
#define NIGHTCALF_FORMAT_H

#include <stdbool.h>
#include <stddef.h>

#include "nightcalf/moment.h"
#include "nightcalf/night.h"

enum { FORMAT_SIZE = 40 };

/* "0:07", "10:00", "1:02:05": whole seconds, rounded up, as a countdown shows them. Negative
 * lengths show as 0:00. */
void format_clock(Millis length, char text[FORMAT_SIZE]);
/* "15 s", "1 min 30 s", "2 h 5 min", "0.5 s": for sentences. */
void format_length(Millis length, char text[FORMAT_SIZE]);
/* "15s", "1m30s", "2h", "1.25s": as a routine file writes it; duration_parse() reads it back to the
 * same value. */
void format_setting(Millis length, char text[FORMAT_SIZE]);
/* "2026-11-22T00:12:05+01:00" (RFC 3339, whole seconds). */
void format_wall(WallTime when, char text[FORMAT_SIZE]);
/* The same to the millisecond where there are any: "2026-11-22T00:12:05.250+01:00". */
void format_stamp(WallTime when, char text[FORMAT_SIZE]);
/* Reads what format_stamp() and format_wall() write, "Z" for an offset too; false for anything
 * else. */
bool stamp_parse(const char *text, WallTime *when);
/* "22:31", "10:31 PM": the local time of day as the user's locale writes it, for people. */
void format_time_of_day(WallTime when, char text[FORMAT_SIZE]);
/* "2026-11-21", "21.11.2026", "11/21/2026": a night's date likewise; night_format() is for files.
 */
void format_date(Night night, char text[FORMAT_SIZE]);
/* Reads "90s", "2m", "1m30s", "1h", "1:30", "1:02:05", "90", "4.5", "4.5s"; rounds to whole
 * milliseconds. False when text is none of these or is beyond +-10^9 seconds; a leading minus is
 * read, for the caller's range check to refuse. */
bool duration_parse(const char *text, Millis *length);
/* Reads "HH:MM" (00:00 to 23:59) as minutes after midnight. */
bool time_of_day_parse(const char *text, int *minutes);

#endif
