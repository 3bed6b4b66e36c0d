use std::fmt::Write;

use super::Look;
use super::booklet::escape;
use crate::draft::{Tip, Words};
use crate::judge::Review;

/// How much of a quote a table cell shows, in columns.
const CELL: usize = 90;

/// The review as a Markdown table, for the end of an exported draft.
pub fn review_table(review: &Review, words: &Words, not_applicable: &[Tip]) -> String {
    let mut table = String::from("| Tip | Level | In your words |\n|---|---|---|\n");
    for finding in &review.findings {
        let title = &words.tip(finding.tip).title;
        let level = if not_applicable.contains(&finding.tip) {
            "does not apply"
        } else {
            finding.level.id()
        };
        let quote = finding
            .quotes
            .first()
            .map(|quote| Look::one_line(&quote.text, CELL))
            .unwrap_or_default();
        let _ = writeln!(table, "| {title} | {level} | {} |", escape(&quote));
    }
    table
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn a_cell_cannot_break_its_table_or_start_markup() {
        assert_eq!(escape("a | b `c` <i> [x](y)"), r"a \| b \`c\` \<i\> \[x\](y)");
    }
}
