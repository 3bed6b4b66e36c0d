//! Information on each section: length, fillers, who acts, what stands in the wrong place.

use super::assess::Case;
use super::review::SectionReview;
use crate::draft::Section;
use crate::text::words;

pub(crate) fn section_reviews(case: &Case) -> [SectionReview; 4] {
    let lengths = Section::ALL.map(|section| words(&case.sections[section]).len());
    let total: usize = lengths.iter().sum();
    Section::ALL.map(|section| {
        let words = lengths[section.index()];
        SectionReview {
            section,
            words,
            share: words as f64 / total.max(1) as f64,
            notes: Vec::new(),
        }
    })
}
