//! Ctrl-C for the commands that have something to end first: a watch, or another program.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock};

static PRESSED: LazyLock<Arc<AtomicBool>> = LazyLock::new(|| {
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
});

/// From now on Ctrl-C does not end the program; [`pressed`] tells of it.
pub(crate) fn catch() {
    LazyLock::force(&PRESSED);
}

/// Whether Ctrl-C has been pressed since [`catch`].
pub(crate) fn pressed() -> bool {
    LazyLock::get(&PRESSED).is_some_and(|pressed| pressed.load(Ordering::Relaxed))
}
