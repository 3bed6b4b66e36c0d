use std::fmt::Write;

use anyhow::Result;
use clap::Args;
use serde_json::{Value, json};
use starcoach::bank::coverage::{Coverage as Table, Fit};
use starcoach::render::Look;
use starcoach::store::Store;
use starcoach::text::{visible, visible_json};

use super::packs::Packs;
use super::progress::Format;
use super::{Exit, Output, stored};

/// Show which stories answer which questions and competencies, and what has none
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  starcoach coverage\n  starcoach coverage --format json\n\n\
    A story could answer a question when it gives evidence of what that asks for\n\
    first; `starcoach map QUESTION DRAFT` then tells it there.")]
pub(crate) struct Coverage {
    /// How to print it
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    #[command(flatten)]
    packs: Packs,
}

/// The most stories that the table shows, those worked on last; JSON has all.
const SHOWN: usize = 60;

impl Coverage {
    pub(crate) fn run(self, output: &mut Output) -> Result<Exit> {
        let bank = self.packs.bank()?;
        let drafts = stored::all(&Store::open(Store::home()?)?, output)?;
        let table = Table::of(&bank, drafts.iter().map(|entry| (entry.id.as_str(), &entry.record)));
        if self.format == Format::Json {
            let json = serde_json::to_string_pretty(&json(&table))?;
            output.line(&visible_json(&json))?;
        } else {
            output.print(&page(&table, output.look))?;
        }
        Ok(Exit::Fine)
    }
}

fn page(table: &Table, look: Look) -> String {
    if table.stories.is_empty() {
        return look.wrap("No stories yet. `starcoach practice` makes the first.", "", "");
    }
    let shown = table.stories.len().min(SHOWN);
    let mut page = format!("{}\n", look.heading("Stories, and questions each fits"));
    for (place, id) in table.stories[..shown].iter().enumerate() {
        let name = Look::one_line(id, look.width() - 11);
        let _ = writeln!(
            page,
            "{:>4}  {}{:>4}",
            place + 1,
            Look::padded(&name, look.width() - 11),
            table.answers(place)
        );
    }
    let told = |has: &bool| if *has { Fit::Told } else { Fit::None };
    let competencies = table.competencies.iter();
    let competencies =
        competencies.map(|(name, has)| ("  ".to_owned(), &**name, has.iter().map(told).collect()));
    let questions = (1..).zip(&table.questions);
    let questions =
        questions.map(|(number, (id, fits))| (format!("{number:>3} "), &**id, fits.clone()));
    for (title, rows) in
        [("Competencies", competencies.collect::<Vec<Row>>()), ("Questions", questions.collect())]
    {
        let _ = write!(page, "\n{}", part(title, &rows, shown, look));
    }
    page.push('\n');
    page.push_str(&summary(table, shown, look));
    page
}

/// What stands before a name, the name, and how each story fits it.
type Row<'t> = (String, &'t str, Vec<Fit>);

/// A part of the table: a column for each of the `shown` stories where there is room for all, else a list in each line.
fn part(title: &str, rows: &[Row<'_>], shown: usize, look: Look) -> String {
    let label = if look.is_narrow() { 25 } else { 38 };
    let has_columns = label + 3 * shown <= look.width();
    let mut head = Look::padded(title, label);
    if has_columns {
        head.extend((1..=shown).flat_map(|number| [format!("{number:>3}")]));
    } else {
        head.push_str("  stories");
    }
    let mut part = format!("{}\n", look.heading(&head));
    for (before, name, fits) in rows {
        let name = Look::one_line(name, label - before.len() - 1);
        let name = Look::padded(&format!("{before}{name}"), label) + "  ";
        if fits.iter().all(|fit| *fit == Fit::None) {
            part.push_str(&(look.dim(&format!("{name}no story")) + "\n"));
        } else if has_columns {
            let marks: Vec<&str> = fits[..shown].iter().map(|fit| mark(*fit)).collect();
            // Two columns of blank before each, as wide as the numbers above.
            let _ = writeln!(part, "{name}{}", marks.join("  "));
        } else {
            part.push_str(&look.wrap(&listed(&fits[..shown]), &name, &" ".repeat(label + 2)));
        }
    }
    part
}

/// The stories that fit, by number, those told for it first.
fn listed(fits: &[Fit]) -> String {
    let those = |wanted: Fit| {
        let fitting = (1..).zip(fits).filter(move |(_, fit)| **fit == wanted);
        fitting.map(move |(number, _): (usize, _)| format!("{}{number}", mark(wanted)))
    };
    those(Fit::Told).chain(those(Fit::Could)).collect::<Vec<_>>().join(" ")
}

fn mark(fit: Fit) -> &'static str {
    match fit {
        Fit::None => "·",
        Fit::Could => "◐",
        Fit::Told => "●",
    }
}

fn summary(table: &Table, shown: usize, look: Look) -> String {
    let untold = table.untold().count();
    let lacking: Vec<&str> = table.lacking().collect();
    let mut lines = vec![
        "● told for it, ◐ could be: `starcoach map QUESTION DRAFT` tells it there.".to_owned(),
        format!("{untold} of {} questions have no story of their own.", table.questions.len()),
    ];
    if lacking.is_empty() {
        lines.push("Every competency has a story.".to_owned());
    } else {
        lines.push(format!("No story gives evidence of: {}.", lacking.join(", ")));
    }
    let more = table.stories.len() - shown;
    if more > 0 {
        lines.push(format!("{more} more stories are in `--format json`."));
    }
    lines.iter().map(|line| look.wrap(&visible(line), "", "")).collect()
}

fn json(table: &Table) -> Value {
    let named = |has: &dyn Fn(usize) -> bool| -> Vec<&str> {
        let places = (0..table.stories.len()).filter(|&place| has(place));
        places.map(|place| table.stories[place].as_str()).collect()
    };
    let stories = table.stories.iter().enumerate();
    let stories = stories.map(|(place, id)| json!({"id": id, "answers": table.answers(place)}));
    let questions = table.questions.iter().map(|(id, fits)| {
        let told = named(&|place| fits[place] == Fit::Told);
        json!({"id": id, "told": told, "could": named(&|place| fits[place] == Fit::Could)})
    });
    let competencies = table.competencies.iter();
    let competencies =
        competencies.map(|(name, has)| json!({"id": name, "stories": named(&|place| has[place])}));
    json!({
        "stories": stories.collect::<Vec<_>>(),
        "questions": questions.collect::<Vec<_>>(),
        "competencies": competencies.collect::<Vec<_>>(),
    })
}
