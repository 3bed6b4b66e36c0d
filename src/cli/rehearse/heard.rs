//! What a transcript says of a telling, against the draft.

use std::fmt::Write;

use starcoach::draft::{Draft, Tip, Words};
use starcoach::judge::{Finding, Level, Review};
use starcoach::practice::{Plan, Telling, Told};
use starcoach::render::Look;

use crate::cli::practice::minutes;
use crate::cli::settings::Pace;

/// How many sentences that were not said are quoted.
const QUOTED: usize = 3;

/// Said in place of the tips where the judge will not speak of them.
const UNJUDGED: &str = "Whether the tips were said aloud cannot be told.";

/// A telling with what it is shown against.
pub(super) struct Heard<'h> {
    pub(super) telling: &'h Telling,
    pub(super) draft: &'h Draft,
    pub(super) plan: Plan,
    pub(super) words: &'h Words,
}

impl Heard<'_> {
    /// All of it: pace and fillers, the sections, the tips.
    pub(super) fn page(&self, usual: Pace, look: Look) -> String {
        if self.telling.words == 0 {
            return "Not a word was heard.\n".to_owned();
        }
        let mut page = look.wrap(&self.length(usual), "", "");
        page.push_str(&look.wrap(&self.fillers(), "", ""));
        page.push('\n');
        page.push_str(&self.sections(look));
        page.push('\n');
        // Levels of what cannot be judged would call each tip of the draft lost.
        page.push_str(&match self.telling.said.verdict.reason() {
            Some(reason) => look.wrap(&format!("{UNJUDGED} {reason}"), "", ""),
            None => self.tips(look),
        });
        page
    }

    fn length(&self, usual: Pace) -> String {
        let Telling { words, seconds, .. } = *self.telling;
        match (seconds, self.telling.pace()) {
            (Some(seconds), Some(rate)) => format!(
                "{words} words in {}: {rate} a minute; you plan with {}.",
                minutes(seconds),
                usual.words_a_minute
            ),
            _ => format!("{words} words. The file has no times; give --minutes for the pace."),
        }
    }

    fn fillers(&self) -> String {
        let all: usize = self.telling.fillers.iter().map(|(_, count)| count).sum();
        if all == 0 {
            return "No fillers.".to_owned();
        }
        let each: Vec<String> = self
            .telling
            .fillers
            .iter()
            .map(|(filler, count)| format!("{filler} {count}"))
            .collect();
        let fillers = if all == 1 { "filler" } else { "fillers" };
        let often = self.telling.words / all;
        format!("{all} {fillers}, one in {often} words: {}.", each.join(", "))
    }

    fn sections(&self, look: Look) -> String {
        let Telling { is_known, written, order, left_out, .. } = self.telling;
        let mut page = look.heading(&format!(
            "{:<10}{:>8}{:>7}{:>7}{:>7}",
            "", "planned", "told", "words", "kept"
        )) + "\n";
        for told in &self.telling.sections {
            let _ = writeln!(page, "{}", self.section(told, look));
        }
        let remark = match (is_known, written) {
            (true, _) => "kept: how many of the words that tell the section were said.",
            (false, Some(_)) => {
                "Hardly a word of the draft was heard, so the coach guesses at the sections."
            }
            (false, None) => {
                "There is no draft to compare with, so the coach guesses at the sections."
            }
        };
        page.push_str(&dimmed(&look.wrap(remark, "", ""), look));
        if let Some(order) = order {
            let names: Vec<&str> = order.iter().map(|section| section.title()).collect();
            let order = format!("Told in another order: {}.", names.join(", "));
            page.push_str(&look.wrap(&order, "", ""));
        }
        for (section, sentence) in left_out.iter().take(QUOTED) {
            let quote = Look::one_line(sentence, look.width());
            page.push_str(&look.wrap(&format!("Not said ({section}): \"{quote}\""), "", "  "));
        }
        if let Some(more) = left_out.len().checked_sub(QUOTED + 1) {
            let _ = writeln!(page, "And {} more.", more + 1);
        }
        page
    }

    fn section(&self, told: &Told, look: Look) -> String {
        let planned = minutes(self.plan.seconds(told.section));
        let head = format!("{:<10}{planned:>8}", told.section.title());
        if told.is_skipped {
            return format!("{head}  {}", look.level(Level::Missing, "skipped"));
        }
        if told.words == 0 {
            return look.dim(&format!("{head}      –      –      –"));
        }
        let seconds = told.seconds.map_or_else(|| "–".to_owned(), minutes);
        let known = told.covered.filter(|_| self.telling.is_known);
        let kept = known.map_or_else(|| "–".to_owned(), |kept| format!("{:.0}%", kept * 100.0));
        format!("{head}{seconds:>7}{:>7}{kept:>7}", told.words)
    }

    fn tips(&self, look: Look) -> String {
        let said = &self.telling.said;
        let (lost, gained) = self.telling.moved();
        let title =
            if self.telling.written.is_some() { "Tips, written → said" } else { "Tips, said" };
        let mut page = look.heading(title) + "\n";
        for tip in Tip::ALL {
            if self.draft.not_applicable.contains(&tip) {
                continue;
            }
            let note = match (lost.contains(&tip), gained.contains(&tip)) {
                (true, _) => "  lost",
                (_, true) => "  gained",
                _ => "",
            };
            let mark = |review: &Review| {
                let level = finding(review, tip).level;
                look.level(level, Look::mark(level))
            };
            let marks = match &self.telling.written {
                Some(written) => format!("{} → {}", mark(written), mark(said)),
                None => mark(said),
            };
            let columns = look.width().saturating_sub(15);
            let title = Look::one_line(&self.words.tip(tip).title, columns);
            let _ = writeln!(page, "{marks}  {title}{note}");
            page.push_str(&self.quote(tip, note.trim(), look));
        }
        let legend: Vec<String> =
            Level::ALL.iter().map(|level| format!("{} {level}", Look::mark(*level))).collect();
        page.push_str(&look.dim(&legend.join("  ")));
        page.push('\n');
        page
    }

    /// The words that were lost or won, in a line.
    fn quote(&self, tip: Tip, note: &str, look: Look) -> String {
        let (review, verb) = match (note, &self.telling.written) {
            ("lost", Some(written)) => (written, "wrote"),
            ("gained", _) => (&self.telling.said, "said"),
            _ => return String::new(),
        };
        let Some(quote) = finding(review, tip).quotes.first() else { return String::new() };
        let columns = look.width().saturating_sub(20);
        let line = format!("You {verb}: \"{}\"", Look::one_line(&quote.text, columns));
        format!("       {}\n", look.quote(&line))
    }
}

fn finding(review: &Review, tip: Tip) -> &Finding {
    &review.findings[tip.index()]
}

fn dimmed(lines: &str, look: Look) -> String {
    lines.lines().fold(String::new(), |all, line| all + &look.dim(line) + "\n")
}
