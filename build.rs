//! Checks `answers/*.yaml` and writes it in a form that is read without parsing.
//!
//! A build script, although a table and a function are preferred here, for two things neither gives:
//! parsing the packs' YAML and judging an example at each start would be felt (the figures are with the
//! commits), and a pack with a fault fails the build at its line instead of the program at its start.
//! The code that checks and judges is the library's own.

// Only a part of the rooms below is used here.
#![allow(dead_code, unused_imports, unreachable_pub)]

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use serde::Serialize;

#[path = "src/text/mod.rs"]
mod text;

#[path = "src/judge/mod.rs"]
mod judge;

#[path = "src/draft"]
mod draft {
    mod answer;
    mod level;
    mod section;
    mod tip;
    mod words;

    pub use answer::Draft;
    pub use level::Level;
    pub use section::{Section, Sections};
    pub use tip::{Tip, Tips};
    pub use words::Words;
}

#[path = "src/bank"]
mod bank {
    mod examples;
    mod judged;
    mod near;
    mod pack;
    mod shape;
    mod validate;
    mod vocabulary;

    pub use examples::Examples;
    pub use judged::Judged;
    pub use pack::{Example, Pack, Question};
    pub use validate::Checker;
    pub use vocabulary::Vocabulary;
}

/// The pack whose questions are numbered from 1.
const FIRST: &str = "problem-solving";

/// Files of `answers/` that are no packs.
const OTHERS: [&str; 2] = ["tips.yaml", "competencies.yaml"];

fn main() -> io::Result<ExitCode> {
    writeln!(io::stdout(), "cargo::rerun-if-changed=answers")?;
    // The library reads the tables that are written here; the same code in this script has to make them.
    writeln!(io::stdout(), "cargo::rustc-cfg=prepared")?;
    if env::var_os("CARGO_CFG_TARGET_ENV").is_some_and(|env| env == "gnu")
        && env::var_os("CARGO_CFG_TARGET_OS").is_some_and(|os| os == "linux")
    {
        // Addresses that the loader fills in, packed: a quarter of a megabyte less to read at each start.
        writeln!(io::stdout(), "cargo::rustc-link-arg-bins=-Wl,-z,pack-relative-relocs")?;
    }
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
    let words = draft::Words::parse("answers/tips.yaml", &read(&answers.join("tips.yaml"))?);
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
    for (name, table) in judge::tables() {
        write_bytes(name, &table)?;
    }
    name_weights(&read(&answers.join("weights.bin"))?)?;
    write("competencies.bin", &vocabulary)?;
    write("judged.bin", &judged(&packs)?)?;
    // The stories beside the questions, each question's in one piece that can be read by itself.
    let questions = packs.iter().flat_map(|pack| &pack.questions);
    let stories: Result<Vec<_>, _> =
        questions.map(|question| bytes(&question.examples[..])).collect();
    write("packs.bin", &(&packs, stories?))
}

/// What the judge says of every example, by its id.
///
/// Nothing for a build that can train: it must not need weights of the form that it is about to write. The program
/// then judges when it is asked to show.
fn judged(packs: &[bank::Pack]) -> Result<Vec<(&str, Vec<u8>)>, String> {
    if cfg!(feature = "train") {
        return Ok(Vec::new());
    }
    let questions = packs.iter().flat_map(|pack| &pack.questions);
    let examples = questions.flat_map(|question| question.examples.iter());
    examples.map(|example| Ok((&*example.id, bytes(&bank::Judged::new(example))?))).collect()
}

/// Gives the program a short name of `weights`, by which two builds can be told to judge alike (FNV-1a, 64 bits).
fn name_weights(weights: &[u8]) -> Result<(), String> {
    let mix = |sum: u64, byte: &u8| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    let sum = weights.iter().fold(0xcbf2_9ce4_8422_2325, mix);
    writeln!(io::stdout(), "cargo::rustc-env=WEIGHTS_NAME={sum:016x}")
        .map_err(|error| error.to_string())
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
    // The question that nearly everybody is asked comes first.
    paths.sort_by_key(|path| (path.file_stem().is_none_or(|stem| stem != FIRST), path.clone()));
    Ok(paths)
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn write(name: &str, value: &impl Serialize) -> Result<(), String> {
    write_bytes(name, &bytes(value)?)
}

fn write_bytes(name: &str, bytes: &[u8]) -> Result<(), String> {
    let folder = env::var_os("OUT_DIR").ok_or("OUT_DIR is not set: this is cargo's to run")?;
    fs::write(Path::new(&folder).join(name), bytes).map_err(|error| format!("{name}: {error}"))
}

fn bytes(value: &(impl Serialize + ?Sized)) -> Result<Vec<u8>, String> {
    postcard::to_stdvec(value).map_err(|error| error.to_string())
}
