use std::fmt::Write;
use std::mem::take;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::Look;
use crate::draft::{Section, Sections};
use crate::text::visible;

/// How many words that stayed are shown on each side of a change.
const AROUND: usize = 5;

/// The most words that are compared one by one; a longer section is taken for wholly new, since comparing takes
/// time with the square of what differs.
const COMPARED: usize = 4000;

/// Words that stayed, went or came, in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change<'t> {
    /// In both versions.
    Same(Vec<&'t str>),
    /// In the old version only.
    Gone(Vec<&'t str>),
    /// In the new version only.
    New(Vec<&'t str>),
}

/// What changed from `old` to `new`, word by word; how the words are parted by white space does not count.
pub fn word_changes<'t>(old: &'t str, new: &'t str) -> Vec<Change<'t>> {
    let old: Vec<&str> = old.split_whitespace().collect();
    let new: Vec<&str> = new.split_whitespace().collect();
    let mut changes = Vec::new();
    if old.len().max(new.len()) > COMPARED && old != new {
        changes.extend([Change::Gone(old), Change::New(new)]);
    } else {
        for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
            let (tag, gone, came) = op.as_tag_tuple();
            let (gone, came) = (old[gone].to_vec(), new[came].to_vec());
            match tag {
                DiffTag::Equal => changes.push(Change::Same(came)),
                _ => changes.extend([Change::Gone(gone), Change::New(came)]),
            }
        }
    }
    changes.retain(|change| !change.words().is_empty());
    joined(&changes)
}

/// `changes` with words that stayed by chance, one or two amid longer changes, counted as changed: a sentence
/// rewritten reads better whole than around each "the" that both versions have.
fn joined<'t>(changes: &[Change<'t>]) -> Vec<Change<'t>> {
    let weight = |place: usize| -> usize {
        let around = changes[place..].iter().take_while(|own| !matches!(own, Change::Same(_)));
        around.map(|own| own.words().len()).sum()
    };
    let mut joined = Vec::new();
    let (mut gone, mut new) = (Vec::new(), Vec::new());
    for (place, change) in changes.iter().enumerate() {
        match change {
            Change::Gone(words) => gone.extend_from_slice(words),
            Change::New(words) => new.extend_from_slice(words),
            Change::Same(words) => {
                let after = if place + 1 < changes.len() { weight(place + 1) } else { 0 };
                let least = (gone.len() + new.len()).min(after);
                if words.len() <= 2 && least > 4 * words.len() {
                    gone.extend_from_slice(words);
                    new.extend_from_slice(words);
                    continue;
                }
                let parted = [Change::Gone(take(&mut gone)), Change::New(take(&mut new))];
                joined.extend(parted);
                joined.push(change.clone());
            }
        }
    }
    joined.extend([Change::Gone(gone), Change::New(new)]);
    joined.retain(|change| !change.words().is_empty());
    joined
}

impl<'t> Change<'t> {
    /// The words.
    pub fn words(&self) -> &[&'t str] {
        match self {
            Self::Same(words) | Self::Gone(words) | Self::New(words) => words,
        }
    }

    /// Name as JSON spells it.
    pub fn id(&self) -> &'static str {
        match self {
            Self::Same(_) => "same",
            Self::Gone(_) => "gone",
            Self::New(_) => "new",
        }
    }
}

/// The sections that changed from `old` to `new`, with `[-words that went-]` and `{+words that came+}`.
pub fn changes(old: &Sections, new: &Sections, look: Look) -> String {
    let mut page = String::new();
    let mut same = Vec::new();
    for section in Section::ALL {
        // What is shown is made harmless first, so that no word is cut in an escape.
        let versions = [&old[section], &new[section]].map(|text| visible(text));
        let changes = word_changes(&versions[0], &versions[1]);
        if changes.iter().all(|change| matches!(change, Change::Same(_))) {
            same.push(section.title());
            continue;
        }
        let _ = writeln!(page, "{}", look.heading(section.title()));
        page.push_str(&look.lay(&marked(&changes, look), "  ", "  "));
    }
    if !same.is_empty() {
        let line = format!("{}: the same words.", same.join(", "));
        page.push_str(&look.wrap(&line, "", ""));
    }
    page
}

