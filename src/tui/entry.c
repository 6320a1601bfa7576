/* Typing a line. The library of forms would do it too, but draws by itself, where everything here
 * is drawn anew from the state. */
#include "entry.h"

#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "nightcalf/field.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"

enum { KEY_CTRL_U = 21, KEY_DELETE_CHAR = 127, KEY_CTRL_H = 8, FIRST_PRINTABLE = 32, UTF8_MAX = 4 };

void entry_free(Entry *entry) {
  free(entry->at);
  *entry = (Entry){0};
}

/* Writes a code point as UTF-8; returns the number of bytes. */
static size_t encode(int code, char bytes[UTF8_MAX + 1]) {
  unsigned value = (unsigned)code;
  size_t count = value < 0x80 ? 1 : value < 0x800 ? 2 : value < 0x10000 ? 3 : 4;
  static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
  for (size_t i = count; i > 1; i--) {
    bytes[i - 1] = (char)(0x80 | (value & 0x3F));
    value >>= 6;
  }
  bytes[0] = (char)(lead[count] | value);
  bytes[count] = '\0';
  return count;
}

static void insert(Entry *entry, int code) {
  char bytes[UTF8_MAX + 1];
  size_t length = encode(code, bytes);
  size_t where = 0;
  bool sound = text_fault(bytes, length, &where) == TEXT_FINE;
  if (!sound || entry->bytes + length > TEXT_BYTES_MAX) {
    return;
  }
  entry->at = mem_resize(entry->at, entry->count + 1, sizeof *entry->at);
  memmove(&entry->at[entry->cursor + 1], &entry->at[entry->cursor],
          (entry->count - entry->cursor) * sizeof *entry->at);
  entry->at[entry->cursor] = code;
  entry->count++;
  entry->cursor++;
  entry->bytes += length;
}

/* Takes out the character at a place. */
static void take_out(Entry *entry, size_t place) {
  char bytes[UTF8_MAX + 1];
  entry->bytes -= encode(entry->at[place], bytes);
  memmove(&entry->at[place], &entry->at[place + 1], (entry->count - place - 1) * sizeof *entry->at);
  entry->count--;
}

static bool function_key(Entry *entry, int key) {
  switch (key) {
  case FUNCTION_KEY(KEY_LEFT):
    entry->cursor -= entry->cursor > 0 ? 1 : 0;
    return true;
  case FUNCTION_KEY(KEY_RIGHT):
    entry->cursor += entry->cursor < entry->count ? 1 : 0;
    return true;
  case FUNCTION_KEY(KEY_HOME):
    entry->cursor = 0;
    return true;
  case FUNCTION_KEY(KEY_END):
    entry->cursor = entry->count;
    return true;
  case FUNCTION_KEY(KEY_DC):
    if (entry->cursor < entry->count) {
      take_out(entry, entry->cursor);
    }
    return true;
  case FUNCTION_KEY(KEY_BACKSPACE):
  case KEY_DELETE_CHAR:
  case KEY_CTRL_H:
    if (entry->cursor > 0) {
      entry->cursor--;
      take_out(entry, entry->cursor);
    }
    return true;
  case KEY_CTRL_U:
    entry->count = entry->cursor = entry->bytes = 0;
    return true;
  default:
    return false;
  }
}

bool entry_key(Entry *entry, int key) {
  if (function_key(entry, key)) {
    return true;
  }
  if (key < FIRST_PRINTABLE || key >= FUNCTION_KEY_BASE) {
    return false;
  }
  insert(entry, key);
  return true;
}

/* Characters from one place to another in UTF-8. Release with free(). */
static char *part(const Entry *entry, size_t from, size_t to) {
  char *text = mem_new((to - from) * UTF8_MAX + 1, 1);
  size_t used = 0;
  for (size_t i = from; i < to; i++) {
    used += encode(entry->at[i], text + used);
  }
  return text;
}

void entry_put(Entry *entry, const char *text) {
  const char *end = text != NULL ? text + strlen(text) : NULL;
  mbstate_t state = {0};
  wchar_t code = 0;
  while (text < end) {
    size_t length = mbrtowc(&code, text, (size_t)(end - text), &state);
    if (length == 0 || length > (size_t)(end - text)) {
      return;
    }
    insert(entry, (int)code);
    text += length;
  }
}

char *entry_text(const Entry *entry) {
  return part(entry, 0, entry->count);
}

/* Columns of the character at a place. */
static int width_at(const Entry *entry, size_t place) {
  char bytes[UTF8_MAX + 1];
  encode(entry->at[place], bytes);
  return text_width(bytes);
}

void entry_draw(Frame *frame, Box box, const Entry *entry, bool focused) {
  size_t first = focused ? entry->cursor : 0;
  int before = 0;
  /* One column stays free for the cursor behind the last character. */
  while (first > 0 && before + width_at(entry, first - 1) < box.columns) {
    first--;
    before += width_at(entry, first);
  }
  size_t last = first;
  int columns = 0;
  while (last < entry->count && columns + width_at(entry, last) <= box.columns) {
    columns += width_at(entry, last);
    last++;
  }
  char *text = part(entry, first, last);
  draw_text(frame, box, focused ? ROLE_STRONG : ROLE_TEXT, ALIGN_LEFT, text);
  free(text);
  if (focused) {
    frame_cursor(frame, box.row, box.column + before);
  }
}
