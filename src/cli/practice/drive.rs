use std::io::Write;
use std::time::Instant;

use anyhow::Result;
use jiff::Timestamp;
use starcoach::bank::{Evidence, Example, Question};
use starcoach::draft::{Draft, Record, Section, Tip, Words};
use starcoach::judge::{self, Review};
use starcoach::practice::{Brief, Effect, Screen, Session, Start};
use starcoach::render::{Look, Side, brief_review, compared, full_review};
use starcoach::store::{Journal, Locked, Page, Saved, Store, StoreError};
use starcoach::text::visible;

use super::show;
use super::surface::Surface;
use crate::cli::export::Export;
use crate::cli::settings::Settings;
use crate::cli::{Exit, Output};

/// Carries a session between its writer and the store.
pub(super) struct Drive<'b> {
    pub(super) store: Store,
    pub(super) locked: Locked,
    pub(super) question: Option<&'b Question>,
    pub(super) words: &'b Words,
    pub(super) tip: Option<Tip>,
    pub(super) example: bool,
    pub(super) settings: &'b Settings,
}

/// What keeps the section in progress; its first failure is told, later ones are not.
struct Keeper {
    journal: Journal,
    page: Page,
    failed: Option<StoreError>,
}

impl Keeper {
    fn note(&mut self, section: Section, text: String) {
        self.page.section = section;
        self.page.text = text;
        if let Err(error) = self.journal.note(&self.page, Instant::now()) {
            self.failed.get_or_insert(error);
        }
    }
}

