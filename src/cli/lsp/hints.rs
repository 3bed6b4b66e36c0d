//! How long each section is, beside its label.

use lsp_types::{InlayHint, InlayHintLabel, InlayHintTooltip, Position, Range};
use starcoach::draft::{Words, Written};
use starcoach::judge::SectionReview;

use super::judged::{Answer, Judged};
use super::page::Page;
use crate::cli::practice::minutes;
use crate::cli::settings::Settings;

/// A hint for each label of a section in `range`.
pub(super) fn hints(
    judged: &Judged,
    page: &Page,
    range: Range,
    settings: &Settings,
) -> Vec<InlayHint> {
    let sections = |answer: &Answer| -> Vec<InlayHint> {
        let all = answer.review.sections.iter();
        all.filter_map(|section| hint(answer, section, page, settings)).collect()
    };
    let near = judged.answers.iter().filter(|answer| answer.touches(range));
    let is_inside = |hint: &InlayHint| range.start <= hint.position && hint.position <= range.end;
    near.flat_map(sections).filter(is_inside).collect()
}

fn hint(
    answer: &Answer,
    section: &SectionReview,
    page: &Page,
    settings: &Settings,
) -> Option<InlayHint> {
    let (words, speech) = (Words::builtin(), settings.pace());
    let label = answer.named.label(section.section)?;
    let spoken = minutes(speech.spoken(section.words));
    let planned = minutes(speech.deserved(section.section, words));
    let length =
        format!("{} words, {:.0}%, {spoken} of {planned}", section.words, section.share * 100.0);
    Some(InlayHint {
        position: behind(label, answer, page)?,
        label: InlayHintLabel::String(length),
        kind: None,
        text_edits: None,
        tooltip: Some(InlayHintTooltip::String(words.section(section.section).asks.clone())),
        padding_left: Some(true),
        padding_right: None,
        data: None,
    })
}

/// The place behind the words of `label` and the signs that belong to them; the end of its line if no words follow.
fn behind(label: &Written, answer: &Answer, page: &Page) -> Option<Position> {
    let line = answer.named.line(label.line)?;
    let end = answer.named.label_place(label).map(|region| region.end_column);
    let rest: Vec<char> = line.chars().skip(end.map_or(0, |end| end - 1)).collect();
    let signs = rest.iter().take_while(|c| !c.is_alphanumeric() && !c.is_whitespace()).count();
    let column = match end {
        Some(end) if rest.iter().any(|c| c.is_alphanumeric()) => end + signs,
        _ => line.trim_end().chars().count() + 1,
    };
    Some(page.position((label.line, column)))
}
