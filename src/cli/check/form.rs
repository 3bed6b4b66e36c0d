use std::borrow::Cow;
use std::io;

use clap::ValueEnum;
use serde_json::json;
use starcoach::draft::Words;
use starcoach::render;
use starcoach::text::visible_json;

use crate::cli::Output;

/// How to print reviews.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// A page a draft, for people
    Text,
    /// One array of reviews
    Json,
    /// One review a line, for programs; the README documents it
    Ndjson,
    /// SARIF 2.1.0, for editors and code scanning
    Sarif,
    /// Annotations for GitHub Actions, a line each
    Github,
}

/// `json` so that a terminal it is printed to obeys nothing in it.
pub(super) fn harmless(json: String) -> String {
    let shown = match visible_json(&json) {
        Cow::Owned(shown) => Some(shown),
        Cow::Borrowed(_) => None,
    };
    shown.unwrap_or(json)
}

/// What stands around and between the parts of a report, by its format.
pub(super) struct Form {
    format: Format,
    /// Parts printed so far.
    printed: usize,
    /// What could not be read: source, line and message.
    faults: Vec<(String, usize, String)>,
}

impl Form {
    pub(super) fn new(format: Format) -> Self {
        Self { format, printed: 0, faults: Vec::new() }
    }

    pub(super) fn begin(&self, output: &mut Output) -> io::Result<()> {
        match self.format {
            Format::Sarif => output.print(&render::sarif_head(Words::builtin())),
            _ => Ok(()),
        }
    }

    pub(super) fn part(&mut self, part: &str, output: &mut Output) -> io::Result<()> {
        let between = match (self.format, self.printed) {
            (Format::Text | Format::Sarif, 0) | (Format::Ndjson | Format::Github, _) => {
                String::new()
            }
            (Format::Text, _) => format!("\n{}\n\n", output.look.rule()),
            (Format::Json, 0) => "[\n".to_owned(),
            (Format::Json | Format::Sarif, _) => ",\n".to_owned(),
        };
        output.print(&between)?;
        output.print(part)?;
        if self.format == Format::Ndjson {
            output.print("\n")?;
        }
        self.printed += 1;
        Ok(())
    }

    /// What could not be read, where the format has a place for it; line 0 for a whole file.
    pub(super) fn fault(
        &mut self,
        (source, line): (&str, usize),
        message: &str,
        output: &mut Output,
    ) -> io::Result<()> {
        match self.format {
            Format::Ndjson => {
                let line = Some(line).filter(|line| *line > 0);
                let fault = json!({ "error": message, "source": source, "line": line });
                output.line(&harmless(fault.to_string()))
            }
            Format::Github => output.print(&render::github_fault(source, line, message)),
            Format::Sarif => {
                self.faults.push((source.to_owned(), line, message.to_owned()));
                Ok(())
            }
            Format::Text | Format::Json => Ok(()),
        }
    }

    pub(super) fn end(&self, output: &mut Output) -> io::Result<()> {
        match (self.format, self.printed) {
            (Format::Json, 0) => output.line("[]"),
            (Format::Json, _) => output.line("\n]"),
            (Format::Sarif, _) => output.print(&harmless(render::sarif_tail(&self.faults))),
            _ => Ok(()),
        }
    }
}