impl Drive<'_> {
    /// Runs the session to its end.
    pub(super) fn run(
        mut self,
        record: Record,
        start: Start,
        surface: &mut dyn Surface,
        output: &mut Output,
    ) -> Result<Exit> {
        let example = self.question.and_then(|question| question.examples.first());
        let brief = Brief {
            words: self.words,
            judge: judge::review,
            has_example: example.is_some(),
            tip: self.tip,
            never: &self.settings.not_applicable.value,
        };
        output.print(&show::question(&record.question, self.tip, self.words, output.look))?;
        if let Some(example) = example.filter(|_| self.example) {
            output.print(&show::example(example, output.look))?;
        }
        let (mut session, effects) = Session::new(brief, record, start);
        let mut keeper = self.keeper(&session);
        let mut unsaved = false;
        self.carry_out(effects, &session, &mut keeper, &mut unsaved, surface, output)?;
        loop {
            let screen = session.screen();
            if screen == Screen::Over {
                break;
            }
            let event = surface.ask(&screen, self.words, output, &mut |text| {
                if let Some((section, text)) = session.page(text) {
                    keeper.note(section, text);
                }
            })?;
            let effects = session.handle(event, Timestamp::now());
            self.carry_out(effects, &session, &mut keeper, &mut unsaved, surface, output)?;
        }
        self.farewell(&session, output)?;
        Ok(match (unsaved, surface.was_interrupted()) {
            (true, _) => Exit::CouldNotRun,
            (false, true) => Exit::Interrupted,
            (false, false) => Exit::Fine,
        })
    }

    fn keeper(&self, session: &Session<'_>) -> Keeper {
        let record = session.record();
        let page = Page {
            question: record.question.clone(),
            question_id: record.question_id.clone(),
            section: Section::Situation,
            text: String::new(),
        };
        Keeper { journal: self.locked.journal(), page, failed: None }
    }

    fn carry_out(
        &mut self,
        effects: Vec<Effect>,
        session: &Session<'_>,
        keeper: &mut Keeper,
        unsaved: &mut bool,
        surface: &mut dyn Surface,
        output: &mut Output,
    ) -> Result<()> {
        if let Some(error) = keeper.failed.take() {
            let told = format!("The section in progress is not kept while you type: {error}");
            output.print(&output.look.wrap(&told, "", "  "))?;
        }
        for effect in effects {
            match effect {
                Effect::Save => *unsaved = !self.save(session.record(), keeper, output)?,
                Effect::Keep(section, text) => {
                    let is_blank = text.trim().is_empty();
                    keeper.note(section, text);
                    if !is_blank {
                        output.line(&format!(
                            "Your {section} so far is kept: `starcoach practice` goes on with it."
                        ))?;
                    }
                }
                // Where the save failed, the journal is the writer's copy.
                Effect::Forget if *unsaved => {}
                Effect::Forget => drop(keeper.journal.discard()),
                Effect::Hint(hint) => surface.hint(&hint, output)?,
                Effect::Nothing => output.line("Nothing was written, so nothing is kept.")?,
                Effect::Export => {
                    output.line("")?;
                    // A name that is taken or a folder that is not writable ends the export, not the session.
                    if let Err(error) =
                        Export::here(self.locked.id().as_str()).run(self.settings, output)
                    {
                        output
                            .line(&format!("Not exported: {}", visible(&format!("{error:#}"))))?;
                    }
                }
                shown => self.show(&shown, session, output)?,
            }
        }
        Ok(())
    }

    fn show(&self, effect: &Effect, session: &Session<'_>, output: &mut Output) -> Result<()> {
        let (look, draft) = (output.look, session.draft());
        let Some(judged) = session.review() else { return Ok(()) };
        let judged = &judged.clone().spoken_at(self.settings.pace().words_a_minute);
        let page = match effect {
            Effect::Review => {
                format!("\n{}", brief_review(&draft, judged, self.words, &Tip::ALL, look))
            }
            Effect::Ratings => {
                let who = "You and the coach";
                show::ratings(who, *session.ratings(), judged, self.words, look)
            }
            Effect::Explain => {
                format!("\n{}", full_review(&draft, judged, self.words, &Tip::ALL, look))
            }
            Effect::Moved(moves) => show::moved(moves, self.words, look),
            Effect::Example => match self.question.and_then(|question| question.examples.first()) {
                Some(example) => self.compared(example, &draft, judged, look),
                None => String::new(),
            },
            _ => String::new(),
        };
        output.print(&page)?;
        Ok(())
    }

    fn compared(&self, example: &Example, draft: &Draft, judged: &Review, look: Look) -> String {
        let sections = example.sections();
        let theirs = judge::review(&Draft { sections: sections.clone(), ..Draft::default() });
        let title = format!("Example ({})", example.focus);
        let yours =
            Side { title: "Yours", sections: &draft.sections, evidence: &Evidence::from(judged) };
        let page = compared(
            yours,
            Side { title: &title, sections: &sections, evidence: &Evidence::from(&theirs) },
            self.words,
            look,
        );
        format!("\n{page}{}", show::teaches(example, look))
    }

    /// Saves `record`; where that fails, says so and keeps the text elsewhere. Whether it is saved.
    fn save(&mut self, record: &Record, keeper: &mut Keeper, output: &mut Output) -> Result<bool> {
        match self.locked.save(record) {
            Ok(Saved::Here) => Ok(true),
            Ok(Saved::Beside { changed, id }) => {
                output.line(&format!(
                    "Draft {changed} was changed by another program meanwhile. Your text is kept beside it, as {id}."
                ))?;
                keeper.journal = self.locked.journal();
                Ok(true)
            }
            Err(error) => {
                output.print(&output.look.wrap(&format!("Not saved: {error}"), "", "  "))?;
                if let Ok(path) = rescue(record, self.locked.id().as_str()) {
                    output.line(&format!("Your text is kept in {}", visible(&path)))?;
                } else {
                    output.line("Nor can it be kept elsewhere. Copy it from here:")?;
                    output.print(&visible(&record.to_yaml().unwrap_or_default()))?;
                }
                Ok(false)
            }
        }
    }

    fn farewell(&self, session: &Session<'_>, output: &mut Output) -> Result<()> {
        let path = self.store.path(self.locked.id());
        if !session.record().attempts.is_empty() && path.exists() {
            output.line("")?;
            output.line(&format!("Kept as draft {}:", self.locked.id()))?;
            // On a line of its own and unbroken, so that it can be copied whole.
            output.line(&visible(&path.display().to_string()))?;
        }
        Ok(())
    }
}

/// Writes `record` to a new file in the system's temporary folder, for its owner alone.
fn rescue(record: &Record, id: &str) -> Result<String> {
    let mut file =
        tempfile::Builder::new().prefix(&format!("starcoach-{id}-")).suffix(".yaml").tempfile()?;
    file.write_all(record.to_yaml()?.as_bytes())?;
    file.as_file().sync_all()?;
    let (_, path) = file.keep()?;
    Ok(path.to_string_lossy().into_owned())
}
