//! The figures of an example do not contradict each other: a result starts from the baseline that was told, a
//! percentage fits its amounts, a part is no larger than its whole, a date that was kept is not past its deadline.

mod cases;
mod change;
mod dates;
mod rules;
mod told;

use starcoach::bank::{Bank, Example};
use starcoach::draft::{Section, Sections};

use crate::cases::{CONTRADICTIONS, TRUTHS};
use crate::rules::contradictions;

fn examples(bank: &Bank) -> impl Iterator<Item = &Example> {
    bank.entries().flat_map(|entry| entry.question.examples.iter())
}

fn text(sections: &Sections, section: Section) -> String {
    sections.iter().find(|(own, _)| *own == section).map_or("", |(_, text)| text).to_owned()
}

#[test]
fn the_figures_of_every_example_agree_with_each_other() {
    let bank = Bank::new(Vec::new());
    let mut found = Vec::new();
    for example in examples(&bank) {
        let own = contradictions(&example.sections());
        found.extend(own.into_iter().map(|problem| format!("{}: {problem}", example.id)));
    }
    assert!(found.is_empty(), "{} contradictions:\n{}", found.len(), found.join("\n"));
}

/// A weak first draft tells the same story, so that its figures, too, start from what the example tells.
#[test]
fn the_figures_of_a_weak_first_draft_agree_with_its_example() {
    let bank = Bank::new(Vec::new());
    let mut pairs = 0;
    for example in examples(&bank) {
        let Some(weak) = &example.weak else { continue };
        let (weak, strong) = (weak.sections(), example.sections());
        let both = [Section::Situation, Section::Task]
            .map(|section| format!("{}\n\n{}", text(&strong, section), text(&weak, section)));
        let [situation, task] = both;
        let action = text(&weak, Section::Action);
        let mixed = Sections::new([situation, task, action, text(&weak, Section::Result)]);
        for sections in [&weak, &mixed] {
            assert_eq!(contradictions(sections), [""; 0], "{}", example.id);
        }
        pairs += 1;
    }
    assert!(pairs >= 12, "{pairs} pairs");
}

/// An example with `from` replaced by `to`, and what is then found in it.
fn changed(bank: &Bank, id: &str, from: &str, to: &str) -> Vec<String> {
    let example = examples(bank).find(|example| example.id == id).expect(id);
    let mut replaced = 0;
    let texts =
        [Section::Situation, Section::Task, Section::Action, Section::Result].map(|section| {
            let text = text(&example.sections(), section).replace('\n', " ").replace("  ", "\n\n");
            replaced += text.matches(from).count();
            text.replace(from, to)
        });
    assert_eq!(replaced, 1, "{id}: {from}");
    contradictions(&Sections::new(texts))
}

#[test]
fn a_contradiction_put_into_an_example_is_found() {
    let bank = Bank::new(Vec::new());
    let mut missed = Vec::new();
    for (id, from, to, expected) in CONTRADICTIONS {
        let found = changed(&bank, id, from, to);
        if !found.iter().any(|problem| problem.contains(expected)) {
            missed.push(format!("{id}: {to:?} gave {found:?}"));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn the_same_told_truly_in_other_words_is_no_contradiction() {
    let bank = Bank::new(Vec::new());
    for (id, from, to) in TRUTHS {
        assert_eq!(changed(&bank, id, from, to), [""; 0], "{id}: {to}");
    }
}
