/* Typing a line. The library of forms edits in a pad that no terminal ever shows; what is drawn is
 * copied from it, so that a drawing stays a matter of state and time alone. */
#include "entry.h"

#include <form.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "nightcalf/field.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"
#include "utf8.h"

enum {
  KEY_CTRL_U = 21,
  KEY_DELETE_CHAR = 127,
  KEY_CTRL_H = 8,
  FIRST_PRINTABLE = 32,
  COLUMNS_FIRST = 40, /* until it is drawn in a box */
  ROOM_FIRST = 128,
  ROOM_SPARE = 8
};

typedef struct EntryField {
  WINDOW *pad;
  FIELD *fields[2]; /* ours, and the NULL that ends the list */
  FORM *form;
  int columns; /* that can be seen at once */
  size_t room; /* columns in all */
} EntryField;

static void close_field(EntryField *field) {
  unpost_form(field->form);
  free_form(field->form);
  free_field(field->fields[0]);
  delwin(field->pad);
}

/* Makes an empty field that shows so many columns, with room for so many. The room is made at once:
 * a field that grows while wide characters are typed loses some. */
static void open_field(EntryField *field, int columns, size_t room) {
  *field = (EntryField){.pad = newpad(1, columns), .columns = columns, .room = room};
  field->fields[0] = new_field(1, columns, 0, 0, 0, 0);
  field_opts_off(field->fields[0], O_STATIC | O_BLANK | O_AUTOSKIP);
  char *blanks = mem_new(room + 1, 1);
  memset(blanks, ' ', room);
  set_field_buffer(field->fields[0], 0, blanks);
  free(blanks);
  field->form = new_form(field->fields);
  form_opts_off(field->form, O_NL_OVERLOAD | O_BS_OVERLOAD);
  set_form_win(field->form, field->pad);
  set_form_sub(field->form, field->pad);
  post_form(field->form);
  form_driver(field->form, REQ_INS_MODE);
}

void entry_free(Entry *entry) {
  if (entry->field != NULL) {
    close_field(entry->field);
    free(entry->field);
  }
  *entry = (Entry){0};
}

/* Wide characters in UTF-8, whatever the locale. Release with free(). */
static char *encode_all(const wchar_t *wide, size_t count) {
  char *text = mem_new(count * UTF8_MAX + 1, 1);
  size_t used = 0;
  for (size_t i = 0; i < count; i++) {
    used += utf8_put((int)wide[i], text + used);
  }
  return text;
}

/* What the field holds, in wide characters with the blanks behind it: *count of them. Release with
 * free(). */
static wchar_t *contents(const EntryField *field, size_t *count) {
  form_driver(field->form, REQ_VALIDATION);
  const char *buffer = field_buffer(field->fields[0], 0);
  const char *end = buffer + strlen(buffer);
  wchar_t *wide = mem_new((size_t)(end - buffer) + 1, sizeof *wide);
  mbstate_t state = {0};
  *count = 0;
  while (buffer < end) {
    size_t length = mbrtowc(&wide[*count], buffer, (size_t)(end - buffer), &state);
    if (length == 0 || length > (size_t)(end - buffer)) {
      break;
    }
    buffer += length;
    *count += 1;
  }
  return wide;
}

/* How many characters stand before the cursor. */
static size_t before_cursor(const EntryField *field, const wchar_t *wide, size_t count) {
  size_t before = 0;
  for (int column = 0; before < count; before++) {
    int width = wcwidth(wide[before]);
    if (column >= field->form->curcol && width > 0) {
      break;
    }
    column += width > 0 ? width : 0;
  }
  return before;
}

/* How many characters there are up to the last that is not blank. */
static size_t trimmed(const wchar_t *wide, size_t count) {
  while (count > 0 && wide[count - 1] == L' ') {
    count--;
  }
  return count;
}

/* Counts the bytes anew; blanks that were just typed count. */
static void count_bytes(Entry *entry) {
  size_t count = 0;
  wchar_t *wide = contents(entry->field, &count);
  size_t before = before_cursor(entry->field, wide, count);
  size_t end = trimmed(wide, count);
  char *text = encode_all(wide, before > end ? before : end);
  entry->bytes = strlen(text);
  free(text);
  free(wide);
}

/* Types one character: a mark goes to the letter before it, which only overwriting does. */
static bool put_character(const EntryField *field, wchar_t character) {
  if (wcwidth(character) != 0) {
    return form_driver_w(field->form, OK, character) == E_OK;
  }
  form_driver(field->form, REQ_OVL_MODE);
  bool done = form_driver_w(field->form, OK, character) == E_OK;
  if (done) {
    form_driver(field->form, REQ_PREV_CHAR);
  }
  form_driver(field->form, REQ_INS_MODE);
  return done;
}

/* Another width or more room: the same text with the cursor at the same character. */
static void rebuild(EntryField *field, int columns, size_t room) {
  size_t count = 0;
  wchar_t *wide = contents(field, &count);
  size_t before = before_cursor(field, wide, count);
  size_t end = trimmed(wide, count);
  end = before > end ? before : end;
  close_field(field);
  open_field(field, columns, room);
  for (size_t i = 0; i < end; i++) {
    put_character(field, wide[i]);
  }
  for (size_t i = end; i > before; i--) {
    if (wcwidth(wide[i - 1]) > 0) {
      form_driver(field->form, REQ_PREV_CHAR);
    }
  }
  free(wide);
}

