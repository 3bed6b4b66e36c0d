//! Reading the drafts that a command line names.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};

use anyhow::{Context, Result};
use starcoach::draft::{Body, Draft, Found, Section, read, read_json_line};
use starcoach::judge::split;
use starcoach::text::{Fault, MAX_BYTES, decode, read_capped};

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
}

impl Named {
    /// The answer `found` in `source`; prose without labels is split into sections.
    pub(crate) fn new(source: &str, found: Found) -> Self {
        let Found { id, mut draft, body, .. } = found;
        let split = matches!(body, Body::Unsplit(_));
        if let Body::Unsplit(text) = body {
            for (section, part) in sections_of(&text) {
                draft.sections[section] = part;
            }
        }
        Self { id, source: source.to_owned(), draft, split }
    }
}

/// The sections of unlabelled `text`, as the classifier splits it.
pub(crate) fn sections_of(text: &str) -> Vec<(Section, String)> {
    split(text)
        .into_iter()
        .map(|(section, span)| (section, span.of(text).trim().to_owned()))
        .collect()
}

/// Hands each draft in `source` (a path, or `-`) to `take`, in order, and each line that holds none as a fault.
///
/// JSON Lines are read a line at a time, whatever their length; anything else whole, up to 1 MiB.
///
/// # Errors
/// When the source cannot be read at all, and those of `take`.
pub(crate) fn each_draft(
    source: &str,
    take: &mut dyn FnMut(Result<Named, Fault>) -> Result<()>,
) -> Result<()> {
    let mut input: Box<dyn BufRead> = if source == "-" {
        Box::new(io::stdin().lock())
    } else {
        let file = File::open(source).with_context(|| format!("cannot open {source}"))?;
        if file.metadata().is_ok_and(|about| about.is_dir()) {
            anyhow::bail!("{source} is a folder; name the files in it");
        }
        Box::new(BufReader::with_capacity(1 << 16, file))
    };
    if is_json_lines(source, input.fill_buf().with_context(|| format!("cannot read {source}"))?) {
        return each_line(source, &mut input, take);
    }
    let bytes = read_capped(input).with_context(|| format!("cannot read {source}"))?;
    let notes = read(source, &bytes)?;
    for found in notes.answers {
        take(Ok(Named::new(source, found)))?;
    }
    notes.faults.into_iter().try_for_each(|fault| take(Err(fault)))
}

/// Whether the text that begins with `head` has one JSON object a line.
fn is_json_lines(source: &str, head: &[u8]) -> bool {
    let named =
        [".jsonl", ".ndjson"].iter().any(|ending| source.to_ascii_lowercase().ends_with(ending));
    let first = head.split(|&byte| byte == b'\n').next().unwrap_or_default().trim_ascii();
    named || (first.starts_with(b"{") && (first.ends_with(b"}") || !head.contains(&b'\n')))
}

fn each_line(
    source: &str,
    input: &mut dyn BufRead,
    take: &mut dyn FnMut(Result<Named, Fault>) -> Result<()>,
) -> Result<()> {
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        let limit = MAX_BYTES as u64 + 1;
        let length = input
            .take(limit)
            .read_until(b'\n', &mut line)
            .with_context(|| format!("cannot read {source}"))?;
        if length == 0 {
            break;
        }
        if length as u64 == limit && line.last() != Some(&b'\n') {
            skip_line(input)?;
            let problem = "a line longer than 1 MiB, the most that one draft may have";
            take(Err(Fault::at(source, "", (number, 1), problem, "keep one draft a line")))?;
        } else if !line.trim_ascii().is_empty() {
            take(one_line(source, &line, number))?;
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
