/* Characters in ASCII: a table for typography, and Unicode's own decompositions for the rest. */
#include "text_ascii.h"

#include <stdbool.h>
#include <string.h>
#include <unictype.h>
#include <uninorm.h>

/* What a range of characters looks like in ASCII. */
typedef struct PlainForm {
  uint32_t first, last;
  const char *text;
} PlainForm;

/* Read from the top: a narrow range may stand before a wide one that holds it. */
static const PlainForm plain_forms[] = {
    {0x00A9, 0x00A9, "(c)"}, {0x00AB, 0x00AB, "\""},  {0x00AE, 0x00AE, "(R)"},
    {0x00B0, 0x00B0, "deg"}, {0x00B1, 0x00B1, "+/-"}, {0x00B4, 0x00B4, "'"},
    {0x00B5, 0x00B5, "u"},   {0x00B7, 0x00B7, "."},   {0x00BB, 0x00BB, "\""},
    {0x00C6, 0x00C6, "AE"},  {0x00D0, 0x00D0, "D"},   {0x00D7, 0x00D7, "x"},
    {0x00D8, 0x00D8, "O"},   {0x00DE, 0x00DE, "Th"},  {0x00DF, 0x00DF, "ss"},
    {0x00E6, 0x00E6, "ae"},  {0x00F0, 0x00F0, "d"},   {0x00F7, 0x00F7, "/"},
    {0x00F8, 0x00F8, "o"},   {0x00FE, 0x00FE, "th"},  {0x0110, 0x0110, "D"},
    {0x0111, 0x0111, "d"},   {0x0131, 0x0131, "i"},   {0x0141, 0x0141, "L"},
    {0x0142, 0x0142, "l"},   {0x0152, 0x0152, "OE"},  {0x0153, 0x0153, "oe"},
    {0x2018, 0x201B, "'"},   {0x201C, 0x201F, "\""},  {0x2022, 0x2022, "*"},
    {0x2032, 0x2032, "'"},   {0x2033, 0x2033, "\""},  {0x2039, 0x2039, "<"},
    {0x203A, 0x203A, ">"},   {0x2044, 0x2044, "/"},   {0x20AC, 0x20AC, "EUR"},
    {0x2190, 0x2190, "<-"},  {0x2191, 0x2191, "^"},   {0x2192, 0x2192, "->"},
    {0x2193, 0x2193, "v"},   {0x2194, 0x2194, "<->"}, {0x21D2, 0x21D2, "=>"},
    {0x2212, 0x2212, "-"},   {0x2215, 0x2215, "/"},   {0x2248, 0x2248, "~"},
    {0x2260, 0x2260, "!="},  {0x2264, 0x2264, "<="},  {0x2265, 0x2265, ">="},
    {0x2500, 0x2501, "-"},   {0x2502, 0x2503, "|"},   {0x2504, 0x2505, "-"},
    {0x2506, 0x2507, "|"},   {0x2508, 0x2509, "-"},   {0x250A, 0x250B, "|"},
    {0x2550, 0x2550, "-"},   {0x2551, 0x2551, "|"},   {0x250C, 0x257F, "+"},
    {0x2580, 0x2593, "#"},   {0x25A0, 0x25A0, "#"},   {0x25CB, 0x25CB, "o"},
    {0x25CF, 0x25CF, "*"},   {0x2610, 0x2610, "[ ]"}, {0x2611, 0x2612, "[x]"},
    {0x2713, 0x2714, "v"},   {0x2717, 0x2718, "x"},
};

/* A plain form that is being put together. */
typedef struct Plain {
  char *text;
  size_t length;
  char before; /* the byte before its first */
} Plain;

static bool add_character(Plain *plain, uint32_t character);

/* Appends text; false when there is no room, which no character of Unicode 14 comes near. */
static bool add_text(Plain *plain, const char *text) {
  size_t length = strlen(text);
  if (plain->length + length >= ASCII_SIZE) {
    return false;
  }
  memcpy(plain->text + plain->length, text, length);
  plain->length += length;
  return true;
}

/* Whether a byte is a decimal digit, in any locale. */
static bool is_digit(uint32_t byte) {
  return byte >= '0' && byte <= '9';
}

/* The byte that the next one will follow. */
static char last_byte(const Plain *plain) {
  if (plain->length == 0) {
    return plain->before;
  }
  return plain->text[plain->length - 1];
}

/* Appends the parts a character is made of. A fraction stays apart from the number before it, and a
 * power stays above it. */
static bool add_parts(Plain *plain, uint32_t character) {
  ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
  int tag = 0;
  int count = uc_decomposition(character, &tag, parts);
  if (count <= 0) {
    return false;
  }
  bool follows_digit = is_digit((unsigned char)last_byte(plain));
  if (tag == UC_DECOMP_FRACTION && follows_digit && !add_text(plain, " ")) {
    return false;
  }
  if (tag == UC_DECOMP_SUPER && is_digit(parts[0]) && !add_text(plain, "^")) {
    return false;
  }
  for (int i = 0; i < count; i++) {
    if (!add_character(plain, parts[i])) {
      return false;
    }
  }
  return true;
}

/* Appends one character's plain form; false when it has none. */
static bool add_character(Plain *plain, uint32_t character) {
  if (character < 0x80) {
    char text[] = {(char)character, '\0'};
    return add_text(plain, text);
  }
  for (size_t i = 0; i < sizeof plain_forms / sizeof plain_forms[0]; i++) {
    if (character >= plain_forms[i].first && character <= plain_forms[i].last) {
      return add_text(plain, plain_forms[i].text);
    }
  }
  if (uc_is_general_category_withtable(character, UC_CATEGORY_MASK_M)) {
    /* An accent may go; a stroke through a sign (U+0334 to U+0338) turns its meaning round. */
    return character < 0x0334 || character > 0x0338;
  }
  if (uc_is_general_category_withtable(character, UC_CATEGORY_MASK_Pd)) {
    return add_text(plain, "-");
  }
  if (uc_is_general_category_withtable(character, UC_CATEGORY_MASK_Zs)) {
    return add_text(plain, " ");
  }
  return add_parts(plain, character);
}

size_t ascii_of(uint32_t character, char before, char text[ASCII_SIZE]) {
  Plain plain = {.text = text, .before = before};
  if (!add_character(&plain, character)) {
    text[0] = '?';
    plain.length = 1;
  }
  return plain.length;
}
