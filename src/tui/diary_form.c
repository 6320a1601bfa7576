/* Forms over the diary's tables: what takes more than one key to say. Each reads what was typed by
 * diary_read() into a copy, and keeps that whole or not at all. */
#include <stdlib.h>
#include <string.h>

#include "calendar.h"
#include "diary.h"
#include "form.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "screens.h"
#include "words.h"

enum { FIRST_YEAR = 1900, HOUR_MINUTES = 60 };

/* A cramp with its time, which is no row of the diary's table. */
typedef struct CrampDraft {
  Episode episode;
  int at; /* minutes after midnight, or TIME_NOT_SAID */
} CrampDraft;

/* What a form is about. Any of the structs may be meant, each with texts of its own. */
typedef union Subject {
  DiaryNight night;
  Habits habits;
  CrampDraft cramp;
  MedicationChange medicine;
} Subject;

typedef struct DiaryForm DiaryForm;
/* Keeps what the form says. *key: the row at fault, if one is. */
typedef bool Keep(DiaryForm *form, Subject *said, const char **key, Error *err);

struct DiaryForm {
  App *app;
  Night night;
  const Field *table; /* all rows that its texts are in */
  Field *rows;        /* those that are asked */
  Subject first;      /* as it was */
  Subject kept;       /* after accept(): its texts are gone, and must not be looked at */
  Keep *keep;
  void (*after)(Tui *tui, const DiaryForm *form);
};

static void copy_texts(const Field *table, Subject *subject) {
  for (const Field *field = table; field->name != NULL; field++) {
    if (field->type == FIELD_TEXT) {
      char **text = (char **)(void *)((char *)subject + field->offset);
      *text = mem_copy(*text);
    }
  }
}

static char *value(void *context, const Field *field) {
  const DiaryForm *form = context;
  if (field->type == FIELD_FLAG) {
    return diary_shown(field, &form->first); /* yes or no */
  }
  return diary_said(field, &form->first) ? diary_text(field, &form->first) : NULL;
}

static char *holds(void *context, const Field *field) {
  (void)context;
  bool words = field->type == FIELD_WORD || field->type == FIELD_WORDS;
  return words && !field->required ? mem_copy(_("not said")) : NULL;
}

static const Field *row_of(const DiaryForm *form, const char *name) {
  return field_find(form->rows, name);
}

/* Reads the changes into a copy and keeps it. lenient: what cannot be read is passed over. */
static bool take(DiaryForm *form, const EditChange *changes, size_t count, bool lenient,
                 const char **key, Error *err) {
  Subject said = form->first;
  copy_texts(form->table, &said);
  bool sound = true;
  for (size_t i = 0; sound && i < count; i++) {
    sound = diary_read(row_of(form, changes[i].key), changes[i].literal, &said, err) || lenient;
    *key = sound ? NULL : changes[i].key;
  }
  sound = sound && form->keep(form, &said, key, err);
  form->kept = said;
  fields_free(form->table, &said);
  return sound;
}

static bool accept(Tui *tui, void *context, const EditChange *changes, size_t count,
                   const char **key, Error *err) {
  (void)tui;
  return take(context, changes, count, false, key, err);
}

static void rescue(void *context, const EditChange *changes, size_t count) {
  const char *key = NULL;
  (void)take(context, changes, count, true, &key, NULL);
}

static void accepted(Tui *tui, void *context) {
  const DiaryForm *form = context;
  if (form->after != NULL) {
    form->after(tui, form);
  }
}

static void close_form(void *context) {
  DiaryForm *form = context;
  fields_free(form->table, &form->first);
  free(form->rows);
  free(form);
}

/* Opens the form, which takes a copy of the subject's texts. rows: those of the table to be asked,
 * from the first to before NULL. */
static void open_form(Tui *tui, const char *title, const char *sentence, DiaryForm set) {
  DiaryForm *form = mem_new(1, sizeof *form);
  *form = set;
  form->app = tui->app;
  copy_texts(form->table, &form->first);
  FormOwner owner = {
      .context = form,
      .typed = true,
      .value = value,
      .holds = holds,
      .accept = accept,
      .rescue = rescue,
      .accepted = accepted,
      .close = close_form,
  };
  form_open(tui, title, sentence, (FormTables){{form->rows}}, owner);
}

/* How many rows a table has. */
static size_t row_count(const Field *table) {
  size_t count = 0;
  while (table[count].name != NULL) {
    count++;
  }
  return count;
}

/* A table of these rows, with room for some before them. Release with free(). */
static Field *rows_from(const Field *from, size_t count, size_t before) {
  Field *rows = mem_new(before + count + 1, sizeof *rows);
  memcpy(&rows[before], from, count * sizeof *from);
  return rows;
}

/* "Sat 2026-11-21". */
static char *night_title(Night night) {
  char date[CALENDAR_TEXT_SIZE];
  calendar_date(night, date);
  return mem_format(_("The night of %s"), date);
}

/* ---- one answer ---- */

static bool keep_night(DiaryForm *form, Subject *said, const char **key, Error *err) {
  bool counted = form->rows[0].offset == offsetof(DiaryNight, cramp_count);
  DiaryEntry entry = {.night = &said->night, .counted = counted};
  *key = form->rows[0].name;
  return app_log(form->app, &entry, err);
}

static bool keep_habits(DiaryForm *form, Subject *said, const char **key, Error *err) {
  DiaryEntry entry = {.habits = &said->habits};
  *key = form->rows[0].name;
  return app_log(form->app, &entry, err);
}

