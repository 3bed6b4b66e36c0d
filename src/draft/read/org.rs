//! Org as lines: headings of stars, lists, tables, drawers, blocks and emphasis; the subset that notes use.

use super::line::{Builder, Line, Place, has_words};
use super::plain;
use super::table::Table;

/// Words before a heading's title that say how far its task is.
const STATES: [&str; 8] =
    ["TODO", "DONE", "NEXT", "WAITING", "DRAFT", "HOLD", "STARTED", "CANCELLED"];

/// Whether `text` is org rather than Markdown: a keyword, a drawer, or headings of several stars and none of hashes.
pub(super) fn is_org(text: &str) -> bool {
    let keyword = |line: &str| {
        let line = line.trim_start().to_lowercase();
        line.starts_with("#+title:") || line.starts_with("#+begin_") || line == ":properties:"
    };
    let hashes = text.lines().any(|line| line.starts_with("# ") || line.starts_with("## "));
    let stars = |line: &str| stars(line).is_some_and(|level| level > 1);
    text.lines().any(keyword) || !hashes && text.lines().any(stars)
}

/// Adds the lines of `text`, an org file.
pub(super) fn read(text: &str, builder: &mut Builder) {
    let mut reader = Reader { builder, opens: true, drawer: false, table: None };
    let mut offset = 0;
    for raw in text.split_inclusive('\n') {
        reader.line(raw, offset);
        offset += raw.len();
    }
    reader.end_table();
}

struct Reader<'b> {
    builder: &'b mut Builder,
    /// Whether a paragraph begins with the next line.
    opens: bool,
    /// Whether a drawer is open, whose lines are the editor's and not the writer's.
    drawer: bool,
    table: Option<Table>,
}

impl Reader<'_> {
    fn line(&mut self, raw: &str, offset: usize) {
        let words = raw.trim();
        let start = offset + (raw.len() - raw.trim_start().len());
        let lower = words.to_lowercase();
        if !words.starts_with('|') {
            self.end_table();
        }
        if self.drawer {
            self.drawer = lower != ":end:" && stars(raw).is_none();
            if self.drawer || stars(raw).is_none() {
                return;
            }
        }
        if words.is_empty() {
            self.opens = true;
        } else if let Some(level) = stars(raw) {
            self.heading(raw, offset, level);
        } else if lower.starts_with("#+title:") {
            let from = "#+title:".len();
            self.push(&words[from..], start + from, Place::Heading(1), true);
        } else if lower == ":properties:" || lower == ":logbook:" {
            self.drawer = true;
        } else if is_keyword(words) {
            self.opens = true;
        } else if words.starts_with('|') {
            self.row(words, start);
        } else if words.len() >= 5 && words.bytes().all(|byte| byte == b'-') {
            self.builder.empty(start, Place::Rule);
            self.opens = true;
        } else {
            self.text(raw, words, start);
        }
    }

    fn heading(&mut self, raw: &str, offset: usize, level: usize) {
        let mut from = level + 1;
        let title = raw[from..].trim_end();
        from += title.len() - title.trim_start().len();
        let mut title = title.trim_start();
        for state in STATES {
            if let Some(rest) = title.strip_prefix(state).filter(|rest| rest.starts_with(' ')) {
                from += title.len() - rest.trim_start().len();
                title = rest.trim_start();
            }
        }
        let title = without_tags(title);
        let level = u8::try_from(level.min(6)).unwrap_or(6);
        self.push(title, offset + from, Place::Heading(level), true);
        self.opens = true;
    }

    fn text(&mut self, raw: &str, words: &str, start: usize) {
        let depth = plain::indent(raw);
        let (marker, mut skipped) = plain::bullet(words);
        let mut words = &words[skipped..];
        for ticked in ["[ ] ", "[X] ", "[x] ", "[-] "] {
            if marker.is_some()
                && let Some(rest) = words.strip_prefix(ticked)
            {
                skipped += ticked.len();
                words = rest;
            }
        }
        let opens = self.opens || marker.is_some();
        let place = match marker {
            Some(marker) => Place::Item { depth, marker },
            None => Place::Text { depth },
        };
        self.push(words, start + skipped, place, opens);
        self.opens = false;
    }

    fn row(&mut self, words: &str, start: usize) {
        if words.starts_with("|-") {
            return;
        }
        let first = self.builder.len();
        let mut table = self.table.take().unwrap_or_else(|| Table::new(first));
        table.row();
        let mut at = 1;
        for cell in words[1..].trim_end_matches('|').split('|') {
            let inner = cell.trim();
            if !inner.is_empty() {
                let from = start + at + (cell.len() - cell.trim_start().len());
                self.push(inner, from, Place::Text { depth: 0 }, true);
            }
            at += cell.len() + 1;
            table.cell(self.builder.len());
        }
        self.table = Some(table);
    }

    fn end_table(&mut self) {
        if let Some(table) = self.table.take() {
            table.finish(self.builder);
        }
    }

    /// Adds a line whose `words`, emphasis and links still marked, stand at `start`.
    fn push(&mut self, words: &str, start: usize, place: Place, opens: bool) {
        let mut line = Line {
            span: start..start + words.len(),
            text: String::new(),
            emphasis: Vec::new(),
            place,
            opens,
        };
        let covered = inline(words, &mut line);
        let spans = covered.into_iter().map(|(from, to)| start + from..start + to);
        self.builder.push_covering(line, spans);
    }
}

