//! What the words under the cursor earn, and why.

use lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind, Position, Range};
use starcoach::draft::Words;
use starcoach::judge::Finding;
use starcoach::render::explained;

use super::judged::{Answer, Judged};
use super::page::Page;

/// The tips that the words at `position` earn, or are advised on; none where no finding speaks of them.
pub(super) fn hover(judged: &Judged, page: &Page, position: Position) -> Option<Hover> {
    let is_here = |range: &Range| range.start <= position && position <= range.end;
    let found: Vec<(&Finding, Range)> = judged
        .answers
        .iter()
        .filter(|answer| answer.is_account() && answer.touches(Range::new(position, position)))
        .flat_map(|answer| findings(answer, page))
        .filter(|(_, range)| is_here(range))
        .collect();
    let &(_, range) = found.first()?;
    let mut parts: Vec<String> =
        found.iter().map(|(finding, _)| explained(finding, Words::builtin())).collect();
    // Two quotes of one tip may overlap.
    parts.dedup();
    let value = parts.join("\n\n---\n\n");
    let contents = HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value });
    Some(Hover { contents, range: Some(range) })
}

/// Each finding with each place in the text that it speaks of.
fn findings<'a>(answer: &'a Answer, page: &Page) -> Vec<(&'a Finding, Range)> {
    let place = answer.named.place();
    let applies = |finding: &&Finding| !answer.named.draft.not_applicable.contains(&finding.tip);
    let quotes = answer.review.findings.iter().filter(applies).flat_map(|finding| {
        finding.quotes.iter().chain(&finding.about).map(move |quote| (finding, quote))
    });
    quotes.filter_map(|(finding, quote)| Some((finding, page.range(place.words(quote)?)))).collect()
}
