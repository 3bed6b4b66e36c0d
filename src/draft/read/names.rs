//! The words by which people name the parts of an answer.

use std::collections::HashMap;
use std::sync::LazyLock;

use strsim::damerau_levenshtein;

use crate::draft::Section;

/// What a label says of the text after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// One of the four sections.
    Section(Section),
    /// The situation where nothing else is labelled so, otherwise the task: the C of CAR, the P of PAR.
    Challenge,
    /// A part that is none of the four.
    Extra,
    /// The question answered.
    Question,
    /// The answer, against the question; says nothing of its parts.
    Answer,
}

/// How much a name alone says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Weight {
    /// One letter: counts only beside others.
    Letter,
    /// A word that notes use for other things too.
    Weak,
    /// A name of STAR itself.
    Strong,
}

use Label::{Answer, Challenge, Extra, Question};
use Section::{Action, Result, Situation, Task};
use Weight::{Letter, Strong, Weak};

/// Every name in lower case; the names of one row mean the same. A new synonym goes here and nowhere else.
const NAMES: [(Label, Weight, &str); 12] = [
    (Label::Section(Situation), Strong, "situation, situations"),
    (Label::Section(Task), Strong, "task, tasks"),
    (
        Label::Section(Action),
        Strong,
        "action, actions, action(s), action taken, actions taken, action i took, \
         actions i took, actions you took, action you took",
    ),
    (
        Label::Section(Result),
        Strong,
        "result, results, result(s), end result, final result, final results",
    ),
    (
        Label::Section(Situation),
        Weak,
        "context, background, scenario, setting, scene, backdrop, background context",
    ),
    (
        Label::Section(Task),
        Weak,
        "goal, goals, objective, objectives, target, targets, mission, role, responsibility, \
         responsibilities, assignment, obstacle, obstacles, hurdle",
    ),
    (
        Challenge,
        Weak,
        "challenge, challenges, problem, problems, problem statement, issue, conflict",
    ),
    (
        Label::Section(Action),
        Weak,
        "approach, approach taken, activity, activities, what i did, what did i do, steps, \
         steps taken, steps i took, solution, solutions, implementation, execution",
    ),
    (
        Label::Section(Result),
        Weak,
        "outcome, outcomes, impact, impacts, achievement, achievements, key results, benefit, \
         benefits, resolution, what happened, consequence, consequences",
    ),
    (
        Extra,
        Weak,
        "reflection, reflections, learning, learnings, lesson, lessons, lesson learned, \
         lessons learned, lesson learnt, lessons learnt, learned, takeaway, takeaways, \
         key takeaway, key takeaways, key learning, key learnings, nugget, nuggets, \
         what i learned, what i learnt, what did i learn, what i would do differently, \
         follow-up, follow-ups, follow up, followup, metrics, tags, skills",
    ),
    (Question, Weak, "question, q, prompt, interview question, title, story title"),
    (Answer, Weak, "answer, ans, my answer, sample answer, example answer, star answer"),
];

/// The rows of the table by their names.
static BY_NAME: LazyLock<HashMap<&str, (Label, Weight)>> = LazyLock::new(|| {
    let rows = NAMES
        .iter()
        .flat_map(|(label, weight, names)| names.split(", ").map(|name| (name, (*label, *weight))));
    rows.collect()
});

/// The letters of the frames: STAR, CAR, PAR, SOAR, STAR-L.
const LETTERS: [(&str, Label); 8] = [
    ("s", Label::Section(Situation)),
    ("t", Label::Section(Task)),
    ("a", Label::Section(Action)),
    ("r", Label::Section(Result)),
    ("c", Challenge),
    ("p", Challenge),
    ("o", Label::Section(Task)),
    ("l", Extra),
];

/// Names long and particular enough that a word one edit away is a slip of the hand.
const MISSPELT: [&str; 14] = [
    "situation",
    "task",
    "tasks",
    "action",
    "actions",
    "result",
    "results",
    "background",
    "context",
    "challenge",
    "objective",
    "approach",
    "outcome",
    "reflection",
];

/// Words of their own that stand one edit from a name.
const NOT_MISSPELT: [&str; 7] =
    ["auction", "auctions", "content", "contest", "ask", "asks", "mask"];

