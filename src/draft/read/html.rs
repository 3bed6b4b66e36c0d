//! HTML as lines, whole files of it and the tags that stand in Markdown.

use super::line::{Builder, Place};
use super::table::Table;

/// What is open while HTML is read; Markdown's events and HTML's tags may alternate.
#[derive(Default)]
pub(super) struct Html {
    heading: Option<u8>,
    lists: Vec<bool>,
    counts: Vec<u32>,
    item: Option<String>,
    opening: bool,
    details: usize,
    /// The level of the last heading outside `<details>`, below which a summary stands.
    outer: u8,
    table: Option<Table>,
    /// What ends the comment, script or style that is being skipped.
    skipping: Option<&'static str>,
}

/// Where words stand that no tag of HTML places.
type Elsewhere<'p> = &'p mut dyn FnMut() -> (Place, bool);

/// Adds the lines of a whole HTML file.
pub(super) fn read(text: &str, builder: &mut Builder) {
    let mut html = Html { opening: true, ..Html::default() };
    html.read(text, 0, builder, &mut || (Place::Text { depth: 0 }, false));
    builder.end_line();
    if let Some(table) = html.table.take() {
        table.finish(builder);
    }
}

impl Html {
    /// Takes note of a heading that Markdown wrote.
    pub(super) fn outer_heading(&mut self, level: u8) {
        if self.details == 0 {
            self.outer = level;
        }
    }

    /// Adds what `text`, at `offset` of the source, says.
    pub(super) fn read(
        &mut self,
        text: &str,
        offset: usize,
        builder: &mut Builder,
        elsewhere: Elsewhere<'_>,
    ) {
        let mut at = 0;
        while at < text.len() {
            let rest = &text[at..];
            if let Some(end) = self.skipping {
                let Some(found) = find_ignoring_case(rest, end) else { return };
                self.skipping = None;
                let end = found + end.len();
                let closed = rest[..end].ends_with('>');
                at += if closed {
                    end
                } else {
                    rest[end..].find('>').map_or(end, |close| end + close + 1)
                };
            } else if rest.starts_with("<!--") {
                self.skipping = Some("-->");
                at += 4;
            } else if let Some(tag) = Tag::at(rest) {
                self.tag(&tag, offset + at, builder);
                at += tag.len;
            } else {
                let first = rest.chars().next().map_or(1, char::len_utf8);
                let next =
                    rest[first..].find(['<', '\n']).map_or(rest.len(), |found| found + first);
                let run = if rest.starts_with('\n') { 1 } else { next };
                self.words(&rest[..run], offset + at, builder, elsewhere);
                at += run;
            }
        }
    }

    fn words(
        &mut self,
        text: &str,
        offset: usize,
        builder: &mut Builder,
        elsewhere: Elsewhere<'_>,
    ) {
        if text == "\n" {
            if self.table.is_none() {
                builder.end_line();
            }
            return;
        }
        let shown = if builder.is_open() { text } else { text.trim_start() };
        if shown.trim().is_empty() && !builder.is_open() {
            return;
        }
        let start = offset + text.len() - shown.len();
        let words = decode(shown);
        builder.words(start..start + shown.len(), &words, || self.of_line(elsewhere));
    }

    fn of_line(&mut self, elsewhere: Elsewhere<'_>) -> (Place, bool) {
        let opens = std::mem::take(&mut self.opening);
        let depth = self.lists.len().saturating_sub(1) * 2;
        match (self.heading, self.item.take()) {
            (Some(level), _) => (Place::Heading(level), true),
            (None, Some(marker)) => (Place::Item { depth, marker }, true),
            (None, None) if !self.lists.is_empty() => (Place::Text { depth: depth + 2 }, opens),
            (None, None) => {
                let (place, opened) = elsewhere();
                (place, opens || opened)
            }
        }
    }

    fn tag(&mut self, tag: &Tag<'_>, at: usize, builder: &mut Builder) {
        let name = tag.name.to_ascii_lowercase();
        match name.as_str() {
            "b" | "strong" | "em" | "i" | "u" | "mark" if !tag.empty => {
                if tag.closes {
                    builder.plain();
                } else {
                    builder.emphasise();
                }
            }
            "span" | "a" | "code" | "font" | "small" | "sub" | "sup" | "img" | "input" | "kbd"
            | "del" | "ins" => {}
            "br" if self.table.is_none() || builder.is_open() => builder.end_line(),
            "hr" => builder.empty(at, Place::Rule),
            "script" | "style" | "title" if !tag.closes => {
                builder.end_line();
                self.skipping = Some(match name.as_str() {
                    "script" => "</script",
                    "style" => "</style",
                    _ => "</title",
                });
            }
            _ => self.block(&name, tag, builder),
        }
    }

