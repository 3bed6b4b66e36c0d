//! A list to choose from, in the normal screen: painted in place, and gone once something is chosen.

use std::io::{self, Write};

use console::{measure_text_width, truncate_str};
use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use starcoach::render::Look;
use starcoach::text::visible;

use crate::cli::Output;
use crate::cli::editor::{Raw, Viewport, size};

/// What a list is made of.
pub(super) struct List<'i> {
    pub(super) prompt: &'i str,
    pub(super) items: &'i [String],
    /// Whether what is typed narrows the list; otherwise a figure chooses.
    pub(super) searches: bool,
}

/// Where somebody is in a list.
#[derive(Debug, Default)]
struct State {
    /// What was typed to narrow it.
    sought: String,
    /// The items that fit that, by place.
    fitting: Vec<usize>,
    /// Which of the fitting ones is marked, and which is shown first.
    at: usize,
    top: usize,
    /// How many are shown at once.
    room: usize,
}

/// What a key came to.
#[derive(Debug, PartialEq, Eq)]
enum Step {
    On,
    Chosen(Option<usize>),
    Interrupted,
}

impl List<'_> {
    /// The place of the item chosen, `best` being marked at first; `None` for none.
    ///
    /// # Errors
    /// Ctrl-C is an interrupted read.
    pub(super) fn choose(&self, best: usize, output: &mut Output) -> io::Result<Option<usize>> {
        output.flush()?;
        let _raw = Raw::begin()?;
        let mut viewport = Viewport::default();
        let mut state = State { at: best, ..State::default() };
        self.narrow(&mut state);
        loop {
            let (rows, cursor) = self.rows(&mut state, output.look, size());
            output.draw(&viewport.paint(rows, cursor))?;
            output.flush()?;
            let step = match event::read()? {
                Event::Key(key) if key.kind != KeyEventKind::Release => self.obey(key, &mut state),
                Event::Paste(text) if self.searches => {
                    let sought = format!("{}{}", state.sought, visible(text.trim()));
                    self.seek(&mut state, sought);
                    Step::On
                }
                Event::Resize(columns, _) => {
                    output.draw(&viewport.clear(columns.into()))?;
                    Step::On
                }
                _ => Step::On,
            };
            if step == Step::On {
                continue;
            }
            output.draw(&viewport.clear(size().0 + 1))?;
            output.flush()?;
            return match step {
                Step::Chosen(place) => Ok(place),
                _ => Err(io::ErrorKind::Interrupted.into()),
            };
        }
    }

    fn obey(&self, key: KeyEvent, state: &mut State) -> Step {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        let last = state.fitting.len().saturating_sub(1);
        if let (KeyCode::Char(c), false, true) = (key.code, control, self.searches) {
            self.seek(state, format!("{}{c}", state.sought));
            return Step::On;
        }
        match (key.code, control) {
            (KeyCode::Char('c'), true) => return Step::Interrupted,
            (KeyCode::Up | KeyCode::BackTab, _)
            | (KeyCode::Char('p'), true)
            | (KeyCode::Char('k'), false) => {
                state.at = state.at.checked_sub(1).unwrap_or(last);
            }
            (KeyCode::Down | KeyCode::Tab, _)
            | (KeyCode::Char('n'), true)
            | (KeyCode::Char('j'), false) => {
                state.at = if state.at >= last { 0 } else { state.at + 1 };
            }
            (KeyCode::PageUp, _) => state.at = state.at.saturating_sub(state.room),
            (KeyCode::PageDown, _) => state.at = (state.at + state.room).min(last),
            (KeyCode::Home, _) => state.at = 0,
            (KeyCode::End, _) => state.at = last,
            (KeyCode::Enter, _) | (KeyCode::Char(' '), false) => {
                if let Some(place) = state.fitting.get(state.at) {
                    return Step::Chosen(Some(*place));
                }
            }
            (KeyCode::Char('q'), false) => return Step::Chosen(None),
            (KeyCode::Esc, _) if state.sought.is_empty() => return Step::Chosen(None),
            (KeyCode::Esc, _) | (KeyCode::Char('u'), true) => self.seek(state, String::new()),
            (KeyCode::Backspace, _) => {
                let mut sought = state.sought.clone();
                sought.pop();
                self.seek(state, sought);
            }
            (KeyCode::Char(c), false) => {
                let place = c.to_digit(10).and_then(|figure| (figure as usize).checked_sub(1));
                state.at = place.filter(|place| *place <= last).unwrap_or(state.at);
            }
            _ => {}
        }
        Step::On
    }

    fn seek(&self, state: &mut State, sought: String) {
        if state.sought != sought {
            state.sought = sought;
            state.at = 0;
            self.narrow(state);
        }
    }

    /// Keeps the items that have all words sought, in whatever order.
    fn narrow(&self, state: &mut State) {
        let sought = state.sought.to_lowercase();
        let has_all = |item: &String| {
            let item = item.to_lowercase();
            sought.split_whitespace().all(|word| item.contains(word))
        };
        let places = self.items.iter().enumerate().filter(|(_, item)| has_all(item));
        state.fitting = places.map(|(place, _)| place).collect();
    }

    /// The prompt, as many items as there is room for, and the keys; and where the cursor stands.
    fn rows(
        &self,
        state: &mut State,
        look: Look,
        (columns, height): (usize, usize),
    ) -> (Vec<String>, (usize, usize)) {
        let look = look.with_width(columns);
        let prompt = look.wrap(self.prompt, "", "");
        // Apart from what stands above, but for a long list, which needs the room.
        let mut rows = if self.searches { Vec::new() } else { vec![String::new()] };
        rows.extend(prompt.lines().take(PROMPT).map(|line| look.heading(line)));
        let mut column = 0;
        if self.searches {
            let sought = Look::one_line(&format!("/ {}", state.sought), columns.saturating_sub(1));
            column = measure_text_width(&sought).max(2);
            rows.push(sought);
        }
        let mut row = rows.len() - 1;
        // One row for the keys, and one above all that stays free.
        state.room = height.saturating_sub(rows.len() + 2).max(1);
        state.top = state.top.min(state.at).max((state.at + 1).saturating_sub(state.room));
        if !self.searches {
            row += 1 + state.at - state.top;
        }
        let shown = state.fitting.iter().enumerate().skip(state.top).take(state.room);
        rows.extend(shown.map(|(at, place)| {
            let item = Look::one_line(&self.items[*place], columns.saturating_sub(2));
            if at == state.at { look.quote(&format!("❯ {item}")) } else { format!("  {item}") }
        }));
        rows.push(look.dim(&self.below(state, look)));
        let rows = rows.iter().map(|row| truncate_str(row, columns, "…").into_owned());
        (rows.collect(), (row, column))
    }

    fn below(&self, state: &State, look: Look) -> String {
        let keys = match (self.searches, look.is_narrow()) {
            (true, false) => "type to find, ↑ ↓ to move, Enter to choose, Esc to leave",
            (false, false) => "↑ ↓ to move, Enter to choose, Esc to leave",
            (true, true) => "type to find · Enter · Esc",
            (false, true) => "↑ ↓ · Enter chooses · Esc leaves",
        };
        match state.fitting.len() {
            0 => "Nothing has these words; Esc clears them.".to_owned(),
            all if all > state.room => format!("{} of {all} · {keys}", state.at + 1),
            _ => keys.to_owned(),
        }
    }
}