/// What `name` labels, if it is a name at all: any case, decorated or numbered, or within one edit.
pub(super) fn look_up(name: &str) -> Option<(Label, Weight)> {
    let numbered = name.ends_with(|c: char| c.is_ascii_digit());
    let name = plain(name);
    if numbered && name == "a" {
        // "Q2: …", "A2: …"
        return Some((Answer, Weak));
    }
    if name.is_empty() || name.len() > 40 {
        return None;
    }
    exact(&name)
        .or_else(|| exact(without_article(&name)?))
        .or_else(|| LETTERS.iter().find(|row| row.0 == name).map(|row| (row.1, Letter)))
        .or_else(|| combined(&name))
        .or_else(|| exact(nearest(&name)?))
}

fn exact(name: &str) -> Option<(Label, Weight)> {
    BY_NAME.get(name).copied()
}

fn without_article(name: &str) -> Option<&str> {
    let (article, rest) = name.split_once(' ')?;
    matches!(article, "the" | "my" | "our" | "your" | "star").then_some(rest)
}

/// "Situation/Task", "Situation & Task": the first of them has the text of both.
fn combined(name: &str) -> Option<(Label, Weight)> {
    let spaced = name.replace(" and ", "/").replace(" or ", "/").replace(" et ", "/");
    let mut parts = spaced.split(['/', '&', '+', ',']).map(str::trim).map(|part| {
        exact(part)
            .or_else(|| LETTERS.iter().find(|row| row.0 == part).map(|row| (row.1, Letter)))
            .or_else(|| exact(nearest(part)?))
    });
    let first = parts.next()??;
    let mut more = 0;
    for part in parts {
        part?;
        more += 1;
    }
    (more > 0).then_some(first)
}

fn nearest(name: &str) -> Option<&'static str> {
    if name.len() < 4 || NOT_MISSPELT.contains(&name) {
        return None;
    }
    let near = |known: &&&str| {
        // One letter more or less; a letter takes four bytes at most.
        known.len().abs_diff(name.len()) <= 4
            && known[..1] == name[..name.chars().next().map_or(0, char::len_utf8)]
            && damerau_levenshtein(known, name) == 1
    };
    // "test", "tank" and the like stand one edit from "task"; only a swap or a doubled letter is a slip there.
    let slip =
        |known: &&&str| known.len() > 5 || matches!(name, "taks" | "tassk" | "taask" | "taskk");
    MISSPELT.iter().filter(near).find(slip).copied()
}

/// The name in lower case without decoration, numbers after it and doubled spaces.
fn plain(name: &str) -> String {
    let half_width = |c: char| match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '’' => '\'',
        c => c,
    };
    let name: String = name.chars().map(half_width).collect::<String>().to_lowercase();
    let words: Vec<&str> = name.split_whitespace().collect();
    let joined = words.join(" ");
    let trimmed = joined.trim_matches(|c: char| !c.is_alphanumeric() && c != '(' && c != ')');
    let numbered = trimmed.trim_end_matches(|c: char| c.is_numeric() || c == '#' || c == ' ');
    let plain = if numbered.is_empty() { trimmed } else { numbered };
    plain.trim_matches(|c: char| !c.is_alphanumeric() && c != ')').to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Label, look_up};
    use crate::draft::Section;

    #[test]
    fn synonyms_cases_numbers_and_slips_name_their_section() {
        let cases = [
            ("SITUATION", Section::Situation),
            ("situatuion", Section::Situation),
            ("Situtation", Section::Situation),
            ("✅ Context", Section::Situation),
            ("My Task", Section::Task),
            ("Taks", Section::Task),
            ("Actions  Taken", Section::Action),
            ("Action 2", Section::Action),
            ("Action(s)", Section::Action),
            ("Restult", Section::Result),
            ("Resutls", Section::Result),
            ("Situation & Task", Section::Situation),
            ("Situation / Task", Section::Situation),
            ("S/T", Section::Situation),
        ];
        for (name, section) in cases {
            assert_eq!(look_up(name).map(|found| found.0), Some(Label::Section(section)), "{name}");
        }
    }

    #[test]
    fn words_near_a_name_are_no_label() {
        for name in [
            "auction", "content", "ask", "test", "reaction", "resulted", "station", "", "42",
            "tank",
        ] {
            assert_eq!(look_up(name), None, "{name}");
        }
    }
}
