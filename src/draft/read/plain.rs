//! Plain text as lines: bullets, numbers and underlined titles are the only markup it has.

use super::line::{Builder, Line, Place, has_words};

/// Adds the lines of `text`, whose first byte stands at `offset` of the source.
pub(super) fn read(text: &str, offset: usize, builder: &mut Builder) {
    let mut offset = offset;
    let mut opens = true;
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(raw) = lines.next() {
        let words = raw.trim();
        let start = offset + (raw.len() - raw.trim_start().len());
        offset += raw.len();
        if words.is_empty() {
            opens = true;
            continue;
        }
        if is_rule(words) {
            builder.empty(start, Place::Rule);
            opens = true;
            continue;
        }
        let level = lines.peek().and_then(|next| underline(words, next.trim()));
        let mut line = item_or_text(words, start, indent(raw), opens);
        if let Some(level) = level {
            line.place = Place::Heading(level);
            // The underline has done its work; it would be a rule otherwise.
            offset += lines.next().map_or(0, str::len);
        }
        opens = level.is_some();
        builder.push(line);
    }
}

/// Adds the lines of `text` as they stand, indented by `base` columns more; only bullets are understood.
pub(super) fn verbatim(text: &str, offset: usize, base: usize, builder: &mut Builder) {
    let mut offset = offset;
    let mut opens = true;
    for raw in text.split_inclusive('\n') {
        let words = raw.trim();
        let start = offset + (raw.len() - raw.trim_start().len());
        offset += raw.len();
        if !words.is_empty() {
            builder.push(item_or_text(words, start, base + indent(raw), opens));
        }
        opens = words.is_empty();
    }
}

fn item_or_text(words: &str, start: usize, depth: usize, opens: bool) -> Line {
    let (marker, skipped) = bullet(words);
    let place = match marker {
        Some(marker) => Place::Item { depth, marker },
        None => Place::Text { depth },
    };
    let opens = opens || skipped > 0;
    Line {
        span: start + skipped..start + words.len(),
        text: words[skipped..].to_owned(),
        emphasis: Vec::new(),
        place,
        opens,
    }
}

/// The bullet or number that `words` begins with, as it is written out, and its bytes.
pub(super) fn bullet(words: &str) -> (Option<String>, usize) {
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let mark = if (1..=3).contains(&digits) { digits } else { 0 };
    let Some(c) = words[mark..].chars().next() else { return (None, 0) };
    let after = &words[mark + c.len_utf8()..];
    let skipped = words.len() - after.trim_start().len();
    match c {
        '.' | ')' if mark > 0 && after.starts_with(char::is_whitespace) => {
            (Some(format!("{}{c} ", &words[..mark])), skipped)
        }
        '-' | '*' | '+' | '•' | '·' | '◦' | '▪' | '‣' | '–' | '—' | '○' | '●' | '■'
            if mark == 0 && after.starts_with(char::is_whitespace) =>
        {
            (Some("- ".to_owned()), skipped)
        }
        _ => (None, 0),
    }
}

/// A tab goes on to the next fourth column.
pub(super) fn indent(raw: &str) -> usize {
    let mut columns = 0;
    for c in raw.chars() {
        match c {
            '\t' => columns += 4 - columns % 4,
            c if c.is_whitespace() => columns += 1,
            _ => break,
        }
    }
    columns
}

/// Whether `words` is a line drawn across the page.
fn is_rule(words: &str) -> bool {
    words.len() >= 3
        && !has_words(words)
        && ["-", "=", "*", "_", "~", "#", "—", "–", "─", "━"]
            .iter()
            .any(|mark| words.replace(' ', "").trim_matches(|c| mark.starts_with(c)).is_empty())
}

/// The level of the heading that `next` makes of `words` by underlining it.
fn underline(words: &str, next: &str) -> Option<u8> {
    let drawn = |mark: char| next.len() >= 3 && next.chars().all(|c| c == mark);
    let level = if drawn('=') { 1 } else { 2 };
    ((drawn('=') || drawn('-') || drawn('~')) && has_words(words)).then_some(level)
}
