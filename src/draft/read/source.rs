//! From bytes to lines: which markup a file is in, and which of its words no line took over.

use std::ops::Range;

use super::line::{Builder, has_words};
use super::{LeftOut, Notes, answers, data, html, markdown, org, own, plain, runins, slug};
use crate::text::{Fault, MAX_BYTES, decode};

/// The markups that are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Markup {
    Markdown,
    Org,
    Plain,
    Html,
    Yaml,
    JsonLines,
    Json,
}

const ADDRESS: &str = "markup: an address, a comment or a tag";
const FRONT_MATTER: &str = "front matter";

/// The answers in `bytes`, a file of notes that is called `source` in messages.
///
/// The markup is told by the name's ending, and by the content where the name has none that is known.
///
/// # Errors
/// A [`Fault`] for more than 1 MiB, an unknown encoding or YAML that is none. Lines of JSON that cannot be read are
/// in [`Notes::faults`] instead, since they do not stop the others.
pub fn read(source: &str, bytes: &[u8]) -> Result<Notes, Fault> {
    if bytes.len() > MAX_BYTES {
        let problem = format!("{} bytes are more than the 1 MiB that is read", bytes.len());
        return Err(Fault::at(source, "", (1, 1), &problem, "split it into smaller files"));
    }
    let text = decode(source, bytes)?.replace("\r\n", "\n").replace('\r', "\n");
    let markup = markup(source, &text);
    let mut notes = match markup {
        Markup::Yaml => data::read_yaml(source, &text)?,
        Markup::JsonLines => data::read_json_lines(source, &text),
        Markup::Json => data::read_json(source, &text)?,
        Markup::Markdown | Markup::Org | Markup::Plain | Markup::Html => prose(&text, markup),
    };
    slug::name(&mut notes.answers);
    Ok(notes)
}

fn prose(text: &str, markup: Markup) -> Notes {
    let mut builder = Builder::default();
    let front = if matches!(markup, Markup::Html | Markup::Org) { 0 } else { front_matter(text) };
    match markup {
        Markup::Html => html::read(text, &mut builder),
        Markup::Org => org::read(text, &mut builder),
        Markup::Plain => plain::read(&text[front..], front, &mut builder),
        _ => markdown::read(&text[front..], front, &mut builder),
    }
    let (lines, mut covered) = builder.finish();
    let (mut answers, mut left_out) = if markup == Markup::Markdown && own::is_own(text) {
        own::sort(text, &lines)
    } else {
        answers::sort(text, runins::cut(lines))
    };
    if let [found] = &mut answers[..]
        && found.draft.question.is_empty()
        && let Some(title) = front_title(&text[..front])
    {
        text[title.clone()].clone_into(&mut found.draft.question);
        found.first_line = 1;
        covered.push(title);
    }
    left_out.extend(uncovered(text, front, covered));
    left_out.sort_by_key(|left| left.line);
    Notes { answers, left_out, faults: Vec::new() }
}

/// How many bytes of front matter, YAML or TOML, `text` begins with.
fn front_matter(text: &str) -> usize {
    for fence in ["---", "+++"] {
        let Some(rest) = text.strip_prefix(fence).filter(|rest| rest.starts_with('\n')) else {
            continue;
        };
        // A rule that opens the notes looks the same; a key in the first line tells them apart.
        let first = rest.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let key = first.split([':', '=']).next().unwrap_or_default().trim();
        let is_key = key.len() < first.trim().len()
            && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
        let mut at = fence.len() + 1;
        for line in rest[1..].split_inclusive('\n').take(if is_key { 200 } else { 0 }) {
            at += line.len();
            let words = line.trim_end();
            if words == fence || words == "..." {
                return at;
            }
            if words.starts_with("## ") || words.starts_with("**") {
                break;
            }
        }
    }
    0
}

/// Where front matter says the title or the question, its quotation marks left out.
fn front_title(front: &str) -> Option<Range<usize>> {
    let mut at = 0;
    for line in front.split_inclusive('\n') {
        let key = ["question:", "title:", "title ="].iter().find(|key| line.starts_with(**key));
        if let Some(key) = key {
            let value = line[key.len()..].trim().trim_matches(['"', '\'']);
            let start = at + line.find(value)?.max(key.len());
            return (!value.is_empty()).then_some(start..start + value.len());
        }
        at += line.len();
    }
    None
}

