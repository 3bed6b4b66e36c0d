//! Reading the drafts that a command line names.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::sync::Arc;

use anyhow::Result;
use starcoach::draft::{Body, Draft, Found, JsonLines, Section, Written, read, read_json_line};
use starcoach::judge::split;
use starcoach::render::Place;
use starcoach::text::{Fault, Region, decode, locate, read_capped};

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
        Self { id, source, draft, split, lines: (first_line, last_line), labels, text: None }
    }

    /// The first label of `section`.
    pub(crate) fn label(&self, section: Section) -> Option<&Written> {
        self.labels.iter().find(|label| label.section == Some(section))
    }

    /// Where the words of `label` stand, one of its labels.
    pub(crate) fn label_place(&self, label: &Written) -> Option<Region> {
        locate(self.text.as_deref()?, (label.line, label.line), &label.text)
    }

    /// Where it stands.
    pub(crate) fn place(&self) -> Place<'_> {
        Place {
            source: &self.source,
            text: self.text.as_deref(),
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
    for found in notes.answers {
        if source.walked && matches!(found.body, Body::Unsplit(_)) {
            let message = format!(
                "{name}:{}: no labelled sections; name the file to have it read",
                found.first_line
            );
            take(Read::PassedOver(message))?;
            continue;
        }
        let named = Named { text: text.clone(), ..Named::new(name, found) };
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