fn marked(changes: &[Change<'_>], look: Look) -> String {
    let mut words = Vec::new();
    for (place, change) in changes.iter().enumerate() {
        let (first, last) = (place == 0, place + 1 == changes.len());
        match change {
            Change::Same(same) => words.extend(shortened(same, first, last)),
            Change::Gone(gone) => {
                words.extend(enclosed(gone, "[-", "-]").iter().map(|word| look.gone(word)));
            }
            Change::New(new) => {
                words.extend(enclosed(new, "{+", "+}").iter().map(|word| look.came(word)));
            }
        }
    }
    words.join(" ")
}

/// `words` with the marks at their ends, each word by itself so that lines can break between any two.
fn enclosed(words: &[&str], open: &str, close: &str) -> Vec<String> {
    let mut words: Vec<String> = words.iter().map(|&word| word.to_owned()).collect();
    if let Some(first) = words.first_mut() {
        first.insert_str(0, open);
    }
    if let Some(last) = words.last_mut() {
        last.push_str(close);
    }
    words
}

/// The words next to a change; of the `first` run only those after it are, of the `last` only those before.
fn shortened(words: &[&str], first: bool, last: bool) -> Vec<String> {
    let head = if first { 0 } else { AROUND };
    let tail = if last { 0 } else { AROUND };
    // Leaving out a single word would save nothing.
    if words.len() <= head + tail + 1 {
        return words.iter().map(|&word| word.to_owned()).collect();
    }
    let gap = std::iter::once("…");
    let kept =
        words[..head].iter().copied().chain(gap).chain(words[words.len() - tail..].iter().copied());
    kept.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::Change::{self, Gone, New, Same};
    use super::{changes, word_changes};
    use crate::draft::{Section, Sections};
    use crate::render::Look;

    fn action(text: &str) -> Sections {
        let mut sections = Sections::default();
        sections[Section::Action] = text.to_owned();
        sections
    }

    #[test]
    fn words_that_went_and_came_stand_between_those_that_stayed() {
        let changes = word_changes("We tried\nit twice", "We measured it  twice daily");
        let expected = [
            Same(vec!["We"]),
            Gone(vec!["tried"]),
            New(vec!["measured"]),
            Same(vec!["it", "twice"]),
            New(vec!["daily"]),
        ];
        assert_eq!(changes, expected);
    }

    #[test]
    fn changes_read_without_colour_and_long_unchanged_runs_are_left_out() {
        let before = "one two three four five six seven eight nine ten eleven twelve old end";
        let after = before.replace("old", "new \u{1b}[2J");
        let page = changes(&action(before), &action(&after), Look::plain());
        assert_eq!(
            page,
            "Action\n  … eight nine ten eleven twelve [-old-] {+new ^[[2J+} end\nSituation, Task, Result: the same words.\n"
        );
    }

    #[test]
    fn a_rewritten_sentence_is_shown_whole_and_not_around_each_article() {
        let old = "the partners left it to the one who gets shouted at";
        let new = "an auditor asked for three years of invoices from the cellar where rats live";
        let changes = word_changes(old, new);
        assert_eq!(
            changes.iter().map(Change::id).collect::<Vec<_>>(),
            ["gone", "new"],
            "{changes:?}"
        );
    }

    #[test]
    fn the_words_of_the_new_version_are_all_there_in_order() {
        for (old, new) in
            [("", "a b"), ("a b", ""), ("a b c d", "d c b a"), ("x ".repeat(5000).as_str(), "y z")]
        {
            let changes = word_changes(old, new);
            let came = changes.iter().filter(|change| !matches!(change, Change::Gone(_)));
            let words: Vec<&str> = came.flat_map(|change| change.words().to_vec()).collect();
            assert_eq!(words, new.split_whitespace().collect::<Vec<_>>());
        }
    }

    #[test]
    fn what_only_moved_between_lines_did_not_change() {
        assert_eq!(
            changes(&action("a b"), &action("a\n\nb"), Look::plain()),
            "Situation, Task, Action, Result: the same words.\n"
        );
    }
}
