//! Where a draft stands as a whole.

use super::review::{Finding, Level, Verdict};
use crate::draft::{Tip, Tips};

/// The verdict on six findings; tips that do not apply count neither way.
///
/// Ready: two thirds of the applicable tips shown (four of six), and at most one of them missing. Nobody shows all six in two
/// minutes, and an answer polished further sounds learned by heart. Close: one or two levels' raise away from that.
/// A draft for which no tip applies has nothing left to miss and is ready.
pub(crate) fn verdict(findings: &Tips<Finding>, not_applicable: &[Tip]) -> Verdict {
    let levels: Vec<Level> = findings
        .iter()
        .filter(|finding| !not_applicable.contains(&finding.tip))
        .map(|finding| finding.level)
        .collect();
    let shown = levels.iter().filter(|&&level| level == Level::Shown).count();
    let missing = levels.iter().filter(|&&level| level == Level::Missing).count();
    let wanted = (levels.len() * 2).div_ceil(3);
    let short = wanted.saturating_sub(shown).max(missing.saturating_sub(1));
    match short {
        0 => Verdict::Ready,
        1 | 2 => Verdict::Close,
        _ => Verdict::NotYet,
    }
}

#[cfg(test)]
mod tests {
    use super::verdict;
    use crate::draft::Tip;
    use crate::judge::review::{Finding, Level, Verdict};

    fn with(levels: [u8; 6], not_applicable: &[Tip]) -> Verdict {
        let findings = Tip::ALL.map(|tip| Finding {
            tip,
            level: Level::ALL[usize::from(levels[tip.index()])],
            quotes: Vec::new(),
            cue: None,
            advice: "none",
            about: None,
        });
        verdict(&findings, not_applicable)
    }

    #[test]
    fn four_shown_and_at_most_one_missing_is_ready() {
        assert_eq!(with([2, 2, 2, 2, 1, 0], &[]), Verdict::Ready);
        assert_eq!(with([2, 2, 2, 2, 0, 0], &[]), Verdict::Close);
        assert_eq!(with([2, 2, 1, 1, 1, 1], &[]), Verdict::Close);
        assert_eq!(with([2, 1, 1, 1, 1, 1], &[]), Verdict::NotYet);
        assert_eq!(with([0; 6], &[]), Verdict::NotYet);
    }

    #[test]
    fn tips_that_do_not_apply_count_neither_way() {
        assert_eq!(with([2, 0, 0, 2, 2, 2], &[Tip::Debugging, Tip::TradeOffs]), Verdict::Ready);
        assert_eq!(with([0; 6], &Tip::ALL), Verdict::Ready);
    }
}
