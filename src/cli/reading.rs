//! Reading the drafts that a command line names.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read as _};
use std::sync::Arc;

use anyhow::Result;
use starcoach::draft::{Body, Draft, Found, JsonLines, Section, Written, read, read_json_line};
use starcoach::judge::split;
use starcoach::render::Place;
use starcoach::text::{Fault, MAX_BYTES, Region, decode, locate, read_capped};

use super::files::Source;

/// A draft with the names by which it is known.
#[derive(Debug)]
pub(crate) struct Named {
    /// Its id within the source.
    pub(crate) id: String,
    /// The file it came from; `-` for standard input.
    pub(crate) source: String,
    pub(crate) draft: Draft,
    /// The text that labels no sections, until [`Named::parted`].
    unsplit: Option<String>,
    /// Whether the sections are the classifier's guess, since the text labels none.
    pub(crate) split: bool,
    /// The first and last line of it in the source.
    pub(crate) lines: (usize, usize),
    /// The labels of its sections.
    pub(crate) labels: Vec<Written>,
    /// The whole source, where it was asked for and is no stream of lines.
    pub(crate) text: Option<Arc<str>>,
    /// The byte of `text` at which the first line of it begins.
    start: usize,
}

impl Named {
    fn new(source: &str, found: Found) -> Self {
        let Found { id, draft, body, first_line, last_line, labels, .. } = found;
        let unsplit = match body {
            Body::Unsplit(text) => Some(text),
            Body::Labelled => None,
        };
        Self {
            id,
            source: source.to_owned(),
            draft,
            split: unsplit.is_some(),
            unsplit,
            lines: (first_line, last_line),
            labels,
            text: None,
            start: 0,
        }
    }

    /// The same with prose that labels no sections split into them, which takes as long as judging does.
    pub(crate) fn parted(mut self) -> Self {
        for (section, part) in self.unsplit.take().iter().flat_map(|text| sections_of(text)) {
            self.draft.sections[section] = part;
        }
        self
    }

    /// The first label of `section`.
    pub(crate) fn label(&self, section: Section) -> Option<&Written> {
        self.labels.iter().find(|label| label.section == Some(section))
    }

    /// Where the words of `label` stand, one of its labels.
    pub(crate) fn label_place(&self, label: &Written) -> Option<Region> {
        let place = locate(self.line(label.line)?, (1, 1), &label.text)?;
        Some(place.below(label.line - 1))
    }

    /// Line `number` of the source, from 1.
    pub(crate) fn line(&self, number: usize) -> Option<&str> {
        let text = self.text.as_deref()?;
        // The head of a table stands above the answers in it.
        let (from, first) = if number < self.lines.0 { (0, 1) } else { (self.start, self.lines.0) };
        text[from..].lines().nth(number - first)
    }

    /// Where it stands.
    pub(crate) fn place(&self) -> Place<'_> {
        Place {
            source: &self.source,
            text: self.text.as_deref().map(|text| &text[self.start..]),
            lines: self.lines,
            labels: Section::ALL.map(|section| self.label(section).map(|label| label.line)),
        }
    }
}

/// What comes out of a source, one after the other.
#[derive(Debug)]
pub(crate) enum Read {
    /// An answer.
    Answer(Box<Named>),
    /// A line or an answer that cannot be read; the others go on.
    Fault(Fault),
    /// A file or a text that was passed over, and why.
    PassedOver(String),
    /// A line that belongs to no answer.
    LeftOut(String),
    /// The source of this name has been read to its end.
    End(String),
    /// Nothing more: the source cannot be read at all.
    Unreadable { source: String, message: String },
}

/// Takes what is read, in order.
pub(crate) type Take<'t> = dyn FnMut(Read) -> Result<()> + 't;

/// The sections of unlabelled `text`, as the classifier splits it.
pub(crate) fn sections_of(text: &str) -> Vec<(Section, String)> {
    split(text)
        .into_iter()
        .map(|(section, span)| (section, span.of(text).trim().to_owned()))
        .collect()
}

/// Hands each draft in `source` to `take`, in order; with the source's text where `keep_text` says so.
///
/// JSON Lines are read a line at a time, whatever their length; anything else whole, up to 1 MiB. A file that was met
/// in a folder and holds no labelled answer is passed over.
///
/// # Errors
/// Those of `take`.
pub(crate) fn each_draft(source: &Source, keep_text: bool, take: &mut Take) -> Result<()> {
    let name = &*source.name;
    let unreadable = |verb: &str, error: &io::Error| Read::Unreadable {
        source: name.to_owned(),
        message: format!("cannot {verb} {name}: {error}"),
    };
    let mut input: Box<dyn BufRead> = if name == "-" {
        Box::new(io::stdin().lock())
    } else {
        match File::open(name) {
            Ok(file) => Box::new(BufReader::with_capacity(1 << 16, file)),
            Err(error) => return take(unreadable("open", &error)),
        }
    };
    let (head, is_lines) = match look_ahead(name, &mut input) {
        Ok(seen) => seen,
        Err(error) => return take(unreadable("read", &error)),
    };
    if is_lines && source.walked && is_foreign(&head) {
        return take(Read::PassedOver(format!("{name}: its lines are no answers")));
    }
    let input = head.as_slice().chain(input);
    if is_lines {
        return each_line(name, input, take);
    }
    match read_capped(input) {
        Ok(bytes) => each_answer(source, &bytes, keep_text, take),
        Err(error) if source.walked && error.kind() == io::ErrorKind::FileTooLarge => {
            take(Read::PassedOver(format!("{name}: {error}")))
        }
        Err(error) => take(unreadable("read", &error)),
    }
}

