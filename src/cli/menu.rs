use anyhow::Result;
use clap::CommandFactory;
use starcoach::bank::{Bank, Question};
use starcoach::render::Look;
use starcoach::store::{DraftId, Store};

use super::drafts::Drafts;
use super::packs::Packs;
use super::practice::{Practice, Surface, count_due, in_progress, item, signals, surface};
use super::settings::Settings;
use super::{Cli, Exit, Output};

/// An entry of the menu.
enum Choice {
    Continue(DraftId),
    Due,
    Practise,
    Browse,
    Drafts,
    Quit,
}

/// `starcoach` alone: what one can do, to choose from. Without a terminal the short help.
pub(crate) fn run(settings: &Settings, output: &mut Output) -> Result<Exit> {
    let mut surface = surface(false, false, settings.pace());
    if !(surface.is_attended() && output.is_terminal) {
        output.print(&Cli::command().render_help().to_string())?;
        return Ok(Exit::CouldNotRun);
    }
    signals::watch()?;
    let store = Store::open(Store::home()?)?;
    loop {
        let mut entries: Vec<(String, Choice)> = Vec::new();
        if let Some((id, _, item)) = in_progress(&store)?.into_iter().next() {
            entries.push((item, Choice::Continue(id)));
        }
        match count_due(&store, settings)? {
            0 => {}
            1 => entries.push(("Tell the story that is due".to_owned(), Choice::Due)),
            due => entries.push((format!("Tell one of {due} stories that are due"), Choice::Due)),
        }
        entries.push(("Practise a question".to_owned(), Choice::Practise));
        entries.push(("Browse the questions".to_owned(), Choice::Browse));
        entries.push(("List your drafts".to_owned(), Choice::Drafts));
        entries.push(("Quit".to_owned(), Choice::Quit));
        let items: Vec<String> = entries.iter().map(|(item, _)| item.clone()).collect();
        let place = surface.pick("What would you like to do?", &items, 0, output)?;
        let exit = match place.map(|place| &entries[place].1) {
            Some(Choice::Continue(id)) => Practice::going_on(id.clone()).run(settings, output)?,
            Some(Choice::Due) => Practice::of_due().run(settings, output)?,
            Some(Choice::Practise) => Practice::of(None).run(settings, output)?,
            Some(Choice::Browse) => browse(settings, surface.as_mut(), output)?,
            Some(Choice::Drafts) => Drafts::list().run(output)?,
            Some(Choice::Quit) | None => return Ok(Exit::Fine),
        };
        if exit != Exit::Fine {
            return Ok(exit);
        }
    }
}

/// Lets the reader look at questions until one is practised or none is wanted.
fn browse(settings: &Settings, surface: &mut dyn Surface, output: &mut Output) -> Result<Exit> {
    let bank = Packs::default().bank()?;
    loop {
        let Some(question) = search(&bank, surface, output)? else { return Ok(Exit::Fine) };
        output.print(&card(question, output.look))?;
        let items = ["Practise it", "Another question", "Back"].map(str::to_owned);
        match surface.pick("What now?", &items, 0, output)? {
            Some(0) => return Practice::of(Some(&question.id)).run(settings, output),
            Some(1) => {}
            _ => return Ok(Exit::Fine),
        }
    }
}

fn search<'b>(
    bank: &'b Bank,
    surface: &mut dyn Surface,
    output: &mut Output,
) -> Result<Option<&'b Question>> {
    let questions: Vec<&Question> = bank.entries().map(|entry| entry.question).collect();
    let items: Vec<String> =
        questions.iter().map(|question| item(&question.prompt, output.look)).collect();
    Ok(surface.search("Which question?", &items, output)?.map(|place| questions[place]))
}

/// What a question is after, without any of its example answers.
fn card(question: &Question, look: Look) -> String {
    let head: String =
        look.wrap(&question.prompt, "", "").lines().map(|line| look.heading(line) + "\n").collect();
    let probes = look.wrap(&question.probes, "", "");
    let competencies = look.wrap(&question.competencies.join(", "), "  ", "  ");
    format!("\n{head}{probes}{competencies}")
}
