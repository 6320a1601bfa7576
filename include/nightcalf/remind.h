/* The bedtime reminder as the system knows it: the texts of its timer, of a crontab line and of a
 * calendar entry; the system's own tools; the notification. No file is written here. */
#ifndef NIGHTCALF_REMIND_H
#define NIGHTCALF_REMIND_H

#include <stdbool.h>

#include "nightcalf/error.h"
#include "nightcalf/week.h"

#define REMIND_TIMER "nightcalf-reminder.timer"
#define REMIND_SERVICE "nightcalf-reminder.service"
#define REMIND_WANTS "timers.target.wants"
#define REMIND_SNOOZE_UNIT "nightcalf-snooze"

/* When it reminds. */
typedef struct Reminder {
  int at;        /* minutes after midnight, 0 to 1439 */
  unsigned days; /* of the nights it is for (week.h): with a time after midnight the clock shows the
                    next day then */
  bool next_day; /* that is so: the time is before the night boundary */
} Reminder;

/* "22:15". */
void remind_time(int at, char text[6]);
/* "Mon..Fri *-*-* 22:15:00" in systemd's words. Release with free(). */
char *remind_calendar(const Reminder *reminder);
/* The absolute path of this program. Release with free(); NULL with err. */
char *remind_program(Error *err);
/* The units, whole. folders, wants: how many folders were made for them, and whether that of
 * REMIND_WANTS is new: remind_timer_parse() gives it back, so that they can go again. What the
 * environment says of where our files lie goes with them. Release with free(). */
char *remind_timer_text(const Reminder *reminder, int folders, bool wants);
char *remind_service_text(const Reminder *reminder, const char *program);
/* Reads a timer of ours; false: somebody else wrote it. */
bool remind_timer_parse(const char *text, Reminder *reminder, int *folders, bool *wants);
/* Whether a unit begins with our marker. */
bool remind_is_ours(const char *text);
/* The line for a crontab, and a calendar with the entry (RFC 5545). Release with free(). */
char *remind_cron_text(const Reminder *reminder, const char *program);
char *remind_ics_text(const Reminder *reminder, WallTime now);

/* The folder of a person's units, or NULL: no home. Release with free(). */
char *remind_folder(void);
/* Which timer there is. */
typedef enum RemindEngine { REMIND_BY_SYSTEMD, REMIND_BY_CRON, REMIND_BY_NOTHING } RemindEngine;
RemindEngine remind_engine(void);
/* systemctl --user WORDS...; words: NULL-terminated. False with err: what it said. */
bool remind_systemctl(const char *const words[], Error *err);
/* Whether systemd understands the calendar words, and the unit files; true too where there is no
 * systemd-analyze to ask. */
bool remind_verify_calendar(const char *calendar, Error *err);
bool remind_verify_units(const char *service, const char *timer, Error *err);
/* "Sun 2026-11-22 22:15:00 CET": when that is next, as systemd-analyze says; NULL: it is not there.
 * Release with free(). */
char *remind_next(const char *calendar);
/* Lets the reminder fire once more after so many seconds, by a timer of systemd's that leaves no
 * file. */
bool remind_again(int seconds, Error *err);

/* How a person was told. */
typedef enum NotifyWay { NOTIFY_BUS, NOTIFY_SEND, NOTIFY_NONE } NotifyWay;
/* Shows it on the desktop: by D-Bus, else by notify-send. Neither title nor text is ever read as an
 * option or as markup. NOTIFY_NONE: err says why. */
NotifyWay notify_show(const char *title, const char *text, Error *err);

#endif
