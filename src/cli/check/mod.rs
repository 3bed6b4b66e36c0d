//! `check`: answers reviewed, whatever they are written in.

mod desk;
mod form;
mod progress;
mod run;
mod watch;

use std::time::Duration;

use anyhow::{Result, bail};
use clap::Args;
use starcoach::draft::Tip;

use self::form::Format;
use super::require::{Requirement, parse_tip};
use super::reviewer::CommandLine;
use super::settings::Settings;
use super::{Exit, Output, files};

/// Review answers: which tips they show, hint at or miss, and the words that say so
///
/// Folders are read as ripgrep reads them (what .gitignore names is left out), and of their files those ending in md,
/// markdown, org, txt, yaml, yml, json, jsonl, ndjson or html that hold answers with labelled sections.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    starcoach check answer.md\n  \
    starcoach check stories --quiet --require shown:impact,learning\n  \
    starcoach check stories.jsonl --format ndjson --require hinted\n  \
    starcoach check answer.md --watch\n  \
    starcoach check answer.md --reviewer 'llm -m my-model'\n  \
    pbpaste | starcoach check -\n\n\
    Each finding has a stable name such as impact.no-figure, in JSON, SARIF and\n\
    annotations; `starcoach explain impact.no-figure` tells what it means.")]
pub(crate) struct Check {
    /// Files of answers in any markup, folders of them, or `-` for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<String>,
    /// How to print the reviews
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Exit with 1 unless each draft has: `hinted` or `shown` on every tip, `shown:impact,learning`, `close` or `ready`
    #[arg(long, value_name = "LEVEL")]
    require: Option<Requirement>,
    /// Only these tips
    #[arg(long, value_name = "TIP", value_delimiter = ',', value_parser = parse_tip)]
    tip: Vec<Tip>,
    /// Every quote, why it counts and what to do about each tip
    #[arg(long)]
    full: bool,
    /// Review again whenever a file is saved, until Ctrl-C
    #[arg(long)]
    watch: bool,
    /// A second opinion: a command that gets the answer, the tips and the review on standard input
    #[arg(long, value_name = "CMD")]
    reviewer: Option<CommandLine>,
    /// How many seconds the reviewer may take for one answer
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    reviewer_timeout: u64,
}

impl Check {
    pub(crate) fn run(self, settings: &Settings, output: &mut Output) -> Result<Exit> {
        self.check_usage()?;
        if self.watch {
            return watch::run(&self, settings, output);
        }
        run::once(&self, settings, &files::expand(&self.files), output)
    }

    /// What clap cannot see: options that make no sense together.
    fn check_usage(&self) -> Result<()> {
        if self.watch && self.files.iter().any(|file| file == "-") {
            bail!("--watch needs files; standard input is never saved again");
        }
        if self.watch && !matches!(self.format, Format::Text | Format::Ndjson) {
            bail!("--watch prints text or ndjson; the other formats are one document");
        }
        if self.reviewer.is_some() && matches!(self.format, Format::Sarif | Format::Github) {
            bail!(
                "--reviewer needs --format text, json or ndjson; the others have no place for it"
            );
        }
        Ok(())
    }

    /// The tips that are reported.
    fn tips(&self) -> Vec<Tip> {
        if self.tip.is_empty() { Tip::ALL.to_vec() } else { self.tip.clone() }
    }

    fn reviewer_timeout(&self) -> Duration {
        Duration::from_secs(self.reviewer_timeout)
    }
}