/// The level of the heading that `raw` is.
fn stars(raw: &str) -> Option<usize> {
    let level = raw.bytes().take_while(|byte| *byte == b'*').count();
    (level > 0 && raw[level..].starts_with(' ') && has_words(&raw[level..])).then_some(level)
}

/// `#+BEGIN_QUOTE` and the like; comments too.
fn is_keyword(words: &str) -> bool {
    words.starts_with("#+") || words == "#" || words.starts_with("# ")
}

/// A heading's title without the `:tags:` at its end.
fn without_tags(title: &str) -> &str {
    let Some((before, last)) = title.rsplit_once(char::is_whitespace) else { return title };
    let tags =
        last.len() > 2 && last.starts_with(':') && last.ends_with(':') && !last.contains("::");
    if tags { before.trim_end() } else { title }
}

/// Adds `words` to `line` without the marks of emphasis and links; the parts of `words` that were added.
fn inline(words: &str, line: &mut Line) -> Vec<(usize, usize)> {
    let mut covered = Vec::new();
    let mut at = 0;
    let mut plain = 0;
    while at < words.len() {
        let rest = &words[at..];
        let part = link(rest).or_else(|| emphasis(&words[..at], rest));
        if let Some(part) = part {
            covered.push((plain, at));
            line.text.push_str(&words[plain..at]);
            let start = line.text.len();
            line.text.push_str(&rest[part.from..part.to]);
            covered.push((at + part.from, at + part.to));
            if part.strong {
                line.emphasis.push(start..line.text.len());
            }
            at += part.len;
            plain = at;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    line.text.push_str(&words[plain..]);
    covered.push((plain, words.len()));
    covered
}

/// Marked text at the beginning of a rest: the words are `from..to` of `len` bytes.
struct Part {
    from: usize,
    to: usize,
    len: usize,
    strong: bool,
}

/// `[[address][words]]` or `[[address]]`.
fn link(rest: &str) -> Option<Part> {
    let inner = rest.strip_prefix("[[")?;
    // Bounded, or a file of brackets would be searched to its end at each.
    let end = inner.char_indices().take(500).find(|(at, _)| inner[*at..].starts_with("]]"))?.0;
    let words = inner[..end].find("][").map_or(0, |at| at + 2);
    Some(Part { from: 2 + words, to: 2 + end, len: end + 4, strong: false })
}

/// `*bold*`, `/italic/`, `_underlined_`, `=code=`, `~code~` with a border on both sides, as org has it.
fn emphasis(before: &str, rest: &str) -> Option<Part> {
    let mark = rest.chars().next().filter(|c| matches!(c, '*' | '/' | '_' | '=' | '~'))?;
    let opens =
        before.chars().next_back().is_none_or(|c| c.is_whitespace() || "-({'\"".contains(c));
    if !opens || rest[1..].starts_with(|c: char| c.is_whitespace() || c == mark) {
        return None;
    }
    let mut chars = rest[1..].char_indices().take(500).peekable();
    let mut previous = ' ';
    while let Some((at, c)) = chars.next() {
        let closes = chars.peek().is_none_or(|(_, next)| !next.is_alphanumeric());
        if c == mark && at > 0 && !previous.is_whitespace() && closes {
            let strong = matches!(mark, '*' | '/' | '_');
            return Some(Part { from: 1, to: 1 + at, len: at + 2, strong });
        }
        previous = c;
    }
    None
}
