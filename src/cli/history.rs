use std::fmt::Write;

use anyhow::{Context, Result, bail};
use clap::Args;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Value, json};
use starcoach::bank::Bank;
use starcoach::draft::{Attempt, Record, Section, Sections, Tip, Tips, Words};
use starcoach::judge::{Level, Review, review};
use starcoach::render::{Change, Look, changes, word_changes};
use starcoach::store::{Entry, Store};
use starcoach::text::visible_json;

use super::packs::{self, Packs};
use super::practice::{minutes, ratings};
use super::progress::Format;
use super::settings::Settings;
use super::{Exit, Output, stored};

/// Compare the attempts of a draft: levels, length, spoken time, and what changed word by word
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  starcoach history\n  starcoach history improve-process\n  \
    starcoach history improve-process --from 1 --to 4\n\n\
    Levels stand for the six tips in their order: ● shown, ◐ hinted, ○ missing,\n\
    – does not apply. They are judged anew, so that old attempts compare\n\
    with new ones. What you thought yourself stands below, · where you did not say.")]
pub(crate) struct History {
    /// A draft's id, its beginning, or a question; without it the draft worked on last
    #[arg(value_name = "QUESTION|DRAFT")]
    what: Option<String>,
    /// Compare from this attempt; otherwise from the one before
    #[arg(long, value_name = "N")]
    from: Option<usize>,
    /// Compare to this attempt; otherwise to the latest
    #[arg(long, value_name = "N")]
    to: Option<usize>,
    /// List all attempts, not only the latest ten
    #[arg(long)]
    all: bool,
    /// How to print it
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    #[command(flatten)]
    packs: Packs,
}

/// How many attempts are listed, the latest.
const LISTED: usize = 10;
/// How many times of telling it aloud are listed, the latest.
const ALOUD: usize = 3;

/// What the marks of the levels mean.
const LEGEND: &str =
    "Levels in the order of the tips: ●\u{a0}shown, ◐\u{a0}hinted, ○\u{a0}missing.";

/// One attempt with what the judge says of it.
struct Judged<'r> {
    number: usize,
    attempt: &'r Attempt,
    review: Review,
}

impl History {
    pub(crate) fn run(self, settings: &Settings, output: &mut Output) -> Result<Exit> {
        let store = Store::open(Store::home()?)?;
        let drafts = stored::all_as_set(&store, settings, output)?;
        let bank = self.packs.bank()?;
        let chosen = self.choose(drafts, &bank, &store)?;
        let words = packs::words()?;
        let mut documents = Vec::new();
        for (place, Entry { id, mut record }) in chosen.into_iter().enumerate() {
            settings.leave_out(&mut record.not_applicable);
            if self.format == Format::Json {
                let all = judged(&record, 1, settings);
                documents.push(json(id.as_str(), &record, &all, self.pair(record.attempts.len())?));
                continue;
            }
            if place > 0 {
                output.line("")?;
            }
            let page = self.page(id.as_str(), &record, settings, &words, output.look)?;
            output.print(&page)?;
        }
        if self.format == Format::Json {
            output.line(&visible_json(&serde_json::to_string_pretty(&documents)?))?;
        }
        Ok(Exit::Fine)
    }

    /// The draft named, those that answer the question named, or the draft worked on last.
    fn choose(&self, mut drafts: Vec<Entry>, bank: &Bank, store: &Store) -> Result<Vec<Entry>> {
        let Some(what) = &self.what else {
            drafts.truncate(1);
            return if drafts.is_empty() {
                bail!("there are no drafts yet; `starcoach practice` starts one")
            } else {
                Ok(drafts)
            };
        };
        let answers = |entry: &Entry, id: &str| entry.record.question_id.as_deref() == Some(id);
        // A draft is named after its question at first; the question then means all its drafts.
        let named = |entry: &Entry| answers(entry, what);
        if bank.question(what).is_some() && drafts.iter().any(named) {
            drafts.retain(named);
            return Ok(drafts);
        }
        let unknown = match stored::find(store, what) {
            Ok(entry) => return Ok(vec![entry]),
            Err(unknown) => unknown,
        };
        let Ok(entry) = bank.find(what) else { return Err(unknown) };
        drafts.retain(|draft| answers(draft, &entry.question.id));
        if drafts.is_empty() {
            bail!("no draft answers {} yet", entry.question.id);
        }
        Ok(drafts)
    }

