//! Rules that all built-in packs keep. That each is valid and no id is taken twice, the build itself has seen to.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use starcoach::bank::{Bank, Entry, Example, Judged, Vocabulary};
use starcoach::draft::{Draft, Sections, Tip, Words};
use starcoach::judge::{self, Level, marks};
use starcoach::text::{sentences, words};

/// The pack whose first examples retell given stories, which are longer than the others may be.
const RETOLD: &str = "problem-solving";

/// Fields of work that are not about making or running software.
const OUTSIDE: [&str; 14] = [
    "Laboratory",
    "Transport",
    "Factory floor",
    "Billing calls",
    "Utilities",
    "Bookkeeping",
    "School office",
    "Events",
    "Public library",
    "Payroll",
    "Construction",
    "Restaurant",
    "Nursing",
    "Order picking",
];

/// The judge gives this share of the examples' declared levels exactly, and is two levels off for no more than that.
const EXACT: f64 = 0.75;
const TWO_OFF: f64 = 0.03;

/// A weak first draft earns at least so many points fewer than its example, of twelve.
const MARGIN: u8 = 3;

fn examples(bank: &Bank) -> impl Iterator<Item = (Entry<'_>, &Example)> {
    bank.entries().flat_map(|entry| entry.question.examples.iter().map(move |own| (entry, own)))
}

fn judged(sections: &Sections) -> [Level; 6] {
    let draft = Draft { sections: sections.clone(), ..Draft::default() };
    judge::review(&draft).findings.map(|finding| finding.level)
}

fn points(levels: [Level; 6]) -> u8 {
    levels.iter().map(|level| level.score()).sum()
}

#[test]
fn the_bank_is_as_rich_as_promised() {
    let bank = Bank::new(Vec::new());
    let others = || bank.entries().filter(|entry| entry.pack.id != RETOLD);
    let packs: BTreeSet<&str> = others().map(|entry| entry.pack.id.as_str()).collect();
    assert!(packs.len() >= 10, "{packs:?}");
    assert!(others().count() >= 60, "{} questions beside {RETOLD}", others().count());
    let told: Vec<&Example> = others().flat_map(|entry| entry.question.examples.iter()).collect();
    assert!(told.len() >= 30, "{} examples beside {RETOLD}", told.len());
    let outside = told.iter().filter(|example| OUTSIDE.contains(&example.focus.as_str()));
    assert!(outside.count() >= 8, "examples from outside software");
    let with_weak: BTreeSet<&str> = examples(&bank)
        .filter(|(_, example)| example.weak.is_some())
        .map(|(entry, _)| entry.question.id.as_str())
        .collect();
    assert!(with_weak.len() >= 12, "{with_weak:?}");
    for tip in Tip::ALL {
        for level in Level::ALL {
            let has = |(_, example): (Entry<'_>, &Example)| example.levels[&tip] == level;
            assert!(examples(&bank).any(has), "no example has {tip} {level}");
        }
    }
    let used: BTreeSet<&str> = bank
        .entries()
        .flat_map(|entry| entry.question.competencies.iter().map(String::as_str))
        .collect();
    let idle: Vec<&str> = Vocabulary::builtin().ids().filter(|id| !used.contains(id)).collect();
    assert!(idle.is_empty(), "competencies that no question asks for: {idle:?}");
}

#[test]
fn every_question_has_follow_ups_of_its_own() {
    let bank = Bank::new(Vec::new());
    let mut seen = BTreeSet::new();
    for Entry { question, .. } in bank.entries() {
        assert!(question.follow_ups.len() >= 2, "{}", question.id);
        for follow_up in &question.follow_ups {
            assert!(seen.insert(follow_up.to_lowercase()), "{}: {follow_up}", question.id);
        }
    }
}

#[test]
fn examples_are_told_by_different_people_from_different_fields() {
    let bank = Bank::new(Vec::new());
    let mut speakers = BTreeSet::new();
    for (entry, example) in examples(&bank) {
        match &example.speaker {
            Some(speaker) => assert!(speakers.insert(speaker), "{speaker} speaks twice"),
            None => assert_eq!(entry.pack.id, RETOLD, "nobody tells {}", example.id),
        }
    }
    for Entry { question, .. } in bank.entries().filter(|entry| entry.pack.id == RETOLD) {
        let fields: BTreeSet<&str> =
            question.examples.iter().map(|example| example.focus.as_str()).collect();
        assert!(fields.len() >= 2, "{}: {fields:?}", question.id);
    }
}

#[test]
fn an_example_is_told_in_two_minutes_or_so() {
    let bank = Bank::new(Vec::new());
    let retold = |entry: &Entry<'_>, example: &Example| {
        entry.pack.id == RETOLD && entry.question.examples.ids().first() == Some(&example.id)
    };
    for (entry, example) in examples(&bank).filter(|(entry, example)| !retold(entry, example)) {
        let count: usize = example.sections().iter().map(|(_, text)| words(text).len()).sum();
        assert!(
            (150..=350).contains(&count),
            "{}: {} has {count} words",
            entry.question.id,
            example.id
        );
    }
}

