/* Drawing home: what to know first, tonight's routine, and the list of the others. */
#include <stdlib.h>
#include <string.h>

#include "home.h"
#include "menu.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"
#include "page.h"
#include "screens.h"
#include "words.h"

enum { MARK_COLUMNS = 2, ID_GAP = 3, FINDING_ROWS = 2 };

/* "Before you start, March on the spot..." */
static char *titles_of(const Routine *routine) {
  static const char between[] = ", ";
  size_t size = 1;
  for (size_t i = 0; i < routine->step_count; i++) {
    size += strlen(routine->steps[i].title) + sizeof between;
  }
  char *titles = mem_new(size, 1);
  char *end = titles;
  for (size_t i = 0; i < routine->step_count; i++) {
    end = stpcpy(end, i > 0 ? between : "");
    end = stpcpy(end, routine->steps[i].title);
  }
  return titles;
}

/* "8 steps: Before you start, March on the spot..." */
static char *steps_in_brief(const Routine *routine) {
  char *titles = titles_of(routine);
  char *whole = mem_format(language_plural("%zu step: %s.", "%zu steps: %s.", routine->step_count),
                           routine->step_count, titles);
  free(titles);
  return whole;
}

/* "10 min 6 s, ends 22:41 if you start now" */
static void add_total(const Item *item, const Frame *frame, Page *page) {
  char length[WORDS_SIZE];
  char end[WORDS_SIZE];
  words_total(&item->timeline, length);
  words_end(frame->wall, item->timeline.total, end);
  bool about = item->timeline.waits > 0;
  if (frame->columns >= ROOMY_COLUMNS) {
    page_format(page, ROLE_TEXT,
                about ? N_("%s, ends about %s if you start now")
                      : N_("%s, ends %s if you start now"),
                length, end);
  } else {
    page_format(page, ROLE_TEXT, about ? N_("%s, ends about %s") : N_("%s, ends %s"), length, end);
  }
}

/* How a clinician's word, where that is wanting, gives a routine back. */
static void add_way_on(const Tui *tui, const char *id, Page *page) {
  bool asked = false;
  if (!app_named_stretches_wait(tui->app, id, &asked)) {
    return;
  }
  page_gap(page);
  if (asked) {
    page_format(page, ROLE_TEXT, "%s Your profile changes that.", _(app_stretches_left_out));
  } else {
    page_text(page, ROLE_TEXT, _("Start it to say that your clinician has agreed to stretching."));
  }
}

/* "Tonight: start by 22:20", "Tonight: done", "Another routine". */
static void add_heading(const Tui *tui, const Home *home, Item *item, bool tonights, Page *page) {
  if (!tonights) {
    page_text(page, ROLE_FAINT, _("Another routine"));
    return;
  }
  char words[SCHEDULE_TEXT_SIZE];
  EveningLengths lengths = home_lengths(tui, item);
  Schedule schedule = evening_schedule(tui->app, lengths, &home->record);
  schedule_words(&schedule, words);
  Role role = schedule.due ? ROLE_TEXT : ROLE_FAINT;
  if (words[0] != '\0') {
    page_format(page, role, "Tonight: %s", words);
  } else {
    page_text(page, role, _("Tonight"));
  }
}

static void fill_page(const Tui *tui, const Home *home, Item *item, bool tonights,
                      const Frame *frame, Page *page) {
  add_heading(tui, home, item, tonights, page);
  if (item->title != NULL) {
    page_text(page, ROLE_STRONG, item->title);
    page_gap(page);
    page_format(page, ROLE_TEXT, "%s.", item->problem);
    add_way_on(tui, item->id, page);
    return;
  }
  if (item->routine == NULL) {
    page_text(page, ROLE_STRONG, item->id);
    page_gap(page);
    page_format(page, ROLE_TEXT, "It cannot run as it is. %s.", item->problem);
    page_gap(page);
    page_format(page, ROLE_FAINT, "All findings: nightcalf check %s", item->id);
    return;
  }
  char *evidence = words_evidence(item->routine);
  char *steps = steps_in_brief(item->routine);
  page_text(page, ROLE_STRONG, item->routine->title);
  add_total(item, frame, page);
  page_text(page, ROLE_TEXT, adaptation_any(&item->what) ? _("Adapted for you") : NULL);
  page_text(page, ROLE_TEXT, tonights ? _(home->instead) : NULL);
  page_text(page, ROLE_TEXT, tonights ? home->offer : NULL);
  page_text(page, ROLE_FAINT, evidence);
  page_gap(page);
  page_text(page, ROLE_TEXT, item->routine->about);
  page_gap(page);
  page_text(page, ROLE_FAINT, item->routine->note);
  page_gap(page);
  page_text(page, ROLE_FAINT, steps);
  free(steps);
  free(evidence);
}

