use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::cli::Output;

/// The fewest files for which a bar is worth its line.
const MANY: usize = 12;

/// How far the check has come, on a terminal's standard error; nothing where there is none.
pub(super) struct Progress(ProgressBar);

impl Progress {
    pub(super) fn new(files: usize, output: &Output) -> Self {
        if files < MANY || output.is_quiet() {
            return Self(ProgressBar::hidden());
        }
        let bar = ProgressBar::new(files as u64);
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} files {wide_msg}") {
            bar.set_style(style.progress_chars("━━─"));
        }
        bar.enable_steady_tick(Duration::from_millis(200));
        Self(bar)
    }

    /// One more file is done.
    pub(super) fn next(&self, name: &str) {
        self.0.inc(1);
        self.0.set_message(starcoach::text::visible(name).into_owned());
    }

    /// Runs `print` while the bar is out of the way.
    pub(super) fn aside<T>(&self, print: impl FnOnce() -> T) -> T {
        self.0.suspend(print)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
