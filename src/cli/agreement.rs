use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::Exit;
use starcoach::draft::{Tip, Words};
use starcoach::judge::train::{Options, RatedFile, Trainer, disagreements, read_file, read_folder};
use starcoach::judge::{Agreement, Model, TipAgreement};
use starcoach::render::agreement_tables;

// Each flag is one that developers know by itself; they make no state together.
#[allow(clippy::struct_excessive_bools)]
/// Measure how far the judge agrees with raters
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  starcoach agreement --cross")]
pub(crate) struct Args {
    /// Rated drafts; all of answers/rated when none is named
    files: Vec<PathBuf>,
    /// Judge each file by weights learned from the others
    #[arg(long)]
    cross: bool,
    /// With --cross: leave out groups of files instead of single ones; quicker, and a little too strict
    #[arg(long, value_name = "GROUPS")]
    quick: Option<usize>,
    /// List each disagreement with the sentences and words that led to it
    #[arg(long)]
    errors: bool,
    /// How to print the result
    #[arg(long, default_value = "table")]
    format: Format,
    /// Write the result to answers/agreement.json and into the README
    #[arg(long, requires = "cross", conflicts_with_all = ["files", "quick"])]
    publish: bool,
    /// Exit with 1 where the result differs from the published one
    #[arg(long, requires = "cross", conflicts_with_all = ["files", "quick", "publish"])]
    check: bool,
}

const PUBLISHED: &str = "answers/agreement.json";
const README: &str = "README.md";
/// What the tables in the README stand between.
const BEGIN: &str = "<!-- agreement:";
const END: &str = "<!-- /agreement -->";

#[derive(Clone, Copy, Debug, PartialEq, clap::ValueEnum)]
enum Format {
    Table,
    Json,
}

pub(crate) fn run(args: &Args, out: &mut dyn Write) -> Result<Exit> {
    let files = if args.files.is_empty() {
        read_folder(Path::new("answers/rated"))?
    } else {
        args.files.iter().map(|path| read_file(path)).collect::<Result<_>>()?
    };
    let models = models(args, &files);
    let models: Vec<&Model> = (0..files.len())
        .map(|file| models.get(file % models.len().max(1)).unwrap_or_else(|| Model::built_in()))
        .collect();
    if args.errors {
        for (file, model) in files.iter().zip(&models) {
            for disagreement in disagreements(file, model) {
                write!(out, "{disagreement}")?;
            }
        }
        return Ok(Exit::Fine);
    }
    let agreement = Agreement::measure(&files, &models);
    match args.format {
        Format::Json => writeln!(out, "{}", serde_json::to_string_pretty(&agreement)?)?,
        Format::Table => table(&agreement, out)?,
    }
    if args.publish {
        publish(&agreement)?;
    }
    if args.check && agreement != *Agreement::published() {
        writeln!(out, "This differs from {PUBLISHED}: run `agreement --cross --publish`.")?;
        return Ok(Exit::FallsShort);
    }
    Ok(Exit::Fine)
}

/// Writes what was measured where the program, the README and their tests find it.
fn publish(agreement: &Agreement) -> Result<()> {
    let json = serde_json::to_string_pretty(agreement)? + "\n";
    fs::write(PUBLISHED, json).with_context(|| format!("cannot write {PUBLISHED}"))?;
    let readme = fs::read_to_string(README).with_context(|| format!("cannot read {README}"))?;
    let (head, rest) =
        readme.split_once(BEGIN).context("the README has lost its place for the tables")?;
    let (mark, rest) = rest.split_once('\n').context("the README ends in its tables")?;
    let (_, tail) = rest.split_once(END).context("the README has lost the end of its tables")?;
    let tables = agreement_tables(agreement, Words::builtin());
    let readme = format!("{head}{BEGIN}{mark}\n{tables}{END}{tail}");
    fs::write(README, readme).with_context(|| format!("cannot write {README}"))
}

/// The models of `--cross`, that of a file at its number modulo their count; none without.
fn models(args: &Args, files: &[RatedFile]) -> Vec<Model> {
    if !args.cross {
        return Vec::new();
    }
    let groups = args.quick.unwrap_or(files.len()).clamp(1, files.len());
    let sets: Vec<Vec<usize>> =
        (0..groups).map(|group| (group..files.len()).step_by(groups).collect()).collect();
    Trainer::new(files, Options::default()).leave_out(&sets)
}

fn table(agreement: &Agreement, out: &mut dyn Write) -> Result<()> {
    writeln!(
        out,
        "{:<6}{:>7}{}{:>7}{:>7}  pairs",
        "file",
        "drafts",
        Tip::ALL.map(|tip| format!("{:>9.8}", tip.id())).concat(),
        "mean",
        "split"
    )?;
    for file in &agreement.files {
        let tips = file.tips.clone().map(|tip| format!("{:>9.2}", tip.qwk)).concat();
        let pairs = if file.pairs[0] > 0 {
            format!("{} of {}", file.pairs[1], file.pairs[0])
        } else {
            String::new()
        };
        writeln!(
            out,
            "{:<6}{:>7}{tips}{:>7.3}{:>7.2}  {pairs}",
            file.file, file.drafts, file.qwk, file.split
        )?;
    }
    let row = |value: fn(&TipAgreement) -> f64| {
        agreement.tips.clone().map(|tip| format!("{:>9.3}", value(&tip))).concat()
    };
    let all = &agreement.all;
    writeln!(
        out,
        "{:<13}{}{:>7.3}{:>7.3}",
        "QWK",
        row(|tip| tip.qwk),
        agreement.qwk,
        agreement.split
    )?;
    writeln!(out, "{:<13}{}{:>7.3}", "exact", row(|tip| tip.exact), all.exact)?;
    writeln!(
        out,
        "{:<13}{}{:>7.3}",
        "false praise",
        row(|tip| tip.false_praise),
        all.false_praise
    )?;
    writeln!(out, "{:<13}{}{:>7.3}", "false alarm", row(|tip| tip.false_alarm), all.false_alarm)?;
    writeln!(out, "{:<13}{}{:>7.3}", "quotes", row(|tip| tip.quotes), all.quotes)?;
    writeln!(out, "p5 to p8: {:.3}", agreement.plain)?;
    Ok(())
}
