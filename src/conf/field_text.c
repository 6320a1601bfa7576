/* Values between a person and a file. Contracts: nightcalf/edit.h, conf/field_text.h. */
#include "conf/field_text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "conf/field_read.h"
#include "conf/output.h"
#include "conf/patch.h"
#include "nightcalf/edit.h"
#include "nightcalf/format.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"

enum { MS_SECOND = 1000, MINUTES_HOUR = 60, DIGITS_MAX = 9 };

static const char blanks[] = " \t\r\n";

/* A copy without the blanks around it. Release with free(). */
static char *trimmed(const char *text, size_t length) {
  while (length > 0 && strchr(blanks, text[length - 1]) != NULL) {
    length--;
  }
  size_t skip = 0;
  while (skip < length && strchr(blanks, text[skip]) != NULL) {
    skip++;
  }
  return mem_copy_bytes(text + skip, length - skip);
}

/* Whether a text is a number that a file may write without quotes; point: a decimal one too. */
static bool is_number(const char *text, bool point) {
  const char *digits = text + (*text == '-' ? 1 : 0);
  size_t whole = strspn(digits, "0123456789");
  bool octal = digits[0] == '0' && whole > 1;
  if (whole == 0 || whole > DIGITS_MAX || octal) {
    return false;
  }
  if (digits[whole] == '\0') {
    return true;
  }
  size_t fraction = digits[whole] == '.' ? strspn(digits + whole + 1, "0123456789") : 0;
  return point && fraction > 0 && fraction <= DIGITS_MAX && digits[whole + 1 + fraction] == '\0';
}

static char *quoted(const char *text) {
  Output output = {0};
  put_text(&output, text);
  return output.text;
}

/* A number as it is; anything else in quotes, for the field's reader to judge. */
static char *number_or_text(const char *text, bool point) {
  return is_number(text, point) ? mem_copy(text) : quoted(text);
}

static char *flag_literal(const char *text) {
  static const char *const words[][2] = {
      {N_("yes"), "true"}, {N_("no"), "false"}, {"true", "true"}, {"false", "false"}};
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
    if (strcasecmp(text, words[i][0]) == 0 || strcasecmp(text, language_text(words[i][0])) == 0) {
      return mem_copy(words[i][1]);
    }
  }
  return quoted(text);
}

/* Whether a text is written in brackets, as a file has a list of texts. */
static bool is_bracketed(const char *text) {
  if (*text != '(' && *text != '[') {
    return false;
  }
  Document document = {0};
  bool list = patch_literal(&document, "x", text, NULL);
  for (size_t i = 0; list && i < document.root.children[0].count; i++) {
    list = document.root.children[0].children[i].type == NODE_TEXT;
  }
  document_free(&document);
  return list;
}

/* The parts of a text between separators, trimmed; empty ones are left out. Each and the array are
 * to be freed. */
static TextList split(const char *text, char separator) {
  TextList list = {0};
  for (;;) {
    const char *stop = strchr(text, separator);
    size_t length = stop == NULL ? strlen(text) : (size_t)(stop - text);
    char *part = trimmed(text, length);
    if (*part != '\0') {
      list.at = mem_resize(list.at, list.count + 1, sizeof *list.at);
      list.at[list.count++] = part;
    } else {
      free(part);
    }
    if (stop == NULL) {
      return list;
    }
    text = stop + 1;
  }
}

static void texts_free(TextList *list) {
  for (size_t i = 0; i < list->count; i++) {
    free(list->at[i]);
  }
  free(list->at);
  *list = (TextList){0};
}

static char *texts_literal(const char *text) {
  if (is_bracketed(text)) {
    return mem_copy(text);
  }
  TextList list = split(text, '\n');
  Output output = {0};
  put_texts(&output, &list);
  texts_free(&list);
  return output.text;
}

