use std::fmt::Write;

use super::{Look, marked, tag};
use crate::bank::{Example, Words};
use crate::draft::{Section, Sections, Tip};
use crate::judge::{Level, Mark, Review};
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
    pub review: &'s Review,
}

/// The parts `shown` of a text, with the words marked that earn tips by `review`; without one, unmarked.
pub fn answer(
    sections: &Sections,
    shown: &[Section],
    review: Option<&Review>,
    look: Look,
) -> String {
    let mut page = String::new();
    for (section, text) in sections.iter().filter(|(section, _)| shown.contains(section)) {
        let marks = review.map(|review| quoted(review, section)).unwrap_or_default();
        let gap = if page.is_empty() { "" } else { "\n" };
        let _ = writeln!(page, "{gap}{}", look.heading(section.title()));
        page.push_str(&marked(text, &marks, look, "  "));
    }
    page
}

/// A text sentence by sentence, each with the tips that it speaks to; `marks_of` gives those of single sentences.
///
/// What `review` quotes is named as well, since that looks at the whole answer.
pub fn annotated(
    sections: &Sections,
    shown: &[Section],
    review: &Review,
    marks_of: impl Fn(Section, &str) -> Vec<Mark>,
    words: &Words,
    look: Look,
) -> String {
    let mut page = String::new();
    for (section, text) in sections.iter().filter(|(section, _)| shown.contains(section)) {
        let gap = if page.is_empty() { "" } else { "\n" };
        let _ = writeln!(page, "{gap}{}", look.heading(section.title()));
        let evidence = quoted(review, section);
        for mark in marks_of(section, text) {
            let sentence = marked(mark.span.of(text), &[], look, "  ");
            let tips = tips_of(&mark, &evidence, review);
            if tips.is_empty() {
                page.extend(sentence.lines().map(|line| look.dim(line) + "\n"));
                continue;
            }
            page.extend(sentence.lines().map(|line| look.quote(line) + "\n"));
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
fn tips_of(mark: &Mark, evidence: &[(Span, Tip)], review: &Review) -> Vec<(Tip, Level)> {
    let tip_of = |tip: Tip| {
        let alone = mark.tips.iter().find(|(own, _)| *own == tip).map(|(_, level)| *level);
        let is_quoted = evidence.iter().any(|(span, own)| *own == tip && span.overlaps(&mark.span));
        let whole = is_quoted.then(|| review.findings[tip.index()].level);
        Some((tip, alone.max(whole)?))
    };
    Tip::ALL.into_iter().filter_map(tip_of).collect()
}

/// What the tags stand for, and the levels that the author of `example` gives it; where the judge sees another level,
/// that is said, too.
pub fn legend(example: &Example, review: &Review, words: &Words, look: Look) -> String {
    let mut legend = String::new();
    for tip in Tip::ALL {
        let judged = review.findings[tip.index()].level;
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
            page.push_str(&answer(side.sections, &Section::ALL, Some(side.review), look));
            page.push('\n');
        }
    } else {
        let half = look.with_width(look.width() / 2 - 2);
        let column = |side: Side<'_>, section: Section| {
            let marks = quoted(side.review, section);
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
            let level = side.review.findings[tip.index()].level;
            look.level(level, &Look::padded(&format!("{} {level}", Look::mark(level)), 9))
        };
        let title = Look::one_line(&words.tip(tip).title, look.width().saturating_sub(30));
        let (before, after) = (level(left), level(right));
        let _ = writeln!(table, "  {} {before} → {after}  {title}", tag(tip));
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

/// The words of `section` that `review` quotes, with the tip that each earns.
fn quoted(review: &Review, section: Section) -> Vec<(Span, Tip)> {
    let quotes = review
        .findings
        .iter()
        .flat_map(|finding| finding.quotes.iter().map(|quote| (quote, finding.tip)));
    quotes
        .filter(|(quote, _)| quote.section == section)
        .map(|(quote, tip)| (quote.span, tip))
        .collect()
}
