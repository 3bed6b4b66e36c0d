use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Section, Tip};
use crate::text::{Fault, visible, yaml};

/// The words of the six tips and the four sections: everything the coach says about them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    tips: Vec<TipWords>,
    sections: Vec<SectionWords>,
}

/// The words of one tip.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TipWords {
    /// Which tip.
    pub id: Tip,
    /// Its title, as shown everywhere.
    pub title: String,
    /// Why interviewers care.
    pub why: String,
    /// The sections in which it usually stands.
    pub sections: Vec<Section>,
    /// How to get from missing to hinted.
    pub to_hinted: String,
    /// How to get from hinted to shown.
    pub to_shown: String,
    /// What an interviewer asks when it is missing.
    pub follow_ups: Vec<String>,
    /// A line that does not show it.
    pub weak: String,
    /// A line that does.
    pub strong: String,
    /// What to do next, by what the draft has; `{quote}` stands for words of the draft.
    pub advice: BTreeMap<String, String>,
}

/// The words of one section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionWords {
    /// Which section.
    pub id: Section,
    /// What belongs there.
    pub asks: String,
    /// How much of the spoken time it deserves, in percent.
    pub share: u32,
    /// Questions that help a writer who is stuck.
    pub prompts: Vec<String>,
}

impl Words {
    /// Reads words from a YAML file that is called `source` in messages.
    ///
    /// # Errors
    /// A [`Fault`] with the place; tips or sections that are missing or out of order are faults too.
    pub fn parse(source: &str, bytes: &[u8]) -> Result<Self, Fault> {
        let mut words: Self = yaml::parse(source, bytes)?;
        // They come up everywhere, often in colour, so what a terminal would obey is taken from them at the door.
        words.texts().for_each(|text| *text = visible(text).into_owned());
        let tips = words.tips.iter().map(|tip| tip.id).eq(Tip::ALL);
        let sections = words.sections.iter().map(|section| section.id).eq(Section::ALL);
        if !(tips && sections) {
            let problem = "the six tips and four sections do not stand here in order";
            return Err(Fault::at(
                source,
                "",
                (1, 1),
                problem,
                "give each once, in the order of the README",
            ));
        }
        Ok(words)
    }

    /// Every text in them.
    fn texts(&mut self) -> impl Iterator<Item = &mut String> {
        let tips = self.tips.iter_mut().flat_map(|tip| {
            let TipWords { title, why, to_hinted, to_shown, weak, strong, .. } = tip;
            let more = tip.follow_ups.iter_mut().chain(tip.advice.values_mut());
            [title, why, to_hinted, to_shown, weak, strong].into_iter().chain(more)
        });
        let sections = self.sections.iter_mut();
        tips.chain(sections.flat_map(|own| [&mut own.asks].into_iter().chain(&mut own.prompts)))
    }

    /// The words of `tip`.
    pub fn tip(&self, tip: Tip) -> &TipWords {
        &self.tips[tip.index()]
    }

    /// The words of `section`.
    pub fn section(&self, section: Section) -> &SectionWords {
        &self.sections[section.index()]
    }
}

impl TipWords {
    /// The advice `key`, with `quote` put where it speaks of the draft's words; the general way up when there is none.
    pub fn advice(&self, key: &str, quote: Option<&str>) -> String {
        let Some(advice) = self.advice.get(key) else {
            return self.to_shown.clone();
        };
        match (advice.contains("{quote}"), quote) {
            (false, _) => advice.clone(),
            (true, Some(quote)) => advice.replace("{quote}", &format!("\"{quote}\"")),
            (true, None) => advice.replace("{quote}", "what you wrote"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Words;
    use crate::draft::{Section, Tip};

    #[test]
    fn every_tip_and_section_has_its_words() {
        let words = Words::builtin();
        for tip in Tip::ALL {
            let tip = words.tip(tip);
            assert!(tip.follow_ups.len() >= 2, "{}", tip.id);
            assert!(tip.advice.contains_key("shown"), "{}", tip.id);
            assert!(
                !tip.why.is_empty() && !tip.strong.is_empty() && !tip.weak.is_empty(),
                "{}",
                tip.id
            );
        }
        assert_eq!(
            Section::ALL.map(|section| words.section(section).share).iter().sum::<u32>(),
            100
        );
    }

    #[test]
    fn advice_quotes_the_draft_where_it_has_words_to_quote() {
        let tip = Words::builtin().tip(Tip::Impact);
        assert!(tip.advice("vague-change", Some("much faster")).contains("\"much faster\""));
        assert!(!tip.advice("vague-change", None).contains("{quote}"));
        assert_eq!(tip.advice("no-such-key", None), tip.to_shown);
    }
}
