use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::shape::{MOST, Shape, schema};
use super::{Pack, Vocabulary};
use crate::text::yaml::{self, Node};
use crate::text::{Fault, is_device};

/// Names of other files that stand where packs do, and so cannot be those of packs.
const RESERVED: [&str; 2] = ["tips", "competencies"];

/// Whether a pack cannot be called `id`, since a file of that name is something else here or on another system.
pub fn is_reserved(id: &str) -> bool {
    RESERVED.contains(&id) || is_device(id)
}

/// Checks packs one after the other, and each against those before it.
pub struct Checker {
    schema: serde_json::Value,
    /// Ids seen so far, by what they name, with the file each stands in.
    taken: BTreeMap<(Kind, String), String>,
}

/// What an id names; each kind has its own.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Pack,
    Question,
    Example,
}

impl Checker {
    /// A checker that has seen no pack yet.
    pub fn new(vocabulary: &Vocabulary) -> Self {
        Self { schema: schema(vocabulary), taken: BTreeMap::new() }
    }

    /// The pack in `bytes`, a file that is called `source` in messages.
    ///
    /// # Errors
    /// All that is wrong with it, in the order of the file. What is no YAML at all gives one fault.
    pub fn check(&mut self, source: &str, bytes: &[u8]) -> Result<Pack, Vec<Fault>> {
        let (root, text) = yaml::tree(source, bytes).map_err(|fault| vec![fault])?;
        let mut faults = Shape::faults(source, text, &self.schema, &root);
        for (kind, node) in ids(&root) {
            let Some(id) = node.text() else { continue };
            if kind == Kind::Pack && is_reserved(id) {
                let problem = format!("`{id}` is the name of another file or a device");
                faults.push(Fault::at(source, text, node.place, &problem, "choose another name"));
            }
            match self.taken.entry((kind, id.to_owned())) {
                Entry::Vacant(free) => drop(free.insert(source.to_owned())),
                Entry::Occupied(taken) if faults.len() < 2 * MOST => {
                    faults.push(repeated(source, text, (kind, node, id), taken.get()));
                }
                Entry::Occupied(_) => {}
            }
        }
        faults.sort_by_key(|fault| (fault.line, fault.column));
        if !faults.is_empty() {
            return Err(faults);
        }
        // The types have the last word: whatever the schema let through, serde does not.
        yaml::typed(source, text).map_err(|fault| vec![fault])
    }

    /// Gives back the ids of `source`, a file that is left out: it is not to take the names of those that are used.
    pub fn forget(&mut self, source: &str) {
        self.taken.retain(|_, taker| taker != source);
    }
}

/// Every id in the file, with what it names.
fn ids(root: &Node) -> impl Iterator<Item = (Kind, &Node)> {
    let questions = root.get("questions").map_or(&[][..], Node::items);
    let examples =
        questions.iter().flat_map(|question| question.get("examples").map_or(&[][..], Node::items));
    root.get("pack")
        .map(|node| (Kind::Pack, node))
        .into_iter()
        .chain(questions.iter().filter_map(|node| Some((Kind::Question, node.get("id")?))))
        .chain(examples.filter_map(|node| Some((Kind::Example, node.get("id")?))))
}

fn repeated(
    source: &str,
    text: &str,
    (kind, node, id): (Kind, &Node, &str),
    earlier: &str,
) -> Fault {
    let what = match kind {
        Kind::Pack => "pack",
        Kind::Question => "question",
        Kind::Example => "example",
    };
    let place = if earlier == source { "this file" } else { earlier };
    let problem = format!("the {what} id `{id}` is taken already in {place}");
    Fault::at(source, text, node.place, &problem, &format!("give this {what} another id"))
}

#[cfg(test)]
mod tests {
    use super::{Checker, Pack, Vocabulary};
    use crate::text::Fault;

    const GOOD: &str = "\
pack: mine
title: Mine
version: 1
author: Me
questions:
  - id: first-one
    prompt: What did you do?
    probes: Whether anything was done
    competencies: [delivery]
    roles: [any]
    examples:
      - id: told
        focus: Bakery
        teaches: {strong: S, weak: W}
        levels: {methodology: shown, debugging: missing, trade-offs: missing, impact: hinted, learning: missing, business-value: missing}
        situation: Here.
        task: This.
        action: That.
        result: Done.
";

    fn check(text: &str) -> Result<Pack, Vec<Fault>> {
        Checker::new(Vocabulary::builtin()).check("p.yaml", text.as_bytes())
    }

