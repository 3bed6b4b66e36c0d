//! Writing "this tip does not apply" into a file of notes that can say so, and touching nothing else of it.

use super::Tip;
use super::read::{Found, Notes, read};
use super::write::{DRAFT_MARK, NOT_APPLICABLE};
use crate::text::yaml::{self, Node};

/// Words to put into a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Insertion {
    /// Line and column, both from 1, of the character that they go before; columns count characters.
    pub place: (usize, usize),
    /// The words.
    pub text: String,
}

/// What to insert into `text`, a file called `source`, so that it says of its answer `nth` (from 0) that `tip` does
/// not apply; `None` where the file's form has no place for that.
///
/// Whatever comes back has been tried: the file reads as the same answers with it, but for that tip. Lines of `text`
/// must end with line feeds.
pub fn exempt(source: &str, text: &str, nth: usize, tip: Tip) -> Option<Insertion> {
    let notes = read(source, text.as_bytes()).ok()?;
    let found = notes.answers.get(nth)?;
    let tried = |insertion: &Insertion| {
        let edited = insertion.put_into(text)?;
        let after = read(source, edited.as_bytes()).ok()?;
        is_exempted(&notes, &after, nth, tip).then_some(())
    };
    let of_its_own = in_data(text, found, tip).or_else(|| in_mark(text, found, tip));
    of_its_own.into_iter().chain([as_new_mark(found, tip)]).find(|way| tried(way).is_some())
}

impl Insertion {
    /// `text` with the words in it.
    fn put_into(&self, text: &str) -> Option<String> {
        let (line, column) = self.place;
        let start = text.split_inclusive('\n').take(line - 1).map(str::len).sum::<usize>();
        let (within, _) =
            text[start..].char_indices().chain([(text.len() - start, '\n')]).nth(column - 1)?;
        let (before, after) = text.split_at(start + within);
        Some(format!("{before}{}{after}", self.text))
    }
}

/// Whether `after` has the same answers as `before`, but that `tip` does not apply to answer `nth`.
fn is_exempted(before: &Notes, after: &Notes, nth: usize, tip: Tip) -> bool {
    let same = |(at, (before, after)): (usize, (&Found, &Found))| {
        let mut wanted = before.draft.clone();
        if at == nth {
            wanted.not_applicable.push(tip);
        }
        let mut draft = after.draft.clone();
        wanted.not_applicable.sort_unstable();
        draft.not_applicable.sort_unstable();
        wanted == draft && before.body == after.body
    };
    before.answers.len() == after.answers.len()
        && before.answers.iter().zip(&after.answers).enumerate().all(same)
}

/// In YAML and JSON: one more of the mapping's `not_applicable`, or that key before the first section's.
fn in_data(text: &str, found: &Found, tip: Tip) -> Option<Insertion> {
    let (root, _) = yaml::tree("", text.as_bytes()).ok()?;
    let (map, key) = match found.record {
        Some(_) => (&root, entry(&root, |(key, _)| key == "attempts")?),
        None => holder(&root, found)?,
    };
    let at = |(line, column): (usize, usize)| text.lines().nth(line - 1)?.chars().nth(column - 1);
    let indent = |(_, column): (usize, usize)| " ".repeat(column - 1);
    let quote = if at(key) == Some('"') { "\"" } else { "" };
    if let Some(list) = map.get("not_applicable") {
        return one_more(text, list, &format!("{quote}{tip}{quote}"));
    }
    if at(map.place)? == '{' {
        let place = (map.place.0, map.place.1 + 1);
        let text = format!("{quote}not_applicable{quote}: [{quote}{tip}{quote}], ");
        return Some(Insertion { place, text });
    }
    let margin = indent(key);
    Some(Insertion { place: key, text: format!("not_applicable:\n{margin}- {tip}\n{margin}") })
}

/// One more item, spelt `item`, of `list`.
fn one_more(text: &str, list: &Node, item: &str) -> Option<Insertion> {
    let line = |number: usize| text.lines().nth(number - 1);
    let (first, column) = list.place;
    if line(first)?.chars().nth(column - 1) == Some('[') {
        let comma = if list.items().is_empty() { "" } else { ", " };
        return Some(Insertion { place: (first, column + 1), text: format!("{item}{comma}") });
    }
    let (end, _) = list.items().last()?.place;
    let (margin, _) = line(end)?.split_once('-')?;
    Some(Insertion { place: (end + 1, 1), text: format!("{margin}- {item}\n") })
}

/// The mapping that is the answer `found`, and the place of the key of its first section.
fn holder<'n>(node: &'n Node, found: &Found) -> Option<(&'n Node, (usize, usize))> {
    let label = found.labels.first()?;
    let own = entry(node, |(key, place)| key == label.text && place.0 == label.line);
    let parts = node.entries().iter().map(|(_, _, value)| value).chain(node.items());
    own.map(|key| (node, key)).or_else(|| parts.into_iter().find_map(|part| holder(part, found)))
}

