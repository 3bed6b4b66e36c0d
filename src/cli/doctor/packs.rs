//! The questions: built-in, and the user's own.

use std::path::Path;

use starcoach::bank::{Bank, Unusable, packs_in, words_in};

use super::{Check, count};
use crate::cli::packs::folder;

pub(super) fn checks() -> Vec<Check> {
    // A store without a home is told of among the drafts.
    let own = folder().ok();
    let own = own.as_deref();
    let listed = own.map_or(Ok(Vec::new()), packs_in);
    let mut checks = Vec::new();
    let paths = listed.unwrap_or_else(|error| {
        let folder = own.unwrap_or(Path::new("")).display();
        let cure = "see to the folder's permissions";
        checks.push(Check::fault("packs.folder", format!("{folder}: {error}"), cure));
        Vec::new()
    });
    let (bank, unusable) = Bank::load(&paths);
    let built_in = bank.entries().filter(|entry| entry.built_in).count();
    let mut text = count(built_in, "built-in question");
    let usable = paths.len() - unusable.len();
    if let Some(folder) = own.filter(|_| usable > 0) {
        let (packs, questions) = (count(usable, "pack"), count(bank.len() - built_in, "question"));
        text = format!("{text}; {questions} in {packs} of your own in {}", folder.display());
    }
    checks.push(Check::ok("packs.questions", text));
    checks.extend(unusable.iter().map(|problem| broken("packs.pack", problem)));
    match own.map(words_in) {
        Some(Ok(Some(_))) => {
            checks.push(Check::ok("packs.tips", "your own tips.yaml gives the words of the tips"));
        }
        Some(Err(problem)) => checks.push(broken("packs.tips", &problem)),
        Some(Ok(None)) | None => {}
    }
    checks
}

fn broken(id: &'static str, problem: &Unusable) -> Check {
    let path = problem.path().display().to_string();
    match problem {
        Unusable::Unread(_, error) => {
            Check::fault(id, format!("{path}: {error}"), "see to the file, or remove it")
        }
        Unusable::Faulty(_, faults) => {
            let first = faults.first();
            let first = first.map(|fault| format!("; line {}: {}", fault.line, fault.problem));
            let problems = count(faults.len(), "problem");
            let text = format!("{path} is left out for {problems}{}", first.unwrap_or_default());
            let cure = format!("`starcoach pack check {}`", shell_words::quote(&path));
            Check::fault(id, text, cure)
        }
    }
}