#[test]
fn no_two_stories_share_a_sentence() {
    let bank = Bank::new(Vec::new());
    let mut seen: BTreeMap<Vec<String>, &str> = BTreeMap::new();
    for (_, example) in examples(&bank) {
        let weak = example.weak.iter().map(starcoach::bank::FirstDraft::sections);
        for sections in [example.sections()].into_iter().chain(weak) {
            for (_, text) in sections.iter() {
                for sentence in sentences(text) {
                    let sentence = sentence.of(text).to_lowercase();
                    let key: Vec<String> =
                        words(&sentence).iter().map(|word| word.of(&sentence).to_owned()).collect();
                    // "It worked." is nobody's own.
                    if key.len() < 4 {
                        continue;
                    }
                    let earlier = seen.insert(key, &example.id);
                    assert_eq!(earlier, None, "also in {}: {sentence}", example.id);
                }
            }
        }
    }
}

/// How British and Americans begin the same words.
const SPELLINGS: [(&str, &str); 29] = [
    ("colour", "color"),
    ("favour", "favor"),
    ("behaviour", "behavior"),
    ("labour", "labor"),
    ("neighbour", "neighbor"),
    ("honour", "honor"),
    ("centre", "center"),
    ("theatre", "theater"),
    ("organis", "organiz"),
    ("realis", "realiz"),
    ("recognis", "recogniz"),
    ("prioritis", "prioritiz"),
    ("optimis", "optimiz"),
    ("modernis", "moderniz"),
    ("containeris", "containeriz"),
    ("summaris", "summariz"),
    ("specialis", "specializ"),
    ("apologis", "apologiz"),
    ("analyse", "analyze"),
    ("cancelled", "canceled"),
    ("travelled", "traveled"),
    ("labelled", "labeled"),
    ("pencilled", "penciled"),
    ("sceptic", "skeptic"),
    ("catalogue", "catalogs"),
    ("programmes", "programs"),
    ("cheque", "paycheck"),
    ("tyre", "tire"),
    ("grey", "gray"),
];

/// The British and the American spellings in `text`.
fn spellings(text: &str) -> [Vec<&'static str>; 2] {
    let text = text.to_lowercase();
    let own: Vec<&str> = words(&text).iter().map(|word| word.of(&text)).collect();
    let has = |stem: &&str| own.iter().any(|word| word.starts_with(stem));
    [
        SPELLINGS.iter().map(|pair| pair.0).filter(has).collect(),
        SPELLINGS.iter().map(|pair| pair.1).filter(has).collect(),
    ]
}

#[test]
fn an_answer_spells_british_or_american_and_not_both() {
    let mixed = |text: &str| !spellings(text).iter().any(Vec::is_empty);
    assert!(mixed("Our neighbours canceled.") && !mixed("Our neighbours cancelled."));
    let bank = Bank::new(Vec::new());
    for (_, example) in examples(&bank) {
        let weak = example.weak.iter().map(starcoach::bank::FirstDraft::sections);
        for sections in [example.sections()].into_iter().chain(weak) {
            let texts: Vec<&str> = sections.iter().map(|(_, text)| text).collect();
            let text = texts.join(" ");
            assert!(!mixed(&text), "{}: {:?}", example.id, spellings(&text));
        }
    }
}

