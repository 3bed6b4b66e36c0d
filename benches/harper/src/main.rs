//! Lints each file that is named, or listed a name a line in `@LIST`, with all rules of harper-core, and prints how many
//! problems it has: one process for all, so that the dictionary is loaded once.

use std::{env, fs, io, io::Write};

use harper_core::linting::{LintGroup, Linter};
use harper_core::parsers::PlainEnglish;
use harper_core::spell::FstDictionary;
use harper_core::{Dialect, Document};

fn main() -> io::Result<()> {
    let mut files = Vec::new();
    for argument in env::args().skip(1) {
        match argument.strip_prefix('@') {
            Some(list) => files.extend(fs::read_to_string(list)?.lines().map(str::to_owned)),
            None => files.push(argument),
        }
    }
    let mut linter = LintGroup::new_curated(FstDictionary::curated(), Dialect::American);
    let mut out = io::BufWriter::new(io::stdout());
    for file in files {
        let document = Document::new_curated(&fs::read_to_string(&file)?, &PlainEnglish);
        writeln!(out, "{file}: {}", linter.lint(&document).len())?;
    }
    out.flush()
}
