mod ask;
mod file;
mod redact;

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use starcoach::draft::Words;
use starcoach::judge::review;
use starcoach::render::{self, Story};
use starcoach::store::{Entry, Store};
use starcoach::text::visible;

use self::file::{is_shared_work_tree, write_whole};
use self::redact::Redact;
use super::settings::Settings;
use super::stored::find;
use super::{Exit, Output, complain, packs};

/// Write a draft, or all, as Markdown, HTML or JSON, with the review
#[derive(Debug, Default, Args)]
#[command(after_help = "Examples:\n  \
    starcoach export complex-technical-problem\n  \
    starcoach export complex -o story.html\n  \
    starcoach export --all -o stories.html --redact \"Acme, Jane Doe\"\n\n\
    HTML is one file that loads nothing from elsewhere and prints a story a page.\n\
    The files of the drafts are never changed.")]
pub(crate) struct Export {
    /// A draft's id, or its beginning
    #[arg(required_unless_present = "all")]
    draft: Option<String>,
    /// All drafts as one booklet with contents, the one worked on last first
    #[arg(long, conflicts_with = "draft")]
    all: bool,
    /// The form; otherwise what the file's name ends with, and Markdown where that says nothing
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<Format>,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace the file if it exists
    #[arg(long, requires = "output")]
    force: bool,
    /// Leave the review out
    #[arg(long)]
    no_review: bool,
    #[command(flatten)]
    redact: Redact,
}

/// What a story is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The form that `import` reads back
    Markdown,
    /// A page for a browser or a printer
    Html,
    /// An object a story, an array with --all
    Json,
}

impl Format {
    /// The form that the ending of `path` asks for.
    fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "md" | "markdown" => Some(Self::Markdown),
            "html" | "htm" => Some(Self::Html),
            "json" => Some(Self::Json),
            _ => None,
        }
    }
}

impl Export {
    /// The draft `id` with its review, to a file of its name in the current folder.
    pub(crate) fn here(id: &str) -> Self {
        Self {
            draft: Some(id.to_owned()),
            output: Some(PathBuf::from(format!("{id}.md"))),
            ..Self::default()
        }
    }

    pub(crate) fn run(self, settings: &Settings, output: &mut Output) -> Result<Exit> {
        let mut exit = Exit::Fine;
        let entries = self.entries(output, &mut exit)?;
        let mut stories: Vec<Story> =
            entries.into_iter().map(|entry| self.story(entry, settings)).collect();
        let Some(redaction) = self.redact.decide(&stories, output)? else {
            return Ok(Exit::Interrupted);
        };
        if !redaction.is_empty() {
            let numbered = stories.iter().enumerate();
            stories = numbered.map(|(at, story)| story.redacted(&redaction, at + 1)).collect();
            redact::tell_what_is_left(&redaction, &stories, output)?;
        }
        let document = self.document(&stories, packs::words()?.as_ref())?;
        let Some(path) = self.output else {
            output.print(&document)?;
            return Ok(exit);
        };
        write_whole(&path, &document, self.force)?;
        if is_shared_work_tree(&path) {
            let warning = "is inside a git work tree with a remote; these are private stories";
            complain(output, &format!("{} {warning}", path.display()))?;
        }
        output.line(&format!("Wrote {}", visible(&path.to_string_lossy())))?;
        Ok(exit)
    }

    /// The drafts asked for; what cannot be read is told and makes the exit code say so.
    fn entries(&self, output: &mut Output, exit: &mut Exit) -> Result<Vec<Entry>> {
        let store = Store::open(Store::home()?)?;
        if let Some(name) = &self.draft {
            return Ok(vec![find(&store, name)?]);
        }
        let listing = store.list()?;
        for problem in &listing.damaged {
            complain(output, &format!("left out: {problem}"))?;
            *exit = Exit::CouldNotRun;
        }
        if listing.drafts.is_empty() {
            bail!("there are no drafts yet; `starcoach practice` starts one");
        }
        Ok(listing.drafts)
    }

    fn story(&self, entry: Entry, settings: &Settings) -> Story {
        let mut draft = entry.record.draft();
        settings.leave_out(&mut draft.not_applicable);
        let review =
            (!self.no_review).then(|| review(&draft).spoken_at(settings.words_a_minute.value));
        let last = entry.record.attempts.last();
        Story {
            id: entry.id.to_string(),
            headline: entry.record.headline,
            competencies: entry.record.competencies,
            date: last.map(|attempt| attempt.at.strftime("%Y-%m-%d").to_string()),
            draft,
            review,
        }
    }

    fn document(&self, stories: &[Story], words: &Words) -> Result<String> {
        let ending = self.output.as_deref().and_then(Format::of);
        let format = self.format.or(ending).unwrap_or(Format::Markdown);
        Ok(match (format, stories) {
            (Format::Markdown, [story]) if !self.all => render::markdown(story, words),
            (Format::Html, [story]) if !self.all => render::html(story, words),
            (Format::Json, [story]) if !self.all => render::json(story, words)?,
            (Format::Markdown, _) => render::markdown_booklet(stories, words),
            (Format::Html, _) => render::html_booklet(stories, words),
            (Format::Json, _) => render::json_booklet(stories, words)?,
        })
    }
}
