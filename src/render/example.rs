use std::fmt::Write;

use super::{Look, marked, tag};
use crate::bank::{Evidence, Example, Judged, Sentence};
use crate::draft::{Section, Sections, Tip, Words};
use crate::judge::Level;
use crate::text::Span;

/// From how many columns on two texts stand beside each other.
const BESIDE: usize = 100;

/// One side of a comparison.
#[derive(Clone, Copy, Debug)]
pub struct Side<'s> {
    /// What it is called, such as "First draft".
    pub title: &'s str,
    /// Its text.
    pub sections: &'s Sections,
    /// What the judge says of it.
    pub evidence: &'s Evidence,
}

/// The parts `shown` of a text, with the words marked that earn tips by `evidence`; without that, unmarked.
pub fn answer(
    sections: &Sections,
    shown: &[Section],
    evidence: Option<&Evidence>,
    look: Look,
) -> String {
    let mut page = String::new();
    for (section, text) in sections.iter().filter(|(section, _)| shown.contains(section)) {
        let marks = evidence.map(|evidence| evidence.quotes(section)).unwrap_or_default();
        let gap = if page.is_empty() { "" } else { "\n" };
        let _ = writeln!(page, "{gap}{}", look.heading(section.title()));
        page.push_str(&marked(text, &marks, look, "  "));
    }
    page
}

/// An example sentence by sentence, each with the tips that it speaks to.
///
/// What is quoted for the example's levels is named as well, since those look at the whole answer.
pub fn annotated(
    example: &Example,
    shown: &[Section],
    judged: &Judged,
    words: &Words,
    look: Look,
) -> String {
    let mut page = String::new();
    let sections = example.sections();
    for (section, text) in sections.iter().filter(|(section, _)| shown.contains(section)) {
        let gap = if page.is_empty() { "" } else { "\n" };
        let _ = writeln!(page, "{gap}{}", look.heading(section.title()));
        let quotes = judged.answer.quotes(section);
        for sentence in judged.sentences(section) {
            let set = marked(sentence.span().of(text), &[], look, "  ");
            let tips = tips_of(sentence, &quotes, &judged.answer);
            if tips.is_empty() {
                page.extend(set.lines().map(|line| look.dim(line) + "\n"));
                continue;
            }
            page.extend(set.lines().map(|line| look.quote(line) + "\n"));
            for (tip, level) in tips {
                let does = if level == Level::Shown { "shows" } else { "hints at" };
                let title = &words.tip(tip).title;
                let line = format!("{} {} {does}: {title}", tag(tip), Look::mark(level));
                let lines = look.wrap(&line, "     ", "         ");
                page.extend(lines.lines().map(|line| look.level(level, line) + "\n"));
            }
        }
    }
    page
}

/// The tips of one sentence with the higher of the levels that it and the whole answer give.
fn tips_of(sentence: &Sentence, quotes: &[(Span, Tip)], answer: &Evidence) -> Vec<(Tip, Level)> {
    let span = sentence.span();
    let tip_of = |tip: Tip| {
        let alone = sentence.tips.iter().find(|(own, _)| *own == tip).map(|(_, level)| *level);
        let is_quoted = quotes.iter().any(|(quote, own)| *own == tip && quote.overlaps(&span));
        let whole = is_quoted.then(|| answer.levels[tip.index()]);
        Some((tip, alone.max(whole)?))
    };
    Tip::ALL.into_iter().filter_map(tip_of).collect()
}

/// What the tags stand for, and the levels that the author of `example` gives it; where the judge sees another level,
/// that is said, too.
pub fn legend(example: &Example, evidence: &Evidence, words: &Words, look: Look) -> String {
    let mut legend = String::new();
    for tip in Tip::ALL {
        let judged = evidence.levels[tip.index()];
        let level = example.levels.get(&tip).copied().unwrap_or(judged);
        let mut line = level_line(tip, level, words, look);
        if level != judged {
            let aside = look.dim(&format!("(the judge: {judged})"));
            let gap = if look.is_narrow() { "\n     " } else { " " };
            let _ = write!(line, "{gap}{aside}");
        }
        legend.extend([line.as_str(), "\n"]);
    }
    legend
}

/// A tip's tag, level and title.
fn level_line(tip: Tip, level: Level, words: &Words, look: Look) -> String {
    let mark = look.level(level, &Look::padded(&format!("{} {level}", Look::mark(level)), 10));
    let room = look.width().saturating_sub(16);
    format!("  {} {mark} {}", tag(tip), Look::one_line(&words.tip(tip).title, room))
}