/* "Evening legs  (tonight)  (yours)", as wide as the list at most. Release with free(). */
static char *line_of(const Item *item, bool tonights, int columns, bool ascii) {
  const char *title = item->routine != NULL ? item->routine->title
                      : item->title != NULL ? item->title
                      : item->name != NULL  ? item->name
                                            : item->id;
  const char *tonight = tonights ? _("(tonight)") : "";
  const char *own = item->origin == ORIGIN_SHIPPED ? "" : _("(yours)");
  char *marks = mem_format("%s%s%s%s", tonight[0] != '\0' ? "  " : "", tonight,
                           own[0] != '\0' ? "  " : "", own);
  char *line = menu_line(title, marks, columns - MARK_COLUMNS, ascii);
  free(marks);
  return line;
}

/* The id at the right end of a line where there is room for it. */
static void draw_id(Frame *frame, Box row, const Item *item, const char *line) {
  bool titled = item->routine != NULL || item->title != NULL || item->name != NULL;
  int columns = MARK_COLUMNS + text_width(line) + ID_GAP + text_width(item->id);
  if (titled && columns <= row.columns) {
    row.rows = 1;
    draw_text(frame, row, ROLE_FAINT, ALIGN_RIGHT, item->id);
  }
}

/* Whether that is the item's id. */
static bool is_it(const Item *item, const char *id) {
  return strcmp(item->id, id) == 0;
}

/* The list, at the bottom of the box; only what can be seen of it is looked at. */
static void draw_list(const Tui *tui, Home *home, const char *tonights, Frame *frame, Box box) {
  size_t rows = box.rows > 0 ? (size_t)box.rows : 0;
  size_t first = menu_first(frame, home->count, home->selected, rows);
  const char **lines = mem_new(home->count + 1, sizeof *lines);
  char **seen = mem_new(rows + 1, sizeof *seen);
  home->first = first;
  home->seen = rows < home->count - first ? rows : home->count - first;
  for (size_t i = 0; i < home->seen; i++) {
    Item *item = &home->items[first + i];
    home_name_item(tui, item);
    home->unread = home->unread || !item->read;
    seen[i] = line_of(item, is_it(item, tonights), box.columns, tui->ascii);
    lines[first + i] = seen[i];
  }
  menu_draw(frame, box, lines, home->count, home->selected, false);
  for (size_t i = 0; i < home->seen; i++) {
    draw_id(frame, box_below(box, (int)i), &home->items[first + i], seen[i]);
    free(seen[i]);
  }
  free(seen);
  free(lines);
}

/* Rows that the list gets: all of it when that leaves two thirds to the routine. */
static int list_rows(const Home *home, int rows) {
  int most = rows / 3 > 2 ? rows / 3 : 2;
  return (int)home->count < most ? (int)home->count : most;
}

/* The first time, what this program is not, whole; and until they were answered, that there are
 * questions. Nothing of it stands in the way: who wants to stretch now is one key away from it.
 * Returns the rows used. */
static int draw_welcome(const Tui *tui, Frame *frame, Box box) {
  bool first = app_disclaimer_due(tui->app);
  bool roomy = frame->rows >= ROOMY_ROWS;
  if (tui->app->settings.profile_asked || !(first || roomy)) {
    return 0;
  }
  char key[KEY_LABEL_SIZE];
  frame_key(frame, ACTION_PROFILE, key);
  char *disclaimer = first && roomy ? app_card(tui->app, "disclaimer") : NULL;
  const char *body = disclaimer != NULL ? strchr(disclaimer, '\n') : NULL;
  char *offer = mem_format(
      !first
          ? _("Not asked yet, %s: a few optional questions, so that nothing is asked of you that "
              "could harm.")
      : body != NULL
          ? _("First time here? %s: a few optional questions, so that nothing is asked of you that "
              "could harm.")
          : _("First time here? %s: a few optional questions, so that nothing is asked of you that "
              "could harm. General information, not medical advice."),
      key);
  int used = 0;
  if (body != NULL) {
    used += draw_wrapped(frame, box, ROLE_TEXT, ALIGN_LEFT, body + strspn(body, "\n")) + 1;
  }
  used += draw_wrapped(frame, box_below(box, used), first ? ROLE_STRONG : ROLE_FAINT, ALIGN_LEFT,
                       offer);
  free(offer);
  free(disclaimer);
  return used;
}

/* What became of a damaged record and what can be done; that others may see it. Returns the rows
 * used. */
