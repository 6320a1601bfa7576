/* A state machine over what curses hands out. It reads nothing itself. */
#include "input.h"

#include "keys.h"

enum {
  PASTE_BEGIN = KEY_MAX + 1,
  PASTE_END,
  MOUSE_BYTES = 3,    /* behind "Esc [ M" */
  SEQUENCE_MAX = 64,  /* longer is no sequence */
  FINAL_FIRST = 0x40, /* the bytes that end a control sequence */
  FINAL_LAST = 0x7e,
  BELL = 7,
  LONE_MAX = 2 /* Escs that end a paste whose end has got lost */
};

void input_start(Input *input) {
  *input = (Input){0};
  define_key("\033[200~", PASTE_BEGIN);
  define_key("\033[201~", PASTE_END);
}

/* The character after an Esc. */
static void after_escape(Input *input, int character) {
  input->length = 0;
  switch (character) {
  case '[':
  case 'O':
    input->state = INPUT_SEQUENCE;
    break;
  case ']':
  case 'P':
  case '^':
  case '_':
  case 'X':
    input->state = INPUT_STRING;
    break;
  default:
    input->state = INPUT_KEYS; /* Alt and a key: means nothing here */
    break;
  }
}

static void in_sequence(Input *input, int character) {
  input->length++;
  if (input->length == 1 && character == 'M') {
    input->skip = MOUSE_BYTES;
  }
  bool final = character >= FINAL_FIRST && character <= FINAL_LAST;
  if (final || input->length > SEQUENCE_MAX) {
    input->state = INPUT_KEYS;
  }
}

static void in_string(Input *input, int character) {
  if (character == BELL || (input->state == INPUT_STRING_END && character == '\\')) {
    input->state = INPUT_KEYS;
  } else {
    input->state = character == KEY_ESCAPE ? INPUT_STRING_END : INPUT_STRING;
  }
}

/* Pasted text may have an Esc in it, which is left out: what stands behind it is no key. */
static InputKind in_paste(Input *input, int character) {
  bool escape = character == KEY_ESCAPE;
  input->lone = input->state == INPUT_PASTE && escape ? input->lone : 0;
  input->state = escape ? INPUT_PASTE_ESCAPE : INPUT_PASTE;
  return escape ? INPUT_NONE : INPUT_PASTED;
}

static InputKind take_character(Input *input, int character, int *key) {
  if (input->skip > 0) {
    input->skip--;
    return INPUT_NONE;
  }
  *key = character;
  switch (input->state) {
  case INPUT_ESCAPE:
    after_escape(input, character);
    return INPUT_NONE;
  case INPUT_SEQUENCE:
    in_sequence(input, character);
    return INPUT_NONE;
  case INPUT_STRING:
  case INPUT_STRING_END:
    in_string(input, character);
    return INPUT_NONE;
  case INPUT_PASTE:
  case INPUT_PASTE_ESCAPE:
    return in_paste(input, character);
  default:
    if (character == KEY_ESCAPE) {
      input->state = INPUT_ESCAPE;
      return INPUT_NONE;
    }
    return INPUT_KEY;
  }
}

static InputKind take_function(Input *input, int code, int *key) {
  if (code == PASTE_BEGIN || code == PASTE_END) {
    input->state = code == PASTE_BEGIN ? INPUT_PASTE : INPUT_KEYS;
    input->lone = 0;
    return INPUT_NONE;
  }
  bool pasted = input->state == INPUT_PASTE || input->state == INPUT_PASTE_ESCAPE;
  if (pasted || code == KEY_RESIZE) {
    return INPUT_NONE;
  }
  input->state = INPUT_KEYS;
  input->skip = 0;
  if (code == KEY_MOUSE) {
    /* Its numbers follow as characters. */
    input->state = INPUT_SEQUENCE;
    input->length = 1;
    return INPUT_NONE;
  }
  *key = FUNCTION_KEY(code);
  return INPUT_KEY;
}

InputKind input_take(Input *input, int result, wint_t got, int *key) {
  if (result == KEY_CODE_YES) {
    return take_function(input, (int)got, key);
  }
  return take_character(input, (int)got, key);
}

InputKind input_pause(Input *input, int *key) {
  if (input->state == INPUT_PASTE_ESCAPE) {
    /* Twice alone: it is typed, by somebody who wants to get out. */
    input->lone++;
    input->state = input->lone < LONE_MAX ? INPUT_PASTE : INPUT_KEYS;
    return INPUT_NONE;
  }
  if (input->state != INPUT_ESCAPE) {
    return INPUT_NONE;
  }
  input->state = INPUT_KEYS;
  *key = KEY_ESCAPE;
  return INPUT_KEY;
}
