//! A draft as Markdown that every renderer shows as it was typed, and that reads back as the same draft.
//!
//! The form is strict so that nothing typed into an answer can pass for its structure: a mark, the question as the
//! only heading of level 1, a heading of level 2 for each section, blank or not, and after them one for each extra
//! part. Within the text:
//! - characters that Markdown obeys stand behind a backslash: `` \ ` * _ [ ] < | ~ `` anywhere, `#`, `>`, `+`, `-` and
//!   `=` at the beginning of a line, the full stop after a number there, `&` before what would be an entity;
//! - a line break within a paragraph is a backslash at the end of the line, which Markdown shows as a line break;
//! - white space that Markdown would drop (around a line, around the text), tabs, and what a terminal would obey or
//!   nobody would see are entities: `&#32;`, `&#9;`, `&#10;`, `&#27;`;
//! - lists of `- ` that stand by themselves stay lists.

use std::fmt::Write;

use super::{Draft, Section};
use crate::text::unsafe_chars;

/// The line by which the reader knows a file, or the part of one, that [`to_markdown`] wrote.
pub(super) const DRAFT_MARK: &str = "<!-- starcoach draft";

/// The line after which an exported file holds a review; the reader leaves out what follows.
pub const REVIEW_MARK: &str = "<!-- starcoach review -->";

/// Names the tips that do not apply, in the line of the mark.
pub(super) const NOT_APPLICABLE: &str = "does not apply:";

/// `draft` as Markdown, ending with a line feed.
///
/// A review may follow it, after [`REVIEW_MARK`] on a line of its own.
pub fn to_markdown(draft: &Draft) -> String {
    let mut markdown = DRAFT_MARK.to_owned();
    if !draft.not_applicable.is_empty() {
        let tips: Vec<&str> = draft.not_applicable.iter().map(|tip| tip.id()).collect();
        let _ = write!(markdown, ", {NOT_APPLICABLE} {}", tips.join(" "));
    }
    markdown.push_str(" -->\n\n# ");
    heading(&mut markdown, &draft.question);
    for section in Section::ALL {
        let _ = write!(markdown, "\n## {section}\n");
        text(&mut markdown, &draft.sections[section]);
    }
    for (label, part) in &draft.extra {
        markdown.push_str("\n## ");
        heading(&mut markdown, label);
        text(&mut markdown, part);
    }
    markdown
}

/// The words of a heading; what is longer than a line stays on it.
fn heading(markdown: &mut String, words: &str) {
    let escaped = escape(words).replace('#', "\\#").replace("&\\#", "&#");
    markdown.push_str(&escaped);
    markdown.push('\n');
}

/// The text of a section, with a blank line before it; nothing where it is empty.
fn text(markdown: &mut String, text: &str) {
    if text.is_empty() {
        return;
    }
    markdown.push('\n');
    let body = text.trim_matches('\n');
    let before = text.len() - text.trim_start_matches('\n').len();
    let after = if body.is_empty() { 0 } else { text.len() - before - body.len() };
    markdown.push_str(&"&#10;".repeat(before));
    let lines: Vec<&str> = body.split('\n').collect();
    for (at, line) in lines.iter().enumerate() {
        let own = is_list(&lines, at, before == 0);
        match line.strip_prefix("- ").filter(|_| own) {
            Some(item) => {
                markdown.push_str("- ");
                markdown.push_str(&escape_line(item));
            }
            None => markdown.push_str(&escape_line(line)),
        }
        let Some(next) = lines.get(at + 1) else { break };
        if !own && !line.is_empty() && !next.is_empty() {
            markdown.push('\\');
        }
        markdown.push('\n');
    }
    markdown.push_str(&"&#10;".repeat(after));
    markdown.push('\n');
}

/// Whether line `at` belongs to a run of `- ` lines with blank lines, or nothing, around it; `first` if nothing stands before the text.
fn is_list(lines: &[&str], at: usize, first: bool) -> bool {
    let is_item = |line: &&str| {
        line.strip_prefix("- ")
            .is_some_and(|item| !item.is_empty() && !item.starts_with(char::is_whitespace))
    };
    let ends = |line: &&&str| !is_item(line);
    is_item(&lines[at])
        && lines[..at].iter().rev().find(ends).map_or(first, |line| line.is_empty())
        && lines[at..].iter().find(ends).is_none_or(|line| line.is_empty())
}

/// One line of text, safe at the beginning of a line.
fn escape_line(line: &str) -> String {
    let escaped = escape(line);
    let digits = escaped.bytes().take_while(u8::is_ascii_digit).count();
    let (at, mark) = if digits > 0 { (digits, ".)") } else { (0, "#>+-=") };
    let obeyed = escaped[at..].starts_with(|c| mark.contains(c));
    if obeyed { format!("{}\\{}", &escaped[..at], &escaped[at..]) } else { escaped }
}

/// `text` on one line, with nothing in it that Markdown obeys wherever it stands.
fn escape(text: &str) -> String {
    let words = text.trim();
    let start = text.len() - text.trim_start().len();
    let end = start + words.len();
    // As entities they are the same text for every reader of Markdown, and nothing that a terminal obeys.
    let mut hidden = unsafe_chars(text).map(|(at, _)| at).peekable();
    let mut escaped = String::with_capacity(text.len() + 8);
    for (at, c) in text.char_indices() {
        let around = (at < start || at >= end) && c.is_whitespace();
        match c {
            _ if hidden.next_if_eq(&at).is_some() || around || matches!(c, '\n' | '\t') => {
                let _ = write!(escaped, "&#{};", u32::from(c));
            }
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '|' | '~' => escaped.extend(['\\', c]),
            '&' if is_entity(&text[at..]) => escaped.push_str("\\&"),
            _ => escaped.push(c),
        }
    }
    escaped
}

/// Whether `rest` begins with what Markdown may take for an entity.
fn is_entity(rest: &str) -> bool {
    let name = rest[1..].trim_start_matches('#');
    let len = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    len > 0 && name[len..].starts_with(';')
}

#[cfg(test)]
mod tests {
    use super::to_markdown;
    use crate::draft::{Draft, Section, Tip};

    #[test]
    fn what_looks_like_structure_is_escaped_and_plain_lists_stay_lists() {
        let mut draft = Draft { question: "Why #1?".to_owned(), ..Draft::default() };
        draft.sections[Section::Action] = "# no heading\n\n- one\n- two_x\n\n```\n1. no".to_owned();
        draft.not_applicable = vec![Tip::TradeOffs];
        assert_eq!(
            to_markdown(&draft),
            "<!-- starcoach draft, does not apply: trade-offs -->\n\n# Why \\#1?\n\n## Situation\n\n## Task\n\n\
             ## Action\n\n\\# no heading\n\n- one\n- two\\_x\n\n\\`\\`\\`\\\n1\\. no\n\n## Result\n"
        );
    }
}
