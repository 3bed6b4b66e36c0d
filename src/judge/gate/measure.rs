//! How the gate does on rated drafts: whom it turns away, what it takes from them, what nonsense it lets through.
//!
//! `cargo test --features train gate::measure -- --nocapture`; `learn_order` writes `answers/word-order.bin`.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::{Gate, examine, read};
use crate::draft::{Draft, Section, Sections, Tip};
use crate::judge::Level;
use crate::text::Span;

struct Rated {
    id: String,
    writer: String,
    draft: Draft,
    levels: [u64; 6],
    evidence: Vec<Vec<String>>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("answers")
}

/// The rated files by name, in order.
fn files() -> Vec<(String, Vec<Rated>)> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder().join("rated"))
        .expect("the rated files")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "jsonl"))
        .collect();
    paths.sort();
    let name = |path: &Path| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    paths.iter().map(|path| (name(path), rated(path))).collect()
}

fn rated(path: &Path) -> Vec<Rated> {
    let text = std::fs::read_to_string(path).expect("a rated file");
    let drafts = text
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("a line of JSON"));
    drafts
        .map(|value| {
            let word = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
            let quotes = |tip: &str| {
                let list = value["evidence"][tip].as_array().cloned().unwrap_or_default();
                list.iter().filter_map(|quote| quote.as_str().map(str::to_owned)).collect()
            };
            Rated {
                id: word("id"),
                writer: word("writer"),
                draft: Draft {
                    question: word("question"),
                    sections: Sections::new(Section::ALL.map(|section| word(section.id()))),
                    ..Draft::default()
                },
                levels: Tip::ALL.map(|tip| value["labels"][tip.id()].as_u64().unwrap_or(0)),
                evidence: Tip::ALL.map(|tip| quotes(tip.id())).to_vec(),
            }
        })
        .collect()
}

/// The highest level that the gate leaves a tip, given the raters' quotes for it.
fn allowed(gate: &Gate, rated: &Rated, tip: usize) -> Level {
    let mut best = None;
    for quote in &rated.evidence[tip] {
        for (section, text) in rated.draft.sections.iter() {
            if let Some(start) = text.find(quote.as_str()) {
                let span = Span::new(start, start + quote.len());
                best = best.max(Some(gate.caps_at(section, span)[tip]));
            }
        }
    }
    best.unwrap_or(gate.caps[tip])
}

/// Whether nothing of the draft may earn anything.
fn is_shut(gate: &Gate, draft: &Draft) -> bool {
    gate.caps.iter().all(|&cap| cap == Level::Missing)
        || read::read(draft)
            .iter()
            .filter(|s| s.words.len() > 1)
            .all(|s| gate.excludes(s.section, s.span))
}

/// What becomes of the adversarial drafts that raters gave nothing, by what was tuned on (all of x2 and the odd ones
/// of y2) and what was not (the even ones of y2).
fn nonsense() -> String {
    // All, refused, judged with levels held down.
    let mut sums = [[0; 3]; 2];
    let adversarial = files().into_iter().filter(|(name, _)| name == "x2" || name == "y2");
    for (name, drafts) in adversarial {
        for (at, rated) in drafts.iter().enumerate().filter(|(_, rated)| rated.levels == [0; 6]) {
            let gate = examine(&rated.draft);
            let unseen = usize::from(name == "y2" && at % 2 == 1);
            sums[unseen][0] += 1;
            sums[unseen][1] += usize::from(gate.refused.is_some());
            sums[unseen][2] += usize::from(gate.refused.is_none() && gate.capped.is_some());
        }
    }
    let line = |[all, refused, capped]: [usize; 3], what| {
        format!(
            "all-zero adversarial drafts, {what}: {all}; refused {refused}, capped {capped}, open {}\n",
            all - refused - capped
        )
    };
    line(sums[0], "tuned on") + &line(sums[1], "not tuned on")
}

/// What the gate does to the drafts of one file.
#[derive(Default)]
struct Outcome {
    /// Drafts with a level that are refused, and those without.
    refused: [usize; 2],
    /// Levels that the raters gave, and those of them that the gate takes away.
    levels: usize,
    taken: usize,
    /// A line for each draft worth reading.
    lines: String,
}

impl Outcome {
    fn add(&mut self, rated: &Rated, adversarial: bool) {
        let gate = examine(&rated.draft);
        let any = rated.levels.iter().any(|&level| level > 0);
        let given = |tip: &usize| rated.levels[*tip] > 0;
        let less =
            |tip: &usize| u64::from(allowed(&gate, rated, *tip).score()) < rated.levels[*tip];
        let taken: Vec<&str> =
            (0..6).filter(given).filter(less).map(|tip| Tip::ALL[tip].id()).collect();
        self.levels += (0..6).filter(given).count();
        self.taken += taken.len();
        self.refused[usize::from(!any)] += usize::from(gate.refused.is_some());
        if gate.refused.is_some() || !taken.is_empty() || adversarial && !any {
            let why = gate.refused.as_deref().or(gate.capped.as_deref()).unwrap_or("-");
            let _ = writeln!(
                self.lines,
                "   {} {} {} {} [{}] {why:.44} | taken: {}",
                if any { "RATED" } else { "zero " },
                if gate.refused.is_some() { "refused" } else { "judged " },
                if is_shut(&gate, &rated.draft) { "SHUT" } else { "open" },
                rated.id,
                rated.writer,
                taken.join(", ")
            );
        }
    }
}

#[test]
fn measured_over_the_rated_files() {
    let mut report = String::new();
    let mut ordinary = (0, 0);
    for (name, drafts) in files() {
        let adversarial = name.starts_with("x2") || name.starts_with("y2");
        let mut outcome = Outcome::default();
        for rated in &drafts {
            outcome.add(rated, adversarial);
        }
        let Outcome { refused: [rated, hollow], levels, taken, lines } = outcome;
        if !adversarial {
            ordinary = (ordinary.0 + taken, ordinary.1 + levels);
        }
        let _ = writeln!(
            report,
            "{name}: {} drafts; rated refused {rated}, all-zero refused {hollow}; levels taken {taken} of {levels}\n{lines}",
            drafts.len()
        );
    }
    report.push_str(&nonsense());
    std::io::stdout().lock().write_all(report.as_bytes()).expect("stdout");
    let (taken, levels) = ordinary;
    assert!(
        taken * 500 <= levels,
        "the gate takes {taken} of {levels} levels from ordinary drafts"
    );
}
