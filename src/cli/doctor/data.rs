//! The folder of the drafts.

use std::path::Path;

use starcoach::store::{Damage, Store, Survey};

use super::{Check, count};

/// Less free space than this may not hold the next save.
const LITTLE: u64 = 16 << 20;

pub(super) fn checks() -> Vec<Check> {
    let store = match Store::home().and_then(Store::open) {
        Ok(store) => store,
        Err(error) => {
            let cure = "set STARCOACH_HOME to a folder";
            return vec![Check::fault("data.folder", error.to_string(), cure)];
        }
    };
    let survey = store.survey();
    let mut checks = vec![folder(store.root(), &survey)];
    checks.extend(writable(&store));
    checks.extend(permissions(store.root(), &survey));
    checks.extend(unreadable(&survey));
    checks.extend(left_over(&survey));
    checks
}

fn folder(root: &Path, survey: &Survey) -> Check {
    let path = root.display();
    if !root.exists() {
        return Check::ok("data.folder", format!("{path} is not there yet"));
    }
    Check::ok("data.folder", format!("{path}: {}", count(survey.drafts, "draft")))
}

/// Whether a save would find its place, and room.
fn writable(store: &Store) -> Vec<Check> {
    let folder = match store.try_writing() {
        Ok(folder) => folder,
        Err(damage) => {
            let text =
                format!("nothing can be saved in {}: {}", damage.path.display(), damage.problem);
            return vec![Check::fault("data.writable", text, damage.cure)];
        }
    };
    let is_there = store.root().exists();
    let text = if is_there { "a file can be written there" } else { "the first save can make it" };
    let mut checks = vec![Check::ok("data.writable", text)];
    if let Some(free) = free_space(&folder) {
        let text = match free / 1_000_000 {
            megabytes @ 0..10_000 => format!("{megabytes} MB free"),
            megabytes => format!("{} GB free", megabytes / 1000),
        };
        checks.push(if free < LITTLE {
            Check::look(
                "data.space",
                text,
                "free some space, or set STARCOACH_HOME to another disk",
            )
        } else {
            Check::ok("data.space", text)
        });
    }
    checks
}

/// Bytes that this user may still fill on the disk of `folder`.
#[cfg(unix)]
fn free_space(folder: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(folder).ok()?;
    disk.f_bavail.checked_mul(disk.f_frsize)
}

#[cfg(not(unix))]
fn free_space(_: &Path) -> Option<u64> {
    None
}

fn permissions(root: &Path, survey: &Survey) -> Option<Check> {
    if !root.is_dir() || cfg!(not(unix)) {
        return None;
    }
    let text = match &survey.open_to_others[..] {
        [] => return Some(Check::ok("data.permissions", "for your eyes only")),
        [(path, mode)] => format!("{} is open to others (mode {mode:03o})", path.display()),
        [(path, mode), others @ ..] => {
            let (path, others) = (path.display(), others.len());
            format!("{path} is open to others (mode {mode:03o}), and so are {others} more")
        }
    };
    let cure = format!("chmod -R go-rwx {}", shell_words::quote(&root.to_string_lossy()));
    Some(Check::look("data.permissions", text, cure))
}

fn unreadable(survey: &Survey) -> Vec<Check> {
    let mut checks: Vec<Check> = Vec::new();
    // The cause of the first is most likely that of all.
    if let Some(Damage { path, problem, cure }) = survey.closed.first() {
        let text = format!("what is in {} cannot be listed: {problem}", path.display());
        checks.push(Check::fault("data.listing", text, cure.as_str()));
    }
    for damage in &survey.damaged {
        let text = format!("{}: {}", damage.path.display(), damage.problem);
        checks.push(Check::fault("data.draft", text, damage.cure.as_str()));
    }
    checks
}

/// What earlier sessions left, and what is in use.
fn left_over(survey: &Survey) -> Vec<Check> {
    let mut checks = Vec::new();
    for id in &survey.busy {
        checks.push(Check::ok("data.busy", format!("`{id}` is open in another terminal")));
    }
    for id in survey.unfinished.iter().filter(|id| !survey.busy.contains(id)) {
        let text = format!("a section of `{id}` was typed and not finished; it is kept");
        checks.push(Check::look("data.unfinished", text, "`starcoach practice` goes on with it"));
    }
    for path in &survey.leftovers {
        let text = format!("{} was left by a save that was cut short", path.display());
        checks.push(Check::look("data.leftover", text, "the next save of that draft removes it"));
    }
    for path in &survey.strangers {
        let text = format!("{} is not the program's and is never read", path.display());
        checks.push(Check::look("data.stranger", text, "move it away if it is not yours"));
    }
    checks
}
