use std::io::{self, Write};

use anyhow::Result;
use crossterm::event::{
    self, Event as CrosstermEvent, KeyCode, KeyEvent, KeyEventKind, KeyModifiers,
};
use starcoach::draft::{Section, Tip, Words};
use starcoach::judge::Level;
use starcoach::practice::Event;
use starcoach::render::Look;

use super::live::{self, Live};
use super::pick::List;
use super::surface::Surface;
use super::{show, signals};
use crate::cli::Output;
use crate::cli::editor::raw::{Keys, Lent};
use crate::cli::editor::{Done, Dress, Editor, external};
use crate::cli::settings::Pace;

/// A session in a terminal that can move its cursor.
pub(super) struct Terminal {
    /// Whether sections are written in the writer's own editor.
    own_editor: bool,
    pace: Pace,
    /// The page that a hint interrupted, still on the screen.
    page: Option<Editor>,
    hint: Option<Hint>,
    interrupted: bool,
    /// Between two pages too, so that what is typed ahead is the next one's.
    _keys: Keys,
}

/// What the coach says below the page, until the writer has written on or wants it gone.
struct Hint {
    words: String,
    /// How long the text was when it came.
    since: Option<usize>,
}

impl Hint {
    fn new(words: &str) -> Self {
        Self { words: words.to_owned(), since: None }
    }

    /// Whether so much was written or deleted since it came that it stands in the way.
    fn is_stale(&mut self, text: &str) -> bool {
        let length = text.chars().count();
        length.abs_diff(*self.since.get_or_insert(length)) > ENOUGH
    }
}

/// How many characters are written with a hint in sight.
const ENOUGH: usize = 80;

impl Terminal {
    pub(super) fn new(own_editor: bool, pace: Pace) -> io::Result<Self> {
        let keys = Keys::begin()?;
        Ok(Self { own_editor, pace, page: None, hint: None, interrupted: false, _keys: keys })
    }

    /// Lets the writer write on the page, in the normal screen or in the editor of choice.
    fn write(
        &mut self,
        text: &str,
        output: &mut Output,
        tailor: &mut Tailor<'_>,
        page: &mut dyn FnMut(&str),
    ) -> Result<Event> {
        let is_new = self.page.is_none();
        let mut editor = self.page.take().unwrap_or_else(|| Editor::new(text));
        if is_new && self.own_editor && self.through_own(&mut editor, output, page)? {
            return Ok(Event::Written(editor.buffer.text().to_owned()));
        }
        loop {
            let hint = &mut self.hint;
            let mut dress = |text: &str, columns: usize| {
                hint.take_if(|hint| hint.is_stale(text));
                tailor(text, hint.as_ref().map(|hint| &*hint.words), columns)
            };
            let done = editor.run(&mut dress, output, page)?;
            let text = editor.buffer.text().to_owned();
            if done != Done::Hint {
                self.hint = None;
            }
            match done {
                Done::Finished => return Ok(Event::Written(text)),
                Done::Back => return Ok(Event::Back(text)),
                Done::Leave => {
                    self.interrupted = true;
                    return Ok(Event::Leave(text));
                }
                Done::Hint => {
                    self.page = Some(editor);
                    return Ok(Event::Hint(text));
                }
                Done::Escape => {}
                Done::External => {
                    self.through_own(&mut editor, output, page)?;
                }
            }
        }
    }

    /// Sends the text through the writer's own editor. Whether that went well; otherwise it says what did not.
    fn through_own(
        &mut self,
        editor: &mut Editor,
        output: &mut Output,
        page: &mut dyn FnMut(&str),
    ) -> Result<bool> {
        output.flush()?;
        let lent = Lent::begin();
        let edited = external::edit(editor.buffer.text());
        drop(lent);
        if let Ok(text) = &edited {
            editor.buffer.replace(text);
            page(text);
        }
        signals::leave_if_called_off();
        self.hint = edited.as_ref().err().map(|error| Hint::new(&format!("{error:#}.")));
        Ok(edited.is_ok())
    }
}

type Tailor<'t> = dyn FnMut(&str, Option<&str>, usize) -> Dress + 't;

impl Surface for Terminal {
    fn section(
        &mut self,
        section: Section,
        text: &str,
        words: &Words,
        output: &mut Output,
        page: &mut dyn FnMut(&str),
    ) -> Result<Event> {
        let look = output.look;
        let head = format!("\n{}", show::section_head(section, words, self.pace, look));
        if self.page.is_none() {
            output.print(&head)?;
        }
        let mut live = Live::new(section, words, self.pace);
        let mut tailor =
            |text: &str, hint: Option<&str>, columns: usize| live.dress(text, hint, columns, look);
        let event = self.write(text, output, &mut tailor, page)?;
        if let Event::Back(_) = event {
            // The page has left the screen, so its head need not stay; what stood above the head stays.
            output.draw(&format!("\u{1b}[{}A\r\u{1b}[J", head.lines().count()))?;
        }
        Ok(event)
    }

