use std::fs::File;
use std::io::{self, IsTerminal};
use std::path::Path;

use anyhow::{Context, Result, bail};
use clap::Args;
use clap::builder::PossibleValuesParser;
use starcoach::draft::{Private, Redaction, candidates};
use starcoach::render::Story;
use starcoach::text::{decode, read_capped};

use super::ask::{confirm, person};
use crate::cli::Output;
use crate::cli::editor::raw::Keys;
use crate::cli::practice::signals;

/// What to hide from those who read the export.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Hiding what is private")]
pub(super) struct Redact {
    /// Replace these words, parted by commas, or those in this file, one a line; a terminal then asks about what else
    /// looks private
    #[arg(long = "redact", value_name = "WORDS|FILE")]
    listed: Vec<String>,
    /// Replace all that looks like one of these, unasked: names, money, figures, addresses
    #[arg(long = "redact-kind", value_name = "KINDS", value_delimiter = ',', hide_possible_values = true,
        value_parser = PossibleValuesParser::new(Private::ALL.map(Private::id)))]
    kinds: Vec<String>,
    /// Ask about each name, amount, figure and address whether to replace it
    #[arg(long = "redact-ask")]
    ask: bool,
}

impl Redact {
    /// What is to be replaced in `stories`; none where the user leaves instead of answering.
    pub(super) fn decide(
        &self,
        stories: &[Story],
        output: &mut Output,
    ) -> Result<Option<Redaction>> {
        let mut redaction = Redaction::default();
        for words in self.words()? {
            let mut alone = Redaction::default();
            alone.list(&words);
            if !texts(stories).any(|text| alone.apply(text).is_changed()) {
                output.remark(&format!("`{words}` stands nowhere in what is exported"))?;
            }
            redaction.list(&words);
        }
        let is_person = io::stdin().is_terminal() && io::stderr().is_terminal();
        if self.ask && !is_person {
            bail!(
                "--redact-ask needs a terminal; list words with --redact, or name kinds with --redact-kind"
            );
        }
        let asks = self.ask || (is_person && !self.listed.is_empty());
        if !asks && self.kinds.is_empty() {
            return Ok(Some(redaction));
        }
        let mut open = Vec::new();
        for candidate in candidates(texts(stories)) {
            if self.kinds.iter().any(|kind| kind == candidate.kind.id()) {
                redaction.add(&candidate.words, candidate.kind);
            } else if asks {
                open.push(candidate);
            }
        }
        signals::watch()?;
        let _keys = asks.then(Keys::begin).transpose()?;
        let person = |candidate: &_, count| person(candidate, count);
        Ok(confirm(open, &mut redaction, person)?.then_some(redaction))
    }

    /// The words of all `--redact`.
    fn words(&self) -> Result<Vec<String>> {
        let mut listed = Vec::new();
        for value in &self.listed {
            let path = Path::new(value);
            if path.is_file() {
                let bytes = File::open(path).and_then(read_capped);
                let bytes = bytes.with_context(|| format!("cannot read {value}"))?;
                listed.extend(decode(value, &bytes)?.lines().map(str::to_owned));
            } else {
                listed.extend(parted(value));
            }
        }
        listed.retain(|words| words.chars().any(char::is_alphanumeric));
        Ok(listed)
    }
}

/// `words` parted at commas, but not those within "$40,000".
fn parted(words: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let chars: Vec<char> = words.chars().collect();
    for (at, c) in chars.iter().enumerate() {
        let digit =
            |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(char::is_ascii_digit);
        if *c == ',' && !(digit(at.checked_sub(1)) && digit(Some(at + 1))) {
            parts.push(String::new());
        } else if let Some(last) = parts.last_mut() {
            last.push(*c);
        }
    }
    parts.into_iter().map(|part| part.trim().to_owned()).collect()
}

/// Says which replaced names still stand within longer words, where no rule can tell whether they give anything away.
pub(super) fn tell_what_is_left(
    redaction: &Redaction,
    stories: &[Story],
    output: &mut Output,
) -> Result<()> {
    let mut left: Vec<&str> = texts(stories).flat_map(|text| redaction.left_in(text)).collect();
    left.sort_unstable();
    left.dedup();
    for words in left {
        output
            .remark(&format!("`{words}` still stands within longer words; look whether it may"))?;
    }
    Ok(())
}

fn texts(stories: &[Story]) -> impl Iterator<Item = &str> {
    stories.iter().flat_map(Story::texts)
}

#[cfg(test)]
mod tests {
    use super::parted;

    #[test]
    fn commas_part_words_and_not_numbers() {
        assert_eq!(parted("Acme, Jane Doe,$40,000"), ["Acme", "Jane Doe", "$40,000"]);
    }
}
