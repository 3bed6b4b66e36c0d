use super::{Span, words};

/// Words after which a full stop ends nothing.
const ABBREVIATIONS: [&str; 33] = [
    "e.g", "i.e", "eg", "ie", "etc", "vs", "mr", "mrs", "ms", "dr", "prof", "st", "approx", "ca",
    "cf", "fig", "no", "nr", "inc", "ltd", "co", "dept", "est", "hr", "hrs", "min", "mins", "sec",
    "secs", "avg", "max", "jan", "feb",
];

/// A sentence with more words than this is cut where a clause begins.
const LONGEST: usize = 60;
/// A piece cut off a long sentence has at least this many words.
const PIECE: usize = 18;
/// A line at least this long that goes on in lower case was wrapped by an editor.
const WRAPPED: usize = 50;

/// Words that begin a clause, before which a sentence without an end may be cut.
const CLAUSE_STARTS: [&str; 10] =
    ["and", "but", "so", "then", "because", "which", "after", "when", "while", "that"];

/// The sentences of `text`, in order: sentences of prose, list items and lines of notes.
///
/// White space, list markers and nothing else may lie between them. A sentence that never ends
/// ("so i looked and then i …") is cut at clauses, so that its parts can be judged and quoted.
pub fn sentences(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    for block in blocks(text) {
        for span in split_stops(text, block) {
            cut_long(text, span, &mut found);
        }
    }
    found
}

/// Lines, those that an editor wrapped joined again, without their list markers.
fn blocks(text: &str) -> Vec<Span> {
    let mut blocks: Vec<Span> = Vec::new();
    let mut at = 0;
    let mut joinable = false;
    for line in text.split_inclusive(['\n', '\r']) {
        let raw = Span::new(at, at + line.len()).trimmed(text);
        at += line.len();
        if raw.is_empty() {
            // "\r\n" gives an empty line of its own, which ends nothing.
            joinable &= line == "\n" && text[..at].ends_with("\r\n");
            continue;
        }
        let bare = without_marker(text, raw);
        if joinable && bare == raw && starts_lower(raw.of(text)) {
            if let Some(last) = blocks.last_mut() {
                last.end = raw.end;
            }
        } else if !bare.is_empty() {
            blocks.push(bare);
        }
        joinable = raw.len() >= WRAPPED && !raw.of(text).ends_with(['.', '!', '?', ':', ';']);
    }
    blocks
}

fn starts_lower(line: &str) -> bool {
    line.chars().next().is_some_and(char::is_lowercase)
}

/// Without a leading "- ", "* ", "• ", "1. ", "2) ", "a) ", "> " or "[ ]".
fn without_marker(text: &str, span: Span) -> Span {
    let line = span.of(text);
    let rest =
        line.trim_start_matches(['-', '*', '•', '–', '—', '+', '>', '·', '#', '◦', '‣', '→']);
    let after = if rest.len() < line.len() {
        // "-5 degrees" and "**Bold**" keep their sign; a marker is followed by a space.
        if rest.starts_with([' ', '\t']) || rest.is_empty() { rest } else { line }
    } else {
        numbered(line)
    };
    Span::new(span.end - after.len(), span.end).trimmed(text)
}

/// The line after "12. ", "3) ", "(3) " or "b) ", or the whole line.
fn numbered(line: &str) -> &str {
    let inner = line.strip_prefix('(').unwrap_or(line);
    let digits = inner.chars().take_while(char::is_ascii_digit).count();
    let label = if (1..=2).contains(&digits) {
        digits
    } else if inner.len() > 1
        && inner.as_bytes()[0].is_ascii_lowercase()
        && inner.as_bytes()[1] == b')'
    {
        1
    } else {
        return line;
    };
    let rest = &inner[label..];
    match rest.strip_prefix(['.', ')']) {
        Some(rest) if rest.starts_with([' ', '\t']) => rest,
        _ => line,
    }
}

/// Cuts after full stops, question and exclamation marks that end a sentence.
fn split_stops(text: &str, block: Span) -> Vec<Span> {
    let line = block.of(text);
    let mut parts = Vec::new();
    let mut start = 0;
    let mut chars = line.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !matches!(c, '.' | '!' | '?' | '…' | '。') {
            continue;
        }
        while chars
            .next_if(|&(_, c)| {
                matches!(c, '.' | '!' | '?' | '…' | '"' | '\'' | ')' | ']' | '”' | '’' | '*' | '_')
            })
            .is_some()
        {}
        let end = chars.peek().map_or(line.len(), |&(next, _)| next);
        if ends_here(&line[start..at], &line[at..end], &line[end..]) {
            parts.push(Span::new(start, end));
            start = end;
        }
    }
    parts.push(Span::new(start, line.len()));
    parts
        .into_iter()
        .map(|part| part.shifted(block.start).trimmed(text))
        .filter(|part| !part.is_empty())
        .collect()
}

