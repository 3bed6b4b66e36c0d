use super::Span;

/// Said often and saying nothing; spoken answers are full of them.
const FILLERS: [&str; 17] = [
    "um",
    "umm",
    "uh",
    "uhm",
    "er",
    "erm",
    "basically",
    "actually",
    "literally",
    "obviously",
    "honestly",
    "kind of",
    "sort of",
    "you know",
    "i mean",
    "i guess",
    "or something",
];

/// Where fillers stand among `words`, the words of `text`, in order and apart.
pub fn fillers(text: &str, words: &[Span]) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    for (index, word) in words.iter().enumerate() {
        if found.last().is_some_and(|last| last.overlaps(word)) {
            continue;
        }
        let pair = words.get(index + 1).map(|next| Span::new(word.start, next.end));
        let is_filler = |span: &Span| FILLERS.contains(&folded(span.of(text)).as_str());
        found.extend([Some(*word), pair].into_iter().flatten().find(is_filler));
    }
    found
}

/// In lower case, with what stands between two words as one blank. A sentence's end between them stays, so that
/// the two are no filler.
fn folded(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::fillers;
    use crate::text::words;

    fn found(text: &str) -> Vec<&str> {
        fillers(text, &words(text)).iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn fillers_of_one_and_two_words_are_found_in_any_case_and_across_lines() {
        assert_eq!(
            found("Um, basically it was kind\nof slow, you know."),
            ["Um", "basically", "kind\nof", "you know"]
        );
    }

    #[test]
    fn parts_of_words_and_pairs_that_a_sentence_parts_are_none() {
        assert_eq!(found("The drum was of some kind. Of course I asked. Er"), ["Er"]);
        assert!(found("").is_empty());
    }
}
