//! Checks `answers/*.yaml` and writes it in a form that is read without parsing.
//!
//! A build script, although a table and a function are preferred here, for two things neither gives:
//! parsing the YAML of the packs at each start would be felt (the figures are with the commit), and a pack with a fault fails the
//! build at its line instead of the program at its start. The code that checks is the library's own.

// Only a part of the rooms below is used here.
#![allow(dead_code, unused_imports, unreachable_pub)]

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use serde::Serialize;

#[path = "src/text"]
mod text {
    mod fault;
    mod source;
    mod span;
    mod visible;
    pub mod yaml;

    pub use fault::Fault;
    pub use source::MAX_BYTES;
    pub use span::Span;
    pub use visible::{visible, visible_json};
}

#[path = "src/draft"]
mod draft {
    mod section;
    mod tip;

    pub use section::{Section, Sections};
    pub use tip::{Tip, Tips};
}

#[path = "src/judge"]
mod judge {
    mod review;

    pub use review::Level;
}

#[path = "src/bank"]
mod bank {
    mod near;
    mod pack;
    mod shape;
    mod validate;
    mod vocabulary;
    mod words;

    pub use pack::Pack;
    pub use validate::Checker;
    pub use vocabulary::Vocabulary;
    pub use words::Words;
}

/// Files of `answers/` that are no packs.
const OTHERS: [&str; 2] = ["tips.yaml", "competencies.yaml"];

fn main() -> io::Result<ExitCode> {
    writeln!(io::stdout(), "cargo::rerun-if-changed=answers")?;
    match build() {
        Ok(()) => Ok(ExitCode::SUCCESS),
        Err(problem) => {
            writeln!(io::stderr(), "{problem}")?;
            Ok(ExitCode::FAILURE)
        }
    }
}

fn build() -> Result<(), String> {
    let answers = Path::new("answers");
    let words = bank::Words::parse("answers/tips.yaml", &read(&answers.join("tips.yaml"))?);
    write("tips.bin", &words.map_err(|fault| fault.to_string())?)?;
    let source = "answers/competencies.yaml";
    let vocabulary = bank::Vocabulary::parse(source, &read(Path::new(source))?)
        .map_err(|fault| fault.to_string())?;
    let mut checker = bank::Checker::new(&vocabulary);
    let mut packs = Vec::new();
    let mut faults = Vec::new();
    for path in packs_in(answers)? {
        match checker.check(&path.display().to_string(), &read(&path)?) {
            Ok(pack) => packs.push(pack),
            Err(found) => faults.extend(found.iter().map(ToString::to_string)),
        }
    }
    if !faults.is_empty() {
        return Err(faults.join("\n\n"));
    }
    write("competencies.bin", &vocabulary)?;
    write("packs.bin", &packs)
}

/// The pack files in `folder`, by name, so that every build numbers the questions alike.
fn packs_in(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let named = |error| format!("{}: {error}", folder.display());
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(named)? {
        let path = entry.map_err(named)?.path();
        let other = path.file_name().is_some_and(|name| OTHERS.iter().any(|other| name == *other));
        if path.extension().is_some_and(|extension| extension == "yaml") && !other {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn write(name: &str, value: &impl Serialize) -> Result<(), String> {
    let folder = env::var_os("OUT_DIR").ok_or("OUT_DIR is not set: this is cargo's to run")?;
    let bytes = postcard::to_stdvec(value).map_err(|error| format!("{name}: {error}"))?;
    fs::write(Path::new(&folder).join(name), bytes).map_err(|error| format!("{name}: {error}"))
}
