use std::str::FromStr;

use starcoach::draft::{Draft, Tip};
use starcoach::judge::{Level, Review, Verdict};
use starcoach::render::Required;

/// What `--require` asks of each draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Requirement {
    /// At least this level on these tips; on all that are reviewed when none is named.
    Level(Level, Vec<Tip>),
    /// At least this verdict.
    Verdict(Verdict),
}

impl Requirement {
    /// Whether a draft with this review fulfils it; tips that do not apply are not asked for.
    pub(crate) fn is_met(&self, review: &Review, draft: &Draft, reviewed: &[Tip]) -> bool {
        if matches!(review.verdict, Verdict::CannotTell(_)) {
            return false;
        }
        match self {
            Self::Level(level, tips) => {
                let asked = if tips.is_empty() { reviewed } else { tips };
                let applies = |tip: &&Tip| !draft.not_applicable.contains(tip);
                asked.iter().filter(applies).all(|tip| review.findings[tip.index()].level >= *level)
            }
            Self::Verdict(Verdict::Close) => {
                matches!(review.verdict, Verdict::Close | Verdict::Ready)
            }
            Self::Verdict(verdict) => review.verdict == *verdict,
        }
    }
}

impl Requirement {
    /// What the review fails of this, for a report that names the tips.
    pub(crate) fn required(
        &self,
        review: &Review,
        draft: &Draft,
        reviewed: &[Tip],
    ) -> Required<'_> {
        match self {
            Self::Level(level, tips) => {
                let asks = |tip| tips.is_empty() || tips.contains(&tip);
                let levels = Tip::ALL.map(|tip| Some(*level).filter(|_| asks(tip)));
                Required { levels, verdict: None }
            }
            Self::Verdict(verdict) => {
                let unmet = !self.is_met(review, draft, reviewed);
                Required { verdict: Some(verdict.id()).filter(|_| unmet), ..Required::default() }
            }
        }
    }
}

impl FromStr for Requirement {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (level, tips) =
            text.split_once(':').map_or((text, None), |(level, tips)| (level, Some(tips)));
        let tips = tips
            .map(|tips| tips.split(',').map(parse_tip).collect::<Result<Vec<_>, _>>())
            .transpose()?;
        match (level, tips) {
            ("ready", None) => Ok(Self::Verdict(Verdict::Ready)),
            ("close", None) => Ok(Self::Verdict(Verdict::Close)),
            ("hinted", tips) => Ok(Self::Level(Level::Hinted, tips.unwrap_or_default())),
            ("shown", tips) => Ok(Self::Level(Level::Shown, tips.unwrap_or_default())),
            _ => Err("expected hinted, shown, shown:impact,learning (any tips), close or ready"
                .to_owned()),
        }
    }
}

/// The tip with this id.
pub(crate) fn parse_tip(id: &str) -> Result<Tip, String> {
    Tip::from_id(id.trim()).ok_or_else(|| {
        let known: Vec<&str> = Tip::ALL.iter().map(|tip| tip.id()).collect();
        format!("there is no tip `{id}`; the tips are {}", known.join(", "))
    })
}

#[cfg(test)]
mod tests {
    use starcoach::draft::Tip;
    use starcoach::judge::{Level, Verdict};

    use super::Requirement;

    #[test]
    fn levels_levels_of_tips_and_verdicts_can_be_required() {
        assert_eq!("shown".parse(), Ok(Requirement::Level(Level::Shown, vec![])));
        assert_eq!(
            "hinted:impact,trade-offs".parse(),
            Ok(Requirement::Level(Level::Hinted, vec![Tip::Impact, Tip::TradeOffs]))
        );
        assert_eq!("ready".parse(), Ok(Requirement::Verdict(Verdict::Ready)));
    }

    #[test]
    fn anything_else_is_refused_with_what_is_known() {
        assert!("great".parse::<Requirement>().is_err_and(|error| error.contains("hinted")));
        assert!("shown:impct".parse::<Requirement>().is_err_and(|error| error.contains("impact")));
        assert!("ready:impact".parse::<Requirement>().is_err());
    }
}
