/* Pictures as files: read whole or refused, since half a picture shows the wrong thing to do. */
#include <stdlib.h>
#include <string.h>

#include "conf/guard.h"
#include "conf/pose_labels.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/pose.h"
#include "nightcalf/text.h"

static const char words_mark[] = "# ";
static const char frame_mark[] = "~";
static const char ascii_mark[] = "=";

/* Where reading is. */
typedef struct Reader {
  Pose *pose;
  bool ascii;               /* behind the line "=" */
  size_t frame;             /* being filled */
  size_t count_before_mark; /* frames before the line "=" */
} Reader;

static void free_rows(TextList *rows) {
  for (size_t i = 0; i < rows->count; i++) {
    free(rows->at[i]);
  }
  free(rows->at);
}

void pose_translate(Pose *pose) {
  char *words = mem_copy(language_text(pose->words));
  free(pose->words);
  pose->words = words;
  for (size_t ascii = 0; ascii <= 1; ascii++) {
    for (size_t frame = 0; frame < pose->frame_count; frame++) {
      TextList *rows = &pose->frames[ascii][frame];
      for (size_t i = 0; i < rows->count; i++) {
        pose_row_translate(&rows->at[i], ascii == 1);
        int width = text_width(rows->at[i]);
        pose->columns = width > pose->columns ? width : pose->columns;
      }
    }
  }
}

void pose_free(Pose *pose) {
  for (size_t i = 0; i < POSE_FRAMES_MAX; i++) {
    free_rows(&pose->frames[false][i]);
    free_rows(&pose->frames[true][i]);
  }
  free(pose->words);
  *pose = (Pose){0};
}

/* How many characters valid UTF-8 text has. */
static int characters(const char *text) {
  int count = 0;
  for (const char *at = text; *at != '\0'; at++) {
    count += ((unsigned char)*at & 0xC0U) != 0x80 ? 1 : 0;
  }
  return count;
}

static bool is_ascii(const char *text) {
  for (const char *at = text; *at != '\0'; at++) {
    if ((unsigned char)*at >= 0x80) {
      return false;
    }
  }
  return true;
}

/* Ends the frame that is being filled: it must have rows. */
static bool end_frame(const Reader *reader, Error *err) {
  if (reader->pose->frames[reader->ascii][reader->frame].count == 0) {
    return fail(err, "a frame has no rows");
  }
  return true;
}

/* "~" and "=". */
static bool take_mark(Reader *reader, const char *line, Error *err) {
  if (!end_frame(reader, err)) {
    return false;
  }
  if (strcmp(line, frame_mark) == 0) {
    if (reader->frame + 1 == POSE_FRAMES_MAX) {
      return fail(err, "it has more than %d frames", POSE_FRAMES_MAX);
    }
    reader->frame++;
    return true;
  }
  if (reader->ascii) {
    return fail(err, "the line \"=\" stands twice");
  }
  reader->ascii = true;
  reader->count_before_mark = reader->frame + 1;
  reader->frame = 0;
  return true;
}

static bool take_row(Reader *reader, const char *line, Error *err) {
  Pose *pose = reader->pose;
  TextList *rows = &pose->frames[reader->ascii][reader->frame];
  int width = text_width(line);
  if (strchr(line, '\t') != NULL || width != characters(line)) {
    return fail(err, "a character is not one column wide");
  }
  if (width > POSE_COLUMNS_MAX || rows->count == POSE_ROWS_MAX) {
    return fail(err, "it is larger than %d columns and %d rows", POSE_COLUMNS_MAX, POSE_ROWS_MAX);
  }
  if (reader->ascii && !is_ascii(line)) {
    return fail(err, "behind the line \"=\" something is not ASCII");
  }
  rows->at = mem_resize(rows->at, rows->count + 1, sizeof *rows->at);
  rows->at[rows->count++] = mem_copy(line);
  pose->columns = width > pose->columns ? width : pose->columns;
  pose->rows = (int)rows->count > pose->rows ? (int)rows->count : pose->rows;
  return true;
}

/* The first line: what the picture shows, in words. */
static bool take_words(Reader *reader, const char *line, Error *err) {
  size_t mark = sizeof words_mark - 1;
  if (strncmp(line, words_mark, mark) != 0 || line[mark + strspn(line + mark, " ")] == '\0') {
    return fail(err, "the first line is not \"# \" and what the picture shows");
  }
  reader->pose->words = mem_copy(line + mark);
  return true;
}

static bool take_line(Reader *reader, const char *line, Error *err) {
  if (reader->pose->words == NULL) {
    return take_words(reader, line, err);
  }
  bool mark = strcmp(line, frame_mark) == 0 || strcmp(line, ascii_mark) == 0;
  return mark ? take_mark(reader, line, err) : take_row(reader, line, err);
}

/* Takes the text's lines; the last one needs no newline. */
static bool take_lines(Reader *reader, char *text, Error *err) {
  char *line = text;
  while (*line != '\0') {
    size_t length = strcspn(line, "\n");
    char *next = line + length + (line[length] == '\n' ? 1 : 0);
    line[length] = '\0';
    if (!take_line(reader, line, err)) {
      return false;
    }
    line = next;
  }
  if (!reader->ascii) {
    return fail(err, "there is no line \"=\" with the picture in ASCII behind it");
  }
  if (!end_frame(reader, err)) {
    return false;
  }
  if (reader->frame + 1 != reader->count_before_mark) {
    return fail(err, "there are not as many frames in ASCII as before");
  }
  reader->pose->frame_count = reader->count_before_mark;
  return true;
}

bool pose_parse(const char *bytes, size_t length, Pose *pose, Error *err) {
  *pose = (Pose){0};
  size_t where = 0;
  if (length > POSE_FILE_MAX) {
    return fail(err, "it is larger than %d KiB", POSE_FILE_MAX / 1024);
  }
  TextFault fault = text_fault(bytes, length, &where);
  if (fault != TEXT_FINE) {
    return fail(err, "byte %zu: %s is not allowed", where + 1, text_fault_name(fault));
  }
  char *text = mem_copy_bytes(bytes, length);
  Reader reader = {.pose = pose};
  bool sound = take_lines(&reader, text, err);
  free(text);
  if (!sound) {
    pose_free(pose);
  }
  return sound;
}

bool pose_load(const char *folder, const char *name, Pose *pose, Error *err) {
  *pose = (Pose){0};
  if (!name_valid(name)) {
    return fail(err, "there is no picture of this name");
  }
  char *path = mem_format("%s/%s.txt", folder, name);
  char *bytes = NULL;
  size_t length = 0;
  Diagnostics diagnostics = {0};
  bool sound = guard_read(path, POSE_FILE_MAX, &bytes, &length, &diagnostics);
  if (sound) {
    sound = pose_parse(bytes, length, pose, err);
  } else {
    (void)fail(err, "%s: %s", path, diagnostics.items[0].message);
  }
  diagnostics_free(&diagnostics);
  free(bytes);
  free(path);
  return sound;
}
