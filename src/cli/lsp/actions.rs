//! "This tip does not apply", written into the file where its form can say so.

use lsp_types::{Range, TextEdit};
use serde_json::{Value, json};
use starcoach::draft::Words;
use starcoach::draft::{Tip, exempt};

use super::diagnostics::of_finding;
use super::judged::{Answer, Judged};
use super::page::Page;

/// The one kind of action that there is.
pub(super) const KIND: &str = "quickfix";

/// How many findings are tried for one request: a menu holds no more, and each takes two readings of the text.
const MOST: usize = 12;

/// An action for each missing or hinted tip whose words or line `range` touches, the first of them where they are many.
pub(super) fn actions(judged: &Judged, page: &Page, uri: &str, range: Range) -> Vec<Value> {
    let touches = |own: Range| own.start <= range.end && range.start <= own.end;
    let near = judged.answers.iter().enumerate().filter(|(_, answer)| answer.touches(range));
    let findings = near.flat_map(|(nth, answer)| {
        answer.annotations().into_iter().map(move |annotation| (nth, answer, annotation))
    });
    findings
        .filter(|(.., annotation)| touches(page.range(annotation.region)))
        .filter_map(|(nth, answer, own)| Some((nth, answer, Tip::from_id(own.rule)?, own)))
        .take(MOST)
        .filter_map(|(nth, answer, tip, annotation)| {
            let edit = edit(answer, nth, tip, page)?;
            Some(json!({
                "title": format!("This tip does not apply: {}", Words::builtin().tip(tip).title),
                "kind": KIND,
                "diagnostics": [of_finding(&annotation, answer, page)],
                "edit": { "changes": { uri: [edit] } },
            }))
        })
        .collect()
}

fn edit(answer: &Answer, nth: usize, tip: Tip, page: &Page) -> Option<TextEdit> {
    let insertion = exempt(&answer.named.source, answer.named.text.as_deref()?, nth, tip)?;
    let place = page.position(insertion.place);
    Some(TextEdit::new(Range::new(place, place), insertion.text))
}
