use crate::draft::{Section, Tip, Words};

/// Everything the coach can say to a writer who is stuck in `section`, in the order it says it: in turn a question
/// an interviewer would ask and one that helps to put it otherwise, with what the section wants after the first two.
///
/// The tip that is practised speaks first. No hint holds any of an example.
pub(super) fn hints(words: &Words, section: Section, tip: Option<Tip>) -> Vec<String> {
    let own = words.section(section);
    let belongs = |&tip: &Tip| words.tip(tip).sections.contains(&section);
    let practised = tip.filter(belongs);
    let tips = practised
        .into_iter()
        .chain(Tip::ALL.into_iter().filter(|&other| belongs(&other) && practised != Some(other)));
    let tips: Vec<Tip> = tips.collect();

    let deepest = tips.iter().map(|&tip| words.tip(tip).follow_ups.len()).max().unwrap_or_default();
    let questions = (0..deepest)
        .flat_map(|depth| tips.iter().filter_map(move |&tip| words.tip(tip).follow_ups.get(depth)));
    let mut questions = questions.map(|question| format!("An interviewer might ask: {question}"));
    let mut prompts = own.prompts.iter().map(|prompt| format!("Try it this way: {prompt}"));

    let mut hints: Vec<String> =
        practised.map(|tip| words.tip(tip).to_shown.clone()).into_iter().collect();
    hints.extend(questions.next().into_iter().chain(prompts.next()));
    // The writer has just read it above the page, so it need not come first.
    hints.push(format!("{section} wants: {}", own.asks));
    loop {
        let (question, prompt) = (questions.next(), prompts.next());
        if question.is_none() && prompt.is_none() {
            return hints;
        }
        hints.extend(question.into_iter().chain(prompt));
    }
}

#[cfg(test)]
mod tests {
    use super::hints;
    use crate::draft::{Section, Tip, Words};

    #[test]
    fn each_hint_of_a_section_is_another_and_one_says_what_it_wants() {
        for section in Section::ALL {
            let all = hints(Words::builtin(), section, None);
            assert!(all.iter().any(|hint| hint.starts_with(section.title())));
            let mut different = all.clone();
            different.sort();
            different.dedup();
            assert_eq!(different.len(), all.len());
            assert!(all.len() >= 4, "{section}");
        }
    }

    #[test]
    fn the_tip_that_is_practised_speaks_first_where_it_belongs() {
        let words = Words::builtin();
        let action = hints(words, Section::Action, Some(Tip::TradeOffs));
        assert_eq!(action[0], words.tip(Tip::TradeOffs).to_shown);
        assert!(action[1].contains(&words.tip(Tip::TradeOffs).follow_ups[0]));
        assert_eq!(
            hints(words, Section::Task, Some(Tip::TradeOffs)),
            hints(words, Section::Task, None)
        );
    }
}