    /// The numbers of the two attempts to compare, of `count`; `None` where there is but one.
    fn pair(&self, count: usize) -> Result<Option<(usize, usize)>> {
        let to = self.to.unwrap_or(count);
        let from = self.from.unwrap_or_else(|| to.saturating_sub(1));
        for number in [self.to, self.from].into_iter().flatten() {
            if !(1..=count).contains(&number) {
                bail!("there is no attempt {number}: they go from 1 to {count}");
            }
        }
        Ok((from > 0 && from != to).then_some((from, to)))
    }

    fn page(
        &self,
        id: &str,
        record: &Record,
        settings: &Settings,
        words: &Words,
        look: Look,
    ) -> Result<String> {
        let count = record.attempts.len();
        let pair = self.pair(count)?;
        let first = if self.all { 1 } else { count.saturating_sub(LISTED - 1).max(1) };
        let listed = judged(record, first, settings);
        let mut page = format!("{}\n", look.heading(id));
        page.push_str(&look.wrap(&record.question, "", ""));
        page.push('\n');
        page.push_str(&table(&listed, record, look));
        let legend = look.wrap(LEGEND, "", "");
        legend.lines().for_each(|line| page.push_str(&(look.dim(line) + "\n")));
        if first > 1 {
            let line = format!("{} before these; `--all` lists them.", first - 1);
            page.push_str(&look.wrap(&line, "", ""));
        }
        page.push_str(&aloud(record, look));
        if let Some(last) = judged_one(record, self.to.unwrap_or(count), settings) {
            let who = format!("On attempt {} you and the coach", last.number);
            page.push_str(&ratings(&who, last.ratings(record), &last.review, words, look));
        }
        let Some((from, to)) = pair else {
            if count < 2 {
                let line = "With a second attempt, what changed stands here.";
                let _ = write!(page, "\n{}", look.wrap(line, "", ""));
            }
            return Ok(page);
        };
        let one = |number: usize| -> Result<Judged<'_>> {
            judged_one(record, number, settings).context("no such attempt")
        };
        page.push_str(&compared(&one(from)?, &one(to)?, record, words, look));
        Ok(page)
    }
}

fn judged<'r>(record: &'r Record, first: usize, settings: &Settings) -> Vec<Judged<'r>> {
    (first..=record.attempts.len())
        .filter_map(|number| judged_one(record, number, settings))
        .collect()
}

fn judged_one<'r>(record: &'r Record, number: usize, settings: &Settings) -> Option<Judged<'r>> {
    let attempt = record.attempts.get(number.checked_sub(1)?)?;
    let review = review(&record.draft_as_of(Some(attempt)));
    Some(Judged { number, attempt, review: review.spoken_at(settings.pace().words_a_minute) })
}

impl Judged<'_> {
    /// What the writer thought of the tips that apply.
    fn ratings(&self, record: &Record) -> Tips<Option<Level>> {
        let mut ratings = self.attempt.ratings();
        record.not_applicable.iter().for_each(|tip| ratings[tip.index()] = None);
        ratings
    }

    fn words(&self) -> usize {
        self.review.sections.iter().map(|section| section.words).sum()
    }
}

fn day(at: Timestamp) -> String {
    TimeZone::system().to_datetime(at).date().to_string()
}