    fn rate(&mut self, tip: Tip, words: &Words, output: &mut Output) -> Result<Event> {
        if tip == Tip::ALL[0] {
            output.line("")?;
            output.print(&output.look.wrap(show::RATING, "", ""))?;
            output.print(&output.look.wrap(
                "0 missing, 1 hinted, 2 shown; Enter passes one over, s all of them",
                "",
                "",
            ))?;
        }
        // With its level, the longest title just fits a terminal of 40 columns.
        let before = if output.look.is_narrow() { "" } else { "  " };
        output.print(&format!("{before}{} ", words.tip(tip).title))?;
        output.flush()?;
        let event = loop {
            let KeyEvent { code, modifiers, .. } = match event::read()? {
                CrosstermEvent::Key(key) if key.kind != KeyEventKind::Release => key,
                _ => continue,
            };
            match code {
                KeyCode::Char('c') if modifiers.contains(KeyModifiers::CONTROL) => {
                    output.line("")?;
                    self.interrupted = true;
                    return Ok(Event::Leave(String::new()));
                }
                KeyCode::Enter | KeyCode::Char(' ') => break Event::Rated(None),
                KeyCode::Char('s') | KeyCode::Esc => break Event::RatedEnough,
                KeyCode::Char(key) => {
                    let level = Level::ALL
                        .into_iter()
                        .find(|level| char::from(b'0' + level.score()) == key);
                    if let Some(level) = level {
                        break Event::Rated(Some(level));
                    }
                }
                _ => {}
            }
        };
        match &event {
            Event::Rated(Some(level)) => output.line(&output.look.level(*level, level.id()))?,
            _ => output.line(&output.look.dim("–"))?,
        }
        Ok(event)
    }

    fn follow_up(
        &mut self,
        asked: &str,
        output: &mut Output,
        page: &mut dyn FnMut(&str),
    ) -> Result<Event> {
        let look = output.look;
        if self.page.is_none() {
            output.line(asked)?;
        }
        // An answer aloud is an answer too, so passing is as easy as giving one.
        let own_editor = std::mem::take(&mut self.own_editor);
        let mut tailor =
            |_: &str, hint: Option<&str>, columns: usize| below_answer(hint, columns, look);
        let event = self.write("", output, &mut tailor, page);
        self.own_editor = own_editor;
        event
    }

    fn place(&mut self, fits: Section, output: &mut Output) -> Result<Event> {
        let others = Section::ALL.into_iter().filter(|section| *section != fits);
        let sections: Vec<Section> = std::iter::once(fits).chain(others).collect();
        let mut items: Vec<String> =
            sections.iter().map(|section| format!("Add it to {section}")).collect();
        items.push("Leave it out of the draft".to_owned());
        let picked = self.pick("Your answer:", &items, 0, output)?;
        Ok(Event::Placed(picked.and_then(|place| sections.get(place).copied())))
    }

    fn pick(
        &mut self,
        prompt: &str,
        items: &[String],
        best: usize,
        output: &mut Output,
    ) -> Result<Option<usize>> {
        Ok(List { prompt, items, searches: false }.choose(best, output)?)
    }

    fn search(
        &mut self,
        prompt: &str,
        items: &[String],
        output: &mut Output,
    ) -> Result<Option<usize>> {
        Ok(List { prompt, items, searches: true }.choose(0, output)?)
    }

    fn is_attended(&self) -> bool {
        true
    }

    fn was_interrupted(&self) -> bool {
        self.interrupted
    }

    fn hint(&mut self, hint: &str, _output: &mut Output) -> Result<()> {
        self.hint = Some(Hint::new(hint));
        Ok(())
    }
}

/// What stands below an answer to the interviewer.
fn below_answer(hint: Option<&str>, columns: usize, look: Look) -> Dress {
    let look = Look::new(columns, look.has_colour());
    let mut below: Vec<String> = Vec::new();
    if let Some(hint) = hint {
        below.extend(look.wrap(hint, "Coach: ", "  ").lines().map(|line| look.quote(line)));
    }
    let keys = match (columns >= 64, live::is_in_tmux()) {
        (true, false) => "Ctrl-D done, empty to pass · Ctrl-T hint · Ctrl-B to the menu",
        (true, true) => "Ctrl-D done, empty to pass · Ctrl-T hint · Shift-Tab to the menu",
        (false, false) => "^D done, empty to pass ^T hint ^B menu",
        (false, true) => "^D done, empty to pass ^T hint",
    };
    below.extend(look.wrap(keys, "", "").lines().map(|line| look.dim(line)));
    Dress { marks: Vec::new(), below }
}