static int draw_care(const Home *home, Frame *frame, Box box) {
  int used = 0;
  if (home->mended != NULL) {
    char take[KEY_LABEL_SIZE];
    char away[KEY_LABEL_SIZE];
    frame_key(frame, ACTION_TAKE_BACKUP, take);
    frame_key(frame, ACTION_PUT_AWAY, away);
    char *keys =
        home->backup != NULL
            ? mem_format(_("%s takes in what only the backup has; %s puts this away."), take, away)
            : mem_format(_("%s puts this away."), away);
    bool roomy = frame->rows >= ROOMY_ROWS;
    char *text = mem_format(
        "%s %s", roomy ? home->mended : _("Your history was damaged and is set aside."), keys);
    used += draw_wrapped(frame, box, ROLE_STRONG, ALIGN_LEFT, text);
    free(text);
    free(keys);
  }
  return used + draw_wrapped(frame, box_below(box, used), ROLE_FAINT, ALIGN_LEFT, home->rights);
}

/* What the user should know first: a session that can be taken up, or something that went wrong. */
static Box draw_notices(const Tui *tui, const Home *home, Frame *frame, Box box) {
  int used = 0;
  if (home->broken_off) {
    char key[KEY_LABEL_SIZE];
    char anew[KEY_LABEL_SIZE];
    frame_key(frame, ACTION_TAKE_UP, key);
    frame_key(frame, ACTION_START, anew);
    char *offer = mem_format(_("\"%s\" was broken off at step %d of %zu. %s goes on there; %s "
                               "starts anew."),
                             home->row.title, home->row.step + 1, home->row.step_count, key, anew);
    used += draw_wrapped(frame, box, ROLE_STRONG, ALIGN_LEFT, offer);
    free(offer);
  }
  used += draw_care(home, frame, box_below(box, used));
  used += last_night_draw(&home->last, frame, box_below(box, used));
  if (frame->rows >= ROOMY_ROWS) {
    used += draw_wrapped(frame, box_below(box, used), ROLE_STRONG, ALIGN_LEFT, home->note);
  }
  used += draw_welcome(tui, frame, box_below(box, used));
  used += draw_wrapped(frame, box_below(box, used), ROLE_TEXT, ALIGN_LEFT,
                       home->problem.text[0] != '\0' ? home->problem.text : NULL);
  char *finding = settings_finding(tui);
  if (finding != NULL) {
    char key[KEY_LABEL_SIZE];
    frame_key(frame, ACTION_SETTINGS, key);
    char *sentence = words_sentence(finding);
    char *look = mem_format(_("Your settings need a look (%s): %s"), key, sentence);
    free(sentence);
    Box place = box_below(box, used);
    int most = frame->rows >= ROOMY_ROWS ? FINDING_ROWS : 1;
    place.rows = place.rows > most ? most : place.rows;
    used += draw_wrapped(frame, place, ROLE_FAINT, ALIGN_LEFT, look);
    free(look);
    free(finding);
  }
  return box_below(box, used + (used > 0 ? 1 : 0));
}

void home_draw(Tui *tui, void *state, Frame *frame) {
  Home *home = state;
  bool roomy = frame->rows >= ROOMY_ROWS;
  Box box = frame_column(frame);
  box.rows = box.rows > READING_ROWS ? READING_ROWS : box.rows;
  draw_footer(frame, frame_column(frame), &home_lists[home_moment(tui, home)]);
  if (roomy) {
    char time[WORDS_SIZE];
    words_end(frame->wall, 0, time);
    draw_text(frame, box, ROLE_FAINT, ALIGN_LEFT, "Nightcalf");
    draw_text(frame, box, ROLE_FAINT, ALIGN_RIGHT, time);
    box = box_below(box, 2);
  }
  box.rows -= 1;
  box = draw_notices(tui, home, frame, box);
  Box list = box;
  list.rows = list_rows(home, box.rows);
  list.row = box.row + box.rows - list.rows;
  box.rows -= list.rows + 1;
  Item *item = home_chosen(home);
  if (item != NULL) {
    home_read_item(tui, item);
  }
  const char *tonights = app_routine(tui->app);
  draw_list(tui, home, tonights, frame, list);
  if (item == NULL) {
    draw_wrapped(frame, box, ROLE_TEXT, ALIGN_LEFT,
                 _("There are no routines here. Your own go into ~/.config/nightcalf/routines."));
    return;
  }
  Page page = {.width = box.columns};
  fill_page(tui, home, item, is_it(item, tonights), frame, &page);
  page_draw(frame, &page, box, NULL);
  page_free(&page);
}