/// Two answers section by section, beside each other where there is room and one above the other where not,
/// each with its words marked; then the levels of both.
pub fn compared(left: Side<'_>, right: Side<'_>, words: &Words, look: Look) -> String {
    let mut page = String::new();
    if look.width() < BESIDE {
        for side in [left, right] {
            let _ = writeln!(page, "{}\n", look.heading(&format!("— {} —", side.title)));
            page.push_str(&answer(side.sections, &Section::ALL, Some(side.evidence), look));
            page.push('\n');
        }
    } else {
        let half = look.with_width(look.width() / 2 - 2);
        let column = |side: Side<'_>, section: Section| {
            let marks = side.evidence.quotes(section);
            marked(&side.sections[section], &marks, half, "")
        };
        page.push_str(&columns(&look.heading(left.title), &look.heading(right.title), half));
        for section in Section::ALL {
            let _ = writeln!(page, "\n{}", look.heading(section.title()));
            page.push_str(&columns(&column(left, section), &column(right, section), half));
        }
        page.push('\n');
    }
    page.push_str(&levels_of_both(left, right, words, look));
    page
}

/// A line for each tip with the level on either side.
fn levels_of_both(left: Side<'_>, right: Side<'_>, words: &Words, look: Look) -> String {
    let mut table = String::new();
    for tip in Tip::ALL {
        let level = |side: Side<'_>| {
            let level = side.evidence.levels[tip.index()];
            look.level(level, &Look::padded(&format!("{} {level}", Look::mark(level)), 9))
        };
        let (before, after) = (level(left), level(right));
        let title = &words.tip(tip).title;
        if look.is_narrow() {
            let title = Look::one_line(title, look.width() - 4);
            let _ = writeln!(table, "  {} {title}\n    {before} → {after}", tag(tip));
        } else {
            let _ = writeln!(table, "  {} {before} → {after}  {title}", tag(tip));
        }
    }
    table
}

/// The lines of two texts beside each other, the left one as wide as `half`.
fn columns(left: &str, right: &str, half: Look) -> String {
    let (mut left, mut right) = (left.lines(), right.lines());
    let mut page = String::new();
    loop {
        let (left, right) = (left.next(), right.next());
        if left.is_none() && right.is_none() {
            return page;
        }
        let left = Look::padded(left.unwrap_or_default(), half.width());
        let line = format!("{left}    {}", right.unwrap_or_default());
        let _ = writeln!(page, "{}", line.trim_end());
    }
}

#[cfg(test)]
mod tests {
    use console::measure_text_width;

    use super::{Look, Section, Side, annotated, answer, compared, legend};
    use crate::bank::{Bank, Judged};
    use crate::draft::Words;

    #[test]
    fn every_page_keeps_to_the_width_and_every_section_is_on_it() {
        let bank = Bank::new(Vec::new());
        let entry = bank.find("duplicate-orders").expect("a built-in example");
        let example = &entry.question.examples[0];
        let judged = Judged::new(example);
        let (words, sections) = (Words::builtin(), example.sections());
        let weak = example.weak.as_ref().expect("a weak first draft");
        let weak_evidence = judged.weak.as_ref().expect("judged, too");
        let left = Side { title: "Before", sections: &weak.sections(), evidence: weak_evidence };
        let right = Side { title: "After", sections: &sections, evidence: &judged.answer };
        for width in [32, 40, 80, 100] {
            for colour in [false, true] {
                let look = Look::new(width, colour);
                let pages = [
                    answer(&sections, &Section::ALL, Some(&judged.answer), look),
                    annotated(example, &Section::ALL, &judged, words, look),
                    compared(left, right, words, look),
                ];
                for page in &pages {
                    assert!(page.lines().all(|line| measure_text_width(line) <= width), "{page}");
                    assert!(Section::ALL.iter().all(|own| page.contains(own.title())), "{page}");
                }
                assert_eq!(
                    legend(example, &judged.answer, words, Look::plain()).lines().count(),
                    6
                );
            }
        }
    }

    #[test]
    fn one_section_is_shown_alone() {
        let bank = Bank::new(Vec::new());
        let example = &bank.find("1").expect("a question").question.examples[0];
        let page = answer(&example.sections(), &[Section::Task], None, Look::plain());
        assert!(page.starts_with("Task\n") && !page.contains("Action"), "{page}");
    }
}