    fn block(&mut self, name: &str, tag: &Tag<'_>, builder: &mut Builder) {
        builder.end_line();
        self.opening = true;
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = name.as_bytes()[1] - b'0';
                self.heading = (!tag.closes).then_some(level);
                self.outer_heading(level);
            }
            "summary" => self.heading = (!tag.closes).then_some(self.outer + 1),
            "details" if tag.closes => self.details = self.details.saturating_sub(1),
            "details" => self.details += 1,
            "ul" | "ol" if tag.closes => {
                self.lists.pop();
                self.counts.pop();
                self.item = None;
            }
            "ul" | "ol" if self.lists.len() < 64 => {
                self.lists.push(name == "ol");
                self.counts.push(0);
            }
            "li" if !tag.closes => self.item = Some(self.marker()),
            "li" => self.item = None,
            "table" if tag.closes => {
                if let Some(table) = self.table.take() {
                    table.finish(builder);
                }
            }
            "table" if self.table.is_none() => self.table = Some(Table::new(builder.len())),
            "tr" if !tag.closes => self.table.iter_mut().for_each(Table::row),
            "td" | "th" if tag.closes => {
                let next = builder.len();
                self.table.iter_mut().for_each(|table| table.cell(next));
            }
            _ => {}
        }
    }

    fn marker(&mut self) -> String {
        match (self.lists.last(), self.counts.last_mut()) {
            (Some(true), Some(count)) => {
                *count += 1;
                format!("{count}. ")
            }
            _ => "- ".to_owned(),
        }
    }
}

/// A tag of HTML.
struct Tag<'t> {
    name: &'t str,
    closes: bool,
    empty: bool,
    len: usize,
}

impl<'t> Tag<'t> {
    /// The tag that `rest` begins with.
    fn at(rest: &'t str) -> Option<Self> {
        let inner = rest.strip_prefix('<')?;
        let closes = inner.starts_with(['/', '!', '?']);
        let inner = &inner[usize::from(closes)..];
        let name = &inner[..inner.bytes().take_while(u8::is_ascii_alphanumeric).count()];
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        // A stray `<` ends at the next one at the latest; without that many of them would cost a square.
        let end = inner.bytes().position(|byte| matches!(byte, b'>' | b'<'))?;
        if inner.as_bytes()[end] == b'<' {
            return None;
        }
        let empty = inner[..end].ends_with('/');
        Some(Self { name, closes, empty, len: rest.len() - inner.len() + end + 1 })
    }
}

fn find_ignoring_case(text: &str, wanted: &str) -> Option<usize> {
    text.as_bytes()
        .windows(wanted.len())
        .position(|part| part.eq_ignore_ascii_case(wanted.as_bytes()))
}

/// The characters that entities such as `&amp;` and `&#39;` stand for; anything else is as it stands.
pub(super) fn decode(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        decoded.push_str(&rest[..at]);
        rest = &rest[at..];
        let (c, len) = entity(rest).unwrap_or(('&', 1));
        decoded.push(c);
        rest = &rest[len..];
    }
    decoded.push_str(rest);
    decoded
}

fn entity(rest: &str) -> Option<(char, usize)> {
    let end = rest.bytes().take(12).position(|byte| byte == b';')?;
    let name = &rest[1..end];
    let number = name.strip_prefix('#').map(|digits| match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => digits.parse(),
    });
    let c = match (number, name) {
        (Some(number), _) => char::from_u32(number.ok()?).filter(|c| *c != '\0')?,
        (None, "amp") => '&',
        (None, "lt") => '<',
        (None, "gt") => '>',
        (None, "quot") => '"',
        (None, "apos") => '\'',
        (None, "lsquo") => '‘',
        (None, "rsquo") => '’',
        (None, "ldquo") => '“',
        (None, "rdquo") => '”',
        (None, "nbsp") => '\u{a0}',
        (None, "ndash") => '–',
        (None, "mdash") => '—',
        (None, "hellip") => '…',
        (None, "bull") => '•',
        _ => return None,
    };
    Some((c, end + 1))
}