#[test]
fn editors_find_the_schema_of_every_pack() {
    let answers = Path::new(env!("CARGO_MANIFEST_DIR")).join("answers");
    let schema = fs::read_to_string(answers.join("pack.schema.json")).expect("the schema");
    let schema: serde_json::Value = serde_json::from_str(&schema).expect("JSON");
    let now = serde_json::to_value(starcoach::bank::schema(Vocabulary::builtin())).expect("JSON");
    assert_eq!(schema, now, "write it anew: starcoach pack schema > answers/pack.schema.json");
    let packs: BTreeSet<String> =
        Bank::new(Vec::new()).entries().map(|entry| entry.pack.id.clone()).collect();
    for pack in packs {
        let text = fs::read_to_string(answers.join(format!("{pack}.yaml"))).expect("a pack");
        let line = "# yaml-language-server: $schema=pack.schema.json\n";
        assert!(text.starts_with(line), "{pack}");
    }
}

#[test]
fn the_judge_sees_in_the_examples_about_what_their_authors_declare() {
    let bank = Bank::new(Vec::new());
    let (mut exact, mut far, mut all) = (0.0, Vec::new(), 0.0);
    for (_, example) in examples(&bank) {
        let levels = judged(&example.sections());
        for tip in Tip::ALL {
            let (judged, declared) = (levels[tip.index()], example.levels[&tip]);
            match judged.score().abs_diff(declared.score()) {
                0 => exact += 1.0,
                1 => {}
                _ => far.push(format!("{} {tip}: {judged}, not {declared}", example.id)),
            }
            all += 1.0;
        }
    }
    assert!(exact / all >= EXACT, "only {exact} of {all} levels are as declared");
    assert!(far.len() as f64 / all <= TWO_OFF, "two levels off:\n{}", far.join("\n"));
}

#[test]
fn what_the_build_wrote_of_an_example_is_what_the_judge_says_now() {
    let bank = Bank::new(Vec::new());
    for (_, example) in examples(&bank) {
        let written = Judged::builtin(&example.id);
        // A build that can train judges when it is asked.
        assert_eq!(written.is_none(), cfg!(feature = "train"), "{}", example.id);
        assert!(written.is_none_or(|written| written == Judged::new(example)), "{}", example.id);
    }
}

#[test]
fn a_weak_first_draft_is_judged_well_below_its_example() {
    let bank = Bank::new(Vec::new());
    for (_, example) in examples(&bank) {
        let Some(weak) = &example.weak else { continue };
        let (weak, strong) =
            (points(judged(&weak.sections())), points(judged(&example.sections())));
        assert!(weak + MARGIN <= strong, "{}: {weak} against {strong}", example.id);
    }
}

#[test]
fn the_tips_own_examples_are_what_they_say() {
    let words = Words::builtin();
    for tip in Tip::ALL {
        let own = words.tip(tip);
        // Sentence by sentence: as a draft the coach's own words would be told from an answer, and refused.
        let level = |line: &str| {
            let marks = marks(own.sections[0], line);
            let levels = marks.iter().flat_map(|mark| &mark.tips).filter(|(of, _)| *of == tip);
            levels.map(|(_, level)| *level).max().unwrap_or(Level::Missing)
        };
        assert!(level(&own.strong) >= Level::Hinted, "{tip}: {}", own.strong);
        assert!(level(&own.weak) < Level::Shown, "{tip}: {}", own.weak);
    }
}

#[test]
fn every_tip_has_all_its_advice_and_no_other() {
    let keys: [&[&str]; 6] = [
        &["effort-words", "few-steps", "no-steps", "only-we", "shown", "steps-without-reason"],
        &[
            "cause-without-evidence",
            "check-after-fix",
            "claimed-only",
            "evidence-without-finding",
            "shown",
            "straight-to-fix",
        ],
        &[
            "alternative-without-reason",
            "none",
            "price-without-alternative",
            "reason-for-choice-only",
            "shown",
            "weighing-unnamed",
        ],
        &[
            "count-not-effect",
            "figure-in-problem-only",
            "no-figure",
            "planned-figure",
            "shown",
            "vague-change",
        ],
        &[
            "claimed-without-content",
            "finding-not-lesson",
            "none",
            "passed-on-only",
            "shown",
            "skill-only",
        ],
        &["none", "shown", "stakes-only", "technical-outcome", "vague-benefit"],
    ];
    for (tip, keys) in Tip::ALL.into_iter().zip(keys) {
        let own = &Words::builtin().tip(tip).advice;
        assert_eq!(own.keys().map(String::as_str).collect::<Vec<_>>(), keys, "{tip}");
        assert!(own.values().all(|advice| !advice.trim().is_empty()), "{tip}");
    }
}
