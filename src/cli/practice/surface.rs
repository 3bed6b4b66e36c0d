use anyhow::Result;
use starcoach::draft::{Section, Tip, Words};
use starcoach::practice::{Choice, Event, Screen};

use super::show;
use crate::cli::Output;

/// Where a session meets its writer: an editor in a terminal, or plain lines.
pub(crate) trait Surface {
    /// Puts `screen` to the writer, and says what the writer did. `page` hears of the text each time it grows.
    fn ask(
        &mut self,
        screen: &Screen,
        words: &Words,
        output: &mut Output,
        page: &mut dyn FnMut(&str),
    ) -> Result<Event> {
        if let Some(event) = self.unattended(screen)? {
            return Ok(event);
        }
        match screen {
            Screen::Section { section, text, .. } => {
                self.section(*section, text, words, output, page)
            }
            Screen::Rating(tip) => self.rate(*tip, words, output),
            Screen::FollowUp { number, of, question, is_short, .. } => {
                let mut asked = show::follow_up(*number, *of, question, output.look);
                if *is_short && *number == 1 {
                    asked.insert_str(0, &show::short(output.look));
                }
                self.follow_up(&asked, output, page)
            }
            Screen::Place { fits, .. } => self.place(*fits, output),
            Screen::Menu { choices, best } => self.menu(choices, *best, output),
            Screen::PickSection => {
                let items = Section::ALL.map(|section| section.title().to_owned());
                let best = Section::Action.index();
                let picked = self.pick("Which section?", &items, best, output)?;
                Ok(Event::PickedSection(picked.map(|place| Section::ALL[place])))
            }
            Screen::PickTip(left_out) => {
                let items = Tip::ALL.map(|tip| show::tip(tip, left_out, words));
                let picked =
                    self.pick("Which tip does not apply (or applies again)?", &items, 0, output)?;
                Ok(Event::PickedTip(picked.map(|place| Tip::ALL[place])))
            }
            Screen::Over => Ok(Event::Leave(String::new())),
        }
    }

    /// What happens at `screen` where nobody is left who could be asked.
    fn unattended(&mut self, _screen: &Screen) -> Result<Option<Event>> {
        Ok(None)
    }

    /// Lets the writer write `section`, of which `text` stands already.
    fn section(
        &mut self,
        section: Section,
        text: &str,
        words: &Words,
        output: &mut Output,
        page: &mut dyn FnMut(&str),
    ) -> Result<Event>;

    /// Asks how far the draft shows `tip`.
    fn rate(&mut self, tip: Tip, words: &Words, output: &mut Output) -> Result<Event>;

    /// Says what the interviewer `asked`, and lets the writer answer.
    fn follow_up(
        &mut self,
        asked: &str,
        output: &mut Output,
        page: &mut dyn FnMut(&str),
    ) -> Result<Event>;

    /// Asks where the answer to the interviewer belongs, `fits` being the likeliest.
    fn place(&mut self, fits: Section, output: &mut Output) -> Result<Event>;

    /// Asks what to do next; none of it is to leave.
    fn menu(&mut self, choices: &[Choice], best: Choice, output: &mut Output) -> Result<Event> {
        let items: Vec<String> =
            choices.iter().map(|choice| show::choice(*choice).to_owned()).collect();
        let best = choices.iter().position(|choice| *choice == best).unwrap_or_default();
        let picked = self.pick("What next?", &items, best, output)?;
        Ok(picked.map_or(Event::Leave(String::new()), |place| Event::Chose(choices[place])))
    }

    /// The place of the chosen one of `items`, `best` being the one that Enter takes; `None` for none of them.
    fn pick(
        &mut self,
        prompt: &str,
        items: &[String],
        best: usize,
        output: &mut Output,
    ) -> Result<Option<usize>>;

    /// The same for many items: the writer searches among them.
    fn search(
        &mut self,
        prompt: &str,
        items: &[String],
        output: &mut Output,
    ) -> Result<Option<usize>> {
        self.pick(prompt, items, 0, output)
    }

    /// Whether somebody is there who can choose.
    fn is_attended(&self) -> bool;

    /// Whether the writer left by Ctrl-C.
    fn was_interrupted(&self) -> bool {
        false
    }

    /// Says a hint; the writer goes on with the same text afterwards.
    fn hint(&mut self, hint: &str, output: &mut Output) -> Result<()>;
}