fn table(listed: &[Judged<'_>], record: &Record, look: Look) -> String {
    let narrow = look.is_narrow();
    let head = if narrow {
        "  # date       levels spoken"
    } else {
        "   #  date        levels  words  spoken  verdict"
    };
    let mut table = format!("{}\n", look.dim(head));
    for one in listed {
        let levels = Tip::ALL.map(|tip| {
            if record.not_applicable.contains(&tip) {
                return look.dim("–");
            }
            let level = one.review.findings[tip.index()].level;
            look.level(level, Look::mark(level))
        });
        let (number, day, levels) = (one.number, day(one.attempt.at), levels.concat());
        let spoken = minutes(one.review.spoken_seconds);
        let verdict = look.verdict(&one.review.verdict, one.review.verdict.id());
        let _ = if narrow {
            writeln!(table, "{number:>3} {day} {levels} {spoken:>5} {verdict}")
        } else {
            writeln!(
                table,
                "{number:>4}  {day}  {levels}  {:>5}  {spoken:>6}  {verdict}",
                one.words()
            )
        };
        table.push_str(&own(one, record, look));
    }
    table
}

/// What the writer thought of an attempt, tip below tip, and on how many the coach thinks the same.
fn own(one: &Judged<'_>, record: &Record, look: Look) -> String {
    let levels = one.ratings(record);
    let mark = |level: Option<Level>| level.map_or("·", Look::mark);
    let rated = || Tip::ALL.into_iter().filter_map(|tip| Some((tip, levels[tip.index()]?)));
    let all = rated().count();
    if all == 0 {
        return String::new();
    }
    let same =
        rated().filter(|(tip, level)| one.review.findings[tip.index()].level == *level).count();
    let (label, alike) = if look.is_narrow() {
        ("    you        ", "alike")
    } else {
        ("      you         ", "as the coach")
    };
    let marks = levels.map(mark).concat();
    look.dim(&format!("{label}{marks}  {same} of {all} {alike}")) + "\n"
}

/// The latest times that the story was told aloud.
fn aloud(record: &Record, look: Look) -> String {
    let mut lines = String::new();
    let earlier = record.rehearsals.len().saturating_sub(ALOUD);
    for told in &record.rehearsals[earlier..] {
        let mark = told.rating.map(|mark| format!(", rated {mark} of 5")).unwrap_or_default();
        let time = minutes(told.seconds.iter().sum());
        lines.push_str(&look.wrap(&format!("Aloud {} in {time}{mark}", day(told.at)), "", ""));
    }
    lines
}

fn compared(
    from: &Judged<'_>,
    to: &Judged<'_>,
    record: &Record,
    words: &Words,
    look: Look,
) -> String {
    let title = format!("From attempt {} to {}", from.number, to.number);
    let mut page = format!("\n{}\n", look.heading(&title));
    let length = format!(
        "{}, {}",
        difference(
            from.words() as u64,
            to.words() as u64,
            |words| match words {
                1 => "1 word".to_owned(),
                more => format!("{more} words"),
            },
            ["more", "fewer"],
            "as many words"
        ),
        difference(
            from.review.spoken_seconds.into(),
            to.review.spoken_seconds.into(),
            |seconds| { minutes(seconds as u32) },
            ["longer", "shorter"],
            "as long to say"
        ),
    );
    let _ = writeln!(page, "  {length}");
    for tip in Tip::ALL.into_iter().filter(|tip| !record.not_applicable.contains(tip)) {
        let [was, is] = [from, to].map(|one| one.review.findings[tip.index()].level);
        if was != is {
            let title = Look::one_line(&words.tip(tip).title, look.width() - 9);
            let (old, new) = (look.level(was, Look::mark(was)), look.level(is, Look::mark(is)));
            let _ = writeln!(page, "  {old} → {new} {title}");
        }
    }
    page.push_str(&changes(&from.attempt.sections(), &to.attempt.sections(), look));
    page
}

fn difference(
    from: u64,
    to: u64,
    amount: impl Fn(u64) -> String,
    [more, less]: [&str; 2],
    same: &str,
) -> String {
    match to.cmp(&from) {
        std::cmp::Ordering::Equal => same.to_owned(),
        std::cmp::Ordering::Greater => format!("{} {more}", amount(to - from)),
        std::cmp::Ordering::Less => format!("{} {less}", amount(from - to)),
    }
}

fn json(id: &str, record: &Record, all: &[Judged<'_>], pair: Option<(usize, usize)>) -> Value {
    let attempts = all.iter().map(|one| {
        let levels: Value = one
            .review
            .findings
            .iter()
            .filter(|finding| !record.not_applicable.contains(&finding.tip))
            .map(|finding| (finding.tip.id().to_owned(), json!(finding.level.id())))
            .collect();
        json!({
            "number": one.number,
            "at": one.attempt.at.to_string(),
            "levels": levels,
            "self_rating": one.attempt.self_rating,
            "words": one.words(),
            "spoken_seconds": one.review.spoken_seconds,
            "verdict": one.review.verdict.id(),
        })
    });
    let compared = pair.map(|(from, to)| {
        let sections = [from, to].map(|number| record.attempts[number - 1].sections());
        json!({"from": from, "to": to, "sections": json_changes(&sections)})
    });
    json!({
        "draft": id,
        "question": record.question,
        "attempts": attempts.collect::<Vec<_>>(),
        "rehearsals": record.rehearsals,
        "compared": compared,
    })
}

fn json_changes([from, to]: &[Sections; 2]) -> Value {
    let changed = |section: Section| {
        let changes = word_changes(&from[section], &to[section]);
        let spell =
            |change: &Change<'_>| json!({"kind": change.id(), "text": change.words().join(" ")});
        (section.id().to_owned(), changes.iter().map(spell).collect())
    };
    Section::ALL.into_iter().map(changed).collect::<serde_json::Map<_, _>>().into()
}
