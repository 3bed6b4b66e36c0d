use std::fmt::Write;

use anyhow::{Result, bail};
use clap::Args;
use starcoach::draft::{Tip, TipWords};
use starcoach::judge::{Agreement, Level};
use starcoach::render::Look;

use super::{Exit, Output, packs};

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
        let words = packs::words()?;
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
    let mut page = format!("{}\n{}", look.heading(&tip.title), look.wrap(&tip.why, "", ""));
    page.push_str(&part("From missing to hinted", &tip.to_hinted));
    page.push_str(&part("From hinted to shown", &tip.to_shown));
    page.push_str(&part("Too weak", &format!("\"{}\"", tip.weak)));
    page.push_str(&part("Strong", &format!("\"{}\"", tip.strong)));
    let _ = writeln!(page, "\n{}", look.heading("An interviewer would ask"));
    for question in &tip.follow_ups {
        page.push_str(&look.wrap(question, "  · ", "    "));
    }
    page.push_str(&part("How often the judge errs on it", &errors(tip.id)));
    page
}

/// How often the judge errs on `tip`, in a sentence or two.
fn errors(tip: Tip) -> String {
    let published = Agreement::published();
    let measured = &published.tips[tip.index()];
    format!(
        "Over rated drafts that it had not seen, it gives the rater's own level {:.0} times in 100. Where raters say \
         missing it says shown {:.1} times in 100; where they say shown it says missing {:.1} times in 100. Drafts and \
         ratings are synthetic.",
        measured.exact * 100.0,
        measured.false_praise * 100.0,
        measured.false_alarm * 100.0
    )
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
