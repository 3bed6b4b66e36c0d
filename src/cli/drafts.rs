use std::collections::BTreeMap;
use std::fmt::Write;

use anyhow::Result;
use clap::{Args, Subcommand};
use jiff::tz::TimeZone;
use starcoach::draft::{Record, Section, Tip};
use starcoach::judge::{Level, Review, Verdict, review};
use starcoach::render::Look;
use starcoach::store::{DraftId, Entry, Store};
use starcoach::text::visible;

use super::{Exit, Output, complain, packs, stored};

/// List your drafts, or look at, rename or delete one
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
#[command(
    after_help = "Examples:\n  starcoach drafts\n  starcoach drafts show improve-process\n  \
    $EDITOR \"$(starcoach drafts path improve-process)\"\n\n\
    Levels stand for the six tips in their order:\n\
    ● shown, ◐ hinted, ○ missing, – does not apply."
)]
pub(crate) struct Drafts {
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// All drafts, the one worked on last first
    #[command(after_help = "Examples:\n  starcoach drafts list")]
    List,
    /// One draft with its review
    #[command(after_help = "Examples:\n  starcoach drafts show improve-process")]
    Show {
        /// Its id, or the beginning of it
        draft: String,
    },
    /// The file of a draft, or the folder of all
    #[command(after_help = "Examples:\n  starcoach drafts path improve-process")]
    Path {
        /// Its id, or the beginning of it
        draft: Option<String>,
    },
    /// Give a draft another id
    #[command(after_help = "Examples:\n  starcoach drafts rename improve-process night-export")]
    Rename {
        /// Its id now
        draft: String,
        /// Its id then: a to z, 0 to 9 and `-`
        to: String,
    },
    /// Move a draft to the trash, a folder beside the drafts
    #[command(after_help = "Examples:\n  starcoach drafts delete night-export")]
    Delete {
        /// Its id, or the beginning of it
        draft: String,
    },
}

impl Drafts {
    /// The list of all drafts.
    pub(crate) fn list() -> Self {
        Self { what: None }
    }

    pub(crate) fn run(self, output: &mut Output) -> Result<Exit> {
        let store = Store::open(Store::home()?)?;
        match self.what.unwrap_or(What::List) {
            What::List => list(&store, output)?,
            What::Show { draft } => show(&store.load(&named(&store, &draft)?)?, output)?,
            What::Path { draft: None } => {
                output.line(&visible(&store.root().join("drafts").to_string_lossy()))?;
            }
            What::Path { draft: Some(draft) } => {
                output.line(&visible(&store.path(&named(&store, &draft)?).to_string_lossy()))?;
            }
            What::Rename { draft, to } => {
                let (from, to) = (named(&store, &draft)?, DraftId::parse(&to)?);
                store.lock(&from)?.rename(&to)?;
                output.line(&format!("{from} is now {to}"))?;
            }
            What::Delete { draft } => {
                let id = named(&store, &draft)?;
                let path = store.lock(&id)?.delete()?;
                output
                    .line(&format!("{id} is in the trash: {}", visible(&path.to_string_lossy())))?;
            }
        }
        Ok(Exit::Fine)
    }
}

/// The draft `name`, damaged or not; else the one whose id begins so.
fn named(store: &Store, name: &str) -> Result<DraftId> {
    match DraftId::parse(name) {
        Ok(id) if store.path(&id).exists() => Ok(id),
        // A path or the like is told what an id is, rather than that no draft begins with it.
        Err(error) if name.contains(['/', '\\', '.']) => Err(error.into()),
        _ => Ok(stored::find(store, name)?.id),
    }
}

fn list(store: &Store, output: &mut Output) -> Result<()> {
    let listing = store.list()?;
    for Entry { id, record } in &listing.drafts {
        let row = row(id, record, output.look);
        output.print(&row)?;
    }
    if listing.drafts.is_empty() {
        output.line("No drafts yet. `starcoach practice` makes one.")?;
    }
    for error in listing.damaged {
        complain(output, &error.to_string())?;
    }
    Ok(())
}

