use std::fmt::Write;

use crate::draft::{Tip, Words};
use crate::judge::{Agreement, FileAgreement};

/// The kinds of rated files, each with the names of its files.
const KINDS: [(&str, &[&str]); 7] = [
    ("crafted to be hard (d)", &["d1", "d2", "d3"]),
    ("ordinary answers (p1-p4)", &["p1", "p2", "p3", "p4"]),
    ("as plain and weak as real answers (p5-p8)", &["p5", "p6", "p7", "p8"]),
    ("the same kinds by other authors (q)", &["q1", "q2", "q3", "q4", "q5", "q6", "q7", "q8"]),
    ("adversarial, by one author (x2)", &["x2"]),
    ("adversarial, by another (y2)", &["y2"]),
    ("contrast pairs (x3, y1, y3)", &["x3", "y1", "y3"]),
];

/// The agreement as the Markdown tables of the README: by tip, then by kind of draft.
pub fn agreement_tables(agreement: &Agreement, words: &Words) -> String {
    let mut page = String::from(
        "| tip | QWK | same level | false praise | false alarm | quote meets the rater's |\n|---|---|---|---|---|---|\n",
    );
    for tip in Tip::ALL {
        let measured = &agreement.tips[tip.index()];
        let _ = writeln!(
            page,
            "| {} | {:.2} | {} | {} | {} | {} |",
            words.tip(tip).title,
            measured.qwk,
            percent(measured.exact),
            percent(measured.false_praise),
            percent(measured.false_alarm),
            percent(measured.quotes)
        );
    }
    page.push_str("\n| kind of draft | drafts | mean QWK | worst file | sections told (F1) |\n|---|---|---|---|---|\n");
    for (kind, names) in KINDS {
        let files: Vec<&FileAgreement> =
            names.iter().filter_map(|name| agreement.file(name)).collect();
        page.push_str(&kind_row(kind, &files));
    }
    let pairs = agreement
        .files
        .iter()
        .fold([0, 0], |sum, file| [sum[0] + file.pairs[0], sum[1] + file.pairs[1]]);
    let _ = write!(
        page,
        "\nOver all files: called shown where raters say missing, {}; called missing where they say shown, {}. Of {} levels \
         that differ within contrast pairs, {} are ordered as the raters order them.\n",
        percent(agreement.all.false_praise),
        percent(agreement.all.false_alarm),
        pairs[0],
        pairs[1]
    );
    page
}

fn kind_row(kind: &str, files: &[&FileAgreement]) -> String {
    let drafts: usize = files.iter().map(|file| file.drafts).sum();
    let mean = |value: fn(&FileAgreement) -> f64| {
        files.iter().map(|file| value(file)).sum::<f64>() / files.len().max(1) as f64
    };
    let worst = files.iter().map(|file| file.qwk).fold(1.0, f64::min);
    format!(
        "| {kind} | {drafts} | {:.2} | {worst:.2} | {:.2} |\n",
        mean(|file| file.qwk),
        mean(|file| file.split)
    )
}

fn percent(share: f64) -> String {
    format!("{:.1}%", share * 100.0)
}
