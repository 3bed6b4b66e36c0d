//! What a session says, apart from its review.

use std::fmt::Write;

use starcoach::bank::Example;
use starcoach::draft::{Section, Tip, Tips, Words};
use starcoach::judge::{Level, Review};
use starcoach::practice::{Choice, Move};
use starcoach::render::Look;

use crate::cli::settings::Pace;

/// Said before the writer rates the draft.
pub(super) const RATING: &str =
    "\nBefore the coach speaks: how far does your answer show each tip?";

/// Seconds as minutes and seconds.
pub(crate) fn minutes(seconds: u32) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// The question, with what is practised above all.
pub(super) fn question(question: &str, tip: Option<Tip>, words: &Words, look: Look) -> String {
    let mut head = String::from("\n");
    for line in look.wrap(question, "", "").lines() {
        let _ = writeln!(head, "{}", look.heading(line));
    }
    if let Some(tip) = tip {
        let tip = words.tip(tip);
        head.push_str(&look.wrap(
            &format!("This time above all: {}. {}", tip.title, tip.why),
            "",
            "",
        ));
    }
    head
}

/// A question as an item to pick: where there is little room, without the words that most begin with.
pub(crate) fn item(prompt: &str, look: Look) -> String {
    let lead = ["Tell me about ", "Describe ", "Give me an example of "];
    match lead.iter().find_map(|lead| prompt.strip_prefix(lead)).filter(|_| look.is_narrow()) {
        Some(rest) => format!("…{rest}"),
        None => prompt.to_owned(),
    }
}

/// What belongs in a section and how long it may take.
pub(super) fn section_head(section: Section, words: &Words, pace: Pace, look: Look) -> String {
    let time = minutes(pace.deserved(section, words));
    let whole = minutes(pace.planned);
    let title = format!("{section} ({} of 4, about {time} of {whole})", section.index() + 1);
    format!("{}\n{}", look.heading(&title), dim(&words.section(section).asks, look))
}

/// A question of the interviewer.
pub(super) fn follow_up(number: usize, of: usize, question: &str, look: Look) -> String {
    let head = format!("\nThe interviewer asks ({number} of {of}):");
    format!("{}\n{}", look.heading(&head), look.wrap(question, "  ", "  ").trim_end())
}

/// Why the interviewer asks although there is no verdict.
pub(super) fn short(look: Look) -> String {
    let why = "There is too little to judge, but enough to ask about: what you answer can be added to your draft.";
    format!("\n{}", look.wrap(why, "", ""))
}

/// An entry of the menu.
pub(super) fn choice(choice: Choice) -> &'static str {
    match choice {
        Choice::Revise => "Revise a section",
        Choice::FollowUps => "Be asked two questions",
        Choice::Dismiss => "Say that a tip does not apply",
        Choice::Example => "See the example beside yours",
        Choice::Explain => "See the review at length",
        Choice::Export => "Export as Markdown",
        Choice::Done => "Done",
    }
}

/// A tip as an item to pick, with whether it is left out now.
pub(super) fn tip(tip: Tip, left_out: &[Tip], words: &Words) -> String {
    let title = &words.tip(tip).title;
    if left_out.contains(&tip) { format!("{title} (–)") } else { title.clone() }
}

/// On how many tips `who` agree, and where the writer's ratings and the levels differ.
pub(crate) fn ratings(
    who: &str,
    ratings: Tips<Option<Level>>,
    review: &Review,
    words: &Words,
    look: Look,
) -> String {
    let rated = Tip::ALL
        .into_iter()
        .zip(ratings)
        .filter_map(|(tip, rating)| rating.map(|rating| (tip, rating)));
    let mut page = String::new();
    let (mut same, mut all) = (0, 0);
    for (tip, rating) in rated {
        let level = review.findings[tip.index()].level;
        all += 1;
        if level == rating {
            same += 1;
            continue;
        }
        let line = format!("{}: you {rating}, coach {level}", words.tip(tip).title);
        page.extend(
            look.wrap(&line, "  ", "    ").lines().map(|line| look.level(level, line) + "\n"),
        );
    }
    if all == 0 {
        return String::new();
    }
    let tips = if all == 1 { "tip" } else { "tips" };
    let head = look.wrap(&format!("{who} agree on {same} of {all} {tips}."), "", "");
    let head: String = head.lines().map(|line| look.heading(line) + "\n").collect();
    format!("\n{head}{page}")
}

/// The tips that rose or fell since the review before.
pub(super) fn moved(moves: &[Move], words: &Words, look: Look) -> String {
    if moves.is_empty() {
        return format!("\n{}", dim("No level moved.", look));
    }
    let mut page = format!("\n{}\n", look.heading("What moved"));
    for Move { tip, from, to } in moves {
        let title = &words.tip(*tip).title;
        let line = format!("{title}: {from}\u{a0}→\u{a0}{to}");
        let lines = look.wrap(&line, "  ", "    ");
        page.extend(lines.lines().map(|line| look.level(*to, line) + "\n"));
    }
    page
}

/// The example by itself.
pub(super) fn example(example: &Example, look: Look) -> String {
    let mut page = format!("\n{}\n", look.heading(&format!("An example ({})", example.focus)));
    for (section, text) in example.sections().iter() {
        let _ =
            write!(page, "\n{}\n{}", look.heading(section.title()), look.wrap(text, "  ", "  "));
    }
    page + &teaches(example, look)
}

/// What to take from the example, and what not.
pub(super) fn teaches(example: &Example, look: Look) -> String {
    let teaches = &example.teaches;
    let strong = look.wrap(&format!("Worth copying: {}", teaches.strong), "", "  ");
    format!("\n{strong}{}", look.wrap(&format!("Not worth copying: {}", teaches.weak), "", "  "))
}

fn dim(text: &str, look: Look) -> String {
    look.wrap(text, "", "").lines().fold(String::new(), |page, line| page + &look.dim(line) + "\n")
}
