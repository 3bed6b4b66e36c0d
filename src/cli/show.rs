use std::fmt::Write;

use anyhow::{Result, bail};
use clap::Args;
use clap::builder::PossibleValuesParser;
use starcoach::bank::{Entry, Example, Question, nearest};
use starcoach::draft::Section;
use starcoach::render::{self, Look, Side};

use super::packs::{self, Packs};
use super::{Exit, Output};

/// Show a question's example answer, with the words that earn each tip marked
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  starcoach show complex-technical-problem\n  \
    starcoach show 4 --section action --annotate\n  starcoach show slow dashboard --weak")]
pub(crate) struct Show {
    /// The question: its id or the beginning of it, its number in the list, or words of it
    #[arg(required = true)]
    question: Vec<String>,
    /// Only this section
    #[arg(long, value_parser = PossibleValuesParser::new(Section::ALL.map(Section::id)))]
    section: Option<String>,
    /// The text alone, without marks
    #[arg(long, conflicts_with_all = ["annotate", "weak"])]
    plain: bool,
    /// Sentence by sentence, each with the tips it speaks to
    #[arg(long, conflicts_with = "weak")]
    annotate: bool,
    /// A weak first draft of the same story beside the example
    #[arg(long, conflicts_with = "section")]
    weak: bool,
    /// Which example, where there are several: its number or id
    #[arg(long, value_name = "N|ID")]
    example: Option<String>,
    #[command(flatten)]
    packs: Packs,
}

impl Show {
    pub(crate) fn run(self, output: &mut Output) -> Result<Exit> {
        let name = self.question.join(" ");
        let bank = self.packs.bank()?;
        let entry = bank.find(&name)?;
        let look = output.look;
        let example = self.choose(entry.question, &name)?;
        let page = example.map(|example| self.page(&entry, example, look)).transpose()?;
        output.print(&head(&entry, look))?;
        let Some((example, page)) = example.zip(page) else {
            output.print(&follow_ups(entry.question, look))?;
            let hint = format!(
                "There is no example answer to it yet. Your own: `starcoach practice {}`.",
                entry.number
            );
            output.print(&format!("\n{}", look.wrap(&hint, "", "")))?;
            return Ok(Exit::Fine);
        };
        output.print(&example_head(entry.question, example, look))?;
        output.print(&page)?;
        if self.section.is_none() && !self.plain {
            output.print(&lessons(example, look))?;
            output.print(&follow_ups(entry.question, look))?;
            output.print(&others(&entry, example, look))?;
        }
        Ok(Exit::Fine)
    }

    /// The answer in the form asked for.
    fn page(&self, entry: &Entry<'_>, example: &Example, look: Look) -> Result<String> {
        let sections = example.sections();
        let only = self.section.as_deref().and_then(Section::from_id);
        let shown: Vec<Section> =
            Section::ALL.into_iter().filter(|own| only.is_none_or(|only| only == *own)).collect();
        if self.plain {
            return Ok(render::answer(&sections, &shown, None, look));
        }
        let words = packs::words()?;
        let judged = entry.judged(example);
        if self.weak {
            let (Some(weak), Some(evidence)) = (&example.weak, &judged.weak) else {
                bail!("the example `{}` has no weak first draft", example.id);
            };
            let left = Side { title: "A weak first draft", sections: &weak.sections(), evidence };
            let (title, evidence) = ("The same story, improved", &judged.answer);
            let right = Side { title, sections: &sections, evidence };
            return Ok(render::compared(left, right, &words, look));
        }
        let mut page = if self.annotate {
            render::annotated(example, &shown, &judged, &words, look)
        } else {
            render::answer(&sections, &shown, Some(&judged.answer), look)
        };
        let _ = writeln!(page, "\n{}", look.heading("The tips it shows"));
        page.push_str(&render::legend(example, &judged.answer, &words, look));
        Ok(page)
    }

    /// The example asked for; else the one that the question was named by, one that has what is asked for, or the first.
    fn choose<'q>(&self, question: &'q Question, name: &str) -> Result<Option<&'q Example>> {
        let examples = &question.examples;
        let Some(wanted) = &self.example else {
            let named = examples.iter().find(|example| example.id == name);
            let weak = examples.iter().find(|example| self.weak && example.weak.is_some());
            return Ok(named.or(weak).or(examples.first()));
        };
        let numbered = wanted.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        let found = match numbered {
            Some(index) => examples.get(index),
            None => examples.iter().find(|example| example.id == *wanted),
        };
        if found.is_none() && !examples.is_empty() {
            let ids: Vec<&str> = examples.iter().map(|example| &*example.id).collect();
            let near = nearest(wanted, ids.iter().copied());
            let near = near.map(|id| format!("did you mean `{id}`? ")).unwrap_or_default();
            bail!("`{}` has no example {wanted}; {near}it has: {}", question.id, ids.join(", "));
        }
        Ok(found)
    }
}

/// The question, what it asks for and what it is after.
fn head(entry: &Entry<'_>, look: Look) -> String {
    let question = entry.question;
    let mut head = painted(&look.wrap(&question.prompt, "", ""), |line| look.heading(line));
    let about = format!("{} · {}", question.id, question.competencies.join(", "));
    head.push_str(&painted(&look.wrap(&about, "", ""), |line| look.dim(line)));
    head.push_str(&look.wrap(&question.probes, "", ""));
    head
}

fn example_head(question: &Question, example: &Example, look: Look) -> String {
    let number = question.examples.iter().position(|own| own.id == example.id).unwrap_or_default();
    let count = question.examples.len();
    let which =
        if count > 1 { format!("Example {} of {count}", number + 1) } else { "Example".to_owned() };
    let mut head = format!("{which}: {} · {}", example.focus, example.id);
    if let Some(speaker) = &example.speaker {
        let _ = write!(head, " · {speaker}");
    }
    format!("\n{}\n", painted(&look.wrap(&head, "", ""), |line| look.dim(line)))
}

fn lessons(example: &Example, look: Look) -> String {
    let mut lessons = String::from("\n");
    for (title, text) in
        [("Worth copying", &example.teaches.strong), ("Not worth copying", &example.teaches.weak)]
    {
        let _ = writeln!(lessons, "{}", look.heading(title));
        lessons.push_str(&look.wrap(text, "  ", "  "));
    }
    lessons
}

fn follow_ups(question: &Question, look: Look) -> String {
    let mut page = String::new();
    if !question.follow_ups.is_empty() {
        page = format!("\n{}\n", look.heading("An interviewer may ask next"));
    }
    for follow_up in &question.follow_ups {
        page.push_str(&look.wrap(follow_up, "  · ", "    "));
    }
    page
}

/// Where the question's other examples are.
fn others(entry: &Entry<'_>, shown: &Example, look: Look) -> String {
    let mut page = String::new();
    for (index, other) in entry.question.examples.iter().enumerate() {
        if other.id != shown.id {
            let command = format!("starcoach show {} --example {}", entry.number, index + 1);
            let line = format!("Another example, {}: `{command}`", other.focus);
            page.push_str(&painted(&look.wrap(&line, "", "  "), |line| look.dim(line)));
        }
    }
    if page.is_empty() { page } else { format!("\n{page}") }
}

/// Each line of `text` as `paint` makes it: colour never runs over a line's end.
fn painted(text: &str, paint: impl Fn(&str) -> String) -> String {
    text.lines().map(|line| paint(line) + "\n").collect()
}