/// Whether the stop `mark` between `before` and `after` ends a sentence.
fn ends_here(before: &str, mark: &str, after: &str) -> bool {
    let next = after.trim_start();
    if next.is_empty() {
        return true;
    }
    if next.len() == after.len() && !mark.starts_with('。') {
        return false;
    }
    let lower = next.starts_with(|c: char| c.is_lowercase());
    if mark.starts_with("..") || mark.starts_with('…') {
        return !lower;
    }
    if mark.len() > 1 && lower && !mark.starts_with('.') {
        // "he said "why?" and left"
        return false;
    }
    !(mark == "." && abbreviated(before, next))
}

fn abbreviated(before: &str, next: &str) -> bool {
    let last = before.rsplit([' ', '(', '\t', '"']).next().unwrap_or("");
    // An initial ("J. Smith"), but not the pronoun "I" nor a list number.
    if last.chars().count() == 1 && last != "I" && last.chars().all(char::is_uppercase) {
        return true;
    }
    let known = ABBREVIATIONS.iter().any(|short| last.eq_ignore_ascii_case(short));
    let titled = ["mr", "mrs", "ms", "dr", "prof", "st", "e.g", "i.e", "no", "nr", "fig", "vs"]
        .iter()
        .any(|short| last.eq_ignore_ascii_case(short));
    match last {
        // "I said no. We left." against "No. 5".
        "no" | "No" => next.starts_with(|c: char| c.is_ascii_digit()),
        _ => {
            known && (titled || next.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit()))
        }
    }
}

/// Pushes `span`, cut at clause boundaries when it is too long to be one sentence.
fn cut_long(text: &str, span: Span, found: &mut Vec<Span>) {
    let sentence = span.of(text);
    let words = words(sentence);
    if words.len() <= LONGEST {
        found.push(span);
        return;
    }
    let mut start = 0;
    let mut first = 0;
    for (i, word) in words.iter().enumerate() {
        let long = i - first;
        let between = &sentence[words[i.saturating_sub(1)].end.min(word.start)..word.start];
        let clause = between.contains([',', ';', ':', '\u{2014}', '('])
            || CLAUSE_STARTS.iter().any(|start| word.of(sentence).eq_ignore_ascii_case(start));
        if (long >= PIECE && clause && words.len() - i >= PIECE / 2) || long >= LONGEST {
            found.push(Span::new(start, word.start).shifted(span.start).trimmed(text));
            start = word.start;
            first = i;
        }
    }
    found.push(Span::new(start, sentence.len()).shifted(span.start).trimmed(text));
}

#[cfg(test)]
mod tests {
    use super::sentences;
    use crate::text::words;

