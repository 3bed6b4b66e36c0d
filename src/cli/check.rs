use std::fmt::Write;
use std::io::{self, Write as _};

use anyhow::Result;
use clap::{Args, ValueEnum};
use rayon::prelude::*;
use serde_json::json;
use starcoach::bank::Words;
use starcoach::draft::Tip;
use starcoach::judge::{Review, review};
use starcoach::render::{self, Look, ReviewLine};
use starcoach::text::{Fault, visible};

use super::reading::{Named, each_draft};
use super::require::{Requirement, parse_tip};
use super::{Exit, Output};

/// Drafts that are reviewed at once: enough to keep all cores busy, few enough to keep memory flat.
const BATCH: usize = 64;

/// Review answers: which tips they show, hint at or miss, and the words that say so
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    starcoach check answer.md\n  \
    starcoach check notes.org --full\n  \
    starcoach check stories.jsonl --format ndjson --require hinted\n  \
    pbpaste | starcoach check -")]
pub(crate) struct Check {
    /// Files of answers in any markup; `-` for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<String>,
    /// How to print the reviews
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Exit with 1 unless each draft has: `hinted` or `shown` on every tip, `shown:impact,learning`, `close` or `ready`
    #[arg(long, value_name = "LEVEL")]
    require: Option<Requirement>,
    /// Only these tips
    #[arg(long, value_name = "ID", value_delimiter = ',', value_parser = parse_tip)]
    tip: Vec<Tip>,
    /// Every quote, why it counts and what to do about each tip
    #[arg(long)]
    full: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A page a draft, for people
    Text,
    /// One array of reviews
    Json,
    /// One review a line, for programs; the README documents it
    Ndjson,
}

impl Check {
    pub(crate) fn run(self, output: &mut Output) -> Result<Exit> {
        let tips = if self.tip.is_empty() { Tip::ALL.to_vec() } else { self.tip.clone() };
        let reviewer = Reviewer { check: &self, tips, look: output.look };
        let mut run = Run { reviewer, batch: Vec::new(), printed: 0, exit: Exit::Fine, output };
        for source in &self.files {
            let read = each_draft(source, &mut |next| run.take(next));
            run.flush()?;
            if let Err(error) = read {
                run.unreadable(source, &error)?;
            }
        }
        run.finish()
    }
}

/// One run of the command over all its files.
struct Run<'c> {
    reviewer: Reviewer<'c>,
    batch: Vec<Result<Named, Fault>>,
    /// Reviews printed so far.
    printed: usize,
    exit: Exit,
    output: &'c mut Output,
}

impl Run<'_> {
    fn take(&mut self, next: Result<Named, Fault>) -> Result<()> {
        self.batch.push(next);
        if self.batch.len() == BATCH { self.flush() } else { Ok(()) }
    }

    /// Reviews what has gathered, on all cores, and prints it in the order it came.
    fn flush(&mut self) -> Result<()> {
        let one = |next: Result<Named, Fault>| next.map(|named| self.reviewer.reviewed(&named));
        let batch = std::mem::take(&mut self.batch);
        let reviews: Vec<Result<Reviewed, Fault>> = if batch.len() < 2 {
            batch.into_iter().map(one).collect()
        } else {
            batch.into_par_iter().map(one).collect()
        };
        for review in reviews {
            match review {
                Ok(review) => self.print(&review)?,
                Err(fault) => self.faulty(&fault)?,
            }
        }
        Ok(())
    }

    fn print(&mut self, review: &Reviewed) -> Result<()> {
        if !review.met && self.exit == Exit::Fine {
            self.exit = Exit::FallsShort;
        }
        let between = match (self.reviewer.check.format, self.printed) {
            (Format::Text, 0) | (Format::Ndjson, _) => String::new(),
            (Format::Text, _) => format!("\n{}\n\n", self.output.look.rule()),
            (Format::Json, 0) => "[\n".to_owned(),
            (Format::Json, _) => ",\n".to_owned(),
        };
        self.output.print(&between)?;
        self.output.print(&review.page)?;
        if self.reviewer.check.format == Format::Ndjson {
            self.output.print("\n")?;
        }
        self.printed += 1;
        Ok(())
    }

    /// A line or answer that could not be read: the others go on.
    fn faulty(&mut self, fault: &Fault) -> Result<()> {
        if self.reviewer.check.format == Format::Ndjson {
            let problem = format!("{}; {}", fault.problem, fault.cure);
            let line = json!({ "error": problem, "source": fault.source, "line": fault.line });
            self.output.line(&line.to_string())?;
            self.exit = if self.exit == Exit::Fine { Exit::FallsShort } else { self.exit };
            return Ok(());
        }
        self.complain(&fault.to_string())
    }

    fn unreadable(&mut self, source: &str, error: &anyhow::Error) -> Result<()> {
        if super::is_closed_pipe(error) {
            anyhow::bail!(io::Error::from(io::ErrorKind::BrokenPipe));
        }
        self.complain(&format!("{error:#}"))?;
        if self.reviewer.check.format == Format::Ndjson {
            let line = json!({ "error": format!("{error:#}"), "source": source, "line": null });
            self.output.line(&line.to_string())?;
        }
        Ok(())
    }

    fn complain(&mut self, message: &str) -> Result<()> {
        self.exit = Exit::CouldNotRun;
        self.output.flush()?;
        writeln!(io::stderr(), "starcoach: {}", visible(message))?;
        Ok(())
    }

    fn finish(mut self) -> Result<Exit> {
        match (self.reviewer.check.format, self.printed) {
            (Format::Json, 0) => self.output.line("[]")?,
            (Format::Json, _) => self.output.line("\n]")?,
            (Format::Text, 0) if self.exit == Exit::Fine => {
                self.complain("no answer found; an answer has sections such as `## Situation`, or is a text of its own")?;
            }
            _ => {}
        }
        Ok(self.exit)
    }
}

/// Reviews drafts as the command asks; shared by all cores.
struct Reviewer<'c> {
    check: &'c Check,
    tips: Vec<Tip>,
    look: Look,
}

impl Reviewer<'_> {
    fn reviewed(&self, named: &Named) -> Reviewed {
        let review = review(&named.draft);
        let met = self
            .check
            .require
            .as_ref()
            .is_none_or(|require| require.is_met(&review, &named.draft, &self.tips));
        let page = match self.check.format {
            Format::Text => self.page(named, &review),
            Format::Json | Format::Ndjson => {
                let known = (&*named.id, &*named.source);
                let line =
                    ReviewLine::new(known, &named.draft, &review, Words::builtin(), &self.tips);
                serde_json::to_string(&line)
                    .unwrap_or_else(|error| json!({ "error": error.to_string() }).to_string())
            }
        };
        Reviewed { page, met }
    }

    fn page(&self, named: &Named, review: &Review) -> String {
        let words = Words::builtin();
        let layout = if self.check.full { render::full_review } else { render::review };
        let mut page = layout(&named.draft, review, words, &self.tips, self.look);
        if named.split {
            let note = "The text labels no sections; they are the coach's guess.";
            let _ = write!(page, "\n{}", self.look.dim(&self.look.wrap(note, "", "")));
        }
        page
    }
}

/// A review ready to print.
struct Reviewed {
    page: String,
    met: bool,
}
