use std::io::{self, BufRead, Write};

use anyhow::Result;
use starcoach::draft::{Section, Tip, Words};
use starcoach::judge::Level;
use starcoach::practice::{Event, Screen};
use starcoach::text::visible;

use super::show;
use super::surface::Surface;
use crate::cli::Output;
use crate::cli::settings::Pace;

/// A session in plain lines, for screen readers, dumb terminals and pipes. The cursor never moves back.
pub(super) struct Lines {
    attended: bool,
    pace: Pace,
    ended: bool,
    /// Text to go on with after a hint, which comes in the middle of a section.
    resumed: Option<String>,
}

impl Lines {
    pub(super) fn new(attended: bool, pace: Pace) -> Self {
        Self { attended, pace, ended: false, resumed: None }
    }

    /// The next line without its end; `None` at the end of the input.
    fn read(&mut self, output: &mut Output) -> Result<Option<String>> {
        output.flush()?;
        let mut bytes = Vec::new();
        // A line that is no UTF-8 is shown with its faults rather than refused: it is the writer's only copy.
        if self.ended || io::stdin().lock().read_until(b'\n', &mut bytes)? == 0 {
            self.ended = true;
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&bytes);
        Ok(Some(line.trim_end_matches(['\n', '\r']).to_owned()))
    }

    /// Whether a script has nothing more to say, so that nothing more needs to be asked.
    fn has_ended(&mut self) -> Result<bool> {
        self.ended = self.ended || !self.attended && io::stdin().lock().fill_buf()?.is_empty();
        Ok(self.ended)
    }

    /// An answer that `accept` takes; asks again until there is one, `None` at the end of the input.
    fn choose<T>(
        &mut self,
        prompt: &str,
        output: &mut Output,
        accept: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>> {
        loop {
            output.print(&format!("{prompt} "))?;
            let Some(line) = self.read(output)? else {
                output.line("")?;
                return Ok(None);
            };
            if let Some(choice) = accept(line.trim()) {
                return Ok(Some(choice));
            }
            output.line(&format!("\"{}\" is none of the answers.", visible(line.trim())))?;
        }
    }

    /// Lines up to one that holds only a dot, added to `text`.
    fn text(
        &mut self,
        text: &str,
        output: &mut Output,
        page: &mut dyn FnMut(&str),
    ) -> Result<Event> {
        let mut text = text.to_owned();
        loop {
            let Some(line) = self.read(output)? else {
                let is_blank = text.trim().is_empty();
                return Ok(if is_blank { Event::Leave(text) } else { Event::Written(text) });
            };
            match line.trim() {
                "." => return Ok(Event::Written(text)),
                "<" => return Ok(Event::Back(text)),
                "?" => {
                    self.resumed = Some(text.clone());
                    return Ok(Event::Hint(text));
                }
                "-" => text.clear(),
                _ => {
                    if !text.is_empty() && !text.ends_with('\n') {
                        text.push('\n');
                    }
                    text.push_str(&line);
                    text.push('\n');
                }
            }
            page(&text);
        }
    }
}

impl Surface for Lines {
    fn unattended(&mut self, screen: &Screen) -> Result<Option<Event>> {
        if matches!(screen, Screen::Section { .. } | Screen::Place { .. }) || !self.has_ended()? {
            return Ok(None);
        }
        Ok(Some(match screen {
            Screen::Rating(_) => Event::RatedEnough,
            _ => Event::Leave(String::new()),
        }))
    }

    fn section(
        &mut self,
        section: Section,
        text: &str,
        words: &Words,
        output: &mut Output,
        page: &mut dyn FnMut(&str),
    ) -> Result<Event> {
        if self.resumed.take().is_none() {
            output.line("")?;
            output.print(&show::section_head(section, words, self.pace, output.look))?;
            if text.trim().is_empty() {
                output.line("End it with a line that holds only \".\"; \"?\" gives a hint, \"<\" goes back.")?;
            } else {
                output.line("So far it reads:")?;
                output.print(&output.look.wrap(text, "  ", "  "))?;
                output.line("Your lines are added. \".\" ends, \"-\" starts over, \"?\" gives a hint, \"<\" goes back.")?;
            }
        }
        self.text(text, output, page)
    }

    fn rate(&mut self, tip: Tip, words: &Words, output: &mut Output) -> Result<Event> {
        if tip == Tip::ALL[0] {
            output.line("")?;
            output.print(&output.look.wrap(show::RATING, "", ""))?;
        }
        let prompt = format!(
            "{}: 0 missing, 1 hinted, 2 shown, Enter passes, s passes all:",
            words.tip(tip).title
        );
        let rated = self.choose(&prompt, output, |answer| match answer {
            "" => Some(Event::Rated(None)),
            "s" => Some(Event::RatedEnough),
            _ => level(answer).map(|level| Event::Rated(Some(level))),
        })?;
        Ok(rated.unwrap_or(Event::RatedEnough))
    }

    fn follow_up(
        &mut self,
        asked: &str,
        output: &mut Output,
        page: &mut dyn FnMut(&str),
    ) -> Result<Event> {
        let resumed = self.resumed.take();
        if resumed.is_none() {
            output.line(asked)?;
            output.line(
                "Answer in lines, \".\" ends; \".\" at once passes, \"<\" goes to the menu.",
            )?;
        }
        self.text(&resumed.unwrap_or_default(), output, page)
    }

    fn place(&mut self, fits: Section, output: &mut Output) -> Result<Event> {
        let prompt = format!("Add this to a section? s, t, a, r; Enter for {fits}, n for none:");
        let placed = self.choose(&prompt, output, |answer| match answer {
            "" => Some(Some(fits)),
            "n" => Some(None),
            _ => {
                Section::ALL.into_iter().find(|section| section.id().starts_with(answer)).map(Some)
            }
        })?;
        // The end of the input says nothing about where the answer belongs; it was given to be kept.
        Ok(Event::Placed(placed.unwrap_or(Some(fits))))
    }

    fn pick(
        &mut self,
        prompt: &str,
        items: &[String],
        best: usize,
        output: &mut Output,
    ) -> Result<Option<usize>> {
        output.line("")?;
        for (number, item) in items.iter().enumerate() {
            output.line(&format!("{:>3}  {}", number + 1, visible(item)))?;
        }
        let prompt = format!("{prompt} 1 to {}, Enter for {}, q for none:", items.len(), best + 1);
        let picked = self.choose(&prompt, output, |answer| match answer {
            "" => Some(Some(best)),
            "q" => Some(None),
            _ => answer
                .parse::<usize>()
                .ok()
                .filter(|number| (1..=items.len()).contains(number))
                .map(|number| Some(number - 1)),
        })?;
        Ok(picked.flatten())
    }

    fn is_attended(&self) -> bool {
        self.attended
    }

    fn hint(&mut self, hint: &str, output: &mut Output) -> Result<()> {
        output.print(&output.look.wrap(hint, "Coach: ", "  "))?;
        Ok(())
    }
}

fn level(answer: &str) -> Option<Level> {
    Level::ALL.into_iter().find(|level| level.score().to_string() == answer)
}