/* An array of what stands between commas: of numbers where all are, else of texts. */
static char *array_literal(const char *text, bool numbers) {
  if (*text == '[' || *text == '(') {
    return mem_copy(text);
  }
  TextList list = split(text, ',');
  for (size_t i = 0; numbers && i < list.count; i++) {
    numbers = is_number(list.at[i], false);
  }
  Output output = {0};
  put(&output, "[");
  for (size_t i = 0; i < list.count; i++) {
    put(&output, i == 0 ? " " : ", ");
    if (numbers) {
      put(&output, "%s", list.at[i]);
    } else {
      put_text(&output, list.at[i]);
    }
  }
  put(&output, " ]");
  texts_free(&list);
  return output.text;
}

/* field_check_literal(), in the words for a file or for what was typed. */
static bool check_literal(const Field *field, const char *literal, bool typed, Error *err) {
  Document document = {0};
  if (!patch_literal(&document, field->name, literal, err)) {
    document_free(&document);
    return false;
  }
  FieldValue value = {0};
  Field alone[2] = {*field, {.name = NULL}};
  alone[0].offset = 0;
  Diagnostics diagnostics = {0};
  Findings findings = {.diagnostics = &diagnostics, .file = document.name, .typed = typed};
  bool sound = field_read(&alone[0], &document, &document.root.children[0], &value, &findings);
  if (!sound) {
    (void)fail(err, "%s", diagnostics.count > 0 ? diagnostics.items[0].message : _("not allowed"));
  }
  fields_free(alone, &value);
  diagnostics_free(&diagnostics);
  document_free(&document);
  return sound;
}

bool field_check_literal(const Field *field, const char *literal, Error *err) {
  return check_literal(field, literal, false, err);
}

char *field_literal(const Field *field, const char *plain, Error *err) {
  char *text = field->type == FIELD_TEXT ? mem_copy(plain) : trimmed(plain, strlen(plain));
  char *literal = NULL;
  switch (field->type) {
  case FIELD_TEXT:
  case FIELD_NAME:
  case FIELD_PATH:
  case FIELD_WORD:
  case FIELD_TIME:
    literal = quoted(text);
    break;
  case FIELD_SECONDS:
    literal = number_or_text(text, true);
    break;
  case FIELD_COUNT:
    literal = number_or_text(text, false);
    break;
  case FIELD_FLAG:
    literal = flag_literal(text);
    break;
  case FIELD_TEXTS:
    literal = texts_literal(text);
    break;
  case FIELD_WORDS:
  case FIELD_SIDES:
    literal = array_literal(text, false);
    break;
  case FIELD_LENGTHS:
    literal = array_literal(text, true);
    break;
  case FIELD_CHOICES:
  case FIELD_STEPS:
    literal = mem_copy(text);
    break;
  }
  free(text);
  if (!check_literal(field, literal, true, err)) {
    free(literal);
    return NULL;
  }
  return literal;
}

/* Whether a text can stand on a line of its own among others. */
static bool is_line(const char *text) {
  size_t length = strlen(text);
  return length > 0 && strpbrk(text, "\r\n") == NULL && strchr(blanks, text[0]) == NULL &&
         strchr(blanks, text[length - 1]) == NULL;
}

/* Texts on lines of their own, or in brackets where that could be misread. */
static char *plain_texts(const TextList *list) {
  bool lines = list->count == 0 || strchr("([", list->at[0][0]) == NULL;
  for (size_t i = 0; lines && i < list->count; i++) {
    lines = is_line(list->at[i]);
  }
  Output output = {0};
  if (!lines) {
    put_texts(&output, list);
    return output.text;
  }
  for (size_t i = 0; i < list->count; i++) {
    put(&output, "%s%s", i == 0 ? "" : "\n", list->at[i]);
  }
  return output_text(&output);
}

static void put_part(Output *output, const char *part) {
  put(output, "%s%s", output->length == 0 ? "" : ", ", part);
}

static char *plain_seconds(Millis length) {
  if (length % MS_SECOND == 0) {
    return mem_format("%lld", (long long)(length / MS_SECOND));
  }
  char text[FORMAT_SIZE];
  format_setting(length, text);
  return mem_copy(text);
}

