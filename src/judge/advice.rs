//! Which advice fits what is there.

use super::assess::Case;
use super::review::{AdviceKey, Level, Quote};
use crate::draft::Tip;

pub(crate) fn advise(
    _case: &Case,
    tip: Tip,
    level: Level,
    _quotes: &[Quote],
) -> (AdviceKey, Option<Quote>) {
    let keys: [AdviceKey; 3] = match tip {
        Tip::Methodology => ["no-steps", "few-steps", "shown"],
        Tip::Debugging => ["straight-to-fix", "cause-without-evidence", "shown"],
        Tip::TradeOffs => ["none", "price-without-alternative", "shown"],
        Tip::Impact => ["no-figure", "count-not-effect", "shown"],
        Tip::Learning => ["none", "claimed-without-content", "shown"],
        Tip::BusinessValue => ["none", "vague-benefit", "shown"],
    };
    (keys[usize::from(level.score())], None)
}
