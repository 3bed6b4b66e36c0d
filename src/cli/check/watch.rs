use std::collections::HashMap;
use std::fs;
use std::io::Write;
use std::thread;
use std::time::{Duration, SystemTime};

use anyhow::Result;
use console::Term;

use super::form::Format;
use super::{Check, run};
use crate::cli::files::{Source, expand};
use crate::cli::settings::Settings;
use crate::cli::{Exit, Output, interrupt};

/// How often the files are looked at.
const TICK: Duration = Duration::from_millis(300);

/// By what a saved file is told: when it was changed, and its length.
type Stamp = (Option<SystemTime>, u64);

/// Reviews everything once, then what is saved, until Ctrl-C.
///
/// Looking at each file's time needs no system's own notifications, which network folders and containers often lack.
pub(super) fn run(check: &Check, settings: &Settings, output: &mut Output) -> Result<Exit> {
    interrupt::catch();
    let sources = expand(&check.files);
    let mut seen = stamps(&sources);
    run::once(check, settings, &sources, output)?;
    loop {
        output.remark(&format!("\nWatching {}; Ctrl-C ends it.", files(seen.len())))?;
        let changed = loop {
            if interrupt::pressed() {
                // The terminal has echoed ^C; what follows begins on a line of its own.
                output.remark("")?;
                return Ok(Exit::Interrupted);
            }
            thread::sleep(TICK);
            let sources = expand(&check.files);
            let now = stamps(&sources);
            let changed = changed(&sources, &seen, &now);
            // A file that is being written changes again at once: wait until it rests.
            if !changed.is_empty() && now == stamps(&sources) {
                seen = now;
                break changed;
            }
        };
        if output.is_terminal && check.format == Format::Text {
            output.flush()?;
            Term::stdout().clear_screen()?;
        }
        run::once(check, settings, &changed, output)?;
    }
}

fn files(count: usize) -> String {
    if count == 1 { "1 file".to_owned() } else { format!("{count} files") }
}

/// The sources that are there and are not as they were.
fn changed(
    sources: &[Result<Source, String>],
    before: &HashMap<String, Stamp>,
    now: &HashMap<String, Stamp>,
) -> Vec<Result<Source, String>> {
    let differs = |source: &&Result<Source, String>| {
        source.as_ref().is_ok_and(|source| {
            now.get(&source.name).is_some_and(|stamp| before.get(&source.name) != Some(stamp))
        })
    };
    sources.iter().filter(differs).cloned().collect()
}

/// The stamp of each file that is there; an editor that replaces a file takes it away for a moment.
fn stamps(sources: &[Result<Source, String>]) -> HashMap<String, Stamp> {
    let names = sources.iter().flatten().map(|source| &source.name);
    names
        .filter_map(|name| {
            let about = fs::metadata(name).ok()?;
            Some((name.clone(), (about.modified().ok(), about.len())))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{changed, stamps};
    use crate::cli::files::expand;

    #[test]
    fn new_and_changed_files_are_told_and_removed_ones_are_not() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text);
        for name in ["a.md", "b.md", "c.md"] {
            write(name, "one").expect("a file");
        }
        let names = [folder.path().display().to_string()];
        let before = stamps(&expand(&names));
        write("b.md", "longer").expect("a file");
        write("d.md", "new").expect("a file");
        fs::remove_file(folder.path().join("c.md")).expect("removed");
        let sources = expand(&names);
        let names: Vec<String> = changed(&sources, &before, &stamps(&sources))
            .into_iter()
            .map(|source| source.expect("walkable").name)
            .collect();
        assert_eq!(names.len(), 2, "{names:?}");
        assert!(names[0].ends_with("b.md") && names[1].ends_with("d.md"));
    }
}