    #[test]
    fn a_good_pack_comes_out_as_written() {
        let pack = check(GOOD).expect("good");
        assert_eq!(pack.questions[0].examples[0].sections().iter().count(), 4);
    }

    #[test]
    fn each_fault_is_found_at_its_place_with_its_cure() {
        let cases = [
            ("pack: mine", "pack: My Pack", (1, 7), "short name", "`my-pack`"),
            ("version: 1", "version: one", (3, 10), "not a whole number", "without quotes"),
            ("version: 1", "version: 0", (3, 10), "`0`", "from 1"),
            ("author: Me", "author: 7", (4, 9), "not a text", "quotes"),
            ("author: Me", "autor: Me", (4, 1), "unknown key `autor`", "`author`?"),
            ("What did you do?", "\" \"", (7, 13), "`prompt` is empty", "interviewer"),
            ("[delivery]", "[delivry]", (9, 20), "unknown competency", "`delivery`?"),
            ("[delivery]", "delivery", (9, 19), "not a list", "[one, two]"),
            ("[delivery]", "[]", (9, 19), "empty", "at least one"),
            ("[any]", "[sofware]", (10, 13), "unknown role", "`software`?"),
            ("methodology: shown", "methodology: show", (15, 31), "unknown level", "`shown`?"),
            (", learning: missing", "", (15, 17), "`learning` is missing", "add the key"),
            (
                "action: That.",
                "action: \"\"",
                (18, 17),
                "`action` is empty",
                "What the speaker did",
            ),
            (
                "        task: This.\n",
                "",
                (12, 9),
                "`task` is missing in this example",
                "had to do",
            ),
            ("{strong: S, weak: W}", "well", (14, 18), "not a mapping", "key: value"),
        ];
        for (from, to, place, problem, cure) in cases {
            let text = GOOD.replace(from, to);
            let faults = check(&text).expect_err(to);
            let fault = faults
                .iter()
                .find(|fault| fault.problem.contains(problem))
                .unwrap_or_else(|| panic!("{to:?} gave {faults:?}"));
            assert_eq!((fault.line, fault.column), place, "{fault}");
            assert!(fault.cure.contains(cure), "{fault}");
        }
    }

    #[test]
    fn all_faults_come_at_once_in_the_order_of_the_file() {
        let text = GOOD.replace("title: Mine", "titel: Mine").replace("[any]", "[all]");
        let faults = check(&text.replace("first-one", "First")).expect_err("four faults");
        let lines: Vec<_> = faults.iter().map(|fault| fault.line).collect();
        assert_eq!(lines, [1, 2, 6, 10], "{faults:?}");
    }

    #[test]
    fn of_very_many_faults_the_first_are_told() {
        let keys: Vec<String> = (0..20_000).map(|number| format!("key{number}: 1\n")).collect();
        let more = keys.concat();
        let twice = "  - id: first-one\n".repeat(20_000);
        let faults = check(&format!("{more}{GOOD}{twice}")).expect_err("40,000 faults");
        assert!((100..=300).contains(&faults.len()), "{}", faults.len());
        assert!(faults[0].problem.contains("key0"), "{}", faults[0]);
    }

    #[test]
    fn a_file_that_is_left_out_takes_no_name_from_the_others() {
        let mut checker = Checker::new(Vocabulary::builtin());
        let broken = GOOD.replace("version: 1", "version: none");
        assert!(checker.check("a.yaml", broken.as_bytes()).is_err());
        checker.forget("a.yaml");
        assert!(checker.check("b.yaml", GOOD.as_bytes()).is_ok());
        checker.forget("a.yaml");
        assert!(checker.check("c.yaml", GOOD.as_bytes()).is_err());
    }

    #[test]
    fn an_id_is_taken_once_within_and_across_packs() {
        let question = &GOOD[GOOD.find("  - id").expect("question")..];
        let faults = check(&format!("{GOOD}{question}")).expect_err("twice");
        assert_eq!(faults.len(), 2, "{faults:?}");
        assert!(faults[0].problem.contains("`first-one` is taken already in this file"));
        let mut checker = Checker::new(Vocabulary::builtin());
        assert!(checker.check("a.yaml", GOOD.as_bytes()).is_ok());
        let faults = checker.check("b.yaml", GOOD.as_bytes()).expect_err("again");
        assert_eq!(faults.len(), 3);
        assert!(faults[0].problem.contains("a.yaml"), "{}", faults[0]);
    }
}