/// The most rows that the prompt takes.
const PROMPT: usize = 3;

#[cfg(test)]
mod tests {
    use console::measure_text_width;
    use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
    use starcoach::render::Look;

    use super::{List, State, Step};

    const PROMPT: &str =
        "Which of all these questions would you like to answer today, if any of them at all?";

    fn items(count: usize) -> Vec<String> {
        (1..=count).map(|number| format!("Item {number}, about something that goes on")).collect()
    }

    /// What comes of these keys, and the state after them.
    fn after(list: &List<'_>, keys: &[KeyCode]) -> (Step, State) {
        let mut state = State::default();
        list.narrow(&mut state);
        list.rows(&mut state, Look::plain(), (39, 15));
        let press = |code| KeyEvent::new(code, KeyModifiers::NONE);
        let steps = keys.iter().map(|code| list.obey(press(*code), &mut state));
        (steps.last().unwrap_or(Step::On), state)
    }

    #[test]
    fn arrows_go_round_and_figures_and_letters_choose() {
        let items = items(4);
        let list = List { prompt: "Which?", items: &items, searches: false };
        let enter = KeyCode::Enter;
        for (keys, chosen) in [
            (&[enter][..], Some(0)),
            (&[KeyCode::Up, enter], Some(3)),
            (&[KeyCode::Down, KeyCode::Down, enter], Some(2)),
            (&[KeyCode::End, KeyCode::Down, enter], Some(0)),
            (&[KeyCode::Char('3'), enter], Some(2)),
            (&[KeyCode::Char('9'), KeyCode::Char('j'), enter], Some(1)),
            (&[KeyCode::Esc], None),
            (&[KeyCode::Char('q')], None),
        ] {
            assert_eq!(after(&list, keys).0, Step::Chosen(chosen), "{keys:?}");
        }
    }

    #[test]
    fn what_is_typed_narrows_by_words_in_any_order_and_escape_takes_it_back() {
        let items = ["A slow export", "An angry client", "A slow client"].map(str::to_owned);
        let list = List { prompt: "Which?", items: &items, searches: true };
        let typed: Vec<KeyCode> = "CLIENT sl".chars().map(KeyCode::Char).collect();
        let enter = [&typed[..], &[KeyCode::Enter]].concat();
        assert_eq!(after(&list, &enter).0, Step::Chosen(Some(2)));
        let nothing = [&typed[..], &[KeyCode::Char('x'), KeyCode::Enter]].concat();
        assert_eq!(after(&list, &nothing).0, Step::On);
        let (step, state) = after(&list, &[&nothing[..], &[KeyCode::Esc]].concat());
        assert!(step == Step::On && state.fitting.len() == 3);
        assert_eq!(
            after(&list, &[&nothing[..], &[KeyCode::Esc; 2]].concat()).0,
            Step::Chosen(None)
        );
    }

    #[test]
    fn the_marked_item_is_always_shown_and_no_row_is_too_wide() {
        let items = items(40);
        for (searches, size) in
            [(true, (39, 15)), (false, (39, 15)), (true, (79, 24)), (false, (9, 3)), (true, (1, 1))]
        {
            let list = List { prompt: PROMPT, items: &items, searches };
            for steps in [0, 1, 20, 39] {
                let (_, mut state) = after(&list, &vec![KeyCode::Down; steps]);
                let (rows, (row, _)) = list.rows(&mut state, Look::plain(), size);
                let marked = format!("❯ Item {}", steps + 1);
                let all = rows.join("\n");
                assert!(rows.iter().all(|row| measure_text_width(row) <= size.0), "{all}");
                assert!(row < rows.len());
                if size.1 >= 15 {
                    assert!(all.contains(&marked) && rows.len() < size.1, "{all}");
                    assert!(all.contains(&format!("{} of 40", steps + 1)), "{all}");
                }
            }
        }
    }
}
