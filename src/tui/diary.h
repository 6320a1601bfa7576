/* The screen of one night of the diary: what its files share. Every answer is a line, and the lines
 * follow the tables of nightcalf/diary.h. */
#ifndef NIGHTCALF_TUI_DIARY_H
#define NIGHTCALF_TUI_DIARY_H

#include "nightcalf/app_review.h"
#include "tui.h"

typedef enum LineKind {
  LINE_HEADING, /* never marked */
  LINE_ANSWER,  /* a row of a table */
  LINE_CRAMP,
  LINE_ADD_CRAMP,
  LINE_MEDICINE,
  LINE_ADD_MEDICINE,
  LINE_MORE_HABITS
} LineKind;

typedef struct DiaryLine {
  LineKind kind;
  const char *heading; /* HEADING */
  bool habit;          /* ANSWER: a row of the habits, not of the night */
  const Field *field;  /* ANSWER */
  size_t index;        /* CRAMP, MEDICINE: among those of the night */
} DiaryLine;

/* What keys mean on the marked line. */
typedef enum DiaryMoment {
  DIARY_NUMBER,
  DIARY_QUICK, /* a number by a few keys: habit_quick() */
  DIARY_YES_NO,
  DIARY_WORD,
  DIARY_TYPED,
  DIARY_CRAMP,
  DIARY_MEDICINE,
  DIARY_ADD,
  DIARY_REMOVING, /* asked whether to remove it */
  DIARY_MOMENTS
} DiaryMoment;

extern const ActionList diary_lists[];

typedef struct Diary {
  App *app;
  Night night;
  NightNow now;
  DiaryNight kept;
  Habits habits;
  Habits before; /* the day before, as a hint */
  Episode *cramps;
  size_t cramp_count;
  MedicationChange *medicines;
  size_t medicine_count;
  DiaryLine *lines;
  size_t line_count;
  size_t selected;
  size_t page;      /* lines shown at the last drawing */
  bool more_habits; /* those on request are shown */
  bool removing;
  bool typing; /* number is what digits have said so far on this line */
  int number;
  bool advised; /* a cramp of over ten minutes has just been entered */
  char *notice; /* what has just been done, or could not be kept; NULL */
} Diary;

/* diary_lines.c */

/* Reads the night anew; the mark stays on the same line where it is still there. What cannot be
 * read is told by the notice. */
void diary_read_night(Diary *diary);
/* Forgets what was read. */
void diary_forget(Diary *diary);
/* Goes to another night, the mark on the first line that wants an answer. */
void diary_go(Diary *diary, Night night);
/* Moves the mark by a number of lines that can be marked. */
void diary_move(Diary *diary, int by);
DiaryLine *diary_marked(const Diary *diary);
/* The mark goes to a cramp or a change of medicine by its id, or to a row of the night's by its
 * name. */
void diary_mark_kept(Diary *diary, LineKind kind, int64_t id);
void diary_mark_row(Diary *diary, const char *name);
DiaryMoment diary_moment(const Diary *diary);
/* The struct that a line's answer is in. */
const void *diary_object(const Diary *diary, const DiaryLine *line);
/* Says something until the next key; takes text over. */
void diary_notice(Diary *diary, char *text);
/* The few numbers that one key each says on this line, *count of them: habit_quick(); NULL: none.
 */
const int *diary_quick(const DiaryLine *line, size_t *count);
/* Whether a row is an answer of yes or no. */
bool diary_is_yes_no(const Field *field);
/* Whether one of the three things that a quick entry asks is not said of a cramp. */
bool cramp_is_bare(const Episode *episode);

/* diary_answer.c: each keeps the answer at once, and tells what cannot be kept. */

/* 0 to 9 on the marked line: a number, or the answer of that number. */
void diary_digit(Diary *diary, int digit);
void diary_yes_no(Diary *diary, bool yes);
/* One more, or one less. */
void diary_step(Diary *diary, int by);
/* The same as the day before. */
void diary_same(Diary *diary);
void diary_unsay(Diary *diary);
/* No routine was due that night, or it was after all. */
void diary_excuse(Diary *diary);
/* Removes the marked cramp or change of medicine. */
void diary_remove(Diary *diary);

/* diary_form.c */

/* A form for the marked answer, for all about a cramp, for a change of medicine (index beyond the
 * last: a new one), and for a date to go to. */
void diary_type_answer(Tui *tui, Diary *diary);
void diary_type_cramp(Tui *tui, Diary *diary, size_t index);
void diary_type_medicine(Tui *tui, Diary *diary, size_t index);
void diary_type_date(Tui *tui, Diary *diary);
/* A cramp was kept: the mark goes to it, and where it has just been said to have lasted over ten
 * minutes, what to do is told once. before: as it was, in milliseconds. */
void diary_cramp_kept(Tui *tui, const Episode *episode, Millis before);

/* A change of medicine was kept: the mark goes to it. */
void diary_medicine_kept(Tui *tui, int64_t id);

/* screen_cramp.c: asks the three things of a quick entry that are not said yet, then keeps the
 * cramp; it is copied. */
void cramp_questions_open(Tui *tui, const Episode *episode);

/* diary_view.c */
void diary_draw(Tui *tui, void *state, Frame *frame);

#endif
