/* Pages: the screens that are mostly read are built from these. */
#include "page.h"

#include <stdarg.h>
#include <stdlib.h>

#include "menu.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"

void page_free(Page *page) {
  for (size_t i = 0; i < page->count; i++) {
    free(page->lines[i].label);
    free(page->lines[i].text);
  }
  free(page->lines);
  page->lines = NULL;
  page->count = 0;
}

static void add_line(Page *page, PageLine line) {
  page->lines = mem_resize(page->lines, page->count + 1, sizeof *page->lines);
  page->lines[page->count] = line;
  page->count++;
}

void page_label(Page *page, Role role, const char *label, int indent, const char *text) {
  if (text == NULL || text[0] == '\0') {
    return;
  }
  int width = page->width - indent > 8 ? page->width - indent : 8;
  size_t count = 0;
  char **lines = text_wrap(text, width, &count);
  for (size_t i = 0; i < count; i++) {
    add_line(page, (PageLine){.role = role,
                              .label = i == 0 ? mem_copy(label) : NULL,
                              .indent = indent,
                              .text = lines[i]});
  }
  free(lines); /* the page has what they are */
}

void page_text(Page *page, Role role, const char *text) {
  page_label(page, role, NULL, 0, text);
}

void page_format(Page *page, Role role, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  char *text = mem_format_list(language_text(format), arguments);
  va_end(arguments);
  page_text(page, role, text);
  free(text);
}

void page_gap(Page *page) {
  if (page->count > 0 && page->lines[page->count - 1].text[0] != '\0') {
    add_line(page, (PageLine){.role = ROLE_TEXT, .text = mem_copy("")});
  }
}

static void draw_line(Frame *frame, Box box, const PageLine *line) {
  Box label = box;
  label.columns = line->indent - 1 < box.columns ? line->indent - 1 : box.columns;
  draw_text(frame, label, ROLE_FAINT, ALIGN_LEFT, line->label);
  box.column += line->indent;
  box.columns -= line->indent;
  draw_text(frame, box, line->role, ALIGN_LEFT, line->text);
}

void page_draw(Frame *frame, const Page *page, Box box, int *scroll) {
  int most = (int)page->count - box.rows;
  int first = 0;
  if (scroll != NULL) {
    *scroll = *scroll > most ? most : *scroll;
    *scroll = *scroll < 0 ? 0 : *scroll;
    first = *scroll;
    menu_more(frame, box, first > 0, first < most);
  }
  for (int i = 0; i < box.rows && first + i < (int)page->count; i++) {
    draw_line(frame, box_below(box, i), &page->lines[first + i]);
  }
}
