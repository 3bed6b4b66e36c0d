//! Prose without labels parted into the four sections.

use super::features::{Feature, whereabouts};
use super::linear::Linear;
use super::model::Model;
use super::reading::{Sentence, read_section};
use crate::draft::Section;
use crate::text::Span;

/// What it costs to leave a section out or to begin late, in units of the score.
const SKIPPED: f32 = 1.5;

/// Parts unlabelled prose into sections, in order. Each section is one stretch of the text; a section may be absent.
pub fn split(text: &str) -> Vec<(Section, Span)> {
    split_with(Model::built_in(), text)
}

/// [`split`] with given weights.
pub fn split_with(model: &Model, text: &str) -> Vec<(Section, Span)> {
    let sentences = read_section(Section::Action, text);
    let sections = sections_of(&model.section, &sentences);
    let mut parts: Vec<(Section, Span)> = Vec::new();
    for (section, sentence) in sections.into_iter().zip(&sentences) {
        match parts.last_mut() {
            Some((last, span)) if *last == section => span.end = sentence.span.end,
            _ => parts.push((section, sentence.span)),
        }
    }
    parts
}

/// The likeliest section of each sentence, given that sections never go back.
pub(crate) fn sections_of(model: &Linear<4>, sentences: &[Sentence]) -> Vec<Section> {
    let scores: Vec<[f32; 4]> = sentences
        .iter()
        .enumerate()
        .map(|(i, sentence)| scores(model, sentence, i, sentences.len()))
        .collect();
    let mut best = vec![[f32::MIN; 4]; scores.len()];
    let mut from = vec![[0_usize; 4]; scores.len()];
    for (i, score) in scores.iter().enumerate() {
        for to in 0..4 {
            let (before, cost) = if i == 0 {
                (to, -SKIPPED * to as f32)
            } else {
                (0..=to)
                    .map(|before| {
                        (
                            before,
                            best[i - 1][before] - SKIPPED * to.saturating_sub(before + 1) as f32,
                        )
                    })
                    .max_by(|a, b| a.1.total_cmp(&b.1))
                    .unwrap_or((to, 0.0))
            };
            best[i][to] = cost + score[to];
            from[i][to] = before;
        }
    }
    let Some(last) = best.last() else {
        return Vec::new();
    };
    let mut at = (0..4).max_by(|&a, &b| last[a].total_cmp(&last[b])).unwrap_or(0);
    let mut path = vec![Section::ALL[at]];
    for i in (1..scores.len()).rev() {
        at = from[i][at];
        path.push(Section::ALL[at]);
    }
    path.reverse();
    path
}

/// Log-probabilities of the sections for a sentence.
pub(crate) fn scores(model: &Linear<4>, sentence: &Sentence, number: usize, of: usize) -> [f32; 4] {
    let raw = model.scores(sentence.wording.iter().chain(&place(number, of)));
    let most = raw.iter().fold(f32::MIN, |a, &b| a.max(b));
    let total: f32 = raw.iter().map(|score| (score - most).exp()).sum();
    raw.map(|score| score - most - total.ln())
}

/// What tells a sentence's section: its wording and its place in the whole answer, never the section it stands in.
#[cfg(feature = "train")]
pub(crate) fn plain_features(sentence: &Sentence, number: usize, of: usize) -> Vec<Feature> {
    sentence.wording.iter().copied().chain(place(number, of)).collect()
}

fn place(number: usize, of: usize) -> Vec<Feature> {
    whereabouts((number as f32 + 0.5) / of.max(1) as f32)
}

#[cfg(test)]
mod tests {
    use super::split;
    use crate::draft::Section;

    const PROSE: &str = "Our nightly export at a payroll company had started to fail every week. I was asked to find out why before the audit. \
        I pulled the logs of a month and sorted them by hour. Then I moved the cleanup job to noon so that they would not collide. \
        The export has not failed since. I learned to ask what a job waits for.";

    #[test]
    fn prose_is_parted_in_order_without_gaps_in_the_words() {
        let parts = split(PROSE);
        assert!(
            parts.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1.end <= pair[1].1.start)
        );
        let words: usize =
            parts.iter().map(|(_, span)| span.of(PROSE).split_whitespace().count()).sum();
        assert_eq!(words, PROSE.split_whitespace().count());
        assert!(parts.iter().any(|(section, span)| *section == Section::Result
            && span.of(PROSE).contains("not failed since")));
    }

    #[test]
    fn no_text_has_no_parts() {
        assert!(split("").is_empty());
        assert!(split(" \n ").is_empty());
    }
}
