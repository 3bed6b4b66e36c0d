use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::buffer::Motion;

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    Type(char),
    Newline,
    Go(Motion),
    RowUp,
    RowDown,
    RowStart,
    RowEnd,
    PageUp,
    PageDown,
    Delete(Motion),
    Cut(Motion),
    PutBack,
    Undo,
    Redo,
    Repaint,
    Finish,
    Back,
    /// Once takes away what the coach says, twice in a row is back.
    Escape,
    Hint,
    Editor,
    Leave,
    Nothing,
}

/// The one table of keys: as in a shell's line, with Ctrl-D, -B, -T, -O and -C for the session.
pub(super) fn wish(key: KeyEvent) -> Wish {
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    let alt = key.modifiers.contains(KeyModifiers::ALT);
    match key.code {
        KeyCode::Char(c) if control => controlled(c.to_ascii_lowercase(), alt),
        KeyCode::Char(c) if alt => meta(c),
        KeyCode::Char(c) => Wish::Type(c),
        KeyCode::Enter if alt || control => Wish::Finish,
        KeyCode::Enter => Wish::Newline,
        KeyCode::Left if alt || control => Wish::Go(Motion::WordLeft),
        KeyCode::Right if alt || control => Wish::Go(Motion::WordRight),
        KeyCode::Left => Wish::Go(Motion::Left),
        KeyCode::Right => Wish::Go(Motion::Right),
        KeyCode::Up => Wish::RowUp,
        KeyCode::Down => Wish::RowDown,
        KeyCode::PageUp => Wish::PageUp,
        KeyCode::PageDown => Wish::PageDown,
        KeyCode::Home if control => Wish::Go(Motion::Start),
        KeyCode::End if control => Wish::Go(Motion::End),
        KeyCode::Home => Wish::RowStart,
        KeyCode::End => Wish::RowEnd,
        KeyCode::Backspace if alt || control => Wish::Cut(Motion::WordLeft),
        KeyCode::Backspace => Wish::Delete(Motion::Left),
        KeyCode::Delete if alt || control => Wish::Cut(Motion::WordRight),
        KeyCode::Delete => Wish::Delete(Motion::Right),
        KeyCode::F(1) => Wish::Hint,
        KeyCode::F(2) => Wish::Editor,
        KeyCode::BackTab => Wish::Back,
        KeyCode::Esc => Wish::Escape,
        _ => Wish::Nothing,
    }
}

fn controlled(c: char, alt: bool) -> Wish {
    match c {
        'a' => Wish::Go(Motion::LineStart),
        'b' => Wish::Back,
        'c' => Wish::Leave,
        'd' => Wish::Finish,
        'e' => Wish::Go(Motion::LineEnd),
        'f' => Wish::Go(Motion::Right),
        'h' => Wish::Delete(Motion::Left),
        'j' | 'm' => Wish::Newline,
        'k' => Wish::Cut(Motion::LineEnd),
        'l' => Wish::Repaint,
        'n' => Wish::RowDown,
        'o' => Wish::Editor,
        'p' => Wish::RowUp,
        't' => Wish::Hint,
        'u' => Wish::Cut(Motion::LineStart),
        'w' => Wish::Cut(Motion::WordLeft),
        'y' => Wish::PutBack,
        'z' if alt => Wish::Redo,
        // Ctrl-_ arrives as Ctrl-7 or Ctrl-/ , by the terminal.
        'z' | '7' | '/' | '_' => Wish::Undo,
        'g' => Wish::Redo,
        _ => Wish::Nothing,
    }
}

fn meta(c: char) -> Wish {
    match c {
        'b' => Wish::Go(Motion::WordLeft),
        'f' => Wish::Go(Motion::WordRight),
        'd' => Wish::Cut(Motion::WordRight),
        'z' => Wish::Redo,
        '<' => Wish::Go(Motion::Start),
        '>' => Wish::Go(Motion::End),
        _ => Wish::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

    use super::{Motion, Wish, wish};

    #[test]
    fn typing_is_typing_and_the_keys_of_the_session_are_where_the_help_says() {
        let key = |code, modifiers| wish(KeyEvent::new(code, modifiers));
        let control = |c| key(KeyCode::Char(c), KeyModifiers::CONTROL);
        assert_eq!(key(KeyCode::Char('É'), KeyModifiers::SHIFT), Wish::Type('É'));
        assert_eq!(
            ['d', 'b', 't', 'o', 'c'].map(control),
            [Wish::Finish, Wish::Back, Wish::Hint, Wish::Editor, Wish::Leave]
        );
        assert_eq!(key(KeyCode::Enter, KeyModifiers::ALT), Wish::Finish);
        assert_eq!(key(KeyCode::Enter, KeyModifiers::NONE), Wish::Newline);
        assert_eq!(key(KeyCode::Left, KeyModifiers::CONTROL), Wish::Go(Motion::WordLeft));
        assert_eq!(key(KeyCode::Char('x'), KeyModifiers::ALT), Wish::Nothing);
    }
}
