use anyhow::Result;
use starcoach::bank::Words;
use starcoach::practice::{Event, Screen};

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
    ) -> Result<Event>;

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
