use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use crate::draft::{Draft, Section, Sections, Tip, Tips};
use crate::judge::Level;
use crate::judge::gate::learn_order;
use crate::text::Span;

/// A draft with a rater's levels and the words quoted for them.
#[derive(Clone, Debug)]
pub struct Rated {
    /// Name of the draft in its file.
    pub id: String,
    /// The draft.
    pub draft: Draft,
    /// The rater's level for each tip.
    pub levels: Tips<Level>,
    /// Where the rater's quotes stand, for each tip.
    pub evidence: Tips<Vec<(Section, Span)>>,
}

/// The rated drafts of one file: one writer's or one kind's.
#[derive(Clone, Debug)]
pub struct RatedFile {
    /// Name without folder and ending ("p5").
    pub name: String,
    /// Its drafts, in order.
    pub drafts: Vec<Rated>,
}

/// Whether the file called `name` holds ordinary drafts: neither adversarial ones nor contrast pairs.
pub(super) fn is_usual(name: &str) -> bool {
    !name.starts_with(['x', 'y'])
}

/// The bytes of `answers/word-order.bin`, from the ordinary drafts of `files`.
pub fn word_order(files: &[RatedFile]) -> Vec<u8> {
    let usual = files.iter().filter(|file| is_usual(&file.name));
    learn_order(usual.flat_map(|file| &file.drafts).map(|rated| &rated.draft))
}

/// A line as the files spell it. `writer` is for readers only, so it is not even read.
#[derive(Deserialize)]
struct Line {
    id: String,
    question: String,
    situation: String,
    task: String,
    action: String,
    result: String,
    labels: HashMap<Tip, u8>,
    evidence: HashMap<Tip, Vec<String>>,
}

/// All `*.jsonl` files of a folder, by name.
///
/// # Errors
/// If the folder or a file in it cannot be read.
pub fn read_folder(folder: &Path) -> Result<Vec<RatedFile>> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut paths: Vec<PathBuf> =
        entries.collect::<Result<Vec<_>, _>>()?.into_iter().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "jsonl"));
    paths.sort();
    paths.iter().map(|path| read_file(path)).collect()
}

/// The rated drafts of one file.
///
/// # Errors
/// With path and line if a line is no rated draft or quotes words that the draft does not have.
pub fn read_file(path: &Path) -> Result<RatedFile> {
    let text =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let numbered = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let drafts = numbered
        .map(|(number, line)| {
            read_line(line).with_context(|| format!("{}:{}", path.display(), number + 1))
        })
        .collect::<Result<_>>()?;
    Ok(RatedFile { name, drafts })
}

fn read_line(line: &str) -> Result<Rated> {
    let line: Line = serde_json::from_str(line)?;
    let sections = Sections::new([line.situation, line.task, line.action, line.result]);
    let mut levels = [Level::Missing; 6];
    for (tip, score) in &line.labels {
        let level = Level::ALL.into_iter().find(|level| level.score() == *score);
        levels[tip.index()] = level.with_context(|| format!("{tip}: level {score}"))?;
    }
    ensure!(line.labels.len() == 6, "labels for {} of 6 tips", line.labels.len());
    let mut evidence: Tips<Vec<(Section, Span)>> = Tips::default();
    for tip in Tip::ALL {
        for quote in line.evidence.get(&tip).into_iter().flatten() {
            let place = sections.iter().find_map(|(section, text)| {
                text.find(quote.as_str())
                    .map(|start| (section, Span::new(start, start + quote.len())))
            });
            evidence[tip.index()]
                .push(place.with_context(|| format!("{tip}: not in the draft: {quote:?}"))?);
        }
    }
    let draft = Draft { question: line.question, sections, ..Draft::default() };
    Ok(Rated { id: line.id, draft, levels, evidence })
}
