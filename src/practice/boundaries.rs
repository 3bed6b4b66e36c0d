use crate::draft::{Section, Sections};
use crate::text::{Span, sentences};

/// Prose parted into the four sections by three boundaries between its sentences, which the writer can move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Boundaries {
    text: String,
    sentences: Vec<Span>,
    /// The number of the first sentence of Task, Action and Result; never descending.
    first: [usize; 3],
    /// The boundary that moves, as the section that begins at it.
    chosen: Section,
}

impl Boundaries {
    /// `text` parted as `parts` say: stretches of it with their sections, in order.
    pub fn new(text: &str, parts: &[(Section, Span)]) -> Self {
        let sentences = sentences(text);
        let first = [Section::Task, Section::Action, Section::Result].map(|section| {
            // A section that is absent begins where the next one does.
            let start =
                parts.iter().filter(|(of, _)| *of >= section).map(|(_, span)| span.start).min();
            start.map_or(sentences.len(), |start| {
                sentences.partition_point(|sentence| sentence.start < start)
            })
        });
        Self { text: text.to_owned(), sentences, first, chosen: Section::Task }
    }

    /// The sentences in order, each with the section it stands in.
    pub fn sentences(&self) -> impl Iterator<Item = (Section, &str)> {
        self.sentences
            .iter()
            .enumerate()
            .map(|(number, span)| (self.section_of(number), span.of(&self.text)))
    }

    /// The section whose beginning moves.
    pub fn chosen(&self) -> Section {
        self.chosen
    }

    /// The number of the sentence with which the chosen section begins.
    pub fn chosen_sentence(&self) -> usize {
        self.first[self.chosen.index() - 1]
    }

    /// Chooses the next boundary, after the last the first again.
    pub fn choose_next(&mut self) {
        self.chosen = match self.chosen {
            Section::Task => Section::Action,
            Section::Action => Section::Result,
            Section::Situation | Section::Result => Section::Task,
        };
    }

    /// Moves the chosen boundary up by a sentence, pushing those above it along.
    pub fn move_up(&mut self) {
        let at = self.chosen.index() - 1;
        self.first[at] = self.first[at].saturating_sub(1);
        for above in 0..at {
            self.first[above] = self.first[above].min(self.first[at]);
        }
    }

    /// Moves the chosen boundary down by a sentence, pushing those below it along.
    pub fn move_down(&mut self) {
        let at = self.chosen.index() - 1;
        self.first[at] = (self.first[at] + 1).min(self.sentences.len());
        for below in at + 1..3 {
            self.first[below] = self.first[below].max(self.first[at]);
        }
    }

    /// The text in its sections as they are now: every stretch of it in exactly one.
    pub fn sections(&self) -> Sections {
        let starts = [
            0,
            self.byte(self.first[0]),
            self.byte(self.first[1]),
            self.byte(self.first[2]),
            self.text.len(),
        ];
        Sections::new(
            [0, 1, 2, 3].map(|at| self.text[starts[at]..starts[at + 1]].trim().to_owned()),
        )
    }

    fn section_of(&self, sentence: usize) -> Section {
        Section::ALL[self.first.iter().filter(|&&first| first <= sentence).count()]
    }

    /// Where sentence `number` begins, its list marker included.
    fn byte(&self, number: usize) -> usize {
        let Some(sentence) = self.sentences.get(number) else { return self.text.len() };
        let before = number.checked_sub(1).map_or(0, |number| self.sentences[number].end);
        let line = self.text[before..sentence.start]
            .rfind('\n')
            .map_or(sentence.start, |newline| before + newline + 1);
        if number == 0 { 0 } else { line }
    }
}

#[cfg(test)]
mod tests {
    use super::Boundaries;
    use crate::draft::Section;
    use crate::text::Span;

    const TEXT: &str = "It broke. I had to mend it.\n- I looked.\n- I mended it.\nIt works.";

    fn parted() -> Boundaries {
        let at = |words: &str| TEXT.find(words).expect("words of the text");
        let starts = [0, at("I had"), at("I looked"), at("It works"), TEXT.len()];
        let parts: Vec<(Section, Span)> = Section::ALL
            .into_iter()
            .zip(starts.windows(2))
            .map(|(section, at)| (section, Span::new(at[0], at[1])))
            .collect();
        Boundaries::new(TEXT, &parts)
    }

    #[test]
    fn the_sections_are_those_of_the_parts_with_their_list_markers() {
        let sections = parted().sections();
        assert_eq!(sections[Section::Situation], "It broke.");
        assert_eq!(sections[Section::Task], "I had to mend it.");
        assert_eq!(sections[Section::Action], "- I looked.\n- I mended it.");
        assert_eq!(sections[Section::Result], "It works.");
    }

    #[test]
    fn a_boundary_moves_by_a_sentence_and_pushes_the_others_along() {
        let mut boundaries = parted();
        boundaries.move_down();
        boundaries.move_down();
        assert_eq!(
            boundaries.sections()[Section::Task],
            "",
            "the beginning of Action was pushed along"
        );
        assert_eq!(boundaries.sections()[Section::Action], "- I mended it.");
        boundaries.choose_next();
        boundaries.choose_next();
        assert_eq!(boundaries.chosen(), Section::Result);
        for _ in 0..9 {
            boundaries.move_up();
        }
        assert_eq!(boundaries.sections()[Section::Result], TEXT);
    }

    #[test]
    fn no_move_loses_a_word() {
        let mut boundaries = parted();
        for step in 0..40 {
            match step * 7 % 5 {
                0 | 1 => boundaries.move_down(),
                2 | 3 => boundaries.move_up(),
                _ => boundaries.choose_next(),
            }
            let sections = boundaries.sections();
            let words: Vec<&str> =
                sections.iter().flat_map(|(_, text)| text.split_whitespace()).collect();
            assert_eq!(words, TEXT.split_whitespace().collect::<Vec<_>>());
        }
    }

    #[test]
    fn an_absent_section_is_empty_and_blank_text_is_no_trouble() {
        let whole = Boundaries::new(TEXT, &[(Section::Action, Span::new(0, TEXT.len()))]);
        assert_eq!(whole.sections()[Section::Action], TEXT);
        assert!(Boundaries::new("", &[]).sections().is_blank());
    }
}
