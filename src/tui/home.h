/* Home: what its two files share. */
#ifndef NIGHTCALF_TUI_HOME_H
#define NIGHTCALF_TUI_HOME_H

#include "last_night.h"
#include "nightcalf/evening.h"
#include "tui.h"

/* A routine of the list. */
typedef struct Item {
  char *id;
  Origin origin;
  char *name; /* its title as far as that is known without reading all of it, or NULL */
  bool read;
  Routine *routine; /* adapted; NULL when there is a problem */
  Adaptation what;  /* was changed in it */
  Timeline timeline;
  bool measured; /* lengths are known: what tonight's takes, whole and shortened */
  EveningLengths lengths;
  char *problem; /* the first error of a broken one, or why nothing of it is left... */
  char *title;   /* ...and then its title, else NULL */
} Item;

typedef struct Home {
  Item *items;
  size_t count;
  size_t selected;
  size_t first, seen;   /* of those that were drawn last, some of which... */
  bool unread;          /* ...are yet to be read */
  unsigned profile;     /* of the settings, when the routine of tonight was marked... */
  char *tonights;       /* ...and the one it was */
  EveningRecord record; /* of tonight */
  bool broken_off;
  SessionRow row;      /* when broken_off */
  char *note;          /* what stands before every routine, or NULL */
  const char *instead; /* why tonight's routine is not the one that was planned, or NULL */
  char *offer;         /* what there is beside it, or NULL */
  char *mended;        /* what became of a record that was damaged, or NULL... */
  char *backup;        /* ...and the backup that is offered, or NULL */
  char *rights;        /* that others may see the record, or NULL */
  Error problem;
  LastNightLine last;
} Home;

/* ASKS: last night's cramps were not counted yet. */
typedef enum HomeMoment { HOME_PLAIN, HOME_BROKEN_OFF, HOME_ASKS, HOME_BROKEN_OFF_ASKS } HomeMoment;

extern const ActionList home_lists[];
/* Which of them applies now. */
size_t home_moment(const Tui *tui, const void *state);
/* Loads the routine of an item, unless that was done. */
void home_read_item(const Tui *tui, Item *item);
/* Finds out what an item is called; it is read later, unless that must be known for it. */
void home_name_item(const Tui *tui, Item *item);
/* How long an item takes that has a routine; worked out once. */
EveningLengths home_lengths(const Tui *tui, Item *item);
/* The marked item; NULL: there is none. */
Item *home_chosen(Home *home);
/* home_view.c */
void home_draw(Tui *tui, void *state, Frame *frame);

#endif