static void insert(Entry *entry, int code) {
  char bytes[UTF8_MAX + 1];
  size_t length = utf8_put(code, bytes);
  size_t where = 0;
  bool sound = code >= FIRST_PRINTABLE && text_fault(bytes, length, &where) == TEXT_FINE;
  if (!sound || entry->bytes + length > TEXT_BYTES_MAX) {
    return;
  }
  if (entry->field == NULL) {
    entry->field = mem_new(1, sizeof *entry->field);
    open_field(entry->field, COLUMNS_FIRST, ROOM_FIRST);
  }
  if (entry->bytes + ROOM_SPARE > entry->field->room) {
    rebuild(entry->field, entry->field->columns, 2 * entry->field->room);
  }
  if (put_character(entry->field, (wchar_t)code)) {
    entry->bytes += length;
  }
}

/* To the right by so many characters, but not on into the blanks behind the text. */
static void go_right(const EntryField *field, size_t by) {
  size_t count = 0;
  wchar_t *wide = contents(field, &count);
  size_t end = trimmed(wide, count);
  for (size_t at = before_cursor(field, wide, count); at < end && by > 0; by--) {
    form_driver(field->form, REQ_NEXT_CHAR);
    at = before_cursor(field, wide, count);
  }
  free(wide);
}

/* The request that a key makes; 0: none. */
static int request_of(int key) {
  switch (key) {
  case FUNCTION_KEY(KEY_LEFT):
    return REQ_PREV_CHAR;
  case FUNCTION_KEY(KEY_RIGHT):
    return REQ_NEXT_CHAR;
  case FUNCTION_KEY(KEY_HOME):
    return REQ_BEG_LINE;
  case FUNCTION_KEY(KEY_END):
    return REQ_END_LINE;
  case FUNCTION_KEY(KEY_DC):
    return REQ_DEL_CHAR;
  case FUNCTION_KEY(KEY_BACKSPACE):
  case KEY_DELETE_CHAR:
  case KEY_CTRL_H:
    return REQ_DEL_PREV;
  case KEY_CTRL_U:
    return REQ_CLR_FIELD;
  default:
    return 0;
  }
}

bool entry_key(Entry *entry, int key) {
  int request = request_of(key);
  if (request == 0 && (key < FIRST_PRINTABLE || key >= FUNCTION_KEY_BASE)) {
    return false;
  }
  if (request == 0) {
    insert(entry, key);
  } else if (entry->field != NULL && (request == REQ_NEXT_CHAR || request == REQ_END_LINE)) {
    go_right(entry->field, request == REQ_NEXT_CHAR ? 1 : entry->bytes);
  } else if (entry->field != NULL) {
    form_driver(entry->field->form, request);
    count_bytes(entry);
  }
  return true;
}

/* How many bytes of a text are valid UTF-8, up to the first that are not. */
static size_t valid_bytes(const char *text) {
  size_t length = strlen(text);
  size_t at = 0;
  size_t where = 0;
  TextFault fault = text_fault(text, length, &where);
  while (fault != TEXT_FINE && fault != TEXT_INVALID_UTF8) {
    size_t bytes = 0;
    utf8_get(text + at + where, &bytes);
    at += where + bytes;
    fault = text_fault(text + at, length - at, &where);
  }
  return fault == TEXT_FINE ? length : at + where;
}

void entry_put(Entry *entry, const char *text) {
  const char *end = text != NULL ? text + valid_bytes(text) : NULL;
  while (text < end) {
    size_t length = 0;
    insert(entry, utf8_get(text, &length));
    text += length;
  }
}

char *entry_text(const Entry *entry) {
  if (entry->field == NULL) {
    return mem_copy("");
  }
  size_t count = 0;
  wchar_t *wide = contents(entry->field, &count);
  char *text = encode_all(wide, trimmed(wide, count));
  free(wide);
  return text;
}

/* The part of the text that the pad shows. Release with free(). */
static char *seen(const EntryField *field) {
  wchar_t *cells = mem_new((size_t)field->columns + 1, sizeof *cells);
  mvwinnwstr(field->pad, 0, 0, cells, field->columns);
  char *text = encode_all(cells, trimmed(cells, wcslen(cells)));
  free(cells);
  return text;
}

static void draw_focused(Frame *frame, Box box, EntryField *field) {
  if (field->columns != box.columns) {
    rebuild(field, box.columns, field->room);
  }
  pos_form_cursor(field->form);
  int at = getcurx(field->pad);
  char *text = seen(field);
  draw_text(frame, box, ROLE_STRONG, ALIGN_LEFT, text);
  free(text);
  frame_cursor(frame, box.row, box.column + at);
}

void entry_draw(Frame *frame, Box box, const Entry *entry, bool focused) {
  if (box.columns < 1) {
    return;
  }
  if (focused && entry->field != NULL) {
    draw_focused(frame, box, entry->field);
  } else if (focused) {
    frame_cursor(frame, box.row, box.column);
  } else {
    char *text = entry_text(entry);
    draw_text(frame, box, ROLE_TEXT, ALIGN_LEFT, text);
    free(text);
  }
}
