use anyhow::{Result, bail};
use clap::Args;
use starcoach::bank::{TipWords, Words};
use starcoach::draft::Tip;
use starcoach::judge::Level;
use starcoach::render::Look;

use super::{Exit, Output};

/// Explain a tip or a finding: why it counts, its levels with examples
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  starcoach explain impact\n  starcoach explain impact.vague-change"
)]
pub(crate) struct Explain {
    /// A tip, or a finding as `tip.finding`; all tips when left out
    #[arg(value_name = "TIP|FINDING")]
    what: Option<String>,
}

impl Explain {
    pub(crate) fn run(self, output: &mut Output) -> Result<Exit> {
        let words = Words::builtin();
        let Some(what) = self.what else {
            for tip in Tip::ALL {
                output.line(&format!("{}{}", Look::padded(tip.id(), 16), words.tip(tip).title))?;
            }
            return Ok(Exit::Fine);
        };
        let (id, finding) =
            what.split_once('.').map_or((&*what, None), |(tip, key)| (tip, Some(key)));
        let Some(tip) = Tip::from_id(id) else {
            let known: Vec<&str> = Tip::ALL.iter().map(|tip| tip.id()).collect();
            bail!("there is no tip `{id}`; the tips are {}", known.join(", "));
        };
        let page = match finding {
            None => page(words.tip(tip), output.look),
            Some(key) => finding_page(words.tip(tip), key, output.look)?,
        };
        output.print(&page)?;
        Ok(Exit::Fine)
    }
}

fn page(tip: &TipWords, look: Look) -> String {
    let part = |title: &str, text: &str| {
        format!("\n{}\n{}", look.heading(title), look.wrap(text, "  ", "  "))
    };
    let level = |level: Level, text: &str| {
        let mark = look.level(level, &format!("{} {level}", Look::mark(level)));
        format!("\n{mark}\n{}", look.wrap(text, "  ", "  "))
    };
    let mut page = format!("{}\n{}", look.heading(&tip.title), look.wrap(&tip.why, "", ""));
    page.push_str(&part("From missing to hinted", &tip.to_hinted));
    page.push_str(&part("From hinted to shown", &tip.to_shown));
    page.push_str(&level(Level::Missing, &format!("\"{}\"", tip.weak)));
    page.push_str(&level(Level::Shown, &format!("\"{}\"", tip.strong)));
    page.push_str(&part("An interviewer would ask", ""));
    for question in &tip.follow_ups {
        page.push_str(&look.wrap(question, "  · ", "    "));
    }
    page
}

fn finding_page(tip: &TipWords, key: &str, look: Look) -> Result<String> {
    if !tip.advice.contains_key(key) {
        let known: Vec<&str> = tip.advice.keys().map(String::as_str).collect();
        bail!("`{}` has no finding `{key}`; its findings are {}", tip.id, known.join(", "));
    }
    let advice = tip.advice(key, None);
    Ok(format!(
        "{}\n{}\n{}{}",
        look.heading(&format!("{}: {key}", tip.title)),
        look.wrap(&advice, "", ""),
        look.level(Level::Shown, "Shown, for example\n"),
        look.wrap(&format!("\"{}\"", tip.strong), "  ", "  ")
    ))
}
