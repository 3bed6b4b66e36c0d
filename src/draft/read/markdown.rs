//! Markdown as lines: pulldown-cmark finds the structure, and each line of the source stays a line.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::html::Html;
use super::line::{Builder, Place};
use super::plain;
use super::table::Table;

/// Adds the lines of `text`, whose first byte stands at `offset` of the source.
pub(super) fn read(text: &str, offset: usize, builder: &mut Builder) {
    Reader::new(text, offset, None, builder).run();
}

/// Adds one line of text that stands `indent` columns in and opens no block but an item.
pub(super) fn read_line(text: &str, offset: usize, indent: usize, builder: &mut Builder) {
    Reader::new(text, offset, Some(indent), builder).run();
}

/// The blocks that are open around the words.
#[derive(Default)]
struct Where {
    heading: Option<u8>,
    /// How many lists are open.
    lists: usize,
    /// How many columns in all of it stands.
    indent: usize,
    /// The marker of the item that has no words yet.
    item: Option<String>,
    /// Whether the block that is open has no line yet.
    opening: bool,
    code: Option<Code>,
    table: Option<Table>,
}

enum Code {
    Fenced,
    Indented,
}

struct Reader<'t, 'b> {
    text: &'t str,
    offset: usize,
    /// The indentation of a line that is read by itself.
    inner: Option<usize>,
    builder: &'b mut Builder,
    place: Where,
    html: Html,
}

impl<'t, 'b> Reader<'t, 'b> {
    fn new(text: &'t str, offset: usize, inner: Option<usize>, builder: &'b mut Builder) -> Self {
        let place = Where { indent: inner.unwrap_or_default(), ..Where::default() };
        Self { text, offset, inner, builder, place, html: Html::default() }
    }

    fn run(mut self) {
        let options =
            Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
        for (event, range) in Parser::new_ext(self.text, options).into_offset_iter() {
            self.event(event, range);
        }
        self.builder.end_line();
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(words) => match self.place.code {
                Some(Code::Fenced) => self.code(range),
                Some(Code::Indented) => self.indented(range),
                None => self.words(range, &words),
            },
            Event::Code(words) => self.words(range, &words),
            Event::InlineHtml(_) => self.html(range),
            Event::Html(_) => {
                self.html(range);
                self.builder.end_line();
            }
            Event::SoftBreak | Event::HardBreak => self.break_line(),
            Event::Rule if self.inner.is_none() => {
                self.builder.empty(self.offset + range.start, Place::Rule);
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Emphasis | Tag::Strong => return self.builder.emphasise(),
            Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. } => return,
            Tag::TableCell => return self.builder.end_line(),
            _ => {}
        }
        self.builder.end_line();
        self.place.opening = true;
        match tag {
            Tag::Heading { level, .. } if self.inner.is_none() => {
                self.place.heading = Some(number(*level));
                self.html.outer_heading(number(*level));
            }
            Tag::List(_) => self.place.lists += 1,
            Tag::Item => self.place.item = Some(marker(&self.text[range])),
            Tag::CodeBlock(CodeBlockKind::Fenced(_)) => self.place.code = Some(Code::Fenced),
            Tag::CodeBlock(CodeBlockKind::Indented) => self.place.code = Some(Code::Indented),
            Tag::Table(_) => self.place.table = Some(Table::new(self.builder.len())),
            Tag::TableHead | Tag::TableRow => {
                if let Some(table) = &mut self.place.table {
                    table.row();
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong => return self.builder.plain(),
            TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image => return,
            _ => self.builder.end_line(),
        }
        match tag {
            TagEnd::Heading(_) => {
                // A heading without words still heads what follows.
                if let Some(level) = self.place.heading.take()
                    && std::mem::take(&mut self.place.opening)
                {
                    let span = self.source(range);
                    self.builder.empty(span.start, Place::Heading(level));
                }
            }
            TagEnd::List(_) => self.place.lists -= 1,
            TagEnd::Item => self.place.item = None,
            TagEnd::CodeBlock => self.place.code = None,
            TagEnd::TableCell => {
                if let Some(table) = &mut self.place.table {
                    table.cell(self.builder.len());
                }
            }
            TagEnd::Table => {
                if let Some(table) = self.place.table.take() {
                    table.finish(self.builder);
                }
            }
            _ => {}
        }
    }

    fn words(&mut self, range: Range<usize>, words: &str) {
        let span = self.source(range);
        let place = &mut self.place;
        self.builder.words(span, words, || place.of_line());
    }

    fn break_line(&mut self) {
        if self.place.table.is_none() {
            self.builder.end_line();
        }
    }

    fn html(&mut self, range: Range<usize>) {
        let span = self.source(range.clone());
        let place = &mut self.place;
        self.html.read(&self.text[range], span.start, self.builder, &mut || place.of_line());
    }

    /// Lines in a fence are as they stand, indentation included.
    fn code(&mut self, range: Range<usize>) {
        let base = self.place.lists.saturating_sub(1) * 2;
        plain::verbatim(&self.text[range.clone()], self.offset + range.start, base, self.builder);
    }

    /// Four spaces make code, but in notes they mean "belongs to the line above": read it as text.
    fn indented(&mut self, range: Range<usize>) {
        let base = self.place.lists * 2;
        let mut offset = self.offset + range.start;
        for line in self.text[range].split_inclusive('\n') {
            let words = line.trim_start();
            let indent = line.len() - words.len();
            if self.inner.is_none() {
                read_line(words.trim_end(), offset + indent, base + indent, self.builder);
            } else {
                plain::verbatim(words, offset + indent, base + indent, self.builder);
            }
            offset += line.len();
        }
    }

    fn source(&self, range: Range<usize>) -> Range<usize> {
        self.offset + range.start..self.offset + range.end
    }
}

impl Where {
    /// The place of a line that begins now, and whether its block begins with it.
    fn of_line(&mut self) -> (Place, bool) {
        let opens = std::mem::take(&mut self.opening);
        let depth = self.indent + self.lists.saturating_sub(1) * 2;
        let place = match (self.heading, self.item.take()) {
            (Some(level), _) => Place::Heading(level),
            (None, Some(marker)) => Place::Item { depth, marker },
            (None, None) if self.lists == 0 => Place::Text { depth },
            (None, None) => Place::Text { depth: depth + 2 },
        };
        (place, opens)
    }
}

/// How the item that is all of `item` is written out: with its number, or a dash for any bullet.
fn marker(item: &str) -> String {
    let item = item.trim_start();
    let digits = item.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 { "- ".to_owned() } else { format!("{}. ", &item[..digits]) }
}

fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
