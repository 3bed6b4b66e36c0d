//! How the gate does on rated drafts: whom it turns away, what it takes from them, what nonsense it lets through.
//!
//! `cargo test --features train gate::measure -- --nocapture`; `learn_order` writes `answers/word-order.bin`.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::{Gate, examine, learn_order, read};
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

#[test]
fn measured_over_the_rated_files() {
    let mut report = String::new();
    for (name, drafts) in files() {
        let (mut refused, mut hollow, mut taken, mut tips) = (0, 0, 0, 0);
        let mut lines = String::new();
        for rated in &drafts {
            let gate = examine(&rated.draft);
            let any = rated.levels.iter().any(|&level| level > 0);
            let harmed: Vec<String> = (0..6)
                .filter(|&tip| rated.levels[tip] > 0)
                .filter(|&tip| u64::from(allowed(&gate, rated, tip).score()) < rated.levels[tip])
                .map(|tip| format!("{} {}", Tip::ALL[tip], rated.levels[tip]))
                .collect();
            tips += rated.levels.iter().filter(|&&level| level > 0).count();
            taken += harmed.len();
            refused += usize::from(any && gate.refused.is_some());
            hollow += usize::from(!any && gate.refused.is_some());
            let adversarial = name.starts_with("x2") || name.starts_with("y2");
            let odd = gate.refused.is_some() || !harmed.is_empty();
            if odd || adversarial && !any {
                let shut = if is_shut(&gate, &rated.draft) { "SHUT" } else { "open" };
                let why = gate.refused.as_deref().or(gate.capped.as_deref()).unwrap_or("-");
                let sign = if any { "RATED" } else { "zero " };
                let refused = if gate.refused.is_some() { "refused" } else { "judged " };
                let _ = writeln!(
                    lines,
                    "   {sign} {refused} {shut} {} [{}] {:.44} | taken: {}",
                    rated.id,
                    rated.writer,
                    why,
                    harmed.join(", ")
                );
            }
        }
        let _ = writeln!(
            report,
            "{name}: {} drafts; rated refused {refused}, all-zero refused {hollow}; levels taken {taken} of {tips}\n{lines}",
            drafts.len()
        );
    }
    report.push_str(&nonsense());
    std::io::stdout().lock().write_all(report.as_bytes()).expect("stdout");
}

/// The table learned anew from all but the adversarial files, whose order is wrong on purpose.
fn learned() -> Vec<u8> {
    let files = files();
    let ordinary =
        files.iter().filter(|(name, _)| !name.starts_with("x2") && !name.starts_with("y2"));
    learn_order(ordinary.flat_map(|(_, drafts)| drafts).map(|rated| &rated.draft))
}

#[test]
#[ignore = "writes answers/word-order.bin"]
fn write_word_order() {
    std::fs::write(folder().join("word-order.bin"), learned()).expect("the table written");
}