    fn cut(text: &str) -> Vec<&str> {
        sentences(text).iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn prose_is_cut_at_full_stops_even_before_lower_case() {
        assert_eq!(
            cut("We lost it. then i looked! Was it DNS? Yes."),
            ["We lost it.", "then i looked!", "Was it DNS?", "Yes."]
        );
    }

    #[test]
    fn abbreviations_decimals_versions_and_initials_end_nothing() {
        for text in [
            "It took 3.5 s, e.g. on v2.1 with Dr. Smith.",
            "I asked J. Doe about No. 5 i.e. the old one.",
            "Roughly 5 min. per call vs. ten.",
            "Hmm... not sure about it.",
            "She asked \"why?\" and I had no answer.",
        ] {
            assert_eq!(cut(text), [text]);
        }
    }

    #[test]
    fn a_plain_no_ends_a_sentence() {
        assert_eq!(cut("They said no. We went on."), ["They said no.", "We went on."]);
    }

    #[test]
    fn list_items_and_lines_of_notes_are_sentences_without_their_markers() {
        assert_eq!(
            cut("- pulled the logs\n  * sorted them\n1. fixed it\n2) shipped\nrolled out\r\ndone"),
            ["pulled the logs", "sorted them", "fixed it", "shipped", "rolled out", "done"]
        );
    }

    #[test]
    fn a_line_wrapped_by_an_editor_is_one_sentence_with_the_next() {
        let text = "I pulled the failures of the last month out of the scheduler\nand sorted them by supplier.";
        assert_eq!(cut(text), [text]);
    }

    #[test]
    fn a_line_is_joined_only_when_it_was_long_open_and_goes_on_in_lower_case() {
        let long = |length: usize| "word ".repeat(20)[..length - 1].trim_end().to_owned() + "x";
        for (first, second, count) in [
            (long(50), "goes on", 1),
            (long(49), "goes on", 2),
            (long(50), "Goes on", 2),
            (long(50), "- goes on", 2),
            (long(50) + ":", "goes on", 2),
        ] {
            assert_eq!(cut(&format!("{first}\n{second}")).len(), count, "{first} {second}");
            assert_eq!(cut(&format!("{first}\r\n{second}")).len(), count, "{first} {second}");
            assert_eq!(cut(&format!("{first}\n\n{second}")).len(), 2, "{first} {second}");
        }
    }

    #[test]
    fn markers_are_dropped_where_a_space_follows_and_kept_where_none_does() {
        for (line, bare) in [
            ("a) one", "one"),
            ("(3) one", "one"),
            ("12. one", "one"),
            ("> one", "one"),
            ("123. one", "123. one"),
            ("-5 degrees", "-5 degrees"),
            ("**Bold** one", "**Bold** one"),
            ("3)one", "3)one"),
            ("A) one", "A) one"),
            ("a", "a"),
            ("(", "("),
        ] {
            assert_eq!(cut(line).join(" "), bare);
        }
    }

    #[test]
    fn stops_inside_quotes_names_and_numbers_end_nothing() {
        for (text, parts) in [
            ("He said \"stop.\" Then left.", 2),
            ("He said \"why?\" and left.", 1),
            ("He said \"why?\" And left.", 2),
            ("It was odd... and slow.", 1),
            ("It was odd... It was slow.", 2),
            ("It was odd… it was slow.", 1),
            ("I asked Mr. Smith.", 1),
            ("It took 5 min. Then it stopped.", 2),
            ("It took 5 min. per call.", 1),
            ("It took 5 min. 3 of them idle.", 1),
            ("It was I. Then he left.", 2),
            ("It was J. Then he left.", 1),
            ("See no. 5 there.", 1),
            ("I said No. We left.", 2),
            ("at www.a.b it stood", 1),
            ("Really?! Yes.", 2),
        ] {
            assert_eq!(cut(text).len(), parts, "{text}: {:?}", cut(text));
        }
    }

    #[test]
    fn a_sentence_is_cut_when_it_has_more_than_sixty_words_and_not_before() {
        let of = |count: usize| {
            let text = "lamp ".repeat(count);
            sentences(&text).iter().map(|part| words(part.of(&text)).len()).collect::<Vec<_>>()
        };
        assert_eq!([of(60), of(61), of(121)], [vec![60], vec![60, 1], vec![60, 60, 1]]);
        let clause = |before: usize, mark: &str, after: usize| {
            let text = format!("{}{mark}{}", "lamp ".repeat(before), "wire ".repeat(after));
            sentences(&text).iter().map(|part| words(part.of(&text)).len()).collect::<Vec<_>>()
        };
        assert_eq!(clause(18, "and ", 50), [18, 51]);
        assert_eq!(clause(17, "and ", 50), [60, 8]);
        assert_eq!(clause(18, ", ", 50), [18, 50]);
        assert_eq!(clause(53, "and ", 8), [53, 9]);
        assert_eq!(clause(54, "and ", 7), [60, 2]);
    }

    #[test]
    fn four_hundred_words_without_a_stop_are_cut_at_clauses() {
        let text = "i looked at the log and then i saw the slow query so ".repeat(31);
        let parts = sentences(&text);
        assert!(parts.len() > 8, "{}", parts.len());
        assert!(parts.iter().all(|part| words(part.of(&text)).len() <= 60));
    }

    #[test]
    fn nothing_gives_nothing_and_many_bytes_a_character_are_no_trouble() {
        assert!(cut("").is_empty());
        assert!(cut(" \n\r\n - \n").is_empty());
        assert_eq!(cut("Ça va… Größe → 5 µs."), ["Ça va…", "Größe → 5 µs."]);
        assert_eq!(cut("日本語。テスト。"), ["日本語。", "テスト。"]);
    }
}
