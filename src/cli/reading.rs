//! Reading the drafts that a command line names.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read as _};
use std::sync::Arc;

use anyhow::Result;
use starcoach::draft::{Body, Draft, Found, Section, Written, read, read_json_line};
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
    /// The answer `found` in `source`; prose without labels is split into sections.
    pub(crate) fn new(source: &str, found: Found) -> Self {
        let Found { id, mut draft, body, first_line, last_line, labels, .. } = found;
        let split = matches!(body, Body::Unsplit(_));
        if let Body::Unsplit(text) = body {
            for (section, part) in sections_of(&text) {
                draft.sections[section] = part;
            }
        }
        let source = source.to_owned();
        let lines = (first_line, last_line);
        Self { id, source, draft, split, lines, labels, text: None, start: 0 }
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
    let is_lines = match input.fill_buf() {
        Ok(head) if is_json_lines(name, head) => {
            if source.walked && is_foreign(head) {
                return take(Read::PassedOver(format!("{name}: its lines are no answers")));
            }
            true
        }
        Ok(_) => false,
        Err(error) => return take(unreadable("read", &error)),
    };
    if is_lines {
        return each_line(name, &mut input, take);
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

/// Whether the text that begins with `head` has one JSON object a line.
fn is_json_lines(source: &str, head: &[u8]) -> bool {
    let named =
        [".jsonl", ".ndjson"].iter().any(|ending| source.to_ascii_lowercase().ends_with(ending));
    let first = head.split(|&byte| byte == b'\n').next().unwrap_or_default().trim_ascii();
    named || (first.starts_with(b"{") && (first.ends_with(b"}") || !head.contains(&b'\n')))
}

fn each_line(source: &str, input: &mut dyn BufRead, take: &mut Take) -> Result<()> {
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        let limit = MAX_BYTES as u64 + 1;
        let length = match input.take(limit).read_until(b'\n', &mut line) {
            Ok(length) => length,
            Err(error) => {
                let message = format!("cannot read {source}: {error}");
                return take(Read::Unreadable { source: source.to_owned(), message });
            }
        };
        if length == 0 {
            break;
        }
        if length as u64 == limit && line.last() != Some(&b'\n') {
            skip_line(input)?;
            let problem = "a line longer than 1 MiB, the most that one draft may have";
            let fault = Fault::at(source, "", (number, 1), problem, "keep one draft a line");
            take(Read::Fault(fault))?;
        } else if !line.trim_ascii().is_empty() {
            take(match one_line(source, &line, number) {
                Ok(named) => Read::Answer(Box::new(named)),
                Err(fault) => Read::Fault(fault),
            })?;
        }
    }
    Ok(())
}

fn one_line(source: &str, line: &[u8], number: usize) -> Result<Named, Fault> {
    let text = decode(source, line).map_err(|fault| Fault { line: number, ..fault })?;
    read_json_line(source, text.trim_end(), number).map(|found| Named::new(source, found))
}

/// Reads on to the next line without keeping what is read.
fn skip_line(input: &mut dyn BufRead) -> io::Result<()> {
    loop {
        let held = input.fill_buf()?;
        let (used, done) = match held.iter().position(|&byte| byte == b'\n') {
            Some(end) => (end + 1, true),
            None => (held.len(), held.is_empty()),
        };
        input.consume(used);
        if done {
            return Ok(());
        }
    }
}
