//! `import`: notes that people already have become drafts.

mod confirm;
mod keep;
mod report;

use std::fs::File;
use std::io;

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use starcoach::bank::Bank;
use starcoach::draft::{Body, Found, Notes, read};
use starcoach::practice::Boundaries;
use starcoach::store::Store;
use starcoach::text::{read_capped, visible};

use self::confirm::{Answer, confirm};
use self::keep::Keeper;
use super::packs::Packs;
use super::{Exit, Output};

/// Turn notes into drafts: Markdown, org, plain text, HTML, YAML, JSON Lines
///
/// One file may hold many answers. Importing again changes nothing unless the text changed; then it adds an attempt.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    starcoach import stories.md\n  \
    starcoach import notes.org --dry-run\n  \
    starcoach import *.md --dry-run --format ndjson")]
pub(crate) struct Import {
    /// Files of notes; `-` for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<String>,
    /// Show what would be imported and what would be left out, and keep nothing
    #[arg(long)]
    dry_run: bool,
    /// How to print it
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A line an answer, for people
    Text,
    /// One answer a line, for programs; what is left out goes to standard error
    Ndjson,
}

impl Import {
    pub(crate) fn run(self, output: &mut Output) -> Result<Exit> {
        let bank = Packs::default().bank()?;
        let mut exit = Exit::Fine;
        for source in &self.files {
            match read_notes(source) {
                Ok(notes) => {
                    if let Some(ended) = self.take(source, notes, &bank, output)? {
                        return Ok(ended);
                    }
                }
                Err(error) => {
                    super::complain(output, &format!("{error:#}"))?;
                    exit = Exit::CouldNotRun;
                }
            }
        }
        Ok(exit)
    }

    /// Imports the answers of one file; an exit when the user ends it all.
    fn take(
        &self,
        source: &str,
        notes: Notes,
        bank: &Bank,
        output: &mut Output,
    ) -> Result<Option<Exit>> {
        if self.dry_run {
            for found in &notes.answers {
                report::answer(source, found, self.format, output)?;
            }
            report::left_out(source, &notes, self.format, output)?;
            return Ok(None);
        }
        let mut keeper = Keeper::new(bank, Store::open(Store::home()?)?, source)?;
        for mut found in notes.answers {
            if let Body::Unsplit(text) = &found.body {
                let mut boundaries = split_text(text);
                match self.confirmed(&mut boundaries, &found, output)? {
                    Answer::Keep => found.draft.sections = boundaries.sections(),
                    Answer::Skip => continue,
                    Answer::Leave => return Ok(Some(Exit::Fine)),
                    Answer::Interrupt => return Ok(Some(Exit::Interrupted)),
                }
            }
            let kept = keeper.keep(&found)?;
            report::kept(&kept, &found, self.format, output)?;
        }
        for fault in &notes.faults {
            super::complain(output, &fault.to_string())?;
        }
        if self.format == Format::Text && !notes.left_out.is_empty() {
            let line = match notes.left_out.len() {
                1 => format!("1 line of {source} belongs"),
                lines => format!("{lines} lines of {source} belong"),
            };
            output.line(&format!("{} to no answer; --dry-run lists them.", visible(&line)))?;
        }
        Ok(notes.faults.first().map(|_| Exit::CouldNotRun))
    }

    /// Whether to keep the sections that the classifier proposes: what the user says, where there is one.
    fn confirmed(
        &self,
        boundaries: &mut Boundaries,
        found: &Found,
        output: &mut Output,
    ) -> Result<Answer> {
        if !output.is_terminal || self.format != Format::Text || !console::user_attended() {
            return Ok(Answer::Keep);
        }
        confirm(boundaries, &report::title(found), output)
    }
}

/// Unlabelled `text`, parted by the classifier.
fn split_text(text: &str) -> Boundaries {
    Boundaries::new(text, &starcoach::judge::split(text))
}

fn read_notes(source: &str) -> Result<Notes> {
    let bytes = if source == "-" {
        read_capped(io::stdin().lock())
    } else {
        File::open(source).and_then(read_capped)
    };
    let bytes = bytes.with_context(|| format!("cannot read {source}"))?;
    Ok(read(source, &bytes)?)
}