/// Two lines: levels, id, attempts and date; then the question.
fn row(id: &DraftId, record: &Record, look: Look) -> String {
    let draft = record.draft();
    let judged = review(&draft);
    let levels = Tip::ALL.map(|tip| {
        if record.not_applicable.contains(&tip) {
            return look.dim("–");
        }
        let level = judged.findings[tip.index()].level;
        look.level(level, Look::mark(level))
    });
    let attempts = record.attempts.len();
    let last =
        record.attempts.last().map(|last| last.at.to_zoned(TimeZone::system()).date().to_string());
    let blank: Vec<&str> = draft.sections.blank().map(Section::title).collect();
    let state = match &blank[..] {
        [] => look.verdict(&judged.verdict, judged.verdict.id()),
        [_, _, _, _] => look.dim("blank"),
        blank => look.dim(&format!("no {} yet", blank.join(", "))),
    };
    let plural = if attempts == 1 { "" } else { "s" };
    let mut head = format!("{}  {}  {state}", levels.concat(), look.heading(id.as_str()));
    let tail = format!("{attempts} attempt{plural}, {}", last.as_deref().unwrap_or("no date"));
    if console::measure_text_width(&head) + tail.len() + 2 <= look.width() {
        head = format!("{head}  {tail}\n");
    } else {
        head = format!("{head}\n        {tail}\n");
    }
    let question =
        if record.question.trim().is_empty() { "(no question)" } else { &record.question };
    format!("{head}        {}\n", look.dim(&Look::one_line(question, look.width() - 8)))
}

fn show(record: &Record, output: &mut Output) -> Result<()> {
    let draft = record.draft();
    let mut page = String::new();
    for (section, text) in draft.sections.iter() {
        let text = if text.trim().is_empty() { "(not written yet)" } else { text };
        let text = output.look.wrap(text, "  ", "  ");
        let _ = writeln!(
            page,
            "{}
{text}",
            output.look.heading(section.title())
        );
    }
    let judged = review(&draft);
    let words = packs::words()?;
    page.push_str(&starcoach::render::review(&draft, &judged, &words, &Tip::ALL, output.look));
    output.print(&page)?;
    Ok(())
}

/// How many drafts of a question are judged for [`Practised::best`], those worked on last, so that no list is slow for it.
const JUDGED: usize = 3;

/// The drafts by the question that they answer.
pub(crate) struct Practised(BTreeMap<String, Vec<Record>>);

impl Practised {
    /// Reads the drafts; judges none yet, for a list shows but some of them.
    pub(crate) fn load() -> Self {
        // The list of questions is useful without the drafts, so a store that cannot be read leaves only this out.
        let listing =
            Store::home().and_then(Store::open).and_then(|store| store.list()).unwrap_or_default();
        let mut drafts: BTreeMap<String, Vec<Record>> = BTreeMap::new();
        for Entry { record, .. } in listing.drafts {
            if let Some(question) = record.question_id.clone() {
                drafts.entry(question).or_default().push(record);
            }
        }
        Self(drafts)
    }

    /// Whether there is a draft to `question`, by its id.
    pub(crate) fn has(&self, question: &str) -> bool {
        self.0.contains_key(question)
    }

    /// How the best of the last drafts to `question` came out, in a word.
    pub(crate) fn best(&self, question: &str) -> Option<&'static str> {
        let drafts = self.0.get(question)?.iter().take(JUDGED);
        let best = drafts.map(|record| review(&record.draft())).max_by_key(rank)?;
        Some(best.verdict.id())
    }
}

fn rank(review: &Review) -> u32 {
    let verdict = match review.verdict {
        Verdict::Ready => 3,
        Verdict::Close => 2,
        Verdict::NotYet => 1,
        Verdict::CannotTell(_) => 0,
    };
    let score: u32 =
        review.findings.iter().map(|finding| u32::from(Level::score(finding.level))).sum();
    verdict * 100 + score
}
