use std::fmt::Write;

use anyhow::{Result, bail};
use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};
use serde::Serialize;
use starcoach::bank::{Bank, Entry, Role, Vocabulary, nearest};
use starcoach::render::Look;
use starcoach::text::{visible, visible_json};

use super::drafts::Practised;
use super::packs::Packs;
use super::{Exit, Output};

/// List the questions, or those that fit some words
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  starcoach list\n  starcoach list slow dashboard\n  \
    starcoach list --competency conflict --role software\n  starcoach list --unpractised --has-example")]
pub(crate) struct List {
    /// Only questions with these words, best match first; small misspellings are forgiven
    words: Vec<String>,
    /// Only those with this competency, role or pack
    #[arg(long)]
    tag: Option<String>,
    /// Only those that suit this role
    #[arg(long, value_parser = PossibleValuesParser::new(Role::ALL.map(Role::id)))]
    role: Option<String>,
    /// Only those that ask for this competency
    #[arg(long)]
    competency: Option<String>,
    /// Only those with an example answer
    #[arg(long)]
    has_example: bool,
    /// Only those that you have not practised yet
    #[arg(long)]
    unpractised: bool,
    #[command(flatten)]
    packs: Packs,
    /// How to print them
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// How the list is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// For programs: one array.
    Json,
}

impl List {
    pub(crate) fn run(self, output: &mut Output) -> Result<Exit> {
        let bank = self.packs.bank()?;
        self.check_names(&bank)?;
        let words = self.words.join(" ");
        let entries: Vec<Entry<'_>> =
            if words.is_empty() { bank.entries().collect() } else { bank.search(&words) };
        let practised = Practised::load();
        let entries = entries.into_iter().filter(|entry| self.keeps(entry, &practised));
        let entries: Vec<(Entry<'_>, Option<&str>)> =
            entries.map(|entry| (entry, practised.best(&entry.question.id))).collect();
        if self.format == Format::Json {
            let rows: Vec<_> = entries.iter().map(|(entry, best)| Row::new(entry, *best)).collect();
            output.line(&visible_json(&serde_json::to_string_pretty(&rows)?))?;
            return Ok(Exit::Fine);
        }
        if entries.is_empty() {
            output.line("No question fits. `starcoach list` alone shows them all.")?;
        }
        let widths = entries.iter().filter_map(|(_, best)| Some(best.as_ref()?.chars().count()));
        let reserved = widths.max().unwrap_or(1) + 2;
        for (entry, best) in &entries {
            let best = best.unwrap_or("-");
            output.print(&row(entry, (best, reserved), bank.len(), output.look))?;
        }
        if output.is_terminal && !entries.is_empty() {
            let example = entries[0].0.number;
            let hint = format!(
                "{} of {} questions. `starcoach show {example}` shows an example answer, \
                 `starcoach practice {example}` starts your own.",
                entries.len(),
                bank.len()
            );
            output.print(&format!("\n{}", output.look.wrap(&hint, "", "")))?;
        }
        Ok(Exit::Fine)
    }

    fn keeps(&self, entry: &Entry<'_>, practised: &Practised) -> bool {
        let question = entry.question;
        let has = |name: &str| question.competencies.iter().any(|own| own == name);
        let suits = |name: &str| Role::from_id(name).is_some_and(|role| question.suits(role));
        self.tag.as_ref().is_none_or(|tag| has(tag) || suits(tag) || entry.pack.id == *tag)
            && self.role.as_ref().is_none_or(|role| suits(role))
            && self.competency.as_ref().is_none_or(|name| has(name))
            && !(self.has_example && question.examples.ids().is_empty())
            && !(self.unpractised && practised.has(&question.id))
    }

    /// Refuses names that no question could have, which would only give an empty list.
    fn check_names(&self, bank: &Bank) -> Result<()> {
        let competencies: Vec<&str> = Vocabulary::builtin().ids().collect();
        if let Some(name) = &self.competency {
            check_name("competency", name, &competencies)?;
        }
        if let Some(name) = &self.tag {
            let mut tags = competencies;
            tags.extend(Role::ALL.map(Role::id));
            for entry in bank.entries() {
                if !tags.contains(&entry.pack.id.as_str()) {
                    tags.push(&entry.pack.id);
                }
            }
            check_name("tag", name, &tags)?;
        }
        Ok(())
    }
}

fn check_name(what: &str, name: &str, known: &[&str]) -> Result<()> {
    if known.contains(&name) {
        return Ok(());
    }
    match nearest(name, known.iter().copied()) {
        Some(near) => bail!("there is no {what} `{name}`; did you mean `{near}`?"),
        None => bail!("there is no {what} `{name}`; known: {}", known.join(", ")),
    }
}

/// Two lines a question: number, prompt and, in a column of `reserved` at the right, the best review; then id,
/// competencies and examples.
fn row(entry: &Entry<'_>, (best, reserved): (&str, usize), count: usize, look: Look) -> String {
    let question = entry.question;
    let digits = count.to_string().len().max(2);
    let (number, indent) = (format!("{:>digits$}  ", entry.number), " ".repeat(digits + 2));
    let left = look.width() - reserved;
    let prompt = Look::new(left, false).wrap(&question.prompt, &number, &indent);
    let (first, rest) = prompt.split_once('\n').unwrap_or((&prompt, ""));
    let best = Look::one_line(best, reserved - 1);
    let best = format!("{best:>reserved$}");
    let mut row = format!("{}{best}\n{rest}", Look::padded(first, left));
    let id = visible(&question.id).into_owned();
    let mut about = format!("{id} · {}", question.competencies.join(", "));
    match question.examples.ids().len() {
        0 => {}
        1 => about.push_str(" · 1 example"),
        more => {
            let _ = write!(about, " · {more} examples");
        }
    }
    for line in look.wrap(&about, &indent, &indent).lines() {
        // The id is what one types, so that it is not dimmed with the rest.
        let line = match line.strip_prefix(&format!("{indent}{id}")) {
            Some(rest) => format!("{indent}{id}{}", look.dim(rest)),
            None => look.dim(line),
        };
        let _ = writeln!(row, "{line}");
    }
    row
}

/// A question as programs read it.
#[derive(Serialize)]
struct Row<'b> {
    number: usize,
    id: &'b str,
    prompt: &'b str,
    probes: &'b str,
    competencies: &'b [String],
    roles: &'b [Role],
    pack: &'b str,
    examples: &'b [String],
    best: Option<&'b str>,
}

impl<'b> Row<'b> {
    fn new(entry: &Entry<'b>, best: Option<&'b str>) -> Self {
        let question = entry.question;
        Self {
            number: entry.number,
            id: &question.id,
            prompt: &question.prompt,
            probes: &question.probes,
            competencies: &question.competencies,
            roles: &question.roles,
            pack: &entry.pack.id,
            examples: question.examples.ids(),
            best,
        }
    }
}
