use std::fmt::Write;

use super::Look;
use crate::draft::{Draft, Tip, Words};
use crate::judge::{Finding, Level, Quote, Review, Verdict};

/// How many follow-up questions a one-screen review asks.
const FOLLOW_UPS: usize = 3;

/// The review of one draft on one screen: levels with quotes, lengths, the change that helps most, follow-ups.
///
/// Only the findings on `tips` are shown.
pub fn review(draft: &Draft, review: &Review, words: &Words, tips: &[Tip], look: Look) -> String {
    let mut page = brief_review(draft, review, words, tips, look);
    page.push_str(&follow_ups(draft, review, words, look));
    page
}

/// The same without the follow-up questions, for where an interviewer asks them one by one.
pub fn brief_review(
    draft: &Draft,
    review: &Review,
    words: &Words,
    tips: &[Tip],
    look: Look,
) -> String {
    let mut page = head(draft, review, look);
    page.extend(shown(review, tips).map(|finding| finding_line(finding, draft, words, look)));
    page.push('\n');
    page.push_str(&lengths(review, look));
    page.push_str(&next_change(draft, review, words, look));
    page
}

/// The review at length: for each of `tips` all quotes, why they count, and what would raise the level;
/// then the remarks on the sections.
pub fn full_review(
    draft: &Draft,
    review: &Review,
    words: &Words,
    tips: &[Tip],
    look: Look,
) -> String {
    let mut page = head(draft, review, look);
    page.extend(shown(review, tips).map(|finding| finding_block(finding, draft, words, look)));
    page.push_str(&lengths(review, look));
    for section in &review.sections {
        for note in &section.notes {
            page.push_str(&look.wrap(&format!("{}: {note}", section.section), "  · ", "    "));
        }
    }
    page.push_str(&next_change(draft, review, words, look));
    page
}

/// The findings on `tips`.
fn shown<'r>(review: &'r Review, tips: &[Tip]) -> impl Iterator<Item = &'r Finding> {
    review.findings.iter().filter(|finding| tips.contains(&finding.tip))
}

fn head(draft: &Draft, review: &Review, look: Look) -> String {
    let question =
        if draft.question.trim().is_empty() { "(no question given)" } else { &draft.question };
    let mut head = String::new();
    for line in look.wrap(question, "", "").lines() {
        let _ = writeln!(head, "{}", look.heading(line));
    }
    for line in look.wrap(&verdict_line(review), "", "").lines() {
        let _ = writeln!(head, "{}", look.verdict(&review.verdict, line));
    }
    if let Some(capped) = &review.capped {
        head.push_str(&look.wrap(capped, "", ""));
    }
    head.push('\n');
    head
}

pub(super) fn verdict_line(review: &Review) -> String {
    match &review.verdict {
        Verdict::Ready => "Ready. Good enough: stop polishing, say it aloud.".to_owned(),
        Verdict::Close => "Close. One or two good changes away from ready.".to_owned(),
        Verdict::NotYet => "Not yet. The change below would help most.".to_owned(),
        Verdict::CannotTell(reason) => format!("Cannot tell. {reason}"),
    }
}

fn level_cell(finding: &Finding, draft: &Draft, look: Look) -> String {
    if draft.not_applicable.contains(&finding.tip) {
        return look.dim(&Look::padded("– left out", 11));
    }
    let level = finding.level;
    look.level(level, &Look::padded(&format!("{} {level}", Look::mark(level)), 11))
}

fn finding_line(finding: &Finding, draft: &Draft, words: &Words, look: Look) -> String {
    let title = &words.tip(finding.tip).title;
    let level = level_cell(finding, draft, look);
    let quote = |columns: usize| {
        let quote = finding.quotes.first()?;
        Some(look.quote(&format!("\"{}\"", Look::one_line(&quote.text, columns.saturating_sub(2)))))
    };
    if look.is_narrow() {
        let title = Look::one_line(title, look.width() - 11);
        let quote = quote(look.width() - 2).map(|quote| format!("  {quote}\n")).unwrap_or_default();
        return format!("{level}{title}\n{quote}");
    }
    let quote = quote(look.width() - 11 - 34).unwrap_or_default();
    format!("{level}{}{quote}", Look::padded(title, 34)).trim_end().to_owned() + "\n"
}

fn finding_block(finding: &Finding, draft: &Draft, words: &Words, look: Look) -> String {
    let tip = words.tip(finding.tip);
    let heading = format!("{}{}", level_cell(finding, draft, look), look.heading(&tip.title));
    let mut block = look.lay(&heading, "", "  ");
    for quote in &finding.quotes {
        block.push_str(&quoted(quote, look));
    }
    if let (Some(cue), true) = (&finding.cue, finding.level > Level::Missing) {
        block.push_str(&look.wrap(&format!("What counted most: \"{cue}\""), "  ", "  "));
    }
    if !draft.not_applicable.contains(&finding.tip) {
        let about = finding.subject().map(|quote| &*quote.text);
        block.push_str(&look.wrap(&tip.advice(finding.advice, about), "  → ", "    "));
    }
    block.push('\n');
    block
}

fn quoted(quote: &Quote, look: Look) -> String {
    let text = format!("\"{}\" ({})", quote.text, quote.section);
    let lines = look.wrap(&text, "  ", "  ");
    lines.lines().fold(String::new(), |painted, line| painted + &look.quote(line) + "\n")
}

fn lengths(review: &Review, look: Look) -> String {
    let words: usize = review.sections.iter().map(|section| section.words).sum();
    let (minutes, seconds) = (review.spoken_seconds / 60, review.spoken_seconds % 60);
    let mut line = format!("{words} words, about {minutes}:{seconds:02} spoken.");
    for section in &review.sections {
        let _ = write!(line, " {} {:.0}%,", section.section, section.share * 100.0);
    }
    let line = line.trim_end_matches(',').to_owned();
    look.wrap(&line, "", "")
        .lines()
        .fold(String::new(), |dimmed, line| dimmed + &look.dim(line) + "\n")
}

fn next_change(draft: &Draft, review: &Review, words: &Words, look: Look) -> String {
    let Some(finding) = review.next_change(&draft.not_applicable) else {
        return String::new();
    };
    let heading = match review.verdict {
        Verdict::CannotTell(_) => return String::new(),
        Verdict::Ready => "Only if you want to add one thing",
        Verdict::Close | Verdict::NotYet => "What would help most",
    };
    let tip = words.tip(finding.tip);
    let about = finding.subject().map(|quote| Look::one_line(&quote.text, look.width()));
    let advice = tip.advice(finding.advice, about.as_deref());
    let heading = look.wrap(&format!("{heading}: {}", tip.title), "", "");
    let heading: String = heading.lines().map(|line| look.heading(line) + "\n").collect();
    format!("\n{heading}{}", look.wrap(&advice, "  ", "  "))
}

fn follow_ups(draft: &Draft, review: &Review, words: &Words, look: Look) -> String {
    let missing = review.findings.iter().filter(|finding| {
        finding.level == Level::Missing && !draft.not_applicable.contains(&finding.tip)
    });
    let asked: Vec<&String> = missing
        .filter_map(|finding| words.tip(finding.tip).follow_ups.first())
        .take(FOLLOW_UPS)
        .collect();
    if asked.is_empty() || matches!(review.verdict, Verdict::Ready | Verdict::CannotTell(_)) {
        return String::new();
    }
    let heading = look.heading("An interviewer would ask");
    asked
        .iter()
        .fold(format!("\n{heading}\n"), |page, question| page + &look.wrap(question, "  ", "    "))
}
