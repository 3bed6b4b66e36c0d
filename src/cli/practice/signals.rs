//! Leaving a sane terminal behind when a signal ends the session.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::cursor::Show;
use crossterm::event::DisableBracketedPaste;
use crossterm::{execute, terminal};

use crate::cli::editor::external;

/// From now on a signal that would end the program first puts the terminal in order. What is being typed is in the
/// journal already.
#[cfg(unix)]
pub(crate) fn watch() -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

    static WATCHED: AtomicBool = AtomicBool::new(false);
    if WATCHED.swap(true, Ordering::SeqCst) {
        return Ok(());
    }
    let mut signals = signal_hook::iterator::Signals::new([SIGINT, SIGTERM, SIGHUP])?;
    std::thread::spawn(move || {
        loop {
            // A list turns any interrupted read into a SIGINT of its own; the signal behind it goes first.
            let pending: Vec<i32> = signals.wait().collect();
            let behind = pending.iter().max_by_key(|signal| **signal != SIGINT);
            let Some(&signal) = behind else { continue };
            if signal == SIGINT && external::has_terminal() || external::call_off(signal) {
                continue;
            }
            leave(signal);
        }
    });
    Ok(())
}

/// Ends the program where a signal came while an editor was open; what was saved in that is kept by now.
pub(crate) fn leave_if_called_off() {
    #[cfg(unix)]
    if let Some(signal) = external::called_off() {
        leave(signal);
    }
}

#[cfg(unix)]
fn leave(signal: i32) -> ! {
    put_in_order();
    std::process::exit(128 + signal)
}

/// Elsewhere the console puts itself in order.
#[cfg(not(unix))]
pub(crate) fn watch() -> io::Result<()> {
    Ok(())
}

/// Lets a signal that has interrupted a read end the program. Returns when it was one that does not, such as that of
/// a resized window; then the read is to be tried again.
pub(crate) fn yield_to() {
    std::thread::sleep(std::time::Duration::from_millis(200));
}

#[cfg(unix)]
fn put_in_order() {
    let mut stdout = io::stdout();
    // A terminal that is gone cannot be put in order, and need not.
    let _ = terminal::disable_raw_mode();
    let _ = execute!(stdout, DisableBracketedPaste, Show);
    let _ = stdout.write_all(b"\n");
    let _ = stdout.flush();
}
