//! Ctrl-C for the commands that have something to end first: a watch, or another program.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

static PRESSED: OnceLock<Arc<AtomicBool>> = OnceLock::new();

/// From now on Ctrl-C does not end the program; [`pressed`] tells of it.
pub(crate) fn catch() {
    PRESSED.get_or_init(listen);
}

/// Whether Ctrl-C has been pressed since [`catch`].
pub(crate) fn pressed() -> bool {
    PRESSED.get().is_some_and(|pressed| pressed.load(Ordering::Relaxed))
}

fn listen() -> Arc<AtomicBool> {
    let pressed = Arc::new(AtomicBool::new(false));
    #[cfg(unix)]
    for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM] {
        // A second one ends the program at once, whatever it is waiting for; hence this order.
        let code = i32::from(super::Exit::Interrupted as u8);
        let second =
            signal_hook::flag::register_conditional_shutdown(signal, code, Arc::clone(&pressed));
        // Without a handler the signal ends the program as it always did.
        let _ = second.and_then(|_| signal_hook::flag::register(signal, Arc::clone(&pressed)));
    }
    pressed
}
