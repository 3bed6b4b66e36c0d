//! "This tip does not apply", written into the file where its form can say so.

use lsp_types::{Range, TextEdit};
use serde_json::{Value, json};
use starcoach::bank::Words;
use starcoach::draft::{Tip, exempt};

use super::diagnostics::of_finding;
use super::judged::{Answer, Judged};
use super::page::Page;

/// The one kind of action that there is.
pub(super) const KIND: &str = "quickfix";

/// An action for each missing or hinted tip whose words or line `range` touches.
pub(super) fn actions(judged: &Judged, page: &Page, uri: &str, range: Range) -> Vec<Value> {
    let touches = |own: &Range| own.start <= range.end && range.start <= own.end;
    let mut actions = Vec::new();
    for (nth, answer) in judged.answers.iter().enumerate() {
        for annotation in answer.annotations() {
            let diagnostic = of_finding(&annotation, answer, page);
            let is_here = touches(&page.range(annotation.region));
            let tip = Tip::from_id(annotation.rule).filter(|_| is_here);
            let Some((tip, edit)) = tip.and_then(|tip| Some((tip, edit(answer, nth, tip, page)?)))
            else {
                continue;
            };
            actions.push(json!({
                "title": format!("This tip does not apply: {}", Words::builtin().tip(tip).title),
                "kind": KIND,
                "diagnostics": [diagnostic],
                "edit": { "changes": { uri: [edit] } },
            }));
        }
    }
    actions
}

fn edit(answer: &Answer, nth: usize, tip: Tip, page: &Page) -> Option<TextEdit> {
    let insertion = exempt(&answer.named.source, answer.named.text.as_deref()?, nth, tip)?;
    let place = page.position(insertion.place);
    Some(TextEdit::new(Range::new(place, place), insertion.text))
}
