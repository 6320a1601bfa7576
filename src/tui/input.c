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
  BELL = 7
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
    /* Terminals take Esc out of what they paste: this one was typed, the end has got lost. */
    input->state = character == KEY_ESCAPE ? INPUT_KEYS : INPUT_PASTE;
    return character == KEY_ESCAPE ? INPUT_NONE : INPUT_PASTED;
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
    return INPUT_NONE;
  }
  if (input->state == INPUT_PASTE || code == KEY_RESIZE) {
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
  if (input->state != INPUT_ESCAPE) {
    return INPUT_NONE;
  }
  input->state = INPUT_KEYS;
  *key = KEY_ESCAPE;
  return INPUT_KEY;
}