/// Hands each draft in `bytes`, which are all of `source`, to `take`, as [`each_draft`] does.
///
/// # Errors
/// Those of `take`.
pub(crate) fn each_answer(
    source: &Source,
    bytes: &[u8],
    keep_text: bool,
    take: &mut Take,
) -> Result<()> {
    let name = &*source.name;
    let notes = match read(name, bytes) {
        Ok(notes) => notes,
        Err(fault) if source.walked && !names_a_section(bytes) => {
            return take(Read::PassedOver(format!("{name}: {}", fault.problem)));
        }
        Err(fault) => return take(Read::Fault(fault)),
    };
    let text: Option<Arc<str>> = if keep_text {
        let lines = |text: String| text.replace("\r\n", "\n").replace('\r', "\n");
        decode(name, bytes).ok().map(|text| lines(text).into())
    } else {
        None
    };
    let ends = text.iter().flat_map(|text| text.match_indices('\n'));
    let starts: Vec<usize> = std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect();
    for found in notes.answers {
        if source.walked && matches!(found.body, Body::Unsplit(_)) {
            let message = format!(
                "{name}:{}: no labelled sections; name the file to have it read",
                found.first_line
            );
            take(Read::PassedOver(message))?;
            continue;
        }
        let start = starts.get(found.first_line.saturating_sub(1)).copied().unwrap_or_default();
        let named = Named { text: text.clone(), start, ..Named::new(name, found) };
        take(Read::Answer(Box::new(named)))?;
    }
    for left in notes.left_out {
        let message = format!("{name}:{}: left out, {}: {}", left.line, left.why, left.text);
        take(Read::LeftOut(message))?;
    }
    notes.faults.into_iter().try_for_each(|fault| take(Read::Fault(fault)))
}

/// Whether a file that cannot be read may yet be meant as an answer.
fn names_a_section(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes).to_lowercase();
    ["situation", "attempts"].iter().any(|word| text.contains(word))
}

/// Whether the first line is JSON, and no answer.
fn is_foreign(head: &[u8]) -> bool {
    let line = String::from_utf8_lossy(head);
    let line = line.trim_start().lines().next().unwrap_or_default();
    serde_json::from_str::<serde_json::Value>(line).is_ok() && read_json_line("", line, 1).is_err()
}

/// Lines of standard input that are looked at before it is taken for no JSON Lines. More than one, since the stream may
/// be a share of a longer one, which begins wherever it was cut; with a broken line, too.
const LINES_AHEAD: usize = 8;

/// The first lines of `input`, as few as will do, and whether the whole has one JSON object a line.
fn look_ahead(name: &str, input: &mut dyn BufRead) -> io::Result<(Vec<u8>, bool)> {
    let mut head = Vec::new();
    for number in 0..if name == "-" { LINES_AHEAD } else { 1 } {
        let start = head.len();
        if input.take(MAX_BYTES as u64).read_until(b'\n', &mut head)? == 0 {
            break;
        }
        let is_whole = head.ends_with(b"\n");
        let line = head[start..].trim_ascii();
        let is_object = line.starts_with(b"{") && (line.ends_with(b"}") || !is_whole);
        if (number == 0 && is_object) || is_answer(line) {
            return Ok((head, true));
        }
    }
    let name = name.to_ascii_lowercase();
    Ok((head, [".jsonl", ".ndjson"].iter().any(|ending| name.ends_with(ending))))
}

fn is_answer(line: &[u8]) -> bool {
    str::from_utf8(line).is_ok_and(|line| read_json_line("", line, 1).is_ok())
}

fn each_line(source: &str, input: impl BufRead, take: &mut Take) -> Result<()> {
    for line in JsonLines::new(source, input) {
        take(match line {
            Ok(Ok(found)) => Read::Answer(Box::new(Named::new(source, found))),
            Ok(Err(fault)) => Read::Fault(fault),
            Err(error) => {
                let message = format!("cannot read {source}: {error}");
                return take(Read::Unreadable { source: source.to_owned(), message });
            }
        })?;
    }
    Ok(())
}
