//! Where judge and rater differ, with what the judge saw: for developers looking for classes of error.

use std::fmt;

use super::corpus::RatedFile;
use crate::draft::{Section, Tip};
use crate::judge::Level;
use crate::judge::assess::Case;
use crate::judge::linear::sigmoid;
use crate::judge::model::Model;
use crate::judge::quotes::cue_of;

/// Sentences listed for a disagreement.
const LISTED: usize = 3;

/// A level on which judge and rater differ.
#[derive(Clone, Debug)]
pub struct Disagreement {
    /// Name of the draft.
    pub id: String,
    /// The tip.
    pub tip: Tip,
    /// The judge's level.
    pub said: Level,
    /// The rater's.
    pub rated: Level,
    /// How likely the judge holds "at least hinted" and "shown".
    pub likely: [f32; 2],
    /// The sentences that scored highest, and those the rater quoted.
    pub sentences: Vec<Scored>,
}

/// A sentence with its scores for a tip.
#[derive(Clone, Debug)]
pub struct Scored {
    /// Its section.
    pub section: Section,
    /// Probabilities of "at least hinted" and "shown".
    pub likely: [f32; 2],
    /// Whether the rater quotes from it.
    pub quoted: bool,
    /// Its text.
    pub text: String,
    /// The words that counted most.
    pub cue: Option<String>,
}

/// The disagreements on a file, draft by draft.
pub fn disagreements(file: &RatedFile, model: &Model) -> Vec<Disagreement> {
    let mut all = Vec::new();
    for rated in &file.drafts {
        let case = Case::of(model, &rated.draft);
        for tip in Tip::ALL {
            let (said, level) = (case.judgement.levels[tip.index()], rated.levels[tip.index()]);
            if said != level {
                all.push(Disagreement {
                    id: rated.id.clone(),
                    tip,
                    said,
                    rated: level,
                    likely: case.judgement.likely[tip.index()],
                    sentences: scored(&case, tip, &rated.evidence[tip.index()]),
                });
            }
        }
    }
    all
}

/// The best sentences and the quoted ones, best first.
fn scored(case: &Case, tip: Tip, evidence: &[(Section, crate::text::Span)]) -> Vec<Scored> {
    let n = tip.index();
    let mut order: Vec<usize> = (0..case.sentences.len()).collect();
    let sum = |i: usize| case.judgement.scores[i][n] + case.judgement.scores[i][n + 6];
    order.sort_by(|&a, &b| sum(b).total_cmp(&sum(a)));
    let scored = order.into_iter().enumerate().filter_map(|(rank, i)| {
        let sentence = &case.sentences[i];
        let section = sentence.home;
        let quoted =
            evidence.iter().any(|(place, span)| *place == section && span.overlaps(&sentence.span));
        (rank < LISTED || quoted).then(|| Scored {
            section,
            likely: [n, n + 6].map(|n| sigmoid(case.judgement.scores[i][n])),
            quoted,
            text: sentence.span.of(&case.sections[section]).to_owned(),
            cue: cue_of(case.model, sentence, sentence.span, n, &case.sections[section]),
        })
    });
    scored.collect()
}

impl fmt::Display for Disagreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{} {}: said {}, rated {} (hinted {:.2}, shown {:.2})",
            self.id, self.tip, self.said, self.rated, self.likely[0], self.likely[1]
        )?;
        for sentence in &self.sentences {
            let quoted = if sentence.quoted { '*' } else { ' ' };
            let [hinted, shown] = sentence.likely;
            let letter = &sentence.section.title()[..1];
            writeln!(
                f,
                "  {quoted} {hinted:.2} {shown:.2} {letter} {:?} cue {:?}",
                sentence.text,
                sentence.cue.as_deref().unwrap_or("")
            )?;
        }
        Ok(())
    }
}
