//! Live marks: what single sentences hint at and show, while they are being typed.

use super::linear::sigmoid;
use super::model::Model;
use super::reading::read_section;
use super::review::Level;
use crate::draft::{Section, Tip};
use crate::text::Span;

/// A sentence's probability from which it is marked.
const MARKED: f32 = 0.5;

/// A sentence and the tips it speaks to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where it stands in the text.
    pub span: Span,
    /// The tips it hints at or shows by itself, in order; often none.
    pub tips: Vec<(Tip, Level)>,
}

/// Each sentence of a section with the tips it speaks to.
///
/// A mark looks at one sentence; a level of [`super::review`] looks at the whole draft and may differ.
pub fn marks(section: Section, text: &str) -> Vec<Mark> {
    let model = Model::built_in();
    read_section(section, text)
        .iter()
        .map(|sentence| {
            let scores = model.score(sentence);
            let tips = Tip::ALL.into_iter().filter_map(|tip| {
                let likely = |n: usize| sigmoid(scores[n]) >= MARKED;
                match (likely(tip.index() + 6), likely(tip.index())) {
                    (true, _) => Some((tip, Level::Shown)),
                    (_, true) => Some((tip, Level::Hinted)),
                    _ => None,
                }
            });
            Mark { span: sentence.span, tips: tips.collect() }
        })
        .collect()
}