void diary_type_answer(Tui *tui, Diary *diary) {
  const DiaryLine *line = diary_marked(diary);
  DiaryForm form = {
      .night = diary->night,
      .table = line->habit ? diary_habit_fields : diary_night_fields,
      .rows = rows_from(line->field, 1, 0),
      .keep = line->habit ? keep_habits : keep_night,
  };
  if (line->habit) {
    form.first.habits = diary->habits;
  } else {
    form.first.night = diary->kept;
  }
  char *title = night_title(diary->night);
  open_form(tui, title, NULL, form);
  free(title);
}

/* ---- a cramp ---- */

static const Field onset_row = {
    .name = "at",
    .type = FIELD_TIME,
    .offset = offsetof(CrampDraft, at),
    .maximum = 24 * HOUR_MINUTES - 1,
    .default_value = TIME_NOT_SAID,
    .label = N_("Time it began"),
    .sentence = N_("When it began, such as 03:10; empty: not known."),
};

/* Its onset follows from the time where that was changed. */
static void settle_onset(const DiaryForm *form, CrampDraft *said) {
  Episode *episode = &said->episode;
  if (said->at == form->first.cramp.at) {
    return;
  }
  episode->onset = app_onset(form->app, form->night, said->at);
  if (said->at == TIME_NOT_SAID) {
    episode->onset_precision = ONSET_UNKNOWN;
  } else if (episode->onset_precision == ONSET_UNKNOWN) {
    episode->onset_precision = ONSET_NOT_SAID;
  }
}

static bool keep_cramp(DiaryForm *form, Subject *said, const char **key, Error *err) {
  Episode *episode = &said->cramp.episode;
  (void)key;
  settle_onset(form, &said->cramp);
  episode->eased = episode->eased || episode->duration >= 0 || episode->eased_after >= 0;
  DiaryEntry entry = {.episodes = episode, .episode_count = 1};
  return app_log(form->app, &entry, err);
}

static void after_cramp(Tui *tui, const DiaryForm *form) {
  if (form->kept.cramp.episode.id > 0) {
    diary_cramp_kept(tui, &form->kept.cramp.episode, form->first.cramp.episode.duration);
  }
}

void diary_type_cramp(Tui *tui, Diary *diary, size_t index) {
  const Episode *episode = &diary->cramps[index];
  Civil clock = civil_of(episode->onset);
  DiaryForm form = {
      .night = diary->night,
      .table = diary_episode_fields,
      .rows = rows_from(diary_episode_fields, row_count(diary_episode_fields), 1),
      .keep = keep_cramp,
      .after = after_cramp,
  };
  form.rows[0] = onset_row;
  form.first.cramp.episode = *episode;
  form.first.cramp.at =
      diary_onset_known(episode) ? clock.hour * HOUR_MINUTES + clock.minute : TIME_NOT_SAID;
  open_form(tui, _("A cramp"), _("All of it may be left out."), form);
}

/* ---- a change of medicine ---- */

static bool keep_medicine(DiaryForm *form, Subject *said, const char **key, Error *err) {
  MedicationChange *change = &said->medicine;
  DiaryEntry entry = {.medication = change};
  if (change->kind == MEDICATION_NONE) {
    *key = "kind";
    return fail(err, "Say what changed: started, stopped or dose changed");
  }
  if (change->name == NULL) {
    *key = "name";
    return fail(err, "Say which medicine it was");
  }
  return app_log(form->app, &entry, err);
}

static void after_medicine(Tui *tui, const DiaryForm *form) {
  diary_medicine_kept(tui, form->kept.medicine.id);
}

void diary_type_medicine(Tui *tui, Diary *diary, size_t index) {
  DiaryForm form = {
      .night = diary->night,
      .table = diary_medication_fields,
      .rows = rows_from(diary_medication_fields, row_count(diary_medication_fields), 0),
      .keep = keep_medicine,
      .after = after_medicine,
  };
  form.first.medicine =
      index < diary->medicine_count ? diary->medicines[index] : medication_new(diary->night);
  open_form(tui, _("A change of medicine"), _("Recorded, never advised."), form);
}

/* ---- a date ---- */

/* Where to go is all that is typed: nothing is kept. */
typedef struct DateForm {
  Night from;
  Night tonight;
  Night chosen;
  Field rows[2];
} DateForm;

static char *date_value(void *context, const Field *field) {
  (void)context;
  (void)field;
  return NULL;
}

static bool date_accept(Tui *tui, void *context, const EditChange *changes, size_t count,
                        const char **key, Error *err) {
  DateForm *form = context;
  (void)tui;
  (void)count;
  *key = changes[0].key;
  Night night;
  if (!calendar_read(changes[0].literal, form->from, &night)) {
    return fail(err, "A date is written such as 2026-11-21, or its day alone: 21");
  }
  if (night.day > form->tonight.day) {
    return fail(err, "That night is yet to come");
  }
  if (night.day < civil_day(FIRST_YEAR, 1, 1)) {
    return fail(err, "That is too long ago to be meant");
  }
  form->chosen = night;
  return true;
}

static void date_accepted(Tui *tui, void *context) {
  const DateForm *form = context;
  diary_go(tui->stack[tui->depth - 1].state, form->chosen);
}

void diary_type_date(Tui *tui, Diary *diary) {
  DateForm *form = mem_new(1, sizeof *form);
  form->from = diary->night;
  form->chosen = diary->night;
  form->tonight = diary->now.tonight;
  form->rows[0] = (Field){
      .name = "date",
      .type = FIELD_TEXT,
      .label = N_("Date"),
      .sentence = N_("The date of the evening that the night began, such as 2026-11-21, or a day "
                     "of the month shown: 21."),
  };
  FormOwner owner = {
      .context = form,
      .typed = true,
      .value = date_value,
      .accept = date_accept,
      .accepted = date_accepted,
      .close = free,
  };
  form_open(tui, _("Go to the night of"), NULL, (FormTables){{form->rows}}, owner);
}