/// The words of `text` that stand in none of the ranges `covered`.
fn uncovered(text: &str, front: usize, mut covered: Vec<Range<usize>>) -> Vec<LeftOut> {
    covered.sort_by_key(|range| range.start);
    covered.push(text.len()..text.len());
    let mut left_out = Vec::new();
    let mut line = 1;
    let mut at = 0;
    for range in covered {
        if range.start > at {
            let gap = &text[at..range.start];
            for part in gap.split_inclusive('\n') {
                let why = if at < front { FRONT_MATTER } else { ADDRESS };
                if has_words(part) && (at < front || !is_markup(part)) && !own::is_mark(part) {
                    left_out.push(LeftOut { line, text: part.trim().to_owned(), why });
                }
                at += part.len();
                line += usize::from(part.ends_with('\n'));
            }
        }
        if range.end > at {
            line += text[at..range.end].matches('\n').count();
            at = range.end;
        }
    }
    left_out
}

/// Whether the letters and digits in `gap` are all markup: a list's number, a name of a tag, an entity.
fn is_markup(gap: &str) -> bool {
    let mut rest = gap;
    if gap.trim_start().to_lowercase().starts_with("<!doctype") {
        return true;
    }
    while let Some(at) = rest.find(char::is_alphanumeric) {
        let (before, word) = rest.split_at(at);
        let len = word.find(|c: char| !c.is_alphanumeric()).unwrap_or(word.len());
        let after = &word[len..];
        let number = word[..len].bytes().all(|byte| byte.is_ascii_digit())
            && after.starts_with(['.', ')'])
            && !has_words(before);
        let tag = before.ends_with(['<', '/'])
            && before.contains('<')
            && after.starts_with(['>', ' ', '/'])
            && word[..len].is_ascii();
        let entity = before.ends_with(['&', '#']) && before.contains('&') && after.starts_with(';');
        let ticked =
            before.ends_with('[') && after.starts_with(']') && matches!(&word[..len], "x" | "X");
        if !number && !tag && !entity && !ticked {
            return false;
        }
        rest = after;
    }
    true
}

fn markup(source: &str, text: &str) -> Markup {
    let name = source.to_lowercase();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    match ending {
        "md" | "markdown" | "mdown" | "mkd" | "mdx" | "qmd" | "rmd" => Markup::Markdown,
        "org" => Markup::Org,
        "html" | "htm" | "xhtml" => Markup::Html,
        "yaml" | "yml" => Markup::Yaml,
        "jsonl" | "ndjson" => Markup::JsonLines,
        "json" => Markup::Json,
        _ => by_content(text),
    }
}

fn by_content(text: &str) -> Markup {
    let start = text.trim_start();
    let lower: String = start.chars().take(15).collect::<String>().to_lowercase();
    if start.starts_with('{') && data::is_json_line(start.lines().next().unwrap_or_default()) {
        return Markup::JsonLines;
    }
    if (start.starts_with('{') || start.starts_with('[')) && data::is_json(text) {
        return Markup::Json;
    }
    if lower.starts_with("<!doctype html") || lower.starts_with("<html") {
        return Markup::Html;
    }
    if own::is_own(text) {
        return Markup::Markdown;
    }
    if data::is_record(start) {
        return Markup::Yaml;
    }
    if org::is_org(text) {
        return Markup::Org;
    }
    let marked = |line: &str| {
        let line = line.trim_start();
        let hashes = line.bytes().take_while(|byte| *byte == b'#').count();
        (1..=6).contains(&hashes) && line[hashes..].starts_with(' ')
            || line.contains("**")
            || line.contains("__")
            || line.starts_with("```")
            || line.starts_with("> ")
            || line.starts_with('|')
            || line.contains("](")
            || line.contains("</")
            || line.contains("<br")
    };
    if text.lines().any(marked) { Markup::Markdown } else { Markup::Plain }
}
