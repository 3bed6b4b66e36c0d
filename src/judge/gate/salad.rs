//! Words without an account in them: shuffled, or strung together because a coach likes to read them.

use std::collections::HashSet;

use super::order::Likeness;
use super::read::Sentence;
use crate::text::word_set::{WordSet, word_set};

/// Below this mean weight the words are in no order. Real drafts of any style, second-language and telegram ones
/// among them, stay above 0; shuffled ones stay below −0.2 nearly always.
const DISORDER: f64 = -0.15;
/// So few pairs with bound words say nothing yet.
const TELLING: usize = 20;
/// Above this share of the content words, jargon is all there is. The most hollow real draft has 0.21.
const STUFFED: f64 = 0.33;
/// Below this share of content words there is nothing said. Real drafts have 0.27 and more.
const HOLLOW: f64 = 0.25;
/// A sentence in good order with so many pairs is kept, whatever stands around it: more pairs among shuffled words,
/// where chance puts some right, than among jargon.
const SOUND: f64 = 0.25;
const SOUND_AMONG_SHUFFLED: usize = 12;
const SOUND_AMONG_JARGON: usize = 5;
/// Below this share of different words among the first content words, the text goes round in circles. The poorest
/// real draft has 0.66.
const CIRCLING: f64 = 0.58;
const FIRST_WORDS: usize = 60;
/// Letters by which forms of a word are taken as one.
const STEM: usize = 5;

/// The trade words of interviews, consultancies and this coach; in an account they stand far apart.
const JARGON: WordSet = word_set!(
    "methodology hypothesis kpi kpis okr okrs sla deliverable deliverables alignment stakeholder stakeholders \
    synergy synergies leverage leveraged leveraging ownership root cause causes trade tradeoff tradeoffs offs alternative alternatives \
    option options rejected evidence baseline benchmark benchmarked benchmarking impact impactful roi learned learning learnings \
    lesson lessons customer customers client clients retention growth churn value valued values business outcome outcomes metric \
    metrics survey surveys interviews pilot piloted bisect prototype experiment rigor rigour mindset scalable scalability holistic \
    agile lean bottleneck bottlenecks strategic strategy strategies vision journey insight insights roadmap kanban kaizen velocity \
    excellence empowered empowerment empower goal goals objective objectives deadline deadlines stakes legacy debugging analysis \
    analyse analyze analysed investigation investigate revenue cost costs compliance risk risks result results resulted measurable \
    savings profiled logs traces dashboards sprint sprints funnel engagement owner trust step steps phase phases solution solutions \
    improvement improvements quantified quantify optimized optimised optimization optimisation innovation innovative transformation \
    collaboration cross functional paradigm ecosystem disruption proactive productivity efficiency efficiencies profit market \
    satisfaction leadership initiative initiatives framework process processes procedure quality performance target targets success \
    successful challenge challenges opportunity opportunities dynamic robust actionable accountability transparency communication \
    teamwork passion resilience iterate iterated iteration validate validated validation therefore milestone milestones"
);

/// What is wrong with the words as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Salad {
    Shuffled,
    Stuffed,
    Hollow,
    Circling,
}

/// Whether all the sentences together are salad.
pub(super) fn salad(sentences: &[&Sentence]) -> Option<Salad> {
    let order = likeness(sentences.iter().copied());
    if order.pairs() >= TELLING && order.score() < DISORDER {
        return Some(Salad::Shuffled);
    }
    let (words, content, jargon) = sentences
        .iter()
        .map(|s| counts(s))
        .fold((0, 0, 0), |a, b| (a.0 + b.0, a.1 + b.1, a.2 + b.2));
    if content >= 12 && share(jargon, content) > STUFFED {
        return Some(Salad::Stuffed);
    }
    if words >= 40 && share(content, words) < HOLLOW {
        return Some(Salad::Hollow);
    }
    is_circling(sentences).then_some(Salad::Circling)
}

/// Whether a handful of content words comes again and again.
fn is_circling(sentences: &[&Sentence]) -> bool {
    let words = sentences.iter().flat_map(|s| &s.words).filter(|word| word.class.is_content());
    let stems: Vec<String> =
        words.map(|word| word.lower.chars().take(STEM).collect()).take(FIRST_WORDS).collect();
    let different: HashSet<&String> = stems.iter().collect();
    stems.len() >= FIRST_WORDS / 2 && share(different.len(), stems.len()) < CIRCLING
}

/// Whether this sentence is salad, in a draft that is (`suspect`) or is not.
pub(super) fn is_salad(sentence: &Sentence, suspect: Option<Salad>) -> bool {
    let order = likeness([sentence]);
    let (_, content, jargon) = counts(sentence);
    let least =
        if suspect == Some(Salad::Shuffled) { SOUND_AMONG_SHUFFLED } else { SOUND_AMONG_JARGON };
    let sound = order.score() > SOUND && order.pairs() >= least && share(jargon, content) < STUFFED;
    match suspect {
        Some(Salad::Circling | Salad::Hollow) => true,
        Some(_) => !sound,
        None => order.score() < 2.0 * DISORDER && order.pairs() >= TELLING,
    }
}

fn likeness<'s>(sentences: impl IntoIterator<Item = &'s Sentence>) -> Likeness {
    sentences.into_iter().map(Likeness::of).fold(Likeness::default(), Likeness::and)
}

/// Words, content words and jargon among these.
fn counts(sentence: &Sentence) -> (usize, usize, usize) {
    let content = sentence.words.iter().filter(|word| word.class.is_content());
    let of_jargon = content.clone().filter(|word| JARGON.has(word.id)).count();
    (sentence.words.len(), content.count(), of_jargon)
}

fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::{Salad, salad};
    use crate::judge::gate::read::loose;

    const NOUNS: &str =
        "lamp bulb wire cart barn hill lake moth reed sand tree wolf yarn zinc kiln jars hats";

    fn of(text: &str) -> Option<Salad> {
        salad(&[&loose(text)])
    }

    #[test]
    fn forty_words_with_hardly_a_matter_among_them_say_nothing() {
        let words =
            "it is what it is and so it was for all of us then as it had been before that for us ";
        let cut = |count: usize| {
            let twice = words.repeat(2);
            of(&twice.split_ascii_whitespace().take(count).collect::<Vec<_>>().join(" "))
        };
        assert_eq!([cut(40), cut(39)], [Some(Salad::Hollow), None]);
        assert_eq!(of(&format!("{} {NOUNS}", words.repeat(2))), None);
    }

    #[test]
    fn half_a_page_goes_round_in_circles_when_few_of_its_words_are_new() {
        let again = |count: usize| {
            let words = NOUNS.split(' ').cycle().take(count);
            of(&words.collect::<Vec<_>>().join(" "))
        };
        assert_eq!([again(29), again(30)], [None, Some(Salad::Circling)]);
        assert_eq!(of(&format!("{NOUNS} mice {}", &NOUNS[..59])), None);
    }

    #[test]
    fn a_third_of_jargon_is_too_much_from_a_dozen_words_on() {
        let mixed = |jargon: usize, plain: usize| {
            let trade = "synergy roadmap kpi agile churn growth".split(' ').take(jargon);
            of(&trade.chain(NOUNS.split(' ').take(plain)).collect::<Vec<_>>().join(" "))
        };
        assert_eq!(mixed(4, 8), Some(Salad::Stuffed));
        assert_eq!([mixed(4, 7), mixed(4, 9)], [None, None]);
    }
}