/// The place of the first key of `node` that `is_it`.
fn entry(node: &Node, is_it: impl Fn((&str, (usize, usize))) -> bool) -> Option<(usize, usize)> {
    let keys = node.entries().iter().map(|(key, place, _)| (&**key, *place));
    keys.clone().find(|key| is_it(*key)).map(|(_, place)| place)
}

/// In the line by which the coach marks its own Markdown.
fn in_mark(text: &str, found: &Found, tip: Tip) -> Option<Insertion> {
    let line = text.lines().nth(found.first_line - 1)?;
    let (before, _) = line.strip_prefix(DRAFT_MARK)?.split_once("-->")?;
    let before = before.trim_end();
    let label = if before.contains(NOT_APPLICABLE) { "" } else { ", does not apply:" };
    let column = DRAFT_MARK.chars().count() + before.chars().count() + 1;
    Some(Insertion { place: (found.first_line, column), text: format!("{label} {tip}") })
}

/// Over Markdown that is laid out as the coach lays it out and only lacks the mark.
fn as_new_mark(found: &Found, tip: Tip) -> Insertion {
    let text = format!("{DRAFT_MARK}, {NOT_APPLICABLE} {tip} -->\n\n");
    Insertion { place: (found.first_line, 1), text }
}

#[cfg(test)]
mod tests {
    use super::exempt;
    use crate::draft::{Tip, read};

    /// `text` with `tips` left out of its answer `nth` one after the other; none where it has no place for that.
    fn edited(source: &str, text: &str, nth: usize, tips: &[Tip]) -> Option<String> {
        let insert = |text: String, tip: &Tip| {
            exempt(source, &text, nth, *tip)
                .map(|insertion| insertion.put_into(&text).expect("a place"))
        };
        tips.iter().try_fold(text.to_owned(), insert)
    }

    const BOTH: [Tip; 2] = [Tip::TradeOffs, Tip::Learning];
    const PARTS: [&str; 4] = ["We grew.", "I had to cope.", "I added a node.", "It held."];

    fn sections(label: impl Fn(&str) -> String) -> String {
        let names = ["situation", "task", "action", "result"];
        let lines = names.iter().zip(PARTS).map(|(name, text)| label(name) + text + "\n");
        lines.collect()
    }

    fn headings() -> String {
        sections(|name| format!("\n## {}{}\n\n", name[..1].to_uppercase(), &name[1..]))
    }

    #[test]
    fn the_coachs_own_yaml_gets_a_list_and_then_a_second_item() {
        let attempt =
            format!("- at: 2026-01-01T00:00:00Z\n{}", sections(|name| format!("  {name}: ")));
        let yaml = format!("question: Tell me\nattempts:\n{attempt}");
        let list = format!(
            "question: Tell me\nnot_applicable:\n- trade-offs\n- learning\nattempts:\n{attempt}"
        );
        assert_eq!(edited("d.yaml", &yaml, 0, &BOTH), Some(list));
    }

    #[test]
    fn data_in_any_layout_keeps_its_layout() {
        let block = format!("- question: Q\n{}", sections(|name| format!("  {name}: ")));
        let two = edited("d.yaml", &block.repeat(2), 1, &BOTH).expect("a place");
        let (first, second) = two.split_at(block.len());
        assert_eq!(first, block);
        assert!(second.starts_with(
            "- question: Q\n  not_applicable:\n  - trade-offs\n  - learning\n  situation: "
        ));
        let json = r#"{"situation": "We grew.", "task": "I had to.", "action": "I did.", "result": "It held."}"#;
        let after = format!("{{\"not_applicable\": [\"learning\", \"trade-offs\"], {}", &json[1..]);
        assert_eq!(edited("d.json", json, 0, &BOTH), Some(after));
    }

    #[test]
    fn the_coachs_own_markdown_says_it_in_its_mark() {
        let body = format!("\n# Tell me\n{}", headings());
        let own = format!("<!-- starcoach draft -->\n{body}");
        let after =
            format!("<!-- starcoach draft, does not apply: trade-offs learning -->\n{body}");
        assert_eq!(edited("d.md", &own, 0, &BOTH), Some(after.clone()));
        let bare = &body[1..];
        assert_eq!(edited("d.md", bare, 0, &BOTH), Some(after), "a mark is all it lacks");
    }

    #[test]
    fn what_would_be_read_otherwise_afterwards_is_left_alone() {
        let labelled = sections(|name| format!("\n**{name}:** "));
        let two = format!("# One\n{}\n# Two\n{}", headings(), headings());
        for (source, text) in
            [("d.md", &*labelled), ("d.md", &two), ("d.txt", &labelled), ("d.org", &labelled)]
        {
            let answers = read(source, text.as_bytes()).expect("readable").answers.len();
            assert!(answers > 0, "{source}");
            assert_eq!(exempt(source, text, answers - 1, Tip::Impact), None, "{source}\n{text}");
        }
    }
}