char *field_plain(const Field *field, const void *object) {
  const void *value = (const char *)object + field->offset;
  Output output = {0};
  switch (field->type) {
  case FIELD_TEXT:
  case FIELD_NAME:
  case FIELD_PATH: {
    const char *text = *(char *const *)value;
    return mem_copy(text == NULL ? "" : text);
  }
  case FIELD_SECONDS:
    return plain_seconds(*(const Millis *)value);
  case FIELD_COUNT:
    return mem_format("%d", *(const int *)value);
  case FIELD_FLAG:
    return mem_copy(*(const bool *)value ? "yes" : "no");
  case FIELD_WORD:
    return mem_copy(field->words[*(const int *)value]);
  case FIELD_TIME: {
    int minutes = *(const int *)value;
    return minutes < 0 ? mem_copy("")
                       : mem_format("%02d:%02d", minutes / MINUTES_HOUR, minutes % MINUTES_HOUR);
  }
  case FIELD_TEXTS:
    return plain_texts(value);
  case FIELD_WORDS:
    for (unsigned i = 0; field->words[i] != NULL; i++) {
      if ((*(const unsigned *)value & 1U << i) != 0) {
        put_part(&output, field->words[i]);
      }
    }
    break;
  case FIELD_SIDES: {
    const SideList *sides = value;
    for (int i = 0; i < sides->count; i++) {
      put_part(&output, side_name(sides->at[i]));
    }
    break;
  }
  case FIELD_LENGTHS: {
    const LengthList *lengths = value;
    for (size_t i = 0; i < lengths->count; i++) {
      char text[FORMAT_SIZE];
      format_setting(lengths->at[i], text);
      put_part(&output, text);
    }
    break;
  }
  case FIELD_CHOICES:
  case FIELD_STEPS:
    break;
  }
  return output_text(&output);
}

/* The bytes of a value. */
static char *node_bytes(const Document *document, const Node *node) {
  return mem_copy_bytes(document->bytes + node->span.at, node->span.length);
}

/* The texts of a list, or a single one as a list of one; they are borrowed, the array is to be
 * freed. False: it is something else. */
static bool node_texts(const Node *node, TextList *list) {
  bool plural = node->type == NODE_ARRAY || node->type == NODE_LIST;
  size_t count = plural ? node->count : 1;
  const Node *each = plural ? node->children : node;
  *list = (TextList){.at = mem_new(count + 1, sizeof *list->at)};
  for (; list->count < count; list->count++) {
    if (each[list->count].type != NODE_TEXT) {
      return false;
    }
    list->at[list->count] = each[list->count].text;
  }
  return true;
}

/* What stands in an array, with commas between. */
static char *plain_array(const Document *document, const Node *node) {
  bool plural = node->type == NODE_ARRAY || node->type == NODE_LIST;
  size_t count = plural ? node->count : 1;
  const Node *each = plural ? node->children : node;
  Output output = {0};
  for (size_t i = 0; i < count; i++) {
    char *bytes =
        each[i].type == NODE_TEXT ? mem_copy(each[i].text) : node_bytes(document, &each[i]);
    put_part(&output, bytes);
    free(bytes);
  }
  return output_text(&output);
}

char *field_plain_node(const Field *field, const Document *document, const Node *node) {
  bool plural = node->type == NODE_ARRAY || node->type == NODE_LIST;
  switch (field->type) {
  case FIELD_TEXTS: {
    TextList list = {0};
    char *plain = node_texts(node, &list) ? plain_texts(&list) : node_bytes(document, node);
    free(list.at);
    return plain;
  }
  case FIELD_WORDS:
  case FIELD_SIDES:
  case FIELD_LENGTHS:
    return plural || node->type == NODE_TEXT ? plain_array(document, node)
                                             : node_bytes(document, node);
  case FIELD_FLAG:
    return node->type == NODE_FLAG ? mem_copy(node->flag ? "yes" : "no")
                                   : node_bytes(document, node);
  default:
    return node->type == NODE_TEXT ? mem_copy(node->text) : node_bytes(document, node);
  }
}
